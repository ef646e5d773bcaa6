package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/series"
)

// A saved series is stale once its table, or the events or settings that it was
// made of, are others; a note on an event changes nothing that was measured.
func TestStaleSeries(t *testing.T) {
	dir := template(t)
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	opt := series.OptionsOf(d, "")
	opt.By = series.ByYear
	rs, err := series.Relations(t.Context(), series.DossierEvents{D: d, AsOf: d.AsOfDay(), By: opt.By}, opt)
	if err != nil || len(rs) == 0 {
		t.Fatal(len(rs), err)
	}
	s, err := series.SaveRelations("own", rs, series.Making{Command: "entente measure d --save", On: d.AsOf, Inputs: []series.Input{{What: "events", SHA256: series.InputSum(d, "events")}, {What: "settings", SHA256: series.InputSum(d, "settings")}}})
	if err != nil {
		t.Fatal(err)
	}
	save := func(dir string) {
		edit(t, dir, "series/own.csv", func(string) string { return string(s.CSV) })
		edit(t, dir, "series/own.yaml", func(string) string { return string(s.YAML) })
	}
	save(dir)
	stale := func(dir string) string {
		for _, f := range run(t, dir, false) {
			if f.Rule == "stale" {
				return f.String()
			}
		}
		return ""
	}
	if got := stale(dir); got != "" {
		t.Fatalf("stale as it was made: %s", got)
	}
	for _, c := range []struct {
		name, file, old, fresh, want string
	}{
		{"the table edited", "series/own.csv", ",events,", ",events ,", "the table was edited"},
		{"an event of another type", "events.csv", "CONSULT", "SUPPORT", "the dossier's events have changed"},
		{"another minimum", "dossier.yaml", "settings:", "relations: {minimum: 3}\nsettings:", "the dossier's settings have changed"},
		{"a summary in other words", "events.csv", "The", "All the", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := template(t)
			save(dir)
			src, err := os.ReadFile(filepath.Join(dir, c.file))
			if err != nil || !strings.Contains(string(src), c.old) {
				t.Fatalf("%s does not hold %q (%v)", c.file, c.old, err)
			}
			edit(t, dir, c.file, func(s string) string { return strings.Replace(s, c.old, c.fresh, 1) })
			got := stale(dir)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
			if c.want != "" && !strings.Contains(got, "make it again: entente measure d --save") {
				t.Errorf("it does not say what to do: %s", got)
			}
		})
	}
}

// An indicator whose measured series ended years ago is stale.
func TestStaleIndicator(t *testing.T) {
	dir := template(t)
	edit(t, dir, "series/a.csv", func(string) string {
		return "series,from,date,value,unit\nquiet-years,2015-01-01,2015-12-31,3,events\n"
	})
	edit(t, dir, "constraints/border-incidents.md", replaceLine("indicator:", "indicator: {series: quiet-years, measure: count, months: 12, calm: 0, acute: 5}"))
	for _, f := range run(t, dir, false) {
		if f.Severity == dossier.Error {
			t.Fatal(f)
		}
		if f.Rule == "stale" && strings.Contains(f.Message, "quiet-years is of 2015-12-31") {
			return
		}
	}
	t.Errorf("not found: %v", run(t, dir, false))
}
