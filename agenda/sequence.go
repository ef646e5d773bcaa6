package agenda

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/dossier"
	"entente/winset"
)

// roundMonths is how long a round lasts.
const roundMonths = 12

// sequence chooses what to take up in which round: the greatest Σ common gain ×
// delivery within what owners can carry, after what each initiative requires, and
// not while a span is closed to it. Delivery is worked out from the carry that is
// left to find once what an earlier round took up is there: what it requires counts
// as carried, and what an earlier round eases as eased, where the dossier gives
// evidence for it. What is held back today enters only where that lifts its carry to
// what is within reach.
func (b *builder) sequence(all []*Initiative) []Round {
	s := &sequencer{builder: b, index: map[string]int{}, owner: map[string]int{}, memo: map[string]float64{}, values: map[valueKey]float64{}}
	delivered := map[string]bool{}
	for _, i := range all {
		if i.Verdict == Delivered {
			delivered[i.ID] = true
		}
		if i.Joint.P == nil || i.CommonGain == nil || *i.CommonGain <= 0 {
			continue
		}
		s.index[i.ID] = len(s.list)
		s.list = append(s.list, i)
	}
	s.findEasings(delivered)
	plan := winset.Plan{Rounds: b.set.Rounds, PerRound: b.set.PerRound, Value: s.value}
	for _, i := range s.list {
		s.uppers = append(s.uppers, s.upper(i))
		c := winset.Candidate{Upper: s.uppers[len(s.uppers)-1], Shut: b.shut(i.Doc)}
		c.Dated = slices.ContainsFunc(s.easings, func(e easing) bool { return s.list[e.by] == i && e.rounds > 1 })
		for _, code := range i.Members {
			for _, o := range i.ByMember[code].Owners {
				c.Owners = append(c.Owners, s.ownerIndex(o))
			}
		}
		for _, r := range b.world.requiredBy(i.Doc) {
			if r.inPlace() {
				continue
			}
			if n, ok := s.index[r.doc.ID]; ok && s.list[n].Target.Level >= r.rung.Level {
				c.Requires = append(c.Requires, n)
			} else {
				c.Never = true
			}
		}
		plan.Candidates = append(plan.Candidates, c)
	}
	limits := b.capacities()
	plan.Capacity = func(o, _ int) int {
		if v, ok := limits[s.owners[o]]; ok {
			return v
		}
		return -1
	}
	choice := winset.Sequence(plan)
	out := []Round{}
	for n, in := range choice.Rounds {
		if len(in) == 0 {
			continue
		}
		r := Round{Round: n + 1, Value: choice.Values[n], Gap: choice.Gap, Initiatives: []string{}, Lifted: []string{}}
		for _, k := range in {
			r.Initiatives = append(r.Initiatives, s.list[k].ID)
			if s.list[k].Verdict == HeldBack {
				r.Lifted = append(r.Lifted, s.list[k].ID)
			}
		}
		out = append(out, r)
	}
	return out
}

type sequencer struct {
	*builder
	list    []*Initiative
	index   map[string]int
	owner   map[string]int
	owners  []string
	easings []easing
	uppers  []float64
	memo    map[string]float64
	values  map[valueKey]float64
}

// easing is what one initiative does to a constraint once it is delivered.
type easing struct {
	by         int // candidate; -1: delivered already
	constraint string
	factor     float64 // what is left of the pressure, 0-1
	rounds     int     // how many rounds later it shows
}

func (s *sequencer) ownerIndex(id string) int {
	n, ok := s.owner[id]
	if !ok {
		n = len(s.owners)
		s.owner[id] = n
		s.owners = append(s.owners, id)
	}
	return n
}

// findEasings collects the easings that have evidence. Those of initiatives that
// are in place already show in today's pressures, and do not count again.
func (s *sequencer) findEasings(delivered map[string]bool) {
	for n, i := range s.list {
		for _, e := range i.Doc.Eases {
			if len(e.Evidence) == 0 || delivered[i.ID] {
				continue
			}
			mean := (winset.Estimate{Low: e.Low, Best: e.Best, High: e.High}).Mean()
			s.easings = append(s.easings, easing{n, e.Constraint.ID, 1 - mean, max(1, int(math.Ceil(e.Lag/roundMonths)))})
		}
	}
}

// upper is the most that an initiative can be worth: with everything eased.
func (s *sequencer) upper(i *Initiative) float64 {
	left := map[string]float64{}
	for _, e := range s.easings {
		if s.list[e.by] != i {
			ease(left, e)
		}
	}
	// Easing may also lower carry where a constraint pushes players forward.
	return max(s.worth(i, nil), s.worth(i, left))
}

func ease(left map[string]float64, e easing) {
	if v, ok := left[e.constraint]; ok {
		left[e.constraint] = v * e.factor
		return
	}
	left[e.constraint] = e.factor
}

// value is what a candidate is worth in a round, by which easings show by then:
// those of an earlier round show as many rounds later as their lag takes, and
// one round later at the soonest.
func (s *sequencer) value(k, round int, taken []int) float64 {
	key := valueKey{candidate: k}
	for n, e := range s.easings {
		if e.by != k && taken[e.by] >= 0 && round >= taken[e.by]+e.rounds && n < 64 {
			key.easings |= 1 << n
		}
	}
	v, ok := s.values[key]
	if !ok {
		left := map[string]float64{}
		for n, e := range s.easings {
			if n < 64 && key.easings>>n&1 == 1 {
				ease(left, e)
			}
		}
		v = min(s.worth(s.list[k], left), s.uppers[k])
		s.values[key] = v
	}
	return v
}

type valueKey struct {
	candidate int
	easings   uint64 // those that show, at most 64
}

// worth is common gain × delivery with some pressures eased, once what it requires
// has been taken up.
func (s *sequencer) worth(i *Initiative, left map[string]float64) float64 {
	acts := map[string]float64{}
	for id, f := range left {
		if c := s.d.Constraint(id); c != nil && s.reached(i.Doc, c) {
			acts[id] = f
		}
	}
	var key strings.Builder
	key.WriteString(i.ID)
	for _, id := range sortedKeys(acts) {
		fmt.Fprintf(&key, " %s=%.6f", id, acts[id])
	}
	carry, ok := s.memo[key.String()]
	if !ok {
		carry = *i.Joint.P
		if len(acts) > 0 || len(i.Doc.Requires) > 0 {
			w := s.world.with(nil)
			w.eased = acts
			carry = s.trial(w, i.Doc).given()
		}
		s.memo[key.String()] = carry
	}
	if i.Verdict == HeldBack && carry < WithinAt {
		return 0
	}
	return *i.CommonGain * s.deliveryAt(i, carry)
}

// reached reports whether a constraint reaches an initiative or what it requires.
func (s *sequencer) reached(i *dossier.Initiative, c *dossier.Constraint) bool {
	return c.ExposureOf(i) > 0 || slices.ContainsFunc(s.world.requiredBy(i), func(r required) bool { return !r.inPlace() && s.reached(r.doc, c) })
}

// given is the joint carry of an initiative in the draws in which all that it requires
// is carried; 0 where it never is.
func (t *trial) given() float64 {
	if in := t.game.Required(len(t.caps)); in != nil {
		if n := in.Count(); n > 0 {
			return float64(t.game.JointCount(0)) / float64(n)
		}
		return 0
	}
	return t.game.Joint(0)
}

// deliveryAt is the delivery of an initiative's target at a carry, at most that of
// what it requires. Where nothing definite is on record of what it asks, it is that of
// the group's promises of every kind.
func (s *sequencer) deliveryAt(i *Initiative, carry float64) float64 {
	d := i.Delivery
	if d == nil {
		d = s.promises.OfAnyKind(i.Doc, s.day, s.middle)
	}
	p := d.Given(carry)
	for _, r := range s.world.requiredBy(i.Doc) {
		n, ok := s.index[r.doc.ID]
		if r.inPlace() || !ok {
			continue
		}
		if d := s.list[n].deliveries[r.rung.ID.ID]; d != nil {
			p = min(p, d.P)
		}
	}
	return p
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// shut gives the rounds in which an initiative may not start: those of which every
// day lies in a closed span that keeps it out; nil where it may start in all.
func (b *builder) shut(doc *dossier.Initiative) []bool {
	closing := b.world.closing(doc)
	if len(closing) == 0 {
		return nil
	}
	out := make([]bool, b.set.Rounds)
	for r := range out {
		out[r] = !openBetween(closing, b.day.AddDate(0, roundMonths*r, 0), b.day.AddDate(0, roundMonths*(r+1), 0))
	}
	return out
}

// capacities gives how many new undertakings owners can carry in a round, by
// the capacity constraints that stand: calm + (acute − calm) × pressure, rounded
// down; the least where several act.
func (b *builder) capacities() map[string]int {
	out := map[string]int{}
	for _, c := range b.d.Constraints {
		if c.Effect != dossier.EffectCapacity || c.Capacity == nil || !c.Since.Begun(b.day) || c.Until.Ended(b.day) {
			continue
		}
		p, _ := b.world.pressureNow(c)
		n := int(math.Floor(float64(c.Capacity.Calm) + float64(c.Capacity.Acute-c.Capacity.Calm)*p.Best() + 1e-9))
		for _, o := range c.Capacity.Owners {
			if v, ok := out[o.ID]; ok {
				out[o.ID] = min(v, n)
			} else {
				out[o.ID] = n
			}
		}
	}
	return out
}
