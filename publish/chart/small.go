package chart

import "strconv"

// Frame is what pictures that stand side by side share: the years across and the values
// upward. Either is the picture's own where it is zero.
type Frame struct {
	Years, Values [2]float64
}

// Small draws a time chart as one of many: low, without a grid, with the
// reference lines named, the last value beside the line and the years at the
// ends. It serves every width.
func Small(id, title, unit string, line Line, levels []Level, of Frame) Chart {
	c := Time(id, title, unit, []Line{line}, levels)
	lines := finite([]Line{line})
	if len(lines[0].Points) == 0 {
		return c
	}
	pts := lines[0].Points
	y0, y1, lo, hi := extent(lines, levels)
	pad := max((hi-lo)*0.06, 1e-9)
	lo, hi = lo-pad, hi+pad
	if of.Years != [2]float64{} {
		y0, y1 = of.Years[0], of.Years[1]
	}
	if of.Values != [2]float64{} {
		lo, hi = of.Values[0], of.Values[1]
	}
	if y1-y0 < 1 {
		y0, y1 = y0-0.5, y1+0.5
	}
	const w, left, right, top, bottom = float64(Slim), 4.0, 58.0, 10.0, 24.0
	h, size := 124.0, 13.0
	if of.Values != [2]float64{} { // it is read against its neighbours: with lines across, and in larger figures
		h, size = 190, 15
	}
	k := newCanvas(w, h)
	X := func(y float64) float64 { return left + (y-y0)/(y1-y0)*(w-left-right) }
	Y := func(v float64) float64 { return h - bottom - (v-lo)/(hi-lo)*(h-top-bottom) }
	if of.Values != [2]float64{} {
		for _, t := range ticks(of.Values[0], of.Values[1], 3) {
			k.line(left, Y(t), w-right, Y(t), rule, 1, "")
			k.text(left, Y(t)-3, "start", quiet, size-3, "", Short(t))
		}
	}
	end := pts[len(pts)-1]
	at := []float64{Y(end.Value)}
	text := []string{Short(end.Value)}
	for _, l := range levels {
		k.line(left, Y(l.Value), w-right, Y(l.Value), quiet, 1, "2 3")
		at, text = append(at, Y(l.Value)), append(text, l.Label)
	}
	var seg []Point
	for i, p := range pts {
		if next := i+1 == len(pts) || pts[i+1].Break != ""; next && (i == 0 || p.Break != "") { // alone in its segment
			k.circle(X(p.Year), Y(p.Value), 2, accent, accent)
		}
		if p.Break != "" && len(seg) > 0 {
			drawSegment(k, seg, line.Step, X, Y, accent, "")
			x := X(p.Year) // at its date: nothing is known of the years between
			k.line(x, top, x, h-bottom, quiet, 1, "4 4")
			seg = nil
		}
		seg = append(seg, p)
	}
	drawSegment(k, seg, line.Step, X, Y, accent, "")
	k.circle(X(end.Year), Y(end.Value), 3, accent, accent)
	order, ys := stackLabels(at, 14, top, h-bottom)
	for n, y := range ys {
		color, weight := quiet, ""
		if order[n] == 0 {
			color, weight = accent, "600"
		}
		k.text(w-right+8, y+4, "start", color, size, weight, cut(text[order[n]], right-8, size))
	}
	k.text(left, h-6, "start", quiet, size, "", strconv.Itoa(int(y0)))
	if int(y1) != int(y0) {
		k.text(w-right, h-6, "end", quiet, size, "", strconv.Itoa(int(y1)))
	}
	c.SVG, c.Narrow = k.finish(id, c.Title, c.Desc), ""
	return c
}
