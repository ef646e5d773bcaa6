package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads a page of markup: what its head says, then what its body shows,
// then the article itself.
func (p *Page) readHTML(text []byte, opt Options) error {
	doc, err := p.parse(text)
	if err != nil {
		return fmt.Errorf("%w: the markup cannot be read: %w", ErrNoText, err)
	}
	h := readHead(doc)
	p.apply(h, opt)
	article := p.otherArticles(doc, first(p.Title, h.title))
	p.nextStories(doc)
	p.readShown(doc, article)
	p.prune(doc)
	p.dropTitle(doc)
	left := maps.Clone(p.LeftOut)
	blocks := p.clean(extract(doc))
	if n := size(blocks); n < 700 {
		// So little text may mean that what was taken for furniture was the article:
		// then the page as it came says more.
		if whole, err := p.parse(text); err == nil {
			found := p.LeftOut
			p.LeftOut = left
			if again := p.clean(extract(whole)); size(again) > 5*n/2+200 {
				blocks = again
			} else {
				p.LeftOut = found
			}
		}
	}
	p.Text = markdown(blocks)
	p.settleDek(h)
	if len(letters(p.Text)) < 40 && h.ld.body != "" {
		p.Text = markdown(p.clean(paragraphs(h.ld.body)))
	}
	if letters(p.Text) == "" {
		return fmt.Errorf("%w; a page that is made by scripts alone has to be saved from a browser", ErrNoText)
	}
	return nil
}

// size counts the letters of blocks.
func size(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += len(letters(b.text))
	}
	return n
}

// extract finds the article's text with trafilatura, in the cleaned document,
// and falls back on all that is left of it where that finds too little.
func extract(doc *html.Node) []block {
	body := bodyOf(doc)
	n := 0
	each(body, func(c *html.Node) bool {
		if c.Type == html.ElementNode {
			n++
		}
		return true
	})
	if n > hugePage {
		return blocksOf(body)
	}
	res, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		ExcludeComments:  true,
		EnableFallback:   n <= largePage,
		HtmlDateOverride: &htmldate.Result{},
		Config:           config,
	})
	if err != nil || res.ContentNode == nil {
		return blocksOf(body)
	}
	found, all := blocksOf(res.ContentNode), blocksOf(container(body, res.ContentNode))
	if len(found) == 1 && len(all) > 0 && !slices.ContainsFunc(all, func(b block) bool { return letters(b.text) == letters(found[0].text) }) && size(all)*4 <= size(found)*5 {
		// Of a very short text the library joins the paragraphs, or doubles the one.
		return all
	}
	return restore(found, all)
}

// The time that the library takes grows faster than a page does. Beyond largePage
// elements its fallbacks are left out, beyond hugePage it is not asked.
const (
	largePage = 5_000
	hugePage  = 25_000
)

// config asks trafilatura for short articles too.
var config = func() *trafilatura.Config {
	c := trafilatura.DefaultConfig()
	c.MinExtractedSize = 200
	c.MinOutputSize = 1
	return c
}()

// container gives the smallest element of the document that holds nearly all of
// the paragraphs that were extracted.
func container(body, content *html.Node) *html.Node {
	want := map[string]bool{}
	for _, b := range blocksOf(content) {
		if k := letters(b.text); len(k) > 40 {
			want[k] = true
		}
	}
	if len(want) == 0 {
		return body
	}
	have := map[*html.Node]int{}
	found := 0
	var count func(n *html.Node) int
	count = func(n *html.Node) int {
		if !hasBlockChild(n) && isBlock(n) {
			if want[letters(textOf(n))] {
				found++
				have[n] = 1
				return 1
			}
			return 0
		}
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				sum += count(c)
			}
		}
		have[n] = sum
		return sum
	}
	count(body)
	n := body
	for found > 0 {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if have[c]*20 >= found*19 && hasBlockChild(c) {
				next = c
				break
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// restore puts back what belongs between the paragraphs that were extracted:
// headings, lists, tables, quotations and short paragraphs that stand between
// the first and the last of them, in the order of the page.
func restore(extracted, all []block) []block {
	kept := map[string]bool{}
	for _, b := range extracted {
		kept[letters(b.text)] = true
	}
	first, last, hits := -1, -1, 0
	for i, b := range all {
		if k := letters(b.text); len(k) > 20 && kept[k] {
			if first < 0 {
				first = i
			}
			last = i
			hits++
		}
	}
	// Where the two hardly agree, what was extracted stands.
	if hits*2 < len(extracted) || first < 0 {
		return extracted
	}
	// A lead before the first, such as a short opening, belongs if it reads as a
	// sentence; so does what follows the last.
	for first > 0 && all[first-1].kind != heading && isSentence(all[first-1].text) {
		first--
	}
	for last+1 < len(all) && (isSentence(all[last+1].text) || all[last+1].kind == item || all[last+1].kind == table) {
		last++
	}
	for first > 0 && all[first-1].kind == heading && all[first-1].level > 1 && first-1 > 0 {
		first--
	}
	return all[first : last+1]
}

// dropTitle takes the page's own heading out of the document: the text begins
// after it.
func (p *Page) dropTitle(doc *html.Node) {
	var titles []*html.Node
	each(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && similarTitle(textOf(n), p.Title) {
			titles = append(titles, n)
			return false
		}
		return true
	})
	for i, n := range titles {
		if n.DataAtom == atom.H1 || i == 0 {
			remove(n)
		}
	}
}

// settleDek keeps a description as the dek only where it is not the beginning of
// the text: many sites cut theirs from the first paragraph.
func (p *Page) settleDek(h *head) {
	if p.Dek != "" {
		return
	}
	d := first(h.ld.dek, h.get("og:description", "description", "twitter:description", "dc.description", "sailthru.description"))
	if d == "" || strings.HasSuffix(d, "…") || strings.HasSuffix(d, "...") || strings.HasSuffix(d, "[…]") || len([]rune(d)) > 400 {
		return
	}
	if similarTitle(d, p.Title) || letters(d) == letters(p.Site) || strings.Contains(letters(p.Text), letters(d)) {
		return
	}
	p.Dek = d
}
