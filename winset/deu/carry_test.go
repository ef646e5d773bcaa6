package deu

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestRecalibrated holds carry, support and the step to what was worked out apart
// from this code on the same data, and the constants of delivery to what they
// are derived from.
func TestRecalibrated(t *testing.T) {
	all := published(t)
	r := Recalibrate(all, 1)
	if r.Decisions != 253 || r.Levels != 1012 {
		t.Errorf("%d decisions and %d levels, want 253 and 1012", r.Decisions, r.Levels)
	}
	near := func(what string, got, want, by float64) {
		if math.Abs(got-want) > by {
			t.Errorf("%s is %.4f, want %.3f ± %.3f", what, got, want, by)
		}
	}
	want := map[string][2]float64{
		"base": {0.247, 0.0006}, "carry": {0.3345, 0.0085}, "carry-recalibrated": {0.231, 0.004},
		"support-recalibrated": {0.210, 0.004}, "step-recalibrated": {0.199, 0.004}, "all-recalibrated": {0.176, 0.01},
	}
	for _, b := range r.Scores {
		w, ok := want[b.ID]
		if !ok {
			t.Errorf("what is %s?", b.ID)
		}
		near(b.ID, b.Score, w[0], w[1])
		delete(want, b.ID)
	}
	if len(want) > 0 {
		t.Errorf("no score of %v", want)
	}
	// docs/method.md prints these.
	doc, err := os.ReadFile("../../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Scores {
		name := strings.ToLower(b.Name[:1]) + b.Name[1:]
		row := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(name) + ` \| (0\.\d+) \|$`).FindSubmatch(doc)
		if row == nil {
			t.Errorf("docs/method.md has no row %q", name)
			continue
		}
		printed, _ := strconv.ParseFloat(string(row[1]), 64)
		near("docs/method.md's "+name, printed, b.Score, 0.0016) // draws move the third decimal
	}
	near("β alone", r.Alone.Value, 1.36, 0.05)
	near("β", r.Beta.Value, 1.2, 0.3)
	near("β's error", r.Beta.SE, 0.28, 0.05)
	near("a rung", r.Rung.Value, -0.9, 0.15)
	near("the step", r.Step.Value, -3.53, 0.3)
	if r.Alone.Low > 1.0 || r.Alone.High < 1.7 || r.Beta.Low < 0.3 || r.Beta.High > 2.2 {
		t.Errorf("intervals %+v, %+v", r.Alone, r.Beta)
	}
}

// made is a file of our own making: decisions far enough from every border that
// the error of positions changes nothing, but for the one marked so.
func made(t *testing.T, rows ...string) []Decision {
	t.Helper()
	all, err := Read(strings.NewReader("prnrnmc\tisnrnmc\tproc\tcounvte\tpcom\tpde\tpfr\tpit\tscom\tsde\tsfr\tsit\trp\tout\n"+strings.Join(rows, "\n")+"\n"), "made")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestLevelsByHand works carry and support out with a pencil; the error of
// positions may move a draw or two of a hundred.
func TestLevelsByHand(t *testing.T) {
	for _, c := range []struct {
		name, row      string
		carry, support [4]float64
		came           [4]bool
		points         float64 // of the first level
	}{
		// All want 100 from 20: upward over 80 points, a gain of 80, of which 53 are enough.
		{"unanimity upward", "1\t1\tCNS\tUnan\t\t100\t100\t100\t\t50\t50\t50\t20\t60", [4]float64{1, 1, 1, 1}, [4]float64{1, 1, 1, 1}, [4]bool{true, true}, 0.2},
		// Two want 0 from 70, one stays above: downward over 70 points, each a veto.
		{"unanimity downward", "1\t1\tCNS\tUnan\t\t0\t0\t100\t\t50\t50\t10\t70\t15", [4]float64{}, [4]float64{2. / 3, 2. / 3, 2. / 3, 2. / 3}, [4]bool{true, true, true}, 0.175},
		// Of 87 votes the three have 30; without a position are 57, which is under 62:
		// one of the three must accept, and one does.
		{"a majority with one", "1\t1\tCNS\tQMV\t\t100\t0\t0\t\t100\t10\t10\t30\t100", [4]float64{1, 1, 1, 1}, [4]float64{67. / 87, 67. / 87, 67. / 87, 67. / 87}, [4]bool{true, true, true, true}, 0.175},
		// With none it does not pass. The Commission alone gives the direction, and has no vote.
		{"a majority with none", "1\t1\tCNS\tQMV\t100\t0\t0\t0\t100\t0\t0\t0\t40\t40", [4]float64{}, [4]float64{57. / 87, 57. / 87, 57. / 87, 57. / 87}, [4]bool{}, 0.15},
	} {
		ls := levels(made(t, c.row), 1)
		if len(ls) != 4 {
			t.Fatalf("%s: %d levels", c.name, len(ls))
		}
		for k, l := range ls {
			if math.Abs(l.carry-c.carry[k]) > 0.021 || math.Abs(l.support-c.support[k]) > 0.01 || l.came != c.came[k] {
				t.Errorf("%s, level %d: carry %v, support %v, came %v; want %v, %v, %v", c.name, k+1, l.carry, l.support, l.came, c.carry[k], c.support[k], c.came[k])
			}
			if math.Abs(l.points-c.points*float64(k+1)) > 1e-9 || l.t != float64(k+1)/4 {
				t.Errorf("%s, level %d stands at %v and %v", c.name, k+1, l.points, l.t)
			}
		}
	}
	// At its own border a state accepts in half of the draws: 50 gains 50, and 1.5 of
	// it is the third level. Draws are few, so that a share near half is enough.
	l := levels(made(t, "1\t1\tCNS\tUnan\t\t50\t\t\t\t50\t\t\t0\t60"), 1)[2]
	if math.Abs(l.carry-0.5) > 0.12 || l.carry == 0.5 && l.support != 0.5 {
		t.Errorf("at the border carry is %v", l.carry)
	}
	// A span under 20 points, and no reference point or outcome: left out.
	if ls := levels(made(t, "1\t1\tCNS\tUnan\t\t100\t\t\t\t50\t\t\t81\t90", "1\t2\tCNS\tUnan\t\t100\t\t\t\t50\t\t\t\t90", "1\t3\tCNS\tUnan\t\t100\t\t\t\t50\t\t\t0\t"), 1); len(ls) != 0 {
		t.Errorf("%d levels, want none", len(ls))
	}
}

// TestRecalibrateMade holds that carry which tells outcomes apart gets a slope
// above 0 and a better score than the base rate, on a file made so; and that a
// few proposals are not enough.
func TestRecalibrateMade(t *testing.T) {
	var rows []string
	for p := range 24 {
		// Where all want it three in four get all of it, else one in four.
		ideal, out := 100*(p%2), 30
		if p%8 < 2 != (p%2 == 1) {
			out = 100
		}
		rows = append(rows, fmt.Sprintf("%d\t1\tCNS\tUnan\t100\t%d\t100\t100\t90\t50\t50\t50\t30\t%d", p, ideal, out))
	}
	r := Recalibrate(made(t, rows...), 3)
	if r == nil || r.Decisions != 24 || r.Levels != 96 {
		t.Fatalf("%+v", r)
	}
	// At 0 and 1 the rates are 1/4 and 3/4: a slope of 2·ln 3 at every level.
	if math.Abs(r.Alone.Value-2*math.Log(3)) > 0.05 || math.Abs(r.Beta.Value-2*math.Log(3)) > 0.05 || math.Abs(r.Step.Value) > 0.05 || r.Rung.Value != r.Step.Value/4 {
		t.Errorf("slopes %+v %+v %+v, want %v", r.Alone, r.Beta, r.Step, 2*math.Log(3))
	}
	if r.Rate != 0.5 || math.Abs(r.Scores[0].Score-0.25) > 1e-9 || math.Abs(r.Scores[1].Score-0.25) > 0.01 || r.Scores[2].Score >= 0.23 || r.Scores[4].Score < 0.25 {
		t.Errorf("scores %+v", r.Scores)
	}
	if again := Recalibrate(made(t, rows...), 3); again.Beta != r.Beta {
		t.Error("the same seed gives another slope")
	}
	if r := Recalibrate(made(t, rows[:9]...), 3); r != nil {
		t.Errorf("nine proposals give %+v", r)
	}
}
