package winset

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// TestCarryInSomeDraws counts ceilings that reach a level among the draws asked for.
func TestCarryInSomeDraws(t *testing.T) {
	c := Ceilings{Level: []float32{50, 49.99, 60, 50}}
	some := NewBits(4)
	for _, d := range []int{0, 1, 3} {
		some.Set(d)
	}
	if got := c.CarryIn(50, some); got != 2 {
		t.Errorf("%d of three draws reach 50, want 2", got)
	}
	if got := c.CarryIn(50, NewBits(4)); got != 0 {
		t.Errorf("%d of none", got)
	}
	if got := c.Carry(50); got != 3 {
		t.Errorf("%d of all draws reach 50, want 3", got)
	}
	if got := (Ceilings{Pivotal: []int16{0, -1, 2, 2}}).PivotalCounts(3); !slices.Equal(got, []int{1, 0, 2}) {
		t.Errorf("pivotal: %v", got)
	}
	if got := Joint(Ceilings{Level: []float32{1, 5, 3}}, Ceilings{Level: []float32{2, 4, 3}}).Level; !slices.Equal(got, []float32{1, 4, 3}) {
		t.Errorf("joint: %v", got)
	}
}

// TestRequiredTo works out by hand where a player must stand: from a status quo of 20
// with a cost of no deal of 10, a level of 60 is 30 above what is accepted from anywhere;
// with κ 0 it takes 50, with κ 0.5 it takes 40, and up to 30 nothing.
func TestRequiredTo(t *testing.T) {
	c := &Capital{N: 2, StatusQuo: 20, Kappa: DrawnKappa([]float32{0, 0.5}), Players: []Player{{}, {NoDeal: 10}}}
	dst := make([]float32, 2)
	if c.RequiredTo(dst, 1, 60); dst[0] != 50 || dst[1] != 40 {
		t.Errorf("to reach 60: %v", dst)
	}
	if c.RequiredTo(dst, 1, 30); !math.IsInf(float64(dst[0]), -1) || !math.IsInf(float64(dst[1]), -1) {
		t.Errorf("to reach 30: %v", dst)
	}
	if c.RequiredTo(dst, 0, 30); dst[0] != 30 || math.Abs(float64(dst[1])-80.0/3) > 1e-5 {
		t.Errorf("without a cost: %v", dst)
	}
}

// TestSupportByHand holds what each form of stage holds and needs. Two draws; player 0
// accepts 50 in both, 1 in the first, 2 in none, 3 never says.
func TestSupportByHand(t *testing.T) {
	c := &Capital{N: 2, Players: []Player{
		{Base: []float32{60, 60}, Weight: []float32{1, 3}}, {Base: []float32{60, 40}, Weight: []float32{1, 1}}, {Base: []float32{40, 40}, Weight: []float32{2, 2}}, {Base: []float32{60, 60}, Weight: []float32{0, 0}}, {Base: []float32{40, 40}, Weight: []float32{0, 0}},
	}}
	for name, x := range map[string]struct {
		stage        Stage
		held, needed float64
	}{
		"one who accepts":                {Stage{Players: []int{0}, Need: Share(0.6)}, 1, 1},
		"one who does not":               {Stage{Players: []int{2}, Need: Majority()}, 0, 1},
		"one who does in half":           {Stage{Players: []int{1}, Need: Majority()}, 0.5, 1},
		"one of votes":                   {Stage{Players: []int{0}, Seats: []float64{60}, Need: Votes(51)}, 1, 0.85},
		"a majority":                     {Stage{Players: []int{0, 1}, Need: Majority()}, 0.875, 0.5},    // 1, then 3 of 4
		"a share":                        {Stage{Players: []int{0, 2}, Need: Share(0.6)}, 7.0 / 15, 0.6}, // 1 of 3, then 3 of 5
		"seats":                          {Stage{Players: []int{0, 2}, Seats: []float64{30, 10}, Need: Share(0.6)}, 0.75, 0.6},
		"votes":                          {Stage{Players: []int{0, 2}, Seats: []float64{30, 10}, Need: Votes(20)}, 0.75, 0.5},
		"no weight, all accept":          {Stage{Players: []int{3, 3}, Need: Majority()}, 1, 0.5},
		"no weight, not all accept":      {Stage{Players: []int{3, 4}, Need: Majority()}, 0, 0.5},
		"no weight, all in half of them": {Stage{Players: []int{3, 1}, Seats: []float64{0, 0}, Need: Majority()}, 0.5, 0.5},
	} {
		if held, needed := c.Support(&x.stage, 50), x.stage.Needed(); math.Abs(held-x.held) > 1e-6 || math.Abs(needed-x.needed) > 1e-12 {
			t.Errorf("%s: holds %v of %v, want %v of %v", name, held, needed, x.held, x.needed)
		}
	}
	a, b, d := &Stage{Key: 1}, &Stage{Key: 2}, &Stage{Key: 3}
	p := &Procedure{All: []*Procedure{{Stage: a}, {Any: []*Procedure{{Stage: b}, {Stage: d}}}}}
	if got := p.Stages(); !slices.Equal(got, []*Stage{a, b, d}) {
		t.Errorf("stages: %v", got)
	}
	for want, stages := range map[int][]int16{0: {0, 0, 1}, 1: {1, 0, 1}, 2: {2, 1, 2}} {
		if got := (Ceilings{Stage: stages}).Limiting(); got != want {
			t.Errorf("of %v stage %d limits, want %d", stages, got, want)
		}
	}
	if got := (Ceilings{Stage: []int16{1, 0}}).Limiting(); got != 0 {
		t.Errorf("of two that limit as often stage %d, want the first", got)
	}
}

// TestQuotaBorders holds which support reaches each quota: a tie reaches a share and a
// number of votes, and no majority.
func TestQuotaBorders(t *testing.T) {
	for _, c := range []struct {
		q              Quota
		support, total float64
		want           bool
	}{
		{Majority(), 50, 100, false}, {Majority(), 50.001, 100, true}, {Majority(), 0.5, 1, false}, {Majority(), 1, 1, true}, {Majority(), 0, 0, false},
		{Share(0.6), 60, 100, true}, {Share(0.6), 59.999, 100, false}, {Share(0.6), 0, 0, false}, {Share(1), 100, 100, true}, {Share(1), 99.999, 100, false},
		{Votes(51), 51, 100, true}, {Votes(51), 50.999, 100, false}, {Votes(51), 51, 0, true},
		{Share(0.1 + 0.2), 0.3, 1, true}, {Votes(0.3), 0.3 - 1e-10, 1, true}, {Majority(), 0.5 + 1e-10, 1, false}, {Share(0.5), 0.5 - 1e-8, 1, false}, {Votes(1000), 1000 - 1e-7, 1, true},
	} {
		if got := c.q.passes(c.support, c.total); got != c.want {
			t.Errorf("%+v: %v of %v passes: %v", c.q, c.support, c.total, got)
		}
	}
	in := func(s *Stage) *Procedure { return &Procedure{Stage: s} }
	bad := in(&Stage{Players: []int{0, 0}, Need: Majority()})
	for name, c := range map[string]struct {
		p    *Procedure
		says string
	}{
		"any":            {&Procedure{Any: []*Procedure{Veto(0), bad}}, "a stage names player 0 twice"},
		"all":            {&Procedure{All: []*Procedure{Veto(0), bad}}, "a stage names player 0 twice"},
		"two forms":      {&Procedure{Stage: &Stage{}, All: []*Procedure{Veto(0)}}, "a procedure is one stage, all of some, or any of some, and this states 2"},
		"three forms":    {&Procedure{Stage: &Stage{}, All: []*Procedure{Veto(0)}, Any: []*Procedure{Veto(0)}}, "a procedure is one stage, all of some, or any of some, and this states 3"},
		"no form":        {&Procedure{}, "a procedure is one stage, all of some, or any of some, and this states 0"},
		"none":           {nil, "the procedure is empty"},
		"beyond":         {Veto(3), "a stage names player 3 of 3"},
		"below":          {Veto(-1), "a stage names player -1 of 3"},
		"nobody":         {in(&Stage{Need: Majority()}), "a stage has no player"},
		"votes":          {in(&Stage{Players: []int{0}, Need: Votes(1)}), "votes can be counted only where seats are given"},
		"seats":          {in(&Stage{Players: []int{0, 1}, Seats: []float64{1}, Need: Majority()}), "a stage has 2 players and 1 weights"},
		"less than none": {in(&Stage{Players: []int{0}, Seats: []float64{-1}, Need: Majority()}), "a weight of -1 cannot be"},
		"endless":        {in(&Stage{Players: []int{0}, Seats: []float64{math.Inf(1)}, Need: Majority()}), "a weight of +Inf cannot be"},
		"too many":       {in(&Stage{Players: []int{0, 1}, Seats: []float64{30, 20}, Need: Votes(51)}), "the quota can never be reached: 51 votes of 50"},
		"share of 0":     {in(&Stage{Players: []int{0}, Need: Share(0)}), "the quota can never be reached: a share of 0"},
		"share of more":  {in(&Stage{Players: []int{0}, Need: Share(1.01)}), "the quota can never be reached: a share of 1.01"},
		"sound":          {&Procedure{All: []*Procedure{Veto(2), {Any: []*Procedure{in(&Stage{Players: []int{0, 1}, Seats: []float64{30, 20}, Need: Votes(50)}), in(&Stage{Players: []int{0}, Need: Share(1)})}}}}, ""},
	} {
		err := c.p.Validate(3)
		if c.says == "" && err != nil || c.says != "" && (err == nil || err.Error() != c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
		if quota := errors.Is(err, ErrQuota); quota != (name == "too many" || name == "share of 0" || name == "share of more") {
			t.Errorf("%s: of a quota: %v", name, quota)
		}
	}
}

// TestConstantEstimate gives the same in every draw, clipped.
func TestConstantEstimate(t *testing.T) {
	z := []float32{-3, 0, 3}
	for v, want := range map[float64]float32{40: 40, 120: 100, -5: 0} {
		dst := []float32{1, 2, 3}
		if Apply(dst, z, []Estimate{{Low: v, Best: v, High: v, Confidence: 1}}, nil, 0, 100); !slices.Equal(dst, []float32{want, want, want}) {
			t.Errorf("%v: %v", v, dst)
		}
	}
	dst := []float32{1, 2, 3}
	if Apply(dst, z, nil, nil, 0, 100); !slices.Equal(dst, []float32{0, 0, 0}) {
		t.Errorf("no estimate: %v", dst)
	}
}

// TestGameByHand carries a level of 50 in two capitals of one player each, and in a third
// of two, over four draws of the same positions; κ is 0 and the status quo 0.
//
//	draw   first   second   third: a, b   carried
//	0      60      60       60, 60        everywhere
//	1      60      45       60, 60        but in the second
//	2      45      60       60, 45        but in the first and the third
//	3      40      60       45, 60        but in the first and the third
func TestGameByHand(t *testing.T) {
	veto := func(base ...float32) *Capital {
		return &Capital{N: 4, Players: []Player{{Base: base}}, Procedure: Veto(0)}
	}
	game := func() *Game {
		g := NewGame(50, []*Capital{veto(60, 60, 45, 40)})
		g.Require(50, []*Capital{
			veto(60, 45, 60, 60),
			{N: 4, Players: []Player{{Base: []float32{60, 60, 60, 45}}, {Base: []float32{60, 60, 45, 60}}}, Procedure: &Procedure{All: []*Procedure{Veto(0), Veto(1)}}},
		})
		return g
	}
	draws := func(b Bits) (out []int) {
		for d := range 4 {
			if b.Has(d) {
				out = append(out, d)
			}
		}
		return out
	}
	g := game()
	if a, b, c := g.Carry(0, 0), g.Carry(1, 0), g.Carry(2, 0); a != 0.5 || b != 0.75 || c != 0.5 || g.Joint(0) != 0.25 || g.JointCount(0) != 1 {
		t.Errorf("carried in %v, %v, %v of the draws, everywhere in %v", a, b, c, g.Joint(0))
	}
	if got := draws(g.Required(1)); !slices.Equal(got, []int{0}) {
		t.Errorf("what is required is carried in %v", got)
	}
	if got := draws(g.Pass(2, 0, 0, 0)); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("asking what is required changed what a capital carries: %v", got)
	}
	if got := draws(g.Required(2)); !slices.Equal(got, []int{0, 1}) || g.Required(3) != nil {
		t.Errorf("the last alone is carried in %v, nothing in %v", got, g.Required(3))
	}
	// With five points more a player at 45 accepts, and one at 40 does not; a player who
	// is moved accepts in every draw.
	for _, c := range []struct {
		capital int
		moved   uint64
		noDeal  float64
		unmoved uint64
		want    []int
	}{
		{0, 0, 5, 0, []int{0, 1, 2}}, {0, 0, 10, 0, []int{0, 1, 2, 3}}, {0, 1, 0, 0, []int{0, 1, 2, 3}}, {0, 0, 5, 1, []int{0, 1}}, {0, 1, 5, 1, []int{0, 1, 2, 3}},
		{2, 0, 5, 0, []int{0, 1, 2, 3}}, {2, 0, 5, 1, []int{0, 1, 2}}, {2, 0, 5, 2, []int{0, 1, 3}}, {2, 0, 5, 3, []int{0, 1}}, {2, 1, 0, 0, []int{0, 1, 3}}, {2, 2, 0, 0, []int{0, 1, 2}},
	} {
		g := game()
		if c.unmoved != 0 {
			g.Unmoved = make([]uint64, 3)
			g.Unmoved[c.capital] = c.unmoved
		}
		if got := draws(g.Pass(c.capital, 0, c.moved, c.noDeal)); !slices.Equal(got, c.want) {
			t.Errorf("%+v: carried in %v", c, got)
		}
	}
	if got := g.After([]Move{{Kind: MovePlayer, Capital: 0, Player: 0}, {Kind: MoveNoDeal, Capital: 1, NoDeal: 4}, {Kind: MoveNoDeal, Capital: 1, NoDeal: 5}, {Kind: MoveNoDeal, Capital: 1, NoDeal: 1}}); got != 0.5 {
		t.Errorf("after some moves %v of the draws, want those of the third capital", got)
	}
}
