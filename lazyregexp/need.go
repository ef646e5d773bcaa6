package lazyregexp

import (
	"bytes"
	"regexp/syntax"
	"sync"
	"unicode"
	"unicode/utf8"
)

// need is what every match of an expression holds: a word, or all or one of several
// needs; nil where nothing is known. Most texts lack it, and to see that takes a tenth
// of a search. Cox, Regular Expression Matching with a Trigram Index (2012), finds it so.
type need struct {
	word   []byte   // without its case
	places []uint16 // in a sketch: those that its letters and pairs of letters take
	all    bool     // all of the others, and not one of them
	of     []*need
}

func needOfWord(w []rune) *need {
	n := &need{places: placesOf(w)}
	for _, r := range w {
		n.word = utf8.AppendRune(n.word, fold(r))
	}
	return n
}

// longest is how many bytes a text has at most that is looked at.
const longest = 4096

// mostOf is how many characters of a set are looked for one by one; a larger set says
// too little.
const mostOf = 64

// needOf gives what the matches of an expression hold; nil for one that does not parse.
func needOf(expr string) *need {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	return neededBy(re.Simplify())
}

func neededBy(re *syntax.Regexp) *need {
	switch re.Op {
	case syntax.OpLiteral:
		return needOfWord(re.Rune)
	case syntax.OpCharClass:
		out := &need{}
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if len(out.of)+int(re.Rune[i+1]-re.Rune[i]) >= mostOf {
				return nil
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				out.of = append(out.of, needOfWord([]rune{r}))
			}
		}
		return out
	case syntax.OpCapture, syntax.OpPlus:
		return neededBy(re.Sub[0])
	case syntax.OpConcat:
		out := &need{all: true}
		for _, sub := range re.Sub {
			if n := neededBy(sub); n != nil {
				out.of = append(out.of, n)
			}
		}
		if len(out.of) > 0 {
			return out
		}
	case syntax.OpAlternate:
		out := &need{}
		for _, sub := range re.Sub {
			n := neededBy(sub)
			if n == nil {
				return nil
			}
			out.of = append(out.of, n)
		}
		return out
	}
	return nil
}

// in reports whether a text has it. The sketch tells of most words that they are not there.
func (n *need) in(t *looked) bool {
	for _, place := range n.places {
		if !t.sketch.has(place) {
			return false
		}
	}
	if len(n.places) > 1 && !bytes.Contains(t.text, n.word) {
		return false
	}
	for _, o := range n.of {
		if o.in(t) != n.all {
			return !n.all
		}
	}
	return n.all || len(n.of) == 0
}

// sketch marks the letters and pairs of letters of a text.
type sketch [128]uint64

func (s *sketch) add(place uint16)      { s[place>>6] |= 1 << (place & 63) }
func (s *sketch) has(place uint16) bool { return s[place>>6]&(1<<(place&63)) != 0 }

// places are as many as a sketch has bits.
const places = 128 * 64

func placeOf(r rune) uint16 { return uint16(uint32(r) * 40503 >> 3 % places) }

func placeOfPair(a, b rune) uint16 {
	return uint16((uint32(a)*2654435761 + uint32(b)*40503) >> 7 % places)
}

func placesOf(w []rune) []uint16 {
	if len(w) == 1 {
		return []uint16{placeOf(fold(w[0]))}
	}
	var out []uint16
	for i := 1; i < len(w); i++ {
		out = append(out, placeOfPair(fold(w[i-1]), fold(w[i])))
	}
	return out
}

// looked is a text that was looked at. Many expressions in turn are asked of the same text.
type looked struct {
	at     string
	text   []byte // without its case
	sketch sketch
}

var lookedAt = sync.Pool{New: func() any { return new(looked) }}

// look looks at a text.
func (t *looked) look(s string) {
	t.at, t.text, t.sketch = s, t.text[:0], sketch{}
	last := rune(-1)
	for _, r := range s {
		r = fold(r)
		t.text = utf8.AppendRune(t.text, r)
		t.sketch.add(placeOf(r))
		if last >= 0 {
			t.sketch.add(placeOfPair(last, r))
		}
		last = r
	}
}

// mayMatch reports whether a text may hold a match. It is never wrong where it says no.
func (n *need) mayMatch(s string) bool {
	if n == nil || len(s) > longest { // it has most words
		return true
	}
	t := lookedAt.Get().(*looked)
	defer lookedAt.Put(t)
	if t.at != s {
		t.look(s)
	}
	return n.in(t)
}

// folded are the letters below it without their case.
var folded = sync.OnceValue(func() *[0x600]rune {
	var out [0x600]rune
	for r := range out {
		out[r] = leastFold(rune(r))
	}
	return &out
})

// fold gives one letter for all that differ from it in case alone, as the expressions
// that ignore case take them.
func fold(r rune) rune {
	switch {
	case r < 0x600:
		return folded()[r]
	case r >= 0x2E80 && r < 0xA640, r >= 0xAC00 && r < 0xD7FC: // East Asian scripts have no case
		return r
	}
	return leastFold(r)
}

func leastFold(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	return least
}
