package series_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/goldentest"
	"entente/series"
)

// TestWhole holds all that is told of the sample, of the sample with some hundreds of
// events and more polls, and of a shipped dossier.
func TestWhole(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"sample": func(*testing.T, string) {},
		"busy":   busy,
		"group": func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(dir, os.DirFS("../examples/poland-runoff")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		dir := filepath.Join(t.TempDir(), "sample")
		if err := dossier.New(dir); err != nil {
			t.Fatal(err)
		}
		prepare(t, dir)
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Severity == dossier.Error {
				t.Fatal(f)
			}
		}
		told, err := series.Tell(d, d.Header.AsOf.Last())
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, c := range d.Constraints {
			if c.Indicator == nil {
				continue
			}
			fmt.Fprintf(&b, "%s: pressure%scounted", c.ID, goldentest.Dump(series.PressureAt(d, c, d.Header.AsOf.Last(), d.Header.AsOf.Last()), row))
			for _, e := range told.Counted[c.Indicator] {
				b.WriteString(" " + e.ID)
			}
			fmt.Fprintf(&b, "\npoints%s", goldentest.Dump(told.Points[c.Indicator], row))
		}
		told.Counted, told.Points = nil, nil
		goldentest.Text(t, filepath.Join("testdata", name+".txt"), goldentest.Dump(told, row)+b.String())
	}
}

// row names what has a line of its own in the dossier.
func row(v any) string {
	switch v := v.(type) {
	case *dossier.Event:
		return v.ID
	}
	return ""
}

// busy adds four years of events, with trouble from the third on, and a second
// pollster of another mode.
func busy(t *testing.T, dir string) {
	r := rand.New(rand.NewPCG(1, 2))
	var events strings.Builder
	codes := []string{"XAR", "XBE", "XCO"}
	good, bad := []string{"CONSULT", "AGREE", "COOPERATE", "AID"}, []string{"ACCUSE", "PROTEST", "REJECT", "COERCE"}
	for n := range 500 {
		at := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n*1460/500)
		from := r.IntN(3)
		to := (from + 1 + r.IntN(2)) % 3
		kinds, trouble := good, 0.3
		if from != 2 && to != 2 && at.Year() >= 2024 {
			trouble = 0.8
		}
		if r.Float64() < trouble {
			kinds = bad
		}
		fmt.Fprintf(&events, "ev-%d,%s,%s,%s,,%s,%s,Something of a day,gazette-2025,,\n", n, at.Format(time.DateOnly), codes[from], codes[to], kinds[r.IntN(4)], []string{"water", "trade"}[r.IntN(2)])
	}
	var polls strings.Builder
	for n := range 12 {
		fmt.Fprintf(&polls, "XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Other House,telephone,%d-%02d,%d-%02d-20,%d,%d,,,poll-2025,,\n", 2022+n/4, 1+n%4*3, 2022+n/4, 2+n%4*3, 500+100*(n%3), 60-2*n+n%5)
	}
	for name, rows := range map[string]string{"events.csv": events.String(), "polls.csv": polls.String()} {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(rows); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	head := filepath.Join(dir, "dossier.yaml")
	b, err := os.ReadFile(head)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(head, append(b, "\nrelations: {by: quarter}\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
}
