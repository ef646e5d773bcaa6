package check

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// time checks what a sentence says of rulings, facts, offices and agencies at
// their dates.
func (c *checker) time(t *text, s *sentence, n int) {
	c.superseded(t, s, n)
	c.overtakenWave(t, s)
	c.offices(t, s, n)
	c.agencies(t, s)
	if !c.offDay(t, s, n) {
		c.anachronism(t, s)
	}
}

var overtaken = lazyregexp.New(`(?i)\b(?:revers\w+|overturn\w*|quash\w*|set aside|supersed\w+|overrul\w+|replac\w+|annul\w*|on appeal|appealed|appeal court|high court|later|until|since then|no longer|corrected|revised|withdrawn|lapsed|lifted|lifts|vacat\w+|undone|undid|struck down|restored|reinstat\w+|narrowed|first instance)\b|第一審|一審|取り消|覆|破棄|差し戻|控訴|뒤집|파기|번복|항소|취소|상고|1심|(?i:отмен|пересмотр|пересмотрел|замен[её]н|обжалова|апелляц|кассац|позже|позднее|впоследствии|первой инстанции)`)

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
			if k := c.later.cases[d.Args[0]]; k != nil && !says() {
				c.report(t, "superseded", at, "say so in the sentence, or print {{ruling "+k.ID+"}}", "this ruling was replaced on %s: %s (%s)", k.Date, clip(k.Outcome, 80), k.Court)
			}
		case "fact":
			if f := c.later.facts[d.Args[0]]; f != nil && !says() {
				c.report(t, "superseded", at, "print {{fact "+f.ID+"}}", "this fact was replaced by %s: %s", f.ID, clip(f.What, 80))
			}
		}
	}
	if !s.may(onCourt|onOther) || !strings.ContainsAny(s.words, "0123456789") {
		return
	}
	if len(c.later.on) == 0 {
		return
	}
	dates := lex.Dates(s.words)
	seen := map[*dossier.Case]bool{}
	for _, date := range dates {
		for _, k := range c.later.on[date.ISO] {
			if seen[k] || !courtWords.MatchString(s.words) || says() {
				continue
			}
			seen[k] = true
			// Another ruling of the same day may be meant: then its source is cited.
			if c.later.caseDates(dates) > 1 {
				continue // a sentence that sets rulings side by side
			}
			if len(s.sources) > 0 && !sharesSource(s.sources, k.Sources) && (c.later.days[k.Date.String()] > 1 || date.ISO != k.Date.String()) {
				continue
			}
			after := c.later.cases[k.ID]
			c.report(t, "superseded", lex.Span{Start: s.Start + date.Start, End: s.Start + date.End}, "say what became of it", "the ruling of %s (%s) was replaced on %s: %s", k.Date, k.Court, after.Date, clip(after.Outcome, 80))
		}
	}
	if len(seen) > 0 || len(s.cites) == 0 || !courtWords.MatchString(s.words) || says() {
		return
	}
	// Without its day a ruling is known by its year and a figure of its outcome.
	for _, k := range c.d.Cases {
		after := c.later.cases[k.ID]
		if after == nil || !sharesSource(s.sources, k.Sources) || !strings.Contains(s.words, strconv.Itoa(k.Date.Year)) || c.later.caseDates(dates) > 0 {
			continue
		}
		for _, n := range lex.Numbers(k.Outcome) {
			at := slices.IndexFunc(s.figures, func(f lex.Figure) bool { return f.Same(n) })
			if at >= 0 {
				c.report(t, "superseded", s.figures[at].Span, "say what became of it", "the ruling of %s (%s) was replaced on %s: %s", k.Date, k.Court, after.Date, clip(after.Outcome, 80))
				return
			}
		}
	}
}

var courtWords = lazyregexp.New(`(?i)\b(?:court|courts|ruling|ruled|rule|judg\w+|dismiss\w*|bench|suit|plaintiffs?|immunity|decision|decided|verdict|granted|rejected|injunctions?|enjoin\w*|stay(?:s|ed)?)\b|判決|裁判|地裁|高裁|主権免除|(?:裁判所|地法|法院)の判断|日の判断|판결|법원|소송|각하|기각|청구를|(?i:решени|постановлени|приговор|(?:^|[^\p{L}])суд(?:а|у|ом|е)?(?:[^\p{L}]|$))`)

// monthOf gives the month of a date: 2021-04.
func monthOf(d dossier.Date) string { return dossier.Date{Year: d.Year, Month: d.Month}.String() }

// later tells what stands in the place of rulings and facts by the as-of day,
// and on which days rulings were given.
type later struct {
	cases map[string]*dossier.Case // by the id of the one replaced
	facts map[string]*dossier.Fact
	// on holds the replaced rulings by their day, and by their month where no other
	// was given in it.
	on           map[string][]*dossier.Case
	days, months map[string]int // how many rulings were given
}

func indexLater(d *dossier.Dossier, day time.Time) *later {
	r := &later{cases: map[string]*dossier.Case{}, facts: map[string]*dossier.Fact{}, on: map[string][]*dossier.Case{}, days: map[string]int{}, months: map[string]int{}}
	for _, k := range d.Cases {
		r.days[k.Date.String()]++
		r.months[monthOf(k.Date)]++
		for _, id := range k.Supersedes {
			if r.cases[id] == nil && k.Date.Begun(day) {
				r.cases[id] = k
			}
		}
	}
	for _, k := range d.Cases {
		if r.cases[k.ID] == nil || k.Date.Month == 0 || !k.Date.Begun(day) {
			continue
		}
		r.on[k.Date.String()] = append(r.on[k.Date.String()], k)
		if m := monthOf(k.Date); r.months[m] == 1 && m != k.Date.String() {
			r.on[m] = append(r.on[m], k)
		}
	}
	for _, f := range d.Facts {
		for _, id := range f.Supersedes {
			if r.facts[id] == nil && f.Known().Begun(day) {
				r.facts[id] = f
			}
		}
	}
	return r
}

// fact reports whether another fact stands in the place of one.
func (r *later) fact(f *dossier.Fact) bool { return r.facts[f.ID] != nil }

// caseDates counts the dates of a sentence on which rulings were given.
func (r *later) caseDates(dates []lex.Date) int {
	n := 0
	for _, d := range dates {
		if r.days[d.ISO] > 0 || r.months[d.ISO] > 0 {
			n++
		}
	}
	return n
}

func sharesSource(cited []string, sources dossier.IDs) bool {
	return slices.ContainsFunc(cited, sources.Has)
}

// anachronism reports sources that were published after a text's own date, and
// those that were published before what their sentence says happened.
func (c *checker) anachronism(t *text, s *sentence) {
	for _, x := range s.cites {
		if src := c.d.Source(x.Key); src != nil && !t.date.IsZero() && !src.Issued.IsZero() && src.Issued.First().After(t.date.Last()) {
			at, length := t.mark(x.Start, x.End)
			c.add("anachronism", at, length, "drop the citation, or give the text its later date", "the text is of %s, and cites what was published in %s: %s", t.date, src.Issued, titled(src))
			return
		}
	}
	c.tooEarly(t, s)
}

// yetToCome are words of what is planned, due or lasts: a source may tell of it
// before its date.
var yetToCome = lazyregexp.New(`(?i)\b(?:will|shall|would|to be|is to|are to|was to|were to|due|plan(?:s|ned)?|schedul\w+|expect\w*|set (?:for|to)|slated|intend\w*|aim\w*|target\w*|promis\w+|pledg\w+|propos\w+|forecast\w*|project(?:s|ed|ions?)|until|till|by (?:the )?(?:end|close|start|spring|summer|autumn|winter|early|mid|late|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|through|onwards?|next|ahead|upcoming|coming|deadline|expires?|runs? out|from now|fiscal|budget|term|invit\w+)\b|` +
	`予定|見込|計画|までに|目標|予算|期限|年度|예정|계획|까지|목표|예산|기한|전망|запланир|намечен|назначен|ожида|планир|должн|будет|будут|предстоя|к концу|до \d|бюджет|срок`)

// tooEarly reports a citation that is to cover a date on which its source had been
// published already: none of the citations behind the date is of a later source, and
// neither their pages nor the rows that name them know of the date.
func (c *checker) tooEarly(t *text, s *sentence) {
	if len(s.cites) == 0 || !strings.ContainsAny(s.words, "0123456789０１２３４５６７８９") {
		return
	}
	for _, d := range lex.Dates(s.words) {
		date, err := dossier.ParseDate(d.ISO)
		if err != nil || date.Month == 0 || t.quoted(s.Start+d.Start) || !date.Begun(c.day) {
			continue
		}
		var first *markup.Citation
		var src *dossier.Source
		for i, x := range s.cites {
			if x.At < s.Start+d.End {
				continue
			}
			of := c.d.Source(x.Key)
			if of == nil || of.Issued.IsZero() || !of.Issued.Last().Before(date.First()) || c.knows(x.Key, date) {
				first = nil
				break
			}
			if first == nil {
				first, src = &s.cites[i], of
			}
		}
		if first == nil {
			continue
		}
		if yetToCome.MatchString(s.words) {
			return
		}
		hint := "drop the citation, and cite a source that was published since"
		for _, e := range c.d.Events {
			if e.Date.String() == date.String() && len(e.Sources) > 0 {
				hint = "drop the citation; of " + e.Date.String() + " the dossier has " + e.ID + ", with [@" + e.Sources[0] + "]"
				break
			}
		}
		at, length := t.mark(first.Start, first.End)
		c.add("anachronism", at, length, hint, "%s was published in %s, before %s, of which the sentence tells", titled(src), src.Issued, date.Words())
		return
	}
}

// knows reports whether a source's page or a row that names it speaks of a date.
func (c *checker) knows(id string, date dossier.Date) bool {
	within := func(iso string) bool {
		d, err := dossier.ParseDate(iso)
		return err == nil && d.Year == date.Year && (d.Month == date.Month || d.Month == 0)
	}
	if p := c.facts.page(id); p != nil {
		if slices.ContainsFunc(lex.Dates(p.all), func(d lex.Date) bool { return within(d.ISO) }) {
			return true
		}
	}
	dated := func(sources dossier.IDs, d dossier.Date) bool { return sources.Has(id) && within(d.String()) }
	return slices.ContainsFunc(c.d.Events, func(e *dossier.Event) bool { return dated(e.Sources, e.Date) }) ||
		slices.ContainsFunc(c.d.Calendar, func(k *dossier.CalendarDate) bool { return dated(k.Sources, k.Date) }) ||
		slices.ContainsFunc(c.d.Acts, func(a *dossier.Act) bool { return dated(a.Sources, a.Date) })
}

// titled names a source for people: its title, with its key.
func titled(s *dossier.Source) string {
	if s.Title == "" {
		return s.ID
	}
	return "“" + clip(s.Title, 60) + "” (" + s.ID + ")"
}
