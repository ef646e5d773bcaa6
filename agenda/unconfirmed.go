package agenda

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/words"
)

// Unconfirmed names what of an initiative rests on what reads confirmed: no:
// "title" (its own file), "status_quo", "carry_" and a member's code, "common_gain",
// "held_back_by"; nil where nothing does.
func (a *Agenda) Unconfirmed(i *Initiative) []string {
	var out []string
	if i.Unconfirmed {
		out = append(out, "title")
	}
	if i.StatusQuo.Unconfirmed {
		out = append(out, "status_quo")
	}
	for _, m := range a.Dossier.Members {
		if c := i.ByMember[m]; c != nil && slices.ContainsFunc(c.Players, func(p Player) bool { return p.Unconfirmed }) {
			out = append(out, "carry_"+m)
		}
	}
	if i.Alternative != nil && i.Alternative.Unconfirmed {
		out = append(out, "common_gain")
	}
	if len(i.HeldBackBy) > 0 && slices.ContainsFunc(a.Constraints, func(c *Constraint) bool {
		return i.HeldBackBy[0].Kind == "constraint" && c.ID == i.HeldBackBy[0].ID && (c.Unconfirmed || strings.Contains(c.Says, dossier.NotConfirmed))
	}) {
		out = append(out, "held_back_by")
	}
	return out
}

// unconfirmedWords say what Unconfirmed names, but for carry.
var unconfirmedWords = map[string]string{"title": "the initiative itself", "status_quo": "what is in place", "common_gain": "its alternative", "held_back_by": "what holds it back"}

// UnconfirmedWords says in words, for a mark beside the initiative, what of it is not
// confirmed; "" where all is. member gives the words for a member's code.
func (a *Agenda) UnconfirmedWords(i *Initiative, member func(code string) string) string {
	var what []string
	for _, u := range a.Unconfirmed(i) {
		if m, ok := strings.CutPrefix(u, "carry_"); ok {
			what = append(what, "a stance of "+member(m))
		} else {
			what = append(what, unconfirmedWords[u])
		}
	}
	if len(what) == 0 {
		return ""
	}
	return dossier.NotConfirmed + ": " + words.List(what)
}
