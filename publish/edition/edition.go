// Package edition keeps what was published: an agenda with what made it, under a name in
// the dossier's folder editions/, so that a later day can say what moved since.
package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/compare"
	"entente/dossier"
	"entente/publish/output"
	"entente/repository"
	"entente/words"
)

// The files of an edition. The manifest has their hashes.
const (
	Manifest   = ".entente-edition"
	AgendaFile = "agenda.json"
	RecordFile = "edition.json"
	InputsFile = "inputs.zip"
	// CitationFile says how the edition is cited; those that were kept before there was
	// one lack it.
	CitationFile = "CITATION.cff"
)

// recordVersion is the version of edition.json: it gains keys, and the version changes
// when one goes or changes its sense.
const recordVersion = 1

// Record is edition.json: what made an edition.
type Record struct {
	Version int    `json:"version"`
	Name    string `json:"name"`
	Program string `json:"program"` // with its version
	// ProgramCommit is the commit of the program; "" where it is not known.
	ProgramCommit string `json:"program_commit,omitempty"`
	Title         string `json:"title"` // the dossier's
	Settings
	// Order is which of the editions of its day it was kept as, from 1: names need not
	// sort. It is 0 where an earlier program kept it.
	Order int `json:"order,omitempty"`
	// Commit is that of the dossier's repository that held the very inputs, and Folder
	// where the dossier lay in it; both are "" where none did. Editions of an earlier
	// program that name one have no inputs.zip.
	Commit string `json:"commit,omitempty"`
	Folder string `json:"folder,omitempty"`
	// Files are the SHA-256 of the edition's other files, Inputs those of the dossier's
	// files that the agenda was worked out from.
	Files  map[string]string `json:"files"`
	Inputs map[string]string `json:"inputs"`
}

// Settings are what beside the inputs gives the agenda.
type Settings struct {
	AsOf             dossier.Date `json:"as_of"`
	Draws            int          `json:"draws"`
	Seed             uint64       `json:"seed"`
	WithoutJointText bool         `json:"without_joint_text,omitempty"`
	Unattributed     bool         `json:"unattributed,omitempty"` // under the Chatham House Rule
}

// Edition is one that is kept, and as it was left.
type Edition struct {
	Record
	Agenda      *compare.Agenda
	Corrections []Correction // to it, oldest first; only List reads them

	dir   string // the dossier's
	files map[string][]byte
}

// Path is the folder of an edition of the dossier in dir.
func Path(dir, name string) string { return filepath.Join(dir, dossier.Editions, name) }

// longestName is how many bytes a name may have.
const longestName = 64

// longestSaid is how many columns of a name are printed.
const longestSaid = 40

// CheckName refuses what cannot name an edition, on this system or another.
func CheckName(name string) error {
	bad := func(why string) error {
		return fmt.Errorf("%q cannot name an edition: %s (letters, digits, -, _ and ., such as 2026-03)", words.Clip(name, longestSaid), why)
	}
	switch {
	case name == "":
		return bad("it is empty")
	case !utf8.ValidString(name):
		return bad("it is no UTF-8")
	case len(name) > longestName:
		return bad(fmt.Sprintf("it has more than %d bytes", longestName))
	case strings.ContainsAny(name, `/\`):
		return bad("it is a path")
	case name[0] == '.' || name[0] == '-':
		return bad("it begins with " + name[:1])
	case strings.HasSuffix(name, "."):
		return bad("it ends with a dot")
	case dossier.DeviceName(name):
		return bad("Windows keeps it for a device")
	case strings.EqualFold(name, CorrectionsFile):
		return bad("the corrections to editions have that name")
	case !norm.NFC.IsNormalString(name):
		return bad("its letters are not composed (Unicode NFC)")
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-_.", r) {
			return bad(fmt.Sprintf("it holds %q", r))
		}
	}
	return nil
}

// TamperedError is the error for an edition that is not as it was kept.
type TamperedError struct {
	Name    string
	Altered []output.Altered
}

func (e TamperedError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the edition %s is not as it was kept:", e.Name)
	for _, a := range e.Altered {
		fmt.Fprintf(&b, "\n  %s/%s/%s", dossier.Editions, e.Name, a)
	}
	b.WriteString("\n" + tamperedHint)
	return b.String()
}

const tamperedHint = "put the files back as they were, from a copy or by `git checkout`, and move elsewhere what was not kept"

// ErrNone is wrapped by the error for an edition that is not there.
var ErrNone = errors.New("there is no such edition")

// Open reads an edition of the dossier in dir, and holds that it is as it was kept.
func Open(dir, name string) (*Edition, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, fmt.Errorf("%w: %s (the dossier has none; `entente build %s --edition %s -o site` keeps one)", ErrNone, name, dir, name)
	}
	defer root.Close()
	return open(root, dir, name)
}

var errNoFolder = errors.New("is no folder")

// openFolder opens the folder of editions; nil where there is none.
func openFolder(dir string) (*os.Root, error) {
	top, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	defer top.Close()
	info, err := top.Lstat(dossier.Editions)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s %w; put the folder itself there", filepath.Join(dir, dossier.Editions), errNoFolder)
	}
	return top.OpenRoot(dossier.Editions)
}

func open(all *os.Root, dir, name string) (*Edition, error) {
	info, err := all.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		names, _, _ := namesIn(all)
		return nil, fmt.Errorf("%w: %s (%s)", ErrNone, name, listed(names))
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, faultOf(name, isFile)
	}
	root, err := all.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	fail := func(err error) (*Edition, error) { return nil, faultOf(name, err.Error()) }
	files, altered, err := output.Read(root, Manifest)
	if err != nil {
		return fail(fmt.Errorf("%w; move %s away, and build it again", err, Path(dir, name)))
	}
	altered = slices.DeleteFunc(altered, func(a output.Altered) bool { return a.Want == "" && dossier.Leftover(path.Base(a.File)) })
	if len(altered) > 0 {
		return nil, TamperedError{name, altered}
	}
	e := &Edition{dir: dir, files: files}
	if err := json.Unmarshal(files[RecordFile], &e.Record); err != nil {
		return fail(fmt.Errorf("%s: %w", RecordFile, err))
	}
	switch {
	case e.Version > recordVersion:
		return fail(fmt.Errorf("%s was written by a later version of the program; use that one", RecordFile))
	case e.Version < 1 || e.AsOf.IsZero() || len(e.Record.Inputs) == 0 || e.Files[InputsFile] == "" && e.Commit == "":
		return fail(fmt.Errorf("%s is no record of an edition", RecordFile))
	case e.Name != name:
		return fail(fmt.Errorf("%s is that of the edition %q; give the folder its name back", RecordFile, words.Clip(e.Name, longestSaid)))
	}
	if altered = others(files, e.Files); len(altered) > 0 { // the manifest may be a forger's
		return nil, TamperedError{name, altered}
	}
	if e.Agenda, err = compare.Read(files[AgendaFile]); err != nil {
		return fail(fmt.Errorf("%s: %w", AgendaFile, err))
	}
	return e, nil
}

// isFile says what is wrong with a file where editions are.
const isFile = "it is no folder, and so no edition; move it elsewhere"

// listed says which editions there are.
func listed(names []string) string {
	if len(names) == 0 {
		return "the dossier has none"
	}
	return "there are " + strings.Join(names, ", ")
}

func sumOf(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// namesIn lists the names of what may be editions, and as faults what is none: only the
// table of corrections is expected beside them, and what systems and programs leave.
func namesIn(all *os.Root) (names []string, strays []error, err error) {
	entries, err := fs.ReadDir(all.FS(), ".")
	if err != nil {
		return nil, nil, err
	}
	for _, x := range entries {
		name := x.Name()
		switch bad := CheckName(name); {
		case name == CorrectionsFile || name[0] == '.' || !x.IsDir() && dossier.Leftover(name):
		case bad != nil && x.IsDir():
			strays = append(strays, faultOf(name, bad.Error()))
		case !x.IsDir():
			strays = append(strays, faultOf(name, isFile))
		default:
			names = append(names, name)
		}
	}
	return names, strays, nil
}

// List reads all editions of the dossier in dir, by their days and then as they were kept.
// It fails where one is not as it was kept, and where the folder holds what is none.
func List(dir string) ([]*Edition, error) {
	root, err := openFolder(dir)
	if err != nil || root == nil {
		return nil, err
	}
	defer root.Close()
	all, faults := list(root, dir)
	return all, errors.Join(faults...)
}

// list reads all editions in the folder of them, and says everything that is wrong there.
func list(root *os.Root, dir string) ([]*Edition, []error) {
	names, faults, err := namesIn(root)
	if err != nil {
		return nil, []error{err}
	}
	var out []*Edition
	for _, name := range names {
		e, err := open(root, dir, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		out = append(out, e)
	}
	notes, wrong := readCorrections(root, names)
	for _, e := range out {
		for _, c := range notes {
			if c.Edition == e.Name {
				e.Corrections = append(e.Corrections, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Edition) int { return before(a.Record, b.Record) })
	return out, append(faults, wrong...)
}

// Inputs gives the files that the edition's agenda was worked out from, by path, each as
// its hash says.
func (e *Edition) Inputs() (map[string][]byte, error) {
	if e.files[InputsFile] == nil {
		return e.committed()
	}
	files, err := unpack(e.files[InputsFile], e.Record.Inputs)
	if err != nil {
		return nil, fmt.Errorf("the edition %s: %s: %w", e.Name, InputsFile, err)
	}
	if altered := others(files, e.Record.Inputs); len(altered) > 0 {
		for n := range altered {
			altered[n].File = InputsFile + ": " + altered[n].File
		}
		return nil, TamperedError{e.Name, altered}
	}
	return files, nil
}

// committed gives the inputs of an edition that an earlier program kept as a commit alone.
func (e *Edition) committed() (map[string][]byte, error) {
	repo, err := repository.Open(e.dir)
	if err != nil {
		return nil, fmt.Errorf("the inputs of the edition %s are those of commit %s: %w", e.Name, e.Commit, err)
	}
	if _, err := repo.Commit(e.Commit); err != nil {
		return nil, fmt.Errorf("the inputs of the edition %s: %w", e.Name, err)
	}
	files, _, err := repo.Files(e.Commit, e.Folder, func(p string) bool { return e.Record.Inputs[p] != "" })
	if err != nil {
		return nil, fmt.Errorf("the inputs of the edition %s: %w", e.Name, err)
	}
	if altered := others(files, e.Record.Inputs); len(altered) > 0 {
		var b strings.Builder
		for _, a := range altered {
			fmt.Fprintf(&b, "\n  %s", a)
		}
		return nil, fmt.Errorf("the edition %s was not made of what commit %s holds:%s", e.Name, e.Commit, b.String())
	}
	return files, nil
}

// others names the files that are not those of the hashes in want, by path.
func others(files map[string][]byte, want map[string]string) []output.Altered {
	var altered []output.Altered
	for _, p := range slices.Sorted(maps.Keys(want)) {
		a := output.Altered{File: p, Want: want[p]}
		if b, ok := files[p]; ok {
			a.Found = sumOf(b)
		}
		if a.Found != a.Want {
			altered = append(altered, a)
		}
	}
	return altered
}
