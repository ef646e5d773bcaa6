//go:build cgo

package duckdb

import (
	"cmp"
	"context"
	"slices"

	"entente/event"
)

// identity is what makes a record that record.
type identity struct {
	origin event.Origin
	key    uint64
	row    int32
}

// unknown gives the rows of the batch, in order, whose record neither the store
// nor an earlier row of the batch holds.
func (s *Store) unknown(ctx context.Context, batch []event.Record) ([]int32, error) {
	ids := make([]identity, len(batch))
	for i := range batch {
		ids[i] = identity{batch[i].Origin, batch[i].Key, int32(i)}
	}
	slices.SortFunc(ids, func(a, b identity) int {
		if c := cmp.Compare(a.key, b.key); c != 0 {
			return c
		}
		if c := cmp.Compare(a.origin, b.origin); c != 0 {
			return c
		}
		return cmp.Compare(a.row, b.row)
	})
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

func (s *Store) heldWithin(ctx context.Context, o event.Origin, ids []identity, mark []bool) error {
	// DuckDB skips the row groups whose least and greatest key lie elsewhere, so
	// that numbers which grow from file to file cost next to nothing.
	const within = "FROM events WHERE origin = $1 AND key BETWEEN $2 AND $3"
	args := []any{int64(o), ids[0].key, ids[len(ids)-1].key}
	_, any, err := s.conn.number(ctx, "SELECT 1::BIGINT "+within+" LIMIT 1", args...)
	if err != nil || !any {
		return err
	}
	if err := s.stage(ctx, ids); err != nil {
		return err
	}
	r, err := s.conn.query(ctx, "SELECT key "+within+" AND key IN (SELECT key FROM temp.batch)", args...)
	if err != nil {
		return err
	}
	defer r.close()
	for r.next() {
		keys := r.column(0)
		for i := range r.n {
			at, _ := slices.BinarySearchFunc(ids, at[uint64](keys, i), func(id identity, k uint64) int { return cmp.Compare(id.key, k) })
			mark[ids[at].row] = true
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
