package report

import (
	"strings"
	"unicode"

	"entente/words"
)

// Tongues parts runs where the writing tells another language than the document's:
// Hangul, kana, Arabic, Hebrew. Chinese characters go with what stands beside them.
func Tongues(runs []Run, lang string) []Run {
	var out []Run
	for _, r := range runs {
		if r.Text == "" || r.Lang != "" || !strings.ContainsFunc(r.Text, func(c rune) bool { return c >= 0x590 }) {
			out = append(out, r)
			continue
		}
		out = append(out, split(r, lang)...)
	}
	return out
}

// split parts one run by its languages.
func split(r Run, lang string) []Run {
	var out []Run
	var part strings.Builder
	now := ""
	flush := func() {
		if part.Len() > 0 {
			x := r
			x.Text = part.String()
			if now != "" && !strings.HasPrefix(lang, now) {
				x.Lang = now
			}
			out = append(out, x)
			part.Reset()
		}
	}
	for _, c := range r.Text {
		t := tongue(c)
		if t == "" && unicode.Is(unicode.Han, c) {
			if t = now; t == "" || t == "ar" || t == "he" {
				t = "zh"
				if strings.HasPrefix(lang, "ja") || strings.HasPrefix(lang, "ko") || hasTongue(r.Text) != "" {
					t = hasTongue(r.Text)
				}
			}
		}
		if t == "" && (unicode.IsSpace(c) || unicode.IsPunct(c) || unicode.IsMark(c)) && now != "" {
			t = now // it goes with what it follows
		}
		if t != now {
			flush()
			now = t
		}
		part.WriteRune(c)
	}
	flush()
	return out
}

// hasTongue gives the East Asian language that the letters of a text tell, or "".
func hasTongue(s string) string {
	for _, c := range s {
		if t := tongue(c); t == "ja" || t == "ko" {
			return t
		}
	}
	return ""
}

// tongue is the language that documents give a letter, for its fonts and its direction, or "".
func tongue(r rune) string {
	switch {
	case r < 0x590:
	case unicode.Is(unicode.Arabic, r):
		return "ar"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	}
	return words.Tongue(r)
}
