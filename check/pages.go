package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/archive"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// pageFigures are the numbers on a page of a source.
type pageFigures struct {
	page   int
	stated *lex.Stated
}

// pagePart is a stretch of a source's text on one page; 0 where it has no pages.
type pagePart struct {
	page int
	text string
}

// read takes the versions of an archived page, without the marks of their notes.
func (p *pageText) read(versions []archive.Version) {
	var b strings.Builder
	for _, v := range versions {
		text, turns := archive.Without(v.Body, markup.NoteMarks(v.Body), v.Turns)
		if len(turns) == 0 && len(p.turns) > 0 {
			turns = []archive.Turn{{}} // a version without pages behind one that has them
		}
		for _, t := range turns {
			p.turns = append(p.turns, archive.Turn{At: b.Len() + t.At, Page: t.Page})
		}
		if len(v.Turns) > 0 {
			p.offset = v.PageOffset
		}
		b.WriteString(text)
		b.WriteString("\n\n")
	}
	p.all = strings.TrimSuffix(b.String(), "\n")
}

// parts parts the text by its pages.
func (p *pageText) parts() []pagePart {
	out := []pagePart{{}}
	from := 0
	for _, t := range p.turns {
		at := min(max(t.At, from), len(p.all))
		out[len(out)-1].text = p.all[from:at]
		out, from = append(out, pagePart{page: t.Page}), at
	}
	out[len(out)-1].text = p.all[from:]
	return out
}

const maxPagesSaid = 40 // occurrences that are looked at

// pagesOfWords gives the pages on which the first words of a quotation stand, if the
// text holds all of it, in their order.
func (p *pageText) pagesOfWords(words string) []int {
	text, parts := p.words(), partsOf(words)
	if len(parts) == 0 || slices.ContainsFunc(parts, func(s string) bool { return !strings.Contains(text, s) }) {
		return nil
	}
	var out []int
	for at := 0; len(out) < maxPagesSaid; {
		i := strings.Index(text[at:], parts[0])
		if i < 0 {
			break
		}
		first, last := archive.PageAt(p.folds, at+i), archive.PageAt(p.folds, at+i+len(parts[0])-1)
		for n := first; n > 0 && n <= max(first, last); n++ {
			out = append(out, n)
		}
		at += i + len(parts[0])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// pagesOfFigure gives the pages on which a figure is stated, in their order.
func (p *pageText) pagesOfFigure(f lex.Figure) []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byPage == nil {
		texts := map[int]*strings.Builder{}
		var order []int
		for _, part := range p.parts() {
			if texts[part.page] == nil {
				texts[part.page] = &strings.Builder{}
				order = append(order, part.page)
			}
			texts[part.page].WriteString(part.text + "\n")
		}
		slices.Sort(order)
		for _, n := range order {
			p.byPage = append(p.byPage, pageFigures{n, lex.NewStated(texts[n].String())})
		}
	}
	var out []int
	for _, on := range p.byPage {
		if on.page > 0 && !on.stated.Each(f, false, func(n lex.Figure) bool { return !f.Same(n) }) {
			out = append(out, on.page)
		}
	}
	return out
}

// onPages holds what a sentence takes from sources with pages against the pages that
// its citations name: wrong-page where it stands on others, no-page where none is named.
func (c *checker) onPages(t *text, cites []markup.Citation, at lex.Span, pages func(*pageText) []int) {
	var done []string
	for _, k := range cites {
		if slices.Contains(done, k.Key) {
			continue
		}
		done = append(done, k.Key)
		p := c.facts.page(k.Key)
		if p == nil || len(p.turns) == 0 {
			continue
		}
		on := pages(p)
		if len(on) == 0 {
			continue
		}
		var said []pageRange
		stated, right := "", false
		for _, other := range cites {
			if other.Key == k.Key && other.Locator != "" {
				said = append(said, pagesIn(other.Locator)...)
				stated = other.Locator
			}
		}
		for _, n := range on {
			right = right || slices.ContainsFunc(said, func(r pageRange) bool { return r.has(n) || r.has(n+p.offset) })
		}
		what, where := clip(at.In(t.plain), 40), pagesWords(on)
		switch {
		case right || stated != "" && len(said) == 0: // a paragraph or an article
		case stated == "":
			c.report(t, "no-page", at, fmt.Sprintf("write [@%s, %s]", k.Key, where), "%q stands on %s of %s", what, where, k.Key)
		default:
			c.report(t, "wrong-page", at, fmt.Sprintf("write [@%s, %s], or cite the words that stand there", k.Key, where), "%q stands on %s of %s, and not on %s", what, where, k.Key, clip(stated, 40))
		}
	}
}

// tablePages holds the locators of facts and quotations against the pages on which
// their sources have them.
func (c *checker) tablePages() {
	look := func(at dossier.Pos, sources dossier.IDs, locator, what string, pages func(*pageText) []int) {
		said := pagesIn(locator)
		if len(said) == 0 {
			return
		}
		for _, id := range sources {
			p := c.facts.page(id)
			if p == nil || len(p.turns) == 0 {
				continue
			}
			on := pages(p)
			if len(on) > 0 && !slices.ContainsFunc(on, func(n int) bool {
				return slices.ContainsFunc(said, func(r pageRange) bool { return r.has(n) || r.has(n+p.offset) })
			}) {
				c.add("wrong-page", at, 0, "write the page into the column locator", "%q stands on %s of %s, and not on %s", clip(what, 40), pagesWords(on), id, clip(locator, 40))
			}
		}
	}
	for _, q := range c.d.Quotes {
		look(q.Pos, q.Sources, q.Locator, q.Text, func(p *pageText) []int { return p.pagesOfWords(q.Text) })
	}
	for _, f := range c.d.Facts {
		figure := valueOf(f.Value, f.Unit)
		look(f.Pos, f.Sources, f.Locator, number(f.Value), func(p *pageText) []int { return p.pagesOfFigure(figure) })
	}
}

// pagesWords writes pages as a locator.
func pagesWords(list []int) string {
	if len(list) == 1 {
		return "p. " + strconv.Itoa(list[0])
	}
	var s []string
	for _, n := range list[:min(len(list), 6)] {
		s = append(s, strconv.Itoa(n))
	}
	return "pp. " + strings.Join(s, ", ")
}

// pageRange is a range of pages in a locator.
type pageRange struct{ from, to int }

func (r pageRange) has(n int) bool { return n >= r.from && n <= r.to }

var pageLabel = lazyregexp.New(`(?i)^\s*(?:pages?|pp?\.?|S\.|с\.|стр\.|頁|쪽)?\s*(\d{1,5}\s*(?:[-–—,;]\s*\d{1,5}\s*)*)(?:頁|ページ|쪽|면)?\s*$`)

// pagesIn reads the pages that a locator names; none where it names a paragraph, an
// article or anything else.
func pagesIn(locator string) []pageRange {
	m := pageLabel.FindStringSubmatch(locator)
	if m == nil {
		return nil
	}
	var out []pageRange
	for x := range strings.FieldsFuncSeq(m[1], func(r rune) bool { return r == ',' || r == ';' }) {
		first, last, ranges := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(x), "-")
		if n := len(first) - len(last); ranges && n > 0 {
			last = first[:n] + last // 107–8
		}
		from, err := strconv.Atoi(first)
		if err != nil {
			continue
		}
		to, err := strconv.Atoi(last)
		if err != nil {
			to = from
		}
		out = append(out, pageRange{from, to})
	}
	return out
}
