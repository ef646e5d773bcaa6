package agenda_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier/dossiertest"
)

// Both heads stand some points above a target of 60 that they accept up to their ideal
// point alone, judged by one judge: joint carry is Φ(points/error).
func TestNearAndHangs(t *testing.T) {
	for _, c := range []struct {
		at    float64
		error float64
		near  bool
		hangs string
	}{
		{65, 5, false, "8 within reach 0.734"},   // 0.841, and 0.952 at 3
		{64.3, 5, true, "8 within reach 0.705"},  // 0.805
		{64.1, 5, true, "3 ready 0.914"},         // 0.794
		{63, 5, false, "3 ready 0.841"},          // 0.726, and 0.646 at 8
		{72, 5, false, ""},                       // 0.992, and 0.933 at 8
		{65, 8, false, "3 ready 0.952"},          // 0.734
		{65, 0, false, "8 within reach 0.734"},   // 1
		{60.05, 5, true, "3 within reach 0.507"}, // 0.504: see below
		{40, 5, false, ""},                       // never; moving both is not one actor's to do
		{58, 5, false, ""},                       // 0.345
	} {
		files := strings.NewReplacer("kappa: 0.5, judge_error: 0", fmt.Sprintf("kappa: 0, judge_error: %g", c.error),
			"position: 60", fmt.Sprintf("position: %g", c.at), "position: 50", fmt.Sprintf("position: %g", c.at)).Replace(base) +
			initiative("bridge", "area: works\ntarget: team\n"+ladder)
		a := agendatest.Build(t, dossiertest.Load(t, files), agenda.Options{Draws: 10_000})
		i := agendatest.One(t, a, "bridge")
		var said []string
		for _, h := range i.Hangs {
			if h.Joint == nil {
				t.Fatalf("at %v: %+v", c.at, h)
			}
			said = append(said, fmt.Sprintf("%g %s %.3f", h.JudgeError, h.Verdict, *h.Joint))
		}
		remark := func(kind string) bool {
			return slices.ContainsFunc(i.Remarks, func(r agenda.Remark) bool { return r.Kind == kind })
		}
		if i.NearLine != c.near || remark(agenda.RemarkNear) != c.near || (a.NearLine == 1) != c.near {
			t.Errorf("at %v with an error of %v carry is %.3f: near a line %v, counted %d", c.at, c.error, *i.Joint.P, i.NearLine, a.NearLine)
		}
		if remark(agenda.RemarkHangs) != (len(said) > 0) || (a.Hangs == 1) != (len(said) > 0) {
			t.Errorf("at %v: %v, counted %d, remarks %+v", c.at, said, a.Hangs, i.Remarks)
		}
		if c.at == 60.05 { // its verdict at other errors lies near the line too
			continue
		}
		want := strings.Fields(c.hangs)
		if (len(want) == 0) != (len(said) == 0) || len(said) > 1 {
			t.Errorf("at %v with an error of %v: hangs on %v, want %q", c.at, c.error, said, c.hangs)
			continue
		}
		if len(want) > 0 {
			var got, aim float64
			fmt.Sscan(strings.Fields(said[0])[len(strings.Fields(said[0]))-1], &got)
			fmt.Sscan(want[len(want)-1], &aim)
			if cut := len(said[0]) - 5; said[0][:cut] != c.hangs[:len(c.hangs)-5] || math.Abs(got-aim) > 0.02 {
				t.Errorf("at %v with an error of %v: hangs on %v, want %q", c.at, c.error, said, c.hangs)
			}
		}
	}
}
