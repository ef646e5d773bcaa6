package winset

import (
	"math/rand/v2"
	"slices"
	"testing"
)

const benchDraws = 10_000

// benchGame gives three capitals of eight players, each moved by two of the
// constraints.
func benchGame(constraints int) *Game {
	r := rand.New(rand.NewPCG(9, 9))
	var cs []*Capital
	for k := range 3 {
		c := &Capital{N: benchDraws, StatusQuo: 20, Kappa: FixedKappa(0.5), Procedure: &Procedure{All: []*Procedure{
			{Stage: &Stage{Players: []int{0, 1, 2, 3, 4, 5, 6}, Need: Majority()}}, Veto(7),
		}}}
		for i := range 8 {
			p := Player{Base: make([]float32, benchDraws), Weight: make([]float32, benchDraws)}
			for d := range benchDraws {
				p.Base[d], p.Weight[d] = 30+50*r.Float32(), r.Float32()
			}
			for n := range min(2, constraints) {
				f := make([]float32, benchDraws)
				for d := range f {
					f[d] = -15 * r.Float32()
				}
				p.Terms = append(p.Terms, Term{(k*8 + i + n) % constraints, f})
			}
			c.Players = append(c.Players, p)
		}
		cs = append(cs, c)
	}
	return NewGame(60, cs)
}

func perDraw(b *testing.B, players int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchDraws/float64(players), "ns/player-draw")
}

// BenchmarkAssentAndPass decides one level in a capital of eight.
func BenchmarkAssentAndPass(b *testing.B) {
	c := benchGame(6).Capitals[0]
	for b.Loop() {
		c.Pass(60, c.Vote(60, 0, 0), 0, 0)
	}
	perDraw(b, 8)
}

// BenchmarkCeilings finds the ceilings of a capital of eight.
func BenchmarkCeilings(b *testing.B) {
	c := benchGame(6).Capitals[0]
	for b.Loop() {
		c.Ceilings(0)
	}
	perDraw(b, 8)
}

func benchmarkAttribution(b *testing.B, constraints int) {
	g := benchGame(constraints)
	for b.Loop() {
		again(g).Attribute(1, 0)
	}
}

func BenchmarkAttribution6(b *testing.B)  { benchmarkAttribution(b, 6) }
func BenchmarkAttribution12(b *testing.B) { benchmarkAttribution(b, 12) }

// BenchmarkLevers searches 24 players, 6 changes of the cost of no deal and 6
// constraints.
func BenchmarkLevers(b *testing.B) {
	g := benchGame(6)
	var moves []Move
	for k, c := range g.Capitals {
		for i := range c.Players {
			moves = append(moves, Move{Kind: MovePlayer, Capital: k, Player: i, Cost: 3 + float64(i)})
		}
		moves = append(moves, Move{Kind: MoveNoDeal, Capital: k, NoDeal: 10, Cost: 12}, Move{Kind: MoveNoDeal, Capital: k, NoDeal: 20, Cost: 24})
	}
	for k := range 6 {
		moves = append(moves, Move{Kind: MoveRelieve, Constraint: k, Cost: 8 + float64(k)})
	}
	for b.Loop() {
		again(g).Levers(moves, 0.8, 60, 0.25)
	}
}

func BenchmarkPositionDraws(b *testing.B) {
	s := Source{Seed: 1, N: benchDraws, LambdaMember: 0.4, LambdaCommon: 0.2}
	f := s.Factors([]string{"A"})
	z, x := make([]float32, benchDraws), make([]float32, benchDraws)
	e := []Estimate{{20, 45, 70, 0.8}}
	pertTable()
	for b.Loop() {
		f.Position(z, "A", "player", "area")
		Apply(x, z, e, nil, 0, 100)
	}
	perDraw(b, 1)
}

func BenchmarkQuantile(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	v := make([]float32, benchDraws)
	for i := range v {
		v[i] = r.Float32() * 100
	}
	for b.Loop() {
		Quantile(slices.Clone(v), 0.1, 0.5, 0.9)
	}
}
