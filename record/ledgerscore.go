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
	Uncoded  int          `json:"uncoded"` // of a definite kind, which nobody has looked up yet
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
	Entries     []Entry `json:"entries"`
	Calibration []Bin   `json:"calibration"` // of delivery's form
}

// leastMeetings is how many meetings a group needs to be scored.
const leastMeetings = 3

// wayNames are the ways to foretell a promise: by the group's own kinds, drawn to its
// own rate, drawn to the prior; by its own rate over all kinds, drawn to that of other
// groups; by that of other groups.
var wayNames = [][2]string{
	{"delivery", "Delivery's form, without carry"}, {"own", "The group's own rate over all kinds"}, {"others", "Other groups' rate"},
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
		case x.Outcome == OutcomeUncoded:
			r.Uncoded++
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
func (x LedgerRow) known() bool {
	return x.Outcome == OutcomeKept || x.Outcome == OutcomePartly || x.Outcome == OutcomeNot
}

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
	s := LedgerScores{ID: id, Name: name, Entries: []Entry{}, Calibration: []Bin{}}
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
			p: []float64{
				priors.share(x.Kind, g.kinds[x.Kind].less(m.kinds[x.Kind]), g.definite.less(m.definite)),
				shrunk(g.own.less(m.own), elsewhere, GroupCases), elsewhere,
			},
			came: x.kept(), meeting: number[x.at()],
		})
	}
	s.Groups, s.Meetings = len(scored), len(number)
	if len(cases) > 0 {
		s.Entries, s.Calibration = compete(wayNames, cases, seed)
	}
	return s
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
	for _, e := range s.Entries[1:] {
		out = append(out, against("Delivery's form", s.Entries[0], e))
	}
	return out
}

func (t Tally) rate() float64 { return float64(t.Kept) / float64(max(1, t.Of)) }
