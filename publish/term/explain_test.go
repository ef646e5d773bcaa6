package term

import (
	"bytes"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// What a constraint does is said where it is not to shift stances in full.
func TestWhatAConstraintDoes(t *testing.T) {
	closed := &dossier.Constraint{Closed: []*dossier.Span{{Until: dossier.Date{Year: 2027, Month: 3, Day: 1}}}}
	for _, c := range []struct {
		x    agenda.Acting
		c    agenda.Constraint
		want string
	}{
		{agenda.Acting{Exposure: 1}, agenda.Constraint{}, ""},
		{agenda.Acting{Exposure: 0.99}, agenda.Constraint{}, " It reaches this by 0.99 of 1."},
		{agenda.Acting{Exposure: 0.25}, agenda.Constraint{}, " It reaches this by 0.25 of 1."},
		{agenda.Acting{Exposure: 1, Under: &agenda.RungRef{Name: "A line.", Level: 44.6}}, agenda.Constraint{}, " While it stands no ceiling there reaches “A line” (45)."},
		{agenda.Acting{Exposure: 1, Under: &agenda.RungRef{Level: 45}}, agenda.Constraint{}, " While it stands no ceiling there reaches 45."},
		{agenda.Acting{Exposure: 1}, agenda.Constraint{Effect: dossier.EffectCapacity}, " It limits how much can be taken up in a round."},
		{agenda.Acting{Exposure: 1}, agenda.Constraint{Effect: dossier.EffectClosed, Doc: closed}, " It says when nothing new can start: not before 1 March 2027."},
		{agenda.Acting{Exposure: 0.5}, agenda.Constraint{Effect: dossier.EffectClosed, Doc: &dossier.Constraint{}}, " It says when nothing new can start. It reaches this by 0.50 of 1."},
	} {
		if got := does(c.x, &c.c); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A pressure has its range where it prints as one, and says where nothing is known.
func TestPressuresNow(t *testing.T) {
	c := func(id string, q agenda.Quantiles, evidence bool, says string) *agenda.Constraint {
		return &agenda.Constraint{ID: id, Title: strings.ToUpper(id), Members: []string{"XAR", "XBE"}, Pressure: &q, Evidence: evidence, Says: says}
	}
	a := &agenda.Agenda{Constraints: []*agenda.Constraint{
		c("a", agenda.Quantiles{P10: 0.5, P50: 0.6, P90: 0.75}, true, ""), c("b", agenda.Quantiles{P10: 0.6, P50: 0.6, P90: 0.604}, true, "12 posts."),
		c("c", agenda.Quantiles{}, false, ""), c("d", agenda.Quantiles{P10: 0.25, P50: 0.25, P90: 0.26}, true, ""), c("e", agenda.Quantiles{}, true, ""),
	}}
	var w bytes.Buffer
	p := &printer{Writer: &w}
	p.acting(a, &agenda.Initiative{Acting: []agenda.Acting{{Constraint: "b", Exposure: 1}, {Constraint: "a", Exposure: 1}, {Constraint: "c", Exposure: 0.5}, {Constraint: "d", Exposure: 1}}})
	want := "\nPressures now\n  · B, in XAR and XBE: 0.60, 12 posts.\n  · A, in XAR and XBE: 0.60 (80%: 0.50 to 0.75).\n  · C, in XAR and XBE: no evidence of its pressure. It reaches this by 0.50 of\n    1.\n  · D, in XAR and XBE: 0.25 (80%: 0.25 to 0.26).\n"
	if got := w.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// With one member nothing is joint.
func TestWordsOfOneMember(t *testing.T) {
	if carry(true) != "Carry" || carry(false) != "Joint carry" || jointly(true) != "" || jointly(false) != " jointly" {
		t.Error(carry(true), carry(false), jointly(true), jointly(false))
	}
	if got := otherwise(nil, agenda.Otherwise{Kind: "rung", Name: "Counts", Joint: 0.7}, true); got != "A lower rung, “Counts”: 7 in 10." {
		t.Error(got)
	}
}

// Ratios of ten and more have no decimals, and what prints as 1 is 1 on both sides.
func TestOdds(t *testing.T) {
	for index, want := range map[float64]string{0: "1:1", -0.01: "1:1", 2.2925: "9.9:1", 2.3026: "10:1", -2.3026: "1:10", 2.6247: "14:1", -0.9163: "1:2.5"} {
		if got := odds(index); got != want {
			t.Errorf("%v: %s, want %s", index, got, want)
		}
	}
}

// A ceiling that prints alike over all draws is one number.
func TestCeilingInWords(t *testing.T) {
	for want, q := range map[string]agenda.Quantiles{"45": {P10: 44.6, P50: 45, P90: 45.4}, "45 (80% of draws: 44 to 45)": {P10: 44.4, P50: 45, P90: 45.4}} {
		if got := ceiling(&q); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
