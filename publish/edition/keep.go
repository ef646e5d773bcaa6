package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/compare"
	"entente/dossier"
	"entente/publish/output"
	"entente/repository"
	"entente/words"
)

// Made says what an edition is made of.
type Made struct {
	Inputs        map[string][]byte // the very bytes that the agenda was worked out from
	Agenda        []byte            // its JSON
	Citation      []byte            // CITATION.cff
	Settings      Settings
	Program       string // with its version
	ProgramCommit string // "" where it is not known
}

// Draft is an edition before it is kept.
type Draft struct {
	*Edition
	kept bool // it is there already
}

// ErrRefused is wrapped by the error for an edition that is there already and is another.
var ErrRefused = errors.New("is kept already, and stays as it is")

// Prepare makes an edition of a dossier up, and writes nothing. Where one of the name is
// kept already, it is that one, provided that the same inputs give the same agenda;
// where they do not, ErrRefused is wrapped by an error that says what differs.
func Prepare(d *dossier.Dossier, name string, made Made) (*Draft, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	repo, err := repositoryOf(d.Root)
	if err != nil {
		return nil, err
	}
	order := 1
	root, err := openFolder(d.Root)
	if err != nil {
		return nil, err
	}
	if root != nil {
		defer root.Close()
		all, faults := list(root, d.Root)
		if len(faults) > 0 {
			return nil, errors.Join(faults...)
		}
		for _, e := range all {
			switch {
			case e.Name == name:
				if why := e.differs(made); why != "" {
					return nil, fmt.Errorf("the edition %s %w: %s. To publish what is there now, keep it under another name (--edition %s); `entente diff %s#%s %s` says what moved", name, ErrRefused, why, another(name, all), d.Root, name, d.Root)
				}
				return &Draft{e, true}, nil
			case strings.EqualFold(e.Name, name):
				return nil, fmt.Errorf("there is an edition %s, and where upper and lower case are one %s is the same: take another name", e.Name, name)
			case e.AsOf.Last().Equal(made.Settings.AsOf.Last()):
				order = max(order, e.Order+1)
			}
		}
	}
	e := &Edition{dir: d.Root, files: map[string][]byte{AgendaFile: made.Agenda, CitationFile: made.Citation}}
	if e.Agenda, err = compare.Read(made.Agenda); err != nil {
		return nil, err
	}
	e.Record = Record{
		Version: recordVersion, Name: name, Program: made.Program, ProgramCommit: made.ProgramCommit, Title: d.Say(d.Title),
		Settings: made.Settings, Order: order, Files: map[string]string{}, Inputs: map[string]string{},
	}
	for p, b := range made.Inputs {
		e.Record.Inputs[p] = sumOf(b)
	}
	if repo != nil {
		e.Commit, e.Folder = holding(repo, made.Inputs)
	}
	// They are packed beside a commit too: a branch that is squashed or rebased loses it.
	if e.files[InputsFile], err = pack(made.Inputs); err != nil {
		return nil, err
	}
	if err := e.seal(); err != nil {
		return nil, err
	}
	return &Draft{e, false}, nil
}

// seal writes the record of the edition's files.
func (e *Edition) seal() error {
	for f, b := range e.files {
		e.Record.Files[f] = sumOf(b)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err := enc.Encode(e.Record)
	e.files[RecordFile] = b.Bytes()
	return err
}

// another gives a name like one that is taken, which is free.
func another(name string, taken []*Edition) string {
	for n := 2; ; n++ {
		end := fmt.Sprintf("-%d", n)
		head := name[:min(len(name), longestName-len(end))]
		for !utf8.ValidString(head) {
			head = head[:len(head)-1]
		}
		if try := head + end; !slices.ContainsFunc(taken, func(e *Edition) bool { return strings.EqualFold(e.Name, try) }) {
			return try
		}
	}
}

// Settled gives an error where the folder dir lies in a repository that is in the middle
// of a merge: what is there is nobody's state.
func Settled(dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return nil // loading says so
	}
	repo, err := repositoryOf(dir)
	if repo == nil || err != nil {
		return err
	}
	return repo.Merging()
}

// repositoryOf finds the repository of a folder; nil where there is none, or none that git
// reads: a folder as it stands needs none.
func repositoryOf(dir string) (*repository.Folder, error) {
	repo, err := repository.Open(dir)
	if errors.Is(err, repository.ErrNoGit) || errors.Is(err, repository.ErrNone) || errors.Is(err, repository.ErrUnread) {
		return nil, nil
	}
	return repo, err
}

// differs says why the same name would stand for something else; "" where it would not.
func (e *Edition) differs(made Made) string {
	inputs := made.Inputs
	var changed []string
	for _, p := range slices.Sorted(maps.Keys(inputs)) {
		if want := e.Record.Inputs[p]; want == "" {
			changed = append(changed, p+" is new")
		} else if sumOf(inputs[p]) != want {
			changed = append(changed, p+" changed")
		}
	}
	for _, p := range slices.Sorted(maps.Keys(e.Record.Inputs)) {
		if _, ok := inputs[p]; !ok {
			changed = append(changed, p+" is gone")
		}
	}
	if n := len(changed); n > 3 {
		changed = append(changed[:3], fmt.Sprintf("%d more", n-3))
	}
	s, t := e.Settings, made.Settings
	switch {
	case len(changed) > 0:
		return "the dossier changed since (" + words.List(changed) + ")"
	case s.AsOf != t.AsOf:
		return fmt.Sprintf("it is as of %s, and this would be as of %s", s.AsOf, t.AsOf)
	case s != t:
		return fmt.Sprintf("it was worked out with other settings (%s; this would be with %s)", s, t)
	case bytes.Equal(e.files[AgendaFile], made.Agenda):
		return ""
	}
	return fmt.Sprintf("%s works out another agenda from the same files than %s did", made.Program, e.Program)
}

func (s Settings) String() string {
	out := fmt.Sprintf("%d draws, seed %d", s.Draws, s.Seed)
	if s.WithoutJointText {
		out += ", without joint texts"
	}
	if s.Unattributed {
		out += ", under the Chatham House Rule"
	}
	return out
}

// holding gives the commit of the repository's present state where it holds the very
// files, and where the dossier lies in it; "" where it does not: they were changed since,
// or are not in the repository.
func holding(repo *repository.Folder, inputs map[string][]byte) (commit, folder string) {
	commit, err := repo.Commit("HEAD")
	if err != nil {
		return "", "" // nothing is committed yet
	}
	files, _, err := repo.Files(commit, repo.Path, func(p string) bool { return inputs[p] != nil })
	if err != nil || len(files) != len(inputs) {
		return "", ""
	}
	for p, b := range inputs {
		if !bytes.Equal(files[p], b) {
			return "", ""
		}
	}
	return commit, repo.Path
}

// Keep writes the edition into the dossier's folder editions/, whole or not at all, and
// reports whether it did: one that is there already stays as it is.
func (d *Draft) Keep() (bool, error) {
	if d.kept {
		return false, nil
	}
	all := filepath.Join(d.dir, dossier.Editions)
	err := os.Mkdir(all, 0o755)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	isNew := err == nil
	// It is laid out beside its place, where nobody looks for editions, and moved there at
	// once. What a stopped build left there goes.
	aside := filepath.Join(all, ".entente-new-"+d.Name)
	fail := func(err error) (bool, error) {
		_ = os.RemoveAll(aside)
		if isNew {
			_ = os.Remove(all)
		}
		return false, fmt.Errorf("the edition %s is not kept: %w", d.Name, err)
	}
	if err := os.RemoveAll(aside); err != nil {
		return fail(err)
	}
	if _, err := output.Write(aside, output.FilesOf(d.files), output.Options{Manifest: Manifest, Name: d.Title, Program: d.Program}); err != nil {
		return fail(err)
	}
	if err := os.Rename(aside, Path(d.dir, d.Name)); err != nil {
		return fail(err)
	}
	d.kept = true
	return true, nil
}
