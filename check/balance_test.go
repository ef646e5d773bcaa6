package check_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/dossier"
)

// said gives the messages of one rule.
func said(found []dossier.Finding, rule string) (out []string) {
	for _, f := range found {
		if f.Rule == rule {
			out = append(out, f.Message)
		}
	}
	return
}

// A roster is of one member for the most part where more than two thirds of four or
// more are; one that leaves a member out says which.
func TestRosterBalance(t *testing.T) {
	for members, want := range map[string]string{
		"XAR XBE XCO":                 "",
		"XAR XAR XBE XCO":             "", // half
		"XAR XAR XAR XAR XBE XCO":     "", // two thirds
		"XAR XAR XAR XAR XAR XBE XCO": "5 of the 7 people on the roster are of Arden",
		"XAR XAR XBE":                 "the roster has nobody of Coriel", // three are few
		"XAR XBE":                     "the roster has nobody of Coriel",
		"XAR":                         "", // one is no roster
		"XBE XBE XBE XCO":             "3 of the 4 people on the roster are of Belmora; the roster has nobody of Arden",
	} {
		dir := template(t)
		edit(t, dir, "people.yaml", func(string) string {
			var b strings.Builder
			b.WriteString("people:\n")
			for n, m := range strings.Fields(members) {
				fmt.Fprintf(&b, "  - {id: p%d, name: Name %c, member: %s}\n", n, 'A'+n, m)
			}
			return b.String()
		})
		if got := strings.Join(said(run(t, dir, false), "roster-balance"), "; "); got != want {
			t.Errorf("%s: %q, want %q", members, got, want)
		}
	}
}

// Points on 0-100 over a series on 0-1 are found as those the other way round are.
func TestScaleOfASeriesOnShares(t *testing.T) {
	dir := template(t)
	edit(t, dir, "polls.csv", func(s string) string {
		for from, to := range map[string]string{",1000,58,": ",1000,0.58,", ",1000,47,": ",1000,0.47,", ",1200,34,": ",1200,0.34,", ",1200,44,": ",1200,0.44,"} {
			s = strings.Replace(s, from, to, 1)
		}
		return s
	})
	var got []string
	for _, f := range run(t, dir, false) {
		if f.Rule == "scale" && strings.HasPrefix(f.File, "constraints/old-quarrel") {
			got = append(got, f.Message+" / "+f.Hint)
		}
	}
	if want := "calm is 60 and acute 30, and the series runs from 0.34 to 0.58 / write calm: 0.6 and acute: 0.3"; len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}
