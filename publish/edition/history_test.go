package edition

import (
	"strings"
	"testing"

	"entente/agenda"
	"entente/compare"
	"entente/dossier"
)

// A step says which programs it lies between, and that it tells neither the method's moves
// apart nor the inputs.
func TestUntold(t *testing.T) {
	day := dossier.Date{Year: 2026}
	of := func(v agenda.Verdict) *compare.Agenda {
		a := &compare.Agenda{Initiatives: []*compare.Reading{{ID: "x", Verdict: v}}}
		a.Dossier.AsOf = day
		return a
	}
	kept := func(name, program string, order int, v agenda.Verdict) *Edition {
		return &Edition{Record: Record{Name: name, Program: program, Order: order, Settings: Settings{AsOf: day}}, Agenda: of(v)}
	}
	all := []*Edition{kept("a", "entente 1", 1, agenda.Ready), kept("b", "entente 2", 2, agenda.HeldBack), kept("c", "entente 2", 3, agenda.Ready), kept("d", "entente 3", 4, agenda.Ready)}
	steps := Steps(all, of(agenda.HeldBack), "", "entente 4")
	const same = "Through which inputs is not told here"
	for n, want := range []string{"by entente 4, and the one before by entente 3: what moved may be the method's", "", same, "by entente 2, and the one before by entente 1:", ""} {
		if got := steps[n].Untold(); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: %q, want %q", steps[n].Name, got, want)
		}
	}
	// One that is kept was worked out by what kept it.
	if s := Steps(all, of(agenda.Ready), "c", "entente 4")[0]; s.Program != "entente 2" || !strings.HasPrefix(s.Untold(), same) {
		t.Errorf("%+v: %s", s, s.Untold())
	}
	if s := Steps(all, of(agenda.HeldBack), "", "")[0]; !strings.HasPrefix(s.Untold(), same) {
		t.Error(s.Untold())
	}
}
