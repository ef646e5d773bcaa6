package agenda

import (
	"fmt"
	"math"

	"entente/record"
	"entente/winset"
	"entente/words"
)

// nearErrors is how many Monte Carlo errors off a line a figure may lie and still be
// called near it: other seeds then seldom lie beyond it, and where they do, all say so.
const nearErrors = 6

// judgeErrors are the errors of judges, in points, under which the verdict is asked for
// again: that of the settings may be too small or too large.
var judgeErrors = []float64{3, 8}

// errorAt is the Monte Carlo error of a share of the draws.
func (b *builder) errorAt(p float64) float64 {
	return winset.Wilson(int(math.Round(p*float64(b.set.Draws))), b.set.Draws)
}

// nearLine reports whether another seed may well give another verdict: joint carry lies
// near one of its lines, or what would decide it below them lies near one of its own.
func (b *builder) nearLine(out *Initiative, t *trial) bool {
	switch out.Verdict {
	case Ready, WithinReach, HeldBack:
		p := *out.Joint.P
		for _, line := range []float64{ReadyAt, WithinAt} {
			if math.Abs(p-line) <= nearErrors**out.Joint.SE {
				return true
			}
		}
		return t.nearLever
	}
	return false
}

// nearLever reports whether a set of moves decides the verdict by less than its errors,
// or fails to by less: there is one with everything a little easier, and none with
// everything a little harder.
func (b *builder) nearLever(t *trial, all []candidate, ms []winset.Move) bool {
	return t.game.Joint(0) < WithinAt && b.oneActorOf(t, all, ms, -nearErrors) != nil && b.oneActorOf(t, all, ms, nearErrors) == nil
}

// movingError is the Monte Carlo error of what it costs to bring a player to what is
// required: that of the mean shift, and that of the share of draws in which it is pivotal,
// where that counts.
func (b *builder) movingError(c *capital, p int) float64 {
	n := float64(b.set.Draws)
	need, sum, squares := b.neededOf(c, p), 0.0, 0.0
	for d, v := range c.Positions(p, 0) {
		s := max(0, float64(need[d])-float64(v))
		sum, squares = sum+s, squares+s*s
	}
	mean := sum / n
	pivotal := float64(c.standing().PivotalCounts(len(c.players))[p]) / n
	out := max(c.influence[p], pivotal) * math.Sqrt(max(0, squares/n-mean*mean)/n)
	if e := b.errorAt(pivotal); pivotal+nearErrors*e > c.influence[p] {
		out += mean * e
	}
	return out
}

// relievingError is that of relievingCost.
func (b *builder) relievingError(t *trial, a *acting) float64 {
	out, n := 0.0, float64(b.set.Draws)
	for _, c := range t.capitals {
		for p := range c.players {
			for _, term := range c.Capital.Players[p].Terms {
				if term.Constraint != a.index {
					continue
				}
				sum, squares := 0.0, 0.0
				for _, v := range term.Delta {
					sum, squares = sum+math.Abs(float64(v)), squares+float64(v)*float64(v)
				}
				out += c.influence[p] * math.Sqrt(max(0, squares/n-sum/n*sum/n)/n)
			}
		}
		for _, k := range c.Caps {
			if k.Constraint == a.index {
				out += b.errorAt(float64(k.Stands.Count())/n) * max(0, c.part.target.Level-k.Below)
			}
		}
	}
	return out
}

// hangs gives the verdicts under other errors of the judges, where they differ from that
// of the settings; nil where none does.
func (b *builder) hangs(out *Initiative, t *trial) []AtError {
	if t.game == nil || out.Verdict != Ready && out.Verdict != WithinReach && out.Verdict != HeldBack {
		return nil
	}
	var differ []AtError
	for _, points := range judgeErrors {
		if points == t.w.set.JudgeError {
			continue
		}
		if o := t.atError(b, points).outcome(b); o.Verdict != out.Verdict {
			differ = append(differ, AtError{points, o.Verdict, o.Joint})
		}
	}
	return differ
}

// atError gives the same trial with judges whose error is another: of the same sign in
// each draw, and of another size.
func (t *trial) atError(b *builder, points float64) *trial {
	twins := make([]*capital, len(t.capitals))
	for n, c := range t.capitals {
		twin, wc := *c, *c.Capital
		wc.Players = make([]winset.Player, len(c.Capital.Players))
		for p, pl := range c.Capital.Players {
			if c.known[p] && !c.stances[p].Top {
				pl.Shift = b.draws.shift(c.stances[p].Position, points-t.w.set.JudgeError)
			}
			wc.Players[p] = pl
		}
		twin.Capital, twin.ceilings = &wc, winset.Ceilings{}
		twins[n] = &twin
	}
	return t.with(twins)
}

// stability fills in what the verdict hangs on beside the record, with its remarks.
func (b *builder) stability(out *Initiative, t *trial, add func(kind, format string, args ...any)) {
	if out.NearLine = b.nearLine(out, t); out.NearLine {
		add(RemarkNear, "%s", nearWords)
	}
	if differ := b.hangs(out, t); len(differ) > 0 {
		out.Hangs = differ
		var parts []string
		for _, h := range out.Hangs {
			parts = append(parts, fmt.Sprintf("%s at %g points", h.Verdict, h.JudgeError))
		}
		add(RemarkHangs, "Hangs on the judges' error, which is taken to be %g points: %s.", t.w.set.JudgeError, words.List(parts))
	}
}

const nearWords = "Near a line: other draws could give another verdict."

// nearEven marks a quick win, or what would be one, whose delivery lies near the even
// chance that it takes: delivery moves with carry, and carry has its Monte Carlo error.
func (b *builder) nearEven(i *Initiative) {
	if d := i.Delivery; b.opt.Brief || i.NearLine || d == nil || i.Joint.SE == nil || math.Abs(d.P-EvenDelivery) > nearErrors*d.P*(1-d.P)*record.Beta**i.Joint.SE {
		return
	}
	i.NearLine = true
	i.Remarks = append(i.Remarks, Remark{RemarkNear, "Near a line: other draws could make it a quick win, or none."})
}
