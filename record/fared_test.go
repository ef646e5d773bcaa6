package record_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"entente/record"
)

// TestFare scores cases with a pencil: six meetings of two promises, one kept and
// said to be so with 0.75, one not and said with 0.25.
func TestFare(t *testing.T) {
	var cases []record.Case
	carry := 0.9
	for m := range 6 {
		cases = append(cases, record.Case{Delivery: 0.75, Carry: &carry, Came: true, Meeting: fmt.Sprint(m)}, record.Case{Delivery: 0.25, Carry: &carry, Meeting: fmt.Sprint(m)})
	}
	f := record.Fare("promises", "Promises", "promise", cases, 1)
	if f.N != 12 || f.Came != 6 || f.Meetings != 6 || len(f.Entries) != 4 {
		t.Fatalf("%+v", f)
	}
	// The base rate of other meetings is 5 of 10, of all 6 of 12; carry of 0.9 misses by 0.1 and 0.9.
	for k, want := range []float64{0.0625, 0.25, 0.25, (0.01 + 0.81) / 2} {
		e := f.Entries[k]
		if math.Abs(e.Brier-want) > 1e-9 || math.Abs(e.Less-(0.0625-want)) > 1e-9 || e.BrierRange == nil || math.Abs(e.BrierRange.Low-want) > 1e-6 {
			t.Errorf("%s: %+v, want %v", e.ID, e, want)
		}
	}
	if says := strings.Join(f.Says, " "); !strings.Contains(says, "Of 12 promises that can be scored, 6 were kept in time. They were made at 6 meetings.") || strings.Count(says, "Delivery does better than") != 3 {
		t.Errorf("it says %s", says)
	}
	// Said the wrong way round it does worse, and says so.
	for k := range cases {
		cases[k].Came = !cases[k].Came
	}
	if says := strings.Join(record.Fare("", "", "promise", cases, 1).Says, " "); !strings.Contains(says, "Delivery does worse than the base rate of other meetings") {
		t.Errorf("it says %s", says)
	}
	// One case without a carry leaves carry out; nine are too few; none says so.
	cases[0].Carry = nil
	if f := record.Fare("", "", "promise", cases, 1); len(f.Entries) != 3 {
		t.Errorf("%+v", f.Entries)
	}
	if f := record.Fare("", "", "promise", cases[:9], 1); len(f.Entries) != 0 || !strings.Contains(strings.Join(f.Says, " "), "too few to score") {
		t.Errorf("%+v", f)
	}
	if f := record.Fare("", "", "promise", nil, 1); f.Says[0] != "No promise has a delivery and a known outcome." {
		t.Errorf("%+v", f)
	}
	// The rate of other meetings is never a case's own: where one kept all and the other
	// none it is wrong throughout.
	for k := range cases {
		cases[k].Came, cases[k].Meeting = k < 6, fmt.Sprint(k/6)
	}
	if f := record.Fare("", "", "promise", cases, 1); f.Entries[1].Brier != 1 || f.Entries[2].Brier != 0.25 {
		t.Errorf("%+v", f.Entries)
	}
	// At a single meeting there is no other, and no interval.
	for k := range cases {
		cases[k].Came, cases[k].Meeting = k%2 == 0, "one"
	}
	if f := record.Fare("", "", "promise", cases, 1); f.Entries[1].Brier != 0.25 || f.Entries[1].LessRange != nil || !strings.Contains(f.Says[1], "too few for an interval") {
		t.Errorf("%+v", f)
	}
}
