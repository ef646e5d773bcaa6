package winset

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrQuota is wrapped by the error for a stage whose quota nothing can reach.
var ErrQuota = errors.New("the quota can never be reached")

// Stage is one vote or decision. Players index the capital's players. Where all
// accept, it passes, also in draws in which nobody has any weight.
type Stage struct {
	Players []int
	// Seats are fixed weights, one a player; nil: the weights are drawn.
	Seats []float64
	// Need is how much support passes: see the three constructors of Quota.
	Need Quota
	// Key is the caller's own name for the stage; Assess keeps it.
	Key int

	lost float64 // seats of players without a stance, which Assess took out
}

// Quota is how much of the weight a stage needs.
type Quota struct {
	share    float64 // of the total weight
	votes    float64 // absolute
	majority bool    // more than half
}

// Majority is more than half of the weight.
func Majority() Quota { return Quota{majority: true} }

// Share is a share of the weight, in (0, 1]; a tie passes.
func Share(s float64) Quota { return Quota{share: s} }

// Votes is an absolute number of seats; a tie passes. It needs Seats.
func Votes(v float64) Quota { return Quota{votes: v} }

// tolerance is what sums of weights may miss the quota by.
const tolerance = 1e-9

// passes reports whether support reaches the quota of a total. A total of
// nothing reaches no share of it: that all must agree then is up to the caller.
func (q Quota) passes(support, total float64) bool {
	switch {
	case q.votes > 0:
		return support >= q.votes-tolerance*max(1, q.votes)
	case total <= 0:
		return false
	case q.majority:
		return support > total/2+tolerance*max(1, total)
	}
	return support >= q.share*total-tolerance*max(1, total)
}

// Procedure is a tree of stages: one Stage, or All of which every one must
// pass, or Any of which one must. Just one of the three is given.
type Procedure struct {
	Stage *Stage
	All   []*Procedure
	Any   []*Procedure
}

// Veto is a stage of one player.
func Veto(player int) *Procedure {
	return &Procedure{Stage: &Stage{Players: []int{player}, Need: Share(1)}}
}

// Validate reports a procedure that is empty, says more than one thing, names
// a player beyond the players, or has a quota that nothing can reach (wrapping
// ErrQuota).
func (p *Procedure) Validate(players int) error {
	if p == nil {
		return errors.New("the procedure is empty")
	}
	forms := 0
	if p.Stage != nil {
		forms++
	}
	if len(p.All) > 0 {
		forms++
	}
	if len(p.Any) > 0 {
		forms++
	}
	if forms != 1 {
		return fmt.Errorf("a procedure is one stage, all of some, or any of some, and this states %d", forms)
	}
	for _, c := range p.All {
		if err := c.Validate(players); err != nil {
			return err
		}
	}
	for _, c := range p.Any {
		if err := c.Validate(players); err != nil {
			return err
		}
	}
	if s := p.Stage; s != nil {
		return s.validate(players)
	}
	return nil
}

func (s *Stage) validate(players int) error {
	if len(s.Players) == 0 {
		return errors.New("a stage has no player")
	}
	for k, i := range s.Players {
		if i < 0 || i >= players {
			return fmt.Errorf("a stage names player %d of %d", i, players)
		}
		if slices.Contains(s.Players[:k], i) {
			return fmt.Errorf("a stage names player %d twice", i)
		}
	}
	if s.Seats == nil && s.Need.votes > 0 {
		return errors.New("votes can be counted only where seats are given")
	}
	if s.Seats != nil {
		if len(s.Seats) != len(s.Players) {
			return fmt.Errorf("a stage has %d players and %d weights", len(s.Players), len(s.Seats))
		}
		total := 0.0
		for _, w := range s.Seats {
			if !(w >= 0) || math.IsInf(w, 1) {
				return fmt.Errorf("a weight of %v cannot be", w)
			}
			total += w
		}
		if !s.Need.passes(total, total) {
			return fmt.Errorf("%w: %v votes of %v", ErrQuota, s.Need.votes, total)
		}
	}
	if q := s.Need; !q.majority && q.votes <= 0 && !(q.share > 0 && q.share <= 1) {
		return fmt.Errorf("%w: a share of %v", ErrQuota, q.share)
	}
	return nil
}

// Assess takes out what no stance is known for. known says which players have
// a stance, weight how much each counts on average (ignored in stages of
// seats). A stage cannot be assessed if it is a veto whose player is unknown,
// or if the unknown hold over half of its weight; `All` cannot if any part
// cannot; `Any` drops such alternatives and cannot if none is left. It gives
// the reduced procedure, or nil and the players that are missing.
//
// In a stage of seats with an absolute number of votes the unknown still count
// as seats that do not support.
func (p *Procedure) Assess(known func(int) bool, weight func(int) float64) (*Procedure, []int) {
	switch {
	case p.Stage != nil:
		return p.Stage.assess(known, weight)
	case len(p.All) > 0:
		out := &Procedure{}
		var missing []int
		for _, c := range p.All {
			r, m := c.Assess(known, weight)
			if r == nil {
				missing = append(missing, m...)
				continue
			}
			out.All = append(out.All, r)
		}
		if len(out.All) < len(p.All) {
			return nil, missing
		}
		return out, nil
	}
	out := &Procedure{}
	var missing []int
	for _, c := range p.Any {
		r, m := c.Assess(known, weight)
		if r == nil {
			missing = append(missing, m...)
			continue
		}
		out.Any = append(out.Any, r)
	}
	if len(out.Any) == 0 {
		return nil, missing
	}
	return out, nil
}

func (s *Stage) assess(known func(int) bool, weight func(int) float64) (*Procedure, []int) {
	out := &Stage{Need: s.Need, Key: s.Key}
	var missing []int
	total, lost := 0.0, 0.0
	for k, i := range s.Players {
		w := weight(i)
		if s.Seats != nil {
			w = s.Seats[k]
		}
		total += w
		if !known(i) {
			missing = append(missing, i)
			lost += w
			continue
		}
		out.Players = append(out.Players, i)
		if s.Seats != nil {
			out.Seats = append(out.Seats, w)
		}
	}
	if len(out.Players) == 0 || lost > total/2 {
		return nil, missing
	}
	if s.Need.votes > 0 && lost > 0 {
		out.lost = lost
		kept := total - lost
		if !s.Need.passes(kept, kept) {
			return nil, missing
		}
	}
	return &Procedure{Stage: out}, nil
}
