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
	err = fs.WalkDir(templateFiles, "template", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := templateFiles.ReadFile(p)
		if err != nil {
			return err
		}
		return WriteFile(root, strings.TrimPrefix(p, "template/"), src)
	})
	if err != nil {
		return err
	}
	schemas := Schemas()
	for _, name := range mapKeys(schemas) {
		if err := WriteFile(root, SchemaDir+"/"+name, schemas[name]); err != nil {
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
