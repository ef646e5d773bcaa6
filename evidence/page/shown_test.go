package page

import (
	"slices"
	"strings"
	"testing"
)

// The standfirst is a line of its class or the heading under the title; a few
// letters are none, and neither is a heading of five words, which opens a section.
func TestDekIsALineUnderTheTitle(t *testing.T) {
	for _, c := range []struct {
		under string
		want  string
	}{
		{`<p class="dek">Ships go again</p>`, ""},  // 14 bytes
		{`<p class="dek">Ships are going</p>`, ""}, // 15
		{`<p class="dek">Ships are sailing</p>`, "Ships are sailing"},
		{`<p class="dek">` + strings.Repeat("abcd ", 99) + `abcde</p>`, strings.Repeat("abcd ", 99) + "abcde"}, // 500
		{`<p class="dek">` + strings.Repeat("abcd ", 99) + `abcdef</p>`, ""},
		{`<h2>Ships sail the strait again</h2>`, ""},
		{`<h2>Ships sail the wide strait again</h2>`, "Ships sail the wide strait again"},
		{`<h2 class="dek">Ships sail the strait again</h2>`, "Ships sail the strait again"},
		{paras(9, 1) + `<h2>Ships sail the wide strait again</h2>`, ""}, // no longer under the title
		{`<p class="dek">By Ida Lorn and Tom Reed</p>`, ""},
		{`<p class="dek">Ships sail again through the wide strait, and all of the crews are glad of it.</p>`, "Ships sail again through the wide strait, and all of the crews are glad of it."},
	} {
		p := read(t, c.under+paras(0, 6))
		if p.Dek != c.want {
			t.Errorf("%.60s: dek %q, want %q", c.under, p.Dek, c.want)
		}
		if p.Dek != "" && strings.Contains(p.Text, p.Dek) != isPara(p.Dek) {
			t.Errorf("%.60s: only a dek of whole sentences stands in the text too", c.under)
		}
	}
}

// What a page shows of itself is read where it stands, by element and class.
func TestShownFacts(t *testing.T) {
	for _, c := range []struct {
		name, shown                         string
		authors                             []string
		published, updated, section, tagged string
	}{
		{name: "a link of its authors", shown: `<div><a rel="author" href="/i">Ida Lorn</a> <a rel="author" href="/t">Tom Reed</a></div>`, authors: []string{"Ida Lorn", "Tom Reed"}},
		{name: "a byline", shown: `<div class="byline">By Ida Lorn and Tom Reed</div>`, authors: []string{"Ida Lorn", "Tom Reed"}},
		{name: "a line without a class", shown: `<p>By Ida Lorn</p>`, authors: []string{"Ida Lorn"}},
		{name: "a byline with a date", shown: `<div class="byline">By Ida Lorn <time datetime="2026-03-14">14 March</time></div>`, authors: []string{"Ida Lorn"}, published: "2026-03-14"},
		{name: "a time", shown: `<time datetime="2026-03-14T08:00:00Z">today</time>`, published: "2026-03-14"},
		{name: "the first of two times", shown: `<div><time datetime="2026-03-14">a</time></div><div><time datetime="2026-03-15">b</time></div>`, published: "2026-03-14"},
		{name: "a time marked published", shown: `<div><time datetime="2026-03-14">a</time></div><div><time itemprop="datePublished" datetime="2026-03-12">b</time></div>`, published: "2026-03-12"},
		{name: "a time marked modified", shown: `<div><time datetime="2026-03-14">a</time></div><div><time itemprop="dateModified" datetime="2026-03-16">b</time></div>`, published: "2026-03-14", updated: "2026-03-16"},
		{name: "a time after the word", shown: `<div>14 March · Updated <time datetime="2026-03-16">16 March</time></div>`, published: "2026-03-16", updated: "2026-03-16"},
		{name: "a word before the bar is another's", shown: `<div>Updated daily | <time datetime="2026-03-16">16 March</time></div>`, published: "2026-03-16"},
		{name: "a line of a date", shown: `<div class="date">14 March 2026</div>`, published: "2026-03-14"},
		{name: "an updated line", shown: `<div class="updated">16 March 2026</div>`, published: "2026-03-16", updated: "2026-03-16"},
		{name: "a kicker", shown: `<div class="kicker">Security</div>`, section: "Security"},
		{name: "a kicker of two", shown: `<div class="kicker">Security | Beland</div>`, section: "Security", tagged: "Beland"},
		{name: "a link of a category", shown: `<a rel="category" href="/s">Trade</a>`, section: "Trade"},
		{name: "two links of a category", shown: `<a class="topic" href="/s">Trade</a> <a class="topic" href="/b">Beland</a>`, section: "Trade", tagged: "Beland"},
		{name: "tags", shown: `<ul class="tags"><li><a href="/b">#Beland</a></li><li>Ports</li></ul>`, tagged: "Beland Ports"},
		{name: "the way to the page", shown: `<ol class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/s">Security</a></li><li><a href="/p">A port</a></li></ol>`, section: "Security"},
		{name: "a way of one step", shown: `<ol class="breadcrumbs"><li><a href="/">Home</a></li></ol>`},
	} {
		p := read(t, c.shown+paras(0, 8))
		if !slices.Equal(p.Authors, c.authors) || p.Published != c.published || p.Updated != c.updated || p.Section != c.section || strings.Join(p.Tags, " ") != c.tagged {
			t.Errorf("%s: authors %q, published %q, updated %q, section %q, tags %q", c.name, p.Authors, p.Published, p.Updated, p.Section, p.Tags)
		}
	}
}

// The lead image is the first figure, or a picture with words near the head; a
// sign of the site is none.
func TestLeadImage(t *testing.T) {
	for _, c := range []struct {
		name, shown string
		want        *Image
	}{
		{"a figure", `<figure><img src="/a.jpg" alt="A crane"><figcaption>The dock at noon</figcaption></figure>`, &Image{URL: "/a.jpg", Alt: "A crane", Caption: "The dock at noon"}},
		{"the first of two", `<figure><img src="/a.jpg" alt="A crane"></figure><figure><img src="/b.jpg" alt="A ship"></figure>`, &Image{URL: "/a.jpg", Alt: "A crane"}},
		{"one that loads late", `<figure><img data-src="/late.jpg" alt="A crane"></figure>`, &Image{URL: "/late.jpg", Alt: "A crane"}},
		{"a picture alone", `<img src="/a.jpg" alt="the old crane over a dock">`, &Image{URL: "/a.jpg", Alt: "the old crane over a dock"}},
		{"seven letters", `<img src="/a.jpg" alt="a craned">`, nil},
		{"a logo", `<img class="logo" src="/a.jpg" alt="the old crane over a dock">`, nil},
		{"a table in a figure", `<figure><table><tr><td>1</td></tr></table><figcaption>Ships by year</figcaption></figure>`, nil},
	} {
		p := read(t, c.shown+paras(0, 8))
		switch {
		case (p.Image == nil) != (c.want == nil):
			t.Errorf("%s: %+v, want %+v", c.name, p.Image, c.want)
		case p.Image != nil && *p.Image != *c.want:
			t.Errorf("%s: %+v, want %+v", c.name, *p.Image, *c.want)
		}
	}
}

// A title that holds another is like it from three tenths of its letters on; one
// that is held, from six tenths on.
func TestSimilarTitles(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"abc", "abcdefghij", false}, {"abcd", "abcdefghij", true}, {"abcdefghij", "abcdef", false}, {"abcdefghij", "abcdefg", true},
		{"The Port", "the  port!", true}, {"", "a", false}, {"a", "", false}, {"ferry", "port", false},
	} {
		if got := similarTitle(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestTitleWithoutSite(t *testing.T) {
	for _, c := range []struct{ title, site, want string }{
		{"The port opens again | The Strait", "The Strait", "The port opens again"}, {"The Strait | The port opens", "The Strait", "The port opens"},
		{"The port opens - One Two Three Four", "", "The port opens"}, {"The port opens - One Two Three Four Five", "", "The port opens - One Two Three Four Five"},
		{"Ports open - Strait", "", "Ports open - Strait"}, {"The port opens - Strait", "Other", "The port opens - Strait"}, {"The port opens", "The Strait", "The port opens"},
	} {
		if got := withoutSite(c.title, c.site); got != c.want {
			t.Errorf("%q of %q: %q", c.title, c.site, got)
		}
	}
}

func TestBylineNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Ida Lorn": "Ida Lorn", "Ida Lorn, Tom Reed and Ana Voss": "Ida Lorn|Tom Reed|Ana Voss", "Ida Lorn; Tom Reed": "Ida Lorn|Tom Reed", "Ida Lorn & Tom Reed": "Ida Lorn|Tom Reed",
		"Lorn, Ida": "Ida Lorn", "Lorn, Ida Maria": "Ida Maria Lorn", "Lorn, Ida Maria Eva": "Lorn|Ida Maria Eva", "Ida Lorn (ida@strait.example)": "Ida Lorn",
		"staff": "", "Newsroom": "", "": "", "https://strait.example": "", "佐藤花記者": "佐藤花", "김민지 기자": "김민지",
		"One Two Three Four Five Six": "One Two Three Four Five Six", "One Two Three Four Five Six Seven": "", strings.Repeat("Ida Lorn; ", 41): "",
	} {
		if got := strings.Join(splitAuthors(in), "|"); got != want {
			t.Errorf("%.40q: %q, want %q", in, got, want)
		}
	}
}

func TestDaysStated(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{[]string{"20260314"}, "2026-03-14"}, {[]string{"2026-03-14T08:00:00Z"}, "2026-03-14"}, {[]string{"", "14 March 2026"}, "2026-03-14"}, {[]string{"2026"}, "2026"}, {[]string{"2026-03-14", "2026-03-15"}, "2026-03-14"}, {[]string{"soon"}, ""}, {nil, ""},
	} {
		if got := isoDay(c.in...); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
	for addr, want := range map[string]string{
		"https://a.example/2026/03/14/port": "2026-03-14", "https://a.example/2026-3-4": "2026-03-04", "https://a.example/news/1999/12/31_port": "1999-12-31",
		"https://a.example/2026/13/14/port": "", "https://a.example/2026/03/32/port": "", "https://a.example/1899/03/14/": "", "https://a.example/?d=/2026/03/14/": "", "https://a.example/2026/03": "", ":": "",
	} {
		if got := dateOfAddress(addr); got != want {
			t.Errorf("%s: %q, want %q", addr, got, want)
		}
	}
}

func TestMarkupOrText(t *testing.T) {
	for _, c := range []struct {
		text, kind string
		want       bool
	}{
		{"<p>a", "text/plain; charset=utf-8", false}, {"a", "Text/HTML", true}, {"a", "application/xhtml+xml", true}, {"<P>a", "", true}, {"a < b and c > d", "", false}, {"", "", false},
		{strings.Repeat("a", 4093) + "<p>", "", true}, {strings.Repeat("a", 4094) + "<p>", "", false},
	} {
		if got := LooksHTML([]byte(c.text), c.kind); got != c.want {
			t.Errorf("%.20q as %q: %v", c.text, c.kind, got)
		}
	}
}

func TestAddressesAreOfTheWeb(t *testing.T) {
	for _, c := range []struct{ base, ref, want string }{
		{"https://a.example/x/y", "z", "https://a.example/x/z"}, {"https://a.example/x", "/z", "https://a.example/z"}, {"", "/z", "/z"}, {"https://a.example/", "http://b.example/", "http://b.example/"},
		{"https://a.example/", "javascript:alert(1)", ""}, {"https://a.example/", "data:image/png;base64,AA", ""}, {"https://a.example/", "http://[", ""},
	} {
		if got := absolute(c.base, c.ref); got != c.want {
			t.Errorf("%q at %q: %q, want %q", c.ref, c.base, got, c.want)
		}
	}
}
