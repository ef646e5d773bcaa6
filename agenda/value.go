package agenda

import (
	"fmt"
	"math"

	"entente/dossier"
)

// gain is what a member gains at a level: what the level adds beyond the status
// quo and the member's best alternative, as a share of the ladder, times the
// weight of the priorities that the initiative serves. It is negative where the
// alternative gives more, and 0 where it serves no priority of the member. Where
// no priority of the member is on record by the day nothing can be said, and it
// is NaN.
func (w *world) gain(m *dossier.Member, i *dossier.Initiative, level, statusQuo float64) float64 {
	served := 0.0
	priorities := w.priorities(m)
	if len(priorities) == 0 {
		return math.NaN()
	}
	for _, p := range priorities {
		if v, ok := i.Serves.Get(p.ID.ID); ok {
			served += p.Weight * v
		}
	}
	base := statusQuo
	if a := bestAlternative(i, m.Code.ID); a != nil {
		base = max(base, a.Level)
	}
	return (level - base) / 100 * served
}

// bestAlternative gives the other forum that gives a member most, or nil.
func bestAlternative(i *dossier.Initiative, member string) *dossier.Alternative {
	var best *dossier.Alternative
	for _, a := range i.Alternatives {
		if len(a.Members) > 0 && !a.Members.Has(member) {
			continue
		}
		if best == nil || a.Level > best.Level {
			best = a
		}
	}
	return best
}

// alternativeOf gives the alternative to show: the one with the highest level.
func (w *world) alternativeOf(i *dossier.Initiative) *Alternative {
	var best *dossier.Alternative
	for _, a := range i.Alternatives {
		if best == nil || a.Level > best.Level {
			best = a
		}
	}
	if best == nil {
		return nil
	}
	members := best.Members.IDs()
	if len(members) == 0 {
		for _, m := range w.d.MembersOf(i) {
			members = append(members, m.Code.ID)
		}
	}
	return &Alternative{
		Forum: w.d.Say(best.Forum), Members: members, Level: best.Level,
		Gives: w.d.Say(best.Gives), Adds: w.d.Say(best.Adds), Sources: best.Source.IDs(), Unconfirmed: best.Sure == "no",
	}
}

// together answers "why together?": what the target gives each member beyond
// its best alternative.
func (w *world) together(i *dossier.Initiative, target *dossier.Rung, statusQuo float64) string {
	alt := w.alternativeOf(i)
	if alt == nil && w.d.Alone() {
		return ""
	}
	if alt == nil {
		return "No other forum is on record that gives the same."
	}
	switch rest := target.Level - alt.Level; {
	case rest <= 0:
		return fmt.Sprintf("The best other forum on record, %s, already reaches the target.", alt.Forum)
	case alt.Level <= statusQuo:
		return fmt.Sprintf("The best other forum on record, %s, gives no more than what is in place; going together adds %.0f of the ladder's 100 points.", alt.Forum, target.Level-statusQuo)
	default:
		return fmt.Sprintf("The best other forum on record, %s, reaches %.0f of the ladder's 100 points; going together adds %.0f.", alt.Forum, alt.Level, rest)
	}
}
