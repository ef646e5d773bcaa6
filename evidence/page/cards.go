package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// Pages set other stories beside their own in boxes that no class names. What tells
// them is how they are made: a run of elements of one kind, each of which opens with
// a link to another page and has at most a sentence or two and a day under it.

const (
	leastTitle = 14  // letters of a link that may be another page's title
	mostTeaser = 420 // letters of a card; more is text
)

// cards takes cards of other pages, lists of links and lines that lead to another
// page off a document, and counts them. A page that has little else keeps them.
//
// Before the head of a page is read only runs are taken: a line of links may be its tags.
func (p *Page) cards(body *html.Node, lone bool) {
	c := &cardFinder{lone: lone, made: map[*html.Node]made{}}
	measure(body, c.made)
	c.walk(body)
	if c.other < 60 || c.other*12 < c.inside {
		return
	}
	for _, n := range c.found {
		if n.Parent == nil { // it went with another
			continue
		}
		if label := prevElement(n); label != nil && c.kind[n] == "teaser" && isLabel(label) && !p.isTitle(label) {
			remove(label)
		}
		p.leave(n, c.kind[n])
	}
}

// made is what an element is made of.
type made struct{ words, linked, links int } // bytes of text, those of links, and links

// measure counts what all elements under a node are made of, in one walk.
func measure(n *html.Node, into map[*html.Node]made) made {
	var m made
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			m.words += len(strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && !silent(c):
			of := measure(c, into)
			m.words += of.words
			if to := attr(c, "href"); c.DataAtom == atom.A && to != "" && !strings.HasPrefix(to, "mailto:") && of.words > 0 {
				m.linked += of.words
				m.links++
			} else {
				m.linked += of.linked
				m.links += of.links
			}
		}
	}
	into[n] = m
	return m
}

type cardFinder struct {
	made          map[*html.Node]made
	lone          bool // single elements too
	found         []*html.Node
	kind          map[*html.Node]string
	inside, other int // letters in cards, and letters of prose outside of them
}

func (c *cardFinder) add(n *html.Node, kind string) {
	if c.kind == nil {
		c.kind = map[*html.Node]string{}
	}
	c.found = append(c.found, n)
	c.kind[n] = kind
	c.inside += weight(textOf(n))
}

func (c *cardFinder) walk(n *html.Node) {
	for k := n.FirstChild; k != nil; {
		if k.Type != html.ElementNode || silent(k) {
			k = k.NextSibling
			continue
		}
		// A run of two or more cards of one kind.
		run, end := c.cardRun(k)
		if len(run) >= 2 && !isDebate(run) {
			for _, r := range run {
				c.add(r, "teaser")
			}
			k = end
			continue
		}
		switch kind := c.single(k); {
		case kind != "":
			c.add(k, kind)
		case isBlock(k) && !hasBlockChild(k):
			if t := textOf(k); weight(t) >= 40 || ended(t) {
				c.other += weight(t)
			}
		default:
			c.walk(k)
		}
		k = k.NextSibling
	}
}

func (c *cardFinder) single(n *html.Node) string {
	if !c.lone {
		return ""
	}
	return c.loneCard(n)
}

// cardRun gives the cards that stand side by side from k on, and the node after them.
func (c *cardFinder) cardRun(k *html.Node) (run []*html.Node, end *html.Node) {
	for s := k; s != nil; s = s.NextSibling {
		if s.Type != html.ElementNode {
			if strings.TrimSpace(s.Data) != "" && s.Type == html.TextNode {
				return run, s
			}
			continue
		}
		if s.DataAtom != k.DataAtom || !c.isCard(s) {
			return run, s
		}
		run = append(run, s)
	}
	return run, nil
}

// isCard reports whether an element leads to another page and says little else.
func (c *cardFinder) isCard(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Article, atom.Section, atom.Li, atom.P, atom.Dl, atom.Figure, atom.Td, atom.Tr:
	default:
		return false
	}
	if m := c.made[n]; m.links == 0 || m.words > 3*mostTeaser || !leadsAway(n) {
		return false
	}
	text := textOf(n)
	if weight(text) > mostTeaser {
		return false
	}
	// A sentence that begins with a link, or an entry of a list that is explained,
	// is text: in a card the rest stands apart from the link, or is a day.
	if !hasBlockChild(n) {
		a := find(n, func(c *html.Node) bool { return c.DataAtom == atom.A })
		rest := ""
		if a != nil {
			rest = strings.Replace(text, textOf(a), " ", 1)
		}
		return weight(letters(withoutDates(rest))) <= 12
	}
	paragraphs := 0
	each(n, func(c *html.Node) bool {
		if c.DataAtom == atom.P && weight(textOf(c)) >= 60 {
			paragraphs++
		}
		return true
	})
	return paragraphs <= 1
}

// withoutDates takes dates out of a short text.
func withoutDates(s string) string {
	var b strings.Builder
	at := 0
	for _, d := range lex.Dates(s) {
		b.WriteString(s[at:d.Start])
		b.WriteByte(' ')
		at = d.End
	}
	return b.String() + s[at:]
}

var labelEnd = lazyregexp.New(`^(?:[\[【(（]?[^\[\]【】]{2,40}[\]】)）:：]|[^:：.。]{2,24})\s*$`)

// loneCard tells a single element that leads elsewhere: a box of links, or a line
// that is a label and a link; "" if it is none.
func (c *cardFinder) loneCard(n *html.Node) string {
	if !isBlock(n) || isHeading(n) || n.DataAtom == atom.Td || n.DataAtom == atom.Li || n.DataAtom == atom.Table || n.DataAtom == atom.Main || n.DataAtom == atom.Article {
		return ""
	}
	m := c.made[n]
	w, links, linked := m.words, m.links, m.linked
	if links == 0 || w > 8000 || linked*2 < w {
		return ""
	}
	if links >= 2 && linked*100 >= w*85 {
		return "navigation"
	}
	if hasBlockChild(n) || w > mostTeaser {
		return ""
	}
	text := textOf(n)
	a := find(n, func(c *html.Node) bool { return c.DataAtom == atom.A })
	title := textOf(a)
	switch {
	case links > 1 && linked*4 < w*3 || ended(text) && weight(text) >= 80:
		return ""
	case text == title && n.DataAtom == atom.P && weight(text) >= leastTitle && !strings.HasPrefix(attr(a, "href"), "#") && !isSpeakerOver(n, text):
		return "teaser"
	case strings.HasSuffix(text, title) && text != title && labelEnd.MatchString(strings.TrimSuffix(text, title)):
		return "teaser"
	}
	return ""
}

// isDebate reports whether elements that open with links are speeches under the names of
// who holds them: one of them speaks again, or each is a name over what is said. A page
// leads to each other page once.
func isDebate(run []*html.Node) bool {
	held := 0
	to := map[string]bool{}
	for _, n := range run {
		if isSpeech(n) {
			held++
		}
		a := find(n, func(c *html.Node) bool { return c.DataAtom == atom.A && attr(c, "href") != "" && textOf(c) != "" })
		if a == nil {
			continue
		}
		if href := attr(a, "href"); !to[href] {
			to[href] = true
		} else if isSpeaker(textOf(a)) {
			return true
		}
	}
	return held == len(run)
}

// isSpeakerOver reports whether a line is the name of who says what stands after it.
func isSpeakerOver(n *html.Node, name string) bool {
	next := nextElement(n)
	return next != nil && isBlock(next) && !isHeading(next) && ended(firstLine(next)) && isSpeaker(name)
}

// isSpeech reports whether an element is a name over what its bearer says.
func isSpeech(n *html.Node) bool {
	name := firstLine(n)
	rest := strings.TrimPrefix(textOf(n), name)
	return isSpeaker(name) && ended(rest) && withoutDates(rest) == rest
}

// isSpeaker reports whether a line is a name, with or without an office or a seat in
// brackets.
func isSpeaker(s string) bool {
	return len(namesOnly(oneLine(inBracket.ReplaceAllString(s, " ")))) == 1
}

var inBracket = lazyregexp.New(`[(（][^()（）]*[)）]`)

// isLabel reports whether an element stands over others as their heading.
func isLabel(n *html.Node) bool {
	t := textOf(n)
	return t != "" && (isHeading(n) && weight(t) <= 60 || weight(t) <= 30 && !ended(t) && !hasBlockChild(n))
}

func (p *Page) isTitle(n *html.Node) bool { return similarTitle(textOf(n), p.Title) }

func prevElement(n *html.Node) *html.Node {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.ElementNode {
			return s
		}
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
			return nil
		}
	}
	return nil
}
