package site_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/goldentest"
	"entente/publish/output"
	"entente/publish/site"
)

// example loads the dossier that `entente new` writes, with some files replaced.
func example(t testing.TB, files map[string]string) *dossier.Dossier {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if text == "" {
			if err := os.RemoveAll(p); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
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
	return d
}

func render(t testing.TB, d *dossier.Dossier) map[string][]byte {
	t.Helper()
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: past})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// page is what a test needs to know of a page.
type page struct {
	ids   map[string]bool
	links []string
	text  string
}

func parse(t testing.TB, src []byte) page {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	p := page{ids: map[string]bool{}}
	var text strings.Builder
	level := 1
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data + " ")
		}
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if now := int(n.Data[1] - '0'); now > level+1 {
				t.Errorf("a heading of level %d follows one of level %d", now, level)
			} else {
				level = now
			}
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if p.ids[a.Val] {
					t.Errorf("the id %q stands twice on a page", a.Val)
				}
				p.ids[a.Val] = true
			case (a.Key == "href" || a.Key == "src") && (n.Namespace == "" || n.Data == "a"): // links in charts too
				p.links = append(p.links, a.Val)
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("a handler %s=%q", a.Key, a.Val)
			}
		}
	}
	p.text = text.String()
	return p
}

// checkLinks holds that every link within the site leads to a page and an anchor
// that are there, and every other to the web.
func checkLinks(t *testing.T, files map[string][]byte) {
	t.Helper()
	pages := map[string]page{}
	for name, src := range files {
		if strings.HasSuffix(name, ".html") {
			pages[name] = parse(t, src)
		}
	}
	for name, p := range pages {
		for _, l := range p.links {
			u, err := url.Parse(l)
			if err != nil {
				t.Errorf("%s: %q: %v", name, l, err)
				continue
			}
			if u.Scheme != "" {
				if u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("%s links to %q", name, l)
				}
				continue
			}
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if _, ok := files[target]; !ok {
				t.Errorf("%s links to %q, which is not there", name, l)
				continue
			}
			if q, ok := pages[target]; ok && u.Fragment != "" && !q.ids[u.Fragment] {
				t.Errorf("%s links to %q, which has no such anchor", name, l)
			}
		}
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	checkLinks(t, render(t, example(t, nil)))
}

// TestFlagshipLinks does the same for the flagship, whose evidence links are many.
func TestFlagshipLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("the flagship is large")
	}
	d, found, err := dossier.Load("../../examples/trilateral")
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	files := render(t, d)
	checkLinks(t, files)
	// A weak source is said to be weak once, beside its link.
	if src := string(files["polls.html"]); !strings.Contains(src, "(weak)</span>") || strings.Contains(src, "weak source") {
		t.Error("the page of polls does not mark its weak sources once")
	}
	// Who stands in no group does not pass for a member of the last.
	people := string(files["people.html"])
	if roster := strings.Index(people, `<h2 id="roster">`); roster < 0 || strings.LastIndex(people, `<ul class="plain people">`) < roster {
		t.Error("the roster stands under the heading of a group")
	}
}

func TestSameBytes(t *testing.T) {
	d := example(t, nil)
	one, two := render(t, d), render(t, d)
	if !slices.Equal(slices.Sorted(maps.Keys(one)), slices.Sorted(maps.Keys(two))) {
		t.Fatal("the pages differ")
	}
	for name, b := range one {
		if !bytes.Equal(b, two[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// TestHostileText holds that nothing a dossier says is taken for markup.
func TestHostileText(t *testing.T) {
	evil := `<script>alert(1)</script><img src=x onerror=alert(1)> "'&`
	d := example(t, map[string]string{
		"initiatives/song-archive.md": "---\ntitle: '" + strings.ReplaceAll(evil, "'", "''") + "'\ndek: '" + strings.ReplaceAll(evil, "'", "''") + "'\narea: culture\nladder: [{rung: list, level: 30, name: '" + strings.ReplaceAll(evil, "'", "''") + "'}]\ntarget: list\n---\n" + evil + "\n\n[x](javascript:alert(1)) ![p](http://tracker.example/p.gif)\n",
		"sources/evil.json":           `[{"id":"evil","type":"webpage","title":"<script>alert(2)</script>","URL":"javascript:alert(3)"}]`,
		"terms.yaml":                  "terms:\n  - {id: a, concept: '<b onclick=x>', use: {en: '</td><script>'}}\n",
	})
	for name, src := range render(t, d) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") || (a.Key == "src" && strings.Contains(a.Val, "tracker")) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
			if n.Data == "script" && n.FirstChild != nil && !data(n) {
				t.Errorf("%s has a script of its own: %s", name, n.FirstChild.Data)
			}
			if n.Data == "img" {
				t.Errorf("%s has a picture from outside", name)
			}
		}
	}
}

// data reports whether a script element holds data that no browser runs.
func data(n *html.Node) bool {
	return slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) && json.Valid([]byte(n.FirstChild.Data))
}

// TestMissingParts holds that a dossier without initiatives, players or evidence
// still gives pages, which say what is missing.
func TestMissingParts(t *testing.T) {
	gone := map[string]string{}
	for _, f := range []string{"initiatives", "pieces", "constraints", "scenarios", "sources", "terms.yaml", "people.yaml", "polls.csv", "events.csv", "acts.csv", "facts.csv", "calendar.csv", "commitments.csv", "cases.csv", "questions.csv", "forecasts", "assumptions.yaml"} {
		gone[f] = ""
	}
	for _, code := range []string{"XAR", "XBE", "XCO"} {
		gone["members/"+strings.ToLower(code)+".yaml"] = "code: " + code + "\n"
	}
	gone["dossier.yaml"] = "title: Bare\nas_of: 2026\nmembers: [XAR, XBE, XCO]\nnames: {XAR: Arden, XBE: Belmora, XCO: Coriel}\nareas: [{id: a, name: A}]\n"
	files := render(t, example(t, gone))
	for name, want := range map[string]string{
		"index.html": "no initiative yet", "members/xar.html": "No procedure is on record", "polls.html": "No poll is on record",
		"constraints.html": "No constraint is on record", "scenarios.html": "No scenario is on record", "people.html": "No roster", "events.html": "No event is on record. <span class=\"by\">Those who keep this dossier write it in <code>events.csv</code>", "calendar.html": "No date of the next eighteen months", "timeline.html": "No event between members",
		"commitments.html": "No promise is on record", "questions.html": "No question is on record", "assumptions.html": "No assumption is on record",
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	checkLinks(t, files)
}

// TestNotAssessedIsNotNo holds that the two never look alike.
func TestNotAssessedIsNotNo(t *testing.T) {
	p := parse(t, render(t, example(t, nil))["initiatives/song-archive.html"])
	if !strings.Contains(p.text, "Not assessed") || !strings.Contains(p.text, "This is not a no") || strings.Contains(p.text, "0 in 10") {
		t.Errorf("the page reads: %s", p.text)
	}
}

func TestWriteKeepsWhatIsNotOurs(t *testing.T) {
	d := example(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.MkdirAll(mine, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(mine, "thesis.txt"), []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{mine, filepath.Join(mine, "thesis.txt"), "."} {
		if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); !errors.Is(err, output.ErrForeign) {
			t.Errorf("writing to %s: %v", out, err)
		}
	}
	if b, err := os.ReadFile(filepath.Join(mine, "thesis.txt")); err != nil || string(b) != "years of work" {
		t.Errorf("it was changed: %q, %v", b, err)
	}
	out := filepath.Join(dir, "a", "site")
	done, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{})
	if err != nil || done.Pages < 20 {
		t.Fatal(done, err)
	}
	if err := os.WriteFile(filepath.Join(out, "CNAME"), []byte("example.org"), 0o644); err != nil {
		t.Fatal(err)
	}
	if done, err = site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil || done.Written != 0 || done.Pages < 20 {
		t.Fatal(done, err)
	}
	if b, err := os.ReadFile(filepath.Join(out, "CNAME")); err != nil || string(b) != "example.org" {
		t.Error("what others put into the site is gone", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(out)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

// TestSourcesSayWhereTheyAreUsed follows a source of an event and one cited in a
// body back to where they are used.
func TestSourcesSayWhereTheyAreUsed(t *testing.T) {
	d := example(t, map[string]string{
		"sources/more.json":           `[{"id":"cited","type":"webpage","title":"Cited in a body"},{"id":"idle","type":"webpage","title":"Used nowhere"}]`,
		"commitments.csv":             "id,meeting,date,initiative,text,status,coder,assessed,source\nfirst-promise,Summit,2024-05-01,song-archive,They list songs,fulfilled,editors,2025-01-01,cited\n",
		"initiatives/song-archive.md": "---\ntitle: Song archive\narea: culture\nladder: [{rung: list, level: 30, name: A list}]\ntarget: list\n---\nIt began late [@cited, p. 3].\n",
	})
	src := string(render(t, d)["sources.html"])
	for _, want := range []string{`<a href="initiatives/song-archive.html">Song archive</a>`, `<a href="commitments.html#first-promise">promise of 1 May 2024</a>`, "Used nowhere"} {
		if !strings.Contains(src, want) {
			t.Errorf("the sources lack %s", want)
		}
	}
	_, idle, _ := strings.Cut(src, `id="idle"`)
	if idle, _, _ = strings.Cut(idle, "</li>"); !strings.Contains(idle, "Not used") {
		t.Errorf("an unused source reads %s", idle)
	}
}

// TestNothingInline holds that pages keep to their own policy: no style and no
// script stands in a page, and nothing is fetched from elsewhere.
func TestNothingInline(t *testing.T) {
	for name, src := range render(t, example(t, nil)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if !bytes.Contains(src, []byte("default-src &#39;none&#39;")) && !bytes.Contains(src, []byte("default-src 'none'")) {
			t.Errorf("%s has no policy", name)
		}
		if bytes.Contains(src, []byte(" style=")) || bytes.Contains(src, []byte("<style")) || bytes.Contains(src, []byte("unsafe-inline")) {
			t.Errorf("%s has a style of its own", name)
		}
	}
}

// TestGroupsOfAnySize holds that one member, two and twelve work as three do.
func TestGroupsOfAnySize(t *testing.T) {
	for _, n := range []int{1, 2, 12} {
		d := group(t, n)
		files := render(t, d)
		checkLinks(t, files)
		index := parse(t, files["index.html"])
		if all := strings.Contains(index.text, "Who falls short"); all != (n > 1) {
			t.Errorf("%d members: a column of who falls short: %v", n, all)
		}
		for _, wrong := range []string{"1 are", "0 are", "1 initiatives", "1 players"} {
			if strings.Contains(index.text, wrong) {
				at := strings.Index(index.text, wrong)
				t.Errorf("%d members: the page says %q: %s", n, wrong, index.text[max(0, at-60):min(len(index.text), at+40)])
			}
		}
	}
}

// group makes and loads a dossier of n members, each with one player, and of more
// files (name and text).
func group(t testing.TB, n int, more ...[2]string) *dossier.Dossier {
	t.Helper()
	codes := []string{"BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "TLS", "VNM", "AUS"}[:n]
	dir := t.TempDir()
	write := func(name, text string) {
		p := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("dossier.yaml", "title: A group\nas_of: 2026-03-31\nmembers: ["+strings.Join(codes, ", ")+"]\nareas: [{id: sea, name: Sea}]\n")
	serves := ""
	for k, c := range codes {
		l := strings.ToLower(c)
		write("members/"+l+".yaml", fmt.Sprintf("code: %s\npriorities: [{id: %s-fish, title: Fishing, weight: 0.8, from: 2025}]\nplayers:\n  - {id: %s-pm, name: Prime Minister, kind: executive, role: decides, influence: 0.9, stances: [{areas: [sea], from: 2026, position: {low: %d, best: %d, high: %d}, because: A speech.}]}\nprocedures: [{id: decree, name: Decree, path: {players: [%s-pm]}}]\n", c, l, l, 30+4*k, 40+4*k, 50+4*k, l))
		serves += l + "-fish: 0.5, "
	}
	write("initiatives/rescue.md", "---\ntitle: Search and rescue\narea: sea\nladder: [{rung: letters, level: 15, name: Letters}, {rung: plan, level: 55, name: A plan}]\ntarget: plan\nserves: {"+strings.TrimSuffix(serves, ", ")+"}\n---\n")
	write("initiatives/charts.md", "---\ntitle: Shared charts\narea: sea\nladder: [{rung: letters, level: 15, name: Letters}]\ntarget: letters\nserves: {"+strings.TrimSuffix(serves, ", ")+"}\n---\n")
	for _, f := range more {
		write(f[0], f[1])
	}
	d, found, err := dossier.Load(dir)
	if err != nil || slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Severity == dossier.Error }) {
		t.Fatal(err, found)
	}
	return d
}

// TestGoldenPage holds a small page as it was reviewed: go test -run Golden
// -update writes it anew.
func TestGoldenPage(t *testing.T) {
	d := example(t, map[string]string{"terms.yaml": "terms:\n  - {id: islets, concept: Islets, use: {en: The Islets}, avoid: {en: [Rocks]}, note: By the alphabet.}\n"})
	_, main, _ := bytes.Cut(render(t, d)["terms.html"], []byte(`<main id="main">`))
	got, _, _ := bytes.Cut(main, []byte("</main>"))
	path := filepath.Join("testdata", "terms.html")
	goldentest.Text(t, path, string(got))
}

// TestWriteApart holds that a site is not written into its own dossier.
func TestWriteApart(t *testing.T) {
	d := example(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{d.Root, filepath.Join(d.Root, "site"), filepath.Dir(d.Root)} {
		if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{Force: true}); err == nil || !strings.Contains(err.Error(), "built from") {
			t.Errorf("%s: %v", out, err)
		}
	}
}

// TestAdoptEarlier takes over a site as it was written before there was a manifest.
func TestAdoptEarlier(t *testing.T) {
	d := example(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	files[site.Manifest] = []byte("An earlier build is replaced as a whole.\n")
	files["index.html"] = append(files["index.html"], "<!-- of other words -->"...)
	files["initiatives/withdrawn.html"] = files["index.html"]
	files["CNAME"] = []byte("example.org")
	for name, b := range files {
		p := filepath.Join(out, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, b, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	done, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{})
	if err != nil || !done.Adopted || done.Written != 1 || !slices.Equal(done.Left, []string{"initiatives/withdrawn.html"}) {
		t.Errorf("%+v %v", done, err)
	}
	if _, err := os.Stat(filepath.Join(out, "CNAME")); err != nil {
		t.Error(err)
	}
}

// BenchmarkWrite writes the flagship's site to the disk.
func BenchmarkWrite(b *testing.B) {
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{})
	if err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(b.TempDir(), "site")
	for b.Loop() {
		if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
