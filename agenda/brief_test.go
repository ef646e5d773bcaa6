package agenda_test

import (
	"maps"
	"reflect"
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// TestBrief holds that a brief agenda says the same of verdicts and carry as a
// whole one.
func TestBrief(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := agenda.Build(d, agenda.Options{Draws: 2000})
	if err != nil {
		t.Fatal(err)
	}
	brief, err := agenda.Build(d, agenda.Options{Draws: 2000, Brief: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(brief.Initiatives) != len(whole.Initiatives) || len(whole.Initiatives) == 0 || !reflect.DeepEqual(brief.Record, whole.Record) {
		t.Fatal("other initiatives, or another record")
	}
	within := 0
	for n, b := range brief.Initiatives {
		w := *whole.Initiatives[n]
		if len(b.Remarks)+len(b.Hangs)+len(b.Scenarios)+len(b.HeldBackBy)+len(b.Shares)+len(b.Support)+len(b.Requires)+len(b.Levers)+len(b.Otherwise) > 0 || b.Settlement != nil {
			t.Errorf("%s: a brief agenda explains", b.ID)
		}
		if w.Verdict == agenda.WithinReach {
			within++
		}
		w.NearLine, w.Hangs, w.Questions = b.NearLine, b.Hangs, b.Questions
		w.Settlement, w.HeldBackBy, w.Shares, w.Support, w.Requires, w.Levers, w.Otherwise, w.Scenarios, w.Remarks = b.Settlement, b.HeldBackBy, b.Shares, b.Support, b.Requires, b.Levers, b.Otherwise, b.Scenarios, b.Remarks
		w.ByMember = maps.Clone(w.ByMember)
		for code, c := range w.ByMember {
			without := *c
			without.Players = []agenda.Player{}
			w.ByMember[code] = &without
		}
		if !reflect.DeepEqual(*b, w) {
			t.Errorf("%s: brief and whole differ", b.ID)
		}
	}
	if within == 0 {
		t.Error("no verdict rests on a lever: the comparison shows little")
	}
	if len(brief.Constraints)+len(brief.Sequence)+len(brief.Scenarios) > 0 {
		t.Error("a brief agenda explains")
	}
}
