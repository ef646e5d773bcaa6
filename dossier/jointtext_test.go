package dossier

import (
	"slices"
	"testing"
)

// A stance is cheap talk for an initiative where all that it rests on is the joint text,
// or the members' meeting of the day.
func TestJointTextAlone(t *testing.T) {
	refs := func(ids ...string) (out Refs) {
		for _, id := range ids {
			out = append(out, Ref{ID: id})
		}
		return out
	}
	i := &Initiative{ID: "bridge", Proposed: date(t, "2023-08-18"), Members: refs("XAA", "XBB"), History: []*Level{{Source: refs("press")}}}
	d := &Dossier{
		Members: []*Member{{Code: Ref{ID: "XAA"}}, {Code: Ref{ID: "XBB"}}, {Code: Ref{ID: "XCC"}}},
		Commitments: []*Commitment{
			{Initiative: "bridge", Sources: IDs{"statement", "annex"}},
			{Initiative: "road", Sources: IDs{"other"}},
		},
		events: map[string]*Event{
			"summit":  {Date: date(t, "2023-08-18"), Actor: "XAA+XBB", Sources: IDs{"paper"}},
			"visit":   {Date: date(t, "2023-08-18"), Actor: "XAA:GOV", Target: "XBB", Sources: IDs{"paper"}},
			"alone":   {Date: date(t, "2023-08-18"), Actor: "XAA", Target: "XCC", Sources: IDs{"paper"}},
			"day":     {Date: date(t, "2023-08-19"), Actor: "XAA+XBB", Sources: IDs{"paper"}},
			"month":   {Date: date(t, "2023-08"), Actor: "XAA+XBB", Sources: IDs{"paper"}},
			"reading": {Date: date(t, "2023-08-19"), Actor: "XAA", Sources: IDs{"paper", "statement"}},
		},
		acts:  map[string]*Act{"speech": {Sources: IDs{"annex"}}},
		facts: map[string]*Fact{"budget": {Sources: IDs{"press"}}},
		cases: map[string]*Case{"ruling": {Sources: IDs{"other"}}},
		polls: map[string][]*Poll{"trust": {{End: date(t, "2023-07-01"), Sources: IDs{"statement"}}}},
	}
	for _, c := range []struct {
		evidence []string
		want     bool
	}{
		{nil, false},
		{[]string{"source:statement"}, true},
		{[]string{"source:press"}, true},
		{[]string{"source:other"}, false}, // of another initiative
		{[]string{"source:statement", "source:paper"}, false},
		{[]string{"source:statement", "event:summit", "act:speech", "fact:budget", "poll:trust@2023-07"}, true},
		{[]string{"event:visit"}, true},
		{[]string{"event:alone"}, false},
		{[]string{"event:day"}, false},
		{[]string{"event:month"}, false},
		{[]string{"event:reading"}, true},
		{[]string{"case:ruling"}, false},
		{[]string{"event:none"}, false},
		{[]string{"poll:trust@2022"}, false},
		{[]string{"statement"}, false},
	} {
		if got := d.JointTextAlone(&Stance{Evidence: refs(c.evidence...)}, i); got != c.want {
			t.Errorf("%v: %v, want %v", c.evidence, got, c.want)
		}
	}
	if i.Members = refs("XAA"); d.JointTextAlone(&Stance{Evidence: refs("event:alone")}, i) {
		t.Error("an event of the only member is no joint text")
	}
	if i.Members, i.Proposed = refs("XAA", "XBB"), (Date{}); d.JointTextAlone(&Stance{Evidence: refs("event:summit")}, i) {
		t.Error("an event is taken for that of a proposal without a date")
	}
	if got := d.EvidenceSources("event:reading"); !slices.Equal(got, []string{"paper", "statement"}) {
		t.Errorf("%v", got)
	}
}

// A stance of an executive ends with its holder; of others it holds on.
func TestHolds(t *testing.T) {
	name := func(s string) Text { return Text{By: map[string]string{"en": s}} }
	p := &Player{Kind: KindExecutive, Holders: []*Holder{
		{Name: name("A"), From: date(t, "2017-01-20"), To: date(t, "2021-01-20")},
		{Name: name("B"), From: date(t, "2021-01-20"), To: date(t, "2023-01-20")},
		{Name: name("B"), From: date(t, "2023-01-21"), To: date(t, "2025-01-20")},
		{Name: name("A"), From: date(t, "2025-01-20")},
	}}
	vacant := &Player{Kind: KindExecutive, Holders: []*Holder{{Name: name("C"), From: date(t, "2020"), To: date(t, "2024-12-14")}}}
	for _, c := range []struct {
		p           *Player
		from, asOf  string
		same, holds bool
	}{
		{p, "2016-06-01", "2017-01-19", true, true}, // none on record, and none has begun
		{p, "2016-06-01", "2017-01-20", false, false},
		{p, "2018", "2020-06-01", true, true},
		{p, "2018", "2021-01-20", false, false},
		{p, "2018", "2025-06-01", false, false}, // the same person, with another between
		{p, "2021-01-20", "2021-01-20", true, true},
		{p, "2022", "2024-06-01", true, true}, // in two rows
		{p, "2025-03", "2026-01-01", true, true},
		{p, "2017", "2017-01-01", true, true}, // no later than the day itself, when none is on record
		{p, "", "2026-01-01", false, true},
		{vacant, "2022", "2024-12-14", true, true},
		{vacant, "2022", "2024-12-15", false, false},
		{&Player{Kind: "party"}, "2001", "2026-01-01", true, true},
		{&Player{Kind: "ministry", Holders: p.Holders}, "2018", "2021-01-20", false, true},
	} {
		from, asOf := date(t, c.from), day(t, c.asOf)
		if same, holds := c.p.SameHolder(from, asOf), c.p.Holds(from, asOf); same != c.same || holds != c.holds {
			t.Errorf("from %q on %s: the same holder %v, holds %v", c.from, c.asOf, same, holds)
		}
	}
	p.Stances = []*Stance{
		{By: "all", Areas: Refs{{ID: AllAreas}}, From: date(t, "2025-02")},
		{By: "before", Areas: Refs{{ID: "water"}}, From: date(t, "2024")},
	}
	if s := p.StanceAt("water", day(t, "2026-01-01"), nil); s == nil || s.By != "all" {
		t.Errorf("where that of the area has ended: %+v", s)
	}
	p.ID.ID = "head"
	i := &Initiative{Stances: []*Stance{{Player: p.ID, From: date(t, "2024")}}}
	if i.StanceOf(p, day(t, "2025-01-20"), nil) != nil || i.StanceOf(p, day(t, "2025-01-19"), nil) == nil {
		t.Error("an override of a former holder")
	}
}
