package agenda_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// more sets more draws and rounds of the dossier of ministries.
var more = strings.NewReplacer("draws: 100", "draws: 1000, rounds: 2, per_round: 2").Replace(ministries)

// led is an initiative of the dossier of ministries that a body of Aland leads.
func led(name, lead, front string) string {
	return initiative(name, "area: works\ntarget: team\nowners: {XAA: {lead: "+lead+"}, XBB: {lead: xbb-head}}\n"+front+"\n"+ladder)
}

// ban keeps Beland under the rung of a team in four draws of ten.
var ban = barrier("ban", "XBB", "0.4", "")

// TestRequirementsBind works out by hand what a crossing is carried that requires a
// bridge. All would carry the crossing in every draw; the ban reaches the bridge only,
// and stands in four draws of ten.
func TestRequirementsBind(t *testing.T) {
	const free = "exposure: {ban: 0}\n"
	for name, c := range map[string]struct {
		crossing, bridge string
		with             string // which draws the crossing is carried in: "all", "bridge", "none", or "" for not assessed
	}{
		"its target":                      {free + "requires: bridge", led("bridge", "xaa-works", ""), "bridge"},
		"a rung that the ban leaves":      {free + "requires: {initiative: bridge, rung: talk}", led("bridge", "xaa-works", ""), "all"},
		"a rung above the target":         {free + "requires: [{initiative: bridge, rung: works}]", led("bridge", "xaa-works", ""), "bridge"},
		"in place":                        {free + "requires: bridge", led("bridge", "xaa-works", "history: [{from: 2025, rung: team, what: It works}]"), "all"},
		"in place at the rung that it is": {free + "requires: {initiative: bridge, rung: talk}", led("bridge", "xaa-works", "history: [{from: 2025, rung: talk, what: They talk}]"), "all"},
		// In the same draws: the ban stands for both at once.
		"both in the same draw": {"requires: bridge", led("bridge", "xaa-works", ""), "bridge"},
		// The defence ministry at 20 accepts up to 30.
		"what nobody carries":      {free + "requires: bridge", led("bridge", "xaa-defence", ""), "none"},
		"what is not assessed":     {free + "requires: bridge", led("bridge", "xaa-silent", ""), ""},
		"what was proposed later":  {free + "requires: bridge", led("bridge", "xaa-defence", "proposed: 2026-01-02"), "all"},
		"through another":          {free + "requires: road", led("road", "xaa-works", free+"requires: bridge") + led("bridge", "xaa-works", ""), "bridge"},
		"through one not assessed": {free + "requires: road", led("road", "xaa-works", free+"requires: bridge") + led("bridge", "xaa-silent", ""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := agendatest.Build(t, dossiertest.Load(t, more+ban+led("crossing", "xaa-works", c.crossing)+c.bridge), agenda.Options{})
			i := agendatest.One(t, a, "crossing")
			if c.with == "" {
				if i.Verdict != agenda.NotAssessed || i.Joint.P != nil || !strings.Contains(i.Why, "which it requires, is not assessed") || *i.ByMember["XAA"].P != 1 {
					t.Errorf("%s at %v: %s", i.Verdict, i.Joint.P, i.Why)
				}
				return
			}
			want := map[string]float64{"all": 1}[c.with]
			if c.with == "bridge" {
				want = *agendatest.One(t, a, "bridge").Joint.P
				if math.Abs(want-0.6) > 0.05 {
					t.Fatalf("the bridge is carried in %v", want)
				}
			}
			if *i.Joint.P != want {
				t.Errorf("joint %v, want %v: %s", *i.Joint.P, want, i.Why)
			}
			for _, r := range i.Rungs[:2] { // also at the lower rung
				if *r.Joint > want {
					t.Errorf("at %s joint is %v, want at most %v", r.ID, *r.Joint, want)
				}
			}
			own := 1.0
			if strings.Contains(name, "same draw") {
				own = want
			}
			if *i.ByMember["XAA"].P != 1 || *i.ByMember["XBB"].P != own {
				t.Errorf("the capitals' own figures are %v and %v", *i.ByMember["XAA"].P, *i.ByMember["XBB"].P)
			}
		})
	}
}

// What the search for levers finds in a required initiative names it. The head at 30
// accepts up to 45; to bring it to the 40 that a team takes costs 10 points at its
// pivotal share of 1, within the limit of 15. So the set that decides both verdicts is
// the same.
func TestLeversOfWhatIsRequired(t *testing.T) {
	a := agendatest.Build(t, dossiertest.Load(t, more+led("crossing", "xaa-works", "requires: bridge")+led("bridge", "xaa-head", "")), agenda.Options{})
	for id, of := range map[string]string{"bridge": "", "crossing": "bridge"} {
		i := agendatest.One(t, a, id)
		if i.Verdict != agenda.WithinReach || len(i.Levers) == 0 {
			t.Errorf("%s: %s with %+v", id, i.Verdict, i.Levers)
			continue
		}
		l := i.Levers[0]
		if m := l.Moves[0]; len(l.Moves) != 1 || !l.Decides || l.To != agenda.ToChange || m.ID != "xaa-head" || m.Initiative != of || math.Abs(m.From-30) > 1e-3 || math.Abs(m.To-40) > 1e-3 || math.Abs(l.Cost-10) > 1e-3 {
			t.Errorf("%s: %+v", id, l)
		}
		h := i.HeldBackBy
		if len(h) != 1 || h[0].Kind != "player" || h[0].ID != "xaa-head" || h[0].Initiative != of || h[0].GivesBack != 1 {
			t.Errorf("%s is held back by %+v", id, h)
		}
	}
}

// The sequence takes the crossing up after the bridge, and then counts the bridge as
// carried: worth 0.06 × the delivery of what all carry, though today it is carried in
// six draws of ten only.
func TestSequenceGivenWhatIsPlaced(t *testing.T) {
	a := agendatest.Build(t, dossiertest.Load(t, more+ban+led("crossing", "xaa-works", "exposure: {ban: 0}\nrequires: bridge")+led("bridge", "xaa-works", "")), agenda.Options{})
	if len(a.Sequence) != 2 || a.Sequence[0].Initiatives[0] != "bridge" || a.Sequence[1].Initiatives[0] != "crossing" {
		t.Fatalf("%+v", a.Sequence)
	}
	crossing := agendatest.One(t, a, "crossing")
	// Delivery is at most that of the bridge, which is carried less often.
	want := 0.06 * min(sure, agendatest.One(t, a, "bridge").Delivery.P)
	if math.Abs(a.Sequence[1].Value-want) > 1e-9 || crossing.Delivery.P != agendatest.One(t, a, "bridge").Delivery.P {
		t.Errorf("worth %v, want %v; delivery %v", a.Sequence[1].Value, want, crossing.Delivery.P)
	}
}

// Where nothing is on record of what the bridge asks, nothing keeps the crossing's
// delivery down but its own carry, which is that of the bridge today, and given the
// bridge is whole.
func TestSequenceGivenWhatHasNoDelivery(t *testing.T) {
	bridge := strings.ReplaceAll(led("bridge", "xaa-works", ""), ", asks: capability", "")
	a := agendatest.Build(t, dossiertest.Load(t, more+ban+led("crossing", "xaa-works", "exposure: {ban: 0}\nrequires: bridge")+bridge), agenda.Options{})
	if i := agendatest.One(t, a, "bridge"); i.Delivery != nil || len(a.Sequence) != 2 {
		t.Fatalf("%+v, in rounds %+v", i.Delivery, a.Sequence)
	}
	if got := a.Sequence[1].Value; math.Abs(got-0.06*sure) > 1e-9 {
		t.Errorf("worth %v, want %v", got, 0.06*sure)
	}
}

// What is required is an input of what requires it, while it is not in place, and so is
// a closed span.
func TestInputsOfWhatIsRequired(t *testing.T) {
	archive := strings.ReplaceAll(more, "from: 2025-12,", "from: 2025-06,") + led("crossing", "xaa-works", "requires: bridge") + led("bridge", "xaa-head", "") +
		"\n-- constraints/vote.md --\n---\ntitle: The vote\nmembers: [XAA]\neffect: closed\nareas: [works]\nclosed: [{from: 2025-07, until: 2025-12-15}]\n---\n"
	d := dossiertest.Load(t, archive)
	p, crossing := past(t, d, agenda.Options{}), d.Initiative("crossing")
	inputs := func(day string) []agenda.Fixed { return p.At(on(t, day)).Inputs(crossing) }
	var names []string
	for _, f := range inputs("2026-01-01") {
		names = append(names, f.Kind+":"+f.ID)
	}
	if want := "level:crossing priorities:XAA procedure:XAA influence:xaa-works stance:xaa-works priorities:XBB procedure:XBB influence:xbb-head stance:xbb-head constraint:vote level:bridge influence:xaa-head stance:xaa-head"; strings.Join(names, " ") != want {
		t.Errorf("inputs %s\nwant %s", strings.Join(names, " "), want)
	}
	if got := agenda.Differing(inputs("2025-12-14"), inputs("2025-12-15")); !slices.Equal(got, []agenda.Given{{Kind: agenda.InConstraint, ID: "vote"}}) {
		t.Errorf("when the span ends: %v", got)
	}
	// With the bridge in place its stances count no more.
	d = dossiertest.Load(t, strings.Replace(archive, "title: The bridge\n", "title: The bridge\nhistory: [{from: 2025-12-31, rung: team, what: It works}]\n", 1))
	p, crossing = past(t, d, agenda.Options{}), d.Initiative("crossing")
	if got := agenda.Differing(inputs("2025-12-30"), inputs("2025-12-31")); !slices.Contains(got, agenda.Given{Kind: agenda.InLevel, ID: "bridge"}) {
		t.Errorf("when the bridge works: %v", got)
	}
	if got := p.At(on(t, "2025-12-31")).Says(agenda.Given{Kind: agenda.InLevel, ID: "bridge"}, crossing); got != "what is in place of “The bridge”" {
		t.Error(got)
	}
}

// TestClosedSpans works out by hand, as of 1 January 2026, which spans keep out what
// all would carry.
func TestClosedSpans(t *testing.T) {
	for name, c := range map[string]struct {
		closed, exposure string
		verdict          agenda.Verdict
		until            string // "" where nothing is known; "open" where nothing keeps it out
		rounds           string // in which it can start, of two of a year each
	}{
		"holds and ends":            {"[{from: 2025-06, until: 2026-07}]", "1", agenda.WithinReach, "2026-07", "1"},
		"holds from the day":        {"[{from: 2026-01-01, until: 2026-01-02}]", "1", agenda.WithinReach, "2026-01-02", "1"},
		"ends on the day":           {"[{until: 2026-01-01}]", "1", agenda.Ready, "open", "1"},
		"ends in the second round":  {"[{until: 2027-03}]", "1", agenda.WithinReach, "2027-03", "2"},
		"ends after it":             {"[{until: 2028-01-01}]", "1", agenda.WithinReach, "2028-01-01", ""},
		"has neither date":          {"[{why: A quarrel}]", "1", agenda.HeldBack, "", ""},
		"has no end":                {"[{from: 2025}]", "1", agenda.HeldBack, "", ""},
		"is to come":                {"[{from: 2026-07, until: 2026-09}]", "1", agenda.Ready, "open", "1"},
		"is to come and has no end": {"[{from: 2026-07}]", "1", agenda.Ready, "open", "1"},
		"one after another":         {"[{until: 2026-03}, {from: 2026-03, until: 2026-09}]", "1", agenda.WithinReach, "2026-09", "1"},
		"one in another":            {"[{until: 2026-09}, {from: 2025-03, until: 2026-02}]", "1", agenda.WithinReach, "2026-09", "1"},
		"reaches it by half":        {"[{until: 2026-07}]", "0.5", agenda.WithinReach, "2026-07", "1"},
		"reaches it by less":        {"[{until: 2026-07}]", "0.49", agenda.Ready, "open", "1"},
		"by less, without a date":   {"[{why: A quarrel}]", "0.49", agenda.Ready, "open", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := dossiertest.Load(t, more+led("bridge", "xaa-works", "exposure: {vote: "+c.exposure+"}")+
				"\n-- constraints/vote.md --\n---\ntitle: The vote\nmembers: [XAA]\neffect: closed\nareas: [works]\nclosed: "+c.closed+"\n---\n")
			a := agendatest.Build(t, d, agenda.Options{})
			i := agendatest.One(t, a, "bridge")
			if i.Verdict != c.verdict || *i.Joint.P != 1 {
				t.Errorf("%s at %v, want %s: %s", i.Verdict, *i.Joint.P, c.verdict, i.Why)
			}
			switch {
			case (i.Waits == nil) != (c.until == "open"):
				t.Errorf("waits %+v, want %q", i.Waits, c.until)
			case i.Waits != nil && i.Waits.Until.String() != c.until:
				t.Errorf("waits for %q, want %q", i.Waits.Until, c.until)
			}
			remarks := remarksOf(i)
			if says, ok := remarks["wait"]; ok != (c.until != "open") || c.until == "" && !strings.Contains(says, "no date is known") {
				t.Errorf("it says %q", says)
			}
			if _, ok := remarks["closed"]; ok != (c.exposure == "0.49") {
				t.Errorf("remarks %v", remarks)
			}
			in := ""
			for _, r := range a.Sequence {
				in += string(rune('0' + r.Round))
			}
			if in != c.rounds {
				t.Errorf("in round %q, want %q", in, c.rounds)
			}
			if k := a.Constraints[0]; k.Pressure != nil || k.Basis != "dates" {
				t.Errorf("its pressure is %+v, by %s", k.Pressure, k.Basis)
			}
		})
	}
}

// What gains nobody anything has levers, and none of them decides.
func TestNothingDecidesWithoutGain(t *testing.T) {
	front := strings.Replace(led("bridge", "xaa-head", ""), "xbb-roads: 0.2", "xbb-roads: 0", 1)
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, more+front), agenda.Options{}), "bridge")
	if i.Verdict != agenda.NoGain || len(i.Levers) == 0 || i.Levers[0].Decides {
		t.Errorf("%s: %+v", i.Verdict, i.Levers)
	}
}

// What requires something that waits waits with it.
func TestClosedRequirement(t *testing.T) {
	d := dossiertest.Load(t, more+led("bridge", "xaa-works", "")+led("crossing", "xaa-works", "exposure: {vote: 0}\nrequires: bridge")+
		"\n-- constraints/vote.md --\n---\ntitle: The vote\nmembers: [XAA]\neffect: closed\nareas: [works]\nclosed: [{until: 2026-07}]\n---\n")
	i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "crossing")
	if i.Verdict != agenda.WithinReach || i.Waits == nil || i.Waits.Until.String() != "2026-07" {
		t.Errorf("%s, waits %+v", i.Verdict, i.Waits)
	}
}

// ranged gives the lead of Aland a stance with spread: widened by nothing, it reaches
// the 40 that a team takes in somewhat more than half of the draws.
var ranged = strings.Replace(more, "stances: [{areas: [works], from: 2025-12, position: 80}]", "stances: [{areas: [works], from: 2025-12, position: {low: 20, best: 43, high: 60, confidence: 1}}]", 1)

// A player that accepts in half of the draws or more has to be firmly for it: to is the
// 40 that it needs, and from lies below in the draws that fell short, whatever its
// median. Its set alone makes nothing within reach; 0.50 does.
func TestMadeSureOf(t *testing.T) {
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, ranged+led("bridge", "xaa-works", "")), agenda.Options{}), "bridge")
	if *i.Joint.P < agenda.WithinAt || *i.Joint.P >= agenda.ReadyAt || i.Verdict != agenda.WithinReach {
		t.Fatalf("%s at %v", i.Verdict, *i.Joint.P)
	}
	l := i.Levers[0]
	m := l.Moves[0]
	if len(l.Moves) != 1 || l.Decides || l.To != agenda.MakeSure || !m.Sure || math.Abs(m.Accepts-*i.Joint.P) > 1e-9 || m.From >= m.To || math.Abs(m.To-40) > 1e-3 {
		t.Errorf("%+v", l)
	}
	if p := i.ByMember["XAA"].Players[0]; p.Position.P50 < m.To {
		t.Errorf("the median of %v does not reach %v", p.Position.P50, m.To)
	}
	if !strings.Contains(l.Words, "Works ministry to be firmly for “A team”: the editors estimate it accepts that in ") {
		t.Error(l.Words)
	}
	// Where a bar in Beland stands in 16 draws of 100 the same set still gets to 0.80,
	// at the same cost, and joint carry lies under one half: it is held back.
	// So wide a range is not bridged by 20 points of no deal, of which 26.7 would do.
	low := strings.Replace(ranged, "low: 20, best: 43, high: 60", "low: 0, best: 41, high: 80", 1)
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, low+led("bridge", "xaa-works", "")+barrier("bar", "XBB", "0.16", "lever: none")), agenda.Options{Draws: 4000}), "bridge")
	if *i.Joint.P >= agenda.WithinAt || *i.Joint.P < 0.35 || i.Verdict != agenda.HeldBack {
		t.Errorf("%s at %v", i.Verdict, *i.Joint.P)
	}
	if len(i.Levers) == 0 || i.Levers[0].To != agenda.MakeSure || i.Levers[0].Cost > 15 || i.Levers[0].Decides {
		t.Errorf("%+v", i.Levers)
	}
}

// A player whose own decision an initiative would undo is no lever of it: neither its
// stance, nor a higher cost of no deal, which would have to bring it round, nor what it
// could ease. The head at 30 needs 40, and 20 points of no deal would do.
func TestUndoes(t *testing.T) {
	for front, want := range map[string]agenda.Verdict{"": agenda.WithinReach, "undoes: xaa-works": agenda.WithinReach, "undoes: xaa-head": agenda.HeldBack} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, more+led("bridge", "xaa-head", front)), agenda.Options{}), "bridge")
		if i.Verdict != want || (len(i.Levers) > 0) != (want == agenda.WithinReach) {
			t.Errorf("%q: %s, %+v", front, i.Verdict, i.Levers)
		}
		if want == agenda.WithinReach && i.Levers[0].Moves[0].Kind != "player" {
			t.Errorf("%q: %+v", front, i.Levers)
		}
	}
	// The head would accept, and under the bar does not: easing it is a lever, but not of
	// whose decision is undone, by its id or its name, and its id is printed as its name.
	of := func(front, actor string) *agenda.Initiative {
		bar := barrier("bar", "XAA", "0.9", "lever: {actor: "+actor+", instrument: A decree}")
		return agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, strings.Replace(more, "position: 30", "position: 60", 1)+led("bridge", "xaa-head", front)+bar), agenda.Options{}), "bridge")
	}
	eases := func(i *agenda.Initiative) bool {
		return slices.ContainsFunc(i.Levers, func(l agenda.LeverSet) bool {
			return slices.ContainsFunc(l.Moves, func(m agenda.Move) bool { return m.Kind == "constraint" })
		})
	}
	for _, actor := range []string{"xaa-head", "Head of Aland"} {
		if i := of("", actor); !eases(i) || !strings.Contains(fmt.Sprint(i.Levers), "(Head of Aland: A decree)") {
			t.Errorf("%s: %+v", actor, i.Levers)
		}
		if i := of("undoes: xaa-head", actor); eases(i) {
			t.Errorf("%s is no lever: %+v", actor, i.Levers)
		}
	}
	if i := of("undoes: xaa-head", "The builders"); !eases(i) {
		t.Errorf("builders could ease it: %+v", i.Levers)
	}
}

// Only a lever of one actor makes within reach: to move two costs little here, and is
// printed, but decides nothing. The head and the defence ministry at 30 and 35 need 40.
func TestLeverOfOneActor(t *testing.T) {
	two := strings.Replace(more, "heads: government, stances: [{areas: [works], from: 2025-12, position: 100}]", "heads: government, stances: [{areas: [works], from: 2025-12, position: 38}]", 1)
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, two+led("bridge", "xaa-head", "")), agenda.Options{}), "bridge")
	if i.Verdict != agenda.HeldBack || len(i.Levers) == 0 || len(i.Levers[0].Moves) != 2 || i.Levers[0].Decides || i.Levers[0].Cost > 15 {
		t.Errorf("%s: %+v", i.Verdict, i.Levers)
	}
	if len(i.HeldBackBy) != 0 {
		t.Errorf("no single thing gives it back, and yet: %+v", i.HeldBackBy)
	}
}

// Moving a player and relieving what it is named as able to relieve are moves of one
// actor: the head would need 40 and, under the bar, both. The same with another's name
// takes two.
func TestLeverOfOneActorWithTwoMoves(t *testing.T) {
	for actor, want := range map[string]agenda.Verdict{"Head of Aland": agenda.WithinReach, "xaa-head": agenda.WithinReach, "The builders": agenda.HeldBack} {
		bar := barrier("bar", "XAA", "0.3", "lever: {actor: "+actor+", instrument: A decree}")
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, strings.Replace(more, "position: 30", "position: 39.9", 1)+led("bridge", "xaa-head", "")+bar), agenda.Options{}), "bridge")
		if i.Verdict != want || len(i.Levers) == 0 || i.Levers[0].Decides != (want == agenda.WithinReach) {
			t.Errorf("%s: %s with %+v", actor, i.Verdict, i.Levers)
		}
	}
}

// What a dossier names nobody for decides no verdict: to ease the bar under which the
// head of Aland would not accept makes it ready, and it is held back until somebody is
// named who could.
func TestLeverOfNobody(t *testing.T) {
	for lever, want := range map[string]agenda.Verdict{"lever: {actor: The builders, instrument: A decree}": agenda.WithinReach, "": agenda.HeldBack} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, strings.NewReplacer("position: 30", "position: 60", "settings: {", "settings: {lever_cost_limit: 30, ").Replace(more)+led("bridge", "xaa-head", "undoes: xaa-head")+barrier("bar", "XAA", "0.9", lever)), agenda.Options{}), "bridge")
		if i.Verdict != want || len(i.Levers) != 1 || i.Levers[0].Moves[0].Kind != "constraint" || i.Levers[0].Decides != (want == agenda.WithinReach) {
			t.Errorf("%q: %s with %+v", lever, i.Verdict, i.Levers)
		}
	}
}

// One member and twelve work as two do: the crossing is carried where all carry the
// bridge that it requires, which the one whose minister stands at 30 does not.
func TestOneMemberAndTwelve(t *testing.T) {
	for _, n := range []int{1, 12} {
		var head, members, owners []string
		archive := ""
		for k := range n {
			code := "X" + string(rune('A'+k)) + "A"
			id := strings.ToLower(code)
			position := "100"
			if k == n-1 {
				position = "30"
			}
			head, owners = append(head, code), append(owners, code+": {lead: "+id+"-minister}")
			members = append(members, code+": Land of "+code)
			archive += "\n-- members/" + id + ".yaml --\ncode: " + code + "\npriorities: [{id: " + id + "-roads, title: Roads, weight: 0.5, from: 2020}]\nplayers:\n" +
				"  - {id: " + id + "-minister, name: Minister of " + code + ", kind: ministry, role: decides, influence: 0.5, stances: [{areas: [works], from: 2025-12, position: 100}, {areas: [roads], from: 2025-12, position: " + position + "}]}\n" +
				"procedures: [{id: own, name: Of the owners, path: {owners: yes}}]\n"
		}
		serves := "serves: {"
		for k, code := range head {
			if k > 0 {
				serves += ", "
			}
			serves += strings.ToLower(code) + "-roads: 0.4"
		}
		front := "target: team\nowners: {" + strings.Join(owners, ", ") + "}\n" + ladder[:strings.Index(ladder, "serves:")] + serves + "}\n"
		d := dossiertest.Load(t, "\n-- dossier.yaml --\ntitle: Many\nas_of: 2026-01-01\nmembers: ["+strings.Join(head, ", ")+"]\nnames: {"+strings.Join(members, ", ")+"}\n"+
			"areas: [{id: works, name: Works}, {id: roads, name: Roads}]\nsettings: {kappa: 0.5, judge_error: 0, ageing: 0, draws: 100}\n"+archive+
			initiative("crossing", "area: works\nrequires: {initiative: bridge, rung: talk}\n"+front)+initiative("bridge", "area: roads\n"+front)+initiative("road", "area: works\nrequires: bridge\n"+front))
		a := agendatest.Build(t, d, agenda.Options{})
		last := strings.ToLower(head[n-1]) + "-minister"
		for id, want := range map[string]float64{"crossing": 1, "bridge": 0, "road": 0} { // at 30 it accepts up to 45
			i := agendatest.One(t, a, id)
			if *i.Joint.P != want || len(i.ByMember) != n || len(i.Support) != n {
				t.Errorf("%d members: %s at %v", n, id, *i.Joint.P)
			}
			if want == 0 && (i.Verdict != agenda.WithinReach || len(i.HeldBackBy) != 1 || i.HeldBackBy[0].ID != last || i.Levers[0].Moves[0].ID != last) {
				t.Errorf("%d members: %s is %s, held back by %+v", n, id, i.Verdict, i.HeldBackBy)
			}
		}
	}
}

// TestHoldsGiveBack changes what is said to hold an initiative back, one thing at a
// time, and finds what was said to be given back: also where a fear presses so hard that
// it would pull a player back from the top of the ladder, and where judges err, evidence
// ages and κ is drawn.
func TestHoldsGiveBack(t *testing.T) {
	tried := map[string]bool{}
	loose := strings.Replace(ranged, "kappa: 0.5, judge_error: 0, ageing: 0, ", "judge_error: 40, ", 1)
	for _, points := range []string{"-15", "-70", "-14"} {
		base := ranged
		if points == "-14" {
			base = strings.ReplaceAll(loose, "from: 2025-12", "from: 2023-12")
		}
		d := dossiertest.Load(t, base+ban+led("crossing", "xaa-head", "requires: bridge\nstances: [{player: xaa-head, from: 2025-12, position: {low: 25, best: 42, high: 70, confidence: 1}}]")+led("bridge", "xaa-works", "")+`
-- constraints/fear.md --
---
title: Fear
members: [XAA]
effect: shift
areas: [works]
shifts: [{players: [xaa-works, xaa-head], points: `+points+`}]
pressure: [{from: 2025-12-31, low: 0, best: 0, high: 0}, {from: 2026-01-01, low: 0.2, best: 0.5, high: 0.9}]
---
`)
		for _, id := range []string{"crossing", "bridge"} {
			before := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Only: id}), id)
			if len(before.HeldBackBy) == 0 {
				t.Errorf("nothing holds %s back", id)
			}
			for _, h := range before.HeldBackBy {
				c := &dossier.Change{Pressure: dossier.Ref{ID: h.ID}, To: dossier.Exactly(0)}
				if h.Kind == "player" {
					of := h.Initiative
					if of == "" {
						of = id
					}
					c = &dossier.Change{Move: dossier.Ref{ID: h.ID}, Initiative: dossier.Ref{ID: of}, By: 100}
				}
				after := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Only: id, Changes: []*dossier.Change{c}}), id)
				if got := *after.Joint.P - *before.Joint.P; math.Abs(got-h.GivesBack) > 1e-9 || got < agenda.HoldsFrom {
					t.Errorf("%s at %s: %s gives back %v, and was said to give back %v", id, points, h.ID, got, h.GivesBack)
				}
				tried[points+" "+h.Kind+" "+h.Initiative] = true
			}
		}
	}
	for _, want := range []string{"-15 player ", "-15 player bridge", "-15 constraint ", "-70 player ", "-14 player ", "-14 constraint "} {
		if !tried[want] {
			t.Errorf("%q was not tried: %v", want, tried)
		}
	}
}
