package clickhouse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"entente/event"
)

// Store is a store of events on one server or on a cluster.
type Store struct {
	address  string // without the password, for messages
	cluster  string // ""; one server
	database string
	options  []*clickhouse.Options // of each server
	servers  []driver.Conn         // the first keeps the ledger and answers
	last     uint64                // the last batch's id
}

var _ event.Store = (*Store)(nil)

// Options say how a store is opened. The zero value serves.
type Options struct {
	ReadOnly bool // the store is there, and is only read
}

// Open connects to the servers of an address such as
//
//	clickhouse://user:password@one:9000,two:9000/database?cluster=name
//
// of the native protocol. With several hosts, cluster names the cluster (in each
// server's remote_servers) whose shards they are, one host for each; the first
// keeps the ledger, so it must stay the first. Other parameters are those of
// clickhouse-go (secure, dial_timeout, compress …). The database, default where
// none is named, is made by Init, or is there where the store is only read. The
// error says which server cannot be reached.
func Open(ctx context.Context, address string, opts Options) (event.Store, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "clickhouse" || u.Host == "" {
		return nil, errors.New("a ClickHouse store is clickhouse://user:password@host:9000,host:9000/database?cluster=name")
	}
	query := u.Query()
	s := &Store{address: u.Redacted(), cluster: query.Get("cluster"), database: strings.Trim(u.Path, "/")}
	if s.database == "" {
		s.database = "default"
	}
	hosts := strings.Split(u.Host, ",")
	if s.cluster == "" && len(hosts) > 1 {
		return nil, fmt.Errorf("%s names %d hosts and no cluster; add ?cluster=NAME, as it stands in the servers' remote_servers", s.address, len(hosts))
	}
	query.Del("cluster")
	for _, host := range hosts {
		one := *u
		one.Host, one.Path, one.RawQuery = host, "/", query.Encode()
		o, err := clickhouse.ParseDSN(one.String())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.address, err)
		}
		if o.DialTimeout == 0 {
			o.DialTimeout = 10 * time.Second
		}
		if opts.ReadOnly {
			o.Auth.Database = s.database
		}
		o.Compression = &clickhouse.Compression{Method: clickhouse.CompressionLZ4}
		s.options = append(s.options, o)
		conn, err := clickhouse.Open(o)
		if err == nil {
			s.servers = append(s.servers, conn)
			err = conn.Ping(ctx)
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("the ClickHouse server %s cannot be used: %w", host, err), s.Close())
		}
	}
	if opts.ReadOnly {
		if _, err := s.version(ctx); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// Init makes the database and the tables on every server, and connects anew to
// the database.
func (s *Store) Init(ctx context.Context) error {
	for i, o := range s.options {
		if o.Auth.Database != s.database {
			if err := s.servers[i].Exec(ctx, "CREATE DATABASE IF NOT EXISTS "+name(s.database)); err != nil {
				return s.classify(err)
			}
			if err := s.servers[i].Close(); err != nil {
				return s.classify(err)
			}
			o.Auth.Database = s.database
			conn, err := clickhouse.Open(o)
			if err != nil {
				return s.classify(err)
			}
			s.servers[i] = conn
		}
		for _, sql := range s.tables() {
			if err := s.servers[i].Exec(ctx, sql); err != nil {
				return s.classify(err)
			}
		}
	}
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	if version == 0 {
		if err := s.first().Exec(ctx, fmt.Sprintf("INSERT INTO meta SELECT toUInt32(%d)", schemaVersion)); err != nil {
			return s.classify(err)
		}
	}
	if s.cluster == "" {
		return nil
	}
	shards, err := s.number(ctx, "SELECT toUInt64(uniq(shard_num)) FROM system.clusters WHERE cluster = "+quote(s.cluster))
	if err != nil {
		return err
	}
	if int(shards) != len(s.servers) {
		return fmt.Errorf("%s names %d hosts, and the cluster %s has %d shards; name one host for each shard", s.address, len(s.servers), s.cluster, shards)
	}
	return nil
}

// version gives the store's version; 0 for a new one.
func (s *Store) version(ctx context.Context) (uint64, error) {
	version, err := s.number(ctx, "SELECT toUInt64(max(version)) FROM meta")
	if err == nil && version > schemaVersion {
		err = fmt.Errorf("%s: %w (%d; this one knows %d); use a newer entente", s.address, event.ErrNewer, version, schemaVersion)
	}
	return version, err
}

func (s *Store) first() driver.Conn { return s.servers[0] }

// number gives the one number that a query answers.
func (s *Store) number(ctx context.Context, sql string) (uint64, error) {
	var n uint64
	err := s.each(ctx, sql, func(rows driver.Rows) (bool, error) { return true, rows.Scan(&n) })
	return n, err
}

// visible says which rows count.
const visible = "batch GLOBAL IN (SELECT id FROM batches)"

// Progress reads the ledger.
func (s *Store) Progress(ctx context.Context, fingerprint string) (event.Progress, bool, error) {
	p := event.Progress{Fingerprint: fingerprint}
	var origin, done uint8
	rows, err := s.first().Query(ctx, "SELECT path, origin, rows, kept, repeated, rejected, done FROM files WHERE fingerprint = "+
		quote(fingerprint)+" AND batch IN (SELECT id FROM batches) ORDER BY batch DESC LIMIT 1")
	if err != nil {
		return p, false, s.classify(err)
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		return event.Progress{}, false, s.classify(rows.Err())
	}
	err = rows.Scan(&p.Path, &origin, &p.Rows, &p.Kept, &p.Repeated, &p.Rejected, &done)
	p.Origin, p.Done = event.Origin(origin), done == 1
	return p, err == nil, s.classify(err)
}

// Flush deletes what failed batches left behind. ClickHouse merges by itself.
func (s *Store) Flush(ctx context.Context) error {
	var ids []string
	err := s.each(ctx, "SELECT DISTINCT batch FROM "+s.all("keys")+" WHERE batch GLOBAL NOT IN (SELECT id FROM batches)", func(rows driver.Rows) (bool, error) {
		var id uint64
		err := rows.Scan(&id)
		ids = append(ids, fmt.Sprint(id))
		return true, err
	})
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return nil
	}
	for _, server := range s.servers {
		for _, table := range []string{"events_local", "keys_local"} {
			if err := server.Exec(ctx, "ALTER TABLE "+table+" DELETE WHERE batch IN ("+strings.Join(ids, ", ")+")"); err != nil {
				return s.classify(err)
			}
		}
	}
	return nil
}

// Stats counts the rows, and the bytes of the active parts on all servers.
func (s *Store) Stats(ctx context.Context) (event.Stats, error) {
	var st event.Stats
	none := fmt.Sprint(int32(event.NoDay))
	err := s.each(ctx, "SELECT origin, toInt64(count()), toInt64(countIf(day > "+none+")), toInt32(minIf(day, day > "+none+")), toInt32(maxIf(day, day > "+none+")) FROM "+
		s.all("events")+" WHERE "+visible+" GROUP BY origin ORDER BY origin", func(rows driver.Rows) (bool, error) {
		var origin uint8
		var n, dated int64
		var first, last int32
		if err := rows.Scan(&origin, &n, &dated, &first, &last); err != nil {
			return false, err
		}
		o := event.OriginStats{Origin: event.Origin(origin), Rows: n, First: event.Day(first), Last: event.Day(last)}
		if dated == 0 {
			o.First, o.Last = event.NoDay, event.NoDay
		}
		st.Rows += n
		st.Origins = append(st.Origins, o)
		return true, nil
	})
	if err != nil {
		return st, err
	}
	for _, server := range s.servers {
		var n uint64
		err := server.QueryRow(ctx, "SELECT toUInt64(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = "+quote(s.database)).Scan(&n)
		if err != nil {
			return st, s.classify(err)
		}
		st.Bytes += int64(n)
	}
	return st, nil
}

// Close closes the connections.
func (s *Store) Close() error {
	var errs []error
	for _, server := range s.servers {
		errs = append(errs, server.Close())
	}
	s.servers = nil
	return errors.Join(errs...)
}

// classify gives the server's words the errors of the contract.
func (s *Store) classify(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	const notEnoughSpace = 243
	var e *clickhouse.Exception
	if errors.As(err, &e) && (e.Code == notEnoughSpace || strings.Contains(e.Message, "No space left on device")) {
		return fmt.Errorf("%s: %w; what was imported before is kept: make room, then run the same import again", s.address, event.ErrFull)
	}
	if e != nil { // without the server's stack trace
		text, _, _ := strings.Cut(e.Message, " Stack trace:")
		return fmt.Errorf("%s: the server answers: %s (code %d)", s.address, text, e.Code)
	}
	return fmt.Errorf("%s: %w", s.address, err)
}
