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
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/compare"
	"entente/dossier"
	"entente/publish/output"
	"entente/repository"
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
	// Commit is that of the dossier's repository that holds the inputs, and Folder where
	// the dossier lies in it; both are "" where inputs.zip holds them.
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

var device = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)`)

// CheckName refuses what cannot name an edition, on this system or another.
func CheckName(name string) error {
	bad := func(why string) error {
		return fmt.Errorf("%q cannot name an edition: %s (letters, digits, -, _ and ., such as 2026-03)", clip(name), why)
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
	case device.MatchString(name):
		return bad("Windows keeps it for a device")
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

func clip(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "?")); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
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
	b.WriteString("\nput the files back as they were, from a copy or by `git checkout`")
	return b.String()
}

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
		return nil, fmt.Errorf("%s is no folder; put the folder itself there", filepath.Join(dir, dossier.Editions))
	}
	return top.OpenRoot(dossier.Editions)
}

func open(all *os.Root, dir, name string) (*Edition, error) {
	info, err := all.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		names, _ := namesIn(all)
		there := "the dossier has none"
		if len(names) > 0 {
			there = "there are " + strings.Join(names, ", ")
		}
		return nil, fmt.Errorf("%w: %s (%s)", ErrNone, name, there)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is no folder, and so no edition", Path(dir, name))
	}
	root, err := all.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	fail := func(err error) (*Edition, error) { return nil, fmt.Errorf("the edition %s: %w", name, err) }
	files, altered, err := output.Read(root, Manifest)
	if err != nil {
		return fail(fmt.Errorf("%w; move %s away, and build it again", err, Path(dir, name)))
	}
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
	case e.Version < 1 || e.AsOf.IsZero() || len(e.Record.Inputs) == 0:
		return fail(fmt.Errorf("%s is no record of an edition", RecordFile))
	case e.Name != name:
		return fail(fmt.Errorf("%s is that of the edition %q; give the folder its name back", RecordFile, clip(e.Name)))
	}
	for _, f := range slices.Sorted(maps.Keys(e.Files)) { // the manifest may be a forger's
		if sum := sumOf(files[f]); files[f] == nil || sum != e.Files[f] {
			altered = append(altered, output.Altered{File: f, Want: e.Files[f], Found: sum})
		}
	}
	if len(altered) > 0 {
		return nil, TamperedError{name, altered}
	}
	if e.Agenda, err = compare.Read(files[AgendaFile]); err != nil {
		return fail(fmt.Errorf("%s: %w", AgendaFile, err))
	}
	return e, nil
}

func sumOf(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// namesIn lists the names of what may be editions.
func namesIn(all *os.Root) ([]string, error) {
	entries, err := fs.ReadDir(all.FS(), ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, x := range entries {
		if x.IsDir() && CheckName(x.Name()) == nil {
			names = append(names, x.Name())
		}
	}
	return names, nil
}

// List reads all editions of the dossier in dir, by their days and then by name. It fails
// where one is not as it was kept.
func List(dir string) ([]*Edition, error) {
	root, err := openFolder(dir)
	if err != nil || root == nil {
		return nil, err
	}
	defer root.Close()
	names, err := namesIn(root)
	if err != nil {
		return nil, err
	}
	var out []*Edition
	var bad []error
	for _, name := range names {
		e, err := open(root, dir, name)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		out = append(out, e)
	}
	notes, err := readCorrections(root, names)
	if err != nil {
		bad = append(bad, err)
	}
	for _, e := range out {
		for _, c := range notes {
			if c.Edition == e.Name {
				e.Corrections = append(e.Corrections, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Edition) int { return before(a.Record, b.Record) })
	return out, errors.Join(bad...)
}

// before orders editions by the day that they are of, and then by name.
func before(a, b Record) int {
	if c := a.AsOf.Last().Compare(b.AsOf.Last()); c != 0 {
		return c
	}
	return strings.Compare(a.Name, b.Name)
}

// Inputs gives the files that the edition's agenda was worked out from, by path, each as
// its hash says.
func (e *Edition) Inputs() (map[string][]byte, error) {
	var files map[string][]byte
	from := InputsFile
	if e.Commit == "" {
		var err error
		if files, err = unpack(e.files[InputsFile], e.Record.Inputs); err != nil {
			return nil, fmt.Errorf("the edition %s: %s: %w", e.Name, InputsFile, err)
		}
	} else {
		from = "commit " + e.Commit
		repo, err := repository.Open(e.dir)
		if err != nil {
			return nil, fmt.Errorf("the inputs of the edition %s are those of commit %s: %w", e.Name, e.Commit, err)
		}
		if _, err := repo.Commit(e.Commit); err != nil {
			return nil, fmt.Errorf("the inputs of the edition %s: %w", e.Name, err)
		}
		if files, err = repo.Files(e.Commit, e.Folder, func(p string) bool { return e.Record.Inputs[p] != "" }); err != nil {
			return nil, fmt.Errorf("the inputs of the edition %s: %w", e.Name, err)
		}
	}
	var altered []output.Altered
	for _, p := range slices.Sorted(maps.Keys(e.Record.Inputs)) {
		a := output.Altered{File: from + ": " + p, Want: e.Record.Inputs[p]}
		if b, ok := files[p]; ok {
			a.Found = sumOf(b)
		}
		if a.Found != a.Want {
			altered = append(altered, a)
		}
	}
	if len(altered) > 0 {
		return nil, TamperedError{e.Name, altered}
	}
	return files, nil
}
