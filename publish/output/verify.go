package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// Altered is a file that is not as a write left it.
type Altered struct {
	File        string // a path below the folder, with slashes
	Want, Found string // SHA-256 in hex; Found is "" where there is no such file
}

func (a Altered) String() string {
	found := a.Found
	if found == "" {
		found = "no file"
	}
	return fmt.Sprintf("%s: expected SHA-256 %s, found %s", a.File, a.Want, found)
}

// Read reads the files that a finished write left in a folder, by path, and names those
// that are not as it left them. It fails where there is no manifest, or none that can be
// read: the write was stopped, or the folder is another's.
func Read(root *os.Root, mark string) (files map[string][]byte, altered []Altered, err error) {
	info, err := root.Lstat(mark)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("its %s is missing", mark)
	case err != nil:
		return nil, nil, err
	case !info.Mode().IsRegular() || info.Size() > maxManifest:
		return nil, nil, fmt.Errorf("its %s is no manifest", mark)
	}
	src, err := root.ReadFile(mark)
	if err != nil {
		return nil, nil, err
	}
	m, err := parseManifest(src)
	if errors.Is(err, errNewer) {
		return nil, nil, fmt.Errorf("its %s was written by a later version of the program; use that one", mark)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("its %s cannot be read: %w", mark, err)
	}
	files = map[string][]byte{}
	for _, p := range slices.Sorted(maps.Keys(m.Files)) {
		a := Altered{File: p, Want: m.Files[p]}
		b, err := regular(root, p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			altered = append(altered, a)
			continue
		case err != nil:
			return nil, nil, fmt.Errorf("%s: %w", p, err)
		}
		sum := sha256.Sum256(b)
		if a.Found = hex.EncodeToString(sum[:]); a.Found != a.Want {
			altered = append(altered, a)
			continue
		}
		files[p] = b
	}
	return files, altered, nil
}

// maxRead is how many bytes of a file of an output are read, which is more than any has.
const maxRead = 1 << 30

func regular(root *os.Root, p string) ([]byte, error) {
	info, err := root.Lstat(p)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no ordinary file")
	case info.Size() > maxRead:
		return nil, errors.New("it is too large")
	}
	return root.ReadFile(p)
}
