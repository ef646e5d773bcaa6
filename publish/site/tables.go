package site

import (
	"cmp"
	"strings"

	"entente/dossier"
	"entente/prose"
)

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
	t := tableData{Title: "Events", Intro: "Who did what, and to whom. Types are those of the PLOVER ontology; rows without one are context.", Header: []string{"Date", "Who", "What", "Type", "Area"}}
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
func (b *builder) actors(as dossier.Actors) string {
	var names []string
	for a := range as.Each() {
		names = append(names, b.actor(a))
	}
	return strings.Join(names, ", ")
}

func (b *builder) actor(a dossier.Actor) string {
	name := b.D.MemberName(a.Country)
	if a.Body != "" {
		name += " (" + cmp.Or(bodyWords[a.Body], a.Body) + ")"
	}
	return name
}

var bodyWords = map[string]string{"JUD": "court", "LEG": "legislature", "MIL": "military", "CVL": "civil society", "BUS": "business", "EDU": "universities", "SUB": "subnational", "GOV": "government", "MED": "media", "OPP": "opposition"}

func (b *builder) actTable(root string) any {
	t := tableData{Title: "Acts and statements", Intro: "Dated acts and statements of players: what their stances rest on. Direction runs from −2, against what is proposed in its area, to 2, for it; it is the editors' reading.", Header: []string{"Date", "Player", "Area", "Direction", "What"}}
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

func (b *builder) searchTable(string) any {
	t := tableData{Title: "Searches", Intro: "Where, in which languages and with which words somebody looked for what was not found. A search of the dossier’s own archive backs no absence.", Header: []string{"Date", "What", "Where", "Languages", "Words", "By"}}
	for _, s := range b.D.Searches {
		where := s.Where
		if s.Own() {
			where = "the dossier’s own archive"
		}
		t.Rows = append(t.Rows, tableRow{anchor(s.ID), []string{cellDate(s.Date), s.What, where, strings.Join(s.Languages, ", "), s.Words, s.By}, nil, s.Note})
	}
	return t
}
