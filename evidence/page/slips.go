package page

import (
	"strings"
	"unicode/utf8"

	"entente/evidence/lex"
)

const maxSlipText = 1 << 20 // bytes of a text that are looked through

// flagSlips flags the slips of copying in the text.
func (p *Page) flagSlips() {
	text := p.Text
	if len(text) > maxSlipText {
		text = strings.ToValidUTF8(text[:maxSlipText], "")
	}
	for _, s := range lex.Slips(text, maxFlagged, lex.Known{}) {
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
