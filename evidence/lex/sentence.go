package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// abbreviations that do not end a sentence, in lower case and without the stop.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "col": true, "lt": true, "maj": true, "capt": true,
	"sgt": true, "adm": true, "cmdr": true, "gov": true, "sen": true, "rep": true, "amb": true, "hon": true, "rev": true, "st": true,
	"no": true, "nos": true, "vs": true, "v": true, "vol": true, "art": true, "arts": true, "sec": true, "ch": true, "para": true,
	"paras": true, "fig": true, "p": true, "pp": true, "ed": true, "eds": true, "cf": true, "e.g": true, "i.e": true, "viz": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true,
	"nov": true, "dec": true, "approx": true, "ca": true, "est": true, "dept": true, "univ": true, "res": true, "inc": true, "ltd": true,
	"co": true, "corp": true, "jr": true, "sr": true, "mt": true, "ft": true, "al": true, "stat": true, "u.s": true, "u.k": true,
	"тыс": true, "млн": true, "млрд": true, "трлн": true, "руб": true, "куб": true, "кв": true, "им": true, "ул": true, "стр": true, "ст": true,
	"т.е": true, "т.д": true, "т.п": true, "гг": true, "г": true, "н.э": true, "проц": true, "чел": true, "см": true, "напр": true,
	"u.n": true, "d.c": true, "a.m": true, "p.m": true, "h.r": true, "ph.d": true,
}

// endsIt are abbreviations that may well end a sentence when a capital follows.
var endsIt = map[string]bool{"u.s": true, "u.k": true, "u.n": true, "d.c": true, "a.m": true, "p.m": true, "inc": true, "ltd": true, "co": true, "corp": true, "jr": true, "sr": true, "al": true, "ph.d": true, "etc": true}

// Sentences parts a text into sentences by the rules of Unicode (UAX 29), and
// joins again what an abbreviation, an initial or a closing quotation parted.
// Spans carry no space at either end; a blank line always ends a sentence.
func Sentences(text string) []Span {
	var out []Span
	it := sentences.FromString(text)
	at := 0
	glue := false
	for it.Next() {
		seg := it.Value()
		start, end := at, at+len(seg)
		at = end
		trimmed := strings.TrimSpace(seg)
		if trimmed == "" {
			if strings.Count(seg, "\n") > 0 && len(out) > 0 {
				glue = false
			}
			continue
		}
		lead := strings.Index(seg, trimmed)
		s := Span{start + lead, start + lead + len(trimmed)}
		if glue && len(out) > 0 && !strings.Contains(text[out[len(out)-1].End:s.Start], "\n\n") {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
		glue = !endsSentence(text, out[len(out)-1], end)
	}
	return out
}

// endsSentence reports whether a span that ends before an offset is a whole
// sentence, given what follows.
func endsSentence(text string, s Span, next int) bool {
	body := strings.TrimRight(s.In(text), closing)
	if strings.HasSuffix(strings.TrimRight(text[s.End:next], " \t"), "\n\n") {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(body)
	after := strings.TrimLeft(text[min(next, len(text)):], " \t\n“\"‘'([")
	n, _ := utf8.DecodeRuneInString(after)
	if strings.ContainsRune("!?。！？…", r) {
		// A question or call in a quotation goes on where a small letter follows.
		return !unicode.IsLower(n)
	}
	if r != '.' {
		// A line broken inside a sentence.
		return strings.Contains(text[s.End:next], "\n\n") || n == utf8.RuneError && after == ""
	}
	if unicode.IsLower(n) {
		return false
	}
	word := body[:len(body)-size]
	if i := strings.LastIndexAny(word, " \t\n(“\"‘[—–"); i >= 0 {
		_, w := utf8.DecodeRuneInString(word[i:])
		word = word[i+w:]
	}
	low := strings.ToLower(word)
	if utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]) {
		return false // an initial
	}
	if low == "no" && (n < '0' || n > '9') {
		return true // the word, not "number"
	}
	if abbreviations[low] {
		return endsIt[low] && unicode.IsUpper(n) && opensSentence(after)
	}
	return true
}

// opensSentence reports whether a text begins with a word that opens sentences.
func opensSentence(s string) bool {
	i := strings.IndexAny(s, " ,\n")
	if i < 0 {
		i = len(s)
	}
	return sentHead[s[:i]]
}

const closing = `"'”’)]）」』】*_`

// Quotes finds the quotations of a text: between curly or straight double
// quotes, corner brackets, or guillemets. The spans are those of the words
// within. A quotation may run over sentences, not over a blank line.
func Quotes(text string) []Span {
	if !strings.ContainsAny(text, "\"“「『«") {
		return nil
	}
	var out []Span
	pairs := map[rune]rune{'“': '”', '「': '」', '『': '』', '«': '»', '"': '"'}
	var open []struct {
		close rune
		start int
	}
	for i, r := range text {
		if r == '\n' && i+1 < len(text) && text[i+1] == '\n' {
			open = open[:0]
			continue
		}
		if n := len(open); n > 0 && r == open[n-1].close {
			if n == 1 && i > open[0].start {
				out = append(out, Span{open[0].start, i})
			}
			open = open[:n-1]
			continue
		}
		if c, ok := pairs[r]; ok && len(open) < 8 {
			open = append(open, struct {
				close rune
				start int
			}{c, i + utf8.RuneLen(r)})
		}
	}
	return out
}
