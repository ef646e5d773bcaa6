package dossier

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is an ISO 8601 date that may be partial: a year (Month and Day 0), a
// month (Day 0) or a day. The zero value means "no date".
type Date struct{ Year, Month, Day int }

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD. Years run from 1000 to 9999.
func ParseDate(s string) (Date, error) {
	bad := func() (Date, error) {
		return Date{}, fmt.Errorf("%q is no date: write %s", s, cmp.Or(isoReadings(s), "YYYY, YYYY-MM or YYYY-MM-DD"))
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return bad()
	}
	for i := 0; i < len(s); i++ {
		if i == 4 || i == 7 {
			if s[i] != '-' {
				return bad()
			}
		} else if s[i] < '0' || s[i] > '9' {
			return bad()
		}
	}
	var d Date
	d.Year, _ = strconv.Atoi(s[:4])
	if d.Year < 1000 {
		return bad()
	}
	if len(s) >= 7 {
		d.Month, _ = strconv.Atoi(s[5:7])
		if d.Month < 1 || d.Month > 12 {
			return Date{}, fmt.Errorf("%q is no date: there is no month %d", s, d.Month)
		}
	}
	if len(s) == 10 {
		d.Day, _ = strconv.Atoi(s[8:])
		if d.Day < 1 || d.Day > daysIn(d.Year, d.Month) {
			return Date{}, fmt.Errorf("%q is no date: that month has no day %d", s, d.Day)
		}
	}
	return d, nil
}

// isoReadings writes a date of figures in another order, such as 3/4/2019, as it
// should be written, in each way that it can be read; "" where it is none.
func isoReadings(s string) string {
	n := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/.- ", r) })
	var orders [][3]int // where year, month and day stand
	switch {
	case len(n) == 3 && len(n[0]) == 4:
		orders = [][3]int{{0, 1, 2}}
	case len(n) == 3 && len(n[2]) == 4:
		orders = [][3]int{{2, 1, 0}, {2, 0, 1}}
	}
	var ways []string
	for _, o := range orders {
		year, err1 := strconv.Atoi(n[o[0]])
		month, err2 := strconv.Atoi(n[o[1]])
		day, err3 := strconv.Atoi(n[o[2]])
		if err1 != nil || err2 != nil || err3 != nil || year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
			continue
		}
		d := Date{year, month, day}
		if way := d.String() + " for " + d.Words(); len(ways) == 0 || ways[0] != way {
			ways = append(ways, way)
		}
	}
	return strings.Join(ways, ", ")
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Words gives the date as texts write it: 2 January 2006, January 2006, 2006; ""
// for none.
func (d Date) Words() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return d.First().Format("January 2006")
	}
	return d.First().Format("2 January 2006")
}

// In is the word that stands before the date in a sentence: "on" before a day, "in"
// before a month or a year.
func (d Date) In() string {
	if d.Day != 0 {
		return "on"
	}
	return "in"
}

// String gives the date as it was written, or "".
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a date as ParseDate does; an empty text gives the zero date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if *d = (Date{}); len(text) > 0 {
		*d, err = ParseDate(string(text))
	}
	return err
}

// First is the first day that the date can mean; the zero time for no date.
func (d Date) First() time.Time {
	if d.Year == 0 {
		return time.Time{}
	}
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
}

// Last is the last day that the date can mean; the zero time for no date.
func (d Date) Last() time.Time {
	switch {
	case d.Year == 0:
		return time.Time{}
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}

// Compare orders dates by their first day, and of two with the same first day
// puts the less exact one first.
func (d Date) Compare(e Date) int {
	if c := d.First().Compare(e.First()); c != 0 {
		return c
	}
	rank := func(x Date) int {
		switch {
		case x.Month == 0:
			return 0
		case x.Day == 0:
			return 1
		}
		return 2
	}
	return rank(d) - rank(e)
}

// Begun reports whether a thing that starts on d stands on the day asOf:
// its first day is not after asOf. A thing without a date has always stood.
func (d Date) Begun(asOf time.Time) bool { return d.IsZero() || !d.First().After(asOf) }

// Ended reports whether a thing that lasts until d is over on the day asOf. A
// thing without an end is never over.
func (d Date) Ended(asOf time.Time) bool { return !d.IsZero() && d.Last().Before(asOf) }

// Published reports whether what was published on d could be known on asOf: the
// whole of a partial date must have passed.
func (d Date) Published(asOf time.Time) bool { return !d.IsZero() && !d.Last().After(asOf) }

// FloatYear gives the middle of the date as a fractional year, for axes.
func (d Date) FloatYear() float64 {
	a, b := d.First(), d.Last()
	mid := a.Add(b.Sub(a) / 2)
	start := time.Date(mid.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	length := start.AddDate(1, 0, 0).Sub(start)
	return float64(mid.Year()) + float64(mid.Sub(start))/float64(length)
}

// DateOf gives the full date of a time, in UTC.
func DateOf(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return Date{y, int(m), d}
}
