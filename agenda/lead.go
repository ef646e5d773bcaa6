package agenda

import (
	"fmt"
	"slices"
	"strings"

	"entente/record"
	"entente/words"
)

// Lead is what an agenda says first: how many initiatives no capital stands in the
// way of, and what became of promises like them. The two are kept apart, because
// consent on the record has not been the same as delivery.
type Lead struct {
	Initiatives int
	Ready       int
	Alone       bool // there is one member
	Record      record.Counts
	// Like counts the promises on which the delivery of the ready rests, each once.
	Like record.Tally
	// LikeIDs are these promises, by id: whether each was kept in time.
	LikeIDs map[string]bool
	// Kinds are what the promises of the ready ask, in the order of the initiatives, each
	// once: a promise is like them if it is of one of these.
	Kinds []string
	// Least and Most are the least and the greatest delivery of the ready, 0-1;
	// Known is how many of them have one, Even how many have EvenDelivery or more, Just
	// how many fall short of it and print as it, 5 in 10.
	Least, Most       float64
	Known, Even, Just int
	Months            int // the horizon
}

// Lead counts what the agenda says first.
func (a *Agenda) Lead() Lead {
	out := Lead{Initiatives: len(a.Initiatives), Alone: len(a.Dossier.Members) == 1, Record: a.Promises}
	like := map[string]bool{}
	out.LikeIDs = like
	for _, i := range a.Initiatives {
		if i.Verdict != Ready {
			continue
		}
		out.Ready++
		d := i.Delivery
		if d == nil {
			continue
		}
		if out.Known == 0 {
			out.Least, out.Most = d.P, d.P
		}
		out.Least, out.Most, out.Months = min(out.Least, d.P), max(out.Most, d.P), d.Months
		out.Known++
		if !slices.Contains(out.Kinds, d.Kind) {
			out.Kinds = append(out.Kinds, d.Kind)
		}
		switch {
		case d.P >= EvenDelivery:
			out.Even++
		case words.Tenths(d.P) == words.Tenths(EvenDelivery):
			out.Just++
		}
		for _, id := range d.Like {
			like[id] = slices.Contains(d.LikeKept, id)
		}
	}
	for _, kept := range like {
		out.Like.Of++
		if kept {
			out.Like.Kept++
		}
	}
	return out
}

// What the figures of a lead count, beside those of record.Headline.
const (
	OfAll      = "all"
	OfReady    = "ready"
	OfLike     = "like"
	OfLikeKept = "like-kept"
)

// Says gives it in two passages: consent with the record of promises, and delivery; the
// second is missing where nothing is ready.
func (l Lead) Says() []words.Passage {
	first := words.Passage{{Text: "None of "}, {Text: words.Count(l.Initiatives, "initiative"), Of: OfAll}, {Text: " is ready."}}
	switch {
	case l.Initiatives == 0:
		return []words.Passage{{{Text: "No initiative is on the agenda yet."}}}
	case l.Ready == 0 && l.Initiatives == 1:
		return []words.Passage{l.withRecord(words.Passage{{Text: "The one initiative on the agenda is not ready."}})}
	case l.Ready == 0:
		return []words.Passage{l.withRecord(first)}
	}
	is, nobody := "are", "no capital"
	if l.Alone {
		nobody = "nobody who must agree"
	}
	if l.Ready == 1 {
		is = "is"
	}
	first = l.withRecord(words.Passage{
		{Text: "Of "}, {Text: words.Count(l.Initiatives, "initiative"), Of: OfAll}, {Text: " "}, {Text: fmt.Sprintf("%d %s ready", l.Ready, is), Of: OfReady},
		{Text: fmt.Sprintf(": %s stands in the way on the record.", nobody)},
	})
	if l.Known == 0 {
		return []words.Passage{first, {{Text: "Whether they would be delivered cannot be said: nothing is on record of what they ask."}}}
	}
	first = append(first, l.like()...)
	least, most := words.Tenths(l.Least), words.Tenths(l.Most)
	figure := words.AboutInTen(l.Most)
	if least != most {
		figure = fmt.Sprintf("%d to %d in 10", least, most)
	}
	s := fmt.Sprintf("Once promised, delivery within %s is put at %s", record.Span(l.Months), figure)
	switch {
	case l.Known < 2 || l.Even == l.Ready:
	case l.Even == 0 && l.Just > 0:
		s += ", just under even at best"
	default:
		s += fmt.Sprintf(", at least even for %s", evenOf(l.Even))
		if l.Just > 0 {
			s += fmt.Sprintf(" and just under for %d", l.Just)
		}
	}
	return []words.Passage{first, {{Text: s + "."}}}
}

// withRecord puts the record of promises behind a passage, where there is one.
func (l Lead) withRecord(p words.Passage) words.Passage {
	if l.Record.Dated == 0 {
		return p
	}
	p = append(p, words.Part{Text: " "})
	return append(p, record.Headline(record.Tally{Kept: l.Record.Kept, Of: l.Record.Scored})...)
}

// like says how those promises fared that are like what is ready.
func (l Lead) like() words.Passage {
	those := "those that are ready"
	if l.Ready == 1 {
		those = "the one that is ready"
	}
	switch {
	case l.Record.Scored == 0:
		return nil
	case l.Like.Of == 0:
		return words.Passage{{Text: " None is like " + those + "."}}
	}
	was := "were"
	if l.Like.Kept == 1 {
		was = "was"
	}
	return words.Passage{{Text: " Of the "}, {Text: fmt.Sprintf("%d like %s", l.Like.Of, those), Of: OfLike}, {Text: ", "}, {Text: fmt.Sprintf("%d %s", l.Like.Kept, was), Of: OfLikeKept}, {Text: "."}}
}

// LikeMeans spells out which promises are like those of the ready; "" where nothing
// is said of them.
func (l Lead) LikeMeans() string {
	if l.Known == 0 {
		return ""
	}
	them, kinds := "Promises like those that are ready", "of the kinds"
	if l.Ready == 1 {
		them = "Promises like the one that is ready"
	}
	if len(l.Kinds) == 1 {
		kinds = "of the kind"
	}
	return fmt.Sprintf("%s are those %s that delivery rests on (%s), on other initiatives, whose time is over and which somebody searched for to its end.", them, kinds, l.Asked())
}

// Asked is what the promises ask that are like those of the ready; "" where nothing is said
// of them.
func (l Lead) Asked() string {
	var asked []string
	for _, k := range l.Kinds {
		asked = append(asked, record.KindWords(k))
	}
	return strings.Join(asked, "; ")
}

func evenOf(n int) string {
	if n == 0 {
		return "none of them"
	}
	return fmt.Sprintf("%d of them", n)
}
