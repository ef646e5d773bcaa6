package winset

import (
	"cmp"
	"math"
	"slices"
)

// Actor is one who takes part in a settlement.
type Actor struct {
	Power    float64 // capability or influence, 0 or more
	Salience float64 // 0-1
	Position float64 // 0-100 in the bargaining models; any scale in the others
}

// Weight is power × salience.
func (a Actor) Weight() float64 { return a.Power * a.Salience }

// Compromise is the compromise model, Σc·s·x / Σc·s (Achen 2006; van den Bos
// 1991): the mean of the positions by power × salience. It is NaN where nobody
// has any weight.
func Compromise(actors []Actor) float64 {
	sum, total := 0.0, 0.0
	for _, a := range actors {
		sum += a.Weight() * a.Position
		total += a.Weight()
	}
	return sum / total
}

// WeightedMedian is the smallest position at which the weight, power × salience,
// cumulated from below passes half of the whole; where it is just half, the
// middle of that position and the next. It is NaN where nobody has any weight.
func WeightedMedian(actors []Actor) float64 {
	at := make([]Actor, 0, len(actors))
	total := 0.0
	for _, a := range actors {
		if a.Weight() > 0 {
			at = append(at, a)
			total += a.Weight()
		}
	}
	slices.SortStableFunc(at, func(x, y Actor) int { return cmp.Compare(x.Position, y.Position) })
	sum := 0.0
	for i, a := range at {
		sum += a.Weight()
		if math.Abs(sum-total/2) <= tolerance*total && i+1 < len(at) {
			return (a.Position + at[i+1].Position) / 2
		}
		if sum > total/2 {
			return a.Position
		}
	}
	return math.NaN()
}

// Nash is the Nash bargaining solution with costly disagreement: the level among
// 0, 0.5, …, 100 that maximises Σ c·ln(s·(1−((x−p)/100)²) + 1), the lowest of
// several; NaN where no actor has power and salience. Positions are on 0-100.
func Nash(actors []Actor) float64 {
	best, at := 0.0, math.NaN() // any weight at all gives more than 0 somewhere
	for k := range 201 {
		x := float64(k) / 2
		v := 0.0
		for _, a := range actors {
			d := (x - a.Position) / 100
			v += a.Power * math.Log1p(a.Salience*(1-d*d))
		}
		if v > best {
			best, at = v, x
		}
	}
	return at
}

// Challenge is one round of the challenge model (Bueno de Mesquita 1994 as set
// out by Scholz, Calbert and Smith 2011): actors offer each other concessions
// by expected utility, each takes the offer nearest to it, all move at once,
// and the weighted median of where they stand then is the forecast.
func Challenge(actors []Actor) float64 {
	moved := slices.Clone(actors)
	for i, x := range challengeRound(actors) {
		moved[i].Position = x
	}
	return WeightedMedian(moved)
}

// challengeRound gives the positions after one round.
func challengeRound(actors []Actor) []float64 {
	n := len(actors)
	out := make([]float64, n)
	for i, a := range actors {
		out[i] = a.Position
	}
	if n == 0 {
		return out
	}
	span := slices.Max(out) - slices.Min(out)
	if span == 0 {
		return out
	}
	win := make([]float64, n*n) // the chance that i prevails over j
	for i := range actors {
		for j := range actors {
			win[i*n+j] = prevails(actors, i, j)
		}
	}
	// expect is what i expects of challenging j, with a taste for risk ri.
	expect := func(i, j int, ri float64) float64 {
		d := math.Abs(actors[i].Position-actors[j].Position) / span
		success := 2 - 4*math.Pow(0.5-0.5*d, ri)
		failure := 2 - 4*math.Pow(0.5+0.5*d, ri)
		quiet := 2 - 4*math.Pow(0.5, ri)
		p, s := win[i*n+j], actors[j].Salience
		return s*(p*success+(1-p)*failure) + (1-s)*success - quiet
	}
	risk := risks(n, func(i, j int) float64 { return expect(i, j, 1) })
	for i := range actors {
		near := math.MaxFloat64
		for j := range actors {
			xi, xj := actors[i].Position, actors[j].Position
			if xi == xj {
				continue
			}
			// What the other expects is judged by i's own taste for risk too.
			mine, theirs := expect(i, j, risk[i]), expect(j, i, risk[i])
			if theirs <= 0 {
				continue
			}
			var offer float64
			switch {
			case mine > 0 && theirs > mine:
				offer = xj
			case mine < 0 && theirs > -mine:
				offer = xi + (xj-xi)*math.Abs(mine/theirs)
			case mine < 0:
				offer = xj
			default:
				continue
			}
			if d := math.Abs(offer - xi); d < near {
				near, out[i] = d, offer
			}
		}
	}
	return out
}

// prevails is the chance that i prevails over j: the weight of those nearer to
// i, by how much nearer, in that of all who are nearer to one of the two.
func prevails(actors []Actor, i, j int) float64 {
	nearer, all := 0.0, 0.0
	for _, k := range actors {
		d := math.Abs(k.Position-actors[j].Position) - math.Abs(k.Position-actors[i].Position)
		nearer += k.Weight() * max(d, 0)
		all += k.Weight() * math.Abs(d)
	}
	if all == 0 {
		return 0.5
	}
	return nearer / all
}

// risks gives each actor's taste for risk, 0.5 to 2, from its security: the sum
// of what the others expect of challenging it.
func risks(n int, expect func(i, j int) float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		for j := range n {
			if j != i {
				out[i] += expect(j, i)
			}
		}
	}
	low, high := slices.Min(out), slices.Max(out)
	for i, v := range out {
		scaled := 0.0
		if high > low {
			scaled = (2*v - high - low) / (high - low)
		}
		out[i] = (1 - scaled/3) / (1 + scaled/3)
	}
	return out
}
