package record

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"entente/winset"
	"entente/words"
)

// The kinds of promises: what one asks.
const (
	Once       = "once"         // one act
	Standing   = "standing"     // something each year or quarter
	Capability = "capability"   // a line, a link, a body
	LawOrMoney = "law-or-money" // a parliament must act
	General    = "general"      // nothing definite: never scored, and never a reference
)

// Definite reports whether a kind asks for something that can be kept or broken.
func Definite(kind string) bool { return kind != "" && kind != General }

// KindWords says what promises of a kind ask for: "one act".
func KindWords(kind string) string {
	switch kind {
	case Once:
		return "one act"
	case Standing:
		return "something each year or quarter"
	case Capability:
		return "a line, a link or a body"
	case LawOrMoney:
		return "a parliament's act or its money"
	}
	return "nothing definite"
}

// The constants of delivery's form, fixed before any outcome was scored by it.
// The slopes are from the decisions of DEU III (winset/deu derives them), the
// priors from an open ledger of other groups' promises; docs/method.md says how.
const (
	GroupCases  = 10   // pseudo-cases of the prior in a group's own rate
	KindCases   = 6    // pseudo-cases of the group's rate in the rate of a kind
	LawCases    = 10   // pseudo-cases of the prior of law-or-money
	Beta        = 1.2  // log odds a whole carry
	BetaError   = 0.28 // its standard error
	RungStep    = 0.9  // log odds a rung above what was promised
	MiddleCarry = 0.8  // c, where fewer than CasesToScore cases tell the mean carry
)

// Tally counts promises that had their time and were searched to its end.
type Tally struct {
	Kept int `json:"kept"`
	Of   int `json:"of"`
}

// Priors are the shares of promises that are kept in time before a group's own
// are counted, 0-1.
type Priors struct {
	Share float64 // of all definite kinds but law-or-money
	Law   float64 // where a parliament or a budget must act
}

// Rate is how often promises of one kind are kept in time, as a group's own
// record tells it.
type Rate struct {
	P0 float64 // the group's rate over all kinds but law-or-money and general, 0-1
	P  float64 // the kind's, 0-1

	spread []float64 // log odds of equally likely values of the posterior, from low to high
}

// RateOf gives the rate of a definite kind:
//
//	p0     = (k_all + 10·prior) / (n_all + 10)
//	p_kind = (k + 6·p0) / (n + 6)              law-or-money: (k + 10·prior_law) / (n + 10)
//
// kind counts the promises of the kind alone, all those of every kind but
// law-or-money and general.
func (pr Priors) RateOf(kind string, own, all Tally) Rate {
	r := Rate{P0: shrunk(all, pr.Share, GroupCases), P: pr.share(kind, own, all)}
	r.spread = pr.spread(kind == LawOrMoney, own, all)
	return r
}

// share is p_kind.
func (pr Priors) share(kind string, own, all Tally) float64 {
	if kind == LawOrMoney {
		return shrunk(own, pr.Law, LawCases)
	}
	return shrunk(own, shrunk(all, pr.Share, GroupCases), KindCases)
}

// shrunk draws a share towards a prior by pseudo-cases.
func shrunk(t Tally, prior, cases float64) float64 {
	return (float64(t.Kept) + cases*prior) / (float64(t.Of) + cases)
}

// How many equally likely values stand for a posterior.
const (
	groupValues = 12
	kindValues  = 24
)

// spread gives the log odds of equally likely values of a kind's rate, from low to
// high: a Beta whose mean is p_kind, mixed, but for law-or-money, over the Beta of
// the group's rate p0.
func (pr Priors) spread(law bool, own, all Tally) []float64 {
	if law {
		return betaValues(own, pr.Law, LawCases, groupValues*kindValues)
	}
	var out []float64
	for _, x := range betaValues(all, pr.Share, GroupCases, groupValues) {
		out = append(out, betaValues(own, winset.Logistic(x), KindCases, kindValues)...)
	}
	slices.Sort(out)
	return out
}

// betaValues gives the log odds of n equally likely values of the Beta posterior
// of a share.
func betaValues(t Tally, prior, cases float64, n int) []float64 {
	const least = 1e-6
	a := max(least, float64(t.Kept)+cases*prior)
	b := max(least, float64(t.Of-t.Kept)+cases*(1-prior))
	out := make([]float64, n)
	for k := range out {
		v := mathext.InvRegIncBeta(a, b, (float64(k)+0.5)/float64(n))
		out[k] = winset.Logit(min(1-least, max(least, v)))
	}
	return out
}

// Delivery is how likely a rung is reached within the horizon once it is promised,
// from how the group's promises of its kind fared and from carry. It is no
// probability of the world until a record shows that it behaves as one.
type Delivery struct {
	P    float64 `json:"p"`    // 0-1
	Low  float64 `json:"low"`  // 80% interval: of the rate of the kind, and of carry's slope
	High float64 `json:"high"` //
	// Kind is what the promise asks; Promise the id of the initiative's own, in
	// force; "" where nobody has promised, and it then reads "if promised".
	Kind       string `json:"kind"`
	Promise    string `json:"promise"`
	IfPromised bool   `json:"if_promised"`
	// Kept of Of: promises of the kind on other initiatives whose time was over and
	// which were searched to then; Open and Unsearched count those beside them whose
	// time runs, and of which nobody knows what became. Like has the ids of the Of,
	// LikeKept those of the Kept.
	Tally
	Like       []string `json:"like"`
	LikeKept   []string `json:"like_kept"`
	Open       int      `json:"open"`
	Unsearched int      `json:"unsearched"`
	All        Tally    `json:"all"` // over all kinds but law-or-money and general
	// Prior is the share kept before any was counted: of law-or-money its own.
	Prior       float64  `json:"prior"`
	PriorSource []string `json:"prior_source"` // as the dossier states it; empty for the ledger's
	P0          float64  `json:"p0"`
	PKind       float64  `json:"p_kind"`
	RungsAbove  int      `json:"rungs_above"` // by how many rungs it lies above the promise
	// Carry is the joint carry at the rung, nil where it was not assessed, and the
	// term is then left out; C is the carry at which it adds nothing.
	Carry *float64 `json:"carry"`
	C     float64  `json:"c"`
	// Least names what keeps it down: the id of a lower rung or of an initiative that
	// it requires, whose delivery is less than its own; "" for none.
	Least  string `json:"least"`
	Months int    `json:"months"` // the horizon
}

// slopeNodes are five values of a standard normal with their weights
// (Gauss-Hermite), for the error of carry's slope.
var slopeNodes = [5][2]float64{
	{-2.8569700138728056, 0.011257411327720688}, {-1.3556261799742659, 0.22207592200561266}, {0, 0.5333333333333333},
	{1.3556261799742659, 0.22207592200561266}, {2.8569700138728056, 0.011257411327720688},
}

// Chance is delivery's form:
//
//	logit delivery = logit p_kind + β·(carry − c) − 0.9·rungs above the promise
//
// without the term of carry where carry is nil.
func Chance(pKind float64, carry *float64, c float64, rungs int) float64 {
	const least = 1e-9
	_, off := shift(carry, c, rungs)
	return winset.Logistic(winset.Logit(min(1-least, max(least, pKind))) + off)
}

// shift gives by how much carry lies above c, and what carry and rungs add to the log
// odds.
func shift(carry *float64, c float64, rungs int) (more, off float64) {
	off = -RungStep * float64(rungs)
	if carry != nil {
		more = *carry - c
		off += Beta * more
	}
	return more, off
}

// deliver sets P and its interval from what is set already. The interval carries the posteriors of the rate and the error of β; carry is a
// share of draws already.
func (d *Delivery) deliver(r Rate) {
	d.P0, d.PKind, d.P = r.P0, r.P, Chance(r.P, d.Carry, d.C, d.RungsAbove)
	more, off := shift(d.Carry, d.C, d.RungsAbove)
	// below is the share of the mixture that lies at or under some log odds.
	below := func(x float64) float64 {
		sum := 0.0
		for _, n := range slopeNodes {
			k, _ := slices.BinarySearch(r.spread, math.Nextafter(x-off-BetaError*n[0]*more, math.Inf(1)))
			sum += n[1] * float64(k) / float64(len(r.spread))
		}
		return sum
	}
	at := func(p float64) float64 {
		lo, hi := -60.0, 60.0
		for range 50 {
			if x := (lo + hi) / 2; below(x) < p {
				lo = x
			} else {
				hi = x
			}
		}
		return winset.Logistic(hi)
	}
	d.Low, d.High = min(d.P, at(0.1)), max(d.P, at(0.9))
}

// Given is P at another carry. What keeps it down, a lower rung or something that is
// required, still does.
func (d *Delivery) Given(carry float64) float64 {
	p := Chance(d.PKind, &carry, d.C, d.RungsAbove)
	if d.Least != "" {
		p = min(p, d.P)
	}
	return p
}

// SE is the Monte Carlo error of P: that of carry, handed on.
func (d *Delivery) SE(carry float64) float64 {
	if d.Carry == nil {
		return 0
	}
	return Beta * d.P * (1 - d.P) * carry
}

// Under keeps a delivery at or under another, of a lower rung or of something
// required, which id names.
func (d *Delivery) Under(other *Delivery, id string) {
	if d == nil || other == nil || other.P >= d.P {
		return
	}
	d.P, d.Low, d.High, d.Least = other.P, min(d.Low, other.Low), min(d.High, other.High), id
}

// Says reads it in sentences: how capitals stand, how promises like it fared, and
// what follows.
func (d *Delivery) Says() []string {
	var out []string
	switch {
	case d.Carry == nil:
		out = append(out, "Whether anybody who must agree stands in the way is not assessed, and counts neither way.")
	case *d.Carry >= 0.8:
		out = append(out, fmt.Sprintf("Nobody who must agree stands in the way on the record (%s draws).", words.OfTen(*d.Carry)))
	default:
		out = append(out, fmt.Sprintf("On the record it is carried in %s draws.", words.OfTen(*d.Carry)))
	}
	like := fmt.Sprintf("Of %s like it on other initiatives, %s, %d %s kept in time", words.Count(d.Of, "promise"), KindWords(d.Kind), d.Kept, were(d.Kept))
	if d.Of == 0 {
		like = fmt.Sprintf("No promise like it, %s, has had its time and been searched to its end", KindWords(d.Kind))
	}
	if d.Kind == LawOrMoney {
		like += fmt.Sprintf("; where a parliament must act groups of states elsewhere keep %s", d.others())
	} else {
		like += fmt.Sprintf("; groups of states elsewhere keep %s of theirs", d.others())
	}
	out = append(out, like+".")
	if d.Open+d.Unsearched > 0 {
		var beside []string
		if d.Open > 0 {
			beside = append(beside, fmt.Sprintf("%d %s open", d.Open, is(d.Open)))
		}
		if d.Unsearched > 0 {
			beside = append(beside, fmt.Sprintf("of %d nobody is on record to have looked", d.Unsearched))
		}
		out = append(out, fmt.Sprintf("Beside them %s.", words.List(beside)))
	}
	if d.RungsAbove > 0 {
		out = append(out, fmt.Sprintf("It lies %s above what was promised.", words.Count(d.RungsAbove, "rung")))
	}
	say := "Delivery within " + Span(d.Months)
	if d.IfPromised {
		say = "If promised, delivery within " + Span(d.Months)
	}
	return append(out, say+": "+d.Figure()+".")
}

// Figure says it in tenths with its interval: "about 4 in 10 (2 to 6 in 10)".
func (d *Delivery) Figure() string {
	return fmt.Sprintf("%s (%d to %d in 10)", words.AboutInTen(d.P), words.Tenths(d.Low), words.Tenths(d.High))
}

// others says how much of theirs other groups keep.
func (d *Delivery) others() string {
	if math.Abs(d.Prior-0.5) < 0.025 {
		return "about half"
	}
	return words.AboutInTen(d.Prior)
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func is(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// Span says a number of months in words: "two years", "30 months".
func Span(months int) string {
	switch {
	case months == 12:
		return "a year"
	case months%12 == 0:
		return words.Number(months/12) + " years"
	}
	return words.Count(months, "month")
}
