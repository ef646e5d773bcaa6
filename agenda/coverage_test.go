package agenda

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
	"entente/winset"
)

// coverage counts the later stances of a class of ages, and those of them that lie inside
// the 80% range of the earlier one, as it stood and aged to their day.
type coverage struct{ n, before, aged int }

// coverageOf ages each of the flagship's stances to the day of the next one of the same
// player and area, with an s that was fitted without the player. The stance of an
// executive ends with its holder, and foretells nothing after; a body's counts as old.
func coverageOf(t *testing.T) (classes [3]coverage, least, most float64) {
	t.Helper()
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	all := laterStances(d, d.AsOfDay())
	fitted := map[*dossier.Player]float64{}
	least, most = 100, 0
	for _, p := range all {
		s, ok := fitted[p.player]
		if !ok {
			var others []winset.Later
			for _, o := range all {
				if o.player != p.player && o.same {
					others = append(others, o.Later)
				}
			}
			s = winset.FitAgeing(others)
			fitted[p.player] = s
			least, most = min(least, s), max(most, s)
		}
		if !p.player.Holds(p.earlier.From, p.next.From.Last()) {
			continue
		}
		years := p.Years
		if !p.same {
			years = winset.Old
		}
		c := &classes[min(2, int(max(0, p.Years-1e-9)))]
		c.n++
		if within(p.earlier.Position, p.next.Position.Best, 0) {
			c.before++
		}
		if within(p.earlier.Position, p.next.Position.Best, winset.AgeingSD(s, years)) {
			c.aged++
		}
	}
	return classes, least, most
}

// within reports whether a value lies inside the 80% range of an estimate that has moved
// by a normal error with some standard deviation, within 0-100.
func within(e dossier.Estimate, v, sd float64) bool {
	source := winset.Source{Seed: 1, N: 4000}
	x := make([]float32, source.N)
	source.Normal(x, "position")
	winset.Apply(x, x, []winset.Estimate{{Low: e.Low, Best: e.Best, High: e.High, Confidence: e.Confidence}}, nil, 0, 100)
	source.AddNormal(x, []float64{sd}, nil, "ageing")
	for d := range x {
		x[d] = min(100, max(0, x[d]))
	}
	q := winset.Quantile(x, 0.1, 0.9)
	return v >= q[0]-1e-6 && v <= q[1]+1e-6
}

// TestAgeingCovers holds docs/method.md to how often later stances lie in the range of the
// one before, and that to 75-92 percent, in whole percent as the page has it.
func TestAgeingCovers(t *testing.T) {
	classes, least, most := coverageOf(t)
	share := func(k, n int) string {
		i := winset.WilsonInterval(k, n)
		return fmt.Sprintf("%.0f (%.0f-%.0f)", 100*float64(k)/float64(n), 100*i.Low, 100*i.High)
	}
	var table strings.Builder
	table.WriteString("| the next stance comes | stances | inside before, percent | inside once aged, percent |\n| --- | --- | --- | --- |\n")
	for k, name := range []string{"within a year", "in the second year", "later"} {
		c := classes[k]
		fmt.Fprintf(&table, "| %s | %d | %s | %s |\n", name, c.n, share(c.before, c.n), share(c.aged, c.n))
		if p := math.Round(100 * float64(c.aged) / float64(c.n)); p < 75 || p > 92 {
			t.Errorf("%s: %.0f percent of %d lie inside", name, p, c.n)
		}
	}
	page, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), table.String()) {
		t.Errorf("docs/method.md does not hold this table:\n%s", table.String())
	}
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	s, pairs := ageingOf(d, d.AsOfDay(), d.Settings())
	says := fmt.Sprintf("%d pairs of the flagship give s = %.1f points (%.1f to %.1f with one player left out)", pairs, s, least, most)
	if !strings.Contains(strings.Join(strings.Fields(string(page)), " "), says) {
		t.Errorf("docs/method.md does not say: %s", says)
	}
}

// TestAgeingIsFitted holds when s is fitted: from thirty pairs of one holder, ten of them
// more than a year apart, that were known by the day; else it is the usual.
func TestAgeingIsFitted(t *testing.T) {
	date := func(year int) dossier.Date { return dossier.Date{Year: year, Month: 1, Day: 1} }
	made := func(players, pairs int, change float64, step int) *dossier.Dossier {
		m := &dossier.Member{}
		for range players {
			p := &dossier.Player{Kind: "ministry"}
			for k := range pairs + 1 {
				from := date(1950 + k*step)
				if step == 0 {
					from = dossier.Date{Year: 1950, Month: 1, Day: 1 + k}
				}
				p.Stances = append(p.Stances, &dossier.Stance{Areas: dossier.Refs{{ID: "a"}}, From: from, Position: dossier.Exactly(50 + change*float64(k%2))})
			}
			m.Players = append(m.Players, p)
		}
		return &dossier.Dossier{Members: []*dossier.Member{m}}
	}
	day := date(2026).Last()
	stated := 7.0
	for _, c := range []struct {
		what  string
		d     *dossier.Dossier
		set   dossier.Settings
		s     float64
		pairs int
	}{
		{"thirty", made(1, 30, 12, 2), dossier.Settings{}, 12, 30},
		{"thirty of three players", made(3, 10, 12, 2), dossier.Settings{}, 12, 30},
		{"twenty-nine", made(1, 29, 12, 2), dossier.Settings{}, usualAgeing, 0},
		{"within a year of each other", made(1, 30, 12, 0), dossier.Settings{}, usualAgeing, 0},
		{"stated", made(1, 30, 12, 2), dossier.Settings{Ageing: &stated}, 7, 0},
	} {
		if s, pairs := ageingOf(c.d, day, c.set); pairs != c.pairs || s < c.s-0.2 || s > c.s+0.2 {
			t.Errorf("%s: s is %v from %d pairs, want %v from %d", c.what, s, pairs, c.s, c.pairs)
		}
	}
	// Not known yet, and under another holder.
	if s, pairs := ageingOf(made(1, 30, 12, 2), date(2009).Last(), dossier.Settings{}); s != usualAgeing || pairs != 0 {
		t.Errorf("of what comes later: %v from %d", s, pairs)
	}
	d := made(1, 30, 12, 2)
	p := d.Members[0].Players[0]
	for k := range 32 {
		p.Holders = append(p.Holders, &dossier.Holder{Name: dossier.Text{Plain: fmt.Sprint(k)}, From: date(1949 + 2*k), To: date(1951 + 2*k)})
	}
	if s, pairs := ageingOf(d, day, dossier.Settings{}); s != usualAgeing || pairs != 0 {
		t.Errorf("of other holders: %v from %d", s, pairs)
	}
	// Pairs are of one area: a stance of two areas is followed in each.
	p.Holders = nil
	p.Stances[3].Areas = dossier.Refs{{ID: "b"}}
	p.Stances[4].Position = dossier.Exactly(70)
	if all := laterStances(d, day); len(all) != 29 || slices.ContainsFunc(all, func(l later) bool { return l.earlier == p.Stances[3] || l.next == p.Stances[3] }) {
		t.Errorf("%d pairs", len(all))
	}
	// What repeats the estimate before it is no new one, and the next is held against it as
	// of its own day.
	p.Stances[10].Position, p.Stances[11].Position = p.Stances[9].Position, dossier.Exactly(75)
	all := laterStances(d, day)
	if i := slices.IndexFunc(all, func(l later) bool { return l.earlier == p.Stances[10] }); len(all) != 28 || i < 0 || all[i].next != p.Stances[11] ||
		slices.ContainsFunc(all, func(l later) bool { return l.next == p.Stances[10] }) {
		t.Errorf("with one that repeats another: %d pairs", len(all))
	}
	for what, other := range map[string]func(*dossier.Estimate){
		"less sure": func(e *dossier.Estimate) { e.Confidence = 0.5 }, "another low": func(e *dossier.Estimate) { e.Low-- },
		"another best": func(e *dossier.Estimate) { e.Best-- }, "another high": func(e *dossier.Estimate) { e.High++ },
	} {
		p.Stances[10].Position = p.Stances[9].Position
		other(&p.Stances[10].Position)
		if all := laterStances(d, day); len(all) != 29 {
			t.Errorf("with one that has %s: %d pairs", what, len(all))
		}
	}
}
