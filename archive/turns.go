package archive

import (
	"slices"
	"strings"
)

// Turn is where a page begins within a text: from byte At on it stands on Page,
// counted from 1 in the file. A list of them is in the order of At; where a note
// stands behind a paragraph that goes on, a page may come again.
type Turn struct {
	At   int `json:"at"`
	Page int `json:"page"`
}

// PageAt gives the page on which a place of a text stands, or 0.
func PageAt(turns []Turn, at int) int {
	i, found := slices.BinarySearchFunc(turns, at, func(t Turn, at int) int { return t.At - at })
	if found {
		return turns[i].Page
	}
	if i == 0 {
		return 0
	}
	return turns[i-1].Page
}

// Without gives a text without some of its spans, which are in their order and apart,
// and where its pages then begin.
func Without(text string, spans [][2]int, turns []Turn) (string, []Turn) {
	var b strings.Builder
	var moved []Turn
	from := 0
	put := func(to int) {
		for len(turns) > 0 && turns[0].At <= to {
			moved = append(moved, Turn{At: b.Len() + max(0, turns[0].At-from), Page: turns[0].Page})
			turns = turns[1:]
		}
		b.WriteString(text[from:to])
	}
	for _, s := range spans {
		put(s[0])
		from = s[1]
	}
	put(len(text))
	return b.String(), moved
}
