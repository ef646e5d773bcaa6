package output

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// The folder of work inside the output, and what it holds.
const (
	workDir  = ".entente-build"
	lockFile = workDir + "/lock"
	planFile = workDir + "/plan.json"
	newPlan  = workDir + "/plan.new"
	newDir   = workDir + "/new"
	newMark  = workDir + "/manifest"
	probe    = ".entente-build-probe"
)

// patience is how long a write waits for another of the same folder.
const patience = time.Minute

// lock is held by the one write of a folder. The system lets go of it when the
// program dies, however it does.
type lock struct{ f *flock.Flock }

func acquire(root *os.Root, dir string) (*lock, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("another build is writing to %s; try again when it is done", dir)
		}
		if err := root.Mkdir(workDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		// The lock is opened by its path, which must not lead out of the folder.
		if info, err := root.Lstat(workDir); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s in %s is no folder; remove it", workDir, dir)
		}
		if info, err := root.Lstat(lockFile); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s in %s is no file; remove it", lockFile, dir)
		}
		p := filepath.Join(dir, filepath.FromSlash(lockFile))
		f := flock.New(p, flock.SetPermissions(0o644))
		ok, err := f.TryLockContext(ctx, 20*time.Millisecond)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			return &lock{f}, nil // a file system without locks: two writes at once are not kept apart
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, context.DeadlineExceeded):
			_ = f.Close()
			continue // the one before has just finished and removed the folder, or the time is up
		case err != nil:
			return nil, errors.Join(err, f.Close())
		}
		// It may be the lock of one that has finished and removed it.
		held, err1 := f.Stat()
		there, err2 := os.Lstat(p)
		if ok && err1 == nil && err2 == nil && os.SameFile(held, there) {
			return &lock{f}, nil
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
}

// release removes the lock while it is held, so that no other takes one that is
// about to go; where an open file cannot be removed, right after.
func (l *lock) release(root *os.Root) error {
	first := root.Remove(lockFile)
	err := l.f.Close()
	if first != nil {
		_ = root.Remove(lockFile) // another may hold it by now
	}
	_ = root.Remove(workDir) // stays while something is in it
	return err
}

// lay lays out what is to be placed, and the plan last.
func (w *writer) lay(todo work, manifest []byte) error {
	w.changes()
	if err := w.root.RemoveAll(newDir); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, p := range todo.place {
		to := path.Join(newDir, p)
		if d := path.Dir(to); !made[d] {
			w.changes()
			if err := w.root.MkdirAll(d, 0o755); err != nil {
				return err
			}
			made[d] = true
		}
		body, err := w.files.Get(p)
		if err != nil {
			return err
		}
		w.changes()
		if err := w.root.WriteFile(to, body, 0o644); err != nil {
			return err
		}
	}
	// The files are not synced one by one: a site is made anew from its dossier in
	// a second, and syncing hundreds of files takes longer than that.
	w.changes()
	if err := w.writeSynced(newMark, manifest); err != nil {
		return err
	}
	if err := w.probe(todo); err != nil {
		return err
	}
	p := plan{Version: 1, Files: maps.Clone(w.known)}
	for q, sum := range w.sums {
		if !slices.Contains(p.Files[q], sum) {
			p.Files[q] = append(slices.Clone(p.Files[q]), sum)
		}
	}
	src, err := json.Marshal(p)
	if err != nil {
		return err
	}
	w.changes()
	if err := w.writeSynced(newPlan, src); err != nil {
		return err
	}
	w.changes()
	return w.root.Rename(newPlan, planFile)
}

func (w *writer) writeSynced(name string, data []byte) error {
	f, err := w.root.Create(name)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// probe finds the folders that cannot be written before anything is changed.
func (w *writer) probe(todo work) error {
	tried := map[string]bool{".": true} // the folder of work is in it
	for _, p := range slices.Concat(todo.first, todo.place, todo.remove) {
		d := path.Dir(p)
		if k, err := w.way(d); err != nil || k != folder || tried[d] {
			continue
		}
		tried[d] = true
		name := path.Join(d, probe)
		w.changes()
		if err := w.root.WriteFile(name, nil, 0o644); err != nil {
			return err
		}
		w.changes()
		if err := w.root.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

// clearProbes removes the probes of a write that was stopped.
func (w *writer) clearProbes() error {
	if _, err := w.root.Lstat(newDir); err != nil {
		return nil // none was
	}
	return fs.WalkDir(w.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.Name() == probe && e.Type().IsRegular():
			return w.root.Remove(p)
		case e.IsDir() && p != "." && e.Name()[0] == '.':
			return fs.SkipDir
		}
		return nil
	})
}

// apply does what is planned.
func (w *writer) apply(todo work) error {
	if err := w.remove(todo.first); err != nil {
		return err
	}
	made := map[string]bool{".": true}
	for _, p := range todo.place {
		if d := path.Dir(p); !made[d] {
			w.changes()
			if err := w.root.MkdirAll(d, 0o755); err != nil {
				return err
			}
			made[d] = true
		}
		w.changes()
		if err := w.root.Rename(path.Join(newDir, p), p); err != nil {
			return err
		}
	}
	if err := w.remove(todo.remove); err != nil {
		return err
	}
	w.changes()
	return w.root.Rename(newMark, w.Manifest)
}

// remove removes files, and the folders that are empty after them.
func (w *writer) remove(list []string) error {
	for _, p := range list {
		w.changes()
		if err := w.root.Remove(p); err != nil {
			return err
		}
		w.prune(p)
	}
	return nil
}

// prune removes the folders that are empty without the file p.
func (w *writer) prune(p string) {
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		w.changes()
		if w.root.Remove(d) != nil { // it holds something
			return
		}
	}
}

// clear empties the folder of work: the plan goes once the write is done, and
// stays while the output is half written.
func (w *writer) clear(done bool) error {
	w.changes()
	err := w.root.RemoveAll(newDir)
	for _, name := range []string{newMark, newPlan} {
		w.changes()
		err = errors.Join(err, ignoreMissing(w.root.Remove(name)))
	}
	if done {
		w.changes()
		err = errors.Join(err, ignoreMissing(w.root.Remove(planFile)))
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
