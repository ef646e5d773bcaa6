package agenda_test

import (
	"math"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier/dossiertest"
	"entente/record"
)

// talk is the base dossier in which the head of Aland stood at 20 until the two met on
// 1 March 2023 and promised a team; what it has said since rests on that text. The head of
// Beland says so too, and has said it elsewhere.
var talk = strings.NewReplacer(
	"{areas: [works], from: 2025-06, position: 60, salience: 0.5}", "{areas: [works], from: 2023-03-01, position: 60, salience: 0.5, because: The text says so, evidence: [source:statement, event:meeting]}",
	"{areas: [works], from: 2022, until: 2025-05, position: 10, salience: 0.5}", "{areas: [works], from: 2022, position: 20, salience: 0.5, because: A speech, evidence: [source:paper]}",
	"{areas: [works], from: 2025-06, position: 50, salience: 0.5}", "{areas: [works], from: 2023-02, position: 50, salience: 0.5, because: The text and a paper, evidence: [source:statement, source:paper]}",
).Replace(base) + `
-- sources/library.json --
[{"id": "statement", "type": "article", "title": "Joint statement"}, {"id": "paper", "type": "article", "title": "Paper"}, {"id": "photo", "type": "article", "title": "Photograph"}]
-- events.csv --
id,date,source_actor,target_actor,type,area,summary,source
meeting,2023-03-01,XAA+XBB,,CONSULT,works,They met,photo
-- commitments.csv --
meeting,date,initiative,text,status,coder,assessed,searched_until,source
One,2023-03-01,bridge,A team,not-fulfilled,editors,2026-01-01,2026-01-01,statement
`

// What rests on the joint text alone counts for other initiatives, and for this one unless
// it is left out; a backtest leaves it out.
func TestJointTextIsCheapTalk(t *testing.T) {
	d := dossiertest.Load(t, talk+
		initiative("bridge", "area: works\ntarget: team\nproposed: 2023-03-01\n"+ladder)+
		initiative("road", "area: works\ntarget: team\nproposed: 2023-03-02\n"+ladder))
	at := func(opt agenda.Options, id string) agenda.Player {
		return agendatest.One(t, agendatest.Build(t, d, opt), id).ByMember["XAA"].Players[0]
	}
	without := agenda.Options{WithoutJointText: true}
	for _, c := range []struct {
		opt  agenda.Options
		id   string
		at   float64
		mark bool
	}{
		{agenda.Options{}, "bridge", 60, true},
		{agenda.Options{}, "road", 60, false},
		{without, "bridge", 20, false},
		{without, "road", 60, false},
	} {
		if p := at(c.opt, c.id); math.Abs(p.Position.P50-c.at) > 1e-3 || p.JointText != c.mark {
			t.Errorf("%s without joint text %v: at %v, marked %v, want %v and %v", c.id, c.opt.WithoutJointText, p.Position.P50, p.JointText, c.at, c.mark)
		}
	}
	a := agendatest.Build(t, d, without)
	i := agendatest.One(t, a, "bridge")
	// 20 stops at 30; 50, which has another leg to stand on, reaches 75.
	if *i.ByMember["XAA"].P != 0 || *i.ByMember["XBB"].P != 1 || !a.Settings.WithoutJointText {
		t.Errorf("without joint text: %v and %v, said %v", *i.ByMember["XAA"].P, *i.ByMember["XBB"].P, a.Settings.WithoutJointText)
	}
	p := past(t, d, agenda.Options{})
	known, _ := record.Outcomes(d, record.Options{AsOf: d.AsOfDay(), Months: 24})
	if f := p.Forecast(known); len(f) != 1 || f[0].Why != "" || f[0].Joint != 0 {
		t.Errorf("the backtest reads %+v of %d", f, len(known))
	}
	if r := p.At(on(t, "2023-03-01")).Read(d.Initiative("bridge")); r.Joint == nil || *r.Joint != 1 {
		t.Errorf("over time it reads %v", r.Joint)
	}
}

// Of one member no text is joint: its stance counts, and bears no mark. In a backtest the
// text would foretell what it announced all the same.
func TestTextOfOneMember(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(talk, "evidence: [source:statement, event:meeting]", "evidence: [source:statement]", 1)+initiative("bridge", "members: [XAA]\narea: works\ntarget: team\nproposed: 2023-03-01\n"+ladder))
	p := agendatest.One(t, agendatest.Build(t, d, agenda.Options{WithoutJointText: true}), "bridge").ByMember["XAA"].Players[0]
	if math.Abs(p.Position.P50-60) > 1e-3 || p.JointText {
		t.Errorf("at %v, marked %v", p.Position.P50, p.JointText)
	}
	known, _ := record.Outcomes(d, record.Options{AsOf: d.AsOfDay(), Months: 24})
	if f := past(t, d, agenda.Options{}).Forecast(known); len(f) != 1 || f[0].Joint != 0 {
		t.Errorf("the backtest reads %+v of %d", f, len(known))
	}
}

// Where nothing stands before it, the capital is not assessed.
func TestNothingBeforeTheJointText(t *testing.T) {
	files := strings.Replace(talk, "      - {areas: [works], from: 2022, position: 20, salience: 0.5, because: A speech, evidence: [source:paper]}\n", "", 1)
	d := dossiertest.Load(t, files+initiative("bridge", "area: works\ntarget: team\nproposed: 2023-03-01\n"+ladder))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{WithoutJointText: true}), "bridge")
	if i.Verdict != agenda.NotAssessed || len(i.ByMember["XAA"].Missing) != 1 {
		t.Errorf("%s: %s", i.Verdict, i.Why)
	}
}
