package mail

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/publish/report"
	"entente/words"
)

// Columns is how wide plain text is; an address stands on a line of its own, whole.
const Columns = 72

// Text gives a document as plain text of 72 columns, with a line end after each line.
// Where words lead is said below them.
func Text(d report.Document) []byte {
	w := &textWriter{notes: len(d.Notes)}
	if d.Mark != "" {
		w.para(d.Mark)
	}
	as := ""
	if d.AsOf != "" {
		as = "As of " + d.AsOf
	}
	w.para(words.Join(" · ", d.Kind, d.Site, as))
	w.heading(d.Title, "=")
	w.para(d.Deck)
	var by []string
	for _, a := range d.Byline {
		by = append(by, words.Join(", ", a.Name, a.At))
	}
	w.para(words.Join(" · ", strings.Join(by, "; "), d.Date))
	for _, n := range d.Notices {
		w.para(n)
	}
	w.blocks(d.Blocks)
	if len(d.Notes) > 0 {
		w.blocks([]report.Block{report.Rule{}, report.List{Ordered: true, Items: d.Notes}})
	} else if len(d.References) > 0 {
		w.blocks(references(d))
	}
	for _, c := range d.Corrections {
		w.para("Correction: " + c)
	}
	if d.Convener != "" || d.Address != "" || d.Licence != "" {
		w.blocks([]report.Block{report.Rule{}})
		w.para(d.Convener)
		w.runs([]report.Run{{Href: d.Address}})
		w.para(d.Licence)
	}
	return []byte(strings.TrimLeft(w.b.String(), "\n"))
}

type textWriter struct {
	b      strings.Builder
	notes  int
	indent string
	begin  string // what the next line begins with instead of its indent, as "  - "; "" for nothing
	tight  bool   // no blank line before the next block
}

// lines prints a block of lines, with a blank line before it.
func (w *textWriter) lines(all []string) {
	if len(all) == 0 {
		return
	}
	if !w.tight && w.b.Len() > 0 {
		w.b.WriteString("\n")
	}
	w.tight = false
	for _, l := range all {
		begin := cmp.Or(w.begin, w.indent)
		w.begin = ""
		w.b.WriteString(strings.TrimRight(begin+l, " ") + "\n")
	}
}

// wrap breaks words into lines between the indent and the last column.
func (w *textWriter) wrap(s string) []string {
	return words.Wrap(s, max(24, Columns-len(w.indent)))
}

func (w *textWriter) para(s string) { w.lines(w.wrap(s)) }

// heading underlines words.
func (w *textWriter) heading(s, with string) {
	all := w.wrap(s)
	if len(all) == 0 {
		return
	}
	long := 0
	for _, l := range all {
		long = max(long, words.Width(l))
	}
	w.lines(append(all, strings.Repeat(with, long)))
}

// runs prints words, and below them where they lead.
func (w *textWriter) runs(runs []report.Run) {
	said, to := w.words(runs)
	var all []string
	for part := range strings.SplitSeq(said, "\n") {
		all = append(all, w.wrap(part)...)
	}
	for _, href := range to {
		all = append(all, "<"+href+">")
	}
	w.lines(all)
}

// words gives the words of runs with the marks of their notes, and the addresses to which
// they lead, each once.
func (w *textWriter) words(runs []report.Run) (said string, to []string) {
	for _, r := range runs {
		switch {
		case r.Note > 0:
			if r.Note <= w.notes {
				said += fmt.Sprintf("[%d]", r.Note)
			}
		case r.Break:
			said += "\n"
		default:
			if r.Text != r.Href || !outward(r.Href) {
				said += strings.ReplaceAll(r.Text, "\n", " ")
			}
		}
		if outward(r.Href) && !slices.Contains(to, r.Href) {
			to = append(to, r.Href)
		}
	}
	return said, to
}

func (w *textWriter) blocks(blocks []report.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			said, _ := w.words(b.Text)
			w.heading(said, "-")
		case report.Paragraph:
			w.runs(b.Text)
		case report.List:
			for n, item := range b.Items {
				mark := "- "
				if b.Ordered {
					mark = fmt.Sprintf("%d. ", max(1, b.First)+n)
				}
				w.under(mark, func() { w.blocks(item) })
			}
		case report.Quote:
			w.under("", func() {
				w.blocks(b.Blocks)
				w.para(b.By)
			})
		case report.Code:
			w.under("", func() { w.lines(strings.Split(strings.TrimRight(b.Text, "\n"), "\n")) })
		case report.Rule:
			w.lines([]string{strings.Repeat("-", Columns-len(w.indent))})
		case report.Table:
			w.table(b)
		case report.Figure:
			w.table(b.Behind())
		}
	}
}

// deepest is the indent beyond which lines would be too short to read, and go no further
// in.
const deepest = 24

// under prints blocks further in; the first line begins with the mark, behind those marks
// that wait for a line already.
func (w *textWriter) under(mark string, print func()) {
	indent, waits := w.indent, w.begin
	switch begin := cmp.Or(waits, indent); {
	case len(indent) <= deepest:
		deeper := max(2, len(mark))
		w.indent += strings.Repeat(" ", deeper)
		if waits != "" || mark != "" {
			w.begin = begin + mark + strings.Repeat(" ", deeper-len(mark))
		}
	case waits == "" && mark != "":
		w.begin = indent[:len(indent)-len(mark)] + mark
	}
	print()
	if w.begin != "" { // nothing was printed: what waited waits on
		w.begin = waits
	}
	w.indent = indent
}

// table prints each row as a paragraph: its first cell, and below it the others with the
// words of their columns. Two cells stand beside each other.
func (w *textWriter) table(t report.Table) {
	w.para(t.Caption)
	for _, row := range t.Rows {
		if len(t.Head) == 2 && len(row) == 2 {
			w.under("* ", func() { w.runs(slices.Concat(row[0], report.Words(": "), row[1])) })
			continue
		}
		w.under("* ", func() {
			for i, c := range row {
				said, to := w.words(c)
				if i > 0 && i < len(t.Head) {
					if head := report.Plain(t.Head[i]); head != "" && strings.TrimSpace(said) != "" {
						said = head + ": " + said
					}
				}
				w.tight = i > 0
				all := w.wrap(strings.ReplaceAll(said, "\n", " "))
				for _, href := range to {
					all = append(all, "<"+href+">")
				}
				w.lines(all)
			}
			w.tight = false
		})
	}
	if t.Sources != nil {
		w.runs(t.Sources)
	}
}
