package site

import (
	"entente/publish/chart"
	"entente/series"
)

// pollChart draws a poll series as it was known on the as-of date.
func (b *builder) pollChart(id, title string) picture {
	day := b.A.Dossier.AsOf.Last()
	var pts []chart.Point
	unit, who := "percent", ""
	for _, p := range series.Poll(b.D, id) {
		if p.Known.Published(day) {
			unit, who = p.Unit, p.Label
			pts = append(pts, chart.Point{Year: p.Date.FloatYear(), Value: p.Value, Low: p.Value - 1.28*p.SE, High: p.Value + 1.28*p.SE, Label: dateWords(p.Date), Break: p.Break, Weak: p.Weak})
		}
	}
	c := chart.Time("poll-"+anchor(id), title, unit, []chart.Line{{Name: who, Points: pts}}, nil)
	c.Source = who
	return show(c)
}
