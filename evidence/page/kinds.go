package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// weight is the length of a text in letters, a character of Han, kana or Hangul
// counting as two.
func weight(s string) int {
	n := 0
	for _, r := range s {
		n++
		if lex.IsCJK(r) {
			n++
		}
	}
	return n
}

const closers = `"'”’»)]）」』】`

// ended reports whether a text ends as a sentence does.
func ended(s string) bool {
	s = strings.TrimRight(footnoteEnd.ReplaceAllString(strings.TrimSpace(s), ""), closers)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?。！？…:：;", r)
}

var footnoteEnd = lazyregexp.New(`(?:\[[\d*]{1,3}\])+$`)

// isSentence reports whether a text reads as prose: it ends as a sentence and is
// long enough to be one.
func isSentence(s string) bool {
	if !ended(s) || strings.HasSuffix(s, ":") && weight(s) < 60 {
		return false
	}
	return weight(s) >= 25 && (strings.ContainsFunc(s, lex.IsCJK) || len(strings.Fields(s)) >= 4)
}

// isPara reports whether a text is a paragraph of a story, whole or cut off.
func isPara(s string) bool {
	w := weight(s)
	if w >= 240 {
		return true
	}
	return w >= 60 && ended(s) && (len(strings.Fields(s)) >= 9 || strings.ContainsFunc(s, lex.IsCJK))
}

// isHeadline reports whether a line may be the headline of a story.
func isHeadline(s string) bool {
	w := weight(s)
	if w < 14 || w > 230 {
		return false
	}
	if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "U.S.") && !strings.HasSuffix(s, "...") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ",") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(r) {
		return false
	}
	if len(strings.Fields(s)) < 3 && !strings.ContainsFunc(s, lex.IsCJK) {
		return false
	}
	return !isControl(s) && !isDateLine(s) && !isBylineLine(s) && !creditOf(s) && !followLine.MatchString(s)
}

func creditOf(s string) bool { _, ok := isCredit(s); return ok }

func isControl(s string) bool { return len(s) < 120 && controlLine.MatchString(s) }

type statedDate struct{ iso, before string }

// datesOf gives the dates of a short text with the words before each.
func datesOf(s string) []statedDate {
	var out []statedDate
	at := 0
	for _, d := range lex.Dates(s) {
		if d.ISO != "" {
			out = append(out, statedDate{d.ISO, s[at:d.Start]})
			at = d.End
		}
	}
	return out
}

var dateRest = lazyregexp.New(`(?i)\b(?:published|posted|updated|last|modified|first|on|at|date|by|am|pm|a\.m\.|p\.m\.|[ap]m|est|edt|et|gmt|utc|jst|kst|mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b|\d{1,2}:\d{2}(?::\d{2})?|更新|公開|配信|掲載|入力|公開日|更新日|登録|입력|수정|\d{1,2}[時시](?:\s*\d{1,2}[分분])?|등록|승인|발행|기사입력|최종수정|午前|午後|오전|오후|[()\[\]（）|·•,.:;/~–—-]|\d+ min(?:utes?)? read`)

// isDateLine reports whether a line holds a date and little else.
func isDateLine(s string) bool {
	if len(s) > 160 || !strings.ContainsAny(s, "0123456789") || strings.Count(s, " ") > 18 {
		return false
	}
	rest := s
	found := false
	for _, d := range lex.Dates(s) {
		if d.ISO != "" {
			found = true
		}
		rest = strings.Replace(rest, d.In(s), " ", 1)
	}
	return found && weight(letters(dateRest.ReplaceAllString(rest, " "))) <= 3
}

// isBylineLine reports whether a line says "by" somebody; a sentence may begin so too.
func isBylineLine(s string) bool {
	return len(s) < 200 && byWord.MatchString(s) && !isSentence(s) && len(splitAuthors(s)) > 0
}

var nameLike = lazyregexp.New(`^\p{Lu}[\p{L}'’.\-]*(?:\s+(?:(?:de|van|von|der|den|la|le|al|bin|el|da|di|du|ter|ibn)\s+)*\p{Lu}[\p{L}'’.\-]*){1,3}(?:,? (?:Jr|Sr|III|II|PhD|MD)\.?)?$`)

// namesOnly reads a line that holds nothing but names of people, such as stands
// between a headline and a story.
func namesOnly(s string) []string {
	s = withoutMail(s)
	if len(s) > 200 || ended(s) {
		return nil
	}
	if m := cjkName.FindStringSubmatch(s); m != nil && !isRegion(s) && !sectionWords.MatchString(s) {
		return []string{first(m[1], m[2])}
	}
	names := splitAuthors(s)
	if len(names) == 0 || len(letters(strings.Join(names, "")))+8*len(names) < len(letters(s)) {
		return nil
	}
	for _, n := range names {
		if !nameLike.MatchString(n) || isRegion(n) {
			return nil
		}
	}
	return names
}

// cjkName is a name alone on a line: Han with or without a space or a reporter's
// title, or Hangul with one.
var cjkName = lazyregexp.New(`^(?:[◇■●]?\s*(\p{Han}{1,3}[ \x{3000}]?[\p{Han}\p{Hiragana}]{1,3})(?:\s*[=＝]\s*\p{Han}{2,4})?(?:\s*(?:記者|編集委員|特派員|論説委員))?|([가-힣]{2,4})\s*(?:기자|특파원|선임기자|논설위원|인턴기자|객원기자))$`)

var sectionWords = lazyregexp.New(`(?i)^(?:analysis|opinions?|op-?eds?|commentary|comment|editorials?|politics|world|news|international|national|business|economy|economics|finance|markets|security|defen[cs]e|military(?: industrial complex)?|diplomacy|foreign policy|foreign affairs|geopolitics|global (?:crises|affairs|issues)|culture|society|arts|books|media|reporting|report|reports|features?|latest|video|videos|podcasts?|audio|briefings?|briefs?|explainers?|interviews?|q ?& ?a|climate(?: change)?|environment|energy(?: & environment)?|technology|tech|science|health|sports?|education|history|human rights|trade|nuclear|nonproliferation|arms control|peacemaking|sanctions|elections?|[\p{L}.]+ politics|u\.s\.|us|uk|blogs?|notes?|dispatch(?:es)?|perspectives?|insights?|essays?|reviews?|research|publications?|events?|(?:press|news|media) (?:releases?|statements?|notes?)|statements?|investigations?|exclusive|breaking(?: news)?|the latest|top stories|long reads?|magazine|symposium|fact check|qiosk|asia|asia[- ]pacific|indo[- ]pacific|east asia|northeast asia|southeast asia|south asia|central asia|europe|eurasia|africa|middle east|north africa|mena|americas|latin america|north america|south america|caribbean|oceania|pacific|arctic|global|balkans|gulf|persian gulf|the koreas?|korean peninsula|horn of africa|sahel|政治|経済|国際|社会|社説|論説|オピニオン|外交|安全保障|文化|スポーツ|科学|解説|コラム|特集|朝鮮半島|中東|アジア|欧州|米州|アフリカ|北米|中南米|速報|ニュース|정치|경제|사회|국제|세계|북한|외교|국방|안보|문화|스포츠|사설|칼럼|오피니언|기획|연재|과학|IT|중동|아시아|유럽|미주|아프리카|속보|뉴스)$`)

var regionNames = func() map[string]bool {
	out := map[string]bool{}
	for _, c := range country.All() {
		for _, lang := range []string{"en", "ja", "ko"} {
			out[strings.ToLower(c.Name(lang))] = true
		}
	}
	return out
}()

func isRegion(s string) bool { return regionNames[strings.ToLower(strings.TrimSpace(s))] }

// sectionParts reads a line of section and region tags: one short label, or a
// few joined by bars, dots or slashes. nil if it is none.
func sectionParts(s string, known func(string) bool) []string {
	if len(s) > 90 || ended(s) {
		return nil
	}
	joined := strings.ContainsAny(s, "|•·›/")
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|•·›/,", r) })
	var out []string
	hits := 0
	for _, part := range parts {
		part = strings.TrimSpace(strings.TrimLeft(part, "#"))
		if part == "" || len(strings.Fields(part)) > 4 || weight(part) > 36 {
			return nil
		}
		if sectionWords.MatchString(part) || isRegion(part) || known != nil && known(part) {
			hits++
		}
		out = append(out, part)
	}
	if len(out) == 0 || hits == 0 || len(out) > 6 || !joined && hits < len(out) {
		return nil
	}
	return out
}
