package agenda

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/record"
	"entente/series"
	"entente/words"
)

// Past reads the verdicts of a dossier as they stood on days before its own, by
// what was published and in force by then. It is what a course over time and a
// backtest are made from.
type Past struct{ b *builder }

// NewPast sets up such readings. It fails where the options name something that
// is not there.
func NewPast(d *dossier.Dossier, opt Options) (*Past, error) {
	b, err := newBuilder(d, opt)
	if err != nil {
		return nil, err
	}
	return &Past{b}, nil
}

// About says which dossier is read, and as of when.
func (p *Past) About() About { return p.b.about() }

// Settings are those that the readings depend on.
func (p *Past) Settings() Settings { return p.b.settings() }

// AsOf is the as-of date, and its last day.
func (p *Past) AsOf() (dossier.Date, time.Time) { return p.b.asOf, p.b.day }

// Months is how long after its proposal an initiative has in a backtest.
func (p *Past) Months() int { return p.b.set.BacktestMonths }

// Initiatives gives those with a ladder that were proposed by the as-of day.
func (p *Past) Initiatives() []*dossier.Initiative {
	var out []*dossier.Initiative
	for _, i := range p.b.d.Initiatives {
		if !i.Principle() && p.b.world.stands(i) {
			out = append(out, i)
		}
	}
	return out
}

// Target gives the rung that an initiative aims at on the as-of day, changes
// included.
func (p *Past) Target(i *dossier.Initiative) RungRef { return p.b.rungRef(p.b.world.targetOf(i)) }

// Rung and Level name a rung, and a level of a ladder.
func (p *Past) Rung(r *dossier.Rung) RungRef                       { return p.b.rungRef(r) }
func (p *Past) Level(i *dossier.Initiative, level float64) RungRef { return p.b.levelRef(i, level) }

// Actor names a player, with its member where that is not said by the name.
func (p *Past) Actor(id string) string { return p.b.actor(id) }

// Each does a piece of work for 0 to n−1, several at a time. Each result depends
// on its number alone, so the order of work does not matter.
func (p *Past) Each(n int, work func(n int)) { p.b.each(n, work) }

// Day is the world on one day. It is safe for several goroutines.
type Day struct {
	b *builder
	w *world
}

// At gives the world as it stood on an earlier day; on the dossier's own day and
// after it is the world itself, with stances that have no date. Days given by one
// Past share their draws.
func (p *Past) At(day time.Time) *Day {
	w := newWorld(p.b.d, day, p.b.set, nil)
	w.strict, w.noJointText = day.Before(p.b.d.AsOfDay()), p.b.world.noJointText
	return &Day{p.b, w}
}

// Again is At with draws of its own, which are drawn alike: for readings of many
// days in turn, of which none keeps the draws of those before.
func (p *Past) Again(day time.Time) *Day {
	here := *p.b
	here.draws = p.b.draws.again()
	return (&Past{&here}).At(day)
}

// Stands reports whether an initiative had been proposed by the day.
func (d *Day) Stands(i *dossier.Initiative) bool { return d.w.stands(i) }

// Given names one thing that a verdict rests on.
type Given struct{ Kind, ID string }

// The kinds of what is given.
const (
	InLevel      = "level"      // what is in place; the initiative's id
	InProcedure  = "procedure"  // a member's
	InPriorities = "priorities" // a member's
	InStance     = "stance"     // a player's
	InInfluence  = "influence"  // a player's
	InConstraint = "constraint" // its pressure, and whether it stands
)

// Fixed is an input with its value, in bytes that differ where the values do.
type Fixed struct {
	Given
	value string
}

// Inputs lists all that can change an initiative's verdict from one day to
// another, in a fixed order. Ladder, target, weights, exposure and alternatives
// have no date and are the same on every day.
func (d *Day) Inputs(i *dossier.Initiative) []Fixed {
	in := &inputs{w: d.w, weighed: i, at: map[Given]int{}}
	in.initiative(i, map[*dossier.Initiative]bool{})
	return in.list
}

// inputs collects what can change a verdict. What is read for several initiatives
// has one entry with all its values.
type inputs struct {
	w       *world
	weighed *dossier.Initiative
	list    []Fixed
	at      map[Given]int
}

func (in *inputs) add(kind, id string, value []byte) {
	g := Given{kind, id}
	n, ok := in.at[g]
	if !ok {
		n = len(in.list)
		in.at[g] = n
		in.list = append(in.list, Fixed{Given: g})
	}
	in.list[n].value += string(value)
}

// initiative adds what can change how often an initiative is carried, and the same
// of what it requires and is not in place.
func (in *inputs) initiative(i *dossier.Initiative, seen map[*dossier.Initiative]bool) {
	if seen[i] {
		return
	}
	seen[i] = true
	w := in.w
	q, _ := i.StatusQuo(w.at(InLevel, i.ID).asOf)
	in.add(InLevel, i.ID, float(nil, q))
	reached := w.constraintsOn(i)
	for _, m := range w.d.MembersOf(i) {
		if i == in.weighed { // what is required need gain nobody anything
			var v []byte
			for _, p := range w.priorities(m) {
				v = float(append(append(v, p.ID.ID...), 0), p.Weight)
			}
			in.add(InPriorities, m.Code.ID, v)
		}
		proc := w.procedureOf(m, i)
		if proc == nil || proc.Path == nil {
			in.add(InProcedure, m.Code.ID, []byte{0})
			continue
		}
		voters := votersOf(w.pathOf(m, i, proc))
		in.add(InProcedure, m.Code.ID, []byte(proc.ID.ID+"\x00"+proc.From.String()+"\x00"+strings.Join(voters, "\x00")))
		for _, id := range voters {
			p := m.Player(id)
			if p == nil { // nobody, or an agency that acts through nobody
				continue
			}
			in.add(InInfluence, id, spread(nil, w.influenceOf(p)))
			s, ok := w.stanceOf(p, i)
			if !ok {
				in.add(InStance, id, []byte{0})
				continue
			}
			v := float(spread(spread([]byte{1}, s.Position), s.Salience), s.NoDeal)
			for _, o := range s.Position {
				v = float(v, float64(o.from(w.asOf).Unix()))
				for _, c := range reached {
					if c.moves(id) { // the pressures of its day are in the stance
						v = pressed(v, w.pressureOn(c.Constraint, o.from(w.asOf)))
					}
				}
			}
			in.add(InStance, id, v)
		}
	}
	for _, c := range reached {
		p, experts := w.pressureNow(c.Constraint)
		v := spread(float(pressed(nil, p), c.exposure), experts)
		if s := w.closedBy(c.Constraint); s != nil {
			v = append(append(v, 1), s.Until.String()...)
		}
		in.add(InConstraint, c.ID, v)
	}
	for _, r := range w.requiredBy(i) {
		if r.inPlace() {
			in.add(InLevel, r.doc.ID, float(nil, r.q))
		} else {
			in.initiative(r.doc, seen)
		}
	}
}

// moves reports whether a constraint shifts a player.
func (c reach) moves(player string) bool {
	return slices.ContainsFunc(c.Shifts, func(s *dossier.Shift) bool { return s.Players.Has(player) })
}

func float(b []byte, vs ...float64) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

func spread(b []byte, es []opinion) []byte {
	for _, e := range es {
		b = float(append(append(b, e.by...), 0), e.Low, e.Best, e.High, e.Confidence, e.sd)
	}
	return append(b, 0)
}

func pressed(b []byte, p series.Pressure) []byte {
	b = append(append(append(append(b, p.Basis...), 0), p.Key...), 0)
	return float(b, p.Value, p.SE, p.Calm, p.Acute, p.Estimate.Low, p.Estimate.Best, p.Estimate.High, p.Estimate.Confidence)
}

// votersOf gives the players who stand in a procedure, each once, as they come.
func votersOf(s *dossier.Step) []string {
	var out []string
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, k := range append(slices.Clone(s.All), s.Any...) {
		for _, id := range votersOf(k) {
			add(id)
		}
	}
	for _, p := range s.Players {
		add(p.ID)
	}
	for _, e := range s.Seats {
		add(e.ID)
	}
	return out
}

// Differing gives the inputs whose values differ between two days: those of the
// later one first, then those that have gone.
func Differing(before, after []Fixed) []Given {
	old := make(map[Given]string, len(before))
	for _, f := range before {
		old[f.Given] = f.value
	}
	var out []Given
	for _, f := range after {
		if v, ok := old[f.Given]; !ok || v != f.value {
			out = append(out, f.Given)
		}
		delete(old, f.Given)
	}
	for _, f := range before {
		if _, gone := old[f.Given]; gone {
			out = append(out, f.Given)
		}
	}
	return out
}

// Reading is what an initiative's verdict was on a day.
type Reading struct {
	Verdict  Verdict
	Joint    *float64            // nil where it was not assessed, or in place
	ByMember map[string]*float64 // carry at the target
	Level    float64             // what was in place
	Lacks    []string            // players, and members as "procedure:CODE", without whom nothing can be said
}

// Read works out an initiative's verdict.
func (d *Day) Read(i *dossier.Initiative) Reading { return d.b.read(d.w, i) }

// ReadWith is Read with one input as it was on another day.
func (d *Day) ReadWith(i *dossier.Initiative, in Given, other *Day) Reading {
	w := *d.w
	w.pins = map[Given]*world{in: other.w}
	return d.b.read(&w, i)
}

func (b *builder) read(w *world, i *dossier.Initiative) Reading {
	t := b.trial(w, i)
	r := Reading{Level: t.q, ByMember: map[string]*float64{}, Verdict: t.verdict(func() bool { return b.oneActor(t) != nil })}
	for _, p := range append([]*part{t.part}, t.unknown...) {
		for _, c := range lacking(p) {
			if c.procedure == nil || len(c.gaps) > 0 {
				r.Lacks = append(r.Lacks, "procedure:"+c.member.Code.ID)
			}
			r.Lacks = append(r.Lacks, c.missing...)
		}
	}
	for k, c := range t.caps {
		r.ByMember[c.member.Code.ID] = nil
		if t.game != nil && !t.delivered() {
			p := t.game.Carry(k, 0)
			r.ByMember[c.member.Code.ID] = &p
		}
	}
	if t.game != nil && !t.delivered() {
		p := t.game.Joint(0)
		r.Joint = &p
	}
	return r
}

// Carry is how often a rung was carried on a day, delivered or not.
type Carry struct {
	Joint    float64
	ByMember map[string]*float64
	Members  []string // codes, in the dossier's order

	caps map[string]*capital // by member
}

// Pivotal gives the player who set a member's ceiling most often, or "".
func (c Carry) Pivotal(member string) string { return c.caps[member].mostPivotal() }

// Carry works out the carry of one rung. why says what it lacked where that
// cannot be done, and is "" where it can.
func (d *Day) Carry(i *dossier.Initiative, rung *dossier.Rung) (c Carry, why string) {
	t := d.b.trialAt(d.w, i, rung)
	if t.game == nil {
		return c, cmp.Or(strings.Join(d.b.lacks(t), "; "), "it concerns no member")
	}
	c = Carry{Joint: t.game.Joint(0), ByMember: map[string]*float64{}, caps: map[string]*capital{}}
	for k, m := range t.caps {
		p, code := t.game.Carry(k, 0), m.member.Code.ID
		c.Members = append(c.Members, code)
		c.ByMember[code], c.caps[code] = &p, m
	}
	return c, ""
}

// Forecast is the carry of an outcome's rung as of its proposal; Why says why it
// could not be worked out, and is "" where it could.
type Forecast struct {
	Carry
	Why string
}

// Forecast works out the carry of each outcome's rung as of the day on which its
// initiative was proposed.
func (p *Past) Forecast(known []record.Outcome) []Forecast {
	days := map[int64]*Day{}
	for _, o := range known {
		if days[o.Day.Unix()] == nil {
			day := p.At(o.Day)
			day.w.foretold = true // it would tell the outcome by what announced it
			days[o.Day.Unix()] = day
		}
	}
	out := make([]Forecast, len(known))
	p.Each(len(known), func(n int) {
		o := known[n]
		out[n].Carry, out[n].Why = days[o.Day.Unix()].Carry(o.Doc, o.Rung)
	})
	return out
}

// mostPivotal gives the player that sets a capital's ceiling most often, or "".
func (c *capital) mostPivotal() string {
	best, who := 0, ""
	for n, k := range c.standing().PivotalCounts(len(c.players)) {
		if k > best {
			best, who = k, c.players[n].ID.ID
		}
	}
	return who
}

// Says names an input in a sentence, as it stands on the day.
func (d *Day) Says(in Given, i *dossier.Initiative) string {
	member := func() string { return words.InSentence(d.b.d.MemberName(in.ID)) }
	switch in.Kind {
	case InLevel:
		if o := d.b.d.Initiative(in.ID); o != nil && o != i {
			return "what is in place of " + d.b.quoteTitle(o)
		}
		return "what is in place"
	case InProcedure:
		return "the procedure of " + member()
	case InPriorities:
		return "the priorities of " + member()
	case InInfluence:
		return "the influence of " + d.b.actor(in.ID)
	case InConstraint:
		return "“" + d.w.name(in.ID) + "”"
	}
	said := "the stance of " + d.b.actor(in.ID)
	if s, ok := d.w.stanceOf(d.b.d.Player(in.ID), i); ok && !s.Date.IsZero() {
		said += " (" + s.Date.String() + ")"
	}
	return said
}

// changedShown is how many changed inputs are named before the rest is counted.
const changedShown = 3

// SayAll lists inputs, as they stand on the day; "" for none. Priorities of
// several members are named together, and of many the first three are named.
func (d *Day) SayAll(changed []Given, i *dossier.Initiative) string {
	var said, members []string
	for _, in := range changed {
		if in.Kind == InPriorities {
			members = append(members, words.InSentence(d.b.d.MemberName(in.ID)))
		}
	}
	if len(members) > 0 {
		said = append(said, "the priorities of "+words.List(members))
	}
	for _, in := range changed {
		if in.Kind != InPriorities {
			said = append(said, d.Says(in, i))
		}
	}
	if n := len(said) - changedShown; n > 1 {
		said = append(said[:changedShown], fmt.Sprintf("%d more", n))
	}
	return words.List(said)
}
