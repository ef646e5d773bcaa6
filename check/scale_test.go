package check_test

import (
	"strings"
	"testing"
)

// A value on 0-1 where 0-100 is meant is found where it stands, with the value on
// the right scale; what may be meant as it stands is left alone.
func TestScale(t *testing.T) {
	if testing.Short() {
		t.Skip("many dossiers, each checked by the same threads")
	}
	position := "{low: 60, best: 72, high: 85, confidence: 0.7}"
	for _, c := range []struct{ name, file, old, fresh, hint string }{
		{"a range", "members/xar.yaml", position, "{low: 0.6, best: 0.72, high: 0.85, confidence: 0.7}", "low 60, best 72, high 85"},
		{"a plain position", "members/xar.yaml", position, "0.72", "write 72;"},
		{"a position of 1", "members/xar.yaml", position, "1", "write 100;"},
		{"from 0", "members/xar.yaml", position, "{low: 0, best: 0.5, high: 1}", "low 0, best 50, high 100"},
		{"a position of 0", "members/xar.yaml", position, "0", ""},
		{"near 0", "members/xar.yaml", position, "{low: 0, best: 0.5, high: 10}", ""},
		{"a low position", "members/xar.yaml", position, "{low: 1, best: 2, high: 3}", ""},
		{"points of no deal", "members/xar.yaml", "salience: 0.7", "salience: 0.7\n        no_deal: 0.3", "write 30;"},
		{"a rung", "initiatives/clean-banks.md", "level: 70", "level: 0.7", "write 70;"},
		{"a shift", "constraints/old-quarrel.md", "points: -12", "points: -0.12", "write -12;"},
		{"a shift of one point", "constraints/old-quarrel.md", "points: -12", "points: -1", ""},
		{"no deal costs one point", "members/xar.yaml", "salience: 0.7", "salience: 0.7\n        no_deal: 1", ""},
		{"a cap", "constraints/treaty-court.md", "under: 85", "under: 0.85", "write 85;"},
		{"a cap of 1", "constraints/treaty-court.md", "under: 85", "under: 1", "write 100;"},
		{"a cap above 1", "constraints/treaty-court.md", "under: 85", "under: 1.1", ""},
		{"an alternative", "initiatives/river-warnings.md", "level: 20, gives", "level: 0.2, gives", "write 20;"},
		{"a scenario's position", "scenarios/new-premier.yaml", "{low: 15, best: 30, high: 50}", "{low: 0.15, best: 0.3, high: 0.5}", "low 15, best 30, high 50"},
		{"a move", "scenarios/island-flares-up.yaml", "{pressure: old-quarrel, to: {low: 0.8, best: 0.95, high: 1}}", "{move: xbe-hill, by: -0.7}", "write -70;"},
		{"a move of one point", "scenarios/island-flares-up.yaml", "{pressure: old-quarrel, to: {low: 0.8, best: 0.95, high: 1}}", "{move: xbe-hill, by: -1}", ""},
		{"one wave", "polls.csv", ",1000,47,", ",1000,0.47,", "write 47;"},
		{"a small wave among small ones", "polls.csv", ",1000,58,,,poll-2025,,\nXAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Arden Institute,face to face,2023-06,2023-07-08,1000,47,", ",1000,0.6,,,poll-2025,,\nXAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Arden Institute,face to face,2023-06,2023-07-08,1000,1.2,", ""},
		{"a wave of another unit", "polls.csv", ",1000,47,,", ",1000,0.47,score,", ""},
		{"calm and acute", "constraints/old-quarrel.md", "calm: 60\n  acute: 30", "calm: 0.6\n  acute: 0.3", "write calm: 60 and acute: 30"},
	} {
		dir := template(t)
		edit(t, dir, c.file, func(s string) string {
			out := strings.Replace(s, c.old, c.fresh, 1)
			if out == s {
				t.Fatalf("%s: %s lacks %q:\n%s", c.name, c.file, c.old, s)
			}
			return out
		})
		var got []string
		for _, f := range run(t, dir, false) {
			if f.Rule == "scale" {
				got = append(got, f.File+": "+f.Hint)
			}
		}
		if c.hint == "" && len(got) > 0 || c.hint != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.file) || !strings.Contains(got[0], c.hint)) {
			t.Errorf("%s: %q, want %q (%v)", c.name, got, c.hint, run(t, dir, false))
		}
	}
	dir := template(t)
	edit(t, dir, "judgements/a.csv", func(string) string {
		return "round,expert,target,low,best,high\n1,heron,position:xar-president/water,0.2,0.3,0.4\n1,heron,influence:xar-president,0.2,0.3,0.4\n"
	})
	n := 0
	for _, f := range run(t, dir, false) {
		if f.Rule == "scale" {
			n++
			if f.Line != 2 || !strings.Contains(f.Hint, "low 20, best 30, high 40") {
				t.Errorf("%v", f)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d findings on judgements, want one", n)
	}
}
