package winset

import (
	"cmp"
	"math"
	"slices"
)

// MoveKind is what a move changes.
type MoveKind int

// The kinds of moves.
const (
	MovePlayer  MoveKind = iota // bring a player to the required position in every draw
	MoveRelieve                 // relieve a constraint, wherever it acts
	MoveNoDeal                  // add a cost of no deal to the players of a capital, but those unmoved
)

// Move is one change that a lever may consist of.
type Move struct {
	Kind       MoveKind
	Capital    int     // for players and no deal
	Player     int     // for players
	Constraint int     // for constraints
	NoDeal     float64 // points, for no deal
	Cost       float64 // points, 0 or more
}

// LeverSet is a set of moves, by index, that lifts the joint carry to the goal.
type LeverSet struct {
	Moves []int
	Cost  float64
	Joint float64
}

// Levers searches all sets of up to three moves for those that lift the joint
// carry to goal, on the same draws, and gives those whose cost is within
// tolerance of the cheapest (a share of its cost), cheapest first; equal costs
// in the order of the moves. Sets that hold a smaller one that suffices, and
// sets that cost more than limit, are left out.
func (g *Game) Levers(moves []Move, goal, limit, tolerance float64) []LeverSet {
	need := int(goal*float64(g.n) - 1e-9)
	if float64(need) < goal*float64(g.n)-1e-9 {
		need++
	}
	order := make([]int, 0, len(moves))
	for i, m := range moves {
		if m.Cost <= limit {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(moves[a].Cost, moves[b].Cost) })

	type candidate struct {
		moves [3]int // positions in order, as many as size says
		size  int
		cost  float64
	}
	var all []candidate
	for a := range order {
		ca := moves[order[a]].Cost
		all = append(all, candidate{[3]int{a}, 1, ca})
		for b := a + 1; b < len(order); b++ {
			cb := ca + moves[order[b]].Cost
			if cb > limit {
				break
			}
			all = append(all, candidate{[3]int{a, b}, 2, cb})
			for c := b + 1; c < len(order); c++ {
				cc := cb + moves[order[c]].Cost
				if cc > limit {
					break
				}
				all = append(all, candidate{[3]int{a, b, c}, 3, cc})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(x.size, y.size), slices.Compare(x.moves[:], y.moves[:]))
	})
	base := make([]int, len(g.Capitals))
	for k := range base {
		base[k] = g.Pass(k, 0, 0, 0).Count()
	}
	var out []LeverSet
	var found [][]int
	ceiling := math.MaxFloat64 // until the cheapest is known
	for _, c := range all {
		if c.cost > ceiling {
			break
		}
		set := c.moves[:c.size]
		if slices.ContainsFunc(found, func(f []int) bool { return subset(f, set) }) {
			continue
		}
		picked := make([]Move, c.size)
		for k, i := range set {
			picked[k] = moves[order[i]]
		}
		n := g.after(picked, base, need)
		if n < need {
			continue
		}
		found = append(found, slices.Clone(set))
		idx := make([]int, c.size)
		for k, i := range set {
			idx[k] = order[i]
		}
		slices.Sort(idx)
		out = append(out, LeverSet{idx, c.cost, float64(n) / float64(g.n)})
		if len(out) == 1 {
			ceiling = c.cost*(1+tolerance) + 1e-9
		}
	}
	return out
}

func subset(small, big []int) bool {
	for _, s := range small {
		if !slices.Contains(big, s) {
			return false
		}
	}
	return true
}

// after counts the draws in which all capitals carry the level after some
// moves; it stops early, with a number below need, where one capital alone
// cannot reach it. base holds each capital's count without moves.
func (g *Game) after(picked []Move, base []int, need int) int {
	var relieved uint64
	for _, m := range picked {
		if m.Kind == MoveRelieve {
			relieved |= 1 << m.Constraint
		}
	}
	sets := make([]Bits, 0, len(g.Capitals))
	for k := range g.Capitals {
		var moved uint64
		noDeal := 0.0
		touched := relieved&g.local[k] != 0
		for _, m := range picked {
			if m.Capital != k || m.Kind == MoveRelieve {
				continue
			}
			touched = true
			if m.Kind == MovePlayer {
				moved |= 1 << m.Player
			} else {
				noDeal = max(noDeal, m.NoDeal)
			}
		}
		if !touched && base[k] < need {
			return 0
		}
		b := g.Pass(k, relieved, moved, noDeal)
		if touched && b.Count() < need {
			return 0
		}
		sets = append(sets, b)
	}
	return CountAnd(sets...)
}

// After gives the joint carry after some moves.
func (g *Game) After(picked []Move) float64 {
	return float64(g.after(picked, make([]int, len(g.Capitals)), 0)) / float64(g.n)
}
