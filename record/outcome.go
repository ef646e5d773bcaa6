package record

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"entente/dossier"
	"entente/words"
)

// Options say what counts as a known outcome.
type Options struct {
	AsOf   time.Time // nothing later is looked at
	Months int       // how long after its proposal an initiative had
	Rung   string    // TargetRung (also ""), NextRung, or the id of a rung
}

// The rungs that need no id.
const (
	TargetRung = "target" // the initiative's target
	NextRung   = "next"   // the lowest above what was in place when it was proposed
)

// Outcome is what came of an initiative whose outcome is known.
type Outcome struct {
	Doc       *dossier.Initiative
	Day       time.Time // of its proposal: the last of a month or year
	End       time.Time // of the months that it had
	Rung      *dossier.Rung
	StatusQuo float64      // the level in place on the day of its proposal
	Came      bool         // whether the rung was reached by the end
	Reached   dossier.Date // zero where it was not by the as-of day
	Says      string       // what is on record, in words
	Sources   []string
}

// LeftOut is an initiative that is no case, and why.
type LeftOut struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Reason string `json:"reason"` // one of Reasons
	Why    string `json:"why"`
}

// The reasons for which an initiative is no case.
const (
	NoDate      = "no-date"             // its proposal has no date
	NoRung      = "no-rung"             // its ladder lacks the rung asked for
	StillOpen   = "still-open"          // its months have not run out
	InPlace     = "in-place"            // the rung was in place when it was proposed
	Unknown     = "outcome-unknown"     // nobody is on record to have looked
	Unconfirmed = "outcome-unconfirmed" // the entry that decides it is not confirmed
	Coarse      = "outcome-coarse"      // the date of reaching may lie on either side of the horizon
	NoStances   = "not-assessed"        // stances or procedures do not reach back
)

// Reasons gives the reasons with what they mean, in the order in which they are
// looked for.
func Reasons() [][2]string {
	return [][2]string{
		{NoDate, "no date of proposal"},
		{NoRung, "the ladder has no such rung"},
		{StillOpen, "the time has not run out yet"},
		{InPlace, "in place already when proposed"},
		{Unknown, "no record of anyone having looked when the time was over"},
		{Unconfirmed, "the outcome is not confirmed"},
		{Coarse, "the outcome is dated too coarsely"},
		{NoStances, "stances or procedures do not reach back to the proposal"},
	}
}

// Outcomes gives the initiatives with a ladder that were proposed by the as-of
// day: those whose outcome is known, the earliest first, and the others with why
// they are left out, in the dossier's order.
func Outcomes(d *dossier.Dossier, opt Options) (known []Outcome, left []LeftOut) {
	for _, i := range d.Initiatives {
		if i.Principle() || !i.Proposed.Begun(opt.AsOf) {
			continue
		}
		o := Outcome{Doc: i, Sources: []string{}}
		if reason, why := o.resolve(d, opt); reason != "" {
			left = append(left, LeftOut{i.ID, d.Say(i.Title), reason, why})
			continue
		}
		known = append(known, o)
	}
	slices.SortStableFunc(known, func(x, y Outcome) int { return cmp.Compare(x.Day.Unix(), y.Day.Unix()) })
	return known, left
}

// resolve finds out what came of an initiative. It gives a reason where that is
// not known or there was nothing to forecast.
//
// What is dated by a month or year counts as of its last day, so that nothing
// dated within it is taken for an outcome.
func (o *Outcome) resolve(d *dossier.Dossier, opt Options) (reason, why string) {
	i := o.Doc
	if i.Proposed.IsZero() {
		return NoDate, "it says no date on which it was proposed"
	}
	o.Day = i.Proposed.Last()
	end := addMonths(o.Day, opt.Months)
	o.End = end
	q, _ := i.StatusQuo(o.Day)
	o.StatusQuo = q
	r := i.Rung(i.Target.ID)
	switch opt.Rung {
	case TargetRung, "":
	case NextRung:
		r = nil
		for _, x := range i.Ladder {
			if x.Level > q+1e-9 && (r == nil || x.Level < r.Level) {
				r = x
			}
		}
		if r == nil {
			return InPlace, "the highest rung was in place when it was proposed"
		}
	default:
		if r = i.Rung(opt.Rung); r == nil {
			return NoRung, fmt.Sprintf("its ladder has no rung %q", opt.Rung)
		}
	}
	o.Rung = r
	if end.After(opt.AsOf) {
		return StillOpen, fmt.Sprintf("its time, %s, ends on %s", words.Count(opt.Months, "month"), dossier.DateOf(end))
	}
	if q >= r.Level-1e-9 {
		return InPlace, "“" + d.Say(r.Name) + "” was in place when it was proposed"
	}
	return o.find(d, opt, r.Level, end)
}

// find reads what came about from the history of levels.
func (o *Outcome) find(d *dossier.Dossier, opt Options, level float64, end time.Time) (reason, why string) {
	i := o.Doc
	var first *dossier.Level
	looked, by := o.Day, ""
	see := func(day time.Time, what string) {
		if day.After(looked) {
			looked, by = day, what
		}
	}
	for _, h := range i.History {
		if !h.From.Begun(opt.AsOf) || !h.From.First().After(o.Day) {
			continue
		}
		at := h.Level
		if r := i.Rung(h.Rung.ID); r != nil {
			at = r.Level
		}
		if at >= level-1e-9 && (first == nil || h.From.Compare(first.From) < 0) {
			first = h
		}
		see(h.From.First(), "history of "+h.From.String())
	}
	if l := i.Lapsed; l != nil && l.Since.Begun(opt.AsOf) && !l.Since.IsZero() {
		see(opt.AsOf, "lapsed since "+l.Since.String())
	}
	for _, k := range d.Commitments {
		if k.Initiative != i.ID || !k.Assessed.Published(opt.AsOf) {
			continue
		}
		until := k.SearchedUntil
		if until.IsZero() {
			until = k.Assessed
		}
		if last := until.Last(); last.Before(opt.AsOf) {
			see(last, "a commitment searched until "+until.String())
		} else {
			see(opt.AsOf, "a commitment searched until "+until.String())
		}
	}
	switch {
	case first != nil && first.Sure == "no":
		return Unconfirmed, "that it reached the rung in " + first.From.String() + " is not confirmed"
	case first != nil && first.From.First().After(end): // reached later: it is known that it was not by then
		o.Reached, o.Says, o.Sources = first.From, "reached later: "+d.Say(first.What), first.Source.IDs()
		return "", ""
	case first != nil && first.From.Last().After(end):
		return Coarse, fmt.Sprintf("it reached the rung in %s, and its months ended on %s", first.From, dossier.DateOf(end))
	case first != nil:
		o.Came, o.Reached, o.Says, o.Sources = true, first.From, d.Say(first.What), first.Source.IDs()
		return "", ""
	case looked.Before(end):
		if by == "" {
			return Unknown, "nothing is on record of it after its proposal"
		}
		return Unknown, fmt.Sprintf("the last record of it (%s) is from before %s", by, dossier.DateOf(end))
	}
	q, entry := i.StatusQuo(end)
	o.Says = "what stood was “" + d.LevelName(i, q) + "”"
	if entry != nil {
		o.Says += ": " + d.Say(entry.What)
		if entry.Sure == "no" {
			o.Says += " (" + dossier.NotConfirmed + ")"
		}
		o.Sources = entry.Source.IDs()
	}
	return "", ""
}

// addMonths goes some months on; the last day of a month that has the day not.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
