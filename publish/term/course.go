package term

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/agenda"
	"entente/course"
	"entente/words"
)

// Course prints how verdicts would have read over time: a row an initiative and
// a shape a step, grouped by the latest verdict, with what changed it last.
func Course(w io.Writer, c *course.Course, s Style) error {
	p := &printer{Writer: w, Style: s}
	asOf := "as of " + c.Dossier.AsOf.String()
	p.line(p.paint(bold, fit(c.Dossier.Title, s.width()-len(asOf)-1)), " ", asOf)
	first, last := c.Steps[0], c.Steps[len(c.Steps)-1]
	p.para(0, "", fmt.Sprintf("How verdicts would have read every %s from %s to %s, each by what was published and in force on the last day of the step (the last step: %s).", c.Every, first.Label, last.Label, last.Day))
	p.para(0, dim, "● ready  ◐ within reach  ○ held back  ◇ no gain shown  ✓ delivered  A digit is carry in tenths (X: 10) where no priority of a member is on record, so that there is no verdict. Blank: not assessed, since stances do not reach back, which is not “no”. · not yet proposed.")
	if n := len(c.Undated); n > 0 {
		p.para(0, dim, fmt.Sprintf("%d stances have no date and are left out of earlier steps; the first is %s (%s).", n, c.Undated[0].Player, c.Undated[0].Where))
	}
	if len(c.Initiatives) == 0 {
		p.line("There is no initiative on the agenda. Write initiatives/NAME.md to begin one.")
		return p.err
	}
	groups := map[agenda.Verdict][]*course.Track{}
	var never []string
	for _, h := range c.Initiatives {
		if assessed(h) {
			v := latest(h)
			groups[v] = append(groups[v], h)
		} else {
			never = append(never, h.Title)
		}
	}
	// Strips that would leave no room for titles stand on lines of their own.
	beside := s.width()-2-len(c.Steps) >= 24
	for _, v := range agenda.Verdicts() {
		if len(groups[v]) == 0 {
			continue
		}
		p.line()
		head := v.Symbol() + " " + words.Capital(string(v))
		if beside {
			p.line(p.paint(bold+";"+verdictColor(v), fit(head, s.width()-len(c.Steps))), p.paint(dim, axis(c.Steps)))
		} else {
			p.line(p.paint(bold+";"+verdictColor(v), head))
		}
		for _, h := range groups[v] {
			p.history(c, h, beside)
		}
	}
	if len(never) > 0 {
		p.line()
		p.para(0, dim, fmt.Sprintf("Blank at every step (%d): %s.", len(never), strings.Join(never, "; ")))
	}
	return p.err
}

func assessed(h *course.Track) bool {
	for _, x := range h.Points {
		if x.Assessed() || x.Joint != nil {
			return true
		}
	}
	return false
}

// latest gives the verdict at the last step.
func latest(h *course.Track) agenda.Verdict {
	if v := h.Points[len(h.Points)-1].Verdict; v != nil {
		return *v
	}
	return agenda.NotAssessed
}

func (p *printer) history(c *course.Course, h *course.Track, beside bool) {
	if beside {
		p.line("  ", fit(h.Title, p.width()-3-len(c.Steps)), " ", p.strip(h.Points))
	} else {
		p.line("  ", fit(h.Title, p.width()-2))
		const label = 9
		cols := p.width() - label - 4
		for at := 0; at < len(h.Points); at += cols {
			end := min(at+cols, len(h.Points))
			p.line("    ", p.paint(dim, fit(c.Steps[at].Label, label)), p.strip(h.Points[at:end]))
		}
	}
	for _, x := range slices.Backward(h.Changes) {
		if x.Arrival {
			continue // the strip shows it
		}
		p.para(4, dim, fmt.Sprintf("%s, %s → %s: %s", x.Label, x.From, x.To, x.Says))
		break
	}
}

// strip draws one shape a step.
func (p *printer) strip(points []course.Point) string {
	var b strings.Builder
	for _, x := range points {
		switch {
		case x.Verdict != nil:
			b.WriteString(p.paint(verdictColor(*x.Verdict), x.Verdict.Symbol()))
		case x.Blank == course.NoVerdict:
			digit := "X"
			if t := words.Tenths(*x.Joint); t < 10 {
				digit = fmt.Sprint(t)
			}
			b.WriteString(p.paint(dim, digit))
		case x.Blank == course.NotProposed:
			b.WriteString(p.paint(dim, "·"))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// axis writes years above the steps that begin them, where there is room.
func axis(steps []course.Step) string {
	out := []byte(strings.Repeat(" ", len(steps)))
	free := 0
	for n, s := range steps {
		if n > 0 && steps[n-1].Day.Year == s.Day.Year {
			continue
		}
		if label := fmt.Sprintf("'%02d", s.Day.Year%100); n >= free && n+len(label) <= len(out) {
			copy(out[n:], label)
			free = n + len(label) + 1
		}
	}
	return string(out)
}
