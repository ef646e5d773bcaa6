//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"entente/event"
)

// Add keeps a batch in one transaction: the records that are new, the countries
// that they bring, and the ledger.
func (s *Store) Add(ctx context.Context, batch []event.Record, files ...event.Progress) (event.Added, error) {
	keep, err := s.unknown(ctx, batch)
	if err != nil {
		return event.Added{}, classify(s.path, err)
	}
	if err := s.conn.exec(ctx, "BEGIN"); err != nil {
		return event.Added{}, classify(s.path, err)
	}
	known := len(s.codes)
	if err := s.write(ctx, batch, keep, files); err != nil {
		s.rollback()
		for _, code := range s.codes[known:] {
			delete(s.ids, code)
		}
		s.codes = s.codes[:known]
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return event.Added{}, classify(s.path, err)
	}
	for _, i := range keep {
		if o := batch[i].Origin; !slices.Contains(s.origins, o) {
			s.origins = append(s.origins, o)
			slices.Sort(s.origins)
		}
	}
	return event.Added{Kept: len(keep), Repeated: len(batch) - len(keep)}, nil
}

func (s *Store) write(ctx context.Context, batch []event.Record, keep []int32, files []event.Progress) error {
	known := len(s.codes)
	if err := s.append(ctx, batch, keep); err != nil {
		return err
	}
	for i, code := range s.codes[known:] {
		if err := s.conn.exec(ctx, "INSERT INTO countries VALUES ($1, $2)", int64(known+i), code); err != nil {
			return err
		}
	}
	for _, f := range files {
		if f.Fingerprint == "" {
			continue
		}
		err := s.conn.exec(ctx, `INSERT INTO files VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (fingerprint)
			DO UPDATE SET path = $2, origin = $3, rows = $4, kept = $5, repeated = $6, rejected = $7, done = $8`,
			f.Fingerprint, f.Path, int64(f.Origin), f.Rows, f.Kept, f.Repeated, f.Rejected, f.Done)
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// From here on it is done or not done, and the answer must say which.
	return s.conn.exec(context.WithoutCancel(ctx), "COMMIT")
}

// country gives the number of a country, a new one where it has none yet.
func (s *Store) country(code string) (uint16, error) {
	if id, ok := s.ids[code]; ok {
		return id, nil
	}
	if len(s.codes) > math.MaxUint16 {
		return 0, errors.New("more than 65,536 country codes")
	}
	id := uint16(len(s.codes))
	code = strings.Clone(code)
	s.ids[code] = id
	s.codes = append(s.codes, code)
	return id, nil
}

// append writes the records of the batch that keep names.
func (s *Store) append(ctx context.Context, batch []event.Record, keep []int32) error {
	if len(keep) == 0 {
		return nil
	}
	if s.writer == nil {
		s.writer = newWriter()
	}
	a, err := s.conn.appender("", "events")
	if err != nil {
		return err
	}
	for part := range slices.Chunk(keep, s.writer.size) {
		err := ctx.Err()
		if err == nil {
			err = s.writer.fill(s, batch, part)
		}
		if err == nil {
			err = a.append(s.writer.chunk)
		}
		if err != nil {
			a.discard()
			return err
		}
	}
	return a.finish()
}
