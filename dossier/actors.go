package dossier

import (
	"iter"
	"slices"
	"strings"
)

// Actors is a cell of those who act, are acted on or are spoken of: countries, each
// with a body of it after a colon where one is meant, joined by a plus: KOR:JUD+JPN.
// It is kept as the cell writes it, so that cells compare; "" is nobody.
type Actors string

// Actor is one of a cell of actors.
type Actor struct {
	Code    string // as the cell writes it: KOR:JUD
	Country string // KOR
	Body    string // JUD; "" where the country itself is meant
}

func parseActor(s string) Actor {
	s = strings.TrimSpace(s)
	code, body, _ := strings.Cut(s, ":")
	return Actor{s, strings.TrimSpace(code), strings.TrimSpace(body)}
}

// Each gives the actors in the order of the cell; a part that names no country is
// none.
func (as Actors) Each() iter.Seq[Actor] {
	return func(yield func(Actor) bool) {
		for part := range strings.SplitSeq(string(as), "+") {
			if a := parseActor(part); a.Country != "" && !yield(a) {
				return
			}
		}
	}
}

// Len is how many actors there are.
func (as Actors) Len() int {
	n := 0
	for range as.Each() {
		n++
	}
	return n
}

// Countries gives the countries of the actors, each once, in the order of the cell.
func (as Actors) Countries() Codes {
	var out Codes
	for a := range as.Each() {
		if !slices.Contains(out, a.Country) {
			out = append(out, a.Country)
		}
	}
	return out
}

// Has reports whether a code is among them: KOR is where KOR:JUD is, and KOR:JUD
// where that body is itself named.
func (as Actors) Has(code string) bool {
	for a := range as.Each() {
		if a.Code == code || a.Country == code {
			return true
		}
	}
	return false
}
