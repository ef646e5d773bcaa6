//go:build cgo

package duckdb

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"entente/event"
)

// day gives a DATE; event.NoDay for NULL.
func (v vector) day(row int) event.Day {
	if !v.valid(row) {
		return event.NoDay
	}
	return event.Day(at[int32](v, row))
}

// selection is a query as SQL over table events.
type selection struct {
	where   string
	args    []any
	from    string
	nothing bool // it cannot select anything
}

func (s *Store) selection(q event.Query) selection {
	var sel selection
	var and []string
	param := func(v any) string {
		sel.args = append(sel.args, v)
		return "$" + strconv.Itoa(len(sel.args))
	}
	sel.from = "events e"
	if q.Origins != nil {
		and = append(and, "e.origin IN ("+list(q.Origins)+")")
		sel.nothing = len(q.Origins) == 0
	}
	if q.Pairs == nil {
		and = append(and, "e.source <> 0 AND e.target <> 0 AND e.source <> e.target")
	} else {
		var sources, targets []uint16
		var pairs []uint32
		for _, p := range q.Pairs {
			a, okA := s.ids[p[0]]
			b, okB := s.ids[p[1]]
			if okA && okB {
				sources, targets, pairs = append(sources, a), append(targets, b), append(pairs, uint32(a)<<16|uint32(b))
			}
		}
		sel.nothing = sel.nothing || len(pairs) == 0
		if len(pairs) > 0 {
			and = append(and, "e.source IN ("+list(sources)+")", "e.target IN ("+list(targets)+")")
		}
		if len(pairs) > 1 {
			and = append(and, "(e.source::UINTEGER << 16 | e.target) IN ("+list(pairs)+")")
		}
	}
	if q.From != event.NoDay {
		and = append(and, "e.date >= DATE '1970-01-01' + "+param(int64(q.From))+"::INTEGER")
	}
	if q.To != event.NoDay {
		and = append(and, "e.date <= DATE '1970-01-01' + "+param(int64(q.To))+"::INTEGER")
	}
	if q.KnownBy != event.NoDay {
		and = append(and, "(e.known IS NULL OR e.known <= DATE '1970-01-01' + "+param(int64(q.KnownBy))+"::INTEGER)")
	}
	if q.Types != nil {
		and = append(and, "e.type IN ("+list(q.Types)+")")
		sel.nothing = sel.nothing || len(q.Types) == 0
	}
	if q.Words != nil {
		sel.from = recordTables
		var or []string
		for _, w := range q.Words {
			p := "lower(" + param(w) + ")"
			for _, c := range []string{"r.text", "r.ref", "p.name"} {
				or = append(or, "contains(lower("+c+"), "+p+")")
			}
		}
		and = append(and, "("+strings.Join(or, " OR ")+")")
		sel.nothing = sel.nothing || len(q.Words) == 0
	}
	sel.where = strings.Join(and, " AND ")
	return sel
}

// eventRepeats are the columns in which repeats agree.
const eventRepeats = "e.origin, e.source, e.target, e.date, e.type, e.statement, e.same"

// list writes numbers with commas.
func list[T ~uint8 | ~uint16 | ~uint32](ns []T) string {
	var b []byte
	for i, n := range ns {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(n), 10)
	}
	return string(b)
}

// Counts answers in one pass over the columns that the query needs.
func (s *Store) Counts(ctx context.Context, q event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		sel := s.selection(q)
		if sel.nothing {
			return
		}
		inner := "SELECT e.origin, e.source, e.target, e.date, e.type, e.quad, e.statement, 1 AS n, 0 AS r FROM " + sel.from + " WHERE " + sel.where
		if !q.Repeats {
			inner = "SELECT e.origin, e.source, e.target, e.date, e.type, min(e.quad) AS quad, e.statement, 1 AS n, count(*) - 1 AS r FROM " + sel.from +
				" WHERE " + sel.where + " GROUP BY " + eventRepeats
		}
		sql := `SELECT c.origin, c.source, c.target, c.date, c.type, c.quad, c.statement, c.n, c.r FROM
			(SELECT origin, source, target, date, type, quad, statement, sum(n)::BIGINT AS n, sum(r)::BIGINT AS r FROM (` + inner + `)
			GROUP BY origin, source, target, date, type, quad, statement) c
			JOIN countries s ON s.id = c.source JOIN countries t ON t.id = c.target
			ORDER BY c.origin, s.code, t.code, c.date NULLS FIRST, c.type, c.quad, c.statement`
		s.read(ctx, sql, sel.args, func(r *rows) bool {
			origin, source, target, date := r.column(0), r.column(1), r.column(2), r.column(3)
			typ, quad, statement, n, repeats := r.column(4), r.column(5), r.column(6), r.column(7), r.column(8)
			for i := range r.n {
				c := event.Count{
					Origin: event.Origin(at[uint8](origin, i)), Source: s.codes[at[uint16](source, i)], Target: s.codes[at[uint16](target, i)], Day: date.day(i),
					Type: event.Type(at[uint8](typ, i)), Quad: event.Quad(at[uint8](quad, i)), Statement: at[bool](statement, i),
					N: at[int64](n, i), Repeats: at[int64](repeats, i),
				}
				if !yield(c, nil) {
					return false
				}
			}
			return true
		}, func(err error) { yield(event.Count{}, err) })
	}
}

// read runs a query on a connection of its own, so that others may run while
// its rows are looked at.
func (s *Store) read(ctx context.Context, sql string, args []any, chunk func(*rows) bool, fail func(error)) {
	conn, err := s.db.connect()
	if err != nil {
		fail(classify(s.path, err))
		return
	}
	defer conn.close()
	r, err := conn.stream(ctx, sql, args...)
	if err != nil {
		fail(classify(s.path, err))
		return
	}
	defer r.close()
	for r.next() {
		if !chunk(r) {
			return
		}
	}
	if r.err != nil {
		fail(classify(s.path, r.err))
	}
}

// Events reads whole records.
func (s *Store) Events(ctx context.Context, q event.Query) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		sel := s.selection(q)
		if sel.nothing {
			return
		}
		sql := "SELECT " + recordColumns + " FROM " + recordTables + " WHERE " + sel.where
		if !q.Repeats {
			sql += " QUALIFY row_number() OVER (PARTITION BY " + eventRepeats + " ORDER BY e.key) = 1"
		}
		sql += " ORDER BY e.date NULLS FIRST, e.key, e.origin"
		if q.Limit > 0 {
			sql += " LIMIT " + strconv.Itoa(q.Limit)
		}
		s.read(ctx, sql, sel.args, func(r *rows) bool {
			v := make([]vector, recordCount)
			for i := range v {
				v[i] = r.column(i)
			}
			for i := range r.n {
				if !yield(s.record(v, i), nil) {
					return false
				}
			}
			return true
		}, func(err error) { yield(event.Record{}, err) })
	}
}

// record reads a row of the columns of table events.
func (s *Store) record(v []vector, i int) event.Record {
	r := event.Record{
		Origin: event.Origin(at[uint8](v[0], i)), Key: at[uint64](v[1], i), ID: v[2].str(i),
		Date: v[3].day(i), Until: v[4].day(i), Known: v[5].day(i),
		Source: event.Actor{Country: s.codes[at[uint16](v[6], i)], Code: v[8].str(i), Name: v[9].str(i), Sector: v[10].str(i)},
		Target: event.Actor{Country: s.codes[at[uint16](v[7], i)], Code: v[11].str(i), Name: v[12].str(i), Sector: v[13].str(i)},
		Code:   v[14].str(i), Type: event.Type(at[uint8](v[15], i)), Quad: event.Quad(at[uint8](v[16], i)), Root: at[bool](v[18], i),
		Score:    v[19].float(i),
		Mentions: at[int32](v[20], i), Sources: at[int32](v[21], i), Articles: at[int32](v[22], i),
		Tone: v[23].float(i), Deaths: at[int32](v[24], i),
		Place: event.Place{Name: v[25].str(i), Country: s.codes[at[uint16](v[26], i)], Admin: v[27].str(i), Lat: v[28].float(i), Lon: v[29].float(i)},
		Text:  v[30].str(i), Ref: v[31].str(i),
	}
	if !v[2].valid(i) {
		r.ID = strconv.FormatUint(r.Key, 10)
	}
	if !v[4].valid(i) {
		r.Until = r.Date
	}
	return r
}
