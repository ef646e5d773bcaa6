package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/evidence/lex"
)

// term is one word or phrase of a query.
type term struct {
	tokens []string // folded; a phrase or a word of Han, kana or Hangul has several
	prefix bool     // the last token may go on
	not    bool
	or     bool // joined to the term before it by OR
}

// parseQuery reads a query: words that must all occur, "phrases", pre*, -word,
// and OR between two. Nothing is an error: a quotation mark that is not closed
// closes at the end.
func parseQuery(q string) []term {
	var out []term
	or := false
	for q = strings.TrimSpace(q); q != ""; q = strings.TrimSpace(q) {
		not := false
		if len(q) > 1 && q[0] == '-' && q[1] != ' ' {
			not, q = true, q[1:]
		}
		var word string
		phrase := false
		if r := []rune(q)[0]; r == '"' || r == '“' || r == '”' {
			q = string([]rune(q)[1:])
			end := strings.IndexAny(q, `"“”`)
			phrase = true
			if end < 0 {
				word, q = q, ""
			} else {
				word = q[:end]
				q = strings.TrimLeft(q[end:], `"“”`)
			}
		} else {
			end := strings.IndexFunc(q, unicode.IsSpace)
			if end < 0 {
				end = len(q)
			}
			word, q = q[:end], q[end:]
		}
		if word == "OR" && !phrase {
			or = len(out) > 0
			continue
		}
		t := term{not: not, or: or && !not, prefix: strings.HasSuffix(word, "*") && !phrase}
		or = false
		t.tokens = tokens(word)
		if len(t.tokens) > 0 && len(out) < 40 {
			out = append(out, t)
		}
	}
	return out
}

// tokens gives the words of a text as the index holds them: compatible forms, no
// accents, small letters; every character of Han, kana and Hangul is a token.
func tokens(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range fold(s) {
		switch {
		case lex.IsCJK(r):
			flush()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return out
}

// fold puts a text into the form in which it is compared.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		if r < 0x250 && r > 0xBF {
			for _, d := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, d) {
					b.WriteRune(unicode.ToLower(d))
				}
			}
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// spaced gives a text as the index stores it: its tokens, parted by spaces.
func spaced(s string) string { return strings.Join(tokens(s), " ") }

// match gives the FTS5 expression of a query; "" where nothing is asked for.
// Every token is quoted, so that no query is an error of syntax.
func match(terms []term) string {
	one := func(t term) string {
		// A token holds letters and digits alone: no quotation mark to escape.
		s := `"` + strings.Join(t.tokens, " ") + `"`
		if t.prefix {
			s += "*"
		}
		return s
	}
	var groups []string
	var not []string
	for _, t := range terms {
		switch {
		case t.not:
			not = append(not, one(t))
		case t.or && len(groups) > 0:
			groups[len(groups)-1] = groups[len(groups)-1] + " OR " + one(t)
		default:
			groups = append(groups, one(t))
		}
	}
	if len(groups) == 0 {
		return ""
	}
	for i, g := range groups {
		if strings.Contains(g, " OR ") {
			groups[i] = "(" + g + ")"
		}
	}
	s := strings.Join(groups, " AND ")
	if len(not) > 0 {
		s = "(" + s + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return s
}
