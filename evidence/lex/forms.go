package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stems gives the words of a Russian name without the endings that its cases change;
// nil for a name in another script, which is written one way. A word of fewer than
// four letters stays as it is.
func Stems(name string) []string {
	fields := strings.Fields(name)
	for i, w := range fields {
		for _, r := range w {
			if unicode.IsLetter(r) && !unicode.Is(unicode.Cyrillic, r) {
				return nil
			}
		}
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		for _, end := range [...]string{"ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ия", "а", "я", "о", "е", "ы", "и", "ь", "й"} {
			if stem, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(stem) > 2 {
				fields[i] = stem
				break
			}
		}
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return nil
	}
	return fields
}

// caseEndings are the endings of Russian nouns and adjectives in all cases.
var caseEndings = func() map[string]bool {
	out := map[string]bool{"": true}
	for _, e := range strings.Fields(`а я у ю о е ё ы и ь й ом ем ём ой ей ью ов ев ам ям ах ях ами ями ия ии ию ией ие ием иям иями иях ого его ому
		ему ым им ую юю ая яя ое ее ые ый ий ых их ыми ими ою ею`) {
		out[e] = true
	}
	return out
}()

// NextForm gives where words with these stems stand one behind another in a text, from
// a place on, each with an ending of its cases; -1 where they do not.
func NextForm(text string, at int, stems []string) (start, end int) {
	for {
		k := strings.Index(text[at:], stems[0])
		if k < 0 {
			return -1, -1
		}
		start, end = at+k, at+k
		for i, stem := range stems {
			if i > 0 {
				rest := strings.TrimLeft(text[end:], " \n\u00a0")
				if len(rest) == len(text)-end {
					end = -1
					break
				}
				end = len(text) - len(rest)
			}
			if !strings.HasPrefix(text[end:], stem) {
				end = -1
				break
			}
			end += len(stem)
			n := 0
			for _, r := range text[end:min(len(text), end+20)] {
				if !unicode.Is(unicode.Cyrillic, r) {
					break
				}
				n += utf8.RuneLen(r)
			}
			if !caseEndings[text[end:end+n]] {
				end = -1
				break
			}
			end += n
		}
		if end >= 0 {
			return start, end
		}
		at += k + len(stems[0])
	}
}
