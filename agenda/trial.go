package agenda

import (
	"math"
	"slices"

	"entente/dossier"
	"entente/winset"
)

// The joint carry from which an initiative is ready, or within reach.
const (
	ReadyAt  = 0.80
	WithinAt = 0.50
)

// part is an initiative at a rung with its capitals: the one that is weighed, or one
// that it requires.
type part struct {
	doc    *dossier.Initiative
	target *dossier.Rung
	q      float64
	acts   []*acting
	caps   []*capital
}

// trial is an initiative set up in a world: its capitals, those of what it requires
// and is not in place, and their game.
type trial struct {
	*part
	w        *world
	needs    []*part      // what it requires, directly or through others
	capitals []*capital   // its own, then those of needs: the game's, in its order
	acting   []*acting    // constraints that act in any of them, by their numbers
	game     *winset.Game // nil where not all capitals are assessed
	lack     []*capital   // its own capitals that are not assessed
	unknown  []*part      // what it requires that is not assessed

	number map[string]int // constraint -> its number in the game
	memo   winset.Memo    // of all trials of the initiative in the same run

	nearLever bool // a set of moves decides the verdict by less than its Monte Carlo errors
}

func (b *builder) trial(w *world, i *dossier.Initiative) *trial {
	return b.trialAt(w, i, w.targetOf(i))
}

// trialAt sets an initiative up at a rung of its ladder.
func (b *builder) trialAt(w *world, i *dossier.Initiative, rung *dossier.Rung) *trial {
	return b.trialBy(w, i, rung, winset.Memo{})
}

// trialBy is trialAt with what other trials have remembered.
func (b *builder) trialBy(w *world, i *dossier.Initiative, rung *dossier.Rung, memo winset.Memo) *trial {
	t := &trial{w: w, number: map[string]int{}, memo: memo}
	t.part = b.part(t, i, rung)
	t.require(b, i)
	t.lack = lacking(t.part)
	t.capitals = slices.Clone(t.caps)
	for _, p := range t.needs {
		if len(lacking(p)) > 0 || len(p.caps) == 0 {
			t.unknown = append(t.unknown, p)
		}
		t.capitals = append(t.capitals, p.caps...)
	}
	if len(t.lack) == 0 && len(t.unknown) == 0 && len(t.caps) > 0 {
		t.play()
	}
	return t
}

// play sets up the game of the trial's capitals.
func (t *trial) play() {
	for k, c := range t.capitals {
		one := []*winset.Capital{c.Capital}
		if k == 0 {
			t.game = winset.NewGame(c.part.target.Level, one)
		} else {
			t.game.Require(c.part.target.Level, one)
		}
	}
	t.game.Unmoved = make([]uint64, len(t.capitals))
	for k, c := range t.capitals {
		for n, p := range c.players[:min(len(c.players), winset.MostPlayers)] {
			if t.undoes(c, p.ID.ID) { // nor does it come round because no deal costs more
				t.game.Unmoved[k] |= 1 << n
			}
		}
	}
}

// with gives the same trial with other capitals, in the same order.
func (t *trial) with(capitals []*capital) *trial {
	o, own := *t, *t.part
	own.caps = capitals[:len(t.caps)]
	o.part, o.capitals = &own, capitals
	o.play()
	o.game.Keep(t.game)
	return &o
}

// part sets up the capitals of an initiative at a rung.
func (b *builder) part(t *trial, i *dossier.Initiative, rung *dossier.Rung) *part {
	p := &part{doc: i, target: rung}
	p.q, _ = i.StatusQuo(t.w.at(InLevel, i.ID).asOf)
	p.acts = t.w.actingOn(b.draws, i, t.number)
	for _, a := range p.acts {
		if a.index == len(t.acting) {
			t.acting = append(t.acting, a)
		}
	}
	for _, m := range b.d.MembersOf(i) {
		c := t.w.capitalOf(b.draws, m, i, p.q, p.acts, t.memo)
		c.part = p
		p.caps = append(p.caps, c)
	}
	return p
}

// require adds what an initiative requires and is not in place, and what that
// requires in turn. What several name is needed at the highest rung that one does.
func (t *trial) require(b *builder, i *dossier.Initiative) {
	for _, r := range t.w.requiredBy(i) {
		if r.inPlace() || r.doc == t.doc {
			continue
		}
		if n := slices.IndexFunc(t.needs, func(p *part) bool { return p.doc == r.doc }); n >= 0 {
			if p := t.needs[n]; r.rung.Level > p.target.Level {
				p.target = r.rung
			}
			continue
		}
		t.needs = append(t.needs, b.part(t, r.doc, r.rung))
		t.require(b, r.doc)
	}
}

// required is something that an initiative requires, at the rung that it names.
type required struct {
	doc  *dossier.Initiative
	rung *dossier.Rung
	q    float64 // what of it is in place
}

func (r required) inPlace() bool { return r.q >= r.rung.Level }

// requiredBy gives what an initiative itself requires, in its order. A principle has
// no ladder, and nothing of it is to be carried first; what had not been proposed by
// the day could not be required on it.
func (w *world) requiredBy(i *dossier.Initiative) []required {
	var out []required
	for _, ref := range i.Requires {
		doc := w.d.Initiative(ref.Initiative.ID)
		if doc == nil || doc.Principle() || !w.stands(doc) {
			continue
		}
		r := required{doc: doc, rung: ref.RungOf(doc)}
		if ref.Rung.ID == "" {
			r.rung = w.targetOf(doc) // which a change may have set
		}
		r.q, _ = doc.StatusQuo(w.at(InLevel, doc.ID).asOf)
		out = append(out, r)
	}
	return out
}

func lacking(p *part) (out []*capital) {
	for _, c := range p.caps {
		if !c.assessed() {
			out = append(out, c)
		}
	}
	return out
}

// delivered reports whether the target is reached already.
func (t *trial) delivered() bool { return t.q >= t.target.Level }

// gains gives each member's gain at the target, the smallest, and who has none.
// A gain that nothing can be said of is NaN, and so is then the smallest.
func (t *trial) gains() (by []float64, common float64, without []string) {
	common = math.Inf(1)
	for _, c := range t.caps {
		g := t.w.gain(c.member, t.doc, t.target.Level, t.q)
		by = append(by, g)
		common = min(common, g)
		if g <= 0 {
			without = append(without, c.member.Code.ID)
		}
	}
	return by, common, without
}

// verdict gives the first verdict that holds. lever tells whether what one actor can
// do makes it ready; it is asked only where that matters. What a closed span keeps out
// waits for the day on which it ends; where that is not known it is held back.
func (t *trial) verdict(lever func() bool) Verdict {
	_, common, without := t.gains()
	switch {
	case t.delivered():
		return Delivered
	case t.game == nil || math.IsNaN(common):
		return NotAssessed
	case len(without) > 0:
		return NoGain
	}
	joint, wait := t.game.Joint(0), t.wait()
	switch {
	case wait != nil && wait.Until.IsZero():
		return HeldBack
	case joint >= ReadyAt && wait == nil:
		return Ready
	case joint >= WithinAt || lever():
		return WithinReach
	}
	return HeldBack
}

// outcome is the verdict and joint carry alone, as for a scenario.
func (t *trial) outcome(b *builder) Outcome {
	o := Outcome{Verdict: t.verdict(func() bool { return b.oneActor(t) != nil })}
	if t.game != nil && !t.delivered() {
		p := t.game.Joint(0)
		o.Joint = &p
	}
	return o
}
