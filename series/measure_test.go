package series

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/event"
)

func points(t *testing.T) []RelationPoint {
	t.Helper()
	return []RelationPoint{
		{From: dayOf(t, "2024-01-01"), To: dayOf(t, "2024-03-31"), Name: "2024-Q1", Counts: Quads{1, 2, 3, 4}, ByType: map[event.Type]int64{event.Agree: 3, event.NoType: 7}, Drawn: true, Index: 0.5, Low: 0.25, High: 0.75, Score: -1.5},
		{From: dayOf(t, "2024-04-01"), To: dayOf(t, "2024-06-30"), Name: "2024-Q2", Counts: Quads{5, 0, 0, 0}, Drawn: true, Index: -0.12344, Low: -0.12344, High: -0.12344, Score: math.NaN()},
		{From: dayOf(t, "2024-07-01"), To: dayOf(t, "2024-09-30"), Name: "2024-Q3", Counts: Quads{0, 0, 1, 0}, Index: 9, Low: 8, High: 10, Score: math.Inf(1)},
	}
}

// TestResults holds a measurement's form: what is not drawn has no index, and what
// has no interval none.
func TestResults(t *testing.T) {
	rs := Results([]Relation{{Origin: event.Own, Source: "XAA", Target: "XBB", Area: "water", By: ByQuarter, Points: points(t), Left: Left{1, 2, 3, 4},
		Changes: []ChangePoint{{Name: "2024-Q2", Before: 0.5, After: -0.1}}}, {Source: "XBB", Target: "XAA"}})
	got, err := json.Marshal(rs)
	if err != nil {
		t.Fatal(err)
	}
	own := event.Own.String()
	want := `[{"origin":"` + own + `","source":"XAA","target":"XBB","area":"water","points":[` +
		`{"period":"2024-Q1","from":"2024-01-01","to":"2024-03-31","verbal_cooperation":1,"material_cooperation":2,"verbal_conflict":3,"material_conflict":4,"volume":10,"by_type":{"AGREE":3,"no type":7},"index":0.5,"low95":0.25,"high95":0.75,"score":-1.5},` +
		`{"period":"2024-Q2","from":"2024-04-01","to":"2024-06-30","verbal_cooperation":5,"material_cooperation":0,"verbal_conflict":0,"material_conflict":0,"volume":5,"index":-0.12344,"low95":null,"high95":null,"score":null},` +
		`{"period":"2024-Q3","from":"2024-07-01","to":"2024-09-30","verbal_cooperation":0,"material_cooperation":0,"verbal_conflict":1,"material_conflict":0,"volume":1,"index":null,"low95":null,"high95":null,"score":null}],` +
		`"dropped":{"statements":1,"repeats":2,"domestic":3,"uncoded":4},"changes":[{"period":"2024-Q2","before":0.5,"after":-0.1}]},` +
		`{"origin":"` + Relation{}.Origin.String() + `","source":"XBB","target":"XAA","points":[],"dropped":{"statements":0,"repeats":0,"domestic":0,"uncoded":0}}]`
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// TestSaveRelations holds the table and its record to the letter.
func TestSaveRelations(t *testing.T) {
	ps := points(t)
	a := Relation{Origin: event.GDELT2, Source: "XAA", Target: "XBB", By: ByQuarter, Minimum: 5, Points: ps[:2], Left: Left{1, 2, 6, 4}}
	b := Relation{Origin: event.GDELT2, Source: "XAA", Target: "XCC", By: ByQuarter, Minimum: 5, Points: ps[2:], Left: Left{10, 20, 7, 40}}
	c := Relation{Origin: event.GDELT2, Source: "XBB", Target: "XAA", By: ByQuarter, Minimum: 5, Left: Left{100, 200, 5, 400}}
	m := Making{Title: "The title: “x”", Command: "entente measure <d>", On: dossier.Date{Year: 2026, Month: 1, Day: 31}, Data: "all", Licence: "open", Share: 0.25,
		Sources: []string{"s-1", "s-2"}, Note: "n", Inputs: []Input{{"settings", "ab"}}, Store: &StoreState{Rows: 12, First: dayOf(t, "2024-01-02"), Last: dayOf(t, "2024-09-01"), SHA256: "cd"}}
	got, err := SaveRelations("Rel", []Relation{a, b, c}, m)
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{"series,from,date,published,value,low,high,n,unit,source,source_actor,target_actor,kind,area"}
	row := func(to, kind, from, date, value, low, high, n, unit string) {
		rows = append(rows, "rel-xaa-"+strings.ToLower(to)+"-"+kind+","+from+","+date+",,"+value+","+low+","+high+","+n+","+unit+",s-1; s-2,XAA,"+to+","+kind+",")
	}
	for k, kind := range []string{"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"} {
		row("XBB", kind, "2024-01-01", "2024-03-31", []string{"1", "2", "3", "4"}[k], "", "", "10", "events")
		row("XBB", kind, "2024-04-01", "2024-06-30", []string{"5", "0", "0", "0"}[k], "", "", "5", "events")
	}
	row("XBB", "index", "2024-01-01", "2024-03-31", "0.5", "0.25", "0.75", "10", "")
	row("XBB", "index", "2024-04-01", "2024-06-30", "-0.1234", "", "", "5", "")
	for k, kind := range []string{"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"} {
		row("XCC", kind, "2024-07-01", "2024-09-30", []string{"0", "0", "1", "0"}[k], "", "", "1", "events")
	}
	if want := strings.Join(rows, "\n") + "\n"; string(got.CSV) != want {
		t.Errorf("\n got %s\nwant %s", got.CSV, want)
	}
	hash := sha256.Sum256(got.CSV)
	// Domestic acts stand in each pair of their country and count once: 7 and 5.
	want := "# How the table beside this file was made. `entente measure --save` writes both anew.\n" +
		"title: \"The title: “x”\"\ncommand: \"entente measure <d>\"\non: 2026-01-31\nsha256: " + hex.EncodeToString(hash[:]) + "\ndata: \"all\"\nlicence: \"open\"\norigin: gdelt2\nby: quarter\nminimum: 5\nshare: 0.25\n" +
		"dropped: {statements: 111, repeats: 222, domestic: 12, uncoded: 444}\ninputs:\n  - {what: settings, sha256: ab}\nstore: {rows: 12, first: 2024-01-02, last: 2024-09-01, sha256: cd}\nsource: [s-1, s-2]\nnote: \"n\"\n"
	if string(got.YAML) != want || got.Name != "Rel" {
		t.Errorf("\n got %s\nwant %s", got.YAML, want)
	}
	// What is not known is left out, and a share of all is none.
	got, err = SaveRelations("r", []Relation{{Origin: event.Own, By: ByYear}}, Making{Command: "c", On: dossier.Date{Year: 2026}, Share: 1, Store: &StoreState{First: event.NoDay, Last: event.NoDay}})
	hash = sha256.Sum256(got.CSV)
	if want := "# How the table beside this file was made. `entente measure --save` writes both anew.\ncommand: \"c\"\non: 2026\nsha256: " + hex.EncodeToString(hash[:]) + "\norigin: " + event.Own.String() + "\nby: year\ndropped: {statements: 0, repeats: 0, domestic: 0, uncoded: 0}\nstore: {rows: 0, sha256: }\n"; err != nil || string(got.YAML) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got.YAML, want)
	}
	other := a
	for what, change := range map[string]func(r *Relation){"origins": func(r *Relation) { r.Origin = event.Own }, "spans": func(r *Relation) { r.By = ByMonth }, "areas": func(r *Relation) { r.Area = "water" }} {
		other = a
		change(&other)
		if _, err := SaveRelations("r", []Relation{a, other}, m); err == nil || !strings.Contains(err.Error(), "r mixes origins, spans or areas") {
			t.Errorf("other %s: %v", what, err)
		}
	}
	if _, err := SaveRelations("r", nil, m); err == nil {
		t.Error("nothing was saved")
	}
}

func TestSaveValues(t *testing.T) {
	got, err := SaveValues("v", "", "", []ValueRow{
		{Series: "s", From: "2024", Date: "2025", Published: "2026", Value: 1.00004, Low: 0.5, High: 1.50006, N: 3, Unit: "percent", Source: "src", Actor: "XAA", Target: "XBB", Kind: "level"},
		{Series: "s", Date: "2026", Value: -0.00001, Low: 1, High: 1},
	}, Making{On: dossier.Date{Year: 2026}})
	if err != nil || string(got.CSV) != "series,from,date,published,value,low,high,n,unit,source,source_actor,target_actor,kind,area\ns,2024,2025,2026,1,0.5,1.5001,3,percent,src,XAA,XBB,level,\ns,,2026,,0,,,,,,,,,\n" {
		t.Errorf("%v\n%s", err, got.CSV)
	}
	if s := string(got.YAML); strings.Contains(s, "origin") || strings.Contains(s, "by:") || strings.Contains(s, "minimum") || strings.Contains(s, "dropped") || strings.Contains(s, "share") {
		t.Errorf("%s", s)
	}
}

// TestHashed holds that the counts of each origin have a hash of their own, which
// changes with any of them.
func TestHashed(t *testing.T) {
	sums := func(rs ...event.Record) [2]string {
		h := &Hashed{Reader: memory(rs)}
		n := 0
		for c, err := range h.Counts(context.Background(), event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}) {
			if err != nil || c.N == 0 {
				t.Fatal(c, err)
			}
			n++
		}
		if n != len(rs) {
			t.Errorf("%d counts of %d records", n, len(rs))
		}
		return [2]string{h.Sum(event.GDELT2), h.Sum(event.Own)}
	}
	a, b := did(t, "2024-01-02", "XAA", "XBB", "031", event.Agree), did(t, "2024-01-03", "XAA", "XBB", "031", event.Agree)
	a.Origin, b.Origin = event.GDELT2, event.Own
	one := sums(a)
	if one[0] == "" || one[1] != "" {
		t.Errorf("one origin: %q", one)
	}
	both := sums(a, b)
	if both[0] != one[0] || both[1] == "" || both[1] == both[0] {
		t.Errorf("two origins: %q", both)
	}
	b.Origin = event.GDELT2
	if later := sums(a, b); later[0] == one[0] {
		t.Error("another count, the same hash")
	}
	h := &Hashed{Reader: memory{a, b}}
	for range h.Counts(context.Background(), event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}) {
		break
	}
	if h.Sum(event.GDELT2) != one[0] {
		t.Error("counts that were not handed on are in the hash")
	}
}

const makings = `
-- dossier.yaml --
title: Made
as_of: 2026-03-31
members: [XAA, XBB]
names: {XAA: Arden, XBB: Belmora}
areas: [{id: water, name: Water}]
relations: {areas: {water: {types: [AID], words: [river]}}}
-- members/xaa.yaml --
code: XAA
-- members/xbb.yaml --
code: XBB
-- events.csv --
id,date,source_actor,target_actor,type,area,summary,source,note
e-1,2025-02-01,XAA,XBB,AGREE,water,They agree.,gazette,one
-- polls.csv --
series,country,question,pollster,mode,start,end,published,n,value,unit,break,source,note
trust,XAA,Trust?,Ask,online,2025-01-05,2025-01-09,2025-02,1000,40,percent,,gazette,one
-- sources/s.json --
[{"id": "gazette", "type": "article", "title": "The gazette"}]
`

// TestInputSums holds that a hash changes with what measures read, and with nothing
// else.
func TestInputSums(t *testing.T) {
	base := dossiertest.Load(t, makings)
	for _, c := range []struct{ old, fresh, changes string }{
		{",gazette,one", ",gazette,two", ""}, {"They agree.", "They met.", ""}, {"Trust?", "Trust them?", ""}, {"title: Made", "title: Remade", ""},
		{"e-1,", "e-2,", "events"}, {"2025-02-01,", "2025-02-02,", "events"}, {"XAA,XBB,AGREE", "XBB,XAA,AGREE", "events"}, {",AGREE,water", ",AID,water", "events"}, {"AGREE,water", "AGREE,", "events"},
		{"trust,", "mistrust,", "polls"}, {"2025-01-05", "2025-01-06", "polls"}, {"2025-01-09", "2025-01-08", "polls"}, {"2025-02,", "2025-03,", "polls"}, {"Ask", "Asked", "polls"}, {"online", "mail", "polls"},
		{"percent,,", "percent,new,", "polls"}, {"40,percent", "40.1,percent", "polls"}, {"40,percent", "40,persons", "polls"}, {"1000,", "1001,", "polls"},
		{"2026-03-31", "2026-03-30", "settings"}, {"[AID]", "[YIELD]", "settings"}, {"[river]", "[rivers]", "settings"}, {"relations: {", "relations: {by: year, ", "settings"},
		{"relations: {", "relations: {minimum: 11, ", "settings"}, {"relations: {", "relations: {bootstrap: 501, ", "settings"}, {"relations: {", "relations: {sanction: verbal, ", "settings"}, {"relations: {", "relations: {minimum: 10, ", ""},
	} {
		d := dossiertest.Load(t, strings.Replace(makings, c.old, c.fresh, 1))
		for _, what := range []string{"events", "polls", "settings"} {
			if changed := InputSum(d, what) != InputSum(base, what); changed != (what == c.changes) {
				t.Errorf("%q → %q: the hash of %s changed: %v", c.old, c.fresh, what, changed)
			}
		}
	}
	f := &dossier.SeriesFile{SHA256: "a"}
	if Stale(base, f) != "" {
		t.Error("without a record")
	}
	f.Made = &dossier.Made{SHA256: "a", On: dossier.Date{Year: 2026}, Inputs: []*dossier.MadeInput{{What: "events", SHA256: InputSum(base, "events")}, {What: "polls", SHA256: InputSum(base, "polls")}}}
	if got := Stale(base, f); got != "" {
		t.Errorf("as it was made: %q", got)
	}
	if got := Stale(dossiertest.Load(t, strings.Replace(makings, "40,percent", "41,percent", 1)), f); got != "the dossier's polls have changed since it was made on 2026" {
		t.Errorf("another poll: %q", got)
	}
	f.SHA256 = "b"
	if got := Stale(base, f); got != "the table was edited after it was made" {
		t.Errorf("another table: %q", got)
	}
}

// TestOptionsOf holds what a dossier's settings say of an area, and of none.
func TestOptionsOf(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(makings, "relations: {", "relations: {origins: [gdelt2, icews], by: week, minimum: 3, bootstrap: 200, sanction: verbal, accuse: as-printed, ", 1))
	o := OptionsOf(d, "water")
	if len(o.Pairs) != 2 || o.Pairs[0] != [2]string{"XAA", "XBB"} || o.Pairs[1] != [2]string{"XBB", "XAA"} || len(o.Origins) != 2 || o.Origins[1] != event.ICEWS || o.By != ByWeek ||
		len(o.Types) != 1 || o.Types[0] != event.Aid || len(o.Words) != 1 || o.Minimum != 3 || o.Bootstrap != 200 || o.Area != "water" || !o.Choices.SanctionVerbal || !o.Choices.AccusePositive {
		t.Errorf("%+v", o)
	}
	if o := OptionsOf(dossiertest.Load(t, makings), ""); o.Types != nil || o.Words != nil || o.Origins != nil || o.By != ByMonth || o.Minimum != 10 || o.Choices != (event.Settings{}) || o.From != event.NoDay || o.To != event.NoDay || o.KnownBy != event.NoDay {
		t.Errorf("%+v", o)
	}
	q := Quads{1, 2, 4, 8}
	if q.Of(event.NoQuad) != 0 || q.Of(event.VerbalCooperation) != 1 || q.Of(event.MaterialCooperation) != 2 || q.Of(event.VerbalConflict) != 4 || q.Of(event.MaterialConflict) != 8 || q.Cooperation() != 3 || q.Conflict() != 12 {
		t.Error("counts by class")
	}
}

// TestOwnEventsThatAnswer asks for own events by origin, day, type, word and number.
// They come in the order of their first days.
func TestOwnEventsThatAnswer(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(makings, "They agree.,gazette,one\n", "They agree.,gazette,one\ne-2,2025-02-03,XAA+XBB,XAA+XBB,AID,,Water for the River.,gazette,\ne-3,2025-03,XAA,XBB,AGREE,,In March.,gazette,\ne-4,2024,XBB,XAA,SANCTION,,In 2024.,gazette,\ne-5,2025-02-04,XAA,XBB,YIELD,,It yields.,gazette,\ne-6,2026-04-01,XAA,XBB,AID,,Later.,gazette,\n", 1))
	all := event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}
	asOf := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		o    DossierEvents
		ask  func(q *event.Query)
		want string
	}{
		{"by year", DossierEvents{By: ByYear}, nil, "e-4 e-1 e-2 e-2 e-5 e-3"},
		{"by month", DossierEvents{By: ByMonth}, nil, "e-1 e-2 e-2 e-5 e-3"},
		{"by week", DossierEvents{By: ByWeek}, nil, "e-1 e-2 e-2 e-5"},
		{"of an area", DossierEvents{By: ByYear, Area: "water"}, nil, "e-1"},
		{"of another origin", DossierEvents{By: ByYear}, func(q *event.Query) { q.Origins = []event.Origin{event.ICEWS} }, ""},
		{"of its origin", DossierEvents{By: ByYear}, func(q *event.Query) { q.Origins = []event.Origin{event.ICEWS, event.Own} }, "e-4 e-1 e-2 e-2 e-5 e-3"},
		{"from a day", DossierEvents{By: ByYear}, func(q *event.Query) { q.From = dayOf(t, "2025-02-03") }, "e-2 e-2 e-5 e-3"},
		{"to a day", DossierEvents{By: ByYear}, func(q *event.Query) { q.To = dayOf(t, "2025-02-03") }, "e-4 e-1 e-2 e-2"},
		{"known by a day", DossierEvents{By: ByYear}, func(q *event.Query) { q.KnownBy = dayOf(t, "2025-03-30") }, "e-4 e-1 e-2 e-2 e-5"},
		{"known by the last day", DossierEvents{By: ByYear}, func(q *event.Query) { q.KnownBy = dayOf(t, "2025-03-31") }, "e-4 e-1 e-2 e-2 e-5 e-3"},
		{"of a type", DossierEvents{By: ByYear}, func(q *event.Query) { q.Types = []event.Type{event.Aid} }, "e-2 e-2"},
		{"with a word", DossierEvents{By: ByYear}, func(q *event.Query) { q.Words = []string{"lake", "river"} }, "e-2 e-2"},
		{"of a pair", DossierEvents{By: ByYear}, func(q *event.Query) { q.Pairs = [][2]string{{"XBB", "XAA"}} }, "e-4 e-2"},
		{"the first two", DossierEvents{By: ByYear}, func(q *event.Query) { q.Limit = 2 }, "e-4 e-1"},
	} {
		q := all
		if c.ask != nil {
			c.ask(&q)
		}
		c.o.D, c.o.AsOf = d, asOf
		var got []string
		for r, err := range c.o.Events(context.Background(), q) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r.ID)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
	for c := range (DossierEvents{D: d, AsOf: asOf, By: ByYear}).Counts(context.Background(), all) {
		if c.N != 1 || c.Repeats != 0 || c.Quad == event.NoQuad || c.Origin != event.Own {
			t.Errorf("%+v", c)
		}
		break // one that stops early stops the reading
	}
}

// TestThirdCountryInWords says each answer of the third-country question.
func TestThirdCountryInWords(t *testing.T) {
	name := func(c string) string { return map[string]string{"A": "Arden", "B": "Belmora", "C": "Coriel"}[c] }
	test := func(by Span, p float64, best int, months ...int) *ThirdTest {
		out := &ThirdTest{Origin: event.Own, Between: [2]string{"A", "B"}, With: [2]string{"B", "C"}, By: by, Best: best, P: p}
		for n, m := range months {
			out.Lags = append(out.Lags, LagCorrelation{m, 0.1 * float64(n+1), 20 - n})
		}
		return out
	}
	for _, c := range []struct {
		t    *ThirdTest
		want string
	}{
		{test(ByMonth, 0.05, 1, 0, 1, 2), "Trouble between Arden and Belmora has gone before trouble between Belmora and Coriel. The strongest of 3 correlations is 0.20, a month later (19 months); chance does as well in 5 of 100 shifts."},
		{test(ByQuarter, 0.01, 2, 0, 3, 6), "Trouble between Arden and Belmora has gone before trouble between Belmora and Coriel. The strongest of 3 correlations is 0.30, 6 months later (18 quarters); chance does as well in 1 of 100 shifts."},
		{test(ByMonth, 0.05, 0, 0, 1), "Trouble between Arden and Belmora and trouble between Belmora and Coriel have come together. The strongest of 2 correlations is 0.10, in the same month, so that neither goes before (20 months); chance does as well in 5 of 100 shifts."},
		{test(ByMonth, 0.051, 0, 0), "No sign that trouble between Arden and Belmora goes before trouble between Belmora and Coriel. The strongest of 1 correlations is 0.10, in the same month, so that neither goes before (20 months); chance does as well in 5 of 100 shifts."},
		{test(ByMonth, math.NaN(), -1, 0, 1), "Between Arden and Belmora, then Belmora and Coriel: no answer. Only 20 months have enough events in both pairs, and 16 are needed."},
	} {
		if got := c.t.Says(name); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
	r := test(ByMonth, 0.5, 1, 0, 1)
	r.Lags[0].R = math.NaN()
	if got := r.Result(name); *got.P != 0.5 || len(got.Lags) != 2 || got.Lags[0].R != nil || *got.Lags[1].R != 0.2 || got.Lags[1].Months != 1 || got.Lags[1].Periods != 19 || got.Says != r.Says(name) || got.Then != r.With || got.Between != r.Between || got.Origin != event.Own.String() {
		t.Errorf("%+v", got)
	}
	if got := test(ByMonth, math.NaN(), -1).Result(name); got.P != nil || got.Lags != nil {
		t.Errorf("no answer: %+v", got)
	}
}

// TestLagged holds the correlation to its formula, and to sixteen pairs at least.
func TestLagged(t *testing.T) {
	x, y := make([]float64, 18), make([]float64, 18)
	for k := range x {
		x[k], y[k] = float64(k%3), float64(k%5)
	}
	copy(y[1:], x[:17]) // the second follows the first by one
	if r, n := lagged(x, y, 1); n != 17 || math.Abs(r-1) > 1e-12 {
		t.Errorf("at lag 1: %v of %d", r, n)
	}
	if r, n := lagged(x, y, 2); n != 16 || math.IsNaN(r) {
		t.Errorf("at lag 2: %v of %d", r, n)
	}
	if r, n := lagged(x, y, 3); n != 15 || !math.IsNaN(r) {
		t.Errorf("at lag 3: %v of %d", r, n)
	}
	x[3] = math.NaN()
	if r, n := lagged(x, y, 1); n != 16 || math.Abs(r-1) > 1e-12 {
		t.Errorf("with a gap: %v of %d", r, n)
	}
	// 0, 1, 0, 1, … and 1, 1, 0, 0, …: no correlation; and −1 with its reverse.
	for k := range x {
		x[k], y[k] = float64(k%2), float64(k/2%2)
	}
	if r, _ := lagged(x[:16], y[:16], 0); math.Abs(r) > 1e-12 {
		t.Errorf("unrelated: %v", r)
	}
	for k := range y {
		y[k] = 3 - 2*x[k]
	}
	if r, _ := lagged(x, y, 0); math.Abs(r+1) > 1e-12 {
		t.Errorf("reversed: %v", r)
	}
	for k := range y {
		y[k] = 4
	}
	if r, n := lagged(x, y, 0); !math.IsNaN(r) || n != 18 {
		t.Errorf("without change: %v of %d", r, n)
	}
	if number(dayOf(t, "2024-04-01"), ByQuarter)-number(dayOf(t, "2024-01-01"), ByQuarter) != 1 || number(dayOf(t, "2024-01-01"), ByMonth)-number(dayOf(t, "2023-12-01"), ByMonth) != 1 || number(dayOf(t, "0001-02-01"), ByMonth) != 13 {
		t.Error("periods are miscounted")
	}
	a, b := dense(map[int]float64{3: 1}, map[int]float64{5: 2})
	if len(a) != 3 || a[0] != 1 || !math.IsNaN(a[1]) || !math.IsNaN(a[2]) || !math.IsNaN(b[0]) || b[2] != 2 {
		t.Errorf("beside each other: %v, %v", a, b)
	}
	if a, b = dense(nil, nil); a != nil || b != nil {
		t.Errorf("nothing: %v, %v", a, b)
	}
}

// TestKnownPoints leaves out what was not published by the day.
func TestKnownPoints(t *testing.T) {
	points := []Point{{Value: 1, Known: date(t, "2024")}, {Value: 2, Known: date(t, "2025-01")}, {Value: 3, Known: date(t, "2025-02-01")}}
	for day, want := range map[string]int{"2024-12-30": 0, "2024-12-31": 1, "2025-01-30": 1, "2025-01-31": 2, "2025-02-01": 3} {
		if got := Known(points, dayOf(t, day).Time()); len(got) != want {
			t.Errorf("on %s %d are known, want %d", day, len(got), want)
		}
	}
	all := []Point{{Date: date(t, "2024-05"), Pollster: "A", Break: "new"}, {Date: date(t, "2024-05"), Pollster: "B"}, {Date: date(t, "2024-05"), Pollster: "C"}, {Date: date(t, "2024-06"), Pollster: "A"}}
	for pollster, want := range map[string]string{"A": "B*CAA", "B": "A*CBA", "C": "A*BCA", "D": "A*BCA"} {
		got := ""
		for _, p := range EndingWith(all, date(t, "2024-05"), pollster) {
			got += p.Pollster
			if p.Break != "" {
				got += "*"
			}
		}
		if got != want {
			t.Errorf("ending with %s: %s, want %s", pollster, got, want)
		}
	}
}
