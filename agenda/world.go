package agenda

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/dossier"
	"entente/series"
	"entente/winset"
)

// world is the dossier as it stood on a day, under a set of changes: every
// question of "which stance, which pressure, which procedure" is answered here.
type world struct {
	d       *dossier.Dossier
	asOf    time.Time
	set     dossier.Settings
	changes []*dossier.Change
	judged  map[string][]opinion // judgement target -> one estimate an expert
	press   *pressureMemo
	ageing  float64            // points: the s of winset.AgeingSD
	pairs   int                // of stances from which it was fitted
	eased   map[string]float64 // constraint -> what is left of its pressure, 0-1
	// strict leaves out stances without a date: nobody can say that they were
	// held on an earlier day.
	strict bool
	// noJointText leaves out stances that rest on the joint text alone; foretold those
	// that rest on what announced an initiative, of one member too.
	noJointText, foretold bool
	// unattributed tells of no expert by name; the draws hang on the name all the same.
	unattributed bool
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
	w := &world{d: d, asOf: asOf, set: set, changes: changes, judged: map[string][]opinion{}, press: &pressureMemo{m: map[pressureKey]series.Pressure{}}}
	w.collectJudgements()
	w.ageing, w.pairs = ageingOf(d, asOf, set)
	return w
}

// under gives the same day under other changes.
func (w *world) under(changes []*dossier.Change) *world {
	o := *w
	o.changes = changes
	return &o
}

// editors are the judges of what the dossier's files state and name nobody for.
const editors = "editors"

// judge names who judged something, as a key: the editors are one judge, whether a
// file names them or not.
func (w *world) judge(by string) string {
	if by == "" || w.d.IsEditors(by) {
		return editors
	}
	return by
}

// opinion is an estimate with who made it.
type opinion struct {
	dossier.Estimate
	by   string       // the judge
	date dossier.Date // on which it was made; zero: not known
	sd   float64      // points by which a stance may have moved since
}

// from is the day against which the pressures that move a stance count: a stance
// without a date is taken as one of the as-of day.
func (o opinion) from(asOf time.Time) time.Time {
	if o.date.IsZero() {
		return asOf
	}
	return minTime(o.date.Last(), asOf)
}

// own gives what the editors, or whoever a file names, judged.
func (w *world) own(e dossier.Estimate, by string) []opinion {
	return []opinion{{Estimate: e, by: w.judge(by)}}
}

// collectJudgements keeps, for each target, the estimates of the latest round
// that was held by the as-of day, the last one of each expert; an undated judgement
// counts as known from the dossier's own as-of date.
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
		o := opinion{dossier.Estimate{Low: j.Low, Best: j.Best, High: j.High, Confidence: c, Set: true}, w.judge(j.Expert), j.Date, 0}
		all := w.judged[j.Target]
		switch k := slices.IndexFunc(all, func(x opinion) bool { return x.by == o.by }); {
		case k < 0:
			w.judged[j.Target] = append(all, o)
		case o.date.Compare(all[k].date) >= 0:
			all[k] = o
		}
	}
}

// stance is a player's stance on an initiative as it goes into the draws.
type stance struct {
	Position []opinion // one, or one an expert
	Salience []opinion
	NoDeal   float64
	Date     dossier.Date // of the file's stance, or of the latest judgement
	By       string
	Because  string
	Evidence []string
	Doc      *dossier.Stance // nil where a scenario sets it
	// Top says that a change moves the player to the top of the ladder, where it stands
	// in every draw, whatever presses.
	Top bool
	// Own is true for a stance on this initiative alone: its draws are not shared
	// with the area's.
	Own bool
}

// defaultSalience is taken where a stance states none.
var defaultSalience = dossier.Exactly(0.5)

// stanceOf gives the stance of a player on an initiative, or false where the
// dossier has none by the day.
func (w *world) stanceOf(p *dossier.Player, i *dossier.Initiative) (stance, bool) {
	w = w.at(InStance, p.ID.ID)
	var s stance
	doc := w.statedStance(p, i)
	s.Own = doc != nil && doc.Player.ID != ""
	found := doc != nil
	if found {
		s.Doc = doc
		s.Position, s.Salience = w.own(doc.Position, doc.By), w.own(defaultSalience, doc.By)
		s.Position[0].date = doc.From
		if doc.Salience.Set {
			s.Salience = w.own(doc.Salience, doc.By)
		}
		s.NoDeal, s.Date = doc.NoDeal, doc.From
		s.By, s.Because, s.Evidence = doc.By, w.d.Say(doc.Because), doc.Evidence.IDs()
	}
	for _, where := range []string{i.ID, i.Area.ID} {
		if es := w.holding(p, w.judged["position:"+p.ID.ID+"/"+where]); len(es) > 0 {
			if !found {
				s.Salience = w.own(defaultSalience, "")
			}
			s.Position, s.Date, found = es, latest(es), true
			if s.By = fmt.Sprintf("%d experts", len(es)); len(es) == 1 {
				s.By = es[0].by
			}
			break
		}
	}
	for _, where := range []string{i.ID, i.Area.ID} {
		if es := w.judged["salience:"+p.ID.ID+"/"+where]; len(es) > 0 && found {
			s.Salience = es
			break
		}
	}
	for k := range s.Position {
		s.Position[k].sd = winset.AgeingSD(w.ageing, w.age(p, s.Position[k].date))
	}
	for _, c := range w.changes {
		if !changeReaches(c, i) {
			continue
		}
		switch {
		case c.Stance.ID == p.ID.ID:
			s.Position = w.own(c.Position, "")
			s.Position[0].date = dossier.DateOf(w.asOf)
			if c.Salience.Set {
				s.Salience = w.own(c.Salience, "")
			} else if !found {
				s.Salience = w.own(defaultSalience, "")
			}
			if c.Has("no_deal") {
				s.NoDeal = c.NoDeal
			}
			s.Doc, found = nil, true
			s.Because, s.Evidence = w.d.Say(c.Because), c.Evidence.IDs()
		case c.Move.ID == p.ID.ID && found:
			moved := slices.Clone(s.Position)
			for k, e := range moved {
				moved[k].Low, moved[k].Best, moved[k].High = clip(e.Low+c.By), clip(e.Best+c.By), clip(e.High+c.By)
			}
			s.Position, s.Own, s.Top = moved, true, s.Top || c.By >= 100
		}
	}
	switch {
	case s.By == "":
		s.By = editors
	case w.unattributed && w.judge(s.By) != editors && !strings.HasSuffix(s.By, " experts"):
		s.By = dossier.AnExpert
	}
	return s, found
}

// statedStance gives the stance in the dossier's files that holds for a player on an
// initiative on the day, or nil: its own for the initiative, one for its area, one for
// all areas.
func (w *world) statedStance(p *dossier.Player, i *dossier.Initiative) *dossier.Stance {
	only := func(s *dossier.Stance) bool {
		leave := w.foretold || w.noJointText && len(w.d.MembersOf(i)) > 1
		return !(w.strict && s.From.IsZero()) && !(leave && w.d.JointTextAlone(s, i))
	}
	if s := i.StanceOf(p, w.asOf, only); s != nil {
		return s
	}
	return p.StanceAt(i.Area.ID, w.asOf, only)
}

// holding gives the opinions of a player's position that still hold.
func (w *world) holding(p *dossier.Player, es []opinion) (out []opinion) {
	for _, e := range es {
		if p.Holds(e.date, w.asOf) {
			out = append(out, e)
		}
	}
	return out
}

// age is how old in years what a player wanted on a date is on the as-of day. Without a
// date it is old, and so it is of a body whose holder has changed since.
func (w *world) age(p *dossier.Player, from dossier.Date) float64 {
	if !p.SameHolder(from, w.asOf) {
		return winset.Old
	}
	return years(minTime(from.Last(), w.asOf), w.asOf)
}

func latest(es []opinion) (out dossier.Date) {
	for _, e := range es {
		if e.date.Compare(out) > 0 {
			out = e.date
		}
	}
	return out
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
func (w *world) influenceOf(p *dossier.Player) []opinion {
	w = w.at(InInfluence, p.ID.ID)
	out := w.own(p.Influence, p.By)
	if es := w.judged["influence:"+p.ID.ID]; len(es) > 0 {
		out = es
	}
	for _, c := range w.changes {
		if c.Influence.ID == p.ID.ID {
			out = w.own(c.To, "")
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
func (w *world) pressureNow(c *dossier.Constraint) (p series.Pressure, experts []opinion) {
	w = w.at(InConstraint, c.ID)
	p = w.pressureOn(c, w.asOf)
	if es := w.judged["pressure:"+c.ID]; len(es) > 0 {
		p.Basis, experts = series.FromJudge, es
		p.Estimate = es[0].Estimate
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
