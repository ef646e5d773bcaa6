package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"entente/archive"
	"entente/dossier"
)

// ErrCacheInside is wrapped by the error for a cache folder inside the dossier.
var ErrCacheInside = errors.New("the cache folder lies inside the dossier")

// Options say how a dossier is opened for searching. The zero value is fit for use.
type Options struct {
	// Cache is the folder in which indexes are kept. Where it is "" the
	// environment variable ENTENTE_CACHE names it, else it is entente in the
	// user's cache folder.
	Cache string
	// Refresh looks over every page of the archive. Without it a search sees what
	// this program has stored, which pages there are, and what stands in the
	// dossier's own files, but not a page that another program has changed in place.
	Refresh bool
}

// Index is a dossier, ready to be searched.
type Index struct {
	dir  string // as it was named
	file string // "" in memory

	mu     sync.RWMutex // held for writing while db is replaced
	db     *sql.DB
	about  known
	notes  []string
	memory error
}

// Open opens a dossier for searching and brings its index up to date. Nothing
// in the dossier is changed and nothing outside it is read. A dossier with
// errors is searched as far as it can be read. The error wraps
// dossier.ErrNoDossier where the folder is none, and ErrCacheInside. Close it
// after use.
func Open(ctx context.Context, dir string, opt Options) (*Index, error) {
	ix := &Index{dir: dir}
	root, err := openDossier(dir)
	if err != nil {
		return nil, err
	}
	root.Close()
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	ix.file, ix.memory = indexFile(opt.Cache, realPath(abs))
	if errors.Is(ix.memory, ErrCacheInside) {
		return nil, ix.memory
	}
	if err := ix.refresh(ctx, opt.Refresh); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return ix, nil
}

// openDossier opens the folder of a dossier.
func openDossier(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err == nil {
		if _, err = root.Stat("dossier.yaml"); err == nil {
			return root, nil
		}
		root.Close()
	}
	if _, _, err := dossier.Load(dir); err != nil {
		return nil, err
	}
	return nil, err
}

// Close gives back what the index holds.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	return ix.swap(nil)
}

// swap puts another database, or none, in the place of the one held.
func (ix *Index) swap(db *sql.DB) error {
	old := ix.db
	ix.db = db
	if old == nil || old == db {
		return nil
	}
	return old.Close()
}

// Memory says why the index is kept in memory only, and made anew by every
// program that searches; nil where it is kept in the cache folder.
func (ix *Index) Memory() error {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.memory
}

// Notes says what could not be indexed, a sentence each, sorted by file; nil
// where everything was.
func (ix *Index) Notes() []string {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.notes
}

// Errors counts the errors found in the dossier when it was last read: what they
// keep from being read is not found.
func (ix *Index) Errors() int { return ix.known().Errors }

func (ix *Index) known() known {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.about
}

// errClosed is the error for a search after Close.
var errClosed = errors.New("the index is closed")

// use gives a connection to the database, which stays until it is released. All
// of a search must go by one connection: another one may be to a file that has
// taken the place of the first one's.
func (ix *Index) use(ctx context.Context) (*sql.Conn, func(), error) {
	ix.mu.RLock()
	if ix.db == nil {
		ix.mu.RUnlock()
		return nil, nil, errClosed
	}
	c, err := ix.db.Conn(ctx)
	if err != nil {
		ix.mu.RUnlock()
		return nil, nil, err
	}
	return c, func() {
		_ = c.Close() // it only goes back to the others
		ix.mu.RUnlock()
	}, nil
}

// rebuild throws the index away and makes it anew.
func (ix *Index) rebuild(ctx context.Context) error {
	ix.mu.Lock()
	err := ix.swap(nil)
	if ix.file != "" && ix.memory == nil {
		if gone := os.Remove(ix.file); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	ix.mu.Unlock()
	if err != nil {
		return fmt.Errorf("the index is of no use and cannot be replaced: %w", err)
	}
	return ix.Refresh(ctx)
}

// Refresh brings the index up to date with the files, after a look at all of them:
// only what stands in files that have changed is indexed anew. Searches wait for it.
// After an error the index is as it was before.
func (ix *Index) Refresh(ctx context.Context) error { return ix.refresh(ctx, true) }

// refresh does what Refresh does, or, unless every file is to be looked at, only
// where the dossier's own files or the folder of the archive have changed.
func (ix *Index) refresh(ctx context.Context, every bool) error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	root, err := openDossier(ix.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if ix.memory != nil {
		return ix.inMemory(ctx, root)
	}
	// Another program may put an older index in the place of ours: look again.
	const tries = 5
	for try := 0; ; try++ {
		db, err := openIndex(ctx, ix.file)
		if err == nil {
			fresh := try == tries // files that never rest
			if !fresh {
				fresh, err = isFresh(ctx, db, root, every)
			}
			if err == nil && fresh {
				return ix.take(ctx, db)
			}
			err = errors.Join(err, db.Close())
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if try == tries {
			ix.memory = err
		} else if err := ix.replace(ctx, root, err == nil); errors.Is(err, errDossier) || ctx.Err() != nil {
			return err
		} else {
			ix.memory = err // the folder cannot be written or the disk is full, for example
		}
		if ix.memory != nil {
			return ix.inMemory(ctx, root)
		}
	}
}

// replace builds an index that is up to date and puts it in the place of the one
// in the cache, from which it starts where that is usable.
func (ix *Index) replace(ctx context.Context, root *os.Root, usable bool) error {
	tmp, err := ix.temporary()
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp) }() // it is gone where it took its place
	if usable {
		if err := copyFile(tmp, ix.file); err == nil {
			err = ix.build(ctx, tmp, root, false)
			if err == nil {
				return os.Rename(tmp, ix.file)
			}
		}
	}
	if err := os.Truncate(tmp, 0); err != nil {
		return err
	}
	if err := ix.build(ctx, tmp, root, true); err != nil {
		return err
	}
	return os.Rename(tmp, ix.file)
}

// isFresh reports whether an index says what the files say. Unless every file is to
// be looked at, the folder of the archive vouches for the pages in it.
func isFresh(ctx context.Context, db *sql.DB, root *os.Root, every bool) (bool, error) {
	about, err := readKnown(ctx, db)
	if err != nil {
		return false, err
	}
	now := archiveStamp(root)
	own := !every && about.Archive != "" && about.Archive == now
	stored, err := units(ctx, db, own)
	if err != nil {
		return false, err
	}
	s, err := look(root, stored, own)
	// What was looked at need not be looked at again, once the folder is at rest.
	return err == nil && !s.any() && (now == "" || now == about.Archive), err
}

// archiveStamp says how the folder of the archive is: when something came into it or
// went, or when the program stored a page in one of its folders; "" where it changed
// so shortly before that a further change might not show.
func archiveStamp(root *os.Root) string {
	info, err := root.Stat(archive.Dir)
	if err != nil {
		return "none"
	}
	if !info.ModTime().Before(time.Now().Add(-settle)) {
		return ""
	}
	return strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// take puts a database that is up to date in place.
func (ix *Index) take(ctx context.Context, db *sql.DB) error {
	about, err := readKnown(ctx, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	notes, err := readNotes(ctx, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	ix.about, ix.notes = about, notes
	return ix.swap(db)
}

// inMemory brings an index in memory up to date.
func (ix *Index) inMemory(ctx context.Context, root *os.Root) error {
	db := ix.db
	fresh := ix.file != "" || db == nil // what there was is a file's
	if fresh {
		var err error
		if db, err = openNew(""); err != nil {
			return err
		}
	}
	if err := update(ctx, db, ix.dir, root, fresh); err != nil {
		if fresh {
			err = errors.Join(err, db.Close())
		}
		return err
	}
	ix.file = ""
	return ix.take(ctx, db)
}

// temporary makes an empty file beside the index, and clears away those that
// programs which did not end well have left.
func (ix *Index) temporary() (string, error) {
	dir := filepath.Dir(ix.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	left, _ := filepath.Glob(filepath.Join(dir, "index-*.tmp*"))
	for _, f := range left {
		if info, err := os.Stat(f); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = os.Remove(f) // the next one tries again
		}
	}
	f, err := os.CreateTemp(dir, "index-*.tmp")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// build brings the index in a file that nobody else uses up to date.
func (ix *Index) build(ctx context.Context, file string, root *os.Root, fresh bool) error {
	db, err := openNew(file)
	if err != nil {
		return err
	}
	return errors.Join(update(ctx, db, ix.dir, root, fresh), db.Close())
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return cmp.Or(err, out.Close())
}
