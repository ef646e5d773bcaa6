package dossier_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// example writes the dossier that `entente new` writes into a new folder.
func example(t testing.TB) string {
	t.Helper()
	files, err := written()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "d")
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// written holds what New writes: it waits for the disk at every file, and tests ask
// for hundreds of copies.
var written = sync.OnceValues(func() (fs.FS, error) {
	tmp, err := os.MkdirTemp("", "dossier")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	dir := filepath.Join(tmp, "d")
	if err := dossier.New(dir); err != nil {
		return nil, err
	}
	files := fstest.MapFS{}
	return files, fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = &fstest.MapFile{Data: src, Mode: 0o644}
		return err
	})
})

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// special makes the faults that a line of text cannot show.
func special(t testing.TB, dir, file, what string) {
	switch what {
	case "latin-1":
		write(t, dir, file, "terms:\n  - {id: caf, concept: Caf\xe9, use: x}\n")
	case "zero width":
		write(t, dir, file, "---\ntitle: A report\n---\nA word with a hid\u200bden place.\n")
	case "symlink":
		if err := os.MkdirAll(filepath.Join(dir, "series"), 0o755); err != nil {
			t.Fatal(err)
		}
		outside := filepath.Join(t.TempDir(), "secret.csv")
		if err := os.WriteFile(outside, []byte("series,date,value\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(dir, "series", "secret.csv")); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	case "33 MB":
		f, err := os.Create(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(33 << 20); err != nil { // a sparse file
			t.Fatal(err)
		}
		f.Close()
	case "150 bad rows":
		write(t, dir, file, "id,date,player,area,direction,summary,source\n"+strings.Repeat("a,never,b,c,much,d,e\n", 150))
	case "rename arden.yaml":
		if err := os.Rename(filepath.Join(dir, file), filepath.Join(dir, "members", "arden.yaml")); err != nil {
			t.Fatal(err)
		}
	case "semicolons":
		write(t, dir, file, "id;what;value;unit;date;source\na;b;1;c;2020;d\n")
	case "code alone":
		write(t, dir, file, "code: XCO\n")
	case "bare":
		for _, f := range []string{"initiatives", "constraints", "scenarios", "members", "sources", "terms.yaml", "people.yaml", "polls.csv", "events.csv", "acts.csv", "facts.csv", "calendar.csv", "commitments.csv", "cases.csv"} {
			if err := os.RemoveAll(filepath.Join(dir, f)); err != nil {
				t.Fatal(err)
			}
		}
		write(t, dir, "dossier.yaml", "title: Bare\nas_of: 2026\nmembers: [JPN]\nareas: [{id: a, name: A}]\n")
		write(t, dir, "members/jpn.yaml", "code: JPN\n")
	default:
		t.Fatalf("no special fault %q", what)
	}
}

func load(t testing.TB, dir string) []dossier.Finding {
	t.Helper()
	_, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestChecksPage runs every example of docs/checks.md: the dossier as it is
// written passes, and with the change has the rule's finding, in the file that
// was changed, with the severity stated.
func TestChecksPage(t *testing.T) {
	page, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	if found := load(t, example(t)); len(found) > 0 {
		t.Fatalf("the example has findings: %v", found)
	}
	section := regexp.MustCompile("(?s)### ([a-z-]+)\n\n\\*(error|warning|note)\\.\\* [^\n]+\n\n```change\n(.*?)```")
	var documented, mended []string
	// The families beyond the structure are checked where their rules are.
	structure, _, ok := strings.Cut(string(page), "\n## Provenance\n")
	if !ok {
		t.Fatal("the page does not part the structure from the other families")
	}
	for _, m := range section.FindAllStringSubmatch(structure, -1) {
		rule, severity := m[1], dossier.Severity(m[2])
		documented = append(documented, rule)
		t.Run(rule, func(t *testing.T) {
			dir := example(t)
			lines := strings.Split(strings.TrimSuffix(m[3], "\n"), "\n")
			file := lines[0]
			var old, fresh []string
			for _, l := range lines[1:] {
				switch {
				case strings.HasPrefix(l, "! "):
					special(t, dir, file, l[2:])
				case strings.HasPrefix(l, "- "):
					old = append(old, l[2:])
				case strings.HasPrefix(l, "+ "):
					fresh = append(fresh, l[2:])
				}
			}
			if len(old) > 0 {
				text := read(t, dir, file)
				was := strings.Join(old, "\n")
				if !strings.Contains(text, was) {
					t.Fatalf("%s does not hold %q", file, was)
				}
				write(t, dir, file, strings.Replace(text, was, strings.Join(fresh, "\n"), 1))
			} else if len(fresh) > 0 {
				write(t, dir, file, strings.Join(fresh, "\n")+"\n")
			}
			found := load(t, dir)
			i := slices.IndexFunc(found, func(f dossier.Finding) bool { return f.Rule == rule && f.Severity == severity })
			if i < 0 {
				t.Fatalf("no %s %s among %v", rule, severity, found)
			}
			if f := found[i]; f.Message == "" || f.File == "" {
				t.Errorf("the finding says too little: %+v", f)
			}
			mended = append(mended, dossiertest.Mends(t, dir, found, func() []dossier.Finding { return load(t, dir) })...)
		})
	}
	if slices.Sort(mended); !slices.Equal(slices.Compact(mended), []string{"hidden-character", "unknown-column", "unknown-key"}) {
		t.Errorf("the examples that have a mend are of %v", mended)
	}
	// Every rule in the code is on the page, and the other way round.
	var inCode []string
	files, _ := filepath.Glob("*.go")
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:\.(?:err|warn|note|add)|fail)\("([a-z-]+)"|Rule: "([a-z-]+)"`).FindAllSubmatch(src, -1) {
			inCode = append(inCode, string(bytes.Join(m[1:], nil)))
		}
	}
	slices.Sort(inCode)
	slices.Sort(documented)
	if inCode = slices.Compact(inCode); !slices.Equal(inCode, documented) {
		t.Errorf("rules in the code: %v\nrules on the page: %v", inCode, documented)
	}
}
