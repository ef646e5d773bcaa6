package edition

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

func TestCheckName(t *testing.T) {
	for _, name := range []string{"2026-03", "first", "v1.2", "Été_1", "春", "a", strings.Repeat("a", 64)} {
		if err := CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for name, why := range map[string]string{
		"": "empty", "a/b": "path", `a\b`: "path", "..": "begins with .", ".x": "begins with .", "-x": "begins with -", "x.": "ends with a dot", "CON": "Windows", "lpt1.txt": "Windows",
		"a\x00b": `'\x00'`, "a\nb": `'\n'`, "a b": "' '", "a@b": "'@'", "a#b": "'#'", "a:b": "':'", "a\u202eb": "'\\u202e'", "e\u0301": "NFC", "\xff": "UTF-8", strings.Repeat("a", 65): "64 bytes", "*": "'*'",
	} {
		if err := CheckName(name); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", name, err, why)
		}
	}
}

const anAgenda = `{"version":2,"dossier":{"title":"T","as_of":"2026-03-31","members":["XAA"]},"settings":{"draws":1000,"seed":1},"initiatives":[]}`

// keep keeps an edition of a small dossier in a folder outside any repository.
func keep(t *testing.T, name string) (string, *dossier.Dossier, Made) {
	t.Helper()
	dir := dossiertest.Group(t, dossiertest.Names(2))
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	made := Made{Agenda: []byte(anAgenda), Citation: []byte("cff-version: 1.2.0\n"), Program: "entente 1", Settings: Settings{AsOf: d.AsOf, Draws: 1000, Seed: 1}}
	draft, err := Prepare(d, name, made)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := draft.Keep(); err != nil || !kept {
		t.Fatal(kept, err)
	}
	return dir, d, made
}

// Each file of an edition that is changed, gone or another's is named, also where its
// manifest was made to fit.
func TestTampered(t *testing.T) {
	for _, file := range []string{AgendaFile, RecordFile, InputsFile, CitationFile} {
		for _, gone := range []bool{false, true} {
			dir, _, _ := keep(t, "one")
			if e, err := Open(dir, "one"); err != nil || len(e.Record.Inputs) < 5 {
				t.Fatal(e, err)
			} else if files, err := e.Inputs(); err != nil || len(files) != len(e.Record.Inputs) {
				t.Fatal(len(files), err)
			}
			p := filepath.Join(Path(dir, "one"), file)
			src, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			want := sumOf(src)
			if gone {
				err = os.Remove(p)
			} else {
				err = os.WriteFile(p, append(src, ' '), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, err = Open(dir, "one")
			var bad TamperedError
			if !errors.As(err, &bad) || len(bad.Altered) != 1 || bad.Altered[0].File != file || bad.Altered[0].Want != want || (bad.Altered[0].Found == "") != gone {
				t.Errorf("%s, gone %v: %v", file, gone, err)
			}
			if _, err := List(dir); !errors.As(err, &bad) {
				t.Errorf("a list says nothing of it: %v", err)
			}
			if gone {
				continue
			}
			mark := filepath.Join(Path(dir, "one"), Manifest)
			m, err := os.ReadFile(mark)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(mark, []byte(strings.ReplaceAll(string(m), want, sumOf(append(src, ' ')))), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err = Open(dir, "one"); file != RecordFile && (!errors.As(err, &bad) || bad.Altered[0].Want != want) {
				t.Errorf("%s with its manifest made to fit: %v", file, err)
			}
		}
	}
}

// A build that was stopped leaves no edition, and the next makes it whole.
func TestHalf(t *testing.T) {
	dir, d, made := keep(t, "one")
	aside := filepath.Join(dir, dossier.Editions, ".entente-new-two")
	if err := os.CopyFS(aside, os.DirFS(Path(dir, "one"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(aside, Manifest)); err != nil {
		t.Fatal(err)
	}
	if all, err := List(dir); err != nil || len(all) != 1 || all[0].Name != "one" {
		t.Fatal(all, err)
	}
	if _, err := Open(dir, "two"); !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "there are one") {
		t.Error(err)
	}
	draft, err := Prepare(d, "two", made)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := draft.Keep(); err != nil || !kept {
		t.Fatal(kept, err)
	}
	if _, err := os.Stat(aside); !errors.Is(err, os.ErrNotExist) {
		t.Error("what was stopped is still there")
	}
	if _, err := Prepare(d, "TWO", made); err == nil || !strings.Contains(err.Error(), "upper and lower case") {
		t.Error(err)
	}
	// Where nothing can be written, there is nothing of it, and nothing else is lost.
	if err := os.RemoveAll(Path(dir, "two")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(Path(dir, "two"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Prepare(d, "two", made); err == nil || !strings.Contains(err.Error(), "is no folder") {
		t.Error(err)
	}
	if kept, err := (&Draft{draft.Edition, false}).Keep(); err == nil || kept {
		t.Error("it is kept over a file")
	}
	if b, err := os.ReadFile(Path(dir, "two")); err != nil || string(b) != "mine" {
		t.Error(string(b), err)
	}
	if _, err := os.Stat(aside); !errors.Is(err, os.ErrNotExist) {
		t.Error("something is left beside it")
	}
}

// The same files give the same bytes.
func TestSameBytes(t *testing.T) {
	dir, d, made := keep(t, "one")
	read := func() (out []string) {
		for _, f := range []string{AgendaFile, RecordFile, InputsFile, CitationFile, Manifest} {
			b, err := os.ReadFile(filepath.Join(Path(dir, "one"), f))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(b))
		}
		return out
	}
	was := read()
	if err := os.RemoveAll(filepath.Join(dir, dossier.Editions)); err != nil {
		t.Fatal(err)
	}
	draft, err := Prepare(d, "one", made)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Keep(); err != nil {
		t.Fatal(err)
	}
	for i, b := range read() {
		if b != was[i] {
			t.Errorf("file %d differs", i)
		}
	}
	made.Agenda = []byte(strings.Replace(anAgenda, "1000", "1001", 1))
	if _, err := Prepare(d, "one", made); !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "works out another agenda from the same files") {
		t.Error(err)
	}
}

// A correction is a dated note of an edition that is there; what is wrong in the table is
// said with its line.
func TestCorrections(t *testing.T) {
	dir, _, _ := keep(t, "one")
	for src, want := range map[string]string{
		"edition,date,what\none,2026-05-02,\"It said 5, and is 6.\"\none,2026-04,First\n": "",
		"":                                           "editions/corrections.csv:1:1: the table is empty",
		"edition,when,what\n":                        ":1:1: its first line is",
		"edition,date,what\ntwo,2026-04,x\n":         ":2:1: there is no edition \"two\" (there are one)",
		"edition,date,what\none,soon,x\n":            ":2:5:",
		"edition,date,what\none,2026-04,\n":          ":2:13: say what was wrong",
		"edition,date,what\none,2026-04,\"a\x1b\"\n": ":2:13: take the control character",
		"edition,date,what\none,2026-04,x,y\n":       "wrong number of fields",
		"edition,date,what\none,2026-04,\xff\n":      "UTF-8",
	} {
		if err := os.WriteFile(filepath.Join(dir, dossier.Editions, CorrectionsFile), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		all, err := List(dir)
		if want == "" {
			if err != nil || len(all) != 1 || len(all[0].Corrections) != 2 || all[0].Corrections[0].What != "First" || all[0].Corrections[1].Date.String() != "2026-05-02" {
				t.Error(err, all)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", src, err, want)
		}
	}
}
