package page

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// readWith reads a page of some prose whose head is given.
func readWith(t *testing.T, head string) *Page {
	t.Helper()
	p, err := Read([]byte("<html><head>"+head+"</head><body><main>"+paras(0, 6)+"</main></body></html>"), Options{ContentType: "text/html; charset=utf-8", URL: "https://strait.example/a"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ldScript(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

// What the head states of a page is read from where it may stand.
func TestStatementsOfTheHead(t *testing.T) {
	for _, c := range []struct {
		head string
		of   func(p *Page) any
		want any
	}{
		{`<meta property="og:site_name" content="The Strait">`, func(p *Page) any { return p.Site }, "The Strait"},
		{`<meta property="og:site_name" content="https://strait.example">`, func(p *Page) any { return p.Site }, ""},
		{`<meta name="application-name" content="The Strait">`, func(p *Page) any { return p.Site }, "The Strait"},
		{`<meta name="publisher" content="The House">`, func(p *Page) any { return p.Publisher }, "The House"},
		{`<meta name="publisher" content="http://house.example">`, func(p *Page) any { return p.Publisher }, ""},
		{`<meta name="citation_publisher" content="The House">`, func(p *Page) any { return p.Publisher }, "The House"},
		{`<title>A port stands closed | The Strait</title>`, func(p *Page) any { return p.Title + "/" + p.Site }, "A port stands closed/The Strait"},
		{`<title>  A   port
 </title>`, func(p *Page) any { return p.Title }, "A port"},
		{`<meta property="article:section" content="Asia">`, func(p *Page) any { return p.Section }, "Asia"},
		{`<meta name="sailthru.section" content="Asia">`, func(p *Page) any { return p.Section }, "Asia"},
		{`<meta name="author" content="Ana Ruel and Ben Oslo">`, func(p *Page) any { return p.Authors }, []string{"Ana Ruel", "Ben Oslo"}},
		{`<meta name="dc.creator" content="Ana Ruel"><meta name="dc.creator" content="Ben Oslo">`, func(p *Page) any { return p.Authors }, []string{"Ana Ruel", "Ben Oslo"}},
		{`<meta name="citation_author" content="Ana Ruel"><meta name="author" content="Ben Oslo">`, func(p *Page) any { return p.Authors }, []string{"Ana Ruel"}},
		{ldScript(`{"@type":"NewsArticle","author":{"name":"Ana Ruel"},"datePublished":"2025-03-02T09:00:00Z"}`), func(p *Page) any { return fmt.Sprint(p.Authors, p.Published) }, "[Ana Ruel]2025-03-02"},
		{ldScript(`{"@graph":[{"@type":"Organization","name":"X"},{"@type":"Report","author":["Ana Ruel",{"name":["Ben Oslo"]}],"publisher":{"name":"The House"}}]}`), func(p *Page) any { return fmt.Sprint(p.Authors, p.Publisher, p.Site) }, "[Ana Ruel Ben Oslo]The HouseThe House"},
		{ldScript(`[{"@type":["Article","Thing"],"articleSection":["Asia","Seas"]}]`), func(p *Page) any { return p.Section }, "Asia"},
		{ldScript(`{"@type":"Product","author":"Ana Ruel"}`), func(p *Page) any { return len(p.Authors) }, 0},
		{ldScript(`{"@type":"Article","author":`), func(p *Page) any { return len(p.Authors) }, 0},
		{ldScript(`{"@type":"Article","image":["/a.jpg","/b.jpg"]}`), func(p *Page) any { return p.Image.URL }, "https://strait.example/a.jpg"},
		{ldScript(`{"@type":"Article","image":"/a.jpg"}`), func(p *Page) any { return p.Image.URL }, "https://strait.example/a.jpg"},
		{ldScript(`{"@type":"Article","image":[{"contentUrl":"/a.jpg","caption":"A dock","creator":{"name":"Cyra Venn"},"copyrightHolder":"The House"}]}`), func(p *Page) any { return *p.Image }, Image{URL: "https://strait.example/a.jpg", Caption: "A dock", Credit: "Cyra Venn", Rights: "The House"}},
	} {
		if got := c.of(readWith(t, c.head)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.head, got, c.want)
		}
	}
}

// Values of JSON-LD are texts, objects with a name, or lists of either.
func TestValuesOfJSONLD(t *testing.T) {
	value := func(s string) (v any) {
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			t.Fatal(err)
		}
		return
	}
	for s, want := range map[string]string{`"a &amp; b"`: "a & b", `["a","b"]`: "a", `[]`: "", `{"name":"n","url":"u"}`: "n", `{"url":"u","@id":"i"}`: "u", `{"@id":"i"}`: "i", `{"@value":"v"}`: "v", `{"name":"","url":"u"}`: "u", `{"x":"y"}`: "", `3`: "", `[["a"]]`: "a"} {
		if got := ldText(value(s)); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string][]string{`"a,b"`: {"a", "b"}, `["a",{"name":"b"},3,""]`: {"a", "b"}, `3`: nil} {
		if got := ldWords(value(s)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	many := "[" + strings.TrimSuffix(strings.Repeat(`"Ana Ruel",`, 61), ",") + "]"
	names, _ := (&head{}).ldNames(value(many))
	if n, w := len(names), len(ldWords(value(many))); n != 60 || w != 60 {
		t.Errorf("%d names and %d words are read of 61, want 60", n, w)
	}
	if got := first("", "  ", " a  b ", "c"); got != "a b" {
		t.Errorf("%q", got)
	}
}

// A short heading of the first rank is the headline of the article that it stands in,
// with the day under it; before the articles of a section it is the section's name.
func TestShortHeadline(t *testing.T) {
	for _, c := range []struct{ body, title, day string }{
		{"<main><article><h1>図書館の再開</h1><p>2025年3月3日</p>" + paras(0, 6) + "</article></main>", "図書館の再開", "2025-03-03"},
		{"<article><h1>On ports</h1><p>3 March 2025</p>" + paras(0, 6) + "</article>", "On ports", "2025-03-03"},
		{"<main><h1>Asia</h1><article><h2>The harbour at dawn</h2>" + paras(0, 6) + "</article></main>", "The harbour at dawn", ""},
	} {
		p, err := Read([]byte("<html><head><title>The harbour at dawn</title></head><body>"+c.body+"</body></html>"), Options{ContentType: "text/html; charset=utf-8"})
		if err != nil || p.Title != c.title || p.Published != c.day {
			t.Errorf("%s: %q of %q, want %q of %q (%v)", c.body[:40], p.Title, p.Published, c.title, c.day, err)
		}
	}
}
