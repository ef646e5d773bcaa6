package record

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"entente/dossier"
	"entente/winset"
	"entente/words"
)

// Questions is how the group's forecasts fared on the questions that resolved.
type Questions struct {
	Open     int `json:"open"`     // opened, and not closed yet
	Overdue  int `json:"overdue"`  // closed, and nobody says how they came out
	Resolved int `json:"resolved"` // by the as-of day, with an outcome
	Yes      int `json:"yes"`      // of the resolved
	// Scored are the resolved questions with a forecast in time. Entries score the
	// group's median on them, then their base rate, each by the rate of the others;
	// empty for fewer than CasesToScore.
	Scored      int     `json:"scored"`
	Entries     []Entry `json:"entries"`
	Calibration []Bin   `json:"calibration"` // of the median; empty with Entries
	// Judges are those who put a probability on a scored question, by name.
	Judges []Judge  `json:"judges"`
	Says   []string `json:"says"`
}

// Judge is how one judge fared, beside the group's median and the base rate on the
// same questions.
type Judge struct {
	Name   string  `json:"judge"`
	N      int     `json:"n"`
	Brier  float64 `json:"brier"`
	Median float64 `json:"median"`
	Base   float64 `json:"base_rate"`
}

// asked is a resolved question with the forecasts that count: each judge's latest.
type asked struct {
	doc  *dossier.Question
	said []*dossier.Forecast
	yes  bool
}

// Median is what judges together expect: the middle of their probabilities, or the
// mean of the middle two. There must be at least one forecast.
func Median(said []*dossier.Forecast) float64 {
	ps := make([]float64, len(said))
	for k, f := range said {
		ps[k] = f.Probability
	}
	slices.Sort(ps)
	n := len(ps)
	return (ps[(n-1)/2] + ps[n/2]) / 2
}

// ScoreQuestions scores the forecasts on the questions that had resolved by a day.
// Of each judge the latest forecast counts that was made while the question was open
// and before it resolved. Questions on one initiative are resampled together.
func ScoreQuestions(d *dossier.Dossier, day time.Time, seed uint64) *Questions {
	q := &Questions{Entries: []Entry{}, Calibration: []Bin{}, Judges: []Judge{}, Says: []string{}}
	by := map[string][]*dossier.Forecast{}
	for _, f := range d.Forecasts {
		by[f.Question] = append(by[f.Question], f)
	}
	var scored []asked
	for _, x := range d.Questions {
		if x.Opens.First().After(day) {
			continue
		}
		known := x.Outcome != "" && bool(x.Confirmed) && x.Resolved.Published(day)
		switch {
		case known:
			q.Resolved++
			if x.Outcome == "yes" {
				q.Yes++
			}
		case !x.Closes.Last().Before(day):
			q.Open++
		default:
			q.Overdue++
		}
		if a := (asked{x, inTime(x, by[x.ID]), x.Outcome == "yes"}); known && len(a.said) > 0 {
			scored = append(scored, a)
		}
	}
	q.Scored = len(scored)
	q.score(scored, seed)
	q.says()
	return q
}

// inTime gives each judge's latest forecast from before the day on which a question
// resolved; that it was open is held when the dossier is read.
func inTime(q *dossier.Question, all []*dossier.Forecast) []*dossier.Forecast {
	return Latest(all, func(f *dossier.Forecast) bool { return f.Date.Last().Before(q.Resolved.First()) })
}

// Latest gives each judge's latest of the forecasts that count, by the judge's name; all
// that count are on one question. What is dated by a month or year counts as of its last day; of two
// of one day the later in the file is the latest.
func Latest(all []*dossier.Forecast, counts func(*dossier.Forecast) bool) []*dossier.Forecast {
	latest := map[string]*dossier.Forecast{}
	for _, f := range all {
		if !counts(f) {
			continue
		}
		if l := latest[f.Judge]; l == nil || !f.Date.Last().Before(l.Date.Last()) {
			latest[f.Judge] = f
		}
	}
	var out []*dossier.Forecast
	for _, f := range latest {
		out = append(out, f)
	}
	slices.SortFunc(out, func(x, y *dossier.Forecast) int { return cmp.Compare(x.Judge, y.Judge) })
	return out
}

func (q *Questions) score(all []asked, seed uint64) {
	if len(all) == 0 {
		return
	}
	var fs []winset.Forecast
	group := map[string]int{}
	for _, a := range all {
		about := cmp.Or(a.doc.Initiative, "\x00"+a.doc.ID)
		if _, ok := group[about]; !ok {
			group[about] = len(group)
		}
		fs = append(fs, winset.Forecast{P: Median(a.said), Came: a.yes, Group: group[about]})
	}
	base := winset.LeaveOneOut(fs)
	judges := map[string]*Judge{}
	var cases []foretold
	for k, a := range all {
		miss := func(p float64) float64 {
			if a.yes {
				p = 1 - p
			}
			return p * p
		}
		cases = append(cases, foretold{p: []float64{fs[k].P, base[k].P}, came: a.yes, meeting: fs[k].Group})
		for _, f := range a.said {
			j := judges[f.Judge]
			if j == nil {
				j = &Judge{Name: f.Judge}
				judges[f.Judge] = j
			}
			j.N++
			j.Brier += miss(f.Probability)
			j.Median += miss(fs[k].P)
			j.Base += miss(base[k].P)
		}
	}
	for _, j := range judges {
		n := float64(j.N)
		q.Judges = append(q.Judges, Judge{j.Name, j.N, j.Brier / n, j.Median / n, j.Base / n})
	}
	slices.SortFunc(q.Judges, func(x, y Judge) int { return cmp.Compare(x.Name, y.Name) })
	if len(all) >= CasesToScore {
		q.Entries, q.Calibration = compete([][2]string{{"median", "The group's median"}, {"base", "The base rate of the other questions"}}, cases, seed)
	}
}

func (q *Questions) says() {
	if q.Open+q.Overdue+q.Resolved == 0 {
		return
	}
	settled := "No question is settled yet"
	switch {
	case q.Resolved == 1 && q.Yes == 1:
		settled = "1 question is settled, and proved true"
	case q.Resolved == 1:
		settled = "1 question is settled, and proved false"
	case q.Resolved > 1:
		settled = fmt.Sprintf("%d questions are settled, %d of which proved true", q.Resolved, q.Yes)
	}
	var rest []string
	if q.Open > 0 {
		rest = append(rest, isOrAre(q.Open)+" open")
	}
	if q.Overdue > 0 {
		rest = append(rest, isOrAre(q.Overdue)+" closed, with no word yet on how it came out")
	}
	if len(rest) > 0 {
		settled += "; " + words.List(rest)
	}
	q.Says = append(q.Says, settled+".")
	switch {
	case q.Scored < CasesToScore && q.Scored == 0:
		q.Says = append(q.Says, fmt.Sprintf("Judges are scored once at least %d are settled on which there was a forecast in time.", CasesToScore))
	case q.Scored < CasesToScore:
		q.Says = append(q.Says, fmt.Sprintf("Judges are scored once at least %d are settled on which there was a forecast in time; so far there %s.", CasesToScore, map[bool]string{true: "is 1", false: fmt.Sprintf("are %d", q.Scored)}[q.Scored == 1]))
	default:
		q.Says = append(q.Says, against("The group's median", q.Entries[0], q.Entries[1]))
	}
}

func isOrAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// Offered is a question that would test an initiative, as a row of questions.csv
// may ask it.
type Offered struct {
	ID         string       `json:"id"`
	Text       string       `json:"text"`
	Initiative string       `json:"initiative"`
	Opens      dossier.Date `json:"opens"`
	Closes     dossier.Date `json:"closes"`
	ResolvesBy string       `json:"resolves_by"`
}

// Offer gives the questions that would test an initiative which is ready or
// promised: whether the rung is reached within the horizon, whether each promise of it
// that runs is kept in time, and whether its first result shows. A question that the
// dossier asks already, with the same id, is not offered.
func (p *Promises) Offer(i *dossier.Initiative, rung *dossier.Rung, day time.Time) []Offered {
	d := p.d
	out := []Offered{}
	add := func(id, text string, closes time.Time, by string) {
		if d.Question(id) == nil && closes.After(day) {
			out = append(out, Offered{id, text, i.ID, dossier.DateOf(day), dossier.DateOf(closes), by})
		}
	}
	title := d.Say(i.Title)
	end := addMonths(day, p.Months)
	add(fmt.Sprintf("%s-%s-%d", i.ID, rung.ID.ID, end.Year()), fmt.Sprintf("%s: “%s” is in place by %s.", title, d.Say(rung.Name), dossier.DateOf(end)), end,
		"an entry of its history at the rung or above, with its source")
	n := 0
	for _, x := range p.all {
		if x.Doc.Initiative != i.ID || !Definite(x.Doc.Kind) || x.Day.After(day) || !x.Doc.Kept.IsZero() || x.Doc.Status == "fulfilled" {
			continue
		}
		n++
		add(cmp.Or(x.Doc.ID, fmt.Sprintf("%s-promise-%d", i.ID, n))+"-kept", fmt.Sprintf("%s: “%s” (%s, %s) is kept by %s.", title, x.Doc.Text, x.Doc.Meeting, x.Doc.Date, dossier.DateOf(x.End)), x.End,
			"the commitment's row: all that it binds have kept it, with its source")
	}
	if f := i.FirstResult; f != nil && f.Months > 0 {
		end := addMonths(day, int(math.Ceil(f.Months)))
		add(fmt.Sprintf("%s-first-result-%d", i.ID, end.Year()), fmt.Sprintf("%s: “%s” has been seen by %s.", title, d.Say(f.What), dossier.DateOf(end)), end, "a dated source that shows it")
	}
	return out
}
