package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/dossier"
	"entente/publish/site/furnish"
	"entente/words"
)

// found is something that the search box finds.
type found struct {
	Kind  int      // its place in findKinds
	Title string   // in the language of the pages, or in its own
	Href  string   // from the site's root
	Lang  string   // of the title, where it is not that of the pages
	Mark  string   // "not confirmed", or ""
	Also  []string // other words that find it: titles in other languages, dek, who published it
}

// findKind is a kind of what is found, in the order in which results stand.
type findKind struct {
	Name   string
	Listed bool // each of it stands in the list of links; what is not has a page of rows
}

// The kinds of what is found.
const (
	findInitiative = iota
	findMember
	findPlayer
	findConstraint
	findText
	findPage
	findScenario
	findPromise
	findQuestion
	findPoll
	findPerson
	findTerm
	findEvent
	findAct
	findFact
	findCase
	findSource
)

var findKinds = []findKind{
	findInitiative: {"Initiatives", true}, findMember: {"Members", true}, findPlayer: {"Players", true}, findConstraint: {"What holds back", true},
	findText: {"Texts and their parts", true}, findPage: {"Pages and their parts", true}, findScenario: {"Scenarios", true}, findPromise: {"Promises", false},
	findQuestion: {"Questions and assumptions", true}, findPoll: {"Polls", true}, findPerson: {"People", true}, findTerm: {"Contested terms", true},
	findEvent: {"Events", false}, findAct: {"Acts and statements", false}, findFact: {"Facts", false}, findCase: {"Rulings", false}, findSource: {"Sources", false},
}

// finder gathers what is found.
type finder struct {
	b   *builder
	all []found
}

// add takes a thing with its title in all languages; also are more words that find it.
func (f *finder) add(kind int, l link, title dossier.Text, also ...string) {
	if l.Href == "" {
		return
	}
	e := found{Kind: kind, Title: words.Capital(l.Text), Href: l.Href, Lang: l.Lang, Mark: l.Note}
	for _, lang := range slices.Sorted(maps.Keys(title.By)) {
		also = append(also, title.By[lang])
	}
	for _, s := range also {
		if s = strings.Join(strings.Fields(s), " "); s != "" && s != l.Text && !slices.Contains(e.Also, s) {
			e.Also = append(e.Also, s)
		}
	}
	f.all = append(f.all, e)
}

// all gives a text in all its languages.
func inAll(t dossier.Text) string {
	all := []string{t.Plain}
	for _, lang := range slices.Sorted(maps.Keys(t.By)) {
		all = append(all, t.By[lang])
	}
	return strings.Join(all, " ")
}

// findable gives all that the search box finds, by kind: pages with their sections,
// and what has a place on a page.
func (b *builder) findable(pages []page, done []furnish.Page) []found {
	f := &finder{b: b}
	d := b.D
	for _, i := range d.Initiatives {
		if b.byID[i.ID] == nil && !i.Principle() {
			continue
		}
		also := []string{inAll(i.Dek)}
		for _, lang := range sortedKeys(i.Translations) {
			c := i.Translations[lang]
			also = append(also, inAll(c.Title), inAll(c.Dek))
		}
		f.add(findInitiative, b.initiativeLink("", i.ID), i.Title, append(also, i.ID)...)
	}
	for _, m := range d.Members {
		l := b.memberLink("", m.Code.ID)
		names := []string{m.Code.ID}
		for _, lang := range d.Languages {
			names = append(names, d.CountryName(m.Code.ID, lang))
		}
		f.add(findMember, l, dossier.Text{}, names...)
		for _, p := range m.Players {
			var also []string
			for _, h := range p.Holders {
				also = append(also, inAll(h.Name), h.Party)
			}
			f.add(findPlayer, b.bodyLink("", p.ID.ID), p.Name, append(also, l.Text)...)
		}
		for _, a := range m.Agencies {
			f.add(findPlayer, b.bodyLink("", a.ID.ID), a.Name, l.Text)
		}
	}
	for _, c := range d.Constraints {
		if b.cons[c.ID] != nil {
			f.add(findConstraint, b.constraintLink("", c.ID), c.Title, inAll(c.Dek))
		}
	}
	for n, p := range pages {
		kind := findPage
		switch {
		case p.text != nil:
			kind = findText
		case strings.Contains(p.path, "/") && !strings.HasPrefix(p.path, "by/") && p.template != "counted" && p.template != "pieces", p.template == "find":
			continue
		}
		title := dossier.Text{}
		if p.text != nil {
			title = p.text.Title
		}
		also := []string{done[n].Summary}
		for _, lang := range d.Languages { // the name that the page has in the frame of others
			also = append(also, tongues[lang][p.title])
		}
		f.add(kind, link{Href: p.path, Text: p.title}, title, also...)
		if p.path != "index.html" && p.template != "index" && p.template != "counted" {
			for _, s := range done[n].Sections {
				f.add(kind, link{Href: p.path + "#" + s.ID, Text: s.Text}, dossier.Text{}, p.title)
			}
		}
	}
	for _, s := range d.Scenarios {
		if i := slices.IndexFunc(pages, func(p page) bool { return p.path == "scenarios/"+s.ID+".html" }); i >= 0 {
			f.add(findScenario, link{Href: pages[i].path, Text: pages[i].title}, s.Title, inAll(s.Supposes))
		}
	}
	f.rows()
	slices.SortStableFunc(f.all, func(x, y found) int { return x.Kind - y.Kind })
	return f.all
}

// rows adds what stands in the tables.
func (f *finder) rows() {
	b, d := f.b, f.b.D
	at := func(page, id string) string { return page + ".html#" + anchor(id) }
	for _, c := range d.Commitments {
		if c.ID != "" {
			f.add(findPromise, link{Href: at("commitments", c.ID), Text: c.Text, Note: c.Confirmed.Mark()}, dossier.Text{}, c.Meeting, c.Date.String())
		}
	}
	for _, q := range d.Questions {
		f.add(findQuestion, link{Href: at("questions", q.ID), Text: q.Text, Note: q.Confirmed.Mark()}, dossier.Text{})
	}
	for _, a := range d.Assumptions {
		f.add(findQuestion, link{Href: "assumptions.html#" + anchor(a.ID.ID), Text: d.Say(a.What), Note: sure(a.Sure)}, a.What)
	}
	for _, id := range d.PollSeriesIDs() {
		w := d.PollSeries(id)[0]
		f.add(findPoll, link{Href: at("polls", id), Text: w.Question, Note: w.Confirmed.Mark()}, dossier.Text{}, w.Pollster, d.MemberName(w.Country), id)
	}
	if d.People != nil && !d.Unattributed {
		for _, p := range d.People.People {
			also := []string{inAll(p.Role)}
			for _, a := range p.Affiliations {
				also = append(also, inAll(a.Title), inAll(a.At))
			}
			f.add(findPerson, link{Href: "people.html#" + anchor(p.ID.ID), Text: d.Say(p.Name), Note: sure(p.Sure)}, p.Name, also...)
		}
	}
	for _, t := range d.Terms {
		f.add(findTerm, link{Href: "terms.html#" + anchor(t.ID.ID), Text: d.Say(t.Concept), Note: sure(t.Sure)}, t.Concept, inAll(t.Use))
	}
	for _, e := range d.Events {
		f.add(findEvent, link{Href: at("events", e.ID), Text: e.Summary, Note: e.Confirmed.Mark()}, dossier.Text{}, b.actors(e.Actor), b.actors(e.Target), e.Date.String())
	}
	for _, a := range d.Acts {
		f.add(findAct, link{Href: at("acts", a.ID), Text: a.Summary, Note: a.Confirmed.Mark()}, dossier.Text{}, b.bodyLink("", a.Player).Text, a.Date.String())
	}
	for _, x := range d.Facts {
		f.add(findFact, link{Href: at("facts", x.ID), Text: x.What, Note: x.Confirmed.Mark()}, dossier.Text{}, x.Date.String())
	}
	for _, c := range d.Cases {
		f.add(findCase, link{Href: at("cases", c.ID), Text: c.Court + ": " + c.Outcome, Note: c.Confirmed.Mark()}, dossier.Text{}, c.Plaintiffs, c.Number, c.Date.String())
	}
	for _, s := range d.Sources {
		l := link{Href: at("sources", s.ID), Text: s.Title}
		if s.Language != b.Lang() {
			l.Lang = s.Language
		}
		also := []string{s.Container, s.Publisher, s.ID, s.Issued.String()}
		for _, n := range s.Author {
			also = append(also, n.String())
		}
		f.add(findSource, l, dossier.Text{}, also...)
	}
}

// findScript writes the index as a script, which a page may load from a folder
// where it may fetch nothing: kinds, then a list of kind, address, title, its
// language, the other words and the mark of what is not confirmed.
func findScript(all []found) ([]byte, error) {
	names := make([]string, len(findKinds))
	for n, k := range findKinds {
		names[n] = k.Name
	}
	rows := make([][6]any, len(all))
	for n, e := range all {
		rows[n] = [6]any{e.Kind, e.Href, e.Title, e.Lang, strings.Join(e.Also, " · "), e.Mark}
	}
	var w bytes.Buffer
	w.WriteString("ententeFind(")
	enc := json.NewEncoder(&w)
	if err := enc.Encode(map[string]any{"kinds": names, "rows": rows}); err != nil {
		return nil, fmt.Errorf("the search index: %w", err)
	}
	return append(bytes.TrimSuffix(w.Bytes(), []byte("\n")), ")\n"...), nil
}

// linksAPage is how many links a page of the list has at most.
const linksAPage = 1000

// findList is the list of links that stands in for the search box without script.
type findList struct {
	Root  string
	Kinds []findGroup
	Rows  []link // pages of rows, with how many
	More  []link // the other parts of the list
	Part  int
}

type findGroup struct {
	ID, Name string
	Links    []link
}

// findLists parts the list of links into pages.
func (b *builder) findLists(all []found) []page {
	listed := slices.DeleteFunc(slices.Clone(all), func(e found) bool { return !findKinds[e.Kind].Listed })
	parts := slices.Collect(slices.Chunk(listed, linksAPage))
	if parts == nil {
		parts = [][]found{nil}
	}
	name := func(n int) string {
		if n == 0 {
			return "find.html"
		}
		return fmt.Sprintf("find-%d.html", n+1)
	}
	var out []page
	for n, part := range parts {
		p := page{path: name(n), template: "find", title: "All pages", section: "find", data: deferred(func(root string) any {
			l := findList{Root: root, Part: n + 1}
			for _, e := range part {
				if k := len(l.Kinds); k == 0 || l.Kinds[k-1].Name != findKinds[e.Kind].Name {
					l.Kinds = append(l.Kinds, findGroup{ID: fmt.Sprintf("kind-%d", e.Kind), Name: findKinds[e.Kind].Name})
				}
				k := &l.Kinds[len(l.Kinds)-1]
				k.Links = append(k.Links, link{Href: root + e.Href, Text: e.Title, Lang: e.Lang, Note: e.Mark})
			}
			for kind, k := range findKinds {
				if k.Listed {
					continue
				}
				count, page := 0, ""
				for _, e := range all {
					if e.Kind == kind {
						count++
						page, _, _ = strings.Cut(e.Href, "#")
					}
				}
				if count > 0 {
					l.Rows = append(l.Rows, link{Href: root + page, Text: k.Name, Note: words.Thousands(fmt.Sprint(count))})
				}
			}
			if len(parts) > 1 {
				for m := range parts {
					if m != n {
						l.More = append(l.More, link{Href: root + name(m), Text: fmt.Sprintf("part %d", m+1)})
					}
				}
			}
			return l
		})}
		if n > 0 {
			p.title = fmt.Sprintf("All pages, part %d", n+1)
		}
		out = append(out, p)
	}
	return out
}
