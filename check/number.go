package check

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/series"
)

// numberSense checks what a sentence does with its numbers.
func (c *checker) numberSense(t *text, s *sentence) {
	c.records(t, s)
	if len(s.figures)+len(s.printed) == 0 {
		return
	}
	c.breaks(t, s)
	c.denominators(t, s)
}

// bound reports a figure that its source gives only as a bound.
func (c *checker) bound(t *text, f lex.Figure, same []lex.Figure) {
	if f.Bound != 0 || f.Approx {
		return
	}
	side := same[0].Bound
	for _, n := range same {
		if n.Bound == 0 || n.Bound != side {
			return
		}
	}
	word := "at least"
	if side < 0 {
		word = "at most"
	}
	c.report(t, "bound", f.Span, fmt.Sprintf("write %q or the source's own words", word+" "+f.In(t.plain)), "the source gives %q as a bound (%s), and the sentence as a level", clip(f.In(t.plain), 40), word)
}

// otherUnit reports a figure whose number the source states with another unit or
// another scale.
func (c *checker) otherUnit(t *text, f lex.Figure, sources []string) bool {
	if f.Value == 0 || f.Unit == "" || f.Approx && f.InWords {
		return false
	}
	hit := false
	c.facts.each(sources, f, true, func(n lex.Figure) bool {
		if n.Unit == "" || n.Value == 0 || !lex.Fixed(f.Unit) {
			return true
		}
		same := lex.Kind(f.Unit) == lex.Kind(n.Unit)
		scale := f.Value / n.Value
		// A count has no unit: said with another scale it is another figure.
		scaled := same && (near(scale, 1e3) || near(scale, 1e-3) || near(scale, 1e6) || near(scale, 1e-6) || (near(scale, 1e4) || near(scale, 1e-4)) && myriads.MatchString(f.In(t.plain)))
		other := !same && lex.Fixed(n.Unit) && f.SameValue(n) && !(percentages(f.Unit) && percentages(n.Unit)) && (math.Abs(f.Value) >= 10 || f.Step < 1)
		if scaled || other {
			c.report(t, "unit", f.Span, "give the unit and the scale as the source does", "the sources state %s, and the sentence %q", figureWords(n), clip(f.In(t.plain), 40))
			hit = true
		}
		return !hit
	})
	return hit
}

// myriads are the scales of Japanese and Korean, of which each is ten thousand of the
// one before.
var myriads = lazyregexp.New(`[万億兆만억조]`)

func percentages(u string) bool { return u == lex.Percent || u == lex.Points }

// bounded reports a figure whose source gives it with the other bound: at most where
// it says at least.
func (c *checker) bounded(t *text, f lex.Figure, sources []string) bool {
	if f.Bound == 0 {
		return false
	}
	hit := false
	c.facts.each(sources, f, false, func(n lex.Figure) bool {
		if n.Bound == -f.Bound && f.Value == n.Value && lex.SameUnit(f.Unit, n.Unit) && !limit.MatchString(t.plain[max(0, f.Start-120):f.Start]) && !barred.MatchString(t.plain[f.End:min(len(t.plain), f.End+200)]) {
			hit = true
			c.report(t, "bound", f.Span, "write "+quoteOf(figureWords(n)), "the source gives %q as %s, and the sentence the other way round", clip(f.In(t.plain), 40), map[int]string{1: "the least", -1: "the most"}[n.Bound])
		}
		// Who bars money for keeping at least so many does not bar it for going below.
		if n.Bound == 1 && f.Bound == 1 && f.Value == n.Value && keeps.MatchString(t.plain[f.End:min(len(t.plain), f.End+60)]) && barred.MatchString(t.plain[f.End:min(len(t.plain), f.End+200)]) {
			hit = true
			c.report(t, "bound", f.Span, "say that it may not fall below "+figureWords(lex.Figure{Value: n.Value, Unit: n.Unit}), "the source gives %q as the least, and the sentence bars it", clip(f.In(t.plain), 40))
		}
		return !hit
	})
	return hit
}

// keeps is to keep a number at its level or above, which is then barred.
var keeps = lazyregexp.New(`^[^。.;]{0,16}(?:保|維持|유지|지키)`)

// limit turns a bound round: money is barred for fewer than so many, a force is cut
// below it.
var limit = lazyregexp.New(`(?i)\b(?:below|above|under|beneath)\s(?:\S+\s)?$|\b(?:bar(?:s|red|ring)?|forbids?|forbidd?en|prohibits?|prohibited|bans?|blocks?|no (?:money|funds?)|not? (?:allow|permit|let|go|fall|drop)\w*|without|unless|prevents?)\b[^.;]*$|(?:не допуска|запрещ)[^.;]*$`)

// barred is what limit is where the verb comes last.
var barred = lazyregexp.New(`^[^。.;]*(?:禁|認めな|認めず|許さ|できな|防|금지|막|못하|허용하지)`)

func quoteOf(s string) string { return "“" + s + "”" }

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6*b }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var (
	claimYears = lazyregexp.New(`(?i)\b(?:a |an |the |its )?(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty)[- ]year (low|high)\b`)
	claimEver  = lazyregexp.New(`(?i)\b(?:all-time|record|historic(?:al)?|unprecedented)[- ](low|high)s?\b|\b(lowest|highest|worst|best|smallest|largest) (?:ever|on record|in (?:its|the) (?:history|survey's history)|(?:level|share|figure|rate|value|reading|point|percentage|number|rating|score) (?:ever|on record|since|in (?:the |its )?(?:series|history|survey))|since (?:the )?(?:survey|series|poll|question|records?) (?:began|begins|started|was first))|\bnever (?:been )?(?:so |as )?(?:lower|low|higher|high)\b`)
	claimSince = lazyregexp.New(`(?i)\b(lowest|highest)(?: (?:level|share|figure|rate|value|reading|point|percentage|number|rating|score))? (?:since|in) (?:the )?(\d{4}|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty) (?:years|decades))\b`)
	// "the first time (since 2012) below 30 percent"; "fell below 30 percent for the
	// first time (since 2012)".
	claimFirst = lazyregexp.New(`(?i)\b(?:the )?first (?:time|wave|reading|result|poll|year)(?: ever| on record)?,?(?: (?:since|in) (?:the )?(\d{4}|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty) (?:years|decades)),?)?[^.;:,]{0,80}? (below|under|above|over) (\d+(?:\.\d+)?) ?(?:percent|per cent|%)|\b(below|under|above|over) (\d+(?:\.\d+)?) ?(?:percent|per cent|%)(?: of [^.;,]{1,40})?,? (?:for )?the first time(?: ever| on record)?(?:,? (?:since|in) (?:the )?(\d{4}|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty) (?:years|decades))\b)?`)
	claimLevel = lazyregexp.New(`(?i)\b(?:the|its|their) (lowest|highest) (?:level|share|figure|rate|value|reading|percentage|rating|approval|support|favou?rability)\b`)
	smallWords = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
)

func years(s string) int {
	if n, ok := smallWords[strings.ToLower(s)]; ok {
		return n
	}
	n, _ := strconv.Atoi(s)
	return n
}

// reach sets how far back a claim goes, from the words after "since" or "in": a
// year, or a number of years or decades; "" leaves it at all of the series.
func reach(k series.Claim, back string) series.Claim {
	n, unit, counted := strings.Cut(back, " ")
	switch {
	case counted:
		k.Years = years(n)
		if strings.EqualFold(unit, "decades") {
			k.Years *= 10
		}
	case back != "":
		if y, err := dossier.ParseDate(back); err == nil {
			k.Since = y
		}
	}
	return k
}

// threshold reports whether a figure is the level of a claim "first time below",
// which record-claim answers: it is the writer's line, and no source states it.
func threshold(s *sentence, f lex.Figure) bool {
	if f.Unit != lex.Percent || !s.may(onRecord|onOther) {
		return false
	}
	for _, form := range [...]*lazyregexp.Regexp{claimFirst, claimFirstOther} {
		if m := form.FindStringIndex(s.words); m != nil && f.Start >= s.Start+m[0] && f.End <= s.Start+m[1] {
			return true
		}
	}
	return false
}

// records answers superlatives about figures: yes (nothing is reported), no, or
// not confirmable.
func (c *checker) records(t *text, s *sentence) {
	if slices.ContainsFunc(s.printed, func(i int) bool { return t.doc.Directives[i].Name == "record" }) {
		return
	}
	if m := ofHeld(s); m != nil && !t.quoted(s.Start+m[0]) {
		at := lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}
		if w := c.waveBefore(t, s); w != nil {
			c.amongHeld(t, s, at, w)
		}
		return
	}
	for _, f := range []struct {
		form  *lazyregexp.Regexp
		claim func(m []string) series.Claim
	}{
		{claimFirst, func(m []string) series.Claim {
			side, level, back := m[2], m[3], m[1]
			if side == "" {
				side, level, back = m[4], m[5], m[6]
			}
			v, _ := strconv.ParseFloat(level, 64)
			return reach(series.Claim{First: true, Level: v, High: strings.EqualFold(side, "above") || strings.EqualFold(side, "over")}, back)
		}},
		{claimFirstOther, firstOther},
		{claimYears, func(m []string) series.Claim {
			return series.Claim{Years: years(m[1]), High: strings.EqualFold(m[2], "high")}
		}},
		{claimSince, func(m []string) series.Claim {
			return reach(series.Claim{High: strings.EqualFold(m[1], "highest")}, m[2])
		}},
		{claimScope, func(m []string) series.Claim { return scopeOf(m[0]) }},
		{claimEver, func(m []string) series.Claim {
			return series.Claim{High: strings.Contains(strings.ToLower(m[0]), "high") || strings.Contains(strings.ToLower(m[0]), "largest")}
		}},
		{claimLevel, func(m []string) series.Claim { return series.Claim{High: strings.EqualFold(m[1], "highest")} }},
	} {
		if !s.may(onRecord | onOther) {
			break
		}
		m := f.form.FindStringSubmatchIndex(s.words)
		if m == nil {
			continue
		}
		if disclaimed(s, m) {
			return
		}
		at := lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}
		if t.quoted(at.Start) {
			return
		}
		var groups []string
		for g := 0; g < len(m); g += 2 {
			v := ""
			if m[g] >= 0 {
				v = s.words[m[g]:m[g+1]]
			}
			groups = append(groups, v)
		}
		waves := c.wavesOf(t, s)
		if len(waves) == 0 {
			if f.form == claimScope {
				continue // other things have records
			}
			if f.form == claimLevel && len(s.figures) == 0 || c.recordTold(s) {
				return // no figure is claimed, or its source says so
			}
			c.report(t, "record-claim", at, "print it with {{record SERIES at=…}}, which says what the waves held can tell", "%q is not confirmable: no series of the dossier is tied to it", clip(at.In(t.plain), 40))
			return
		}
		w, claim := waves[len(waves)-1], f.claim(groups)
		c.answer(t, s, at, w, claim, f.form == claimScope && c.wholly(w, claim))
		return
	}
	if m := claimed(s); m != nil && !t.quoted(s.Start+m[0]) {
		at := lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}
		if w := c.waveBefore(t, s); w != nil {
			c.answer(t, s, at, w, scopeOf(at.In(t.plain)), c.recordTold(s))
		} else if !c.recordTold(s) {
			c.report(t, "record-claim", at, "cite who says so, or leave it out", "%q is not confirmable: no series of the dossier is tied to it, and nothing held of a cited source says so", clip(at.In(t.plain), 40))
		}
	}
}

// amongHeld reports a superlative that is said of the waves held of a series, and that one
// of them refutes; those across a break count where the sentence names no way of asking.
func (c *checker) amongHeld(t *text, s *sentence, at lex.Span, w *dossier.Poll) {
	low, from := lowClaim.MatchString(at.In(t.plain)), 0
	if y := sinceYear.FindStringSubmatch(s.words); y != nil {
		from, _ = strconv.Atoi(y[1] + y[2])
	}
	part := 0 // of the series, between breaks
	parts := map[dossier.Date]int{}
	for _, p := range series.Poll(c.d, w.Series) {
		if p.Break != "" {
			part++
		}
		parts[p.Date] = part
	}
	oneWay := breakTold.MatchString(s.words) || breakNoted.MatchString(s.words)
	for _, o := range c.d.PollSeries(w.Series) {
		if o.End.Year < from || !o.Known().Begun(c.day) || oneWay && parts[o.End] != parts[w.End] {
			continue
		}
		if low && o.Value < w.Value || !low && o.Value > w.Value {
			if r := (&reading{c: c, t: t, s: s}); r.tellsOf(o.End) {
				return // it is the one that the sentence tells of
			}
			c.report(t, "record-claim", at, "print it with {{record "+w.Series+" at="+w.End.String()+"}}", "%q is not so: %s is held of %s", clip(at.In(t.plain), 40), number(o.Value), o.End.Words())
			return
		}
	}
}

// tellsOf reports whether a sentence without a figure names a date, whole or in part.
func (r *reading) tellsOf(d dossier.Date) bool {
	r.fixDates()
	return len(r.s.figures) == 0 && r.dated(d)
}

// sinceYear is from when on what is held is looked at.
var sinceYear = lazyregexp.New(`(?:\bsince |(?:^| )с )((?:19|20)\d\d)|((?:19|20)\d\d)(?:年以降|年以来|년 이후|년 이래)`)

// waveBefore gives the last wave that a sentence speaks of, or, where it has no figure and
// prints nothing, the one before it; nil where there is none.
func (c *checker) waveBefore(t *text, s *sentence) *dossier.Poll {
	waves := c.wavesOf(t, s)
	if before := t.before(s); len(waves) == 0 && before != nil && len(s.figures)+len(s.printed) == 0 {
		waves = c.wavesOf(t, before)
	}
	if len(waves) == 0 {
		return nil
	}
	return waves[len(waves)-1]
}

// answer answers a claim about a wave from the waves held of its series; backed is that
// it may stand where they do not refute it.
func (c *checker) answer(t *text, s *sentence, at lex.Span, w *dossier.Poll, claim series.Claim, backed bool) {
	hint := "print it with {{record " + w.Series + " at=" + w.End.String() + "}}"
	if claim.First {
		side := "below"
		if claim.High {
			side = "above"
		}
		hint = fmt.Sprintf("print it with {{record %s at=%s %s=%s}}", w.Series, w.End, side, number(claim.Level))
	}
	switch answer, why := series.Confirm(series.EndingWith(series.Known(series.Poll(c.d, w.Series), c.day), w.End, w.Pollster), w.End, claim); answer {
	case series.Yes:
	case series.No:
		c.report(t, "record-claim", at, hint, "%q is not so: %s", clip(at.In(t.plain), 40), why)
	default:
		if !backed && !heldHere.MatchString(s.words) {
			c.report(t, "record-claim", at, hint, "%q is not confirmable: %s", clip(at.In(t.plain), 40), why)
		}
	}
}

// waveKey is what a sentence states of a wave: a value and where it stands.
type waveKey struct {
	source string
	value  float64
}

func indexWaves(d *dossier.Dossier) map[waveKey][]*dossier.Poll {
	out := map[waveKey][]*dossier.Poll{}
	for _, w := range d.Polls {
		for _, id := range w.Sources {
			out[waveKey{id, w.Value}] = append(out[waveKey{id, w.Value}], w)
		}
	}
	return out
}

// wavesOf gives the waves of polls that a sentence speaks of: those that its
// directives print, and those whose value it states with their source or year.
func (c *checker) wavesOf(t *text, s *sentence) []*dossier.Poll {
	var out []*dossier.Poll
	add := func(w *dossier.Poll) {
		if w != nil && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	for _, i := range s.printed {
		d := t.doc.Directives[i]
		if (d.Name == "poll" || d.Name == "record") && len(d.Args) == 1 {
			if w, err := c.eval.Wave(d); err == nil {
				add(w)
			}
		}
	}
	percent := false // of the figures before: 58 percent in May, 53 in June
	for _, f := range s.figures {
		percent = percent || f.Unit == lex.Percent
		for _, id := range s.sources {
			for _, w := range c.waves[waveKey{id, f.Value}] {
				if f.Unit == lex.Percent || w.Unit != "" && w.Unit != "percent" || f.Unit == "" && percent {
					add(w)
				}
			}
		}
	}
	// A wave of the same series whose value and year both stand in the sentence,
	// though another source is cited.
	if len(out) > 0 {
		for _, f := range s.figures {
			if f.Unit != lex.Percent {
				continue
			}
			for _, waves := range [...][]*dossier.Poll{c.d.PollSeries(out[0].Series), c.follows[out[0].Series]} {
				for _, w := range waves {
					if w.Value == f.Value && strings.Contains(s.words, strconv.Itoa(w.End.Year)) {
						add(w)
					}
				}
			}
		}
	}
	return out
}

// breakNoted is breakTold in English.
var breakNoted = lazyregexp.New(`(?i)\b(?:break|breaks|broken|begins? anew|began anew|by mail|by post|face[- ]to[- ]face|another (?:method|mode|question)|changed? (?:of |in )?(?:method|mode|question|pollster)|cannot be (?:joined|compared|set|put|read)|not (?:be )?(?:comparable|joined|compared)|no trend|new (?:series|segment)|method changed|mode changed|different (?:method|mode)s?)\b`)

// sameSeries reports whether the values of two waves stand in one series as well.
func sameSeries(waves []*dossier.Poll, a, b *dossier.Poll) bool {
	return slices.ContainsFunc(waves, func(w *dossier.Poll) bool {
		return w.Series == a.Series && w.Value == b.Value || w.Series == b.Series && w.Value == a.Value
	})
}

// breaks reports two waves of one series that a sentence sets beside each other though a
// break stands between them.
func (c *checker) breaks(t *text, s *sentence) {
	if len(s.figures)+len(s.printed) < 2 {
		return
	}
	waves := c.wavesOf(t, s)
	if len(waves) < 2 || breakNoted.MatchString(s.words) || breakTold.MatchString(s.words) {
		return
	}
	compared := comparing.MatchString(s.words)
	if next := t.after(s); next != nil && !compared {
		compared = differs(s, next) && !breakNoted.MatchString(next.words) && !breakTold.MatchString(next.words)
	}
	if !compared {
		return
	}
	for i, a := range waves {
		for _, b := range waves[i+1:] {
			if a.Series != b.Series {
				if a.Value != b.Value && !sameSeries(waves, a, b) && c.joined(a.Series, b.Series) {
					c.report(t, "series-break", s.Span, "say that the two are of two series, or compare within one of them", "%s and %s are two series, and their waves of %s and %s cannot be compared", a.Series, b.Series, a.End, b.End)
					return
				}
				continue
			}
			first, last := a, b
			if last.End.Compare(first.End) < 0 {
				first, last = last, first
			}
			for _, w := range series.Poll(c.d, a.Series) {
				if w.Break != "" && w.Date.Compare(first.End) > 0 && w.Date.Compare(last.End) <= 0 {
					c.report(t, "series-break", s.Span, "say that the two cannot be compared, or compare within one part of the series", "the series %s begins anew in %s (%s): its waves of %s and %s cannot be compared", a.Series, w.Date, w.Break, first.End, last.End)
					return
				}
			}
		}
	}
}

var (
	// changeBefore stands before the size of a change, changeAfter after it.
	changeBefore = lazyregexp.New(`(?i)\b(?:by|rose|risen|fell|fallen|increased?|decreased?|declined?|dropped|grew|grown|climbed|jumped|gained?|lost|slipped|up|down|(?:gain|rise|fall|drop|increase|decrease|decline|loss|growth|change|difference|gap|swing|cut) of|makes?|were|was|that is,?)\s(?:(?:about|some|nearly|almost|roughly|only|just|a full|another)\s)?$|(?:^|[^\p{L}])(?:на|разница в|разрыв в)\s(?:(?:целых|почти|примерно|около)\s)?$`)
	changeAfter  = lazyregexp.New(`(?i)^\s(?:more|less|higher|lower|up|down|better|worse|increase|decrease|rise|fall|drop|gain)\b|^(?:の)?(?:上昇|低下|増|減|上が|下が|伸び|縮|の差)|^(?:가|이|나|만큼)? ?(?:올|늘|줄|상승|하락|감소|증가|높|낮|떨어|차(?:이|[로의가는를다]|[,.\s]))`)
)

// change reports whether a figure of a sentence is the size of a change or difference.
func (r *reading) change(f lex.Figure) bool {
	return changeBefore.MatchString(r.t.plain[max(r.s.Start, f.Start-60):f.Start]) || changeAfter.MatchString(r.t.plain[f.End:min(len(r.t.plain), f.End+40)])
}

// fromTo gives the two levels between which a sentence says that a share changed: the
// unit of either, or of both, is that of the change before or behind them.
func (r *reading) fromTo() (from, to float64, ok bool) {
	if !shareOfAll.MatchString(r.s.words) && strings.Count(r.s.words, "%")+strings.Count(r.s.words, "％") < 2 {
		return 0, 0, false
	}
	levels := func(form *lazyregexp.Regexp) (v []float64) {
		for n, g := range form.FindStringSubmatch(r.s.words) {
			if x, err := strconv.ParseFloat(strings.ReplaceAll(g, ",", "."), 64); n > 0 && err == nil && x <= 100 {
				v = append(v, x)
			}
		}
		return v
	}
	if v := levels(fromToForm); len(v) == 2 {
		return v[0], v[1], true
	}
	if v := levels(toFromForm); len(v) == 2 {
		return v[1], v[0], true
	}
	return 0, 0, false
}

var (
	fromToForm = lazyregexp.New(`(?i)\bfrom (\d{1,2}(?:\.\d+)?)(?: ?percent| ?per cent|%)?(?: of [\p{L} ]{1,40})? to (\d{1,3}(?:\.\d+)?)\b|(?:^|[^\p{L}])с (\d{1,2}(?:,\d+)?)(?: ?%| процент\p{L}*)? до (\d{1,3}(?:,\d+)?)|(\d{1,2}(?:\.\d+)?)(?:[%％]|パーセント)?から(\d{1,3}(?:\.\d+)?)(?:[%％]|パーセント)?(?:へ|に|まで)|(\d{1,2}(?:\.\d+)?)(?:%|퍼센트)?에서 (\d{1,3}(?:\.\d+)?)(?:%|퍼센트)?(?:로|으로|까지)`)
	toFromForm = lazyregexp.New(`(?i)\bto (\d{1,3}(?:\.\d+)?)(?: ?percent| ?per cent|%)?,? from (\d{1,2}(?:\.\d+)?)\b|(?:^|[^\p{L}])до (\d{1,3}(?:,\d+)?)(?: ?%| процент\p{L}*)?,? с (\d{1,2}(?:,\d+)?)`)
	// shareOfAll says that what changed is a share.
	shareOfAll = lazyregexp.New(`(?i)\b(?:shares?|proportion|percentage|support|approval|trust|affinity|turnout|rate|portion)\b|割合|比率|支持率|率|비율|지지율|비중|율[은는이가]|дол[яиюе]|процент|поддержк|явк|рейтинг`)
)

// before gives the sentence before one of its paragraph, or nil.
func (t *text) before(s *sentence) *sentence {
	i, found := slices.BinarySearchFunc(t.sentences, s.Start, func(o sentence, at int) int { return o.Start - at })
	if !found || i == 0 || t.sentences[i-1].block != s.block {
		return nil
	}
	return &t.sentences[i-1]
}

// after gives the sentence after one of its paragraph, or nil.
func (t *text) after(s *sentence) *sentence {
	i, found := slices.BinarySearchFunc(t.sentences, s.Start, func(o sentence, at int) int { return o.Start - at })
	if !found || i+1 == len(t.sentences) || t.sentences[i+1].block != s.block {
		return nil
	}
	return &t.sentences[i+1]
}

// changed reports a difference between two percentages that is called percent, and
// the size of a change that does not follow from the two values beside it.
func (r *reading) changed(f lex.Figure) bool {
	if f.Unit != lex.Percent && f.Unit != lex.Points || f.InWords && f.Unit == lex.Percent && f.Approx || r.t.quoted(f.Start) {
		return false
	}
	all := r.t.percentages(r.s, f)
	if before := r.t.before(r.s); len(all) == 0 && before != nil && differs(before, r.s) {
		all = r.t.percentages(before, lex.Figure{Span: lex.Span{Start: -1}}) // 18.2, then 28.6. It rose by 10.4 percent.
	}
	n := f.Value
	if len(all) >= 2 && f.Unit == lex.Percent && r.change(f) {
		for i, x := range all {
			for _, y := range all[i+1:] {
				a, b := min(x, y), max(x, y)
				if a == b || n >= b || a == 0 {
					continue
				}
				// Of the level that is stated first; of either where a directive prints one.
				ofOne, ofOther := (b-a)/x*100, (b-a)/x*100
				if len(r.s.printed) > 0 {
					ofOther = (b - a) / y * 100
				}
				rounding := f.Step/2 + 0.05
				if math.Abs(b-a-n) < 0.051 && math.Abs(ofOne-n) > rounding && math.Abs(ofOther-n) > rounding {
					r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percentage points", number(n)), "from %s%% to %s%% is a difference of %s percentage points, not percent", number(x), number(y), number(n))
					return true
				}
			}
		}
	}
	if f.Approx || f.Bound != 0 || !r.change(f) {
		return false
	}
	slack := f.Step/2 + 0.1001
	if f.Unit == lex.Points {
		if len(all) != 2 || math.Abs(math.Abs(all[0]-all[1])-n) <= slack {
			return false
		}
		d := math.Round(math.Abs(all[0]-all[1])*100) / 100
		r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percentage points", number(d)), "from %s%% to %s%% is a difference of %s points, not of %s", number(all[0]), number(all[1]), number(d), number(n))
		return true
	}
	if len(all) >= 2 {
		return false
	}
	if from, to, ok := r.fromTo(); ok && math.Abs(math.Abs(from-to)-n) < 0.051 && from != 0 && math.Abs(math.Abs(from-to)/from*100-n) > f.Step/2+0.05 {
		r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percentage points", number(n)), "from %s to %s is a difference of %s, not of %s percent of the first", number(from), number(to), number(n), number(n))
		return true
	}
	var two []lex.Figure
	for _, o := range r.s.figures {
		if o.Start != f.Start && o.Start < f.Start && !percentages(o.Unit) {
			two = append(two, o)
		}
	}
	if len(all) > 0 || len(two) != 2 || two[0].Value == 0 || two[1].Value == 0 || lex.Kind(two[0].Unit) != lex.Kind(two[1].Unit) && two[1].Unit != "" {
		return false
	}
	a, b := two[0].Value, two[1].Value
	rel := math.Abs(b-a) / a * 100
	left := min(a, b) / max(a, b) * 100
	if math.Abs(rel-n) <= max(slack, 0.6) || math.Abs(left-n) > 0.6 {
		return false
	}
	r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percent", number(math.Round(rel))), "from %s to %s is a change by %s percent; %s percent is what is left", lex.Rounded(a), lex.Rounded(b), number(math.Round(rel)), number(n))
	return true
}
