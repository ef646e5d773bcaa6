package agenda

import (
	"slices"

	"entente/dossier"
)

// What a procedure needs and the dossier does not name, in the place of a player's
// id, which has no such form.
const (
	noOwner = "owners:" // nobody who leads or signs, and is of the state
	noHead  = "head:"   // no head of government
)

// gapWords say what is not named.
var gapWords = map[string]string{
	noOwner: "no body of the state is named that would sign for it",
	noHead:  "no head of government is named, whom a text of leaders needs",
}

// pathOf gives the stages by which a member carries an initiative: those of its
// procedure, with the initiative's owners in the place of stages that name them, each
// a veto, and with the head of government where it is a text of leaders. The
// procedure has a path.
func (w *world) pathOf(m *dossier.Member, i *dossier.Initiative, p *dossier.Procedure) *dossier.Step {
	path := w.owned(m, i, p.Path)
	if !i.OfLeaders() {
		return path
	}
	id := noHead
	if h := m.HeadOfGovernment(); h != nil {
		id = h.ID.ID
	}
	if vetoes(path, id) {
		return path
	}
	return &dossier.Step{All: []*dossier.Step{path, veto(id)}}
}

func veto(id string) *dossier.Step {
	return &dossier.Step{Players: dossier.Refs{{ID: id}}, Quota: dossier.Quota{Share: 1, Set: true}}
}

// vetoes reports whether a player alone can stop a step.
func vetoes(s *dossier.Step, player string) bool {
	return len(s.Players) == 1 && s.Players[0].ID == player ||
		slices.ContainsFunc(s.All, func(k *dossier.Step) bool { return vetoes(k, player) })
}

// owned puts the initiative's owners in the place of the stages that name them.
func (w *world) owned(m *dossier.Member, i *dossier.Initiative, s *dossier.Step) *dossier.Step {
	if s.OfOwners() {
		out := &dossier.Step{}
		for _, id := range w.signers(m, i) {
			out.All = append(out.All, veto(id))
		}
		if len(out.All) == 1 {
			return out.All[0]
		}
		return out
	}
	if len(s.All)+len(s.Any) == 0 {
		return s
	}
	o := *s
	o.All, o.Any = nil, nil
	for _, k := range s.All {
		o.All = append(o.All, w.owned(m, i, k))
	}
	for _, k := range s.Any {
		o.Any = append(o.Any, w.owned(m, i, k))
	}
	return &o
}

// signers gives the players who sign an initiative for a member, each once: the lead
// first. An agency that is no player has its own id where it acts through nobody, so
// that its stance is missed. Bodies outside the state do not sign. Where nobody is
// left it is noOwner.
func (w *world) signers(m *dossier.Member, i *dossier.Initiative) []string {
	var out []string
	for _, id := range i.OwnersOf(m.Code.ID).Signers() {
		id = w.actsAs(m, id)
		if p := m.Player(id); p != nil && p.OutsideState() || slices.Contains(out, id) {
			continue
		}
		out = append(out, id)
	}
	if len(out) == 0 {
		return []string{noOwner}
	}
	return out
}

// actsAs gives the player on whose stance a body acts: itself; of an agency, of its
// successor where it has ended, the one that it acts through. Where there is none it
// is the agency's own id.
func (w *world) actsAs(m *dossier.Member, id string) string {
	for range len(m.Agencies) + 1 { // agencies may name each other in a circle
		a := w.d.Agency(id)
		switch {
		case a == nil || m.Player(id) != nil:
			return id
		case a.To.Ended(w.asOf) && a.Successor.ID != "":
			id = a.Successor.ID
		case a.ActsThrough.ID != "":
			id = a.ActsThrough.ID
		default:
			return id
		}
	}
	return id
}

// voter gives the player of a member with an id. What is named and is no player of it
// is given as one of whom nothing is known.
func voter(m *dossier.Member, id string) *dossier.Player {
	if p := m.Player(id); p != nil {
		return p
	}
	return &dossier.Player{ID: dossier.Ref{ID: id}, Member: m.Code.ID}
}
