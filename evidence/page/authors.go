package page

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

func (h *head) authors() []string {
	if len(h.ld.authors) > 0 {
		return h.ld.authors
	}
	var out []string
	for _, list := range [][]string{h.meta["citation_author"], h.meta["parsely-author"], h.meta["author"], h.meta["article:author"], h.meta["dc.creator"], h.meta["dcterms.creator"], h.meta["byl"], h.meta["sailthru.author"]} {
		for _, v := range list {
			out = append(out, splitAuthors(v)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

var (
	byWord     = lazyregexp.New(`(?i)^\s*(?:(?:written|posted|published|reported|story|analysis|reporting|words|text)\s+)?by[:\s]+|^\s*(?:authors?|文|著者|執筆|筆者|作成者|聞き手|取材・文|글|글쓴이|기자|작성자|автор(?:ы)?|текст)\s*[:：=|・]\s*`)
	afterName  = lazyregexp.New(`(?i)\s*(?:\||•|·|,?\s+(?:for|in)\s+[A-Z][\w ]+$|\bpublished\b|\bupdated\b|\bposted\b|\bon\s+\w+ \d).*$`)
	authorCuts = lazyregexp.New(`\s*(?:;|、|，|・(?:共著)?|\s&\s|\s+and\s+|\s+with\s+|,\s+and\s+|\s+및\s+|\s+与\s+)\s*`)
	nameRole   = lazyregexp.New(`\s*(?:記者|編集委員|特派員|論説委員|기자|특파원|선임기자|논설위원)\s*$|\s(?:(?:主任|上席|上級|主席|客員|特任|特別)?(?:研究員|教授|准教授|部長|所長|局長)|(?:선임|수석|책임|객원)?(?:연구위원|연구원|교수|위원|대변인))\s*$`)
	nameForm   = lazyregexp.New(`^\p{L}[\p{L}\p{M}.'’\-‐ ]{1,60}$`)
	notNames   = lazyregexp.New(`(?i)^(?:(?:written|posted|reported|published) by|staff|admin|administrator|editor|editors|webmaster|guest|contributor|unknown|anonymous|none|null|n/a|author|authors|share|by|web desk|newsroom)$|https?://|@|\d{3}`)
)

var mailAddress = lazyregexp.New(`[(（<]?[\w.+-]+@[\w-]+\.[\w.-]+[)）>]?`)

// withoutMail takes addresses of e-mail out of a byline.
func withoutMail(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	return oneLine(mailAddress.ReplaceAllString(s, " "))
}

// splitAuthors reads a byline: names joined by commas, semicolons, "and", "&".
// "Family, Given" of one author is turned round. What cannot be a name is
// dropped.
func splitAuthors(s string) []string {
	s = oneLine(byWord.ReplaceAllString(withoutMail(html.UnescapeString(s)), ""))
	if s == "" || len(s) > 400 {
		return nil
	}
	for strings.Contains(s, "·") && hangulPair.MatchString(s) {
		s = hangulPair.ReplaceAllString(s, "$1、$2$3")
	}
	if name := nameInOffice(s); name != "" {
		return []string{name}
	}
	if isBody(nameRole.ReplaceAllString(s, "")) && !strings.ContainsAny(s, ",;|") && !notNames.MatchString(s) {
		return []string{strings.Trim(s, " .,;:|·•-–—")} // "Department of State and Trade" is one
	}
	var parts []string
	for _, part := range authorCuts.Split(s, -1) {
		pieces := strings.Split(part, ",")
		// One comma, one word before it: Family, Given.
		if len(pieces) == 2 && !strings.Contains(strings.TrimSpace(pieces[0]), " ") && len(strings.Fields(pieces[1])) <= 2 && len(parts) == 0 && !authorCuts.MatchString(s) && !isBody(pieces[1]) && !jobTitle.MatchString(pieces[1]) {
			parts = append(parts, strings.TrimSpace(pieces[1])+" "+strings.TrimSpace(pieces[0]))
			continue
		}
		parts = append(parts, pieces...)
	}
	var out []string
	persons := 0
	for _, part := range parts {
		name := oneLine(byWord.ReplaceAllString(strings.TrimSpace(part), ""))
		name = honorific.ReplaceAllString(name, "")
		if own := nameInOffice(name); own != "" {
			name = own
		}
		name = nameRole.ReplaceAllString(afterName.ReplaceAllString(name, ""), "")
		name = strings.Trim(name, " .,;:|·•-–—")
		body := isBody(name)
		switch {
		case notNames.MatchString(name) || isControl(name) || sectionWords.MatchString(name):
		case body && persons > 0 || jobTitle.MatchString(name) && !body && len(parts) > 1:
			// What follows a person is whom it works for, or as what.
		case body && bodyForm.MatchString(name):
			out = append(out, name)
		case nameForm.MatchString(name) && len(strings.Fields(name)) <= 6 && !runsOn(name):
			out = append(out, upperName(name))
			persons++
		}
	}
	return out
}

var (
	honorific  = lazyregexp.New(`^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Amb)\.?\s+)+`)
	hangulPair = lazyregexp.New(`([가-힣]{2,4})·([가-힣]{2,4})(\s|·|$)`)
	officeWord = lazyregexp.New(`^(?:記者|編集委員|特派員|論説委員|(?:主任|上席|上級|主席|客員|特任|特別)?(?:研究員|教授|准教授|部長|所長|局長)|(?:선임|수석|책임|객원|인턴)?(?:기자|특파원|논설위원|연구위원|연구원|교수|위원|대변인))$`)
	hanName    = lazyregexp.New(`^\p{Han}{1,3}(?:々\p{Han}{0,2})?[ \x{3000}]?[\p{Han}\p{Hiragana}]{1,3}$`)
	hangulName = lazyregexp.New(`^[가-힣]{2,4}$`)
)

// nameInOffice gives the name in a Japanese or Korean line that says beside it what its
// bearer is, and of what body: "笹川平和財団 主任研究員 佐々木 花子". It gives "" where no
// office is named.
func nameInOffice(s string) string {
	if !strings.ContainsFunc(s, lex.IsCJK) || len(s) > 150 {
		return ""
	}
	office := false
	var own []string
	for _, w := range strings.Fields(inBracket.ReplaceAllString(s, " ")) {
		switch {
		case officeWord.MatchString(w):
			office = true
		case isBody(w):
		default:
			own = append(own, w)
		}
	}
	for w := range strings.FieldsSeq(strings.Trim(inBracket.FindString(s), "()（）")) {
		office = office || officeWord.MatchString(w) || isBody(w)
	}
	name := strings.Join(own, " ")
	if !office || !hanName.MatchString(name) && !hangulName.MatchString(name) {
		return ""
	}
	return name
}

// namesOffice reports whether a short Japanese or Korean line is names with the office of
// their bearers, such as reporters.
func namesOffice(s string) bool {
	s = withoutMail(s)
	if weight(s) > 90 || ended(s) || !strings.ContainsFunc(s, lex.IsCJK) {
		return false
	}
	if nameInOffice(s) != "" {
		return true
	}
	words := strings.Fields(s)
	return len(words) == 2 && officeWord.MatchString(words[1]) && hangulList.MatchString(words[0])
}

var hangulList = lazyregexp.New(`^[가-힣]{2,4}(?:[·,][가-힣]{2,4})+$`)

var bodyForm = lazyregexp.New(`^\p{L}[\p{L}\p{M}\p{N}.'’&/()\-‐ ]{1,100}$`)

// runsOn reports whether words are those of a running text: a name has no small ones
// but particles.
func runsOn(name string) bool {
	small := 0
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !particle.MatchString(w) {
			small++
		}
	}
	return small > 1 || small == 1 && len(strings.Fields(name)) > 3
}

var particle = lazyregexp.New(`^(?:de|van|von|der|den|la|le|al|bin|ibn|el|da|di|du|del|della|dos|das|do|ter|ten|zu|zur|y|e|af|av|bint|ben|abu|d['’].*|l['’].*)$`)

// upperName gives a name that is written in capitals throughout as names are written.
func upperName(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 || strings.ToUpper(name) != name || strings.ToLower(name) == name {
		return name
	}
	for i, w := range words {
		r := []rune(strings.ToLower(w))
		up := true
		for j := range r {
			if up && unicode.IsLetter(r[j]) {
				r[j] = unicode.ToUpper(r[j])
			}
			up = r[j] == '-' || r[j] == '\'' || r[j] == '’' || r[j] == '.'
		}
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
