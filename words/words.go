// Package words holds how pages, messages and the terminal write English: capitals,
// lists, numbers with their nouns, shares of draws, and texts cut to a width. A
// letter is never cut, and names stay as they are written.
package words

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capital gives a text as it stands at the beginning of a sentence: its first
// letter large, behind quotation marks and the like too. A text that begins with a
// figure stays, and so does a first word that has large letters further on, for it
// is a name that is written so: "iTaukei", "eGov".
func Capital(s string) string {
	at, r := firstLetter(s)
	if at < 0 {
		return s
	}
	next := at + utf8.RuneLen(r)
	for _, c := range s[next:] {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) {
			break
		}
		if unicode.IsUpper(c) {
			return s
		}
	}
	// Not ToUpper: a digraph such as "ǆ" begins a word as "ǅ", and Georgian has no
	// large letter there.
	return s[:at] + string(unicode.ToTitle(r)) + s[next:]
}

// firstLetter finds the first letter of a text, past what is no letter and no
// figure; −1 where there is none, or a figure stands before it.
func firstLetter(s string) (int, rune) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError, unicode.IsNumber(r):
			return -1, 0
		case unicode.IsLetter(r):
			return i, r
		}
	}
	return -1, 0
}

// Small gives a text as it stands inside a sentence: its first letter small, unless
// there are large ones further on, as in names, abbreviations and headings.
func Small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError || strings.ContainsFunc(s[n:], unicode.IsUpper) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Join sets a separator between those of the parts that are not empty.
func Join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

// List joins words as a sentence does: a, b and c.
func List(all []string) string { return join(all, "and") }

// Or joins words that exclude each other: a, b or c.
func Or(all []string) string { return join(all, "or") }

func join(all []string, last string) string {
	n := len(all)
	if n < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:n-1], ", ") + " " + last + " " + all[n-1]
}

// Count writes a number with its noun, which is given for one: "1 case", "2 cases",
// "0 entries".
func Count(n int, noun string) string {
	if n != 1 {
		noun = Plural(noun)
	}
	return strconv.Itoa(n) + " " + noun
}

// Several writes a number with its noun after "the" or "its", where one needs no number:
// "month", "2 months".
func Several(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return Count(n, noun)
}

// Plural gives the plural of a regular English noun, or of a phrase that ends in one.
func Plural(noun string) string {
	ends := func(all ...string) bool {
		for _, e := range all {
			if strings.HasSuffix(noun, e) {
				return true
			}
		}
		return false
	}
	switch {
	case ends("s", "x", "ch", "sh"):
		return noun + "es"
	case ends("y") && !ends("ay", "ey", "oy", "uy"):
		return strings.TrimSuffix(noun, "y") + "ies"
	}
	return noun + "s"
}

var small = [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// Number writes a number out up to twelve.
func Number(n int) string {
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return strconv.Itoa(n)
}

// WithUnit writes a number with its unit, a currency before it: "12 MW", "USD 550 billion".
func WithUnit(number, unit string) string {
	code, scale, scaled := strings.Cut(unit, " ")
	currency := len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	switch {
	case unit == "":
		return number
	case currency && !scaled:
		return code + " " + number
	case currency && slices.Contains([]string{"thousand", "million", "billion", "trillion"}, scale):
		return code + " " + number + " " + scale
	}
	return number + " " + unit
}

// Thousands puts commas into the digits of a whole number: "12,400", "-3,000".
func Thousands(digits string) string {
	s, negative := strings.CutPrefix(digits, "-")
	sign := ""
	if negative {
		sign = "-"
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Possessive gives the possessive of a name.
func Possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// InSentence gives a country's name as it stands inside an English sentence:
// "the United States", "the Philippines", "Japan".
func InSentence(country string) string {
	if strings.HasPrefix(country, "the ") {
		return country
	}
	first, _, _ := strings.Cut(country, " ")
	last := country[strings.LastIndexByte(country, ' ')+1:]
	if first == "United" || last == "Islands" || last == "Republic" || last == "Emirates" || takesArticle[country] {
		return "the " + country
	}
	return country
}

// LowerThe gives a name that begins with “The” as it stands inside a sentence.
func LowerThe(name string) string {
	if rest, ok := strings.CutPrefix(name, "The "); ok {
		return "the " + rest
	}
	return name
}

var takesArticle = map[string]bool{"Netherlands": true, "Philippines": true, "Bahamas": true, "Gambia": true, "Maldives": true, "Comoros": true}

// End closes a sentence that nothing closes yet.
func End(s string) string {
	t := strings.TrimRight(s, "”’\"')] ")
	if t == "" || strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?") || strings.HasSuffix(t, "。") {
		return s
	}
	return strings.TrimRight(s, " ") + "."
}

// Tenths gives a share (0-1) as tenths, rounded: what bars and cells draw.
func Tenths(p float64) int { return int(min(1, max(0, p))*10 + 0.5) }

// all is how near to 0 or 1 a share stands for none or all of the draws: far less
// than one of the most draws that there can be, a million, and more than sums of
// shares err by.
const all = 1e-9

// parts tells whether a share lies between none of the draws and one in twenty
// (−1), between nineteen in twenty and all (1), or rounds to tenths (0).
func parts(p float64) int {
	switch {
	case p > all && p < 0.05:
		return -1
	case p > 0.95 && p < 1-all:
		return 1
	}
	return 0
}

// rounded is Tenths for what parts lets be rounded: 0.95 is not all draws.
func rounded(p float64) int {
	if n := Tenths(p); n < 10 || p >= 1-all {
		return n
	}
	return 9
}

// InTen says a share of draws in words: "8 in 10". Only all draws are "10 in 10"
// and only none of them "0 in 10": what lies beside is "over 9 in 10" and "under 1
// in 10".
func InTen(p float64) string { return tenths(p, "in") }

// AboutInTen says an estimate in words: "about 8 in 10", "over 9 in 10", "under 1 in 10".
func AboutInTen(p float64) string {
	if parts(p) != 0 {
		return InTen(p)
	}
	return "about " + InTen(p)
}

// OfTen says a share of draws as it stands in a sentence: "in 8 of 10 draws".
func OfTen(p float64) string { return tenths(p, "of") }

func tenths(p float64, of string) string {
	switch parts(p) {
	case -1:
		return "under 1 " + of + " 10"
	case 1:
		return "over 9 " + of + " 10"
	}
	return fmt.Sprintf("%d %s 10", rounded(p), of)
}

// InTenOrDash is InTen, or "–" where nothing was assessed.
func InTenOrDash(p *float64) string {
	if p == nil {
		return "–"
	}
	return InTen(*p)
}

// Figure is InTen in at most two characters, for tables: "8", "10", ">9", "<1";
// "–" where nothing was assessed.
func Figure(p *float64) string {
	if p == nil {
		return "–"
	}
	switch parts(*p) {
	case -1:
		return "<1"
	case 1:
		return ">9"
	}
	return strconv.Itoa(rounded(*p))
}

// The speeds of reading: words a minute where words are parted by spaces, and letters a
// minute where they are not (Brysbaert 2019 for English prose; Trauzettel-Klosinski and
// Dietz 2012 for Japanese and Chinese, both rounded down).
const (
	wordsAMinute   = 230
	lettersAMinute = 350
)

// ReadingMinutes is how many minutes a text takes to read, at least 1.
func ReadingMinutes(text string) int {
	spaced, square := 0, 0
	within := false
	for _, r := range text {
		switch {
		case r >= 0x2e80 && r <= 0x9fff: // kana and ideographs; Korean parts its words
			square++
			within = false
		case unicode.IsSpace(r):
			within = false
		case !within:
			within = true
			spaced++
		}
	}
	return max(1, int(math.Round(float64(spaced)/wordsAMinute+float64(square)/lettersAMinute)))
}
