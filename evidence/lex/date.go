package lex

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/lazyregexp"
	"entente/recent"
)

// Date is a date that stands in a text. ISO is YYYY, YYYY-MM or YYYY-MM-DD, or
// "" for a day without a year ("March 3").
type Date struct {
	Span
	ISO string
}

const monthNames = `Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?`

const russianMonths = `январ[ьяею]|феврал[ьяею]|март[ауе]?|апрел[ьяею]|ма[йяею]|июн[ьяею]|июл[ьяею]|август[ауе]?|сентябр[ьяею]|октябр[ьяею]|ноябр[ьяею]|декабр[ьяею]`

var dateForms = []struct {
	form *lazyregexp.Regexp
	// the groups that hold year, month and day; 0 for none
	y, m, d int
	needs   dateMark
}{
	{lazyregexp.New(`\b((?:1[0-9]|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?`), 1, 2, 3, dash},
	{lazyregexp.New(`\b((?:1[0-9]|20)\d\d)[./](0?[1-9]|1[0-2])[./](0?[1-9]|[12]\d|3[01])\b\.?`), 1, 2, 3, dot},
	{lazyregexp.New(`\b((?:1[0-9]|20)\d\d)\. (0?[1-9]|1[0-2])\. (0?[1-9]|[12]\d|3[01])\b\.?`), 1, 2, 3, dot},
	{lazyregexp.New(`\b(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:1[0-9]|20)\d\d)\b`), 3, 2, 1, dot},
	{lazyregexp.New(`(?i)\b(` + monthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:[-–]|to|and|through|until)\s*\d{1,2})?,?\s+((?:1[0-9]|20)\d\d)\b`), 3, 1, 2, monthName},
	{lazyregexp.New(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?(?:\s+of)?[\s-]+(` + monthNames + `),?[\s-]+((?:1[0-9]|20)\d\d)\b`), 3, 2, 1, monthName},
	{lazyregexp.New(`(?i)\b(` + monthNames + `)(?:\s*[-–]\s*(?:` + monthNames + `))?,?\s+(?:of\s+)?((?:1[0-9]|20)\d\d)\b`), 2, 1, 0, monthName},
	{lazyregexp.New(`((?:1[0-9]|20)\d\d)\s*[年년]\s*(1[0-2]|0?[1-9])\s*[月월]\s*([12]\d|3[01]|0?[1-9])\s*[日일]`), 1, 2, 3, yearSign},
	{lazyregexp.New(`((?:1[0-9]|20)\d\d)\s*[年년]\s*(1[0-2]|0?[1-9])\s*[月월]`), 1, 2, 0, yearSign},
	{lazyregexp.New(`(?i)\b(` + monthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:\s*[-–]\s*\d{1,2}\b)?`), 0, 1, 2, monthName},
	{lazyregexp.New(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?(?:\s+of)?\s+(January|February|March|April|May|June|July|August|September|October|November|December)\b`), 0, 2, 1, monthName},
	{lazyregexp.New(`(1[0-2]|0?[1-9])\s*[月월]\s*([12]\d|3[01]|0?[1-9])\s*[日일]`), 0, 1, 2, monthSign},
	{lazyregexp.New(`((?:1[0-9]|20)\d\d)\s*[年년]`), 1, 0, 0, yearSign},
	{lazyregexp.New(`(?i)(\d{1,2})(?:\s*[-–—]\s*\d{1,2})?\s+(` + russianMonths + `)\s+((?:1[0-9]|20)\d\d)(?:\s*(?:года|году|год|г\.))?`), 3, 2, 1, cyrillic},
	{lazyregexp.New(`(?i)(` + russianMonths + `)\s+((?:1[0-9]|20)\d\d)(?:\s*(?:года|году|год|г\.))?`), 2, 1, 0, cyrillic},
	{lazyregexp.New(`(?i)(\d{1,2})(?:\s*[-–—]\s*\d{1,2})?\s+(` + russianMonths + `)`), 0, 2, 1, cyrillic},
	{lazyregexp.New(`((?:1[0-9]|20)\d\d)\s*(?:года|году|годом|годах|год|г\.)`), 1, 0, 0, cyrillic},
	{lazyregexp.New(`\b((?:1[0-9]|20)\d\d)-(0[1-9]|1[0-2])\b`), 1, 2, 0, dash},
}

// Dates finds the dates of a text, in order: ISO 8601, English (both orders),
// Japanese, Korean and Russian forms, and eras of Japan (令和, 平成, 昭和), in digits
// and in Chinese characters. A bare year such as 2019 is no date here; Years finds
// those. What it gives is not to be changed: who asks again gets the same.
func Dates(text string) []Date {
	f := foldNumbers(text)
	out := datesIn(f.text)
	if f.back != nil {
		out = slices.Clone(out)
		for i := range out {
			out[i].Span = f.place(out[i].Span)
		}
	}
	return out
}

// dated are dates by their folded text: rule after rule asks for those of a sentence.
var dated = recent.Values[string, []Date]{Most: 2 << 20}

// datesIn gives the dates of a folded text.
func datesIn(text string) []Date {
	if !strings.ContainsAny(text, "0123456789元") {
		return nil
	}
	out, ok := dated.Get(text)
	if !ok {
		out = slices.Clip(findDates(text))
		dated.Keep(text, out, len(text)+100)
	}
	return out
}

func findDates(text string) []Date {
	out := eras(text)
	free := func(s Span) bool {
		return !slices.ContainsFunc(out, func(d Date) bool { return d.Overlaps(s) })
	}
	has := dateMarks(text)
	for _, f := range dateForms {
		if f.needs&has == 0 {
			continue
		}
		for _, m := range f.form.FindAllStringSubmatchIndex(text, -1) {
			span := Span{m[0], m[1]}
			if !free(span) {
				continue
			}
			group := func(i int) string {
				if i == 0 || m[2*i] < 0 {
					return ""
				}
				return text[m[2*i]:m[2*i+1]]
			}
			iso, ok := isoDate(group(f.y), group(f.m), group(f.d))
			if ok {
				out = append(out, Date{span, iso})
			}
		}
	}
	slices.SortFunc(out, func(a, b Date) int { return a.Start - b.Start })
	return out
}

// dateMark is a mark without which a form of date cannot stand in a text; looking
// for marks first saves trying the forms.
type dateMark uint8

const (
	dash      dateMark = 1 << iota // between digits
	dot                            // or a slash, between digits
	monthName                      // a word that begins as the English name of a month does
	yearSign                       // 年 or 년
	monthSign                      // 月 or 월
	cyrillic                       // a letter of the Russian alphabet
)

// dateMarks gives the marks that a text has.
func dateMarks(text string) (out dateMark) {
	digit := func(i int) bool { return i < len(text) && '0' <= text[i] && text[i] <= '9' }
	word := false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 0x80:
			if rest := text[i:]; strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, "년") {
				out |= yearSign
			} else if strings.HasPrefix(rest, "月") || strings.HasPrefix(rest, "월") {
				out |= monthSign
			} else if c == 0xd0 || c == 0xd1 {
				out |= cyrillic
			}
		case i > 0 && digit(i-1) && digit(i+1) && c == '-':
			out |= dash
		case i > 0 && digit(i-1) && (c == '.' || c == '/') && (digit(i+1) || c == '.' && digit(i+2)):
			out |= dot
		case !word && i+3 <= len(text) && monthNumber(text[i:i+3]) > 0:
			out |= monthName
		}
		word = c == '_' || digit(i) || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	return out
}

// FirstDate gives the first date of a text that has a year, as ISO 8601, or "".
func FirstDate(text string) string {
	for _, d := range Dates(text) {
		if d.ISO != "" {
			return d.ISO
		}
	}
	return ""
}

func isoDate(year, month, day string) (string, bool) {
	if month == "" {
		return year, year != ""
	}
	m, err := strconv.Atoi(month)
	if err != nil {
		m = monthNumber(month)
	}
	if m < 1 || m > 12 {
		return "", false
	}
	if day == "" {
		return year + "-" + two(m), year != ""
	}
	d, err := strconv.Atoi(day)
	if err != nil || d < 1 || d > 31 {
		return "", false
	}
	if year == "" {
		return "", true
	}
	iso := year + "-" + two(m) + "-" + two(d)
	if _, err := time.Parse(time.DateOnly, iso); err != nil {
		return "", false
	}
	return iso, true
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func monthNumber(name string) int {
	if len(name) < 3 {
		return 0
	}
	if name[0] >= 0x80 {
		low := strings.ToLower(name)
		for i, m := range [...]string{"янв", "фев", "март", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"} {
			if strings.HasPrefix(low, m) {
				return 1 + i
			}
		}
		return 0
	}
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	for i := 0; i < len(months); i += 3 {
		if name[0]|0x20 == months[i] && name[1]|0x20 == months[i+1] && name[2]|0x20 == months[i+2] {
			return 1 + i/3
		}
	}
	return 0
}

var (
	eraForm  = lazyregexp.New(`(令和|平成|昭和|大正|明治)\s*(元|\d{1,2})\s*年(?:\s*(1[0-2]|0?[1-9])\s*月(?:\s*([12]\d|3[01]|0?[1-9])\s*日)?)?`)
	eraStart = map[string]int{"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
)

func eras(text string) []Date {
	if !strings.Contains(text, "年") {
		return nil
	}
	var out []Date
	for _, m := range eraForm.FindAllStringSubmatchIndex(text, -1) {
		n := 1
		if s := text[m[4]:m[5]]; s != "元" {
			n, _ = strconv.Atoi(s)
		}
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		iso, ok := isoDate(strconv.Itoa(eraStart[text[m[2]:m[3]]]+n-1), part(3), part(4))
		if ok {
			out = append(out, Date{Span{m[0], m[1]}, iso})
		}
	}
	return out
}

var (
	yearForm  = lazyregexp.New(`(?:^|[^\d.,$€£¥₩-])((?:1[5-9]|20)\d\d)(?:s\b|[-–/](?:(?:1[5-9]|20)?\d\d)\b)?`)
	fiscal    = lazyregexp.New(`(?i)\b(?:FY|fiscal year|financial year|CY)\s?'?(?:(?:19|20)?\d\d)(?:[-–/]\d\d)?\b`)
	shortYear = lazyregexp.New(`['’]\d\ds?\b`)
)

// Years finds the years of a text that are not part of a dated day or month:
// four digits from 1500 to 2099, decades, fiscal years.
func Years(text string) []Span {
	var out []Span
	add := func(s Span) {
		if !slices.ContainsFunc(out, s.Overlaps) {
			out = append(out, s)
		}
	}
	for _, m := range fiscal.FindAllStringIndex(text, -1) {
		add(Span{m[0], m[1]})
	}
	for _, m := range shortYear.FindAllStringIndex(text, -1) {
		add(Span{m[0], m[1]})
	}
	for at := 0; at < len(text); {
		m := yearForm.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		start, end := at+m[2], at+m[1]
		next := end
		// A year is no year where digits, a decimal or a unit go on.
		rest := text[end:]
		if rest == "" || !startsQuantity(rest) {
			add(Span{start, end})
		}
		at = next
	}
	slices.SortFunc(out, func(a, b Span) int { return a.Start - b.Start })
	return out
}

var quantityAfter = lazyregexp.New(`^(?:\d|[.,]\d|\s?(?:%|％)|\s(?:percent|per cent|points?|people|troops|soldiers|respondents|adults|tons|tonnes|dollars|won|yen|million|billion|trillion|km|kilomet|megawatt|MW|GW|households|companies|students|visitors|plaintiffs|victims|cases|votes)\b|(?:人|명|件|円|원|ドル|달러))`)

func startsQuantity(rest string) bool {
	if quantityAfter.MatchString(rest) {
		return true
	}
	rest = cutHead(rest, 60)
	if len(rest) < 2 || rest[0] < 0x80 && (rest[0] != ' ' || rest[1] < 0x80) {
		return false
	}
	u, _ := unitAt(rest)
	return u != "" && !strings.HasPrefix(rest, "年") && Kind(u) != "year"
}
