package term

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

const barCols = 9 // five cells, a space, "10", and a space

// Agenda prints the agenda at a glance: a row an initiative, grouped by verdict,
// with what binds it and what would unlock it below. top limits how many are
// shown of each verdict; 0 shows all.
func Agenda(w io.Writer, d *dossier.Dossier, a *agenda.Agenda, s Style, top int) error {
	p := &printer{Writer: w, Style: s}
	asOf := "as of " + a.Dossier.AsOf.String()
	p.line(p.paint(bold, fit(a.Dossier.Title, s.width()-len(asOf)-1)), " ", asOf)
	var names []string
	for _, m := range a.Dossier.Members {
		names = append(names, d.MemberName(m))
	}
	p.line(strings.Join(names, " · "))
	if a.Scenario != "" {
		p.para(0, bold, "Under the scenario: "+d.Say(d.Scenario(a.Scenario).Title))
	}
	p.line()
	groups := map[agenda.Verdict][]*agenda.Initiative{}
	for _, i := range a.Initiatives {
		groups[i.Verdict] = append(groups[i.Verdict], i)
	}
	if len(a.Initiatives) == 0 {
		p.line("There is no initiative on the agenda. Write initiatives/NAME.md to begin one.")
		return p.err
	}
	p.counts(groups)
	p.para(0, dim, "Bars and figures are draws in ten in which a capital, and all jointly, can carry the target.")
	if len(a.Record.Words) > 0 {
		p.para(0, dim, fmt.Sprintf("Words of likelihood rest on %d resolved cases: see `entente backtest`.", a.Record.Cases))
	}
	if notice := agenda.IllustrativeNotice(d); notice != "" {
		p.para(0, dim, notice)
	}
	members := a.Dossier.Members
	if len(members) > 4 {
		members = nil // only the joint carry fits
	}
	for _, v := range agenda.Verdicts() {
		if len(groups[v]) > 0 {
			p.group(d, v, groups[v], members, top)
		}
	}
	if len(a.Sequence) > 0 {
		p.line()
		p.line(p.paint(bold, "What to take up first"))
		for _, r := range a.Sequence {
			var titles []string
			for _, id := range r.Initiatives {
				titles = append(titles, d.Say(d.Initiative(id).Title))
			}
			p.hang(2, fmt.Sprintf("Round %d  ", r.Round), strings.Join(titles, "; "))
		}
	}
	return p.err
}

// counts prints how many initiatives have which verdict, in as many lines as fit.
func (p *printer) counts(groups map[agenda.Verdict][]*agenda.Initiative) {
	line, cols := "", 0
	for _, v := range agenda.Verdicts() {
		n := len(groups[v])
		if n == 0 {
			continue
		}
		word := fmt.Sprintf("%s %d %s", v.Symbol(), n, v)
		w := runewidth.StringWidth(word)
		if cols > 0 && cols+2+w > p.width() {
			p.line(line)
			line, cols = "", 0
		}
		if cols > 0 {
			line, cols = line+"  ", cols+2
		}
		line, cols = line+p.paint(verdictColor(v), word), cols+w
	}
	p.line(line)
}

func (p *printer) group(d *dossier.Dossier, v agenda.Verdict, all []*agenda.Initiative, members []string, top int) {
	titleCols := p.width() - 2 - barCols*(len(members)+1)
	p.line()
	head := fit(v.Symbol()+" "+words.Capital(string(v)), titleCols+2)
	cols := ""
	for _, m := range members {
		cols += fit(m, barCols)
	}
	p.line(p.paint(bold+";"+verdictColor(v), head), p.paint(dim, cols+"joint"))
	shown := all
	if top > 0 && len(all) > top {
		shown = all[:top]
	}
	for _, i := range shown {
		p.row(d, i, members, titleCols)
	}
	if n := len(all) - len(shown); n > 0 {
		p.line("  ", p.paint(dim, fmt.Sprintf("and %d more", n)))
	}
}

func (p *printer) row(d *dossier.Dossier, i *agenda.Initiative, members []string, titleCols int) {
	title := i.Title
	mark := ""
	if i.QuickWin {
		mark = " quick win"
	}
	row := fit(title, titleCols-1-len(mark)) + p.paint(bold, mark) + " "
	for _, m := range members {
		row += p.cell(i, i.ByMember[m])
	}
	if i.Verdict == agenda.Delivered {
		row += "in place"
	} else {
		row += p.share(i.Joint.P)
	}
	p.line("  ", row)
	if i.Likelihood != "" {
		p.para(4, dim, "on the record: "+i.Likelihood)
	}
	switch i.Verdict {
	case agenda.Ready, agenda.Delivered:
		return
	case agenda.NotAssessed, agenda.NoGain:
		p.para(4, dim, i.Why)
		return
	}
	if len(i.HeldBackBy) > 0 {
		p.para(4, dim, "held back by: "+i.HeldBackBy[0].Title)
	}
	if len(i.Levers) > 0 {
		p.para(4, dim, i.Levers[0].Brief)
	}
}

func (p *printer) cell(i *agenda.Initiative, c *agenda.Capital) string {
	switch {
	case c == nil:
		return strings.Repeat(" ", barCols)
	case i.Verdict == agenda.Delivered:
		return fit("", barCols)
	}
	return p.share(c.P)
}

func (p *printer) share(v *float64) string {
	if v == nil {
		return fit("–", barCols)
	}
	return fit(fmt.Sprintf("%s %d", bar(*v), words.Tenths(*v)), barCols)
}

// hang prints a text with a label before its first line and the rest indented
// under the text.
func (p *printer) hang(indent int, label, text string) {
	cols := p.width() - indent - len(label)
	for n, l := range wrap(text, cols) {
		if n > 0 {
			label = strings.Repeat(" ", len(label))
		}
		p.line(strings.Repeat(" ", indent), p.paint(dim, label), l)
	}
}
