package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/event"
	"entente/event/duckdb"
	"entente/series"
)

// entente runs the program and gives what it wrote.
func entente(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(args, strings.NewReader(""), &o, &e); got != want {
		t.Fatalf("entente %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, want, &o, &e)
	}
	return o.String(), e.String()
}

// filled makes a store of acts between two members of the template, and adds to
// one that is there.
func filled(t *testing.T, path string, from event.Day, origin event.Origin, n int) {
	t.Helper()
	st, err := duckdb.Open(t.Context(), path, duckdb.Options{})
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	defer st.Close()
	if err := st.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	var batch []event.Record
	for i := range n {
		code := []string{"042", "051", "112", "163", "010"}[i%5]
		batch = append(batch, event.Record{
			Origin: origin, Key: uint64(from)<<20 | uint64(i), ID: fmt.Sprint(i), Date: from + event.Day(i*3), Until: from + event.Day(i*3), Known: from + event.Day(i*3),
			Source: event.Actor{Code: "XAR", Country: "XAR"}, Target: event.Actor{Code: "XBE", Country: "XBE"},
			Code: code, Type: event.Settings{}.TypeOf(code), Quad: event.CAMEOQuad(code), Root: true, Deaths: -1, Ref: fmt.Sprintf("https://example.org/%d", i),
		})
	}
	if _, err := st.Add(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
}

// TestMeasureStore measures from a store, lists what stands behind a point, saves,
// and says when the store no longer gives what was saved.
func TestMeasureStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(t.TempDir(), "events.duckdb")
	_, from, _, err := series.ParsePeriod("2019-01-01")
	if err != nil {
		t.Fatal(err)
	}
	filled(t, store, from, event.ICEWS, 100)

	out, _ := entente(t, 0, "measure", dir, "--store", store, "--by", "quarter", "--what", "relations", "--format", "json")
	var m series.Measurement
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		t.Fatal(err)
	}
	if m.Version != 1 || m.Store != "events.duckdb" || len(m.Relations) != 1 || m.Relations[0].Dropped.Statements != 20 || len(m.Relations[0].Points) != 4 {
		t.Fatalf("%+v", m)
	}
	p := m.Relations[0].Points[0]
	if p.Period != "2019-Q1" || p.Volume != 24 || p.VerbalCooperation != 12 || p.VerbalConflict != 6 || p.MaterialConflict != 6 || p.Index == nil || p.Low == nil || !(*p.Low < *p.Index && *p.Index < *p.High) {
		t.Errorf("%+v", p)
	}

	out, _ = entente(t, 0, "measure", dir, "--store", store, "--events", "XAR/XBE@2019-Q1", "--limit", "3")
	if !strings.Contains(out, "https://example.org/0") || !strings.Contains(out, "--limit 0 lists all") || strings.Contains(out, "example.org/4\n") {
		t.Errorf("behind the point: %s", out)
	}

	before := files(t, dir)
	entente(t, 0, "measure", dir, "--store", store, "--by", "quarter", "--what", "relations", "--save")
	for name, was := range before {
		if now, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(now) != was {
			t.Errorf("saving changed %s", name)
		}
	}
	if n := len(files(t, dir)) - len(before); n != 2 {
		t.Errorf("saving wrote %d files", n)
	}
	if out, _ = entente(t, 0, "check", dir); strings.Contains(out, "stale") {
		t.Error(out)
	}
	if _, errs := entente(t, 0, "measure", dir, "--store", store, "--by", "quarter", "--what", "relations"); strings.Contains(errs, "stale") {
		t.Error(errs)
	}
	filled(t, store, from+400, event.ICEWS, 5)
	if _, errs := entente(t, 0, "measure", dir, "--store", store, "--by", "quarter", "--what", "relations"); !strings.Contains(errs, "series/relations-icews-quarter.csv is stale: the store has changed") {
		t.Error(errs)
	}

	// Two data sets stand side by side, and what may not be passed on is not.
	filled(t, store, from, event.ACLED, 10)
	out, _ = entente(t, 0, "measure", dir, "--store", store, "--by", "year", "--what", "relations", "--format", "csv")
	if strings.Count(out, "\nicews,XAR,XBE") != 2 || strings.Count(out, "\nacled,XAR,XBE") != 1 {
		t.Error(out)
	}
	if _, errs := entente(t, 2, "measure", dir, "--store", store, "--origin", "acled", "--events", "XAR/XBE@2019"); !strings.Contains(errs, "may not be passed on") {
		t.Error(errs)
	}
}

// files gives the files of a folder with their contents.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		out[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
