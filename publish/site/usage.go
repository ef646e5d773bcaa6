package site

import "cmp"

// usage says where each source is used: the pages and rows that lead to it, in
// the order of the dossier, by the id of the source. Links are from the root.
func (b *builder) usage() map[string][]link {
	out := map[string][]link{}
	noted := map[[2]string]bool{}
	note := func(id string, l link) {
		if k := [2]string{id, cmp.Or(l.Href, l.Text)}; !noted[k] {
			noted[k] = true
			out[id] = append(out[id], l)
		}
	}
	cites := map[any][]string{}
	for c := range b.D.Citing() {
		cites[c.By] = append(cites[c.By], c.Source)
	}
	by := func(x any, l link) {
		for _, id := range cites[x] {
			note(id, l)
		}
	}
	body := func(md string, l link) {
		if doc, err := b.read(md); err == nil {
			for _, c := range doc.Citations {
				note(c.Key, l)
			}
		}
	}
	for _, i := range b.D.Initiatives {
		if b.byID[i.ID] == nil && !i.Principle() {
			continue
		}
		l := b.initiativeLink("", i.ID)
		by(i, l)
		body(i.Body, l)
	}
	for _, c := range b.D.Constraints {
		if b.cons[c.ID] == nil {
			continue
		}
		l := b.constraintLink("", c.ID)
		by(c, l)
		body(c.Body, l)
	}
	for _, m := range b.D.Members {
		page := b.memberLink("", m.Code.ID)
		for _, p := range m.Players {
			l := b.bodyLink("", p.ID.ID)
			l.Text = b.withMember(p.ID.ID)
			by(p, l)
		}
		by(m, page)
	}
	for _, s := range b.A.Scenarios {
		l := link{Href: "scenarios/" + s.ID + ".html", Text: s.Title}
		by(s.Doc, l)
	}
	row := func(x any, page, anchorID, text string) { by(x, link{Href: page + "#" + anchorID, Text: text}) }
	for _, p := range b.D.Polls {
		row(p, "polls.html", b.waveAnchor(p), "poll of "+dateWords(p.End))
	}
	for _, e := range b.D.Events {
		row(e, "events.html", anchor(e.ID), "event of "+dateWords(e.Date))
	}
	for _, a := range b.D.Acts {
		row(a, "acts.html", anchor(a.ID), "act of "+dateWords(a.Date))
	}
	for _, f := range b.D.Facts {
		row(f, "facts.html", anchor(f.ID), "fact: "+f.What)
	}
	for _, c := range b.D.Cases {
		row(c, "cases.html", anchor(c.ID), "ruling of "+dateWords(c.Date))
	}
	for _, c := range b.D.Commitments {
		if c.ID != "" {
			row(c, "commitments.html", anchor(c.ID), "promise of "+dateWords(c.Date))
		}
	}
	for _, q := range b.D.Questions {
		row(q, "questions.html", anchor(q.ID), "question: "+q.Text)
	}
	for _, a := range b.D.Assumptions {
		row(a, "assumptions.html", anchor(a.ID.ID), "assumption: "+b.D.Say(a.What))
	}
	for i := range b.D.Header.Values {
		v := &b.D.Header.Values[i]
		by(v, link{Text: "shared value: " + b.D.Say(v.Name)})
	}
	by(b.D.Header, link{Text: "settings of the method"})
	for _, t := range b.D.Terms {
		row(t, "terms.html", anchor(t.ID.ID), "term: "+b.D.Say(t.Concept))
	}
	for _, c := range b.D.Calendar {
		past := c.Date.Last().Before(b.A.Dossier.AsOf.Last())
		for _, m := range b.D.Members {
			if !c.Concerns(m.Code.ID) {
				continue
			}
			l := link{Href: b.memberLink("", m.Code.ID).Href + "#calendar", Text: "date of " + dateWords(c.Date) + " (" + b.D.MemberName(m.Code.ID) + ")"}
			if past { // no page lists it; it may still measure a pressure
				l = link{Text: "date of " + dateWords(c.Date)}
			}
			by(c, l)
		}
	}
	for i := range b.D.Outside {
		o := &b.D.Outside[i]
		row(o, "index.html", "outside", "outside party: "+b.D.Say(o.Name))
	}
	for _, p := range b.D.Texts() {
		l := link{Href: textPath(p), Text: b.D.Say(p.Title)}
		by(p, l)
		body(p.Body, l)
	}
	if b.D.People != nil {
		page := link{Href: "people.html", Text: "people"}
		by(b.D.People, page)
		for _, p := range b.D.People.People {
			by(p, page)
		}
		for _, g := range b.D.People.Groups {
			by(g, page)
		}
	}
	return out
}
