package winset

import (
	"math"
	"testing"
)

// TestSolve works [[4 2] [2 5]]·x = [8 12] out: its factor is [[2 0] [1 2]], and x = [1 2].
func TestSolve(t *testing.T) {
	l := Cholesky([][]float64{{4, 2}, {2, 5}})
	if l[0][0] != 2 || l[0][1] != 0 || l[1][0] != 1 || l[1][1] != 2 {
		t.Errorf("the factor is %v", l)
	}
	if x := Solve(l, []float64{8, 12}); math.Abs(x[0]-1)+math.Abs(x[1]-2) > 1e-9 {
		t.Errorf("the solution is %v", x)
	}
	three := [][]float64{{4, 2, 2}, {2, 5, 3}, {2, 3, 6}}
	if x := Solve(Cholesky(three), []float64{14, 21, 26}); math.Abs(x[0]-1)+math.Abs(x[1]-2)+math.Abs(x[2]-3) > 1e-9 {
		t.Errorf("the solution of three is %v", x)
	}
}

// TestLogisticRegression fits two groups, whose rates it must give back without
// a penalty: 1 of 4 without the feature, 3 of 4 with it, so that the constant is
// ln(1/3) and the slope 2·ln 3. With one it fulfils the equation of the optimum,
// Σ (y − p)·x = ridge × slope.
func TestLogisticRegression(t *testing.T) {
	var xs [][]float64
	var ys []bool
	for k := range 8 {
		x := 0.0
		if k >= 4 {
			x = 1
		}
		xs, ys = append(xs, []float64{x}), append(ys, k == 0 || k > 4)
	}
	w := LogisticRegression(xs, ys, 0)
	if math.Abs(w[0]+math.Log(3)) > 1e-8 || math.Abs(w[1]-2*math.Log(3)) > 1e-8 {
		t.Errorf("without a penalty %v, want %v and %v", w, -math.Log(3), 2*math.Log(3))
	}
	w = LogisticRegression(xs, ys, 1)
	up, all := 0.0, 0.0
	for k, x := range xs {
		y := 0.0
		if ys[k] {
			y = 1
		}
		up += (y - Foretold(w, x)) * x[0]
		all += y - Foretold(w, x)
	}
	if math.Abs(up-w[1]) > 1e-8 || math.Abs(all) > 1e-8 || w[1] <= 0 || w[1] >= 2*math.Log(3) {
		t.Errorf("with a penalty %v: %v should be the slope, and %v nothing", w, up, all)
	}
	if LogisticRegression(nil, nil, 1) != nil {
		t.Error("no case gives coefficients")
	}
	// Cases that a feature parts without error have no slope without a penalty; with one they have.
	w = LogisticRegression([][]float64{{0}, {0}, {1}, {1}}, []bool{false, false, true, true}, 1)
	if !(w[1] > 0 && w[1] < 10) {
		t.Errorf("parted without error: %v", w)
	}
}

func TestLogistic(t *testing.T) {
	for _, x := range []float64{-800, -3, 0, 0.7, 12} {
		p := Logistic(x)
		if back := Logit(p); x > -700 && math.Abs(back-x) > 1e-3 || p < 0 || p > 1 {
			t.Errorf("%v gives %v and back %v", x, p, back)
		}
	}
	if math.Abs(Logistic(math.Log(3))-0.75) > 1e-12 {
		t.Error("three to one is 0.75")
	}
}
