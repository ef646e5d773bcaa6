package dossier

import "time"

// The effects of constraints.
const (
	EffectShift    = "shift"
	EffectCap      = "cap"
	EffectCapacity = "capacity"
	EffectClosed   = "closed"

	// effectWindow is how older dossiers say closed; loading turns it into that.
	effectWindow = "window"
)

// Constraint is one file of constraints/: what holds one or several members back.
type Constraint struct {
	Where
	ID           string               // the file's name
	File         string               // its path in the dossier
	Title        Text                 `yaml:"title,required"`
	Dek          Text                 `yaml:"dek"`
	Aliases      Refs                 `yaml:"aliases" doc:"other names that texts use, in any language"`
	Members      Refs                 `yaml:"members" doc:"whom it holds back"`
	Between      Refs                 `yaml:"between" doc:"two members, instead of members"`
	Kind         string               `yaml:"kind" enum:"public-opinion|history|court|legal|trade|election|leadership|party-politics|threat-perception|capacity|territory"`
	Effect       string               `yaml:"effect,required" enum:"shift|capacity|cap|closed|window" doc:"window is an older word for closed"`
	Areas        Refs                 `yaml:"areas" doc:"where it acts in full; [all] for every area"`
	Since        Date                 `yaml:"since"`
	Until        Date                 `yaml:"until" doc:"when it ceased to hold anyone back"`
	Indicator    *Indicator           `yaml:"indicator" doc:"a series that measures the pressure"`
	Pressure     []*Pressure          `yaml:"pressure" doc:"judged, where there is no series"`
	Shifts       []*Shift             `yaml:"shifts" doc:"effect shift: points at full pressure"`
	Cap          *Cap                 `yaml:"cap" doc:"effect cap: no ceiling reaches this level while it stands"`
	Caps         Map[Ref]             `yaml:"caps" doc:"effect cap: initiative: the rung it cannot reach"`
	Capacity     *Capacity            `yaml:"capacity" doc:"effect capacity"`
	Closed       []*Span              `yaml:"closed" doc:"effect closed: when nothing new starts"`
	Window       *Window              `yaml:"window" doc:"older form of closed: {until, why}; loaded as one entry of it"`
	Lever        Lever                `yaml:"lever" doc:"who could relieve it; none for courts, constitutions, claims"`
	Judged       *Judged              `yaml:"judged" doc:"who judged calm, acute and the shifts"`
	Source       Refs                 `yaml:"source"`
	Note         Text                 `yaml:"note"`
	Sure         string               `yaml:"confirmed" enum:"yes|no"`
	Publish      string               `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
	Body         string               // Markdown
	BodyLine     int                  // the line of the file on which the body begins
	Translations map[string]Companion // by language
}

// Indicator ties a pressure to a series. Just one of Poll, Fact, Series,
// Calendar and Events is given. Less or Over, not both, sets a second series
// against the first: their difference or their ratio is then what is measured.
type Indicator struct {
	Where
	Poll     Ref          `yaml:"poll" doc:"a series of polls.csv"`
	Fact     Ref          `yaml:"fact" doc:"a series of facts.csv"`
	Series   Ref          `yaml:"series" doc:"a measured series"`
	Calendar string       `yaml:"calendar" enum:"summit|leadership|election|anniversary|court|budget|meeting|deadline" doc:"a kind of date"`
	Events   *EventFilter `yaml:"events" doc:"events to count"`
	Less     *Operand     `yaml:"less" doc:"a series to take away: the indicator is their difference"`
	Over     *Operand     `yaml:"over" doc:"a series to divide by: the indicator is their ratio"`
	Measure  string       `yaml:"measure" enum:"level|change|count|days" doc:"level if not stated; count for events, days for dates"`
	Months   int          `yaml:"months" range:"1..240" doc:"the span of a change or a count; 12 if not stated"`
	Calm     float64      `yaml:"calm,required" doc:"the value at which the pressure is 0"`
	Acute    float64      `yaml:"acute,required" doc:"the value at which the pressure is 1"`
}

// Operand is a second series of values. Just one of Poll, Fact and Series is given.
type Operand struct {
	Where
	Poll   Ref `yaml:"poll" doc:"a series of polls.csv"`
	Fact   Ref `yaml:"fact" doc:"a series of facts.csv"`
	Series Ref `yaml:"series" doc:"a measured series"`
}

// EventFilter selects events.
type EventFilter struct {
	Where
	Source Refs `yaml:"source" cites:"no" doc:"actors; XAR also matches XAR:JUD"`
	Target Refs `yaml:"target"`
	Types  Refs `yaml:"types" doc:"event types"`
	Area   Refs `yaml:"area"`
}

// Pressure is a judged pressure from a date on.
type Pressure struct {
	Where
	From       Date    `yaml:"from,required"`
	Low        float64 `yaml:"low,required" range:"0..1"`
	Best       float64 `yaml:"best,required" range:"0..1"`
	High       float64 `yaml:"high,required" range:"0..1"`
	Confidence float64 `yaml:"confidence" range:"0.5..1"`
	By         string  `yaml:"by"`
	Because    Text    `yaml:"because"`
	Evidence   Refs    `yaml:"evidence"`
	Search     Refs    `yaml:"search" doc:"the searches that back what was not found"`
	Sure       string  `yaml:"confirmed" enum:"yes|no"`
}

// Estimate gives the pressure as an estimate.
func (p *Pressure) Estimate() Estimate {
	c := p.Confidence
	if c == 0 {
		c = DefaultConfidence
	}
	return Estimate{p.Low, p.Best, p.High, c, true}
}

// Shift is how far players move at full pressure.
type Shift struct {
	Where
	Players Refs     `yaml:"players,required"`
	Points  Estimate `yaml:"points,required" range:"-100..100"`
	Because Text     `yaml:"because"`
}

// Cap holds every ceiling in the constraint's areas under a level.
type Cap struct {
	Where
	Under float64 `yaml:"under,required" range:"0..100"`
}

// Capacity limits how many new undertakings owners can carry in a round.
type Capacity struct {
	Where
	Owners Refs `yaml:"owners,required"`
	Calm   int  `yaml:"calm,required" range:"0..100"`
	Acute  int  `yaml:"acute,required" range:"0..100"`
}

// Span is a time in which nothing new starts: From included, Until not. A zero
// date has no bound.
type Span struct {
	Where
	From  Date `yaml:"from" doc:"its first day; it has no beginning if not stated"`
	Until Date `yaml:"until" doc:"the first day on which work can start again; it has no end if not stated"`
	Why   Text `yaml:"why"`
}

// Holds reports whether a day lies in the span.
func (s *Span) Holds(day time.Time) bool {
	return (s.From.IsZero() || !day.Before(s.From.First())) && (s.Until.IsZero() || day.Before(s.Until.First()))
}

// Fixed reports whether it is never something to be moved: a court, or what the dossier says nothing relieves.
func (c *Constraint) Fixed() bool { return c.Lever.Never || c.Kind == "court" }

// ClosedOn gives the span that holds on a day, or nil: of several the one that ends
// last.
func (c *Constraint) ClosedOn(day time.Time) *Span {
	var last *Span
	for _, s := range c.Closed {
		if s.Holds(day) && (last == nil || !last.Until.IsZero() && (s.Until.IsZero() || s.Until.Compare(last.Until) > 0)) {
			last = s
		}
	}
	return last
}

// Window is the older form of one Span, that ends at Until.
type Window struct {
	Where
	Until Date `yaml:"until,required"`
	Why   Text `yaml:"why"`
}

// renew turns the older form of a closed span into one.
func (c *Constraint) renew() {
	if c.Effect == effectWindow {
		c.Effect = EffectClosed
	}
	if w := c.Window; w != nil && c.Effect == EffectClosed {
		c.Closed = append(c.Closed, &Span{Where: w.Where, Until: w.Until, Why: w.Why})
	}
}

// PressureAt gives the judged pressure that holds on a day, or nil.
func (c *Constraint) PressureAt(day time.Time) *Pressure {
	var best *Pressure
	for _, p := range c.Pressure {
		if p.From.Begun(day) && (best == nil || p.From.Compare(best.From) >= 0) {
			best = p
		}
	}
	return best
}

// ActsIn gives the members in whose capitals the constraint acts.
func (c *Constraint) ActsIn() Refs {
	if len(c.Between) > 0 {
		return c.Between
	}
	return c.Members
}

// ExposureOf gives how far the constraint reaches an initiative, 0-1: what the
// initiative states; else 1 where their areas match; else 0.
func (c *Constraint) ExposureOf(i *Initiative) float64 {
	if v, ok := i.Exposure.Get(c.ID); ok {
		return v
	}
	if _, ok := c.Caps.Get(i.ID); ok {
		return 1
	}
	if c.Areas.Has(AllAreas) || c.Areas.Has(i.Area.ID) {
		return 1
	}
	return 0
}
