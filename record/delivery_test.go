package record_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/record"
)

// river is a made-up dossier: five initiatives with a ladder of three rungs.
const river = `
-- dossier.yaml --
title: River
as_of: 2026-01-01
members: [XAA, XBB]
names: {XAA: Aland, XBB: Beland}
areas: [{id: works, name: Works}]
-- members/xaa.yaml --
code: XAA
-- members/xbb.yaml --
code: XBB
-- sources/zotero.json --
[{"id": "s", "type": "report", "title": "S"}, {"id": "key", "type": "report", "title": "K"}, {"id": "law", "type": "report", "title": "L"}]
`

const rungs = "ladder: [{rung: talk, level: 20, name: Talks, asks: once}, {rung: team, level: 60, name: A team, asks: capability}, {rung: works, level: 90, name: Works, asks: law-or-money}]\n"

func initiative(id, front string) string {
	return "-- initiatives/" + id + ".md --\n---\ntitle: The " + id + "\narea: works\ntarget: team\n" + front + rungs + "---\n"
}

// promised writes rows of commitments: "id,date,initiative,kind,rung,due,kept,status,searched_until,search,confirmed".
func promised(rows ...string) string {
	out := "-- commitments.csv --\nid,meeting,date,initiative,kind,rung,text,due,kept,status,coder,assessed,searched_until,search,source,confirmed\n"
	for _, r := range rows {
		c := strings.Split(r, ",")
		for len(c) < 11 {
			c = append(c, "")
		}
		out += fmt.Sprintf("%s,M %s,%s,%s,%s,%s,Words,%s,%s,%s,editors,2026-01-01,%s,%s,s,%s\n", c[0], c[1], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10])
	}
	return out
}

var today = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func load(t testing.TB, more ...string) *dossier.Dossier {
	t.Helper()
	all := []string{river}
	for _, id := range []string{"bridge", "ferry", "gauge", "lock", "mill"} {
		all = append(all, initiative(id, ""))
	}
	return dossiertest.Load(t, append(all, more...)...)
}

func share(p float64) *float64 { return &p }

// at gives the delivery of a rung of the bridge.
func at(d *dossier.Dossier, rung string, carry *float64) *record.Delivery {
	i := d.Initiative("bridge")
	return record.PromisesOf(d).At(i, i.Rung(rung), today, carry, record.MiddleCarry)
}

// odds is the chance that log odds give.
func odds(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

const (
	kept   = "fulfilled"
	broken = "not-fulfilled"
)

// TestDeliveryByHand works the form out with a pencil: no promises, a kind without
// cases, all kept, none kept, carry null, rungs above the promise.
func TestDeliveryByHand(t *testing.T) {
	row := func(id, initiative, kind, rung, keptOn, status string) string {
		return strings.Join([]string{id, "2020-01-01", initiative, kind, rung, "", keptOn, status, "2022-01-01"}, ",")
	}
	four := func(keptOn, status string) []string {
		return []string{row("a", "ferry", "once", "talk", keptOn, status), row("b", "gauge", "once", "talk", keptOn, status), row("c", "lock", "once", "talk", keptOn, status), row("d", "mill", "once", "talk", keptOn, status)}
	}
	for _, c := range []struct {
		name      string
		rows      []string
		rung      string
		carry     *float64
		want      float64
		kept, of  int
		kind      string
		ifPromise bool
	}{
		// Nothing is known: the prior of 0.50, and of law 0.37, at the carry that adds nothing.
		{"no promises", nil, "talk", share(0.8), 0.5, 0, 0, "once", true},
		{"no promises, carry 1", nil, "talk", share(1), odds(1.2 * 0.2), 0, 0, "once", true},
		{"no promises, carry 0.3", nil, "talk", share(0.3), odds(-1.2 * 0.5), 0, 0, "once", true},
		{"no promises, carry null", nil, "talk", nil, 0.5, 0, 0, "once", true},
		{"no promises of law", nil, "works", share(0.8), 0.37, 0, 0, "law-or-money", true},
		// All four kept: p0 = (4 + 5)/14, and (4 + 6·9/14)/10.
		{"all kept", four("2021-06-01", kept), "talk", share(0.8), (4 + 6*9./14) / 10, 4, 4, "once", true},
		// None: p0 = 5/14, and 6·5/14 of 10.
		{"none kept", four("", broken), "talk", share(0.8), 6 * 5. / 14 / 10, 0, 4, "once", true},
		// A kind without cases takes the group's rate: 5/14.
		{"a kind without cases", four("", broken), "team", share(0.8), 5. / 14, 0, 0, "capability", true},
		// Law has its own prior alone, and is no part of the group's rate.
		{"law beside others", four("", broken), "works", share(0.8), 0.37, 0, 0, "law-or-money", true},
		{"law kept", []string{row("a", "ferry", "law-or-money", "", "2021", kept), row("b", "gauge", "law-or-money", "", "2021", kept)}, "works", share(0.8), (2 + 3.7) / 12, 2, 2, "law-or-money", true},
		{"law kept, another kind", []string{row("a", "ferry", "law-or-money", "", "2021", kept)}, "talk", share(0.8), 0.5, 0, 0, "once", true},
		// The initiative's own promise gives the kind, and is no reference for itself.
		{"its own", []string{row("a", "bridge", "standing", "talk", "2021", kept)}, "talk", share(0.8), 0.5, 0, 0, "standing", false},
		{"a rung above its own", []string{row("a", "bridge", "standing", "talk", "2021", kept)}, "team", share(0.8), odds(-0.9), 0, 0, "standing", false},
		{"two rungs above its own, carry 0.5", []string{row("a", "bridge", "standing", "talk", "2021", kept)}, "works", share(0.5), odds(-1.2*0.3 - 1.8), 0, 0, "standing", false},
		{"below its own", []string{row("a", "bridge", "standing", "works", "2021", kept)}, "talk", share(0.8), 0.5, 0, 0, "standing", false},
		// Nothing definite is neither a promise nor a reference.
		{"general", []string{row("a", "bridge", "general", "talk", "2021", kept), row("b", "ferry", "general", "talk", "", broken)}, "team", share(0.8), 0.5, 0, 0, "capability", true},
		{"of no kind", []string{row("b", "ferry", "", "talk", "", broken)}, "talk", share(0.8), 0.5, 0, 0, "once", true},
	} {
		d := at(load(t, promised(c.rows...)), c.rung, c.carry)
		if d == nil {
			t.Errorf("%s: none", c.name)
			continue
		}
		if math.Abs(d.P-c.want) > 1e-9 || d.Kept != c.kept || d.Of != c.of || d.Kind != c.kind || d.IfPromised != c.ifPromise || len(d.Like) != c.of {
			t.Errorf("%s: %.4f, %d of %d %s, if promised %v; want %.4f, %d of %d %s, %v", c.name, d.P, d.Kept, d.Of, d.Kind, d.IfPromised, c.want, c.kept, c.of, c.kind, c.ifPromise)
		}
		if !(d.Low < d.P && d.P < d.High && d.Low > 0 && d.High < 1) {
			t.Errorf("%s: %.3f lies not within %.3f to %.3f", c.name, d.P, d.Low, d.High)
		}
	}
	// Where nothing definite is asked there is none.
	vague := dossiertest.Load(t, river, strings.Replace(initiative("bridge", ""), "asks: capability", "asks: general", 1))
	if d := at(vague, "team", share(1)); d != nil {
		t.Errorf("what is asked is general: %+v", d)
	}
	silent := dossiertest.Load(t, river, strings.ReplaceAll(strings.ReplaceAll(initiative("bridge", ""), ", asks: capability", ""), ", asks: once", ""))
	if d := at(silent, "team", share(1)); d != nil {
		t.Errorf("nobody says what is asked: %+v", d)
	}
}

// TestDeliveryInterval holds the 80% interval to the quantiles of Beta posteriors
// that tables give, and to the error of β.
func TestDeliveryInterval(t *testing.T) {
	// Law, nothing known: Beta(3.7, 6.3) at the carry that adds nothing. Its 10% and
	// 90% points are 0.183 and 0.568.
	d := at(load(t), "works", share(0.8))
	if math.Abs(d.Low-0.1834) > 0.003 || math.Abs(d.High-0.5682) > 0.003 {
		t.Errorf("law: %.4f to %.4f", d.Low, d.High)
	}
	// The mixture of Beta(6p, 6(1−p)) over p from Beta(5, 5): by symmetry about 0.5,
	// and its variance is E[p(1−p)]/7 + Var(p) = (25/110)/7 + 25/1100 = 0.0552.
	d = at(load(t), "talk", share(0.8))
	if math.Abs(d.Low+d.High-1) > 1e-3 || d.High-d.Low < 2.4*math.Sqrt(0.0552) || d.High-d.Low > 2.9*math.Sqrt(0.0552) {
		t.Errorf("once: %.4f to %.4f", d.Low, d.High)
	}
	// Carry far from the middle adds the error of its slope, in log odds.
	width := func(d *record.Delivery) float64 {
		return math.Log(d.High/(1-d.High)) - math.Log(d.Low/(1-d.Low))
	}
	far, near, none := at(load(t), "works", share(0)), at(load(t), "works", share(0.8)), at(load(t), "works", nil)
	if want := math.Hypot(width(near), 2*1.2816*0.28*0.8); math.Abs(width(far)-want) > 0.05 || math.Abs(width(none)-width(near)) > 1e-6 {
		t.Errorf("widths in log odds: far %.3f (want about %.3f), near %.3f, none %.3f", width(far), want, width(near), width(none))
	}
}

// TestWhatCounts holds which promises are references: those whose time was over and
// which were searched to its end, by a date or a search, on other initiatives.
func TestWhatCounts(t *testing.T) {
	searches := "-- searches.csv --\nid,date,where,languages,words,what,by\nlate,2023-02-01,Ministries,en,ferry,A ferry,editors\nearly,2021-12-31,Ministries,en,ferry,A ferry,editors\nown,2024-01-01,archive,en,ferry,A ferry,editors\n"
	for _, c := range []struct {
		name, row                  string
		kept, of, open, unsearched int
	}{
		{"kept in time", "a,2020-01-01,ferry,once,,,2022-01-01,fulfilled,2022-01-01", 1, 1, 0, 0},
		{"kept a day late", "a,2020-01-01,ferry,once,,,2022-01-02,fulfilled,2022-06-01", 0, 1, 0, 0},
		{"kept after its due date", "a,2020-01-01,ferry,once,,2021-01-01,2021-06-01,fulfilled,2022-06-01", 0, 1, 0, 0},
		{"due later than two years", "a,2020-01-01,ferry,once,,2024-01-01,2023-06-01,fulfilled,2024-01-01", 1, 1, 0, 0},
		{"broken", "a,2020-01-01,ferry,once,,,,not-fulfilled,2022-01-01", 0, 1, 0, 0},
		{"no evidence", "a,2020-01-01,ferry,once,,,,no-evidence,2022-01-01", 0, 1, 0, 0},
		{"searched a day too short", "a,2020-01-01,ferry,once,,,,not-fulfilled,2021-12-31", 0, 0, 0, 1},
		{"never searched", "a,2020-01-01,ferry,once,,,,no-evidence,", 0, 0, 0, 1},
		{"searched by a row", "a,2020-01-01,ferry,once,,,,not-fulfilled,,late", 0, 1, 0, 0},
		{"by a row from before its end", "a,2020-01-01,ferry,once,,,,not-fulfilled,,early", 0, 0, 0, 1},
		{"by a row of the own archive", "a,2020-01-01,ferry,once,,,,not-fulfilled,,own", 0, 0, 0, 1},
		{"open", "a,2024-01-02,ferry,once,,,,in-progress,2025-12-01", 0, 0, 1, 0},
		{"its last day", "a,2024-01-01,ferry,once,,,,in-progress,2026-01-01", 0, 1, 0, 0},
		{"open though kept", "a,2024-06-01,ferry,once,,,2024-07-01,fulfilled,2026-01-01", 0, 0, 1, 0},
		{"made later", "a,2026-01-02,ferry,once,,,,in-progress,2026-01-02", 0, 0, 0, 0},
		{"a month is its last day", "a,2020-01,ferry,once,,,2022-01-31,fulfilled,2022-01", 1, 1, 0, 0},
		{"kept in the month of its end", "a,2020-01-10,ferry,once,,,2022-01,fulfilled,2022-06-01", 0, 0, 0, 1},
		{"kept nobody says when", "a,2020-01-01,ferry,once,,,,fulfilled,2022-06-01", 0, 0, 0, 1},
		{"not confirmed", "a,2020-01-01,ferry,once,,,2021,fulfilled,2022-06-01,,no", 0, 0, 0, 1},
		{"another kind", "a,2020-01-01,ferry,standing,,,,not-fulfilled,2022-01-01", 0, 0, 0, 0},
		{"the same initiative", "a,2020-01-01,bridge,once,,,,not-fulfilled,2022-01-01", 0, 0, 0, 0},
	} {
		d := at(load(t, searches, promised(c.row)), "talk", share(0.8))
		if d.Kept != c.kept || d.Of != c.of || d.Open != c.open || d.Unsearched != c.unsearched {
			t.Errorf("%s: %d of %d, %d open, %d unsearched; want %d of %d, %d, %d", c.name, d.Kept, d.Of, d.Open, d.Unsearched, c.kept, c.of, c.open, c.unsearched)
		}
	}
}

// TestOwnPromise holds which of several own promises a rung stands for: a later one
// for another rung does not take its place. The ladder is talk, team, works.
func TestOwnPromise(t *testing.T) {
	const (
		works, team, talk = "works,2020-01-01,bridge,once,works,,,in-progress,", "team,2023-01-01,bridge,capability,team,,,in-progress,", "talk,2023-06-01,bridge,standing,talk,,,in-progress,"
		none, vague       = "none,2025-01-01,bridge,law-or-money,,,,in-progress,", "vague,2025-02-01,bridge,general,works,,,in-progress,"
	)
	for _, c := range []struct {
		rung, want, kind string
		above            int
		rows             []string
	}{
		{"talk", "talk", "standing", 0, []string{works, team, talk, none, vague}},
		{"team", "team", "capability", 0, []string{works, team, talk, none, vague}},
		{"works", "works", "once", 0, []string{works, team, talk, none, vague}},
		{"talk", "team", "capability", 0, []string{works, team}}, // the lowest that reaches it
		{"works", "team", "capability", 1, []string{team, talk}}, // the highest below
		{"works", "talk", "standing", 2, []string{none, talk}},   // one that names a rung
		{"works", "none", "law-or-money", 0, []string{none, vague}},
		{"works", "again", "standing", 0, []string{works, "again,2024-01-01,bridge,standing,works,,,in-progress,"}}, // of one rung the latest
		{"works", "works", "once", 0, []string{works, "later,2026-02-01,bridge,standing,works,,,in-progress,"}},     // after the day
	} {
		d := at(load(t, promised(c.rows...)), c.rung, share(0.8))
		if d.Promise != c.want || d.Kind != c.kind || d.RungsAbove != c.above || d.IfPromised {
			t.Errorf("%s of %s: %s, %s, %d rungs above; want %s, %s, %d", c.rung, c.rows, d.Promise, d.Kind, d.RungsAbove, c.want, c.kind, c.above)
		}
	}
}

// TestSettings holds that a dossier may state the priors, with their sources, and
// the horizon.
func TestSettings(t *testing.T) {
	header := strings.Replace(river, "title: River\n", "title: River\nsettings: {horizon: 36, promise_prior: {share: 0.3, source: key}, promise_prior_law: {share: 0.2, source: law}}\n", 1)
	d := dossiertest.Load(t, header, initiative("bridge", ""), initiative("ferry", ""), promised("a,2023-01-02,ferry,once,,,,not-fulfilled,2026-01-01"))
	once, law := at(d, "talk", share(0.8)), at(d, "works", share(0.8))
	if once.P != 0.3 || once.Months != 36 || once.Open != 1 || fmt.Sprint(once.PriorSource) != "[key]" || math.Abs(law.P-0.2) > 1e-9 || fmt.Sprint(law.PriorSource) != "[law]" {
		t.Errorf("%+v\n%+v", once, law)
	}
}

// TestSays reads deliveries out.
func TestSays(t *testing.T) {
	rows := []string{"a,2020-01-01,ferry,once,,,2021,fulfilled,2022-01-01", "b,2020-01-01,gauge,once,,,,not-fulfilled,2022-01-01", "c,2020-01-01,lock,once,,,,no-evidence,", "d,2025-01-01,lock,once,,,,in-progress,"}
	for _, c := range []struct {
		rung  string
		carry *float64
		rows  []string
		want  string
	}{
		{"talk", share(0.9), rows, "Nobody who must agree stands in the way on the record (9 of 10 draws). Of 2 promises like it on other initiatives, one act, 1 was kept in time; groups of states elsewhere keep about half of theirs. Beside them 1 is open and of 1 nobody is on record to have looked. If promised, delivery within two years: about 5 in 10 (3 to 8 in 10)."},
		{"works", share(0.5), nil, "On the record it is carried in 5 of 10 draws. No promise like it, a parliament's act or its money, has had its time and been searched to its end; where a parliament must act groups of states elsewhere keep about 4 in 10. If promised, delivery within two years: about 3 in 10 (1 to 5 in 10)."},
		{"team", nil, []string{"a,2025-01-01,bridge,standing,talk,,,in-progress,"}, "Whether anybody who must agree stands in the way is not assessed, and counts neither way. No promise like it, something each year or quarter, has had its time and been searched to its end; groups of states elsewhere keep about half of theirs. It lies 1 rung above what was promised. Delivery within two years: about 3 in 10 (1 to 6 in 10)."},
	} {
		if got := strings.Join(at(load(t, promised(c.rows...)), c.rung, c.carry).Says(), " "); got != c.want {
			t.Errorf("it reads\n%s\nwant\n%s", got, c.want)
		}
	}
	if record.Span(12) != "a year" || record.Span(30) != "30 months" {
		t.Error("spans")
	}
}

// anyPromises draws promises on the other initiatives.
func anyPromises(t *rapid.T) []string {
	var rows []string
	for n := range rapid.IntRange(0, 12).Draw(t, "promises") {
		kind := rapid.SampledFrom([]string{"once", "standing", "capability", "law-or-money", "general"}).Draw(t, "kind")
		on := rapid.SampledFrom([]string{"ferry", "gauge", "lock", "bridge"}).Draw(t, "on")
		end := rapid.SampledFrom([]string{",fulfilled,2022-06-01", "2021-05,fulfilled,2022-06-01", ",not-fulfilled,2022-06-01", ",no-evidence,"}).Draw(t, "end")
		rung := rapid.SampledFrom([]string{"", "talk", "team", "works"}).Draw(t, "rung")
		rows = append(rows, fmt.Sprintf("p%d,2020-0%d-01,%s,%s,%s,,%s", n, 1+n%5, on, kind, rung, end))
	}
	return rows
}

// TestDeliveryProperties holds that delivery never rises up a ladder, nor with more
// broken promises while c stays; and that no interval is out of order.
func TestDeliveryProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := anyPromises(rt)
		carry := map[string]*float64{}
		last := 1.0
		for _, r := range []string{"talk", "team", "works"} {
			last *= rapid.Float64Range(0, 1).Draw(rt, "carry")
			carry[r] = share(last)
			if rapid.IntRange(0, 5).Draw(rt, "null") == 0 {
				carry[r] = nil
			}
		}
		ladder := func(rows []string) map[string]*record.Delivery {
			d := load(t, promised(rows...))
			i := d.Initiative("bridge")
			return record.PromisesOf(d).Ladder(i, today, 0, func(r *dossier.Rung) *float64 { return carry[r.ID.ID] }, 0.8)
		}
		before := ladder(rows)
		p := 1.0
		for _, r := range []string{"talk", "team", "works"} {
			d := before[r]
			if d == nil {
				rt.Fatalf("no delivery of %s", r)
			}
			if d.P > p || !(d.Low >= 0 && d.Low <= d.P && d.P <= d.High && d.High <= 1) {
				rt.Fatalf("%s: %+v, and %v below it", r, d, p)
			}
			p = d.P
		}
		kind := rapid.SampledFrom([]string{"once", "standing", "capability", "law-or-money", "general"}).Draw(rt, "broken")
		after := ladder(append(rows, "more,2020-01-01,mill,"+kind+",,,,not-fulfilled,2022-06-01"))
		for r, d := range after {
			if d.P > before[r].P+1e-12 {
				rt.Fatalf("with one more broken promise of %s delivery of %s rises from %v to %v", kind, r, before[r].P, d.P)
			}
		}
	})
}

// TestUnder holds that what is required, and a lower rung, keep a delivery down.
func TestUnder(t *testing.T) {
	own, other := &record.Delivery{P: 0.6, Low: 0.3, High: 0.8}, &record.Delivery{P: 0.4, Low: 0.35, High: 0.5}
	own.Under(other, "ferry")
	if own.P != 0.4 || own.Low != 0.3 || own.High != 0.5 || own.Least != "ferry" {
		t.Errorf("%+v", own)
	}
	own.Under(&record.Delivery{P: 0.9}, "lock")
	own.Under(nil, "mill")
	if own.Least != "ferry" {
		t.Errorf("%+v", own)
	}
	(*record.Delivery)(nil).Under(own, "x")
}
