// Package country knows the world's countries: their names by language, and their
// codes in every system that event data use, by date. It imports nothing of ours.
// Its tables are facts put together from the code lists named in docs/events.md and
// the names named in docs/dossier.md.
package country

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// Country is an entry of our own country table: ISO 3166-1 codes, with the
// capitals and adjectives that the pages use. Naming is policy in this field, so
// each dossier may override a name (dossier.yaml, names).
type Country struct {
	Code      string // ISO 3166-1 alpha-3
	Code2     string // ISO 3166-1 alpha-2
	Capital   string // in English; "" where there is none, or none that is agreed
	Adjective string // in English; "" where none is in use
	at        int    // its place in the tables
}

// Name gives the short name in a language, such as ru or ru-KZ; in English where
// the table has no names in it (see Named).
func (c Country) Name(lang string) string {
	if names := namesIn(lang); names != nil {
		return names[c.at]
	}
	return namesIn("en")[c.at]
}

// countries.txt has a line a country, sorted by code: alpha-3, alpha-2, the capital
// and the adjective.
//
//go:embed countries.txt
var countryText string

// names has a file a language; each has a line a country in the order of
// countries.txt: alpha-3 and the name.
//
//go:embed names
var nameFiles embed.FS

var languages = []string{"en", "ja", "kk", "ko", "ky", "ru", "tg", "tk", "uz"}

// Languages lists the languages that every country has a name in, sorted.
func Languages() []string { return slices.Clone(languages) }

// Named reports whether the table has names in a language, such as ru or ru-KZ.
func Named(lang string) bool { return slices.Contains(languages, base(lang)) }

// base gives the language of a tag, without script and region.
func base(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang
}

// nameTables has the names by language, each read when it is first asked for.
var nameTables = func() map[string]func() []string {
	out := map[string]func() []string{}
	for _, lang := range languages {
		out[lang] = sync.OnceValue(func() []string {
			names, err := readNames(lang)
			if err != nil {
				panic("package country: its own tables: " + err.Error()) // a test holds that they are sound
			}
			return names
		})
	}
	return out
}()

// namesIn gives the names in a language, in the order of the table; nil where there
// are none.
func namesIn(lang string) []string {
	if table := nameTables[base(lang)]; table != nil {
		return table()
	}
	return nil
}

func readNames(lang string) ([]string, error) {
	text, err := nameFiles.ReadFile("names/" + lang + ".txt")
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(text)) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if i := len(names); i >= len(All()) || All()[i].Code != code || name == "" {
			return nil, fmt.Errorf("names/%s.txt:%d: %q is not the name of the country in that place", lang, i+1, line)
		}
		names = append(names, name)
	}
	if len(names) != len(All()) {
		return nil, fmt.Errorf("names/%s.txt has %d names for %d countries", lang, len(names), len(All()))
	}
	return names, nil
}

var countryTable = sync.OnceValue(func() []Country {
	var out []Country
	for line := range strings.Lines(countryText) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "|")
		out = append(out, Country{f[0], f[1], f[2], f[3], len(out)})
	}
	return out
})

// Language gives the code of the language that is most likely in a country: CLDR's
// likely subtags for its region (Unicode Technical Standard 35, part 1), which name
// one where several are spoken. "" where the region is unknown to it.
func Language(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return ""
	}
	tag, err := language.Compose(language.Und, region)
	if err != nil {
		return ""
	}
	lang, sure := tag.Base()
	if sure == language.No || sure == language.Low {
		return ""
	}
	return lang.String()
}

// All gives the 249 countries of ISO 3166-1, sorted by code. The slice must not be
// changed.
func All() []Country { return countryTable() }

// ByCode gives a country by its alpha-3 code, in any case.
func ByCode(code string) (Country, bool) {
	all := countryTable()
	i, ok := slices.BinarySearchFunc(all, strings.ToUpper(code), func(c Country, code string) int { return strings.Compare(c.Code, code) })
	if !ok {
		return Country{}, false
	}
	return all[i], true
}
