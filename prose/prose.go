// Package prose evaluates the directives of a text against the dossier and its
// agenda, and writes texts as HTML: citations such as [@key] or [@key, p. 12] lead
// to the source, and directives such as {{poll SERIES}} print values.
package prose

import (
	"fmt"
	"html"
	"io"
	"slices"

	"entente/markup"
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
	Evaluate func(markup.Directive) (Value, error)
	// Link gives the address of what a value is about ("initiative:ID"), or "".
	Link func(href string) string
	// Chart gives the HTML of a chart.
	Chart func(Chart) string
	// Top is the level of the highest headings, 2 to 6; 0 stands for 2.
	Top int
	// ID gives the id of a heading on its page, for its words as an id; nil: those.
	ID func(words string) string
}

// Result is a text as HTML.
type Result struct {
	HTML     string
	Cited    []string // keys, in order of first citation, each once
	Unknown  []string // keys that there is no source of
	Problems []error  // of directives
}

// Render writes a text as HTML.
func Render(doc *markup.Document, opt Options) Result {
	r := &writer{opt: opt, cited: map[string]bool{}}
	r.result.HTML = doc.HTML(markup.Hooks{
		Citation:  func(w io.Writer, c markup.Citation) { r.cite(w, c.Key, c.Locator) },
		Directive: r.directive,
		Top:       opt.Top,
		ID:        opt.ID,
	})
	return r.result
}

// writer writes what is not plain Markdown.
type writer struct {
	opt    Options
	result Result
	cited  map[string]bool
}

func (r *writer) cite(w io.Writer, key, locator string) {
	out, ok := "", false
	if r.opt.Cite != nil {
		out, ok = r.opt.Cite(key, locator)
	}
	if !ok {
		r.result.Unknown = append(r.result.Unknown, key)
		fmt.Fprintf(w, `<span class="unknown">[unknown source %s]</span>`, html.EscapeString(key))
		return
	}
	r.note(key)
	_, _ = io.WriteString(w, out)
}

// note keeps a key that was cited.
func (r *writer) note(key string) {
	if !r.cited[key] {
		r.cited[key] = true
		r.result.Cited = append(r.result.Cited, key)
	}
}

// citeAll cites what stands behind a directive.
func (r *writer) citeAll(w io.Writer, keys []string) {
	if r.opt.CiteAll != nil && len(keys) > 1 {
		if out, ok := r.opt.CiteAll(keys); ok {
			for _, k := range keys {
				r.note(k)
			}
			_, _ = io.WriteString(w, out)
			return
		}
	}
	for _, k := range keys {
		r.cite(w, k, "")
	}
}

// value gives a directive's value, or writes what is wrong with it.
func (r *writer) value(w io.Writer, d markup.Directive) (Value, bool) {
	if r.opt.Evaluate == nil {
		_, _ = io.WriteString(w, html.EscapeString(d.String()))
		return Value{}, false
	}
	v, err := r.opt.Evaluate(d)
	if err != nil {
		r.result.Problems = append(r.result.Problems, err)
		fmt.Fprintf(w, `<span class="unknown">[%s]</span>`, html.EscapeString(err.Error()))
		return Value{}, false
	}
	return v, true
}

// directive writes the value of a directive: on a line of its own, a chart or
// table; inside a paragraph, words.
func (r *writer) directive(w io.Writer, d markup.Directive, alone bool) {
	v, ok := r.value(w, d)
	switch {
	case alone:
		r.block(w, v)
	case !ok:
	case v.Table != nil || v.Chart != nil:
		fmt.Fprintf(w, `<span class="unknown">[%s stands on a line of its own]</span>`, html.EscapeString(d.Name))
	default:
		r.words(w, Cell{v.Text, v.Href}, "printed")
		// What the text itself cites right behind the directive serves both.
		r.citeAll(w, slices.DeleteFunc(slices.Clone(v.Sources), func(id string) bool { return slices.Contains(d.Cited, id) }))
	}
}

// words writes a text, as a link to what it is about where it leads somewhere.
func (r *writer) words(w io.Writer, c Cell, class string) {
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
		_, _ = io.WriteString(w, html.EscapeString(c.Text))
	}
}

// block writes a chart or table and what it is from.
func (r *writer) block(w io.Writer, v Value) {
	switch {
	case v.Chart != nil && r.opt.Chart != nil:
		_, _ = io.WriteString(w, r.opt.Chart(*v.Chart))
	case v.Table != nil:
		r.table(w, v.Table)
	}
	if len(v.Sources) > 0 {
		_, _ = io.WriteString(w, `<p class="from">From`)
		r.citeAll(w, v.Sources)
		_, _ = io.WriteString(w, "</p>\n")
	}
}

func (r *writer) table(w io.Writer, t *Table) {
	fmt.Fprintf(w, `<div class="scroll" tabindex="0" role="region" aria-label="%s"><table><caption>%s</caption><thead><tr>`, html.EscapeString(t.Caption), html.EscapeString(t.Caption))
	for _, h := range t.Head {
		fmt.Fprintf(w, `<th scope="col">%s</th>`, html.EscapeString(h))
	}
	_, _ = io.WriteString(w, "</tr></thead><tbody>\n")
	for _, row := range t.Rows {
		_, _ = io.WriteString(w, "<tr>")
		for _, c := range row {
			_, _ = io.WriteString(w, "<td>")
			r.words(w, c, "cell")
			_, _ = io.WriteString(w, "</td>")
		}
		_, _ = io.WriteString(w, "</tr>\n")
	}
	if len(t.Rows) == 0 {
		fmt.Fprintf(w, `<tr><td colspan="%d">None</td></tr>`, max(1, len(t.Head)))
	}
	_, _ = io.WriteString(w, "</tbody></table></div>\n")
}
