package winset

import (
	"cmp"
	"slices"
)

// Candidate is something that a round may take up.
type Candidate struct {
	Upper    float64 // the most it can be worth in any round
	Owners   []int   // each round, it takes one unit of each owner's capacity
	Requires []int   // candidates that an earlier round must have taken up
	Earliest int     // the first round in which it may start, from 0
	Never    bool    // it requires something that no round can give
}

// Plan is a choice over rounds.
type Plan struct {
	Rounds, PerRound int
	Candidates       []Candidate
	// Capacity gives how many units an owner has in a round; negative: no limit.
	// nil: no limit for any.
	Capacity func(owner, round int) int
	// Value gives what a candidate is worth in a round, given what earlier rounds
	// have taken up; nil: its Upper. It must never exceed Upper.
	Value func(candidate, round int, before []bool) float64
	// MaxNodes stops the search; 0: 200,000.
	MaxNodes int
}

// Choice is what a plan takes up.
type Choice struct {
	Rounds [][]int   // candidates by round, in the order of their value
	Values []float64 // by round
	Total  float64
	Gap    float64 // the optimum is at most this much better; 0: it is the optimum
}

// Sequence chooses what to take up in which round so that the sum of values is
// greatest, by branch and bound: exact unless the search is stopped, and then
// with the gap to the bound.
func Sequence(p Plan) Choice {
	s := &search{Plan: p, limit: p.MaxNodes}
	if s.limit == 0 {
		s.limit = 200_000
	}
	n := len(p.Candidates)
	for i := range n {
		s.order = append(s.order, i)
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(p.Candidates[b].Upper, p.Candidates[a].Upper) })
	s.round = make([]int, n)
	for i := range s.round {
		s.round[i] = -1
	}
	s.before = make([]bool, n)
	s.best.Total = -1
	s.rounds = make([][]int, p.Rounds)
	root := s.bound(0, 0)
	s.fill(0, 0, 0)
	if s.best.Total < 0 {
		s.best = Choice{Rounds: make([][]int, p.Rounds), Values: make([]float64, p.Rounds)}
	}
	if s.stopped {
		s.best.Gap = max(0, root-s.best.Total)
	}
	return s.best
}

type search struct {
	Plan
	order   []int // candidates by their upper value
	round   []int // the round of each candidate, or -1
	before  []bool
	rounds  [][]int
	best    Choice
	nodes   int
	limit   int
	stopped bool
}

// bound is an upper bound of what can still be reached: the greatest upper
// values among those not taken, for as many places as are left.
func (s *search) bound(total float64, round int) float64 {
	places := (s.Rounds-round)*s.PerRound - len(s.current(round))
	for _, i := range s.order {
		if places == 0 {
			break
		}
		if s.round[i] < 0 && !s.Candidates[i].Never && s.Candidates[i].Upper > 0 {
			total += s.Candidates[i].Upper
			places--
		}
	}
	return total
}

func (s *search) current(round int) []int {
	if round >= len(s.rounds) {
		return nil
	}
	return s.rounds[round]
}

// fill adds to a round the candidates from a position of the order on, and then
// goes on with the next round.
func (s *search) fill(round, from int, total float64) {
	if s.nodes++; s.nodes > s.limit {
		s.stopped = true
		return
	}
	if round == s.Rounds {
		s.keep(total)
		return
	}
	if s.bound(total, round) <= s.best.Total+1e-12 {
		return
	}
	if len(s.rounds[round]) < s.PerRound {
		for k := from; k < len(s.order) && !s.stopped; k++ {
			i := s.order[k]
			if !s.fits(i, round) {
				continue
			}
			v := s.Candidates[i].Upper
			if s.Value != nil {
				v = s.Value(i, round, s.before)
			}
			s.round[i] = round
			s.rounds[round] = append(s.rounds[round], i)
			s.fill(round, k+1, total+v)
			s.rounds[round] = s.rounds[round][:len(s.rounds[round])-1]
			s.round[i] = -1
		}
	}
	if s.stopped {
		return
	}
	// This round is done: what it took up counts as delivered from the next on.
	for _, i := range s.rounds[round] {
		s.before[i] = true
	}
	s.fill(round+1, 0, total)
	for _, i := range s.rounds[round] {
		s.before[i] = false
	}
}

func (s *search) fits(i, round int) bool {
	c := s.Candidates[i]
	if s.round[i] >= 0 || c.Never || round < c.Earliest {
		return false
	}
	for _, r := range c.Requires {
		if !s.before[r] {
			return false
		}
	}
	if s.Capacity == nil {
		return true
	}
	for _, o := range c.Owners {
		have := s.Capacity(o, round)
		if have < 0 {
			continue
		}
		for _, j := range s.rounds[round] {
			if slices.Contains(s.Candidates[j].Owners, o) {
				have--
			}
		}
		if have <= 0 {
			return false
		}
	}
	return true
}

func (s *search) keep(total float64) {
	if total <= s.best.Total+1e-12 {
		return
	}
	s.best = Choice{Total: total}
	before := make([]bool, len(s.Candidates))
	for r, in := range s.rounds {
		sum := 0.0
		taken := slices.Clone(in)
		for _, i := range taken {
			if s.Value != nil {
				sum += s.Value(i, r, before)
			} else {
				sum += s.Candidates[i].Upper
			}
		}
		for _, i := range taken {
			before[i] = true
		}
		s.best.Rounds = append(s.best.Rounds, taken)
		s.best.Values = append(s.best.Values, sum)
	}
}
