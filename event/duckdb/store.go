//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"

	"entente/event"
)

// Built says whether this build has DuckDB.
const Built = true

// Store is a store of events in one file.
type Store struct {
	path    string
	db      *database
	conn    *connection // of everything but Counts and Events, which take their own
	closed  bool
	ids     map[string]uint16 // of countries
	codes   []string          // by id
	words   *words            // nil until Add needs them
	numbers []numbers         // of the rows being added, in the room of the last
	writers map[string]*writer
	origins []event.Origin // of the records that the store holds
}

var _ event.Store = (*Store)(nil)

// Open opens the store in a file, which is made where it is not there yet. The
// errors are event.ErrLocked where another process writes to it, event.ErrNewer,
// and those of the file system.
func Open(ctx context.Context, path string, o Options) (event.Store, error) {
	if o.MemoryMiB == 0 {
		o.MemoryMiB = 640
	}
	if o.Threads == 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	settings := map[string]string{
		"access_mode":                  "READ_WRITE",
		"memory_limit":                 strconv.Itoa(o.MemoryMiB) + "MiB",
		"threads":                      strconv.Itoa(o.Threads),
		"enable_external_access":       "false",
		"preserve_insertion_order":     "false",
		"autoinstall_known_extensions": "false",
		"autoload_known_extensions":    "false",
		"checkpoint_threshold":         "128MiB", // several batches: what is compressed is so once, on all processors
	}
	if o.ReadOnly {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("there is no store %s; make one with entente import, or name another with --store", path)
		}
		settings["access_mode"] = "READ_ONLY"
	}
	if err := refuseOther(path); err != nil {
		return nil, err
	}
	db, err := openDatabase(path, settings)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, db: db, writers: map[string]*writer{}}
	if s.conn, err = db.connect(); err != nil {
		db.close()
		return nil, err
	}
	if o.ReadOnly {
		if err := s.load(ctx); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// refuseOther refuses a file that is there and no DuckDB file. DuckDB itself would
// open a table of text as a view, and keep what is added in memory alone.
func refuseOther(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 12) // a checksum, then the mark
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil || string(head[8:]) != "DUCK" {
		return fmt.Errorf("%s is no DuckDB file; name another with --store", path)
	}
	return nil
}

// Init makes the tables.
func (s *Store) Init(ctx context.Context) error {
	if s.codes != nil {
		return nil
	}
	if err := s.conn.exec(ctx, "BEGIN"); err != nil {
		return classify(s.path, err)
	}
	err := func() error {
		for _, sql := range schema() {
			if err := s.conn.exec(ctx, sql); err != nil {
				return err
			}
		}
		if _, there, err := s.conn.number(ctx, "SELECT version::BIGINT FROM meta"); err != nil || there {
			return err
		}
		if err := s.conn.exec(ctx, "INSERT INTO countries VALUES (0, '')"); err != nil {
			return err
		}
		return s.conn.exec(ctx, "INSERT INTO meta VALUES ($1)", int64(schemaVersion))
	}()
	if err != nil {
		s.rollback()
		return classify(s.path, err)
	}
	if err := s.conn.exec(ctx, "COMMIT"); err != nil {
		s.rollback()
		return classify(s.path, err)
	}
	return s.load(ctx)
}

// load reads what is kept in memory: the version, the countries, the origins.
func (s *Store) load(ctx context.Context) error {
	version, _, err := s.conn.number(ctx, "SELECT max(version)::BIGINT FROM meta")
	if err != nil {
		return fmt.Errorf("%s is no store of events: %w", s.path, err)
	}
	if version > schemaVersion {
		return fmt.Errorf("%s: %w (%d; this one knows %d); open it with a newer entente", s.path, event.ErrNewer, version, schemaVersion)
	}
	if err := s.loadCountries(ctx); err != nil {
		return classify(s.path, err)
	}
	return s.loadOrigins(ctx)
}

func (s *Store) loadCountries(ctx context.Context) error {
	r, err := s.conn.query(ctx, "SELECT code FROM countries ORDER BY id")
	if err != nil {
		return err
	}
	defer r.close()
	ids, codes := map[string]uint16{}, []string(nil)
	for r.next() {
		code := r.column(0)
		for i := range r.n {
			ids[code.str(i)] = uint16(len(codes))
			codes = append(codes, code.str(i))
		}
	}
	if r.err == nil {
		s.ids, s.codes = ids, codes
	}
	return r.err
}

func (s *Store) loadOrigins(ctx context.Context) error {
	s.origins = nil
	for _, o := range event.Origins() {
		// The least and greatest origin of each row group answer most of these.
		_, there, err := s.conn.number(ctx, "SELECT 1::BIGINT FROM events WHERE origin = $1 LIMIT 1", int64(o))
		if err != nil {
			return classify(s.path, err)
		}
		if there {
			s.origins = append(s.origins, o)
		}
	}
	return nil
}

// rollback ends a transaction that failed, whatever became of its context.
func (s *Store) rollback() { _ = s.conn.exec(context.Background(), "ROLLBACK") }

// Progress reads the ledger.
func (s *Store) Progress(ctx context.Context, fingerprint string) (event.Progress, bool, error) {
	conn, err := s.db.connect() // Add may be using the other
	if err != nil {
		return event.Progress{}, false, classify(s.path, err)
	}
	defer conn.close()
	r, err := conn.query(ctx, "SELECT path, origin, rows, kept, repeated, rejected, done FROM files WHERE fingerprint = $1", fingerprint)
	if err != nil {
		return event.Progress{}, false, classify(s.path, err)
	}
	defer r.close()
	if !r.next() {
		return event.Progress{}, false, classify(s.path, r.err)
	}
	return event.Progress{
		Fingerprint: fingerprint,
		Path:        r.column(0).str(0),
		Origin:      event.Origin(at[uint8](r.column(1), 0)),
		Rows:        at[int64](r.column(2), 0),
		Kept:        at[int64](r.column(3), 0),
		Repeated:    at[int64](r.column(4), 0),
		Rejected:    at[int64](r.column(5), 0),
		Done:        at[bool](r.column(6), 0),
	}, true, nil
}

// Flush writes what is still in the log into the file.
func (s *Store) Flush(ctx context.Context) error {
	return classify(s.path, s.conn.exec(ctx, "CHECKPOINT"))
}

// Stats counts the rows and measures the file and its log.
func (s *Store) Stats(ctx context.Context) (event.Stats, error) {
	var st event.Stats
	r, err := s.conn.query(ctx, "SELECT origin, count(*), min(date), max(date) FROM events GROUP BY origin ORDER BY origin")
	if err != nil {
		return st, classify(s.path, err)
	}
	defer r.close()
	for r.next() {
		origin, n, first, last := r.column(0), r.column(1), r.column(2), r.column(3)
		for i := range r.n {
			o := event.OriginStats{Origin: event.Origin(at[uint8](origin, i)), Rows: at[int64](n, i), First: first.day(i), Last: last.day(i)}
			st.Rows += o.Rows
			st.Origins = append(st.Origins, o)
		}
	}
	if r.err != nil {
		return st, classify(s.path, r.err)
	}
	for _, name := range []string{s.path, s.path + ".wal"} {
		if info, err := os.Stat(name); err == nil {
			st.Bytes += info.Size()
		}
	}
	return st, nil
}

// Close writes the log into the file and lets go of it.
func (s *Store) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	for _, w := range s.writers {
		w.close()
	}
	s.conn.close()
	s.db.close()
	return nil
}
