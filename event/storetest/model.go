package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/event"
)

// selects says what the contract says of Query, record by record.
func selects(q event.Query, r *event.Record) bool {
	if q.Origins != nil && !slices.Contains(q.Origins, r.Origin) {
		return false
	}
	if q.Pairs == nil && (r.Source.Country == "" || r.Target.Country == "" || r.Domestic()) {
		return false
	}
	if q.Pairs != nil && !slices.Contains(q.Pairs, [2]string{r.Source.Country, r.Target.Country}) {
		return false
	}
	if q.From != event.NoDay && (r.Date == event.NoDay || r.Date < q.From) {
		return false
	}
	if q.To != event.NoDay && (r.Date == event.NoDay || r.Date > q.To) {
		return false
	}
	if q.KnownBy != event.NoDay && r.Known != event.NoDay && r.Known > q.KnownBy {
		return false
	}
	if q.Types != nil && !slices.Contains(q.Types, r.Type) {
		return false
	}
	if q.Words == nil {
		return true
	}
	return slices.ContainsFunc(q.Words, func(w string) bool {
		return slices.ContainsFunc([]string{r.Text, r.Ref, r.Place.Name}, func(s string) bool {
			return strings.Contains(strings.ToLower(s), strings.ToLower(w))
		})
	})
}

// repeat is what repeats agree in.
type repeat struct {
	origin         event.Origin
	day            event.Day
	source, target event.Actor
	typ            event.Type
	code           string
	key            uint64
}

func repeatOf(r *event.Record) repeat {
	k := repeat{r.Origin, r.Date, event.Actor{Code: r.Source.Code, Country: r.Source.Country}, event.Actor{Code: r.Target.Code, Country: r.Target.Country}, r.Type, r.Code, 0}
	if !r.Origin.ByMachine() {
		k.key = r.Key
	}
	return k
}

// modelEvents answers Events from a slice.
func modelEvents(records []event.Record, q event.Query) []event.Record {
	var out []event.Record
	seen := map[repeat]int{}
	for i := range records {
		r := &records[i]
		if !selects(q, r) {
			continue
		}
		if !q.Repeats {
			k := repeatOf(r)
			if at, ok := seen[k]; ok {
				if r.Key < out[at].Key {
					out[at] = *r
				}
				continue
			}
			seen[k] = len(out)
		}
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b event.Record) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Origin, b.Origin))
	})
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out
}

// modelCounts answers Counts from a slice.
func modelCounts(records []event.Record, q event.Query) []event.Count {
	type group struct {
		quad event.Quad
		n    int64
		like *event.Record
	}
	groups := map[repeat]*group{}
	sums := map[event.Count][2]int64{}
	add := func(r *event.Record, quad event.Quad, n, repeats int64) {
		c := event.Count{Origin: r.Origin, Source: r.Source.Country, Target: r.Target.Country, Day: r.Date, Type: r.Type, Quad: quad, Statement: r.Statement()}
		s := sums[c]
		sums[c] = [2]int64{s[0] + n, s[1] + repeats}
	}
	for i := range records {
		r := &records[i]
		if !selects(q, r) {
			continue
		}
		if q.Repeats {
			add(r, r.Quad, 1, 0)
			continue
		}
		k := repeatOf(r)
		if g := groups[k]; g != nil {
			g.n, g.quad = g.n+1, min(g.quad, r.Quad)
		} else {
			groups[k] = &group{r.Quad, 1, r}
		}
	}
	for _, g := range groups {
		add(g.like, g.quad, 1, g.n-1)
	}
	var out []event.Count
	for c, s := range sums {
		c.N, c.Repeats = s[0], s[1]
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b event.Count) int {
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target), cmp.Compare(a.Day, b.Day),
			cmp.Compare(a.Type, b.Type), cmp.Compare(a.Quad, b.Quad), compareBool(a.Statement, b.Statement))
	})
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// testCountsByHand holds the model itself against a case worked out by hand.
func testCountsByHand(t *testing.T, s *suite) {
	a := record(1)
	again := record(2) // the same event from another article
	again.Ref = "https://example.org/other"
	office := record(3) // another actor of the same country
	office.Source.Code = "AAAMIL"
	statement := record(4)
	statement.Code, statement.Type, statement.Quad = "010", event.NoType, event.VerbalCooperation
	home := record(5)
	home.Target = home.Source
	nowhere := record(6)
	nowhere.Target.Country = ""
	back := record(7)
	back.Source, back.Target = back.Target, back.Source
	hand := record(8)
	hand.Origin = event.Own
	hand2 := hand
	hand2.Key = 9
	s.add([]event.Record{a, again, office, statement, home, nowhere, back, hand, hand2})
	q := all()
	q.Repeats = false
	day := a.Date
	want := []event.Count{
		{Origin: event.GDELT2, Source: "AAA", Target: "BBB", Day: day, Type: event.NoType, Quad: 1, Statement: true, N: 1},
		{Origin: event.GDELT2, Source: "AAA", Target: "BBB", Day: day, Type: event.Consult, Quad: 1, N: 2, Repeats: 1},
		{Origin: event.GDELT2, Source: "BBB", Target: "AAA", Day: day, Type: event.Consult, Quad: 1, N: 1},
		{Origin: event.Own, Source: "AAA", Target: "BBB", Day: day, Type: event.Consult, Quad: 1, N: 2},
	}
	if got := s.counts(q); !reflect.DeepEqual(got, want) {
		t.Errorf("counts\n%+v\nwant\n%+v", got, want)
	}
	q.Pairs = [][2]string{{"AAA", "AAA"}}
	if got := s.counts(q); len(got) != 1 || got[0].N != 1 {
		t.Errorf("within a country, asked for by name: %+v", got)
	}
}

// testQuestions holds the store against the model on generated records and
// questions.
func testQuestions(t *testing.T, s *suite) {
	rng := rand.New(rand.NewPCG(4, 7))
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	day := func() event.Day {
		if rng.IntN(12) == 0 {
			return event.NoDay
		}
		return event.Day(18000 + rng.IntN(12))
	}
	countries := []string{"", "AAA", "BBB", "CCC", "ZZZ"}
	origins := []event.Origin{event.GDELT2, event.ICEWS, event.UCDP, event.Own}
	var records []event.Record
	for i := range 4000 {
		r := record(uint64(i))
		r.Origin = origins[rng.IntN(len(origins))]
		r.Date, r.Known = day(), day()
		r.Until = r.Date
		r.Source.Country, r.Source.Code = pick(countries...), pick("", "x", "an actor with a long code")
		r.Target.Country, r.Target.Code = pick(countries...), pick("", "x", "y")
		r.Code, r.Type, r.Quad = pick("010", "023", "040", "190"), event.Type(rng.IntN(4)), event.Quad(rng.IntN(5))
		r.Text, r.Ref, r.Place.Name = pick("", "Éclair and MORE", "missile test"), pick("", "https://example.org/missile", "x"), pick("", "Ülkü")
		r.Place.Country = pick(countries...)
		records = append(records, r)
	}
	for part := range slices.Chunk(records, 1234) {
		s.add(part)
	}
	question := func() event.Query {
		q := event.Query{From: day(), To: day(), KnownBy: day(), Repeats: rng.IntN(2) == 0, Limit: rng.IntN(3) * 7}
		if rng.IntN(2) == 0 {
			q.From, q.To = event.NoDay, event.NoDay
		}
		if rng.IntN(2) == 0 {
			for range rng.IntN(4) {
				q.Pairs = append(q.Pairs, [2]string{pick(append(countries, "QQQ")...), pick(countries...)})
			}
		}
		if rng.IntN(3) == 0 {
			q.Origins = []event.Origin{origins[rng.IntN(len(origins))], event.ACLED}
		}
		if rng.IntN(3) == 0 {
			q.Types = []event.Type{event.Type(rng.IntN(5)), event.NoType}
		}
		if rng.IntN(3) == 0 {
			q.Words = []string{pick("MISSILE", "éclair", "ü", "%", "nowhere"), pick("more", "_")}
		}
		return q
	}
	for i := range 60 {
		if i == 30 {
			if err := s.store.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			s.reopen()
		}
		q := question()
		name := fmt.Sprintf("%+v", q)
		if got, want := s.counts(q), modelCounts(records, q); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %d counts, want %d: %s", name, len(got), len(want), firstDifference(got, want))
		}
		got, want := s.events(q), modelEvents(records, q)
		if !slices.EqualFunc(got, want, equal) {
			t.Fatalf("%s: %d events, want %d: %s", name, len(got), len(want), firstDifference(got, want))
		}
	}
}

func firstDifference[T any](got, want []T) string {
	for i := range min(len(got), len(want)) {
		if g, w := fmt.Sprintf("%+v", got[i]), fmt.Sprintf("%+v", want[i]); g != w {
			return fmt.Sprintf("number %d is\n%s\nwant\n%s", i, g, w)
		}
	}
	return "the one is longer"
}
