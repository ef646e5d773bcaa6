package repository

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sh runs a script in a new repository, and gives its folder.
func sh(t *testing.T, script string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	cmd := exec.Command("sh", "-e", "-c", "git init -q . && git config user.email a@example.org && git config user.name A\n"+script)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func open(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A link is the file to which it leads in the folder, as it is in a working tree.
func TestLinks(t *testing.T) {
	dir := sh(t, `mkdir -p d/a/b d/real && echo one > d/real/one && echo out > out && echo two > d/two
ln -s ../real/one d/a/near; ln -s near d/a/twice; ln -s real d/folder; ln -s ../../folder/one d/a/b/through
ln -s ./b/.././../two d/a/round; ln -s ../../out d/a/out; ln -s "$PWD/d/two" d/a/absolute; ln -s gone d/a/gone; ln -s loop d/a/loop; ln -s .. d/a/up
git add . && git commit -q -m one && rm -r d/a`)
	repo := open(t, filepath.Join(dir, "d"))
	head, err := repo.Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	files, loose, err := repo.Files(head, repo.Path, func(p string) bool { return p != "a/gone" })
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for p, b := range files {
		got[p] = string(b)
	}
	want := map[string]string{"real/one": "one\n", "two": "two\n", "a/near": "one\n", "a/twice": "one\n", "a/b/through": "one\n", "a/round": "two\n"}
	if !maps.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if want := []string{"a/absolute", "a/loop", "a/out", "a/up", "folder"}; !slices.Equal(loose, want) {
		t.Errorf("%q, want %q", loose, want)
	}
}

// What is not there is told from what git cannot look for, and git's words stay whole.
func TestFailures(t *testing.T) {
	dir := sh(t, "mkdir d && echo x > d/x && git add . && git commit -q -m one")
	repo := open(t, filepath.Join(dir, "d"))
	head, err := repo.Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	all := func(string) bool { return true }
	if files, _, err := repo.Files(head, "no/such", all); err != nil || len(files) != 0 {
		t.Error(files, err)
	}
	for _, rev := range []string{"nope", "--all", "0123456", "HEAD~3", ""} {
		if c, err := repo.Commit(rev); !errors.Is(err, ErrNoCommit) || c != "" {
			t.Errorf("%q: %q, %v", rev, c, err)
		}
	}
	t.Run("of another user", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		_, err := Open(dir)
		if !errors.Is(err, ErrUnread) || !strings.Contains(err.Error(), "dubious ownership") || !strings.Contains(err.Error(), "\n  git config --global --add safe.directory") || strings.Contains(err.Error(), "\t") {
			t.Error(err)
		}
	})
	if err := os.Rename(filepath.Join(dir, ".git"), filepath.Join(dir, "away")); err != nil {
		t.Fatal(err)
	}
	if files, _, err := repo.Files(head, "d", all); err == nil {
		t.Errorf("%q, where git cannot look", files)
	}
	if _, err := repo.Commit("HEAD"); err == nil || errors.Is(err, ErrNoCommit) {
		t.Error(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}
