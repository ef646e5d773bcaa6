package dossier_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"entente/dossier"
)

// TestCountries holds that the table is whole: the 249 entries of ISO 3166-1.
func TestCountries(t *testing.T) {
	all := dossier.Countries()
	if len(all) != 249 {
		t.Errorf("%d entries, want 249", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b dossier.Country) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the table is not sorted by code")
	}
	seen := map[string]string{}
	noCapital := map[string]bool{"ATA": true, "ATF": true, "BVT": true, "ESH": true, "HMD": true, "IOT": true, "PSE": true, "SGS": true, "TKL": true, "UMI": true}
	for _, c := range all {
		if len(c.Code) != 3 || len(c.Code2) != 2 || strings.ToUpper(c.Code+c.Code2) != c.Code+c.Code2 {
			t.Errorf("codes %q, %q", c.Code, c.Code2)
		}
		for _, key := range []string{c.Code, c.Code2, "en " + c.En, "ja " + c.Ja, "ko " + c.Ko} {
			if first, dup := seen[key]; dup {
				t.Errorf("%q stands for %s and %s", key, first, c.Code)
			}
			seen[key] = c.Code
		}
		if c.En == "" || !strings.ContainsFunc(c.Ja, eastAsian) || !strings.ContainsFunc(c.Ko, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("%s has the names %q, %q, %q", c.Code, c.En, c.Ja, c.Ko)
		}
		if (c.Capital == "") != noCapital[c.Code] {
			t.Errorf("%s has the capital %q", c.Code, c.Capital)
		}
	}
	for code, want := range map[string]dossier.Country{
		"jpn": {"JPN", "JP", "Japan", "日本", "일본", "Tokyo", "Japanese"},
		"KOR": {"KOR", "KR", "South Korea", "韓国", "한국", "Seoul", "South Korean"},
		"DEU": {"DEU", "DE", "Germany", "ドイツ", "독일", "Berlin", "German"},
		"CIV": {"CIV", "CI", "Côte d'Ivoire", "コートジボワール", "코트디부아르", "Yamoussoukro", "Ivorian"},
	} {
		if got, ok := dossier.CountryByCode(code); !ok || got != want {
			t.Errorf("%s is %+v", code, got)
		}
	}
	if _, ok := dossier.CountryByCode("XAA"); ok {
		t.Error("a code that is nobody's has a name")
	}
}

func eastAsian(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
