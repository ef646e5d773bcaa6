package dossier

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Country is an entry of our own country table: ISO 3166-1 codes, with the
// names, capitals and adjectives that the pages use. Naming is policy in this
// field, so each dossier may override a name (dossier.yaml, names).
type Country struct {
	Code       string // ISO 3166-1 alpha-3
	Code2      string // ISO 3166-1 alpha-2
	En, Ja, Ko string // short names
	Capital    string // in English; "" where there is none, or none that is agreed
	Adjective  string // in English; "" where none is in use
}

// Name gives the short name in a language: Japanese, Korean, else English.
func (c Country) Name(lang string) string {
	switch lang {
	case "ja":
		return c.Ja
	case "ko":
		return c.Ko
	}
	return c.En
}

// countries.txt has a line a country, sorted by code: alpha-3, alpha-2, the
// names in English, Japanese and Korean, the capital and the adjective.
//
//go:embed countries.txt
var countryText string

var countryTable = sync.OnceValue(func() []Country {
	var out []Country
	for line := range strings.Lines(countryText) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "|")
		out = append(out, Country{f[0], f[1], f[2], f[3], f[4], f[5], f[6]})
	}
	return out
})

// Countries gives the table, sorted by code. It must not be changed.
func Countries() []Country { return countryTable() }

// CountryByCode gives a country by its alpha-3 code, in any case.
func CountryByCode(code string) (Country, bool) {
	all := countryTable()
	i, ok := slices.BinarySearchFunc(all, strings.ToUpper(code), func(c Country, code string) int { return strings.Compare(c.Code, code) })
	if !ok {
		return Country{}, false
	}
	return all[i], true
}
