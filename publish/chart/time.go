package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Point is a value at a time, in years with fractions; Low and High bound it
// where Low < High.
type Point struct {
	Year      float64
	Value     float64
	Low, High float64
	Label     string // the date in words, for the table
	Break     string // why a new segment begins here; "" where none does
	Mark      string // a record or forecast, named in place
	Weak      bool
}

// Line is a series of a time chart.
type Line struct {
	Name   string
	Points []Point
	Step   bool
}

// Level is a horizontal reference line.
type Level struct {
	Value float64
	Label string
}

// Time draws series over time with bands, breaks as gaps with their reason, and
// reference lines.
func Time(id, title, unit string, lines []Line, levels []Level) Chart {
	c := Chart{Title: title, Subtitle: unit, Header: []string{"Date"}}
	c.Header = append(c.Header, "Series", "Value", "80% low", "80% high", "Note")
	n := 0
	lines = finite(lines)
	for _, l := range lines {
		for _, p := range l.Points {
			n++
			band := []string{"", ""}
			if p.Low < p.High {
				band = []string{short(p.Low), short(p.High)}
			}
			note := p.Break
			if p.Mark != "" {
				note = p.Mark
			}
			if p.Weak {
				note += " (weak source)"
			}
			c.Rows = append(c.Rows, []string{p.Label, l.Name, short(p.Value), band[0], band[1], note})
		}
	}
	if n == 0 {
		c.SVG = empty(id, c, Wide)
		c.Desc = "No data is on record."
		return c
	}
	y0, y1, lo, hi := extent(lines, levels)
	if unit == "percent" {
		lo, hi = max(0, lo-4), min(100, hi+4)
	} else {
		pad := (hi - lo) * 0.08
		if lo >= 0 {
			lo = max(0, lo-pad)
		} else {
			lo -= pad
		}
		hi += pad
	}
	if hi-lo < 1e-9 {
		lo, hi = lo-1, hi+1
	}
	if y1-y0 < 1 {
		y0, y1 = y0-0.5, y1+0.5
	}
	first, last := lines[0].Points, lines[0].Points
	if len(first) > 0 {
		c.Desc = fmt.Sprintf("%s: %s in %s, %s in %s.", lines[0].Name, short(first[0].Value), first[0].Label, short(last[len(last)-1].Value), last[len(last)-1].Label)
	}
	c.SVG = drawTime(id+"-w", c, Wide, lines, levels, lo, hi, y0, y1)
	c.Narrow = drawTime(id+"-n", c, Slim, lines, levels, lo, hi, y0, y1)
	return c
}

// finite leaves points out that are no numbers.
func finite(lines []Line) []Line {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Points = slices.DeleteFunc(slices.Clone(out[i].Points), func(p Point) bool {
			return math.IsNaN(p.Value+p.Year) || math.IsInf(p.Value, 0) || math.IsInf(p.Year, 0)
		})
	}
	return out
}

// extent gives the years and the values that lines, their bands and levels take.
func extent(lines []Line, levels []Level) (y0, y1, lo, hi float64) {
	lo, hi, y0, y1 = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		for _, p := range l.Points {
			y0, y1 = min(y0, p.Year), max(y1, p.Year)
			lo, hi = min(lo, p.Value), max(hi, p.Value)
			if p.Low < p.High {
				lo, hi = min(lo, p.Low), max(hi, p.High)
			}
		}
	}
	for _, l := range levels {
		lo, hi = min(lo, l.Value), max(hi, l.Value)
	}
	return y0, y1, lo, hi
}

// short writes a value with at most one decimal.
func short(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// ticks gives round values that cover lo-hi in about n steps.
func ticks(lo, hi float64, n int) []float64 {
	raw := (hi - lo) / float64(n)
	mag := math.Pow(10, math.Floor(math.Log10(raw)))
	step := mag
	for _, m := range []float64{1, 2, 5, 10} {
		if m*mag >= raw {
			step = m * mag
			break
		}
	}
	var out []float64
	for v := math.Ceil(lo/step) * step; v <= hi+step*1e-6 && len(out) < 50; v += step {
		out = append(out, math.Round(v/step)*step)
	}
	return out
}

func drawTime(id string, c Chart, w float64, lines []Line, levels []Level, lo, hi, y0, y1 float64) string {
	h := 300.0
	left, right, top, bottom := 40.0, 120.0, 16.0, 30.0
	if w == Slim {
		h, right = 260, 76
	}
	k := newCanvas(w, h)
	X := func(y float64) float64 { return left + (y-y0)/(y1-y0)*(w-left-right) }
	Y := func(v float64) float64 { return h - bottom - (v-lo)/(hi-lo)*(h-top-bottom) }
	for _, t := range ticks(lo, hi, 5) {
		k.line(left, Y(t), w-right, Y(t), rule, 1, "")
		k.text(left-6, Y(t)+4, "end", quiet, 12, "", short(t))
	}
	n := 7
	if w == Slim {
		n = 4
	}
	for _, t := range ticks(y0, y1, n) {
		if t == math.Trunc(t) {
			k.line(X(t), h-bottom, X(t), h-bottom+4, quiet, 1, "")
			k.text(X(t), h-bottom+18, "middle", quiet, 12, "", strconv.Itoa(int(t)))
		}
	}
	type tag struct {
		y           float64
		text, color string
		weight      string
	}
	var tags []tag
	for _, l := range levels {
		k.line(left, Y(l.Value), w-right, Y(l.Value), quiet, 1, "2 3")
		tags = append(tags, tag{Y(l.Value), l.Label, quiet, ""})
	}
	for i, l := range lines {
		color := lineColor(i)
		var seg []Point
		flush := func() {
			drawSegment(k, seg, l.Step, X, Y, color, dash(i))
			seg = nil
		}
		for _, p := range l.Points {
			if p.Break != "" && len(seg) > 0 {
				x := (X(seg[len(seg)-1].Year) + X(p.Year)) / 2
				flush()
				k.line(x, top, x, h-bottom, quiet, 1, "4 4")
				for j, s := range wrapText(p.Break, 110, 11, 2) {
					k.text(x+4, top+10+float64(j)*13, "start", quiet, 11, "", s)
				}
			}
			seg = append(seg, p)
		}
		flush()
		for _, p := range l.Points {
			fill := color
			if p.Weak {
				fill = paper
			}
			k.circle(X(p.Year), Y(p.Value), 2.6, fill, color)
			if p.Mark != "" {
				k.text(X(p.Year), Y(p.Value)-8, "middle", color, 12, "600", p.Mark)
			}
		}
		if len(l.Points) > 0 {
			e := l.Points[len(l.Points)-1]
			name := short(e.Value)
			if len(lines) > 1 {
				name = l.Name + " " + name
			}
			tags = append(tags, tag{Y(e.Value), name, color, "600"})
		}
	}
	// Labels stand beside the plot, moved apart where they meet.
	for i := range tags {
		for j := i; j > 0 && tags[j].y < tags[j-1].y; j-- {
			tags[j], tags[j-1] = tags[j-1], tags[j]
		}
	}
	want := make([]float64, len(tags))
	for i, t := range tags {
		want[i] = t.y
	}
	for i, y := range spreadLabels(want, 15, top, h-bottom) {
		k.text(w-right+6, y+4, "start", tags[i].color, 12, tags[i].weight, cut(tags[i].text, right-8, 12))
	}
	return k.finish(id, c.Title, c.Desc)
}

func drawSegment(k *canvas, seg []Point, step bool, X, Y func(float64) float64, color, ds string) {
	if len(seg) == 0 {
		return
	}
	var line, up, down []xy
	banded := false
	add := func(x float64, p Point) {
		l, h := p.Value, p.Value
		if p.Low < p.High {
			l, h, banded = p.Low, p.High, true
		}
		line, up, down = append(line, xy{x, Y(p.Value)}), append(up, xy{x, Y(h)}), append(down, xy{x, Y(l)})
	}
	for i, p := range seg {
		if step && i > 0 {
			add(X(p.Year), seg[i-1]) // what was judged holds until it is judged anew
		}
		add(X(p.Year), p)
	}
	if banded && len(seg) > 1 {
		slices.Reverse(down)
		k.area(pathOf(append(up, down...))+"Z", color, 0.14)
	}
	if len(seg) == 1 && banded {
		k.line(X(seg[0].Year), Y(seg[0].Low), X(seg[0].Year), Y(seg[0].High), color, 3, "")
	}
	k.path(pathOf(line), color, 2, ds)
}

type xy struct{ x, y float64 }

func pathOf(ps []xy) string {
	var b strings.Builder
	for i, p := range ps {
		cmd := "L"
		if i == 0 {
			cmd = "M"
		}
		b.WriteString(cmd + num(p.x) + " " + num(p.y))
	}
	return b.String()
}
