// Package lex finds in running text what the evidence desk and the checks work
// on: sentences, dates, figures and quotations, in English, Japanese and Korean.
// It knows nothing of dossiers. All offsets are in bytes.
package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of a text: the bytes from Start up to End.
type Span struct{ Start, End int }

// In gives the stretch of the text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Covers reports whether an offset lies in the span.
func (s Span) Covers(off int) bool { return off >= s.Start && off < s.End }

// Overlaps reports whether two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// IsCJK reports whether a character is Han, kana or Hangul.
func IsCJK(r rune) bool {
	return r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー')
}

// ShareCJK is the share (0-1) of a text's letters that are Han, kana or Hangul;
// 0 where it has no letters.
func ShareCJK(text string) float64 {
	letters, cjk := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if IsCJK(r) {
				cjk++
			}
		}
	}
	if letters == 0 {
		return 0
	}
	return float64(cjk) / float64(letters)
}

// Language tells Japanese ("ja"), Korean ("ko") and Chinese ("zh") text by its
// script, Russian ("ru") by its letters where none is of another language in
// Cyrillic, and gives "en" for Latin text whose commonest words are English;
// otherwise "".
func Language(text string) string {
	if len(text) > 20000 {
		cut := 20000
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	var kana, hangul, han, latin, cyrillic, notRussian int
	for _, r := range text {
		switch {
		case r < 0x80:
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				latin++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			if unicode.ToLower(r) != 'ё' && (unicode.ToLower(r) < 'а' || unicode.ToLower(r) > 'я') {
				notRussian++
			}
		case unicode.IsLetter(r):
			latin++
		}
	}
	// A character of Han or Hangul says about as much as three letters do.
	cjk := 3 * (kana + hangul + han)
	switch {
	case cyrillic > latin && cyrillic > cjk:
		if notRussian*50 > cyrillic {
			return "" // Kazakh, Ukrainian
		}
		return "ru"
	case cjk == 0 && latin == 0:
		return ""
	case cjk > latin && hangul >= kana && hangul*4 > han:
		return "ko"
	case cjk > latin && kana*10 > han:
		return "ja"
	case cjk > latin:
		return "zh"
	}
	words, hits := 0, 0
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		words++
		switch strings.Trim(w, ".,;:!?\"'()") {
		case "the", "of", "and", "to", "in", "that", "is", "for", "with", "on", "was", "as", "by", "at", "from", "it", "be", "are", "has", "an", "a":
			hits++
		}
	}
	if words > 0 && float64(hits)/float64(words) > 0.12 {
		return "en"
	}
	return ""
}
