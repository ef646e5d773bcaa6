package page

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// long gives a text of so many letters, in words of so many, that ends as said.
func long(letters int, word string, end string) string {
	s := "A" + strings.Repeat(" "+word, letters/(len(word)+1)+1)
	return s[:letters-len(end)-1] + "x" + end
}

// Each bound is held by the value just on either side of it.
func TestKindsOfLines(t *testing.T) {
	const w = "ab" // words of two letters: fields are many
	for _, c := range []struct {
		name string
		is   func(string) bool
		yes  []string
		no   []string
	}{
		{"an end", ended, []string{"It is.", "It is!", "It is?", "そうだ。", "It is…", "It is:", "It is;", "It is.”", "It is.) ", "It is.[12]", "It is.”[1][2]"}, []string{"", "It is", "It is,", "It is [12]", "It is.[1234]"}},
		{"a sentence", isSentence, []string{long(25, w, "."), "Aaaaaaaaaaaaaaa bbbb c dd.", "今日は横須賀で船を見ました。", long(60, w, ":")}, []string{long(24, w, "."), "Aaaaaaaaaaaaaaaa bbbb cddd.", long(30, w, ""), "今日は横須賀で船。", long(59, w, ":")}},
		{"a paragraph", isPara, []string{long(240, w, ""), long(60, w, "."), "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c d e f g h i.", strings.Repeat("船", 29) + "を。"}, []string{long(239, w, ""), long(59, w, "."), "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c d e f g hh.", long(60, w, ""), strings.Repeat("船", 28) + "を。"}},
		{"a headline", isHeadline, []string{long(14, w, ""), long(230, w, ""), "Three words stand", "横須賀の港の船", "Talks in the U.S.", "Talks go on..."}, []string{long(13, w, ""), long(231, w, ""), "Twowords standhere", "talks go on here", "Talks go on here.", "Talks go on here:", "Talks go on here,", "港の船は出たのだ。", "Read more read more", "By Ana Ruel and Ben Oslo"}},
		{"a control", isControl, []string{"Read more", "more " + strings.Repeat("more ", 22) + "more", "続きを読む"}, []string{"Read more books of hers", "more " + strings.Repeat("more ", 23) + "more", ""}},
		{"a long sentence", isLongSentence, []string{strings.Repeat("a ", 14) + "b."}, []string{strings.Repeat("a ", 13) + "b.", strings.Repeat("a ", 14) + "b"}},
		{"a long line", isLong, []string{strings.Repeat("a ", 15)}, []string{strings.Repeat("a ", 14)}},
		{"a date", isDateLine, []string{"2 March 2025", "Published on 2 March 2025 at 10:30", "2 March 2025 xyz", "2025年3月2日"}, []string{"March", "2 March 2025 wxyz", "2 March 2025, Ana Ruel", "12345", "2 March 2025" + strings.Repeat(" .", 17), "2 March 2025" + strings.Repeat(".", 149)}},
		{"a region", isRegion, []string{"Japan", " france "}, []string{"Atlantis", ""}},
	} {
		for _, s := range c.yes {
			if !c.is(s) {
				t.Errorf("%q is %s (weight %d)", s, c.name, weight(s))
			}
		}
		for _, s := range c.no {
			if c.is(s) {
				t.Errorf("%q is not %s (weight %d)", s, c.name, weight(s))
			}
		}
	}
	for s, want := range map[string]int{"": 0, "ab c": 4, "日本": 4, "a日": 3, "서울": 4, "é": 1} {
		if got := weight(s); got != want {
			t.Errorf("%q weighs %d, want %d", s, got, want)
		}
	}
}

// Names alone on a line are read; what else stands with them, is no more than eight
// letters a name, or a country, makes it another line.
func TestNamesAlone(t *testing.T) {
	for s, want := range map[string][]string{
		"Ana Ruel": {"Ana Ruel"}, "Ana Ruel and Ben Oslo": {"Ana Ruel", "Ben Oslo"}, "佐藤 花子": {"佐藤 花子"}, "김민수 기자": {"김민수"},
		"Ana Ruel.": nil, "New Zealand": nil, "the harbour of it": nil, "": nil,
	} {
		if got := namesOnly(s); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// Tags of sections are at most six, of at most four words and 36 letters each, on a
// line of at most 90; joined by commas alone all of them have to be known.
func TestTagsOfSections(t *testing.T) {
	tag := strings.Repeat("x", 36)
	for s, want := range map[string]int{
		"Politics": 1, "#Politics": 1, "Politics | Ferries": 2, "Politics, World": 2, "Politics, Ferries": 0, "Ferries": 0, "Politics.": 0, "": 0, "Japan": 1,
		"Asia | " + tag: 2, "Asia | " + tag + "x": 0, "Asia | a b c d": 2, "Asia | a b c d e": 0, "Asia | b | c | d | e | f": 6, "Asia | b | c | d | e | f | g": 0,
		"Asia | " + tag + " | " + tag + "x": 0, "Asia | " + tag + " | " + strings.Repeat("y", 36) + " | zzzzz": 4, "Asia | " + tag + " | " + strings.Repeat("y", 36) + " | zzzzzz": 0,
	} {
		if got := sectionParts(s, nil); len(got) != want {
			t.Errorf("%q (%d): %q, want %d", s, len(s), got, want)
		}
	}
	if got := sectionParts("Ferries", func(s string) bool { return s == "Ferries" }); len(got) != 1 {
		t.Errorf("a tag that the page states is not known: %q", got)
	}
}

// A title is the other's where it is more than three tenths of it, or holds it and
// it is more than six tenths.
func TestSharesOfTitles(t *testing.T) {
	ten := "abcdefghij"
	for _, c := range []struct {
		a, b string
		want bool
	}{{ten, ten, true}, {"abcd", ten, true}, {"abc", ten, false}, {ten, "abcdefg", true}, {ten, "abcdef", false}, {"", ten, false}, {ten, "", false}, {"a-b c.D", "abcd", true}, {"wxyz", ten, false}} {
		if got := similarTitle(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// A box goes where it has less than four tenths of the page's letters and at most
// three tenths of its prose, which is what stands in paragraphs of 80 letters or more.
func TestSmallBoxes(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	for _, c := range []struct {
		name, box, rest string
		kept            bool
	}{
		{"399 letters of 1000", x(399), "<p>" + x(601) + "</p>", false},
		{"400 letters of 1000", x(400), "<p>" + x(600) + "</p>", true},
		{"prose of 300 of 1000", "<p>" + x(300) + "</p>", "<p>" + x(700) + "</p>", false},
		{"prose of 301 of 1000", "<p>" + x(301) + "</p>", "<p>" + x(699) + "</p>", true},
		{"a paragraph of 79 beside one of 100", "<p>" + x(79) + "</p>", "<p>" + x(100) + "</p>" + x(100), false},
		{"a paragraph of 80 beside one of 100", "<p>" + x(80) + "</p>", "<p>" + x(100) + "</p>" + x(100), true},
		{"a quotation of 80 beside one of 100", "<blockquote>" + x(80) + "</blockquote>", "<p>" + x(100) + "</p>" + x(100), true},
	} {
		root, err := html.Parse(strings.NewReader(`<html><body><div class="related" id="box">` + c.box + `</div>` + c.rest + `</body></html>`))
		if err != nil {
			t.Fatal(err)
		}
		p := &Page{LeftOut: map[string]int{}}
		p.prune(root)
		kept := find(root, func(n *html.Node) bool { return attr(n, "id") == "box" }) != nil
		if kept != c.kept || p.LeftOut["teaser"] != map[bool]int{true: 0, false: 1}[c.kept] {
			t.Errorf("%s: kept %v, want %v (%v)", c.name, kept, c.kept, p.LeftOut)
		}
	}
}

// A paragraph of more than 60 letters that stands twice is a pulled quotation; a
// shorter one is said twice, and a table or code is no quotation.
func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		n    int
		kind blockKind
		want int
	}{{60, paragraph, 2}, {61, paragraph, 1}, {61, quote, 1}, {61, table, 2}, {61, pre, 2}} {
		b := block{kind: c.kind, text: strings.Repeat("x", c.n)}
		p := &Page{LeftOut: map[string]int{}}
		if got := p.dropRepeats([]block{b, b}); len(got) != c.want || p.LeftOut["pull-quote"] != 2-c.want {
			t.Errorf("%d letters of kind %d stand %d times, want %d", c.n, c.kind, len(got), c.want)
		}
	}
}

// An author's note begins with the author's name and says what the author is; it
// weighs at most 900.
func TestNotesOnAuthors(t *testing.T) {
	p := &Page{Authors: []string{"Ana Ruel"}}
	for s, want := range map[string]bool{
		"Ana Ruel is a fellow.": true, "ANA RUEL, PhD, writes.": true, "Ana Ruel": false, "Ana Ruelle is a fellow.": false, "Ben Oslo is a fellow.": false, "Ana Ruel said so.": false,
		"Ana Ruel is " + strings.Repeat("x", 888): true, "Ana Ruel is " + strings.Repeat("x", 889): false,
	} {
		if got := p.isBio(s); got != want {
			t.Errorf("%.40q (%d): %v, want %v", s, weight(s), got, want)
		}
	}
}

// What is no text is told by its first bytes; UTF-8 has more than four good letters
// beyond ASCII for each bad byte.
func TestBytes(t *testing.T) {
	for s, want := range map[string]bool{"%PDF-1.7": true, "PK\x03\x04": true, "a\x00b": true, "%PDF": false, "text": false, strings.Repeat("a", 8191) + "\x00": true, strings.Repeat("a", 8192) + "\x00": false} {
		if got := binary([]byte(s)); got != want {
			t.Errorf("%.12q: %v, want %v", s, got, want)
		}
	}
	for s, want := range map[string]bool{"": false, "abc": false, "éé": true, "ééééé\xff": true, "éééé\xff": false} {
		if got := mostlyUTF8([]byte(s)); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	if !isASCII([]byte("a\x7f")) || isASCII([]byte("a\x80")) {
		t.Error("ASCII ends at 0x7f")
	}
}

// Markup becomes Markdown.
func TestMarkupToMarkdown(t *testing.T) {
	for src, want := range map[string]string{
		`<h1>A</h1><h4>B</h4><p>x</p>`:                                                         "## A\n\n#### B\n\nx",
		`one<br>two<br><br>three`:                                                              "one two\n\nthree",
		`<p>a<hr>b</p>`:                                                                        "a\n\nb",
		`<ul><li>a<li>b<ol><li>c<li>d</ol><li>e</ul>`:                                          "- a\n- b\n  1. c\n  2. d\n- e",
		`<ol start="7"><li>a<li><p>b</p><p>more</p></ol>`:                                      "7. a\n8. b more",
		`<ol start="0"><li>a</ol><ol start="x"><li>b</ol>`:                                     "1. a\n1. b",
		`<li>alone</li>`:                                                                       "- alone",
		`<blockquote><p>a</p><h2>b</h2></blockquote><blockquote>c</blockquote>`:                "> a\n>\n> b\n>\n> c",
		`<p>He said <q>so</q>.</p>`:                                                            "He said “so”.",
		`<p>so<sup>3</sup> and x<sup>nd</sup> m<sup>[12]</sup> <sup>12345</sup></p>`:           "so[3] and xnd m[12] 12345",
		"<pre>\n  a\n<br>b```\n</pre>":                                                         "```\n  a\n\nb` ` `\n```",
		`<table><caption>C</caption><tr><th>a<th>b|<tr><td colspan="2">c<tr><td>d</table>`:     "C\n\n| a | b\\| |\n| --- | --- |\n| c |  |\n| d |  |",
		`<table><tr><td>a<td>b</table>`:                                                        "a\n\nb",
		`<table><tr><td>a<tr><td>b</table>`:                                                    "a\n\nb",
		`<table><tr><td>a<td><table><tr><td>b<td>c</table><tr><td>d<td>e</table>`:              "a\n\nb\n\nc\n\nd\n\ne",
		`<p># a</p><p>1. b</p><p>- c</p><p>-d</p><p>&gt; e</p><p>| f</p><p>12345678901. g</p>`: "\\# a\n\n\\1. b\n\n\\- c\n\n-d\n\n\\> e\n\n\\| f\n\n12345678901. g",
		`<p>See <a href="/x">Read more</a> of it</p>`:                                          "See\n\nRead more\n\nof it",
		`<ul><li>See <a href="/x">Read more</a> of it</ul>`:                                    "- See Read more of it",
		`<script>x</script><style>y</style><p>z</p>`:                                           "z",
		// What is a block parts the text before it from the text behind it.
		`a<div>b</div>c`: "a\n\nb\n\nc", `a<hr>b`: "a\n\nb", `a<blockquote>b</blockquote>c`: "a\n\n> b\n\nc", `a<h2>b</h2>c`: "a\n\n## b\n\nc", `a<pre>b</pre>c`: "a\n\n```\nb\n```\n\nc",
		`a<ul><li>b</ul>c`: "a\n\n- b\n\nc", `<ul>a<li>b</li>c<li>d</ul>`: "a\n\n- b\n\nc\n\n- d", `<ul>a</ul>b`: "a\n\nb", `a<x-y><p>b</p></x-y>c`: "a\n\nb\n\nc", `a<x-y>b</x-y>c`: "abc", `a<em>b</em>c`: "abc",
		`a<table><caption>b</caption><tr><td>c<td>d<tr><td>e<td>f</table>g`: "a\n\nb\n\n| c | d |\n| --- | --- |\n| e | f |\n\ng",
		`a<video>b</video>c`: "ac", `<p>a<sup></sup>b</p>`: "ab", `<p>a<br> <br>b<br>c<br><i>d</i></p>`: "a\n\nb c d", `<p>a<br>`: "a", `<p>a <a></a> <span>b</span></p>`: "a b", `<h2></h2><pre></pre><blockquote></blockquote>`: "",
		// Lists: the text of an item goes on behind a list within it; a number has its bounds.
		`<ul><li>a<ul><li></ul>b</ul>`: "- a b", `<ul><li>a<ul><li>b</ul>c</ul>d`: "- a\n  - b c\n\nd", `<ul><li><h3>a</h3>b</ul>`: "- a b", `<blockquote>a<ul>b<li>c</ul></blockquote>`: "> a\n>\n> b\n\n- c",
		`<ol start="1"><li>a</ol><ol start="999999"><li>b</ol><ol start="1000000"><li>c</ol><ol start="-1"><li>d</ol>`: "1. a\n999999. b\n1. c\n1. d", `<ol><li>a</ol><ul><li>b</ul><ol><li>c</ol>`: "1. a\n- b\n1. c",
		`<h6>a</h6><h2>b</h2>`: "###### a\n\n## b",
		// Tables: a cell of three columns, of 49 and of 50, which is none.
		`<table><tr><td colspan="3">a<td>b<tr><td>c</table>`:                      "| a |  |  | b |\n| --- | --- | --- | --- |\n| c |  |  |  |",
		`<table><tr><td colspan="50">a<td>b<tr><td>c</table>`:                     "| a | b |\n| --- | --- |\n| c |  |",
		`<table><tr><td colspan="1">a<td>b<tr><td> <tr><td>c</table>`:             "| a | b |\n| --- | --- |\n| c |  |",
		`<table><tr><td>a<td>b<tr><td> </table>`:                                  "a\n\nb",
		"<p>a<sup>[1]</sup> b<sup>*</sup> c<sup>1234</sup> d<sup>12345</sup></p>": "a[1] b[*] c[1234] d12345",
	} {
		root, err := html.Parse(strings.NewReader("<html><body>" + src + "</body></html>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := markdown(blocksOf(root)); got != want {
			t.Errorf("%s\n got %q\nwant %q", src, got, want)
		}
	}
	of := func(src string) []block {
		root, err := html.Parse(strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		return blocksOf(root)
	}
	// A row has fifty cells at most by what its cells span, a table 5,000 rows, and a
	// page so many blocks.
	for src, columns := range map[string]int{`<td colspan="49">a`: 49, `<td colspan="40">a<td colspan="40">b`: 50} {
		if got := of("<table><tr>" + src + "<tr><td>c</table>"); len(got) != 1 || strings.Count(got[0].text, " --- |") != columns {
			t.Errorf("%s: %v, want %d columns", src, got, columns)
		}
	}
	if got := of("<table>" + strings.Repeat("<tr><td>a<td>b", 5001) + "</table>"); len(got) != 1 || strings.Count(got[0].text, "\n") != 5000 {
		t.Errorf("%d blocks, %d lines", len(got), strings.Count(got[0].text, "\n"))
	}
	if got := of(strings.Repeat("<p>a", maxBlocks-1) + "<h2>b</h2><h2>c</h2><p>d"); len(got) != maxBlocks || got[maxBlocks-1].text != "b" {
		t.Errorf("%d blocks, want %d", len(got), maxBlocks)
	}
	// A heading that is one link to another page is told apart.
	for src, want := range map[string]bool{`<h2><a href="/a">B</a></h2>`: true, `<h2><a href="#a">B</a></h2>`: false, `<h2><a>B</a></h2>`: false, `<h2><a href="/a">B</a> c</h2>`: false, `<h2>B</h2>`: false} {
		root, _ := html.Parse(strings.NewReader(src))
		if got := blocksOf(root); len(got) != 1 || got[0].link != want || got[0].level != 2 {
			t.Errorf("%s: %s", src, fmt.Sprint(got))
		}
	}
}
