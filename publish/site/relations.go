package site

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/event"
	"entente/publish/chart"
	"entente/series"
	"entente/words"
)

// onePage is how many pairs of members one page shows; more get a page each.
const onePage = 6

// relationsView is the page of relations, or the page of one pair.
type relationsView struct {
	Root   string
	Story  *storyView // the pair with most to tell; nil where the dossier has no event of its own
	Lacks  []lackView
	Pairs  []pairView
	Each   []pairRow // instead of Pairs, where every pair has a page of its own
	Third  []string
	Weak   string
	Data   []dataView
	Few    int // how many events a ratio needs
	Single bool
}

type pairView struct {
	ID, Title string
	Members   []link
	Holds     []link     // constraints between the two
	Story     *storyView // nil where it opens the page, or there is none
	Groups    []groupView
}

type pairRow struct {
	Link   link
	Events int64
	Latest []string
}

type groupView struct {
	Heading string
	Charts  []relationView
	Areas   []areaRow // of the dossier's own events, those with most events first
	Ways    []string  // the two directions in words, for the areas
	Scores  []picture // the mean score, and all rows apart
	Says    string    // in a sentence; the rest stands below
	About   string    // the anchor of what the page says of the data set
	Kept    bool      // the events themselves are in the dossier
	Folded  string    // the summary that it is folded under; "" where it stands open
}

// areaRow is an area with its counts of cooperation and conflict, each way.
type areaRow struct {
	Name string
	Ways [2][2]int
}

type relationView struct {
	Chart   picture
	Changes []changeMark
	Periods []periodView
	Pair    string // A/B, as the command line writes it
}

type changeMark struct {
	Words string
	Then  []eventLine // what happened at that time, as the dossier has it
}

type periodView struct {
	Anchor, Name string
	Events       []eventLine
}

type eventLine struct {
	Date, Summary, Type, Anchor string
	Sources                     []link
	Unsure                      string
}

// HasRelations tells whether there is a page of relations.
func (b *builder) HasRelations() bool { return len(b.relations) > 0 && len(b.D.Members) > 1 }

// pairsOf gives the pairs of members on which something is held, in the
// dossier's order.
func (b *builder) pairsOf() [][2]string {
	var out [][2]string
	for i, a := range b.D.Members {
		for _, c := range b.D.Members[i+1:] {
			pair := [2]string{a.Code.ID, c.Code.ID}
			if slices.ContainsFunc(b.relations, func(g series.Group) bool { return len(ofPair(g, pair)) > 0 || scored(g, pair) }) {
				out = append(out, pair)
			}
		}
	}
	return out
}

func ofPair(g series.Group, pair [2]string) []series.Relation {
	var out []series.Relation
	for _, r := range g.Relations {
		if r.Source == pair[0] && r.Target == pair[1] || r.Source == pair[1] && r.Target == pair[0] {
			out = append(out, r)
		}
	}
	return out
}

func scored(g series.Group, pair [2]string) bool {
	return slices.ContainsFunc(g.Scores, func(s series.Score) bool {
		return s.Source == pair[0] && s.Target == pair[1] || s.Source == pair[1] && s.Target == pair[0]
	})
}

func pairID(pair [2]string) string { return strings.ToLower(pair[0] + "-" + pair[1]) }

// pairHref is where a pair's relations are shown; "" where nothing is held.
func (b *builder) pairHref(root, x, y string) string {
	pairs := b.pairsOf()
	for _, p := range pairs {
		if p[0] == x && p[1] == y || p[0] == y && p[1] == x {
			if len(pairs) > onePage {
				return root + "relations/" + pairID(p) + ".html"
			}
			return root + "relations.html#" + pairID(p)
		}
	}
	return ""
}

// pairLinks lead to the relations of a member with each of the others.
func (b *builder) pairLinks(root, code string) []link {
	var out []link
	for _, m := range b.D.Members {
		if h := b.pairHref(root, code, m.Code.ID); m.Code.ID != code && h != "" {
			out = append(out, link{Href: h, Text: b.D.MemberName(m.Code.ID)})
		}
	}
	return out
}

func (b *builder) relationPages() []page {
	if !b.HasRelations() {
		return nil
	}
	pairs := b.pairsOf()
	out := []page{{path: "relations.html", template: "relations", title: "Relations", section: "relations", data: deferred(func(root string) any { return b.relationsPage(root, pairs) })}}
	if len(pairs) > onePage {
		for _, p := range pairs {
			out = append(out, page{path: "relations/" + pairID(p) + ".html", template: "relations", title: b.both(p), section: "relations",
				data: deferred(func(root string) any {
					return relationsView{Root: root, Pairs: []pairView{b.pairView(root, p, b.storyOf(root, p))}, Data: b.dataViews(root, [][2]string{p}), Few: b.D.Relations().Minimum, Single: true}
				})})
		}
	}
	return out
}

func (b *builder) both(p [2]string) string {
	return b.D.MemberName(p[0]) + " and " + b.D.MemberName(p[1])
}

func (b *builder) relationsPage(root string, pairs [][2]string) relationsView {
	v := relationsView{Root: root, Few: b.D.Relations().Minimum}
	if len(pairs) <= onePage {
		v.Data = b.dataViews(root, pairs)
	}
	if len(b.told.Stories) > 0 {
		v.Story = b.storyView(root, b.told.Stories[0])
	} else {
		v.Lacks = append(v.Lacks, lackView{"The dossier has no event of its own between its members.", "events.csv", "with a date, who, toward whom, a type, a summary and a source"})
	}
	if len(pairs) > onePage {
		for _, p := range pairs {
			row := pairRow{Link: link{Href: b.pairHref(root, p[0], p[1]), Text: b.both(p)}}
			for _, g := range b.relations {
				for _, r := range ofPair(g, p) {
					row.Events += r.Total().Volume()
					if i := lastDrawn(r.Points); i >= 0 {
						row.Latest = append(row.Latest, fmt.Sprintf("%s → %s %s in %s", r.Source, r.Target, oddsOf(&r.Points[i]), periodWords(r.Points[i].Name)))
					}
				}
			}
			v.Each = append(v.Each, row)
		}
	} else {
		for _, p := range pairs {
			var story *storyView
			if len(b.told.Stories) > 0 && b.told.Stories[0].Pair != p {
				story = b.storyOf(root, p)
			}
			v.Pairs = append(v.Pairs, b.pairView(root, p, story))
		}
	}
	if n := len(b.D.Members); n == 3 || n == 4 {
		v.Third, v.Weak = b.third(), series.ThirdWeakness
	}
	return v
}

// third puts the question whether trouble between two precedes trouble with the
// third to every data set that can be asked.
func (b *builder) third() []string {
	var out []string
	for i, tests := range b.told.Third {
		g := b.relations[i]
		if tests == nil {
			continue // its periods are too long or too short for the question
		}
		answered := 0
		for _, t := range tests {
			if t.Best >= 0 {
				answered++
			}
		}
		if answered == 0 {
			out = append(out, fmt.Sprintf("%s: no answer. Too few periods have enough events in two pairs at once.", words.Capital(b.dataName(g))))
			continue
		}
		for _, t := range tests {
			if t.Best >= 0 {
				out = append(out, fmt.Sprintf("%s: %s", words.Capital(b.dataName(g)), t.Says(b.D.MemberName))+inBrackets(doubted(append(ofPair(g, t.Between), ofPair(g, t.With)...)...)))
			}
		}
		if answered < len(tests) {
			out = append(out, fmt.Sprintf("%s: %d more of the %d questions have too few periods to answer.", words.Capital(b.dataName(g)), len(tests)-answered, len(tests)))
		}
	}
	return out
}

func (b *builder) pairView(root string, p [2]string, story *storyView) pairView {
	v := pairView{Story: story, ID: pairID(p), Title: b.both(p), Members: []link{b.memberLink(root, p[0]), b.memberLink(root, p[1])}}
	for _, c := range b.A.Constraints {
		if between := c.Doc.Between; len(between) == 2 && between.Has(p[0]) && between.Has(p[1]) {
			v.Holds = append(v.Holds, b.constraintLink(root, c.ID))
		}
	}
	for i, g := range b.relations {
		if b.best(i, p) {
			v.Groups = append(v.Groups, b.groupView(root, p, g))
		}
	}
	return v
}

// best reports whether a group is the one of its data set that shows a pair best:
// by the shortest periods of which enough reach the minimum, else by the longest.
func (b *builder) best(n int, p [2]string) bool {
	rank := func(g series.Group) int {
		rs := ofPair(g, p)
		switch {
		case len(rs) == 0 && !scored(g, p):
			return -1
		case len(rs) == 0:
			return 0
		case series.Often(rs):
			return 20 - int(rs[0].By)
		}
		return 1 + int(rs[0].By)
	}
	g := b.relations[n]
	own := rank(g)
	if own < 0 {
		return false
	}
	for i, o := range b.relations {
		if i != n && o.Origin == g.Origin && o.Origin != event.NoOrigin && rank(o) > 0 && own > 0 && (rank(o) > own || rank(o) == own && i < n) {
			return false
		}
	}
	return true
}

func (b *builder) groupView(root string, p [2]string, g series.Group) groupView {
	v := groupView{Kept: g.File == nil}
	rs := ofPair(g, p)
	// Both directions have one scale of time and one of counts.
	slices.SortStableFunc(rs, func(x, y series.Relation) int {
		return cmp.Compare(slices.Index(p[:], x.Source), slices.Index(p[:], y.Source))
	})
	span, reach := reachOf(rs)
	for _, r := range rs {
		v.Charts = append(v.Charts, b.relationView(root, r, g, span, reach))
	}
	v.Heading = words.Capital(b.dataName(g))
	switch {
	case len(rs) > 0:
		v.Heading += ", by " + rs[0].By.String()
	case g.File.Made != nil && g.File.Made.By != "":
		v.Heading += ", by " + g.File.Made.By
	}
	if scored(g, p) {
		v.Scores = b.scoreCharts(p, g)
	}
	v.About = "data-" + dataStem(g)
	switch {
	case g.File == nil:
		v.Folded = "Each way by itself, with the ratio of cooperation to conflict"
	case b.folded(rs, g.Scores):
		v.Folded = v.Heading + ", an older data set"
	}
	if g.File == nil {
		unique, both := map[string]bool{}, 0
		for _, r := range rs {
			for _, rec := range b.ownEvents(r.Source, r.Target, r.By, event.NoDay, event.NoDay) {
				if unique[rec.ID] {
					both++
				}
				unique[rec.ID] = true
			}
		}
		v.Says = words.Count(len(unique), "event") + " coded by hand, each with its source" + inBrackets(doubted(rs...)) + "."
		if both > 0 {
			are := "are acts"
			if both == 1 {
				are = "is an act"
			}
			v.Says += fmt.Sprintf(" Of them %d %s of both toward each other: what is listed below both ways is %s.", both, are, words.Count(len(unique)+both, "line"))
		}
		if len(rs) > 0 {
			v.Areas = b.areaRows(p, rs[0].By)
			v.Ways = []string{words.Toward(b.D.MemberName(p[0]), b.D.MemberName(p[1])), words.Toward(b.D.MemberName(p[1]), b.D.MemberName(p[0]))}
		}
	} else if m := g.File.Made; m != nil {
		v.Says = fullStop(b.D.Say(m.Data))
	}
	return v
}

// reachOf gives the years that the charts of a pair show, and how far their bars
// reach. Years long before the first period with enough events are left to the
// table.
func reachOf(rs []series.Relation) (span, reach [2]float64) {
	first, last, drawn := event.Day(1<<30), event.NoDay, event.Day(1<<30)
	for _, r := range rs {
		if len(r.Points) == 0 {
			continue
		}
		first, last = min(first, r.Points[0].From), max(last, r.Points[len(r.Points)-1].To)
		for _, p := range r.Points {
			if p.Drawn {
				drawn = min(drawn, p.From)
			}
			reach[0], reach[1] = max(reach[0], float64(p.Counts.Cooperation())), max(reach[1], float64(p.Counts.Conflict()))
		}
	}
	if last == event.NoDay {
		return span, reach
	}
	const before = 6 * 365
	if drawn < 1<<30 && drawn-before > first {
		first = series.ByYear.Start(drawn - before)
	}
	return [2]float64{yearOf(first), yearOf(last + 1)}, reach
}

// yearOf gives a day as a year with a fraction.
func yearOf(d event.Day) float64 {
	t := d.Time()
	start := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	return float64(t.Year()) + t.Sub(start).Hours()/start.AddDate(1, 0, 0).Sub(start).Hours()
}

func lastDrawn(ps []series.RelationPoint) int {
	for i, p := range slices.Backward(ps) {
		if p.Drawn {
			return i
		}
	}
	return -1
}

func (b *builder) relationView(root string, r series.Relation, g series.Group, span, reach [2]float64) relationView {
	v := relationView{Pair: r.Source + "/" + r.Target}
	stem := dataStem(g)
	prefix := encoded("at-" + stem + "-" + strings.ToLower(r.Source+"-"+r.Target) + "-")
	v.Periods = b.eventPeriods(root, r, prefix)
	listed := map[string]bool{}
	for _, p := range v.Periods {
		listed[p.Name] = true
	}
	var periods []chart.Period
	for _, p := range r.Points {
		q := chart.Period{From: yearOf(p.From), To: yearOf(p.To + 1), Label: b.periodSoFar(p), Drawn: p.Drawn, Index: p.Index, Low: p.Low, High: p.High,
			VerbalUp: float64(p.Counts.VerbalCooperation), DeedUp: float64(p.Counts.MaterialCooperation), VerbalDown: float64(p.Counts.VerbalConflict), Deed: float64(p.Counts.MaterialConflict)}
		if p.Unconfirmed {
			q.Unsure = dossier.NotConfirmed
		}
		if name := periodWords(p.Name); listed[name] {
			q.Href = "#" + prefix + p.Name
		}
		periods = append(periods, q)
	}
	var marks []chart.Change
	for _, c := range r.Changes {
		marks = append(marks, chart.Change{Year: yearOf(c.At), Label: periodWords(c.Name)})
		v.Changes = append(v.Changes, changeMark{
			Words: fmt.Sprintf("From %s the level is another: cooperation to conflict %s, before it %s%s. By quarter and by year alike.", periodWords(c.Name), chart.Odds(c.After), chart.Odds(c.Before), inBrackets(doubted(r))),
			Then:  b.eventsAround(root, r, c.At),
		})
	}
	id := "rel-" + stem + "-" + strings.ToLower(r.Source+"-"+r.Target)
	c := chart.Relations(encoded(id), b.relationTitle(r), fmt.Sprintf("Events a %s: cooperation up, conflict down; deeds solid, words pale", r.By), periods, marks, span, reach)
	c.Source = b.dataName(g)
	if g.File != nil && g.File.Made != nil && g.File.Made.Share > 0 && g.File.Made.Share < 1 {
		c.Source += fmt.Sprintf(", a sample of %.0f percent", 100*g.File.Made.Share)
	}
	v.Chart = show(c)
	return v
}

// relationTitle is the one message of a relation's chart.
func (b *builder) relationTitle(r series.Relation) string {
	who := b.D.MemberName(r.Source) + " toward " + b.D.MemberName(r.Target)
	if n := len(r.Changes); n > 0 {
		c := r.Changes[n-1]
		if c.After > c.Before {
			return who + ": cooperation gained on conflict from " + periodWords(c.Name) + inBrackets(doubted(r))
		}
		return who + ": conflict gained on cooperation from " + periodWords(c.Name) + inBrackets(doubted(r))
	}
	var low, high *series.RelationPoint
	for i := range r.Points {
		if p := &r.Points[i]; p.Drawn {
			if low == nil || p.Index < low.Index {
				low = p
			}
			if high == nil || p.Index > high.Index {
				high = p
			}
		}
	}
	if low == nil {
		return fmt.Sprintf("%s: never %d events in a %s, too few for a ratio", who, r.Minimum, r.By)
	}
	switch {
	case r.DrawnPoints() == 1:
		return fmt.Sprintf("%s: cooperation to conflict %s in %s, with too few events in any other %s", who, oddsOf(low), periodWords(low.Name), r.By)
	case chart.Odds(low.Index) == chart.Odds(high.Index):
		return fmt.Sprintf("%s: cooperation to conflict stayed at %s", who, oddsOf(low))
	case low.High >= high.Low: // within the error of both
		return fmt.Sprintf("%s: cooperation to conflict between %s and %s, no clear change", who, oddsOf(low), oddsOf(high))
	}
	return fmt.Sprintf("%s: cooperation to conflict was lowest in %s, at %s", who, periodWords(low.Name), oddsOf(low))
}

// doubted is the mark of what rests on whole relations: a change of level, or the
// question of a third. It stands where a period of them is not confirmed.
func doubted(rs ...series.Relation) string {
	for _, r := range rs {
		if slices.ContainsFunc(r.Points, func(p series.RelationPoint) bool { return p.Unconfirmed }) {
			return dossier.NotConfirmed
		}
	}
	return ""
}

// oddsOf says the ratio of a period, with its mark where it rests on what is not
// confirmed.
func oddsOf(p *series.RelationPoint) string {
	s := chart.Odds(p.Index)
	if p.Unconfirmed {
		s += inBrackets(dossier.NotConfirmed)
	}
	return s
}

// periodSoFar writes a period, and says where it was not over by the as-of date.
func (b *builder) periodSoFar(p series.RelationPoint) string {
	if p.To.Time().After(b.A.Dossier.AsOf.Last()) {
		return periodWords(p.Name) + " so far"
	}
	return periodWords(p.Name)
}

// periodWords writes a period as readers do: 2012, third quarter of 2012 is
// "2012 Q3", 2012-07 is July 2012.
func periodWords(name string) string {
	if strings.Contains(name, "-Q") || strings.Contains(name, "-W") {
		return strings.Replace(name, "-", "\u00a0", 1)
	}
	if d, err := dossier.ParseDate(name); err == nil {
		return dateWords(d)
	}
	return name
}

// ownEvents gives the dossier's own events of an ordered pair from one day to
// another (NoDay: no bound), by date.
func (b *builder) ownEvents(source, target string, by series.Span, from, to event.Day) []event.Record {
	var out []event.Record
	own := series.DossierEvents{D: b.D, AsOf: b.A.Dossier.AsOf.Last(), By: by}
	for rec, err := range own.Events(context.Background(), event.Query{Pairs: [][2]string{{source, target}}, From: from, To: to, KnownBy: event.NoDay}) {
		if err == nil {
			out = append(out, rec)
		}
	}
	return out
}

// eventPeriods lists the dossier's own events of one ordered pair in the time of
// a relation, by its periods, the latest first.
func (b *builder) eventPeriods(root string, r series.Relation, prefix string) []periodView {
	var out []periodView
	if len(r.Points) == 0 {
		return nil
	}
	for _, rec := range b.ownEvents(r.Source, r.Target, r.By, r.Points[0].From, r.Points[len(r.Points)-1].To) {
		name := r.By.Name(r.By.Start(rec.Date))
		words := periodWords(name)
		if n := len(out); n == 0 || out[n-1].Name != words {
			out = append(out, periodView{Anchor: prefix + name, Name: words})
		}
		p := &out[len(out)-1]
		p.Events = append(p.Events, b.eventLine(root, rec.ID))
	}
	slices.Reverse(out)
	return out
}

func (b *builder) eventLine(root, id string) eventLine {
	e := b.D.Event(id)
	return eventLine{Date: cellDate(e.Date), Summary: e.Summary, Type: strings.ToLower(e.Type), Anchor: root + "events.html#" + anchor(e.ID), Sources: b.sourceLinks(root, e.Sources), Unsure: e.Confirmed.Mark()}
}

// eventsAround gives the dossier's events between two countries within half a
// year of a change, either way, the nearest first.
func (b *builder) eventsAround(root string, r series.Relation, at event.Day) []eventLine {
	const near, most = 183, 4
	var recs []event.Record
	seen := map[string]bool{}
	for _, rec := range append(b.ownEvents(r.Source, r.Target, series.ByMonth, at-near, at+near), b.ownEvents(r.Target, r.Source, series.ByMonth, at-near, at+near)...) {
		if !seen[rec.ID] {
			seen[rec.ID] = true
			recs = append(recs, rec)
		}
	}
	slices.SortStableFunc(recs, func(x, y event.Record) int { return cmp.Compare(max(x.Date-at, at-x.Date), max(y.Date-at, at-y.Date)) })
	recs = recs[:min(len(recs), most)]
	slices.SortStableFunc(recs, func(x, y event.Record) int { return cmp.Compare(x.Date, y.Date) })
	var out []eventLine
	for _, rec := range recs {
		out = append(out, b.eventLine(root, rec.ID))
	}
	return out
}

// scoreCharts draw mean scores, both directions in one picture, and the rows
// that they rest on in another.
func (b *builder) scoreCharts(p [2]string, g series.Group) []picture {
	var scores, rows []chart.Line
	lowest, when, who, unit := 0.0, "", "", ""
	least, most := 0.0, 0.0
	for _, s := range g.Scores {
		if s.Source != p[0] && s.Target != p[0] || s.Source != p[1] && s.Target != p[1] {
			continue
		}
		l := chart.Line{Name: s.Source + " → " + s.Target}
		n := l
		for _, pt := range s.Points {
			unit = pt.Unit
			at := chart.Point{Year: pt.Date.FloatYear(), Value: pt.Value, Label: fmt.Sprint(pt.Date.Year)}
			l.Points = append(l.Points, at)
			if when == "" || pt.Value < lowest {
				lowest, when, who = pt.Value, at.Label, b.D.MemberName(s.Source)+" toward "+b.D.MemberName(s.Target)
			}
			at.Value = pt.N
			n.Points = append(n.Points, at)
			if most == 0 || pt.N < least {
				least = pt.N
			}
			most = max(most, pt.N)
		}
		scores, rows = append(scores, l), append(rows, n)
	}
	c := chart.Time(encoded("score-"+pairID(p)), fmt.Sprintf("The mean score was lowest in %s (%s)", when, who), words.Capital("mean "+unit+" of a row, by year"), scores, []chart.Level{{Value: 0, Label: "neither"}})
	c.Source = b.dataName(g)
	v := chart.Time(encoded("rows-"+pairID(p)), fmt.Sprintf("Apart: the rows it rests on, from %.0f to %.0f a year", least, most), "Rows a year, which follow how much is reported", rows, nil)
	v.Source = c.Source
	return []picture{show(c), show(v)}
}
