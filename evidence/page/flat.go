package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

// readFlat reads plain text: the text of an article, or a whole page that was
// flattened, with the teasers of other stories after it.
func (p *Page) readFlat(text []byte) error {
	p.flat = true
	blocks := p.head(paragraphs(string(text)))
	blocks = subheads(p.clean(blocks))
	p.Text = markdown(blocks)
	if letters(p.Text) == "" {
		return fmt.Errorf("%w", ErrNoText)
	}
	return nil
}

var (
	mdHeading = lazyregexp.New(`^(#{1,6})\s+(.+?)\s*#*$`)
	mdItem    = lazyregexp.New(`^(\s*)(?:[-*+•‣◦]|(\d{1,3})[.)])\s+(.+)$`)
	mdQuote   = lazyregexp.New(`^>\s?(.*)$`)
	mdRule    = lazyregexp.New(`^\s*(?:[-*_=~]\s*){3,}$`)
	mdImage   = lazyregexp.New(`!\[([^\]]*)\]\([^)]*\)`)
	mdLink    = lazyregexp.New(`\[([^\]]+)\]\((?:https?:|/|#|mailto:)[^)]*\)`)
	emphasis  = lazyregexp.New(`(^|[\s(“"'])(?:\*\*|__)(\S(?:.*?\S)??)(?:\*\*|__)($|[\s).,;:!?”"'])`)
)

// paragraphs parts plain text into blocks. A blank line parts paragraphs; where
// the text has none, or its lines are not wrapped, each line is one. Marks of
// Markdown are understood.
func paragraphs(text string) []block {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n", "\u00a0", " ", "\u200b", "", "\ufeff", "").Replace(text)
	lines := strings.Split(text, "\n")
	if len(lines) <= 3 && len(text) > 1500 {
		lines = strings.Split(unroll(text), "\n")
	}
	wrapped, width := isWrapped(lines)
	var out []block
	var buf []string
	flush := func() {
		if len(buf) > 0 && len(out) < maxBlocks {
			if t := inline(strings.Join(buf, " ")); t != "" {
				out = append(out, block{kind: paragraph, text: t})
			}
		}
		buf = buf[:0]
	}
	for i := 0; i < len(lines) && len(out) < maxBlocks; i++ {
		line := strings.TrimRight(lines[i], " \t")
		trim := strings.TrimSpace(line)
		anew := !wrapped || len(buf) == 0 || endsEarly(buf[len(buf)-1], trim, width)
		switch {
		case trim == "":
			flush()
		case mdHeading.MatchString(trim):
			flush()
			m := mdHeading.FindStringSubmatch(trim)
			out = append(out, block{kind: heading, level: len(m[1]), text: inline(m[2])})
		case mdRule.MatchString(trim):
			flush()
		case strings.HasPrefix(trim, "|") && strings.HasSuffix(trim, "|") && len(trim) > 2:
			flush()
			j := i
			for j < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[j]), "|") {
				j++
			}
			if j-i >= 2 {
				var rows []string
				for _, r := range lines[i:j] {
					rows = append(rows, strings.TrimSpace(r))
				}
				out = append(out, block{kind: table, text: strings.Join(rows, "\n")})
				i = j - 1
			} else {
				buf = append(buf, strings.Trim(trim, "| "))
				flush()
			}
		case mdItem.MatchString(line) && anew:
			flush()
			m := mdItem.FindStringSubmatch(line)
			order, _ := strconv.Atoi(m[2])
			out = append(out, block{kind: item, level: min(4, len(m[1])/2), order: order, text: inline(m[3])})
		case mdQuote.MatchString(trim):
			flush()
			if t := inline(mdQuote.FindStringSubmatch(trim)[1]); t != "" {
				if n := len(out); wrapped && n > 0 && out[n-1].kind == quote && i > 0 && mdQuote.MatchString(strings.TrimSpace(lines[i-1])) {
					out[n-1].text += " " + t
				} else {
					out = append(out, block{kind: quote, text: t})
				}
			}
		default:
			if anew {
				flush()
			}
			buf = append(buf, trim)
		}
	}
	flush()
	return out
}

// inline takes marks of Markdown out of a line: pictures, links, strong print.
func inline(s string) string {
	if strings.Contains(s, "](") {
		s = mdImage.ReplaceAllString(s, "$1")
		s = mdLink.ReplaceAllString(s, "$1")
	}
	if strings.Contains(s, "**") || strings.Contains(s, "__") {
		s = emphasis.ReplaceAllString(s, "$1$2$3")
	}
	return oneLine(s)
}

// isWrapped reports whether lines were broken at a width, so that a paragraph
// runs over several, and gives the length of the longest.
func isWrapped(lines []string) (wrapped bool, width int) {
	pairs, goOn, longest := 0, 0, 0
	for i, l := range lines {
		w := weight(strings.TrimSpace(l))
		longest = max(longest, w)
		if i+1 == len(lines) || w < 40 || strings.TrimSpace(lines[i+1]) == "" {
			continue
		}
		pairs++
		next := strings.TrimSpace(lines[i+1])
		r, _ := utf8.DecodeRuneInString(next)
		if !ended(l) && (unicode.IsLower(r) || w > 55) {
			goOn++
		}
	}
	return pairs >= 2 && longest <= 160 && goOn*5 >= pairs*3, longest
}

// endsEarly reports whether a line stops well before the width at which the text
// is broken and the next begins anew: a title over its dek, or the last line of
// a paragraph that no blank line follows.
func endsEarly(line, next string, width int) bool {
	r, _ := utf8.DecodeRuneInString(next)
	return weight(line)*4 < width*3 && !unicode.IsLower(r)
}

var unrollMarks = lazyregexp.New(`(?i)\s*((?:top |lead |header )?(?:photo|image) credit\s?:|(?:keep reading|show less|read more)\b\s*[↓→…]*)\s*`)

// unrollCredit is a credit with its bracket, after which another line began.
var unrollCredit = lazyregexp.New(`(?im)^((?:top |lead |header )?(?:photo|image) credit\s?: [^()\n]{0,120}\([^()\n]{2,80}\))\s+`)

// unroll parts a text that stands on one line: at the marks of other stories,
// and after every few sentences.
func unroll(text string) string {
	text = unrollMarks.ReplaceAllString(text, "\n$1 ")
	text = unrollCredit.ReplaceAllString(text, "$1\n")
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		n := 0
		for i, r := range line {
			b.WriteRune(r)
			n++
			if n > 500 && strings.ContainsRune(".!?。", r) && i+1 < len(line) && (line[i+1] == ' ' || r == '。') {
				b.WriteByte('\n')
				n = 0
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var keyLine = lazyregexp.New(`(?i)^(title|headline|url|source|link|date|published|updated|author|authors|by|site|section|tags|language)\s*:\s+(\S.*)$`)

// head reads the lines above an article (site, tags, title, dek, byline, date,
// lead image) and gives the blocks of its text.
func (p *Page) head(blocks []block) []block {
	blocks = p.keyLines(blocks)
	// The head ends with the first paragraph of prose.
	body := 0
	opens := func(b block) bool {
		if b.kind != paragraph {
			return b.kind == table
		}
		return isPara(b.text) && !creditOf(b.text) && !noticeLine.MatchString(b.text) && !emailBox.MatchString(b.text)
	}
	for body < len(blocks) && !opens(blocks[body]) {
		body++
	}
	if body == len(blocks) {
		body = min(len(blocks), 1)
	}
	body = p.pastDek(blocks, body)
	title := p.titleAt(blocks[:body], blocks)
	if title >= 0 && p.Title == "" {
		p.Title = blocks[title].text
		// The title of the window, with the site's name, over the headline itself.
		for i, b := range blocks[title+1 : max(body, title+1)] {
			if site, ok := siteOf(p.Title, b.text); ok {
				p.Title, p.Site, title = b.text, first(p.Site, site), title+1+i
				break
			}
		}
	}
	if title < 0 {
		return blocks
	}
	for _, b := range blocks[:title] {
		p.above(b)
	}
	return p.below(blocks[title+1:], body-title-1)
}

// siteOf gives the site's name where a line is a headline with it behind.
func siteOf(line, headline string) (string, bool) {
	rest, ok := strings.CutPrefix(line, headline)
	site := strings.TrimLeft(rest, " |｜:：·»–—-")
	return site, ok && len(rest)-len(site) > 0 && site != "" && weight(site) <= 60 && weight(headline) >= 14
}

// subheads makes headings of the short lines that stand over paragraphs.
func subheads(blocks []block) []block {
	for i := range blocks {
		b := &blocks[i]
		if b.kind == paragraph && weight(b.text) <= 90 && !ended(b.text) && i+1 < len(blocks) && i > 0 && isPara(blocks[i+1].text) &&
			(isHeadline(b.text) || len(strings.Fields(b.text)) >= 2 && unicode.IsUpper([]rune(b.text)[0])) {
			b.kind, b.level = heading, 2
		}
	}
	return blocks
}

// pastDek moves the beginning of the text past a dek that reads as prose: one
// short paragraph between the title and a byline, date, credit or tag.
func (p *Page) pastDek(blocks []block, body int) int {
	if body == 0 || body >= len(blocks) || weight(blocks[body].text) > 420 {
		return body
	}
	headed := false
	for i := body + 1; i < len(blocks) && i < body+12; i++ {
		b := blocks[i]
		named, _ := datedNames(b.text)
		switch r := p.role(b); {
		case r == roleDate || r == roleByline || r == roleSection || len(namesOnly(b.text)) > 0 || len(named) > 0:
			headed = true
		case r == roleControl || r == roleCredit:
		case isPara(b.text) && headed:
			return i
		default:
			return body
		}
	}
	return body
}

// datedNames reads a line such as "Hana Mori | Feb 1, 2021".
func datedNames(s string) (names []string, iso string) {
	ds := datesOf(s)
	if len(ds) == 0 || len(s) > 160 || ended(s) {
		return nil, ""
	}
	return namesOnly(strings.Trim(ds[0].before, " |·•–—-,")), ds[0].iso
}

// keyLines reads lines such as "Title: …" and "Date: …" at the top of a file.
func (p *Page) keyLines(blocks []block) []block {
	n := 0
	for n < len(blocks) && n < 12 {
		m := keyLine.FindStringSubmatch(blocks[n].text)
		if m == nil || blocks[n].kind != paragraph || len(m[2]) > 400 {
			break
		}
		v := m[2]
		switch strings.ToLower(m[1]) {
		case "title", "headline":
			p.Title = first(p.Title, v)
		case "url", "link", "source":
			if strings.HasPrefix(v, "http") {
				p.URL = first(p.URL, v)
			} else {
				p.Site = first(p.Site, v)
			}
		case "date", "published":
			p.Published = first(p.Published, isoDay(v))
		case "updated":
			p.Updated = first(p.Updated, isoDay(v))
		case "author", "authors", "by":
			if len(splitAuthors(v)) == 0 {
				return blocks[n:]
			}
			p.Authors = append(p.Authors, splitAuthors(v)...)
		case "site":
			p.Site = first(p.Site, v)
		case "section":
			p.Section = first(p.Section, v)
		case "tags":
			p.Tags = append(p.Tags, strings.Split(v, ",")...)
		case "language":
			p.Language = first(p.Language, v)
		}
		n++
	}
	return blocks[n:]
}

// titleAt finds the title among the lines above the text: the first first-level
// heading, else the first line of at least four words that reads as a headline,
// else the first that may be one. -1 where there is none or it is known.
func (p *Page) titleAt(head, all []block) int {
	if p.Title != "" {
		for i, b := range head {
			if similarTitle(b.text, p.Title) {
				return i
			}
		}
		return -1
	}
	for i, b := range head {
		if b.kind == heading && b.level == 1 {
			return i
		}
	}
	may := -1
	for i, b := range head {
		if b.kind != paragraph && b.kind != heading || p.role(b) != roleHeadline || boxHeading.MatchString(b.text) || newsletterHeading.MatchString(b.text) || noticeLine.MatchString(b.text) || strings.HasPrefix(b.text, "http") {
			continue
		}
		if len(strings.Fields(b.text)) >= 4 || weight(b.text) >= 28 {
			// A line that stands in a menu is followed by more of them; the title
			// is followed by a dek, byline, date, credit or the text.
			if i+1 < len(head) && p.role(head[i+1]) == roleHeadline && weight(head[i+1].text) > 2*weight(b.text) && len(strings.Fields(b.text)) < 5 {
				continue
			}
			return i
		}
		if may < 0 {
			may = i
		}
	}
	if may < 0 && len(head) == 1 && len(all) > 1 && weight(head[0].text) < 160 {
		return 0
	}
	return may
}

// above reads a line that stands over the title.
func (p *Page) above(b block) {
	s := b.text
	switch {
	case creditOf(s):
		p.keepCredit(s, 0)
		p.left("credit", 1)
	case isDateLine(s) || isBylineLine(s):
		p.keepLine(s)
		p.left("byline", 1)
	case sectionParts(s, nil) != nil && len(sectionParts(s, nil)) <= 4:
		parts := sectionParts(s, nil)
		// The tags nearest to the title count; a menu above is replaced by them.
		p.Section, p.Tags = parts[0], append(p.Tags, parts[1:]...)
		p.left("navigation", 1)
	case isControl(s):
		p.left("control", 1)
	case noticeLine.MatchString(s):
		p.left("notice", 1)
	default:
		if p.Site == "" && len(strings.Fields(s)) <= 5 && len(s) < 50 && !followLine.MatchString(s) && !menuWord.MatchString(s) && !newsletterHeading.MatchString(s) {
			p.Site = s
		}
		p.left("navigation", 1)
	}
}

// menuWord is an entry of a site's menu, which is not the site's name.
var menuWord = lazyregexp.New(`(?i)^(?:home(?:page)?|front page|about(?: us)?|contact(?: us)?|topics?|regions?|sections?|archives?|issues?|authors?|experts?|people|subscribe|subscriptions?|donate|support us|sign (?:in|up)|my account|account|search|menu|newsletters?|podcasts?|videos?|events?|all|more|english|language|トップ|ホーム|会員登録|ログイン|検索|홈|로그인|회원가입|검색|전체(?:메뉴)?)$`)

// below reads the lines between the title and the text, n of them at most.
func (p *Page) below(blocks []block, n int) []block {
	i := 0
	for ; i < len(blocks) && i < n; i++ {
		b := blocks[i]
		s := b.text
		if b.kind == item || b.kind == table || b.kind == quote || b.kind == pre {
			break
		}
		switch {
		case creditOf(s):
			p.keepCredit(s, 0)
			p.left("credit", 1)
		case isDateLine(s) || isBylineLine(s):
			p.keepLine(s)
			p.left("byline", 1)
		case sectionParts(s, nil) != nil:
			for j, part := range sectionParts(s, nil) {
				if j == 0 && p.Section == "" {
					p.Section = part
				} else {
					p.Tags = append(p.Tags, part)
				}
			}
			p.left("navigation", 1)
		case isControl(s) || followLine.MatchString(s):
			p.left("control", 1)
		case noticeLine.MatchString(s):
			p.left("notice", 1)
		case len(p.Authors) < 12 && len(namesOnly(s)) > 0:
			p.Authors = append(p.Authors, namesOnly(s)...)
			p.left("byline", 1)
		case p.bylineWithDate(s):
			p.left("byline", 1)
		case p.Dek == "" && i == 0 && b.kind != heading && weight(s) < 420 && weight(s) > 24:
			p.Dek = s
		case b.kind == heading && i+1 >= n:
			return blocks[i:] // a heading over the first section
		default:
			if isSentence(s) {
				return blocks[i:]
			}
			if letters(s) != letters(p.Title) && weight(s) > 60 && p.Dek == "" {
				p.Dek = s
				continue
			}
			// A caption of the lead image, or a line of the page's furniture.
			if p.Image != nil && p.Image.Caption == "" && weight(s) > 30 {
				p.Image.Caption = s
				p.left("caption", 1)
				continue
			}
			p.left("navigation", 1)
		}
	}
	return blocks[i:]
}

// bylineWithDate keeps what a line of names and a date says.
func (p *Page) bylineWithDate(s string) bool {
	names, iso := datedNames(s)
	if len(names) == 0 {
		return false
	}
	if len(p.Authors) == 0 {
		p.Authors = names
	}
	p.Published = first(p.Published, iso)
	return true
}
