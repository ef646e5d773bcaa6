package furnish

import (
	"bytes"
	"slices"

	"entente/lazyregexp"
)

// figures are shares and counts that say something as a whole alone, with the marks
// that stand at them: "8 in 10", "(3 to 7 in 10),", "17 of 25".
var figures = lazyregexp.New(`\(?[0-9][0-9.,]*(?: to [0-9][0-9.,]*)? (?:in 10\b|of [0-9][0-9,]*)\)?[.,;:]?`)

// whole are the elements whose text is kept as it is.
var whole = append([]string{"svg", "pre"}, bare...)

// counts reports whether words stand behind a figure somewhere in a text.
func counts(text []byte, words string) bool {
	for at := 0; ; at++ {
		n := bytes.Index(text[at:], []byte(words))
		if n < 0 {
			return false
		}
		at += n
		if at > 0 && (text[at-1] >= '0' && text[at-1] <= '9' || text[at-1] == '.' || text[at-1] == ',') {
			return true
		}
	}
}

// together keeps the figures of a text on one line.
func together(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/16)
	for len(body) > 0 {
		n := bytes.IndexByte(body, '<')
		if n < 0 {
			n = len(body)
		}
		if text := body[:n]; counts(text, " in 10") || counts(text, " of ") {
			out.WriteString(figures.ReplaceAllString(string(text), `<span class="nb">$0</span>`))
		} else {
			out.Write(text)
		}
		body = body[n:]
		n = bytes.IndexByte(body, '>') + 1
		if n == 0 {
			break
		}
		if name := tagName(body[1:n]); slices.Contains(whole, name) {
			if shut := bytes.Index(body[n:], []byte("</"+name)); shut >= 0 {
				n += shut
			}
		}
		out.Write(body[:n])
		body = body[n:]
	}
	out.Write(body)
	return out.Bytes()
}
