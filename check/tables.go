package check

import (
	"strings"
	"time"

	"entente/dossier"
	"entente/series"
)

// tables runs the rules of tables and of the dossier's own measures.
func (c *checker) tables() {
	c.nearEvents()
	c.stale()
	c.judgements()
	c.shownBreaks()
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

// nearEvents shows pairs of events that look like one: the same actors within
// three days with much the same words, or the same words on two dates.
func (c *checker) nearEvents() {
	type ev struct {
		e     *dossier.Event
		words map[string]bool
		day   time.Time
	}
	var all []ev
	for _, e := range c.d.Events {
		all = append(all, ev{e, wordSet(e.Summary), e.Date.First()})
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			days := b.day.Sub(a.day).Hours() / 24
			if days > 400 {
				break
			}
			if a.e.Source != b.e.Source || a.e.Target != b.e.Target || a.e.Type != b.e.Type {
				continue
			}
			share := overlap(a.words, b.words)
			switch {
			case days <= 3 && share >= 0.5:
				c.add("near-event", b.e.Pos, 0, "keep one, or say in both how they differ", "%s (%s) looks like %s (%s) of %s: %q and %q", b.e.ID, b.e.Date, a.e.ID, a.e.Date, a.e.Pos, clip(b.e.Summary, 60), clip(a.e.Summary, 60))
			case days > 3 && share >= 0.85 && len(a.words) >= 4:
				c.add("near-event", b.e.Pos, 0, "find out which date is right, and keep one", "one event with two dates? %s (%s) and %s (%s) of %s say the same: %q", b.e.ID, b.e.Date, a.e.ID, a.e.Date, a.e.Pos, clip(b.e.Summary, 60))
			}
		}
	}
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r <= 0x7f
	}) {
		if len(w) > 2 && !stopWord[w] {
			out[w] = true
		}
	}
	return out
}

var stopWord = map[string]bool{"the": true, "and": true, "for": true, "with": true, "that": true, "its": true, "their": true, "from": true, "was": true, "are": true, "has": true, "have": true}

func overlap(a, b map[string]bool) float64 {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	if u := len(a) + len(b) - n; u > 0 {
		return float64(n) / float64(u)
	}
	return 0
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
		if k.Indicator == nil || k.Indicator.Poll.ID == "" || !k.Until.IsZero() && k.Until.Ended(c.day) {
			continue
		}
		var last dossier.Date
		for _, w := range c.d.PollSeries(k.Indicator.Poll.ID) {
			if w.Known().Published(c.day) {
				last = w.End
			}
		}
		if !last.IsZero() && last.Last().AddDate(staleSeries, 0, 0).Before(c.day) {
			c.add("stale", k.Indicator.Poll.Pos, 0, "look for a later wave, or judge the pressure", "the latest wave of %s is of %s, %d years before the as-of date", k.Indicator.Poll.ID, last, c.day.Year()-last.Year)
		}
	}
	for _, k := range c.d.Constraints {
		if k.Indicator == nil || k.Indicator.Series.ID == "" || !k.Until.IsZero() && k.Until.Ended(c.day) {
			continue
		}
		var last dossier.Date
		for _, p := range c.d.Series {
			if p.Series == k.Indicator.Series.ID && p.Known().Published(c.day) && p.Date.Compare(last) > 0 {
				last = p.Date
			}
		}
		if !last.IsZero() && last.Last().AddDate(staleSeries, 0, 0).Before(c.day) {
			c.add("stale", k.Indicator.Series.Pos, 0, "measure it again on newer data, or judge the pressure", "the latest value of %s is of %s, %d years before the as-of date", k.Indicator.Series.ID, last, c.day.Year()-last.Year)
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
