package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"entente/dossier"
)

// Trend is what the polls of one series tell: its waves, the level behind them
// with intervals, and what can be said of the latest. Nothing is joined across a
// break: every segment is measured by itself.
type Trend struct {
	Series   string         `json:"series"`
	Country  string         `json:"country"` // whose public was asked
	About    dossier.Actors `json:"about,omitempty"`
	Question string         `json:"question"`       // of the latest wave
	Asks     string         `json:"asks,omitempty"` // as the latest wave that says it states; "" where none does
	Pollster string         `json:"pollster"`       // of the latest wave
	Unit     string         `json:"unit"`           // of the latest wave
	Segments []TrendSegment `json:"segments"`       // in order of time; never empty
	// Record says which record the latest wave is, as Statement does, Change what
	// it is against the waves before it, and Headline the one of them to tell
	// first, after its value and date.
	Record   string `json:"record"`
	Change   string `json:"change"`
	Headline string `json:"headline"`
	Extreme  bool   `json:"extreme"` // the headline is a record
}

// TrendSegment holds the waves that may be joined.
type TrendSegment struct {
	Break  string       `json:"break,omitempty"` // why it begins; "" for the first
	Unit   string       `json:"unit"`
	Points []TrendPoint `json:"points"` // in order of time; never empty
	// Step is the typical spacing of the waves, in years: the median of the times
	// between them; 0 where all are of one date.
	Step float64 `json:"step_years"`
	// Yearly is by how much the level changes in a year (standard deviation):
	// median and 80% interval; all 0 where Step is 0.
	Yearly   Level       `json:"yearly_change"`
	Houses   []House     `json:"pollsters,omitempty"` // where several are pooled
	Forecast *Forecast   `json:"forecast,omitempty"`
	Refused  string      `json:"no_forecast,omitempty"` // why there is none
	Curve    []CurvePart `json:"-"`                     // the level at the waves and within long gaps, for charts

	fit       *smoothed
	share, se []float64 // of each pollster: its share of the waves, the sampling error of its latest
	pollError float64
}

// TrendPoint is a wave with the level behind it.
type TrendPoint struct {
	Point
	Level Level   `json:"level"`
	Year  float64 `json:"-"` // the middle of Date, for axes
}

// Level is an estimate with its 80% and 95% intervals. That of what people think
// includes the error that pollsters share (percent only); that of a reading has
// its sampling error instead, since the next poll shares it too.
type Level struct {
	Value  float64 `json:"value"`
	Low80  float64 `json:"low80"`
	High80 float64 `json:"high80"`
	Low95  float64 `json:"low95"`
	High95 float64 `json:"high95"`
}

// CurvePart is the level at a time in years.
type CurvePart struct {
	Year float64
	Level
}

// House is a pollster of a pooled segment: by how much it reads above the
// average of the pollsters.
type House struct {
	Name   string `json:"name"`
	Waves  int    `json:"waves"`
	Offset Level  `json:"offset"`
}

// Forecast is the level one step after the last wave, and what a poll may read
// then.
type Forecast struct {
	Date  dossier.Date `json:"date"`
	Years float64      `json:"years"` // after the last wave
	Level
	Reading Level `json:"reading"`
}

// Opinion measures a poll series by what was published on asOf; nil where none
// of it was, or where the dossier has no such series.
//
// Sampling errors come from n, the percentage and the dossier's design_effect.
// Where pollsters or modes take turns within a segment, each has an offset from
// their average, drawn towards zero as far as the waves allow. The level's bands
// include the dossier's poll_error. The method and how well its intervals cover are
// in docs/method.md.
func Opinion(d *dossier.Dossier, id string, asOf time.Time) *Trend {
	waves := d.PollSeries(id)
	var points []Point
	var known []*dossier.Poll
	for i, p := range Poll(d, id) {
		if p.Known.Published(asOf) && (reading{at: p.Date.FloatYear(), value: p.Value, se: p.SE}).sound() {
			points, known = append(points, p), append(known, waves[i])
		}
	}
	if len(points) == 0 {
		return nil
	}
	last := known[len(known)-1]
	t := &Trend{Series: id, Country: last.Country, About: last.About, Question: last.Question, Pollster: last.Pollster, Unit: unitOf(last)}
	for _, w := range known {
		t.Asks = cmp.Or(w.Asks, t.Asks)
	}
	for start := 0; start < len(points); {
		end := start + 1
		for end < len(points) && points[end].Break == "" {
			end++
		}
		s := measureSegment(points[start:end], housesOf(known[start:end]), d.Settings().PollError)
		s.Break = points[start].Break
		t.Segments = append(t.Segments, s)
		start = end
	}
	end := &t.Segments[len(t.Segments)-1]
	for i := range t.Segments[:len(t.Segments)-1] {
		t.Segments[i].Refused = "the series begins anew after it"
	}
	end.forecast(asOf)
	t.Record = Statement(points, points[len(points)-1].Date, "")
	t.Change = end.change()
	t.headline(points)
	return t
}

// headline sets what to tell first: a record that passes three waves or more by
// more than sampling error; else the change.
func (t *Trend) headline(points []Point) {
	cur := points[len(points)-1]
	says := t.Change
	if r, no := recordOf(points, cur.Date, ""); no == "" && r.beaten >= 3 && r.margin == "" && !r.tie {
		says, t.Extreme = r.short, true
	} else if cur.Break != "" {
		says = "the first since the series began anew"
	}
	t.Headline = fmt.Sprintf("%s %s %s%s, %s", value(cur), cur.Date.In(), cur.Date, unconfirmed(cur.Unconfirmed), says)
}

// housesOf names, by wave, who took it and how.
func housesOf(waves []*dossier.Poll) []string {
	who := filled(waves, func(w *dossier.Poll) string { return w.Pollster })
	how := filled(waves, func(w *dossier.Poll) string { return w.Mode })
	// A blank before the first stated mode is that mode.
	for i := len(how) - 2; i >= 0; i-- {
		if how[i] == "" {
			how[i] = how[i+1]
		}
	}
	modes := map[string]bool{}
	for _, h := range how {
		modes[h] = true
	}
	out := make([]string, len(waves))
	name := map[string]string{}
	for i, w := range waves {
		key := who[i] + "|" + how[i]
		if name[key] == "" {
			name[key] = w.Pollster
			if len(modes) > 1 && how[i] != "" {
				name[key] += ", " + how[i]
			}
		}
		out[i] = name[key]
	}
	return pooled(out)
}

// mostHouses is how many pollsters of a segment have an offset of their own;
// those with the fewest waves beyond it share one.
const mostHouses = 40

func pooled(names []string) []string {
	count := map[string]int{}
	var order []string
	for _, n := range names {
		if count[n]++; count[n] == 1 {
			order = append(order, n)
		}
	}
	if len(order) <= mostHouses {
		return names
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	for i, n := range names {
		if slices.Index(order, n) >= mostHouses-1 {
			names[i] = "other pollsters"
		}
	}
	return names
}

// The curve of a segment has the level at its waves, and between those that lie
// further apart than longGap typical spacings, where it shows how little is
// known; inGap times there, mostCurve in all.
const (
	longGap   = 1.5
	inGap     = 24
	mostCurve = 1000
)

// measureSegment gives the level behind points that may be joined.
func measureSegment(points []Point, houses []string, pollError float64) TrendSegment {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(points[a].Date.FloatYear(), points[b].Date.FloatYear())
	})
	s := TrendSegment{Unit: points[0].Unit, pollError: pollError}
	var rs []reading
	index := map[string]int{}
	for _, i := range order {
		p := points[i]
		h, ok := index[houses[i]]
		if !ok {
			h = len(index)
			index[houses[i]] = h
			s.Houses = append(s.Houses, House{Name: houses[i]})
			s.share, s.se = append(s.share, 0), append(s.se, 0)
		}
		s.Houses[h].Waves++
		s.share[h] += 1 / float64(len(points))
		s.se[h] = p.SE
		rs = append(rs, reading{at: p.Date.FloatYear(), value: p.Value, se: p.SE, house: h})
		s.Points = append(s.Points, TrendPoint{Point: p, Year: p.Date.FloatYear()})
	}
	step := spacing(rs)
	var more []float64
	for i := 1; i < len(rs); i++ {
		gap := rs[i].at - rs[i-1].at
		for k := 1; k < inGap && gap > longGap*step && len(more) < mostCurve; k++ {
			more = append(more, rs[i-1].at+gap*float64(k)/inGap)
		}
	}
	s.fit = smooth(rs, more)
	s.Step = s.fit.step
	next := 0
	for k, at := range s.fit.at {
		l := levelOf(withPollError(s.fit.level(k), s.Unit, pollError), s.Unit)
		s.Curve = append(s.Curve, CurvePart{at, l})
		if s.fit.read[k] >= 0 {
			s.Points[next].Level = l
			next++
		}
	}
	if s.Step > 0 {
		s.Yearly = Level{Value: s.fit.yearly(0.5), Low80: s.fit.yearly(0.1), High80: s.fit.yearly(0.9), Low95: s.fit.yearly(0.025), High95: s.fit.yearly(0.975)}
	}
	if len(s.Houses) == 1 {
		s.Houses = nil
	}
	for h := range s.Houses {
		s.Houses[h].Offset = levelOf(s.fit.house(h), "offset")
	}
	return s
}

// levelOf reads a mixture, within the bounds of its unit.
func levelOf(m *normals, unit string) Level {
	lo, hi := math.Inf(-1), math.Inf(1)
	if unit == "percent" || unit == "degrees" {
		lo, hi = 0, 100
	}
	clip := func(v float64) float64 { return min(hi, max(lo, v)) }
	l := Level{Value: clip(m.centre())}
	l.Low95, l.Low80 = clip(m.quantile(0.025)), clip(m.quantile(0.1))
	l.High80, l.High95 = clip(m.quantile(0.9)), clip(m.quantile(0.975))
	return l
}

// SharedError is the error that all pollsters share where p percent say so:
// pollError points at 50 percent, and less where fewer or more do, as sampling error
// is.
func SharedError(p, pollError float64) float64 {
	p = min(100, max(0, p))
	return pollError * math.Sqrt(p*(100-p)) / 50
}

// withPollError adds the error that all pollsters share to the level of a share in
// percent.
func withPollError(m *normals, unit string, pollError float64) *normals {
	if unit != "percent" || pollError == 0 {
		return m
	}
	return m.wider(func(p float64) float64 { return SharedError(p, pollError) })
}

// forecast adds the level one typical spacing after the last wave, or why there
// is none.
func (s *TrendSegment) forecast(asOf time.Time) {
	if len(s.Points) < 2 || s.Step == 0 {
		s.Refused = "one wave shows no spacing and no change"
		return
	}
	end := s.Points[len(s.Points)-1]
	to := dateAt(end.Year + s.Step)
	if to.Last().Before(asOf) {
		s.Refused = fmt.Sprintf("its next wave was due in %s, and more than one step ahead is not forecast", to)
		return
	}
	l, next, err := s.Ahead(s.Step)
	if err != nil {
		s.Refused = err.Error()
		return
	}
	s.Forecast = &Forecast{Date: to, Years: s.Step, Level: l, Reading: next}
}

// Ahead gives the level some years after the last wave, up to one typical
// spacing of the waves, and what a poll may read then: by any of the pollsters,
// each as often as it took a wave, with the sampling error of its latest. Further
// ahead, and where there is no spacing, it is an error: a level that drifts at
// random says nothing there but that it may be anywhere.
func (s *TrendSegment) Ahead(years float64) (level, reading Level, err error) {
	switch {
	case s.Step == 0:
		return level, reading, fmt.Errorf("waves of one date show no spacing, so nothing is forecast")
	case !(years > 0):
		return level, reading, fmt.Errorf("%g years is not ahead of the last wave", years)
	case years > s.Step*(1+1e-9):
		return level, reading, fmt.Errorf("%.2g years is more than one step of %.2g years ahead of the last wave; no further is forecast", years, s.Step)
	}
	level = levelOf(withPollError(s.fit.ahead(years), s.Unit, s.pollError), s.Unit)
	return level, levelOf(s.fit.next(years, s.share, s.se), s.Unit), nil
}

// dateAt gives the month in which a time in years lies.
func dateAt(year float64) dossier.Date {
	y := math.Floor(year)
	return dossier.Date{Year: int(y), Month: min(12, int((year-y)*12)+1)}
}

// change says in words what the latest wave is against those before it in its
// segment. A change is named only where sampling error alone would make it less
// than once in twenty times.
func (s *TrendSegment) change() string {
	cur, before := s.Points[len(s.Points)-1], s.Points[:len(s.Points)-1]
	for len(before) > 0 && before[len(before)-1].Date == cur.Date { // another pollster's of the same day
		before = before[:len(before)-1]
	}
	if len(before) == 0 {
		return "no earlier wave to compare it with"
	}
	by := func(p TrendPoint) (diff float64, clear bool) {
		diff = cur.Value - p.Value
		return diff, math.Abs(diff) >= 1.96*math.Hypot(cur.SE, p.SE)
	}
	prev := before[len(before)-1]
	if diff, clear := by(prev); clear {
		return fmt.Sprintf("%s since %s", change(diff, s.Unit), prev.Date)
	}
	top, bottom := before[0], before[0]
	for _, p := range before {
		if p.Value >= top.Value {
			top = p
		}
		if p.Value <= bottom.Value {
			bottom = p
		}
	}
	down, fell := by(top)
	up, rose := by(bottom)
	// Where both are clear, the later says more of the present.
	switch {
	case rose && (!fell || bottom.Date.Compare(top.Date) > 0):
		return fmt.Sprintf("%s from the low of %s", change(up, s.Unit), bottom.Date)
	case fell:
		return fmt.Sprintf("%s from the high of %s", change(down, s.Unit), top.Date)
	}
	return fmt.Sprintf("no clear change since %s", before[0].Date)
}
