package course_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/course"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/record"
)

// resolved reads the made-up dossier of resolved cases.
func resolved(t testing.TB, more ...string) *dossier.Dossier {
	t.Helper()
	src, err := os.ReadFile("testdata/record.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return dossiertest.Load(t, append([]string{string(src)}, more...)...)
}

func backtest(t testing.TB, d *dossier.Dossier, opt course.BacktestOptions) *course.Backtest {
	t.Helper()
	r, err := course.RunBacktest(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRecord holds the scores to what the cases themselves give, and words to
// the thirty cases behind them.
func TestRecord(t *testing.T) {
	d := resolved(t)
	r := backtest(t, d, course.BacktestOptions{})
	if len(r.Cases) != 34 || r.Scores.Came != 20 || len(r.Left) != 3 || !r.Words {
		t.Fatalf("%d cases, %d left out, words %v: %+v", len(r.Cases), len(r.Left), r.Words, r.Scores)
	}
	brier, base, logs := 0.0, 0.0, 0.0
	for n, c := range r.Cases {
		if n > 0 && c.Proposed.Compare(r.Cases[n-1].Proposed) < 0 {
			t.Errorf("%s stands after a later one", c.ID)
		}
		y, rest, p := 0.0, 20.0/33, c.Carry
		if c.Came {
			y, rest, p = 1, 19.0/33, c.Carry
			logs -= math.Log(p) / 34
		} else {
			logs -= math.Log(1-p) / 34
		}
		brier += (p - y) * (p - y) / 34
		base += (rest - y) * (rest - y) / 34
		if xbb := c.ByMember["XBB"]; xbb == nil || *xbb != 1 || *c.ByMember["XAA"] != c.Carry {
			t.Errorf("%s: by member %v, jointly %v", c.ID, c.ByMember, c.Carry)
		}
	}
	for _, x := range []struct{ got, want float64 }{{r.Scores.Brier.Carry, brier}, {r.Scores.Brier.Base, base}, {r.Scores.Log.Carry, logs}, {r.Scores.Brier.Less, brier - base}} {
		if math.Abs(x.got-x.want) > 1e-9 {
			t.Errorf("a score is %v, and %v by the cases", x.got, x.want)
		}
	}
	if s := r.Scores; math.Abs(s.Reliability-s.Resolution+s.Uncertainty+s.Within-brier) > 1e-9 {
		t.Errorf("the parts %+v do not add up to %v", s, brier)
	}
	for _, b := range r.Calibration {
		if want := b.Word == "unlikely" || b.Word == "likely" || b.Word == "very likely"; b.Stands != want {
			t.Errorf("%s stands: %v", b.Word, b.Stands)
		}
	}
	a := agendatest.Build(t, d, agenda.Options{})
	for id, want := range map[string]string{"bridge": "likely", "ferry": "very likely", "tunnel": ""} {
		if i := agendatest.One(t, a, id); i.Likelihood != want {
			t.Errorf("%s, carried in %v: %q, want %q", id, *i.Joint.P, i.Likelihood, want)
		}
	}
	// A verdict that is in place is no likelihood.
	if i := agendatest.One(t, a, "high-1"); i.Likelihood != "" || i.Verdict != agenda.Delivered {
		t.Errorf("high-1 is %v, %q", i.Verdict, i.Likelihood)
	}
}

// TestNoWordBelowThirty holds that a record as of an earlier day, with fewer
// cases, backs no word.
func TestNoWordBelowThirty(t *testing.T) {
	d := resolved(t)
	early := agenda.Options{AsOf: dossier.Date{Year: 2023, Month: 1, Day: 1}}
	r := backtest(t, d, course.BacktestOptions{Options: early})
	if n := len(r.Cases); n < record.CasesToScore || n >= record.CasesToWord {
		t.Fatalf("%d cases", n)
	}
	if r.Words || r.Scores == nil {
		t.Errorf("words %v, scores %v", r.Words, r.Scores)
	}
	for _, i := range agendatest.Build(t, d, early).Initiatives {
		if i.Likelihood != "" {
			t.Errorf("%s is called %q", i.ID, i.Likelihood)
		}
	}
	// Too few to score at all.
	early.AsOf.Year = 2019
	r = backtest(t, d, course.BacktestOptions{Options: early})
	if n := len(r.Cases); n == 0 || n >= record.CasesToScore || r.Scores != nil || len(r.Calibration)+len(r.Misses) > 0 {
		t.Errorf("%d cases, %+v", n, r)
	}
	if says := strings.Join(r.Says, " "); !strings.Contains(says, "too few to score") {
		t.Errorf("it says: %s", says)
	}
}

// TestReasons holds each reason for which an initiative is no case, and the
// outcomes that are cases.
func TestReasons(t *testing.T) {
	stance := "stances: [{player: xaa-head, from: 2018-01-10, position: 50, because: A speech}]\n"
	ini := func(name, front string) string {
		return "\n-- initiatives/" + name + ".md --\n---\ntitle: " + name + "\narea: works\ntarget: team\nladder: [{rung: talk, level: 20, name: Talks}, {rung: team, level: 60, name: A team}]\nserves: {xaa-roads: 0.4, xbb-roads: 0.4}\n" + front + "---\n"
	}
	const day = "proposed: 2018-01-10\n"
	history := func(entries string) string { return "history: [" + entries + "]\n" }
	never := history("{from: 2020-01-10, rung: talk, what: Talks}")
	d := resolved(t, ini("r-no-date", stance+never)+
		ini("r-open", "proposed: 2024-06-01\n"+stance+never)+
		ini("r-in-place", day+stance+history("{from: 2018-01-10, rung: team, what: A team}"))+
		ini("r-silent", day+stance)+
		ini("r-looked-early", day+stance+history("{from: 2020-01-09, rung: talk, what: Talks}"))+
		ini("r-unconfirmed", day+stance+history("{from: 2019, rung: team, what: A team, confirmed: no}"))+
		ini("r-coarse", day+stance+history("{from: 2020, rung: team, what: A team}"))+
		ini("r-later-stance", day+never+"stances: [{player: xaa-head, from: 2018-01-11, position: 50, because: A speech}]\n")+
		ini("r-undated-stance", day+never+"stances: [{player: xaa-head, position: 50, because: A speech}]\n")+
		ini("r-never", day+stance+never)+
		ini("r-in-time", day+stance+history("{from: 2020-01-10, rung: team, what: A team}"))+
		ini("r-too-late", day+stance+history("{from: 2020-01-11, rung: team, what: A team}"))+
		ini("r-future", day+stance+history("{from: 2020-02, rung: talk, what: Talks}, {from: 2026-02, rung: team, what: A team}"))+
		ini("r-lapsed", day+stance+"lapsed: {since: 2018-06, why: Nobody came}\n")+
		ini("r-promised", day+stance)+
		"-- commitments.csv --\nmeeting,date,initiative,text,status,coder,assessed,searched_until,source\nA summit,2018-01-10,r-promised,A team,not-fulfilled,editors,2021-01-01,2020-12,src\n"+
		"-- sources/all.json --\n[{\"id\": \"src\", \"type\": \"webpage\", \"title\": \"A page\"}]\n")
	r := backtest(t, d, course.BacktestOptions{})
	left := map[string]string{}
	for _, l := range r.Left {
		left[l.ID] = l.Reason
		if l.Why == "" {
			t.Errorf("%s is left out without a word", l.ID)
		}
	}
	cases := map[string]course.Case{}
	for _, c := range r.Cases {
		cases[c.ID] = c
	}
	for id, want := range map[string]string{
		"r-no-date": record.NoDate, "r-open": record.StillOpen, "r-in-place": record.InPlace, "r-silent": record.Unknown, "r-looked-early": record.Unknown,
		"r-unconfirmed": record.Unconfirmed, "r-coarse": record.Coarse, "r-later-stance": record.NoStances, "r-undated-stance": record.NoStances,
	} {
		if left[id] != want {
			t.Errorf("%s is left out for %q, want %q", id, left[id], want)
		}
	}
	for id, came := range map[string]bool{"r-never": false, "r-in-time": true, "r-too-late": false, "r-future": false, "r-lapsed": false, "r-promised": false} {
		c, ok := cases[id]
		if !ok || c.Came != came || c.Carry != 1 {
			t.Errorf("%s: a case %v (%s), came about %v, carry %v", id, ok, left[id], c.Came, c.Carry)
		}
	}
	if c := cases["r-too-late"]; c.Reached.String() != "2020-01-11" || c.Until.String() != "2020-01-10" {
		t.Errorf("r-too-late: reached %v, until %v", c.Reached, c.Until)
	}
	// Another horizon makes another case of it.
	for _, c := range backtest(t, d, course.BacktestOptions{Months: 25}).Cases {
		if c.ID == "r-too-late" && !c.Came {
			t.Error("within 25 months it came about")
		}
	}
	// The next rung is the lowest above what was in place.
	for _, c := range backtest(t, d, course.BacktestOptions{Rung: record.NextRung}).Cases {
		if c.ID == "r-never" && (!c.Came || c.Rung.Rung != "talk") {
			t.Errorf("the next rung of r-never: %+v", c)
		}
	}
	if _, err := course.RunBacktest(d, course.BacktestOptions{Rung: "taem"}); err == nil || !strings.Contains(err.Error(), `did you mean "team"?`) {
		t.Errorf("an unknown rung: %v", err)
	}
}

// TestBacktestUsesNothingLater holds that what is dated after a proposal changes
// nothing in how it is judged: stances, pressures and constraints that came
// later, whatever they say.
func TestBacktestUsesNothingLater(t *testing.T) {
	before := backtest(t, resolved(t), course.BacktestOptions{})
	after := backtest(t, resolved(t, `
-- members/xbb.yaml --
code: XBB
priorities: [{id: xbb-roads, title: Roads, weight: 0.5, from: 2015}]
players:
  - id: xbb-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances:
      - {areas: [all], from: 2015-01-01, position: 90, by: editors, because: A speech}
      - {areas: [all], from: 2022-01-01, position: 0, by: editors, because: Another speech}
procedures:
  - {id: decree, name: Decree, from: 2000, path: {players: [xbb-head]}}
-- constraints/flood.md --
---
title: A flood
members: [XAA]
effect: shift
areas: [all]
since: 2022
pressure: [{from: 2022, low: 0.9, best: 1, high: 1}]
shifts: [{players: [xaa-head], points: -50}]
---
`), course.BacktestOptions{})
	if len(before.Cases) != len(after.Cases) {
		t.Fatalf("%d cases before, %d after", len(before.Cases), len(after.Cases))
	}
	for n, c := range before.Cases {
		if o := after.Cases[n]; o.ID != c.ID || o.Carry != c.Carry {
			t.Errorf("%s is judged %v, and %v with what came later", c.ID, c.Carry, o.Carry)
		}
	}
}

// TestBacktestIsStable holds that the same input gives the same bytes, on any
// number of CPUs.
func TestBacktestIsStable(t *testing.T) {
	d := resolved(t)
	var first string
	for _, workers := range []int{1, 2, 7} {
		src, err := json.Marshal(backtest(t, d, course.BacktestOptions{Options: agenda.Options{Workers: workers}}))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(src)
		}
		if string(src) != first {
			t.Fatal("another number of workers gives another record")
		}
	}
	if !strings.HasPrefix(first, `{"version":1,`) {
		t.Errorf("it begins %.40s", first)
	}
}

// TestRefuted holds that a carry which the record refutes as a probability says so, and
// what came of the cases that no capital stood in the way of.
func TestRefuted(t *testing.T) {
	d := resolved(t)
	r := backtest(t, d, course.BacktestOptions{})
	if says := strings.Join(r.Says, " "); r.Scores.Refutes() || strings.Contains(says, "refuted") || !strings.Contains(says, "Of 10 cases carried in 8 of 10 draws or more when proposed, 9 came about in time.") {
		t.Errorf("%+v: %s", r.Scores, says)
	}
	// None of the cases comes about: everything that reached its target did so later.
	for _, i := range d.Initiatives {
		for _, h := range i.History {
			h.From = dossier.Date{Year: 2025, Month: 6, Day: 1}
		}
	}
	r = backtest(t, d, course.BacktestOptions{})
	if says := strings.Join(r.Says, " "); !r.Scores.Refutes() || r.Scores.Few > 0.001 || r.Scores.Many < 0.99 || !strings.Contains(says, "As a probability carry is refuted: had it been one, so few would have come about with a chance of under 0.001") {
		t.Errorf("%+v: %s", r.Scores, says)
	}
}
