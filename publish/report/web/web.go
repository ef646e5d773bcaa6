// Package web writes documents as HTML that needs no style: a text with its notes.
package web

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"entente/publish/report"
	"entente/words"
)

// Options say how a document is written.
type Options struct {
	// NotesByPart puts the notes of each part at its end, for paper; else all stand at
	// the end of the text.
	NotesByPart bool
	// Passage leaves out all but the text, its notes and corrections, and what leads
	// within it: it will stand among other texts, where scripts and drawings are taken
	// out. The table behind a chart stands for it.
	Passage bool
}

// Write gives a document as the inside of a body. Words of the document never become
// markup, and links lead within it, to the web or to mail addresses.
func Write(d report.Document, opt Options) string {
	w := &writer{lang: cmp.Or(d.Lang, "en"), notes: d.Notes, seen: map[int]bool{}, passage: opt.Passage}
	if !w.passage {
		w.head(d)
		if d.Contents {
			d.Blocks = linked(d.Blocks)
			w.contents(d.Blocks)
		}
	}
	for _, part := range parts(d.Blocks) {
		w.blocks(part)
		if opt.NotesByPart {
			w.endnotes()
		}
	}
	w.endnotes()
	if len(d.Notes) == 0 { // the notes have what they cite in full
		w.list(cmp.Or(d.ListName, "References"), d.References)
	}
	if len(d.Corrections) > 0 {
		w.put(`<section class="notes"><h2>Corrections</h2><ul>`)
		for _, c := range d.Corrections {
			w.put(`<li>%s</li>`, html.EscapeString(c))
		}
		w.put(`</ul></section>`)
	}
	if !w.passage {
		w.foot(d)
	}
	return w.b.String()
}

type writer struct {
	b       strings.Builder
	lang    string
	notes   [][]report.Block
	marked  []int        // notes that were marked since the last ends of notes
	seen    map[int]bool // marked before
	inNotes bool
	passage bool
}

func (w *writer) put(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

// head prints what stands above the text.
func (w *writer) head(d report.Document) {
	esc := html.EscapeString
	w.put(`<header>`)
	if d.Mark != "" {
		w.put(`<p class="mark"><strong>%s</strong></p>`, esc(d.Mark))
	}
	if d.Kind != "" || d.Site != "" {
		w.put(`<p class="kicker">%s</p>`, esc(words.Join(" · ", d.Kind, other(d.Site, d.Title))))
	}
	w.put(`<h1>%s</h1>`, w.runs(report.Words(d.Title)))
	if d.Deck != "" {
		w.put(`<p class="deck">%s</p>`, w.runs(report.Words(d.Deck)))
	}
	var by []string
	for _, a := range d.Byline {
		by = append(by, words.Join(", ", a.Name, a.At))
	}
	as := ""
	if d.AsOf != "" {
		as = "as of " + d.AsOf
	}
	if line := words.Join(" · ", strings.Join(by, "; "), d.Date, as); line != "" {
		w.put(`<p class="meta">%s</p>`, w.runs(report.Words(line)))
	}
	for _, n := range d.Notices {
		w.put(`<p class="notice">%s</p>`, esc(n))
	}
	w.put(`</header>`)
}

// foot prints where the document is from.
func (w *writer) foot(d report.Document) {
	esc := html.EscapeString
	var said []string
	if d.Convener != "" {
		said = append(said, esc(d.Convener))
	}
	if d.Address != "" {
		said = append(said, fmt.Sprintf(`<a href="%s">%s</a>`, esc(d.Address), esc(d.Address)))
	}
	if d.Licence != "" {
		said = append(said, esc(d.Licence))
	}
	if len(said) > 0 {
		w.put(`<footer><p>%s</p></footer>`, strings.Join(said, " · "))
	}
}

// contents lists the headings of the upper level.
func (w *writer) contents(blocks []report.Block) {
	w.put(`<nav aria-label="Contents"><ol>`)
	top := topLevel(blocks)
	for _, b := range blocks {
		if h, ok := b.(report.Heading); ok && h.Level == top {
			w.put(`<li><a href="#%s">%s</a></li>`, html.EscapeString(h.ID), html.EscapeString(report.Plain(h.Text)))
		}
	}
	w.put(`</ol></nav>`)
}

// linked gives each heading of the upper level an id that nothing else has: contents lead
// to it.
func linked(blocks []report.Block) []report.Block {
	top := topLevel(blocks)
	out := slices.Clone(blocks)
	taken := map[string]bool{}
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			taken[b.ID] = true
		case report.Table:
			taken[b.ID] = true
		case report.Figure:
			taken[b.ID] = true
		}
	}
	for i, b := range out {
		if h, ok := b.(report.Heading); ok && h.Level == top && h.ID == "" {
			for n := i; h.ID == "" || taken[h.ID]; n++ {
				h.ID = fmt.Sprintf("part-%d", n)
			}
			taken[h.ID] = true
			out[i] = h
		}
	}
	return out
}

func topLevel(blocks []report.Block) int {
	top := 6
	for _, b := range blocks {
		if h, ok := b.(report.Heading); ok {
			top = min(top, h.Level)
		}
	}
	return top
}

// parts cuts a text before each heading of its upper level.
func parts(blocks []report.Block) [][]report.Block {
	top := topLevel(blocks)
	var out [][]report.Block
	start := 0
	for i, b := range blocks {
		if h, ok := b.(report.Heading); ok && h.Level == top && i > start {
			out = append(out, blocks[start:i])
			start = i
		}
	}
	return append(out, blocks[start:])
}

func (w *writer) blocks(blocks []report.Block) {
	esc := html.EscapeString
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			level := min(6, b.Level+1) // the title is the first
			w.put(`<h%d%s>%s</h%d>`, level, w.id(b.ID), w.runs(b.Text), level)
		case report.Paragraph:
			class := ""
			if b.Small {
				class = ` class="small"`
			}
			w.put(`<p%s>%s</p>`, class, w.runs(b.Text))
		case report.List:
			tag := "ul"
			first := ""
			if b.Ordered {
				tag = "ol"
				if b.First > 1 {
					first = fmt.Sprintf(` start="%d"`, b.First)
				}
			}
			w.put(`<%s%s>`, tag, first)
			for _, item := range b.Items {
				w.put(`<li>`)
				w.blocks(item)
				w.put(`</li>`)
			}
			w.put(`</%s>`, tag)
		case report.Quote:
			w.put(`<blockquote>`)
			w.blocks(b.Blocks)
			if b.By != "" {
				w.put(`<p class="by">%s</p>`, esc(b.By))
			}
			w.put(`</blockquote>`)
		case report.Code:
			w.put(`<pre>%s</pre>`, esc(b.Text))
		case report.Rule:
			w.put(`<hr>`)
		case report.Table:
			w.table(b)
		case report.Figure:
			w.figure(b)
		}
	}
}

func (w *writer) table(t report.Table) {
	right := func(i int) string {
		if i < len(t.Right) && t.Right[i] {
			return ` class="right"`
		}
		return ""
	}
	w.put(`<table%s>`, w.id(t.ID))
	if t.Caption != "" {
		w.put(`<caption>%s</caption>`, w.runs(report.Words(t.Caption)))
	}
	w.put(`<thead><tr>`)
	for i, c := range t.Head {
		w.put(`<th scope="col"%s>%s</th>`, right(i), w.runs(c))
	}
	w.put(`</tr></thead><tbody>`)
	for _, row := range t.Rows {
		w.put(`<tr>`)
		for i, c := range row {
			span := ""
			if len(row) == 1 && len(t.Head) > 1 {
				span = fmt.Sprintf(` colspan="%d"`, len(t.Head))
			}
			w.put(`<td%s%s>%s</td>`, right(i), span, w.runs(c))
		}
		w.put(`</tr>`)
	}
	w.put(`</tbody></table>`)
	if t.Sources != nil {
		w.put(`<p class="small from">%s</p>`, w.runs(t.Sources))
	}
}

func (w *writer) figure(f report.Figure) {
	c := f.Chart
	if w.passage {
		w.table(f.Behind())
		return
	}
	w.put(`<figure%s><figcaption><b>%s</b> %s</figcaption>%s`, w.id(f.ID), w.runs(report.Words(c.Title)), w.runs(report.Words(c.Subtitle)), c.SVG)
	if c.Source != "" {
		w.put(`<p class="small from">Source: %s</p>`, w.runs(report.Words(c.Source)))
	}
	if f.Sources != nil {
		w.put(`<p class="small from">%s</p>`, w.runs(f.Sources))
	}
	w.put(`</figure>`)
}

// endnotes prints the notes that were marked since the last: a mark leads to its
// note, and the note's number back to its first mark.
func (w *writer) endnotes() {
	if len(w.marked) == 0 {
		return
	}
	marked := w.marked
	w.marked = nil
	slices.Sort(marked)
	w.inNotes = true
	w.put(`<section class="notes" role="doc-endnotes" aria-label="Notes"><ol>`)
	for _, n := range marked {
		if w.passage {
			w.put(`<li value="%d">`, n)
		} else {
			w.put(`<li id="note%d"><a class="back" href="#ref%d">%d</a>`, n, n, n)
		}
		w.blocks(w.notes[n-1])
		w.put(`</li>`)
	}
	w.put(`</ol></section>`)
	w.inNotes = false
}

func (w *writer) list(name string, items [][]report.Run) {
	if len(items) == 0 {
		return
	}
	w.put(`<section class="notes"><h2>%s</h2><ul class="refs">`, html.EscapeString(name))
	for _, r := range items {
		w.put(`<li>%s</li>`, w.runs(r))
	}
	w.put(`</ul></section>`)
}

func (w *writer) runs(runs []report.Run) string {
	var b strings.Builder
	for _, r := range report.Tongues(runs, w.lang) {
		switch {
		case r.Note > 0 && r.Note <= len(w.notes) && !w.inNotes:
			at := ""
			if !w.seen[r.Note] {
				w.seen[r.Note] = true
				w.marked = append(w.marked, r.Note)
				at = fmt.Sprintf(` id="ref%d"`, r.Note)
			}
			if w.passage {
				fmt.Fprintf(&b, `<sup>%d</sup>`, r.Note)
				continue
			}
			fmt.Fprintf(&b, `<sup><a%s href="#note%d" role="doc-noteref">%d</a></sup>`, at, r.Note, r.Note)
		case r.Break:
			b.WriteString(`<br>`)
		default:
			b.WriteString(w.set(r))
		}
	}
	return b.String()
}

// set gives the words of a run as they are set.
func (w *writer) set(r report.Run) string {
	s := html.EscapeString(r.Text)
	wrap := func(is bool, open, shut string) {
		if is {
			s = open + s + shut
		}
	}
	wrap(r.Lang != "", fmt.Sprintf(`<span lang="%s" dir="%s">`, html.EscapeString(r.Lang), words.Direction(r.Lang)), `</span>`)
	wrap(r.Code, `<code>`, `</code>`)
	wrap(r.Strike, `<s>`, `</s>`)
	wrap(r.Italic, `<em>`, `</em>`)
	wrap(r.Bold, `<strong>`, `</strong>`)
	wrap(r.Weak, `<span class="weak">`, `</span>`)
	wrap(leads(r.Href) && !(w.passage && strings.HasPrefix(r.Href, "#")), fmt.Sprintf(`<a href="%s">`, html.EscapeString(r.Href)), `</a>`)
	return s
}

// leads reports whether a link may stand in what is printed: within it, or to the web
// or a mail address.
func leads(href string) bool {
	for _, p := range []string{"#", "https://", "http://", "mailto:"} {
		if strings.HasPrefix(href, p) {
			return true
		}
	}
	return false
}

func (w *writer) id(s string) string {
	if s == "" || w.passage {
		return ""
	}
	return ` id="` + html.EscapeString(s) + `"`
}

// other gives s where it says something else than t.
func other(s, t string) string {
	if s == t {
		return ""
	}
	return s
}
