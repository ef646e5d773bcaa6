package agenda

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/winset"
	"entente/words"
)

// BacktestVersion is the version of the backtest's JSON; see Version.
const BacktestVersion = 1

// BacktestOptions say what counts as a known outcome. The zero value takes the
// dossier's settings.
type BacktestOptions struct {
	Options
	Months int    // how long after its proposal; 0: the dossier's
	Rung   string // TargetRung (also ""), NextRung, or the id of a rung
}

// The rungs that need no id.
const (
	TargetRung = "target" // the initiative's target
	NextRung   = "next"   // the lowest above what was in place when it was proposed
)

// Backtest is how carry fared where the outcome is known.
type Backtest struct {
	Version     int       `json:"version"`
	Dossier     About     `json:"dossier"`
	Settings    Settings  `json:"settings"`
	Months      int       `json:"months"`
	Rung        string    `json:"rung"`
	Initiatives int       `json:"initiatives"` // those with a ladder, proposed by the as-of day
	Cases       []Case    `json:"cases"`       // resolved, and judged as of their proposal; the earliest first
	Left        []LeftOut `json:"left_out"`    // the others, with why
	Scores      *Scores   `json:"scores"`      // nil for fewer than CasesToScore cases
	Calibration []Bin     `json:"calibration"` // empty for fewer than CasesToScore cases
	Misses      []Miss    `json:"misses"`      // the worst, at most five
	Words       bool      `json:"words"`       // whether any word of likelihood stands on this record
	Says        []string  `json:"says"`        // what the record shows, in sentences
}

// Case is a resolved case.
type Case struct {
	ID        string              `json:"id"`
	Title     string              `json:"title"`
	Proposed  dossier.Date        `json:"proposed"`
	Until     dossier.Date        `json:"until"` // the end of the horizon
	Rung      RungRef             `json:"rung"`
	StatusQuo RungRef             `json:"status_quo"` // when it was proposed
	Carry     float64             `json:"carry"`      // joint, as of the proposal, 0-1
	ByMember  map[string]*float64 `json:"by_member"`
	Came      bool                `json:"came"`
	Reached   dossier.Date        `json:"reached"` // "" where it was not by the as-of day
	Outcome   string              `json:"outcome"` // what is on record, in words
	Sources   []string            `json:"sources"`

	day time.Time
	doc *dossier.Initiative
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

// Scores compare carry with the base rate of the other cases.
type Scores struct {
	N        int     `json:"n"`
	Came     int     `json:"came"`
	Rate     float64 `json:"rate"`
	Days     int     `json:"days"` // on how many days they were proposed; cases of one day are drawn together
	Brier    Score   `json:"brier"`
	Log      Score   `json:"log"`
	MeanSaid float64 `json:"mean_carry"`
	// The parts of the Brier score over the bins of the calibration table:
	// reliability − resolution + uncertainty + within.
	Reliability float64 `json:"reliability"`
	Resolution  float64 `json:"resolution"`
	Uncertainty float64 `json:"uncertainty"`
	Within      float64 `json:"within"`
}

// Score is a score of carry and of the base rate. Intervals are 95%, by
// resampling days of proposal; nil for fewer than five days.
type Score struct {
	Carry      float64   `json:"carry"`
	CarryRange *Interval `json:"carry_interval"`
	Base       float64   `json:"base_rate"` // each case by the rate of the others
	Less       float64   `json:"less"`      // carry − base rate; below 0 carry does better
	LessRange  *Interval `json:"less_interval"`
}

// Miss is one of the worst misses.
type Miss struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Carry   float64 `json:"carry"`
	Came    bool    `json:"came"`
	Why     string  `json:"why"`
	Changed string  `json:"changed"` // which inputs changed before the time was over; "" for none
}

// RunBacktest judges the initiatives of a dossier whose outcome is known as of
// the day on which they were proposed, by what was published and in force then,
// and scores carry against what came about. It fails where the options name
// something that is not there.
func RunBacktest(d *dossier.Dossier, opt BacktestOptions) (*Backtest, error) {
	b, err := newBuilder(d, opt.Options)
	if err != nil {
		return nil, err
	}
	if opt.Months > 0 {
		b.set.BacktestMonths = opt.Months
	}
	if opt.Rung == "" {
		opt.Rung = TargetRung
	}
	if opt.Rung != TargetRung && opt.Rung != NextRung {
		var ids []string
		for _, i := range d.Initiatives {
			for _, r := range i.Ladder {
				ids = append(ids, r.ID.ID)
			}
		}
		if !slices.Contains(ids, opt.Rung) {
			hint := ""
			if n := dossier.Nearest(opt.Rung, ids); n != "" {
				hint = fmt.Sprintf("; did you mean %q?", n)
			}
			return nil, fmt.Errorf("no ladder has a rung %q%s", opt.Rung, hint)
		}
	}
	return b.backtest(opt.Rung), nil
}

func (b *builder) backtest(rung string) *Backtest {
	cases, left := b.resolved(rung)
	cases, more := b.forecast(cases)
	out := &Backtest{
		Version: BacktestVersion, Dossier: b.about(), Settings: b.settings(), Months: b.set.BacktestMonths, Rung: rung,
		Initiatives: len(cases) + len(left) + len(more), Cases: cases, Left: append(left, more...),
		Calibration: []Bin{}, Misses: []Miss{}, Says: []string{},
	}
	order := map[string]int{}
	for n, i := range b.d.Initiatives {
		order[i.ID] = n
	}
	slices.SortStableFunc(out.Left, func(x, y LeftOut) int { return order[x.ID] - order[y.ID] })
	fs, days := forecasts(cases)
	if len(cases) >= CasesToScore {
		out.Scores = score(fs, days, b.set.Seed)
		out.Calibration = calibrate(fs)
		out.Misses = b.misses(cases)
		out.Words = slices.ContainsFunc(out.Calibration, func(k Bin) bool { return k.Stands })
	}
	out.Says = out.says()
	return out
}

// resolved gives the initiatives whose outcome is known, before they are judged,
// and those that are left out.
func (b *builder) resolved(rung string) (cases []Case, left []LeftOut) {
	cases, left = []Case{}, []LeftOut{}
	for _, i := range b.d.Initiatives {
		if i.Principle() || !b.world.stands(i) {
			continue
		}
		c := Case{ID: i.ID, Title: b.d.Say(i.Title), Proposed: i.Proposed, doc: i, Sources: []string{}}
		if reason, why := b.resolve(&c, rung); reason != "" {
			left = append(left, LeftOut{i.ID, c.Title, reason, why})
			continue
		}
		cases = append(cases, c)
	}
	slices.SortStableFunc(cases, func(x, y Case) int { return cmp.Compare(x.day.Unix(), y.day.Unix()) })
	return cases, left
}

// resolve finds out what came of an initiative. It gives a reason where that is
// not known or there was nothing to forecast.
//
// What is dated by a month or year counts as of its last day, so that nothing
// dated within it is taken for an outcome.
func (b *builder) resolve(c *Case, rung string) (reason, why string) {
	i := c.doc
	if i.Proposed.IsZero() {
		return NoDate, "it says no date on which it was proposed"
	}
	c.day = i.Proposed.Last()
	end := addMonths(c.day, b.set.BacktestMonths)
	c.Until = dossier.DateOf(end)
	q, _ := i.StatusQuo(c.day)
	c.StatusQuo = b.levelRef(i, q)
	r := i.Rung(i.Target.ID)
	switch rung {
	case TargetRung:
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
		if r = i.Rung(rung); r == nil {
			return NoRung, fmt.Sprintf("its ladder has no rung %q", rung)
		}
	}
	c.Rung = b.rungRef(r)
	if end.After(b.day) {
		return StillOpen, fmt.Sprintf("its %d months end on %s", b.set.BacktestMonths, c.Until)
	}
	if q >= r.Level-1e-9 {
		return InPlace, "“" + c.Rung.Name + "” was in place when it was proposed"
	}
	return b.outcome(c, r.Level, end)
}

// outcome reads what came about from the history of levels.
func (b *builder) outcome(c *Case, level float64, end time.Time) (reason, why string) {
	i := c.doc
	var first *dossier.Level
	looked, by := c.day, ""
	see := func(day time.Time, what string) {
		if day.After(looked) {
			looked, by = day, what
		}
	}
	for _, h := range i.History {
		if !h.From.Begun(b.day) || !h.From.First().After(c.day) {
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
	if l := i.Lapsed; l != nil && l.Since.Begun(b.day) && !l.Since.IsZero() {
		see(b.day, "lapsed since "+l.Since.String())
	}
	for _, k := range b.d.Commitments {
		if k.Initiative != i.ID || !k.Assessed.Published(b.day) {
			continue
		}
		until := k.SearchedUntil
		if until.IsZero() {
			until = k.Assessed
		}
		if last := until.Last(); last.Before(b.day) {
			see(last, "a commitment searched until "+until.String())
		} else {
			see(b.day, "a commitment searched until "+until.String())
		}
	}
	switch {
	case first != nil && first.Sure == "no":
		return Unconfirmed, "that it reached the rung in " + first.From.String() + " is not confirmed"
	case first != nil && first.From.First().After(end): // reached later: it is known that it was not by then
		c.Reached, c.Outcome, c.Sources = first.From, "reached later: "+b.d.Say(first.What), first.Source.IDs()
		return "", ""
	case first != nil && first.From.Last().After(end):
		return Coarse, fmt.Sprintf("it reached the rung in %s, and its months ended on %s", first.From, c.Until)
	case first != nil:
		c.Came, c.Reached, c.Outcome, c.Sources = true, first.From, b.d.Say(first.What), first.Source.IDs()
		return "", ""
	case looked.Before(end):
		if by == "" {
			return Unknown, "nothing is on record of it after its proposal"
		}
		return Unknown, fmt.Sprintf("the last record of it (%s) is from before %s", by, c.Until)
	}
	q, entry := i.StatusQuo(end)
	c.Outcome = "what stood was “" + b.levelRef(i, q).Name + "”"
	if entry != nil {
		c.Outcome += ": " + b.d.Say(entry.What)
		c.Sources = entry.Source.IDs()
	}
	return "", ""
}

// addMonths goes some months on; the last day of a month that has the day not.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// forecast judges cases as of the day of their proposal. Those that cannot be
// are left out.
func (b *builder) forecast(cases []Case) (judged []Case, left []LeftOut) {
	worlds := map[int64]*world{}
	for _, c := range cases {
		if worlds[c.day.Unix()] == nil {
			worlds[c.day.Unix()] = b.past(c.day)
		}
	}
	whys := make([]string, len(cases))
	b.each(len(cases), func(n int) {
		c := &cases[n]
		t := b.trialAt(worlds[c.day.Unix()], c.doc, c.doc.Rung(c.Rung.Rung))
		c.ByMember = map[string]*float64{}
		if t.game == nil {
			whys[n] = cmp.Or(strings.Join(b.lacks(t), "; "), "it concerns no member")
			return
		}
		c.Carry = t.game.Joint(0)
		for k, m := range t.caps {
			p := t.game.Carry(k, 0)
			c.ByMember[m.member.Code.ID] = &p
		}
	})
	judged = []Case{}
	for n, c := range cases {
		if whys[n] == "" {
			judged = append(judged, c)
		} else {
			left = append(left, LeftOut{c.ID, c.Title, NoStances, whys[n]})
		}
	}
	return judged, left
}

// forecasts gives the cases as plain numbers, grouped by the day of proposal.
func forecasts(cases []Case) (fs []winset.Forecast, days int) {
	group := map[int64]int{}
	for _, c := range cases {
		g, ok := group[c.day.Unix()]
		if !ok {
			g = len(group)
			group[c.day.Unix()] = g
		}
		fs = append(fs, winset.Forecast{P: c.Carry, Came: c.Came, Group: g})
	}
	return fs, len(group)
}

func score(fs []winset.Forecast, days int, seed uint64) *Scores {
	s := &Scores{N: len(fs), Days: days}
	for _, f := range fs {
		s.MeanSaid += f.P / float64(len(fs))
		if f.Came {
			s.Came++
		}
	}
	s.Rate = float64(s.Came) / float64(s.N)
	base := winset.LeaveOneOut(fs)
	less := func(of func([]winset.Forecast) float64) func([]winset.Forecast) float64 {
		return func(fs []winset.Forecast) float64 { return of(fs) - of(winset.LeaveOneOut(fs)) }
	}
	ranges := winset.BootstrapGroups(fs, seed, winset.Brier, less(winset.Brier), winset.LogScore, less(winset.LogScore))
	s.Brier = Score{Carry: winset.Brier(fs), Base: winset.Brier(base)}
	s.Log = Score{Carry: winset.LogScore(fs), Base: winset.LogScore(base)}
	for k, x := range []*Score{&s.Brier, &s.Log} {
		x.Less = x.Carry - x.Base
		if ranges != nil {
			x.CarryRange, x.LessRange = intervalOf(ranges[2*k]), intervalOf(ranges[2*k+1])
		}
	}
	d := winset.Decompose(fs, likelihoodOf)
	s.Reliability, s.Resolution, s.Uncertainty, s.Within = d.Reliability, d.Resolution, d.Uncertainty, d.Within
	return s
}

// missesShown is how many of the worst misses are named.
const missesShown = 5

// misses names the cases in which carry was furthest from what came about, more
// than half of the way.
func (b *builder) misses(cases []Case) []Miss {
	off := func(c Case) float64 {
		if c.Came {
			return 1 - c.Carry
		}
		return c.Carry
	}
	worst := slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return off(c) <= 0.5 })
	slices.SortStableFunc(worst, func(x, y Case) int { return cmp.Compare(off(y), off(x)) })
	out := []Miss{}
	for _, c := range worst[:min(len(worst), missesShown)] {
		before := b.past(c.day)
		t := b.trialAt(before, c.doc, c.doc.Rung(c.Rung.Rung))
		m := Miss{ID: c.ID, Title: c.Title, Carry: c.Carry, Came: c.Came}
		low, share := t.caps[0], math.Inf(1)
		for k, cp := range t.caps {
			if p := t.game.Carry(k, 0); p < share {
				low, share = cp, p
			}
		}
		switch {
		case c.Came:
			m.Why = fmt.Sprintf("%s carried it least often, in %s draws", words.Capital(words.InSentence(b.d.MemberName(low.member.Code.ID))), words.OfTen(share))
			if who := low.mostPivotal(); who != "" {
				m.Why += ", and " + b.actor(who) + " set the ceiling most often"
			}
			m.Why += "; yet it came about in " + c.Reached.String() + ": " + c.Outcome
		default:
			m.Why = "The stances on record let every capital carry it"
			if share < willing {
				m.Why = fmt.Sprintf("The stances on record let even %s, which carried it least often, do so in %s draws", words.InSentence(b.d.MemberName(low.member.Code.ID)), words.OfTen(share))
			}
			m.Why += "; by " + c.Until.String() + " " + c.Outcome
			if !c.Reached.IsZero() {
				m.Why = fmt.Sprintf("It came too late, in %s: %s", c.Reached, c.Outcome)
			}
		}
		after := b.past(c.Until.Last())
		m.Changed = b.changedWords(after, differing(before.inputs(c.doc), after.inputs(c.doc)), c.doc)
		out = append(out, m)
	}
	return out
}

// mostPivotal gives the player that sets a capital's ceiling most often, or "".
func (c *capital) mostPivotal() string {
	best, who := 0, ""
	for n, k := range c.standing().PivotalCounts(len(c.players)) {
		if k > best {
			best, who = k, c.players[n].ID.ID
		}
	}
	return who
}

// says puts what the record shows into sentences.
func (r *Backtest) says() []string {
	n := len(r.Cases)
	if n == 0 {
		return []string{fmt.Sprintf("No initiative has both a known outcome after %d months and stances that reach back to its proposal: nothing can be said of how carry fares.", r.Months)}
	}
	came := 0
	for _, c := range r.Cases {
		if c.Came {
			came++
		}
	}
	out := []string{fmt.Sprintf("%s can be judged; %d came about within %d months of the proposal.", words.Capital(words.Count(n, "case")), came, r.Months)}
	if r.Scores == nil {
		return append(out, fmt.Sprintf("That is too few to score: at least %d are needed, and %d before a word such as “likely” stands beside a carry.", CasesToScore, CasesToWord))
	}
	s := r.Scores
	against := fmt.Sprintf(" (Brier %.2f against %.2f)", s.Brier.Carry, s.Brier.Base)
	switch l := s.Brier.LessRange; {
	case l == nil:
		out = append(out, fmt.Sprintf("They were proposed on %s: too few for an interval.", words.Count(s.Days, "day")))
	case l.Low > 0:
		out = append(out, "As a forecast carry does worse than the base rate of the other cases"+against+": what capitals could carry says little of what gets done in that time.")
	case l.High < 0:
		out = append(out, "As a forecast carry does better than the base rate of the other cases"+against+".")
	default:
		out = append(out, "As a forecast carry cannot be told from the base rate of the other cases"+against+": the interval of the difference holds 0.")
	}
	for _, k := range slices.Backward(r.Calibration) {
		if k.N > 0 {
			out = append(out, fmt.Sprintf("Where carry was highest, %g and more, %d of %s came about.", k.Low, k.Came, words.Count(k.N, "case")))
			break
		}
	}
	switch {
	case n < CasesToWord:
		out = append(out, fmt.Sprintf("Fewer than %d cases are resolved, so no word such as “likely” stands beside a carry.", CasesToWord))
	case r.Words:
		out = append(out, fmt.Sprintf("%d cases back words of likelihood, save those that the table shows to be wrong or without a case.", n))
	default:
		out = append(out, fmt.Sprintf("%d cases are resolved, and they back no word of likelihood: what came about lies outside the range of each.", n))
	}
	return append(out, hindsight)
}

// hindsight is what a backtest of a dossier cannot take out.
const hindsight = "Targets, ladders, influence and weights have no date: they are as judged today, by judges who knew what came of it."

// record gives what the dossier's backtest allows to be said of a carry. Cases
// are judged only where enough are resolved to say anything.
func (b *builder) record() *Record {
	cases, _ := b.resolved(TargetRung)
	r := &Record{Cases: len(cases), Needed: CasesToWord, Months: b.set.BacktestMonths, Words: []Bin{}}
	if len(cases) < CasesToWord {
		return r
	}
	cases, _ = b.forecast(cases)
	r.Cases = len(cases)
	if len(cases) >= CasesToWord {
		fs, _ := forecasts(cases)
		r.Words = calibrate(fs)
	}
	return r
}
