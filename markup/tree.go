package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// NodeKind is what a node of the tree is.
type NodeKind int

// The blocks of the tree, and then the words that stand in them.
const (
	HeadingNode        NodeKind = iota // Level, ID
	ParagraphNode                      // words
	ListNode                           // of ItemNodes; Ordered, First
	ItemNode                           // blocks
	QuoteNode                          // blocks
	TableNode                          // of RowNodes; the first is the head
	RowNode                            // of CellNodes
	CellNode                           // words; Align
	CodeNode                           // Text
	RuleNode                           // a line between parts
	BlockDirectiveNode                 // Directive
	TextNode                           // Text
	BreakNode                          // a new line inside a paragraph
	EmphasisNode                       // words
	StrongNode                         // words
	StrikeNode                         // words
	CodeSpanNode                       // words
	LinkNode                           // words; Dest
	CitationNode                       // Citation
	DirectiveNode                      // Directive
	NoteNode                           // Note
)

// Node is a piece of a text with what stands in it. Of its fields those are set that
// its kind names.
type Node struct {
	Kind      NodeKind
	Children  []Node
	Text      string
	Level     int    // of a heading, 1-6 as written
	ID        string // of a heading, as in the HTML
	Ordered   bool   // a numbered list
	First     int    // its first number
	Align     string // left, center, right, or ""
	Dest      string // where a link leads; "" where it may not lead there
	Citation  Citation
	Directive Directive
	Note      int // the number of the note that is marked here
}

// Tree gives the text as a tree: the same blocks and words as HTML, for forms that
// are no HTML. Notes are apart, by their numbers.
func (d *Document) Tree() (body []Node, notes map[int][]Node) {
	t := treeReader{d, map[int][]Node{}}
	return t.blocks(d.root), t.notes
}

type treeReader struct {
	*Document
	notes map[int][]Node
}

func (t treeReader) blocks(n ast.Node) []Node {
	var out []Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			id, _ := c.AttributeString("id")
			value, _ := id.([]byte)
			out = append(out, Node{Kind: HeadingNode, Level: c.Level, ID: string(value), Children: t.words(c)})
		case *ast.Paragraph, *ast.TextBlock:
			out = append(out, Node{Kind: ParagraphNode, Children: t.words(c)})
		case *ast.List:
			out = append(out, Node{Kind: ListNode, Ordered: c.IsOrdered(), First: c.Start, Children: t.blocks(c)})
		case *ast.ListItem:
			out = append(out, Node{Kind: ItemNode, Children: t.blocks(c)})
		case *ast.Blockquote:
			out = append(out, Node{Kind: QuoteNode, Children: t.blocks(c)})
		case *east.Table:
			out = append(out, Node{Kind: TableNode, Children: t.blocks(c)})
		case *east.TableHeader, *east.TableRow:
			row := Node{Kind: RowNode}
			for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
				x := Node{Kind: CellNode, Children: t.words(cell)}
				if tc, ok := cell.(*east.TableCell); ok && tc.Alignment != east.AlignNone {
					x.Align = tc.Alignment.String()
				}
				row.Children = append(row.Children, x)
			}
			out = append(out, row)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			lines := c.Lines()
			var b strings.Builder
			for i := range lines.Len() {
				b.WriteString(t.text(lines.At(i), true))
			}
			out = append(out, Node{Kind: CodeNode, Text: b.String()})
		case *ast.ThematicBreak:
			out = append(out, Node{Kind: RuleNode})
		case *directiveBlock:
			out = append(out, Node{Kind: BlockDirectiveNode, Directive: c.d})
		case *east.FootnoteList:
			t.blocks(c)
		case *east.Footnote:
			t.notes[c.Index] = t.blocks(c)
		}
	}
	return out
}

func (t treeReader) words(n ast.Node) []Node {
	var out []Node
	say := func(s string) {
		switch last := len(out) - 1; {
		case s == "":
		case last >= 0 && out[last].Kind == TextNode:
			out[last].Text += s
		default:
			out = append(out, Node{Kind: TextNode, Text: s})
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			say(t.text(c.Segment, c.IsRaw()))
			switch {
			case c.HardLineBreak():
				out = append(out, Node{Kind: BreakNode})
			case c.SoftLineBreak():
				say("\n")
			}
		case *ast.CodeSpan:
			out = append(out, Node{Kind: CodeSpanNode, Children: t.words(c)})
		case *ast.Emphasis:
			k := EmphasisNode
			if c.Level == 2 {
				k = StrongNode
			}
			out = append(out, Node{Kind: k, Children: t.words(c)})
		case *east.Strikethrough:
			out = append(out, Node{Kind: StrikeNode, Children: t.words(c)})
		case *ast.Link:
			out = append(out, Node{Kind: LinkNode, Dest: string(c.Destination), Children: t.words(c)})
		case *imageWords:
			out = append(out, t.words(c)...)
		case *ast.AutoLink:
			label, dest := labelOf(c, t.src), string(c.URL(t.src))
			if c.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(dest, "mailto:") {
				dest = "mailto:" + dest
			}
			out = append(out, Node{Kind: LinkNode, Dest: dest, Children: []Node{{Kind: TextNode, Text: string(label.Value(t.src))}}})
		case *east.TaskCheckBox:
			if c.IsChecked {
				say("☑ ")
			} else {
				say("☐ ")
			}
		case *citationNode:
			out = append(out, Node{Kind: CitationNode, Citation: c.c})
		case *directiveNode:
			out = append(out, Node{Kind: DirectiveNode, Directive: c.d})
		case *openBraces:
			say("{{")
		case *east.FootnoteLink:
			out = append(out, Node{Kind: NoteNode, Note: c.Index})
		}
	}
	return out
}

// text gives a stretch of the source as a reader sees it.
func (t treeReader) text(s text.Segment, raw bool) string {
	r := &reader{Document: &Document{Source: t.Source, src: t.src}}
	if raw {
		r.raw(s)
	} else {
		r.words(s)
	}
	return r.b.String()
}
