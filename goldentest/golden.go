// Package goldentest holds what tests compare with reviewed files.
package goldentest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Update says that golden files are to be written anew, by go test -update.
var Update = flag.Bool("update", false, "write the golden files anew; look at each difference")

// Text holds a text to a file, and names the first line that differs.
func Text(t testing.TB, file, got string) {
	t.Helper()
	if *Update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) == got {
		return
	}
	is, was := strings.Split(got, "\n"), strings.Split(string(b), "\n")
	n := 0
	for n < min(len(is), len(was)) && is[n] == was[n] {
		n++
	}
	line := func(of []string) string {
		if n < len(of) {
			return of[n]
		}
		return "(nothing)"
	}
	t.Errorf("%s:%d differs, of %d lines where %d were:\n%s\nwas\n%s\nLook at it; -update takes it.", file, n+1, len(is), len(was), line(is), line(was))
}
