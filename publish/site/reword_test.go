package site_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/site"
)

// TestReworded rewords the texts of the examples, and holds that a site brought up to date
// is byte for byte what is made anew.
func TestReworded(t *testing.T) {
	for name, few := range map[string]int{"testing-office": 1, "trilateral": 1} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "testing-office" {
				t.Skip("many sites are made")
			}
			dir := filepath.Join("..", "..", "examples", name)
			first, _, err := dossier.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			inputs, err := first.Inputs()
			if err != nil {
				t.Fatal(err)
			}
			load := func(files map[string][]byte) *dossier.Dossier {
				d, _, err := dossier.LoadFiles(files, dir)
				if err != nil {
					t.Fatal(err)
				}
				d.Site.Address = "https://example.org/" // for the feeds
				return d
			}
			d := load(inputs)
			a, err := agenda.Build(d, agenda.Options{Draws: 200})
			if err != nil {
				t.Fatal(err)
			}
			var forms []report.Form
			if name == "testing-office" {
				forms = []report.Form{docx.Form}
			}
			s, err := site.Make(site.Content{Dossier: d, Agenda: a, Forms: forms})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}()
			of := map[string]int{} // texts by their kind
			edited := maps.Clone(inputs)
			compare := func(after string) {
				t.Helper()
				e := load(edited)
				whole, err := agenda.Build(e, agenda.Options{Draws: 200})
				if err != nil {
					t.Fatal(err)
				}
				want, err := site.Render(site.Content{Dossier: e, Agenda: whole, Forms: forms})
				if err != nil {
					t.Fatal(err)
				}
				got, err := site.FilesOf(s)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range slices.Sorted(maps.Keys(want)) {
					if !bytes.Equal(got[p], want[p]) {
						t.Errorf("after %s: %s is not as it is when made anew", after, p)
					}
				}
				for p := range got {
					if want[p] == nil {
						t.Errorf("after %s: %s is left", after, p)
					}
				}
			}
			n := 0
			for _, file := range slices.Sorted(maps.Keys(inputs)) {
				kind := filepath.Dir(file)
				if strings.Count(filepath.Base(file), ".") > 1 {
					kind += " in another language"
				}
				if !strings.HasSuffix(file, ".md") || of[kind] >= few {
					continue
				}
				of[kind]++
				n++
				was := edited[file]
				now := bytes.TrimRight(was, "\n")
				edit := n % 3
				if kind == "pieces" {
					edit = 2 // lists and the first page show how it begins
				}
				switch edit {
				case 0:
					now = slices.Concat(now, []byte("\n\nOne line more.\n"))
				case 1: // another source, and another heading
					now = slices.Concat(now, []byte("\n\n## A heading of its own\n\nA line [@"+d.Sources[n%len(d.Sources)].ID+"].\n"))
				case 2: // nothing of what was
					now = now[:bytes.Index(now, []byte("\n---\n"))+5]
				}
				edited[file] = now
				if !d.Reword(file, was, now) {
					t.Fatalf("%s is not reworded", file)
				}
				if err := s.Reworded(file); err != nil {
					t.Fatal(err)
				}
				if name == "testing-office" || kind == "pieces" { // what comes next may make all anew
					compare(file)
				}
			}
			compare("all")
			if n < 3 {
				t.Errorf("%d texts", n)
			}
		})
	}
}
