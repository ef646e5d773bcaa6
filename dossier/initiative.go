package dossier

import (
	"slices"
	"time"
)

// Initiative is one file of initiatives/: something that members could do
// together, or a principle, which has no ladder.
type Initiative struct {
	Where
	ID           string               // the file's name
	File         string               // its path in the dossier
	Title        Text                 `yaml:"title,required"`
	Dek          Text                 `yaml:"dek" doc:"one sentence on what it is"`
	Aliases      Refs                 `yaml:"aliases" doc:"other names that texts use, in any language"`
	Kind         string               `yaml:"kind" enum:"initiative|principle" doc:"initiative if not stated"`
	Members      Refs                 `yaml:"members" doc:"whom it concerns; all members if not stated"`
	Level        string               `yaml:"level" enum:"leaders" doc:"leaders: a text of leaders, which needs the head of each government"`
	Area         Ref                  `yaml:"area,required"`
	Forum        Text                 `yaml:"forum"`
	Proposed     Date                 `yaml:"proposed"`
	Origin       *Origin              `yaml:"origin" doc:"where the idea comes from"`
	Ladder       []*Rung              `yaml:"ladder" doc:"levels of ambition from low to high; 0 is nothing joint"`
	Target       Ref                  `yaml:"target" doc:"the rung that is weighed"`
	History      []*Level             `yaml:"history" doc:"levels reached; the latest is the status quo"`
	Owners       Map[Owners]          `yaml:"owners" doc:"by member: who would do the work"`
	Procedures   Map[Ref]             `yaml:"procedures" doc:"by member; its first procedure if not stated"`
	Serves       Map[float64]         `yaml:"serves" range:"0..1" doc:"priority: 0-1"`
	Values       Refs                 `yaml:"values" doc:"shared values that it serves"`
	Alternatives []*Alternative       `yaml:"alternatives" doc:"the best other forums, and the level that each gives"`
	Stances      []*Stance            `yaml:"stances" doc:"overrides for this initiative"`
	Exposure     Map[float64]         `yaml:"exposure" range:"0..1" doc:"constraint: 0-1; 1 where areas match and nothing is stated, else 0"`
	Requires     Requirements         `yaml:"requires" doc:"initiatives that must be in place or come with it"`
	Undoes       Refs                 `yaml:"undoes" doc:"players whose own decision it would undo"`
	Eases        []*Easing            `yaml:"eases" doc:"constraints that it would relieve"`
	FirstResult  *FirstResult         `yaml:"first_result" doc:"the first thing to be seen"`
	Lapsed       *Lapse               `yaml:"lapsed" doc:"since when and why it rests"`
	Judged       *Judged              `yaml:"judged" doc:"who judged ladder, target, serves, exposure and alternatives"`
	Source       Refs                 `yaml:"source"`
	Note         Text                 `yaml:"note"`
	Sure         string               `yaml:"confirmed" enum:"yes|no"`
	Publish      string               `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
	Body         string               // Markdown
	BodyLine     int                  // the line of the file on which the body begins
	Translations map[string]Companion // by language
}

// Origin says where an idea comes from.
type Origin struct {
	Where
	Label  Text `yaml:"label,required"`
	Source Refs `yaml:"source"`
}

// Rung is a named level of a ladder.
type Rung struct {
	Where
	ID    Ref     `yaml:"rung,required"`
	Level float64 `yaml:"level,required" range:"0..100"`
	Name  Text    `yaml:"name,required"`
	Asks  string  `yaml:"asks" enum:"once|standing|capability|law-or-money|general" doc:"what a promise of it would ask: one act, something each year, a line or body, a parliament, or nothing definite"`
}

// Level is a level reached on a date.
type Level struct {
	Where
	From   Date    `yaml:"from,required"`
	Rung   Ref     `yaml:"rung" doc:"the rung reached, or"`
	Level  float64 `yaml:"level" range:"0..100" doc:"the level reached"`
	What   Text    `yaml:"what,required"`
	Source Refs    `yaml:"source"`
	Search Refs    `yaml:"search" doc:"the searches that back what was not found"`
	Sure   string  `yaml:"confirmed" enum:"yes|no"`
	Note   Text    `yaml:"note"`
}

// Alternative is another forum that gives some of the same.
type Alternative struct {
	Where
	Forum   Text    `yaml:"forum,required"`
	Members Refs    `yaml:"members" doc:"for whom it is open; all of the initiative's if not stated"`
	Level   float64 `yaml:"level,required" range:"0..100" doc:"on this initiative's ladder"`
	Gives   Text    `yaml:"gives"`
	Adds    Text    `yaml:"adds" doc:"what going together adds"`
	Source  Refs    `yaml:"source"`
	Search  Refs    `yaml:"search" doc:"the searches that back what was not found"`
	Sure    string  `yaml:"confirmed" enum:"yes|no"`
}

// Easing says that an initiative, once delivered, would relieve a constraint.
type Easing struct {
	Where
	Constraint Ref     `yaml:"constraint,required"`
	Low        float64 `yaml:"low,required" range:"0..1"`
	Best       float64 `yaml:"best,required" range:"0..1"`
	High       float64 `yaml:"high,required" range:"0..1"`
	Lag        float64 `yaml:"lag" range:"0..240" doc:"months"`
	Mechanism  Text    `yaml:"mechanism,required"`
	Evidence   Refs    `yaml:"evidence" doc:"without it this prints as a hypothesis and does not count"`
	By         string  `yaml:"by"`
}

// FirstResult is the first thing that people would see.
type FirstResult struct {
	Where
	What   Text    `yaml:"what,required"`
	Months float64 `yaml:"months,required" range:"0..600"`
}

// Lapse says since when and why an initiative rests.
type Lapse struct {
	Where
	Since    Date `yaml:"since"`
	Why      Text `yaml:"why"`
	Changed  Text `yaml:"changed" doc:"what has changed since"`
	NextHost Text `yaml:"next_host"`
	Source   Refs `yaml:"source"`
}

// Companion is a file NAME.ja.md: the same in another language.
type Companion struct {
	Where
	Title Text      `yaml:"title"`
	Dek   Text      `yaml:"dek"`
	Rungs Map[Text] `yaml:"rungs"`
	Body  string
	File  string
	// BodyLine is the line of the file on which the body begins.
	BodyLine int
}

// Principle reports whether this is a principle, which has no ladder.
func (i *Initiative) Principle() bool { return i.Kind == "principle" }

// OfLeaders reports whether it is a text of leaders, which needs the head of each
// government.
func (i *Initiative) OfLeaders() bool { return i.Level == "leaders" }

// Rung gives a rung by id, or nil.
func (i *Initiative) Rung(id string) *Rung {
	for _, r := range i.Ladder {
		if r.ID.ID == id {
			return r
		}
	}
	return nil
}

// RungAt gives the highest rung that a level reaches, or nil.
func (i *Initiative) RungAt(level float64) *Rung {
	for _, r := range slices.Backward(i.Ladder) {
		if r.Level <= level+1e-9 {
			return r
		}
	}
	return nil
}

// LevelName says in words what a level of an initiative's ladder is.
func (d *Dossier) LevelName(i *Initiative, level float64) string {
	switch r := i.RungAt(level); {
	case r != nil:
		return d.Say(r.Name)
	case level > 0 && len(i.Ladder) > 0:
		return "Something short of “" + d.Say(i.Ladder[0].Name) + "”"
	}
	return d.Nothing()
}

// Alone reports whether the dossier has one member, of which nothing is joint.
func (d *Dossier) Alone() bool { return len(d.Members) == 1 }

// Nothing says what level 0 of a ladder is.
func (d *Dossier) Nothing() string {
	if d.Alone() {
		return "Nothing yet"
	}
	return "Nothing joint"
}

// StatusQuo gives the level reached by a day, and the entry that says so (nil
// where none does: the level is then 0).
func (i *Initiative) StatusQuo(asOf time.Time) (float64, *Level) {
	var best *Level
	for _, l := range i.History {
		if l.From.Begun(asOf) && (best == nil || l.From.Compare(best.From) >= 0) {
			best = l
		}
	}
	if best == nil {
		return 0, nil
	}
	if r := i.Rung(best.Rung.ID); r != nil {
		return r.Level, best
	}
	return best.Level, best
}

// StanceOf gives the override of a player's stance on a day, or nil: the latest that
// holds (see Player.Holds) of those that only lets through (nil: all).
func (i *Initiative) StanceOf(p *Player, asOf time.Time, only func(*Stance) bool) *Stance {
	return latestStance(i.Stances, asOf, func(s *Stance) bool {
		return s.Player.ID == p.ID.ID && p.Holds(s.From, asOf) && (only == nil || only(s))
	})
}
