package term

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/words"
)

// Explain prints one initiative of the agenda in full.
func Explain(w io.Writer, d *dossier.Dossier, a *agenda.Agenda, doc *dossier.Initiative, s Style) error {
	p := &printer{Writer: w, Style: s}
	p.para(0, bold, d.Say(doc.Title))
	if dek := d.Say(doc.Dek); dek != "" {
		p.para(0, "", dek)
	}
	p.para(0, dim, doc.File+" · as of "+a.Dossier.AsOf.String()+unsure(doc.Sure == "no"))
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
	verdict := i.Verdict.Symbol() + " " + string(i.Verdict)
	for n, l := range wrap(verdict+" at “"+i.Target.Name+"”", p.width()-2) {
		if n == 0 {
			l = strings.TrimPrefix(l, verdict)
			p.line(p.paint(bold+";"+verdictColor(i.Verdict), verdict), l)
			continue
		}
		p.line("  ", l)
	}
	p.para(2, "", i.Why)
	if i.StatusQuo.Unconfirmed {
		p.para(2, "", "What is in place, “"+i.StatusQuo.Name+"”, is "+dossier.NotConfirmed+".")
	}
	if i.Joint.P != nil {
		p.para(2, "", a.Record.Says(*i.Joint.P)+" "+aDraw)
	}
	for _, r := range i.Remarks {
		p.para(2, dim, r.Text)
	}
	alone := d.Alone()
	p.delivery(d, doc, i)
	p.rungs(i, d.MemberName)
	for _, m := range i.Members {
		p.capital(d, doc, i, m)
	}
	p.requires(d, a.Dossier.AsOf, doc)
	if !alone {
		p.section("Why together", i.Together != "")
		p.para(2, "", i.Together)
	}
	changes := i.Verdict == agenda.WithinReach || i.Verdict == agenda.HeldBack
	p.section("What holds it back", changes || len(i.HeldBackBy) > 0)
	for _, h := range i.HeldBackBy {
		no := ""
		if !h.Evidence {
			no = " (no evidence of its pressure)"
		}
		calm := "if it were calm"
		if h.Kind == "player" {
			calm = "if it accepted in every draw"
		}
		p.hang(2, "· ", fmt.Sprintf("%s: %s, carry would be higher by %s%s", h.Title, calm, words.InTen(h.GivesBack), no))
	}
	if changes && len(i.HeldBackBy) == 0 {
		p.para(2, "", "No single thing: no one stance or constraint lowers carry by half a draw in ten.")
	}
	p.acting(a, i)
	p.levers("What would have to change", i, agenda.ToChange, changes, alone)
	p.levers("Who would have to be firmly for it", i, agenda.MakeSure, false, alone)
	p.section("Other ways", len(i.Otherwise) > 0)
	for _, o := range i.Otherwise {
		p.para(2, "", otherwise(d, o, alone))
	}
	p.section("Under other governments and events", len(i.Scenarios) > 0)
	for _, sc := range a.Scenarios {
		if o, ok := i.Scenarios[sc.ID]; ok {
			p.hang(2, o.Verdict.Symbol()+" ", fmt.Sprintf("%s: %s, %s%s", sc.Title, o.Verdict, words.InTenOrDash(o.Joint), jointly(alone)))
		}
	}
	p.section("Which judgement matters", len(i.Inputs) > 0)
	for _, in := range i.Inputs {
		p.hang(2, fmt.Sprintf("%+.2f  ", in.Correlation), inputName(in))
	}
	p.section("Questions that would test it", len(i.Questions) > 0)
	for _, q := range i.Questions {
		p.hang(2, "· ", q.Text+" Settled by "+q.ResolvesBy+".")
	}
	p.section("Sources", len(i.Sources) > 0)
	citer := bib.NewCiter(bib.Notes, func(id string) json.RawMessage {
		if src := d.Source(id); src != nil {
			return src.Raw
		}
		return nil
	})
	for _, id := range i.Sources {
		text := citer.Reference(id).String()
		if text == "" {
			continue
		}
		if weak := d.Source(id).Weak(); weak != "" {
			text += " (weak: " + weak + ")"
		}
		p.hang(2, "· ", text)
	}
	return p.err
}

// carry names what is weighed: with one member nothing is joint.
func carry(alone bool) string {
	if alone {
		return "Carry"
	}
	return "Joint carry"
}

// jointly is the word behind a share; "" where nothing is joint.
func jointly(alone bool) string {
	if alone {
		return ""
	}
	return " jointly"
}

func otherwise(d *dossier.Dossier, o agenda.Otherwise, alone bool) string {
	if o.Kind == "rung" {
		return fmt.Sprintf("A lower rung, “%s”: %s%s.", o.Name, words.InTen(o.Joint), jointly(alone))
	}
	s := fmt.Sprintf("%s by “%s”: %s%s.", d.MemberName(o.Member), o.Name, words.InTen(o.Joint), jointly(alone))
	if o.GoesRound {
		s += " It goes round the legislature."
	}
	if o.Reversal != "" {
		s += " To undo it: " + strings.TrimSuffix(o.Reversal, ".") + "."
	}
	return s
}

// inputName says what an input is.
func inputName(in agenda.Input) string {
	if in.Kind == "kappa" {
		return "κ, how far players go past their ideal points"
	}
	return in.Kind + " " + in.ID
}

func (p *printer) section(title string, any bool) {
	if any {
		p.line()
		p.line(p.paint(bold, title))
	}
}

// delivery prints how likely the target is reached once promised, and the promises
// behind that.
func (p *printer) delivery(d *dossier.Dossier, doc *dossier.Initiative, i *agenda.Initiative) {
	if i.Verdict == agenda.Delivered {
		return
	}
	p.section("Delivery", true)
	if i.Delivery == nil {
		p.para(2, "", "Not assessed: nothing definite is on record of what the target asks. State it by asks: at the rung, or by the kind of a promise.")
		return
	}
	p.para(2, "", strings.Join(i.Delivery.Says(), " "))
	switch least := i.Delivery.Least; {
	case least == "":
	case d.Initiative(least) != nil:
		p.para(2, "", "It is no more than that of “"+d.Say(d.Initiative(least).Title)+"”, which it requires.")
	default:
		if r := doc.Rung(least); r != nil {
			p.para(2, "", "It is no more than that of the lower rung “"+strings.TrimSuffix(d.Say(r.Name), ".")+"”.")
		}
	}
	for _, c := range d.Commitments {
		if !slices.Contains(i.Delivery.Like, c.ID) {
			continue
		}
		came := "not kept"
		if slices.Contains(i.Delivery.LikeKept, c.ID) {
			came = "kept"
		}
		p.hang(4, "· ", fmt.Sprintf("%s: %s (%s, %s)", came, c.Text, c.Meeting, c.Date))
	}
}

func (p *printer) rungs(i *agenda.Initiative, name func(code string) string) {
	t := p.table(i.Members)
	p.line()
	if t.form == marks {
		p.key(t, name, false)
	}
	p.line(p.paint(bold, t.heading("Ladder")+t.head()))
	for _, r := range slices.Backward(i.Rungs) {
		mark := "  "
		if r.Target {
			mark = "→ "
		}
		title := fit(mark+r.Name, t.title+1) + " "
		if r.InPlace {
			p.line(title, p.paint(dim, t.inPlace()))
			continue
		}
		of := func(m string) (*float64, bool) { return r.ByMember[m], true }
		p.line(title, t.row(of, r.Joint, r.Delivery))
		p.lines(t, of)
	}
}

func (p *printer) capital(d *dossier.Dossier, doc *dossier.Initiative, i *agenda.Initiative, code string) {
	c := i.ByMember[code]
	if c == nil {
		return
	}
	p.line()
	by := ""
	if c.ProcedureName != "" {
		by = ", by “" + c.ProcedureName + "”"
	}
	for n, l := range wrap(d.MemberName(code)+by, p.width()) {
		if rest, ok := strings.CutPrefix(l, clean(d.MemberName(code))); ok && n == 0 {
			p.line(p.paint(bold, clean(d.MemberName(code))), p.paint(dim, rest))
			continue
		}
		p.line(p.paint(dim, l))
	}
	if c.P == nil {
		p.para(2, "", "Not assessed: "+c.Lacks+".")
	} else {
		p.para(2, "", fmt.Sprintf("Carries the target in %s draws; ceiling %s.", words.OfTen(*c.P), ceiling(c.Ceiling)))
		if len(c.Pivotal) > 0 {
			p.para(2, "", fmt.Sprintf("%s sets the ceiling in %s draws.", name(d, c.Pivotal[0].Player), words.OfTen(c.Pivotal[0].Share)))
		}
	}
	const numbers = len(" at 100 (100-100), needs 100, under 1 in 10")
	for _, pl := range c.Players {
		who, where := name(d, pl.ID), fmt.Sprintf(" at %3.0f (%.0f-%.0f), needs %3.0f, %s", pl.Position.P50, pl.Position.P10, pl.Position.P90, pl.Required, words.InTen(pl.Accepts))
		if cols := p.width() - 2 - numbers; cols >= 16 {
			p.line("  ", fit(who, cols), where)
		} else {
			p.para(2, "", who+where)
		}
		p.para(6, dim, strings.TrimSpace(pl.Because+" "+evidenceNote(pl)))
	}
	p.support(i.Support[code])
	if o := doc.OwnersOf(code); len(o.All()) > 0 {
		p.para(2, "", owners(d, o))
	} else {
		p.para(2, "", "No owner is named.")
	}
	if c.Gain != nil && *c.Gain <= 0 && i.Verdict != agenda.Delivered {
		p.para(2, "", "No gain is shown for it beyond its best alternative.")
	}
}

// levers prints the sets of moves that ask for a change, or for certainty, under a
// title; always says that it stands there also where there is none of any kind.
func (p *printer) levers(title string, i *agenda.Initiative, to string, always, alone bool) {
	var sets []agenda.LeverSet
	for _, l := range i.Levers {
		if l.To == to {
			sets = append(sets, l)
		}
	}
	p.section(title, len(sets) > 0 || always && len(i.Levers) == 0)
	for n, l := range sets {
		decides := ""
		if l.Decides {
			decides = " It decides the verdict."
		}
		p.hang(2, fmt.Sprintf("%d. ", n+1), fmt.Sprintf("%s %s would be %s; cost %.1f points.%s%s", words.Capital(l.Words), carry(alone), words.InTen(l.Joint), l.Cost, decides, strings.TrimRight(" "+l.NoAdvice(), " ")))
	}
	if always && len(i.Levers) == 0 {
		p.para(2, "", "No set of the changes tried reaches it.")
	}
}

// support prints the stage that most often limits a capital, and how much of it
// accepts the target.
func (p *printer) support(s *agenda.Support) {
	if s == nil {
		return
	}
	stage := "The stage that limits it most often"
	if s.Stage != "" {
		stage += ", “" + s.Stage + "”,"
	}
	needs := fmt.Sprintf("needs %.0f percent", 100*s.Needed)
	if s.MoreThan {
		needs = fmt.Sprintf("needs more than %.0f percent", 100*s.Needed)
	}
	p.para(2, "", fmt.Sprintf("%s has %.0f percent of its weight for the target at the median, and %s.", stage, 100*s.Held, needs))
}

// owners says who leads, who signs and who helps.
func owners(d *dossier.Dossier, o dossier.Owners) string {
	var parts []string
	for _, part := range []struct {
		does string
		ids  []string
	}{{"lead ", leads(o)}, {"signs: ", o.Signs.IDs()}, {"helps: ", o.Helps.IDs()}} {
		if len(part.ids) > 0 {
			parts = append(parts, part.does+names(d, part.ids))
		}
	}
	s := words.Capital(strings.Join(parts, "; "))
	if o.By != "" {
		s += " [by " + o.By + "]"
	}
	return s + "."
}

func leads(o dossier.Owners) []string {
	if o.Lead.ID == "" {
		return nil
	}
	return []string{o.Lead.ID}
}

// acting prints each constraint that reaches the initiative: its pressure now, by
// what it is measured, and what it does.
func (p *printer) acting(a *agenda.Agenda, i *agenda.Initiative) {
	p.section("Pressures now", len(i.Acting) > 0)
	for _, x := range i.Acting {
		for _, c := range a.Constraints {
			if c.ID != x.Constraint {
				continue
			}
			now := "no evidence of its pressure"
			switch {
			case c.Pressure == nil:
				now = "by dates"
			case c.Evidence:
				now = fmt.Sprintf("%.2f", c.Pressure.P50)
				if c.Pressure.P90-c.Pressure.P10 >= 0.005 {
					now += fmt.Sprintf(" (80%%: %.2f to %.2f)", c.Pressure.P10, c.Pressure.P90)
				}
			}
			if c.Says != "" {
				now += ", " + c.Says
			}
			if c.Unconfirmed {
				now += "; the constraint itself is " + dossier.NotConfirmed
			}
			p.hang(2, "· ", fmt.Sprintf("%s, in %s: %s.%s", c.Title, words.List(c.Members), strings.TrimSuffix(now, "."), does(x, c)))
		}
	}
}

// does says what a constraint does to an initiative, where that is not to shift
// stances in full.
func does(x agenda.Acting, c *agenda.Constraint) string {
	s := ""
	switch {
	case x.Under != nil && x.Under.Name != "":
		s = fmt.Sprintf(" While it stands no ceiling there reaches “%s” (%.0f).", strings.TrimSuffix(x.Under.Name, "."), x.Under.Level)
	case x.Under != nil:
		s = fmt.Sprintf(" While it stands no ceiling there reaches %.0f.", x.Under.Level)
	case c.Effect == dossier.EffectCapacity:
		s = " It limits how much can be taken up in a round."
	case c.Effect == dossier.EffectClosed:
		s = " It says when nothing new can start"
		for i, span := range c.Doc.Closed {
			s += []string{": not", ", and not"}[min(i, 1)]
			switch from, until := span.From.Words(), span.Until.Words(); {
			case span.From.IsZero() && span.Until.IsZero():
				s += " until this is stated"
			case span.From.IsZero():
				s += " before " + until
			case span.Until.IsZero():
				s += " from " + from + " on"
			default:
				s += " from " + from + " until " + until
			}
		}
		s += "."
	}
	if x.Exposure < 1 {
		s += fmt.Sprintf(" It reaches this by %.2f of 1.", x.Exposure)
	}
	return s
}

// requires prints what must come first, and whether it is there.
func (p *printer) requires(d *dossier.Dossier, asOf dossier.Date, doc *dossier.Initiative) {
	p.section("What it requires", len(doc.Requires) > 0)
	for _, r := range doc.Requires {
		first := d.Initiative(r.Initiative.ID)
		if first == nil {
			continue
		}
		s := "“" + strings.TrimSuffix(d.Say(first.Title), ".") + "” comes first"
		if target := r.RungOf(first); target != nil {
			if level, _ := first.StatusQuo(asOf.Last()); level+1e-9 >= target.Level {
				s += fmt.Sprintf("; it stands at its target, “%s”", d.Say(target.Name))
			} else {
				s += fmt.Sprintf("; it needs “%s” and stands at %.0f of %.0f", d.Say(target.Name), level, target.Level)
			}
		}
		p.hang(2, "· ", s+" ("+first.ID+").")
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
	return "[" + who + unsure(pl.Unconfirmed) + "]"
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
	p.para(0, bold, b.Title)
	p.line("If:")
	for _, c := range changes {
		p.hang(2, "· ", changeWords(d, c))
	}
	p.line()
	cols := p.width() - 2 - 2*barCols - 14
	p.line(fit("", cols+2), p.paint(dim, fit("before", barCols+7)+"after"))
	p.line("  ", fit("Verdict", cols), fit(b.Verdict.Symbol()+" "+string(b.Verdict), barCols+7), a.Verdict.Symbol()+" "+string(a.Verdict))
	row := func(name string, x, y *float64) {
		p.line("  ", fit(name, cols), share(x), "       ", share(y))
	}
	for _, m := range b.Members {
		row(d.MemberName(m), b.ByMember[m].P, a.ByMember[m].P)
	}
	if len(d.Members) > 1 {
		row("Joint", b.Joint.P, a.Joint.P)
	}
	row("Delivery, once promised", deliveryOf(b), deliveryOf(a))
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

// ceiling says a ceiling over the draws; a value alone where all print alike.
func ceiling(q *agenda.Quantiles) string {
	mid, lo, hi := fmt.Sprintf("%.0f", q.P50), fmt.Sprintf("%.0f", q.P10), fmt.Sprintf("%.0f", q.P90)
	if lo == hi {
		return mid
	}
	return fmt.Sprintf("%s (80%% of draws: %s to %s)", mid, lo, hi)
}
