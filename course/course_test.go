package course_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/course"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

func overTime(t testing.TB, d *dossier.Dossier, opt course.Options) *course.Course {
	t.Helper()
	if opt.Draws == 0 {
		opt.Draws = 1000
	}
	c, err := course.Read(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t testing.TB, s string) dossier.Date {
	t.Helper()
	d, err := dossier.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// river is a dossier whose course follows by hand: with κ = 0.5 and status quo 0
// a player at x accepts up to 1.5·x, so that a target of 60 needs 40. Its judges do not
// err, and its stances do not age.
const river = `
-- dossier.yaml --
title: A river
as_of: 2024-11-15
members: [XAA, XBB]
settings: {kappa: 0.5, judge_error: 0, ageing: 0}
names: {XAA: Aland, XBB: Beland}
areas: [{id: works, name: Works}]
-- members/xaa.yaml --
code: XAA
priorities: [{id: xaa-roads, title: Roads, weight: 0.5, from: 2023-01-01}]
players:
  - id: xaa-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances: [{areas: [works], from: 2020, position: 50, because: A speech}]
procedures: [{id: decree, name: Decree, path: {players: [xaa-head]}}]
-- members/xbb.yaml --
code: XBB
priorities: [{id: xbb-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - id: xbb-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances:
      - {areas: [works], from: 2022-05, position: 50, because: A speech}
      - {areas: [works], from: 2023-08, position: 5, because: Another}
      - {areas: [works], from: 2024-02-10, position: 50, because: A third}
procedures: [{id: decree, name: Decree, path: {players: [xbb-head]}}]
-- constraints/flood.md --
---
title: A flood
members: [XAA]
effect: shift
areas: [works]
since: 2019
pressure: [{from: 2019, low: 0, best: 0, high: 0}, {from: 2023-09, low: 0.1, best: 0.1, high: 0.1}]
shifts: [{players: [xaa-head], points: -10}]
---
-- initiatives/bridge.md --
---
title: A bridge
area: works
proposed: 2021-03-15
target: team
ladder: [{rung: talk, level: 20, name: Talks}, {rung: team, level: 60, name: A team}]
serves: {xaa-roads: 0.4, xbb-roads: 0.4}
history: [{from: 2024-10-01, rung: team, what: A team was sent}]
---
`

func TestOverTime(t *testing.T) {
	d := dossiertest.Load(t, river)
	c := overTime(t, d, course.Options{From: date(t, "2021"), To: date(t, "2030"), Every: course.EveryYear})
	h := c.Of("bridge")
	var got []string
	for n, p := range h.Points {
		got = append(got, c.Steps[n].Label+" "+c.Steps[n].Day.String()+" "+p.Word())
	}
	want := []string{
		"2021 2021-12-31 not assessed",             // Beland's head of state has no stance yet
		"2022 2022-12-31 carry of 8 in 10 or more", // Aland has no priority on record: no verdict
		"2023 2023-12-31 held back",                // Beland stands at 5: 35 points × 0.8 to ask for
		"2024 2024-11-15 delivered",                // the as-of date ends the last step
	}
	if !slices.Equal(got, want) {
		t.Errorf("the course is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, p := range h.Points[:2] {
		if p.Verdict != nil {
			t.Errorf("a verdict without a basis: %v", *p.Verdict)
		}
	}
	if h.Points[0].Joint != nil || h.Points[0].ByMember["XAA"] != nil || *h.Points[1].Joint != 1 {
		t.Errorf("points are %+v and %+v", h.Points[0], h.Points[1])
	}
	src, err := json.Marshal(h.Points[0])
	if err != nil || !strings.Contains(string(src), `"verdict":null,"blank":"not assessed","joint":null`) {
		t.Errorf("a blank is %s (%v)", src, err)
	}
}

// TestWhatChanged holds that the input that changed a verdict is named, and not
// one that changed beside it.
func TestWhatChanged(t *testing.T) {
	c := overTime(t, dossiertest.Load(t, river), course.Options{From: date(t, "2021-01"), Every: course.EveryQuarter})
	if c.Steps[0].Label != "2021-Q1" || len(c.Steps) != 16 {
		t.Fatalf("the steps are %v", c.Steps)
	}
	h := c.Of("bridge")
	find := func(label string) course.Turn {
		for _, x := range h.Changes {
			if x.Label == label {
				return x
			}
		}
		t.Fatalf("nothing changed in %s: %+v", label, h.Changes)
		return course.Turn{}
	}
	ids := func(ms []course.Moved) string {
		var out []string
		for _, m := range ms {
			out = append(out, m.Kind+" "+m.ID)
		}
		return strings.Join(out, ", ")
	}
	for _, w := range []struct{ label, from, to, decided, others string }{
		{"2022-Q2", "not assessed", "carry of 8 in 10 or more", "stance xbb-head", ""},
		{"2023-Q1", "carry of 8 in 10 or more", "ready", "priorities XAA", ""},
		// The flood rose in the same quarter, by a point that decides nothing.
		{"2023-Q3", "ready", "held back", "stance xbb-head", "constraint flood"},
		{"2024-Q1", "held back", "ready", "stance xbb-head", ""},
		{"2024-Q4", "ready", "delivered", "level bridge", ""},
	} {
		x := find(w.label)
		if x.From != w.from || x.To != w.to || ids(x.Decided) != w.decided || !strings.HasPrefix(ids(x.Others), w.others) || w.others == "" && ids(x.Others) != "" && !x.Arrival {
			t.Errorf("%s: %s → %s by %q beside %q, want %+v", w.label, x.From, x.To, ids(x.Decided), ids(x.Others), w)
		}
		if x.Arrival != (w.label < "2023-Q2") {
			t.Errorf("%s: arrival %v", w.label, x.Arrival)
		}
		if x.Says == "" {
			t.Errorf("%s says nothing", w.label)
		}
	}
	if n := len(h.Changes); n != 5 {
		t.Errorf("%d changes", n)
	}
}

// TestOverTimeIsTheAgenda holds every step of the flagship to an agenda as of
// the same day: what is shared between steps changes nothing.
func TestOverTimeIsTheAgenda(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	c := overTime(t, d, course.Options{From: date(t, "2023-07"), Every: course.EveryQuarter, Options: agenda.Options{Draws: 500}})
	if len(c.Undated) > 0 {
		t.Fatalf("the flagship has undated stances: %v", c.Undated)
	}
	compared := 0
	for _, n := range []int{0, 3, len(c.Steps) - 2, len(c.Steps) - 1} {
		a := agendatest.Build(t, d, agenda.Options{AsOf: c.Steps[n].Day, Draws: 500})
		for _, i := range a.Initiatives {
			p := c.Of(i.ID).Points[n]
			verdict := agenda.NotAssessed
			if p.Verdict != nil {
				verdict = *p.Verdict
			}
			if verdict != i.Verdict || (p.Joint == nil) != (i.Joint.P == nil) || p.Joint != nil && *p.Joint != *i.Joint.P {
				t.Errorf("%s, %s: %s %v, and the agenda says %s %v", c.Steps[n].Label, i.ID, verdict, p.Joint, i.Verdict, i.Joint.P)
			}
			compared++
		}
	}
	if compared < 200 {
		t.Errorf("only %d were compared", compared)
	}
}

// TestUndatedIsLeftOut holds that a stance without a date stands on the as-of
// day and on none before.
func TestUndatedIsLeftOut(t *testing.T) {
	d := dossiertest.Load(t, river+`
-- members/xaa.yaml --
code: XAA
priorities: [{id: xaa-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - id: xaa-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances: [{areas: [works], position: 50, because: A speech}]
procedures: [{id: decree, name: Decree, path: {players: [xaa-head]}}]
`, strings.Replace(river[strings.Index(river, "-- initiatives/bridge.md"):], "history:", "# history:", 1))
	c := overTime(t, d, course.Options{From: date(t, "2023"), Every: course.EveryQuarter})
	h := c.Of("bridge")
	for n, p := range h.Points {
		if last := n == len(h.Points)-1; p.Assessed() != last {
			t.Errorf("%s: %s", c.Steps[n].Label, p.Word())
		}
	}
	if len(c.Undated) != 1 || c.Undated[0].Player != "xaa-head" || !strings.HasPrefix(c.Undated[0].Where, "members/xaa.yaml:") {
		t.Errorf("undated: %v", c.Undated)
	}
}

func TestSteps(t *testing.T) {
	d := dossiertest.Load(t, river)
	labels := func(opt course.Options) string {
		var out []string
		for _, s := range overTime(t, d, opt).Steps {
			out = append(out, s.Label+"="+s.Day.String())
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ from, to, every, want string }{
		{"2023-05-20", "2023-08-01", "quarter", "2023-Q2=2023-06-30 2023-Q3=2023-09-30"},
		{"2023-12", "2024-02-29", "month", "2023-12=2023-12-31 2024-01=2024-01-31 2024-02=2024-02-29"},
		{"2024", "2024", "year", "2024=2024-11-15"},
		{"2024-11-15", "2025", "quarter", "2024-Q4=2024-11-15"},
	} {
		if got := labels(course.Options{From: date(t, c.from), To: date(t, c.to), Every: c.every}); got != c.want {
			t.Errorf("%s to %s by %s: %s, want %s", c.from, c.to, c.every, got, c.want)
		}
	}
	// Without a beginning it begins where something can be assessed.
	if got := labels(course.Options{Every: "year"}); got != "2022=2022-12-31 2023=2023-12-31 2024=2024-11-15" {
		t.Errorf("by itself: %s", got)
	}
	for _, c := range []struct{ from, to, every, want string }{
		{"2024", "2020", "year", "would end (2020) before it begins (2024)"},
		{"2025", "2026", "year", "after the as-of date (2024-11-15)"},
		{"1990", "2024", "month", "more than 240 steps of a month"},
		{"2020", "2024", "week", "not \"week\""},
	} {
		_, err := course.Read(d, course.Options{From: date(t, c.from), To: date(t, c.to), Every: c.every})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s to %s by %s: %v, want %s", c.from, c.to, c.every, err, c.want)
		}
	}
}
