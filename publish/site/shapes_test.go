package site_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/site"
)

// shaped renders the site of a shape, with its documents of Word where asked for.
func shaped(t *testing.T, s dossiertest.Shape, word bool) (*dossier.Dossier, map[string][]byte) {
	t.Helper()
	d, found, err := dossier.Load(s.Write(t))
	if err != nil || slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Severity == dossier.Error }) {
		t.Fatal(err, found)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	c := site.Content{Dossier: d, Agenda: a, Past: past}
	if word {
		c.Forms = []report.Form{docx.Form}
	}
	files, err := site.Render(c)
	if err != nil {
		t.Fatal(err)
	}
	return d, files
}

// TestShapes holds every page of every shape: its links, ids and headings, its
// language and direction, what it is of, and that nothing on it is empty.
func TestShapes(t *testing.T) {
	for name, s := range dossiertest.Shapes() {
		if testing.Short() && s.Members != 4 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, files := shaped(t, s, s.Tongue == "ar" && s.Members < 3)
			checkLinks(t, files)
			dir := "ltr"
			if s.Tongue == "ar" {
				dir = "rtl"
			}
			for name, src := range files {
				if !strings.HasSuffix(name, ".html") {
					continue
				}
				if !bytes.Contains(src, []byte(`<html lang="`+s.Tongue+`" dir="`+dir+`">`)) && !strings.HasSuffix(name, ".kk.html") {
					t.Errorf("%s does not say that it is in %s, %s", name, s.Tongue, dir)
				}
				wellMade(t, name, src)
				if s.Members == 1 {
					alone(t, name, src)
				}
			}
			// Each thing has its own page, whatever its id.
			titles := map[string]string{}
			for _, i := range d.Initiatives {
				titles["initiatives/"+i.ID+".html"] = d.Say(i.Title)
			}
			for _, c := range d.Constraints {
				titles["constraints/"+c.ID+".html"] = d.Say(c.Title)
			}
			for _, c := range d.Scenarios {
				titles["scenarios/"+c.ID+".html"] = d.Say(c.Title)
			}
			for _, p := range d.Pieces {
				titles["pieces/"+p.ID+".html"] = d.Say(p.Title)
			}
			for _, m := range d.Members {
				titles["members/"+strings.ToLower(m.Code.ID)+".html"] = d.MemberName(m.Code.ID)
			}
			if d.Report != nil {
				titles["report.html"] = d.Say(d.Report.Title)
			}
			for page, title := range titles {
				if h := headingOf(t, files[page]); h != title {
					t.Errorf("%s is headed %q, want %q", page, h, title)
				}
			}
			for _, part := range []struct{ what, page string }{{"polls", "opinion.html"}, {"report", "report.html"}} {
				if _, ok := files[part.page]; ok == slices.Contains(s.Without, part.what) {
					t.Errorf("%s: %v", part.page, ok)
				}
			}
		})
	}
}

func headingOf(t *testing.T, src []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" {
			return strings.Join(strings.Fields(words(n)), " ")
		}
	}
	return ""
}

// words gives the text of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// wellMade holds that a page has one heading of the first level, skips none, and that
// no heading, list, table or chart on it is empty.
func wellMade(t *testing.T, name string, src []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	level := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Namespace != "" && n.Data != "svg" {
			continue
		}
		has := func(what ...string) bool {
			for c := range n.Descendants() {
				if c.Type == html.ElementNode && slices.Contains(what, c.Data) {
					return true
				}
			}
			return false
		}
		empty := false
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			h := int(n.Data[1] - '0')
			if h > level+1 || h == 1 && level > 0 {
				t.Errorf("%s: <%s> %q follows a heading of level %d", name, n.Data, words(n), level)
			}
			level = h
			empty = strings.TrimSpace(words(n)) == ""
		case "table":
			empty = !has("td")
		case "ul", "ol":
			empty = !has("li")
		case "dl":
			empty = !has("dd")
		case "figure":
			empty = !has("svg", "img")
		case "svg":
			empty = !has("path", "rect", "line", "circle", "polyline", "polygon")
		case "p", "li", "th", "figcaption", "summary", "caption":
			empty = strings.TrimSpace(words(n)) == "" && !has("img", "svg", "input")
		}
		if empty {
			t.Errorf("%s has an empty <%s>, class %q", name, n.Data, attribute(n, "class"))
		}
	}
	if level == 0 {
		t.Errorf("%s has no heading", name)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var together = regexp.MustCompile(`(?i)\b(?:joint(?:ly)?|(?:every|all|each|both) (?:the )?(?:capitals?|members?)|capital by capital|(?:some|other|the) members)\b`)

// alone holds that a page of one member says nothing of several.
func alone(t *testing.T, name string, src []byte) {
	t.Helper()
	text := shows(src)
	for _, at := range together.FindAllStringIndex(text, -1) {
		t.Errorf("%s says %q of one member: …%s…", name, text[at[0]:at[1]], text[max(0, at[0]-80):min(len(text), at[1]+60)])
	}
}
