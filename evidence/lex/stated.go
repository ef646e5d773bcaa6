package lex

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"entente/lazyregexp"
)

// Stated is a text in which figures are looked up: what a source states. Its
// numbers are read once, when first asked for. It may be used by several
// goroutines at once.
type Stated struct {
	text string

	once    sync.Once
	folded  *folded
	figures []Figure // by value, at their places in the folded text
}

// NewStated prepares a text.
func NewStated(text string) *Stated { return &Stated{text: text} }

func (s *Stated) read() {
	s.once.Do(func() {
		s.folded = foldNumbers(s.text)
		s.figures = foldedFigures(s.folded, false)
		slices.SortStableFunc(s.figures, func(a, b Figure) int { return cmp.Compare(a.Value, b.Value) })
	})
}

// All gives the numbers of the text by value. Their places are those in what
// Around reads.
func (s *Stated) All() []Figure {
	s.read()
	return s.figures
}

// Around gives the words before and after a number of the text, of the sentence or
// line in which it stands, at most some two hundred bytes each.
func (s *Stated) Around(f Figure) (before, after string) {
	s.read()
	before, after = tail(s.folded.text[:f.Start], 200), cutHead(s.folded.text[f.End:], 200)
	if i := lastStop(before); i >= 0 {
		before = before[i:]
	}
	if m := stop.FindStringIndex(after); m != nil {
		after = after[:m[0]]
	}
	return before, after
}

// In gives a number of the text as it stands there.
func (s *Stated) In(f Figure) string {
	s.read()
	return f.In(s.folded.text)
}

// Beside gives the other numbers of the sentence or line in which a number stands.
func (s *Stated) Beside(f Figure) []Figure {
	before, after := s.Around(f)
	var out []Figure
	for _, n := range s.figures {
		if n.Start != f.Start && n.Start >= f.Start-len(before) && n.End <= f.End+len(after) {
			out = append(out, n)
		}
	}
	return out
}

// Each calls f with the numbers of the text that may be the figure asked for, until
// it says no. With anyScale those whose value is a thousand or a million times as
// much or as little come too.
func (s *Stated) Each(want Figure, anyScale bool, f func(Figure) bool) bool {
	s.read()
	window := func(at, slack float64) bool {
		i, _ := slices.BinarySearchFunc(s.figures, at-slack, func(n Figure, v float64) int { return cmp.Compare(n.Value, v) })
		for ; i < len(s.figures) && s.figures[i].Value <= at+slack; i++ {
			if !f(s.figures[i]) {
				return false
			}
		}
		return true
	}
	if !window(want.Value, want.Slack()) {
		return false
	}
	if anyScale {
		for _, k := range []float64{1e3, 1e-3, 1e6, 1e-6} {
			if at := want.Value * k; math.Abs(at-want.Value) > want.Slack() && !window(at, 2e-6*math.Abs(at)) {
				return false
			}
		}
	}
	return true
}

// stop ends a sentence or a line.
var stop = lazyregexp.New(`[.!?](?:\s|$)|[。！？\n;]`)

// lastStop gives the end of the last stop of a text, or -1.
func lastStop(s string) int {
	all := stop.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][1]
}
