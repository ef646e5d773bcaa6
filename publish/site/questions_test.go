package site

import (
	"fmt"
	"testing"

	"entente/dossier"
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
	want = []askedView{{Link: link{Href: "questions.html#fall", Text: "Will it fall?"}, Says: "60% (1 judge)", Unsure: dossier.NotConfirmed}}
	if got := b.askedOf("", id); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("earlier: %v, want %v", got, want)
	}
}
