package paste

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/publish/report"
	"entente/record"
	"entente/words"
)

// promises are what countries promised together, with what became of it.
func (m *maker) promises(code string) {
	d, day := m.Dossier, m.Agenda.Dossier.AsOf.Last()
	m.rests = "Basis: the record of promises; each is scored when its time is over and it was searched for to its end."
	all := record.PromisesOf(d).All()
	for _, member := range d.Members {
		if code != "" && member.Code.ID != code {
			continue
		}
		t := report.Table{Head: heads("Promised", "At", "Due", "What became of it")}
		for n := range all {
			p := &all[n]
			if p.Day.After(day) || !slices.Contains(d.Binds(p.Doc), member.Code.ID) {
				continue
			}
			c := p.Doc
			what := marked(c.Text, c.Confirmed.Mark())
			t.Rows = append(t.Rows, [][]report.Run{m.cite(report.Words(what), c.Sources), report.Words(c.Meeting + ", " + c.Date.Words()), report.Words(dossier.DateOf(p.End).Words()), report.Words(m.became(p, day))})
		}
		if code == "" {
			m.put(report.Heading{Level: 1, Text: report.Words(d.MemberName(member.Code.ID))})
		}
		if len(t.Rows) == 0 {
			m.say("None is on record.")
			continue
		}
		m.put(t)
	}
}

// became says what became of a promise by a day, and who looked for it.
func (m *maker) became(p *record.Promise, day time.Time) string {
	c := p.Doc
	var s string
	switch {
	case !record.Definite(c.Kind):
		s = "nothing definite was promised; not scored"
	case !c.Kept.IsZero() && p.End.After(day):
		s = "kept, " + c.Kept.Words()
	case p.End.After(day):
		s = "its time runs"
	case !p.Known:
		s = "not known: not searched to its end"
	case p.Kept:
		s = "kept in time"
		if !c.Kept.IsZero() {
			s += ", " + c.Kept.Words()
		}
	default:
		s = "not kept in time"
	}
	if len(c.Searches) > 0 || !c.SearchedUntil.IsZero() {
		s += "; " + prose.SaySearched(m.Dossier, c)
	}
	return s
}

// asks are what an office is asked for: with which instrument, by when, and what is to
// be seen first. They are of the first round of the sequence.
func (m *maker) asks(code string) {
	d, a := m.Dossier, m.Agenda
	m.rests = m.drawn() + " The asks are those of the sequence's first round."
	var first []*agenda.Initiative
	if len(a.Sequence) > 0 {
		for _, id := range a.Sequence[0].Initiatives {
			if at := slices.IndexFunc(a.Initiatives, func(i *agenda.Initiative) bool { return i.ID == id }); at >= 0 {
				first = append(first, a.Initiatives[at])
			}
		}
	}
	for _, member := range d.Members {
		if code != "" && member.Code.ID != code {
			continue
		}
		if code == "" {
			m.put(report.Heading{Level: 1, Text: report.Words(d.MemberName(member.Code.ID))})
		}
		t := report.Table{Head: heads("Office", "Ask", "Instrument", "Next date", "First deliverable")}
		for _, i := range first {
			if slices.Contains(i.Members, member.Code.ID) {
				t.Rows = append(t.Rows, m.ask(i, member.Code.ID))
			}
		}
		if len(t.Rows) == 0 {
			m.say("The first round of the sequence asks nothing of it.")
			continue
		}
		m.put(t)
	}
}

func (m *maker) ask(i *agenda.Initiative, code string) [][]report.Run {
	d, day := m.Dossier, m.Agenda.Dossier.AsOf.Last()
	office, instrument, next := "nobody is named", "", ""
	if c := i.ByMember[code]; c != nil {
		if c.Lead != "" {
			office = m.body(c.Lead)
		}
		instrument = c.ProcedureName
	}
	// Of what would have to change, or be made sure of, the move in this capital.
	for _, set := range i.Levers {
		at := slices.IndexFunc(set.Moves, func(v agenda.Move) bool {
			return v.Member == code && v.Initiative == "" && v.Actor != "" && v.Instrument != ""
		})
		if at >= 0 {
			v := set.Moves[at]
			instrument = strings.TrimSuffix(v.Instrument, ".") + " (" + v.Actor + ")"
			if !v.Date.IsZero() && !v.Date.Ended(day) {
				next = marked(v.Date.Words(), sure(v.DateUnconfirmed))
			}
			break
		}
	}
	if c := d.NextMeeting(i.Members, day); c != nil && next == "" {
		next = marked(c.Date.Words()+", "+strings.TrimSuffix(c.Title, "."), c.Confirmed.Mark())
	}
	deliverable := "not stated"
	if f := i.Doc.FirstResult; f != nil {
		deliverable = strings.TrimSuffix(d.Say(f.What), ".") + fmt.Sprintf(" (within %s)", words.Several(int(f.Months+0.5), "month"))
	}
	ask := m.cite([]report.Run{{Text: i.Target.Name}, {Text: " (" + i.Title + ": carry " + words.InTenOrDash(i.Joint.P) + ", delivery " + prose.SayDelivery(i) + ")", Weak: true}}, i.Doc.Source.IDs())
	return [][]report.Run{report.Words(office), ask, report.Words(cmp.Or(instrument, "not stated")), report.Words(cmp.Or(next, "none is known")), report.Words(deliverable)}
}

// chronology is what happened, and what was promised, day by day.
func (m *maker) chronology(code string) {
	d, day := m.Dossier, m.Agenda.Dossier.AsOf.Last()
	m.rests = "Basis: the dossier's events and meetings; what others did and no source of it says is not in it."
	type entry struct {
		date dossier.Date
		cell []report.Run
		ids  []string
	}
	var all []entry
	for _, e := range d.Events {
		if e.Date.Begun(day) && (code == "" || e.Actor.Has(code) || e.Target.Has(code) || e.About.Has(code)) {
			all = append(all, entry{e.Date, report.Words(marked(e.Summary, e.Confirmed.Mark())), e.Sources})
		}
	}
	for _, c := range d.Commitments {
		if c.Date.Begun(day) && (code == "" || slices.Contains(d.Binds(c), code)) {
			all = append(all, entry{c.Date, report.Words(marked("Promised at "+c.Meeting+": "+c.Text, c.Confirmed.Mark())), c.Sources})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.date.Compare(b.date) })
	if len(all) == 0 {
		m.say("Nothing is on record.")
		return
	}
	t := report.Table{Head: heads("Date", "What happened")}
	for _, e := range all {
		t.Rows = append(t.Rows, [][]report.Run{report.Words(e.date.Words()), m.cite(e.cell, e.ids)})
	}
	m.put(t)
}

// poll is a series of polls: its wording, and each wave with its mode, its sample and
// where it begins anew.
func (m *maker) poll(id string) {
	day := m.Agenda.Dossier.AsOf.Last()
	m.rests = "Basis: the waves as published; the level and its bands, where drawn, are worked out from them."
	t := report.Table{Head: heads("Fieldwork", "Value", "n", "Mode", "Note"), Right: []bool{false, true, true}}
	for _, w := range m.Dossier.PollSeries(id) {
		if !w.Known().Published(day) {
			continue
		}
		if len(t.Rows) == 0 {
			m.say("Asked in " + m.Dossier.MemberName(w.Country) + " by " + w.Pollster + ": “" + w.Question + "”.")
			if m.Chart != nil {
				if c, ok := m.Chart(id); ok {
					c.Header, c.Rows = nil, nil // the waves follow
					m.put(report.Figure{ID: "poll", Chart: c})
				}
			}
		}
		n := "not stated"
		if w.N > 0 {
			n = words.Thousands(fmt.Sprintf("%.0f", w.N))
		}
		when := w.End.Words()
		if !w.Start.IsZero() && w.Start != w.End {
			when = w.Start.Words() + " – " + when
		}
		var notes []string
		if w.Break != "" {
			notes = append(notes, "begins anew: "+w.Break)
		}
		if w.Population != "" {
			notes = append(notes, w.Population)
		}
		if w.Weak {
			notes = append(notes, "its source only relays another")
		}
		if s := w.Confirmed.Mark(); s != "" {
			notes = append(notes, s)
		}
		t.Rows = append(t.Rows, [][]report.Run{report.Words(when), m.cite(report.Words(prose.SayValue(w.Value, w.Unit)), w.Sources), report.Words(n), report.Words(cmp.Or(w.Mode, "not stated")), report.Words(strings.Join(notes, "; "))})
	}
	if len(t.Rows) == 0 {
		m.say("No wave had been published by then.")
		return
	}
	m.put(t)
}

// verdict is one verdict with its reason in five lines at most.
func (m *maker) verdict(i *agenda.Initiative) {
	m.rests = m.drawn()
	carry := "joint carry"
	if m.Dossier.Alone() {
		carry = "carry"
	}
	says := i.Verdict.Symbol() + " " + words.Capital(string(i.Verdict)) + " at “" + i.Target.Name + "”"
	if i.Joint.P != nil {
		says += ": " + carry + " " + words.InTenOrDash(i.Joint.P) + ", delivery " + prose.SayDelivery(i)
		if i.Delivery != nil && i.Delivery.IfPromised {
			says += ", if promised"
		}
	}
	lines := [][]report.Run{m.cite([]report.Run{{Text: says + ".", Bold: true}}, i.Doc.Source.IDs()), report.Words(i.Why)}
	if i.Delivery != nil {
		lines = append(lines, report.Words(i.Delivery.Says()[1])) // the promises like it; the first says carry again
	}
	if i.Verdict != agenda.Delivered && i.Joint.P != nil {
		hold := report.Words("No single thing holds it back.")
		if len(i.HeldBackBy) > 0 {
			h := i.HeldBackBy[0]
			how := "if it were calm"
			if h.Kind == "player" {
				how = "if it accepted"
			}
			hold = report.Words(fmt.Sprintf("What holds back first: %s; %s, carry would be higher by %s.", h.Title, how, words.InTen(h.GivesBack)))
			if c := m.Dossier.Constraint(h.ID); h.Kind == "constraint" && c != nil {
				hold = m.cite(hold, c.Source.IDs())
			}
		}
		lines = append(lines, hold)
		if len(i.Levers) > 0 {
			l := i.Levers[0]
			lines = append(lines, report.Words(words.End("It "+cmp.Or(l.Brief, l.Words))))
		}
	}
	list := report.List{}
	for _, l := range lines {
		if report.Plain(l) != "" {
			list.Items = append(list.Items, []report.Block{report.Paragraph{Text: l}})
		}
	}
	m.put(list)
}

// dissent is what members of the group have said against its texts.
func (m *maker) dissent() {
	d := m.Dossier
	m.rests = "Basis: the group's own words."
	for _, x := range d.People.Dissent {
		by := "Dissent of " + d.PersonName(x.Person.ID)
		text, part, _ := strings.Cut(x.Text, "#")
		if p := d.Text(text); p != nil {
			by += " from “" + d.Say(p.Title) + "”"
			if part != "" {
				by += ", “" + strings.ReplaceAll(part, "-", " ") + "”"
			}
		}
		if !x.Date.IsZero() {
			by += ", " + x.Date.Words()
		}
		m.put(report.Quote{Blocks: []report.Block{report.Paragraph{Text: report.Words(d.Say(x.Words))}}, By: by})
	}
}
