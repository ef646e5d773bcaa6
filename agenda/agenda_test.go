package agenda_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// base is a dossier of two members whose stances have no spread, so that every
// figure follows by hand: with κ = 0.5 and status quo 0 a player at x accepts up
// to 1.5·x. Its judges do not err, and its stances do not age.
const base = `
-- dossier.yaml --
title: Two members
as_of: 2026-01-01
members: [XAA, XBB]
settings: {kappa: 0.5, judge_error: 0, ageing: 0}
names: {XAA: Aland, XBB: Beland}
areas: [{id: works, name: Works}, {id: trade, name: Trade}]
values: [{id: roads, name: Safe roads, agreed: 2024}]
-- members/xaa.yaml --
code: XAA
priorities: [{id: xaa-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - id: xaa-head
    name: Head of government
    kind: executive
    role: [proposes, decides]
    influence: 0.9
    stances:
      - {areas: [works], from: 2025-06, position: 60, salience: 0.5}
      - {areas: [trade], from: 2025-06, position: 30, salience: 0.5}
      - {areas: [works], from: 2022, until: 2025-05, position: 10, salience: 0.5}
procedures:
  - {id: decree, name: Decree, path: {players: [xaa-head]}}
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
      - {areas: [works], from: 2025-06, position: 50, salience: 0.5}
      - {areas: [trade], from: 2025-06, position: 50, salience: 0.5}
procedures:
  - {id: decree, name: Decree, path: {players: [xbb-head]}}
`

func initiative(name, front string) string {
	return "\n-- initiatives/" + name + ".md --\n---\ntitle: The " + name + "\n" + front + "\n---\nText.\n"
}

const ladder = `ladder:
  - {rung: talk, level: 30, name: Talks}
  - {rung: team, level: 60, name: A team, asks: capability}
  - {rung: works, level: 80, name: Joint works}
serves: {xaa-roads: 0.4, xbb-roads: 0.2}`

func TestVerdicts(t *testing.T) {
	d := dossiertest.Load(t, base+
		initiative("done", "area: works\ntarget: talk\nhistory: [{from: 2025, rung: team, what: A team was sent}]\n"+ladder)+
		initiative("unknown", "area: works\nmembers: [XAA, XBB]\ntarget: talk\nprocedures: {XBB: vote}\n"+ladder)+
		initiative("elsewhere", "area: works\ntarget: talk\nalternatives: [{forum: A bank, level: 40}]\n"+ladder)+
		initiative("ready", "area: works\ntarget: team\nvalues: [roads]\nowners: {XAA: xaa-head, XBB: xbb-head}\nfirst_result: {what: A plan, months: 6}\n"+ladder)+
		initiative("reach", "area: trade\ntarget: team\n"+ladder)+
		initiative("low", "area: works\ntarget: team\nhistory: [{from: 2025, level: 10, what: A call}]\n"+ladder)+
		initiative("held", "area: trade\ntarget: works\nmembers: [XAA, XBB]\n"+ladder)+
		`
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
      - {areas: [works], from: 2025-06, position: 50, salience: 0.5}
      - {areas: [trade], from: 2025-06, position: 50, salience: 0.5}
  - {id: xbb-council, name: Council, kind: legislature, role: ratifies, influence: 0.5}
procedures:
  - {id: decree, name: Decree, path: {players: [xbb-head]}}
  - {id: vote, name: Vote, path: {all: [{players: [xbb-head]}, {players: [xbb-council]}]}}
`)
	a := agendatest.Build(t, d, agenda.Options{})
	for id, want := range map[string]struct {
		verdict agenda.Verdict
		joint   float64 // NaN: null
		quick   bool
	}{
		"done":      {agenda.Delivered, math.NaN(), false},
		"unknown":   {agenda.NotAssessed, math.NaN(), false},
		"elsewhere": {agenda.NoGain, 1, false},
		"ready":     {agenda.Ready, 1, true},
		// Aland's head stops at 45; moving it by 10 points to 40 costs 9 and is within 15.
		"reach": {agenda.WithinReach, 0, false},
		// It would have to move 23.3 points (cost 21) and Beland's head 3.3.
		"held": {agenda.HeldBack, 0, false},
	} {
		i := agendatest.One(t, a, id)
		if i.Verdict != want.verdict {
			t.Errorf("%s: %s (%s), want %s", id, i.Verdict, i.Why, want.verdict)
		}
		if math.IsNaN(want.joint) != (i.Joint.P == nil) || i.Joint.P != nil && *i.Joint.P != want.joint {
			t.Errorf("%s: joint %v, want %v", id, i.Joint.P, want.joint)
		}
		if i.QuickWin != want.quick {
			t.Errorf("%s: quick win %v", id, i.QuickWin)
		}
	}
	reach := agendatest.One(t, a, "reach")
	// Raising the cost of no deal by 20 points costs 0.9 × 20/2 = 9 and is as cheap,
	// within a quarter; the set that names an actor stands first.
	if l := reach.Levers; len(l) != 2 || l[0].Moves[0].ID != "xaa-head" || math.Abs(l[0].Cost-10) > 0.01 || math.Abs(l[0].Moves[0].To-40) > 1e-9 {
		t.Errorf("the cheapest lever is %+v, want the head of Aland to 40 for 10 points (10 × its pivotal share of 1)", reach.Levers)
	}
	if g := *agendatest.One(t, a, "ready").CommonGain; math.Abs(g-0.6*0.5*0.2) > 1e-12 {
		t.Errorf("the common gain is %v, want 0.06: the smallest member's", g)
	}
	if u := agendatest.One(t, a, "unknown"); !slices.Equal(u.ByMember["XBB"].Missing, []string{"xbb-council"}) || !strings.Contains(u.Why, "Council") {
		t.Errorf("not assessed says %q and %v", u.Why, u.ByMember["XBB"].Missing)
	}
	if q := agendatest.One(t, a, "low").StatusQuo; q.Level != 10 || q.Rung != "" || !strings.Contains(q.Name, "short of “Talks”") {
		t.Errorf("a level below the first rung reads %+v", q)
	}
	if q := agendatest.One(t, a, "done").StatusQuo; q.Level != 60 || q.Rung != "team" {
		t.Errorf("the status quo is %+v", q)
	}
}

const grievance = `
-- constraints/grievance.md --
---
title: An old grievance
between: [XAA, XBB]
effect: shift
areas: [works]
pressure:
  - {from: 2025, low: 0.5, best: 0.5, high: 0.5}
  - {from: 2025-10, low: NOW, best: NOW, high: NOW}
shifts:
  - {players: [xaa-head, xbb-head], points: -20}
---
`

// A stance observed under pressure is not charged for it twice; relief gives
// back what the pressure had added.
func TestPressureIsRelativeToTheStance(t *testing.T) {
	for _, c := range []struct {
		now      string
		position float64
	}{{"0.5", 60}, {"1", 50}, {"0", 70}} {
		d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\n"+ladder)+strings.ReplaceAll(grievance, "NOW", c.now))
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
		if got := i.ByMember["XAA"].Players[0].Position.P50; math.Abs(got-c.position) > 1e-3 {
			t.Errorf("pressure %s: position %v, want %v", c.now, got, c.position)
		}
	}
}

func TestHeldBackAndRelief(t *testing.T) {
	// At full pressure the heads stand at 50 and 40 and accept up to 75 and 60;
	// calm, at 70 and 60, up to 105 and 90: only Beland is short of 80.
	d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: works\n"+ladder)+strings.ReplaceAll(grievance, "NOW", "1"))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	if i.Verdict != agenda.HeldBack && i.Verdict != agenda.WithinReach || *i.Joint.P != 0 {
		t.Fatalf("%s at %v", i.Verdict, *i.Joint.P)
	}
	if len(i.HeldBackBy) != 1 || i.HeldBackBy[0].ID != "grievance" || i.HeldBackBy[0].Kind != "constraint" || i.HeldBackBy[0].GivesBack != 1 {
		t.Errorf("held back by %+v", i.HeldBackBy)
	}
	if len(i.Shares) != 1 || i.Shares[0].Constraint != "grievance" || i.Shares[0].Share != 1 {
		t.Errorf("the shares are %+v", i.Shares)
	}
	if !slices.ContainsFunc(i.Levers, func(l agenda.LeverSet) bool {
		return len(l.Moves) == 1 && l.Moves[0].Kind == "constraint" && l.Joint == 1
	}) {
		t.Errorf("relieving the grievance is no lever: %+v", i.Levers)
	}
	// A grievance that is a matter of courts is never a lever.
	court := strings.Replace(strings.ReplaceAll(grievance, "NOW", "1"), "effect: shift", "effect: shift\nlever: none", 1)
	d = dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: works\n"+ladder)+court)
	for _, l := range agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge").Levers {
		for _, m := range l.Moves {
			if m.Kind == "constraint" {
				t.Errorf("a constraint that is never a lever is one: %+v", l)
			}
		}
	}
}

// A constraint between two members reaches initiatives of other areas only by
// their exposure.
func TestExposure(t *testing.T) {
	for front, want := range map[string]float64{
		"area: trade": 30,
		"area: trade\nexposure: {grievance: 0.5}":  25,
		"area: works\nexposure: {grievance: 0}":    60,
		"area: works":                              50,
		"area: works\nmembers: [XAA]":              50,
		"area: works\nexposure: {grievance: 0.25}": 57.5,
	} {
		d := dossiertest.Load(t, base+initiative("bridge", front+"\ntarget: team\n"+ladder)+strings.ReplaceAll(grievance, "NOW", "1"))
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
		if got := i.ByMember["XAA"].Players[0].Position.P50; math.Abs(got-want) > 1e-3 {
			t.Errorf("%q: position %v, want %v", front, got, want)
		}
	}
}

func TestCap(t *testing.T) {
	capped := func(p string) string {
		return strings.ReplaceAll(`
-- constraints/ban.md --
---
title: A ban
members: [XBB]
effect: cap
areas: [works]
cap: {under: 60}
pressure: [{from: 2020, low: P, best: P, high: P}]
---
`, "P", p)
	}
	doc := initiative("bridge", "area: works\ntarget: team\n"+ladder)
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+doc+capped("1")), agenda.Options{}), "bridge")
	if *i.Joint.P != 0 || *i.Rungs[0].Joint != 1 {
		t.Errorf("under a standing cap the target is carried in %v, the rung below in %v", *i.Joint.P, *i.Rungs[0].Joint)
	}
	if c := i.ByMember["XBB"].Ceiling.P50; c != 30 {
		t.Errorf("the capped ceiling is %v, want the next lower rung's 30", c)
	}
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+doc+capped("0.5")), agenda.Options{}), "bridge")
	if p := *i.Joint.P; math.Abs(p-0.5) > 0.06 {
		t.Errorf("a cap that stands in half of the draws leaves %v", p)
	}
}

func TestScenariosAndAsOf(t *testing.T) {
	files := base + initiative("bridge", "area: works\ntarget: team\nproposed: 2023\n"+ladder) + `
-- scenarios/successor.yaml --
title: A successor in Aland
kind: government
member: XAA
supposes: The opposition wins.
changes:
  - {stance: xaa-head, areas: [works], position: 20}
-- scenarios/storm.yaml --
title: A storm
supposes: Nothing that reaches the bridge.
changes:
  - {move: xaa-head, by: -30, areas: [trade]}
`
	d := dossiertest.Load(t, files)
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	if i.Verdict != agenda.Ready || i.Scenarios["successor"].Verdict != agenda.HeldBack || i.Scenarios["storm"].Verdict != agenda.Ready {
		t.Errorf("%s; %+v", i.Verdict, i.Scenarios)
	}
	if !slices.ContainsFunc(i.Remarks, func(r agenda.Remark) bool {
		return r.Kind == "does-not-survive" && strings.Contains(r.Text, "A successor in Aland")
	}) {
		t.Errorf("the remarks do not say that the verdict does not survive: %+v", i.Remarks)
	}
	under := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Scenario: "successor"}), "bridge")
	if under.Verdict != agenda.HeldBack {
		t.Errorf("under the scenario: %s", under.Verdict)
	}
	before := agendatest.One(t, agendatest.Build(t, d, agenda.Options{AsOf: dossier.Date{Year: 2024}}), "bridge")
	if got := before.ByMember["XAA"].Players[0].Position.P50; math.Abs(got-10) > 1e-3 {
		t.Errorf("as of 2024 the head of Aland stands at %v, want 10", got)
	}
	if before.Verdict != agenda.NotAssessed {
		t.Errorf("as of 2024 nothing is on record for Beland, and the verdict is %s", before.Verdict)
	}
	if a := agendatest.Build(t, d, agenda.Options{AsOf: dossier.Date{Year: 2022, Month: 6}}); len(a.Initiatives) != 0 {
		t.Errorf("an initiative proposed in 2023 stands on the agenda of 2022")
	}
	if _, err := agenda.Build(d, agenda.Options{Scenario: "nobody"}); err == nil {
		t.Error("an unknown scenario is no error")
	}
}

// As-of uses what was published by then: a poll fielded before the day and
// published after it does not count.
func TestAsOfUsesPublication(t *testing.T) {
	d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\n"+ladder)+`
-- polls.csv --
series,country,question,pollster,end,published,value,source
liking,XAA,Do you like them?,Institute,2025-11,2025-12-10,40,paper
liking,XAA,Do you like them?,Institute,2025-12,2026-01-20,20,paper
-- sources/s.json --
[{"id": "paper", "type": "report", "title": "A paper"}]
-- constraints/dislike.md --
---
title: Dislike
members: [XAA]
effect: shift
areas: [works]
indicator: {poll: liking, calm: 50, acute: 10}
shifts: [{players: [xaa-head], points: -20}]
---
`)
	find := func(asOf dossier.Date) agenda.Quantiles {
		for _, c := range agendatest.Build(t, d, agenda.Options{AsOf: asOf, Draws: 4000}).Constraints {
			if c.ID == "dislike" {
				return *c.Pressure
			}
		}
		t.Fatal("no constraint")
		return agenda.Quantiles{}
	}
	if q := find(dossier.Date{Year: 2026, Month: 1, Day: 1}); math.Abs(q.P50-0.25) > 0.01 {
		t.Errorf("the pressure on 1 January is %v, want 0.25 from the November wave", q)
	}
	if q := find(dossier.Date{Year: 2026, Month: 2, Day: 1}); math.Abs(q.P50-0.75) > 0.01 {
		t.Errorf("the pressure on 1 February is %v, want 0.75 from the December wave", q)
	}
	if q := find(dossier.Date{Year: 2025, Month: 6, Day: 1}); math.Abs(q.P10-0.1) > 0.03 || math.Abs(q.P90-0.9) > 0.03 {
		t.Errorf("without a value the pressure is %v, want uniform on 0-1", q)
	}
}

// Where no priority of a member is on record, its gain is not known: that is
// neither a gain nor the lack of one.
func TestGainNotOnRecord(t *testing.T) {
	d := dossiertest.Load(t, strings.ReplaceAll(base, "xbb-roads, title: Roads, weight: 0.5, from: 2020", "xbb-roads, title: Roads, weight: 0.5, from: 2027")+initiative("bridge", "area: works\ntarget: team\n"+ladder))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	if i.Verdict != agenda.NotAssessed || i.CommonGain != nil || i.ByMember["XBB"].Gain != nil || i.ByMember["XAA"].Gain == nil {
		t.Errorf("%s, common gain %v", i.Verdict, i.CommonGain)
	}
	if !strings.Contains(i.Why, "no priority of Beland is on record") && !strings.Contains(i.Why, "No priority of Beland is on record") {
		t.Errorf("it says %q", i.Why)
	}
	if i.Joint.P == nil || *i.Joint.P != 1 {
		t.Errorf("carry is still worked out: %v", i.Joint.P)
	}
}

// Each draw takes one expert of the latest round.
func TestJudgementsReplaceTheFile(t *testing.T) {
	d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\n"+ladder)+`
-- judgements/spring.csv --
round,expert,target,low,best,high,confidence,date
1,heron,position:xaa-head/works,5,5,5,1,2025-07-01
2,heron,position:xaa-head/works,20,20,20,1,2025-09-01
2,otter,position:xaa-head/works,80,80,80,1,2025-09-01
`)
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 4000}), "bridge")
	if p := *i.ByMember["XAA"].P; math.Abs(p-0.5) > 0.03 {
		t.Errorf("with experts at 20 and 80 the target of 60 is carried in %v, want a half", p)
	}
	if pl := i.ByMember["XAA"].Players[0]; pl.Position.P10 != 20 || pl.Position.P90 != 80 || pl.By != "2 experts" {
		t.Errorf("%+v", pl)
	}
}

// The same seed gives the same bytes, whatever the number of workers; another
// seed gives others.
func TestSameSeedSameBytes(t *testing.T) {
	d := dossiertest.Load(t, strings.ReplaceAll(base, "position: 60", "position: {low: 20, best: 50, high: 80}")+
		initiative("bridge", "area: works\ntarget: team\n"+ladder)+initiative("road", "area: trade\ntarget: talk\n"+ladder)+
		strings.ReplaceAll(grievance, "NOW", "1"))
	text := func(workers int, seed uint64) string {
		b, err := json.Marshal(agendatest.Build(t, d, agenda.Options{Workers: workers, Seed: &seed}))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	one := text(1, 7)
	for range 3 {
		if text(4, 7) != one {
			t.Fatal("the result depends on the number of workers")
		}
	}
	if text(1, 8) == one {
		t.Error("the seed changes nothing")
	}
}
