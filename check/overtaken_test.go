package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestOvertaken holds that a figure of so far is held against the latest one that has
// begun by the as-of date, and against none of the same day or of something else.
func TestOvertaken(t *testing.T) {
	cases := []struct{ text, want string }{
		{"So far the council has refused 13 laws [@gazette-2025].", `superseded: "13" is of March 2025, and the dossier has a later one: 21 laws (September 2025)`},
		{"So far the council has refused 21 laws [@gazette-2025].", ""},
		{"By March 2025 the council had refused 13 laws [@gazette-2025].", ""},
		{"To date 30 percent of the wells are shut [@gazette-2025].", ""},
	}
	dir := template(t)
	put(t, dir, "facts.csv", "id,what,value,unit,of,date,source\n"+
		"laws-march,Laws refused by the council,13,laws,,2025-03,gazette-2025\n"+
		"laws-may,Laws refused by the council,15,laws,,2025-05,gazette-2025\n"+
		"laws-september,Laws refused by the council,21,laws,,2025-09,gazette-2025\n"+
		"laws-june,Laws refused by the council,17,laws,,2025-06,gazette-2025\n"+
		"laws-north,Laws refused in the north,9,laws,,2025-09,gazette-2025\n"+
		"laws-due,Laws refused by the council,40,laws,,2040,gazette-2025\n"+
		"wells,Share of wells shut,30,percent,,2025-03,gazette-2025\n"+
		"boats,Share of boats kept,40,percent,,2025-06,gazette-2025\n"+
		"xar-env-posts-2025,Posts filled,110,posts,,2025,gazette-2025\n")
	file := func(n int) string { return fmt.Sprintf("pieces/s%03d.md", n) }
	for n, c := range cases {
		put(t, dir, file(n), "---\ntitle: A sentence\n---\n"+c.text+"\n")
	}
	found := run(t, dir, false)
	for n, c := range cases {
		var got []string
		for _, f := range found {
			if f.File == file(n) {
				got = append(got, f.Rule+": "+f.Message)
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n    got %q, want %q", c.text, g, c.want)
		}
	}
}
