package output

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// TestFiles puts and gets at random, with so little memory that most lies aside, and
// holds them against a map.
func TestFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r := rand.New(rand.NewPCG(1, 2))
	f, want := &Files{most: 100}, map[string][]byte{}
	for range 500 {
		p := fmt.Sprintf("p%d", r.IntN(40))
		b := bytes.Repeat([]byte{byte(r.IntN(256))}, r.IntN(30))
		if err := f.Put(p, b); err != nil {
			t.Fatal(err)
		}
		want[p] = b
	}
	if f.aside == nil || f.held > 100 {
		t.Fatalf("%d bytes are held, and aside is %v", f.held, f.aside)
	}
	all, err := f.All()
	if err != nil || !maps.EqualFunc(all, want, bytes.Equal) {
		t.Errorf("%v: %d files, want %d", err, len(all), len(want))
	}
	if !slices.IsSorted(f.Paths()) || len(f.Paths()) != len(want) {
		t.Error(f.Paths())
	}
	for p, b := range want {
		if f.sums()[p] != sumOf(b) || !f.Has(p) || f.Size(p) != len(b) {
			t.Errorf("%s: %s, %d bytes", p, f.sums()[p], f.Size(p))
		}
	}
	if _, err := f.Get("none"); !errors.Is(err, os.ErrNotExist) || f.Has("none") {
		t.Error(err)
	}
	held := 0
	for _, s := range f.at {
		held += len(s.body)
	}
	if held != f.held {
		t.Errorf("%d bytes are held, and %d counted", held, f.held)
	}
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Write(dir, f, options()); err != nil {
		t.Fatal(err)
	}
	for p, b := range want {
		if got, err := os.ReadFile(filepath.Join(dir, p)); err != nil || !bytes.Equal(got, b) {
			t.Errorf("%s: %q, %v", p, got, err)
		}
	}
	if err := errors.Join(f.Close(), f.Close()); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// What is held takes no more memory than its bytes, to a fourth.
func TestFilesFit(t *testing.T) {
	b := append(make([]byte, 0, 1000), "short"...)
	f := &Files{}
	if err := f.Put("a", b); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Get("a"); err != nil || string(got) != "short" || cap(got) > 8 {
		t.Errorf("%q, %d bytes of memory, %v", got, cap(got), err)
	}
}

func TestFilesAtOnce(t *testing.T) {
	f := &Files{most: 1000}
	defer f.Close()
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			p, b := fmt.Sprint(n), bytes.Repeat([]byte{byte(n)}, 100)
			if err := f.Put(p, b); err != nil {
				t.Error(err)
			}
			if got, err := f.Get(p); err != nil || !bytes.Equal(got, b) {
				t.Errorf("%s: %v, %v", p, got, err)
			}
		})
	}
	all.Wait()
}

func TestFilesWithoutDisk(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	f := &Files{most: 3}
	if err := f.Put("a", []byte("abc")); err != nil {
		t.Error(err)
	}
	if err := f.Put("b", []byte("d")); err == nil {
		t.Error("it was put aside where nothing can be")
	}
}
