package pdf

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/archive"
	"entente/evidence/document"
	"entente/evidence/lex"
	"entente/evidence/page"
	"entente/lazyregexp"
)

// compose makes the blocks of a document of its pages.
func compose(ctx context.Context, d *document.Document, sheets []*sheet) error {
	if err := look(d, sheets); err != nil {
		return err
	}
	var frames []*frame
	for _, s := range sheets {
		frames = append(frames, s.frames()...)
	}
	dropEdges(d, frames)
	c := &composer{d: d, words: newVocabulary()}
	var columns []*column
	sizes := map[float32]int{}
	var before *frame
	for _, f := range frames {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		found := f.columnsOf(before)
		before = f
		for _, col := range found {
			columns = append(columns, col)
			for _, l := range col.lines {
				sizes[round(l.size)] += l.chars
				c.words.add(plainMarks(l.text))
			}
		}
	}
	c.body = most(sizes)
	c.findNotes(columns)
	c.rank(columns)
	for _, col := range columns {
		for i, l := range col.lines {
			c.line(col, i, l)
		}
	}
	c.flush()
	c.d.Blocks = c.out
	c.settleNotes()
	if len(c.d.Blocks) > document.MaxBlocks {
		c.d.Blocks = c.d.Blocks[:document.MaxBlocks]
		d.Flags = append(d.Flags, page.Flag{Kind: "cut", Message: fmt.Sprintf("the document has more than %d paragraphs; the rest was not read", document.MaxBlocks)})
	}
	return nil
}

func round(size float32) float32 { return float32(math.Round(float64(size)*2) / 2) }

// look tells pages without text, and characters that the file does not name.
func look(d *document.Document, sheets []*sheet) error {
	var pictures, broken []int
	chars, unread := 0, 0
	for _, s := range sheets {
		n := 0
		for _, r := range s.runs {
			n += len(r.glyphs)
		}
		chars, unread = chars+n, unread+s.unread
		switch {
		case s.broken:
			broken = append(broken, s.number)
		case n < 8 && s.unread < 8 && s.pictures > 0:
			pictures = append(pictures, s.number)
		}
	}
	switch {
	case chars == 0 && len(pictures) > 0:
		return ErrScan
	case chars == 0 && unread > 0:
		return fmt.Errorf("%w: its fonts do not say which letters they hold; run text recognition over it and read what that makes", document.ErrNoText)
	case chars == 0:
		return document.ErrNoText
	}
	flag := func(kind, format string, args ...any) {
		d.Flags = append(d.Flags, page.Flag{Kind: kind, Message: fmt.Sprintf(format, args...)})
	}
	if len(pictures) > 0 {
		flag("scan", "%s without text; run text recognition over the file to have them", pagesAre(pictures, "is a picture", "are pictures"))
	}
	if len(broken) > 0 {
		flag("broken", "%s", pagesAre(broken, "cannot be read", "cannot be read"))
	}
	if unread*10 > chars {
		flag("letters", "the fonts do not name %d of %d characters; compare the text with the file", unread, unread+chars)
	}
	return nil
}

// pagesAre lists pages, with a verb.
func pagesAre(list []int, one, many string) string {
	if len(list) == 1 {
		return fmt.Sprintf("page %d %s", list[0], one)
	}
	var parts []string
	for i := 0; i < len(list) && len(parts) < 20; {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d–%d", list[i], list[j]))
		} else {
			parts = append(parts, strconv.Itoa(list[i]))
		}
		i = j + 1
	}
	return "pages " + strings.Join(parts, ", ") + " " + many
}

var (
	digitRuns  = lazyregexp.New(`\d+`)
	numberLine = lazyregexp.New(`(?i)^[\s\p{Pd}|/.\[\]()•·]*(?:pages?|p\.|стр\.?|страница|第)?\s*(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|of|из|von|de|／)\s*\d{1,4})?\s*(?:页|頁|ページ|쪽|면)?[\s\p{Pd}|/.\[\]()•·]*$`)
)

// edge is a line at the head or foot of a page.
type edge struct {
	frame  *frame
	segs   []*seg
	text   string
	y      float32
	number bool
	outer  bool // in the outer twelfth of the page
}

// key is what the same running head has on every page.
func (e *edge) key() string {
	return digitRuns.ReplaceAllString(strings.ToLower(strings.Join(strings.Fields(e.text), "")), "#")
}

// dropEdges takes running heads and page numbers out of pages: what stands at the head
// or foot of several in the same place with the same words, whatever its digits, and
// numbers at the very edge.
func dropEdges(d *document.Document, frames []*frame) {
	var edges []*edge
	byKey := map[string][]*edge{}
	pages := 0
	for i, f := range frames {
		if i == 0 || frames[i-1].page != f.page {
			pages++
		}
		rows := rowsOf(f.segs)
		for k, row := range rows {
			if k >= 3 && k < len(rows)-3 {
				continue
			}
			l := lineOf(row)
			if l == nil {
				continue
			}
			text := strings.TrimSpace(plainMarks(l.text))
			h := f.box.height() / 12
			e := &edge{frame: f, segs: row, text: text, y: l.midY() - f.box.y0, number: numberLine.MatchString(text), outer: l.y1 < f.box.y0+h || l.y0 > f.box.y1-h}
			edges = append(edges, e)
			byKey[e.key()] = append(byKey[e.key()], e)
		}
	}
	offsets := map[float32]int{}
	gone := map[*seg]bool{}
	for _, e := range edges {
		alike := 0
		for _, o := range nearY(byKey[e.key()], e.y) {
			if o.frame.page != e.frame.page {
				alike++
			}
		}
		repeated := alike >= 1 && (pages < 4 || alike >= 2) && (alike+1)*5 >= pages || alike >= 4
		switch {
		case e.number && (e.outer || repeated):
			d.Left("page-number", 1)
			if n, err := strconv.Atoi(numberLine.FindStringSubmatch(e.text)[1]); err == nil {
				offsets[float32(n-e.frame.page)]++
			}
		case repeated && (e.outer || alike >= 2) && utf8.RuneCountInString(e.text) <= 200:
			d.Left("running-head", 1)
		default:
			continue
		}
		for _, s := range e.segs {
			gone[s] = true
		}
	}
	if by := most(offsets); offsets[by] >= 2 {
		d.Offset = int(by)
	}
	for _, f := range frames {
		f.segs = slices.DeleteFunc(f.segs, func(s *seg) bool { return gone[s] })
	}
}

// nearY gives those of the edges of one wording that stand at a height; of many the
// first hundred.
func nearY(list []*edge, y float32) []*edge {
	var out []*edge
	for _, e := range list {
		if abs(e.y-y) < 6 {
			if out = append(out, e); len(out) == 100 {
				break
			}
		}
	}
	return out
}

// rowsOf groups the pieces of a page by their height on it.
func rowsOf(segs []*seg) [][]*seg {
	list := slices.Clone(segs)
	slices.SortStableFunc(list, func(a, b *seg) int { return cmp.Compare(a.midY(), b.midY()) })
	var rows [][]*seg
	for _, s := range list {
		if n := len(rows); n > 0 && s.midY()-rows[n-1][0].midY() < max(s.tall, rows[n-1][0].tall)/2 {
			rows[n-1] = append(rows[n-1], s)
			continue
		}
		rows = append(rows, []*seg{s})
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *seg) int { return cmp.Compare(a.x0, b.x0) })
	}
	return rows
}

// composer puts lines together to blocks.
type composer struct {
	d     *document.Document
	words *vocabulary
	body  float32 // the size of most of the text
	ranks []float32
	notes map[*line]string // lines that begin a note, with its mark
	small map[*line]bool   // and those of the notes

	out     []document.Block
	now     *joiner
	kind    document.Kind
	level   int
	order   int
	last    *line
	waiting []document.Block // notes that stand below a paragraph which goes on
	note    *joiner          // the text of the last of them
}

var (
	noteHead  = regexp.MustCompile(`^\s*(?:` + string(raised) + `\s*[\[(]?(\d{1,3}|[*†‡§]{1,3})[\])]?\s*` + string(lowered) + `|[\[(](\d{1,3})[\])]|(\d{1,3})[.)]?(?:\s|$)|([*†‡§]{1,3}))\s*`)
	bulletRow = lazyregexp.New(`^(?:[•‣◦▪■●○◆・∙·]\s*|[–—*-]\s+)(\S.*)$`)
	numberRow = lazyregexp.New(`^\(?(\d{1,2})[.)]\s+(\D.*)$`)
)

// findNotes finds notes: at the foot of a column, the lines smaller than the text from
// the first on that begins with a mark.
func (c *composer) findNotes(columns []*column) {
	c.notes, c.small = map[*line]string{}, map[*line]bool{}
	for _, col := range columns {
		from := len(col.lines)
		for from > 0 {
			l := col.lines[from-1]
			if l.table != nil || l.size > c.body*0.93 {
				break
			}
			from--
		}
		for from < len(col.lines) && markOf(col.lines[from].text) == "" {
			from++
		}
		for _, l := range col.lines[from:] {
			c.small[l] = true
			if m := markOf(l.text); m != "" {
				c.notes[l] = m
			}
		}
	}
}

// markOf gives the mark with which a line of a note begins, or "".
func markOf(text string) string {
	m := noteHead.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return m[1] + m[2] + m[3] + m[4]
}

// rank finds the sizes of headings, the largest first.
func (c *composer) rank(columns []*column) {
	for _, col := range columns {
		for _, l := range col.lines {
			if s := round(l.size); l.table == nil && l.size >= c.body*1.12 && !slices.Contains(c.ranks, s) && len(c.ranks) < 50 {
				c.ranks = append(c.ranks, s)
			}
		}
	}
	slices.SortFunc(c.ranks, func(a, b float32) int { return cmp.Compare(b, a) })
}

// headingLevel gives the level of a line that may be a heading, or 0.
func (c *composer) headingLevel(col *column, l *line) int {
	text := strings.TrimSpace(l.text)
	if c.small[l] || utf8.RuneCountInString(text) > 160 || !strings.ContainsFunc(text, unicode.IsLetter) {
		return 0
	}
	if i := slices.Index(c.ranks, round(l.size)); i >= 0 {
		return min(i+1, 6)
	}
	end, _ := utf8.DecodeLastRuneInString(text)
	if l.bold && l.size > c.body*0.95 && !strings.ContainsRune(".。,;:、", end) && l.x1-l.x0 < (col.x1-col.x0)*0.98 {
		return min(len(c.ranks)+1, 6)
	}
	return 0
}

func (c *composer) line(col *column, i int, l *line) {
	if l.table != nil {
		c.flush()
		b := document.Block{Kind: document.Table, Rows: l.table, Turns: turnsAt(l.page)}
		c.out = append(c.out, b)
		c.last = nil
		return
	}
	if c.small[l] {
		c.noteLine(l)
		return
	}
	level := c.headingLevel(col, l)
	if c.now != nil && c.goesOn(col, i, l, level) {
		c.put(l)
		return
	}
	c.flush()
	c.begin(document.Paragraph, l)
	text := strings.TrimSpace(l.text)
	if level > 0 {
		c.kind, c.level = document.Heading, level
	} else if m := bulletRow.FindStringSubmatch(text); m != nil {
		c.kind, l.text = document.Item, m[1]+tail(l.text)
	} else if m := numberRow.FindStringSubmatch(text); m != nil {
		c.kind, l.text = document.Item, m[2]+tail(l.text)
		c.order, _ = strconv.Atoi(m[1])
	}
	c.put(l)
}

// tail is the space at the end of a line, which tells where a word ends.
func tail(s string) string {
	if strings.HasSuffix(s, " ") {
		return " "
	}
	return ""
}

func (c *composer) begin(kind document.Kind, l *line) {
	c.now = &joiner{words: c.words}
	c.kind, c.level, c.order = kind, 0, 0
	c.last = nil
}

func (c *composer) put(l *line) {
	c.now.add(l.text, func() { c.now.page(l.page) })
	c.last = l
}

func turnsAt(page int) []archive.Turn { return []archive.Turn{{Page: page}} }

// noteLine takes a line of a note; the paragraph above it may go on in the next column.
func (c *composer) noteLine(l *line) {
	text := plainMarks(strings.TrimRight(l.text, " "))
	if mark, begins := c.notes[l]; begins {
		c.endNote()
		c.waiting = append(c.waiting, document.Block{Kind: document.Note, Mark: mark, Turns: turnsAt(l.page)})
		c.note = &joiner{words: c.words}
		text = plainMarks(noteHead.ReplaceAllString(strings.TrimRight(l.text, " "), ""))
	}
	if c.note != nil {
		c.note.add(text, nil)
	}
}

// endNote closes the open note.
func (c *composer) endNote() {
	if c.note != nil {
		c.waiting[len(c.waiting)-1].Text = c.note.String()
		c.note = nil
	}
}

// goesOn reports whether a line goes on in the block that is open.
func (c *composer) goesOn(col *column, i int, l *line, level int) bool {
	p := c.last
	if p == nil {
		return false
	}
	text := strings.TrimSpace(l.text)
	if (c.kind == document.Heading) != (level > 0) || level != c.level || abs(round(p.size)-round(l.size)) > 0.6 {
		return false
	}
	if bulletRow.MatchString(text) || numberRow.MatchString(text) && (p.col != col || l.x0 < p.x0+col.em() || c.kind == document.Item) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(strings.TrimSpace(plainMarks(p.text)), "”’」』»\"')）]0123456789"))
	ended := strings.ContainsRune(".!?。！？…:：", end)
	if p.col != col {
		if c.kind == document.Heading {
			return false
		}
		begin, _ := utf8.DecodeRuneInString(text)
		return !ended && (unicode.IsLower(begin) || lex.IsCJK(begin) || strings.HasSuffix(strings.TrimSpace(p.text), "-") || p.x1 > p.col.x1-2*p.col.em())
	}
	step := l.foot - p.foot
	usual := col.leading
	if usual == 0 || usual > l.size*2.5 {
		usual = l.size * 1.6
	}
	if step > usual*1.3+1 || step < -l.size/2 {
		return false
	}
	if c.kind == document.Heading {
		return true
	}
	em := col.em()
	// An indented first line, behind one that is not; a hanging one stays of an item.
	if c.kind != document.Item && l.x0 > col.x0+em*0.8 && p.x0 < l.x0-em*0.8 && (i+1 >= len(col.lines) || col.lines[i+1].x0 < l.x0-em*0.5 || ended) {
		return false
	}
	if c.kind == document.Item && l.x0 < c.itemX()-em*0.3 {
		return false
	}
	short := p.x1 < col.x1-max(4*em, (col.x1-col.x0)*0.12)
	begin, _ := utf8.DecodeRuneInString(text)
	if short && (ended || !unicode.IsLower(begin) && p.x1 < col.x1-(col.x1-col.x0)*0.4) {
		return false
	}
	return true
}

// itemX is where the last line of the open item begins.
func (c *composer) itemX() float32 { return c.last.x0 }

// em is the size of the column's text, which is also the width of a wide letter.
func (c *column) em() float32 { return c.lines[0].size }

// flush closes the open block, and puts the notes that wait behind it.
func (c *composer) flush() {
	if c.now != nil {
		if text := c.now.String(); text != "" {
			c.out = append(c.out, document.Block{Kind: c.kind, Level: c.level, Order: c.order, Text: text, Turns: c.now.turns})
		}
		c.now = nil
	}
	c.endNote()
	c.out = append(c.out, c.waiting...)
	c.waiting = nil
}

func afterLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

var raisedMark = regexp.MustCompile(`\s*` + string(raised) + `([^` + string(lowered) + `]*)` + string(lowered))

// settleNotes makes of what was raised marks of the notes that there are, each with a
// number of its own, as pages begin anew with theirs; what else was raised stays
// apart from the word before it.
func (c *composer) settleNotes() {
	// The notes of each page, by mark, in their order.
	type key struct {
		page int
		mark string
	}
	notes := map[key]*document.Block{}
	used := map[string]int{}
	for i := range c.out {
		b := &c.out[i]
		if b.Kind != document.Note {
			continue
		}
		k := key{b.Turns[0].Page, b.Mark}
		if notes[k] == nil {
			notes[k] = b
		}
		name := b.Mark
		if strings.Trim(name, "0123456789") != "" || used[name] > 0 {
			name = fmt.Sprintf("p%d-%s", k.page, strings.NewReplacer("*", "a", "†", "b", "‡", "c", "§", "d").Replace(b.Mark))
		}
		if used[name]++; used[name] > 1 {
			name = fmt.Sprintf("%s-%d", name, used[name])
		}
		b.Mark = name
	}
	for i := range c.out {
		b := &c.out[i]
		if !strings.ContainsRune(b.Text, raised) {
			continue
		}
		var out strings.Builder
		from := 0
		turns := b.Turns
		b.Turns = nil
		move := func(to int) {
			for len(turns) > 0 && turns[0].At <= to {
				t := turns[0]
				t.At = out.Len() + t.At - from
				b.Turns = append(b.Turns, t)
				turns = turns[1:]
			}
			out.WriteString(b.Text[from:to])
		}
		for _, m := range raisedMark.FindAllStringSubmatchIndex(b.Text, -1) {
			page := 0
			for _, t := range turns {
				if t.At <= m[0] {
					page = t.Page
				}
			}
			if page == 0 && len(b.Turns) > 0 {
				page = b.Turns[len(b.Turns)-1].Page
			}
			move(m[0])
			from = m[1]
			for mark := range strings.FieldsFuncSeq(b.Text[m[2]:m[3]], func(r rune) bool { return strings.ContainsRune(" ,()[]", r) }) {
				n := notes[key{page, mark}]
				if n == nil {
					n = notes[key{page + 1, mark}] // of a paragraph that goes on
				}
				switch {
				case n != nil && b.Kind != document.Heading:
					out.WriteString("[^" + n.Mark + "]")
				case n != nil:
				case (mark == "2" || mark == "3") && afterLetter(out.String()): // km²
					out.WriteString(map[string]string{"2": "²", "3": "³"}[mark])
				default:
					out.WriteString("[" + mark + "]")
				}
			}
		}
		move(len(b.Text))
		b.Text = out.String()
	}
}
