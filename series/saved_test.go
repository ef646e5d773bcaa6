package series

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"entente/dossier"
	"entente/event"
)

// quarterly makes events of two of the template's members: in each quarter so
// many of each class, on days of their own.
func quarterly(t *testing.T, source, target string, counts ...Quads) memory {
	t.Helper()
	var out memory
	start := dayOf(t, "2020-01-01")
	for _, q := range counts {
		day := start
		add := func(n int64, code string, typ event.Type) {
			for range n {
				r := did(t, day.String(), source, target, code, typ)
				r.Key = uint64(len(out)) + 1
				out = append(out, r)
				day++
			}
		}
		add(q.VerbalCooperation, "042", event.Consult)
		add(q.MaterialCooperation, "071", event.Aid)
		add(q.VerbalConflict, "111", event.Accuse)
		add(q.MaterialConflict, "190", event.Assault)
		start = ByQuarter.Next(start)
	}
	return out
}

// What is saved of relations comes back as it was measured: each class by
// itself, the index and its interval, period by period, for each direction.
func TestSavedRelationsComeBack(t *testing.T) {
	there := []Quads{{12, 3, 2, 1}, {1, 0, 4, 0}, {}, {5, 7, 11, 2}}
	back := []Quads{{2, 2, 1, 0}, {0, 6, 0, 9}}
	m := append(quarterly(t, "XAR", "XBE", there...), quarterly(t, "XBE", "XAR", back...)...)
	rs, err := Relations(context.Background(), m, RelationOptions{Pairs: [][2]string{{"XAR", "XBE"}, {"XBE", "XAR"}}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, By: ByQuarter, Minimum: 10, Bootstrap: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := SaveRelations("made-up", rs, Making{Title: "Made up", Command: "a test", On: date(t, "2021-01-31"), Sources: []string{"gazette-2025"}})
	if err != nil {
		t.Fatal(err)
	}
	d := template(t, map[string]string{"series/made-up.csv": string(s.CSV), "series/made-up.yaml": string(s.YAML)})
	saved := func(asOf string) *Group {
		groups, err := Groups(d, day(t, asOf))
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range groups {
			if g.File != nil {
				return &groups[i]
			}
		}
		return nil
	}
	g := saved("2021-06-01")
	if g == nil || len(g.Relations) != 2 || g.Origin != event.ICEWS {
		t.Fatalf("%+v", g)
	}
	for n, want := range [][]Quads{there, back} {
		r := g.Relations[n]
		if r.By != ByQuarter || r.Minimum != 10 || len(r.Points) != len(want) {
			t.Fatalf("%s>%s: by %s, at least %d, %d points", r.Source, r.Target, r.By, r.Minimum, len(r.Points))
		}
		for k, q := range want {
			p, was := r.Points[k], rs[n].Points[k]
			if p.Counts != q || p.Name != was.Name || p.From != was.From || p.To != was.To {
				t.Errorf("%s>%s %s: %+v, want %+v", r.Source, r.Target, p.Name, p.Counts, q)
			}
			// The index is log((cooperation+½)/(conflict+½)), from ten events on.
			drawn := q.Volume() >= 10
			index := math.Log((float64(q.VerbalCooperation+q.MaterialCooperation) + 0.5) / (float64(q.VerbalConflict+q.MaterialConflict) + 0.5))
			if p.Drawn != drawn || drawn && (math.Abs(p.Index-index) > 1e-3 || math.Abs(p.Low-was.Low) > 1e-3 || math.Abs(p.High-was.High) > 1e-3 || !(p.Low < p.Index && p.Index < p.High)) {
				t.Errorf("%s>%s %s: drawn %v, %v (%v to %v), want %v", r.Source, r.Target, p.Name, p.Drawn, p.Index, p.Low, p.High, index)
			}
		}
	}
	// A quarter is known once it is over.
	if r := saved("2020-12-31").Relations[0]; len(r.Points) != 4 {
		t.Errorf("%d quarters on its last day", len(r.Points))
	}
	if r := saved("2020-12-30").Relations[0]; len(r.Points) != 3 {
		t.Errorf("%d quarters a day before", len(r.Points))
	}
	if g := saved("2020-03-30"); g != nil {
		t.Errorf("before the first is over: %+v", g)
	}
}

// Values of another's measure come back as scores, in order of time.
func TestSavedScoresComeBack(t *testing.T) {
	row := func(year string, v float64, kind string) ValueRow {
		return ValueRow{Series: "theirs-xar-xbe-" + kind, From: year + "-01-01", Date: year + "-12-31", Value: v, N: 40, Unit: "points", Source: "gazette-2025", Actor: "XAR", Target: "XBE", Kind: kind}
	}
	s, err := SaveValues("theirs", "gdelt1", "year", []ValueRow{row("2021", -1.5, dossier.KindScore), row("2020", 2.25, dossier.KindScore), row("2020", 40, dossier.KindVolume)},
		Making{Title: "Theirs", Command: "a test", On: date(t, "2022-01-31"), Sources: []string{"gazette-2025"}})
	if err != nil {
		t.Fatal(err)
	}
	d := template(t, map[string]string{"series/theirs.csv": string(s.CSV), "series/theirs.yaml": string(s.YAML)})
	groups, err := Groups(d, day(t, "2022-06-01"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		if g.File == nil {
			continue
		}
		if len(g.Relations) != 0 || len(g.Scores) != 1 || g.Origin != event.GDELT1 {
			t.Fatalf("%+v", g)
		}
		if ps := g.Scores[0].Points; len(ps) != 2 || ps[0].Value != 2.25 || ps[1].Value != -1.5 || ps[0].N != 40 || g.Scores[0].Source != "XAR" || g.Scores[0].Target != "XBE" {
			t.Errorf("%+v", g.Scores[0])
		}
		return
	}
	t.Error("the saved scores are not read")
}

// A sum of scores follows the volume of news; the index does not. Here the same
// mixture of acts is printed more in some quarters than in others: what is
// between the two has not changed.
func TestSumsFollowVolumeByConstruction(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var counts []Quads
	for range 24 {
		n := int64(1 + rng.IntN(6))
		counts = append(counts, Quads{6 * n, 2 * n, 3 * n, n})
	}
	m := quarterly(t, "XAR", "XBE", counts...)
	rs, err := Relations(context.Background(), m, RelationOptions{Pairs: [][2]string{{"XAR", "XBE"}}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, By: ByQuarter, Minimum: 10})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[event.Day]float64{}
	for _, r := range m {
		sums[ByQuarter.Start(r.Date)] += float64(event.GoldsteinOf(r.Code))
	}
	for _, p := range rs[0].Points {
		n := float64(p.Counts.MaterialConflict)
		if perNews := sums[p.From] / n; math.Abs(perNews-sums[rs[0].Points[0].From]/float64(counts[0].MaterialConflict)) > 1e-3 {
			t.Errorf("%s: the sum for each share of news is %v", p.Name, perNews)
		}
		// log((8n+½)/(4n+½)): between ln(8.5/4.5) and ln 2, whatever the volume.
		if p.Index < math.Log(8.5/4.5)-1e-9 || p.Index > math.Log(2) {
			t.Errorf("%s: the index is %v at a volume of %d", p.Name, p.Index, p.Counts.Volume())
		}
	}
}

// A level that rests on a wave which is not confirmed keeps that when saved; a table
// without one has no such column.
func TestSavedLevelsKeepTheirMark(t *testing.T) {
	rows := []ValueRow{{Series: "a", Date: "2024", Value: 1}, {Series: "a", Date: "2025", Value: 2, Unconfirmed: true}}
	s, err := SaveValues("levels", "polls", "", rows, Making{})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(s.CSV)), "\n")
	if len(lines) != 3 || !strings.HasSuffix(lines[0], ",area,confirmed") || !strings.HasSuffix(lines[1], ",,") || !strings.HasSuffix(lines[2], ",no") {
		t.Errorf("%q", lines)
	}
	if s, _ = SaveValues("levels", "polls", "", rows[:1], Making{}); strings.Contains(string(s.CSV), "confirmed") {
		t.Errorf("%q", s.CSV)
	}
}
