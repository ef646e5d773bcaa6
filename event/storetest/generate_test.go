package storetest

import (
	"bytes"
	"crypto/sha256"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestGenerated holds the shape of generated files.
func TestGenerated(t *testing.T) {
	const rows = 50_000
	var a, b bytes.Buffer
	if err := WriteGDELT2(&a, rows, 1); err != nil {
		t.Fatal(err)
	}
	if err := WriteGDELT2(&b, rows, 1); err != nil {
		t.Fatal(err)
	}
	if sha256.Sum256(a.Bytes()) != sha256.Sum256(b.Bytes()) {
		t.Error("the same seed gave two files")
	}
	ids, urls, repeats := map[string]bool{}, map[string]bool{}, map[string]bool{}
	repeated, again, foreign := 0, 0, 0
	lines := strings.Split(strings.TrimSuffix(a.String(), "\n"), "\n")
	for _, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) != 61 {
			t.Fatalf("%d columns: %s", len(f), line)
		}
		if ids[f[0]] {
			repeated++
		}
		if f[7] != "" && f[17] != "" && f[7] != f[17] {
			foreign++
			if k := f[1] + f[5] + "/" + f[15] + f[26]; repeats[k] {
				again++
			} else {
				repeats[k] = true
			}
		}
		ids[f[0]], urls[f[60]] = true, true
	}
	check := func(what string, got, low, high float64) {
		t.Helper()
		if got < low || got > high {
			t.Errorf("%s: %v; want %v to %v", what, got, low, high)
		}
	}
	n := float64(len(lines))
	check("rows", n, rows, rows)
	check("bytes a row", float64(a.Len())/n, 380, 440)
	check("rows an address", n/float64(len(urls)), 8, 12)
	check("repeated numbers", float64(repeated)/n, 0.002, 0.005)
	check("two countries", float64(foreign)/n, 0.17, 0.24)
	check("again the same day, actors and code", float64(again)/float64(foreign), 0.05, 0.5)
}

func BenchmarkGenerate(b *testing.B) {
	var w counter
	for b.Loop() {
		if err := WriteGDELT2(&w, 10_000, 1); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(w) / int64(b.N))
}

type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// TestWriteGenerated writes a generated file for use by hand:
//
//	ENTENTE_GENERATE=5000000:events.CSV go test -run WriteGenerated ./event/storetest
func TestWriteGenerated(t *testing.T) {
	rows, path, ok := strings.Cut(os.Getenv("ENTENTE_GENERATE"), ":")
	if !ok {
		t.Skip("ENTENTE_GENERATE=ROWS:FILE is not set")
	}
	n, err := strconv.Atoi(rows)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteGDELT2(f, n, 1); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
