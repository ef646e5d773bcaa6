package agenda_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// drawn is the base dossier with κ drawn and judges who err.
var drawn = strings.Replace(base, "kappa: 0.5, judge_error: 0, ", "", 1)

// Each draw takes one judge for everything: where one expert puts every decider at 85
// and another at 8, all carry in the draws of the first and none in those of the second.
func TestOneJudgeADraw(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("\n-- judgements.csv --\nround,expert,target,low,best,high,confidence,date\n")
	for expert, at := range map[string][3]int{"heron": {80, 85, 90}, "otter": {5, 8, 11}} {
		for _, who := range []string{"xaa-head", "xaa-senate", "xbb-head"} {
			fmt.Fprintf(&rows, "1,%s,position:%s/works,%d,%d,%d,0.8,2025-12-01\n", expert, who, at[0], at[1], at[2])
		}
		// What one alone has judged does not part the two.
		if expert == "heron" {
			rows.WriteString("1,heron,salience:xaa-senate/works,0.2,0.4,0.6,0.8,2025-12-01\n1,heron,influence:xaa-head,0.6,0.7,0.9,0.8,2025-12-01\n")
		}
	}
	files := strings.Replace(drawn, "  - {id: decree, name: Decree, path: {players: [xaa-head]}}", "  - {id: vote, name: Vote, path: {all: [{players: [xaa-head]}, {players: [xaa-senate, xaa-head]}]}}", 1)
	files = strings.Replace(files, "procedures:\n", "  - {id: xaa-senate, name: Senate, kind: legislature, role: ratifies, influence: 0.4}\nprocedures:\n", 1) +
		initiative("bridge", "area: works\ntarget: team\nproposed: 2025\n"+ladder) + rows.String()
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000}), "bridge")
	if math.Abs(*i.Joint.P-0.5) > 0.02 {
		t.Errorf("joint carry is %v, want 0.50", *i.Joint.P)
	}
}

// κ is drawn evenly on 0-1, once a draw for all; a setting fixes it.
func TestKappaIsDrawn(t *testing.T) {
	// Both heads at 50, from 0: they accept 60 where κ ≥ 0.2, and 80 where κ ≥ 0.6.
	files := strings.NewReplacer("kappa: 0.5, ", "", "position: 60", "position: 50").Replace(base) +
		initiative("bridge", "area: works\ntarget: team\n"+ladder) + initiative("road", "area: works\ntarget: works\n"+ladder)
	a := agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000})
	if a.Settings.Kappa != nil {
		t.Errorf("κ is said to be %v", *a.Settings.Kappa)
	}
	for id, want := range map[string]float64{"bridge": 0.8, "road": 0.4} {
		i := agendatest.One(t, a, id)
		if math.Abs(*i.Joint.P-want) > 0.015 {
			t.Errorf("%s is carried in %v of the draws, want %v", id, *i.Joint.P, want)
		}
		// With half a point past the ideal.
		if got, want := i.ByMember["XAA"].Players[0].Required, i.Target.Level/1.5; math.Abs(got-want) > 1e-6 {
			t.Errorf("%s requires %v, want %v: that of the middle κ", id, got, want)
		}
	}
	k := 0.25
	fixed := agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000, Kappa: &k})
	if p := *agendatest.One(t, fixed, "bridge").Joint.P; p != 1 || fixed.Settings.Kappa == nil || *fixed.Settings.Kappa != k {
		t.Errorf("at κ = 0.25: %v, %v", p, fixed.Settings.Kappa)
	}
}

// The error of a judge moves all of its stances together, by as many points as are set.
func TestJudgesErrTogether(t *testing.T) {
	at := func(settings, by string) (alone, joint float64) {
		files := strings.NewReplacer("kappa: 0.5, judge_error: 0", "kappa: 0"+settings, "position: 60", "position: 55", "position: 50, salience: 0.5}", "position: 55, salience: 0.5, by: "+by+"}").Replace(base) +
			initiative("bridge", "area: works\ntarget: team\n"+ladder)
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000}), "bridge")
		return *i.ByMember["XAA"].P, *i.Joint.P
	}
	// 55 reaches 60 where the error is 5 or more: one standard deviation, or two and a half.
	for _, c := range []struct {
		settings, by string
		alone, joint float64
	}{
		{"", "editors", 0.1587, 0.1587},
		{"", "The Editors", 0.1587, 0.1587},
		{"", "A panel", 0.1587, 0.1587 * 0.1587},
		{", judge_error: 2", "editors", 0.0062, 0.0062},
		{", judge_error: 0", "editors", 0, 0},
	} {
		if alone, joint := at(c.settings, c.by); math.Abs(alone-c.alone) > 0.012 || math.Abs(joint-c.joint) > 0.012 {
			t.Errorf("%q, judged by %s: one carries in %v, both in %v; want %v and %v", c.settings, c.by, alone, joint, c.alone, c.joint)
		}
	}
	// An expert of whom a file says so is the same judge there.
	if _, joint := at("", "The editors of this dossier"); joint > 0.05 {
		t.Errorf("a name that is not the editors' shares their error: %v", joint)
	}
	named := strings.NewReplacer("kappa: 0.5, judge_error: 0", "kappa: 0", "names:", "editors: The editors of this dossier\nnames:", "position: 60", "position: 55", "position: 50, salience: 0.5}", "position: 55, salience: 0.5, by: The editors of this dossier}").Replace(base) +
		initiative("bridge", "area: works\ntarget: team\n"+ladder)
	if p := *agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, named), agenda.Options{Draws: 10_000}), "bridge").Joint.P; math.Abs(p-0.1587) > 0.012 {
		t.Errorf("the editors under their name: both carry in %v", p)
	}
}

// A stance keeps its spread for a year, and has the whole of what ageing adds from a year
// and a half on; without a date it is old, and so is that of a body under another holder.
func TestStancesAge(t *testing.T) {
	spread := func(kind, from, holders string) float64 {
		files := strings.NewReplacer("ageing: 0", "ageing: 10", "kind: executive\n    role: [proposes, decides]", "kind: "+kind+"\n    role: [proposes, decides]"+holders,
			"{areas: [works], from: 2025-06, position: 60, salience: 0.5}", "{areas: [works], "+from+"position: 60, salience: 0.5}").Replace(base) +
			initiative("bridge", "area: works\ntarget: team\n"+ladder)
		p := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000}), "bridge").ByMember["XAA"].Players[0].Position
		if math.Abs(p.P50-60) > 0.5 {
			t.Errorf("%s %s: at %v", kind, from, p.P50)
		}
		return (p.P90 - p.P10) / 2 / 1.2816
	}
	changed := "\n    holders: [{name: A, from: 2020, to: 2025-09-30}, {name: B, from: 2025-09-30}]"
	for _, c := range []struct {
		kind, from, holders string
		want                float64
	}{
		{"ministry", "from: 2025-06-01, ", "", 0},
		{"ministry", "from: 2025-01-01, ", "", 0},
		{"ministry", "from: 2024-10-01, ", "", 10 * math.Sqrt(2*(457/365.25-1))},
		{"ministry", "from: 2024-06, ", "", 10},
		{"ministry", "from: 2010, ", "", 10},
		{"ministry", "", "", 10},
		{"ministry", "from: 2025-06-01, ", changed, 10},
		{"ministry", "from: 2025-10-01, ", changed, 0},
		{"executive", "from: 2025-10-01, ", changed, 0},
		{"executive", "from: 2010, ", "", 10},
	} {
		if got := spread(c.kind, c.from, c.holders); math.Abs(got-c.want) > 0.4 {
			t.Errorf("a %s with a stance of %q%s: spread %v, want %v", c.kind, c.from, c.holders, got, c.want)
		}
	}
	// That of an executive has ended with its holder.
	files := strings.Replace(base, "role: [proposes, decides]", "role: [proposes, decides]"+changed, 1) + initiative("bridge", "area: works\ntarget: team\n"+ladder)
	if i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000}), "bridge"); i.Verdict != agenda.NotAssessed || i.ByMember["XAA"].Missing[0] != "xaa-head" {
		t.Errorf("under another head: %s", i.Why)
	}
	early := agenda.Options{AsOf: dossier.Date{Year: 2025, Month: 9, Day: 29}}
	if i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), early), "bridge"); i.Verdict == agenda.NotAssessed {
		t.Errorf("under the head whose stance it is: %s", i.Why)
	}
}

// A judgement ages from its own date, and what an expert said of a former head has ended.
func TestJudgementsHaveDates(t *testing.T) {
	files := func(rows, holders string) string {
		return strings.NewReplacer("ageing: 0", "ageing: 10", "role: [proposes, decides]", "role: [proposes, decides]"+holders).Replace(base) +
			initiative("bridge", "area: works\ntarget: team\n"+ladder) +
			"\n-- judgements.csv --\nround,expert,target,low,best,high,confidence,date\n" + rows
	}
	for _, c := range []struct {
		rows, holders string
		p10, p90      float64
		by            string
	}{
		{"1,heron,position:xaa-head/works,40,40,40,1,2025-11-01\n", "", 40, 40, "heron"},
		{"1,heron,position:xaa-head/works,40,40,40,1,2023-11-01\n", "", 40 - 12.8, 40 + 12.8, "heron"},
		{"1,heron,position:xaa-head/works,40,40,40,1,\n", "", 40 - 12.8, 40 + 12.8, "heron"},
		// The later of one expert's two, and the file's own where the head has changed since.
		{"1,heron,position:xaa-head/works,40,40,40,1,2025-11-01\n1,heron,position:xaa-head/works,30,30,30,1,2025-10-01\n", "", 40, 40, "heron"},
		{"1,heron,position:xaa-head/works,40,40,40,1,2024-11-01\n", "\n    holders: [{name: A, from: 2020, to: 2025-01-01}, {name: B, from: 2025-01-01}]", 60, 60, "editors"},
	} {
		p := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files(c.rows, c.holders)), agenda.Options{Draws: 10_000}), "bridge").ByMember["XAA"].Players[0]
		if math.Abs(p.Position.P10-c.p10) > 0.5 || math.Abs(p.Position.P90-c.p90) > 0.5 || p.By != c.by {
			t.Errorf("%q%s: %+v by %s, want %v to %v by %s", c.rows, c.holders, p.Position, p.By, c.p10, c.p90, c.by)
		}
	}
}

// Where two experts judged on different days, each has the pressure of its own day in it.
func TestEachJudgesDay(t *testing.T) {
	files := base + initiative("bridge", "area: works\ntarget: team\n"+ladder) +
		strings.Replace(strings.ReplaceAll(grievance, "NOW", "1"), "pressure:", "until: 2027\npressure:", 1) + `
-- judgements.csv --
round,expert,target,low,best,high,confidence,date
1,heron,position:xbb-head/works,40,40,40,1,2025-06-01
1,otter,position:xbb-head/works,80,80,80,1,2025-11-01
`
	p := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000}), "bridge").ByMember["XBB"].Players[0].Position
	// Half of the pressure came after June: it takes another ten points off.
	if math.Abs(p.P10-30) > 1e-3 || math.Abs(p.P90-80) > 1e-3 {
		t.Errorf("%+v, want 30 and 80", p)
	}
}
