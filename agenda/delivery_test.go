package agenda_test

import (
	"math"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier/dossiertest"
)

const row = "-- sources/zotero.json --\n[{\"id\": \"s\", \"type\": \"report\", \"title\": \"S\"}]\n-- commitments.csv --\nid,meeting,date,initiative,kind,rung,text,due,kept,status,coder,assessed,searched_until,source\n"

// TestDelivery holds that the agenda hands a rung's joint carry to delivery, and
// shows none of what is in place.
func TestDelivery(t *testing.T) {
	d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\nhistory: [{from: 2025, rung: talk, what: Talks}]\n"+ladder)+initiative("ferry", "area: works\ntarget: team\n"+ladder)+
		row+"a,M,2020,bridge,standing,talk,Meet,,,in-progress,editors,2026,2022,s\nb,M,2020,ferry,standing,talk,Meet,,2021,fulfilled,editors,2026,2023,s\n")
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	// One of one kept: p0 = 6/11, p_kind = (1 + 36/11)/7; carry 1 and a rung above the promise.
	p := (1 + 36./11) / 7
	want := 1 / (1 + math.Exp(-math.Log(p/(1-p))-1.2*0.2+0.9))
	if i.Delivery == nil || *i.Joint.P != 1 || math.Abs(i.Delivery.P-want) > 1e-9 || i.Delivery.Promise != "a" || i.Delivery.Of != 1 || i.Delivery.C != 0.8 {
		t.Fatalf("%+v, want %v", i.Delivery, want)
	}
	if r := i.Rungs; r[0].Delivery != nil || *r[1].Delivery != i.Delivery.P || r[2].Delivery == nil || *r[2].Delivery >= *r[1].Delivery {
		t.Errorf("by rung %v %v %v", r[0].Delivery, r[1].Delivery, r[2].Delivery)
	}
}

// TestDeliveryOfWhatIsRequired holds that delivery is at most that of what an
// initiative requires, at the rung that it names and along a chain, also where one
// initiative alone is asked for; and that what is in place keeps nothing down.
func TestDeliveryOfWhatIsRequired(t *testing.T) {
	promise := "law,M,2020,ferry,law-or-money,talk,Pass it,,,in-progress,editors,2026,2020,s\n"
	d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\nrequires: [ferry]\n"+ladder)+initiative("ferry", "area: works\ntarget: team\n"+ladder)+
		initiative("canal", "area: works\ntarget: team\nrequires: [bridge]\n"+ladder)+initiative("dam", "area: works\ntarget: team\nrequires: [{initiative: ferry, rung: talk}]\n"+ladder)+
		initiative("lock", "area: works\ntarget: team\nrequires: [mill]\n"+ladder)+initiative("mill", "area: works\ntarget: talk\nhistory: [{from: 2025, rung: talk, what: Talks}]\n"+ladder)+row+promise)
	odds := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	law := math.Log(0.37 / 0.63)
	own := odds(1.2 * 0.2)
	want := map[string]struct {
		p     float64
		least string
	}{"ferry": {odds(law + 1.2*0.2 - 0.9), ""}, "bridge": {odds(law + 1.2*0.2 - 0.9), "ferry"}, "canal": {odds(law + 1.2*0.2 - 0.9), "bridge"}, "dam": {odds(law + 1.2*0.2), "ferry"}, "lock": {own, ""}}
	a := agendatest.Build(t, d, agenda.Options{})
	for id, w := range want {
		for _, i := range []*agenda.Initiative{agendatest.One(t, a, id), agendatest.One(t, agendatest.Build(t, d, agenda.Options{Only: id}), id)} {
			if i.Delivery == nil || math.Abs(i.Delivery.P-w.p) > 1e-9 || i.Delivery.Least != w.least {
				t.Errorf("%s: %+v, want %v kept down by %q", id, i.Delivery, w.p, w.least)
			}
		}
	}
}

// TestQuickWinIsEven holds that a quick win's delivery is at least even.
func TestQuickWinIsEven(t *testing.T) {
	front := "area: works\ntarget: team\nowners: {XAA: xaa-head, XBB: xbb-head}\nvalues: [roads]\nfirst_result: {what: A plan, months: 12}\n"
	for asks, want := range map[string]bool{"capability": true, "law-or-money": false, "general": false} {
		d := dossiertest.Load(t, eager+initiative("bridge", front+strings.Replace(ladder, "asks: capability", "asks: "+asks, 1)))
		if i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge"); i.QuickWin != want || i.Verdict != agenda.Ready {
			t.Errorf("%s: %s, a quick win: %v", asks, i.Verdict, i.QuickWin)
		}
	}
}

// TestQuestionsOffered holds that what is ready or promised offers the questions that
// would test it, and nothing else does.
func TestQuestionsOffered(t *testing.T) {
	d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\n"+ladder)+initiative("done", "area: works\ntarget: talk\nhistory: [{from: 2025, rung: team, what: A team}]\n"+ladder)+
		barrier("ban", "XAA", "1", "lever: none")+initiative("held", "area: works\ntarget: team\nexposure: {ban: 1}\n"+ladder)+initiative("promised", "area: works\ntarget: team\nexposure: {ban: 1}\n"+ladder)+
		row+"p,M,2025-06-01,promised,once,team,Build it,,,in-progress,editors,2026,,s\n")
	a := agendatest.Build(t, d, agenda.Options{})
	for _, i := range a.Initiatives {
		want := 0
		switch {
		case i.ID == "promised":
			want = 2
		case i.Verdict == agenda.Ready:
			want = 1
		}
		if len(i.Questions) != want {
			t.Errorf("%s, %s: %+v, want %d", i.ID, i.Verdict, i.Questions, want)
		}
	}
	if i := agendatest.One(t, a, "held"); i.Verdict == agenda.Ready {
		t.Error("the ban holds nothing back")
	}
}
