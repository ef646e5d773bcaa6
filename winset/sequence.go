package winset

import (
	"cmp"
	"slices"
)

// Candidate is something that a round may take up.
type Candidate struct {
	Upper    float64 // the most it can be worth in any round, 0 or more
	Owners   []int   // each round, it takes one unit of each owner's capacity
	Requires []int   // candidates that an earlier round must have taken up
	Shut     []bool  // by round: those in which it may not start; nil: none
	Never    bool    // it requires something that no round can give
	// Dated says that what others are worth depends on the round in which this is
	// taken up, and not only on whether an earlier one has.
	Dated bool
}

// Plan is a choice over rounds.
type Plan struct {
	Rounds, PerRound int
	Candidates       []Candidate
	// Capacity gives how many units an owner has in a round; negative: no limit.
	// nil: no limit for any.
	Capacity func(owner, round int) int
	// Value gives what a candidate is worth in a round; taken holds the earlier
	// round that has taken up each candidate, or -1. nil: its Upper. It must be 0
	// or more and never exceed Upper.
	Value func(candidate, round int, taken []int) float64
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
// greatest. Between rounds it remembers the best way to each set of what has
// been taken up, as dynamic programming over subsets does; within a round it
// branches, and leaves what cannot beat the best found. So it is exact unless
// it is stopped, and then it gives the gap to its bound. What is worth nothing in
// a round is not taken up in it.
func Sequence(p Plan) Choice {
	n := len(p.Candidates)
	s := &search{Plan: p, limit: p.MaxNodes, seen: map[string]float64{}, taken: make([]int, n), key: make([]byte, n+1)}
	if s.limit == 0 {
		s.limit = 200_000
	}
	for i := range n {
		s.byUpper = append(s.byUpper, i)
		s.taken[i] = -1
	}
	slices.SortStableFunc(s.byUpper, func(a, b int) int { return cmp.Compare(p.Candidates[b].Upper, p.Candidates[a].Upper) })
	s.best = Choice{Rounds: make([][]int, p.Rounds), Values: make([]float64, p.Rounds), Total: -1}
	s.rounds, s.values = make([][]int, p.Rounds), make([]float64, p.Rounds)
	s.setLimits()
	s.setScarce()
	s.round(0, 0)
	if s.best.Total < 0 {
		s.best.Total = 0
	}
	if s.stopped {
		s.best.Gap = max(0, s.open-s.best.Total)
	}
	return s.best
}

type search struct {
	Plan
	byUpper []int // candidates by their upper value
	taken   []int // the round that has taken up each candidate, or -1
	rounds  [][]int
	values  []float64
	best    Choice
	seen    map[string]float64 // the best total with which a state was reached
	key     []byte
	nodes   int
	limit   int
	stopped bool

	limited [][]int // by candidate: those of its owners that some round may exhaust
	free    [][]int // by round and owner: what it can still carry

	scarce          []int   // by candidate: the scarcest of its owners, or -1
	units           [][]int // by such an owner: what it can carry from a round on
	left, leftLater []int
	open            float64 // the greatest bound of what was left unsearched
}

// nearTotal is how much better a choice must be to count as better.
const nearTotal = 1e-12

// fitting is a candidate that a round may take up, and what it is worth there.
type fitting struct {
	candidate int
	value     float64
}

// round searches from the beginning of a round on.
func (s *search) round(r int, total float64) {
	if r == s.Rounds {
		if total > s.best.Total+nearTotal {
			s.best.Total = total
			for k := range s.rounds {
				s.best.Rounds[k], s.best.Values[k] = slices.Clone(s.rounds[k]), s.values[k]
			}
		}
		return
	}
	if s.bound(r, nil, total) <= s.best.Total+nearTotal || s.reached(r, total) {
		return
	}
	fit := []fitting{}
	for i, c := range s.Candidates {
		if s.taken[i] >= 0 || c.Never || r < len(c.Shut) && c.Shut[r] || slices.ContainsFunc(c.Requires, func(q int) bool { return s.taken[q] < 0 }) {
			continue
		}
		v := c.Upper
		if s.Value != nil {
			v = s.Value(i, r, s.taken)
		}
		if v > 0 {
			fit = append(fit, fitting{i, v})
		}
	}
	slices.SortStableFunc(fit, func(a, b fitting) int { return cmp.Compare(b.value, a.value) })
	s.rounds[r], s.values[r] = s.rounds[r][:0], 0
	s.fill(r, fit, total)
	s.rounds[r], s.values[r] = s.rounds[r][:0], 0
}

// reached reports whether the same state was reached with as much before.
func (s *search) reached(r int, total float64) bool {
	s.key[0] = byte(r)
	for i, t := range s.taken {
		switch {
		case t < 0:
			s.key[i+1] = 0
		case s.Candidates[i].Dated:
			s.key[i+1] = byte(t + 2)
		default:
			s.key[i+1] = 1
		}
	}
	if before, ok := s.seen[string(s.key)]; ok && total <= before+nearTotal {
		return true
	}
	s.seen[string(s.key)] = total
	return false
}

// setLimits asks once what the owners can carry in each round.
func (s *search) setLimits() {
	place := map[int]int{}
	s.limited, s.free = make([][]int, len(s.Candidates)), make([][]int, s.Rounds)
	if s.Capacity == nil {
		return
	}
	open := func(o int) bool {
		for r := range s.Rounds {
			if have := s.Capacity(o, r); have >= 0 && have < s.PerRound {
				return false
			}
		}
		return true
	}
	for i, c := range s.Candidates {
		for k, o := range c.Owners {
			if open(o) {
				continue
			}
			n, ok := place[o]
			if !ok {
				n = len(place)
				place[o] = n
				for r := range s.free {
					have := s.Capacity(o, r)
					if have < 0 || have > s.PerRound {
						have = s.PerRound // more than a round takes up is no limit
					}
					s.free[r] = append(s.free[r], have)
				}
			}
			if !slices.Contains(c.Owners[:k], o) {
				s.limited[i] = append(s.limited[i], n)
			}
		}
	}
}

// setScarce finds, for each candidate, the owner that can carry least over all
// rounds.
func (s *search) setScarce() {
	s.scarce = make([]int, len(s.Candidates))
	place := map[int]int{}
	for i := range s.Candidates {
		s.scarce[i] = -1
		owner, least := -1, 0
		for _, o := range s.limited[i] {
			total := 0
			for r := range s.Rounds {
				total += s.free[r][o]
			}
			if total < s.PerRound*s.Rounds && (owner < 0 || total < least) {
				owner, least = o, total
			}
		}
		if owner < 0 {
			continue
		}
		n, ok := place[owner]
		if !ok {
			n = len(place)
			place[owner] = n
			have := make([]int, s.Rounds+1)
			for r := s.Rounds - 1; r >= 0; r-- {
				have[r] = have[r+1] + s.free[r][owner]
			}
			s.units = append(s.units, have)
		}
		s.scarce[i] = n
	}
	s.left, s.leftLater = make([]int, len(place)), make([]int, len(place))
}

// bound is an upper bound of what can still be reached from within a round, with
// what may still be added to it: the best of these in the places left, and the
// greatest upper values in those of later rounds; where it is not known yet what
// may be added (nil), the greatest upper values in all. Of the owners, it counts for
// each candidate the one that can carry least.
func (s *search) bound(r int, fit []fitting, total float64) float64 {
	fresh := func(from int) { // what the owners can carry now, or from now on
		for n, have := range s.units {
			s.left[n] = have[r] - have[from]
		}
		for _, i := range s.rounds[r] {
			if n := s.scarce[i]; n >= 0 {
				s.left[n]--
			}
		}
	}
	for n, have := range s.units {
		s.leftLater[n] = have[r+1]
	}
	take := func(left []int, i int) bool {
		n := s.scarce[i]
		if n < 0 {
			return true
		}
		left[n]--
		return left[n] >= 0
	}
	free := s.PerRound - len(s.rounds[r])
	later := (s.Rounds - r - 1) * s.PerRound
	places := free + later

	apart, together := total, total
	now := free
	fresh(r + 1)
	for _, f := range fit {
		if now == 0 {
			break
		}
		if take(s.left, f.candidate) {
			apart += f.value
			now--
		}
	}
	fresh(s.Rounds)
	for _, i := range s.byUpper {
		if places == 0 && later == 0 {
			break
		}
		if s.taken[i] >= 0 || s.Candidates[i].Never {
			continue
		}
		if later > 0 && take(s.leftLater, i) {
			apart += s.Candidates[i].Upper
			later--
		}
		if places > 0 && take(s.left, i) {
			together += s.Candidates[i].Upper
			places--
		}
	}
	if fit == nil {
		return together
	}
	return min(apart, together)
}

// fill adds to a round some of those that may still be added, and then goes on
// with the next round.
func (s *search) fill(r int, fit []fitting, total float64) {
	bound := s.bound(r, fit, total)
	if bound <= s.best.Total+nearTotal {
		return
	}
	if s.nodes++; s.stopped || s.nodes > s.limit {
		s.stopped = true
		s.open = max(s.open, bound)
		return
	}
	if len(s.rounds[r]) < s.PerRound {
		for k, f := range fit {
			if !s.carried(f.candidate, r) {
				continue
			}
			s.rounds[r] = append(s.rounds[r], f.candidate)
			before := s.values[r]
			s.values[r] += f.value
			s.carry(f.candidate, r, -1)
			s.taken[f.candidate] = r
			s.fill(r, fit[k+1:], total+f.value)
			s.carry(f.candidate, r, 1)
			s.taken[f.candidate] = -1
			s.rounds[r], s.values[r] = s.rounds[r][:len(s.rounds[r])-1], before
		}
	}
	s.round(r+1, total) // what this one took up counts as delivered from now on
}

// carried reports whether a candidate's owners can carry it beside what the
// round has taken up.
func (s *search) carried(i, r int) bool {
	for _, o := range s.limited[i] {
		if s.free[r][o] <= 0 {
			return false
		}
	}
	return true
}

// carry adds units to what a candidate's owners can still carry in a round.
func (s *search) carry(i, r, units int) {
	for _, o := range s.limited[i] {
		s.free[r][o] += units
	}
}
