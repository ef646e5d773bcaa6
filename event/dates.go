package event

import (
	"fmt"
	"strings"
	"time"
)

// The years that a date may have.
const (
	firstYear = 1800
	lastYear  = 2199
)

var monthDays = [...]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// dayOf gives a day of the proleptic Gregorian calendar, and false where there is
// no such day or the year is out of range. The arithmetic is Howard Hinnant's
// days_from_civil.
func dayOf(y, m, d int) (Day, bool) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > monthDays[m] && (m != 2 || d != 29 || y%4 != 0 || y%100 == 0 && y%400 != 0) {
		return NoDay, false
	}
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468), true
}

// date8 reads 20191024.
func date8(s string) (Day, bool) {
	if len(s) != 8 {
		return NoDay, false
	}
	n, ok := digits(s)
	if !ok {
		return NoDay, false
	}
	return dayOf(n/10_000, n/100%100, n%100)
}

// digits reads up to nine digits and nothing else.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

// dateOrder is how a file writes dates with slashes.
type dateOrder uint8

const (
	orderUnknown dateOrder = iota
	monthFirst             // 5/16/2025
	dayFirst               // 16/5/2025
)

// slashed gives the three numbers of a date such as 5/16/2025; the year stands last.
func slashed(s string) (a, b, year int, ok bool) {
	i := strings.IndexByte(s, '/')
	if i < 1 || i > 2 {
		return 0, 0, 0, false
	}
	j := strings.IndexByte(s[i+1:], '/')
	if j < 1 || j > 2 || len(s) != i+j+6 {
		return 0, 0, 0, false
	}
	a, ok1 := digits(s[:i])
	b, ok2 := digits(s[i+1 : i+1+j])
	year, ok3 := digits(s[i+j+2:])
	return a, b, year, ok1 && ok2 && ok3
}

// date reads a day as 2025-05-16, 20250516, 16 May 2025, 16may2025 or 16-May-2025, and
// 5/16/2025 or 16/5/2025 as the order of the file says. A time of day may follow.
func (o dateOrder) date(s string) (Day, bool) {
	s = strings.TrimSpace(s)
	if day, time, ok := strings.Cut(s, " "); ok && timeOfDay(" "+time) {
		s = day
	}
	if d, ok := date8(s); ok {
		return d, true
	}
	if a, b, year, ok := slashed(s); ok {
		switch o {
		case monthFirst:
			return dayOf(year, a, b)
		case dayFirst:
			return dayOf(year, b, a)
		}
		return NoDay, false
	}
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		if len(s) > 10 && !timeOfDay(s[10:]) {
			return NoDay, false
		}
		return isoDate(s[:10])
	}
	f := dayMonthYear(s)
	if len(f) != 3 || len(f[0]) > 2 || len(f[2]) != 4 {
		return NoDay, false
	}
	d, ok1 := digits(f[0])
	y, ok2 := digits(f[2])
	m := monthByName(f[1])
	if !ok1 || !ok2 || m == 0 {
		return NoDay, false
	}
	return dayOf(y, m, d)
}

// dayMonthYear cuts 16 May 2025, 16-May-2025 and 16may2025 into three.
func dayMonthYear(s string) []string {
	s = strings.ReplaceAll(s, "-", " ")
	if f := strings.Fields(s); len(f) != 1 {
		return f
	}
	letter := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
	from, to := strings.IndexFunc(s, letter), strings.LastIndexFunc(s, letter)+1
	if from < 0 {
		return nil
	}
	return []string{s[:from], s[from:to], s[to:]}
}

// isoDate reads 2025-05-16 and nothing else.
func isoDate(s string) (Day, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return NoDay, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return NoDay, false
	}
	return dayOf(y, m, d)
}

// timeOfDay reports whether a text is " 00:00:00.000" or "T00:00:00Z" or the like.
func timeOfDay(s string) bool {
	if s[0] != ' ' && s[0] != 'T' {
		return false
	}
	for _, layout := range []string{"15:04:05", "15:04", "15:04:05Z07:00"} {
		if _, err := time.Parse(layout, s[1:]); err == nil {
			return true
		}
	}
	return false
}

var monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthByName gives a month by its English name or the first three letters of it;
// 0 where there is none.
func monthByName(s string) int {
	s = strings.ToLower(s)
	for i, name := range monthNames {
		if s == name || s == name[:3] {
			return i + 1
		}
	}
	return 0
}

// orderEvidence gathers what shows how a file writes its dates: a day above 12.
type orderEvidence struct {
	slashes    int64 // dates with slashes
	month, day int64 // lines that can only be month first, or day first; 0: none
	sample     string
	sampleLine int64
}

func (e *orderEvidence) add(s string, line int64) {
	a, b, _, ok := slashed(strings.TrimSpace(s))
	if !ok {
		return
	}
	e.slashes++
	if e.sample == "" {
		e.sample, e.sampleLine = strings.TrimSpace(s), line
	}
	if a > 12 && b <= 12 && e.day == 0 {
		e.day = line
	}
	if b > 12 && a <= 12 && e.month == 0 {
		e.month = line
	}
}

// decided reports whether no more evidence is needed.
func (e *orderEvidence) decided() bool { return e.slashes == 0 || e.month != 0 || e.day != 0 }

// order decides for the whole file, or says why it cannot.
func (e *orderEvidence) order() (dateOrder, error) {
	switch {
	case e.slashes == 0:
		return orderUnknown, nil
	case e.month != 0 && e.day != 0:
		return 0, &FileError{Line: max(e.month, e.day), Reason: fmt.Sprintf("the file writes dates in two orders: line %d has the month first, line %d the day", e.month, e.day), Hint: "write them all as 2025-05-16"}
	case e.month != 0:
		return monthFirst, nil
	case e.day != 0:
		return dayFirst, nil
	}
	return 0, &FileError{Line: e.sampleLine, Reason: fmt.Sprintf("dates such as %s may have the day first or the month first, and no row shows which", e.sample), Hint: "write them as 2025-05-16"}
}
