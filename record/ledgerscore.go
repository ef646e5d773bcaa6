package record

import (
	"fmt"

	"entente/dossier"
	"entente/winset"
	"entente/words"
)

// LedgerVersion is the version of the report's JSON; see agenda.Version.
const LedgerVersion = 1

// LedgerReport is how delivery's form, without the term of carry, fares on the
// promises of other groups.
type LedgerReport struct {
	Version  int          `json:"version"`
	Promises int          `json:"promises"` // rows
	Groups   int          `json:"groups"`
	Meetings int          `json:"meetings"`
	General  int          `json:"general"` // nothing definite, left out
	Unknown  int          `json:"unknown"` // of a definite kind, of which nobody could find out
	Pending  int          `json:"pending"` // of a definite kind, whose time runs
	Kinds    []LedgerKind `json:"kinds"`   // of the known
	Seed     uint64       `json:"seed"`
	// Scored has the scores on the known; then, to see how much hangs on the choice,
	// without the recalled, and with the unknown counted as not kept.
	Scored []LedgerScores `json:"scored"`
	Says   []string       `json:"says"`
}

// LedgerKind counts the known promises of a kind.
type LedgerKind struct {
	Kind string `json:"kind"`
	Tally
	Rate     float64   `json:"rate"`     // share kept
	Interval *Interval `json:"interval"` // Wilson's, which takes promises of one meeting as independent
}

// LedgerScores are the scores on one choice of rows: in groups with three meetings
// or more each meeting is foretold from the others.
type LedgerScores struct {
	ID       string `json:"id"` // known, not-recalled, unknown-broken
	Name     string `json:"name"`
	All      Tally  `json:"all"` // rows chosen, in all groups
	Tally           // those scored
	Groups   int    `json:"groups"`
	Meetings int    `json:"meetings"`
	// Entries are the scores: delivery's form first. Empty where no group has three
	// meetings.
	Entries     []LedgerEntry `json:"entries"`
	Calibration []Bin         `json:"calibration"` // of delivery's form
}

// LedgerEntry is the score of one way to foretell. Intervals are 95%, by resampling
// whole meetings; nil for fewer than five.
type LedgerEntry struct {
	ID         string    `json:"id"` // delivery, own, others
	Name       string    `json:"name"`
	Brier      float64   `json:"brier"`
	BrierRange *Interval `json:"brier_interval"`
	// Less is delivery's score less this one's: below 0 delivery does better.
	Less      float64   `json:"less"`
	LessRange *Interval `json:"less_interval"`
}

// leastMeetings is how many meetings a group needs to be scored.
const leastMeetings = 3

// The ways to foretell a promise.
const (
	byDelivery = iota // the group's own kinds, drawn to its own rate, drawn to the prior
	byOwn             // the group's own rate over all kinds, drawn to that of other groups
	byOthers          // the rate of other groups
	ways
)

var wayNames = [ways][2]string{
	{"delivery", "Delivery's form, without carry"}, {"own", "The group's own rate over all kinds"}, {"others", "Other groups' rate"},
}

// foretold is a promise with what each way says of it.
type foretold struct {
	p       [ways]float64
	kept    bool
	meeting int
}

// ScoreLedger scores delivery's form on a ledger, with the priors that it ships
// with: promises of a definite kind whose outcome is known, each by what the same
// group kept at its other meetings. Intervals are drawn with a seed.
func ScoreLedger(rows []LedgerRow, seed uint64) *LedgerReport {
	r := &LedgerReport{Version: LedgerVersion, Promises: len(rows), Seed: seed, Kinds: []LedgerKind{}}
	groups, meetings := map[string]bool{}, map[string]bool{}
	byKind := map[string]*Tally{}
	for _, x := range rows {
		groups[x.Group], meetings[x.at()] = true, true
		switch {
		case !Definite(x.Kind):
			r.General++
		case x.Outcome == OutcomeUnknown:
			r.Unknown++
		case x.Outcome == OutcomePending:
			r.Pending++
		default:
			if byKind[x.Kind] == nil {
				byKind[x.Kind] = &Tally{}
			}
			byKind[x.Kind].add(x.kept())
		}
	}
	r.Groups, r.Meetings = len(groups), len(meetings)
	for _, k := range kinds {
		if t := byKind[k]; t != nil {
			r.Kinds = append(r.Kinds, LedgerKind{k, *t, t.rate(), intervalOf(winset.WilsonInterval(t.Kept, t.Of))})
		}
	}
	for _, c := range []struct {
		id, name string
		in       func(LedgerRow) bool
	}{
		{"known", "As the ledger stands", LedgerRow.known},
		{"not-recalled", "Without what was recalled from memory", func(x LedgerRow) bool { return x.known() && !x.Recalled }},
		{"unknown-broken", "With the unknown counted as not kept", func(x LedgerRow) bool { return x.known() || x.Outcome == OutcomeUnknown }},
	} {
		var chosen []LedgerRow
		for _, x := range rows {
			if Definite(x.Kind) && c.in(x) {
				chosen = append(chosen, x)
			}
		}
		r.Scored = append(r.Scored, scoreRows(c.id, c.name, chosen, seed))
	}
	r.Says = r.says()
	return r
}

func (x LedgerRow) at() string { return x.Group + "\x00" + x.Meeting + "\x00" + x.Date.String() }

func (x LedgerRow) kept() bool { return x.Outcome == OutcomeKept }

// known reports whether it is on record what became of it.
func (x LedgerRow) known() bool { return x.Outcome != OutcomeUnknown && x.Outcome != OutcomePending }

// counted are the promises of a group, or of one of its meetings, by what a
// forecast needs of them.
type counted struct {
	own, definite Tally // over all kinds; over all but law-or-money
	kinds         map[string]Tally
}

func (c *counted) add(x LedgerRow) {
	c.own.add(x.kept())
	if x.Kind != LawOrMoney {
		c.definite.add(x.kept())
	}
	if c.kinds == nil {
		c.kinds = map[string]Tally{}
	}
	t := c.kinds[x.Kind]
	t.add(x.kept())
	c.kinds[x.Kind] = t
}

func (t Tally) less(u Tally) Tally { return Tally{t.Kept - u.Kept, t.Of - u.Of} }

// scoreRows foretells each promise of the groups with enough meetings.
func scoreRows(id, name string, rows []LedgerRow, seed uint64) LedgerScores {
	s := LedgerScores{ID: id, Name: name, Entries: []LedgerEntry{}, Calibration: []Bin{}}
	groups, meetings, held := map[string]*counted{}, map[string]*counted{}, map[string]int{}
	for _, x := range rows {
		s.All.add(x.kept())
		if groups[x.Group] == nil {
			groups[x.Group] = &counted{}
		}
		if meetings[x.at()] == nil {
			meetings[x.at()] = &counted{}
			held[x.Group]++
		}
		groups[x.Group].add(x)
		meetings[x.at()].add(x)
	}
	set := new(dossier.Header).Settings()
	priors := Priors{Share: set.PromisePrior, Law: set.PromisePriorLaw}
	number, scored := map[string]int{}, map[string]bool{}
	var cases []foretold
	for _, x := range rows {
		if held[x.Group] < leastMeetings {
			continue
		}
		g, m := groups[x.Group], meetings[x.at()]
		others, elsewhere := s.All.less(g.own), 0.5
		if others.Of > 0 {
			elsewhere = others.rate()
		}
		if _, ok := number[x.at()]; !ok {
			number[x.at()] = len(number)
		}
		scored[x.Group] = true
		s.add(x.kept())
		cases = append(cases, foretold{
			p: [ways]float64{
				priors.share(x.Kind, g.kinds[x.Kind].less(m.kinds[x.Kind]), g.definite.less(m.definite)),
				shrunk(g.own.less(m.own), elsewhere, GroupCases), elsewhere,
			},
			kept: x.kept(), meeting: number[x.at()],
		})
	}
	s.Groups, s.Meetings = len(scored), len(number)
	if len(cases) > 0 {
		s.score(cases, seed)
	}
	return s
}

// score sets the scores of the ways.
func (s *LedgerScores) score(cases []foretold, seed uint64) {
	brier := func(way int) func([]foretold) float64 {
		return func(cs []foretold) float64 {
			sum := 0.0
			for _, c := range cs {
				y := 0.0
				if c.kept {
					y = 1
				}
				sum += (c.p[way] - y) * (c.p[way] - y)
			}
			return sum / float64(len(cs))
		}
	}
	var stats []func([]foretold) float64
	for way := range ways {
		stats = append(stats, brier(way), func(cs []foretold) float64 { return brier(byDelivery)(cs) - brier(way)(cs) })
	}
	ranges := winset.Resample(cases, func(c foretold) int { return c.meeting }, seed, stats...)
	for way := range ways {
		e := LedgerEntry{ID: wayNames[way][0], Name: wayNames[way][1], Brier: stats[2*way](cases), Less: stats[2*way+1](cases)}
		if ranges != nil {
			e.BrierRange = intervalOf(ranges[2*way])
			if way != byDelivery {
				e.LessRange = intervalOf(ranges[2*way+1])
			}
		}
		s.Entries = append(s.Entries, e)
	}
	var fs []winset.Forecast
	for _, c := range cases {
		fs = append(fs, winset.Forecast{P: c.p[byDelivery], Came: c.kept, Group: c.meeting})
	}
	s.Calibration = Calibrate(fs)
}

// says puts what the scores show into sentences.
func (r *LedgerReport) says() []string {
	s := r.Scored[0]
	if s.All.Of == 0 {
		return []string{"No promise of a definite kind has a known outcome: there is nothing to score."}
	}
	out := []string{fmt.Sprintf("Of %s of a definite kind with a known outcome %d were kept (%.2f); with the %d unknown counted as not kept %.2f.",
		words.Count(s.All.Of, "promise"), s.All.Kept, s.All.rate(), r.Unknown, r.Scored[2].All.rate())}
	if len(s.Entries) == 0 {
		return append(out, fmt.Sprintf("No group has %d meetings with such promises, so that none can be foretold from its others: nothing is scored.", leastMeetings))
	}
	out = append(out, fmt.Sprintf("Each of %d promises at %d meetings of %s with %d meetings or more was foretold from the group's other meetings.", s.Of, s.Meetings, words.Count(s.Groups, "group"), leastMeetings))
	form := s.Entries[byDelivery]
	for _, e := range s.Entries[1:] {
		name := words.Small(e.Name)
		against := fmt.Sprintf(" (Brier %.3f against %.3f)", form.Brier, e.Brier)
		switch l := e.LessRange; {
		case l == nil:
			out = append(out, fmt.Sprintf("Against %s%s the meetings are too few for an interval.", name, against))
		case l.High < 0:
			out = append(out, fmt.Sprintf("Delivery's form does better than %s%s: by %.3f, 95%% %.3f to %.3f, resampling meetings.", name, against, -e.Less, -l.High, -l.Low))
		case l.Low > 0:
			out = append(out, fmt.Sprintf("Delivery's form does worse than %s%s: by %.3f, 95%% %.3f to %.3f, resampling meetings.", name, against, e.Less, l.Low, l.High))
		default:
			out = append(out, fmt.Sprintf("Delivery's form cannot be told from %s%s: the interval of the difference, %+.3f to %+.3f resampling meetings, holds 0.", name, against, l.Low, l.High))
		}
	}
	return out
}

func (t Tally) rate() float64 { return float64(t.Kept) / float64(max(1, t.Of)) }
