//go:build cgo

package duckdb

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"entente/event"
)

// identity is what makes a record that record.
type identity struct {
	origin event.Origin
	key    uint64
	row    int32
}

// byKey orders identities by key, then origin, then row.
func byKey(a, b identity) int {
	switch {
	case a.key != b.key:
		return cmp.Compare(a.key, b.key)
	case a.origin != b.origin:
		return cmp.Compare(a.origin, b.origin)
	}
	return cmp.Compare(a.row, b.row)
}

// identities gives the identities of a batch by key. Numbers that grow from row to
// row, as most sources', need no sorting: only those that come late are sorted.
func identities(batch []event.Record) []identity {
	grown, late := make([]identity, 0, len(batch)), []identity(nil)
	for i := range batch {
		id := identity{batch[i].Origin, batch[i].Key, int32(i)}
		if n := len(grown); n > 0 && byKey(grown[n-1], id) > 0 {
			late = append(late, id)
			continue
		}
		grown = append(grown, id)
	}
	slices.SortFunc(late, byKey)
	// From the end, so that one slice does.
	i, j := len(grown)-1, len(late)-1
	all := grown[:len(batch)]
	for k := len(all) - 1; j >= 0; k-- {
		if i >= 0 && byKey(grown[i], late[j]) > 0 {
			all[k] = grown[i]
			i--
		} else {
			all[k] = late[j]
			j--
		}
	}
	return all
}

// unknown gives the rows of the batch, in order, whose record neither the store
// nor an earlier row of the batch holds.
func (s *Store) unknown(ctx context.Context, batch []event.Record) ([]int32, error) {
	ids := identities(batch)
	repeated := make([]bool, len(batch))
	distinct := ids[:0]
	for _, id := range ids {
		if n := len(distinct); n > 0 && distinct[n-1].key == id.key && distinct[n-1].origin == id.origin {
			repeated[id.row] = true
			continue
		}
		distinct = append(distinct, id)
	}
	for _, o := range s.origins {
		var of []identity
		for _, id := range distinct {
			if id.origin == o {
				of = append(of, id)
			}
		}
		if err := s.held(ctx, o, of, repeated); err != nil {
			return nil, err
		}
	}
	keep := make([]int32, 0, len(batch))
	for i, r := range repeated {
		if !r {
			keep = append(keep, int32(i))
		}
	}
	return keep, nil
}

// Keys of a batch that lie further apart than gap are looked for apart, so that
// a late number among many new ones does not make the search read all between.
// Where that would make more than maxSpans searches the keys are hashes, or as
// good as: one search reads all keys that the store holds, eight bytes a row.
const (
	gap      = 1 << 20
	maxSpans = 16
)

// held marks the rows whose key the store holds. ids are of one origin, by key.
func (s *Store) held(ctx context.Context, o event.Origin, ids []identity, mark []bool) error {
	if len(ids) == 0 {
		return nil
	}
	spans := [][2]int{{0, len(ids)}}
	for i := 1; i < len(ids); i++ {
		if ids[i].key-ids[i-1].key > gap {
			spans[len(spans)-1][1] = i
			spans = append(spans, [2]int{i, len(ids)})
			if len(spans) > maxSpans {
				spans = [][2]int{{0, len(ids)}}
				break
			}
		}
	}
	for _, span := range spans {
		if err := s.heldWithin(ctx, o, ids[span[0]:span[1]], mark); err != nil {
			return err
		}
	}
	return nil
}

const (
	// dense is how many keys may lie between two of a batch, on average, for the
	// store's keys there to be read as they are. Where they lie further apart the
	// batch's keys are looked for: few of them by name, else joined to the store's.
	dense = 16
	few   = 200
)

func (s *Store) heldWithin(ctx context.Context, o event.Origin, ids []identity, mark []bool) error {
	// DuckDB skips the row groups whose least and greatest key lie elsewhere, so
	// that numbers which grow from file to file cost next to nothing.
	first, last := ids[0].key, ids[len(ids)-1].key
	sql := "SELECT key FROM events WHERE origin = $1 AND key BETWEEN $2 AND $3"
	switch {
	case (last-first)/dense <= uint64(len(ids)):
	case len(ids) <= few:
		sql += " AND key IN (" + strconv.FormatUint(first, 10)
		for _, id := range ids[1:] {
			sql += "," + strconv.FormatUint(id.key, 10)
		}
		sql += ")"
	default:
		_, any, err := s.conn.number(ctx, "SELECT 1::BIGINT FROM events WHERE origin = $1 AND key BETWEEN $2 AND $3 LIMIT 1", int64(o), first, last)
		if err != nil || !any {
			return err
		}
		if err := s.stage(ctx, ids); err != nil {
			return err
		}
		sql += " AND key IN (SELECT key FROM temp.batch)"
	}
	r, err := s.conn.query(ctx, sql, int64(o), first, last)
	if err != nil {
		return err
	}
	defer r.close()
	for r.next() {
		keys := r.column(0)
		for i := range r.n {
			at, held := slices.BinarySearchFunc(ids, at[uint64](keys, i), func(id identity, k uint64) int { return cmp.Compare(id.key, k) })
			if held {
				mark[ids[at].row] = true
			}
		}
	}
	return r.err
}

// stage puts keys into a table in memory.
func (s *Store) stage(ctx context.Context, ids []identity) error {
	if err := s.conn.exec(ctx, "CREATE OR REPLACE TEMP TABLE batch (key UBIGINT)"); err != nil {
		return err
	}
	return s.append(ctx, "batch", []column{{"key", "UBIGINT"}}, len(ids), func(w *writer, from, n int) error {
		keys := cells[uint64](w)
		for i := range n {
			keys[i] = ids[from+i].key
		}
		return nil
	})
}
