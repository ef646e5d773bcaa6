package term

import (
	"fmt"
	"io"
	"strings"

	"entente/course"
	"entente/record"
	"entente/winset/deu"
	"entente/words"
)

// Backtest prints how carry fared where the outcome is known.
func Backtest(w io.Writer, r *course.Backtest, s Style) error {
	p := &printer{Writer: w, Style: s}
	asOf := "as of " + r.Dossier.AsOf.String()
	p.line(p.paint(bold, fit(r.Dossier.Title, s.width()-len(asOf)-1)), " ", asOf)
	p.para(0, dim, fmt.Sprintf("Carry on the day of the proposal, by what was published and in force then, against what came about: %s within %s.", rungAsked(r.Rung), words.Count(r.Months, "month")))
	p.line()
	for n, say := range r.Says {
		code := ""
		if n == 0 {
			code = bold
		}
		p.para(0, code, say)
	}
	if sc := r.Scores; sc != nil {
		p.line()
		p.line(p.paint(bold, "Scores"), p.paint(dim, "  0 is the best; 95% intervals by drawing whole days of proposal again"))
		p.line("  ", p.paint(dim, "       carry                   base rate  difference"))
		for _, x := range []struct {
			name string
			of   record.Score
		}{{"Brier", sc.Brier}, {"Log", sc.Log}} {
			p.line("  ", fit(x.name, 7), fit(fmt.Sprintf("%.3f%s", x.of.Carry, within(x.of.CarryRange, "%.3f")), 24),
				fit(fmt.Sprintf("%.3f", x.of.Base), 11), fmt.Sprintf("%+.3f%s", x.of.Less, within(x.of.LessRange, "%+.3f")))
		}
		p.para(2, dim, fmt.Sprintf("n = %d, proposed on %d days; mean carry %.2f, came about %.2f. The base rate of a case is that of the others; to say 5 in 10 of every case gets 0.250 and 0.693. Brier by the bins below: reliability %.3f − resolution %.3f + uncertainty %.3f + within %.3f.",
			sc.N, sc.Days, sc.MeanSaid, sc.Rate, sc.Reliability, sc.Resolution, sc.Uncertainty, sc.Within))
		p.line()
		p.line(p.paint(bold, fit("Calibration", 30)), p.paint(dim, "cases  mean carry  came about (95%)"))
		for _, b := range r.Calibration {
			p.bin(b, sc.N >= record.CasesToWord)
		}
	}
	p.fared(r.Delivery)
	p.asked(r.Questions)
	if len(r.Misses) > 0 {
		p.line()
		p.line(p.paint(bold, "The worst misses"))
		for _, m := range r.Misses {
			p.para(2, bold, fmt.Sprintf("%s: carry %.2f, %s", m.Title, m.Carry, came(m.Came)))
			p.para(4, "", words.End(m.Why))
			if m.Changed != "" {
				p.para(4, dim, "Changed meanwhile: "+m.Changed+".")
			}
		}
	}
	if len(r.Cases) > 0 {
		p.line()
		p.line(p.paint(bold, "The cases"))
		for _, c := range r.Cases {
			mark := "✗"
			if c.Came {
				mark = "✓"
			}
			p.line("  ", c.Proposed.String(), strings.Repeat(" ", max(1, 11-len(c.Proposed.String()))), fit(c.Title, p.width()-31), fmt.Sprintf("  carry %.2f  %s", c.Carry, mark))
		}
		p.para(2, dim, "✓ came about, ✗ did not.")
	}
	p.left(r)
	return p.err
}

// fared prints how delivery fared, where anything can be said.
func (p *printer) fared(all []record.Fared) {
	for _, f := range all {
		if f.N == 0 {
			continue
		}
		p.line()
		p.line(p.paint(bold, "Delivery: "+words.Small(f.Name)))
		for _, say := range f.Says {
			p.para(2, "", say)
		}
		p.entries(f.Entries)
		for _, b := range f.Calibration {
			if b.N > 0 {
				p.bin(b, false)
			}
		}
	}
}

// asked prints how forecasts fared on questions, where any were asked.
func (p *printer) asked(q *record.Questions) {
	if q == nil || len(q.Says) == 0 {
		return
	}
	p.line()
	p.line(p.paint(bold, "Questions"))
	for _, say := range q.Says {
		p.para(2, "", say)
	}
	p.entries(q.Entries)
	for _, b := range q.Calibration {
		if b.N > 0 {
			p.bin(b, false)
		}
	}
	if len(q.Judges) > 0 {
		p.line("  ", p.paint(dim, fit("", 38)+"Brier  median  base rate  questions"))
		for _, j := range q.Judges {
			p.line("  ", fit(j.Name, 38), fmt.Sprintf("%.3f   %.3f      %.3f  %9d", j.Brier, j.Median, j.Base, j.N))
		}
	}
}

// entries prints the scores of several ways to foretell the same cases.
func (p *printer) entries(all []record.Entry) {
	if len(all) == 0 {
		return
	}
	p.line("  ", p.paint(dim, fit("", 38)+"Brier  first less this (95%)"))
	for k, e := range all {
		less := ""
		if k > 0 {
			less = fmt.Sprintf("  %+.4f%s", e.Less, within(e.LessRange, "%+.4f"))
		}
		p.line("  ", fit(e.Name, 38), fmt.Sprintf("%.3f", e.Brier), less)
	}
}

func rungAsked(rung string) string {
	switch rung {
	case record.TargetRung:
		return "the target reached"
	case record.NextRung:
		return "the next rung reached"
	}
	return "the rung " + rung + " reached"
}

func came(yes bool) string {
	if yes {
		return "came about"
	}
	return "did not come about"
}

func within(i *record.Interval, form string) string {
	if i == nil {
		return ""
	}
	return fmt.Sprintf(" ("+form+" to "+form+")", i.Low, i.High)
}

// bin prints a row of the calibration table; enough says whether there are
// cases enough for any word to stand.
func (p *printer) bin(b record.Bin, enough bool) {
	label := fit(fmt.Sprintf("%.2f-%.2f  %s", b.Low, b.High, b.Word), 28)
	if b.N == 0 {
		p.line("  ", p.paint(dim, label+"    0"))
		return
	}
	word := ""
	switch {
	case b.Stands:
		word = "  stands"
	case enough:
		word = "  does not"
	}
	p.line("  ", label, fmt.Sprintf("%5d  %10.2f  %d: %.2f (%.2f to %.2f)", b.N, *b.Mean, b.Came, *b.Rate, b.Interval.Low, b.Interval.High), word)
}

// left prints what could not be judged, by reason.
func (p *printer) left(r *course.Backtest) {
	if len(r.Left) == 0 {
		return
	}
	p.line()
	p.line(p.paint(bold, "Not judged"), p.paint(dim, fmt.Sprintf("  %d of %d initiatives", len(r.Left), r.Initiatives)))
	for _, reason := range record.Reasons() {
		var titles []string
		for _, l := range r.Left {
			if l.Reason == reason[0] {
				titles = append(titles, l.Title)
			}
		}
		if len(titles) == 0 {
			continue
		}
		p.line("  ", fmt.Sprintf("%3d  %s", len(titles), reason[1]))
		shown := titles
		if len(shown) > 4 {
			shown = append(append([]string{}, titles[:4]...), fmt.Sprintf("and %d more", len(titles)-4))
		}
		p.para(7, dim, strings.Join(shown, "; "))
	}
}

// Ledger prints how delivery's form fares on the promises of other groups.
func Ledger(w io.Writer, r *record.LedgerReport, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.line(p.paint(bold, "Promises of other groups"))
	uncoded := ""
	if r.Uncoded > 0 {
		uncoded = fmt.Sprintf(", %d not looked up yet", r.Uncoded)
	}
	p.para(0, dim, fmt.Sprintf("%s of %s at %s. Left out: %d that ask nothing definite, %d of which nobody could find out, %d whose time runs%s.",
		words.Count(r.Promises, "promise"), words.Count(r.Groups, "group"), words.Count(r.Meetings, "meeting"), r.General, r.Unknown, r.Pending, uncoded))
	p.line()
	for n, say := range r.Says {
		code := ""
		if n == 0 {
			code = bold
		}
		p.para(0, code, say)
	}
	if len(r.Kinds) > 0 {
		p.line()
		p.line(p.paint(bold, fit("What they ask", 40)), p.paint(dim, "promises  kept (95%)"))
		for _, k := range r.Kinds {
			p.line("  ", fit(record.KindWords(k.Kind), 38), fmt.Sprintf("%8d  %d: %.2f (%.2f to %.2f)", k.Of, k.Kept, k.Rate, k.Interval.Low, k.Interval.High))
		}
	}
	for _, sc := range r.Scored {
		if len(sc.Entries) == 0 {
			continue
		}
		p.line()
		p.line(p.paint(bold, sc.Name), p.paint(dim, fmt.Sprintf("  n = %d at %d meetings of %s, %d kept", sc.Of, sc.Meetings, words.Count(sc.Groups, "group"), sc.Kept)))
		p.entries(sc.Entries)
	}
	if sc := r.Scored[0]; len(sc.Entries) > 0 {
		p.line()
		p.line(p.paint(bold, fit("Delivery's form, calibration", 30)), p.paint(dim, "cases  mean said   kept (95%)"))
		for _, b := range sc.Calibration {
			p.bin(b, false)
		}
		p.para(2, dim, "The words are those of ICD 203 for these ranges; none stands beside a delivery by this record alone.")
	}
	return p.err
}

// DEU prints how far the settlement models miss.
func DEU(w io.Writer, r *deu.Report, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.line(p.paint(bold, "How far settlement models miss"))
	p.para(0, dim, fmt.Sprintf("%d decisions of the European Union. %s. Absolute error in points of 0-100; 95%% intervals of the mean from %d resamples.", r.Decisions, r.Data, r.Resamples))
	p.line()
	cols := 0
	for _, m := range r.Models {
		cols = max(cols, words.Width(m.Name))
	}
	p.line(p.paint(dim, fit("", cols)+"    n   mean     (95%)       median"))
	for _, m := range r.Models {
		p.line(fit(m.Name, cols), fmt.Sprintf("  %3d  %5.2f  (%.1f-%.1f)  %6.2f", m.N, m.MAE, m.Low, m.High, m.Median))
	}
	if len(r.Quantiles) > 0 {
		p.line()
		var parts []string
		for _, q := range r.Quantiles {
			parts = append(parts, fmt.Sprintf("%.0f%% %.1f", 100*q.P, q.Error))
		}
		p.para(0, "", "Quantiles of the compromise model's error: "+strings.Join(parts, ", ")+".")
	}
	if c := r.Recalibrated; c != nil {
		p.recalibrated(c)
	}
	return p.err
}

// recalibrated prints how carry, support and the step foretell the levels that
// decisions reached.
func (p *printer) recalibrated(r *deu.Recalibration) {
	p.line()
	p.line(p.paint(bold, "Carry, support and the step of the ladder"))
	p.para(0, dim, fmt.Sprintf("%d levels of %d decisions with a reference point, of which %.2f were reached. Brier scores; what is recalibrated by logistic regression has whole proposals held out.", r.Levels, r.Decisions, r.Rate))
	p.line()
	cols := 0
	for _, b := range r.Scores {
		cols = max(cols, words.Width(b.Name))
	}
	for _, b := range r.Scores {
		p.line(fit(b.Name, cols), fmt.Sprintf("  %.3f", b.Score))
	}
	p.line()
	say := func(what string, s deu.Slope) string {
		return fmt.Sprintf("%s %.2f (%.2f to %.2f; standard error %.2f)", what, s.Value, s.Low, s.High, s.SE)
	}
	p.para(0, "", "In log odds, "+say("β, the slope of carry with the step beside it,", r.Beta)+"; "+say("a rung", r.Rung)+"; "+say("carry with nothing beside it", r.Alone)+".")
}
