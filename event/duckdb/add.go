//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
	bind "github.com/duckdb/duckdb-go-bindings"

	"entente/event"
)

// Add keeps a batch in one transaction: the records that are new, the words that
// they bring, and the ledger.
func (s *Store) Add(ctx context.Context, batch []event.Record, files ...event.Progress) (event.Added, error) {
	if s.words == nil {
		var err error
		if s.words, err = s.loadWords(ctx); err != nil {
			s.words = nil
			return event.Added{}, classify(s.path, err)
		}
	}
	keep, err := s.unknown(ctx, batch)
	if err != nil {
		return event.Added{}, classify(s.path, err)
	}
	if err := s.conn.exec(ctx, "BEGIN"); err != nil {
		return event.Added{}, classify(s.path, err)
	}
	files = ledger(files, keep)
	if err := s.write(ctx, batch, keep, files); err != nil {
		s.rollback()
		s.words = nil // they hold what was not kept
		if e := s.loadCountries(context.WithoutCancel(ctx)); e != nil {
			err = errors.Join(err, e)
		}
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
	return event.Added{Kept: len(keep), Repeated: len(batch) - len(keep), Files: files}, nil
}

// ledger adds to the files of a batch what became of their records.
func ledger(files []event.Progress, keep []int32) []event.Progress {
	files = slices.Clone(files)
	row, kept := 0, 0
	for i := range files {
		f := &files[i]
		row += f.InBatch
		before := kept
		for kept < len(keep) && int(keep[kept]) < row {
			kept++
		}
		f.Kept += int64(kept - before)
		f.Repeated += int64(f.InBatch - (kept - before))
		f.InBatch = 0
	}
	return files
}

func (s *Store) write(ctx context.Context, batch []event.Record, keep []int32, files []event.Progress) error {
	known := len(s.codes)
	numbered := s.number(batch, keep)
	err := s.append(ctx, "events", eventColumns, len(keep), func(w *writer, from, n int) error {
		<-numbered
		return s.fill(w, batch, keep[from:from+n], s.numbers[from:from+n])
	})
	for range numbered { // it uses the words until it ends
	}
	if err != nil {
		return err
	}
	for _, p := range s.words.places.fresh {
		if _, err := s.country(p.country); err != nil {
			return err
		}
	}
	if err := s.appendWords(ctx, s.codes[known:], known); err != nil {
		return err
	}
	for _, f := range files {
		err := s.conn.exec(ctx, `INSERT INTO files VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (fingerprint)
			DO UPDATE SET path = $2, origin = $3, rows = $4, kept = $5, repeated = $6, rejected = $7, done = $8`,
			f.Fingerprint, strings.ToValidUTF8(f.Path, "\uFFFD"), int64(f.Origin), f.Rows, f.Kept, f.Repeated, f.Rejected, f.Done)
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

// append adds n rows to a table, chunk by chunk; fill writes n rows, from one on.
func (s *Store) append(ctx context.Context, table string, columns []column, n int, fill func(w *writer, from, n int) error) error {
	if n == 0 {
		return nil
	}
	w := s.writers[table]
	if w == nil {
		w = newWriter(table, columns)
		s.writers[table] = w
	}
	a, err := s.conn.appender(table)
	if err != nil {
		return err
	}
	for from := 0; from < n; from += w.size {
		w.reset()
		rows := min(w.size, n-from)
		err := ctx.Err()
		if err == nil {
			err = fill(w, from, rows)
		}
		if err == nil {
			bind.DataChunkSetSize(w.chunk, bind.IdxT(rows))
			err = a.append(w.chunk)
		}
		if err != nil {
			a.discard()
			return err
		}
	}
	return a.finish()
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

// sameOf gives what tells events of one dyad, day and type apart: a hash of the
// actors' full codes and the code where programs coded, the key where people did.
// Two of the thousand events that a dyad may have on one day share a hash once in
// 10^13 such days.
func sameOf(r *event.Record) uint64 {
	if !r.Origin.ByMachine() {
		return r.Key
	}
	h := xxhash.New()
	for _, s := range [...]string{r.Source.Code, "\x1f", r.Target.Code, "\x1f", r.Code} {
		_, _ = h.WriteString(s) // never fails
	}
	return h.Sum64()
}

// numbers are what stands in a row for the words of its record.
type numbers struct{ sourceActor, targetActor, act, place, report uint32 }

// number works out the numbers of the rows that keep names, into s.numbers, on
// another goroutine. It sends a word for each chunk of rows, then closes the
// channel.
func (s *Store) number(batch []event.Record, keep []int32) <-chan struct{} {
	s.numbers = slices.Grow(s.numbers[:0], len(keep))[:len(keep)]
	size := int(bind.VectorSize())
	out := make(chan struct{}, len(keep)/size+1)
	go func() {
		defer close(out)
		for from := 0; from < len(keep); from += size {
			for i := from; i < min(from+size, len(keep)); i++ {
				s.numbers[i] = s.words.of(&batch[keep[i]])
			}
			out <- struct{}{}
		}
	}()
	return out
}

// fill writes the records of the batch that rows names.
func (s *Store) fill(w *writer, batch []event.Record, rows []int32, of []numbers) (err error) {
	var (
		origin, key, id             = cells[uint8](w), cells[uint64](w), w.texts()
		date, until, known          = w.days(), w.days(), w.days()
		source, target              = cells[uint16](w), cells[uint16](w)
		sourceActor, targetActor    = cells[uint32](w), cells[uint32](w)
		act, place, report          = cells[uint32](w), cells[uint32](w), cells[uint32](w)
		same                        = cells[uint64](w)
		typ, quad                   = cells[uint8](w), cells[uint8](w)
		statement, root             = cells[bool](w), cells[bool](w)
		score                       = w.floats()
		mentions, sources, articles = cells[int32](w), cells[int32](w), cells[int32](w)
		tone, deaths                = w.floats(), cells[int32](w)
		digits                      [20]byte
	)
	for i, row := range rows {
		r, n := &batch[row], &of[i]
		origin[i], key[i] = uint8(r.Origin), r.Key
		if string(strconv.AppendUint(digits[:0], r.Key, 10)) == r.ID {
			id.null(i)
		} else {
			id.set(i, r.ID)
		}
		date.set(i, r.Date)
		if r.Until == r.Date {
			until.null(i)
		} else {
			until.set(i, r.Until)
		}
		known.set(i, r.Known)
		if source[i], err = s.country(r.Source.Country); err != nil {
			return err
		}
		if target[i], err = s.country(r.Target.Country); err != nil {
			return err
		}
		sourceActor[i], targetActor[i] = n.sourceActor, n.targetActor
		act[i], place[i], report[i] = n.act, n.place, n.report
		same[i] = sameOf(r)
		typ[i], quad[i] = uint8(r.Type), uint8(r.Quad)
		statement[i], root[i] = r.Statement(), r.Root
		score.set(i, r.Score)
		mentions[i], sources[i], articles[i] = r.Mentions, r.Sources, r.Articles
		tone.set(i, r.Tone)
		deaths[i] = r.Deaths
	}
	return nil
}

// appendWords writes the countries, numbered from first on, and the words that
// are not written yet.
func (s *Store) appendWords(ctx context.Context, codes []string, first int) error {
	err := s.append(ctx, "countries", countryColumns, len(codes), func(w *writer, from, n int) error {
		id, code := cells[uint16](w), w.texts()
		for i := range n {
			id[i] = uint16(first + from + i)
			code.set(i, codes[from+i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = appendDict(ctx, s, s.words.actors, "actors", actorColumns, func(w *writer, fresh []actorKey) {
		code, name, sector := w.texts(), w.texts(), w.texts()
		for i, k := range fresh {
			code.set(i, k.code)
			name.set(i, k.name)
			sector.set(i, k.sector)
		}
	})
	if err != nil {
		return err
	}
	err = appendDict(ctx, s, s.words.acts, "acts", actColumns, func(w *writer, fresh []string) {
		code := w.texts()
		for i, k := range fresh {
			code.set(i, k)
		}
	})
	if err != nil {
		return err
	}
	err = appendDict(ctx, s, s.words.places, "places", placeColumns, func(w *writer, fresh []placeKey) {
		name, country, admin, lat, lon := w.texts(), cells[uint16](w), w.texts(), w.floats(), w.floats()
		for i, k := range fresh {
			name.set(i, k.name)
			country[i] = s.ids[k.country]
			admin.set(i, k.admin)
			lat.set(i, math.Float32frombits(k.lat))
			lon.set(i, math.Float32frombits(k.lon))
		}
	})
	if err != nil {
		return err
	}
	return appendDict(ctx, s, s.words.reports, "reports", reportColumns, func(w *writer, fresh []reportKey) {
		text, ref := w.texts(), w.texts()
		for i, k := range fresh {
			text.set(i, k.text)
			ref.set(i, k.ref)
		}
	})
}

func appendDict[K comparable](ctx context.Context, s *Store, d *dict[K], table string, columns []column, fill func(*writer, []K)) error {
	if d.next < uint32(len(d.fresh)) {
		return errors.New("more than 4,294,967,295 entries in table " + table)
	}
	first := d.next - uint32(len(d.fresh))
	err := s.append(ctx, table, columns, len(d.fresh), func(w *writer, from, n int) error {
		id := cells[uint32](w)
		for i := range n {
			id[i] = first + uint32(from+i)
		}
		fill(w, d.fresh[from:from+n])
		return nil
	})
	clear(d.fresh)
	d.fresh = d.fresh[:0]
	return err
}
