package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// thin is the width up to which a line is a rule and no area, in points.
const thin = 2.5

// box4 is a box: on a page as it came with y upwards, on an upright one downwards.
type box4 struct{ x0, y0, x1, y1 float32 }

func (b box4) sane() bool {
	for _, v := range []float32{b.x0, b.y0, b.x1, b.y1} {
		if f := float64(v); math.IsNaN(f) || math.Abs(f) > 1e6 {
			return false
		}
	}
	return b.x1 >= b.x0 && b.y1 >= b.y0
}

func (b box4) midX() float32   { return (b.x0 + b.x1) / 2 }
func (b box4) midY() float32   { return (b.y0 + b.y1) / 2 }
func (b box4) height() float32 { return b.y1 - b.y0 }

func (b box4) with(o box4) box4 {
	return box4{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// glyph is a character in its place; the box is that of its font.
type glyph struct {
	r rune
	box4
	space space
}

// space is what stands behind a character: a space of the file, or one that PDFium
// supposes by the distance.
type space uint8

const (
	written  space = 1
	supposed space = 2
)

// before reports whether a character begins a new word behind another.
func (g *glyph) before(next *glyph, size float32) bool {
	gap, dense := next.x0-g.x1, unbroken(g.r) || unbroken(next.r)
	return g.space == written || g.space == supposed && !dense || gap > size*0.8 || gap > size*0.18 && !dense
}

// run is what the file writes in one go, at most a line.
type run struct {
	glyphs []glyph
	bold   bool
	em     float32 // the size of its font, 0 where that is not known
}

// far reports whether a character does not follow another in a line of any direction.
func far(a, b box4) bool {
	em := max(a.height(), b.height(), a.x1-a.x0, b.x1-b.x0)
	return max(b.x0-a.x1, a.x0-b.x1, b.y0-a.y1, a.y0-b.y1) > 2*em
}

// sheet is a page as it was scanned.
type sheet struct {
	number   int
	box      box4
	runs     []run
	rules    []box4
	pictures int
	unread   int // characters of which the file does not say what they are
	broken   bool
}

// quarters are the directions in which lines run, as the quarters by which they are
// turned clockwise to be upright.
const quarters = 4

// direction tells how a run runs, by the places of its first and last characters:
// also text written downwards becomes lines that run to the right, in the order in
// which its columns are read.
func (r *run) direction() int {
	a, b := r.glyphs[0].box4, r.glyphs[len(r.glyphs)-1].box4
	dx, dy := b.midX()-a.midX(), b.midY()-a.midY()
	switch {
	case len(r.glyphs) < 3 || abs(dx) >= abs(dy) && dx >= 0:
		return 0
	case abs(dx) >= abs(dy):
		return 2
	case dy > 0:
		return 1
	}
	return 3
}

func abs(v float32) float32 { return max(v, -v) }

// upright turns a box by quarters, clockwise, and lets y grow downwards.
func (b box4) upright(turn int) box4 {
	p := func(x, y float32) (float32, float32) {
		switch turn {
		case 1:
			x, y = y, -x
		case 2:
			x, y = -x, -y
		case 3:
			x, y = -y, x
		}
		return x, -y
	}
	x0, y0 := p(b.x0, b.y0)
	x1, y1 := p(b.x1, b.y1)
	return box4{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// frame is what of a page runs in one direction, turned upright.
type frame struct {
	page  int
	box   box4
	segs  []*seg
	rules []box4
	// gutter is where its columns stand, found when they are made; nil where it has one
	gutter *sides
}

// seg is a piece of a line without a wide gap, or a table.
type seg struct {
	box4
	glyphs []glyph
	size   float32 // of its font
	tall   float32 // the height of its font's box
	bold   bool
	table  [][]string
	after  *seg // that it follows in its line, not much more than a word's gap behind it
}

// frames parts a page by the directions of its lines, the most written first.
func (s *sheet) frames() []*frame {
	var count [quarters]int
	turns := make([]int, len(s.runs))
	for i := range s.runs {
		turns[i] = s.runs[i].direction()
		if len(s.runs[i].glyphs) >= 3 {
			count[turns[i]] += len(s.runs[i].glyphs)
		}
	}
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int { return count[b] - count[a] })
	var out []*frame
	for rank, turn := range order {
		f := &frame{page: s.number, box: s.box.upright(turn)}
		for i := range s.runs {
			// What is too short to run anywhere goes with the most.
			if short := len(s.runs[i].glyphs) < 3; turns[i] == turn && !short || short && rank == 0 {
				f.cut(&s.runs[i], turn)
			}
		}
		if len(f.segs) == 0 {
			continue
		}
		for _, r := range s.rules {
			f.rules = append(f.rules, r.upright(turn))
		}
		out = append(out, f)
	}
	return out
}

// justified is the widest gap, in heights of a line, between words of a line that is
// stretched to its column.
const justified = 2

// cut puts a run into a frame, in pieces where it has wide gaps or goes back.
func (f *frame) cut(r *run, turn int) {
	var s, after *seg
	for _, g := range r.glyphs {
		g.box4 = g.upright(turn)
		if s != nil {
			last := s.glyphs[len(s.glyphs)-1]
			em := max(last.height(), g.height())
			if g.x0-last.x1 > em || g.x1 < last.x0-em/2 || abs(g.midY()-last.midY()) > em {
				if after = nil; g.x0 > last.x1 && g.x0-last.x1 <= justified*em && abs(g.midY()-last.midY()) <= em/2 {
					after = s
				}
				s = nil
			}
		}
		if s == nil {
			s = &seg{box4: g.box4, bold: r.bold, size: r.em, after: after}
			f.segs = append(f.segs, s)
		}
		s.glyphs = append(s.glyphs, g)
		s.box4 = s.with(g.box4)
		s.tall = max(s.tall, g.height())
		if r.em <= 0 || r.em > 2*s.tall || r.em < s.tall/4 {
			s.size = s.tall * 0.8
		}
	}
}

// line is a line of a column.
type line struct {
	box4
	text  string  // marks of notes between raised and lowered
	size  float32 // of most of its characters' font
	foot  float32 // where the boxes of most of its characters end
	bold  bool
	chars int
	table [][]string
	page  int
	col   *column
}

// column is a stretch of lines under each other.
type column struct {
	box4
	leading float32
	lines   []*line
}

// raised and lowered stand around what was set higher and smaller than its line.
const (
	raised  = '\uE000'
	lowered = '\uE001'
)

// linesOf joins pieces that stand beside each other.
func linesOf(segs []*seg, page int) []*line {
	slices.SortStableFunc(segs, func(a, b *seg) int { return cmp.Compare(a.midY(), b.midY()) })
	var rows [][]*seg
	var big *seg // the tallest of the last row
	for _, s := range segs {
		if big != nil && s.table == nil && big.table == nil && min(big.y1, s.y1)-max(big.y0, s.y0) > min(big.height(), s.height())/2 {
			rows[len(rows)-1] = append(rows[len(rows)-1], s)
			if s.tall > big.tall {
				big = s
			}
			continue
		}
		rows, big = append(rows, []*seg{s}), s
	}
	out := make([]*line, 0, len(rows))
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *seg) int { return cmp.Compare(a.x0, b.x0) })
		if l := lineOf(row); l != nil {
			l.page = page
			out = append(out, l)
		}
	}
	return out
}

func lineOf(row []*seg) *line {
	l := &line{box4: row[0].box4, bold: true, table: row[0].table}
	if l.table != nil {
		return l
	}
	heights, sizes := map[float32]int{}, map[float32]int{}
	for _, s := range row {
		l.box4, l.bold = l.with(s.box4), l.bold && s.bold
		sizes[s.size] += len(s.glyphs)
		for _, g := range s.glyphs {
			heights[g.height()]++
		}
	}
	l.size = most(sizes)
	tall := most(heights)
	l.foot = l.y0
	for _, s := range row {
		for _, g := range s.glyphs {
			if g.height() == tall {
				l.foot = max(l.foot, g.y1)
			}
		}
	}
	var b strings.Builder
	var last *glyph
	high := false
	for _, s := range row {
		for i := range s.glyphs {
			g := &s.glyphs[i]
			up := g.height() < tall*0.85 && g.y1 < l.foot-tall*0.08 && isMark(g.r)
			if last != nil && last.before(g, tall) && !(up && !high) {
				if high {
					b.WriteRune(lowered)
					high = false
				}
				b.WriteByte(' ')
			}
			if up != high {
				if up {
					b.WriteRune(raised)
				} else {
					b.WriteRune(lowered)
				}
				high = up
			}
			writeRune(&b, g.r)
			l.chars++
			last = g
		}
	}
	if high {
		b.WriteRune(lowered)
	}
	l.text = strings.TrimSpace(b.String())
	if last != nil && last.space == written {
		l.text += " " // a line of Korean tells thus that a word has ended
	}
	if strings.TrimSpace(l.text) == "" {
		return nil
	}
	return l
}

// most gives the value that stands most often, of several the largest.
func most(count map[float32]int) (value float32) {
	n := 0
	for v, k := range count {
		if k > n || k == n && v > value {
			value, n = v, k
		}
	}
	return value
}

func isMark(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("*†‡§¹²³,()[]", r)
}

// writeRune writes a character as texts have it: ligatures in their letters.
func writeRune(b *strings.Builder, r rune) {
	switch {
	case r == 0x02: // PDFium's hyphen at the end of a line
		b.WriteByte('-')
	case r < ' ' || r == 0xFEFF || r == 0x200B:
	case r >= 0xFB00 && r <= 0xFB06:
		b.WriteString([...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00])
	default:
		b.WriteRune(r)
	}
}
