package record_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/record"
)

// asking writes questions and forecasts.
func asking(questions, forecasts []string) string {
	return "-- questions.csv --\nid,text,initiative,opens,closes,resolves_by,outcome,resolved,source,confirmed\n" + strings.Join(questions, "\n") + "\n-- forecasts.csv --\nquestion,date,judge,probability\n" + strings.Join(forecasts, "\n") + "\n"
}

// TestQuestionsByHand scores two judges on ten questions with a pencil. Anna says
// 0.8 of each that proves true and 0.4 of the others, Ben always 0.6: the medians are
// 0.7 and 0.5. Five of ten are true, so that the rate of the others is 4/9 or 5/9.
func TestQuestionsByHand(t *testing.T) {
	var qs, fs []string
	for n := range 10 {
		outcome, anna := "no", "0.4"
		if n%2 == 0 {
			outcome, anna = "yes", "0.8"
		}
		qs = append(qs, fmt.Sprintf("q%d,Something,,2024-01-01,2024-12-31,A gazette,%s,2025-01-10,s,", n, outcome))
		fs = append(fs, fmt.Sprintf("q%d,2024-02-01,Anna,0.1", n), fmt.Sprintf("q%d,2024-06-01,Anna,%s", n, anna), fmt.Sprintf("q%d,2024-03-01,Ben,0.6", n))
	}
	d := load(t, asking(qs, fs))
	q := record.ScoreQuestions(d, today, 1)
	if q.Resolved != 10 || q.Yes != 5 || q.Scored != 10 || q.Open != 0 || q.Overdue != 0 || len(q.Entries) != 2 || len(q.Judges) != 2 {
		t.Fatalf("%+v", q)
	}
	sq := func(x float64) float64 { return x * x }
	base := sq(5. / 9)
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	near("the median", q.Entries[0].Brier, (sq(0.3)+sq(0.5))/2)
	near("the base rate", q.Entries[1].Brier, base)
	anna, ben := q.Judges[0], q.Judges[1]
	if anna.Name != "Anna" || anna.N != 10 || ben.Name != "Ben" {
		t.Fatalf("%+v", q.Judges)
	}
	near("Anna", anna.Brier, (sq(0.2)+sq(0.4))/2)
	near("Ben", ben.Brier, (sq(0.4)+sq(0.6))/2)
	near("Ben's median", ben.Median, (sq(0.3)+sq(0.5))/2)
	near("Ben's base rate", ben.Base, base)
	if says := strings.Join(q.Says, " "); !strings.HasPrefix(says, "10 questions are settled, 5 of which proved true. ") || !strings.Contains(says, "The group's median does better than the base rate of the other questions") {
		t.Errorf("it says %s", says)
	}
	// By the day on which none had resolved all were open; a day after they closed overdue.
	if q := record.ScoreQuestions(d, time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), 1); q.Open != 10 || q.Resolved != 0 || strings.Join(q.Says, " ") != "No question is settled yet; 10 are open. Judges are scored once at least 10 are settled on which there was a forecast in time." {
		t.Errorf("%+v", q)
	}
	if q := record.ScoreQuestions(d, time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), 1); q.Overdue != 10 || q.Resolved != 0 || q.Says[0] != "No question is settled yet; 10 are closed, with no word yet on how it came out." {
		t.Errorf("%+v", q)
	}
	if q := record.ScoreQuestions(load(t), today, 1); len(q.Says) != 0 || q.Judges == nil {
		t.Errorf("%+v", q)
	}
}

// TestForecastsInTime holds which forecasts count.
func TestForecastsInTime(t *testing.T) {
	for _, c := range []struct {
		name, question string
		forecasts      []string
		scored         int
		brier          float64
	}{
		{"the latest", "q,S,,2024-01-01,2024-12-31,A gazette,yes,2024-10-01,s,", []string{"q,2024-02-01,Anna,0.2", "q,2024-09-30,Anna,0.9", "q,2024-03-01,Anna,0.1"}, 1, 0.01},
		{"not on the day it resolved", "q,S,,2024-01-01,2024-12-31,A gazette,yes,2024-10-01,s,", []string{"q,2024-10-01,Anna,0.9"}, 0, 0},
		{"a month counts as its last day", "q,S,,2024-01-01,2024-12-31,A gazette,yes,2024-02-15,s,", []string{"q,2024-02,Anna,0.9"}, 0, 0},
		{"not confirmed", "q,S,,2024-01-01,2024-12-31,A gazette,yes,2024-10-01,s,no", []string{"q,2024-02-01,Anna,0.9"}, 0, 0},
	} {
		q := record.ScoreQuestions(load(t, asking([]string{c.question}, c.forecasts)), today, 1)
		if q.Scored != c.scored || len(q.Judges) != c.scored || c.scored > 0 && math.Abs(q.Judges[0].Brier-c.brier) > 1e-9 {
			t.Errorf("%s: %+v", c.name, q)
		}
	}
}

// TestOffer holds the questions that would test an initiative, and that one which is
// asked already is not offered again.
func TestOffer(t *testing.T) {
	front := "first_result: {what: A plan, months: 6}\n"
	rows := promised("send,2025-03-01,bridge,once,team,,,in-progress,", "vague,2025-03-01,bridge,general,team,,,in-progress,", "kept,2024-03-01,bridge,once,talk,,2024-06-01,fulfilled,2025-06-01", "gone,2020-03-01,bridge,once,talk,,,not-fulfilled,2025-06-01")
	offer := func(more ...string) []record.Offered {
		d := dossiertest.Load(t, append([]string{river, initiative("bridge", front), rows}, more...)...)
		i := d.Initiative("bridge")
		return record.PromisesOf(d).Offer(i, i.Rung("team"), today)
	}
	var got []string
	for _, o := range offer() {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s", o.ID, o.Text, o.Opens, o.Closes))
	}
	want := []string{
		"bridge-team-2028|The bridge: “A team” is in place by 2028-01-01.|2026-01-01|2028-01-01",
		"send-kept|The bridge: “Words” (M 2025-03-01, 2025-03-01) is kept by 2027-03-01.|2026-01-01|2027-03-01",
		"bridge-first-result-2026|The bridge: “A plan” has been seen by 2026-07-01.|2026-01-01|2026-07-01",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("offered\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if o := offer(asking([]string{"send-kept,Asked,bridge,2025-04-01,2027-03-01,A gazette,,,,"}, nil)); len(o) != 2 || o[1].ID != "bridge-first-result-2026" {
		t.Errorf("%+v", o)
	}
}

// TestLatest holds that each judge's latest that counts is given, by the judge's name: of two
// of one day the later in the file.
func TestLatest(t *testing.T) {
	at := func(judge string, day int, p float64) *dossier.Forecast {
		return &dossier.Forecast{Judge: judge, Probability: p, Date: dossier.Date{Year: 2026, Month: 3, Day: day}}
	}
	all := []*dossier.Forecast{at("Eve", 2, 0.1), at("Dan", 1, 0.2), at("Cleo", 3, 0.9), at("Ben", 1, 0.3), at("Anna", 1, 0.4), at("Anna", 1, 0.5), at("Cleo", 2, 0.6)}
	got := record.Latest(all, func(f *dossier.Forecast) bool { return f.Date.Day < 3 })
	var said []string
	for _, f := range got {
		said = append(said, fmt.Sprint(f.Judge, " ", f.Probability))
	}
	if want := []string{"Anna 0.5", "Ben 0.3", "Cleo 0.6", "Dan 0.2", "Eve 0.1"}; !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
	if m := record.Median(got); math.Abs(m-0.3) > 1e-12 {
		t.Errorf("the middle is %v", m)
	}
	if m := record.Median(got[:2]); math.Abs(m-0.4) > 1e-12 {
		t.Errorf("the middle of two is %v", m)
	}
}
