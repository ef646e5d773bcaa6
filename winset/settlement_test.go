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
