package bib_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"entente/evidence/bib"
)

// TestDocs runs the example of docs/reading.md.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(name string) string {
		_, rest, ok := strings.Cut(string(page), "\n```"+name+"\n")
		text, _, _ := strings.Cut(rest, "```\n")
		if !ok || text == "" {
			t.Fatalf("docs/reading.md has no block %s", name)
		}
		return text
	}
	lib := bib.Read("a.bib", []byte(block("bibtex")))
	if len(lib.Records) != 1 || len(lib.Found) > 0 {
		t.Fatalf("%d records, %v", len(lib.Records), lib.Found)
	}
	same(t, lib.Records[0], block("csl"))
	records := func(string) json.RawMessage { return lib.Records[0] }
	var got []string
	for _, style := range []bib.Style{bib.Notes, bib.AuthorDate} {
		c := bib.NewCiter(style, records)
		cited, _ := c.Cite("berg-2019", "p. 322")
		got = append(got, cited.String(), c.Reference("berg-2019").String())
	}
	if s := strings.Join(got, "\n") + "\n"; s != block("cited") {
		t.Errorf("got\n%swant\n%s", s, block("cited"))
	}
}
