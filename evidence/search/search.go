// Package search finds words in a dossier: in the pages of its archive, its
// initiatives, constraints, players, rows and sources, and the texts written
// from it, in any language, the ones written without spaces included.
//
// It keeps an index in a cache folder outside the dossier, brings it up to date
// when files change, and throws it away when it is of no use. Nothing but search
// depends on it. docs/search.md describes the language of queries.
package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/dossier"
)

// Kind says what sort of thing was found.
type Kind string

// The kinds of things that are searched.
const (
	Document   Kind = "document" // the newest page of a folder of the archive
	Initiative Kind = "initiative"
	Constraint Kind = "constraint"
	Player     Kind = "player"
	Person     Kind = "person" // of people.yaml, with the posts held
	Term       Kind = "term"   // of terms.yaml
	Event      Kind = "event"
	Fact       Kind = "fact"
	Act        Kind = "act"
	Case       Kind = "case"
	Commitment Kind = "commitment"
	Question   Kind = "question"
	Assumption Kind = "assumption"
	Poll       Kind = "poll" // a poll series in a file, with its questions
	Source     Kind = "source"
	Piece      Kind = "piece" // report.md and pieces/*.md
)

// Kinds gives all kinds, in the order in which equals are listed.
func Kinds() []Kind {
	return []Kind{Initiative, Constraint, Player, Person, Term, Piece, Document, Event, Act, Fact, Case, Commitment, Question, Assumption, Poll, Source}
}

// The limits of Query.Limit.
const (
	DefaultLimit = 20
	MaxLimit     = 1000
)

// Query is what to look for. Every filter that is not zero must hold; a thing
// that has no member, area or date is left out by a filter for it.
type Query struct {
	Text   string       // the query language of docs/search.md; at most 1000 characters and 64 words
	Kinds  []Kind       // any of these; nil: all
	Member string       // a member's code, in any case
	Area   string       // an area's id; what acts in all areas is found by each
	Since  dossier.Date // nothing that ended before the first day of it
	Until  dossier.Date // nothing that began after the last day of it
	Limit  int          // 1 to MaxLimit; DefaultLimit where it is 0
}

// ResultsVersion is the version of the form of Results.
const ResultsVersion = 1

// Results is what was found.
type Results struct {
	Version int      `json:"version"`
	Query   string   `json:"query"`   // as it was written
	Total   int      `json:"total"`   // how many there are, shown or not
	Results []Result `json:"results"` // the best first, at most Limit; never nil
	// Findings are the errors of the dossier, if the caller has put them here: what they
	// keep from being read is not found.
	Findings []dossier.Finding `json:"findings,omitempty"`
}

// Result is one thing found.
type Result struct {
	Kind    Kind     `json:"kind"`
	ID      string   `json:"id"`
	Title   string   `json:"title"`   // on one line; the id where it has none
	File    string   `json:"file"`    // in the dossier, with slashes
	Line    int      `json:"line"`    // counts from 1: of the match where the text stands in the file as it is, else of the thing
	Date    string   `json:"date"`    // YYYY, YYYY-MM or YYYY-MM-DD; "" where it has none
	Members []string `json:"members"` // codes, in the dossier's order; never nil
	Area    string   `json:"area"`    // several separated by commas; "" where it has none
	Source  string   `json:"source"`  // source ids as the file writes them; a document's own source
	// Unconfirmed says that it, or of a poll its last wave, reads confirmed: no.
	Unconfirmed bool    `json:"unconfirmed,omitempty"`
	Score       float64 `json:"score"`   // 0 or more; more is better; only comparable within one search
	Snippet     string  `json:"snippet"` // on one line; "" where there is no text but the title
	// Matches are the parts of Snippet that matched, each from a character up to
	// but not including another, counted in Unicode characters from 0, in order;
	// never nil.
	Matches [][2]int `json:"matches"`
	// TitleMatches are those of Title.
	TitleMatches [][2]int `json:"title_matches"`
}

// UnknownError says that a filter names something that there is not.
type UnknownError struct {
	What  string // "kind", "member" or "area"
	ID    string
	Known []string // what it may be
}

// Error says what is unknown, with the nearest that is known.
func (e *UnknownError) Error() string {
	if n := dossier.Nearest(e.ID, e.Known); n != "" {
		return fmt.Sprintf("there is no %s %q; did you mean %q?", e.What, e.ID, n)
	}
	return fmt.Sprintf("there is no %s %q", e.What, e.ID)
}

// ParseKind reads the name of a kind. The error is an *UnknownError.
func ParseKind(name string) (Kind, error) {
	var known []string
	for _, k := range Kinds() {
		if string(k) == name {
			return k, nil
		}
		known = append(known, string(k))
	}
	return "", &UnknownError{"kind", name, known}
}

// The weights of the indexed columns: a word of the id or title says more about
// what a thing is than one of its text.
const rank = "bm25(words, 4.0, 8.0, 1.0)"

// Search looks for a query. What has an id that is the whole query comes first.
// No text of a query is an error of the index's language: the error wraps
// ErrEmpty where there is nothing to look for, is an *UnknownError for a filter
// that names something unknown, or says that the query is too long, that Limit
// is out of range, or that the index cannot be read. It may be called by several
// goroutines at once.
func (ix *Index) Search(ctx context.Context, q Query) (*Results, error) {
	p, err := parse(q.Text)
	if err != nil {
		return nil, err
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	if q.Limit < 1 || q.Limit > MaxLimit {
		return nil, fmt.Errorf("the limit must lie between 1 and %d, and is %d", MaxLimit, q.Limit)
	}
	filter, args, err := ix.filter(q)
	if err != nil {
		return nil, err
	}
	out, err := ix.search(ctx, q, p, filter, args)
	if isCorrupt(err) {
		if err = ix.rebuild(ctx); err == nil {
			out, err = ix.search(ctx, q, p, filter, args)
		}
	}
	return out, err
}

// filter writes the filters of a query as conditions on entries.
func (ix *Index) filter(q Query) (string, []any, error) {
	var conds []string
	var args []any
	add := func(cond string, vals ...any) {
		conds = append(conds, cond)
		args = append(args, vals...)
	}
	if len(q.Kinds) > 0 {
		var marks []string
		for _, k := range q.Kinds {
			if _, err := ParseKind(string(k)); err != nil {
				return "", nil, err
			}
			marks = append(marks, "?")
			args = append(args, string(k))
		}
		conds = append(conds, "e.kind IN ("+strings.Join(marks, ",")+")")
	}
	known := ix.known()
	if q.Member != "" {
		i := slices.IndexFunc(known.Members, func(m string) bool { return strings.EqualFold(m, q.Member) })
		if i < 0 {
			return "", nil, &UnknownError{"member", q.Member, known.Members}
		}
		add("instr(e.members, ?) > 0", ","+known.Members[i]+",")
	}
	if q.Area != "" {
		if !slices.Contains(known.Areas, q.Area) {
			return "", nil, &UnknownError{"area", q.Area, known.Areas}
		}
		add("(instr(e.area, ?) > 0 OR instr(e.area, ?) > 0)", ","+q.Area+",", ","+dossier.AllAreas+",")
	}
	if !q.Since.IsZero() {
		add("e.last >= ?", dayNumber(q.Since.First()))
	}
	if !q.Until.IsZero() {
		add("e.first > 0 AND e.first <= ?", dayNumber(q.Until.Last()))
	}
	if len(conds) == 0 {
		return "", nil, nil
	}
	return " AND " + strings.Join(conds, " AND "), args, nil
}

func (ix *Index) search(ctx context.Context, q Query, p parsed, filter string, args []any) (*Results, error) {
	db, release, err := ix.use(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	if err := p.inflect(ctx, db, ix.known().Languages); err != nil {
		return nil, err
	}
	out := &Results{Version: ResultsVersion, Query: q.Text, Results: []Result{}}
	from := " FROM words"
	if filter != "" {
		from += " CROSS JOIN entries e ON e.id = words.rowid"
	}
	from += " WHERE words MATCH ?" + filter
	args = append([]any{p.match()}, args...)
	if err := db.QueryRowContext(ctx, "SELECT count(*)"+from, args...).Scan(&out.Total); err != nil || out.Total == 0 {
		return out, err
	}
	exact, err := exactIDs(ctx, db, fold(q.Text))
	if err != nil {
		return nil, err
	}
	order := rank
	if len(exact) > 0 {
		order = "words.rowid IN (" + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(exact)), ","), "[]") + ") DESC, " + rank
	}
	rows, err := db.QueryContext(ctx, "SELECT words.rowid, "+rank+from+" ORDER BY "+order+fmt.Sprintf(" LIMIT %d", max(q.Limit, len(exact))), args...)
	if err != nil {
		return nil, err
	}
	type hit struct {
		id    int64
		exact bool
		Result
	}
	var hits []*hit
	for rows.Next() {
		h := new(hit)
		if err := rows.Scan(&h.id, &h.Score); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		h.exact = slices.Contains(exact, h.id)
		h.Score = round(-h.Score)
		hits = append(hits, h)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for _, h := range hits {
		if err := show(ctx, db, h.id, p, &h.Result); err != nil {
			return nil, err
		}
	}
	kinds := Kinds()
	slices.SortStableFunc(hits, func(a, b *hit) int {
		if a.exact != b.exact {
			if a.exact {
				return -1
			}
			return 1
		}
		if a.exact {
			// A thing before its translations, whose files have longer names.
			c := cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(len(a.File), len(b.File)))
			if c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	for _, h := range hits[:min(len(hits), q.Limit)] {
		out.Results = append(out.Results, h.Result)
	}
	return out, nil
}

// exactIDs gives the rows whose id is just what was asked for.
func exactIDs(ctx context.Context, db *sql.Conn, id string) (out []int64, err error) {
	rows, err := db.QueryContext(ctx, "SELECT id FROM entries WHERE folded = ? LIMIT 100", id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

// show fills in a result from its row and its text.
func show(ctx context.Context, db *sql.Conn, id int64, p parsed, r *Result) error {
	var members, area, body string
	var at, line int
	err := db.QueryRowContext(ctx, `SELECT e.kind, e.eid, e.title, e.file, e.line, e.date, e.members, e.area, e.source, e.unsure, t.body, t.at, t.line
		FROM entries e JOIN texts t ON t.id = e.id WHERE e.id = ?`, id).
		Scan(&r.Kind, &r.ID, &r.Title, &r.File, &r.Line, &r.Date, &members, &area, &r.Source, &r.Unconfirmed, &body, &at, &line)
	if err != nil {
		return err
	}
	r.Members = []string{}
	if m := strings.Trim(members, ","); m != "" {
		r.Members = strings.Split(m, ",")
	}
	r.Area = strings.Trim(area, ",")
	r.TitleMatches = charPlaces(r.Title, p.find(r.Title, len(r.Title)))
	found := p.find(body, snippetScan)
	var first int
	r.Snippet, r.Matches, first = snippet(body, found)
	if r.Matches == nil {
		r.Matches = [][2]int{}
	}
	if len(found) > 0 && line > 0 && 0 <= at && at <= first {
		r.Line = line + strings.Count(body[at:first], "\n")
	}
	return nil
}

// charPlaces turns places in bytes into places in characters.
func charPlaces(text string, found []place) [][2]int {
	out := [][2]int{}
	for _, f := range found {
		start := len([]rune(text[:f.start]))
		out = append(out, [2]int{start, start + len([]rune(text[f.start:f.end]))})
	}
	return out
}

// round keeps four digits of a score, which is what it is worth.
func round(v float64) float64 {
	if v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	unit := math.Pow(10, 3-math.Floor(math.Log10(v)))
	return math.Round(v*unit) / unit
}
