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

	"entente/agenda"
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

// The view standing has the very stances that the agenda weighs, on the dossier's day and
// on an earlier one, and no others.
func TestStanding(t *testing.T) {
	if testing.Short() {
		t.Skip("one thread; the race detector has nothing to see")
	}
	for _, name := range examples {
		c := content(t, name)
		c.SQLite = true
		early := dossier.Date{Year: c.Dossier.AsOf.Year - 1, Month: 6}
		all := map[dossier.Date]int{}
		for _, day := range []dossier.Date{c.Dossier.AsOf, early} {
			a, err := agenda.Build(c.Dossier, agenda.Options{AsOf: day, Draws: 50})
			if err != nil {
				t.Fatal(err)
			}
			c.Agenda = a
			held := map[string]string{} // player and area or initiative -> its stance
			lines := strings.Split(ask(t, opened(t, files(t, c)), `SELECT player, initiative, areas, "from", position FROM standing`), "\n")
			for _, line := range lines {
				f := strings.Split(line, "|")
				if len(f) != 5 {
					continue // none stands
				}
				of := []string{"initiative " + f[1]}
				if f[1] == "" {
					of = strings.Split(f[2], ";")
				}
				for _, x := range of {
					if held[f[0]+" "+x] != "" {
						t.Errorf("%s on %s: two stances of %s stand in %s", name, day, f[0], x)
					}
					held[f[0]+" "+x] = f[3] + " " + f[4]
				}
			}
			for _, m := range c.Dossier.Members {
				for _, p := range m.Players {
					for _, area := range c.Dossier.Areas {
						if (held[p.ID.ID+" "+area.ID.ID] != "") != (p.StanceAt(area.ID.ID, day.Last(), nil) != nil) {
							t.Errorf("%s on %s: %s in %s: %q", name, day, p.ID.ID, area.ID.ID, held[p.ID.ID+" "+area.ID.ID])
						}
					}
				}
			}
			for _, i := range a.Initiatives {
				for _, b := range i.ByMember {
					for _, p := range b.Players {
						if p.Stance == nil {
							continue
						}
						all[day]++
						got := held[p.ID+" initiative "+i.ID]
						if got == "" {
							got = held[p.ID+" "+i.Area]
						}
						if want := p.Stance.From.String() + " " + data.Number(p.Stance.Position.Best); got != want {
							t.Errorf("%s on %s: %s on %s stands at %q, and the agenda weighs %q", name, day, p.ID, i.ID, got, want)
						}
					}
				}
			}
		}
		if all[c.Dossier.AsOf] == 0 || all[early] == all[c.Dossier.AsOf] {
			t.Errorf("%s: the days have %v stances", name, all)
		}
	}
}

// A date that is known to its year or month counts from its first day and until its last,
// one that names an area goes before one of all, and an executive's ends with its holder.
func TestStandingDates(t *testing.T) {
	c := content(t, "testing-office")
	c.SQLite = true
	c.Agenda.Dossier.AsOf = dossier.Date{Year: 2026, Month: 3, Day: 15}
	p, q := c.Dossier.Members[0].Players[0], c.Dossier.Members[0].Players[1]
	area, other := c.Dossier.Areas[0].ID.ID, c.Dossier.Areas[1].ID.ID
	stance := func(position float64, from, until string, areas ...string) *dossier.Stance {
		s := &dossier.Stance{Position: dossier.Exactly(position)}
		for _, a := range areas {
			s.Areas = append(s.Areas, dossier.Ref{ID: a})
		}
		if s.From.UnmarshalText([]byte(from)) != nil || s.Until.UnmarshalText([]byte(until)) != nil {
			t.Fatal(from, until)
		}
		return s
	}
	all := dossier.AllAreas
	for _, x := range []struct {
		what    string
		stances []*dossier.Stance
		want    string // areas and position
	}{
		{"from a month that has begun", []*dossier.Stance{stance(10, "2025", "", area), stance(20, "2026-03", "", area)}, area + "|20"},
		{"from a later day", []*dossier.Stance{stance(10, "2025", "", area), stance(20, "2026-03-16", "", area)}, area + "|10"},
		{"from the day", []*dossier.Stance{stance(20, "2026-03-15", "", area), stance(10, "2025", "", area)}, area + "|20"},
		{"until the year", []*dossier.Stance{stance(10, "2025", "2026", area)}, area + "|10"},
		{"until the day", []*dossier.Stance{stance(10, "2025", "2026-03-15", area)}, area + "|10"},
		{"until the day before", []*dossier.Stance{stance(10, "2025", "2026-03-14", area)}, ""},
		{"until the month before", []*dossier.Stance{stance(10, "2025", "2026-02", area), stance(20, "2024", "", area)}, area + "|20"},
		{"two areas, one of them anew", []*dossier.Stance{stance(10, "2025", "", area, other), stance(20, "2026", "", other)}, area + "|10\n" + other + "|20"},
		{"all areas later", []*dossier.Stance{stance(10, "2025", "", area), stance(20, "2026", "", all)}, area + "|10\nrest|20"},
		{"no date", []*dossier.Stance{stance(10, "", "", area)}, area + "|10"},
	} {
		p.Kind, p.Holders, p.Stances = "ministry", nil, x.stances
		got := ask(t, opened(t, files(t, c)), `SELECT areas, position FROM standing WHERE initiative IS NULL AND player = '`+p.ID.ID+`' ORDER BY position`)
		if rest, ok := strings.CutSuffix(x.want, "rest|20"); ok {
			var others []string
			for _, a := range c.Dossier.Areas[1:] {
				others = append(others, a.ID.ID)
			}
			x.want = rest + strings.Join(others, ";") + "|20"
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
	q.Kind, q.Stances = dossier.KindExecutive, []*dossier.Stance{stance(10, "2024", "", area)}
	q.Holders = []*dossier.Holder{{Name: dossier.Text{Plain: "One"}, From: dossier.Date{Year: 2020}}, {Name: dossier.Text{Plain: "Two"}, From: dossier.Date{Year: 2026, Month: 3}}}
	if got := ask(t, opened(t, files(t, c)), `SELECT position FROM standing WHERE initiative IS NULL AND player = '`+q.ID.ID+`'`); got != "" {
		t.Errorf("the stance of a holder who left stands: %s", got)
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
