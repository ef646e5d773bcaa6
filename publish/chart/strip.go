package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/words"
)

// Broad is the width of a picture that spans the page.
const Broad = 1080

// Mark is something on a strip plot: a shape by its state, and a stem above it
// that is as long as a second share.
type Mark struct {
	Name  string
	Value *float64 // 0-1; nil where none is known: it stands in the margin
	Stem  *float64 // 0-1; nil: no stem
	State string   // in words, with its shape before it
	Fill  Fill     // FillLine is drawn as a dash
	Slant bool     // a square on its corner, not a circle
	Color string
	Href  string
	Rank  int  // on a wide picture, those with the least are named where there is room; 0: never
	Named bool // in every width, on a line of its own where there is no room beside others
}

// MarkRow is a row of a strip plot.
type MarkRow struct {
	Name  string
	Marks []Mark
}

const (
	markR    = 5.5 // of a mark
	stemH    = 11  // of a whole stem
	markStep = 13  // between marks that stand above each other's stems
	// mostUnknown is how many marks without a value stand beside each other.
	mostUnknown = 4
)

// Strip draws rows of marks along one axis from 0 to 10 in ten, with lines at
// levels; value and stem say what they are.
func Strip(id, title, subtitle, value, stem string, rows []MarkRow, levels []Level) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Initiative", "Area", "Verdict", value, stem}}
	n, unknown := 0, 0
	for _, r := range rows {
		here := 0
		for _, m := range r.Marks {
			n++
			if m.Value == nil {
				here++
			}
			c.Rows = append(c.Rows, []string{m.Name, r.Name, m.State, words.InTenOrDash(m.Value), words.InTenOrDash(m.Stem)})
		}
		unknown = min(mostUnknown, max(unknown, here))
	}
	if n == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No data is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%s, from 0 to 10 of ten draws. The table behind the picture says the same.", words.Count(n, "initiative"))
	c.SVG = drawStrip(id+"-w", c, Broad, rows, levels, unknown)
	c.Narrow = drawStrip(id+"-n", c, Slim, rows, levels, unknown)
	return c
}

// placed is a mark with its place in a row.
type placed struct {
	Mark
	x    float64
	lane int

	label  string // beside it; "" for none
	anchor string // of the label: end where it stands to the left
}

func drawStrip(id string, c Chart, w float64, rows []MarkRow, levels []Level, unknown int) string {
	left, right, head, size := 196.0, 14.0, 0.0, 13.0
	if w == Slim {
		left, head, size = 10, 17, 12
	}
	margin := 0.0
	if unknown > 0 {
		margin = 16*float64(unknown) + 18
		left += margin
	}
	X := func(v float64) float64 { return left + min(1, max(0, v))*(w-left-right-markR) }
	type lanes struct {
		marks []placed
		high  float64
	}
	all := make([]lanes, len(rows))
	top, h := 26.0, 26.0
	for n, r := range rows {
		marks, count := stack(r.Marks, X, left-18, unknown)
		count = nameMarks(marks, count, left-8, w, size-1, head == 0)
		high := float64(count) * (markStep + stemH)
		if head == 0 {
			high = max(high, 14*float64(len(wrapText(r.Name, left-margin-16, size, 2)))+10)
		}
		all[n] = lanes{marks, head + high + 6}
		h += all[n].high
	}
	h += 40
	k := newCanvas(w, h)
	for t := 0; t <= 10; t += 2 {
		k.line(X(float64(t)/10), top, X(float64(t)/10), h-38, rule, 1, "")
		k.text(X(float64(t)/10), h-20, "middle", quiet, size, "", fmt.Sprint(t))
	}
	k.text(X(0), h-4, "start", quiet, size, "", c.Header[3]+", of 10 draws")
	for _, l := range levels {
		k.line(X(l.Value), top-6, X(l.Value), h-38, ink, 1.2, "5 4")
		k.text(X(l.Value), 13, "middle", ink, size, "600", l.Label)
	}
	if unknown > 0 && w != Slim {
		k.text(left-12, h-20, "end", quiet, size, "", "not assessed")
	}
	y := top
	for n, r := range rows {
		k.line(0, y, w, y, rule, 1, "")
		base := y + head + stemH + markR + 5
		if head > 0 {
			k.text(0, y+13, "start", quiet, size, "", cut(r.Name, w-10, size))
		} else {
			for i, s := range wrapText(r.Name, left-margin-16, size, 2) {
				k.text(0, base+4+14*float64(i), "start", ink, size, "", s)
			}
		}
		k.marks(all[n].marks, base, size-1)
		y += all[n].high
	}
	k.line(0, y, w, y, rule, 1, "")
	return k.finish(id, c.Title, c.Desc)
}

// stack gives the marks their places, each in the first lane where it lies on no
// other; those without a value stand to the left of x, so many beside each other.
func stack(marks []Mark, X func(float64) float64, x float64, beside int) ([]placed, int) {
	var out []placed
	unknown := 0
	for _, m := range marks {
		p := placed{Mark: m}
		if m.Value != nil {
			p.x = X(*m.Value)
		} else {
			p.x = x - 16*float64(unknown%max(1, beside))
			unknown++
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b placed) int { return cmp.Compare(a.x, b.x) })
	var ends []float64
	for n := range out {
		lane := slices.IndexFunc(ends, func(e float64) bool { return out[n].x-e >= 2*markR+2 })
		if lane < 0 {
			lane = len(ends)
			ends = append(ends, 0)
		}
		out[n].lane, ends[lane] = lane, out[n].x
	}
	return out, max(1, len(ends))
}

// nameMarks names marks of a row between two places, those of a rank where wide, and
// gives the number of its lanes: a name for which there is no room has one added.
func nameMarks(marks []placed, lanes int, from, to, size float64, wide bool) int {
	type span struct {
		lane     int
		from, to float64
	}
	var taken []span
	for _, m := range marks {
		taken = append(taken, span{m.lane, m.x - markR - 3, m.x + markR + 3})
	}
	free := func(s span) bool {
		return s.from >= from && s.to <= to && !slices.ContainsFunc(taken, func(o span) bool { return o.lane == s.lane && o.from < s.to && s.from < o.to })
	}
	var order []int
	for n, m := range marks {
		if m.Value != nil && (m.Named || wide && m.Rank > 0) {
			order = append(order, n)
		}
	}
	rank := func(n int) int {
		if marks[n].Named {
			return marks[n].Rank - 1<<20
		}
		return marks[n].Rank
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	for _, n := range order {
		m := &marks[n]
		const gap = markR + 4
		room := max(m.x-gap-4-from, to-4-m.x-gap)
		name := cut(m.Name, min(300, room), size)
		tw := textWidth(name, size) + 4
		beside := func(lane int) (left, right span) {
			return span{lane, m.x - gap - tw, m.x - gap + 1}, span{lane, m.x + gap - 1, m.x + gap + tw}
		}
		left, right := beside(m.lane)
		if !free(left) && !free(right) && m.Named {
			m.lane = lanes
			lanes++
			taken = append(taken, span{m.lane, m.x - markR - 3, m.x + markR + 3})
			left, right = beside(m.lane)
		}
		switch {
		case free(left):
			m.label, m.anchor = name, "end"
			taken = append(taken, left)
		case free(right):
			m.label, m.anchor = name, "start"
			taken = append(taken, right)
		}
	}
	return lanes
}

// marks draws a row; base is the middle of its first lane. The lines behind a name
// stop at it.
func (c *canvas) marks(marks []placed, base, size float64) {
	Y := func(m placed) float64 { return base + float64(m.lane)*(markStep+stemH) }
	for _, m := range marks {
		if m.label == "" {
			continue
		}
		x, tw := m.x+markR+5, textWidth(m.label, size)
		left := x
		if m.anchor == "end" {
			x = m.x - markR - 5
			left = x - tw
		}
		c.rect(left-2, Y(m)-size+2, tw+4, size+3, paper, 1)
		c.text(x, Y(m)+4, m.anchor, ink, size, "", m.label)
	}
	for _, m := range marks {
		y := Y(m)
		c.open(m.Href, m.says())
		c.rect(m.x-markR-2, y-markR-stemH, 2*markR+4, 2*markR+stemH+2, "transparent", 1)
		if m.Stem != nil {
			c.line(m.x, y-markR, m.x, y-markR-stemH*min(1, max(0, *m.Stem)), ink, 2.2, "")
		}
		c.shape(m, y)
		c.shut(m.Href)
	}
}

func (m placed) says() string {
	s := m.Name + ": " + m.State
	if m.Value != nil {
		s += ", carry " + words.InTen(*m.Value)
	}
	if m.Stem != nil {
		s += ", delivery " + words.InTen(*m.Stem)
	}
	return s
}

// shape draws a mark: its state is told by shape and fill before colour.
func (c *canvas) shape(m placed, y float64) {
	if m.Fill == FillLine {
		c.line(m.x-markR, y, m.x+markR, y, m.Color, 2.4, "")
		return
	}
	r := markR
	outline := fmt.Sprintf("M%s %sA%s %s 0 1 1 %s %sA%s %s 0 1 1 %s %sZ", num(m.x-r), num(y), num(r), num(r), num(m.x+r), num(y), num(r), num(r), num(m.x-r), num(y))
	half := fmt.Sprintf("M%s %sA%s %s 0 0 0 %s %sZ", num(m.x), num(y-r), num(r), num(r), num(m.x), num(y+r))
	if m.Slant {
		r++
		outline = fmt.Sprintf("M%s %sL%s %sL%s %sL%s %sZ", num(m.x-r), num(y), num(m.x), num(y-r), num(m.x+r), num(y), num(m.x), num(y+r))
	}
	fill := paper
	if m.Fill == FillSolid {
		fill = m.Color
	}
	fmt.Fprintf(&c.b, `<path d="%s" fill="%s" stroke="%s" stroke-width="1.6"/>`, outline, fill, m.Color)
	if m.Fill == FillHalf {
		fmt.Fprintf(&c.b, `<path d="%s" fill="%s"/>`, half, m.Color)
	}
}

// Bar draws a share as a thin bar on a pale track; one that was not assessed is a
// dashed outline, and what is in place is hatched.
func Bar(share *float64, inPlace bool) string {
	const w, h = 100.0, 8.0
	k := newCanvas(w, h)
	switch {
	case inPlace:
		var d strings.Builder
		for x := 0.0; x < w; x += 5 {
			fmt.Fprintf(&d, "M%s 8l5 -8", num(x))
		}
		fmt.Fprintf(&k.b, `<path d="%s" stroke="%s" stroke-width="1"/>`, d.String(), quiet)
		k.frame(0, 0, w, h, quiet)
	case share == nil:
		fmt.Fprintf(&k.b, `<rect x="0.5" y="0.5" width="99" height="7" fill="none" stroke="%s" stroke-dasharray="2 2"/>`, quiet)
	default:
		k.rect(0, 0, w, h, rule, 1)
		k.rect(0, 0, w*min(1, max(0, *share)), h, "currentColor", 1)
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 8" preserveAspectRatio="none" class="bar" aria-hidden="true" focusable="false">` + k.b.String() + `</svg>`
}
