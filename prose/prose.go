// Package prose turns the Markdown of a dossier into HTML: raw HTML is never
// passed on, links go only to web addresses, and citations such as [@key] or
// [@key, p. 12] lead to the source.
package prose

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Cite says how a citation is shown: its address and the words of the link. It
// reports false for a key that there is no source of.
type Cite func(key string) (href, label string, ok bool)

// Result is Markdown rendered.
type Result struct {
	HTML    string
	Cited   []string // keys, in order of first citation, each once
	Unknown []string // keys that there is no source of
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

var citationForm = regexp.MustCompile(`^\[@([^\]\s,]+)(?:,\s*([^\]]{1,80}))?\]`)

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

type citationRenderer struct {
	cite   Cite
	result *Result
}

func (r *citationRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCitation, r.render)
}

func (r *citationRenderer) render(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	c := n.(*citation)
	href, label, ok := "", "", false
	if r.cite != nil {
		href, label, ok = r.cite(c.key)
	}
	if !ok {
		r.result.Unknown = append(r.result.Unknown, c.key)
		fmt.Fprintf(w, `<span class="unknown">[unknown source %s]</span>`, html.EscapeString(c.key))
		return ast.WalkContinue, nil
	}
	if !slices.Contains(r.result.Cited, c.key) {
		r.result.Cited = append(r.result.Cited, c.key)
	}
	if c.locator != "" {
		label += ", " + c.locator
	}
	fmt.Fprintf(w, ` <a class="cite" href="%s">%s</a>`, html.EscapeString(href), html.EscapeString(label))
	return ast.WalkContinue, nil
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
// page has its own first heading.
func Render(markdown string, cite Cite) (Result, error) {
	var out Result
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(
			parser.WithInlineParsers(util.Prioritized(citationParser{}, 150)),
			parser.WithASTTransformers(util.Prioritized(safeLinks{}, 100), util.Prioritized(lowerHeadings{}, 101)),
		),
		goldmark.WithRendererOptions(
			ghtml.WithXHTML(),
			renderer.WithNodeRenderers(util.Prioritized(&citationRenderer{cite, &out}, 100)),
		),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(markdown), &b); err != nil {
		return out, err
	}
	out.HTML = b.String()
	return out, nil
}

type lowerHeadings struct{}

func (lowerHeadings) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(6, h.Level+1)
		}
	}
}
