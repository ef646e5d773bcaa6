package lex

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// All words that differ in one letter behind the first are among those near.
func TestSpellingsMissNone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		out := []string{"K"}
		for range r.IntN(5) {
			out = append(out, []string{"a", "b", "é", "安"}[r.IntN(4)])
		}
		return strings.Join(out, "")
	}
	var words []string
	var x Spellings
	for range 600 {
		words = append(words, word())
		x.Add(words[len(words)-1])
	}
	pairs := 0
	for i, a := range words {
		near := map[int]bool{}
		last := i
		x.Near(a, i+1, func(n int) bool {
			if n <= last {
				t.Fatalf("%q: %d comes after %d", a, n, last)
			}
			near[n], last = true, n
			return true
		})
		for n := i + 1; n < len(words); n++ {
			if oneApart([]rune(a), []rune(words[n])) {
				pairs++
				if !near[n] {
					t.Errorf("%q is not near %q", words[n], a)
				}
			}
		}
	}
	if pairs < 1000 {
		t.Errorf("%d pairs were compared", pairs)
	}
	asked := 0
	x.Near("Kab", 0, func(int) bool { asked++; return asked < 2 })
	if asked != 2 {
		t.Errorf("asked %d times though the second answer was no", asked)
	}
}

// oneApart reports equal words and those with one letter more, less, other, or two
// that changed places, tried one by one.
func oneApart(a, b []rune) bool {
	without := func(w []rune, i int) string { return string(w[:i]) + string(w[i+1:]) }
	if string(a) == string(b) {
		return true
	}
	for i := 1; i < max(len(a), len(b)); i++ {
		if i < len(a) && without(a, i) == string(b) || i < len(b) && without(b, i) == string(a) {
			return true
		}
		if len(a) == len(b) && without(a, i) == without(b, i) {
			return true
		}
		if c := slices.Clone(a); i+1 < len(a) {
			if c[i], c[i+1] = c[i+1], c[i]; string(c) == string(b) {
				return true
			}
		}
	}
	return false
}

// Two spellings are found however many names stand between them.
func TestSpellingsAcrossManyNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("They met Kishidara. ")
	for i := range 3000 {
		fmt.Fprintf(&b, "They saw %c%c%cow%c%cish. ", 'A'+i%26, 'a'+i/26%26, 'a'+i%5, 'a'+i/676%26, 'a'+i%26)
	}
	b.WriteString("They met Kishdiara.")
	got := Slips(b.String(), 1<<20, Known{})
	if !slices.ContainsFunc(got, func(s Slip) bool {
		return s.Kind == "two-spellings" && strings.Contains(s.Message, "Kishidara") && strings.Contains(s.Message, "Kishdiara")
	}) {
		t.Errorf("not among %d slips", len(got))
	}
	if few := Slips(strings.Repeat("They met Kishidara and Kishdiara and Kishidora. ", 3), 1, Known{}); len(few) != 1 {
		t.Errorf("%d slips, not one", len(few))
	}
}

// The number of a source that a figure may stand for lies within its slack.
func TestSlackHoldsAllThatAreTheSame(t *testing.T) {
	same := 0
	for _, text := range []string{"300", "about 300", "0.5", "about 1,000,000", "26.7 percent", "about 27 percent", "about seven"} {
		for _, f := range Numbers("They count " + text + " of them.") {
			for d := -400.0; d <= 400; d += 0.25 {
				for _, step := range []float64{1, 0.01} {
					n := Figure{Value: f.Value + d, Step: step, Unit: f.Unit}
					if f.Same(n) {
						same++
						if max(d, -d) > f.Slack() {
							t.Errorf("%q: %v is the same, and further than %v", text, n.Value, f.Slack())
						}
					}
				}
			}
		}
	}
	if same < 100 {
		t.Errorf("%d were the same", same)
	}
}

// TestSpellingsOfLongWords holds up to which length a word is near another, and that a text
// without a blank costs nothing.
func TestSpellingsOfLongWords(t *testing.T) {
	var x Spellings
	for _, n := range []int{99, 100, 101} {
		x.Add("K" + strings.Repeat("é", n-1))
	}
	for n, want := range map[int][]int{99: {0, 1}, 100: {0, 1}, 101: nil, 400_000: nil} {
		var got []int
		x.Near("K"+strings.Repeat("é", n-1), 0, func(k int) bool {
			got = append(got, k)
			return true
		})
		if !slices.Equal(got, want) {
			t.Errorf("%d letters: near %v, want %v", n, got, want)
		}
	}
}
