package markup

import (
	"bytes"
	"html"
	"io"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Hooks write the HTML of what is not plain Markdown.
type Hooks struct {
	Citation func(w io.Writer, c Citation)
	// Directive is given whether the directive stands on a line of its own, outside
	// any paragraph.
	Directive func(w io.Writer, d Directive, alone bool)
	// Top is the level of the document's highest headings, 2 to 6; 0 stands for 2.
	Top int
	// ID gives the id of a heading on its page, for its words as an id; nil: those. Links
	// of the text to it follow.
	ID func(words string) string
}

// HTML gives the document as HTML. Its highest headings are of the level that h
// asks for, whichever they have in the file, and the others follow; each has its
// words as its id.
func (d *Document) HTML(h Hooks) string {
	top := 6
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if head, ok := n.(*ast.Heading); ok {
			top = min(top, head.Level)
		}
	}
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(hooked{h, max(2, h.Top) - top}, 100),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
		util.Prioritized(ghtml.NewRenderer(), 1000),
	))
	r.AddOptions(ghtml.WithXHTML())
	var b bytes.Buffer
	_ = r.Render(&b, d.src, d.root) // a bytes.Buffer does not fail, and the hooks give no errors
	if h.ID == nil {
		return b.String()
	}
	var moved []string
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker gives no errors
		if was := headingID(n); entering && was != "" && h.ID(was) != was {
			moved = append(moved, `<a href="#`+string(util.URLEscape([]byte(was), true))+`"`, `<a href="#`+html.EscapeString(h.ID(was))+`"`)
		}
		return ast.WalkContinue, nil
	})
	return strings.NewReplacer(moved...).Replace(b.String())
}

// headingID gives the words of a heading as an id; "" for what is none.
func headingID(n ast.Node) string {
	if n.Kind() != ast.KindHeading {
		return ""
	}
	id, _ := n.AttributeString("id")
	value, _ := id.([]byte)
	return string(value)
}

// hooked writes our own nodes, and headings some levels lower.
type hooked struct {
	Hooks
	lower int
}

func (h hooked) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	enter := func(f func(w util.BufWriter, n ast.Node)) renderer.NodeRendererFunc {
		return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				f(w, n)
			}
			return ast.WalkContinue, nil
		}
	}
	reg.Register(kindCitation, enter(func(w util.BufWriter, n ast.Node) { h.Citation(w, n.(*citationNode).c) }))
	reg.Register(kindDirective, enter(func(w util.BufWriter, n ast.Node) { h.Directive(w, n.(*directiveNode).d, false) }))
	reg.Register(kindDirectiveBlock, enter(func(w util.BufWriter, n ast.Node) { h.Directive(w, n.(*directiveBlock).d, true) }))
	reg.Register(kindOpenBraces, enter(func(w util.BufWriter, n ast.Node) { _, _ = w.WriteString("{{") }))
	reg.Register(kindImageWords, enter(func(util.BufWriter, ast.Node) {}))
	reg.Register(ast.KindHeading, h.heading)
}

func (h hooked) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "h" + string(rune('0'+min(6, max(2, n.(*ast.Heading).Level+h.lower))))
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	id := headingID(n)
	if h.ID != nil {
		id = h.ID(id)
	}
	_, _ = w.WriteString("<" + tag + ` id="` + html.EscapeString(id) + `">`)
	return ast.WalkContinue, nil
}
