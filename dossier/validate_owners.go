package dossier

import (
	"slices"
	"strings"
)

// validateOwners checks who would do the work of an initiative, and who signs for it.
func (l *loader) validateOwners(i *Initiative) {
	for _, e := range i.Owners {
		l.memberRefs(Refs{e.Ref})
		if m := l.d.Member(e.ID); m != nil && len(i.Members) > 0 && !i.Members.Has(e.ID) {
			l.f.warn("owner", e.Pos, "take it out, or name "+e.ID+" under `members:`", "owners are named for %s, which the initiative does not concern", e.ID)
		}
		o := e.Value
		for _, r := range slices.Concat(Refs{o.Lead}, o.Signs, o.Helps) {
			if r.ID == "" {
				continue
			}
			l.body(r)
			if home := l.d.HomeOf(r.ID); home != "" && home != e.ID && l.d.Header.Members.Has(e.ID) {
				l.f.warn("owner", r.Pos, "name it under "+home+", or name a body of "+e.ID, "%q is a body of %s, and stands among the owners of %s", r.ID, home, e.ID)
			}
		}
		if o.Lead.ID == "" && len(o.Signs)+len(o.Helps) > 0 {
			l.f.warn("owner", e.Pos, "add `lead:` with the body that would lead", "no lead is named for %s", e.ID)
		}
		l.validateSigners(i, e.ID, o)
	}
}

// validateSigners reports bodies outside the state that are to sign: they do not sign
// an act of the state. One that leads is no fault where the procedure asks no owner to
// sign: it may name such a body in a stage, and make a text of its own.
func (l *loader) validateSigners(i *Initiative, member string, o Owners) {
	outside := func(body string) bool {
		p := l.d.Player(body)
		return p != nil && p.OutsideState()
	}
	for _, r := range o.Signs {
		if outside(r.ID) {
			l.f.warn("owner", r.Pos, "put it under `helps:`, and the public body that signs under `signs:`", "%q is no part of the state, and does not sign an act of the state", r.ID)
		}
	}
	if !outside(o.Lead.ID) || slices.ContainsFunc(o.Signs, func(r Ref) bool { return !outside(r.ID) }) {
		return
	}
	m := l.d.Member(member)
	if m == nil {
		return
	}
	named, _ := i.Procedures.Get(member)
	if p := m.ProcedureAt(named.ID, l.d.AsOfDay()); p != nil && p.Path.AsksOwners() {
		l.f.warn("owner", o.Lead.Pos, "name the public body that signs under `signs:`, or a procedure in which this body has a stage", "%q leads for %s and is no part of the state: nobody signs", o.Lead.ID, member)
	}
}

// validateHead reports a second head of a member's government.
func (l *loader) validateHead(m *Member) {
	head := m.HeadOfGovernment()
	for _, p := range m.Players {
		if p.HeadsGovernment() && p != head {
			l.f.err("role", p.At("heads"), "keep one; who held the office before stands under `holders:`", "%q and %q both head the government of %s", head.ID.ID, p.ID.ID, m.Code.ID)
		}
	}
}

// validateThrough checks whom an agency acts through.
func (l *loader) validateThrough(m *Member, a *Agency) {
	r := a.ActsThrough
	if r.ID == "" {
		return
	}
	if p := l.playerRef(r); p != nil && p.Member != m.Code.ID {
		l.f.err("role", r.Pos, "name a player of "+m.Code.ID, "%q is a player of %s, and an agency of %s cannot act through it", r.ID, p.Member, m.Code.ID)
	}
}

// validateRequires checks what initiatives require: that it is there, at a rung of
// its ladder, and that none requires itself, by whatever way and at whatever rung.
func (l *loader) validateRequires() {
	const (
		unseen = iota
		open
		done
	)
	state := map[*Initiative]int{}
	var visit func(i *Initiative, trail []string)
	visit = func(i *Initiative, trail []string) {
		state[i] = open
		trail = append(trail, i.ID)
		for _, r := range i.Requires {
			next := l.d.Initiative(r.Initiative.ID)
			if next == nil {
				l.unknownOf(r.Initiative, "initiative", func() []string { return idsOf[*Initiative](l.d) })
				continue
			}
			if r.Rung.ID != "" && next.Rung(r.Rung.ID) == nil {
				l.unknown(r.Rung, "rung of "+next.ID, rungIDs(next))
			}
			switch state[next] {
			case open:
				from := slices.Index(trail, next.ID)
				l.f.err("requires-cycle", r.Initiative.Pos, "take one of them out", "initiatives require each other: %s → %s", strings.Join(trail[from:], " → "), next.ID)
			case unseen:
				visit(next, trail)
			}
		}
		state[i] = done
	}
	for _, i := range l.d.Initiatives {
		if state[i] == unseen {
			visit(i, nil)
		}
	}
}
