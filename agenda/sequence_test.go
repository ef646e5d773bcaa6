package agenda_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier/dossiertest"
)

// works gives an initiative that both members carry in every draw, with a value
// of 0.3 × serves; more is added to its front matter.
func works(name string, serves float64, more string) string {
	return initiative(name, fmt.Sprintf(`area: works
target: team
ladder: [{rung: team, level: 60, name: A team}]
serves: {xaa-roads: %g, xbb-roads: %g}
%s`, serves, serves, more))
}

// rounds gives the round of each initiative that is taken up, from 1.
func rounds(a *agenda.Agenda) map[string]int {
	out := map[string]int{}
	for _, r := range a.Sequence {
		for _, id := range r.Initiatives {
			out[id] = r.Round
		}
	}
	return out
}

const small = "settings: {rounds: 2, per_round: 2, "

func withRounds(s string) string {
	return strings.Replace(base, "settings: {", small, 1) + s
}

// sure is the delivery of what all carry and nobody has promised, of a line or body,
// in a group of no record: p0 is the prior of one half, whose log odds are 0, and
// carry lies 0.2 above the 0.8 at which it adds nothing, at 1.2 log odds a whole.
var sure = 1 / (1 + math.Exp(-1.2*0.2))

func TestSequenceTakesTheBest(t *testing.T) {
	a := agendatest.Build(t, dossiertest.Load(t, withRounds(works("one", 0.9, "")+works("two", 0.8, "")+works("three", 0.7, "")+works("four", 0.6, "")+works("five", 0.5, ""))), agenda.Options{})
	if len(a.Sequence) != 2 {
		t.Fatalf("%+v", a.Sequence)
	}
	sum := 0.0
	for _, r := range a.Sequence {
		if len(r.Initiatives) != 2 || r.Gap != 0 {
			t.Errorf("%+v", r)
		}
		sum += r.Value
	}
	if math.Abs(sum-0.3*(0.9+0.8+0.7+0.6)*sure) > 1e-9 {
		t.Errorf("worth %v: %+v", sum, a.Sequence)
	}
}

func TestSequenceRequires(t *testing.T) {
	got := rounds(agendatest.Build(t, dossiertest.Load(t, withRounds(works("first", 0.1, "")+works("second", 0.9, "requires: [first]")+works("third", 0.05, "requires: [second]"))), agenda.Options{}))
	if got["first"] != 1 || got["second"] != 2 || got["third"] != 0 {
		t.Errorf("rounds %v", got)
	}
	done := "history: [{from: 2025, rung: team, what: Done}]"
	got = rounds(agendatest.Build(t, dossiertest.Load(t, withRounds(works("first", 0.1, done)+works("second", 0.9, "requires: [first]"))), agenda.Options{}))
	if got["second"] != 1 || got["first"] != 0 {
		t.Errorf("where the first is in place: rounds %v", got)
	}
}

func TestSequenceCapacity(t *testing.T) {
	owned := "owners: {XAA: [xaa-head]}"
	capacity := func(pressure string) string {
		return fmt.Sprintf("\n-- constraints/busy.md --\n---\ntitle: Few hands\nmembers: [XAA]\neffect: capacity\ncapacity: {owners: [xaa-head], calm: 2, acute: 0}\npressure:\n  - {from: 2025, low: %s, best: %s, high: %s}\n---\n", pressure, pressure, pressure)
	}
	files := withRounds(works("one", 0.9, owned) + works("two", 0.8, owned) + works("three", 0.7, owned) + works("free", 0.1, ""))
	for _, c := range []struct {
		pressure string
		want     int // of those owned
	}{{"0", 3}, {"0.4", 2}, {"0.5", 2}, {"0.6", 0}, {"1", 0}} {
		got := rounds(agendatest.Build(t, dossiertest.Load(t, files+capacity(c.pressure)), agenda.Options{}))
		n := 0
		byRound := map[int]int{}
		for _, id := range []string{"one", "two", "three"} {
			if got[id] > 0 {
				n++
				byRound[got[id]]++
			}
		}
		if n != c.want || got["free"] == 0 {
			t.Errorf("pressure %s: rounds %v, want %d of those owned", c.pressure, got, c.want)
		}
		if c.want == 2 && byRound[1] != 1 {
			t.Errorf("pressure %s: rounds %v, want one a round", c.pressure, got)
		}
	}
}

func TestSequenceWindow(t *testing.T) {
	window := func(pressure, until string) string {
		return fmt.Sprintf("\n-- constraints/polls.md --\n---\ntitle: An election\nmembers: [XAA]\neffect: window\nareas: [works]\nwindow: {until: %s}\npressure:\n  - {from: 2025, low: %s, best: %s, high: %s}\n---\n", until, pressure, pressure, pressure)
	}
	for _, c := range []struct {
		pressure, until string
		want            int
	}{{"1", "2026-06", 1}, {"1", "2027-06", 2}, {"0", "2027-06", 2}, {"1", "2029", 0}} {
		got := rounds(agendatest.Build(t, dossiertest.Load(t, withRounds(works("one", 0.9, "")+window(c.pressure, c.until))), agenda.Options{}))
		if got["one"] != c.want {
			t.Errorf("until %s at pressure %s: round %d, want %d", c.until, c.pressure, got["one"], c.want)
		}
	}
}

// TestSequenceEasing: with the grievance at full pressure the heads accept 75
// and 60 of the ladder, without it 105 and 90; so the works at 80 come only
// after what eases it, as many rounds later as its lag takes.
func TestSequenceEasing(t *testing.T) {
	const sources = "\n-- sources/entente.json --\n[{\"id\": \"study\", \"type\": \"report\", \"title\": \"A study\"}]\n"
	three := strings.Replace(base, "settings: {", "settings: {rounds: 3, per_round: 2, ", 1)
	hard := initiative("hard", "area: works\ntarget: works\n"+ladder)
	eases := func(lag int, evidence string) string {
		return fmt.Sprintf("eases: [{constraint: grievance, low: 1, best: 1, high: 1, lag: %d, mechanism: Trust, evidence: [%s]}]", lag, evidence)
	}
	for _, c := range []struct {
		name, eases string
		want        int
	}{
		{"nothing eases", "", 0}, {"at once", eases(0, "source:study"), 2}, {"a year", eases(12, "source:study"), 2}, {"two years", eases(24, "source:study"), 3},
		{"three years", eases(36, "source:study"), 0}, {"no evidence", eases(0, ""), 0},
	} {
		a := agendatest.Build(t, dossiertest.Load(t, three+sources+works("easy", 0.9, c.eases)+hard+strings.ReplaceAll(grievance, "NOW", "1")), agenda.Options{})
		if p := *agendatest.One(t, a, "hard").Joint.P; p != 0 {
			t.Fatalf("%s: the hard one is carried today in %v", c.name, p)
		}
		if got := rounds(a); got["hard"] != c.want || got["easy"] != 1 && c.want > 0 {
			t.Errorf("%s: rounds %v, want the hard one in %d", c.name, got, c.want)
		}
		if c.want > 0 {
			last := a.Sequence[len(a.Sequence)-1]
			if !slices.Contains(last.Initiatives, "hard") || math.Abs(last.Value-0.08*sure) > 1e-9 || !slices.Equal(last.Lifted, []string{"hard"}) {
				t.Errorf("%s: %+v", c.name, last)
			}
		}
	}
}
