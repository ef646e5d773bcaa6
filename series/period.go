package series

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
	"entente/event"
)

// Span is the length of the periods over which events are counted.
type Span uint8

// The spans, from short to long. A week begins on Monday (ISO 8601).
const (
	ByDay Span = iota
	ByWeek
	ByMonth
	ByQuarter
	ByYear
)

var spanNames = [...]string{"day", "week", "month", "quarter", "year"}

// String gives the word for a span: day, week, month, quarter or year.
func (s Span) String() string { return spanNames[s] }

// ParseSpan gives the span of a word, and false where there is none.
func ParseSpan(word string) (Span, bool) {
	for s, n := range spanNames {
		if n == word {
			return Span(s), true
		}
	}
	return ByMonth, false
}

// Start gives the first day of the period that holds a day.
func (s Span) Start(d event.Day) event.Day {
	t := d.Time()
	switch s {
	case ByWeek:
		return d - event.Day((int(t.Weekday())+6)%7)
	case ByMonth:
		return d - event.Day(t.Day()-1)
	case ByQuarter:
		return event.DayOf(time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC))
	case ByYear:
		return event.DayOf(time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return d
}

// Next gives the first day of the period after the one that begins on a day.
func (s Span) Next(start event.Day) event.Day {
	t := start.Time()
	switch s {
	case ByWeek:
		return start + 7
	case ByMonth:
		return event.DayOf(t.AddDate(0, 1, 0))
	case ByQuarter:
		return event.DayOf(t.AddDate(0, 3, 0))
	case ByYear:
		return event.DayOf(t.AddDate(1, 0, 0))
	}
	return start + 1
}

// Name names the period that begins on a day: 2019, 2019-Q3, 2019-07, 2019-W27 or
// 2019-07-01.
func (s Span) Name(start event.Day) string {
	t := start.Time()
	switch s {
	case ByWeek:
		y, w := t.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case ByMonth:
		return t.Format("2006-01")
	case ByQuarter:
		return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3)
	case ByYear:
		return t.Format("2006")
	}
	return start.String()
}

// ParsePeriod reads what Name writes: the span, and the first and last day.
func ParsePeriod(name string) (Span, event.Day, event.Day, error) {
	bad := func() (Span, event.Day, event.Day, error) {
		return 0, event.NoDay, event.NoDay, fmt.Errorf("%q is no period: write 2019, 2019-Q3, 2019-07, 2019-W27 or 2019-07-01", name)
	}
	whole := func(s Span, start event.Day) (Span, event.Day, event.Day, error) {
		return s, start, s.Next(start) - 1, nil
	}
	if year, rest, ok := strings.Cut(name, "-"); ok && rest != "" && (rest[0] == 'Q' || rest[0] == 'W') {
		y, err1 := strconv.Atoi(year)
		n, err2 := strconv.Atoi(rest[1:])
		if err1 != nil || err2 != nil || len(year) != 4 || y < 1000 || n < 1 {
			return bad()
		}
		if rest[0] == 'Q' && n <= 4 && len(rest) == 2 {
			return whole(ByQuarter, event.DayOf(time.Date(y, time.Month(3*n-2), 1, 0, 0, 0, 0, time.UTC)))
		}
		// 4 January is always in week 1.
		start := ByWeek.Start(event.DayOf(time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC))) + event.Day(7*(n-1))
		if rest[0] == 'W' && len(rest) == 3 && ByWeek.Name(start) == name {
			return whole(ByWeek, start)
		}
		return bad()
	}
	d, err := dossier.ParseDate(name)
	if err != nil {
		return bad()
	}
	span := ByDay
	switch {
	case d.Month == 0:
		span = ByYear
	case d.Day == 0:
		span = ByMonth
	}
	return whole(span, event.DayOf(d.First()))
}
