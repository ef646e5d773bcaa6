package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/archive"
	"entente/dossier"
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
	var b []byte
	for _, s := range u {
		b = append(strconv.AppendInt(b, s.Size, 10), ' ')
		b = append(strconv.AppendInt(b, s.Mtime, 10), ' ')
		b = append(strconv.AppendBool(b, s.Settled), ' ')
		b = append(append(b, cmp.Or(s.Hash, "-")...), ' ')
		b = append(append(b, s.Path...), '\n')
	}
	return string(b)
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
// only where size or time have changed or do not vouch for them, and not where
// something is new: what writes it to the index reads it. With own, the archive is
// left out.
func look(root *os.Root, stored map[string]unit, own bool) (*survey, error) {
	files, metas, err := walk(root, own)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	all := slices.Concat(files, metas)
	found := make([]unit, len(all))
	pages, err := root.OpenRoot(archive.Dir)
	if err != nil {
		pages = nil // there is none, and so are the lists
	} else {
		defer pages.Close()
	}
	parallel.Each(len(all), 0, func(i int) {
		if isDocument(all[i]) {
			found[i] = documentUnit(pages, all[i], now, stored[all[i]], len(stored) == 0)
		} else {
			found[i] = unit{stampOf(root, all[i], now, stored[all[i]].stamp(0))}
		}
	})
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

// documentUnit looks at the files of a folder of the archive, which pages holds; nil
// for one without a list of pages. Of one that is new only the list is looked for; in a
// first index, in which all are new, not even that.
func documentUnit(pages *os.Root, list string, now time.Time, old unit, first bool) unit {
	if first {
		return unit{{Path: list}}
	}
	at := func(s stamp) stamp {
		s.Path = path.Join(archive.Dir, s.Path)
		return s
	}
	in := func(i int) stamp {
		s := old.stamp(i)
		s.Path = strings.TrimPrefix(s.Path, archive.Dir+"/")
		return s
	}
	list = strings.TrimPrefix(list, archive.Dir+"/")
	if old == nil {
		info, err := pages.Stat(list)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		return unit{at(stampOfInfo(list, info, now))}
	}
	meta := stampOf(pages, list, now, in(0))
	if meta.Size < 0 {
		return nil
	}
	u := unit{at(meta)}
	// Where the list is another, what is written to the index is read with its page.
	if len(old) > 1 && meta.Hash == old[0].Hash {
		u = append(u, at(stampOf(pages, in(1).Path, now, in(1))))
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

// stampOf looks at a file; it takes the old hash where size and time vouch for it.
func stampOf(root *os.Root, file string, now time.Time, old stamp) stamp {
	info, err := root.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return stamp{Path: file, Size: -1, Settled: true}
	}
	s := stampOfInfo(file, info, now)
	if old.Path == file && old.Size == s.Size && old.Mtime == s.Mtime && old.Settled {
		s.Hash = old.Hash
		return s
	}
	if s.Hash, err = hashFile(root, file); err != nil {
		return stamp{Path: file, Size: -1, Settled: true}
	}
	return s
}

// stampOfInfo gives how a file is, without its hash.
func stampOfInfo(file string, info os.FileInfo, now time.Time) stamp {
	return stamp{Path: file, Size: info.Size(), Mtime: info.ModTime().UnixNano(), Settled: info.ModTime().Before(now.Add(-settle))}
}

// hashFile hashes a file; of one over the limit for any file, its beginning and size.
func hashFile(root *os.Root, file string) (string, error) {
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

// readFile reads a file whole and tells how it was; of one over limit bytes the error
// says so.
func readFile(root *os.Root, name string, limit int64, now time.Time) (stamp, []byte, error) {
	gone := stamp{Path: name, Size: -1, Settled: true}
	f, err := root.Open(name)
	if err != nil {
		return gone, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return gone, nil, err
	}
	if !info.Mode().IsRegular() {
		return gone, nil, errors.New("it is no ordinary file")
	}
	s := stampOfInfo(name, info, now)
	if info.Size() > limit {
		if s.Hash, err = hashFile(root, name); err != nil {
			return gone, nil, err
		}
		return s, nil, fmt.Errorf("%w: over %d MB", dossier.ErrTooLarge, limit>>20)
	}
	src := make([]byte, info.Size()) // what was added since shows when it is looked at again
	if _, err := io.ReadFull(f, src); err != nil {
		return gone, nil, fmt.Errorf("it could not be read whole: %w", err)
	}
	h := sha256.Sum256(src)
	s.Hash = hex.EncodeToString(h[:16])
	return s, src, nil
}
