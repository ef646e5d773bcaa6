package dossiertest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/dossier"
)

// Mends applies the mend of each finding that has one to the dossier in dir, one
// at a time, and undoes it again. It holds that the finding is gone, that no new
// error came and that no other bytes changed, and gives the rules of the findings
// that had one. find gives the findings of the folder, with their mends.
func Mends(t testing.TB, dir string, found []dossier.Finding, find func() []dossier.Finding) (rules []string) {
	t.Helper()
	if !slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Mend != nil }) {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	before := count(found)
	was := contents(t, dir)
	for _, f := range found {
		m := f.Mend
		if m == nil {
			continue
		}
		rules = append(rules, f.Rule)
		src := was[m.File]
		if m.File != f.File || m.Start < 0 || m.End < m.Start || m.End > len(src) {
			t.Errorf("%v: its mend is of %s, bytes %d to %d", f, m.File, m.Start, m.End)
			continue
		}
		if at := place(src, m.Start); at != [2]int{m.Line, m.Col} {
			t.Errorf("%v: byte %d stands at %v, the mend says %d:%d", f, m.Start, at, m.Line, m.Col)
		}
		if at := place(src, m.End); at != [2]int{m.EndLine, m.EndCol} {
			t.Errorf("%v: byte %d stands at %v, the mend says %d:%d", f, m.End, at, m.EndLine, m.EndCol)
		}
		want := string(src[:m.Start]) + m.Text + string(src[m.End:])
		edit := dossier.NewEdit(root)
		if err := edit.Put(m.File, m.Apply(src)); err != nil {
			t.Fatal(err)
		}
		if _, err := edit.Commit(); err != nil {
			t.Errorf("%v: its mend: %v", f, err)
			continue
		}
		for file, now := range contents(t, dir) {
			if file == m.File && string(now) != want || file != m.File && !bytes.Equal(now, was[file]) {
				t.Errorf("%v: the mend changed other bytes of %s", f, file)
			}
		}
		after := find()
		n := count(after)
		if key := keyOf(f); n[key] >= before[key] {
			t.Errorf("%v: the mend %q leaves it", f, m.Text)
		}
		for _, g := range after {
			if g.Severity == dossier.Error && n[keyOf(g)] > before[keyOf(g)] {
				t.Errorf("%v: its mend %q brings %v", f, m.Text, g)
			}
		}
		// Undoing it by an edit would be refused, since it brings the fault back.
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(m.File)), src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return rules
}

func keyOf(f dossier.Finding) [3]string { return [3]string{f.Rule, f.File, f.Message} }

func count(found []dossier.Finding) map[[3]string]int {
	out := map[[3]string]int{}
	for _, f := range found {
		out[keyOf(f)]++
	}
	return out
}

// place gives the line and column, in characters, of a byte of a file.
func place(src []byte, at int) [2]int {
	head := bytes.TrimPrefix(src[:at], []byte("\xef\xbb\xbf"))
	lines := bytes.Split(head, []byte("\n"))
	return [2]int{len(lines), len([]rune(string(lines[len(lines)-1]))) + 1}
}

func contents(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		src, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = src
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
