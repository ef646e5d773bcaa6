package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// plot is the picture of a time chart while it is drawn.
type plot struct {
	*canvas
	left, right, top, bottom float64
	lo, hi, y0, y1           float64
	seen                     []xy  // where lines and dots are, to keep words off them
	marks                    []box // where marks stand, to keep them off each other
}

func (k *plot) x(year float64) float64 {
	return k.left + (year-k.y0)/(k.y1-k.y0)*(k.w-k.left-k.right)
}

func (k *plot) y(v float64) float64 {
	return k.h - k.bottom - (v-k.lo)/(k.hi-k.lo)*(k.h-k.top-k.bottom)
}

// end is where the plot ends on the right.
func (k *plot) end() float64 { return k.w - k.right }

// label is a text beside the plot, at the height of what it names.
type label struct {
	y           float64
	text, color string
	weight      string
}

func drawTime(id string, c Chart, w float64, lines []Line, levels []Level, lo, hi, y0, y1 float64) string {
	h := 300.0
	k := &plot{left: 40, right: 120, top: 16, bottom: 30, lo: lo, hi: hi, y0: y0, y1: y1}
	if w == Slim {
		h, k.right = 260, 76
	}
	k.right = min(k.right, beside(lines, levels)+12)
	k.canvas = newCanvas(w, h)
	k.axes()
	var labels []label
	for _, l := range levels {
		k.line(k.left, k.y(l.Value), k.end(), k.y(l.Value), quiet, 1, "2 3")
		labels = append(labels, label{k.y(l.Value), l.Label, quiet, ""})
	}
	for _, l := range lines {
		for _, p := range append(slices.Clone(l.Points), l.Readings...) {
			k.seen = append(k.seen, xy{k.x(p.Year), k.y(p.Value)})
		}
		for i, p := range l.shown() {
			if p.Mark != "" {
				half := textWidth(p.Mark, 12) / 2
				x, y := k.markAt(p, k.below(l.shown(), i), half)
				k.seen = append(k.seen, xy{x - half, y}, xy{x, y}, xy{x, y - 10}, xy{x + half, y})
			}
		}
	}
	for i, l := range lines {
		labels = append(labels, k.series(l, lineColor(i), dash(i), len(lines) > 1)...)
	}
	// Labels stand beside the plot, moved apart where they meet.
	slices.SortStableFunc(labels, func(a, b label) int {
		switch {
		case a.y < b.y:
			return -1
		case a.y > b.y:
			return 1
		}
		return 0
	})
	want := make([]float64, len(labels))
	for i, l := range labels {
		want[i] = l.y
	}
	for i, y := range spreadLabels(want, 15, k.top, h-k.bottom) {
		k.text(k.end()+6, y+4, "start", labels[i].color, 12, labels[i].weight, cut(labels[i].text, k.right-8, 12))
	}
	return k.finish(id, c.Title, c.Desc)
}

// beside gives the width that the labels beside the plot want.
func beside(lines []Line, levels []Level) float64 {
	w := 24.0
	for _, l := range levels {
		w = max(w, textWidth(l.Label, 12))
	}
	for _, l := range lines {
		if ps := l.shown(); len(ps) > 0 {
			name := Short(ps[len(ps)-1].Value)
			if len(lines) > 1 {
				name = l.Name + " " + name
			}
			w = max(w, textWidth(name, 12))
		}
		if l.Forecast != nil {
			for s := range strings.SplitSeq(l.Forecast.Mark, "\n") {
				w = max(w, textWidth(s, 12))
			}
		}
	}
	return w
}

// axes draws the values across and the years below.
func (k *plot) axes() {
	for _, t := range ticks(k.lo, k.hi, 5) {
		k.line(k.left, k.y(t), k.end(), k.y(t), rule, 1, "")
		k.text(k.left-6, k.y(t)+4, "end", quiet, 12, "", Short(t))
	}
	n := 7
	if k.w == Slim {
		n = 4
	}
	for _, t := range ticks(k.y0, k.y1, n) {
		if t == math.Trunc(t) {
			k.line(k.x(t), k.h-k.bottom, k.x(t), k.h-k.bottom+4, quiet, 1, "")
			k.text(k.x(t), k.h-k.bottom+18, "middle", quiet, 12, "", strconv.Itoa(int(t)))
		}
	}
}

// series draws one line with all that belongs to it, and gives the labels that
// stand beside the plot.
func (k *plot) series(l Line, color, ds string, several bool) []label {
	for _, ch := range l.Changes {
		x := min(k.end(), max(k.left, k.x(ch.Year)))
		k.line(x, k.top, x, k.h-k.bottom, color, 1.4, "")
		k.across(x, color, ch.Label)
	}
	var seg []Point
	gaps := l.gaps()
	for i, p := range l.Points {
		switch within := slices.ContainsFunc(gaps, func(g [2]float64) bool { return g[0] < p.Year && p.Year < g[1] }); {
		case p.Break != "" && i > 0: // in a gap and at its end too: nothing is joined across it
			k.segment(seg, l, color, ds)
			seg = nil
			x := k.x(p.Year) // at its date: nothing is known of the years between
			k.line(x, k.top, x, k.h-k.bottom, quiet, 1, "4 4")
			k.across(x, quiet, p.Break)
		case within:
			continue
		}
		if n := len(seg); n > 0 && slices.ContainsFunc(gaps, func(g [2]float64) bool { return seg[n-1].Year < g[1] && g[0] < p.Year }) {
			k.line(k.x(seg[n-1].Year), k.y(seg[n-1].Value), k.x(p.Year), k.y(p.Value), color, 1.5, "5 5")
			k.segment(seg, l, color, ds)
			seg = nil
		}
		seg = append(seg, p)
	}
	k.segment(seg, l, color, ds)
	for _, p := range l.Readings {
		if p.Low < p.High {
			k.line(k.x(p.Year), k.y(p.Low), k.x(p.Year), k.y(p.High), quiet, 1, "")
		}
	}
	shown := l.shown()
	for _, p := range shown {
		fill := color
		if p.Weak || p.Unsure != "" {
			fill = paper
		}
		k.circle(k.x(p.Year), k.y(p.Value), 2.6, fill, color)
	}
	// Marks come last: what lies behind one stops at it.
	defer func() {
		if n := len(shown); l.Forecast != nil && !several && n > 0 { // the forecast stands beside the plot
			k.beyond(shown, n-1, color, Short(shown[n-1].Value))
		}
		for i, p := range shown {
			if p.Mark != "" {
				k.beyond(shown, i, color, p.Mark)
			}
		}
	}()
	if len(shown) == 0 {
		return nil
	}
	end := shown[len(shown)-1]
	name := Short(end.Value)
	if several {
		name = l.Name + " " + name
	}
	out := []label{{k.y(end.Value), name, color, "600"}}
	f := l.Forecast
	if f == nil {
		return out
	}
	if !several {
		out = nil
	}
	last := l.Points[len(l.Points)-1]
	k.line(k.x(last.Year), k.y(last.Value), k.x(f.Year), k.y(f.Value), color, 1.5, "1 4")
	x := k.x(f.Year)
	if n := l.Next; n != nil { // two bars side by side: what people think, and what the next poll may read
		x -= 13
		k.ahead(*n, x+10, color, false)
	}
	k.ahead(*f, x, color, true)
	for i, s := range strings.Split(f.Mark, "\n") {
		out = append(out, label{k.y(f.Value) - 7 + 15*float64(i), s, quiet, ""})
	}
	return out
}

// gaps are the spans without a reading that are long in years and beside the others:
// what lies between two of them is guessed, and a band there says more than is known.
func (l Line) gaps() [][2]float64 {
	const long, times = 5, 3 // in years; of the usual span
	var spans []float64
	for n := 1; n < len(l.Readings); n++ {
		spans = append(spans, l.Readings[n].Year-l.Readings[n-1].Year)
	}
	if len(spans) < 3 {
		return nil
	}
	slices.Sort(spans)
	usual := spans[len(spans)/2]
	var out [][2]float64
	for n := 1; n < len(l.Readings); n++ {
		if from, to := l.Readings[n-1].Year, l.Readings[n].Year; to-from > max(long, times*usual) {
			out = append(out, [2]float64{from, to})
		}
	}
	return out
}

// ahead draws what is expected: bounds of 95% as a line and of 80% as a box, filled
// for a level and open for a reading.
func (k *plot) ahead(p Point, x float64, color string, level bool) {
	if p.Low95 < p.High95 {
		k.line(x, k.y(p.Low95), x, k.y(p.High95), color, 1.5, "")
	}
	if p.Low < p.High {
		top, bottom := k.y(p.High), k.y(p.Low)
		if level {
			k.rect(x-3, top, 6, bottom-top, color, 0.35)
		} else {
			k.rect(x-3, top, 6, bottom-top, paper, 1)
			for _, at := range []float64{x - 3, x + 3} {
				k.line(at, top, at, bottom, color, 1.2, "")
			}
			for _, at := range []float64{top, bottom} {
				k.line(x-3, at, x+3, at, color, 1.2, "")
			}
		}
	}
	if level {
		k.line(x-5, k.y(p.Value), x+5, k.y(p.Value), color, 2, "")
	}
}

// across writes the words of a line across at the top of the plot or at its
// foot, where fewer dots and lines are, on the side where there is room.
func (k *plot) across(x float64, color, words string) {
	const width, size, high = 116.0, 11.0, 13.0
	anchor, dx, from, to := "start", 4.0, x, x+width
	if x+width > k.end() && x-width > k.left {
		anchor, dx, from, to = "end", -4, x-width, x
	}
	lines := wrapText(words, width, size, 5)
	depth := high*float64(len(lines)) + 6
	above, below := 0, 0
	for _, p := range k.seen {
		if p.x >= from-4 && p.x <= to+4 {
			if p.y < k.top+depth {
				above++
			}
			if p.y > k.h-k.bottom-depth {
				below++
			}
		}
	}
	y := k.top + 10
	if above > below {
		y = k.h - k.bottom - depth + 12
	}
	for i, s := range lines {
		k.text(x+dx, y+high*float64(i), anchor, color, size, "", s)
		k.seen = append(k.seen, xy{x + dx, y + high*float64(i)})
	}
}

// box is where words stand.
type box struct{ x0, y0, x1, y1 float64 }

func (a box) meets(b box) bool { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 }

// beyond writes a mark above its point, or below where the line lies above it;
// on the other side where another mark stands there, and not at all where one
// stands on both.
func (k *plot) beyond(ps []Point, i int, color, words string) {
	half := textWidth(words, 12) / 2
	first := k.below(ps, i)
	for _, below := range []bool{first, !first} {
		x, y := k.markAt(ps[i], below, half)
		b := box{x - half, y - 11, x + half, y + 3}
		if !slices.ContainsFunc(k.marks, b.meets) {
			k.marks = append(k.marks, b)
			k.rect(b.x0-1, b.y0, 2*half+2, b.y1-b.y0, paper, 1)
			k.text(x, y, "middle", color, 12, "600", words)
			return
		}
	}
}

// below reports whether the line lies above a point.
func (k *plot) below(ps []Point, i int) bool {
	around, n := 0.0, 0.0
	for j := max(0, i-3); j <= min(len(ps)-1, i+3); j++ {
		if j != i {
			around, n = around+ps[j].Value, n+1
		}
	}
	return n > 0 && ps[i].Value < around/n
}

// markAt gives the middle of a mark's foot.
func (k *plot) markAt(p Point, below bool, half float64) (x, y float64) {
	low, high := p.inner()
	y = k.y(high) - 7
	if below {
		y = k.y(low) + 16
	}
	x = min(k.w-half-2, max(k.left+half, k.x(p.Year)))
	return min(k.w-2, max(2, x)), min(k.h-k.bottom-4, max(k.top+6, y))
}

// segment draws the points that are joined, with their bands.
func (k *plot) segment(seg []Point, l Line, color, ds string) {
	if len(l.Readings) > 0 && len(seg) == 1 {
		return // its reading says the same
	}
	drawSegment(k.canvas, seg, l.Step, k.x, k.y, color, ds)
}

func drawSegment(k *canvas, seg []Point, step bool, X, Y func(float64) float64, color, ds string) {
	if len(seg) == 0 {
		return
	}
	walk := func(of func(Point) float64) []xy {
		var out []xy
		for i, p := range seg {
			if step && i > 0 {
				out = append(out, xy{X(p.Year), Y(of(seg[i-1]))}) // what was judged holds until it is judged anew
			}
			out = append(out, xy{X(p.Year), Y(of(p))})
		}
		return out
	}
	for _, b := range []struct {
		bounds         func(Point) (lo, hi float64)
		opacity, width float64 // width of the bar that a lone point has for a band
	}{{Point.outer, 0.09, 1.5}, {Point.inner, 0.14, 3}} {
		low := func(p Point) float64 { lo, _ := b.bounds(p); return lo }
		high := func(p Point) float64 { _, hi := b.bounds(p); return hi }
		switch {
		case !slices.ContainsFunc(seg, func(p Point) bool { return low(p) < high(p) }):
		case len(seg) == 1:
			k.line(X(seg[0].Year), Y(low(seg[0])), X(seg[0].Year), Y(high(seg[0])), color, b.width, "")
		default:
			down := walk(low)
			slices.Reverse(down)
			k.area(pathOf(append(walk(high), down...))+"Z", color, b.opacity)
		}
	}
	k.path(pathOf(walk(func(p Point) float64 { return p.Value })), color, 2, ds)
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
