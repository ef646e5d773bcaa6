package agenda

import (
	"slices"
	"time"

	"entente/dossier"
)

// Seated is how many of a roster come from one member; "" for those of whom no member is stated.
type Seated struct {
	Member string
	People int
}

// Balance counts a roster by member, in the dossier's order, members without anybody
// included, and those without a member last; nil where nobody is on it.
func Balance(d *dossier.Dossier) []Seated {
	if d.People == nil || len(d.People.People) == 0 {
		return nil
	}
	var out []Seated
	for _, m := range d.Members {
		out = append(out, Seated{Member: m.Code.ID})
	}
	unstated := 0
	for _, p := range d.People.People {
		if n := slices.IndexFunc(out, func(s Seated) bool { return s.Member == p.Member.ID }); n >= 0 {
			out[n].People++
		} else {
			unstated++
		}
	}
	if unstated > 0 {
		out = append(out, Seated{People: unstated})
	}
	return out
}

// AffiliationsAt gives the affiliations of a person that hold on a day: those begun, or
// without a date, and not ended.
func AffiliationsAt(p *dossier.Person, day time.Time) []*dossier.Affiliation {
	var out []*dossier.Affiliation
	for _, a := range p.Affiliations {
		if a.From.Begun(day) && !a.To.Ended(day) {
			out = append(out, a)
		}
	}
	return out
}
