package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"

	"entente/agenda"
	"entente/country"
	"entente/dossier"
	"entente/publish/chart"
	"entente/words"
)

type memberData struct {
	Root        string
	M           *dossier.Member
	Name        string
	Native      []link
	Capital     string
	Note        string
	Reviewed    string
	Priorities  []priorityView
	Dots        picture
	Gap         string
	Ready       []link
	Short       []shortView
	Players     []playerCard
	Agencies    []agencyView
	Constraints []constraintCard
	Procedures  []procedureView
	Calendar    []calendarView
	Relations   []link
	Cases       bool
	Asked       int // questions to its public that the page of opinion draws
}

type priorityView struct {
	ID, Title string
	Weight    float64
	From      string
	Because   string
	Unsure    string
	Sources   []link
}

type shortView struct {
	Link  link
	P     *float64
	Pivot string
}

type playerCard struct {
	P         *dossier.Player
	Name      string
	Native    []link
	Roles     string
	Kind      string
	Influence string
	Because   string
	Note      string
	Holders   []holderView
	Stances   []stanceView
	Sources   []link
	Unsure    string
}

type holderView struct {
	Name, From, To, Unsure string
	Sources                []link
}

type stanceView struct {
	Areas               string
	From, Until         string
	Low, Best, High     float64
	Confidence          float64
	Salience            float64
	NoDeal              float64
	Because, By, Unsure string
	Evidence            []link
	Now                 bool
}

type agencyView struct {
	ID, Name, From, To, Remit, Unsure string
	Native                            *link
	Successor                         *link
	Sources                           []link
}

type constraintCard struct {
	Link     link
	Effect   string
	Pressure string
	P50      float64
	Says     string
	Chart    *picture
	Evidence bool
}

type procedureView struct {
	ID, Name, Reversal, Unsure string
	Parliament                 string
	Steps                      template.HTML
	Sources                    []link
}

type calendarView struct {
	Date, Kind, Title, Unsure string
	Sources                   []link
}

func (b *builder) memberPages() []page {
	var out []page
	for _, m := range b.D.Members {
		out = append(out, page{path: "members/" + strings.ToLower(m.Code.ID) + ".html", template: "member", title: b.D.MemberName(m.Code.ID), section: "members",
			data: deferred(func(root string) any { return b.member(root, m) })})
	}
	return out
}

// otherNames gives a text in the dossier's other languages.
func (b *builder) otherNames(t dossier.Text) []link {
	var out []link
	for _, l := range b.D.Languages {
		if l != b.D.Lang() && t.Has(l) {
			out = append(out, link{Text: t.By[l], Lang: l})
		}
	}
	return out
}

func (b *builder) member(root string, m *dossier.Member) memberData {
	day := b.A.Dossier.AsOf.Last()
	d := memberData{Root: root, M: m, Name: b.D.MemberName(m.Code.ID), Note: b.D.Say(m.Note), Relations: b.pairLinks(root, m.Code.ID)}
	names := b.D.OwnNames(m.Code.ID)
	for _, l := range b.D.Languages {
		if n := names[l]; n != "" {
			d.Native = append(d.Native, link{Text: n, Lang: l})
		}
	}
	if c, ok := country.ByCode(m.Code.ID); ok {
		d.Capital = c.Capital
	}
	if m.Reviewed != nil {
		d.Reviewed = fmt.Sprintf("Its stances were reviewed by %s on %s.", m.Reviewed.By, dateWords(m.Reviewed.Date))
	}
	for _, p := range m.Priorities {
		if p.From.Begun(day) && !p.Until.Ended(day) {
			d.Priorities = append(d.Priorities, priorityView{p.ID.ID, b.D.Say(p.Title), p.Weight, dateWords(p.From), b.D.Say(p.Because), sure(p.Sure), b.sourceLinks(root, p.Source.IDs())})
		}
	}
	slices.SortStableFunc(d.Priorities, func(x, y priorityView) int { return cmp.Compare(y.Weight, x.Weight) })
	d.Dots, d.Gap = b.dots(m)
	for _, t := range b.told.Trends {
		if t.Country == m.Code.ID && drawn(t) {
			d.Asked++
		}
	}
	for _, i := range b.A.Initiatives {
		c := i.ByMember[m.Code.ID]
		if c == nil || c.P == nil || i.Verdict == agenda.Delivered {
			continue
		}
		if i.Verdict == agenda.HeldBack || i.Verdict == agenda.WithinReach {
			lowest := true
			for _, o := range i.ByMember {
				if o.P != nil && *o.P < *c.P {
					lowest = false
				}
			}
			if lowest {
				s := shortView{Link: b.initiativeLink(root, i.ID), P: c.P}
				if len(c.Pivotal) > 0 {
					s.Pivot = b.bodyLink(root, c.Pivotal[0].Player).Text
				}
				d.Short = append(d.Short, s)
			}
		}
	}
	slices.SortStableFunc(d.Short, func(x, y shortView) int { return cmp.Compare(*x.P, *y.P) })
	for _, p := range m.Players {
		d.Players = append(d.Players, b.playerCard(root, p))
	}
	for _, a := range m.Agencies {
		v := agencyView{ID: a.ID.ID, Name: b.D.Say(a.Name), From: dateWords(a.From), To: dateWords(a.To), Remit: b.areaNames(a.Remit), Unsure: sure(a.Sure), Sources: b.sourceLinks(root, a.Source.IDs())}
		if a.Native != "" {
			v.Native = &link{Text: a.Native, Lang: scriptLang(a.Native, b.D.Languages)}
		}
		if a.Successor.ID != "" {
			l := b.bodyLink(root, a.Successor.ID)
			v.Successor = &l
		}
		d.Agencies = append(d.Agencies, v)
	}
	for _, c := range b.A.Constraints {
		if slices.Contains(c.Members, m.Code.ID) {
			d.Constraints = append(d.Constraints, b.constraintCard(root, c))
		}
	}
	slices.SortStableFunc(d.Constraints, func(x, y constraintCard) int { return cmp.Compare(y.P50, x.P50) })
	for _, p := range m.Procedures {
		if !p.From.Begun(day) || p.Until.Ended(day) || m.ProcedureAt(p.ID.ID, day) != p {
			continue
		}
		v := procedureView{ID: p.ID.ID, Name: b.D.Say(p.Name), Reversal: b.D.Say(p.Reversal), Unsure: sure(p.Sure), Sources: b.sourceLinks(root, p.Source.IDs()), Steps: b.steps(root, p.Path)}
		if p.Parliament == "no" {
			v.Parliament = "It goes round the legislature."
		}
		d.Procedures = append(d.Procedures, v)
	}
	for _, c := range b.D.Calendar {
		if c.Concerns(m.Code.ID) && !c.Ended(day) {
			when := dateWords(c.Date)
			if !c.End.IsZero() {
				when += " to " + dateWords(c.End)
			}
			d.Calendar = append(d.Calendar, calendarView{when, c.Kind, c.Title, c.Confirmed.Mark(), b.sourceLinks(root, c.Sources)})
		}
	}
	return d
}

// scriptLang gives the one language among some that a name's script can stand
// for; "" where the script does not tell.
func scriptLang(s string, languages []string) string {
	could := func(r rune) []string {
		switch {
		case unicode.Is(unicode.Hangul, r):
			return []string{"ko"}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return []string{"ja"}
		case unicode.Is(unicode.Han, r):
			return []string{"ja", "zh"}
		}
		return nil
	}
	var in []string
	for _, r := range s {
		c := could(r)
		if len(c) == 1 {
			return c[0]
		}
		if c != nil {
			in = c
		}
	}
	in = slices.DeleteFunc(in, func(l string) bool { return !slices.Contains(languages, l) })
	if len(in) == 1 {
		return in[0]
	}
	return ""
}

func (b *builder) areaNames(rs dossier.Refs) string {
	var out []string
	for _, r := range rs {
		if a := b.D.Area(r.ID); a != nil {
			out = append(out, b.D.Say(a.Name))
		} else if r.ID == dossier.AllAreas {
			out = append(out, "all areas")
		}
	}
	return strings.Join(out, ", ")
}

var roleWords = map[string]string{
	dossier.Decides: "Decides", dossier.Ratifies: "Ratifies", dossier.Proposes: "Proposes", dossier.Implements: "Implements",
	dossier.Audience: "Audience", dossier.Court: "Court", dossier.Claimant: "Claimant",
}

// dots draws the members' players by the mean of their current stances.
func (b *builder) dots(m *dossier.Member) (picture, string) {
	day := b.A.Dossier.AsOf.Last()
	var dots []chart.Dot
	var elite, public, eliteW float64
	publics := 0
	for _, role := range []string{dossier.Decides, dossier.Ratifies, dossier.Proposes, dossier.Implements, dossier.Audience} {
		for _, p := range m.Players {
			if len(p.Role) == 0 || mainRole(p) != role {
				continue
			}
			var lo, best, hi float64
			n, unsure := 0.0, sure(p.Sure)
			for _, a := range b.D.Areas {
				if s := p.StanceAt(a.ID.ID, day, nil); s != nil {
					lo, best, hi = lo+s.Position.Low, best+s.Position.Best, hi+s.Position.High
					unsure = cmp.Or(unsure, sure(s.Sure))
					n++
				}
			}
			if n == 0 {
				continue
			}
			d := chart.Dot{Name: b.D.Say(p.Name), Row: roleWords[role], Position: best / n, Low: lo / n, High: hi / n, Size: p.Influence.Best, Unsure: unsure}
			if p.Kind == "public" {
				d.Public, d.Row = true, "Public"
				public += d.Position
				publics++
			} else if p.Decides() {
				elite += d.Position * p.Influence.Best
				eliteW += p.Influence.Best
			}
			dots = append(dots, d)
		}
	}
	slices.SortStableFunc(dots, func(x, y chart.Dot) int { return cmp.Compare(b2i(x.Public), b2i(y.Public)) })
	gap := ""
	title := "Where its players stand, over all areas with a stance"
	if publics > 0 && eliteW > 0 {
		e, p := elite/eliteW, public/float64(publics)
		switch diff := e - p; {
		case diff >= 10:
			gap = fmt.Sprintf("Those who decide stand %.0f points further along than the public, on average over areas", diff)
		case diff <= -10:
			gap = fmt.Sprintf("The public stands %.0f points further along than those who decide, on average over areas", -diff)
		default:
			gap = "Those who decide and the public stand within ten points of each other, on average over areas"
		}
		title = gap
	}
	return show(chart.Dots("players", title, "Position on the ladders, 0-100, mean of current stances; the bar is the mean range, dashed where something of it is not confirmed; size is influence", dots)), gap
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

func mainRole(p *dossier.Player) string {
	for _, r := range []string{dossier.Decides, dossier.Ratifies, dossier.Court, dossier.Claimant, dossier.Proposes, dossier.Implements} {
		if p.Role.Has(r) {
			return r
		}
	}
	return dossier.Audience
}

func (b *builder) playerCard(root string, p *dossier.Player) playerCard {
	day := b.A.Dossier.AsOf.Last()
	c := playerCard{P: p, Name: b.D.Say(p.Name), Native: b.otherNames(p.Name), Kind: strings.ReplaceAll(p.Kind, "-", " "), Roles: strings.Join(p.Role.IDs(), ", "), Because: b.D.Say(p.Because), Note: b.D.Say(p.Note), Sources: b.sourceLinks(root, p.Source.IDs()), Unsure: sure(p.Sure)}
	if p.Influence.Set {
		c.Influence = fmt.Sprintf("%.2g", p.Influence.Best)
		if p.Influence.Low < p.Influence.High {
			c.Influence += fmt.Sprintf(" (%.2g to %.2g)", p.Influence.Low, p.Influence.High)
		}
	}
	for _, h := range p.Holders {
		c.Holders = append(c.Holders, holderView{b.D.Say(h.Name), dateWords(h.From), dateWords(h.To), sure(h.Sure), b.sourceLinks(root, h.Source.IDs())})
	}
	for _, s := range p.Stances {
		v := stanceView{Areas: b.areaNames(s.Areas), From: dateWords(s.From), Until: dateWords(s.Until), Low: s.Position.Low, Best: s.Position.Best, High: s.Position.High, Confidence: s.Position.Confidence, Salience: 0.5, NoDeal: s.NoDeal, Because: b.D.Say(s.Because), By: judgedBy(b.D, s.By, dossier.Date{}, ""), Unsure: sure(s.Sure), Evidence: b.evidenceLinks(root, s.Evidence.IDs())}
		if s.Salience.Set {
			v.Salience = s.Salience.Best
		}
		for _, a := range s.Areas {
			if p.StanceAt(a.ID, day, nil) == s {
				v.Now = true
			}
		}
		c.Stances = append(c.Stances, v)
	}
	slices.SortStableFunc(c.Stances, func(x, y stanceView) int { return cmp.Compare(b2i(y.Now), b2i(x.Now)) })
	return c
}

func (b *builder) constraintCard(root string, c *agenda.Constraint) constraintCard {
	v := constraintCard{Link: b.constraintLink(root, c.ID), Effect: effectWords[c.Effect], Pressure: pressureOf(c), Says: c.Says, Evidence: c.Evidence}
	if c.Pressure != nil {
		v.P50 = c.Pressure.P50
	}
	if p, ok := b.indicator(c.Doc, true); ok {
		v.Chart = &p
	}
	return v
}

var effectWords = map[string]string{
	dossier.EffectShift: "moves players", dossier.EffectCap: "caps what can be reached",
	dossier.EffectCapacity: "limits how much can be carried", dossier.EffectClosed: "closes a window of time",
}

// indicator draws a constraint's series, or its judged pressures over time;
// small as one of many.
func (b *builder) indicator(c *dossier.Constraint, small bool) (picture, bool) {
	draw := func(title, unit string, line chart.Line, levels []chart.Level) chart.Chart {
		if small {
			return chart.Small("small-"+c.ID, title, unit, line, levels)
		}
		return chart.Time("indicator-"+c.ID, title, unit, []chart.Line{line}, levels)
	}
	day := b.A.Dossier.AsOf.Last()
	if in := c.Indicator; in != nil && in.Events != nil {
		line := chart.Line{Name: "events counted", Step: true}
		for _, p := range b.told.Points[in] {
			line.Points = append(line.Points, chart.Point{Year: p.Date.FloatYear(), Value: p.Value, Label: dateWords(p.Date), Unsure: mark(p)})
		}
		if len(line.Points) == 0 {
			return picture{}, false
		}
		span := in.Months
		if span == 0 {
			span = 12
		}
		last := line.Points[len(line.Points)-1]
		title := fmt.Sprintf("%s counted in the %d months to %s", words.Count(int(last.Value), "event"), span, last.Label) + inBrackets(last.Unsure)
		ch := draw(title, fmt.Sprintf("Events in the %d months before", span), line, []chart.Level{{Value: in.Calm, Label: "calm"}, {Value: in.Acute, Label: "acute"}})
		ch.Source = "the dossier's own events"
		return show(ch), true
	} else if in != nil {
		var line chart.Line
		unit, name := "", ""
		for _, p := range b.told.Points[in] {
			unit, name = p.Unit, cmp.Or(p.Pollster, p.What)
			q := chart.Point{Year: p.Date.FloatYear(), Value: p.Value, Label: dateWords(p.Date), Break: p.Break, Weak: p.Weak, Unsure: mark(p)}
			switch {
			case p.Low == nil || p.High == nil:
				q.Low, q.High = p.Value-1.28*p.SE, p.Value+1.28*p.SE
			case in.Fact.ID != "": // what its source gives as the least and the most
				q.Low, q.High, line.Bounds = *p.Low, *p.High, true
			default:
				q.Low95, q.High95 = *p.Low, *p.High
			}
			line.Points = append(line.Points, q)
		}
		if len(line.Points) == 0 {
			return picture{}, false
		}
		title := b.D.Say(c.Title)
		alone := in.Less == nil && in.Over == nil
		if ws := b.D.PollSeries(in.Poll.ID); len(ws) > 0 && alone {
			title = b.D.MemberName(ws[0].Country) + ": " + ws[0].Question
		}
		if t := b.trend(in.Poll.ID); t != nil && !small && alone {
			line = trendLine(t)
		}
		line.Name = name
		var levels []chart.Level
		if in.Measure == "" || in.Measure == "level" {
			levels = []chart.Level{{Value: in.Calm, Label: "calm"}, {Value: in.Acute, Label: "acute"}}
		}
		ch := draw(title, unit, line, levels)
		ch.Source = name
		return show(ch), true
	}
	if len(c.Pressure) > 0 {
		unit := "0 calm, 1 acute"
		if small {
			unit = "" // its lines are named
		}
		var pts []chart.Point
		var last *dossier.Pressure
		for _, p := range c.Pressure {
			if !p.From.Begun(day) {
				continue
			}
			pts = append(pts, chart.Point{Year: p.From.FloatYear(), Value: p.Best, Low: p.Low, High: p.High, Label: dateWords(p.From)})
			last = p
		}
		if len(pts) == 0 {
			return picture{}, false
		}
		now := b.A.Dossier.AsOf
		pts = append(pts, chart.Point{Year: now.FloatYear(), Value: last.Best, Low: last.Low, High: last.High, Label: dateWords(now)})
		ch := draw("Pressure as judged", unit, chart.Line{Name: "judged", Points: pts, Step: true}, []chart.Level{{Value: 0, Label: "calm"}, {Value: 1, Label: "acute"}})
		return show(ch), true
	}
	return picture{}, false
}

// steps writes a procedure out as a nested list.
func (b *builder) steps(root string, s *dossier.Step) template.HTML {
	if s == nil {
		return ""
	}
	var w strings.Builder
	var walk func(s *dossier.Step)
	walk = func(s *dossier.Step) {
		e := template.HTMLEscapeString
		switch {
		case len(s.All)+len(s.Any) == 1:
			walk(append(slices.Clone(s.All), s.Any...)[0])
		case len(s.All) > 0 || len(s.Any) > 0:
			if len(s.All) > 0 {
				w.WriteString("All of: ")
			} else {
				w.WriteString("Any of: ")
			}
			w.WriteString(`<ul class="tight">`)
			for _, k := range append(slices.Clone(s.All), s.Any...) {
				w.WriteString("<li>")
				walk(k)
				w.WriteString("</li>")
			}
			w.WriteString("</ul>")
		default:
			name := func(id string) string {
				l := b.bodyLink(root, id)
				if l.Href == "" {
					return e(l.Text)
				}
				return `<a href="` + e(l.Href) + `">` + e(l.Text) + `</a>`
			}
			var names []string
			for _, p := range s.Players {
				names = append(names, name(p.ID))
			}
			for _, p := range s.Seats {
				names = append(names, fmt.Sprintf("%s %.0f seats", name(p.ID), p.Value))
			}
			if n := b.D.Say(s.Name); n != "" {
				w.WriteString(e(n) + ": ")
			}
			w.WriteString(strings.Join(names, ", "))
			switch {
			case s.OfOwners():
				w.WriteString("the body that leads the initiative and those that sign it, each with a veto")
			case len(names) == 1 && len(s.Seats) == 0:
			case s.Votes > 0:
				fmt.Fprintf(&w, "; %.0f votes needed", s.Votes)
			case s.Quota.Share > 0:
				fmt.Fprintf(&w, "; %.0f percent of the weight needed", 100*s.Quota.Share)
			default:
				w.WriteString("; more than half of the weight needed")
			}
		}
	}
	walk(s)
	return template.HTML(w.String())
}
