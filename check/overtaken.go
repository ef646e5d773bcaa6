package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

var (
	presentTense = lazyregexp.New(`(?i)\b(?:has|have|is|are|holds?|employs?|stands?|counts?|keeps?|remains?|owes?|costs?|amounts?|faces?|still)\b`)
	pastTense    = lazyregexp.New(`(?i)\b(?:had|was|were|been|before|from|then|originally|once|earlier|budgeted|ago|(?:in|since|by|at|on|during|through) (?:[\p{L}\d]+ ){0,4}(?:19|20)\d\d)\b`)
	// sofar is said of what is so on the day on which a text is written.
	sofar = lazyregexp.New(`(?i)\b(?:so far|to date|until now|up to now|by now|as of (?:now|today)|at present|today|currently)\b|これまでに|(?:^|[^日月年])現在(?:まで|も|の|、|は|で)|今のところ|今も|지금까지|현재(?:까지|는|도| )|오늘(?:까지|날)|(?i:на сегодня|к настоящему|до сих пор|на данный момент|сейчас|по состоянию на)`)
)

// replaced reports a figure that only facts state which others have replaced, or
// that a sentence in the present tense takes from a page of its time.
func (c *checker) replaced(t *text, s *sentence, f lex.Figure, sources []string) {
	var old, by *dossier.Fact
	if !slices.ContainsFunc(sources, func(id string) bool { return c.facts.of(id).replaced }) {
		return
	}
	for _, id := range sources {
		if p := c.facts.page(id); p != nil {
			there := !p.stated.Each(f, false, func(n lex.Figure) bool { return !f.Same(n) })
			if there && (!presentTense.MatchString(s.words) || pastTense.MatchString(s.words)) {
				return // the page may be quoted for what was so once
			}
		}
		of := c.facts.of(id)
		for _, n := range of.near(f, false) {
			if !f.Same(n.Figure) {
				continue
			}
			r := of.list[n.row]
			if r.fact == nil && presentTense.MatchString(s.words) && !pastTense.MatchString(s.words) {
				continue // what was decreed once is said to be so
			}
			if r.fact == nil || c.later.facts[r.fact.ID] == nil {
				return
			}
			old, by = r.fact, c.later.facts[r.fact.ID]
		}
	}
	if old != nil && !overtaken.MatchString(s.words) {
		c.report(t, "superseded", f.Span, "use "+by.ID+", or say that it was replaced", "%q is of the fact %s, which %s has replaced: %s %s", clip(f.In(t.plain), 40), old.ID, by.ID, number(by.Value), by.Unit)
	}
}

// leading gives the first two words of what a fact is about, in small letters (laws
// refused, of the first hundred days as since August), or all where those say little.
func leading(what string) string {
	ws := strings.Fields(strings.ToLower(what))
	if len(ws) < 3 || len(ws[1]) < 5 { // share of, gas that
		return strings.Join(ws, " ")
	}
	return ws[0] + " " + ws[1]
}

// outdated reports a figure that a sentence gives as that of today, and of which the
// dossier has a later one: a fact of the same member and unit that begins in the same
// words, or is of the same series.
func (r *reading) outdated(f lex.Figure) {
	if r.t.quoted(f.Start) {
		return
	}
	if !sofar.MatchString(r.t.clause(r.s, f)) {
		r.fixDates()
		if r.s.lang != "en" || len(r.s.figures)+len(r.s.printed) > 1 || len(r.dates) > 0 || !presentTense.MatchString(r.s.words) || pastTense.MatchString(r.s.words) {
			return
		}
	}
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			of := x.list[n.row].fact
			if of == nil || n.n != 0 || !f.Same(n.Figure) {
				continue
			}
			var by *dossier.Fact
			mine := leading(of.What)
			for _, o := range r.c.d.Facts[:min(len(r.c.d.Facts), mostRows)] {
				if o.Unit != of.Unit || o.Member != of.Member || o.Of != of.Of || o.Value == of.Value || o.Date.Compare(of.Date) <= 0 || !o.Date.Begun(r.c.day) || by != nil && o.Date.Compare(by.Date) <= 0 {
					continue
				}
				if o.Series != "" && o.Series == of.Series || mine != "" && mine == leading(o.What) {
					by = o
				}
			}
			if by != nil {
				r.c.report(r.t, "superseded", f.Span, "use "+by.ID+", or say of which day the figure is", "%q is of %s, and the dossier has a later one: %s %s (%s)", clip(f.In(r.t.plain), 40), of.Date.Words(), number(by.Value), by.Unit, by.Date.Words())
				return
			}
		}
	}
}
