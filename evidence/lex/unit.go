package lex

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"entente/lazyregexp"
)

// The units that decide whether two figures can be the same one, beside those of
// units.txt.
const (
	Percent     = "percent"
	Points      = "points"
	BasisPoints = "basis points"
	Times       = "-fold" // of a multiple: "tripled" is 3
)

//go:embed units.txt
var unitsText string

// unit is what numbers count, by its key in units.txt.
type unit struct {
	kind string // cash, measure, time, count
	key  string
	of   string // the key of which it is a kind, or its own
}

type unitTable struct {
	words   map[string]*unit
	endings map[string]*unit // words whose ending is left open
	longest int              // of the words without spaces, in bytes
}

var unitWords = sync.OnceValue(func() *unitTable {
	t := &unitTable{words: map[string]*unit{}, endings: map[string]*unit{}}
	for line := range strings.Lines(unitsText) {
		w := strings.Fields(line)
		if len(w) < 2 || w[0] == "#" {
			continue
		}
		key, of, _ := strings.Cut(w[1], "<")
		u := &unit{kind: w[0], key: key, of: of}
		if of == "" {
			u.of = key
		}
		if t.words[strings.ToLower(key)] == nil {
			t.words[strings.ToLower(key)] = u
		}
		for _, form := range w[2:] {
			if stem, open := strings.CutSuffix(form, "*"); open {
				t.endings[stem] = u
			} else if t.words[form] == nil || t.words[form].key == form {
				t.words[form] = u
			}
			t.longest = max(t.longest, len(form))
		}
	}
	return t
})

// unitOf gives the unit that a word in small letters names, or nil.
func unitOf(word string) *unit {
	t := unitWords()
	if u := t.words[word]; u != nil {
		return u
	}
	if word == "" {
		return nil
	}
	if word[0] < 0x80 {
		for _, s := range [...]string{singular(word), strings.TrimSuffix(word, "s")} {
			if u := t.words[s]; u != nil {
				return u
			}
		}
		return nil
	}
	for end := len(word); end >= 4; {
		if u := t.endings[word[:end]]; u != nil {
			return u
		}
		_, n := utf8.DecodeLastRuneInString(word[:end])
		end -= n
	}
	return nil
}

// singular gives an English noun without the ending of its plural.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// counterAt gives the unit that a text in a script without spaces begins with, the
// longest, and its length.
func counterAt(s string) (*unit, int) {
	t := unitWords()
	for end := min(len(s), t.longest); end > 0; end-- {
		if end < len(s) && !utf8.RuneStart(s[end]) {
			continue
		}
		if u := t.words[s[:end]]; u != nil {
			return u, end
		}
	}
	return nil, 0
}

// prefixed are words that make another unit of the one after them.
var prefixed = map[string]string{"cubic": "cubic ", "square": "square ", "metric": "metric ", "nautical": "nautical ",
	"куб": "cubic ", "кубических": "cubic ", "кубического": "cubic ", "кубические": "cubic ", "кв": "square ", "квадратных": "square ", "квадратного": "square ",
	"立方": "cubic ", "平方": "square "}

// Kind gives the key of a figure's unit, the same for all words and languages that
// name it: "person" for 人 and plaintiffs, "USD", "percent", "km". A noun that is
// in no table is its own kind, in the singular; "" is none.
func Kind(u string) string {
	switch u {
	case "", Percent, Points, BasisPoints, Times:
		return u
	}
	if first, rest, ok := strings.Cut(u, " "); ok {
		if p := prefixed[strings.TrimRight(first, ".")]; p != "" {
			if k := unitOf(rest); k != nil {
				return p + k.key
			}
		}
		u = rest
	}
	low := strings.ToLower(u)
	if strings.HasPrefix(low, "кубометр") {
		return "cubic metre"
	}
	if k := unitOf(low); k != nil {
		return k.of
	}
	return singular(low)
}

// fixedKind gives the kind of a unit that a number cannot change for another: a
// percentage, money, a measure; "" for others.
func fixedKind(u string) string {
	switch u {
	case Percent, Points, BasisPoints, Times:
		return u
	}
	if p := physical(u); p != "" {
		return p
	}
	if k := unitOf(strings.ToLower(u)); k != nil && k.kind == "cash" {
		return k.key
	}
	return ""
}

// Fixed reports whether a unit is a percentage, money or a measure.
func Fixed(u string) bool { return fixedKind(u) != "" }

// Cash reports whether a unit is money.
func Cash(u string) bool {
	k := unitOf(strings.ToLower(u))
	return k != nil && k.kind == "cash"
}

// Counted reports whether a unit is a noun that texts count, in the singular or
// plural: people, votes, 社.
func Counted(u string) bool {
	k := unitOf(strings.ToLower(u))
	return k != nil && k.kind == "count"
}

// Physical reports whether a word is a unit of measurement: feet, cubic metres.
func Physical(u string) bool { return physical(u) != "" }

// physical gives a unit of measurement in one spelling, or "".
func physical(u string) string {
	pre := ""
	if strings.HasPrefix(u, "кубометр") {
		return "cubic metre"
	}
	if first, rest, ok := strings.Cut(u, " "); ok {
		if pre = prefixed[strings.TrimRight(first, ".")]; pre == "" {
			return ""
		}
		u = rest
	}
	if k := unitOf(strings.ToLower(u)); k != nil && k.kind == "measure" {
		return pre + k.key
	}
	return ""
}

// countKind gives the noun that a unit counts, as units.txt groups them, or "".
func countKind(u string) string {
	if k := unitOf(strings.ToLower(u)); k != nil && (k.kind == "count" || k.kind == "time") {
		return k.of
	}
	return ""
}

var perCent = lazyregexp.New(`(?i)\bper cent\b`)

// rate ends a unit by that for each of which it is: a day, per head, for each civilian.
var rate = lazyregexp.New(`(?i)^(.*?\S) ?(?: (?:an?|per|each|every|for (?:each|every)) \p{L}.*| в (?:сутки|день|неделю|месяц|год|час)|/ ?\p{L}+)$`)

// ReadUnit reads the unit of a table's value, such as "USD billion" or "million
// tonnes": by how much the value is to be multiplied, and what it counts. Of a rate
// (cubic feet a day, dollars a head) that is what is counted, as where a text has it.
func ReadUnit(u string) (scale float64, unit string) {
	scale = 1
	u = perCent.ReplaceAllString(u, Percent)
	if m := rate.FindStringSubmatch(u); m != nil {
		u = m[1]
	}
	var rest []string
	for w := range strings.FieldsSeq(u) {
		low := strings.ToLower(strings.TrimRight(w, "."))
		switch {
		case scales[low] > 0 && len(low) > 1:
			scale *= scales[low]
		case Cash(low):
			unit = unitOf(low).key
		case low == "%" || low == Percent:
			unit = Percent
		default:
			rest = append(rest, low)
		}
	}
	switch {
	case unit != "":
	case len(rest) > 0 && Physical(strings.Join(rest, " ")):
		unit = strings.Join(rest, " ")
	case len(rest) > 0:
		unit = rest[len(rest)-1]
	}
	if low := strings.ToLower(u); unit == Percent && strings.Contains(low, "point") {
		unit = Points
	}
	return scale, unit
}

// Timed reports whether a unit is a span of time.
func Timed(u string) bool {
	k := unitOf(strings.ToLower(u))
	return k != nil && k.kind == "time"
}

// Rounded writes a value with at most six digits after the point, and thousands
// apart.
func Rounded(v float64) string {
	s := strconv.FormatFloat(v, 'f', 6, 64)
	whole, frac, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		whole += "." + frac
	}
	return whole
}
