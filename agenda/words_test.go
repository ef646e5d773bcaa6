package agenda_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// senate is the base dossier with a second player in Aland, who stands at 30 on
// works, has no stance on trade, and must agree too.
var senate = strings.Replace(base, "procedures:\n  - {id: decree, name: Decree, path: {players: [xaa-head]}}", `  - id: xaa-senate
    name: Senate of Aland
    kind: legislature
    role: ratifies
    influence: 0.4
    stances: [{areas: [works], from: 2025-06, position: 30, salience: 0.5, by: A panel}]
procedures:
  - {id: decree, name: Decree, path: {all: [{players: [xaa-head]}, {players: [xaa-senate]}]}}`, 1)

const studies = "\n-- sources/e.json --\n" + `[{"id": "s1", "type": "report", "title": "A"}, {"id": "s2", "type": "report", "title": "B"}, {"id": "s3", "type": "report", "title": "C"}, {"id": "s4", "type": "report", "title": "D"}]` + "\n"

func TestWhy(t *testing.T) {
	parties := func(n int) string {
		players, path := "", "{players: [xaa-head]}"
		for k := range n {
			players += fmt.Sprintf("  - {id: xaa-p%d, name: Party %[1]d, kind: party, role: ratifies, influence: 0.5}\n", k)
			path += fmt.Sprintf(", {players: [xaa-p%d]}", k)
		}
		return strings.Replace(base, "procedures:\n  - {id: decree, name: Decree, path: {players: [xaa-head]}}", players+"procedures:\n  - {id: decree, name: Decree, path: {all: ["+path+"]}}", 1)
	}
	for _, c := range []struct{ name, archive, front, want string }{
		{"ready", base, "area: works\ntarget: team\n", "Both carry “A team” in 10 of 10 draws."},
		{"held back", senate, "area: works\ntarget: team\n", "Both carry “A team” in 0 of 10 draws; Aland least often (0 of 10), where Senate of Aland most often sets the ceiling."},
		{"in Beland", base, "area: works\ntarget: works\nhistory: [{from: 2025, level: 10, what: A call}]\n", "Both carry “Joint works” in 0 of 10 draws; Beland least often (0 of 10), where Beland's Head of state most often sets the ceiling."},
		{"one alone", senate, "area: works\ntarget: works\nmembers: [XAA]\n", "Aland carries “Joint works” in 0 of 10 draws."},
		{"in place", base, "area: works\ntarget: talk\nhistory: [{from: 2025, rung: talk, what: Talks}]\n", "The target, “Talks”, is in place."},
		{"no gain", base, "area: works\ntarget: team\nalternatives: [{forum: A bank, members: [XBB], level: 60}]\n", "No gain is shown for Beland: the target serves none of its stated priorities, or the best other forum already gives as much."},
		{"no stance", senate, "area: trade\ntarget: talk\n", "In Aland no stance is on record for Senate of Aland."},
		{"four without a stance", parties(4), "area: works\ntarget: team\n", "In Aland no stance is on record for Party 0, Party 1, Party 2 and Party 3."},
		{"five without a stance", parties(5), "area: works\ntarget: team\n", "In Aland no stance is on record for Party 0, Party 1, Party 2 and 2 others."},
		{"no procedure", strings.Replace(base, "id: decree, name: Decree, path: {players: [xbb-head]}", "id: decree, name: Decree, until: 2024, path: {players: [xbb-head]}", 1), "area: works\ntarget: team\n", "Beland has no procedure on record."},
		{"no priority", strings.Replace(base, "xbb-roads, title: Roads, weight: 0.5, from: 2020", "xbb-roads, title: Roads, weight: 0.5, from: 2027", 1), "area: works\ntarget: team\n", "No priority of Beland is on record by that day, so no gain can be shown."},
		{"neither stance nor priority", strings.Replace(senate, "xbb-roads, title: Roads, weight: 0.5, from: 2020", "xbb-roads, title: Roads, weight: 0.5, from: 2027", 1), "area: trade\ntarget: talk\n",
			"In Aland no stance is on record for Senate of Aland; no priority of Beland is on record by that day, so no gain can be shown."},
	} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, c.archive+initiative("bridge", c.front+ladder)), agenda.Options{Draws: 100}), "bridge")
		if c.name == "in Beland" { // from 10 on Beland's 50 reaches 70, Aland's 60 reaches 85
			if *i.ByMember["XAA"].P != 1 || i.ByMember["XBB"].Ceiling.P50 != 70 || i.ByMember["XAA"].Ceiling.P50 != 85 {
				t.Errorf("ceilings %+v and %+v", i.ByMember["XAA"].Ceiling, i.ByMember["XBB"].Ceiling)
			}
		}
		if i.Why != c.want {
			t.Errorf("%s: %q\nwant %q", c.name, i.Why, c.want)
		}
	}
}

// Levers are said with who would have to do what, and what that costs: from 0, 60
// is accepted from 40 on. The grievance, at full pressure, has taken 10 points.
func TestLeversInWords(t *testing.T) {
	pressing := strings.Replace(strings.ReplaceAll(grievance, "NOW", "1"), "players: [xaa-head, xbb-head], points: -20", "players: [xbb-head], points: -40", 1)
	load := func(more string) *agenda.Initiative {
		return agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base, initiative("bridge", "area: works\ntarget: team\n"+ladder)+more), agenda.Options{}), "bridge")
	}
	find := func(i *agenda.Initiative, kinds string) agenda.LeverSet {
		for _, l := range i.Levers {
			got := ""
			for _, m := range l.Moves {
				got += m.Kind + " " + m.ID + ";"
			}
			if got == kinds {
				return l
			}
		}
		t.Errorf("no lever is %s: %+v", kinds, i.Levers)
		return agenda.LeverSet{Moves: make([]agenda.Move, 2)}
	}
	// Beland's head stands at 30 now and stops at 45: ten points at a pivotal share of
	// 1. Easing the grievance takes 0.8 × 40 points; without it the head stands at 70.
	i := load(strings.Replace(pressing, "effect: shift", "effect: shift\nlever: {actor: The two heads, instrument: a letter, date: 2026-09}", 1))
	l := find(i, "player xbb-head;")
	m := l.Moves[0]
	if l.Words != "would need Beland's Head of state to accept “A team”; the editors estimate it now stops at “Talks”." || l.Brief != l.Words ||
		m.Member != "XBB" || math.Abs(m.From-30) > 1e-3 || math.Abs(m.To-40) > 1e-9 || math.Abs(m.Cost-10) > 1e-3 || math.Abs(l.Cost-10) > 1e-3 || m.Actor != "Head of state" || m.Instrument != "Decree" || l.Joint != 1 {
		t.Errorf("%+v", l)
	}
	l = find(i, "no-deal XBB;") // 45 + 20 is past 60, 45 + 10 is not
	m = l.Moves[0]
	if l.Words != "would need the cost of no deal to rise by 20 points for Beland." || m.To != 20 || m.Actor != "" || m.Member != "XBB" || math.Abs(m.Cost-8) > 1e-9 {
		t.Errorf("%+v", l)
	}
	l = find(i, "constraint grievance;")
	m = l.Moves[0]
	if l.Words != "would need “An old grievance” to ease (The two heads: a letter)." || m.Member != "" || m.From != 1 || m.To != 0 || math.Abs(m.Cost-32) > 1e-3 ||
		m.Actor != "The two heads" || m.Instrument != "a letter" || m.Date.String() != "2026-09" {
		t.Errorf("%+v", l)
	}
	// Named actors first: the cost of no deal is cheaper.
	if i.Levers[0].Moves[0].Kind != "player" || i.Levers[1].Moves[0].Kind != "no-deal" || len(i.Levers) != 3 {
		t.Errorf("%+v", i.Levers)
	}
	// What one member alone is held back by is said with it; nobody is named who could ease it.
	i = load(strings.Replace(pressing, "between: [XAA, XBB]", "members: [XBB]", 1))
	if l = find(i, "constraint grievance;"); l.Words != "would need “An old grievance” to ease." || l.Moves[0].Member != "XBB" || l.Moves[0].Actor != "" {
		t.Errorf("%+v", l)
	}
	// Two players are named together.
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, strings.Replace(senate, "position: 50", "position: 15", 1)+initiative("bridge", "area: works\ntarget: team\n"+ladder)), agenda.Options{}), "bridge")
	l = find(i, "player xaa-senate;player xbb-head;")
	if l.Words != "would need Senate of Aland and Beland's Head of state to accept “A team”; as estimated, Senate of Aland now at “Talks” and Beland's Head of state now at what is in place." ||
		l.Brief != "would need Senate of Aland and Beland's Head of state to accept it." {
		t.Errorf("%+v", l)
	}
	if m := l.Moves[0]; m.Words != "Senate of Aland to accept “A team”; A panel estimate it now stops at “Talks”" {
		t.Errorf("%+v", m)
	}
}

// One lever within the cost limit puts an initiative within reach: here Beland's head
// to 40 from 30, for ten points. That 20 points of no deal, which cost 8, would do as
// well decides nothing: nobody is named who could raise it.
func TestLeverCostLimit(t *testing.T) {
	for limit, want := range map[string]agenda.Verdict{"8.1": agenda.HeldBack, "9.9": agenda.HeldBack, "10.1": agenda.WithinReach} {
		d := dossiertest.Load(t, strings.NewReplacer("position: 50", "position: 30", "settings: {", "settings: {lever_cost_limit: "+limit+", ").Replace(base)+initiative("bridge", "area: works\ntarget: team\n"+ladder))
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
		if i.Verdict != want {
			t.Errorf("up to %s: %s", limit, i.Verdict)
		}
	}
}

// What an initiative rests on is listed once, in order of id.
func TestSources(t *testing.T) {
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+studies+initiative("bridge", "area: works\ntarget: team\nsource: [s4, s2]\norigin: {label: A paper, source: [s3]}\n"+
		"history: [{from: 2024, level: 10, what: A call, source: [s1, s2]}]\n"+ladder)), agenda.Options{Draws: 100}), "bridge")
	if !slices.Equal(i.Sources, []string{"s1", "s2", "s3", "s4"}) {
		t.Errorf("%v", i.Sources)
	}
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+studies+initiative("bridge", "area: works\ntarget: team\nalternatives: [{forum: A bank, level: 20, source: [s3]}]\n"+ladder)), agenda.Options{Draws: 100}), "bridge")
	if !slices.Equal(i.Sources, []string{"s3"}) {
		t.Errorf("%v", i.Sources)
	}
}

// What acts on an initiative is listed with its exposure, and a cap with the
// lowest rung that it keeps out of reach.
func TestActing(t *testing.T) {
	for under, want := range map[string]agenda.RungRef{
		"30": {Level: 30, Rung: "talk", Name: "Talks"}, "31": {Level: 31, Rung: "team", Name: "A team"}, "60": {Level: 60, Rung: "team", Name: "A team"}, "80": {Level: 80, Rung: "works", Name: "Joint works"}, "81": {Level: 81},
	} {
		d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\nexposure: {grievance: 0.25}\n"+ladder)+
			strings.Replace(barrier("ban", "XAA", "0.1", ""), "under: 60", "under: "+under, 1)+strings.ReplaceAll(grievance, "NOW", "1"))
		got := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 100}), "bridge").Acting
		if len(got) != 2 || got[0].Constraint != "ban" || got[0].Exposure != 1 || got[0].Under == nil || *got[0].Under != want || got[1].Exposure != 0.25 || got[1].Under != nil {
			t.Errorf("under %s: %+v", under, got)
		}
	}
}

// A scenario's stance states salience and the cost of no deal or leaves them as
// they are: 60 is accepted from (60 − b)/1.5 on, and the settlement is the mean of
// Beland's 50 and Aland's (0.9·s·60 + 0.4·0.5·30)/(0.9·s + 0.2).
func TestChangedStance(t *testing.T) {
	settles := func(s float64) float64 { return (50 + (0.9*s*60+6)/(0.9*s+0.2)) / 2 }
	for _, c := range []struct {
		file, change   string
		required, half float64
	}{
		{"salience: 0.25, no_deal: 15", "", 30, settles(0.25)},
		{"no_deal: 15", "", 30, settles(0.5)}, // 0.5 where none is stated
		{"salience: 0.25, no_deal: 15", "{stance: xaa-head, areas: [works], position: 60}", 30, settles(0.25)},
		{"salience: 0.25, no_deal: 15", "{stance: xaa-head, areas: [works], position: 60, salience: 1}", 30, settles(1)},
		{"salience: 0.25, no_deal: 15", "{stance: xaa-head, areas: [works], position: 60, no_deal: 30}", 20, settles(0.25)},
		{"salience: 0.25, no_deal: 15", "{stance: xaa-head, areas: [works], position: 60, no_deal: 0}", 40, settles(0.25)},
	} {
		archive := strings.Replace(senate, "from: 2025-06, position: 60, salience: 0.5", "from: 2025-06, position: 60, "+c.file, 1)
		if c.change != "" {
			archive += "\n-- scenarios/what.yaml --\ntitle: What if\nsupposes: It.\nchanges: [" + c.change + "]\n"
		}
		opt := agenda.Options{Draws: 100}
		if c.change != "" {
			opt.Scenario = "what"
		}
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, archive+initiative("bridge", "area: works\ntarget: works\n"+strings.Replace(ladder, "level: 80", "level: 61", 1))), opt), "bridge")
		if got := i.ByMember["XAA"].Players[0].Required; math.Abs(got-c.required-1/1.5) > 1e-9 {
			t.Errorf("%s, %s: it accepts from %v on, want %v", c.file, c.change, got, c.required)
		}
		if i.Settlement == nil || math.Abs(i.Settlement.P50-c.half) > 1e-3 {
			t.Errorf("%s, %s: settles at %+v, want %v", c.file, c.change, i.Settlement, c.half)
		}
	}
	// A scenario may give a stance to one of whom none is known.
	d := dossiertest.Load(t, senate+initiative("road", "area: trade\ntarget: talk\n"+ladder)+"\n-- scenarios/what.yaml --\ntitle: What if\nsupposes: It.\nchanges: [{stance: xaa-senate, areas: [trade], position: 40}]\n")
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 100, Scenario: "what"}), "road")
	// Aland: (0.45·30 + 0.2·40)/0.65; Beland stands at 50 there.
	if want := (50 + (0.45*30+0.2*40)/0.65) / 2; i.Settlement == nil || math.Abs(i.Settlement.P50-want) > 1e-3 || *i.Joint.P != 1 {
		t.Errorf("%s; settles at %+v, want %v", i.Why, i.Settlement, want)
	}
}

// Experts may judge one of whom the dossier states no stance: it is theirs, as of
// the day, so that today's pressure is in it already. An undated judgement is known
// from the dossier's own day on.
func TestJudgedAlone(t *testing.T) {
	files := strings.Replace(senate, "    stances: [{areas: [works], from: 2025-06, position: 30, salience: 0.5, by: A panel}]\n", "", 1) +
		initiative("bridge", "area: works\ntarget: team\nproposed: 2025\n"+ladder) +
		strings.Replace(strings.ReplaceAll(grievance, "NOW", "1"), "xbb-head]", "xbb-head, xaa-senate]", 1) + `
-- judgements.csv --
round,expert,target,low,best,high,confidence
r,ann,position:xaa-senate/works,70,70,70,1
`
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{}), "bridge")
	if len(i.ByMember["XAA"].Players) != 2 {
		t.Fatalf("%s", i.Why)
	}
	pl := i.ByMember["XAA"].Players[1]
	if pl.ID != "xaa-senate" || math.Abs(pl.Position.P50-70) > 1e-3 || pl.By != "ann" || pl.Evidence == nil || len(pl.Evidence) != 0 || pl.Stance != nil || pl.Unconfirmed {
		t.Errorf("%+v", pl)
	}
	// Aland: the head at 50 with 0.45, the senate at 70 with 0.4 × 0.5; Beland at 40.
	if want := (40 + (0.45*50+0.2*70)/0.65) / 2; math.Abs(i.Settlement.P50-want) > 1e-3 {
		t.Errorf("settles at %v, want %v", i.Settlement.P50, want)
	}
	before := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{AsOf: dossier.Date{Year: 2025, Month: 12, Day: 31}}), "bridge")
	if before.Verdict != agenda.NotAssessed || !slices.Equal(before.ByMember["XAA"].Missing, []string{"xaa-senate"}) {
		t.Errorf("the day before: %s, %v", before.Verdict, before.ByMember["XAA"].Missing)
	}
}

// What two initiatives ease is eased twice: the grievance may press by a third for
// the works at 80, and one easing by half leaves half, two a quarter.
func TestEasedTwice(t *testing.T) {
	eases := "eases: [{constraint: grievance, low: 0.5, best: 0.5, high: 0.5, lag: 0, mechanism: Trust, evidence: [source:s1]}]"
	three := strings.Replace(base, "settings: {", "settings: {rounds: 2, per_round: 2, ", 1) + studies + initiative("hard", "area: works\ntarget: works\n"+ladder) + strings.ReplaceAll(grievance, "NOW", "1")
	for second, want := range map[string]int{"": 0, eases: 2} {
		got := rounds(agendatest.Build(t, dossiertest.Load(t, three+works("easy", 0.9, eases)+works("too", 0.8, second)), agenda.Options{}))
		if got["hard"] != want || got["easy"] != 1 || got["too"] != 1 {
			t.Errorf("%q: rounds %v, want the hard one in %d", second, got, want)
		}
	}
}

// Of several constraints on what an owner can carry, the tightest holds.
func TestTightestCapacity(t *testing.T) {
	hands := func(id, calm, span string) string {
		return "\n-- constraints/" + id + ".md --\n---\ntitle: Few hands\nmembers: [XAA]\neffect: capacity\nareas: [all]\n" + span + "capacity: {owners: [xaa-head], calm: " + calm + ", acute: 0}\npressure: [{from: 2020, low: 0, best: 0, high: 0}]\n---\n"
	}
	archive := eager
	for _, name := range []string{"aa", "bb", "cc", "dd"} {
		archive += initiative(name, "area: works\ntarget: team\nowners: {XAA: xaa-head}\n"+ladder)
	}
	for _, c := range []struct {
		one, two, span string
		want           int
	}{
		{"1", "3", "", 1}, {"3", "1", "", 1}, {"2", "2", "", 2},
		{"3", "1", "until: 2025-12-31\n", 3}, {"3", "1", "until: 2026-01-01\n", 1}, {"3", "1", "since: 2026-01-02\n", 3}, {"3", "1", "since: 2026-01-01\n", 1},
	} {
		a := agendatest.Build(t, dossiertest.Load(t, archive+hands("a", c.one, "")+hands("b", c.two, c.span)), agenda.Options{Draws: 100})
		if len(a.Sequence) == 0 || len(a.Sequence[0].Initiatives) != c.want {
			t.Errorf("%+v: %+v", c, a.Sequence)
		}
	}
}

// Where the verdict is that nothing carries, no government can take it away; where
// a scenario finds the target in place, it stands.
func TestSurvivalAtTheEnds(t *testing.T) {
	for _, c := range []struct{ archive, front, change, want string }{
		{senate, "area: works\ntarget: works\n", "{stance: xaa-head, areas: [works], position: 50}", ""},
		{base, "area: works\ntarget: team\nhistory: [{from: 2025, rung: talk, what: Talks}]\n", "{target: talk, initiative: bridge}", "survives"},
		{base, "area: works\ntarget: team\n", "{stance: xaa-head, areas: [works], position: 30}", "does-not-survive"},
	} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, c.archive+initiative("bridge", c.front+ladder)+"\n-- scenarios/left.yaml --\ntitle: The left\nkind: government\nmember: XAA\nsupposes: Another wins.\nchanges: ["+c.change+"]\n"), agenda.Options{Draws: 100}), "bridge")
		got := ""
		for _, r := range i.Remarks {
			if strings.Contains(r.Kind, "surviv") {
				got += r.Kind
			}
		}
		if got != c.want {
			t.Errorf("%s from %s: %q (%v), want %q", c.change, i.Verdict, got, i.Scenarios["left"].Verdict, c.want)
		}
	}
}

// The stronger input is named first, whatever the order of members.
func TestStrongerInputFirst(t *testing.T) {
	d := dossiertest.Load(t, strings.NewReplacer("position: 60", "position: {low: 30, best: 60, high: 95}", "position: 50", "position: {low: 10, best: 40, high: 70}").Replace(base)+
		initiative("bridge", "area: works\ntarget: team\n"+ladder))
	in := agendatest.Build(t, d, agenda.Options{Only: "bridge"}).Initiatives[0].Inputs
	if len(in) < 2 || in[0].ID != "xbb-head" || in[1].ID != "xaa-head" || in[0].Correlation < in[1].Correlation {
		t.Errorf("%+v", in)
	}
}

// A procedure that has ended is no other way, nor is one that cannot be assessed.
func TestNoOtherWay(t *testing.T) {
	other := func(more string) string {
		return strings.NewReplacer("position: 50", "position: 30", "procedures:\n  - {id: decree, name: Decree, path: {players: [xbb-head]}}",
			"  - {id: xbb-mute, name: Mute, kind: legislature, role: ratifies, influence: 0.5}\n  - {id: xbb-eager, name: Eager, kind: ministry, role: decides, influence: 0.5, stances: [{areas: [works], from: 2025-06, position: 90}]}\n"+
				"procedures:\n  - {id: decree, name: Decree, path: {players: [xbb-head]}}\n  - {id: vote, name: Vote, path: {players: [xbb-mute]}}\n  - {id: order, name: Order, "+more+"path: {players: [xbb-eager]}}").Replace(base)
	}
	for more, want := range map[string]int{"": 1, "until: 2026-01-01, ": 1, "until: 2025-12-31, ": 0, "from: 2026-01-02, ": 0} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, other(more)+initiative("bridge", "area: works\ntarget: team\n"+ladder)), agenda.Options{Draws: 100}), "bridge")
		n := 0
		for _, o := range i.Otherwise {
			if o.Kind == "procedure" && o.ID == "order" && o.Joint == 1 && !o.GoesRound && o.Member == "XBB" {
				n++
			} else if o.Kind == "procedure" {
				t.Errorf("%q: %+v", more, o)
			}
		}
		if n != want {
			t.Errorf("%q: %+v", more, i.Otherwise)
		}
	}
}

func TestReviewed(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(base, "code: XBB", "code: XBB\nreviewed: {by: An expert of Beland, date: 2025-12}", 1)+initiative("bridge", "area: works\ntarget: team\nowners: {XAA: xaa-head}\n"+ladder))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 100}), "bridge")
	a, b := i.ByMember["XAA"], i.ByMember["XBB"]
	if a.Reviewed || !b.Reviewed || a.Procedure != "decree" || a.ProcedureName != "Decree" || !slices.Equal(a.Owners, []string{"xaa-head"}) || b.Owners == nil || len(b.Owners) != 0 {
		t.Errorf("%+v, %+v", a, b)
	}
	if len(a.Pivotal) != 1 || a.Pivotal[0] != (agenda.Pivot{Player: "xaa-head", Share: 1}) || a.Ceiling.P50 != 90 || a.Players[0].Stance == nil || a.Players[0].Stance.Position.Best != 60 || a.Players[0].Accepts != 1 || a.Players[0].Required != 40 {
		t.Errorf("%+v", a)
	}
	if got := remarksOf(i)["illustrative"]; got != "Illustrative: no expert of Aland has reviewed its stances." {
		t.Errorf("%q", got)
	}
}

// Where enough cases are resolved, a carry has the word that they back.
func TestLikelihood(t *testing.T) {
	src, err := os.ReadFile("../course/testdata/record.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a := agendatest.Build(t, dossiertest.Load(t, string(src)), agenda.Options{})
	said := 0
	for _, i := range a.Initiatives {
		want := ""
		if i.Joint.P != nil {
			want = a.Record.Word(*i.Joint.P)
		}
		if i.Likelihood != want {
			t.Errorf("%s: %q, want %q", i.ID, i.Likelihood, want)
		}
		if want != "" {
			said++
		}
	}
	if said == 0 {
		t.Error("no carry has a word")
	}
}

// What a constraint holds back most is named first: it reaches the second by half.
func TestHoldsBackMost(t *testing.T) {
	for exposed, want := range map[string][]string{"aa": {"bb", "aa"}, "bb": {"aa", "bb"}} {
		archive := eager + barrier("ban", "XAA", "0.6", "")
		for _, name := range []string{"aa", "bb"} {
			front := "area: works\ntarget: team\n"
			if name == exposed {
				front += "exposure: {ban: 0.5}\n"
			}
			archive += initiative(name, front+ladder)
		}
		c := agendatest.Build(t, dossiertest.Load(t, archive), agenda.Options{Draws: 400}).Constraints[0]
		if !slices.Equal(c.HoldsBack, want) || !c.Evidence || c.Basis != "judged" || math.Abs(c.Pressure.P50-0.6) > 1e-6 {
			t.Errorf("%+v, want %v", c, want)
		}
	}
}

// TestNoAdvice: a set that raises the cost of no deal names nobody who could do it, and
// says so; one of steps that somebody could take does not.
func TestNoAdvice(t *testing.T) {
	step, dearer := agenda.Move{Kind: "player", ID: "a"}, agenda.Move{Kind: "no-deal", ID: "XAD"}
	for _, c := range []struct {
		moves []agenda.Move
		want  bool
	}{{[]agenda.Move{step}, false}, {[]agenda.Move{dearer}, true}, {[]agenda.Move{step, dearer}, true}, {nil, false}} {
		l := agenda.LeverSet{Moves: c.moves}
		if got := l.NoAdvice(); (got != "") != c.want {
			t.Errorf("%v: %q", c.moves, got)
		}
	}
}
