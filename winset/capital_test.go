package winset

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// oracle are the players of the win-set that brute force over a grid of 0.1
// found: ideal points and weights, with a status quo of 20, and a veto player
// at 70.
func oracle(need Quota, kappa float64) *Capital {
	ideal, weight := []float32{50, 30, 85, 60, 45, 70}, []float32{25, 20, 15, 10, 30, 0}
	c := &Capital{N: 1, StatusQuo: 20, Kappa: FixedKappa(kappa)}
	for i := range ideal {
		c.Players = append(c.Players, Player{Base: ideal[i : i+1], Weight: weight[i : i+1]})
	}
	vote := &Procedure{Stage: &Stage{Players: []int{0, 1, 2, 3, 4, 5}, Need: need}}
	c.Procedure = &Procedure{All: []*Procedure{vote, Veto(5)}}
	return c
}

func TestWinSetKnown(t *testing.T) {
	for _, c := range []struct{ share, want float64 }{{0.5, 80}, {0.75, 70}} {
		got := oracle(Share(c.share), 1).Ceilings(0)
		if math.Abs(float64(got.Level[0])-c.want) > 1e-3 {
			t.Errorf("a quota of %v has its ceiling at %v, want %v", c.share, got.Level[0], c.want)
		}
	}
	// At 0.5 the coalition's 80 decides, at 0.75 the public's 70.
	if p := oracle(Share(0.5), 1).Ceilings(0).Pivotal[0]; p != 0 {
		t.Errorf("at half, player %d sets the ceiling", p)
	}
	if p := oracle(Share(0.75), 1).Ceilings(0).Pivotal[0]; p != 4 {
		t.Errorf("at three quarters, player %d sets the ceiling", p)
	}
}

func TestAcceptance(t *testing.T) {
	for _, c := range []struct{ x, q, b, kappa, want float64 }{
		{50, 20, 0, 1, 80}, {50, 20, 0, 0, 50}, {50, 20, 0, 0.5, 65}, {10, 20, 0, 1, 20}, {10, 20, 5, 1, 25}, {50, 20, 5, 0.5, 70},
	} {
		if got := Highest(c.x, c.q, c.b, c.kappa); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("at %v with q %v, b %v, κ %v: %v, want %v", c.x, c.q, c.b, c.kappa, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		q, b := rapid.Float64Range(0, 100).Draw(t, "q"), rapid.Float64Range(0, 50).Draw(t, "b")
		kappa, level := rapid.Float64Range(0, 1).Draw(t, "kappa"), rapid.Float64Range(0, 100).Draw(t, "level")
		req := Required(level, q, b, kappa)
		if math.IsInf(req, -1) {
			if Highest(0, q, b, kappa) < level-1e-9 {
				t.Fatalf("level %v is not accepted from everywhere", level)
			}
			return
		}
		if a := Highest(req, q, b, kappa); math.Abs(a-level) > 1e-9 {
			t.Fatalf("from %v the highest level is %v, want %v", req, a, level)
		}
	})
}

// units are twentieths of a point: with positions in tenths and κ of 0, 1/2 or 1
// all acceptable levels are whole.
const units = 20

// model is a capital in whole numbers, with the same as a Capital.
type model struct {
	cap   *Capital
	q     int
	b     []int
	kappa []int     // twice κ, by draw
	base  [][]int   // player, draw
	shift [][]int   // player, draw; nil: none
	delta [][][]int // player, term, draw
	term  [][]int   // player, term: its constraint
	w     [][]int   // player, draw: sixteenths
}

func tenth(r *rand.Rand, lo, hi int) int { return (lo*10 + r.IntN((hi-lo)*10+1)) * units / 10 }

func randomModel(r *rand.Rand, draws, players, constraints int) *model {
	m := &model{cap: &Capital{N: draws}, q: tenth(r, 0, 60), kappa: make([]int, draws)}
	m.cap.StatusQuo = float64(m.q) / units
	if m.kappa[0] = r.IntN(3); r.IntN(2) == 0 {
		for d := range m.kappa {
			m.kappa[d] = m.kappa[0]
		}
		m.cap.Kappa = FixedKappa(float64(m.kappa[0]) / 2)
	} else {
		drawn := make([]float32, draws)
		for d := range drawn {
			m.kappa[d] = r.IntN(3)
			drawn[d] = float32(m.kappa[d]) / 2
		}
		m.cap.Kappa = DrawnKappa(drawn)
	}
	for range players {
		b := 0
		if r.IntN(3) == 0 {
			b = tenth(r, 0, 10)
		}
		p := Player{NoDeal: float64(b) / units, Base: make([]float32, draws), Weight: make([]float32, draws)}
		base, w := make([]int, draws), make([]int, draws)
		for d := range draws {
			base[d], w[d] = tenth(r, 0, 100), r.IntN(17)
			p.Base[d], p.Weight[d] = float32(base[d])/units, float32(w[d])/16
		}
		var shift []int
		if r.IntN(2) == 0 {
			shift, p.Shift = make([]int, draws), make([]float32, draws)
			for d := range draws {
				shift[d] = tenth(r, -15, 15)
				p.Shift[d] = float32(shift[d]) / units
			}
		}
		m.shift = append(m.shift, shift)
		var term []int
		var deltas [][]int
		for k := range constraints {
			if r.IntN(2) == 0 {
				continue
			}
			delta, f := make([]int, draws), make([]float32, draws)
			for d := range draws {
				delta[d] = tenth(r, -40, 10)
				f[d] = float32(delta[d]) / units
			}
			term, deltas = append(term, k), append(deltas, delta)
			p.Terms = append(p.Terms, Term{k, f})
		}
		m.cap.Players = append(m.cap.Players, p)
		m.b, m.base, m.w = append(m.b, b), append(m.base, base), append(m.w, w)
		m.delta, m.term = append(m.delta, deltas), append(m.term, term)
	}
	m.cap.Procedure = randomProcedure(r, players, 2)
	if constraints > 0 && r.IntN(3) == 0 {
		level := tenth(r, 0, 100)
		below := max(m.q, level-tenth(r, 1, 20))
		c := Cap{Constraint: r.IntN(constraints), Level: float64(level) / units, Below: float64(below) / units, Stands: NewBits(draws)}
		for d := range draws {
			if r.IntN(2) == 0 {
				c.Stands.Set(d)
			}
		}
		if below < level {
			m.cap.Caps = append(m.cap.Caps, c)
		}
	}
	return m
}

func randomProcedure(r *rand.Rand, players, depth int) *Procedure {
	kind := r.IntN(6)
	if depth == 0 {
		kind %= 4
	}
	if kind >= 4 {
		var parts []*Procedure
		for range 1 + r.IntN(3) {
			parts = append(parts, randomProcedure(r, players, depth-1))
		}
		if kind == 4 {
			return &Procedure{All: parts}
		}
		return &Procedure{Any: parts}
	}
	if kind == 0 {
		return Veto(r.IntN(players))
	}
	s := &Stage{Players: r.Perm(players)[:1+r.IntN(players)]}
	total := 0.0
	if r.IntN(2) == 0 || kind == 3 {
		for range s.Players {
			s.Seats = append(s.Seats, float64(r.IntN(10)))
			total += s.Seats[len(s.Seats)-1]
		}
		if total == 0 {
			s.Seats[0], total = 1, 1
		}
	}
	switch kind {
	case 1:
		s.Need = Majority()
	case 2:
		s.Need = Share([]float64{0.25, 0.5, 2. / 3, 0.75, 1}[r.IntN(5)])
	default:
		s.Need = Votes(1 + float64(r.IntN(int(total))))
	}
	return &Procedure{Stage: s}
}

// position is a player's position in units while constraints outside relieved act.
func (m *model) position(i, d int, relieved uint64) int {
	x := m.base[i][d]
	if m.shift[i] != nil {
		x += m.shift[i][d]
	}
	for k, c := range m.term[i] {
		if relieved>>c&1 == 0 {
			x += m.delta[i][k][d]
		}
	}
	return min(100*units, max(0, x))
}

func (m *model) accepts(i, d, level int, relieved uint64) bool {
	return 2*(level-m.q-m.b[i]) <= (2+m.kappa[d])*max(0, m.position(i, d, relieved)-m.q)
}

// passes says in plain words what a procedure is.
func (m *model) passes(p *Procedure, d int, accepts func(i int) bool) bool {
	switch {
	case len(p.All) > 0:
		return !slices.ContainsFunc(p.All, func(k *Procedure) bool { return !m.passes(k, d, accepts) })
	case len(p.Any) > 0:
		return slices.ContainsFunc(p.Any, func(k *Procedure) bool { return m.passes(k, d, accepts) })
	}
	s := p.Stage
	support, total, all := 0, 0, true
	for j, i := range s.Players {
		w := m.w[i][d]
		if s.Seats != nil {
			w = int(s.Seats[j])
		}
		total += w
		if accepts(i) {
			support += w
		} else {
			all = false
		}
	}
	switch {
	case len(s.Players) == 1 || s.Need.votes == 0 && total == 0:
		return all // where nobody has any weight, all must agree
	case s.Need.votes > 0:
		return support >= int(s.Need.votes)
	case s.Need.majority:
		return 2*support > total
	}
	return support*12 >= int(math.Round(s.Need.share*12))*total
}

// ceiling searches the grid.
func (m *model) ceiling(d int, relieved uint64) int {
	best := m.q
	for level := m.q; level <= 100*units; level++ {
		if m.passes(m.cap.Procedure, d, func(i int) bool { return m.accepts(i, d, level, relieved) }) {
			best = level
		}
	}
	for _, k := range m.cap.Caps {
		if relieved>>k.Constraint&1 == 0 && k.Stands.Has(d) && float64(best) >= k.Level*units-0.5 {
			best = max(m.q, int(math.Round(k.Below*units)))
		}
	}
	return best
}

func seeded(t *rapid.T) *rand.Rand {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
}

// TestCeilingsBrute holds the closed form to a search of the whole grid, for
// every kind of procedure.
func TestCeilingsBrute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		m := randomModel(r, 3, rapid.IntRange(1, 5).Draw(t, "players"), rapid.IntRange(0, 3).Draw(t, "constraints"))
		if err := m.cap.Procedure.Validate(len(m.cap.Players)); err != nil {
			t.Fatal(err)
		}
		relieved := r.Uint64N(8)
		got := m.cap.Ceilings(relieved)
		for d := range m.cap.N {
			if want := float64(m.ceiling(d, relieved)) / units; math.Abs(float64(got.Level[d])-want) > 1e-3 {
				t.Fatalf("draw %d: ceiling %v, the grid says %v", d, got.Level[d], want)
			}
		}
	})
}

// TestPassAgreesWithCeilings holds the bitsets to the ceilings away from ties,
// over more than one word of draws.
func TestPassAgreesWithCeilings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		m := randomModel(r, 1+r.IntN(200), 1+r.IntN(6), r.IntN(4))
		relieved := r.Uint64N(8)
		ceilings := m.cap.Ceilings(relieved)
		level := float64(m.q)/units + 0.026 + r.Float64()*60
		level = math.Floor(level*units)/units + 0.026
		if level >= 100 {
			return
		}
		for _, k := range m.cap.Caps {
			// Between a cap and the rung below it nothing can be said: no rung is there.
			if level >= k.Below && level < k.Level {
				return
			}
		}
		pass := m.cap.Pass(level, m.cap.Vote(level, relieved, 0), relieved, 0)
		for d, c := range ceilings.Level {
			if pass.Has(d) != (float64(c) >= level) {
				t.Fatalf("draw %d: the ceiling is %v and %v passes: %v", d, c, level, pass.Has(d))
			}
		}
		if pass.Count() != ceilings.Carry(level) {
			t.Fatalf("%d draws pass, %d carry", pass.Count(), ceilings.Carry(level))
		}
		last := m.cap.N + 1
		for _, a := range []float64{0, 10, 30, level, 70, 90, 100} {
			if a < level && a > level-1 {
				continue
			}
			if n := ceilings.Carry(a); a >= m.cap.StatusQuo {
				if n > last && a > level {
					t.Fatalf("carry rises with the level: %d at %v", n, a)
				}
				last = n
			}
		}
		if n := pivots(ceilings, len(m.cap.Players)); n > m.cap.N {
			t.Fatalf("%d pivots in %d draws", n, m.cap.N)
		}
	})
}

func pivots(c Ceilings, players int) int {
	n := 0
	for _, k := range c.PivotalCounts(players) {
		n += k
	}
	return n
}

// TestCarryFalls holds that carry never rises with the level, alone and jointly.
func TestCarryFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		var cs []Ceilings
		for range 3 {
			cs = append(cs, randomModel(r, 40, 1+r.IntN(4), r.IntN(3)).cap.Ceilings(0))
		}
		joint := Joint(cs...)
		last := 40
		for a := 0.0; a <= 100; a += 2.5 {
			n := joint.Carry(a)
			if n > last {
				t.Fatalf("at %v more draws carry: %d after %d", a, n, last)
			}
			for _, c := range cs {
				if c.Carry(a) < n {
					t.Fatalf("at %v jointly more than alone", a)
				}
			}
			last = n
		}
	})
}

// TestOpponentsWeight holds that a ceiling never rises when weight moves from
// one player to another who accepts less.
func TestOpponentsWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		m := randomModel(r, 20, 2+r.IntN(4), 0)
		all := make([]int, len(m.cap.Players))
		for i := range all {
			all[i] = i
		}
		need := []Quota{Majority(), Share(0.5), Share(2. / 3), Share(1)}[r.IntN(4)]
		m.cap.Procedure = &Procedure{Stage: &Stage{Players: all, Need: need}}
		before := m.cap.Ceilings(0)
		a, b := 0, 1
		for d := range m.cap.N {
			high := func(i int) float64 {
				p := m.cap.Players[i]
				return Highest(float64(m.position(i, d, 0))/units, m.cap.StatusQuo, p.NoDeal, m.cap.Kappa.At(d))
			}
			from, to := a, b
			if high(from) < high(to) {
				from, to = to, from
			}
			w := m.cap.Players[from].Weight[d] / 2
			m.cap.Players[from].Weight[d] -= w
			m.cap.Players[to].Weight[d] += w
		}
		after := m.cap.Ceilings(0)
		for d := range after.Level {
			if after.Level[d] > before.Level[d]+1e-3 {
				t.Fatalf("draw %d: the ceiling rises from %v to %v", d, before.Level[d], after.Level[d])
			}
		}
	})
}

// TestNoWeight holds what a stage is whose players have no weight in a draw:
// all must agree, whatever the quota.
func TestNoWeight(t *testing.T) {
	for _, need := range []Quota{Majority(), Share(0.5), Share(1)} {
		c := oracle(need, 1)
		c.Procedure = c.Procedure.All[0]
		for i := range c.Players {
			c.Players[i].Weight = []float32{0}
		}
		if got := c.Ceilings(0).Level[0]; math.Abs(float64(got)-40) > 1e-3 {
			t.Errorf("%+v: ceiling %v, want the least, 40", need, got)
		}
		for level, want := range map[float64]int{39: 1, 41: 0} {
			if got := c.Pass(level, c.Vote(level, 0, 0), 0, 0).Count(); got != want {
				t.Errorf("%+v: level %v passes in %d draws, want %d", need, level, got, want)
			}
		}
	}
}

func TestUnknownPlayerNeverAccepts(t *testing.T) {
	c := oracle(Share(0.5), 1)
	c.Players[0].Base = nil
	v := c.Vote(25, 0, 0)
	if v[0].Count() != 0 || v[1].Count() != 1 {
		t.Errorf("without a stance a player accepts: %v", v)
	}
}

func TestCaps(t *testing.T) {
	c := oracle(Share(0.5), 1)
	all := NewBits(1)
	all.Fill(1)
	for _, k := range []struct {
		name     string
		caps     []Cap
		relieved uint64
		want     float64
	}{
		{"none", nil, 0, 80},
		{"under 60", []Cap{{0, 60, 45, all}}, 0, 45},
		{"relieved", []Cap{{0, 60, 45, all}}, 1, 80},
		{"not standing", []Cap{{0, 60, 45, NewBits(1)}}, 0, 80},
		{"above the ceiling", []Cap{{0, 90, 75, all}}, 0, 80},
		{"at the ceiling", []Cap{{0, 80, 75, all}}, 0, 75},
		{"below the status quo", []Cap{{0, 10, 0, all}}, 0, 20},
		{"two, the lower last", []Cap{{0, 75, 60, all}, {1, 60, 45, all}}, 0, 45},
		{"two, the lower first", []Cap{{1, 60, 45, all}, {0, 75, 60, all}}, 0, 45},
		{"two, one relieved", []Cap{{1, 60, 45, all}, {0, 75, 60, all}}, 2, 60},
	} {
		c.Caps = k.caps
		got := c.Ceilings(k.relieved)
		if math.Abs(float64(got.Level[0])-k.want) > 1e-3 {
			t.Errorf("%s: ceiling %v, want %v", k.name, got.Level[0], k.want)
		}
		if k.want != 80 && got.Pivotal[0] != -1 {
			t.Errorf("%s: under a cap player %d sets the ceiling", k.name, got.Pivotal[0])
		}
	}
}

func TestAssess(t *testing.T) {
	stage := func(need Quota, players ...int) *Procedure {
		return &Procedure{Stage: &Stage{Players: players, Need: need}}
	}
	seats := func(need Quota, n ...float64) *Procedure {
		s := &Stage{Need: need, Seats: n}
		for i := range n {
			s.Players = append(s.Players, i)
		}
		return &Procedure{Stage: s}
	}
	weight := func(i int) float64 { return []float64{0.5, 0.3, 0.2, 0.2}[i] }
	for _, c := range []struct {
		name    string
		p       *Procedure
		unknown []int
		ok      bool
		missing []int
		players []int // of the first stage that is left
	}{
		{"all known", stage(Majority(), 0, 1, 2), nil, true, nil, []int{0, 1, 2}},
		{"less than half of the weight unknown", stage(Majority(), 0, 1, 2), []int{1}, true, nil, []int{0, 2}},
		{"half of the weight unknown", stage(Majority(), 0, 1, 2), []int{0}, true, nil, []int{1, 2}},
		{"over half of the weight unknown", stage(Majority(), 0, 1, 2), []int{0, 2}, false, []int{0, 2}, nil},
		{"an unknown veto", Veto(1), []int{1}, false, []int{1}, nil},
		{"all, one of them a veto of an unknown", &Procedure{All: []*Procedure{stage(Majority(), 0, 1), Veto(2)}}, []int{2}, false, []int{2}, nil},
		{"any, one of them a veto of an unknown", &Procedure{Any: []*Procedure{Veto(2), stage(Majority(), 0, 1)}}, []int{2}, true, nil, []int{0, 1}},
		{"any, none left", &Procedure{Any: []*Procedure{Veto(2), Veto(1)}}, []int{1, 2}, false, []int{2, 1}, nil},
		{"votes that the known can reach", seats(Votes(51), 60, 40), []int{1}, true, nil, []int{0}},
		{"votes that the known cannot reach", seats(Votes(61), 60, 40), []int{1}, false, []int{1}, nil},
		{"a share of the seats of the known", seats(Share(0.7), 60, 40), []int{1}, true, nil, []int{0}},
		{"votes beyond drawn weights, all known", &Procedure{All: []*Procedure{stage(Votes(5), 0, 1), Veto(2)}}, nil, true, nil, []int{0, 1}},
	} {
		got, missing := c.p.Assess(func(i int) bool { return !slices.Contains(c.unknown, i) }, weight)
		if (got != nil) != c.ok || !slices.Equal(missing, c.missing) && !c.ok {
			t.Errorf("%s: %+v, missing %v", c.name, got, missing)
			continue
		}
		if got == nil {
			continue
		}
		first := got
		for first.Stage == nil {
			first = append(first.All, first.Any...)[0]
		}
		if n := len(first.Stage.Seats); n != len(c.players) && strings.Contains(c.name, "seats") || n > 0 && first.Stage.Seats[0] != 60 {
			t.Errorf("%s: seats %v are left", c.name, first.Stage.Seats)
		}
		if !slices.Equal(first.Stage.Players, c.players) {
			t.Errorf("%s: %v are left, want %v", c.name, first.Stage.Players, c.players)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		name string
		p    *Procedure
		ok   bool
	}{
		{"nothing", nil, false},
		{"empty", &Procedure{}, false},
		{"two things", &Procedure{Stage: &Stage{Players: []int{0}, Need: Majority()}, All: []*Procedure{Veto(0)}}, false},
		{"a nil part", &Procedure{All: []*Procedure{nil}}, false},
		{"a player beyond", Veto(3), false},
		{"a player below", Veto(-1), false},
		{"nobody", &Procedure{Stage: &Stage{Need: Majority()}}, false},
		{"a player twice", &Procedure{Stage: &Stage{Players: []int{0, 0}, Need: Majority()}}, false},
		{"too few weights", &Procedure{Stage: &Stage{Players: []int{0, 1}, Seats: []float64{1}, Need: Majority()}}, false},
		{"a weight below 0", &Procedure{Stage: &Stage{Players: []int{0}, Seats: []float64{-1}, Need: Majority()}}, false},
		{"a weight without end", &Procedure{Stage: &Stage{Players: []int{0}, Seats: []float64{math.Inf(1)}, Need: Majority()}}, false},
		{"no weight", &Procedure{Stage: &Stage{Players: []int{0}, Seats: []float64{0}, Need: Majority()}}, false},
		{"votes beyond reach", &Procedure{Stage: &Stage{Players: []int{0}, Seats: []float64{5}, Need: Votes(6)}}, false},
		{"votes of drawn weights", &Procedure{Stage: &Stage{Players: []int{0}, Need: Votes(1)}}, false},
		{"a share of 0", &Procedure{Stage: &Stage{Players: []int{0}, Need: Share(0)}}, false},
		{"a share above 1", &Procedure{Stage: &Stage{Players: []int{0}, Need: Share(1.1)}}, false},
		{"a share without number", &Procedure{Stage: &Stage{Players: []int{0}, Need: Share(math.NaN())}}, false},
		{"a veto", Veto(2), true},
		{"votes", &Procedure{Stage: &Stage{Players: []int{0, 1}, Seats: []float64{5, 6}, Need: Votes(6)}}, true},
		{"nested", &Procedure{All: []*Procedure{{Any: []*Procedure{Veto(0), Veto(1)}}, Veto(2)}}, true},
	} {
		err := c.p.Validate(3)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	err := (&Procedure{Stage: &Stage{Players: []int{0}, Seats: []float64{5}, Need: Votes(6)}}).Validate(1)
	if !errors.Is(err, ErrQuota) {
		t.Errorf("votes beyond reach: %v", err)
	}
}

// TestBlocks holds ceilings and votes where draws are worked on in blocks and in
// words: 600 draws, in which the player at 60 outweighs the one at 30 from draw
// 520 on, and the one before.
func TestBlocks(t *testing.T) {
	const n, turn = 600, 520
	c := &Capital{N: n, Procedure: &Procedure{Stage: &Stage{Players: []int{0, 1}, Need: Majority()}}}
	for i := range 2 {
		p := Player{Base: make([]float32, n), Weight: make([]float32, n)}
		for d := range n {
			p.Base[d], p.Weight[d] = []float32{60, 30}[i], 1
			if (d >= turn) == (i == 0) {
				p.Weight[d] = 2
			}
		}
		c.Players = append(c.Players, p)
	}
	got := c.Ceilings(0)
	for d, v := range got.Level {
		if want := d >= turn; (v == 60) != want || (v == 30) == want || (got.Pivotal[d] == 0) != want {
			t.Fatalf("draw %d has its ceiling at %v, from player %d", d, v, got.Pivotal[d])
		}
	}
	if pass := c.Pass(50, c.Vote(50, 0, 0), 0, 0); pass.Count() != n-turn || pass.Has(turn-1) || !pass.Has(turn) || !pass.Has(n-1) {
		t.Errorf("50 passes in %d draws, want those from %d on", pass.Count(), turn)
	}
	if counts := got.PivotalCounts(2); !slices.Equal(counts, []int{n - turn, turn}) {
		t.Errorf("the players set %v ceilings", counts)
	}
}

// TestCarryAtTheCeiling holds that a ceiling reaches just its own level, but for
// what single precision loses.
func TestCarryAtTheCeiling(t *testing.T) {
	c := Ceilings{Level: []float32{60, 59.99995, 59.9998, 20}}
	for level, want := range map[float64]int{60: 2, 59.9998: 3, 60.001: 0, 20: 4, 20.1: 3} {
		if got := c.Carry(level); got != want {
			t.Errorf("%d carry %v, want %d", got, level, want)
		}
	}
	near(t, "jointly", mean32(Joint(c, Ceilings{Level: []float32{50, 70, 59.9998, 30}})), []float64{50, 59.99995, 59.9998, 20}, 1e-5)
}

func mean32(c Ceilings) []float64 {
	var out []float64
	for _, v := range c.Level {
		out = append(out, float64(v))
	}
	return out
}

// TestAcceptsAtTheLimit holds each number of constraints that act: a player
// who stands at 50 after all of them accepts 50 and not 50.01.
func TestAcceptsAtTheLimit(t *testing.T) {
	for n := range 6 {
		p := Player{Base: []float32{50, 49, 50 + 5*float32(n), 100}}
		for k := range n {
			p.Terms = append(p.Terms, Term{k, []float32{0, 0, -5, 0}})
		}
		c := &Capital{N: 4, Players: []Player{p}, Procedure: Veto(0)}
		b := NewBits(4)
		for _, a := range []struct {
			level float64
			want  uint64
		}{{50, 0b1101}, {50.01, 0b1000}, {49, 0b1111}, {0, 0b1111}, {100, 0b1000}} {
			if c.Accepts(b, 0, a.level, 0, 0); b[0] != a.want {
				t.Errorf("with %d constraints %v is accepted in %04b, want %04b", n, a.level, b[0], a.want)
			}
		}
		if c.Accepts(b, 0, 60, 0, 10); b[0] != 0b1101 {
			t.Errorf("with %d constraints and 10 for no deal, 60 is accepted in %04b", n, b[0])
		}
		near(t, "positions", mean32(Ceilings{Level: c.Positions(0, 0)}), []float64{50, 49, 50, 100}, 0)
		if n > 0 {
			near(t, "one relieved", mean32(Ceilings{Level: c.Positions(0, 1)}), []float64{50, 49, 55, 100}, 0)
		}
	}
	c := &Capital{N: 2, Players: []Player{{Base: []float32{90, 10}, Terms: []Term{{0, []float32{20, -20}}}}}}
	near(t, "clipped", mean32(Ceilings{Level: c.Positions(0, 0)}), []float64{100, 0}, 0)
}

// TestMovedAccept holds that players who are moved accept whatever their votes
// say, also where nobody has any weight.
func TestMovedAccept(t *testing.T) {
	c := &Capital{N: 2, Procedure: &Procedure{Stage: &Stage{Players: []int{0, 1}, Need: Majority()}}}
	for range 2 {
		c.Players = append(c.Players, Player{Base: []float32{10, 10}, Weight: []float32{0, 1}})
	}
	votes := c.Vote(50, 0, 0)
	for moved, want := range map[uint64]int{0: 0, 1: 0, 2: 0, 3: 2} {
		if got := c.Pass(50, votes, 0, moved).Count(); got != want {
			t.Errorf("with %b moved, 50 passes in %d draws, want %d", moved, got, want)
		}
	}
	c.Players[1].Weight[1] = 3
	if got := c.Pass(50, votes, 0, 2); got.Has(0) || !got.Has(1) {
		t.Errorf("three of four are moved: %b", got)
	}
}

// TestVotesOfSeats holds absolute votes: the support of seats is counted, also
// where all of those who sit accept and do not reach them.
func TestVotesOfSeats(t *testing.T) {
	c := &Capital{N: 1, StatusQuo: 5, Players: []Player{{Base: []float32{60}}, {Base: []float32{40}}}}
	for _, k := range []struct {
		need  Quota
		want  float32
		pivot int16
	}{
		{Votes(3), 60, 0}, {Votes(4), 40, 1}, {Votes(5), 40, 1}, {Votes(6), 5, -1},
		{Share(0.6), 60, 0}, {Share(0.61), 40, 1}, {Majority(), 60, 0}, {Share(1), 40, 1},
	} {
		c.Procedure = &Procedure{Stage: &Stage{Players: []int{0, 1}, Seats: []float64{3, 2}, Need: k.need}}
		got := c.Ceilings(0)
		if got.Level[0] != k.want || got.Pivotal[0] != k.pivot {
			t.Errorf("%+v: %v by player %d, want %v by %d", k.need, got.Level[0], got.Pivotal[0], k.want, k.pivot)
		}
		for _, level := range []float64{30, 50} {
			if pass := c.Pass(level, c.Vote(level, 0, 0), 0, 0).Count() == 1; pass != (level <= float64(k.want)) {
				t.Errorf("%+v: %v passes: %v", k.need, level, pass)
			}
		}
	}
	// Half and half is no majority.
	c.Procedure.Stage.Seats, c.Procedure.Stage.Need = []float64{2, 2}, Majority()
	if got := c.Ceilings(0).Level[0]; got != 40 {
		t.Errorf("two of four carry %v", got)
	}
}

// TestCeilingEnds holds 100 and a player of whom no stance is known.
func TestCeilingEnds(t *testing.T) {
	c := &Capital{N: 2, Kappa: FixedKappa(1), StatusQuo: 20, Procedure: Veto(1), Players: []Player{
		{}, {Base: []float32{60, 59}}, {Base: []float32{20, 19}, NoDeal: 3},
	}}
	got := c.Ceilings(0)
	if got.Level[0] != 100 || got.Pivotal[0] != -1 || got.Level[1] != 98 || got.Pivotal[1] != 1 {
		t.Errorf("%+v", got)
	}
	c.Procedure = Veto(2)
	if got := c.Ceilings(0); got.Level[0] != 23 || got.Level[1] != 23 {
		t.Errorf("at and below the status quo, with 3 for no deal: %v, want 23", got.Level)
	}
}
