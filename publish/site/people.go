package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// peopleData is the group's page: who is in it, for what each speaks, who dissents.
type peopleData struct {
	Groups  []rosterGroup
	Balance string // how many come from each member, in a sentence
	Speaks  []speaksView
	Dissent []dissentView
	Lacks   []lackView
	Rule    bool // who took part is not named
}

// rosterGroup is a subgroup with its people; the last, without an id, has those of none.
type rosterGroup struct {
	ID, Name, Remit, Note string
	People                []personView
	Sources               []link
}

type personView struct {
	Anchor  string // "" where the person stands under an earlier group too
	Name    string
	Href    string // the author's page; "" where there is none
	Member  *link
	Role    string
	Posts   string
	Past    string
	Note    string
	Unsure  string
	Sources []link
}

type speaksView struct {
	Text    link
	People  []link
	Not     []link
	Note    string
	Sources []link
}

type dissentView struct {
	Words, Date string
	Person      link
	Text        link
}

func (b *builder) people(root string) peopleData {
	var d peopleData
	all := b.D.People
	if d.Rule = b.D.Unattributed; !d.Rule && (all == nil || len(all.People) == 0) {
		d.Lacks = append(d.Lacks, lackView{"No roster is on record.", "people.yaml", "under people:, each with an id, a name, a member and affiliations with dates"})
	}
	if all == nil {
		return d
	}
	placed := map[string]bool{}
	for _, g := range all.Groups {
		v := rosterGroup{ID: g.ID.ID, Name: b.D.Say(g.Name), Remit: b.D.Say(g.Remit), Note: b.D.Say(g.Note), Sources: b.sourceLinks(root, g.Source.IDs())}
		for _, r := range g.People {
			if p := b.D.Person(r.ID); p != nil {
				v.People = append(v.People, b.personView(root, p, !placed[p.ID.ID]))
				placed[p.ID.ID] = true
			}
		}
		d.Groups = append(d.Groups, v)
	}
	rest := rosterGroup{Name: "Everyone"}
	if len(placed) > 0 {
		rest.Name = "In no subgroup"
	}
	for _, p := range all.People {
		if !placed[p.ID.ID] && !d.Rule { // under the rule they stay as authors alone
			rest.People = append(rest.People, b.personView(root, p, true))
		}
	}
	if len(rest.People) > 0 {
		d.Groups = append(d.Groups, rest)
	}
	if d.Rule {
		d.Dissent = b.dissents(root)
		return d
	}
	if d.Balance = b.balanceWords(); d.Balance == "" && len(all.People) > 0 {
		d.Lacks = append(d.Lacks, lackView{"From which member each comes is not on record, so the balance of the roster is not known.", "people.yaml", "with member: CODE at each person"})
	}
	for _, s := range all.Speaks {
		d.Speaks = append(d.Speaks, speaksView{b.textLink(root, s.Text), b.personLinks(s.People), b.personLinks(s.Not), b.D.Say(s.Note), b.sourceLinks(root, s.Source.IDs())})
	}
	d.Dissent = b.dissents(root)
	if len(all.People) > 0 && len(all.Speaks) == 0 {
		d.Lacks = append(d.Lacks, lackView{"Who speaks for which text is not on record.", "people.yaml", "under speaks:, each with a text and the ids of people"})
	}
	return d
}

func (b *builder) dissents(root string) []dissentView {
	var out []dissentView
	for _, x := range b.D.People.Dissent {
		text, part, _ := strings.Cut(x.Text, "#")
		l := b.textLink(root, text)
		if l.Href != "" && part != "" {
			l.Href += "#" + b.headingID(part)
		}
		who := link{Text: b.Person(x.Person.ID)}
		if x.Person.ID != "" {
			who.Href = "#" + anchor(x.Person.ID)
		}
		out = append(out, dissentView{b.D.Say(x.Words), dateWords(x.Date), who, l})
	}
	return out
}

func (b *builder) personView(root string, p *dossier.Person, first bool) personView {
	v := personView{Name: b.D.Say(p.Name), Role: b.D.Say(p.Role), Note: b.D.Say(p.Note), Unsure: sure(p.Sure), Sources: b.sourceLinks(root, p.Source.IDs())}
	if first {
		v.Anchor = anchor(p.ID.ID)
	}
	if b.D.Member(p.Member.ID) != nil {
		l := b.memberLink(root, p.Member.ID)
		v.Member = &l
	}
	day := b.A.Dossier.AsOf.Last()
	now := agenda.AffiliationsAt(p, day)
	var past []*dossier.Affiliation
	for _, a := range p.Affiliations {
		if !slices.Contains(now, a) {
			past = append(past, a)
		}
	}
	v.Posts, v.Past = b.postWords(now), b.postWords(past)
	return v
}

// postWords writes affiliations: title, place and dates.
func (b *builder) postWords(posts []*dossier.Affiliation) string {
	var out []string
	for _, a := range posts {
		var parts []string
		for _, t := range []string{b.D.Say(a.Title), b.D.Say(a.At)} {
			if t != "" {
				parts = append(parts, t)
			}
		}
		s := strings.Join(parts, ", ")
		switch {
		case !a.From.IsZero() && !a.To.IsZero():
			s += " (" + dateWords(a.From) + " – " + dateWords(a.To) + ")"
		case !a.From.IsZero():
			s += " (since " + dateWords(a.From) + ")"
		case !a.To.IsZero():
			s += " (until " + dateWords(a.To) + ")"
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// affiliationOn gives a person's affiliations of a day in words, without dates: as a
// byline has them.
func (b *builder) affiliationOn(p *dossier.Person, day time.Time) string {
	var out []string
	for _, a := range agenda.AffiliationsAt(p, day) {
		out = append(out, b.postWords([]*dossier.Affiliation{{Title: a.Title, At: a.At}}))
	}
	return strings.Join(out, "; ")
}

// balanceWords says how many of the roster come from each member.
func (b *builder) balanceWords() string {
	var parts []string
	unstated := 0
	for _, s := range agenda.Balance(b.D) {
		if s.Member == "" {
			unstated = s.People
			continue
		}
		parts = append(parts, fmt.Sprintf("%d from %s", s.People, words.InSentence(b.D.MemberName(s.Member))))
	}
	if unstated > 0 {
		parts = append(parts, fmt.Sprintf("%d of whom no member is stated", unstated))
	}
	if unstated == len(b.D.People.People) {
		return ""
	}
	return "Of those on the roster: " + words.List(parts) + "."
}

func (b *builder) personLinks(rs dossier.Refs) []link {
	var out []link
	for _, r := range rs {
		l := link{Text: b.Person(r.ID)}
		if b.D.Person(r.ID) != nil {
			l.Href = "#" + anchor(r.ID)
		}
		out = append(out, l)
	}
	return out
}

// textLink leads to a text by its id or its file; where there is none it has its name alone.
func (b *builder) textLink(root, name string) link {
	for _, p := range b.D.Texts() {
		if p.ID == name || p.File == name {
			return link{Href: root + textPath(p), Text: b.D.Say(p.Title)}
		}
	}
	return link{Text: name}
}
