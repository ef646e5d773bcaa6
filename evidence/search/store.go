package search

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente/archive"
	"entente/dossier"
)

// The marks of an index file. The version goes up with every change of the
// tables below or of how texts are folded into them.
const (
	applicationID = 0x456e7453
	formVersion   = 4
)

const tables = `
CREATE TABLE units (path TEXT PRIMARY KEY, stamps TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (id INTEGER PRIMARY KEY, unit TEXT NOT NULL, kind TEXT NOT NULL, eid TEXT NOT NULL, folded TEXT NOT NULL,
	title TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, date TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
	members TEXT NOT NULL, area TEXT NOT NULL, source TEXT NOT NULL, unsure INTEGER NOT NULL);
CREATE INDEX units_note ON units (path) WHERE note <> '';
CREATE INDEX entries_unit ON entries (unit);
CREATE INDEX entries_folded ON entries (folded);
CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL, line INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (eid, title, body, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
`

// known is what the index knows of the dossier as a whole.
type known struct {
	Members []string `json:"members"`
	Areas   []string `json:"areas"`
	Errors  int      `json:"errors"` // found on loading
	// Context is a hash of all that an entry of one file takes from others.
	Context string `json:"context"`
	// Archive is how the folder of the archive was (see archiveStamp) before all in it
	// was looked at.
	Archive string `json:"archive"`
	// Languages are those of the dossier, whose inflections searches find.
	Languages []string `json:"languages"`
}

// knownOf gathers what is known of a dossier. An entry takes names and the order
// of members from the header, a row what its player or initiative belongs to, a
// translation what it translates: where any of these changes, all entries
// outside the archive are made anew.
func knownOf(d *dossier.Dossier, errors int, header string) known {
	k := known{Members: d.Header.Members.IDs(), Errors: errors, Languages: d.Header.Languages}
	h := sha256.New()
	fmt.Fprintln(h, header)
	for _, a := range d.Areas {
		k.Areas = append(k.Areas, a.ID.ID)
	}
	for _, m := range d.Members {
		fmt.Fprintln(h, m.Code.ID)
		for _, p := range m.Players {
			if p != nil {
				fmt.Fprintln(h, p.ID.ID, p.Member, p.Name)
			}
		}
	}
	for _, i := range d.Initiatives {
		fmt.Fprintln(h, i.ID, i.Area.ID, i.Members.IDs(), i.Title, i.Proposed)
	}
	for _, c := range d.Constraints {
		fmt.Fprintln(h, c.ID, c.Areas.IDs(), c.ActsIn().IDs(), c.Title, c.Since)
	}
	k.Context = hex.EncodeToString(h.Sum(nil)[:16])
	return k
}

// source names a database file with settings for the driver.
func source(file, params string) string {
	p := filepath.ToSlash(file)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String() + "?" + params
}

// errUnfit is wrapped by the error for a file that is no index of this version.
var errUnfit = errors.New("no index of this version")

// openIndex opens an index file for reading. An index file is never changed in
// place, so that it needs no locks; a new one takes its place by renaming.
func openIndex(ctx context.Context, file string) (*sql.DB, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", source(file, "mode=ro&immutable=1&_pragma=query_only(1)&_pragma=cache_size(-32768)&_pragma=temp_store(2)"))
	if err != nil {
		return nil, err
	}
	var id, version, pages, size int64
	for name, v := range map[string]*int64{"application_id": &id, "user_version": &version, "page_count": &pages, "page_size": &size} {
		if err := db.QueryRowContext(ctx, "PRAGMA "+name).Scan(v); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	if id != applicationID || version != formVersion || pages*size != info.Size() {
		return nil, errors.Join(errUnfit, db.Close())
	}
	db.SetMaxOpenConns(4)
	return db, nil
}

// openNew opens a database for building: a file that nobody else uses, or memory
// where file is "".
func openNew(file string) (*sql.DB, error) {
	name := ":memory:"
	if file != "" {
		name = source(file, "_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=locking_mode(EXCLUSIVE)&_pragma=cache_size(-2048)&_pragma=temp_store(2)")
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // a database in memory is one connection's
	db.SetMaxIdleConns(1)
	return db, nil
}

// create makes the tables of a new index.
func create(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size=16384; PRAGMA application_id=%d; PRAGMA user_version=%d;", applicationID, formVersion)+tables)
	return err
}

// units reads what was indexed, or only what is the dossier's own, outside the archive.
func units(ctx context.Context, db *sql.DB, own bool) (out map[string]unit, err error) {
	query := "SELECT path, stamps FROM units"
	if own { // all before archive/ and all behind it
		query += " WHERE path < '" + archive.Dir + "/' UNION ALL SELECT path, stamps FROM units WHERE path >= '" + archive.Dir + "0'"
	}
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out = map[string]unit{}
	for rows.Next() {
		var p, stamps string
		if err := rows.Scan(&p, &stamps); err != nil {
			return nil, err
		}
		if out[p], err = parseUnit(stamps); err != nil {
			return nil, err
		}
	}
	return out, rows.Err()
}

// readNotes reads what was said of units that could not be indexed.
func readNotes(ctx context.Context, db *sql.DB) (out []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT note FROM units WHERE note <> '' ORDER BY path")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var note string
		if err := rows.Scan(&note); err != nil {
			return nil, err
		}
		out = append(out, note)
	}
	return out, rows.Err()
}

// readKnown reads what the index knows of the dossier.
func readKnown(ctx context.Context, db *sql.DB) (k known, err error) {
	var text string
	if err := db.QueryRowContext(ctx, "SELECT value FROM about WHERE name = 'known'").Scan(&text); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = errUnfit
		}
		return k, err
	}
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		return k, fmt.Errorf("%w: %w", errUnfit, err)
	}
	return k, nil
}

// isCorrupt reports whether an error says that an index file is of no use.
func isCorrupt(err error) bool {
	if errors.Is(err, errUnfit) {
		return true
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_ERROR:
		return true
	}
	return false
}

// indexFile gives the file in which the index of a dossier is kept, or why
// there can be none.
func indexFile(cache, dossierPath string) (string, error) {
	base := cache
	if base == "" {
		base = os.Getenv("ENTENTE_CACHE")
	}
	if base == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		base = filepath.Join(user, "entente")
	}
	base, err := filepath.Abs(base)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(dossierPath, realPath(base))
	if err == nil && filepath.IsLocal(rel) {
		return "", fmt.Errorf("%w: %s (name another with --cache or ENTENTE_CACHE)", ErrCacheInside, base)
	}
	sum := sha256.Sum256([]byte(dossierPath))
	return filepath.Join(base, "search", hex.EncodeToString(sum[:12]), "index.db"), nil
}

// realPath resolves the links of a path of which the end may not exist yet.
func realPath(p string) string {
	real, err := filepath.EvalSymlinks(p)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(p) == p {
		if err != nil {
			return p
		}
		return real
	}
	return filepath.Join(realPath(filepath.Dir(p)), filepath.Base(p))
}
