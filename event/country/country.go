// Package country maps the country codes and names of event data to one system,
// ISO 3166-1 alpha-3, with the codes of ISO 3166-3 for states that are no more.
// Its tables are facts put together from the code lists named in docs/events.md.
package country

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"entente/dossier"
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

// Lookup gives what a code or name of a system stands for, and false where it is
// not known. Codes are taken without surrounding space and, but for CAMEO and FIPS,
// without regard to case; numbers with or without leading zeros; names without
// regard to accents, punctuation and "the".
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
		return byName(t[Name], code)
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

// ISO gives the alpha-3 code of the state that a code stood for on a day (days
// since 1 January 1970, or NoDay), and whether the code is known. A region or body
// that is no country is known and gives "".
func ISO(s System, code string, day int32) (iso string, known bool) {
	e, ok := Lookup(s, code)
	return e.ISO(day), ok
}

func byName(names map[string]Entry, name string) (Entry, bool) {
	if len(name) > 200 {
		return Entry{}, false
	}
	if e, ok := names[plain(name)]; ok {
		return e, true
	}
	if first, rest, ok := strings.Cut(name, ","); ok { // Korea, Republic of
		if e, ok := names[plain(rest+" "+first)]; ok {
			return e, true
		}
	}
	if before, _, ok := strings.Cut(name, "("); ok && strings.TrimSpace(before) != "" { // Madagascar (Malagasy)
		e, ok := names[plain(before)]
		return e, ok
	}
	style, rest, ok := strings.Cut(plain(name), " of ") // Federal Democratic Republic of Nepal
	for word := range strings.FieldsSeq(style) {
		ok = ok && slices.Contains(styles, word)
	}
	if !ok {
		return Entry{}, false
	}
	e, ok := names[rest]
	return e, ok
}

// styles are the words that stand before "of" in the long names of states. Where two
// states differ in nothing else (Korea, the Congo), the table has the whole names.
var styles = strings.Fields(`arab commonwealth democratic federal federated federative grand duchy hashemite independent islamic
kingdom people peoples plurinational principality republic socialist state states sultanate union united`)

// plain gives the letters and digits of a name in lower case, words parted by one
// space, without accents, "the" and "and", St as saint.
func plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		switch w {
		case "the", "and":
		case "st":
			kept = append(kept, "saint")
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// codes.txt has a line a country: ISO alpha-3, then FIPS, COW and Gleditsch-Ward
// codes (blank-separated), then names besides that of the dossier's country table.
//
//go:embed codes.txt
var codesText string

//go:embed other.txt
var otherText string

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
	entry := func(iso string) Entry { return Entry{iso: iso, steps: steps[iso]} }
	add := func(s System, code, iso string) error {
		if s == Name {
			code = plain(code)
		}
		if old, ok := t[s][code]; ok && old.iso != iso {
			return fmt.Errorf("%s %q is both %q and %q", s, code, old.iso, iso)
		}
		t[s][code] = entry(iso)
		return nil
	}
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
		if c, ok := dossier.CountryByCode(iso); ok {
			err = firstError(err, add(Name, c.En, iso))
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
	for code, e := range t[ISO3] { // CAMEO prints ISO codes but where it has its own
		if _, ok := t[CAMEO][code]; !ok {
			t[CAMEO][code] = e
		}
	}
	return &t, nil
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
