package chart

import (
	"fmt"
	"strconv"

	"entente/words"
)

// Fill is how a run of steps in one state is drawn: states differ in shape and
// lightness before hue.
type Fill int

// The fills.
const (
	FillNone   Fill = iota // nothing is known
	FillLine               // a value is known, but no state
	FillHollow             //
	FillHalf               //
	FillSolid              //
)

// CourseStep is a step of a course over time.
type CourseStep struct {
	Label string   // the step, as the table has it
	Year  int      // named on the axis where it begins
	Value *float64 // 0-1; nil where none is known
	State string   // in words: "held back"
	Shape string   // the shape that stands for it; "" for none
	Fill  Fill
	Color string // a CSS colour
	Mark  string // the number of a change, written above; "" for none
}

// Course draws a share over time as a stepped line, gaps where it is not known,
// reference lines named at the side, and below it a strip of states.
func Course(id, title, unit string, steps []CourseStep, levels []Level) Chart {
	c := Chart{Title: title, Subtitle: unit, Header: []string{"Step", "State", "Value"}}
	for _, s := range steps {
		value := "–"
		if s.Value != nil {
			value = strconv.FormatFloat(*s.Value, 'f', 2, 64)
		}
		c.Rows = append(c.Rows, []string{s.Label, s.State, value})
	}
	if len(steps) == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No data is on record."
		return c
	}
	first, last := steps[0], steps[len(steps)-1]
	c.Desc = fmt.Sprintf("From %s (%s) to %s (%s).", first.Label, first.State, last.Label, last.State)
	c.SVG = drawCourse(id+"-w", c, Wide, steps, levels)
	c.Narrow = drawCourse(id+"-n", c, Slim, steps, levels)
	return c
}

func drawCourse(id string, c Chart, w float64, steps []CourseStep, levels []Level) string {
	h, left, right, top, bottom := 250.0, 30.0, 112.0, 24.0, 74.0
	if w == Slim {
		h, right = 240, 94
	}
	k := newCanvas(w, h)
	each := (w - left - right) / float64(len(steps))
	X := func(n int) float64 { return left + float64(n)*each }
	Y := func(v float64) float64 { return h - bottom - v*(h-top-bottom) }
	for _, v := range []float64{0, 0.5, 1} {
		k.line(left, Y(v), w-right, Y(v), rule, 1, "")
		k.text(left-6, Y(v)+4, "end", quiet, 12, "", strconv.Itoa(int(v*10)))
	}
	for n, s := range steps {
		if s.Mark != "" {
			k.line(X(n), top-4, X(n), h-bottom+22, quiet, 1, "2 3")
			k.text(X(n), top-9, "middle", ink, 12, "600", s.Mark)
		}
	}
	tags := []float64{}
	texts := []string{}
	for _, l := range levels {
		k.line(left, Y(l.Value), w-right, Y(l.Value), quiet, 1, "5 4")
		tags, texts = append(tags, Y(l.Value)), append(texts, l.Label)
	}
	end := courseLine(k, steps, X, Y)
	if end != nil {
		tags, texts = append(tags, Y(*end)), append(texts, words.InTen(*end))
	}
	order, ys := stackLabels(tags, 15, top, h-bottom)
	for n, y := range ys {
		color, weight := quiet, ""
		if order[n] == len(levels) {
			color, weight = ink, "600"
		}
		k.text(w-right+6, y+4, "start", color, 12, weight, cut(texts[order[n]], right-8, 12))
	}
	courseStrip(k, steps, X, h-bottom+8)
	free := -100.0
	for n, s := range steps {
		if n > 0 && steps[n-1].Year == s.Year {
			continue
		}
		k.line(X(n), h-22, X(n), h-18, quiet, 1, "")
		if label := strconv.Itoa(s.Year); X(n) >= free {
			k.text(X(n), h-6, "start", quiet, 12, "", label)
			free = X(n) + textWidth(label, 12) + 10
		}
	}
	return k.finish(id, c.Title, c.Desc)
}

// courseLine draws the values, and gives the last where the course ends with one.
func courseLine(k *canvas, steps []CourseStep, X func(int) float64, Y func(float64) float64) *float64 {
	var line []xy
	for n, s := range steps {
		if s.Value != nil {
			line = append(line, xy{X(n), Y(*s.Value)}, xy{X(n + 1), Y(*s.Value)})
		}
		if len(line) > 0 && (s.Value == nil || n == len(steps)-1) {
			k.path(pathOf(line), ink, 2.4, "")
			line = nil
		}
	}
	return steps[len(steps)-1].Value
}

// courseStrip draws runs of steps in one state, each named where there is room.
func courseStrip(k *canvas, steps []CourseStep, X func(int) float64, y float64) {
	const tall = 12
	for from := 0; from < len(steps); {
		to := from + 1
		for to < len(steps) && steps[to].State == steps[from].State {
			to++
		}
		s, x, w := steps[from], X(from)+0.5, X(to)-X(from)-1
		switch s.Fill {
		case FillSolid:
			k.rect(x, y, w, tall, s.Color, 1)
		case FillHalf:
			k.frame(x, y, w, tall, s.Color)
			k.rect(x, y+tall/2, w, tall/2, s.Color, 1)
		case FillHollow:
			k.frame(x, y, w, tall, s.Color)
		case FillLine:
			k.line(x, y+tall/2, x+w, y+tall/2, s.Color, 2, "")
		}
		if to == len(steps) {
			w = k.w - x // the last may run over the margin
		}
		label := s.Shape + " " + s.State
		switch {
		case s.Fill == FillNone && textWidth(s.State, 12) > w, s.Shape == "" && textWidth(s.State, 12) > w:
			label = ""
		case s.Shape == "":
			label = s.State
		case textWidth(label, 12) > w:
			label = s.Shape
		}
		color := s.Color
		if s.Fill == FillNone {
			color = quiet
		}
		k.text(x, y+tall+14, "start", color, 12, "", label)
		from = to
	}
}
