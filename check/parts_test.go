package check

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"entente/evidence/lex"
)

// Words of more than three letters count, without the s of a plural; where words are
// not parted, every two characters do.
func TestContentWords(t *testing.T) {
	for s, want := range map[string]string{
		"The Ferry and ferries, posts; posts": "ferrie ferry post", "one two-four": "four", "abc abcd": "abcd", "": "", "船の数": "の数 船の", "船": "",
	} {
		if got := strings.Join(slices.Sorted(maps.Keys(contentWords(s))), " "); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// Two figures are near within a millionth, and units that are fixed are compared.
func TestUnits(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want bool
	}{{100, 100, true}, {100.00009, 100, true}, {100.00011, 100, false}, {99.99991, 100, true}, {99.99989, 100, false}} {
		if got := near(c.a, c.b); got != c.want {
			t.Errorf("%v, %v: %v", c.a, c.b, got)
		}
	}
	for _, u := range []string{lex.Percent, lex.Points, "USD", "JPY", "KRW", "EUR", "GBP", "km", "cubic metres"} {
		if !lex.Fixed(u) || !lex.SameUnit(u, u) || lex.SameUnit(u, "people") {
			t.Errorf("%s is a fixed unit", u)
		}
	}
	if lex.Fixed("people") || !lex.SameUnit("people", "plaintiffs") || lex.SameUnit("people", "lorries") || lex.Fixed("") {
		t.Error("people are no fixed unit")
	}
	if number(1.5) != "1.5" || number(1e6) != "1000000" {
		t.Error(number(1.5), number(1e6))
	}
}

// A range is on 0 to 1 where none of it is beyond, and more than nothing.
func TestShareScale(t *testing.T) {
	for _, c := range []struct {
		low, best, high float64
		want            bool
	}{{0, 0.5, 1, true}, {0, 0, 0, false}, {0, 0, 1, false}, {-0.1, 0.5, 1, false}, {0, 0.5, 1.01, false}, {1, 1, 1, true}} {
		if got := onShareScale(c.low, c.best, c.high); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}
