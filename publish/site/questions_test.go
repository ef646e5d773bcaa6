package site

import (
	"fmt"
	"testing"

	"entente/course"
	"entente/dossier"
	"entente/record"
)

// TestAsked holds which questions stand on an initiative's page and on the home page: the
// open ones on it with a probability, which is not delivery.
func TestAsked(t *testing.T) {
	b := exampleBuilder(t)
	day := b.A.Dossier.AsOf
	later := dossier.DateOf(day.Last().AddDate(0, 1, 0))
	id := b.A.Initiatives[0].ID
	ask := func(q, on, outcome string, closes dossier.Date) *dossier.Question {
		return &dossier.Question{ID: q, Text: "Will it " + q + "?", Initiative: on, Opens: day, Closes: closes, Outcome: outcome}
	}
	b.D.Questions = []*dossier.Question{ask("come", id, "", later), ask("go", id, "yes", later), ask("end", id, "", dossier.DateOf(day.First().AddDate(0, 0, -1))), ask("stay", "other", "", later), ask("wait", id, "", later)}
	b.D.Forecasts = nil
	for _, q := range []string{"come", "go", "end", "stay"} {
		b.D.Forecasts = append(b.D.Forecasts, &dossier.Forecast{Question: q, Date: day, Judge: "A", Probability: 0.25}, &dossier.Forecast{Question: q, Date: day, Judge: "B", Probability: 0.45})
	}
	// With a day in the past what is settled later is open still, what opens later is not yet
	// asked, and what was put on it later is not told.
	past := dossier.DateOf(day.Last().AddDate(0, -2, 0))
	b.D.Questions = append(b.D.Questions, &dossier.Question{ID: "fall", Text: "Will it fall?", Initiative: id, Opens: past, Closes: later, Outcome: "no", Resolved: day})
	b.D.Forecasts = append(b.D.Forecasts, &dossier.Forecast{Question: "fall", Date: past, Judge: "A", Probability: 0.6}, &dossier.Forecast{Question: "fall", Date: day, Judge: "A", Probability: 0.1}, &dossier.Forecast{Question: "fall", Date: day, Judge: "B", Probability: 0.1})
	got := b.askedOf("../", id)
	want := []askedView{{Link: link{Href: "../questions.html#come", Text: "Will it come?"}, Says: "35% (2 judges)", Unsure: dossier.NotConfirmed}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	b.A.Dossier.AsOf = past
	want = []askedView{{Link: link{Href: "questions.html#fall", Text: "Will it fall?"}, Says: "60% (A)", Unsure: dossier.NotConfirmed}}
	if got := b.askedOf("", id); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("earlier: %v, want %v", got, want)
	}
	for by, want := range map[string]string{"editors": "the editors of this example", "The Editors": "the editors of this example", "The editors, in May": "the editors, in May", "Ida": "Ida"} {
		b.D.Forecasts = []*dossier.Forecast{{Question: "fall", Date: past, Judge: by, Probability: 0.6}}
		if got := b.askedOf("", id)[0].Says; got != "60% ("+want+")" {
			t.Errorf("%s is called %q", by, got)
		}
	}
	b.Past.Backtest = &course.Backtest{Questions: &record.Questions{Judges: []record.Judge{{Name: "editors", N: 2}, {Name: "Ida", N: 1}}}}
	if got := b.questionsPage("").Judges; len(got) != 2 || got[0].Name != "The editors of this example" || got[0].N != 2 || got[1].Name != "Ida" {
		t.Errorf("who is scored: %+v", got)
	}
	b.D.Unattributed = true
	if got := b.questionsPage("").Judges; got != nil {
		t.Errorf("where nobody is named there are scored %+v", got)
	}
	b.D.Editors = dossier.Text{}
	if got := judge(b.D, "editors"); got != "the editors" {
		t.Errorf("editors whom nothing names are %q", got)
	}
}

// TestSince holds that what came after the agenda's day is told, on the first page and the
// initiative's, and what came on that day or before is not.
func TestSince(t *testing.T) {
	b := exampleBuilder(t)
	day := b.A.Dossier.AsOf.Last()
	i := b.A.Initiatives[0]
	at := func(days int, what string) *dossier.Level {
		return &dossier.Level{From: dossier.DateOf(day.AddDate(0, 0, days)), What: dossier.Text{Plain: what}}
	}
	i.Doc.History = []*dossier.Level{at(-1, "Begun."), at(0, "Agreed."), at(1, "Held.")}
	i.Doc.History[2].Sure = "no"
	want := dateWords(i.Doc.History[2].From) + ": Held (not confirmed)"
	if got := b.roundItem("", i).Since; len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q alone", got, want)
	}
	var d initiativeData
	b.record("", &d, i.Doc)
	for n, h := range d.History {
		if h.Later != (n == 2) {
			t.Errorf("%s, %s: %v", h.Date, h.What, h.Later)
		}
	}
	b.A.Dossier.AsOf = i.Doc.History[2].From
	if got := b.since(i.Doc); got != nil {
		t.Errorf("a day later: %q", got)
	}
}
