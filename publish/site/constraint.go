package site

import (
	"fmt"
	"html/template"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

type constraintData struct {
	Root      string
	C         *agenda.Constraint
	Members   []link
	Effect    string
	Kind      string
	Unsure    string
	Chart     *picture
	Opinion   *link // where its poll series stands among the others
	Pressure  string
	Held      heldView
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
	Unsure            string
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
	d := constraintData{Root: root, C: c, Effect: effectWords[c.Effect], Kind: strings.ReplaceAll(doc.Kind, "-", " "), Unsure: sure(doc.Sure), Sources: b.sourceLinks(root, doc.Source.IDs()), Body: b.prose(root, doc.Body, 3), Since: dateWords(doc.Since), Until: dateWords(doc.Until), Areas: b.areaNames(doc.Areas)}
	for _, m := range c.Members {
		d.Members = append(d.Members, b.memberLink(root, m))
	}
	if doc.Indicator != nil {
		for _, e := range b.told.Counted[doc.Indicator] {
			d.Counted = append(d.Counted, b.eventLine(root, e.ID))
		}
	}
	if two := doc.Between.IDs(); len(two) == 2 {
		if h := b.pairHref(root, two[0], two[1]); h != "" {
			d.Relations = &link{Href: h, Text: b.both([2]string{two[0], two[1]})}
		}
	}
	d.Pressure = pressureOf(c)
	if !c.Evidence {
		d.Pressure = "not known: no evidence"
	}
	if g, ok := b.gaugeOf(doc, false); ok {
		p := g.drawn()
		d.Chart = &p
	}
	if in := doc.Indicator; in != nil && in.Poll.ID != "" {
		if l, ok := b.opinionLink(root, in.Poll.ID); ok {
			d.Opinion = &l
		}
	}
	d.Held = b.held(root, "constraint", c.ID)
	for _, s := range doc.Shifts {
		var who []link
		for _, p := range s.Players {
			who = append(who, b.bodyLink(root, p.ID))
		}
		d.Shifts = append(d.Shifts, shiftView{who, b.D.Say(s.Because), s.Points.Low, s.Points.High, s.Points.Best})
	}
	if j := doc.Judged; j != nil {
		d.Judged, d.JudgedEv = judgedBy(b.D, j.By, j.On, b.D.Say(j.Because)), b.basis(root, j.Because, j.Evidence, j.Search)
	}
	for _, p := range doc.Pressure {
		d.Pressures = append(d.Pressures, pressureView{dateWords(p.From), b.D.Say(p.Because), judgedBy(b.D, p.By, dossier.Date{}, ""), p.Low, p.Best, p.High, sure(p.Sure), b.basis(root, p.Because, p.Evidence, p.Search)})
	}
	switch l := doc.Lever; {
	case doc.Fixed():
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
		d.Cap = fmt.Sprintf("%s can take on %d new undertakings in a round when calm, %d when acute.", words.List(names), k.Calm, k.Acute)
	}
	for _, s := range doc.Closed {
		d.Cap = strings.TrimSpace(d.Cap + " Nothing new starts" + spanWords(s) + ".")
		if why := b.D.Say(s.Why); why != "" {
			d.Cap += " " + why
		}
	}
	return d
}

// spanWords says when a closed span holds: " from 2 May 2026 until 1 March 2027".
func spanWords(s *dossier.Span) string {
	switch {
	case s.From.IsZero() && s.Until.IsZero():
		return ""
	case s.From.IsZero():
		return " before " + dateWords(s.Until)
	case s.Until.IsZero():
		return " from " + dateWords(s.From) + " on"
	}
	return " from " + dateWords(s.From) + " until " + dateWords(s.Until)
}

type constraintRow struct {
	Link     link
	Members  string
	Effect   string
	Pressure string
	Says     string
	Unsure   string
	Gifts    []giftView
	N        link // of all of these
}

// constraintsData is the page of what holds back: stances, constraints that hold
// something back by what each alone would give back, the rest, and those that are never
// a thing to be moved.
type constraintsData struct {
	Stances           []stanceRow
	Hold, Rest, Stand []constraintRow
}

// stanceRow is a player whose stance alone holds initiatives back.
type stanceRow struct {
	Link   link
	Member string
	N      link
	Most   giftView // what gains most from another stance
}

func (b *builder) constraintList(root string) any {
	row := func(c *agenda.Constraint) constraintRow {
		var names []string
		for _, m := range c.Members {
			names = append(names, b.D.MemberName(m))
		}
		card := b.constraintCard(root, c)
		r := constraintRow{Link: card.Link, Members: words.List(names), Effect: card.Effect, Pressure: card.Pressure, Says: card.Says, Unsure: card.Unsure}
		for _, g := range b.A.GivesBackOf(c.ID) {
			r.Gifts = append(r.Gifts, giftView{b.initiativeLink(root, g.Initiative), g.Share})
		}
		r.N = b.heldCount(root, agenda.Hold{Kind: "constraint", ID: c.ID}, len(r.Gifts))
		return r
	}
	var d constraintsData
	for _, s := range b.A.StancesThatHold() {
		r := stanceRow{Link: b.bodyLink(root, s.ID), Member: b.D.MemberName(s.Member), N: b.heldCount(root, s.Hold, len(s.Initiatives))}
		most := b.byID[s.Initiatives[0]]
		for _, h := range most.HeldBackBy {
			if h.Kind == s.Kind && h.ID == s.ID {
				r.Most = giftView{b.initiativeLink(root, most.ID), h.GivesBack}
			}
		}
		d.Stances = append(d.Stances, r)
	}
	hold, rest := b.A.ByGift()
	sort := func(all []*agenda.Constraint, into *[]constraintRow) {
		for _, c := range all {
			if c.Doc.Fixed() {
				d.Stand = append(d.Stand, row(c))
			} else {
				*into = append(*into, row(c))
			}
		}
	}
	sort(hold, &d.Hold)
	sort(rest, &d.Rest)
	return d
}
