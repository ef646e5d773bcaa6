package furnish

import (
	"bytes"
	"slices"

	"entente/lazyregexp"
)

// figures are shares and counts that say something as a whole alone, with the marks
// that stand at them: "8 in 10", "(3 to 7 in 10),", "17 of 25".
var figures = lazyregexp.New(`\(?[0-9][0-9.,]*(?: to [0-9][0-9.,]*)? (?:in 10\b|of [0-9][0-9,]*)\)?[.,;:]?`)

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
	written := 0
	for at := 0; at < len(body); {
		n := bytes.IndexByte(body[at:], '<')
		if n < 0 {
			n = len(body) - at
		}
		if text := body[at : at+n]; counts(text, " in 10") || counts(text, " of ") {
			out.Write(body[written:at])
			out.WriteString(figures.ReplaceAllString(string(text), `<span class="nb">$0</span>`))
			written = at + n
		}
		at += n
		n = bytes.IndexByte(body[at:], '>') + 1
		if n == 0 {
			break
		}
		name := tagName(body[at+1 : at+n])
		at += n
		if bare(name) || string(name) == "svg" || string(name) == "pre" { // it is kept as it is
			if shut := bytes.Index(body[at:], slices.Concat([]byte("</"), name)); shut >= 0 {
				at += shut
			}
		}
	}
	out.Write(body[written:])
	return out.Bytes()
}
