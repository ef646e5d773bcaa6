package edition

import (
	"slices"
	"strings"

	"entente/compare"
	"entente/dossier"
)

// Step is what moved from one edition to the next, or to the agenda in hand.
type Step struct {
	Day  dossier.Date // as of which the later one is
	Name string       // of the later one; "" for an agenda that is no edition
	// Since and SinceDay are name and day of the earlier one; "" and zero for the first.
	Since    string
	SinceDay dossier.Date
	Moves    []compare.Move // in the order of compare.Moves; empty where nothing moved
}

// Steps gives the editions up to an agenda in hand, newest first, with what each moved:
// the first of the list is the agenda itself, as the edition name or none (""). Editions
// of a later day, and of the same day with a later name, are left out: they come after it.
// A list of one step says that there is no earlier edition.
func Steps(all []*Edition, now *compare.Agenda, name string) []Step {
	type one struct {
		name   string
		agenda *compare.Agenda
	}
	var line []one
	for _, e := range all {
		c := e.AsOf.Last().Compare(now.Dossier.AsOf.Last())
		if c < 0 || c == 0 && (name == "" || strings.Compare(e.Name, name) < 0) {
			line = append(line, one{e.Name, e.Agenda})
		}
	}
	line = append(line, one{name, now})
	var out []Step
	for n, x := range line {
		s := Step{Day: x.agenda.Dossier.AsOf, Name: x.name}
		if n > 0 {
			was := line[n-1]
			s.Since, s.SinceDay, s.Moves = was.name, was.agenda.Dossier.AsOf, compare.Moves(was.agenda, x.agenda)
		}
		out = append(out, s)
	}
	slices.Reverse(out)
	return out
}
