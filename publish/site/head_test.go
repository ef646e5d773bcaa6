package site_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/dossier"
)

// head is what the head of a page says.
type head struct {
	lang   string
	meta   map[string][]string // by name or property
	link   map[string][]string // by rel
	linked map[string]any      // the first object of the page's own description
	graph  []map[string]any
}

func headOf(t *testing.T, src []byte) head {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	h := head{meta: map[string][]string{}, link: map[string][]string{}}
	for n := range doc.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch n.Data {
		case "html":
			h.lang = at["lang"]
		case "meta":
			key := at["name"] + at["property"]
			h.meta[key] = append(h.meta[key], at["content"])
		case "link":
			h.link[at["rel"]] = append(h.link[at["rel"]], at["href"])
		case "script":
			if at["type"] == "application/ld+json" {
				var all struct {
					Graph []map[string]any `json:"@graph"`
				}
				if err := json.Unmarshal([]byte(n.FirstChild.Data), &all); err != nil || len(all.Graph) == 0 {
					t.Fatalf("%v in %s", err, n.FirstChild.Data)
				}
				h.linked, h.graph = all.Graph[0], all.Graph
			}
		}
	}
	return h
}

// published gives the sample, published at an address.
func published(t *testing.T) *dossier.Dossier {
	t.Helper()
	d := example(t, nil)
	src, err := os.ReadFile(filepath.Join(d.Root, "dossier.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return example(t, map[string]string{"dossier.yaml": string(src) + "\nsite: {address: https://example.org/river}\n",
		"report.md":         "---\ntitle: The report\nauthors: [Ana Writer]\n---\nIt is so.\n",
		"pieces/warning.md": "---\ntitle: A warning in time\ndek: What a line would change.\nkind: op-ed\nauthors: [Ana Writer]\ndate: 2026-02-03\n---\nIt would.\n"})
}

// TestHead holds what pages say of themselves to search engines, to those that show
// links, and to bibliographies.
func TestHead(t *testing.T) {
	files := render(t, published(t))
	for name, src := range files {
		if !strings.HasSuffix(name, ".html") || name == "newsletter.html" { // which is a mail
			continue
		}
		h := headOf(t, src)
		at := "https://example.org/river/" + strings.TrimSuffix(name, "index.html")
		for key, want := range map[string]string{"og:url": at, "citation_public_url": at, "og:site_name": "A river shared by three"} {
			if got := h.meta[key]; !slices.Equal(got, []string{want}) {
				t.Errorf("%s: %s is %q, want %q", name, key, got, want)
			}
		}
		for _, key := range []string{"description", "og:title", "og:description", "citation_title", "citation_publication_date", "citation_language"} {
			if got := h.meta[key]; len(got) != 1 || got[0] == "" || len([]rune(got[0])) > 250 {
				t.Errorf("%s: %s is %q", name, key, got)
			}
		}
		if icon := h.link["icon"]; len(icon) != 1 || files[strings.ReplaceAll(icon[0], "../", "")] == nil {
			t.Errorf("%s has the icon %q", name, icon)
		}
		if got := h.link["canonical"]; !slices.Equal(got, []string{at}) {
			t.Errorf("%s is %q", name, got)
		}
	}
	if h := headOf(t, files["initiatives/river-warnings.html"]); h.lang != "en" || h.meta["description"][0] != "The three pass flood readings to each other as they come in." ||
		!slices.Equal(h.link["alternate"], []string{"https://example.org/river/initiatives/river-warnings.html", "https://example.org/river/initiatives/river-warnings.ja.html", "../feed.rss", "../feed.atom", "../feed.json", "../calendar.ics"}) {
		t.Errorf("an initiative: %+v", h)
	}
	// Its title stands in a frame of another language, under its own.
	if p := string(files["initiatives/river-warnings.ja.html"]); !strings.Contains(p, `“<span lang="ja">洪水警報の共有</span>.”`) {
		_, cite, _ := strings.Cut(p, "Cite this page")
		t.Errorf("the citation reads %.300s", cite)
	}
	if h := headOf(t, files["initiatives/river-warnings.ja.html"]); h.lang != "ja" || h.meta["citation_language"][0] != "ja" {
		t.Errorf("its page in another language: %+v", h)
	}
	h := headOf(t, files["pieces/warning.html"])
	if h.linked["@type"] != "OpinionNewsArticle" || h.linked["datePublished"] != "2026-02-03" || h.meta["citation_author"][0] != "Ana Writer" || h.meta["citation_publication_date"][0] != "2026/02/03" ||
		h.meta["description"][0] != "What a line would change." || h.meta["og:type"][0] != "article" {
		t.Errorf("a piece: %+v", h)
	}
	if home := headOf(t, files["index.html"]); home.linked["@type"] != "Dataset" || home.linked["license"] == nil || home.graph[1]["name"] != "The Sella Group" {
		t.Errorf("home: %+v", home.graph)
	}
	if people := headOf(t, files["people.html"]); !slices.ContainsFunc(people.graph, func(o map[string]any) bool { return o["@type"] == "Person" }) {
		t.Errorf("people: %+v", people.graph)
	}
}

// TestSitemap holds that the sitemap lists every page once, and that there is none
// where the dossier does not say where the site will be.
func TestSitemap(t *testing.T) {
	files := render(t, published(t))
	var m struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(files["sitemap.xml"], &m); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, u := range m.URL {
		listed[u.Loc] = true
	}
	pages := 0
	for name := range files {
		if strings.HasSuffix(name, ".html") && name != "newsletter.html" { // which is a mail
			pages++
			if at := "https://example.org/river/" + strings.TrimSuffix(name, "index.html"); !listed[at] {
				t.Errorf("the sitemap lacks %s", at)
			}
		}
	}
	if pages != len(m.URL) || len(listed) != pages {
		t.Errorf("it lists %d addresses, %d of them once, of %d pages", len(m.URL), len(listed), pages)
	}
	files = render(t, example(t, nil))
	if h := headOf(t, files["index.html"]); files["sitemap.xml"] != nil || len(h.link["canonical"])+len(h.meta["og:url"]) > 0 {
		t.Errorf("without an address: %+v", h)
	}
}

// TestCite holds that every page says how it is cited, in three forms that name the
// same work.
func TestCite(t *testing.T) {
	files := render(t, published(t))
	for name, wants := range map[string][]string{
		"index.html": {"The Sella Group. “A river shared by three.” March 31, 2026.", "@misc{a-river-shared-by-three-index", "author = {{The Sella Group}}",
			"url = {https://example.org/river/}", `"literal":"The Sella Group"`},
		"pieces/warning.html": {"Ana Writer. “A warning in time.” A river shared by three. The Sella Group. February 3, 2026.", "month = feb", `"container-title":"A river shared by three"`},
		"report.html":         {"@techreport{", `"type":"report"`},
	} {
		p := parse(t, files[name])
		text := strings.Join(strings.Fields(p.text), " ")
		for _, want := range wants {
			if !strings.Contains(text, want) && !strings.Contains(strings.ReplaceAll(text, `": `, `":`), want) {
				t.Errorf("%s: no %q in %s", name, want, text[max(0, len(text)-1500):])
			}
		}
	}
	for name, src := range files {
		if strings.HasSuffix(name, ".html") && name != "newsletter.html" && !bytes.Contains(src, []byte(`<details class="citing">`)) {
			t.Errorf("%s does not say how it is cited", name)
		}
	}
}

// TestBuildingPage builds the example of docs/building.md, and looks for the files
// that it names.
func TestBuildingPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/building.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(page), "## What is in it\n")
	part, _, _ = strings.Cut(part, "\n## ")
	_, block, _ := strings.Cut(part, "```yaml\n")
	block, _, ok := strings.Cut(block, "```")
	if !ok {
		t.Fatal("docs/building.md has no example of a header")
	}
	src, err := os.ReadFile(filepath.Join(example(t, nil).Root, "dossier.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	files, named := render(t, example(t, map[string]string{"dossier.yaml": string(src) + "\n" + block})), 0
	for n, word := range strings.Split(part, "`") {
		if n%2 == 1 && !strings.Contains(word, " ") && strings.Contains(word, ".") && word != "dossier.yaml" && !strings.Contains(word, "/") {
			named++
			if files[word] == nil {
				t.Errorf("docs/building.md names %s, which is not built", word)
			}
		}
	}
	if named < 4 {
		t.Errorf("%d files are named", named)
	}
}

// TestFontsOfAPage holds that the fonts that a page in one script loads weigh at most
// 160 kB, and that every font is declared once.
func TestFontsOfAPage(t *testing.T) {
	files := render(t, example(t, nil))
	css := string(files["site.css"])
	weigh := func(scripts ...string) (sum int) {
		for name, src := range files {
			for _, s := range scripts {
				if strings.HasSuffix(name, "-"+s+".woff2") {
					sum += len(src)
				}
			}
		}
		return sum
	}
	if n := weigh("latin", "latin-ext"); n == 0 || n > 160_000 {
		t.Errorf("Latin weighs %d bytes", n)
	}
	if n := weigh("cyrillic", "cyrillic-ext"); n == 0 || n > 160_000 {
		t.Errorf("Cyrillic weighs %d bytes", n)
	}
	for name := range files {
		if strings.HasSuffix(name, ".woff2") && strings.Count(css, "url("+name+")") != 1 {
			t.Errorf("%s is declared %d times", name, strings.Count(css, "url("+name+")"))
		}
	}
}

// TestCard holds that the site has a picture for those that show links, with its full
// address on every page where that is known, and none where nothing is on the agenda.
func TestCard(t *testing.T) {
	files := render(t, published(t))
	c, err := png.DecodeConfig(bytes.NewReader(files["card.png"]))
	if err != nil || c.Width != 1200 || c.Height != 630 {
		t.Fatalf("the card: %+v, %v", c, err)
	}
	for _, name := range []string{"index.html", "initiatives/river-warnings.html"} {
		if got := headOf(t, files[name]).meta["og:image"]; !slices.Equal(got, []string{"https://example.org/river/card.png"}) {
			t.Errorf("%s has the card %q", name, got)
		}
	}
	if got := headOf(t, render(t, example(t, nil))["initiatives/river-warnings.html"]).meta["og:image"]; !slices.Equal(got, []string{"../card.png"}) {
		t.Errorf("without an address the card is %q", got)
	}
	files = render(t, example(t, map[string]string{"initiatives": "", "questions.csv": "", "commitments.csv": "", "assumptions.yaml": "", "forecasts": "", "scenarios": ""}))
	if got := headOf(t, files["index.html"]).meta["og:image"]; files["card.png"] != nil || got != nil {
		t.Errorf("without initiatives the card is %q", got)
	}
}
