package raster

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

type point struct{ x, y float64 }

// path is a list of lines; what is filled is closed.
type path [][]point

// attrs are the attributes of an element.
type attrs map[string]string

// num gives a number; 0 where there is none, or where it is no finite one.
func (a attrs) num(key string) float64 {
	v, err := strconv.ParseFloat(a[key], 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
		return 0
	}
	return v
}

// colour reads "#RRGGBB" or "var(--name,#RRGGBB)", with the opacity of the element;
// nil stands for none.
func colour(s string, at attrs) (color.Color, error) {
	if s == "" || s == "none" || s == "transparent" {
		return nil, nil
	}
	hex := s
	if rest, ok := strings.CutPrefix(s, "var("); ok {
		_, hex, _ = strings.Cut(strings.TrimSuffix(rest, ")"), ",")
	}
	v, err := strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(hex), "#"), 16, 32)
	if err != nil || len(strings.TrimSpace(hex)) != 7 {
		return nil, fmt.Errorf("the colour %q is not known", s)
	}
	opacity := 1.0
	if at["opacity"] != "" {
		opacity = min(1, max(0, at.num("opacity")))
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), uint8(math.Round(255 * opacity))}, nil
}

// parsePath reads the commands M, L and A, with absolute coordinates, and Z.
func parsePath(d string) (path, error) {
	var out path
	var at point
	for len(strings.TrimSpace(d)) > 0 {
		d = strings.TrimSpace(d)
		op := d[0]
		end := strings.IndexAny(d[1:], "MLAZHVCQSTmlazhvcqst") + 1
		if end == 0 {
			end = len(d)
		}
		var n []float64
		for f := range strings.FieldsFuncSeq(d[1:end], func(r rune) bool { return r == ' ' || r == ',' }) {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil || math.Abs(v) > 1e6 {
				return nil, fmt.Errorf("%q in a path is no number", f)
			}
			n = append(n, v)
		}
		d = d[end:]
		switch {
		case op == 'Z' && len(n) == 0:
		case op == 'M' && len(n) == 2:
			at = point{n[0], n[1]}
			out = append(out, []point{at})
		case len(out) == 0:
			return nil, fmt.Errorf("a path begins with %c", op)
		case op == 'L' && len(n) >= 2 && len(n)%2 == 0:
			for i := 0; i < len(n); i += 2 {
				at = point{n[i], n[i+1]}
				out[len(out)-1] = append(out[len(out)-1], at)
			}
		case op == 'A' && len(n) == 7 && n[0] == n[1]:
			to := point{n[5], n[6]}
			out[len(out)-1] = append(out[len(out)-1], arc(at, to, n[0], n[3] != 0, n[4] != 0)...)
			at = to
		default:
			return nil, fmt.Errorf("a path holds %c with %d numbers, which is not drawn", op, len(n))
		}
	}
	return out, nil
}

// steps is how many straight lines stand for a whole circle.
const steps = 48

func circle(x, y, r float64) []point {
	out := make([]point, steps)
	for n := range out {
		a := 2 * math.Pi * float64(n) / steps
		out[n] = point{x + r*math.Cos(a), y + r*math.Sin(a)}
	}
	return out
}

// arc gives the points of a part of a circle, behind its first.
func arc(from, to point, r float64, large, sweep bool) []point {
	dx, dy := (to.x-from.x)/2, (to.y-from.y)/2
	half := math.Hypot(dx, dy)
	if half == 0 || r <= 0 {
		return []point{to}
	}
	r = max(r, half)
	off := math.Sqrt(max(0, r*r-half*half)) / half
	if large == sweep {
		off = -off
	}
	c := point{from.x + dx - dy*off, from.y + dy + dx*off}
	a, b := math.Atan2(from.y-c.y, from.x-c.x), math.Atan2(to.y-c.y, to.x-c.x)
	if sweep && b <= a {
		b += 2 * math.Pi
	} else if !sweep && b >= a {
		b -= 2 * math.Pi
	}
	n := max(1, int(math.Ceil(math.Abs(b-a)/(2*math.Pi)*steps)))
	out := make([]point, n)
	for i := range out {
		t := a + (b-a)*float64(i+1)/float64(n)
		out[i] = point{c.x + r*math.Cos(t), c.y + r*math.Sin(t)}
	}
	out[n-1] = to
	return out
}

// mostDashes bounds what a pattern of dashes may come to.
const mostDashes = 10_000

// dashed parts a line by a pattern of lengths, drawn and not drawn in turn.
func dashed(line []point, pattern string) [][]point {
	var lengths []float64
	sum := 0.0
	for f := range strings.FieldsFuncSeq(pattern, func(r rune) bool { return r == ' ' || r == ',' }) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || !(v >= 0 && v < 1e6) {
			return [][]point{line}
		}
		lengths, sum = append(lengths, v), sum+v
	}
	if sum == 0 {
		return [][]point{line}
	}
	var out [][]point
	n, left := 0, lengths[0]
	now := []point{line[0]}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for l := math.Hypot(b.x-a.x, b.y-a.y); l > left && len(out) < mostDashes; l = math.Hypot(b.x-a.x, b.y-a.y) {
			a = point{a.x + (b.x-a.x)*left/l, a.y + (b.y-a.y)*left/l}
			if n%2 == 0 {
				out = append(out, append(now, a))
			}
			now, n = []point{a}, n+1
			left = lengths[n%len(lengths)]
		}
		left -= math.Hypot(b.x-a.x, b.y-a.y)
		now = append(now, b)
	}
	if n%2 == 0 {
		out = append(out, now)
	}
	return out
}
