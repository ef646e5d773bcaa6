package site

import (
	"cmp"
	"reflect"
	"strings"

	"entente/dossier"
)

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
		eachSource(reflect.ValueOf(i), func(id string) { note(id, l) })
		body(i.Body, l)
	}
	for _, c := range b.D.Constraints {
		if b.cons[c.ID] == nil {
			continue
		}
		l := b.constraintLink("", c.ID)
		eachSource(reflect.ValueOf(c), func(id string) { note(id, l) })
		body(c.Body, l)
	}
	for _, m := range b.D.Members {
		page := b.memberLink("", m.Code.ID)
		for _, p := range m.Players {
			l := b.bodyLink("", p.ID.ID)
			l.Text = b.withMember(p.ID.ID)
			eachSource(reflect.ValueOf(p), func(id string) { note(id, l) })
		}
		rest := *m
		rest.Players = nil
		eachSource(reflect.ValueOf(&rest), func(id string) { note(id, page) })
	}
	for _, s := range b.A.Scenarios {
		l := link{Href: "scenarios/" + s.ID + ".html", Text: s.Title}
		eachSource(reflect.ValueOf(s.Doc), func(id string) { note(id, l) })
	}
	row := func(ids dossier.IDs, page, anchorID, text string) {
		for _, id := range ids {
			note(id, link{Href: page + "#" + anchorID, Text: text})
		}
	}
	for _, p := range b.D.Polls {
		row(p.Sources, "polls.html", b.waveAnchor(p), "poll of "+dateWords(p.End))
	}
	for _, e := range b.D.Events {
		row(e.Sources, "events.html", anchor(e.ID), "event of "+dateWords(e.Date))
	}
	for _, a := range b.D.Acts {
		row(a.Sources, "acts.html", anchor(a.ID), "act of "+dateWords(a.Date))
	}
	for _, f := range b.D.Facts {
		row(f.Sources, "facts.html", anchor(f.ID), "fact: "+f.What)
	}
	for _, c := range b.D.Cases {
		row(c.Sources, "cases.html", anchor(c.ID), "ruling of "+dateWords(c.Date))
	}
	for _, c := range b.D.Commitments {
		if c.ID != "" {
			row(c.Sources, "commitments.html", anchor(c.ID), "promise of "+dateWords(c.Date))
		}
	}
	for _, t := range b.D.Terms {
		for _, id := range t.Source.IDs() {
			note(id, link{Href: "terms.html#" + t.ID.ID, Text: "term: " + b.D.Say(t.Concept)})
		}
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
			for _, id := range c.Sources {
				note(id, l)
			}
		}
	}
	for _, o := range b.D.Outside {
		eachSource(reflect.ValueOf(&o), func(id string) { note(id, link{Href: "index.html#outside", Text: "outside party: " + b.D.Say(o.Name)}) })
	}
	for _, p := range b.D.Texts() {
		l := link{Href: textPath(p), Text: b.D.Say(p.Title)}
		eachSource(reflect.ValueOf(p), func(id string) { note(id, l) })
		body(p.Body, l)
	}
	if b.D.People != nil {
		eachSource(reflect.ValueOf(b.D.People), func(id string) { note(id, link{Href: "people.html", Text: "people"}) })
	}
	return out
}

var refsType = reflect.TypeFor[dossier.Refs]()

// eachSource calls f with the id of every source that a part of the dossier
// names, in fields `Source` and as `source:ID` in fields `Evidence`.
func eachSource(v reflect.Value, f func(id string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachSource(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachSource(v.Index(i), f)
		}
	case reflect.Struct:
		t := v.Type()
		for i := range t.NumField() {
			field := t.Field(i)
			if field.Type == refsType {
				for _, id := range v.Field(i).Interface().(dossier.Refs).IDs() {
					rest, isSource := strings.CutPrefix(id, string(dossier.EvidenceSource)+":")
					switch {
					case field.Name == "Source":
						f(id)
					case field.Name == "Evidence" && isSource:
						f(rest)
					}
				}
				continue
			}
			switch field.Type.Kind() {
			case reflect.Pointer, reflect.Slice, reflect.Struct:
				eachSource(v.Field(i), f)
			}
		}
	}
}
