package series

import (
	"slices"
	"time"

	"entente/dossier"
)

// Dyad is what two members did toward each other and where they met, or three members
// and more, the newest first.
type Dyad struct {
	Members []string // two, in the dossier's order; nil: three or more
	Entries []Entry
}

// Entry is an event or a meeting.
type Entry struct {
	Date    dossier.Date
	Event   *dossier.Event        // nil: a meeting
	Meeting *dossier.CalendarDate // nil: an event
	After   bool                  // it lies after the as-of day
}

// Timeline gives the events between members, context included, and the meetings of the
// calendar, by dyad: those of three or more first, then the pairs in the members' order.
// What comes after the as-of day is among them, and marked.
func Timeline(d *dossier.Dossier, asOf time.Time) []Dyad {
	out := []Dyad{{}}
	at := map[[2]string]int{}
	for i, a := range d.Members {
		for _, b := range d.Members[i+1:] {
			pair := [2]string{a.Code.ID, b.Code.ID}
			at[pair] = len(out)
			out = append(out, Dyad{Members: pair[:]})
		}
	}
	put := func(members []string, e Entry) {
		n := 0
		switch {
		case len(members) < 2:
			return
		case len(members) == 2:
			n = at[[2]string{members[0], members[1]}]
		}
		e.After = e.Date.First().After(asOf)
		out[n].Entries = append(out[n].Entries, e)
	}
	for _, e := range d.Events {
		put(between(d, e), Entry{Date: e.Date, Event: e})
	}
	for _, c := range d.Calendar {
		if c.Kind != "summit" && c.Kind != "meeting" {
			continue
		}
		var members []string
		for _, m := range d.Members {
			if c.Concerns(m.Code.ID) {
				members = append(members, m.Code.ID)
			}
		}
		put(members, Entry{Date: c.Date, Meeting: c})
	}
	for n := range out {
		slices.SortStableFunc(out[n].Entries, func(x, y Entry) int { return y.Date.Compare(x.Date) })
	}
	return slices.DeleteFunc(out, func(x Dyad) bool { return len(x.Entries) == 0 })
}
