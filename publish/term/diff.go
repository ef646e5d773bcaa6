package term

import (
	"fmt"
	"io"
	"strings"

	"entente/course"
	"entente/dossier"
	"entente/words"
)

// Diff prints what two days have moved, as course.Between reads them: initiatives whose
// verdict moved, those that came in between, and those of which only carry moved; what
// stayed is counted. name gives a member's name by its code.
func Diff(w io.Writer, c *course.Course, name func(code string) string, s Style) error {
	p := &printer{Writer: w, Style: s}
	from, to := c.Steps[0], c.Steps[1]
	p.line(p.paint(bold, fit(c.Dossier.Title, s.width())))
	p.para(0, "", fmt.Sprintf("What moved between %s and %s, each by what was published and in force by then, on the same draws. Figures are draws in ten in which the target is carried.", from.Day, to.Day))
	if n := len(c.Undated); n > 0 {
		p.para(0, dim, fmt.Sprintf("%s without a date left out of both; the first is %s (%s).", words.Count(n, "stance"), c.Undated[0].Player, c.Undated[0].Where))
	}
	var verdicts, carries, came, stayed []*course.Track
	for _, t := range c.Initiatives {
		switch a, b := t.Points[0], t.Points[1]; {
		case a.Blank == course.NotProposed && b.Blank == course.NotProposed:
		case a.Blank == course.NotProposed:
			came = append(came, t)
		case a.Word() != b.Word():
			verdicts = append(verdicts, t)
		case len(t.Changes) > 0:
			carries = append(carries, t)
		default:
			stayed = append(stayed, t)
		}
	}
	if len(verdicts)+len(came)+len(carries) == 0 {
		p.line()
		p.line("Nothing moved.")
	}
	p.moved("Verdicts that moved", verdicts, name)
	p.moved("Came in between", came, name)
	p.moved("Carry moved, the verdict stays", carries, name)
	if len(stayed) > 0 {
		var titles []string
		for _, t := range stayed {
			titles = append(titles, t.Title+" ("+t.Points[1].Word()+")")
		}
		p.line()
		p.para(0, dim, fmt.Sprintf("As they were (%d): %s.", len(stayed), strings.Join(titles, "; ")))
	}
	return p.err
}

// moved prints some initiatives with what each was and is, by member, and why.
func (p *printer) moved(head string, ts []*course.Track, name func(string) string) {
	if len(ts) == 0 {
		return
	}
	p.line()
	p.line(p.paint(bold, fmt.Sprintf("%s (%d)", head, len(ts))))
	for _, t := range ts {
		a, b := t.Points[0], t.Points[1]
		word := b.Word()
		if a.Word() != word {
			word = a.Word() + " → " + word
		}
		p.titled(2, dossier.Escaped(t.Title), word)
		var parts []string
		add := func(who string, x, y *float64) {
			if u, v := words.Figure(x), words.Figure(y); u != "–" || v != "–" {
				if u != v {
					u += " → " + v
				}
				parts = append(parts, who+" "+u)
			}
		}
		for _, code := range t.Members {
			add(name(code), a.ByMember[code], b.ByMember[code])
		}
		if len(t.Members) > 1 {
			add("jointly", a.Joint, b.Joint)
		}
		if len(parts) > 0 {
			p.para(4, dim, strings.Join(parts, ", "))
		}
		for _, turn := range t.Changes {
			p.para(4, "", turn.Says)
		}
	}
}
