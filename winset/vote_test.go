package winset

// Vote gives the draws in which each player accepts a level while the
// constraints outside relieved act and all have an added cost of no deal.
func (c *Capital) Vote(level float64, relieved uint64, extraNoDeal float64) Assent {
	v := make(Assent, len(c.Players))
	for i := range c.Players {
		v[i] = NewBits(c.N)
		c.Accepts(v[i], i, level, relieved, extraNoDeal)
	}
	return v
}
