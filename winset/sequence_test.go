package winset_test

import (
	"fmt"
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
			if r < len(c.Shut) && c.Shut[r] {
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
			c := winset.Candidate{Upper: float64(rapid.IntRange(0, 20).Draw(t, "value")) / 10, Shut: rapid.SliceOfN(rapid.Bool(), 0, 2).Draw(t, "shut")}
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

// TestSequenceByHand holds limits, order and ends of plans of two rounds.
func TestSequenceByHand(t *testing.T) {
	type cs = []winset.Candidate
	one := func(int, int) int { return 1 }
	for _, c := range []struct {
		name string
		plan winset.Plan
		want string // candidates by round, values by round, the total
	}{
		{"the better ones, the best first", winset.Plan{Rounds: 1, PerRound: 2, Candidates: cs{{Upper: 1}, {Upper: 3}, {Upper: 2}}}, "[[1 2]] [5] 5"},
		{"nothing to take up", winset.Plan{Rounds: 2, PerRound: 2}, "[[] []] [0 0] 0"},
		{"worth nothing", winset.Plan{Rounds: 1, PerRound: 2, Candidates: cs{{Upper: 0}, {Upper: 1}}}, "[[1]] [1] 1"},
		{"never", winset.Plan{Rounds: 2, PerRound: 1, Candidates: cs{{Upper: 5, Never: true}, {Upper: 1}}}, "[[1] []] [1 0] 1"},
		{"what never comes holds up the next", winset.Plan{Rounds: 2, PerRound: 1, Candidates: cs{{Upper: 5, Never: true}, {Upper: 1, Requires: []int{0}}}}, "[[] []] [0 0] 0"},
		{"not before its round", winset.Plan{Rounds: 2, PerRound: 2, Candidates: cs{{Upper: 2, Shut: []bool{true}}, {Upper: 1}}}, "[[1] [0]] [1 2] 3"},
		{"after what it requires", winset.Plan{Rounds: 2, PerRound: 2, Candidates: cs{{Upper: 2, Requires: []int{1}}, {Upper: 1}}}, "[[1] [0]] [1 2] 3"},
		{"after both that it requires", winset.Plan{Rounds: 2, PerRound: 1, Candidates: cs{{Upper: 9, Requires: []int{1, 2}}, {Upper: 1}, {Upper: 2}}}, "[[2] [1]] [2 1] 3"},
		{"an owner carries one a round", winset.Plan{Rounds: 2, PerRound: 2, Capacity: one, Candidates: cs{{Upper: 3, Owners: []int{7}}, {Upper: 2, Owners: []int{7}}, {Upper: 1}}}, "[[0 2] [1]] [4 2] 6"},
		{"two owners", winset.Plan{Rounds: 1, PerRound: 2, Capacity: one, Candidates: cs{{Upper: 3, Owners: []int{7, 8}}, {Upper: 2, Owners: []int{8}}, {Upper: 1, Owners: []int{9}}}}, "[[0 2]] [4] 4"},
		{"an owner twice counts once", winset.Plan{Rounds: 1, PerRound: 2, Capacity: one, Candidates: cs{{Upper: 3, Owners: []int{7, 7}}}}, "[[0]] [3] 3"},
		{"an owner that carries none", winset.Plan{Rounds: 1, PerRound: 2, Capacity: func(o, _ int) int { return o }, Candidates: cs{{Upper: 3, Owners: []int{0}}, {Upper: 1, Owners: []int{1}}}}, "[[1]] [1] 1"},
		{"an owner without limit", winset.Plan{Rounds: 1, PerRound: 2, Capacity: func(int, int) int { return -1 }, Candidates: cs{{Upper: 3, Owners: []int{0}}, {Upper: 1, Owners: []int{0}}}}, "[[0 1]] [4] 4"},
		{"an owner with a limit in the second round only", winset.Plan{Rounds: 2, PerRound: 2, Capacity: func(_, r int) int { return []int{-1, 1}[r] },
			Candidates: cs{{Upper: 4, Owners: []int{0}}, {Upper: 3, Owners: []int{0}}, {Upper: 2, Owners: []int{0}}, {Upper: 1, Owners: []int{0}}}}, "[[0 1] [2]] [7 2] 9"},
	} {
		got := winset.Sequence(c.plan)
		if s := fmt.Sprint(got.Rounds, got.Values, got.Total); s != c.want || got.Gap != 0 {
			t.Errorf("%s: %s with a gap of %v, want %s", c.name, s, got.Gap, c.want)
		}
	}
}

// TestSequenceGap works the gap out: stopped before anything is taken up, it is
// the best two of three candidates for an owner who carries one in each round.
func TestSequenceGap(t *testing.T) {
	p := winset.Plan{Rounds: 2, PerRound: 2, MaxNodes: 1, Capacity: func(int, int) int { return 1 }}
	for _, v := range []float64{5, 4, 3} {
		p.Candidates = append(p.Candidates, winset.Candidate{Upper: v, Owners: []int{0}})
	}
	if got := winset.Sequence(p); got.Total != 0 || got.Gap != 9 || got.Values[0] != 0 {
		t.Errorf("stopped at once: %+v, want a gap of 9", got)
	}
	p.Capacity = nil
	if got := winset.Sequence(p); got.Total != 0 || got.Gap != 12 {
		t.Errorf("stopped at once, without limits: %+v, want a gap of 12", got)
	}
}

// TestSequenceEffort holds that the search leaves what cannot be better: with looser
// bounds, or without the memory of what was reached, it takes more steps than these.
func TestSequenceEffort(t *testing.T) {
	for n, nodes := range map[int]int{12: 1_200, 16: 10_400, 18: 1_320} {
		p := crowded(n)
		p.MaxNodes = nodes
		if got := winset.Sequence(p); got.Gap != 0 {
			t.Errorf("%d candidates are not sequenced in %d steps", n, nodes)
		}
	}
}
