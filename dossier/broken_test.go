package dossier_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
)

// TestBrokenSays holds what reading says of the sample's files when they are broken,
// in every forty-seventh way.
func TestBrokenSays(t *testing.T) {
	if testing.Short() {
		t.Skip("one thread; the race detector has nothing to see")
	}
	dir := filepath.Join(t.TempDir(), "sample")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n, way := range dossiertest.AllBroken(t, dir) {
		if n%47 != 0 {
			continue
		}
		way.While(t, dir, func() {
			_, found, err := dossier.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "== %s, %q\n", way.File, way.What)
			for _, f := range found {
				fmt.Fprintf(&b, "%v\n", f)
			}
		})
	}
	goldentest.Text(t, filepath.Join("testdata", "broken.txt"), b.String())
}

// TestWhole holds how the sample is read.
func TestWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "sample")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d.Root = ""
	goldentest.Text(t, filepath.Join("testdata", "sample.txt"), goldentest.Dump(d, nil))
}
