// Package series gives values with intervals over time: opinion from polls, and
// the pressure of constraints. It reads the dossier and computes no agenda.
package series

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
)

// Point is a value of a series with its own uncertainty.
type Point struct {
	Date  dossier.Date `json:"date"`      // the last day that it describes; of a poll, the end of fieldwork
	Begin dossier.Date `json:"-"`         // the first day that it describes; its date where that is not stated
	Known dossier.Date `json:"published"` // when it could be known
	Value float64      `json:"value"`
	N     float64      `json:"n,omitempty"` // how many were asked, or events counted; 0 where not known
	SE    float64      `json:"se"`          // standard error; 0 where none is known; of a poll its sampling error with the design effect
	// Assumed says that the sample size is not known and was assumed.
	Assumed bool `json:"sample_assumed,omitempty"`
	// Low and High are its bounds as its row states them: of a fact the least and the
	// most that it may be, of a measured value its 95% interval; nil where it states none.
	Low, High *float64 `json:"-"`
	Pollster  string   `json:"pollster,omitempty"` // who asked; "" for what is no poll
	What      string   `json:"-"`                  // what a fact is a figure of; "" for others
	Weak      bool     `json:"weak,omitempty"`     // its source only relays another
	Sources   []string `json:"sources"`
	Unit      string   `json:"-"`
	Break     string   `json:"-"` // why a new segment starts here; "" where none does
	Shown     bool     `json:"-"` // the break is not stated: the rows show it
	Parts     string   `json:"-"` // of a difference or a ratio, the two values in words; else ""
	// Unconfirmed says that its row reads `confirmed: no`.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// The sample taken where a poll states none (DESIGN: "counts as 1,000 with
// design effect 2").
const (
	assumedN      = 1000
	assumedDesign = 2
)

// SamplingError is the standard error of a poll's value from its sample: for a
// share in percent √(p(100−p)·deff/n); for degrees and scores, whose spread
// between people is seldom published, a quarter of the scale times √(deff/n).
// deff is the design effect, 1 or more: how many times the variance of a simple
// random sample the poll's weighting and clusters make (Kish 1965). A poll that
// states no sample is assumed to have asked 1,000 with design effect 2, or deff
// where that is greater.
func SamplingError(value float64, unit string, n, deff float64) (se float64, assumed bool) {
	deff = max(1, deff)
	if !(n > 0) {
		n, deff, assumed = assumedN, max(assumedDesign, deff), true
	}
	switch unit {
	case "", "percent":
		p := min(99.5, max(0.5, value))
		return math.Sqrt(p * (100 - p) * deff / n), assumed
	case "score":
		return 2.5 * math.Sqrt(deff/n), assumed
	}
	return 25 * math.Sqrt(deff/n), assumed
}

// Poll gives the points of a poll series in the order of fieldwork; nil where
// the dossier has no such series. A point begins a new segment where its row
// states a break, and where the rows show one that none states: see shownBreaks.
func Poll(d *dossier.Dossier, id string) []Point {
	var out []Point
	deff := d.Settings().DesignEffect
	waves := d.PollSeries(id)
	shown := shownBreaks(waves)
	for i, w := range waves {
		unit := unitOf(w)
		se, assumed := SamplingError(w.Value, unit, w.N, deff)
		p := Point{
			Date: w.End, Begin: w.End, Known: w.Known(), Value: w.Value, SE: se, Unit: unit, Break: w.Break,
			Sources: w.Sources, Pollster: w.Pollster, Weak: w.Weak, Assumed: assumed, N: w.N, Unconfirmed: !bool(w.Confirmed),
		}
		if p.Break == "" {
			p.Break, p.Shown = shown[i], shown[i] != ""
		}
		out = append(out, p)
	}
	return out
}

func unitOf(w *dossier.Poll) string {
	if w.Unit == "" {
		return "percent"
	}
	return w.Unit
}

// shownBreaks gives, by wave, why the rows show that a new segment begins there
// though none is stated; "" where they do not.
//
// Another unit, question or population is another measure. Another pollster or
// mode begins a new segment where none of those before it comes back: the change
// of the level and that of the method then cannot be told apart. Pollsters or
// modes that take turns can be, and are pooled (see Opinion). A blank cell says
// nothing, and so changes nothing.
func shownBreaks(waves []*dossier.Poll) []string {
	out := make([]string, 0, len(waves))
	for len(waves) > 0 {
		n := 1
		for n < len(waves) && waves[n].Break == "" {
			n++
		}
		out, waves = append(out, shownWithin(waves[:n])...), waves[n:]
	}
	return out
}

// shownWithin is shownBreaks for waves between two stated breaks.
func shownWithin(waves []*dossier.Poll) []string {
	out := make([]string, len(waves))
	for _, a := range []struct {
		name  string
		of    func(*dossier.Poll) string
		pools bool
	}{
		{"unit", unitOf, false},
		{"question", func(w *dossier.Poll) string { return w.Question }, false},
		{"population", func(w *dossier.Poll) string { return w.Population }, false},
		{"pollster", func(w *dossier.Poll) string { return w.Pollster }, true},
		{"mode", func(w *dossier.Poll) string { return w.Mode }, true},
	} {
		said := filled(waves, a.of)
		last := map[string]int{} // where each is seen last
		for i, s := range said {
			last[s] = i
		}
		until, before := 0, ""
		for i, w := range waves {
			if i > 0 && said[i-1] != "" && said[i] != said[i-1] && out[i] == "" && (!a.pools || until < i) {
				out[i] = fmt.Sprintf("another %s: %s before (no break is stated)", a.name, before)
			}
			until = max(until, last[said[i]])
			if v := a.of(w); v != "" {
				before = v
			}
		}
	}
	return out
}

// filled gives a cell's words for each wave; a blank one takes those before it.
func filled(waves []*dossier.Poll, of func(*dossier.Poll) string) []string {
	out := make([]string, len(waves))
	for i, w := range waves {
		out[i] = plainWords(of(w))
		if out[i] == "" && i > 0 {
			out[i] = out[i-1]
		}
	}
	return out
}

// plainWords makes two ways to write a cell alike.
func plainWords(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Fact gives the points of a series of facts; bounds, where stated, count as an
// 80% interval.
func Fact(d *dossier.Dossier, id string) []Point {
	var out []Point
	for _, f := range d.Facts {
		if f.Series != id {
			continue
		}
		out = append(out, Point{
			Date: f.Date, Begin: f.Date, Known: f.Known(), Value: f.Value, SE: spread(f.Low, f.High, 2.563), Low: f.Low, High: f.High, Unit: f.Unit,
			Sources: f.Sources, What: f.What, Unconfirmed: !bool(f.Confirmed),
		})
	}
	sortPoints(out)
	return out
}

// Measured gives the points of a measured series; bounds, where stated, count
// as a 95% interval.
func Measured(d *dossier.Dossier, id string) []Point {
	var out []Point
	for _, p := range d.Series {
		if p.Series == id {
			out = append(out, pointOf(p))
		}
	}
	sortPoints(out)
	return out
}

func pointOf(p *dossier.SeriesPoint) Point {
	begin := p.From
	if begin.IsZero() {
		begin = p.Date
	}
	return Point{
		Date: p.Date, Begin: begin, Known: p.Known(), Value: p.Value, SE: spread(p.Low, p.High, 3.92), Low: p.Low, High: p.High, Unit: p.Unit,
		Sources: p.Sources, N: p.N, Unconfirmed: !bool(p.Confirmed),
	}
}

// spread gives the standard error of a value whose bounds lie width of them
// apart; 0 where a bound is not stated.
func spread(low, high *float64, width float64) float64 {
	if low == nil || high == nil {
		return 0
	}
	return max(0, *high-*low) / width
}

func sortPoints(ps []Point) {
	slices.SortStableFunc(ps, func(a, b Point) int { return a.Date.Compare(b.Date) })
}

// matches reports whether one of the actors of an event is asked for; all are where
// nobody is.
func matches(actors dossier.Actors, want dossier.Refs) bool {
	return len(want) == 0 || slices.ContainsFunc(want, func(r dossier.Ref) bool { return actors.Has(r.ID) })
}

// Events gives the dossier's events that a filter selects, in their order.
func Events(d *dossier.Dossier, f *dossier.EventFilter) []*dossier.Event {
	var out []*dossier.Event
	for _, e := range d.Events {
		if matches(e.Actor, f.Source) && matches(e.Target, f.Target) &&
			(len(f.Types) == 0 || f.Types.Has(e.Type)) && (len(f.Area) == 0 || f.Area.Has(e.Area)) {
			out = append(out, e)
		}
	}
	return out
}

// months gives the day some months before.
func months(day time.Time, n int) time.Time { return day.AddDate(0, -n, 0) }
