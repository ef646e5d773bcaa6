package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const mark = ".made"

func TestMain(m *testing.M) {
	if dir := os.Getenv("OUTPUT_TEST_DIR"); dir != "" {
		dieAt(dir)
		return
	}
	os.Exit(m.Run())
}

// dieAt writes the second set of files and ends the program, with no chance to
// clean up, before the change of the given number.
func dieAt(dir string) {
	n, _ := strconv.Atoi(os.Getenv("OUTPUT_TEST_STEP"))
	opt := options()
	opt.step = func() {
		if n == 0 {
			os.Exit(77)
		}
		n--
	}
	if _, err := Write(dir, FilesOf(second), opt); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

var (
	first  = texts("index.html", "one", "site.css", "css", "a/x.html", "x", "a/y.html", "y", "gone/z.html", "z")
	second = texts("index.html", "two", "site.css", "css", "a/x.html", "x2", "new/w.html", "w", "a/v.html", "v")
)

func texts(pairs ...string) map[string][]byte {
	m := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = []byte(pairs[i+1])
	}
	return m
}

func options() Options {
	return Options{Manifest: mark, Name: "Test", Program: "test 1", Earlier: Earlier{Mark: "old\n", Wrote: func(name string, b []byte) bool { return strings.HasPrefix(string(b), "<made>") }}}
}

func write(t testing.TB, dir string, files map[string][]byte, opt Options) Report {
	t.Helper()
	rep, err := Write(dir, FilesOf(files), opt)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func put(t testing.TB, dir string, files map[string][]byte) {
	t.Helper()
	for p, b := range files {
		p = filepath.Join(dir, filepath.FromSlash(p))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, b, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// held gives all that a folder holds but the manifest.
func held(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, p)
		if err != nil || rel == mark {
			return err
		}
		if e.IsDir() {
			if left, err := os.ReadDir(p); err == nil && len(left) == 0 && p != dir {
				out[filepath.ToSlash(rel)+"/"] = nil
			}
			return nil
		}
		b, err := os.ReadFile(p)
		out[filepath.ToSlash(rel)] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func want(t testing.TB, dir string, sets ...map[string][]byte) {
	t.Helper()
	all := map[string][]byte{}
	for _, s := range sets {
		maps.Copy(all, s)
	}
	got := held(t, dir)
	for _, p := range slices.Sorted(maps.Keys(all)) {
		if b, ok := got[p]; !ok || string(b) != string(all[p]) {
			t.Errorf("%s: %q, want %q", p, b, all[p])
		}
		delete(got, p)
	}
	for p := range got {
		t.Errorf("%s is there and should not be", p)
	}
}

var theirs = texts(".git/HEAD", "ref", "CNAME", "example.org", ".nojekyll", "", "img/a.png", "png", "a/notes.html", "mine", "robots.txt", "all")

// TestOthersFilesStay holds that nothing goes that a build did not write.
func TestOthersFilesStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "site")
	if rep := write(t, dir, first, options()); rep.Written != 5 {
		t.Errorf("%+v", rep)
	}
	put(t, dir, theirs)
	rep := write(t, dir, second, options())
	if rep.Written != 4 || rep.Same != 1 || rep.Removed != 2 || len(rep.Left) != 0 || rep.Recovered || rep.Adopted {
		t.Errorf("%+v", rep)
	}
	want(t, dir, second, theirs)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for p := range second {
		if err := os.Chtimes(filepath.Join(dir, p), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if rep := write(t, dir, second, options()); rep.Same != 5 || rep.Written+rep.Removed != 0 {
		t.Errorf("%+v", rep)
	}
	for p := range second {
		if info, err := os.Stat(filepath.Join(dir, p)); err != nil || !info.ModTime().Equal(old) {
			t.Errorf("%s was written though it is the same", p)
		}
	}
	named := options()
	named.Name = "Other"
	if rep := write(t, dir, second, named); rep.Was != "Test" || rep.Same != 5 {
		t.Errorf("%+v", rep)
	}
}

// TestChangedFilesAreNamed holds that what others changed is neither removed nor
// written over, and that all of it is named.
func TestChangedFilesAreNamed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, first, options())
	mine := texts("index.html", "edited", "a/x.html", "edited too", "new/w.html", "theirs", "gone/z.html", "edited as well")
	put(t, dir, mine)
	before := held(t, dir)
	_, err := Write(dir, FilesOf(second), options())
	var clash *Clash
	if !errors.As(err, &clash) || len(clash.Files) != 3 {
		t.Fatalf("%v", err)
	}
	for _, s := range []string{"a/x.html: changed since", "index.html: changed since", "new/w.html: not written by a build", "--force"} {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("%v does not say %q", err, s)
		}
	}
	want(t, dir, before)
	opt := options()
	opt.Force = true
	if rep := write(t, dir, second, opt); !slices.Equal(rep.Left, []string{"gone/z.html"}) {
		t.Errorf("%+v", rep)
	}
	want(t, dir, second, texts("gone/z.html", "edited as well"))
	// What was left is theirs from now on.
	if rep := write(t, dir, second, options()); len(rep.Left) != 0 {
		t.Errorf("%+v", rep)
	}
	want(t, dir, second, texts("gone/z.html", "edited as well"))
}

// TestForeignFolders holds which folders are not taken, and that they stay as they
// were.
func TestForeignFolders(t *testing.T) {
	thesis := texts("thesis.txt", "years of work")
	made := t.TempDir()
	write(t, made, first, options())
	copied, err := os.ReadFile(filepath.Join(made, mark))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		manifest string
		files    map[string][]byte
	}{
		{"no manifest", "", thesis},
		{"a copied manifest", string(copied), thesis},
		{"a copied mark", "old\n", thesis},
		{"a copied mark and a page of theirs", "old\n", texts("index.html", "theirs")},
		{"a copied manifest and a page of theirs", string(copied), texts("index.html", "theirs", "a/x.html", "theirs")},
		{"no JSON", "{", thesis},
		{"a manifest that names what is not ours", `{"version":1,"files":{".git/HEAD":"` + emptySum + `"}}`, texts(".git/HEAD", "", "thesis.txt", "")},
		{"a manifest that leads out", `{"version":1,"files":{"../x":"` + emptySum + `"}}`, thesis},
		{"a manifest of a later version", `{"version":99}`, thesis},
	} {
		dir := t.TempDir()
		put(t, dir, c.files)
		if c.manifest != "" {
			put(t, dir, texts(mark, c.manifest))
		}
		if _, err := Write(dir, FilesOf(first), options()); err == nil {
			t.Errorf("%s: taken", c.name)
		} else if !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", c.name, err)
		}
		want(t, dir, c.files)
	}
	dir := t.TempDir()
	put(t, dir, thesis)
	opt := options()
	opt.Force = true
	write(t, dir, first, opt)
	want(t, dir, first, thesis)
	// What has nothing but hidden names is as good as empty: a fresh worktree.
	dir = t.TempDir()
	put(t, dir, texts(".git", "gitdir: elsewhere", ".nojekyll", ""))
	write(t, dir, first, options())
	want(t, dir, first, texts(".git", "gitdir: elsewhere", ".nojekyll", ""))
	// So is one whose pages were all removed by hand.
	for p := range first {
		if err := os.RemoveAll(filepath.Join(dir, strings.Split(p, "/")[0])); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, first, options())
	want(t, dir, first, texts(".git", "gitdir: elsewhere", ".nojekyll", ""))
}

// TestAdopt takes over the output of a version that left no manifest.
func TestAdopt(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, texts(mark, "old\n", "index.html", "<made>1", "a/x.html", "<made>2", "a/stale.html", "<made>3", "CNAME", "example.org"))
	rep := write(t, dir, second, options())
	if !rep.Adopted || !slices.Equal(rep.Left, []string{"a/stale.html"}) {
		t.Errorf("%+v", rep)
	}
	want(t, dir, second, texts("a/stale.html", "<made>3", "CNAME", "example.org"))
	if rep := write(t, dir, first, options()); rep.Adopted || len(rep.Left) != 0 {
		t.Errorf("adopted twice: %+v", rep)
	}
	// A page that does not look like one of ours is not written over.
	dir = t.TempDir()
	put(t, dir, texts(mark, "old\n", "index.html", "<made>1", "a/x.html", "theirs"))
	if _, err := Write(dir, FilesOf(second), options()); err == nil || !strings.Contains(err.Error(), "a/x.html: not written by a build") {
		t.Error(err)
	}
}

// TestPlaces holds where an output may not lie.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	src := filepath.Join(dir, "Dossier")
	put(t, src, texts("dossier.yaml", "x", "file", "x"))
	if err := errors.Join(os.Symlink(src, filepath.Join(dir, "link")), os.Symlink(filepath.Join(src, "nowhere"), filepath.Join(dir, "dangling")), os.Mkdir(filepath.Join(dir, "real"), 0o755), os.Symlink("real", filepath.Join(dir, "linked"))); err != nil {
		t.Skip(err)
	}
	opt := options()
	for _, apart := range []string{src, filepath.Join(dir, "link")} {
		opt.Apart = []string{apart}
		for _, out := range []string{"Dossier", "Dossier/site", "Dossier/deep/site", "link", "link/site", "link/a/b", "dangling", "dangling/site", ".", "Dossier/file", "Dossier/file/site", "link/../Dossier/site"} {
			if _, err := Write(filepath.Join(dir, out), FilesOf(first), opt); err == nil {
				t.Errorf("written to %s", out)
			}
		}
		if _, err := Write(dir+"/link/./site", FilesOf(first), opt); err == nil {
			t.Error("written to link/./site")
		}
	}
	want(t, src, texts("dossier.yaml", "x", "file", "x"))
	write(t, filepath.Join(dir, "linked"), first, opt)
	want(t, filepath.Join(dir, "real"), first)
	if info, err := os.Lstat(filepath.Join(dir, "linked")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is gone", err)
	}
	write(t, filepath.Join(dir, "Dossier-site"), first, opt)
}

// TestLinksInside holds that nothing is written through a link in the output.
func TestLinksInside(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	put(t, out, texts("x.html", "x", "page", "one"))
	if err := errors.Join(os.Symlink(out, filepath.Join(dir, "a")), os.Symlink(filepath.Join(out, "page"), filepath.Join(dir, "index.html"))); err != nil {
		t.Skip(err)
	}
	opt := options()
	opt.Force = true
	_, err := Write(dir, FilesOf(first), opt)
	if err == nil || !strings.Contains(err.Error(), "a/x.html: a is no folder") || strings.Contains(err.Error(), "index.html") || strings.Contains(err.Error(), "--force") {
		t.Error(err)
	}
	if err := os.Remove(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, FilesOf(first), options()); err == nil {
		t.Error("a link was written over")
	}
	write(t, dir, first, opt)
	want(t, dir, first)
	want(t, out, texts("x.html", "x", "page", "one"))
	// A folder where a file goes stays, whatever is said.
	dir = t.TempDir()
	put(t, dir, texts("index.html/deep", "x"))
	if _, err := Write(dir, FilesOf(first), opt); err == nil || !strings.Contains(err.Error(), "index.html: a folder stands") {
		t.Error(err)
	}
	want(t, dir, texts("index.html/deep", "x"))
}

// TestStops ends the program before each change to the disk, and holds that the
// folder is then the old output, or is made whole by the next write, with what
// others put there as it was.
func TestStops(t *testing.T) {
	me, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, start := range []struct {
		name  string
		files map[string][]byte // nil: there is no folder
		mark  string
	}{{"new", nil, ""}, {"rebuild", first, ""}, {"adopt", texts("index.html", "<made>1", "a/x.html", "<made>2"), "old\n"}} {
		planned, whole := 0, false
		for n := 0; !whole; n++ {
			if n > 200 {
				t.Fatal("it never ends")
			}
			dir := filepath.Join(t.TempDir(), "site")
			others := map[string][]byte{}
			switch {
			case start.mark != "":
				put(t, dir, start.files)
				put(t, dir, texts(mark, start.mark))
			case start.files != nil:
				write(t, dir, start.files, options())
			}
			if start.files != nil {
				put(t, dir, theirs)
				others = theirs
			}
			cmd := exec.Command(me)
			cmd.Env = append(os.Environ(), "OUTPUT_TEST_DIR="+dir, "OUTPUT_TEST_STEP="+strconv.Itoa(n))
			out, err := cmd.CombinedOutput()
			if whole = err == nil; !whole && cmd.ProcessState.ExitCode() != 77 {
				t.Fatalf("%v\n%s", err, out)
			}
			if _, err := os.Stat(filepath.Join(dir, planFile)); err != nil && !whole {
				// Without a plan the output is the old one or the new one.
				got := held(t, dir)
				maps.DeleteFunc(got, func(p string, _ []byte) bool {
					return strings.HasPrefix(p, workDir+"/") || filepath.Base(p) == probe || others[p] != nil
				})
				if !same(got, start.files) && !same(got, second) {
					t.Errorf("%s, stopped at %d: half, and no plan: %v", start.name, n, slices.Sorted(maps.Keys(got)))
				}
			} else {
				planned++
			}
			rep, err := Write(dir, FilesOf(second), options())
			if err != nil {
				t.Fatalf("%s, stopped at %d: %v", start.name, n, err)
			}
			want(t, dir, second, others)
			if t.Failed() {
				t.Fatalf("%s, stopped at %d: %+v", start.name, n, rep)
			}
			// And one more, of the first files again, removes all that is not among them.
			write(t, dir, first, options())
			want(t, dir, first, others)
		}
		if planned < 5 {
			t.Errorf("%s: only %d stops with a plan", start.name, planned)
		}
	}
}

func same(a, b map[string][]byte) bool {
	return maps.EqualFunc(a, b, func(x, y []byte) bool { return string(x) == string(y) })
}

// TestTwoAtOnce lets writes of one folder meet: each is whole, the last one stands.
func TestTwoAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			set := first
			if n%2 == 1 {
				set = second
			}
			if _, err := Write(dir, FilesOf(set), options()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := held(t, dir); !same(got, first) && !same(got, second) {
		t.Errorf("it holds %v", slices.Sorted(maps.Keys(got)))
	}
}

// TestNamesThatFold holds that two files never need names that differ in case
// alone, and that a file whose name changed so is known again.
func TestNamesThatFold(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(dir, FilesOf(texts("a.html", "1", "A.html", "2")), options()); err == nil {
		t.Error("two names that are one on other systems")
	}
	write(t, dir, texts("m/usa.html", "1", "index.html", "x"), options())
	// Two names of one file are what a system shows where case is nothing.
	if err := os.Link(filepath.Join(dir, "m/usa.html"), filepath.Join(dir, "m/USA.html")); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Skip(err)
	}
	after := texts("m/USA.html", "1", "index.html", "x")
	if rep := write(t, dir, after, options()); rep.Written != 1 || rep.Removed != 1 {
		t.Errorf("%+v", rep)
	}
	want(t, dir, after)
}

func TestReadOnly(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("this user may write anywhere, or the system has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, first, options())
	before := held(t, dir)
	for _, p := range []string{dir, filepath.Join(dir, "a")} {
		if err := os.Chmod(p, 0o555); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(dir, FilesOf(second), options()); err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s read-only: %v", p, err)
		}
		want(t, dir, before)
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFailureLeavesNothing holds that a write that cannot be laid out changes and
// leaves nothing. A path that is longer than a system takes fails for any user.
func TestFailureLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	bad := maps.Clone(second)
	bad["zz/"+strings.Repeat("n", 300)+".html"] = []byte("x")
	if _, err := Write(filepath.Join(parent, "a", "site"), FilesOf(bad), options()); err == nil {
		t.Error("it was written")
	}
	if left, _ := os.ReadDir(parent); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	dir := filepath.Join(parent, "site")
	write(t, dir, first, options())
	if _, err := Write(dir, FilesOf(bad), options()); err == nil || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	want(t, dir, first)
}

// TestClearBeside removes what stopped programs of earlier versions left, and only
// that.
func TestClearBeside(t *testing.T) {
	parent := t.TempDir()
	put(t, parent, texts(
		".entente-build-1/"+mark, "old\n", ".entente-build-1/index.html", "x", // of a program that died
		".entente-build-2/"+mark, "old\n", // of one that is at work
		".entente-build-3/thesis.txt", "x", ".entente-build-x/"+mark, "old\n", // of others
		".entente-build-1-old/CNAME", "x", // set aside
	))
	before := time.Now().Add(-2 * besideAge)
	for _, n := range []string{"1", "3", "x", "1-old"} {
		if err := os.Chtimes(filepath.Join(parent, ".entente-build-"+n), before, before); err != nil {
			t.Fatal(err)
		}
	}
	rep := write(t, filepath.Join(parent, "site"), first, options())
	if len(rep.Aside) != 1 || filepath.Base(rep.Aside[0]) != ".entente-build-1-old" {
		t.Errorf("%+v", rep)
	}
	var left []string
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if want := []string{".entente-build-1-old", ".entente-build-2", ".entente-build-3", ".entente-build-x", "site"}; !slices.Equal(left, want) {
		t.Errorf("there are %v, want %v", left, want)
	}
}

// FuzzManifest holds that no manifest makes a write touch what it does not list
// with its hash, nor anything with a hidden name or outside.
func FuzzManifest(f *testing.F) {
	dir := f.TempDir()
	write(f, dir, first, options())
	src, err := os.ReadFile(filepath.Join(dir, mark))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(src)
	f.Add([]byte(`{"version":1,"files":{"a/../../x":"00"}}`))
	f.Add([]byte("old\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if m, err := parseManifest(src); err == nil {
			for p := range m.Files {
				if !filepath.IsLocal(p) || strings.HasPrefix(filepath.Base(p), ".") {
					t.Fatalf("%q", p)
				}
			}
			if again, err := parseManifest(m.bytes()); err != nil || !maps.Equal(again.Files, m.Files) {
				t.Fatal(err)
			}
		}
		if p, err := parsePlan(src); err == nil {
			if _, err := json.Marshal(p); err != nil {
				t.Fatal(err)
			}
		}
	})
}
