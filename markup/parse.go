package markup

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// parse reads a text with goldmark, whose parsers are held within the limits.
func parse(src []byte) (ast.Node, *Problem) {
	g := &guard{src: src}
	pc := parser.NewContext(parser.WithIDs(&slugs{taken: map[string]bool{}, next: map[string]int{}}))
	pc.Set(guardKey, g)
	root := grammar().Parse(text.NewReader(src), parser.WithContext(pc))
	return root, g.problem
}

// grammar is the parser; it is made once.
var grammar = sync.OnceValue(func() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		switch p := b.Value.(parser.BlockParser); p {
		case parser.NewListParser(), parser.NewBlockquoteParser():
			blocks[i].Value = nested{p}
		}
	}
	inline := []util.PrioritizedValue{
		util.Prioritized(ticks{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(counted{extension.NewFootnoteParser(), countNoteRef}, 101),
		util.Prioritized(citationParser{}, 150),
		util.Prioritized(directiveParser{}, 151),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(links{counted{parser.NewLinkParser(), countBracket}}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(counted{parser.NewEmphasisParser(), countMark}, 500),
		util.Prioritized(counted{extension.NewStrikethroughParser(), countMark}, 500),
		util.Prioritized(counted{extension.NewLinkifyParser(), func(*guard, []byte, int) {}}, 999),
	}
	return parser.NewParser(
		parser.WithBlockParsers(append(blocks, util.Prioritized(nested{extension.NewFootnoteBlockParser()}, 999))...),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(
			util.Prioritized(short{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(narrow{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(safeLinks{}, 100),
			util.Prioritized(blockDirectives{}, 102),
			util.Prioritized(closeUp{}, 103),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
		parser.WithAutoHeadingID(),
	)
})

// guard counts what makes reading slow, and holds the first thing that is too
// much. From then on the parsers that it watches read nothing more.
type guard struct {
	src     []byte
	problem *Problem

	block           ast.Node // the block whose marks are counted
	brackets, marks int      // in it

	notes, noteRefs, directives, cells int
	openLine                           int // the end of the line of the last directive that is not closed
}

var guardKey = parser.NewContextKey()

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

func (g *guard) refuse(rule string, at int, hint, format string, args ...any) {
	if g.problem != nil {
		return
	}
	at = min(max(at, 0), len(g.src))
	g.problem = &Problem{Rule: rule, Start: at, End: at + reach(g.src[at:]), Message: fmt.Sprintf(format, args...), Hint: hint}
}

// nested holds containers to maxDepth.
type nested struct{ parser.BlockParser }

func (n nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	g := guardOf(pc)
	if g.problem != nil {
		return nil, parser.NoChildren
	}
	depth := 1
	for p := parent; p != nil; p = p.Parent() {
		switch p.(type) {
		case *ast.List, *ast.Blockquote, *east.Footnote:
			depth++
		}
	}
	_, at := reader.PeekLine()
	node, state := n.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	if depth > maxDepth {
		g.refuse("text-too-deep", at.Start, "write it with fewer lists and quotations inside each other", "lists, quotations and notes stand in each other more than %d deep", maxDepth)
	}
	if _, ok := node.(*east.Footnote); ok {
		if g.notes++; g.notes > maxNotes {
			g.refuse("text-too-large", at.Start, "split it into several texts", "the text has more than %d notes", maxNotes)
		}
	}
	return node, state
}

// counted counts the calls of an inline parser.
type counted struct {
	parser.InlineParser
	count func(g *guard, line []byte, at int)
}

func (c counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	g := guardOf(pc)
	if g.block != parent {
		g.block, g.brackets, g.marks = parent, 0, 0
	}
	line, at := block.PeekLine()
	if c.count(g, line, at.Start); g.problem != nil {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// links reads links and images.
type links struct{ counted }

// Parse leaves out what cannot be a link: where no bracket closes in reach, the
// end of the paragraph would be looked for again and again.
func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 1 && line[0] == ']' && (line[1] == '(' || line[1] == '[') {
		near := line[2:min(len(line), 2+maxLink)]
		if len(near) == maxLink && bytes.IndexByte(near, closerOf(line[1])) < 0 {
			return nil
		}
	}
	return l.counted.Parse(parent, block, pc)
}

func closerOf(opener byte) byte {
	if opener == '(' {
		return ')'
	}
	return ']'
}

// CloseBlock is called at the end of a block: brackets left open become text.
func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

func countBracket(g *guard, line []byte, at int) {
	if line[0] == '[' || line[0] == '!' && len(line) > 1 && line[1] == '[' {
		if g.brackets++; g.brackets > maxBrackets {
			g.refuse("text-too-large", at, "part it into paragraphs, or write \\[ where no link is meant", "a paragraph has more than %d opening brackets", maxBrackets)
		}
	}
}

func countMark(g *guard, line []byte, at int) {
	if line[0] == '*' || line[0] == '_' || line[0] == '~' {
		if g.marks++; g.marks > maxMarks {
			g.refuse("text-too-large", at, "part it into paragraphs, or write \\* and \\_ where no emphasis is meant", "a paragraph has more than %d marks of emphasis", maxMarks)
		}
	}
}

func countNoteRef(g *guard, line []byte, at int) {
	if len(line) > 1 && line[0] == '[' && line[1] == '^' {
		if g.noteRefs++; g.noteRefs > maxNoteRefs {
			g.refuse("text-too-large", at, "split it into several texts", "the text has more than %d marks of notes", maxNoteRefs)
		}
	}
}

// ticks reads long runs of backticks as they stand.
type ticks struct{ parser.InlineParser }

func (t ticks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	n := 0
	for n < len(line) && line[n] == '`' {
		n++
	}
	if n > maxBackticks {
		block.Advance(n)
		return ast.NewTextSegment(at.WithStop(at.Start + n))
	}
	return t.InlineParser.Parse(parent, block, pc)
}

// short holds paragraphs, and with them the tables that are made of them, to
// maxLines.
type short struct{ parser.ParagraphTransformer }

func (s short) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	g := guardOf(pc)
	if lines := node.Lines(); lines.Len() > maxLines {
		g.refuse("text-too-large", lines.At(0).Start, "part it with empty lines; large tables belong in CSV files", "a paragraph or table has more than %d lines", maxLines)
	}
	if g.problem == nil {
		s.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// narrow holds tables to maxColumns, and all of a text to maxCells: a row that is
// shorter than the head is filled up.
type narrow struct{ parser.ParagraphTransformer }

func (n narrow) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	g := guardOf(pc)
	lines := node.Lines()
	for i := 1; i < lines.Len() && g.problem == nil; i++ {
		s := lines.At(i)
		columns := tableColumns(s.Value(reader.Source()))
		if columns == 0 {
			continue
		}
		g.cells += columns * (lines.Len() - i)
		switch {
		case columns > maxColumns:
			g.refuse("text-too-large", s.Start, "large tables belong in CSV files", "a table has more than %d columns", maxColumns)
		case g.cells > maxCells:
			g.refuse("text-too-large", s.Start, "large tables belong in CSV files", "the tables of the text have more than %d cells", maxCells)
		}
		break
	}
	if g.problem == nil {
		n.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// tableColumns gives the columns that a line below a table's head makes; 0 where
// it is no such line.
func tableColumns(line []byte) int {
	line = bytes.TrimSpace(line)
	n, dash := 1, false
	for i, c := range line {
		switch c {
		case '|':
			if i > 0 && i < len(line)-1 {
				n++
			}
		case '-':
			dash = true
		case ':', ' ', '\t':
		default:
			return 0
		}
	}
	if !dash || n == 1 && !bytes.ContainsAny(line, ":|") {
		return 0
	}
	return n
}

// citationNode, directiveNode and directiveBlock are our own nodes; openBraces are
// braces that begin no directive.
type (
	citationNode struct {
		ast.BaseInline
		c      Citation
		behind *directiveNode // right behind which it stands, with other citations between them; or nil
	}
	directiveNode struct {
		ast.BaseInline
		d Directive
	}
	directiveBlock struct {
		ast.BaseBlock
		d Directive
	}
	openBraces struct {
		ast.BaseInline
		d Directive
	}
)

var (
	kindCitation       = ast.NewNodeKind("Citation")
	kindDirective      = ast.NewNodeKind("Directive")
	kindDirectiveBlock = ast.NewNodeKind("DirectiveBlock")
	kindOpenBraces     = ast.NewNodeKind("OpenBraces")
)

func (*citationNode) Kind() ast.NodeKind   { return kindCitation }
func (*directiveNode) Kind() ast.NodeKind  { return kindDirective }
func (*directiveBlock) Kind() ast.NodeKind { return kindDirectiveBlock }
func (*openBraces) Kind() ast.NodeKind     { return kindOpenBraces }

func (n *citationNode) Dump(src []byte, level int)   { ast.DumpHelper(n, src, level, nil, nil) }
func (n *directiveNode) Dump(src []byte, level int)  { ast.DumpHelper(n, src, level, nil, nil) }
func (n *directiveBlock) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *openBraces) Dump(src []byte, level int)     { ast.DumpHelper(n, src, level, nil, nil) }

type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	cs, n := citations(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	var node *citationNode
	for k, c := range cs {
		if k > 0 { // goldmark takes the last
			parent.AppendChild(parent, node)
		}
		c.Start, c.End = c.Start+at.Start, c.End+at.Start
		node = &citationNode{c: c}
	}
	return node
}

// citations reads the citations at the beginning of a line, [@key], [@key, locator]
// or several as [@one; @two, p. 3], with their places in it, and gives their length; 0
// where there are none.
func citations(line []byte) ([]Citation, int) {
	if !bytes.HasPrefix(line, []byte("[@")) {
		return nil, 0
	}
	var out []Citation
	for i := 1; ; {
		c, n := citation(line[i:])
		if n == 0 {
			return nil, 0
		}
		c.Start, c.End = i, i+n
		if len(out) == 0 {
			c.Start = 0
		}
		i += n
		if line[i] == ']' {
			c.End++
			return append(out, c), i + 1
		}
		out = append(out, c)
		i += apart(line[i:])
	}
}

// apart gives the length of what parts two citations, up to the @; 0 where none begins.
func apart(line []byte) int {
	rest, ok := bytes.CutPrefix(line, []byte(";"))
	if !ok {
		return 0
	}
	if rest = bytes.TrimLeft(rest, " \t"); !bytes.HasPrefix(rest, []byte("@")) {
		return 0
	}
	return len(line) - len(rest)
}

// citation reads the citation at the beginning of a line, @key or @key, locator, up to
// the bracket or to what parts it from the next, and gives its length; 0 where there is
// none.
func citation(line []byte) (Citation, int) {
	i := 1
	for i < len(line) && i <= 1+maxKey && line[i] != ']' && line[i] != ',' && apart(line[i:]) == 0 {
		r, n := utf8.DecodeRune(line[i:])
		if unicode.IsSpace(r) {
			return Citation{}, 0
		}
		i += n
	}
	if i == 1 || i >= len(line) || i > 1+maxKey {
		return Citation{}, 0
	}
	c := Citation{Key: string(line[1:i])}
	if line[i] != ',' {
		return c, i
	}
	i++
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	from := i
	for i < len(line) && i-from <= utf8.UTFMax*maxLocator && line[i] != ']' && apart(line[i:]) == 0 {
		i++
	}
	if i == from || i >= len(line) || line[i] != ']' && apart(line[i:]) == 0 || utf8.RuneCount(line[from:i]) > maxLocator {
		return Citation{}, 0
	}
	c.Locator = string(line[from:i])
	return c, i
}

type directiveParser struct{}

func (directiveParser) Trigger() []byte { return []byte{'{'} }

func (directiveParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if len(line) < 2 || line[1] != '{' {
		return nil
	}
	g := guardOf(pc)
	if g.problem != nil {
		return nil
	}
	n := closed(line)
	if n == 0 {
		if at.Stop == g.openLine {
			return nil // one report a line
		}
		g.openLine = at.Stop
		block.Advance(2)
		return &openBraces{d: unclosed(line, at.Start)}
	}
	if g.directives++; g.directives > maxDirectives {
		g.refuse("text-too-large", at.Start, "split it into several texts, or print a table", "the text has more than %d directives", maxDirectives)
		return nil
	}
	block.Advance(n)
	d := parseDirective(string(line[2 : n-2]))
	d.Start, d.End = at.Start, at.Start+n
	return &directiveNode{d: d}
}

// blockDirectives lifts charts and tables that stand alone in a paragraph out of
// it.
type blockDirectives struct{}

func (blockDirectives) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var alone []*ast.Paragraph
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if p, ok := n.(*ast.Paragraph); ok && entering && p.ChildCount() == 1 {
			if d, ok := p.FirstChild().(*directiveNode); ok && d.d.IsBlock() {
				alone = append(alone, p)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, p := range alone {
		p.Parent().ReplaceChild(p.Parent(), p, &directiveBlock{d: p.FirstChild().(*directiveNode).d})
	}
}

// closeUp takes away the space before a citation: each style puts the one that
// it needs. It tells directives what is cited right behind them.
type closeUp struct{}

func (closeUp) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		c, ok := n.(*citationNode)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		prev := n.PreviousSibling()
		if t, ok := prev.(*ast.Text); ok {
			t.Segment = t.Segment.TrimRightSpace(reader.Source())
			if t.Segment.Len() == 0 && !t.SoftLineBreak() && !t.HardLineBreak() {
				prev = t.PreviousSibling()
			}
		}
		switch p := prev.(type) {
		case *directiveNode:
			p.d.Cited = append(p.d.Cited, c.c.Key)
			c.behind = p
		case *citationNode:
			if c.behind = p.behind; c.behind != nil {
				c.behind.d.Cited = append(c.behind.d.Cited, c.c.Key)
			}
		}
		return ast.WalkContinue, nil
	})
}

// imageWords are the words of an image, which is not shown itself.
type imageWords struct{ ast.BaseInline }

var kindImageWords = ast.NewNodeKind("ImageWords")

func (*imageWords) Kind() ast.NodeKind           { return kindImageWords }
func (n *imageWords) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// safeLinks takes the destinations off links that lead anywhere but to web and
// mail addresses or within the site, takes off the titles of links, which only a
// mouse would show, and leaves only the words of images.
type safeLinks struct{}

func (safeLinks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var images []*ast.Image
	var addresses []*ast.AutoLink
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch l := n.(type) {
		case *ast.Link:
			l.Title = nil
			// As the renderer writes it: entities in it are resolved there.
			if !safe(string(util.URLEscape(l.Destination, true))) {
				l.Destination = nil
			}
		case *ast.Image:
			images = append(images, l)
		case *ast.AutoLink:
			if !safe(string(l.URL(reader.Source()))) {
				addresses = append(addresses, l)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, a := range addresses { // <any:thing> is words in brackets, not an address
		a.Parent().ReplaceChild(a.Parent(), a, ast.NewTextSegment(labelOf(a, reader.Source())))
	}
	for _, img := range images {
		words := &imageWords{}
		for c := img.FirstChild(); c != nil; c = img.FirstChild() {
			words.AppendChild(words, c)
		}
		img.Parent().ReplaceChild(img.Parent(), img, words)
	}
}

// labelOf gives where the words of an address stand.
func labelOf(a *ast.AutoLink, src []byte) text.Segment {
	label := a.Label(src)
	at := max(0, a.Pos())
	at += max(0, bytes.Index(src[at:min(len(src), at+len(label)+8)], label))
	return text.NewSegment(at, at+len(label))
}

func safe(dest string) bool {
	u, err := url.Parse(dest)
	if err != nil || !utf8.ValidString(dest) {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return true
	case "":
		return u.Host == "" && !strings.HasPrefix(u.Path, "/") && !strings.Contains(u.Path, "..")
	}
	return false
}

// slugs makes the ids of headings, each once.
type slugs struct {
	taken map[string]bool
	next  map[string]int
}

func (s *slugs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := Slug(string(value))
	id := base
	for n := max(2, s.next[base]); s.taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
		s.next[base] = n + 1
	}
	s.taken[id] = true
	return []byte(id)
}

func (*slugs) Put([]byte) {}

// Slug gives the id of a heading: its words in small letters, joined by hyphens;
// "section" where it has no letter and no digit.
func Slug(heading string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(heading) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}
