package dossier

import (
	"reflect"
	"slices"
	"time"

	"entente/country"
)

// Member is one file of members/: a country at the table.
type Member struct {
	Where
	Code       Ref          `yaml:"code,required" doc:"ISO 3166-1 alpha-3"`
	Aliases    Refs         `yaml:"aliases" doc:"other names that texts use, in any language"`
	Languages  Refs         `yaml:"languages" doc:"codes of the languages of its public record; the country's most likely one if not stated"`
	Bargaining float64      `yaml:"bargaining" range:"0..10" doc:"weight in the settlement model; 1 if not stated"`
	Reviewed   *Review      `yaml:"reviewed" doc:"who of this member has reviewed its stances; absent: verdicts are illustrative"`
	Priorities []*Priority  `yaml:"priorities"`
	Agencies   []*Agency    `yaml:"agencies"`
	Players    []*Player    `yaml:"players"`
	Procedures []*Procedure `yaml:"procedures"`
	Note       Text         `yaml:"note"`
}

// LanguagesOf gives the codes of the languages of a member's public record: those
// that its file states, else the one that is most likely in its country
// (country.Language); nil where neither says.
func (d *Dossier) LanguagesOf(code string) []string {
	if m := d.Member(code); m != nil && len(m.Languages) > 0 {
		return m.Languages.IDs()
	}
	if lang := country.Language(code); lang != "" {
		return []string{lang}
	}
	return nil
}

// Review says that an expert of the member has reviewed its stances.
type Review struct {
	Where
	By   string `yaml:"by,required"`
	Date Date   `yaml:"date,required"`
}

// Judged says who judged something, when, and why.
type Judged struct {
	Where
	By       string `yaml:"by" doc:"who judged; the editors if not stated"`
	On       Date   `yaml:"on" doc:"when"`
	Because  Text   `yaml:"because" doc:"why, in a sentence"`
	Evidence Refs   `yaml:"evidence" doc:"event:ID, act:ID, fact:ID, poll:SERIES@DATE, case:ID, source:ID"`
	Search   Refs   `yaml:"search" doc:"the searches that back what was not found"`
}

// Priority is something that a member wants at home.
type Priority struct {
	Where
	ID      Ref     `yaml:"id,required"`
	Title   Text    `yaml:"title,required"`
	Weight  float64 `yaml:"weight,required" range:"0..1"`
	From    Date    `yaml:"from,required"`
	Until   Date    `yaml:"until"`
	Source  Refs    `yaml:"source"`
	Because Text    `yaml:"because"`
	By      string  `yaml:"by"`
	Note    Text    `yaml:"note"`
	Sure    string  `yaml:"confirmed" enum:"yes|no"`
}

// Agency is a public body with its dates and its successor.
type Agency struct {
	Where
	ID          Ref    `yaml:"id,required"`
	Name        Text   `yaml:"name,required"`
	Native      string `yaml:"native"`
	Aliases     Refs   `yaml:"aliases" doc:"other names that texts use, in any language"`
	From        Date   `yaml:"from"`
	To          Date   `yaml:"to"`
	Successor   Ref    `yaml:"successor" doc:"an agency or player"`
	ActsThrough Ref    `yaml:"acts_through" doc:"the player whose stance it acts on, where it is no player itself"`
	Remit       Refs   `yaml:"remit" doc:"areas"`
	Source      Refs   `yaml:"source"`
	Note        Text   `yaml:"note"`
	Sure        string `yaml:"confirmed" enum:"yes|no"`

	Member string // code of the member; set on loading
}

// The roles of players.
const (
	Proposes   = "proposes"
	Decides    = "decides"
	Ratifies   = "ratifies"
	Implements = "implements"
	Audience   = "audience"
	Court      = "court"
	Claimant   = "claimant"
)

// KindExecutive is the kind of a head of state or of government.
const KindExecutive = "executive"

// Player is someone inside a member who counts.
type Player struct {
	Where
	ID        Ref       `yaml:"id,required"`
	Name      Text      `yaml:"name,required"`
	Aliases   Refs      `yaml:"aliases" doc:"other names that texts use, in any language"`
	Kind      string    `yaml:"kind,required" enum:"executive|ministry|military|legislature|party|court|business|labour|civil-society|media|subnational|research|public"`
	Role      Refs      `yaml:"role,required" enum:"proposes|decides|ratifies|implements|audience|court|claimant"`
	Heads     string    `yaml:"heads" enum:"government" doc:"government: the head of it, whom a text of leaders needs"`
	Influence Estimate  `yaml:"influence" range:"0..1"`
	By        string    `yaml:"by"`
	Because   Text      `yaml:"because" doc:"why this influence"`
	Evidence  Refs      `yaml:"evidence"`
	Note      Text      `yaml:"note" doc:"who this is, in a sentence"`
	Source    Refs      `yaml:"source"`
	Sure      string    `yaml:"confirmed" enum:"yes|no"`
	Holders   []*Holder `yaml:"holders"`
	Stances   []*Stance `yaml:"stances"`

	Member string // code of the member; set on loading
}

// Decides reports whether the player may stand in a stage.
func (p *Player) Decides() bool { return p.Role.Has(Decides) || p.Role.Has(Ratifies) }

// Movable reports whether a lever may name the player: courts and claimants
// are never to be moved.
func (p *Player) Movable() bool {
	return !p.Role.Has(Court) && !p.Role.Has(Claimant) && p.Kind != "court"
}

// HeadsGovernment reports whether the player is the head of its member's government.
func (p *Player) HeadsGovernment() bool { return p.Heads == "government" }

// OutsideState reports whether the player is no part of the state: it does not
// sign an act of the state.
func (p *Player) OutsideState() bool {
	switch p.Kind {
	case "business", "labour", "civil-society", "media", "research", "public":
		return true
	}
	return false
}

// Holder is who held an office, from when to when.
type Holder struct {
	Where
	Name   Text   `yaml:"name,required"`
	Party  string `yaml:"party"`
	From   Date   `yaml:"from"`
	To     Date   `yaml:"to"`
	Source Refs   `yaml:"source"`
	Sure   string `yaml:"confirmed" enum:"yes|no"`
	Note   Text   `yaml:"note"`
}

// HolderAt gives the holder on a day, or nil.
func (p *Player) HolderAt(asOf time.Time) *Holder {
	var best *Holder
	for _, h := range p.Holders {
		if h.From.Begun(asOf) && !h.To.Ended(asOf) && (best == nil || h.From.Compare(best.From) >= 0) {
			best = h
		}
	}
	return best
}

// SameHolder reports whether whoever held the office on a date still holds it on a
// later day. Where no holder is on record on the first, it is so until one begins; where
// no date is given, it is not known, and so it is not so.
func (p *Player) SameHolder(from Date, asOf time.Time) bool {
	if from.IsZero() {
		return false
	}
	day := from.Last()
	if day.After(asOf) {
		day = asOf
	}
	before := p.HolderAt(day)
	for _, h := range p.Holders {
		if !h.From.Begun(day) && h.From.Begun(asOf) && (before == nil || !reflect.DeepEqual(h.Name, before.Name)) {
			return false
		}
	}
	return before == nil || p.HolderAt(asOf) != nil
}

// Holds reports whether what the player wanted on a date may still be its stance on a
// later day: the stance of an executive ends with its holder. One without a date may.
func (p *Player) Holds(from Date, asOf time.Time) bool {
	return p.Kind != KindExecutive || from.IsZero() || p.SameHolder(from, asOf)
}

// Stance is a player's ideal point on the ladder, as observed on a date.
type Stance struct {
	Where
	Player   Ref      `yaml:"player" doc:"in an initiative's overrides: whose stance"`
	Areas    Refs     `yaml:"areas" doc:"in a member's file: where it holds"`
	From     Date     `yaml:"from" doc:"the date on which it was observed"`
	Until    Date     `yaml:"until"`
	Position Estimate `yaml:"position,required" range:"0..100"`
	Salience Estimate `yaml:"salience" range:"0..1" doc:"0.5 if not stated"`
	NoDeal   float64  `yaml:"no_deal" range:"0..100" doc:"points: the cost to it of no deal"`
	By       string   `yaml:"by"`
	Because  Text     `yaml:"because"`
	Evidence Refs     `yaml:"evidence"`
	Search   Refs     `yaml:"search" doc:"the searches that back what was not found"`
	Sure     string   `yaml:"confirmed" enum:"yes|no"`
	Note     Text     `yaml:"note"`
}

// latestStance gives the stance that holds on a day among those that match: the
// latest whose date is not after it and that has not ended; nil where none does.
func latestStance(all []*Stance, asOf time.Time, match func(*Stance) bool) *Stance {
	var best *Stance
	for _, s := range all {
		if match(s) && s.From.Begun(asOf) && !s.Until.Ended(asOf) && (best == nil || s.From.Compare(best.From) >= 0) {
			best = s
		}
	}
	return best
}

// StanceAt gives the player's stance in an area on a day, or nil: the latest that holds
// (see Holds) of those that only lets through (nil: all). One that names the area goes
// before one for all areas.
func (p *Player) StanceAt(area string, asOf time.Time, only func(*Stance) bool) *Stance {
	for _, a := range []string{area, AllAreas} {
		s := latestStance(p.Stances, asOf, func(s *Stance) bool {
			return s.Areas.Has(a) && p.Holds(s.From, asOf) && (only == nil || only(s))
		})
		if s != nil {
			return s
		}
	}
	return nil
}

// AllAreas stands for every area where areas are listed.
const AllAreas = "all"

// Procedure is how a member carries a commitment.
type Procedure struct {
	Where
	ID         Ref    `yaml:"id,required"`
	Name       Text   `yaml:"name,required"`
	From       Date   `yaml:"from"`
	Until      Date   `yaml:"until"`
	Areas      Refs   `yaml:"areas" doc:"whose initiatives it can carry instead of the procedure they name; all if not stated"`
	Parliament string `yaml:"parliament" enum:"yes|no" doc:"no: it goes round the legislature"`
	Reversal   Text   `yaml:"reversal" doc:"what it takes to undo it"`
	Source     Refs   `yaml:"source"`
	Note       Text   `yaml:"note"`
	Sure       string `yaml:"confirmed" enum:"yes|no"`
	Path       *Step  `yaml:"path,required" doc:"stages: all, any, or one stage"`
}

// For reports whether the procedure can carry an initiative of the area instead of
// the one that the initiative names: one that lists no areas can carry any.
func (p *Procedure) For(area string) bool {
	return len(p.Areas) == 0 || p.Areas.Has(AllAreas) || p.Areas.Has(area)
}

// Step is a stage, or several that must all pass, or of which one must.
type Step struct {
	Where
	All     []*Step      `yaml:"all" doc:"every one must pass"`
	Any     []*Step      `yaml:"any" doc:"one must pass"`
	Name    Text         `yaml:"name" doc:"the stage in words"`
	Players Refs         `yaml:"players" doc:"whose weights count; a stage of one is a veto"`
	Owners  string       `yaml:"owners" enum:"yes|no" doc:"yes: the initiative's lead and those that sign with it, each a veto, instead of players"`
	Seats   Map[float64] `yaml:"seats" range:"0..100000" whole:"yes" doc:"player: seats, instead of players"`
	Weigh   string       `yaml:"weigh" enum:"influence-salience|influence" doc:"influence-salience if not stated"`
	Quota   Quota        `yaml:"quota" doc:"majority (if not stated) or a share of the weight"`
	Votes   float64      `yaml:"votes" range:"0..100000" whole:"yes" doc:"an absolute number of seats"`
}

// AsksOwners reports whether the step, or one inside it, is a stage of an
// initiative's owners.
func (s *Step) AsksOwners() bool {
	inside := func(c *Step) bool { return c.AsksOwners() }
	return s != nil && (s.OfOwners() || slices.ContainsFunc(s.All, inside) || slices.ContainsFunc(s.Any, inside))
}

// OfOwners reports whether a stage is that of an initiative's owners: its lead and
// those that sign.
func (s *Step) OfOwners() bool { return s.Owners == "yes" }

// ProcedureAt gives the procedure of an id that holds on a day; for an empty id
// the member's first that does. It is nil where there is none.
func (m *Member) ProcedureAt(id string, asOf time.Time) *Procedure {
	var best *Procedure
	for _, p := range m.Procedures {
		if !p.From.Begun(asOf) || p.Until.Ended(asOf) {
			continue
		}
		if id == "" {
			return p
		}
		if p.ID.ID == id && (best == nil || p.From.Compare(best.From) >= 0) {
			best = p
		}
	}
	return best
}

// HeadOfGovernment gives the player who heads the member's government, or nil where
// none is said to.
func (m *Member) HeadOfGovernment() *Player {
	for _, p := range m.Players {
		if p.HeadsGovernment() {
			return p
		}
	}
	return nil
}

// Player gives a player of the member by id, or nil.
func (m *Member) Player(id string) *Player {
	for _, p := range m.Players {
		if p.ID.ID == id {
			return p
		}
	}
	return nil
}

// Standing gives the ids of the players who stand in a step's stages, each once, in
// order; those of a stage of the owners are an initiative's, and not among them.
func (s *Step) Standing() []string {
	if s == nil {
		return nil
	}
	var out []string
	add := func(ids ...string) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, c := range slices.Concat(s.All, s.Any) {
		add(c.Standing()...)
	}
	add(s.Players.IDs()...)
	for _, e := range s.Seats {
		add(e.ID)
	}
	return out
}
