package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/archive"
	"entente/parallel"
)

// stamp is how a file was when it was indexed.
type stamp struct {
	Path  string
	Size  int64 // -1 where it could not be read
	Mtime int64 // nanoseconds since 1970
	Hash  string
	// Settled is false where the file had been changed so shortly before it was
	// looked at that a further change might not show in size and time.
	Settled bool
}

// unit is what is indexed together and replaced together: a file, or the newest
// page of a folder of the archive with the list that names it. Its path is that
// of its first file.
type unit []stamp

// String writes a unit for the index, a line a file; parseUnit reads it.
func (u unit) String() string {
	var b strings.Builder
	for _, s := range u {
		fmt.Fprintf(&b, "%d %d %t %s %s\n", s.Size, s.Mtime, s.Settled, cmp.Or(s.Hash, "-"), s.Path)
	}
	return b.String()
}

func parseUnit(text string) (unit, error) {
	var u unit
	for line := range strings.Lines(text) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 5)
		if len(f) != 5 {
			return nil, fmt.Errorf("%w: %q is no stamp", errUnfit, line)
		}
		size, err1 := strconv.ParseInt(f[0], 10, 64)
		mtime, err2 := strconv.ParseInt(f[1], 10, 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%w: %q is no stamp", errUnfit, line)
		}
		u = append(u, stamp{Path: f[4], Size: size, Mtime: mtime, Hash: strings.TrimPrefix(f[3], "-"), Settled: f[2] == "true"})
	}
	return u, nil
}

// isDocument reports whether a unit is a folder of the archive.
func isDocument(path string) bool { return strings.HasPrefix(path, archive.Dir+"/") }

// settle is how long a file must have rested for its size and time to vouch for it.
const settle = 2 * time.Second

// survey is what is in the folder now, against what was indexed.
type survey struct {
	units   map[string]unit // all there are
	order   []string        // their paths, sorted
	changed map[string]bool // those that are new or whose content is another
	touched map[string]bool // those whose content is the same at another time
	gone    []string        // those that are no more, sorted
}

// any reports whether the index is out of date.
func (s *survey) any() bool { return len(s.touched) > 0 || len(s.changed) > 0 || len(s.gone) > 0 }

// look compares the folder with the units that were indexed. Contents are read
// only where size or time have changed or do not vouch for them.
func look(root *os.Root, stored map[string]unit) (*survey, error) {
	files, metas, err := walk(root)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	all := slices.Concat(files, metas)
	found := make([]unit, len(all))
	parallel.Each(len(all), 0, func(i int) { found[i] = unitOf(root, all[i], now, stored[all[i]]) })
	s := &survey{units: map[string]unit{}, changed: map[string]bool{}, touched: map[string]bool{}}
	for i, u := range found {
		file := all[i]
		if u == nil {
			continue
		}
		old := stored[file]
		s.units[file] = u
		s.order = append(s.order, file)
		switch {
		case !slices.EqualFunc(u, old, func(a, b stamp) bool { return a.Path == b.Path && a.Hash == b.Hash }):
			s.changed[file] = true
		case !slices.Equal(u, old):
			s.touched[file] = true
		}
	}
	slices.Sort(s.order)
	for p := range stored {
		if s.units[p] == nil {
			s.gone = append(s.gone, p)
		}
	}
	slices.Sort(s.gone)
	return s, nil
}

// unitOf looks at the files of a unit; nil for a folder of the archive without a
// list of pages.
func unitOf(root *os.Root, file string, now time.Time, old unit) unit {
	u := unit{stampOf(root, file, now, old.stamp(0))}
	if !isDocument(file) {
		return u
	}
	if u[0].Size < 0 {
		return nil
	}
	if text := textOf(root, u[0], old); text != "" {
		u = append(u, stampOf(root, text, now, old.stamp(1)))
	}
	return u
}

// stamp gives a stamp of a unit, or none.
func (u unit) stamp(i int) stamp {
	if i < len(u) {
		return u[i]
	}
	return stamp{}
}

// textOf gives the path of the newest page that a list names: what the unit had
// where the list is the same, else what it says; "" where there is none.
func textOf(root *os.Root, meta stamp, old unit) string {
	if len(old) > 0 && old[0].Hash == meta.Hash {
		return old.stamp(1).Path
	}
	m, err := archive.ReadMeta(root, path.Base(path.Dir(meta.Path)))
	if err != nil {
		return ""
	}
	return m.TextFile()
}

// stampOf looks at a file; it takes the old hash where size and time vouch for it.
func stampOf(root *os.Root, file string, now time.Time, old stamp) stamp {
	info, err := root.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return stamp{Path: file, Size: -1, Settled: true}
	}
	s := stamp{Path: file, Size: info.Size(), Mtime: info.ModTime().UnixNano(), Settled: info.ModTime().Before(now.Add(-settle))}
	if old.Path == file && old.Size == s.Size && old.Mtime == s.Mtime && old.Settled {
		s.Hash = old.Hash
		return s
	}
	if s.Hash, err = hashOf(root, file); err != nil {
		return stamp{Path: file, Size: -1, Settled: true}
	}
	return s
}

// hashOf hashes a file; of one over the limit for any file, its beginning and size.
func hashOf(root *os.Root, file string) (string, error) {
	f, err := root.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(f, maxFileBytes))
	if err != nil {
		return "", err
	}
	if info, err := f.Stat(); err == nil && info.Size() > n {
		fmt.Fprintln(h, info.Size())
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}
