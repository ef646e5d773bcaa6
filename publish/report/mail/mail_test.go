package mail_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/publish/chart"
	"entente/publish/report"
	"entente/publish/report/mail"
	"entente/words"
)

// full has a block of each kind.
func full() report.Document {
	text := report.Words
	para := func(s string) report.Block { return report.Paragraph{Text: text(s)} }
	return report.Document{
		Title: "Rivers & <banks>", Deck: "What three can do.", Kind: "Note", Site: "Sella", AsOf: "31 March 2026", Date: "2 March 2026", Byline: []report.Author{{Name: "Ida Lorn", At: "Arden"}, {Name: "シラ・ヴェン"}},
		Notices: []string{"All verdicts are illustrative."}, Convener: "The Sella Group", Address: "https://example.org/", Licence: "CC-BY-4.0",
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "a", Text: text("A part")},
			report.Paragraph{Text: []report.Run{{Text: "Bold", Bold: true}, {Text: " and "}, {Text: "led", Href: "https://example.org/x?a=1&b=2"}, {Text: " and not "}, {Text: "led", Href: "javascript:alert(1)"}, {Text: " nor ", Href: "#a"}, {Text: "noted", Italic: true}, {Note: 1}, {Break: true}, {Text: "on a new line: 水を守る, 물을 지킨다, الماء أولا"}}},
			report.List{Items: [][]report.Block{{para("One thing.")}, {para("Another that is long enough to be broken into two lines at seventy-two columns."), report.List{Ordered: true, First: 3, Items: [][]report.Block{{para("Inner.")}}}}}},
			report.Quote{Blocks: []report.Block{para("Said.")}, By: "Someone"},
			report.Code{Text: "x = <1>\n  y"},
			report.Rule{},
			report.Table{Caption: "A table", Head: [][]report.Run{text("Who"), text("How many"), text("When")}, Right: []bool{false, true, false}, Rows: [][][]report.Run{{text("Arden"), text("5"), text("2026")}, {text("None")}}, Sources: text("From the Gazette.")},
			report.Figure{Chart: chart.Chart{Title: "A chart", Subtitle: "per cent", SVG: "<svg></svg>", Header: []string{"Year", "Value"}, Rows: [][]string{{"2025", "47"}}, Source: "A poll"}},
		},
		Notes:       [][]report.Block{{para("The note.")}},
		Corrections: []string{"5 March 2026: A year."},
	}
}

// walk gives all elements of a page.
func walk(t testing.TB, src []byte) []*html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// sound holds what any mail must: nothing is loaded or run, what is set stands at its
// element, links lead outward, layout is told from tables of data.
func sound(t testing.TB, src []byte) {
	t.Helper()
	styles := 0
	for _, n := range walk(t, src) {
		switch n.Data {
		case "img", "script", "link", "iframe", "form", "svg", "video", "object", "input", "base":
			t.Errorf("a mail has <%s>", n.Data)
		case "style":
			styles++
		case "a":
			if h := attr(n, "href"); !strings.HasPrefix(h, "https://") && !strings.HasPrefix(h, "http://") && !strings.HasPrefix(h, "mailto:") {
				t.Errorf("a link leads to %q", h)
			}
		case "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "ul", "ol", "blockquote", "pre", "table", "body":
			if attr(n, "style") == "" {
				t.Errorf("<%s class=%q> has no style of its own", n.Data, attr(n, "class"))
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "id" || a.Key == "background" || strings.Contains(a.Val, "url(") || strings.Contains(a.Val, "javascript:") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "table" && attr(n, "role") != "presentation" {
			if head := attr(n, "width"); head != "100%" {
				t.Errorf("a table of data is %q wide", head)
			}
		}
	}
	if styles != 1 {
		t.Errorf("%d style sheets, for the dark alone there is one", styles)
	}
}

func TestHTML(t *testing.T) {
	src := mail.HTML(full(), mail.Options{Accent: "#123456", OnDark: "#ABCDEF"})
	sound(t, src)
	s := string(src)
	for _, want := range []string{
		`<html lang="en" dir="ltr">`, "<title>Rivers &amp; &lt;banks&gt;</title>", `<meta name="color-scheme" content="light dark">`, "@media (prefers-color-scheme:dark)", ".link{color:#ABCDEF !important}",
		"All verdicts are illustrative.", "Note · Sella · As of 31 March 2026", "Ida Lorn, Arden; ", `<a class="link" href="https://example.org/x?a=1&amp;b=2" style="color:#123456">led</a>`, "<sup>1</sup>", "The note.",
		`<span lang="ko" dir="ltr" style="word-break:keep-all">물을 지킨다`, `<span lang="ja" dir="ltr">水を守る`, `<span lang="ar" dir="rtl">الماء أولا</span>`, `<ol start="3"`, "x = &lt;1&gt;\n  y", `text-align:right;vertical-align:top;font:14px/1.4`, `colspan="3"`,
		"A chart. per cent", ">47<", "Source: A poll", "Correction: 5 March 2026: A year.", "max-width:600px", "CC-BY-4.0",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("the mail lacks %q", want)
		}
	}
	if d := mail.HTML(report.Document{Title: "x"}, mail.Options{}); !strings.Contains(string(d), "<h1") {
		t.Error("a mail of a title alone")
	}
}

// Where the language runs from right to left all sides are turned round.
func TestRightToLeft(t *testing.T) {
	d := full()
	d.Lang = "ar"
	s := string(mail.HTML(d, mail.Options{}))
	sound(t, []byte(s))
	for _, want := range []string{`<html lang="ar" dir="rtl">`, "text-align:right;font:16px", "padding-right:22px", "border-right:3px", `text-align:left;vertical-align:top`} {
		if !strings.Contains(s, want) {
			t.Errorf("the mail lacks %q", want)
		}
	}
	for _, not := range []string{"padding-left:", "border-left:"} {
		if strings.Contains(s, not) {
			t.Errorf("the mail has %q", not)
		}
	}
}

// narrow holds that no line but an address is wider than mail takes.
func narrow(t testing.TB, src []byte) {
	t.Helper()
	for n, l := range strings.Split(string(src), "\n") {
		if words.Width(l) > mail.Columns && !strings.HasPrefix(strings.TrimLeft(l, " "), "<http") {
			t.Errorf("line %d has %d columns: %q", n+1, words.Width(l), l)
		}
		if strings.HasSuffix(l, " ") || strings.ContainsAny(l, "\r\t") {
			t.Errorf("line %d ends in space or has more than words: %q", n+1, l)
		}
	}
	if bytes.Contains(src, []byte("\n\n\n")) {
		t.Errorf("two blank lines:\n%s", src)
	}
}

func TestText(t *testing.T) {
	src := mail.Text(full())
	narrow(t, src)
	const want = `Note · Sella · As of 31 March 2026

Rivers & <banks>
================

What three can do.

Ida Lorn, Arden; シラ・ヴェン · 2 March 2026

All verdicts are illustrative.

A part
------

Bold and led and not led nor noted[1]
on a new line: 水を守る, 물을 지킨다, الماء أولا
<https://example.org/x?a=1&b=2>

- One thing.

- Another that is long enough to be broken into two lines at seventy-two
  columns.

  3. Inner.

  Said.

  Someone

  x = <1>
    y

------------------------------------------------------------------------

A table

* Arden
  How many: 5
  When: 2026

* None

From the Gazette.

A chart. per cent

* 2025: 47

Source: A poll

------------------------------------------------------------------------

1. The note.

Correction: 5 March 2026: A year.

------------------------------------------------------------------------

The Sella Group

<https://example.org/>

CC-BY-4.0
`
	if string(src) != want {
		t.Errorf("%s", src)
	}
	long := full()
	long.Title = strings.Repeat("長い題名の話", 20)
	long.Blocks = append(long.Blocks, report.Paragraph{Text: report.Words(strings.Repeat("한국어로 쓴 긴 문장은 낱말 사이에서 끊는다 ", 9))}, report.Paragraph{Text: []report.Run{{Text: "here", Href: "https://example.org/" + strings.Repeat("a", 200)}}})
	narrow(t, mail.Text(long))
	if !strings.Contains(string(mail.Text(long)), "\n<https://example.org/"+strings.Repeat("a", 200)+">\n") {
		t.Error("an address is broken")
	}
}

// FuzzMail holds that no words become markup or break the width.
func FuzzMail(f *testing.F) {
	f.Add("a", "https://example.org/", "b")
	f.Add("<script>alert(1)</script>", `"><img src=x>`, "\x00\u202e漢字")
	f.Add("a\nb\r\nc\td", "javascript:x", "\u00a0\u3000")
	f.Fuzz(func(t *testing.T, title, href, s string) {
		d := report.Document{Title: title, Deck: s, Address: href, Blocks: []report.Block{
			report.Paragraph{Text: []report.Run{{Text: s, Href: href}, {Text: title, Bold: true}}},
			report.List{Items: [][]report.Block{{report.Paragraph{Text: report.Words(s)}}}},
			report.Table{Caption: title, Head: [][]report.Run{report.Words(s), report.Words(title), nil}, Rows: [][][]report.Run{{report.Words(title), report.Words(s), report.Words(s)}}},
		}}
		sound(t, mail.HTML(d, mail.Options{}))
		for _, l := range strings.Split(string(mail.Text(d)), "\n") {
			if words.Width(l) > mail.Columns && !strings.HasPrefix(strings.TrimLeft(l, " "), "<http") && !strings.HasPrefix(strings.TrimLeft(l, " "), "<mailto") {
				t.Errorf("%d columns: %q", words.Width(l), l)
			}
		}
	})
}

// TestTextMarks holds that an item keeps its bullet or number whatever it begins with, and
// that what prints nothing takes none.
func TestTextMarks(t *testing.T) {
	para := func(s string) report.Block { return report.Paragraph{Text: report.Words(s)} }
	list := func(first ...report.Block) report.List { return report.List{Items: [][]report.Block{first}} }
	for name, c := range map[string]struct {
		block report.Block
		want  string
	}{
		"quote":             {list(report.Quote{Blocks: []report.Block{para("Said.")}, By: "Someone"}, para("More.")), "-   Said.\n\n    Someone\n\n  More.\n"},
		"code":              {report.List{Ordered: true, First: 9, Items: [][]report.Block{{report.Code{Text: "x\n y"}}, {para("Ten.")}}}, "9.   x\n      y\n\n10. Ten.\n"},
		"list":              {report.List{Ordered: true, Items: [][]report.Block{{report.List{Items: [][]report.Block{{para("A")}, {para("B")}}}}, {para("C")}}}, "1. - A\n\n   - B\n\n2. C\n"},
		"quote in a list":   {list(list(report.Quote{Blocks: []report.Block{para("Deep.")}})), "- -   Deep.\n"},
		"heading":           {list(report.Heading{Level: 2, Text: report.Words("Head")}), "- Head\n  ----\n"},
		"table":             {list(report.Table{Head: [][]report.Run{nil, nil}, Rows: [][][]report.Run{{report.Words("a"), report.Words("b")}}}), "- * a: b\n"},
		"nothing, then one": {list(report.Quote{}, list(), list(para("")), para("One.")), "- One.\n"},
		"list in a quote":   {report.Quote{Blocks: []report.Block{list(para("One.")), para("Two.")}}, "  - One.\n\n  Two.\n"},
	} {
		src := mail.Text(report.Document{Title: "T", Blocks: []report.Block{c.block}})
		narrow(t, src)
		if got := strings.TrimPrefix(string(src), "T\n=\n\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
	// Deeper than lines go in, each item has a mark still.
	inner := list(para("The last."))
	for n := range 20 {
		inner = list(para(strings.Repeat("x", n+1)), inner)
	}
	src := mail.Text(report.Document{Title: "T", Blocks: []report.Block{inner}})
	narrow(t, src)
	if n := strings.Count(string(src), "- "); n != 21 {
		t.Errorf("%d of 21 items have a mark:\n%s", n, src)
	}
}
