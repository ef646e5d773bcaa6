package chart

import (
	"fmt"
	"math"

	"entente/words"
)

// Dot is a player in a picture of players.
type Dot struct {
	Name      string
	Row       string  // role
	Position  float64 // 0-100
	Low, High float64
	Size      float64 // influence, 0-1
	Public    bool    // drawn hollow, below the elites
	Unsure    string  // why the position is not to be relied on, as "not confirmed"; "" where it is
	Href      string  // where more is said of it; "" for nowhere
	Named     bool    // its name is written, in a picture that names a few
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
		n = words.Tenths(*share)
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
