package winset

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestQuantileKnown(t *testing.T) {
	// Type 7, as R's quantile() gives by default.
	v := []float32{15, 20, 35, 40, 50}
	near(t, "quantiles", Quantile(slices.Clone(v), 0, .05, .25, .4, .5, .9, 1), []float64{15, 16, 20, 29, 35, 46, 50}, 1e-5)
	near(t, "of one", Quantile([]float32{7}, 0, .5, 1), []float64{7, 7, 7}, 0)
	if q := Quantile(nil, .5); !math.IsNaN(q[0]) {
		t.Errorf("of nothing: %v", q)
	}
}

// TestQuantileSorted holds the quantiles to a plain sort, for samples with many
// ties and for the order in which they come.
func TestQuantileSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		v := make([]float32, 1+r.IntN(2000))
		kind := r.IntN(4)
		for i := range v {
			switch kind {
			case 0:
				v[i] = float32(r.NormFloat64())
			case 1:
				v[i] = float32(r.IntN(4))
			case 2:
				v[i] = float32(i)
			default:
				v[i] = float32(-i) / 7
			}
		}
		sorted := slices.Clone(v)
		slices.Sort(sorted)
		ps := []float64{0.5, r.Float64(), 0, 1, r.Float64(), 0.9, 0.1}
		got := Quantile(slices.Clone(v), ps...)
		for i, p := range ps {
			h := p * float64(len(v)-1)
			k := int(h)
			want := float64(sorted[k])
			if k+1 < len(v) {
				want += (h - float64(k)) * (float64(sorted[k+1]) - want)
			}
			if got[i] != want {
				t.Fatalf("%v-quantile of %d values: %v, want %v", p, len(v), got[i], want)
			}
		}
	})
}

func TestWilsonKnown(t *testing.T) {
	// √(p(1−p)/n + 1/4n²) / (1 + 1/n)
	near(t, "half-widths", []float64{Wilson(5, 10), Wilson(0, 10), Wilson(10, 10), Wilson(8000, 10000)},
		[]float64{0.1507557, 0.0454545, 0.0454545, 0.0039999}, 1e-6)
}

func TestSpearmanKnown(t *testing.T) {
	a := []float32{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}
	b := []float32{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}
	near(t, "correlations", []float64{
		Spearman(a, b), Spearman(a, a), Spearman([]float32{1, 2, 3}, []float32{3, 2, 1}),
		Spearman([]float32{1, 2, 3}, []float32{5, 5, 5}), Spearman([]float32{1}, []float32{2}),
		Spearman([]float32{1, 2, 2, 3}, []float32{1, 2, 3, 4}),
	}, []float64{-29. / 165, 1, -1, 0, 0, 0.9486833}, 1e-6)
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		x, y := make([]float32, 50), make([]float32, 50)
		for i := range x {
			x[i], y[i] = float32(r.IntN(20)), float32(r.IntN(20))
		}
		c := Spearman(x, y)
		if c < -1-1e-9 || c > 1+1e-9 || math.Abs(c-Spearman(y, x)) > 1e-12 {
			t.Fatalf("correlation %v, the other way round %v", c, Spearman(y, x))
		}
	})
}

func TestBits(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 200} {
		a, b := NewBits(n), NewBits(n)
		a.Fill(n)
		if a.Count() != n {
			t.Errorf("%d draws filled: %d", n, a.Count())
		}
		for i := 0; i < n; i += 3 {
			b.Set(i)
		}
		want := (n + 2) / 3
		if got := CountAnd(a, b); got != want {
			t.Errorf("of %d, %d in both, want %d", n, got, want)
		}
		c := slices.Clone(a)
		c.AndNot(b)
		if got := c.Count(); got != n-want {
			t.Errorf("of %d, %d left, want %d", n, got, n-want)
		}
		c.Or(b)
		c.And(b)
		if !slices.Equal(c, b) || n > 0 && (!c.Has(0) || n > 1 && c.Has(1)) {
			t.Errorf("of %d: %v", n, c)
		}
	}
	if CountAnd() != 0 {
		t.Error("no set has draws")
	}
}
