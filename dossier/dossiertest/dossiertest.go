// Package dossiertest makes dossiers for the tests of other packages: from archives
// of files, and groups of any number of invented members, with names in any script.
package dossiertest

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"entente/dossier"
)

// Load reads a dossier from the files of an archive; later archives replace
// files of earlier ones.
func Load(t testing.TB, archives ...string) *dossier.Dossier {
	t.Helper()
	dir := t.TempDir()
	for _, a := range archives {
		for _, f := range txtar.Parse([]byte(a)).Files {
			path := filepath.Join(dir, f.Name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			t.Fatalf("the test's dossier: %v", f)
		}
	}
	return d
}
