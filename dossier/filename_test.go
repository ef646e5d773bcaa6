package dossier_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestCopiesAreNamed holds that copies which sync programs and file managers
// leave are named as such and never loaded, and that what is no copy is read.
func TestCopiesAreNamed(t *testing.T) {
	for _, c := range []struct{ file, of string }{
		{"report (conflicted copy).md", "report.md"},
		{"report (Jane's conflicted copy 2026-01-02).md", "report.md"},
		{"initiatives/fish-stocks (conflicted copy 2026-01-02 101010).md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks.sync-conflict-20260102-101010-ABCDEFG.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks 2.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks (1).md", "initiatives/fish-stocks.md"},
		{"initiatives/river-warnings (1).ja.md", "initiatives/river-warnings.ja.md"},
		{"initiatives/fish-stocks - Copy.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks - Copy (2).md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks copy.md", "initiatives/fish-stocks.md"},
		{"initiatives/Copy of fish-stocks.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks-DESKTOP-AB12CD3.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks_conf(1).md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks - コピー.md", "initiatives/fish-stocks.md"},
		{"initiatives/fish-stocks (In Konflikt stehende Kopie von Jo 2026-01-02).md", "initiatives/fish-stocks.md"},
		{"members/xar (Copie en conflit de Jo 2026-01-02).yaml", "members/xar.yaml"},
		{"members/xar-копия.yaml", "members/xar.yaml"},
		{"polls (1).csv", "polls.csv"},
		{"polls_conflict-20260102-101010.csv", "polls.csv"},
		{"polls/wave (conflicted copy).csv", "polls/wave.csv"},
		{"sources/example 2.json", "sources/example.json"},
		{"sources/other 2.json", ""}, // there is no other.json
		{"sources/conflict-data.json", ""},
		{"sources/copyright.json", ""},
	} {
		dir := example(t)
		write(t, dir, c.file, "nonsense")
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(found, func(f dossier.Finding) bool { return f.Rule == "copy" && f.File == c.file })
		switch read := slices.Contains(d.Files, c.file); {
		case c.of == "" && (i >= 0 || !read):
			t.Errorf("%s: no copy, and read: %v; %v", c.file, read, found)
		case c.of != "" && (i < 0 || read || len(found) != 1 || !strings.HasSuffix(found[i].Message, "of "+c.of)):
			t.Errorf("%s: read: %v; %v", c.file, read, found)
		}
	}
}

// TestFilesThatAreNotRead holds that a file which is not read where it may be
// meant to be has a finding, and that what nobody means to be read has none.
func TestFilesThatAreNotRead(t *testing.T) {
	for _, c := range []struct{ file, rule, hint string }{
		{"initiatives/..md", "not-read", "give it a name"},
		{"initiatives/foo.txt", "not-read", ""},
		{"initiatives/sub/foo.md", "not-read", "put it into initiatives/ itself"},
		{"members/kaz.yml", "not-read", "name it members/kaz.yaml"},
		{"members/KAZ.YAML", "not-read", "name it members/kaz.yaml"},
		{"initiatives/foo.md.txt", "not-read", "name it initiatives/foo.md"},
		{"Report.md", "not-read", "name it report.md"},
		{"people.yml", "not-read", "name it people.yaml"},
		{"facts.xlsx", "not-read", "save it as facts.csv"},
		{"Pieces/a.md", "not-read", "name it pieces/"},
		{"piece/a.md", "not-read", "name it pieces/"},
		{"pieces/con.md", "portable-name", ""},
		{"pieces/lpt1.md", "portable-name", ""},
		{"pieces/who?.md", "portable-name", ""},
		{"pieces/a .md", "", ""},
		{"README.md", "", ""}, {"LICENCE.md", "", ""}, {"initiatives/LICENSE", "", ""}, {"notes.txt", "", ""}, {"notes/a.md", "", ""},
		{"~$report.md", "", ""}, {"members/.#xar.yaml", "", ""}, {"members/xar.yaml~", "", ""}, {"#report.md#", "", ""},
		{"members/.DS_Store", "", ""}, {"sources/Thumbs.db", "", ""}, {"pieces/desktop.ini", "", ""}, {".github/x.md", "", ""},
	} {
		if runtime.GOOS == "windows" && c.rule == "portable-name" {
			continue
		}
		dir := example(t)
		if err := os.RemoveAll(filepath.Join(dir, "pieces")); err != nil { // whose name one of them would differ from in case alone
			t.Fatal(err)
		}
		write(t, dir, c.file, "---\ntitle: A\n---\nWords.\n")
		var said []string
		for _, f := range load(t, dir) {
			if f.Rule == "id-form" {
				continue
			}
			said = append(said, f.Rule)
			if !strings.HasPrefix(c.file, f.File) || !strings.Contains(f.Hint, c.hint) {
				t.Errorf("%s: %v", c.file, f)
			}
		}
		if got := strings.Join(said, " "); got != c.rule {
			t.Errorf("%s: found %q, want %q", c.file, got, c.rule)
		}
	}
}

// TestMisplacedMember holds that a member's file under another name is the cause,
// and what rests on it is held back.
func TestMisplacedMember(t *testing.T) {
	for _, as := range []string{"members/xar.yml", "members/XAR.yaml"} {
		dir := example(t)
		if err := os.Rename(filepath.Join(dir, "members", "xar.yaml"), filepath.Join(dir, as)); err != nil {
			t.Fatal(err)
		}
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if as == "members/XAR.yaml" { // it is read, and its name is a matter of its own
			if len(found) != 1 || found[0].Rule != "file-name" {
				t.Errorf("%s: %v", as, found)
			}
			continue
		}
		if len(found) != 1 || found[0].File != as || !found[0].Cause || found[0].Severity != dossier.Error || d.Held.Findings < 5 {
			t.Errorf("%s: %v; %v", as, found, d.Held)
		}
	}
}

// TestNamesThatDifferInCase holds that two names which other systems take for one
// are a finding.
func TestNamesThatDifferInCase(t *testing.T) {
	dir := example(t)
	write(t, dir, "sources/Example.json", "[]")
	if _, err := os.Stat(filepath.Join(dir, "SOURCES")); err == nil {
		t.Skip("this system takes them for one")
	}
	if found := load(t, dir); len(found) != 1 || found[0].Rule != "portable-name" || !strings.Contains(found[0].Message, "Example.json") {
		t.Errorf("%v", found)
	}
}

// TestFoldersThatAreLinks holds that a folder of the dossier which is a link is an
// error, and not silence, wherever it leads.
func TestFoldersThatAreLinks(t *testing.T) {
	for _, folder := range []string{"initiatives", "members", "sources", "pieces", "polls", "archive"} {
		for _, inside := range []bool{true, false} {
			dir := example(t)
			to := filepath.Join(t.TempDir(), "elsewhere")
			if inside {
				to = filepath.Join(dir, "elsewhere")
			}
			if err := os.MkdirAll(to, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
				t.Fatal(err)
			}
			if inside {
				to = "elsewhere" // an absolute link leads out, wherever it leads
			}
			if err := os.Symlink(to, filepath.Join(dir, folder)); err != nil {
				t.Skip("no symbolic links here:", err)
			}
			found := load(t, dir)
			if len(found) == 0 || found[0].Rule != "unreadable" || found[0].File != folder || !found[0].Cause || strings.Contains(found[0].Message, "out of") == inside {
				t.Errorf("%s, inside %v: %v", folder, inside, found)
			}
			for _, f := range found[1:] {
				if f.Rule == "unknown-id" || f.Rule == "unknown-source" || f.Rule == "missing-member" {
					t.Errorf("%s: a consequence: %v", folder, f)
				}
			}
		}
	}
}

// TestNamesAreEscaped holds that no file's name reaches an output raw.
func TestNamesAreEscaped(t *testing.T) {
	for name, shown := range map[string]string{
		"sources/a\x1b[31mred.json":             `sources/a\x1b[31mred.json`,
		"sources/a\nb.json:1:1: error: no.json": `sources/a\x0ab.json:1:1: error: no.json`,
		"sources/a\u202egnp.json":               `sources/a\u202egnp.json`,
		"sources/a\u200bb.json":                 `sources/a\u200bb.json`,
		"sources/a\u0085b.json":                 `sources/a\u0085b.json`,
		"sources/Бишкек 川 नदी می\u200cخواهم é ñ.json": "sources/Бишкек 川 नदी می\u200cخواهم é ñ.json",
	} {
		if got := (dossier.Pos{File: name, Line: 1, Col: 2}).String(); got != shown+":1:2" {
			t.Errorf("%q", got)
		}
		dir := example(t)
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("["), 0o644); err != nil {
			t.Log(err)
			continue
		}
		found := load(t, dir)
		if !slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.File == name && f.Rule == "json-syntax" }) {
			t.Errorf("%q: %v", name, found)
		}
		if named := slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Rule == "hidden-character" }); named != (name != shown) {
			t.Errorf("%q: %v", name, found)
		}
	}
}

// TestHiddenCharacters holds that characters which are not seen are findings with
// their place, and that those which a script needs are sound.
func TestHiddenCharacters(t *testing.T) {
	for _, c := range []struct {
		text  string
		place string // line:col of the finding, or ""
	}{
		{"A plain text, with Ω, 川, ы and é.", ""},
		{"It is\u00a0here.", ""},
		{"A text\u202e turned.", "4:7"},
		{"A text \u2066isolated\u2069.", "4:8"},
		{"Zero\u200bwidth.", "4:5"},
		{"Ürümqi\ufeff, a mark.", "4:7"},
		{"Word\u2060joiner.", "4:5"},
		{"Soft\u00adhyphen.", "4:5"},
		{"A bell\x07.", "4:7"},
		{"C1\u0085.", "4:3"},
		{"A mark\u200e of direction.", "4:7"},
		{"A \u200dlone joiner.", "4:3"},
		{"La\u200ctin.", "4:3"},
		{"می\u200cخواهم", ""},
		{"क्\u200dष", ""},
		{"ශ්\u200dරී", ""},
		{"👩\u200d👩\u200d👧 and 🏳️\u200d🌈", ""},
		{"שלום\u200f!", ""}, {"𐴀𐴞\u200f!", ""},
		{"ภาษา\u200bไทย", ""},
	} {
		dir := example(t)
		write(t, dir, "report.md", "---\ntitle: A\n---\n"+c.text+"\n")
		var got string
		for _, f := range load(t, dir) {
			if f.Rule == "hidden-character" && got == "" {
				got = strings.TrimPrefix(f.Pos.String(), "report.md:")
			}
		}
		if got != c.place {
			t.Errorf("%q: found at %q, want %q", c.text, got, c.place)
		}
	}
	dir := example(t)
	write(t, dir, "report.md", "---\ntitle: A\n---\n"+strings.Repeat("a\u200bb\n", 500))
	if found := load(t, dir); len(found) != 21 || !strings.Contains(found[0].Message, "480 more") {
		t.Errorf("%d findings, first %v", len(found), found[0])
	}
}
