package winset

import (
	"math"
	"testing"
)

// TestSupport works out by hand who limits a capital, and what it holds and needs.
//
// Four draws, status quo 0, κ 0: a player accepts up to its position. Stage 0 is a
// majority of players 0, 1, 2 with weights 3, 2, 1 (more than 3 of 6 needed), stage 1
// a veto of player 3. The ceilings of stage 0, from the highest acceptance down until
// more than 3 is held:
//
//	draw  positions 0, 1, 2   held at          ceiling   veto   limits
//	0     60 30 10            3, then 5 at 30   30       50     stage 0
//	1     60 30 60            3+1 at 60         60       50     stage 1
//	2     20 30 40            1, 3, 6 at 20     20       50     stage 0
//	3     20 90 90            1, 3, 6 at 20     20       50     stage 0
//
// At level 50 the accepting weights of stage 0 are 3, 4, 0 and 3 of 6; their median is
// 3 of 6. The veto accepts in every draw.
func TestSupport(t *testing.T) {
	flat := func(v float32) []float32 { return []float32{v, v, v, v} }
	c := &Capital{
		N: 4,
		Players: []Player{
			{Base: []float32{60, 60, 20, 20}, Weight: flat(3)},
			{Base: []float32{30, 30, 30, 90}, Weight: flat(2)},
			{Base: []float32{10, 60, 40, 90}, Weight: flat(1)},
			{Base: flat(50), Weight: flat(1)},
		},
		Procedure: &Procedure{All: []*Procedure{{Stage: &Stage{Players: []int{0, 1, 2}, Need: Majority()}}, Veto(3)}},
	}
	ceilings := c.Ceilings(0)
	if ceilings.Limiting() != 0 || ceilings.Stage[1] != 1 {
		t.Errorf("the stages that limit are %v", ceilings.Stage)
	}
	stages := c.Procedure.Stages()
	if len(stages) != 2 {
		t.Fatalf("%d stages", len(stages))
	}
	for n, want := range [][2]float64{{0.5, 0.5}, {1, 1}} {
		if held, needed := c.Support(stages[n], 50), stages[n].Needed(); math.Abs(held-want[0]) > 1e-6 || needed != want[1] {
			t.Errorf("stage %d holds %v and needs %v, want %v", n, held, needed, want)
		}
	}
}

// TestSupportOfVotes counts the seats of players without a stance: 40 of 100 seats
// accept and 51 are needed, also where the 20 of one are taken out.
func TestSupportOfVotes(t *testing.T) {
	p := &Procedure{Stage: &Stage{Players: []int{0, 1, 2}, Seats: []float64{40, 40, 20}, Need: Votes(51)}}
	known, _ := p.Assess(func(i int) bool { return i < 2 }, func(int) float64 { return 1 })
	c := &Capital{N: 1, Players: []Player{{Base: []float32{90}}, {Base: []float32{10}}, {}}, Procedure: known}
	s := known.Stages()[0]
	if held := c.Support(s, 50); math.Abs(held-0.4) > 1e-6 || s.Needed() != 0.51 {
		t.Errorf("it holds %v and needs %v", held, s.Needed())
	}
}
