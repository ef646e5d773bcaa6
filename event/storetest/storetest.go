// Package storetest is the suite that every store of events passes.
package storetest

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"entente/event"
)

// Opener opens a store, always the same one; it is opened again after Close.
type Opener func() (event.Store, error)

// Run runs the suite. fresh gives an opener of a new, empty store, which goes
// when the test ends.
func Run(t *testing.T, fresh func(t *testing.T) Opener) {
	tests := []struct {
		name string
		run  func(*testing.T, *suite)
	}{
		{"init", testInit},
		{"round trip", testRoundTrip},
		{"repeats", testRepeats},
		{"all or nothing", testAllOrNothing},
		{"cancelled", testCancelled},
		{"ledger", testLedger},
		{"counts by hand", testCountsByHand},
		{"questions", testQuestions},
		{"stats", testStats},
		{"nested", testNested},
		{"stopped early", testStoppedEarly},
		{"empty", testEmpty},
		{"close", testClose},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			open := fresh(t)
			s := &suite{t: t, open: open}
			s.reopen()
			t.Cleanup(func() { _ = s.store.Close() })
			test.run(t, s)
		})
	}
}

type suite struct {
	t     *testing.T
	open  Opener
	store event.Store
}

// reopen closes the store, where it is open, and opens it.
func (s *suite) reopen() {
	s.t.Helper()
	if s.store != nil {
		if err := s.store.Close(); err != nil {
			s.t.Fatalf("close: %v", err)
		}
	}
	store, err := s.open()
	if err != nil {
		s.t.Fatalf("open: %v", err)
	}
	s.store = store
	if err := store.Init(s.t.Context()); err != nil {
		s.t.Fatalf("init: %v", err)
	}
}

func (s *suite) add(batch []event.Record, files ...event.Progress) event.Added {
	s.t.Helper()
	added, err := s.store.Add(s.t.Context(), batch, files...)
	if err != nil {
		s.t.Fatalf("add: %v", err)
	}
	if added.Kept+added.Repeated != len(batch) || len(added.Files) != len(files) {
		s.t.Fatalf("%+v of a batch of %d and %d files", added, len(batch), len(files))
	}
	return added
}

func (s *suite) events(q event.Query) []event.Record {
	s.t.Helper()
	var all []event.Record
	for r, err := range s.store.Events(s.t.Context(), q) {
		if err != nil {
			s.t.Fatalf("events: %v", err)
		}
		all = append(all, r)
	}
	return all
}

func (s *suite) counts(q event.Query) []event.Count {
	s.t.Helper()
	var all []event.Count
	for c, err := range s.store.Counts(s.t.Context(), q) {
		if err != nil {
			s.t.Fatalf("counts: %v", err)
		}
		all = append(all, c)
	}
	return all
}

// all asks for everything that a query can reach.
func all() event.Query {
	return event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, Repeats: true}
}

// record is a plain record to be changed.
func record(key uint64) event.Record {
	nan := float32(math.NaN())
	return event.Record{
		Origin: event.GDELT2, Key: key, ID: "e", Date: 18000, Until: 18000, Known: 18001,
		Source: event.Actor{Code: "AAAGOV", Country: "AAA"}, Target: event.Actor{Code: "BBB", Country: "BBB"},
		Code: "040", Type: event.Consult, Quad: event.VerbalCooperation, Root: true,
		Score: 1, Mentions: 3, Sources: 1, Articles: 3, Tone: -1.5, Deaths: -1,
		Place: event.Place{Lat: nan, Lon: nan},
	}
}

func testInit(t *testing.T, s *suite) {
	s.add([]event.Record{record(1)})
	if err := s.store.Init(t.Context()); err != nil {
		t.Fatalf("the second time: %v", err)
	}
	s.reopen()
	if got := s.events(all()); len(got) != 1 {
		t.Errorf("%d records after opening again; want 1", len(got))
	}
}

func testRoundTrip(t *testing.T, s *suite) {
	nan := float32(math.NaN())
	full := event.Record{
		Origin: event.ICEWS, Key: math.MaxUint64, ID: "27-ü/日本語", Date: -1, Until: 40, Known: 18262,
		Source: event.Actor{Code: "Citizen (한국)", Name: "a name of more than twelve bytes", Country: "KOR", Sector: "Elite,Government / Major Party (In Government)"},
		Target: event.Actor{Code: "twelve bytes", Name: "thirteen byte", Country: "JPN", Sector: "x"},
		Code:   "1246", Type: event.Reject, Quad: event.VerbalConflict, Root: true,
		Score: -4.5, Mentions: 1 << 30, Sources: 2, Articles: 7, Tone: 3.17073170731707, Deaths: 0,
		Place: event.Place{Name: "Côte\td'Ivoire\n\"quoted\"", Country: "CIV", Admin: "IV00", Lat: 7.5455, Lon: -5.5471},
		Text:  "first line\nsecond, with a quote \" and a backslash \\", Ref: "https://example.org/" + string(make([]byte, 0)) + "a?b=c&d=%20#é",
	}
	bare := event.Record{
		Origin: event.GDELT1, Key: 7, ID: "7", Date: event.NoDay, Until: event.NoDay, Known: event.NoDay,
		Source: event.Actor{Country: "JPN"}, Target: event.Actor{Country: "KOR"},
		Score: nan, Tone: nan, Deaths: -1, Place: event.Place{Lat: nan, Lon: nan},
	}
	zero := event.Record{Origin: event.UCDP, Source: event.Actor{Country: "CIV"}, Target: event.Actor{Country: "JPN"}, Place: event.Place{Lat: 0, Lon: -180}}
	long := record(9)
	long.Text = string(slices.Repeat([]byte("a long note, "), 200_000))
	long.Date, long.Until = 19000, 19000
	want := []event.Record{bare, full, zero, long}
	s.add([]event.Record{long, full, bare, zero})
	for _, when := range []string{"", "after flushing", "after opening again"} {
		switch when {
		case "after flushing":
			if err := s.store.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		case "after opening again":
			s.reopen()
		}
		same(t, s.events(all()), want)
	}

	odd := record(10)
	odd.Source.Code, odd.Text, odd.Date = "a\xffb", "a text of more than twelve bytes \xc3\x28", 20000
	s.add([]event.Record{odd})
	got := s.events(all())
	if r := got[len(got)-1]; r.Source.Code != "a\uFFFDb" || r.Text != "a text of more than twelve bytes \uFFFD(" {
		t.Errorf("text that is not UTF-8 came back as %q, %q", r.Source.Code, r.Text)
	}
}

// same compares records; NaN equals NaN.
func same(t *testing.T, got, want []event.Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d records; want %d", len(got), len(want))
	}
	for i := range want {
		if !equal(got[i], want[i]) {
			t.Errorf("record %d is\n%+v\nwant\n%+v", i, got[i], want[i])
		}
	}
}

func equal(a, b event.Record) bool {
	for _, f := range [][2]*float32{{&a.Score, &b.Score}, {&a.Tone, &b.Tone}, {&a.Place.Lat, &b.Place.Lat}, {&a.Place.Lon, &b.Place.Lon}} {
		if *f[0] != *f[0] && *f[1] != *f[1] {
			*f[0], *f[1] = 0, 0
		}
	}
	return a == b
}

func testRepeats(t *testing.T, s *suite) {
	second := record(2)
	second.Text = "another text, the same key"
	if got := s.add([]event.Record{record(1), record(2), second, record(1)}); got.Kept != 2 || got.Repeated != 2 {
		t.Errorf("within a batch: %+v", got)
	}
	if got := s.add([]event.Record{record(3), record(2)}); got.Kept != 1 || got.Repeated != 1 {
		t.Errorf("across batches: %+v", got)
	}
	other := record(2)
	other.Origin = event.GDELT1
	if got := s.add([]event.Record{other, record(4)}); got.Kept != 2 || got.Repeated != 0 {
		t.Errorf("another origin: %+v", got)
	}
	s.reopen()
	if got := s.add([]event.Record{record(4), other, record(5)}); got.Kept != 1 || got.Repeated != 2 {
		t.Errorf("after opening again: %+v", got)
	}
	// Keys that are hashes, spread over all numbers, and a late one among new ones.
	rng := rand.New(rand.NewPCG(1, 2))
	var hashed, half []event.Record
	for range 5000 {
		r := record(rng.Uint64())
		r.Origin = event.ICEWS
		hashed = append(hashed, r)
	}
	half = append(half, hashed[:2500]...)
	for range 100 {
		r := record(rng.Uint64())
		r.Origin = event.ICEWS
		half = append(half, r)
	}
	if got := s.add(hashed); got.Kept != 5000 || got.Repeated != 0 {
		t.Errorf("hashes: %+v", got)
	}
	if got := s.add(half); got.Kept != 100 || got.Repeated != 2500 {
		t.Errorf("hashes again: %+v", got)
	}
	late := []event.Record{record(900_000_000), record(900_000_001), record(3)}
	if got := s.add(late); got.Kept != 2 || got.Repeated != 1 {
		t.Errorf("a late number: %+v", got)
	}
	if got := s.add(nil); got.Kept != 0 || got.Repeated != 0 {
		t.Errorf("an empty batch: %+v", got)
	}
}

func testAllOrNothing(t *testing.T, s *suite) {
	s.add([]event.Record{record(1)}, event.Progress{Fingerprint: "f", Rows: 1})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fresh := record(2)
	fresh.Source.Country = "NEW"
	if _, err := s.store.Add(ctx, []event.Record{fresh}, event.Progress{Fingerprint: "f", Rows: 2}); !errors.Is(err, context.Canceled) {
		t.Fatalf("adding under a cancelled context: %v", err)
	}
	if got := s.events(all()); len(got) != 1 {
		t.Errorf("%d records after a batch that failed; want 1", len(got))
	}
	if p, ok, err := s.store.Progress(t.Context(), "f"); err != nil || !ok || p.Rows != 1 {
		t.Errorf("the ledger says %+v, %v, %v; want 1 row", p, ok, err)
	}
	// The store goes on, and the country of the failed batch is not half known.
	if got := s.add([]event.Record{fresh}); got.Kept != 1 {
		t.Errorf("the batch tried again: %+v", got)
	}
	s.reopen()
	if got := s.counts(event.Query{Pairs: [][2]string{{"NEW", "BBB"}}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}); len(got) != 1 || got[0].N != 1 {
		t.Errorf("counts %+v", got)
	}
}

func testCancelled(t *testing.T, s *suite) {
	var batch []event.Record
	for i := range 10_000 {
		r := record(uint64(i))
		r.Date = event.Day(i)
		batch = append(batch, r)
	}
	s.add(batch)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range s.store.Events(ctx, all()) {
		last = err
		if n++; n == 10 {
			cancel()
		}
	}
	if n < len(batch) && !errors.Is(last, context.Canceled) {
		t.Errorf("%d of %d records, then %v", n, len(batch), last)
	}
	for _, err := range s.store.Counts(ctx, all()) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("counting under a cancelled context: %v", err)
		}
		break
	}
	if got := s.events(all()); len(got) != len(batch) {
		t.Errorf("%d records afterwards", len(got))
	}
}

func testLedger(t *testing.T, s *suite) {
	if _, ok, err := s.store.Progress(t.Context(), "unknown"); ok || err != nil {
		t.Errorf("an unknown file: %v, %v", ok, err)
	}
	a := event.Progress{Fingerprint: "a", Path: "dir/a 'quoted'.zip", Origin: event.POLECAT, Rows: 4, Kept: 0, Repeated: 0, Rejected: 1, InBatch: 3}
	b := event.Progress{Fingerprint: "b", Path: "dir/ü.csv", Origin: event.Own, Rows: 2, Done: true, InBatch: 2}
	empty := event.Progress{Fingerprint: "c", Path: "empty", Done: true}
	// The first file has the records 1, 1 and 2, the second 2 and 3.
	got := s.add([]event.Record{record(1), record(1), record(2), record(2), record(3)}, a, empty, b)
	a.Kept, a.Repeated, a.InBatch = 2, 1, 0
	b.Kept, b.Repeated, b.InBatch = 1, 1, 0
	if want := []event.Progress{a, empty, b}; !reflect.DeepEqual(got.Files, want) {
		t.Errorf("noted %+v; want %+v", got.Files, want)
	}
	a.Path, a.Rows, a.Done, a.InBatch = "elsewhere/a.zip", 6, true, 2
	s.add([]event.Record{record(4), record(3)}, a)
	a.Kept, a.Repeated, a.InBatch = 3, 2, 0
	for _, when := range []string{"", "after opening again"} {
		if when != "" {
			s.reopen()
		}
		for _, want := range []event.Progress{a, b, empty} {
			if got, ok, err := s.store.Progress(t.Context(), want.Fingerprint); err != nil || !ok || got != want {
				t.Errorf("%s %+v, %v, %v; want %+v", when, got, ok, err, want)
			}
		}
	}
}

func testStats(t *testing.T, s *suite) {
	a, b, c := record(1), record(2), record(3)
	a.Date, b.Date, c.Origin, c.Date = 10, -400, event.UCDP, event.NoDay
	s.add([]event.Record{a, b, c, a})
	if err := s.store.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	st, err := s.store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []event.OriginStats{{Origin: event.GDELT2, Rows: 2, First: -400, Last: 10}, {Origin: event.UCDP, Rows: 1, First: event.NoDay, Last: event.NoDay}}
	if st.Rows != 3 || st.Bytes <= 0 || !reflect.DeepEqual(st.Origins, want) {
		t.Errorf("%+v; want 3 rows, %+v", st, want)
	}
}

func testNested(t *testing.T, s *suite) {
	var batch []event.Record
	for i := range 3000 {
		r := record(uint64(i))
		r.Date, r.Source.Code = event.Day(i%30), "A"
		batch = append(batch, r)
	}
	s.add(batch)
	for c, err := range s.store.Counts(t.Context(), all()) {
		if err != nil {
			t.Fatal(err)
		}
		q := all()
		q.From, q.To = c.Day, c.Day
		if got := s.events(q); int64(len(got)) != c.N {
			t.Fatalf("day %v: %d events behind a count of %d", c.Day, len(got), c.N)
		}
		if _, err := s.store.Stats(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func testStoppedEarly(t *testing.T, s *suite) {
	var batch []event.Record
	for i := range 5000 {
		batch = append(batch, record(uint64(i)))
	}
	s.add(batch)
	for range 20 {
		for _, err := range s.store.Events(t.Context(), all()) {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	if got := s.add([]event.Record{record(5000)}); got.Kept != 1 {
		t.Errorf("adding afterwards: %+v", got)
	}
}

func testEmpty(t *testing.T, s *suite) {
	if got := s.events(all()); got != nil {
		t.Errorf("events %v", got)
	}
	if got := s.counts(all()); got != nil {
		t.Errorf("counts %v", got)
	}
	st, err := s.store.Stats(t.Context())
	if err != nil || st.Rows != 0 || st.Origins != nil {
		t.Errorf("%+v, %v", st, err)
	}
	if err := s.store.Flush(t.Context()); err != nil {
		t.Error(err)
	}
}

func testClose(t *testing.T, s *suite) {
	for range 2 {
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
	}
}
