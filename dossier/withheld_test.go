package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestWithheld takes out what reads `publish: no`, in files, rows and entries, and
// counts it.
func TestWithheld(t *testing.T) {
	m := smallFS()
	for file, change := range map[string][2]string{
		"facts.csv":           {"confirmed,source\nf-1,rain,Rain,5,mm,2025,4,6,,,gazette", "confirmed,source,publish\nf-1,rain,Rain,5,mm,2025,4,6,,,gazette,\nf-2,rain,Rain,6,mm,2025-02,4,6,,,gazette,no\nf-3,rain,Rain,6,mm,2025-03,4,6,,,gazette,yes"},
		"series/gauges.csv":   {"unit,kind\nheight,2025-01,2025-01,3,percent,level", "unit,kind,publish\nheight,2025-01,2025-01,3,percent,level,no\nheight,2025-02,2025-02,4,percent,level,"},
		"scenarios/turn.yaml": {"kind: other", "kind: other\npublish: no"},
		"terms.yaml":          {"use: the river}", "use: the river}\n  - {id: lake, concept: Lake, use: the lake, publish: no}"},
		"people.yaml":         {"to: 2021}]}", "to: 2021}]}\n  - {id: bo, name: Bo, publish: no}\n  - {id: cy, name: Cy, publish: no}"},
		"assumptions.yaml":    {"source: gazette}", "source: gazette, publish: no}"},
	} {
		was := string(m[file].Data)
		if !strings.Contains(was, change[0]) {
			t.Fatalf("%s does not hold %q", file, change[0])
		}
		m[file].Data = []byte(strings.Replace(was, change[0], change[1], 1))
	}
	l := loadFS(m)
	d := l.d
	if len(l.f.list) > 0 || d.Withheld != 7 {
		t.Fatalf("%d withheld, %v", d.Withheld, l.f.list)
	}
	var facts, terms, people []string
	for _, f := range d.Facts {
		facts = append(facts, f.ID)
	}
	for _, x := range d.Terms {
		terms = append(terms, x.ID.ID)
	}
	for _, p := range d.People.People {
		people = append(people, p.ID.ID)
	}
	if got := fmt.Sprint(facts, terms, people); got != "[f-1 f-3] [river] [ana]" {
		t.Errorf("what stays: %s", got)
	}
	if d.Fact("f-2") != nil || d.Scenario("turn") != nil || len(d.Scenarios) > 0 || len(d.Assumptions) > 0 || len(d.Series) != 1 || d.Series[0].Value != 4 || len(d.SeriesFiles[0].Points) != 1 || d.SeriesFiles[0].Made == nil {
		t.Errorf("what reads `publish: no` is there: %d series, %+v", len(d.Series), d.SeriesFiles[0])
	}
	if len(d.Members) != 2 || len(d.Initiatives) != 2 || len(d.People.Groups) != 1 || !slices.Equal(d.Files, loadFS(smallFS()).d.Files) {
		t.Error("something else went with it")
	}
}

// TestWhatRestsOnWithheld is an error where it is published: what it names would be
// printed. What is wrong anyway is told once.
func TestWhatRestsOnWithheld(t *testing.T) {
	for _, c := range []struct{ file, old, fresh, want string }{
		{"constraints/quarrel.md", "title: Quarrel", "title: Quarrel\npublish: no", ""},
		{"initiatives/candid.md", "kind: principle", "kind: principle\npublish: no", ""},
		{"initiatives/gauge.md", "area: water", "area: water\npublish: no", "assumptions.yaml:2:116: error: it is published and rests on what reads `publish: no`: there is no initiative \"gauge\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well|" +
			"commitments.csv:2:1: error: it is published and rests on what reads `publish: no`: there is no initiative \"gauge\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well|" +
			"commitments/more.csv:2:1: error: it is published and rests on what reads `publish: no`: there is no initiative \"gauge\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well|" +
			"questions.csv:2:1: error: it is published and rests on what reads `publish: no`: there is no initiative \"gauge\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well"},
		{"people.yaml", "name: Ana,", "name: Ana, publish: no,", "people.yaml:4:37: error: it is published and rests on what reads `publish: no`: there is no person \"ana\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well"},
		{"people.yaml", "name: Ana, member: XAA", "name: Ana, publish: no, member: XCC", "people.yaml:2:47: error: there is no member \"XCC\" [unknown-id]|" +
			"people.yaml:4:37: error: it is published and rests on what reads `publish: no`: there is no person \"ana\" [not-published]\n    publish that too, take the reference out, or keep this from being published as well"},
		{"initiatives/candid.md", "area: songs", "area: song\npublish: no", "initiatives/candid.md:4:7: error: there is no area \"song\" [unknown-id]\n    did you mean \"songs\"?"},
	} {
		l := with(t, c.file, c.old, c.fresh)
		var got []string
		for _, f := range l.f.list {
			got = append(got, f.String())
		}
		if strings.Join(got, "|") != c.want || l.d.Withheld != 1 {
			t.Errorf("%s: %q: %d withheld\n got %q\nwant %q", c.file, c.fresh, l.d.Withheld, strings.Join(got, "|"), c.want)
		}
	}
}

// TestNotPublished holds what may say that it is not published.
func TestNotPublished(t *testing.T) {
	for n, c := range []struct {
		v    any
		want bool
	}{
		{&Fact{Row: Row{Publish: "no"}}, true}, {Fact{Row: Row{Publish: "no"}}, true}, {&Fact{Row: Row{Publish: "yes"}}, false}, {&Fact{}, false},
		{(*Fact)(nil), false}, {&Area{}, false}, {"no", false}, {&struct{ Publish bool }{}, false},
	} {
		if notPublished(c.v) != c.want {
			t.Errorf("%d: %v", n, !c.want)
		}
	}
}

// TestInputs gives the bytes of all that was read, and of pictures, each once.
func TestInputs(t *testing.T) {
	m := smallFS()
	m["pieces/a.png"] = &fstest.MapFile{Data: png(3, 4)}
	image := "image: {file: pieces/a.png, alt: A, caption: B, by: C, rights: D}\n"
	for _, file := range []string{"report.md", "pieces/note.md"} {
		m[file].Data = bytes.Replace(m[file].Data, []byte("title:"), []byte(image+"title:"), 1)
	}
	m["notes/mine.txt"] = &fstest.MapFile{Data: []byte("mine")}
	dir := filepath.Join(t.TempDir(), "d")
	if err := os.CopyFS(dir, m); err != nil {
		t.Fatal(err)
	}
	d, found, err := Load(dir)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	want := slices.DeleteFunc(slices.Sorted(maps.Keys(m)), func(name string) bool { return name == "notes/mine.txt" })
	if names := d.InputFiles(); !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		t.Errorf("%q, want %q", names, want)
	}
	in, err := d.Inputs()
	if err != nil || !slices.Equal(slices.Sorted(maps.Keys(in)), want) || !bytes.Equal(in["pieces/a.png"], png(3, 4)) {
		t.Errorf("%d inputs, %v", len(in), err)
	}
	if again, found, err := LoadFiles(in, "packed"); err != nil || len(found) > 0 || again.Root != "packed" || !slices.Equal(again.Files, d.Files) || len(again.Facts) != 1 {
		t.Errorf("loaded from what was read: %v, %v", found, err)
	}
	if err := os.Remove(filepath.Join(dir, "facts.csv")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Inputs(); !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), dir+"/facts.csv: ") {
		t.Errorf("a file that is gone: %v", err)
	}
	d.Root += "x"
	if _, err := d.Inputs(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is gone: %v", err)
	}
}

// TestLoadFiles loads what a folder of the same files would give.
func TestLoadFiles(t *testing.T) {
	files := map[string][]byte{"report.md": nil}
	if _, _, err := LoadFiles(files, "the commit"); !errors.Is(err, ErrNoDossier) || err.Error() != "no dossier: the commit has no dossier.yaml" {
		t.Errorf("without a head: %v", err)
	}
	for name, f := range smallFS() {
		files[name] = f.Data
	}
	files["report.md"], files["other/a.md"], files["members/deep/a.yaml"] = nil, []byte("x"), []byte("code: XAA\n")
	d, found, err := LoadFiles(files, "x")
	var got []string
	for _, f := range found {
		got = append(got, f.String())
	}
	want := []string{
		"report.md:1:1: error: the file has no YAML head [front-matter]\n    begin the file with a line of three dashes, the keys, and three dashes again",
		"members/deep/a.yaml: warning: the file is not read: folders inside members/ are not [not-read]\n    put it into members/ itself",
	}
	if err != nil || !slices.Equal(got, want) || d.Root != "x" || len(d.Members) != 2 {
		t.Errorf("%q, %v", got, err)
	}
}
