package winset

import "math/bits"

// Game is one initiative at one level in all the capitals that it concerns, and
// what it requires at the levels that it names, in all of theirs (see Require). It
// remembers what it has worked out, so that levers, attribution and
// counterfactuals share their work; see also Memo and Keep. It is not safe for
// concurrent use.
type Game struct {
	Capitals []*Capital
	Levels   []float64 // by capital: what is to be carried there
	// Unmoved are players, by capital and by bit, whom an added cost of no deal does not
	// reach; nil means none.
	Unmoved []uint64

	n      int
	local  []uint64 // per capital: the constraints that act in it
	passed []map[passKey]Bits
}

type passKey struct {
	relieved uint64
	moved    uint64
	noDeal   float64
}

// MostPlayers is how many players of a capital a move may name.
const MostPlayers = 64

// NewGame sets up a game. All capitals have the same number of draws, and number at
// least one.
func NewGame(level float64, capitals []*Capital) *Game {
	g := &Game{n: capitals[0].N}
	g.Require(level, capitals)
	return g
}

// Require adds capitals that must carry a level of their own in the same draw: those
// of something without which the initiative cannot be. Constraints have the same
// numbers as in the others. It must not follow a question to the game.
func (g *Game) Require(level float64, capitals []*Capital) {
	for _, c := range capitals {
		var mask uint64
		for _, p := range c.Players {
			for _, t := range p.Terms {
				mask |= 1 << t.Constraint
			}
		}
		for _, k := range c.Caps {
			if level >= k.Level-tolerance {
				mask |= 1 << k.Constraint
			}
		}
		g.Capitals, g.Levels = append(g.Capitals, c), append(g.Levels, level)
		g.local = append(g.local, mask)
		g.passed = append(g.passed, map[passKey]Bits{})
		if c.Memo == nil {
			c.Memo = Memo{}
		}
	}
}

// Keep takes over what another game has worked out for capitals that are the same in
// both, at the same levels and in the same order.
func (g *Game) Keep(o *Game) {
	for k := range min(len(g.Capitals), len(o.Capitals)) {
		if g.Capitals[k] == o.Capitals[k] && g.Levels[k] == o.Levels[k] && g.unmoved(k) == o.unmoved(k) {
			g.passed[k] = o.passed[k]
		}
	}
}

// unmoved are the players of a capital whom an added cost of no deal does not reach.
func (g *Game) unmoved(capital int) uint64 {
	if g.Unmoved == nil {
		return 0
	}
	return g.Unmoved[capital]
}

// Constraints gives the constraints that act in any capital, as a mask.
func (g *Game) Constraints() uint64 {
	var m uint64
	for _, l := range g.local {
		m |= l
	}
	return m
}

// Assent gives the draws in which a player of a capital accepts the level.
func (g *Game) Assent(capital, player int, relieved uint64, noDeal float64) Bits {
	return g.Capitals[capital].Assent(player, g.Levels[capital], relieved, noDeal)
}

// Pass gives the draws in which a capital carries the level, with some
// constraints relieved, some of its players moved (they accept in every draw)
// and an added cost of no deal for all of its players but those unmoved.
func (g *Game) Pass(capital int, relieved, moved uint64, noDeal float64) Bits {
	key := passKey{relieved & g.local[capital], moved, noDeal}
	b, ok := g.passed[capital][key]
	if !ok {
		c := g.Capitals[capital]
		votes := make(Assent, len(c.Players))
		for i := range c.Players {
			switch {
			case moved>>i&1 != 0:
			case g.unmoved(capital)>>i&1 != 0:
				votes[i] = g.Assent(capital, i, relieved, 0)
			default:
				votes[i] = g.Assent(capital, i, relieved, noDeal)
			}
		}
		b = c.Pass(g.Levels[capital], votes, relieved, moved)
		g.passed[capital][key] = b
	}
	return b
}

// Carry is the share of draws in which a capital carries the level.
func (g *Game) Carry(capital int, relieved uint64) float64 {
	return float64(g.Pass(capital, relieved, 0, 0).Count()) / float64(g.n)
}

// Joint is the share of draws in which all capitals carry their levels, with some
// constraints relieved.
func (g *Game) Joint(relieved uint64) float64 {
	return float64(g.JointCount(relieved)) / float64(g.n)
}

// JointCount is Joint as a number of draws.
func (g *Game) JointCount(relieved uint64) int {
	return CountAnd(g.passes(0, relieved)...)
}

// Beside is how often all capitals but one carry their levels, as a share of the draws:
// no other procedure in that one lifts the joint carry above it.
func (g *Game) Beside(capital int) float64 {
	all := g.passes(0, 0)
	rest := append(all[:capital:capital], all[capital+1:]...)
	if len(rest) == 0 {
		return 1
	}
	return float64(CountAnd(rest...)) / float64(g.n)
}

// passes gives Pass of each capital from one on, without moves.
func (g *Game) passes(from int, relieved uint64) []Bits {
	sets := make([]Bits, 0, len(g.Capitals)-from)
	for i := from; i < len(g.Capitals); i++ {
		sets = append(sets, g.Pass(i, relieved, 0, 0))
	}
	return sets
}

// Required gives the draws in which the capitals from one on, those of what the
// initiative requires, carry their levels; nil where there are none.
func (g *Game) Required(from int) Bits {
	var out Bits
	for _, b := range g.passes(from, 0) {
		if out == nil {
			out = append(out, b...)
		} else {
			out.And(b)
		}
	}
	return out
}

// spread turns the low bits of a number into those of a mask: bit i of x goes to
// the place of the mask's i-th bit.
func spread(x, mask uint64) uint64 {
	var out uint64
	for x != 0 && mask != 0 {
		low := mask & -mask
		if x&1 == 1 {
			out |= low
		}
		x >>= 1
		mask &^= low
	}
	return out
}

func places(mask uint64) []int {
	var out []int
	for mask != 0 {
		out = append(out, bits.TrailingZeros64(mask))
		mask &= mask - 1
	}
	return out
}
