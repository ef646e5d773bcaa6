package series

import (
	"fmt"
	"math"

	"entente/event"
	"entente/words"
)

// ThirdTest asks whether trouble between two countries precedes trouble of one
// of them with a third. It correlates the changes of two indices from period to
// period, the second later by a lag.
type ThirdTest struct {
	Origin  event.Origin
	Between [2]string // the two
	With    [2]string // one of them, and the third
	By      Span
	Lags    []LagCorrelation // from 0 to six months
	Best    int              // index in Lags of the strongest positive correlation; -1 where none could be worked out
	// P is the share of circular shifts of the first series whose strongest
	// correlation, over all lags, is at least as strong: it is adjusted for having
	// looked at several lags, and not for looking at several pairs. NaN where
	// Best is -1.
	P      float64
	Shifts int
}

// LagCorrelation is the correlation at one lag.
type LagCorrelation struct {
	Months int
	R      float64 // Pearson's, -1 to 1; NaN where fewer than leastPairs periods have both
	N      int     // periods with both
}

const (
	thirdMonths = 6  // the longest lag
	leastPairs  = 16 // fewer pairs of periods say nothing
)

// Third works out the tests of a group of countries from the relations of one
// origin by month or quarter, both directions of a pair taken together: for each
// two of them and each third, whether trouble between the two precedes trouble
// of either with the third. It is nil for fewer than three countries and for
// other spans.
func Third(rs []Relation, countries []string, minimum int) []ThirdTest {
	if len(countries) < 3 || len(rs) == 0 || rs[0].By != ByMonth && rs[0].By != ByQuarter {
		return nil
	}
	by := rs[0].By
	changes := map[[2]string]map[int]float64{}
	for i, a := range countries {
		for _, b := range countries[i+1:] {
			changes[[2]string{a, b}] = differences(together(rs, a, b), by, minimum)
		}
	}
	get := func(a, b string) map[int]float64 {
		if c, ok := changes[[2]string{a, b}]; ok {
			return c
		}
		return changes[[2]string{b, a}]
	}
	var out []ThirdTest
	for i, a := range countries {
		for _, b := range countries[i+1:] {
			for _, c := range countries {
				if c == a || c == b {
					continue
				}
				for _, with := range [][2]string{{a, c}, {b, c}} {
					t := ThirdTest{Origin: rs[0].Origin, Between: [2]string{a, b}, With: with, By: by}
					t.run(dense(get(a, b), get(with[0], with[1])))
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// together adds up both directions of a pair by period.
func together(rs []Relation, a, b string) map[event.Day]Quads {
	out := map[event.Day]Quads{}
	for _, r := range rs {
		if r.Source == a && r.Target == b || r.Source == b && r.Target == a {
			for _, p := range r.Points {
				out[p.From] = out[p.From].Plus(p.Counts)
			}
		}
	}
	return out
}

// differences gives the change of the index from one period to the next, by the
// number of the period, where both reach the minimum. Differences take out a
// trend and slow swings, which any two series share by chance.
func differences(periods map[event.Day]Quads, by Span, minimum int) map[int]float64 {
	out := map[int]float64{}
	for start, q := range periods {
		next, ok := periods[by.Next(start)]
		if ok && q.Volume() >= int64(minimum) && next.Volume() >= int64(minimum) {
			out[number(by.Next(start), by)] = next.Index() - q.Index()
		}
	}
	return out
}

// number counts periods from the year 0.
func number(start event.Day, by Span) int {
	t := start.Time()
	n := t.Year()*12 + int(t.Month()) - 1
	if by == ByQuarter {
		return n / 3
	}
	return n
}

// dense lays two sets of changes beside each other, from the first period of
// either to the last; NaN where there is none.
func dense(a, b map[int]float64) (x, y []float64) {
	lo, hi := math.MaxInt, math.MinInt
	for _, s := range []map[int]float64{a, b} {
		for k := range s {
			lo, hi = min(lo, k), max(hi, k)
		}
	}
	if lo > hi || hi-lo > maxPeriods {
		return nil, nil
	}
	x, y = make([]float64, hi-lo+1), make([]float64, hi-lo+1)
	for i := range x {
		x[i], y[i] = math.NaN(), math.NaN()
	}
	for k, v := range a {
		x[k-lo] = v
	}
	for k, v := range b {
		y[k-lo] = v
	}
	return x, y
}

func (t *ThirdTest) run(first, later []float64) {
	step := 1
	if t.By == ByQuarter {
		step = 3
	}
	longest := thirdMonths / step
	best, r := -1, math.Inf(-1)
	for lag := 0; lag <= longest; lag++ {
		c := LagCorrelation{Months: lag * step}
		c.R, c.N = lagged(first, later, lag)
		t.Lags = append(t.Lags, c)
		if !math.IsNaN(c.R) && c.R > r {
			best, r = lag, c.R
		}
	}
	t.Best, t.P = best, math.NaN()
	if best < 0 {
		return
	}
	// Circular shifts keep what each series is in itself, its gaps and its
	// autocorrelation, and break what the two have in common. All of them are
	// gone through, so nothing is drawn at random.
	n := len(first)
	moved := make([]float64, n)
	as := 0
	for shift := longest + 1; shift < n-longest; shift++ {
		copy(moved[shift:], first)
		copy(moved, first[n-shift:])
		top := math.Inf(-1)
		for lag := 0; lag <= longest; lag++ {
			if c, _ := lagged(moved, later, lag); !math.IsNaN(c) {
				top = max(top, c)
			}
		}
		if math.IsInf(top, -1) {
			continue
		}
		t.Shifts++
		if top >= r {
			as++
		}
	}
	t.P = float64(as+1) / float64(t.Shifts+1)
}

// lagged correlates the changes of the first with those of the later one, some
// periods on. NaN stands where a change is not known.
func lagged(first, later []float64, lag int) (r float64, n int) {
	var mx, my float64
	for k := 0; k+lag < len(later); k++ {
		if x, y := first[k], later[k+lag]; !math.IsNaN(x + y) {
			mx, my, n = mx+x, my+y, n+1
		}
	}
	if n < leastPairs {
		return math.NaN(), n
	}
	mx, my = mx/float64(n), my/float64(n)
	var xx, yy, xy float64
	for k := 0; k+lag < len(later); k++ {
		if x, y := first[k]-mx, later[k+lag]-my; !math.IsNaN(x + y) {
			xx, yy, xy = xx+x*x, yy+y*y, xy+x*y
		}
	}
	if xx == 0 || yy == 0 {
		return math.NaN(), n
	}
	return xy / math.Sqrt(xx*yy), n
}

// Says puts the test in a sentence, with its weakness; name gives a country's
// name.
func (t *ThirdTest) Says(name func(string) string) string {
	two := name(t.Between[0]) + " and " + name(t.Between[1])
	other := name(t.With[0]) + " and " + name(t.With[1])
	if t.Best < 0 {
		most := 0
		for _, l := range t.Lags {
			most = max(most, l.N)
		}
		return fmt.Sprintf("Between %s, then %s: no answer. Only %d %ss have enough events in both pairs, and %d are needed.", two, other, most, t.By, leastPairs)
	}
	l := t.Lags[t.Best]
	when := words.Count(l.Months, "month") + " later"
	switch l.Months {
	case 0:
		when = "in the same " + t.By.String() + ", so that neither goes before"
	case 1:
		when = "a month later"
	}
	said := "chance does as well in"
	verdict := "No sign that trouble between %s goes before trouble between %s."
	if t.P <= 0.05 && l.Months > 0 {
		verdict = "Trouble between %s has gone before trouble between %s."
	} else if t.P <= 0.05 {
		verdict = "Trouble between %s and trouble between %s have come together."
	}
	return fmt.Sprintf(verdict, two, other) + fmt.Sprintf(" The strongest of %d correlations is %.2f, %s (%d %ss); %s %.0f of 100 shifts.", len(t.Lags), l.R, when, l.N, t.By, said, math.Round(100*t.P))
}

// ThirdWeakness says what the third-country question cannot show.
const ThirdWeakness = "A correlation is no cause: a third event may move both pairs, and reports of one pair make reports of the other more likely. Gaps, few events and several pairs looked at at once make chance findings likely; one in twenty tests is expected below 0.05."
