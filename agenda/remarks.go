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

// underScenario gives the outcome under a scenario; where none of its changes
// reaches the initiative, the outcome is the same and is not worked out again.
func (b *builder) underScenario(out *Initiative, t *trial, s scenarioWorld) Outcome {
	if !s.world.reaches(t) {
		return Outcome{out.Verdict, out.Joint.P}
	}
	return b.trialBy(s.world, t.doc, s.world.targetOf(t.doc), t.memo).outcome(b)
}

// reaches reports whether any of a world's changes can alter a trial.
func (w *world) reaches(t *trial) bool {
	for _, c := range w.changes {
		if slices.ContainsFunc(append([]*part{t.part}, t.needs...), func(p *part) bool { return p.changedBy(c) }) {
			return true
		}
	}
	return false
}

// changedBy reports whether a change can alter what is carried of an initiative.
func (p *part) changedBy(c *dossier.Change) bool {
	who := ""
	switch {
	case c.Target.ID != "":
		return c.Initiative.ID == p.doc.ID
	case c.Pressure.ID != "":
		return slices.ContainsFunc(p.acts, func(a *acting) bool { return a.ID == c.Pressure.ID })
	case c.Procedure.ID != "":
		return c.Initiative.ID == "" || c.Initiative.ID == p.doc.ID
	case c.Stance.ID != "":
		who = c.Stance.ID
	case c.Move.ID != "":
		who = c.Move.ID
	case c.Influence.ID != "":
		who = c.Influence.ID
	}
	if c.Influence.ID == "" && !changeReaches(c, p.doc) {
		return false
	}
	return slices.ContainsFunc(p.caps, func(k *capital) bool {
		return slices.ContainsFunc(k.players, func(p *dossier.Player) bool { return p.ID.ID == who })
	})
}

// with gives a copy of the world, under one change more where c is not nil.
func (w *world) with(c *dossier.Change) *world {
	o := *w
	if c != nil {
		o.changes = append(slices.Clone(w.changes), c)
	}
	return &o
}

// remarks fills in what to know beside the verdict.
func (b *builder) remarks(out *Initiative, t *trial) {
	add := func(kind, format string, args ...any) {
		out.Remarks = append(out.Remarks, Remark{kind, fmt.Sprintf(format, args...)})
	}
	if out.Verdict == Delivered {
		return
	}
	if a := out.Alternative; a != nil && a.Level >= t.target.Level && len(a.Members) == len(out.Members) {
		add("elsewhere", "Better done elsewhere: %s already gives as much.", a.Forum)
	}
	b.stability(out, t, add)
	b.gainsLittle(out, add)
	if t.game != nil {
		if who := b.proposers(t); len(who) == 0 {
			add("no-first-mover", "No first mover: no player who proposes stands at or above the target in any capital.")
		}
	}
	b.waits(out, t, add)
	if l := t.doc.Lapsed; l != nil && !l.Since.IsZero() {
		s := fmt.Sprintf("It has rested since %s", l.Since)
		if why := b.d.Say(l.Why); why != "" {
			s += ": " + strings.TrimSuffix(why, ".")
		}
		add("lapsed", "%s.", s)
	}
	b.survival(out, add)
	var unreviewed []string
	for _, code := range out.Members {
		if m := b.d.Member(code); m != nil && m.Reviewed == nil {
			unreviewed = append(unreviewed, words.InSentence(b.d.MemberName(code)))
		}
	}
	if len(unreviewed) > 0 && out.Verdict != NotAssessed {
		add("illustrative", "Illustrative: no expert of %s has reviewed its stances.", words.List(unreviewed))
	}
	if t.w.asOf.Before(b.d.AsOfDay()) {
		for _, c := range t.caps {
			for n, p := range c.players {
				if c.known[n] && c.stances[n].Doc != nil && c.stances[n].Date.IsZero() {
					add("anachronism", "An undated stance of %s is used for an earlier date.", b.d.Say(p.Name))
				}
			}
		}
	}
}

// littleGain is the gain under which it is said that a member gains little.
const littleGain = 0.01

// gainsLittle names the members that gain something, but little.
func (b *builder) gainsLittle(out *Initiative, add func(kind, format string, args ...any)) {
	var who []string
	for _, code := range out.Members {
		if g := out.ByMember[code].Gain; g != nil && *g > 0 && *g < littleGain {
			who = append(who, words.InSentence(b.d.MemberName(code)))
		}
	}
	if len(who) > 0 {
		add("gains-little", "Gains little: under %g for %s.", littleGain, words.List(who))
	}
}

// survival says under which scenarios of changed government the verdict stands.
func (b *builder) survival(out *Initiative, add func(kind, format string, args ...any)) {
	if out.Verdict != Ready && out.Verdict != WithinReach {
		return
	}
	var lost []string
	n := 0
	for _, s := range b.scenarios {
		o, ok := out.Scenarios[s.doc.ID]
		if !ok || s.doc.Kind != "government" {
			continue
		}
		n++
		if rankVerdict(o.Verdict) < rankVerdict(out.Verdict) {
			lost = append(lost, fmt.Sprintf("“%s” (%s)", b.d.Say(s.doc.Title), o.Verdict))
		}
	}
	switch {
	case len(lost) > 0:
		add("does-not-survive", "The verdict does not survive %s.", words.List(lost))
	case n > 0:
		add("survives", "The verdict survives each scenario of a changed government.")
	}
}

func rankVerdict(v Verdict) int {
	switch v {
	case Delivered:
		return 4
	case Ready:
		return 3
	case WithinReach:
		return 2
	case HeldBack:
		return 1
	}
	return 0
}

// proposers gives the players of the members who propose or decide and whose
// position, by the first of its estimates, is best judged to be at the target or
// above it.
func (b *builder) proposers(t *trial) []string {
	var out []string
	for _, c := range t.caps {
		for _, p := range c.member.Players {
			if !p.Role.Has(dossier.Proposes) && !p.Role.Has(dossier.Decides) {
				continue
			}
			s, ok := t.w.stanceOf(p, t.doc)
			if ok && s.Position[0].Best >= t.target.Level {
				out = append(out, p.ID.ID)
			}
		}
	}
	return out
}

// quickWin reports whether the initiative is ready, serves an agreed shared
// value, shows its first result within twelve months, has a named lead in each
// member, and requires nothing that is not in place. Whether its delivery is at least
// even is asked once that is known.
func (b *builder) quickWin(out *Initiative, t *trial) bool {
	if out.Verdict != Ready || t.doc.FirstResult == nil || t.doc.FirstResult.Months > 12 {
		return false
	}
	agreed := slices.ContainsFunc(t.doc.Values, func(r dossier.Ref) bool {
		v := b.d.Value(r.ID)
		return v != nil && !v.Agreed.IsZero() && v.Agreed.Begun(b.day)
	})
	if !agreed {
		return false
	}
	for _, c := range out.ByMember {
		if c.Lead == "" {
			return false
		}
	}
	return !slices.ContainsFunc(t.w.requiredBy(t.doc), func(r required) bool { return !r.inPlace() })
}

// inputs ranks the inputs by rank correlation with the joint ceiling.
func (b *builder) inputs(out *Initiative, t *trial, ceilings []winset.Ceilings) {
	joint := winset.Joint(ceilings...).Level
	add := func(kind, id string, v []float32) {
		if r := winset.Spearman(v, joint); r <= -0.05 || r >= 0.05 {
			out.Inputs = append(out.Inputs, Input{kind, id, r})
		}
	}
	for _, c := range t.caps {
		for n, p := range c.players {
			if c.known[n] {
				add("position", p.ID.ID, b.draws.position(p, t.doc.Area.ID, c.stances[n].Position, t.w.set.JudgeError))
				add("weight", p.ID.ID, t.w.weightOf(b.draws, c, n, t.doc))
			}
		}
	}
	for _, a := range t.acts {
		add("pressure", a.ID, a.pressure)
	}
	if t.w.set.Kappa == nil {
		add("kappa", "", b.draws.kappaDraws())
	}
	slices.SortStableFunc(out.Inputs, func(x, y Input) int {
		return cmp.Or(cmp.Compare(math.Abs(y.Correlation), math.Abs(x.Correlation)), strings.Compare(x.Kind+x.ID, y.Kind+y.ID))
	})
	out.Inputs = out.Inputs[:min(8, len(out.Inputs))]
}

// UnderScenario says under which scenario of a dossier something is worked out; "" for the
// id of none.
func UnderScenario(d *dossier.Dossier, id string) string {
	if s := d.Scenario(id); s != nil {
		return "under the scenario “" + d.Say(s.Title) + "”"
	}
	return ""
}

// IllustrativeNotice says, where no member's stances have been reviewed, that
// all verdicts are illustrative; "" where some have.
func IllustrativeNotice(d *dossier.Dossier) string {
	for _, m := range d.Members {
		if m.Reviewed != nil {
			return ""
		}
	}
	return "All verdicts are illustrative: no expert of a member has reviewed its stances."
}
