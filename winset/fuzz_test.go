package winset

import (
	"math"
	"testing"
)

// FuzzProcedure holds that no procedure panics: what Validate lets through can
// be reduced and weighed, and a ceiling lies in its range and passes itself.
func FuzzProcedure(f *testing.F) {
	f.Add([]byte{0, 3, 0, 1, 2, 9, 9, 9, 1, 0}, uint8(0))
	f.Add([]byte{1, 2, 0, 2, 0, 1, 3, 1, 2}, uint8(1))
	f.Add([]byte{2, 2, 3, 0, 3, 1, 7}, uint8(5))
	f.Fuzz(func(t *testing.T, data []byte, unknown uint8) {
		next := func() byte {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return b
		}
		p := readProcedure(next, 4)
		const players = 5
		if p.Validate(players) != nil {
			return
		}
		known := func(i int) bool { return unknown>>i&1 == 0 }
		c := &Capital{N: 2, StatusQuo: float64(next()) * 100 / 255, Kappa: FixedKappa(float64(next()) / 255)}
		if next()%2 == 1 {
			c.Kappa = DrawnKappa([]float32{float32(next()) / 255, float32(next()) / 255})
		}
		for i := range players {
			pl := Player{Weight: []float32{float32(next()) / 255, float32(next()) / 255}}
			if known(i) {
				pl.Base = []float32{float32(next()), float32(next()) - 50}
				if next()%2 == 1 {
					pl.Shift = []float32{float32(next())/8 - 16, float32(next())/8 - 16}
				}
			}
			c.Players = append(c.Players, pl)
		}
		c.Procedure, _ = p.Assess(known, func(i int) float64 { return float64(c.Players[i].Weight[0]) })
		if c.Procedure == nil {
			return
		}
		if err := c.Procedure.Validate(players); err != nil {
			t.Fatalf("what is left cannot be: %v", err)
		}
		got := c.Ceilings(0)
		for d, v := range got.Level {
			if float64(v) < c.StatusQuo-1e-3 || v > 100 {
				t.Fatalf("a ceiling of %v from %v", v, c.StatusQuo)
			}
			level := float64(v)
			if level <= c.StatusQuo+1e-3 {
				continue
			}
			if !c.Pass(level-1e-3, c.Vote(level-1e-3, 0, 0), 0, 0).Has(d) {
				t.Fatalf("draw %d: the ceiling is %v and just below it does not pass", d, v)
			}
			if up := level + 1e-2; up <= 100 && c.Pass(up, c.Vote(up, 0, 0), 0, 0).Has(d) {
				t.Fatalf("draw %d: the ceiling is %v and %v passes", d, v, up)
			}
		}
	})
}

func readProcedure(next func() byte, depth int) *Procedure {
	p := &Procedure{}
	kind := next()
	if depth == 0 {
		kind %= 4
	}
	switch kind % 8 {
	case 4, 5:
		for range next() % 4 {
			p.All = append(p.All, readProcedure(next, depth-1))
		}
		return p
	case 6, 7:
		for range next() % 4 {
			p.Any = append(p.Any, readProcedure(next, depth-1))
		}
		return p
	}
	s := &Stage{}
	for range next() % 6 {
		s.Players = append(s.Players, int(next()%7)-1)
	}
	if kind&1 == 1 {
		for range s.Players {
			w := float64(next())
			if w == 255 {
				w = math.NaN()
			}
			s.Seats = append(s.Seats, w)
		}
	}
	switch v := float64(next()); next() % 4 {
	case 0:
		s.Need = Majority()
	case 1:
		s.Need = Votes(v)
	default:
		s.Need = Share(v / 200)
	}
	p.Stage = s
	return p
}
