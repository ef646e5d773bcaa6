// Package agenda puts dossier, series and winset together: value, verdicts,
// attribution, levers, scenarios and sequence. Its result is the Agenda, which
// the terminal and the site show. The method is described in docs/method.md.
package agenda

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"entente/dossier"
	"entente/series"
)

// Options say how to work out an agenda. The zero value takes everything from
// the dossier.
type Options struct {
	AsOf     dossier.Date      // zero: the dossier's
	Draws    int               // 0: the dossier's
	Seed     *uint64           // nil: the dossier's
	Kappa    *float64          // nil: the dossier's
	Scenario string            // id of a scenario to work under; "" for none
	Changes  []*dossier.Change // further changes, as of a what-if
	Only     string            // id of the one initiative to work out, with its inputs ranked; "" for all
	Workers  int               // 0: as many as there are CPUs; the result does not depend on it
}

// Build works out the agenda of a dossier that has no error. It fails where the
// options name something that is not there.
func Build(d *dossier.Dossier, opt Options) (*Agenda, error) {
	set := d.Settings()
	if opt.Draws > 0 {
		set.Draws = opt.Draws
	}
	if opt.Seed != nil {
		set.Seed = *opt.Seed
	}
	if opt.Kappa != nil {
		set.Kappa = *opt.Kappa
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

	b := &builder{d: d, opt: opt, day: asOf.Last(), set: set, draws: newDraws(set, d.Header.Members.IDs())}
	b.world = newWorld(d, b.day, set, changes)
	if opt.Scenario == "" && opt.Changes == nil {
		for _, s := range d.Scenarios {
			b.scenarios = append(b.scenarios, scenarioWorld{s, newWorld(d, b.day, set, s.Changes)})
		}
	}
	a := &Agenda{
		Version: Version, Scenario: opt.Scenario,
		Dossier:     About{Title: d.Say(d.Title), AsOf: asOf, Members: d.Header.Members.IDs()},
		Settings:    Settings{Draws: set.Draws, Seed: set.Seed, Kappa: set.Kappa},
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
	a.Initiatives = b.assessAll(todo)
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
	day       time.Time
	set       dossier.Settings
	draws     *draws
	world     *world
	scenarios []scenarioWorld
}

// assessAll works on the initiatives, several at a time. Each result depends on
// its initiative alone, so the order of work does not matter.
func (b *builder) assessAll(todo []*dossier.Initiative) []*Initiative {
	out := make([]*Initiative, len(todo))
	workers := b.opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	// Initiatives of an area share draws; taking them in turn keeps workers from
	// waiting for the same ones.
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(workers, max(1, len(todo))) {
		wg.Go(func() {
			for n := range next {
				out[n] = b.assess(todo[n])
			}
		})
	}
	for n := range todo {
		next <- n
	}
	close(next)
	wg.Wait()
	return out
}

func codes(ms []*dossier.Member) []string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.Code.ID
	}
	return out
}

// constraints lists the constraints that stand, with their pressures and what
// they hold back most.
func (b *builder) constraints(all []*Initiative) []*Constraint {
	out := []*Constraint{}
	for _, c := range b.d.Constraints {
		p, experts := b.world.pressureNow(c)
		v := slices.Clone(b.draws.pressure(c, p, experts))
		k := &Constraint{
			ID: c.ID, Title: b.d.Say(c.Title), Members: c.ActsIn().IDs(), Effect: c.Effect,
			Pressure: quantilesOf(v), Basis: string(p.Basis), Says: p.Says, Evidence: p.Basis != series.NoEvidence,
			HoldsBack: []string{}, Doc: c,
		}
		type held struct {
			id    string
			share float64
		}
		var hs []held
		for _, i := range all {
			for _, h := range i.HeldBackBy {
				if h.Constraint == c.ID {
					hs = append(hs, held{i.ID, h.gain})
				}
			}
		}
		slices.SortStableFunc(hs, func(x, y held) int {
			switch {
			case x.share > y.share:
				return -1
			case x.share < y.share:
				return 1
			}
			return 0
		})
		for _, h := range hs {
			k.HoldsBack = append(k.HoldsBack, h.id)
		}
		out = append(out, k)
	}
	return out
}
