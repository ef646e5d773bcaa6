//go:build cgo

package duckdb

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/event"
	"entente/event/storetest"
)

// TestMain runs the tests, or, in a process that a test starts, what
// ENTENTE_STORE_CHILD names.
func TestMain(m *testing.M) {
	args := strings.Split(os.Getenv("ENTENTE_STORE_CHILD"), "\n")
	var err error
	switch args[0] {
	case "import":
		err = childImport(args[1], args[2], os.Stdout)
	case "baseline":
		err = baseline(args[1], args[2])
	case "benchmark":
		err = childBenchmark(args[1], args[2])
	case "hold":
		err = childHold(args[1])
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func child(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "ENTENTE_STORE_CHILD="+strings.Join(args, "\n"))
	cmd.Stderr = os.Stderr
	return cmd
}

const killBatch = 1500 // rows

// telling prints the number of records that the store holds whenever a batch is
// acknowledged.
type telling struct {
	event.Store
	w    io.Writer
	rows int64
}

func (s *telling) Add(ctx context.Context, batch []event.Record, files ...event.Progress) (event.Added, error) {
	added, err := s.Store.Add(ctx, batch, files...)
	if err == nil {
		s.rows += int64(added.Kept)
		fmt.Fprintln(s.w, s.rows)
	}
	return added, err
}

func childImport(store, file string, w io.Writer) error {
	ctx := context.Background()
	s, err := Open(ctx, store, Options{})
	if err != nil {
		return err
	}
	if err := s.Init(ctx); err != nil {
		return err
	}
	st, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	done, err := event.Import(ctx, &telling{s, w, st.Rows}, []string{file}, event.ImportOptions{BatchRows: killBatch})
	if err != nil {
		return err
	}
	return errors.Join(done.Files[0].Err, s.Close())
}

func childHold(store string) error {
	s, err := Open(context.Background(), store, Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin) // until the test closes it
	return errors.Join(err, s.Close())
}

func generated(t testing.TB, rows int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "events.CSV")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.WriteGDELT2(f, rows, 1); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil { // else writing it out slows what is measured
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s.(*Store)
}

// holds gives the number of records of a store, and fails where one is there twice.
func holds(t *testing.T, path string) int64 {
	t.Helper()
	s := open(t, path, Options{ReadOnly: true})
	defer s.Close()
	n, _, err := s.conn.number(t.Context(), "SELECT count(*) FROM events")
	if err != nil {
		t.Fatal(err)
	}
	distinct, _, err := s.conn.number(t.Context(), "SELECT count(*) FROM (SELECT DISTINCT origin, key FROM events)")
	if err != nil {
		t.Fatal(err)
	}
	if n != distinct {
		t.Fatalf("%d records, %d of them distinct", n, distinct)
	}
	return n
}

// TestKilled kills an import in its middle, twenty times: every acknowledged batch
// is there, none twice, none in part; then the import is finished.
func TestKilled(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 4
	}
	file := generated(t, 30*killBatch)
	whole := filepath.Join(t.TempDir(), "whole.duckdb")
	out, err := child(t, "import", whole, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var states []int64 // what the store may hold: nothing, or some batches from the first on
	for s := range strings.FieldsSeq("0 " + string(out)) {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		states = append(states, n)
	}
	if len(states) < 30 || states[30] == 30*killBatch {
		t.Fatalf("the whole import went through %d states to %d: no batch, or no repeats", len(states), states[len(states)-1])
	}

	rng := rand.New(rand.NewPCG(20, 9))
	store := filepath.Join(t.TempDir(), "killed.duckdb")
	killed := 0
	for i := range kills {
		cmd := child(t, "import", store, file)
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(pipe)
		var acknowledged int64
		for n := 1 + i + rng.IntN(3); n > 0 && lines.Scan(); n-- {
			if acknowledged, err = strconv.ParseInt(lines.Text(), 10, 64); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(rng.IntN(15_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // acknowledged before the kill
			if n, err := strconv.ParseInt(lines.Text(), 10, 64); err == nil {
				acknowledged = n
			}
		}
		if cmd.Wait() != nil {
			killed++
		}
		n := holds(t, store)
		if n < acknowledged {
			t.Fatalf("kill %d: %d records, and %d were acknowledged", i, n, acknowledged)
		}
		if !slices.Contains(states, n) {
			t.Fatalf("kill %d: %d records: a batch is there in part", i, n)
		}
	}
	if killed < kills-2 {
		t.Errorf("only %d of %d imports were killed before their end", killed, kills)
	}
	if err := child(t, "import", store, file).Run(); err != nil {
		t.Fatal(err)
	}
	if n, want := holds(t, store), states[len(states)-1]; n != want {
		t.Errorf("%d records in the end; want %d", n, want)
	}
}

// TestLocked opens a store that another process has open.
func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.duckdb")
	s := open(t, path, Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	cmd := child(t, "hold", path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(t.Context(), path, o)
		if !errors.Is(err, event.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", cmd.Process.Pid)) || !strings.Contains(err.Error(), "wait for it") {
			t.Errorf("%+v: %v; want ErrLocked with process %d and what to do", o, err, cmd.Process.Pid)
		}
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	a, b := open(t, path, Options{ReadOnly: true}), open(t, path, Options{ReadOnly: true})
	for _, s := range []*Store{a, b} {
		if _, err := s.Stats(t.Context()); err != nil {
			t.Errorf("two readers: %v", err)
		}
	}
}

// TestFull fills a disk in the middle of an import.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	mount := func(options string) error {
		return exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).Run()
	}
	if err := mount("size=4m"); err != nil {
		t.Skipf("a small file system cannot be mounted here (root can): %v", err)
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			t.Error(err)
		}
	})
	file, path := generated(t, 120_000), filepath.Join(dir, "events.duckdb")
	s := open(t, path, Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell := &telling{Store: s, w: io.Discard}
	_, err := event.Import(t.Context(), tell, []string{file}, event.ImportOptions{BatchRows: 5000})
	s.Close()
	if !errors.Is(err, event.ErrFull) || !strings.Contains(err.Error(), "make room") {
		t.Fatalf("%v; want ErrFull and what to do", err)
	}
	t.Logf("full after %d records: %v", tell.rows, err)
	if tell.rows == 0 {
		t.Error("nothing was kept before the disk was full")
	}
	if err := mount("remount,size=200m"); err != nil {
		t.Fatal(err)
	}
	if n := holds(t, path); n != tell.rows {
		t.Errorf("%d records; %d were acknowledged", n, tell.rows)
	}
	s = open(t, path, Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	done, err := event.Import(t.Context(), s, []string{file}, event.ImportOptions{})
	s.Close()
	if err != nil || done.Files[0].Rows != 120_000 {
		t.Fatalf("%+v, %v", done.Files, err)
	}
	if n := holds(t, path); n != tell.rows+done.Files[0].Kept {
		t.Errorf("%d records; %d and %d were kept", n, tell.rows, done.Files[0].Kept)
	}
}

func TestNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.duckdb")
	s := open(t, path, Options{})
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.conn.exec(t.Context(), "UPDATE meta SET version = 99"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); !errors.Is(err, event.ErrNewer) {
		t.Errorf("read: %v", err)
	}
	s = open(t, path, Options{})
	if err := s.Init(t.Context()); !errors.Is(err, event.ErrNewer) || !strings.Contains(err.Error(), "newer entente") {
		t.Errorf("init: %v", err)
	}
}

// TestOpen holds what is said of files that are no stores, and that queries reach
// no other file.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(text, []byte("a,b\n1,2\n3,4\n5,6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.duckdb")
	db, err := openDatabase(other, nil)
	if err != nil {
		t.Fatal(err)
	}
	db.close()
	for path, want := range map[string]string{
		text:                               "is no DuckDB file",
		other:                              "is no store of events",
		filepath.Join(dir, "none"):         "make one with entente import",
		filepath.Join(dir, "no", "folder"): "make one with entente import",
	} {
		if _, err := Open(t.Context(), path, Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", path, err, want)
		}
	}
	s := open(t, filepath.Join(dir, "events.duckdb"), Options{})
	if err := s.conn.exec(t.Context(), "SELECT * FROM read_csv('"+text+"')"); err == nil || !strings.Contains(err.Error(), "disabled") {
		t.Errorf("reading another file: %v", err)
	}
}
