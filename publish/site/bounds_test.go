package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/series"
)

// A quantity that is the same over all draws is said once, as a value.
func TestAcrossDraws(t *testing.T) {
	for want, q := range map[string]agenda.Quantiles{
		"0.69 of 1": {P10: 0.689, P50: 0.69, P90: 0.692},
		"0.69 of 1 at the median, 0.50 to 0.80 in eight of ten draws": {P10: 0.5, P50: 0.69, P90: 0.8},
	} {
		if got := acrossDraws(q, 2, " of 1", ""); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A constraint that a fact drives shows the fact's own bounds, and that it is not
// confirmed, in its table and beside its pressure.
func TestFactBehindAConstraint(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	facts := "id,series,what,value,unit,date,low,high,source,confirmed\nxar-env-posts-2025,xar-posts,Posts,112,people,2026-01-01,108,120,gazette-2025,no\n"
	if err := os.WriteFile(filepath.Join(dir, "facts.csv"), []byte(facts), 0o644); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	told, err := series.Tell(d, a.Dossier.AsOf.Last())
	if err != nil {
		t.Fatal(err)
	}
	b := newBuilder(Content{Dossier: d, Agenda: a, Told: told})
	g, ok := b.gaugeOf(d.Constraint("few-hands"), false)
	p := g.drawn()
	if !ok || len(p.Rows) != 1 || strings.Join(p.Header, "|") != "Date|Series|Value|At least|At most|Note" || strings.Join(p.Rows[0], "|") != "1 January 2026|Posts|112|108|120|(not confirmed)" {
		t.Errorf("%v %v", p.Header, p.Rows)
	}
	if says := b.cons["few-hands"].Says; says != "112 people on 2026-01-01 (Posts), not confirmed" {
		t.Errorf("%q", says)
	}
	if v := factValue(d.Facts[0]); v != "112 (108 to 120)" {
		t.Errorf("%q", v)
	}
}
