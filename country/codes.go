package country

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// System is a system of country codes.
type System uint8

// The systems that event data use.
const (
	CAMEO         System = iota // three letters, with pseudo-regions and old codes
	FIPS                        // FIPS 10-4, two letters
	ISO3                        // ISO 3166-1 alpha-3, and the withdrawn codes of 3166-3
	Number                      // ISO 3166-1 numeric
	GleditschWard               // numbers of the list of states of Gleditsch and Ward
	COW                         // numbers of the Correlates of War project
	Name                        // English names as event data print them
	systems
)

var systemNames = [systems]string{"cameo", "fips", "iso", "number", "gw", "cow", "name"}

// String gives the short name of the system: cameo, fips, iso, number, gw, cow or name.
func (s System) String() string {
	if s < systems {
		return systemNames[s]
	}
	return fmt.Sprintf("system %d", uint8(s))
}

// NoDay is the day of an event that has none: the latest state is meant.
const NoDay = math.MinInt32

// Entry is what a code stands for.
type Entry struct {
	iso   string
	name  string // of a state that no ISO code has
	steps []step // where the country changed
}

// step says that a state stood before a day; the last one has no end.
type step struct {
	before int32 // days since 1 January 1970
	iso    string
}

// ISO gives the alpha-3 code of the state that stood on a day, given as days since
// 1 January 1970 (NoDay: the latest); "" for a region or a body that is no country.
func (e Entry) ISO(day int32) string {
	if len(e.steps) == 0 {
		return e.iso
	}
	last := e.steps[len(e.steps)-1]
	if day == NoDay {
		return last.iso
	}
	for _, s := range e.steps {
		if day < s.before {
			return s.iso
		}
	}
	return last.iso
}

// State gives the name of a state, or of one that declared itself so, that has no ISO
// code, such as Somaliland or the Papal States; "" for every other entry.
func (e Entry) State() string { return e.name }

// Lookup gives what a code or name of a system stands for, and false where it is
// not known. Codes are taken without surrounding space and, but for CAMEO and FIPS,
// without regard to case; numbers with or without leading zeros; names without
// regard to case, accents, punctuation, "the" and "and", in the order "Korea, Republic
// of" too, with the usual abbreviations, and as ISO codes of three capitals.
func Lookup(s System, code string) (Entry, bool) {
	if s == CAMEO || s == FIPS {
		i := lettersIndex(code)
		if i < 0 {
			return Entry{}, false
		}
		p := letterTables()
		n := p.at[i]
		if len(code) == 3 != (s == CAMEO) || n == 0 {
			return Entry{}, false
		}
		return p.entries[n], true
	}
	t := tables()
	switch s {
	case ISO3:
		e, ok := t[s][strings.ToUpper(strings.TrimSpace(code))]
		return e, ok
	case Number, GleditschWard, COW:
		n, err := strconv.ParseUint(strings.TrimSpace(code), 10, 32)
		if err != nil {
			return Entry{}, false
		}
		e, ok := t[s][strconv.FormatUint(n, 10)]
		return e, ok
	case Name:
		if e, ok := byName(t, code); ok {
			return e, true
		}
	}
	return Entry{}, false
}

// letters is a table of the codes of two capital letters (FIPS) and of three
// (CAMEO): these are looked up for every row of GDELT.
type letters struct {
	at      [676 + 17_576]uint16 // into entries; 0: no such code
	entries []Entry
}

// lettersIndex gives a place of its own to each text of two or three capital
// letters, and -1 to any other.
func lettersIndex(s string) int {
	if len(s) != 2 && len(s) != 3 {
		return -1
	}
	a, b := s[0]-'A', s[1]-'A'
	if a > 25 || b > 25 {
		return -1
	}
	n := int(a)*26 + int(b)
	if len(s) == 2 {
		return n
	}
	c := s[2] - 'A'
	if c > 25 {
		return -1
	}
	return 676 + n*26 + int(c)
}

var letterTables = sync.OnceValue(func() *letters {
	l := &letters{entries: []Entry{{}}}
	for _, s := range []System{CAMEO, FIPS} {
		for code, e := range tables()[s] {
			l.at[lettersIndex(code)] = uint16(len(l.entries))
			l.entries = append(l.entries, e)
		}
	}
	return l
})

func byName(t *[systems]map[string]Entry, name string) (Entry, bool) {
	if len(name) > 200 {
		return Entry{}, false
	}
	names := t[Name]
	if e, ok := names[plain(name)]; ok {
		return e, true
	}
	if code := strings.TrimSpace(name); len(code) == 3 && code == strings.ToUpper(code) {
		if e, ok := t[ISO3][code]; ok {
			return e, true
		}
	}
	if first, rest, ok := strings.Cut(name, ","); ok { // Korea, Republic of
		if e, ok := names[plain(rest+" "+first)]; ok {
			return e, true
		}
		if style := plain(rest); style != "" && allStyles(style) { // Congo, Dem. Rep.
			whole := style + " of " + plain(first)
			if e, ok := names[whole]; ok {
				return e, true
			}
			return byStyle(names, whole)
		}
	}
	if before, inside, ok := strings.Cut(name, "("); ok && strings.TrimSpace(before) != "" {
		inside, _, _ = strings.Cut(inside, ")")
		if e, ok := names[plain(inside+" "+before)]; ok { // Korea (South)
			return e, true
		}
		e, ok := byName(t, before) // Madagascar (Malagasy)
		o, known := byName(t, inside)
		return e, ok && (!known || sameState(e, o))
	}
	if one, other, ok := strings.Cut(name, "/"); ok { // Burma/Myanmar
		e, ok := byName(t, one)
		o, known := byName(t, other)
		return e, ok && known && sameState(e, o)
	}
	return byStyle(names, plain(name))
}

func sameState(a, b Entry) bool { return a.ISO(NoDay) == b.ISO(NoDay) && a.name == b.name }

// byStyle finds a plain name in the long name of a state: Federal Democratic Republic
// of Nepal, Republic of the Union of Myanmar, or the adjective before the style, as
// in Syrian Arab Republic.
func byStyle(names map[string]Entry, name string) (Entry, bool) {
	rest := name
	for {
		style, after, ok := strings.Cut(rest, " of ")
		if !ok || !allStyles(style) {
			break
		}
		if e, ok := names[after]; ok {
			return e, true
		}
		rest = after
	}
	for i := strings.IndexByte(name, ' '); i > 0; {
		if allStyles(name[i+1:]) {
			e, ok := adjectives()[name[:i]]
			return e, ok
		}
		n := strings.IndexByte(name[i+1:], ' ')
		if n < 0 {
			break
		}
		i += n + 1
	}
	return Entry{}, false
}

func allStyles(words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !slices.Contains(styles, word) {
			return false
		}
	}
	return true
}

// adjectives gives the countries by their plain adjective, where it is of one alone.
var adjectives = sync.OnceValue(func() map[string]Entry {
	out, n := map[string]Entry{}, map[string]int{}
	for _, c := range All() {
		if a := plain(c.Adjective); a != "" {
			out[a] = tables()[ISO3][c.Code]
			n[a]++
		}
	}
	maps.DeleteFunc(out, func(a string, _ Entry) bool { return n[a] > 1 })
	return out
})

// styles are the words of the long names of states that are no names. Where two
// states differ in nothing else (Korea, the Congo), the table has the whole names.
var styles = strings.Fields(`arab bolivarian commonwealth confederation cooperative co operative democratic federal federated
federation federative grand duchy hashemite independent islamic kingdom oriental people peoples plurinational principality
republic socialist state states sultanate union united`)

// shortened are words as tables of countries shorten them.
var shortened = map[string]string{
	"st": "saint", "rep": "republic", "dem": "democratic", "fed": "federated", "sts": "states", "is": "islands", "isl": "islands",
	"terr": "territory", "afr": "african", "guin": "guinea",
}

// unmarked are letters whose marks are no accents.
var unmarked = map[rune]string{'ı': "i", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe"}

// plain gives the letters and digits of a name in lower case, words parted by one
// space, without accents, "the" and "and", and shortened words in full.
func plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ReplaceAll(name, "&amp;", "&")) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Lm), strings.ContainsRune("'’‘`´.", r):
		case unmarked[r] != "":
			b.WriteString(unmarked[r])
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		if w == "the" || w == "and" {
			continue
		}
		if whole, ok := shortened[w]; ok {
			w = whole
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// codes.txt has a line a country: ISO alpha-3, then FIPS, COW and Gleditsch-Ward
// codes (blank-separated), then names besides that of countries.txt.
//
//go:embed codes.txt
var codesText string

//go:embed other.txt
var otherText string

//go:embed states.txt
var statesText string

//go:embed changes.txt
var changesText string

var tables = sync.OnceValue(func() *[systems]map[string]Entry {
	t, err := build()
	if err != nil {
		panic("package country: its own tables: " + err.Error()) // a test holds that they are sound
	}
	return t
})

func build() (*[systems]map[string]Entry, error) {
	var t [systems]map[string]Entry
	for i := range t {
		t[i] = map[string]Entry{}
	}
	steps, err := changes()
	if err != nil {
		return nil, err
	}
	put := func(s System, code string, e Entry) error {
		if s == Name {
			code = plain(code)
		}
		if old, ok := t[s][code]; ok && (old.iso != e.iso || old.name != e.name) {
			return fmt.Errorf("%s %q is both %q and %q", s, code, old.iso+old.name, e.iso+e.name)
		}
		t[s][code] = e
		return nil
	}
	add := func(s System, code, iso string) error { return put(s, code, Entry{iso: iso, steps: steps[iso]}) }
	for line := range strings.Lines(codesText) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if len(f) != 5 {
			return nil, fmt.Errorf("codes.txt: %q has %d fields, not 5", line, len(f))
		}
		iso := f[0]
		err := add(ISO3, iso, iso)
		for i, s := range []System{FIPS, COW, GleditschWard} {
			for code := range strings.FieldsSeq(f[i+1]) {
				err = firstError(err, add(s, code, iso))
			}
		}
		for name := range strings.SplitSeq(f[4], ";") {
			if name != "" {
				err = firstError(err, add(Name, name, iso))
			}
		}
		if c, ok := ByCode(iso); ok {
			err = firstError(err, add(Name, c.Name("en"), iso))
			if r, e := language.ParseRegion(c.Code2); e == nil {
				err = firstError(err, add(Number, strconv.Itoa(r.M49()), iso))
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if err := others(add); err != nil {
		return nil, err
	}
	if err := states(put); err != nil {
		return nil, err
	}
	for code, e := range t[ISO3] { // CAMEO prints ISO codes but where it has its own
		if _, ok := t[CAMEO][code]; !ok {
			t[CAMEO][code] = e
		}
	}
	return &t, nil
}

// states reads the states that have no ISO code.
func states(put func(s System, code string, e Entry) error) error {
	for line := range strings.Lines(statesText) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 4 {
			return fmt.Errorf("states.txt: %q has %d fields, not 4", line, len(f))
		}
		e := Entry{name: f[0]}
		err := put(Name, f[0], e)
		for i, s := range []System{COW, GleditschWard} {
			for code := range strings.FieldsSeq(f[i+1]) {
				err = firstError(err, put(s, code, e))
			}
		}
		for name := range strings.SplitSeq(f[3], ";") {
			if name != "" {
				err = firstError(err, put(Name, name, e))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func others(add func(s System, code, iso string) error) error {
	for line := range strings.Lines(otherText) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		codes, iso, ok := strings.Cut(rest, "=")
		s := System(0)
		for s < systems && systemNames[s] != name {
			s++
		}
		if !ok || s == systems {
			return fmt.Errorf("other.txt: %q", line)
		}
		list := strings.Fields(codes)
		if s == Name {
			list = []string{codes}
		}
		for _, c := range list {
			if err := add(s, c, strings.TrimSpace(iso)); err != nil {
				return err
			}
		}
	}
	return nil
}

func changes() (map[string][]step, error) {
	out := map[string][]step{}
	for line := range strings.Lines(changesText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		codes, states, _ := strings.Cut(line, ":")
		f := strings.Fields(states)
		var steps []step
		for i := 0; i < len(f); i += 2 {
			s := step{before: math.MaxInt32, iso: f[i]}
			if i+1 < len(f) {
				d, err := time.Parse(time.DateOnly, f[i+1])
				if err != nil {
					return nil, fmt.Errorf("changes.txt: %w", err)
				}
				s.before = int32(d.Unix() / 86400)
			}
			steps = append(steps, s)
		}
		for iso := range strings.FieldsSeq(codes) {
			out[iso] = steps
		}
	}
	return out, nil
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
