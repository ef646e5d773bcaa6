package dossier_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/dossier"
)

// tree reads all files of a folder.
func tree(t interface {
	Helper()
	Fatal(...any)
}, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := os.ReadFile(filepath.Join(dir, p))
		out[p] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func openRoot(t testing.TB, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// differing names the files that two readings of a folder do not share.
func differing(a, b map[string]string) []string {
	var out []string
	for name := range maps.Keys(a) {
		if v, ok := b[name]; !ok || v != a[name] {
			out = append(out, name)
		}
	}
	for name := range maps.Keys(b) {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// TestEdit makes one edit of every kind, loads it, and undoes it.
func TestEdit(t *testing.T) {
	dir := example(t)
	root := openRoot(t, dir)
	// A table as a spreadsheet saves it: its line ends and byte-order mark stay.
	facts := "\ufeff" + strings.ReplaceAll(read(t, dir, "facts.csv"), "\n", "\r\n")
	if err := os.WriteFile(filepath.Join(dir, "facts.csv"), []byte(facts), 0o644); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	d, _, err := dossier.Load(dir)
	if err != nil || len(d.Facts) == 0 {
		t.Fatal(err)
	}
	source := d.Facts[0].Sources.String()
	e := dossier.NewEdit(root)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	at, err := e.AppendRow("facts", map[string]string{"id": "new-fact", "what": "Boats, large", "value": "12", "unit": "boats", "date": "2024", "source": fmt.Sprint(source)})
	must(err)
	must(e.SetCell("facts.csv", d.Facts[0].ID, "locator", "p. 4"))
	must(e.SetValue("dossier.yaml", []string{"title", "en"}, "Another river"))
	must(e.Add("pieces/new.md", []byte("---\ntitle: A piece\n---\n\nText.\n")))
	must(e.Rename("terms.yaml", "terms-of-old.txt"))
	must(e.Remove("people.yaml"))
	undo, err := e.Commit()
	must(err)
	after := tree(t, dir)
	if got, want := differing(before, after), []string{"dossier.yaml", "facts.csv", "people.yaml", "pieces/new.md", "terms-of-old.txt", "terms.yaml"}; !slices.Equal(got, want) {
		t.Errorf("changed: %q, want %q", got, want)
	}
	d, _, err = dossier.Load(dir)
	must(err)
	last := d.Facts[len(d.Facts)-1]
	if last.ID != "new-fact" || last.What != "Boats, large" || last.Pos.Line != at.Line || d.Facts[0].Locator != "p. 4" || d.Say(d.Title) != "Another river" || len(d.Pieces) != 3 {
		t.Errorf("loaded: %+v at %v, %q, %q, %d pieces", last, at, d.Facts[0].Locator, d.Say(d.Title), len(d.Pieces))
	}
	if !strings.HasPrefix(after["facts.csv"], "\ufeff") || strings.Count(after["facts.csv"], "\n") != strings.Count(after["facts.csv"], "\r\n") {
		t.Error("the table lost its byte-order mark or its line ends")
	}
	_, err = undo.Commit()
	must(err)
	if got := differing(before, tree(t, dir)); len(got) > 0 {
		t.Errorf("undone, these differ: %q", got)
	}
}

// TestEditRefuses holds that an edit that fails, or after which the dossier would
// not load, writes nothing.
func TestEditRefuses(t *testing.T) {
	dir := example(t)
	root := openRoot(t, dir)
	before := tree(t, dir)
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		edit func(e *dossier.Edit) error
		want error
	}{
		"a row of an id that is there": {func(e *dossier.Edit) error {
			_, err := e.AppendRow("facts", map[string]string{"id": d.Facts[0].ID})
			return err
		}, dossier.ErrTaken},
		"a cell without a column": {func(e *dossier.Edit) error {
			_, err := e.AppendRow("facts", map[string]string{"id": "x", "weather": "fine"})
			return err
		}, dossier.ErrNoColumn},
		"a table that does not exist": {func(e *dossier.Edit) error { _, err := e.AppendRow("weather", nil); return err }, nil},
		"a row that is not there":     {func(e *dossier.Edit) error { return e.SetCell("facts.csv", "no-such", "of", "x") }, dossier.ErrNoValue},
		"a column that is not there":  {func(e *dossier.Edit) error { return e.SetCell("facts.csv", d.Facts[0].ID, "weather", "x") }, dossier.ErrNoColumn},
		"a value that is not there":   {func(e *dossier.Edit) error { return e.SetValue("dossier.yaml", []string{"titel"}, "x") }, dossier.ErrNoValue},
		"a map":                       {func(e *dossier.Edit) error { return e.SetValue("dossier.yaml", []string{"title"}, "x") }, dossier.ErrNotEditable},
		"a file that is there":        {func(e *dossier.Edit) error { return e.Add("dossier.yaml", nil) }, dossier.ErrTaken},
		"a name that is in use":       {func(e *dossier.Edit) error { return e.Rename("terms.yaml", "dossier.yaml") }, dossier.ErrTaken},
		"a file that is not there":    {func(e *dossier.Edit) error { return e.Remove("no.md") }, fs.ErrNotExist},
		"a file outside":              {func(e *dossier.Edit) error { return e.Put("../evil.md", nil) }, nil},
		"a name with a detour":        {func(e *dossier.Edit) error { return e.Put("pieces/../dossier.yaml", nil) }, nil},
	} {
		if err := c.edit(dossier.NewEdit(root)); err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for name, edit := range map[string]func(e *dossier.Edit) error{
		"a row with an unknown source": func(e *dossier.Edit) error {
			_, err := e.AppendRow("facts", map[string]string{"id": "x", "what": "w", "value": "1", "unit": "u", "date": "2024", "source": "no-such-source"})
			return err
		},
		"a value of another kind": func(e *dossier.Edit) error { return e.SetCell("facts.csv", d.Facts[0].ID, "value", "many") },
		"a member who goes":       func(e *dossier.Edit) error { return e.Remove("members/xar.yaml") },
		"a broken file":           func(e *dossier.Edit) error { return e.Put("terms.yaml", []byte("a: [")) },
	} {
		e := dossier.NewEdit(root)
		if err := edit(e); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := e.Commit(); !errors.Is(err, dossier.ErrWouldBreak) {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := dossier.NewEdit(root)
	if err := e.SetCell("facts.csv", d.Facts[0].ID, "locator", "mine"); err != nil {
		t.Fatal(err)
	}
	theirs := before["facts.csv"] + "\n"
	if err := os.WriteFile(filepath.Join(dir, "facts.csv"), []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Commit(); !errors.Is(err, dossier.ErrChanged) {
		t.Errorf("a file that somebody else changed: %v", err)
	}
	before["facts.csv"] = theirs
	if got := differing(before, tree(t, dir)); len(got) > 0 {
		t.Errorf("refused edits changed %q", got)
	}
}

// TestEditUndo holds that any edit that is accepted loads without a new error, and
// that undoing it gives the same bytes.
func TestEditUndo(t *testing.T) {
	dir := example(t)
	root := openRoot(t, dir)
	before := tree(t, dir)
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	text := rapid.OneOf(rapid.StringMatching(`[ -~]{0,20}`), rapid.StringMatching("[가-힣あ-んА-я\n\r,\"# ]{0,12}"))
	committed := 0
	rapid.Check(t, func(t *rapid.T) {
		e := dossier.NewEdit(root)
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			var err error
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				_, err = e.AppendRow("events", map[string]string{"id": rapid.StringMatching(`[a-z]{3,8}`).Draw(t, "id"), "date": "2024-05", "source_actor": d.Members[0].Code.ID,
					"summary": "A " + text.Draw(t, "summary"), "source": d.Sources[0].ID, "note": text.Draw(t, "note")})
			case 1:
				err = e.SetCell("facts.csv", rapid.SampledFrom(d.Facts).Draw(t, "fact").ID, rapid.SampledFrom([]string{"locator", "what", "of"}).Draw(t, "column"), text.Draw(t, "cell"))
			case 2:
				err = e.SetValue("members/xar.yaml", []string{"players", "0", "stances", "0", "because"}, text.Draw(t, "value"))
			case 3:
				err = e.Add("pieces/"+rapid.StringMatching(`[a-z]{1,3}`).Draw(t, "name")+".md", []byte("---\ntitle: T\n---\n"+text.Draw(t, "body")))
			case 4:
				err = e.Remove(rapid.SampledFrom([]string{"people.yaml", "terms.yaml", "calendar.csv"}).Draw(t, "file"))
			case 5:
				err = e.Rename("acts.csv", "acts/"+rapid.StringMatching(`[a-z]{1,3}`).Draw(t, "to")+".csv")
			}
			if err != nil && !errors.Is(err, dossier.ErrTaken) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, dossier.ErrNotEditable) {
				t.Fatal(err)
			}
		}
		undo, err := e.Commit()
		if errors.Is(err, dossier.ErrWouldBreak) {
			if got := differing(before, tree(t, dir)); len(got) > 0 {
				t.Fatalf("%v, and yet %q changed", err, got)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		committed++
		_, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Severity == dossier.Error {
				t.Fatalf("accepted, and now %s", f)
			}
		}
		if _, err := undo.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := differing(before, tree(t, dir)); len(got) > 0 {
			t.Fatalf("undone, %q differ", got)
		}
	})
	if committed == 0 {
		t.Error("no edit was accepted")
	}
}

// TestRowsOfAFolder go into its inbox, unless the table has a file of its own.
func TestRowsOfAFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "facts/a.csv", "id,what\n")
	write(t, dir, "acts/a.csv", "id,player\n")
	write(t, dir, "acts.csv", "id,player\nx,y\n")
	write(t, dir, "empty.md", "")
	e := dossier.NewEdit(openRoot(t, dir))
	for table, want := range map[string]dossier.Pos{"facts": {File: "facts/inbox.csv", Line: 2, Col: 1}, "acts": {File: "acts.csv", Line: 3, Col: 1}, "events": {File: "events.csv", Line: 2, Col: 1}} {
		if at, err := e.AppendRow(table, map[string]string{"id": "a"}); err != nil || at != want {
			t.Errorf("%s: %v, %v", table, at, err)
		}
	}
	if at, err := e.AppendRow("acts", map[string]string{"id": "x"}); !errors.Is(err, dossier.ErrTaken) || at.File != "acts.csv" || !strings.HasPrefix(err.Error(), "acts.csv: ") {
		t.Errorf("taken: %v, %v", at, err)
	}
	if _, err := e.AppendRow("weather", nil); err == nil || err.Error() != "there is no table \"weather\"; there are acts, calendar, cases, commitments, events, facts, forecasts, judgements, polls, questions, quotes, searches" {
		t.Errorf("no table: %v", err)
	}
	if _, err := e.AppendRow("series", nil); err == nil {
		t.Error("a table that is written whole took a row")
	}
	if now, err := e.Bytes("empty.md"); err != nil || now == nil || len(now) != 0 {
		t.Errorf("an empty file: %v, %v", now, err)
	}
	if err := e.Add("empty.md", nil); !errors.Is(err, dossier.ErrTaken) {
		t.Errorf("an empty file is there: %v", err)
	}
}

// TestEditNames holds that every method takes names of files in the dossier alone, and
// says which is none.
func TestEditNames(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a/b.md", "x")
	write(t, dir, "facts.csv/x", "x")
	e := dossier.NewEdit(openRoot(t, dir))
	for _, name := range []string{"", ".", "..", "../a", "/a", "a/../b", "a/", "./a", "a"} {
		for what, edit := range map[string]func() error{
			"bytes": func() error { _, err := e.Bytes(name); return err }, "cell": func() error { return e.SetCell(name, "a", "b", "c") },
			"value": func() error { return e.SetValue(name, []string{"a"}, "b") }, "add": func() error { return e.Add(name, nil) }, "put": func() error { return e.Put(name, nil) },
			"remove": func() error { return e.Remove(name) }, "rename": func() error { return e.Rename(name, "c.md") }, "rename to": func() error { return e.Rename("a/b.md", name) },
		} {
			want := fmt.Sprintf("%q is no name of a file in the dossier", name)
			if name == "a" {
				want = "a: it is no ordinary file"
			}
			if err := edit(); err == nil || err.Error() != want {
				t.Errorf("%s of %q: %v", what, name, err)
			}
		}
	}
	if _, err := e.AppendRow("facts", nil); err == nil || err.Error() != "facts.csv: it is no ordinary file" {
		t.Errorf("a table that is a folder: %v", err)
	}
	for what, err := range map[string]error{"cell": e.SetCell("b.csv", "a", "b", "c"), "value": e.SetValue("b.yaml", []string{"a"}, "b"), "remove": e.Remove("b.md"), "rename": e.Rename("b.md", "c.md")} {
		if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "b.") {
			t.Errorf("%s of a file that is not there: %v", what, err)
		}
	}
	if err := e.Rename("a/b.md", "c.md"); err != nil {
		t.Fatal(err)
	}
	if was, err := e.Bytes("a/b.md"); was != nil || err != nil {
		t.Errorf("the old name: %q, %v", was, err)
	}
	if now, err := e.Bytes("c.md"); string(now) != "x" || err != nil {
		t.Errorf("the new name: %q, %v", now, err)
	}
}

// TestFaultsOfBefore holds that an edit may leave a fault that is there, and make none
// more of it.
func TestFaultsOfBefore(t *testing.T) {
	dir := example(t)
	was := read(t, dir, "people.yaml")
	person := func(id string) string {
		return strings.Replace(was, "people:\n", "people:\n  - {id: "+id+", name: N, member: XQQ}\n", 1)
	}
	if person("x") == was {
		t.Fatal("the example has no people")
	}
	write(t, dir, "people.yaml", person("x"))
	root := openRoot(t, dir)
	e := dossier.NewEdit(root)
	if err := e.Put("people.yaml", []byte("# a note\n"+person("y"))); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Commit(); err != nil {
		t.Errorf("the same fault on another line: %v", err)
	}
	was = read(t, dir, "people.yaml")
	if err := e.Put("people.yaml", []byte(person("z"))); err != nil {
		t.Fatal(err)
	}
	if found := e.Check(); len(found) != 1 || found[0].Message != "there is no member \"XQQ\"" {
		t.Errorf("one more: %v", found)
	}
}
