// Package md writes documents as Markdown with footnotes, as CommonMark with the
// tables and notes of GitHub reads them.
package md

import (
	"fmt"
	"regexp"
	"strings"

	"entente/publish/report"
)

// Write gives a document as Markdown. Words of the document never become markup.
func Write(d report.Document) string {
	w := &writer{}
	if d.Mark != "" {
		w.block("**" + escape(d.Mark) + "**")
	}
	w.block("# " + escape(d.Title))
	if d.Deck != "" {
		w.block(escape(d.Deck))
	}
	var by []string
	for _, a := range d.Byline {
		if a.At != "" {
			a.Name += ", " + a.At
		}
		by = append(by, escape(a.Name))
	}
	if len(by) > 0 {
		w.block(strings.Join(by, "; "))
	}
	for _, n := range d.Notices {
		w.block("> " + escape(n))
	}
	w.blocks(d.Blocks)
	for n, note := range d.Notes {
		var in writer
		in.inNote = true
		in.blocks(note)
		text := strings.TrimSpace(in.b.String())
		w.block(fmt.Sprintf("[^%d]: %s", n+1, shifted(text, "    ")))
	}
	if len(d.Notes) == 0 && len(d.References) > 0 {
		for _, r := range d.References {
			w.block("- " + w.runs(r))
		}
	}
	return w.b.String()
}

type writer struct {
	b      strings.Builder
	inNote bool
}

// block writes a block, with a blank line between it and the one before.
func (w *writer) block(s string) {
	if w.b.Len() > 0 {
		w.b.WriteString("\n")
	}
	w.b.WriteString(s + "\n")
}

func (w *writer) blocks(blocks []report.Block) {
	put := w.block
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			put(strings.Repeat("#", min(6, b.Level+1)) + " " + w.runs(b.Text))
		case report.Paragraph:
			put(strings.TrimLeft(w.runs(b.Text), " ")) // four blanks would begin code
		case report.List:
			put(w.list(b))
		case report.Quote:
			var in writer
			in.inNote = w.inNote
			in.blocks(b.Blocks)
			if b.By != "" {
				in.block(escape(b.By))
			}
			put("> " + shifted(strings.TrimSpace(in.b.String()), "> "))
		case report.Code:
			fence := "```"
			for strings.Contains(b.Text, fence) {
				fence += "`"
			}
			put(fence + "\n" + strings.TrimSuffix(b.Text, "\n") + "\n" + fence)
		case report.Rule:
			put("---")
		case report.Table:
			if b.Caption != "" {
				put("**" + escape(b.Caption) + "**")
			}
			put(w.table(b.Head, b.Rows, b.Right))
			if b.Sources != nil {
				put(w.runs(b.Sources))
			}
		case report.Figure: // Markdown has no drawing of its own: the table behind it stands for it
			put("**" + escape(b.Chart.Title) + "** " + escape(b.Chart.Subtitle))
			var head [][]report.Run
			for _, h := range b.Chart.Header {
				head = append(head, report.Words(h))
			}
			var rows [][][]report.Run
			for _, r := range b.Chart.Rows {
				var cells [][]report.Run
				for _, c := range r {
					cells = append(cells, report.Words(c))
				}
				rows = append(rows, cells)
			}
			if len(head) > 0 {
				put(w.table(head, rows, nil))
			}
			if b.Chart.Source != "" {
				put("Source: " + escape(b.Chart.Source))
			}
			if b.Sources != nil {
				put(w.runs(b.Sources))
			}
		}
	}
}

// shifted puts what all lines but the first begin with before them.
func shifted(s, begin string) string {
	lines := strings.Split(s, "\n")
	for n := 1; n < len(lines); n++ {
		lines[n] = strings.TrimRight(begin+lines[n], " ")
	}
	return strings.Join(lines, "\n")
}

func (w *writer) list(l report.List) string {
	var out []string
	for n, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", max(1, l.First)+n)
		}
		var in writer
		in.inNote = w.inNote
		in.blocks(item)
		text := strings.TrimSpace(in.b.String())
		out = append(out, mark+shifted(text, strings.Repeat(" ", len(mark))))
	}
	return strings.Join(out, "\n")
}

func (w *writer) table(head [][]report.Run, rows [][][]report.Run, right []bool) string {
	var b strings.Builder
	row := func(cells [][]report.Run) {
		b.WriteString("|")
		for i := range head {
			text := ""
			if i < len(cells) {
				text = strings.ReplaceAll(w.runs(cells[i]), "\\\n", " ")
			}
			b.WriteString(" " + text + " |")
		}
		b.WriteString("\n")
	}
	row(head)
	b.WriteString("|")
	for i := range head {
		if i < len(right) && right[i] {
			b.WriteString(" ---: |")
		} else {
			b.WriteString(" --- |")
		}
	}
	b.WriteString("\n")
	for _, r := range rows {
		row(r)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (w *writer) runs(runs []report.Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch {
		case r.Note > 0:
			if !w.inNote {
				fmt.Fprintf(&b, "[^%d]", r.Note)
			}
		case r.Break:
			b.WriteString("\\\n")
		default:
			b.WriteString(set(r))
		}
	}
	return b.String()
}

// set gives the words of a run with its marks. A mark stands at words, not at space.
func set(r report.Run) string {
	text := strings.ReplaceAll(r.Text, "\n", " ")
	word := strings.TrimSpace(text)
	if word == "" {
		return text
	}
	at := strings.Index(text, word)
	s := escape(word)
	if r.Code {
		fence := "`"
		for strings.Contains(word, fence) {
			fence += "`"
		}
		s = fence + word + fence
		if len(fence) > 1 {
			s = fence + " " + word + " " + fence
		}
	}
	if r.Strike {
		s = "~~" + s + "~~"
	}
	if r.Italic {
		s = "*" + s + "*"
	}
	if r.Bold {
		s = "**" + s + "**"
	}
	if address.MatchString(r.Href) {
		if r.Text == r.Href {
			s = "<" + r.Href + ">"
		} else {
			s = "[" + s + "](<" + r.Href + ">)"
		}
	}
	return text[:at] + s + text[at+len(word):]
}

var (
	address = regexp.MustCompile(`^(https?://|mailto:)[^\s<>\\]+$`)
	special = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~!&$^@]")
	leading = regexp.MustCompile(`^(\s*)([-+=]|\d+[.)])`)
)

// escape writes words so that nothing in them is markup.
func escape(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	s = special.ReplaceAllString(s, `\$0`)
	if m := leading.FindStringSubmatchIndex(s); m != nil {
		end := m[5] - 1 // before the last letter of the mark
		s = s[:end] + `\` + s[end:]
	}
	return s
}
