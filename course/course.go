// Package course reads an agenda over time: how verdicts would have read on
// earlier days, which inputs changed them, and how past verdicts fared against
// what came about.
package course

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// Version is the version of the course's JSON; see agenda.Version.
const Version = 1

// The lengths of a step.
const (
	EveryMonth   = "month"
	EveryQuarter = "quarter"
	EveryYear    = "year"
)

// MaxSteps is how many steps a course may have.
const MaxSteps = 240

// Options say which days to read. From, To and Every may be empty: from
// the first step at which something can be assessed, to the as-of date, by
// quarters.
type Options struct {
	agenda.Options
	From, To dossier.Date
	Every    string
}

// Course is how verdicts would have read over time: at each step by what was
// published and in force by then.
type Course struct {
	Version     int             `json:"version"`
	Dossier     agenda.About    `json:"dossier"`
	Settings    agenda.Settings `json:"settings"`
	Every       string          `json:"every"`
	Steps       []Step          `json:"steps"`
	Initiatives []*Track        `json:"initiatives"` // in the dossier's order of files
	Undated     []UndatedNote   `json:"undated"`     // stances left out at earlier steps, having no date
}

// Step is a day on which the agenda is read: the last of its period, or the
// as-of date where the period has not ended by then.
type Step struct {
	Label string       `json:"label"` // 2024, 2024-Q1, 2024-01
	Day   dossier.Date `json:"day"`
}

// UndatedNote names a stance that no earlier step could use.
type UndatedNote struct {
	Player string `json:"player"`
	Where  string `json:"where"` // file:line:col
}

// Track is one initiative over the steps.
type Track struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Area    string         `json:"area"`
	Members []string       `json:"members"`
	Target  agenda.RungRef `json:"target"`
	Points  []Point        `json:"points"`  // one a step
	Changes []Turn         `json:"changes"` // where the verdict changed between two steps
}

// The reasons for which a point is blank. Blank is not "no".
const (
	NotProposed = "not proposed" // by that day
	NoReach     = "not assessed" // stances or procedures do not reach back
	NoVerdict   = "no verdict"   // carry is worked out, but no priority of a member is on record
)

// Point is an initiative at a step.
type Point struct {
	Verdict  *agenda.Verdict     `json:"verdict"` // nil where Blank says why
	Blank    string              `json:"blank,omitempty"`
	Joint    *float64            `json:"joint"` // carry at the target; nil where not assessed, or in place
	ByMember map[string]*float64 `json:"by_member"`
	Level    float64             `json:"level"` // what was in place
}

// Assessed reports whether there is a verdict.
func (p Point) Assessed() bool { return p.Verdict != nil }

// Word gives the verdict, or why there is none; without a verdict, carry by the
// shares that would make it ready or within reach.
func (p Point) Word() string {
	switch {
	case p.Verdict != nil:
		return string(*p.Verdict)
	case p.Blank != NoVerdict:
		return p.Blank
	case *p.Joint >= agenda.ReadyAt:
		return "carry of 8 in 10 or more"
	case *p.Joint >= agenda.WithinAt:
		return "carry of 5 to 8 in 10"
	}
	return "carry under 5 in 10"
}

// Turn is a change of verdict between two steps.
type Turn struct {
	Step    int     `json:"step"` // number of the later step, from 0
	Label   string  `json:"label"`
	From    string  `json:"from"` // Point.Word before, and after
	To      string  `json:"to"`
	Arrival bool    `json:"arrival"` // nothing changed but that more is on record, or less
	Decided []Moved `json:"decided"` // inputs without whose change the verdict would have stayed
	Others  []Moved `json:"others"`  // what else changed
	Says    string  `json:"says"`
}

// Moved is an input that changed.
type Moved struct {
	Kind  string `json:"kind"` // level, procedure, priorities, stance, influence, constraint
	ID    string `json:"id"`
	Words string `json:"words"`
}

// Read works out how verdicts would have read at each step. It fails where the
// options make no steps, or too many.
func Read(d *dossier.Dossier, opt Options) (*Course, error) {
	past, err := agenda.NewPast(d, opt.Options)
	if err != nil {
		return nil, err
	}
	asOf, day := past.AsOf()
	if opt.Every == "" {
		opt.Every = EveryQuarter
	}
	trim := opt.From.IsZero()
	if trim {
		if opt.From = firstStance(d); opt.From.IsZero() {
			opt.From = asOf
		}
		opt.From = latestOf(opt.From, day, opt.Every)
	}
	if opt.To.IsZero() {
		opt.To = asOf
	}
	steps, err := stepsOf(opt.From, opt.To, opt.Every, day)
	if err != nil {
		return nil, err
	}
	out := &Course{Version: Version, Dossier: past.About(), Settings: past.Settings(), Every: opt.Every, Steps: steps, Initiatives: []*Track{}, Undated: undated(d)}
	out.fill(d, past, func(a, b Point) bool { return a.Word() != b.Word() })
	if trim {
		out.trim()
	}
	return out, nil
}

// Past is what a site shows of an agenda's past; both are nil where it has none.
type Past struct {
	Course   *Course
	Backtest *Backtest
}

// siteSteps is how many quarters a course on a page may have; longer ones go by
// years.
const siteSteps = 60

// PastOf works out a dossier's course over time, by quarters as far back as
// anything can be assessed (by years where that is more than fifteen years), and
// its backtest. opt are the options that the agenda was built with. An agenda
// under a scenario has no past.
func PastOf(d *dossier.Dossier, opt agenda.Options) (Past, error) {
	if opt.Scenario != "" || opt.Changes != nil {
		return Past{}, nil
	}
	c, err := Read(d, Options{Options: opt, Every: EveryQuarter})
	if err == nil && len(c.Steps) > siteSteps {
		c, err = Read(d, Options{Options: opt, Every: EveryYear})
	}
	if err != nil {
		return Past{}, err
	}
	r, err := RunBacktest(d, BacktestOptions{Options: opt})
	return Past{c, r}, err
}

// firstStance gives the earliest date of a stance; the zero date for none.
func firstStance(d *dossier.Dossier) dossier.Date {
	var first dossier.Date
	see := func(all []*dossier.Stance) {
		for _, s := range all {
			if !s.From.IsZero() && (first.IsZero() || s.From.Compare(first) < 0) {
				first = s.From
			}
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			see(p.Stances)
		}
	}
	for _, i := range d.Initiatives {
		see(i.Stances)
	}
	return first
}

// latestOf moves a start on, so that there are not more steps than may be.
func latestOf(from dossier.Date, day time.Time, every string) dossier.Date {
	earliest := day.AddDate(0, -months[every]*(MaxSteps-1), 0)
	if from.First().Before(earliest) {
		return dossier.DateOf(earliest)
	}
	return from
}

var months = map[string]int{EveryMonth: 1, EveryQuarter: 3, EveryYear: 12}

// stepsOf gives the steps from the period that holds from to the one that holds
// to, none later than the as-of day.
func stepsOf(from, to dossier.Date, every string, asOf time.Time) ([]Step, error) {
	n := months[every]
	if n == 0 {
		return nil, fmt.Errorf("a step is a month, a quarter or a year, not %q", every)
	}
	first, last := from.First(), to.Last()
	if last.Before(first) {
		return nil, fmt.Errorf("the course would end (%s) before it begins (%s)", to, from)
	}
	if first.After(asOf) {
		return nil, fmt.Errorf("the course would begin (%s) after the as-of date (%s): of later days nothing is known", from, dossier.DateOf(asOf))
	}
	if last.After(asOf) {
		last = asOf
	}
	start := time.Date(first.Year(), time.Month((int(first.Month())-1)/n*n+1), 1, 0, 0, 0, 0, time.UTC)
	var out []Step
	for t := start; !t.After(last); t = t.AddDate(0, n, 0) {
		if len(out) == MaxSteps {
			return nil, fmt.Errorf("from %s to %s there are more than %d steps of a %s: take fewer years or longer steps", from, to, MaxSteps, every)
		}
		end := t.AddDate(0, n, -1)
		if end.After(asOf) {
			end = asOf
		}
		label := fmt.Sprintf("%d", t.Year())
		switch every {
		case EveryMonth:
			label = t.Format("2006-01")
		case EveryQuarter:
			label = fmt.Sprintf("%d-Q%d", t.Year(), int(t.Month())/3+1)
		}
		out = append(out, Step{label, dossier.DateOf(end)})
	}
	return out, nil
}

// undated lists the stances without a date, of players who decide.
func undated(d *dossier.Dossier) []UndatedNote {
	out := []UndatedNote{}
	see := func(player string, all []*dossier.Stance) {
		for _, s := range all {
			if s.From.IsZero() {
				out = append(out, UndatedNote{player, s.Where.Pos().String()})
			}
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			if p.Decides() {
				see(p.ID.ID, p.Stances)
			}
		}
	}
	for _, i := range d.Initiatives {
		for _, s := range i.Stances {
			see(s.Player.ID, []*dossier.Stance{s})
		}
	}
	return out
}

// state is what a course remembers of an initiative between two steps.
type state struct {
	inputs []agenda.Fixed
	read   agenda.Reading
	stood  bool
}

// fill works out the points, and explains the steps at which an initiative moved. Step by
// step all initiatives are worked out at once; where no input of an initiative has changed
// since the step before, neither has its verdict.
func (c *Course) fill(d *dossier.Dossier, past *agenda.Past, moved func(before, now Point) bool) {
	todo := past.Initiatives()
	for _, i := range todo {
		var members []string
		for _, m := range d.MembersOf(i) {
			members = append(members, m.Code.ID)
		}
		c.Initiatives = append(c.Initiatives, &Track{
			ID: i.ID, Title: d.Say(i.Title), Area: i.Area.ID, Members: members, Target: past.Target(i),
			Points: make([]Point, len(c.Steps)), Changes: []Turn{},
		})
	}
	states := make([]state, len(todo))
	var before *agenda.Day
	for n, s := range c.Steps {
		here := past.Again(s.Day.Last())
		past.Each(len(todo), func(k int) {
			i, was, h := todo[k], states[k], c.Initiatives[k]
			if !here.Stands(i) {
				h.Points[n] = Point{Blank: NotProposed}
				return
			}
			now := state{inputs: here.Inputs(i), stood: true}
			if was.stood && slices.Equal(was.inputs, now.inputs) {
				now.read = was.read
			} else {
				now.read = here.Read(i)
			}
			states[k] = now
			h.Points[n] = pointOf(now.read)
			if n == 0 || !was.stood {
				return
			}
			if moved(h.Points[n-1], h.Points[n]) {
				t := explain(before, here, i, was, now)
				t.Step, t.Label, t.From, t.To = n, s.Label, h.Points[n-1].Word(), h.Points[n].Word()
				t.Says = turnWords(t, here, i)
				h.Changes = append(h.Changes, t)
			}
		})
		before = here
	}
}

func pointOf(r agenda.Reading) Point {
	p := Point{Joint: r.Joint, ByMember: r.ByMember, Level: r.Level}
	switch {
	case r.Verdict != agenda.NotAssessed:
		p.Verdict = &r.Verdict
	case r.Joint != nil:
		p.Blank = NoVerdict
	default:
		p.Blank = NoReach
	}
	return p
}

// triedInputs bounds how many changed inputs are tried one by one.
const triedInputs = 24

// explain finds out which inputs changed the verdict between two steps. Where
// several changed, each is put back by itself: without the change of one that
// decided, the verdict would have stayed as it was.
func explain(before, here *agenda.Day, i *dossier.Initiative, was, now state) Turn {
	changed := agenda.Differing(was.inputs, now.inputs)
	c := Turn{Decided: []Moved{}, Others: []Moved{}}
	old, new := pointOf(was.read), pointOf(now.read)
	c.Arrival = old.Assessed() != new.Assessed() || (old.Joint == nil) != (new.Joint == nil) && old.Word() != string(agenda.Delivered) && new.Word() != string(agenda.Delivered)
	if !old.Assessed() && !new.Assessed() { // carry does not depend on them
		changed = slices.DeleteFunc(changed, func(in agenda.Given) bool { return in.Kind == agenda.InPriorities })
	}
	decided := map[agenda.Given]bool{}
	switch {
	case old.Word() == new.Word():
		// The verdict stayed: nothing decided it.
	case c.Arrival:
		// What was lacking has come, or what was there has gone.
		for _, in := range changed {
			lacked := func(r agenda.Reading) bool {
				return slices.Contains(r.Lacks, in.ID) || slices.Contains(r.Lacks, in.Kind+":"+in.ID)
			}
			priorities := in.Kind == agenda.InPriorities && old.Joint != nil
			decided[in] = lacked(was.read) != lacked(now.read) || priorities
		}
	case len(changed) == 1:
		decided[changed[0]] = true
	default:
		for _, in := range changed[:min(len(changed), triedInputs)] {
			decided[in] = pointOf(here.ReadWith(i, in, before)).Word() == old.Word()
		}
	}
	for _, in := range changed {
		m := Moved{in.Kind, in.ID, here.Says(in, i)}
		if decided[in] {
			c.Decided = append(c.Decided, m)
		} else {
			c.Others = append(c.Others, m)
		}
	}
	return c
}

// turnWords says a change in a sentence.
func turnWords(c Turn, day *agenda.Day, i *dossier.Initiative) string {
	say := func(ms []Moved) string {
		ins := make([]agenda.Given, len(ms))
		for n, m := range ms {
			ins[n] = agenda.Given{Kind: m.Kind, ID: m.ID}
		}
		return day.SayAll(ins, i)
	}
	blank := c.To == NoReach
	switch {
	case c.From == c.To && len(c.Others) > 0:
		return "The verdict stays. Changed: " + say(c.Others) + "."
	case c.Arrival && len(c.Decided) == 0 && blank:
		return "Less is on record than before."
	case c.Arrival && len(c.Decided) == 0:
		return "More is on record than before."
	case c.Arrival && blank:
		return "No longer on record: " + say(c.Decided) + "."
	case c.Arrival:
		return "On record from here: " + say(c.Decided) + "."
	case len(c.Decided) > 0 && len(c.Others) == 0:
		return words.Capital(say(c.Decided)) + " changed, and nothing else."
	case len(c.Decided) == 1:
		return words.Capital(say(c.Decided)) + " decided it; without that change it would have stayed."
	case len(c.Decided) > 1:
		return words.Capital(say(c.Decided)) + " decided it: without the change of any one it would have stayed."
	case len(c.Others) > 0:
		return "No single input decided it; these changed together: " + say(c.Others) + "."
	}
	return "No input changed."
}

// trim leaves out the steps at the beginning in which nothing was assessed, save
// the last of them.
func (c *Course) trim() {
	first := 0
	for first < len(c.Steps)-1 && !slices.ContainsFunc(c.Initiatives, func(h *Track) bool { return h.Points[first].Joint != nil || h.Points[first].Assessed() }) {
		first++
	}
	c.Steps = c.Steps[first:]
	for _, h := range c.Initiatives {
		h.Points = h.Points[first:]
		for k := range h.Changes {
			h.Changes[k].Step -= first
		}
		h.Changes = slices.DeleteFunc(h.Changes, func(s Turn) bool { return s.Step < 0 })
	}
}

// Of gives the course of an initiative, or nil.
func (c *Course) Of(id string) *Track {
	k := slices.IndexFunc(c.Initiatives, func(h *Track) bool { return strings.EqualFold(h.ID, id) })
	if k < 0 {
		return nil
	}
	return c.Initiatives[k]
}
