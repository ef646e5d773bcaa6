package agenda_test

import (
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// ministries is a dossier in which Aland carries by its owners and Beland by its head,
// who accepts everything. Nothing has any spread, κ is 0.5 and nothing is in place, so
// that a player at x accepts up to 1.5·x: at the target of 60 from 40 on.
const ministries = `
-- dossier.yaml --
title: Ministries
as_of: 2026-01-01
members: [XAA, XBB]
names: {XAA: Aland, XBB: Beland}
areas: [{id: works, name: Works}]
settings: {kappa: 0.5, judge_error: 0, ageing: 0, draws: 100}
-- members/xaa.yaml --
code: XAA
priorities: [{id: xaa-roads, title: Roads, weight: 0.5, from: 2020}]
agencies:
  - {id: xaa-roads-office, name: Roads office, acts_through: xaa-works}
  - {id: xaa-old-office, name: Old roads office, to: 2024, successor: xaa-roads-office}
  - {id: xaa-ports-office, name: Ports office}
players:
  - {id: xaa-head, name: Head of Aland, kind: executive, role: decides, influence: 0.9, heads: government, stances: [{areas: [works], from: 2025-12, position: 30}]}
  - {id: xaa-works, name: Works ministry, kind: ministry, role: decides, influence: 0.4, stances: [{areas: [works], from: 2025-12, position: 80}]}
  - {id: xaa-defence, name: Defence ministry, kind: ministry, role: decides, influence: 0.6, stances: [{areas: [works], from: 2025-12, position: 20}]}
  - {id: xaa-silent, name: Silent ministry, kind: ministry, role: decides, influence: 0.3}
  - {id: xaa-chamber, name: Chamber of builders, kind: business, role: audience, influence: 0.2, stances: [{areas: [works], from: 2025-12, position: 5}]}
procedures:
  - {id: own, name: Of the owners, path: {owners: yes}}
  - {id: either, name: Of the owners or the head, path: {any: [{owners: yes}, {players: [xaa-head]}]}}
-- members/xbb.yaml --
code: XBB
priorities: [{id: xbb-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - {id: xbb-head, name: Head of Beland, kind: executive, role: decides, influence: 0.8, heads: government, stances: [{areas: [works], from: 2025-12, position: 100}]}
procedures:
  - {id: decree, name: Decree, path: {players: [xbb-head]}}
`

func TestOwnersSign(t *testing.T) {
	for name, c := range map[string]struct {
		front   string
		carry   float64 // of Aland; -1: not assessed
		pivotal string  // who sets Aland's ceiling
		signs   string
		lacks   string
	}{
		// The works ministry at 80 accepts up to 120.
		"the lead signs":                    {"owners: {XAA: {lead: xaa-works}}", 1, "", "xaa-works", ""},
		"who helps does not":                {"owners: {XAA: {lead: xaa-works, helps: [xaa-defence]}}", 1, "", "xaa-works", ""},
		"of a plain list the first signs":   {"owners: {XAA: [xaa-works, xaa-defence]}", 1, "", "xaa-works", ""},
		"another's consent is not theirs":   {"owners: {XAA: {lead: xaa-defence, helps: [xaa-works]}}", 0, "xaa-defence", "xaa-defence", ""},
		"each that signs has a veto":        {"owners: {XAA: {lead: xaa-works, signs: [xaa-defence]}}", 0, "xaa-defence", "xaa-works xaa-defence", ""},
		"an agency acts through a player":   {"owners: {XAA: {lead: xaa-roads-office}}", 1, "", "xaa-works", ""},
		"one that has ended, its successor": {"owners: {XAA: {lead: xaa-old-office, signs: [xaa-works]}}", 1, "", "xaa-works", ""},
		// The chamber at 5 would accept up to 7.5 only.
		"what is outside the state does not sign": {"owners: {XAA: {lead: xaa-works, signs: [xaa-chamber]}}", 1, "", "xaa-works", ""},
		"nobody of the state signs":               {"owners: {XAA: {lead: xaa-chamber}}", -1, "", "", "no body of the state is named that would sign for it"},
		"no owner":                                {"", -1, "", "", "no body of the state is named that would sign for it"},
		"a lead without a stance":                 {"owners: {XAA: {lead: xaa-silent, signs: [xaa-works]}}", -1, "", "xaa-silent xaa-works", "no stance is on record for Silent ministry"},
		"an agency that acts through nobody":      {"owners: {XAA: {lead: xaa-ports-office}}", -1, "", "xaa-ports-office", "no stance is on record for Ports office"},
		// The head at 30 accepts up to 45.
		"a text of leaders needs the head":  {"level: leaders\nowners: {XAA: {lead: xaa-works}}", 0, "xaa-head", "xaa-works", ""},
		"an alternative goes without owner": {"procedures: {XAA: either}", 0, "xaa-head", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := dossiertest.Load(t, ministries+initiative("bridge", "area: works\ntarget: team\n"+c.front+"\n"+ladder))
			i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
			a := i.ByMember["XAA"]
			if c.carry < 0 {
				if a.P != nil || i.Verdict != agenda.NotAssessed || i.Joint.P != nil || a.Lacks != c.lacks || !strings.Contains(i.Why, c.lacks) {
					t.Errorf("%s: it lacks %q: %s", i.Verdict, a.Lacks, i.Why)
				}
			} else if a.P == nil || *a.P != c.carry || *i.Joint.P != c.carry {
				t.Errorf("carry %+v: %s", a.Share, i.Why)
			}
			if c.pivotal != "" && (len(a.Pivotal) != 1 || a.Pivotal[0].Player != c.pivotal) {
				t.Errorf("the ceiling is set by %+v, want %s", a.Pivotal, c.pivotal)
			}
			if got := strings.Join(a.Signs, " "); got != c.signs {
				t.Errorf("signed by %q, want %q", got, c.signs)
			}
			if b := i.ByMember["XBB"]; b.P == nil || *b.P != 1 {
				t.Errorf("Beland's own figure is %+v", b.Share)
			}
		})
	}
}

// A text of leaders cannot be assessed where a member names no head of government.
func TestTextOfLeadersWithoutHead(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(ministries, ", heads: government, stances: [{areas: [works], from: 2025-12, position: 100}]", ", stances: [{areas: [works], from: 2025-12, position: 100}]", 1)+
		initiative("bridge", "area: works\ntarget: team\nlevel: leaders\nowners: {XAA: {lead: xaa-works}}\n"+ladder))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	if want := "In Beland no head of government is named, whom a text of leaders needs."; i.Verdict != agenda.NotAssessed || i.Why != want {
		t.Errorf("%s: %q, want %q", i.Verdict, i.Why, want)
	}
}

// Each of several owners is a stage of its own: the one that limits is shown with what
// it holds, 0, of what it needs, all.
func TestSupportOfOwners(t *testing.T) {
	d := dossiertest.Load(t, ministries+initiative("bridge", "area: works\ntarget: team\nowners: {XAA: {lead: xaa-works, signs: [xaa-defence]}}\n"+ladder))
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
	if s := i.Support["XAA"]; s == nil || !slices.Equal(s.Players, []string{"xaa-defence"}) || s.Held != 0 || s.Needed != 1 || s.MoreThan {
		t.Errorf("Aland: %+v", i.Support["XAA"])
	}
	if s := i.Support["XBB"]; s == nil || !slices.Equal(s.Players, []string{"xbb-head"}) || s.Held != 1 || s.Needed != 1 {
		t.Errorf("Beland: %+v", i.Support["XBB"])
	}
}

// The flagship's ready initiatives are held by those who bind: the body that most often
// sets a capital's ceiling signs for the initiative, heads the government, or has a
// stage of its own by law.
func TestFlagshipCeilings(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	a := agendatest.Build(t, d, agenda.Options{Draws: 2000})
	ready := 0
	for _, i := range a.Initiatives {
		if i.Verdict != agenda.Ready {
			continue
		}
		ready++
		for code, c := range i.ByMember {
			if len(c.Pivotal) == 0 {
				continue
			}
			who := c.Pivotal[0].Player
			if !slices.Contains(c.Signs, who) && !d.Player(who).HeadsGovernment() && !slices.Contains(alone(d.Member(code).ProcedureAt(c.Procedure, d.AsOfDay()).Path), who) {
				t.Errorf("%s: the ceiling of %s is set by %s, which neither signs for it nor has a stage", i.ID, code, who)
			}
		}
	}
	if ready == 0 {
		t.Error("nothing is ready")
	}
}

// alone gives the players who stand alone in a stage of a procedure.
func alone(s *dossier.Step) (out []string) {
	if len(s.Players) == 1 {
		out = append(out, s.Players[0].ID)
	}
	for _, k := range append(slices.Clone(s.All), s.Any...) {
		out = append(out, alone(k)...)
	}
	return out
}
