package prose_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

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
		r, err := prose.Render(c.in, cite)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(r.HTML, c.want) {
			t.Errorf("%q gives %q, which lacks %q", c.in, r.HTML, c.want)
		}
		if c.not != "" && strings.Contains(r.HTML, c.not) {
			t.Errorf("%q gives %q, which has %q", c.in, r.HTML, c.not)
		}
	}
	r, err := prose.Render("[@known] [@nobody] [@known]", cite)
	if err != nil || len(r.Cited) != 1 || len(r.Unknown) != 1 || r.Unknown[0] != "nobody" {
		t.Errorf("%+v, %v", r, err)
	}
}

// FuzzRender holds that no script, handler or unsafe address gets through.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"[@known, p. 1]", "<script>", "[x](javascript:x)", "[^1]\n\n[^1]: note", "![a](data:text/html,x)", "<a href=javascript:1>", "[@" + strings.Repeat("[", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 10000 {
			return
		}
		r, err := prose.Render(in, cite)
		if err != nil {
			return
		}
		z := html.NewTokenizer(strings.NewReader(r.HTML))
		for {
			tt := z.Next()
			if tt == html.ErrorToken {
				return
			}
			tok := z.Token()
			if tok.Data == "script" || tok.Data == "iframe" || tok.Data == "style" {
				t.Fatalf("%q lets <%s> through: %s", in, tok.Data, r.HTML)
			}
			for _, a := range tok.Attr {
				v := strings.ToLower(strings.TrimSpace(a.Val))
				if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && (strings.HasPrefix(v, "javascript:") || strings.HasPrefix(v, "data:") || strings.HasPrefix(v, "//")) {
					t.Fatalf("%q lets %s=%q through", in, a.Key, a.Val)
				}
			}
		}
	})
}
