package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"sync"
)

// mostHeld is how many bytes of files stand in memory before the next go to disk.
const mostHeld = 48 << 20

// Files are the files of an output by path, with slashes. However many there are, they
// take no more than some 50 MB of memory: what is put beyond that lies in a file of the
// system's folder for such, until Close. The zero value holds none. Several may put and
// get at a time.
type Files struct {
	mu    sync.Mutex
	at    map[string]stored
	held  int      // bytes in memory
	aside *os.File // nil while all is in memory
	end   int64    // of what lies aside
	most  int      // mostHeld; less in tests
}

// stored is one file: in memory, or size bytes of the file aside from off on.
type stored struct {
	body []byte // nil: it lies aside
	off  int64
	size int
	sum  string // SHA-256 in hex
}

// FilesOf takes files that are at hand.
func FilesOf(files map[string][]byte) *Files {
	f := &Files{at: make(map[string]stored, len(files))}
	for p, b := range files {
		f.at[p] = stored{body: nonNil(b), size: len(b), sum: sumOf(b)}
		f.held += len(b)
	}
	return f
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func sumOf(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// Put sets what a file holds, in place of what it held before. The bytes may not be
// changed afterwards. It fails where the disk does.
func (f *Files) Put(path string, body []byte) error {
	s := stored{size: len(body), sum: sumOf(body)}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.at == nil {
		f.at = map[string]stored{}
	}
	f.drop(path)
	most := f.most
	if most == 0 {
		most = mostHeld
	}
	if f.held+len(body) <= most {
		s.body = fit(body)
		f.held += len(body)
		f.at[path] = s
		return nil
	}
	if f.aside == nil {
		var err error
		if f.aside, err = os.CreateTemp("", "entente-*"); err != nil {
			return fmt.Errorf("%d MB of files stand in memory, and more cannot be set aside: %w", f.held>>20, err)
		}
	}
	if _, err := f.aside.WriteAt(body, f.end); err != nil {
		return fmt.Errorf("%s cannot be set aside: %w", path, err)
	}
	s.off = f.end
	f.end += int64(len(body))
	f.at[path] = s
	return nil
}

// fit gives bytes that hold no more memory than they need, to a fourth.
func fit(b []byte) []byte {
	if cap(b)-len(b) > len(b)/4 {
		return append(make([]byte, 0, len(b)), b...)
	}
	return nonNil(b)
}

// drop forgets a file.
func (f *Files) drop(path string) {
	if s, ok := f.at[path]; ok && s.body != nil {
		f.held -= s.size
	}
	delete(f.at, path)
}

// Remove takes a file out; nothing where there is none.
func (f *Files) Remove(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(path)
}

// Get gives what a file holds; an error that wraps os.ErrNotExist where there is none.
// The bytes may not be changed.
func (f *Files) Get(path string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.at[path]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", path, os.ErrNotExist)
	case s.body != nil:
		return s.body, nil
	}
	b := make([]byte, s.size)
	if _, err := f.aside.ReadAt(b, s.off); err != nil && !(errors.Is(err, io.EOF) && s.size == 0) {
		return nil, fmt.Errorf("%s, which was set aside: %w", path, err)
	}
	return b, nil
}

// Has reports whether there is such a file.
func (f *Files) Has(path string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, ok := f.at[path]
	return ok
}

// Size gives how many bytes a file has; 0 where there is none.
func (f *Files) Size(path string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.at[path].size
}

// Paths gives the paths of all files in order.
func (f *Files) Paths() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.at))
}

// All gives all files, in memory.
func (f *Files) All() (map[string][]byte, error) {
	all := map[string][]byte{}
	for _, p := range f.Paths() {
		b, err := f.Get(p)
		if err != nil {
			return nil, err
		}
		all[p] = b
	}
	return all, nil
}

// sums gives the SHA-256 of each file in hex.
func (f *Files) sums() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := make(map[string]string, len(f.at))
	for p, s := range f.at {
		out[p] = s.sum
	}
	return out
}

// Close takes away what was set aside.
func (f *Files) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.aside == nil {
		return nil
	}
	err := errors.Join(f.aside.Close(), os.Remove(f.aside.Name()))
	f.aside, f.at, f.held = nil, nil, 0
	return err
}
