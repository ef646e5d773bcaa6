package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// An edition is worked out from the very bytes that are kept, though the files are saved
// anew meanwhile.
func TestReread(t *testing.T) {
	dir := dossiertest.Group(t, dossiertest.Names(2))
	header := filepath.Join(dir, "dossier.yaml")
	src, err := os.ReadFile(header)
	if err != nil {
		t.Fatal(err)
	}
	save := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(header, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(src), "title: ", "title: Changed ", 1)
	save([]byte(changed))
	d, inputs, err := reread(d)
	if err != nil || !strings.HasPrefix(d.Say(d.Title), "Changed ") || string(inputs["dossier.yaml"]) != changed || d.Root != dir {
		t.Errorf("%q, %v, %q", d.Say(d.Title), err, inputs["dossier.yaml"])
	}
	save([]byte("title: [\n"))
	if _, _, err := reread(d); err == nil || !strings.Contains(err.Error(), "was changed while it was read") {
		t.Error(err)
	}
}
