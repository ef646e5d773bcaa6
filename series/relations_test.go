package series

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/event"
)

// memory is a Reader over records, as a store answers.
type memory []event.Record

func (m memory) pick(q event.Query) []event.Record {
	var out []event.Record
	for _, r := range m {
		if (q.Origins == nil || slices.Contains(q.Origins, r.Origin)) &&
			(q.Pairs == nil && r.Source.Country != r.Target.Country || slices.Contains(q.Pairs, [2]string{r.Source.Country, r.Target.Country})) &&
			(q.From == event.NoDay || r.Date >= q.From) && (q.To == event.NoDay || r.Date <= q.To) &&
			(q.Types == nil || slices.Contains(q.Types, r.Type)) && anyWord(r.Text, q.Words) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b event.Record) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Key, b.Key))
	})
	return out
}

func (m memory) Counts(_ context.Context, q event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		type repeat struct {
			c          event.Count
			code, a, b string
		}
		seen := map[repeat]bool{}
		n := map[event.Count]*event.Count{}
		var all []*event.Count
		for _, r := range m.pick(q) {
			k := event.Count{Origin: r.Origin, Source: r.Source.Country, Target: r.Target.Country, Day: r.Date, Type: r.Type, Quad: r.Quad, Statement: r.Statement()}
			c := n[k]
			if c == nil {
				copied := k
				c = &copied
				n[k] = c
				all = append(all, c)
			}
			rep := repeat{k, r.Code, r.Source.Code, r.Target.Code}
			if r.Origin.ByMachine() && seen[rep] {
				c.Repeats++
			} else {
				c.N++
			}
			seen[rep] = true
		}
		slices.SortFunc(all, func(a, b *event.Count) int { return compareCounts(*a, *b) })
		for _, c := range all {
			if !yield(*c, nil) {
				return
			}
		}
	}
}

func (m memory) Events(_ context.Context, q event.Query) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		for _, r := range m.pick(q) {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func dayOf(t testing.TB, s string) event.Day {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return event.DayOf(d)
}

var keys uint64

func did(t testing.TB, day, a, b, code string, typ event.Type) event.Record {
	keys++
	return event.Record{Origin: event.ICEWS, Key: keys, Date: dayOf(t, day), Source: event.Actor{Code: a, Country: a[:3]}, Target: event.Actor{Code: b, Country: b[:3]}, Code: code, Type: typ, Quad: event.Settings{}.QuadOf(typ)}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		span              Span
		day, name, to, st string
	}{
		{ByYear, "2012-08-10", "2012", "2012-12-31", "2012-01-01"},
		{ByQuarter, "2012-08-10", "2012-Q3", "2012-09-30", "2012-07-01"},
		{ByMonth, "2012-02-10", "2012-02", "2012-02-29", "2012-02-01"},
		{ByWeek, "2012-08-10", "2012-W32", "2012-08-12", "2012-08-06"},
		{ByWeek, "2012-01-01", "2011-W52", "2012-01-01", "2011-12-26"},
		{ByDay, "2012-08-10", "2012-08-10", "2012-08-10", "2012-08-10"},
	} {
		start := c.span.Start(dayOf(t, c.day))
		if start.String() != c.st || c.span.Name(start) != c.name {
			t.Errorf("%s %s: begins %s, named %s", c.span, c.day, start, c.span.Name(start))
		}
		span, from, to, err := ParsePeriod(c.name)
		if err != nil || span != c.span || from != start || to.String() != c.to {
			t.Errorf("%s: %s %s–%s %v, want %s %s–%s", c.name, span, from, to, err, c.span, c.st, c.to)
		}
		if got, ok := ParseSpan(c.span.String()); !ok || got != c.span {
			t.Errorf("%s is not read back", c.span)
		}
	}
	for _, bad := range []string{"", "2012-Q5", "2012-Q", "2012-W54", "2011-W53", "12", "2012-13", "Q3", "2012-Q33", "2012-W1", "-Q1"} {
		if _, _, _, err := ParsePeriod(bad); err == nil {
			t.Errorf("%q is read as a period", bad)
		}
	}
}

func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"2012", "2012-Q3", "2012-W01", "2012-02-30", "0000-Q1", "9999-W53"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		span, from, to, err := ParsePeriod(s)
		if err == nil && (to < from || span.Name(from) != s || span.Start(from) != from) {
			t.Errorf("%q: %s %s–%s named %s", s, span, from, to, span.Name(from))
		}
	})
}

// What is left out is counted: statements, repeats, rows within a country, acts
// without a class. A pair is ordered, and an origin is never mixed with another.
func TestRelationsCountFirst(t *testing.T) {
	m := memory{
		did(t, "2012-01-05", "AAA", "BBB", "042", event.Consult),
		did(t, "2012-01-05", "AAA", "BBB", "042", event.Consult), // a repeat
		did(t, "2012-01-05", "AAAGOV", "BBB", "042", event.Consult),
		did(t, "2012-01-06", "AAA", "BBB", "010", event.NoType), // a statement
		did(t, "2012-01-07", "AAA", "AAA", "042", event.Consult),
		did(t, "2012-01-08", "AAA", "BBB", "100", event.NoType), // no class
		did(t, "2012-01-09", "AAA", "BBB", "163", event.Sanction),
		did(t, "2012-02-09", "AAA", "BBB", "111", event.Accuse),
		did(t, "2012-04-09", "AAA", "BBB", "071", event.Aid),
		did(t, "2012-01-09", "BBB", "AAA", "111", event.Accuse),
	}
	other := did(t, "2012-01-10", "AAA", "BBB", "042", event.Consult)
	other.Origin = event.GDELT2
	m = append(m, other)
	opt := RelationOptions{Pairs: [][2]string{{"BBB", "AAA"}, {"AAA", "BBB"}}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, By: ByMonth, Minimum: 3, Bootstrap: 200, Seed: 1}
	rs, err := Relations(context.Background(), m, opt)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range rs {
		said = append(said, fmt.Sprintf("%s %s>%s", r.Origin, r.Source, r.Target))
	}
	if got := strings.Join(said, ", "); got != "icews BBB>AAA, gdelt2 AAA>BBB, icews AAA>BBB" {
		t.Fatal(got)
	}
	r := rs[2]
	if want := (Left{Statements: 1, Repeats: 1, Domestic: 1, Uncoded: 1}); r.Left != want {
		t.Errorf("left out %+v, want %+v", r.Left, want)
	}
	var names []string
	for _, p := range r.Points {
		names = append(names, fmt.Sprintf("%s %v %v", p.Name, p.Counts, p.Drawn))
	}
	if got := strings.Join(names, ", "); got != "2012-01 {2 0 0 1} true, 2012-02 {0 0 1 0} false, 2012-03 {0 0 0 0} false, 2012-04 {0 1 0 0} false" {
		t.Error(got)
	}
	p := r.Points[0]
	if want := math.Log(2.5 / 1.5); math.Abs(p.Index-want) > 1e-12 || p.Low >= p.Index || p.High <= p.Index {
		t.Errorf("index %v (%v to %v), want %v", p.Index, p.Low, p.High, want)
	}
	if want := (2*2.5 - 6.5 + 0) / 3; math.Abs(p.Score-want) > 2 || math.IsNaN(p.Score) || !math.IsNaN(r.Points[2].Score) {
		t.Errorf("the mean score is %v and %v", p.Score, r.Points[2].Score)
	}
	if p.ByType[event.Consult] != 2 || p.ByType[event.Sanction] != 1 {
		t.Errorf("by type: %v", p.ByType)
	}
	opt.Choices.SanctionVerbal = true
	rs, _ = Relations(context.Background(), m, opt)
	if got := rs[2].Points[0].Counts; got != (Quads{2, 0, 1, 0}) {
		t.Errorf("a sanction as verbal conflict: %v", got)
	}
	again, _ := Relations(context.Background(), m, opt)
	if !slices.EqualFunc(rs[2].Points, again[2].Points, func(a, b RelationPoint) bool { return a.Low == b.Low && a.High == b.High }) {
		t.Error("the same seed gives other intervals")
	}
	got, left, more, err := eventsOf(context.Background(), m, opt, [2]string{"AAA", "BBB"}, p.From, p.To, 0)
	if err != nil || more || left.Statements != 1 || left.Uncoded != 1 {
		t.Errorf("behind the point: left %+v, more %v, %v", left, more, err)
	}
	if len(got) != 5 { // the fake keeps repeats; both origins
		t.Errorf("%d events stand behind the point", len(got))
	}
}

type failing struct{ memory }

func (failing) Counts(context.Context, event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) { yield(event.Count{}, errors.New("the disk is gone")) }
}

func TestRelationsGiveTheReadersError(t *testing.T) {
	if _, err := Relations(context.Background(), failing{}, RelationOptions{By: ByMonth, Minimum: 1}); err == nil || err.Error() != "the disk is gone" {
		t.Errorf("the error is %v", err)
	}
	if _, err := Relations(context.Background(), memory{}, RelationOptions{By: ByMonth}); err == nil {
		t.Error("a minimum of 0 is taken")
	}
}

// The interval covers the truth about as often as it says, where days are alike.
func TestBootstrapCoverage(t *testing.T) {
	r := rng(7)
	const runs, days = 1000, 90
	inside := 0
	for range runs {
		var ds []dayCount
		for d := range days {
			c := dayCount{day: event.Day(d)}
			for range poisson(&r, 0.5) {
				if r.unit() < 0.7 {
					c.coop++
				} else {
					c.conf++
				}
			}
			if c.coop+c.conf > 0 {
				ds = append(ds, c)
			}
		}
		low, high := bootstrap(ds, days, 400, rng(r.next()))
		if want := math.Log(0.7 / 0.3); low <= want && want <= high {
			inside++
		}
	}
	if share := float64(inside) / runs; share < 0.92 || share > 0.98 {
		t.Errorf("95%% intervals cover %.3f of the truths", share)
	} else {
		t.Logf("95%% intervals cover %.3f of the truths", share)
	}
}

// The two ends that a bootstrap keeps give the quantiles of all its values.
func TestEnds(t *testing.T) {
	r := rng(5)
	for _, n := range []int{1, 2, 39, 40, 41, 100, 500, 1000} {
		e := newEnds(n, 0.025)
		var all []float64
		for range n {
			v := r.unit()
			all = append(all, v)
			e.add(v)
		}
		slices.Sort(all)
		low, high := e.quantiles()
		if a, b := quantileOf(all, 0.025), quantileOf(all, 0.975); math.Abs(a-low) > 1e-12 || math.Abs(b-high) > 1e-12 {
			t.Errorf("%d values: %v to %v, want %v to %v", n, low, high, a, b)
		}
	}
}

// unit gives a number in [0, 1).
func (r *rng) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// poisson draws from a Poisson distribution (Knuth's method).
func poisson(r *rng, mean float64) int {
	k, p, limit := 0, r.unit(), math.Exp(-mean)
	for p > limit {
		k++
		p *= r.unit()
	}
	return k
}

// simulated makes years of daily acts whose share of cooperation stands at given
// log odds in each month, with noise from month to month that lasts (an AR(1) of
// the given correlation).
func simulated(r *rng, months int, perDay, noise, lasts float64, odds func(month int) float64) []dayCount {
	var out []dayCount
	start := event.DayOf(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	drift := 0.0
	for m := range months {
		drift = lasts*drift + noise*math.Sqrt(1-lasts*lasts)*normal(r)
		share := 1 / (1 + math.Exp(-odds(m)-drift))
		end := ByMonth.Next(start)
		for d := start; d < end; d++ {
			c := dayCount{day: d}
			for range poisson(r, perDay) {
				if r.unit() < share {
					c.coop++
				} else {
					c.conf++
				}
			}
			if c.coop+c.conf > 0 {
				out = append(out, c)
			}
		}
		start = end
	}
	return out
}

func normal(r *rng) float64 {
	return math.Sqrt(-2*math.Log(1-r.unit())) * math.Cos(2*math.Pi*r.unit())
}

// Change points that are not there are seldom marked, and one that is there is
// found near its place. The figures stand in docs/method.md.
func TestChangePoints(t *testing.T) {
	r := rng(11)
	const runs, months = 200, 120
	doc, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	flat := func(int) float64 { return 0.8 }
	step := func(m int) float64 {
		if m < 60 {
			return 0.8
		}
		return -0.2
	}
	for _, c := range []struct {
		name         string
		noise, lasts float64
		odds         func(int) float64
		most, least  float64 // share of runs with a change point
	}{
		{"steady", 0, 0, flat, 0.05, 0},
		{"steady with noise", 0.3, 0, flat, 0.05, 0},
		{"steady with noise that lasts", 0.3, 0.5, flat, 0.25, 0},
		{"a step", 0, 0, step, 1, 0.95},
		{"a step in noise", 0.3, 0, step, 1, 0.9},
	} {
		marked, near := 0, 0
		for range runs {
			got := changesOf(simulated(&r, months, 1, c.noise, c.lasts, c.odds), ByMonth, 10)
			if len(got) > 0 {
				marked++
			}
			if slices.ContainsFunc(got, func(p ChangePoint) bool {
				return p.At >= dayOf(t, "2004-11-01") && p.At <= dayOf(t, "2005-03-01") && p.After < p.Before
			}) {
				near++
			}
		}
		share := float64(marked) / runs
		t.Logf("%s: marked in %.3f of runs, near its place in %.3f", c.name, share, float64(near)/runs)
		if row := fmt.Sprintf("| %s | %.1f |", c.name, 100*share); !strings.Contains(string(doc), row) {
			t.Errorf("docs/method.md does not have the row\n%s", row)
		}
		if share > c.most || float64(near)/runs < c.least {
			t.Errorf("%s: marked in %.3f of runs (at most %.2f), near its place in %.3f (at least %.2f)", c.name, share, c.most, float64(near)/runs, c.least)
		}
	}
}

// relationsOf makes the relations of pairs from daily acts.
func relationsOf(t *testing.T, days map[[2]string][]dayCount) []Relation {
	t.Helper()
	var out []Relation
	for pair, ds := range days {
		g := &gathered{spans: map[event.Day]*RelationPoint{}, Relation: Relation{Origin: event.ICEWS, Source: pair[0], Target: pair[1], By: ByMonth, Minimum: 10}}
		for _, d := range ds {
			for _, k := range []struct {
				quad event.Quad
				n    int64
			}{{event.VerbalCooperation, d.coop}, {event.VerbalConflict, d.conf}} {
				if k.n > 0 {
					g.take(event.Count{Source: pair[0], Target: pair[1], Day: d.day, Quad: k.quad, N: k.n}, RelationOptions{By: ByMonth})
				}
			}
		}
		out = append(out, g.finish(RelationOptions{By: ByMonth, Minimum: 10}))
	}
	return out
}

func TestThirdCountry(t *testing.T) {
	r := rng(3)
	countries := []string{"AAA", "BBB", "CCC"}
	const runs = 60
	chance := 0
	for range runs {
		rs := relationsOf(t, map[[2]string][]dayCount{
			{"AAA", "BBB"}: simulated(&r, 96, 1.5, 0.5, 0.3, func(int) float64 { return 0.5 }),
			{"AAA", "CCC"}: simulated(&r, 96, 1.5, 0.5, 0.3, func(int) float64 { return 0.5 }),
			{"BBB", "CCC"}: simulated(&r, 96, 1.5, 0.5, 0.3, func(int) float64 { return 0.5 }),
		})
		for _, x := range Third(rs, countries, 10) {
			if x.P <= 0.05 {
				chance++
			}
		}
	}
	share := float64(chance) / (6 * runs)
	t.Logf("unrelated pairs: p at most 0.05 in %.3f of tests", share)
	if share > 0.09 {
		t.Errorf("unrelated pairs: p at most 0.05 in %.3f of tests", share)
	}
	// What moves two of them moves one of those and the third two months later.
	push := make([]float64, 200)
	for i := range push {
		push[i] = 0.9 * normal(&r)
	}
	rs := relationsOf(t, map[[2]string][]dayCount{
		{"AAA", "BBB"}: simulated(&r, 96, 4, 0, 0, func(m int) float64 { return push[m+2] }),
		{"AAA", "CCC"}: simulated(&r, 96, 4, 0, 0, func(m int) float64 { return push[m] }),
	})
	got := Third(rs, countries, 10)
	if len(got) != 6 {
		t.Fatalf("%d tests for three countries", len(got))
	}
	x := got[0]
	if x.Between != [2]string{"AAA", "BBB"} || x.With != [2]string{"AAA", "CCC"} || x.Best < 0 || x.Lags[x.Best].Months != 2 || x.P > 0.05 {
		t.Errorf("a push two months before is not found: %+v", x)
	}
	if s := x.Says(func(c string) string { return c }); !strings.Contains(s, "2 months later") || !strings.Contains(s, "has gone before") {
		t.Error(s)
	}
	if none := got[1]; none.Best != -1 || !strings.Contains(none.Says(func(c string) string { return c }), "no answer") {
		t.Errorf("a pair without events: %+v", none)
	}
	if Third(rs, countries[:2], 10) != nil {
		t.Error("two countries have no third")
	}
}

// BenchmarkRelations measures all ordered pairs of 20 countries by month over ten
// years, with intervals, from counts at hand: what is added to reading the store.
func BenchmarkRelations(b *testing.B) {
	var counts []event.Count
	var pairs [][2]string
	r := rng(1)
	start := event.DayOf(time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC))
	for i := range 20 {
		for j := range 20 {
			if i == j {
				continue
			}
			pair := [2]string{fmt.Sprintf("C%02d", i), fmt.Sprintf("C%02d", j)}
			pairs = append(pairs, pair)
			for d := range 3650 {
				if n := poisson(&r, 0.7); n > 0 {
					quad := event.Quad(1 + r.next()%4)
					counts = append(counts, event.Count{Origin: event.GDELT2, Source: pair[0], Target: pair[1], Day: start + event.Day(d), Quad: quad, Type: event.Consult, N: int64(n)})
				}
			}
		}
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := Relations(context.Background(), given(counts), RelationOptions{Pairs: pairs, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, By: ByMonth, Minimum: 10, Bootstrap: 500}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(counts)), "counts")
}

// given is a Reader of counts alone.
type given []event.Count

func (g given) Counts(context.Context, event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		for _, c := range g {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (given) Events(context.Context, event.Query) iter.Seq2[event.Record, error] {
	return func(func(event.Record, error) bool) {}
}
