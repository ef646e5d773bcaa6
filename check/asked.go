package check

import (
	"regexp"
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
	const who = `(?:adults?|respondents?|people|voters?|public|citizens?|those|women|men|sample|half)`
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
