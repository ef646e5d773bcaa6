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
	// Like counts the promises on which the delivery of the ready rests, each once.
	Like record.Tally
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
	out := Lead{Initiatives: len(a.Initiatives), Alone: len(a.Dossier.Members) == 1}
	like := map[string]bool{}
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

// Said is a sentence of a lead. Like is where it names the promises that are like those of
// the ready; "" in a sentence that does not, which is in Before.
type Said struct{ Before, Like, After string }

func (s Said) String() string { return s.Before + s.Like + s.After }

// Says gives it in sentences: of consent, of promises like them, of delivery.
func (l Lead) Says() []Said {
	switch {
	case l.Initiatives == 0:
		return []Said{{Before: "No initiative is on the agenda yet."}}
	case l.Ready == 0 && l.Initiatives == 1:
		return []Said{{Before: "The one initiative on the agenda is not ready."}}
	case l.Ready == 0:
		return []Said{{Before: fmt.Sprintf("None of %s is ready.", words.Count(l.Initiatives, "initiative"))}}
	}
	is, nobody := "are", "no capital"
	if l.Alone {
		nobody = "nobody who must agree"
	}
	if l.Ready == 1 {
		is = "is"
	}
	out := []Said{{Before: fmt.Sprintf("Of %s %d %s ready: %s stands in the way on the record.", words.Count(l.Initiatives, "initiative"), l.Ready, is, nobody)}}
	if l.Known == 0 {
		return append(out, Said{Before: "Whether they would be delivered cannot be said: nothing is on record of what they ask."})
	}
	them := "them"
	if l.Ready == 1 {
		them = "it"
	}
	if l.Like.Of > 0 {
		out = append(out, Said{"Of ", "promises like " + them, fmt.Sprintf(", %d of %d were kept in time.", l.Like.Kept, l.Like.Of)})
	} else {
		out = append(out, Said{"No ", "promise like " + them, " has had its time and been searched to its end."})
	}
	least, most := words.Tenths(l.Least), words.Tenths(l.Most)
	figure := words.AboutInTen(l.Most)
	if least != most {
		figure = fmt.Sprintf("%d to %d in 10", least, most)
	}
	s := fmt.Sprintf("Once promised, delivery within %s is put at %s", record.Span(l.Months), figure)
	switch {
	case l.Known < 2:
	case l.Even == 0 && l.Just > 0:
		s += ", just under even at best"
	default:
		s += fmt.Sprintf(", at least even for %s", evenOf(l.Even, l.Ready))
		if l.Just > 0 {
			s += fmt.Sprintf(" and just under for %d", l.Just)
		}
	}
	return append(out, Said{Before: s + "."})
}

// LikeMeans spells out which promises are like those of the ready; "" where nothing
// is said of them.
func (l Lead) LikeMeans() string {
	if l.Known == 0 {
		return ""
	}
	them, kinds := "Promises like them", "of the kinds"
	if l.Ready == 1 {
		them = "Promises like it"
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

func evenOf(n, of int) string {
	switch n {
	case 0:
		return "none of them"
	case of:
		return "all of them"
	}
	return fmt.Sprintf("%d of them", n)
}
