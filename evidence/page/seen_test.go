package page

import (
	"strings"
	"testing"
)

// see reads what a body shows of itself, and gives it with what is left of the text.
func see(t *testing.T, p *Page, src string) (got, rest string) {
	t.Helper()
	p.Title, p.LeftOut = ownTitle, map[string]int{}
	n := body(t, src)
	p.readShown(n.Parent, nil)
	return strings.TrimPrefix(facts(p), "title="+ownTitle), textOf(n)
}

// Each of these is taken from the page near its head alone: so many letters of
// paragraphs may stand before it, and it may be so long.
func TestShownNearTheHead(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	long := func(s string, n int) string {
		return s + " " + strings.Repeat("·", (n-len(s)-1)/2) + x((n-len(s)-1)%2)
	} // of n bytes, no letter more than one
	const title = "<h1>" + ownTitle + "</h1>"
	for _, c := range []struct {
		name         string
		shown        string
		from         int // the first number of letters before it from which it is not read; 0 for none
		want, beyond string
	}{
		{"a line by", "<p>By Ida Lorn</p>", 600 - 11, "by=Ida Lorn left=[byline:1]", ""},
		{"a link", `<a rel="author" href="/i">Ida Lorn</a>`, 900, "by=Ida Lorn", ""},
		{"a dek", `<div class="dek">Ships are sailing</div>`, 900, "dek=Ships are sailing", ""},
		{"a byline", `<div class="byline">Ida Lorn</div>`, 900, "by=Ida Lorn left=[byline:1]", ""},
		{"a kicker", `<div class="kicker">Trade</div>`, 600, "section=Trade", ""},
		{"a time", `<time datetime="2025-03-02">a</time>`, 3001, "on=2025-03-02", ""},
		{"a figure", `<figure><img src="/a.jpg"><figcaption>A dock</figcaption></figure>`, 1500, "caption=A dock left=[caption:1]", "left=[caption:1]"},
		{"a picture", `<img src="/a.jpg" alt="the old crane">`, 900, "picture=/a.jpg", ""},
		{"a date", `<div class="date">2 March 2025</div>`, 0, "on=2025-03-02", ""},
		{"a line of change", `<div class="updated">2 March 2025</div>`, 0, "updated=2025-03-02", ""},
	} {
		read := func(before int) string {
			p := &Page{}
			got, _ := see(t, p, title+"<p>"+x(before)+"</p>"+c.shown)
			if p.Image != nil && c.name == "a picture" {
				got += " picture=" + p.Image.URL
			}
			return strings.TrimSpace(got)
		}
		if c.from == 0 {
			c.from, c.beyond = 9000, c.want
		}
		if got := read(c.from - 1); got != c.want {
			t.Errorf("%s after %d letters: %q, want %q", c.name, c.from-1, got, c.want)
		}
		if got := read(c.from); got != c.beyond {
			t.Errorf("%s after %d letters: %q, want %q", c.name, c.from, got, c.beyond)
		}
	}
	for _, c := range []struct{ name, shown, want string }{
		{"a line by, of 159 bytes", "<p>" + long("By Ida Lorn |", 159) + "</p>", "by=Ida Lorn left=[byline:1]"}, {"of 160", "<p>" + long("By Ida Lorn |", 160) + "</p>", ""},
		{"a byline of 199", `<div class="byline">` + long("Ida Lorn |", 199) + "</div>", "by=Ida Lorn left=[byline:1]"}, {"of 200", `<div class="byline">` + long("Ida Lorn |", 200) + "</div>", ""},
		{"a change of 79", `<div class="updated">` + long("2 March 2025", 79) + "</div>", "updated=2025-03-02"}, {"of 80", `<div class="updated">` + long("2 March 2025", 80) + "</div>", ""},
		{"a date of 119", `<div class="date">` + long("2 March 2025", 119) + "</div>", "on=2025-03-02"}, {"of 120", `<div class="date">` + long("2 March 2025", 120) + "</div>", ""},
		{"a kicker of 59", `<div class="kicker">` + x(59) + "</div>", "section=" + x(59)}, {"of 60", `<div class="kicker">` + x(60) + "</div>", ""}, {"a kicker of parts", `<div class="kicker"><p>Trade</p></div>`, ""}, {"a section of that class", `<section class="topic">Trade</section>`, ""}, {"an article of it", `<article class="topic">Trade</article>`, ""},
		{"a link of 60", `<a class="topic" href="/t">` + x(60) + "</a>", "section=" + x(60)}, {"of 61", `<a class="topic" href="/t">` + x(61) + "</a>", ""},
		{"a tag of 59", `<a rel="tag" href="/t">` + x(59) + "</a>", "tags=" + x(59)}, {"of 60", `<a rel="tag" href="/t">` + x(60) + "</a>", ""}, {"a tag by its class", `<a class="tag" href="/t">##Sea</a>`, "tags=Sea"}, {"a link of no kind", `<a href="/t">Sea</a>`, ""},
		{"tags of 299", `<div class="tags"><a>Sea</a> ` + x(295) + "</div>", "tags=Sea"}, {"of 300", `<div class="tags"><a>Sea</a> ` + x(296) + "</div>", ""},
		{"a list of tags", `<ul class="tags"><li><a>Sea</a> x</li><li>Dock</li><li> </li></ul>`, "tags=Sea+Dock"}, {"40 tags", `<div class="tags">` + strings.Repeat("<a>s</a>", 41) + "</div>", "tags=" + strings.Repeat("s+", 39) + "s"},
		{"a dek of 15 and of 16", `<div class="dek">` + x(15) + `</div><div class="dek">` + x(16) + "</div>", "dek=" + x(16)}, {"two deks", `<div class="dek">Ships are sailing</div><div class="dek">Ships are waiting</div>`, "dek=Ships are sailing"}, {"a box's heading", `<div class="dek">Recommended for you</div>`, ""},
		{"a heading of six words", "<h3>So the ships sail once again</h3>", "dek=So the ships sail once again"}, {"of the fourth rank", "<h4>So the ships sail once again</h4>", ""},
		{"a byline of links", `<div class="byline">By the crew, <a>Ida Lorn</a> for <a>Tom Reed</a></div>`, "by=Ida Lorn+Tom Reed left=[byline:1]"}, {"of named parts", `<div itemprop="author">x <b itemprop="name">Ida Lorn</b></div>`, "by=Ida Lorn left=[byline:1]"},
		{"with a time", `<div class="byline">Ida Lorn <time datetime="2025-03-02">Sunday</time></div>`, "by=Ida Lorn on=2025-03-02 left=[byline:1]"}, {"with a date", `<div class="byline">By Ida Lorn | 2 March 2025</div><div class="date">3 March 2025</div>`, "by=Ida Lorn on=2025-03-02 left=[byline:1]"},
		{"two bylines", `<div class="byline">Ida Lorn</div><div class="byline">Tom Reed</div>`, "by=Ida Lorn left=[byline:2]"}, {"a link and a byline", `<a rel="author">Ida Lorn</a><div class="byline">Tom Reed</div>`, "by=Ida Lorn left=[byline:1]"}, {"no names", `<div class="byline">12345</div>`, ""},
		{"fifteen links", strings.Repeat(`<a rel="author">Ida Lorn</a>`, 15), "by=Ida Lorn" + strings.Repeat("+Ida Lorn", 12)},
		{"the way to the page", `<nav><ol class="breadcrumb"><li><a>Home</a><li><a>Trade</a></ol></nav>`, "section=Trade"}, {"a bar of it", `<nav class="breadcrumbs"><a>Home</a> <a>Trade</a> <a>` + ownTitle + "</a></nav>", "section=Trade"}, {"a step of 39", `<div class="breadcrumbs"><a>Home</a> <a>` + x(39) + "</a></div>", "section=" + x(39)}, {"of 40", `<div class="breadcrumbs"><a>Home</a> <a>Sea</a> <a>` + x(40) + "</a></div>", "section=Sea"}, {"an empty one", `<div class="breadcrumbs"><a>Home</a> <a>Sea</a> <a></a></div>`, "section=Sea"}, {"one step", `<div class="breadcrumbs"><a>Home</a></div>`, ""},
		{"navigation without it", `<nav><a class="topic">Trade</a></nav>`, ""}, {"a teaser's", `<aside><time datetime="2025-03-02">a</time></aside>`, ""}, {"one of 4,000 letters", `<aside><time datetime="2025-03-02">a</time><div>` + x(3999) + "</div></aside>", "on=2025-03-02"}, {"one of 3,999", `<aside><time datetime="2025-03-02">a</time><div>` + x(3998) + "</div></aside>", ""}, {"one around the main part", `<aside><main><time datetime="2025-03-02">a</time></main></aside>`, "on=2025-03-02"},
		{"a comment's", `<div class="comments"><time datetime="2025-03-02">a</time></div>`, ""}, {"under a notice of shares", `<div class="share"><time datetime="2025-03-02">a</time></div>`, "on=2025-03-02"},
		{"a block of 699", `<div class="dek">` + x(400) + "</div>", "dek=" + x(400)}, {"two published", `<time class="published" datetime="2025-03-02">a</time><time itemprop="datePublished" datetime="2025-03-03">a</time>`, "on=2025-03-02"}, {"two updated", `<time class="updated" datetime="2025-03-02">a</time><time itemprop="dateModified" datetime="2025-03-03">a</time>`, "updated=2025-03-02"},
		{"a time by its words", "<time>2 March 2025</time>", "on=2025-03-02"}, {"no date", `<time datetime="soon">a</time>`, ""}, {"published and updated on one line", `<div class="date">2 March 2025 | updated 4 March 2025 | updated 5 March 2025</div>`, "on=2025-03-02 updated=2025-03-04"}, {"words before a time", `<div>Updated: <time>2 March 2025</time></div>`, "updated=2025-03-02"}, {"words too far around", `<div>Updated: <time>2 March 2025</time> ` + x(100) + "</div>", "on=2025-03-02"}, {"words around", `<div>Updated: <time>2 March 2025</time> ` + x(99) + "</div>", "updated=2025-03-02"}, {"a property says more than words", `<div>Updated: <time itemprop="datePublished">2 March 2025</time></div>`, "on=2025-03-02"},
	} {
		if got, _ := see(t, &Page{}, title+c.shown); strings.TrimSpace(got) != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What was read goes out of the text, and what was not stays; so does a time within
// a sentence.
func TestShownGoesOutOfTheText(t *testing.T) {
	for shown, rest := range map[string]string{
		`<p>By Ida Lorn</p>`: "", `<p>By Monday the ferry had sailed.</p>`: "By Monday the ferry had sailed.", `<div class="byline">Ida Lorn</div>`: "", `<div class="date">2 March 2025</div>`: "", `<div class="date">soon</div>`: "soon", `<div class="updated">2 March 2025</div>`: "", `<div class="updated">soon</div>`: "soon",
		`<div class="date">` + "2 March 2025 " + strings.Repeat("x", 86) + `</div>`: "", `<div class="date">` + "2 March 2025 " + strings.Repeat("x", 87) + `</div>`: "2 March 2025 " + strings.Repeat("x", 87),
		`<time>2 March 2025</time>`: "", `<p class="a">On <time>2 March 2025</time></p>`: "On 2 March 2025", `<li>On <time>2 March 2025</time></li>`: "On 2 March 2025", `<div>On <time>2 March 2025</time></div>`: "On",
		`<div class="kicker">Trade</div>`: "", `<div class="tags"><a>Sea</a></div>`: "", `<div class="dek">Ships are sailing</div>`: "", `<div><a rel="tag">Sea</a></div>`: "Sea",
		`<figure><figcaption>A dock</figcaption></figure>`: "", `<figure><blockquote>A dock</blockquote></figure>`: "A dock", `<figure><table><tr><td>A dock</table></figure>`: "A dock", `<figure><pre>A dock</pre></figure>`: "A dock",
		`<img alt="the old crane"><p class="caption">A dock</p>`: "", `<p class="caption">A dock</p>`: "A dock",
	} {
		if _, got := see(t, &Page{}, "<h1>"+ownTitle+"</h1>"+shown); got != strings.TrimSpace(ownTitle+" "+rest) {
			t.Errorf("%s: %q is left, want %q", shown, got, rest)
		}
	}
}

// What the head states is not overruled by what the body shows; the section that it
// shows is then a tag.
func TestTheHeadStands(t *testing.T) {
	p := &Page{Authors: []string{"Ana Ruel"}, Published: "2025-01-01", Updated: "2025-01-02", Section: "Sea", Dek: "Known", Tags: []string{"Dock"}, Image: &Image{URL: "/k.jpg", Alt: "known", Caption: "Known words", Credit: "Known", Rights: "© Known"}}
	got, _ := see(t, p, "<h1>"+ownTitle+`</h1><div class="kicker">Trade</div><div class="dek">Ships are sailing</div><div class="byline">Ida Lorn</div><div class="date">2 March 2025 | updated 3 March 2025</div><a rel="tag">Port</a><figure><img src="/a.jpg" alt="a crane"></figure>`)
	if want := " dek=Known by=Ana Ruel on=2025-01-01 updated=2025-01-02 section=Sea tags=Dock+Port+Trade caption=Known words credit=Known rights=© Known left=[byline:1]"; got != want || p.Image.URL != "/k.jpg" || p.Image.Alt != "a crane" {
		t.Errorf("%s %+v\nwant %s", got, p.Image, want)
	}
	// Published is what is marked so, before any other date.
	p = &Page{}
	if got, _ := see(t, p, `<time>2 March 2025</time><time class="published">3 March 2025</time>`); got != " on=2025-03-03" {
		t.Error(got)
	}
}

// The head above an article element is read too, unless other things than it stand
// there: 2,000 letters more than its own.
func TestAroundTheArticle(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	for _, c := range []struct {
		around int
		want   string
	}{{2099, "2025-03-02"}, {2100, ""}} {
		n := body(t, `<div><time datetime="2025-03-02"></time><article>`+x(100)+"</article>"+x(c.around)+"</div>")
		p := &Page{LeftOut: map[string]int{}}
		p.readShown(n.Parent, byName(n, "article"))
		if p.Published != c.want {
			t.Errorf("%d letters around 100: %q, want %q", c.around, p.Published, c.want)
		}
	}
}

// The words of a figure are its caption, credit and rights, by element or class.
func TestWordsOfFigures(t *testing.T) {
	for src, want := range map[string][3]string{
		`<figcaption>A dock</figcaption>`: {"A dock", "", ""}, `<img class="caption"><div class="caption">A dock</div>`: {"A dock", "", ""}, `<figcaption>A dock <span class="credit">Cy Venn</span></figcaption>`: {"A dock", "Cy Venn", ""},
		`<figcaption>A dock</figcaption><span class="photo-by">Photo by Cy Venn</span>`: {"A dock", "Cy Venn", ""}, `<figcaption>A dock. Photo: Cy Venn/Reuters</figcaption>`: {"A dock.", "Cy Venn/Reuters", ""}, `<span itemprop="copyrightHolder">Cy Venn</span>`: {"", "Cy Venn", ""}, `<img class="credit">`: {"", "", ""},
		`<figcaption>A dock <b class="copyright">© The House</b></figcaption>`: {"A dock", "", "© The House"}, ``: {"", "", ""},
	} {
		caption, credit, rights := figureWords(body(t, "<figure>"+src+"</figure>").FirstChild)
		if got := [3]string{caption, credit, rights}; got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

// A picture without a figure is the lead image under the title, if its words say more
// than a name or a sign of the site; the caption under it is its own.
func TestPicturesAlone(t *testing.T) {
	const title, img = "<h1>" + ownTitle + "</h1>", `<img src="/a.jpg" alt="the old crane">`
	for src, want := range map[string]string{
		title + img: "/a.jpg|the old crane||", img + title: "", img: "", title + `<img alt="the dock">`: "", title + `<img alt="the docks">`: "|the docks||", title + `<img src="/a.jpg" alt="Ida Marie Lorn">`: "", title + `<img class="logo" src="/a.jpg" alt="the old crane">`: "",
		title + `<img data-src="/a.jpg" alt="the old crane">`: "/a.jpg|the old crane||", title + img + `<img src="/b.jpg" alt="the new crane">`: "/a.jpg|the old crane||", title + `<figure><img src="/b.jpg"></figure>` + img: "/b.jpg|||",
		title + img + `<div class="caption">A dock. Photo: Cy Venn/Reuters</div>` + `<div class="caption">Another</div>`:        "/a.jpg|the old crane|A dock.|Cy Venn/Reuters",
		title + `<figure><figcaption>A dock</figcaption></figure><figure><img src="/b.jpg"><figcaption>B</figcaption></figure>`: "||A dock|", title + `<figure></figure>`: "",
	} {
		p := &Page{}
		if _, _ = see(t, p, src); src == img {
			want = "/a.jpg|the old crane||" // where no title stands, it may be anywhere
		}
		got := ""
		if p.Image != nil {
			got = strings.Join([]string{p.Image.URL, p.Image.Alt, p.Image.Caption, p.Image.Credit}, "|")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}
