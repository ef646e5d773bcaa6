//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"math"
	"strings"

	"entente/event"
)

// dict numbers what records say in words. It holds at most max entries, and
// forgets all when it is full: what comes again then gets another number.
type dict[K comparable] struct {
	ids   map[K]uint32
	next  uint32
	fresh []K // numbered next-len(fresh) and on, not written yet
	max   int
	last  K
	id    uint32    // of last
	own   func(K) K // a copy whose text does not hold on to the caller's
}

func newDict[K comparable](max int, own func(K) K) *dict[K] {
	return &dict[K]{ids: map[K]uint32{}, max: max, own: own, id: math.MaxUint32}
}

// number gives the number of k, a new one where it has none.
func (d *dict[K]) number(k K) uint32 {
	if k == d.last && d.id != math.MaxUint32 {
		return d.id
	}
	id, ok := d.ids[k]
	if !ok {
		if len(d.ids) >= d.max {
			clear(d.ids)
		}
		k = d.own(k)
		id = d.next
		d.next++
		d.ids[k] = id
		d.fresh = append(d.fresh, k)
	}
	d.last, d.id = k, id
	return id
}

type actorKey struct{ code, name, sector string }

// placeKey holds a place; degrees as bits, because NaN is no key.
type placeKey struct {
	name, admin, country string
	lat, lon             uint32
}

type reportKey struct{ text, ref string }

// words are the dictionaries of a store that is written to.
type words struct {
	actors  *dict[actorKey]
	acts    *dict[string]
	places  *dict[placeKey]
	reports *dict[reportKey]
}

// How many entries are held in memory: some hundred bytes each.
const (
	maxActors  = 500_000
	maxActs    = 100_000
	maxPlaces  = 500_000
	maxReports = 50_000 // repeats of these stand close together
)

func (s *Store) loadWords(ctx context.Context) (*words, error) {
	w := &words{
		actors: newDict(maxActors, func(k actorKey) actorKey {
			return actorKey{strings.Clone(k.code), strings.Clone(k.name), strings.Clone(k.sector)}
		}),
		acts: newDict(maxActs, strings.Clone),
		places: newDict(maxPlaces, func(k placeKey) placeKey {
			k.name, k.admin, k.country = strings.Clone(k.name), strings.Clone(k.admin), strings.Clone(k.country)
			return k
		}),
		reports: newDict(maxReports, func(k reportKey) reportKey { return reportKey{strings.Clone(k.text), strings.Clone(k.ref)} }),
	}
	err := errors.Join(
		load(ctx, s, w.actors, "actors", "code, name, sector", func(r *rows, i int) actorKey {
			return actorKey{r.column(1).str(i), r.column(2).str(i), r.column(3).str(i)}
		}),
		load(ctx, s, w.acts, "acts", "code", func(r *rows, i int) string { return r.column(1).str(i) }),
		load(ctx, s, w.places, "places", "name, admin, country, lat, lon", func(r *rows, i int) placeKey {
			return placeKey{r.column(1).str(i), r.column(2).str(i), s.codes[at[uint16](r.column(3), i)], math.Float32bits(r.column(4).float(i)), math.Float32bits(r.column(5).float(i))}
		}),
		load(ctx, s, w.reports, "reports", "text, ref", func(r *rows, i int) reportKey { return reportKey{r.column(1).str(i), r.column(2).str(i)} }),
	)
	return w, err
}

// load reads the newest entries of a table into its dictionary.
func load[K comparable](ctx context.Context, s *Store, d *dict[K], table, columns string, key func(*rows, int) K) error {
	top, any, err := s.conn.number(ctx, "SELECT max(id)::BIGINT FROM "+table)
	if err != nil || !any {
		return err
	}
	d.next = uint32(top) + 1
	r, err := s.conn.query(ctx, "SELECT id, "+columns+" FROM "+table+" WHERE id > $1", top-int64(d.max))
	if err != nil {
		return err
	}
	defer r.close()
	for r.next() {
		for i := range r.n {
			d.ids[key(r, i)] = at[uint32](r.column(0), i)
		}
	}
	return r.err
}

// of gives the numbers of a record's words.
func (w *words) of(r *event.Record) numbers {
	return numbers{w.actor(&r.Source), w.actor(&r.Target), w.acts.number(r.Code), w.place(&r.Place), w.reports.number(reportKey{r.Text, r.Ref})}
}

func (w *words) actor(a *event.Actor) uint32 {
	return w.actors.number(actorKey{a.Code, a.Name, a.Sector})
}

func (w *words) place(p *event.Place) uint32 {
	k := placeKey{p.Name, p.Admin, p.Country, math.Float32bits(p.Lat), math.Float32bits(p.Lon)}
	if p.Lat != p.Lat {
		k.lat = nanBits
	}
	if p.Lon != p.Lon {
		k.lon = nanBits
	}
	return w.places.number(k)
}

var nanBits = math.Float32bits(float32(math.NaN()))
