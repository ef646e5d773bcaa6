package term

import (
	"fmt"
	"io"
	"strings"

	"entente/evidence/search"
)

// Hits prints what a search found.
func Hits(w io.Writer, query string, hits []search.Hit, total int, s Style) error {
	p := &printer{Writer: w, Style: s}
	if len(hits) == 0 {
		p.para(0, "", fmt.Sprintf("Nothing matches %s. All words must occur: try fewer, a word that ends in *, or another language.", clean(query)))
		return p.err
	}
	for _, h := range hits {
		date := ""
		if h.Date != "" {
			date = " · " + h.Date
		}
		p.line(p.paint(bold, clip(clean(h.Title), max(20, p.width()-2))))
		place := h.File
		if h.Line > 1 {
			place += fmt.Sprintf(":%d", h.Line)
		}
		p.para(2, dim, fmt.Sprintf("%s %s%s · %s", h.Kind, h.ID, date, place))
		if h.Snippet != "" && !strings.EqualFold(strings.TrimSpace(h.Snippet), strings.TrimSpace(h.Title)) {
			p.para(2, "", clean(marked(h, s.Color)))
		}
	}
	if total > len(hits) {
		p.line(p.paint(dim, fmt.Sprintf("%d of %d; --limit shows more", len(hits), total)))
	}
	return p.err
}

// marked puts the words found into brackets where there is no colour; with
// colour the terminal's bold would be counted as width, so it stays plain.
func marked(h search.Hit, color bool) string {
	if color {
		return h.Snippet
	}
	r := []rune(h.Snippet)
	var b strings.Builder
	at := 0
	for _, m := range h.Matches {
		if m[0] < at || m[1] > len(r) {
			continue
		}
		b.WriteString(string(r[at:m[0]]) + "[" + string(r[m[0]:m[1]]) + "]")
		at = m[1]
	}
	b.WriteString(string(r[at:]))
	return b.String()
}
