package check

import (
	"testing"

	"entente/evidence/lex"
)

// Dates are kept for who asks again: the year that a rule adds to one stays with the rule.
func TestWithYears(t *testing.T) {
	const s = "They met on 14 November 2016 and signed on 23 November of that year."
	for range 2 {
		if got := withYears(s); len(got) != 2 || got[1].ISO != "2016-11-23" {
			t.Fatalf("%v", got)
		}
		if got := lex.Dates(s); len(got) != 2 || got[1].ISO != "" {
			t.Fatalf("%v", got)
		}
	}
}
