package series

import (
	"context"
	"hash/fnv"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/event"
)

// DossierEvents are the events of a dossier as a Reader: what a group coded by hand,
// always at hand, without a store. A joint actor counts in each of its pairs: an
// act of three counts once in each of their six ordered pairs.
type DossierEvents struct {
	D    *dossier.Dossier
	AsOf time.Time // events after this day are not known yet
	By   Span      // an event dated by its year alone is no event of a shorter span
	Area string    // "" for all
}

var _ Reader = DossierEvents{}

// yield is the type of PLOVER's first version that later became CONCEDE and
// RETREAT: material cooperation.
const yield = "YIELD"

func (o DossierEvents) all(q event.Query) []event.Record {
	var out []event.Record
	if len(q.Origins) > 0 && !slices.Contains(q.Origins, event.Own) {
		return nil
	}
	for _, e := range o.D.Events {
		if e.Type == "" || dossier.DomesticType(e.Type) || o.Area != "" && e.Area != o.Area || e.Date.Last().After(o.AsOf) || e.Date.Month == 0 && o.By != ByYear || e.Date.Day == 0 && o.By < ByMonth {
			continue
		}
		r := event.Record{
			Origin: event.Own, ID: e.ID, Date: event.DayOf(e.Date.First()), Until: event.DayOf(e.Date.Last()), Root: true,
			Score: float32(math.NaN()), Tone: float32(math.NaN()), Deaths: -1, Code: e.Type, Text: e.Summary, Ref: e.Sources.String(),
		}
		r.Known = r.Until
		r.Type, _ = event.ParseType(e.Type)
		r.Quad = quadOf(e.Type)
		if q.From != event.NoDay && r.Date < q.From || q.To != event.NoDay && r.Date > q.To || q.KnownBy != event.NoDay && r.Known > q.KnownBy ||
			len(q.Types) > 0 && !slices.Contains(q.Types, r.Type) || !anyWord(e.Summary, q.Words) {
			continue
		}
		sources, targets := actorsOf(e.Actor), actorsOf(e.Target)
		for _, s := range sources {
			for _, t := range targets {
				if s.Country == t.Country && (len(sources) > 1 || len(targets) > 1) {
					continue // one of several together acts toward the others
				}
				if q.Pairs == nil && s.Country == t.Country || q.Pairs != nil && !slices.Contains(q.Pairs, [2]string{s.Country, t.Country}) {
					continue
				}
				r.Source, r.Target = s, t
				h := fnv.New64a()
				h.Write([]byte(e.ID + "|" + s.Code + "|" + t.Code))
				r.Key = h.Sum64()
				out = append(out, r)
			}
		}
	}
	return out
}

// actorsOf gives the actors of a cell as those of event data.
func actorsOf(cell dossier.Actors) []event.Actor {
	var out []event.Actor
	for a := range cell.Each() {
		out = append(out, event.Actor{Code: a.Code, Country: a.Country, Sector: a.Body})
	}
	return out
}

func anyWord(text string, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, strings.ToLower(w)) })
}

// Counts gives the daily counts, as event.Store does.
func (o DossierEvents) Counts(_ context.Context, q event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		byKey, unsure := map[event.Count]int64{}, map[event.Count]bool{}
		var keys []event.Count
		for _, r := range o.all(q) {
			k := event.Count{Origin: r.Origin, Source: r.Source.Country, Target: r.Target.Country, Day: r.Date, Type: r.Type, Quad: r.Quad}
			if byKey[k] == 0 {
				keys = append(keys, k)
			}
			byKey[k]++
			unsure[k] = unsure[k] || !bool(o.D.Event(r.ID).Confirmed)
		}
		slices.SortFunc(keys, compareCounts)
		for _, k := range keys {
			n, not := byKey[k], unsure[k]
			k.N, k.Unconfirmed = n, not
			if !yield(k, nil) {
				return
			}
		}
	}
}

// Events gives the records, as event.Store does. The ID of each is that of the
// dossier's event.
func (o DossierEvents) Events(_ context.Context, q event.Query) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		for i, r := range o.all(q) {
			if q.Limit > 0 && i == q.Limit || !yield(r, nil) {
				return
			}
		}
	}
}
