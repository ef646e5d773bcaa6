package md_test

import (
	"path/filepath"
	"strings"
	"testing"

	"entente/goldentest"
	"entente/markup"
	"entente/publish/report"
	"entente/publish/report/md"
	"entente/publish/report/reporttest"
)

// TestWrite holds a document as Markdown, to the letter.
func TestWrite(t *testing.T) {
	w := report.Words
	got := md.Write(report.Document{
		Title: "A *river*", Mark: "Not *yet*", Blocks: []report.Block{
			report.Heading{Level: 1, Text: w("One")},
			report.Paragraph{Text: []report.Run{{Text: "It is "}, {Text: "so", Bold: true}, {Note: 1}, {Text: ", see "}, {Text: "there", Href: "https://example.org/a_b"}, {Text: "."}}},
			report.List{Ordered: true, First: 3, Items: [][]report.Block{{report.Paragraph{Text: w("a")}}, {report.Paragraph{Text: w("b")}, report.List{Items: [][]report.Block{{report.Paragraph{Text: w("c")}}}}}}},
			report.Table{Caption: "T", Head: [][]report.Run{w("H|1"), w("N")}, Rows: [][][]report.Run{{w("x"), w("1")}, {w("y")}}, Right: []bool{false, true}},
			report.Quote{Blocks: []report.Block{report.Paragraph{Text: w("No.")}}, By: "Dissent of one"},
		},
		Notes: [][]report.Block{{report.Paragraph{Text: []report.Run{{Text: "Book", Italic: true}, {Text: ", 2."}}}}},
	})
	want := `**Not \*yet\***

# A \*river\*

## One

It is **so**[^1], see [there](<https://example.org/a_b>).

3. a
4. b

   - c

**T**

| H\|1 | N |
| --- | ---: |
| x | 1 |
| y |  |

> No.
>
> Dissent of one

[^1]: *Book*, 2.
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestSample holds a document of all kinds of blocks.
func TestSample(t *testing.T) {
	goldentest.Text(t, filepath.Join("testdata", "sample.md"), md.Write(reporttest.Sample()))
}

// FuzzWrite: whatever a text holds, its words are words again when the Markdown is read.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"a", "* a", "1. b", "# c", "[@key]", "{{count}}", "<b>", "a|b", "`x`", "- ", "~~~", "&amp;", "a\nb", "![x](y)", "+ x", "===", "https://example.org", "\\", "2)", "    0", "0@0.0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.TrimSpace(s) == "" || len(s) > 500 || strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 && r != '\n' || r == 0xfffd || r == 0x7f }) {
			t.Skip()
		}
		out := md.Write(report.Document{Title: "T", Blocks: []report.Block{report.Paragraph{Text: []report.Run{{Text: s}, {Note: 1}}}}, Notes: [][]report.Block{{report.Paragraph{Text: report.Words("end")}}}})
		doc, err := markup.Parse(out)
		if err != nil {
			t.Skip() // beyond a limit
		}
		if n := len(doc.Directives) + len(doc.Citations); n > 0 {
			t.Fatalf("%q became %d citations or directives:\n%s", s, n, out)
		}
		body, notes := doc.Tree()
		if len(body) != 2 || body[1].Kind != markup.ParagraphNode || len(notes) != 1 {
			t.Fatalf("%q became %d blocks and %d notes:\n%s", s, len(body), len(notes), out)
		}
		for _, n := range body[1].Children {
			if n.Kind != markup.TextNode && n.Kind != markup.NoteNode && !(n.Kind == markup.LinkNode && strings.Contains(s, n.Dest)) {
				t.Fatalf("%q became something of kind %d:\n%s", s, n.Kind, out)
			}
		}
	})
}
