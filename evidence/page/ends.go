package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/lazyregexp"
)

// Where a text ends is told by where its last paragraph stands, not by how long the
// lines after it are: an answer, a list of measures, a signature and "Motion agreed to."
// are as short as the labels of a page. What stands in the same element as the last
// paragraph belongs, and so does what stands in elements of the same make beside it,
// such as the speeches of a debate.

// endOf gives the number of the last block that belongs to the text whose last known
// paragraph is block last.
func endOf(all []block, last int) int {
	h, end := home(all[last]), last
	if h == nil {
		return last
	}
	above := map[*html.Node]*html.Node{} // of each parent above it, its child on the way
	for n := h; n.Parent != nil; n = n.Parent {
		above[n.Parent] = n
	}
	for i := last + 1; i < len(all); i++ {
		if of := home(all[i]); of == h || madeAlike(of, above) {
			end = i
		}
	}
	below := end
	for end > last && all[end].linked {
		end--
	}
	for end > last && (strings.HasSuffix(all[end].text, ":") || end < below && (all[end].kind == heading || !ended(all[end].text))) {
		end-- // the label over links
	}
	return end
}

// startOf gives the number of the first block that stands in the same element as block
// first and before it: who opens, to whom a speech is made.
func startOf(all []block, first int) int {
	h, start := home(all[first]), first
	if h == nil {
		return first
	}
	for start > 0 && home(all[start-1]) == h && !all[start-1].linked && all[start-1].kind != titled {
		start--
	}
	return start
}

// dayOfSignature gives the day under which a text is signed, in one of its last lines:
// "Done at Seoul, on 3 March 2025, in two copies.", "Seoul, 3 March 2025".
func dayOfSignature(blocks []block) string {
	for _, b := range slices.Backward(blocks[max(0, len(blocks)-5):]) {
		days := datesOf(b.text)
		if len(days) != 1 || b.kind != paragraph || weight(b.text) > 120 {
			continue
		}
		if doneAt.MatchString(b.text) || !isSentence(b.text) && weight(withoutDates(b.text)) <= 24 && len(days[0].iso) == len("2025-03-03") {
			return days[0].iso
		}
	}
	return ""
}

var doneAt = lazyregexp.New(`^(?:(?:Done|Signed|Adopted|Given) (?:at|in|on|this)\b|(?:Совершено|Подписано|Принято) в )|に(?:て|おいて)(?:署名|作成)|에서 (?:서명|작성)`)

// home gives the element in which a block stands as one of several: that around a
// paragraph, a whole list, a quotation or a table.
func home(b block) *html.Node {
	n := b.at
	for n != nil && n.Parent != nil {
		switch n.DataAtom {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
			atom.Blockquote, atom.Table, atom.Pre, atom.Hr:
			n = n.Parent
			continue
		}
		break
	}
	return n
}

// madeAlike reports whether an element stands in a sibling of an element above another, of
// its kind and class; above gives of each parent the child on the way to that other.
func madeAlike(n *html.Node, above map[*html.Node]*html.Node) bool {
	for ; n != nil && n.Parent != nil; n = n.Parent {
		if s := above[n.Parent]; s != nil {
			return n != s && n.DataAtom == s.DataAtom && attr(n, "class") == attr(s, "class")
		}
	}
	return false
}
