package deu

import (
	"math"
	"math/rand/v2"

	"entente/winset"
)

// Version is the version of the report's JSON; see agenda.Version.
const Version = 1

// Report is how far each model misses.
type Report struct {
	Version   int       `json:"version"`
	Data      string    `json:"data"`
	Decisions int       `json:"decisions"` // issues with an outcome
	Without   int       `json:"without"`   // issues without one, left out
	Seed      uint64    `json:"seed"`
	Resamples int       `json:"resamples"`
	Models    []Model   `json:"models"`    // as the method page orders them
	Quantiles []Missing `json:"quantiles"` // of the compromise model's error
	// Recalibrated is how carry foretells the levels that were reached; nil where
	// the file has too few decisions with a reference point.
	Recalibrated *Recalibration `json:"recalibrated"`
}

// Model is one model's absolute error in points of 0-100.
type Model struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	N      int     `json:"n"`
	MAE    float64 `json:"mae"`
	Low    float64 `json:"mae_low"`  // 95% interval of the mean, by bootstrap
	High   float64 `json:"mae_high"` //
	Median float64 `json:"median"`
}

// Missing says that in a share P of decisions the error is at most Error points.
type Missing struct {
	P     float64 `json:"p"`
	Error float64 `json:"error"`
}

// Resamples is how many resamples the interval of a mean rests on.
const Resamples = 10_000

// as gives the actors with powers or saliences taken as equal.
func as(actors []winset.Actor, power, salience bool) []winset.Actor {
	out := make([]winset.Actor, len(actors))
	for i, a := range actors {
		if !power {
			a.Power = 1
		}
		if !salience {
			a.Salience = 1
		}
		out[i] = a
	}
	return out
}

var models = []struct {
	id, name string
	forecast func(Decision) float64
}{
	{"compromise", "Compromise: mean by capability × salience", func(d Decision) float64 { return winset.Compromise(d.Actors) }},
	{"salience", "Mean by salience", func(d Decision) float64 { return winset.Compromise(as(d.Actors, false, true)) }},
	{"mean", "Plain mean", func(d Decision) float64 { return winset.Compromise(as(d.Actors, false, false)) }},
	{"capability", "Mean by capability", func(d Decision) float64 { return winset.Compromise(as(d.Actors, true, false)) }},
	{"nash", "Nash bargaining, costly disagreement", func(d Decision) float64 { return winset.Nash(d.Actors) }},
	{"median", "Median by capability × salience", func(d Decision) float64 { return winset.WeightedMedian(d.Actors) }},
	{"constant", "Constant 50", func(Decision) float64 { return 50 }},
	{"challenge", "Challenge, one round", func(d Decision) float64 { return winset.Challenge(d.Actors) }},
	{"reference", "Reference point", func(d Decision) float64 { return d.Reference }},
}

// Score reruns every model on the decisions that have an outcome. Issues on
// which a model has no answer, such as those without a reference point, are left
// out of that model's n. The same seed gives the same report.
func Score(decisions []Decision, seed uint64) Report {
	r := Report{
		Version: Version, Data: "DEU III (Arregui and Perarnaud 2021), doi 10.34810/data53",
		Seed: seed, Resamples: Resamples, Models: []Model{}, Quantiles: []Missing{},
	}
	var resolved []Decision
	for _, d := range decisions {
		if math.IsNaN(d.Outcome) {
			r.Without++
		} else {
			resolved = append(resolved, d)
		}
	}
	r.Decisions = len(resolved)
	for _, m := range models {
		var errs []float32
		sum := 0.0
		for _, d := range resolved {
			if e := math.Abs(m.forecast(d) - d.Outcome); !math.IsNaN(e) {
				errs = append(errs, float32(e))
				sum += e
			}
		}
		if len(errs) == 0 {
			continue
		}
		out := Model{ID: m.id, Name: m.name, N: len(errs), MAE: sum / float64(len(errs)), Median: winset.Quantile(errs, 0.5)[0]}
		out.Low, out.High = interval(errs, seed)
		r.Models = append(r.Models, out)
		if m.id == "compromise" {
			ps := []float64{0.25, 0.5, 0.75, 0.8, 0.9}
			for i, q := range winset.Quantile(errs, ps...) {
				r.Quantiles = append(r.Quantiles, Missing{ps[i], q})
			}
		}
	}
	r.Recalibrated = Recalibrate(resolved, seed)
	return r
}

// interval gives the 95% percentile interval (Efron 1979) of the mean.
func interval(errs []float32, seed uint64) (low, high float64) {
	rng := rand.New(rand.NewPCG(seed, 0))
	means := make([]float32, Resamples)
	for k := range means {
		sum := 0.0
		for range errs {
			sum += float64(errs[rng.IntN(len(errs))])
		}
		means[k] = float32(sum / float64(len(errs)))
	}
	q := winset.Quantile(means, 0.025, 0.975)
	return q[0], q[1]
}
