package check_test

import (
	"strings"
	"testing"
)

// TestAimed holds that words which take a side only beside a capital or a people
// do so for any of them.
func TestAimed(t *testing.T) {
	for sentence, want := range map[string]string{
		"The minister lectured Tokyo on history.":       "lectured Tokyo",
		"The minister lectured Warsaw on history.":      "lectured Warsaw",
		"The minister lectures New Delhi on history.":   "lectures New Delhi",
		"It was anti-Korean propaganda.":                "anti-Korean propaganda",
		"It was anti-Polish hatred.":                    "anti-Polish hatred",
		"The professor lectured Monday on history.":     "",
		"The professor lectured male students.":         "",
		"The professor lectured students on history.":   "",
		"It was anti-corruption propaganda in the end.": "",
	} {
		var got []string
		for _, f := range run(t, corpusDossier(t, []item{{sentence: sentence}}), false) {
			if f.Rule == "framing" {
				got = append(got, strings.Split(f.Message, "\"")[1])
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", sentence, got, want)
		}
	}
}
