// Package page turns a page as it was received, HTML or plain text, into the
// article that it carries: its text as Markdown, what is known of it, and what
// was left out. Navigation, teasers of other stories, newsletter boxes, photo
// credits and notices do not belong to an article, even where the page has
// already been flattened to plain text.
//
// A page is hostile input: size, depth and the number of elements are bounded.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"entente/lazyregexp"
)

// Limits on what is read.
const (
	MaxBytes   = 16 << 20 // of a page
	maxDepth   = 400      // of nested elements; deeper ones are unwrapped
	maxNodes   = 400_000  // of elements and texts
	maxBlocks  = 40_000   // of an article
	maxFlagged = 40       // copying slips flagged on one page
)

// Errors of Read.
var (
	ErrTooLarge = errors.New("the page is too large")
	ErrNoText   = errors.New("the page holds no article text")
	ErrBinary   = errors.New("this is neither HTML nor text")
)

// Page is an article and what is known of it. Empty means that the page does
// not say.
type Page struct {
	Title   string
	Dek     string // the standfirst under the title
	Authors []string
	// Published and Updated are ISO 8601 days, or coarser.
	Published string
	Updated   string
	Site      string
	Publisher string
	Language  string // ISO 639-1
	Section   string
	Tags      []string // regions and topics, without the section
	Image     *Image   // the lead image
	URL       string   // the canonical address
	Kind      string   // article, report, …: schema.org's or OpenGraph's word in lower case
	Charset   string   // the encoding in which the page was received
	Text      string   // Markdown
	// LeftOut counts what was left out, by kind: teaser, navigation, newsletter,
	// share, credit, caption, comment, notice, advertisement, author-note,
	// hidden, byline, control, contact, pull-quote.
	LeftOut map[string]int
	Flags   []Flag

	flat   bool            // it came as plain text
	bodies map[string]bool // authors that the page's data call organizations
	gone   []cut           // elements that were left out and hold prose
}

// Image is a picture with the words that go with it.
type Image struct {
	URL     string
	Alt     string
	Caption string
	Credit  string // the photographer or agency
	Rights  string
}

// Flag is something that a person should look at.
type Flag struct {
	Kind    string // no-byline, no-date, two-dates, updated-only, left-out, doubled-word, run-together, two-spellings, charset, deep, cut
	Message string
	Excerpt string
}

// Options tell what is known of a page beforehand. The zero value is fine.
type Options struct {
	URL         string // where it was found
	ContentType string // the HTTP header, with its charset
}

// Read reads a page. It fails with ErrTooLarge, ErrBinary or ErrNoText (wrapped);
// in the last case the Page holds what is known of it all the same.
func Read(src []byte, opt Options) (*Page, error) {
	if len(src) > MaxBytes {
		return nil, fmt.Errorf("%w: %d MB, and the limit is %d MB", ErrTooLarge, len(src)>>20, MaxBytes>>20)
	}
	text, charset, note, err := decode(src, opt.ContentType)
	if err != nil {
		return nil, err
	}
	p := &Page{Charset: charset, LeftOut: map[string]int{}}
	if note != "" {
		p.flag("charset", note, "")
	}
	if LooksHTML(text, opt.ContentType) {
		err = p.readHTML(text, opt)
	} else {
		err = p.readFlat(text)
	}
	p.finish(opt)
	return p, err
}

func (p *Page) flag(kind, message, excerpt string) {
	p.Flags = append(p.Flags, Flag{kind, message, excerpt})
}

func (p *Page) left(kind string, n int) {
	if n > 0 {
		p.LeftOut[kind] += n
	}
}

// cut is an element that was left out.
type cut struct {
	kind  string
	from  *html.Node // the element it stood in
	prose int        // bytes of its paragraphs
}

// leave takes an element out of a document and counts it.
func (p *Page) leave(n *html.Node, kind string) {
	if wordsBelow(n) > 0 {
		p.left(kind, 1)
		if prose := proseBelow(n); prose > 0 && n.Parent != nil && len(p.gone) < 200 {
			p.gone = append(p.gone, cut{kind, n.Parent, prose})
		}
	}
	remove(n)
}

// flagCut flags what was left out from between the paragraphs of the text, where it is
// much beside what was kept: it may be the page's own.
func (p *Page) flagCut(kept []block) {
	have, prose := map[string]bool{}, 0
	for _, b := range kept {
		have[letters(b.text)] = true
		prose += len(b.text)
	}
	out, kinds := 0, map[string]bool{}
	for _, c := range p.gone {
		for k := c.from.FirstChild; k != nil; k = k.NextSibling {
			if k.Type == html.ElementNode && isBlock(k) && !hasBlockChild(k) && weight(textOf(k)) >= 40 && have[letters(textOf(k))] {
				out += c.prose
				kinds[c.kind] = true
				break
			}
		}
	}
	if out > 400 && out*4 > prose {
		p.flag("left-out", fmt.Sprintf("%d letters that stand among the paragraphs were left out (%s)", out, strings.Join(slices.Sorted(maps.Keys(kinds)), ", ")), "")
	}
}

// flagBeside flags sentences that stand below the page's headline and were not taken for
// its text, where they are more than half as much.
func (p *Page) flagBeside(all, kept []block) {
	at := slices.IndexFunc(all, func(b block) bool { return b.kind == titled })
	if at < 0 || slices.ContainsFunc(p.Flags, func(f Flag) bool { return f.Kind == "left-out" }) {
		return
	}
	var text strings.Builder
	for _, b := range kept {
		text.WriteString(letters(b.text))
	}
	have := text.String()
	looked, out := 0, 0
	for _, b := range all[at:] {
		if b.linked || !isSentence(b.text) || looked >= 400 {
			continue
		}
		looked++
		if t := letters(b.text); !strings.Contains(have, t) {
			out += len(t)
		}
	}
	if out > 400 && out*2 > len(have) {
		p.flag("left-out", fmt.Sprintf("%d letters of sentences below the headline were not taken for its text", out), "")
	}
}

// LooksHTML tells markup from plain text, by the content type where there is one,
// then by content.
func LooksHTML(text []byte, contentType string) bool {
	ct := strings.ToLower(contentType)
	if strings.HasPrefix(ct, "text/plain") {
		return false
	}
	if strings.Contains(ct, "html") {
		return true
	}
	head := bytes.ToLower(text[:min(len(text), 4096)])
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<meta ", "<div", "<p>", "<p ", "<h1", "<section", "<main", "<table", "<ul", "<br"} {
		if bytes.Contains(head, []byte(mark)) {
			return true
		}
	}
	return false
}

// finish fills what follows from the rest, and flags what is missing.
func (p *Page) finish(opt Options) {
	p.Title = oneLine(p.Title)
	p.Dek = oneLine(p.Dek)
	if p.URL == "" {
		p.URL = opt.URL
	}
	if p.URL != "" && opt.URL != "" {
		p.URL = absolute(opt.URL, p.URL)
	}
	if p.Image != nil && p.Image.URL != "" {
		p.Image.URL = absolute(p.URL, p.Image.URL)
	}
	if len(p.Authors) == 0 {
		if m := wireName.FindStringSubmatch(p.Text[:min(len(p.Text), 200)]); m != nil {
			p.Authors = append(p.Authors, first(m[1], m[2]))
		}
	}
	p.Tags = distinct(p.Tags, p.Section)
	p.Authors = distinct(p.Authors, "")
	p.settleLanguage()
	if len(p.Authors) == 0 {
		p.flag("no-byline", "the page names no author", "")
	}
	if p.Published == "" {
		p.flag("no-date", "the page gives no date of publication", "")
	}
	p.flagSlips()
}

// wireName is the reporter's name that stands with the place at the head of a
// story: "(서울=연합뉴스) 김민지 기자 =", "【ソウル=佐藤花】".
var wireName = lazyregexp.New(`^\([가-힣·]{2,12}=[^()]{2,20}\)\s*([가-힣]{2,4})\s*(?:기자|특파원|선임기자)|^[【［\[（(]\p{L}{1,12}[=＝](\p{Han}{2,6})[】］\]）)]`)

// absolute resolves a reference against a base; what cannot be resolved, or is
// no web address, is given as "".
func absolute(base, ref string) string {
	r, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		r = b.ResolveReference(r)
	}
	if r.IsAbs() && r.Scheme != "http" && r.Scheme != "https" {
		return ""
	}
	return r.String()
}

// oneLine puts a text on one line, and takes out the signs that only say where a word
// may be broken: with them no search and no quotation finds it.
func oneLine(s string) string { return strings.Join(strings.Fields(unbroken.Replace(s)), " ") }

var unbroken = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")

// distinct drops empty texts, repeats without regard to case, and one more text.
func distinct(list []string, not string) []string {
	seen := map[string]bool{strings.ToLower(not): true, "": true}
	var out []string
	for _, s := range list {
		s = oneLine(s)
		if k := strings.ToLower(s); !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}

// parse reads HTML. Elements beyond the depth limit are unwrapped, their text
// kept; beyond the limit of elements the rest is cut.
func (p *Page) parse(text []byte) (*html.Node, error) {
	flat, deep, cut := bounded(text)
	if deep {
		p.flag("deep", fmt.Sprintf("elements nest deeper than %d; the inner ones were unwrapped", maxDepth), "")
	}
	if cut {
		p.flag("cut", fmt.Sprintf("the page has more than %d elements; the rest was not read", maxNodes), "")
	}
	return html.Parse(bytes.NewReader(flat))
}

var voidTags = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// bounded gives the markup itself where it nests within the limit, and otherwise
// a copy without the elements that lie too deep. The quick look counts opening
// and closing tags; only where that hints at depth is the markup tokenised.
func bounded(text []byte) (out []byte, deep, cut bool) {
	if !mayNestDeep(text) && bytes.Count(text, []byte("<")) < maxNodes {
		return text, false, false
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(MaxBytes)
	var b bytes.Buffer
	depth, nodes := 0, 0
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			return b.Bytes(), deep, cut
		}
		if nodes++; nodes > maxNodes {
			return b.Bytes(), deep, true
		}
		raw := z.Raw()
		switch tt {
		case html.StartTagToken:
			name, _ := z.TagName()
			if !voidTags[string(name)] {
				if depth++; depth > maxDepth {
					deep = true
					b.WriteByte(' ')
					continue
				}
			}
		case html.EndTagToken:
			if depth > maxDepth {
				depth--
				b.WriteByte(' ')
				continue
			}
			depth = max(0, depth-1)
		}
		b.Write(raw)
	}
}

func mayNestDeep(text []byte) bool {
	depth := 0
	for i := 0; i < len(text)-1; i++ {
		j := bytes.IndexByte(text[i:], '<')
		if j < 0 || i+j+1 >= len(text) {
			return false
		}
		i += j
		switch c := text[i+1]; {
		case c == '/':
			depth = max(0, depth-1)
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			end := i + 1
			for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z' || text[end] >= '0' && text[end] <= '9') {
				end++
			}
			if end-i <= 7 && voidTags[strings.ToLower(string(text[i+1:end]))] {
				continue
			}
			if depth++; depth > maxDepth {
				return true
			}
		}
	}
	return false
}
