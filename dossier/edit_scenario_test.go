package dossier_test

import (
	"errors"
	"os"
	"testing"

	"entente/dossier"
)

// TestAddScenario writes a scenario that reads back as it was meant.
func TestAddScenario(t *testing.T) {
	dir := example(t)
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	i, p := d.Initiatives[0], d.Members[0].Players[0].ID
	changes := []*dossier.Change{
		{Pressure: dossier.Ref{ID: "old-quarrel"}, To: dossier.Exactly(0.25)},
		{Move: p, Initiative: dossier.Ref{ID: i.ID}, By: -12.5},
		{Target: i.Ladder[0].ID, Initiative: dossier.Ref{ID: i.ID}},
	}
	e := dossier.NewEdit(root)
	file, err := e.AddScenario("calmer-seas", "A test: nothing else.", changes)
	if err != nil || file != "scenarios/calmer-seas.yaml" {
		t.Fatal(file, err)
	}
	if _, err := e.Commit(); err != nil {
		t.Fatal(err)
	}
	if d, _, err = dossier.Load(dir); err != nil {
		t.Fatal(err)
	}
	s := d.Scenario("calmer-seas")
	if s == nil || len(s.Changes) != 3 || d.Say(s.Title) != "Calmer seas" || d.Say(s.Supposes) != "A test: nothing else." {
		t.Fatalf("%+v", s)
	}
	if c := s.Changes; c[0].Pressure.ID != "old-quarrel" || c[0].To.Best != 0.25 || c[1].Move.ID != p.ID || c[1].By != -12.5 || c[1].Initiative.ID != i.ID || c[2].Target.ID != i.Ladder[0].ID.ID {
		t.Errorf("%+v %+v %+v", c[0], c[1], c[2])
	}
	for _, name := range []string{"calmer-seas", i.ID, p.ID} {
		if _, err := dossier.NewEdit(root).AddScenario(name, "x", changes); !errors.Is(err, dossier.ErrTaken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "Calmer", "../x", "a_b"} {
		if _, err := dossier.NewEdit(root).AddScenario(name, "x", changes); err == nil || errors.Is(err, dossier.ErrTaken) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := dossier.NewEdit(root).AddScenario("other", "x", []*dossier.Change{{Stance: p}}); err == nil {
		t.Error("a stance was written in part")
	}
}
