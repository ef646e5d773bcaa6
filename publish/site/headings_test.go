package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/publish/site"
)

// TestHeadingsAreApart holds that no heading of a text shares its id with a part of the
// page, whatever its words.
func TestHeadingsAreApart(t *testing.T) {
	dir := dossiertest.Shapes()["four"].Write(t)
	added := 0
	for _, glob := range []string{"initiatives/*.md", "pieces/*.md", "constraints/*.md", "report.md"} {
		files, err := filepath.Glob(filepath.Join(dir, glob))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, head := range []string{"Main", "Notes", "Record", "Related", "Refs", "Ref1", "Ref paper", "Corrections", "XAA", "Value", "Note1", "Levers"} {
				src = append(src, "\n\n## "+head+"\n\nText [@paper], see [above](#"+strings.ToLower(head)+").\n"...)
			}
			if err := os.WriteFile(file, src, 0o600); err != nil {
				t.Fatal(err)
			}
			added++
		}
	}
	d, _, err := dossier.Load(dir)
	if err != nil || added < 4 {
		t.Fatal(added, err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a})
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for name, src := range files {
		if strings.HasSuffix(name, ".html") {
			parse(t, src)
			moved += strings.Count(string(src), `href="#~text-levers"`)
		}
	}
	if moved == 0 {
		t.Error("no link follows its heading")
	}
}
