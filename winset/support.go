package winset

// Stages gives the stages of a procedure from left to right: those that Ceilings
// numbers.
func (p *Procedure) Stages() []*Stage {
	if p.Stage != nil {
		return []*Stage{p.Stage}
	}
	var out []*Stage
	for _, k := range p.All {
		out = append(out, k.Stages()...)
	}
	for _, k := range p.Any {
		out = append(out, k.Stages()...)
	}
	return out
}

// Weighed reports whether the drawn weights of a stage's players count in it.
func (s *Stage) Weighed() bool { return s.Seats == nil && len(s.Players) > 1 }

// Needed is the share of a stage's weight that passes it, 0-1: for a majority 0.5,
// which must be exceeded. Absolute votes are a share of all seats, those of players
// without a stance included.
func (s *Stage) Needed() float64 {
	switch {
	case s.Need.votes > 0:
		return s.Need.votes / s.seats()
	case len(s.Players) == 1:
		return 1
	case s.Need.majority:
		return 0.5
	}
	return s.Need.share
}

// seats counts all that a stage has.
func (s *Stage) seats() float64 {
	total := s.lost
	for _, v := range s.Seats {
		total += v
	}
	return total
}

// Support is the share of a stage's weight whose players accept a level, 0-1, at the
// median over the draws. In a stage of one it is 0 or 1. A draw in which nobody has
// any weight counts as a whole where all accept, else as none.
func (c *Capital) Support(s *Stage, level float64) float64 {
	votes := make([]Bits, len(s.Players))
	for j, i := range s.Players {
		votes[j] = c.Assent(i, level, 0, 0)
	}
	if len(s.Players) == 1 && s.Need.votes == 0 { // all of the weight, or none
		switch yes := votes[0].Count(); {
		case 2*yes > c.N:
			return 1
		case 2*yes < c.N:
			return 0
		}
		return 0.5
	}
	held := make([]float32, c.N)
	all := 0.0
	if s.Need.votes > 0 {
		all = s.seats()
	}
	for d := range held {
		support, total, yes := 0.0, 0.0, 0
		for j, i := range s.Players {
			var w float64
			if s.Seats != nil {
				w = s.Seats[j]
			} else {
				w = float64(c.Players[i].Weight[d])
			}
			total += w
			if votes[j].Has(d) {
				support += w
				yes++
			}
		}
		total = max(total, all)
		switch {
		case total <= 0:
			if yes == len(s.Players) {
				held[d] = 1
			}
		default:
			held[d] = float32(support / total)
		}
	}
	return Quantile(held, 0.5)[0]
}

// Limiting gives the stage that sets the ceiling in most draws, by its number among
// the procedure's stages; the first of several.
func (c Ceilings) Limiting() int {
	var counts []int
	for _, s := range c.Stage {
		for int(s) >= len(counts) {
			counts = append(counts, 0)
		}
		counts[s]++
	}
	best := 0
	for s, n := range counts {
		if n > counts[best] {
			best = s
		}
	}
	return best
}
