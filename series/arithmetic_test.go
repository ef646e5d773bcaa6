package series

import (
	"math"
	"slices"
	"testing"
	"time"

	"entente/dossier"
	"entente/event"
)

// alike reports whether numbers are alike but for rounding.
func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-9 || math.IsNaN(a) && math.IsNaN(b) }

// TestRandomNumbers holds the generator to the first numbers that SplitMix64 gives
// from a seed of 0, as published with it.
func TestRandomNumbers(t *testing.T) {
	r := rng(0)
	for _, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec} {
		if got := r.next(); got != want {
			t.Errorf("%#x, want %#x", got, want)
		}
	}
	// Each part of a seed counts: FNV-1a of eight bytes, four bytes and the names.
	seen := map[rng]bool{}
	for _, s := range []rng{
		seedOf(1, "A", "B", 0), seedOf(2, "A", "B", 0), seedOf(1<<56, "A", "B", 0), seedOf(1, "B", "A", 0),
		seedOf(1, "A", "B", 1), seedOf(1, "A", "B", 1<<24), seedOf(1, "AB", "", 0),
	} {
		seen[s] = true
	}
	if len(seen) != 7 {
		t.Errorf("%d seeds of seven", len(seen))
	}
}

// TestSamplingErrorAtItsEdges: √(50·50/1000) = 1.5811; a quarter of a scale of 100 and of 10.
func TestSamplingErrorAtItsEdges(t *testing.T) {
	for _, c := range []struct {
		value   float64
		unit    string
		n, deff float64
		want    float64
		assumed bool
	}{
		{50, "percent", 1000, 1, math.Sqrt(2.5), false}, {50, "", 1000, 1, math.Sqrt(2.5), false}, {20, "percent", 400, 1, 2, false},
		{50, "percent", 1000, 4, math.Sqrt(10), false}, {50, "percent", 1000, 0.5, math.Sqrt(2.5), false},
		{50, "percent", 0, 1, math.Sqrt(5), true}, {50, "percent", 0, 4, math.Sqrt(10), true}, {50, "percent", -1, 1, math.Sqrt(5), true},
		{0, "percent", 100, 1, math.Sqrt(0.5 * 99.5 / 100), false}, {100, "percent", 100, 1, math.Sqrt(0.5 * 99.5 / 100), false}, {0.5, "percent", 100, 1, math.Sqrt(0.5 * 99.5 / 100), false}, {1, "percent", 99, 1, 1, false},
		{7, "score", 100, 1, 0.25, false}, {7, "score", 100, 4, 0.5, false}, {40, "degrees", 100, 1, 2.5, false}, {40, "degrees", 100, 4, 5, false},
	} {
		if got, assumed := SamplingError(c.value, c.unit, c.n, c.deff); !alike(got, c.want) || assumed != c.assumed {
			t.Errorf("%+v: %v, %v", c, got, assumed)
		}
	}
}

func TestSpread(t *testing.T) {
	low, high := 10.0, 18.0
	for _, c := range []struct {
		low, high *float64
		want      float64
	}{{&low, &high, 2}, {&high, &low, 0}, {nil, &high, 0}, {&low, nil, 0}, {nil, nil, 0}} {
		if got := spread(c.low, c.high, 4); got != c.want {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestScaleByHand(t *testing.T) {
	for _, c := range [][4]float64{{50, 50, 10, 0}, {10, 50, 10, 1}, {40, 50, 10, 0.25}, {60, 50, 10, 0}, {0, 50, 10, 1}, {3, 2, 6, 0.25}, {6, 2, 6, 1}, {1, 2, 6, 0}} {
		if got := Scale(c[0], c[1], c[2]); !alike(got, c[3]) {
			t.Errorf("%v from %v to %v: %v, want %v", c[0], c[1], c[2], got, c[3])
		}
	}
	if (Pressure{Basis: NoEvidence}).Best() != 0.5 || (Pressure{Basis: FromSeries, Value: 40, Calm: 50, Acute: 10}).Best() != 0.25 || (Pressure{Basis: FromJudge, Estimate: dossier.Exactly(0.7)}).Best() != 0.7 {
		t.Error("the best of a pressure")
	}
}

func TestQuantileOfSorted(t *testing.T) {
	for _, c := range []struct {
		of      []float64
		p, want float64
	}{{[]float64{7}, 0.5, 7}, {[]float64{1, 2}, 0.5, 1.5}, {[]float64{1, 2, 4}, 0.75, 3}, {[]float64{1, 2, 4}, 1, 4}, {[]float64{1, 2, 4}, 0, 1}, {[]float64{1, 2, 4, 8}, 0.5, 3}} {
		if got := quantileOf(c.of, c.p); !alike(got, c.want) {
			t.Errorf("%v of %v: %v, want %v", c.p, c.of, got, c.want)
		}
	}
	// The ends keep what the quantiles need: of 0 to 40 the 5% and 95% are 2 and 38.
	e := newEnds(41, 0.05)
	for i := range 41 {
		e.add(float64(i * 7 % 41))
	}
	if low, high := e.quantiles(); !alike(low, 2) || !alike(high, 38) {
		t.Errorf("from %v to %v, want 2 and 38", low, high)
	}
	e = newEnds(11, 0.05)
	for i := range 11 {
		e.add(float64(10 - i))
	}
	if low, high := e.quantiles(); !alike(low, 0.5) || !alike(high, 9.5) {
		t.Errorf("from %v to %v, want 0.5 and 9.5", low, high)
	}
}

func TestMixtureByHand(t *testing.T) {
	var one normals
	one.add(1, 10, 4)
	var two normals
	two.add(1, 0, 0)
	two.add(3, 8, 0)
	two.whole()
	var pair normals
	pair.add(0.5, -3, 1)
	pair.add(0.5, 3, 1)
	for _, c := range []struct {
		m       *normals
		p, want float64
	}{
		{&one, 0.5, 10}, {&one, 0.975, 10 + 2*1.959964}, {&one, 0.1, 10 - 2*1.281552},
		{&two, 0.2, 0}, {&two, 0.3, 8}, {&pair, 0.5, 0}, {&pair, 0.75, 3}, {&pair, 0.25, -3},
	} {
		if got := c.m.quantile(c.p); math.Abs(got-c.want) > 2e-4 {
			t.Errorf("%v of %+v: %v, want %v", c.p, c.m, got, c.want)
		}
	}
	if one.centre() != 10 || two.centre() != 6 {
		t.Errorf("centres %v and %v", one.centre(), two.centre())
	}
}

func TestQuadratic(t *testing.T) {
	if q := quadratic([]float64{1, 2}, [][]float64{{4, 2}, {2, 5}}); q != 32 {
		t.Errorf("4 + 2·2·2 + 5·4 is %v", q)
	}
}

func TestTogetherAndApart(t *testing.T) {
	day := func(y, m int) event.Day { return event.DayOf(time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)) }
	if n := number(day(2020, 1), ByMonth); n != 24240 {
		t.Errorf("January 2020 is month %d", n)
	}
	for m, want := range map[int]int{1: 8080, 3: 8080, 4: 8081, 12: 8083} {
		if n := number(day(2020, m), ByQuarter); n != want {
			t.Errorf("month %d of 2020 is in quarter %d, want %d", m, n, want)
		}
	}
	x, y := dense(map[int]float64{3: 1, 5: 2}, map[int]float64{4: 7})
	nan := math.NaN()
	for i, want := range []float64{1, nan, 2} {
		if !alike(x[i], want) {
			t.Errorf("first %v", x)
		}
	}
	for i, want := range []float64{nan, 7, nan} {
		if !alike(y[i], want) {
			t.Errorf("second %v", y)
		}
	}
	if x, y := dense(nil, nil); x != nil || y != nil {
		t.Errorf("of nothing: %v, %v", x, y)
	}
}

// TestLaggedPairs holds the correlation of 16 pairs, the fewest, and of one less.
func TestLaggedPairs(t *testing.T) {
	var first, later []float64
	for i := range 17 {
		first = append(first, float64(i%4))
		later = append(later, 10-2*float64((i+3)%4)) // what the first was one period before, turned round
	}
	if r, n := lagged(first, later, 1); n != 16 || !alike(r, -1) {
		t.Errorf("one later: %v of %d", r, n)
	}
	if r, n := lagged(first, later, 2); n != 15 || !math.IsNaN(r) {
		t.Errorf("two later: %v of %d", r, n)
	}
	if r, n := lagged(first, make([]float64, 17), 0); n != 17 || !math.IsNaN(r) {
		t.Errorf("with what never changes: %v of %d", r, n)
	}
	first[2] = math.NaN()
	if r, n := lagged(first, first, 0); n != 16 || !alike(r, 1) {
		t.Errorf("with itself, one unknown: %v of %d", r, n)
	}
}

func TestDateAt(t *testing.T) {
	for year, want := range map[float64]string{2020: "2020-01", 2020.08: "2020-01", 2020.09: "2020-02", 2020.5: "2020-07", 2020.999: "2020-12", 2021: "2021-01"} {
		if got := dateAt(year).String(); got != want {
			t.Errorf("%v is %s, want %s", year, got, want)
		}
	}
}

func TestValuesInWords(t *testing.T) {
	for _, c := range []struct {
		v          float64
		unit       string
		says, move string
	}{
		{12, "percent", "12 percent", "up 12 points"}, {-3.14, "percent", "-3.1 percent", "down 3.1 points"}, {2.06, "", "2.1", "up 2.1"},
		{0, "events", "0 events", "up 0 events"}, {4, "score", "4 score", "up 4 points"}, {5, "degrees", "5 degrees", "up 5 degrees"},
		{1234.5, "events", "1,234.5 events", "up 1,234.5 events"}, {0.3844, asRatio, "a ratio of 0.384", "up 0.384"}, {-0.3846, asRatio, "a ratio of -0.385", "down 0.385"},
	} {
		if got := trim(c.v, c.unit); got != c.says {
			t.Errorf("%q, want %q", got, c.says)
		}
		if got := change(c.v, c.unit); got != c.move {
			t.Errorf("%q, want %q", got, c.move)
		}
	}
}

// TestManyPollsters holds that forty have an offset of their own, and of more the
// thirty-nine with most waves.
func TestManyPollsters(t *testing.T) {
	names := func(n int) (out []string) {
		for i := range n {
			out = append(out, string(rune('a'+i)), string(rune('a'+i)))
		}
		return append(out, string(rune('a'+n-1)))
	}
	if got := names(40); !slices.Equal(pooled(slices.Clone(got)), got) {
		t.Error("forty are pooled")
	}
	got := pooled(names(41))
	count := map[string]int{}
	for _, n := range got {
		count[n]++
	}
	// The last has most waves and keeps its name; the two before it share one.
	if len(count) != 40 || count["other pollsters"] != 4 || count[string(rune('a'+40))] != 3 || count["a"] != 2 {
		t.Errorf("%v", count)
	}
}
