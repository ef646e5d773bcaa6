package site

import (
	"fmt"
	"slices"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/record"
)

// TestTranslation holds that a page in another language says where things stand: the
// verdict, and which rungs are in place and the target.
func TestTranslation(t *testing.T) {
	b := exampleBuilder(t)
	i := b.A.Initiatives[0]
	p := 0.6
	i.Verdict, i.Joint.P, i.Delivery = agenda.HeldBack, &p, nil
	i.Rungs = []agenda.Rung{{ID: "low", InPlace: true}, {ID: "mid"}, {ID: "high", Target: true}}
	doc := &dossier.Initiative{ID: i.ID, Ladder: []*dossier.Rung{{ID: dossier.Ref{ID: "low"}}, {ID: dossier.Ref{ID: "mid"}}, {ID: dossier.Ref{ID: "high"}}}}
	var c dossier.Companion
	for _, r := range []string{"low", "mid", "high"} {
		c.Rungs = append(c.Rungs, dossier.Entry[dossier.Text]{Ref: dossier.Ref{ID: r}, Value: dossier.Text{By: map[string]string{"ja": "段" + r}}})
	}
	d := b.translation("../", doc, "ja", c)
	if got := fmt.Sprint(d.Verdict, d.Stands, d.Rungs); got != "held back全員が受け入れる割合:10回中6回 · 実現の見込み:未算出[{段low 現状} {段mid } {段high 目標}]" {
		t.Error(got)
	}
	i.Verdict, i.Rungs[2].InPlace = agenda.Delivered, true
	if d := b.translation("../", doc, "ja", c); d.Stands != "全員が受け入れる割合:10回中6回" || d.Rungs[2].Mark != "目標, 現状" {
		t.Errorf("%q, %+v", d.Stands, d.Rungs)
	}
	doc.ID = "a principle"
	if d := b.translation("../", doc, "ja", c); d.Verdict != "" || d.Rungs[0].Mark != "" {
		t.Errorf("what has no verdict: %+v", d)
	}
}

// TestStancesOfOtherDays holds how stances read that do not stand on the agenda's day:
// those before it, and those after it, which are not used.
func TestStancesOfOtherDays(t *testing.T) {
	b := exampleBuilder(t)
	day := b.A.Dossier.AsOf
	stance := func(from dossier.Date) *dossier.Stance {
		return &dossier.Stance{Areas: dossier.Refs{{ID: "water"}}, From: from}
	}
	year := func(n int) dossier.Date { return dossier.DateOf(day.Last().AddDate(n, 0, 0)) }
	p := &dossier.Player{Stances: []*dossier.Stance{stance(year(-2)), stance(year(-1)), stance(day), stance(year(1))}}
	var got []string
	for _, s := range b.playerCard("../", p).Stances {
		got = append(got, s.From+" "+s.When)
	}
	want := []string{dateWords(day) + " ", dateWords(year(-2)) + " past", dateWords(year(-1)) + " past", dateWords(year(1)) + " later than the agenda’s day, not used"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTextDated holds the day of a text's document: the text's own, none where it has none.
func TestTextDated(t *testing.T) {
	b := exampleBuilder(t)
	for _, c := range []struct {
		date dossier.Date
		want string
	}{{dossier.Date{Year: 2026, Month: 3, Day: 2}, "2 March 2026"}, {dossier.Date{}, ""}} {
		d, err := b.textDocument(&dossier.Piece{ID: "x", File: "pieces/x.md", Title: dossier.Text{Plain: "X"}, Date: c.date, Body: "Text."}, anyDay)
		if err != nil {
			t.Fatal(err)
		}
		if d.Date != c.want || c.want != "" && !d.Made.Equal(c.date.First()) {
			t.Errorf("%q on %v, want %q", d.Date, d.Made, c.want)
		}
	}
}

// TestPromiseSearchedOnce holds that how a promise was looked for is said once in its row,
// and in one way.
func TestPromiseSearchedOnce(t *testing.T) {
	b := exampleBuilder(t)
	found := b.D.Searches[0]
	year := dossier.Date{Year: 2025, Month: 1, Day: 1}
	for _, c := range []struct {
		searches []string
		until    dossier.Date
		want     string
	}{
		{[]string{found.ID}, dossier.Date{}, prose.SaySearch(found)},
		{nil, dossier.Date{Year: 2026, Month: 2}, "searched until February 2026"},
		{nil, dossier.Date{}, prose.NotSearched},
	} {
		p := &record.Promise{Doc: &dossier.Commitment{ID: "p", Status: "no-evidence", Kind: "act", Date: year, Assessed: year, Searches: c.searches, SearchedUntil: c.until}, End: year.Last()}
		if r := b.promiseRow("", p, promiseNot); r.Record+" · "+r.Searched != "no evidence found, assessed 1 January 2025 · "+c.want {
			t.Errorf("%q · %q, want %q", r.Record, r.Searched, c.want)
		}
	}
}

// TestBasisNamesSearches holds that behind a reason stand its evidence and the searches of
// what it says was not found, and “not searched” where it names none.
func TestBasisNamesSearches(t *testing.T) {
	b := exampleBuilder(t)
	found := b.D.Searches[0]
	named := dossier.Refs{{ID: found.ID}}
	evidence := dossier.Refs{{ID: "source:" + b.D.Sources[0].ID}}
	for _, c := range []struct {
		because  string
		searches dossier.Refs
		want     []string
	}{
		{"No such word was found.", named, []string{prose.SaySearch(found)}},
		{"No such word was found.", nil, []string{prose.NotSearched}},
		{"The gazette says so.", nil, nil},
	} {
		got := b.basis("../", dossier.Text{Plain: c.because}, evidence, c.searches)
		var said []string
		for _, l := range got[1:] {
			said = append(said, l.Text)
			if named := len(c.searches) > 0; named != (l.Href == "../searches.html#"+anchor(found.ID)) {
				t.Errorf("%q leads to %q", l.Text, l.Href)
			}
		}
		if !slices.Equal(said, c.want) {
			t.Errorf("%s: %q, want %q", c.because, said, c.want)
		}
	}
}
