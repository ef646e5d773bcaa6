package search

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// The limits of a query.
const (
	maxQueryChars = 1000
	maxQueryTerms = 64
)

// ErrEmpty is wrapped by the error for a query in which there is nothing to look
// for: no letter or digit, or only excluded words.
var ErrEmpty = errors.New("the query is empty")

// term is one thing to look for: tokens that follow one another.
type term struct {
	tokens []token
	prefix bool // the last token may go on
	quoted bool // it is looked for as it is written
}

// parsed is a query taken apart: every group must occur, a group by any of its
// terms, and no term of not.
type parsed struct {
	all [][]term
	not []term
}

// parse reads a query. It is lenient: a quotation that is not closed runs to the
// end, and marks that say nothing are passed over.
func parse(text string) (parsed, error) {
	var p parsed
	if len([]rune(text)) > maxQueryChars {
		return p, fmt.Errorf("the query is longer than %d characters", maxQueryChars)
	}
	or, count := false, 0
	rest := []rune(text)
	for len(rest) > 0 {
		if unicode.IsSpace(rest[0]) || unicode.IsControl(rest[0]) {
			rest = rest[1:]
			continue
		}
		exclude := false
		if rest[0] == '-' {
			for len(rest) > 0 && rest[0] == '-' {
				rest = rest[1:]
			}
			exclude = true
		}
		var word string
		var quoted bool
		word, quoted, rest = cut(rest)
		if word == "OR" && !quoted && !exclude {
			or = len(p.all) > 0
			continue
		}
		t := term{tokens: tokens(word), quoted: quoted}
		if len(rest) > 0 && rest[0] == '*' {
			t.prefix = true
			rest = rest[1:]
		}
		if len(t.tokens) == 0 {
			continue
		}
		if count++; count > maxQueryTerms {
			return p, fmt.Errorf("the query has more than %d words", maxQueryTerms)
		}
		switch {
		case exclude:
			p.not = append(p.not, t)
		case or:
			last := len(p.all) - 1
			p.all[last] = append(p.all[last], t)
		default:
			p.all = append(p.all, []term{t})
		}
		or = false
	}
	if len(p.all) == 0 {
		if len(p.not) > 0 {
			return p, fmt.Errorf("%w: it only says what to leave out", ErrEmpty)
		}
		return p, fmt.Errorf("%w: write a word to look for", ErrEmpty)
	}
	return p, nil
}

// cut takes the next word or quotation off a query: up to a space, a quotation
// mark or an asterisk that ends it.
func cut(rest []rune) (word string, quoted bool, after []rune) {
	if len(rest) > 0 && isQuote(rest[0]) {
		rest = rest[1:]
		for i, r := range rest {
			if isQuote(r) {
				return string(rest[:i]), true, rest[i+1:]
			}
		}
		return string(rest), true, nil
	}
	for i, r := range rest {
		if unicode.IsSpace(r) || isQuote(r) {
			return string(rest[:i]), false, rest[i:]
		}
		if r == '*' {
			if i == 0 {
				return "", false, rest[1:]
			}
			return string(rest[:i]), false, rest[i:]
		}
	}
	return string(rest), false, nil
}

// isQuote reports whether a character begins and ends a phrase.
func isQuote(r rune) bool {
	return strings.ContainsRune("\"“”„«»「」『』＂", r)
}

// match writes the query in the language of FTS5, every token quoted.
func (p parsed) match() string {
	var b strings.Builder
	b.WriteByte('(')
	for i, group := range p.all {
		if i > 0 {
			b.WriteString(" AND ")
		}
		writeAny(&b, group)
	}
	b.WriteByte(')')
	if len(p.not) > 0 {
		b.WriteString(" NOT ")
		writeAny(&b, p.not)
	}
	return b.String()
}

func writeAny(b *strings.Builder, group []term) {
	b.WriteByte('(')
	for i, t := range group {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteByte('"')
		for k, tok := range t.tokens {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(tok.text) // letters and digits only
		}
		b.WriteByte('"')
		if t.prefix {
			b.WriteByte('*')
		}
	}
	b.WriteByte(')')
}
