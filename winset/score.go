package winset

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Forecast is a resolved case: the share that was forecast, 0-1, and whether it
// came about. Cases of one group (proposed at one meeting) are not independent.
type Forecast struct {
	P     float64
	Came  bool
	Group int
}

func (f Forecast) outcome() float64 {
	if f.Came {
		return 1
	}
	return 0
}

// ClipLog keeps a forecast from 0.01 to 0.99 in the log score, where a wrong 0
// or 1 would cost without limit; a share of draws says no more than that anyway.
const ClipLog = 0.01

// Brier is the mean squared error (Brier 1950), 0 the best and 1 the worst; NaN
// for no case.
func Brier(fs []Forecast) float64 {
	return mean(fs, func(f Forecast) float64 { return (f.P - f.outcome()) * (f.P - f.outcome()) })
}

// LogScore is the mean of −ln of the share that was given to what happened
// (Good 1952), with forecasts clipped by ClipLog; 0 is the best, 4.61 the worst;
// NaN for no case.
func LogScore(fs []Forecast) float64 {
	return mean(fs, func(f Forecast) float64 {
		p := min(1-ClipLog, max(ClipLog, f.P))
		if f.Came {
			return -math.Log(p)
		}
		return -math.Log1p(-p)
	})
}

func mean(fs []Forecast, of func(Forecast) float64) float64 {
	sum := 0.0
	for _, f := range fs {
		sum += of(f)
	}
	return sum / float64(len(fs))
}

// LeaveOneOut gives each case the rate of the other cases as its forecast: the
// base rate that a forecaster could have known. A single case gets 0.5.
func LeaveOneOut(fs []Forecast) []Forecast {
	came := 0.0
	for _, f := range fs {
		came += f.outcome()
	}
	out := slices.Clone(fs)
	for i := range out {
		out[i].P = 0.5
		if n := len(fs) - 1; n > 0 {
			out[i].P = (came - out[i].outcome()) / float64(n)
		}
	}
	return out
}

// Decomposition splits the Brier score by bins of the forecast (Murphy 1973;
// the spread within bins after Stephenson and others 2008):
// Brier = Reliability − Resolution + Uncertainty + Within.
type Decomposition struct {
	Reliability float64 // how far forecasts are from what came about; 0 the best
	Resolution  float64 // how far what came about differs between bins; more is better
	Uncertainty float64 // of the outcome itself, rate × (1 − rate)
	Within      float64 // from forecasts that differ inside a bin
}

// Decompose splits the Brier score. bin gives the number of a forecast's bin.
func Decompose(fs []Forecast, bin func(p float64) int) Decomposition {
	var d Decomposition
	n := float64(len(fs))
	rate := mean(fs, Forecast.outcome)
	d.Uncertainty = rate * (1 - rate)
	groups := map[int][]Forecast{}
	var order []int
	for _, f := range fs {
		k := bin(f.P)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	slices.Sort(order)
	for _, k := range order {
		g := groups[k]
		w := float64(len(g)) / n
		p, o := mean(g, func(f Forecast) float64 { return f.P }), mean(g, Forecast.outcome)
		d.Reliability += w * (p - o) * (p - o)
		d.Resolution += w * (o - rate) * (o - rate)
		d.Within += w * mean(g, func(f Forecast) float64 { return (f.P-p)*(f.P-p) - 2*(f.P-p)*(f.outcome()-o) })
	}
	return d
}

// Interval is a 95% interval.
type Interval struct{ Low, High float64 }

// minGroups is how many groups an interval over groups needs.
const minGroups = 5

// BootstrapGroups gives 95% percentile intervals (Efron 1979) of statistics of
// the cases: whole groups are drawn again, 2,000 times, since cases of a group
// stand or fall together. It is nil for fewer than five groups, from which no
// interval can be had. The same seed gives the same intervals.
func BootstrapGroups(fs []Forecast, seed uint64, stats ...func([]Forecast) float64) []Interval {
	return Resample(fs, func(f Forecast) int { return f.Group }, seed, stats...)
}

// Resample is BootstrapGroups for cases of any kind.
func Resample[T any](cases []T, group func(T) int, seed uint64, stats ...func([]T) float64) []Interval {
	groups := map[int][]T{}
	var order []int
	for _, c := range cases {
		g := group(c)
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], c)
	}
	if len(order) < minGroups {
		return nil
	}
	const resamples = 2000
	rng := rand.New(rand.NewPCG(seed, uint64(len(order))))
	values := make([][]float32, len(stats))
	var sample []T
	for range resamples {
		sample = sample[:0]
		for range order {
			sample = append(sample, groups[order[rng.IntN(len(order))]]...)
		}
		for k, stat := range stats {
			values[k] = append(values[k], float32(stat(sample)))
		}
	}
	out := make([]Interval, len(stats))
	for k, v := range values {
		q := Quantile(v, 0.025, 0.975)
		out[k] = Interval{q[0], q[1]}
	}
	return out
}

// dayTogether is how far cases of one group move together where ChanceOfSoFew asks
// what forecasts allow: almost wholly, which is the kindest reading of a miss.
const dayTogether = 0.95

// ChanceOfSoFew gives the chances that no more, and that no fewer, of the cases come
// about than did, had every forecast been a probability and the cases of each group
// moved almost together (a Gaussian copula with one factor a group and ρ = 0.95). A
// small one refutes the forecasts as probabilities. It rests on 20,000 draws; the
// same seed gives the same chances. It takes at least one case.
func ChanceOfSoFew(fs []Forecast, seed uint64) (few, many float64) {
	groups := map[int]int{}
	came := 0
	at := make([]float64, len(fs)) // the normal score under which a case comes about
	for k, f := range fs {
		if _, ok := groups[f.Group]; !ok {
			groups[f.Group] = len(groups)
		}
		if f.Came {
			came++
		}
		at[k] = math.Sqrt2 * math.Erfinv(2*f.P-1)
	}
	const draws = 20_000
	rng := rand.New(rand.NewPCG(seed, 2))
	common := make([]float64, len(groups))
	for range draws {
		for g := range common {
			common[g] = math.Sqrt(dayTogether) * rng.NormFloat64()
		}
		n := 0
		for k, f := range fs {
			if common[groups[f.Group]]+math.Sqrt(1-dayTogether)*rng.NormFloat64() <= at[k] {
				n++
			}
		}
		if n <= came {
			few += 1. / draws
		}
		if n >= came {
			many += 1. / draws
		}
	}
	return few, many
}

// WilsonInterval is Wilson's (1927) 95% interval for a share of k in n, n ≥ 1.
func WilsonInterval(k, n int) Interval {
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	centre := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m)) / (1 + z*z/m)
	return Interval{max(0, centre-half), min(1, centre+half)}
}
