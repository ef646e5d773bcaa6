package deu

import (
	"math"
	"math/rand/v2"

	"entente/winset"
)

// Recalibration is how carry, support and the step of the ladder foretell which
// levels decisions reach: the method's carry, worked out for the Council on
// four levels a decision, and what a logistic regression makes of it.
type Recalibration struct {
	Decisions int     `json:"decisions"` // those with a reference point and a span of 20 or more
	Levels    int     `json:"levels"`    // four a decision
	Rate      float64 `json:"rate"`      // share of levels that came about
	Scores    []Brier `json:"scores"`    // the base rate first
	// Beta is the slope of carry with the step beside it, Step that of the step
	// over a whole ladder, in log odds; a rung is a quarter of it.
	Beta Slope `json:"beta"`
	Step Slope `json:"step"`
	Rung Slope `json:"rung"`
	// Alone is the slope of carry with nothing beside it.
	Alone Slope `json:"beta_alone"`
}

// Brier is the score of one set of features over all levels.
type Brier struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Score float64 `json:"brier"`
}

// Slope is a coefficient in log odds with its standard error and 95% interval,
// by resampling whole proposals.
type Slope struct {
	Value float64 `json:"value"`
	SE    float64 `json:"se"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// What is drawn and asked of each decision.
const (
	leastSpan     = 20.0 // points between the reference point and the end of the scale
	levelsOf      = 4
	positionError = 10.0 // sd of a state's position, in points
	carryDraws    = 200
	carryKappa    = 0.5
	folds         = 10
	ridge         = 1.0
	slopeRidge    = 0.01 // so that resamples which a feature parts without error have an answer
	slopeRuns     = 500
)

// level is one level of one decision.
type level struct {
	proposal       string
	carry, support float64 // 0-1
	points, t      float64 // the level's distance from the reference point: of the whole scale, and of the span; 0-1
	came           bool
}

// levels works carry and support out at a quarter, half, three quarters and the
// whole of each decision's span: from the reference point in the direction of the
// mean of positions by salience.
func levels(decisions []Decision, seed uint64) []level {
	var out []level
	for n, d := range decisions {
		r := d.Reference
		if math.IsNaN(d.Outcome) || math.IsNaN(r) {
			continue
		}
		g, span := 1.0, 100-r
		if winset.Compromise(as(d.Actors, false, true)) < r {
			g, span = -1, r
		}
		if span < leastSpan {
			continue
		}
		rng := rand.New(rand.NewPCG(seed, uint64(n)))
		var carried [levelsOf]int
		var support [levelsOf]float64
		for range carryDraws {
			var votes [levelsOf]int
			var states [levelsOf]int
			for _, s := range d.States {
				x := min(100, max(0, s.Position+positionError*rng.NormFloat64()))
				reach := (1 + carryKappa) * max(0, g*(x-r))
				for k := range levelsOf {
					if reach >= at(k, span) {
						votes[k] += s.Votes
						states[k]++
					}
				}
			}
			for k := range levelsOf {
				if d.Unanimous {
					if states[k] == len(d.States) {
						carried[k]++
					}
					support[k] += float64(states[k]) / float64(max(1, len(d.States)))
					continue
				}
				if votes[k]+d.Absent >= d.Quota {
					carried[k]++
				}
				support[k] += float64(votes[k]+d.Absent) / float64(max(1, d.Votes))
			}
		}
		for k := range levelsOf {
			l := at(k, span)
			out = append(out, level{
				proposal: d.Proposal, carry: float64(carried[k]) / carryDraws, support: support[k] / carryDraws,
				points: l / 100, t: l / span, came: g*(d.Outcome-r) >= l-1e-9,
			})
		}
	}
	return out
}

// at gives how far the k-th level lies from the reference point.
func at(k int, span float64) float64 { return span * float64(k+1) / levelsOf }

// features are what a regression may use.
var features = []struct {
	id, name string
	of       func(level) []float64
}{
	{"carry-recalibrated", "Carry, recalibrated", func(l level) []float64 { return []float64{l.carry} }},
	{"support-recalibrated", "Support, recalibrated", func(l level) []float64 { return []float64{l.support} }},
	{"step-recalibrated", "Step, recalibrated", func(l level) []float64 { return []float64{l.points, l.t} }},
	{"all-recalibrated", "Carry, support and step, recalibrated", func(l level) []float64 { return []float64{l.carry, l.support, l.points, l.t} }},
}

// Recalibrate works out how far carry, support and the step foretell the levels
// that decisions with a reference point reached: Brier scores with whole
// proposals held out in ten folds, and the slopes that delivery uses. It is nil
// where fewer than ten proposals have such a decision.
func Recalibrate(decisions []Decision, seed uint64) *Recalibration {
	all := levels(decisions, seed)
	var proposals []string
	of := map[string][]level{}
	for _, l := range all {
		if of[l.proposal] == nil {
			proposals = append(proposals, l.proposal)
		}
		of[l.proposal] = append(of[l.proposal], l)
	}
	if len(proposals) < folds {
		return nil
	}
	out := &Recalibration{Decisions: len(all) / levelsOf, Levels: len(all)}
	came := 0
	for _, l := range all {
		if l.came {
			came++
		}
	}
	out.Rate = float64(came) / float64(len(all))
	raw := func(p func(level) float64) float64 {
		fs := make([]winset.Forecast, len(all))
		for k, l := range all {
			fs[k] = winset.Forecast{P: p(l), Came: l.came}
		}
		return winset.Brier(fs)
	}
	out.Scores = []Brier{
		{"base", "Base rate", raw(func(level) float64 { return out.Rate })},
		{"carry", "Carry as it is", raw(func(l level) float64 { return l.carry })},
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	fold := map[string]int{}
	for k, n := range rng.Perm(len(proposals)) {
		fold[proposals[n]] = k % folds
	}
	for _, f := range features {
		out.Scores = append(out.Scores, Brier{f.id, f.name, heldOut(all, fold, f.of)})
	}
	out.slopes(proposals, of, rng)
	return out
}

// fit regresses what came about on features.
func fit(ls []level, of func(level) []float64, penalty float64) []float64 {
	xs, ys := make([][]float64, len(ls)), make([]bool, len(ls))
	for k, l := range ls {
		xs[k], ys[k] = of(l), l.came
	}
	return winset.LogisticRegression(xs, ys, penalty)
}

// heldOut gives the Brier score of a regression, each level by one that its
// proposal's fold had no part in.
func heldOut(all []level, fold map[string]int, of func(level) []float64) float64 {
	var fs []winset.Forecast
	for n := range folds {
		var rest, held []level
		for _, l := range all {
			if fold[l.proposal] == n {
				held = append(held, l)
			} else {
				rest = append(rest, l)
			}
		}
		w := fit(rest, of, ridge)
		for _, l := range held {
			fs = append(fs, winset.Forecast{P: winset.Foretold(w, of(l)), Came: l.came})
		}
	}
	return winset.Brier(fs)
}

// slopes sets the slopes, with intervals from resamples of whole proposals. They
// are all but free of a penalty, which would pull them towards nothing.
func (r *Recalibration) slopes(proposals []string, of map[string][]level, rng *rand.Rand) {
	measure := func(ls []level) [3]float64 {
		both := fit(ls, func(l level) []float64 { return []float64{l.carry, l.t} }, slopeRidge)
		return [3]float64{both[1], both[2], fit(ls, func(l level) []float64 { return []float64{l.carry} }, slopeRidge)[1]}
	}
	var all []level
	for _, p := range proposals {
		all = append(all, of[p]...)
	}
	values := measure(all)
	var runs [3][]float32
	for range slopeRuns {
		var sample []level
		for range proposals {
			sample = append(sample, of[proposals[rng.IntN(len(proposals))]]...)
		}
		for k, v := range measure(sample) {
			runs[k] = append(runs[k], float32(v))
		}
	}
	for k, s := range []*Slope{&r.Beta, &r.Step, &r.Alone} {
		q := winset.Quantile(runs[k], 0.025, 0.975)
		*s = Slope{Value: values[k], SE: deviation(runs[k]), Low: q[0], High: q[1]}
	}
	r.Rung = Slope{r.Step.Value / levelsOf, r.Step.SE / levelsOf, r.Step.Low / levelsOf, r.Step.High / levelsOf}
}

func deviation(vs []float32) float64 {
	mean, sum := 0.0, 0.0
	for _, v := range vs {
		mean += float64(v) / float64(len(vs))
	}
	for _, v := range vs {
		sum += (float64(v) - mean) * (float64(v) - mean)
	}
	return math.Sqrt(sum / float64(max(1, len(vs)-1)))
}
