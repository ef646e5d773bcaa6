package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"entente/dossier"
)

// settle is how long a dossier is to be still before it is looked at: editors save in
// several steps.
const settle = 60 * time.Millisecond

// missed stands among the paths for what the system had no room to tell.
const missed = ""

// watch brings the site up to date whenever the dossier changes, until ctx is done. failed
// is what came of the first build: a dossier with errors can be mended while it is watched.
func (b *building) watch(ctx context.Context, cmd *cobra.Command, failed error) error {
	if failed != nil && !errors.Is(failed, errFindings) {
		return failed
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("%s cannot be watched: %w", b.dir, err)
	}
	defer func() { _ = w.Close() }()
	if err := watchFolders(w, b.dir); err != nil {
		return fmt.Errorf("%s cannot be watched: %w", b.dir, err)
	}
	stale := failed != nil
	fmt.Fprintf(b.err, "watching %s; press Ctrl-C to end\n", b.dir)
	for {
		changed, err := b.changes(ctx, w)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s cannot be watched any longer: %w", b.dir, err)
		}
		start := time.Now()
		reworded, more := b.reword(changed, stale)
		switch {
		case more:
			err = b.whole(cmd)
			stale = err != nil
		case len(reworded) > 0:
			if err = b.site.Reworded(reworded...); err == nil {
				err = b.tellWritten(reworded, start)
			}
			stale = err != nil
		}
		if err != nil {
			if !errors.Is(err, errFindings) {
				fmt.Fprintf(b.err, "entente: %s\n", dossier.Escaped(err.Error()))
			}
			fmt.Fprintf(b.err, "%s is as it was before that change\n", b.out)
		}
	}
}

// tellWritten writes the site and says what that took.
func (b *building) tellWritten(files []string, start time.Time) error {
	done, err := b.write()
	if err != nil {
		return err
	}
	said := strings.Join(files, ", ")
	if len(files) > 3 {
		said = fmt.Sprintf("%d texts", len(files))
	}
	fmt.Fprintf(b.err, "%s: %d files written in %.2f s\n", said, done.Written, time.Since(start).Seconds())
	return nil
}

// reword takes in what changed where it is the words of texts, and names these; more: what
// changed is more, or stale, and the dossier is to be read anew.
func (b *building) reword(changed []string, stale bool) (files []string, more bool) {
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return nil, true
	}
	defer root.Close()
	for _, file := range changed {
		was, known := b.inputs[file]
		now, err := root.ReadFile(filepath.FromSlash(file))
		switch {
		case file == missed:
			return nil, true
		case err != nil && !known: // an editor's file that came and went
		case err == nil && known && !stale && bytes.Equal(was, now):
		case err == nil && known && !stale && b.d.Reword(file, was, now):
			b.inputs[file] = now
			files = append(files, file)
		default:
			return nil, true
		}
	}
	return files, false
}

// changes waits for changes and gives the paths of what changed, with slashes, once the
// dossier is still.
func (b *building) changes(ctx context.Context, w *fsnotify.Watcher) ([]string, error) {
	var out []string
	var still <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil, context.Canceled
		case err := <-w.Errors:
			if err != nil && !errors.Is(err, fsnotify.ErrEventOverflow) {
				return nil, err
			}
			out, still = append(out, missed), time.After(settle)
		case e := <-w.Events:
			p, err := filepath.Rel(b.dir, e.Name)
			if p = filepath.ToSlash(p); err != nil || !e.Has(fsnotify.Write|fsnotify.Create|fsnotify.Remove|fsnotify.Rename) || unread(p) {
				continue
			}
			if e.Has(fsnotify.Create) {
				if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
					if err := watchFolders(w, e.Name); err != nil {
						return nil, err
					}
				}
			}
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
			still = time.After(settle)
		case <-still:
			return out, nil
		}
	}
}

// unread reports whether a path is none that a build reads.
func unread(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return p == "." || first == "archive" || strings.HasPrefix(p, ".") || strings.Contains(p, "/.") || strings.HasSuffix(p, "~")
}

// watchFolders watches a folder and those in it, but for hidden ones and the archive.
func watchFolders(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		if p != dir && (e.Name()[0] == '.' || e.Name() == "archive") {
			return fs.SkipDir
		}
		return w.Add(p)
	})
}
