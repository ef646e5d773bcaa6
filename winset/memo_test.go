package winset

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestMemo asks capitals that share a memo, and vectors by chance, in turn, and holds
// each answer to one that nothing was remembered for.
func TestMemo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		const draws, constraints = 130, fewTerms + 2
		vector := func() []float32 {
			v := make([]float32, draws)
			for d := range v {
				v[d] = 100 * r.Float32()
			}
			return v
		}
		vectors := [][]float32{vector(), vector(), vector()}
		some := func() []float32 { return vectors[r.IntN(len(vectors))] }
		memo := Memo{}
		kappa := DrawnKappa(vector())
		for range 30 {
			p := Player{Base: some(), NoDeal: float64(10 * r.IntN(2))}
			if r.IntN(3) == 0 {
				p.Shift = some()
			}
			if r.IntN(10) == 0 {
				p.Base = nil
			}
			for k := range r.IntN(constraints) {
				p.Terms = append(p.Terms, Term{k, some()})
			}
			c := &Capital{N: draws, StatusQuo: float64(20 * r.IntN(2)), Kappa: kappa, Players: []Player{p}, Memo: memo}
			for range 4 {
				level, relieved, noDeal := float64(30+20*r.IntN(3)), r.Uint64N(1<<constraints), float64(10*r.IntN(2))
				want := NewBits(draws)
				c.Accepts(want, 0, level, relieved, noDeal)
				if got := c.Assent(0, level, relieved, noDeal); !slices.Equal(got, want) {
					t.Fatalf("%v, and worked out anew %v", got, want)
				}
			}
		}
	})
}

// TestKeep holds a game that takes over what another has worked out, some of whose
// capitals, levels and unmoved players are its own, to one that starts anew.
func TestKeep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		old, _ := randomGame(r, 1+r.IntN(150), 1+r.IntN(4), 3)
		other, _ := randomGame(r, old.n, 1+r.IntN(4), 3)
		old.Unmoved = make([]uint64, len(old.Capitals))
		ask := func(g *Game) (all []Bits) {
			for k := range g.Capitals {
				for relieved := range uint64(8) {
					all = append(all, g.Pass(k, relieved, 0, 15), g.Pass(k, relieved, 1, 0))
				}
			}
			return all
		}
		ask(old)
		mixed := func() *Game {
			r := rand.New(rand.NewPCG(uint64(old.n), 1))
			var g *Game
			for k, c := range old.Capitals {
				level := old.Levels[k]
				switch r.IntN(3) {
				case 0:
					c = other.Capitals[k%len(other.Capitals)]
				case 1:
					level += 20
				}
				if g == nil {
					g = NewGame(level, []*Capital{c})
				} else {
					g.Require(level, []*Capital{c})
				}
			}
			g.Unmoved = make([]uint64, len(g.Capitals))
			g.Unmoved[r.IntN(len(g.Unmoved))] = r.Uint64N(4)
			return g
		}
		kept := mixed()
		kept.Keep(old)
		got, want := ask(kept), ask(mixed())
		for n := range want {
			if !slices.Equal(got[n], want[n]) {
				t.Fatalf("%v, and worked out anew %v", got[n], want[n])
			}
		}
	})
}

// TestBeside counts the draws in which all capitals but one carry their levels.
func TestBeside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(t)
		g, _ := randomGame(r, 1+r.IntN(150), 1+r.IntN(4), 2)
		for k := range g.Capitals {
			n := 0
			for d := range g.n {
				all := true
				for o := range g.Capitals {
					all = all && (o == k || g.Pass(o, 0, 0, 0).Has(d))
				}
				if all {
					n++
				}
			}
			if got := g.Beside(k) * float64(g.n); int(got+0.5) != n {
				t.Fatalf("%v draws beside capital %d, want %d", got, k, n)
			}
		}
	})
}
