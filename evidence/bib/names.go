package bib

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// nameList reads the names of a BibTeX field.
func (r *reader) nameList(f field, key string) []name {
	var out []name
	for _, raw := range splitNames(f.value) {
		if isOthers(unlatex(raw)) {
			out = append(out, name{Literal: others})
			continue
		}
		n, ok := bibName(raw)
		if !ok {
			r.add(ruleBibTeX, dossier.Warning, f.off, "part the names by “and”; put the name of a body in braces of its own",
				"in the entry %q the name %q has more than two commas; it is kept as it stands", key, unlatex(raw))
		}
		if n != (name{}) {
			out = append(out, n)
		}
	}
	return out
}

// others stands as the last name of a list for those that it does not name, as in
// BibTeX; citations print it as et al.
const others = "others"

func isOthers(s string) bool {
	switch strings.ToLower(strings.Trim(s, "., ")) {
	case others, "et al", "and others":
		return true
	}
	return false
}

// isSuffix tells whether a part of a name is one such as Jr. or III.
func isSuffix(s string) bool {
	switch strings.ToLower(strings.TrimSuffix(s, ".")) {
	case "jr", "jnr", "sr", "snr", "ii", "iii", "iv", "v", "vi", "2nd", "3rd", "esq", "phd", "ph.d", "md", "m.d":
		return true
	}
	return false
}

// splitNames parts names at the word "and" outside braces.
func splitNames(s string) []string {
	var out []string
	add := func(t string) {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth == 0 && isSpace(c) && i+4 < len(s) && strings.EqualFold(s[i+1:i+4], "and") && isSpace(s[i+4]):
			add(s[from:i])
			from = i + 4
			i += 3
		}
	}
	rest := s[from:]
	if t := strings.TrimSpace(rest); strings.HasSuffix(t, " and") {
		rest = strings.TrimSuffix(t, " and")
	}
	add(rest)
	return out
}

// splitTop parts text at the bytes in set that stand outside braces.
func splitTop(s, set string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '\\':
			i++
		case depth == 0 && strings.IndexByte(set, c) >= 0:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

func nameWords(s string) []string {
	var out []string
	for _, w := range splitTop(strings.ReplaceAll(s, "\u3000", " "), " \t\r\n~") {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// bibName reads one name; false says that it has too many commas.
func bibName(s string) (name, bool) {
	s = strings.TrimSpace(s)
	if inner, ok := braced(s); ok {
		return name{Literal: unlatex(inner)}, true
	}
	if n, ok := extendedName(s); ok {
		return n, true
	}
	parts := splitTop(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	for len(parts) > 1 && parts[len(parts)-1] == "" { // a comma before "and"
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 3 && isSuffix(unlatex(parts[2])) && !isSuffix(unlatex(parts[1])) {
		parts[1], parts[2] = parts[2], parts[1] // Berg, Anna, Jr.
	}
	join := func(w []string) string { return unlatex(strings.Join(w, " ")) }
	switch len(parts) {
	case 1:
		w := nameWords(parts[0])
		text := join(w)
		switch {
		case len(w) == 2 && eastern(unlatex(w[0]), unlatex(w[1])) != name{}:
			return eastern(unlatex(w[0]), unlatex(w[1])), true
		case isCJK(text) || len(w) == 0 || len(w) > 1 && isBodyName(text):
			return name{Literal: text}, true
		case initialsFollow(w) || len(w) == 3 && patronymic.MatchString(w[2]):
			return name{Family: join(w[:1]), Given: join(w[1:])}, true
		}
		first, last := -1, -1
		for i, x := range w[:len(w)-1] {
			if lowerWord(x) {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			return name{Given: join(w[:len(w)-1]), Family: join(w[len(w)-1:])}, true
		}
		return name{Given: join(w[:first]), NonDropping: join(w[first : last+1]), Family: join(w[last+1:])}, true
	case 2, 3:
		w := nameWords(parts[0])
		if len(w) > 1 && isBodyName(unlatex(s)) {
			return name{Literal: unlatex(strings.Trim(s, ", "))}, true
		}
		von := 0
		for i := 0; i < len(w)-1 && lowerWord(w[i]); i++ {
			von = i + 1
		}
		n := name{NonDropping: join(w[:von]), Family: join(w[von:]), Given: unlatex(parts[len(parts)-1])}
		if len(parts) == 3 {
			n.Suffix = unlatex(parts[1])
		}
		if n.Given == "" && n.Suffix == "" && n.NonDropping == "" && len(w) > 1 {
			n = name{Literal: n.Family}
		}
		return n, true
	}
	return name{Literal: unlatex(s)}, false
}

// isBodyName tells whether a name of several words is that of a body: it has words that
// no person's has, such as "of" and "for", or is called as bodies are. What stands before
// a comma must be one by itself: "Ministry of Foreign Affairs, Japan".
func isBodyName(s string) bool {
	s, _, comma := strings.Cut(s, ",")
	s = strings.TrimSpace(s)
	switch {
	case !strings.ContainsFunc(s, unicode.IsSpace):
		return !comma && isCJK(s) && lex.IsBody(s)
	case innerWord.MatchString(s):
		return true
	}
	return lex.IsBody(s) && !familyToo.MatchString(s)
}

var (
	// innerWord stands within names of bodies, and in none of a person.
	innerWord = lazyregexp.New(`^\p{L}.*\s(?:of|for|on|to|in|and|&|по|при)\s.*\p{L}`)
	// familyToo is a name of a person whose family is called as bodies are: Daryl Press.
	familyToo  = lazyregexp.New(`^(?:\p{Lu}[\p{L}.’'-]*\s+){1,2}(?:Press|Post|Court|Board|Wire|Herald|Page|Union)$`)
	patronymic = lazyregexp.New(`^\p{Cyrillic}+(?:вич|вна|ична|инична)$`)
	initials   = lazyregexp.New(`^(?:\p{Lu}\p{Ll}?\.-?)+$`)
)

// initialsFollow tells whether a family name stands before initials: Иванов И. И.
func initialsFollow(w []string) bool {
	if len(w) < 2 || initials.MatchString(w[0]) {
		return false
	}
	for _, x := range w[1:] {
		if !initials.MatchString(x) {
			return false
		}
	}
	return true
}

// eastern reads a name of two words in Chinese, Japanese or Korean. The family stands
// first, unless it alone is of one syllable: 길동 홍. It gives no name for that of a body,
// and of another script.
func eastern(a, b string) name {
	switch {
	case !isCJK(a + b), isBodyName(a+" "+b) && utf8.RuneCountInString(a) > 1:
		return name{}
	case oneSyllable(b) && !oneSyllable(a):
		return name{Family: b, Given: a}
	}
	return name{Family: a, Given: b}
}

// oneSyllable tells whether a name is one sign of Hangul, as most family names are.
func oneSyllable(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Hangul, c)
}

// braced gives the inside of text that one pair of braces holds, other than the
// braces of an accent.
func braced(s string) (string, bool) {
	if len(s) < 2 || s[0] != '{' || s[len(s)-1] != '}' || s[1] == '\\' {
		return "", false
	}
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && i < len(s)-1 {
				return "", false
			}
		}
	}
	return s[1 : len(s)-1], true
}

// extendedName reads BibLaTeX's "family=Kim, given=Dae-jung".
func extendedName(s string) (name, bool) {
	var n name
	for _, p := range splitTop(s, ",") {
		key, value, ok := strings.Cut(p, "=")
		if !ok {
			return name{}, false
		}
		value = unlatex(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "family":
			n.Family = value
		case "given":
			n.Given = value
		case "prefix":
			n.NonDropping = value
		case "suffix":
			n.Suffix = value
		case "given-i", "useprefix":
		default:
			return name{}, false
		}
	}
	return n, n.Family != ""
}

// lowerWord tells whether a word of a name begins with a small letter.
func lowerWord(w string) bool {
	if w[0] == '{' && !strings.HasPrefix(w, `{\`) {
		return false
	}
	for _, c := range unlatex(w) {
		if unicode.IsLetter(c) {
			return unicode.IsLower(c)
		}
	}
	return false
}

// isCJK tells whether most letters of a text are Chinese, Japanese or Korean.
func isCJK(s string) bool {
	yes, letters := 0, 0
	for _, c := range s {
		if c < utf8.RuneSelf {
			if isLetter(byte(c)) {
				letters++
			}
			continue
		}
		if unicode.IsLetter(c) {
			letters++
			if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || c == 'ー' {
				yes++
			}
		}
	}
	return yes > 0 && 2*yes > letters
}

// otherScript tells whether most letters of a text are not Latin.
func otherScript(s string) bool {
	latin, letters := 0, 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
			if unicode.Is(unicode.Latin, c) {
				latin++
			}
		}
	}
	return letters > 0 && 2*latin < letters
}
