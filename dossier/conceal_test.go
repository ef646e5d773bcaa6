package dossier

import (
	"fmt"
	"testing"
)

// TestFewJudges holds that of fewer than five judges on a question only the lowest and the
// highest latest probability are kept, and that five stay, numbered by probability.
func TestFewJudges(t *testing.T) {
	day := func(n int) Date { return Date{Year: 2026, Month: 3, Day: n} }
	for n, want := range map[int]string{
		1: "[the lowest 0.10 the highest 0.10]",
		4: "[the lowest 0.10 the highest 0.40]",
		5: "[judge 1 of 5 0.10 judge 2 of 5 0.20 judge 3 of 5 0.30 judge 4 of 5 0.40 judge 5 of 5 0.50]",
	} {
		d := &Dossier{Header: &Header{}, Questions: []*Question{{ID: "q"}}, Forecasts: []*Forecast{{Question: "q", Judge: "a", Date: day(1), Probability: 0.99}}}
		for k := range n { // the first judge's second word counts
			d.Forecasts = append(d.Forecasts, &Forecast{Question: "q", Judge: string(rune('a' + k)), Date: day(2), Probability: float64(k+1) / 10})
		}
		names := d.Conceal(false)
		var got []string
		for _, f := range d.Forecasts {
			got = append(got, fmt.Sprintf("%s %.2f", f.Judge, f.Probability))
		}
		if fmt.Sprint(got) != want || len(names) != n {
			t.Errorf("%d judges: %v, hidden %v; want %s", n, got, names, want)
		}
	}
}
