package series

import (
	"cmp"
	"math"
	"slices"
	"time"

	"entente/dossier"
	"entente/event"
)

// Story is what the dossier's own events tell of two members, year by year, each event
// once, whichever way it went. Events of three members or more are no pair's: they are
// counted apart, in Together of all stories alike.
type Story struct {
	Pair  [2]string // in the dossier's order
	Years []StoryYear
	Turns []*dossier.Event // those to be told, in order of time
	// Weight is how much there is to tell: the events of conflict, times one and the sum
	// of the changes, from year to year, of conflict's share (years of three events or more).
	Weight float64
	Events int // of the pair
}

// StoryYear is a year of a story. Years without an event between the first and the last
// are there too.
type StoryYear struct {
	Year        int
	Counts      Quads // of the pair
	Together    int64 // events of three members or more
	Part        bool  // the as-of day lies before its end
	Unconfirmed bool  // some event of the pair reads confirmed: no
}

// mostTurns is how many events of conflict, and how many of cooperation, a story tells.
const mostTurns = 4

// Stories tells each pair of members on which the dossier has an event of its own by a
// day, the one with most to tell first.
func Stories(d *dossier.Dossier, asOf time.Time) []Story {
	var out []Story
	at := map[[2]string]int{}
	year := map[[2]string]map[int]*StoryYear{}
	together := map[int]int64{}
	first, last := math.MaxInt, math.MinInt
	of := map[[2]string][]*dossier.Event{}
	for _, e := range d.Events {
		quad, members, ok := told(d, e, asOf)
		if !ok || len(members) < 2 {
			continue
		}
		y := e.Date.Year
		first, last = min(first, y), max(last, y)
		if len(members) > 2 {
			together[y]++
			continue
		}
		pair := [2]string{members[0], members[1]}
		if _, ok := at[pair]; !ok {
			at[pair] = len(out)
			out = append(out, Story{Pair: pair})
			year[pair] = map[int]*StoryYear{}
		}
		if year[pair][y] == nil {
			year[pair][y] = &StoryYear{}
		}
		year[pair][y].Counts.add(quad, 1)
		year[pair][y].Unconfirmed = year[pair][y].Unconfirmed || !bool(e.Confirmed)
		of[pair] = append(of[pair], e)
	}
	for n := range out {
		s := &out[n]
		for y := first; y <= last; y++ {
			v := StoryYear{}
			if got := year[s.Pair][y]; got != nil {
				v = *got
			}
			v.Year, v.Together = y, together[y]
			v.Part = dossier.Date{Year: y}.Last().After(asOf)
			s.Years = append(s.Years, v)
		}
		s.Events = len(of[s.Pair])
		s.weigh()
		s.Turns = turns(s.Years, of[s.Pair])
	}
	slices.SortStableFunc(out, func(a, b Story) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// told gives the class of an event and the members in it, as between does; ok is false for
// context, for acts inside a country, and for what is not over by the day.
func told(d *dossier.Dossier, e *dossier.Event, asOf time.Time) (quad event.Quad, members []string, ok bool) {
	if e.Type == "" || dossier.DomesticType(e.Type) || e.Date.Last().After(asOf) {
		return 0, nil, false
	}
	return quadOf(e.Type), between(d, e), true
}

// between gives the members in an event, in the dossier's order; nil where no member did
// something toward another.
func between(d *dossier.Dossier, e *dossier.Event) []string {
	source, target := countries(e.Actor), countries(e.Target)
	member := func(code string) bool {
		return slices.ContainsFunc(d.Members, func(m *dossier.Member) bool { return m.Code.ID == code })
	}
	across := false
	for _, s := range source {
		for _, t := range target {
			across = across || s != t && member(s) && member(t)
		}
	}
	if !across {
		return nil
	}
	var members []string
	for _, m := range d.Members {
		if c := m.Code.ID; slices.Contains(source, c) || slices.Contains(target, c) {
			members = append(members, c)
		}
	}
	return members
}

// quadOf gives the class of a dossier's event type; 0 for one of none.
func quadOf(word string) event.Quad {
	if t, known := event.ParseType(word); known && t != event.NoType {
		return event.Settings{}.QuadOf(t)
	}
	if word == yield {
		return event.MaterialCooperation
	}
	return 0
}

// Cooperative reports whether an event type is cooperation, by word or by deed.
func Cooperative(word string) bool {
	q := quadOf(word)
	return q == event.VerbalCooperation || q == event.MaterialCooperation
}

func countries(as dossier.Actors) []string {
	var out []string
	for a := range as.Each() {
		if !slices.Contains(out, a.Country) {
			out = append(out, a.Country)
		}
	}
	return out
}

func (s *Story) weigh() {
	conflict, change, before := 0.0, 0.0, math.NaN()
	for _, y := range s.Years {
		conflict += float64(y.Counts.Conflict())
		if y.Counts.Volume() < 3 {
			continue
		}
		share := float64(y.Counts.Conflict()) / float64(y.Counts.Volume())
		if !math.IsNaN(before) {
			change += math.Abs(share - before)
		}
		before = share
	}
	s.Weight = conflict * (1 + change)
}

// turns picks the events to tell: of each of the years with most conflict the one whose
// type scores least, and of each of those with most cooperation by deed the one whose
// type scores most; of equals the earliest.
func turns(years []StoryYear, events []*dossier.Event) []*dossier.Event {
	score := func(e *dossier.Event) float64 {
		t, ok := event.ParseType(e.Type)
		if !ok || t == event.NoType {
			return 0
		}
		return float64(event.Settings{}.ScoreOf(t, ""))
	}
	var out []*dossier.Event
	pick := func(sign float64, count func(Quads) int64) {
		order := slices.Clone(years)
		slices.SortStableFunc(order, func(a, b StoryYear) int { return cmp.Compare(count(b.Counts), count(a.Counts)) })
		for _, y := range order[:min(mostTurns, len(order))] {
			var best *dossier.Event
			for _, e := range events {
				if e.Date.Year == y.Year && sign*score(e) > 0 && (best == nil || sign*score(e) > sign*score(best)) {
					best = e
				}
			}
			if best != nil && count(y.Counts) > 0 {
				out = append(out, best)
			}
		}
	}
	pick(-1, Quads.Conflict)
	pick(1, func(q Quads) int64 { return q.MaterialCooperation })
	slices.SortStableFunc(out, func(a, b *dossier.Event) int { return a.Date.Compare(b.Date) })
	return out
}

// Collected says how the dossier's own events lie over time: how many of all, of those
// between members, are of the three last years held. Where most are, bars that rise say
// that more was looked for.
func Collected(stories []Story) (late, all int64) {
	seen := map[int]bool{}
	for _, s := range stories {
		n := len(s.Years)
		for i, y := range s.Years {
			count := y.Counts.Volume()
			if !seen[y.Year] {
				count += y.Together
				seen[y.Year] = true
			}
			all += count
			if i >= n-3 {
				late += count
			}
		}
	}
	return late, all
}
