package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/check/names"
	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/words"
)

// avoided are the phrases that terms.yaml says to avoid in one language. In a language
// with letters they are found in all their forms: sex slave, export bans, среднеазиатских
// республик; with a hyphen or a space; and one of three words or more with another word
// before its last (contaminated waste water).
type avoided struct {
	lang  string
	index *phrases        // of the phrases, and of those without their last word
	list  []avoidedPhrase // those of the index
}

// avoidedPhrase is a phrase as the index has it.
type avoidedPhrase struct {
	term   *dossier.Term
	words  string   // as terms.yaml has it
	last   string   // the stem of the last word where the phrase is indexed without it
	half   bool     // one name of two that the group writes together
	beside bool     // may stand where the form that the group writes does too
	noted  bool     // a note says so
	of     []string // words of which a sentence has one, where a phrase means other things too
}

// indexAvoided gives the phrases to avoid in a language, or nil. Of a form that names
// two sides (East Sea/Sea of Japan) neither stands alone.
func indexAvoided(d *dossier.Dossier, lang string) *avoided {
	x := &avoided{lang: lang}
	var list []string
	add := func(indexed string, p avoidedPhrase) {
		list = append(list, indexed)
		x.list = append(x.list, p)
	}
	for _, term := range d.Terms {
		phrases, _ := term.Avoid.Get(lang)
		for _, p := range phrases {
			all, toks := stemmed(p.ID, lang)
			add(all, avoidedPhrase{term: term, words: p.ID})
			if n := len(toks); n > 2 && !signed(lang) {
				last := strings.Fields(all)[n-1]
				add(strings.TrimSuffix(all, last+" "), avoidedPhrase{term: term, words: p.ID, last: last})
			}
			if lang == "en" {
				for _, turned := range turned(strings.Fields(all)) {
					add(turned, avoidedPhrase{term: term, words: p.ID})
				}
			}
		}
		if lang == "en" {
			for _, p := range notedIn(term) {
				all, _ := stemmed(p.words, lang)
				add(all, p)
			}
		}
		for _, name := range sides(term.Use.By[lang]) {
			all, _ := stemmed(name, lang)
			add(all, avoidedPhrase{term: term, words: name, half: true})
		}
	}
	if len(list) == 0 {
		return nil
	}
	x.index = indexPhrases(list, true)
	return x
}

// turned gives a phrase of English in the orders that say the same: bans on exports for
// export bans, the candidate of PiS for the PiS candidate, Japan's King for King of Japan.
func turned(ws []string) (out []string) {
	if len(ws) > 2 && ws[0] == "the" {
		ws = ws[1:]
	}
	if len(ws) == 3 && (ws[1] == "of" || ws[1] == "on") {
		return []string{" " + ws[2] + " " + ws[0] + " "}
	}
	if n := len(ws); n > 2 && ws[n-2] == "by" {
		return []string{" " + ws[n-1] + " " + strings.Join(ws[:n-2], " ") + " "}
	}
	if len(ws) < 2 || len(ws) > 3 || slices.Contains(ws, "of") || slices.Contains(ws, "to") {
		return nil
	}
	head := ""
	if len(ws) == 3 {
		head = " " + ws[0]
	}
	one, two := ws[len(ws)-2], ws[len(ws)-1]
	for _, join := range [...]string{"of", "of the", "on", "on the", "by", "in"} {
		out = append(out, head+" "+two+" "+join+" "+one+" ")
	}
	return out
}

// Notes say of phrases that they are not written: “Existential crisis” is no quotation of
// it; not called "the 1965 treaty"; West Sea is the Korean name and does not stand alone.
var (
	notWritten = lazyregexp.New(`["“]([^"“”]{4,60})["”] is (?:no quotation|(?:written|used) in no text|not (?:written|used|said))`)
	quotedOnly = lazyregexp.New(`["“]([^"“”]{4,60})["”] stands? in quotations\b[^.;]*\b(?:alone|only)`)
	neverSaid  = lazyregexp.New(`(?i)\b(?:never|not) (?:called |written |said )?["“]([^"“”]{4,60})["”]`)
	notAlone   = lazyregexp.New(`(?:^|[.;:] )["“]?(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)+)["”]? (?:is the \p{L}+ name and )?does not stand alone`)
)

// notedIn gives the phrases of two words or more that the note of a term says are not
// written.
func notedIn(term *dossier.Term) (out []avoidedPhrase) {
	note := term.Note.In("en")
	for _, form := range [...]*lazyregexp.Regexp{notWritten, quotedOnly, neverSaid, notAlone} {
		for _, m := range form.FindAllStringSubmatchIndex(note, -1) {
			phrase := strings.TrimPrefix(note[m[2]:m[3]], "the ")
			if strings.Contains(phrase, " ") && !strings.ContainsFunc(phrase, lex.IsCJK) && !strings.Contains(term.Use.In("en"), phrase) {
				p := avoidedPhrase{term: term, words: phrase, noted: true, beside: form == notAlone}
				if form == quotedOnly { // what others made or did so is no word for this
					p.of = slices.DeleteFunc(sorted(contentWords(term.Use.In("en"))), func(w string) bool {
						return stopWord[w] || contentWords(phrase)[w] || strings.Contains(term.Use.In("en"), words.Capital(w))
					})
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// sides gives the two names of a form such as Senkaku/Diaoyu islands, without the
// words in small letters that both share; nil for another.
func sides(use string) []string {
	one, two, ok := strings.Cut(use, "/")
	if !ok || strings.ContainsAny(use, "();,") || strings.Contains(two, "/") {
		return nil
	}
	ws := strings.Fields(two)
	for len(ws) > 1 && strings.ToLower(ws[len(ws)-1]) == ws[len(ws)-1] {
		ws = ws[:len(ws)-1]
	}
	return []string{strings.TrimSpace(one), strings.Join(ws, " ")}
}

// signed reports whether a language has no spaces or endings at which words part.
func signed(lang string) bool { return lang == "ja" || lang == "ko" || lang == "zh" }

// stemmed gives a text as the stems of its words between spaces, and where each word
// stands; a text without words that part stays as it is.
func stemmed(s, lang string) (string, []lex.Span) {
	if signed(lang) {
		return s, nil
	}
	var b strings.Builder
	var at []lex.Span
	b.WriteByte(' ')
	start := -1
	flush := func(end int) {
		if start >= 0 {
			b.WriteString(termStem(strings.ToLower(s[start:end])))
			b.WriteByte(' ')
			at = append(at, lex.Span{Start: start, End: end})
			start = -1
		}
	}
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
		} else if (r != '\'' && r != '’') || start < 0 {
			flush(i)
			if strings.ContainsRune(".!?;:,", r) {
				b.WriteString("| ") // a phrase does not go on behind it
				at = append(at, lex.Span{Start: i, End: i + 1})
			}
		}
	}
	flush(len(s))
	return b.String(), at
}

// termStem gives the stem of a word of a phrase: of English also without the endings of
// verbs and in one spelling, so that gutted and guts, right-sizing and right-sized,
// rationalisation and rationalization are alike.
func termStem(w string) string {
	w = stem(w)
	if w == "" || w[0] >= 0x80 {
		return w
	}
	w = strings.ReplaceAll(strings.ReplaceAll(w, "isation", "ization"), "our", "or")
	if place, ok := strings.CutSuffix(w, "ian"); ok {
		w = place + "ia" // Volhynian, Volhynia
	}
	for _, e := range [...]string{"ing", "ed"} {
		cut, ok := strings.CutSuffix(w, e)
		if !ok || len(cut) < 3 {
			continue
		}
		if n := len(cut); cut[n-1] == cut[n-2] && !strings.ContainsRune("aeiouls", rune(cut[n-1])) {
			cut = cut[:n-1]
		}
		w = cut
		break
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

// stem takes the ending off a word in small letters, so that its forms are alike. It
// is no root: it only need be the same for all of them.
func stem(w string) string {
	first, _ := utf8.DecodeRuneInString(w)
	if unicode.Is(unicode.Cyrillic, first) {
		w = strings.ReplaceAll(w, "ё", "е")
		for _, e := range strings.Fields("иями ыми ими ого его ому ему ами ями ах ях ов ев ей ой ый ий ая яя ое ее ые ие ых их ую юю ою ею ом ем ым им ам ям а я у ю о е ы и ь й") {
			if cut, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(cut) > 2 {
				return cut
			}
		}
		return w
	}
	w = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s"), "'")
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		return w[:len(w)-1]
	}
	return w
}

// in gives the places of the phrases in a text, a place once.
func (x *avoided) in(s string) []hit {
	text, toks := stemmed(s, x.lang)
	var out []hit
	for _, h := range x.index.in(text) {
		if toks == nil {
			out = append(out, h)
			continue
		}
		// Spaces before a place are words before it.
		from := strings.Count(text[:h.start], " ")
		to := from + strings.Count(text[h.start:h.end], " ") - 2
		if last := x.list[h.phrase].last; last != "" {
			rest := strings.Fields(text[h.end:])
			if len(rest) < 2 || rest[0] == "|" || rest[1] != last {
				continue
			}
			to += 2
		}
		if from > to || to >= len(toks) {
			continue
		}
		out = append(out, hit{h.phrase, toks[from].Start, toks[to].End})
	}
	slices.SortStableFunc(out, func(a, b hit) int { return a.start - b.start })
	return slices.CompactFunc(out, func(a, b hit) bool { return b.start < a.end })
}

// terms reports phrases that terms.yaml says to avoid, in the sentence's language, and
// gives their places.
func (c *checker) terms(t *text, s *sentence) (found []lex.Span) {
	if s.lang == "ru" {
		c.sidesHeard(t, s)
	}
	x := c.avoid[s.lang]
	if x == nil {
		return nil
	}
	for _, h := range x.in(s.words) {
		p := x.list[h.phrase]
		term := p.term
		if t.quoted(s.Start+h.start) || inMarks(s.words, h.start, h.end) || !x.alone(s.words, h) || c.otherTerm(s, h, term) {
			continue
		}
		hint := ""
		if use := term.Use.In(s.lang, "en"); use != "" {
			hint = fmt.Sprintf("the group writes: %s", clip(use, 80))
		}
		at := lex.Span{Start: s.Start + h.start, End: s.Start + h.end}
		found = append(found, at)
		instead := x.form(term, s.lang, s.words[h.start:h.end])
		switch {
		case p.half:
			c.reportMended(t, "contested-term", at, instead, hint, "%q stands alone, and the group names both sides (%s)", p.words, term.ID.ID)
		case p.noted:
			c.report(t, "contested-term", at, hint, "the group does not write %q of its own, by its note on %s", p.words, term.ID.ID)
		default:
			c.reportMended(t, "contested-term", at, instead, hint, "the group avoids %q (%s)", p.words, term.ID.ID)
		}
	}
	return found
}

// heardSide is one name of two in Latin letters, as texts in Russian may write it.
type heardSide struct {
	term        *dossier.Term
	name        string
	form, other *lazyregexp.Regexp
}

// indexHeard gives the names of forms of two sides of which a dossier has none in Russian.
func indexHeard(d *dossier.Dossier) []heardSide {
	var out []heardSide
	for _, term := range d.Terms {
		two := sides(term.Use.In("en"))
		if _, avoids := term.Avoid.Get("ru"); len(two) != 2 || term.Use.By["ru"] != "" || avoids {
			continue
		}
		one, other := inRussian(two[0]), inRussian(two[1])
		if one == "" || other == "" {
			continue
		}
		// Of a sea what it is called after is enough beside the other: Восточном/Японском море.
		first, second := strings.TrimSuffix(one, ofSea), strings.TrimSuffix(other, ofSea)
		whole := func(p string) *lazyregexp.Regexp {
			return lazyregexp.New(`(?i)(?:^|[^\p{L}])(` + p + `)(?:$|[^\p{L}])`)
		}
		out = append(out, heardSide{term, two[0], whole(one), whole(second)}, heardSide{term, two[1], whole(other), whole(first)})
	}
	return out
}

// ofSea is the word for a sea, in all cases.
const ofSea = ` мор\p{L}*`

// seas are the words by which seas are called in Russian.
var seas = map[string]string{"East": "восточн", "West": "западн", "South": "южн", "North": "северн", "Yellow": "ж[её]лт"}

// inRussian gives a pattern of a name in Russian: of a word by its letters, of a sea by what
// it is called after; "" for another.
func inRussian(name string) string {
	after, sea := strings.CutPrefix(name, "Sea of ")
	if !sea {
		after, sea = strings.CutSuffix(name, " Sea")
	}
	switch {
	case sea && seas[after] != "":
		return seas[after] + `\p{L}+` + ofSea
	case sea:
		for _, land := range country.All() {
			if r := []rune(strings.ToLower(land.Name("ru"))); land.Name("en") == after && len(r) > 4 {
				return string(r[:len(r)-2]) + `ск\p{L}+` + ofSea
			}
		}
		return ""
	case strings.Contains(name, " ") || len(name) < 5:
		return ""
	}
	return names.InCyrillic(name)
}

// sidesHeard reports one name of two that stands alone in a Russian sentence.
func (c *checker) sidesHeard(t *text, s *sentence) {
	for _, side := range c.heardSides {
		m := side.form.FindStringSubmatchIndex(s.words)
		if m == nil || side.other.MatchString(s.words) || t.quoted(s.Start+m[2]) || inMarks(s.words, m[2], m[3]) {
			continue
		}
		at := lex.Span{Start: s.Start + m[2], End: s.Start + m[3]}
		c.report(t, "contested-term", at, "write both", "%q stands alone, and the group names both sides (%s)", at.In(t.plain), side.term.ID.ID)
	}
}

// otherTerm reports whether a phrase reaches into the name of something else, as the
// group writes it: the labour corps' victims in Korean are no victims "of the corps".
func (c *checker) otherTerm(s *sentence, h hit, term *dossier.Term) bool {
	return signed(s.lang) && slices.ContainsFunc(c.d.Terms, func(o *dossier.Term) bool {
		use := o.Use.By[s.lang]
		if o == term || use == "" {
			return false
		}
		// Where it begins before the phrase, and ends in it or behind it.
		return strings.Contains(s.words[max(0, h.start-len(use)+1):min(len(s.words), h.start+len(use)-1)], use)
	})
}

// inMarks reports whether marks of quotation stand right around a word, single ones
// too, which are no quotation elsewhere: an apostrophe looks like one.
func inMarks(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return strings.ContainsRune("'‘\"“「『«《〈", before) && strings.ContainsRune("'’\"”」』»》〉", after)
}

// alone reports whether a phrase is to be avoided where it stands. One name of two is
// none where the other stands in the same sentence, nor as a part of a longer name
// (Takeshima Day); and where the group states an order of names, the other may follow
// the one that it writes.
func (x *avoided) alone(s string, h hit) bool {
	p := x.list[h.phrase]
	term := p.term
	if p.noted {
		// A name of its words is kept, and what does not stand alone may stand beside the form.
		found, own := s[h.start:h.end], p.words[strings.LastIndexByte(p.words, ' ')+1:]
		last, _ := utf8.DecodeRuneInString(found[strings.LastIndexByte(found, ' ')+1:])
		named := strings.ToLower(own) == own && unicode.IsUpper(last)
		if p.of != nil && !slices.ContainsFunc(p.of, func(w string) bool { return strings.Contains(strings.ToLower(s), w) }) {
			return false
		}
		return !named && !(p.beside && strings.Contains(s, term.Use.In(x.lang)))
	}
	if p.half {
		for _, other := range sides(term.Use.By[x.lang]) {
			if other != p.words && strings.Contains(s, other) {
				return false
			}
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[h.end:], " "))
		first, _ := utf8.DecodeRuneInString(s[h.start:])
		return unicode.IsUpper(first) && !unicode.IsUpper(next)
	}
	use := term.Use.By[x.lang]
	return term.Order.IsZero() || use == "" || !strings.Contains(s, use)
}

// form gives the one form in which the group writes a term in a language, with the
// capital of what it replaces; "" where `use` says more than a form, has none of
// that language, or is itself avoided.
func (x *avoided) form(term *dossier.Term, lang, found string) string {
	use := term.Use.Plain
	if term.Use.Has(lang) {
		use = term.Use.By[lang]
	}
	if strings.ContainsAny(use, "\"'“”‘’«»「」『』(){}[]<>,;:.!?、。，；：（）*_`#\n") || utf8.RuneCountInString(use) > longestForm {
		return ""
	}
	if len(x.in(use)) > 0 {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(found)
	if unicode.IsUpper(first) {
		return words.Capital(use)
	}
	return use
}

// longestForm is how many characters a form has at most; what is longer describes.
const longestForm = 40
