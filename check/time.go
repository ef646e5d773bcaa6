package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// time checks what a sentence says of rulings, facts, offices and agencies at
// their dates.
func (c *checker) time(t *text, s *sentence, n int) {
	c.superseded(t, s, n)
	c.offices(t, s)
	c.agencies(t, s)
	c.anachronism(t, s)
}

var overtaken = lazyregexp.New(`(?i)\b(?:revers\w+|overturn\w*|quash\w*|set aside|supersed\w+|overrul\w+|replac\w+|annul\w*|on appeal|appealed|appeal court|high court|later|until|since then|no longer|corrected|revised|withdrawn|lapsed)\b|取り消|覆|破棄|差し戻|控訴|뒤집|파기|번복|항소|취소|상고`)

// superseded reports a ruling or fact that another has replaced, where neither
// its sentence nor the next says so.
func (c *checker) superseded(t *text, s *sentence, n int) {
	says := func() bool {
		if overtaken.MatchString(s.words) {
			return true
		}
		return n+1 < len(t.sentences) && overtaken.MatchString(t.sentences[n+1].words)
	}
	for _, i := range s.printed {
		d := t.doc.Directives[i]
		if len(d.Args) != 1 {
			continue
		}
		at := lex.Span{Start: d.At, End: d.At + len(markup.Printed)}
		switch d.Name {
		case "ruling":
			if k := c.caseAfter(d.Args[0]); k != nil && !says() {
				c.report(t, "superseded", at, "say so in the sentence, or print {{ruling "+k.ID+"}}", "this ruling was replaced on %s: %s (%s)", k.Date, clip(k.Outcome, 80), k.Court)
			}
		case "fact":
			if f := c.factAfter(d.Args[0]); f != nil && !says() {
				c.report(t, "superseded", at, "print {{fact "+f.ID+"}}", "this fact was replaced by %s: %s", f.ID, clip(f.What, 80))
			}
		}
	}
	if !s.may(onCourt|onOther) || !strings.ContainsAny(s.words, "0123456789") {
		return
	}
	var dates []lex.Date
	for _, k := range c.d.Cases {
		if k.Date.Month == 0 || !k.Date.Begun(c.day) {
			continue
		}
		after := c.caseAfter(k.ID)
		if after == nil {
			continue
		}
		if dates == nil {
			if dates = lex.Dates(s.words); dates == nil {
				return
			}
		}
		i := slices.IndexFunc(dates, func(d lex.Date) bool { return d.ISO == k.Date.String() || d.ISO == monthOf(k.Date) && c.onlyCaseOf(k) })
		if i < 0 || !courtWords.MatchString(s.words) || says() {
			continue
		}
		// Another ruling of the same day may be meant: then its source is cited.
		if c.caseDates(dates) > 1 {
			continue // a sentence that sets rulings side by side
		}
		if len(s.sources) > 0 && !sharesSource(s.sources, k.Sources) && (c.otherCaseThatDay(k) || dates[i].ISO != k.Date.String()) {
			continue
		}
		c.report(t, "superseded", lex.Span{Start: s.Start + dates[i].Start, End: s.Start + dates[i].End}, "say what became of it", "the ruling of %s (%s) was replaced on %s: %s", k.Date, k.Court, after.Date, clip(after.Outcome, 80))
	}
}

var courtWords = lazyregexp.New(`(?i)\b(?:court|courts|ruling|ruled|rule|judg\w+|dismiss\w*|bench|suit|plaintiffs?|immunity|decision|decided|verdict|granted|rejected)\b|判決|裁判|地裁|高裁|판결|법원`)

// monthOf gives the month of a date: 2021-04.
func monthOf(d dossier.Date) string { return dossier.Date{Year: d.Year, Month: d.Month}.String() }

// onlyCaseOf reports whether no other ruling was given in the month of one.
func (c *checker) onlyCaseOf(k *dossier.Case) bool {
	return !slices.ContainsFunc(c.d.Cases, func(o *dossier.Case) bool { return o != k && monthOf(o.Date) == monthOf(k.Date) })
}

// caseDates counts the dates of a sentence on which rulings were given.
func (c *checker) caseDates(dates []lex.Date) int {
	n := 0
	for _, d := range dates {
		if slices.ContainsFunc(c.d.Cases, func(k *dossier.Case) bool { return k.Date.String() == d.ISO || monthOf(k.Date) == d.ISO }) {
			n++
		}
	}
	return n
}

func sharesSource(cited []string, sources dossier.IDs) bool {
	return slices.ContainsFunc(cited, sources.Has)
}

func (c *checker) otherCaseThatDay(k *dossier.Case) bool {
	return slices.ContainsFunc(c.d.Cases, func(o *dossier.Case) bool { return o != k && o.Date == k.Date })
}

// caseAfter gives the ruling that replaced another by the as-of day, or nil.
func (c *checker) caseAfter(id string) *dossier.Case {
	for _, k := range c.d.Cases {
		if k.Supersedes.Has(id) && k.Date.Begun(c.day) {
			return k
		}
	}
	return nil
}

func (c *checker) factAfter(id string) *dossier.Fact {
	for _, f := range c.d.Facts {
		if f.Supersedes.Has(id) && f.Known().Begun(c.day) {
			return f
		}
	}
	return nil
}

// anachronism reports sources and waves that were published after a text's own
// date.
func (c *checker) anachronism(t *text, s *sentence) {
	if t.date.IsZero() {
		return
	}
	for _, x := range s.cites {
		if src := c.d.Source(x.Key); src != nil && !src.Issued.IsZero() && src.Issued.First().After(t.date.Last()) {
			at, length := t.mark(x.Start, x.End)
			c.add("anachronism", at, length, "correct the date of the text or of the source", "the text is of %s, and cites what was published in %s", t.date, src.Issued)
		}
	}
}
