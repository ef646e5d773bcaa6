package edition

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
	"entente/publish/output"
)

// What differs from the edition of the name is said: files by name, three at most, then
// the day, then the settings.
func TestRefused(t *testing.T) {
	dir, d, made := keep(t, "one")
	of := func(change func(m *Made)) Made {
		m := made
		m.Inputs = maps.Clone(made.Inputs)
		change(&m)
		return m
	}
	for _, c := range []struct {
		change func(m *Made)
		want   string
	}{
		{func(m *Made) { m.Inputs["zz.csv"] = []byte("x") }, "the dossier changed since (zz.csv is new)"},
		{func(m *Made) { m.Inputs["dossier.yaml"] = []byte("x") }, "the dossier changed since (dossier.yaml changed)"},
		{func(m *Made) { delete(m.Inputs, "dossier.yaml") }, "the dossier changed since (dossier.yaml is gone)"},
		{func(m *Made) {
			delete(m.Inputs, "dossier.yaml")
			m.Inputs["a1"], m.Inputs["a2"] = []byte("x"), []byte("x")
		}, "the dossier changed since (a1 is new, a2 is new and dossier.yaml is gone)"},
		{func(m *Made) {
			delete(m.Inputs, "dossier.yaml")
			m.Inputs["a1"], m.Inputs["a2"], m.Inputs["a3"], m.Inputs["a4"] = []byte("x"), []byte("x"), []byte("x"), []byte("x")
		}, "the dossier changed since (a1 is new, a2 is new, a3 is new and 2 more)"},
		{func(m *Made) { m.Settings.AsOf = dossier.Date{Year: 2027}; m.Settings.Seed = 2 }, "it is as of 2026-03-31, and this would be as of 2027"},
		{func(m *Made) { m.Settings.Seed = 2 }, "it was worked out with other settings (1000 draws, seed 1; this would be with 1000 draws, seed 2)"},
		{func(m *Made) { m.Settings.Draws, m.Settings.WithoutJointText = 9, true }, "this would be with 9 draws, seed 1, without joint texts)"},
		{func(m *Made) { m.Settings.Unattributed = true }, "this would be with 1000 draws, seed 1, under the Chatham House Rule)"},
	} {
		_, err := Prepare(d, "one", of(c.change))
		asked := "keep it under another name (--edition one-2); `entente diff " + dir + "#one " + dir + "` says what moved"
		if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), asked) {
			t.Errorf("%v\nwant %q", err, c.want)
		}
	}
	// The same again is the one that is kept, and is not written once more.
	draft, err := Prepare(d, "one", made)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := draft.Keep(); err != nil || kept {
		t.Error(kept, err)
	}
	if _, err := Prepare(d, "a b", made); err == nil || !strings.Contains(err.Error(), "cannot name an edition") {
		t.Error(err)
	}
	if _, err := Prepare(d, "two", of(func(m *Made) { m.Agenda = []byte("x") })); err == nil {
		t.Error("no agenda is kept")
	}
	if _, err := os.Stat(Path(dir, "two")); err == nil {
		t.Error("something is written of what was refused")
	}
}

// An edition is the first of its day, or one after the last of it.
func TestOrderOfADay(t *testing.T) {
	dir, d, made := keep(t, "one")
	order := func(name string, day dossier.Date, want int) {
		t.Helper()
		m := made
		m.Settings.AsOf = day
		draft := again(t, d, name, m)
		if draft.Order != want {
			t.Errorf("%s: the %d of its day, want %d", name, draft.Order, want)
		}
		if kept, err := draft.Keep(); err != nil || kept {
			t.Errorf("%s is kept twice: %v", name, err)
		}
	}
	if e, err := Open(dir, "one"); err != nil || e.Order != 1 {
		t.Error(e, err)
	}
	order("later", dossier.Date{Year: 2026, Month: 4}, 1)
	order("two", made.Settings.AsOf, 2)
	order("three", made.Settings.AsOf, 3)
	order("again", dossier.Date{Year: 2026, Month: 4, Day: 30}, 2)
}

// forged writes an edition with a record and an agenda of our own, and a manifest to fit.
func forged(t *testing.T, change func(r *Record, files map[string][]byte)) string {
	t.Helper()
	dir, _, _ := keep(t, "one")
	e, err := Open(dir, "one")
	if err != nil {
		t.Fatal(err)
	}
	files := maps.Clone(e.files)
	change(&e.Record, files)
	for f := range e.Record.Files {
		if files[f] != nil {
			e.Record.Files[f] = sumOf(files[f])
		}
	}
	if src := files[RecordFile]; bytes.Equal(src, e.files[RecordFile]) {
		if files[RecordFile], err = json.Marshal(e.Record); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(Path(dir, "one")); err != nil {
		t.Fatal(err)
	}
	if _, err := output.Write(Path(dir, "one"), output.FilesOf(files), output.Options{Manifest: Manifest, Name: "T", Program: "p"}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A record that is none, is of a later program or of another edition is refused, and each
// is said of the edition's folder.
func TestRecord(t *testing.T) {
	for want, change := range map[string]func(r *Record, files map[string][]byte){
		"":                                   func(*Record, map[string][]byte) {},
		"written by a later version":         func(r *Record, _ map[string][]byte) { r.Version = 2 },
		"edition.json is no record":          func(r *Record, _ map[string][]byte) { r.Version = 0 },
		"json is no record":                  func(r *Record, _ map[string][]byte) { r.AsOf = dossier.Date{} },
		"is no record of":                    func(r *Record, _ map[string][]byte) { r.Inputs = nil },
		"no record of an":                    func(r *Record, f map[string][]byte) { delete(r.Files, InputsFile); delete(f, InputsFile) },
		`is that of the edition "two"; give`: func(r *Record, _ map[string][]byte) { r.Name = "two" },
		"agenda.json: ":                      func(_ *Record, f map[string][]byte) { f[AgendaFile] = []byte("x") },
		"edition.json: invalid":              func(_ *Record, f map[string][]byte) { f[RecordFile] = []byte("x") },
		"editions/one/CITATION.cff: expected SHA-256 " + sumOf([]byte("cff-version: 1.2.0\n")) + ", found no file": func(_ *Record, f map[string][]byte) { delete(f, CitationFile) },
	} {
		dir := forged(t, change)
		_, err := Open(dir, "one")
		if want == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
			continue
		}
		if found := Findings(dir); len(found) != 1 || !strings.HasPrefix(found[0].File, "editions/one") || !strings.HasPrefix(err.Error(), "editions/one: ") && !strings.HasPrefix(err.Error(), "the edition one is") {
			t.Errorf("%s: %v", err, found)
		}
	}
}

// Where there is nothing to open, the error says what there is.
func TestNothingToOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, "a b"); err == nil || !strings.Contains(err.Error(), "cannot name") {
		t.Error(err)
	}
	if _, err := Open(dir, "one"); !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "`entente build "+dir+" --edition one -o site` keeps one") {
		t.Error(err)
	}
	if all, err := List(dir); all != nil || err != nil || Findings(dir) != nil {
		t.Error(all, err)
	}
	away := filepath.Join(dir, "away")
	if _, err := Open(away, "one"); !errors.Is(err, os.ErrNotExist) || errors.Is(err, ErrNone) || !strings.HasPrefix(err.Error(), away+": ") {
		t.Error(err)
	}
	if found := Findings(away); len(found) != 1 || found[0].File != "editions" || found[0].Severity != dossier.Error {
		t.Error(found)
	}
	if err := Settled(away); err != nil {
		t.Error(err)
	}
	at := filepath.Join(dir, dossier.Editions)
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "one"); !errors.Is(err, ErrNone) || !strings.HasSuffix(err.Error(), ": one (the dossier has none)") {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(at, "one"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "one"); err == nil || err.Error() != "editions/one: it is no folder, and so no edition; move it elsewhere" {
		t.Error(err)
	}
	if err := errors.Join(os.RemoveAll(at), os.WriteFile(at, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "one"); err == nil || err.Error() != at+" is no folder; put the folder itself there" {
		t.Error(err)
	}
	if found := Findings(dir); found != nil {
		t.Errorf("loading says so, and not %v", found)
	}
}

// Keep takes nothing away where it cannot write, and leaves no empty folder of editions.
func TestKeepFails(t *testing.T) {
	dir, d, made := keep(t, "one")
	if err := os.RemoveAll(filepath.Join(dir, dossier.Editions)); err != nil {
		t.Fatal(err)
	}
	draft, err := Prepare(d, "two", made)
	if err != nil {
		t.Fatal(err)
	}
	draft.files["../x"] = nil
	if kept, err := draft.Keep(); kept || err == nil || !strings.HasPrefix(err.Error(), "the edition two is not kept: ") {
		t.Error(kept, err)
	}
	if _, err := os.Stat(filepath.Join(dir, dossier.Editions)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder is left: %v", err)
	}
	draft.dir = filepath.Join(dir, "away")
	if kept, err := draft.Keep(); kept || !errors.Is(err, os.ErrNotExist) {
		t.Error(kept, err)
	}
}

// What is packed is unpacked by the names asked for, each once and each whole.
func TestUnpack(t *testing.T) {
	files := map[string][]byte{"a": []byte("one"), "b/c": {}, "d": []byte("two")}
	src, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a": "sum", "b/c": "sum", "x": "sum"}
	got, err := unpack(src, want)
	if err != nil || len(got) != 2 || string(got["a"]) != "one" || got["b/c"] == nil || len(got["b/c"]) != 0 {
		t.Errorf("%q, %v", got, err)
	}
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	for n, name := range []string{"a", "b/c", "d"} {
		if f := z.File[n]; f.Name != name || f.Method != zip.Deflate || f.Modified.UTC().Format("2006-01-02 15:04:05") != "1980-01-01 00:00:00" {
			t.Errorf("%+v", f.FileHeader)
		}
	}
	zipped := func(names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			w, err := z.Create(n)
			if err == nil {
				_, err = w.Write([]byte("text"))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if _, err := unpack(zipped("a", "x", "a"), want); err == nil || err.Error() != "it packs a twice" {
		t.Error(err)
	}
	// What was not asked for may stand there twice, and no path leads out.
	if got, err := unpack(zipped("e", "e", "../a", "a"), map[string]string{"a": "sum", "../a": "sum"}); err != nil || len(got) != 1 || string(got["a"]) != "text" {
		t.Error(got, err)
	}
	spoilt := bytes.Replace(zipped("a"), []byte("text"), []byte("tExt"), 1)
	if bytes.Equal(spoilt, zipped("a")) {
		spoilt[40] ^= 0xff // packed, so that the text does not stand in it
	}
	if _, err := unpack(spoilt, want); err == nil || !strings.HasPrefix(err.Error(), "a: ") {
		t.Error(err)
	}
	if _, err := unpack([]byte("x"), want); !errors.Is(err, zip.ErrFormat) {
		t.Error(err)
	}
	for more, want := range []string{"", "it packs more than 40000 files"} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for n := range mostFiles + more {
			if _, err := z.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(n)}); err != nil { // stored, which is quicker
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := unpack(b.Bytes(), nil); err == nil && want != "" || err != nil && err.Error() != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Inputs that are not those of the record are named, in the packed file.
func TestInputsTampered(t *testing.T) {
	last := ""
	dir := forged(t, func(r *Record, files map[string][]byte) {
		inputs, err := (&Edition{Record: *r, files: files}).Inputs()
		if err != nil {
			t.Fatal(err)
		}
		inputs["dossier.yaml"] = []byte("x")
		last = slices.Max(slices.Collect(maps.Keys(inputs)))
		delete(inputs, last)
		if files[InputsFile], err = pack(inputs); err != nil {
			t.Fatal(err)
		}
	})
	e, err := Open(dir, "one")
	if err != nil {
		t.Fatal(err)
	}
	var bad TamperedError
	if _, err := e.Inputs(); !errors.As(err, &bad) || len(bad.Altered) != 2 || bad.Altered[0].File != "inputs.zip: dossier.yaml" || bad.Altered[0].Found != sumOf([]byte("x")) || bad.Altered[1].File != "inputs.zip: "+last || bad.Altered[1].Found != "" {
		t.Error(err)
	} else if says := err.Error(); !strings.HasPrefix(says, "the edition one is not as it was kept:\n  editions/one/inputs.zip: dossier.yaml: expected") || !strings.HasSuffix(says, "move elsewhere what was not kept") {
		t.Error(says)
	}
	e.files[InputsFile] = []byte("x")
	if _, err := e.Inputs(); err == nil || !strings.HasPrefix(err.Error(), "the edition one: inputs.zip: ") {
		t.Error(err)
	}
}

// A commit is named only where it holds the very inputs; in the middle of a merge there is
// none to name.
func TestCommitThatHoldsTheInputs(t *testing.T) {
	dir, d, made := keep(t, "one")
	top := filepath.Dir(dir)
	git := gitIn(t, top)
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(top))
	prepare := func() (commit, folder string) {
		t.Helper()
		draft, err := Prepare(d, "two", made)
		if err != nil {
			t.Fatal(err)
		}
		return draft.Commit, draft.Folder
	}
	git("init", "-q", ".")
	if c, f := prepare(); c != "" || f != "" {
		t.Errorf("before the first commit: %q, %q", c, f)
	}
	git("add", ".")
	git("reset", "-q", "--", filepath.Join(filepath.Base(dir), "dossier.yaml"))
	git("commit", "-q", "-m", "without the header")
	if c, f := prepare(); c != "" || f != "" {
		t.Errorf("a commit without one of the files: %q, %q", c, f)
	}
	git("add", ".")
	git("commit", "-q", "-m", "all")
	if c, f := prepare(); c != git("rev-parse", "HEAD") || f != filepath.Base(dir) {
		t.Errorf("commit %q, folder %q", c, f)
	}
	if err := Settled(dir); err != nil {
		t.Error(err)
	}
	made.Inputs = maps.Clone(made.Inputs)
	made.Inputs["dossier.yaml"] = append(slices.Clone(made.Inputs["dossier.yaml"]), '\n')
	if c, f := prepare(); c != "" || f != "" {
		t.Errorf("a file that was changed since: %q, %q", c, f)
	}
	if err := os.WriteFile(filepath.Join(top, ".git", "MERGE_HEAD"), []byte(git("rev-parse", "HEAD")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Settled(dir); err == nil {
		t.Error("a merge is under way")
	}
}
