// Package series gives values with intervals over time: opinion from polls, and
// the pressure of constraints. It reads the dossier and computes no agenda.
package series

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
)

// Point is a value of a series with its own uncertainty.
type Point struct {
	Date  dossier.Date // the last day that it describes
	Known dossier.Date // when it could be known
	Value float64
	SE    float64 // standard error; 0 where none is known
	Unit  string
	Break string   // why a new segment starts here; "" where none does
	From  []string // source ids
	Label string   // who measured it, in words
	Weak  bool     // its source only relays another
	// Assumed says that the sample size is not known and was assumed.
	Assumed bool
	N       float64
}

// The sample taken where a poll states none (DESIGN: "counts as 1,000 with
// design effect 2").
const (
	assumedN      = 1000
	assumedDesign = 2
)

// SamplingError is the standard error of a poll's value from its sample: for a
// share in percent √(p(100−p)·deff/n); for degrees and scores, whose spread
// between people is seldom published, a quarter of the scale over √n.
func SamplingError(value float64, unit string, n float64) (se float64, assumed bool) {
	deff := 1.0
	if n <= 0 {
		n, deff, assumed = assumedN, assumedDesign, true
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
// the dossier has no such series.
func Poll(d *dossier.Dossier, id string) []Point {
	var out []Point
	for _, w := range d.PollSeries(id) {
		unit := w.Unit
		if unit == "" {
			unit = "percent"
		}
		se, assumed := SamplingError(w.Value, unit, w.N)
		out = append(out, Point{
			Date: w.End, Known: w.Known(), Value: w.Value, SE: se, Unit: unit, Break: w.Break,
			From: dossier.SplitIDs(w.Source), Label: w.Pollster, Weak: w.Weak != "" && w.Weak != "no", Assumed: assumed, N: w.N,
		})
	}
	return out
}

// Fact gives the points of a series of facts; bounds, where stated, count as an
// 80% interval.
func Fact(d *dossier.Dossier, id string) []Point {
	var out []Point
	for _, f := range d.Facts {
		if f.Series != id {
			continue
		}
		out = append(out, Point{
			Date: f.Date, Known: f.Known(), Value: f.Value, SE: spread(f.Low, f.High, 2.563), Unit: f.Unit,
			From: dossier.SplitIDs(f.Source), Label: f.What,
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
		if p.Series != id {
			continue
		}
		known := p.Published
		if known.IsZero() {
			known = p.Date
		}
		out = append(out, Point{
			Date: p.Date, Known: known, Value: p.Value, SE: spread(p.Low, p.High, 3.92), Unit: p.Unit,
			From: dossier.SplitIDs(p.Source), N: p.N,
		})
	}
	sortPoints(out)
	return out
}

func spread(low, high string, width float64) float64 {
	l, err1 := strconv.ParseFloat(low, 64)
	h, err2 := strconv.ParseFloat(high, 64)
	if err1 != nil || err2 != nil || h < l {
		return 0
	}
	return (h - l) / width
}

func sortPoints(ps []Point) {
	slices.SortStableFunc(ps, func(a, b Point) int { return a.Date.Compare(b.Date) })
}

// matches reports whether an actor of an event is one of those asked for: KOR
// matches KOR and KOR:JUD, and each part of a joint actor counts.
func matches(actor string, want dossier.Refs) bool {
	if len(want) == 0 {
		return true
	}
	for part := range strings.SplitSeq(actor, "+") {
		part = strings.TrimSpace(part)
		code, _, _ := strings.Cut(part, ":")
		if want.Has(part) || want.Has(code) {
			return true
		}
	}
	return false
}

// Events gives the dossier's events that a filter selects, in their order.
func Events(d *dossier.Dossier, f *dossier.EventFilter) []*dossier.Event {
	var out []*dossier.Event
	for _, e := range d.Events {
		if matches(e.Source, f.Source) && matches(e.Target, f.Target) &&
			(len(f.Types) == 0 || f.Types.Has(e.Type)) && (len(f.Area) == 0 || f.Area.Has(e.Area)) {
			out = append(out, e)
		}
	}
	return out
}

// months gives the day some months before.
func months(day time.Time, n int) time.Time { return day.AddDate(0, -n, 0) }
