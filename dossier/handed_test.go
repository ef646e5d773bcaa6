package dossier

import (
	"slices"
	"strings"
	"testing"
)

// TestTables holds that each table that has rows is handed on, with what its columns may
// hold, cells as the file has them, and the sources of each row; the sources of a file of
// series are those of its rows.
func TestTables(t *testing.T) {
	low, two := 1.5, 2.0
	point := &SeriesPoint{Series: "s", Date: Date{Year: 2025}, Value: 3, Sources: IDs{"own"}}
	d := &Dossier{Header: &Header{},
		Facts:       []*Fact{{ID: "f", What: "Posts, filled", Value: 0.1, Unit: "share", Date: Date{Year: 2025, Month: 3}, Low: &low, Sources: IDs{"a", "b"}, Confirmed: true}},
		Judgements:  []*Judgement{{Round: "1", Expert: "e", Target: "t", Best: 1e21, Confidence: &two}},
		Series:      []*SeriesPoint{point},
		SeriesFiles: []*SeriesFile{{Points: []*SeriesPoint{point}, Made: &Made{Source: Refs{{ID: "set"}, {ID: "own"}}}}, {Points: []*SeriesPoint{point}}},
	}
	all := d.Tables()
	if len(all) != 3 {
		t.Fatalf("%d tables", len(all))
	}
	f := all[0]
	cell := func(t Table, name string) string {
		return t.Rows[0][slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })]
	}
	for name, want := range map[string]string{"id": "f", "what": "Posts, filled", "value": "0.1", "date": "2025-03", "low": "1.5", "high": "", "source": "a;b", "confirmed": "yes"} {
		if got := cell(f, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	types := map[string]string{}
	for _, c := range f.Columns {
		types[c.Name] = c.Type
		if c.Name == "publish" {
			t.Error("what is not published is not there, and the column says nothing")
		}
	}
	for name, want := range map[string]string{"id": "string", "value": "number", "date": "date", "confirmed": "boolean", "low": "number"} {
		if types[name] != want {
			t.Errorf("%s is of the type %s, want %s", name, types[name], want)
		}
	}
	if got := cell(all[1], "best"); got != "1"+strings.Repeat("0", 21) {
		t.Errorf("a large number is %q", got)
	}
	if got := all[2].Cites[0]; !slices.Equal(got, IDs{"own", "set"}) || !slices.Equal(point.Sources, IDs{"own"}) {
		t.Errorf("the series rests on %v, and its row on %v", got, point.Sources)
	}
}

func TestBarred(t *testing.T) {
	for note, want := range map[string]string{
		"":                              "",
		"weak: a copy":                  "",
		"It is not to be passed on: no": "",
		"weak: a copy\n not to be passed on: its terms.": "its terms.",
		"Not to be passed on: terms":                     "terms",
		"not to be passed on":                            "its terms do not allow it",
		"Not to be passed on.\nElse":                     "its terms do not allow it",
	} {
		if got := (&Source{Note: note}).Barred(); got != want {
			t.Errorf("%q is barred by %q, want %q", note, got, want)
		}
	}
}
