package bundle

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"entente/agenda"
	"entente/dossier"
)

// databaseFile is the file of SQLite among the files that are handed on.
const databaseFile = "agenda.sqlite"

// views are what a reader asks of the database first. A view is there where all tables
// that it reads are.
var views = []struct {
	name, about string
	reads       []string
	query       string
}{
	{"agenda", "each initiative with its area, verdict, joint carry and delivery, the best carried first", []string{"initiatives", "areas", "verdicts"},
		`SELECT i.id, i.title, a.name AS area, v.verdict, v.joint, v.delivery, v.near_line, v.why
		FROM verdicts v JOIN initiatives i ON i.id = v.initiative LEFT JOIN areas a ON a.id = i.area
		ORDER BY v.joint IS NULL, v.joint DESC, i.id`},
	{"carry_by_member", "what each member can carry of each initiative, and who most often sets its ceiling", []string{"initiatives", "members", "players", "carries"},
		`SELECT i.id AS initiative, i.title, m.id AS member, m.name, c.carry, c.gain, p.name AS pivotal, c.lacks
		FROM carries c JOIN initiatives i ON i.id = c.initiative JOIN members m ON m.id = c.member LEFT JOIN players p ON p.id = c.pivotal
		ORDER BY i.id, m.id`},
	{"standing", "the stances that stand on the agenda's day, each with the areas in which it does", []string{"stances", "players", "members"},
		`SELECT p.id AS player, p.name, m.name AS member, s.initiative, CASE WHEN s.initiative IS NULL THEN s.stands_in END AS areas, s."from", s.position, s.low, s.high, s.because, s.confirmed
		FROM stances s JOIN players p ON p.id = s.player JOIN members m ON m.id = p.member
		WHERE s.stands_in IS NOT NULL
		ORDER BY m.id, p.id, s.initiative, 5, s."from"`},
	{"evidence", "each row of a table with each source that it rests on", []string{"cites", "sources"},
		`SELECT c."table", c."row", s.id AS source, s.title, s.publisher, s.issued, s.url, s.weak
		FROM cites c JOIN sources s ON s.id = c.source ORDER BY c."table", c."row", s.id`},
}

// database writes the tables as one file of SQLite. It is made in memory, in one order,
// so that the same tables give the same bytes.
func database(c Content, tables []table, left []string) ([]byte, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	out, err := fill(context.Background(), db, c, tables, left)
	return out, errors.Join(err, db.Close())
}

func fill(ctx context.Context, db *sql.DB, c Content, tables []table, left []string) (out []byte, err error) {
	conn, err := db.Conn(ctx) // a database in memory is one connection's
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	do := func(query string, args ...any) error {
		_, err := conn.ExecContext(ctx, query, args...)
		if err != nil {
			return fmt.Errorf("%w (%s)", err, query)
		}
		return nil
	}
	// Deleted content is overwritten, so that no page holds what memory held before.
	for _, q := range []string{"PRAGMA page_size = 4096", "PRAGMA secure_delete = ON", "PRAGMA foreign_keys = OFF", "BEGIN"} {
		if err := do(q); err != nil {
			return nil, err
		}
	}
	for _, t := range append(aboutTables(c, tables, left), tables...) {
		if err := do(creates(t, tables)); err != nil {
			return nil, err
		}
		if err := insert(ctx, conn, t); err != nil {
			return nil, fmt.Errorf("the table %s: %w", t.Name, err)
		}
	}
	for _, v := range views {
		if hasAll(tables, v.reads) {
			if err := do("CREATE VIEW " + quoted(v.name) + " AS " + v.query); err != nil {
				return nil, err
			}
		}
	}
	if err := do("COMMIT"); err != nil {
		return nil, err
	}
	rows, err := conn.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return nil, err
	}
	bad := rows.Next()
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	if bad {
		return nil, errors.New("a row refers to one that is not there")
	}
	err = conn.Raw(func(driver any) error {
		s, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return errors.New("the driver of SQLite cannot give a database as bytes")
		}
		out, err = s.Serialize()
		return err
	})
	return out, err
}

// aboutTables say what the database is, and what its columns hold.
func aboutTables(c Content, tables []table, left []string) []table {
	d := c.Dossier
	about := newTable("about", "what this is", "what", "", "says", "")
	add := func(what, says string) {
		if says != "" {
			about.row(what, says)
		}
	}
	add("title", title(c))
	add("question", d.Say(d.Header.Question))
	add("as of", c.Agenda.Dossier.AsOf.String())
	add("notice", agenda.IllustrativeNotice(d))
	add("by", d.Say(d.Convener.Name))
	add("address", d.Site.Address)
	add("licence", d.Say(d.Licence))
	for _, l := range left {
		add("left out", l)
	}
	columns := newTable("columns", "what the columns hold", "table", "", "column", "", "type", "", "about", "")
	columns.Key = []string{"table", "column"}
	for _, t := range tables {
		columns.row(t.Name, "", "table", t.About)
		for _, col := range t.Columns {
			columns.row(t.Name, col.Name, col.Type, col.Doc)
		}
	}
	for _, v := range views {
		if hasAll(tables, v.reads) {
			columns.row(v.name, "", "view", v.about)
		}
	}
	return []table{about, columns}
}

func hasAll(tables []table, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		return !slices.ContainsFunc(tables, func(t table) bool { return t.Name == n })
	})
}

// quoted writes a name of a table or column.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quotedList(names []string) string {
	var out []string
	for _, n := range names {
		out = append(out, quoted(n))
	}
	return strings.Join(out, ", ")
}

// creates gives the statement that makes a table.
func creates(t table, all []table) string {
	var parts []string
	for _, c := range t.Columns {
		name := quoted(c.Name)
		def := name + " " + map[string]string{"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}[c.Type]
		if c.Type == "string" || c.Type == "date" {
			def = name + " TEXT"
		}
		if c.Required || slices.Contains(t.Key, c.Name) {
			def += " NOT NULL"
		}
		if c.Type == "boolean" {
			def += " CHECK (" + name + " IN (0, 1))"
		}
		if c.Words != nil {
			var in []string
			for _, w := range c.Words {
				in = append(in, "'"+strings.ReplaceAll(w, "'", "''")+"'")
			}
			def += " CHECK (" + name + " IN (" + strings.Join(in, ", ") + "))"
		}
		parts = append(parts, def)
	}
	if t.Key != nil {
		parts = append(parts, "PRIMARY KEY ("+quotedList(t.Key)+")")
	}
	for _, to := range referredTo(t.Name, all) {
		if len(t.Key) != 1 || t.Key[0] != to {
			parts = append(parts, "UNIQUE ("+quoted(to)+")")
		}
	}
	for _, r := range t.Refs {
		parts = append(parts, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (%s)", quoted(r.Column), quoted(r.Table), quoted(r.To)))
	}
	return "CREATE TABLE " + quoted(t.Name) + " (\n  " + strings.Join(parts, ",\n  ") + "\n)"
}

// referredTo gives the columns of a table to which others refer.
func referredTo(name string, all []table) []string {
	var out []string
	for _, t := range all {
		for _, r := range t.Refs {
			if r.Table == name && !slices.Contains(out, r.To) {
				out = append(out, r.To)
			}
		}
	}
	return out
}

func insert(ctx context.Context, conn *sql.Conn, t table) error {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	st, err := conn.PrepareContext(ctx, "INSERT INTO "+quoted(t.Name)+" ("+quotedList(names)+") VALUES ("+strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")+")")
	if err != nil {
		return err
	}
	values := make([]any, len(names))
	for n, row := range t.Rows {
		for i, cell := range row {
			if values[i], err = value(t.Columns[i], cell, slices.Contains(t.Key, t.Columns[i].Name)); err != nil {
				return errors.Join(fmt.Errorf("row %d, %s: %w", n+1, t.Columns[i].Name, err), st.Close())
			}
		}
		if _, err := st.ExecContext(ctx, values...); err != nil {
			return errors.Join(fmt.Errorf("row %d: %w", n+1, err), st.Close())
		}
	}
	return st.Close()
}

// value gives a cell as its column holds it: a blank one is NULL, but in a key.
func value(c dossier.Column, cell string, key bool) (any, error) {
	if cell == "" && !key {
		return nil, nil
	}
	switch c.Type {
	case "boolean":
		if cell == dossier.YesOrNo(true) {
			return int64(1), nil
		}
		return int64(0), nil
	case "integer":
		return strconv.ParseInt(cell, 10, 64)
	case "number":
		return strconv.ParseFloat(cell, 64)
	}
	return cell, nil
}
