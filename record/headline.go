package record

import (
	"fmt"
	"time"

	"entente/words"
)

// Counts are how the promises of a dossier stand on a day. Each count is part of the one
// before it, Kept of Scored.
type Counts struct {
	Dated    int    `json:"dated"`    // made by the day
	Definite int    `json:"definite"` // of these, those that ask for something definite
	Scored   int    `json:"scored"`   // of these, those whose time is over and which somebody searched for to its end
	Kept     int    `json:"kept"`     // in time
	Says     string `json:"says"`     // Headline; "" where there is no promise
}

// Count counts the promises by a day.
func (p *Promises) Count(day time.Time) Counts {
	var s Counts
	for _, x := range p.all {
		if x.Day.After(day) {
			break
		}
		s.Dated++
		if Definite(x.Doc.Kind) {
			s.Definite++
		}
	}
	for _, x := range p.Definite(day) {
		if s.Scored++; x.Kept {
			s.Kept++
		}
	}
	if s.Dated > 0 {
		s.Says = Headline(Tally{Kept: s.Kept, Of: s.Scored}).String()
	}
	return s
}

// What the figures of a headline count.
const (
	OfScored = "scored"
	OfKept   = "kept"
)

// Headline is the one sentence on the record of promises, wherever that is told: how many
// could be scored, and how many of these were kept in time.
func Headline(t Tally) words.Passage {
	if t.Of == 0 {
		return words.Passage{{Text: "No promise can be scored yet."}}
	}
	return words.Passage{{Text: "Of "}, {Text: words.Count(t.Of, "promise") + " that can be scored", Of: OfScored}, {Text: ", "}, {Text: keptWords(t.Kept), Of: OfKept}, {Text: " in time."}}
}

func keptWords(n int) string {
	switch n {
	case 0:
		return "none was kept"
	case 1:
		return "1 was kept"
	}
	return fmt.Sprintf("%d were kept", n)
}
