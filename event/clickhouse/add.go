package clickhouse

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"golang.org/x/sync/errgroup"

	"entente/event"
)

// Add sends each server its records, then the ledger, then the row that makes
// the batch visible.
func (s *Store) Add(ctx context.Context, batch []event.Record, files ...event.Progress) (event.Added, error) {
	repeated, err := s.repeated(ctx, batch)
	if err != nil {
		return event.Added{}, err
	}
	// Later batches have greater ids, also those of a later process.
	id := max(s.last+1, uint64(time.Now().UnixNano()))
	added := event.Added{Files: slices.Clone(files)}
	row := 0
	for i := range added.Files {
		f := &added.Files[i]
		for _, r := range repeated[row : row+f.InBatch] {
			if r {
				f.Repeated++
			} else {
				f.Kept++
			}
		}
		row += f.InBatch
		f.InBatch = 0
	}
	events, keys := make([][]int, len(s.servers)), make([][]int, len(s.servers))
	for i := range batch {
		if repeated[i] {
			added.Repeated++
			continue
		}
		added.Kept++
		e, k := s.shardsOf(&batch[i])
		events[e], keys[k] = append(events[e], i), append(keys[k], i)
	}
	g, within := errgroup.WithContext(ctx)
	for n, server := range s.servers {
		g.Go(func() error {
			if err := insertEvents(within, server, id, batch, events[n]); err != nil {
				return err
			}
			return insertKeys(within, server, id, batch, keys[n])
		})
	}
	if err := g.Wait(); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return event.Added{}, s.classify(err)
	}
	if err := s.note(ctx, id, added.Files); err != nil {
		return event.Added{}, s.classify(err)
	}
	if err := ctx.Err(); err != nil {
		return event.Added{}, err
	}
	// From here on it is done or not done, and the answer must say which.
	if err := s.first().Exec(context.WithoutCancel(ctx), fmt.Sprintf("INSERT INTO batches SELECT toUInt64(%d)", id)); err != nil {
		return event.Added{}, s.classify(err)
	}
	s.last = id
	return added, nil
}

var seed = maphash.MakeSeed()

// shardsOf says which server gets the record and which its key. Any choice is
// right that puts a dyad's month on one server; it need not be that of another
// process, for everything is read through Distributed tables.
func (s *Store) shardsOf(r *event.Record) (events, keys int) {
	if len(s.servers) == 1 {
		return 0, 0
	}
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString(strconv.Itoa(int(month(r.Date))))
	h.WriteString(r.Source.Country + "/" + r.Target.Country)
	// Keys that lie close together stay together; the factor is 2^64 by the golden ratio.
	return int(h.Sum64() % uint64(len(s.servers))), int(r.Key >> 16 * 0x9E3779B97F4A7C15 >> 32 % uint64(len(s.servers)))
}

func month(d event.Day) int32 {
	if d == event.NoDay {
		return 0
	}
	t := d.Time()
	return int32(t.Year()*12 + int(t.Month()) - 1)
}

// repeated marks the records that the store or an earlier record of the batch has.
func (s *Store) repeated(ctx context.Context, batch []event.Record) ([]bool, error) {
	mark := make([]bool, len(batch))
	byOrigin := map[event.Origin]map[uint64]int{}
	for i := range batch {
		keys := byOrigin[batch[i].Origin]
		if keys == nil {
			keys = map[uint64]int{}
			byOrigin[batch[i].Origin] = keys
		}
		if _, ok := keys[batch[i].Key]; ok {
			mark[i] = true
			continue
		}
		keys[batch[i].Key] = i
	}
	for origin, keys := range byOrigin {
		if err := s.held(ctx, origin, keys, mark); err != nil {
			return nil, err
		}
	}
	return mark, nil
}

func (s *Store) held(ctx context.Context, origin event.Origin, rows map[uint64]int, mark []bool) error {
	all := make([]uint64, 0, len(rows))
	for key := range rows {
		all = append(all, key)
	}
	within := fmt.Sprintf(" FROM %s WHERE origin = %d AND key >= %d AND key <= %d AND %s", s.all("keys"), origin, slices.Min(all), slices.Max(all), visible)
	any, err := s.number(ctx, "SELECT toUInt64(count()) FROM (SELECT key"+within+" LIMIT 1)")
	if err != nil || any == 0 {
		return err
	}
	// The table may be left from a process that ended in the middle.
	for _, sql := range []string{"DROP TABLE IF EXISTS staged", "CREATE TABLE staged (key UInt64) ENGINE = Memory"} {
		if err := s.first().Exec(ctx, sql); err != nil {
			return s.classify(err)
		}
	}
	if err := insert(ctx, s.first(), "staged (key)", all); err != nil {
		return s.classify(err)
	}
	return s.each(ctx, "SELECT key"+within+" AND key GLOBAL IN (SELECT key FROM staged)", func(found driver.Rows) (bool, error) {
		var key uint64
		if err := found.Scan(&key); err != nil {
			return false, err
		}
		mark[rows[key]] = true
		return true, nil
	})
}

// insert sends columns of a table, each a slice. The table is written with the
// names of its columns: server 18.16 says none to a client that names none.
func insert(ctx context.Context, server driver.Conn, table string, columns ...any) error {
	b, err := server.PrepareBatch(ctx, "INSERT INTO "+table)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := b.Column(i).Append(c); err != nil {
			return errors.Join(err, b.Abort())
		}
	}
	return b.Send()
}

func (s *Store) note(ctx context.Context, id uint64, files []event.Progress) error {
	if len(files) == 0 {
		return nil
	}
	return insert(ctx, s.first(), "files (fingerprint, path, origin, rows, kept, repeated, rejected, done, batch)",
		column(files, func(f *event.Progress) string { return f.Fingerprint }),
		column(files, func(f *event.Progress) string { return f.Path }),
		column(files, func(f *event.Progress) uint8 { return uint8(f.Origin) }),
		column(files, func(f *event.Progress) int64 { return f.Rows }),
		column(files, func(f *event.Progress) int64 { return f.Kept }),
		column(files, func(f *event.Progress) int64 { return f.Repeated }),
		column(files, func(f *event.Progress) int64 { return f.Rejected }),
		column(files, func(f *event.Progress) uint8 { return bit(f.Done) }),
		column(files, func(*event.Progress) uint64 { return id }))
}

func column[R, T any](rows []R, of func(*R) T) []T {
	out := make([]T, len(rows))
	for i := range rows {
		out[i] = of(&rows[i])
	}
	return out
}

func insertKeys(ctx context.Context, server driver.Conn, id uint64, batch []event.Record, rows []int) error {
	if len(rows) == 0 {
		return nil
	}
	return insert(ctx, server, "keys_local (origin, key, batch)",
		column(rows, func(i *int) uint8 { return uint8(batch[*i].Origin) }),
		column(rows, func(i *int) uint64 { return batch[*i].Key }),
		column(rows, func(*int) uint64 { return id }))
}

func insertEvents(ctx context.Context, server driver.Conn, id uint64, batch []event.Record, rows []int) error {
	if len(rows) == 0 {
		return nil
	}
	text := func(of func(*event.Record) string) []string {
		return column(rows, func(i *int) string { return strings.ToValidUTF8(of(&batch[*i]), "\uFFFD") })
	}
	int32s := func(of func(*event.Record) int32) []int32 {
		return column(rows, func(i *int) int32 { return of(&batch[*i]) })
	}
	uint8s := func(of func(*event.Record) uint8) []uint8 {
		return column(rows, func(i *int) uint8 { return of(&batch[*i]) })
	}
	floats := func(of func(*event.Record) float32) []float32 {
		return column(rows, func(i *int) float32 { return of(&batch[*i]) })
	}
	return insert(ctx, server, "events_local ("+names()+")",
		uint8s(func(r *event.Record) uint8 { return uint8(r.Origin) }),
		column(rows, func(i *int) uint64 { return batch[*i].Key }),
		text(func(r *event.Record) string { return r.ID }),
		int32s(func(r *event.Record) int32 { return int32(r.Date) }),
		int32s(func(r *event.Record) int32 { return int32(r.Until) }),
		int32s(func(r *event.Record) int32 { return int32(r.Known) }),
		int32s(func(r *event.Record) int32 { return month(r.Date) }),
		text(func(r *event.Record) string { return r.Source.Country }),
		text(func(r *event.Record) string { return r.Source.Code }),
		text(func(r *event.Record) string { return r.Source.Name }),
		text(func(r *event.Record) string { return r.Source.Sector }),
		text(func(r *event.Record) string { return r.Target.Country }),
		text(func(r *event.Record) string { return r.Target.Code }),
		text(func(r *event.Record) string { return r.Target.Name }),
		text(func(r *event.Record) string { return r.Target.Sector }),
		text(func(r *event.Record) string { return r.Code }),
		uint8s(func(r *event.Record) uint8 { return uint8(r.Type) }),
		uint8s(func(r *event.Record) uint8 { return uint8(r.Quad) }),
		uint8s(func(r *event.Record) uint8 { return bit(r.Statement()) }),
		uint8s(func(r *event.Record) uint8 { return bit(r.Root) }),
		floats(func(r *event.Record) float32 { return r.Score }),
		int32s(func(r *event.Record) int32 { return r.Mentions }),
		int32s(func(r *event.Record) int32 { return r.Sources }),
		int32s(func(r *event.Record) int32 { return r.Articles }),
		floats(func(r *event.Record) float32 { return r.Tone }),
		int32s(func(r *event.Record) int32 { return r.Deaths }),
		text(func(r *event.Record) string { return r.Place.Name }),
		text(func(r *event.Record) string { return r.Place.Country }),
		text(func(r *event.Record) string { return r.Place.Admin }),
		floats(func(r *event.Record) float32 { return r.Place.Lat }),
		floats(func(r *event.Record) float32 { return r.Place.Lon }),
		text(func(r *event.Record) string { return r.Text }),
		text(func(r *event.Record) string { return r.Ref }),
		column(rows, func(*int) uint64 { return id }))
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
