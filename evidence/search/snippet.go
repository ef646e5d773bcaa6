package search

import (
	"strings"
	"unicode/utf8"
)

// The size of a snippet, in columns (a CJK character takes two), how much of a
// text is looked through for a match, and how much from the first one on.
const (
	snippetCols = 160
	snippetLead = 40
	snippetScan = 1 << 20
	snippetNear = 1 << 16
)

// place is where something matched, in bytes.
type place struct{ start, end int }

// find gives where the terms of a query that are looked for occur in a text, in
// order and without overlap: in its first limit bytes, and not far from the
// first of them.
func (p parsed) find(text string, limit int) []place {
	firsts := map[string][]term{} // by first token
	var prefixes []term           // of one token, which may go on
	longest := 1
	for _, group := range p.all {
		for _, t := range group {
			longest = max(longest, len(t.tokens))
			if len(t.tokens) == 1 && t.prefix {
				prefixes = append(prefixes, t)
				continue
			}
			firsts[t.tokens[0].text] = append(firsts[t.tokens[0].text], t)
		}
	}
	var out []place
	var window []token
	s := scanner{text: text}
	done := false
	for {
		for !done && len(window) < longest {
			t, ok := s.next()
			if done = !ok; ok {
				window = append(window, t)
			}
		}
		if len(window) == 0 || window[0].start >= limit {
			return out
		}
		n := 0
		for _, t := range firsts[window[0].text] {
			if len(t.tokens) > n && t.at(window) {
				n = len(t.tokens)
			}
		}
		for _, t := range prefixes {
			if n == 0 && t.at(window) {
				n = 1
			}
		}
		if n > 0 {
			here := place{window[0].start, window[n-1].end}
			if k := len(out); k > 0 && here.start < out[k-1].end { // tokens of one segment
				out[k-1].end = max(out[k-1].end, here.end)
			} else {
				out = append(out, here)
				limit = min(limit, out[0].start+snippetNear)
			}
		}
		window = window[max(1, n):]
	}
}

// at reports whether the term stands at the beginning of a run of tokens.
func (t term) at(run []token) bool {
	if len(run) < len(t.tokens) {
		return false
	}
	for i, want := range t.tokens {
		if run[i].text == want.text {
			continue
		}
		if !t.prefix || i < len(t.tokens)-1 || !strings.HasPrefix(run[i].text, want.text) {
			return false
		}
	}
	return true
}

// snippet cuts the part of a text in which most matches stand close together,
// on one line, with an ellipsis where it was cut. It gives the matches in it in
// characters, and the byte of the text at which the first of them stood (0 where
// nothing matched).
func snippet(text string, found []place) (string, [][2]int, int) {
	first := 0
	if len(found) > 0 {
		best, n := 0, 0
		for i := range found {
			k := i
			for k < len(found) && found[k].end-found[i].start <= snippetCols-snippetLead {
				k++
			}
			if k-i > n {
				best, n = i, k-i
			}
		}
		first = found[best].start
	}
	from := back(text, first)
	var b strings.Builder
	var matches [][2]int
	chars, cols := 0, 0
	if from > 0 {
		b.WriteString("…")
		chars, cols = 1, 1
	}
	i := 0
	for i < len(found) && found[i].end <= from {
		i++
	}
	space := true
	open := -1
	pos := from
	for pos < len(text) && (cols < snippetCols || open >= 0 && cols < 2*snippetCols) {
		if i < len(found) && open < 0 && pos >= found[i].start {
			open = chars
		}
		r, size := utf8.DecodeRuneInString(text[pos:])
		pos += size
		if blank(r) {
			if !space {
				b.WriteByte(' ')
				chars, cols = chars+1, cols+1
			}
			space = true
		} else if r != utf8.RuneError {
			space = false
			b.WriteRune(r)
			chars, cols = chars+1, cols+1
			if r >= 0x1100 {
				cols++
			}
		}
		if open >= 0 && pos >= found[i].end {
			matches = append(matches, [2]int{open, chars})
			open = -1
			i++
		}
	}
	if open >= 0 {
		matches = append(matches, [2]int{open, chars})
	}
	out := strings.TrimRight(b.String(), " ")
	if strings.TrimSpace(text[pos:]) != "" {
		out += "…"
	}
	return out, matches, first
}

// back gives where to begin so that some words stand before a place, at a word's
// beginning where there is one near.
func back(text string, at int) int {
	if at == 0 {
		return 0
	}
	from, cols, word := at, 0, at
	for from > 0 && cols < snippetLead {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
		cols++
		switch {
		case r >= 0x1100:
			cols++
			word = from
		case blank(r):
			word = from + size
		}
	}
	if from == 0 {
		return 0
	}
	return word
}

// blank reports whether a character is shown as a space: white space, control
// characters and those that turn the direction of writing.
func blank(r rune) bool {
	return r <= 0x20 || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 || r == 0x3000 ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff
}

// Mark gives a snippet with every match between two marks.
func Mark(snippet string, matches [][2]int, before, after string) string {
	if len(matches) == 0 {
		return snippet
	}
	chars := []rune(snippet)
	var b strings.Builder
	pos := 0
	for _, m := range matches {
		if m[0] < pos || m[1] > len(chars) || m[0] > m[1] {
			continue
		}
		b.WriteString(string(chars[pos:m[0]]))
		b.WriteString(before)
		b.WriteString(string(chars[m[0]:m[1]]))
		b.WriteString(after)
		pos = m[1]
	}
	b.WriteString(string(chars[pos:]))
	return b.String()
}
