package term

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// Agenda prints the agenda at a glance: a row an initiative, grouped by verdict,
// with what binds it and what would unlock it below. top limits how many are
// shown of each verdict; 0 shows all.
func Agenda(w io.Writer, d *dossier.Dossier, a *agenda.Agenda, s Style, top int) error {
	p := &printer{Writer: w, Style: s}
	asOf := "as of " + a.Dossier.AsOf.String()
	p.line(p.paint(bold, fit(a.Dossier.Title, s.width()-len(asOf)-1)), " ", asOf)
	t := p.table(a.Dossier.Members)
	if t.form != marks { // else the key names them
		var all []string
		for _, m := range a.Dossier.Members {
			all = append(all, strings.ReplaceAll(d.MemberName(m), " ", "\u00a0"))
		}
		p.para(0, "", strings.Join(all, " · "))
	}
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
	var says []string
	for _, s := range a.Lead().Says() {
		says = append(says, s.String())
	}
	p.para(0, "", strings.Join(says, " "))
	p.line()
	p.counts(groups)
	some := slices.ContainsFunc(a.Initiatives, func(i *agenda.Initiative) bool { return len(i.Members) < len(t.members) })
	p.key(t, d.MemberName, some)
	if len(a.Record.Words) > 0 {
		p.para(0, dim, fmt.Sprintf("Words of likelihood rest on %d resolved cases: see `entente backtest`.", a.Record.Cases))
	}
	if notice := agenda.IllustrativeNotice(d); notice != "" {
		p.para(0, dim, notice)
	}
	for _, v := range agenda.Verdicts() {
		if len(groups[v]) > 0 {
			p.group(t, v, groups[v], top, a)
		}
	}
	if len(a.Sequence) > 0 {
		p.line()
		p.line(p.paint(bold, "What to take up first"))
		for _, r := range a.Sequence {
			var titles []string
			for _, id := range r.Initiatives {
				title := d.Say(d.Initiative(id).Title)
				if slices.Contains(r.Lifted, id) {
					title += " (held back today)"
				}
				titles = append(titles, title)
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
		w := words.Width(word)
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

func (p *printer) group(t table, v agenda.Verdict, all []*agenda.Initiative, top int, a *agenda.Agenda) {
	p.line()
	p.line(p.paint(bold+";"+verdictColor(v), t.heading(v.Symbol()+" "+words.Capital(string(v)))), p.paint(dim, t.head()))
	shown := all
	if top > 0 && len(all) > top {
		shown = all[:top]
	}
	for _, i := range shown {
		p.row(t, i, a.UnconfirmedWords(i, func(code string) string { return code }))
	}
	if n := len(all) - len(shown); n > 0 {
		p.line("  ", p.paint(dim, fmt.Sprintf("and %d more", n)))
	}
}

// row prints an initiative; unsure says what of it is not confirmed.
func (p *printer) row(t table, i *agenda.Initiative, unsure string) {
	mark := ""
	if i.QuickWin {
		mark = "quick win"
	}
	title, mark := t.mark(i.Title, mark)
	of := func(m string) (*float64, bool) {
		if c := i.ByMember[m]; c != nil {
			return c.P, true
		}
		return nil, false
	}
	cells := t.row(of, i.Joint.P, deliveryOf(i))
	if i.Verdict == agenda.Delivered {
		cells = t.inPlace()
	}
	p.line("  ", title, p.paint(bold, mark), cells)
	if i.Verdict != agenda.Delivered {
		p.lines(t, of)
	}
	if i.Likelihood != "" {
		p.para(4, dim, "on the record: "+i.Likelihood)
	}
	if unsure != "" {
		p.para(4, dim, unsure)
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
	if l := deciding(i); l != nil {
		p.para(4, dim, l.Brief)
	}
}

// deliveryOf gives the delivery of an initiative's target, or nil.
func deliveryOf(i *agenda.Initiative) *float64 {
	if i.Delivery == nil {
		return nil
	}
	return &i.Delivery.P
}

// deciding gives the set of moves that decides the verdict, else the first; nil for
// none.
func deciding(i *agenda.Initiative) *agenda.LeverSet {
	for k := range i.Levers {
		if i.Levers[k].Decides {
			return &i.Levers[k]
		}
	}
	if len(i.Levers) == 0 {
		return nil
	}
	return &i.Levers[0]
}
