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

// together keeps the figures of a text on one line.
func together(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/16)
	for len(body) > 0 {
		n := bytes.IndexByte(body, '<')
		if n < 0 {
			n = len(body)
		}
		if text := body[:n]; bytes.Contains(text, []byte(" in 10")) || bytes.Contains(text, []byte(" of ")) {
			out.WriteString(figures.ReplaceAllString(string(text), `<span class="nb">$0</span>`))
		} else {
			out.Write(text)
		}
		body = body[n:]
		n = bytes.IndexByte(body, '>') + 1
		if n == 0 {
			break
		}
		if name := tagName(string(body[1:n])); slices.Contains(whole, name) {
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
