package clickhouse

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"strconv"
	"strings"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"entente/event"
)

// where writes a query's conditions; false where it cannot select anything.
func where(q event.Query) (string, bool) {
	and := []string{visible}
	empty := false
	if q.Origins != nil {
		and = append(and, "origin IN ("+list(q.Origins)+")")
		empty = empty || len(q.Origins) == 0
	}
	if q.Pairs == nil {
		and = append(and, "source != '' AND target != '' AND source != target")
	} else {
		var pairs []string
		for _, p := range q.Pairs {
			pairs = append(pairs, "("+quote(p[0])+", "+quote(p[1])+")")
		}
		and = append(and, "(source, target) IN ("+strings.Join(pairs, ", ")+")")
		empty = empty || len(pairs) == 0
	}
	number := func(d event.Day) string { return strconv.Itoa(int(d)) }
	if q.From != event.NoDay {
		and = append(and, "day >= "+number(q.From))
	}
	if q.To != event.NoDay {
		and = append(and, "day <= "+number(q.To)+" AND day > "+number(event.NoDay))
	}
	if q.KnownBy != event.NoDay {
		and = append(and, "known <= "+number(q.KnownBy))
	}
	if q.Types != nil {
		and = append(and, "type IN ("+list(q.Types)+")")
		empty = empty || len(q.Types) == 0
	}
	if q.Words != nil {
		var or []string
		for _, w := range q.Words {
			for _, c := range []string{"text", "ref", "place_name"} {
				or = append(or, "positionCaseInsensitiveUTF8("+c+", "+quote(w)+") > 0")
			}
		}
		and = append(and, "("+strings.Join(or, " OR ")+")")
		empty = empty || len(q.Words) == 0
	}
	return strings.Join(and, " AND "), !empty
}

func list[T ~uint8](ns []T) string {
	var of []string
	for _, n := range ns {
		of = append(of, strconv.Itoa(int(n)))
	}
	return strings.Join(of, ", ")
}

// own tells records of origins that people coded apart: none repeats another.
func own() string {
	var people []event.Origin
	for _, o := range event.Origins() {
		if !o.ByMachine() {
			people = append(people, o)
		}
	}
	return "if(origin IN (" + list(people) + "), key, toUInt64(0)) AS own"
}

// repeat are the columns in which repeats agree.
const repeat = "origin, source, target, day, source_code, target_code, type, code, statement, own"

// Counts groups where the rows are, and once more on the first server.
func (s *Store) Counts(ctx context.Context, q event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		cond, ok := where(q)
		if !ok {
			return
		}
		from := "SELECT origin, source, target, day, type, quad AS class, statement, 1 AS n FROM " + s.all("events") + " WHERE " + cond
		sums := "toInt64(count()), toInt64(0)"
		if !q.Repeats {
			from = "SELECT origin, source, target, day, type, min(quad) AS class, statement, count() AS n, " + own() + " FROM " + s.all("events") + " WHERE " + cond + " GROUP BY " + repeat
			sums = "toInt64(count()), toInt64(sum(n)) - toInt64(count())"
		}
		sql := "SELECT origin, source, target, day, type, class, statement, " + sums + " FROM (" + from + ") GROUP BY origin, source, target, day, type, class, statement ORDER BY origin, source, target, day, type, class, statement"
		err := s.each(ctx, sql, func(rows driver.Rows) (bool, error) {
			var c event.Count
			var origin, typ, quad, statement uint8
			var day int32
			if err := rows.Scan(&origin, &c.Source, &c.Target, &day, &typ, &quad, &statement, &c.N, &c.Repeats); err != nil {
				return false, err
			}
			c.Origin, c.Day, c.Type, c.Quad, c.Statement = event.Origin(origin), event.Day(day), event.Type(typ), event.Quad(quad), statement == 1
			return yield(c, nil), nil
		})
		if err != nil {
			yield(event.Count{}, err)
		}
	}
}

// Events reads whole records.
func (s *Store) Events(ctx context.Context, q event.Query) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		cond, ok := where(q)
		if !ok {
			return
		}
		// LIMIT BY stands outside, so that no server applies it to its part alone.
		sql := "SELECT " + names() + " FROM (SELECT " + names() + ", " + own() + " FROM " + s.all("events") + " WHERE " + cond + ") ORDER BY day, key, origin"
		if !q.Repeats {
			sql += " LIMIT 1 BY " + repeat
		}
		if q.Limit > 0 {
			sql += " LIMIT " + strconv.Itoa(q.Limit)
		}
		err := s.each(ctx, sql, func(rows driver.Rows) (bool, error) {
			r, err := scan(rows)
			if err != nil {
				return false, err
			}
			return yield(r, nil), nil
		})
		if err != nil {
			yield(event.Record{}, err)
		}
	}
}

// each runs a query and hands on its rows until row gives false.
//
// Now and then server 18.16 sends another a query with GLOBAL IN without the
// table that belongs to it, and says that the table is not there. Nothing was
// handed on by then, and the query is asked again.
func (s *Store) each(ctx context.Context, sql string, row func(driver.Rows) (bool, error)) error {
	for try := 1; ; try++ {
		handed, err := s.once(ctx, sql, row)
		if handed || try == tries || !lostTable(err) {
			return s.classify(err)
		}
	}
}

// tries is how often a query is asked whose table a server lost.
const tries = 5

// lostTable reports whether a server was sent a query without the table of its
// GLOBAL IN, which ClickHouse names _data1, _data2 …
func lostTable(err error) bool {
	const unknownTable = 60
	var e *clickhouse.Exception
	return errors.As(err, &e) && e.Code == unknownTable && strings.Contains(e.Message, "._data")
}

// once is each without another try; handed says whether row was called.
func (s *Store) once(ctx context.Context, sql string, row func(driver.Rows) (bool, error)) (handed bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	rows, err := s.first().Query(ctx, sql)
	if err != nil {
		return false, err
	}
	err = func() error {
		for rows.Next() {
			handed = true
			more, err := row(rows)
			if err != nil || ctx.Err() != nil {
				return cmp.Or(err, ctx.Err())
			}
			if !more {
				cancel() // the rest need not be sent
				return nil
			}
		}
		return rows.Err()
	}()
	if e := rows.Close(); err == nil && ctx.Err() == nil {
		err = e
	}
	return handed, err
}

func scan(rows driver.Rows) (event.Record, error) {
	var r event.Record
	var origin, typ, quad, statement, root uint8
	var day, until, known, month int32
	var batch uint64
	err := rows.Scan(&origin, &r.Key, &r.ID, &day, &until, &known, &month,
		&r.Source.Country, &r.Source.Code, &r.Source.Name, &r.Source.Sector,
		&r.Target.Country, &r.Target.Code, &r.Target.Name, &r.Target.Sector,
		&r.Code, &typ, &quad, &statement, &root, &r.Score, &r.Mentions, &r.Sources, &r.Articles, &r.Tone, &r.Deaths,
		&r.Place.Name, &r.Place.Country, &r.Place.Admin, &r.Place.Lat, &r.Place.Lon, &r.Text, &r.Ref, &batch)
	r.Origin, r.Date, r.Until, r.Known = event.Origin(origin), event.Day(day), event.Day(until), event.Day(known)
	r.Type, r.Quad, r.Root = event.Type(typ), event.Quad(quad), root == 1
	return r, err
}
