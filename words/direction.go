package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// leftward are the scripts that run from right to left, by the names of ISO 15924.
var leftward = map[string]*unicode.RangeTable{
	"Arab": unicode.Arabic, "Hebr": unicode.Hebrew, "Syrc": unicode.Syriac, "Thaa": unicode.Thaana, "Nkoo": unicode.Nko, "Adlm": unicode.Adlam,
	"Mand": unicode.Mandaic, "Samr": unicode.Samaritan, "Rohg": unicode.Hanifi_Rohingya,
}

// LeftwardScripts are the scripts that run from right to left, as ranges of a regular
// expression: for use between brackets.
var LeftwardScripts = func() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(leftward)) {
		for _, r := range leftward[name].R16 {
			fmt.Fprintf(&b, `\x{%x}-\x{%x}`, r.Lo, r.Hi)
		}
		for _, r := range leftward[name].R32 {
			fmt.Fprintf(&b, `\x{%x}-\x{%x}`, r.Lo, r.Hi)
		}
	}
	return b.String()
}()

// Direction is the way a language is written, "ltr" or "rtl", by its own script or
// the one that it names (az-Arab); "ltr" for what is no language.
func Direction(lang string) string {
	if tag, err := language.Parse(lang); err == nil {
		if s, _ := tag.Script(); leftward[s.String()] != nil {
			return "rtl"
		}
	}
	return "ltr"
}

// Leftward reports whether a letter belongs to a script that runs from right to left.
func Leftward(r rune) bool {
	if r < 0x590 || r > 0x8ff && r < 0xfb1d { // none lies there
		return false
	}
	for _, s := range leftward {
		if unicode.Is(s, r) {
			return true
		}
	}
	return false
}

// Tongue is the language that a letter alone tells: "ko" for Hangul and "ja" for kana;
// "" for any other, since Chinese characters and most scripts are of several.
func Tongue(r rune) string {
	switch {
	case r < 0x1100, r > 0x11ff && r < 0x2e80: // neither lies there
	case unicode.Is(unicode.Hangul, r):
		return "ko"
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "ja"
	}
	return ""
}

// Toward joins two names by an arrow from the first to the second, which lies so
// that it points the right way where both are read from right to left; where only one
// is, "to" stands between them, since no arrow would hold.
func Toward(from, to string) string {
	a, b := strings.ContainsFunc(from, Leftward), strings.ContainsFunc(to, Leftward)
	switch {
	case a && b:
		return from + " ← " + to
	case a || b:
		return from + " to " + to
	}
	return from + " → " + to
}
