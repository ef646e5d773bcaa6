package term

import (
	"fmt"
	"io"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// Explain prints one initiative of the agenda in full.
func Explain(w io.Writer, d *dossier.Dossier, a *agenda.Agenda, doc *dossier.Initiative, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.line(p.paint(bold, clean(d.Say(doc.Title))))
	if dek := d.Say(doc.Dek); dek != "" {
		p.para(0, "", dek)
	}
	p.line(p.paint(dim, doc.File+" · as of "+a.Dossier.AsOf.String()))
	if doc.Principle() {
		p.line()
		p.para(0, "", "This is a principle: it guides the others, and has no ladder and no verdict.")
		return p.err
	}
	if len(a.Initiatives) == 0 {
		p.line()
		p.para(0, "", "It was not yet proposed on that date.")
		return p.err
	}
	i := a.Initiatives[0]
	p.line()
	p.line(p.paint(bold+";"+verdictColor(i.Verdict), i.Verdict.Symbol()+" "+string(i.Verdict)), " at “", clean(i.Target.Name), "”")
	p.para(2, "", i.Why)
	if i.Joint.P != nil {
		p.para(2, "", a.Record.Says(*i.Joint.P))
	}
	for _, r := range i.Remarks {
		p.para(2, dim, r.Text)
	}
	p.rungs(i)
	for _, m := range i.Members {
		p.capital(d, a, i, m)
	}
	p.section("Why together", i.Together != "")
	p.para(2, "", i.Together)
	p.section("What holds it back", len(i.HeldBackBy) > 0)
	for _, h := range i.HeldBackBy {
		no := ""
		if !h.Evidence {
			no = " (no evidence of its pressure)"
		}
		p.hang(2, fmt.Sprintf("%-7s", h.Rank), h.Title+no)
	}
	p.section("What would have to change", len(i.Levers) > 0)
	for n, l := range i.Levers {
		p.hang(2, fmt.Sprintf("%d. ", n+1), fmt.Sprintf("%s Joint carry would be %s; cost %.1f points.", words.Capital(l.Words), words.InTen(l.Joint), l.Cost))
	}
	p.section("Other ways", len(i.Otherwise) > 0)
	for _, o := range i.Otherwise {
		p.para(2, "", otherwise(d, o))
	}
	p.section("Under other governments and events", len(i.Scenarios) > 0)
	for _, sc := range a.Scenarios {
		if o, ok := i.Scenarios[sc.ID]; ok {
			p.hang(2, o.Verdict.Symbol()+" ", fmt.Sprintf("%s: %s, %s jointly", sc.Title, o.Verdict, words.InTenOrDash(o.Joint)))
		}
	}
	p.section("Which judgement matters", len(i.Inputs) > 0)
	for _, in := range i.Inputs {
		p.line(fmt.Sprintf("  %+.2f  %s %s", in.Correlation, in.Kind, clean(in.ID)))
	}
	p.section("Sources", len(i.Sources) > 0)
	for _, id := range i.Sources {
		if src := d.Source(id); src != nil {
			text := strings.TrimSpace(src.Title + ". " + src.Container + ". " + src.URL)
			if weak := src.Weak(); weak != "" {
				text += " (weak: " + weak + ")"
			}
			p.hang(2, "· ", text)
		}
	}
	return p.err
}

func otherwise(d *dossier.Dossier, o agenda.Otherwise) string {
	if o.Kind == "rung" {
		return fmt.Sprintf("A lower rung, “%s”: %s jointly.", o.Name, words.InTen(o.Joint))
	}
	s := fmt.Sprintf("%s by “%s”: %s jointly.", d.MemberName(o.Member), o.Name, words.InTen(o.Joint))
	if o.GoesRound {
		s += " It goes round the legislature."
	}
	if o.Reversal != "" {
		s += " To undo it: " + strings.TrimSuffix(o.Reversal, ".") + "."
	}
	return s
}

func (p *printer) section(title string, any bool) {
	if any {
		p.line()
		p.line(p.paint(bold, title))
	}
}

func (p *printer) rungs(i *agenda.Initiative) {
	members := i.Members
	if len(members) > 4 {
		members = nil
	}
	cols := p.width() - 2 - barCols*(len(members)+1)
	p.line()
	head := fit("Ladder", cols+2)
	for _, m := range members {
		head += fit(m, barCols)
	}
	p.line(p.paint(bold, head+"joint"))
	for n := len(i.Rungs) - 1; n >= 0; n-- {
		r := i.Rungs[n]
		name := r.Name
		if r.Target {
			name = "→ " + name
		} else {
			name = "  " + name
		}
		if r.InPlace {
			p.line(fit(name, cols+2), p.paint(dim, "in place"))
			continue
		}
		row := fit(name, cols+1) + " "
		for _, m := range members {
			row += p.share(r.ByMember[m])
		}
		p.line(row, p.share(r.Joint))
	}
}

func (p *printer) capital(d *dossier.Dossier, a *agenda.Agenda, i *agenda.Initiative, code string) {
	c := i.ByMember[code]
	if c == nil {
		return
	}
	p.line()
	p.line(p.paint(bold, d.MemberName(code)), p.paint(dim, " by "+strings.ToLower(clean(c.ProcedureName))))
	if c.P == nil {
		p.para(2, "", "Not assessed: no stance is on record for "+names(d, c.Missing)+".")
	} else {
		p.para(2, "", fmt.Sprintf("Carries the target in %s draws; ceiling %.0f (80%% of draws: %.0f to %.0f).", words.OfTen(*c.P), c.Ceiling.P50, c.Ceiling.P10, c.Ceiling.P90))
		if len(c.Pivotal) > 0 {
			p.para(2, "", fmt.Sprintf("%s sets the ceiling in %s draws.", name(d, c.Pivotal[0].Player), words.OfTen(c.Pivotal[0].Share)))
		}
	}
	for _, pl := range c.Players {
		p.line("  ", fit(name(d, pl.ID), p.width()-44), fmt.Sprintf(" at %3.0f (%.0f-%.0f), needs %3.0f, %s", pl.Position.P50, pl.Position.P10, pl.Position.P90, pl.Required, words.InTen(pl.Accepts)))
		p.para(6, dim, strings.TrimSpace(pl.Because+" "+evidenceNote(pl)))
	}
	if len(c.Owners) > 0 {
		p.para(2, "", "Owners: "+names(d, c.Owners))
	} else {
		p.para(2, "", "No owner is named.")
	}
	if c.Gain != nil && *c.Gain <= 0 {
		p.para(2, "", "No gain is shown for it beyond its best alternative.")
	}
}

func evidenceNote(pl agenda.Player) string {
	who := "by " + pl.By
	if !pl.From.IsZero() {
		who += ", " + pl.From.String()
	}
	if len(pl.Evidence) > 0 {
		who += "; " + strings.Join(pl.Evidence, ", ")
	}
	return "[" + who + "]"
}

func name(d *dossier.Dossier, id string) string {
	if p := d.Player(id); p != nil {
		return d.Say(p.Name)
	}
	if a := d.Agency(id); a != nil {
		return d.Say(a.Name)
	}
	return id
}

func names(d *dossier.Dossier, ids []string) string {
	out := make([]string, len(ids))
	for n, id := range ids {
		out[n] = name(d, id)
	}
	return strings.Join(out, "; ")
}

// WhatIf prints an initiative before and after some changes, on the same draws.
func WhatIf(w io.Writer, d *dossier.Dossier, before, after *agenda.Agenda, changes []*dossier.Change, s Style) error {
	p := &printer{Writer: w, Style: s}
	if len(before.Initiatives) == 0 || len(after.Initiatives) == 0 {
		p.line("It was not yet proposed on that date.")
		return p.err
	}
	b, a := before.Initiatives[0], after.Initiatives[0]
	p.line(p.paint(bold, clean(b.Title)))
	p.line("If:")
	for _, c := range changes {
		p.hang(2, "· ", changeWords(d, c))
	}
	p.line()
	cols := p.width() - 2 - 2*barCols - 14
	p.line(fit("", cols+2), p.paint(dim, fit("before", barCols+7)+"after"))
	p.line("  ", fit("Verdict", cols), fit(b.Verdict.Symbol()+" "+string(b.Verdict), barCols+7), a.Verdict.Symbol()+" "+string(a.Verdict))
	row := func(name string, x, y *float64) {
		p.line("  ", fit(name, cols), p.share(x), "       ", p.share(y))
	}
	for _, m := range b.Members {
		row(d.MemberName(m), b.ByMember[m].P, a.ByMember[m].P)
	}
	row("Joint", b.Joint.P, a.Joint.P)
	p.line()
	p.para(0, "", a.Why)
	return p.err
}

func changeWords(d *dossier.Dossier, c *dossier.Change) string {
	switch {
	case c.Pressure.ID != "":
		return fmt.Sprintf("the pressure of “%s” were %v", d.Say(d.Constraint(c.Pressure.ID).Title), c.To.Best)
	case c.Move.ID != "":
		who := name(d, c.Move.ID)
		if m := d.Player(c.Move.ID); m != nil && len(d.Members) > 1 {
			who += " (" + m.Member + ")"
		}
		return fmt.Sprintf("%s moved by %+g points", who, c.By)
	case c.Procedure.ID != "":
		return fmt.Sprintf("%s went by “%s”", d.MemberName(c.Member.ID), d.Say(d.Member(c.Member.ID).ProcedureAt(c.Procedure.ID, d.AsOfDay()).Name))
	case c.Target.ID != "":
		return fmt.Sprintf("the target were “%s”", d.Say(d.Initiative(c.Initiative.ID).Rung(c.Target.ID).Name))
	}
	return "a change"
}
