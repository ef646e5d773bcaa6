package series

import (
	"reflect"
	"testing"

	"entente/dossier"
)

// TestTell holds that each part of what a dossier tells is what its own function
// gives, by the day.
func TestTell(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	day := d.AsOfDay().AddDate(-3, 0, 0)
	told, err := Tell(d, day)
	if err != nil {
		t.Fatal(err)
	}
	if len(told.Groups) == 0 || len(told.Third) != len(told.Groups) || len(told.Trends) == 0 || len(told.Points) == 0 {
		t.Fatalf("%d groups, %d tests, %d trends, %d indicators", len(told.Groups), len(told.Third), len(told.Trends), len(told.Points))
	}
	counted := 0
	for _, c := range d.Constraints {
		in := c.Indicator
		if in == nil {
			continue
		}
		counted += len(told.Counted[in])
		for _, p := range told.Points[in] {
			if !p.Known.Published(day) {
				t.Errorf("%s: a value published on %s is told by %s", c.ID, p.Known, day)
			}
		}
		if in.Events != nil && len(told.Points[in]) != len(CountedOver(d, in, day)) {
			t.Errorf("%s: %d counts", c.ID, len(told.Points[in]))
		}
	}
	for id, trend := range told.Trends {
		if want := Opinion(d, id, day); want == nil || !reflect.DeepEqual(trend, want) {
			t.Errorf("%s is told otherwise", id)
		}
	}
	if counted == 0 {
		t.Error("no event is counted")
	}
}
