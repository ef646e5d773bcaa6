package series

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// pressures makes a dossier whose constraint reads a measured series, and gives
// the constraint's pressure on a day by what was known on another.
func pressures(t *testing.T, table, indicator string) func(day, asOf string) Pressure {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("series/m.csv", "series,from,date,published,value,low,high,unit\n"+table)
	path := filepath.Join(dir, "constraints", "border-incidents.md")
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(src), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "indicator:") {
			lines[i] = "indicator: {" + indicator + "}"
		}
	}
	write("constraints/border-incidents.md", strings.Join(lines, "\n"))
	d, found, err := dossier.Load(dir)
	if n, _, _ := dossier.CountFindings(found); err != nil || n > 0 {
		t.Fatal(err, found)
	}
	on := func(s string) time.Time {
		v, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return func(day, asOf string) Pressure {
		return PressureAt(d, d.Constraint("border-incidents"), on(day), on(asOf))
	}
}

// quarters writes counts of the quarters of some years, each published a month
// after its end.
func quarters(from int, counts ...int) string {
	var b strings.Builder
	for i, n := range counts {
		start := time.Date(from, time.Month(1+3*i), 1, 0, 0, 0, 0, time.UTC)
		end := start.AddDate(0, 3, -1)
		fmt.Fprintf(&b, "m,%s,%s,%s,%d,,,events\n", start.Format(time.DateOnly), end.Format(time.DateOnly), end.AddDate(0, 1, 0).Format(time.DateOnly), n)
	}
	return b.String()
}

func TestMeasuredCount(t *testing.T) {
	at := pressures(t, quarters(2024, 1, 2, 3, 4, 5, 6), "series: m, measure: count, months: 12, calm: 0, acute: 20")
	// By the end of 2024 the third quarter is the last that was published: with
	// the fourth unknown there is no whole year yet, and no value.
	if p := at("2024-12-31", "2024-12-31"); p.Basis != NoEvidence {
		t.Errorf("three quarters are taken for a year: %+v", p)
	}
	// The window ends with the last period known, not with the day: a quarter that
	// is not yet counted is not one without events.
	p := at("2025-02-28", "2025-02-28")
	if p.Basis != FromSeries || p.Value != 10 || math.Abs(p.SE-math.Sqrt(10)) > 1e-9 || !strings.Contains(p.Says, "10 events from 1 January 2024 to 31 December 2024") {
		t.Errorf("%+v", p)
	}
	if p.Best() != 0.5 {
		t.Errorf("10 of 20 is a pressure of %v", p.Best())
	}
	if p := at("2025-09-30", "2025-09-30"); p.Value != 3+4+5+6 {
		t.Errorf("%+v", p)
	}
	// What describes a time after the day is not used, though it is known.
	if p := at("2025-04-15", "2026-01-01"); p.Value != 2+3+4+5 {
		t.Errorf("%+v", p)
	}
	// A gap in the window gives no value, and neither does one that lies across
	// the window's beginning.
	rows := strings.SplitAfter(quarters(2024, 1, 2, 3, 4, 5), "\n")
	gap := pressures(t, rows[0]+rows[2]+rows[3]+rows[4], "series: m, measure: count, months: 12, calm: 0, acute: 20")
	if p := gap("2025-12-31", "2025-12-31"); p.Basis != NoEvidence {
		t.Errorf("a missing quarter counts as none: %+v", p)
	}
	across := pressures(t, quarters(2024, 1, 2, 3, 4), "series: m, measure: count, months: 4, calm: 0, acute: 20")
	if p := across("2025-12-31", "2025-12-31"); p.Basis != NoEvidence {
		t.Errorf("four months of quarters: %+v", p)
	}
}

func TestMeasuredLevelAndChange(t *testing.T) {
	const table = "m,2023-01-01,2023-12-31,2024-02-15,2.0,1.0,3.0,\nm,2024-01-01,2024-12-31,2025-02-15,0.5,-0.5,1.5,\n"
	at := pressures(t, table, "series: m, calm: 2, acute: -2")
	p := at("2025-01-31", "2025-01-31") // 2024 is over and not published
	if p.Value != 2 || math.Abs(p.SE-2/3.92) > 1e-9 {
		t.Errorf("%+v", p)
	}
	if p := at("2025-03-01", "2025-03-01"); p.Value != 0.5 || p.Best() != 0.375 {
		t.Errorf("%+v", p)
	}
	change := pressures(t, table, "series: m, measure: change, months: 12, calm: 0, acute: -3")
	p = change("2025-03-01", "2025-03-01")
	if p.Value != -1.5 || math.Abs(p.SE-math.Hypot(2/3.92, 2/3.92)) > 1e-9 || p.Best() != 0.5 {
		t.Errorf("%+v", p)
	}
	if p := change("2024-03-01", "2024-03-01"); p.Basis != NoEvidence {
		t.Errorf("a change without an earlier value: %+v", p)
	}
}
