package bib

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// record is a CSL record in the making.
type record struct {
	id, typ string
	vars    map[string]any
	notes   []string
}

func newRecord(id string) *record { return &record{id: id, vars: map[string]any{}} }

// set gives a variable its value unless it has one or the value is empty; it
// reports whether the variable was free.
func (r *record) set(key, value string) bool {
	if value == "" {
		return true
	}
	if _, taken := r.vars[key]; taken {
		return false
	}
	r.vars[key] = value
	return true
}

// keep sets a variable, or keeps the value in the note where the variable is taken.
func (r *record) keep(key, from, value string) {
	if !r.set(key, value) && r.vars[key] != value {
		r.note(from, value)
	}
}

// note adds a "key: value" line, or a plain line where the key is empty.
func (r *record) note(key, value string) {
	value = strings.Join(strings.Fields(value), " ")
	switch {
	case value == "":
	case key == "":
		r.notes = append(r.notes, value)
	default:
		r.notes = append(r.notes, key+": "+value)
	}
}

func (r *record) names(key string, list []name) {
	if len(list) == 0 {
		return
	}
	have, _ := r.vars[key].([]name)
	r.vars[key] = append(have, list...)
}

func (r *record) has(key string) bool { _, ok := r.vars[key]; return ok }

func (r *record) text(key string) string { s, _ := r.vars[key].(string); return s }

// json writes the record: id and type first, then the other variables by name.
func (r *record) json() json.RawMessage {
	if len(r.notes) > 0 {
		r.vars["note"] = strings.Join(r.notes, "\n")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	put := func(key string, v any) {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		for i, x := range []any{key, v} {
			if i > 0 {
				b.WriteByte(':')
			}
			// The values are strings, names and dates, which always encode.
			_ = enc.Encode(x)
			b.Truncate(b.Len() - 1)
		}
	}
	put("id", r.id)
	put("type", r.typ)
	for _, k := range slices.Sorted(maps.Keys(r.vars)) {
		put(k, r.vars[k])
	}
	return json.RawMessage("{" + b.String() + "}")
}

// name is a name of CSL-JSON.
type name struct {
	Family      string `json:"family,omitempty"`
	Given       string `json:"given,omitempty"`
	Dropping    string `json:"dropping-particle,omitempty"`
	NonDropping string `json:"non-dropping-particle,omitempty"`
	Suffix      string `json:"suffix,omitempty"`
	Literal     string `json:"literal,omitempty"`
}

// dateVar is a date of CSL-JSON as it is written.
type dateVar struct {
	Parts  [][]int `json:"date-parts,omitempty"`
	Season int     `json:"season,omitempty"`
	Circa  bool    `json:"circa,omitempty"`
	Raw    string  `json:"raw,omitempty"`
}

// setDate reads a date as people and exporters write it. What cannot be read is
// kept as it stands.
func (r *record) setDate(key, text string) {
	text = strings.TrimSpace(text)
	if text == "" || r.has(key) {
		return
	}
	d := parseDate(text)
	if d.literal != "" {
		r.vars[key] = dateVar{Raw: text}
		return
	}
	r.putDate(key, d)
}

// putDate sets a date that was read.
func (r *record) putDate(key string, d when) {
	v := dateVar{Circa: d.circa}
	if n := d.from.season(); n > 0 && (d.to.year == 0 || d.to.month == d.from.month) {
		v.Season, d.from.month, d.to.month = n, 0, 0
	}
	v.Parts = [][]int{d.from.parts()}
	if d.to.year != 0 {
		v.Parts = append(v.Parts, d.to.parts())
	}
	r.vars[key] = v
}

// fold brings text to small letters, those of Latin and Greek without their
// accents, for sorting and for ids.
func fold(s string) string {
	var b strings.Builder
	accented := false
	for _, c := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c) && accented:
		case plain[c] != "":
			b.WriteString(plain[c])
			accented = true
		default:
			b.WriteRune(unicode.ToLower(c))
			accented = unicode.In(c, unicode.Latin, unicode.Greek)
		}
	}
	return norm.NFC.String(b.String())
}

var plain = map[rune]string{
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe",
	'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th", 'ı': "i", 'ħ': "h", 'Ħ': "h",
}

// kebab makes the words of a text, in whatever script, into a part of an id. A
// word of a script without blanks is clipped.
func kebab(s string, words int) string {
	fields := strings.FieldsFunc(strings.NewReplacer("'", "", "’", "").Replace(fold(s)), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
	})
	fields = fields[:min(words, len(fields))]
	for i, f := range fields {
		if c := []rune(f); len(c) > maxWord {
			fields[i] = string(c[:maxWord])
		}
	}
	return strings.Join(fields, "-")
}

const (
	maxWord = 24 // characters of a word in an id
	maxMade = 80 // bytes of an id that is made
	maxID   = 200
)

// freeID gives an id for a record that has none: author, year, title.
func (r *reader) freeID(rec json.RawMessage) string {
	it := parseItem(rec)
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if people, _ := it.creators(); len(people) > 0 {
		add(kebab(people[0].NonDropping+" "+people[0].Family+" "+people[0].Literal, 3))
	}
	if y := it.dates["issued"].from.year; y > 0 {
		add(strconv.Itoa(y))
	}
	add(kebab(shortTitle(it.vars["title"]), 4))
	base := strings.Join(parts, "-")
	if base == "" {
		base = "source"
	}
	return r.free(strings.ToValidUTF8(base[:min(len(base), maxMade)], ""))
}

// free gives the id, or, where it is taken, the id with the next free number.
func (r *reader) free(base string) string {
	id := base
	for r.ids[id] != nil {
		r.copies[base] = max(2, r.copies[base]+1)
		id = base + "-" + strconv.Itoa(r.copies[base])
	}
	return id
}

// citable gives an id as texts and tables can cite it: no blanks and no marks that
// end a citation or part a list. It is "" where nothing is left.
func citable(id string) string {
	var b strings.Builder
	hyphen := false
	for _, c := range strings.TrimSpace(strings.ToValidUTF8(id, "")) {
		switch {
		case unicode.IsSpace(c) || strings.ContainsRune(",;[]{}|\"`", c):
			hyphen = true
			continue
		case !unicode.IsPrint(c):
			continue
		}
		if hyphen && b.Len() > 0 && c != '-' {
			b.WriteByte('-')
		}
		hyphen = false
		if b.Len()+utf8.RuneLen(c) > maxID {
			break
		}
		b.WriteRune(c)
	}
	return b.String()
}
