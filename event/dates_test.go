package event

import (
	"strings"
	"testing"
	"time"
)

func TestDayOf(t *testing.T) {
	for at := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= lastYear; at = at.AddDate(0, 0, 1) {
		if d, ok := dayOf(at.Year(), int(at.Month()), at.Day()); !ok || d != DayOf(at) {
			t.Fatalf("%s is day %d, %v", at.Format(time.DateOnly), d, ok)
		}
	}
	for _, s := range []string{"19000229", "20190229", "20190431", "20191301", "20190001", "20190100", "17991231", "22000101", "2019102", "201910244", "2019102x", "+2019102", ""} {
		if d, ok := date8(s); ok || d != NoDay {
			t.Errorf("%q is %s", s, d)
		}
	}
}

func TestDatesInThreeOrders(t *testing.T) {
	for _, c := range []struct {
		order dateOrder
		s     string
		want  string
	}{
		{orderUnknown, "2025-05-16", "2025-05-16"},
		{orderUnknown, " 2025-05-16 ", "2025-05-16"},
		{orderUnknown, "2025-05-16 00:00:00.000", "2025-05-16"},
		{orderUnknown, "2025-05-16T23:59:59Z", "2025-05-16"},
		{orderUnknown, "16 May 2025", "2025-05-16"},
		{orderUnknown, "6 September 2025", "2025-09-06"},
		{monthFirst, "5/16/2025", "2025-05-16"},
		{dayFirst, "16/05/2025", "2025-05-16"},
		{monthFirst, "3/4/2021", "2021-03-04"},
		{dayFirst, "3/4/2021", "2021-04-03"},
		{dayFirst, "2021-04-03", "2021-04-03"},
		{orderUnknown, "3/4/2021", ""},
		{monthFirst, "16/5/2025", ""},
		{monthFirst, "5/16/25", ""},
		{monthFirst, "5/16/2025x", ""},
		{monthFirst, "//2025", ""},
		{orderUnknown, "2025-5-16", ""},
		{orderUnknown, "2025-05-16 noon", ""},
		{orderUnknown, "31 April 2025", ""},
		{orderUnknown, "16 Mai 2025", ""},
		{orderUnknown, "May 16 2025", ""},
		{orderUnknown, "2025", ""},
		{orderUnknown, "", ""},
	} {
		d, ok := c.order.date(c.s)
		if ok != (c.want != "") || d.String() != c.want {
			t.Errorf("%q in order %d is %s, %v; want %s", c.s, c.order, d, ok, c.want)
		}
	}
}

// TestOrderIsSoughtFarAhead holds that a file whose first days leave the order open
// is read when a later row shows it.
func TestOrderIsSoughtFarAhead(t *testing.T) {
	early := strings.Replace(icewsRow, "2018-06-01", "6/1/2018", 1)
	late := strings.Replace(icewsRow, "2018-06-01", "6/13/2018", 1)
	rows := strings.Repeat(tsv(early), 2*lookAhead/len(early))
	got, rejected, err := read(t, icews{}, tsv(icewsHead)+rows+tsv(late))
	if err != nil || len(rejected) > 0 || len(got) < 1000 || got[0].Date.String() != "2018-06-01" || got[len(got)-1].Date.String() != "2018-06-13" {
		t.Errorf("%v, %d records, %d rejected", err, len(got), len(rejected))
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"2025-05-16", "5/16/2025", "16 May 2025", "20250516", "2025-05-16 00:00:00.000"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, order uint8) {
		for _, read := range []func(string) (Day, bool){dateOrder(order).date, date8, isoDate, phoenixDate} {
			d, ok := read(s)
			if ok != (d != NoDay) {
				t.Fatalf("%q: %d, %v", s, d, ok)
			}
			if y := d.Time().Year(); ok && (y < firstYear || y > lastYear) {
				t.Errorf("%q is %s", s, d)
			}
		}
		var e orderEvidence
		e.add(s, 1)
		if _, err := e.order(); e.decided() != (err == nil) {
			t.Errorf("%q: decided %v, %v", s, e.decided(), err)
		}
	})
}
