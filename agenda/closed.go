package agenda

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/words"
)

// closesFrom is the exposure from which a closed span keeps an initiative out; below
// it is a remark.
const closesFrom = 0.5

// Wait is a closed span that keeps an initiative out on the as-of day.
type Wait struct {
	Until       dossier.Date `json:"until"`       // the first day on which it can start; "" where none is known
	Constraints []string     `json:"constraints"` // those that are closed on the as-of day
	Why         string       `json:"why"`         // their titles and reasons in words
}

// closedBy gives the span of a constraint that holds on the day, or nil.
func (w *world) closedBy(c *dossier.Constraint) *dossier.Span {
	if c.Effect != dossier.EffectClosed {
		return nil
	}
	return c.ClosedOn(w.at(InConstraint, c.ID).asOf)
}

// closing gives the constraints whose closed spans keep an initiative out.
func (w *world) closing(i *dossier.Initiative) []reach {
	var out []reach
	for _, c := range w.constraintsOn(i) {
		if c.Effect == dossier.EffectClosed && c.exposure >= closesFrom {
			out = append(out, c)
		}
	}
	return out
}

// wait gives what keeps an initiative out on the day, or what keeps out something
// that it requires and that is not in place; nil where nothing does.
func (t *trial) wait() *Wait {
	var all []reach
	var now Wait
	var why []string
	for _, p := range append([]*part{t.part}, t.needs...) {
		for _, c := range t.w.closing(p.doc) {
			all = append(all, c)
			s := t.w.closedBy(c.Constraint)
			if s == nil || slices.Contains(now.Constraints, c.ID) {
				continue
			}
			now.Constraints = append(now.Constraints, c.ID)
			said := strings.TrimSuffix(t.w.d.Say(c.Title), ".")
			if reason := t.w.d.Say(s.Why); reason != "" {
				said += " (" + strings.TrimSuffix(reason, ".") + ")"
			}
			why = append(why, said)
		}
	}
	if len(now.Constraints) == 0 {
		return nil
	}
	now.Why = words.List(why)
	now.Until = opens(all, t.w.asOf)
	return &now
}

// opens gives the first day from one on that lies in no closed span, as the dossier
// writes it; the zero date where none is known. It is the zero date, too, where the
// day itself is open.
func opens(closing []reach, day time.Time) dossier.Date {
	var until dossier.Date
	for closed := true; closed; {
		closed = false
		for _, c := range closing {
			s := c.ClosedOn(day)
			if s == nil {
				continue
			}
			if s.Until.IsZero() {
				return dossier.Date{}
			}
			until, day, closed = s.Until, s.Until.First(), true
		}
	}
	return until
}

// openBetween reports whether a day from one to before another lies in no closed span.
func openBetween(closing []reach, from, to time.Time) bool {
	day := from
	for closed := true; closed && day.Before(to); {
		closed = false
		for _, c := range closing {
			s := c.ClosedOn(day)
			if s == nil {
				continue
			}
			if s.Until.IsZero() {
				return false
			}
			day, closed = s.Until.First(), true
		}
	}
	return day.Before(to)
}

// waits says in words what keeps an initiative out, and what reaches it in part only.
func (b *builder) waits(out *Initiative, t *trial, add func(kind, format string, args ...any)) {
	if w := out.Waits; w != nil {
		if w.Until.IsZero() {
			add("wait", "Nothing new starts, and no date is known on which it could: %s.", w.Why)
		} else {
			add("wait", "Waits for %s: %s.", w.Until, w.Why)
		}
	}
	for _, c := range t.w.constraintsOn(t.doc) {
		s := t.w.closedBy(c.Constraint)
		if s == nil || c.exposure >= closesFrom {
			continue
		}
		until := "with no end on record"
		if !s.Until.IsZero() {
			until = fmt.Sprintf("until %s", s.Until)
		}
		add("closed", "“%s” closes it in part, %s.", strings.TrimSuffix(b.d.Say(c.Title), "."), until)
	}
}
