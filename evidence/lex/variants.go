package lex

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spellings finds one name in two spellings: capitalised words inside sentences
// that differ in one letter, in accents or in a hyphen; at most limit of them.
func spellings(text string, toks []token, limit int) []Slip {
	first := map[string]token{}
	count := map[string]int{}
	var order []string
	lower := map[string]bool{}
	for i, t := range toks {
		r, _ := utf8.DecodeRuneInString(t.word)
		if !unicode.IsUpper(r) {
			lower[t.word] = true
			continue
		}
		w := strings.TrimSuffix(strings.TrimSuffix(t.word, "'s"), "’s")
		if len(w) < 5 || len(w) > longestWord || strings.ToUpper(w) == w {
			continue
		}
		starts := i == 0 || !abbreviations[strings.ToLower(toks[i-1].word)] && strings.ContainsAny(text[toks[i-1].End:t.Start], ".!?:;\n\"“”")
		if starts && count[w] == 0 && i+1 < len(toks) {
			// A capital at the beginning of a sentence says nothing, unless a name
			// goes on.
			n, _ := utf8.DecodeRuneInString(toks[i+1].word)
			if !unicode.IsUpper(n) {
				continue
			}
		}
		if count[w] == 0 {
			order = append(order, w)
			first[w] = token{Span{t.Start, t.Start + len(w)}, w}
		}
		count[w]++
	}
	var near Spellings
	for _, w := range order {
		near.Add(fold(w))
	}
	var out []Slip
	for i, a := range order {
		if len(out) >= limit {
			break
		}
		if lower[strings.ToLower(a)] {
			continue
		}
		near.Near(fold(a), i+1, func(n int) bool {
			b := order[n]
			if lower[strings.ToLower(b)] || !variant(a, b) {
				return true
			}
			rare, usual := b, a
			if count[a] < count[b] {
				rare, usual = a, b
			}
			out = append(out, Slip{Span: first[rare].Span, Kind: "two-spellings", Other: first[usual].Span,
				Message: fmt.Sprintf("%q and %q may be one name in two spellings", rare, usual)})
			return len(out) < limit
		})
	}
	return out
}

// variant reports whether two names look like spellings of one: equal without
// accents and hyphens, or one letter apart, neither at the beginning nor as an
// ending (Korea, Korean).
func variant(a, b string) bool {
	if d := len(a) - len(b); d > 3 || d < -3 {
		return false
	}
	fa, fb := fold(a), fold(b)
	if fa == fb {
		return a != b
	}
	ra, rb := []rune(fa), []rune(fb)
	if len(ra) < 6 || len(rb) < 6 || ra[0] != rb[0] || len(ra)-len(rb) > 1 || len(rb)-len(ra) > 1 {
		return false
	}
	if strings.HasPrefix(fa, fb) || strings.HasPrefix(fb, fa) {
		return false
	}
	i := 0
	for i < len(ra) && i < len(rb) && ra[i] == rb[i] {
		i++
	}
	j := 0
	for j < len(ra)-i && j < len(rb)-i && ra[len(ra)-1-j] == rb[len(rb)-1-j] {
		j++
	}
	restA, restB := ra[i:len(ra)-j], rb[i:len(rb)-j]
	if j == 0 && i >= 4 {
		return false // they differ in their ending: Korea, Korean; Chinese, China
	}
	switch {
	case len(restA)+len(restB) == 1:
		return true
	case len(restA) == 1 && len(restB) == 1:
		return true
	case len(restA) == 2 && len(restB) == 2 && restA[0] == restB[1] && restA[1] == restB[0]:
		return true
	}
	return false
}

// fold drops accents, hyphens and case.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) || r == '-' || r == '‐' || r == '\'' || r == '’' {
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
