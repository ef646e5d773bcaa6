package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// obstacles are what others may do to a folder while a write goes on, each with
// the path at which it stands in the way.
var obstacles = map[string]struct {
	at   string
	gone bool // what stands there is taken away; otherwise a folder with something in it comes there
	file bool // a file comes there
}{
	"what was laid out is gone":              {at: newDir, gone: true},
	"the new manifest is gone":               {at: newMark, gone: true},
	"the new plan is gone":                   {at: newPlan, gone: true},
	"a file to be removed is gone":           {at: "gone/z.html", gone: true},
	"a folder stands where files are laid":   {at: newDir + "/a/x.html"},
	"a file stands where a folder is laid":   {at: newDir + "/new", file: true},
	"a folder stands for the new manifest":   {at: newMark},
	"a folder stands for the plan":           {at: planFile},
	"a folder stands for a page":             {at: "index.html"},
	"a folder stands for a file to remove":   {at: "a/y.html"},
	"a file stands for a new folder":         {at: "new", file: true},
	"a folder stands where writing is tried": {at: "a/" + probe},
}

// TestObstacles lets each obstacle come up before each change to the disk. The
// write then succeeds and all is there, or it fails and says truly whether
// anything was changed; and once the obstacle is gone the next write makes it whole.
func TestObstacles(t *testing.T) {
	made := t.TempDir()
	write(t, made, first, options())
	for name, o := range obstacles {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // the disk is what takes long
			unchanged, half := 0, 0
			for n, done := 0, false; !done; n++ {
				dir := filepath.Join(t.TempDir(), "site")
				if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
					t.Fatal(err)
				}
				at := filepath.Join(dir, filepath.FromSlash(o.at))
				opt, left := options(), n
				opt.step = func() {
					left--
					if left != -1 {
						return
					}
					_ = os.RemoveAll(at)
					switch {
					case o.gone:
					case o.file:
						put(t, dir, texts(o.at, "in the way"))
					default:
						put(t, dir, texts(o.at+"/deep/x", "in the way"))
					}
				}
				_, err := Write(dir, FilesOf(second), opt)
				done = left >= 0 // it came to its end before
				_, planErr := os.Lstat(filepath.Join(dir, filepath.FromSlash(planFile)))
				clear := func() {
					if !o.gone && left < 0 {
						_ = os.RemoveAll(at)
					}
				}
				switch {
				case err == nil:
					clear()
					if second[o.at] != nil || o.file { // what came up after it was written
						break
					}
					got := held(t, dir)
					for p, b := range second {
						if string(got[p]) != string(b) {
							t.Errorf("before change %d: %s is not written, and nothing said so", n, p)
						}
					}
					if got["gone/z.html"] != nil || got["a/y.html"] != nil {
						t.Errorf("before change %d: a file is not removed, and nothing said so", n)
					}
				case strings.Contains(err.Error(), "nothing there is changed"):
					unchanged++
					clear()
					if o.at == "gone/z.html" || first[o.at] != nil {
						break // the obstacle took away one of the first
					}
					got := held(t, dir)
					for p, b := range first {
						if string(got[p]) != string(b) {
							t.Errorf("before change %d: %s is changed though it says otherwise: %v", n, p, err)
						}
					}
				case strings.Contains(err.Error(), "half written: build it again"):
					half++
					if planErr != nil && o.at != planFile {
						t.Errorf("before change %d: it is half written, and there is no plan", n)
					}
					clear()
				default: // at its end, when all is written
					clear()
				}
				if t.Failed() {
					return
				}
				// What an obstacle took is written again; what it changed is no one's.
				rep, err := Write(dir, FilesOf(second), options())
				if err != nil {
					t.Fatalf("before change %d: the next write: %v", n, err)
				}
				if planErr == nil && !rep.Recovered && o.at != planFile {
					t.Errorf("before change %d: it does not say that it made whole what was half written", n)
				}
				want(t, dir, second)
				if t.Failed() {
					return
				}
				if n > 200 {
					t.Fatal("it never ends")
				}
			}
			if unchanged+half == 0 {
				t.Error("never in the way")
			}
		})
	}
}

// The page by which a reader comes in is placed when all others are.
func TestIndexGoesLast(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, first, options())
	opt, seen := options(), false
	opt.step = func() {
		if b, _ := os.ReadFile(filepath.Join(dir, "index.html")); string(b) != "two" {
			return
		}
		seen = true
		for p, want := range second {
			if b, _ := os.ReadFile(filepath.Join(dir, p)); string(b) != string(want) {
				t.Errorf("%s is not there when the index is", p)
			}
		}
	}
	write(t, dir, second, opt)
	if !seen {
		t.Error("no change comes after the index")
	}
}

// The folder of work and its lock are ours, or the write stops and says what to do.
func TestWhatStandsForTheLock(t *testing.T) {
	for name, c := range map[string]struct {
		make func(dir string) error
		want string
	}{
		"a file for the folder": {func(dir string) error { return os.WriteFile(filepath.Join(dir, workDir), []byte("x"), 0o644) }, workDir + " in "},
		"a link for the folder": {func(dir string) error { return os.Symlink(os.TempDir(), filepath.Join(dir, workDir)) }, "is no folder; remove it"},
		"a folder for the lock": {func(dir string) error { return os.MkdirAll(filepath.Join(dir, lockFile), 0o755) }, lockFile + " in "},
		"a link for the lock": {func(dir string) error {
			return errors.Join(os.Mkdir(filepath.Join(dir, workDir), 0o755), os.Symlink("x", filepath.Join(dir, lockFile)))
		}, "is no file; remove it"},
		"a folder for the manifest":   {func(dir string) error { return os.MkdirAll(filepath.Join(dir, mark), 0o755) }, "whose " + mark + " is no manifest"},
		"a folder for the plan":       {func(dir string) error { return os.MkdirAll(filepath.Join(dir, planFile), 0o755) }, "whose " + planFile + " is no manifest"},
		"a plan that cannot be read":  {func(dir string) error { put(t, dir, texts(planFile, "{")); return nil }, "whose " + planFile + " cannot be read"},
		"a plan of another version":   {func(dir string) error { put(t, dir, texts(planFile, `{"version":2}`)); return nil }, "it is no plan of this version"},
		"a manifest of version 0":     {func(dir string) error { put(t, dir, texts(mark, `{"files":{}}`)); return nil }, "it has no version"},
		"a manifest of a later one":   {func(dir string) error { put(t, dir, texts(mark, `{"version":2}`)); return nil }, "was written by a later version of the program; use that one"},
		"a manifest with a short sum": {func(dir string) error { put(t, dir, texts(mark, `{"version":1,"files":{"a":"00"}}`)); return nil }, `a: "00" is no SHA-256`},
		"a plan with a name of others": {func(dir string) error {
			put(t, dir, texts(planFile, `{"version":1,"files":{".git/x":["`+emptySum+`"]}}`))
			return nil
		}, `".git/x" is no path of an output`},
	} {
		dir := t.TempDir()
		if err := c.make(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(dir, FilesOf(first), options()); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if _, err := os.Stat(filepath.Join(dir, "index.html")); err == nil {
			t.Errorf("%s: it was written to", name)
		}
	}
	// A plan and a manifest of version 1 are read, and nothing of them is lost.
	p, err := parsePlan([]byte(`{"version":1,"files":{"a/b":["` + emptySum + `"]}}`))
	if err != nil || !slices.Equal(p.Files["a/b"], []string{emptySum}) {
		t.Error(p, err)
	}
	m, err := parseManifest([]byte(`{"version":1,"name":"N","files":{"a/b":"` + emptySum + `"}}`))
	if err != nil || m.Name != "N" || m.Files["a/b"] != emptySum || len(m.src) == 0 {
		t.Error(m, err)
	}
}

// The names of files are plain paths below the folder, none hidden, no two that
// differ in case alone.
func TestNames(t *testing.T) {
	for p, want := range map[string]bool{
		"a": true, "a/b.html": true, "a.b/c..d": true, "ä/日本.html": true,
		"": false, ".": false, "..": false, "../a": false, "/a": false, "a/": false, "a//b": false, "a/../b": false, ".a": false, "a/.b": false, "a/.b/c": false, `a\b`: false, "a:b": false,
	} {
		if got := ours(p); got != want {
			t.Errorf("%q: %v, want %v", p, got, want)
		}
	}
	for _, c := range []struct {
		files map[string][]byte
		want  string
	}{
		{texts("a.html", "1", "b.html", "2", "a/a.html", "3"), ""},
		{texts("m/USA.html", "1", "m/usa.html", "2"), "m/USA.html and m/usa.html are one file where upper and lower case are one"},
		{texts("M/usa.html", "1", "m/usa.html", "1"), "M/usa.html and m/usa.html are one file where upper and lower case are one"},
		{texts("É.html", "1", "é.html", "2"), "É.html and é.html are one file where upper and lower case are one"},
		{texts("a.html", "1", "../b", "2"), `"../b" cannot be the path of a file of the output`},
	} {
		dir := filepath.Join(t.TempDir(), "site")
		_, err := Write(dir, FilesOf(c.files), options())
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("%v, want %q", err, c.want)
		}
		if _, err := os.Stat(dir); (err == nil) != (c.want == "") {
			t.Errorf("%q: the folder: %v", c.want, err)
		}
	}
}

// A name is found over the end of a line, however a form breaks its lines; letters beside
// it make it another.
func TestNamesOverLines(t *testing.T) {
	for _, c := range []struct {
		file, text, name string
		want             bool
	}{
		{"a.html", "<p>as Cyra\nVenn said", "Cyra Venn", true},
		{"a.html", "<p>as Cyra Vennor said", "Cyra Venn", false},
		{"a.txt", "as Cyra\n  Venn said", "Cyra Venn", true},
		{"a.txt", "と花子・ヴェ\n  ンは言う", "花子・ヴェン", true},
		{"a.ics", "SUMMARY:as Cy\r\n ra Ve\r\n nn said", "Cyra Venn", true},
		{"a.ics", "SUMMARY:by Venn\\, Cyra", "Cyra Venn", true},
		{"a.ics", "DESCRIPTION:Cyra\\nVenn", "Cyra Venn", true},
		{"a.ics", "SUMMARY:as Cyra\r\nDESCRIPTION:Vennor", "Cyra Venn", false},
		{"a.html", "<p>山田　花子氏は", "山田　花子", true},
		{"a.ics", "SUMMARY:山田　\r\n 花子氏は", "山田　花子", true},
		{"feed.json", `"title": "Cyra Venn"`, "Cyra Venn", true},
	} {
		if got := len(Names(texts(c.file, c.text), []string{c.name})) > 0; got != c.want {
			t.Errorf("%s in %q: %v", c.name, c.text, got)
		}
	}
}

// No folder, the whole disk, and a source that is not there are refused.
func TestNoPlace(t *testing.T) {
	for _, c := range []struct{ dir, apart, want string }{
		{"", "", "name a folder to write to"},
		{"/", "", "name a folder for what is built"},
		{t.TempDir(), filepath.Join(t.TempDir(), "nowhere"), "nowhere"},
		{filepath.Join(t.TempDir(), strings.Repeat("n", 300)), "", "too long"},
	} {
		var apart []string
		if c.apart != "" {
			apart = []string{c.apart}
		}
		if real, err := place(c.dir, apart); err == nil || real != "" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %q, %v, want %q", c.dir, real, err, c.want)
		}
	}
	// Names from where the program runs are those of the same folders.
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put(t, home, texts("src/dossier.yaml", "x", "file", "x"))
	t.Chdir(home)
	for dir, want := range map[string]string{".": "holds src", "src": "holds src", "src/site": "lies in src", "src/deep/site": "lies in src", "file": "is a file", "file/site": "not a directory"} {
		if real, err := place(dir, []string{"src"}); err == nil || real != "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q, %v, want %q", dir, real, err, want)
		}
	}
	for _, dir := range []string{"site", "deep/site", "src/../site"} {
		if real, err := place(dir, []string{"src"}); err != nil || real != filepath.Join(home, dir) {
			t.Errorf("%q: %q, %v", dir, real, err)
		}
	}
	if within(t.TempDir(), filepath.Join(t.TempDir(), "nowhere")) {
		t.Error("a folder lies in one that is not there")
	}
}
