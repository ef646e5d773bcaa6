package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/lazyregexp"
)

// clean takes out of an article's blocks what is none of it: other stories after
// it and between, boxes, controls, credits, notices, notes on the author. What is
// taken out is counted by kind.
func (p *Page) clean(blocks []block) []block {
	if p.flat { // on a page of markup its structure says where an article ends
		if cut := p.boundary(blocks); cut < len(blocks) {
			p.countStories(blocks[cut:])
			blocks = blocks[:cut]
		}
	}
	var out []block
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.kind == table || b.kind == pre {
			out = append(out, b)
			continue
		}
		if n := p.box(blocks[i:]); n > 0 {
			i += n - 1
			continue
		}
		if kind := p.lineKind(b, i, len(out)); kind != "" {
			p.left(kind, 1)
			continue
		}
		if t, ok := stripCredit(b.text); ok {
			p.left("credit", 1)
			if b.text = t; t == "" {
				continue
			}
		}
		out = append(out, b)
	}
	return p.trimEnd(p.dropRepeats(out))
}

var inlineTeaser = lazyregexp.New(`(?i)^[\[(]?\s*(?:related|read more|read also|also read|see also|read next|more|watch|listen|recommended|must read|read)\s*[:：|»›>-]\s*\S.{8,160}$|^(?:関連(?:記事)?|参考)\s*[:：]\s*\S.{4,100}$|^\[?(?:관련\s?기사|관련기사)\]?\s*[:：]?\s*\S.{4,100}$`)

// lineKind tells a single line that is no part of the article; "" if it may be.
func (p *Page) lineKind(b block, i, kept int) string {
	s := b.text
	if len(s) > 420 {
		return ""
	}
	switch {
	case isControl(s):
		return "control"
	case followLine.MatchString(s):
		return "share"
	case noticeLine.MatchString(s):
		return "notice"
	case creditOf(s):
		p.keepCredit(s, kept)
		return "credit"
	case inlineTeaser.MatchString(s) && !isLongSentence(s):
		return "teaser"
	case kept == 0 && (isDateLine(s) || isBylineLine(s)):
		p.keepLine(s)
		return "byline"
	case kept == 0 && !p.flat && p.isHeadLine(b):
		p.keepLine(s)
		return "byline"
	case kept == 0 && letters(s) == letters(p.Title):
		return "byline"
	case !p.flat && kept > 0 && weight(s) <= 200 && contactHeading.MatchString(s) && hasContact(s):
		return "contact"
	case kept == 0 && p.Dek != "" && letters(s) == letters(p.Dek) && !isPara(s):
		return "byline"
	}
	return ""
}

// isHeadLine reports whether a block that stands before all text says of the page who
// wrote it and when.
func (p *Page) isHeadLine(b block) bool {
	s := plainDay(b.text)
	if b.kind == heading || weight(s) > 160 {
		return false
	}
	dated := len(datesOf(s)) > 0
	if isSentence(s) && !(dated && inBrackets.MatchString(s)) { // "(Lakeburg, 14 Oct.)"
		return false
	}
	if dated || namesOffice(s) {
		return true
	}
	for _, a := range p.Authors {
		if rest, ok := strings.CutPrefix(s, a); ok && weight(rest) <= 60 {
			return true
		}
	}
	return false
}

var inBrackets = lazyregexp.New(`^[(（\[][^()（）]*[)）\]]$`)

func isLongSentence(s string) bool { return strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 14 }

// keepCredit fills the lead image's credit from a line near the head.
func (p *Page) keepCredit(s string, kept int) {
	if kept > 2 {
		return
	}
	caption, credit, rights := splitCaption(s)
	if p.Image == nil {
		p.Image = &Image{}
	}
	p.Image.Caption, p.Image.Credit, p.Image.Rights = first(p.Image.Caption, caption), first(p.Image.Credit, credit), first(p.Image.Rights, rights)
}

// keepLine fills the byline and the dates from a line at the head.
func (p *Page) keepLine(s string) {
	s = plainDay(s)
	if len(p.Authors) == 0 {
		switch {
		case byWord.MatchString(s):
			p.Authors = splitAuthors(byWord.FindString(s) + strings.TrimPrefix(s, byWord.FindString(s)))
		case !p.flat:
			p.Authors = namesIn(s)
		}
	}
	for _, d := range datesOf(s) {
		if updatedWord.MatchString(d.before) {
			p.Updated = first(p.Updated, d.iso)
		} else {
			p.Published = first(p.Published, d.iso)
		}
	}
}

var (
	slashDay = lazyregexp.New(`(?:^|[^\d/])((0?[1-9]|[12]\d|3[01])/(0?[1-9]|[12]\d|3[01])/((?:19|20)\d\d))(?:[^\d/]|$)`)
	eraDay   = lazyregexp.New(`(?:^|[^\p{L}])(([RHS])(\d{1,2})\.(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9]))(?:[^\d.]|$)`)
	shortDay = lazyregexp.New(`(?:등록|작성|게시|입력|발행|수정)일?시?\s*[:：]?\s*((\d\d)\.(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01]))(?:[^\d.]|$)`)
)

// plainDay writes a day in a line of the head in full where it has one reading alone: a
// day and a month with a slash of which one is above twelve or both are the same, the
// letter of an era of Japan, a year of two digits behind a Korean label of days.
func plainDay(s string) string {
	if weight(s) > 160 || !strings.ContainsAny(s, "/.") {
		return s
	}
	put := func(m []int, day string) string { return s[:m[2]] + day + s[m[3]:] }
	part := func(m []int, i int) string { return s[m[2*i]:m[2*i+1]] }
	if m := slashDay.FindStringSubmatchIndex(s); m != nil {
		a, _ := strconv.Atoi(part(m, 2))
		b, _ := strconv.Atoi(part(m, 3))
		if day, month := max(a, b), min(a, b); month <= 12 && (day > 12 || day == month) {
			return put(m, fmt.Sprintf("%s-%02d-%02d", part(m, 4), month, day))
		}
	} else if m := eraDay.FindStringSubmatchIndex(s); m != nil {
		era := map[string]string{"R": "令和", "H": "平成", "S": "昭和"}[part(m, 2)]
		return put(m, era+part(m, 3)+"年"+part(m, 4)+"月"+part(m, 5)+"日")
	} else if m := shortDay.FindStringSubmatchIndex(s); m != nil {
		return put(m, "20"+part(m, 2)+"-"+part(m, 3)+"-"+part(m, 4))
	}
	return s
}

// namesIn gives the names in a line at the head of a page that says beside them when, and
// perhaps where, it was written: "Ines Calder, Seoul | 3 March 2025".
func namesIn(s string) []string {
	if inBrackets.MatchString(s) {
		s = strings.Trim(s, "()（）[]")
	}
	rest := oneLine(timeOrDay.ReplaceAllString(withoutDates(s), " | "))
	for part := range strings.SplitSeq(rest, "|") {
		part = strings.Trim(part, " ·•,、:：-")
		if labelled.MatchString(part) && !byWord.MatchString(part) || sectionWords.MatchString(part) {
			continue // "(3 March 2025, at: the press room)" names a place
		}
		part = byWord.ReplaceAllString(part, "")
		if names := namesOnly(part); len(names) > 0 || isBody(part) && weight(part) <= 60 && !strings.ContainsAny(part, "0123456789") {
			return splitAuthors(part)
		}
		if namesOffice(part) {
			return splitAuthors(part)
		}
		name, place, ok := strings.Cut(part, ", ")
		if ok && !strings.Contains(place, " ") && len(namesOnly(name)) > 0 {
			return splitAuthors(name)
		}
	}
	return nil
}

var (
	labelled  = lazyregexp.New(`^[\p{L}]{1,12}\s?[:：]\s*[^\s\d]`)
	timeOrDay = lazyregexp.New(`(?i)\d{1,2}:\d{2}(?::\d{2})?|(?:午前|午後|오전|오후)?\s*\d{1,2}\s*[時시](?:\s*\d{1,2}\s*[分분])?|[月火水木金土日]曜日?|[월화수목금토일]요일|[(（]\s*[月火水木金土日월화수목금토일]\s*[)）]|[(（]\s*[)）]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:published|posted|updated|last|modified|first|on|at|date|am|pm|a\.m\.|p\.m\.|est|edt|et|gmt|utc|jst|kst|msk)\b|更新日?|公開日?|配信|掲載日?|登録日?|(?:기사)?입력|(?:최종)?수정|등록일?|작성일?|게시일?|승인|발행|\d+ min(?:utes)? read|[;~–—]`)
)

var emailBox = lazyregexp.New(`(?i)\b(?:inbox|newsletters?|subscri|sign up|your email|e-?mail address|unsubscribe|privacy policy)\b|メール|登録|購読|이메일|구독`)

// box gives the number of blocks at the beginning that make up a box of teasers
// or a newsletter form, or 0.
func (p *Page) box(blocks []block) int {
	s := blocks[0].text
	if weight(s) > 200 {
		return 0
	}
	switch {
	case newsletterHeading.MatchString(s) && (blocks[0].kind == heading || emailBox.MatchString(s) || len(blocks) > 1 && emailBox.MatchString(blocks[1].text)):
		n := 1
		for n < len(blocks) && n < 6 && weight(blocks[n].text) < 320 && blocks[n].kind != heading && (emailBox.MatchString(blocks[n].text) || isControl(blocks[n].text)) {
			n++
		}
		p.left("newsletter", 1)
		return n
	case p.flat && boxHeading.MatchString(s):
		// "Related" over a list of headlines; the article may go on after it, but
		// not where dates, credits or "read more" stand among what follows.
		for k := 1; k < len(blocks) && k < 14; k++ {
			switch r := p.role(blocks[k]); {
			case p.flat && (r == roleControl || r == roleDate || r == roleCredit):
				p.countStories(blocks[1:])
				return len(blocks)
			}
		}
		n, lines := 1, 0
		for n < len(blocks) {
			b := blocks[n]
			if b.kind == table || b.kind == pre || b.kind == heading && lines > 0 && !isHeadline(b.text) {
				break
			}
			if isPara(b.text) && !strings.HasSuffix(b.text, "…") && !strings.HasSuffix(b.text, "...") && weight(b.text) > 150 {
				if n+1 < len(blocks) && isControl(blocks[n+1].text) {
					n += 2
					continue
				}
				break
			}
			if b.kind == paragraph && ended(b.text) && !isHeadline(b.text) && weight(b.text) > 80 && lines > 0 {
				break
			}
			lines++
			n++
		}
		if lines == 0 && blocks[0].kind == heading && n < len(blocks) {
			return 0
		}
		p.left("teaser", max(1, lines))
		return n
	}
	return 0
}

// countStories counts the other stories in what follows the article.
func (p *Page) countStories(rest []block) {
	stories, credits := 0, 0
	headed := false // the head of the story has had its headline
	for _, b := range rest {
		r := p.role(b)
		switch {
		case r == roleHeadline && !headed && len(namesOnly(b.text)) == 0:
			stories++
			headed = true
		case r == roleCredit:
			credits++
			headed = false
		case r == roleSection, r == roleControl, isPara(b.text):
			headed = false
		}
		if r == roleControl {
			p.left("control", 1)
		}
		if newsletterHeading.MatchString(b.text) {
			p.left("newsletter", 1)
		}
	}
	p.left("teaser", max(1, stories))
	p.left("credit", credits)
}

// dropRepeats takes out paragraphs that stand twice, such as pulled quotations.
func (p *Page) dropRepeats(blocks []block) []block {
	seen := map[string]bool{}
	out := blocks[:0]
	if !p.flat {
		blocks = p.dropPulled(blocks)
		out = blocks[:0]
	}
	for _, b := range blocks {
		k := letters(b.text)
		if len(k) > 60 && b.kind != table && b.kind != pre {
			if seen[k] {
				p.left("pull-quote", 1)
				continue
			}
			seen[k] = true
		}
		out = append(out, b)
	}
	return out
}

// maxPulled bounds the quotations that are looked for in the rest of a text.
const maxPulled = 40

// dropPulled takes out quotations that a paragraph beside them holds in the same words.
func (p *Page) dropPulled(blocks []block) []block {
	var text strings.Builder
	for _, b := range blocks {
		if b.kind == paragraph {
			text.WriteString(letters(b.text) + " ")
		}
	}
	looked, all := 0, text.String()
	return slices.DeleteFunc(slices.Clone(blocks), func(b block) bool {
		if b.kind != quote || weight(b.text) > 400 || weight(b.text) < 16 || looked >= maxPulled {
			return false
		}
		looked++
		if !strings.Contains(all, letters(b.text)) {
			return false
		}
		p.left("pull-quote", 1)
		return true
	})
}

var (
	bioVerb = lazyregexp.New(`^(?:,? (?:PhD|MD|Jr\.?))?,? (?:is|was|serves as|works|writes|covers|teaches|holds|has (?:been|served|worked|written)|served|are|reports|researches|directs|leads|can be reached)\b`)
	// postalLine is an address that begins with its postal code.
	postalLine = lazyregexp.New(`^[(（\[]?(?:〒\s?\d{3}[-‐]?\d{4}|우?\)?\s?\d{5})[)）\]]?\s*[\p{Han}\p{Hangul}][^.。]{4,80}$`)
	// forWhom begins the signature under a treaty.
	forWhom = lazyregexp.New(`^(?:For|On behalf of|За) `)
	endMark = lazyregexp.New(`^(?:[#*•·—–-]\s*){1,5}$|^[(（\[]?\s*(?:-30-|###|ENDS?|■|◆|●|以上|끝)\s*[)）\]]?$`)
	tagLine = lazyregexp.New(`(?i)^(?:tags?|topics?|filed under|categories|keywords|теги|метки|ключевые слова|タグ|キーワード|태그|키워드)\s*[:：|].{0,200}$`)
	bioLine = lazyregexp.New(`(?i)^(?:about the authors?\b.*|the (?:author|writer)s? (?:is|are)\b.{0,300}|the views expressed .{0,300}|(?:these|all) views are .{0,200}|contact .{0,80}@.{0,80}|reporting by .{0,200}|.{0,200}\bcontributed to (?:this|the) (?:report|story|article|reporting).{0,80}|\p{Lu}[\p{L}’-]+ (?:and \p{Lu}[\p{L}’-]+ )?reported from .{0,160}|[※＊*] ?(?:외부|본|이|この|本).{0,160}|editing by .{0,120}|additional reporting by .{0,200}|[\p{L} .]{2,40}@[\w.]+\.\w{2,6}|[\p{Hangul} ]{2,20}기자\s*\S*@\S+)$`)
)

// trimEnd takes off the end of an article what is no part of its text: notes on
// the author, tags, end marks, headings with nothing under them.
func (p *Page) trimEnd(blocks []block) []block {
	for len(blocks) > 1 {
		b := blocks[len(blocks)-1]
		s := b.text
		kind := ""
		switch {
		case b.kind == heading:
			kind = "teaser"
		case b.kind == table || b.kind == pre:
		case endMark.MatchString(s):
			kind = "control"
		case tagLine.MatchString(s):
			kind = "navigation"
			_, list, _ := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
			for t := range strings.SplitSeq(list, ",") {
				p.Tags = append(p.Tags, oneLine(t))
			}
		case bioLine.MatchString(s) || p.isBio(s):
			kind = "author-note"
		case !p.flat && weight(s) <= 160 && (hasContact(s) || postalLine.MatchString(s)) && !isSentence(s):
			kind = "contact"
		case sectionParts(s, p.knownTag) != nil:
			kind = "navigation"
		case b.kind == paragraph && len(namesOnly(s)) > 0 && (p.flat || ended(blocks[len(blocks)-2].text) && !forWhom.MatchString(s)): // not that of a letter
			kind = "author-note"
			if len(p.Authors) == 0 {
				p.Authors = namesOnly(s)
			}
		}
		if kind == "" {
			break
		}
		p.left(kind, 1)
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// isBio reports whether a paragraph introduces one of the authors.
func (p *Page) isBio(s string) bool {
	if weight(s) > 900 {
		return false
	}
	for _, a := range p.Authors {
		if len(s) > len(a) && strings.EqualFold(s[:len(a)], a) && bioVerb.MatchString(s[len(a):]) {
			return true
		}
	}
	return false
}
