package course

import (
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/record"
)

// deliveries works out what delivery would have said of the dossier's promises and
// of the cases on their days, and how it fared. It sets the delivery of the cases.
func deliveries(d *dossier.Dossier, past *agenda.Past, cases []Case) []record.Fared {
	promises := record.PromisesOf(d)
	_, asOf := past.AsOf()
	days := map[int64]*agenda.Day{}
	at := func(day time.Time) *agenda.Day {
		if days[day.Unix()] == nil {
			days[day.Unix()] = past.At(day)
		}
		return days[day.Unix()]
	}
	carry := func(i *dossier.Initiative, rung *dossier.Rung, day time.Time) *float64 {
		if c, why := at(day).Carry(i, rung); why == "" {
			return &c.Joint
		}
		return nil
	}
	var kept []record.Case
	for _, p := range promises.Definite(asOf) {
		var joint *float64
		if i := d.Initiative(p.Doc.Initiative); i != nil && !i.Principle() && p.Rung != nil {
			joint = carry(i, p.Rung, p.Day)
		}
		x := promises.Of(p, joint, middle(cases, p.Day))
		kept = append(kept, record.Case{Delivery: x.P, Carry: joint, Came: p.Kept, Meeting: p.Doc.Meeting + "\x00" + p.Doc.Date.String()})
	}
	var all, promised, proposed []record.Case
	for n := range cases {
		c := &cases[n]
		i, day := c.known.Doc, c.known.Day
		x := promises.Ladder(i, day, c.known.StatusQuo, func(r *dossier.Rung) *float64 { return carry(i, r, day) }, middle(cases, day))[c.known.Rung.ID.ID]
		if x == nil {
			continue
		}
		c.Delivery, c.Promised = &x.P, !x.IfPromised
		one := record.Case{Delivery: x.P, Carry: &c.Carry, Came: c.Came, Meeting: day.Format(time.DateOnly)}
		all = append(all, one)
		if c.Promised {
			promised = append(promised, one)
		} else {
			proposed = append(proposed, one)
		}
	}
	seed := past.Settings().Seed
	return []record.Fared{
		record.Fare("promises", "The dossier's promises", "promise", kept, seed),
		record.Fare("cases", "Initiatives to their target", "initiative", all, seed),
		record.Fare("promised", "Those that were promised", "initiative", promised, seed),
		record.Fare("proposed", "Those that were only proposed", "initiative", proposed, seed),
	}
}

// middle is the carry at which delivery's term adds nothing, by what was known on a
// day: the mean carry of the cases whose time was over, where there are enough.
func middle(cases []Case, day time.Time) float64 {
	sum, n := 0.0, 0
	for _, c := range cases {
		if !c.known.End.After(day) {
			sum, n = sum+c.Carry, n+1
		}
	}
	if n < record.CasesToScore {
		return record.MiddleCarry
	}
	return sum / float64(n)
}
