package dossier

import (
	"slices"
	"testing"
)

func TestActors(t *testing.T) {
	for cell, want := range map[Actors]struct {
		each      []Actor
		countries Codes
	}{
		"":                      {},
		"+ :JUD +":              {},
		"XAA":                   {[]Actor{{"XAA", "XAA", ""}}, Codes{"XAA"}},
		"XAA:GOV":               {[]Actor{{"XAA:GOV", "XAA", "GOV"}}, Codes{"XAA"}},
		"XBB+XAA":               {[]Actor{{"XBB", "XBB", ""}, {"XAA", "XAA", ""}}, Codes{"XBB", "XAA"}},
		" XBB:JUD + XAA ":       {[]Actor{{"XBB:JUD", "XBB", "JUD"}, {"XAA", "XAA", ""}}, Codes{"XBB", "XAA"}},
		"XAA:GOV+XBB+XAA:JUD:1": {[]Actor{{"XAA:GOV", "XAA", "GOV"}, {"XBB", "XBB", ""}, {"XAA:JUD:1", "XAA", "JUD:1"}}, Codes{"XAA", "XBB"}},
	} {
		if got := slices.Collect(cell.Each()); !slices.Equal(got, want.each) || cell.Len() != len(want.each) {
			t.Errorf("%q: %d actors %q, want %q", cell, cell.Len(), got, want.each)
		}
		if got := cell.Countries(); !slices.Equal(got, want.countries) {
			t.Errorf("%q: countries %q, want %q", cell, got, want.countries)
		}
	}
	for code, want := range map[string]bool{"XAA": true, "XAA:GOV": true, "XBB": true, "XBB:GOV": false, "XA": false, "GOV": false, "": false, "XAA:GOV+XBB": false} {
		if Actors("XAA:GOV + XBB").Has(code) != want {
			t.Errorf("has %q: %t", code, !want)
		}
	}
	for range Actors("XAA+XBB").Each() {
		break // the first alone may be asked for
	}
}
