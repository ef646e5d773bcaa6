package winset

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomGame gives a game of some capitals, the last of which may carry what the
// others require, at levels that no acceptance can tie with, and the models behind
// it.
func randomGame(r *rand.Rand, draws, capitals, constraints int) (*Game, []*model) {
	var ms []*model
	var cs []*Capital
	for range capitals {
		m := randomModel(r, draws, 1+r.IntN(4), constraints)
		m.cap.Caps = nil
		ms, cs = append(ms, m), append(cs, m.cap)
	}
	level := func() float64 { return float64(r.IntN(70*units))/units + 10.026 }
	own := 1 + r.IntN(capitals)
	g := NewGame(level(), cs[:own])
	g.Require(level(), cs[own:])
	return g, ms
}

// again sets a game up anew, with nothing worked out.
func again(g *Game) *Game {
	for _, c := range g.Capitals {
		c.Memo = nil
	}
	o := NewGame(g.Levels[0], g.Capitals[:1])
	for k := range g.Capitals[1:] {
		o.Require(g.Levels[k+1], g.Capitals[k+1:k+2])
	}
	return o
}

// joint counts the draws in which all models carry their levels after some moves,
// in plain words.
func joint(ms []*model, levels []float64, moves []Move) int {
	var relieved uint64
	for _, m := range moves {
		if m.Kind == MoveRelieve {
			relieved |= 1 << m.Constraint
		}
	}
	n := 0
	for d := range ms[0].cap.N {
		all := true
		for k, m := range ms {
			all = all && m.passes(m.cap.Procedure, d, func(i int) bool {
				noDeal := 0.0
				for _, v := range moves {
					if v.Capital != k {
						continue
					}
					if v.Kind == MovePlayer && v.Player == i {
						return true
					}
					if v.Kind == MoveNoDeal {
						noDeal = max(noDeal, v.NoDeal)
					}
				}
				x := float64(m.position(i, d, relieved)) / units
				return levels[k] <= Highest(x, m.cap.StatusQuo, m.cap.Players[i].NoDeal+noDeal, m.cap.Kappa.At(d))
			})
		}
		if all {
			n++
		}
	}
	return n
}

func randomMoves(r *rand.Rand, ms []*model, constraints int) []Move {
	var out []Move
	cost := func() float64 { return float64(r.IntN(30)) / 2 }
	for k, m := range ms {
		for i := range m.cap.Players {
			out = append(out, Move{Kind: MovePlayer, Capital: k, Player: i, Cost: cost()})
		}
		for range 1 + r.IntN(2) {
			out = append(out, Move{Kind: MoveNoDeal, Capital: k, NoDeal: float64(1+r.IntN(4)) * 5, Cost: cost()})
		}
	}
	for c := range constraints {
		out = append(out, Move{Kind: MoveRelieve, Constraint: c, Cost: cost()})
	}
	return out
}

// TestLeversBrute holds the search for levers to a trial of all sets of up to
// three moves.
func TestLeversBrute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		constraints := r.IntN(4)
		g, ms := randomGame(r, 20+r.IntN(60), 1+r.IntN(3), constraints)
		moves := randomMoves(r, ms, constraints)
		goal, limit, tol := float64(1+r.IntN(10))/10, 20.0, 0.25
		need := int(math.Ceil(goal*float64(g.n) - 1e-9))

		var enough [][]int
		costOf := func(set []int) float64 {
			c := 0.0
			for _, k := range set {
				c += moves[k].Cost
			}
			return c
		}
		try := func(set ...int) {
			var picked []Move
			for _, k := range set {
				picked = append(picked, moves[k])
			}
			n := joint(ms, g.Levels, picked)
			if got := g.After(picked); math.Abs(got*float64(g.n)-float64(n)) > 1e-6 {
				t.Fatalf("after %v: %v of %d, want %d", picked, got, g.n, n)
			}
			if n >= need && costOf(set) <= limit {
				enough = append(enough, set)
			}
		}
		for a := range moves {
			try(a)
			for b := a + 1; b < len(moves); b++ {
				try(a, b)
				for c := b + 1; c < len(moves); c++ {
					try(a, b, c)
				}
			}
		}
		cheapest := math.Inf(1)
		for _, s := range enough {
			cheapest = min(cheapest, costOf(s))
		}
		want := map[string]bool{}
		for _, s := range enough {
			minimal := !slices.ContainsFunc(enough, func(o []int) bool {
				return len(o) < len(s) && !slices.ContainsFunc(o, func(m int) bool { return !slices.Contains(s, m) })
			})
			if minimal && costOf(s) <= min(limit, cheapest*(1+tol)+1e-9) {
				want[fmt.Sprint(s)] = true
			}
		}
		got := g.Levers(moves, goal, limit, tol)
		if !slices.IsSortedFunc(got, func(x, y LeverSet) int { return cmp.Compare(x.Cost, y.Cost) }) {
			t.Fatalf("not by cost: %v", got)
		}
		for _, s := range got {
			if !want[fmt.Sprint(s.Moves)] {
				t.Fatalf("%v is no lever; want %v", s, want)
			}
			delete(want, fmt.Sprint(s.Moves))
			if math.Abs(s.Cost-costOf(s.Moves)) > 1e-9 {
				t.Fatalf("%v costs %v", s, costOf(s.Moves))
			}
		}
		if len(want) > 0 {
			t.Fatalf("levers missed: %v; got %v", want, got)
		}
	})
}

func TestJointBrute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		constraints := r.IntN(5)
		g, ms := randomGame(r, 1+r.IntN(150), 1+r.IntN(4), constraints)
		var moves []Move
		relieved := r.Uint64N(1 << constraints)
		for c := range constraints {
			if relieved>>c&1 == 1 {
				moves = append(moves, Move{Kind: MoveRelieve, Constraint: c})
			}
		}
		if got, want := g.JointCount(relieved), joint(ms, g.Levels, moves); got != want {
			t.Fatalf("%d draws, want %d", got, want)
		}
	})
}

// TestAttribution holds the axioms: the parts sum to the whole, and a constraint
// that moves nobody has none.
func TestAttribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		g, ms := randomGame(r, 100, 1+r.IntN(3), 1+r.IntN(5))
		idle := 7
		p := &ms[0].cap.Players[0]
		p.Terms = append(p.Terms, Term{idle, make([]float32, 100)})
		g = again(g)
		parts := g.Attribute(1, 100)
		sum := 0.0
		for _, k := range parts {
			sum += k.Gain
			if k.Constraint == idle && math.Abs(k.Gain) > 1e-9 {
				t.Fatalf("a constraint that moves nobody gains %v", k.Gain)
			}
			if k.SE != 0 {
				t.Fatalf("an exact value has an error of %v", k.SE)
			}
		}
		if whole := g.Joint(g.Constraints()) - g.Joint(0); math.Abs(sum-whole) > 1e-9 {
			t.Fatalf("the parts sum to %v of %v", sum, whole)
		}
	})
}

func TestShapleyAxioms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "n")
		r := seeded(t)
		v := make([]float64, 1<<n)
		for s := range v {
			v[s] = r.Float64()
		}
		got := Shapley(n, func(s uint64) float64 { return v[s] })
		sum := 0.0
		for _, x := range got {
			sum += x
		}
		if math.Abs(sum-(v[len(v)-1]-v[0])) > 1e-9 {
			t.Fatalf("efficiency: %v of %v", sum, v[len(v)-1]-v[0])
		}
		// Symmetry: a game of sizes alone gives all the same.
		same := Shapley(n, func(s uint64) float64 { return v[bits.OnesCount64(s)] })
		for _, x := range same {
			if math.Abs(x-same[0]) > 1e-9 {
				t.Fatalf("symmetry: %v", same)
			}
		}
		// A dummy adds what it adds alone.
		dummy := Shapley(n+1, func(s uint64) float64 { return v[s&(1<<n-1)] + 0.25*float64(s>>n&1) })
		if math.Abs(dummy[n]-0.25) > 1e-9 {
			t.Fatalf("dummy: %v", dummy[n])
		}
		for i := range got {
			if math.Abs(dummy[i]-got[i]) > 1e-9 {
				t.Fatalf("beside a dummy: %v, alone %v", dummy, got)
			}
		}
	})
}

// manyConstraints gives a game in which n constraints act, each on two players.
func manyConstraints(n, draws int) *Game {
	r := rand.New(rand.NewPCG(5, 5))
	var cs []*Capital
	for range 3 {
		c := &Capital{N: draws, StatusQuo: 20, Kappa: FixedKappa(0.5), Procedure: &Procedure{All: []*Procedure{
			{Stage: &Stage{Players: []int{0, 1, 2, 3}, Need: Majority()}}, Veto(0),
		}}}
		for range 4 {
			p := Player{Base: make([]float32, draws), Weight: make([]float32, draws)}
			for d := range draws {
				p.Base[d], p.Weight[d] = 40+60*r.Float32(), r.Float32()
			}
			c.Players = append(c.Players, p)
		}
		cs = append(cs, c)
	}
	for k := range n {
		for i := range 2 {
			p := &cs[(k+i)%3].Players[(k+i)%4]
			f := make([]float32, draws)
			for d := range f {
				f[d] = -10 * r.Float32()
			}
			p.Terms = append(p.Terms, Term{k, f})
		}
	}
	return NewGame(60, cs)
}

// TestPermutations holds the sampled values to the exact ones, within their own
// errors, and the same for the same seed.
func TestPermutations(t *testing.T) {
	g := manyConstraints(8, 500)
	exact := g.Attribute(1, 0)
	who := places(g.Constraints())
	value := func(set uint64) float64 { return g.Joint(spread(set, g.Constraints())) }
	sampled := permuted(who, value, 3, 2000)
	worst := 0.0
	for i, p := range sampled {
		if p.Constraint != exact[i].Constraint {
			t.Fatalf("%+v beside %+v", p, exact[i])
		}
		if p.SE <= 0 {
			t.Errorf("constraint %d has no error", p.Constraint)
		}
		worst = max(worst, math.Abs(p.Gain-exact[i].Gain)/max(p.SE, 1e-4))
	}
	if worst > 4 {
		t.Errorf("a sampled value lies %.1f errors from the exact one", worst)
	}
	if again := permuted(who, value, 3, 2000); !slices.Equal(again, sampled) {
		t.Error("the same seed gives other values")
	}
	big := manyConstraints(14, 200)
	parts := big.Attribute(1, 50)
	sum := 0.0
	for _, p := range parts {
		sum += p.Gain
	}
	if whole := big.Joint(big.Constraints()) - big.Joint(0); len(parts) != 14 || math.Abs(sum-whole) > 1e-9 {
		t.Errorf("%d parts sum to %v of %v", len(parts), sum, whole)
	}
	if nobody := NewGame(60, []*Capital{oracle(Majority(), 1)}).Attribute(1, 10); nobody != nil {
		t.Errorf("where nothing acts, %v holds back", nobody)
	}
}

// TestCapsInGames holds that a cap acts like a constraint: relieving it gives
// back the draws in which it stands.
func TestCapsInGames(t *testing.T) {
	c := oracle(Share(0.5), 1)
	all := NewBits(1)
	all.Fill(1)
	c.Caps = []Cap{{5, 60, 45, all}}
	for level, want := range map[float64][2]float64{50: {1, 1}, 60: {0, 1}, 75: {0, 1}, 85: {0, 0}} {
		g := NewGame(level, []*Capital{c})
		if got := [2]float64{g.Joint(0), g.Joint(1 << 5)}; got != want {
			t.Errorf("level %v: %v, want %v", level, got, want)
		}
	}
	if NewGame(50, []*Capital{c}).Constraints() != 0 || NewGame(60, []*Capital{c}).Constraints() != 1<<5 {
		t.Error("a cap counts where it does not reach, or does not where it does")
	}
}

// TestProcessors holds that the tables do not depend on the number of CPUs.
func TestProcessors(t *testing.T) {
	if testing.Short() {
		t.Skip("sets GOMAXPROCS")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := fmt.Sprint(manyConstraints(6, 300).Attribute(1, 10))
	runtime.GOMAXPROCS(2)
	if two := fmt.Sprint(manyConstraints(6, 300).Attribute(1, 10)); one != two {
		t.Error("one and two processors give different numbers")
	}
}

// quarters gives a capital of one player with a veto, at 60, 50, 40 and 30 in
// the four draws, whom constraint 1 moves by −20: without it, it accepts 60, 50,
// 40, 30 (κ = 0).
func quarters() *Capital {
	return &Capital{N: 4, Procedure: Veto(0), Players: []Player{{
		Base: []float32{60, 50, 40, 30}, Terms: []Term{{1, []float32{-20, -20, -20, -20}}},
	}}}
}

func TestShares(t *testing.T) {
	g := NewGame(40, []*Capital{quarters(), quarters()})
	near(t, "jointly", []float64{g.Joint(0), g.Joint(2), float64(g.JointCount(2))}, []float64{0.25, 0.75, 3}, 0)
	near(t, "alone", []float64{g.Carry(1, 0), g.Carry(1, 2)}, []float64{0.25, 0.75}, 0)
	near(t, "after moves", []float64{
		g.After(nil), g.After([]Move{{Kind: MoveRelieve, Constraint: 1}}),
		g.After([]Move{{Kind: MovePlayer, Capital: 0}}), g.After([]Move{{Kind: MovePlayer, Capital: 0}, {Kind: MovePlayer, Capital: 1}}),
	}, []float64{0.25, 0.75, 0.25, 1}, 0)
	parts := NewGame(40, []*Capital{quarters()}).Attribute(1, 0)
	if len(parts) != 1 || parts[0] != (Part{1, 0.5, 0}) {
		t.Errorf("the constraint holds back %+v, want 0.5", parts)
	}
	if parts := (NewGame(10.5, []*Capital{quarters()})).Attribute(1, 0); parts[0].Gain != 0.25 {
		t.Errorf("at 10.5 the constraint holds back %v, want 0.25", parts[0].Gain)
	}
}

// TestLeverEdges holds what just suffices and what just does not: the goal, the
// cost that is allowed, and the distance from the cheapest.
func TestLeverEdges(t *testing.T) {
	// 60 passes in the first draw when the constraint is relieved, in all when the
	// player is moved, and from a cost of no deal of 20 on in the first.
	moves := []Move{
		{Kind: MovePlayer, Cost: 10},
		{Kind: MoveNoDeal, NoDeal: 20, Cost: 12},
		{Kind: MoveRelieve, Constraint: 1, Cost: 12.5},
	}
	for _, c := range []struct {
		goal, limit, tolerance float64
		want                   string
	}{
		{0.25, 60, 0.25, "[0] 10 1, [1] 12 0.25, [2] 12.5 0.25"},
		{0.25, 60, 0.24, "[0] 10 1, [1] 12 0.25"},
		{0.25, 12, 0.25, "[0] 10 1, [1] 12 0.25"},
		{0.25, 10, 0.25, "[0] 10 1"},
		{0.25, 9.9, 0.25, ""},
		{0.26, 60, 0.25, "[0] 10 1"},
		{1, 60, 5, "[0] 10 1"},
	} {
		got := ""
		for i, l := range NewGame(60, []*Capital{quarters()}).Levers(moves, c.goal, c.limit, c.tolerance) {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprint(l.Moves, l.Cost, l.Joint)
		}
		if got != c.want {
			t.Errorf("%v of the draws within %v, %v from the cheapest: %q, want %q", c.goal, c.limit, c.tolerance, got, c.want)
		}
	}
}

// TestLeverCost holds that rounding takes no lever away: 1.1 + 1.3 is more than
// 2 × 1.2 in floating point, and 3 of 10 draws are 0.3 of them.
func TestLeverCost(t *testing.T) {
	low := &Capital{N: 1, Procedure: &Procedure{Any: []*Procedure{Veto(0), {All: []*Procedure{Veto(1), Veto(2)}}}}}
	for range 3 {
		low.Players = append(low.Players, Player{Base: []float32{10}})
	}
	moves := []Move{{Kind: MovePlayer, Player: 0, Cost: 2}, {Kind: MovePlayer, Player: 1, Cost: 1.1}, {Kind: MovePlayer, Player: 2, Cost: 1.3}}
	if got := NewGame(50, []*Capital{low}).Levers(moves, 1, 60, 0.2); len(got) != 2 {
		t.Errorf("within 20%% of 2 there are %v, want two", got)
	}
	ten := &Capital{N: 10, Procedure: Veto(0), Players: []Player{{Base: make([]float32, 10), Terms: []Term{{0, make([]float32, 10)}}}}}
	for d := range 10 {
		ten.Players[0].Terms[0].Delta[d] = -40
		if d < 3 {
			ten.Players[0].Base[d] = 60
		}
	}
	for goal, want := range map[float64]int{0.1 + 0.2: 1, 0.31: 0} { // 0.1 + 0.2 is more than 0.3
		if got := NewGame(60, []*Capital{ten}).Levers([]Move{{Kind: MoveRelieve, Constraint: 0, Cost: 1}}, goal, 60, 0.2); len(got) != want {
			t.Errorf("3 of 10 draws reach %v: %v", goal, got)
		}
	}
}

// TestShapleyByHand works the glove game out: one left glove, two right ones.
func TestShapleyByHand(t *testing.T) {
	pair := func(s uint64) float64 {
		if s&1 == 1 && s>>1 != 0 {
			return 6
		}
		return 0
	}
	near(t, "the gloves", Shapley(3, pair), []float64{4, 1, 1}, 1e-9)
}

// TestStandardError works it out where two constraints gain only together: half
// of the orders give all to the one, and the other half to the other.
func TestStandardError(t *testing.T) {
	both := func(set uint64) float64 {
		if set == 3 {
			return 1
		}
		return 0
	}
	got := permuted([]int{4, 9}, both, 1, 400)
	m := got[0].Gain
	if got[0].Constraint != 4 || got[1].Constraint != 9 || math.Abs(m+got[1].Gain-1) > 1e-12 || math.Abs(m-0.5) > 0.1 {
		t.Errorf("%+v", got)
	}
	want := math.Sqrt((m - m*m) / 400)
	near(t, "errors", []float64{got[0].SE, got[1].SE}, []float64{want, want}, 1e-12)
}

func TestMasks(t *testing.T) {
	if got := spread(0b101, 0b1101_0000); got != 0b1001_0000 {
		t.Errorf("the first and the third bit of the mask: %b", got)
	}
	if got := places(0b1101_0000); !slices.Equal(got, []int{4, 6, 7}) {
		t.Errorf("places %v", got)
	}
}

// TestRequiring holds that joint carry never rises when something is required, that
// a capital's own carry stays, and that what is required counts in the same draws.
func TestRequiring(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		g, _ := randomGame(r, 64+r.IntN(64), 2, 2)
		own := NewGame(g.Levels[0], g.Capitals[:1])
		both := NewGame(g.Levels[0], g.Capitals[:1])
		both.Require(g.Levels[1], g.Capitals[1:])
		if own.Joint(0) < both.Joint(0) {
			t.Fatalf("%v alone, %v with what it requires", own.Joint(0), both.Joint(0))
		}
		if own.Carry(0, 0) != both.Carry(0, 0) {
			t.Fatal("a capital's own carry changed")
		}
		required := NewGame(g.Levels[1], g.Capitals[1:])
		want := CountAnd(own.Pass(0, 0, 0, 0), required.Pass(0, 0, 0, 0))
		if got := both.JointCount(0); got != want {
			t.Fatalf("%d draws, want %d", got, want)
		}
		if got := both.Required(1).Count(); got != required.JointCount(0) {
			t.Fatalf("what is required is carried in %d draws, want %d", got, required.JointCount(0))
		}
	})
}
