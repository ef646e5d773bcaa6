package winset

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestScoresByHand works four cases out with a pencil: forecasts 0.9, 0.6, 0.3
// and 0 of which the first, the third and the last came about.
func TestScoresByHand(t *testing.T) {
	fs := []Forecast{{0.9, true, 0}, {0.6, false, 0}, {0.3, true, 1}, {0, true, 1}}
	near(t, "Brier", []float64{Brier(fs)}, []float64{(0.01 + 0.36 + 0.49 + 1) / 4}, 1e-12)
	// A forecast of 0 counts as 0.01.
	near(t, "log", []float64{LogScore(fs)}, []float64{-(math.Log(0.9) + math.Log(0.4) + math.Log(0.3) + math.Log(0.01)) / 4}, 1e-12)
	var rates []float64
	for _, f := range LeaveOneOut(fs) {
		rates = append(rates, f.P)
	}
	near(t, "the others' rate", rates, []float64{2. / 3, 1, 2. / 3, 2. / 3}, 1e-12)
	// Bins below and from 0.5: means 0.15 and 0.75, rates 1 and 0.5, all 0.75.
	d := Decompose(fs, func(p float64) int { return int(p * 2) })
	near(t, "the parts", []float64{d.Reliability, d.Resolution, d.Uncertainty},
		[]float64{(0.85*0.85 + 0.25*0.25) / 2, (0.0625 + 0.0625) / 2, 0.1875}, 1e-12)
	if one := LeaveOneOut(fs[:1]); one[0].P != 0.5 {
		t.Errorf("a single case gets %v, want 0.5", one[0].P)
	}
	if !math.IsNaN(Brier(nil)) || !math.IsNaN(LogScore(nil)) {
		t.Error("no case has a score")
	}
}

func TestLogScoreIsClipped(t *testing.T) {
	worst := LogScore([]Forecast{{1, false, 0}, {0, true, 0}})
	if want := -math.Log(0.01); math.Abs(worst-want) > 1e-12 {
		t.Errorf("two forecasts as wrong as can be score %v, want %v", worst, want)
	}
	if best := LogScore([]Forecast{{1, true, 0}}); math.Abs(best+math.Log(0.99)) > 1e-12 {
		t.Errorf("a right forecast of 1 scores %v", best)
	}
}

func TestWilsonInterval(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64 // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}} {
		i := WilsonInterval(c.k, c.n)
		near(t, "interval", []float64{i.Low, i.High}, []float64{c.low, c.high}, 5.1e-5)
	}
}

func drawForecasts(t *rapid.T) []Forecast {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Forecast {
		return Forecast{float64(rapid.IntRange(0, 100).Draw(t, "p")) / 100, rapid.Bool().Draw(t, "came"), rapid.IntRange(0, 9).Draw(t, "group")}
	}), 1, 60).Draw(t, "cases")
}

// TestDecompositionAddsUp holds Murphy's identity for any cases and bins, and
// the scores to their ranges.
func TestDecompositionAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := drawForecasts(t)
		bins := rapid.IntRange(1, 12).Draw(t, "bins")
		d := Decompose(fs, func(p float64) int { return int(p * float64(bins)) })
		b := Brier(fs)
		if sum := d.Reliability - d.Resolution + d.Uncertainty + d.Within; math.Abs(sum-b) > 1e-9 {
			t.Fatalf("the parts add up to %v, the score is %v", sum, b)
		}
		if b < 0 || b > 1 || d.Reliability < 0 || d.Resolution < -1e-12 || d.Uncertainty > 0.25+1e-12 {
			t.Fatalf("out of range: %v %+v", b, d)
		}
		if l := LogScore(fs); !(l >= -math.Log(0.99)-1e-12 && l <= -math.Log(0.01)+1e-12) {
			t.Fatalf("the log score is %v", l)
		}
	})
}

// TestProper holds that no forecast does better on average than the truth, for
// both scores.
func TestProper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth := float64(rapid.IntRange(2, 98).Draw(t, "truth")) / 100
		other := float64(rapid.IntRange(0, 100).Draw(t, "forecast")) / 100
		for name, score := range map[string]func([]Forecast) float64{"Brier": Brier, "log": LogScore} {
			expect := func(p float64) float64 {
				return truth*score([]Forecast{{p, true, 0}}) + (1-truth)*score([]Forecast{{p, false, 0}})
			}
			if expect(other) < expect(truth)-1e-12 {
				t.Fatalf("%s: %v beats the truth %v", name, other, truth)
			}
		}
	})
}

func TestBootstrapGroups(t *testing.T) {
	var fs []Forecast
	for g := range 20 {
		for range 3 {
			fs = append(fs, Forecast{0.7, g%2 == 0, g})
		}
	}
	got := BootstrapGroups(fs, 1, Brier)
	again := BootstrapGroups(fs, 1, Brier)
	if got[0] != again[0] {
		t.Errorf("the same seed gives %v and %v", got, again)
	}
	// Half of the groups score 0.09 and half 0.49: the mean of 20 groups has a
	// standard error of 0.2/√20.
	near(t, "the interval", []float64{got[0].Low, got[0].High}, []float64{0.29 - 1.96*0.0447, 0.29 + 1.96*0.0447}, 0.012)
	if BootstrapGroups(fs[:12], 1, Brier) != nil {
		t.Error("four groups give no interval")
	}
}

// TestBootstrapByHand holds what the resamples of a statistic that is the same in
// all of them, or just the size of the sample, can be.
func TestBootstrapByHand(t *testing.T) {
	// Five groups of one case: a resample has five.
	var fs []Forecast
	for g := range 5 {
		fs = append(fs, Forecast{float64(g) / 4, true, g})
	}
	size := func(fs []Forecast) float64 { return float64(len(fs)) }
	best := func(fs []Forecast) float64 {
		return slices.MaxFunc(fs, func(a, b Forecast) int { return cmp.Compare(a.P, b.P) }).P
	}
	worst := func(fs []Forecast) float64 {
		return -best(mapped(fs, func(f Forecast) Forecast { f.P = -f.P; return f }))
	}
	got := BootstrapGroups(fs, 3, size, best, worst)
	if got[0] != (Interval{5, 5}) {
		t.Errorf("resamples of five groups of one have %v cases", got[0])
	}
	// The first and the last group are drawn as often as the others: each is in 67%
	// of the resamples. Up to the third at the most are (3/5)⁵ = 8%, up to the
	// second (2/5)⁵ = 1%.
	if got[1] != (Interval{0.5, 1}) || got[2] != (Interval{0, 0.5}) {
		t.Errorf("the highest is in %v, the lowest in %v", got[1], got[2])
	}
	if BootstrapGroups(fs[:4], 3, size) != nil {
		t.Error("four groups give an interval")
	}
}

func mapped(fs []Forecast, by func(Forecast) Forecast) []Forecast {
	out := make([]Forecast, len(fs))
	for i, f := range fs {
		out[i] = by(f)
	}
	return out
}

// TestChanceOfSoFew holds the chances to what can be said without drawing: one group
// of alike cases comes about wholly or not at all, nearly; groups of one are
// independent.
func TestChanceOfSoFew(t *testing.T) {
	cases := func(n, came, groups int, p float64) []Forecast {
		var fs []Forecast
		for k := range n {
			fs = append(fs, Forecast{P: p, Came: k < came, Group: k % groups})
		}
		return fs
	}
	for _, c := range []struct {
		name      string
		fs        []Forecast
		few, many float64
		by        float64
	}{
		// Ten apart, each 0.9, none came: 0.1¹⁰; all came: 0.9¹⁰ for so many.
		{"none of ten", cases(10, 0, 10, 0.9), 0, 1, 1e-3},
		{"all of ten", cases(10, 10, 10, 0.9), 1, 0.3487, 0.012},
		// Two apart, each 0.5, one came: at most one in 3 of 4, at least one in 3 of 4.
		{"one of two", cases(2, 1, 2, 0.5), 0.75, 0.75, 0.012},
		// Ten that move almost together: none comes about nearly as often as one does not.
		{"none of one day", cases(10, 0, 1, 0.8), 0.12, 1, 0.05},
		{"certain", cases(3, 3, 3, 1), 1, 1, 1e-9},
		{"certain and not", cases(3, 2, 3, 1), 0, 1, 1e-9},
	} {
		few, many := ChanceOfSoFew(c.fs, 1)
		if math.Abs(few-c.few) > c.by || math.Abs(many-c.many) > c.by {
			t.Errorf("%s: %.4f and %.4f, want %.4f and %.4f", c.name, few, many, c.few, c.many)
		}
	}
}
