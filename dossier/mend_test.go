package dossier_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// TestMends states which faults of the structure have a mend and what it writes,
// and applies each: in plain and quoted values, after other scripts, with a
// byte-order mark and with line ends of another system.
func TestMends(t *testing.T) {
	for _, c := range []struct{ file, old, fresh, rule, text string }{
		{"constraints/old-quarrel.md", "  calm: 60", "  clam: 60", "unknown-key", "calm"},
		{"constraints/old-quarrel.md", "effect: shift", "effect: shfit", "unknown-word", "shift"},
		{"constraints/old-quarrel.md", "effect: shift", `effect: "shfit"`, "unknown-word", "shift"},
		{"constraints/old-quarrel.md", "effect: shift", "effect: push", "unknown-word", "-"},
		{"constraints/old-quarrel.md", "effect: shift", "effect: shift\nefect: shift", "unknown-key", "-"}, // there is one already
		{"events.csv", "target_actor", "target_actr", "unknown-column", "target_actor"},
		{"events.csv", "target_actor", "targets", "unknown-column", "-"},
		{"polls.csv", "series,", "serie,", "unknown-column", "series"},
		{"terms.yaml", "concept: The island", "concept: The is\u200bland", "hidden-character", ""},
		{"terms.yaml", "concept: The island", "concept: The is\u202eland", "hidden-character", "-"},
		{"dossier.yaml", "title:", "level: 1\ntitle:", "unknown-key", "-"}, // a word of the format, in the wrong place
	} {
		for _, form := range []string{"plain", "foreign"} {
			t.Run(form+" "+c.file+" "+c.fresh, func(t *testing.T) {
				dir := example(t)
				text := read(t, dir, c.file)
				if !strings.Contains(text, c.old) {
					t.Fatalf("%s does not hold %q", c.file, c.old)
				}
				text = strings.Replace(text, c.old, c.fresh, 1)
				if form == "foreign" {
					text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
				}
				write(t, dir, c.file, text)
				var got []string
				found := load(t, dir)
				for _, f := range found {
					if f.Rule == c.rule && f.Mend != nil {
						got = append(got, f.Mend.Text)
					} else if f.Rule == c.rule {
						got = append(got, "-")
					}
				}
				if !slices.Equal(got, []string{c.text}) {
					t.Errorf("mends: %q, want %q", got, c.text)
				}
				if n := len(dossiertest.Mends(t, dir, found, func() []dossier.Finding { return load(t, dir) })); (n > 0) != (c.text != "-") {
					t.Errorf("%d mends were applied", n)
				}
			})
		}
	}
}

// TestMendAfterOtherScripts mends a cell that stands behind Japanese, and finds it
// in characters, not bytes.
func TestMendAfterOtherScripts(t *testing.T) {
	dir := example(t)
	name := filepath.Join(dir, "calendar.csv")
	if err := os.WriteFile(name, []byte("title,kind,member,date,source\n\"日本語, 題\",electoin,XAR,2027,gazette-2025\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, f := range load(t, dir) {
		if f.Rule != "unknown-word" {
			continue
		}
		if f.Line != 2 || f.Col != 10 || f.Mend == nil || f.Mend.Text != "election" || f.Mend.Start != len("title,kind,member,date,source\n")+len("\"日本語, 題\",") {
			t.Errorf("%v: %+v", f, f.Mend)
		}
		return
	}
	t.Errorf("%v", load(t, dir))
}
