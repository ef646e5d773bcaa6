package dossier_test

import (
	"maps"
	"testing"

	"entente/dossier"
)

// TestCountryNames holds whose name for a country is taken, and that none stands
// under a language that is not its own.
func TestCountryNames(t *testing.T) {
	d := &dossier.Dossier{Header: &dossier.Header{
		Languages: []string{"ru", "kk", "fr", "en"},
		Names: dossier.Map[dossier.Text]{
			{Ref: dossier.Ref{ID: "KGZ"}, Value: dossier.Text{By: map[string]string{"ru": "Киргизия"}}},
			{Ref: dossier.Ref{ID: "XAR"}, Value: dossier.Text{By: map[string]string{"ru": "Арден", "fr": "Ardène"}}},
		},
	}}
	for _, c := range []struct{ code, lang, want string }{
		{"KAZ", "ru", "Казахстан"}, {"KAZ", "kk", "Қазақстан"}, {"KAZ", "fr", "Kazakhstan"},
		{"KGZ", "ru", "Киргизия"}, {"KGZ", "kk", "Қырғызстан"}, {"KGZ", "fr", "Киргизия"}, {"XAR", "en", "Ardène"}, {"XAR", "ru", "Арден"}, {"XXX", "ru", "XXX"},
	} {
		if got := d.CountryName(c.code, c.lang); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.code, c.lang, got, c.want)
		}
	}
	for code, want := range map[string]map[string]string{
		"KAZ": {"kk": "Қазақстан", "en": "Kazakhstan"}, "XAR": {"fr": "Ardène"}, "XXX": {},
	} {
		if got := d.OwnNames(code); !maps.Equal(got, want) {
			t.Errorf("%s has the further names %v, want %v", code, got, want)
		}
	}
}
