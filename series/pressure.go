package series

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
	"entente/words"
)

// Basis is what a pressure rests on.
type Basis string

// The bases of a pressure.
const (
	FromSeries Basis = "series"
	FromJudge  Basis = "judged"
	NoEvidence Basis = "no evidence"
)

// Pressure is the pressure of a constraint on a day: a measured value with its
// calm and acute points, a judged estimate, or nothing known.
type Pressure struct {
	Basis Basis
	// Value, SE, Calm and Acute are set where Basis is FromSeries. The pressure
	// is clamp((Calm−v)/(Calm−Acute), 0, 1) for v around Value.
	Value, SE   float64
	Calm, Acute float64
	// Estimate is set where Basis is FromJudge.
	Estimate dossier.Estimate
	// Key names the measurement: two pressures with the same key share their error.
	Key string
	// Says is what it rests on, in words; Sources are its source ids, and Evidence
	// what a judgement rests on.
	Says     string
	Sources  []string
	Evidence []string
}

// Best is the pressure without its uncertainty, 0-1; 0.5 without evidence.
func (p Pressure) Best() float64 {
	switch p.Basis {
	case FromSeries:
		return Scale(p.Value, p.Calm, p.Acute)
	case FromJudge:
		return p.Estimate.Best
	}
	return 0.5
}

// Scale turns an indicator's value into a pressure: 0 at calm, 1 at acute,
// clamped to 0-1. calm must differ from acute.
func Scale(v, calm, acute float64) float64 {
	return min(1, max(0, (calm-v)/(calm-acute)))
}

// PressureAt gives the pressure of a constraint on a day, by what was known on
// asOf. A constraint that had not begun by the day, or had ended, is calm.
func PressureAt(d *dossier.Dossier, c *dossier.Constraint, day, asOf time.Time) Pressure {
	if !c.Since.Begun(day) || c.Until.Ended(day) {
		return Pressure{Basis: FromJudge, Estimate: dossier.Exactly(0), Key: "calm", Says: "not acting on that day"}
	}
	if c.Indicator != nil {
		if p, ok := measured(d, c, day, asOf); ok {
			return p
		}
		return Pressure{Basis: NoEvidence, Key: "none", Says: "no value of its indicator by that day"}
	}
	if p := c.PressureAt(day); p != nil {
		return Pressure{
			Basis: FromJudge, Estimate: p.Estimate(), Key: "judged " + p.From.String(),
			Says: "judged from " + p.From.String() + unconfirmed(p.Sure == "no"), Evidence: p.Evidence.IDs(),
		}
	}
	return Pressure{Basis: NoEvidence, Key: "none", Says: "no indicator and no judgement by that day"}
}

func measured(d *dossier.Dossier, c *dossier.Constraint, day, asOf time.Time) (Pressure, bool) {
	in := c.Indicator
	p := Pressure{Basis: FromSeries, Calm: in.Calm, Acute: in.Acute}
	span := spanOf(in)
	switch {
	case in.Events != nil:
		counted := Counted(d, in, day)
		n := len(counted)
		for _, e := range counted {
			p.Sources = append(p.Sources, e.Sources...)
		}
		// A count of rare acts varies as a Poisson count does.
		p.Value, p.SE = float64(n), math.Sqrt(float64(n))
		p.Key = "count " + day.Format(time.DateOnly)
		p.Says = fmt.Sprintf("%s in the %s to %s", words.Count(n, "event"), words.Several(span, "month"), day.Format("2 January 2006"))
		unsure := 0
		for _, e := range counted {
			if !e.Confirmed {
				unsure++
			}
		}
		switch {
		case unsure > 0 && unsure == n:
			p.Says += ", " + dossier.NotConfirmed
		case unsure > 0:
			p.Says += fmt.Sprintf(", %d of them %s", unsure, dossier.NotConfirmed)
		}
		return p, true
	case in.Calendar != "":
		next, ok := nextDate(d, c, day)
		if !ok {
			return p, false
		}
		p.Value = next.Date.First().Sub(day).Hours() / 24
		p.Key = "days " + day.Format(time.DateOnly)
		p.Says = fmt.Sprintf("%.0f days to %s (%s)", p.Value, next.Title, next.Date) + unconfirmed(!bool(next.Confirmed))
		p.Sources = next.Sources
		return p, true
	}
	points := Indicator(d, in)
	i := latest(points, day, asOf)
	if i < 0 {
		return p, false
	}
	if in.Measure == "count" {
		n, unsure, from, whole := windowCount(points[:i+1], span, asOf)
		if !whole {
			return p, false
		}
		p.Value, p.SE = n, math.Sqrt(max(0, n))
		p.Key, p.Sources = "count "+points[i].Date.String(), points[i].Sources
		p.Says = fmt.Sprintf("%s from %s to %s", words.Count(int(math.Round(n)), "event"), from.Format("2 January 2006"), points[i].Date.Last().Format("2 January 2006")) + unconfirmed(unsure)
		return p, true
	}
	now := points[i]
	p.Value, p.SE, p.Key, p.Sources = now.Value, now.SE, now.Date.String(), now.Sources
	p.Says = fmt.Sprintf("%s %s %s", trim(now.Value, now.Unit), now.Date.In(), now.Date)
	if by := cmp.Or(now.Pollster, now.What); by != "" {
		p.Says += " (" + by + ")"
	}
	if now.Parts != "" {
		p.Says += ": " + now.Parts
	}
	p.Says += unconfirmed(now.Unconfirmed)
	if in.Measure == "change" {
		before := points[:i]
		for k := i; k > 0; k-- {
			if points[k].Break != "" {
				before = points[k:i]
				break
			}
		}
		// Counted from the day after: a wave of June and one of the June before are
		// twelve months apart, though neither says on which day it ended.
		since := months(now.Date.Last().AddDate(0, 0, 1), span)
		j := latest(before, since.AddDate(0, 0, -1), asOf)
		if j < 0 {
			return p, false
		}
		then := before[j]
		p.Value, p.SE = now.Value-then.Value, math.Hypot(now.SE, then.SE)
		p.Key = now.Date.String() + " since " + then.Date.String()
		p.Says = fmt.Sprintf("%s since %s, %s", change(p.Value, now.Unit), then.Date.String()+unconfirmed(then.Unconfirmed), p.Says)
	}
	if now.Assumed {
		p.Says += fmt.Sprintf("; its sample is not stated and counts as 1,000 with design effect %g", max(assumedDesign, d.Settings().DesignEffect))
	}
	return p, true
}

// unconfirmed is the mark of a value that is not confirmed, for the end of a phrase.
func unconfirmed(yes bool) string {
	if !yes {
		return ""
	}
	return ", " + dossier.NotConfirmed
}

// spanOf is the span of a change or a count, in months.
func spanOf(in *dossier.Indicator) int {
	if in.Months == 0 {
		return 12
	}
	return in.Months
}

// Counted gives the events that an indicator counts on a day, in their order; nil
// where it counts none.
func Counted(d *dossier.Dossier, in *dossier.Indicator, day time.Time) []*dossier.Event {
	if in.Events == nil {
		return nil
	}
	from := months(day, spanOf(in))
	var out []*dossier.Event
	for _, e := range Events(d, in.Events) {
		if last := e.Date.Last(); last.After(from) && !last.After(day) {
			out = append(out, e)
		}
	}
	return out
}

// CountedOver gives how many events an indicator counts over time, until a day: a
// point wherever the count changes, and one on the day itself. It is nil where
// nothing was ever counted.
func CountedOver(d *dossier.Dossier, in *dossier.Indicator, until time.Time) []Point {
	if in.Events == nil {
		return nil
	}
	days := map[time.Time]bool{}
	for _, e := range Events(d, in.Events) {
		if last := e.Date.Last(); !last.After(until) {
			days[last] = true
			if over := last.AddDate(0, spanOf(in), 0); !over.After(until) {
				days[over] = true
			}
		}
	}
	if len(days) == 0 {
		return nil
	}
	days[until] = true
	var out []Point
	for _, day := range slices.SortedFunc(maps.Keys(days), time.Time.Compare) {
		date := dossier.DateOf(day)
		out = append(out, Point{Date: date, Begin: date, Known: date, Value: float64(len(Counted(d, in, day))), Unit: "events"})
	}
	return out
}

// windowCount adds up the counts of a measured series over some months that end
// with its last point: the window ends where the series does, so that a period
// not yet counted is not read as one without events. whole is false where the
// points known by asOf leave a gap in it, or where a period lies across its
// beginning.
func windowCount(points []Point, span int, asOf time.Time) (n float64, unsure bool, from time.Time, whole bool) {
	end := points[len(points)-1].Date.Last().AddDate(0, 0, 1) // the first day after it
	from = months(end, span)
	next := end
	for _, p := range slices.Backward(points) {
		if !next.After(from) {
			break
		}
		if !p.Known.Published(asOf) || !p.Date.Last().AddDate(0, 0, 1).Equal(next) {
			return n, unsure, from, false
		}
		n += p.Value
		unsure = unsure || p.Unconfirmed
		next = p.Begin.First()
	}
	return n, unsure, from, next.Equal(from)
}

// latest gives the index of the last point that describes a time not after day
// and was known on asOf, or -1.
func latest(ps []Point, day, asOf time.Time) int {
	for i, p := range slices.Backward(ps) {
		if !p.Date.Last().After(day) && p.Known.Published(asOf) {
			return i
		}
	}
	return -1
}

func nextDate(d *dossier.Dossier, c *dossier.Constraint, day time.Time) (*dossier.CalendarDate, bool) {
	for _, k := range d.Calendar {
		if k.Kind != c.Indicator.Calendar || k.Date.First().Before(day) {
			continue
		}
		if slices.ContainsFunc(c.ActsIn().IDs(), k.Concerns) {
			return k, true
		}
	}
	return nil, false
}

func trim(v float64, unit string) string {
	whole, tenths, broken := strings.Cut(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".")
	s := words.Thousands(whole)
	if broken {
		s += "." + tenths
	}
	switch unit {
	case asRatio: // 0.384 would be 0.4
		return "a ratio of " + strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	}
	return words.WithUnit(s, unit)
}

func change(v float64, unit string) string {
	dir := "up"
	if v < 0 {
		dir = "down"
	}
	switch unit {
	case "percent", "score":
		unit = "points"
	case asRatio:
		return dir + strings.TrimPrefix(trim(math.Abs(v), unit), "a ratio of")
	}
	return dir + " " + trim(math.Abs(v), unit)
}
