package site

import (
	"fmt"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/chart"
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
	Heat     picture
}

type changeView struct {
	Words, Because string
	Evidence       []link
}

type movedView struct {
	Link     link
	From, To agenda.Verdict
	P, Q     *float64
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
		d.Moved = append(d.Moved, movedView{b.initiativeLink(root, i.ID), i.Verdict, o.Verdict, i.Joint.P, o.Joint})
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

func (b *builder) scenarioList(root string) any {
	var cols, rows []string
	var cells [][]chart.HeatCell
	for _, s := range b.A.Scenarios {
		rows = append(rows, s.Title)
	}
	for _, v := range agenda.Verdicts() {
		cols = append(cols, string(v))
	}
	if len(rows) > 0 {
		rows = append([]string{"As things stand"}, rows...)
	}
	total := float64(max(1, len(b.A.Initiatives)))
	count := func(of func(*agenda.Initiative) agenda.Verdict) []chart.HeatCell {
		n := map[agenda.Verdict]int{}
		for _, i := range b.A.Initiatives {
			n[of(i)]++
		}
		var out []chart.HeatCell
		for _, v := range agenda.Verdicts() {
			share := float64(n[v]) / total
			out = append(out, chart.HeatCell{Value: &share, Text: fmt.Sprint(n[v])})
		}
		return out
	}
	if len(rows) > 0 {
		cells = append(cells, count(func(i *agenda.Initiative) agenda.Verdict { return i.Verdict }))
		for _, s := range b.A.Scenarios {
			cells = append(cells, count(func(i *agenda.Initiative) agenda.Verdict { return i.Scenarios[s.ID].Verdict }))
		}
	}
	return map[string]any{"Root": root, "Scenarios": b.A.Scenarios, "Heat": show(chart.Heat("scenarios", "How many initiatives have which verdict", "Initiatives, by scenario", cols, rows, cells))}
}
