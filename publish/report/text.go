package report

import (
	"encoding/json"
	"slices"
	"strings"

	"entente/evidence/bib"
	"entente/markup"
	"entente/prose"
	"entente/publish/chart"
)

// Reader turns texts of a dossier into blocks. Nil functions leave out what they
// would give.
type Reader struct {
	// Evaluate gives the value of a directive.
	Evaluate func(markup.Directive) (prose.Value, error)
	// Record gives a source as CSL-JSON, or nil.
	Record func(id string) json.RawMessage
	Style  bib.Style
	// Link gives the full address of what a value is about ("initiative:ID"), or "".
	Link func(href string) string
	// Chart draws a chart; false where there is nothing to draw.
	Chart func(prose.Chart) (chart.Chart, bool)
	// Top is the level of the text's highest headings; 0 stands for 1.
	Top int
}

// Body is what a text came to.
type Body struct {
	Blocks     []Block
	Notes      [][]Block
	References [][]Run
}

// Read turns a text into blocks. Citations become notes of the document or, in the
// style with author and date, words in the text; a note of the text stays one, and
// what it cites stands in it. A directive that gives no value prints what is wrong.
func (r Reader) Read(doc *markup.Document) Body {
	body, notes := doc.Tree()
	w := &writer{Reader: r, citer: bib.NewCiter(r.Style, r.record), notes: notes, at: map[int]int{}, cites: map[int]bool{}}
	var ids []string
	for _, c := range doc.Citations {
		ids = append(ids, c.Key)
	}
	for _, d := range doc.Directives {
		if v, err := w.value(d); err == nil {
			ids = append(ids, v.Sources...)
		}
	}
	w.citer.Prepare(ids)
	top := 6
	for _, n := range body {
		if n.Kind == markup.HeadingNode {
			top = min(top, n.Level)
		}
	}
	w.lower = max(1, r.Top) - top
	out := Body{Blocks: w.blocks(body), Notes: w.made}
	for _, id := range w.citer.References() {
		out.References = append(out.References, Cited(w.citer.Reference(id)))
	}
	return out
}

func (r Reader) record(id string) json.RawMessage {
	if r.Record == nil {
		return nil
	}
	return r.Record(id)
}

// Cited gives a citation as runs.
func Cited(t bib.Text) []Run {
	var out []Run
	for _, s := range t {
		run := Run{Text: s.Text, Italic: s.Italic}
		if web(s.URL) {
			run.Href = s.URL
		}
		out = append(out, run)
	}
	return out
}

func web(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "mailto:")
}

// writer turns one text into blocks.
type writer struct {
	Reader
	citer  *bib.Citer
	notes  map[int][]markup.Node
	made   [][]Block
	at     map[int]int  // the number in the document of a note of the text
	cites  map[int]bool // the notes that hold citations alone
	inNote bool
	lower  int
}

func (w *writer) value(d markup.Directive) (prose.Value, error) {
	if d.Err != nil {
		return prose.Value{}, d.Err
	}
	if w.Evaluate == nil {
		return prose.Value{Text: d.String()}, nil
	}
	return w.Evaluate(d)
}

func (w *writer) blocks(nodes []markup.Node) []Block {
	var out []Block
	for _, n := range nodes {
		switch n.Kind {
		case markup.HeadingNode:
			out = append(out, Heading{Level: min(6, max(1, n.Level+w.lower)), ID: n.ID, Text: w.words(n.Children, Run{})})
		case markup.ParagraphNode:
			out = append(out, Paragraph{Text: w.words(n.Children, Run{})})
		case markup.ListNode:
			l := List{Ordered: n.Ordered, First: n.First}
			for _, item := range n.Children {
				l.Items = append(l.Items, w.blocks(item.Children))
			}
			out = append(out, l)
		case markup.QuoteNode:
			out = append(out, Quote{Blocks: w.blocks(n.Children)})
		case markup.CodeNode:
			out = append(out, Code{Text: n.Text})
		case markup.RuleNode:
			out = append(out, Rule{})
		case markup.TableNode:
			out = append(out, w.table(n))
		case markup.BlockDirectiveNode:
			out = append(out, w.blockDirective(n.Directive)...)
		}
	}
	return out
}

func (w *writer) table(n markup.Node) Table {
	var t Table
	for i, row := range n.Children {
		var cells [][]Run
		for _, c := range row.Children {
			cells = append(cells, w.words(c.Children, Run{}))
			if i == 0 {
				t.Right = append(t.Right, c.Align == "right")
			}
		}
		if i == 0 {
			t.Head = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t
}

// blockDirective gives a chart or table with what it is from.
func (w *writer) blockDirective(d markup.Directive) []Block {
	v, err := w.value(d)
	if err != nil {
		return []Block{Paragraph{Text: []Run{{Text: "[" + err.Error() + "]", Weak: true}}}}
	}
	from := func() []Run { return w.sources([]Run{{Text: "From"}}, v.Sources) }
	switch {
	case v.Chart != nil:
		if w.Chart == nil {
			return nil
		}
		c, ok := w.Chart(*v.Chart)
		if !ok {
			return nil
		}
		return []Block{Figure{ID: v.Chart.Kind + "-" + v.Chart.ID, Chart: c, Sources: from()}}
	case v.Table != nil:
		return []Block{w.printed(v.Table, from())}
	}
	return []Block{Paragraph{Text: w.sources(Words(v.Text), v.Sources)}}
}

// sources cites what a value is from behind the runs; nil where there is nothing.
func (w *writer) sources(runs []Run, ids []string) []Run {
	if len(ids) == 0 && len(runs) == 1 && runs[0].Text == "From" {
		return nil
	}
	for _, id := range ids {
		runs = w.cite(runs, id, "", Run{})
	}
	return runs
}

// printed gives a table that a directive prints.
func (w *writer) printed(p *prose.Table, from []Run) Table {
	t := Table{Caption: p.Caption, Sources: from}
	for _, h := range p.Head {
		t.Head = append(t.Head, Words(h))
	}
	for _, row := range p.Rows {
		var cells [][]Run
		for _, c := range row {
			run := Run{Text: c.Text}
			if w.Link != nil && c.Href != "" {
				run.Href = w.Link(c.Href)
			}
			cells = append(cells, []Run{run})
		}
		t.Rows = append(t.Rows, cells)
	}
	if len(t.Rows) == 0 {
		t.Rows = [][][]Run{{Words("None")}}
	}
	return t
}

// words turns words into runs, set as the run set says.
func (w *writer) words(nodes []markup.Node, set Run) []Run { return w.more(nil, nodes, set) }

func (w *writer) more(out []Run, nodes []markup.Node, set Run) []Run {
	for _, n := range nodes {
		in := set
		switch n.Kind {
		case markup.TextNode:
			in.Text = strings.ReplaceAll(n.Text, "\n", " ")
			out = append(out, in)
		case markup.BreakNode:
			out = append(out, Run{Break: true})
		case markup.EmphasisNode:
			in.Italic = !in.Italic
			out = w.more(out, n.Children, in)
		case markup.StrongNode:
			in.Bold = true
			out = w.more(out, n.Children, in)
		case markup.StrikeNode:
			in.Strike = true
			out = w.more(out, n.Children, in)
		case markup.CodeSpanNode:
			in.Code = true
			out = w.more(out, n.Children, in)
		case markup.LinkNode:
			if in.Href = ""; web(n.Dest) || strings.HasPrefix(n.Dest, "#") {
				in.Href = n.Dest
			}
			out = w.more(out, n.Children, in)
		case markup.CitationNode:
			out = w.cite(out, n.Citation.Key, n.Citation.Locator, set)
		case markup.DirectiveNode:
			out = w.inline(out, n.Directive, set)
		case markup.NoteNode:
			out = w.note(out, n.Note, set)
		}
	}
	return out
}

// inline prints the value of a directive in a sentence.
func (w *writer) inline(out []Run, d markup.Directive, set Run) []Run {
	v, err := w.value(d)
	switch {
	case err != nil:
		set.Text, set.Weak = "["+err.Error()+"]", true
		return append(out, set)
	case v.Table != nil || v.Chart != nil:
		set.Text, set.Weak = "["+d.Name+" stands on a line of its own]", true
		return append(out, set)
	}
	in := set
	in.Text = v.Text
	if w.Link != nil && v.Href != "" && in.Href == "" {
		in.Href = w.Link(v.Href)
	}
	out = append(out, in)
	for _, id := range v.Sources {
		if !slices.Contains(d.Cited, id) { // what the text itself cites right behind it serves both
			out = w.cite(out, id, "", set)
		}
	}
	return out
}

// cite cites a source behind what is there: as a note, as words with author and date,
// and in a note as words. Citations that follow each other share a note.
func (w *writer) cite(out []Run, key, locator string, set Run) []Run {
	t, ok := w.citer.Cite(key, locator)
	if !ok {
		set.Text, set.Weak = " [unknown source "+key+"]", true
		return append(out, set)
	}
	runs := Cited(t)
	switch {
	case w.Style == bib.AuthorDate:
		set.Text, set.Href = " "+t.String(), ""
		return append(out, set)
	case w.inNote:
		if len(out) > 0 {
			out = append(out, Run{Text: " "})
		}
		return append(out, unstopped(runs)...)
	}
	if n := len(out); n > 0 && out[n-1].Note > 0 && w.cites[out[n-1].Note] {
		note := w.made[out[n-1].Note-1]
		p := note[0].(Paragraph)
		p.Text = append(unstopped(p.Text), Run{Text: "; "})
		p.Text = append(p.Text, runs...)
		note[0] = p
		return out
	}
	w.made = append(w.made, []Block{Paragraph{Text: runs}})
	w.cites[len(w.made)] = true
	return append(out, Run{Note: len(w.made)})
}

// unstopped takes the full stop off the end of a citation that another follows.
func unstopped(runs []Run) []Run {
	out := slices.Clone(runs)
	last := &out[len(out)-1]
	if before, ok := strings.CutSuffix(last.Text, ".”"); ok {
		last.Text = before + "”"
	} else {
		last.Text = strings.TrimSuffix(last.Text, ".")
	}
	return out
}

func last(blocks []Block) Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[len(blocks)-1]
}

// note marks a note of the text; one that is marked again keeps its number.
func (w *writer) note(out []Run, n int, set Run) []Run {
	if w.inNote { // a note has no notes
		set.Text, set.Weak = " [note]", true
		return append(out, set)
	}
	if at := w.at[n]; at > 0 {
		return append(out, Run{Note: at})
	}
	w.made = append(w.made, nil)
	at := len(w.made)
	w.at[n] = at
	w.inNote = true
	w.made[at-1] = w.blocks(w.notes[n])
	w.inNote = false
	if p, ok := last(w.made[at-1]).(Paragraph); ok && len(p.Text) > 0 {
		if end := strings.TrimRight(p.Text[len(p.Text)-1].Text, "”’)"); end != "" && !strings.ContainsAny(end[len(end)-1:], ".?!:") && end[len(end)-1] < 0x80 {
			p.Text = append(p.Text, Run{Text: "."})
			w.made[at-1][len(w.made[at-1])-1] = p
		}
	}
	return append(out, Run{Note: at})
}
