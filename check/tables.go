package check

import (
	"strings"

	"entente/dossier"
	"entente/series"
)

// tables runs the rules of tables and of the dossier's own measures.
func (c *checker) tables() {
	c.nearEvents()
	c.stale()
	c.judgements()
	c.scales()
	c.priors()
	c.promises()
	c.assumptions()
	c.absences()
	c.shownBreaks()
	c.tablePages()
}

// shownBreaks reports rows of polls that show a break which none states.
func (c *checker) shownBreaks() {
	for _, id := range c.d.PollSeriesIDs() {
		waves := c.d.PollSeries(id)
		for i, p := range series.Poll(c.d, id) {
			if p.Shown {
				c.add("series-break", waves[i].Pos, 0, "say so in the column break, or write the cell as the rows before it do", "the series %s changes in %s without a stated break: %s; nothing is joined across it", id, p.Date, strings.TrimSuffix(p.Break, " (no break is stated)"))
			}
		}
	}
}

const (
	staleSeries     = 4 // years without a wave of an indicator
	staleAssessment = 2 // years since a promise was assessed
)

// stale notes indicators whose series have long had no wave, measured series that
// no longer follow from what they were made of, and promises that have long not
// been looked at. No event store is opened: `entente measure` compares those.
func (c *checker) stale() {
	for _, k := range c.d.Constraints {
		in := k.Indicator
		if in == nil || !k.Until.IsZero() && k.Until.Ended(c.day) {
			continue
		}
		c.staleIndicator(in.Poll, in.Series)
		for _, o := range []*dossier.Operand{in.Less, in.Over} {
			if o != nil {
				c.staleIndicator(o.Poll, o.Series)
			}
		}
	}
	for _, f := range c.d.SeriesFiles {
		if why := series.Stale(c.d, f); why != "" {
			c.add("stale", f.Made.At("sha256"), 0, "make it again: "+f.Made.Command, "%s: %s", f.File, why)
		}
	}
	for _, m := range c.d.Commitments {
		if m.Status == "in-progress" && m.Assessed.Last().AddDate(staleAssessment, 0, 0).Before(c.day) {
			c.add("stale", m.Pos, 0, "look again and date the assessment", "this promise was last assessed in %s", m.Assessed)
		}
	}
}

// staleIndicator notes a series of polls or of measured values whose last value is old.
func (c *checker) staleIndicator(poll, measured dossier.Ref) {
	old := func(at dossier.Ref, what, mend string, last dossier.Date) {
		if !last.IsZero() && last.Last().AddDate(staleSeries, 0, 0).Before(c.day) {
			c.add("stale", at.Pos, 0, mend, "the latest %s of %s is of %s, %d years before the as-of date", what, at.ID, last, c.day.Year()-last.Year)
		}
	}
	var wave, value dossier.Date
	for _, w := range c.d.PollSeries(poll.ID) {
		if w.Known().Published(c.day) {
			wave = w.End
		}
	}
	for _, p := range c.d.Series {
		if p.Series == measured.ID && p.Known().Published(c.day) && p.Date.Compare(value) > 0 {
			value = p.Date
		}
	}
	old(poll, "wave", "look for a later wave, or judge the pressure", wave)
	old(measured, "value", "measure it again on newer data, or judge the pressure", value)
}

// judgements reports stances and shifts that give neither a reason nor evidence.
func (c *checker) judgements() {
	for _, m := range c.d.Members {
		for _, p := range m.Players {
			for _, s := range p.Stances {
				if s.Because.IsZero() && len(s.Evidence) == 0 {
					c.add("unsourced-judgement", s.Pos(), 0, "add because: and evidence:", "the stance of %s gives neither a reason nor evidence", p.ID.ID)
				}
			}
		}
	}
	for _, i := range c.d.Initiatives {
		for _, s := range i.Stances {
			if s.Because.IsZero() && len(s.Evidence) == 0 {
				c.add("unsourced-judgement", s.Pos(), 0, "add because: and evidence:", "the stance of %s gives neither a reason nor evidence", s.Player.ID)
			}
		}
	}
	for _, k := range c.d.Constraints {
		for _, p := range k.Pressure {
			if p.Because.IsZero() && len(p.Evidence) == 0 {
				c.add("unsourced-judgement", p.Pos(), 0, "add because: and evidence:", "this pressure of %s gives neither a reason nor evidence", k.ID)
			}
		}
	}
}
