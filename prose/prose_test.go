package prose_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/markup"
	"entente/prose"
)

var cite = prose.Options{Cite: func(key, locator string) (string, bool) {
	if locator != "" {
		locator = ", " + locator
	}
	if key == "known" || key == "アサヒ" {
		return ` <a class="cite" href="sources.html#` + key + `">Known 2021` + html.EscapeString(locator) + `</a>`, true
	}
	return "", false
}}

func TestRender(t *testing.T) {
	for _, c := range []struct{ in, want, not string }{
		{"Ties fell [@known].", `<a class="cite" href="sources.html#known">Known 2021</a>`, "[@"},
		{"As [@known, p. 12] says.", `>Known 2021, p. 12</a>`, ""},
		{"日本語の文[@アサヒ]です。", `href="sources.html#アサヒ"`, ""},
		{"No [@nobody].", `[unknown source nobody]`, "<a"},
		{"# A heading", `<h2 id="a-heading">A heading</h2>`, "<h1"},
		{"<script>alert(1)</script>", ``, "<script"},
		{"a <b onclick=x>b</b>", ``, "onclick=x>"},
		{"[x](javascript:alert(1))", `<a href="">x</a>`, "javascript"},
		{"[x](//evil.example/)", ``, "evil"},
		{"[x](../../secret)", ``, "secret"},
		{"![x](http://tracker.example/p.gif)", ``, "tracker"},
		{"[x](https://example.org/)", `href="https://example.org/"`, ""},
		{"| a | b |\n| - | - |\n| 1 | 2 |", "<table>", ""},
		{"[@known", "[@known", "<a"},
	} {
		r := prose.Render(parse(t, c.in), cite)
		if !strings.Contains(r.HTML, c.want) {
			t.Errorf("%q gives %q, which lacks %q", c.in, r.HTML, c.want)
		}
		if c.not != "" && strings.Contains(r.HTML, c.not) {
			t.Errorf("%q gives %q, which has %q", c.in, r.HTML, c.not)
		}
	}
	r := prose.Render(parse(t, "[@known] [@nobody] [@known]"), cite)
	if len(r.Cited) != 1 || len(r.Unknown) != 1 || r.Unknown[0] != "nobody" {
		t.Errorf("%+v", r)
	}
}

// allowed are the elements that a text may have on the page, with their attributes.
var allowed = map[string][]string{
	"html": nil, "head": nil, "body": nil, "p": {"class"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "br": nil, "hr": nil, "em": nil, "strong": nil, "del": nil,
	"a": {"href", "class", "id", "role"}, "code": {"class"}, "pre": nil, "blockquote": nil, "ul": nil, "ol": {"start"}, "li": {"id"}, "input": {"checked", "disabled", "type"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"style", "align"}, "td": {"style", "align"}, "sup": {"id"}, "div": {"class", "role"}, "span": {"class"},
}

// unsafe walks a page and names the first element, attribute or address that a
// text may not bring; "" where there is none.
func unsafe(page string) string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return err.Error()
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attrs, ok := allowed[n.Data]
		if !ok {
			return "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			switch {
			case !slices.Contains(attrs, a.Key):
				return "<" + n.Data + " " + a.Key + ">"
			case a.Key == "style" && !strings.HasPrefix(a.Val, "text-align:"):
				return "style=" + a.Val
			case a.Key == "href":
				u, err := url.Parse(strings.TrimSpace(a.Val))
				if err != nil || u.Scheme != "" && !slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(u.Scheme)) || u.Scheme == "" && u.Host != "" {
					return "href=" + a.Val
				}
			}
		}
	}
	return ""
}

// TestUnsafe holds that the judge of FuzzRender sees what it is there for.
func TestUnsafe(t *testing.T) {
	for _, s := range []string{"<script>x</script>", "<p><style>a</style>", "<iframe>", "<svg/>", "<p onclick=x>", `<a href=" JavaScript:x">a</a>`, `<a href="data:text/html,x">a</a>`, `<a href="//evil.example">a</a>`, `<td style="color:red">`} {
		if strings.HasPrefix(s, "<td") {
			s = "<table><tr>" + s
		}
		if unsafe(s) == "" {
			t.Errorf("%s passes", s)
		}
	}
	for _, s := range []string{"<p>script onclick=x javascript:x &lt;script&gt;</p>", `<a href="https://a.example/">a</a>`, `<a href="#b">a</a>`} {
		if got := unsafe(s); got != "" {
			t.Errorf("%s is refused: %s", s, got)
		}
	}
}

// FuzzRender holds that no element, attribute or address gets through that a text
// may not bring.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"[@known, p. 1]", "<script>", "script ", "[x](javascript:x)", "[^1]\n\n[^1]: note", "![a](data:text/html,x)", "<a href=javascript:1>", "[@" + strings.Repeat("[", 50),
		"- [x] a", "| a |\n| :-: |\n| b |", "3. a", "```js\nx\n```", "<javascript:x>", "<javafcript:x>", "[x](JAVAh\x80SCRIPT&colon;h\x80x)", "[x](javafcript&colon;x)", "[x](java&#x73;cript&colon;x)", "www.a.example", "[x](JAVASCRIPT&colon;x)", "# a {onclick=x}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		doc, err := markup.Parse(in)
		if err != nil {
			return
		}
		page := prose.Render(doc, cite).HTML
		if what := unsafe(page); what != "" {
			t.Fatalf("%q lets %s through: %s", in, what, page)
		}
	})
}

// parse reads a text that is within the limits.
func parse(t testing.TB, md string) *markup.Document {
	t.Helper()
	doc, err := markup.Parse(md)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
