package site

import (
	"fmt"
	"strconv"
	"strings"

	"entente/course"
	"entente/publish/chart"
	"entente/record"
	"entente/words"
)

// pastView is an initiative's course over time.
type pastView struct {
	Chart   picture
	Says    string
	Changes []pastChange
}

type pastChange struct{ Mark, When, From, To, Says string }

// past draws how an initiative's verdict would have read over time; nil where
// there are not two steps at which something is known.
// carriers says who carries, with the verb.
func (b *builder) carriers() string {
	if b.D.Alone() {
		return words.InSentence(b.D.MemberName(b.D.Members[0].Code.ID)) + " carries"
	}
	return "all capitals carry"
}

func (b *builder) past(id string) *pastView {
	if b.Past.Course == nil {
		return nil
	}
	h := b.Past.Course.Of(id)
	if h == nil {
		return nil
	}
	first, known := -1, 0
	for n, p := range h.Points {
		if first < 0 && p.Blank != course.NotProposed {
			first = n
		}
		if p.Assessed() || p.Joint != nil {
			known++
		}
	}
	if known < 2 {
		return nil
	}
	v := &pastView{}
	marks := map[int]string{}
	for _, x := range h.Changes {
		mark := ""
		if !x.Arrival {
			mark = strconv.Itoa(len(marks) + 1)
			marks[x.Step] = mark
		}
		v.Changes = append(v.Changes, pastChange{mark, stepWords(x.Label), x.From, x.To, sayDates(x.Says)})
	}
	var steps []chart.CourseStep
	for n, p := range h.Points[first:] {
		s := b.Past.Course.Steps[first+n]
		c := chart.CourseStep{Label: stepWords(s.Label), Year: s.Day.Year, Value: p.Joint, Mark: marks[first+n]}
		c.State, c.Shape, c.Fill, c.Color = stateOf(p)
		steps = append(steps, c)
	}
	title, says := pastTitle(h)
	v.Says = says
	levels := []chart.Level{{Value: 0.8, Label: "ready from 8"}, {Value: 0.5, Label: "reach from 5"}}
	c := chart.Course("past", title, "Draws in ten in which "+b.carriers()+" the target; below, the verdict", steps, levels)
	c.Header = []string{"Step", "Read on", "Verdict", "Carry"}
	members := h.Members
	if b.D.Alone() { // it stands in the column before
		members = nil
	}
	for _, m := range members {
		c.Header = append(c.Header, b.D.MemberName(m))
	}
	for n := range c.Rows {
		p, s := h.Points[first+n], b.Past.Course.Steps[first+n]
		row := []string{stepWords(s.Label), cellDate(s.Day), pointWords(p), share(p.Joint)}
		for _, m := range members {
			row = append(row, share(p.ByMember[m]))
		}
		c.Rows[n] = row
	}
	v.Chart = show(c)
	return v
}

func share(p *float64) string {
	if p == nil {
		return "–"
	}
	return strconv.FormatFloat(*p, 'f', 2, 64)
}

func pointWords(p course.Point) string {
	if p.Blank == course.NoVerdict {
		return "no verdict: no priority on record"
	}
	return p.Word()
}

// stateOf says how a step is drawn.
func stateOf(p course.Point) (state, shape string, fill chart.Fill, color string) {
	if p.Verdict == nil {
		if p.Blank == course.NoVerdict {
			return "no verdict", "", chart.FillLine, "var(--none,#77736A)"
		}
		return p.Blank, "", chart.FillNone, "var(--none,#77736A)"
	}
	state, shape = string(*p.Verdict), p.Verdict.Symbol()
	fill, color = verdictFill(*p.Verdict)
	return state, shape, fill, color
}

// pastTitle says in the title what the course shows, and in a sentence how far
// it reaches.
func pastTitle(h *course.Track) (title, says string) {
	var first, last, low, high *float64
	blank, without := 0, false
	for _, p := range h.Points {
		without = without || p.Blank == course.NoVerdict
		switch {
		case p.Joint != nil:
			if first == nil {
				first, low, high = p.Joint, p.Joint, p.Joint
			}
			last = p.Joint
			if *p.Joint < *low {
				low = p.Joint
			}
			if *p.Joint > *high {
				high = p.Joint
			}
		case p.Blank == course.NoReach:
			blank++
		}
	}
	switch {
	case first == nil:
		title = "In place as far back as the record reaches"
	case *high-*low < 0.15:
		title = "Carry has hardly moved: " + words.InTen(*last)
	case *last-*first >= 0.15:
		title = fmt.Sprintf("Carry has risen from %s to %s", words.InTen(*first), words.InTen(*last))
	case *first-*last >= 0.15:
		title = fmt.Sprintf("Carry has fallen from %s to %s", words.InTen(*first), words.InTen(*last))
	default:
		title = fmt.Sprintf("Carry has moved between %s and %s", words.InTen(*low), words.InTen(*high))
	}
	says = "Each step uses only what was published and in force by its last day."
	if blank > 0 {
		says += fmt.Sprintf(" %s blank: stances or procedures do not reach back, which is not “no”.", words.Capital(areSteps(blank)))
	}
	if without {
		says += " Where no priority of a member is on record by then there is carry and no verdict."
	}
	return title, says
}

func areSteps(n int) string {
	if n == 1 {
		return "one step is"
	}
	return strconv.Itoa(n) + " steps are"
}

// stepWords writes a step's label out: "2023-Q1" is "first quarter of 2023".
func stepWords(label string) string {
	year, q, ok := strings.Cut(label, "-Q")
	if !ok {
		return sayDates(label)
	}
	return map[string]string{"1": "Jan–Mar ", "2": "Apr–Jun ", "3": "Jul–Sep ", "4": "Oct–Dec "}[q] + year
}

// Calibration is the picture of the backtest's calibration table; nil where
// nothing is scored.
func (b *builder) Calibration() *picture {
	r := b.Past.Backtest
	if r == nil || len(r.Calibration) == 0 {
		return nil
	}
	var bins []chart.CalibrationBin
	for _, k := range r.Calibration {
		c := chart.CalibrationBin{Name: k.Word, Low: k.Low, High: k.High, N: k.N}
		if k.N > 0 {
			c.Mean, c.Rate, c.RateLow, c.RateHigh = *k.Mean, *k.Rate, k.Interval.Low, k.Interval.High
		}
		bins = append(bins, c)
	}
	above, below := 0, 0
	for _, k := range bins {
		switch {
		case k.N > 0 && k.RateHigh < k.Low:
			below++
		case k.N > 0 && k.RateLow > k.High:
			above++
		}
	}
	title := "What came about is within error of carry"
	switch {
	case below > 0 && above == 0:
		title = "Less came about than carry said"
	case above > 0 && below == 0:
		title = "More came about than carry said"
	case above > 0:
		title = "What came about differs from carry"
	}
	p := show(chart.Calibration("calibration", title, fmt.Sprintf("Resolved cases by carry on the day of the proposal; bars: 95%%; figures: cases; n = %d", len(r.Cases)), bins))
	return &p
}

// carryFared says how carry has fared as a forecast so far; "" where too few cases are
// resolved to score it.
func (b *builder) carryFared() string {
	r := b.Past.Backtest
	if r == nil || r.Scores == nil {
		return ""
	}
	return fmt.Sprintf("%s Resolved so far: %s; the method has the record.", r.AsForecast(), words.Count(r.Scores.N, "case"))
}

// reasonRow is a reason for which initiatives are no cases.
type reasonRow struct {
	Why   string
	Links []link
}

// LeftOut lists what the backtest could not judge, by reason.
func (b *builder) LeftOut(root string) []reasonRow {
	var out []reasonRow
	for _, reason := range record.Reasons() {
		row := reasonRow{Why: reason[1]}
		for _, l := range b.Past.Backtest.Left {
			if l.Reason == reason[0] {
				row.Links = append(row.Links, b.initiativeLink(root, l.ID))
			}
		}
		if len(row.Links) > 0 {
			out = append(out, row)
		}
	}
	return out
}

// Fared says how many of the cases stood unopposed when they were proposed, how many
// came about, and what delivery would have said; "" where there is no case.
func (b *builder) Fared() string {
	r := b.Past.Backtest
	if r == nil || len(r.Cases) == 0 {
		return ""
	}
	ready, came, said, sum := 0, 0, 0, 0.0
	for _, c := range r.Cases {
		if c.Carry < 0.8 {
			continue
		}
		ready++
		if c.Came {
			came++
		}
		if c.Delivery != nil {
			said++
			sum += *c.Delivery
		}
	}
	if ready == 0 {
		return fmt.Sprintf("Of %s that can be judged none stood unopposed on the record when it was proposed.", words.Count(len(r.Cases), "initiative"))
	}
	s := fmt.Sprintf("Of %s that can be judged %d stood unopposed on the record when they were proposed (carry of 8 in 10 or more); of these %d came about within %s.", words.Count(len(r.Cases), "initiative"), ready, came, record.Span(r.Months))
	if said > 0 {
		s += fmt.Sprintf(" Delivery would have put them at %s on average.", words.AboutInTen(sum/float64(said)))
	}
	return s
}
