// Package paste makes of an agenda what goes into a memo: one table, chart or passage,
// with its notes, the day that it stands at and what it rests on.
package paste

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/prose"
	"entente/publish/chart"
	"entente/publish/report"
	"entente/series"
	"entente/words"
)

// Content is what is passed on from.
type Content struct {
	Dossier *dossier.Dossier
	Agenda  *agenda.Agenda
	// Chart draws a poll series; nil leaves its table alone.
	Chart func(series string) (chart.Chart, bool)
}

// Item is something that can be passed on.
type Item struct {
	Name  string // as it is asked for: "constraints:XAA"
	Title string
	Page  string // of the site, on which it stands: "constraints.html"
	make  func(*maker)
}

// Items are what a dossier has to pass on, in a fixed order.
func (c Content) Items() []Item {
	d := c.Dossier
	var out []Item
	add := func(name, title, page string, make func(*maker)) { out = append(out, Item{name, title, page, make}) }
	each := func(name, title, page string, make func(*maker, string)) {
		add(name, title, page, func(m *maker) { make(m, "") })
		for _, member := range d.Members {
			code := member.Code.ID
			add(name+":"+code, title+", "+d.MemberName(code), "members/"+strings.ToLower(code)+".html", func(m *maker) { make(m, code) })
		}
	}
	if len(c.Agenda.Constraints) > 0 {
		each("constraints", "What holds back", "constraints.html", (*maker).constraints)
	}
	if len(d.Commitments) > 0 {
		each("promises", "Promises", "commitments.html", (*maker).promises)
	}
	if len(c.Agenda.Initiatives) > 0 {
		each("asks", "What to ask for", "index.html", (*maker).asks)
	}
	if len(d.Events)+len(d.Commitments) > 0 {
		each("chronology", "Chronology", "timeline.html", (*maker).chronology)
	}
	for _, id := range d.PollSeriesIDs() {
		ws := d.PollSeries(id)
		add("poll:"+id, d.MemberName(ws[0].Country)+": "+ws[0].Question, "polls.html", func(m *maker) { m.poll(id) })
	}
	for _, i := range c.Agenda.Initiatives {
		add("verdict:"+i.ID, i.Title, "initiatives/"+i.ID+".html", func(m *maker) { m.verdict(i) })
	}
	if d.People != nil && len(d.People.Dissent) > 0 {
		add("dissent", "Dissent", "report.html", (*maker).dissent)
	}
	return out
}

// Unknown is the error for an item that there is not.
type Unknown struct {
	Name  string
	Near  string   // the nearest there is, or ""
	Kinds []string // what there is
}

func (u *Unknown) Error() string {
	if u.Near != "" {
		return fmt.Sprintf("there is no item %q; did you mean %q?", u.Name, u.Near)
	}
	return fmt.Sprintf("there is no item %q; there is: %s", u.Name, strings.Join(u.Kinds, ", "))
}

// Make gives an item by its name as a document. The error is an *Unknown.
func (c Content) Make(name string) (report.Document, error) {
	items := c.Items()
	at := slices.IndexFunc(items, func(i Item) bool { return strings.EqualFold(i.Name, name) })
	if at < 0 {
		u := &Unknown{Name: name}
		var all []string
		for _, i := range items {
			all = append(all, i.Name)
			kind, _, several := strings.Cut(i.Name, ":")
			if several && !slices.Contains(u.Kinds, kind) {
				kind += ":ID"
			}
			if !slices.Contains(u.Kinds, kind) {
				u.Kinds = append(u.Kinds, kind)
			}
		}
		u.Near = dossier.Nearest(name, all)
		return report.Document{}, u
	}
	return c.Document(items[at]), nil
}

// Document gives an item as a document.
func (c Content) Document(i Item) report.Document {
	d, a := c.Dossier, c.Agenda
	m := &maker{Content: c, noted: map[string]int{}}
	m.citer = bib.NewCiter(bib.Notes, func(id string) json.RawMessage {
		if s := d.Source(id); s != nil {
			return s.Raw
		}
		return nil
	})
	m.doc = report.Document{Title: words.Capital(i.Title), Lang: d.Lang(), AsOf: a.Dossier.AsOf.Words(), Made: a.Dossier.AsOf.Last(), Site: d.Say(d.Title)}
	if at := d.Site.Address; at != "" {
		m.doc.Address = strings.TrimSuffix(at, "/") + "/" + i.Page
	}
	i.make(m)
	m.basis()
	return m.doc
}

// maker makes one item.
type maker struct {
	Content
	doc   report.Document
	citer *bib.Citer
	noted map[string]int // notes by the sources that they name
	rests string         // what the item rests on besides its sources
}

func (m *maker) put(b report.Block) { m.doc.Blocks = append(m.doc.Blocks, b) }

func (m *maker) say(s string, more ...report.Run) {
	m.put(report.Paragraph{Text: append(report.Words(s), more...)})
}

// basis ends each item: the day, what it rests on, and where it is from.
func (m *maker) basis() {
	s := "As of " + m.doc.AsOf + ". " + m.rests
	if n := agenda.IllustrativeNotice(m.Dossier); n != "" && strings.Contains(m.rests, "draws") {
		s += " " + n
	}
	run := report.Run{Text: m.doc.Site, Italic: true}
	end := report.Run{Text: "."}
	if m.doc.Address != "" {
		end = report.Run{Text: ", " + m.doc.Address, Href: m.doc.Address}
	}
	m.put(report.Paragraph{Small: true, Text: []report.Run{{Text: strings.TrimSpace(s) + " From "}, run, end}})
}

// drawn says what carries and verdicts rest on.
func (m *maker) drawn() string {
	return fmt.Sprintf("Basis: the dossier's judged stances and procedures, read in %s draws; a share of draws is not a probability of the world.", words.Thousands(fmt.Sprint(m.Agenda.Settings.Draws)))
}

// cite marks a note that names the sources; nothing for none. What was noted already
// is marked again.
func (m *maker) cite(runs []report.Run, ids []string) []report.Run {
	ids = slices.Compact(slices.Clone(ids))
	key := strings.Join(ids, " ")
	if n := m.noted[key]; n > 0 {
		return append(runs, report.Run{Note: n})
	}
	var text []report.Run
	for _, id := range ids {
		t, ok := m.citer.Cite(id, "")
		if !ok {
			continue
		}
		if len(text) > 0 {
			last := &text[len(text)-1]
			last.Text = strings.TrimSuffix(last.Text, ".")
			text = append(text, report.Run{Text: "; "})
		}
		text = append(text, report.Cited(t)...)
		if w := m.Dossier.Source(id).Weak(); w != "" {
			text = append(text, report.Run{Text: " (weak: " + w + ")"})
		}
	}
	if text == nil {
		return runs
	}
	m.doc.Notes = append(m.doc.Notes, []report.Block{report.Paragraph{Text: text}})
	m.noted[key] = len(m.doc.Notes)
	return append(runs, report.Run{Note: len(m.doc.Notes)})
}

// body names a player or an agency.
func (m *maker) body(id string) string {
	if p := m.Dossier.Player(id); p != nil {
		return m.Dossier.Say(p.Name)
	}
	if a := m.Dossier.Agency(id); a != nil {
		return m.Dossier.Say(a.Name)
	}
	return id
}

func heads(names ...string) [][]report.Run {
	var out [][]report.Run
	for _, n := range names {
		out = append(out, report.Words(n))
	}
	return out
}

// marked adds "not confirmed" and the like behind words.
func marked(s, mark string) string {
	if mark == "" {
		return s
	}
	return s + " (" + mark + ")"
}

// constraints are what holds a capital back: then, now, and who could change it.
func (m *maker) constraints(code string) {
	m.rests = "Basis: each constraint's indicator, or where it has none its judged pressure (0 calm, 1 acute)."
	for _, member := range m.Dossier.Members {
		if code != "" && member.Code.ID != code {
			continue
		}
		t := report.Table{Head: heads("What holds back", "Then", "Now", "Who could change it")}
		if code == "" {
			m.put(report.Heading{Level: 1, Text: report.Words(m.Dossier.MemberName(member.Code.ID))})
		}
		for _, c := range m.Agenda.ConstraintsOf(member.Code.ID) {
			title := m.cite(report.Words(marked(c.Title, sure(c.Unconfirmed))), c.Doc.Source.IDs())
			then, now := m.thenNow(c)
			t.Rows = append(t.Rows, [][]report.Run{title, then, now, report.Words(who(c.Doc))})
		}
		if len(t.Rows) == 0 {
			m.say("None is on record.")
			continue
		}
		m.put(t)
	}
}

func sure(not bool) string {
	if not {
		return dossier.NotConfirmed
	}
	return ""
}

// who says who could relieve a constraint. Courts, claims and rights that a court has
// settled are never to be moved.
func who(c *dossier.Constraint) string {
	l := c.Lever
	switch {
	case c.Fixed():
		return "Nobody: courts, constitutions, claimants and adjudicated rights stand"
	case l.Actor == "":
		return "Nobody is named"
	}
	s := l.Actor + ": " + strings.TrimSuffix(l.Instrument, ".")
	if !l.Date.IsZero() {
		s += "; next " + l.Date.Words()
	}
	return s
}

// thenNow gives the first and the latest of what measures or judges a constraint.
func (m *maker) thenNow(c *agenda.Constraint) (then, now []report.Run) {
	day := m.Agenda.Dossier.AsOf.Last()
	if in := c.Doc.Indicator; in != nil {
		var points []series.Point
		if in.Events != nil {
			points = series.CountedOver(m.Dossier, in, day)
		} else {
			points = series.Known(series.Indicator(m.Dossier, in), day)
		}
		say := func(p series.Point) []report.Run {
			s := prose.SayValue(p.Value, p.Unit)
			if in.Events != nil {
				s = words.Count(int(p.Value), "event")
			}
			s = marked(s+", "+p.Date.Words(), sure(p.Unconfirmed))
			return m.cite(report.Words(s), p.Sources)
		}
		if len(points) > 0 {
			then = report.Words("no earlier value")
			if len(points) > 1 {
				then = say(points[0])
			}
			return then, say(points[len(points)-1])
		}
	}
	var judged []*dossier.Pressure
	for _, p := range c.Doc.Pressure {
		if !p.From.First().After(day) {
			judged = append(judged, p)
		}
	}
	slices.SortStableFunc(judged, func(a, b *dossier.Pressure) int { return a.From.Compare(b.From) })
	say := func(p *dossier.Pressure) []report.Run {
		s := marked(fmt.Sprintf("pressure %s of 1 (%s to %s), from %s", prose.SayNumber(p.Best), prose.SayNumber(p.Low), prose.SayNumber(p.High), p.From.Words()), sure(p.Sure == "no"))
		var ids []string
		for _, e := range p.Evidence.IDs() {
			ids = append(ids, m.Dossier.EvidenceSources(e)...)
		}
		return m.cite(report.Words(s), ids)
	}
	switch {
	case len(judged) > 0:
		then = report.Words("not judged before")
		if len(judged) > 1 {
			then = say(judged[0])
		}
		return then, say(judged[len(judged)-1])
	case len(c.Doc.Closed) > 0:
		return report.Words("–"), report.Words(m.closed(c.Doc.Closed))
	}
	return report.Words("–"), report.Words(cmp.Or(strings.TrimSuffix(c.Says, "."), "not known: no evidence"))
}

// closed says when nothing new starts.
func (m *maker) closed(spans []*dossier.Span) string {
	var out []string
	for _, s := range spans {
		say := "nothing new starts"
		if !s.From.IsZero() {
			say += " from " + s.From.Words()
		}
		if !s.Until.IsZero() {
			say += " until " + s.Until.Words()
		}
		if why := strings.TrimSuffix(m.Dossier.Say(s.Why), "."); why != "" {
			say += ": " + why
		}
		out = append(out, say)
	}
	return strings.Join(out, "; ")
}
