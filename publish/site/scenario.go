package site

import (
	"cmp"
	"fmt"
	"slices"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/words"
)

type scenarioData struct {
	Root     string
	S        agenda.Scenario
	Member   *link
	Because  string
	Evidence []link
	Changes  []changeView
	Moved    []movedView
	Same     int
}

type changeView struct {
	Words, Because string
	Evidence       []link
}

type movedView struct {
	Link     link
	From, To agenda.Verdict
	P, Q     *float64
	Delivery string // as things stand
	Unsure   string // what of it is not confirmed
}

func (b *builder) scenarioPages() []page {
	var out []page
	for _, s := range b.A.Scenarios {
		out = append(out, page{path: "scenarios/" + s.ID + ".html", template: "scenario", title: s.Title, section: "scenarios",
			data: deferred(func(root string) any { return b.scenario(root, s) })})
	}
	return out
}

func (b *builder) scenario(root string, s agenda.Scenario) scenarioData {
	d := scenarioData{Root: root, S: s, Because: b.D.Say(s.Doc.Because), Evidence: b.evidenceLinks(root, s.Doc.Evidence.IDs())}
	if s.Member != "" {
		l := b.memberLink(root, s.Member)
		d.Member = &l
	}
	for _, c := range s.Doc.Changes {
		d.Changes = append(d.Changes, changeView{b.changeWords(c), b.D.Say(c.Because), b.evidenceLinks(root, c.Evidence.IDs())})
	}
	for _, i := range b.A.Initiatives {
		o, ok := i.Scenarios[s.ID]
		if !ok || o.Verdict == i.Verdict {
			d.Same++
			continue
		}
		d.Moved = append(d.Moved, movedView{b.initiativeLink(root, i.ID), i.Verdict, o.Verdict, i.Joint.P, o.Joint, prose.SayDelivery(i), b.unsureOf(i)})
	}
	return d
}

func (b *builder) changeWords(c *dossier.Change) string {
	where := ""
	if len(c.Areas) > 0 {
		where = " in " + b.areaNames(c.Areas)
	}
	if c.Initiative.ID != "" {
		where = " on “" + b.initiativeLink("", c.Initiative.ID).Text + "”"
	}
	who := func(id string) string {
		if p := b.D.Player(id); p != nil && len(b.D.Members) > 1 {
			return b.bodyLink("", id).Text + " (" + b.D.MemberName(p.Member) + ")"
		}
		return b.bodyLink("", id).Text
	}
	switch {
	case c.Stance.ID != "":
		return fmt.Sprintf("%s stands at %.0f (%.0f to %.0f)%s", who(c.Stance.ID), c.Position.Best, c.Position.Low, c.Position.High, where)
	case c.Move.ID != "":
		return fmt.Sprintf("%s moves by %s points%s", who(c.Move.ID), signed(c.By), where)
	case c.Influence.ID != "":
		return fmt.Sprintf("%s has an influence of %.2g", who(c.Influence.ID), c.To.Best)
	case c.Pressure.ID != "":
		return fmt.Sprintf("the pressure of “%s” is %.2g (%.2g to %.2g)", b.constraintLink("", c.Pressure.ID).Text, c.To.Best, c.To.Low, c.To.High)
	case c.Procedure.ID != "":
		return fmt.Sprintf("%s uses the procedure “%s”%s", b.D.MemberName(c.Member.ID), c.Procedure.ID, where)
	}
	return fmt.Sprintf("the target is “%s”%s", c.Target.ID, where)
}

// scenariosData is what moves under which scenario.
type scenariosData struct {
	Root      string
	Scenarios []scenarioHead
	Rows      []scenarioRow // those whose verdict moves, the most fragile first
	Same      int
}

type scenarioHead struct {
	N        int
	Link     link
	Supposes string
	Moves    int
}

// Moved is how many verdicts it moves, with the way to them.
func (h scenarioHead) Moved() link {
	return counted(h.Link.Href+"#moved", words.Count(h.Moves, "verdict"))
}

type scenarioRow struct {
	Link     link
	Verdict  agenda.Verdict
	Delivery string
	Unsure   string
	Cells    []scenarioCell
	moves    int
}

type scenarioCell struct {
	Scenario string
	Verdict  agenda.Verdict // "" where nothing moves
	Joint    *float64
}

func (b *builder) scenarioList(root string) any {
	d := scenariosData{Root: root}
	for n, s := range b.A.Scenarios {
		d.Scenarios = append(d.Scenarios, scenarioHead{N: n + 1, Link: link{Href: root + "scenarios/" + s.ID + ".html", Text: s.Title}, Supposes: s.Supposes})
	}
	for _, i := range b.A.Initiatives {
		r := scenarioRow{Link: b.initiativeLink(root, i.ID), Verdict: i.Verdict, Delivery: prose.SayDelivery(i), Unsure: b.unsureOf(i)}
		for n, s := range b.A.Scenarios {
			c := scenarioCell{Scenario: s.Title}
			if o, ok := i.Scenarios[s.ID]; ok && o.Verdict != i.Verdict {
				c.Verdict, c.Joint = o.Verdict, o.Joint
				r.moves++
				d.Scenarios[n].Moves++
			}
			r.Cells = append(r.Cells, c)
		}
		if r.moves == 0 {
			d.Same++
			continue
		}
		d.Rows = append(d.Rows, r)
	}
	slices.SortStableFunc(d.Rows, func(x, y scenarioRow) int { return cmp.Compare(y.moves, x.moves) })
	return d
}
