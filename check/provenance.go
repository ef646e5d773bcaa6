package check

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
	"entente/prose"
)

// directives reports what is wrong with the directives and citations of a text.
func (c *checker) directives(t *text) {
	for i, d := range t.doc.Directives {
		var p *prose.Problem
		switch err := t.wrong[i]; {
		case errors.Is(err, errUnfit):
			c.mu.Lock()
			c.waiting++
			c.mu.Unlock()
		case errors.As(err, &p):
			if files := c.unreadFor(looksUp[d.Name]); p.Rule == "directive-value" && len(files) > 0 {
				c.mu.Lock()
				c.held.Add(files...)
				c.mu.Unlock()
				continue
			}
			at, length := t.mark(d.Start, d.End)
			var m *dossier.Mend
			if i := strings.Index(t.md[d.Start:d.End], d.Name); p.Meant != "" && i >= 0 {
				head := t.md[d.Start : d.Start+i]
				m = dossier.Replacing(head+d.Name, head+p.Meant)
			}
			c.addMended(p.Rule, at, length, m, p.Hint, "%s", p.Message)
		}
	}
	for _, x := range t.doc.Citations {
		if c.d.Source(x.Key) == nil {
			hint := "add its record to a file in sources/"
			if n := c.near.Nearest(x.Key); n != "" {
				hint = "did you mean [@" + n + "]?"
			}
			at, length := t.mark(x.Start, x.End)
			c.add("unknown-citation", at, length, hint, "there is no source %q", clip(x.Key, 60))
		}
	}
}

// quotes looks up every quotation that has a citation in its sentence.
func (c *checker) quotes(t *text) {
	block, talk := -1, false // the block asked of last, which may have many quotations
	for _, q := range t.quotations {
		words := q.In(t.plain)
		if strings.ContainsAny(words, "_"+markup.Printed) {
			continue
		}
		i, found := slices.BinarySearchFunc(t.sentences, q.Start, func(s sentence, at int) int { return s.Start - at })
		if !found {
			i--
		}
		if i < 0 || !t.sentences[i].Covers(q.Start) {
			continue
		}
		sources, cites := t.sentences[i].sources, t.sentences[i].cites
		// A quotation may run on; its citation then stands in a later sentence.
		for j := i + 1; len(sources) == 0 && j < len(t.sentences) && t.sentences[j].Start < q.End+2; j++ {
			sources, cites = t.sentences[j].sources, t.sentences[j].cites
		}
		if len(sources) == 0 || !longEnough(words) && !(shortQuote(words) && c.facts.quotes(sources, words) && !c.othersHeld(t, q, &t.sentences[i])) {
			continue
		}
		if b := t.sentences[i].block; b != block {
			block, talk = b, t.dialogue(b)
		}
		if talk {
			continue
		}
		state := c.facts.holds(sources, words)
		switch state {
		case held:
			c.count(nil)
			c.onPages(t, cites, q, func(p *pageText) []int { return p.pagesOfWords(words) })
		case notRead:
			c.count(sources)
			if lex.ShareCJK(words) > 0.5 && len([]rune(words)) < 15 && !c.facts.quotes(sources, words) {
				continue // a phrase, or a title
			}
			c.report(t, "quote-not-in-source", q, "archive its page (entente read), or put the words into quotes.csv with their source", "nothing held of %s has the words %q", listOf(sources), clip(words, 60))
		default:
			c.report(t, "quote-not-in-source", q, "compare the words with the source; leave out with … and change with [ ]", "%s does not hold the words %q", listOf(sources), clip(words, 60))
		}
	}
}

// endsInFigure is a short quotation of a figure alone, for which other rules answer.
var endsInFigure = lazyregexp.New(`(?i)(?:\d|%|percent|half|third|quarter|dozen|hundred|thousand|million|billion)s?$`)

func longEnough(words string) bool {
	if lex.ShareCJK(words) > 0.5 {
		return len([]rune(words)) >= 10
	}
	n := len(strings.Fields(words))
	r, _ := utf8.DecodeRuneInString(words)
	return n >= 5 || n >= 3 && unicode.IsLower(r) && !endsInFigure.MatchString(words) // a title begins with a capital
}

// othersHeld reports whether a sentence has another quotation, whose words its sources
// hold: a short one beside it may be of theirs too.
func (c *checker) othersHeld(t *text, q lex.Span, s *sentence) bool {
	first, _ := slices.BinarySearchFunc(t.quotations, s.Start, func(o lex.Span, at int) int { return o.Start - at })
	for _, o := range t.quotations[first:] {
		if o.Start >= s.End {
			return false
		}
		if o.Start != q.Start && c.facts.holds(s.sources, o.In(t.plain)) == held {
			return true
		}
	}
	return false
}

// shortQuote is a quotation of two words, or of few signs, that is no title: it is looked
// up where the dossier has what the source says in its own words.
func shortQuote(words string) bool {
	if lex.ShareCJK(words) > 0.5 {
		return len([]rune(words)) >= 5
	}
	r, _ := utf8.DecodeRuneInString(words)
	return len(strings.Fields(words)) >= 2 && unicode.IsLower(r) && !endsInFigure.MatchString(words)
}

var marksOfQuotation = lazyregexp.New(`"[^"]{6,}"|“[^”]{6,}”|「[^」]{4,}」|‘[^’]{6,}’|«[^»]{6,}»`)

// quotes reports whether the dossier has words of a source in quotation marks, in the
// script of a quotation: in quotes.csv or in its title.
func (x *sourceIndex) quotes(ids []string, words string) bool {
	if len(ids) != 1 {
		return false // whose words they are is not said
	}
	cjk := lex.ShareCJK(words) > 0.5
	kana := strings.ContainsFunc(words, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
	cyrillic := strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	own := func(s string) bool {
		return s != "" && cjk == (lex.ShareCJK(s) > 0.5) && kana == strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) && cyrillic == strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	}
	if src := x.c.d.Source(ids[0]); src != nil && own(marksOfQuotation.FindString(src.Title)) {
		return true
	}
	list := x.of(ids[0]).list
	return slices.ContainsFunc(list[:min(len(list), mostRows)], func(r stated) bool { return r.quoted && own(r.words) })
}

// dialogue reports whether a block is a talk of the author's making: it begins with a mark
// of quotation or a dash, and something is asked in it.
func (t *text) dialogue(block int) bool {
	if block < 0 || block >= len(t.doc.Blocks) {
		return false
	}
	k := t.doc.Blocks[block]
	s := strings.TrimSpace(t.plain[k.Start:k.End])
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("\"“「『«—–―-", r) && asks.MatchString(s)
}

var asks = lazyregexp.New(`[?？]|か[。」]|까[.”"]|니[.”"]`)

type holding int

const (
	notHeld holding = iota
	held
	notRead // a source has no archived page
)

// holds reports whether sources hold the words of a quotation. Parts that an
// ellipsis or square brackets part are looked up one by one.
func (x *sourceIndex) holds(ids []string, words string) holding {
	parts := partsOf(words)
	state := notHeld
	for _, id := range ids {
		if x.of(id).hold(parts) || x.titled(id, parts) {
			return held
		}
		p := x.page(id)
		if p == nil {
			state = notRead
			continue
		}
		if t := p.words(); !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(t, p) }) {
			return held
		}
	}
	return state
}

// titled reports whether a source's title holds all parts of a quotation.
func (x *sourceIndex) titled(id string, parts []string) bool {
	src := x.c.d.Source(id)
	if src == nil || len(parts) == 0 {
		return false
	}
	title := fold(src.Title)
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(title, p) })
}

// partsOf gives the folded parts of a quotation between ellipses and square brackets.
func partsOf(words string) (parts []string) {
	for _, p := range strings.FieldsFunc(strings.ReplaceAll(words, "...", "…"), func(r rune) bool { return r == '…' || r == '[' || r == ']' }) {
		if f := fold(p); len([]rune(f)) >= 6 {
			parts = append(parts, f)
		}
	}
	return parts
}

// fold keeps letters and digits in small, compatible forms, so that quotation
// marks, line breaks and full-width forms do not matter.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
