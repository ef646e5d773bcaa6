package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// place gives the real path of the folder to be written, and refuses one that
// is a file, or that lies in one of the folders apart or holds one. Links are
// followed, and names compared as the file system compares them.
func place(dir string, apart []string) (string, error) {
	if dir == "" {
		return "", errors.New("name a folder to write to")
	}
	real, err := filepath.Abs(dir)
	if err == nil {
		real, err = resolve(real)
	}
	if err != nil {
		return "", err
	}
	switch info, err := os.Lstat(real); {
	case err != nil: // it is to be made
	case info.Mode()&fs.ModeSymlink != 0:
		return "", fmt.Errorf("%s is a link to what is not there; make that folder, or name another", dir)
	case !info.IsDir():
		return "", fmt.Errorf("%w: %s is a file (name a folder)", ErrForeign, dir)
	}
	if real == filepath.Dir(real) {
		return "", fmt.Errorf("%w: %s (name a folder for what is built)", ErrForeign, dir)
	}
	for _, a := range apart {
		src, err := filepath.EvalSymlinks(a)
		if err == nil {
			src, err = filepath.Abs(src)
		}
		if err != nil {
			return "", err
		}
		if within(src, real) {
			return "", fmt.Errorf("%w: %s holds %s, which it is built from (name a folder outside it)", ErrForeign, dir, a)
		}
		if within(real, src) {
			return "", fmt.Errorf("%s lies in %s, which it is built from; name a folder outside it", dir, a)
		}
	}
	return real, nil
}

// resolve follows the links of a path, of which the end need not exist.
func resolve(p string) (string, error) {
	real, err := filepath.EvalSymlinks(p)
	if !errors.Is(err, fs.ErrNotExist) || p == filepath.Dir(p) {
		return real, err
	}
	up, err := resolve(filepath.Dir(p))
	return filepath.Join(up, filepath.Base(p)), err
}

// within reports whether the real path p is the folder dir or lies below it.
func within(p, dir string) bool {
	want, err := os.Stat(dir)
	if err != nil {
		return false
	}
	for {
		if is, err := os.Stat(p); err == nil && os.SameFile(is, want) {
			return true
		}
		up := filepath.Dir(p)
		if up == p {
			return false
		}
		p = up
	}
}

// makeFolder makes a folder and those on the way, and gives what it made, the
// innermost first.
func makeFolder(dir string) (made []string, err error) {
	for p := dir; ; p = filepath.Dir(p) {
		if _, err := os.Stat(p); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append(made, p)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return made, nil
}

// Versions before the manifest laid a site out beside its place, as
// .entente-build-N, and set the one that stood there aside as .entente-build-N-old.
var beside = regexp.MustCompile(`^\.entente-build-[0-9]+(-old)?$`)

// besideAge is how old what lies beside must be to be of a program that died: a
// build took seconds.
const besideAge = time.Hour

// clearBeside removes what programs of those versions left beside a site when
// they were stopped, and gives what they set aside: that may hold what others
// put into the site, and stays.
func clearBeside(parent, mark, manifest string) (aside []string) {
	entries, err := os.ReadDir(parent)
	if err != nil || mark == "" {
		return nil
	}
	for _, e := range entries {
		m := beside.FindStringSubmatch(e.Name())
		if m == nil || !e.IsDir() {
			continue
		}
		p := filepath.Join(parent, e.Name())
		if m[1] != "" {
			aside = append(aside, p)
			continue
		}
		info, err := e.Info()
		if err != nil || time.Since(info.ModTime()) < besideAge {
			continue
		}
		// The mark was the first file that they wrote.
		held, err := os.ReadDir(p)
		if src, rerr := os.ReadFile(filepath.Join(p, manifest)); err == nil && (len(held) == 0 || rerr == nil && string(src) == mark) {
			_ = os.RemoveAll(p) // what cannot be removed is of no harm
		}
	}
	return aside
}
