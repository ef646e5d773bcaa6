package search

import (
	"bytes"
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

// gap is the token between two words of Korean, whose syllables are tokens: what
// is looked for in a row does not cross it. No text has it, since the character is
// neither letter nor digit.
const gap = "\ue000"

// scanner gives the tokens of a text one after another.
type scanner struct {
	text string
	pos  int
	// pieces of a segment that gave several tokens, not yet given
	queue []token
	buf   []byte
	last  token  // given last
	held  *token // found, but a gap was given before it
}

// next gives the next token; false at the end.
func (s *scanner) next() (token, bool) {
	if s.held != nil {
		s.last, s.held = *s.held, nil
		return s.last, true
	}
	t, ok := s.word()
	if ok && s.last.cjk && t.cjk && s.last.end < t.start && (isHangul(s.last.text) || isHangul(t.text)) {
		s.held = &t
		return token{text: gap, start: s.last.end, end: t.start}, true
	}
	if ok {
		s.last = t
	}
	return t, ok
}

// isHangul reports whether the token of one character is a syllable of Korean.
func isHangul(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Hangul, r)
}

// word gives the next word or character; false at the end.
func (s *scanner) word() (token, bool) {
	if len(s.queue) > 0 {
		t := s.queue[0]
		s.queue = s.queue[1:]
		return t, true
	}
	s.buf = s.buf[:0]
	start := s.pos
	for s.pos < len(s.text) {
		at := s.pos
		// Nothing joins a blank or a stop; a letter may have a mark after it.
		if c := s.text[at]; c < utf8.RuneSelf && (!asciiWord(c) || at+1 == len(s.text) || s.text[at+1] < utf8.RuneSelf) {
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
		if isCJK(r) || r == 'й' || r == 'Й' { // a letter of its own
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
	case r == 0x3005 || r == 0x3006 || r == 0x3007 || r == 0x303b: // 〇 is a number to Unicode
		return true
	}
	return unicode.IsLetter(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// fold gives the tokens of a text separated by spaces: what the index holds. It
// does what the scanner does, without a token each where letters are plain.
func fold(text string) string {
	text = valid(text)
	f := folder{text: text, out: make([]byte, 0, len(text)+len(text)/2)}
	for f.pos < len(text) {
		if f.plain() {
			continue
		}
		// Up to the next break that both see as one, the scanner goes on.
		end := f.pos + plainEnd(text[f.pos:])
		s := scanner{text: text[f.pos:end], last: token{text: "一", end: f.last - f.pos, cjk: f.cjk}}
		if f.hangul {
			s.last.text = "가"
		}
		for {
			t, ok := s.next()
			if !ok {
				break
			}
			f.out = append(append(f.out, ' '), t.text...)
		}
		f.cjk, f.hangul, f.last = s.last.cjk, s.last.cjk && isHangul(s.last.text), f.pos+s.last.end
		f.pos = end
	}
	return string(bytes.TrimPrefix(f.out, []byte(" ")))
}

// folder is a text of which a part is folded.
type folder struct {
	text string
	pos  int // up to here
	out  []byte
	// the token before is a character of a script without spaces, a syllable of
	// Korean, and ends here
	cjk, hangul bool
	last        int
}

// plain folds words of ASCII and characters of scripts without spaces that need no
// normal form, and reports whether there were any.
func (f *folder) plain() bool {
	text, out := f.text, f.out
	kept, from, word := len(out), f.pos, false
	i := f.pos
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			if !asciiWord(c) {
				kept, f.pos, word = len(out), i, false
				continue
			}
			if !word {
				out, word, f.cjk = append(out, ' '), true, false
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = append(out, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !stable(r) || i+n < len(text) && text[i+n] >= utf8.RuneSelf && !stable(runeAt(text[i+n:])) {
			break
		}
		if isCJK(r) {
			hangul := r >= 0xac00 && r <= 0xd7a3
			if !word && f.cjk && f.last < i && (f.hangul || hangul) {
				out = append(append(out, ' '), gap...)
			}
			out = append(append(out, ' '), text[i:i+n]...)
			f.cjk, f.hangul, f.last = true, hangul, i+n
		}
		i += n
		kept, f.pos, word = len(out), i, false
	}
	if i == len(text) { // a word may end it
		kept, f.pos = len(out), i
	}
	f.out = out[:kept]
	return f.pos > from
}

func runeAt(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// plainEnd gives where what is not plain ends: between two characters that no normal
// form joins and of which not both belong to one word.
func plainEnd(text string) int {
	before := rune('a')
	for i, r := range text {
		open := r < utf8.RuneSelf || stable(r)
		if i > 0 && open && (before < utf8.RuneSelf && !asciiWord(byte(before)) || stable(before)) {
			return i
		}
		before = r
	}
	return len(text)
}

// valid puts a blank in the place of each byte that is no UTF-8: what stands around one
// is joined or not by where it is looked at from.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	out := []byte(text)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			out[i] = ' '
		}
		i += n
	}
	return string(out)
}

// tokens gives all tokens of a short text.
func tokens(text string) []token {
	var out []token
	s := scanner{text: valid(text)}
	for {
		t, ok := s.next()
		if !ok {
			return out
		}
		out = append(out, t)
	}
}
