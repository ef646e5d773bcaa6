package country_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"entente/country"
)

// TestCountries holds that the table is whole: the 249 entries of ISO 3166-1.
func TestCountries(t *testing.T) {
	all := country.All()
	if len(all) != 249 {
		t.Errorf("%d entries, want 249", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b country.Country) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the table is not sorted by code")
	}
	seen := map[string]string{}
	noCapital := map[string]bool{"ATA": true, "ATF": true, "BVT": true, "ESH": true, "HMD": true, "IOT": true, "ISR": true, "PSE": true, "SGS": true, "TKL": true, "UMI": true}
	for _, c := range all {
		if len(c.Code) != 3 || len(c.Code2) != 2 || strings.ToUpper(c.Code+c.Code2) != c.Code+c.Code2 {
			t.Errorf("codes %q, %q", c.Code, c.Code2)
		}
		for _, key := range []string{c.Code, c.Code2} {
			if first, dup := seen[key]; dup {
				t.Errorf("%q stands for %s and %s", key, first, c.Code)
			}
			seen[key] = c.Code
		}
		if (c.Capital == "") != noCapital[c.Code] {
			t.Errorf("%s has the capital %q", c.Code, c.Capital)
		}
	}
}

// TestNames holds that every language names every country, each by a name of its
// own, in its own script.
func TestNames(t *testing.T) {
	latin := []*unicode.RangeTable{unicode.Latin}
	cyrillic := []*unicode.RangeTable{unicode.Cyrillic}
	scripts := map[string][]*unicode.RangeTable{
		"en": latin, "tk": latin, "uz": latin, "ru": cyrillic, "kk": cyrillic, "ky": cyrillic, "tg": cyrillic,
		"ja": {unicode.Han, unicode.Hiragana, unicode.Katakana}, "ko": {unicode.Hangul},
	}
	langs := country.Languages()
	if len(langs) != len(scripts) {
		t.Errorf("the languages are %v", langs)
	}
	for _, lang := range langs {
		seen := map[string]string{}
		for _, c := range country.All() {
			name := c.Name(lang)
			if first, dup := seen[name]; dup {
				t.Errorf("%s: %q stands for %s and %s", lang, name, first, c.Code)
			}
			seen[name] = c.Code
			for _, r := range name {
				if unicode.IsLetter(r) && !unicode.In(r, scripts[lang]...) && r != 'ー' && !unicode.In(r, unicode.Lm) {
					t.Errorf("%s: %s is named %q, with %q of another script", lang, c.Code, name, r)
				}
			}
		}
	}
	for _, w := range []struct{ code, lang, name string }{
		{"jpn", "en", "Japan"}, {"JPN", "ja", "日本"}, {"KOR", "ko", "한국"}, {"DEU", "ko", "독일"},
		{"CIV", "ja", "コートジボワール"}, {"KAZ", "ru", "Казахстан"}, {"KGZ", "ru", "Кыргызстан"},
		{"TJK", "ru-RU", "Таджикистан"}, {"KAZ", "kk", "Қазақстан"}, {"KGZ", "ky", "Кыргызстан"},
		{"TJK", "tg", "Тоҷикистон"}, {"TKM", "tk", "Türkmenistan"}, {"UZB", "uz", "Oʻzbekiston"},
		{"COD", "ru", "Демократическая Республика Конго"}, {"COG", "ru", "Республика Конго"},
		{"KAZ", "fr", "Kazakhstan"}, // a language without names
	} {
		c, ok := country.ByCode(w.code)
		if got := c.Name(w.lang); !ok || got != w.name {
			t.Errorf("%s in %s is %q, want %q", w.code, w.lang, got, w.name)
		}
	}
	if !country.Named("ru-KZ") || country.Named("fr") || country.Named("") {
		t.Error("Named does not tell the languages with names from the others")
	}
	if _, ok := country.ByCode("XAA"); ok {
		t.Error("a code that is nobody's has a name")
	}
}
