package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"entente/words"
)

// StoryYear is a year of a story: counts of one pair up and down, and of those of three
// or more apart.
type StoryYear struct {
	Year                               int
	VerbalUp, DeedUp, VerbalDown, Deed float64
	Together                           float64
	Part                               bool   // the year was not over: its bars are hatched
	Unsure                             string // why its counts are not to be relied on; "" where they are
}

// StoryTurn is an event that is told: a number at its time, whose words stand beside the
// picture.
type StoryTurn struct {
	Year  float64
	Up    bool // cooperation
	Label string
	Href  string
}

// Story draws what is known of two over the years: cooperation up and conflict down, words
// pale and deeds solid, years that were not over hatched, events that are told numbered in
// place, and what three or more did together in a strip of its own.
func Story(id, title, subtitle string, all []StoryYear, turns []StoryTurn) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Year", "Cooperation by word", "by deed", "Conflict by word", "by deed", "Three or more together", "Note"}}
	for _, y := range all {
		note := y.Unsure
		if y.Part {
			note = words.Join("; ", note, "not over")
		}
		c.Rows = append(c.Rows, []string{strconv.Itoa(y.Year), Short(y.VerbalUp), Short(y.DeedUp), Short(y.VerbalDown), Short(y.Deed), Short(y.Together), note})
	}
	if len(all) == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No data is on record."
		return c
	}
	c.Desc = fmt.Sprintf("Events of %s to %d, cooperation up and conflict down; %s are told beside it.", words.Count(len(all), "year"), all[len(all)-1].Year, words.Count(len(turns), "event"))
	c.SVG, c.Narrow = drawStory(id+"-w", c, Broad, all, turns), drawStory(id+"-n", c, Slim, all, turns)
	return c
}

func drawStory(id string, c Chart, w float64, all []StoryYear, turns []StoryTurn) string {
	left, right, high, size := 34.0, 116.0, 260.0, 13.0
	if w == Slim {
		left, right, high, size = 28, 12, 220, 12
	}
	end := w - right
	first, last := float64(all[0].Year), float64(all[len(all)-1].Year+1)
	X := func(year float64) float64 { return left + (min(last, max(first, year))-first)/(last-first)*(end-left) }
	up, down, most := 1.0, 1.0, 0.0
	for _, y := range all {
		up, down, most = max(up, y.VerbalUp+y.DeedUp), max(down, y.VerbalDown+y.Deed), max(most, y.Together)
	}
	const mark = 34.0 // for numbers above and below the bars
	unit := (high - 2*mark) / (up + down)
	zero := mark + up*unit + 6
	strip := 0.0
	if most > 0 {
		strip = 56
	}
	k := newCanvas(w, high+strip+34)
	for _, t := range ticks(0, max(up, down), 3) {
		for _, sign := range []float64{1, -1} {
			if at := zero - sign*t*unit; t > 0 && (sign > 0 && t <= up || sign < 0 && t <= down) {
				k.line(left, at, end, at, rule, 1, "")
				k.text(left-6, at+4, "end", quiet, size-1, "", Short(t))
			}
		}
	}
	tops := map[int][2]float64{}
	for _, y := range all {
		a, b := X(float64(y.Year)), X(float64(y.Year+1))
		gap := min(3, (b-a)*0.2)
		a, b = a+gap/2, b-gap/2
		k.open("", fmt.Sprintf("%d: cooperation %s by word and %s by deed, conflict %s by word and %s by deed", y.Year, Short(y.VerbalUp), Short(y.DeedUp), Short(y.VerbalDown), Short(y.Deed)))
		top, foot := zero-(y.VerbalUp+y.DeedUp)*unit, zero+(y.VerbalDown+y.Deed)*unit
		k.rect(a, zero-y.DeedUp*unit, b-a, y.DeedUp*unit, accent, 1)
		k.rect(a, top, b-a, y.VerbalUp*unit, accent, 0.42)
		k.rect(a, zero, b-a, y.Deed*unit, rust, 1)
		k.rect(a, zero+y.Deed*unit, b-a, y.VerbalDown*unit, rust, 0.42)
		if y.Part {
			k.hatch(a, top, b-a, foot-top)
		}
		k.shut("")
		tops[y.Year] = [2]float64{top, foot}
	}
	k.line(left, zero, end, zero, ink, 1, "")
	if w != Slim {
		k.text(end+10, zero-12, "start", accent, size, "600", "cooperation")
		k.text(end+10, zero+4, "start", quiet, size-1, "", "deeds solid")
		k.text(end+10, zero+20, "start", rust, size, "600", "conflict")
	} else {
		k.text(left+4, 12, "start", accent, size, "600", "cooperation")
		k.text(left+4, high-4, "start", rust, size, "600", "conflict")
	}
	k.turns(turns, tops, X, size)
	y := high
	if most > 0 {
		k.text(left, y+12, "start", quiet, size-1, "", "Three or more of the members together, once each")
		base, full := y+strip-4, 28.0
		for _, s := range all {
			a, b := X(float64(s.Year)), X(float64(s.Year+1))
			gap := min(3, (b-a)*0.2)
			h := s.Together / most * full
			k.rect(a+gap/2, base-h, b-a-gap, h, quiet, 0.6)
			if s.Part && h > 0 {
				k.hatch(a+gap/2, base-h, b-a-gap, h)
			}
		}
		k.line(left, base, end, base, quiet, 1, "")
		if w != Slim {
			k.text(end+10, base-full+8, "start", quiet, size-1, "", "to "+Short(most))
		}
		y = base
	}
	n := 9
	if w == Slim {
		n = 4
	}
	for _, t := range ticks(first, last, n) {
		if t == math.Trunc(t) && t >= first && t < last {
			k.text((X(t)+X(t+1))/2, y+18, "middle", quiet, size-1, "", strconv.Itoa(int(t)))
		}
	}
	return k.finish(id, c.Title, c.Desc)
}

// turns writes the numbers of events above or below the bars of their years, side by side
// where two meet.
func (c *canvas) turns(turns []StoryTurn, tops map[int][2]float64, X func(float64) float64, size float64) {
	var taken []box
	for n, t := range turns {
		ends, ok := tops[int(t.Year)]
		if !ok {
			continue
		}
		x := X(t.Year)
		y, step := ends[1]+14, 17.0
		if t.Up {
			y, step = ends[0]-10, -17
		}
		b := func() box { return box{x - 9, y - 9, x + 9, y + 9} }
		for tries := 0; tries < 3 && slices.ContainsFunc(taken, b().meets); tries++ {
			y += step
		}
		taken = append(taken, b())
		color := rust
		if t.Up {
			color = accent
		}
		c.open(t.Href, t.Label)
		c.circle(x, y, 8.5, paper, color)
		c.text(x, y+4, "middle", color, size-1, "600", strconv.Itoa(n+1))
		c.shut(t.Href)
	}
}

// hatch draws slanting lines of paper over a rectangle: what it shows was not over.
func (c *canvas) hatch(x, y, w, h float64) {
	for at := x - h; at < x+w; at += 5 {
		x1, y1, x2, y2 := at, y+h, at+h, y
		if x1 < x {
			y1 -= x - x1
			x1 = x
		}
		if x2 > x+w {
			y2 += x2 - (x + w)
			x2 = x + w
		}
		if x2 > x1 {
			c.line(x1, y1, x2, y2, paper, 1.6, "")
		}
	}
}
