// Package document reads files of word processors into what an article is to the
// desk: paragraphs, headings, lists, tables and notes in the order of reading, each
// with the page on which it stands where the file has pages. Package pdf, below it,
// does the same for PDF.
//
// A file is hostile input: its size, depth, blocks, pages and the time that it may
// take are bounded.
package document

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/archive"
	"entente/evidence/lex"
	"entente/evidence/page"
)

// Limits on what is read.
const (
	MaxBytes  = 64 << 20         // of a file
	MaxBlocks = 100_000          // of a document
	MaxText   = 6 << 20          // bytes of its text, without marks of Markdown
	MaxTime   = 60 * time.Second // for one file
)

// Errors of readers.
var (
	ErrNoText  = errors.New("the file holds no text")
	ErrTooLong = errors.New("the file holds too much text")
)

// Kind tells what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item // of a list
	Table
	Note // at the foot of a page or the end of the text
)

// Block is a paragraph, a heading, an item of a list, a table or a note.
type Block struct {
	Kind  Kind
	Level int            // of a heading from 1, of an item from 0
	Order int            // number of an item of a numbered list; 0 in others
	Mark  string         // of a note
	Text  string         // on one line, marks of notes as [^1]; "" in a table
	Rows  [][]string     // of a table
	Turns []archive.Turn // where pages begin; none where the file has no pages
}

// Document is a file as it was read.
type Document struct {
	Blocks  []Block
	Stated  Stated
	Pages   int            // 0 where the file has none
	Offset  int            // what the numbers printed on pages are more than their places in the file
	LeftOut map[string]int // by kind: running-head, page-number, contents, deleted, hidden, comment
	Flags   []page.Flag
}

// Stated is what a file says of itself, which is often left from another.
type Stated struct {
	Title    string
	Author   string
	Language string
	Dates    []time.Time // of making and changing
}

// Passage is a paragraph with the page on which it begins, 0 where the file has none.
type Passage struct {
	Page int    `json:"page,omitempty"`
	Kind string `json:"kind,omitempty"` // heading, item, table or note; "" of a paragraph
	Text string `json:"text"`
}

var kindWords = [...]string{"", "heading", "item", "table", "note"}

// Left counts what is left out of a document.
func (d *Document) Left(kind string, n int) {
	if n > 0 {
		if d.LeftOut == nil {
			d.LeftOut = map[string]int{}
		}
		d.LeftOut[kind] += n
	}
}

// Passages gives the paragraphs of a document, the text of tables as Markdown.
func (d *Document) Passages() []Passage {
	out := make([]Passage, 0, len(d.Blocks))
	for _, b := range d.Blocks {
		p := Passage{Kind: kindWords[b.Kind], Text: b.Text}
		if b.Kind == Table {
			p.Text = rowsText(b.Rows)
		}
		if len(b.Turns) > 0 {
			p.Page = b.Turns[0].Page
		}
		out = append(out, p)
	}
	return out
}

// Markdown gives the text of a document and where pages begin in it.
func (d *Document) Markdown() (string, []archive.Turn) {
	var b strings.Builder
	var turns []archive.Turn
	for i, k := range d.Blocks {
		if i > 0 {
			if k.Kind == Item && d.Blocks[i-1].Kind == Item {
				b.WriteByte('\n')
			} else {
				b.WriteString("\n\n")
			}
		}
		start := b.Len()
		text := k.Text
		switch k.Kind {
		case Heading:
			b.WriteString(strings.Repeat("#", min(6, max(1, k.Level))) + " ")
		case Item:
			b.WriteString(strings.Repeat("  ", min(k.Level, 8)))
			if k.Order > 0 {
				b.WriteString(strconv.Itoa(k.Order) + ". ")
			} else {
				b.WriteString("- ")
			}
		case Note:
			b.WriteString("[^" + k.Mark + "]: ")
		case Table:
			text = rowsText(k.Rows)
		default:
			b.WriteString(page.Escape(text))
		}
		for j, t := range k.Turns {
			at := start
			if j > 0 {
				at = b.Len() + min(t.At, len(text))
			}
			if n := len(turns); n == 0 || turns[n-1].Page != t.Page {
				turns = append(turns, archive.Turn{At: at, Page: t.Page})
			}
		}
		b.WriteString(text)
	}
	return b.String(), turns
}

// rowsText writes a table as Markdown.
func rowsText(rows [][]string) string {
	var b strings.Builder
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	for i, r := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteByte('|')
		for j := range width {
			b.WriteByte(' ')
			if j < len(r) {
				b.WriteString(cell.Replace(r[j]))
			}
			b.WriteString(" |")
		}
		if i == 0 {
			b.WriteString("\n|" + strings.Repeat(" --- |", width))
		}
	}
	return b.String()
}

// headBlocks is how much of a document may say who wrote it and when.
const (
	headBlocks = 40
	maxHead    = 40_000 // bytes
)

// Page gives what a document is to the desk, and where pages begin in its text. What
// the file says of itself counts only where the text says it too. It fails with
// ErrNoText or ErrTooLong (wrapped).
func (d *Document) Page() (*page.Page, []archive.Turn, error) {
	text, turns := d.Markdown()
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return nil, nil, ErrNoText
	}
	if len(text) > archive.MaxText {
		return nil, nil, fmt.Errorf("%w: its text has %d MB, and the limit is %d MB", ErrTooLong, len(text)>>20, archive.MaxText>>20)
	}
	head := d.head()
	known := page.Page{Language: d.Stated.Language}
	if t := oneLine(d.Stated.Title); len([]rune(t)) >= 4 && says(head, t) {
		known.Title = t
	}
	p := page.OfText(text, head, known)
	p.Kind = "document"
	if len(p.Authors) == 0 && d.Stated.Author != "" {
		p.NameAuthors(func(name string) bool { return saysName(head, name) }, d.Stated.Author)
	}
	if p.Published == "" {
		p.Date(d.published(head))
	}
	for k, n := range d.LeftOut {
		p.LeftOut[k] += n
	}
	p.Flags = append(d.Flags, p.Flags...)
	return p, turns, nil
}

// head gives the first blocks as Markdown, the title of the first page first.
func (d *Document) head() string {
	n := 0
	for n < len(d.Blocks) && n < headBlocks && (n == 0 || len(d.Blocks[n].Turns) == 0 || d.Blocks[n].Turns[0].Page <= 2) {
		n++
	}
	h := Document{Blocks: d.Blocks[:n]}
	text, _ := h.Markdown()
	if len(text) > maxHead {
		text = strings.ToValidUTF8(text[:maxHead], "")
	}
	return text
}

// published gives a day that the head states and that is one of the file's own, or
// the one day or month that stands in a short line of the head; else "".
func (d *Document) published(head string) string {
	own := map[string]bool{}
	for _, t := range d.Stated.Dates {
		own[t.Format(time.DateOnly)] = true
	}
	var lines []string
	for _, x := range lex.Dates(head) {
		if own[x.ISO] {
			return x.ISO
		}
		line := head[strings.LastIndexByte(head[:x.Start], '\n')+1:]
		line, _, _ = strings.Cut(line, "\n")
		if len(x.ISO) >= 7 && len([]rune(line)) <= 60 {
			lines = append(lines, x.ISO)
		}
	}
	if len(lines) > 0 {
		return lines[0]
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// says reports whether a text holds words, whatever their marks and case.
func says(text, words string) bool {
	w := folded(words)
	return w != "" && strings.Contains(folded(text), w)
}

// saysName reports whether a text holds all parts of a name.
func saysName(text, name string) bool {
	low := strings.ToLower(text)
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if !strings.Contains(low, w) {
			return false
		}
	}
	return name != ""
}

func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
