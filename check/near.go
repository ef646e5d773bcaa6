package check

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
)

// What makes two events of the same actors and type near: much the same words
// within days of each other, or nearly the same on two dates of a year or so.
const (
	nearDays   = 3
	nearShare  = 0.5
	datesDays  = 400
	datesShare = 0.85
	datesWords = 4 // fewer words are no event of their own
)

// nearBound is how many earlier events that have a word in common with an event
// are looked at, for each of its rarer words, the latest first.
const nearBound = 1000

// nearEvents shows events that look like an earlier one: the same actors within
// three days with much the same words, or the same words on two dates. Of several
// earlier ones the latest is named.
//
// Two sets of which a share t of all their words are in common have a word in
// common among the first n−⌈t·n⌉+1 of each, in any one order of words (Chaudhuri,
// Ganti and Kaushik 2006). With the rarest words first few others share them, so
// that the whole grows with the number of events, and not with that of pairs.
func (c *checker) nearEvents() {
	near, dates := newNearIndex(nearDays, nearShare), newNearIndex(datesDays, datesShare)
	told := map[nearKey]bool{}
	bounded := func(b *wordedEvent, days int) {
		if !told[b.key] {
			told[b.key] = true
			c.add("near-event", b.Pos, 0, "events in such numbers belong in an event store: entente import", "over %d events of %s, %s and %s within %d days share a word; from here on each is compared with that many of those before it, not with all", nearBound, b.Actor, b.Target, b.Type, days)
		}
	}
	for _, b := range wordedEvents(c.d.Events) {
		a, more := near.latest(b, func(a *wordedEvent) bool { return b.share(a) >= nearShare })
		switch {
		case a != nil:
			c.add("near-event", b.Pos, 0, "keep one, or say in both how they differ", "%s (%s) looks like %s (%s) of %s: %q and %q", b.ID, b.Date, a.ID, a.Date, a.Pos, clip(b.Summary, 60), clip(a.Summary, 60))
		case more:
			bounded(b, nearDays)
		}
		a, more = dates.latest(b, func(a *wordedEvent) bool {
			return b.day.Sub(a.day) > nearDays*24*time.Hour && len(a.words) >= datesWords && b.share(a) >= datesShare
		})
		switch {
		case a != nil:
			c.add("near-event", b.Pos, 0, "find out which date is right, and keep one", "one event with two dates? %s (%s) and %s (%s) of %s say the same: %q", b.ID, b.Date, a.ID, a.Date, a.Pos, clip(b.Summary, 60))
		case more:
			bounded(b, datesDays)
		}
		near.put(b)
		dates.put(b)
	}
}

// nearKey is what two near events have in common.
type nearKey struct {
	source, target dossier.Actors
	kind           string
}

// wordedEvent is an event with its words as numbers, the rarest first.
type wordedEvent struct {
	*dossier.Event
	key   nearKey
	words []int32
	day   time.Time
}

// wordedEvents gives events with their words, in the order of their dates.
func wordedEvents(events []*dossier.Event) []*wordedEvent {
	number := map[string]int32{}
	var words []string
	var count []int
	out := make([]*wordedEvent, len(events))
	for i, e := range events {
		w := &wordedEvent{Event: e, key: nearKey{e.Actor, e.Target, e.Type}, day: e.Date.First()}
		for _, word := range wordsOf(e.Summary) {
			n, known := number[word]
			if !known {
				n = int32(len(words))
				number[word], words, count = n, append(words, word), append(count, 0)
			}
			if !slices.Contains(w.words, n) {
				w.words = append(w.words, n)
				count[n]++
			}
		}
		out[i] = w
	}
	byRarity := make([]int32, len(words))
	for i := range byRarity {
		byRarity[i] = int32(i)
	}
	slices.SortFunc(byRarity, func(a, b int32) int {
		return cmp.Or(cmp.Compare(count[a], count[b]), strings.Compare(words[a], words[b]))
	})
	rank := make([]int32, len(words))
	for r, n := range byRarity {
		rank[n] = int32(r)
	}
	for _, w := range out {
		for i, n := range w.words {
			w.words[i] = rank[n]
		}
		slices.Sort(w.words)
	}
	return out
}

// share tells which share of all the words of two events is in both.
func (e *wordedEvent) share(o *wordedEvent) float64 {
	n, i, j := 0, 0, 0
	for i < len(e.words) && j < len(o.words) {
		switch d := e.words[i] - o.words[j]; {
		case d < 0:
			i++
		case d > 0:
			j++
		default:
			n++
			i++
			j++
		}
	}
	if all := len(e.words) + len(o.words) - n; all > 0 {
		return float64(n) / float64(all)
	}
	return 0
}

// nearIndex finds earlier events by their rarer words.
type nearIndex struct {
	days   time.Duration
	share  float64
	byWord map[nearWord][]nearEntry
}

type nearWord struct {
	key  nearKey
	word int32
}

// nearEntry is an event that has a word at a place in its order.
type nearEntry struct {
	e     *wordedEvent
	after int // words after it
}

func newNearIndex(days int, share float64) *nearIndex {
	return &nearIndex{time.Duration(days) * 24 * time.Hour, share, map[nearWord][]nearEntry{}}
}

// rarer is how many of an event's words have to be looked up.
func (x *nearIndex) rarer(e *wordedEvent) int {
	n := len(e.words)
	return min(n, n-int(math.Ceil(x.share*float64(n)-1e-9))+1)
}

func (x *nearIndex) put(e *wordedEvent) {
	for i := range x.rarer(e) {
		w := nearWord{e.key, e.words[i]}
		x.byWord[w] = append(x.byWord[w], nearEntry{e, len(e.words) - i - 1})
	}
}

// latest gives the latest earlier event within the index's days that is like e,
// or nil; more tells that not all that share a word were looked at.
func (x *nearIndex) latest(e *wordedEvent, like func(*wordedEvent) bool) (found *wordedEvent, more bool) {
	for i := range x.rarer(e) {
		list := x.byWord[nearWord{e.key, e.words[i]}]
		after := len(e.words) - i - 1
		for k := len(list) - 1; k >= 0; k-- {
			a := list[k]
			if e.day.Sub(a.e.day) > x.days || found != nil && !a.e.day.After(found.day) {
				break
			}
			if len(list)-k > nearBound {
				more = true
				break
			}
			// The two share this word and at most the shorter of the rests: where they
			// share a rarer one, that one's list has the pair too.
			if most := float64(1 + min(after, a.after)); most+1e-9 < x.share*(float64(len(e.words)+len(a.e.words))-most) {
				continue
			}
			if like(a.e) {
				found = a.e
				break
			}
		}
	}
	return found, more
}

// wordsOf gives the words of a summary that say something, in lower case.
func wordsOf(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r <= 0x7f
	}), func(w string) bool { return len(w) <= 2 || stopWord[w] })
}

var stopWord = map[string]bool{"the": true, "and": true, "for": true, "with": true, "that": true, "its": true, "their": true, "from": true, "was": true, "are": true, "has": true, "have": true}
