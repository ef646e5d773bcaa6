package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Point is a value at a time, in years with fractions; Low and High bound it by
// 80%, Low95 and High95 by 95%, each where the first is below the second.
type Point struct {
	Year          float64
	Value         float64
	Low, High     float64
	Low95, High95 float64
	Label         string // the date in words, for the table
	Break         string // why a new segment begins here; "" where none does
	Mark          string // a record or a forecast, named in place; a forecast's may have lines
	Weak          bool
	Unsure        string // why the value is not to be relied on, as "not confirmed"; "" where it is
}

// inner gives the bounds of 80%, or the value where there are none; outer those
// of 95%.
func (p Point) inner() (lo, hi float64) {
	if p.Low < p.High {
		return p.Low, p.High
	}
	return p.Value, p.Value
}

func (p Point) outer() (lo, hi float64) {
	if p.Low95 < p.High95 {
		return p.Low95, p.High95
	}
	return p.Value, p.Value
}

// Line is a series of a time chart. Where it has readings, they are what was
// measured, each a dot with its own bar, and the points are the level behind
// them, a line with its bands; without, the points are both.
type Line struct {
	Name     string
	Points   []Point
	Step     bool
	Bounds   bool // Low and High are bounds as a source states them, and no interval of 80%
	Readings []Point
	Forecast *Point   // the next level expected: a bar on a dotted way from the last point; nil for none
	Next     *Point   // what the next reading may be, a second bar beside the forecast's; nil for none
	Changes  []Change // moments at which the level changed, each a line across with its words
}

// Change is a change point.
type Change struct {
	Year  float64
	Label string
}

// shown gives the points that stand for what is on record.
func (l Line) shown() []Point {
	if len(l.Readings) > 0 {
		return l.Readings
	}
	return l.Points
}

// Level is a horizontal reference line.
type Level struct {
	Value float64
	Label string
}

// Time draws series over time: bands of 80% and 95%, readings with their bars,
// breaks as gaps with their reason, change points, records and forecasts in
// place, and reference lines.
func Time(id, title, unit string, lines []Line, levels []Level) Chart {
	c := Chart{Title: title, Subtitle: unit}
	lines = finite(lines)
	c.Header, c.Rows = timeTable(lines)
	if len(c.Rows) == 0 {
		c.SVG = empty(id, c, Wide)
		c.Desc = "No data is on record."
		return c
	}
	y0, y1, lo, hi := extent(lines, levels)
	if unit == "percent" {
		lo, hi = max(min(0, lo), lo-4), min(max(100, hi), hi+4)
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
	c.Desc = inWords(lines)
	c.SVG = drawTime(id+"-w", c, Wide, lines, levels, lo, hi, y0, y1)
	c.Narrow = drawTime(id+"-n", c, Slim, lines, levels, lo, hi, y0, y1)
	return c
}

// timeTable is the table behind a time chart.
func timeTable(lines []Line) (header []string, rows [][]string) {
	header = []string{"Date", "Series", "Value", "80% low", "80% high"}
	if slices.ContainsFunc(lines, func(l Line) bool { return l.Bounds }) {
		header[3], header[4] = "At least", "At most"
	}
	outer := false
	for _, l := range lines {
		for _, p := range l.shown() {
			outer = outer || p.Low95 < p.High95
		}
	}
	if outer {
		header = append(header, "95% low", "95% high")
	}
	header = append(header, "Note")
	for _, l := range lines {
		row := func(p Point, note string) {
			r := []string{p.Label, l.Name, Short(p.Value)}
			pair := func(lo, hi float64) {
				if lo < hi {
					r = append(r, Short(lo), Short(hi))
				} else {
					r = append(r, "", "")
				}
			}
			pair(p.Low, p.High)
			if outer {
				pair(p.Low95, p.High95)
			}
			if p.Weak {
				note = strings.TrimSpace(note + " (weak source)")
			}
			if p.Unsure != "" {
				note = strings.TrimSpace(note + " (" + p.Unsure + ")")
			}
			rows = append(rows, append(r, note))
		}
		for _, p := range l.shown() {
			note := p.Break
			if p.Mark != "" {
				note = p.Mark
			}
			row(p, note)
		}
		if l.Forecast != nil && len(l.shown()) > 0 {
			row(*l.Forecast, "forecast")
			if l.Next != nil {
				row(*l.Next, "the next reading")
			}
		}
		for _, ch := range l.Changes {
			r := make([]string, len(header))
			r[0], r[1], r[len(r)-1] = strconv.Itoa(int(ch.Year)), l.Name, ch.Label
			rows = append(rows, r)
		}
	}
	return header, rows
}

// inWords says a picture for those who do not see it.
func inWords(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		pts := l.shown()
		if len(pts) == 0 {
			continue
		}
		first, last := pts[0], pts[len(pts)-1]
		fmt.Fprintf(&b, "%s: %s in %s, %s in %s.", l.Name, Short(first.Value), first.Label, Short(last.Value), last.Label)
		for i, p := range pts {
			if i > 0 && p.Break != "" {
				fmt.Fprintf(&b, " It begins anew in %s: %s.", p.Label, strings.TrimRight(p.Break, "."))
			}
		}
		if f := l.Forecast; f != nil && f.Low < f.High {
			fmt.Fprintf(&b, " Next, %s: %s to %s (80%%).", f.Label, Short(f.Low), Short(f.High))
			if n := l.Next; n != nil && n.Low < n.High {
				fmt.Fprintf(&b, " The next reading: %s to %s (80%%).", Short(n.Low), Short(n.High))
			}
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

// finite leaves points out that are no numbers.
func finite(lines []Line) []Line {
	number := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	bad := func(p Point) bool {
		return !number(p.Value) || !number(p.Year) || !number(p.Low) || !number(p.High) || !number(p.Low95) || !number(p.High95)
	}
	out := slices.Clone(lines)
	for i := range out {
		l := &out[i]
		l.Points = slices.DeleteFunc(slices.Clone(l.Points), bad)
		l.Readings = slices.DeleteFunc(slices.Clone(l.Readings), bad)
		l.Changes = slices.DeleteFunc(slices.Clone(l.Changes), func(c Change) bool { return !number(c.Year) })
		if l.Forecast != nil && (bad(*l.Forecast) || len(l.Points) == 0) {
			l.Forecast = nil
		}
		if l.Next != nil && (l.Forecast == nil || bad(*l.Next)) {
			l.Next = nil
		}
	}
	return out
}

// extent gives the years and the values that lines, their bands and levels take.
func extent(lines []Line, levels []Level) (y0, y1, lo, hi float64) {
	lo, hi, y0, y1 = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	take := func(p Point) {
		y0, y1 = min(y0, p.Year), max(y1, p.Year)
		inLow, inHigh := p.inner()
		outLow, outHigh := p.outer()
		lo, hi = min(lo, p.Value, inLow, outLow), max(hi, p.Value, inHigh, outHigh)
	}
	for _, l := range lines {
		for _, p := range l.Points {
			take(p)
		}
		for _, p := range l.Readings {
			take(p)
		}
		if l.Forecast != nil {
			take(*l.Forecast)
		}
		if l.Next != nil {
			take(*l.Next)
		}
	}
	for _, l := range levels {
		lo, hi = min(lo, l.Value), max(hi, l.Value)
	}
	return y0, y1, lo, hi
}

// Short writes a value with at most one decimal, and below one at most two, as charts
// print it.
func Short(v float64) string {
	to := 10.0
	if math.Abs(v) < 1 {
		to = 100
	}
	s := strconv.FormatFloat(math.Round(v*to)/to, 'f', -1, 64)
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
