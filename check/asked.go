package check

import (
	"regexp"
	"slices"
	"strings"

	"entente/country"
	"entente/lazyregexp"
)

// indexPublics gives, for each country whose public a poll of the dossier asked, the
// form by which a sentence says that it was asked: adults in Japan, South Korean
// respondents, 日本の成人, 한국 응답자.
func (c *checker) indexPublics() map[string]*lazyregexp.Regexp {
	out := map[string]*lazyregexp.Regexp{}
	for _, p := range c.d.Polls {
		if out[p.Country] == nil {
			out[p.Country] = publicOf(c.namesOf(p.Country))
		}
	}
	return out
}

// namesOf gives the names of a country by language and those that its member file
// lists.
func (c *checker) namesOf(code string) (names []string, adjective string) {
	for _, lang := range [...]string{"en", "ja", "ko", "ru"} {
		if n := c.d.CountryName(code, lang); n != "" && n != code {
			names = append(names, n)
		}
	}
	if m := c.d.Member(code); m != nil {
		for _, a := range m.Aliases {
			names = append(names, a.ID)
		}
	}
	if k, ok := country.ByCode(code); ok {
		adjective = k.Adjective
	}
	return names, adjective
}

func publicOf(names []string, adjective string) *lazyregexp.Regexp {
	const who = `(?:adults?|respondents?|people|voters?|public|citizens?|those|women|men|sample|half|answers|answerers|answering)`
	var latin, ja, ko, ru []string
	for _, n := range names {
		q := regexp.QuoteMeta(n)
		r := []rune(n)
		switch {
		case len(r) < 2:
		case r[0] < 0x250:
			latin = append(latin, q)
		case r[0] < 0x530:
			ru = append(ru, regexp.QuoteMeta(string(r[:max(3, len(r)-2)]))+`\p{L}*`)
		case r[0] >= 0xac00:
			ko = append(ko, q)
		default:
			ja = append(ja, q)
		}
	}
	var forms []string
	if len(latin) > 0 {
		in := `in (?:the )?(?:` + strings.Join(latin, "|") + `)`
		forms = append(forms, `\b(?i:`+who+`|asked|polled|surveyed|interviewed)(?: [\w-]+){0,4} (?i:`+in+`)\b`, `(?i:`+in+`),? (?:\d|only|just|about|almost|nearly|\p{L}+ percent)`)
	}
	if adjective != "" {
		forms = append(forms, `\b(?i:`+regexp.QuoteMeta(adjective)+`) (?i:`+who+`)\b`)
		if strings.HasSuffix(adjective, "n") {
			forms = append(forms, `\b`+regexp.QuoteMeta(adjective)+`s\b`)
		}
	}
	if len(ja) > 0 {
		forms = append(forms, `(?:`+strings.Join(ja, "|")+`)の?(?:成人|回答者|国民|人々|世論|有権者)`, `(?:`+strings.Join(ja, "|")+`)人(?:[はがのも]|回答)`, `(?:`+strings.Join(ja, "|")+`)(?:側)?では`)
	}
	if len(ko) > 0 {
		forms = append(forms, `(?:`+strings.Join(ko, "|")+`)(?:의|인)? ?(?:응답자|성인|국민|사람|유권자)`, `(?:`+strings.Join(ko, "|")+`)인(?:[은이도]| 가운데| 중)`, `(?:`+strings.Join(ko, "|")+`)(?:에서는|에서)`)
	}
	if len(ru) > 0 {
		forms = append(forms, `(?i)(?:взросл|жител|опрошенн|респондент|граждан)\p{L}*(?: \p{L}+){0,2} (?:`+strings.Join(ru, "|")+`)`, `(?:^|\P{L})[Вв]о? (?:`+strings.Join(ru, "|")+`)`)
	}
	return lazyregexp.New(strings.Join(forms, "|"))
}

// feelingSet tells of which of the feelings words speak.
type feelingSet [6]bool

// feelings are what polls ask of a country, by the words of questions and of sentences.
var feelings = []*lazyregexp.Regexp{
	lazyregexp.New(`(?i)\b(?:dis|mis)?trust\w*|\brel(?:y|ied) on\b|信頼|信用|신뢰|불신|довер`),
	lazyregexp.New(`(?i)\b(?:un)?favou?rabl\w+|\b(?:good|bad) (?:or fairly (?:good|bad) )?impression|\b(?:dis)?likes?\b|\b(?:think|thought|viewed?|seen?) (?:well|ill|badly)\b|好意|好感|[良い悪]い?印象|好き|嫌|호감|호의|(?:좋은|나쁜) 인상|симпат|(?:хорош|плох)\p{L}+ (?:впечатлени|отнош|мнени)|(?:хорошо|плохо) относ|благо(?:при|склон|желат)|одобр`),
	lazyregexp.New(`(?i)\baffinity\b|\bfe(?:el|els|lt|eling) (?:\w+ )?(?:close|near|warm)|\bclose to\b|親し|親近|친밀|친근|가깝|가까|близ|симпат|тепл`),
	lazyregexp.New(`(?i)\bthreat\w*|\benem(?:y|ies)\b|\badversar|脅威|敵|위협|적국|угроз|враг`),
	lazyregexp.New(`(?i)\bties\b|\brelations\b|関係|관계|отношени\p{L}+ (?:с|между)`),
	lazyregexp.New(`(?i)\b(?:troops?|bases?|alliance|security|defen[cs]e|military|militarily)\b|部隊|基地|同盟|安全保障|防衛|軍|병력|기지|동맹|안보|방위|군사|войск|баз[ыауе]|союз|безопасн|оборон`),
}

// feelingsIn tells of which of the feelings words speak.
func feelingsIn(words string) (out feelingSet) {
	for i, f := range feelings {
		out[i] = f.MatchString(words)
	}
	return out
}

// asksOther reports whether a row tells of something else that was asked than a sentence,
// of which the same source has a wave of its own: whether a country is liked, where the
// sentence says how many trust it.
func (r *reading) asksOther(row *stated, list []stated) bool {
	said := feelingsIn(r.s.words)
	if said == (feelingSet{}) || row.poll == nil && !row.deed {
		return false
	}
	told := feelingsIn(row.subject)
	return told != (feelingSet{}) && !told.shares(said) && slices.ContainsFunc(list[:min(len(list), mostRows)], func(o stated) bool {
		return o.poll != nil && (row.poll == nil || o.poll.Country == row.poll.Country && o.poll.About == row.poll.About) && feelingsIn(o.subject).shares(said)
	})
}

// shares reports whether words speak of a feeling of which others speak.
func (a feelingSet) shares(b feelingSet) bool {
	for i := range a {
		if a[i] && b[i] {
			return true
		}
	}
	return false
}
