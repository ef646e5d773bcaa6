package dossier

import "slices"

// validateCommitment checks a promise: what it names, and the order of its dates.
func (l *loader) validateCommitment(c *Commitment) {
	d := l.d
	l.cell(c.Pos, one(c.Initiative), "initiative", func(s string) bool { return d.Initiative(s) != nil }, func() []string { return idsOf[*Initiative](d) })
	l.cell(c.Pos, c.Searches, "search", func(s string) bool { return d.search[s] != nil }, func() []string { return mapKeys(d.search) })
	l.cell(c.Pos, IDs(c.Member), "member", d.Header.Members.Has, func() []string { return d.Header.Members.IDs() })
	if i := d.Initiative(c.Initiative); i != nil {
		if c.Rung != "" && i.Rung(c.Rung) == nil {
			l.unknown(Ref{c.Rung, c.Pos}, "rung of "+i.ID, rungIDs(i))
		}
		for _, code := range c.Member {
			if known := len(d.MembersOf(i)) > 0; known && len(i.Members) > 0 && !i.Members.Has(code) && d.Header.Members.Has(code) {
				l.f.warn("commitment", c.Pos, "mend the column member, or the initiative's `members:`", "the promise binds %s, which %q does not concern", code, i.ID)
			}
		}
	}
	before := func(what string, day, than Date, thanWhat string) {
		if !day.IsZero() && !than.IsZero() && day.Last().Before(than.First()) {
			l.f.err("date-order", c.Pos, "", "it %s (%s) before it %s (%s)", what, day, thanWhat, than)
		}
	}
	before("is due", c.Due, c.Date, "was made")
	before("was kept", c.Kept, c.Date, "was made")
	before("was assessed", c.Assessed, c.Kept, "was kept")
	if !c.Kept.IsZero() && c.Status != "fulfilled" {
		l.f.warn("commitment", c.Pos, "clear the column kept, or mend the status", "it was kept (%s), and its status is %s", c.Kept, c.Status)
	}
}

// validateQuestions checks questions, and the probabilities put on them.
func (l *loader) validateQuestions() {
	d := l.d
	for _, q := range d.Questions {
		l.cell(q.Pos, one(q.Initiative), "initiative", func(s string) bool { return d.Initiative(s) != nil }, func() []string { return idsOf[*Initiative](d) })
		if q.Closes.Last().Before(q.Opens.First()) {
			l.f.err("date-order", q.Pos, "", "it closes (%s) before it opens (%s)", q.Closes, q.Opens)
		}
		switch {
		case !q.Resolved.IsZero() && q.Outcome == "":
			l.f.err("question", q.Pos, "write yes or no in the column outcome, or clear resolved", "it was resolved (%s), and has no outcome", q.Resolved)
		case q.Resolved.IsZero() && q.Outcome != "":
			l.f.err("question", q.Pos, "write in the column resolved when that was settled", "its outcome is %s, and nothing says since when", q.Outcome)
		case !q.Resolved.IsZero() && q.Resolved.Last().Before(q.Opens.First()):
			l.f.err("date-order", q.Pos, "", "it was resolved (%s) before it opened (%s)", q.Resolved, q.Opens)
		}
	}
	type put struct{ question, judge, date string }
	seen := map[put]Pos{}
	for _, f := range d.Forecasts {
		l.cell(f.Pos, one(f.Question), "question", func(s string) bool { return d.asked[s] != nil }, func() []string { return mapKeys(d.asked) })
		k := put{f.Question, f.Judge, f.Date.String()}
		if first, dup := seen[k]; dup {
			l.f.err("duplicate-id", f.Pos, "keep one of them", "%s put a probability on %q that day already: %s", shorten(f.Judge), shorten(f.Question), first)
		}
		seen[k] = f.Pos
		q := d.asked[f.Question]
		if q == nil {
			continue
		}
		switch {
		case f.Date.Last().Before(q.Opens.First()):
			l.f.err("forecast", f.Pos, "mend the date; a forecast is made while its question is open", "the forecast is of %s, before the question opened (%s)", f.Date, q.Opens)
		case f.Date.First().After(q.Closes.Last()):
			l.f.err("forecast", f.Pos, "mend the date; a forecast is made while its question is open", "the forecast is of %s, after the question closed (%s)", f.Date, q.Closes)
		case !q.Resolved.IsZero() && f.Date.First().After(q.Resolved.Last()):
			l.f.err("forecast", f.Pos, "mend the date; what is known is no forecast", "the forecast is of %s, after the question was resolved (%s)", f.Date, q.Resolved)
		}
	}
}

// validateAssumptions checks what the group takes for granted.
func (l *loader) validateAssumptions() {
	for n, a := range l.d.Assumptions {
		if a.ID.ID != "" && !kebab.MatchString(a.ID.ID) {
			l.f.err("id-form", a.ID.Pos, "write it like "+suggestKebab(a.ID.ID), "the id %q of an assumption is not kebab-case", shorten(a.ID.ID))
		}
		if slices.ContainsFunc(l.d.Assumptions[:n], func(b *Assumption) bool { return b.ID.ID == a.ID.ID }) {
			l.f.err("duplicate-id", a.ID.Pos, "rename one of them", "the assumption %q stands twice", a.ID.ID)
		}
		for _, r := range a.Initiatives {
			if l.d.Initiative(r.ID) == nil {
				l.unknownOf(r, "initiative", func() []string { return idsOf[*Initiative](l.d) })
			}
		}
		if !a.Looked.IsZero() && a.NextLook.Last().Before(a.Looked.First()) && !a.NextLook.IsZero() {
			l.f.err("date-order", a.At("next_look"), "", "the next look (%s) is before the last one (%s)", a.NextLook, a.Looked)
		}
	}
}
