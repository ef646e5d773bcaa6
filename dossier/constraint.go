package dossier

import "time"

// The effects of constraints.
const (
	EffectShift    = "shift"
	EffectCap      = "cap"
	EffectCapacity = "capacity"
	EffectWindow   = "window"
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
	Effect       string               `yaml:"effect,required" enum:"shift|capacity|window|cap"`
	Areas        Refs                 `yaml:"areas" doc:"where it acts in full; [all] for every area"`
	Since        Date                 `yaml:"since"`
	Until        Date                 `yaml:"until" doc:"when it ceased to hold anyone back"`
	Indicator    *Indicator           `yaml:"indicator" doc:"a series that measures the pressure"`
	Pressure     []*Pressure          `yaml:"pressure" doc:"judged, where there is no series"`
	Shifts       []*Shift             `yaml:"shifts" doc:"effect shift: points at full pressure"`
	Cap          *Cap                 `yaml:"cap" doc:"effect cap: no ceiling reaches this level while it stands"`
	Caps         Map[Ref]             `yaml:"caps" doc:"effect cap: initiative: the rung it cannot reach"`
	Capacity     *Capacity            `yaml:"capacity" doc:"effect capacity"`
	Window       *Window              `yaml:"window" doc:"effect window"`
	Lever        Lever                `yaml:"lever" doc:"who could relieve it; none for courts, constitutions, claims"`
	Judged       *Judged              `yaml:"judged" doc:"who judged calm, acute and the shifts"`
	Source       Refs                 `yaml:"source"`
	Note         Text                 `yaml:"note"`
	Sure         string               `yaml:"confirmed" enum:"yes|no"`
	Body         string               // Markdown
	BodyLine     int                  // the line of the file on which the body begins
	Translations map[string]Companion // by language
}

// Indicator ties a pressure to a series. Just one of Poll, Fact, Series,
// Calendar and Events is given.
type Indicator struct {
	Where
	Poll     Ref          `yaml:"poll" doc:"a series of polls.csv"`
	Fact     Ref          `yaml:"fact" doc:"a series of facts.csv"`
	Series   Ref          `yaml:"series" doc:"a measured series"`
	Calendar string       `yaml:"calendar" enum:"summit|leadership|election|anniversary|court|budget|meeting|deadline" doc:"a kind of date"`
	Events   *EventFilter `yaml:"events" doc:"events to count"`
	Measure  string       `yaml:"measure" enum:"level|change|count|days" doc:"level if not stated; count for events, days for dates"`
	Months   int          `yaml:"months" range:"1..240" doc:"the span of a change or a count; 12 if not stated"`
	Calm     float64      `yaml:"calm,required" doc:"the value at which the pressure is 0"`
	Acute    float64      `yaml:"acute,required" doc:"the value at which the pressure is 1"`
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

// Window says when nothing new can start.
type Window struct {
	Where
	Until Date `yaml:"until,required"`
	Why   Text `yaml:"why"`
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
