package series

import (
	"cmp"
	"math"
	"slices"

	"entente/dossier"
)

// asRatio is the unit of a ratio.
const asRatio = "ratio"

// besideMonths is by how many months the second of two values that are set against
// each other may be older than the first.
const besideMonths = 12

// Indicator gives the points of an indicator's series, or of the difference or ratio
// of its two; nil for event counts and dates, which have none.
func Indicator(d *dossier.Dossier, in *dossier.Indicator) []Point {
	first := valuesOf(d, in.Poll.ID, in.Fact.ID, in.Series.ID)
	switch {
	case in.Less != nil:
		return against(first, valuesOf(d, in.Less.Poll.ID, in.Less.Fact.ID, in.Less.Series.ID), "less", difference)
	case in.Over != nil:
		return against(first, valuesOf(d, in.Over.Poll.ID, in.Over.Fact.ID, in.Over.Series.ID), "over", ratio)
	}
	return first
}

func valuesOf(d *dossier.Dossier, poll, fact, measured string) []Point {
	switch {
	case poll != "":
		return Poll(d, poll)
	case fact != "":
		return Fact(d, fact)
	case measured != "":
		return Measured(d, measured)
	}
	return nil
}

// against sets each of first against the latest of second that describes a time not
// after it and not more than a year before, and could be known when both could. A value
// without such a second, or of which none can be made, is left out: the two would speak
// of different times.
func against(first, second []Point, word string, of func(a, b Point) (value, se float64, unit string, ok bool)) []Point {
	var out []Point
	seen, next := 0, 0 // of second: those behind, whose breaks carry over, and the first that comes after
	for _, a := range first {
		for next < len(second) && !second[next].Date.Last().After(a.Date.Last()) {
			next++
		}
		if next == 0 {
			continue
		}
		b := second[next-1]
		if b.Date.Last().Before(months(a.Date.Last().AddDate(0, 0, 1), besideMonths).AddDate(0, 0, -1)) {
			continue
		}
		value, se, unit, ok := of(a, b)
		if !ok {
			continue
		}
		p := Point{
			Date: a.Date, Begin: a.Begin, Known: a.Known, Value: value, SE: se, Unit: unit, Break: a.Break, Shown: a.Shown,
			Assumed: a.Assumed || b.Assumed, Weak: a.Weak || b.Weak, Unconfirmed: a.Unconfirmed || b.Unconfirmed,
			Sources: append(slices.Clone(a.Sources), b.Sources...),
		}
		if b.Known.Compare(p.Known) > 0 {
			p.Known = b.Known
		}
		for ; seen < next; seen++ {
			if p.Break == "" {
				p.Break, p.Shown = second[seen].Break, second[seen].Shown
			}
		}
		if x, y := cmp.Or(a.What, a.Pollster), cmp.Or(b.What, b.Pollster); x != "" && y != "" {
			p.What = x + " " + word + " " + y
		}
		p.Parts = trim(a.Value, a.Unit) + " " + word + " " + trim(b.Value, b.Unit)
		slices.Sort(p.Sources)
		p.Sources = slices.Compact(p.Sources)
		out = append(out, p)
	}
	return out
}

// difference is a less b, with the errors taken as independent. Both have one unit,
// or the dossier would not have loaded.
func difference(a, b Point) (value, se float64, unit string, ok bool) {
	unit = a.Unit
	if unit == "percent" {
		unit = "points"
	}
	return a.Value - b.Value, math.Hypot(a.SE, b.SE), unit, true
}

// ratio is a over b, its error by the first terms of the Taylor series (the delta
// method) with the errors taken as independent; nothing is divided by what may be
// nothing: a b whose 95% interval holds 0.
func ratio(a, b Point) (value, se float64, unit string, ok bool) {
	if math.Abs(b.Value) <= 1.96*b.SE {
		return 0, 0, "", false
	}
	value = a.Value / b.Value
	return value, math.Hypot(a.SE, value*b.SE) / math.Abs(b.Value), asRatio, true
}
