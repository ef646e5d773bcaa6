package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"entente/winset"
)

// The simulation behind the table of docs/method.md: a level that drifts at
// random, read at uneven times with sampling error 1.5, by one pollster or by
// three with offsets. ratios are the variance of the drift over a step, as a
// multiple of the sampling variance.
var (
	simulatedSizes  = []int{12, 20, 30, 60}
	simulatedRatios = []float64{0.1, 0.5, 1, 4}
)

const (
	simulatedRuns  = 1000
	simulatedError = 1.5
)

type simulation struct {
	readings []reading
	truth    []float64 // the level at each, over the average of the pollsters
	next     func(years float64) float64
}

func simulate(rng *rand.Rand, n, houses int, ratio float64) simulation {
	offset := make([]float64, houses)
	if houses > 1 {
		mean := 0.0
		for h := range offset {
			offset[h] = rng.NormFloat64() * simulatedError
			mean += offset[h] / float64(houses)
		}
		for h := range offset {
			offset[h] -= mean
		}
	}
	sigma := math.Sqrt(ratio) * simulatedError
	s := simulation{}
	at, level := 2000.0, 50.0
	for i := range n {
		if i > 0 {
			gap := 0.5 + rng.Float64()
			at += gap
			level += rng.NormFloat64() * sigma * math.Sqrt(gap)
		}
		h := rng.IntN(houses)
		s.truth = append(s.truth, level)
		s.readings = append(s.readings, reading{at, level + offset[h] + rng.NormFloat64()*simulatedError, simulatedError, h})
	}
	s.next = func(years float64) float64 { return level + rng.NormFloat64()*sigma*math.Sqrt(years) }
	return s
}

// tally counts how often intervals cover.
type tally struct{ n, in80, in95 int }

func (t *tally) count(l Level, truth float64) {
	t.n++
	if truth >= l.Low80 && truth <= l.High80 {
		t.in80++
	}
	if truth >= l.Low95 && truth <= l.High95 {
		t.in95++
	}
}

func (t tally) shares() (in80, in95 float64) {
	return 100 * float64(t.in80) / float64(t.n), 100 * float64(t.in95) / float64(t.n)
}

type coverage struct{ level, last, ahead tally }

func cover(n, runs int) coverage {
	var c coverage
	rng := rand.New(rand.NewPCG(2026, uint64(n)))
	for run := range runs {
		houses := 1
		if run%2 == 1 {
			houses = 3
		}
		sim := simulate(rng, n, houses, simulatedRatios[run/2%len(simulatedRatios)])
		s := smooth(sim.readings, nil)
		for k, truth := range sim.truth {
			l := levelOf(s.level(k), "")
			c.level.count(l, truth)
			if k == n-1 {
				c.last.count(l, truth)
			}
		}
		c.ahead.count(levelOf(s.ahead(s.step), ""), sim.next(s.step))
	}
	return c
}

// TestCoverage holds that 80% intervals cover 78-86% of simulated truths and
// 95% intervals 93-98%, for the level and for the forecast of one step, and that
// docs/method.md prints what is measured here.
func TestCoverage(t *testing.T) {
	runs, slack := simulatedRuns, 0.0
	if testing.Short() {
		runs, slack = 120, 5 // too few to hold the bounds closely
	}
	all := make([]coverage, len(simulatedSizes))
	var wg sync.WaitGroup
	for i, n := range simulatedSizes {
		wg.Go(func() { all[i] = cover(n, runs) })
	}
	wg.Wait()
	var rows []string
	for i, n := range simulatedSizes {
		row := fmt.Sprintf("| %d |", n)
		for _, m := range []struct {
			what string
			tally
		}{{"level", all[i].level}, {"latest level", all[i].last}, {"forecast", all[i].ahead}} {
			in80, in95 := m.shares()
			row += fmt.Sprintf(" %.1f | %.1f |", in80, in95)
			if in80 < 78-slack || in80 > 86+slack || in95 < 93-slack || in95 > min(100, 98+slack) {
				t.Errorf("%s at %d points: %.1f%% in 80%% intervals and %.1f%% in 95%% ones", m.what, n, in80, in95)
			}
		}
		rows = append(rows, row)
	}
	if testing.Short() {
		return
	}
	doc, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if !printed(string(doc), row) {
			t.Errorf("docs/method.md does not have the row\n%s", row)
		}
	}
}

// printed reports whether a table has a row, give or take a case or two of a
// thousand, which the rounding of another processor may move.
func printed(doc, row string) bool {
	number := regexp.MustCompile(`\d+(?:\.\d+)?`)
	want := number.FindAllString(row, -1)
	for line := range strings.Lines(doc) {
		have := number.FindAllString(line, -1)
		if !strings.HasPrefix(line, "| ") || len(have) != len(want) || have[0] != want[0] {
			continue
		}
		same := true
		for i := range want {
			a, _ := strconv.ParseFloat(have[i], 64)
			b, _ := strconv.ParseFloat(want[i], 64)
			same = same && math.Abs(a-b) < 0.25
		}
		if same {
			return true
		}
	}
	return false
}

// TestKalmanAgainstTheDenseSolution holds the filter, the smoother and the
// offsets against the same model solved as one large normal distribution.
func TestKalmanAgainstTheDenseSolution(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	sim := simulate(rng, 9, 3, 1)
	f := newFilter(usable(sim.readings), nil)
	const rate = 1.7
	for i, p := range f.at1(rate, 0) {
		omega := omegas[i] * f.scale
		n := len(sim.readings)
		// Unknowns: the level at each time, then the offsets' coordinates. The
		// precision matrix of all, with a flat prior of the first level.
		size := n + 2
		q, b := make([][]float64, size), make([]float64, size)
		for k := range q {
			q[k] = make([]float64, size)
		}
		for k, r := range sim.readings {
			w := 1 / (r.se * r.se)
			x := make([]float64, size)
			x[k] = 1
			copy(x[n:], f.basis[r.house])
			for u := range size {
				b[u] += w * x[u] * r.value
				for v := range size {
					q[u][v] += w * x[u] * x[v]
				}
			}
			if k > 0 {
				w := 1 / (rate * (r.at - sim.readings[k-1].at))
				q[k][k] += w
				q[k-1][k-1] += w
				q[k][k-1] -= w
				q[k-1][k] -= w
			}
		}
		for j := n; j < size; j++ {
			q[j][j] += 1 / (omega * omega)
		}
		l := winset.Cholesky(q)
		mean := winset.Solve(l, b)
		for k := range n {
			unit := make([]float64, size)
			unit[k] = 1
			variance := winset.Solve(l, unit)[k]
			if math.Abs(mean[k]-p.mean[k]) > 1e-8 || math.Abs(variance-p.variance[k]) > 1e-8 {
				t.Errorf("ω %.2f, time %d: %.6f (%.6f), want %.6f (%.6f)", omega, k, p.mean[k], p.variance[k], mean[k], variance)
			}
		}
		sum := 0.0
		for _, o := range p.offset {
			sum += o
		}
		if math.Abs(sum) > 1e-9 {
			t.Errorf("the offsets sum to %g", sum)
		}
	}
}

func anyReadings(t *rapid.T) []reading {
	n := rapid.IntRange(1, 14).Draw(t, "n")
	out := make([]reading, n)
	at := 2000.0
	for i := range out {
		at += rapid.SampledFrom([]float64{0, 0.25, 1, 1, 1.3, 7}).Draw(t, "gap")
		out[i] = reading{at, rapid.Float64Range(0, 100).Draw(t, "value"), rapid.SampledFrom([]float64{0, 0.5, 1.5, 4}).Draw(t, "se"), rapid.IntRange(0, 2).Draw(t, "house")}
	}
	return out
}

// nested reports what is wrong with a level: no number, or intervals that do not
// lie in each other.
func nested(l Level) string {
	for _, v := range []float64{l.Value, l.Low80, l.High80, l.Low95, l.High95} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprintf("no number: %+v", l)
		}
	}
	if e := 1e-6 * (1 + math.Abs(l.Value)); l.Low95 > l.Low80+e || l.Low80 > l.High80+e || l.High80 > l.High95+e {
		return fmt.Sprintf("intervals out of order: %+v", l)
	}
	return ""
}

func TestSmootherHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs := anyReadings(t)
		s := smooth(rs, nil)
		shift := rapid.Float64Range(-1000, 1000).Draw(t, "shift")
		moved := make([]reading, len(rs))
		for i, r := range rs {
			r.value += shift
			moved[i] = r
		}
		m := smooth(moved, nil)
		for k := range rs {
			a, b := levelOf(s.level(k), ""), levelOf(m.level(k), "")
			if bad := nested(a); bad != "" {
				t.Fatal(bad)
			}
			if d := math.Abs(a.Value+shift-b.Value) + math.Abs(a.Low95+shift-b.Low95) + math.Abs(a.High80+shift-b.High80); d > 1e-3 {
				t.Fatalf("a shift of %g moves the level by %g too much", shift, d)
			}
		}
		if s.step > 0 {
			if bad := nested(levelOf(s.ahead(s.step), "")); bad != "" {
				t.Fatal(bad)
			}
			// Of a mixture with several peaks an interval may shrink as its parts widen;
			// the variance cannot.
			if here, there := variance(s.level(len(rs)-1)), variance(s.ahead(s.step)); there < here*(1-1e-9) {
				t.Fatalf("the forecast is surer than the present: variances %g and %g", there, here)
			}
		}
	})
}

// A reading that states no error beside one that states a large one takes no digits
// from the arithmetic: its error counts as a ten-thousandth of the largest.
func TestNoErrorBesideALargeOne(t *testing.T) {
	for _, v := range []float64{0.03125, 40} {
		s := smooth([]reading{{2000, v, 0, 1}, {2000, v, 0, 2}, {2000, v, 1.5, 1}, {2000.25, v, 1.5, 0}}, nil)
		for k := range 4 {
			if l := levelOf(s.level(k), ""); nested(l) != "" || math.Abs(l.Value-v) > 1e-6 {
				t.Errorf("%v at %d: %+v", v, k, l)
			}
		}
	}
	got := usable([]reading{{2000, 40, 0, 0}, {2001, 41, 4, 0}, {2002, 40, 0.5, 0}})
	if got[0].se != 4e-4 || got[1].se != 4 || got[2].se != 0.5 {
		t.Errorf("%+v", got)
	}
}

func variance(m *normals) float64 {
	v, c := 0.0, m.centre()
	for i, w := range m.weight {
		v += w * (m.sd[i]*m.sd[i] + (m.mean[i]-c)*(m.mean[i]-c))
	}
	return v
}

// TestIntervalNarrowsWithTheSample holds that a larger sample never makes the
// level of a lone wave or of a steady series less sure.
func TestIntervalNarrowsWithTheSample(t *testing.T) {
	for _, waves := range []int{1, 2, 8} {
		last := math.Inf(1)
		for _, n := range []float64{100, 400, 1600, 6400} {
			se, _ := SamplingError(45, "percent", n, 1)
			var rs []reading
			for i := range waves {
				rs = append(rs, reading{2010 + float64(i), 45, se, 0})
			}
			l := levelOf(smooth(rs, nil).level(waves-1), "percent")
			if w := l.High95 - l.Low95; w >= last || w <= 0 {
				t.Errorf("%d waves, n=%g: an interval of %.2f, %.2f before", waves, n, w, last)
			} else {
				last = w
			}
		}
	}
}

func FuzzSmooth(f *testing.F) {
	f.Add([]byte("\x00\x10\x20\x30\x40\x50"), 1.0, 2.0, 0)
	f.Add([]byte{255, 0, 255, 0}, math.Inf(1), math.NaN(), 3)
	f.Add([]byte{9, 9, 9}, 1e300, 1e-300, -1)
	f.Fuzz(func(t *testing.T, data []byte, a, b float64, houses int) {
		var rs []reading
		for i := 0; i+2 < len(data) && len(rs) < 60; i += 3 {
			r := reading{2000 + float64(data[i])/8, float64(data[i+1]) * a, float64(data[i+2]) * b, int(data[i]) % (1 + min(max(houses, 0), 50))}
			rs = append(rs, r)
		}
		s := smooth(rs, []float64{a, b, 2004.5})
		if s == nil {
			return
		}
		for k := range s.at {
			if bad := nested(levelOf(s.level(k), "")); bad != "" {
				t.Fatal(bad)
			}
		}
		if s.step > 0 {
			if bad := nested(levelOf(s.ahead(s.step), "")); bad != "" {
				t.Fatal(bad)
			}
		}
	})
}

func BenchmarkSmooth(b *testing.B) {
	for _, n := range []int{20, 500} {
		for _, houses := range []int{1, 4} {
			sim := simulate(rand.New(rand.NewPCG(3, 3)), n, houses, 1)
			b.Run(fmt.Sprintf("waves=%d/pollsters=%d", n, houses), func(b *testing.B) {
				for b.Loop() {
					smooth(sim.readings, nil)
				}
			})
		}
	}
}
