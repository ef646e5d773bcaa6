package record

import (
	"fmt"

	"entente/words"
)

// Case is a promise or an initiative whose outcome is known, with the delivery that
// would have been said of it on its day.
type Case struct {
	Delivery float64  // 0-1
	Carry    *float64 // joint, nil where it could not be worked out
	Came     bool
	Meeting  string // cases of one meeting stand or fall together
}

// Fared is how delivery fared on cases, beside carry and the base rate.
type Fared struct {
	ID       string `json:"id"` // promises, cases, promised, proposed
	Name     string `json:"name"`
	N        int    `json:"n"`
	Came     int    `json:"came"`
	Meetings int    `json:"meetings"`
	// Entries are the scores: delivery first, then two base rates, that of other
	// meetings for each case and that of all cases, which nobody could have known;
	// then carry, where every case has one. Empty for fewer than CasesToScore cases.
	Entries     []Entry  `json:"entries"`
	Calibration []Bin    `json:"calibration"` // of delivery; empty with Entries
	Says        []string `json:"says"`
}

// ofPromises are the cases that are the dossier's promises; others are its initiatives.
const ofPromises = "promises"

// Fare scores delivery on cases, whole meetings held out of the base rate. thing names
// one case: "promise".
func Fare(id, name, thing string, cases []Case, seed uint64) Fared {
	f := Fared{ID: id, Name: name, N: len(cases), Entries: []Entry{}, Calibration: []Bin{}}
	var all Tally
	at, number := map[string]Tally{}, map[string]int{}
	carried := true
	for _, c := range cases {
		all.add(c.Came)
		t := at[c.Meeting]
		t.add(c.Came)
		at[c.Meeting] = t
		if _, ok := number[c.Meeting]; !ok {
			number[c.Meeting] = len(number)
		}
		carried = carried && c.Carry != nil
	}
	f.Came, f.Meetings = all.Kept, len(number)
	if f.N == 0 {
		f.Says = []string{fmt.Sprintf("No %s has a delivery and a known outcome.", thing)}
		return f
	}
	if f.Says = []string{fmt.Sprintf("Of %s at %s %d came about in time.", words.Count(f.N, thing), words.Count(f.Meetings, "meeting"), f.Came)}; id == ofPromises {
		f.Says = []string{Headline(all).String(), fmt.Sprintf("They were made at %s.", words.Count(f.Meetings, "meeting"))}
	}
	if f.N < CasesToScore {
		f.Says = append(f.Says, fmt.Sprintf("That is too few to score: at least %d are needed.", CasesToScore))
		return f
	}
	ways := [][2]string{{"delivery", "Delivery"}, {"base", "The base rate of other meetings"}, {"rate", "Their own rate, known only afterwards"}}
	if carried {
		ways = append(ways, [2]string{"carry", "Carry"})
	}
	var fs []foretold
	for _, c := range cases {
		base := 0.5
		if rest := all.less(at[c.Meeting]); rest.Of > 0 {
			base = rest.rate()
		}
		x := foretold{p: []float64{c.Delivery, base, all.rate()}, came: c.Came, meeting: number[c.Meeting]}
		if carried {
			x.p = append(x.p, *c.Carry)
		}
		fs = append(fs, x)
	}
	f.Entries, f.Calibration = compete(ways, fs, seed)
	for _, e := range f.Entries[1:] {
		f.Says = append(f.Says, against("Delivery", f.Entries[0], e))
	}
	return f
}
