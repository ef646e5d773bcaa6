package agenda

import (
	"time"

	"entente/dossier"
)

// Month is a month ahead: what is due in each capital, what in several of them, and
// where nothing new starts.
type Month struct {
	Month  dossier.Date
	Own    map[string][]*dossier.CalendarDate // by member: dates that are its alone
	Joint  []*dossier.CalendarDate            // of several members, or all
	Closed map[string][]*Constraint           // by member: closed spans with an end that reach into the month
}

// Ahead gives so many months from the agenda's own on, in order. A date of several
// months stands in the first of them that is shown; what ended before the day is left out.
func (a *Agenda) Ahead(d *dossier.Dossier, months int) []Month {
	day := a.Dossier.AsOf.Last()
	begin := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	out := make([]Month, months)
	for n := range out {
		t := begin.AddDate(0, n, 0)
		m := &out[n]
		*m = Month{Month: dossier.Date{Year: t.Year(), Month: int(t.Month())}, Own: map[string][]*dossier.CalendarDate{}, Closed: map[string][]*Constraint{}}
		end := t.AddDate(0, 1, -1)
		for _, c := range a.Constraints {
			for _, s := range c.Doc.Closed {
				// One without an end is no date of the calendar: it stands until it is lifted.
				if s.Until.IsZero() || !s.From.Begun(end) || !s.Until.First().After(t) {
					continue
				}
				for _, code := range c.Members {
					m.Closed[code] = append(m.Closed[code], c)
				}
				break
			}
		}
	}
	for _, c := range d.Calendar {
		if c.Ended(day) {
			continue
		}
		at := c.Date.First()
		if at.Before(begin) {
			at = begin
		}
		n := (at.Year()-begin.Year())*12 + int(at.Month()) - int(begin.Month())
		if n >= months {
			continue
		}
		if len(c.Member) == 1 && !c.Member.Has("ALL") {
			out[n].Own[c.Member[0]] = append(out[n].Own[c.Member[0]], c)
		} else {
			out[n].Joint = append(out[n].Joint, c)
		}
	}
	return out
}
