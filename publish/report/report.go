// Package report is the one model of what is passed on as a document: the report, a
// piece, an initiative, the summary, a passage for a memo. It says what stands where
// and nothing of how it looks; a writer for each form does that.
package report

import (
	"time"

	"entente/publish/chart"
)

// Document is a text ready to be passed on. All but Title may be empty.
type Document struct {
	Title, Deck string
	Kind        string // "Report", "Op-ed", "Initiative": above the title
	Lang        string // of the text, as in BCP 47; "" stands for English
	Byline      []Author
	Date        string    // of the text, in words
	AsOf        string    // of the agenda, in words
	Made        time.Time // of the document's properties: the text's own day, else that of the agenda
	Site        string    // what it is from
	Convener    string    // who publishes it
	Address     string    // of the page on the web
	Licence     string
	Mark        string   // what stands first, and on every sheet, such as an embargo; "" for nothing
	Notices     []string // what must be read before the text, such as that verdicts are illustrative
	Keywords    []string
	Contents    bool // there are enough headings for contents

	Blocks      []Block
	Notes       [][]Block // by the number of their marks, from 1: Notes[n-1]
	References  [][]Run   // the list of what is cited; nil where the style has none
	ListName    string    // the heading of References
	Corrections []string
}

// Author is a name of a byline, with the affiliation of the day or "".
type Author struct{ Name, At string }

// Block is one of Heading, Paragraph, List, Quote, Code, Rule, Table and Figure.
type Block interface{ block() }

// Heading heads what follows up to the next of its level or above.
type Heading struct {
	Level int    // 1 is the highest of the document
	ID    string // "" where nothing leads to it
	Text  []Run
}

// Paragraph is a paragraph.
type Paragraph struct {
	Text  []Run
	Small bool // what stands below a chart or table, and other asides
}

// List is a list; an item holds blocks.
type List struct {
	Ordered bool
	First   int // the first number of an ordered list
	Items   [][]Block
}

// Quote is a quotation that stands by itself, or a dissent.
type Quote struct {
	Blocks []Block
	By     string // whose it is; "" where the text says it
}

// Code is text that is set as it stands, with its lines.
type Code struct{ Text string }

// Rule is a line between parts.
type Rule struct{}

// Table is a table with a caption, which is numbered where it is not empty. Rows may
// be shorter than the head.
type Table struct {
	ID      string
	Caption string
	Head    [][]Run
	Rows    [][][]Run
	Right   []bool // the columns that are set to the right; nil where none is
	Sources []Run  // what it is from, below it
}

// Figure is a chart with the table behind it.
type Figure struct {
	ID      string
	Chart   chart.Chart
	Sources []Run // what it is from, below it
}

// Behind gives the table behind a chart, for forms that hold no drawing.
func (f Figure) Behind() Table {
	row := func(cells []string) (out [][]Run) {
		for _, c := range cells {
			out = append(out, Words(c))
		}
		return out
	}
	title := f.Chart.Title
	if f.Chart.Subtitle != "" {
		title += ". " + f.Chart.Subtitle
	}
	t := Table{ID: f.ID, Caption: title, Head: row(f.Chart.Header), Sources: f.Sources}
	for _, r := range f.Chart.Rows {
		t.Rows = append(t.Rows, row(r))
	}
	if f.Chart.Source != "" {
		from := Words("Source: " + f.Chart.Source)
		if t.Sources != nil {
			from = append(from, Run{Text: ". "})
		}
		t.Sources = append(from, t.Sources...)
	}
	return t
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Quote) block()     {}
func (Code) block()      {}
func (Rule) block()      {}
func (Table) block()     {}
func (Figure) block()    {}

// Run is a stretch of words set in one way; or, where Note is not 0, the mark of a
// note; or, where Break is set, a new line in a paragraph.
type Run struct {
	Text         string
	Bold, Italic bool
	Strike, Code bool
	Weak         bool   // what is not confirmed, not known, or an aside: set quieter
	Href         string // a web or mail address, or "#ID" of a heading, table or figure of the document
	Lang         string // where the words are in another language than the document
	Note         int
	Break        bool
}

// Words gives plain words as runs, nil for none.
func Words(s string) []Run {
	if s == "" {
		return nil
	}
	return []Run{{Text: s}}
}

// Plain gives the words of runs, without their marks.
func Plain(runs []Run) string {
	out := ""
	for _, r := range runs {
		if r.Break {
			out += "\n"
		}
		out += r.Text
	}
	return out
}

// Form is a form in which documents are passed on, such as DOCX.
type Form struct {
	Name  string // as links name it: "Word"
	Ext   string // ".docx"
	Write func(Document) ([]byte, error)
}
