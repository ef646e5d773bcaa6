// Package prose turns the Markdown of a dossier into HTML: raw HTML is never
// passed on, links go only to web addresses, citations such as [@key] or
// [@key, p. 12] lead to the source, and directives such as {{poll SERIES}} print
// values of the dossier and its agenda.
package prose

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"entente/lazyregexp"
)

// Options say how what is not plain Markdown is shown. Nil functions leave it
// out: citations read "unknown source", directives as they are written.
type Options struct {
	// Cite gives the HTML of a citation, with the space before it that it needs.
	// It reports false for a key that there is no source of.
	Cite func(key, locator string) (html string, ok bool)
	// CiteAll cites several sources at once, as behind a chart; nil where each is
	// cited by itself.
	CiteAll func(keys []string) (html string, ok bool)
	// Evaluate gives the value of a directive.
	Evaluate func(Directive) (Value, error)
	// Link gives the address of what a value is about ("initiative:ID"), or "".
	Link func(href string) string
	// Chart gives the HTML of a chart.
	Chart func(Chart) string
}

// Result is Markdown rendered.
type Result struct {
	HTML     string
	Cited    []string // keys, in order of first citation, each once
	Unknown  []string // keys that there is no source of
	Problems []error  // of directives
}

// citation is a citation inside a paragraph.
type citation struct {
	ast.BaseInline
	key, locator string
}

var kindCitation = ast.NewNodeKind("Citation")

func (*citation) Kind() ast.NodeKind { return kindCitation }

func (c *citation) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"key": c.key}, nil)
}

var citationForm = lazyregexp.New(`^\[@([^\]\s,]+)(?:,\s*([^\]]{1,80}))?\]`)

type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := citationForm.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &citation{key: string(m[1]), locator: string(m[2])}
}

// Cites finds the citations of a Markdown text, in order.
func Cites(md string) []Citation {
	if !strings.Contains(md, "[@") {
		return nil
	}
	code := codeSpans(md)
	var out []Citation
	for at := 0; ; {
		i := strings.Index(md[at:], "[@")
		if i < 0 {
			return out
		}
		i += at
		at = i + 2
		if slices.ContainsFunc(code, func(c [2]int) bool { return i >= c[0] && i < c[1] }) {
			continue
		}
		if m := citationForm.FindStringSubmatch(md[i:min(len(md), i+400)]); m != nil {
			out = append(out, Citation{i, i + len(m[0]), m[1], m[2]})
			at = i + len(m[0])
		}
	}
}

// Citation is a citation in a text: [@key, locator].
type Citation struct {
	Start, End   int // bytes of the text
	Key, Locator string
}

// printed is a directive inside a paragraph; printedBlock is one that stands
// alone.
type printed struct {
	ast.BaseInline
	d Directive
}

type printedBlock struct {
	ast.BaseBlock
	d Directive
}

var (
	kindPrinted      = ast.NewNodeKind("Directive")
	kindPrintedBlock = ast.NewNodeKind("DirectiveBlock")
)

func (*printed) Kind() ast.NodeKind      { return kindPrinted }
func (*printedBlock) Kind() ast.NodeKind { return kindPrintedBlock }

func (p *printed) Dump(source []byte, level int)      { ast.DumpHelper(p, source, level, nil, nil) }
func (p *printedBlock) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

type directiveParser struct{}

func (directiveParser) Trigger() []byte { return []byte{'{'} }

func (directiveParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := directiveForm.Find(line)
	if m == nil || !bytes.HasPrefix(line, m) {
		return nil
	}
	block.Advance(len(m))
	return &printed{d: parseDirective(string(m[2 : len(m)-2]))}
}

// blocks lifts charts and tables that stand alone in a paragraph out of it.
type blocks struct{}

func (blocks) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var alone []*ast.Paragraph
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if p, ok := n.(*ast.Paragraph); ok && entering && p.ChildCount() == 1 {
			if d, ok := p.FirstChild().(*printed); ok && d.d.IsBlock() {
				alone = append(alone, p)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, p := range alone {
		p.Parent().ReplaceChild(p.Parent(), p, &printedBlock{d: p.FirstChild().(*printed).d})
	}
}

// closeUp takes away the space before a citation: each style puts the one that
// it needs.
type closeUp struct{}

func (closeUp) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, ok := n.(*citation); ok && entering {
			if prev, ok := n.PreviousSibling().(*ast.Text); ok {
				prev.Segment = prev.Segment.TrimRightSpace(reader.Source())
			}
		}
		return ast.WalkContinue, nil
	})
}

// IsBlock reports whether a directive prints a chart or table, which stands on
// its own.
func (d Directive) IsBlock() bool { return d.Name == "chart" || d.Name == "table" }

type ownRenderer struct {
	opt    Options
	result *Result
}

func (r *ownRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCitation, r.citation)
	reg.Register(kindPrinted, r.printed)
	reg.Register(kindPrintedBlock, r.block)
}

func (r *ownRenderer) citation(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		c := n.(*citation)
		r.cite(w, c.key, c.locator)
	}
	return ast.WalkContinue, nil
}

func (r *ownRenderer) cite(w util.BufWriter, key, locator string) {
	out, ok := "", false
	if r.opt.Cite != nil {
		out, ok = r.opt.Cite(key, locator)
	}
	if !ok {
		r.result.Unknown = append(r.result.Unknown, key)
		fmt.Fprintf(w, `<span class="unknown">[unknown source %s]</span>`, html.EscapeString(key))
		return
	}
	if !slices.Contains(r.result.Cited, key) {
		r.result.Cited = append(r.result.Cited, key)
	}
	_, _ = w.WriteString(out)
}

// citeAll cites what stands behind a directive.
func (r *ownRenderer) citeAll(w util.BufWriter, keys []string) {
	if r.opt.CiteAll != nil && len(keys) > 1 {
		if out, ok := r.opt.CiteAll(keys); ok {
			for _, k := range keys {
				if !slices.Contains(r.result.Cited, k) {
					r.result.Cited = append(r.result.Cited, k)
				}
			}
			_, _ = w.WriteString(out)
			return
		}
	}
	for _, k := range keys {
		r.cite(w, k, "")
	}
}

// value gives a directive's value, or writes what is wrong with it.
func (r *ownRenderer) value(w util.BufWriter, d Directive) (Value, bool) {
	if r.opt.Evaluate == nil {
		_, _ = w.WriteString(html.EscapeString(d.String()))
		return Value{}, false
	}
	v, err := r.opt.Evaluate(d)
	if err != nil {
		r.result.Problems = append(r.result.Problems, err)
		fmt.Fprintf(w, `<span class="unknown">[%s]</span>`, html.EscapeString(err.Error()))
		return v, false
	}
	return v, true
}

func (r *ownRenderer) printed(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	v, ok := r.value(w, n.(*printed).d)
	if !ok {
		return ast.WalkContinue, nil
	}
	if v.Table != nil || v.Chart != nil {
		fmt.Fprintf(w, `<span class="unknown">[%s stands on a line of its own]</span>`, html.EscapeString(n.(*printed).d.Name))
		return ast.WalkContinue, nil
	}
	r.words(w, Cell{v.Text, v.Href}, "printed")
	beside := citedBeside(n)
	r.citeAll(w, slices.DeleteFunc(slices.Clone(v.Sources), func(id string) bool { return slices.Contains(beside, id) }))
	return ast.WalkContinue, nil
}

// citedBeside gives the sources that the text itself cites right behind a
// directive: one note serves both.
func citedBeside(n ast.Node) []string {
	var keys []string
	for m := n.NextSibling(); m != nil; m = m.NextSibling() {
		switch m := m.(type) {
		case *citation:
			keys = append(keys, m.key)
			continue
		case *ast.Text:
			if len(keys) == 0 && !m.SoftLineBreak() && !m.HardLineBreak() && m.Segment.Len() == 1 || m.Segment.Len() == 0 {
				continue // the space between them
			}
		}
		break
	}
	return keys
}

// words writes a text, as a link to what it is about where it leads somewhere.
func (r *ownRenderer) words(w util.BufWriter, c Cell, class string) {
	to := ""
	if r.opt.Link != nil && c.Href != "" {
		to = r.opt.Link(c.Href)
	}
	switch {
	case to != "":
		fmt.Fprintf(w, `<a class="%s" href="%s">%s</a>`, class, html.EscapeString(to), html.EscapeString(c.Text))
	case class == "printed":
		fmt.Fprintf(w, `<span class="printed">%s</span>`, html.EscapeString(c.Text))
	default:
		_, _ = w.WriteString(html.EscapeString(c.Text))
	}
}

func (r *ownRenderer) block(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	v, ok := r.value(w, n.(*printedBlock).d)
	switch {
	case !ok:
	case v.Chart != nil && r.opt.Chart != nil:
		_, _ = w.WriteString(r.opt.Chart(*v.Chart))
	case v.Table != nil:
		r.table(w, v.Table)
	}
	if len(v.Sources) > 0 {
		_, _ = w.WriteString(`<p class="from">From`)
		r.citeAll(w, v.Sources)
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

func (r *ownRenderer) table(w util.BufWriter, t *Table) {
	fmt.Fprintf(w, `<div class="scroll" tabindex="0" role="region" aria-label="%s"><table><caption>%s</caption><thead><tr>`, html.EscapeString(t.Caption), html.EscapeString(t.Caption))
	for _, h := range t.Head {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(h))
	}
	_, _ = w.WriteString("</tr></thead><tbody>\n")
	for _, row := range t.Rows {
		_, _ = w.WriteString("<tr>")
		for _, c := range row {
			_, _ = w.WriteString("<td>")
			r.words(w, c, "cell")
			_, _ = w.WriteString("</td>")
		}
		_, _ = w.WriteString("</tr>\n")
	}
	if len(t.Rows) == 0 {
		fmt.Fprintf(w, `<tr><td colspan="%d">None</td></tr>`, max(1, len(t.Head)))
	}
	_, _ = w.WriteString("</tbody></table></div>\n")
}

// safeLinks takes the destinations off links that lead anywhere but to web and
// mail addresses or within the site, and leaves only the words of images.
type safeLinks struct{}

func (safeLinks) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var images []*ast.Image
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch l := n.(type) {
		case *ast.Link:
			if !safe(string(l.Destination)) {
				l.Destination = nil
			}
		case *ast.Image:
			images = append(images, l)
		}
		return ast.WalkContinue, nil
	})
	for _, img := range images {
		for c := img.FirstChild(); c != nil; c = img.FirstChild() {
			img.Parent().InsertBefore(img.Parent(), img, c)
		}
		img.Parent().RemoveChild(img.Parent(), img)
	}
}

func safe(dest string) bool {
	u, err := url.Parse(dest)
	if err != nil {
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

// Render turns Markdown into HTML. Headings are lowered by one level, since the
// page has its own first heading; each has its words as its id.
func Render(markdown string, opt Options) (Result, error) {
	var out Result
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(
			parser.WithAutoHeadingID(),
			parser.WithInlineParsers(util.Prioritized(citationParser{}, 150), util.Prioritized(directiveParser{}, 151)),
			parser.WithASTTransformers(util.Prioritized(safeLinks{}, 100), util.Prioritized(lowerHeadings{}, 101), util.Prioritized(blocks{}, 102), util.Prioritized(closeUp{}, 103)),
		),
		goldmark.WithRendererOptions(
			ghtml.WithXHTML(),
			renderer.WithNodeRenderers(util.Prioritized(&ownRenderer{opt, &out}, 100)),
		),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(markdown), &b, parser.WithContext(parser.NewContext(parser.WithIDs(slugs{})))); err != nil {
		return out, err
	}
	out.HTML = b.String()
	return out, nil
}

// slugs makes the ids of headings.
type slugs map[string]int

func (s slugs) Generate(value []byte, _ ast.NodeKind) []byte {
	id := Slug(string(value))
	if s[id]++; s[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, s[id])
	}
	return []byte(id)
}

func (slugs) Put([]byte) {}

// Slug gives the id of a heading: its words in small letters, joined by hyphens.
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

type lowerHeadings struct{}

func (lowerHeadings) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(6, h.Level+1)
		}
	}
}
