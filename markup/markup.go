// Package markup reads the Markdown of a dossier, once, for all that work on it:
// blocks, spans, notes, citations such as [@key, p. 12] and directives such as
// {{poll SERIES}}, all with their places in the source; the text that a reader
// will see, with a map back to the source; and the HTML of the page.
//
// The grammar is CommonMark with tables, strikethrough, task lists, bare
// addresses and footnotes. Raw HTML is never passed on, images leave their words,
// and links lead only to web and mail addresses or within the site.
//
// Reading takes time in proportion to the text. What would not is refused with a
// Problem that says where and why.
package markup

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Printed stands in the visible text for what a directive will print.
const Printed = "\ufffc"

// Document is a Markdown text that has been read. It does not change.
type Document struct {
	Source string
	// Text is what a reader sees, block after block with an empty line between
	// them. Where a directive prints, it has Printed; citations and the marks of
	// notes take no room in it. The cells of a row are parted by " | ".
	Text       string
	Blocks     []Block     // in the order of Text: notes come last, in the order of their marks
	Spans      []Span      // in the order of their beginnings
	Citations  []Citation  // in the order of Text
	Directives []Directive // in the order of Text; those that cannot be read have Err
	NoteRefs   []NoteRef   // in the order of Text

	src  []byte // Source
	root ast.Node
	runs []run
}

// Kind is the kind of a block.
type Kind int

// The kinds of blocks that a reader sees words of.
const (
	Paragraph Kind = iota
	Heading
	Row            // of a table
	Code           // fenced or indented
	BlockDirective // a chart or table on a line of its own
)

// Block is a block of the text: Text[Start:End].
type Block struct {
	Kind       Kind
	Start, End int
	Level      int  // of a heading, 1-6 as written; 0 for others
	Item       bool // it stands in an item of a list
	Quoted     bool // it stands in a block quotation
	Note       int  // the number of the note in which it stands; 0: in none
}

// SpanKind is the kind of a span.
type SpanKind int

// The kinds of spans. Image is the words of an image, CodeSpan what stands between
// backticks, Address a bare address of the web or of mail.
const (
	Emphasis SpanKind = iota
	Strong
	Strike
	Link
	Image
	CodeSpan
	Address
)

// Span is a stretch of the visible text: Text[Start:End].
type Span struct {
	Kind       SpanKind
	Start, End int
	Dest       string // where a link leads; "" where it may not lead there
}

// Citation is a citation: [@key, locator].
type Citation struct {
	Start, End   int // bytes of the source
	At           int // its place in Text, in which it takes no room
	Key, Locator string
	Note         int // the note in which it stands; 0: in none
}

// NoteRef is the mark of a note, [^label].
type NoteRef struct {
	At   int // its place in Text, in which it takes no room
	Note int // the number of the note
}

// run is a stretch of the visible text and the stretch of the source that it is
// read from. Where both have the same length they have the same bytes.
type run struct{ at, src, n, srcLen int }

// runAt gives the number of the run that holds a byte of the visible text, or -1.
func (d *Document) runAt(at int) int {
	i, found := slices.BinarySearchFunc(d.runs, at, func(r run, at int) int { return r.at - at })
	if !found {
		i--
	}
	return i
}

// SourceAt gives the byte of the source that a byte of the visible text is read
// from: of a character written as an entity, where the entity begins.
func (d *Document) SourceAt(at int) int {
	i := d.runAt(at)
	if i < 0 {
		return 0
	}
	r := d.runs[i]
	switch off := at - r.at; {
	case off >= r.n:
		return r.src + r.srcLen
	case r.n == r.srcLen:
		return r.src + off
	}
	return r.src
}

// SourceSpan gives the bytes of the source from which Text[start:end] is read.
func (d *Document) SourceSpan(start, end int) (from, to int) {
	from = d.SourceAt(start)
	if end <= start {
		return from, from
	}
	i := d.runAt(end - 1)
	if i < 0 {
		return from, from
	}
	r := d.runs[i]
	if to = r.src + r.srcLen; r.n == r.srcLen && end < r.at+r.n {
		to = r.src + end - r.at
	}
	return from, max(from, to)
}

// Problem says why a text is not read: it goes beyond a limit, so that reading it
// could take very long.
type Problem struct {
	Rule       string // text-too-large, text-too-deep
	Start, End int    // bytes of the source
	Message    string
	Hint       string
}

func (p *Problem) Error() string { return p.Message }

// The limits. A text beyond one of them is not read; docs/prose.md lists them.
const (
	maxBytes      = 1 << 20
	maxDepth      = 32     // lists, quotations and notes in each other
	maxLines      = 2000   // of a paragraph or table
	maxColumns    = 100    // of a table
	maxCells      = 100000 // of all tables of a text
	maxBrackets   = 1000   // [ of a paragraph or cell that begin no citation
	maxMarks      = 2000   // * _ ~ of a paragraph or cell
	maxNotes      = 2000   // notes of a text
	maxNoteRefs   = 5000   // marks of notes
	maxDirectives = 5000
	maxLink       = 4096 // bytes from a link's bracket to the one that closes it
	maxBackticks  = 80   // in a row; more are read as they stand
	maxDirective  = 400  // bytes between the braces
	maxKey        = 200  // bytes of a citation's key
	maxLocator    = 80   // characters of a citation's locator
)

// Parse reads a Markdown text. The error is a *Problem.
func Parse(md string) (*Document, error) {
	if len(md) > maxBytes {
		return nil, &Problem{Rule: "text-too-large", Message: fmt.Sprintf("the text is larger than %d KB", maxBytes>>10), Hint: "split it into several texts"}
	}
	src := []byte(md)
	root, problem := parse(src)
	if problem != nil {
		return nil, problem
	}
	d := &Document{Source: md, src: src, root: root}
	d.read()
	return d, nil
}

// Heading gives the words of the first heading, or "" where there is none.
func (d *Document) Heading() string {
	for _, b := range d.Blocks {
		if b.Kind == Heading {
			return strings.Join(strings.Fields(d.Text[b.Start:b.End]), " ")
		}
	}
	return ""
}
