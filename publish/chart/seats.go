package chart

import (
	"cmp"
	"fmt"
	"slices"

	"entente/words"
)

// SeatRow is a member with its players, on an axis that all members share.
type SeatRow struct {
	Name string
	Dots []Dot // Named ones have their names written, where there is room
}

// Seats draws members as rows on one axis from "stops at nothing joint" (the nothing given) to "the full
// programme": players above the row's line, publics hollow below it, the size of a
// dot by influence.
func Seats(id, title, subtitle, nothing string, rows []SeatRow) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Member", "Player", "Role", "Position", "Low", "High", "Influence, of 10"}}
	n := 0
	for _, r := range rows {
		for _, d := range r.Dots {
			n++
			c.Rows = append(c.Rows, []string{r.Name, d.tabled(), d.Row, Short(d.Position), Short(d.Low), Short(d.High), Short(d.Size * 10)})
		}
	}
	if n == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No stance is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%s of %s on an axis from %s, 0, to the full programme, 100.", words.Count(n, "player"), words.Count(len(rows), "member"), nothing)
	c.SVG, c.Narrow = drawSeats(id+"-w", c, Broad, nothing, rows), drawSeats(id+"-n", c, Slim, nothing, rows)
	return c
}

// tabled is the name of a player in a table, with why it is not to be relied on.
func (d Dot) tabled() string {
	if d.Unsure != "" {
		return d.Name + " (" + d.Unsure + ")"
	}
	return d.Name
}

// seated is a dot with its place: up is how far its middle lies from the row's line.
type seated struct {
	Dot
	x, up, r float64
}

func drawSeats(id string, c Chart, w float64, nothing string, rows []SeatRow) string {
	left, right, head, size := 160.0, 16.0, 0.0, 13.0
	if w == Slim {
		left, right, head = 12, 12, 20
	}
	X := func(v float64) float64 { return left + min(100, max(0, v))/100*(w-left-right) }
	type band struct {
		above, below []seated
		named        []seated
		lines        int
		high, deep   float64
	}
	bands := make([]band, len(rows))
	h := 8.0
	for n, r := range rows {
		b := &bands[n]
		b.above, b.high = swarm(r.Dots, false, X)
		b.below, b.deep = swarm(r.Dots, true, X)
		for _, s := range append(slices.Clone(b.above), b.below...) {
			if s.Named && !s.Public {
				b.named = append(b.named, s)
			}
		}
		b.lines = len(labelLines(b.named, w, left, size))
		h += head + 15*float64(b.lines) + b.high + b.deep + 22
	}
	h += 30
	k := newCanvas(w, h)
	for t := 0.0; t <= 100; t += 25 {
		k.line(X(t), 0, X(t), h-30, rule, 1, "")
	}
	lo, hi := "0, stops at "+nothing, "the full programme, 100"
	if w == Slim {
		lo, hi = "0, "+nothing, "all, 100"
	}
	k.text(X(0), h-12, "start", quiet, size, "", lo)
	k.text(X(100), h-12, "end", quiet, size, "", hi)
	y := 4.0
	for n, r := range rows {
		b := bands[n]
		if n > 0 {
			k.line(0, y, w, y, rule, 1, "")
		}
		if head > 0 {
			k.text(left, y+15, "start", ink, size, "600", cut(r.Name, w-left, size))
		}
		top := y + head + 8
		base := top + 15*float64(b.lines) + b.high
		if head == 0 {
			for i, s := range wrapText(r.Name, left-20, 15, 2) {
				k.text(0, base+5+18*float64(i), "start", ink, 15, "600", s)
			}
		}
		k.line(X(0), base, X(100), base, quiet, 1, "")
		names := labelLines(b.named, w, left, size)
		at := func(line int) float64 { return top + 15*float64(b.lines-1-line) + 11 }
		for i, line := range names { // the names' halo goes over the lines of those above
			for _, l := range line {
				k.line(l.dot.x, at(i)+4, l.dot.x, base-l.dot.up-l.dot.r, quiet, 0.8, "")
			}
		}
		for i, line := range names {
			for _, l := range line {
				k.text(l.x, at(i), "start", ink, size-1, "", l.text)
			}
		}
		for _, s := range b.above {
			k.dot(s, base-s.up)
		}
		for _, s := range b.below {
			k.dot(s, base+s.up)
		}
		y = base + b.deep + 14
	}
	return k.finish(id, c.Title, c.Desc)
}

// dot draws a player with its name for those who point at it.
func (c *canvas) dot(s seated, y float64) {
	fill := accent
	if s.Public || s.Unsure != "" {
		fill = paper
	}
	c.open(s.Href, fmt.Sprintf("%s: %s", s.tabled(), Short(s.Position)))
	c.circle(s.x, y, s.r, fill, accent)
	c.shut(s.Href)
}

// swarm puts the dots of one side beside and above each other so that none lies on
// another: the largest first, each as near to the line as it can. High is how far they reach.
func swarm(dots []Dot, public bool, X func(float64) float64) (out []seated, high float64) {
	for _, d := range dots {
		if d.Public == public {
			out = append(out, seated{Dot: d, x: X(d.Position), r: dotRadius(d)})
		}
	}
	slices.SortStableFunc(out, func(a, b seated) int { return cmp.Or(cmp.Compare(b.r, a.r), cmp.Compare(a.x, b.x)) })
	for i := range out {
		s := &out[i]
		for s.up = s.r + 3; slices.ContainsFunc(out[:i], s.meets); s.up++ {
		}
		high = max(high, s.up+s.r+2)
	}
	return out, high
}

func (s seated) meets(o seated) bool {
	dx, dy, r := s.x-o.x, s.up-o.up, s.r+o.r+1.5
	return dx*dx+dy*dy < r*r
}

// placedLabel is a name above its dot.
type placedLabel struct {
	dot  seated
	x    float64 // where it begins
	text string
}

// labelLines parts names into lines, the first the lowest, in which none meets another.
func labelLines(named []seated, w, left, size float64) [][]placedLabel {
	slices.SortStableFunc(named, func(a, b seated) int { return cmp.Compare(a.x, b.x) })
	var lines [][]placedLabel
	for _, s := range named {
		text := cut(s.Name, min(260, w-left), size-1)
		tw := textWidth(text, size-1)
		l := placedLabel{s, max(left, min(s.x-tw/2, w-tw-2)), text}
		n := slices.IndexFunc(lines, func(line []placedLabel) bool {
			last := line[len(line)-1]
			return last.x+textWidth(last.text, size-1)+14 < l.x
		})
		if n < 0 {
			lines = append(lines, nil)
			n = len(lines) - 1
		}
		lines[n] = append(lines[n], l)
	}
	return lines
}
