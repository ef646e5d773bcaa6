package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"entente/dossier"
	"entente/event"
	"entente/series"
)

// state gives what the store holds of an origin; nil for the dossier's own events.
func (m *measuring) state(ctx context.Context, o event.Origin) (*series.StoreState, error) {
	if m.store == nil {
		return nil, nil
	}
	stats, err := m.store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range stats.Origins {
		if s.Origin == o {
			return &series.StoreState{Rows: s.Rows, First: s.First, Last: s.Last, SHA256: m.hashed.Sum(o)}, nil
		}
	}
	return nil, nil
}

// compare says which saved series of this command the store no longer gives. Only
// here a store is at hand: `entente check` needs none.
func (m *measuring) compare(ctx context.Context, rs []series.Relation) error {
	if m.store == nil || m.f.save {
		return nil
	}
	for _, group := range byOrigin(rs) {
		now, err := m.state(ctx, group[0].Origin)
		if err != nil {
			return err
		}
		for _, f := range m.d.SeriesFiles {
			if f.Made == nil || f.Made.Store == nil || f.Made.Command != m.command() || f.Made.Origin != group[0].Origin.String() {
				continue
			}
			if now == nil || now.SHA256 != f.Made.Store.SHA256 {
				fmt.Fprintf(m.err, "%s is stale: the store has changed since %s; make it again with --save\n", f.File, f.Made.On)
			}
		}
	}
	return nil
}

// relations gives the table of one data set and its record.
func (m *measuring) relations(ctx context.Context, group []series.Relation) (series.Saved, error) {
	o := group[0].Origin
	making := series.Making{Title: "Relations by " + m.opt.By.String(), Command: m.command(), On: m.today(), Licence: o.Terms()}
	if m.f.area != "" {
		making.Title += ", " + m.d.Say(m.d.Area(m.f.area).Name)
	}
	if len(m.f.types) > 0 {
		making.Title += ", " + strings.Join(m.f.types, " and ")
	}
	name := "relations-" + o.String() + "-" + m.opt.By.String()
	if m.store == nil {
		name = "relations-own-" + m.opt.By.String()
		making.Data = "The dossier's own events"
		making.Inputs = inputs(m.d, "events", "settings")
	} else {
		making.Data = "Events of " + o.String() + " in an event store"
		making.Inputs = inputs(m.d, "settings")
		var err error
		if making.Store, err = m.state(ctx, o); err != nil {
			return series.Saved{}, err
		}
	}
	if m.f.area != "" {
		name += "-" + m.f.area
	}
	for _, t := range m.f.types {
		name += "-" + strings.ToLower(t)
	}
	return series.SaveRelations(name, group, making)
}

// save writes what was measured into series/: each data set and span a table of
// its own, with its record. A table that says the same is left as it is.
func (m *measuring) save(ctx context.Context, rs []series.Relation, trends []*series.Trend) error {
	var all []series.Saved
	for _, group := range byOrigin(rs) {
		s, err := m.relations(ctx, group)
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	if len(trends) > 0 {
		s, err := series.SaveValues("opinion", "polls", "", levels(trends), series.Making{
			Title: "The level behind the polls, with its 95% interval", Command: m.command(), On: m.today(), Data: "The dossier's own polls", Inputs: inputs(m.d, "polls"),
		})
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		fmt.Fprintln(m.err, "nothing was measured, so nothing is saved")
		return nil
	}
	root, err := os.OpenRoot(m.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	// The table first: a record whose table is missing is a finding, and so is a
	// table that is not the one of its record.
	e := dossier.NewEdit(root)
	for _, s := range all {
		if err := errors.Join(e.Put("series/"+s.Name+".csv", s.CSV), e.Put("series/"+s.Name+".yaml", s.YAML)); err != nil {
			return err
		}
	}
	if _, err := e.Commit(); err != nil {
		return err
	}
	for _, s := range all {
		fmt.Fprintf(m.err, "wrote series/%s.csv and .yaml (%d rows)\n", s.Name, strings.Count(string(s.CSV), "\n")-1)
	}
	return nil
}

// today is the day that a record carries: the as-of date, so that the same
// dossier gives the same bytes.
func (m *measuring) today() dossier.Date { return dossier.DateOf(m.asOf) }

func inputs(d *dossier.Dossier, what ...string) []series.Input {
	var out []series.Input
	for _, w := range what {
		out = append(out, series.Input{What: w, SHA256: series.InputSum(d, w)})
	}
	return out
}

// levels gives the rows of the levels behind the polls, each known when its wave
// was published.
func levels(trends []*series.Trend) []series.ValueRow {
	var out []series.ValueRow
	for _, t := range trends {
		for _, s := range t.Segments {
			unsure := false // of a day's waves
			for i, p := range s.Points {
				unsure = unsure || p.Unconfirmed
				if i+1 < len(s.Points) && s.Points[i+1].Date == p.Date {
					continue // several pollsters of one day have one level
				}
				out = append(out, series.ValueRow{
					Series: t.Series + "-level", From: "", Date: p.Date.String(), Published: p.Known.String(), Value: p.Level.Value, Low: p.Level.Low95, High: p.Level.High95,
					N: p.N, Unit: s.Unit, Source: strings.Join(p.Sources, "; "), Kind: dossier.KindLevel, Unconfirmed: unsure,
				})
				unsure = false
			}
		}
	}
	return out
}
