package site

import (
	"cmp"
	"fmt"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/chart"
	"entente/words"
)

var effectWords = map[string]string{
	dossier.EffectShift: "shifts how far players would go", dossier.EffectCap: "caps what can be reached",
	dossier.EffectCapacity: "limits how much can be carried", dossier.EffectClosed: "closes a window of time",
}

// gauge is what a constraint's pressure goes by over time, ready to be drawn.
type gauge struct {
	id, title, unit, source string
	line                    chart.Line
	levels                  []chart.Level
}

// drawn draws it by itself; small draws it as one of many, on the years of a frame.
func (g gauge) drawn() picture {
	c := chart.Time("indicator-"+g.id, g.title, g.unit, []chart.Line{g.line}, g.levels)
	c.Source = g.source
	return show(c)
}

func (g gauge) small(of chart.Frame) picture {
	c := chart.Small("small-"+g.id, g.title, g.unit, g.line, g.levels, of)
	c.Source = g.source
	return show(c)
}

// flat reports whether it has but one value.
func (g gauge) flat() bool {
	for _, p := range g.line.Points {
		if p.Value != g.line.Points[0].Value {
			return false
		}
	}
	return true
}

// gaugeOf gives what a constraint's pressure goes by: what its indicator measured, or
// how it was judged. It is for a small picture where many stand side by side: without
// the level behind a poll, and without the unit of lines that are named.
func (b *builder) gaugeOf(c *dossier.Constraint, small bool) (gauge, bool) {
	g := gauge{id: c.ID}
	in := c.Indicator
	switch {
	case in != nil && in.Events != nil:
		g.line = chart.Line{Name: "events counted", Step: true}
		for _, p := range b.told.Points[in] {
			g.line.Points = append(g.line.Points, chart.Point{Year: p.Date.FloatYear(), Value: p.Value, Label: dateWords(p.Date), Unsure: mark(p)})
		}
		if len(g.line.Points) == 0 {
			return g, false
		}
		span := in.Months
		if span == 0 {
			span = 12
		}
		last := g.line.Points[len(g.line.Points)-1]
		g.title = fmt.Sprintf("%s counted in the %s to %s", words.Count(int(last.Value), "event"), words.Several(span, "month"), last.Label) + inBrackets(last.Unsure)
		g.unit, g.source = "Events in the "+words.Several(span, "month")+" before", "the dossier's own events"
		g.levels = []chart.Level{{Value: in.Calm, Label: "calm"}, {Value: in.Acute, Label: "acute"}}
	case in != nil:
		for _, p := range b.told.Points[in] {
			g.unit, g.source = p.Unit, cmp.Or(p.Pollster, p.What)
			q := chart.Point{Year: p.Date.FloatYear(), Value: p.Value, Label: dateWords(p.Date), Break: p.Break, Weak: p.Weak, Unsure: mark(p)}
			switch {
			case p.Low == nil || p.High == nil:
				q.Low, q.High = p.Value-1.28*p.SE, p.Value+1.28*p.SE
			case in.Fact.ID != "": // what its source gives as the least and the most
				q.Low, q.High, g.line.Bounds = *p.Low, *p.High, true
			default:
				q.Low95, q.High95 = *p.Low, *p.High
			}
			g.line.Points = append(g.line.Points, q)
		}
		if len(g.line.Points) == 0 {
			return g, false
		}
		g.title = b.D.Say(c.Title)
		alone := in.Less == nil && in.Over == nil
		if ws := b.D.PollSeries(in.Poll.ID); len(ws) > 0 && alone {
			g.title = b.D.MemberName(ws[0].Country) + ": " + ws[0].Question
		}
		if t := b.trend(in.Poll.ID); t != nil && !small && alone {
			g.line = trendLine(t)
		}
		g.line.Name = g.source
		if in.Measure == "" || in.Measure == "level" {
			g.levels = []chart.Level{{Value: in.Calm, Label: "calm"}, {Value: in.Acute, Label: "acute"}}
		}
	case len(c.Pressure) > 0:
		g.title, g.line = "Pressure as judged", chart.Line{Name: "judged", Step: true}
		if !small {
			g.unit = "0 calm, 1 acute"
		}
		day, now := b.A.Dossier.AsOf.Last(), b.A.Dossier.AsOf
		var last *dossier.Pressure
		for _, p := range c.Pressure {
			if !p.From.Begun(day) {
				continue
			}
			g.line.Points = append(g.line.Points, chart.Point{Year: p.From.FloatYear(), Value: p.Best, Low: p.Low, High: p.High, Label: dateWords(p.From)})
			last = p
		}
		if last == nil {
			return g, false
		}
		g.line.Points = append(g.line.Points, chart.Point{Year: now.FloatYear(), Value: last.Best, Low: last.Low, High: last.High, Label: dateWords(now)})
		g.levels = []chart.Level{{Value: 0, Label: "calm"}, {Value: 1, Label: "acute"}}
	default:
		return g, false
	}
	return g, true
}

// constraintCard is a constraint as one of many on a member's page.
type constraintCard struct {
	Link     link
	Effect   string
	Pressure string
	Says     string
	Unsure   string
	Gives    string // what it alone would give back most, in words
	Chart    *picture
}

func (b *builder) constraintCard(root string, k *agenda.Constraint) constraintCard {
	v := constraintCard{Link: b.constraintLink(root, k.ID), Effect: effectWords[k.Effect], Pressure: pressureOf(k), Says: k.Says}
	if k.Unconfirmed {
		v.Unsure = dossier.NotConfirmed
	}
	if !k.Evidence {
		v.Pressure = "not known"
	}
	if g := b.A.GivesBackOf(k.ID); len(g) > 0 {
		most := ""
		if len(g) > 1 {
			most = "up to "
		}
		v.Gives = fmt.Sprintf("holds back %s, by %s%s of 10 draws", words.Count(len(g), "initiative"), most, chart.Short(10*g[0].Share))
	}
	return v
}

// binding gives the constraints of a member: those that hold something back and moved
// over time, each a picture on the same years, and the others without one. Those that
// give back most come first.
func (b *builder) binding(root, code string) (drawn, others []constraintCard) {
	var gauges []gauge
	var frame chart.Frame
	for _, c := range b.A.ConstraintsOf(code) {
		card := b.constraintCard(root, c)
		g, ok := b.gaugeOf(c.Doc, true)
		if !ok || g.flat() || len(c.HoldsBack) == 0 {
			others = append(others, card)
			continue
		}
		drawn, gauges = append(drawn, card), append(gauges, g)
		for _, p := range g.line.Points {
			if frame.Years == [2]float64{} {
				frame.Years = [2]float64{p.Year, p.Year}
			}
			frame.Years = [2]float64{min(frame.Years[0], p.Year), max(frame.Years[1], p.Year)}
		}
	}
	if len(drawn) > 0 {
		frame.Years[1] = max(frame.Years[1], b.A.Dossier.AsOf.FloatYear())
	}
	for n, g := range gauges {
		p := g.small(frame)
		drawn[n].Chart = &p
	}
	return drawn, others
}
