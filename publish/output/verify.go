package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// Altered is a file that is not as a write left it.
type Altered struct {
	File string // a path below the folder, with slashes
	// Want and Found are SHA-256 in hex. Found is "" where there is no such file, and both
	// are where the write left none.
	Want, Found string
}

func (a Altered) String() string { return a.File + ": " + a.Says() }

// Says tells how it is altered, without its path.
func (a Altered) Says() string {
	switch {
	case a.Want == "":
		return "no such file was kept"
	case a.Found == "":
		return "expected SHA-256 " + a.Want + ", found no file"
	}
	return "expected SHA-256 " + a.Want + ", found " + a.Found
}

// Read reads the files that a finished write left in a folder, by path, and names those
// that are not as it left them, or are others' (names that begin with a dot are passed
// over). It fails where there is no manifest, or none that can be read: the write was
// stopped, or the folder is another's.
func Read(root *os.Root, mark string) (files map[string][]byte, altered []Altered, err error) {
	src, err := readMark(root, mark)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("its %s is missing", mark)
	case errors.Is(err, errNoMark):
		return nil, nil, fmt.Errorf("its %s is no manifest", mark)
	case err != nil:
		return nil, nil, err
	}
	m, err := parseManifest(src)
	if errors.Is(err, errNewer) {
		return nil, nil, fmt.Errorf("its %s was written by a later version of the program; use that one", mark)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("its %s cannot be read: %w", mark, err)
	}
	w := &writer{root: root, kinds: map[string]kind{}}
	files = map[string][]byte{}
	for _, p := range slices.Sorted(maps.Keys(m.Files)) {
		a := Altered{File: p, Want: m.Files[p]}
		k, b, err := w.take(p)
		switch {
		case err != nil:
			return nil, nil, fmt.Errorf("%s: %w", p, err)
		case k == absent:
			altered = append(altered, a)
			continue
		}
		sum := sha256.Sum256(b)
		if a.Found = hex.EncodeToString(sum[:]); a.Found != a.Want {
			altered = append(altered, a)
			continue
		}
		files[p] = b
	}
	err = fs.WalkDir(root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != "." && e.Name()[0] == '.':
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && m.Files[p] == "":
			altered = append(altered, Altered{File: p})
		}
		return nil
	})
	return files, altered, err
}

// maxRead is how many bytes of a file of an output are read, which is more than any has.
const maxRead = 1 << 30

// take reads a file whole; absent where there is none.
func (w *writer) take(p string) (kind, []byte, error) {
	k, f, err := w.open(p)
	switch {
	case err != nil || k == absent:
		return k, nil, err
	case k != file:
		return k, nil, errors.New("it is no ordinary file")
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxRead+1))
	if err == nil && len(b) > maxRead {
		err = errors.New("it is too large")
	}
	return k, b, err
}
