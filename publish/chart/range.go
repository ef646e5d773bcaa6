package chart

import "fmt"

// Range is a row of a range chart: a best value within an inner and an outer range.
type Range struct {
	Name                   string
	Low, Best, High        float64
	OuterLow, OuterHigh    float64 // no outer range where equal
	InnerLabel, OuterLabel string
}

// Ranges draws rows of ranges on one axis from 0 to 100.
func Ranges(id, title, subtitle string, rows []Range, marks []Level) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Model", "Low", "Median", "High", "Outer low", "Outer high"}}
	for _, r := range rows {
		row := []string{r.Name, Short(r.Low), Short(r.Best), Short(r.High), "", ""}
		if r.OuterLow < r.OuterHigh {
			row[4], row[5] = Short(r.OuterLow), Short(r.OuterHigh)
		}
		c.Rows = append(c.Rows, row)
		c.Desc += fmt.Sprintf("%s: %s, from %s to %s. ", r.Name, Short(r.Best), Short(r.Low), Short(r.High))
	}
	if len(rows) == 0 {
		c.SVG = empty(id, c, Wide)
		return c
	}
	draw := func(id string, w float64) string {
		left := 170.0
		if w == Slim {
			left = 96
		}
		h := 30 + 36*float64(len(rows)) + 28
		k := newCanvas(w, h)
		X := func(v float64) float64 { return left + v/100*(w-left-20) }
		for t := 0.0; t <= 100; t += 25 {
			k.line(X(t), 22, X(t), h-28, rule, 1, "")
			k.text(X(t), h-10, "middle", quiet, 12, "", Short(t))
		}
		for _, m := range marks {
			k.line(X(m.Value), 18, X(m.Value), h-28, ink, 1, "2 3")
			anchor := "middle"
			if m.Value < 12 {
				anchor = "start"
			} else if m.Value > 88 {
				anchor = "end"
			}
			k.text(X(m.Value), 13, anchor, quiet, 12, "", m.Label)
		}
		for i, r := range rows {
			y := 44 + 36*float64(i)
			for n, s := range wrapText(r.Name, left-12, 12, 2) {
				k.text(left-8, y+4+float64(n)*13-4, "end", ink, 12, "", s)
			}
			if r.OuterLow < r.OuterHigh {
				k.rect(X(r.OuterLow), y-4, X(r.OuterHigh)-X(r.OuterLow), 8, quiet, 0.28)
			}
			k.rect(X(r.Low), y-7, X(r.High)-X(r.Low), 14, accent, 0.45)
			k.line(X(r.Best), y-10, X(r.Best), y+10, ink, 2.5, "")
		}
		return k.finish(id, c.Title, c.Desc)
	}
	c.SVG = draw(id+"-w", Wide)
	c.Narrow = draw(id+"-n", Slim)
	return c
}
