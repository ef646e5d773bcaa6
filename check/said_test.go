package check_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/check"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
)

// TestSaid holds each finding of the corpus's sentences, word by word: their scores
// hold no more than whether there is one.
func TestSaid(t *testing.T) {
	if testing.Short() {
		t.Skip("one thread; the race detector has nothing to see")
	}
	items := append(append(corpus(t, "dev"), corpus(t, "frozen")...), corpus(t, "later")...)
	found := map[string][]string{}
	for _, f := range run(t, corpusDossier(t, items), true) {
		found[f.File] = append(found[f.File], fmt.Sprintf("%d:%d %s", f.Line, f.Col, strings.TrimPrefix(f.String(), f.Pos.String())))
	}
	var b strings.Builder
	for i, it := range items {
		fmt.Fprintf(&b, "== %s\n", it.sentence)
		for _, line := range found[fmt.Sprintf("pieces/s%04d.md", i)] {
			b.WriteString(line + "\n")
		}
	}
	goldentest.Text(t, filepath.Join("testdata", "corpus", "said.txt"), b.String())
}

// TestBrokenSays holds what all rules say of the sample, with a report that uses every
// directive, when it is broken in one of some hundred and fifty ways.
func TestBrokenSays(t *testing.T) {
	if testing.Short() {
		t.Skip("one thread; the race detector has nothing to see")
	}
	dir := template(t)
	report := everyDirective(t)
	edit(t, dir, "report.md", func(string) string { return report })
	edit(t, dir, "dossier.yaml", func(s string) string { return strings.Replace(s, "draws: 10000", "draws: 100", 1) })
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var b strings.Builder
	ways := 0
	err = fs.WalkDir(os.DirFS(dir), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if e != nil && (e.Name() == ".schema" || e.Name() == "archive") {
				return fs.SkipDir
			}
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(file))
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, way := range dossiertest.Breakages(file, string(src)) {
			if ways++; ways%97 != 0 {
				continue
			}
			if err := os.WriteFile(path, []byte(way.Text), 0o644); err != nil {
				return err
			}
			d, found, err := dossier.Load(dir)
			if err != nil {
				return err
			}
			res, err := check.Run(d, found, check.Options{Root: root, Strict: true})
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "== %s, %q\n", file, way.What)
			for _, f := range res.Findings {
				fmt.Fprintf(&b, "%v\n", f)
			}
		}
		return os.WriteFile(path, src, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Text(t, filepath.Join("testdata", "broken.txt"), b.String())
}
