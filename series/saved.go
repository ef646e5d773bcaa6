package series

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"entente/dossier"
	"entente/event"
)

// Group is what a dossier holds of relations in one data set: its own events, or
// a saved series. Groups are never mixed.
type Group struct {
	Origin    event.Origin
	File      *dossier.SeriesFile // nil for the dossier's own events
	Relations []Relation          // in the order of the members; those without an event are left out
	Scores    []Score             // mean scores by period, where that is what was saved
	// SeveralActors counts the own events that stand in several pairs, because
	// several acted or were acted upon together.
	SeveralActors int
}

// Score is a series of mean scores of one ordered pair.
type Score struct {
	Source, Target string
	Points         []Point
}

// Groups gives what the dossier itself holds of the relations between its
// members by a day, what reaches nearest to it first: no store is read. Own events are
// counted by quarter, or by year where few quarters reach the minimum.
func Groups(d *dossier.Dossier, asOf time.Time) ([]Group, error) {
	var out []Group
	opt := OptionsOf(d, "")
	opt.Origins = nil
	for _, by := range []Span{ByQuarter, ByYear} {
		opt.By = by
		rs, err := Relations(context.Background(), DossierEvents{D: d, AsOf: asOf, By: by}, opt)
		if err != nil {
			return nil, err
		}
		if by == ByQuarter && !Often(rs) {
			continue
		}
		if len(rs) > 0 {
			g := Group{Origin: event.Own, Relations: rs}
			for _, e := range d.Events {
				if e.Type != "" && e.Actor.Len()*e.Target.Len() > 1 && !e.Date.Last().After(asOf) {
					g.SeveralActors++
				}
			}
			out = append(out, g)
		}
		break
	}
	for _, f := range d.SeriesFiles {
		if f.Made != nil && slices.ContainsFunc(f.Made.Inputs, func(in *dossier.MadeInput) bool { return in.What == "events" }) {
			continue // they are counted above, as they stand now
		}
		g := savedGroup(d, f, asOf)
		if len(g.Relations)+len(g.Scores) > 0 {
			out = append(out, g)
		}
	}
	last := func(g Group) (day event.Day) {
		day = event.NoDay
		for _, r := range g.Relations {
			if n := len(r.Points); n > 0 {
				day = max(day, r.Points[n-1].To)
			}
		}
		for _, s := range g.Scores {
			day = max(day, event.DayOf(s.Points[len(s.Points)-1].Date.Last()))
		}
		return day
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(last(b), last(a)) })
	return out, nil
}

// Often reports whether at least a third of the periods with an event reach the
// minimum, in some relation: whether its span is long enough to show it.
func Often(rs []Relation) bool {
	return slices.ContainsFunc(rs, func(r Relation) bool {
		with := 0
		for _, p := range r.Points {
			if p.Counts.Volume() > 0 {
				with++
			}
		}
		return with > 0 && 3*r.DrawnPoints() >= with
	})
}

// savedGroup reads the relations back from a saved series.
func savedGroup(d *dossier.Dossier, f *dossier.SeriesFile, asOf time.Time) Group {
	g := Group{File: f}
	minimum, by := d.Relations().Minimum, ByMonth
	if m := f.Made; m != nil {
		g.Origin, _ = event.ParseOrigin(m.Origin)
		if m.Minimum > 0 {
			minimum = m.Minimum
		}
		if b, ok := ParseSpan(m.By); ok {
			by = b
		}
	}
	type pair struct{ source, target, area string }
	relations, scores := map[pair]map[event.Day]*RelationPoint{}, map[pair][]Point{}
	for _, p := range f.Points {
		if p.Actor == "" || d.Member(p.Actor) == nil || d.Member(p.Target) == nil || !p.Known().Published(asOf) {
			continue
		}
		k := pair{p.Actor, p.Target, p.Area}
		if p.Kind == dossier.KindScore {
			scores[k] = append(scores[k], pointOf(p))
			continue
		}
		if p.Kind == dossier.KindVolume || p.Kind == dossier.KindLevel {
			continue
		}
		if relations[k] == nil {
			relations[k] = map[event.Day]*RelationPoint{}
		}
		from := event.DayOf(p.Date.First())
		if !p.From.IsZero() {
			from = event.DayOf(p.From.First())
		}
		q := relations[k][from]
		if q == nil {
			q = &RelationPoint{From: from, To: event.DayOf(p.Date.Last()), Name: by.Name(from), Score: math.NaN()}
			relations[k][from] = q
		}
		q.Unconfirmed = q.Unconfirmed || !bool(p.Confirmed)
		n := int64(max(0, min(p.Value, 1e12)))
		switch p.Kind {
		case dossier.KindVerbalCooperation:
			q.Counts.VerbalCooperation = n
		case dossier.KindMaterialCooperation:
			q.Counts.MaterialCooperation = n
		case dossier.KindVerbalConflict:
			q.Counts.VerbalConflict = n
		case dossier.KindMaterialConflict:
			q.Counts.MaterialConflict = n
		case dossier.KindIndex:
			q.Drawn, q.Index, q.Low, q.High = true, p.Value, p.Value, p.Value
			if p.Low != nil && p.High != nil {
				q.Low, q.High = *p.Low, *p.High
			}
		}
	}
	for _, a := range d.Members {
		for _, b := range d.Members {
			k := pair{a.Code.ID, b.Code.ID, ""}
			if ps := scores[k]; len(ps) > 0 {
				sortPoints(ps)
				g.Scores = append(g.Scores, Score{k.source, k.target, ps})
			}
			if len(relations[k]) == 0 {
				continue
			}
			r := Relation{Origin: g.Origin, Source: k.source, Target: k.target, By: by, Minimum: minimum}
			for _, p := range relations[k] {
				r.Points = append(r.Points, *p)
			}
			slices.SortFunc(r.Points, func(x, y RelationPoint) int { return cmp.Compare(x.From, y.From) })
			r.Changes = Changes(&r)
			g.Relations = append(g.Relations, r)
		}
	}
	return g
}
