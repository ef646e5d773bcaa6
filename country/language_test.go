package country_test

import (
	"testing"

	"entente/country"
)

// The language that is most likely in a country is CLDR's; a code that is none of a
// country has none.
func TestLanguage(t *testing.T) {
	for code, want := range map[string]string{"CHL": "es", "KGZ": "ky", "ETH": "am", "XAR": "", "QQQ": "", "": ""} {
		if got := country.Language(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
