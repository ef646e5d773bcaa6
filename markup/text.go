package markup

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// cellGap stands between the cells of a row.
const cellGap = " | "

// reader builds the visible text of a document.
type reader struct {
	*Document
	b    strings.Builder
	last byte // of what was written
	// what holds of the block that is being read
	item, quoted bool
	note         int
}

func (d *Document) read() {
	r := &reader{Document: d}
	r.blocks(d.root)
	d.Text = r.b.String()
}

// put adds visible text that is read from a stretch of the source.
func (r *reader) put(s string, src, srcLen int) {
	if s == "" {
		return
	}
	at := r.b.Len()
	if n := len(r.runs); n > 0 && len(s) == srcLen {
		if p := &r.runs[n-1]; p.n == p.srcLen && p.at+p.n == at && p.src+p.srcLen == src {
			p.n, p.srcLen = p.n+srcLen, p.srcLen+srcLen
			r.write(s)
			return
		}
	}
	r.runs = append(r.runs, run{at, src, len(s), srcLen})
	r.write(s)
}

func (r *reader) write(s string) {
	r.b.WriteString(s)
	r.last = s[len(s)-1]
}

// newline ends a line inside a block; lines of which nothing is shown leave none.
// What ends the line in the source begins at src: spaces, a backslash, the break.
func (r *reader) newline(src int) {
	if r.last != '\n' {
		r.put("\n", src, 1+max(0, strings.IndexByte(r.Source[src:], '\n')))
	}
}

// blocks reads the blocks below a node.
func (r *reader) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		item, quoted, note := r.item, r.quoted, r.note
		switch c := c.(type) {
		case *ast.Heading:
			r.block(Heading, c.Level, func() { r.inline(c) })
		case *ast.Paragraph, *ast.TextBlock:
			r.block(Paragraph, 0, func() { r.inline(c) })
		case *east.TableHeader, *east.TableRow:
			r.block(Row, 0, func() {
				for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
					if cell != c.FirstChild() {
						r.put(cellGap, r.sourceEnd(), 0)
					}
					r.inline(cell)
				}
			})
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.block(Code, 0, func() {
				lines := c.Lines()
				for i := range lines.Len() {
					r.raw(lines.At(i))
				}
			})
		case *directiveBlock:
			r.block(BlockDirective, 0, func() { r.directive(c.d) })
		case *ast.List, *east.Table, *east.FootnoteList:
			r.blocks(c)
		case *ast.ListItem:
			r.item = true
			r.blocks(c)
		case *ast.Blockquote:
			r.quoted = true
			r.blocks(c)
		case *east.Footnote:
			r.note = c.Index
			r.blocks(c)
		}
		r.item, r.quoted, r.note = item, quoted, note
	}
}

// sourceEnd gives where the source of what was written last ends.
func (r *reader) sourceEnd() int {
	if n := len(r.runs); n > 0 {
		return r.runs[n-1].src + r.runs[n-1].srcLen
	}
	return 0
}

func (r *reader) block(k Kind, level int, words func()) {
	if r.b.Len() > 0 {
		r.put("\n\n", r.sourceEnd(), 0)
	}
	start := r.b.Len()
	r.last = '\n'
	words()
	r.Blocks = append(r.Blocks, Block{k, start, r.b.Len(), level, r.item, r.quoted, r.note})
}

// inline reads the spans of a block.
func (r *reader) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				r.raw(c.Segment)
				continue
			}
			r.words(c.Segment)
			if c.SoftLineBreak() || c.HardLineBreak() {
				r.newline(c.Segment.Stop)
			}
		case *ast.CodeSpan:
			r.span(CodeSpan, "", c)
		case *ast.Emphasis:
			k := Emphasis
			if c.Level == 2 {
				k = Strong
			}
			r.span(k, "", c)
		case *east.Strikethrough:
			r.span(Strike, "", c)
		case *ast.Link:
			r.span(Link, string(c.Destination), c)
		case *imageWords:
			r.span(Image, "", c)
		case *ast.AutoLink:
			label := labelOf(c, r.src)
			r.Spans = append(r.Spans, Span{Address, r.b.Len(), r.b.Len() + label.Len(), string(c.URL(r.src))})
			r.raw(label)
		case *citationNode:
			x := c.c
			x.At, x.Note = r.b.Len(), r.note
			r.Citations = append(r.Citations, x)
		case *directiveNode:
			r.directive(c.d)
		case *openBraces:
			c.d.At = r.b.Len()
			r.Directives = append(r.Directives, c.d)
			r.put("{{", c.d.Start, 2)
		case *east.FootnoteLink:
			r.NoteRefs = append(r.NoteRefs, NoteRef{r.b.Len(), c.Index})
		}
	}
}

func (r *reader) span(k SpanKind, dest string, n ast.Node) {
	i := len(r.Spans)
	r.Spans = append(r.Spans, Span{Kind: k, Start: r.b.Len(), Dest: dest})
	r.inline(n)
	r.Spans[i].End = r.b.Len()
}

func (r *reader) directive(d Directive) {
	d.At = r.b.Len()
	r.Directives = append(r.Directives, d)
	r.put(Printed, d.Start, d.End-d.Start)
}

// raw reads a stretch in which marks stand for themselves.
func (r *reader) raw(s text.Segment) {
	r.pad(s)
	r.literal(s.Start, s.Stop)
}

func (r *reader) pad(s text.Segment) {
	if s.Padding > 0 {
		r.put(strings.Repeat(" ", s.Padding), s.Start, 0)
	}
}

// literal adds a stretch of the source as it stands, without zero bytes.
func (r *reader) literal(from, to int) {
	for from < to {
		i := strings.IndexByte(r.Source[from:to], 0)
		if i < 0 {
			r.put(r.Source[from:to], from, to-from)
			return
		}
		r.put(r.Source[from:from+i], from, i)
		r.put("\ufffd", from+i, 1)
		from += i + 1
	}
}

// words reads a stretch with its escapes and entities resolved, as goldmark's
// writer does.
func (r *reader) words(s text.Segment) {
	r.pad(s)
	from := s.Start
	for i := s.Start; i < s.Stop; {
		switch r.Source[i] {
		case '\\':
			if i+1 < s.Stop && util.IsPunct(r.Source[i+1]) {
				r.literal(from, i)
				from = i + 1
				i++
			}
		case '&':
			if value, n := entity(r.Source[i:s.Stop]); n > 0 {
				r.literal(from, i)
				r.put(value, i, n)
				i += n
				from = i
				continue
			}
		}
		i++
	}
	r.literal(from, s.Stop)
}

// maxEntity bounds the length of a name that is looked up.
const maxEntity = 40

// entity gives what the entity or reference at the beginning of a text stands
// for, and its length; 0 where there is none.
func entity(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "", 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if digits == "" || len(digits) > most || bytes.ContainsAny([]byte(digits), "+-_") {
		return "", 0
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	c := rune(v)
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(c) {
		c = utf8.RuneError
	}
	return string(c), end + 1
}
