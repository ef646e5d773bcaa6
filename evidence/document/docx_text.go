package document

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"entente/evidence/document/zipped"
)

// wordReader turns the elements of a text of Word into blocks.
type wordReader struct {
	d      *Document
	styles map[string]style
	lists  map[string]map[string]int
	out    []Block
	size   int // bytes of text

	// Of the file of notes: where they go, by kind and number.
	notes map[string][]Block
	note  string
	since int // how many blocks stood before the note

	// Of the text: the marks of its notes, and their order.
	named map[string]string
	cited []string

	para   []*para // a text box stands inside a paragraph
	tables []*table
	skip   int // elements deep in what is left out
	count  map[string]int
	title  bool // there is a block with the style of a title
	joined bool // the mark of the last paragraph was deleted
	space  bool // and its text ended in a space
}

// para is an open paragraph.
type para struct {
	text   strings.Builder
	style  string
	level  int // of its own outline, 0 where it states none
	list   string
	depth  string
	inside int    // properties that are open
	run    bool   // a run is open
	inText bool   // of the run
	hidden bool   // the run is
	shift  string // of the run: superscript, subscript or ""
	goes   bool   // its mark was deleted
	boxes  []Block
}

// table is an open table.
type table struct {
	rows   [][]string
	row    []string
	cell   strings.Builder
	span   int
	merged bool // the cell goes on from the row above
	gone   bool // the row was deleted
	open   int  // paragraphs of the text when it began
}

// leftOut are elements of which nothing is text: deleted and moved away, field
// codes, readings over a word, what stands for what a program cannot show.
var leftOut = map[string]string{"del": "deleted", "moveFrom": "deleted", "instrText": "", "delInstrText": "", "rt": "", "Fallback": "", "delText": "", "sectPr": "", "tblPr": "", "tblGrid": "", "drawingProps": "", "docPr": "", "pPrChange": "", "rPrChange": "", "tblPrChange": "", "sectPrChange": "", "trPrChange": "", "tcPrChange": "", "numberingChange": ""}

func (w *wordReader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip > 0 {
			w.skip++
			return nil
		}
		w.start(t)
	case xml.EndElement:
		if w.skip > 0 {
			w.skip--
			return nil
		}
		w.end(t.Name.Local)
	case xml.CharData:
		if p := w.open(); w.skip == 0 && p != nil && p.inText && !p.hidden {
			p.text.WriteString(shifted(string(t), p.shift))
			w.size += len(t)
		}
	}
	if len(w.out) >= MaxBlocks || w.size > MaxText {
		return errEnough
	}
	return nil
}

// shifted gives figures that stand above or below the line as the characters for them,
// so that the mark of a note or of a chemical formula does not become a number.
func shifted(text, where string) string {
	const plain, above, below = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
	to := map[string]string{"superscript": above, "subscript": below}[where]
	if to == "" || strings.Trim(text, plain) != "" {
		return text
	}
	signs := []rune(to)
	return strings.Map(func(c rune) rune { return signs[c-'0'] }, text)
}

func (w *wordReader) open() *para {
	if len(w.para) == 0 {
		return nil
	}
	return w.para[len(w.para)-1]
}

func (w *wordReader) start(t xml.StartElement) {
	name, val := t.Name.Local, zipped.Attr(t, "val")
	p := w.open()
	props := p != nil && p.inside > 0
	if kind, ok := leftOut[name]; ok && !(props && (name == "del" || name == "moveFrom")) {
		if name == "del" && len(w.tables) > 0 && p == nil { // of the properties of a row
			w.tables[len(w.tables)-1].gone = true
		} else if kind != "" {
			w.d.Left(kind, 1)
		}
		w.skip = 1
		return
	}
	switch name {
	case "footnote", "endnote":
		// Separators have a type, and are no notes.
		w.note, w.since = "", len(w.out)
		if w.notes != nil && (zipped.Attr(t, "type") == "" || zipped.Attr(t, "type") == "normal") {
			w.note = name + zipped.Attr(t, "id")
		}
	case "p":
		if p != nil && p.inside > 0 {
			return
		}
		w.para = append(w.para, &para{})
	case "tbl":
		w.tables = append(w.tables, &table{open: len(w.para)})
	case "tr":
		if k := w.table(); k != nil {
			k.row, k.gone = nil, false
		}
	case "tc":
		if k := w.table(); k != nil {
			k.cell.Reset()
			k.span, k.merged = 1, false
		}
	case "gridSpan":
		if n, err := strconv.Atoi(val); err == nil && n > 1 && n <= 64 && w.table() != nil {
			w.table().span = n
		}
	case "vMerge":
		if k := w.table(); k != nil {
			k.merged = val == "" || val == "continue"
		}
	case "cellDel":
		if k := w.table(); k != nil {
			k.merged = true
		}
	case "commentReference":
		w.d.Left("comment", 1)
	}
	if p == nil {
		return
	}
	switch name {
	case "pPr", "rPr":
		p.inside++
	case "pStyle":
		p.style = val
	case "outlineLvl":
		if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 9 {
			p.level = n + 1
		}
	case "numId":
		p.list = val
	case "ilvl":
		p.depth = val
	case "del", "moveFrom":
		p.goes = true
	case "vanish":
		if val != "0" && val != "false" && val != "off" && p.run {
			p.hidden = true
			w.d.Left("hidden", 1)
		}
	case "vertAlign":
		if p.run {
			p.shift = val
		}
	case "r":
		p.run, p.hidden, p.shift = true, false, ""
	case "t": // of Word's own text, of a formula, of a drawing
		p.inText = p.inside == 0
	case "tab", "br", "cr", "ptab":
		if p.inside == 0 && !p.hidden {
			p.text.WriteByte(' ')
		}
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "footnoteReference", "endnoteReference":
		if w.named != nil && !p.hidden {
			id := strings.TrimSuffix(name, "Reference") + zipped.Attr(t, "id")
			if w.named[id] == "" {
				w.named[id] = strconv.Itoa(len(w.cited) + 1)
				w.cited = append(w.cited, id)
			}
			p.text.WriteString("[^" + w.named[id] + "]")
		}
	}
}

func (w *wordReader) table() *table {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

func (w *wordReader) end(name string) {
	p := w.open()
	switch name {
	case "pPr", "rPr":
		if p != nil && p.inside > 0 {
			p.inside--
		}
	case "r":
		if p != nil {
			p.run, p.hidden, p.shift = false, false, ""
		}
	case "t":
		if p != nil {
			p.inText = false
		}
	case "p":
		w.endParagraph()
	case "tc":
		if k := w.table(); k != nil {
			text := oneLine(k.cell.String())
			if k.merged {
				text = ""
			}
			k.row = append(k.row, text)
			for range k.span - 1 {
				k.row = append(k.row, "")
			}
		}
	case "tr":
		if k := w.table(); k != nil && k.gone {
			w.d.Left("deleted", 1)
		} else if k != nil && len(k.row) > 0 {
			k.rows = append(k.rows, k.row)
		}
	case "tbl":
		w.endTable()
	case "footnote", "endnote":
		if w.note != "" {
			var texts []string
			for _, b := range w.out[w.since:] {
				texts = append(texts, b.Text)
			}
			if s := oneLine(strings.Join(texts, " ")); s != "" {
				w.notes[w.note] = append(w.notes[w.note], Block{Kind: Note, Text: s})
			}
			w.out = w.out[:w.since]
		}
	}
}

// endParagraph closes the innermost paragraph and puts it where it belongs.
func (w *wordReader) endParagraph() {
	p := w.open()
	if p == nil {
		return
	}
	w.para = w.para[:len(w.para)-1]
	text := clean(p.text.String())
	if k := w.table(); k != nil && len(w.para) == k.open {
		k.cell.WriteByte(' ')
		k.cell.WriteString(text)
		for _, b := range p.boxes {
			k.cell.WriteString(" " + b.Text)
		}
		return
	}
	var blocks []Block
	if text != "" && !w.contents(p) {
		blocks = append(blocks, w.block(p, text))
	}
	blocks = append(blocks, p.boxes...)
	if outer := w.open(); outer != nil {
		outer.boxes = append(outer.boxes, blocks...)
		return
	}
	for _, b := range blocks {
		if n := len(w.out); w.joined && n > 0 && w.out[n-1].Kind != Table && b.Kind != Table {
			if w.space || strings.HasPrefix(p.text.String(), " ") {
				w.out[n-1].Text += " "
			}
			w.out[n-1].Text += b.Text
		} else {
			w.out = append(w.out, b)
		}
		w.joined = false
	}
	if w.joined = p.goes && len(w.out) > 0 && (len(blocks) > 0 || w.joined); len(blocks) > 0 {
		w.space = strings.HasSuffix(p.text.String(), " ")
	}
}

// contents reports whether a paragraph is a line of a table of contents.
func (w *wordReader) contents(p *para) bool {
	if w.styles[p.style].contents {
		w.d.Left("contents", 1)
		return true
	}
	return false
}

func (w *wordReader) block(p *para, text string) Block {
	s, known := w.styles[p.style]
	switch {
	case known && s.level == 0:
		// The title stands above the headings, which all go one deeper.
		title := Block{Kind: Heading, Level: 1, Text: text}
		if !w.title {
			w.title = true
			title.Level = 0
		}
		return title
	case known && s.level > 0:
		return Block{Kind: Heading, Level: s.level, Text: text}
	case p.level > 0:
		return Block{Kind: Heading, Level: p.level, Text: text}
	}
	list := p.list
	if list == "" {
		list = s.list
	}
	if list == "" || list == "0" {
		return Block{Text: text}
	}
	b := Block{Kind: Item, Text: text}
	if n, err := strconv.Atoi(p.depth); err == nil {
		b.Level = min(max(n, 0), 8)
	}
	if first := w.lists[list][strconv.Itoa(b.Level)]; first > 0 {
		if w.count == nil {
			w.count = map[string]int{}
		}
		key := list + "/" + strconv.Itoa(b.Level)
		if w.count[key] == 0 {
			w.count[key] = first - 1
		}
		w.count[key]++
		b.Order = w.count[key]
		for deeper := b.Level + 1; deeper <= 8; deeper++ { // begin anew below it
			delete(w.count, list+"/"+strconv.Itoa(deeper))
		}
	}
	return b
}

// endTable closes the innermost table: it becomes a block, or text of the cell in
// which it stands. A table of one cell is a frame around text.
func (w *wordReader) endTable() {
	k := w.table()
	if k == nil {
		return
	}
	w.tables = w.tables[:len(w.tables)-1]
	k.rows = slices.DeleteFunc(k.rows, func(r []string) bool {
		return !slices.ContainsFunc(r, func(c string) bool { return c != "" })
	})
	if len(k.rows) == 0 {
		return
	}
	var cells []string
	width := 0
	for _, r := range k.rows {
		width = max(width, len(r))
		cells = append(cells, r...)
	}
	all := oneLine(strings.Join(cells, " "))
	b := Block{Kind: Table, Rows: k.rows}
	if width == 1 {
		b = Block{Text: all}
	}
	switch outer := w.table(); {
	case outer != nil && len(w.para) == outer.open:
		outer.cell.WriteString(" " + all)
	case w.open() != nil:
		w.open().boxes = append(w.open().boxes, b)
	default:
		w.out = append(w.out, b)
	}
}

// clean gives a text on one line without soft hyphens and signs that take no room.
func clean(s string) string {
	return oneLine(strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u0000", "").Replace(s))
}
