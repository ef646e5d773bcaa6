// Package chart draws charts as SVG: plain data in, a picture and the table
// behind it out. The same SVG serves pages and documents, needs no script, and
// follows light and dark through CSS custom properties where it is inlined.
package chart

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/words"
)

// Chart is a picture with what stands around it. Every chart has a table.
type Chart struct {
	SVG      string // for wide pages, 640 units wide
	Narrow   string // for phones, 360 units wide; "" where SVG serves both
	Title    string // the message
	Subtitle string // the unit
	Desc     string // the picture in words, for those who do not see it
	Source   string
	Header   []string
	Rows     [][]string
}

// The widths of the two pictures.
const (
	Wide = 640
	Slim = 360
)

// num writes a coordinate with at most two decimals.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	s := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// canvas collects the elements of a picture.
type canvas struct {
	b      strings.Builder
	w, h   float64
	linked bool // it holds links: readers go into it, and take it for no single image
}

func newCanvas(w, h float64) *canvas { return &canvas{w: w, h: h} }

func (c *canvas) finish(id, title, desc string) string {
	t := func(s string) string { return html.EscapeString(printable(s)) }
	role := "img"
	if c.linked {
		role = "group"
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="%s" aria-labelledby="%s-t %s-d" class="chart" font-family="Inter, sans-serif" font-size="13"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>%s</svg>`,
		num(c.w), num(c.h), role, t(id), t(id), t(id), t(title), t(id), t(desc), c.b.String())
}

// The colours, which pages redefine for dark.
const (
	ink    = "var(--ink,#1C1B19)"
	quiet  = "var(--quiet,#66625A)"
	rule   = "var(--rule,#DEDAD1)"
	paper  = "var(--paper,#FBFAF7)"
	accent = "var(--accent,#0F5C63)"
	rust   = "var(--rust,#9C3F27)"
)

// series colours: told apart by dash and label first.
var lineColors = []string{accent, rust, "var(--ochre,#9A6A0F)", "var(--plum,#5B4B8A)", "var(--green,#1B7F5C)", quiet}

var dashes = []string{"", "7 3", "2 3", "10 3 2 3", "5 5", "1 4"}

func lineColor(i int) string { return lineColors[i%len(lineColors)] }
func dash(i int) string      { return dashes[i%len(dashes)] }

func (c *canvas) line(x1, y1, x2, y2 float64, color string, width float64, dash string) {
	d := ""
	if dash != "" {
		d = fmt.Sprintf(` stroke-dasharray="%s"`, dash)
	}
	fmt.Fprintf(&c.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s/>`, num(x1), num(y1), num(x2), num(y2), color, num(width), d)
}

func (c *canvas) rect(x, y, w, h float64, fill string, opacity float64) {
	o := ""
	if opacity < 1 {
		o = fmt.Sprintf(` opacity="%s"`, num(opacity))
	}
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"%s/>`, num(x), num(y), num(max(0, w)), num(max(0, h)), fill, o)
}

// frame draws the outline of a rectangle, inside it.
func (c *canvas) frame(x, y, w, h float64, color string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-width="1.2"/>`, num(x+0.6), num(y+0.6), num(max(0, w-1.2)), num(h-1.2), color)
}

func (c *canvas) circle(x, y, r float64, fill, stroke string) {
	fmt.Fprintf(&c.b, `<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="%s" stroke-width="1.2"/>`, num(x), num(y), num(r), fill, stroke)
}

func (c *canvas) path(d, stroke string, width float64, dash string) {
	a := ""
	if dash != "" {
		a = fmt.Sprintf(` stroke-dasharray="%s"`, dash)
	}
	fmt.Fprintf(&c.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"%s/>`, d, stroke, num(width), a)
}

func (c *canvas) area(d, fill string, opacity float64) {
	fmt.Fprintf(&c.b, `<path d="%s" fill="%s" opacity="%s"/>`, d, fill, num(opacity))
}

// text places a label; anchor is start, middle or end. A halo of paper keeps it
// readable where it crosses a line.
func (c *canvas) text(x, y float64, anchor, color string, size float64, weight, s string) {
	if s == "" {
		return
	}
	w := ""
	if weight != "" {
		w = ` font-weight="` + weight + `"`
	}
	fmt.Fprintf(&c.b, `<text x="%s" y="%s" text-anchor="%s" fill="%s" font-size="%s"%s paint-order="stroke" stroke="%s" stroke-width="3" stroke-linejoin="round">%s</text>`,
		num(x), num(y), anchor, color, num(size), w, paper, html.EscapeString(printable(s)))
}

// printable takes out characters that XML does not allow.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff || r == 0xfffd {
			return ' '
		}
		return r
	}, s)
}

// textWidth estimates the width of a text at a size: East Asian characters are
// square, the rest take a little over half.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x1100 && (r <= 0x11ff || r >= 0x2e80):
			w += 1
		case strings.ContainsRune("iljt.,;:'|!()[]I ", r):
			w += 0.32
		case r >= 'A' && r <= 'Z' || r == 'm' || r == 'w':
			w += 0.7
		default:
			w += 0.56
		}
	}
	return w * size
}

// wrapText breaks a label into at most n lines of a width; what is left over
// ends in an ellipsis.
func wrapText(s string, width, size float64, n int) []string {
	var lines []string
	line := ""
	all := strings.Fields(s)
	for k, w := range all {
		next := w
		if line != "" {
			next = line + " " + w
		}
		if textWidth(next, size) <= width || line == "" && len(lines) < n {
			line = next
			if textWidth(line, size) > width {
				line = cut(line, width, size)
			}
			continue
		}
		lines = append(lines, line)
		line = w
		if len(lines) == n {
			lines[n-1] = cut(strings.Join(append([]string{lines[n-1]}, all[k:]...), " "), width, size)
			return lines
		}
	}
	if line != "" {
		lines = append(lines, cut(line, width, size))
	}
	if len(lines) > n {
		lines = lines[:n]
	}
	return lines
}

func cut(s string, width, size float64) string {
	if textWidth(s, size) <= width {
		return s
	}
	r := words.Letters(s)
	for len(r) > 1 && textWidth(strings.Join(r, "")+"…", size) > width {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(strings.Join(r, ""), " ,;") + "…"
}

// spreadLabels moves labels apart until neighbours are gap away from each other,
// keeping their order and staying within lo-hi. want is sorted ascending.
func spreadLabels(want []float64, gap, lo, hi float64) []float64 {
	y := append([]float64(nil), want...)
	for range 60 {
		moved := false
		for i := 1; i < len(y); i++ {
			if d := gap - (y[i] - y[i-1]); d > 0.01 {
				y[i-1] -= d / 2
				y[i] += d / 2
				moved = true
			}
		}
		for i := range y {
			y[i] = min(hi, max(lo, y[i]))
		}
		if !moved {
			break
		}
	}
	return y
}

// empty is the picture for a chart without data: it says so.
func empty(id string, c Chart, w float64) string {
	k := newCanvas(w, 80)
	k.rect(0.5, 0.5, w-1, 79, "none", 1)
	k.text(w/2, 45, "middle", quiet, 13, "", "No data is on record.")
	return k.finish(id, c.Title, "No data is on record.")
}

// stackLabels gives the order of labels from the top down and, in that order,
// where each stands so that none lies on another.
func stackLabels(at []float64, gap, lo, hi float64) (order []int, ys []float64) {
	order = make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(at[a], at[b]) })
	want := make([]float64, len(at))
	for n, i := range order {
		want[n] = at[i]
	}
	return order, spreadLabels(want, gap, lo, hi)
}
