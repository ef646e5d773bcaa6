package dossier

import (
	"slices"
	"strings"
	"time"
)

// Row is embedded in every row of a table.
type Row struct {
	Pos     Pos
	Publish string `csv:"publish" enum:"yes|no" doc:"no: the row is kept out of all that is published"`
}

func (r *Row) setPos(p Pos) { r.Pos = p }

// Poll is a row of polls: one wave of one question.
type Poll struct {
	Row
	Series     string    `csv:"series,required" doc:"id of the series"`
	Country    string    `csv:"country,required" doc:"whose public was asked"`
	About      Actors    `csv:"about" doc:"whom or what it is about"`
	Question   string    `csv:"question,required"`
	Asks       string    `csv:"asks" enum:"feeling|dislike" doc:"what value counts: a feeling for them, as favour, warmth or trust, or dislike; blank for all else"`
	Pollster   string    `csv:"pollster,required"`
	Mode       string    `csv:"mode" doc:"face to face, telephone, mail, online"`
	Start      Date      `csv:"start" doc:"fieldwork from"`
	End        Date      `csv:"end,required" doc:"fieldwork until"`
	Published  Date      `csv:"published"`
	N          float64   `csv:"n" range:"0..1000000000" whole:"yes" doc:"sample size; 0 where not known"`
	Value      float64   `csv:"value,required" doc:"0-100 where the unit is percent or degrees"`
	Unit       string    `csv:"unit" doc:"percent if blank"`
	Population string    `csv:"population"`
	Break      string    `csv:"break" doc:"why a new segment starts here"`
	Sources    IDs       `csv:"source,required"`
	Weak       bool      `csv:"weak" doc:"yes: the source only relays another"`
	Confirmed  Confirmed `csv:"confirmed"`
	Note       string    `csv:"note"`
}

// Known is the day on which the wave could be known: its publication; where
// that is not stated, the last day of its fieldwork.
func (p *Poll) Known() Date {
	if p.Published.IsZero() {
		return p.End
	}
	return p.Published
}

// Event is a row of events: who did what to whom.
type Event struct {
	Row
	ID        string    `csv:"id,required"`
	Date      Date      `csv:"date,required"`
	Actor     Actors    `csv:"source_actor,required" doc:"ISO alpha-3, a body after a colon, joint actors by +"`
	Target    Actors    `csv:"target_actor"`
	About     Actors    `csv:"about"`
	Type      string    `csv:"type" doc:"an event type: one of PLOVER's, or of acts inside a country; blank for context"`
	Area      string    `csv:"area"`
	Summary   string    `csv:"summary,required"`
	Sources   IDs       `csv:"source,required"`
	Confirmed Confirmed `csv:"confirmed"`
	Note      string    `csv:"note"`
}

// Act is a row of acts: a dated act or statement of a player.
type Act struct {
	Row
	ID        string    `csv:"id,required"`
	Date      Date      `csv:"date,required"`
	Player    string    `csv:"player,required"`
	Area      string    `csv:"area,required"`
	Direction float64   `csv:"direction,required" range:"-2..2" doc:"-2 (against) to 2 (for)"`
	Summary   string    `csv:"summary,required"`
	Sources   IDs       `csv:"source,required"`
	Confirmed Confirmed `csv:"confirmed"`
	Note      string    `csv:"note"`
}

// Fact is a row of facts: a sourced figure with a unit and a denominator.
type Fact struct {
	Row
	ID         string    `csv:"id,required"`
	Series     string    `csv:"series"`
	What       string    `csv:"what,required"`
	Value      float64   `csv:"value,required"`
	Unit       string    `csv:"unit,required"`
	Of         string    `csv:"of" doc:"the denominator"`
	Date       Date      `csv:"date,required"`
	Published  Date      `csv:"published"`
	Low        *float64  `csv:"low" doc:"the least that it may be, in its unit"`
	High       *float64  `csv:"high" doc:"the most that it may be"`
	Member     Actors    `csv:"member"`
	Sources    IDs       `csv:"source,required"`
	Locator    string    `csv:"locator"`
	Supersedes IDs       `csv:"supersedes" doc:"the id of the fact that this one replaces"`
	Confirmed  Confirmed `csv:"confirmed"`
	Note       string    `csv:"note"`
}

// Known is the day on which the fact could be known.
func (f *Fact) Known() Date {
	if f.Published.IsZero() {
		return f.Date
	}
	return f.Published
}

// CalendarDate is a row of calendar.
type CalendarDate struct {
	Row
	Date      Date      `csv:"date,required"`
	End       Date      `csv:"end" doc:"its last day, where it lasts longer"`
	Member    Codes     `csv:"member,required" doc:"a code, A+B, or ALL"`
	Kind      string    `csv:"kind,required" enum:"summit|leadership|election|anniversary|court|budget|meeting|deadline"`
	Title     string    `csv:"title,required"`
	Sources   IDs       `csv:"source"`
	Confirmed Confirmed `csv:"confirmed"`
	Note      string    `csv:"note"`
}

// Concerns reports whether the date is one of a member's: it names the member, or
// all of them.
func (c *CalendarDate) Concerns(member string) bool {
	return c.Member.Has("ALL") || c.Member.Has(member)
}

// NextMeeting gives the next date from a day on on which all of some members meet, or
// nil: a date of some of them is none of theirs.
func (d *Dossier) NextMeeting(members []string, day time.Time) *CalendarDate {
	var best *CalendarDate
	for _, c := range d.Calendar {
		if c.Kind != "summit" && c.Kind != "meeting" || c.Date.First().Before(day) {
			continue
		}
		if slices.ContainsFunc(members, func(m string) bool { return !c.Concerns(m) }) {
			continue
		}
		if best == nil || c.Date.First().Before(best.Date.First()) {
			best = c
		}
	}
	return best
}

// Ended reports whether the last of it lies before a day.
func (c *CalendarDate) Ended(asOf time.Time) bool {
	return c.Date.Ended(asOf) && (c.End.IsZero() || c.End.Ended(asOf))
}

// Commitment is a row of commitments: what members promised, with its record.
type Commitment struct {
	Row
	ID            string    `csv:"id"`
	Meeting       string    `csv:"meeting,required"`
	Date          Date      `csv:"date,required"`
	Initiative    string    `csv:"initiative,required"`
	Member        Codes     `csv:"member" doc:"whom it binds: a code, or A+B; blank: all of the initiative's"`
	Kind          string    `csv:"kind" enum:"once|standing|capability|law-or-money|general" doc:"what it asks: one act, something each year, a line or body, a parliament, or nothing definite"`
	Rung          string    `csv:"rung" doc:"the rung of the initiative's ladder that it promises"`
	Text          string    `csv:"text,required" doc:"in own words"`
	Due           Date      `csv:"due" doc:"by when; blank: 24 months after its date"`
	Kept          Date      `csv:"kept" doc:"when all that it binds had kept it"`
	Status        string    `csv:"status,required" enum:"fulfilled|in-progress|not-fulfilled|no-evidence"`
	Coder         string    `csv:"coder,required"`
	Assessed      Date      `csv:"assessed,required"`
	SearchedUntil Date      `csv:"searched_until"`
	Searches      IDs       `csv:"search" doc:"the ids of searches that back what was not found"`
	Sources       IDs       `csv:"source,required"`
	Confirmed     Confirmed `csv:"confirmed"`
	Note          string    `csv:"note"`
}

// Question is a row of questions: a statement that will prove true or false.
type Question struct {
	Row
	ID         string    `csv:"id,required"`
	Text       string    `csv:"text,required" doc:"what will be true or false by the day on which it closes"`
	Initiative string    `csv:"initiative" doc:"the initiative that it tests"`
	Opens      Date      `csv:"opens,required" doc:"the first day on which a probability may be put on it"`
	Closes     Date      `csv:"closes,required" doc:"the last"`
	ResolvesBy string    `csv:"resolves_by,required" doc:"which source will settle it, in words"`
	Outcome    string    `csv:"outcome" enum:"yes|no" doc:"blank while it is open"`
	Resolved   Date      `csv:"resolved" doc:"when that was settled"`
	Sources    IDs       `csv:"source" doc:"what settled it"`
	Confirmed  Confirmed `csv:"confirmed"`
	Note       string    `csv:"note"`
}

// Forecast is a row of forecasts: the probability that a judge put on a question.
type Forecast struct {
	Row
	Question    string  `csv:"question,required"`
	Date        Date    `csv:"date,required"`
	Judge       string  `csv:"judge,required" doc:"a name or pseudonym"`
	Probability float64 `csv:"probability,required" range:"0..1" doc:"that it proves true"`
	Because     string  `csv:"because"`
	Sources     IDs     `csv:"source" doc:"where it was published; blank for a judge of the group"`
}

// Published reports whether the forecast is a published one, as of a market or a model:
// its judge took no part in the group's rounds.
func (f *Forecast) Published() bool { return len(f.Sources) > 0 }

// Case is a row of cases: a ruling in a line of rulings.
type Case struct {
	Row
	ID         string    `csv:"id,required"`
	Line       string    `csv:"line,required" doc:"the line of rulings that it belongs to"`
	Court      string    `csv:"court,required"`
	Date       Date      `csv:"date,required"`
	Number     string    `csv:"number"`
	Plaintiffs string    `csv:"plaintiffs"`
	Defendant  string    `csv:"defendant"`
	Outcome    string    `csv:"outcome,required"`
	Status     string    `csv:"status"`
	Supersedes IDs       `csv:"supersedes" doc:"the id of the ruling that this one reverses or replaces"`
	Sources    IDs       `csv:"source,required"`
	Confirmed  Confirmed `csv:"confirmed"`
	Note       string    `csv:"note"`
}

// Quote is a row of quotes: words that stand in a source, kept for use.
type Quote struct {
	Row
	ID       string `csv:"id,required"`
	Text     string `csv:"text,required" doc:"the words as they stand in the source"`
	Speaker  string `csv:"speaker"`
	Date     Date   `csv:"date"`
	Language string `csv:"language"`
	Sources  IDs    `csv:"source,required"`
	Locator  string `csv:"locator"`
	Note     string `csv:"note"`
}

// Search is a row of searches: where, in which languages and words somebody looked
// for something. What is said not to have been found points to one.
type Search struct {
	Row
	ID        string `csv:"id,required"`
	Date      Date   `csv:"date,required" doc:"when it was made"`
	Where     string `csv:"where,required" doc:"what was truly asked; archive: the dossier's own archive, which backs no absence"`
	Languages IDs    `csv:"languages,required" doc:"codes of the languages searched in, separated by semicolons"`
	Words     string `csv:"words,required" doc:"the words that were looked for"`
	What      string `csv:"what,required" doc:"what was looked for"`
	By        string `csv:"by,required" doc:"who searched"`
	Note      string `csv:"note"`
}

// OwnArchive is the Where of a search of nothing but the dossier's own archive.
const OwnArchive = "archive"

// Own reports whether nothing but the dossier's own archive was searched: that
// something is not in it says nothing of the world.
func (s *Search) Own() bool { return strings.EqualFold(s.Where, OwnArchive) }

// Judgement is a row of judgements: an estimate by an expert in a round.
type Judgement struct {
	Row
	Round      string   `csv:"round,required"`
	Expert     string   `csv:"expert,required" doc:"a name or pseudonym"`
	Target     string   `csv:"target,required" doc:"position:PLAYER/AREA, salience:…, influence:PLAYER, pressure:CONSTRAINT"`
	Low        float64  `csv:"low,required"`
	Best       float64  `csv:"best,required"`
	High       float64  `csv:"high,required"`
	Confidence *float64 `csv:"confidence" range:"0.5..1" doc:"how sure the expert is that the truth lies between low and high; 0.8 if blank"`
	Rationale  string   `csv:"rationale"`
	Date       Date     `csv:"date"`
}
