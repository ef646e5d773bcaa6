package words

import (
	"regexp"
	"testing"
	"unicode"
)

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"ar": "rtl", "ar-EG": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl", "ug": "rtl", "ps": "rtl", "dv": "rtl", "yi": "rtl", "az-Arab": "rtl", "kk-Arab": "rtl", "ckb": "rtl",
		"en": "ltr", "ru": "ltr", "kk": "ltr", "az": "ltr", "ko": "ltr", "ar-Latn": "ltr", "": "ltr", "no language": "ltr",
	} {
		if got := Direction(lang); got != want {
			t.Errorf("%q is written %s, want %s", lang, got, want)
		}
	}
	for r, want := range map[rune]bool{'a': false, '7': false, 'я': false, '가': false, 'א': true, 'ن': true, 'ހ': true, 'ߊ': true, '𞤀': true, 'ࡀ': true, 'ࠀ': true, '𐴀': true, 'ܐ': true} {
		if Leftward(r) != want {
			t.Errorf("%c runs to the left: %v", r, !want)
		}
		if class := regexp.MustCompile("[" + LeftwardScripts + "]"); class.MatchString(string(r)) != want {
			t.Errorf("%c is of %s: %v", r, class, !want)
		}
	}
}

// TestEveryLetter holds that the gaps that are passed over hold no letter that is looked for.
func TestEveryLetter(t *testing.T) {
	for r := range rune(0x20000) {
		left := false
		for _, s := range leftward {
			left = left || unicode.Is(s, r)
		}
		if Leftward(r) != left {
			t.Errorf("%U runs to the left: %v", r, !left)
		}
		if tells := unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana); (Tongue(r) != "") != tells {
			t.Errorf("%U tells its language: %v", r, !tells)
		}
	}
}

func TestTongue(t *testing.T) {
	for r, want := range map[rune]string{'가': "ko", 'の': "ja", 'デ': "ja", 'ﾃ': "ja", '本': "", 'ー': "", 'a': "", 'ن': ""} {
		if got := Tongue(r); got != want {
			t.Errorf("%c is %q, want %q", r, got, want)
		}
	}
}

func TestToward(t *testing.T) {
	for _, c := range [][3]string{{"Arden", "Belmora", "Arden → Belmora"}, {"أردينيا", "بلمورا", "أردينيا ← بلمورا"}, {"أردينيا", "Belmora", "أردينيا to Belmora"}, {"Arden", "בלמורה", "Arden to בלמורה"}} {
		if got := Toward(c[0], c[1]); got != c[2] {
			t.Errorf("%q, want %q", got, c[2])
		}
	}
}
