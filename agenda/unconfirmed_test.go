package agenda_test

import (
	"slices"
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// TestUnconfirmed states what of an initiative is named as not confirmed, one thing at
// a time and all at once, and in which words.
func TestUnconfirmed(t *testing.T) {
	stance := func(sure bool) *agenda.Capital {
		return &agenda.Capital{Players: []agenda.Player{{ID: "a"}, {ID: "b", Unconfirmed: !sure}}}
	}
	held := []agenda.Hold{{Kind: "constraint", ID: "quarrel"}, {Kind: "constraint", ID: "crew"}}
	by := map[string]*agenda.Capital{"XAA": stance(true), "XBB": stance(false)}
	for name, c := range map[string]struct {
		i    agenda.Initiative
		want []string
		says string
	}{
		"nothing":                  {agenda.Initiative{Alternative: &agenda.Alternative{}, ByMember: map[string]*agenda.Capital{"XAA": stance(true)}}, nil, ""},
		"the file":                 {agenda.Initiative{Unconfirmed: true}, []string{"title"}, "not confirmed: the initiative itself"},
		"the level":                {agenda.Initiative{StatusQuo: agenda.RungRef{Unconfirmed: true}}, []string{"status_quo"}, "not confirmed: what is in place"},
		"a stance":                 {agenda.Initiative{ByMember: by}, []string{"carry_XBB"}, "not confirmed: a stance of <XBB>"},
		"the alternative":          {agenda.Initiative{Alternative: &agenda.Alternative{Unconfirmed: true}}, []string{"common_gain"}, "not confirmed: its alternative"},
		"what holds it back":       {agenda.Initiative{HeldBackBy: held}, []string{"held_back_by"}, "not confirmed: what holds it back"},
		"what holds it back less":  {agenda.Initiative{HeldBackBy: []agenda.Hold{held[1], held[0]}}, nil, ""},
		"the level and its stance": {agenda.Initiative{StatusQuo: agenda.RungRef{Unconfirmed: true}, ByMember: by}, []string{"status_quo", "carry_XBB"}, "not confirmed: what is in place and a stance of <XBB>"},
	} {
		a := &agenda.Agenda{Dossier: agenda.About{Members: []string{"XAA", "XBB"}}, Constraints: []*agenda.Constraint{{ID: "quarrel", Unconfirmed: true}, {ID: "crew"}}}
		if got := a.Unconfirmed(&c.i); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if got := a.UnconfirmedWords(&c.i, func(code string) string { return "<" + code + ">" }); got != c.says {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
	measured := &agenda.Agenda{Constraints: []*agenda.Constraint{{ID: "quarrel", Says: "40 percent, " + dossier.NotConfirmed}}}
	if got := measured.Unconfirmed(&agenda.Initiative{HeldBackBy: held}); !slices.Equal(got, []string{"held_back_by"}) {
		t.Errorf("a measured pressure: %q", got)
	}
}
