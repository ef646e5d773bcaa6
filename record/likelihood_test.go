package record

import (
	"testing"

	"entente/winset"
)

// TestWordsMustFit holds that a word does not stand where the record shows it to
// be wrong, or has no case: of twelve called very likely one came about.
func TestWordsMustFit(t *testing.T) {
	var fs []winset.Forecast
	add := func(p float64, n, came int) {
		for k := range n {
			fs = append(fs, winset.Forecast{P: p, Came: k < came, Group: len(fs)})
		}
	}
	add(0.9, 12, 1)
	add(0.65, 10, 6)
	add(0.3, 8, 2)
	words := map[string]bool{}
	for _, b := range Calibrate(fs) {
		words[b.Word] = b.Stands
	}
	for word, want := range map[string]bool{"very likely": false, "likely": true, "unlikely": true, "roughly even": false, "almost certain": false} {
		if words[word] != want {
			t.Errorf("%q stands: %v, want %v", word, words[word], want)
		}
	}
	r := Record{Cases: 30, Words: Calibrate(fs)}
	if got := r.Word(0.7); got != "likely" {
		t.Errorf("0.7 is %q", got)
	}
	if r.Word(0.9) != "" || r.Says(0.9) != "" || (*Record)(nil).Word(0.7) != "" {
		t.Error("a word stands without a record")
	}
	// One case fewer, and none stands.
	for _, b := range Calibrate(fs[1:]) {
		if b.Stands {
			t.Errorf("%q stands on 29 cases", b.Word)
		}
	}
}

// TestLikelihoods holds the borders of ICD 203: a share on one belongs to the
// word nearer to even chances.
func TestLikelihoods(t *testing.T) {
	all := Likelihoods()
	for p, want := range map[float64]string{
		0: "almost no chance", 0.049: "almost no chance", 0.05: "very unlikely", 0.2: "unlikely", 0.449: "unlikely", 0.45: "roughly even",
		0.5: "roughly even", 0.55: "roughly even", 0.56: "likely", 0.8: "likely", 0.801: "very likely", 0.95: "very likely", 0.951: "almost certain", 1: "almost certain",
	} {
		if got := all[likelihoodOf(p)].Word; got != want {
			t.Errorf("%v is %q, want %q", p, got, want)
		}
	}
	for k, l := range all {
		if k > 0 && l.Low != all[k-1].High {
			t.Errorf("%q begins at %v", l.Word, l.Low)
		}
	}
}
