package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// Holders of offices are named without them too: among those who hold one (the foreign
// ministers met, and Iwaya Takeshi spoke for Japan), or as who runs a body.

// amidWords say that a sentence speaks of holders of an office, or of who runs a body.
var amidWords = lazyregexp.New(`(?i)\b(?:foreign|defen[cs]e|finance|energy|economy|trade|industry|commerce|justice|interior|health|petroleum|unification|prime) ministers\b|\bministers of \p{L}+|\b(?:foreign|defen[cs]e|finance) ministers['’]|\b(?:national )?security advis[eo]rs\b|` +
	`\b(?:led|leads|leading|ran|runs|running|headed|heads|heading|in charge of|at the head of|directed|steered|presided over) (?:the|its|his|her) (?:\w+ ){0,3}?(?:office|ministry|department|government|cabinet|council|directorate|secretariat)\b|\b(?:his|her|their|its|both|two|three|the) (?:\w+ ){0,2}?(?:counterparts|colleagues)\b|\bunder (?-i:\p{Lu}[\p{L}'’-]+ \p{Lu})|\b(?:office|ministry|department|government|cabinet|council|directorate) (?:is|was|were|had been) (?:then |still |already )?(?:led|run|headed|directed) by\b|` +
	`(?:外相|防衛相|財務相|産業相|外務・防衛|国防相|首脳)(?:会合|会談|会議|ら|が一堂)|(?:省|庁|局|政府|内閣)を(?:率い|仕切|預か)|(?:외교|국방|재무|산업|상무)(?:부)? ?(?:장관|상) ?(?:회의|회담|회동|들)|(?:부처|청|실|정부|내각)(?:를|을) (?:이끌|맡)|` +
	`(?:^|[^\p{L}])(?i:министр(?:ов|ам|ами|ах|ы) (?:иностранных|обороны|финансов|энергетики|торговли|промышленности|юстиции|экономики)|глав(?:ы|ам|ами)? (?:мид|внешнеполитическ\p{L}+|дипломати\p{L}+|оборонн\p{L}+)|(?:управлени|министерств|ведомств|департамент|кабинет|правительств)\p{L}+ (?:\p{L}+ ){0,2}?(?:руковод|возглавля|заведова|управля|командова)\p{L}+|(?:руковод|возглавля|возглавил|заведова|управля)\p{L}+ (?:\p{L}+ ){0,3}?(?:управлени|министерств|ведомств|департамент|кабинет|правительств)\p{L}+)`)

// amidParts are parts of which an English sentence with such words has one.
var amidParts = [...]string{"inisters", "advis", "led ", "lead", "ran ", "run", "head", "in charge", "directed", "steered", "presided", "nder ", "counterparts", "colleagues"}

// amid finds the whole names of holders in such a sentence, but for those that another
// mention has. Their terms are those of any office.
func (x *Offices) amid(s, lang string, found []Mention) []Mention {
	latin := lang != "ja" && lang != "ko" && lang != "ru"
	if latin && !slices.ContainsFunc(amidParts[:], func(p string) bool { return strings.Contains(s, p) }) || !amidWords.MatchString(s) {
		return found
	}
	taken := func(at lex.Span) bool {
		return slices.ContainsFunc(found, func(m Mention) bool { return m.Overlaps(at) })
	}
	add := func(at lex.Span, terms []*Term) {
		if len(terms) > 0 && !taken(at) {
			found = append(found, Mention{at, terms})
		}
	}
	if lang == "ja" || lang == "ko" {
		for _, t := range x.terms {
			for _, n := range t.names {
				for _, between := range []string{"", "・", " ", "·"} {
					full := strings.Join(n.parts, between)
					i := strings.Index(s, full)
					if len(n.parts) == 0 || i < 0 || utf8.RuneCountInString(full) < 3 {
						continue
					}
					at := lex.Span{Start: i, End: i + len(full)}
					if before := s[max(0, i-12):i]; strings.HasSuffix(before, "前") || strings.HasSuffix(before, "元") || strings.HasSuffix(before, "전 ") || afterFormer.MatchString(s[at.End:]) {
						continue
					}
					add(at, x.ofName(full))
					break
				}
			}
		}
		return found
	}
	l := english
	if lang == "ru" {
		l = russian
	}
	every := map[*office]bool{}
	for _, t := range x.terms {
		every[t.office] = true
	}
	toks := tokens(s)
	for i := 0; i+1 < len(toks); i++ {
		if !toks[i].upper || l.not.MatchString(s[max(0, toks[i].Start-40):toks[i].Start]) {
			continue
		}
		for n := nameLength(toks, i); n > 1; n-- {
			var ws []string
			for _, t := range toks[i : i+n] {
				ws = append(ws, strings.FieldsFunc(t.word, func(r rune) bool { return r == '-' || r == '‐' })...)
			}
			var terms []*Term
			for _, t := range x.terms {
				if slices.ContainsFunc(t.names, func(name name) bool { _, all := name.bears(ws); return all }) {
					terms = append(terms, t)
				}
			}
			if len(terms) > 0 {
				add(lex.Span{Start: toks[i].Start, End: toks[i+n-1].End}, terms)
				i += n - 1
				break
			}
		}
	}
	return found
}

// afterFormer is what stands behind the name of who held an office before.
var afterFormer = lazyregexp.New(`^(?:前|元|氏の後任|의 후임|의 전임| 전 )`)

// ofName gives the terms of all offices whose holder has a whole name.
func (x *Offices) ofName(full string) []*Term {
	var out []*Term
	for _, t := range x.terms {
		if slices.ContainsFunc(t.names, func(n name) bool { _, all := n.ends(full); return all && len(n.parts) > 0 }) {
			out = append(out, t)
		}
	}
	return out
}
