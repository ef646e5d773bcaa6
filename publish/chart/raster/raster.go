// Package raster draws the pictures of chart as PNG, where a page can show no SVG:
// the same bytes on every machine, with the fonts that it holds.
package raster

import (
	"bytes"
	"embed"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// faces are the fonts by weight, each in the order in which letters are looked for.
var faces = sync.OnceValues(func() (map[string][]*sfnt.Font, error) {
	out := map[string][]*sfnt.Font{}
	for _, weight := range []string{"400", "600"} {
		for _, script := range []string{"latin", "latin-ext", "cyrillic", "cyrillic-ext"} {
			src, err := fontFiles.ReadFile("fonts/inter-" + weight + "-" + script + ".ttf")
			if err != nil {
				return nil, err
			}
			f, err := sfnt.Parse(src)
			if err != nil {
				return nil, err
			}
			out[weight] = append(out[weight], f)
		}
	}
	return out, nil
})

// Writes reports whether the fonts have every letter of a text: Latin and Cyrillic.
func Writes(s string) bool {
	all, err := faces()
	if err != nil {
		return false
	}
	var b sfnt.Buffer
	for _, r := range s {
		if _, n := glyph(&b, all["400"], r); n == 0 {
			return false
		}
	}
	return true
}

// Width gives how wide a text is at a size in pixels, of the weight "400" or "600".
func Width(s string, size float64, weight string) float64 {
	all, err := faces()
	if err != nil {
		return 0
	}
	var b sfnt.Buffer
	w := 0.0
	for _, r := range s {
		if f, n := glyph(&b, all[weight], r); f != nil {
			if a, err := f.GlyphAdvance(&b, n, ppem(size), font.HintingNone); err == nil {
				w += float64(a) / 64
			}
		}
	}
	return w
}

func ppem(size float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(size * 64)) }

// glyph gives the first font that has a letter, and its number there; 0 where none has.
func glyph(b *sfnt.Buffer, all []*sfnt.Font, r rune) (*sfnt.Font, sfnt.GlyphIndex) {
	for _, f := range all {
		if n, err := f.GlyphIndex(b, r); err == nil && n > 0 {
			return f, n
		}
	}
	return nil, 0
}

// PNG draws a picture of chart, scale pixels a unit. It knows what such pictures are made
// of (lines, rectangles, circles, paths of straight lines and arcs, texts) and gives
// an error for anything else. Colours are those of light pages; a text has no halo.
// A text with a letter that no font has is left out whole; unwritten are those texts.
func PNG(svg string, scale float64) (src []byte, unwritten []string, err error) {
	p := &picture{dec: xml.NewDecoder(strings.NewReader(svg)), scale: scale}
	if err := p.read(); err != nil {
		return nil, nil, fmt.Errorf("a picture as PNG: %w", err)
	}
	var w bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&w, p.img); err != nil {
		return nil, nil, err
	}
	return w.Bytes(), p.unwritten, nil
}

// picture is a picture in the making.
type picture struct {
	dec *xml.Decoder
	img *image.RGBA
	ras *vector.Rasterizer
	seg outline // what is to be drawn next
	buf sfnt.Buffer

	scale     float64 // pixels a unit
	left, top float64 // where the picture begins
	unwritten []string
}

// widest is how many pixels a side of a picture has at most.
const widest = 4096

func (p *picture) read() error {
	for {
		tok, err := p.dec.Token()
		if errors.Is(err, io.EOF) {
			if p.img == nil {
				return errors.New("there is no picture")
			}
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		at := attrs{}
		for _, a := range e.Attr {
			at[a.Name.Local] = a.Value
		}
		if e.Name.Local != "svg" && p.img == nil {
			return fmt.Errorf("it begins with <%s>", e.Name.Local)
		}
		if err := p.element(e.Name.Local, at); err != nil {
			return err
		}
	}
}

func (p *picture) element(name string, at attrs) error {
	switch name {
	case "svg":
		box := strings.Fields(at["viewBox"])
		if len(box) != 4 {
			return fmt.Errorf("the box %q of the picture", at["viewBox"])
		}
		p.left, p.top = attrs{"x": box[0]}.num("x"), attrs{"y": box[1]}.num("y")
		w, err := strconv.ParseFloat(box[2], 64)
		h, err2 := strconv.ParseFloat(box[3], 64)
		w, h = w*p.scale, h*p.scale
		if err != nil || err2 != nil || !(w >= 1 && w <= widest && h >= 1 && h <= widest) {
			return fmt.Errorf("the box %q of the picture", at["viewBox"])
		}
		p.img = image.NewRGBA(image.Rect(0, 0, int(math.Ceil(w)), int(math.Ceil(h))))
		p.ras = vector.NewRasterizer(p.img.Rect.Dx(), p.img.Rect.Dy())
		draw.Draw(p.img, p.img.Rect, image.NewUniform(color.RGBA{0xFB, 0xFA, 0xF7, 0xFF}), image.Point{}, draw.Src)
	case "a", "g":
	case "title", "desc":
		return p.dec.Skip()
	case "rect":
		x, y, w, h := at.num("x"), at.num("y"), at.num("width"), at.num("height")
		ring := path{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}}
		return p.paint(at, ring, true)
	case "circle":
		return p.paint(at, path{circle(at.num("cx"), at.num("cy"), at.num("r"))}, true)
	case "line":
		return p.paint(at, path{{{at.num("x1"), at.num("y1")}, {at.num("x2"), at.num("y2")}}}, false)
	case "path":
		d, err := parsePath(at["d"])
		if err != nil {
			return err
		}
		return p.paint(at, d, strings.HasSuffix(strings.TrimSpace(at["d"]), "Z"))
	case "text":
		return p.text(at)
	default:
		return fmt.Errorf("it holds <%s>, which is not drawn", name)
	}
	return nil
}

// paint fills and strokes a path.
func (p *picture) paint(at attrs, d path, closed bool) error {
	fill, err := colour(at["fill"], at)
	if err != nil {
		return err
	}
	if fill != nil && at["fill"] != "" {
		for _, ring := range d {
			p.add(ring)
		}
		p.flush(fill)
	}
	stroke, err := colour(at["stroke"], at)
	if err != nil || stroke == nil {
		return err
	}
	width := 1.0
	if at["stroke-width"] != "" {
		width = at.num("stroke-width")
	}
	for _, ring := range d {
		if closed {
			ring = append(ring[:len(ring):len(ring)], ring[0])
		}
		for _, line := range dashed(ring, at["stroke-dasharray"]) {
			p.stroke(line, width)
		}
	}
	p.flush(stroke)
	return nil
}

// add takes a ring to be filled.
func (p *picture) add(ring []point) {
	for n, q := range ring {
		x, y := float32((q.x-p.left)*p.scale), float32((q.y-p.top)*p.scale)
		if n == 0 {
			p.seg.MoveTo(x, y)
		} else {
			p.seg.LineTo(x, y)
		}
	}
	p.seg.ClosePath()
}

// stroke takes a line to be drawn, a four-cornered piece for each step of it.
func (p *picture) stroke(line []point, width float64) {
	for n := 1; n < len(line); n++ {
		a, b := line[n-1], line[n]
		dx, dy := b.x-a.x, b.y-a.y
		l := math.Hypot(dx, dy)
		if l == 0 {
			continue
		}
		ox, oy := -dy/l*width/2, dx/l*width/2
		p.add([]point{{a.x + ox, a.y + oy}, {b.x + ox, b.y + oy}, {b.x - ox, b.y - oy}, {a.x - ox, a.y - oy}})
	}
}

// flush draws what was taken.
func (p *picture) flush(c color.Color) {
	p.seg.draw(p.img, p.ras, c)
}

func (p *picture) text(at attrs) error {
	fill, err := colour(at["fill"], at)
	if err != nil || fill == nil {
		return err
	}
	var words strings.Builder
	for {
		tok, err := p.dec.Token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			words.Write(t)
			continue
		case xml.StartElement:
			if t.Name.Local == "tspan" {
				continue
			}
			return fmt.Errorf("a text holds <%s>", t.Name.Local)
		case xml.EndElement:
			if t.Name.Local == "tspan" {
				continue
			}
		}
		break
	}
	all, err := faces()
	if err != nil {
		return err
	}
	weight := "400"
	if at["font-weight"] >= "600" {
		weight = "600"
	}
	size := 13 * p.scale
	if at["font-size"] != "" {
		size = at.num("font-size") * p.scale
	}
	s, x, y := words.String(), (at.num("x")-p.left)*p.scale, (at.num("y")-p.top)*p.scale
	if !Writes(s) {
		p.unwritten = append(p.unwritten, s)
		return nil
	}
	switch at["text-anchor"] {
	case "middle":
		x -= Width(s, size, weight) / 2
	case "end":
		x -= Width(s, size, weight)
	}
	for _, r := range s {
		f, n := glyph(&p.buf, all[weight], r)
		if f == nil {
			return fmt.Errorf("no font has the letter %q", r)
		}
		segs, err := f.LoadGlyph(&p.buf, n, ppem(size), nil)
		if err != nil {
			return err
		}
		to := func(q fixed.Point26_6) (float32, float32) {
			return float32(x + float64(q.X)/64), float32(y + float64(q.Y)/64)
		}
		for _, seg := range segs {
			ax, ay := to(seg.Args[0])
			bx, by := to(seg.Args[1])
			cx, cy := to(seg.Args[2])
			switch seg.Op {
			case sfnt.SegmentOpMoveTo:
				p.seg.ClosePath()
				p.seg.MoveTo(ax, ay)
			case sfnt.SegmentOpLineTo:
				p.seg.LineTo(ax, ay)
			case sfnt.SegmentOpQuadTo:
				p.seg.QuadTo(ax, ay, bx, by)
			case sfnt.SegmentOpCubeTo:
				p.seg.CubeTo(ax, ay, bx, by, cx, cy)
			}
		}
		p.seg.ClosePath()
		a, err := f.GlyphAdvance(&p.buf, n, ppem(size), font.HintingNone)
		if err != nil {
			return err
		}
		x += float64(a) / 64
	}
	p.flush(fill)
	return nil
}
