package site_test

import (
	"strings"
	"testing"

	"entente/agenda"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/publish/edition"
	"entente/publish/site"
)

// kept gives an edition of an agenda on a day, changed by what is given.
func keptEdition(t testing.TB, a *agenda.Agenda, name, day string, change func(*compare.Agenda)) *edition.Edition {
	t.Helper()
	c := compare.Of(a)
	asOf, err := dossier.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	c.Dossier.AsOf = asOf
	for n, r := range c.Initiatives { // readings are shared with no other edition
		x := *r
		c.Initiatives[n] = &x
	}
	if change != nil {
		change(c)
	}
	return &edition.Edition{Record: edition.Record{Name: name, Settings: edition.Settings{AsOf: asOf}}, Agenda: c}
}

// The page tells what moved from edition to edition, newest first, and the first page leads
// to it; a rebuilt edition knows nothing of those after it.
func TestEditionsPage(t *testing.T) {
	d := group(t, 2)
	a, err := agenda.Build(d, agenda.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id, title := a.Initiatives[0].ID, a.Initiatives[0].Title
	all := []*edition.Edition{
		keptEdition(t, a, "one", "2025-01-31", func(c *compare.Agenda) { c.Initiatives[0].Verdict = agenda.NotAssessed }),
		keptEdition(t, a, "two", "2025-06-30", nil),
		keptEdition(t, a, "later", "2031", nil),
	}
	all[0].Program, all[1].Program, all[2].Program = "entente 1", "entente 2", "entente 3"
	all[1].Corrections = []edition.Correction{{Edition: "two", Date: all[1].AsOf, What: "Two <figures> were changed round."}}
	pages := func(kept []*edition.Edition, name string) map[string][]byte {
		files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: course.Past{}, Editions: kept, Edition: name})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	files := pages(all, "three")
	page, front := string(files["editions.html"]), string(files["index.html"])
	at := -1
	for _, want := range []string{
		"<h1>What changed since two</h1>", `<section id="edition-three">`, "No verdict, carry or delivery moved", `<section id="edition-two">`, "What moved since the edition one.", ": Two &lt;figures&gt; were changed round.",
		"Worked out by entente 2, and the one before by entente 1: what moved may be the method&#39;s, and no input&#39;s.",
		"Verdicts that moved", `<a href="initiatives/` + id + `.html">`, "not assessed → " + string(a.Initiatives[0].Verdict), `<section id="edition-one">`, "The first.",
	} {
		next := strings.Index(page, want)
		if next <= at {
			t.Fatalf("%q does not stand after what is before it in\n%s", want, page)
		}
		at = next
	}
	if strings.Contains(page, "later") {
		t.Error("a later edition is told of")
	}
	if !strings.Contains(front, `<a href="editions.html">What changed since two</a>`) || !strings.Contains(front, `<a href="editions.html">Editions</a>`) {
		t.Error("the first page does not lead there")
	}
	checkLinks(t, files)

	if page := string(pages(nil, "first")["editions.html"]); !strings.Contains(page, "<h1>Editions</h1>") || !strings.Contains(page, "The first.") {
		t.Error("the first edition's page:", page)
	}
	files = pages(nil, "")
	if files["editions.html"] != nil || strings.Contains(string(files["index.html"]), "ditions") {
		t.Error("without editions there is a page of them")
	}
	gone := keptEdition(t, a, "two", "2025-06-30", func(c *compare.Agenda) {
		c.Initiatives = append(c.Initiatives, &compare.Reading{ID: "lost", Title: "A <lost> one", Verdict: agenda.Ready})
	})
	if page := string(pages([]*edition.Edition{gone}, "")["editions.html"]); !strings.Contains(page, "<strong>A &lt;lost&gt; one</strong>: no longer on the agenda; it was ready.") || !strings.Contains(page, `id="now"`) {
		t.Error(page, title)
	}
}
