package raster

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// outline is a path that is drawn no wider than it is: a picture is made of hundreds of
// letters and lines, each of which would else cost as much as the whole of it.
type outline struct {
	steps                    []step
	left, top, right, bottom float32
}

// step is a step of an outline: to a point, by none, one or two others.
type step struct {
	points [3][2]float32
	kind   byte // m, l, q, c or z
}

func (o *outline) add(kind byte, points ...[2]float32) {
	s := step{kind: kind}
	for n, p := range points {
		if len(o.steps) == 0 && n == 0 {
			o.left, o.top, o.right, o.bottom = p[0], p[1], p[0], p[1]
		}
		o.left, o.right = min(o.left, p[0]), max(o.right, p[0])
		o.top, o.bottom = min(o.top, p[1]), max(o.bottom, p[1])
		s.points[n] = p
	}
	o.steps = append(o.steps, s)
}

func (o *outline) MoveTo(x, y float32) { o.add('m', [2]float32{x, y}) }
func (o *outline) LineTo(x, y float32) { o.add('l', [2]float32{x, y}) }
func (o *outline) QuadTo(ax, ay, bx, by float32) {
	o.add('q', [2]float32{ax, ay}, [2]float32{bx, by})
}
func (o *outline) CubeTo(ax, ay, bx, by, cx, cy float32) {
	o.add('c', [2]float32{ax, ay}, [2]float32{bx, by}, [2]float32{cx, cy})
}
func (o *outline) ClosePath() { o.add('z') }

// draw fills the outline, and begins anew.
func (o *outline) draw(img *image.RGBA, ras *vector.Rasterizer, c color.Color) {
	defer func() { *o = outline{steps: o.steps[:0]} }()
	box := image.Rect(int(math.Floor(float64(o.left))), int(math.Floor(float64(o.top))), int(math.Ceil(float64(o.right)))+1, int(math.Ceil(float64(o.bottom)))+1).Intersect(img.Rect)
	if len(o.steps) == 0 || box.Empty() {
		return
	}
	x, y := float32(box.Min.X), float32(box.Min.Y)
	ras.Reset(box.Dx(), box.Dy())
	for _, s := range o.steps {
		p := s.points
		switch s.kind {
		case 'm':
			ras.MoveTo(p[0][0]-x, p[0][1]-y)
		case 'l':
			ras.LineTo(p[0][0]-x, p[0][1]-y)
		case 'q':
			ras.QuadTo(p[0][0]-x, p[0][1]-y, p[1][0]-x, p[1][1]-y)
		case 'c':
			ras.CubeTo(p[0][0]-x, p[0][1]-y, p[1][0]-x, p[1][1]-y, p[2][0]-x, p[2][1]-y)
		default:
			ras.ClosePath()
		}
	}
	ras.Draw(img, box, image.NewUniform(c), image.Point{})
}
