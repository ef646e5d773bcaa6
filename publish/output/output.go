// Package output writes what a build makes into a folder that may hold other
// things too. It removes and writes over only what an earlier build wrote there
// and nobody changed since; a manifest in the folder says what that is.
//
// A write goes in steps: new and changed files are laid out in a folder of work
// inside the output, a plan with the hashes of all that may stand there from now
// on is put beside them, and then each file is moved to its place in one rename,
// stale ones are removed, and the manifest is renewed. A program that dies before
// the plan leaves the folder as it was; one that dies later leaves a plan by which
// the next write knows each file as ours, old or new, and makes the folder whole.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Options say what is written and what must not be touched.
type Options struct {
	// Manifest is the name of the manifest's file, such as ".entente-site".
	Manifest string
	// Name is the title of what is written, by which a reader of the manifest knows it.
	Name string
	// Program is what writes, with its version.
	Program string
	// Apart are folders that may neither hold the output nor lie in it.
	Apart []string
	// Force lets files that others wrote or changed be written over, and lets a
	// folder be taken that holds other things and no earlier build.
	Force bool
	// Earlier knows the outputs of versions that left no manifest.
	Earlier Earlier
	// Hidden are names that may stand in nothing that is written; see Names.
	Hidden []string

	step func() // called before each change to the disk; for tests
}

// Earlier knows the outputs of versions before the manifest: the file of the
// manifest's name held Mark. The zero value knows none.
type Earlier struct {
	Mark string
	// Wrote reports whether a file looks as those versions wrote it.
	Wrote func(name string, content []byte) bool
}

// Report says what a write did.
type Report struct {
	Written, Same, Removed int    // files
	Adopted                bool   // the folder held the output of a version without a manifest
	Recovered              bool   // an earlier write had been stopped half-way
	Was                    string // the title of what stood there, where it is another
	// Left are files that may be an earlier build's and are no part of this one,
	// but that were changed since, or that no manifest names.
	Left []string
	// Aside are folders beside the output in which an earlier version set a site
	// aside and was stopped.
	Aside []string
}

// ErrForeign is wrapped by the error for a folder that holds something else.
var ErrForeign = errors.New("the folder holds something that is no earlier build")

// Clash is the error for files that a write would have to write over, and that
// are not its own. Nothing was written.
type Clash struct {
	Dir   string
	Files []string // path and why
	hard  bool     // Force would not help with all of them
}

func (c *Clash) Error() string {
	hint := "move them away, or write over them with --force"
	if c.hard {
		hint = "move them away"
	}
	return fmt.Sprintf("nothing is written: in %s these are not as a build left them; %s:\n  %s", c.Dir, hint, strings.Join(c.Files, "\n  "))
}

// Write makes the folder dir hold the files and nothing
// else of ours; what others put there stays. Files that are as they should be are
// not touched. On an error that does not say otherwise the folder is as it was.
func Write(dir string, files *Files, opt Options) (rep Report, err error) {
	if err := checkNames(files); err != nil {
		return rep, err
	}
	named, err := namesOf(files, opt.Hidden)
	if err != nil {
		return rep, err
	}
	if len(named) > 0 {
		return rep, NamedError(named)
	}
	real, err := place(dir, opt.Apart)
	if err != nil {
		return rep, err
	}
	made, err := makeFolder(real)
	if err != nil {
		return rep, err
	}
	defer func() {
		if err != nil {
			for _, d := range made { // no more than what is empty goes
				_ = os.Remove(d)
			}
		}
	}()
	root, err := os.OpenRoot(real)
	if err != nil {
		return rep, err
	}
	defer root.Close()
	w := &writer{Options: opt, dir: dir, root: root, files: files, sums: files.sums(), kinds: map[string]kind{}}
	if err := w.mayTake(); err != nil {
		return rep, err
	}
	l, err := acquire(root, real)
	if err != nil {
		return rep, fmt.Errorf("%s: %w", dir, err)
	}
	done := false
	defer func() { err = errors.Join(err, w.clear(done), l.release(root)) }()
	if rep, err = w.write(); err != nil {
		return rep, err
	}
	done = true
	rep.Aside = clearBeside(filepath.Dir(real), opt.Earlier.Mark, opt.Manifest)
	return rep, nil
}

// checkNames holds that the files can stand together on any system.
func checkNames(files *Files) error {
	folded := map[string]string{}
	for _, p := range files.Paths() {
		if !ours(p) {
			return fmt.Errorf("%q cannot be the path of a file of the output", p)
		}
		if other, ok := folded[strings.ToLower(p)]; ok {
			return fmt.Errorf("%s and %s are one file where upper and lower case are one", other, p)
		}
		folded[strings.ToLower(p)] = p
	}
	return nil
}

// ours reports whether a path may be one of a file that we wrote: names that begin
// with a dot are never.
func ours(p string) bool {
	if !fs.ValidPath(p) || p == "." || !filepath.IsLocal(filepath.FromSlash(p)) || strings.ContainsAny(p, "\\:") {
		return false
	}
	return p[0] != '.' && !strings.Contains(p, "/.")
}

// kind is what stands at a path.
type kind int

const (
	absent kind = iota
	file
	folder
	other // a link, a device
)

// writer is one write.
type writer struct {
	Options
	dir   string // as it was named, for messages
	root  *os.Root
	files *Files
	sums  map[string]string // of files
	kinds map[string]kind   // of folders on the way

	was    manifest            // the last finished write's
	known  map[string][]string // the hashes under which a file is ours
	legacy bool
	halted bool // a plan is there
	rep    Report
}

func (w *writer) changes() {
	if w.step != nil {
		w.step()
	}
}

// mayTake refuses a folder that cannot be an earlier output, before anything in
// it is touched.
func (w *writer) mayTake() error {
	if w.Force {
		return nil
	}
	entries, err := fs.ReadDir(w.root.FS(), ".")
	if err != nil {
		return err
	}
	holds := false
	for _, e := range entries {
		if e.Name() == w.Manifest || e.Name() == workDir {
			return nil // to be looked into
		}
		holds = holds || e.Name()[0] != '.'
	}
	if holds {
		return w.foreign("")
	}
	return nil
}

func (w *writer) foreign(why string) error {
	return fmt.Errorf("%w: %s%s (name a new folder, or empty this one; --force writes beside what is there)", ErrForeign, w.dir, why)
}

// write surveys the folder and brings it up to date. Only one does so at a time.
func (w *writer) write() (Report, error) {
	if err := w.read(); err != nil {
		return w.rep, err
	}
	if err := w.clearProbes(); err != nil {
		return w.rep, err
	}
	todo, err := w.survey()
	if err != nil {
		return w.rep, err
	}
	next := manifest{Version: manifestVersion, About: manifestAbout, Name: w.Name, Program: w.Program, Files: w.sums}
	src := next.bytes()
	if w.was.Name != "" && w.was.Name != w.Name {
		w.rep.Was = w.was.Name
	}
	w.rep.Recovered, w.rep.Adopted = w.halted, w.legacy
	w.rep.Written, w.rep.Removed, w.rep.Same = len(todo.place), len(todo.first)+len(todo.remove), len(w.sums)-len(todo.place)
	if len(todo.place)+w.rep.Removed > 0 || !bytes.Equal(src, w.was.src) {
		if err := w.lay(todo, src); err != nil {
			return w.rep, fmt.Errorf("%s: %w; nothing there is changed", w.dir, err)
		}
		if err := w.apply(todo); err != nil {
			return w.rep, fmt.Errorf("%s: %w; it is half written: build it again to make it whole", w.dir, err)
		}
	}
	if w.halted { // perhaps between a file and its folder
		for p := range w.known {
			if k, err := w.lstat(p); err == nil && k == absent {
				w.prune(p)
			}
		}
	}
	return w.rep, nil
}

// read finds out what of the folder is ours.
func (w *writer) read() error {
	w.known = map[string][]string{}
	add := func(p, sum string) {
		if !slices.Contains(w.known[p], sum) {
			w.known[p] = append(w.known[p], sum)
		}
	}
	src, err := w.content(w.Manifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case w.Earlier.Mark != "" && string(src) == w.Earlier.Mark:
		w.legacy = true
	default:
		m, err := parseManifest(src)
		if errors.Is(err, errNewer) {
			return fmt.Errorf("%s: %s was written by a later version of the program; use that one", w.dir, w.Manifest)
		}
		if err != nil && !w.Force {
			return w.foreign(fmt.Sprintf(", whose %s cannot be read: %v", w.Manifest, err))
		}
		w.was = m
		for p, sum := range m.Files {
			add(p, sum)
		}
	}
	src, err = w.content(planFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		p, err := parsePlan(src)
		if err != nil && !w.Force {
			return w.foreign(fmt.Sprintf(", whose %s cannot be read: %v", planFile, err))
		}
		w.halted = err == nil
		for path, sums := range p.Files {
			for _, sum := range sums {
				add(path, sum)
			}
		}
	}
	return nil
}

// content reads a small file of ours; a link or a folder in its place is not read.
func (w *writer) content(name string) ([]byte, error) {
	src, err := readMark(w.root, name)
	if errors.Is(err, errNoMark) {
		return nil, w.foreign(fmt.Sprintf(", whose %s is no manifest", name))
	}
	return src, err
}

var errNoMark = errors.New("no manifest")

func readMark(root *os.Root, name string) ([]byte, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, errNoMark
	}
	return root.ReadFile(name)
}

// work is what is to be done to the folder.
type work struct {
	first  []string // to be removed before anything is placed: names that change in case alone
	place  []string
	remove []string
}

// survey compares what stands in the folder with what should.
func (w *writer) survey() (work, error) {
	var todo work
	clash := &Clash{Dir: w.dir}
	matched := false // some file is as an earlier write left it
	stale := map[string]string{}
	for p := range w.known {
		if w.sums[p] == "" {
			stale[strings.ToLower(p)] = p
		}
	}
	for _, q := range slices.Sorted(maps.Keys(w.sums)) {
		k, sum, err := w.look(q)
		if err != nil {
			return todo, err
		}
		recased := ""
		if p := stale[strings.ToLower(q)]; k == file && p != "" && w.same(p, q) {
			recased = p
		}
		why, hard := "", false
		switch {
		case k == absent:
			todo.place = append(todo.place, q)
			continue
		case k == folder:
			hard, why = true, "a folder stands where a file goes"
		case k == other && w.kinds[path.Dir(q)] == other:
			hard, why = true, path.Dir(q)+" is no folder"
		case k == other:
			why = "a link or device, not written by a build"
		case recased != "" && slices.Contains(w.known[recased], sum):
			matched = true
			todo.first = append(todo.first, recased)
			todo.place = append(todo.place, q)
			continue
		case sum == w.sums[q]:
			matched = matched || w.isOurs(q, sum)
			continue
		case w.isOurs(q, sum):
			matched = true
		case w.known[q] != nil || recased != "":
			why = "changed since it was written"
		default:
			why = "not written by a build"
		}
		if why != "" && (!w.Force || hard) {
			clash.hard = clash.hard || hard
			clash.Files = append(clash.Files, q+": "+why)
			continue
		}
		todo.place = append(todo.place, q)
	}
	for _, p := range slices.Sorted(maps.Values(stale)) {
		if slices.Contains(todo.first, p) {
			continue
		}
		k, sum, err := w.look(p)
		switch {
		case err != nil:
			return todo, err
		case k == absent:
		case k == file && w.isOurs(p, sum):
			matched = true
			todo.remove = append(todo.remove, p)
		default:
			w.rep.Left = append(w.rep.Left, p)
		}
	}
	if w.legacy {
		left, err := w.leftOfEarlier()
		if err != nil {
			return todo, err
		}
		w.rep.Left = append(w.rep.Left, left...)
	}
	if !matched && !w.Force {
		if err := w.holdsNothing(); err != nil {
			return todo, err
		}
	}
	if len(clash.Files) > 0 {
		return todo, clash
	}
	// The page by which a reader comes in goes last: until then it leads to pages
	// that are all there.
	slices.SortStableFunc(todo.place, func(a, b string) int {
		return boolInt(a == "index.html") - boolInt(b == "index.html")
	})
	return todo, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// holdsNothing refuses a folder that holds files of others where no file is what
// the manifest names: the manifest was copied there. Hidden names and empty folders
// do not count.
func (w *writer) holdsNothing() error {
	return fs.WalkDir(w.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != "." && e.Name()[0] == '.':
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		return w.foreign(fmt.Sprintf(", where nothing is what its %s names", w.Manifest))
	})
}

// isOurs reports whether a regular file stands as an earlier write left it. An
// empty one at a path of ours is what a loss of power may leave: nothing is lost
// with it.
func (w *writer) isOurs(p, sum string) bool {
	if slices.Contains(w.known[p], sum) || w.known[p] != nil && sum == emptySum {
		return true
	}
	if !w.legacy || w.Earlier.Wrote == nil {
		return false
	}
	src, err := w.root.ReadFile(p)
	return err == nil && w.Earlier.Wrote(p, src)
}

var emptySum = hex.EncodeToString(sha256.New().Sum(nil))

// leftOfEarlier lists the files that look like those of a version without a
// manifest and are no part of this output.
func (w *writer) leftOfEarlier() ([]string, error) {
	var left []string
	err := fs.WalkDir(w.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != "." && e.Name()[0] == '.':
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !e.Type().IsRegular() || w.sums[p] != "":
			return nil
		}
		if src, err := w.root.ReadFile(p); err == nil && w.Earlier.Wrote != nil && w.Earlier.Wrote(p, src) {
			left = append(left, p)
		}
		return nil
	})
	return left, err
}

// look says what stands at a path, and the hash of a file. Where the way there
// leads over something that is no folder, it is other.
func (w *writer) look(p string) (kind, string, error) {
	k, f, err := w.open(p)
	if err != nil || k != file {
		return k, "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return k, "", fmt.Errorf("%s: %w", p, err)
	}
	return file, hex.EncodeToString(h.Sum(nil)), nil
}

// open says what look does, and opens a file.
func (w *writer) open(p string) (kind, *os.File, error) {
	k, err := w.way(path.Dir(p))
	if err == nil && k == folder {
		k, err = w.lstat(p)
	}
	if err != nil || k != file {
		return k, nil, err
	}
	f, err := w.root.Open(p)
	return k, f, err
}

// way says what stands at a folder's path: folder, absent or other.
func (w *writer) way(dir string) (kind, error) {
	if dir == "." {
		return folder, nil
	}
	if k, ok := w.kinds[dir]; ok {
		return k, nil
	}
	k, err := w.way(path.Dir(dir))
	if err == nil && k == folder {
		if k, err = w.lstat(dir); k == file {
			k = other
		}
	}
	if err == nil {
		w.kinds[dir] = k
	}
	return k, err
}

func (w *writer) lstat(p string) (kind, error) {
	info, err := w.root.Lstat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return absent, err
	case info.IsDir():
		return folder, nil
	case info.Mode().IsRegular():
		return file, nil
	}
	return other, nil
}

// same reports whether two names are one file, as they are where upper and lower
// case are one.
func (w *writer) same(p, q string) bool {
	a, err1 := w.root.Lstat(p)
	b, err2 := w.root.Lstat(q)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}
