package site

import (
	"cmp"
	"slices"

	"entente/agenda"
	"entente/words"
)

// heldView is what one stance or constraint holds back: where it is the first cause, and
// where it is one of several or what is held back least; by what each would gain.
type heldView struct {
	ID            string // in the page; "" on a constraint's own
	First, Beside []giftView
}

// N is how many initiatives it holds back.
func (h heldView) N() int { return len(h.First) + len(h.Beside) }

// giftView is what an initiative would gain were a stance met or a constraint calm.
type giftView struct {
	Link  link
	Share float64 // joint carry
}

// held gives what a player's stance or a constraint holds back.
func (b *builder) held(root, kind, id string) heldView {
	var h heldView
	if kind == "player" {
		h.ID = anchor(id)
	}
	for _, i := range b.A.Initiatives {
		for n, x := range i.HeldBackBy {
			if x.Kind != kind || x.ID != id {
				continue
			}
			into := &h.Beside
			if n == 0 && heldBack(i) {
				into = &h.First
			}
			*into = append(*into, giftView{b.initiativeLink(root, i.ID), x.GivesBack})
		}
	}
	for _, l := range [][]giftView{h.First, h.Beside} {
		slices.SortStableFunc(l, func(x, y giftView) int { return cmp.Compare(y.Share, x.Share) })
	}
	return h
}

// heldBack reports whether something stands in an initiative's way.
func heldBack(i *agenda.Initiative) bool {
	return i.Verdict == agenda.HeldBack || i.Verdict == agenda.WithinReach
}

// heldList is where what a stance or constraint holds back is listed, and where that of
// which it is the first cause.
func (b *builder) heldList(root string, h agenda.Hold) (all, first string) {
	if h.Kind == "constraint" {
		page := b.constraintLink(root, h.ID).Href
		return page + "#holds", page + "#holdsfirst"
	}
	page := b.memberLink(root, b.D.HomeOf(h.ID)).Href
	return page + "#holds-" + anchor(h.ID), page + "#holdsfirst-" + anchor(h.ID)
}

// heldCount counts what a stance or constraint holds back, with the way to the list.
func (b *builder) heldCount(root string, h agenda.Hold, n int) link {
	all, _ := b.heldList(root, h)
	return counted(all, words.Count(n, "initiative"))
}
