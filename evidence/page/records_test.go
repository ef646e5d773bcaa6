package page

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func headOf(t *testing.T, src string) *head {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return readHead(doc)
}

// What a head states is gathered in the order of the page.
func TestHeadIsGathered(t *testing.T) {
	h := headOf(t, `<html lang="fr"><head><svg><title>Sign</title></svg><title> A
  port </title><title>Another</title><link rel="next" href="/n"><link rel="Canonical" href="/a"><link rel="canonical" href="/b">
<meta property="A" name="x" content=" one "><meta name="B" itemprop="y" content="two"><meta itemprop="C" content="three"><meta name="a" content="four"><meta name="d" content=" "><meta content="five">
<script type="text/javascript">{"@type":"Article","headline":"No"}</script><script type="application/ld+json"></script><script type=" Application/LD+JSON ">{"@type":"Article","headline":"Yes"}</script></head><body><h1>A port</h1><h1>B</h1></body></html>`)
	if want := map[string][]string{"a": {"one", "four"}, "b": {"two"}, "c": {"three"}}; h.lang != "fr" || h.title != "A port" || h.canonical != "/a" || !reflect.DeepEqual(h.meta, want) || h.ld.headline != "Yes" || len(h.h1) != 2 {
		t.Errorf("%+v", h)
	}
	if a, b := h.get("z", "b", "a"), h.get("z"); a != "two" || b != "" {
		t.Errorf("%q, %q", a, b)
	}
	if h = headOf(t, "<title></title>"+strings.Repeat(`<meta name="author" content="Ida Lorn">`, 51)); h.title != "" || len(h.meta["author"]) != 50 {
		t.Errorf("%q, %d authors are kept of 51, want 50", h.title, len(h.meta["author"]))
	}
}

// The first record of an article is read, or of a page where there is none; in six
// lists at most, among the first 200 of a list, of two megabytes at most.
func TestRecordsOfArticles(t *testing.T) {
	const a, b, web, org = `{"@type":"Article","headline":"A"}`, `{"@type":"Report","headline":"B"}`, `{"@type":"WebPage","name":"W"}`, `{"@type":"Organization","headline":"O"}`
	for src, want := range map[string]string{
		a: "A", "[" + a + "," + b + "]": "A", "[" + web + "," + b + "]": "B", "[" + a + "," + web + "]": "A", "[" + web + `,{"@type":"WebPage","name":"V"}]`: "W", org: "", "[" + org + "," + b + "]": "B",
		`{"@type":"Article","headline":"A","@graph":[` + b + "]}": "B", `{"@graph":` + a + "}": "A", `{"@type":"Article","name":"N"}`: "", `{"@type":"webpage","headline":"H","name":"N"}`: "H", `"A"`: "", "{": "", " \n" + a + "\n": "A",
		strings.Repeat("[", 6) + a + strings.Repeat("]", 6): "A", strings.Repeat("[", 7) + a + strings.Repeat("]", 7): "", strings.Repeat(`{"@graph":`, 6) + a + strings.Repeat("}", 6): "A", strings.Repeat(`{"@graph":`, 7) + a + strings.Repeat("}", 7): "",
		"[" + strings.Repeat(org+",", 199) + a + "]": "A", "[" + strings.Repeat(org+",", 200) + a + "]": "",
		a + strings.Repeat(" ", 2<<20-len(a)): "A", a + strings.Repeat(" ", 2<<20-len(a)+1): "",
	} {
		h := &head{ld: &article{}}
		if h.readLD(src); h.ld.headline != want {
			t.Errorf("%.80s: %q, want %q", src, h.ld.headline, want)
		}
	}
	h := &head{ld: &article{}}
	h.readLD(`{"@type":"NewsArticle","headline":"A","alternativeHeadline":"D","description":"E","datePublished":"2025-03-02","dateModified":"2025-03-03","articleSection":"Trade","publisher":{"name":"The House"},"isPartOf":{"name":"The Strait"},
		"url":"/u","mainEntityOfPage":"/m","inLanguage":"fr","author":"Ida Lorn","keywords":["a","b"],"articleBody":"Text","image":{"url":"/i.jpg","contentUrl":"/c.jpg","caption":"C","creditText":"Cy","creator":"Di","copyrightNotice":"© N","license":"L"}}`)
	want := &article{kind: "newsarticle", headline: "A", dek: "D", published: "2025-03-02", updated: "2025-03-03", section: "Trade", site: "The Strait", publisher: "The House", url: "/u", lang: "fr", body: "Text", authors: []string{"Ida Lorn"}, keywords: []string{"a", "b"},
		image: Image{URL: "/i.jpg", Caption: "C", Credit: "Cy", Rights: "© N"}}
	if !reflect.DeepEqual(h.ld, want) {
		t.Errorf("%+v\nwant %+v", h.ld, want)
	}
	for src, want := range map[string]Image{`[]`: {}, `["/a.jpg",{"url":"/b.jpg"}]`: {URL: "/a.jpg"}, `{"author":"Cy","license":"L"}`: {Credit: "Cy", Rights: "L"}, `null`: {}, `"/a.jpg"`: {URL: "/a.jpg"}} {
		h := &head{ld: &article{}}
		if h.readLD(`{"@type":"Article","image":` + src + "}"); h.ld.image != want {
			t.Errorf("%s: %+v, want %+v", src, h.ld.image, want)
		}
	}
}

// Of what is stated twice, the page's own statement comes before a record, and a
// record before what services read.
func TestStatementsInOrder(t *testing.T) {
	ld := ldScript(`{"@type":"Report","headline":"The port of the record","isPartOf":"Part","publisher":"The House","articleSection":"Sea","inLanguage":"fr","url":"/ld","datePublished":"2025-03-02","dateModified":"2025-03-03","keywords":"k1,k2","author":"Ida Lorn","image":{"url":"/ld.jpg","caption":"C"}}`)
	m := func(name, v string) string { return `<meta property="` + name + `" content="` + v + `">` }
	of := func(p *Page) string {
		s := fmt.Sprintf("%s publisher=%s language=%s kind=%s url=%s", facts(p), p.Publisher, p.Language, p.Kind, p.URL)
		if p.Image != nil {
			s += fmt.Sprintf(" image=%s,%s", p.Image.URL, p.Image.Alt)
		}
		return s
	}
	for _, c := range []struct{ name, head, want string }{
		{"nothing", "", " publisher= language= kind= url="},
		{"a record", ld, "title=The port of the record by=Ida Lorn on=2025-03-02 updated=2025-03-03 site=Part section=Sea tags=k1+k2 caption=C publisher=The House language=fr kind=report url=/ld image=/ld.jpg,"},
		{"statements", ld + m("og:site_name", "Site") + m("publisher", "P") + m("article:section", "S") + m("og:type", "Article") + m("og:url", "/og") + m("article:published_time", "2025-01-01") + m("article:modified_time", "2025-01-02") + m("article:tag", "t") + m("og:image", "/og.jpg") + m("og:image:alt", "Alt") + m("author", "Tom Reed") + m("og:title", "Other") + m("keywords", "x"),
			"title=The port of the record by=Ida Lorn on=2025-01-01 updated=2025-01-02 site=Site section=S tags=t+k1+k2 caption=C publisher=The House language=fr kind=article url=/og image=/og.jpg,Alt"},
		{"of services", m("twitter:title", "T") + m("dc.publisher", "P") + m("parsely-section", "S") + m("og:locale", "ko") + m("parsely-pub-date", "2025-01-01") + m("lastmod", "2025-01-02") + m("keywords", "a,b") + m("parsely-tags", "c") + m("twitter:image", "/t.jpg") + m("sailthru.author", "Tom Reed"),
			"title=T by=Tom Reed on=2025-01-01 updated=2025-01-02 site=P section=S tags=a+b publisher=P language=ko kind= url= image=/t.jpg,"},
		{"two lists of words", m("news_keywords", "a") + m("news_keywords", "b,c") + m("keywords", "d"), "tags=a+b+c publisher= language= kind= url="},
		{"an address for a name", m("og:site_name", "https://a.example") + m("publisher", "http://b.example"), " publisher= language= kind= url="},
		{"words of a picture alone", m("twitter:image:alt", "Alt"), " publisher= language= kind= url= image=,Alt"},
		{"a site behind the title", "<title>The port of the sea | A B C D E</title>" + m("og:title", "The port of the sea"), "title=The port of the sea site=A B C D E publisher= language= kind= url="}, {"six words are none", "<title>The port of the sea | A B C D E F</title>" + m("og:title", "The port of the sea"), "title=The port of the sea publisher= language= kind= url="},
		{"a site that is known", "<title>The port of the sea | The Wave</title>" + m("og:title", "The port of the sea") + m("og:site_name", "Strait"), "title=The port of the sea site=Strait publisher= language= kind= url="},
	} {
		p := &Page{}
		p.apply(headOf(t, c.head), Options{})
		if got := of(p); strings.TrimSpace(got) != strings.TrimSpace(c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// The page's own heading is the title where the head agrees with it.
func TestHeadingOrStatedTitle(t *testing.T) {
	x := strings.Repeat("x", 392)
	for src, want := range map[string]string{
		"": "", "<h1>A port</h1>": "A port", "<title>A port</title>": "A port", "<title>A port</title><h1>Another</h1>": "A port", "<title>A port</title><h1></h1><h1>Another</h1><h1>A Port!</h1>": "A Port!",
		`<title>A port of the sea</title><meta name="og:title" content="Ships go out"><h1>A port of the sea</h1>`: "A port of the sea", `<title>A port of the sea</title><meta name="og:title" content="Ships go out"><h1>Ships go out!</h1>`: "Ships go out!",
		"<title>" + x + "A port</title><h1>" + x + "A port!</h1>": x + "A port!", "<title>" + x + "xA port</title><h1>" + x + "xA port!</h1>": x + "xA port", "<h1> </h1><h1>A port</h1>": "",
	} {
		if got := headOf(t, src).bestTitle(""); got != want {
			t.Errorf("%.60s…: %q, want %q", src, got, want)
		}
	}
}

// Bounds of the texts that names and dates are read from.
func TestBoundsOfNamesAndDates(t *testing.T) {
	for in, want := range map[string]string{
		"Ida Lorn" + strings.Repeat(" ", 500): "Ida Lorn", "Ida Lorn; " + strings.Repeat("x", 390): "Ida Lorn", "Ida Lorn; " + strings.Repeat("x", 391): "", "Ida Lorn &amp; Tom Reed": "Ida Lorn|Tom Reed", "Written by Ida Lorn": "Ida Lorn", "Ida Lorn for The Strait": "Ida Lorn", "Tom Reed, Lorn, Ida": "Tom Reed|Lorn|Ida",
		"Tom Reed; Lorn, Ida": "Tom Reed|Lorn|Ida", "Lorn, Ida; Tom Reed": "Lorn|Ida|Tom Reed", "Ida Lorn, Tom": "Ida Lorn|Tom", "Ida Lorn, 12345": "Ida Lorn", "-Ida Lorn-": "Ida Lorn", "X": "",
	} {
		if got := strings.Join(splitAuthors(in), "|"); got != want {
			t.Errorf("%.40q: %q, want %q", in, got, want)
		}
	}
	pad := func(n int) string { return strings.Repeat("x", n-13) + " 2 March 2025" }
	for in, want := range map[string]string{pad(200): "2025-03-02", pad(210): "", "20250302": "2025-03-02", " 20250302 ": "2025-03-02", "2025030": "", "2025-0302": "", "20251302": "", "2025": "2025", "0025": "", "20255": ""} {
		if got := isoDay(in); got != want {
			t.Errorf("%.20q of %d: %q, want %q", in, len(in), got, want)
		}
	}
	for s, want := range map[string]string{"a-b c": "abc", "Z9z0A a": "Z9z0Aa", "é À ¿ ×": "éÀ×", "/:@[`{": "", "日本": "日本"} {
		if got := letters(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
