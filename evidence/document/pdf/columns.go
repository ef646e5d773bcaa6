package pdf

import (
	"cmp"
	"math"
	"slices"

	"entente/evidence/lex"
)

// columnsOf gives the columns of a frame in the order of reading. A few lines that end
// the columns of the page before, given, are too few to show a gutter of their own.
func (f *frame) columnsOf(before *frame) []*column {
	f.findTables()
	var out []*column
	if mid, ok := gutter(f.segs); ok {
		f.gutter = edgesAt(f.segs, mid)
	} else if before != nil && before.gutter != nil && before.gutter.goesOn(f.segs) {
		f.gutter = before.gutter
	}
	for _, segs := range f.order() {
		c := &column{lines: linesOf(segs, f.page)}
		if len(c.lines) == 0 {
			continue
		}
		c.box4 = c.lines[0].box4
		for _, l := range c.lines {
			c.box4 = c.with(l.box4)
			l.col = c
		}
		c.leading = leading(c.lines)
		out = append(out, c)
	}
	return out
}

// sides is where two columns stand beside each other.
type sides struct {
	mid         float32 // of the stripe between them
	left, right float32 // where their lines begin
}

// edgesAt gives the sides of a gutter that was found.
func edgesAt(segs []*seg, mid float32) *sides {
	out := &sides{mid: mid, left: mid, right: math.MaxFloat32}
	for _, s := range segs {
		switch {
		case s.table != nil:
		case s.x0 >= mid:
			out.right = min(out.right, s.x0)
		case s.x1 <= mid:
			out.left = min(out.left, s.x0)
		}
	}
	return out
}

// goesOn reports whether pieces begin where the lines of both columns do, and most of
// those on the right there.
func (o *sides) goesOn(segs []*seg) bool {
	const near = 2
	left, right, elsewhere := 0, 0, 0
	for _, s := range segs {
		switch {
		case s.table != nil:
		case s.x0 >= o.mid && s.x0 <= o.right+near:
			right++
		case s.x0 >= o.mid && s.after == nil:
			elsewhere++
		case s.x1 <= o.mid && s.x0 >= o.left-near && s.x0 <= o.left+near:
			left++
		}
	}
	return left > 0 && right > elsewhere
}

// order parts the pieces of a frame into columns.
func (f *frame) order() [][]*seg {
	if f.gutter == nil {
		return columns(f.segs, 0)
	}
	return parted(f.segs, f.gutter.mid, 0)
}

// columns parts pieces at the gutter between them, if there is one.
func columns(segs []*seg, depth int) [][]*seg {
	if len(segs) == 0 {
		return nil
	}
	mid, ok := gutter(segs)
	if !ok || depth > 4 {
		return [][]*seg{segs}
	}
	return parted(segs, mid, depth)
}

// parted parts pieces at a gutter: what stands on its left is read before what stands
// on its right, and what lies across it parts what is above from what is below.
func parted(segs []*seg, mid float32, depth int) [][]*seg {
	slices.SortStableFunc(segs, func(a, b *seg) int { return cmp.Compare(a.midY(), b.midY()) })
	var out [][]*seg
	var l, r, across []*seg
	flushSides := func() {
		out = append(append(out, columns(l, depth+1)...), columns(r, depth+1)...)
		l, r = nil, nil
	}
	for _, s := range segs {
		switch {
		case s.x1 <= mid:
			l = append(l, s)
		case s.x0 >= mid:
			r = append(r, s)
		default:
			flushSides()
			across = append(across, s)
			continue
		}
		if len(across) > 0 {
			out = append(out, across)
			across = nil
		}
	}
	flushSides()
	if len(across) > 0 {
		out = append(out, across)
	}
	return out
}

const bins = 240

// gutter finds the middle of the widest upright stripe that few pieces cross and that
// has prose on both sides.
func gutter(segs []*seg) (mid float32, ok bool) {
	if len(segs) == 0 {
		return 0, false
	}
	box, size, chars := segs[0].box4, float32(0), 0
	for _, s := range segs {
		box = box.with(s.box4)
		size += s.size * float32(len(s.glyphs))
		chars += len(s.glyphs)
	}
	if chars == 0 || box.x1-box.x0 < 1 {
		return 0, false
	}
	em := size / float32(chars)
	step := (box.x1 - box.x0) / bins
	var cover [bins + 1]int // how many characters' lines begin less how many end
	total := 0
	for _, s := range segs {
		a, b := int((s.x0-box.x0)/step), int((s.x1-box.x0)/step)
		a, b = min(max(a, 0), bins), min(max(b, 0), bins)
		cover[a]++
		cover[b]--
		total++
	}
	best := float32(0)
	run, n := -1, 0
	for i := 0; i <= bins; i++ {
		if i < bins {
			n += cover[i]
		}
		free := i < bins && n*8 <= total && i > bins/8 && i < bins*7/8
		switch {
		case free && run < 0:
			run = i
		case !free && run >= 0:
			a, b := box.x0+float32(run)*step, box.x0+float32(i)*step
			run = -1
			if b-a >= em*0.7 && b-a > best && prose(segs, (a+b)/2) {
				best, mid, ok = b-a, (a+b)/2, true
			}
		}
	}
	return mid, ok
}

// prose reports whether both sides of a stripe have lines of text, and no mere labels
// or numbers. Words that a justified line sets far apart are one line.
func prose(segs []*seg, mid float32) bool {
	var lines, chars [2]int
	for _, s := range segs {
		side := 0
		switch {
		case s.table != nil || s.x1 > mid && s.x0 < mid:
			continue
		case s.x0 >= mid:
			side = 1
		}
		if s.after == nil || side == 1 && s.after.x0 < mid {
			lines[side]++
		}
		chars[side] += s.weight()
	}
	return lines[0] >= 3 && lines[1] >= 3 && chars[0] >= 12*lines[0] && chars[1] >= 12*lines[1]
}

// weight counts the characters of a piece, one without spaces between words double.
func (s *seg) weight() int {
	n := 0
	for _, g := range s.glyphs {
		if n++; lex.IsCJK(g.r) {
			n++
		}
	}
	return n
}

// leading is the usual distance of lines under each other.
func leading(lines []*line) float32 {
	var steps []float32
	for i, l := range lines[1:] {
		if o := lines[i]; l.table == nil && o.table == nil && abs(l.size-o.size) < 0.5 && l.foot > o.foot {
			steps = append(steps, l.foot-o.foot)
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/3] // gaps between paragraphs are the larger ones
}

// findTables makes tables of what stands between rules, and takes it out of the
// pieces.
func (f *frame) findTables() {
	for _, group := range touching(f.rules) {
		xs, ys := edges(group)
		if len(xs) < 3 || len(ys) < 3 || len(xs) > 60 || len(ys) > 400 {
			continue
		}
		box := box4{xs[0], ys[0], xs[len(xs)-1], ys[len(ys)-1]}
		cells := map[[2]int][]*seg{}
		var rest []*seg
		for _, s := range f.segs {
			i := slot(ys, s.midY())
			if i < 0 || slot(xs, s.midX()) < 0 || s.table != nil {
				rest = append(rest, s)
				continue
			}
			for _, part := range s.cutAt(xs) {
				at := [2]int{i, min(max(slot(xs, part.midX()), 0), len(xs)-2)}
				cells[at] = append(cells[at], part)
			}
		}
		if len(cells) < 4 {
			continue
		}
		rows := make([][]string, len(ys)-1)
		for i := range rows {
			rows[i] = make([]string, len(xs)-1)
		}
		for at, segs := range cells {
			var text joiner
			for _, l := range linesOf(segs, f.page) {
				text.add(l.text, nil)
			}
			rows[at[0]][at[1]] = plainMarks(text.String())
		}
		rows = slices.DeleteFunc(rows, func(r []string) bool {
			return !slices.ContainsFunc(r, func(c string) bool { return c != "" })
		})
		if len(rows) < 2 {
			continue
		}
		f.segs = append(rest, &seg{box4: box, table: rows, size: 1})
	}
}

// cutAt parts a piece where an edge runs between two of its characters.
func (s *seg) cutAt(xs []float32) []*seg {
	var out []*seg
	in := 0
	for i, g := range s.glyphs {
		k, _ := slices.BinarySearch(xs, g.midX())
		if i == 0 || k != in {
			out = append(out, &seg{box4: g.box4, bold: s.bold, size: s.size})
			in = k
		}
		p := out[len(out)-1]
		p.glyphs, p.box4, p.tall = append(p.glyphs, g), p.with(g.box4), max(p.tall, g.height())
	}
	return out
}

// slot gives the place of a value between edges, or -1.
func slot(edges []float32, v float32) int {
	i, _ := slices.BinarySearch(edges, v)
	if i == 0 || i == len(edges) {
		return -1
	}
	return i - 1
}

// touch is how far apart rules may be that meet.
const touch = 3

// touching groups rules that meet.
func touching(rules []box4) [][]box4 {
	parent := make([]int, len(rules))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	byX := make([]int, len(rules))
	for i := range byX {
		byX[i] = i
	}
	slices.SortFunc(byX, func(a, b int) int { return cmp.Compare(rules[a].x0, rules[b].x0) })
	for k, i := range byX {
		for _, j := range byX[k+1:] {
			if rules[j].x0 > rules[i].x1+touch {
				break
			}
			if rules[j].y0 <= rules[i].y1+touch && rules[i].y0 <= rules[j].y1+touch {
				parent[find(j)] = find(i)
			}
		}
	}
	groups := map[int][]box4{}
	var keys []int
	for i, r := range rules {
		k := find(i)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], r)
	}
	var out [][]box4
	for _, k := range keys {
		out = append(out, groups[k])
	}
	return out
}

// edges gives where the upright and the level rules of a group stand. Where a table
// is open at its sides, the ends of its level rules are its edges.
func edges(group []box4) (xs, ys []float32) {
	box := group[0]
	for _, r := range group {
		box = box.with(r)
		if r.x1-r.x0 <= thin {
			xs = append(xs, r.midX())
		} else {
			ys = append(ys, r.midY())
		}
	}
	if len(xs) == 0 || len(ys) == 0 {
		return nil, nil
	}
	return apart(append(xs, box.x0, box.x1)), apart(append(ys, box.y0, box.y1))
}

// apart sorts values and takes those together that lie close.
func apart(list []float32) []float32 {
	slices.Sort(list)
	out := list[:1]
	for _, v := range list[1:] {
		if v-out[len(out)-1] > touch+1 {
			out = append(out, v)
		}
	}
	return out
}
