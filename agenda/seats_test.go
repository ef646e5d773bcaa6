package agenda

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/dossier"
)

func at(p float64) *Capital { return &Capital{Share: Share{P: &p}} }

// Two players at 40 and 60, by influence 0.9 and 0.3: 45; their public at 70.
func TestSeat(t *testing.T) {
	player := func(id, kind, role string, influence float64, best ...float64) *dossier.Player {
		p := &dossier.Player{ID: dossier.Ref{ID: id}, Kind: kind, Role: dossier.Refs{{ID: role}}, Influence: dossier.Exactly(influence), Member: "XAR"}
		for n, v := range best {
			p.Stances = append(p.Stances, &dossier.Stance{Areas: dossier.Refs{{ID: fmt.Sprint("a", n)}}, Position: dossier.Estimate{Low: v - 10, Best: v, High: v + 20, Set: true}})
		}
		return p
	}
	head := player("premier", "executive", dossier.Decides, 0.9, 30, 50)
	head.Heads = "government"
	year := func(y int) dossier.Date { return dossier.Date{Year: y} }
	head.Holders = []*dossier.Holder{{Name: dossier.Text{Plain: "Before"}, From: year(2010), To: year(2020)}, {Name: dossier.Text{Plain: "Now"}, From: year(2021)}}
	m := &dossier.Member{Code: dossier.Ref{ID: "XAR"}, Players: []*dossier.Player{
		player("voters", "public", dossier.Audience, 0.2, 70), player("court", "court", dossier.Court, 0.5, 10), player("silent", "ministry", dossier.Decides, 1), head, player("senate", "legislature", dossier.Ratifies, 0.3, 60),
	}, Priorities: []*dossier.Priority{
		{ID: dossier.Ref{ID: "small"}, Weight: 0.2}, {ID: dossier.Ref{ID: "great"}, Weight: 0.8}, {ID: dossier.Ref{ID: "gone"}, Weight: 1, Until: year(2024)}, {ID: dossier.Ref{ID: "to-come"}, Weight: 1, From: year(2027)},
	}}
	d := &dossier.Dossier{Header: &dossier.Header{Areas: []dossier.Area{{ID: dossier.Ref{ID: "a0"}}, {ID: dossier.Ref{ID: "a1"}}}}, Members: []*dossier.Member{m},
		Calendar: []*dossier.CalendarDate{{Title: "over", Date: year(2025), Member: dossier.Codes{"ALL"}}, {Title: "ours", Date: year(2027), Member: dossier.Codes{"XAR"}}, {Title: "theirs", Date: year(2027), Member: dossier.Codes{"XBE"}}}}
	stance := func(id string, gives float64) Hold {
		return Hold{Kind: "player", ID: id, Member: "XAR", GivesBack: gives}
	}
	quarrel := func(gives float64) Hold { return Hold{Kind: "constraint", ID: "quarrel", GivesBack: gives} }
	initiative := func(id string, v Verdict, own, other float64, holds ...Hold) *Initiative {
		return &Initiative{ID: id, Verdict: v, Members: []string{"XAR", "XBE"}, ByMember: map[string]*Capital{"XAR": at(own), "XBE": at(other)}, HeldBackBy: holds}
	}
	a := &Agenda{Dossier: About{AsOf: dossier.Date{Year: 2026, Month: 3, Day: 31}, Members: []string{"XAR", "XBE"}},
		Constraints: []*Constraint{{ID: "quarrel", Members: []string{"XAR", "XBE"}, HoldsBack: []string{"b", "c"}}, {ID: "calm", Members: []string{"XAR"}}, {ID: "theirs", Members: []string{"XBE"}}},
		Initiatives: []*Initiative{
			initiative("a", HeldBack, 0.4, 0.9, stance("premier", 0.3), stance("senate", 0.1)), initiative("b", WithinReach, 0.2, 0.2, quarrel(0.1), Hold{Kind: "player", ID: "their-premier", Member: "XBE", GivesBack: 0.5}),
			initiative("c", HeldBack, 0.5, 0.3, quarrel(0.2), stance("premier", 0.2)), initiative("d", Ready, 0.1, 0.9), {ID: "e", Verdict: HeldBack, ByMember: map[string]*Capital{"XBE": at(0.1)}},
		}}
	all := a.Seats(d)
	if len(all) != 1 {
		t.Fatal(all)
	}
	s := all[0]
	names := func(is []*Initiative) (out []string) {
		for _, i := range is {
			out = append(out, i.ID)
		}
		return out
	}
	if s.Head != head || s.Holder == nil || s.Holder.Name.Plain != "Now" {
		t.Errorf("%v, %v", s.Head, s.Holder)
	}
	if len(s.Priorities) != 2 || s.Priorities[0].ID.ID != "great" || len(s.Dates) != 1 || s.Dates[0].Title != "ours" {
		t.Errorf("%v, %v", s.Priorities, s.Dates)
	}
	if got := names(s.Short); !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("it falls short on %v", got)
	}
	stops := ""
	for _, x := range s.Stops {
		stops += fmt.Sprintf("%s %.1f %v; ", x.ID, x.GivesBack, x.Initiatives)
	}
	if stops != "premier 0.5 [a c]; quarrel 0.3 [c b]; senate 0.1 [a]; " {
		t.Errorf("%s", stops)
	}
	stand := ""
	for _, x := range s.Standings {
		stand += fmt.Sprintf("%s %s %.0f (%.0f to %.0f); ", x.Player.ID.ID, x.Role, x.Best, x.Low, x.High)
	}
	if stand != "premier decides 40 (30 to 60); senate ratifies 60 (50 to 80); voters audience 70 (60 to 90); " {
		t.Errorf("%s", stand)
	}
	if s.Gap == nil || fmt.Sprintf("%.0f %.0f", s.Gap.Elite, s.Gap.Public) != "45 70" {
		t.Errorf("%+v", s.Gap)
	}
	if got := a.Seat(d, "XXX"); got.Member != "XXX" || got.Head != nil || got.Stops != nil {
		t.Errorf("%+v", got)
	}
	stances := ""
	for _, x := range a.StancesThatHold() {
		stances += fmt.Sprintf("%s %s %v; ", x.Member, x.ID, x.Initiatives)
	}
	if stances != "XAR premier [a c]; XBE their-premier [b]; XAR senate [a]; " {
		t.Errorf("%s", stances)
	}
	path := &dossier.Procedure{ID: dossier.Ref{ID: "ordinary"}, Path: &dossier.Step{Players: dossier.Refs{{ID: "premier"}}}}
	a.Initiatives[0].ByMember["XAR"].Procedure = "ordinary"
	a.Initiatives[0].ByMember["XAR"].Players = []Player{{ID: "premier"}, {ID: "owner"}}
	if got := a.StandingIn(m, path); !slices.Equal(got, []string{"premier", "owner"}) {
		t.Errorf("stand in it: %v; an owner that initiatives put there does too", got)
	}
	hold, rest := a.ByGift()
	if len(hold) != 1 || hold[0].ID != "quarrel" || len(rest) != 2 || rest[0].ID != "calm" {
		t.Errorf("%v, %v", hold, rest)
	}
	if g := a.GivesBackOf("quarrel"); fmt.Sprint(g) != "[{c 0.2} {b 0.1}]" {
		t.Errorf("%v", g)
	}
}

func TestBalanceOfARoster(t *testing.T) {
	d := &dossier.Dossier{Header: &dossier.Header{}, Members: []*dossier.Member{{Code: dossier.Ref{ID: "XAR"}}, {Code: dossier.Ref{ID: "XBE"}}}}
	if got := Balance(d); got != nil {
		t.Errorf("%v", got)
	}
	d.People = &dossier.People{People: []*dossier.Person{{Member: dossier.Ref{ID: "XBE"}}, {}, {Member: dossier.Ref{ID: "XBE"}}, {Member: dossier.Ref{ID: "ZZZ"}}}}
	if got := fmt.Sprint(Balance(d)); got != "[{XAR 0} {XBE 2} { 2}]" {
		t.Errorf("%s", got)
	}
	p := &dossier.Person{Affiliations: []*dossier.Affiliation{
		{Title: dossier.Text{Plain: "before"}, To: dossier.Date{Year: 2024}}, {Title: dossier.Text{Plain: "now"}, From: dossier.Date{Year: 2025}}, {Title: dossier.Text{Plain: "always"}}, {Title: dossier.Text{Plain: "next"}, From: dossier.Date{Year: 2027}},
	}}
	var got []string
	for _, x := range AffiliationsAt(p, time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)) {
		got = append(got, x.Title.Plain)
	}
	if !slices.Equal(got, []string{"now", "always"}) {
		t.Errorf("%v", got)
	}
}
