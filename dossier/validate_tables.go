package dossier

import (
	"fmt"
	"strings"

	"entente/country"
)

func (l *loader) validatePeople() {
	if p := l.d.People; p != nil {
		ids := map[string]bool{}
		for _, x := range p.People {
			if ids[x.ID.ID] {
				l.f.err("duplicate-id", x.ID.Pos, "rename one of them", "the person %q stands twice", x.ID.ID)
			}
			ids[x.ID.ID] = true
			if x.Member.ID != "" {
				l.memberRefs(Refs{x.Member})
			}
			for _, a := range x.Affiliations {
				l.dated(a.Where, a.From, a.To, "to")
			}
		}
		person := func(rs Refs) {
			for _, r := range rs {
				if !ids[r.ID] {
					l.unknownOf(r, "person", func() []string { return mapKeys(ids) })
				}
			}
		}
		for _, g := range p.Groups {
			person(g.People)
		}
		for _, s := range p.Speaks {
			person(s.People)
			person(s.Not)
		}
		for _, x := range p.Dissent {
			person(Refs{x.Person})
		}
	}
	seen := map[string]bool{}
	for _, t := range l.d.Terms {
		if seen[t.ID.ID] {
			l.f.err("duplicate-id", t.ID.Pos, "rename one of them", "the term %q stands twice", t.ID.ID)
		}
		seen[t.ID.ID] = true
	}
}

// cell checks a cell of ids; kind names them and known tells which there are.
func (l *loader) cell(at Pos, ids IDs, kind string, known func(string) bool, all func() []string) {
	for _, id := range ids {
		if !known(id) && !l.holds(kind, id, at) {
			l.f.err("unknown-id", at, l.suggest(kind, id, all), "there is no %s %q", kind, shorten(id))
		}
	}
}

// one gives the id of a cell that holds one, or none.
func one(id string) IDs {
	if id == "" {
		return nil
	}
	return IDs{id}
}

func (l *loader) areaCell(at Pos, id string) {
	l.cell(at, one(id), "area", func(s string) bool { return l.d.Area(s) != nil }, l.areaIDs)
}

func (l *loader) validateTables() {
	d := l.d
	type wave struct{ series, pollster, end string }
	waves := map[wave]Pos{}
	for _, p := range d.Polls {
		if (p.Unit == "" || p.Unit == "percent") && (p.Value < 0 || p.Value > 100) {
			l.f.err("out-of-range", p.Pos, "state another `unit`, or mend the value", "a share of %v percent cannot be", p.Value)
		}
		if p.Unit == "degrees" && (p.Value < 0 || p.Value > 100) {
			l.f.err("out-of-range", p.Pos, "state another `unit`, or mend the value", "a feeling of %v degrees cannot be: the scale is 0 to 100", p.Value)
		}
		if !p.Start.IsZero() && p.End.Last().Before(p.Start.First()) {
			l.f.err("date-order", p.Pos, "", "fieldwork ends (%s) before it begins (%s)", p.End, p.Start)
		}
		w := wave{p.Series, strings.ToLower(strings.Join(strings.Fields(p.Pollster), " ")), p.End.String()}
		if first, dup := waves[w]; dup {
			l.f.err("duplicate-id", p.Pos, "give another question or mode its own series", "the series %q has this wave of %s already: %s", p.Series, shorten(p.Pollster), first)
		}
		waves[w] = p.Pos
	}
	for _, e := range d.Events {
		l.areaCell(e.Pos, e.Area)
		l.eventType(e)
	}
	for _, a := range d.Acts {
		l.areaCell(a.Pos, a.Area)
		l.cell(a.Pos, one(a.Player), "player", func(s string) bool { return d.Player(s) != nil }, func() []string { return idsOf[*Player](d) })
	}
	for _, t := range d.Texts() {
		l.memberRefs(t.Members)
		for _, a := range t.Areas {
			l.areaCell(a.Pos, a.ID)
		}
		if t.From.ID != "" && t.From.ID != "report" && get[*Piece](d, t.From.ID) == nil {
			l.unknown(t.From, "text", []string{"report"})
		}
	}
	for _, f := range d.Facts {
		l.cell(f.Pos, f.Supersedes, "fact", func(s string) bool { return d.facts[s] != nil }, func() []string { return mapKeys(d.facts) })
		if f.Low != nil && *f.Low > f.Value || f.High != nil && *f.High < f.Value {
			l.f.err("estimate-order", f.Pos, "order them as low ≤ value ≤ high", "the value %v lies outside its own bounds", f.Value)
		}
	}
	for _, c := range d.Calendar {
		if !c.End.IsZero() && c.End.Last().Before(c.Date.First()) {
			l.f.err("date-order", c.Pos, "", "it ends (%s) before it begins (%s)", c.End, c.Date)
		}
		for _, code := range c.Member {
			if code != "ALL" {
				l.actor(c.Pos, code)
			}
		}
	}
	for _, c := range d.Commitments {
		l.validateCommitment(c)
	}
	for _, s := range d.Searches {
		for _, lang := range s.Languages {
			l.language(Ref{lang, s.Pos})
		}
	}
	for _, c := range d.Cases {
		l.cell(c.Pos, c.Supersedes, "ruling", func(s string) bool { return d.cases[s] != nil }, func() []string { return mapKeys(d.cases) })
	}
	for _, j := range d.Judgements {
		l.validateJudgement(j)
	}
}

// actor checks that a code is a member, an outside party or a country.
func (l *loader) actor(at Pos, code string) {
	code = parseActor(code).Country
	if _, ok := country.ByCode(code); ok || l.d.Header.Members.Has(code) {
		return
	}
	for _, o := range l.d.Header.Outside {
		if o.ID.ID == code {
			return
		}
	}
	if l.holds("member or outside party", code, at) {
		return
	}
	l.f.err("unknown-country", at, didYouMeanOr(code, l.d.Header.Members.IDs()), "%q is no member, outside party or country code", shorten(code))
}

func (l *loader) validateJudgement(j *Judgement) {
	t, err := ParseJudgementTarget(j.Target)
	if err != nil {
		l.f.err("judgement", j.Pos, "", "%v", err)
		return
	}
	lo, hi := 0.0, 1.0
	if t.Kind == "position" {
		hi = 100
	}
	if j.Low > j.Best || j.Best > j.High {
		l.f.err("estimate-order", j.Pos, "order them as low ≤ best ≤ high", "the judgement has low %v, best %v, high %v", j.Low, j.Best, j.High)
	}
	if j.Low < lo || j.High > hi {
		l.f.err("out-of-range", j.Pos, shareHint(j.High, lo, hi), "%s must lie between %v and %v", quoteKey(t.Kind), lo, hi)
	}
	if t.Kind == "pressure" {
		l.constraintRef(Ref{t.ID, j.Pos})
		return
	}
	l.playerRef(Ref{t.ID, j.Pos})
	if t.Where != "" && l.d.Area(t.Where) == nil && l.d.Initiative(t.Where) == nil {
		l.unknownOf(Ref{t.Where, j.Pos}, "area or initiative", func() []string { return append(l.areaIDs(), idsOf[*Initiative](l.d)...) })
	}
}

// JudgementTarget is what a judgement estimates.
type JudgementTarget struct {
	Kind  string // position, salience, influence or pressure
	ID    string // a player, or for a pressure a constraint
	Where string // for position and salience: an area or an initiative
}

// ParseJudgementTarget reads `position:PLAYER/AREA` and the like.
func ParseJudgementTarget(s string) (JudgementTarget, error) {
	kind, rest, ok := strings.Cut(s, ":")
	t := JudgementTarget{Kind: kind}
	t.ID, t.Where, _ = strings.Cut(rest, "/")
	needsWhere := kind == "position" || kind == "salience"
	switch {
	case !ok || t.ID == "", !needsWhere && kind != "influence" && kind != "pressure":
		return t, fmt.Errorf("%q is no target: write position:PLAYER/AREA, salience:PLAYER/AREA, influence:PLAYER or pressure:CONSTRAINT", shorten(s))
	case needsWhere && t.Where == "":
		return t, fmt.Errorf("%q names no area: write %s:%s/AREA", shorten(s), kind, t.ID)
	case !needsWhere && t.Where != "":
		return t, fmt.Errorf("%q: %s holds for all areas", shorten(s), quoteKey(kind))
	}
	return t, nil
}
