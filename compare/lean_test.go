package compare

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// Where no error leads to what an input needs to load, the fewest of all that changed are
// found; where none of these will do, that is said.
func TestNeedsWithoutLeads(t *testing.T) {
	d, _, err := dossier.Load(dossiertest.Group(t, dossiertest.Names(2)))
	if err != nil {
		t.Fatal(err)
	}
	old, err := d.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	now := maps.Clone(old)
	now["sources/more.json"] = bytes.ReplaceAll(old["sources/sources.json"], []byte(`"gazette"`), []byte(`"book"`))
	now["members/xab.yaml"] = bytes.ReplaceAll(old["members/xab.yaml"], []byte("source:gazette"), []byte("source:book"))
	for _, p := range []string{"constraints/court.md", "initiatives/banks.md", "initiatives/songs.md", "initiatives/warnings.md"} {
		now[p] = append(bytes.Clone(old[p]), "More.\n"...)
	}
	tr := &trials{}
	if tr.old, err = workOut(Side{Name: "old", Files: old}); err != nil {
		t.Fatal(err)
	}
	if tr.now, err = workOut(Side{Name: "new", Files: now}); err != nil {
		t.Fatal(err)
	}
	tr.base, tr.units = tr.old, unitsOf(tr.old, tr.now)
	at := func(name string) int {
		return slices.IndexFunc(tr.units, func(u unit) bool { return u.name == name })
	}
	none := make([][]int, len(tr.units))
	n, source := at("members/xab.yaml"), at("sources/more.json (new)")
	if got, ok := tr.needs(n, none); !ok || !slices.Equal(got, []int{source}) {
		t.Errorf("%v, %v, want %d of %q", got, ok, source, names(tr.units))
	}
	tr.units = slices.Delete(tr.units, source, source+1)
	if got, ok := tr.needs(n, none); ok {
		t.Errorf("without the source it needs %v", got)
	}
}
