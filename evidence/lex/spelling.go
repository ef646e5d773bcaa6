package lex

import (
	"slices"
	"unicode/utf8"
)

// Spellings finds, among many words, those that differ from one in a letter: one
// more, one less, another, or two that changed places. Words that share what is
// left of them without one letter are such candidates (after Garbe's symmetric
// deletion), so that the time grows with the words and not with their pairs. The
// first letter is taken as right, and words of more than mostLetters are near none. The
// zero value is empty.
type Spellings struct {
	by map[string][]int
	n  int
}

// mostLetters is how long a word is at most that may be a slip of another: what is left
// of it takes its length squared.
const mostLetters = 100

// Add adds a word; words are numbered from 0 in the order in which they are added.
func (x *Spellings) Add(word string) {
	if x.by == nil {
		x.by = map[string][]int{}
	}
	if utf8.RuneCountInString(word) <= mostLetters {
		shorter(word, func(key string) { x.by[key] = append(x.by[key], x.n) })
	}
	x.n++
}

// Near calls f with the numbers, from first on and ascending, of the words that may
// differ from a word in one letter or be equal to it, until it says no. Some differ in
// more: the caller compares them.
func (x *Spellings) Near(word string, first int, f func(n int) bool) {
	if utf8.RuneCountInString(word) > mostLetters {
		return
	}
	var found []int
	shorter(word, func(key string) {
		list := x.by[key]
		from, _ := slices.BinarySearch(list, first)
		found = append(found, list[from:]...)
	})
	slices.Sort(found)
	for _, n := range slices.Compact(found) {
		if !f(n) {
			return
		}
	}
}

// shorter calls f with a word, and with what is left of it without any one letter
// but its first, each once.
func shorter(word string, f func(string)) {
	f(word)
	_, first := utf8.DecodeRuneInString(word)
	var before rune
	for i := first; i < len(word); {
		r, width := utf8.DecodeRuneInString(word[i:])
		if r != before { // of a double letter either leaves the same
			f(word[:i] + word[i+width:])
		}
		before, i = r, i+width
	}
}
