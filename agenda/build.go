// Package agenda puts dossier, series and winset together: value, verdicts,
// attribution, levers, scenarios and sequence. Its result is the Agenda, which
// the terminal and the site show. The method is described in docs/method.md.
package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"entente/dossier"
	"entente/parallel"
	"entente/record"
	"entente/series"
	"entente/winset"
)

// The least and the most draws.
const (
	MinDraws = 100
	MaxDraws = 1_000_000
)

// Options say how to work out an agenda. The zero value takes everything from
// the dossier.
type Options struct {
	AsOf     dossier.Date      // zero: the dossier's
	Draws    int               // 0: the dossier's
	Seed     *uint64           // nil: the dossier's
	Kappa    *float64          // fixed so; nil: as the dossier says
	Scenario string            // id of a scenario to work under; "" for none
	Changes  []*dossier.Change // further changes, as of a what-if
	Only     string            // id of the one initiative to work out, with its inputs ranked; "" for all
	// WithoutJointText leaves out stances that rest on the joint text of the initiative
	// alone: the one before counts, where there is one.
	WithoutJointText bool
	// Brief leaves out what explains a verdict: players, attribution, levers and
	// other ways, settlements, constraints, scenarios and sequence. What is left (verdicts, carry
	// by rung and member, quick wins) is the same to the digit.
	Brief bool
	// Unattributed names no expert in what is told of a stance: see dossier.Conceal.
	Unattributed bool
	Workers      int // 0: as many as there are CPUs; the result does not depend on it
}

// Build works out the agenda of a dossier that has no error. It fails where the
// options name something that is not there.
func Build(d *dossier.Dossier, opt Options) (*Agenda, error) {
	b, err := newBuilder(d, opt)
	if err != nil {
		return nil, err
	}
	if opt.Scenario == "" && opt.Changes == nil && !opt.Brief {
		for _, s := range d.Scenarios {
			b.scenarios = append(b.scenarios, scenarioWorld{s, b.world.under(s.Changes)})
		}
	}
	rec := b.record()
	b.middle = rec.MiddleCarry
	a := &Agenda{
		Version: Version, Scenario: opt.Scenario, Dossier: b.about(), Settings: b.settings(), Record: rec, Promises: b.promises.Count(b.day),
		Initiatives: []*Initiative{}, Constraints: []*Constraint{}, Scenarios: []Scenario{}, Sequence: []Round{},
	}
	var todo []*dossier.Initiative
	for _, i := range d.Initiatives {
		if opt.Only != "" && i.ID != opt.Only || !b.world.stands(i) {
			continue
		}
		if i.Principle() {
			a.Principles = append(a.Principles, Principle{ID: i.ID, Title: d.Say(i.Title), Area: i.Area.ID, Members: codes(d.MembersOf(i)), Sources: i.Source.IDs(), Doc: i})
			continue
		}
		todo = append(todo, i)
	}
	a.Initiatives = make([]*Initiative, len(todo))
	b.each(len(todo), func(n int) {
		i := b.assess(todo[n])
		if i.Joint.P != nil {
			i.Likelihood = a.Record.Word(*i.Joint.P)
		}
		a.Initiatives[n] = i
	})
	b.required(a.Initiatives)
	if opt.Brief {
		return a, nil
	}
	for _, i := range a.Initiatives {
		if i.NearLine {
			a.NearLine++
		}
		if len(i.Hangs) > 0 {
			a.Hangs++
		}
	}
	b.offer(a.Initiatives)
	for _, s := range d.Scenarios {
		a.Scenarios = append(a.Scenarios, Scenario{ID: s.ID, Title: d.Say(s.Title), Kind: s.Kind, Member: s.Member.ID, Supposes: d.Say(s.Supposes), Doc: s})
	}
	a.Constraints = b.constraints(a.Initiatives)
	if opt.Only == "" {
		a.Sequence = b.sequence(a.Initiatives)
	}
	return a, nil
}

type scenarioWorld struct {
	doc   *dossier.Scenario
	world *world
}

type builder struct {
	d         *dossier.Dossier
	opt       Options
	asOf      dossier.Date
	day       time.Time
	set       dossier.Settings
	draws     *draws
	world     *world
	scenarios []scenarioWorld
	promises  *record.Promises
	middle    float64 // the carry at which delivery's term adds nothing
}

// record gives what the dossier's backtest allows to be said of a carry. Cases
// are judged only where enough are resolved to say anything.
func (b *builder) record() *record.Record {
	known, _ := record.Outcomes(b.d, record.Options{AsOf: b.day, Months: b.set.BacktestMonths})
	r := &record.Record{Cases: len(known), Needed: record.CasesToWord, Months: b.set.BacktestMonths, Words: []record.Bin{}, MiddleCarry: record.MiddleCarry}
	if len(known) < record.CasesToScore {
		return r
	}
	var fs []winset.Forecast
	for n, c := range (&Past{b}).Forecast(known) {
		if c.Why == "" {
			fs = append(fs, winset.Forecast{P: c.Joint, Came: known[n].Came})
		}
	}
	r.Cases = len(fs)
	if len(fs) >= record.CasesToScore {
		r.MiddleCarry = 0
		for _, f := range fs {
			r.MiddleCarry += f.P / float64(len(fs))
		}
	}
	if r.Cases >= record.CasesToWord {
		r.Words = record.Calibrate(fs)
	}
	return r
}

// newBuilder sets up what an agenda, a backtest or a course over time needs.
func newBuilder(d *dossier.Dossier, opt Options) (*builder, error) {
	set := d.Settings()
	if opt.Draws > 0 {
		set.Draws = opt.Draws
	}
	if opt.Seed != nil {
		set.Seed = *opt.Seed
	}
	if opt.Kappa != nil {
		set.Kappa = opt.Kappa
	}
	asOf := d.AsOf
	if !opt.AsOf.IsZero() {
		asOf = opt.AsOf
	}
	var changes []*dossier.Change
	if opt.Scenario != "" {
		s := d.Scenario(opt.Scenario)
		if s == nil {
			return nil, fmt.Errorf("there is no scenario %q", opt.Scenario)
		}
		changes = append(changes, s.Changes...)
	}
	changes = append(changes, opt.Changes...)
	b := &builder{d: d, opt: opt, asOf: asOf, day: asOf.Last(), set: set, draws: newDraws(set, d.Header.Members.IDs())}
	b.world = newWorld(d, b.day, set, changes)
	b.world.unattributed = opt.Unattributed
	b.world.noJointText = opt.WithoutJointText
	b.promises = record.PromisesOf(d)
	return b, nil
}

func (b *builder) about() About {
	return About{Title: b.d.Say(b.d.Title), AsOf: b.asOf, Members: b.d.Header.Members.IDs()}
}

func (b *builder) settings() Settings {
	s := Settings{
		Draws: b.set.Draws, Seed: b.set.Seed, Kappa: b.set.Kappa, JudgeError: b.set.JudgeError,
		Ageing: b.world.ageing, AgeingPairs: b.world.pairs, WithoutJointText: b.world.noJointText,
	}
	return s
}

// each does a piece of work for 0 to n−1, several at a time. Each result depends
// on its number alone, so the order of work does not matter.
func (b *builder) each(n int, work func(n int)) {
	// Initiatives of an area share draws; taking them in turn keeps workers from
	// waiting for the same ones.
	parallel.Each(n, b.opt.Workers, work)
}

func codes(ms []*dossier.Member) []string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.Code.ID
	}
	return out
}

// byDates is the basis of a constraint that has no pressure and goes by dates.
const byDates = "dates"

// constraints lists the constraints that stand, with their pressures and what
// they hold back most.
func (b *builder) constraints(all []*Initiative) []*Constraint {
	out := []*Constraint{}
	for _, c := range b.d.Constraints {
		k := &Constraint{
			ID: c.ID, Title: b.d.Say(c.Title), Members: c.ActsIn().IDs(), Effect: c.Effect, Basis: byDates, Evidence: true,
			HoldsBack: []string{}, Unconfirmed: c.Sure == "no", Doc: c,
		}
		if c.Effect != dossier.EffectClosed {
			p, experts := b.world.pressureNow(c)
			q := quantilesOf(b.draws.pressure(c, p, experts))
			k.Pressure, k.Basis, k.Says, k.Evidence = &q, string(p.Basis), p.Says, p.Basis != series.NoEvidence
		}
		type held struct {
			id    string
			share float64
		}
		var hs []held
		for _, i := range all {
			for _, h := range i.HeldBackBy {
				if h.Kind == "constraint" && h.ID == c.ID {
					hs = append(hs, held{i.ID, h.GivesBack})
				}
			}
		}
		slices.SortStableFunc(hs, func(x, y held) int { return cmp.Compare(y.share, x.share) })
		for _, h := range hs {
			k.HoldsBack = append(k.HoldsBack, h.id)
		}
		out = append(out, k)
	}
	return out
}
