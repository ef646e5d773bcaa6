package check

import (
	"strings"
	"testing"
)

// Up to three sources are named, each once and in order.
func TestSourcesAreListed(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a", "b a b": "a or b", "c a b": "a or b or c", "d c b a": "a, b, c or another of the cited sources"} {
		if got := listOf(strings.Fields(in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// A quotation is looked up from five words on, from three where it begins small and is no
// figure, or from ten characters where most are Han, kana or Hangul.
func TestLengthOfQuotations(t *testing.T) {
	for in, want := range map[string]bool{"one two three four five": true, "one two three four": true, "One two three four": false, "one two": false, "more than half": false, "一二三四五六七八九十": true, "一二三四五六七八九": false, "": false} {
		if got := longEnough(in); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

// The share of two events is of all their words, each once.
func TestShareOfWords(t *testing.T) {
	type ids = []int
	for _, c := range []struct {
		a, b ids
		want float64
	}{{ids{1, 2, 3}, ids{1, 2, 3}, 1}, {ids{1, 2, 3}, ids{2, 3, 4}, 0.5}, {ids{1}, ids{2}, 0}, {ids{1, 2, 3, 4}, ids{4}, 0.25}, {ids{4}, ids{1, 2, 3, 4}, 0.25}, {nil, ids{1}, 0}, {nil, nil, 0}} {
		var a, b wordedEvent
		for _, w := range c.a {
			a.words = append(a.words, int32(w))
		}
		for _, w := range c.b {
			b.words = append(b.words, int32(w))
		}
		if got := a.share(&b); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
