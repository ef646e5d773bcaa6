// Package search finds words in a dossier and its archive: full text over
// documents, texts, initiatives, constraints, players, events, acts, facts,
// rulings, promises, polls and sources, by SQLite's FTS5. The index lies in a
// cache folder and is brought up to date before every search; it can be thrown
// away at any time.
package search

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	_ "modernc.org/sqlite" // the database

	"entente/dossier"
)

// Kinds are the kinds of things that are found.
var Kinds = []string{"document", "text", "initiative", "constraint", "player", "event", "act", "fact", "ruling", "promise", "poll", "source", "term"}

// Options narrow a search. Empty ones let all through.
type Options struct {
	Member string
	Area   string
	Kinds  []string
	Since  dossier.Date
	Until  dossier.Date
	Limit  int // 20 if 0
}

// Hit is something that was found.
type Hit struct {
	Kind    string   `json:"kind"`
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	File    string   `json:"file"`
	Line    int      `json:"line,omitempty"`
	Date    string   `json:"date,omitempty"`
	Members []string `json:"members,omitempty"`
	Areas   []string `json:"areas,omitempty"`
	Source  string   `json:"source,omitempty"`
	Score   float64  `json:"score"` // greater is better; comparable within one search
	Snippet string   `json:"snippet"`
	// Matches are the places of the words found in the snippet, as pairs of
	// character offsets.
	Matches [][2]int `json:"matches"`
}

// Index is an open index.
type Index struct {
	db *sql.DB
	// Rebuilt counts the entries that were written when it was opened.
	Rebuilt int
	// InMemory says that the cache folder could not be written.
	InMemory bool
}

// schemaVersion changes with the tables or with how words are cut.
const schemaVersion = 3

// CacheDir gives the folder of a dossier's index below a cache folder: named by
// the dossier's absolute path.
func CacheDir(cache, dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	sum := sha256.Sum256([]byte(abs))
	return filepath.Join(cache, "search", hex.EncodeToString(sum[:8])), nil
}

// Open opens the index of a dossier and brings it up to date. Cache is the
// folder for it; "" keeps it in memory. An index that is damaged or of another
// version is thrown away and built anew.
func Open(d *dossier.Dossier, root *os.Root, cache string) (*Index, error) {
	docs, err := gather(d, root)
	if err != nil {
		return nil, err
	}
	if cache != "" {
		dir, err := CacheDir(cache, d.Root)
		if err == nil {
			err = os.MkdirAll(dir, 0o700)
		}
		if err == nil {
			file := filepath.Join(dir, "index.db")
			for try := range 2 {
				x, err := openAt(file, docs)
				if err == nil {
					return x, nil
				}
				if try == 0 {
					for _, f := range []string{file, file + "-wal", file + "-shm"} {
						_ = os.Remove(f) // a damaged index is worth nothing
					}
				}
			}
		}
	}
	x, err := openAt(":memory:", docs)
	if err != nil {
		return nil, err
	}
	x.InMemory = cache != ""
	return x, nil
}

func openAt(file string, docs []entry) (*Index, error) {
	dsn := file
	if file != ":memory:" {
		dsn = "file:" + filepath.ToSlash(file) + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(off)&_pragma=cache_size(-65536)&_pragma=mmap_size(268435456)&_txlock=immediate"
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	x := &Index{db: db}
	if err := x.update(docs); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return x, nil
}

const schema = `
CREATE TABLE entry (
	id INTEGER PRIMARY KEY, key TEXT UNIQUE, hash TEXT,
	kind TEXT, ident TEXT, title TEXT, file TEXT, line INTEGER, first TEXT, last TEXT,
	members TEXT, areas TEXT, source TEXT, body TEXT);
CREATE INDEX entry_ident ON entry (ident COLLATE NOCASE);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", detail=full);
`

// update writes the entries that are new or changed and takes out those that are
// gone, in one transaction.
func (x *Index) update(docs []entry) (err error) {
	ctx := context.Background()
	var version int
	if err := x.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version != 0 && version != schemaVersion {
		return fmt.Errorf("the index is of version %d", version)
	}
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error is the one to tell
		}
	}()
	if version == 0 {
		if _, err = tx.Exec(schema); err != nil {
			return err
		}
		if _, err = tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)); err != nil {
			return err
		}
	}
	have := map[string]string{}
	ids := map[string]int64{}
	rows, err := tx.Query("SELECT id, key, hash FROM entry")
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int64
		var key, hash string
		if err = rows.Scan(&id, &key, &hash); err != nil {
			return errors.Join(err, rows.Close())
		}
		have[key], ids[key] = hash, id
	}
	if err = errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	remove := func(key string) error {
		if _, err := tx.Exec("DELETE FROM words WHERE rowid = ?", ids[key]); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM entry WHERE id = ?", ids[key])
		return err
	}
	ins, err := tx.Prepare("INSERT INTO entry (key, hash, kind, ident, title, file, line, first, last, members, areas, source, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer func() { _ = ins.Close() }()
	fts, err := tx.Prepare("INSERT INTO words (rowid, title, body) VALUES (?,?,?)")
	if err != nil {
		return err
	}
	defer func() { _ = fts.Close() }()
	for i := range docs {
		e := &docs[i]
		old, known := have[e.key]
		delete(have, e.key)
		if known && old == e.hash {
			continue
		}
		if known {
			if err = remove(e.key); err != nil {
				return err
			}
		}
		body, err2 := e.text()
		if err2 != nil {
			continue // its page cannot be read; check says so
		}
		res, err2 := ins.Exec(e.key, e.hash, e.kind, e.id, e.title, e.file, e.line, e.first, e.last, list(e.members), list(e.areas), e.source, body)
		if err2 != nil {
			return err2
		}
		id, err2 := res.LastInsertId()
		if err2 != nil {
			return err2
		}
		if _, err = fts.Exec(id, spaced(e.title+" "+e.id), spaced(body)); err != nil {
			return err
		}
		x.Rebuilt++
	}
	for key := range have {
		if err = remove(key); err != nil {
			return err
		}
		x.Rebuilt++
	}
	return tx.Commit()
}

func list(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return "," + strings.Join(s, ",") + ","
}

func unlist(s string) []string {
	if s = strings.Trim(s, ","); s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// Close closes the index.
func (x *Index) Close() error { return x.db.Close() }

// Search finds what matches a query, best first, and how many match in all. A
// thing whose id is the query comes first.
func (x *Index) Search(ctx context.Context, query string, opt Options) (hits []Hit, total int, err error) {
	if opt.Limit <= 0 {
		opt.Limit = 20
	}
	terms := parseQuery(query)
	expr := match(terms)
	where, args := opt.where()
	ident := strings.TrimSpace(query)
	if expr != "" {
		if err := x.db.QueryRowContext(ctx, "SELECT count(*) FROM words JOIN entry ON entry.id = words.rowid WHERE words MATCH ?"+where, append([]any{expr}, args...)...).Scan(&total); err != nil {
			return nil, 0, err
		}
	}
	add := func(q string, args ...any) error {
		rows, err := x.db.QueryContext(ctx, q, args...)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var h Hit
			var members, areas, body string
			if err := rows.Scan(&h.Kind, &h.ID, &h.Title, &h.File, &h.Line, &h.Date, &members, &areas, &h.Source, &body, &h.Score); err != nil {
				return err
			}
			if slices.ContainsFunc(hits, func(o Hit) bool { return o.Kind == h.Kind && o.ID == h.ID && o.File == h.File && o.Line == h.Line }) {
				continue
			}
			h.Members, h.Areas = unlist(members), unlist(areas)
			h.Snippet, h.Matches = snippet(body, terms)
			hits = append(hits, h)
		}
		return rows.Err()
	}
	const cols = "kind, ident, title, file, line, first, members, areas, source, body"
	if err := add("SELECT "+cols+", 1000.0 FROM entry WHERE ident = ? COLLATE NOCASE"+where+" ORDER BY kind LIMIT ?", append(append([]any{ident}, args...), opt.Limit)...); err != nil {
		return nil, 0, err
	}
	total = max(total, len(hits))
	if expr == "" || len(hits) >= opt.Limit {
		return hits, total, nil
	}
	// Rank first, fetch bodies of the best alone.
	q := "SELECT " + cols + ", score FROM (SELECT words.rowid AS r, -bm25(words, 6.0, 1.0) AS score FROM words"
	if where != "" {
		q += " JOIN entry ON entry.id = words.rowid"
	}
	q += " WHERE words MATCH ?" + where + " ORDER BY score DESC, r LIMIT ?) JOIN entry ON entry.id = r ORDER BY score DESC, r"
	if err := add(q, append(append([]any{expr}, args...), opt.Limit)...); err != nil {
		return nil, 0, err
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(len(hits), opt.Limit)], total, nil
}

// where gives the conditions of the filters.
func (o Options) where() (string, []any) {
	var b strings.Builder
	var args []any
	if o.Member != "" {
		b.WriteString(" AND members LIKE ?")
		args = append(args, "%,"+o.Member+",%")
	}
	if o.Area != "" {
		b.WriteString(" AND areas LIKE ?")
		args = append(args, "%,"+o.Area+",%")
	}
	if len(o.Kinds) > 0 {
		b.WriteString(" AND kind IN (?" + strings.Repeat(",?", len(o.Kinds)-1) + ")")
		for _, k := range o.Kinds {
			args = append(args, k)
		}
	}
	if !o.Since.IsZero() {
		b.WriteString(" AND last >= ?")
		args = append(args, o.Since.First().Format("2006-01-02"))
	}
	if !o.Until.IsZero() {
		b.WriteString(" AND first <> '' AND first <= ?")
		args = append(args, o.Until.Last().Format("2006-01-02"))
	}
	return b.String(), args
}

const snippetLen = 180 // characters

// snippet cuts a piece of a text around the place with most of the words asked
// for, and marks them.
func snippet(body string, terms []term) (string, [][2]int) {
	body = strings.Join(strings.Fields(body), " ")
	places := findAll(body, terms)
	runes := []rune(body)
	start := 0
	if len(places) > 0 {
		// The window that holds most different matches.
		best, bestAt := 0, places[0][0]
		for i, p := range places {
			n := 0
			for j := i; j < len(places) && places[j][1]-p[0] < snippetLen-20; j++ {
				n++
			}
			if n > best {
				best, bestAt = n, p[0]
			}
		}
		start = max(0, bestAt-40)
		for start > 0 && start < bestAt && runes[start-1] != ' ' {
			start++
		}
	}
	end := min(len(runes), start+snippetLen)
	text := string(runes[start:end])
	shift := -start
	if start > 0 {
		text = "… " + text
		shift += 2
	}
	if end < len(runes) {
		text += " …"
	}
	var out [][2]int
	for _, p := range places {
		if p[0] >= start && p[1] <= end {
			out = append(out, [2]int{p[0] + shift, p[1] + shift})
		}
	}
	return text, out
}

// findAll gives the places of the terms in a text, in characters, at most 200.
func findAll(body string, terms []term) [][2]int {
	type tok struct {
		word       string
		start, end int
	}
	var toks []tok
	n, begin := 0, -1
	var b strings.Builder
	flush := func(end int) {
		if begin >= 0 {
			toks = append(toks, tok{fold(b.String()), begin, end})
			b.Reset()
			begin = -1
		}
	}
	for _, r := range body {
		ts := tokens(string(r))
		switch {
		case len(ts) == 0:
			flush(n)
		case utf8.RuneCountInString(ts[0]) == 1 && tokensCJK(ts[0]):
			flush(n)
			toks = append(toks, tok{ts[0], n, n + 1})
		default:
			if begin < 0 {
				begin = n
			}
			b.WriteRune(r)
		}
		n++
		if len(toks) > 60000 {
			break
		}
	}
	flush(n)
	var out [][2]int
	for i := range toks {
		for _, t := range terms {
			if t.not || i+len(t.tokens) > len(toks) {
				continue
			}
			ok := true
			for k, w := range t.tokens {
				have := toks[i+k].word
				goesOn := t.prefix && k == len(t.tokens)-1 && strings.HasPrefix(have, w)
				if have != w && !goesOn {
					ok = false
					break
				}
			}
			if ok {
				out = append(out, [2]int{toks[i].start, toks[i+len(t.tokens)-1].end})
				break
			}
		}
		if len(out) == 200 {
			break
		}
	}
	return out
}
