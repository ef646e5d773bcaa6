package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// marksDoubt are the words by which a sentence says that what it states is not
// confirmed, in the languages that checks know and in Russian.
var marksDoubt = lazyregexp.New(`(?i)\bunconfirmed\b|\bunverified\b|\bunofficial(?:ly)?\b|\b(?:not|never|nor|cannot|could not|has yet to|have yet to)\b(?: \w+){0,3} (?:confirmed|verified|corroborated)\b|` +
	`\b(?:reported|alleged|purported|supposed|apparent)ly\b|\b(?:is|are|was|were|has been|have been) (?:said|reported|believed|thought|rumou?red|understood|alleged) to\b|\brumou?r(?:s|ed)?\b|\b(?:to be|yet to be|not|never|nobody|nothing|none|no (?:one|page|source|document|record)|cannot|could not|without)\b[^.;]{0,40}\b(?:check|confirm|verif|corroborat)\w*|\b(?:memory|recollections?|remembers?|remembered)\b|\bif (?:the|a|this|that) [^,.;]{1,40} (?:is|are) to be believed\b|\bprovisional(?:ly)?\b|` +
	`裏付け(?:は|が|も)?(?:ない|なく|取れ|とれ|得られ)|確認(?:を要|が必要|待ち)|記憶に|真偽|未確認|未検証|確認(?:され|でき|がとれ|が取れ)て(?:いない|いません|おらず|おりません)|(?:とされ|といわれ|と言われ|とみられ|と見られ|と報じられ|と伝えられ)(?:る|て|た)|報道によ(?:れば|ると)|` +
	`기억|확인(?:이|은)? ?(?:필요|안 된|안된|전)|사실 여부|미확인|확인되지 (?:않|못)|검증되지 (?:않|못)|알려졌|알려진|전해졌|전해진|보도에 따르면|[었았였했렸됐렀꼈셨]다고 한다|` +
	`(?:не|ещё не|пока не)\s?подтвержд|неподтвержд|не (?:сумели|смогли|удалось|удаётся|удается|успели) (?:проверить|подтвердить)|по памяти|если верить|не нашл\p{L}* подтвержд|не провер|непровер|якобы|сообщается|предположительно|по предварительным|по слухам|` +
	// the sentence says itself that the figure is a mistake
	`\b(?:misprint|typo|typing error|printing error|slip of the pen)\b|誤植|誤記|오기(?:로|인|일)|오타|описк|опечатк`)

// unconfirmed reports a sentence that prints as plain fact what a row states that
// is not confirmed: a figure whose cited source backs it by such a row alone, or
// the value of such a row in much the words of the row. A word that says so is
// enough, in the sentence or in the next; directives carry their own mark.
func (c *checker) unconfirmed(t *text, s *sentence, n int) {
	if len(c.facts.doubted.list) == 0 {
		return
	}
	if len(s.figures) == 0 {
		c.doubtedAlone(t, s, n)
		return
	}
	for _, f := range s.figures {
		if threshold(s, f) || ofOnePage.MatchString(s.words) {
			continue
		}
		row := c.onlyDoubted(t, s, f)
		if row == nil || aimedAt.MatchString(row.words) && aimedAt.MatchString(s.words) {
			continue
		}
		if marksDoubt.MatchString(s.words) || t.doubtedNext(n) {
			return
		}
		c.report(t, "unconfirmed-printed", f.Span, "say that it is not confirmed, or print it with a directive, which does", "%q is of a row that is not confirmed: %s (%s)",
			clip(f.In(t.plain), 40), clip(row.words, 60), row.at)
		return
	}
}

// doubtedNext reports whether the sentence behind one says of it that it is not confirmed.
func (t *text) doubtedNext(n int) bool {
	if n+1 >= len(t.sentences) {
		return false
	}
	next := &t.sentences[n+1]
	return marksDoubt.MatchString(next.words) && refersBack.MatchString(next.words) || ofOnePage.MatchString(next.words) && len(next.cites) == 0 && next.block == t.sentences[n].block
}

// dueYet is said of what has not come.
var dueYet = lazyregexp.New(`(?i)\b(?:(?:is|are|has|have) to\b|will|due|aims?|targets?|goals?|should|shall)\b|目標|予定|べき|목표|예정|방침|(?:^|[^\p{L}])(?:цел[ьиейяю]|долж(?:ен|на|но|ны)|будет|будут)(?:$|[^\p{L}])`)

// aimedAt are words of what is to be reached, of a row and of a sentence.
var aimedAt = lazyregexp.New(`(?i)\b(?:aim(?:s|ed)?|targets?|goals?|marks?)\b|目標|목표|(?:^|[^\p{L}])цел[ьиейяю]`)

// doubtful reports whether there are rows, and none is confirmed.
func (r *rows) doubtful() bool {
	return len(r.list) > 0 && !slices.ContainsFunc(r.list, func(s stated) bool { return !s.doubted })
}

// ofOnePage says that what a sentence tells is that of one page.
var ofOnePage = lazyregexp.New(`(?i)\b(?:weak|thin|poor|lesser|unnamed|undated) (?:\w+ )?(?:pages?|sources?|sites?|cop(?:y|ies)|reports?|accounts?|papers?)\b|\bno (?:\w+ )?(?:page|source|report|paper|site|account)s? (?:says?|has|have|tells?|bears?|reports?|confirms?)\b|弱い(?:記事|頁|ページ|資料|報道|出典)|(?:記事|頁|ページ|資料)(?:だけ|のみ|しか)|약한 (?:글|매체|자료|기사|출처|문건)|(?:글|기사|자료|문건|매체)(?:뿐|밖에|만이)|(?i:слаб\p{L}+ (?:страниц|источник|сообщени|заметк)\p{L}*|одни (?:лишь|только) [^.;]{0,24}(?:страниц|сообщени|источник|заметк)\p{L}*)|\b(?:one|an?|single|another|later|weak) (?:\w+ )?(?:page|report|paper|account|source|digest)s? (?:has|have|had|says?|said|tells?|told|puts?)\b|\b(?:by|in|from|to|on|per) (?:one|an?|another|a single) (?:\w+ ){0,2}(?:page|report|account|digest|relay|newspaper|paper|website)\b|\b(?:one|an?|another|single|the) (?:\w+ )?(?:digest|rewording|retelling|relay)\b|\b(?:a )?single (?:\w+ )?(?:page|report|paper|account|source)\b|\b(?:nothing|nobody|no one|none) else\b|\b(?:second-hand|hearsay|most likely a slip|probably a slip|retold|reworded)\b|(?:一つの|一件の|ある|単独の)(?:頁|ページ|記事|報道|資料|要約)|要約によ|(?:한|하나의|어느|단 하나의|한 건의|한 곳의) (?:매체|기사|보도|자료|문건|글|요약)|요약(?:본|문)?에 (?:따르|의하)|(?i:по (?:единственн|одной|одному|одним)\p{L}*|одн(?:а|о|ой|ому) (?:страниц|сообщени|источник)\p{L}*|в пересказе|из пересказа|по пересказу|по обзору|дайджест|подтверждени\p{L}+ [^.;]{0,30}(?:нет|не )|не подтвержда)`)

// doubtedAlone reports a sentence without figures that tells, with its day or month, of
// what only rows know that are not confirmed: each row of each source that it cites is.
func (c *checker) doubtedAlone(t *text, s *sentence, n int) {
	if len(s.cites) == 0 || slices.ContainsFunc(s.cites, func(x markup.Citation) bool { return !c.facts.of(x.Key).doubtful() }) ||
		ofOnePage.MatchString(s.words) || marksDoubt.MatchString(s.words) || t.doubtedNext(n) {
		return
	}
	at := s.Span
	for at.End > at.Start && strings.HasSuffix(t.plain[:at.End], " ") {
		at.End--
	}
	dates := lex.Dates(s.words)
	of := c.toldAlone(t, s, dates, &at)
	if of == nil || yetToCome.MatchString(s.words) && (!of.ahead || awaited.MatchString(s.words)) {
		return
	}
	when := ""
	if !of.date.IsZero() {
		when = " of " + of.date.Words()
	}
	c.report(t, "unconfirmed-printed", at, "say that it is not confirmed", "what is told%s stands in a row alone that is not confirmed: %s (%s)", when, clip(of.words, 60), of.at)
}

// awaited is said of what somebody expects or plans.
var awaited = lazyregexp.New(`(?i)\b(?:expect\w*|plan(?:s|ned)?|hop(?:es?|ed)|may|might|could|foresee\w*|foreseen|provisional\w*|tentativ\w*|spoken of|talk of)\b|予定|見込|見通し|とみ|예정|전망|예상|계획|(?:ожида|планир|намечен|надее|предполага)`)

// toldAlone gives the row of the sources cited that tells what a sentence does: of a date
// that it names, or, where it names none, in its words, which can be said of English alone.
// at is set to the date.
func (c *checker) toldAlone(t *text, s *sentence, dates []lex.Date, at *lex.Span) *stated {
	r := reading{c: c, t: t, s: s}
	for _, x := range s.cites {
		list := c.facts.of(x.Key).list
		for i := range list[:min(len(list), mostRows)] {
			row := &list[i]
			for _, d := range dates {
				on, err := dossier.ParseDate(d.ISO)
				if err == nil && row.date.Month > 0 && on.Year == row.date.Year && on.Month == row.date.Month && (on.Day == row.date.Day || on.Day*row.date.Day == 0) && !t.quoted(s.Start+d.Start) {
					*at = lex.Span{Start: s.Start + d.Start, End: s.Start + d.End}
					return row
				}
			}
			if len(dates) == 0 && !t.quoted(s.Start) && (s.lang != "en" || r.common(row.words) >= 3) {
				return row
			}
		}
	}
	return nil
}

// refersBack begins a sentence that speaks of the one before it.
var refersBack = lazyregexp.New(`(?i)^\W*(?:this|that|it|these|those|the (?:figure|number|report|claim|count|row|entry|page|source|date|day)s?|its (?:row|page|source)|neither|none|both|これ|それ|この|その|이는|이것|이 |그 |это|эти)`)

// onlyDoubted gives the row that is not confirmed and that alone stands behind a
// figure, or nil. What another row gives as the whole of its own figure, or of another
// date where the sentence names that of the row, confirms nothing.
func (c *checker) onlyDoubted(t *text, s *sentence, f lex.Figure) *stated {
	var found *stated
	other := false
	at := reading{c: c, t: t, s: s}
	for _, x := range s.cites {
		of := c.facts.of(x.Key)
		for _, n := range of.near(f, false) {
			r := &of.list[n.row]
			switch {
			case !f.Same(n.Figure) || r.isWhole(n.n):
			case r.ahead && !r.doubted:
				if dueYet.MatchString(s.words) {
					return nil // it is told as what is due
				}
			case !r.doubted:
				other = true
			case found == nil:
				found = r
			}
		}
	}
	if found != nil && other {
		if _, names := at.on(f, found.date); !names || at.confirmed(f) {
			return nil
		}
	}
	if found != nil || len(s.cites) > 0 {
		return found
	}
	var here map[string]bool
	for _, n := range c.facts.doubted.near(f, false) {
		if !f.Same(n.Figure) {
			continue
		}
		if here == nil {
			here = contentWords(s.words)
		}
		r := &c.facts.doubted.list[n.row]
		of := contentWords(r.words)
		both := 0
		for w := range of {
			if here[w] {
				both++
			}
		}
		if both >= 2 && 2*both >= len(of) {
			return r
		}
	}
	return nil
}

// confirmed reports whether a confirmed row of a cited source, of a date that may be that
// of a figure, states it. near leaves out rows that differ in their date alone.
func (r *reading) confirmed(f lex.Figure) bool {
	for _, x := range r.s.cites {
		list := r.c.facts.of(x.Key).list
		for i := range list[:min(len(list), mostRows)] {
			row := &list[i]
			if row.doubted || row.ahead {
				continue
			}
			for k, n := range row.numbers {
				if f.Same(n) && !row.isWhole(k) {
					if may, _ := r.on(f, row.date); may {
						return true
					}
				}
			}
		}
	}
	return false
}

// contentWords are the words of more than three letters, in lower case; of a
// script without spaces, runs of two characters.
func contentWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isLetter(r) }) {
		runes := []rune(w)
		switch {
		case wideLetter(runes[0]):
			for i := range len(runes) - 1 {
				out[string(runes[i:i+2])] = true
			}
		case len(runes) > 3:
			out[strings.TrimSuffix(w, "s")] = true
		}
	}
	return out
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r > 0xbf && r < 0x2000 || wideLetter(r)
}

// wideLetter reports kana, Chinese characters and Hangul.
func wideLetter(r rune) bool { return r >= 0x3040 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 }

// doubt marks what a row states, and keeps it where the row is not confirmed.
func (x *sourceIndex) doubt(s stated, at dossier.Pos, confirmed dossier.Confirmed) stated {
	s.at, s.doubted = at, !bool(confirmed)
	if s.doubted {
		x.doubted.list = append(x.doubted.list, s)
	}
	return s
}
