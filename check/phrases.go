package check

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// phrases finds many phrases in a text at once: an automaton after Aho and Corasick
// (Efficient string matching, 1975), by character, so that the time grows with the
// text and with what is found in it, and not with the number of phrases.
type phrases struct {
	fold   bool
	next   map[phraseStep]int32
	nodes  []phraseNode
	length []int // of each phrase, in characters
}

type phraseStep struct {
	node int32
	r    rune
}

type phraseNode struct {
	fail   int32 // the longest other beginning of a phrase with which this one ends
	ending int32 // the nearest node on the way of fails at which a phrase ends; 0: none
	ends   []int // the phrases that end here
}

// hit is a phrase by its number, and where it stands in bytes.
type hit struct{ phrase, start, end int }

// indexPhrases makes phrases ready to be found; fold: in small and capital letters
// alike. An empty phrase is never found.
func indexPhrases(list []string, fold bool) *phrases {
	x := &phrases{fold: fold, next: map[phraseStep]int32{}, nodes: make([]phraseNode, 1), length: make([]int, len(list))}
	children := [][]phraseStep{nil} // of each node
	for i, p := range list {
		at := int32(0)
		for _, r := range p {
			step := phraseStep{at, x.letter(r)}
			to, ok := x.next[step]
			if !ok {
				to = int32(len(x.nodes))
				x.next[step] = to
				x.nodes = append(x.nodes, phraseNode{})
				children[at] = append(children[at], step)
				children = append(children, nil)
			}
			at = to
			x.length[i]++
		}
		if at != 0 {
			x.nodes[at].ends = append(x.nodes[at].ends, i)
		}
	}
	for queue := []int32{0}; len(queue) > 0; queue = queue[1:] {
		for _, step := range children[queue[0]] {
			to := x.next[step]
			queue = append(queue, to)
			if step.node == 0 {
				continue
			}
			fail := x.follow(x.nodes[step.node].fail, step.r)
			x.nodes[to].fail, x.nodes[to].ending = fail, x.nodes[fail].ending
			if len(x.nodes[fail].ends) > 0 {
				x.nodes[to].ending = fail
			}
		}
	}
	return x
}

func (x *phrases) letter(r rune) rune {
	if x.fold {
		return unicode.ToLower(r)
	}
	return r
}

// follow goes from a node by one character.
func (x *phrases) follow(at int32, r rune) int32 {
	for {
		if to, ok := x.next[phraseStep{at, r}]; ok {
			return to
		}
		if at == 0 {
			return 0
		}
		at = x.nodes[at].fail
	}
}

// mark sets seen for every node at which a phrase ends that the text holds, and
// reports whether there is any. It does not go where it has been before, so that
// many texts with the same many phrases cost no more than they are long.
func (x *phrases) mark(s string, seen []bool) (any bool) {
	at := int32(0)
	for _, r := range s {
		at = x.follow(at, x.letter(r))
		n := at
		if len(x.nodes[n].ends) == 0 {
			n = x.nodes[n].ending
		}
		any = any || n != 0
		for ; n != 0 && !seen[n]; n = x.nodes[n].ending {
			seen[n] = true
		}
	}
	return any
}

// in gives every place of every phrase in a text, by phrase and place; a phrase
// does not overlap itself.
func (x *phrases) in(s string) []hit {
	if len(x.nodes) == 1 {
		return nil
	}
	var out []hit
	var starts []int // of the text's characters
	at := int32(0)
	for i, r := range s {
		starts = append(starts, i)
		_, width := utf8.DecodeRuneInString(s[i:])
		end := i + width
		at = x.follow(at, x.letter(r))
		n := at
		if len(x.nodes[n].ends) == 0 {
			n = x.nodes[n].ending
		}
		for ; n != 0; n = x.nodes[n].ending {
			for _, p := range x.nodes[n].ends {
				out = append(out, hit{p, starts[len(starts)-x.length[p]], end})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b hit) int { return a.phrase - b.phrase })
	kept := out[:0]
	for _, h := range out {
		if len(kept) == 0 || kept[len(kept)-1].phrase != h.phrase || kept[len(kept)-1].end <= h.start {
			kept = append(kept, h)
		}
	}
	return kept
}
