package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a text, or one character of a script that is written
// without spaces, with its place.
type token struct {
	text       string // folded: NFKC, lower case, without diacritics
	start, end int    // bytes of the original text
	cjk        bool   // one character of Han, kana or Hangul
}

// scanner gives the tokens of a text one after another.
type scanner struct {
	text string
	pos  int
	// pieces of a segment that gave several tokens, not yet given
	queue []token
	buf   []byte
}

// next gives the next token; false at the end.
func (s *scanner) next() (token, bool) {
	if len(s.queue) > 0 {
		t := s.queue[0]
		s.queue = s.queue[1:]
		return t, true
	}
	s.buf = s.buf[:0]
	start := s.pos
	for s.pos < len(s.text) {
		at := s.pos
		if c := s.text[at]; c < utf8.RuneSelf && (at+1 == len(s.text) || s.text[at+1] < utf8.RuneSelf) {
			s.pos++
			if !asciiWord(c) {
				if len(s.buf) > 0 {
					return token{string(s.buf), start, at, false}, true
				}
				continue
			}
			if len(s.buf) == 0 {
				start = at
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			s.buf = append(s.buf, c)
			continue
		}
		seg, size := segment(s.text[at:])
		if t, done := s.segment(seg, at, size, &start); done {
			return t, true
		}
	}
	if len(s.buf) > 0 {
		return token{string(s.buf), start, s.pos, false}, true
	}
	return token{}, false
}

// segment takes in a normalised segment of size bytes at a place. It reports
// whether that completed a token; what the segment gives beyond it is queued.
func (s *scanner) segment(seg string, at, size int, start *int) (token, bool) {
	var out []token
	wordEnd := at // where the word being gathered ends, should it end here
	flush := func() {
		if len(s.buf) > 0 {
			out = append(out, token{string(s.buf), *start, wordEnd, false})
			s.buf = s.buf[:0]
		}
	}
	for _, r := range seg {
		switch {
		case isCJK(r):
			flush()
			out = append(out, token{string(r), at, at + size, true})
		case unicode.Is(unicode.Mn, r):
			wordEnd = at + size
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if len(s.buf) == 0 {
				*start = at
			}
			s.buf = utf8.AppendRune(s.buf, unicode.ToLower(r))
			wordEnd = at + size
		default:
			flush()
		}
	}
	s.pos = at + size
	if len(out) == 0 {
		return token{}, false
	}
	// A word that the segment began goes on in the text; it must stay in order
	// behind what is queued, so it is only queued whole where the segment ends it.
	if len(s.buf) > 0 {
		flush()
	}
	s.queue = out[1:]
	return out[0], true
}

// segment gives the first normalisation segment of a text that is not empty, in
// folded form (compatibility forms resolved; diacritics apart from their
// letters, so that they can be dropped, but kana and Hangul whole), and its
// size in bytes of the text.
func segment(text string) (string, int) {
	r, n := utf8.DecodeRuneInString(text)
	if stable(r) {
		if n == len(text) {
			return text, n
		}
		if next, _ := utf8.DecodeRuneInString(text[n:]); next < 0x300 || stable(next) {
			return text[:n], n
		}
	}
	n = max(n, norm.NFKC.NextBoundaryInString(text, true))
	seg := norm.NFKC.String(text[:n])
	for _, r := range seg {
		if r >= 0x80 && !isCJK(r) {
			return unmarked(seg), n
		}
	}
	return seg, n
}

// unmarked takes letters apart from their diacritics, except where the letter is
// a CJK character.
func unmarked(seg string) string {
	var b strings.Builder
	for _, r := range seg {
		if isCJK(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(norm.NFD.String(string(r)))
	}
	return b.String()
}

// stable reports whether a character is its own normal form and can only be
// changed by a character that is not stable after it.
func stable(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fc ||
		r >= 0xac00 && r <= 0xd7a3 || r >= 0x3001 && r <= 0x3011 || r >= 0x2010 && r <= 0x201f && r != 0x2011 && r != 0x2017
}

func asciiWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isCJK reports whether a character is a token by itself: Han, kana with the
// marks that lengthen and repeat, Hangul.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3, r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30ff:
		return unicode.IsLetter(r)
	case r == 0x3005 || r == 0x3006 || r == 0x303b:
		return true
	}
	return unicode.IsLetter(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// fold gives the tokens of a text separated by spaces: what the index holds.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	s := scanner{text: text}
	for {
		t, ok := s.next()
		if !ok {
			return b.String()
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
}

// tokens gives all tokens of a short text.
func tokens(text string) []token {
	var out []token
	s := scanner{text: text}
	for {
		t, ok := s.next()
		if !ok {
			return out
		}
		out = append(out, t)
	}
}
