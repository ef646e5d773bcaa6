package page

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// body parses what stands in a body.
func body(t *testing.T, src string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<html><body>" + src + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	return bodyOf(doc)
}

// rendered gives what stands in a node, as markup.
func rendered(t *testing.T, n *html.Node) string {
	t.Helper()
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(&b, c); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func byID(n *html.Node, id string) *html.Node {
	return find(n, func(c *html.Node) bool { return attr(c, "id") == id })
}

// An element is furniture by its tag, its role or a word of its classes; with a
// mark, whatever it holds.
func TestKindsOfFurniture(t *testing.T) {
	const bio, teaser = "author-note", "teaser"
	kinds := map[string]string{
		`<nav>`: "navigation!", `<footer>`: "navigation!", `<article><footer class="x">`: "", `<blockquote><footer class="x">`: "", `<div><footer class="x">`: "navigation!",
		`<form>`: "control", `<button>`: "control!", `<input>`: "control!", `<dialog>`: "notice!", `<dialog class="signup">`: "notice!", `<form class="mailing">`: "newsletter!", `<button class="subscribe">`: "newsletter!", `<template>`: "hidden!",
		`<div role="MENU">`: "navigation!", `<div role="alert">`: "notice!", `<div role="complementary">`: teaser, `<div role="main">`: "", `<div hidden>`: "hidden!", `<aside>`: teaser, `<aside class="x">`: teaser, `<div class="x">`: "", `<div>`: "",
		`<figure aria-hidden="true">`: "", `<img aria-hidden="true">`: "", `<span aria-hidden="true">`: "hidden!", `<div aria-hidden="false" hidden>`: "hidden!", `<div style="color:red" class="sr-only">`: "hidden!",
		`<div class="visually-hidden">`: "hidden!", `<div class="screen-reader-text">`: "hidden!", `<div class="visuallyhidden">`: "hidden!", `<div class="only-sr">`: "",
		`<div class="pullquote">`: "pull-quote", `<div class="pull-quote">`: "pull-quote", `<aside class="pullquote">`: "pull-quote", `<div class="cookie">`: "notice!",
		`<div class="newsletter">`: "newsletter", `<div class="sign-up">`: "newsletter", `<div class="email-capture">`: "newsletter", `<div class="share">`: "share",
		`<div class="disqus">`: "comment!", `<div class="comment-list">`: "comment!", `<div class="comment-section">`: "comment!", `<div class="ads">`: "advertisement", `<div class="related">`: teaser,
		`<div class="menu">`: "navigation", `<main class="menu">`: "navigation", `<article class="menu">`: "", `<div class="credit">`: "credit", `<div class="tooltip">`: "control", `<div class="bio">`: bio,
	}
	for _, words := range []string{"most-read", "most-viewed", "read-more", "read-next", "more-stories", "more-from", "up-next", "next-post", "also-read", "see-also", "editors-picks", "you-may", "keep-reading"} {
		kinds[`<div class="`+words+`">`] = teaser
	}
	for _, words := range []string{"author-bio", "author-box", "about-author", "author-info", "author-description", "author-profile", "author-card"} {
		kinds[`<div class="`+words+`">`] = bio
	}
	for tag, want := range kinds {
		n := body(t, tag)
		for n.FirstChild != nil {
			n = n.FirstChild
		}
		got, strong := furniture(n, tokens(n))
		if strong {
			got += "!"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
}

// What is no part of the article goes out of the tree, and is counted where it
// held words; what holds the page's heading or main part stays.
func TestPrune(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	long := "<p>" + x(600) + "</p>"
	for _, c := range []struct{ name, src, want, left string }{
		{"code and comments", `<p>a<!-- b --></p><script>c</script><style>d</style><iframe></iframe><noscript>e</noscript><svg></svg><link/><meta/>`, `<p>a</p>`, "map[]"},
		{"inside others", `<main><div><script>c</script><p>a</p></div></main>`, `<main><div><p>a</p></div></main>`, "map[]"},
		{"furniture with words and without", `<nav>a</nav><nav></nav><nav> </nav><p>b</p>`, `<p>b</p>`, "map[navigation:1]"},
		{"after others", `<nav>a</nav><p>b</p><div class="related">c</div><p>` + x(90) + `</p><div class="share">d</div>`, `<p>b</p><p>` + x(90) + `</p>`, "map[navigation:1 share:1 teaser:1]"},
		{"most of the prose, in strong furniture", `<div class="modal">` + long + `</div><p>b</p>`, `<div class="modal">` + long + `</div><p>b</p>`, "map[]"},
		{"most of it, in a box of consent", `<div class="cookie-modal">` + long + `</div><p>b</p>`, `<p>b</p>`, "map[notice:1]"},
		{"text that a script uncovers", `<div style="display:none">` + long + `</div><p>b</p>`, `<div style="display:none">` + long + `</div><p>b</p>`, "map[]"},
		{"a hidden half", `<div style="display:none">` + long + `</div>` + long, long, "map[hidden:1]"},
		{"half of the prose", `<div class="modal">` + long + `</div>` + long, long, "map[notice:1]"},
		{"the same with the page's heading", `<div class="modal"><h1>A port by the sea</h1>` + long + `</div><p>b</p>`, `<div class="modal"><h1>A port by the sea</h1>` + long + `</div><p>b</p>`, "map[]"},
		{"with another heading", `<div class="modal"><h1>Cookies</h1>` + long + `</div>` + long, long, "map[notice:1]"},
		{"a heading of second rank", `<div class="modal"><h2>A port by the sea</h2>` + long + `</div>` + long, long, "map[notice:1]"},
		{"a small part with the heading", `<div class="menu"><h1>A port by the sea</h1></div>` + long, `<div class="menu"><h1>A port by the sea</h1></div>` + long, "map[]"},
		{"a small part with the main one", `<div class="menu"><main>a</main></div>` + long, `<div class="menu"><main>a</main></div>` + long, "map[]"},
		{"a small part with the text", `<div class="menu"><p itemprop="articleBody">a</p></div>` + long, `<div class="menu"><p itemprop="articleBody">a</p></div>` + long, "map[]"},
		{"a main part in navigation", `<nav><main>a</main></nav>` + long, long, "map[navigation:1]"},
		{"a box by its heading", `<div><h3>Related stories</h3><p>c</p></div>` + long, long, "map[teaser:1]"},
		{"a box that is most of the page", `<div><h3>Related stories</h3>` + long + `</div><p>b</p>`, `<div><h3>Related stories</h3>` + long + `</div><p>b</p>`, "map[]"},
		{"a box that holds the main part", `<div><h3>Related stories</h3><main>c</main></div>` + long, `<div><h3>Related stories</h3><main>c</main></div>` + long, "map[]"},
		{"a box of a newsletter", `<section><p>Subscribe to our letters</p></section>` + long, long, "map[newsletter:1]"},
	} {
		n := body(t, c.src)
		p := &Page{Title: "A port by the sea", LeftOut: map[string]int{}}
		p.prune(n.Parent)
		if got := rendered(t, n); got != c.want || fmt.Sprint(p.LeftOut) != c.left {
			t.Errorf("%s: %s\nwant %s\nleft out %v, want %s", c.name, got, c.want, p.LeftOut, c.left)
		}
	}
	if p, err := Read([]byte(`<html><frameset><frame src="/a"></frameset></html>`), Options{}); err == nil || p.Text != "" {
		t.Errorf("a page of frames: %v", err)
	}
}

func TestWordsAndProse(t *testing.T) {
	p := strings.Repeat("p", 80)
	for src, want := range map[string][2]int{
		"": {0, 0}, "<p> ab <b>c</b> </p>": {3, 0}, "<p>a<script>bc</script></p>": {1, 0}, "<p>" + p + "</p>": {80, 80}, "<p>" + p[1:] + "</p>": {79, 0}, "<p>" + p + "</p><p>" + p + "</p>": {160, 160},
		"<div>" + p + "</div>": {80, 0}, "<blockquote><p>" + p + "</p></blockquote>": {80, 80}, "<div><div><p>" + p + "</p></div></div>": {80, 80}, "<select><option>a</select>": {0, 0},
		"<template><p>" + p + "</p></template>": {0, 0}, "<p>é</p>": {2, 0},
	} {
		n := body(t, src)
		if got := [2]int{wordsBelow(n), proseBelow(n)}; got != want {
			t.Errorf("%.60s: %v, want %v", src, got, want)
		}
	}
}

// A box is known by its first line, of 160 bytes at most.
func TestBoxesByTheirFirstLine(t *testing.T) {
	like := func(n int) string { return "You may like " + strings.Repeat("x", n-13) }
	for src, want := range map[string]string{
		"<div>Related</div>": "teaser", "<section><p>Read more</p></section>": "teaser", "<aside><b>Most read</b></aside>": "teaser", "<ul><li>Trending</li></ul>": "teaser", "<table><tr><td>See also</td></tr></table>": "teaser", "<p>Related</p>": "", "<ol><li>Related</li></ol>": "",
		"<div><p>Sign up for it</p></div>": "newsletter", "<div>The port</div>": "", "<div></div>": "", "<div>" + like(160) + "</div>": "teaser", "<div>" + like(161) + "</div>": "",
		"<div><p>The port</p><p>Related</p></div>": "", "<div>The port<p>Related</p></div>": "", "<div> <p> </p><div><div></div><h3>Related</h3></div>The port</div>": "teaser", "<div><script>a</script><!-- b --><i></i><i>Related</i> c</div>": "teaser",
	} {
		if got := boxKind(body(t, src).FirstChild); got != want {
			t.Errorf("%.80s: %q, want %q", src, got, want)
		}
	}
	if got := firstLine(body(t, "<div><p>a</p><p>b</p></div>")); got != "a" {
		t.Errorf("%q, want only the first of two paragraphs", got)
	}
}

// Of several article elements those of other pages go: cards, whose first words lead
// away, and whole stories under a heading of the first rank. The others are parts of
// the page's own, which then is all of the page.
func TestArticlesOfOthers(t *testing.T) {
	art := func(id string, n int, more string) string {
		return `<article id="` + id + `">` + more + strings.Repeat("x", n) + `</article>`
	}
	const own, away = "<h1>A port by the sea</h1>", `<h3><a href="/b">A bridge on the river</a></h3>`
	for _, c := range []struct {
		name, src, best string // no best: all of the page
		left            int
		gone            string // ids that are no longer in the tree
	}{
		{"none", "<p>a</p>", "", 0, ""},
		{"one", art("a", 1, ""), "a", 0, ""},
		{"parts without headings", art("a", 100, "") + art("b", 300, "") + art("c", 9, "<h2>Q</h2>"), "", 0, ""},
		{"cards beside it", art("a", 100, "") + art("b", 30, away) + art("c", 30, away), "a", 2, "b c"},
		{"cards before it", art("a", 30, away) + art("b", 100, own) + art("c", 30, away), "b", 2, "a c"},
		{"cards in it", art("a", 400, own+art("b", 5, away)), "a", 1, "b"},
		{"a heading that leads to its own place", art("a", 100, own) + art("b", 5, `<h3><a href="#b">A bridge on the river</a></h3>`), "", 0, ""},
		{"a link of thirteen letters", art("a", 100, own) + art("b", 5, `<h3><a href="/b">Next question</a></h3>`), "", 0, ""},
		{"a card in a link", art("a", 100, own) + `<a href="/b">` + art("b", 5, "<b>A bridge on the river</b>") + `</a>`, "a", 1, "b"},
		{"a day before the link", art("a", 100, own) + art("b", 5, `3 March 2025 <a href="/b">A bridge on the river</a>`), "a", 1, "b"},
		{"words before the link", art("a", 100, own) + art("b", 5, `They closed <a href="/b">a bridge on the river</a>`), "", 0, ""},
		{"another whole story", art("a", 2900, own) + art("b", 900, "<h1>Q</h1>"), "a", 1, "b"},
		{"another whole story before it", art("a", 2900, "<h1>Q</h1>") + art("b", 100, "<h2>A port by the sea</h2>"), "b", 1, "a"},
		{"a first heading inside it", art("a", 90, own+art("b", 9, "<h1>Q</h1>")), "a", 0, ""},
		{"around", art("a", 1, art("b", 5, own)), "a", 0, ""},
		{"nothing but cards", art("a", 1, away) + art("b", 5, away), "", 0, ""},
		{"cards beside words", art("a", 1, away) + art("b", 5, away) + "<p>" + strings.Repeat("y", 60) + "</p>", "", 2, "a b"},
		{"one that begins with a link", art("a", 1, away), "", 0, ""},
		{"a long one whose heading is a link", art("a", 1300, away) + art("b", 5, away), "a", 1, "b"},
		{"empty", art("a", 5, own) + art("b", 0, ""), "", 0, ""},
	} {
		n := body(t, c.src)
		p := &Page{LeftOut: map[string]int{}}
		best := ""
		if b := p.otherArticles(n, "A port by the sea"); b != nil {
			best = attr(b, "id")
		}
		gone := ""
		for _, id := range []string{"a", "b", "c"} {
			if strings.Contains(c.src, `id="`+id+`"`) && byID(n, id) == nil {
				gone += " " + id
			}
		}
		if best != c.best || p.LeftOut["teaser"] != c.left || strings.TrimSpace(gone) != c.gone {
			t.Errorf("%s: %q, %d left out, gone %q; want %q, %d, %q", c.name, best, p.LeftOut["teaser"], gone, c.best, c.left, c.gone)
		}
	}
}

// Pages that go on without end put one story after another in elements of one make.
func TestStoriesAfterTheFirst(t *testing.T) {
	const own = `<div class="story first"><h1>A port by the sea</h1><p>a</p></div>`
	for _, c := range []struct {
		name, src string
		left      int
	}{
		{"another", own + `<div class="story"><h1>B</h1><p>b</p></div>`, 1},
		{"two others", own + `<div class="story"><h1>B</h1><p>b</p></div> <p>x</p><div class="wide story"><h1>C</h1><p>c</p></div>`, 2},
		{"under a heading of the second rank", `<div class="story"><h2>A port by the sea</h2><p>a</p></div><div class="story"><h1>B</h1><p>b</p></div>`, 1},
		{"of the third", `<div class="story"><h3>A port by the sea</h3><p>a</p></div><div class="story"><h1>B</h1><p>b</p></div>`, 0},
		{"before", `<div class="story"><h1>B</h1><p>b</p></div>` + own, 0},
		{"of another make", own + `<div class="first"><h1>B</h1><p>b</p></div>`, 0},
		{"of another tag", own + `<section class="story"><h1>B</h1><p>b</p></section>`, 0},
		{"without a class", `<div><h1>A port by the sea</h1></div><div><h1>B</h1><p>b</p></div>`, 0},
		{"around the first", `<div class="list"><div><div class="x">` + own + `</div></div></div><div class="list"><h1>B</h1><p>b</p></div>`, 1},
		{"without text", own + `<div class="story"><h1>B</h1></div>`, 0},
		{"without a heading", own + `<div class="story"><p>b</p></div>`, 0},
		{"a part under a heading of its own", own + `<div class="story"><h2>B</h2><p>b</p></div>`, 0},
		{"a heading that leads away", own + `<div class="story"><h2><a href="/b">B</a></h2><p>b</p></div>`, 1},
		{"of the third rank", own + `<div class="story"><h3><a href="/b">B</a></h3><p>b</p></div>`, 1},
		{"of the fourth", own + `<div class="story"><h4><a href="/b">B</a></h4><p>b</p></div>`, 0},
		{"no title", `<div class="story"><h1>A</h1></div><div class="story"><h1>B</h1><p>b</p></div>`, 0},
	} {
		n := body(t, c.src)
		p := &Page{Title: "A port by the sea", LeftOut: map[string]int{}}
		stories := strings.Count(rendered(t, n), ">B<") + strings.Count(rendered(t, n), ">C<")
		p.nextStories(n)
		after := strings.Count(rendered(t, n), ">B<") + strings.Count(rendered(t, n), ">C<")
		if p.LeftOut["teaser"] != c.left || stories-after != c.left {
			t.Errorf("%s: %d left out, %d gone, want %d", c.name, p.LeftOut["teaser"], stories-after, c.left)
		}
	}
}

func byName(n *html.Node, name string) *html.Node {
	return find(n, func(c *html.Node) bool { return c.Data == name })
}
