package check

import (
	"math"

	"entente/dossier"
	"entente/series"
)

// scales reports values that stand on 0-1 where the format has 0-100, and calm and
// acute points on another scale than their series. The other way round, a share of
// 70, is out of its range and an error of the structure.
//
// A whole position counts, low, best and high, at or below 1 but for 0: 0 is
// nothing joint, and sound.
func (c *checker) scales() {
	d := c.d
	position := func(e dossier.Estimate, at dossier.Pos, what string) {
		if e.Set && onShareScale(e.Low, e.Best, e.High) {
			c.scale(at, what, e.Best, e.Low, e.High)
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			for _, s := range p.Stances {
				position(s.Position, s.At("position"), "the position of "+p.ID.ID)
				c.pointScale(s.NoDeal, s.At("no_deal"), "the cost of no deal to "+p.ID.ID)
			}
		}
	}
	for _, i := range d.Initiatives {
		for _, s := range i.Stances {
			position(s.Position, s.At("position"), "the position of "+s.Player.ID)
			c.pointScale(s.NoDeal, s.At("no_deal"), "the cost of no deal to "+s.Player.ID)
		}
		for _, r := range i.Ladder {
			c.levelScale(r.Level, r.At("level"), "the rung "+r.ID.ID)
		}
		for _, h := range i.History {
			c.levelScale(h.Level, h.At("level"), "a level of the history")
		}
		for _, a := range i.Alternatives {
			c.levelScale(a.Level, a.At("level"), "the level of an alternative")
		}
	}
	for _, k := range d.Constraints {
		if k.Cap != nil {
			c.levelScale(k.Cap.Under, k.Cap.At("under"), "the cap of "+k.ID)
		}
		for _, s := range k.Shifts {
			if p := s.Points; p.Set && max(math.Abs(p.Low), math.Abs(p.High)) < 1 && p.Best != 0 {
				c.scale(s.At("points"), "a shift of "+k.ID, p.Best, p.Low, p.High)
			}
		}
		c.indicatorScale(k)
	}
	for _, s := range d.Scenarios {
		for _, ch := range s.Changes {
			position(ch.Position, ch.At("position"), "the position of "+ch.Stance.ID)
			c.pointScale(ch.NoDeal, ch.At("no_deal"), "the cost of no deal to "+ch.Stance.ID)
			c.pointScale(ch.By, ch.At("by"), "the move of "+ch.Move.ID)
		}
	}
	if set := d.Header.Stated; set.Has("judge_error") {
		c.pointScale(set.JudgeError, set.At("judge_error"), "judge_error")
	}
	if a := d.Header.Stated.Ageing; a != nil {
		c.pointScale(*a, d.Header.Stated.At("ageing"), "ageing")
	}
	c.pollScale()
	for _, j := range d.Judgements {
		if t, err := dossier.ParseJudgementTarget(j.Target); err == nil && t.Kind == "position" && onShareScale(j.Low, j.Best, j.High) {
			c.scale(j.Pos, "the judgement of "+j.Target, j.Best, j.Low, j.High)
		}
	}
}

// pollScale reports waves in percent or degrees that stand on 0-1: one below 1 where
// all others of its series are at 10 or above, or a series that lies there whole. A
// party at 0.6 percent beside waves of 1.2 is left alone.
func (c *checker) pollScale() {
	for _, id := range c.d.PollSeriesIDs() {
		var waves []*dossier.Poll
		small, large := 0, 0
		for _, p := range c.d.PollSeries(id) {
			if p.Unit != "" && p.Unit != "percent" && p.Unit != "degrees" {
				continue
			}
			waves = append(waves, p)
			switch {
			case p.Value > 0 && p.Value < 1:
				small++
			case p.Value >= 10:
				large++
			}
		}
		if small == 0 || small+large < len(waves) {
			continue
		}
		for _, p := range waves {
			if p.Value < 1 {
				c.scale(p.Pos, "the value of "+id, p.Value, p.Value, p.Value)
			}
		}
	}
}

func onShareScale(low, best, high float64) bool { return low >= 0 && best > 0 && high <= 1 }

// levelScale reports a level of a ladder at or below 1, but for 0.
func (c *checker) levelScale(v float64, at dossier.Pos, what string) {
	if v > 0 && v <= 1 {
		c.scale(at, what, v, v, v)
	}
}

// pointScale reports points that are less than one, but for 0.
func (c *checker) pointScale(v float64, at dossier.Pos, what string) {
	if v != 0 && math.Abs(v) < 1 {
		c.scale(at, what, v, v, v)
	}
}

func (c *checker) scale(at dossier.Pos, what string, best, low, high float64) {
	hundred := func(v float64) string { return number(math.Round(v*1e6) / 1e4) }
	is, write := number(best), hundred(best)
	if low < high {
		is = "low " + number(low) + ", best " + is + ", high " + number(high)
		write = "low " + hundred(low) + ", best " + write + ", high " + hundred(high)
	}
	c.add("scale", at, 0, "write "+write+"; where it is meant as it stands, silence this with the reason", "%s is on 0 to 100, and this is %s", what, is)
}

// indicatorScale reports calm and acute points that a series never comes near,
// because the one is on 0-1 and the other on 0-100.
func (c *checker) indicatorScale(k *dossier.Constraint) {
	in := k.Indicator
	if in == nil || in.Measure != "" && in.Measure != "level" {
		return
	}
	points := series.Indicator(c.d, in)
	if len(points) == 0 {
		return
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		lo, hi = min(lo, p.Value), max(hi, p.Value)
	}
	least, most := min(in.Calm, in.Acute), max(in.Calm, in.Acute)
	by := 0.0
	switch {
	case least >= 0 && most <= 1 && lo > 1 && hi <= 100:
		by = 100
	case least > 1 && most <= 100 && lo >= 0 && hi <= 1 && hi > 0:
		by = 0.01
	default:
		return
	}
	there := func(v float64) string { return number(math.Round(v*by*1e6) / 1e6) }
	c.add("scale", in.At("calm"), 0, "write calm: "+there(in.Calm)+" and acute: "+there(in.Acute), "calm is %s and acute %s, and the series runs from %s to %s", number(in.Calm), number(in.Acute), number(lo), number(hi))
}
