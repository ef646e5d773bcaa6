package check

import (
	"fmt"
	"strings"
	"testing"

	"entente/dossier"
	"entente/evidence/lex"
)

// Numbers are found among a source's rows as by looking at each, in the rows' order.
func TestRowsNearMissNone(t *testing.T) {
	gone := &dossier.Fact{ID: "gone"}
	r := &rows{}
	for i := range 400 {
		v := float64(i*i%701) / 2
		s := stated{numbers: []lex.Figure{{Value: v, Step: 1}, {Value: v * 1000, Step: 1, Unit: "USD"}}}
		if i == 7 {
			s.fact = gone
		}
		r.list = append(r.list, s)
	}
	r.index(func(f *dossier.Fact) bool { return f == gone }, true)
	if !r.replaced {
		t.Error("a replaced fact is not known")
	}
	same := 0
	for _, want := range []lex.Figure{{Value: 112, Step: 1}, {Value: 112.5, Step: 0.1}, {Value: 100, Step: 1, Approx: true}, {Value: 0}, {Value: 112000, Step: 1, Unit: "USD"}} {
		for _, any := range []bool{false, true} {
			near := map[string]bool{}
			last := 0
			for _, n := range r.near(want, any) {
				if n.row < last {
					t.Errorf("%v: row %d after row %d", want, n.row, last)
				}
				last = n.row
				near[fmt.Sprint(n)] = true
			}
			for i, s := range r.list {
				for k, n := range s.numbers {
					scaled := any && n.Value > 0 && (want.Value/n.Value == 1000 || want.Value/n.Value == 0.001)
					if want.Same(n) || scaled {
						same++
						if !near[fmt.Sprint(rowNumber{n, i, k})] {
							t.Errorf("%v: row %d states %v and is not near", want, i, n)
						}
					}
				}
			}
			if len(near) == 2*len(r.list) {
				t.Errorf("%v: all rows are near", want)
			}
		}
	}
	if same < 20 {
		t.Errorf("%d are the same", same)
	}
}

// A quotation is held where one row holds all of its parts.
func TestRowsHold(t *testing.T) {
	r := &rows{list: []stated{{words: "The river rose, and fell."}, {words: "The harbour froze over."}, {words: "The river froze over."}, {words: ""}}}
	for parts, want := range map[string]bool{
		"theriver|froze": true, "theharbour|rose": false, "fell": true, "fellthe": false, "": true, "theharbourfrozeover": true, "overtheriver": false,
	} {
		if got := r.hold(strings.FieldsFunc(parts, func(r rune) bool { return r == '|' })); got != want {
			t.Errorf("%q: %v", parts, got)
		}
	}
	if (&rows{}).hold(nil) {
		t.Error("no row holds something")
	}
}
