package agenda

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"

	"entente/dossier"
	"entente/series"
	"entente/words"
)

// input names one thing that a verdict rests on.
type input struct{ kind, id string }

// The kinds of inputs.
const (
	inLevel      = "level"      // what is in place; the initiative's id
	inProcedure  = "procedure"  // a member's
	inPriorities = "priorities" // a member's
	inStance     = "stance"     // a player's
	inInfluence  = "influence"  // a player's
	inConstraint = "constraint" // its pressure, and whether it stands
)

// fixed is an input with its value, in bytes that differ where the values do.
type fixed struct {
	input
	value string
}

// past gives the world as it stood on an earlier day, by what was published and
// in force by then; on the dossier's own day and after it is the world itself,
// with stances that have no date.
func (b *builder) past(day time.Time) *world {
	w := newWorld(b.d, day, b.set, nil)
	w.strict = day.Before(b.d.AsOfDay())
	return w
}

// inputs lists all that can change an initiative's verdict from one day to
// another, in a fixed order. Ladder, target, weights, exposure and alternatives
// have no date and are the same on every day.
func (w *world) inputs(i *dossier.Initiative) []fixed {
	var out []fixed
	add := func(kind, id string, value []byte) { out = append(out, fixed{input{kind, id}, string(value)}) }
	q, _ := i.StatusQuo(w.at(inLevel, i.ID).asOf)
	add(inLevel, i.ID, float(nil, q))
	reached := w.constraintsOn(i)
	for _, m := range w.d.MembersOf(i) {
		var v []byte
		for _, p := range w.priorities(m) {
			v = float(append(append(v, p.ID.ID...), 0), p.Weight)
		}
		add(inPriorities, m.Code.ID, v)
		proc := w.procedureOf(m, i)
		if proc == nil || proc.Path == nil {
			add(inProcedure, m.Code.ID, nil)
			continue
		}
		add(inProcedure, m.Code.ID, []byte(proc.ID.ID+"\x00"+proc.From.String()))
		for _, id := range votersOf(proc.Path) {
			p := m.Player(id)
			add(inInfluence, id, spread(nil, w.influenceOf(p)))
			s, ok := w.stanceOf(p, i)
			if !ok {
				add(inStance, id, nil)
				continue
			}
			v := float(spread(spread([]byte{1}, s.Position), s.Salience), s.NoDeal, float64(s.From.Unix()))
			for _, c := range reached {
				if c.moves(id) { // the pressures of its day are in the stance
					v = pressed(v, w.pressureOn(c.Constraint, s.From))
				}
			}
			add(inStance, id, v)
		}
	}
	for _, c := range reached {
		p, experts := w.pressureNow(c.Constraint)
		add(inConstraint, c.ID, spread(float(pressed(nil, p), c.exposure), experts))
	}
	return out
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

func spread(b []byte, es []dossier.Estimate) []byte {
	for _, e := range es {
		b = float(b, e.Low, e.Best, e.High, e.Confidence)
	}
	return append(b, 0)
}

func pressed(b []byte, p series.Pressure) []byte {
	b = append(append(append(append(b, p.Basis...), 0), p.Key...), 0)
	return spread(float(b, p.Value, p.SE, p.Calm, p.Acute), single(p.Estimate))
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

// differing gives the inputs whose values differ between two days: those of the
// later one first, then those that have gone.
func differing(before, after []fixed) []input {
	old := make(map[input]string, len(before))
	for _, f := range before {
		old[f.input] = f.value
	}
	var out []input
	for _, f := range after {
		if v, ok := old[f.input]; !ok || v != f.value {
			out = append(out, f.input)
		}
		delete(old, f.input)
	}
	for _, f := range before {
		if _, gone := old[f.input]; gone {
			out = append(out, f.input)
		}
	}
	return out
}

// reading is what an initiative's verdict was on a day.
type reading struct {
	verdict  Verdict
	joint    *float64            // nil where it was not assessed, or in place
	byMember map[string]*float64 // carry at the target
	level    float64             // what was in place
	lack     []string            // players, and members as "procedure:CODE", without whom nothing can be said
}

// read works out an initiative in a world.
func (b *builder) read(w *world, i *dossier.Initiative) reading {
	t := b.trial(w, i)
	r := reading{level: t.q, byMember: map[string]*float64{}, verdict: t.verdict(func() bool { return b.oneLever(t) })}
	for _, c := range t.lack {
		if c.procedure == nil {
			r.lack = append(r.lack, "procedure:"+c.member.Code.ID)
		}
		r.lack = append(r.lack, c.missing...)
	}
	for k, c := range t.caps {
		r.byMember[c.member.Code.ID] = nil
		if t.game != nil && !t.delivered() {
			p := t.game.Carry(k, 0)
			r.byMember[c.member.Code.ID] = &p
		}
	}
	if t.game != nil && !t.delivered() {
		p := t.game.Joint(0)
		r.joint = &p
	}
	return r
}

// inputWords names an input in a sentence, as it stands in a world.
func (b *builder) inputWords(w *world, in input, i *dossier.Initiative) string {
	member := func() string { return words.InSentence(b.d.MemberName(in.id)) }
	switch in.kind {
	case inLevel:
		return "what is in place"
	case inProcedure:
		return "the procedure of " + member()
	case inPriorities:
		return "the priorities of " + member()
	case inInfluence:
		return "the influence of " + b.actor(in.id)
	case inConstraint:
		return "“" + w.name(in.id) + "”"
	}
	said := "the stance of " + b.actor(in.id)
	if s, ok := w.stanceOf(b.d.Player(in.id), i); ok && !s.Date.IsZero() {
		said += " (" + s.Date.String() + ")"
	}
	return said
}

// changedShown is how many changed inputs are named before the rest is counted.
const changedShown = 3

// changedWords lists inputs that changed, as they stand in a world; "" for none.
// Priorities of several members are named together.
func (b *builder) changedWords(w *world, changed []input, i *dossier.Initiative) string {
	var said, members []string
	for _, in := range changed {
		if in.kind == inPriorities {
			members = append(members, words.InSentence(b.d.MemberName(in.id)))
		}
	}
	if len(members) > 0 {
		said = append(said, "the priorities of "+words.List(members))
	}
	for _, in := range changed {
		if in.kind != inPriorities {
			said = append(said, b.inputWords(w, in, i))
		}
	}
	if n := len(said) - changedShown; n > 1 {
		said = append(said[:changedShown], fmt.Sprintf("%d more", n))
	}
	return words.List(said)
}
