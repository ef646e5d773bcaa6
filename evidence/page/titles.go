package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shownTitle gives the headline that a page shows and its head does not state: a short
// heading of the first rank over its text, else the one heading over its day, else, where
// it has no headings, the line over its day.
func (h *head) shownTitle(stated, site string) string {
	if h.ld.headline != "" || h.meta["og:title"] != nil || h.meta["citation_title"] != nil {
		return ""
	}
	all := blocksOf(h.body)
	foreign := func(t string) bool {
		return t == "" || len(t) >= 400 || similarTitle(t, site) || isControl(t)
	}
	// A section's name stands over the text too; what the head states is more then.
	general := weight(stated) < leastTitle || isBody(stated)
	var dated []string
	for i, b := range all {
		if b.kind != heading || b.link || b.at == nil || within(b.at, atom.Nav, atom.A) != nil || foreign(b.text) {
			continue
		}
		if b.level == 1 && len(h.h1) == 1 && overText(all[i+1:]) && (general || stated == h.title && withoutSite(stated, site) == stated && !sectionWords.MatchString(b.text)) {
			return b.text
		}
		if overDay(all[i+1:]) {
			dated = append(dated, b.text)
		}
	}
	if len(dated) == 1 && weight(dated[0]) >= leastTitle {
		return dated[0]
	}
	if len(h.headings) > 0 {
		return ""
	}
	for i, b := range all {
		if !overDay(all[i+1 : min(len(all), i+2)]) {
			continue
		}
		if b.kind != paragraph || b.linked || weight(b.text) < leastTitle || weight(b.text) > 160 || isSentence(b.text) || len(datesOf(b.text)) > 0 || foreign(b.text) || !overText(all[i+1:]) || hasBlockChild(b.at) {
			return ""
		}
		// It is a heading in all but name.
		h1 := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
		for c := b.at.FirstChild; c != nil; c = b.at.FirstChild {
			b.at.RemoveChild(c)
			h1.AppendChild(c)
		}
		b.at.AppendChild(h1)
		return b.text
	}
	return ""
}

// overText reports whether the first blocks of some are text and no other heading.
func overText(blocks []block) bool {
	for _, b := range blocks[:min(len(blocks), 8)] {
		switch {
		case b.kind == heading:
			return false
		case isPara(b.text) || isSentence(b.text) && !b.linked:
			return true
		}
	}
	return false
}

// overDay reports whether a day stands among the lines that begin some blocks.
func overDay(blocks []block) bool {
	for _, b := range blocks[:min(len(blocks), 6)] {
		switch {
		case b.kind == heading || b.kind != table && isPara(b.text):
			return false
		case weight(b.text) <= 240 && len(datesOf(b.text)) > 0 && !b.linked && !isSentence(b.text):
			return true
		}
	}
	return false
}

// isLabelOver reports whether a heading stands right over one of a higher rank, as the
// name of a section or series does.
func isLabelOver(n *html.Node) bool {
	next := nextElement(n)
	return next != nil && isHeading(next) && next.Data < n.Data
}
