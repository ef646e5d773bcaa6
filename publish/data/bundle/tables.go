package bundle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
	"entente/publish/data"
	"entente/words"
)

// table is a table with what a database needs to know of it.
type table struct {
	dossier.Table
	Key   []string // the columns that are unique together; nil: none
	Refs  []ref
	About string
}

// ref says that a column holds keys of another table.
type ref struct{ Column, Table, To string }

// leftOut is what may not be passed on.
type leftOut struct {
	Table  string `json:"table"`
	Rows   int    `json:"rows"`
	Source string `json:"source"` // id
	Why    string `json:"why"`
}

// says is a sentence; what it is of is named by its title too.
func (l leftOut) says(d *dossier.Dossier) string {
	verb := "rest"
	if l.Rows == 1 {
		verb = "rests"
	}
	source := l.Source
	if s := d.Source(l.Source); s != nil && s.Title != "" {
		source = "“" + s.Title + "” (" + l.Source + ")"
	}
	return fmt.Sprintf("%s of %s.csv that %s on %s: %s", words.Capital(words.Count(l.Rows, "row")), l.Table, verb, source, words.End(l.Why))
}

// tablesOf gives all public tables, those of the agenda first, and what was left out.
func tablesOf(c Content) (out []table, left []leftOut) {
	d := c.Dossier
	for _, t := range slices.Concat(agendaTables(c), frameTables(d, c.Agenda.Dossier.AsOf.Last())) {
		if len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	cites := newTable("cites", "which row rests on which source", "table", "the table", "row:integer", "the row's number in it", "source", "the source")
	cites.Key, cites.Refs = []string{"table", "row", "source"}, []ref{{"source", "sources", "id"}}
	gone := map[string]*dossier.Source{} // table and id of what was left out, and the source that bars it
	for _, t := range d.Tables() {
		kept := passedOn(d, t, gone, &left)
		if len(kept.Rows) == 0 {
			continue
		}
		for n, ids := range kept.Cites {
			for i, id := range ids {
				if d.Source(id) != nil && !ids[:i].Has(id) {
					cites.row(t.Name, strconv.Itoa(n+1), id)
				}
			}
		}
		out = append(out, table{Table: numbered(kept), Key: []string{"row"}, Refs: columnRefs[t.Name], About: abouts[t.Name]})
	}
	if len(cites.Rows) > 0 {
		out = append(out, cites)
	}
	withoutGone(out, gone)
	has := map[string]bool{}
	for _, t := range out {
		has[t.Name] = true
	}
	for n := range out { // a table without rows is not handed on, and nothing refers to it
		out[n].Refs = slices.DeleteFunc(slices.Clone(out[n].Refs), func(r ref) bool { return !has[r.Table] })
	}
	spellAsKeys(out)
	return out, left
}

// spellAsKeys writes what refers to a key as the key is written: a dossier may refer to
// players and initiatives in other letters, capital or small, and databases take none but the same.
func spellAsKeys(tables []table) {
	keys := map[ref]map[string]string{}
	cells := func(r ref) map[string]string {
		if keys[r] == nil {
			keys[r] = map[string]string{}
			t := tables[slices.IndexFunc(tables, func(t table) bool { return t.Name == r.Table })]
			n := t.at(r.To)
			for _, row := range t.Rows {
				keys[r][row[n]] = row[n]
				if low := strings.ToLower(row[n]); keys[r][low] == "" {
					keys[r][low] = row[n]
				}
			}
		}
		return keys[r]
	}
	for _, t := range tables {
		for _, r := range t.Refs {
			n, of := t.at(r.Column), cells(ref{Table: r.Table, To: r.To})
			for _, row := range t.Rows {
				if of[row[n]] == "" && row[n] != "" {
					row[n] = cmp.Or(of[strings.ToLower(row[n])], row[n])
				}
			}
		}
	}
}

// withoutGone takes ids of rows that were left out, by table and id, out of the lists of
// ids that rows hold: what a row says stands without them.
func withoutGone(tables []table, gone map[string]*dossier.Source) {
	for _, t := range tables {
		for _, r := range listRefs[t.Name] {
			n := t.at(r.Column)
			for _, row := range t.Rows {
				ids := slices.DeleteFunc(strings.Split(row[n], ";"), func(id string) bool { return gone[goneKey(r.Table, id)] != nil })
				row[n] = strings.Join(ids, ";")
			}
		}
	}
}

// goneKey names a row in what was left out; ids are one in capital and small letters.
func goneKey(table, id string) string { return table + " " + strings.ToLower(id) }

// evidenceOf gives the evidence of a stance without what leads to a row that is left out.
// A source itself is named: what its terms bar are its rows.
func evidenceOf(d *dossier.Dossier, s *dossier.Stance) string {
	ids := slices.DeleteFunc(s.Evidence.IDs(), func(e string) bool {
		kind, _, _, err := dossier.ParseEvidence(e)
		return err == nil && kind != dossier.EvidenceSource && barredBy(d, d.EvidenceSources(e)) != nil
	})
	return strings.Join(ids, ";")
}

// barredBy gives the first source of some whose terms bar what rests on it, or nil.
func barredBy(d *dossier.Dossier, sources []string) *dossier.Source {
	for _, id := range sources {
		if s := d.Source(id); s != nil && s.Barred() != "" {
			return s
		}
	}
	return nil
}

// at gives the place of a column, or -1.
func (t table) at(name string) int {
	return slices.IndexFunc(t.Columns, func(c dossier.Column) bool { return c.Name == name })
}

// abouts says what the tables of the dossier hold.
var abouts = map[string]string{
	"polls": "waves of questions of opinion", "events": "who did what to whom", "acts": "dated acts and statements of players", "facts": "figures with unit and denominator",
	"calendar": "dates of the members", "commitments": "what was promised, and its record", "questions": "statements that will prove true or false", "forecasts": "probabilities that judges put on questions",
	"cases": "rulings", "quotes": "words that stand in a source", "searches": "where somebody looked for something", "judgements": "estimates of experts by round", "series": "measured series",
}

// columnRefs are the columns that hold keys of other tables.
var columnRefs = map[string][]ref{
	"events": {{"area", "areas", "id"}}, "acts": {{"area", "areas", "id"}, {"player", "players", "id"}},
	"commitments": {{"initiative", "initiatives", "id"}}, "questions": {{"initiative", "initiatives", "id"}},
	"forecasts": {{"question", "questions", "id"}},
	"series":    {{"area", "areas", "id"}},
}

// listRefs are the columns that hold lists of ids of other rows, parted by semicolons: they
// are no keys.
var listRefs = map[string][]ref{
	"facts": {{"supersedes", "facts", "id"}}, "cases": {{"supersedes", "cases", "id"}}, "commitments": {{"search", "searches", "id"}},
}

// numbered puts the number of each row before it, as its key: not every table has ids.
func numbered(t dossier.Table) dossier.Table {
	low := 1.0
	t.Columns = append([]dossier.Column{{Name: "row", Doc: "the number of the row in this file", Type: "integer", Required: true, Low: &low}}, t.Columns...)
	rows := make([][]string, len(t.Rows))
	for n, r := range t.Rows {
		rows[n] = append([]string{strconv.Itoa(n + 1)}, r...)
	}
	t.Rows = rows
	return t
}

// passedOn leaves the rows out that rest on a source whose terms bar it, and those that
// refer to such a row. It tells left of them, and notes their ids in gone.
func passedOn(d *dossier.Dossier, t dossier.Table, gone map[string]*dossier.Source, left *[]leftOut) dossier.Table {
	kept := dossier.Table{Name: t.Name, Columns: t.Columns}
	at := table{Table: t}.at
	bars := func(n int) *dossier.Source {
		if s := barredBy(d, t.Cites[n]); s != nil {
			return s
		}
		for _, r := range columnRefs[t.Name] {
			if s := gone[goneKey(r.Table, t.Rows[n][at(r.Column)])]; s != nil {
				return s
			}
		}
		return nil
	}
	id := at("id")
	for n, row := range t.Rows {
		s := bars(n)
		if s == nil {
			kept.Rows, kept.Cites = append(kept.Rows, row), append(kept.Cites, t.Cites[n])
			continue
		}
		if id >= 0 {
			gone[goneKey(t.Name, row[id])] = s
		}
		if k := slices.IndexFunc(*left, func(l leftOut) bool { return l.Table == t.Name && l.Source == s.ID }); k >= 0 {
			(*left)[k].Rows++
		} else {
			*left = append(*left, leftOut{t.Name, 1, s.ID, s.Barred()})
		}
	}
	return kept
}

// newTable begins a table of texts: a name and what it is for each column. A name may
// say its type after a colon.
func newTable(name, about string, columns ...string) table {
	t := table{Table: dossier.Table{Name: name}, About: about}
	for i := 0; i < len(columns); i += 2 {
		col, kind, ok := strings.Cut(columns[i], ":")
		if !ok {
			kind = "string"
		}
		t.Columns = append(t.Columns, dossier.Column{Name: col, Type: kind, Doc: columns[i+1]})
	}
	return t
}

func (t *table) row(cells ...string) { t.Rows = append(t.Rows, cells) }

// frameTables are what the other tables refer to; day is that of the agenda.
func frameTables(d *dossier.Dossier, day time.Time) []table {
	say := d.Say
	areas := newTable("areas", "areas of work", "id", "its id", "name", "in words")
	areas.Key = []string{"id"}
	for _, a := range d.Header.Areas {
		areas.row(a.ID.ID, say(a.Name))
	}
	members := newTable("members", "the countries at the table, in the dossier's order", "id", "ISO 3166-1 alpha-3", "name", "in words", "reviewed:boolean", "whether an expert of the member reviewed its stances; where not, verdicts are illustrative")
	members.Key = []string{"id"}
	players := newTable("players", "who decides, stops or waits in each capital", "id", "its id", "member", "whose", "name", "in words", "kind", "executive, ministry, …", "role", "roles, separated by semicolons",
		"influence:number", "0-1, the best estimate; blank where none is stated", "because", "why this influence", "by", "who judged it", "confirmed:boolean", "no: not confirmed")
	players.Key, players.Refs = []string{"id"}, []ref{{"member", "members", "id"}}
	stances := newTable("stances", "where players stood, as observed on a date", "player", "whose", "initiative", "the initiative that it is of; blank: of areas", "areas", "areas, separated by semicolons; all: every one",
		"from:date", "when it was observed", "until:date", "when it ended", "position:number", "0-100 on the ladder, the best estimate", "low:number", "the least", "high:number", "the most", "salience:number", "how much of its weight it uses on this, 0-1; blank where none is stated",
		"by", "who judged it", "because", "why", "evidence", "what it rests on, separated by semicolons: event:ID, act:ID, fact:ID, poll:SERIES@DATE, case:ID, source:ID; without what leads to a row that was left out", "confirmed:boolean", "no: not confirmed",
		"stands_in", "of what it is the player's stance on the agenda's day: the initiative, or areas separated by semicolons; blank: of nothing, since it begins later, has ended, or a later one or a later holder of the office replaces it")
	stances.Refs = []ref{{"player", "players", "id"}, {"initiative", "initiatives", "id"}}
	stance := func(player, initiative string, s *dossier.Stance, standsIn []string) {
		stances.row(player, initiative, join(s.Areas), s.From.String(), s.Until.String(), data.Number(s.Position.Best), data.Number(s.Position.Low), data.Number(s.Position.High), best(s.Salience),
			s.By, say(s.Because), evidenceOf(d, s), dossier.YesOrNo(s.Sure != "no"), strings.Join(standsIn, ";"))
	}
	for _, m := range d.Members {
		members.row(m.Code.ID, d.MemberName(m.Code.ID), dossier.YesOrNo(m.Reviewed != nil))
		for _, p := range m.Players {
			players.row(p.ID.ID, m.Code.ID, say(p.Name), p.Kind, join(p.Role), best(p.Influence), say(p.Because), p.By, dossier.YesOrNo(p.Sure != "no"))
			standsIn := map[*dossier.Stance][]string{}
			for _, a := range d.Areas {
				if s := p.StanceAt(a.ID.ID, day, nil); s != nil {
					standsIn[s] = append(standsIn[s], a.ID.ID)
				}
			}
			for _, s := range p.Stances {
				stance(p.ID.ID, "", s, standsIn[s])
			}
		}
	}
	initiatives := newTable("initiatives", "what members could do together, and principles", "id", "its id", "title", "in words", "kind", "initiative or principle", "area", "its area", "members", "whom it concerns, joined by a plus", "proposed:date", "since when it is proposed", "target", "the rung that is weighed", "confirmed:boolean", "no: not confirmed")
	initiatives.Key, initiatives.Refs = []string{"id"}, []ref{{"area", "areas", "id"}}
	rungs := newTable("rungs", "levels of ambition of each initiative", "initiative", "whose", "rung", "its id", "level:number", "0-100", "name", "in words", "asks", "what a promise of it would ask")
	rungs.Key, rungs.Refs = []string{"initiative", "rung"}, []ref{{"initiative", "initiatives", "id"}}
	for _, i := range d.Initiatives {
		kind := "initiative"
		if i.Principle() {
			kind = "principle"
		}
		var codes []string
		for _, m := range d.MembersOf(i) {
			codes = append(codes, m.Code.ID)
		}
		initiatives.row(i.ID, say(i.Title), kind, i.Area.ID, strings.Join(codes, "+"), i.Proposed.String(), i.Target.ID, dossier.YesOrNo(i.Sure != "no"))
		for _, r := range i.Ladder {
			rungs.row(i.ID, r.ID.ID, data.Number(r.Level), say(r.Name), r.Asks)
		}
		for _, s := range i.Stances {
			var standsIn []string
			if p := d.Player(s.Player.ID); p != nil && i.StanceOf(p, day, nil) == s {
				standsIn = []string{i.ID}
			}
			stance(s.Player.ID, i.ID, s, standsIn)
		}
	}
	constraints := newTable("constraints", "what holds one or several members back", "id", "its id", "title", "in words", "kind", "of what kind", "effect", "how it acts", "members", "whom it holds back, joined by a plus", "areas", "where it acts in full, separated by semicolons", "since:date", "from when", "until:date", "until when; blank: it stands", "confirmed:boolean", "no: not confirmed")
	constraints.Key = []string{"id"}
	for _, c := range d.Constraints {
		held := c.Members
		if len(held) == 0 {
			held = c.Between
		}
		constraints.row(c.ID, say(c.Title), c.Kind, c.Effect, strings.Join(held.IDs(), "+"), join(c.Areas), c.Since.String(), c.Until.String(), dossier.YesOrNo(c.Sure != "no"))
	}
	sources := newTable("sources", "what the rows rest on", "id", "its id", "type", "type of CSL", "title", "its title", "authors", "separated by semicolons", "container", "in what it stands", "publisher", "who published it", "issued:date", "when", "language", "of the source", "url", "its address", "doi", "its DOI", "weak", "why it only relays another; blank: it does not")
	sources.Key = []string{"id"}
	for _, s := range d.Sources {
		var by []string
		for _, n := range s.Author {
			by = append(by, n.String())
		}
		sources.row(s.ID, s.Type, s.Title, strings.Join(by, ";"), s.Container, s.Publisher, s.Issued.String(), s.Language, s.URL, s.DOI, s.Weak())
	}
	return []table{areas, members, players, initiatives, rungs, stances, constraints, sources}
}

// agendaTables are what the agenda says.
func agendaTables(c Content) []table {
	verdicts := newTable("verdicts", "what the agenda says of each initiative at its target", "initiative", "which", "target", "the rung that is weighed", "target_level:number", "0-100", "in_place:number", "the level in place, 0-100",
		"verdict", "in words", "joint:number", "joint carry: the share of draws in which every member carries it; blank: not assessed", "joint_se:number", "its standard error",
		"delivery:number", "how likely it is reached once promised, 0-1", "delivery_low:number", "the least", "delivery_high:number", "the most", "near_line:boolean", "other draws could give another verdict", "hangs:boolean", "it hangs on the error of the judges", "unconfirmed", "what of its inputs is not confirmed", "why", "its reason in a sentence")
	verdicts.Key, verdicts.Refs = []string{"initiative"}, []ref{{"initiative", "initiatives", "id"}}
	carries := newTable("carries", "what each member can carry", "initiative", "which", "member", "who", "carry:number", "share of draws; blank: not assessed", "carry_se:number", "its standard error", "gain:number", "0-1; blank: none was worked out", "pivotal", "who most often sets its ceiling", "lacks", "why it is not assessed")
	carries.Key, carries.Refs = []string{"initiative", "member"}, []ref{{"initiative", "initiatives", "id"}, {"member", "members", "id"}, {"pivotal", "players", "id"}}
	for _, i := range c.Agenda.Initiatives {
		delivery := []string{"", "", ""}
		if x := i.Delivery; x != nil {
			delivery = []string{data.Share(&x.P), data.Share(&x.Low), data.Share(&x.High)}
		}
		verdicts.row(i.ID, i.Target.Rung, data.Number(i.Target.Level), data.Number(i.StatusQuo.Level), string(i.Verdict), data.Share(i.Joint.P), data.Share(i.Joint.SE), delivery[0], delivery[1], delivery[2],
			dossier.YesOrNo(i.NearLine), dossier.YesOrNo(len(i.Hangs) > 0), strings.Join(c.Agenda.Unconfirmed(i), ";"), i.Why)
		for _, m := range i.Members {
			b := i.ByMember[m]
			if b == nil {
				continue
			}
			pivotal := ""
			if len(b.Pivotal) > 0 {
				pivotal = b.Pivotal[0].Player
			}
			carries.row(i.ID, m, data.Share(b.P), data.Share(b.SE), data.Share(b.Gain), pivotal, b.Lacks)
		}
	}
	return []table{verdicts, carries}
}

func join(r dossier.Refs) string { return strings.Join(r.IDs(), ";") }

// best writes the best guess of an estimate; "" where none is stated.
func best(e dossier.Estimate) string {
	if !e.Set {
		return ""
	}
	return data.Number(e.Best)
}
