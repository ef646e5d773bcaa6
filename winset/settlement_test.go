package winset

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// cars are the positions on car emissions in the European Community in 1992,
// in years of delay (Bueno de Mesquita 1994, table 1).
var cars = []Actor{
	{.08, .8, 4}, {.08, .4, 7}, {.03, .2, 4}, {.16, .8, 4}, {.16, .6, 10},
	{.16, .6, 10}, {.16, .9, 10}, {.05, .1, 7}, {.05, 1, 4}, {.08, .7, 7},
}

func TestSettlementOfCars(t *testing.T) {
	with := func(power, salience bool) []Actor {
		out := make([]Actor, len(cars))
		for i, a := range cars {
			if !power {
				a.Power = 1
			}
			if !salience {
				a.Salience = 1
			}
			out[i] = a
		}
		return out
	}
	near(t, "means and median", []float64{
		Compromise(cars), WeightedMedian(cars),
		Compromise(with(false, false)), Compromise(with(true, false)), Compromise(with(false, true)),
	}, []float64{7.389956, 7, 6.7, 7.475248, 6.655738}, 5e-7)
}

func TestWeightedMedian(t *testing.T) {
	for _, c := range []struct {
		actors []Actor
		want   float64
	}{
		{[]Actor{{1, 1, 30}}, 30},
		{[]Actor{{1, 1, 80}, {1, 1, 20}}, 50},                // just half at 20
		{[]Actor{{1, 1, 80}, {1, 1, 20}, {1, 0, 40}}, 50},    // one without weight does not count
		{[]Actor{{1, 1, 80}, {1, 1, 20}, {2, .5, 40}}, 40},   //
		{[]Actor{{.1, 1, 0}, {.2, 1, 10}, {.3, 1, 100}}, 55}, // 0.1 + 0.2 is half of 0.6
	} {
		if got := WeightedMedian(c.actors); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("the median of %v is %v, want %v", c.actors, got, c.want)
		}
	}
	if !math.IsNaN(WeightedMedian(nil)) || !math.IsNaN(Compromise(nil)) {
		t.Error("nobody settles somewhere")
	}
}

func drawActors(t *rapid.T) []Actor {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Actor {
		return Actor{
			Power:    float64(rapid.IntRange(1, 20).Draw(t, "power")) / 20,
			Salience: float64(rapid.IntRange(1, 20).Draw(t, "salience")) / 20,
			Position: float64(rapid.IntRange(0, 100).Draw(t, "position")),
		}
	}), 1, 8).Draw(t, "actors")
}

// TestSettlementWithin holds that no model leaves the range of the positions,
// and that all agree where all actors do.
func TestSettlementWithin(t *testing.T) {
	models := map[string]func([]Actor) float64{"compromise": Compromise, "median": WeightedMedian, "Nash": Nash, "challenge": Challenge}
	rapid.Check(t, func(t *rapid.T) {
		actors := drawActors(t)
		low, high := 100.0, 0.0
		for _, a := range actors {
			low, high = min(low, a.Position), max(high, a.Position)
		}
		for name, model := range models {
			if x := model(actors); !(x >= low-1e-9 && x <= high+1e-9) {
				t.Fatalf("%s of %v gives %v, outside %v-%v", name, actors, x, low, high)
			}
		}
	})
}

// TestNashWithoutWeight holds that no weight gives no answer, as for the others.
func TestNashWithoutWeight(t *testing.T) {
	for _, actors := range [][]Actor{nil, {{Power: 0, Salience: 1, Position: 40}}, {{Power: 1, Salience: 0, Position: 40}}} {
		if got := Nash(actors); !math.IsNaN(got) {
			t.Errorf("%v gives %v", actors, got)
		}
	}
	if got := Nash([]Actor{{Power: 1, Salience: 1, Position: 40}}); got != 40 {
		t.Errorf("one actor at 40 gives %v", got)
	}
}

// TestChallengeRound holds the moves of one round to cases worked out by an
// independent program after the same formulas.
func TestChallengeRound(t *testing.T) {
	for _, c := range []struct{ power, salience, position, want [3]float64 }{
		{[3]float64{1, 1, 1}, [3]float64{.9, .6, .8}, [3]float64{0, 40, 100}, [3]float64{40, 40, 40}},
		{[3]float64{2, 3, 2}, [3]float64{.9, .5, .8}, [3]float64{0, 30, 100}, [3]float64{0, 0, 30}},
		{[3]float64{3, 4, 3}, [3]float64{1, .9, .8}, [3]float64{0, 50, 100}, [3]float64{42.88265397634806, 50, 86.64175263163675}},
	} {
		var actors []Actor
		for i := range 3 {
			actors = append(actors, Actor{Power: c.power[i], Salience: c.salience[i], Position: c.position[i]})
		}
		for i, got := range challengeRound(actors) {
			if math.Abs(got-c.want[i]) > 1e-9 {
				t.Errorf("%v moves to %v, want %v", actors[i], got, c.want[i])
			}
		}
	}
}

// TestNashBetween holds the half levels, and the lowest of two that are as good.
func TestNashBetween(t *testing.T) {
	for _, c := range []struct {
		actors []Actor
		want   float64
	}{
		{[]Actor{{1, 1, 40.5}}, 40.5},
		{[]Actor{{1, 1, 10}, {1, 1, 11}}, 10.5},
		{[]Actor{{1, 1, 10}, {1, 1, 10.5}}, 10},
		{[]Actor{{1, 1, 0}}, 0},
		{[]Actor{{1, 1, 100}}, 100},
		// Twice the power draws the level to its side: 2·x/(2−x²) = (1−x)/(2−(1−x)²)
		// has its root at 0.368, in hundreds.
		{[]Actor{{2, 1, 0}, {1, 1, 100}}, 37},
	} {
		if got := Nash(c.actors); got != c.want {
			t.Errorf("%v settle at %v, want %v", c.actors, got, c.want)
		}
	}
}

// TestChallengeScale holds that a round counts in parts of the span: positions
// between 20 and 70 move as those between 0 and 100 do.
func TestChallengeScale(t *testing.T) {
	var wide, narrow []Actor
	for _, a := range []Actor{{3, 1, 0}, {4, .9, 50}, {3, .8, 100}} {
		wide = append(wide, a)
		a.Position = 20 + a.Position/2
		narrow = append(narrow, a)
	}
	var want []float64
	for _, x := range challengeRound(wide) {
		want = append(want, 20+x/2)
	}
	near(t, "after a round", challengeRound(narrow), want, 1e-9)
	near(t, "the forecast", []float64{Challenge(wide), Challenge(narrow)}, []float64{50, 45}, 1e-9)
	same := []Actor{{1, 1, 30}, {2, 1, 30}}
	near(t, "of one mind", challengeRound(same), []float64{30, 30}, 0)
	near(t, "alone", challengeRound(same[:1]), []float64{30}, 0)
	if !math.IsNaN(Challenge(nil)) {
		t.Error("nobody settles somewhere")
	}
}

// TestPrevails works the chances out: at 0, 40 and 100 with weights of 2, 1 and
// 1, the one at 40 is nearer to 0 by 20, of 200 + 20 + 100 in all.
func TestPrevails(t *testing.T) {
	actors := []Actor{{2, 1, 0}, {1, 1, 40}, {2, .5, 100}}
	near(t, "chances", []float64{prevails(actors, 0, 2), prevails(actors, 2, 0), prevails(actors, 0, 0)},
		[]float64{220. / 320, 100. / 320, 0.5}, 1e-12)
}

// TestRisks works the tastes for risk out: challenges expected at 1, 2 and 3
// points are 1, 0 and −1 when scaled.
func TestRisks(t *testing.T) {
	near(t, "risks", risks(3, func(i, j int) float64 { return float64(j+1) / 2 }), []float64{2, 1, 0.5}, 1e-12)
	near(t, "all as secure", risks(2, func(i, j int) float64 { return 1 }), []float64{1, 1}, 0)
}
