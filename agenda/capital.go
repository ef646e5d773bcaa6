package agenda

import (
	"slices"

	"entente/dossier"
	"entente/series"
	"entente/winset"
)

// capital is one member's part of a game, with the dossier's things behind its
// numbers.
type capital struct {
	*winset.Capital
	part      *part // what is to be carried
	member    *dossier.Member
	procedure *dossier.Procedure
	path      *dossier.Step     // its stages, with the initiative's owners in their places
	players   []*dossier.Player // by the numbers of the procedure
	steps     []*dossier.Step   // by the keys of its stages
	stances   []stance
	known     []bool
	missing   []string  // bodies without whose stance nothing can be said
	gaps      []string  // what is not named at all: noOwner, noHead
	influence []float64 // mean influence
	whole     *winset.Procedure
	ceilings  winset.Ceilings // as things stand; see standing
}

// standing gives the ceilings as things stand, worked out once.
func (c *capital) standing() winset.Ceilings {
	if c.ceilings.Level == nil {
		c.ceilings = c.Ceilings(0)
	}
	return c.ceilings
}

// assessed reports whether the capital can be weighed.
func (c *capital) assessed() bool { return c.Capital != nil && c.Capital.Procedure != nil }

// acting is a constraint on an initiative with its draws.
type acting struct {
	reach
	index    int
	now      series.Pressure
	experts  []opinion
	pressure []float32
}

// actingOn gives the constraints that act on an initiative by moving positions
// or capping ceilings. number gives each its number, the same for all initiatives
// that are weighed together, and grows by those that are new;
// dossier.MostActing at most, since a dossier with more has an error.
func (w *world) actingOn(r *draws, i *dossier.Initiative, number map[string]int) []*acting {
	var out []*acting
	for _, c := range w.constraintsOn(i) {
		if c.Effect != dossier.EffectShift && c.Effect != dossier.EffectCap {
			continue
		}
		n, ok := number[c.ID]
		if !ok {
			if n = len(number); n == dossier.MostActing {
				continue
			}
			number[c.ID] = n
		}
		p, experts := w.pressureNow(c.Constraint)
		v := r.pressure(c.Constraint, p, experts)
		if left, ok := w.eased[c.ID]; ok {
			v = slices.Clone(v)
			for d := range v {
				v[d] *= float32(left)
			}
		}
		out = append(out, &acting{c, n, p, experts, v})
	}
	return out
}

// capitalOf sets up what one member can carry of one initiative, from the status
// quo q.
func (w *world) capitalOf(r *draws, m *dossier.Member, i *dossier.Initiative, q float64, acts []*acting, memo winset.Memo) *capital {
	c := &capital{member: m, procedure: w.procedureOf(m, i)}
	if c.procedure == nil || c.procedure.Path == nil {
		return c
	}
	index := map[string]int{}
	c.path = w.pathOf(m, i, c.procedure)
	c.whole = c.tree(c.path, index)
	c.Capital = &winset.Capital{N: r.source.N, StatusQuo: q, Kappa: r.kappa(w.set), Players: make([]winset.Player, len(c.players)), Memo: memo}
	for n, p := range c.players {
		s, ok := w.stanceOf(p, i)
		c.stances = append(c.stances, s)
		c.known = append(c.known, ok)
		inf := w.influenceOf(p)
		mean := 0.0
		for _, e := range inf {
			mean += (winset.Estimate{Low: e.Low, Best: e.Best, High: e.High}).Mean() / float64(len(inf))
		}
		c.influence = append(c.influence, mean)
		if ok {
			w.setPlayer(r, c, n, i, acts)
		}
	}
	var missing []int
	c.Capital.Procedure, missing = c.whole.Assess(func(n int) bool { return c.known[n] }, func(n int) float64 { return c.influence[n] })
	for _, n := range missing {
		if id := c.players[n].ID.ID; gapWords[id] != "" {
			c.gaps = append(c.gaps, id)
		} else {
			c.missing = append(c.missing, id)
		}
	}
	for _, ids := range []*[]string{&c.missing, &c.gaps} {
		slices.Sort(*ids)
		*ids = slices.Compact(*ids)
	}
	if c.assessed() {
		for _, s := range c.Capital.Procedure.Stages() {
			for _, n := range s.Players {
				if s.Weighed() {
					c.Capital.Players[n].Weight = w.weightOf(r, c, n, i)
				}
			}
		}
	}
	w.setCaps(r, c, i, q, acts)
	return c
}

// tree turns the steps of a procedure into numbers, and collects the players.
func (c *capital) tree(s *dossier.Step, index map[string]int) *winset.Procedure {
	number := func(id string) int {
		n, ok := index[id]
		if !ok {
			n = len(c.players)
			index[id] = n
			c.players = append(c.players, voter(c.member, id))
		}
		return n
	}
	out := &winset.Procedure{}
	switch {
	case len(s.All) > 0:
		for _, k := range s.All {
			out.All = append(out.All, c.tree(k, index))
		}
	case len(s.Any) > 0:
		for _, k := range s.Any {
			out.Any = append(out.Any, c.tree(k, index))
		}
	default:
		st := &winset.Stage{Need: winset.Majority(), Key: len(c.steps)}
		c.steps = append(c.steps, s)
		for _, p := range s.Players {
			st.Players = append(st.Players, number(p.ID))
		}
		for _, e := range s.Seats {
			st.Players = append(st.Players, number(e.ID))
			st.Seats = append(st.Seats, e.Value)
		}
		switch {
		case s.Votes > 0:
			st.Need = winset.Votes(s.Votes)
		case s.Quota.Share > 0:
			st.Need = winset.Share(s.Quota.Share)
		}
		out.Stage = st
	}
	return out
}

// weightOf draws the weight of a player of a capital whose stance is known.
func (w *world) weightOf(r *draws, c *capital, n int, i *dossier.Initiative) []float32 {
	p := c.players[n]
	return r.weight(p, i.Area.ID, w.influenceOf(p), c.stances[n].Salience, weighsInfluenceAlone(c.path, p.ID.ID))
}

// setPlayer draws a player's position and the terms by which constraints move it.
func (w *world) setPlayer(r *draws, c *capital, n int, i *dossier.Initiative, acts []*acting) {
	p, s := c.players[n], c.stances[n]
	pl := winset.Player{NoDeal: s.NoDeal}
	if s.Top {
		pl.Base = r.top()
		c.Capital.Players[n] = pl
		return
	}
	// The stance was observed under the pressure of its day: what that had added is
	// taken off the base, and what today's adds is the term.
	then := make([][]*product, len(s.Position))
	for _, a := range acts {
		if a.Effect != dossier.EffectShift || !a.ActsIn().Has(p.Member) {
			continue
		}
		for k, sh := range a.Shifts {
			if !sh.Players.Has(p.ID.ID) {
				continue
			}
			points := r.independent("shift", a.ID+"/"+string(rune('0'+k)), w.own(sh.Points, ""), -100, 100)
			for k, o := range s.Position {
				then[k] = append(then[k], r.product(r.pressure(a.Constraint, w.pressureOn(a.Constraint, o.from(w.asOf)), nil), points, a.exposure, true))
			}
			_, eased := w.eased[a.ID] // its pressure is of this game alone
			now := r.product(a.pressure, points, a.exposure, !eased)
			pl.Terms = append(pl.Terms, winset.Term{Constraint: a.index, Delta: now.draws()})
		}
	}
	pl.Base = r.base(r.position(p, i.Area.ID, s.Position, w.set.JudgeError), r.picks(s.Position), then)
	c.Capital.Players[n] = pl
}

func weighsInfluenceAlone(s *dossier.Step, player string) bool {
	if s.Players.Has(player) && s.Weigh == "influence" {
		return true
	}
	for _, k := range append(slices.Clone(s.All), s.Any...) {
		if weighsInfluenceAlone(k, player) {
			return true
		}
	}
	return false
}

// setCaps adds the constraints that hold the ceiling under a level.
func (w *world) setCaps(r *draws, c *capital, i *dossier.Initiative, q float64, acts []*acting) {
	for _, a := range acts {
		if a.Effect != dossier.EffectCap || !a.ActsIn().Has(c.member.Code.ID) {
			continue
		}
		level, ok := capLevel(a.Constraint, i)
		if !ok {
			continue
		}
		below := q
		for _, rung := range i.Ladder {
			if rung.Level < level {
				below = max(below, rung.Level)
			}
		}
		c.Caps = append(c.Caps, winset.Cap{Constraint: a.index, Level: level, Below: below, Stands: r.stands(a.Constraint, a.pressure, a.exposure)})
	}
}

// capLevel gives the level that a cap keeps out of reach.
func capLevel(c *dossier.Constraint, i *dossier.Initiative) (float64, bool) {
	if ref, ok := c.Caps.Get(i.ID); ok {
		if rung := i.Rung(ref.ID); rung != nil {
			return rung.Level, true
		}
	}
	if c.Cap != nil {
		return c.Cap.Under, true
	}
	return 0, false
}
