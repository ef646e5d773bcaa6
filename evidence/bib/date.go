package bib

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// ymd is a date of which month and day may be 0. A month from 21 to 24 is a season
// of the year, spring to winter, as in EDTF (ISO 8601-2).
type ymd struct{ year, month, day int }

// season gives the season, 1 to 4, or 0.
func (d ymd) season() int { return max(0, d.month-20) }

func (d ymd) parts() []int {
	switch {
	case d.month == 0:
		return []int{d.year}
	case d.day == 0:
		return []int{d.year, d.month}
	}
	return []int{d.year, d.month, d.day}
}

// when is a date or a range of dates; the zero value means no date. A literal
// is a date in words that could not be read.
type when struct {
	from, to ymd
	circa    bool
	literal  string
}

func (w when) isZero() bool { return w.from.year == 0 && w.literal == "" }

// parseDate reads a date or a range as ISO 8601, EDTF or in words: English, the
// months of other languages, and as it is written in Chinese, Japanese and Korean.
// Double issues ("May/June 2019"), seasons ("Winter 2003/04") and ranges of years
// ("2003–4") are ranges.
func parseDate(text string) when {
	text = strings.TrimSpace(text)
	if a, b, ok := strings.Cut(text, "/"); ok && strings.Count(text, "/") == 1 {
		from, ok1 := isoDate(a)
		to, ok2 := isoDate(b)
		if ok1 && ok2 && len(strings.TrimSpace(b)) >= 4 {
			from.to, from.circa = to.from, from.circa || to.circa
			return from
		}
		if ok1 && (b == "" || b == "..") {
			return from
		}
	}
	s := dateWords.Replace(text)
	if d, ok := isoDate(strings.Trim(s, "-")); ok {
		return d
	}
	if d, ok := wordDate(text); ok {
		return d
	}
	if d, ok := statedDate(text); ok {
		return d
	}
	return when{literal: text}
}

// statedDate reads what stands around a year in catalogues, days in figures of which one
// can be no month, and what lex reads: [2020], c2020, 2020 г., 20200915, 9/15/2020,
// 令和2年9月15日.
func statedDate(text string) (when, bool) {
	s := strings.TrimSpace(norm.NFKC.String(text))
	if m := barredDate.FindStringSubmatch(s); m != nil {
		s = m[1]
		if d, ok := isoDate(s); ok {
			return d, true
		}
	}
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		if d, ok := isoDate(s[:4] + "-" + s[4:6] + "-" + s[6:]); ok && d.from.year >= 1500 && d.from.year < 2200 {
			return d, true
		}
	}
	if m := figureDate.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		if a > 12 {
			a, b = b, a
		}
		if b > 12 || a == b {
			return isoDate(fmt.Sprintf("%s-%02d-%02d", m[3], a, b))
		}
	}
	if list := lex.Dates(s); len(list) == 1 && list[0].Start == 0 && strings.Trim(s[list[0].End:], " .,") == "" {
		return isoDate(list[0].ISO)
	}
	return when{}, false
}

var (
	barredDate = lazyregexp.New(`^(?:\[\s*|[c©℗]\s*)*(\d{4}[?~]?)\s*\]?\.?(?:\s*(?:гг?\.?|года?)\.?)?$`)
	figureDate = lazyregexp.New(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
)

// dateWords turns the dates of East Asian languages to hyphens.
var dateWords = strings.NewReplacer("年", "-", "月", "-", "日", "", "년", "-", "월", "-", "일", "", " ", "")

// isoDate reads YYYY, YYYY-MM and YYYY-MM-DD, also with slashes or dots, with a
// time after a T, with the marks ? and ~ of EDTF, and with its seasons 21 to 24.
// A day that stands first, with dots, is read too: 15.11.2019.
func isoDate(s string) (when, bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	var w when
	if t := strings.TrimRight(s, "?~%"); t != s {
		s, w.circa = t, true
	}
	fields := strings.FieldsFunc(s, func(c rune) bool { return c == '-' || c == '/' || c == '.' })
	if len(fields) == 3 && len(fields[2]) == 4 && strings.Count(s, ".") >= 2 {
		fields[0], fields[2] = fields[2], fields[0]
	}
	if len(fields) == 0 || len(fields) > 3 || len(fields[0]) != 4 {
		return when{}, false
	}
	var n [3]int
	for i, f := range fields {
		v, err := strconv.Atoi(f)
		if err != nil || v < 1 || i > 0 && len(f) > 2 {
			return when{}, false
		}
		n[i] = v
	}
	w.from = ymd{n[0], n[1], n[2]}
	return w, w.from.valid()
}

func (d ymd) valid() bool {
	if d.season() > 0 {
		return d.year > 0 && d.month <= 24 && d.day == 0
	}
	return d.year > 0 && d.month <= 12 && d.day <= 31 &&
		(d.day == 0 || d.month > 0 && time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Day() == d.day)
}

// wordDate reads "4 March 2019", "Mar. 4, 2019", "Spring 2019", "ca. 1950",
// "July–September 2015", "March 28–April 2, 2019", "Winter 2003/04", "2003–4".
func wordDate(s string) (when, bool) {
	var w when
	sides, at := [2]side{}, 0
	for _, f := range dateTokens(s) {
		switch low := strings.ToLower(strings.Trim(f, ".")); {
		case low == "" || low == "the" || low == "of":
		case isDash(f):
			if at++; at > 1 || sides[0] == (side{}) {
				return when{}, false
			}
		case low == "c" || low == "ca" || low == "circa":
			w.circa = true
		default:
			if !sides[at].take(low) {
				return when{}, false
			}
		}
	}
	a, b := sides[0], sides[1]
	if at == 0 {
		w.from = ymd{a.year, a.month, a.day}
		return w, w.from.valid()
	}
	if b == (side{}) {
		return when{}, false
	}
	// A number of one or two digits ends the years where a year stands before it,
	// and else it is a day.
	if b.day > 0 && a.year > 0 && b.month == 0 && b.year == 0 && a.lastIsYear {
		b.year = withEnd(a.year, b.day, b.digits)
		b.day = 0
	}
	if a.year == 0 {
		a.year = b.year
	}
	if b.year == 0 {
		b.year = a.year
	}
	switch {
	case b.month == 0 && (b.day > 0) == (a.day > 0):
		b.month = a.month
	case a.month == 0 && a.day > 0:
		a.month = b.month
	}
	if a.month == 12 && b.month == 1 && a.year == b.year { // December/January 2001
		a.year--
	}
	w.from, w.to = ymd{a.year, a.month, a.day}, ymd{b.year, b.month, b.day}
	return w, w.from.valid() && w.to.valid() && w.from.before(w.to)
}

// before tells whether a range may run from d to e.
func (d ymd) before(e ymd) bool {
	if d.season() > 0 || e.season() > 0 {
		return d.year <= e.year // winter and spring of one year in any order
	}
	return cmp.Or(cmp.Compare(d.year, e.year), cmp.Compare(d.month, e.month), cmp.Compare(d.day, e.day)) < 0
}

// withEnd gives the year in whose place only its last digits stand: 2003/04.
func withEnd(year, end, digits int) int {
	base := 10
	if digits > 1 {
		base = 100
	}
	out := year - year%base + end
	if out < year {
		out += base
	}
	return out
}

// side is what one side of a range names.
type side struct {
	year, month, day int
	digits           int  // of the day as it is written
	lastIsYear       bool // the word taken last is the year
}

// take adds a word in small letters; it reports whether it belongs to a date.
func (s *side) take(word string) bool {
	s.lastIsYear = false
	if m := monthNumber(word); m > 0 || seasonNumber(word) > 0 {
		if m == 0 {
			m = 20 + seasonNumber(word)
		}
		if s.month > 0 {
			return false
		}
		s.month = m
		return true
	}
	number := word
	for _, end := range []string{"st", "nd", "rd", "th", "er", "º"} {
		if n, ok := strings.CutSuffix(word, end); ok && len(n) <= 2 {
			number = n
		}
	}
	n, err := strconv.Atoi(number)
	switch {
	case err != nil || n <= 0:
		return false
	case len(number) == 4 && s.year == 0:
		s.year, s.lastIsYear = n, true
	case len(number) <= 2 && s.day == 0:
		s.day, s.digits = n, len(number)
	default:
		return false
	}
	return true
}

func isDash(s string) bool {
	return s == "/" || s == "-" || s == "–" || s == "—" || s == "‑" || s == "−"
}

// dateTokens parts a date at blanks, commas and points, and gives dashes and
// strokes as tokens of their own; several in a row are one.
func dateTokens(s string) []string {
	var out []string
	word := 0
	cut := func(end int) {
		if end > word {
			out = append(out, s[word:end])
		}
	}
	for i, c := range s {
		switch {
		case c == ' ' || c == ',' || c == '.' || c == '\t' || c == '\n' || c == '\u00a0':
			cut(i)
			word = i + utf8.RuneLen(c)
		case isDash(string(c)):
			cut(i)
			word = i + utf8.RuneLen(c)
			if n := len(out); n == 0 || !isDash(out[n-1]) {
				out = append(out, string(c))
			}
		}
	}
	cut(len(s))
	return out
}

// monthNumber gives the number of a month by its name, or 0: the English one by
// its first three letters at least, those of other languages as lex.Month has them.
func monthNumber(s string) int {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if s == "sept" {
		return 9
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); len(s) >= 3 && strings.HasPrefix(name, s) {
			return int(m)
		}
	}
	return lex.Month(s)
}

func seasonNumber(s string) int {
	switch strings.ToLower(s) {
	case "spring", "spr":
		return 1
	case "summer", "sum":
		return 2
	case "autumn", "fall", "fal", "aut":
		return 3
	case "winter", "win":
		return 4
	}
	return 0
}

// cslDate reads a date of CSL-JSON, whose parts may be numbers or strings.
func cslDate(raw json.RawMessage) when {
	if s := scalar(raw); s != "" {
		return parseDate(s)
	}
	var v struct {
		Parts   [][]json.RawMessage `json:"date-parts"`
		Season  json.RawMessage     `json:"season"`
		Circa   json.RawMessage     `json:"circa"`
		Raw     json.RawMessage     `json:"raw"`
		Literal json.RawMessage     `json:"literal"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return when{}
	}
	var w when
	for i, parts := range v.Parts {
		var n [3]int
		for j, p := range parts[:min(3, len(parts))] {
			v, err := strconv.Atoi(strings.TrimSpace(scalar(p)))
			if err != nil || v <= 0 {
				break
			}
			n[j] = v
		}
		d := ymd{n[0], n[1], n[2]}
		if d.month >= 13 && d.month <= 24 {
			d.month, d.day = 21+(d.month-13)%4, 0
		}
		if !d.valid() {
			d = ymd{year: d.year}
		}
		switch i {
		case 0:
			w.from = d
		case 1:
			w.to = d
		}
	}
	if w.from.year == 0 {
		for _, s := range []json.RawMessage{v.Raw, v.Literal} {
			if text := clean(scalar(s)); text != "" {
				w = parseDate(text)
				break
			}
		}
	}
	if w.to.year == 0 || w.to == w.from {
		w.to = ymd{}
	}
	if s := scalar(v.Season); s != "" && w.from.month == 0 && w.from.year > 0 {
		season := seasonNumber(s)
		if n, err := strconv.Atoi(s); err == nil {
			season = (max(1, n)-1)%4 + 1
		}
		if season > 0 {
			w.from.month = 20 + season
			if w.to.year > 0 && w.to.month == 0 {
				w.to.month = w.from.month
			}
		}
	}
	switch string(v.Circa) {
	case "", "false", "0", "null", `""`:
	default:
		w.circa = true
	}
	return w
}

// year gives the year as a reference list has it, "" for no date.
func (w when) year() string {
	switch {
	case w.literal != "":
		return w.literal
	case w.from.year == 0:
		return ""
	}
	s := strconv.Itoa(w.from.year)
	if w.to.year != 0 && w.to.year != w.from.year {
		s = yearRange(w.from.year, w.to.year)
	}
	if w.circa {
		s = "ca. " + s
	}
	return s
}

// yearRange shortens the second year as rule 9.66 has it: as pages are.
func yearRange(a, b int) string {
	return fmt.Sprintf("%d–%s", a, lastPage(strconv.Itoa(a), strconv.Itoa(b)))
}

// long gives the date as a sentence has it: "March 4, 2019", "March 2019",
// "Spring 2019", "Winter 2003–4", "May–June 2019", "March 3–7, 2019"; "" for no date.
func (w when) long() string {
	if w.literal != "" || w.from.year == 0 {
		return w.literal
	}
	a, b := w.from, w.to
	var s string
	switch {
	case a.month == 0 && (b.year == 0 || b.month == 0):
		return w.year()
	case b.year == 0:
		s = a.long(true)
	case a.month == b.month && a.season() > 0:
		s = a.long(false) + " " + yearRange(a.year, b.year)
	case a.year == b.year && a.month == b.month && a.day > 0 && b.day > 0:
		s = fmt.Sprintf("%s %d–%d, %d", time.Month(a.month), a.day, b.day, a.year)
	case a.year == b.year && a.month > 0 && b.month > 0:
		s = a.long(false) + "–" + b.long(true)
	default:
		s = a.long(true) + "–" + b.long(true)
	}
	if w.circa {
		s = "ca. " + s
	}
	return s
}

// within gives the date as long does, without the year where the range lies in one
// year, "" where only the year is known: what stands behind a year.
func (w when) within() string {
	switch {
	case w.literal != "" || w.from.month == 0 && w.to.month == 0:
		return ""
	case w.to.year != 0 && w.to.year != w.from.year:
		return w.long()
	}
	s := w.long()
	s = strings.TrimSuffix(s, " "+strconv.Itoa(w.from.year))
	return strings.TrimPrefix(strings.TrimSuffix(s, ","), "ca. ")
}

var seasons = []string{"Spring", "Summer", "Autumn", "Winter"}

// long gives "March 4, 2019", "March 2019", "Spring 2019" or "2019", or the same
// without the year.
func (d ymd) long(year bool) string {
	var s string
	if n := d.season(); n > 0 {
		s = seasons[n-1]
	} else if d.month > 0 {
		s = time.Month(d.month).String()
	}
	if d.day > 0 {
		s += " " + strconv.Itoa(d.day)
	}
	switch {
	case !year:
	case d.month == 0:
		s = strconv.Itoa(d.year)
	case d.day > 0:
		s += ", " + strconv.Itoa(d.year)
	default:
		s += " " + strconv.Itoa(d.year)
	}
	return s
}

// months gives the date without its days.
func (w when) months() when {
	w.from.day, w.to.day = 0, 0
	if w.to == w.from {
		w.to = ymd{}
	}
	return w
}

// monthYear gives "March 2019", "Spring 2019" or "2019", leaving the day off.
func (w when) monthYear() string { return w.months().long() }
