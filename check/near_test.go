package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// someEvents are n events in date order, of few actors, with summaries of up to
// eight words out of a small stock.
func someEvents(r *rand.Rand, n, stock int) []*dossier.Event {
	out := make([]*dossier.Event, n)
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range out {
		day = day.AddDate(0, 0, r.IntN(3))
		words := make([]string, 1+r.IntN(8))
		for k := range words {
			words[k] = fmt.Sprintf("word%d", min(r.IntN(stock), r.IntN(stock)))
		}
		if i > 0 && r.IntN(4) == 0 {
			words = strings.Fields(out[r.IntN(i)].Summary)
		}
		out[i] = &dossier.Event{ID: fmt.Sprint(i), Actor: []dossier.Actors{"XAR", "XBE"}[r.IntN(2)], Target: "XCO", Type: "CONSULT", Summary: strings.Join(words, " ")}
		out[i].Date, _ = dossier.ParseDate(day.Format("2006-01-02"))
		out[i].Pos = dossier.Pos{File: "events.csv", Line: i + 1}
	}
	return out
}

// TestNearEventsAreAllFound compares the look-up by rare words with a comparison
// of all pairs.
func TestNearEventsAreAllFound(t *testing.T) {
	found := 0
	for seed := range uint64(60) {
		events := someEvents(rand.New(rand.NewPCG(seed, 1)), 150, 5+int(seed)*2)
		c := &checker{d: &dossier.Dossier{Events: events}}
		c.nearEvents()
		got := map[string]bool{}
		for _, f := range c.found {
			got[fmt.Sprint(f.Line, strings.HasPrefix(f.Message, "one event"))] = true
		}
		want := map[string]bool{}
		all := wordedEvents(events)
		for i, a := range all {
			for k, b := range all[i+1:] {
				days := b.day.Sub(a.day).Hours() / 24
				if a.key != b.key || days > 400 {
					continue
				}
				share := plainShare(a.Summary, b.Summary)
				if days <= 3 && share >= 0.5 {
					want[fmt.Sprint(i+k+2, false)] = true
				}
				if days > 3 && share >= 0.85 && len(a.words) >= 4 {
					want[fmt.Sprint(i+k+2, true)] = true
				}
			}
		}
		if len(got) != len(c.found) {
			t.Errorf("seed %d: an event has several findings of one kind", seed)
		}
		for k := range want {
			if !got[k] {
				t.Errorf("seed %d: missed %s", seed, k)
			}
		}
		for k := range got {
			if !want[k] {
				t.Errorf("seed %d: found %s, which is not near", seed, k)
			}
		}
		found += len(got)
	}
	if found < 500 {
		t.Fatalf("only %d pairs in all: the events are too unlike", found)
	}
}

func plainShare(a, b string) float64 {
	x, y := slices.Compact(slices.Sorted(slices.Values(wordsOf(a)))), slices.Compact(slices.Sorted(slices.Values(wordsOf(b))))
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	if len(x)+len(y) == n {
		return 0
	}
	return float64(n) / float64(len(x)+len(y)-n)
}

// TestNearEventsBeyondTheBound: where over a thousand events share a word, one
// finding says so, and a repeat is found by its rarer words all the same.
func TestNearEventsBeyondTheBound(t *testing.T) {
	var events []*dossier.Event
	for i := range 5000 {
		e := &dossier.Event{ID: fmt.Sprint(i), Actor: "XAR", Target: "XBE", Type: "CONSULT", Summary: fmt.Sprintf("ministers confer about harbour%d", i)}
		if i == 4000 {
			e.Summary = "ministers confer about harbour7"
		}
		e.Date, _ = dossier.ParseDate("2024-06-01")
		e.Pos = dossier.Pos{File: "events.csv", Line: i + 1}
		events = append(events, e)
	}
	// Three of five words are shared by all: near by those alone, found within the bound.
	c := &checker{d: &dossier.Dossier{Events: events}}
	c.nearEvents()
	if len(c.found) != len(events)-1 {
		t.Fatalf("%d findings, want one for each event but the first", len(c.found))
	}
	if f := c.found[3999]; f.Line != 4001 || !strings.Contains(f.Message, "looks like 7 ") {
		t.Errorf("the repeat was not traced to its like: %s", f)
	}

	for i, e := range events {
		e.Summary = fmt.Sprintf("harbour%d quay%d pier%d mole%d ministers confer about fish", i, i, i, i%2)
	}
	events[4000].Summary = "harbour7 quay7 pier7 mole1 ministers confer"
	c = &checker{d: &dossier.Dossier{Events: events}}
	c.nearEvents()
	var said, repeat int
	for _, f := range c.found {
		if strings.HasPrefix(f.Message, "over 1000 events") {
			said++
		}
		if strings.Contains(f.Message, "looks like 7 ") {
			repeat++
		}
	}
	if said != 1 || repeat != 1 || len(c.found) != 2 {
		t.Errorf("%d findings, %d of them on the bound and %d on the repeat; want one of each: %v", len(c.found), said, repeat, c.found[:min(3, len(c.found))])
	}
}

// TestMostOfARule: beyond a thousand findings of a rule in a file the rest are
// counted, and findings of other rules and files stay.
func TestMostOfARule(t *testing.T) {
	var all []dossier.Finding
	for i := range 2500 {
		all = append(all, dossier.Finding{Rule: "stale", Severity: dossier.Note, Pos: dossier.Pos{File: "a.csv", Line: i + 1}})
	}
	all = append(all, dossier.Finding{Rule: "near-event", Pos: dossier.Pos{File: "a.csv", Line: 7}}, dossier.Finding{Rule: "stale", Pos: dossier.Pos{File: "b.csv", Line: 1}})
	dossier.SortFindings(all)
	got := most(all)
	if len(got) != mostOfRule+3 {
		t.Fatalf("%d findings are left", len(got))
	}
	if f := got[0]; f.Line != 0 || f.File != "a.csv" || !strings.HasPrefix(f.Message, "1500 more") || f.Severity != dossier.Note {
		t.Errorf("the rest is not counted: %s", f)
	}
	if f := got[len(got)-1]; f.File != "b.csv" {
		t.Errorf("the last is %s", f)
	}
}
