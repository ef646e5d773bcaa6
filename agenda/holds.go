package agenda

import (
	"cmp"
	"slices"
	"strings"

	"entente/series"
	"entente/winset"
	"entente/words"
)

// HoldsFrom is the joint carry, half a draw in ten, from which what would give it
// back is said to hold an initiative back.
const HoldsFrom = 0.05

// permutations is how many are drawn where attribution is not exact.
const permutations = 400

// heldBack fills in what holds the initiative back: each stance and each constraint
// by what it alone would give back, and the constraints' Shapley shares.
func (b *builder) heldBack(out *Initiative, t *trial) {
	now := t.game.Joint(0)
	add := func(h Hold, m winset.Move) {
		if h.GivesBack = t.game.After([]winset.Move{m}) - now; h.GivesBack >= HoldsFrom-1e-9 {
			out.HeldBackBy = append(out.HeldBackBy, h)
		}
	}
	for k, c := range t.capitals {
		for _, n := range votersIn(c.Capital.Procedure) {
			if n >= winset.MostPlayers {
				continue
			}
			id := c.players[n].ID.ID
			h := Hold{Kind: "player", ID: id, Member: c.member.Code.ID, Title: words.Capital(b.actor(id)), Evidence: true}
			if c.part != t.part {
				h.Initiative = c.part.doc.ID
			}
			add(h, winset.Move{Kind: winset.MovePlayer, Capital: k, Player: n})
		}
	}
	for _, a := range t.acting {
		h := Hold{Kind: "constraint", ID: a.ID, Title: b.d.Say(a.Title), Evidence: a.now.Basis != series.NoEvidence}
		if in := a.ActsIn(); len(in) == 1 {
			h.Member = in[0].ID
		}
		add(h, winset.Move{Kind: winset.MoveRelieve, Constraint: a.index})
	}
	slices.SortStableFunc(out.HeldBackBy, func(x, y Hold) int {
		return cmp.Or(cmp.Compare(y.GivesBack, x.GivesBack), strings.Compare(x.Kind+x.ID, y.Kind+y.ID))
	})
	b.shares(out, t)
}

// shares fills in each constraint's Shapley value of what would be gained if all
// were calm, from one draw in a hundred up.
func (b *builder) shares(out *Initiative, t *trial) {
	parts := t.game.Attribute(b.set.Seed, permutations)
	total := 0.0
	for _, p := range parts {
		total += max(0, p.Gain)
	}
	for _, p := range parts {
		if p.Gain < 0.01 {
			continue
		}
		a := t.acting[p.Constraint]
		out.Shares = append(out.Shares, ConstraintShare{a.ID, b.d.Say(a.Title), p.Gain / total, p.SE / total})
	}
	slices.SortStableFunc(out.Shares, func(x, y ConstraintShare) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), strings.Compare(x.Constraint, y.Constraint))
	})
}

// votersIn gives the players who stand in a procedure's stages, each once, in order.
func votersIn(p *winset.Procedure) []int {
	var out []int
	for _, s := range p.Stages() {
		for _, n := range s.Players {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// support fills in, for each capital that is assessed, the stage that most often
// limits it, and what of its weight accepts the target.
func (b *builder) support(out *Initiative, t *trial) {
	for _, c := range t.caps {
		if !c.assessed() {
			continue
		}
		n := c.standing().Limiting()
		s := c.Capital.Procedure.Stages()[n]
		who := make([]string, len(s.Players))
		for j, i := range s.Players {
			who[j] = c.players[i].ID.ID
		}
		step := c.steps[s.Key]
		out.Support[c.member.Code.ID] = &Support{
			Stage: b.d.Say(step.Name), Players: who, Held: c.Capital.Support(s, t.target.Level),
			Needed: s.Needed(), MoreThan: step.Quota.Share == 0 && step.Votes == 0 && len(who) > 1,
		}
	}
}
