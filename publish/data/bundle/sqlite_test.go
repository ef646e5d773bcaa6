package bundle_test

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
	"entente/publish/data"
	"entente/publish/data/bundle"
)

// opened writes the database of some content to a file, and opens it.
func opened(t *testing.T, all map[string][]byte) *sql.DB {
	t.Helper()
	file := filepath.Join(t.TempDir(), "agenda.sqlite")
	if err := os.WriteFile(file, all["data/agenda.sqlite"], 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// ask gives what a query answers, a row a line and cells parted by a bar.
func ask(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	cols, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells, to := make([]sql.NullString, len(cols)), make([]any, len(cols))
		for n := range cells {
			to[n] = &cells[n]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, c := range cells {
			line = append(line, c.String)
		}
		out = append(out, strings.Join(line, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// TestSQLite holds the database of each example: it is sound, its foreign keys are there
// and hold, its tables have the cells of the CSV files, its views answer, and the same
// content gives the same bytes.
func TestSQLite(t *testing.T) {
	if testing.Short() {
		t.Skip("one thread; the race detector has nothing to see")
	}
	for _, name := range examples {
		c := content(t, name)
		c.SQLite = true
		all := files(t, c)
		db := opened(t, all)
		if got := ask(t, db, "PRAGMA integrity_check"); got != "ok" {
			t.Errorf("%s: %s", name, got)
		}
		if got := ask(t, db, "PRAGMA foreign_key_check"); got != "" {
			t.Errorf("%s: foreign keys do not hold:\n%s", name, got)
		}
		tables := strings.Split(ask(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('about', 'columns')"), "\n")
		refs := 0
		for _, table := range tables {
			rows, err := csv.NewReader(bytes.NewReader(all["data/"+table+".csv"])).ReadAll()
			if err != nil || len(rows) < 2 {
				t.Fatalf("%s: %s.csv: %v", name, table, err)
			}
			if got := ask(t, db, `SELECT count(*) FROM "`+table+`"`); got != strconv.Itoa(len(rows)-1) {
				t.Errorf("%s: %s has %s rows and %d as CSV", name, table, got, len(rows)-1)
			}
			if ask(t, db, `PRAGMA foreign_key_list("`+table+`")`) != "" {
				refs++
			}
			sameCells(t, name+": "+table, db, table, rows)
		}
		csvs := 0
		for p := range all {
			if strings.HasSuffix(p, ".csv") {
				csvs++
			}
		}
		if csvs != len(tables) || refs < 6 {
			t.Errorf("%s: %d tables, %d files of CSV, %d tables that refer to others", name, len(tables), csvs, refs)
		}
		for _, view := range []string{"agenda", "carry_by_member", "standing", "evidence"} {
			if got := ask(t, db, `SELECT count(*) FROM "`+view+`"`); got == "0" {
				t.Errorf("%s: the view %s is empty", name, view)
			}
		}
		if got := ask(t, db, "SELECT says FROM about WHERE what = 'title'"); !strings.HasPrefix(got, c.Dossier.Say(c.Dossier.Title)) {
			t.Errorf("%s: it is titled %q", name, got)
		}
		if !bytes.Equal(all["data/agenda.sqlite"], files(t, c)["data/agenda.sqlite"]) {
			t.Errorf("%s: made again, it has other bytes", name)
		}
	}
}

// sameCells holds that each cell of the table is that of the CSV file.
func sameCells(t *testing.T, what string, db *sql.DB, table string, rows [][]string) {
	t.Helper()
	found, err := db.QueryContext(t.Context(), `SELECT * FROM "`+table+`" ORDER BY rowid`)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	cells, to := make([]any, len(rows[0])), make([]any, len(rows[0]))
	for n := range cells {
		to[n] = &cells[n]
	}
	for n := 1; found.Next(); n++ {
		if err := found.Scan(to...); err != nil {
			t.Fatal(err)
		}
		for i, want := range rows[n] {
			var got string
			switch x := cells[i].(type) {
			case string:
				got = x
			case int64:
				got = strconv.FormatInt(x, 10)
				if want == "yes" || want == "no" {
					got = map[int64]string{0: "no", 1: "yes"}[x]
				}
			case float64:
				w, err := strconv.ParseFloat(want, 64)
				if err != nil || w != x {
					t.Fatalf("%s: row %d, %s: %v, as CSV %q", what, n, rows[0][i], x, want)
				}
				continue
			}
			if got != want && data.NoFormula(got) != want {
				t.Fatalf("%s: row %d, %s: %q, as CSV %q", what, n, rows[0][i], got, want)
			}
		}
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
}

// What refers to a player in other letters, capital or small, is found under its key.
func TestKeysInOtherLetters(t *testing.T) {
	c := content(t, "testing-office")
	c.SQLite = true
	var stance *dossier.Stance
	for _, i := range c.Dossier.Initiatives {
		for _, s := range i.Stances {
			stance = s
		}
	}
	switch {
	case len(c.Dossier.Acts) > 0:
		c.Dossier.Acts[0].Player = strings.ToUpper(c.Dossier.Acts[0].Player)
	case stance != nil:
		stance.Player.ID = strings.ToUpper(stance.Player.ID)
	default:
		t.Fatal("nothing refers to a player")
	}
	all := files(t, c)
	for _, f := range faults(t, all) {
		t.Error(f)
	}
	if got := ask(t, opened(t, all), "PRAGMA foreign_key_check"); got != "" {
		t.Error(got)
	}
}

// A database whose keys do not hold is not handed on.
func TestSQLiteRefuses(t *testing.T) {
	c := content(t, "trilateral")
	c.SQLite = true
	c.Dossier.Acts[0].Player = "nobody-at-all"
	if _, err := bundle.Make(c); err == nil || !strings.Contains(err.Error(), "refers to one that is not there") {
		t.Errorf("%v", err)
	}
}
