package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
)

// TestSamplePages holds what a reader gets of each page of the sample: its words in
// order, where links lead, and what the head says to machines. Pictures have their own
// reviewed files beside publish/chart.
func TestSamplePages(t *testing.T) {
	row := func(name, line string) string {
		b, err := os.ReadFile("../../dossier/template/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimRight(string(b), "\n") + "\n" + line + "\n"
	}
	// The sample has one meeting and no event of three years; lists want more than one.
	files := render(t, example(t, map[string]string{
		"commitments.csv": row("commitments.csv", "promise-catch,February meeting,2024-02-03,fish-stocks,,once,,Publish the catch of each,2025-02-03,2025-01-20,fulfilled,editors,2026-03-31,2026-03,communique-2025"),
		"calendar.csv":    row("calendar.csv", "2026-06-20,XBE,budget,The budget of the year,gazette-2025\n2026-07-01,XAR+XCO,meeting,Talks on tolls,gazette-2025"),
		"events.csv":      row("events.csv", "ev-2019-toll,2019-04-02,XAR,XBE,,CONSULT,trade,They talk of tolls,gazette-2025,no,"),
	}))
	goldentest.Text(t, filepath.Join("testdata", "sample.txt"), told(t, files, func(name string) bool {
		// Head, menu and foot are those of all pages: three kinds stand for them.
		return name == "index.html" || name == "report.html" || name == "members/xar.html"
	}))
}

// TestOtherPages holds the same of a group of four of which much is not known, and of a
// shipped dossier of two members with outside parties, series and a report.
func TestOtherPages(t *testing.T) {
	for name, dir := range map[string]string{
		"group": dossiertest.Group(t, dossiertest.Names(4)),
		"two":   filepath.Join("..", "..", "examples", "egypt-gas"),
	} {
		d, _, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		files := render(t, d)
		for _, long := range []string{"report.html", "sources.html", "find.html", "searches.html"} { // words of the dossier, for the most part
			delete(files, long)
		}
		goldentest.Text(t, filepath.Join("testdata", name+".txt"), told(t, files, func(string) bool { return false }))
	}
}

// told gives the pages as their readers get them.
func told(t *testing.T, files map[string][]byte, whole func(name string) bool) string {
	t.Helper()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(name, ".html") {
			fmt.Fprintf(&b, "== %s\n%s\n", name, readable(t, files[name], whole(name)))
		}
	}
	return b.String()
}

// readable gives a page as lines: one for each block, with the targets of its links. Of
// one that is not whole only what is between its menu and the ways to cite it.
func readable(t *testing.T, src []byte, whole bool) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	line := ""
	end := func() {
		if s := strings.Join(strings.Fields(line), " "); s != "" {
			b.WriteString(s + "\n")
		}
		line = ""
	}
	attr := func(n *html.Node, name string) string {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			line += n.Data
			return
		}
		if cite := strings.Contains(attr(n, "class"), "citing"); !whole && (cite || slices.Contains([]atom.Atom{atom.Head, atom.Header, atom.Footer}, n.DataAtom)) {
			return
		}
		switch n.DataAtom {
		case atom.Style, atom.Svg, atom.Link:
			return
		case atom.Meta:
			if name := attr(n, "name") + attr(n, "property"); name != "" {
				line += name + ": " + attr(n, "content")
			}
			end()
			return
		}
		block := n.Type == html.ElementNode && !slices.Contains([]atom.Atom{atom.A, atom.Span, atom.Strong, atom.Em, atom.B, atom.I, atom.Sup, atom.Sub, atom.Code, atom.Abbr, atom.Time, atom.Td, atom.Th, atom.Option, atom.Summary, atom.Label, atom.Input}, n.DataAtom)
		if block {
			end()
		}
		if id := attr(n, "id"); id != "" && block {
			line += "#" + id + " "
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		switch n.DataAtom {
		case atom.A:
			line += "<" + attr(n, "href") + ">"
		case atom.Td, atom.Th:
			line += " | "
		}
		if block {
			end()
		}
	}
	walk(doc)
	return b.String()
}
