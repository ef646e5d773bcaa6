package dossier

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// Editions is the folder of a dossier in which editions of its agenda are kept. Loading
// reads nothing of it.
const Editions = "editions"

// InputFiles are the paths of all that loading read, and of the pictures that it looked for,
// with slashes and each once.
func (d *Dossier) InputFiles() []string {
	names := slices.Clone(d.Files)
	for _, p := range d.pictures {
		if !slices.Contains(names, p) {
			names = append(names, p)
		}
	}
	return names
}

// Inputs reads all that loading read, and the pictures that it looked for, by path with
// slashes: a folder of these files alone loads as the dossier does. Saved pages
// (archive/) are none: no verdict rests on them but by what the dossier states. It fails
// where a file is no longer there, or larger than may be.
func (d *Dossier) Inputs() (map[string][]byte, error) {
	root, err := os.OpenRoot(d.Root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	names := d.InputFiles()
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		if files[name], err = ReadFile(root, name, maxJSONBytes); err != nil {
			return nil, fmt.Errorf("%s/%s: %w", strings.TrimRight(d.Root, "/"), name, err)
		}
	}
	return files, nil
}
