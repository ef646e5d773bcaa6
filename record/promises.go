package record

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"entente/dossier"
)

// Promise is a commitment with what became of it in its time.
type Promise struct {
	Doc *dossier.Commitment
	ID  string    // its own, or the place of its row
	Day time.Time // on which it was made: the last of a month or year
	// End is when its time is over: its due date, or as many months as the horizon
	// after the day.
	End  time.Time
	Rung *dossier.Rung // what it promises; nil where it names no rung
	// Known reports whether somebody looked until its end, or later; Kept whether all
	// that it binds had kept it by then.
	Known, Kept bool
}

// Promises are what the members of a dossier promised, and the rates at which
// promises of each kind were kept. It is safe for several goroutines.
type Promises struct {
	Months int // the horizon
	Priors Priors

	all         []Promise // by day
	source      map[string][]string
	d           *dossier.Dossier
	ratesByWhat sync.Map
}

// PromisesOf reads the commitments of a dossier.
func PromisesOf(d *dossier.Dossier) *Promises {
	set := d.Settings()
	p := &Promises{Months: set.Horizon, Priors: Priors{set.PromisePrior, set.PromisePriorLaw}, d: d, source: map[string][]string{}}
	if s := d.Stated.PromisePrior; s != nil {
		p.source[""] = s.Source.IDs()
	}
	if s := d.Stated.PromisePriorLaw; s != nil {
		p.source[LawOrMoney] = s.Source.IDs()
	}
	for _, c := range d.Commitments {
		if c.Date.IsZero() {
			continue
		}
		x := Promise{Doc: c, ID: cmp.Or(c.ID, c.Pos.String()), Day: c.Date.Last(), End: endOf(c, p.Months)}
		if i := d.Initiative(c.Initiative); i != nil && c.Rung != "" {
			x.Rung = i.Rung(c.Rung)
		}
		x.Known, x.Kept = resolved(d, c, x.End)
		p.all = append(p.all, x)
	}
	slices.SortStableFunc(p.all, func(a, b Promise) int { return a.Day.Compare(b.Day) })
	return p
}

// endOf gives the day on which the time of a promise is over: its due date, or as many
// months as the horizon after the last day on which it was made.
func endOf(c *dossier.Commitment, horizon int) time.Time {
	if c.Due.IsZero() {
		return addMonths(c.Date.Last(), horizon)
	}
	return c.Due.Last()
}

// Late is the status of a promise that was kept after its time.
const Late = "late"

// Status gives the status of a promise as it is counted: that of its row, or Late where
// it asked for something definite and was kept after its time.
func Status(d *dossier.Dossier, c *dossier.Commitment) string {
	if Definite(c.Kind) && !c.Kept.IsZero() && c.Kept.First().After(endOf(c, d.Settings().Horizon)) {
		return Late
	}
	return c.Status
}

// resolved tells what became of a promise by the end of its time. It is not known
// where nobody is on record to have looked until then, where its row is not
// confirmed, or where it was kept on a day that cannot be told from the end.
func resolved(d *dossier.Dossier, c *dossier.Commitment, end time.Time) (known, kept bool) {
	if !c.Confirmed {
		return false, false
	}
	searched := !c.SearchedUntil.IsZero() && !c.SearchedUntil.Last().Before(end)
	for _, id := range c.Searches {
		s := d.Search(id)
		searched = searched || s != nil && !s.Own() && !s.Date.Last().Before(end)
	}
	switch {
	case !searched:
		return false, false
	case c.Kept.IsZero() && c.Status == "fulfilled": // kept, and nobody says when
		return !c.Assessed.Last().After(end), true
	case c.Kept.IsZero():
		return true, false
	case c.Kept.First().After(end):
		return true, false
	}
	return !c.Kept.Last().After(end), true
}

// All gives the promises, the earliest first.
func (p *Promises) All() []Promise { return p.all }

// own gives the initiative's own promise that a rung stands for, of those of a
// definite kind by a day: of the rung itself, or of the lowest above it; else of the
// highest below it; else one that names no rung. Of several for one rung it is the
// latest. It is nil for none.
func (p *Promises) own(i *dossier.Initiative, rung *dossier.Rung, day time.Time) *Promise {
	var out *Promise
	for k := range p.all {
		x := &p.all[k]
		if x.Day.After(day) {
			break
		}
		if x.Doc.Initiative != i.ID || !Definite(x.Doc.Kind) {
			continue
		}
		if out == nil || !nearer(out, x, rung.Level) { // by day: what is as near is later
			out = x
		}
	}
	return out
}

// nearer reports whether a promise stands nearer to a level of the ladder than
// another. One that reaches it is nearer than one that does not.
func nearer(a, b *Promise, level float64) bool {
	if a.Rung == nil || b.Rung == nil {
		return a.Rung != nil && b.Rung == nil
	}
	x, y := a.Rung.Level-level, b.Rung.Level-level
	if x >= 0 && y >= 0 {
		return x < y
	}
	return x > y
}

// count sets what is known on a day of promises like one of a kind: those on other
// initiatives whose time was over.
func (p *Promises) count(out *Delivery, initiative string, day time.Time) {
	out.Like, out.LikeKept = []string{}, []string{}
	for _, x := range p.all {
		if x.Day.After(day) {
			break
		}
		if x.Doc.Initiative == initiative || !Definite(x.Doc.Kind) {
			continue
		}
		like := x.Doc.Kind == out.Kind
		switch {
		case x.End.After(day):
			if like {
				out.Open++
			}
			continue
		case x.Day.Equal(day): // of this meeting, and due at once
			continue
		case !x.Known:
			if like {
				out.Unsearched++
			}
			continue
		}
		if like {
			out.Tally.add(x.Kept)
			out.Like = append(out.Like, x.ID)
			if x.Kept {
				out.LikeKept = append(out.LikeKept, x.ID)
			}
		}
		if x.Doc.Kind != LawOrMoney {
			out.All.add(x.Kept)
		}
	}
}

func (t *Tally) add(kept bool) {
	t.Of++
	if kept {
		t.Kept++
	}
}

// rate is RateOf, worked out once for what is asked often.
func (p *Promises) rate(kind string, own, all Tally) Rate {
	type what struct {
		law      bool
		own, all Tally
	}
	key := what{false, own, all}
	if kind == LawOrMoney {
		key = what{law: true, own: own}
	}
	if r, ok := p.ratesByWhat.Load(key); ok {
		return r.(Rate)
	}
	r := p.Priors.RateOf(kind, own, all)
	p.ratesByWhat.Store(key, r)
	return r
}

// At gives the delivery of one rung by what was known on a day, without regard to
// lower rungs and to what the initiative requires. carry is the rung's joint carry,
// nil where it was not assessed; c the carry at which the term adds nothing. It is
// nil where nothing is on record of what the rung asks, or nothing definite: there
// is then nothing to keep or to break.
func (p *Promises) At(i *dossier.Initiative, rung *dossier.Rung, day time.Time, carry *float64, c float64) *Delivery {
	d := &Delivery{Carry: carry, C: c, Months: p.Months}
	if own := p.own(i, rung, day); own != nil {
		d.Promise, d.Kind = own.ID, own.Doc.Kind
		if own.Rung != nil {
			for _, r := range i.Ladder {
				if r.Level > own.Rung.Level && r.Level <= rung.Level {
					d.RungsAbove++
				}
			}
		}
	} else {
		d.IfPromised, d.Kind = true, cmp.Or(rung.Asks, asksOf(i))
	}
	if !Definite(d.Kind) {
		return nil
	}
	p.finish(d, i.ID, day)
	return d
}

// finish sets what a delivery of a kind rests on, and works it out.
func (p *Promises) finish(d *Delivery, initiative string, day time.Time) {
	d.Prior, d.PriorSource = p.Priors.Share, p.source[""]
	if d.Kind == LawOrMoney {
		d.Prior, d.PriorSource = p.Priors.Law, p.source[LawOrMoney]
	}
	if d.PriorSource == nil {
		d.PriorSource = []string{}
	}
	p.count(d, initiative, day)
	d.deliver(p.rate(d.Kind, d.Tally, d.All))
}

// OfAnyKind is what the delivery of an initiative would be, without regard to carry,
// if what it asks were like all that the group has promised elsewhere: for comparing
// one of which nothing definite is on record with others. It is no delivery to print.
func (p *Promises) OfAnyKind(i *dossier.Initiative, day time.Time, c float64) *Delivery {
	d := &Delivery{C: c, Months: p.Months}
	p.finish(d, i.ID, day)
	return d
}

// asksOf gives what the target of an initiative asks.
func asksOf(i *dossier.Initiative) string {
	if t := i.Rung(i.Target.ID); t != nil {
		return t.Asks
	}
	return ""
}

// Ladder gives the delivery of each rung above what is in place, by id: At, and
// never above that of a lower rung. A rung that says nothing definite of what it
// asks has none, and keeps no other down.
func (p *Promises) Ladder(i *dossier.Initiative, day time.Time, inPlace float64, carry func(*dossier.Rung) *float64, c float64) map[string]*Delivery {
	rungs := slices.Clone(i.Ladder)
	slices.SortStableFunc(rungs, func(a, b *dossier.Rung) int { return cmp.Compare(a.Level, b.Level) })
	out := map[string]*Delivery{}
	var lower []*dossier.Rung
	for _, r := range rungs {
		if r.Level <= inPlace+1e-9 {
			continue
		}
		d := p.At(i, r, day, carry(r), c)
		if d == nil {
			continue
		}
		for _, l := range lower {
			d.Under(out[l.ID.ID], l.ID.ID)
		}
		out[r.ID.ID] = d
		lower = append(lower, r)
	}
	return out
}

// Definite gives the promises of a definite kind whose time was over by a day and
// which were searched to its end: those that can be scored.
func (p *Promises) Definite(day time.Time) []Promise {
	var out []Promise
	for _, x := range p.all {
		if Definite(x.Doc.Kind) && x.Known && !x.End.After(day) {
			out = append(out, x)
		}
	}
	return out
}

// Of gives the delivery that would have been said of a promise of a definite kind on
// its day, by promises of earlier meetings whose time was over.
func (p *Promises) Of(x Promise, carry *float64, c float64) *Delivery {
	d := &Delivery{Carry: carry, C: c, Months: p.Months, Kind: x.Doc.Kind, Promise: x.ID}
	p.finish(d, x.Doc.Initiative, x.Day)
	return d
}
