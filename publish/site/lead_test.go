package site

import (
	"testing"
	"time"

	"entente/agenda"
	"entente/dossier"
)

// The next date of an initiative is one on which all its members meet, the earliest
// that is still to come.
func TestNextMeeting(t *testing.T) {
	at := func(month, day int) dossier.Date {
		return dossier.DateOf(time.Date(2026, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	}
	row := func(d dossier.Date, kind, title string, members ...string) *dossier.CalendarDate {
		return &dossier.CalendarDate{Date: d, Kind: kind, Title: title, Member: dossier.Codes(members)}
	}
	b := &builder{A: &agenda.Agenda{Dossier: agenda.About{AsOf: at(3, 31)}}, D: &dossier.Dossier{Calendar: []*dossier.CalendarDate{
		row(at(3, 30), "summit", "past", "ALL"),
		row(at(4, 1), "anniversary", "no meeting", "ALL"),
		row(at(4, 2), "meeting", "one", "XAA"),
		row(at(6, 1), "meeting", "later two", "XAA", "XBB"),
		row(at(5, 1), "meeting", "two", "XAA", "XBB"),
		row(at(9, 1), "summit", "all", "ALL"),
		row(at(8, 1), "meeting", "three", "XAA", "XBB", "XCC"),
	}}}
	for _, c := range []struct {
		members []string
		want    string
	}{
		{[]string{"XAA"}, "one"}, {[]string{"XBB"}, "two"}, {[]string{"XAA", "XBB"}, "two"},
		{[]string{"XAA", "XBB", "XCC"}, "three"}, {[]string{"XAA", "XDD"}, "all"},
	} {
		if got := b.nextMeeting(c.members); got == nil || got.Title != c.want {
			t.Errorf("%v: %v, not %s", c.members, got, c.want)
		}
	}
	b.D.Calendar = b.D.Calendar[:3]
	if got := b.nextMeeting([]string{"XAA", "XBB"}); got != nil {
		t.Errorf("a date of one: %v", got)
	}
}

func TestMonthAfter(t *testing.T) {
	for want, c := range map[string]struct {
		day    string
		months float64
	}{"2026-06-01": {"2026-03-31", 3}, "2027-01-01": {"2026-03-31", 10}, "2026-05-01": {"2026-03-01", 1.5}, "2026-03-01": {"2026-03-31", 0.4}} {
		day, err := time.Parse(time.DateOnly, c.day)
		if got := monthAfter(day, c.months).Format(time.DateOnly); err != nil || got != want {
			t.Errorf("%v months after %s: %s, want %s (%v)", c.months, c.day, got, want, err)
		}
	}
}
