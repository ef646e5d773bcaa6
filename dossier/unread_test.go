package dossier_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestCausesBeforeConsequences holds that a file which cannot be read in full is
// what is reported, first, and that what may follow only from it is held back and
// counted; findings of other things stay.
func TestCausesBeforeConsequences(t *testing.T) {
	for _, c := range []struct {
		name, file, old, fresh string
		want                   string // the findings, as file and rule, in order
		held                   string // the files that findings rest on
	}{
		{"a tab in a member's file", "members/xar.yaml", "    kind: executive", "\t    kind: executive", "members/xar.yaml yaml-syntax", "members/xar.yaml"},
		{"a member's file in Latin-1", "members/xar.yaml", "Her speech", "Her sp\xe9ech", "members/xar.yaml encoding", "members/xar.yaml"},
		{"a misspelt list of players", "members/xar.yaml", "\nplayers:", "\nplyers:", "members/xar.yaml unknown-key", "members/xar.yaml"},
		{"players of another kind", "members/xar.yaml", "\nplayers:", "\nplayers: none\nagencies:", "members/xar.yaml yaml-syntax", "members/xar.yaml"},
		{"a player without an id", "members/xar.yaml", "  - id: xar-president", "  - ident: xar-president", "members/xar.yaml missing-key, members/xar.yaml unknown-key", "members/xar.yaml"},
		{"a member without a code", "members/xar.yaml", "code: XAR", "cod: XAR", "members/xar.yaml missing-key, members/xar.yaml unknown-key", "members/xar.yaml"},
		{"a misspelt key that declares nothing", "members/xar.yaml", "    influence: 0.5", "    influense: 0.5", "members/xar.yaml missing-key, members/xar.yaml unknown-key", ""},
		{"the header cannot be read", "dossier.yaml", "as_of:", "\tas_of:", "dossier.yaml yaml-syntax", "dossier.yaml"},
		{"the header lacks its areas", "dossier.yaml", "\nareas:", "\nareaz:", "dossier.yaml missing-key, dossier.yaml unknown-key", "dossier.yaml"},
		{"sources cannot be read", "sources/example.json", `"type": "treaty",`, `"type": "treaty"`, "sources/example.json json-syntax", "sources/example.json"},
		{"a table without a column", "acts.csv", ",summary,", ",sumary,", "acts.csv missing-column, acts.csv unknown-column", "acts.csv"},
		{"a row that is left out", "acts.csv", "2025-09-01", "1 September", "acts.csv date", "acts.csv"},
		{"an initiative that cannot be read", "initiatives/river-warnings.md", "\narea: water", "\n\tarea: water", "initiatives/river-warnings.md yaml-syntax", "initiatives/river-warnings.md"},
		{"an initiative in Latin-1", "initiatives/river-warnings.md", "pass flood", "pass fl\xf6od", "initiatives/river-warnings.md encoding", "initiatives/river-warnings.md"},
		{"a constraint in Latin-1", "constraints/old-quarrel.md", "\nsource:", "\n# \xe9\nsource:", "constraints/old-quarrel.md encoding", "constraints/old-quarrel.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := example(t)
			// What has nothing to do with it is found all the same.
			write(t, dir, "terms.yaml", read(t, dir, "terms.yaml")+"\nnonsense: 1\n")
			text := read(t, dir, c.file)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%s does not hold %q", c.file, c.old)
			}
			write(t, dir, c.file, strings.Replace(text, c.old, c.fresh, 1))
			d, found, err := dossier.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, f := range found {
				if f.Rule == "unknown-key" && f.File == "terms.yaml" {
					continue
				}
				said = append(said, f.File+" "+f.Rule)
				if c.held != "" && (f.File == c.file) != f.Cause {
					t.Errorf("a cause: %v: %v", f.Cause, f)
				}
			}
			if got := strings.Join(slices.Compact(said), ", "); got != c.want {
				t.Errorf("found\n  %s\nwant\n  %s\n%v", got, c.want, found)
			}
			if len(said) == len(found) {
				t.Error("an unrelated finding is not there")
			}
			if got := strings.Join(d.Held.Files, " "); got != c.held || (d.Held.Findings > 0) != (c.held != "") {
				t.Errorf("held back: %+v", d.Held)
			}
			if c.held != "" && !strings.Contains(d.Held.String(), "only from "+c.held) {
				t.Errorf("it says %q", d.Held)
			}
		})
	}
}

// TestWhatIsNotThere holds that a folder in a file's place and the absent file of a
// member are what is reported, first, and that what may follow only from them is
// held back and counted.
func TestWhatIsNotThere(t *testing.T) {
	for _, c := range []struct {
		file   string
		folder bool
		want   string // the place and rule of the first finding
		held   int    // at least
	}{
		{"dossier.yaml", true, "dossier.yaml unreadable", 30},
		{"members/xco.yaml", true, "members/xco.yaml unreadable", 5},
		{"members/xco.yaml", false, "dossier.yaml missing-member", 5},
		{"sources/example.json", true, "sources/example.json unreadable", 20},
		{"events.csv", true, "events.csv unreadable", 3},
		{"initiatives/river-warnings.md", true, "initiatives/river-warnings.md unreadable", 1},
		{"constraints/old-quarrel.md", true, "constraints/old-quarrel.md unreadable", 1},
		{"people.yaml", true, "people.yaml unreadable", 0},
		{"report.md", true, "report.md unreadable", 0},
	} {
		dir := example(t)
		p := filepath.Join(dir, filepath.FromSlash(c.file))
		if err := os.RemoveAll(p); err != nil {
			t.Fatal(err)
		}
		if c.folder {
			if err := os.Mkdir(p, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if n, _, _ := dossier.CountFindings(found); n != 1 || found[0].File+" "+found[0].Rule != c.want || !found[0].Cause {
			t.Errorf("%s: %d errors: %v", c.file, n, found)
		}
		if c.held > 0 && !slices.Equal(d.Held.Files, []string{c.file}) || d.Held.Findings < c.held {
			t.Errorf("%s: held back: %+v", c.file, d.Held)
		}
	}
}

// TestHeldBackIsNarrow holds that a reference is held back only where the file
// that was not read could have declared it.
func TestHeldBackIsNarrow(t *testing.T) {
	dir := example(t)
	write(t, dir, "acts.csv", "nonsense\n")
	write(t, dir, "constraints/few-hands.md", "no head\n")
	write(t, dir, "initiatives/song-archive.md", strings.Replace(read(t, dir, "initiatives/song-archive.md"), "target:", "target: nowhere\ntargett:", 1))
	found := load(t, dir)
	if !slices.ContainsFunc(found, func(f dossier.Finding) bool {
		return f.File == "initiatives/song-archive.md" && f.Rule == "unknown-id" && strings.Contains(f.Message, `"nowhere"`)
	}) {
		t.Errorf("a rung that is not there: %v", found)
	}
	write(t, dir, "initiatives/song-archive.md", strings.Replace(read(t, dir, "initiatives/song-archive.md"), "area:", "exposure: {old-quarel: 0.5}\narea:", 1))
	if found = load(t, dir); !slices.ContainsFunc(found, func(f dossier.Finding) bool { return strings.Contains(f.Message, `no constraint "old-quarel"`) }) {
		t.Errorf("a constraint that is not there: %v", found)
	}
}

// TestNoSuggestionOfTheWordItself holds that a member named in the header and
// without a file is not unknown, and that no hint repeats the word.
func TestNoSuggestionOfTheWordItself(t *testing.T) {
	if got := dossier.Nearest("KAZ", []string{"KAZ"}); got != "" {
		t.Errorf("KAZ: %q", got)
	}
	dir := example(t)
	write(t, dir, "commitments.csv", strings.Replace(read(t, dir, "commitments.csv"), "river-warnings,,", "river-warnings,XCO,", 1))
	if err := os.Remove(filepath.Join(dir, "members", "xco.yaml")); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range load(t, dir) {
		if f.Rule == "missing-member" {
			n++
		}
		if strings.Contains(f.Message, `no member "XCO"`) {
			t.Error(f)
		}
	}
	if n != 1 {
		t.Errorf("%d members without a file", n)
	}
}
