// Package dossier holds the words that Entente uses, as types, and reads them
// from the folder in which a working group keeps what it knows: strictly, with
// the place of everything that is wrong. It computes nothing.
//
// The format is described in docs/dossier.md.
package dossier

import (
	"slices"
	"strings"
	"time"

	"entente/country"
)

// Dossier is all that a group knows on one question: a folder, read.
type Dossier struct {
	Root string // the folder as it was named to Load
	*Header
	Members     []*Member // in the order of the header
	Initiatives []*Initiative
	Constraints []*Constraint
	Scenarios   []*Scenario
	People      *People // nil where there is no people.yaml
	Report      *Piece  // nil where there is no report.md
	Pieces      []*Piece
	Terms       []*Term
	Silences    []*Silence
	Polls       []*Poll
	Events      []*Event
	Acts        []*Act
	Facts       []*Fact
	Calendar    []*CalendarDate
	Commitments []*Commitment
	Cases       []*Case
	Searches    []*Search
	Judgements  []*Judgement
	Questions   []*Question
	Forecasts   []*Forecast
	Assumptions []*Assumption
	Quotes      []*Quote
	Series      []*SeriesPoint
	SeriesFiles []*SeriesFile // the files of series/, in order
	Sources     []*Source
	// Files are the paths of all files read, in order, with slashes.
	Files []string
	// Held counts the findings that Load held back.
	Held HeldBack
	// Withheld is how many files, rows and entries read `publish: no`; they are not in the
	// dossier.
	Withheld int
	// Unattributed says that Conceal took out who took part.
	Unattributed bool

	pictures []string // that its texts and its head name

	byID    map[string]any // folded id -> *Member, *Player, …
	sources map[string]*Source
	polls   map[string][]*Poll
	events  map[string]*Event
	acts    map[string]*Act
	facts   map[string]*Fact
	cases   map[string]*Case
	quotes  map[string]*Quote
	search  map[string]*Search
	asked   map[string]*Question
	unread  *unread
}

// Source gives a source by id, or nil.
func (d *Dossier) Source(id string) *Source { return d.sources[id] }

// Event gives an event by id, or nil.
func (d *Dossier) Event(id string) *Event { return d.events[id] }

// Act gives an act by id, or nil.
func (d *Dossier) Act(id string) *Act { return d.acts[id] }

// Fact gives a fact by id, or nil.
func (d *Dossier) Fact(id string) *Fact { return d.facts[id] }

// Case gives a ruling by id, or nil.
func (d *Dossier) Case(id string) *Case { return d.cases[id] }

// Search gives a search by id, or nil.
func (d *Dossier) Search(id string) *Search { return d.search[id] }

// Question gives a question by id, or nil.
func (d *Dossier) Question(id string) *Question { return d.asked[id] }

// Quote gives a kept quotation by id, or nil.
func (d *Dossier) Quote(id string) *Quote { return d.quotes[id] }

// Commitment gives a promise by id, or nil.
func (d *Dossier) Commitment(id string) *Commitment {
	for _, c := range d.Commitments {
		if c.ID == id && id != "" {
			return c
		}
	}
	return nil
}

// Texts gives the report, where there is one, and then the pieces.
func (d *Dossier) Texts() []*Piece {
	if d.Report == nil {
		return d.Pieces
	}
	return append([]*Piece{d.Report}, d.Pieces...)
}

// PollSeries gives the waves of a series in the order of their fieldwork; nil
// where there is no such series.
func (d *Dossier) PollSeries(id string) []*Poll { return d.polls[id] }

// PollSeriesIDs gives the ids of all poll series, sorted.
func (d *Dossier) PollSeriesIDs() []string { return mapKeys(d.polls) }

// PollWave gives the wave of a series whose fieldwork ended on a date, which may
// be less exact than the row's: of several the first, and of several pollsters on
// one day the one whose row stands first. It is nil where there is none.
func (d *Dossier) PollWave(series, date string) *Poll {
	for _, p := range d.polls[series] {
		if s := p.End.String(); s == date || strings.HasPrefix(s, date+"-") {
			return p
		}
	}
	return nil
}

func get[T any](d *Dossier, id string) T {
	v, _ := d.byID[strings.ToLower(id)].(T)
	return v
}

// Member gives a member by code, or nil.
func (d *Dossier) Member(code string) *Member { return get[*Member](d, code) }

// Player gives a player of any member by id, or nil.
func (d *Dossier) Player(id string) *Player { return get[*Player](d, id) }

// Person gives someone of the roster by id, or nil.
func (d *Dossier) Person(id string) *Person {
	if d.People == nil || id == "" {
		return nil
	}
	for _, p := range d.People.People {
		if p.ID.ID == id {
			return p
		}
	}
	return nil
}

// Agency gives an agency by id, or nil.
func (d *Dossier) Agency(id string) *Agency { return get[*Agency](d, id) }

// Priority gives a priority by id, or nil.
func (d *Dossier) Priority(id string) *Priority { return get[*Priority](d, id) }

// Initiative gives an initiative by id, or nil.
func (d *Dossier) Initiative(id string) *Initiative { return get[*Initiative](d, id) }

// Constraint gives a constraint by id, or nil.
func (d *Dossier) Constraint(id string) *Constraint { return get[*Constraint](d, id) }

// Scenario gives a scenario by id, or nil.
func (d *Dossier) Scenario(id string) *Scenario { return get[*Scenario](d, id) }

// Area gives an area by id, or nil.
func (d *Dossier) Area(id string) *Area {
	for i := range d.Header.Areas {
		if d.Header.Areas[i].ID.ID == id {
			return &d.Header.Areas[i]
		}
	}
	return nil
}

// Value gives a shared value by id, or nil.
func (d *Dossier) Value(id string) *Value {
	for i := range d.Header.Values {
		if d.Header.Values[i].ID.ID == id {
			return &d.Header.Values[i]
		}
	}
	return nil
}

// Lang is the language of the pages: the first of the dossier, or English.
func (d *Dossier) Lang() string {
	if len(d.Languages) > 0 {
		return d.Languages[0]
	}
	return "en"
}

// Say gives a text in the language of the pages.
func (d *Dossier) Say(t Text) string { return t.In(d.Lang(), "en") }

// MembersOf gives the members that an initiative concerns, in the dossier's
// order: all of them where it names none.
func (d *Dossier) MembersOf(i *Initiative) []*Member {
	if len(i.Members) == 0 {
		return d.Members
	}
	var out []*Member
	for _, m := range d.Members {
		if i.Members.Has(m.Code.ID) {
			out = append(out, m)
		}
	}
	return out
}

// HomeOf gives the code of the member that a player or agency belongs to; "" where
// there is no such body.
func (d *Dossier) HomeOf(body string) string {
	if p := d.Player(body); p != nil {
		return p.Member
	}
	if a := d.Agency(body); a != nil {
		return a.Member
	}
	return ""
}

// Binds gives the codes of the members that a promise binds: those that it names,
// else all of its initiative, in the dossier's order.
func (d *Dossier) Binds(c *Commitment) []string {
	if len(c.Member) > 0 {
		return c.Member
	}
	i := d.Initiative(c.Initiative)
	if i == nil {
		return nil
	}
	var out []string
	for _, m := range d.MembersOf(i) {
		out = append(out, m.Code.ID)
	}
	return out
}

// AsOfDay is the last day of the header's as-of date.
func (d *Dossier) AsOfDay() time.Time { return d.AsOf.Last() }

// CountryName gives the name of a country or other actor in a language: the
// dossier's own name for it, an outside party's, the country table's, or the
// code itself. Where the dossier names it in other languages only, the table's name
// in this one goes before them.
func (d *Dossier) CountryName(code, lang string) string {
	c, listed := country.ByCode(code)
	if t, ok := d.Names.Get(code); ok {
		if listed && country.Named(lang) && !t.Has(lang) && t.Plain == "" {
			return c.Name(lang)
		}
		if s := t.In(lang, "en"); s != "" {
			return s
		}
	}
	for _, o := range d.Outside {
		if strings.EqualFold(o.ID.ID, code) && !o.Name.IsZero() {
			return o.Name.In(lang, "en")
		}
	}
	if listed {
		return c.Name(lang)
	}
	return code
}

// OwnNames gives a country's names in the dossier's further languages, by language,
// where they are known: not the name of the language of the pages, nor that of
// another language in its place.
func (d *Dossier) OwnNames(code string) map[string]string {
	out := map[string]string{}
	t, own := d.Names.Get(code)
	_, listed := country.ByCode(code)
	for _, l := range d.Languages {
		named := own && t.Has(l) || listed && country.Named(l)
		if l == d.Lang() || !named {
			continue
		}
		if name := d.CountryName(code, l); name != d.MemberName(code) {
			out[l] = name
		}
	}
	return out
}

// MemberName gives a member's name in the language of the pages.
func (d *Dossier) MemberName(code string) string { return d.CountryName(code, d.Lang()) }

// idsOf gives every id of a kind, sorted, for suggestions.
func idsOf[T any](d *Dossier) []string {
	var out []string
	for _, v := range d.byID {
		if _, ok := v.(T); !ok {
			continue
		}
		switch x := v.(type) {
		case *Player:
			out = append(out, x.ID.ID)
		case *Agency:
			out = append(out, x.ID.ID)
		case *Priority:
			out = append(out, x.ID.ID)
		case *Initiative:
			out = append(out, x.ID)
		case *Constraint:
			out = append(out, x.ID)
		}
	}
	slices.Sort(out)
	return out
}
