package lex

import (
	"math"
	"strconv"
	"strings"
)

// Stated is a text in which figures are looked up: what a source states. The
// numbers of the text are found once, cheaply; what surrounds a number is read
// only where its value may be the one asked for.
type Stated struct {
	text  string
	raws  []rawNumber
	words []Figure
	read  bool // words are found
}

type rawNumber struct {
	start, end int
	value      float64
}

// NewStated prepares a text.
func NewStated(text string) *Stated {
	folded, _ := foldWide(text)
	s := &Stated{text: folded}
	for i := 0; i < len(folded); {
		c := folded[i]
		if c < '0' || c > '9' {
			i++
			continue
		}
		end := numberEnd(folded, i)
		if v, err := strconv.ParseFloat(strings.ReplaceAll(folded[i:end], ",", ""), 64); err == nil {
			s.raws = append(s.raws, rawNumber{i, end, v})
		}
		i = end
	}
	return s
}

// lookScales are the scales that may stand after a number.
var lookScales = []float64{1, 10, 1e2, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12}

// Each calls f with the numbers of the text that may be the figure asked for, in
// digits first and then in words, until it says no. With anyScale those whose
// value is a thousand or a million times as much or as little come too.
func (s *Stated) Each(want Figure, anyScale bool, f func(Figure) bool) bool {
	last := -1
	for _, r := range s.raws {
		if !near(r.value, want, anyScale) || r.start < last {
			continue
		}
		// 1億2000万: the number that it goes on from is read as a whole.
		n, ok := figureAt(s.text, r.start, r.end, false)
		if !ok {
			continue
		}
		last = n.End
		if !f(n) {
			return false
		}
	}
	if want.Value > 1000 && !s.read {
		return true // such numbers are seldom written in words
	}
	if !s.read {
		s.words = words(s.text, false)
		s.read = true
	}
	for _, w := range s.words {
		if !f(w) {
			return false
		}
	}
	return true
}

func near(v float64, want Figure, anyScale bool) bool {
	slack := math.Max(want.Step, 0.06*math.Abs(want.Value))
	for _, k := range lookScales {
		d := math.Abs(v*k - want.Value)
		if d <= slack || d <= k {
			// A compound such as 1億2000万 is nearer than one unit of its scale.
			return true
		}
	}
	if anyScale {
		for _, k := range []float64{1e-9, 1e-6, 1e-3} {
			if math.Abs(v*k-want.Value) <= slack {
				return true
			}
		}
	}
	return false
}
