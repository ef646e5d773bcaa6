package winset

import (
	"math"
	"slices"
)

// Term moves a player while a constraint acts: Delta is added to its position
// in each draw. Constraint numbers the constraint within the initiative, 0-63,
// so that one between two members is the same in both.
type Term struct {
	Constraint int
	Delta      []float32
}

// Player is a player of a capital over the draws.
type Player struct {
	Base   []float32 // position without the constraints that act now; nil: no stance is known
	Shift  []float32 // added to it in every draw, whatever acts: a further error of who judged it; nil: none
	Terms  []Term
	NoDeal float64   // the cost to it of no deal, points
	Weight []float32 // influence × salience or influence; nil where no stage is Weighed by it
}

// Cap holds the ceiling under a level in the draws in which it stands.
type Cap struct {
	Constraint int
	Level      float64 // no ceiling reaches this level
	Below      float64 // the ceiling while it stands: the next lower rung or the status quo
	Stands     Bits
}

// Capital is what is needed to find what one member can carry of one initiative.
type Capital struct {
	N         int // draws
	StatusQuo float64
	Kappa     Kappa
	Players   []Player
	Procedure *Procedure
	Caps      []Cap
	Memo      Memo // shared with other capitals; nil: nothing is remembered
}

// Memo remembers in which draws players accept a level, for capitals with the same draws
// and κ that have players in common, as those of a scenario and those without it. It is
// not safe for concurrent use.
type Memo map[voteKey]Bits

// fewTerms is how many constraints may move a player whom several capitals share.
const fewTerms = 6

// voteKey is all that Accepts looks at: the vectors that it adds up, or, of a player
// with many, whose they are.
type voteKey struct {
	statusQuo, above float64
	base, shift      *float32
	terms            [fewTerms]*float32
	player           *Player
	relieved         uint64
}

// Highest is the highest level that a player at x accepts: q + b +
// (1+κ)·max(0, x−q), for a status quo q and a cost of no deal b. κ = 1 is the
// symmetric loss of Tsebelis (2002), κ = 0 stops at the ideal point.
func Highest(x, statusQuo, noDeal, kappa float64) float64 {
	return statusQuo + noDeal + (1+kappa)*max(0, x-statusQuo)
}

// Required is the lowest position from which a player accepts a level:
// q + (a−q−b)/(1+κ), and minus infinity where it accepts from anywhere.
func Required(level, statusQuo, noDeal, kappa float64) float64 {
	if level <= statusQuo+noDeal {
		return math.Inf(-1)
	}
	return statusQuo + (level-statusQuo-noDeal)/(1+kappa)
}

// Kappa says how far past its ideal point a player goes rather than stay at the
// status quo: the same in every draw, or drawn. The zero value is a κ of 0.
type Kappa struct {
	fixed   float64
	reach   []float32 // 1+κ by draw; nil: fixed
	inverse []float32 // 1/(1+κ)
}

// FixedKappa is the same κ, 0-1, in every draw.
func FixedKappa(k float64) Kappa { return Kappa{fixed: k} }

// DrawnKappa is a κ, 0-1, for each draw.
func DrawnKappa(draws []float32) Kappa {
	k := Kappa{reach: make([]float32, len(draws)), inverse: make([]float32, len(draws))}
	for d, v := range draws {
		k.reach[d] = 1 + v
		k.inverse[d] = 1 / (1 + v)
	}
	return k
}

// At is κ in a draw.
func (k Kappa) At(draw int) float64 {
	if k.reach == nil {
		return k.fixed
	}
	return float64(k.reach[draw]) - 1
}

// RequiredTo fills dst, of N, with the lowest position from which a player accepts
// a level in each draw; see Required.
func (c *Capital) RequiredTo(dst []float32, player int, level float64) {
	for d := range dst {
		dst[d] = float32(Required(level, c.StatusQuo, c.Players[player].NoDeal, c.Kappa.At(d)))
	}
}

// positions fills x with a player's positions from the draw lo on, while the
// constraints outside relieved act, clipped to 0-100.
func (c *Capital) positions(x []float32, p *Player, lo int, relieved uint64) {
	copy(x, p.Base[lo:])
	if p.Shift != nil {
		for i, d := range p.Shift[lo:][:len(x)] {
			x[i] += d
		}
	}
	for _, t := range p.Terms {
		if relieved>>t.Constraint&1 == 1 {
			continue
		}
		for i, d := range t.Delta[lo:][:len(x)] {
			x[i] += d
		}
	}
	for i, v := range x {
		x[i] = min(100, max(0, v))
	}
}

// Positions gives a player's positions over the draws while the constraints
// outside relieved act.
func (c *Capital) Positions(player int, relieved uint64) []float32 {
	x := make([]float32, c.N)
	c.PositionsTo(x, player, 0, relieved)
	return x
}

// PositionsTo is Positions from the draw lo on into a slice of some draws.
func (c *Capital) PositionsTo(dst []float32, player, lo int, relieved uint64) {
	c.positions(dst, &c.Players[player], lo, relieved)
}

// slack is what single precision may lose of a position.
const slack = 1e-4

// Assent is Accepts, remembered where the capital has a Memo; it is not to be changed.
func (c *Capital) Assent(player int, level float64, relieved uint64, extraNoDeal float64) Bits {
	key := c.voteKey(&c.Players[player], level, relieved, extraNoDeal)
	b, ok := c.Memo[key]
	if !ok {
		b = NewBits(c.N)
		c.Accepts(b, player, level, relieved, extraNoDeal)
		if c.Memo != nil {
			c.Memo[key] = b
		}
	}
	return b
}

func (c *Capital) voteKey(p *Player, level float64, relieved uint64, extraNoDeal float64) voteKey {
	key := voteKey{statusQuo: c.StatusQuo, above: level - c.StatusQuo - p.NoDeal - extraNoDeal}
	if p.Base == nil {
		return key
	}
	key.base = &p.Base[0]
	if p.Shift != nil {
		key.shift = &p.Shift[0]
	}
	if len(p.Terms) > fewTerms {
		key.player = p
		for _, t := range p.Terms {
			key.relieved |= relieved & (1 << t.Constraint)
		}
		return key
	}
	n := 0
	for _, t := range p.Terms {
		if relieved>>t.Constraint&1 == 0 {
			key.terms[n] = &t.Delta[0]
			n++
		}
	}
	return key
}

// Accepts fills b with the draws in which a player accepts a level.
func (c *Capital) Accepts(b Bits, player int, level float64, relieved uint64, extraNoDeal float64) {
	p := &c.Players[player]
	if p.Base == nil {
		clear(b)
		return
	}
	above := level - c.StatusQuo - p.NoDeal - extraNoDeal
	if above <= 0 { // accepted from anywhere: see Required
		b.Fill(c.N)
		return
	}
	// A position reaches what is required where base + shift + terms ≥
	// q + above/(1+κ). Clipping cannot change whether it reaches a level of 0-100.
	// The last two vectors are added while comparing, and those before them first.
	var few [8][]float32
	add := few[:0]
	for _, t := range p.Terms {
		if relieved>>t.Constraint&1 == 0 {
			add = append(add, t.Delta[:c.N])
		}
	}
	if p.Shift != nil {
		add = append(add, p.Shift[:c.N])
	}
	var early [][]float32
	if len(add) > 2 {
		early, add = add[:len(add)-2], add[len(add)-2:]
	}
	limit, a := float32(c.StatusQuo-slack), float32(above)
	if c.Kappa.inverse == nil {
		limit = float32(c.StatusQuo + above/(1+c.Kappa.fixed) - slack)
	}
	var sum [64]float32
	for w := range b {
		lo := w * 64
		hi := min(lo+64, c.N)
		at := p.Base[lo:hi]
		if len(early) > 0 {
			at = sum[:copy(sum[:], at)]
		}
		for _, t := range early {
			for i, d := range t[lo:hi][:len(at)] {
				at[i] += d
			}
		}
		var below uint64 // draws in which the sign says that something is missing
		if c.Kappa.inverse != nil {
			below = belowDrawn(at, add, lo, c.Kappa.inverse[lo:hi], a, limit)
			b[w] = ^below & (^uint64(0) >> (64 - len(at)))
			continue
		}
		switch len(add) {
		case 0:
			for i := range at {
				below |= uint64(math.Float32bits(at[i]-limit)>>31) << (i & 63)
			}
		case 1:
			d := add[0][lo:hi][:len(at)]
			for i := range at {
				below |= uint64(math.Float32bits(at[i]+d[i]-limit)>>31) << (i & 63)
			}
		default:
			d, e := add[0][lo:hi][:len(at)], add[1][lo:hi][:len(at)]
			for i := range at {
				below |= uint64(math.Float32bits(at[i]+d[i]+e[i]-limit)>>31) << (i & 63)
			}
		}
		b[w] = ^below & (^uint64(0) >> (64 - len(at)))
	}
}

// belowDrawn gives the draws from lo on in which a position, with up to two vectors
// added, falls short of limit + a/(1+κ), for κ drawn.
func belowDrawn(at []float32, add [][]float32, lo int, inverse []float32, a, limit float32) (below uint64) {
	inverse = inverse[:len(at)]
	switch len(add) {
	case 0:
		for i := range at {
			below |= uint64(math.Float32bits(at[i]-float32(a*inverse[i])-limit)>>31) << (i & 63)
		}
	case 1:
		d := add[0][lo:][:len(at)]
		for i := range at {
			below |= uint64(math.Float32bits(at[i]+d[i]-float32(a*inverse[i])-limit)>>31) << (i & 63)
		}
	default:
		d, e := add[0][lo:][:len(at)], add[1][lo:][:len(at)]
		for i := range at {
			below |= uint64(math.Float32bits(at[i]+d[i]+e[i]-float32(a*inverse[i])-limit)>>31) << (i & 63)
		}
	}
	return below
}

// Assent is, for each player of a capital, the draws in which it accepts one level.
type Assent []Bits

// Pass gives the draws in which the procedure passes a level, for given votes;
// the players in moved accept in every draw. Caps outside relieved hold.
func (c *Capital) Pass(level float64, votes Assent, relieved, moved uint64) Bits {
	out := c.pass(c.Procedure, votes, moved)
	for _, k := range c.Caps {
		if relieved>>k.Constraint&1 == 0 && level >= k.Level-tolerance {
			out.AndNot(k.Stands)
		}
	}
	return out
}

func (c *Capital) pass(p *Procedure, votes Assent, moved uint64) Bits {
	switch {
	case p.Stage != nil:
		return c.passStage(p.Stage, votes, moved)
	case len(p.All) > 0:
		out := NewBits(c.N)
		out.Fill(c.N)
		for _, k := range p.All {
			out.And(c.pass(k, votes, moved))
		}
		return out
	}
	out := NewBits(c.N)
	for _, k := range p.Any {
		out.Or(c.pass(k, votes, moved))
	}
	return out
}

func (c *Capital) passStage(s *Stage, votes Assent, moved uint64) Bits {
	out := NewBits(c.N)
	if len(s.Players) == 1 {
		if moved>>s.Players[0]&1 == 1 {
			out.Fill(c.N)
		} else {
			copy(out, votes[s.Players[0]])
		}
		return out
	}
	// Where all accept, the stage passes; where none does, it does not. Only the
	// draws between need their weights.
	mixed := NewBits(c.N)
	all := NewBits(c.N)
	all.Fill(c.N)
	for _, i := range s.Players {
		if moved>>i&1 == 1 {
			mixed.Fill(c.N)
			continue
		}
		mixed.Or(votes[i])
		all.And(votes[i])
	}
	if s.Need.votes == 0 {
		copy(out, all)
		mixed.AndNot(all)
	}
	for w, word := range mixed {
		if word != 0 {
			out[w] |= word & c.passWord(s, w, votes, moved)
		}
	}
	return out
}

// passWord decides the 64 draws of a word by the weights of a stage's players.
func (c *Capital) passWord(s *Stage, w int, votes Assent, moved uint64) uint64 {
	var support, total [64]float64
	lo := w * 64
	n := min(64, c.N-lo)
	for j, i := range s.Players {
		yes := ^uint64(0)
		if moved>>i&1 == 0 {
			yes = votes[i][w]
		}
		if s.Seats != nil {
			seats := math.Float64bits(s.Seats[j])
			for k := range n {
				support[k] += math.Float64frombits(seats & -(yes >> k & 1))
				total[k] += s.Seats[j]
			}
			continue
		}
		weight := c.Players[i].Weight[lo : lo+n]
		for k, v := range weight {
			x := float64(v)
			total[k&63] += x
			support[k&63] += math.Float64frombits(math.Float64bits(x) & -(yes >> (k & 63) & 1))
		}
	}
	var out uint64
	for k := range n {
		if s.Need.passes(support[k], total[k]) {
			out |= 1 << k
		}
	}
	return out
}

// Ceilings are the highest levels that a capital carries, one a draw, the player
// that sets each (-1: nobody, as at 100 or under a cap), and the stage that does,
// caps aside, by its number among Procedure.Stages.
type Ceilings struct {
	Level   []float32
	Pivotal []int16
	Stage   []int16
}

func newCeilings(n, room int) Ceilings {
	return Ceilings{make([]float32, n, room), make([]int16, n, room), make([]int16, n, room)}
}

// part gives the draws from lo to hi−1.
func (c Ceilings) part(lo, hi int) Ceilings {
	return Ceilings{c.Level[lo:hi], c.Pivotal[lo:hi], c.Stage[lo:hi]}
}

// block is how many draws are worked on at a time: what they need stays in the
// processor's cache, and little is made to be thrown away.
const block = 512

// Ceilings finds the ceiling of every draw while the constraints outside
// relieved act. A stage's ceiling is the largest level in [q, 100] that its
// support still reaches; All takes the least, Any the greatest.
func (c *Capital) Ceilings(relieved uint64) Ceilings {
	out := newCeilings(c.N, c.N)
	work := ceilingWork{c: c, accept: make([][]float32, len(c.Players)), flat: make([]float32, len(c.Players)*block)}
	for lo := 0; lo < c.N; lo += block {
		hi := min(lo+block, c.N)
		work.read(lo, hi, relieved)
		work.stages = 0
		work.ceilings(out.part(lo, hi), c.Procedure)
	}
	for _, k := range c.Caps {
		if relieved>>k.Constraint&1 == 1 {
			continue
		}
		for d := range out.Level {
			if float64(out.Level[d]) >= k.Level-slack && k.Stands.Has(d) {
				out.Level[d], out.Pivotal[d] = float32(max(c.StatusQuo, k.Below)), -1
			}
		}
	}
	for d, v := range out.Level {
		if v >= 100 {
			out.Pivotal[d] = -1
		}
	}
	return out
}

// ceilingWork is what one block of draws needs on the way to its ceilings.
type ceilingWork struct {
	c      *Capital
	lo     int         // the block's first draw
	accept [][]float32 // player -> the highest level it accepts; nil: no stance is known
	flat   []float32   // behind accept
	spare  []Ceilings  // for the parts of All and Any
	level  []float32   // a stage's players, from the highest acceptance down
	weight []float64
	who    []int16
	stages int16 // how many have been met in the block
}

// read sets the highest level that each player accepts in the draws lo to hi-1.
func (w *ceilingWork) read(lo, hi int, relieved uint64) {
	w.lo = lo
	for i := range w.c.Players {
		p := &w.c.Players[i]
		if p.Base == nil {
			continue
		}
		x := w.flat[i*block:][:hi-lo]
		w.c.positions(x, p, lo, relieved)
		q, b, k := float32(w.c.StatusQuo), float32(w.c.StatusQuo+p.NoDeal), float32(1+w.c.Kappa.fixed)
		var reach []float32
		if w.c.Kappa.reach != nil {
			reach = w.c.Kappa.reach[lo:hi][:len(x)]
		}
		for d, v := range x {
			a := b
			if v > q {
				if reach != nil {
					k = reach[d]
				}
				a += float32(k * (v - q))
			}
			if a > 100 {
				a = 100
			}
			x[d] = a
		}
		w.accept[i] = x
	}
}

// ceilings fills out with the ceilings of a procedure.
func (w *ceilingWork) ceilings(out Ceilings, p *Procedure) {
	if p.Stage != nil {
		w.stage(out, p.Stage)
		return
	}
	parts, less := p.All, true
	if len(p.Any) > 0 {
		parts, less = p.Any, false
	}
	w.ceilings(out, parts[0])
	next := w.take(len(out.Level))
	for _, k := range parts[1:] {
		w.ceilings(next, k)
		for d, v := range next.Level {
			if v < out.Level[d] == less && v != out.Level[d] {
				out.Level[d], out.Pivotal[d], out.Stage[d] = v, next.Pivotal[d], next.Stage[d]
			}
		}
	}
	w.spare = append(w.spare, next)
}

// take gives room for n ceilings, which goes back to spare.
func (w *ceilingWork) take(n int) Ceilings {
	if k := len(w.spare) - 1; k >= 0 {
		s := w.spare[k]
		w.spare = w.spare[:k]
		return s.part(0, n)
	}
	return newCeilings(n, block)
}

func (w *ceilingWork) stage(out Ceilings, s *Stage) {
	for d := range out.Stage {
		out.Stage[d] = w.stages
	}
	w.stages++
	if len(s.Players) == 1 {
		i := s.Players[0]
		copy(out.Level, w.accept[i])
		for d := range out.Pivotal {
			out.Pivotal[d] = int16(i)
		}
		return
	}
	n := len(s.Players)
	if len(w.level) < n {
		w.level, w.weight, w.who = make([]float32, n), make([]float64, n), make([]int16, n)
	}
	level, weight, who := w.level[:n], w.weight[:n], w.who[:n]
	for d := range out.Level {
		total := 0.0
		for j, i := range s.Players {
			a := w.accept[i][d]
			var v float64
			if s.Seats != nil {
				v = s.Seats[j]
			} else {
				v = float64(w.c.Players[i].Weight[w.lo+d])
			}
			total += v
			k := j // sorted from the highest acceptance down; ties in order
			for k > 0 && level[k-1] < a {
				level[k], weight[k], who[k] = level[k-1], weight[k-1], who[k-1]
				k--
			}
			level[k], weight[k], who[k] = a, v, int16(i)
		}
		support := 0.0
		out.Level[d], out.Pivotal[d] = float32(w.c.StatusQuo), -1
		for k := range n {
			support += weight[k]
			if s.Need.passes(support, total) || k == n-1 && s.Need.votes == 0 {
				out.Level[d], out.Pivotal[d] = level[k], who[k]
				break
			}
		}
	}
}

// Carry is how many of the draws have a ceiling that reaches a level.
func (c Ceilings) Carry(level float64) int {
	n := 0
	limit := float32(level - slack)
	for _, v := range c.Level {
		if v >= limit {
			n++
		}
	}
	return n
}

// CarryIn is Carry over some of the draws.
func (c Ceilings) CarryIn(level float64, draws Bits) int {
	n := 0
	limit := float32(level - slack)
	for d, v := range c.Level {
		if v >= limit && draws.Has(d) {
			n++
		}
	}
	return n
}

// PivotalCounts counts in how many draws each player sets the ceiling.
func (c Ceilings) PivotalCounts(players int) []int {
	out := make([]int, players)
	for _, p := range c.Pivotal {
		if p >= 0 {
			out[p]++
		}
	}
	return out
}

// Joint gives the least of several capitals' ceilings, draw by draw.
func Joint(cs ...Ceilings) Ceilings {
	out := Ceilings{Level: slices.Clone(cs[0].Level)}
	for _, c := range cs[1:] {
		for d, v := range c.Level {
			if v < out.Level[d] {
				out.Level[d] = v
			}
		}
	}
	return out
}
