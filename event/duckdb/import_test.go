//go:build cgo

package duckdb

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/event"
	"entente/event/storetest"
)

func rowsOf(t *testing.T, n int, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := storetest.WriteGDELT2(&b, n, seed); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestImportFiles holds what becomes of many files, some of them bad, that share
// batches.
func TestImportFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := rowsOf(t, 3000, 1)
	lines := bytes.SplitAfter(whole, []byte("\n"))
	join := func(from, to int) []byte { return bytes.Join(lines[from:to], nil) }
	write("a.CSV", join(0, 1000))
	write("b.CSV", join(900, 2000))                                     // 100 rows again
	write("c.CSV", append([]byte("no row\n"), join(2000, 2100)...))     // one row rejected, or the file refused
	write("d.CSV", join(0, 1000))                                       // the same file under another name
	write("e.txt", []byte("nothing to be read"))                        // no format
	write("f.CSV", append(join(2100, 2500), []byte("short\trow\n")...)) // one row rejected
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(join(2500, 3000))
	w.Close()
	write("g.CSV.gz", z.Bytes()[:z.Len()*2/3]) // cut short
	store := filepath.Join(t.TempDir(), "events.duckdb")

	var rejected []string
	var last event.ImportProgress
	s := open(t, store, Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	o := event.ImportOptions{
		BatchRows: 700, // several files share a batch, and files have several
		Reject: func(path string, row event.RejectedRow) error {
			rejected = append(rejected, fmt.Sprintf("%s:%d", filepath.Base(path), row.Line))
			return nil
		},
		Watch: func(p event.ImportProgress) {
			if p.Rows < last.Rows || p.Bytes < last.Bytes || p.Bytes > p.AllBytes {
				t.Errorf("progress went from %+v to %+v", last, p)
			}
			last = p
		},
	}
	done, err := event.Import(t.Context(), s, []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a.CSV": "1000 1000 0 0", "b.CSV": "1100 1000 100 0", "d.CSV": "1000 0 1000 0", "f.CSV": "401 400 0 1"}
	var kept int64
	for _, f := range done.Files {
		name := filepath.Base(f.Path)
		kept += f.Kept
		if got := fmt.Sprint(f.Rows, f.Kept, f.Repeated, f.Rejected); want[name] != "" && got != want[name] {
			t.Errorf("%s: %s; want %s", name, got, want[name])
		}
		if f.Rows != f.Kept+f.Repeated+f.Rejected {
			t.Errorf("%s: %+v does not add up", name, f)
		}
		if bad := name == "e.txt" || name == "g.CSV.gz" || name == "c.CSV" && f.Rows == 0; bad != (f.Err != nil) {
			t.Errorf("%s: error %v", name, f.Err)
		}
	}
	if len(done.Files) != 7 || !strings.Contains(strings.Join(rejected, " "), "f.CSV:401") {
		t.Errorf("%d files, rejected %v", len(done.Files), rejected)
	}
	if st, err := s.Stats(t.Context()); err != nil || st.Rows != kept {
		t.Errorf("%+v, %v; %d were kept", st, err, kept)
	}

	// Again: nothing changes. Files without rejected rows are not read; with them
	// they are, so that their rows are rejected again.
	rejected, last = nil, event.ImportProgress{}
	again, err := event.Import(t.Context(), s, []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range again.Files {
		was := done.Files[i]
		if f.Kept != 0 || f.Rows != was.Rows || f.Repeated != was.Kept+was.Repeated || f.Rejected != was.Rejected || f.Known != (was.Err == nil && was.Rejected == 0) {
			t.Errorf("again: %+v; was %+v", f, was)
		}
	}
	if !strings.Contains(strings.Join(rejected, " "), "f.CSV:401") {
		t.Errorf("rejected again: %v", rejected)
	}

	// The cut file comes whole.
	last = event.ImportProgress{}
	write("g.CSV.gz", z.Bytes())
	mended, err := event.Import(t.Context(), s, []string{filepath.Join(dir, "g.CSV.gz")}, o)
	if f := mended.Files[0]; err != nil || f.Err != nil || f.Rows != 500 || f.Kept+f.Repeated != 500 {
		t.Errorf("the whole file: %+v, %v", f, err)
	}

	// What stops an import says so, and what was kept stays.
	full := errors.New("no room for rejected rows")
	write("h.CSV", append(rowsOf(t, 2000, 2), []byte("short\trow\n")...))
	o.Reject = func(string, event.RejectedRow) error { return full }
	if _, err := event.Import(t.Context(), s, []string{filepath.Join(dir, "h.CSV")}, o); !errors.Is(err, full) {
		t.Errorf("an error of Reject: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	o.Reject, o.Watch = nil, func(p event.ImportProgress) {
		if p.Rows > 1000 {
			cancel()
		}
	}
	write("i.CSV", rowsOf(t, 20_000, 3))
	if _, err := event.Import(ctx, s, []string{filepath.Join(dir, "i.CSV")}, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	before := rowsIn(t, s)
	o.Watch = nil
	rest, err := event.Import(t.Context(), s, []string{filepath.Join(dir, "i.CSV")}, o)
	if err != nil || rest.Files[0].Rows != 20_000 || rowsIn(t, s) != before+rest.Files[0].Kept {
		t.Errorf("begun again: %+v, %v; %d records before, %d now", rest.Files, err, before, rowsIn(t, s))
	}
}

func rowsIn(t *testing.T, s *Store) int64 {
	t.Helper()
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return st.Rows
}

// TestManyWords holds that a store whose dictionaries forget answers the same.
func TestManyWords(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "events.duckdb"), Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	var batch []event.Record
	for i := range 300 {
		batch = append(batch, event.Record{
			Origin: event.GDELT2, Key: uint64(i), ID: fmt.Sprint(i), Date: 18000, Until: 18000, Known: 18000, Code: "040", Type: event.Consult, Quad: 1, Deaths: -1,
			Source: event.Actor{Country: "AAA", Code: fmt.Sprintf("actor %d", i%30)}, Target: event.Actor{Country: "BBB", Code: "B"},
			Place: event.Place{Name: fmt.Sprintf("place %d", i%7)}, Ref: fmt.Sprintf("https://example.org/%d", i),
		})
	}
	if _, err := s.Add(t.Context(), batch[:1]); err != nil {
		t.Fatal(err)
	}
	s.words.actors.max, s.words.places.max, s.words.reports.max = 10, 3, 5
	if _, err := s.Add(t.Context(), batch[1:]); err != nil {
		t.Fatal(err)
	}
	q := event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}
	for c, err := range s.Counts(t.Context(), q) {
		if err != nil || c.N != 30 || c.Repeats != 270 {
			t.Errorf("%+v, %v; want 30 and 270 repeats", c, err)
		}
	}
	q.Repeats = true
	n := 0
	for r, err := range s.Events(t.Context(), q) {
		if err != nil || r != batch[n] {
			t.Fatalf("record %d: %+v, %v", n, r, err)
		}
		n++
	}
	if n != 300 {
		t.Errorf("%d records", n)
	}
}
