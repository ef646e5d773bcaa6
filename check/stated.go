package check

import (
	"bytes"
	"cmp"
	"index/suffixarray"
	"math"
	"slices"
	"strings"
	"sync"

	"entente/dossier"
	"entente/evidence/lex"
)

// stated is what a row of a table states.
type stated struct {
	numbers []lex.Figure
	whole   int          // of a fact: where the numbers of its denominator begin in numbers; 0: none
	date    dossier.Date // of what it states; zero where it has none
	words   string       // what may be quoted
	subject string       // those of them that say what the row is about
	poll    *dossier.Poll
	fact    *dossier.Fact
	at      dossier.Pos
	deed    bool // an event or act: what was done or said
	doubted bool // its row is not confirmed
	ahead   bool // what is promised or due, which does not say that it is so
	quoted  bool // words of the source, as it has them
}

// rows are those that name one source, in the order of the tables, with what finds
// a number or words among them without reading all. The zero value has none; none
// is added once something was looked up.
type rows struct {
	list []stated

	once     sync.Once
	byValue  []rowNumber // sorted by value, then by row
	replaced bool        // one is a fact that another replaced

	dating sync.Once
	days   map[string]bool // that rows are of or name

	folding sync.Once
	folded  *suffixarray.Index // the rows' words as fold gives them, each between zeros
	ends    []int              // where each row's words end in it
}

// rowNumber is a number of a row.
type rowNumber struct {
	lex.Figure
	row int
	n   int // its place in the row's numbers
}

// sameNumber is what makes a further number of a source no different to any rule.
type sameNumber struct {
	value, step       float64
	unit              string
	bound             int
	doubted, replaced bool
	whole             bool
	country           string // of a poll
	row               int    // where the rows are to be told apart
}

// isWhole reports whether the number at a place is of a fact's denominator.
func (s *stated) isWhole(n int) bool { return s.fact != nil && n >= s.whole && s.whole > 0 }

// country gives the country whose public a poll asked, or "".
func (s *stated) country() string {
	if s.poll == nil {
		return ""
	}
	return s.poll.Country
}

// index sorts the numbers. Those that no rule could tell apart are kept once, or,
// with apart, once a row.
func (r *rows) index(replaced func(*dossier.Fact) bool, apart bool) {
	r.once.Do(func() {
		known := map[sameNumber]bool{}
		for i, s := range r.list {
			gone := s.fact != nil && replaced(s.fact)
			r.replaced = r.replaced || gone
			for k, n := range s.numbers {
				key := sameNumber{value: n.Value, step: n.Step, unit: n.Unit, bound: n.Bound, doubted: s.doubted, replaced: gone, whole: s.isWhole(k), country: s.country()}
				if apart {
					key.row = i
				}
				if !known[key] {
					known[key] = true
					r.byValue = append(r.byValue, rowNumber{n, i, k})
				}
			}
		}
		slices.SortStableFunc(r.byValue, func(a, b rowNumber) int { return cmp.Compare(a.Value, b.Value) })
	})
}

// scales are those by which a figure may miss that of its source.
var scales = []float64{1e3, 1e-3, 1e6, 1e-6, 1e4, 1e-4}

// near gives the numbers that a figure may stand for, in the order of the rows;
// with anyScale also those of a thousand or a million times as much or as little.
func (r *rows) near(f lex.Figure, anyScale bool) []rowNumber {
	var out []rowNumber
	window := func(at, slack float64) {
		from, _ := slices.BinarySearchFunc(r.byValue, at-slack, func(n rowNumber, v float64) int { return cmp.Compare(n.Value, v) })
		for ; from < len(r.byValue) && r.byValue[from].Value <= at+slack; from++ {
			out = append(out, r.byValue[from])
		}
	}
	window(f.Value, f.Slack())
	if anyScale {
		for _, k := range scales {
			if at := f.Value * k; math.Abs(at-f.Value) > f.Slack() {
				window(at, 2e-6*math.Abs(at))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b rowNumber) int { return a.row - b.row })
	return out
}

// hold reports whether one row holds all parts of a quotation, each as fold gives it.
func (r *rows) hold(parts []string) bool {
	if len(parts) == 0 {
		return len(r.list) > 0
	}
	r.folding.Do(func() {
		var b bytes.Buffer
		for _, s := range r.list {
			b.WriteString(fold(s.words))
			b.WriteByte(0)
			r.ends = append(r.ends, b.Len())
		}
		r.folded = suffixarray.New(b.Bytes())
	})
	longest := slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })
	if len(parts) == 1 {
		return len(r.folded.Lookup([]byte(longest), 1)) > 0
	}
	for _, at := range r.folded.Lookup([]byte(longest), -1) {
		row, _ := slices.BinarySearch(r.ends, at+1)
		from := 0
		if row > 0 {
			from = r.ends[row-1]
		}
		words := string(r.folded.Bytes()[from:r.ends[row]])
		if !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(words, p) }) {
			return true
		}
	}
	return false
}
