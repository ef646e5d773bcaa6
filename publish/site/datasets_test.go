package site

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/event"
	"entente/series"
)

// dataSet is a saved series with relations of some pairs, by a span, each of whose
// periods reaches the minimum or does not.
func dataSet(origin event.Origin, by series.Span, drawn bool, pairs ...[2]string) series.Group {
	g := series.Group{Origin: origin, File: &dossier.SeriesFile{File: "series/counts.csv", Made: &dossier.Made{By: by.String()}}}
	for _, p := range pairs {
		r := series.Relation{Origin: origin, Source: p[0], Target: p[1], By: by, Minimum: 10}
		for n := range 4 {
			r.Points = append(r.Points, series.RelationPoint{Name: fmt.Sprint(2020 + n), Drawn: drawn, Index: 1, Counts: series.Quads{VerbalCooperation: 12}})
		}
		g.Relations = append(g.Relations, r)
	}
	return g
}

// The question of a third country is answered test by test; where too few periods
// serve, it is said how many questions have no answer.
func TestQuestionsOfAThird(t *testing.T) {
	b := exampleBuilder(t)
	pair := [2]string{"XAR", "XBE"}
	b.relations = []series.Group{dataSet(event.ICEWS, series.ByYear, true, pair), dataSet(event.ICEWS, series.ByMonth, true, pair), dataSet(event.Phoenix, series.ByMonth, true, pair), dataSet(event.GDELT2, series.ByMonth, true, pair)}
	none := series.ThirdTest{Between: pair, With: [2]string{"XBE", "XCO"}, By: series.ByMonth, Best: -1, P: math.NaN()}
	some := none
	some.Best, some.P, some.Lags = 0, 0.5, []series.LagCorrelation{{R: 0.25, N: 20}}
	// What rests on a period that is not confirmed has the mark.
	b.relations[3].Relations = []series.Relation{{Source: "XBE", Target: "XAR", Points: []series.RelationPoint{{}, {Unconfirmed: true}}}}
	b.told = &series.Told{Third: [][]series.ThirdTest{nil, {none, none}, {none, some, none}, {some}}}
	const found = "No sign that trouble between Arden and Belmora goes before trouble between Belmora and Coriel. The strongest of 1 correlations is 0.25, in the same month, so that neither goes before (20 months); chance does as well in 50 of 100 shifts."
	want := []string{
		"ICEWS: no answer. Too few periods have enough events in two pairs at once.",
		"PHOENIX: " + found,
		"PHOENIX: 2 more of the 3 questions have too few periods to answer.",
		"GDELT: " + found + " (not confirmed)",
	}
	if got := b.third(); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A data set is named by its origin, its title or its file.
func TestNamesOfDataSets(t *testing.T) {
	b := exampleBuilder(t)
	file := func(made *dossier.Made) *dossier.SeriesFile {
		return &dossier.SeriesFile{File: "series/a b.csv", Made: made}
	}
	for _, c := range []struct {
		g          series.Group
		name, stem string
	}{
		{series.Group{}, "the dossier's own events", "own"},
		{series.Group{Origin: event.ICEWS}, "the dossier's own events", "own"},
		{series.Group{Origin: event.GDELT1, File: file(nil)}, "GDELT", "a~20~b"},
		{series.Group{Origin: event.Own, File: file(&dossier.Made{Title: dossier.Text{Plain: "Acts"}})}, "Acts", "a~20~b"},
		{series.Group{File: file(&dossier.Made{Title: dossier.Text{Plain: "Acts"}})}, "Acts", "a~20~b"},
		{series.Group{File: file(&dossier.Made{})}, "a b", "a~20~b"},
		{series.Group{File: file(nil)}, "a b", "a~20~b"},
	} {
		if name, stem := b.dataName(c.g), dataStem(c.g); name != c.name || stem != c.stem {
			t.Errorf("%+v: %q at %q, want %q at %q", c.g, name, stem, c.name, c.stem)
		}
	}
	for s, want := range map[string]string{"": "", "a": "a.", "a.": "a."} {
		if got := fullStop(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// Of each data set that shows a pair it is said what was read and what left out;
// spans of one data set that say the same are one. None is said of another pair's.
func TestWhatDataSetsAre(t *testing.T) {
	b := exampleBuilder(t)
	pair, other := [2]string{"XAR", "XBE"}, [2]string{"XAR", "XCO"}
	own := series.Group{Relations: dataSet(event.Own, series.ByYear, true, pair).Relations, SeveralActors: 2}
	bare := dataSet(event.NoOrigin, series.ByYear, true, pair)
	bare.File = &dossier.SeriesFile{File: "series/bare.csv"}
	made := func(file string, by series.Span, dropped bool, p [2]string) series.Group {
		g := dataSet(event.NoOrigin, by, true, p)
		g.File.File = file
		g.File.Made.Title, g.File.Made.Data, g.File.Made.Note, g.File.Made.Licence = dossier.Text{Plain: "acts"}, dossier.Text{Plain: "All rows"}, dossier.Text{Plain: "A note."}, dossier.Text{Plain: "Free."}
		g.File.Made.Source = dossier.Refs{{ID: "gazette-2025"}}
		if dropped {
			g.File.Made.Dropped = &dossier.Dropped{Statements: 1, Repeats: 2, Domestic: 3, Uncoded: 1}
		}
		return g
	}
	b.relations = []series.Group{own, bare, made("series/q.csv", series.ByQuarter, true, pair), made("series/y.csv", series.ByYear, true, pair), made("series/m.csv", series.ByMonth, false, pair), made("series/x.csv", series.ByMonth, false, other)}
	say := func(pairs ...[2]string) string {
		var out []string
		for _, v := range b.dataViews("../", pairs) {
			out = append(out, fmt.Sprintf("%s%v %s: %s %v", v.ID, v.Also, v.Name, strings.Join(v.Says, " / "), v.Sources))
		}
		return strings.Join(out, "\n")
	}
	source := fmt.Sprint(b.sourceLinks("../", []string{"gazette-2025"}))
	want := "data-own[] The dossier's own events: Coded by hand from sources that stand beside each event; the types are PLOVER's. They are what was looked for and found, and no sample of all that happened. / 2 events of several countries together stand in each of their pairs. []\n" +
		"data-bare[] Bare: Brought from elsewhere: how it was made is not on record. []\n" +
		"data-q[data-y] Acts, by quarter and year: All rows. / Left out: 1 statement, 2 repeats, 3 rows within a country and 1 act without a class. / A note. / Free. " + source + "\n" +
		"data-m[] Acts, by month: All rows. / A note. / Free. " + source
	if got := say(pair); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := say(other); got != "data-x[] Acts, by month: All rows. / A note. / Free. "+source {
		t.Errorf("of another pair: %s", got)
	}
	b.relations[0].SeveralActors = 0
	if got := say(pair); strings.Contains(got, "several") || !strings.Contains(got, "all that happened. []") {
		t.Errorf("none of several countries: %s", got)
	}
}

// The chart of a data set leads to what is said of it; its heading names the span of
// what is drawn or, where that is scores alone, of what was saved.
func TestHeadsOfDataSets(t *testing.T) {
	b := exampleBuilder(t)
	pair := [2]string{"XAR", "XBE"}
	g := dataSet(event.ICEWS, series.ByQuarter, true, pair, [2]string{"XBE", "XAR"})
	g.File.Made.By, g.File.Made.Data = "year", dossier.Text{Plain: "All rows"}
	v := b.groupView("", pair, g)
	if v.Heading != "ICEWS, by quarter" || v.About != "data-counts" || v.Says != "All rows." || v.Kept || len(v.Charts) != 2 || v.Ways != nil {
		t.Errorf("%+v", v)
	}
	g.Relations = nil
	if v := b.groupView("", pair, g); v.Heading != "ICEWS, by year" || len(v.Charts) != 0 {
		t.Errorf("%+v", v)
	}
	g.File.Made.By = ""
	if v := b.groupView("", pair, g); v.Heading != "ICEWS" {
		t.Errorf("%+v", v)
	}
	g.File.Made = nil
	if v := b.groupView("", pair, g); v.Heading != "ICEWS" || v.Says != "" {
		t.Errorf("%+v", v)
	}
	own := series.Group{}
	own.Relations = dataSet(event.Own, series.ByYear, true, pair).Relations
	if v := b.groupView("", pair, own); v.Heading != "The dossier's own events, by year" || v.About != "data-own" || !v.Kept || !strings.HasSuffix(v.Says, " coded by hand, each with its source.") || !slices.Equal(v.Ways, []string{"Arden → Belmora", "Belmora → Arden"}) {
		t.Errorf("%+v", v)
	}
}

// Of the spans of one data set a pair is shown by the shortest in which it is often
// there, else by the longest; the first of two alike. Others are shown besides.
func TestSpanThatShowsAPairBest(t *testing.T) {
	b := exampleBuilder(t)
	pair := [2]string{"XAR", "XBE"}
	month, quarter, year := dataSet(event.ICEWS, series.ByMonth, true, pair), dataSet(event.ICEWS, series.ByQuarter, true, pair), dataSet(event.ICEWS, series.ByYear, true, pair)
	rareMonth, rareYear := dataSet(event.ICEWS, series.ByMonth, false, pair), dataSet(event.ICEWS, series.ByYear, false, pair)
	phoenix := dataSet(event.Phoenix, series.ByYear, true, pair)
	scores := series.Group{Origin: event.ICEWS, File: month.File, Scores: []series.Score{{Source: "XBE", Target: "XAR"}}}
	for _, c := range []struct {
		groups []series.Group
		best   string
	}{
		{[]series.Group{quarter, month, year}, "[false true false]"},
		{[]series.Group{rareMonth, rareYear}, "[false true]"},
		{[]series.Group{rareMonth, year}, "[false true]"},
		{[]series.Group{month, rareYear}, "[true false]"},
		{[]series.Group{month, month}, "[true false]"},
		{[]series.Group{year, phoenix}, "[true true]"},
		{[]series.Group{month, scores}, "[true true]"},
		{[]series.Group{dataSet(event.NoOrigin, series.ByYear, true, pair), dataSet(event.NoOrigin, series.ByMonth, true, pair)}, "[true true]"},
		{[]series.Group{dataSet(event.ICEWS, series.ByMonth, true, [2]string{"XAR", "XCO"}), year}, "[false true]"},
	} {
		b.relations = c.groups
		var got []bool
		for i := range c.groups {
			got = append(got, b.best(i, pair))
		}
		if fmt.Sprint(got) != c.best {
			t.Errorf("%v, want %s", got, c.best)
		}
	}
}

// The message of a relation's chart is its last change, else its lowest and highest.
func TestMessageOfARelation(t *testing.T) {
	b := exampleBuilder(t)
	point := func(name string, index, low, high float64) series.RelationPoint {
		return series.RelationPoint{Name: name, Drawn: true, Index: index, Low: low, High: high}
	}
	for _, c := range []struct {
		points  []series.RelationPoint
		changes []series.ChangePoint
		want    string
	}{
		{nil, nil, "never 10 events in a year, too few for a ratio"},
		{[]series.RelationPoint{{Name: "2020"}}, nil, "never 10 events in a year, too few for a ratio"},
		{[]series.RelationPoint{{Name: "2019"}, point("2020", 0, -1, 1)}, nil, "cooperation to conflict 1 to 1 in 2020, with too few events in any other year"},
		{[]series.RelationPoint{point("2020", 0, -1, 1), point("2021", 0.001, -1, 1)}, nil, "cooperation to conflict stayed at 1 to 1"},
		{[]series.RelationPoint{point("2020", 0, -1, 1), point("2021", 2, 1, 3)}, nil, "no clear change"},
		{[]series.RelationPoint{point("2020", 0, -1, 0.5), point("2021", 2, 1, 3)}, nil, "cooperation to conflict was lowest in 2020, at 1 to 1"},
		{[]series.RelationPoint{point("2020", 2, 1, 3), point("2021", 0, -1, 0.5), point("2022", 1, 0.6, 3)}, nil, "cooperation to conflict was lowest in 2021, at 1 to 1"},
		{[]series.RelationPoint{point("2020", 2, 1, 3)}, []series.ChangePoint{{Name: "2018", Before: 2, After: 1}, {Name: "2019", Before: 1, After: 2}}, "cooperation gained on conflict from 2019"},
		{nil, []series.ChangePoint{{Name: "2019", Before: 1, After: 2}, {Name: "2020", Before: 2, After: 1}}, "conflict gained on cooperation from 2020"},
		{nil, []series.ChangePoint{{Name: "2020", Before: 1, After: 1}}, "conflict gained on cooperation from 2020"},
	} {
		got := b.relationTitle(series.Relation{Source: "XAR", Target: "XBE", By: series.ByYear, Minimum: 10, Points: c.points, Changes: c.changes})
		if !strings.HasPrefix(got, "Arden toward Belmora: ") || !strings.HasSuffix(strings.ReplaceAll(got, "\u00a0", " "), c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// An outside party without a name is named by its code, a text names the one that it
// is from, and one that cannot be read says so under its title.
func TestPartsWithoutWords(t *testing.T) {
	b := exampleBuilder(t)
	b.D.Header.Outside = []dossier.Outside{{ID: dossier.Ref{ID: "XCO"}}, {ID: dossier.Ref{ID: "XCO"}, Name: dossier.Text{Plain: "Others"}}}
	if got := b.index("", "", "", b.A.Initiatives, 0, 1).Outside; len(got) != 2 || got[0].Name != "Coriel" || got[1].Name != "Others" {
		t.Errorf("%+v", got)
	}
	p := &dossier.Piece{ID: "a", Title: dossier.Text{Plain: "A"}, Body: "x", From: dossier.Ref{ID: "b"}}
	b.D.Pieces = []*dossier.Piece{p, {ID: "b", Title: dossier.Text{Plain: "B"}}, {ID: "c", Title: dossier.Text{Plain: "C"}}}
	if d := b.text("../", p); d.From == nil || *d.From != (link{Href: "../pieces/b.html", Text: "B"}) || d.Title != "A" || d.Body != "<p>x</p>\n" {
		t.Errorf("%+v, %+v", d, d.From)
	}
	p.From = dossier.Ref{}
	p.Body = strings.Repeat("> ", 5000) + "x"
	if d := b.text("../", p); d.From != nil || d.Title != "A" || !strings.Contains(string(d.Body), "This text is not shown: ") {
		t.Errorf("%.300s", d.Body)
	}
}

// A constraint of whose pressure nothing is known says so on its card.
func TestPressureOnACard(t *testing.T) {
	b := exampleBuilder(t)
	c := &agenda.Constraint{ID: "old-quarrel", Pressure: &agenda.Quantiles{P50: 0.85}, Evidence: true, Says: "12 posts", Effect: dossier.EffectCap, Doc: &dossier.Constraint{}}
	if v := b.constraintCard("../", c); v.Pressure != "acute" || v.Says != "12 posts" || v.Effect != "caps what can be reached" || v.Link.Href != "../constraints/old-quarrel.html" {
		t.Errorf("%+v", v)
	}
	c.Evidence = false
	if v := b.constraintCard("../", c); v.Pressure != "not known" {
		t.Errorf("%+v", v)
	}
	c.Doc.Pressure = []*dossier.Pressure{{From: dossier.Date{Year: 2020}}}
	if g, ok := b.gaugeOf(c.Doc, true); !ok || !g.flat() || len(g.line.Points) != 2 {
		t.Error("judged pressures are not drawn")
	}
}
