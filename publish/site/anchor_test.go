package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// What a page calls parts of itself is never the address of a row: each id that a template
// states is known as its own, and so is what begins like one that it works out.
func TestAnchorsAreApart(t *testing.T) {
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		src, err := templateFiles.ReadFile("templates/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(` id="([\w-]+)"`).FindAllStringSubmatch(string(src), -1) {
			found++
			if anchor(m[1]) == m[1] {
				t.Errorf("%s: a row may have the id %s too", f.Name(), m[1])
			}
		}
	}
	if found < 50 {
		t.Fatalf("%d ids were found", found)
	}
	for _, id := range []string{"main", "roster", "sure", "levers", "procedure-decree", "group-water", "in-xaa", "in-xaa-trust", "note1", "poll-trust-t", "overview-d", "ref1", "ref-paper"} {
		if got := anchor(id); got != "~"+id {
			t.Errorf("%s is at %s", id, got)
		}
	}
	for _, id := range []string{"mains", "in-time", "notes-2020", "ref", "refs-2020", "treaty", "paper-2020", "0", "XAA_TRUST", "group", "procedure"} {
		if got := anchor(id); got != id {
			t.Errorf("%s is at %s", id, got)
		}
	}
	if got := anchor("a b~"); got != "a~20~b~7e~" || strings.Contains(encoded("main"), "~") {
		t.Errorf("%s, %s", got, encoded("main"))
	}
}

// What leads to a row or a section whose id is one of the page's own follows it: from where
// a source is used, and from what people dissent from.
func TestLinksFollowAnchors(t *testing.T) {
	b := exampleBuilder(t)
	source := dossier.Refs{{ID: b.D.Sources[0].ID}}
	b.D.Assumptions = []*dossier.Assumption{{ID: dossier.Ref{ID: "main"}, Source: source}}
	b.D.Terms = []*dossier.Term{{ID: dossier.Ref{ID: "main"}, Source: source}}
	var got []string
	for _, l := range b.usage()[b.D.Sources[0].ID] {
		got = append(got, l.Href)
	}
	for _, want := range []string{"assumptions.html#~main", "terms.html#~main"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q lacks %s", got, want)
		}
	}
	b.D.Report = &dossier.Piece{ID: "report", File: "report.md"}
	b.D.People.Dissent = []*dossier.Dissent{{Text: "report#notes"}, {Text: "report#aims"}, {Text: "report"}}
	for n, want := range []string{"report.html#~text-notes", "report.html#aims", "report.html"} {
		if got := b.dissents("")[n].Text.Href; got != want {
			t.Errorf("a dissent leads to %s, want %s", got, want)
		}
	}
}

// Ids are read from templates with their branches and what they write; what states no text
// is a row's own, and what is no id is none.
func TestTemplateIDs(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`<p id="a"><p class="b" id="c.d">`, `a c\.d`},
		{`<p data-id="a"><p id="{{.}}"><p id="{{lower .Code}}"><p id="{{template "x"}}"><p id="">`, ``},
		{`{{range $p := .}}<p{{with .X}} id="in-{{lower $p.Code}}-{{anchor .ID}}"{{end}}>{{end}}`, `in-[a-z]{3}-.+`},
		{`<p{{if .X}} id="a"{{else}} id="b"{{end}} id="c">`, `a b c`},
		{`<p id="{{if .X}}a{{else if .Y}}b{{else}}{{.Z}}{{end}}"> id`, `a b`},
		{`<p id="a{{if .X}}-{{.X}}{{end}}z">`, `a-.+z az`},
		{`<p id="a{{range .X}}-{{.}}{{end}}">{{range .Y}}<p id="b{{add . 1}}">{{else}}<p id="c">{{end}}`, `a.* b\d+ c`},
		{`<p id="{{$x := add 1 1}}{{/* of it */}}n{{len .X}}">{{define "x"}}<p id="y">{{end}}`, `n.+ y`},
	} {
		got, err := templateIDs("t", c.src)
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s states %q, not %s: %v", c.src, got, c.want, err)
		}
	}
	if _, err := templateIDs("t", `<p id="{{if}}">`); err == nil {
		t.Error("what is no template states ids")
	}
}
