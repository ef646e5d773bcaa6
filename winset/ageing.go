package winset

import "math"

// A stance is taken as it was seen for a year, and as old as it can be from a year
// and a half on: what was said two years ago tells no less than what was said three
// years ago.
const (
	freshYears = 1
	oldYears   = 1.5
)

// Old is the age in years of a stance without a date, or of a body whose holder has
// changed since.
var Old = math.Inf(1)

// ageing is the share of s² that an age in years adds to a stance's variance: 0 to a
// year, 1 from a year and a half on.
func ageing(years float64) float64 {
	return max(0, min(years, oldYears)-freshYears) / (oldYears - freshYears)
}

// AgeingSD is the further standard deviation, in points, of a stance some years old:
// s·√(2·(min(t, 1.5)−1)) for t above 1, and 0 up to that.
func AgeingSD(s, years float64) float64 { return s * math.Sqrt(ageing(years)) }

// Variance is that of the estimate's PERT distribution, without widening.
func (e Estimate) Variance() float64 {
	if !(e.High > e.Low) {
		return 0
	}
	alpha := 1 + 4*(e.Best-e.Low)/(e.High-e.Low)
	return (e.High - e.Low) * (e.High - e.Low) * alpha * (6 - alpha) / (6 * 6 * 7)
}

// Later is a stance and the next one of the same holder.
type Later struct {
	Variance float64 // of the earlier
	Years    float64 // between the two
	Change   float64 // the later best less the earlier best, points
}

// Aged reports whether the pair tells anything of ageing.
func (l Later) Aged() bool { return ageing(l.Years) > 0 }

// FitAgeing gives the s, 0-100, under which the changes are likeliest if each is
// normal about 0 with the earlier stance's variance and that of its age. It is NaN
// where no pair is more than a year apart.
func FitAgeing(pairs []Later) float64 {
	// Stances are said in whole points, so that two which read alike differ by up to
	// half a point each.
	const rounding = 1. / 6
	aged := false
	unlikely := func(s float64) float64 {
		sum := 0.0
		for _, p := range pairs {
			if f := ageing(p.Years); f > 0 {
				aged = true
				v := p.Variance + rounding + s*s*f
				sum += math.Log(v) + p.Change*p.Change/v
			}
		}
		return sum
	}
	best, least := 0.0, math.Inf(1)
	lo, hi := 0.0, 100.0
	for _, step := range []float64{1, 0.1, 0.01} {
		for k := 0; lo+float64(k)*step <= hi; k++ {
			if u := unlikely(lo + float64(k)*step); u < least {
				best, least = lo+float64(k)*step, u
			}
		}
		lo, hi = max(0, best-step), min(100, best+step)
	}
	if !aged {
		return math.NaN()
	}
	return best
}
