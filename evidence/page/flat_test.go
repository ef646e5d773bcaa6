package page

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shape writes blocks on one line: p:text, h2:heading, i0:item, i1.3:third item of
// a nested numbered list, q:quotation, t:table.
func shape(blocks []block) string {
	var out []string
	for _, b := range blocks {
		mark := string("phiqtc"[b.kind])
		switch {
		case b.kind == item && b.order > 0:
			mark += fmt.Sprintf("%d.%d", b.level, b.order)
		case b.kind == item || b.kind == heading:
			mark += strconv.Itoa(b.level)
		}
		out = append(out, mark+":"+b.text)
	}
	return strings.Join(out, " / ")
}

func TestPlainTextIntoBlocks(t *testing.T) {
	for src, want := range map[string]string{
		"": "", "a\n\nb": "p:a / p:b", "a\nb": "p:a / p:b", " a \t\n \n": "p:a",
		"a\r\nb\rc\u2028d\u2029e\ff": "p:a / p:b / p:c / p:d / p:e / p:f", "a\u00a0b\u200bc\ufeff": "p:a bc",
		"# A\n### B ##\nc": "h1:A / h3:B / p:c", "a\n# B": "p:a / h1:B", "####### a": "p:####### a",
		"a\n---\nb\n* * *\nc": "p:a / p:b / p:c", "a\n--\nb": "p:a / p:-- / p:b",
		"a\n| b | c |\n| - | - |\n|d|e|\nf": "p:a / t:| b | c |\n| - | - |\n|d|e| / p:f", "|a|b|\n |c|d|": "t:|a|b|\n|c|d|",
		"| a |\nb": "p:a / p:b", "||": "p:||", "|||\nb": "p:b", "| a | b": "p:| a | b", "a | b |": "p:a | b |",
		"- a\n* b\n2. c\n3) d": "i0:a / i0:b / i0.2:c / i0.3:d", "- a\n  - b\n    1. c\n        - d\n            - e": "i0:a / i1:b / i2.1:c / i4:d / i4:e", "a\n- b": "p:a / i0:b",
		"1234. a": "p:1234. a", "-a": "p:-a",
		"> a\n> b\n>\nc": "q:a / q:b / p:c", "a\n> b": "p:a / q:b",
		"![a](/b) and [c](https://d.example/e) **f** or __g__ [h](/i)": "p:a and c f or g h", "[a](b) **c": "p:[a](b) **c", "[](/x)": "p:[](/x)", "![](/x)\n\na": "p:a", "2**3 and **b**": "p:2**3 and b",
	} {
		if got := shape(paragraphs(src)); got != want {
			t.Errorf("%q\n got %q\nwant %q", src, got, want)
		}
	}
	if got := len(paragraphs(strings.Repeat("a\n", maxBlocks+1))); got != maxBlocks {
		t.Errorf("%d blocks, want %d", got, maxBlocks)
	}
	if got := len(paragraphs(strings.Repeat("# a\n", maxBlocks) + "b")); got != maxBlocks {
		t.Errorf("%d blocks, want %d", got, maxBlocks)
	}
}

// Lines that were broken at a width make one paragraph, up to a blank line or a
// line that stops early before one that begins anew.
func TestWrappedLines(t *testing.T) {
	for src, want := range map[string]string{
		"The ferry sails twice a week from the first of March, and\nit takes five hundred passengers and forty cars across to\nthe other side of the strait.\n\nThe crews are at sea for two weeks and then at home\nfor as long.": "p:The ferry sails twice a week from the first of March, and it takes five hundred passengers and forty cars across to the other side of the strait. / p:The crews are at sea for two weeks and then at home for as long.",
		"A ferry sails\nThe ferry sails twice a week from the first of March, and\nit takes five hundred passengers and forty cars across to\nthe other side of the strait.\nThe crews":                                            "p:A ferry sails / p:The ferry sails twice a week from the first of March, and it takes five hundred passengers and forty cars across to the other side of the strait. / p:The crews",
		"The ferry sails twice a week from the first of March, and\nit takes five hundred passengers and forty cars across to\nthe other side, or so they say\n- of the strait\n  - and more":                                      "p:The ferry sails twice a week from the first of March, and it takes five hundred passengers and forty cars across to the other side, or so they say / i0:of the strait / i1:and more",
		"The ferry sails twice a week from the first of March, and\nit takes five hundred passengers and forty cars across to\nthe other side of the strait, as the crews of it would say\n---\nand so it is.":                     "p:The ferry sails twice a week from the first of March, and it takes five hundred passengers and forty cars across to the other side of the strait, as the crews of it would say / p:and so it is.",
		"> The ferry sails twice a week from the first of March, and\n> it takes five hundred passengers and forty cars across to\n> the other side of the strait.\n\n> b\nc\n> d":                                                 "q:The ferry sails twice a week from the first of March, and it takes five hundred passengers and forty cars across to the other side of the strait. / q:b / p:c / q:d",
	} {
		src = strings.ReplaceAll(src, "\n> it", "\n> It") // a quoted line begins with its mark, not with a small letter
		want = strings.ReplaceAll(want, "q:The ferry sails twice a week from the first of March, and it", "q:The ferry sails twice a week from the first of March, and It")
		if got := shape(paragraphs(src)); got != want {
			t.Errorf("%q\n got %q\nwant %q", src, got, want)
		}
	}
	small := func(n int) string { return strings.Repeat("a", n) }
	large := func(n int) string { return "A" + strings.Repeat("a", n-1) }
	stop := func(n int) string { return strings.Repeat("a", n-1) + "." }
	for _, c := range []struct {
		name  string
		lines []string
		is    bool
		width int
	}{
		{"none", nil, false, 0},
		{"two that go on", []string{small(40), small(40), small(40)}, true, 40},
		{"the next line begins small", []string{large(40), small(40), stop(39)}, true, 40},
		{"spaces do not count", []string{"  " + small(40) + " ", " " + small(40), "  " + small(38)}, true, 40},
		{"one that goes on", []string{small(40), small(40)}, false, 40},
		{"too short", []string{small(39), small(39), small(39)}, false, 39},
		{"160 at most", []string{small(40), small(40), small(160)}, true, 160},
		{"161", []string{small(40), small(40), small(161)}, false, 161},
		{"long before a capital", []string{large(56), large(56), large(56)}, true, 56},
		{"shorter before a capital", []string{large(55), large(55), large(55)}, false, 55},
		{"three of five", []string{small(40), small(40), small(40), stop(40), stop(40), small(40)}, true, 40},
		{"two of four", []string{small(40), small(40), stop(40), stop(40), small(40)}, false, 40},
		{"apart", []string{small(40), "", small(40), " ", small(40), "", small(40)}, false, 40},
	} {
		if is, width := isWrapped(c.lines); is != c.is || width != c.width {
			t.Errorf("%s: %v, %d, want %v, %d", c.name, is, width, c.is, c.width)
		}
	}
	// Three quarters of the width are no early end.
	for _, c := range []struct {
		n    int
		next string
		want bool
	}{{74, "The", true}, {75, "The", false}, {74, "the", false}, {74, "船", true}} {
		if got := endsEarly(small(c.n), c.next, 100); got != c.want {
			t.Errorf("a line of %d of 100 before %q: %v", c.n, c.next, got)
		}
	}
}

// A page that came as one line is parted at the marks of other stories, and after
// the sentence that passes 500 letters.
func TestTextOnOneLine(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	for src, want := range map[string]string{
		x(500) + ". b. c": x(500) + ".\n b. c\n", x(499) + ". b. c": x(499) + ". b.\n c\n", x(500) + "! b": x(500) + "!\n b\n", x(500) + "? b": x(500) + "?\n b\n", x(500) + ", b": x(500) + ", b\n",
		x(500) + ".b": x(500) + ".b\n", x(500) + ".": x(500) + ".\n", x(500) + "。船": x(500) + "。\n船\n", x(500) + "." + x(2): x(500) + ".xx\n",
		x(500) + ". " + x(499) + ". d": x(500) + ".\n " + x(499) + ".\n d\n", x(500) + ". " + x(498) + ". d": x(500) + ".\n " + x(498) + ". d\n",
		"a. keep reading b": "a.\nkeep reading b\n", "a. Photo credit: Ann Lee (Reuters) The sea": "a.\nPhoto credit: Ann Lee (Reuters)\nThe sea\n",
	} {
		if got := unroll(src); strings.ReplaceAll(got, "  ", " ") != want {
			t.Errorf("%q: %q, want %q", strings.ReplaceAll(src, x(490), "X"), strings.ReplaceAll(got, x(490), "X"), strings.ReplaceAll(want, x(490), "X"))
		}
	}
	// More than 1,500 bytes on three lines at most are such a page.
	text := x(500) + ". " + x(500) + ". " + x(490)
	for _, c := range []struct {
		src  string
		want int
	}{{text + x(6), 1}, {text + x(7), 3}, {"a\nb\n" + text + x(7), 5}, {"a\nb\nc\n" + text + x(7), 4}} {
		if got := paragraphs(c.src); len(got) != c.want {
			t.Errorf("%d bytes: %d blocks, want %d", len(c.src), len(got), c.want)
		}
	}
}

// Lines of a key and a value at the top of a file are read, twelve at most.
func TestKeyLines(t *testing.T) {
	all := func(p *Page) string {
		return strings.Join([]string{p.Title, p.URL, p.Site, p.Published, p.Updated, strings.Join(p.Authors, "+"), p.Section, strings.Join(p.Tags, "+"), p.Language}, "|")
	}
	for _, c := range []struct {
		lines []string
		want  string
		left  int
	}{
		{[]string{"Title: A port", "Headline: Another", "a"}, "A port||||||||", 1},
		{[]string{"HEADLINE: A port"}, "A port||||||||", 0},
		{[]string{"URL: https://a.example/b", "Link: https://c.example"}, "|https://a.example/b|||||||", 0},
		{[]string{"Source: The Strait", "Site: Another"}, "||The Strait||||||", 0}, {[]string{"Site: The Strait", "Source: Another"}, "||The Strait||||||", 0}, {[]string{"Source: https://a.example"}, "|https://a.example|||||||", 0},
		{[]string{"Date: 2 March 2025", "Published: 3 March 2025"}, "|||2025-03-02|||||", 0}, {[]string{"Published: 3 March 2025"}, "|||2025-03-03|||||", 0}, {[]string{"Updated: 4 March 2025", "Updated: 5 March 2025"}, "||||2025-03-04||||", 0},
		{[]string{"Author: Ana Ruel", "Authors: Ben Oslo and Cy Venn", "By: Di Elm"}, "|||||Ana Ruel+Ben Oslo+Cy Venn+Di Elm|||", 0}, {[]string{"Title: A port", "By: 12345", "b"}, "A port||||||||", 2},
		{[]string{"Section: Trade", "Section: Ports"}, "||||||Trade||", 0}, {[]string{"Tags: Asia, Ports", "Tags: Sea"}, "|||||||Asia+ Ports+Sea|", 0}, {[]string{"Language: fr", "Language: en"}, "||||||||fr", 0},
		{[]string{"a", "Title: A port"}, "||||||||", 2}, {[]string{"Title : A port", "Titles: b"}, "A port||||||||", 1}, {[]string{"Title: " + strings.Repeat("x", 400)}, strings.Repeat("x", 400) + "||||||||", 0}, {[]string{"Title: " + strings.Repeat("x", 401)}, "||||||||", 1},
		{append(slices.Repeat([]string{"Section: Trade"}, 11), "Title: A port", "Language: fr"), "A port||||||Trade||", 1},
	} {
		p := &Page{}
		if rest := p.keyLines(lines(c.lines...)); all(p) != c.want || len(rest) != c.left {
			t.Errorf("%q: %s, %d lines left, want %s, %d", c.lines, all(p), len(rest), c.want, c.left)
		}
	}
	p := &Page{}
	if rest := p.keyLines([]block{{kind: heading, level: 1, text: "Title: A port"}}); len(rest) != 1 || p.Title != "" {
		t.Error("a heading is no key and value")
	}
}

// The title is the first heading of the first level, else the first headline of four
// words or 28 letters, else the first line that may be one.
func TestTitleAmongLines(t *testing.T) {
	const menu, title = "Our men at sea", "Our ferry sails again"
	for _, c := range []struct {
		name string
		head []block
		want int
	}{
		{"none", nil, -1}, {"no headline", lines("Home", "2 March 2025"), -1},
		{"a heading of the first level", []block{{text: title}, {kind: heading, level: 2, text: title}, {kind: heading, level: 1, text: "Ports"}}, 2},
		{"four words", lines("Old harbour ferries", title), 1}, {"of two such the first", lines(title, title), 0},
		{"28 letters in three words", lines("Old harbour ferries", "Harbourmasters ferry xxxxxxx"), 1}, {"27 letters", lines("Old harbour ferries", "Harbourmasters ferry xxxxxx"), 0}, {"three words alone", lines("Home", "Old harbour ferries", "Old harbour vessels"), 1},
		{"a heading of the second level", []block{{kind: heading, level: 2, text: title}}, 0}, {"an item", []block{{kind: item, text: title}, {text: title}}, 1}, {"a quotation", []block{{kind: quote, text: title}, {text: "x"}}, -1},
		{"a box", lines("More from the old harbour", title), 1}, {"a newsletter", lines("Subscribe to our letters", title), 1}, {"a notice", lines("All rights reserved by us", title), 1}, {"an address", lines("https://a.example/b c d e", title), -2},
		{"a menu's line before one of twice its weight", lines(menu, strings.Repeat("Abc ", 8)), 1}, {"of exactly twice", lines(menu, strings.Repeat("Abc ", 7)[:28]), 0}, {"a longer one of five words", lines("Our men at the sea", strings.Repeat("Abc ", 12)), 0}, {"before another line", lines(menu, "2 March 2025, and what went before it in the north"), -2},
		{"a menu's last line", lines(menu), 0},
		{"one short line over the text", append(lines("Ports"), own(240)), 0},
	} {
		p := &Page{}
		head := c.head
		if c.name == "one short line over the text" {
			head = head[:1]
		}
		if got := p.titleAt(head, c.head); got != c.want && c.want != -2 {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	for _, c := range []struct {
		n, all, want int
	}{{159, 2, 0}, {160, 2, -1}, {5, 1, -1}, {5, 3, 0}} {
		line := lines(strings.Repeat("x", c.n))
		if got := (&Page{}).titleAt(line, append(line, lines("a", "b")[:c.all-1]...)); got != c.want {
			t.Errorf("a word of %d letters alone over %d lines: %d, want %d", c.n, c.all-1, got, c.want)
		}
	}
	if got := (&Page{}).titleAt(lines("Home", "News"), lines("Home", "News", "a")); got != -1 {
		t.Errorf("two short lines: %d, want -1", got)
	}
	p := &Page{Title: title}
	if a, b := p.titleAt(lines("Home", "OUR FERRY SAILS AGAIN!", title), nil), p.titleAt(lines("Home"), nil); a != 1 || b != -1 {
		t.Errorf("where the title is known: %d and %d, want 1 and -1", a, b)
	}
}

// A title of the window is a headline with the site's name behind.
func TestSiteBehindTheHeadline(t *testing.T) {
	const head = "Our ferry sail" // 14 letters
	for _, c := range []struct {
		line, headline, site string
		ok                   bool
	}{
		{head + " | The Strait", head, "The Strait", true}, {head + "–Strait", head, "Strait", true}, {head + "s", head, "s", false}, {head, head, "", false}, {head + " |", head, "", false}, {"The Strait | " + head, head, "The Strait | " + head, false},
		{head + " | " + strings.Repeat("x", 60), head, strings.Repeat("x", 60), true}, {head + " | " + strings.Repeat("x", 61), head, strings.Repeat("x", 61), false}, {head[:13] + " | x", head[:13], "x", false},
	} {
		if site, ok := siteOf(c.line, c.headline); ok != c.ok || ok && site != c.site {
			t.Errorf("%q: %q, %v, want %q, %v", c.line, site, ok, c.site, c.ok)
		}
	}
}

// A short line over a paragraph is a heading, if it weighs 90 at most and does not
// end as a sentence; not the first or the last.
func TestLinesOverParagraphs(t *testing.T) {
	para := own(60)
	for _, c := range []struct {
		name   string
		blocks []block
		want   string
	}{
		{"a headline", []block{para, {text: headline}, para}, "phh2"}, {"two words", []block{para, {text: "The ferry"}, para}, "h2"}, {"two small words", []block{para, {text: "the ferry"}, para}, "p"}, {"a word", []block{para, {text: "Ferries"}, para}, "p"},
		{"90 letters", []block{para, {text: "The " + strings.Repeat("x", 86)}, para}, "h2"}, {"91 letters", []block{para, {text: "The " + strings.Repeat("x", 87)}, para}, "p"}, {"a sentence", []block{para, {text: "The ferry."}, para}, "p"},
		{"an item", []block{para, {kind: item, text: headline}, para}, "i0"}, {"over a line", []block{para, {text: headline}, {text: "x"}}, "p"}, {"the last", []block{para, {text: headline}}, "p"}, {"of three words in capitals", []block{para, {text: "우리의 배가 가다"}, para}, "h2"},
	} {
		got := shape(subheads(c.blocks)[1:2])
		if got, _, _ = strings.Cut(got, ":"); got != strings.TrimPrefix(c.want, "ph") {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := subheads([]block{{text: headline}, para}); got[0].kind != paragraph {
		t.Error("the first line is made a heading")
	}
}

func TestNoTextIsAnError(t *testing.T) {
	if _, err := Read([]byte("* * *\n"), Options{ContentType: "text/plain"}); !errors.Is(err, ErrNoText) {
		t.Errorf("%v", err)
	}
}
