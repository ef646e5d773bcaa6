package search

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"entente/archive"
	"entente/dossier"
	"entente/parallel"
)

// errDossier is wrapped by the error for a dossier that cannot be read at all.
var errDossier = errors.New("the dossier cannot be read")

// prepared is a unit with its entries, folded for the index.
type prepared struct {
	path    string
	stamps  unit // how the files were when they were read
	entries []entry
	folded  [][3]string // id, title and body of each
	note    string
}

// update brings an index up to date with the folder, in one transaction.
func update(ctx context.Context, db *sql.DB, dir string, root *os.Root, fresh bool) error {
	if fresh {
		if err := create(ctx, db); err != nil {
			return err
		}
	}
	stored, err := units(ctx, db, false)
	if err != nil {
		return err
	}
	before := archiveStamp(root)
	s, err := look(root, stored, false)
	if err != nil {
		return fmt.Errorf("%w: %w", errDossier, err)
	}
	var about known
	if !fresh {
		if about, err = readKnown(ctx, db); err != nil {
			return err
		}
	}
	byFile, err := s.load(dir, &about)
	if err != nil {
		return fmt.Errorf("%w: %w", errDossier, err)
	}
	about.Archive = before
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := write(ctx, tx, root, s, byFile, about, fresh); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// load reads the dossier where any of its own files has changed, and gives its
// entries. Where what entries take from other files has changed with it, all
// files outside the archive count as changed.
func (s *survey) load(dir string, about *known) (map[string][]entry, error) {
	need := len(about.Context) == 0
	for _, paths := range [][]string{s.order, s.gone} {
		for _, p := range paths {
			gone := s.units[p] == nil
			need = need || (gone || s.changed[p]) && !isDocument(p) && !isPiece(p)
		}
	}
	if !need {
		return nil, nil
	}
	d, found, err := dossier.Load(dir)
	if err != nil {
		return nil, err
	}
	errs, _, _ := dossier.CountFindings(found)
	was := about.Context
	*about = knownOf(d, errs, s.units["dossier.yaml"].stamp(0).Hash)
	if about.Context != was {
		for _, p := range s.order {
			if !isDocument(p) && !isPiece(p) {
				s.changed[p] = true
			}
		}
	}
	return entriesOf(d), nil
}

// write replaces the rows of what has changed.
func write(ctx context.Context, tx *sql.Tx, root *os.Root, s *survey, byFile map[string][]entry, about known, fresh bool) error {
	w, err := newRowWriter(ctx, tx)
	if err != nil {
		return err
	}
	defer w.close()
	if fresh { // fewer and larger pieces, which need not be merged
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("INSERT INTO words(words, rank) VALUES ('hashsize', %d)", freshHash)); err != nil {
			return err
		}
	}
	for _, p := range s.gone {
		if err := w.remove(p); err != nil {
			return err
		}
	}
	var changed []string
	for _, p := range s.order {
		if s.changed[p] {
			changed = append(changed, p)
		} else if s.touched[p] {
			if err := w.restamp(p, s.units[p]); err != nil {
				return err
			}
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for batch := range prepare(ctx, root, changed, s.units, byFile) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, u := range batch {
			if !fresh {
				if err := w.remove(u.path); err != nil {
					return err
				}
			}
			if u.stamps == nil {
				continue // gone since
			}
			if err := w.add(u); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := w.rest(); err != nil {
		return err
	}
	text, err := json.Marshal(about)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO about VALUES ('known', ?)", string(text))
	return err
}

// freshHash is how many bytes of a new index are gathered before they are written.
const freshHash = 32 << 20

// prepare reads and folds units, some at a time while the ones before are
// written, and gives them in order.
func prepare(ctx context.Context, root *os.Root, paths []string, units map[string]unit, byFile map[string][]entry) <-chan []prepared {
	const size = 64
	out := make(chan []prepared, 1)
	go func() {
		defer close(out)
		pages, err := root.OpenRoot(archive.Dir)
		if err == nil {
			defer pages.Close()
		}
		now := time.Now()
		for len(paths) > 0 && ctx.Err() == nil {
			n := min(size, len(paths))
			batch := make([]prepared, n)
			parallel.Each(n, 0, func(i int) { batch[i] = prepareOne(root, pages, paths[i], units[paths[i]], now, byFile) })
			paths = paths[n:]
			select {
			case out <- batch:
			case <-ctx.Done():
			}
		}
	}()
	return out
}

// prepareOne gives the entries of a unit, or says why it has none.
func prepareOne(root, pages *os.Root, path string, stamps unit, now time.Time, byFile map[string][]entry) prepared {
	u := prepared{path: path, stamps: stamps}
	var err error
	switch {
	case isDocument(path):
		var e entry
		var ok bool
		if u.stamps, e, ok, err = documentOf(pages, path, now); ok {
			u.entries = []entry{e}
		}
	case isPiece(path):
		var e entry
		if e, err = pieceOf(root, path); err == nil {
			u.entries = []entry{e}
		}
	default:
		u.entries = byFile[path]
	}
	if err != nil {
		u.note = fmt.Sprintf("%s is not searched: %v", path, err)
	}
	for _, e := range u.entries {
		u.folded = append(u.folded, [3]string{fold(e.id), fold(e.title), fold(e.body)})
	}
	return u
}

// rowWriter holds the statements that write rows.
type rowWriter struct {
	ctx                                         context.Context
	text, words, stamps                         *sql.Stmt
	dropWords, dropTexts, dropEntries, dropUnit *sql.Stmt
	entries, units                              rows
	last                                        int64 // the id of the entry written last
	all                                         []*sql.Stmt
}

// rows are rows of one table that wait to be written, several to a statement, since
// that costs more than what it writes. Before a statement that writes several FTS5
// puts what it has gathered on disk: hence they wait for long.
type rows struct {
	one, many *sql.Stmt
	columns   int
	args      []any
}

const (
	together = 32   // rows to a statement
	waiting  = 8192 // rows that wait at most
)

// add lets a row wait.
func (r *rows) add(ctx context.Context, row ...any) error {
	r.args = append(r.args, row...)
	if len(r.args) < waiting*r.columns {
		return nil
	}
	return r.write(ctx)
}

// write writes the rows that wait.
func (r *rows) write(ctx context.Context) error {
	for args := range slices.Chunk(r.args, together*r.columns) {
		if len(args) == together*r.columns {
			if _, err := r.many.ExecContext(ctx, args...); err != nil {
				return err
			}
			continue
		}
		for row := range slices.Chunk(args, r.columns) {
			if _, err := r.one.ExecContext(ctx, row...); err != nil {
				return err
			}
		}
	}
	clear(r.args)
	r.args = r.args[:0]
	return nil
}

func newRowWriter(ctx context.Context, tx *sql.Tx) (*rowWriter, error) {
	// A context that may be cancelled costs the driver a goroutine a row; write looks
	// at it between batches.
	w := &rowWriter{ctx: context.WithoutCancel(ctx)}
	w.entries.columns, w.units.columns = 15, 3
	insert := func(into string, columns, rows int) string {
		row := "(" + strings.Repeat("?,", columns-1) + "?)"
		return "INSERT INTO " + into + " VALUES " + strings.Repeat(row+",", rows-1) + row
	}
	const entries, units = "entries (id, unit, kind, eid, folded, title, file, line, date, first, last, members, area, source, unsure)", "units (path, stamps, note)"
	for _, s := range []struct {
		to   **sql.Stmt
		text string
	}{
		{&w.entries.one, insert(entries, w.entries.columns, 1)},
		{&w.entries.many, insert(entries, w.entries.columns, together)},
		{&w.units.one, insert(units, w.units.columns, 1)},
		{&w.units.many, insert(units, w.units.columns, together)},
		{&w.text, insert("texts (id, body, at, line)", 4, 1)},
		{&w.words, insert("words (rowid, eid, title, body)", 4, 1)},
		{&w.stamps, "UPDATE units SET stamps = ? WHERE path = ?"},
		{&w.dropWords, "DELETE FROM words WHERE rowid IN (SELECT id FROM entries WHERE unit = ?)"},
		{&w.dropTexts, "DELETE FROM texts WHERE id IN (SELECT id FROM entries WHERE unit = ?)"},
		{&w.dropEntries, "DELETE FROM entries WHERE unit = ?"},
		{&w.dropUnit, "DELETE FROM units WHERE path = ?"},
	} {
		stmt, err := tx.PrepareContext(ctx, s.text)
		if err != nil {
			w.close()
			return nil, err
		}
		*s.to = stmt
		w.all = append(w.all, stmt)
	}
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM entries").Scan(&w.last); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *rowWriter) close() {
	for _, s := range w.all {
		_ = s.Close() // the transaction says whether its rows were written
	}
}

// remove takes out the rows of a unit, of which none waits to be written.
func (w *rowWriter) remove(path string) error {
	for _, s := range []*sql.Stmt{w.dropWords, w.dropTexts, w.dropEntries, w.dropUnit} {
		if _, err := s.ExecContext(w.ctx, path); err != nil {
			return err
		}
	}
	return nil
}

// add puts in the rows of a unit, the last of them when rest is called.
func (w *rowWriter) add(u prepared) error {
	for i, e := range u.entries {
		w.last++
		if err := w.entries.add(w.ctx, w.last, u.path, string(e.kind), e.id, u.folded[i][0], e.title, e.file, e.line, e.date, e.first, e.last,
			list(e.members), list(e.areas), e.source, e.unsure); err != nil {
			return err
		}
		if _, err := w.text.ExecContext(w.ctx, w.last, e.body, e.at, e.atLine); err != nil {
			return err
		}
		if _, err := w.words.ExecContext(w.ctx, w.last, u.folded[i][0], u.folded[i][1], u.folded[i][2]); err != nil {
			return err
		}
	}
	return w.units.add(w.ctx, u.path, u.stamps.String(), u.note)
}

// rest puts in the rows that still wait.
func (w *rowWriter) rest() error {
	if err := w.entries.write(w.ctx); err != nil {
		return err
	}
	return w.units.write(w.ctx)
}

// restamp notes that a unit has the same content at another time.
func (w *rowWriter) restamp(path string, stamps unit) error {
	_, err := w.stamps.ExecContext(w.ctx, stamps.String(), path)
	return err
}

// list writes codes so that each can be found between two commas.
func list(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return "," + strings.Join(codes, ",") + ","
}
