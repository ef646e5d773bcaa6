package evidence

import (
	"fmt"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/document"
	"entente/evidence/document/sheet"
)

// grown gives a dossier of n facts, a sheet of the same and one more, and the mapping
// of its columns.
func grown(n int) (*Desk, sheet.Sheet, Mapping) {
	d := &dossier.Dossier{}
	s := sheet.Sheet{Name: "Posts", Rows: []sheet.Row{{N: 1, Cells: []string{"Day", "Item", "Value", "Unit"}}}}
	for i := range n + 1 {
		day := time.Date(2000, 1, 1+i%28, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		s.Rows = append(s.Rows, sheet.Row{N: i + 2, Cells: []string{day, "Posts filled", fmt.Sprint(i), "posts"}})
		if date, err := dossier.ParseDate(day); err == nil && i < n {
			d.Facts = append(d.Facts, &dossier.Fact{What: "Posts filled", Date: date, Value: float64(i), Unit: "posts"})
		}
	}
	m := Mapping{Columns: s.Rows[0].Cells, Table: "facts", Map: map[string]string{"Day": "date", "Item": "what", "Value": "value", "Unit": "unit"}}
	return &Desk{Dossier: d}, s, m
}

// TestRowsOf holds that of a sheet only the rows are proposed which the dossier has not.
func TestRowsOf(t *testing.T) {
	k, s, m := grown(40)
	got := k.rowsOf(&document.Document{}, s, 0, m)
	if len(got) != 1 || got[0].Cells["value"] != "40" || got[0].Cells["locator"] != "Posts, row 42" {
		t.Errorf("%+v", got)
	}
	day, err := dossier.ParseDate("2025-03-03")
	if err != nil {
		t.Fatal(err)
	}
	k.Dossier.Polls = []*dossier.Poll{{Series: "S", End: day, Question: "Q", Value: 40.5}}
	k.Dossier.Events = []*dossier.Event{{Date: day, Summary: "They met"}}
	for _, c := range []struct {
		table string
		cells []string
		n     int
	}{
		{"polls", []string{"S", "2025-03-03", "Q", "40.50"}, 0}, {"polls", []string{"S", "2025-03-03", "Q", "40.51"}, 1}, {"polls", []string{"T", "2025-03-03", "Q", "40.5"}, 1},
		{"polls", []string{"S", "2025-03-04", "Q", "40.5"}, 1}, {"polls", []string{"S", "2025-03-03", "Q?", "40.5"}, 1},
		{"events", []string{"2025-03-03", "They met", "XAR"}, 0}, {"events", []string{"2025-03-03", "They parted", "XAR"}, 1}, {"events", []string{"2025-03-04", "They met", "XAR"}, 1},
	} {
		fields := map[string][]string{"polls": {"series", "end", "question", "value"}, "events": {"date", "summary", "source_actor"}}[c.table]
		m := Mapping{Columns: fields, Table: c.table, Map: map[string]string{}, Set: map[string]string{}}
		for _, f := range fields {
			m.Map[f] = f
		}
		if c.table == "polls" {
			m.Set = map[string]string{"country": "XAR", "pollster": "Lake"}
		}
		sh := sheet.Sheet{Name: "S", Rows: []sheet.Row{{N: 1, Cells: fields}, {N: 2, Cells: c.cells}}}
		if got := k.rowsOf(&document.Document{}, sh, 0, m); len(got) != c.n {
			t.Errorf("%s %q: %+v", c.table, c.cells, got)
		}
	}
}

// BenchmarkRows proposes the rows of sheets of n, 2n and 4n rows, of which a dossier has
// all but one.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{4000, 8000, 16000} {
		k, s, m := grown(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if got := k.rowsOf(&document.Document{}, s, 0, m); len(got) != 1 {
					b.Fatal(len(got))
				}
			}
		})
	}
}

// TestNumbersOfCells reads numbers as tables in four languages write them, and leaves alone
// what may be another one.
func TestNumbersOfCells(t *testing.T) {
	for in, want := range map[string]string{
		"1 204,7": "1204.7", "1\u00a0204,7": "1204.7", "1\u202f204,7": "1204.7", "1\u2009204": "1204", "1.204,7": "1204.7", "-1.204.700,25": "-1204700.25", "1.204.700": "1204700", "1,204.7": "1204.7",
		"1 204": "1204", "19,5": "19.5", "1.204": "1.204", "12,3456": "", "1 20,5": "", "1.20,5": "", "1,002명": "", "1.2.3": "",
	} {
		if got, _ := numberOf(in); got != want {
			t.Errorf("%q is read as %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"1,002명": "1002", "998명": "998", "1,002 people": "1002", "1002人": "1002", "1 204 человек": "1204", "1 204 чел.": "1204", "1,002 ships": "", "12 thousand people": "", "명": "", "62.5%": "", "3.5만 명": ""} {
		if got := peopleIn(in); got != want {
			t.Errorf("%q counts %q people, want %q", in, got, want)
		}
	}
	m := Mapping{Table: "polls", Columns: []string{"N", "V"}, Map: map[string]string{"N": "n", "V": "value"}, Set: map[string]string{"series": "s", "country": "c", "question": "q", "pollster": "p", "end": "2025-03-03"}}
	if cells, fault := m.cellsOf(m.Columns, []string{"1,002명", "1 204,7"}); fault != "" || cells["n"] != "1002" || cells["value"] != "1204.7" {
		t.Errorf("%v, %s", cells, fault)
	}
	if _, fault := m.cellsOf(m.Columns, []string{"1,002명", "62명"}); fault == "" {
		t.Error("what a value counts is dropped")
	}
}

// TestProposedShares takes the one column of percents for that of values.
func TestProposedShares(t *testing.T) {
	for _, c := range []struct {
		columns, first []string
		want           string
	}{
		{[]string{"Fieldwork end", "Country", "Question", "N", "Trust"}, []string{"2024-03-05", "XAR", "Do you?", "1002", "62.5%"}, "Trust"},
		{[]string{"조사일", "국가", "질문", "표본", "응답률(%)"}, []string{"2024. 3. 5.", "XAR", "신뢰?", "1,002명", "62.5"}, "응답률(%)"},
		{[]string{"Date", "Country", "Question", "Trust", "Distrust"}, []string{"2024-03-05", "XAR", "Do you?", "62.5%", "30%"}, ""},
		{[]string{"Date", "Country", "Question", "Value", "Trust"}, []string{"2024-03-05", "XAR", "Do you?", "3", "30%"}, "Value"},
		{[]string{"Date", "Country", "Question", "Trust"}, []string{"2024-03-05", "XAR", "Do you?", "62.5"}, ""},
	} {
		m, got := propose(c.columns, c.first), ""
		for column, field := range m.Map {
			if field == "value" {
				got = column
			}
		}
		if got != c.want || m.Table != "polls" {
			t.Errorf("%q of %q: %q, in %s", c.columns, c.first, got, m.Table)
		}
	}
}

// FuzzCells holds that what becomes of the cells of a sheet can be read back: numbers as
// numbers, dates as dates, and the line of the inbox as what was proposed.
func FuzzCells(f *testing.F) {
	f.Add("令和6年6月7日", "62,5 %", "\"a\" = [x] b", "percent")
	f.Add("5 April 2024", "1 010", "Do you\ntrust", "")
	f.Fuzz(func(t *testing.T, day, value, what, unit string) {
		if !utf8.ValidString(day + value + what + unit) {
			t.Skip("no reader of sheets gives such a cell")
		}
		columns := []string{"Day", "Value", "Item", "Unit"}
		m := Mapping{Columns: columns, Table: "facts", Map: map[string]string{"Day": "date", "Value": "value", "Item": "what", "Unit": "unit"}}
		cells, fault := m.cellsOf(columns, []string{day, value, what, unit})
		if fault != "" {
			return
		}
		if _, err := dossier.ParseDate(cells["date"]); err != nil {
			t.Error(err)
		}
		if _, err := dossier.ParseNumber(cells["value"]); err != nil {
			t.Error(err)
		}
		l := rowLine(Proposal{Kind: ProposeRow, Table: "facts", Cells: cells})
		_, lines, _, found := parseInbox("inbox/x.txt", []byte(fmt.Sprintf(inboxHead, "x", "x")+l.String()+"\n"))
		if len(found) > 0 || len(lines) != 1 || lines[0].kind != "fact" || len(lines[0].values) != len(l.values) || !slices.ContainsFunc(lines[0].values, func(v [2]string) bool { return v[0] == "date" && v[1] == cells["date"] }) {
			t.Errorf("%q is read as %v (%v)", l.String(), lines, found)
		}
		headOf([][]string{columns, {day, value, what, unit}})
		propose([]string{day, value, what, unit}, []string{what, unit, day, value})
	})
}
