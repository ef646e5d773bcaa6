package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/prose"
	"entente/publish/chart"
	"entente/series"
	"entente/words"
)

func (b *builder) pages() []page {
	out := b.indexPages()
	out = append(out, b.initiativePages()...)
	out = append(out, b.memberPages()...)
	out = append(out, b.constraintPages()...)
	out = append(out, b.scenarioPages()...)
	out = append(out, b.relationPages()...)
	out = append(out, b.textPages()...)
	add := func(path, tmpl, title, section string, data func(root string) any) {
		out = append(out, page{path: path, template: tmpl, title: title, section: section, data: deferred(data)})
	}
	add("members.html", "members", "Members", "members", func(root string) any { return b.membersList(root) })
	add("constraints.html", "constraints", "What holds back", "constraints", func(root string) any { return b.constraintList(root) })
	if b.HasPolls() {
		add("opinion.html", "opinion", "Opinion", "opinion", func(root string) any { return b.opinion(root) })
	}
	add("scenarios.html", "scenarios", "Scenarios", "scenarios", func(root string) any { return b.scenarioList(root) })
	add("method.html", "method", "Method", "method", func(string) any { return methodData{b.A, b.Past} })
	add("sources.html", "sources", "Sources", "sources", func(root string) any { return b.sourceList() })
	add("events.html", "table", "Events", "sources", func(root string) any { return b.eventTable(root) })
	add("acts.html", "table", "Acts and statements", "sources", func(root string) any { return b.actTable(root) })
	add("facts.html", "table", "Facts", "sources", func(root string) any { return b.factTable(root) })
	add("cases.html", "table", "Rulings", "sources", func(root string) any { return b.caseTable(root) })
	add("commitments.html", "table", "Commitments", "sources", func(root string) any { return b.commitmentTable(root) })
	add("polls.html", "polls", "Polls", "sources", func(root string) any { return b.pollList(root) })
	add("terms.html", "terms", "Contested terms", "sources", func(root string) any { return b.termList(root) })
	add("people.html", "people", "People", "sources", func(root string) any { return b.D.People })
	return out
}

type constraintData struct {
	Root      string
	C         *agenda.Constraint
	Members   []link
	Effect    string
	Kind      string
	Chart     *picture
	Opinion   *link // where its poll series stands among the others
	Pressure  string
	Holds     []link
	Shifts    []shiftView
	Judged    string
	JudgedEv  []link
	Pressures []pressureView
	Sources   []link
	Body      template.HTML
	Lever     string
	Since     string
	Until     string
	Cap       string
	Caps      []link
	Areas     string
	Counted   []eventLine // the events that its indicator counts now
	Relations *link       // of the two members between whom it stands
}

type shiftView struct {
	Who       []link
	Because   string
	Low, High float64
	Best      float64
}

type pressureView struct {
	From, Because, By string
	Low, Best, High   float64
	Evidence          []link
}

func (b *builder) constraintPages() []page {
	var out []page
	for _, c := range b.A.Constraints {
		out = append(out, page{path: "constraints/" + c.ID + ".html", template: "constraint", title: c.Title, section: "constraints",
			data: deferred(func(root string) any { return b.constraint(root, c) })})
	}
	return out
}

func (b *builder) constraint(root string, c *agenda.Constraint) constraintData {
	doc := c.Doc
	d := constraintData{Root: root, C: c, Effect: effectWords[c.Effect], Kind: strings.ReplaceAll(doc.Kind, "-", " "), Sources: b.sourceLinks(root, doc.Source.IDs()), Body: b.prose(root, doc.Body), Since: dateWords(doc.Since), Until: dateWords(doc.Until), Areas: b.areaNames(doc.Areas)}
	for _, m := range c.Members {
		d.Members = append(d.Members, b.memberLink(root, m))
	}
	if doc.Indicator != nil {
		for _, e := range series.Counted(b.D, doc.Indicator, b.A.Dossier.AsOf.Last()) {
			d.Counted = append(d.Counted, b.eventLine(root, e.ID))
		}
	}
	if two := doc.Between.IDs(); len(two) == 2 {
		if h := b.pairHref(root, two[0], two[1]); h != "" {
			d.Relations = &link{Href: h, Text: b.both([2]string{two[0], two[1]})}
		}
	}
	d.Pressure = pressureWords(c.Pressure.P50)
	if !c.Evidence {
		d.Pressure = "not known: no evidence"
	}
	if p, ok := b.indicator(doc, false); ok {
		d.Chart = &p
	}
	if in := doc.Indicator; in != nil && in.Poll.ID != "" {
		if l, ok := b.opinionLink(root, in.Poll.ID); ok {
			d.Opinion = &l
		}
	}
	for _, id := range c.HoldsBack {
		d.Holds = append(d.Holds, b.initiativeLink(root, id))
	}
	for _, s := range doc.Shifts {
		var who []link
		for _, p := range s.Players {
			who = append(who, b.bodyLink(root, p.ID))
		}
		d.Shifts = append(d.Shifts, shiftView{who, b.D.Say(s.Because), s.Points.Low, s.Points.High, s.Points.Best})
	}
	if j := doc.Judged; j != nil {
		d.Judged, d.JudgedEv = judgedBy(b.D, j.By, j.On, b.D.Say(j.Because)), b.evidenceLinks(root, j.Evidence.IDs())
	}
	for _, p := range doc.Pressure {
		d.Pressures = append(d.Pressures, pressureView{dateWords(p.From), b.D.Say(p.Because), judgedBy(b.D, p.By, dossier.Date{}, ""), p.Low, p.Best, p.High, b.evidenceLinks(root, p.Evidence.IDs())})
	}
	switch l := doc.Lever; {
	case l.Never:
		d.Lever = "This is never something to be moved: courts, constitutions, claimants and adjudicated rights stand."
	case l.Actor != "":
		d.Lever = fmt.Sprintf("%s could ease it: %s", l.Actor, strings.TrimSuffix(l.Instrument, "."))
		if !l.Date.IsZero() {
			d.Lever += ", next " + dateWords(l.Date)
		}
		d.Lever += "."
	}
	if doc.Cap != nil {
		d.Cap = fmt.Sprintf("While it stands, no ceiling reaches %.0f.", doc.Cap.Under)
	}
	for _, c := range doc.Caps {
		if i := b.D.Initiative(c.ID); i != nil && (b.byID[c.ID] != nil || i.Principle()) {
			l := b.initiativeLink(root, c.ID)
			if r := i.Rung(c.Value.ID); r != nil {
				l.Text += ": “" + b.D.Say(r.Name) + "”"
			}
			d.Caps = append(d.Caps, l)
		}
	}
	if k := doc.Capacity; k != nil {
		var names []string
		for _, o := range k.Owners {
			names = append(names, b.bodyLink(root, o.ID).Text)
		}
		d.Cap = fmt.Sprintf("%s can carry %d new undertakings in a round when calm, %d when acute.", words.List(names), k.Calm, k.Acute)
	}
	if w := doc.Window; w != nil {
		d.Cap = fmt.Sprintf("Nothing new starts before %s.", dateWords(w.Until))
		if why := b.D.Say(w.Why); why != "" {
			d.Cap += " " + why
		}
	}
	return d
}

type constraintRow struct {
	Link    link
	Members string
	Effect  string
	C       *agenda.Constraint
	Level   string
	Holds   int
}

func (b *builder) constraintList(root string) any {
	var rows []constraintRow
	for _, c := range b.A.Constraints {
		var names []string
		for _, m := range c.Members {
			names = append(names, b.D.MemberName(m))
		}
		r := constraintRow{b.constraintLink(root, c.ID), strings.Join(names, ", "), effectWords[c.Effect], c, pressureWords(c.Pressure.P50), len(c.HoldsBack)}
		if !c.Evidence {
			r.Level = "not known"
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(x, y constraintRow) int { return y.Holds - x.Holds })
	return map[string]any{"Root": root, "Rows": rows}
}

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

func (b *builder) membersList(root string) any {
	type row struct {
		Link   link
		Native []link
		N      int
	}
	var rows []row
	for _, m := range b.D.Members {
		r := row{Link: b.memberLink(root, m.Code.ID), N: len(m.Players)}
		names := b.D.OwnNames(m.Code.ID)
		for _, l := range b.D.Languages {
			if n := names[l]; n != "" {
				r.Native = append(r.Native, link{Text: n, Lang: l})
			}
		}
		rows = append(rows, r)
	}
	return map[string]any{"Root": root, "Rows": rows}
}

type sourceRow struct {
	S      *dossier.Source
	Anchor string
	Weak   string
	By     string
	Used   []link
	Facts  string // container, publisher and date
}

func (b *builder) sourceList() any {
	var rows []sourceRow
	weak := 0
	used := b.usage()
	for _, s := range b.D.Sources {
		r := sourceRow{S: s, Anchor: anchor(s.ID), Weak: s.Weak(), Used: used[s.ID]}
		parts := []string{}
		for _, x := range []string{s.Container, s.Publisher, dateWords(s.Issued)} {
			if x != "" && !slices.Contains(parts, x) {
				parts = append(parts, x)
			}
		}
		r.Facts = strings.Join(parts, ", ")
		var names []string
		for _, n := range s.Author {
			names = append(names, n.String())
		}
		r.By = strings.Join(names, ", ")
		if r.Weak != "" {
			weak++
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(x, y sourceRow) int {
		return strings.Compare(strings.ToLower(x.S.Container+x.S.Title), strings.ToLower(y.S.Container+y.S.Title))
	})
	return map[string]any{"Rows": rows, "Weak": weak}
}

// methodData is what the method page shows: the agenda's settings, and its past.
type methodData struct {
	*agenda.Agenda
	course.Past
}

// tableData is a plain table page with anchored rows.
type tableData struct {
	Title, Intro string
	Header       []string
	Rows         []tableRow
}

// Label gives the word that stands before a cell where rows are stacked; "" for
// the first cell and for those that speak for themselves.
func (t tableData) Label(n int) string {
	if h := t.Header[n]; n > 0 && h != "What" && h != "Who" && h != "Player" {
		return h
	}
	return ""
}

type tableRow struct {
	Anchor  string
	Cells   []string
	Sources []link
	Note    string
}

func (b *builder) eventTable(root string) any {
	t := tableData{Title: "Events", Intro: "Who did what to whom. Types are those of the PLOVER ontology; rows without one are context.", Header: []string{"Date", "Who", "What", "Type", "Area"}}
	for _, e := range b.D.Events {
		who := b.actors(e.Actor)
		if e.Target != "" {
			who += " → " + b.actors(e.Target)
		}
		t.Rows = append(t.Rows, tableRow{anchor(e.ID), []string{cellDate(e.Date), who, e.Summary, strings.ToLower(e.Type), b.areaName(e.Area)}, b.sourceLinks(root, e.Sources), e.Confirmed.Mark()})
	}
	return t
}

// areaName names an area, or gives its id where the dossier does not know it.
func (b *builder) areaName(id string) string {
	if a := b.D.Area(id); a != nil {
		return b.D.Say(a.Name)
	}
	return id
}

// actors names the actors of an event.
func (b *builder) actors(s string) string {
	parts := strings.Split(s, "+")
	for i, p := range parts {
		code, body, _ := strings.Cut(strings.TrimSpace(p), ":")
		parts[i] = b.D.MemberName(code)
		if w := bodyWords[body]; w != "" {
			parts[i] += " (" + w + ")"
		} else if body != "" {
			parts[i] += " (" + body + ")"
		}
	}
	return strings.Join(parts, ", ")
}

var bodyWords = map[string]string{"JUD": "court", "LEG": "legislature", "MIL": "military", "CVL": "civil society", "BUS": "business", "EDU": "universities", "SUB": "subnational", "GOV": "government", "MED": "media", "OPP": "opposition"}

func (b *builder) actTable(root string) any {
	t := tableData{Title: "Acts and statements", Intro: "Dated acts and statements of players: what their stances rest on. Direction runs from −2, against joint work, to 2, for it; it is the editors' reading.", Header: []string{"Date", "Player", "Area", "Direction", "What"}}
	for _, a := range b.D.Acts {
		name := b.bodyLink("", a.Player).Text
		if p := b.D.Player(a.Player); p != nil {
			name += " (" + p.Member + ")"
		}
		t.Rows = append(t.Rows, tableRow{anchor(a.ID), []string{cellDate(a.Date), name, b.areaName(a.Area), signed(a.Direction), a.Summary}, b.sourceLinks(root, a.Sources), a.Confirmed.Mark()})
	}
	return t
}

func (b *builder) factTable(root string) any {
	t := tableData{Title: "Facts", Intro: "Sourced figures, each with its unit and denominator.", Header: []string{"Date", "What", "Value", "Unit", "Of"}}
	for _, f := range b.D.Facts {
		t.Rows = append(t.Rows, tableRow{anchor(f.ID), []string{cellDate(f.Date), f.What, factValue(f), f.Unit, f.Of}, b.sourceLinks(root, f.Sources), f.Confirmed.Mark()})
	}
	return t
}

// factValue writes a fact's value and what bounds it states.
func factValue(f *dossier.Fact) string {
	v := prose.SayNumber(f.Value)
	switch {
	case f.Low != nil && f.High != nil:
		v += " (" + prose.SayNumber(*f.Low) + " to " + prose.SayNumber(*f.High) + ")"
	case f.Low != nil:
		v += " (at least " + prose.SayNumber(*f.Low) + ")"
	case f.High != nil:
		v += " (at most " + prose.SayNumber(*f.High) + ")"
	}
	return v
}

func (b *builder) caseTable(root string) any {
	t := tableData{Title: "Rulings", Intro: "Lines of rulings are kept apart; a ruling that reverses or replaces another says so.", Header: []string{"Line", "Date", "Court", "Number", "Plaintiffs", "Outcome", "Status"}}
	for _, c := range b.D.Cases {
		status := c.Status
		if len(c.Supersedes) > 0 {
			status = strings.TrimSpace(status + " (replaces " + strings.Join(c.Supersedes, ", ") + ")")
		}
		t.Rows = append(t.Rows, tableRow{anchor(c.ID), []string{c.Line, cellDate(c.Date), c.Court, c.Number, c.Plaintiffs, c.Outcome, status}, b.sourceLinks(root, c.Sources), c.Confirmed.Mark()})
	}
	return t
}

func (b *builder) commitmentTable(root string) any {
	t := tableData{Title: "Commitments", Intro: "What members promised, with its record. The status is the coder's reading of what could be searched until the date given.", Header: []string{"Meeting", "Date", "What", "Who", "Status", "Searched until"}}
	for _, c := range b.D.Commitments {
		v := b.commitment(root, c)
		t.Rows = append(t.Rows, tableRow{anchor(c.ID), []string{c.Meeting, cellDate(c.Date), c.Text, v.Member, v.Status, cellDate(c.SearchedUntil)}, v.Sources, c.Confirmed.Mark()})
	}
	return t
}

func (b *builder) termList(root string) any {
	type row struct {
		T       *dossier.Term
		Concept string
		Use     []link
		Order   string
		Note    string
		Avoid   []link
		Sources []link
		Unsure  string
	}
	var rows []row
	for _, t := range b.D.Terms {
		r := row{T: t, Concept: b.D.Say(t.Concept), Order: b.D.Say(t.Order), Note: b.D.Say(t.Note), Sources: b.sourceLinks(root, t.Source.IDs()), Unsure: sure(t.Sure)}
		for _, l := range b.D.Languages {
			if t.Use.Has(l) {
				r.Use = append(r.Use, link{Text: t.Use.By[l], Lang: l})
			}
		}
		if t.Use.Plain != "" {
			r.Use = append(r.Use, link{Text: t.Use.Plain, Lang: b.D.Lang()})
		}
		for _, a := range t.Avoid {
			for _, phrase := range a.Value.IDs() {
				r.Avoid = append(r.Avoid, link{Text: phrase, Lang: a.ID})
			}
		}
		rows = append(rows, r)
	}
	return map[string]any{"Rows": rows}
}
