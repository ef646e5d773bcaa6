package chart

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
)

// Period is one period of relations: four counts, and the index where there are
// enough events for one.
type Period struct {
	From, To                           float64 // years with fractions
	Label                              string  // the period in words
	VerbalUp, DeedUp, VerbalDown, Deed float64 // cooperation by word and deed, conflict by word and deed; 0 or more
	Drawn                              bool    // whether the index holds
	Index, Low, High                   float64 // log of the ratio, with its 95% interval where Low < High
	Href                               string  // where its events are listed; "" for nowhere
	Unsure                             string  // why the counts are not to be relied on, as "not confirmed"; "" where they are
}

func (p Period) up() float64     { return p.VerbalUp + p.DeedUp }
func (p Period) down() float64   { return p.VerbalDown + p.Deed }
func (p Period) volume() float64 { return p.up() + p.down() }

func (p Period) sound() bool {
	for _, v := range []float64{p.VerbalUp, p.DeedUp, p.VerbalDown, p.Deed} {
		if !(v >= 0 && v < 1e12) {
			return false
		}
	}
	for _, v := range []float64{p.From, p.To, p.Index, p.Low, p.High} {
		if math.IsNaN(v) || math.Abs(v) > 1e9 {
			return false
		}
	}
	return p.From < p.To
}

// Relations draws how one side acts toward another: the four counts first,
// cooperation up and conflict down, deeds solid at the line and words pale beyond
// them; below, the index with its interval, and gaps where there are too few
// events; last, all events together, apart. span is the years to draw, and
// reach how far the bars can go up and down: the same for charts that stand side
// by side (0: what fits).
func Relations(id, title, unit string, periods []Period, changes []Change, span, reach [2]float64) Chart {
	c := Chart{Title: title, Subtitle: unit, Header: []string{"Period", "Cooperation: words", "Cooperation: deeds", "Conflict: words", "Conflict: deeds", "All", "Index", "95% low", "95% high"}}
	periods = slices.DeleteFunc(slices.Clone(periods), func(p Period) bool { return !p.sound() })
	changes = slices.DeleteFunc(slices.Clone(changes), func(ch Change) bool { return math.IsNaN(ch.Year) || math.IsInf(ch.Year, 0) })
	if len(periods) == 0 {
		c.SVG = empty(id, c, Wide)
		c.Desc = "No data is on record."
		return c
	}
	var up, down float64
	for _, p := range periods {
		up, down = up+p.up(), down+p.down()
		row := []string{p.Label, Short(p.VerbalUp), Short(p.DeedUp), Short(p.VerbalDown), Short(p.Deed), Short(p.volume()), "", "", ""}
		row[0] = p.says()
		if p.Drawn {
			row[6] = fixed(p.Index)
			if p.Low < p.High {
				row[7], row[8] = fixed(p.Low), fixed(p.High)
			}
		}
		c.Rows = append(c.Rows, row)
	}
	c.Desc = fmt.Sprintf("%s acts of cooperation and %s of conflict from %s to %s.", Short(up), Short(down), periods[0].Label, periods[len(periods)-1].Label)
	if !(span[0] < span[1]) {
		span = [2]float64{periods[0].From, periods[len(periods)-1].To}
	}
	c.SVG = drawRelations(id+"-w", c, Wide, periods, changes, span, reach)
	c.Narrow = drawRelations(id+"-n", c, Slim, periods, changes, span, reach)
	return c
}

func fixed(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// Odds says a log ratio in words: "4 to 1", "1 to 3".
func Odds(index float64) string {
	r := math.Exp(math.Abs(index))
	s := strconv.FormatFloat(r, 'f', 1, 64)
	if r >= 10 || math.Abs(r-math.Round(r)) < 0.05 {
		s = strconv.FormatFloat(r, 'f', 0, 64)
	}
	if s == "1" {
		return "1 to 1"
	}
	if index < 0 {
		return "1 to " + s
	}
	return s + " to 1"
}

// The heights of the three panels, and what lies between them.
const (
	countsHigh, indexHigh, volumeHigh = 132.0, 104.0, 30.0
	panelGap                          = 26.0
)

func drawRelations(id string, c Chart, w float64, ps []Period, changes []Change, span, reach [2]float64) string {
	left, right := 44.0, 84.0
	if w == Slim {
		left, right = 40, 84
	}
	indexed := slices.ContainsFunc(ps, func(p Period) bool { return p.Drawn })
	y := 22.0
	counts := [2]float64{y, y + countsHigh}
	y += countsHigh + panelGap
	index := [2]float64{y, y + indexHigh}
	if indexed {
		y += indexHigh + panelGap
	}
	volume := [2]float64{y, y + volumeHigh}
	h := y + volumeHigh + 26
	k := newCanvas(w, h)
	end := w - right
	x := func(year float64) float64 {
		return left + (min(span[1], max(span[0], year))-span[0])/(span[1]-span[0])*(end-left)
	}
	ps = slices.DeleteFunc(slices.Clone(ps), func(p Period) bool { return p.To <= span[0] || p.From >= span[1] })

	// The counts, on one scale up and down.
	up, down, most := 1.0, 1.0, 1.0
	for _, p := range ps {
		up, down, most = max(up, p.up()), max(down, p.down()), max(most, p.volume())
	}
	up, down, most = max(up, reach[0]), max(down, reach[1]), max(most, reach[0], reach[1])
	down = max(down, up/6) // room for the word below the line
	zero := counts[0] + countsHigh*up/(up+down)
	unit := countsHigh / (up + down)
	step := ticks(0, max(up, down), 3)
	for _, t := range step {
		for _, sign := range []float64{1, -1} {
			if at := zero - sign*t*unit; t > 0 && at >= counts[0]-0.5 && at <= counts[1]+0.5 {
				k.line(left, at, end, at, rule, 1, "")
				k.text(left-6, at+4, "end", quiet, 12, "", Short(t))
			}
		}
	}
	for _, p := range ps {
		a, b := x(p.From), x(p.To)
		gap := min(1.5, (b-a)*0.18)
		a, b = a+gap/2, max(a+gap/2+0.8, b-gap/2)
		k.open(p.Href, fmt.Sprintf("%s: cooperation %s by word and %s by deed, conflict %s by word and %s by deed", p.says(), Short(p.VerbalUp), Short(p.DeedUp), Short(p.VerbalDown), Short(p.Deed)))
		k.rect(a, zero-p.DeedUp*unit, b-a, p.DeedUp*unit, accent, 1)
		k.rect(a, zero-p.up()*unit, b-a, p.VerbalUp*unit, accent, 0.42)
		k.rect(a, zero, b-a, p.Deed*unit, rust, 1)
		k.rect(a, zero+p.Deed*unit, b-a, p.VerbalDown*unit, rust, 0.42)
		k.shut(p.Href)
	}
	k.line(left, zero, end, zero, ink, 1, "")
	k.text(left-6, zero+4, "end", quiet, 12, "", "0")
	words := func(y float64, color, a, b string) {
		k.text(end+8, y, "start", color, 12, "600", a)
		k.text(end+8, y+14, "start", quiet, 11, "", b)
	}
	words(max(counts[0]+10, zero-min(42, zero-counts[0])), accent, "cooperation", wide(w, "deeds solid"))
	words(min(counts[1]-6, zero+14), rust, "conflict", "")

	if indexed {
		drawIndex(k, w, ps, changes, left, end, index, x)
	}

	// All events, apart: how much was reported is not how well two get on.
	k.text(left, volume[0]-7, "start", quiet, 11, "", "All events")
	for _, p := range ps {
		a, b := x(p.From), x(p.To)
		gap := min(1.5, (b-a)*0.18)
		high := p.volume() / most * volumeHigh
		k.rect(a+gap/2, volume[1]-high, max(0.8, b-a-gap), high, quiet, 0.55)
	}
	k.line(left, volume[1], end, volume[1], quiet, 1, "")
	k.text(end+8, volume[0]+8, "start", quiet, 11, "", "to "+Short(most))
	years(k, w, span, left, end, volume[1], x)
	return k.finish(id, c.Title, c.Desc)
}

func wide(w float64, s string) string {
	if w == Slim {
		return ""
	}
	return s
}

// years writes the years under a panel.
func years(k *canvas, w float64, span [2]float64, left, end, y float64, x func(float64) float64) {
	n := 7
	if w == Slim {
		n = 4
	}
	for _, t := range ticks(span[0], span[1], n) {
		if t == math.Trunc(t) && t >= span[0] && t <= span[1] {
			k.line(x(t), y, x(t), y+4, quiet, 1, "")
			if at := x(t); at > left+8 && at < end-6 || at <= left+8 {
				k.text(max(left+10, at), y+18, "middle", quiet, 12, "", strconv.Itoa(int(t)))
			}
		}
	}
}

// drawIndex draws the ratio of cooperation to conflict, on a scale of doublings.
func drawIndex(k *canvas, w float64, ps []Period, changes []Change, left, end float64, box [2]float64, x func(float64) float64) {
	lo, hi := -math.Ln2, math.Ln2
	for _, p := range ps {
		if p.Drawn {
			lo, hi = min(lo, p.Index, p.Low), max(hi, p.Index, p.High)
		}
	}
	lo, hi = max(lo, -7), min(hi, 7) // over a thousand to one says no more
	Y := func(v float64) float64 {
		return box[1] - (min(hi, max(lo, v))-lo)/(hi-lo)*(box[1]-box[0])
	}
	k.text(left, box[0]-9, "start", quiet, 11, "", "Cooperation to conflict"+wide(w, ", with 95% interval; none where events are too few"))
	every := math.Max(1, math.Ceil((hi-lo)/math.Ln2/4))
	for d := math.Ceil(lo / math.Ln2 / every); d <= math.Floor(hi/math.Ln2/every); d++ {
		v := d * every * math.Ln2
		color := rule
		if d == 0 {
			color = quiet
		}
		k.line(left, Y(v), end, Y(v), color, 1, "")
		label := "1:1"
		if d > 0 {
			label = Short(math.Exp2(d*every)) + ":1"
		} else if d < 0 {
			label = "1:" + Short(math.Exp2(-d*every))
		}
		k.text(left-6, Y(v)+4, "end", quiet, 12, "", label)
	}
	for _, ch := range changes {
		at := x(ch.Year)
		k.line(at, box[0], at, box[1], ink, 1.2, "4 3")
		anchor, dx := "start", 5.0
		if at > (left+end)/2 {
			anchor, dx = "end", -5
		}
		k.text(at+dx, box[1]-5, anchor, ink, 11, "600", ch.Label)
	}
	var run []Point
	flush := func() {
		drawSegment(k, run, false, x, Y, accent, "")
		run = nil
	}
	for _, p := range ps {
		if !p.Drawn {
			flush()
			continue
		}
		q := Point{Year: (p.From + p.To) / 2, Value: p.Index}
		if p.Low < p.High {
			q.Low95, q.High95 = p.Low, p.High
		}
		run = append(run, q)
	}
	flush()
	last := -1
	for i, p := range ps {
		if p.Drawn {
			fill := accent
			if p.Unsure != "" { // hollow, as readings that are not to be relied on
				fill = paper
			}
			k.open(p.Href, p.says()+": "+Odds(p.Index))
			k.circle(x((p.From+p.To)/2), Y(p.Index), 2.6, fill, accent)
			k.shut(p.Href)
			last = i
		}
	}
	if last >= 0 {
		k.text(end+8, Y(ps[last].Index)+4, "start", accent, 12, "600", Odds(ps[last].Index))
		k.text(end+8, Y(ps[last].Index)+18, "start", quiet, 11, "", cut(ps[last].Label, k.w-end-10, 11))
		k.text(end+8, Y(ps[last].Index)+32, "start", quiet, 11, "", cut(ps[last].Unsure, k.w-end-10, 11))
	}
}

// open begins a group with words for the pointer, which leads somewhere where
// there is an address; shut ends it. Lists beside the chart serve keyboards.
func (c *canvas) open(href, words string) {
	if href != "" {
		fmt.Fprintf(&c.b, `<a href="%s" tabindex="-1">`, html.EscapeString(printable(href)))
		c.linked = true
	}
	fmt.Fprintf(&c.b, `<g><title>%s</title>`, html.EscapeString(printable(words)))
}

func (c *canvas) shut(href string) {
	c.b.WriteString("</g>")
	if href != "" {
		c.b.WriteString("</a>")
	}
}

// says names a period, with why its counts are not to be relied on.
func (p Period) says() string {
	if p.Unsure == "" {
		return p.Label
	}
	return p.Label + " (" + p.Unsure + ")"
}
