package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"entente/words"
)

// LadderRung is a rung of a ladder chart, from low to high.
type LadderRung struct {
	Name    string
	Level   float64 // 0-100
	InPlace bool
	Target  bool
}

// LadderLine is the carry of one capital, or of all jointly, at each rung.
type LadderLine struct {
	Name  string
	Carry []float64 // 0-1, one a rung; nil: not assessed
	Joint bool
	Note  string // who sets the ceiling, in words
}

// Ladder draws an initiative's picture: rungs up the left in words, and to the
// right the carry of each capital as thin stepped lines and the joint one as
// the heavy one, with the target and the status quo marked across. nothing says what
// level 0 is.
func Ladder(id, title, nothing string, statusQuo float64, rungs []LadderRung, lines []LadderLine) Chart {
	c := Chart{Title: title, Subtitle: "Draws in ten in which the ceiling reaches each rung"}
	c.Header = []string{"Rung", "Level"}
	for _, l := range lines {
		c.Header = append(c.Header, l.Name)
	}
	for i := len(rungs) - 1; i >= 0; i-- {
		r := rungs[i]
		name := r.Name
		if r.Target {
			name += " (target)"
		}
		row := []string{name, num(r.Level)}
		for _, l := range lines {
			row = append(row, carryCell(r, l, i))
		}
		c.Rows = append(c.Rows, row)
	}
	var parts []string
	for _, l := range lines {
		for i, r := range rungs {
			if r.Target {
				parts = append(parts, fmt.Sprintf("%s %s", l.Name, carryCell(r, l, i)))
			}
		}
	}
	c.Desc = "At the target: " + strings.Join(parts, "; ") + "."
	if len(rungs) == 0 {
		c.SVG = empty(id, c, Wide)
		return c
	}
	if others := len(lines) - len(stylesOf(rungs, lines)); others > 0 {
		c.Subtitle += fmt.Sprintf("; grey: the other %d", others)
	}
	c.SVG = drawLadder(id+"-w", nothing, c, Wide, statusQuo, rungs, lines)
	c.Narrow = drawLadder(id+"-n", nothing, c, Slim, statusQuo, rungs, lines)
	return c
}

func carryCell(r LadderRung, l LadderLine, i int) string {
	switch {
	case r.InPlace:
		return "in place"
	case l.Carry == nil:
		return "not assessed"
	}
	return words.InTen(l.Carry[i])
}

func drawLadder(id, nothing string, c Chart, w, statusQuo float64, rungs []LadderRung, lines []LadderLine) string {
	nameW, lineH, size := 236.0, 16.0, 13.0
	if w == Slim {
		nameW, size = 132, 12
		lineH = 15
	}
	maxLines := 2
	if w == Slim {
		maxLines = 4
	}
	// A rung's band is as high as its label; the scale is by rung, not by level,
	// so that close rungs stay readable.
	band := float64(maxLines)*lineH + 14
	top, bottom := 26.0, 46.0
	h := top + bottom + band*float64(len(rungs)+1)
	k := newCanvas(w, h)
	right := 14.0
	x0, x1 := nameW+16, w-right
	X := func(p float64) float64 { return x0 + p*(x1-x0) }
	Y := func(i int) float64 { return h - bottom - band*(float64(i)+0.5) } // i = 0 is the level 0
	for t := 0; t <= 10; t += 2 {
		x := X(float64(t) / 10)
		k.line(x, top-4, x, h-bottom, rule, 1, "")
		k.text(x, h-bottom+16, "middle", quiet, 12, "", fmt.Sprint(t))
	}
	k.text((x0+x1)/2, h-bottom+34, "middle", quiet, 12, "", "carried in … of 10 draws")
	label := func(i int, name, weight, color string) {
		ls := wrapText(name, nameW-8, size, maxLines)
		y := Y(i) - float64(len(ls)-1)*lineH/2 + 4
		for n, s := range ls {
			k.text(nameW, y+float64(n)*lineH, "end", color, size, weight, s)
		}
	}
	label(0, nothing, "", quiet)
	sq := -1
	for i, r := range rungs {
		weight, color := "", ink
		if r.Target {
			weight = "600"
			k.line(nameW+8, Y(i+1), x1, Y(i+1), ink, 1, "1 3")
		}
		if r.InPlace {
			color = quiet
			sq = i
		}
		name := r.Name
		if r.Target {
			name = "Target: " + name
		}
		label(i+1, name, weight, color)
		k.line(nameW+6, Y(i+1), nameW+12, Y(i+1), quiet, 1, "")
	}
	k.line(nameW+6, Y(0), nameW+12, Y(0), quiet, 1, "")
	if sq >= 0 || statusQuo == 0 {
		y := Y(sq+1) - band/2
		k.rect(x0, y, x1-x0, h-bottom-y, rule, 0.35)
		k.text(x1-4, h-bottom-6, "end", quiet, 12, "", "in place")
	}
	first := sq + 1
	styles := stylesOf(rungs, lines)
	type end struct {
		line int
		x, y float64
	}
	var ends []end
	for n, l := range lines {
		if l.Carry == nil || first >= len(rungs) {
			continue
		}
		// A step: certain up to the status quo, then along each rung's band at its carry.
		d := fmt.Sprintf("M%s %sL%s %s", num(X(1)), num(h-bottom), num(X(1)), num(Y(first)-band/2))
		for i := first; i < len(rungs); i++ {
			x := X(l.Carry[i])
			d += fmt.Sprintf("L%s %sL%s %s", num(x), num(Y(i+1)+band/2), num(x), num(Y(i+1)-band/2))
		}
		st, named := styles[n]
		if !named {
			k.path(d, quiet, 1, "")
			continue
		}
		if l.Joint {
			k.path(d, ink, 4, "")
		} else {
			k.path(d, lineColor(st), 1.8, dash(st))
		}
		ends = append(ends, end{n, X(l.Carry[len(rungs)-1]), Y(len(rungs)) - band/2})
	}
	// Labels stand above the top of each line, spread sideways.
	sort.SliceStable(ends, func(a, b int) bool { return ends[a].x < ends[b].x })
	rows := []float64{-1e9, -1e9, -1e9, -1e9}
	kh := 0.0
	for _, e := range ends {
		l := lines[e.line]
		name := cut(l.Name, (x1-x0)*0.6, 12)
		tw := textWidth(name, 12) + 6
		x := min(max(e.x, x0+tw/2-4), x1-tw/2)
		for r := range rows {
			if x-tw/2 > rows[r] {
				rows[r] = x + tw/2
				color, weight := lineColor(styles[e.line]), "600"
				if l.Joint {
					color = ink
				}
				k.text(x, e.y-6-float64(r)*14, "middle", color, 12, weight, name)
				kh = max(kh, float64(r)*14)
				break
			}
		}
	}
	k.pivot(rungs, lines, styles, X, Y, x0, x1)
	out := k.finish(id, c.Title, c.Desc)
	if kh > 0 { // make room above for stacked labels
		out = strings.Replace(out, fmt.Sprintf(`viewBox="0 0 %s %s"`, num(w), num(h)), fmt.Sprintf(`viewBox="0 %s %s %s"`, num(-kh), num(w), num(h+kh)), 1)
	}
	return out
}

// mostNamed is how many capitals a ladder names; where there are more, it names
// those that fall shortest of the target.
const mostNamed = 4

// stylesOf gives the style of each line that is named, by its index.
func stylesOf(rungs []LadderRung, lines []LadderLine) map[int]int {
	t := slices.IndexFunc(rungs, func(r LadderRung) bool { return r.Target })
	var order []int
	out := map[int]int{}
	for n, l := range lines {
		if l.Joint {
			out[n] = 0
		} else {
			order = append(order, n)
		}
	}
	if len(order) > mostNamed {
		at := func(n int) float64 {
			if l := lines[n]; t >= 0 && t < len(l.Carry) {
				return l.Carry[t]
			}
			return 2
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(at(a), at(b)) })
		order = order[:mostNamed-1]
	}
	for i, n := range order {
		out[n] = i
	}
	return out
}

// pivot names, on the line that falls shortest of the target, who sets its ceiling.
func (c *canvas) pivot(rungs []LadderRung, lines []LadderLine, styles map[int]int, X func(float64) float64, Y func(int) float64, x0, x1 float64) {
	t := -1
	for i, r := range rungs {
		if r.Target && !r.InPlace {
			t = i
		}
	}
	if t < 0 {
		return
	}
	worst := -1
	for n, l := range lines {
		if !l.Joint && l.Note != "" && len(l.Carry) > t && l.Carry[t] < 0.95 && (worst < 0 || l.Carry[t] < lines[worst].Carry[t]) {
			worst = n
		}
	}
	if worst < 0 {
		return
	}
	at := X(lines[worst].Carry[t])
	from, to := at, at // the space that lines take at this rung, near the one that is named
	for _, l := range lines {
		if len(l.Carry) <= t {
			continue
		}
		if x := X(l.Carry[t]); math.Abs(x-at) < 60 {
			from, to = min(from, x), max(to, x)
		}
	}
	x, anchor, room := to+8, "start", x1-to-8
	if other := from - 8 - x0; other > room {
		x, anchor, room = from-8, "end", other
	}
	for n, s := range wrapText(lines[worst].Note, room, 12, 2) {
		c.text(x, Y(t+1)+16+14*float64(n), anchor, lineColor(styles[worst]), 12, "", s)
	}
}
