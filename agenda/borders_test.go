package agenda

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/record"
	"entente/winset"
)

func dateOf(t *testing.T, s string) dossier.Date {
	t.Helper()
	d, err := dossier.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// oneMember begins a dossier of one member, up to the keys of its file.
const oneMember = `
-- dossier.yaml --
title: T
as_of: 2026-03-31
members: [XAA]
names: {XAA: Arden}
areas: [{id: works, name: Works}]
-- members/xaa.yaml --
code: XAA`

// TestWhyTogether says what going together adds to the best other forum. The target is
// at 60 and 20 is in place.
func TestWhyTogether(t *testing.T) {
	forum := func(name string, level float64, members ...string) *dossier.Alternative {
		a := &dossier.Alternative{Forum: dossier.Text{Plain: name}, Level: level}
		for _, m := range members {
			a.Members = append(a.Members, dossier.Ref{ID: m})
		}
		return a
	}
	d := &dossier.Dossier{Header: &dossier.Header{}, Members: []*dossier.Member{{Code: dossier.Ref{ID: "XAA"}}, {Code: dossier.Ref{ID: "XBB"}}}}
	w := &world{d: d}
	for _, c := range []struct {
		forums []*dossier.Alternative
		want   string
	}{
		{nil, "No other forum is on record that gives the same."},
		{[]*dossier.Alternative{forum("A", 60)}, "The best other forum on record, A, already reaches the target."},
		{[]*dossier.Alternative{forum("A", 61)}, "The best other forum on record, A, already reaches the target."},
		{[]*dossier.Alternative{forum("A", 20)}, "The best other forum on record, A, gives no more than what is in place; going together adds 40 of the ladder's 100 points."},
		{[]*dossier.Alternative{forum("A", 21)}, "The best other forum on record, A, reaches 21 of the ladder's 100 points; going together adds 39."},
		{[]*dossier.Alternative{forum("A", 30), forum("B", 50), forum("C", 50)}, "The best other forum on record, B, reaches 50 of the ladder's 100 points; going together adds 10."},
	} {
		if got := w.together(&dossier.Initiative{Alternatives: c.forums}, &dossier.Rung{Level: 60}, 20); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	i := &dossier.Initiative{Alternatives: []*dossier.Alternative{forum("low", 10), forum("theirs", 90, "XBB"), forum("mine", 40, "XAA"), forum("as much", 40)}}
	if a, b := bestAlternative(i, "XAA"), bestAlternative(i, "XBB"); a.Forum.Plain != "mine" || b.Forum.Plain != "theirs" || bestAlternative(&dossier.Initiative{}, "XAA") != nil {
		t.Errorf("the best of each: %v, %v", a.Forum, b.Forum)
	}
	if got := w.alternativeOf(i); got.Forum != "theirs" || !slices.Equal(got.Members, []string{"XBB"}) || got.Unconfirmed {
		t.Errorf("%+v", got)
	}
	i.Alternatives = []*dossier.Alternative{{Level: 5, Sure: "no"}}
	if got := w.alternativeOf(i); !slices.Equal(got.Members, []string{"XAA", "XBB"}) || !got.Unconfirmed {
		t.Errorf("of all members: %+v", got)
	}
	if d.Members = d.Members[:1]; w.together(&dossier.Initiative{}, &dossier.Rung{Level: 60}, 20) != "" {
		t.Error("one member has nobody to go with")
	}
}

// TestFirstOpenDay follows closed spans of several constraints to the first day that lies
// in none.
func TestFirstOpenDay(t *testing.T) {
	closed := func(spans ...string) reach {
		c := &dossier.Constraint{Effect: dossier.EffectClosed}
		for k := 0; k < len(spans); k += 2 {
			s := &dossier.Span{}
			if spans[k] != "" {
				s.From = dateOf(t, spans[k])
			}
			if spans[k+1] != "" {
				s.Until = dateOf(t, spans[k+1])
			}
			c.Closed = append(c.Closed, s)
		}
		return reach{Constraint: c}
	}
	day := func(s string) time.Time { return dateOf(t, s).First() }
	all := []reach{closed("2026-01-01", "2026-02-01"), closed("2026-02-01", "2026-03-01", "2026-05-01", "2026-06-01"), closed("2026-02-20", "2026-03-15"), closed("2027-01-01", "")}
	for on, want := range map[string]string{"2025-12-31": "", "2026-01-01": "2026-03-15", "2026-01-31": "2026-03-15", "2026-02-28": "2026-03-15", "2026-03-14": "2026-03-15", "2026-03-15": "", "2026-05-31": "2026-06-01", "2026-06-01": "", "2027-01-01": ""} {
		if got := opens(all, day(on)).String(); got != want {
			t.Errorf("from %s it opens on %q, want %q", on, got, want)
		}
	}
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"2025-12-31", "2026-01-01", true}, {"2026-01-01", "2026-03-15", false}, {"2026-01-01", "2026-03-16", true}, {"2026-03-15", "2026-03-16", true}, {"2026-05-01", "2026-06-01", false}, {"2026-05-01", "2026-06-02", true},
		{"2026-12-31", "2027-02-01", true}, {"2027-01-01", "2030-01-01", false}, {"2026-03-20", "2026-03-20", false},
	} {
		if got := openBetween(all, day(c.from), day(c.to)); got != c.want {
			t.Errorf("open between %s and %s: %v", c.from, c.to, got)
		}
	}
}

// TestConstraintsInOrder puts first what alone gives back most, then what holds back more
// initiatives, then what presses more, and what has no pressure last.
func TestConstraintsInOrder(t *testing.T) {
	press := func(v float64) *Quantiles { return &Quantiles{P50: v} }
	holds := func(c string, v float64) Hold { return Hold{Kind: "constraint", ID: c, GivesBack: v} }
	a := &Agenda{
		Constraints: []*Constraint{
			{ID: "none", Members: []string{"XAA"}}, {ID: "weak", Members: []string{"XAA"}, Pressure: press(0.2)}, {ID: "strong", Members: []string{"XAA", "XBB"}, Pressure: press(0.6)}, {ID: "theirs", Members: []string{"XBB"}, Pressure: press(1)},
			{ID: "once", Members: []string{"XAA"}, Pressure: press(0.9)}, {ID: "twice", Members: []string{"XAA"}}, {ID: "most", Members: []string{"XAA"}},
		},
		Initiatives: []*Initiative{
			{ID: "a", HeldBackBy: []Hold{holds("once", 0.2), holds("twice", 0.1), {Kind: "player", ID: "weak", GivesBack: 0.9}}},
			{ID: "b", HeldBackBy: []Hold{holds("twice", 0.2), holds("most", 0.3)}},
		},
	}
	var got []string
	for _, c := range a.ConstraintsOf("XAA") {
		got = append(got, c.ID)
	}
	if fmt.Sprint(got) != "[most twice once strong weak none]" {
		t.Errorf("%v", got)
	}
	if a.ConstraintsOf("XCC") != nil {
		t.Error("constraints of no member")
	}
}

// TestGapOfPublicAndElite asks for a public, and for those who decide with some influence.
func TestGapOfPublicAndElite(t *testing.T) {
	public := func(best float64) Standing {
		return Standing{Best: best, Player: &dossier.Player{Kind: "public", Role: dossier.Refs{{ID: dossier.Audience}}}}
	}
	elite := func(role string, best, influence float64) Standing {
		return Standing{Best: best, Player: &dossier.Player{Role: dossier.Refs{{ID: role}}, Influence: dossier.Exactly(influence)}}
	}
	for _, all := range [][]Standing{nil, {public(70)}, {elite(dossier.Decides, 40, 0.5)}, {public(70), elite(dossier.Decides, 40, 0)}, {public(70), elite(dossier.Implements, 40, 0.5)}} {
		if g := gapOf(all); g != nil {
			t.Errorf("of %d: %+v", len(all), g)
		}
	}
	if g := gapOf([]Standing{public(70), public(50), elite(dossier.Decides, 40, 0.25), elite(dossier.Ratifies, 80, 0.75), elite(dossier.Implements, 99, 1)}); g == nil || *g != (Gap{70, 60}) {
		t.Errorf("%+v", g)
	}
}

// TestBodiesActThroughOthers follows an agency to its successor once it has ended, and to
// the player it acts through; agencies in a circle act through nobody.
func TestBodiesActThroughOthers(t *testing.T) {
	d := dossiertest.Load(t, oneMember+`
agencies:
  - {id: old, name: Old, to: 2026-03-30, successor: new, acts_through: head}
  - {id: lasting, name: Lasting, to: 2026-03-31, successor: new, acts_through: head}
  - {id: new, name: New, acts_through: voice}
  - {id: mute, name: Mute}
  - {id: ring, name: Ring, to: 2025, successor: wheel}
  - {id: wheel, name: Wheel, to: 2025, successor: ring}
players:
  - {id: head, name: Head, kind: executive, role: [decides], influence: 0.9}
  - {id: voice, name: Voice, kind: ministry, role: [decides], influence: 0.5}
  - {id: press, name: Press, kind: media, role: [ratifies], influence: 0.1}
procedures: [{id: way, name: Way, path: {all: [{players: [head, voice], weigh: influence}, {any: [{players: [press]}]}]}}]
`)
	w, m := &world{d: d, asOf: d.AsOfDay()}, d.Members[0]
	for id, want := range map[string]string{"old": "voice", "lasting": "head", "new": "voice", "mute": "mute", "head": "head", "nobody": "nobody"} {
		if got := w.actsAs(m, id); got != want {
			t.Errorf("%s acts as %s, want %s", id, got, want)
		}
	}
	if got := w.actsAs(m, "ring"); got != "ring" && got != "wheel" {
		t.Errorf("in a circle: %s", got)
	}
	path := m.Procedures[0].Path
	for player, want := range map[string]bool{"head": true, "voice": true, "press": false, "nobody": false} {
		if weighsInfluenceAlone(path, player) != want {
			t.Errorf("%s is weighed by influence alone: %v", player, !want)
		}
	}
	if !vetoes(&dossier.Step{All: []*dossier.Step{{Players: dossier.Refs{{ID: "a"}, {ID: "b"}}}, {Players: dossier.Refs{{ID: "c"}}}}}, "c") || vetoes(path, "press") || vetoes(&dossier.Step{Players: dossier.Refs{{ID: "a"}, {ID: "b"}}}, "a") {
		t.Error("who alone can stop a step")
	}
	if v := voter(m, "head"); v != m.Players[0] {
		t.Errorf("%+v", v)
	}
	if v := voter(m, "nobody"); v.ID.ID != "nobody" || v.Member != "XAA" || len(v.Stances) > 0 {
		t.Errorf("%+v", v)
	}
}

// TestFewPairsTellNothingOfAgeing takes the usual points under thirty pairs of stances, or
// ten that lie more than a year apart.
func TestFewPairsTellNothingOfAgeing(t *testing.T) {
	of := func(pairs, aged int) *dossier.Dossier {
		p := &dossier.Player{Kind: "party"}
		for k := range pairs {
			area := dossier.Refs{{ID: fmt.Sprint("a", k)}}
			next := dateOf(t, "2021-01-01")
			if k < aged {
				next = dateOf(t, "2022-06-01")
			}
			p.Stances = append(p.Stances, &dossier.Stance{Areas: area, From: dateOf(t, "2020-06-01"), Position: dossier.Exactly(50)}, &dossier.Stance{Areas: area, From: next, Position: dossier.Exactly(60 + float64(k%5))})
		}
		return &dossier.Dossier{Header: &dossier.Header{}, Members: []*dossier.Member{{Players: []*dossier.Player{p}}}}
	}
	day := dateOf(t, "2026-01-01").First()
	for _, c := range []struct{ pairs, aged, want int }{{29, 29, 0}, {30, 9, 0}, {30, 10, 30}, {31, 31, 31}, {0, 0, 0}} {
		s, n := ageingOf(of(c.pairs, c.aged), day, dossier.Settings{})
		if n != c.want || (s == usualAgeing) != (c.want == 0) {
			t.Errorf("%d pairs, %d of them old: %v of %d", c.pairs, c.aged, s, n)
		}
	}
	fixed := 7.0
	if s, n := ageingOf(of(40, 40), day, dossier.Settings{Ageing: &fixed}); s != 7 || n != 0 {
		t.Errorf("stated: %v of %d", s, n)
	}
	if s, n := ageingOf(of(40, 40), dateOf(t, "2022-05-31").First(), dossier.Settings{}); s != usualAgeing || n != 0 {
		t.Errorf("before the later ones were known: %v of %d", s, n)
	}
	if got := years(dateOf(t, "2020-01-01").First(), dateOf(t, "2024-01-01").First()); got != 4 {
		t.Errorf("four years are %v", got)
	}
}

// TestUnderScenario names a scenario by its title, and none by nothing.
func TestUnderScenario(t *testing.T) {
	d := dossiertest.Load(t, oneMember+`
players: [{id: head, name: Head, kind: executive, role: [decides], influence: 0.9}]
-- scenarios/turn.yaml --
title: A turn
supposes: A turn.
changes: [{influence: head, to: 0.5}]
`)
	for id, want := range map[string]string{"turn": "under the scenario “A turn”", "": "", "tern": ""} {
		if got := UnderScenario(d, id); got != want {
			t.Errorf("%q: %q", id, got)
		}
	}
}

// TestVerdictsInOrder ranks verdicts from delivered down.
func TestVerdictsInOrder(t *testing.T) {
	for want, v := range []Verdict{NotAssessed, HeldBack, WithinReach, Ready, Delivered} {
		if got := rankVerdict(v); got != want {
			t.Errorf("%s ranks %d, want %d", v, got, want)
		}
	}
}

// TestNearEven marks a quick win whose delivery lies within six errors of even: delivery
// moves by p(1-p)β for each point of joint carry.
func TestNearEven(t *testing.T) {
	se := 0.01
	reach := nearErrors * 0.25 * record.Beta * se // about an even chance
	for _, c := range []struct {
		p    float64
		se   *float64
		want bool
	}{{0.5, &se, true}, {0.5 + 0.9*reach, &se, true}, {0.5 - 0.9*reach, &se, true}, {0.5 + 1.2*reach, &se, false}, {0.5 - 1.2*reach, &se, false}, {0.5, nil, false}} {
		for _, brief := range []bool{false, true} {
			i := &Initiative{Delivery: &record.Delivery{P: c.p}, Joint: Share{SE: c.se}}
			(&builder{opt: Options{Brief: brief}}).nearEven(i)
			if want := c.want && !brief; i.NearLine != want || len(i.Remarks) > 0 != want || want && i.Remarks[0].Kind != RemarkNear {
				t.Errorf("%v, in brief %v: near a line %v, %+v", c.p, brief, i.NearLine, i.Remarks)
			}
		}
	}
	i := &Initiative{Joint: Share{SE: &se}}
	if (&builder{}).nearEven(i); i.NearLine {
		t.Error("without delivery")
	}
}

// TestMostMovable tries as levers the thirty-two players of most influence, and those who
// have as much as the last of them.
func TestMostMovable(t *testing.T) {
	capitalOf := func(n int) *capital {
		c := &capital{players: make([]*dossier.Player, n), known: make([]bool, n), influence: make([]float64, n)}
		for p := range n {
			c.known[p], c.influence[p] = p != 0, float64(p)/100
		}
		return c
	}
	for n, want := range map[int]float64{1: 0, 33: 0, 34: 0.02, 40: 0.08} { // the first is not known
		tr := &trial{capitals: []*capital{capitalOf(n)}}
		if got := tr.enoughInfluence(); math.Abs(got-want) > 1e-12 {
			t.Errorf("of %d: from %v, want %v", n, got, want)
		}
	}
}

// TestVoters stand once each in the order of the stages.
func TestVoters(t *testing.T) {
	stage := func(players ...int) *winset.Procedure {
		return &winset.Procedure{Stage: &winset.Stage{Players: players}}
	}
	if got := votersIn(&winset.Procedure{All: []*winset.Procedure{stage(2, 0), {Any: []*winset.Procedure{stage(0, 3), stage(1)}}}}); !slices.Equal(got, []int{2, 0, 3, 1}) {
		t.Errorf("%v", got)
	}
}

// TestJudgementsOfTheDay keeps of the latest round that was held the last word of each
// expert; one without a date counts from the dossier's own day.
func TestJudgementsOfTheDay(t *testing.T) {
	d := &dossier.Dossier{Header: &dossier.Header{AsOf: dateOf(t, "2026-03-31")}}
	half := 0.6
	for _, j := range []struct {
		round, expert, date string
		best                float64
		c                   *float64
	}{
		{"1", "a", "2025-01-01", 10, nil}, {"2", "a", "2025-06-01", 20, nil}, {"2", "b", "2025-06-02", 30, &half}, {"2", "a", "2025-06-03", 25, nil}, {"2", "b", "2025-06-01", 99, nil}, {"2", "c", "2025-07", 50, nil}, {"2", "c", "2025-07", 55, nil}, {"3", "a", "", 40, nil},
	} {
		x := &dossier.Judgement{Round: j.round, Expert: j.expert, Target: "influence:p", Best: j.best, Confidence: j.c}
		if j.date != "" {
			x.Date = dateOf(t, j.date)
		}
		d.Judgements = append(d.Judgements, x)
	}
	for on, want := range map[string]string{"2024-12-31": "", "2025-01-01": "10 0.8;", "2025-05-31": "10 0.8;", "2025-06-01": "20 0.8;99 0.8;", "2025-06-03": "25 0.8;30 0.6;", "2025-07-01": "25 0.8;30 0.6;55 0.8;", "2026-03-30": "25 0.8;30 0.6;55 0.8;", "2026-03-31": "40 0.8;"} {
		w := &world{d: d, asOf: dateOf(t, on).First(), judged: map[string][]opinion{}}
		w.collectJudgements()
		got := ""
		for _, o := range w.judged["influence:p"] {
			got += fmt.Sprintf("%g %g;", o.Best, o.Confidence)
		}
		if got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
}
