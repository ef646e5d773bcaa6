package agenda

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"entente/dossier"
	"entente/series"
)

// world is the dossier as it stood on a day, under a set of changes: every
// question of "which stance, which pressure, which procedure" is answered here.
type world struct {
	d       *dossier.Dossier
	asOf    time.Time
	set     dossier.Settings
	changes []*dossier.Change
	judged  map[string][]dossier.Estimate // judgement target -> one estimate an expert
	press   *pressureMemo
	eased   map[string]float64 // constraint -> what is left of its pressure, 0-1
	// strict leaves out stances without a date: nobody can say that they were
	// held on an earlier day.
	strict bool
	// pins hold inputs as they are in another world; see at.
	pins map[Given]*world
}

// at gives the world in which an input is to be read: another one where the
// input is pinned to it.
func (w *world) at(kind, id string) *world {
	if o := w.pins[Given{kind, id}]; o != nil {
		return o
	}
	return w
}

// pressureMemo remembers pressures; workers share it.
type pressureMemo struct {
	mu sync.Mutex
	m  map[pressureKey]series.Pressure
}

type pressureKey struct {
	constraint string
	day        int64
}

// newWorld sets the world up. asOf is a day; changes may be nil.
func newWorld(d *dossier.Dossier, asOf time.Time, set dossier.Settings, changes []*dossier.Change) *world {
	w := &world{d: d, asOf: asOf, set: set, changes: changes, judged: map[string][]dossier.Estimate{}, press: &pressureMemo{m: map[pressureKey]series.Pressure{}}}
	w.collectJudgements()
	return w
}

// collectJudgements keeps, for each target, the estimates of the latest round
// that was held by the as-of day; an undated judgement counts as of the dossier's
// own as-of date.
func (w *world) collectJudgements() {
	latest := map[string]string{}
	known := func(j *dossier.Judgement) bool {
		when := j.Date
		if when.IsZero() {
			when = w.d.AsOf
		}
		return when.Begun(w.asOf)
	}
	for _, j := range w.d.Judgements {
		if known(j) && j.Round > latest[j.Target] {
			latest[j.Target] = j.Round
		}
	}
	for _, j := range w.d.Judgements {
		if !known(j) || j.Round != latest[j.Target] {
			continue
		}
		c := dossier.DefaultConfidence
		if j.Confidence != nil {
			c = *j.Confidence
		}
		w.judged[j.Target] = append(w.judged[j.Target], dossier.Estimate{Low: j.Low, Best: j.Best, High: j.High, Confidence: c, Set: true})
	}
}

// stance is a player's stance on an initiative as it goes into the draws.
type stance struct {
	Position []dossier.Estimate // one, or one an expert
	Salience []dossier.Estimate
	NoDeal   float64
	From     time.Time // the day against which pressures count
	Date     dossier.Date
	By       string
	Because  string
	Evidence []string
	Doc      *dossier.Stance // nil where a scenario sets it
	// Own is true for a stance on this initiative alone: its draws are not shared
	// with the area's.
	Own bool
}

func single(e dossier.Estimate) []dossier.Estimate { return []dossier.Estimate{e} }

// defaultSalience is taken where a stance states none.
var defaultSalience = dossier.Exactly(0.5)

// stanceOf gives the stance of a player on an initiative, or false where the
// dossier has none by the day.
func (w *world) stanceOf(p *dossier.Player, i *dossier.Initiative) (stance, bool) {
	w = w.at(InStance, p.ID.ID)
	var s stance
	own, general := i.StanceOf, p.StanceAt
	if w.strict {
		own, general = i.DatedStanceOf, p.DatedStanceAt
	}
	doc := own(p.ID.ID, w.asOf)
	s.Own = doc != nil
	if doc == nil {
		doc = general(i.Area.ID, w.asOf)
	}
	found := doc != nil
	if found {
		s.Doc = doc
		s.Position, s.Salience = single(doc.Position), single(defaultSalience)
		if doc.Salience.Set {
			s.Salience = single(doc.Salience)
		}
		s.NoDeal, s.Date = doc.NoDeal, doc.From
		s.From = w.asOf
		if !doc.From.IsZero() {
			s.From = minTime(doc.From.Last(), w.asOf)
		}
		s.By, s.Because, s.Evidence = doc.By, w.d.Say(doc.Because), doc.Evidence.IDs()
	}
	for _, where := range []string{i.ID, i.Area.ID} {
		if es := w.judged["position:"+p.ID.ID+"/"+where]; len(es) > 0 {
			if !found {
				s.Salience = single(defaultSalience)
				s.From = w.asOf
			}
			s.Position, found = es, true
			s.By = fmt.Sprintf("%d experts", len(es))
			break
		}
	}
	for _, where := range []string{i.ID, i.Area.ID} {
		if es := w.judged["salience:"+p.ID.ID+"/"+where]; len(es) > 0 && found {
			s.Salience = es
			break
		}
	}
	for _, c := range w.changes {
		if !changeReaches(c, i) {
			continue
		}
		switch {
		case c.Stance.ID == p.ID.ID:
			s.Position = single(c.Position)
			if c.Salience.Set {
				s.Salience = single(c.Salience)
			} else if !found {
				s.Salience = single(defaultSalience)
			}
			if c.Has("no_deal") {
				s.NoDeal = c.NoDeal
			}
			s.From, s.Doc, found = w.asOf, nil, true
			s.Because, s.Evidence = w.d.Say(c.Because), c.Evidence.IDs()
		case c.Move.ID == p.ID.ID && found:
			moved := make([]dossier.Estimate, len(s.Position))
			for k, e := range s.Position {
				e.Low, e.Best, e.High = clip(e.Low+c.By), clip(e.Best+c.By), clip(e.High+c.By)
				moved[k] = e
			}
			s.Position, s.Own = moved, true
		}
	}
	if s.By == "" {
		s.By = "editors"
	}
	return s, found
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func clip(v float64) float64 { return min(100, max(0, v)) }

// changeReaches reports whether a change of stance holds for an initiative.
func changeReaches(c *dossier.Change, i *dossier.Initiative) bool {
	if c.Initiative.ID != "" {
		return c.Initiative.ID == i.ID
	}
	return c.Areas.Has(dossier.AllAreas) || c.Areas.Has(i.Area.ID)
}

// influenceOf gives a player's influence, one estimate or one an expert.
func (w *world) influenceOf(p *dossier.Player) []dossier.Estimate {
	w = w.at(InInfluence, p.ID.ID)
	out := single(p.Influence)
	if es := w.judged["influence:"+p.ID.ID]; len(es) > 0 {
		out = es
	}
	for _, c := range w.changes {
		if c.Influence.ID == p.ID.ID {
			out = single(c.To)
		}
	}
	return out
}

// pressureOn gives the pressure of a constraint on an earlier day.
func (w *world) pressureOn(c *dossier.Constraint, day time.Time) series.Pressure {
	w = w.at(InConstraint, c.ID)
	k := pressureKey{c.ID, day.Unix()}
	w.press.mu.Lock()
	p, ok := w.press.m[k]
	w.press.mu.Unlock()
	if !ok {
		p = series.PressureAt(w.d, c, day, w.asOf)
		w.press.mu.Lock()
		w.press.m[k] = p
		w.press.mu.Unlock()
	}
	return p
}

// pressureNow gives the pressure on the as-of day: the world's changes, the
// experts' judgement, or the dossier's own.
func (w *world) pressureNow(c *dossier.Constraint) (p series.Pressure, experts []dossier.Estimate) {
	w = w.at(InConstraint, c.ID)
	p = w.pressureOn(c, w.asOf)
	if es := w.judged["pressure:"+c.ID]; len(es) > 0 {
		p.Basis, experts = series.FromJudge, es
		p.Estimate = es[0]
		p.Key, p.Says = "experts", fmt.Sprintf("judged by %d experts", len(es))
	}
	for _, ch := range w.changes {
		if ch.Pressure.ID == c.ID {
			p = series.Pressure{Basis: series.FromJudge, Estimate: ch.To, Key: "changed", Says: "set by the scenario"}
			experts = nil
		}
	}
	return p, experts
}

// procedureOf gives the procedure by which a member would carry an initiative,
// or nil.
func (w *world) procedureOf(m *dossier.Member, i *dossier.Initiative) *dossier.Procedure {
	w = w.at(InProcedure, m.Code.ID)
	ref, _ := i.Procedures.Get(m.Code.ID)
	id := ref.ID
	for _, c := range w.changes {
		if c.Procedure.ID != "" && c.Member.ID == m.Code.ID && (c.Initiative.ID == "" || c.Initiative.ID == i.ID) {
			id = c.Procedure.ID
		}
	}
	return m.ProcedureAt(id, w.asOf)
}

// targetOf gives the rung at which an initiative is weighed, or nil.
func (w *world) targetOf(i *dossier.Initiative) *dossier.Rung {
	id := i.Target.ID
	for _, c := range w.changes {
		if c.Target.ID != "" && c.Initiative.ID == i.ID {
			id = c.Target.ID
		}
	}
	return i.Rung(id)
}

// constraintsOn gives the constraints that reach an initiative, with their
// exposure, in the dossier's order. Those that have ended or not begun are out,
// and so are those that act in none of the initiative's members.
func (w *world) constraintsOn(i *dossier.Initiative) []reach {
	members := w.d.MembersOf(i)
	var out []reach
	for _, c := range w.d.Constraints {
		if day := w.at(InConstraint, c.ID).asOf; !c.Since.Begun(day) || c.Until.Ended(day) {
			continue
		}
		e := c.ExposureOf(i)
		if e <= 0 || !slices.ContainsFunc(members, func(m *dossier.Member) bool { return c.ActsIn().Has(m.Code.ID) }) {
			continue
		}
		out = append(out, reach{c, e})
	}
	return out
}

type reach struct {
	*dossier.Constraint
	exposure float64
}

// priorities gives a member's priorities that stand on the as-of day.
func (w *world) priorities(m *dossier.Member) []*dossier.Priority {
	w = w.at(InPriorities, m.Code.ID)
	var out []*dossier.Priority
	for _, p := range m.Priorities {
		if p.From.Begun(w.asOf) && !p.Until.Ended(w.asOf) {
			out = append(out, p)
		}
	}
	return out
}

// stands reports whether an initiative exists on the as-of day.
func (w *world) stands(i *dossier.Initiative) bool { return i.Proposed.Begun(w.asOf) }

// name gives the words for a player, agency, member or other id.
func (w *world) name(id string) string {
	if p := w.d.Player(id); p != nil {
		return w.d.Say(p.Name)
	}
	if a := w.d.Agency(id); a != nil {
		return w.d.Say(a.Name)
	}
	if c := w.d.Constraint(id); c != nil {
		return w.d.Say(c.Title)
	}
	if m := w.d.Member(id); m != nil {
		return w.d.MemberName(m.Code.ID)
	}
	return id
}
