package series

import (
	"math"
	"slices"

	"entente/event"
)

// ChangePoint is a day from which a relation's index stood at another level, as
// its shorter and its longer periods agree.
type ChangePoint struct {
	At            event.Day // the first day of the period that begins the new level
	Name          string    // that period: 2012-Q3
	Before, After float64   // the index before and after, each the mean of its level
}

// The least number of periods between two changes, by scale.
const (
	leastFine   = 4
	leastCoarse = 2
)

// scalesOf gives the two scales on which a change must hold.
func scalesOf(by Span) (fine, coarse Span) {
	switch by {
	case ByDay, ByWeek:
		return ByWeek, ByMonth
	case ByMonth:
		return ByMonth, ByQuarter
	}
	return ByQuarter, ByYear
}

// Changes finds the change points of a relation from its periods. A relation by
// day or year alone has none here: one scale is not enough (Relations finds
// those by year from the days).
func Changes(r *Relation) []ChangePoint {
	if r.By == ByDay || r.By == ByYear {
		return nil
	}
	days := make([]dayCount, 0, len(r.Points))
	for _, p := range r.Points {
		if c := p.Counts; c.Volume() > 0 {
			days = append(days, dayCount{p.From, c.Cooperation(), c.Conflict()})
		}
	}
	return changesOf(days, r.By, r.Minimum)
}

// changesOf looks for changes on two scales and keeps those of the finer that
// the coarser has as well: in the same direction, and at most one of the longer
// periods away.
func changesOf(days []dayCount, by Span, minimum int) []ChangePoint {
	fine, coarse := scalesOf(by)
	long := changesAt(days, coarse, minimum, leastCoarse)
	if len(long) == 0 {
		return nil
	}
	var out []ChangePoint
	for _, c := range changesAt(days, fine, minimum, leastFine) {
		if slices.ContainsFunc(long, func(l ChangePoint) bool {
			before := coarse.Start(l.At - 1)
			return c.At >= before && c.At <= coarse.Next(l.At) && (c.After > c.Before) == (l.After > l.Before)
		}) {
			out = append(out, c)
		}
	}
	return out
}

// level is one period's index with the weight that its counts give it.
type level struct {
	at     event.Day
	x, v   float64 // the index and its variance
	weight float64
}

// changesAt parts the index of a scale into levels. The cost of a level is its
// weighted squared error, each period weighing by its counts' variance (the
// delta method: 1/(cooperation+½) + 1/(conflict+½)) and by how much periods
// differ beyond it; every change costs 2·log n, log n each for its level and its
// place (Schwarz's criterion, Yao 1988, Statistics & Probability Letters 6). The
// best partition is found exactly (Jackson et al. 2005, IEEE Signal Processing
// Letters 12). How often a change is marked that is not there is measured by
// TestChangePoints.
func changesAt(days []dayCount, by Span, minimum, least int) []ChangePoint {
	ls := levels(days, by, minimum)
	n := len(ls)
	if n < 2*least {
		return nil
	}
	reach(ls, by)
	// Prefix sums of w, wx and wx² give the cost of any stretch at once.
	w, wx, wxx := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for i, l := range ls {
		w[i+1], wx[i+1], wxx[i+1] = w[i]+l.weight, wx[i]+l.weight*l.x, wxx[i]+l.weight*l.x*l.x
	}
	cost := func(i, j int) float64 { // of ls[i:j]
		s := wx[j] - wx[i]
		return wxx[j] - wxx[i] - s*s/(w[j]-w[i])
	}
	penalty := 2 * math.Log(float64(n))
	best, from := make([]float64, n+1), make([]int, n+1)
	best[0] = -penalty
	for j := 1; j <= n; j++ {
		best[j] = math.Inf(1)
		for i := 0; i <= j-least; i++ {
			if i != 0 && i < least {
				continue
			}
			if c := best[i] + cost(i, j) + penalty; c < best[j] {
				best[j], from[j] = c, i
			}
		}
	}
	var cuts []int
	for j := n; j > 0; j = from[j] {
		cuts = append(cuts, from[j])
	}
	slices.Reverse(cuts) // 0, then where each later level begins
	mean := func(i, j int) float64 { return (wx[j] - wx[i]) / (w[j] - w[i]) }
	var out []ChangePoint
	for k := 1; k < len(cuts); k++ {
		end := n
		if k+1 < len(cuts) {
			end = cuts[k+1]
		}
		at := ls[cuts[k]].at
		out = append(out, ChangePoint{at, by.Name(at), mean(cuts[k-1], cuts[k]), mean(cuts[k], end)})
	}
	return out
}

// levels counts the days by period and keeps the periods that reach the minimum.
func levels(days []dayCount, by Span, minimum int) []level {
	var out []level
	for i := 0; i < len(days); {
		start := by.Start(days[i].day)
		end := by.Next(start)
		var coop, conf int64
		for ; i < len(days) && days[i].day < end; i++ {
			coop += days[i].coop
			conf += days[i].conf
		}
		if coop+conf < int64(minimum) {
			continue
		}
		a, b := float64(coop)+0.5, float64(conf)+0.5
		out = append(out, level{at: start, x: math.Log(a / b), v: 1/a + 1/b})
	}
	return out
}

// reach sets the weights: the variance of the counts plus what neighbouring
// periods differ beyond it, from the median of their squared differences, which
// a few changes of level do not move. 0.4549 is the median of χ² with one degree
// of freedom.
func reach(ls []level, by Span) {
	var diffs, own []float64
	for i := 1; i < len(ls); i++ {
		if by.Next(ls[i-1].at) != ls[i].at {
			continue
		}
		d := ls[i].x - ls[i-1].x
		diffs = append(diffs, d*d)
		own = append(own, ls[i].v+ls[i-1].v)
	}
	extra := 0.0
	if len(diffs) >= 4 {
		slices.Sort(diffs)
		slices.Sort(own)
		extra = max(0, (quantileOf(diffs, 0.5)/0.4549-quantileOf(own, 0.5))/2)
	}
	for i := range ls {
		ls[i].weight = 1 / (ls[i].v + extra)
	}
}
