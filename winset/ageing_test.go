package winset

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func TestAgeingSD(t *testing.T) {
	for _, c := range []struct{ years, want float64 }{
		{-1, 0}, {0, 0}, {1, 0}, {1.125, 10}, {1.25, 20 * math.Sqrt2 / 2}, {1.5, 20}, {1.6, 20}, {9, 20}, {Old, 20},
	} {
		near(t, "sd", []float64{AgeingSD(20, c.years)}, []float64{c.want}, 1e-9)
	}
}

func TestVariance(t *testing.T) {
	for _, e := range []Estimate{{0, 3, 10, 1}, {20, 20, 80, 1}, {20, 80, 80, 1}} {
		ratio := (e.Best - e.Low) / (e.High - e.Low)
		want := distuv.Beta{Alpha: 1 + 4*ratio, Beta: 5 - 4*ratio}.Variance() * (e.High - e.Low) * (e.High - e.Low)
		near(t, "variance", []float64{e.Variance()}, []float64{want}, 1e-9)
	}
	if v := Exactly(40).Variance(); v != 0 {
		t.Errorf("of a plain number: %v", v)
	}
}

// TestFitAgeing finds the s from which changes were made, and is not moved by pairs
// that tell nothing of it.
func TestFitAgeing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, want := range []float64{0, 8, 23} {
		var pairs []Later
		for range 4000 {
			p := Later{Variance: 20 + 100*r.Float64(), Years: 3 * r.Float64()}
			p.Change = r.NormFloat64() * math.Sqrt(p.Variance+AgeingSD(want, p.Years)*AgeingSD(want, p.Years))
			if !p.Aged() {
				p.Change = 90
			}
			pairs = append(pairs, p)
		}
		if got := FitAgeing(pairs); math.Abs(got-want) > 1.5 {
			t.Errorf("s is %v, want %v", got, want)
		}
	}
	if got := FitAgeing([]Later{{Variance: 9, Years: 0.9, Change: 30}}); !math.IsNaN(got) {
		t.Errorf("from a pair within a year: %v", got)
	}
	// One pair of plain numbers two years apart: what is left of the change beside
	// rounding.
	if got := FitAgeing([]Later{{Years: 2, Change: 12.34}}); math.Abs(got-math.Sqrt(12.34*12.34-1./6)) > 0.01 {
		t.Errorf("of one pair: %v", got)
	}
	if got := FitAgeing([]Later{{Years: 2, Change: 300}}); got != 100 {
		t.Errorf("more than the scale: %v", got)
	}
}
