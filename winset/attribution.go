package winset

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// maxExact is how many constraints are attributed exactly.
const maxExact = 12

// Part is a constraint's part in what would be gained if all were calm.
type Part struct {
	Constraint int
	Gain       float64 // joint carry, -1 to 1
	SE         float64 // 0 where the value is exact
}

// Attribute gives each constraint's Shapley value of the joint carry gained by
// relieving constraints (Shapley 1953): exact for up to 12 that act, above that
// from seeded permutations with their standard error. The values sum to the
// gain of relieving all.
func (g *Game) Attribute(seed uint64, permutations int) []Part {
	mask := g.Constraints()
	who := places(mask)
	n := len(who)
	if n == 0 {
		return nil
	}
	value := func(set uint64) float64 { return g.Joint(spread(set, mask)) }
	out := make([]Part, n)
	if n <= maxExact {
		for i, v := range Shapley(n, value) {
			out[i] = Part{Constraint: who[i], Gain: v}
		}
		return out
	}
	return permuted(who, value, seed, permutations)
}

// permuted gives the values of constraints from seeded orders of relieving
// them, with the standard error of each mean.
func permuted(who []int, value func(set uint64) float64, seed uint64, permutations int) []Part {
	n := len(who)
	out := make([]Part, n)
	sum, sq := make([]float64, n), make([]float64, n)
	r := rand.New(rand.NewPCG(seed, 0x5bd1e995))
	for range permutations {
		var set uint64
		before := value(0)
		for _, i := range r.Perm(n) {
			set |= 1 << i
			after := value(set)
			sum[i] += after - before
			sq[i] += (after - before) * (after - before)
			before = after
		}
	}
	m := float64(permutations)
	for i := range out {
		mean := sum[i] / m
		out[i] = Part{who[i], mean, math.Sqrt(max(0, sq[i]/m-mean*mean) / m)}
	}
	return out
}

// Shapley gives the Shapley values of a game of n players, n at most 20: value
// is called once for each coalition, as a mask of players.
func Shapley(n int, value func(coalition uint64) float64) []float64 {
	v := make([]float64, 1<<n)
	for s := range v {
		v[s] = value(uint64(s))
	}
	weight := make([]float64, n) // by the size of the coalition joined
	for k := range weight {
		weight[k] = math.Exp(lgamma(k+1) + lgamma(n-k) - lgamma(n+1))
	}
	out := make([]float64, n)
	for s := range v {
		size := bits.OnesCount(uint(s))
		for i := range n {
			if s>>i&1 == 0 {
				out[i] += weight[size] * (v[s|1<<i] - v[s])
			}
		}
	}
	return out
}

func lgamma(x int) float64 {
	v, _ := math.Lgamma(float64(x))
	return v
}
