package search

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
)

// entry is one thing as it is indexed.
type entry struct {
	kind        Kind
	id, title   string
	file        string
	line        int
	date        string
	first, last int // days as YYYYMMDD; 0 where there is no date
	members     []string
	areas       []string
	source      string
	unsure      bool // it reads confirmed: no
	body        string
	at, atLine  int // the text of the file itself begins at this byte of body, on this line; atLine 0: nowhere
}

// dated sets the date of an entry.
func (e *entry) dated(d dossier.Date) {
	if !d.IsZero() {
		e.date, e.first, e.last = d.String(), dayNumber(d.First()), dayNumber(d.Last())
	}
}

// dayNumber gives a day as YYYYMMDD.
func dayNumber(t time.Time) int { return t.Year()*10000 + int(t.Month())*100 + t.Day() }

// oneLine puts a text on one line.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, blank), " ") }

// prose gathers the words of a thing, a paragraph each.
type prose []string

func (p *prose) add(texts ...string) {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			*p = append(*p, t)
		}
	}
}

// say adds texts in all their languages.
func (p *prose) say(texts ...dossier.Text) {
	for _, t := range texts {
		p.add(t.Plain)
		for _, lang := range slices.Sorted(maps.Keys(t.By)) {
			p.add(t.By[lang])
		}
	}
}

// String gives the paragraphs, with a dot between them that shows in snippets.
func (p prose) String() string { return strings.Join(p, " ·\n") }

// writer makes the entries of a dossier.
type writer struct {
	d       *dossier.Dossier
	members []string
	sources map[any]dossier.IDs // that each thing names itself
	out     map[string][]entry  // by file
}

// entriesOf gives the entries of all that a dossier has read, by file. It copes
// with a dossier that has errors.
func entriesOf(d *dossier.Dossier) map[string][]entry {
	w := &writer{d: d, members: d.Header.Members.IDs(), sources: map[any]dossier.IDs{}, out: map[string][]entry{}}
	for c := range d.Citing() {
		if c.Part == "" && !c.Evidence {
			w.sources[c.By] = append(w.sources[c.By], c.Source)
		}
	}
	for _, i := range d.Initiatives {
		w.initiative(i)
	}
	for _, c := range d.Constraints {
		w.constraint(c)
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			if p != nil {
				w.player(p)
			}
		}
	}
	if d.People != nil {
		for _, p := range d.People.People {
			if p != nil {
				w.person(p)
			}
		}
	}
	for _, t := range d.Terms {
		if t != nil {
			w.term(t)
		}
	}
	w.rows()
	for _, a := range d.Assumptions {
		w.assumption(a)
	}
	w.polls()
	for _, s := range d.Sources {
		w.source(s)
	}
	return w.out
}

func (w *writer) put(e entry) {
	e.title = cmp.Or(oneLine(e.title), e.id)
	w.out[e.file] = append(w.out[e.file], e)
}

// markdown hangs the text of a Markdown file on an entry, behind what its head says.
func (e *entry) markdown(head prose, body string, line int) {
	e.body = head.String()
	if strings.TrimSpace(body) == "" {
		return
	}
	if e.body != "" {
		e.body += "\n"
	}
	e.at, e.atLine = len(e.body), line
	e.body += body
}

// translations makes an entry of each companion file in another language.
func (w *writer) translations(of entry, all map[string]dossier.Companion) {
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		c := all[lang]
		e := of
		e.file, e.line, e.source = c.File, 1, ""
		e.title = cmp.Or(c.Title.In(lang), of.title)
		var p prose
		p.say(c.Dek)
		for _, r := range c.Rungs {
			p.say(r.Value)
		}
		p.add(c.Body)
		e.body, e.at, e.atLine = p.String(), 0, 0
		w.put(e)
	}
}

func (w *writer) initiative(i *dossier.Initiative) {
	e := entry{kind: Initiative, id: i.ID, title: w.d.Say(i.Title), file: i.File, line: 1, source: w.sources[i].String()}
	for _, m := range w.d.MembersOf(i) {
		e.members = append(e.members, m.Code.ID)
	}
	if i.Area.ID != "" {
		e.areas = []string{i.Area.ID}
	}
	e.dated(i.Proposed)
	var p prose
	p.say(i.Dek, i.Forum, i.Note)
	p.otherTitles(e.title, i.Title)
	if i.Origin != nil {
		p.say(i.Origin.Label)
	}
	for _, r := range i.Ladder {
		if r != nil {
			p.say(r.Name)
		}
	}
	for _, l := range i.History {
		if l != nil {
			p.say(l.What, l.Note)
		}
	}
	for _, a := range i.Alternatives {
		if a != nil {
			p.say(a.Forum, a.Gives, a.Adds)
		}
	}
	for _, s := range i.Eases {
		if s != nil {
			p.say(s.Mechanism)
		}
	}
	p.stances(i.Stances)
	if i.FirstResult != nil {
		p.say(i.FirstResult.What)
	}
	if i.Lapsed != nil {
		p.say(i.Lapsed.Why, i.Lapsed.Changed, i.Lapsed.NextHost)
	}
	if i.Judged != nil {
		p.say(i.Judged.Because)
	}
	e.markdown(p, i.Body, i.BodyLine)
	w.put(e)
	w.translations(e, i.Translations)
}

// otherTitles adds a title in the languages in which it is not shown.
func (p *prose) otherTitles(shown string, t dossier.Text) {
	for _, lang := range slices.Sorted(maps.Keys(t.By)) {
		if t.By[lang] != shown {
			p.add(t.By[lang])
		}
	}
}

func (p *prose) stances(all []*dossier.Stance) {
	for _, s := range all {
		if s != nil {
			p.say(s.Because, s.Note)
		}
	}
}

func (w *writer) constraint(c *dossier.Constraint) {
	e := entry{kind: Constraint, id: c.ID, title: w.d.Say(c.Title), file: c.File, line: 1, source: w.sources[c].String(),
		members: c.ActsIn().IDs(), areas: c.Areas.IDs()}
	e.dated(c.Since)
	var p prose
	p.say(c.Dek, c.Note)
	p.otherTitles(e.title, c.Title)
	p.add(c.Kind, c.Lever.Actor, c.Lever.Instrument, c.Lever.CostNote)
	for _, x := range c.Pressure {
		if x != nil {
			p.say(x.Because)
		}
	}
	for _, x := range c.Shifts {
		if x != nil {
			p.say(x.Because)
		}
	}
	for _, s := range c.Closed {
		p.say(s.Why)
	}
	if c.Judged != nil {
		p.say(c.Judged.Because)
	}
	e.markdown(p, c.Body, c.BodyLine)
	w.put(e)
	w.translations(e, c.Translations)
}

func (w *writer) player(x *dossier.Player) {
	e := entry{kind: Player, id: x.ID.ID, title: w.d.Say(x.Name), file: x.Pos().File, line: x.Pos().Line, source: w.sources[x].String()}
	if x.Member != "" {
		e.members = []string{x.Member}
	}
	var p prose
	p.say(x.Note)
	p.otherTitles(e.title, x.Name)
	for _, h := range x.Holders {
		if h != nil {
			p.say(h.Name, h.Note)
			p.add(h.Party)
		}
	}
	p.say(x.Because)
	p.stances(x.Stances)
	for _, s := range x.Stances {
		if s != nil {
			e.areas = append(e.areas, s.Areas.IDs()...)
		}
	}
	slices.Sort(e.areas)
	e.areas = slices.Compact(e.areas)
	e.body = p.String()
	w.put(e)
}

// person makes the entry of someone of people.yaml, with the posts that they hold or held.
func (w *writer) person(x *dossier.Person) {
	e := entry{kind: Person, id: x.ID.ID, title: w.d.Say(x.Name), file: x.Pos().File, line: x.Pos().Line, source: w.sources[x].String(), unsure: x.Sure == "no"}
	if x.Member.ID != "" {
		e.members = []string{x.Member.ID}
	}
	var p prose
	p.say(x.Role)
	p.otherTitles(e.title, x.Name)
	for _, a := range x.Affiliations {
		if a != nil {
			p.say(a.Title, a.At)
		}
	}
	p.say(x.Note)
	e.body = p.String()
	w.put(e)
}

// term makes the entry of a term, with how it is used and what is avoided.
func (w *writer) term(x *dossier.Term) {
	e := entry{kind: Term, id: x.ID.ID, title: w.d.Say(x.Concept), file: x.Pos().File, line: x.Pos().Line, source: w.sources[x].String(), unsure: x.Sure == "no"}
	var p prose
	p.say(x.Use)
	p.otherTitles(e.title, x.Concept)
	p.say(x.Order, x.Note)
	for _, avoid := range x.Avoid {
		p.add(strings.Join(avoid.Value.IDs(), ", "))
	}
	e.body = p.String()
	w.put(e)
}

// row begins the entry of a row of a table.
func row(k Kind, id, title string, at dossier.Pos, date dossier.Date, sources dossier.IDs, sure dossier.Confirmed) entry {
	e := entry{kind: k, id: id, title: title, file: at.File, line: at.Line, source: sources.String(), unsure: !bool(sure)}
	e.dated(date)
	return e
}

// rows makes the entries of events, acts, facts, commitments, questions and cases.
func (w *writer) rows() {
	for _, x := range w.d.Events {
		e := row(Event, x.ID, x.Summary, x.Pos, x.Date, w.sources[x], x.Confirmed)
		var names []string
		e.members, names = w.actors(x.Actor, x.Target, x.About)
		e.areas = nonEmpty(x.Area)
		e.body = prose(nonEmpty(x.Note, strings.Join(names, ", "), x.Type)).String()
		w.put(e)
	}
	for _, x := range w.d.Acts {
		e := row(Act, x.ID, x.Summary, x.Pos, x.Date, w.sources[x], x.Confirmed)
		p := prose(nonEmpty(x.Note))
		if who := w.d.Player(x.Player); who != nil {
			e.members = nonEmpty(who.Member)
			p.say(who.Name)
		}
		e.areas = nonEmpty(x.Area)
		e.body = p.String()
		w.put(e)
	}
	for _, x := range w.d.Facts {
		e := row(Fact, x.ID, x.What, x.Pos, x.Date, w.sources[x], x.Confirmed)
		e.members = x.Member.Countries()
		figure := oneLine(strconv.FormatFloat(x.Value, 'f', -1, 64) + " " + x.Unit + " " + x.Of)
		e.body = prose(nonEmpty(figure, x.Note)).String()
		w.put(e)
	}
	for _, x := range w.d.Commitments {
		e := row(Commitment, cmp.Or(x.ID, x.Initiative), x.Text, x.Pos, x.Date, w.sources[x], x.Confirmed)
		e.members = w.d.Binds(x)
		if i := w.d.Initiative(x.Initiative); i != nil {
			e.areas = nonEmpty(i.Area.ID)
		}
		e.body = prose(nonEmpty(x.Meeting, x.Status, x.Note)).String()
		w.put(e)
	}
	for _, x := range w.d.Questions {
		e := row(Question, x.ID, x.Text, x.Pos, x.Opens, w.sources[x], x.Confirmed)
		e.last = dayNumber(x.Closes.Last())
		if i := w.d.Initiative(x.Initiative); i != nil {
			e.members, e.areas = w.membersOf(i), nonEmpty(i.Area.ID)
		}
		e.body = prose(nonEmpty(x.ResolvesBy, x.Outcome, x.Note)).String()
		w.put(e)
	}
	for _, x := range w.d.Cases {
		e := row(Case, x.ID, oneLine(x.Court+": "+x.Outcome), x.Pos, x.Date, w.sources[x], x.Confirmed)
		e.body = prose(nonEmpty(x.Plaintiffs, x.Defendant, x.Number, x.Status, x.Note)).String()
		w.put(e)
	}
}

// membersOf gives the codes of the members that an initiative concerns.
func (w *writer) membersOf(i *dossier.Initiative) []string {
	var out []string
	for _, m := range w.d.MembersOf(i) {
		out = append(out, m.Code.ID)
	}
	return out
}

// assumption makes the entry of what the group takes for granted.
func (w *writer) assumption(x *dossier.Assumption) {
	e := entry{kind: Assumption, id: x.ID.ID, title: w.d.Say(x.What), file: x.Pos().File, line: x.Pos().Line, source: w.sources[x].String(), unsure: x.Sure == "no"}
	e.dated(x.NextLook)
	for _, r := range x.Initiatives {
		if i := w.d.Initiative(r.ID); i != nil {
			e.members, e.areas = append(e.members, w.membersOf(i)...), append(e.areas, i.Area.ID)
		}
	}
	e.members = w.inOrder(e.members)
	slices.Sort(e.areas)
	e.areas = slices.Compact(e.areas)
	var p prose
	p.say(x.Because, x.Test, x.Note)
	e.body = p.String()
	w.put(e)
}

// polls makes an entry of each series in each file, placed at its last wave.
func (w *writer) polls() {
	for _, id := range w.d.PollSeriesIDs() {
		byFile := map[string][]*dossier.Poll{}
		for _, x := range w.d.PollSeries(id) {
			byFile[x.Pos.File] = append(byFile[x.Pos.File], x)
		}
		for _, waves := range byFile {
			last := waves[len(waves)-1]
			e := row(Poll, id, last.Question, last.Pos, last.End, w.sources[last], last.Confirmed)
			e.first = dayNumber(waves[0].End.First())
			var p prose
			seen := map[string]bool{last.Question: true}
			for _, x := range waves {
				members, _ := w.actors(dossier.Actors(x.Country), x.About)
				e.members = append(e.members, members...)
				for _, s := range []string{x.Question, x.Pollster, x.Population, x.Break, x.Note} {
					if !seen[s] {
						p.add(s)
					}
					seen[s] = true
				}
			}
			e.members = w.inOrder(e.members)
			e.body = p.String()
			w.put(e)
		}
	}
}

func (w *writer) source(s *dossier.Source) {
	e := row(Source, s.ID, s.Title, s.Pos, s.Issued, dossier.IDs{s.ID}, true)
	var names []string
	for _, n := range s.Author {
		names = append(names, n.String())
	}
	e.body = prose(nonEmpty(strings.Join(names, ", "), s.Container, s.Publisher, s.Note)).String()
	w.put(e)
}

// actors gives the members among the actors of a row, in order, and the names of
// all of them.
func (w *writer) actors(cells ...dossier.Actors) (members, names []string) {
	for _, cell := range cells {
		for _, code := range cell.Countries() {
			members = append(members, code)
			if name := w.d.CountryName(code, w.d.Lang()); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return w.inOrder(members), names
}

// inOrder keeps the codes of members, each once, in the dossier's order.
func (w *writer) inOrder(codes []string) []string {
	var out []string
	for _, m := range w.members {
		if slices.Contains(codes, m) {
			out = append(out, m)
		}
	}
	return out
}

// nonEmpty gives the texts that are not blank.
func nonEmpty(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
