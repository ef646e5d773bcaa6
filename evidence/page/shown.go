package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/lazyregexp"
)

// readShown reads what the body of a page shows of itself (byline, dates, dek,
// tags, the lead image), fills what the head left open, and takes these pieces
// out, since they are no part of the text.
func (p *Page) readShown(doc, article *html.Node) {
	root := article
	if root == nil {
		root = bodyOf(doc)
	}
	var title *html.Node
	each(root, func(n *html.Node) bool {
		if title == nil && n.Type == html.ElementNode && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && similarTitle(textOf(n), p.Title) {
			title = n
		}
		return title == nil
	})
	s := &shown{p: p, title: title}
	// Bylines and dates may stand outside the article element, in a header above
	// it, but not far below it.
	scope := root
	if article != nil && article.Parent != nil && wordsBelow(article.Parent) < 2*wordsBelow(article)+2000 {
		scope = article.Parent
	}
	s.walk(scope)
	for _, n := range s.drop {
		remove(n)
	}
	p.Tags = append(p.Tags, s.tags...)
	if len(p.Authors) == 0 {
		p.Authors = s.authors
	}
	if p.Published == "" {
		p.Published = first(s.published, s.anyDate)
	}
	if p.Updated == "" {
		p.Updated = s.updated
	}
	if p.Section == "" {
		p.Section = s.section
	} else {
		p.Tags = append(p.Tags, s.section)
	}
}

// shown collects what a walk over the body finds.
type shown struct {
	p           *Page
	title       *html.Node
	afterTitle  int // blocks seen since the title; 0 before it
	words       int // letters of paragraphs seen so far
	authors     []string
	published   string
	updated     string
	anyDate     string
	section     string
	tags        []string
	haveImage   bool
	bylineCount int
	drop        []*html.Node
}

var (
	updatedWord = lazyregexp.New(`(?i)updated|modified|last edited|revised|更新|수정|업데이트`)
	dekClass    = []string{"dek", "deck", "subtitle", "standfirst", "subhead", "subheading", "subheadline", "subheader", "lede", "kicker-dek", "strapline", "tagline", "byline-dek"}
)

func (s *shown) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && !silent(c) {
			s.element(c)
		}
		c = next
	}
}

func (s *shown) element(n *html.Node) {
	if n == s.title {
		s.afterTitle = 1
		return
	}
	if n.DataAtom == atom.Nav {
		s.breadcrumb(n)
		return
	}
	toks := tokens(n)
	if prop := attr(n, "itemprop"); (prop == "datePublished" || prop == "dateModified") && n.DataAtom != atom.Time {
		s.time(n, toks)
		return
	}
	switch n.DataAtom {
	case atom.Figure:
		s.figure(n)
		return
	case atom.Div:
		if isPicture(n) {
			s.figure(n)
			return
		}
	case atom.Table, atom.Dl, atom.Ul:
		if s.pairs(n) {
			return
		}
	case atom.P:
		if s.afterTitle > 0 {
			s.afterTitle++
		}
		if len(toks) == 0 {
			t := textOf(n)
			s.words += len(t)
			if s.words < 600 && len(t) < 160 && byWord.MatchString(t) && !isSentence(t) && s.byline(n, t) {
				return
			}
			return
		}
	case atom.Img:
		s.leadImage(n, toks)
		return
	case atom.Time:
		s.time(n, toks)
		return
	case atom.H2, atom.H3:
		if s.afterTitle == 1 && s.dek(n) {
			return
		}
	case atom.A:
		rel := strings.ToLower(attr(n, "rel"))
		t := textOf(n)
		switch {
		case strings.Contains(rel, "author"):
			if s.words < 900 {
				s.addAuthors(t)
			}
		case strings.Contains(rel, "category") || hasAny(toks, "section", "category", "kicker", "eyebrow", "region", "topic", "channel"):
			s.addSection(t)
		case strings.Contains(rel, "tag") || hasAny(toks, "tag", "tags"):
			s.addTag(t)
		}
		return
	}
	if kind, strong := furniture(n, toks); kind != "" && kind != "credit" && (strong || kind == "teaser" || kind == "navigation" || kind == "comment") {
		if kind == "navigation" {
			s.breadcrumb(n)
		}
		if wordsBelow(n) < 4000 && !holdsArticle(n) {
			return
		}
	}
	text := ""
	if len(toks) > 0 {
		if w := wordsBelow(n); w > 0 && w < 700 {
			text = textOf(n)
		}
	}
	if text != "" {
		switch {
		case hasAny(toks, dekClass...) && s.words < 900 && len(text) > 15:
			if s.dek(n) {
				return
			}
		case (hasAny(toks, "byline", "author", "authors", "writer", "reporter", "contributors") || attr(n, "itemprop") == "author") && s.words < 900 && len(text) < 200:
			if s.byline(n, text) {
				s.walk(n) // it may hold dates
				return
			}
		case hasAny(toks, "updated", "modified") && len(text) < 80:
			if d := isoDay(text); d != "" {
				s.updated = first(s.updated, d)
				s.drop = append(s.drop, n)
				return
			}
		case hasAny(toks, "date", "published", "pubdate", "posted", "timestamp", "dateline", "datetime", "time", "regdate") && len(text) < 120:
			if s.date(n, text) {
				return
			}
		case hasAny(toks, "section", "category", "kicker", "eyebrow", "region", "topic", "channel", "rubric") && len(text) < 60 && s.words < 600 && n.DataAtom != atom.Section && n.DataAtom != atom.Article:
			if !hasBlockChild(n) {
				s.addSection(text)
				s.drop = append(s.drop, n)
				return
			}
		case hasAny(toks, "tags", "tag", "topics", "keywords", "regions") && len(text) < 300:
			each(n, func(c *html.Node) bool {
				if c.Type == html.ElementNode && (c.DataAtom == atom.A || c.DataAtom == atom.Li && find(c, func(k *html.Node) bool { return k.DataAtom == atom.A }) == nil) {
					s.addTag(textOf(c))
					return false
				}
				return true
			})
			s.drop = append(s.drop, n)
			return
		case hasAny(toks, "caption") && s.p.Image != nil && !s.haveImage && s.words < 900:
			s.caption(n)
			s.drop = append(s.drop, n)
			return
		}
	}
	s.walk(n)
}

func (s *shown) addAuthors(text string) {
	names := splitAuthors(text)
	if s.bylineCount > 12 {
		return
	}
	s.bylineCount += len(names)
	s.authors = append(s.authors, names...)
}

// byline reads an element that names authors, each in a link or an element of
// its own or all in one line.
func (s *shown) byline(n *html.Node, text string) bool {
	var names []string
	each(n, func(c *html.Node) bool {
		if c.Type == html.ElementNode && (c.DataAtom == atom.A || attr(c, "itemprop") == "name") {
			names = append(names, splitAuthors(textOf(c))...)
			return false
		}
		return true
	})
	if len(names) == 0 {
		line := text
		if t := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Time }); t != nil {
			line = strings.Replace(line, textOf(t), "", 1)
		}
		names = splitAuthors(line)
	}
	if len(names) == 0 {
		return false
	}
	if len(s.authors) == 0 {
		s.authors = names
	}
	s.bylineCount += len(names)
	s.p.left("byline", 1)
	s.drop = append(s.drop, n)
	if d := isoDay(text); d != "" {
		s.anyDate = first(s.anyDate, d)
	}
	return true
}

func (s *shown) dek(n *html.Node) bool {
	t := textOf(n)
	if len(t) < 15 || len(t) > 500 || s.p.Dek != "" || boxHeading.MatchString(t) || byWord.MatchString(t) {
		return false
	}
	// A heading that opens the first section is no dek: a dek stands before the
	// first paragraph and is followed by something other than it.
	if (n.DataAtom == atom.H2 || n.DataAtom == atom.H3) && len(strings.Fields(t)) < 6 && !hasAny(tokens(n), dekClass...) {
		return false
	}
	s.p.Dek = t
	if !isPara(t) { // a lead of whole sentences is the beginning of the text
		s.drop = append(s.drop, n)
	}
	return true
}

func (s *shown) time(n *html.Node, toks []string) {
	if s.words > 3000 {
		return
	}
	d := isoDay(attr(n, "datetime"), attr(n, "content"), textOf(n))
	if d == "" {
		return
	}
	prop := attr(n, "itemprop")
	around := textOf(n)
	if n.Parent != nil && wordsBelow(n.Parent) < 120 {
		around = textOf(n.Parent)
	}
	switch {
	case prop == "dateModified" || hasAny(toks, "updated", "modified") || prop == "" && updatedWord.MatchString(before(around, textOf(n))):
		s.updated = first(s.updated, d)
	case prop == "datePublished" || hasAny(toks, "published", "pubdate"):
		s.published = first(s.published, d)
	default:
		s.anyDate = first(s.anyDate, d)
	}
	if within(n, atom.P, atom.Li, atom.Blockquote) == nil {
		s.drop = append(s.drop, n)
	}
}

// before gives what stands before a word in a text.
func before(text, word string) string {
	i := strings.Index(text, word)
	if i < 0 {
		return text
	}
	head := text[:i]
	if j := strings.LastIndexAny(head, "|·•"); j >= 0 {
		head = head[j:]
	}
	return head
}

func (s *shown) date(n *html.Node, text string) bool {
	if find(n, func(c *html.Node) bool { return c.DataAtom == atom.Time }) != nil {
		return false
	}
	found := datesOf(text)
	if len(found) == 0 {
		return false
	}
	for _, d := range found {
		if updatedWord.MatchString(d.before) {
			s.updated = first(s.updated, d.iso)
		} else {
			s.anyDate = first(s.anyDate, d.iso)
		}
	}
	if len(text) < 100 {
		s.drop = append(s.drop, n)
		return true
	}
	return false
}

func (s *shown) addSection(t string) {
	t = strings.Trim(oneLine(t), " |/·•›>")
	if t == "" || len(t) > 60 {
		return
	}
	for i, part := range strings.FieldsFunc(t, func(r rune) bool { return r == '|' || r == '›' || r == '/' || r == '·' }) {
		part = strings.TrimSpace(part)
		if i == 0 && s.section == "" {
			s.section = part
		} else {
			s.addTag(part)
		}
	}
}

func (s *shown) addTag(t string) {
	if t = strings.TrimLeft(oneLine(t), "#"); t != "" && len(t) < 60 && len(s.tags) < 40 {
		s.tags = append(s.tags, t)
	}
}

// breadcrumb takes the section from the way to a page, where one stands in n.
func (s *shown) breadcrumb(n *html.Node) {
	if n = find(n, func(c *html.Node) bool { return hasAny(tokens(c), "breadcrumb", "breadcrumbs") }); n == nil {
		return
	}
	var steps []string
	each(n, func(c *html.Node) bool {
		if c.DataAtom == atom.A {
			steps = append(steps, textOf(c))
			return false
		}
		return true
	})
	for i := len(steps) - 1; i > 0; i-- {
		if t := steps[i]; t != "" && len(t) < 40 && !similarTitle(t, s.p.Title) {
			s.section = first(s.section, t)
			return
		}
	}
}

// figure reads the lead image, and takes out every figure's caption and credit.
func (s *shown) figure(n *html.Node) {
	if find(n, func(c *html.Node) bool {
		return c.DataAtom == atom.Table || c.DataAtom == atom.Blockquote || c.DataAtom == atom.Pre
	}) != nil {
		return // a table or quotation that stands in a figure is text
	}
	img := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Img })
	caption, credit, rights := figureWords(n)
	if !s.haveImage && s.words < 1500 && (img != nil || caption != "") {
		s.haveImage = true
		if s.p.Image == nil {
			s.p.Image = &Image{}
		}
		im := s.p.Image
		if img != nil {
			im.Alt = first(attr(img, "alt"), im.Alt)
			im.URL = first(im.URL, attr(img, "src"), attr(img, "data-src"))
		}
		im.Caption, im.Credit, im.Rights = first(caption, im.Caption), first(credit, im.Credit), first(rights, im.Rights)
	}
	if caption != "" {
		s.p.left("caption", 1)
	}
	if credit != "" || rights != "" {
		s.p.left("credit", 1)
	}
	s.drop = append(s.drop, n)
}

// leadImage reads an image that stands without a figure near the head of the
// article; portraits and signs of the site are none.
func (s *shown) leadImage(n *html.Node, toks []string) {
	alt := oneLine(attr(n, "alt"))
	if s.haveImage || s.words >= 900 || s.title != nil && s.afterTitle == 0 || weight(letters(alt)) < 8 || len(namesOnly(alt)) > 0 ||
		hasAny(toks, "logo", "icon", "avatar", "author", "portrait", "emoji", "ad", "banner") {
		return
	}
	if s.p.Image == nil {
		s.p.Image = &Image{}
	}
	s.p.Image.Alt = first(s.p.Image.Alt, alt)
	s.p.Image.URL = first(s.p.Image.URL, attr(n, "src"), attr(n, "data-src"))
}

func (s *shown) caption(n *html.Node) {
	caption, credit, rights := splitCaption(textOf(n))
	im := s.p.Image
	im.Caption, im.Credit, im.Rights = first(im.Caption, caption), first(im.Credit, credit), first(im.Rights, rights)
	s.haveImage = true
	s.p.left("caption", 1)
}

// isPicture reports whether a division is one picture with a line in a block under it: a
// figure in all but name.
func isPicture(n *html.Node) bool {
	images, lines, nodes := 0, 0, 0
	each(n, func(*html.Node) bool { nodes++; return nodes <= 30 })
	if nodes > 30 {
		return false
	}
	text := textOf(n)
	if text == "" || weight(text) > 300 || ended(text) {
		return false
	}
	each(n, func(c *html.Node) bool {
		switch {
		case c.Type != html.ElementNode || c == n:
		case c.DataAtom == atom.Img:
			images++
		case c.DataAtom == atom.A && attr(c, "href") != "" && textOf(c) != "", isHeading(c), c.DataAtom == atom.Table, c.DataAtom == atom.Ul, c.DataAtom == atom.Time:
			images = 9 // it is more
		case isBlock(c) && textOf(c) == text && !hasBlockChild(c):
			lines++
		}
		return true
	})
	return images == 1 && lines == 1
}

// figureWords reads the caption, the credit and the rights of a figure.
func figureWords(n *html.Node) (caption, credit, rights string) {
	cap := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Figcaption })
	if cap == nil {
		cap = find(n, func(c *html.Node) bool { return hasAny(tokens(c), "caption") && c.DataAtom != atom.Img })
	}
	if cap == nil && n.DataAtom == atom.Div {
		cap = n
	}
	own := find(n, func(c *html.Node) bool {
		return c.DataAtom != atom.Img && (hasAny(tokens(c), "credit", "photographer", "copyright", "attribution", "credits") || hasPair(tokens(c), "photo", "by") || attr(c, "itemprop") == "copyrightHolder")
	})
	text := ""
	if cap != nil {
		text = textOf(cap)
	}
	if own != nil {
		line := textOf(own)
		text = oneLine(strings.Replace(text, line, "", 1))
		_, credit, rights = splitCaption(line)
		if credit == "" && rights == "" {
			credit = line
		}
	}
	var c2, r2 string
	caption, c2, r2 = splitCaption(text)
	return caption, first(credit, c2), first(rights, r2)
}
