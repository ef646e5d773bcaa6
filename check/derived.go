package check

import (
	"math"
	"slices"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// derived reports whether a figure follows from others of its sentence and sources:
// the difference, the sum or the share of two.
func (r *reading) derived(f lex.Figure) bool {
	var all []lex.Figure
	for _, o := range r.s.figures {
		if o.Start != f.Start {
			all = append(all, o)
		}
	}
	if r.gap(f) || r.apart(f) {
		return true
	}
	if len(all) == 0 || len(all) > mostCompared {
		return false
	}
	if f.InWords && f.Unit == lex.Percent && slices.ContainsFunc(all, func(o lex.Figure) bool { return o.Start > f.End && shareOf.MatchString(r.t.plain[f.End:o.Start]) }) {
		return true // half of the 1.38 som, whatever the other value is given in
	}
	if f.InWords && f.Unit == lex.Percent && slices.ContainsFunc(all, func(o lex.Figure) bool { return o.End < f.Start && ofTheOne.MatchString(r.t.plain[o.End:f.Start]) }) {
		return true // 465議席の三分の二
	}
	kind := lex.Kind(f.Unit)
	rounding := f
	rounding.Approx = true
	fits := func(v float64) bool {
		d := math.Abs(v - f.Value)
		return d <= 1e-9*math.Abs(v) || d <= max(f.Step/2, r.step(f))+1e-9 || f.Approx && d <= rounding.Slack()
	}
	pairs := func(a, b lex.Figure) bool {
		ka, kb := lex.Kind(a.Unit), lex.Kind(b.Unit)
		if a, b := a, b; f.Unit != lex.Percent && (ka == lex.Percent) != (kb == lex.Percent) {
			if kb == lex.Percent {
				a, b = b, a
			}
			return a.InWords && (kind == lex.Kind(b.Unit) || loose(f.Unit)) && math.Abs(b.Value*a.Value/100-f.Value) < 1 // two thirds of 465
		}
		if ka != kb && ka != "" && kb != "" && !loose(a.Unit) && !loose(b.Unit) || a.Value == 0 || b.Value == 0 {
			return false
		}
		lo, hi := min(a.Value, b.Value), max(a.Value, b.Value)
		if f.Unit == lex.Percent && ka != lex.Percent {
			return fits(100*lo/hi) || fits(100*(hi-lo)/hi) || fits(100*(hi-lo)/lo)
		}
		if f.Unit == lex.Points || f.Unit == lex.Percent {
			return false // looked at by points
		}
		return (kind == ka || kind == kb || loose(f.Unit) || loose(a.Unit) && loose(b.Unit)) && (fits(hi-lo) || fits(hi+lo))
	}
	for i, a := range all {
		if f.Unit == lex.Percent && a.Unit == lex.Percent && math.Abs(a.Value+f.Value-100) <= max(a.Step, f.Step)/2 {
			return true // the rest
		}
		for _, b := range all[i+1:] {
			if pairs(a, b) {
				return true
			}
		}
		if f.Unit != lex.Percent {
			if r.together(f, a) {
				return true
			}
			// A part, in words, of a whole that the source gives: two thirds are 310.
			for _, id := range r.s.sources {
				if a.Unit == lex.Percent && a.InWords && slices.ContainsFunc(r.c.facts.of(id).list[:min(len(r.c.facts.of(id).list), mostRows)], func(o stated) bool {
					return slices.ContainsFunc(o.numbers, func(b lex.Figure) bool {
						return lex.Kind(b.Unit) == kind && math.Abs(b.Value*a.Value/100-f.Value) < 1
					})
				}) {
					return true
				}
			}
			continue
		}
		// A share of a number of the sentence in one of its source, of the same measure.
		for _, id := range r.s.sources {
			if p := r.c.facts.page(id); p != nil && lex.Fixed(a.Unit) && a.Unit != lex.Percent {
				if slices.ContainsFunc(p.stated.All(), func(b lex.Figure) bool {
					return lex.Kind(b.Unit) == lex.Kind(a.Unit) && b.Value != 0 && a.Value != 0 && fits(100*min(a.Value, b.Value)/max(a.Value, b.Value))
				}) {
					return true
				}
			}
		}
	}
	return false
}

// apart reports whether a figure is the difference of two of its sentence or of the one
// before: of two percentages, or of two of one kind that the sentence sets apart.
func (r *reading) apart(f lex.Figure) bool {
	var all []lex.Figure
	for _, s := range []*sentence{r.t.before(r.s), r.s} {
		if s != nil {
			all = append(all, s.figures...)
		}
	}
	kind := lex.Kind(f.Unit)
	if f.Unit == lex.Points {
		kind = lex.Percent
	}
	if kind == "" || f.Unit == lex.Percent || len(all) > mostCompared || f.Unit != lex.Points && !setApart.MatchString(r.s.words) {
		return false
	}
	percent := false
	for i, a := range all {
		percent = percent || a.Unit == lex.Percent
		of := func(n lex.Figure) bool {
			return n.Start != f.Start && (lex.Kind(n.Unit) == kind || kind == lex.Percent && percent && loose(n.Unit))
		}
		for _, b := range all[i+1:] {
			if d := math.Abs(math.Abs(a.Value-b.Value) - f.Value); of(a) && of(b) && a.Value != b.Value && d <= max(f.Step/2+1e-9, 1e-9*math.Abs(f.Value)) {
				return true
			}
		}
	}
	return false
}

// setApart is said of the difference of two figures.
var setApart = lazyregexp.New(`(?i)\b(?:gap|difference|lead|margin|distance|apart|between|leaves?|left|gone|went|short of|ahead of|more than|fewer than|less than|below|above|more|fewer|less)\b|差|隔たり|少な|多|減|増|차이|격차|적[다은게]|많[다은이게]|줄|늘|(?i:разниц|разрыв|больше|меньше|уш[лё]|остал|на )`)

// gap reports whether a figure is the difference of two that rows of the sources state.
func (r *reading) gap(f lex.Figure) bool {
	kind := lex.Kind(f.Unit)
	if kind == "" || percentages(f.Unit) || !setApart.MatchString(r.t.clause(r.s, f)) {
		return false
	}
	var of []lex.Figure
	for _, id := range r.s.sources {
		list := r.c.facts.of(id).list
		for i := range list[:min(len(list), mostCompared)] {
			if n := list[i].numbers; list[i].fact != nil && lex.Kind(n[0].Unit) == kind {
				of = append(of, n[0])
			}
		}
	}
	for i, a := range of {
		for _, b := range of[i+1:] {
			n := a
			n.Value, n.Bound = math.Abs(a.Value-b.Value), 0
			if f.SameValue(n) {
				return true
			}
		}
	}
	return false
}

// together reports whether a figure is the sum or the difference of another of its
// sentence and of what a source states beside that: 2,000 where it has 1,100 and 900.
func (r *reading) together(f, a lex.Figure) bool {
	kind := lex.Kind(f.Unit)
	if kind == "" || lex.Kind(a.Unit) != kind && !loose(a.Unit) {
		return false
	}
	makes := func(b lex.Figure) bool {
		return lex.Kind(b.Unit) == kind && (math.Abs(a.Value+b.Value-f.Value) < 1e-9*f.Value || math.Abs(math.Abs(a.Value-b.Value)-f.Value) < 1e-9*f.Value)
	}
	for _, id := range r.s.sources {
		of := r.c.facts.of(id)
		for _, n := range of.near(a, false) {
			if a.Same(n.Figure) && slices.ContainsFunc(of.list[n.row].numbers, makes) {
				return true
			}
		}
		p := r.c.facts.page(id)
		if p != nil && !p.stated.Each(a, false, func(n lex.Figure) bool { return !a.Same(n) || !slices.ContainsFunc(p.stated.Beside(n), makes) }) {
			return true
		}
	}
	return false
}

// ofTheOne stands between a figure and the share of it that follows.
var ofTheOne = lazyregexp.New(`^(?:\p{Han}{0,2}の|[\p{Hangul}]{0,2}의 )$`)

// shareOf stands between a share in words and the figure that it is a share of.
var shareOf = lazyregexp.New(`^ of (?:the |its |their |some |about )?$`)

// step is how far what follows from rounded figures may lie from it.
func (r *reading) step(f lex.Figure) float64 {
	if f.Unit == lex.Percent {
		return 0.5
	}
	return 0
}

// loose reports whether a unit is the next word, which may be any.
func loose(u string) bool { return !lex.Fixed(u) && !lex.Counted(u) }
