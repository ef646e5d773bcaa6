package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"entente/evidence/lex"
)

// TestSplitCaption parts what a picture shows from who made it and by whose leave it is
// shown, in several scripts.
func TestSplitCaption(t *testing.T) {
	for text, want := range map[string][3]string{
		"":                                  {},
		"A boat in the dock":                {"A boat in the dock", "", ""},
		"A boat. © 2025 The House":          {"A boat.", "", "© 2025 The House"},
		"A boat | © The House":              {"A boat", "", "© The House"},
		"A boat; © The House":               {"A boat", "", "© The House"},
		"© The House":                       {"", "", "© The House"},
		". © The House":                     {"", "", ". © The House"},
		"船を待つ。© 朝の家":                        {"船を待つ。", "", "© 朝の家"},
		"Photo: Ida Lorn. © The House":      {"", "Ida Lorn", "© The House"},
		"Photo: Ida Lorn":                   {"", "Ida Lorn", ""},
		"A boat (Photo: Ida Lorn/Reuters)":  {"A boat", "Ida Lorn/Reuters", ""},
		"A boat (Reuters) in the dock":      {"A boat in the dock", "Reuters", ""},
		"A boat in the dock. Photo: Ida L.": {"A boat in the dock.", "Ida L", ""},
		"修理を待つ船＝1日、港町、佐藤花撮影":  {"修理を待つ船", "佐藤花", ""},
		"수리를 기다리는 배. 아침통신 제공": {"수리를 기다리는 배", "아침통신", ""},
	} {
		if c, by, rights := splitCaption(text); [3]string{c, by, rights} != want {
			t.Errorf("%s\n got %q %q %q\nwant %q", text, c, by, rights, want)
		}
	}
}

// TestIsCredit holds how long a line of credit may be: 260 characters, 120 where it only
// ends in an agency, 60 where that is one of East Asia, and fourteen words.
func TestIsCredit(t *testing.T) {
	words := func(n int) string { return strings.Repeat("a ", n-1) + "b/Reuters" }
	for line, want := range map[string]string{
		"Photo: Ida Lorn": "Ida Lorn", "Photo by Ida Lorn": "Ida Lorn", "[Image credit: Ida Lorn]": "Ida Lorn", "Courtesy of Ida Lorn": "Ida Lorn", "courtesy of: Ida": "Ida", "写真：佐藤花": "佐藤花", "Ida Lorn": "-", "": "-",
		"Photo: " + strings.Repeat("x", 253): strings.Repeat("x", 253), "Photo: " + strings.Repeat("x", 254): "-",
		strings.Repeat("x", 112) + "/Reuters": strings.Repeat("x", 112) + "/Reuters", strings.Repeat("x", 113) + "/Reuters": "-",
		strings.Repeat("船", 57) + "＝共同": strings.Repeat("船", 57) + "＝共同", strings.Repeat("船", 58) + "＝共同": "-",
		words(14): words(14), words(15): "-",
		"Image: the party's standing fell in all of the towns along the coast, and nobody said why it had fallen.":           "-",
		"Image: the party's standing fell in all of the towns along the coast, and nobody said why it had fallen (Reuters).": "the party's standing fell in all of the towns along the coast, and nobody said why it had fallen (Reuters",
		"Image: the party's standing fell in all of the towns.":                                                              "the party's standing fell in all of the towns",
	} {
		got, ok := isCredit(line)
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%.60s (%d characters): %q, want %q", line, len([]rune(line)), got, want)
		}
	}
}

// TestStripCredit takes credits off paragraphs that they were run into.
func TestStripCredit(t *testing.T) {
	const long = "The two ministers met in the harbour of the old town." // 53 characters
	for text, want := range map[string]string{
		long:                                     "",
		long + " Photo: Ida Lorn":                long,
		long + " Photo by Ida Lorn.":             long,
		long + " (Reuters) They left.":           long + " They left.",
		"They met at the dock. Photo: Ida":       "",
		"Photo: Kim/Reuters" + long:              long,
		"Photo: Kim/ReutersThey left at once":    "",
		strings.Repeat("x", 40) + " credit: I":   "",
		strings.Repeat("x", 41) + " credit: Ida": strings.Repeat("x", 41),
	} {
		got, ok := stripCredit(text)
		if want == "" && (ok || got != text) || want != "" && (!ok || got != want) {
			t.Errorf("%q: %q, %v, want %q", text, got, ok, want)
		}
	}
	for text, want := range map[string]bool{
		"A (b)": true, "[b]": true, "（b": true, "A line": false, "Credit": true, strings.Repeat("x", 35) + "photo": true, strings.Repeat("x", 36) + "photo" + strings.Repeat("x", 116): false, strings.Repeat("x", 60) + "picture" + strings.Repeat("x", 113): true, strings.Repeat("x", 60) + "picture" + strings.Repeat("x", 114): false,
	} {
		if mayCredit(text) != want {
			t.Errorf("%s may hold a credit: %v", text, !want)
		}
	}
}

// TestNamesOfBylines reads who wrote a page, and leaves out what is no name.
func TestNamesOfBylines(t *testing.T) {
	for line, want := range map[string]string{
		"": "[]", strings.Repeat("a", 401): "[]", "By Ida Lorn": "[Ida Lorn]", "by Ida Lorn and Bo Hale": "[Ida Lorn Bo Hale]", "Ida Lorn, Bo Hale, Cy Fen": "[Ida Lorn Bo Hale Cy Fen]", "Lorn, Ida": "[Ida Lorn]", "Lorn, Ida Maria": "[Ida Maria Lorn]",
		"Ida Lorn &amp; Bo Hale": "[Ida Lorn Bo Hale]", "IDA LORN": "[Ida Lorn]", "IDA-MARIA O'HALE": "[Ida-Maria O'Hale]", "IDA": "[IDA]", "Ida LORN": "[Ida LORN]", "佐藤花": "[佐藤花]", "staff": "[]", "admin": "[]", "Ida Lorn, ida@example.org": "[Ida Lorn]", "Ida Lorn (ida@example.org)": "[Ida Lorn]",
		"Department of State and Trade": "[Department of State and Trade]", "Ida Lorn, Department of Trade": "[Ida Lorn]", "Department of Trade, Ida Lorn": "[Department of Trade Ida Lorn]", "Ida Lorn | The Strait": "[Ida Lorn]",
		"The ministers met at the dock": "[]", "Ludwig van der Berg": "[Ludwig van der Berg]", "One Two Three Four Five Six": "[One Two Three Four Five Six]", "One Two Three Four Five Six Seven": "[]", "https://example.org/ida": "[]", "Ida 123": "[]",
	} {
		if got := fmt.Sprint(splitAuthors(line)); got != want {
			t.Errorf("%.60q: %s, want %s", line, got, want)
		}
	}
	for name, want := range map[string]bool{"Ida Lorn": false, "Ida de Lorn": false, "Ida met Lorn": false, "Ida met Bo Lorn": true, "Ida met at Lorn": true, "met Ida": false} {
		if runsOn(name) != want {
			t.Errorf("%s runs on: %v", name, !want)
		}
	}
}

// TestEndsOfArticles takes off the end what is no part of the text, and keeps what it says.
func TestEndsOfArticles(t *testing.T) {
	para := block{kind: paragraph, text: "The two ministers met in the harbour of the old town, and said so to all who had come."}
	for _, c := range []struct {
		last          block
		kind          string
		tags, authors string
	}{
		{block{kind: heading, text: "More"}, "teaser", "[]", "[]"},
		{block{kind: table, text: "|Tags: a|"}, "", "[]", "[]"},
		{block{kind: pre, text: "###"}, "", "[]", "[]"},
		{block{kind: paragraph, text: "###"}, "control", "[]", "[]"},
		{block{kind: paragraph, text: "* * *"}, "control", "[]", "[]"},
		{block{kind: paragraph, text: "以上"}, "control", "[]", "[]"},
		{block{kind: paragraph, text: "Tags: ferries, the  dock"}, "navigation", "[ferries the dock]", "[]"},
		{block{kind: paragraph, text: "タグ：船,港"}, "navigation", "[船 港]", "[]"},
		{block{kind: paragraph, text: "About the author: Ida Lorn"}, "author-note", "[]", "[]"},
		{block{kind: paragraph, text: "Reporting by Ida Lorn"}, "author-note", "[]", "[]"},
		{para, "", "[]", "[]"},
	} {
		p := &Page{LeftOut: map[string]int{}}
		out := p.trimEnd([]block{para, c.last})
		want := map[string]int{}
		if c.kind != "" {
			want[c.kind] = 1
		}
		if len(out) != 2-len(want) || !maps.Equal(p.LeftOut, want) || fmt.Sprint(p.Tags) != c.tags || fmt.Sprint(p.Authors) != c.authors {
			t.Errorf("%q: %d blocks stay, %v, tags %v, authors %v", c.last.text, len(out), p.LeftOut, p.Tags, p.Authors)
		}
	}
	p := &Page{LeftOut: map[string]int{}}
	if out := p.trimEnd([]block{{kind: heading, text: "One"}, {kind: heading, text: "Two"}, {kind: paragraph, text: "###"}}); len(out) != 1 || p.LeftOut["teaser"] != 1 {
		t.Errorf("%d blocks stay, %v", len(out), p.LeftOut)
	}
	p.Authors = []string{"Ida Lorn"}
	for s, want := range map[string]bool{
		"Ida Lorn is a writer.": true, "IDA LORN covers the strait.": true, "Ida Lorn, PhD, teaches there.": true, "Ida Lorn": false, "Ida Lorns is": false, "Bo Hale is a writer.": false, "Ida Lorn met them.": false,
		"Ida Lorn is " + strings.Repeat("x", 888): true, "Ida Lorn is " + strings.Repeat("x", 889): false,
	} {
		if p.isBio(s) != want {
			t.Errorf("%.40s introduces an author: %v", s, !want)
		}
	}
}

// TestQuotationsAndRepeats leaves out what stands twice: a quotation of 16 to 400 signs
// that the text holds too, and a paragraph of more than sixty letters.
func TestQuotationsAndRepeats(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("harbour ", n)) }
	for _, c := range []struct {
		kind  blockKind
		text  string
		holds string // what the paragraph beside it holds
		stays bool
	}{
		{quote, "The dock is shut now", "The dock is shut now, he said, and left.", false},
		{quote, "The dock is open now", "The dock is shut now, he said, and left.", true},
		{quote, "Sixteen signs ok", "Sixteen signs ok, he said.", false},
		{quote, "Fifteen signs ok", "Fifteen signs ok, he said.", false},
		{quote, "Fifteen sign ok", "Fifteen sign ok, he said.", true},
		{paragraph, words(9), words(9), false}, // 63 letters
		{paragraph, words(8), words(8), true},  // 56
		{quote, words(50), words(60), false},   // 399 signs
		{quote, words(51), words(60), true},    // 407
		{table, words(9), words(9), true},
	} {
		p := &Page{LeftOut: map[string]int{}}
		out := p.dropRepeats([]block{{kind: paragraph, text: c.holds}, {kind: c.kind, text: c.text}})
		if stays := len(out) == 2; stays != c.stays || p.LeftOut["pull-quote"] != 2-len(out) {
			t.Errorf("%.30q beside %.30q stays %v: %v", c.text, c.holds, stays, p.LeftOut)
		}
	}
}

// TestWordsOfClasses parts them at signs and at capitals, and leaves out what a page only
// has or lacks.
func TestWordsOfClasses(t *testing.T) {
	for val, want := range map[string]string{
		"td-postSharing": "[td post sharing]", "a_b:c/d.e": "[a b c d e]", "has-sidebar no-ads with-x without-y hide-z ad": "[ad]", "--a--": "[a]", "ABc": "[abc]", "aB": "[a b]", "": "[]", "İx ad": "[ad]",
		strings.Repeat("x", 999) + "yz": "[" + strings.Repeat("x", 999) + "y]",
	} {
		if got := fmt.Sprint(appendTokens(nil, val)); got != want {
			t.Errorf("%.40s: %.60s, want %.60s", val, got, want)
		}
	}
	list := []string{"read", "more", "here"}
	if !hasPair(list, "read", "more") || !hasPair(list, "more", "here") || hasPair(list, "more", "read") || hasPair(list, "read", "here") || hasPair(list, "here", "read") || !hasAny(list, "x", "here") || hasAny(list, "x") || hasAny(nil, "x") {
		t.Error("words and pairs")
	}
}

// TestByteOrderMarks go before all else that is said of an encoding.
func TestByteOrderMarks(t *testing.T) {
	for src, want := range map[string]string{
		"\xef\xbb\xbfé": "é utf-8", "\xff\xfe\x00\x00A\x00\x00\x00": "A utf-32", "\x00\x00\xfe\xff\x00\x00\x00A": "A utf-32", "\xff\xfeA\x00": "A utf-16", "\xfe\xff\x00A": "A utf-16", "\xef\xbb\xbfcaf\xe9 cr\xe8me": "café crème windows-1252",
	} {
		text, charset, _, err := Decode([]byte(src), "text/html; charset=iso-8859-1")
		if got := string(text) + " " + charset; got != want || err != nil {
			t.Errorf("%q reads %q, %v, want %q", src, got, err, want)
		}
	}
}

// TestOfText reads title, byline and date of a document's first lines and leaves its text.
func TestOfText(t *testing.T) {
	const text = "Some *text* of a document."
	p := OfText(text, "A port for two\n\nBy Ida Lorn\n\n2 March 2025\n\nThe two ministers met in the harbour of the old town, and said so to all who had come there.\n", Page{URL: "https://example.org/a.pdf"})
	if p.Title != "A port for two" || fmt.Sprint(p.Authors) != "[Ida Lorn]" || p.Published != "2025-03-02" || p.Text != text || p.Dek != "" || len(p.LeftOut) != 0 || p.URL != "https://example.org/a.pdf" || len(p.Flags) > 0 {
		t.Errorf("%+v", p)
	}
	p = OfText(text, "", Page{Title: "Known"})
	kinds := func() (out []string) {
		for _, f := range p.Flags {
			out = append(out, f.Kind)
		}
		return out
	}
	if got := kinds(); p.Title != "Known" || !slices.Equal(got, []string{"no-byline", "no-date"}) {
		t.Errorf("%q, %v", p.Title, got)
	}
	p.NameAuthors(func(name string) bool { return name == "Bo Hale" }, "Ida Lorn")
	p.Date("")
	if got := kinds(); len(p.Authors) > 0 || p.Published != "" || len(got) != 2 {
		t.Errorf("%v, %q, %v", p.Authors, p.Published, got)
	}
	p.NameAuthors(func(name string) bool { return name == "Bo Hale" }, "Ida Lorn and Bo Hale")
	if got := kinds(); fmt.Sprint(p.Authors, got) != "[Bo Hale] [no-date]" {
		t.Errorf("%v, %v", p.Authors, got)
	}
	if p.Date("2025-03"); p.Published != "2025-03" || len(kinds()) > 0 {
		t.Errorf("%q, %v", p.Published, kinds())
	}
	for text, want := range map[string]string{"# a": `\`, "A line": "", "- a": `\`, "1. a": `\`} {
		if got := Escape(text); got != want {
			t.Errorf("%q is escaped by %q", text, got)
		}
	}
}

// TestExcerpts hold forty bytes on each side, and whole characters.
func TestExcerpts(t *testing.T) {
	x := strings.Repeat("x", 40)
	for _, c := range []struct {
		text       string
		start, end int
		want       string
	}{
		{"a" + x + "SLIP" + x + "b", 41, 45, x + "SLIP" + x},
		{"é" + x[1:] + "SLIP" + x[1:] + "é", 41, 45, "é" + x[1:] + "SLIP" + x[1:] + "é"},
		{"SLIP", 0, 4, "SLIP"},
	} {
		if got := excerpt(c.text, lex.Span{Start: c.start, End: c.end}); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestMostElements cuts a page behind four hundred thousand elements and texts.
func TestMostElements(t *testing.T) {
	for n, cut := range map[int]bool{maxNodes: false, maxNodes + 1: true} {
		out, deep, got := bounded([]byte(strings.Repeat("<br>", n)))
		if got != cut || deep || len(out) != 4*maxNodes {
			t.Errorf("%d elements: cut %v, deep %v, %d bytes are read", n, got, deep, len(out))
		}
	}
	for n, deep := range map[int]bool{maxDepth: false, maxDepth + 1: true} {
		out, got, cut := bounded([]byte(strings.Repeat("<b>", n) + "x" + strings.Repeat("</b>", n)))
		if got != deep || cut || strings.Count(string(out), "<b>") != maxDepth || strings.Count(string(out), "</b>") != maxDepth {
			t.Errorf("%d deep: deep %v, cut %v, %d elements are kept", n, got, cut, strings.Count(string(out), "<b>"))
		}
	}
}
