package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/lazyregexp"
)

type blockKind int

const (
	paragraph blockKind = iota
	heading
	item  // of a list
	quote // a paragraph of a quotation
	table
	pre
	titled // the place of the page's own headline
)

// block is a paragraph, a heading, an item of a list, a paragraph of a
// quotation, a table or preformatted text.
type block struct {
	kind   blockKind
	level  int        // of a heading (1-6), or how deep a list nests (from 0)
	order  int        // number of an item of a numbered list; 0 in others
	text   string     // plain words on one line; a table or preformatted text as it prints
	link   bool       // a heading that is nothing but a link, as those of other stories are
	at     *html.Node // the element that its words stand in
	linked bool       // all its words are those of links
}

// blocksOf turns what stands under a node into blocks.
func blocksOf(root *html.Node) []block {
	w := &blockWriter{}
	w.at = root
	w.children(root, context{})
	w.flush(context{})
	return w.out
}

// context says where in the tree a text stands.
type context struct {
	quote   bool
	list    int // depth of lists
	ordered bool
	inItem  bool
}

type blockWriter struct {
	out     []block
	buf     strings.Builder
	number  []int      // the running number of each list that is open
	first   bool       // the item's first paragraph is not yet written
	at      *html.Node // the element whose children are written
	inLinks int        // bytes of the buffer that links hold
}

func (w *blockWriter) flush(c context) {
	text := oneLine(w.buf.String())
	w.buf.Reset()
	linked := w.inLinks
	w.inLinks = 0
	if text == "" {
		return
	}
	b := block{kind: paragraph, text: text, linked: linked*10 >= len(text)*9}
	switch {
	case c.inItem && w.first:
		b.kind, b.level = item, c.list-1
		if c.ordered && len(w.number) > 0 {
			b.order = w.number[len(w.number)-1]
		}
		w.first = false
	case c.inItem:
		// A further paragraph of an item goes on in the item.
		if n := len(w.out); n > 0 && w.out[n-1].kind == item {
			w.out[n-1].text += " " + text
			return
		}
	case c.quote:
		b.kind = quote
	}
	w.add(b)
}

func (w *blockWriter) children(n *html.Node, c context) {
	outer := w.at
	if isBlock(n) || n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.at = n
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		w.node(k, c)
	}
	w.at = outer
}

// apart writes what stands under a node as blocks of their own.
func (w *blockWriter) apart(n *html.Node, c context) {
	w.flush(c)
	outer := w.at
	w.at = n
	w.children(n, c)
	w.flush(c)
	w.at = outer
}

// add puts a block after the others, while there is room.
func (w *blockWriter) add(b block) {
	if len(w.out) < maxBlocks {
		if b.at == nil {
			b.at = w.at
		}
		w.out = append(w.out, b)
	}
}

func (w *blockWriter) node(n *html.Node, c context) {
	if n.Type == html.TextNode {
		w.buf.WriteString(n.Data)
		return
	}
	if n.Type != html.ElementNode || silent(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		// Two breaks in a row part paragraphs.
		if next := nextElement(n); next != nil && next.DataAtom == atom.Br {
			w.flush(c)
		} else {
			w.buf.WriteByte(' ')
		}
	case atom.Img, atom.Video, atom.Audio, atom.Canvas: // what stands in them is shown where they cannot be
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush(c)
		if t := textOf(n); t != "" {
			if c.inItem || c.quote {
				w.buf.WriteString(t)
				w.flush(c)
				return
			}
			w.add(block{kind: heading, level: int(n.Data[1] - '0'), text: t, link: isLinkAway(n, t), at: n})
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.flush(c)
		start := 0
		if s, err := strconv.Atoi(attr(n, "start")); err == nil && s > 0 && s < 1e6 {
			start = s - 1
		}
		w.number = append(w.number, start)
		w.children(n, context{quote: c.quote, list: c.list + 1, ordered: n.DataAtom == atom.Ol})
		w.flush(c)
		w.number = w.number[:len(w.number)-1]
	case atom.Li:
		w.flush(c)
		if len(w.number) > 0 {
			w.number[len(w.number)-1]++
		}
		w.first = true
		c.inItem = true
		c.list = max(1, c.list)
		w.children(n, c)
		w.flush(c)
		w.first = false
	case atom.Blockquote:
		w.flush(c)
		c.quote = true
		w.apart(n, c)
	case atom.Q:
		w.buf.WriteString("“")
		w.children(n, c)
		w.buf.WriteString("”")
	case atom.Td, atom.Th: // of a table that lays out a page
		w.apart(n, c)
	case atom.Table:
		w.flush(c)
		w.table(n, c)
	case atom.Hr:
		w.flush(c)
		if isTitleMark(n) {
			w.add(block{kind: titled})
		}
	case atom.Pre:
		w.flush(c)
		if t := strings.Trim(rawText(n), "\n"); t != "" {
			w.add(block{kind: pre, text: t, at: n})
		}
	case atom.A, atom.Span:
		if n.DataAtom == atom.A && (attr(n, "href") != "" || len(n.Attr) == 0 || attr(n, "onclick") != "") {
			defer func(before int) { w.inLinks += max(0, w.buf.Len()-before) }(w.buf.Len())
		}
		// The label of something to press stands apart from the text around it.
		if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode && isControl(strings.TrimSpace(n.FirstChild.Data)) && !c.inItem {
			w.flush(c)
			w.buf.WriteString(n.FirstChild.Data)
			w.flush(c)
			return
		}
		w.children(n, c)
	case atom.Sup:
		// Marks of footnotes are kept apart from the word before them.
		if t := textOf(n); t != "" {
			if len(t) <= 4 && strings.Trim(t, "[]0123456789*†‡") == "" {
				w.buf.WriteString("[" + strings.Trim(t, "[]") + "]")
			} else {
				w.buf.WriteString(t)
			}
		}
	default:
		if isBlock(n) || n.DataAtom == 0 && hasBlockChild(n) {
			w.apart(n, c)
			return
		}
		w.children(n, c)
	}
}

// isLinkAway reports whether an element's words are all those of one link to
// another page.
func isLinkAway(n *html.Node, text string) bool {
	a := find(n, func(k *html.Node) bool { return k.DataAtom == atom.A })
	return a != nil && !strings.HasPrefix(attr(a, "href"), "#") && attr(a, "href") != "" && textOf(a) == text
}

// nextElement gives the next sibling that is not blank text.
func nextElement(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.TextNode || strings.TrimSpace(s.Data) != "" {
			return s
		}
	}
	return nil
}

func rawText(n *html.Node) string {
	var b strings.Builder
	each(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
		return true
	})
	return b.String()
}

// table writes a table of data as a Markdown table; one that only lays out a
// page (one column, or tables within) is read as text.
func (w *blockWriter) table(n *html.Node, c context) {
	var rows [][]string
	nested := find(n, func(k *html.Node) bool { return k != n && k.DataAtom == atom.Table }) != nil
	columns := 0
	var spans rowSpans
	if !nested {
		each(n, func(k *html.Node) bool {
			if k.Type != html.ElementNode || k.DataAtom != atom.Tr {
				return true
			}
			row := spans.row(nil)
			for cell := k.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
					continue
				}
				at := len(row)
				row = append(row, strings.ReplaceAll(textOf(cell), "|", "\\|"))
				for span, _ := strconv.Atoi(attr(cell, "colspan")); span > 1 && span < 50 && len(row) < 50; span-- {
					row = append(row, "")
				}
				if down, _ := strconv.Atoi(attr(cell, "rowspan")); down > 1 {
					spans.hold(at, len(row), down-1)
				}
				row = spans.row(row)
			}
			spans.next()
			if strings.Join(row, "") != "" && len(rows) < 5000 {
				rows = append(rows, row)
				columns = max(columns, len(row))
			}
			return false
		})
	}
	if nested || columns < 2 || len(rows) < 2 {
		w.children(n, c)
		return
	}
	if caption := find(n, func(k *html.Node) bool { return k.DataAtom == atom.Caption }); caption != nil {
		w.buf.WriteString(textOf(caption))
		w.flush(c)
	}
	var b strings.Builder
	line := func(row []string) {
		b.WriteString("|")
		for i := range columns {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
	}
	for i, row := range rows {
		line(row)
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", columns) + "\n")
		}
	}
	w.add(block{kind: table, text: strings.TrimRight(b.String(), "\n"), at: n})
}

// rowSpans are the columns that cells of rows above reach down into, and for how many rows
// more.
type rowSpans struct{ left, held [50]int }

// row leaves a row's next cells empty while they are those of a cell above.
func (s *rowSpans) row(row []string) []string {
	for len(row) < len(s.left) && s.left[len(row)] > 0 {
		row = append(row, "")
	}
	return row
}

// hold keeps columns for the rows after this one.
func (s *rowSpans) hold(from, to, rows int) {
	for i := from; i < min(to, len(s.held)); i++ {
		s.held[i] = rows
	}
}

// next begins another row.
func (s *rowSpans) next() {
	for i := range s.left {
		s.left[i] = max(s.left[i]-1, s.held[i], 0)
		s.held[i] = 0
	}
}

var needsEscape = lazyregexp.New(`^(?:#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|\||={3,}|-{3,}|` + "```" + `|~~~)`)

// markdown writes blocks as Markdown.
func markdown(blocks []block) string {
	var b strings.Builder
	for i, k := range blocks {
		if i > 0 {
			if k.kind == item && blocks[i-1].kind == item {
				b.WriteByte('\n')
			} else if k.kind == quote && blocks[i-1].kind == quote {
				b.WriteString("\n>\n")
			} else {
				b.WriteString("\n\n")
			}
		}
		switch k.kind {
		case heading:
			b.WriteString(strings.Repeat("#", min(6, max(2, k.level))) + " " + k.text)
		case item:
			b.WriteString(strings.Repeat("  ", k.level))
			if k.order > 0 {
				b.WriteString(strconv.Itoa(k.order) + ". ")
			} else {
				b.WriteString("- ")
			}
			b.WriteString(k.text)
		case quote:
			b.WriteString("> " + k.text)
		case table:
			b.WriteString(k.text)
		case pre:
			b.WriteString("```\n" + strings.ReplaceAll(k.text, "```", "` ` `") + "\n```")
		default:
			if needsEscape.MatchString(k.text) {
				b.WriteByte('\\')
			}
			b.WriteString(k.text)
		}
	}
	return b.String()
}
