package check_test

import (
	"slices"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// TestShapes holds that dossiers in any language, of any number of members and
// without polls, events or a report have the findings that are meant and no other:
// of the initiative on which nobody has a stance one for each member, of the report
// that its figure was not looked up, and of names that a system keeps for devices.
func TestShapes(t *testing.T) {
	for name, s := range dossiertest.Shapes() {
		if testing.Short() && s.Members != 4 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			dir := s.Write(t)
			devices := 0
			for _, id := range s.IDs {
				if slices.Contains([]string{"con", "nul", "aux", "prn", "com1", "lpt9"}, id) {
					devices++
				}
			}
			want := map[string]int{"lead-without-stance": s.Members, "portable-name": devices}
			got := map[string]int{}
			for _, f := range run(t, dir, false) {
				if f.Rule == "unchecked" {
					continue
				}
				if got[f.Rule]++; want[f.Rule] == 0 || got[f.Rule] > want[f.Rule] {
					t.Errorf("%v", f)
				}
			}
			for rule, n := range want {
				if got[rule] != n {
					t.Errorf("%d findings of %s, want %d", got[rule], rule, n)
				}
			}
		})
	}
}

// TestUnfitIDs holds what is said of ids that no file of a site could bear.
func TestUnfitIDs(t *testing.T) {
	for _, id := range []string{"__proto__", "CON", "toString", "a b", "ночь"} {
		dir := dossiertest.Shape{Tongue: "en", Members: 1, IDs: []string{"x", "y", "z", id}}.Write(t)
		_, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(found, func(f dossier.Finding) bool {
			return f.Severity == dossier.Error && f.Rule == "id-form" && f.Hint != ""
		}) {
			t.Errorf("%q passes: %v", id, found)
		}
	}
}
