package prose_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"entente/evidence/bib"
)

// TestPage runs the examples of docs/prose.md.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../docs/prose.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(name string) []string {
		m := regexp.MustCompile("(?s)```" + name + "\n(.*?)\n```").FindSubmatch(page)
		if m == nil {
			t.Fatalf("no examples of %s", name)
		}
		return strings.Split(string(m[1]), "\n")
	}
	_, e := newDossier(t, nil)
	for _, line := range block("directives") {
		md, want, ok := strings.Cut(line, " => ")
		ds := parse(t, md).Directives
		if !ok || len(ds) != 1 {
			t.Fatalf("%q: %v", line, ds)
		}
		v, err := e.Evaluate(ds[0])
		got := v.Text
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want {
			t.Errorf("%s prints %q, want %q", md, got, want)
		}
	}
	lines := block("citations")
	record := json.RawMessage(lines[0])
	for _, line := range lines[1:] {
		name, want, _ := strings.Cut(line, ": ")
		style, err := bib.ParseStyle(name)
		if err != nil {
			t.Fatal(err)
		}
		c := bib.NewCiter(style, func(string) json.RawMessage { return record })
		c.Prepare([]string{"sato2019"})
		if got, ok := c.Cite("sato2019", "2"); !ok || got.String() != want {
			t.Errorf("%s: %q, want %q", name, got.String(), want)
		}
	}
	// Every directive of the table is known, and the other way round.
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `\\{\\{([a-z]+)|, `\\{\\{([a-z]+)").FindAllStringSubmatch(string(page), -1) {
		named[m[1]+m[2]] = true
	}
	for _, n := range []string{"poll", "record", "fact", "ruling", "carry", "delivery", "verdict", "commitment", "promises", "search", "count", "chart", "table"} {
		if !named[n] {
			t.Errorf("the page does not name %s", n)
		}
		delete(named, n)
	}
	if len(named) > 0 {
		t.Errorf("the page names directives that there are not: %v", named)
	}
}
