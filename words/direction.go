package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// leftward are the scripts that run from right to left, by the names of ISO 15924.
var leftward = map[string]*unicode.RangeTable{
	"Arab": unicode.Arabic, "Hebr": unicode.Hebrew, "Syrc": unicode.Syriac, "Thaa": unicode.Thaana, "Nkoo": unicode.Nko, "Adlm": unicode.Adlam,
	"Mand": unicode.Mandaic, "Samr": unicode.Samaritan, "Rohg": unicode.Hanifi_Rohingya,
}

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
	if r < 0x590 {
		return false
	}
	for _, s := range leftward {
		if unicode.Is(s, r) {
			return true
		}
	}
	return false
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
