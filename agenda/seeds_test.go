package agenda_test

import (
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// TestSeeds holds that a verdict, or a quick win, which differs between any two of twenty
// seeds is said to be near a line under every one of them.
func TestSeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("twenty agendas of the flagship take some seconds")
	}
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	d.Scenarios = nil
	type said struct {
		verdicts map[agenda.Verdict]int
		quick    [2]int
		far      int // seeds under which nothing is said
	}
	all := map[string]*said{}
	near, flips := 0, 0
	for seed := range uint64(20) {
		a, err := agenda.Build(d, agenda.Options{Seed: &seed, Draws: 4000})
		if err != nil {
			t.Fatal(err)
		}
		near += a.NearLine
		for _, i := range a.Initiatives {
			s := all[i.ID]
			if s == nil {
				s = &said{verdicts: map[agenda.Verdict]int{}}
				all[i.ID] = s
			}
			s.verdicts[i.Verdict]++
			if i.QuickWin {
				s.quick[1]++
			} else {
				s.quick[0]++
			}
			if !i.NearLine {
				s.far++
			}
		}
	}
	for id, s := range all {
		if len(s.verdicts) == 1 && (s.quick[0] == 0 || s.quick[1] == 0) {
			continue
		}
		flips++
		if s.far > 0 {
			t.Errorf("%s: %v, a quick win under %d seeds, and under %d seeds nothing says that it is near a line", id, s.verdicts, s.quick[1], s.far)
		}
	}
	t.Logf("%d of %d verdicts flip; near a line are %.1f on average", flips, len(all), float64(near)/20)
	// A warning that always stands warns of nothing.
	if flips == 0 || float64(near)/20 > float64(len(all))/3 {
		t.Errorf("%d flip and %.1f are near a line", flips, float64(near)/20)
	}
}
