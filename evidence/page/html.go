package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
	stated := p.Published
	p.Published = ""
	p.cards(bodyOf(doc), false)
	p.readShown(doc, article)
	p.prune(doc)
	p.dropTitle(doc)
	blocks := p.clean(extract(doc))
	if isPara(p.Dek) && !slices.ContainsFunc(blocks, func(b block) bool { return letters(b.text) == letters(p.Dek) }) {
		blocks = slices.Insert(blocks, 0, block{kind: paragraph, text: p.Dek})
	}
	all := blocksOf(bodyOf(doc))
	p.headLines(all, blocks)
	p.settleDate(stated, first(dateOfAddress(first(p.URL, opt.URL)), dayOfSignature(blocks)))
	p.flagCut(blocks)
	p.flagBeside(all, blocks)
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
		return afterTitle(blocksOf(body))
	}
	ask := func(fallback bool) []block {
		res, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
			ExcludeComments:  true,
			EnableFallback:   fallback,
			HtmlDateOverride: &htmldate.Result{},
			Config:           config,
		})
		if err != nil || res.ContentNode == nil {
			return nil
		}
		return blocksOf(res.ContentNode)
	}
	// The library's fallbacks take most of its time. Where it finds most of the words
	// that are in no link without them, they would find no more.
	extracted := ask(false)
	if all := measure(body, map[*html.Node]made{}); n <= largePage && size(extracted)*2 < all.words-all.linked {
		extracted = ask(true)
	}
	if len(extracted) == 0 {
		return afterTitle(blocksOf(body))
	}
	f := foundIn(extracted)
	in := container(body, f)
	all := blocksOf(in)
	if !slices.ContainsFunc(all, isProse) {
		// What was found holds no paragraph: the article around it may.
		if around := within(in, atom.Article, atom.Main); around != nil {
			if more := blocksOf(around); slices.ContainsFunc(more, isProse) {
				return afterTitle(more)
			}
		}
	}
	own := afterTitle(all)
	titled := len(own) < len(all)
	if kept := restore(own, f, titled, find(body, isTitleMark) != nil); kept != nil {
		return kept
	}
	// The two hardly agree, as of short texts, whose paragraphs and tables the library
	// joins or doubles.
	if size(own) > 0 && (titled || size(own)*4 <= size(extracted)*5) {
		return own
	}
	return extracted
}

func isProse(b block) bool { return b.kind == paragraph && isPara(b.text) && ended(b.text) }

// afterTitle gives the blocks after the page's own headline, unless most stands
// before it.
func afterTitle(blocks []block) []block {
	at := slices.IndexFunc(blocks, func(b block) bool { return b.kind == titled })
	if at < 0 {
		return blocks
	}
	if size(blocks[:at]) > size(blocks[at:]) {
		return slices.Delete(blocks, at, at+1)
	}
	return blocks[at+1:]
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

// found tells the words of what was extracted.
type found struct {
	words   map[string]bool
	letters int // of them, each counted once
}

func foundIn(extracted []block) *found {
	f := &found{words: map[string]bool{}}
	seen := map[string]bool{}
	for _, b := range extracted {
		if seen[b.text] {
			continue
		}
		seen[b.text] = true
		eachPair(b.text, func(pair string, length int) {
			if !f.words[pair] {
				f.words[pair] = true
				f.letters += length
			}
		})
	}
	return f
}

// holds gives the letters of a text if it has more than twenty and most of its words
// were extracted, and 0 if not. What the library joins or parts otherwise than the page does is found too.
func (f *found) holds(text string) int {
	hits, of := 0, 0
	eachPair(text, func(pair string, length int) {
		of += length
		if f.words[pair] {
			hits += length
		}
	})
	if of <= 20 || hits*10 < of*7 {
		return 0
	}
	return of
}

// eachPair calls f with each two words that stand together in a text, and with long
// words alone, such as the clauses of a text that is written without blanks; with
// their length.
func eachPair(text string, f func(pair string, length int)) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || strings.ContainsRune("。、！？「」", r) })
	for i, w := range words {
		if len(words) == 1 || len(w) >= 24 {
			f(w, len(w))
		} else if i > 0 {
			f(words[i-1]+" "+w, len(w))
		}
	}
}

// container gives the smallest element of the document that holds nearly all of what
// was extracted.
func container(body *html.Node, f *found) *html.Node {
	have := map[*html.Node]int{}
	var count func(n *html.Node) int
	count = func(n *html.Node) int {
		sum := 0
		if !hasBlockChild(n) && isBlock(n) {
			sum = f.holds(textOf(n))
		} else {
			var line strings.Builder // what stands between the blocks
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				switch {
				case c.Type == html.TextNode:
					line.WriteString(c.Data)
				case c.Type != html.ElementNode || silent(c):
				case isBlock(c) || hasBlockChild(c):
					sum += f.holds(oneLine(line.String())) + count(c)
					line.Reset()
				case c.DataAtom == atom.Br:
					line.WriteByte(' ')
				default:
					line.WriteString(textOf(c))
				}
			}
			sum += f.holds(oneLine(line.String()))
		}
		have[n] = sum
		return sum
	}
	total := count(body)
	n := body
	for total > 0 {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if have[c]*20 >= total*19 && hasBlockChild(c) {
				next = c
				break
			}
		}
		if next == nil || oneOfSeveral(next) {
			break
		}
		n = next
	}
	return n
}

// oneOfSeveral reports whether an element has one beside it that is made as it is, with
// a heading or the name of a speaker first: a speech of a debate, a measure of a plan.
func oneOfSeveral(n *html.Node) bool {
	class := attr(n, "class")
	if class == "" && n.DataAtom != atom.Article && n.DataAtom != atom.Section {
		return false
	}
	opens := func(n *html.Node) atom.Atom {
		if h := find(n, isHeading); h != nil {
			return h.DataAtom
		}
		if isSpeaker(firstLine(n)) {
			return atom.P
		}
		return 0
	}
	by := opens(n)
	for _, s := range []*html.Node{prevElement(n), nextElement(n)} {
		if by != 0 && s != nil && s.DataAtom == n.DataAtom && attr(s, "class") == class && opens(s) == by {
			return true
		}
	}
	return false
}

// restore gives the blocks of the page from the first to the last that was extracted:
// headings, lists, tables, quotations and short paragraphs between them belong, and so
// do sentences, lists and tables on either side. Where the
// blocks begin with the headline, so does the article; where it stands above them, the
// lines before the first paragraph belong too. It gives nil where they are others.
func restore(all []block, f *found, titled, headed bool) []block {
	first, last, hits := -1, -1, 0
	for i, b := range all {
		if n := f.holds(b.text); n > 0 {
			if first < 0 {
				first = i
			}
			last = i
			hits += n
		}
	}
	if hits*2 < f.letters || first < 0 {
		return nil
	}
	for last > first && all[last].linked {
		last--
	}
	if titled {
		first = 0
	}
	for first > 0 && all[first-1].kind != heading && isSentence(all[first-1].text) {
		first--
	}
	for last+1 < len(all) && (isSentence(all[last+1].text) && !all[last+1].linked || all[last+1].kind == item || all[last+1].kind == table) {
		last++
	}
	last = endOf(all, last)
	if headed {
		first = startOf(all, first)
	}
	for first > 0 && all[first-1].kind == heading && all[first-1].level > 1 && (headed || first-1 > 0) {
		first--
	}
	return all[first : last+1]
}

// dropTitle takes the page's own heading out of the document, and leaves a rule in
// its place: the text begins after it.
func (p *Page) dropTitle(doc *html.Node) {
	var titles []*html.Node
	each(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && isHeading(n) && similarTitle(textOf(n), p.Title) {
			titles = append(titles, n)
			return false
		}
		return true
	})
	for i, n := range titles {
		if i == 0 {
			n.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "hr", DataAtom: atom.Hr, Attr: []html.Attribute{{Key: "id", Val: titleMark}}}, n)
		}
		if n.DataAtom == atom.H1 || i == 0 {
			remove(n)
		}
	}
}

func isTitleMark(n *html.Node) bool { return n.DataAtom == atom.Hr && attr(n, "id") == titleMark }

// titleMark is the id of the rule that stands where the page's own heading stood.
const titleMark = "entente-title"

// headLines reads who wrote the page and when from the lines between its headline and
// the text that was kept of it, else from those right before the headline.
func (p *Page) headLines(all, kept []block) {
	at := slices.IndexFunc(all, func(b block) bool { return b.kind == titled })
	if at < 0 {
		return
	}
	read := func(b block) bool {
		if b.kind == table || b.kind == pre || isPara(b.text) || len(kept) > 0 && b.text == kept[0].text && (b.kind == heading || isSentence(b.text)) {
			return false
		}
		if p.isHeadLine(b) || byWord.MatchString(b.text) && isBylineLine(b.text) {
			p.keepLine(b.text)
		}
		return true
	}
	const near = 8 // blocks
	i := at + 1
	for ; i < len(all) && i <= at+near && read(all[i]); i++ {
	}
	if i < len(all) && all[i].kind == pre { // its first line may be the day
		if line, _, _ := strings.Cut(all[i].text, "\n"); isDateLine(line) {
			p.keepLine(line)
		}
	}
	for i := at - 1; i >= 0 && i >= at-near && p.Published == "" && read(all[i]); i-- {
	}
}

// settleDate takes the day that the page's data state, else the one that it shows at
// its head, else another (in its address, under its text). What it states and shows should agree.
func (p *Page) settleDate(stated, other string) {
	shown := p.Published
	p.Published = first(stated, shown, other)
	if p.Published == "" && p.Updated != "" {
		p.Published = p.Updated
		p.flag("updated-only", "the page gives the day of its last change alone", "")
	}
	if stated != "" && shown != "" && !near(stated, shown) && !(p.Updated != "" && near(p.Updated, shown)) {
		p.flag("two-dates", fmt.Sprintf("the page's data say that it is of %s, and its words say %s", stated, shown), "")
	}
}

// near reports whether two days are the same, or beside each other as the time zone of
// a server puts them; a month or year is near any day in it.
func near(a, b string) bool {
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return true
	}
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	return errX == nil && errY == nil && x.Sub(y).Abs() <= 24*time.Hour
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

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
