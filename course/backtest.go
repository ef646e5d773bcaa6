package course

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"entente/agenda"
	"entente/dossier"
	"entente/record"
	"entente/winset"
	"entente/words"
)

// BacktestVersion is the version of the backtest's JSON; see agenda.Version.
const BacktestVersion = 1

// BacktestOptions say what counts as a known outcome. The zero value takes the
// dossier's settings.
type BacktestOptions struct {
	agenda.Options
	Months int    // how long after its proposal; 0: the dossier's
	Rung   string // TargetRung (also ""), NextRung, or the id of a rung
}

// Backtest is how carry fared where the outcome is known.
type Backtest struct {
	Version     int              `json:"version"`
	Dossier     agenda.About     `json:"dossier"`
	Settings    agenda.Settings  `json:"settings"`
	Months      int              `json:"months"`
	Rung        string           `json:"rung"`
	Initiatives int              `json:"initiatives"` // those with a ladder, proposed by the as-of day
	Cases       []Case           `json:"cases"`       // resolved, and judged as of their proposal; the earliest first
	Left        []record.LeftOut `json:"left_out"`    // the others, with why
	Scores      *record.Scores   `json:"scores"`      // nil for fewer than CasesToScore cases
	Calibration []record.Bin     `json:"calibration"` // empty for fewer than CasesToScore cases
	Misses      []Miss           `json:"misses"`      // the worst, at most five
	Words       bool             `json:"words"`       // whether any word of likelihood stands on this record
	// Delivery is how delivery fared: on the dossier's promises, on the cases, and on
	// those of them that were promised and that were only proposed.
	Delivery []record.Fared `json:"delivery"`
	// Questions is how forecasts fared on the questions that resolved.
	Questions *record.Questions `json:"questions"`
	Says      []string          `json:"says"` // what the record shows, in sentences
}

// Case is a resolved case.
type Case struct {
	ID        string              `json:"id"`
	Title     string              `json:"title"`
	Proposed  dossier.Date        `json:"proposed"`
	Until     dossier.Date        `json:"until"` // the end of the horizon
	Rung      agenda.RungRef      `json:"rung"`
	StatusQuo agenda.RungRef      `json:"status_quo"` // when it was proposed
	Carry     float64             `json:"carry"`      // joint, as of the proposal, 0-1
	ByMember  map[string]*float64 `json:"by_member"`
	// Delivery is what would have been said of it, by promises of earlier meetings
	// whose time was over; nil where nothing definite is on record of what it asks.
	Delivery *float64     `json:"delivery"`
	Promised bool         `json:"promised"` // whether somebody had promised it by the day
	Came     bool         `json:"came"`
	Reached  dossier.Date `json:"reached"` // "" where it was not by the as-of day
	Outcome  string       `json:"outcome"` // what is on record, in words
	Sources  []string     `json:"sources"`

	known    record.Outcome
	forecast agenda.Forecast
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
	opt.WithoutJointText = true // what a joint text says foretells its own outcome
	past, err := agenda.NewPast(d, opt.Options)
	if err != nil {
		return nil, err
	}
	if opt.Months == 0 {
		opt.Months = past.Months()
	}
	if opt.Rung == "" {
		opt.Rung = record.TargetRung
	}
	if opt.Rung != record.TargetRung && opt.Rung != record.NextRung {
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
	_, day := past.AsOf()
	known, left := record.Outcomes(d, record.Options{AsOf: day, Months: opt.Months, Rung: opt.Rung})
	out := &Backtest{
		Version: BacktestVersion, Dossier: past.About(), Settings: past.Settings(), Months: opt.Months, Rung: opt.Rung,
		Initiatives: len(known) + len(left), Cases: []Case{}, Left: append([]record.LeftOut{}, left...),
		Calibration: []record.Bin{}, Misses: []Miss{}, Says: []string{},
	}
	for n, f := range past.Forecast(known) {
		o := known[n]
		if f.Why != "" {
			out.Left = append(out.Left, record.LeftOut{ID: o.Doc.ID, Title: d.Say(o.Doc.Title), Reason: record.NoStances, Why: f.Why})
			continue
		}
		out.Cases = append(out.Cases, Case{
			ID: o.Doc.ID, Title: d.Say(o.Doc.Title), Proposed: o.Doc.Proposed, Until: dossier.DateOf(o.End),
			Rung: past.Rung(o.Rung), StatusQuo: past.Level(o.Doc, o.StatusQuo), Carry: f.Joint, ByMember: f.ByMember,
			Came: o.Came, Reached: o.Reached, Outcome: o.Says, Sources: o.Sources, known: o, forecast: f,
		})
	}
	order := map[string]int{}
	for n, i := range d.Initiatives {
		order[i.ID] = n
	}
	slices.SortStableFunc(out.Left, func(x, y record.LeftOut) int { return order[x.ID] - order[y.ID] })
	fs, days := forecasts(out.Cases)
	if len(fs) >= record.CasesToScore {
		out.Scores = record.ScoreCases(fs, days, past.Settings().Seed)
		out.Calibration = record.Calibrate(fs)
		out.Misses = misses(d, past, out.Cases)
		out.Words = slices.ContainsFunc(out.Calibration, func(k record.Bin) bool { return k.Stands })
	}
	out.Questions = record.ScoreQuestions(d, day, past.Settings().Seed)
	out.Delivery = deliveries(d, past, out.Cases)
	out.Says = out.says()
	return out, nil
}

// forecasts gives the cases as plain numbers, grouped by the day of proposal.
func forecasts(cases []Case) (fs []winset.Forecast, days int) {
	group := map[int64]int{}
	for _, c := range cases {
		day := c.known.Day.Unix()
		g, ok := group[day]
		if !ok {
			g = len(group)
			group[day] = g
		}
		fs = append(fs, winset.Forecast{P: c.Carry, Came: c.Came, Group: g})
	}
	return fs, len(group)
}

// missesShown is how many of the worst misses are named.
const missesShown = 5

// misses names the cases in which carry was furthest from what came about, more
// than half of the way.
func misses(d *dossier.Dossier, past *agenda.Past, cases []Case) []Miss {
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
		before, after := past.At(c.known.Day), past.At(c.known.End)
		m := Miss{ID: c.ID, Title: c.Title, Carry: c.Carry, Came: c.Came}
		low, share := "", math.Inf(1)
		for _, code := range c.forecast.Members {
			if p := *c.ByMember[code]; p < share {
				low, share = code, p
			}
		}
		switch {
		case c.Came:
			m.Why = fmt.Sprintf("%s carried it least often, in %s draws", words.Capital(words.InSentence(d.MemberName(low))), words.OfTen(share))
			if who := c.forecast.Pivotal(low); who != "" {
				m.Why += ", and " + past.Actor(who) + " set the ceiling most often"
			}
			m.Why += "; yet it came about in " + c.Reached.String() + ": " + c.Outcome
		default:
			m.Why = "The stances on record let every capital carry it"
			if share < agenda.Willing {
				m.Why = fmt.Sprintf("The stances on record let even %s, which carried it least often, do so in %s draws", words.InSentence(d.MemberName(low)), words.OfTen(share))
			}
			m.Why += "; by " + c.Until.String() + " " + c.Outcome
			if !c.Reached.IsZero() {
				m.Why = fmt.Sprintf("It came too late, in %s: %s", c.Reached, c.Outcome)
			}
		}
		m.Changed = after.SayAll(agenda.Differing(before.Inputs(c.known.Doc), after.Inputs(c.known.Doc)), c.known.Doc)
		out = append(out, m)
	}
	return out
}

// says puts what the record shows into sentences.
func (r *Backtest) says() []string {
	n := len(r.Cases)
	if n == 0 {
		return []string{fmt.Sprintf("No initiative has both a known outcome after %s and stances that reach back to its proposal: nothing can be said of how carry fares.", words.Count(r.Months, "month"))}
	}
	came := 0
	for _, c := range r.Cases {
		if c.Came {
			came++
		}
	}
	out := []string{fmt.Sprintf("%s can be judged; %d came about within %s of the proposal.", words.Capital(words.Count(n, "case")), came, words.Count(r.Months, "month"))}
	if r.Scores == nil {
		return append(out, fmt.Sprintf("That is too few to score: at least %d are needed, and %d before a word such as “likely” stands beside a carry.", record.CasesToScore, record.CasesToWord))
	}
	out = append(out, r.AsForecast())
	s := r.Scores
	if s.Refutes() {
		word, chance := "few", s.Few
		if s.Many < s.Few {
			word, chance = "many", s.Many
		}
		out = append(out, fmt.Sprintf("As a probability carry is refuted: had it been one, so %s would have come about with a chance of %s, even if what one day proposed stood or fell almost together.", word, small(chance)))
	}
	out = append(out, r.readyThen())
	switch {
	case n < record.CasesToWord:
		out = append(out, fmt.Sprintf("Fewer than %d cases are resolved, so no word such as “likely” stands beside a carry.", record.CasesToWord))
	case r.Words:
		out = append(out, fmt.Sprintf("%d cases back words of likelihood, save those that the table shows to be wrong or without a case.", n))
	default:
		out = append(out, fmt.Sprintf("%d cases are resolved, and they back no word of likelihood: what came about lies outside the range of each.", n))
	}
	return append(out, hindsight)
}

// AsForecast says in a sentence how carry fares as a forecast beside the base rate of the
// other cases, and whether the cases are enough to tell; "" where they are too few to score.
func (r *Backtest) AsForecast() string {
	if r.Scores == nil {
		return ""
	}
	s := r.Scores
	against := fmt.Sprintf(" (Brier %.2f against %.2f; 5 in 10 for every case gets 0.25)", s.Brier.Carry, s.Brier.Base)
	switch l := s.Brier.LessRange; {
	case l == nil:
		return fmt.Sprintf("Whether carry as a forecast does better than the base rate of the other cases%s cannot be said: they were proposed on %s, too few for an interval.", against, words.Count(s.Days, "day"))
	case l.Low > 0:
		return "As a forecast carry does worse than the base rate of the other cases" + against + ": what capitals could carry says little of what gets done in that time."
	case l.High < 0:
		return "As a forecast carry does better than the base rate of the other cases" + against + "."
	}
	return "As a forecast carry cannot be told from the base rate of the other cases" + against + ": the interval of the difference holds 0."
}

// small says a small chance.
func small(p float64) string {
	if p < 0.001 {
		return "under 0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// readyThen says how many cases no capital stood in the way of, what came of them,
// and what delivery would have said.
func (r *Backtest) readyThen() string {
	n, came, said, sum := 0, 0, 0, 0.0
	for _, c := range r.Cases {
		if c.Carry < agenda.ReadyAt {
			continue
		}
		n++
		if c.Came {
			came++
		}
		if c.Delivery != nil {
			said++
			sum += *c.Delivery
		}
	}
	if n == 0 {
		return "None was carried in 8 of 10 draws or more when it was proposed."
	}
	out := fmt.Sprintf("Of %s carried in 8 of 10 draws or more when proposed, %d came about in time", words.Count(n, "case"), came)
	if said > 0 {
		out += fmt.Sprintf("; delivery would have said %s on average", words.InTen(sum/float64(said)))
	}
	return out + "."
}

// hindsight is what a backtest of a dossier cannot take out.
const hindsight = "Targets, ladders, influence and weights have no date: they are as judged today, by judges who knew what came of it."
