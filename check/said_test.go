package check_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

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
	var b strings.Builder
	for n, way := range dossiertest.AllBroken(t, dir) {
		if n%97 != 0 {
			continue
		}
		way.While(t, dir, func() {
			fmt.Fprintf(&b, "== %s, %q\n", way.File, way.What)
			for _, f := range run(t, dir, true) {
				fmt.Fprintf(&b, "%v\n", f)
			}
		})
	}
	goldentest.Text(t, filepath.Join("testdata", "broken.txt"), b.String())
}
