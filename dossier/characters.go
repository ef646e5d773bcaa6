package dossier

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/words"
)

// maxHidden bounds how many findings of hidden characters one file has.
const maxHidden = 20

// Escaped writes what moves the cursor, forges a line, or hides and turns round
// letters as escapes, so that a name or a message is seen for what it is.
func Escaped(s string) string {
	if strings.IndexFunc(s, unseen) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1, r < 0x80 && unseen(r):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unseen(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		case unseen(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// unseen reports whether a character is a control, or turns the direction of
// text, or has no width and joins no letters.
func unseen(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, bidiControl(r):
		return true
	case r < 0xad:
		return false
	}
	switch r {
	case 0xad, 0x061c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x3164, 0xfeff, 0xffa0, 0xfff9, 0xfffa, 0xfffb, 0xe0001:
		return true
	}
	return false
}

func bidiControl(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

const (
	nonJoiner = 0x200c
	joiner    = 0x200d
)

var (
	// joining are the scripts whose spelling needs joiners and non-joiners.
	joining = []*unicode.RangeTable{
		unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Balinese, unicode.Javanese, unicode.Sundanese,
	}
	// spaceless are those that part words by a space without width.
	spaceless = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese}
)

const withoutWidth = "a character without width"

// hidden says what is wrong with a character that is not seen, by those beside it
// and its line; "" where it is sound, or seen.
func hidden(r, before, after rune, line []byte) string {
	near := func(scripts []*unicode.RangeTable) bool {
		return unicode.In(before, scripts...) || unicode.In(after, scripts...)
	}
	switch {
	case r == '\n', r == '\r', r == '\t':
		return ""
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return "a control character"
	case bidiControl(r):
		return "a character that turns the direction of the text"
	case r == 0x200e, r == 0x200f, r == 0x061c:
		if bytes.ContainsFunc(line, words.Leftward) {
			return ""
		}
		return "a mark of direction in a line without letters that run to the left"
	case r == joiner && (pictograph(before) && pictograph(after)):
		return ""
	case r == nonJoiner, r == joiner:
		if near(joining) {
			return ""
		}
		return withoutWidth
	case r == 0x200b && near(spaceless):
		return ""
	case unseen(r):
		return withoutWidth
	}
	return ""
}

// pictograph reports whether emoji are joined with it: symbols, their
// presentation and skin tones.
func pictograph(r rune) bool {
	return unicode.Is(unicode.So, r) || r == 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff
}

// hiddenCharacters reports the characters of a text that are not seen.
func hiddenCharacters(file string, src []byte) []Finding {
	var f findings
	at := len(src) - len(bytes.TrimPrefix(src, utf8BOM))
	line, start, n := 1, at, 0
	before := '\n'
	for at < len(src) {
		c := src[at]
		if c >= 0x20 && c < 0x7f {
			before = rune(c)
			at++
			continue
		}
		if c == '\n' {
			line, before = line+1, '\n'
			at++
			start = at
			continue
		}
		r, size := utf8.DecodeRune(src[at:])
		if r == nonJoiner || r == joiner || unseen(r) {
			after, _ := utf8.DecodeRune(src[at+size:])
			end := len(src)
			if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
				end = at + i
			}
			if what := hidden(r, before, after, src[start:end]); what != "" {
				if n++; n <= maxHidden {
					f.warn("hidden-character", Pos{file, line, utf8.RuneCount(src[start:at]) + 1}, "delete it", "here stands U+%04X, %s", r, what)
					if what == withoutWidth { // what turns a text comes in pairs, and what controls may have been a letter
						f.mend(Replacing(string(r), ""))
					}
				}
			}
		}
		if r != 0xfe0f || !pictograph(before) {
			before = r
		}
		at += size
	}
	if n > maxHidden {
		f.warn("hidden-character", Pos{File: file}, "delete them", "%d more characters in the file are not seen", n-maxHidden)
	}
	return f.list
}
