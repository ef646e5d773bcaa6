package markup_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"entente/markup"
)

// marks shows directives as the visible text does, and citations not at all.
var marks = markup.Hooks{
	Citation: func(io.Writer, markup.Citation) {},
	Directive: func(w io.Writer, _ markup.Directive, alone bool) {
		if alone {
			fmt.Fprintf(w, "<p>%s</p>\n", markup.Printed)
			return
		}
		io.WriteString(w, markup.Printed)
	},
}

// shown gives the words that a page shows, block by block, from its HTML. The
// marks of notes and the arrows back are the program's own and left out.
func shown(t interface{ Fatal(...any) }, page string) []string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var b strings.Builder
	end := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			out = append(out, s)
		}
		b.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		block := false
		if n.Type == html.ElementNode {
			switch n.Data {
			case "p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "ul", "ol", "table", "div", "hr", "section":
				block = true
			case "sup":
				return
			case "td", "th":
				if p := n.PrevSibling; p != nil && (p.Type == html.ElementNode || p.PrevSibling != nil) {
					b.WriteString(" | ")
				}
			case "br":
				b.WriteString(" ")
			}
			for _, a := range n.Attr {
				if a.Key == "class" && a.Val == "footnote-backref" {
					return
				}
			}
		}
		if block {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			end()
		}
	}
	walk(doc)
	end()
	return out
}

// seen gives the words of the visible text, block by block.
func seen(d *markup.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if s := strings.Join(strings.Fields(d.Text[b.Start:b.End]), " "); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// markdown draws documents in which every construct stands beside every other.
var markdown = rapid.Custom(func(t *rapid.T) string {
	atoms := []string{"Ties fell", "60 boats", " ", " ", "\n", "*", "**", "_", "~~", "`", "``", "`code`", "<b>", "</b>", "<!-- 60 -->", "&amp;", "&#65;", "&#x26;", "&nosuch;", "&",
		"\\*", "\\{{fact x}}", "\\", "{{poll X at=2019}}", "{{", "}}", "[@key]", " [@key, p. 12]", "[@", "[words](https://a.example/b \"title\")", "[x](javascript:y)",
		"![alt *text*](p.png)", "![", "[", "]", "](", ")", "https://a.example/b_c", "<https://b.example>", "a@b.example", "[^n]", "[^m]", "[^none]", "|", "日本語", "조선", ".", "!", "“q”",
		"[ref]", "[ref][]", "  \n", "\t", "\\|", "é", "\u00a0"}
	line := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(atoms), 0, 8).Draw(t, "line"), "")
	})
	block := rapid.Custom(func(t *rapid.T) string {
		l := line.Draw(t, "words")
		switch rapid.IntRange(0, 14).Draw(t, "kind") {
		case 0:
			return "# " + l
		case 1:
			return "- " + l + "\n- " + line.Draw(t, "more")
		case 2:
			return "> " + l
		case 3:
			return "| a | " + strings.ReplaceAll(l, "\n", " ") + " |\n| --- | --- |\n| " + strings.ReplaceAll(line.Draw(t, "cell"), "\n", " ") + " | x | y |\n| z |"
		case 4:
			return "```\n" + l + "\n```"
		case 5:
			return "    " + l
		case 6:
			return "<div>\n" + l + "\n</div>"
		case 7:
			return l + "\n==="
		case 8:
			return "[^n]: " + l + "\n\n    " + line.Draw(t, "second")
		case 9:
			return "[^m]: " + l
		case 10:
			return "[ref]: /there 'title'"
		case 11:
			return "{{chart poll X}}"
		case 12:
			return "1. " + l + "\n\n   - [x] " + line.Draw(t, "task")
		case 13:
			return "<!-- " + l + " -->"
		}
		return l
	})
	return strings.Join(rapid.SliceOfN(block, 0, 8).Draw(t, "blocks"), rapid.SampledFrom([]string{"\n\n", "\n"}).Draw(t, "gap"))
})

// TestVisible holds that the words that a page shows and those that checks see
// are the same, and that every place leads back into the source.
func TestVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { visible(t, markdown.Draw(t, "text")) })
}

func visible(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, md string) {
	d, err := markup.Parse(md)
	if err != nil {
		return
	}
	page := d.HTML(marks)
	got, want := strings.Join(seen(d), "\n"), strings.Join(shown(t, page), "\n")
	if got != want {
		t.Fatalf("%q\nchecks see   %q\na reader sees %q\n%s", md, got, want, page)
	}
	places(t, d)
}

// places holds that the map to the source is sound.
func places(t interface{ Fatalf(string, ...any) }, d *markup.Document) {
	for at := range d.Text {
		from, to := d.SourceSpan(at, at+1)
		if from < 0 || to < from || to > len(d.Source) || d.SourceAt(at) != from {
			t.Fatalf("%q: byte %d of %q is read from %d-%d", d.Source, at, d.Text, from, to)
		}
		if to == from+1 && d.Source[from] != d.Text[at] && d.Source[from] != 0 && d.Source[from] != '\r' {
			t.Fatalf("%q: byte %d of %q is %q, and in the source %q", d.Source, at, d.Text, d.Text[at], d.Source[from])
		}
	}
	for _, c := range d.Citations {
		if !strings.HasPrefix(d.Source[c.Start:c.End], "[@"+c.Key) {
			t.Fatalf("%q: a citation at %q", d.Source, d.Source[c.Start:c.End])
		}
	}
	for _, x := range d.Directives {
		if !strings.HasPrefix(d.Source[x.Start:x.End], "{{") {
			t.Fatalf("%q: a directive at %q", d.Source, d.Source[x.Start:x.End])
		}
	}
	for _, s := range d.Spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(d.Text) {
			t.Fatalf("%q: a span %+v", d.Source, s)
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"a &amp; b", "\\{{fact x}} {{fact y}}", "> - a\n> - b", "| a |\n| - |\n| `x\\|y` |", "x[^1]\n\n[^1]: note [@k]", "\x00", "a\r\nb", "<!-- x -->", "\tcode\n\t\tmore", "*a **b** `c`*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, md string) {
		if len(md) > 5000 {
			return
		}
		d, err := markup.Parse(md)
		if err != nil {
			return
		}
		d.HTML(marks)
		places(t, d)
	})
}
