package dossier

import "strings"

// Country is an entry of our own country table: ISO 3166-1 codes, with the
// names, capitals and adjectives that the pages use. Naming is policy in this
// field, so each dossier may override a name (dossier.yaml, names).
type Country struct {
	Code       string // ISO 3166-1 alpha-3
	Code2      string // ISO 3166-1 alpha-2
	En, Ja, Ko string // short names
	Capital    string // in English; "" where there is none
	Adjective  string // in English
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

// CountryByCode gives a country by its alpha-3 code, in any case.
func CountryByCode(code string) (Country, bool) {
	code = strings.ToUpper(code)
	for _, c := range countries {
		if c.Code == code {
			return c, true
		}
	}
	return Country{}, false
}
