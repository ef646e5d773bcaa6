package dossier

import "testing"

// TestSourcesHaveTheirPlaces counts lines and characters from record to record,
// several on a line and after letters of several bytes.
func TestSourcesHaveTheirPlaces(t *testing.T) {
	src := "[\n {\"id\":\"a\",\"type\":\"book\",\"title\":\"Œuvre 年\"}, {\"id\":\"b\",\"type\":\"book\"},\n\n   {\"id\":\"c\",\"type\":\"book\"}, {\"type\":\"book\"},\n {\"id\":\"d\",\"type\":\"book\"} x\n]"
	got, found := readSources("sources/a.json", []byte(src))
	want := []Pos{{"sources/a.json", 2, 2}, {"sources/a.json", 2, 46}, {"sources/a.json", 4, 4}, {"sources/a.json", 5, 2}}
	if len(got) != len(want) {
		t.Fatalf("%d sources", len(got))
	}
	for i, s := range got {
		if s.Pos != want[i] {
			t.Errorf("%s stands at %s, want %s", s.ID, s.Pos, want[i])
		}
	}
	if len(found) != 2 || found[0].Pos != (Pos{"sources/a.json", 4, 30}) || found[1].Pos != (Pos{"sources/a.json", 5, 27}) {
		t.Errorf("findings: %v", found)
	}
}
