package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The errors of an edit, which changes nothing where it fails.
var (
	ErrNoValue     = errors.New("there is no such value")
	ErrNotEditable = errors.New("the value cannot be edited in place")
	ErrNoColumn    = errors.New("the table has no column")
	ErrTaken       = errors.New("it is there already")
	ErrSame        = errors.New("the very same row is there already")
	ErrChanged     = errors.New("somebody changed it in the meantime")
	ErrWouldBreak  = errors.New("the dossier would no longer load")
)

// Edit is a change to a dossier that is made up in memory and then written by
// Commit: rows, values and whole files. It is the only way in which the program
// writes into a dossier that it did not just make. An edit changes the bytes of
// what it edits and no others: comments, order, blank lines, a byte-order mark
// and line ends stay.
//
// Names of files are relative to the dossier's folder, with slashes. Methods that
// fail leave the edit as it was. An Edit is for one goroutine.
type Edit struct {
	root  *os.Root
	limit int64
	files map[string]*editedFile
	order []string // names in the order in which they were first touched
}

// editedFile is a file of an edit; nil bytes stand for one that is not there.
type editedFile struct {
	was, now []byte
	table    *csvTable // of now, where rows were added to it
}

// NewEdit begins a change to the dossier in a folder.
func NewEdit(root *os.Root) *Edit {
	return &Edit{root: root, limit: maxJSONBytes, files: map[string]*editedFile{}}
}

// open gives a file of the edit, read once.
func (e *Edit) open(name string) (*editedFile, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || name == "." {
		return nil, fmt.Errorf("%q is no name of a file in the dossier", name)
	}
	if f := e.files[name]; f != nil {
		return f, nil
	}
	src, err := ReadFile(e.root, name, e.limit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		src = nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := &editedFile{was: src, now: src}
	e.files[name] = f
	e.order = append(e.order, name)
	return f, nil
}

// Bytes gives a file as the edit leaves it, and nil where there is none.
func (e *Edit) Bytes(name string) ([]byte, error) {
	f, err := e.open(name)
	if err != nil {
		return nil, err
	}
	return f.now, nil
}

// Tables gives the names of the tables that AppendRow knows, sorted.
func Tables() []string {
	var out []string
	for name, k := range tableKinds {
		if k.row != nil {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// AppendRow adds a row at the end of a table, such as "facts", with its cells by
// column, and tells where it stands; where it fails, which file it was for. Where the table is a folder, the row goes
// into inbox.csv there; a table that is not there is made. It wraps ErrNoColumn
// where the table's header lacks the column of a cell that is not blank, ErrSame
// where the file has this very row, and ErrTaken where it has another row of that
// id.
func (e *Edit) AppendRow(table string, cells map[string]string) (Pos, error) {
	kind := tableKinds[table]
	if kind == nil || kind.row == nil {
		return Pos{}, fmt.Errorf("there is no table %q; there are %s", table, strings.Join(Tables(), ", "))
	}
	file := table + ".csv"
	if st, err := e.root.Stat(table); err == nil && st.IsDir() {
		if _, err := e.root.Stat(file); errors.Is(err, fs.ErrNotExist) {
			file = path.Join(table, "inbox.csv")
		}
	}
	f, err := e.open(file)
	if err != nil {
		return Pos{}, err
	}
	var columns []string
	for _, c := range columnsOf(kind.row) {
		columns = append(columns, c.name)
	}
	if !f.table.of(f.now) {
		if f.table, err = openCSV(f.now, columns); err != nil {
			return Pos{File: file}, fmt.Errorf("%s: %w", file, err)
		}
	}
	out, line, err := f.table.add(cells)
	if err != nil {
		return Pos{File: file}, fmt.Errorf("%s: %w", file, err)
	}
	f.now = out
	return Pos{File: file, Line: line, Col: 1}, nil
}

// SetCell changes one cell of a table's file: that of a column in the row whose
// id is id. It wraps ErrNoColumn where the header lacks the column, and ErrNoValue
// where there is no such row.
func (e *Edit) SetCell(file, id, column, value string) error {
	return e.edit(file, func(src []byte) ([]byte, error) { return editCSV(src, "id", id, column, value) })
}

// SetValue changes one value of a YAML file or of a Markdown file's head. The
// path leads to it by keys (`settings`), places in a list (`0`), or an entry's id
// (`players`, `id=jp-pm`, `influence`). It wraps ErrNoValue where the path leads
// nowhere, and ErrNotEditable where the value is a map, a list or a text over
// several lines.
func (e *Edit) SetValue(file string, path []string, value string) error {
	return e.edit(file, func(src []byte) ([]byte, error) { return editYAML(src, path, value) })
}

func (e *Edit) edit(file string, change func([]byte) ([]byte, error)) error {
	f, err := e.open(file)
	if err != nil {
		return err
	}
	if f.now == nil {
		return fmt.Errorf("%s: %w", file, fs.ErrNotExist)
	}
	out, err := change(f.now)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	f.now = out
	return nil
}

// Add makes a file; it wraps ErrTaken where there is one of that name.
func (e *Edit) Add(file string, data []byte) error {
	f, err := e.open(file)
	if err != nil {
		return err
	}
	if f.now != nil {
		return fmt.Errorf("%s: %w", file, ErrTaken)
	}
	f.now = nonNil(data)
	return nil
}

// Put makes a file or replaces what it holds. It is for files that the program
// writes whole.
func (e *Edit) Put(file string, data []byte) error {
	f, err := e.open(file)
	if err != nil {
		return err
	}
	f.now = nonNil(data)
	return nil
}

// Rename gives a file another name; it wraps fs.ErrNotExist where there is none,
// and ErrTaken where the other name is in use.
func (e *Edit) Rename(from, to string) error {
	f, err := e.open(from)
	if err != nil {
		return err
	}
	if f.now == nil {
		return fmt.Errorf("%s: %w", from, fs.ErrNotExist)
	}
	if err := e.Add(to, f.now); err != nil {
		return err
	}
	f.now = nil
	return nil
}

// Remove takes a file away; it wraps fs.ErrNotExist where there is none.
func (e *Edit) Remove(file string) error {
	f, err := e.open(file)
	if err != nil {
		return err
	}
	if f.now == nil {
		return fmt.Errorf("%s: %w", file, fs.ErrNotExist)
	}
	f.now = nil
	return nil
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// changed gives the names of the files that the edit changes, in the order in
// which they were first touched.
func (e *Edit) changed() []string {
	return slices.DeleteFunc(slices.Clone(e.order), func(name string) bool {
		f := e.files[name]
		return (f.was == nil) == (f.now == nil) && bytes.Equal(f.was, f.now)
	})
}

// Check loads the dossier as the edit would leave it, and gives the errors that
// it would have and has not today.
func (e *Edit) Check() []Finding {
	had := map[string]int{}
	for _, f := range loadFS(e.root.FS()).f.list {
		had[faultKey(f)]++
	}
	var out []Finding
	for _, f := range loadFS(edited{e.root.FS(), e.files}).f.list {
		if f.Severity != Error {
			continue
		}
		if k := faultKey(f); had[k] > 0 {
			had[k]--
			continue
		}
		out = append(out, f)
	}
	return out
}

// faultKey tells faults apart without regard to the line, which an edit may move.
func faultKey(f Finding) string { return f.Rule + "\x00" + f.File + "\x00" + f.Message }

// Commit writes the edit, file by file in the order in which they were first
// touched, each whole or not at all, and gives the edit that undoes it. It writes
// nothing and wraps ErrWouldBreak, with the first finding, where the dossier
// would have an error that it has not today; and ErrChanged where a file is no
// longer what the edit was made on.
func (e *Edit) Commit() (undo *Edit, err error) {
	names := e.changed()
	undo = NewEdit(e.root)
	for _, name := range names {
		now, err := ReadFile(e.root, name, e.limit)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f := e.files[name]
		if (err != nil) != (f.was == nil) || !bytes.Equal(now, f.was) {
			return nil, fmt.Errorf("%s: %w", name, ErrChanged)
		}
	}
	if broken := e.Check(); len(broken) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrWouldBreak, broken[0])
	}
	for _, name := range names {
		f := e.files[name]
		if f.now == nil {
			err = e.root.Remove(name)
		} else {
			err = WriteFile(e.root, name, f.now)
		}
		if err != nil {
			return undo, fmt.Errorf("%s: %w", name, err)
		}
		undo.files[name] = &editedFile{was: f.now, now: f.was}
		undo.order = append(undo.order, name)
	}
	slices.Reverse(undo.order)
	return undo, nil
}

// edited is a folder with an edit laid over it.
type edited struct {
	fs.FS
	files map[string]*editedFile
}

// Open gives a file of the edit, else the folder's own.
func (x edited) Open(name string) (fs.File, error) {
	f := x.files[name]
	switch {
	case f == nil:
		return x.FS.Open(name)
	case f.now == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memFile{memInfo{path.Base(name), int64(len(f.now))}, bytes.NewReader(f.now)}, nil
}

// ReadDir lists a folder as the edit leaves it.
func (x edited) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(x.FS, name)
	made := false
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool {
		f := x.files[path.Join(name, e.Name())]
		return f != nil && f.now == nil
	})
	for file, f := range x.files {
		if f.now == nil || f.was != nil {
			continue
		}
		rest := file
		if name != "." {
			var below bool
			if rest, below = strings.CutPrefix(file, name+"/"); !below {
				continue
			}
		}
		made = true
		first, _, deeper := strings.Cut(rest, "/")
		if slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == first }) {
			continue
		}
		if deeper {
			list = append(list, memDir(first))
		} else {
			list = append(list, fs.FileInfoToDirEntry(memInfo{first, int64(len(f.now))}))
		}
	}
	if err != nil && !made {
		return nil, err
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// memFile is a file of an edit, and memInfo what is known of it.
type memFile struct {
	info memInfo
	*bytes.Reader
}

func (f *memFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memFile) Close() error               { return nil }

type memInfo struct {
	name string
	size int64
}

func (i memInfo) Name() string       { return i.name }
func (i memInfo) Size() int64        { return i.size }
func (i memInfo) Mode() fs.FileMode  { return 0o644 }
func (i memInfo) ModTime() time.Time { return time.Time{} }
func (i memInfo) IsDir() bool        { return false }
func (i memInfo) Sys() any           { return nil }

// memDir is a folder that an edit makes.
type memDir string

func (d memDir) Name() string               { return string(d) }
func (d memDir) IsDir() bool                { return true }
func (d memDir) Type() fs.FileMode          { return fs.ModeDir }
func (d memDir) Info() (fs.FileInfo, error) { return nil, fs.ErrNotExist }
