package dossier

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed all:template
var templateFiles embed.FS

// SchemaDir is the folder of a new dossier that holds the schemas for editors.
const SchemaDir = ".schema"

// ErrNotEmpty is wrapped by the error that New gives for a folder that holds
// something already.
var ErrNotEmpty = errors.New("the folder holds something already")

// New writes a small, complete, commented dossier of three invented countries
// into a folder that is new or empty, with the schemas for editors. It writes
// all of it or nothing.
func New(dir string) error {
	files := map[string][]byte{}
	err := fs.WalkDir(templateFiles, "template", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files[strings.TrimPrefix(p, "template/")], err = templateFiles.ReadFile(p)
		return err
	})
	if err != nil {
		return err
	}
	return writeNew(dir, files)
}

// writeNew writes files, and the schemas for editors, into a folder that is new or
// empty: all of them or nothing.
func writeNew(dir string, files map[string][]byte) error {
	dir = filepath.Clean(dir)
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%w: %s (name a new one)", ErrNotEmpty, dir)
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(parent, ".entente-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	root, err := os.OpenRoot(tmp)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, src := range Schemas() {
		files[SchemaDir+"/"+name] = src
	}
	for _, name := range mapKeys(files) {
		if err := WriteFile(root, name, files[name]); err != nil {
			return err
		}
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := ignoreMissing(os.Remove(dir)); err != nil { // it is empty
		return err
	}
	return os.Rename(tmp, dir)
}
