package series

import (
	"time"

	"entente/dossier"
)

// Told is what a dossier itself tells over time by a day, as pages show it.
type Told struct {
	Groups []Group
	// Third has, for each of Groups, what becomes of the question whether trouble
	// between two precedes trouble with a third; nil where it cannot be asked.
	Third [][]ThirdTest
	// Stories are what the own events tell of each pair, that with most to tell first;
	// Sights how each public sees each that it was asked about often enough.
	Stories []Story
	Sights  []Sight
	Dyads   []Dyad // events and meetings, by whom they are between
	// Trends are those of poll series, by id; a series without a wave has none.
	Trends map[string]*Trend
	// Counted are the events that measure a pressure on the day; Points is what an
	// indicator measured up to then: counts over time, or values with the day on
	// which each was published. Both are by indicator of a constraint.
	Counted map[*dossier.Indicator][]*dossier.Event
	Points  map[*dossier.Indicator][]Point
}

// seenWaves is how many waves say how a public sees somebody over time.
const seenWaves = 4

// Tell works out what a dossier tells by a day. No store is read.
func Tell(d *dossier.Dossier, asOf time.Time) (*Told, error) {
	groups, err := Groups(d, asOf)
	if err != nil {
		return nil, err
	}
	t := &Told{Groups: groups, Trends: map[string]*Trend{}, Counted: map[*dossier.Indicator][]*dossier.Event{}, Points: map[*dossier.Indicator][]Point{}}
	if n := len(d.Members); n == 3 || n == 4 {
		for _, g := range groups {
			t.Third = append(t.Third, Third(g.Relations, d.Header.Members.IDs(), d.Relations().Minimum))
		}
	}
	for _, id := range d.PollSeriesIDs() {
		if trend := Opinion(d, id, asOf); trend != nil {
			t.Trends[id] = trend
		}
	}
	t.Stories, t.Sights, t.Dyads = Stories(d, asOf), Sights(d, t.Trends, seenWaves), Timeline(d, asOf)
	for _, c := range d.Constraints {
		in := c.Indicator
		switch {
		case in == nil:
		case in.Events != nil:
			t.Counted[in], t.Points[in] = Counted(d, in, asOf), CountedOver(d, in, asOf)
		default:
			t.Counted[in] = Counted(d, in, asOf)
			for _, p := range Indicator(d, in) {
				if p.Known.Published(asOf) {
					t.Points[in] = append(t.Points[in], p)
				}
			}
		}
	}
	return t, nil
}
