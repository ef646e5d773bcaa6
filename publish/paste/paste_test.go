package paste_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/goldentest"
	"entente/publish/chart"
	"entente/publish/paste"
	"entente/publish/report"
	"entente/publish/report/md"
	"entente/publish/report/web"
)

// TestItems makes every item of every example in both forms: each names its day and
// its basis, marks no note that is not there, and leaves no note without a mark.
func TestItems(t *testing.T) {
	for _, name := range []string{"trilateral", "egypt-gas", "poland-runoff", "testing-office"} {
		d, _, err := dossier.Load("../../examples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := agenda.Build(d, agenda.Options{Draws: 200})
		if err != nil {
			t.Fatal(err)
		}
		c := paste.Content{Dossier: d, Agenda: a, Chart: func(string) (chart.Chart, bool) { return chart.Chart{Title: "A chart", SVG: "<svg></svg>"}, true }}
		kinds, noted := map[string]bool{}, 0
		for _, i := range c.Items() {
			kind, _, _ := strings.Cut(i.Name, ":")
			kinds[kind] = true
			doc, err := c.Make(i.Name)
			if err != nil {
				t.Fatal(err)
			}
			text := md.Write(doc)
			if !strings.Contains(text, "As of "+a.Dossier.AsOf.Words()) || !strings.Contains(text, "Basis: ") || strings.Contains(text, "%!") {
				t.Errorf("%s %s does not say its day or basis:\n%s", name, i.Name, text)
			}
			noted += len(doc.Notes)
			marks := strings.Count(text, "[^")
			if marks < 2*len(doc.Notes) {
				t.Errorf("%s %s: %d notes and %d marks", name, i.Name, len(doc.Notes), marks-len(doc.Notes))
			}
			if kind == "verdict" {
				if l := doc.Blocks[0].(report.List); len(l.Items) < 2 || len(l.Items) > 5 {
					t.Errorf("%s has %d lines", i.Name, len(l.Items))
				}
			}
			page := web.Write(doc, web.Options{})
			if kind == "poll" && (!strings.Contains(page, "<svg") || !strings.Contains(page, "<th scope=\"col\">Mode</th>")) {
				t.Errorf("%s has no chart or no mode:\n%s", i.Name, page)
			}
		}
		if noted == 0 || !kinds["verdict"] || !kinds["constraints"] || !kinds["asks"] {
			t.Errorf("%s: %d notes, kinds %v", name, noted, kinds)
		}
	}
}

// sample is a dossier of three members with one of everything.
func sample(t *testing.T) paste.Content {
	t.Helper()
	dir := t.TempDir() + "/d"
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			t.Fatal(f)
		}
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	return paste.Content{Dossier: d, Agenda: a}
}

// TestSample holds what each item says of the sample dossier.
func TestSample(t *testing.T) {
	c := sample(t)
	for name, want := range map[string][]string{
		"dissent": {"> Limits on fishing should come first.\n>\n> Dissent of Ben Oslo, 20 March 2026"},
		"constraints": {
			"## Arden\n", "| The quarrel over the island[^1] | 58%, June 2022[^2] | 44%, June 2025[^2] | Both foreign ministries: A joint visit to the island; next September 2026 |",
			"Nobody: courts, constitutions, claimants and adjudicated rights stand", "not judged before | pressure 0.6 of 1 (0.4 to 0.8), from December 2025[^1]", "| – | nothing new starts", "1 event, 31 March 2026",
		},
		"promises:XAR":           {"# Promises, Arden\n", "| Begin a pilot within a year[^1] | October meeting, 12 October 2025 | 12 October 2026 | its time runs; searched until March 2026 |"},
		"asks:XCO":               {"| Ministry of fisheries | Readings go out on one line within the hour (Flood warnings on one line: carry ", "| Agreement of the council | 10 October 2026, The yearly meeting | A first joint warning (within 6 months) |", "draws; a share of draws is not a probability of the world", "illustrative"},
		"chronology":             {"| 19 August 2025 | Coriel protests against nets (not confirmed)[^2] |\n| 12 October 2025 |"},
		"poll:XAR_TRUST_BELMORA": {"Asked in Arden by Arden Institute: “Trust Belmora”.", "| June 2024 | 34%[^1] | 1,200 | online | begins anew: online since 2024 |"},
		"verdict:customs-window": {"- **◐ Within reach at “One window for all papers”: joint carry ", "What holds back first: Belmora's Premier; if it accepted, carry would be higher by ", "- It would need Belmora's Premier to be firmly for “One window for all papers”"},
	} {
		doc, err := c.Make(name)
		if err != nil {
			t.Fatal(err)
		}
		text := md.Write(doc)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", name, w, text)
			}
		}
	}
}

// TestWhole holds every item of the sample, with an address and without a chart, as it
// was reviewed.
func TestWhole(t *testing.T) {
	c := sample(t)
	c.Dossier.Site.Address = "https://example.org/agenda/"
	var b strings.Builder
	for _, i := range c.Items() {
		doc, err := c.Make(i.Name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s: %s (%s)\n%s\n", i.Name, i.Title, i.Page, md.Write(doc))
	}
	goldentest.Text(t, filepath.Join("testdata", "sample.txt"), b.String())
}

// TestNothingOnRecord holds what an item says that has nothing to list.
func TestNothingOnRecord(t *testing.T) {
	c := sample(t)
	c.Agenda.Constraints = c.Agenda.ConstraintsOf("XAR")
	c.Dossier.Site.Address = ""
	doc, err := c.Make("constraints")
	if err != nil {
		t.Fatal(err)
	}
	text := md.Write(doc)
	if strings.Count(text, "None is on record.") != 1 || strings.Count(text, "| What holds back") != 2 || !strings.Contains(text, "From *A river shared by three*.\n") {
		t.Error(text)
	}
}

// TestUnknown names what is near, or what there is.
func TestUnknown(t *testing.T) {
	c := sample(t)
	var u *paste.Unknown
	if _, err := c.Make("verdict:river-warning"); !errors.As(err, &u) || u.Near != "verdict:river-warnings" {
		t.Errorf("%v", err)
	}
	if u.Error() != `there is no item "verdict:river-warning"; did you mean "verdict:river-warnings"?` {
		t.Error(u)
	}
	if _, err := c.Make("weather"); !errors.As(err, &u) || u.Near != "" || !strings.Contains(err.Error(), "promises, asks") {
		t.Errorf("%v", err)
	}
	if _, err := c.Make("Constraints"); err != nil {
		t.Errorf("upper case: %v", err)
	}
}

// TestDocs holds the example of docs/paste.md.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/paste.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), "```markdown\n")
	want, _, ok2 := strings.Cut(rest, "```\n")
	if !ok || !ok2 {
		t.Fatal("docs/paste.md has no example")
	}
	doc, err := sample(t).Make("poll:XAR_TRUST_BELMORA")
	if err != nil {
		t.Fatal(err)
	}
	if got := md.Write(doc); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
