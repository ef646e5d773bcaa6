package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
		"corrections.csv": "have that name", "Corrections.CSV": "have that name", "a\x00b": `'\x00'`, "a\nb": `'\n'`, "a b": "' '", "a@b": "'@'", "a#b": "'#'", "a:b": "':'", "a\u202eb": "'\\u202e'", "e\u0301": "NFC", "\xff": "UTF-8", strings.Repeat("a", 65): "64 bytes", "*": "'*'",
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
	inputs, err := d.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	made := Made{Inputs: inputs, Agenda: []byte(anAgenda), Citation: []byte("cff-version: 1.2.0\n"), Program: "entente 1", Settings: Settings{AsOf: d.AsOf, Draws: 1000, Seed: 1}}
	again(t, d, name, made)
	return dir, d, made
}

// again keeps one more edition of what an edition was made of.
func again(t *testing.T, d *dossier.Dossier, name string, made Made) *Draft {
	t.Helper()
	draft, err := Prepare(d, name, made)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := draft.Keep(); err != nil || !kept {
		t.Fatal(kept, err)
	}
	return draft
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
	draft := again(t, d, "two", made)
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

// An edition that was kept before there was a CITATION.cff is read as ever.
func TestWithoutCitation(t *testing.T) {
	dir, d, made := keep(t, "one")
	draft, err := Prepare(d, "two", made)
	if err != nil {
		t.Fatal(err)
	}
	delete(draft.files, CitationFile)
	delete(draft.Record.Files, CitationFile)
	if draft.files[RecordFile], err = json.Marshal(draft.Record); err != nil {
		t.Fatal(err)
	}
	if kept, err := draft.Keep(); err != nil || !kept {
		t.Fatal(kept, err)
	}
	if e, err := Open(dir, "two"); err != nil || e.Agenda == nil {
		t.Error(err)
	}
	if again, err := Prepare(d, "two", made); err != nil || !again.kept {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(Path(dir, "two"), CitationFile)); !errors.Is(err, os.ErrNotExist) {
		t.Error("what is kept was changed")
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
	again(t, d, "one", made)
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

// Editions of one day stand as they were kept, however they are called, and each says
// what moved since the one before.
func TestOrder(t *testing.T) {
	names := []string{"v9", "v10", "final", "Corrected", "v2"}
	dir, d, made := keep(t, names[0])
	for _, n := range names[1:] {
		again(t, d, n, made)
	}
	order := func() (out []string) {
		t.Helper()
		all, err := List(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			out = append(out, e.Name)
		}
		return out
	}
	if got := order(); !slices.Equal(got, names) {
		t.Errorf("%q, want %q", got, names)
	}
	all, err := List(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"v9": "", "v10": "v9", "v2": "Corrected", "new": "v2", "": "v2", "a": "v2"} {
		if s := Steps(all, all[0].Agenda, name, "entente 2"); s[0].Name != name || s[0].Since != want {
			t.Errorf("%q follows %q, want %q", name, s[0].Since, want)
		}
	}
	// One that is lost changes the order of no others.
	if err := os.RemoveAll(Path(dir, "final")); err != nil {
		t.Fatal(err)
	}
	again(t, d, "a", made)
	if got, want := order(), []string{"v9", "v10", "Corrected", "v2", "a"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Those that an earlier program kept, without their order, stand by name, figures as numbers.
func TestByNumber(t *testing.T) {
	for _, c := range [][2]string{{"v9", "v10"}, {"v10", "v10b"}, {"2026-03", "2026-03b"}, {"a2b10", "a10b2"}, {"v009", "v10"}, {"v99999999999999999999", "v100000000000000000000"}, {"v1", "v01"}, {"V1", "v1"}, {"a", "b"}} {
		a, b := Record{Name: c[0]}, Record{Name: c[1]}
		if c[0] == "v1" {
			a, b = b, a // equal as numbers: by the letters
		}
		if before(a, b) >= 0 || before(b, a) <= 0 || before(a, a) != 0 {
			t.Errorf("%q: %d, %d", c, before(a, b), before(b, a))
		}
	}
	if before(Record{Name: "z"}, Record{Name: "a", Order: 1}) >= 0 {
		t.Error("what an earlier program kept stands after")
	}
}

// What is no edition is named, and what lies in one that was not kept with it; a dossier's
// check says each at its place.
func TestStrays(t *testing.T) {
	for file, want := range map[string]string{
		"editions/notes.txt":          "editions/notes.txt: it is no folder, and so no edition",
		"editions/2026 03/x":          `editions/2026 03: "2026 03" cannot name an edition: it holds ' '`,
		"editions/copy/x":             "editions/copy: its .entente-edition is missing",
		"editions/one/notes.txt":      "editions/one/notes.txt: no such file was kept",
		"editions/one/more/notes.txt": "editions/one/more/notes.txt: no such file was kept",
		"editions/Corrections.csv/x":  "have that name",
		"editions/.hidden":            "",
		"editions/.kept/x":            "",
		"editions/Thumbs.db":          "",
		"editions/one/.DS_Store":      "",
		"editions/one/desktop.ini":    "",
		"editions/corrections.csv":    "editions/corrections.csv:1:1: its first line",
	} {
		dir, d, made := keep(t, "one")
		p := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("x\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := List(dir)
		found := Findings(dir)
		if want == "" {
			if err != nil || len(found) != 0 {
				t.Errorf("%s: %v, %v", file, err, found)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "SHA-256") {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
		if len(found) != 1 || found[0].Severity != dossier.Error || !strings.HasPrefix(found[0].File, "editions/") || file == "editions/corrections.csv" && (found[0].Line != 1 || found[0].Excerpt != "x") {
			t.Errorf("%s: %+v", file, found)
		}
		if _, err := Prepare(d, "two", made); err == nil {
			t.Errorf("%s: one more is made up", file)
		}
	}
}

// All that is wrong in the table of corrections is said at once; where there is no edition,
// that too.
func TestAllCorrections(t *testing.T) {
	dir, _, _ := keep(t, "one")
	table := filepath.Join(dir, dossier.Editions, CorrectionsFile)
	if err := os.WriteFile(table, []byte("edition,date,what\ntwo,soon,\none,2026\none,2026-04,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var at []string
	for _, f := range Findings(dir) {
		at = append(at, f.Pos.String())
	}
	const file = "editions/corrections.csv:"
	if want := []string{file + "2:1", file + "2:5", file + "2:10", file + "3:1", file + "4:13"}; !slices.Equal(at, want) {
		t.Errorf("%q, want %q", at, want)
	}
	if err := os.RemoveAll(Path(dir, "one")); err != nil {
		t.Fatal(err)
	}
	if _, err := List(dir); err == nil || !strings.Contains(err.Error(), `there is no edition "two" (the dossier has none)`) {
		t.Error(err)
	}
}

// A name that is offered can be taken.
func TestAnother(t *testing.T) {
	for _, name := range []string{"2026-03", strings.Repeat("a", 64), strings.Repeat("é", 32), "春" + strings.Repeat("春", 20)} {
		var taken []*Edition
		for range 12 {
			n := another(name, taken)
			if err := CheckName(n); err != nil {
				t.Error(err)
			}
			for _, e := range taken {
				if strings.EqualFold(e.Name, n) {
					t.Errorf("%q is taken", n)
				}
			}
			taken = append(taken, &Edition{Record: Record{Name: n}})
		}
	}
}

// gitIn gives what runs git in a folder, and gives what it prints.
func gitIn(t *testing.T, dir string) func(args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	return func(args ...string) string {
		t.Helper()
		out, err := exec.Command("git", append([]string{"-C", dir, "-c", "user.email=a@example.org", "-c", "user.name=A"}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
}

// The inputs are there also when the commit that held them is gone; an edition of an
// earlier program that has a commit alone is read from it.
func TestCommitted(t *testing.T) {
	dir, d, made := keep(t, "packed")
	git := gitIn(t, dir)
	git("init", "-q", ".")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	draft := again(t, d, "clean", made)
	if draft.Commit == "" || len(draft.files[InputsFile]) == 0 || draft.Record.Files[InputsFile] == "" {
		t.Errorf("commit %q, %d bytes packed", draft.Commit, len(draft.files[InputsFile]))
	}
	old, err := Prepare(d, "old", made)
	if err != nil {
		t.Fatal(err)
	}
	delete(old.files, InputsFile)
	delete(old.files, RecordFile)
	old.Record.Files, old.Order = map[string]string{}, 0
	if err := old.seal(); err != nil {
		t.Fatal(err)
	}
	if _, err := old.Keep(); err != nil {
		t.Fatal(err)
	}
	read := func(name string) (map[string][]byte, error) {
		t.Helper()
		e, err := Open(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		return e.Inputs()
	}
	for _, name := range []string{"clean", "old"} {
		if files, err := read(name); err != nil || !maps.EqualFunc(files, made.Inputs, bytes.Equal) {
			t.Errorf("%s: %d files, %v", name, len(files), err)
		}
	}
	// A commit that holds others is no reason to put files back.
	changed := *old.Edition
	changed.Record.Inputs = maps.Clone(changed.Record.Inputs)
	changed.Record.Inputs["dossier.yaml"] = strings.Repeat("0", 64)
	if _, err := changed.Inputs(); err == nil || strings.Contains(err.Error(), "git checkout") || strings.Contains(err.Error(), "editions/") || !strings.Contains(err.Error(), "dossier.yaml: expected SHA-256 000") {
		t.Error(err)
	}
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	if err := Settled(dir); err != nil {
		t.Errorf("a plain folder: %v", err)
	}
	if _, err := Prepare(d, "more", made); err != nil {
		t.Error(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	if files, err := read("clean"); err != nil || len(files) != len(made.Inputs) {
		t.Errorf("without its commit: %d files, %v", len(files), err)
	}
	if _, err := read("old"); err == nil || !strings.Contains(err.Error(), "are those of commit") {
		t.Error(err)
	}
}
