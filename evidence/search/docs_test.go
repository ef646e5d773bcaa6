package search

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestSearchPage runs the queries of docs/search.md on the example dossier.
func TestSearchPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/search.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	ix := open(t, dir, t.TempDir())
	_, block, _ := strings.Cut(string(page), "```query\n")
	block, _, ok := strings.Cut(block, "```")
	if !ok {
		t.Fatal("the page has no queries")
	}
	for line := range strings.Lines(block) {
		query, want, ok := strings.Cut(line, "→")
		if !ok {
			t.Errorf("%q has no arrow", line)
		}
		query, want = strings.TrimSpace(query), strings.TrimSpace(want)
		got := slices.Compact(ask(t, ix, Query{Text: query}))
		if g := strings.Join(got, ", "); g != want && (len(got) > 0 || want != "nothing") {
			t.Errorf("%s finds %s, not %s", query, g, want)
		}
	}
	for _, k := range Kinds() {
		if !strings.Contains(string(page), "`"+string(k)+"`") {
			t.Errorf("the page does not name the kind %s", k)
		}
	}
}
