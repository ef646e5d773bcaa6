package bib

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ymd is a date of which month and day may be 0.
type ymd struct{ year, month, day int }

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
	season   int
	circa    bool
	literal  string
}

func (w when) isZero() bool { return w.from.year == 0 && w.literal == "" }

var seasons = []string{"", "Spring", "Summer", "Autumn", "Winter"}

// parseDate reads a date or a range as ISO 8601, EDTF or in English words, or
// as it is written in Chinese, Japanese and Korean.
func parseDate(text string) when {
	text = strings.TrimSpace(text)
	if a, b, ok := strings.Cut(text, "/"); ok {
		from, ok1 := isoDate(a)
		to, ok2 := isoDate(b)
		if ok1 && ok2 && strings.Count(text, "/") == 1 && len(strings.TrimSpace(b)) >= 4 {
			from.to = to.from
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
	return when{literal: text}
}

// dateWords turns the dates of East Asian languages to hyphens.
var dateWords = strings.NewReplacer("年", "-", "月", "-", "日", "", "년", "-", "월", "-", "일", "", " ", "")

// isoDate reads YYYY, YYYY-MM and YYYY-MM-DD, also with slashes or dots, with a
// time after a T, with the marks ? and ~ of EDTF, and with its seasons 21 to 24.
func isoDate(s string) (when, bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	var w when
	if t := strings.TrimRight(s, "?~%"); t != s {
		s, w.circa = t, true
	}
	fields := strings.FieldsFunc(s, func(c rune) bool { return c == '-' || c == '/' || c == '.' })
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
	if n[1] >= 21 && n[1] <= 24 && n[2] == 0 {
		w.season, n[1] = n[1]-20, 0
	}
	w.from = ymd{n[0], n[1], n[2]}
	return w, w.from.valid()
}

func (d ymd) valid() bool {
	return d.year > 0 && d.month <= 12 && d.day <= 31 &&
		(d.day == 0 || time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Day() == d.day)
}

// wordDate reads "4 March 2019", "Mar. 4, 2019", "Spring 2019", "ca. 1950".
func wordDate(s string) (when, bool) {
	var w when
	for _, f := range strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == ',' || c == '.' || c == '\t' || c == '\n' }) {
		n, err := strconv.Atoi(f)
		month := monthNumber(f)
		season := seasonNumber(f)
		switch {
		case err == nil && len(f) == 4 && w.from.year == 0 && n > 0:
			w.from.year = n
		case err == nil && len(f) <= 2 && w.from.day == 0 && n > 0:
			w.from.day = n
		case month > 0 && w.from.month == 0:
			w.from.month = month
		case season > 0 && w.season == 0:
			w.season = season
		case f == "c" || f == "ca" || f == "circa":
			w.circa = true
		default:
			return when{}, false
		}
	}
	ok := w.from.valid() && (w.from.day == 0 || w.from.month != 0) && (w.season == 0 || w.from.month == 0)
	return w, ok
}

// monthNumber gives the number of a month by its English name, by the first
// three letters of it at least, or 0.
func monthNumber(s string) int {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if s == "sept" {
		return 9
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] {
			return int(m)
		}
	}
	return 0
}

func seasonNumber(s string) int {
	switch strings.ToLower(s) {
	case "spring":
		return 1
	case "summer":
		return 2
	case "autumn", "fall":
		return 3
	case "winter":
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
			w.season, d.month, d.day = (d.month-13)%4+1, 0, 0
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
	if s := scalar(v.Season); s != "" && w.season == 0 {
		if n, err := strconv.Atoi(s); err == nil {
			w.season = (max(1, n)-1)%4 + 1
		} else {
			w.season = seasonNumber(s)
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

func yearRange(a, b int) string {
	if a/100 == b/100 && a%100 != 0 && b%100 >= 10 {
		return fmt.Sprintf("%d–%02d", a, b%100)
	}
	return fmt.Sprintf("%d–%d", a, b)
}

// long gives the date as a sentence has it: "March 4, 2019", "March 2019",
// "Spring 2019", "March 3–7, 2019"; "" for no date.
func (w when) long() string {
	if w.literal != "" || w.from.year == 0 {
		return w.literal
	}
	a, b := w.from, w.to
	var s string
	switch {
	case w.season > 0 && a.month == 0:
		s = seasons[w.season] + " " + w.year()
		return s
	case a.month == 0 && (b.year == 0 || b.month == 0):
		return w.year()
	case b.year == 0:
		s = a.long(true)
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

// long gives "March 4, 2019", "March 2019" or "2019", or the same without the year.
func (d ymd) long(year bool) string {
	var s string
	if d.month > 0 {
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

// monthYear gives "March 2019", "Spring 2019" or "2019", leaving the day off.
func (w when) monthYear() string {
	w.from.day, w.to.day = 0, 0
	if w.to == w.from {
		w.to = ymd{}
	}
	return w.long()
}
