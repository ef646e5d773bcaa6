package check_test

import (
	"strings"
	"testing"

	"entente/check"
	"entente/dossier"
)

// foundAfter gives what a rule finds in the sample once old stands as fresh in a file.
func foundAfter(t *testing.T, rule, file, old, fresh string) []string {
	t.Helper()
	dir := template(t)
	edit(t, dir, file, func(s string) string {
		if !strings.Contains(s, old) {
			t.Fatalf("%s lacks %q", file, old)
		}
		return strings.Replace(s, old, fresh, 1)
	})
	var out []string
	for _, f := range run(t, dir, false) {
		if f.Rule == rule {
			out = append(out, f.String())
		}
	}
	return out
}

// TestNewKeys holds what each of the rules of owners, promises and assumptions finds in
// the sample, in its words, and what it leaves alone.
func TestNewKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("many dossiers, each checked by the same threads")
	}
	const promise = "river-warnings,,capability,line,Begin a pilot within a year,2026-10-12,,in-progress"
	for _, c := range []struct{ rule, file, old, fresh, want string }{
		{"owner-unsourced", "initiatives/river-warnings.md", "{lead: xco-fisheries, signs: [xco-council], by: editors}", "{lead: xco-fisheries, signs: [xco-council]}", "neither a source nor a judge is named for the owners of \"Flood warnings on one line\" in Coriel [owner-unsourced]\n    add source: or by:"},
		{"owner-unsourced", "initiatives/river-warnings.md", "{lead: xco-fisheries, signs: [xco-council], by: editors}", "[xco-fisheries, xco-council]", "    write XCO: {lead: xco-fisheries, helps: [xco-council], source: KEY}, or by: WHO; who signs binds the member, who helps does not"},
		{"owner-unsourced", "initiatives/river-warnings.md", "{lead: xco-fisheries, signs: [xco-council], by: editors}", "{lead: xco-fisheries, by: ann, source: gazette-2025}", ""},
		{"owner-unsourced", "initiatives/river-warnings.md", "  XCO: {lead: xco-fisheries, signs: [xco-council], by: editors}   # no source says so\n", "", ""},
		{"delivery-unsaid", "commitments.csv", promise, strings.Replace(promise, "capability", "", 1), "commitments.csv:2:1: note: this promise says not what it asks, and counts for no delivery"},
		{"delivery-unsaid", "commitments.csv", promise, strings.Replace(promise, "in-progress", "fulfilled", 1), "commitments.csv:2:1: note: this promise was fulfilled, and says not when"},
		{"delivery-unsaid", "commitments.csv", promise, strings.Replace(promise, ",,in-progress", ",2026-02,fulfilled", 1), ""},
		{"delivery-unsaid", "initiatives/river-warnings.md", ", asks: capability}", "}", ""}, // it has been promised
		{"delivery-unsaid", "initiatives/fish-stocks.md", ", asks: law-or-money}", "}", "initiatives/fish-stocks.md:9:5: note: nobody has promised \"Shared limits on fishing\""},
		{"delivery-unsaid", "initiatives/clean-banks.md", ", asks: standing}", "}", ""}, // it is in place
		{"assumption", "assumptions.yaml", "next_look: 2026-09-30", "next_look: 2026-03-30", "assumptions.yaml:8:16: warning: \"The treaty of 2021 stays in force.\" was to be looked at again by 30 March 2026 (last looked at: 31 March 2026)"},
		{"assumption", "assumptions.yaml", "    looked: 2026-03-31\n    next_look: 2026-09-30", "    next_look: 2026-02", "was to be looked at again by February 2026 (never looked at so far)"},
		{"assumption", "assumptions.yaml", "next_look: 2026-09-30", "next_look: 2026-03-31", ""},
		{"assumption", "assumptions.yaml", "next_look: 2026-09-30", "next_look: 2026", ""},
		{"unsourced-judgement", "dossier.yaml", "  seed: 1", "  seed: 1\n  promise_prior: 0.4", "dossier.yaml:38:18: warning: promise_prior gives neither a source nor a judge [unsourced-judgement]\n    write promise_prior: {share: 0.4, source: KEY}"},
		{"unsourced-judgement", "dossier.yaml", "  seed: 1", "  seed: 1\n  promise_prior_law: {share: 0.3, because: A count.}", "promise_prior_law gives neither"},
		{"unsourced-judgement", "dossier.yaml", "  seed: 1", "  seed: 1\n  promise_prior: {share: 0.4, source: gazette-2025}\n  promise_prior_law: {share: 0.3, by: editors}", ""},
		{"scale", "dossier.yaml", "  seed: 1", "  seed: 1\n  judge_error: 0.05", "write 5;"},
		{"scale", "dossier.yaml", "  seed: 1", "  seed: 1\n  ageing: 0.23", "write 23;"},
		{"scale", "dossier.yaml", "  seed: 1", "  seed: 1\n  judge_error: 0\n  ageing: 0\n  poll_error: 0.9", ""},
	} {
		got := strings.Join(foundAfter(t, c.rule, c.file, c.old, c.fresh), "\n")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s, %q → %q:\n got %s\nwant %s", c.rule, c.old, c.fresh, got, c.want)
		}
	}
}

// TestOldFormLoads holds that a dossier in the older form loads without an error, is
// read as what is written now, and that what the method lacks in it is a finding which
// says how to mend it.
func TestOldFormLoads(t *testing.T) {
	dir := template(t)
	edit(t, dir, "commitments.csv", func(string) string {
		return "id,meeting,date,initiative,member,text,status,coder,assessed,searched_until,source\npromise-warnings,October meeting,2025-10-12,river-warnings,,Begin a pilot,fulfilled,editors,2026-03-31,2026-03,gazette-2025\n"
	})
	edit(t, dir, "initiatives/river-warnings.md", replaceOwners("owners: {XAR: xar-environment, XBE: [xbe-premier], XCO: [xco-fisheries, xco-council]}\n"))
	edit(t, dir, "initiatives/fish-stocks.md", replaceLine("requires:", "requires: river-warnings"))
	edit(t, dir, "constraints/election.md", func(s string) string {
		_, body, _ := strings.Cut(s, "source: gazette-2025")
		return "---\ntitle: The election in Belmora\nmembers: [XBE]\neffect: window\nareas: [trade]\nwindow: {until: 2026-06-14, why: The chamber rises.}\nindicator: {calendar: election, calm: 365, acute: 90}\nsource: gazette-2025" + body
	})
	edit(t, dir, "dossier.yaml", func(s string) string { return strings.Replace(s, "  seed: 1", "  seed: 1\n  kappa: 0.5", 1) })
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	res, err := check.Run(d, found, check.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]int{}
	for _, f := range res.Findings {
		if f.Severity == dossier.Error || f.Hint == "" {
			t.Errorf("%v", f)
		}
		rules[f.Rule]++
	}
	for rule, n := range map[string]int{"owner-unsourced": 3, "old-form": 1, "closed": 1, "delivery-unsaid": 2} {
		if rules[rule] != n {
			t.Errorf("%d findings of %s, want %d: %v", rules[rule], rule, n, res.Findings)
		}
	}
	o := d.Initiative("river-warnings").OwnersOf("XCO")
	if !o.Listed || o.Lead.ID != "xco-fisheries" || strings.Join(o.Helps.IDs(), " ") != "xco-council" || len(o.Signers()) != 1 || len(o.All()) != 2 {
		t.Errorf("owners %+v", o)
	}
	if k := d.Constraint("election"); k.Effect != dossier.EffectClosed || len(k.Closed) != 1 || k.Closed[0].Until.String() != "2026-06-14" || !k.Closed[0].From.IsZero() || d.Say(k.Closed[0].Why) != "The chamber rises." {
		t.Errorf("the window is %+v", k.Closed)
	}
	if r := d.Initiative("fish-stocks").Requires; len(r) != 1 || r[0].RungOf(d.Initiative("river-warnings")).ID.ID != "line" {
		t.Errorf("requires %+v", r)
	}
	if k := d.Settings().Kappa; k == nil || *k != 0.5 {
		t.Errorf("kappa %v", k)
	}
}
