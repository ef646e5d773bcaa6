package archive

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFolderName(t *testing.T) {
	for id, want := range map[string]string{
		"nhk-2019": "nhk-2019", "http://zotero.org/x/1": "http%3A%2F%2Fzotero.org%2Fx%2F1", "../../etc": "%2E.%2F..%2Fetc", ".": "%2E", "a b": "a%20b", "위": "%EC%9C%84", "A.b_c": "A.b_c",
	} {
		if got := FolderName(id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	if n := FolderName(strings.Repeat("x/", 500)); len(n) > 120 || strings.Contains(n, "/") {
		t.Error(n)
	}
}

// TestArchive keeps versions, finds the same page unchanged, and notices a file
// that was changed or taken away after it was hashed.
func TestArchive(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, found := Open(root)
	if len(found) > 0 {
		t.Fatal(found)
	}
	store := func(id, page, text string) Stored {
		s, err := a.Store(id, []byte(page), ".html", text, Kept{Retrieved: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), URL: "https://a.example/" + id})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if got := []Stored{store("../evil", "<p>one</p>", "one"), store("../evil", "<p>one</p>", "one"), store("../evil", "<div><p>one</p></div>", "one"), store("../evil", "<p>two</p>", "two")}; !slices.Equal(got, []Stored{NewPage, Unchanged, Unchanged, NewVersion}) {
		t.Errorf("%v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "..", "evil")); err == nil {
		t.Error("an id led out of the dossier")
	}
	a, found = Open(root)
	var text []string
	for _, v := range a.Versions("../evil") {
		text = append(text, v.Body)
	}
	if !slices.Equal(text, []string{"one", "two"}) || len(found)+len(a.Verify()) != 0 {
		t.Errorf("%q, %v, %v", text, found, a.Verify())
	}
	meta := a.Meta("../evil")
	file := filepath.Join(dir, "archive", FolderName("../evil"), meta.Pages[0].File)
	if err := os.WriteFile(file, []byte("<p>one thousand</p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if f := a.Verify(); len(f) != 1 || f[0].Rule != "archive-changed" || !strings.Contains(f[0].Message, "was changed") {
		t.Errorf("%v", f)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if f := a.Verify(); len(f) != 1 || !strings.Contains(f[0].Message, "is gone") {
		t.Errorf("%v", f)
	}
	for _, bad := range []string{`{"source":"x"`, `{"version":1,"source":"other","pages":[]}`, `{"version":2,"source":"../evil"}`, `{"version":1,"source":"../evil","pages":[{"file":"../../secret","text":"t"}]}`} {
		if err := os.WriteFile(filepath.Join(dir, "archive", FolderName("../evil"), "meta.json"), []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, f := Open(root); len(f) != 1 || f[0].Rule != "archive-meta" {
			t.Errorf("%s: %v", bad, f)
		}
	}
}
