package winset

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"os"
	"strconv"
	"strings"
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

// deuFile is the DEU III data (doi 10.34810/data53), beside the repository.
const deuFile = "../../shared/oracles/deu/deu3.csv"

type decision struct {
	actors  []Actor
	outcome float64
	ref     float64 // NaN: none
}

// The weights of the Council by era.
var (
	eu15    = map[string]int{"de": 10, "fr": 10, "it": 10, "uk": 10, "es": 8, "be": 5, "el": 5, "nl": 5, "pt": 5, "at": 4, "se": 4, "dk": 3, "fi": 3, "ie": 3, "lu": 2}
	eu27Of  = map[string]int{"de": 29, "uk": 29, "fr": 29, "it": 29, "es": 27, "pl": 27, "ro": 14, "nl": 13, "be": 12, "cz": 12, "el": 12, "hu": 12, "pt": 12, "at": 10, "bu": 10, "se": 10, "dk": 7, "fi": 7, "ie": 7, "lt": 7, "sk": 7, "cy": 4, "ee": 4, "lu": 4, "lv": 4, "si": 4, "mt": 3}
	joined4 = []string{"cy", "cz", "ee", "hu", "lt", "lv", "mt", "pl", "si", "sk"}
)

func indices(seats map[string]int, quota int, without ...string) map[string]float64 {
	var who []string
	var n []int
	for k, v := range seats {
		if !strings.Contains(strings.Join(without, " "), k) {
			who, n = append(who, k), append(n, v)
		}
	}
	out := map[string]float64{}
	for i, v := range ShapleyShubik(n, quota) {
		out[who[i]] = v
	}
	return out
}

// decisions reads the issues that have an outcome; the second line of the file
// holds figures of GDP and is no issue.
func decisions(t *testing.T) []decision {
	t.Helper()
	f, err := os.Open(deuFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the DEU III data are not at %s", deuFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	index := map[string]int{}
	for i, name := range rows[0] {
		index[name] = i
	}
	at15, at25, at27 := indices(eu15, 62), indices(eu27Of, 232, "bu", "ro"), indices(eu27Of, 255)
	var out []decision
	for _, row := range rows[2:] {
		get := func(name string) float64 {
			v, err := strconv.ParseFloat(row[index[name]], 64)
			if err != nil {
				return math.NaN()
			}
			return v
		}
		given := func(who ...string) bool {
			for _, w := range who {
				if !math.IsNaN(get("p" + w)) {
					return true
				}
			}
			return false
		}
		d := decision{outcome: get("out"), ref: get("rp")}
		if math.IsNaN(d.outcome) {
			continue
		}
		era := at15
		switch {
		case given("bu", "cr", "ro"):
			era = at27
		case given(joined4...):
			era = at25
		}
		var missing []int
		sum, n := 0.0, 0.0
		for col := index["pcom"]; col <= index["puk"]; col++ {
			who := rows[0][col][1:]
			p, s := get("p"+who), get("s"+who)
			if math.IsNaN(p) {
				continue
			}
			if !math.IsNaN(s) {
				sum, n = sum+s/100, n+1
			}
			a := Actor{Position: p, Salience: s / 100}
			switch {
			case who == "com":
				a.Power = 0.25
			case who == "ep" && row[index["proc"]] == "COD":
				a.Power = 0.5
			case who == "ep":
				a.Power = 0.05
			case row[index["counvte"]] == "Unan":
				if _, ok := era[who]; ok {
					a.Power = 1 / float64(len(era))
				}
			default:
				a.Power = era[who]
			}
			if math.IsNaN(s) {
				missing = append(missing, len(d.actors))
			}
			d.actors = append(d.actors, a)
		}
		for _, i := range missing {
			d.actors[i].Salience = 0.5
			if n > 0 {
				d.actors[i].Salience = sum / n
			}
		}
		out = append(out, d)
	}
	return out
}

// TestDEU holds the models to the errors computed apart from this code.
func TestDEU(t *testing.T) {
	all := decisions(t)
	weighing := func(power, salience bool) func(decision) float64 {
		return func(d decision) float64 {
			as := make([]Actor, len(d.actors))
			for i, a := range d.actors {
				if !power {
					a.Power = 1
				}
				if !salience {
					a.Salience = 1
				}
				as[i] = a
			}
			return Compromise(as)
		}
	}
	for _, m := range []struct {
		name         string
		model        func(decision) float64
		n            int
		mean, median float64
	}{
		{"compromise", func(d decision) float64 { return Compromise(d.actors) }, 353, 23.60, 18.59},
		{"mean by salience", weighing(false, true), 353, 23.65, 18.51},
		{"plain mean", weighing(false, false), 353, 23.71, 18.57},
		{"mean by power", weighing(true, false), 353, 23.80, 18.52},
		{"Nash", func(d decision) float64 { return Nash(d.actors) }, 353, 23.72, 19.00},
		{"median", func(d decision) float64 { return WeightedMedian(d.actors) }, 353, 27.60, 20.00},
		{"constant", func(decision) float64 { return 50 }, 353, 28.02, 26.00},
		{"challenge", func(d decision) float64 { return Challenge(d.actors) }, 353, 28.21, 20.00},
		{"reference point", func(d decision) float64 { return d.ref }, 253, 51.11, 50.00},
	} {
		var errs []float32
		sum := 0.0
		for _, d := range all {
			if e := math.Abs(m.model(d) - d.outcome); !math.IsNaN(e) {
				errs = append(errs, float32(e))
				sum += e
			}
		}
		if len(errs) != m.n {
			t.Errorf("%s: %d decisions, want %d", m.name, len(errs), m.n)
			continue
		}
		near(t, m.name, []float64{sum / float64(m.n), Quantile(errs, 0.5)[0]}, []float64{m.mean, m.median}, 0.0051)
		if m.name == "compromise" {
			near(t, "quantiles", Quantile(errs, .25, .5, .75, .8, .9), []float64{8.3, 18.6, 34.4, 37.0, 55.9}, 0.051)
		}
	}
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
