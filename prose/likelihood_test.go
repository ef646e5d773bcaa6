package prose_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
)

// TestCarryWords holds that a carry gets its word only at the target, of all
// members jointly, and only where thirty resolved cases back it.
func TestCarryWords(t *testing.T) {
	a, err := txtar.ParseFile("../course/testdata/record.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	say := func(opt agenda.Options, md string) prose.Value {
		t.Helper()
		a, err := agenda.Build(d, opt)
		if err != nil {
			t.Fatal(err)
		}
		v, err := prose.NewEvaluator(d, a).Evaluate(parse(t, md).Directives[0])
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for md, want := range map[string]string{
		"{{carry bridge}}":            "7 in 10 draws (likely)",
		"{{carry bridge rung=team}}":  "7 in 10 draws (likely)",
		"{{carry bridge rung=talk}}":  "over 9 in 10 draws",
		"{{carry bridge member=XAA}}": "7 in 10 draws",
		"{{carry tunnel}}":            "10 in 10 draws", // no case lay in the range of "almost certain"
		"{{carry high-1}}":            "in place",
	} {
		if v := say(agenda.Options{}, md); v.Text != want || (v.Likelihood != "") != (v.Text == "7 in 10 draws (likely)") {
			t.Errorf("%s prints %q (%q), want %q", md, v.Text, v.Likelihood, want)
		}
	}
	// By what was resolved in June 2022 there were fewer than thirty.
	early := agenda.Options{AsOf: dossier.Date{Year: 2022, Month: 6, Day: 30}}
	if v := say(early, "{{carry low-10}}"); v.Likelihood != "" {
		t.Errorf("a word on fewer cases: %q", v.Text)
	}
}
