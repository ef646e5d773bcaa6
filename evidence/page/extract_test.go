package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The smallest element that holds nearly all of what was extracted is where the
// article stands: nineteen paragraphs in twenty, of more than twenty letters each.
func TestWhereTheArticleStands(t *testing.T) {
	para := func(n int) string { return "<p>" + strings.Repeat(string(rune('a'+n%26)), 41+n/26) + "</p>" }
	some := func(from, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(para(from + i))
		}
		return b.String()
	}
	short := "<p>" + strings.Repeat("x", 20) + "</p>"
	for _, c := range []struct{ name, content, page, want string }{
		{"in a part", some(0, 3), `<div id="a"><div id="b">` + some(0, 3) + `</div><p>other</p></div>`, "b"},
		{"in a part of a part", some(0, 3), `<div id="a"><section id="b"><p>x</p><div id="c">` + some(0, 3) + `</div></section></div>`, "c"},
		{"the parts of it apart", some(0, 4), `<div id="a"><div id="b">` + some(0, 2) + `</div><div id="c">` + some(2, 2) + `</div></div>`, "a"},
		{"nineteen of twenty", some(0, 20), `<div id="a"><div id="b">` + some(0, 19) + `</div>` + some(19, 1) + `</div>`, "b"},
		{"eighteen of nineteen", some(0, 19), `<div id="a"><div id="b">` + some(0, 18) + `</div>` + some(18, 1) + `</div>`, "a"},
		{"after text and a part without it", some(0, 2), `words<div id="a"><div id="b"><p>other</p></div>words<div id="c">` + some(0, 2) + `</div></div>`, "c"},
		{"one paragraph, and a block of it is none", some(0, 1), `<div id="a"><div id="b">` + some(0, 1) + `</div></div>`, "b"},
		{"in an element that is no block", some(0, 2), `<div id="a"><p>x</p><x-story id="b">` + some(0, 2) + `</x-story></div>`, "b"},
		{"twenty letters", short, `<div id="a">` + short + `</div>`, ""},
		{"not there", some(0, 2), `<div id="a">` + some(2, 2) + `</div>`, ""},
		{"in the page itself", some(0, 2), some(0, 2), ""},
	} {
		if got := container(body(t, c.page), foundIn(blocksOf(body(t, c.content)))); attr(got, "id") != c.want {
			t.Errorf("%s: in %q, want %q", c.name, attr(got, "id"), c.want)
		}
	}
}

// What stands between the paragraphs that were extracted is put back, and what reads
// as a sentence before and after them, with the headings over it.
func TestWhatIsPutBack(t *testing.T) {
	own := func(s string) block { return block{text: strings.Repeat(s, 21) + "."} }
	head := func(level int) block {
		return block{kind: heading, level: level, text: "head" + string(rune('0'+level))}
	}
	word, sentence, item1, table1 := block{text: "Menu"}, block{text: "The ferry sailed again on the third of May, and all were glad of it."}, block{kind: item, text: "one"}, block{kind: table, text: "| a |"}
	a, b, c := own("a"), own("b"), own("c")
	other := block{text: "Crews had waited for nine nights in the harbour"}
	if !isSentence(sentence.text) || isSentence(word.text) {
		t.Fatal("the lines of this test are not what they are taken for")
	}
	for _, x := range []struct {
		name           string
		extracted, all []block
		from, to       int // of all; to 0: the two do not agree
	}{
		{"all of it", []block{a, b}, []block{a, b}, 0, 2},
		{"between", []block{a, b}, []block{a, item1, word, table1, head(2), b}, 0, 6},
		{"around", []block{a, b}, []block{word, a, b, word}, 1, 3},
		{"a lead", []block{a, b}, []block{word, sentence, a, b}, 1, 4},
		{"two", []block{a, b}, []block{sentence, sentence, a, b}, 0, 4},
		{"what follows", []block{a, b}, []block{word, a, b, sentence, item1, table1, word, sentence}, 1, 6},
		{"a heading over it", []block{a, b}, []block{word, head(2), a, b}, 1, 4},
		{"two headings", []block{a, b}, []block{word, head(2), head(3), a, b}, 1, 5},
		{"the title", []block{a, b}, []block{word, head(1), a, b}, 2, 4},
		{"the first of a page", []block{a, b}, []block{head(2), a, b}, 1, 3},
		{"a heading that reads as a sentence", []block{a, b}, []block{word, {kind: heading, level: 1, text: sentence.text}, a, b}, 2, 4},
		{"half of them", []block{a, b}, []block{word, a, word}, 1, 2},
		{"a third of them", []block{a, b, c}, []block{word, a, word}, 0, 0},
		{"one of them twice", []block{a, a, a}, []block{word, a, word}, 1, 2},
		{"none", nil, []block{word}, 0, 0},
		{"twenty letters say nothing", []block{{text: strings.Repeat("x", 20)}}, []block{word, {text: strings.Repeat("x", 20)}}, 0, 0},
		{"twenty-one do", []block{{text: strings.Repeat("x", 21)}}, []block{word, {text: strings.Repeat("x", 21)}}, 1, 2},
		{"joined", []block{{text: sentence.text + " " + other.text}}, []block{word, sentence, other, word}, 1, 3},
	} {
		var want []block // none
		if x.to > 0 {
			want = x.all[x.from:x.to]
		}
		if got := restore(x.all, foundIn(x.extracted), false, false); markdown(got) != markdown(want) {
			t.Errorf("%s: %q, want %q", x.name, markdown(got), markdown(want))
		}
	}
	if got := size([]block{a, word, {text: "1 2, 3"}}); got != 28 { // 21, 4 and 3 letters
		t.Errorf("%d letters, want 28", got)
	}
}

// The page's own heading goes out of the text: each of the first level, and one of
// another only where none stands before it.
func TestOwnTitleGoes(t *testing.T) {
	for src, want := range map[string]string{
		"<h1>A port</h1>x": "x", "<h2>A port</h2>x": "x", "<h3>A port</h3>x": "x", "<h1>Another</h1>x": "Anotherx", "<h1>A port</h1><h1>A port</h1>x": "x", "<h1>A port</h1><h2>A port</h2>x": "A portx", "<h2>A port</h2><h1>A port</h1>x": "x", "<h2>A port</h2><h2>A port</h2>x": "A portx", "<div><h1>A port</h1></div>x": "x",
	} {
		n := body(t, src)
		(&Page{Title: "A port"}).dropTitle(n.Parent)
		if got := textOf(n); got != want {
			t.Errorf("%s: %q is left, want %q", src, got, want)
		}
	}
}

// A description is the dek where it is none yet, is whole, and says more than the
// title, the site and the text.
func TestDescriptionsThatAreDeks(t *testing.T) {
	x := strings.Repeat("é", 400)
	for _, c := range []struct {
		p       Page
		d, want string
	}{
		{Page{}, "Ships go out again.", "Ships go out again."}, {Page{Dek: "Known"}, "Ships go out again.", "Known"}, {Page{}, "", ""}, {Page{}, "Ships go…", ""}, {Page{}, "Ships go...", ""}, {Page{}, "Ships go […]", ""}, {Page{}, x, x}, {Page{}, x + "é", ""},
		{Page{Title: "Ships go out again"}, "Ships go out again.", ""}, {Page{Site: "The Strait"}, "The strait", "The strait"}, {Page{Site: "The Strait"}, "The Strait.", ""}, {Page{Text: "So, ships go out: again."}, "ships go out again", ""}, {Page{Text: "Ships stay."}, "Ships go out again.", "Ships go out again."},
	} {
		h := &head{ld: &article{}, meta: map[string][]string{"description": {c.d}}}
		if c.p.settleDek(h); c.p.Dek != c.want {
			t.Errorf("%+v of %q: %q, want %q", c.p, c.d, c.p.Dek, c.want)
		}
	}
	p := &Page{}
	if p.settleDek(&head{ld: &article{dek: "Of a record"}, meta: map[string][]string{"description": {"Of the head"}}}); p.Dek != "Of a record" {
		t.Errorf("%q, want the record's", p.Dek)
	}
}

// Where the library finds nothing, all that is left is the article; so it is with a
// page that is too large to be asked about.
func TestExtractsWithoutTheLibrary(t *testing.T) {
	doc := func(src string) *html.Node { return body(t, src).Parent.Parent }
	if got := extract(doc("<div>a</div>")); len(got) != 1 || got[0].text != "a" {
		t.Errorf("%+v", got)
	}
	if got := extract(doc("")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	long := "<p>" + strings.Repeat("The ferry sailed again on the third of May. ", 10) + "</p>"
	menu := strings.Repeat("<nav><a href='/'>Home</a></nav>", 1)
	huge := strings.Repeat("<i></i>", hugePage)
	if got := markdown(extract(doc(menu + "<main>" + long + long + "</main>" + huge))); !strings.HasPrefix(got, "Home") {
		t.Errorf("%.80q: the library is asked about a huge page", got)
	}
	if got := markdown(extract(doc(menu + "<main>" + long + long + "</main>" + huge[:len("<i></i>")*(hugePage-200)]))); strings.HasPrefix(got, "Home") {
		t.Errorf("%.80q: the library is not asked about a page that is not", got)
	}
}
