package term

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"entente/dossier"
	"entente/event"
	"entente/series"
	"entente/words"
)

// Events prints the events behind a point, each with its address.
func Events(w io.Writer, l *series.EventList, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.line(p.paint(bold, fmt.Sprintf("%s → %s, %s", l.Pair[0], l.Pair[1], l.Period)))
	if len(l.Events) == 0 {
		p.line("No event stands behind this point.")
	}
	for _, e := range l.Events {
		what := e.Text
		if what == "" {
			what = e.SourceActor + " → " + e.TargetActor
		}
		kind := e.Class
		if e.Type != "" {
			kind = strings.ToLower(e.Type) + ", " + kind
		} else if e.Code != "" {
			kind = e.Code + ", " + kind
		}
		if e.Origin != event.Own.String() {
			kind += "; " + e.Origin
		}
		if e.Unconfirmed {
			kind += "; " + dossier.NotConfirmed
		}
		p.para(0, "", e.Date+" "+what+" ("+kind+")")
		for _, a := range e.Addresses {
			p.line("            ", p.paint(dim, clean(a)))
		}
	}
	if l.More {
		p.line("… and more; --limit 0 lists all.")
	}
	return p.err
}

// Measured prints a measurement: the counts first, then the ratio.
func Measured(w io.Writer, m *series.Measurement, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.line(p.paint(bold, clean(m.Dossier)))
	if m.By != "" {
		if len(m.Relations) == 0 {
			p.line("No event between members is held.")
		} else {
			p.para(0, dim, fmt.Sprintf("Relations by %s. The counts come first; the ratio of cooperation to conflict stands where a %s has at least %d events, with its 95%% interval.", m.By, m.By, m.Minimum))
		}
	}
	for _, r := range m.Relations {
		p.relation(r, dataName(m, r.Origin))
	}
	silent := 0
	for _, t := range m.Third {
		if t.P == nil {
			silent++
			continue
		}
		p.line()
		p.para(0, "", dataName(m, t.Origin)+": "+t.Says)
	}
	if silent > 0 {
		p.line()
		p.para(0, "", fmt.Sprintf("Does trouble between two precede trouble with a third? No answer for %d of %d questions: too few %ss have enough events in both pairs.", silent, len(m.Third), m.By))
	}
	if len(m.Third) > 0 {
		p.para(0, dim, m.Weakness)
	}
	if len(m.Opinion) > 0 {
		p.line()
		p.line(p.paint(bold, "Opinion"), p.paint(dim, "  the level behind the waves, with its 95% interval"))
		for _, t := range m.Opinion {
			seg := t.Segments[len(t.Segments)-1]
			last := seg.Points[len(seg.Points)-1]
			unit := " " + t.Unit
			if t.Unit == "percent" {
				unit = "%"
			}
			p.line(fit(t.Series, 28), " ", fit(last.Date.String(), 10), fmt.Sprintf(" %6.1f%s (%.1f to %.1f), %s", last.Level.Value, unit, last.Level.Low95, last.Level.High95, words.Count(len(seg.Points), "wave")))
			if last.Unconfirmed {
				p.para(4, dim, dossier.NotConfirmed)
			}
		}
	}
	return p.err
}

// unsure is the mark of what is not confirmed, for the end of a line.
func unsure(yes bool) string {
	if yes {
		return ", " + dossier.NotConfirmed
	}
	return ""
}

// dataName names a data set: "csv" in a dossier are its own events.
func dataName(m *series.Measurement, origin string) string {
	if m.Store == "" {
		return "the dossier's own events"
	}
	return origin
}

func (p *printer) relation(r series.RelationResult, data string) {
	p.line()
	title := r.Source + " → " + r.Target
	if r.Area != "" {
		title += ", " + r.Area
	}
	p.line(p.paint(bold, title), p.paint(dim, "  "+data))
	if d := r.Dropped; d.Statements+d.Repeats+d.Domestic+d.Uncoded > 0 {
		p.para(0, dim, fmt.Sprintf("left out: %s, %s, %s within %s, %s without a class",
			words.Count(int(d.Statements), "statement"), words.Count(int(d.Repeats), "repeat"), words.Count(int(d.Domestic), "row"), r.Source, words.Count(int(d.Uncoded), "act")))
	}
	p.line(p.paint(dim, "            cooperation     conflict"))
	p.line(p.paint(dim, "period      word   deed   word   deed    all   ratio"))
	skipped := 0
	for _, x := range r.Points {
		if x.Volume == 0 {
			skipped++
			continue
		}
		line := fit(x.Period, 10) + fmt.Sprintf("%6d %6d %6d %6d %6d", x.VerbalCooperation, x.MaterialCooperation, x.VerbalConflict, x.MaterialConflict, x.Volume)
		if x.Index != nil {
			line += "   " + odds(*x.Index)
			if x.Low != nil && x.High != nil {
				line += " (" + odds(*x.Low) + " – " + odds(*x.High) + ")"
			}
		}
		p.line(line)
		if x.Unconfirmed {
			p.para(4, dim, restsOnUnconfirmed)
		}
	}
	if skipped > 0 {
		p.line(p.paint(dim, words.Count(skipped, "period")+" without an event not shown"))
	}
	for _, c := range r.Changes {
		p.para(0, "", fmt.Sprintf("another level from %s: %s, before it %s (on two scales)", c.Period, odds(c.After), odds(c.Before)))
	}
}

// restsOnUnconfirmed is said of a period in which an event is counted that is not
// confirmed.
const restsOnUnconfirmed = "rests on events that are " + dossier.NotConfirmed

// odds writes a log ratio as one of two numbers to the other: 4:1, 1:2.5.
func odds(index float64) string {
	r := math.Exp(math.Abs(index))
	s := strconv.FormatFloat(math.Round(r*10)/10, 'f', -1, 64)
	if r >= 10 {
		s = strconv.FormatFloat(r, 'f', 0, 64)
	}
	if index < 0 && s != "1" {
		return "1:" + s
	}
	return s + ":1"
}
