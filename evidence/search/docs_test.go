package search

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestPage runs the queries of docs/search.md on the dossier of `entente new`.
func TestPage(t *testing.T) {
	doc, err := os.ReadFile("../../docs/search.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```queries\n(.*?)\n```").FindSubmatch(doc)
	if m == nil {
		t.Fatal("the page has no examples")
	}
	_, _, x := open(t, nil, "")
	for line := range strings.SplitSeq(string(m[1]), "\n") {
		q, want, _ := strings.Cut(line, " => ")
		hits, _, err := x.Search(context.Background(), q, Options{Kinds: []string{"event", "initiative"}})
		if err != nil || len(hits) == 0 || hits[0].Kind+" "+hits[0].ID != want {
			t.Errorf("%s finds %+v (%v), want %s", q, hits, err, want)
		}
	}
}
