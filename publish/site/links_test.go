package site

import (
	"fmt"
	"html/template"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/series"
)

// exampleBuilder holds the example's dossier and agenda, from few draws.
func exampleBuilder(t *testing.T) *builder {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 20})
	if err != nil {
		t.Fatal(err)
	}
	told, err := series.Tell(d, a.Dossier.AsOf.Last())
	if err != nil {
		t.Fatal(err)
	}
	return newBuilder(Content{Dossier: d, Agenda: a, Told: told})
}

// A piece of evidence leads to its row; what is not on record is its own words
// and leads nowhere. So it is with bodies, sources and directives.
func TestLinks(t *testing.T) {
	b := exampleBuilder(t)
	for ref, want := range map[string]link{
		"event:ev-2025-08-protest":         {Href: "../events.html#ev-2025-08-protest", Text: "event of 19 August 2025", Note: "not confirmed"},
		"event:ev-2025-03-accuse":          {Href: "../events.html#ev-2025-03-accuse", Text: "event of 2 March 2025"},
		"act:xar-president-2025-09":        {Href: "../acts.html#xar-president-2025-09", Text: "act of 1 September 2025"},
		"poll:XAR_TRUST_BELMORA@2025-06":   {Href: "../polls.html#XAR_TRUST_BELMORA~40~2025-06", Text: "poll of June 2025"},
		"fact:xar-posts-2024":              {Href: "../facts.html#xar-posts-2024", Text: "Posts filled in the ministry"},
		"case:case-2025-nets":              {Href: "../cases.html#case-2025-nets", Text: "ruling of 3 December 2025"},
		"source:gazette-2025":              {Href: "../sources.html#gazette-2025", Text: "Sella Gazette 2025"},
		"gazette-2025":                     {Text: "gazette-2025"},
		"source:nowhere":                   {Text: "nowhere", Note: "no record"},
		"event:nowhere":                    {Text: "event:nowhere"},
		"act:nowhere":                      {Text: "act:nowhere"},
		"poll:XAR_TRUST_BELMORA@1999-06":   {Text: "poll:XAR_TRUST_BELMORA@1999-06"},
		"fact:nowhere":                     {Text: "fact:nowhere"},
		"case:nowhere":                     {Text: "case:nowhere"},
		"no kind of evidence: at all what": {Text: "no kind of evidence: at all what"},
	} {
		if got := b.evidenceLink("../", ref); got != want {
			t.Errorf("%s: %+v, want %+v", ref, got, want)
		}
	}
	if got := b.evidenceLinks("", []string{"act:nowhere", "case:nowhere"}); len(got) != 2 || got[1].Text != "case:nowhere" {
		t.Error(got)
	}
	if got := b.sourceLinks("", []string{"gazette-2025", "poll-2025"}); len(got) != 2 || got[1] != (link{Href: "sources.html#poll-2025", Text: "Arden Institute 2025"}) {
		t.Error(got)
	}
	for id, want := range map[string]link{
		"xar-president":    {Href: "../members/xar.html#xar-president", Text: "President"},
		"xar-water-office": {Href: "../members/xar.html#xar-water-office", Text: "Water office"},
		"nobody":           {Text: "nobody"},
	} {
		if got := b.bodyLink("../", id); got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	for _, c := range []struct{ got, want link }{
		{b.initiativeLink("../", "fish-stocks"), link{Href: "../initiatives/fish-stocks.html", Text: "Shared limits on fishing"}},
		{b.initiativeLink("", "gone"), link{Href: "initiatives/gone.html", Text: "gone"}},
		{b.constraintLink("../", "old-quarrel"), link{Href: "../constraints/old-quarrel.html", Text: "The quarrel over the island"}},
		{b.constraintLink("", "gone"), link{Href: "constraints/gone.html", Text: "gone"}},
		{b.memberLink("../", "XBE"), link{Href: "../members/xbe.html", Text: "Belmora"}},
	} {
		if c.got != c.want {
			t.Errorf("%+v, want %+v", c.got, c.want)
		}
	}
	for href, want := range map[string]string{
		"initiative:a": "../initiatives/a.html", "constraint:a": "../constraints/a.html", "scenario:a": "../scenarios/a.html", "member:XAR": "../members/xar.html", "player:xar-president": "../members/xar.html#xar-president",
		"player:nobody": "", "poll:A B": "../polls.html#A~20~B", "source:a": "../sources.html#a", "event:a": "../events.html#a", "act:a": "../acts.html#a", "fact:a": "../facts.html#a", "case:a": "../cases.html#a", "commitment:a": "../commitments.html#a",
		"list:initiatives": "../index.html#agenda", "list:initiatives?verdict=ready": "../by/ready.html", "list:initiatives?area=water&verdict=ready": "../index.html#agenda", "list:players": "../members.html", "list:events": "../events.html", "other:a": "", "": "",
	} {
		if got := b.linkTo("../", href); got != want {
			t.Errorf("%q leads to %q, want %q", href, got, want)
		}
	}
	if b.Person("ida-lorn") != "Ida Lorn" || b.Person("nobody") != "nobody" {
		t.Error(b.Person("ida-lorn"), b.Person("nobody"))
	}
	b.D.People = nil
	if b.Person("ida-lorn") != "ida-lorn" {
		t.Error("a person of no roster")
	}
}

// A source is named by where it stands, who published it, who wrote it or, where
// none is on record, by its title.
func TestShortSource(t *testing.T) {
	y := dossier.Date{Year: 2025}
	for want, s := range map[string]dossier.Source{
		"The Paper 2025":                   {Container: "The Paper", Publisher: "P", Title: "T", Author: []dossier.Name{{Family: "Ruel"}}, Issued: y},
		"P":                                {Publisher: "P", Title: "T", Author: []dossier.Name{{Family: "Ruel"}}},
		"Ruel 2025":                        {Title: "T", Author: []dossier.Name{{Family: "Ruel"}, {Family: "Other"}}, Issued: y},
		"T 2025":                           {Title: "T", Issued: y},
		strings.Repeat("x", 47) + "… 2025": {Title: strings.Repeat("x", 49), Issued: y},
		strings.Repeat("x", 48):            {Title: strings.Repeat("x", 48)},
	} {
		if got := shortSource(&s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Directives draw the chart that they name, and nothing where it is not there.
func TestChartsOfTexts(t *testing.T) {
	b := exampleBuilder(t)
	tmpl, err := templates()
	if err != nil {
		t.Fatal(err)
	}
	b.tmpl = tmpl
	for _, c := range []struct {
		chart prose.Chart
		has   string
	}{
		{prose.Chart{Kind: "ladder", ID: "fish-stocks"}, "ladder-fish-stocks-w"},
		{prose.Chart{Kind: "ladder", ID: "fish-stocks"}, "Shared limits on fishing. Draws in ten"},
		{prose.Chart{Kind: "poll", ID: "XAR_TRUST_BELMORA"}, "poll-XAR_TRUST_BELMORA"},
		{prose.Chart{Kind: "ladder", ID: "gone"}, ""},
		{prose.Chart{Kind: "poll", ID: "gone"}, ""},
	} {
		got := b.chartHTML(c.chart)
		if (got == "") != (c.has == "") || !strings.Contains(got, c.has) {
			t.Errorf("%+v does not draw %q:\n%.300s", c.chart, c.has, got)
		}
	}
}

// A section ends where the next of its level or above begins, and a text's notes
// belong to none.
func TestSections(t *testing.T) {
	body := `<p>x</p><h2 id="a">A &amp; <em>b</em></h2><p>1</p><h3 id="c">C</h3><p>2</p><h3 id="d">D</h3><h2 id="e">E</h2><p>3</p><div class="footnotes"><h2 id="n">N</h2></div>`
	at := func(s string) int { return strings.Index(body, s) }
	want := fmt.Sprint([]section{
		{2, at(`<h2 id="a"`), at(`<h2 id="e"`), "a", "A & b"}, {3, at(`<h3 id="c"`), at(`<h3 id="d"`), "c", "C"},
		{3, at(`<h3 id="d"`), at(`<h2 id="e"`), "d", "D"}, {2, at(`<h2 id="e"`), at(`<div`), "e", "E"},
	})
	if got := fmt.Sprint(sections(body)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := sections(`<h2 id="a">A</h2>x`); len(got) != 1 || got[0].end != 18 {
		t.Errorf("%+v", got)
	}
}

// A dissent stands behind its section; one from the whole text, or from a section
// that is not there, before the notes; one from another text nowhere. The contents
// are the sections of the upper level that is there.
func TestDissents(t *testing.T) {
	b := exampleBuilder(t)
	p := &dossier.Piece{}
	p.ID, p.File = "report", "report.md"
	dissent := func(text, words string) *dossier.Dissent {
		return &dossier.Dissent{Text: text, Person: dossier.Ref{ID: "ben-oslo"}, Words: dossier.Text{Plain: words}}
	}
	b.D.People.Dissent = []*dossier.Dissent{dissent("report", "whole"), dissent("report.md#a", "of a"), dissent("report#gone", "gone"), dissent("other#a", "other"), dissent("report#a", "again")}
	b.D.People.Dissent[1].Date = dossier.Date{Year: 2026, Month: 3, Day: 20}
	aside := func(words, date string) string {
		return `<aside class="dissent" aria-label="Dissent"><p>` + words + `</p><p class="by">Dissent of Ben Oslo` + date + "</p></aside>\n"
	}
	got, contents := b.withDissent(p, `<h3 id="a">A</h3>1<h3 id="b">B</h3>2<div class="footnotes">n</div>`)
	want := `<h3 id="a">A</h3>1` + aside("of a", ", 20 March 2026") + aside("again", "") + `<h3 id="b">B</h3>2` + aside("whole", "") + aside("gone", "") + `<div class="footnotes">n</div>`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if fmt.Sprint(contents) != fmt.Sprint([]link{{Href: "#a", Text: "A"}, {Href: "#b", Text: "B"}}) {
		t.Error(contents)
	}
	b.D.People.Dissent = nil
	got, contents = b.withDissent(p, `<h2 id="a">A</h2><h3 id="b">B</h3>`)
	if got != `<h2 id="a">A</h2><h3 id="b">B</h3>` || len(contents) != 1 || contents[0].Text != "A" {
		t.Error(got, contents)
	}
}

// Small words of the pages.
func TestSmallWords(t *testing.T) {
	for label, want := range map[string]string{"2023-Q1": "Jan–Mar 2023", "2023-Q2": "Apr–Jun 2023", "2023-Q3": "Jul–Sep 2023", "2023-Q4": "Oct–Dec 2023", "2023": "2023", "2023-05": "May\u00a02023"} {
		if got := stepWords(label); got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", 0.4: "0", -0.4: "0", 0.6: "+1", -0.6: "−1", 14: "+14", -14: "−14"} {
		if got := signed(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
	for s, want := range map[string]string{"https://a.example": "https://a.example", "http://a.example": "http://a.example", "javascript:alert(1)": "", "ftp://a": "", "": ""} {
		if got := webAddress(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"on 2025-03-02.": "on 2\u00a0March\u00a02025.", "in 2025-03": "in March\u00a02025", "2025-13-02": "2025-13-02", "2025": "2025"} {
		if got := sayDates(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for id, want := range map[string]string{"aZ09-_.": "aZ09-_.", "a b": "a~20~b", "é@": "~e9~~40~"} {
		if got := anchor(id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	if areSteps(1) != "one step is" || areSteps(2) != "2 steps are" {
		t.Error(areSteps(1), areSteps(2))
	}
	half := 0.456
	of10 := funcs["of10"].(func(*float64) string)
	if of10(nil) != "–" || of10(&half) != "5 of 10" {
		t.Error(of10(nil), of10(&half))
	}
	three, plus := funcs["three"].(func(float64) string), funcs["plus"].(func(float64) string)
	if three(-0.5) != "−0.500" || three(0.5) != "0.500" || plus(0.5) != "+0.500" || plus(-0.5) != "−0.500" {
		t.Error(three(-0.5), plus(0.5), plus(-0.5))
	}
	if funcs["round"].(func(float64) string)(2.6) != "3" || funcs["one"].(func(float64) string)(2.66) != "2.7" || funcs["num"].(func(float64) string)(2.5) != "2.5" || funcs["add"].(func(a, b int) int)(2, 3) != 5 {
		t.Error("numbers")
	}
	m := funcs["dict"].(func(...any) map[string]any)("a", 1, "b", 2)
	if len(m) != 2 || m["a"] != 1 || m["b"] != 2 {
		t.Error(m)
	}
	q := agenda.Quantiles{P10: 44.2, P50: 45, P90: 60}
	if got := funcs["ceiling"].(func(*agenda.Quantiles) string)(&q); got != "45 at the median, and from 44 to 60 in eight of ten draws" {
		t.Error(got)
	}
	for v, want := range map[agenda.Verdict]string{agenda.Ready: "v-ready", agenda.WithinReach: "v-reach", agenda.HeldBack: "v-held", agenda.NoGain: "v-nogain", agenda.NotAssessed: "v-none", agenda.Delivered: "v-done"} {
		if got := verdictClass(v); got != want {
			t.Errorf("%s: %q, want %q", v, got, want)
		}
	}
	if got := notShown(fmt.Errorf("a < b")); got != template.HTML(`<p class="unknown">This text is not shown: a &lt; b.</p>`) {
		t.Error(got)
	}
	// A text beyond what is read is not shown, and says so, each time.
	b := &builder{D: &dossier.Dossier{}}
	deep := strings.Repeat("> ", 5000) + "x"
	for range 2 {
		if got := b.prose("", deep, 3); !strings.HasPrefix(string(got), `<p class="unknown">`) {
			t.Errorf("%.100s", got)
		}
	}
}

// A procedure is written out as a list, each body with its link, and what it needs.
func TestSteps(t *testing.T) {
	b := exampleBuilder(t)
	ref := func(ids ...string) (out []dossier.Ref) {
		for _, id := range ids {
			out = append(out, dossier.Ref{ID: id})
		}
		return
	}
	president := `<a href="../members/xar.html#xar-president">President</a>`
	one := &dossier.Step{Players: ref("xar-president")}
	for _, c := range []struct {
		s    *dossier.Step
		want string
	}{
		{nil, ""},
		{one, president},
		{&dossier.Step{Players: ref("a<b")}, "a&lt;b"},
		{&dossier.Step{All: []*dossier.Step{one}}, president},
		{&dossier.Step{All: []*dossier.Step{one, {Players: ref("x", "y"), Votes: 60}}}, `All of: <ul class="tight"><li>` + president + `</li><li>x, y; 60 votes needed</li></ul>`},
		{&dossier.Step{Any: []*dossier.Step{one, {Players: ref("x", "y")}}}, `Any of: <ul class="tight"><li>` + president + `</li><li>x, y; more than half of the weight needed</li></ul>`},
	} {
		if got := b.steps("../", c.s); string(got) != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}
