package site_test

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var figure = regexp.MustCompile(`\d+`)

// followCounts follows each count on pages to what it counts and compares the two. It gives
// how many it followed, by the page and the words of the count.
func followCounts(t *testing.T, files map[string][]byte) map[string]int {
	t.Helper()
	parsed, followed := map[string]*html.Node{}, map[string]int{}
	parse := func(name string) *html.Node {
		if parsed[name] == nil && files[name] != nil {
			doc, err := html.Parse(bytes.NewReader(files[name]))
			if err != nil {
				t.Fatal(err)
			}
			parsed[name] = doc
		}
		return parsed[name]
	}
	for name := range files {
		if !strings.HasSuffix(name, ".html") || name == "newsletter.html" {
			continue
		}
		for n := range parse(name).Descendants() {
			href := attr(n, "href")
			if n.Data != "a" || !hasClass(n, "n") && !(hasClass(n, "printed") && strings.Contains(href, "counted/")) {
				continue
			}
			words := textOf(n)
			said, err := strconv.Atoi(figure.FindString(words))
			if err != nil {
				t.Errorf("%s: the count %q has no figure", name, words)
				continue
			}
			to, part, _ := strings.Cut(href, "#")
			if to = path.Join(path.Dir(name), to); strings.HasPrefix(href, "#") {
				to = name
			}
			doc := parse(to)
			if doc == nil {
				t.Errorf("%s: the count %q leads to %s, which is no page", name, words, href)
				continue
			}
			if got := rowsAt(doc, part); got != said {
				t.Errorf("%s: %q leads to %s, which has %d", name, words, href, got)
			}
			followed[name+": "+words]++
		}
	}
	return followed
}

// rowsAt counts what is listed in a part of a page, or in all of it: initiatives of the
// agenda where there are some, else rows of tables, else items. What a heading heads is
// what follows it up to the next of its rank.
func rowsAt(doc *html.Node, id string) int {
	var in []*html.Node
	for n := range doc.Descendants() {
		if id == "" && n.Data == "main" || id != "" && attr(n, "id") == id {
			in = append(in, n)
			if rank := n.Data; len(rank) == 2 && rank[0] == 'h' {
				for s := n.NextSibling; s != nil && !(s.Type == html.ElementNode && len(s.Data) == 2 && s.Data[0] == 'h' && s.Data <= rank); s = s.NextSibling {
					in = append(in, s)
				}
			}
			break
		}
	}
	titled, rows, items := 0, 0, 0
	for _, top := range in {
		for n := range top.Descendants() {
			switch {
			case attr(n, "data-title") != "":
				titled++
			case n.Data == "tr" && n.Parent.Data == "tbody":
				rows++
			case n.Data == "li":
				items++
			}
		}
	}
	switch {
	case titled > 0:
		return titled
	case rows > 0:
		return rows
	}
	return items
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var out strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			out.WriteString(x.Data)
		}
	}
	return strings.TrimSpace(space.ReplaceAllString(out.String(), " "))
}

// TestCountsLeadToWhatTheyCount follows each count on the pages of a site to the list or the
// rows that it counts, and counts these.
func TestCountsLeadToWhatTheyCount(t *testing.T) {
	const head = "id,meeting,date,initiative,kind,text,due,kept,status,coder,assessed,searched_until,source\n"
	row := func(n int, initiative, kind, due, kept, status, until string) string {
		return fmt.Sprintf("p%d,Summit,2024-05-01,%s,%s,Promise %d,%s,%s,%s,editors,2026-03-01,%s,gazette-2025\n", n, initiative, kind, n, due, kept, status, until)
	}
	files := render(t, example(t, map[string]string{
		"commitments.csv": head + row(1, "song-archive", "once", "2025-05-01", "2025-04-01", "fulfilled", "2025-06") + row(2, "song-archive", "once", "2025-05-01", "2025-09-01", "fulfilled", "2025-10") +
			row(3, "song-archive", "capability", "2025-05-01", "2025-03-01", "fulfilled", "2025-06") + row(4, "fish-stocks", "standing", "2025-05-01", "", "not-fulfilled", "2025-06") +
			row(5, "fish-stocks", "once", "2025-05-01", "", "no-evidence", "2025-01") + row(6, "fish-stocks", "once", "2027-05-01", "", "in-progress", "2026-03") + row(7, "fish-stocks", "general", "2025-05-01", "2025-04-01", "fulfilled", "2025-06") + row(8, "song-archive", "capability", "2025-05-01", "", "not-fulfilled", "2025-06"),
		"report.md": "---\ntitle: A report\ndate: 2026-03-31\n---\nOf {{count commitments}} promises {{count commitments status=fulfilled}} are fulfilled; {{count events since=2025}} events, {{count initiatives verdict=ready}} ready, {{count initiatives verdict=ready area=water}}. {{promises}}.\n",
	}))
	checkLinks(t, files)
	got := followCounts(t, files)
	for _, want := range []string{
		"index.html: 5 initiatives", "index.html: 1 is ready", "index.html: 1 is a quick win", "index.html: 1 is held back", "index.html: 5 promises that can be scored", "index.html: 2 were kept", "index.html: 2 like the one that is ready", "index.html: 1 was", "index.html: ● 1 ready",
		"commitments.html: 8", "commitments.html: 7", "commitments.html: 5", "commitments.html: 2", "members.html: 1", "members.html: 2 initiatives", "members/xbe.html: 1 initiative", "constraints.html: 2 initiatives", "scenarios.html: 2 verdicts", "report.html: 3",
	} {
		if got[want] == 0 {
			t.Errorf("no count %q among %v", want, got)
		}
	}
	if !strings.Contains(shows(files["report.html"]), "Of 5 promises that can be scored, 2 were kept in time.") {
		t.Errorf("the report has another headline: %s", shows(files["report.html"]))
	}
	// A list is called by the word that pages have for it, and stands where these do.
	for page, want := range map[string][]string{
		"counted/commitments-status-fulfilled.html": {">Promises (fulfilled)</h1>", `<a href="../commitments.html">All promises</a>`, `<a href="../commitments.html" aria-current="true">Promises</a>`},
		"counted/events-since-2025.html":            {">Events (", `<a href="../events.html">All events</a>`, `<a href="../sources.html" aria-current="true">Sources</a>`},
	} {
		for _, w := range want {
			if !strings.Contains(string(files[page]), w) {
				t.Errorf("%s has not %s", page, w)
			}
		}
	}
}
