package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// signs is how a language whose words are not parted, or whose titles follow the
// name, names offices.
type signs struct {
	title *lazyregexp.Regexp // what follows a name: between, field and rank
	first *lazyregexp.Regexp // field and rank before a name, or nil
	heads *lazyregexp.Regexp
}

var japanese = signs{
	title: lazyregexp.New(`((?:内閣)?(?:総理大臣|総理|首相)|大統領|国家主席|\p{Han}{1,8}?(?:大臣|部?長官|局長|室長|補佐官|代表)|\p{Han}{1,4}?相)`),
	first: lazyregexp.New(`((?:内閣)?(?:総理大臣|首相)|大統領|\p{Han}{1,8}?(?:大臣|長官)|外相|\p{Han}{2}相)(?:の|は、?)`),
	heads: lazyregexp.New(`(?:政権|内閣|政府)`),
}

var korean = signs{
	title: lazyregexp.New(`((?:국무)?총리|대통령|수상|주석|\p{Hangul}{1,8}?부? ?장관|\p{Hangul}{1,6}상|\p{Hangul}{1,6}실장|\p{Hangul}{0,6}보좌관|\p{Hangul}{0,4} ?대표)`),
	first: lazyregexp.New(`((?:국무)?총리|대통령|\p{Hangul}{1,8}?부? ?장관|\p{Hangul}{1,3}상)(?:은|는)? `),
	heads: lazyregexp.New(` ?(?:정부|정권|내각|행정부)`),
}

// signed finds mentions in Japanese or Korean.
func (x *Offices) signed(s string, l signs) []Mention {
	var out []Mention
	for _, m := range l.title.FindAllStringSubmatchIndex(s, -1) {
		// A field is looked for in what stands before the rank, which may begin with
		// the name itself.
		for at := m[0]; at < m[1]; {
			if found, ok := x.titled(s, at, m[1]); ok {
				out = append(out, found)
				break
			}
			_, width := utf8.DecodeRuneInString(s[at:])
			at += width
		}
	}
	for _, m := range l.heads.FindAllStringIndex(s, -1) {
		heads := map[*office]bool{}
		for _, t := range x.terms {
			if t.office.heads {
				heads[t.office] = true
			}
		}
		if terms, n := x.signedBearers(s[:m[0]], heads); len(terms) > 0 {
			out = append(out, Mention{lex.Span{Start: m[0] - n, End: m[1]}, terms})
		}
	}
	if l.first != nil {
		for _, m := range l.first.FindAllStringSubmatchIndex(s, -1) {
			offices := x.signedOffices(s[m[2]:m[3]])
			rest := s[m[1]:]
			for end, r := range rest {
				if !lex.IsCJK(r) && r != '・' || end > 36 {
					break
				}
				to := end + utf8.RuneLen(r)
				if terms, n := x.signedBearers(rest[:to], offices); n == to && whole(terms, rest[:to]) && (!told.MatchString(s[m[2]:m[1]]) || isWho.MatchString(rest[to:])) {
					out = append(out, Mention{lex.Span{Start: m[0], End: m[1] + to}, terms})
					break
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

// told ends a title of which a sentence says who held it, and isWho begins what stands
// behind the name then: 当時の外相は趙兌烈である.
var (
	told  = lazyregexp.New(`(?:は、?|[은는] )$`)
	isWho = lazyregexp.New(`^(?:氏|さん)?(?:である|だった|であった|でした|です|だ。|。|$)|^(?:이었|였|이다|다\.|입니다|\.|$)`)
)

func whole(terms []*Term, s string) bool {
	return slices.ContainsFunc(terms, func(t *Term) bool {
		return slices.ContainsFunc(t.names, func(n name) bool { _, all := n.ends(s); return all })
	})
}

// bare takes off the end of a text what may stand between a name and its title.
func (x *Offices) bare(s string) string {
	for {
		before := s
		for _, w := range x.between {
			s = strings.TrimSuffix(s, w)
		}
		if s == before {
			return s
		}
	}
}

// titled reads a name that ends at a place, or before what may stand between, and the
// title from there to an end.
func (x *Offices) titled(s string, at, end int) (Mention, bool) {
	offices := x.signedOffices(strings.TrimSpace(s[at:end]))
	if len(offices) == 0 {
		return Mention{}, false
	}
	head := x.bare(s[:at])
	terms, n := x.signedBearers(head, offices)
	if len(terms) == 0 {
		return Mention{}, false
	}
	return Mention{lex.Span{Start: len(head) - n, End: end}, terms}, true
}

// signedBearers gives the terms whose holder's name ends a text, and how long it is
// there; those of whom most stands there.
func (x *Offices) signedBearers(text string, offices map[*office]bool) (terms []*Term, length int) {
	for _, t := range x.terms {
		if !offices[t.office] {
			continue
		}
		best := 0
		for _, n := range t.names {
			k, _ := n.ends(text)
			best = max(best, k)
		}
		switch {
		case best == 0 || best < length:
		case best > length:
			terms, length = []*Term{t}, best
		default:
			terms = append(terms, t)
		}
	}
	return terms, length
}

var rankSign = lazyregexp.New(`(?:大臣|部?長官|局長|室長|大統領補佐官|補佐官|代表|相|부? ?장관|상|실장|보좌관| ?대표)$`)

// signedOffices gives the offices that a title in Japanese or Korean names. A field is
// shortened to some of its characters, in their order: 経産相 of 経済産業省.
func (x *Offices) signedOffices(title string) map[*office]bool {
	out := map[*office]bool{}
	field := ""
	if m := rankSign.FindStringIndex(title); m != nil {
		field = strings.TrimRight(title[:m[0]], " ")
	}
	for _, t := range x.terms {
		if out[t.office] {
			continue
		}
		for _, own := range t.office.signs {
			var fits bool
			switch title {
			case "首相", "総理", "総理大臣", "内閣総理大臣":
				fits = strings.Contains(own, "総理") || strings.Contains(own, "首相")
			case "총리", "수상", "국무총리":
				fits = strings.Contains(own, "총리") || strings.Contains(own, "수상")
			case "大統領":
				fits = strings.HasPrefix(own, "大統領")
			case "대통령":
				fits = strings.HasPrefix(own, "대통령")
			case "장관":
				fits = true
			default:
				fits = field != "" && field != "首" && shortens(field, own)
			}
			if fits && (title != "장관" || !t.office.heads) {
				out[t.office] = true
			}
		}
	}
	return out
}

// shortens reports whether the characters of a field stand in the name of a body in
// their order, the first at its beginning or all of them together.
func shortens(field, own string) bool {
	if utf8.RuneCountInString(field) > 1 && strings.Contains(own, field) {
		return true
	}
	f := []rune(field)
	o := []rune(own)
	if o[0] != f[0] || len(f) > 4 {
		return false
	}
	i := 0
	for _, r := range o {
		if i < len(f) && r == f[i] {
			i++
		}
	}
	return i == len(f)
}
