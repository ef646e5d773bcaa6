package winset

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// eu27 are the seats of the Council of 27 under the treaty of Nice, with a
// quota of 255 of 345.
var eu27 = []int{29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3}

func near(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= within) {
			t.Errorf("%s[%d] = %.6f, want %.6f", what, i, got[i], want[i])
		}
	}
}

func TestPowerKnown(t *testing.T) {
	ec6 := []int{4, 4, 4, 2, 2, 1}
	near(t, "Shapley-Shubik of EC-6", ShapleyShubik(ec6, 12), []float64{.233333, .233333, .233333, .15, .15, 0}, 5e-7)
	three := []int{50, 49, 1}
	near(t, "Shapley-Shubik of 51", ShapleyShubik(three, 51), []float64{2. / 3, 1. / 6, 1. / 6}, 1e-12)
}

func TestPowerOfNobody(t *testing.T) {
	for _, c := range []struct {
		seats []int
		quota int
	}{{nil, 1}, {[]int{1, 2}, 4}, {[]int{1, 2}, 0}, {[]int{0, 0}, 1}} {
		for _, v := range ShapleyShubik(c.seats, c.quota) {
			if v != 0 {
				t.Errorf("%v of %v has an index of %v, want 0", c.quota, c.seats, v)
			}
		}
	}
}

// TestPowerBrute holds the indices against all coalitions, and the two ways of
// counting against each other.
func TestPowerBrute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seats := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 9).Draw(t, "seats")
		if sum(seats) == 0 {
			seats[0] = 1
		}
		quota := rapid.IntRange(1, sum(seats)).Draw(t, "quota")
		n := len(seats)
		wins := func(set uint64) bool {
			s := 0
			for i, w := range seats {
				if set>>i&1 == 1 {
					s += w
				}
			}
			return s >= quota
		}
		shapley := Shapley(n, func(set uint64) float64 {
			if wins(set) {
				return 1
			}
			return 0
		})
		check := func(what string, got, want []float64) {
			for i := range want {
				if !(math.Abs(got[i]-want[i]) < 1e-9) {
					t.Fatalf("%s of %v at %d: %v, want %v", what, seats, quota, got, want)
				}
			}
		}
		check("Shapley-Shubik", ShapleyShubik(seats, quota), shapley)
		check("Shapley-Shubik by whole numbers", shapleyShubikBig(seats, quota), shapley)
	})
}

// TestPowerLosing holds that the quota counts the losing coalitions only: one of
// two seats and one of one, with a quota of 2, 3 and 1.
func TestPowerLosing(t *testing.T) {
	near(t, "either of 2", ShapleyShubik([]int{2, 1}, 2), []float64{1, 0}, 0)
	near(t, "both of 3", ShapleyShubik([]int{2, 1}, 3), []float64{0.5, 0.5}, 0)
	near(t, "one of 1", ShapleyShubik([]int{2, 1}, 1), []float64{0.5, 0.5}, 0)
	near(t, "none at 0", ShapleyShubik([]int{2, 0, 1}, 3), []float64{0.5, 0, 0.5}, 0)
}

func TestPowerCouncil(t *testing.T) {
	for name, v := range map[string][]float64{"Shapley-Shubik": ShapleyShubik(eu27, 255)} {
		total := 0.0
		for i, x := range v {
			total += x
			if i > 0 && eu27[i] < eu27[i-1] && x > v[i-1] {
				t.Errorf("%s: %d seats have more power than %d", name, eu27[i], eu27[i-1])
			}
		}
		if math.Abs(total-1) > 1e-9 {
			t.Errorf("%s sums to %v", name, total)
		}
	}
	near(t, "by whole numbers", shapleyShubikBig(eu27, 255), ShapleyShubik(eu27, 255), 1e-12)
}

func BenchmarkShapleyShubik27(b *testing.B) {
	for b.Loop() {
		ShapleyShubik(eu27, 255)
	}
}

// TestPowerOfMany holds more voters than counts of coalitions can be exact for
// in floating point: equal voters share equally, whoever has the quota has all.
func TestPowerOfMany(t *testing.T) {
	for _, n := range []int{52, 53, 60} {
		seats := make([]int, n)
		for i := range seats {
			seats[i] = 1
		}
		for i, v := range ShapleyShubik(seats, n/2+1) {
			if math.Abs(v-1/float64(n)) > 1e-12 {
				t.Errorf("voter %d of %d equal ones has %v", i, n, v)
			}
		}
		seats[1] = 100
		got := ShapleyShubik(seats, 100)
		if math.Abs(got[1]-1) > 1e-12 || got[0] != 0 {
			t.Errorf("of %d, who has the quota alone has %v, another %v", n, got[1], got[0])
		}
	}
}
