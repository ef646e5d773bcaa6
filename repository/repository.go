// Package repository reads commits of the repository of Git that a folder lies in, through
// the program git. It changes nothing there, runs no hook and asks no other computer.
package repository

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The errors of Open.
var (
	ErrNoGit  = errors.New("git is not installed, or not on the PATH")
	ErrNone   = errors.New("the folder lies in no repository of Git")
	ErrUnread = errors.New("git does not read the repository") // of another user, or made by a later git
)

// ErrNoCommit is wrapped by the error for a commit that the repository does not have.
var ErrNoCommit = errors.New("the repository has no such commit")

// patience is how long git may take.
const patience = 2 * time.Minute

// MostBytes is how much of a commit is read.
const MostBytes = 1 << 30

// Folder is a folder of a working tree.
type Folder struct {
	dir string
	// Path is where it lies in the repository, with slashes; "" for its top.
	Path string
}

// Open finds the repository in which a folder lies. It wraps ErrNoGit, ErrNone or
// ErrUnread where there is none to be read.
func Open(dir string) (*Folder, error) {
	f := &Folder{dir: dir}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	out, err := f.git(nil, "rev-parse", "--show-prefix")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			return nil, fmt.Errorf("%s: %w", dir, ErrNone)
		}
		return nil, fmt.Errorf("%s: %w: %w", dir, ErrUnread, err)
	}
	f.Path = strings.TrimSuffix(strings.TrimRight(string(out), "\n"), "/")
	return f, nil
}

// git runs the program in the folder, and gives what it prints.
func (f *Folder) git(in io.Reader, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", f.dir, "-c", "core.fsmonitor=false", "--no-replace-objects"}, args...)...)
	// A hook that runs us tells git of its own repository by these; the folder's is meant.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		return slices.ContainsFunc([]string{"GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX=", "GIT_OBJECT_DIRECTORY=", "GIT_COMMON_DIR="}, func(p string) bool { return strings.HasPrefix(v, p) })
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	var out, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &said
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("git %s took more than %v", args[0], patience)
	case errors.Is(err, exec.ErrNotFound):
		return nil, ErrNoGit
	case err != nil:
		return nil, failure{args[0], cmd.ProcessState.ExitCode(), cmp.Or(strings.TrimSpace(said.String()), err.Error())}
	}
	return out.Bytes(), nil
}

// failure is git's, with its words: the first line says what is wrong, and those after it
// how to mend it.
type failure struct {
	command string
	code    int
	said    string
}

func (e failure) Error() string {
	said := strings.ReplaceAll(strings.TrimPrefix(e.said, "fatal: "), "\t", "  ")
	return fmt.Sprintf("git %s: %s", e.command, strings.ToValidUTF8(said[:min(len(said), 2000)], ""))
}

// absent tells whether git looked for an object and found none: its exit code is 1 then,
// and another where it could not look.
func absent(err error) bool {
	var f failure
	return errors.As(err, &f) && f.code == 1
}

// Commit gives the full hash of the commit that a revision names: a hash or its beginning,
// a branch, a tag, HEAD~1. It wraps ErrNoCommit where there is none.
func (f *Folder) Commit(revision string) (string, error) {
	out, err := f.git(nil, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil && !absent(err) {
		return "", fmt.Errorf("the commit %q: %w", revision, err)
	}
	if err != nil {
		return "", fmt.Errorf("%w: %q (`git log` lists them; a shallow copy is completed by `git fetch --unshallow`)", ErrNoCommit, revision)
	}
	return strings.TrimSpace(string(out)), nil
}

// Merging gives an error where the repository is in the middle of a merge, or a file of
// the folder is not merged: what lies there is no state that anybody wrote.
func (f *Folder) Merging() error {
	const mend = "finish it (git commit) or leave it (git merge --abort)"
	out, err := f.git(nil, "ls-files", "--unmerged", "-z", "--", ".")
	if err != nil {
		return err
	}
	if entry, _, ok := strings.Cut(string(out), "\x00"); ok {
		_, name, _ := strings.Cut(entry, "\t")
		return fmt.Errorf("the repository is in the middle of a merge, and %s is not merged: %s", name, mend)
	}
	if out, err = f.git(nil, "rev-parse", "--git-path", "MERGE_HEAD"); err != nil {
		return err
	}
	head := strings.TrimRight(string(out), "\n")
	if !filepath.IsAbs(head) {
		head = filepath.Join(f.dir, head)
	}
	if _, err := os.Stat(head); err == nil {
		return fmt.Errorf("the repository is in the middle of a merge: %s", mend)
	}
	return nil
}

// Files reads the files of a folder of the repository as a commit has them, by path below
// that folder with slashes: those for which want is true. A link is read as the file to
// which it leads; those that lead to none of the folder's files are given by path instead.
// Submodules are left out. The map is empty where the commit lacks the folder.
func (f *Folder) Files(commit, folder string, want func(path string) bool) (files map[string][]byte, loose []string, err error) {
	top, err := f.git(nil, "rev-parse", "--verify", "--quiet", "--end-of-options", commit+":"+folder)
	if absent(err) {
		return nil, nil, nil // as for the top of an empty commit
	}
	if err != nil {
		return nil, nil, err
	}
	list, err := f.git(nil, "ls-tree", "-r", "-z", "--full-tree", strings.TrimSpace(string(top)))
	if err != nil {
		return nil, nil, err
	}
	t := tree{files: map[string]string{}, links: map[string]string{}}
	for entry := range strings.SplitSeq(string(list), "\x00") {
		about, name, ok := strings.Cut(entry, "\t")
		parts := strings.Fields(about)
		switch {
		case !ok || len(parts) != 3 || parts[1] != "blob":
		case parts[0] == "120000":
			t.links[name] = parts[2]
		default:
			t.files[name] = parts[2]
		}
	}
	targets, err := f.contents(commit, t.links)
	if err != nil {
		return nil, nil, err
	}
	for name, b := range targets {
		t.links[name] = string(b)
	}
	hashes := map[string]string{}
	for name, hash := range t.files {
		if want(name) {
			hashes[name] = hash
		}
	}
	for name := range t.links {
		if !want(name) {
			continue
		}
		if hash := t.files[t.follow(name)]; hash != "" {
			hashes[name] = hash
		} else {
			loose = append(loose, name)
		}
	}
	slices.Sort(loose)
	files, err = f.contents(commit, hashes)
	return files, loose, err
}

// tree is what a folder holds: the hashes of files, and where links lead, by path.
type tree struct{ files, links map[string]string }

// mostLinks is how many links are followed to a file.
const mostLinks = 40

// follow gives the path of what a path leads to, over links in it; "" where one leads out
// of the folder, or to itself.
func (t tree) follow(name string) string {
	at, followed := "", 0
	for rest := name; rest != ""; {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		switch part {
		case "", ".":
			continue
		case "..":
			if at == "" {
				return ""
			}
			if at = path.Dir(at); at == "." {
				at = ""
			}
			continue
		}
		next := path.Join(at, part)
		target, ok := t.links[next]
		if !ok {
			at = next
			continue
		}
		if followed++; followed > mostLinks || strings.HasPrefix(target, "/") {
			return ""
		}
		rest = target + "/" + rest
	}
	return at
}

// contents reads objects of a commit by their hashes, each under the name that it has.
func (f *Folder) contents(commit string, hashes map[string]string) (map[string][]byte, error) {
	files := make(map[string][]byte, len(hashes))
	if len(hashes) == 0 {
		return files, nil
	}
	names := slices.Sorted(maps.Keys(hashes))
	var ask strings.Builder
	for _, name := range names {
		ask.WriteString(hashes[name] + "\n")
	}
	sizes, err := f.git(strings.NewReader(ask.String()), "cat-file", "--batch-check=%(objectsize)")
	if err != nil {
		return nil, err
	}
	total := 0
	for line := range strings.Lines(string(sizes)) {
		n, err := strconv.Atoi(strings.TrimSpace(line))
		if err != nil {
			return nil, fmt.Errorf("the repository lacks a file of commit %s (a partial copy is completed by `git fetch --refetch`)", commit)
		}
		if total += n; total > MostBytes {
			return nil, fmt.Errorf("the files of commit %s hold more than %d MB", commit, MostBytes>>20)
		}
	}
	out, err := f.git(strings.NewReader(ask.String()), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	r := bufio.NewReader(bytes.NewReader(out))
	for _, name := range names {
		head, err := r.ReadString('\n')
		parts := strings.Fields(head)
		if err != nil || len(parts) != 3 {
			return nil, fmt.Errorf("git cat-file: %s of commit %s cannot be read", name, commit)
		}
		n, err := strconv.Atoi(parts[2])
		if err != nil || n < 0 || n > MostBytes {
			return nil, fmt.Errorf("git cat-file: %s of commit %s cannot be read", name, commit)
		}
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, fmt.Errorf("git cat-file: %s: %w", name, err)
		}
		if _, err := r.Discard(1); err != nil {
			return nil, fmt.Errorf("git cat-file: %s: %w", name, err)
		}
		files[name] = b
	}
	return files, nil
}
