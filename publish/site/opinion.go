package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/chart"
	"entente/series"
	"entente/words"
)

// A series is drawn where it has this many waves, and this many that may be joined.
const (
	drawnWaves  = 4
	joinedWaves = 3
)

// opinionData is the page of opinion: charts by public and by whom they are
// about, and a table of what was asked too seldom to be drawn.
type opinionData struct {
	Sights  []sightRow // who sees whom
	Publics []*opinionPublic
	// Extremes are the series whose latest wave is a record, furthest reach first.
	Extremes []opinionExtreme
	Drawn    int
}

// sightRow is how one public sees the others.
type sightRow struct {
	Name  string
	Cells []sightCell
}

type sightCell struct {
	About  string
	Href   string // the chart in full
	Asked  string // the question, with who asked
	Says   string
	Chart  picture
	Stale  string // when it was last asked, where that is long ago
	Newer  *link  // a later answer, asked too seldom for a picture
	Others int    // further series of this public about them
}

type opinionPublic struct {
	Code, Name string
	Abouts     []*opinionAbout
	Rest       []opinionRow
}

type opinionAbout struct {
	ID, Name string
	Title    string
	Charts   []opinionChart
	rest     []opinionRow
}

type opinionChart struct {
	Anchor  string
	Also    string // the anchor of its mirror, which is drawn with it; "" where it has none
	Other   string // the mirror's question
	Picture picture
	Waves   string // the rows with their sources
	N       int
	Bears   []link // constraints whose pressure it moves
}

type opinionRow struct {
	Question, Pollster string
	Value, Error       string
	Date               string
	About              string
	Waves              string
	N                  int
}

type opinionExtreme struct {
	Href, Public, Question, Says string
	when                         string
}

// drawn reports whether a series is drawn on the page of opinion.
func drawn(t *series.Trend) bool {
	all, most := 0, 0
	for _, s := range joined(t) {
		all, most = all+len(s.Points), max(most, len(s.Points))
	}
	return all >= drawnWaves && most >= joinedWaves
}

// joined gives the segments in the unit of the latest: others have another axis.
func joined(t *series.Trend) []series.TrendSegment {
	var out []series.TrendSegment
	for _, s := range t.Segments {
		if s.Unit == t.Unit {
			out = append(out, s)
		}
	}
	return out
}

// trend gives what the polls of a series tell by the as-of date, or nil.
func (b *builder) trend(id string) *series.Trend { return b.told.Trends[id] }

// opinionLink leads to the chart of a poll series; ok is false where it has none.
func (b *builder) opinionLink(root, id string) (link, bool) {
	t := b.trend(id)
	if t == nil || !drawn(t) {
		return link{}, false
	}
	return link{Href: root + "opinion.html#" + anchor(id), Text: words.Capital(t.Question)}, true
}

// opinion gives the page.
func (b *builder) opinion(root string) any {
	d := opinionData{}
	public := func(code string) *opinionPublic {
		for _, p := range d.Publics {
			if p.Code == code {
				return p
			}
		}
		d.Publics = append(d.Publics, &opinionPublic{Code: code, Name: b.D.MemberName(code)})
		return d.Publics[len(d.Publics)-1]
	}
	for _, m := range b.D.Members {
		public(m.Code.ID)
	}
	d.Sights = b.sights(root)
	mirrors := series.Mirrors(b.told.Trends)
	bears := b.pollConstraints(root)
	for _, id := range b.D.PollSeriesIDs() {
		t := b.trend(id)
		if t == nil {
			continue
		}
		g := b.about(public(t.Country), t.About)
		end := t.Segments[len(t.Segments)-1]
		latest := end.Points[len(end.Points)-1]
		if !drawn(t) {
			n := 0
			for _, s := range t.Segments {
				n += len(s.Points)
			}
			g.rest = append(g.rest, opinionRow{
				Question: words.Capital(t.Question), Pollster: t.Pollster, Value: amount(latest.Value, t.Unit) + inBrackets(mark(latest.Point)), Error: chart.Short(1.96 * latest.SE),
				Date: dateWords(latest.Date), About: g.Name, Waves: root + "polls.html#" + anchor(id), N: n,
			})
			continue
		}
		mirror := b.trend(mirrors[id])
		if mirror != nil && drawn(mirror) && !leads(t, mirror) {
			d.Drawn++
			continue // it is drawn with the one that it mirrors
		}
		c := opinionChart{Anchor: anchor(id), Picture: b.pollChart(id, mirror), Waves: root + "polls.html#" + anchor(id), N: len(latestReadings(t)), Bears: bears[id]}
		if mirror != nil {
			c.Also, c.Other = anchor(mirror.Series), words.Capital(mirror.Question)
			c.Bears = append(c.Bears, bears[mirror.Series]...)
		}
		c.Picture.Desc = sentenceOf(dateWords(latest.Date) + ": " + sayDates(t.Record))
		if end.Refused != "" {
			c.Picture.Desc += " No forecast: " + sayDates(end.Refused) + "."
		}
		g.Charts = append(g.Charts, c)
		d.Drawn++
		if t.Extreme && latest.Date.FloatYear() > b.A.Dossier.AsOf.FloatYear()-1.5 {
			d.Extremes = append(d.Extremes, opinionExtreme{Href: "#" + c.Anchor, Public: b.D.MemberName(t.Country), Question: t.Question, Says: sayDates(t.Headline), when: latest.Date.String()})
		}
	}
	slices.SortStableFunc(d.Extremes, func(x, y opinionExtreme) int { return cmp.Compare(y.when, x.when) })
	for _, p := range d.Publics {
		slices.SortStableFunc(p.Abouts, func(x, y *opinionAbout) int {
			return cmp.Compare(b.rankAbout(dossier.Actors(x.ID)), b.rankAbout(dossier.Actors(y.ID)))
		})
		for _, g := range p.Abouts {
			// What moves a pressure first, then the longest.
			slices.SortStableFunc(g.Charts, func(x, y opinionChart) int {
				return cmp.Or(cmp.Compare(min(1, len(y.Bears)), min(1, len(x.Bears))), cmp.Compare(y.N, x.N))
			})
			p.Rest = append(p.Rest, g.rest...)
		}
		p.Abouts = slices.DeleteFunc(p.Abouts, func(g *opinionAbout) bool { return len(g.Charts) == 0 })
	}
	d.Publics = slices.DeleteFunc(d.Publics, func(p *opinionPublic) bool { return len(p.Abouts)+len(p.Rest) == 0 })
	return d
}

// sightYears is how many years the small pictures show; what lies before is in the full one.
const sightYears = 25

// sights gives who sees whom: for each public and each that it was asked about one small
// picture, all on the same years and the same axis from 0 to 100.
func (b *builder) sights(root string) []sightRow {
	frame := chart.Frame{Values: [2]float64{0, 100}}
	for _, s := range b.told.Sights {
		for _, p := range latestReadings(s.Face) {
			if frame.Years == [2]float64{} {
				frame.Years[0] = p.Year
			}
			frame.Years[0] = min(frame.Years[0], p.Year)
		}
	}
	frame.Years[1] = b.A.Dossier.AsOf.FloatYear()
	frame.Years[0] = max(frame.Years[0], frame.Years[1]-sightYears)
	var out []sightRow
	for _, s := range b.told.Sights {
		name := words.InSentence(b.D.MemberName(s.Country))
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, sightRow{Name: name})
		}
		t := s.Face
		line := chart.Line{Name: words.Capital(t.Question)}
		for n, seg := range joined(t) {
			for i, p := range seg.Points {
				q := chart.Point{Year: p.Year, Value: p.Value, Label: dateWords(p.Date), Weak: p.Weak, Unsure: mark(p.Point)}
				if i == 0 && n > 0 {
					q.Break = seg.Break
				}
				if q.Year >= frame.Years[0] {
					line.Points = append(line.Points, q)
				}
			}
		}
		unit := t.Unit
		c := chart.Small("sight-"+encoded(t.Series), words.Capital(t.Question), unit, line, nil, frame)
		c.Source = t.Pollster
		stale := ""
		if last := joined(t); t.Stale(b.A.Dossier.AsOf) {
			ps := last[len(last)-1].Points
			stale = "Last asked in " + dateWords(ps[len(ps)-1].Date) + "; nothing newer is on record"
		}
		var newer *link
		if t := s.Newer; t != nil {
			ps := t.Segments[len(t.Segments)-1].Points
			p := ps[len(ps)-1]
			newer = &link{Href: root + "polls.html#" + anchor(t.Series), Text: fmt.Sprintf("%s, %s: %s (%s)%s", words.Capital(t.Question), dateWords(p.Date), amount(p.Value, t.Unit), t.Pollster, inBrackets(mark(p.Point)))}
		}
		row := &out[len(out)-1]
		row.Cells = append(row.Cells, sightCell{About: b.actors(dossier.Actors(s.About)), Href: "#" + anchor(t.Series), Asked: words.Capital(t.Question) + ", " + unit, Says: sayDates(t.Headline), Chart: show(c), Stale: stale, Newer: newer, Others: len(s.Others)})
	}
	return out
}

// pollConstraints gives, by poll series, the constraints that it is the
// indicator of.
func (b *builder) pollConstraints(root string) map[string][]link {
	out := map[string][]link{}
	for _, c := range b.A.Constraints {
		if in := c.Doc.Indicator; in != nil && in.Poll.ID != "" {
			out[in.Poll.ID] = append(out[in.Poll.ID], b.constraintLink(root, c.ID))
		}
	}
	return out
}

// about gives the group of a public that a series belongs to.
func (b *builder) about(p *opinionPublic, about dossier.Actors) *opinionAbout {
	for _, g := range p.Abouts {
		if g.ID == string(about) {
			return g
		}
	}
	var names, within []string
	for a := range about.Each() {
		names = append(names, b.actor(a))
		within = append(within, words.InSentence(b.actor(a)))
	}
	g := &opinionAbout{ID: string(about), Name: words.List(names)}
	switch {
	case len(names) == 0:
		g.Title = "Other questions"
	case string(about) == p.Code:
		g.Title = "On itself"
	default:
		g.Title = words.Capital(words.List(within)) + " seen from " + words.InSentence(p.Name)
	}
	p.Abouts = append(p.Abouts, g)
	return g
}

// rankAbout orders whom a question is about: members in the dossier's order,
// parties outside in theirs, several, others, and none.
func (b *builder) rankAbout(about dossier.Actors) int {
	for i, m := range b.D.Members {
		if m.Code.ID == string(about) {
			return i
		}
	}
	for i, o := range b.D.Outside {
		if o.ID.ID == string(about) {
			return 1000 + i
		}
	}
	switch {
	case about == "":
		return 4000
	case about.Len() > 1:
		return 3000
	}
	return 2000
}

func latestReadings(t *series.Trend) []series.TrendPoint {
	var out []series.TrendPoint
	for _, s := range joined(t) {
		out = append(out, s.Points...)
	}
	return out
}

// mark is the mark of a point whose row is not confirmed.
func mark(p series.Point) string {
	if p.Unconfirmed {
		return dossier.NotConfirmed
	}
	return ""
}

// inBrackets sets a mark behind a value.
func inBrackets(mark string) string {
	if mark == "" {
		return ""
	}
	return " (" + mark + ")"
}

// markedWaves is how many waves a segment needs for its high and its low to be
// named in place: fewer where it is the only one and no other's names are near.
func markedWaves(segments int) int {
	if segments == 1 {
		return drawnWaves
	}
	return drawnWaves + 2
}

// trendLine gives a series as its chart draws it: the level behind the waves with
// its 80% band, the waves with their sampling error, records and a forecast.
func trendLine(t *series.Trend) chart.Line {
	l := chart.Line{Name: words.Capital(t.Question)}
	segments := joined(t)
	for n, s := range segments {
		for k, c := range s.Curve {
			p := chart.Point{Year: c.Year, Value: c.Value, Low: c.Low80, High: c.High80}
			if k == 0 && n > 0 {
				p.Break = s.Break
			}
			l.Points = append(l.Points, p)
		}
		high, low := 0, 0
		for i, p := range s.Points {
			if p.Value > s.Points[high].Value {
				high = i
			}
			if p.Value < s.Points[low].Value {
				low = i
			}
		}
		for i, p := range s.Points {
			r := chart.Point{Year: p.Year, Value: p.Value, Low: p.Value - 1.2816*p.SE, High: p.Value + 1.2816*p.SE, Label: dateWords(p.Date), Weak: p.Weak, Unsure: mark(p.Point)}
			if i == 0 && n > 0 {
				r.Break = s.Break
			}
			latest := n == len(segments)-1 && i == len(s.Points)-1
			if len(s.Points) >= markedWaves(len(segments)) && !latest {
				switch i {
				case high:
					r.Mark = "high " + chart.Short(p.Value)
				case low:
					r.Mark = "low " + chart.Short(p.Value)
				}
			}
			l.Readings = append(l.Readings, r)
		}
		if f := s.Forecast; f != nil {
			at := s.Points[len(s.Points)-1].Year + f.Years
			l.Forecast = &chart.Point{
				Year: at, Value: f.Value, Low: f.Low80, High: f.High80, Label: dateWords(f.Date),
				Mark: fmt.Sprintf("%s\nlevel %s–%s\npoll %s–%s", f.Date.First().Format("Jan 2006"), whole(f.Low80), whole(f.High80), whole(f.Reading.Low80), whole(f.Reading.High80)),
			}
			l.Next = &chart.Point{Year: at, Value: f.Reading.Value, Low: f.Reading.Low80, High: f.Reading.High80, Label: dateWords(f.Date)}
		}
	}
	return l
}

// leads reports whether of two series that mirror each other the first is the one that is
// drawn for both: that of more waves, of equals the one whose id stands first.
func leads(t, mirror *series.Trend) bool {
	n, m := len(latestReadings(t)), len(latestReadings(mirror))
	return n > m || n == m && t.Series < mirror.Series
}

// pollChart draws a poll series as it was known on the as-of date, with the one that
// mirrors it, if there is one.
func (b *builder) pollChart(id string, mirror *series.Trend) picture {
	t := b.trend(id)
	if t == nil {
		return show(chart.Time("poll-"+encoded(id), "", "", nil, nil))
	}
	title := words.Capital(t.Question) + ": " + sayDates(t.Headline)
	lines := []chart.Line{trendLine(t)}
	if mirror != nil {
		other := trendLine(mirror)
		lines[0].Name, other.Name, other.Forecast, other.Next = "as asked", "other answer", nil, nil
		for i := range other.Readings {
			other.Readings[i].Mark, other.Readings[i].Break = "", ""
		}
		for i := range other.Points { // the first line's breaks are drawn and named
			other.Points[i].Low, other.Points[i].High = 0, 0
		}
		lines = append(lines, other)
	}
	c := chart.Time("poll-"+encoded(id), title, unitWords(t.Unit)+", "+b.D.MemberName(t.Country), lines, nil)
	c.Source = t.Pollster
	c.Header, c.Rows = trendTable(t)
	if mirror != nil {
		_, rows := trendTable(mirror)
		for _, row := range rows {
			row[len(row)-1] = strings.TrimSuffix("other answer: "+words.Capital(mirror.Question)+"; "+row[len(row)-1], "; ")
			c.Rows = append(c.Rows, row)
		}
	}
	return show(c)
}

// PollCharts gives what draws the poll series of a dossier by the agenda's day; false
// for one without a wave.
func PollCharts(d *dossier.Dossier, a *agenda.Agenda) (func(id string) (chart.Chart, bool), error) {
	told, err := series.Tell(d, a.Dossier.AsOf.Last())
	if err != nil {
		return nil, err
	}
	b := newBuilder(Content{Dossier: d, Agenda: a, Told: told})
	return func(id string) (chart.Chart, bool) {
		if b.trend(id) == nil {
			return chart.Chart{}, false
		}
		return b.pollChart(id, nil).Chart, true
	}, nil
}

// trendTable is the table behind the chart of a poll series: every wave and the
// level behind it.
func trendTable(t *series.Trend) (header []string, rows [][]string) {
	header = []string{"Fieldwork until", "Value", "n", "Level", "80%", "95%", "Note"}
	span := func(lo, hi float64) string { return chart.Short(lo) + "–" + chart.Short(hi) }
	for n, s := range t.Segments {
		for i, p := range s.Points {
			size := "not stated"
			if p.N > 0 {
				size = thousands(int(p.N))
			}
			var notes []string
			if i == 0 && n > 0 {
				notes = append(notes, "begins anew: "+s.Break)
			}
			if p.Pollster != t.Pollster {
				notes = append(notes, p.Pollster)
			}
			if p.Weak {
				notes = append(notes, "weak source")
			}
			if p.Unconfirmed {
				notes = append(notes, dossier.NotConfirmed)
			}
			rows = append(rows, []string{dateWords(p.Date), amount(p.Value, s.Unit), size, chart.Short(p.Level.Value), span(p.Level.Low80, p.Level.High80), span(p.Level.Low95, p.Level.High95), strings.Join(notes, "; ")})
		}
		for _, h := range s.Houses {
			rows = append(rows, []string{"", "", words.Count(h.Waves, "wave"), chart.Short(h.Offset.Value), span(h.Offset.Low80, h.Offset.High80), span(h.Offset.Low95, h.Offset.High95), h.Name + ": reads so far above the average of the pollsters"})
		}
		if f := s.Forecast; f != nil {
			rows = append(rows, []string{dateWords(f.Date), "", "", chart.Short(f.Value), span(f.Low80, f.High80), span(f.Low95, f.High95), "forecast of the level, one step"})
			r := f.Reading
			rows = append(rows, []string{dateWords(f.Date), "", "", chart.Short(r.Value), span(r.Low80, r.High80), span(r.Low95, r.High95), "what the next poll may read"})
		}
	}
	return header, rows
}

func unitWords(unit string) string {
	if unit == "percent" {
		return "Percent of those asked"
	}
	return words.Capital(unit)
}

// amount writes a value with its unit in a table.
func amount(v float64, unit string) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if unit == "percent" {
		return s + "%"
	}
	return s + " " + unit
}

func whole(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }

func sentenceOf(s string) string {
	s = words.Capital(s)
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
