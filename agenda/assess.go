package agenda

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/dossier"
	"entente/winset"
	"entente/words"
)

func (b *builder) share(k int) Share {
	p := float64(k) / float64(b.set.Draws)
	se := winset.Wilson(k, b.set.Draws)
	return Share{&p, &se}
}

func quantilesOf(v []float32) Quantiles {
	q := winset.Quantile(v, 0.1, 0.5, 0.9)
	return Quantiles{q[0], q[1], q[2]}
}

// assess works out one initiative.
func (b *builder) assess(i *dossier.Initiative) *Initiative {
	t := b.trial(b.world, i)
	inPlace := b.levelRef(i, t.q)
	if _, by := i.StatusQuo(b.world.at(InLevel, i.ID).asOf); by != nil {
		inPlace.Unconfirmed = by.Sure == "no"
	}
	out := &Initiative{
		ID: i.ID, Title: b.d.Say(i.Title), Area: i.Area.ID, Members: codes(b.d.MembersOf(i)),
		Target: b.rungRef(t.target), StatusQuo: inPlace, ByMember: map[string]*Capital{},
		Remarks: []Remark{}, Acting: b.acting(i), HeldBackBy: []Hold{}, Shares: []ConstraintShare{}, Support: map[string]*Support{}, Requires: []Required{}, Levers: []LeverSet{}, Otherwise: []Otherwise{}, Rungs: []Rung{},
		Scenarios: map[string]Outcome{}, Hangs: []AtError{}, Inputs: []Input{}, Sources: sources(i), Unconfirmed: i.Sure == "no", Doc: i,
		Alternative: b.world.alternativeOf(i),
	}
	by, common, without := t.gains()
	ceilings := make([]winset.Ceilings, len(t.caps))
	for n, c := range t.caps {
		out.ByMember[c.member.Code.ID] = b.capital(t, c, &ceilings[n], by[n])
	}
	b.rungs(out, t, ceilings)
	b.delivery(out, t)
	if t.game != nil && !t.delivered() {
		out.Joint = b.share(t.game.JointCount(0))
	}
	if !math.IsInf(common, 1) && !math.IsNaN(common) {
		out.CommonGain = &common
	}
	out.Together = b.world.together(i, t.target, t.q)
	if !b.opt.Brief {
		b.requires(out, t)
	}
	if !t.delivered() {
		out.Waits = t.wait()
	}
	if !t.delivered() && !b.opt.Brief {
		b.support(out, t)
	}
	if t.game != nil && !t.delivered() && !b.opt.Brief {
		out.Settlement = b.settlement(t)
		b.heldBack(out, t)
		if *out.Joint.P < ReadyAt {
			b.levers(out, t)
			b.otherwise(out, t)
		}
	}
	out.Verdict = t.verdict(func() bool { return b.reachedByOne(out, t) })
	if len(out.Levers) > 0 && out.Verdict != WithinReach {
		out.Levers[0].Decides = false // something else does
	}
	out.Why = b.why(out, t, without)
	if out.QuickWin = b.quickWin(out, t); b.opt.Brief {
		return out
	}
	for _, s := range b.scenarios {
		out.Scenarios[s.doc.ID] = b.underScenario(out, t, s)
	}
	b.remarks(out, t)
	if b.opt.Only != "" && t.game != nil {
		b.inputs(out, t, ceilings)
	}
	return out
}

// reachedByOne reports whether what one actor can do makes the initiative ready: the
// set that does is among its levers already, where those are worked out.
func (b *builder) reachedByOne(out *Initiative, t *trial) bool {
	if b.opt.Brief {
		return b.oneActor(t) != nil
	}
	return len(out.Levers) > 0 && out.Levers[0].Decides
}

// requires fills in what the initiative requires.
func (b *builder) requires(out *Initiative, t *trial) {
	for _, r := range t.w.requiredBy(t.doc) {
		q := Required{Initiative: r.doc.ID, Title: b.d.Say(r.doc.Title), Rung: b.rungRef(r.rung), InPlace: r.inPlace()}
		if !q.InPlace {
			if o := b.trialAt(t.w, r.doc, r.rung); o.game != nil {
				p := o.game.Joint(0)
				q.Joint = &p
			}
		}
		out.Requires = append(out.Requires, q)
	}
}

func (b *builder) rungRef(r *dossier.Rung) RungRef {
	return RungRef{Level: r.Level, Rung: r.ID.ID, Name: b.d.Say(r.Name)}
}

func (b *builder) levelRef(i *dossier.Initiative, level float64) RungRef {
	ref := RungRef{Level: level, Name: b.d.LevelName(i, level)}
	if r := i.RungAt(level); r != nil {
		ref.Rung = r.ID.ID
	}
	return ref
}

// capital fills in what one member can carry.
func (b *builder) capital(t *trial, c *capital, ceilings *winset.Ceilings, gain float64) *Capital {
	out := &Capital{Owners: []string{}, Signs: []string{}, Pivotal: []Pivot{}, Players: []Player{}, Missing: c.missing, Reviewed: c.member.Reviewed != nil}
	if !math.IsNaN(gain) {
		out.Gain = &gain
	}
	owners := t.doc.OwnersOf(c.member.Code.ID)
	out.Owners, out.Lead = append(out.Owners, owners.All()...), owners.Lead.ID
	for _, id := range t.w.signers(c.member, t.doc) {
		if id != noOwner {
			out.Signs = append(out.Signs, id)
		}
	}
	if c.procedure != nil {
		out.Procedure, out.ProcedureName = c.procedure.ID.ID, b.d.Say(c.procedure.Name)
	}
	if !b.opt.Brief {
		out.Players = append(out.Players, b.players(t, c)...)
	}
	if !c.assessed() {
		out.Lacks = strings.Join(b.lacksOf(c), "; ")
		return out
	}
	*ceilings = c.standing()
	out.Share = b.share(ceilings.Carry(t.target.Level))
	for n, k := range ceilings.PivotalCounts(len(c.players)) {
		if share := float64(k) / float64(b.set.Draws); share >= 0.005 {
			out.Pivotal = append(out.Pivotal, Pivot{c.players[n].ID.ID, share})
		}
	}
	slices.SortStableFunc(out.Pivotal, func(x, y Pivot) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), strings.Compare(x.Player, y.Player))
	})
	q := quantilesOf(ceilings.Level)
	out.Ceiling = &q
	return out
}

// players lists those of a capital's players whose stance is known.
func (b *builder) players(t *trial, c *capital) (out []Player) {
	x := make([]float32, b.set.Draws)
	for n, p := range c.players {
		if !c.known[n] {
			continue
		}
		s := c.stances[n]
		c.PositionsTo(x, n, 0, 0)
		pl := Player{ID: p.ID.ID, Position: quantilesOf(x), From: s.Date, By: s.By, Because: s.Because, Evidence: s.Evidence, Unconfirmed: s.Doc != nil && s.Doc.Sure == "no", Stance: s.Doc}
		pl.Required = max(0, winset.Required(t.target.Level, t.q, s.NoDeal, kappaOf(t.w.set)))
		pl.JointText = s.Doc != nil && len(b.d.MembersOf(t.doc)) > 1 && b.d.JointTextAlone(s.Doc, t.doc)
		for _, o := range s.Position {
			pl.Aged = max(pl.Aged, o.sd)
		}
		pl.Accepts = float64(c.Assent(n, t.target.Level, 0, 0).Count()) / float64(b.set.Draws)
		if pl.Evidence == nil {
			pl.Evidence = []string{}
		}
		out = append(out, pl)
	}
	return out
}

// rungs fills in carry by rung and capital, and jointly.
func (b *builder) rungs(out *Initiative, t *trial, ceilings []winset.Ceilings) {
	var joint winset.Ceilings
	var required winset.Bits
	if t.game != nil {
		joint, required = winset.Joint(ceilings...), t.game.Required(len(t.caps))
	}
	n := float64(b.set.Draws)
	for _, r := range t.doc.Ladder {
		ref := Rung{ID: r.ID.ID, Level: r.Level, Name: b.d.Say(r.Name), InPlace: r.Level <= t.q, Target: r == t.target, ByMember: map[string]*float64{}}
		for k, c := range t.caps {
			if c.assessed() {
				v := float64(ceilings[k].Carry(r.Level)) / n
				ref.ByMember[c.member.Code.ID] = &v
			} else {
				ref.ByMember[c.member.Code.ID] = nil
			}
		}
		if t.game != nil {
			v := float64(joint.Carry(r.Level)) / n
			if required != nil && !ref.InPlace {
				v = float64(joint.CarryIn(r.Level, required)) / n
			}
			ref.Joint = &v
		}
		out.Rungs = append(out.Rungs, ref)
	}
}

// settlement is the compromise model over the draws (Achen 2006): the mean of
// positions weighted by influence and salience, each capital scaled to its
// bargaining weight.
func (b *builder) settlement(t *trial) *Settlement {
	total := 0.0
	bargaining := make([]float64, len(t.caps))
	weights := make([][][]float32, len(t.caps))
	for k, c := range t.caps {
		bargaining[k] = c.member.Bargaining
		if !c.member.Has("bargaining") {
			bargaining[k] = 1
		}
		total += bargaining[k]
		weights[k] = make([][]float32, len(c.players))
		for n := range c.players {
			if c.known[n] {
				weights[k][n] = t.w.weightOf(b.draws, c, n, t.doc)
			}
		}
	}
	if total == 0 {
		return nil
	}
	v := make([]float32, b.set.Draws)
	var x [512]float32
	var sum, num, den [len(x)]float64
	for lo := 0; lo < len(v); lo += len(x) {
		x := x[:min(len(x), len(v)-lo)]
		clear(sum[:])
		for k, c := range t.caps {
			clear(num[:])
			clear(den[:])
			for n := range c.players {
				if !c.known[n] {
					continue
				}
				c.PositionsTo(x, n, lo, 0)
				w := weights[k][n][lo:][:len(x)]
				for d := range x {
					num[d] += float64(w[d] * x[d])
					den[d] += float64(w[d])
				}
			}
			for d := range x {
				if den[d] > 0 {
					sum[d] += bargaining[k] * num[d] / den[d]
				}
			}
		}
		for d := range x {
			v[lo+d] = float32(sum[d] / total)
		}
	}
	q := quantilesOf(v)
	return &Settlement{q, max(0, q.P50-methodError), min(100, q.P50+methodError)}
}

// methodError is the 80th percentile of the compromise model's absolute error
// on 353 decisions of the European Union (DEU III).
const methodError = 37

func sources(i *dossier.Initiative) []string {
	out := i.Source.IDs()
	if i.Origin != nil {
		out = append(out, i.Origin.Source.IDs()...)
	}
	for _, h := range i.History {
		out = append(out, h.Source.IDs()...)
	}
	for _, a := range i.Alternatives {
		out = append(out, a.Source.IDs()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lacks says for each capital that is not assessed what it lacks.
func (b *builder) lacks(t *trial) []string {
	var parts []string
	for _, c := range t.lack {
		name := words.InSentence(b.d.MemberName(c.member.Code.ID))
		if c.procedure == nil {
			parts = append(parts, name+" has no procedure on record")
			continue
		}
		for _, s := range b.lacksOf(c) {
			parts = append(parts, "in "+name+" "+s)
		}
	}
	for _, p := range t.unknown {
		parts = append(parts, b.quoteTitle(p.doc)+", which it requires, is not assessed")
	}
	return parts
}

// lacksOf says what a capital lacks that is not assessed.
func (b *builder) lacksOf(c *capital) (out []string) {
	if c.procedure == nil {
		return []string{"no procedure is on record"}
	}
	for _, gap := range c.gaps {
		out = append(out, gapWords[gap])
	}
	if len(c.missing) > 0 {
		var who []string
		for _, id := range c.missing {
			who = append(who, b.world.name(id))
		}
		if len(who) > 4 { // "one other" would take the room of its name
			who = append(who[:3], fmt.Sprintf("%d others", len(who)-3))
		}
		out = append(out, "no stance is on record for "+words.List(who))
	}
	return out
}

// why gives the verdict's reason in a sentence.
func (b *builder) why(out *Initiative, t *trial, without []string) string {
	switch out.Verdict {
	case Delivered:
		return fmt.Sprintf("The target, “%s”, is in place.", out.Target.Name)
	case NotAssessed:
		parts := b.lacks(t)
		var unknown []string
		for _, c := range t.caps {
			if len(t.w.priorities(c.member)) == 0 {
				unknown = append(unknown, words.InSentence(b.d.MemberName(c.member.Code.ID)))
			}
		}
		if len(unknown) > 0 {
			parts = append(parts, "no priority of "+words.List(unknown)+" is on record by that day, so no gain can be shown")
		}
		return words.Capital(strings.Join(parts, "; ")) + "."
	case NoGain:
		var names []string
		for _, code := range without {
			names = append(names, words.InSentence(b.d.MemberName(code)))
		}
		return fmt.Sprintf("No gain is shown for %s: the target serves none of its stated priorities, or the best other forum already gives as much.", words.List(names))
	}
	carry := fmt.Sprintf("All %s carry", words.Number(len(out.Members)))
	switch len(out.Members) {
	case 1:
		carry = words.Capital(words.InSentence(b.d.MemberName(out.Members[0]))) + " carries"
	case 2:
		carry = "Both carry"
	}
	joint := *out.Joint.P
	s := fmt.Sprintf("%s “%s” in %s draws", carry, out.Target.Name, words.OfTen(joint))
	if len(t.needs) > 0 {
		all := "and all concerned what it requires"
		if b.d.Alone() {
			all = "and what it requires"
		}
		s = fmt.Sprintf("%s “%s”, %s, in %s draws", carry, out.Target.Name, all, words.OfTen(joint))
	}
	if worst, low := out.leastCarried(); joint < ReadyAt && len(out.Members) > 1 && (len(t.needs) == 0 || low < ReadyAt) {
		s += fmt.Sprintf("; %s least often (%s)", words.InSentence(b.d.MemberName(worst)), words.OfTen(low))
		if p := out.ByMember[worst].Pivotal; len(p) > 0 {
			s += ", where " + b.actor(p[0].Player) + " most often sets the ceiling"
		}
	}
	switch w := out.Waits; {
	case w != nil && w.Until.IsZero():
		s += "; nothing new starts, and no date is known on which it could"
	case w != nil:
		s += "; it waits for " + w.Until.Words()
	}
	return s + "."
}

// leastCarried gives the member that carries the target least often.
func (i *Initiative) leastCarried() (worst string, low float64) {
	low = 2
	for _, code := range i.Members {
		if c := i.ByMember[code]; c.P != nil && *c.P < low {
			worst, low = code, *c.P
		}
	}
	return worst, low
}

// acting lists the constraints that reach an initiative, with what caps put out of
// reach.
func (b *builder) acting(i *dossier.Initiative) []Acting {
	out := []Acting{}
	for _, c := range b.world.constraintsOn(i) {
		a := Acting{Constraint: c.ID, Exposure: c.exposure}
		if c.Effect == dossier.EffectCap {
			if level, ok := capLevel(c.Constraint, i); ok {
				under := RungRef{Level: level}
				for _, r := range i.Ladder {
					if r.Level >= level {
						under.Rung, under.Name = r.ID.ID, b.d.Say(r.Name)
						break
					}
				}
				a.Under = &under
			}
		}
		out = append(out, a)
	}
	return out
}

// quoteRung quotes a rung's name.
func quoteRung(name string) string { return "“" + strings.TrimSuffix(name, ".") + "”" }
