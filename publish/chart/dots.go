package chart

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

// Dot is a player on the axis of a dot plot.
type Dot struct {
	Name      string
	Row       string  // role
	Position  float64 // 0-100
	Low, High float64
	Size      float64 // influence, 0-1
	Public    bool    // drawn hollow, below the elites
}

// Dots draws players on one axis from "stops at nothing joint" to "the full
// programme", a row a role, the size of a dot by influence; publics are hollow
// and stand in the last row.
func Dots(id, title, subtitle string, dots []Dot) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: []string{"Player", "Role", "Position", "Low", "High", "Influence"}}
	var order []string
	for _, d := range dots {
		if !slices.Contains(order, d.Row) {
			order = append(order, d.Row)
		}
		c.Rows = append(c.Rows, []string{d.Name, d.Row, short(d.Position), short(d.Low), short(d.High), short(d.Size * 10)})
	}
	c.Header[5] = "Influence, of 10"
	if len(dots) == 0 {
		c.SVG = empty(id, c, Wide)
		c.Desc = "No stance is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%d players on an axis from nothing joint, 0, to the full programme, 100.", len(dots))
	draw := func(id string, w float64) string {
		left, right, labelW := 92.0, 16.0, 250.0
		if w == Slim {
			left, right, labelW = 10, 10, 176
		}
		const rowH, size = 24.0, 12.0
		X := func(v float64) float64 { return left + min(100, max(0, v))/100*(w-left-right) }
		// A dot's name stands beside its range, on the side with more room; dots
		// share a line where they and their names do not meet.
		type placed struct {
			Dot
			line   int
			x      float64
			anchor string
			name   string
		}
		type band struct {
			name  string
			dots  []placed
			lines int
		}
		var bands []band
		for _, name := range order {
			bd := band{name: name}
			var ends [][][2]float64 // taken spans, by line
			var in []Dot
			for _, d := range dots {
				if d.Row == name {
					in = append(in, d)
				}
			}
			sort.SliceStable(in, func(a, b int) bool { return in[a].Position > in[b].Position })
			for _, d := range in {
				r := dotRadius(d)
				from, to := min(X(d.Low), X(d.Position)-r), max(X(d.High), X(d.Position)+r)
				if d.Low >= d.High {
					from, to = X(d.Position)-r, X(d.Position)+r
				}
				p := placed{Dot: d, x: to + 7, anchor: "start"}
				room := w - to - 9
				if textWidth(d.Name, size) > room {
					// A remark in brackets goes before the name is moved or cut.
					d.Name, _, _ = strings.Cut(d.Name, " (")
				}
				if from-left > room && textWidth(d.Name, size) > room {
					p.x, p.anchor, room = from-7, "end", from-left-7
				}
				p.name = cut(d.Name, min(labelW, room), size)
				span := [2]float64{from, to + 12 + textWidth(p.name, size)}
				if p.anchor == "end" {
					span = [2]float64{from - 12 - textWidth(p.name, size), to}
				}
				p.line = -1
				for l, taken := range ends {
					if !slices.ContainsFunc(taken, func(t [2]float64) bool { return span[0] < t[1]+6 && t[0] < span[1]+6 }) {
						p.line = l
						break
					}
				}
				if p.line < 0 {
					p.line = len(ends)
					ends = append(ends, nil)
				}
				ends[p.line] = append(ends[p.line], span)
				bd.dots = append(bd.dots, p)
			}
			bd.lines = len(ends)
			bands = append(bands, bd)
		}
		head := 8.0
		if w == Slim {
			head = 24 // the role's name stands above its dots
		}
		h := 36.0
		for _, bd := range bands {
			h += rowH*float64(bd.lines) + 4 + head
		}
		k := newCanvas(w, h)
		for t := 0.0; t <= 100; t += 25 {
			k.line(X(t), 0, X(t), h-34, rule, 1, "")
		}
		lo, hi := "stops at nothing joint", "the full programme"
		if w == Slim {
			lo, hi = "nothing joint", "full programme"
		}
		k.text(X(0), h-14, "start", quiet, 12, "", "0, "+lo)
		k.text(X(100), h-14, "end", quiet, 12, "", hi+", 100")
		y := 0.0
		for _, bd := range bands {
			k.line(0, y, w, y, rule, 1, "")
			if w == Slim {
				k.text(0, y+17, "start", quiet, size, "600", bd.name)
			} else {
				for i, s := range wrapText(bd.name, left-10, size, 3) {
					k.text(0, y+22+float64(i)*14, "start", quiet, size, "600", s)
				}
			}
			for _, d := range bd.dots {
				cy := y + head + rowH*(float64(d.line)+0.5)
				if d.Low < d.High {
					k.line(X(d.Low), cy, X(d.High), cy, quiet, 1.2, "")
				}
				fill := accent
				if d.Public {
					fill = paper
				}
				k.circle(X(d.Position), cy, dotRadius(d.Dot), fill, accent)
				k.text(d.x, cy+4, d.anchor, ink, size, "", d.name)
			}
			y += rowH*float64(bd.lines) + 4 + head
		}
		k.line(0, y, w, y, rule, 1, "")
		return k.finish(id, c.Title, c.Desc)
	}
	c.SVG = draw(id+"-w", Wide)
	c.Narrow = draw(id+"-n", Slim)
	return c
}

// dotRadius gives a dot an area by its influence.
func dotRadius(d Dot) float64 { return 2.5 + 5.5*math.Sqrt(min(1, max(0, d.Size))) }

// Tenths draws ten small squares, filled for each tenth of a share; a share that
// was not assessed is a dashed outline, which cannot be taken for nothing.
func Tenths(share *float64) string {
	k := newCanvas(108, 10)
	k.b.Grow(900)
	n := 0
	if share != nil {
		n = int(*share*10 + 0.5)
	}
	if share == nil {
		fmt.Fprintf(&k.b, `<rect x="0.5" y="0.5" width="106" height="9" fill="none" stroke="%s" stroke-dasharray="2 2"/>`, quiet)
	} else {
		for i := range 10 {
			if i < n {
				fmt.Fprintf(&k.b, `<rect x="%d" y="0" width="9" height="9" fill="currentColor"/>`, i*11)
			} else {
				fmt.Fprintf(&k.b, `<rect x="%d.5" y="0.5" width="8" height="8" fill="none" stroke="%s"/>`, i*11, quiet)
			}
		}
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 108 10" class="tenths" aria-hidden="true" focusable="false">` + k.b.String() + `</svg>`
}

// HeatCell is a cell of a heatmap; a nil Value was not assessed.
type HeatCell struct {
	Value *float64 // 0-1
	Text  string
}

// Heat draws rows by columns, the value printed in each cell; darker is more.
func Heat(id, title, subtitle string, columns []string, rows []string, cells [][]HeatCell) Chart {
	c := Chart{Title: title, Subtitle: subtitle, Header: append([]string{""}, columns...)}
	for i, r := range rows {
		row := []string{r}
		for _, x := range cells[i] {
			row = append(row, x.Text)
		}
		c.Rows = append(c.Rows, row)
	}
	if len(rows) == 0 || len(columns) == 0 {
		c.SVG = empty(id, c, Wide)
		c.Desc = "No data is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%d rows by %d columns.", len(rows), len(columns))
	draw := func(id string, w float64) string {
		left, nameLines := 230.0, 3
		if w == Slim {
			left, nameLines = 120, 4
		}
		cw := (w - left - 4) / float64(len(columns))
		head, rowH := 40.0, 38.0
		if w == Slim {
			rowH = 62
		}
		h := head + rowH*float64(len(rows)) + 6
		k := newCanvas(w, h)
		for j, col := range columns {
			for n, s := range wrapText(col, cw-4, 12, 2) {
				k.text(left+cw*(float64(j)+0.5), 14+15*float64(n), "middle", quiet, 12, "600", s)
			}
		}
		for i, r := range rows {
			y := head + rowH*float64(i)
			ls := wrapText(r, left-12, 12, nameLines)
			for n, s := range ls {
				k.text(left-8, y+rowH/2+4+14*float64(n)-7*float64(len(ls)-1), "end", ink, 12, "", s)
			}
			for j, x := range cells[i] {
				cx := left + cw*float64(j)
				if x.Value == nil {
					fmt.Fprintf(&k.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-dasharray="3 3"/>`, num(cx+2), num(y+2), num(cw-4), num(rowH-4), quiet)
				} else {
					k.rect(cx+1, y+1, cw-2, rowH-2, accent, 0.06+0.5*min(1, max(0, *x.Value)))
				}
				k.text(cx+cw/2, y+rowH/2+4, "middle", ink, 12, "", cut(x.Text, cw-6, 12))
			}
		}
		return k.finish(id, c.Title, c.Desc)
	}
	c.SVG = draw(id+"-w", Wide)
	c.Narrow = draw(id+"-n", Slim)
	return c
}
