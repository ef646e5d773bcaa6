package winset_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/winset"
)

// brute tries every assignment of candidates to rounds.
func brute(p winset.Plan) float64 {
	n := len(p.Candidates)
	at := make([]int, n)
	best := 0.0
	var try func(i int)
	try = func(i int) {
		if i == n {
			best = max(best, worth(p, at))
			return
		}
		for r := -1; r < p.Rounds; r++ {
			at[i] = r
			try(i + 1)
		}
	}
	try(0)
	return best
}

func worth(p winset.Plan, at []int) float64 {
	total := 0.0
	taken := make([]int, len(at))
	for i := range taken {
		taken[i] = -1
	}
	for r := range p.Rounds {
		var in []int
		for i, a := range at {
			if a == r {
				in = append(in, i)
			}
		}
		if len(in) > p.PerRound {
			return 0
		}
		use := map[int]int{}
		for _, i := range in {
			c := p.Candidates[i]
			if r < c.Earliest {
				return 0
			}
			for _, q := range c.Requires {
				if taken[q] < 0 {
					return 0
				}
			}
			for _, o := range c.Owners {
				use[o]++
				if lim := p.Capacity(o, r); lim >= 0 && use[o] > lim {
					return 0
				}
			}
			v := p.Value(i, r, taken)
			if v <= 0 {
				return 0
			}
			total += v
		}
		for _, i := range in {
			taken[i] = r
		}
	}
	return total
}

func TestSequenceAgreesWithBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "n")
		p := winset.Plan{Rounds: rapid.IntRange(1, 3).Draw(t, "rounds"), PerRound: rapid.IntRange(1, 2).Draw(t, "per round")}
		ease := make([]float64, n)
		for i := range n {
			c := winset.Candidate{Upper: float64(rapid.IntRange(0, 20).Draw(t, "value")) / 10, Earliest: rapid.IntRange(0, 1).Draw(t, "earliest")}
			if i > 0 && rapid.Bool().Draw(t, "requires") {
				c.Requires = []int{rapid.IntRange(0, i-1).Draw(t, "which")}
			}
			if rapid.Bool().Draw(t, "owned") {
				c.Owners = []int{rapid.IntRange(0, 1).Draw(t, "owner")}
			}
			ease[i] = float64(rapid.IntRange(0, 5).Draw(t, "ease")) / 10
			p.Candidates = append(p.Candidates, c)
		}
		limit := rapid.IntRange(-1, 2).Draw(t, "capacity")
		p.Capacity = func(int, int) int { return limit }
		// A candidate is worth less until the one before it is delivered, and some
		// of them only after a lag.
		lag := make([]int, n)
		for i := range lag {
			lag[i] = rapid.IntRange(1, 2).Draw(t, "lag")
			p.Candidates[i].Dated = lag[i] > 1
		}
		p.Value = func(i, round int, taken []int) float64 {
			if i > 0 && (taken[i-1] < 0 || round < taken[i-1]+lag[i-1]) {
				return p.Candidates[i].Upper * (1 - ease[i])
			}
			return p.Candidates[i].Upper
		}
		got := winset.Sequence(p)
		if want := brute(p); math.Abs(got.Total-want) > 1e-9 || got.Gap != 0 {
			t.Fatalf("total %v (gap %v), brute force %v", got.Total, got.Gap, want)
		}
		sum := 0.0
		for _, v := range got.Values {
			sum += v
		}
		if math.Abs(sum-got.Total) > 1e-9 {
			t.Fatalf("rounds add up to %v, total %v", sum, got.Total)
		}
	})
}

func TestSequenceReportsItsGap(t *testing.T) {
	p := crowded(16)
	exact := winset.Sequence(p).Total
	p.MaxNodes = 20
	got := winset.Sequence(p)
	if got.Gap <= 0 || got.Total+got.Gap < exact-1e-9 {
		t.Errorf("stopped after 20 nodes: %v with a gap of %v; the optimum is %v", got.Total, got.Gap, exact)
	}
	p = winset.Plan{Rounds: 3, PerRound: 4}
	for i := range 60 {
		p.Candidates = append(p.Candidates, winset.Candidate{Upper: 1 + float64(i%7)/10, Owners: []int{i % 3}})
	}
	p.Capacity = func(o, r int) int { return 1 }
	if got = winset.Sequence(p); got.Gap != 0 || len(got.Rounds[0]) != 3 {
		t.Errorf("three owners that carry one a round take up nine: %+v", got)
	}
	p.Capacity = nil
	if got = winset.Sequence(p); got.Gap != 0 || math.Abs(got.Total-(8*1.6+4*1.5)) > 1e-9 {
		t.Errorf("without limits the best twelve are worth 18.8: %+v", got)
	}
	for r, in := range got.Rounds {
		if len(in) != 4 || slices.ContainsFunc(in, func(i int) bool { return p.Candidates[i].Upper < 1.5 }) {
			t.Errorf("round %d takes up %v", r, in)
		}
	}
}

// crowded gives a plan of n candidates that ease each other, compete for owners
// and require each other.
func crowded(n int) winset.Plan {
	r := rand.New(rand.NewPCG(4, uint64(n)))
	p := winset.Plan{Rounds: 3, PerRound: 4, Capacity: func(o, _ int) int { return 1 + o%2 }}
	eased := make([]int, n)
	for i := range n {
		c := winset.Candidate{Upper: 0.02 + 0.1*r.Float64(), Owners: []int{r.IntN(6), r.IntN(6)}}
		if i > 0 && r.IntN(4) == 0 {
			c.Requires = []int{r.IntN(i)}
		}
		eased[i] = r.IntN(n)
		p.Candidates = append(p.Candidates, c)
	}
	p.Value = func(i, _ int, taken []int) float64 {
		if taken[eased[i]] < 0 {
			return p.Candidates[i].Upper * 0.8
		}
		return p.Candidates[i].Upper
	}
	return p
}

// TestSequenceExactTo18 holds that 18 candidates are sequenced exactly.
func TestSequenceExactTo18(t *testing.T) {
	for n := 12; n <= 18; n += 3 {
		p := crowded(n)
		got := winset.Sequence(p)
		if got.Gap != 0 {
			t.Errorf("%d candidates: a gap of %v", n, got.Gap)
		}
		p.MaxNodes = 100_000_000
		if want := winset.Sequence(p); math.Abs(want.Total-got.Total) > 1e-9 {
			t.Errorf("%d candidates: %v, searched to the end %v", n, got.Total, want.Total)
		}
	}
}

func BenchmarkSequence18(b *testing.B) {
	p := crowded(18)
	for b.Loop() {
		winset.Sequence(p)
	}
}

func BenchmarkSequence50(b *testing.B) {
	p := crowded(50)
	gap := 0.0
	for b.Loop() {
		got := winset.Sequence(p)
		gap = got.Gap / got.Total
	}
	b.ReportMetric(100*gap, "%gap")
}
