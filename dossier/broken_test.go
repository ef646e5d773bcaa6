package dossier_test

import (
	"fmt"
	"io/fs"
	"os"
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
	ways := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if e != nil && e.Name() == ".schema" {
				return fs.SkipDir
			}
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(file))
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, way := range dossiertest.Breakages(file, string(src)) {
			if ways++; ways%47 != 0 {
				continue
			}
			if err := os.WriteFile(path, []byte(way.Text), 0o644); err != nil {
				return err
			}
			_, found, err := dossier.Load(dir)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "== %s, %q\n", file, way.What)
			for _, f := range found {
				fmt.Fprintf(&b, "%v\n", f)
			}
		}
		return os.WriteFile(path, src, 0o644)
	})
	if err != nil {
		t.Fatal(err)
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
