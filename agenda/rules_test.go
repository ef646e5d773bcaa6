package agenda_test

import (
	"cmp"
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

// barrier is a cap that no lever lifts and that stands, over the draws, as often
// as its pressure says: with it carry takes any value between 0 and 1.
func barrier(id, member, pressure, lever string) string {
	return fmt.Sprintf(`
-- constraints/%s.md --
---
title: The %[1]s
members: [%s]
effect: cap
areas: [works]
cap: {under: 60}
pressure: [{from: 2020, low: %s, best: %[3]s, high: %[3]s}]
%s
---
`, id, member, pressure, lever)
}

const willing = "position: 100"

// eager is the base dossier with heads who accept everything, so that only
// barriers stand in the way.
var eager = strings.NewReplacer("position: 60", willing, "position: 50", willing).Replace(base)

// The borders of verdicts belong to the better one: 0.80 is ready, 0.50 within
// reach. In ten draws carry takes tenths, so the borders themselves are met.
func TestVerdictsAtTheirBorders(t *testing.T) {
	seen := map[int]agenda.Verdict{}
	for p := 0.0; p <= 1; p += 0.04 {
		d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\n"+ladder)+barrier("ban", "XAA", fmt.Sprintf("%.2f", p), "lever: none"))
		for seed := range uint64(3) {
			i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 10, Seed: &seed}), "bridge")
			seen[int(math.Round(*i.Joint.P*10))] = i.Verdict
		}
	}
	for tenths, want := range []agenda.Verdict{
		agenda.HeldBack, agenda.HeldBack, agenda.HeldBack, agenda.HeldBack, agenda.HeldBack,
		agenda.WithinReach, agenda.WithinReach, agenda.WithinReach, agenda.Ready, agenda.Ready, agenda.Ready,
	} {
		if got, ok := seen[tenths]; !ok || got != want {
			t.Errorf("%d of 10 draws: %q, want %q", tenths, got, want)
		}
	}
}

// What would give back half a draw in ten or more holds an initiative back, what
// gives less does not; a share is said from one draw in a hundred.
func TestHeldBackFromHalfADrawInTen(t *testing.T) {
	lost := map[[2]int]bool{}
	for _, p := range []string{"0.004", "0.006", "0.008", "0.01", "0.012", "0.014", "0.018", "0.04", "0.05", "0.06", "0.12"} {
		d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\n"+ladder)+barrier("ban", "XAA", p, ""))
		for _, draws := range []int{100, 1000} {
			i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: draws}), "bridge")
			n := int(math.Round(float64(draws) * (1 - *i.Joint.P)))
			lost[[2]int{draws, n}] = true
			listed := len(i.HeldBackBy) == 1 && i.HeldBackBy[0].ID == "ban" && i.HeldBackBy[0].Evidence && math.Abs(i.HeldBackBy[0].GivesBack-float64(n)/float64(draws)) < 1e-9
			if want := 20*n >= draws; listed != want || !want && len(i.HeldBackBy) != 0 {
				t.Errorf("%d of %d draws lost: held back by %+v", n, draws, i.HeldBackBy)
			}
			shared := len(i.Shares) == 1 && i.Shares[0].Share == 1 && i.Shares[0].SE == 0
			if want := 100*n >= draws; shared != want || !want && len(i.Shares) != 0 {
				t.Errorf("%d of %d draws lost: shares %+v", n, draws, i.Shares)
			}
		}
	}
	// Both sides of the border were met, and the border itself.
	if !lost[[2]int{100, 0}] || !lost[[2]int{100, 1}] || !lost[[2]int{1000, 12}] {
		t.Errorf("draws lost: %v", lost)
	}
}

// Shares add up to one, the greatest first, and so stand what would give back most.
func TestHoldsAreRanked(t *testing.T) {
	for _, ps := range [][3]string{{"0.9", "0.5", "0.1"}, {"0.5", "0.5", "0.5"}, {"0.55", "0.5", "0.24"}} {
		d := dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\n"+ladder)+
			barrier("brake", "XAA", ps[2], "")+barrier("bar", "XBB", ps[1], "")+barrier("ban", "XAA", ps[0], ""))
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Draws: 4000}), "bridge")
		sum, last := 0.0, 2.0
		for _, h := range i.Shares {
			if h.Share > last {
				t.Errorf("%v: not in order: %+v", ps, i.Shares)
			}
			sum, last = sum+h.Share, h.Share
		}
		if math.Abs(sum-1) > 1e-9 || len(i.Shares) != 3 {
			t.Errorf("%v: the shares add up to %v", ps, sum)
		}
		if !slices.IsSortedFunc(i.HeldBackBy, func(x, y agenda.Hold) int { return cmp.Compare(y.GivesBack, x.GivesBack) }) {
			t.Errorf("%v: not in order: %+v", ps, i.HeldBackBy)
		}
	}
}

// A stance whose date is a month or a year was held by its end: the pressure of
// that day is in it already.
func TestPartialDateOfAStanceIsItsLastDay(t *testing.T) {
	for _, c := range []struct {
		from, rose string // the stance's date; the day from which the grievance presses in full
		want       float64
	}{
		{"2025-06", "2025-06-15", 60}, // the stance of June was held under it
		{"2025-06", "2025-06-30", 60},
		{"2025-06", "2025-07-01", 40}, // it came after, and takes its 20 points
		{"2024", "2024-12-31", 60},
		{"2024", "2025-01-01", 40},
		{"2025-06-15", "2025-06-15", 60},
		{"2025-06-14", "2025-06-15", 40},
	} {
		d := dossiertest.Load(t, strings.ReplaceAll(base, "{areas: [works], from: 2025-06, position: 60", "{areas: [works], from: "+c.from+", position: 60")+
			initiative("bridge", "area: works\ntarget: team\n"+ladder)+`
-- constraints/grievance.md --
---
title: An old grievance
between: [XAA, XBB]
effect: shift
areas: [works]
pressure: [{from: 2020, low: 0, best: 0, high: 0}, {from: `+c.rose+`, low: 1, best: 1, high: 1}]
shifts: [{players: [xaa-head], points: -20}]
---
`)
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge")
		if got := i.ByMember["XAA"].Players[0].Position.P50; math.Abs(got-c.want) > 1e-3 {
			t.Errorf("a stance of %s and a pressure from %s: at %v, want %v", c.from, c.rose, got, c.want)
		}
	}
}

// Gain is (target − max(status quo, best other forum open to the member))/100 ×
// Σ weight × service.
func TestGainByHand(t *testing.T) {
	for _, c := range []struct {
		name, front        string
		xaa, xbb, common   float64
		together, sayAbout string
	}{
		{"from nothing", "", 0.6 * 0.5 * 0.4, 0.6 * 0.5 * 0.2, 0.06, "No other forum", ""},
		{"from a status quo", "history: [{from: 2025, level: 10, what: A call}]\n", 0.5 * 0.2, 0.5 * 0.1, 0.05, "No other forum", ""},
		{"beside another forum", "alternatives: [{forum: A bank, level: 40}]\n", 0.2 * 0.2, 0.2 * 0.1, 0.02, "reaches 40 of the ladder's 100 points; going together adds 20", "A bank"},
		{"one open to Aland alone", "alternatives: [{forum: A bank, members: [XAA], level: 40}]\n", 0.2 * 0.2, 0.6 * 0.1, 0.04, "adds 20", "A bank"},
		{"the better of two", "alternatives: [{forum: A bank, level: 40}, {forum: A club, level: 50}, {forum: A choir, level: 20}]\n", 0.1 * 0.2, 0.1 * 0.1, 0.01, "adds 10", "A club"},
		{"no more than is in place", "history: [{from: 2025, level: 20, what: A call}]\nalternatives: [{forum: A bank, level: 20}]\n", 0.4 * 0.2, 0.4 * 0.1, 0.04, "gives no more than what is in place; going together adds 40", "A bank"},
		{"as good as the target", "alternatives: [{forum: A bank, level: 60}]\n", 0, 0, 0, "already reaches the target", "A bank"},
		{"better than the target", "alternatives: [{forum: A bank, level: 70}]\n", -0.1 * 0.2, -0.1 * 0.1, -0.02, "already reaches the target", "A bank"},
	} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\n"+c.front+ladder)), agenda.Options{}), "bridge")
		for code, want := range map[string]float64{"XAA": c.xaa, "XBB": c.xbb} {
			if got := *i.ByMember[code].Gain; math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: %s gains %v, want %v", c.name, code, got, want)
			}
		}
		if math.Abs(*i.CommonGain-c.common) > 1e-12 {
			t.Errorf("%s: the common gain is %v, want %v", c.name, *i.CommonGain, c.common)
		}
		if (i.Verdict == agenda.NoGain) != (c.common <= 0) {
			t.Errorf("%s: %s at a common gain of %v", c.name, i.Verdict, c.common)
		}
		if !strings.Contains(i.Together, c.together) || !strings.Contains(i.Together, c.sayAbout) {
			t.Errorf("%s: “%s”", c.name, i.Together)
		}
		if (i.Alternative == nil) != (c.sayAbout == "") || i.Alternative != nil && i.Alternative.Forum != c.sayAbout {
			t.Errorf("%s: the alternative is %+v", c.name, i.Alternative)
		}
	}
}

// A priority counts from its first day to its last.
func TestPrioritiesInTheirTime(t *testing.T) {
	for span, want := range map[string]float64{
		"from: 2026-01-01": 0.12, "from: 2026": 0.12, "from: 2026-01-02": math.NaN(),
		"from: 2020, until: 2026-01-01": 0.12, "from: 2020, until: 2026-01": 0.12, "from: 2020, until: 2025-12-31": math.NaN(), "from: 2020, until: 2025": math.NaN(),
	} {
		d := dossiertest.Load(t, strings.Replace(base, "xaa-roads, title: Roads, weight: 0.5, from: 2020", "xaa-roads, title: Roads, weight: 0.5, "+span, 1)+initiative("bridge", "area: works\ntarget: team\n"+ladder))
		g := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge").ByMember["XAA"].Gain
		if math.IsNaN(want) != (g == nil) || g != nil && math.Abs(*g-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", span, g, want)
		}
	}
}

// The settlement is the mean of positions by influence × salience within each
// capital, and of capitals by their bargaining weight; the method's error lies
// around it, cut to the ladder.
func TestSettlementByHand(t *testing.T) {
	two := strings.Replace(base, "procedures:\n  - {id: decree, name: Decree, path: {players: [xaa-head]}}", `  - id: xaa-senate
    name: Senate
    kind: legislature
    role: ratifies
    influence: 0.3
    stances: [{areas: [works], from: 2025-06, position: 20, salience: 0.5}]
procedures:
  - {id: decree, name: Decree, path: {all: [{players: [xaa-head]}, {players: [xaa-senate]}]}}`, 1)
	// Aland: (0.45·60 + 0.15·20)/0.6 = 50. Beland stands at 50.
	for _, c := range []struct {
		archive         string
		want, low, high float64
	}{
		{base, 55, 18, 92},
		{two, 50, 13, 87},
		{strings.Replace(two, "position: 50", "position: 70", 1), 60, 23, 97},
		{strings.Replace(strings.Replace(two, "position: 50", "position: 70", 1), "code: XBB", "code: XBB\nbargaining: 0.25", 1), 54, 17, 91}, // (50 + 0.25·70)/1.25
		{strings.Replace(strings.Replace(base, "position: 60", "position: 90", 1), "position: 50", "position: 90", 1), 90, 53, 100},
		{strings.Replace(strings.Replace(base, "position: 60", "position: 10", 1), "position: 50", "position: 20", 1), 15, 0, 52},
	} {
		s := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, c.archive+initiative("bridge", "area: works\ntarget: team\n"+ladder)), agenda.Options{}), "bridge").Settlement
		if s == nil || math.Abs(s.P50-c.want) > 1e-3 || math.Abs(s.P10-c.want) > 1e-3 || math.Abs(s.MethodP10-c.low) > 1e-3 || math.Abs(s.MethodP90-c.high) > 1e-3 {
			t.Errorf("%+v, want %v within %v to %v", s, c.want, c.low, c.high)
		}
	}
}

// An initiative in place has no carry, no settlement and no levers; one a hair
// below is weighed.
func TestDeliveredAtTheTarget(t *testing.T) {
	for level, want := range map[string]agenda.Verdict{"60": agenda.Delivered, "61": agenda.Delivered, "59": agenda.Ready} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, eager+initiative("bridge", "area: works\ntarget: team\nhistory: [{from: 2025, level: "+level+", what: A call}]\n"+ladder)), agenda.Options{}), "bridge")
		if i.Verdict != want {
			t.Errorf("at %s: %s", level, i.Verdict)
		}
		if done := want == agenda.Delivered; done != (i.Joint.P == nil) || done != (i.Settlement == nil) || done && (len(i.Levers)+len(i.HeldBackBy)+len(i.Remarks) > 0) {
			t.Errorf("at %s: joint %v, settlement %v, %d levers", level, i.Joint.P, i.Settlement, len(i.Levers))
		}
	}
}

// What lies in place takes effect on its own day.
func TestStatusQuoByDay(t *testing.T) {
	d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: works\nproposed: 2020\nhistory: [{from: 2024-03-10, rung: talk, what: Talks}, {from: 2024-06, rung: team, what: A team}, {from: 2025, level: 20, what: The team was disbanded}]\n"+ladder))
	for day, want := range map[string]float64{"2024-03-09": 0, "2024-03-10": 30, "2024-05-31": 30, "2024-06-01": 60, "2024-12-31": 60, "2025-01-01": 20} {
		on, err := dossier.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := agendatest.One(t, agendatest.Build(t, d, agenda.Options{AsOf: on, Draws: 50}), "bridge").StatusQuo.Level; got != want {
			t.Errorf("on %s %v is in place, want %v", day, got, want)
		}
	}
}

// The lower rung that is ready is named where the target is not; another
// procedure where it carries the target in 0.05 more of the draws.
func TestOtherwise(t *testing.T) {
	withCouncil := strings.Replace(strings.Replace(base, "position: 50", willing, 1), "position: 60", willing, 1)
	withCouncil = strings.Replace(withCouncil, "procedures:\n  - {id: decree, name: Decree, path: {players: [xbb-head]}}", `  - id: xbb-council
    name: Council
    kind: legislature
    role: ratifies
    influence: 0.5
    stances: [{areas: [works], from: 2025-06, position: 30, salience: 0.5}]
procedures:
  - {id: vote, name: Vote, parliament: yes, path: {all: [{players: [xbb-head]}, {players: [xbb-council]}]}}
  - {id: decree, name: Decree, parliament: no, reversal: A later head., path: {players: [xbb-head]}}`, 1)
	doc := initiative("bridge", "area: works\ntarget: team\nprocedures: {XBB: vote}\n"+ladder)
	i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, withCouncil+doc), agenda.Options{}), "bridge")
	// The council accepts up to 45: talks at 30, and not the team at 60.
	if *i.Joint.P != 0 || len(i.Otherwise) != 2 {
		t.Fatalf("%v, %+v", *i.Joint.P, i.Otherwise)
	}
	if o := i.Otherwise[0]; o.Kind != "rung" || o.ID != "talk" || o.Joint != 1 {
		t.Errorf("%+v", o)
	}
	if o := i.Otherwise[1]; o.Kind != "procedure" || o.ID != "decree" || o.Member != "XBB" || o.Joint != 1 || o.Reversal != "A later head." || !o.GoesRound {
		t.Errorf("%+v", o)
	}
	// A procedure for other areas cannot carry it, and is not named.
	for areas, named := range map[string]bool{"works": true, "all": true, "trade": false, "trade, works": true} {
		of := strings.Replace(withCouncil, "parliament: no, reversal:", "parliament: no, areas: ["+areas+"], reversal:", 1)
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, of+doc), agenda.Options{}), "bridge")
		if got := slices.ContainsFunc(i.Otherwise, func(o agenda.Otherwise) bool { return o.ID == "decree" }); got != named {
			t.Errorf("for %s it is named: %v", areas, got)
		}
	}
	// A rung that is in place is nothing to fall back on.
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, withCouncil+initiative("bridge", "area: works\ntarget: team\nprocedures: {XBB: vote}\nhistory: [{from: 2025, rung: talk, what: Talks}]\n"+ladder)), agenda.Options{}), "bridge")
	if slices.ContainsFunc(i.Otherwise, func(o agenda.Otherwise) bool { return o.Kind == "rung" }) {
		t.Errorf("%+v", i.Otherwise)
	}
	// Where the decree carries it no more often, it is not named: the head is the
	// one who stops it.
	low := strings.Replace(withCouncil, "      - {areas: [works], from: 2025-06, position: 100, salience: 0.5}\n      - {areas: [trade], from: 2025-06, position: 50", "      - {areas: [works], from: 2025-06, position: 30, salience: 0.5}\n      - {areas: [trade], from: 2025-06, position: 50", 1)
	if low == withCouncil {
		t.Fatal("the test's dossier has not changed")
	}
	i = agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, low+doc), agenda.Options{}), "bridge")
	if slices.ContainsFunc(i.Otherwise, func(o agenda.Otherwise) bool { return o.Kind == "procedure" }) {
		t.Errorf("%+v", i.Otherwise)
	}
}

// A quick win is ready, serves a value agreed by the day, has an owner in every
// member, and shows a result within twelve months.
func TestQuickWin(t *testing.T) {
	const owners, values, result = "owners: {XAA: xaa-head, XBB: xbb-head}\n", "values: [roads]\n", "first_result: {what: A plan, months: 12}\n"
	for _, c := range []struct {
		name, front, agreed string
		want                bool
	}{
		{"all of it", owners + values + result, "2024", true},
		{"thirteen months", owners + values + "first_result: {what: A plan, months: 13}\n", "2024", false},
		{"no result", owners + values, "2024", false},
		{"no value", owners + result, "2024", false},
		{"a value agreed on the day", owners + values + result, "2026-01-01", true},
		{"a value agreed later", owners + values + result, "2026-01-02", false},
		{"one owner", "owners: {XAA: xaa-head}\n" + values + result, "2024", false},
		{"an owner that only helps", "owners: {XAA: xaa-head, XBB: {helps: [xbb-head]}}\n" + values + result, "2024", false},
		{"something missing that it requires", owners + values + result + "requires: road\n", "2024", false},
		{"a rung of it that is in place", owners + values + result + "requires: {initiative: road, rung: talk}\n", "2024", true},
	} {
		d := dossiertest.Load(t, strings.Replace(eager, "agreed: 2024", "agreed: "+c.agreed, 1)+initiative("bridge", "area: works\ntarget: team\n"+c.front+ladder)+
			initiative("road", "area: works\ntarget: team\nhistory: [{from: 2025, rung: talk, what: They talk}]\n"+ladder))
		if got := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge").QuickWin; got != c.want {
			t.Errorf("%s: a quick win: %v", c.name, got)
		}
	}
	// What is only within reach is none.
	d := dossiertest.Load(t, eager+barrier("ban", "XAA", "0.4", "lever: none")+initiative("bridge", "area: works\ntarget: team\n"+owners+values+result+ladder))
	if i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge"); i.Verdict != agenda.WithinReach || i.QuickWin {
		t.Errorf("%s, a quick win: %v", i.Verdict, i.QuickWin)
	}
}

func remarksOf(i *agenda.Initiative) map[string]string {
	out := map[string]string{}
	for _, r := range i.Remarks {
		out[r.Kind] = r.Text
	}
	return out
}

func TestRemarks(t *testing.T) {
	window := func(pressure, until string) string {
		return "\n-- constraints/vote.md --\n---\ntitle: The vote\nmembers: [XAA]\neffect: window\nareas: [works]\nwindow: {until: " + until + "}\npressure: [{from: 2020, low: " + pressure + ", best: " + pressure + ", high: " + pressure + "}]\n---\n"
	}
	for _, c := range []struct {
		name, archive, kind, says string // says is "" where the remark must not be made
	}{
		{"another forum for all gives as much", base + initiative("bridge", "area: works\ntarget: team\nalternatives: [{forum: A bank, level: 60}]\n"+ladder), "elsewhere", "A bank already gives as much"},
		{"another forum gives less", base + initiative("bridge", "area: works\ntarget: team\nalternatives: [{forum: A bank, level: 59}]\n"+ladder), "elsewhere", ""},
		{"another forum for one", base + initiative("bridge", "area: works\ntarget: team\nalternatives: [{forum: A bank, members: [XAA], level: 60}]\n"+ladder), "elsewhere", ""},
		{"a head at the target", base + initiative("bridge", "area: works\ntarget: team\n"+ladder), "no-first-mover", ""},
		{"both heads below it", base + initiative("bridge", "area: works\ntarget: works\n"+ladder), "no-first-mover", "no player who proposes stands at or above the target"},
		{"a window that is closed", base + window("0.5", "2026-01-02") + initiative("bridge", "area: works\ntarget: team\n"+ladder), "wait", "Waits for 2026-01-02: The vote."},
		{"a window that has opened", base + window("1", "2026-01-01") + initiative("bridge", "area: works\ntarget: team\n"+ladder), "wait", ""},
		{"a window without pressure", base + window("0", "2027") + initiative("bridge", "area: works\ntarget: team\n"+ladder), "wait", "Waits for 2027: The vote."},
		{"a window that reaches it by less than half", base + window("1", "2027") + initiative("bridge", "area: works\nexposure: {vote: 0.49}\ntarget: team\n"+ladder), "wait", ""},
		{"and in part", base + window("1", "2027") + initiative("bridge", "area: works\nexposure: {vote: 0.49}\ntarget: team\n"+ladder), "closed", "“The vote” closes it in part, until 2027."},
		{"members that gain little", base + initiative("bridge", "area: works\ntarget: team\n"+strings.Replace(ladder, "xbb-roads: 0.2", "xbb-roads: 0.033", 1)), "gains-little", "Gains little: under 0.01 for Beland."},
		{"members that gain enough", base + initiative("bridge", "area: works\ntarget: team\n"+strings.Replace(ladder, "xbb-roads: 0.2", "xbb-roads: 0.034", 1)), "gains-little", ""},
		{"a window in another area", base + window("1", "2027") + initiative("bridge", "area: trade\ntarget: talk\n"+ladder), "wait", ""},
		{"lapsed", base + initiative("bridge", "area: works\ntarget: team\nlapsed: {since: 2024-05, why: The secretariat was closed.}\n"+ladder), "lapsed", "It has rested since 2024-05: The secretariat was closed."},
		{"nobody has reviewed", base + initiative("bridge", "area: works\ntarget: team\n"+ladder), "illustrative", "no expert of Aland and Beland has reviewed"},
	} {
		i := agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, c.archive), agenda.Options{}), "bridge")
		text, made := remarksOf(i)[c.kind]
		if made != (c.says != "") || !strings.Contains(text, c.says) {
			t.Errorf("%s: %q", c.name, i.Remarks)
		}
	}
}

// Under a scenario of a changed government the verdict stands or falls; other
// scenarios do not count.
func TestSurvival(t *testing.T) {
	scenario := func(id, kind, position string) string {
		return "\n-- scenarios/" + id + ".yaml --\ntitle: The " + id + "\nkind: " + kind + "\nmember: XAA\nsupposes: Another wins.\nchanges: [{stance: xaa-head, areas: [works], position: " + position + "}]\n"
	}
	doc := initiative("bridge", "area: works\ntarget: team\n"+ladder)
	for _, c := range []struct{ name, archive, kind, says string }{
		{"one that stands", scenario("left", "government", "55"), "survives", "survives each"},
		{"one that falls", scenario("left", "government", "55") + scenario("right", "government", "10"), "does-not-survive", "“The right” (held back)"},
		{"of another kind", scenario("storm", "dispute", "10"), "", ""},
	} {
		got := remarksOf(agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, base+doc+c.archive), agenda.Options{}), "bridge"))
		for _, kind := range []string{"survives", "does-not-survive"} {
			text, made := got[kind]
			if made != (kind == c.kind) || made && !strings.Contains(text, c.says) {
				t.Errorf("%s: %s: %q", c.name, kind, text)
			}
		}
	}
}

// Changes of a scenario or a what-if: a stance is put in place of the file's, a
// move adds to it and stops at the ends, influence and pressure are set.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		change string
		want   float64 // position of Aland's head, 60 in the file
	}{
		{"{move: xaa-head, by: 15, areas: [works]}", 75},
		{"{move: xaa-head, by: -15, areas: [all]}", 45},
		{"{move: xaa-head, by: 60, areas: [works]}", 100},
		{"{move: xaa-head, by: -70, areas: [works]}", 0},
		{"{move: xaa-head, by: 15, areas: [trade]}", 60},
		{"{move: xaa-head, by: 15, initiative: bridge}", 75},
		{"{move: xaa-head, by: 15, initiative: road}", 60},
		{"{stance: xaa-head, areas: [works], position: 20}", 20},
		{"{stance: xbb-head, areas: [works], position: 20}", 60},
	} {
		d := dossiertest.Load(t, base+initiative("bridge", "area: works\ntarget: team\n"+ladder)+initiative("road", "area: trade\ntarget: talk\n"+ladder)+
			"\n-- scenarios/what.yaml --\ntitle: What if\nsupposes: It.\nchanges: ["+c.change+"]\n")
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Scenario: "what"}), "bridge")
		if got := i.ByMember["XAA"].Players[0].Position.P50; math.Abs(got-c.want) > 1e-3 {
			t.Errorf("%s: at %v, want %v", c.change, got, c.want)
		}
		// What a scenario gives is what the agenda gives under it.
		if o := agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge").Scenarios["what"]; o.Verdict != i.Verdict || *o.Joint != *i.Joint.P {
			t.Errorf("%s: %+v as a scenario, %s at %v under it", c.change, o, i.Verdict, *i.Joint.P)
		}
	}
}

// Carry falls with the rung, and jointly it is at most that of any capital; the
// ceiling's quantiles are in order. So it is for any spread and any pressure.
func TestCarryIsMonotone(t *testing.T) {
	for seed := range uint64(6) {
		d := dossiertest.Load(t, strings.NewReplacer("position: 60", "position: {low: 10, best: 60, high: 95}", "position: 50", "position: {low: 30, best: 50, high: 90}").Replace(base)+
			initiative("bridge", "area: works\ntarget: team\n"+ladder)+strings.ReplaceAll(grievance, "NOW", "0.8")+barrier("ban", "XBB", "0.3", ""))
		i := agendatest.One(t, agendatest.Build(t, d, agenda.Options{Seed: &seed}), "bridge")
		last := map[string]float64{"": 1, "XAA": 1, "XBB": 1}
		for _, r := range i.Rungs {
			least := 1.0
			for code, p := range r.ByMember {
				if *p > last[code] {
					t.Errorf("%s carries %s more often than a lower rung", code, r.ID)
				}
				last[code], least = *p, min(least, *p)
			}
			if *r.Joint > least || *r.Joint > last[""] {
				t.Errorf("all carry %s in %v, the least in %v", r.ID, *r.Joint, least)
			}
			last[""] = *r.Joint
			if r.Target && (*r.Joint != *i.Joint.P || *r.ByMember["XAA"] != *i.ByMember["XAA"].P) {
				t.Errorf("the target's rung says %v, the initiative %v", *r.Joint, *i.Joint.P)
			}
		}
		for code, c := range i.ByMember {
			if q := c.Ceiling; !(q.P10 <= q.P50 && q.P50 <= q.P90) {
				t.Errorf("%s: %+v", code, q)
			}
			if *c.SE <= 0 || *c.SE > 0.02 {
				t.Errorf("%s: a standard error of %v in 1000 draws", code, *c.SE)
			}
		}
	}
}

// A closed span keeps an initiative out of the rounds that end before it does, where
// it reaches it by half or more, whatever its pressure.
func TestEarliestRound(t *testing.T) {
	newYear, later := dossier.Date{Year: 2026, Month: 1, Day: 1}, dossier.Date{Year: 2026, Month: 1, Day: 20}
	for _, c := range []struct {
		asOf            dossier.Date
		until, exposure string
		round           int
	}{
		{newYear, "2026-12-31", "1", 1}, {newYear, "2026", "1", 1}, // open before the round ends on 1 January 2027
		{newYear, "2027-01-01", "1", 2}, {newYear, "2027-12-31", "1", 2}, {newYear, "2028-01-01", "1", 3},
		{newYear, "2027-06", "0.5", 2}, {newYear, "2027-06", "0.49", 1}, // in full, and in part
		{later, "2027-01-19", "1", 1}, {later, "2027-01-20", "1", 2}, {later, "2027-01", "1", 1}, // a month begins with its first day
	} {
		d := dossiertest.Load(t, eager+initiative("bridge", "area: works\nexposure: {vote: "+c.exposure+"}\ntarget: team\n"+ladder)+
			"\n-- constraints/vote.md --\n---\ntitle: The vote\nmembers: [XAA]\neffect: window\nareas: [works]\nwindow: {until: "+c.until+"}\npressure: [{from: 2020, low: 0, best: 0, high: 0}]\n---\n")
		a := agendatest.Build(t, d, agenda.Options{Draws: 50, AsOf: c.asOf})
		if len(a.Sequence) != 1 || a.Sequence[0].Round != c.round {
			t.Errorf("closed until %s with exposure %s: %+v, want round %d", c.until, c.exposure, a.Sequence, c.round)
		}
	}
}

// Capacity is calm + (acute − calm) × pressure, rounded down; it limits what an
// owner takes up in a round.
func TestCapacityOfOwners(t *testing.T) {
	for pressure, want := range map[string]int{"0": 3, "0.4": 2, "0.5": 2, "0.51": 1, "1": 1} {
		archive := eager
		for _, name := range []string{"aa", "bb", "cc", "dd"} {
			archive += initiative(name, "area: works\ntarget: team\nowners: {XAA: xaa-head}\n"+ladder)
		}
		archive += "\n-- constraints/hands.md --\n---\ntitle: Few hands\nmembers: [XAA]\neffect: capacity\nareas: [all]\ncapacity: {owners: [xaa-head], calm: 3, acute: 1}\npressure: [{from: 2020, low: " + pressure + ", best: " + pressure + ", high: " + pressure + "}]\n---\n"
		a := agendatest.Build(t, dossiertest.Load(t, archive), agenda.Options{Draws: 50})
		if len(a.Sequence) == 0 || len(a.Sequence[0].Initiatives) != want {
			t.Errorf("at pressure %s: %+v, want %d in the first round", pressure, a.Sequence, want)
		}
	}
}

// With inputs asked for, each is ranked by its correlation with the joint
// ceiling, the strongest first; what does not move it is left out.
func TestInputsAreRanked(t *testing.T) {
	d := dossiertest.Load(t, strings.NewReplacer("position: 60", "position: {low: 10, best: 40, high: 70}", "position: 50", "position: {low: 85, best: 90, high: 95}").Replace(base)+
		initiative("bridge", "area: works\ntarget: team\n"+ladder)+initiative("road", "area: trade\ntarget: talk\n"+ladder))
	a := agendatest.Build(t, d, agenda.Options{Only: "bridge"})
	if len(a.Initiatives) != 1 || len(a.Sequence) != 0 {
		t.Fatalf("%d initiatives, %d rounds", len(a.Initiatives), len(a.Sequence))
	}
	in := a.Initiatives[0].Inputs
	if len(in) == 0 || in[0].Kind != "position" || in[0].ID != "xaa-head" || in[0].Correlation < 0.99 {
		t.Fatalf("%+v", in)
	}
	for n, x := range in {
		if c := math.Abs(x.Correlation); c < 0.05 || n > 0 && c > math.Abs(in[n-1].Correlation) {
			t.Errorf("%+v", in)
		}
	}
	if agendatest.One(t, agendatest.Build(t, d, agenda.Options{}), "bridge").Inputs == nil {
		t.Error("the list is null where nothing was asked for")
	}
}

func TestIllustrativeNotice(t *testing.T) {
	d := dossiertest.Load(t, base)
	if s := agenda.IllustrativeNotice(d); !strings.Contains(s, "illustrative") {
		t.Errorf("%q", s)
	}
	d = dossiertest.Load(t, strings.Replace(base, "code: XBB", "code: XBB\nreviewed: {by: An expert of Beland, date: 2025-12}", 1))
	if s := agenda.IllustrativeNotice(d); s != "" {
		t.Errorf("one was reviewed: %q", s)
	}
}
