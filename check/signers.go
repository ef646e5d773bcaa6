package check

import (
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// signers reports, of what is not in place yet and has owners in a member, those who
// would sign and of whom no stance is known, so that the capital is not assessed; and
// bodies that set a capital's ceiling most often and have no part in it: they neither
// sign, nor head the government, nor have a stage of their own.
func (c *checker) signers() {
	owned := func(i *dossier.Initiative) bool { return len(i.Owners) > 0 || i.OfLeaders() }
	if !slices.ContainsFunc(c.d.Initiatives, owned) {
		return
	}
	a, err := c.eval.Agenda()
	if err != nil {
		return // the structure has an error, and says so
	}
	for _, i := range a.Initiatives {
		if i.Verdict == agenda.Delivered || !owned(i.Doc) {
			continue
		}
		for _, m := range c.d.MembersOf(i.Doc) {
			k := i.ByMember[m.Code.ID]
			o := i.Doc.OwnersOf(m.Code.ID)
			if k == nil || len(k.Owners) == 0 && !i.Doc.OfLeaders() {
				continue
			}
			if k.P == nil {
				c.unheard(i.Doc, m, k, o)
				continue
			}
			c.pivot(i.Doc, m, k, o)
		}
	}
}

// unheard reports a capital that is not assessed for want of a signature or of the
// stance of somebody who signs.
func (c *checker) unheard(i *dossier.Initiative, m *dossier.Member, k *agenda.Capital, o dossier.Owners) {
	head := m.HeadOfGovernment()
	signs := func(id string) bool {
		return slices.Contains(k.Signs, id) || i.OfLeaders() && head != nil && head.ID.ID == id
	}
	at := o.Lead.Pos
	if at.Line == 0 {
		at = i.At("owners")
	}
	var hint string
	switch missing := slices.DeleteFunc(slices.Clone(k.Missing), func(id string) bool { return !signs(id) }); {
	case len(missing) > 0:
		hint = "add a stance in " + i.Area.ID + " to " + strings.Join(missing, ", ")
		if slices.ContainsFunc(missing, func(id string) bool { return c.d.Agency(id) != nil }) {
			hint += ", or acts_through: with the player on whose stance it acts"
		}
	case i.OfLeaders() && head == nil:
		at, hint = i.At("level"), "add heads: government to the player of "+m.Code.ID+" who heads it"
	case len(k.Signs) == 0 && len(k.Missing) == 0 && k.Lacks != "":
		hint = "name the public body that signs under signs:"
	default:
		return // somebody else is not known, and the agenda says who
	}
	c.add("lead-without-stance", at, 0, hint, "%q is not assessed in %s: %s", c.d.Say(i.Title), c.d.MemberName(m.Code.ID), k.Lacks)
}

// pivot reports the player that sets a capital's ceiling most often, where nothing
// gives it a say of its own.
func (c *checker) pivot(i *dossier.Initiative, m *dossier.Member, k *agenda.Capital, o dossier.Owners) {
	if len(k.Pivotal) == 0 {
		return
	}
	id := k.Pivotal[0].Player
	p := m.Player(id)
	proc := m.ProcedureAt(k.Procedure, c.day)
	if p == nil || p.HeadsGovernment() || slices.Contains(k.Signs, id) || proc == nil || ownStage(proc.Path, id) {
		return
	}
	at := o.Lead.Pos
	if at.Line == 0 {
		at = o.Pos()
	}
	c.add("pivotal-no-owner", at, 0, "name it under signs:, or give the procedure "+k.Procedure+" a stage owners: yes in the place of this one",
		"%s sets the ceiling of %q in %s most often (%s draws), and neither signs it, nor heads the government, nor has a stage of its own", c.d.Say(p.Name), c.d.Say(i.Title), c.d.MemberName(m.Code.ID), words.OfTen(k.Pivotal[0].Share))
}

// ownStage reports whether a player has a stage to itself, or a chamber's seats.
func ownStage(s *dossier.Step, player string) bool {
	if s == nil {
		return false
	}
	_, seated := s.Seats.Get(player)
	inside := func(k *dossier.Step) bool { return ownStage(k, player) }
	return seated || len(s.Players) == 1 && s.Players[0].ID == player || slices.ContainsFunc(s.All, inside) || slices.ContainsFunc(s.Any, inside)
}

// stands reports whether a player stands in a step by name.
func stands(s *dossier.Step, player string) bool {
	if s == nil {
		return false
	}
	_, seated := s.Seats.Get(player)
	inside := func(k *dossier.Step) bool { return stands(k, player) }
	return seated || s.Players.Has(player) || slices.ContainsFunc(s.All, inside) || slices.ContainsFunc(s.Any, inside)
}

// jointTexts notes the stances in force that count for an initiative and rest on its
// joint text and on nothing else: what a capital signs with others says little of how
// far it would go alone.
func (c *checker) jointTexts() {
	rests := map[*dossier.Stance][]string{}
	var order []*dossier.Stance
	who := map[*dossier.Stance]string{}
	for _, i := range c.d.Initiatives {
		if i.Principle() || c.inPlace(i) || len(c.d.MembersOf(i)) == 1 { // what one says by itself is no joint text
			continue
		}
		for _, m := range c.d.MembersOf(i) {
			named, _ := i.Procedures.Get(m.Code.ID)
			proc := m.ProcedureAt(named.ID, c.day)
			if proc == nil {
				continue
			}
			signers := i.OwnersOf(m.Code.ID).Signers()
			for _, p := range m.Players {
				id := p.ID.ID
				if !stands(proc.Path, id) && !(proc.Path.AsksOwners() && slices.Contains(signers, id)) && !(i.OfLeaders() && p.HeadsGovernment()) {
					continue
				}
				s := i.StanceOf(p, c.day, nil)
				if s == nil {
					s = p.StanceAt(i.Area.ID, c.day, nil)
				}
				if s == nil || !c.d.JointTextAlone(s, i) {
					continue
				}
				if rests[s] == nil {
					order = append(order, s)
				}
				rests[s], who[s] = append(rests[s], i.ID), p.ID.ID
			}
		}
	}
	for _, s := range order {
		on := rests[s]
		names := strings.Join(on[:min(3, len(on))], ", ")
		if len(on) > 3 {
			names += " and others"
		}
		c.add("joint-text-only", s.At("evidence"), 0, "add what it did or said by itself, or see what holds without it: entente agenda --without joint-text",
			"the stance of %s rests on the joint text of %s alone", who[s], names)
	}
}
