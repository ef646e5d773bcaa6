package names

import (
	"strings"
	"sync"

	"entente/country"
)

// englishNations are the words of the names of countries in English and of the
// adjectives of their peoples, folded.
var englishNations = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, c := range country.All() {
		for _, w := range strings.Fields(c.Name("en") + " " + c.Adjective) {
			if len(w) > 3 {
				out[fold(w)] = true
			}
		}
	}
	return out
})

// russianNations are the names of countries in Russian, folded.
var russianNations = sync.OnceValue(func() []string {
	var out []string
	for _, c := range country.All() {
		if n := c.Name("ru"); !strings.Contains(n, " ") {
			out = append(out, fold(n))
		}
	}
	return out
})
