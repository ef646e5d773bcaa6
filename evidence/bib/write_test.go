package bib_test

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/evidence/bib"
)

// What is written as BibTeX reads back as it was.
func TestBibTeXReadsBack(t *testing.T) {
	for _, c := range []struct{ record, typ, want string }{
		{`{"id":"Agenda 1","type":"report","title":"Costs & gains: 50% of $5_000 #1 ~ ^","author":[{"literal":"The Working Group and Friends"},{"family":"Ōno","given":"Mari"}],
		   "container-title":"A river shared by three","publisher":"House of Study","URL":"https://example.org/a_b%20c/","issued":{"date-parts":[[2026,3,31]]},"language":"en"}`,
			"techreport", `techreport{agenda-1`},
		{`{"id":"p","type":"webpage","title":"水資源の協力","container-title":"강","issued":{"date-parts":[[2026,3]]}}`, "misc", "month = mar"},
		{`{"id":"p","type":"article-journal","title":"Nets","author":[{"family":"Berg","suffix":"Jr.","given":"Anna"},{"literal":"others"}],"issued":{"date-parts":[[2026]],"season":1}}`, "article", "{Berg, Jr., Anna and others}"},
		{`{"id":"p","type":"article-newspaper","title":"A {set} of it","container-title":"The Gazette","issued":{"date-parts":[[2026]]}}`, "article", "journal = {The Gazette}"},
	} {
		out := bib.BibTeX(json.RawMessage(c.record))
		if !strings.HasPrefix(out, "@"+c.typ+"{") || !strings.Contains(out, c.want) {
			t.Errorf("it is written as\n%s", out)
		}
		back, found := read("x.bib", []byte(out))
		if len(back) != 1 || len(found) > 0 {
			t.Fatalf("%s\nreads as %s with %v", out, back, found)
		}
		var was, is map[string]any
		if json.Unmarshal([]byte(c.record), &was) != nil || json.Unmarshal(back[0], &is) != nil {
			t.Fatal(string(back[0]))
		}
		for _, key := range []string{"title", "author", "URL", "issued", "language"} {
			a, _ := json.Marshal(was[key])
			b, _ := json.Marshal(is[key])
			if want := strings.NewReplacer("{", "(", "}", ")").Replace(string(a)); key == "title" && want != strings.NewReplacer("{", "(", "}", ")").Replace(string(b)) || key != "title" && string(a) != string(b) {
				t.Errorf("%s: %s was %s, and reads back as %s", c.typ, key, a, b)
			}
		}
	}
	if got := bib.BibTeX(json.RawMessage(`[]`)); got != "" {
		t.Errorf("no record gives %q", got)
	}
}
