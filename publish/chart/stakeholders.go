package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/words"
)

// Way is a way in which a member carries a commitment, and the names of the players
// who stand in its stages.
type Way struct {
	Name    string
	Players []string
}

// Stakeholders draws a member's players by where they stand, across, and how much they
// weigh, upward, with lines to the ways that they decide or ratify; who stands in none is a
// hollow dot; nothing is what 0 is called. Phones get the players without the lines; the table says both.
func Stakeholders(id, title, subtitle, nothing string, dots []Dot, ways []Way) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Player", "Role", "Position", "Low", "High", "Influence, of 10", "Stands in"}}
	for _, d := range dots {
		var in []string
		for _, w := range ways {
			if slices.Contains(w.Players, d.Name) {
				in = append(in, w.Name)
			}
		}
		c.Rows = append(c.Rows, []string{d.tabled(), d.Row, Short(d.Position), Short(d.Low), Short(d.High), Short(d.Size * 10), strings.Join(in, "; ")})
	}
	if len(dots) == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No stance is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%s by position, from %s, 0, to the full programme, 100, and by influence. The table behind the picture says who stands in which way.", words.Count(len(dots), "player"), nothing)
	c.SVG, c.Narrow = drawStakeholders(id+"-w", c, Broad, nothing, dots, ways), drawStakeholders(id+"-n", c, Slim, nothing, dots, ways)
	return c
}

func drawStakeholders(id string, c Chart, w float64, nothing string, dots []Dot, ways []Way) string {
	left, right, top, bottom, size := 30.0, 16.0, 22.0, 46.0, 13.0
	high := 400.0
	lines := w != Slim && len(ways) > 0
	if lines {
		right = 300
		high = max(high, 46*float64(len(ways)))
	}
	k := newCanvas(w, top+high+bottom)
	X := func(v float64) float64 { return left + min(100, max(0, v))/100*(w-left-right) }
	Y := func(v float64) float64 { return top + (1-min(1, max(0, v)))*high }
	for t := 0.0; t <= 100; t += 25 {
		k.line(X(t), top, X(t), top+high, rule, 1, "")
	}
	for _, v := range []float64{0, 0.5, 1} {
		k.line(left, Y(v), w-right, Y(v), rule, 1, "")
		k.text(left-6, Y(v)+4, "end", quiet, size-1, "", Short(v*10))
	}
	k.text(0, 12, "start", quiet, size, "", "Influence, of 10")
	lo, hi := "0, stops at "+nothing, "the full programme, 100"
	if w == Slim {
		lo, hi = "0, "+nothing, "all, 100"
	}
	k.text(X(0), top+high+24, "start", quiet, size, "", lo)
	k.text(X(100), top+high+24, "end", quiet, size, "", hi)
	var placed []seated
	for _, d := range dots {
		placed = append(placed, seated{Dot: d, x: X(d.Position), up: Y(d.Size), r: 4.5})
	}
	stands := func(name string) bool {
		return slices.ContainsFunc(ways, func(y Way) bool { return slices.Contains(y.Players, name) })
	}
	// The lines lie under the dots, and end at the names of the ways.
	for n, y := range ways {
		if !lines {
			break
		}
		wy := top + high*(float64(n)+0.5)/float64(len(ways))
		for _, s := range placed {
			if slices.Contains(y.Players, s.Name) {
				mid := (s.x + w - right + 20) / 2
				fmt.Fprintf(&k.b, `<path d="M%s %sC%s %s %s %s %s %s" fill="none" stroke="%s" stroke-width="0.8" opacity="0.55"/>`,
					num(s.x), num(s.up), num(mid), num(s.up), num(mid), num(wy), num(w-right+20), num(wy), lineColor(n))
			}
		}
		k.rect(w-right+20, wy-3, 6, 6, lineColor(n), 1)
		for i, s := range wrapText(y.Name, right-36, size, 2) {
			k.text(w-right+32, wy+4+15*float64(i), "start", ink, size, "", s)
		}
	}
	for _, s := range placed {
		fill := paper
		if stands(s.Name) {
			fill = accent
		}
		k.open(s.Href, fmt.Sprintf("%s: position %s, influence %s of 10", s.tabled(), Short(s.Position), Short(s.Size*10)))
		k.circle(s.x, s.up, s.r, fill, accent)
		k.shut(s.Href)
	}
	k.names(placed, left, w-right, size-1)
	return k.finish(id, c.Title, c.Desc)
}

// names writes the names of dots beside them, the weightiest first, each where it
// meets neither a dot nor another name; where there is no room it is left to the table.
func (c *canvas) names(placed []seated, left, end, size float64) {
	var taken []box
	for _, s := range placed {
		taken = append(taken, box{s.x - s.r - 1, s.up - s.r - 1, s.x + s.r + 1, s.up + s.r + 1})
	}
	order := slices.Clone(placed)
	slices.SortStableFunc(order, func(a, b seated) int { return cmp.Compare(b.Size, a.Size) })
	for _, s := range order {
		text := cut(s.Name, 190, size)
		tw := textWidth(text, size)
		for _, at := range []struct {
			x, y   float64
			anchor string
		}{{s.x + 8, s.up + 4, "start"}, {s.x - 8, s.up + 4, "end"}, {s.x, s.up - 9, "middle"}, {s.x, s.up + 17, "middle"}} {
			from := at.x
			switch at.anchor {
			case "end":
				from -= tw
			case "middle":
				from -= tw / 2
			}
			b := box{from - 2, at.y - size, from + tw + 2, at.y + 3}
			if from < left-20 || from+tw > end+14 || slices.ContainsFunc(taken, b.meets) {
				continue
			}
			c.text(at.x, at.y, at.anchor, ink, size, "", text)
			taken = append(taken, b)
			break
		}
	}
}
