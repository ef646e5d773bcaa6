package page

import (
	"unicode/utf8"

	"entente/evidence/lex"
)

// flagSlips flags the slips of copying in the text.
func (p *Page) flagSlips() {
	for _, s := range lex.Slips(p.Text, maxFlagged) {
		p.flag(s.Kind, s.Message, excerpt(p.Text, s.Span))
	}
}

// excerpt gives a span with some words around it.
func excerpt(text string, s lex.Span) string {
	a, b := max(0, s.Start-40), min(len(text), s.End+40)
	for a > 0 && !utf8.RuneStart(text[a]) {
		a--
	}
	for b < len(text) && !utf8.RuneStart(text[b]) {
		b++
	}
	return oneLine(text[a:b])
}
