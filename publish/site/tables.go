package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/dossier"
	"entente/prose"
	"entente/words"
)

// tableData is a plain table page with anchored rows.
type tableData struct {
	Title, Intro string
	Header       []string
	Rows         []tableRow
	Facets       []facet
	Lacks        []lackView
}

// by offers ways to narrow the table: a name, and the value of each row.
func (t *tableData) by(names []string, values [][]string) {
	var marks []string
	t.Facets, marks = facets(names, values)
	for n := range t.Rows {
		t.Rows[n].F = marks[n]
	}
}

// Label gives the word that stands before a cell where rows are stacked; "" for
// the first cell and for those that speak for themselves.
func (t tableData) Label(n int) string {
	if h := t.Header[n]; n > 0 && h != "What" && h != "Who" && h != "Player" {
		return h
	}
	return ""
}

// Sourced reports whether a row leads to a source or is doubted: searches are what others
// lead to.
func (t tableData) Sourced() bool {
	return slices.ContainsFunc(t.Rows, func(r tableRow) bool { return len(r.Sources) > 0 || r.Note != "" })
}

// lack says where rows go if there is none.
func (t *tableData) lack(what, file, how string) {
	if len(t.Rows) == 0 {
		t.Lacks = append(t.Lacks, lackView{what, file, how})
	}
}

// decade names the years among which one lies: the last ones by themselves would be many.
func decade(year int) string {
	if year == 0 {
		return ""
	}
	from := year / 5 * 5
	return fmt.Sprintf("%d–%d", from, from+4)
}

type tableRow struct {
	Anchor  string
	Cells   []string
	Sources []link
	Note    string
	F       string // the numbers of its values, for the style sheet
}

func (b *builder) eventTable(root string) any {
	t := tableData{Title: "Events", Intro: "Who did what, and to whom. Types are those of the PLOVER ontology; rows without one are context.", Header: []string{"Date", "Who", "What", "Type", "Area"}}
	var values [][]string
	day, later := b.A.Dossier.AsOf.Last(), 0
	for _, e := range slices.Backward(b.D.Events) { // the newest first
		note := e.Confirmed.Mark()
		if e.Date.First().After(day) {
			later++
			note = strings.TrimPrefix(note+", "+afterDay, ", ")
		}
		values = append(values, []string{b.areaName(e.Area), decade(e.Date.Year)})
		who := b.actors(e.Actor)
		if e.Target != "" {
			who = words.Toward(who, b.actors(e.Target))
		}
		t.Rows = append(t.Rows, tableRow{anchor(e.ID), []string{cellDate(e.Date), who, e.Summary, strings.ToLower(e.Type), b.areaName(e.Area)}, b.sourceLinks(root, e.Sources), note, ""})
	}
	if later > 0 {
		t.Intro += fmt.Sprintf(" Of %s %s later than the agenda’s day, and counts in texts leave %s out.", words.Count(len(b.D.Events), "event"), are(later), map[bool]string{true: "it", false: "them"}[later == 1])
	}
	t.by([]string{"Area", "Years"}, values)
	t.lack("No event is on record.", "events.csv", "with a date, who, toward whom, a type, a summary and a source")
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
	var values [][]string
	for _, a := range slices.Backward(b.D.Acts) { // the newest first
		values = append(values, []string{b.D.MemberName(b.D.HomeOf(a.Player)), b.areaName(a.Area)})
		name := b.bodyLink("", a.Player).Text
		if p := b.D.Player(a.Player); p != nil {
			name += " (" + p.Member + ")"
		}
		t.Rows = append(t.Rows, tableRow{anchor(a.ID), []string{cellDate(a.Date), name, b.areaName(a.Area), signed(a.Direction), a.Summary}, b.sourceLinks(root, a.Sources), a.Confirmed.Mark(), ""})
	}
	t.by([]string{"Member", "Area"}, values)
	t.lack("No act is on record.", "acts.csv", "with a date, the player, an area, a direction, a summary and a source")
	return t
}

func (b *builder) factTable(root string) any {
	t := tableData{Title: "Facts", Intro: "Sourced figures, each with its unit and denominator.", Header: []string{"Date", "What", "Value", "Unit", "Of"}}
	var values [][]string
	facts := slices.Clone(b.D.Facts)
	slices.SortStableFunc(facts, func(x, y *dossier.Fact) int { return y.Date.Compare(x.Date) })
	for _, f := range facts {
		values = append(values, []string{decade(f.Date.Year)})
		t.Rows = append(t.Rows, tableRow{anchor(f.ID), []string{cellDate(f.Date), f.What, factValue(f), f.Unit, f.Of}, b.sourceLinks(root, f.Sources), f.Confirmed.Mark(), ""})
	}
	t.by([]string{"Years"}, values)
	t.lack("No fact is on record.", "facts.csv", "with a value, its unit, what it is of, a date and a source")
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
		t.Rows = append(t.Rows, tableRow{anchor(c.ID), []string{c.Line, cellDate(c.Date), c.Court, c.Number, c.Plaintiffs, c.Outcome, status}, b.sourceLinks(root, c.Sources), c.Confirmed.Mark(), ""})
	}
	t.lack("No ruling is on record.", "cases.csv", "with its line, the court, a date, the outcome and a source")
	return t
}

func (b *builder) searchTable(string) any {
	t := tableData{Title: "Searches", Intro: "Where, in which languages and with which words somebody looked for what was not found. A search of the dossier’s own archive backs no absence.", Header: []string{"Date", "What", "Where", "Languages", "Words", "By", "What came of it"}}
	for _, s := range b.D.Searches {
		where := s.Where
		if s.Own() {
			where = "the dossier’s own archive"
		}
		t.Rows = append(t.Rows, tableRow{anchor(s.ID), []string{cellDate(s.Date), s.What, where, words.Languages(s.Languages), s.Words, s.By, s.Note}, nil, "", ""})
	}
	t.lack("No search is on record.", "searches.csv", "with what was asked, in which languages and words, when and by whom")
	return t
}
