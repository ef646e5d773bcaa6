package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"

	"entente/country"
	"entente/dossier"
	"entente/words"
)

type memberData struct {
	Root        string
	Alone       bool // the one member
	M           *dossier.Member
	Name        string
	Native      []link
	Capital     string
	Note        string
	Reviewed    string
	Priorities  []priorityView
	Map         picture
	Short       []shortView
	Players     []playerCard
	Agencies    []agencyView
	Stops       []stopView
	Constraints []constraintCard // those that bind and have a picture, on one axis of time
	Calm        []constraintCard // the others, a line each
	Lacks       []lackView
	Procedures  []procedureView
	Calendar    []calendarView
	Relations   []link
	Cases       bool
	Asked       int // questions to its public that the page of opinion draws
}

type priorityView struct {
	ID, Title string
	Weight    float64
	From      string
	Because   string
	Unsure    string
	Sources   []link
}

type shortView struct {
	Link  link
	P     *float64
	Pivot string
}

// stopView is a stance or constraint of a member with how many initiatives it holds back.
type stopView struct {
	Link, N link
}

type playerCard struct {
	P         *dossier.Player
	Name      string
	Native    []link
	Roles     string
	Kind      string
	Influence string
	Because   string
	Note      string
	Holders   []holderView
	Stances   []stanceView
	Sources   []link
	Unsure    string
	Held      heldView
}

type holderView struct {
	Name, From, To, Unsure string
	Sources                []link
}

type stanceView struct {
	Areas               string
	From, Until         string
	Low, Best, High     float64
	Confidence          float64
	Salience            float64
	NoDeal              float64
	Because, By, Unsure string
	Evidence            []link
	When                string // in brackets: why it does not stand on the agenda's day; "" for one that does
}

type agencyView struct {
	ID, Name, From, To, Remit, Unsure string
	Native                            *link
	Successor                         *link
	Sources                           []link
}

type procedureView struct {
	ID, Name, Reversal, Unsure string
	Parliament                 string
	Steps                      template.HTML
	Sources                    []link
}

type calendarView struct {
	Date, Kind, Title, Unsure string
	Sources                   []link
}

func (b *builder) memberPages() []page {
	var out []page
	for _, m := range b.D.Members {
		out = append(out, page{path: "members/" + strings.ToLower(m.Code.ID) + ".html", template: "member", title: b.D.MemberName(m.Code.ID), section: "members",
			data: deferred(func(root string) any { return b.member(root, m) })})
	}
	return out
}

// otherNames gives a text in the dossier's other languages.
func (b *builder) otherNames(t dossier.Text) []link {
	var out []link
	for _, l := range b.D.Languages {
		if l != b.D.Lang() && t.Has(l) {
			out = append(out, link{Text: t.By[l], Lang: l})
		}
	}
	return out
}

func (b *builder) member(root string, m *dossier.Member) memberData {
	day := b.A.Dossier.AsOf.Last()
	d := memberData{Root: root, Alone: b.D.Alone(), M: m, Name: b.D.MemberName(m.Code.ID), Note: b.D.Say(m.Note), Relations: b.pairLinks(root, m.Code.ID)}
	d.Native = b.nativeNames(m.Code.ID)
	if c, ok := country.ByCode(m.Code.ID); ok {
		d.Capital = c.Capital
	}
	if m.Reviewed != nil {
		d.Reviewed = fmt.Sprintf("Its stances were reviewed by %s on %s.", m.Reviewed.By, dateWords(m.Reviewed.Date))
	}
	seat := b.A.Seat(b.D, m.Code.ID)
	for _, p := range seat.Priorities {
		d.Priorities = append(d.Priorities, priorityView{p.ID.ID, b.D.Say(p.Title), p.Weight, dateWords(p.From), b.D.Say(p.Because), sure(p.Sure), b.sourceLinks(root, p.Source.IDs())})
	}
	d.Map = b.stakeholders(root, m, seat)
	for _, t := range b.told.Trends {
		if t.Country == m.Code.ID && drawn(t) {
			d.Asked++
		}
	}
	for _, i := range seat.Short {
		c := i.ByMember[m.Code.ID]
		s := shortView{Link: b.initiativeLink(root, i.ID), P: c.P}
		if len(c.Pivotal) > 0 {
			s.Pivot = b.bodyLink(root, c.Pivotal[0].Player).Text
		}
		d.Short = append(d.Short, s)
	}
	d.Stops = b.stopViews(root, seat.Stops)
	for _, p := range m.Players {
		d.Players = append(d.Players, b.playerCard(root, p))
	}
	for _, a := range m.Agencies {
		v := agencyView{ID: a.ID.ID, Name: b.D.Say(a.Name), From: dateWords(a.From), To: dateWords(a.To), Remit: b.areaNames(a.Remit), Unsure: sure(a.Sure), Sources: b.sourceLinks(root, a.Source.IDs())}
		if a.Native != "" {
			v.Native = &link{Text: a.Native, Lang: scriptLang(a.Native, b.D.Languages)}
		}
		if a.Successor.ID != "" {
			l := b.bodyLink(root, a.Successor.ID)
			v.Successor = &l
		}
		d.Agencies = append(d.Agencies, v)
	}
	d.Constraints, d.Calm = b.binding(root, m.Code.ID)
	for _, p := range m.Procedures {
		if !p.From.Begun(day) || p.Until.Ended(day) || m.ProcedureAt(p.ID.ID, day) != p {
			continue
		}
		v := procedureView{ID: p.ID.ID, Name: b.D.Say(p.Name), Reversal: b.D.Say(p.Reversal), Unsure: sure(p.Sure), Sources: b.sourceLinks(root, p.Source.IDs()), Steps: b.steps(root, p.Path)}
		if p.Parliament == "no" {
			v.Parliament = "It goes round the legislature."
		}
		d.Procedures = append(d.Procedures, v)
	}
	for _, c := range seat.Dates {
		d.Calendar = append(d.Calendar, calendarView{whenOf(c), c.Kind, c.Title, c.Confirmed.Mark(), b.sourceLinks(root, c.Sources)})
	}
	d.Lacks = b.memberLacks(m, seat)
	return d
}

// scriptLang gives the one language among some that a name's script can stand
// for; "" where the script does not tell.
func scriptLang(s string, languages []string) string {
	could := func(r rune) []string {
		if l := words.Tongue(r); l != "" {
			return []string{l}
		}
		if unicode.Is(unicode.Han, r) {
			return []string{"ja", "zh"}
		}
		return nil
	}
	var in []string
	for _, r := range s {
		c := could(r)
		if len(c) == 1 {
			return c[0]
		}
		if c != nil {
			in = c
		}
	}
	in = slices.DeleteFunc(in, func(l string) bool { return !slices.Contains(languages, l) })
	if len(in) == 1 {
		return in[0]
	}
	return ""
}

func (b *builder) areaNames(rs dossier.Refs) string {
	var out []string
	for _, r := range rs {
		if a := b.D.Area(r.ID); a != nil {
			out = append(out, b.D.Say(a.Name))
		} else if r.ID == dossier.AllAreas {
			out = append(out, "all areas")
		}
	}
	return strings.Join(out, ", ")
}

var roleWords = map[string]string{
	dossier.Decides: "Decides", dossier.Ratifies: "Ratifies", dossier.Proposes: "Proposes", dossier.Implements: "Implements",
	dossier.Audience: "Audience", dossier.Court: "Court", dossier.Claimant: "Claimant",
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

func (b *builder) playerCard(root string, p *dossier.Player) playerCard {
	day := b.A.Dossier.AsOf.Last()
	c := playerCard{P: p, Name: b.D.Say(p.Name), Native: b.otherNames(p.Name), Kind: strings.ReplaceAll(p.Kind, "-", " "), Roles: strings.Join(p.Role.IDs(), ", "), Because: b.D.Say(p.Because), Note: b.D.Say(p.Note), Sources: b.sourceLinks(root, p.Source.IDs()), Unsure: sure(p.Sure)}
	c.Held = b.held(root, "player", p.ID.ID)
	if p.Influence.Set {
		c.Influence = fmt.Sprintf("%.2g", p.Influence.Best)
		if p.Influence.Low < p.Influence.High {
			c.Influence += fmt.Sprintf(" (%.2g to %.2g)", p.Influence.Low, p.Influence.High)
		}
	}
	for _, h := range p.Holders {
		c.Holders = append(c.Holders, holderView{b.D.Say(h.Name), dateWords(h.From), dateWords(h.To), sure(h.Sure), b.sourceLinks(root, h.Source.IDs())})
	}
	for _, s := range p.Stances {
		v := stanceView{Areas: b.areaNames(s.Areas), From: dateWords(s.From), Until: dateWords(s.Until), Low: s.Position.Low, Best: s.Position.Best, High: s.Position.High, Confidence: s.Position.Confidence, Salience: 0.5, NoDeal: s.NoDeal, Because: b.D.Say(s.Because), By: judgedBy(b.D, s.By, dossier.Date{}, ""), Unsure: sure(s.Sure), Evidence: b.basis(root, s.Because, s.Evidence, s.Search)}
		if s.Salience.Set {
			v.Salience = s.Salience.Best
		}
		switch {
		case slices.ContainsFunc(s.Areas, func(a dossier.Ref) bool { return p.StanceAt(a.ID, day, nil) == s }):
		case !s.From.Begun(day):
			v.When = "later than the agenda’s day, not used"
		default:
			v.When = "past"
		}
		c.Stances = append(c.Stances, v)
	}
	slices.SortStableFunc(c.Stances, func(x, y stanceView) int { return cmp.Compare(b2i(x.When != ""), b2i(y.When != "")) })
	return c
}

// steps writes a procedure out as a nested list.
func (b *builder) steps(root string, s *dossier.Step) template.HTML {
	if s == nil {
		return ""
	}
	var w strings.Builder
	var walk func(s *dossier.Step)
	walk = func(s *dossier.Step) {
		e := template.HTMLEscapeString
		switch {
		case len(s.All)+len(s.Any) == 1:
			walk(append(slices.Clone(s.All), s.Any...)[0])
		case len(s.All) > 0 || len(s.Any) > 0:
			if len(s.All) > 0 {
				w.WriteString("All of: ")
			} else {
				w.WriteString("Any of: ")
			}
			w.WriteString(`<ul class="tight">`)
			for _, k := range append(slices.Clone(s.All), s.Any...) {
				w.WriteString("<li>")
				walk(k)
				w.WriteString("</li>")
			}
			w.WriteString("</ul>")
		default:
			name := func(id string) string {
				l := b.bodyLink(root, id)
				if l.Href == "" {
					return e(l.Text)
				}
				return `<a href="` + e(l.Href) + `">` + e(l.Text) + `</a>`
			}
			var names []string
			for _, p := range s.Players {
				names = append(names, name(p.ID))
			}
			for _, p := range s.Seats {
				names = append(names, fmt.Sprintf("%s %.0f seats", name(p.ID), p.Value))
			}
			if n := b.D.Say(s.Name); n != "" {
				w.WriteString(e(n) + ": ")
			}
			w.WriteString(strings.Join(names, ", "))
			switch {
			case s.OfOwners():
				w.WriteString("the body that leads the initiative and those that sign it, each with a veto")
			case len(names) == 1 && len(s.Seats) == 0:
			case s.Votes > 0:
				fmt.Fprintf(&w, "; %.0f votes needed", s.Votes)
			case s.Quota.Share > 0:
				fmt.Fprintf(&w, "; %.0f percent of the weight needed", 100*s.Quota.Share)
			default:
				w.WriteString("; more than half of the weight needed")
			}
		}
	}
	walk(s)
	return template.HTML(w.String())
}
