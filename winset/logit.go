package winset

import "math"

// Logit is ln(p/(1−p)), infinite at 0 and 1; Logistic is its inverse.
func Logit(p float64) float64 { return math.Log(p) - math.Log1p(-p) }

// Logistic is 1/(1+e^−x).
func Logistic(x float64) float64 {
	if x < 0 {
		e := math.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-x))
}

// LogisticRegression gives the constant and the slopes that maximise the
// likelihood of outcomes less ½·ridge·Σ slope² (le Cessie and van Houwelingen
// 1992), by Newton's steps. Each case has the same number of features; ridge ≥ 0,
// and above it where features may part the cases without error. The constant
// stands first and is not penalised. It is nil for no case.
func LogisticRegression(features [][]float64, came []bool, ridge float64) []float64 {
	if len(features) == 0 {
		return nil
	}
	n := len(features[0]) + 1
	w := make([]float64, n)
	g, h := make([]float64, n), make([][]float64, n)
	for i := range h {
		h[i] = make([]float64, n)
	}
	x := make([]float64, n)
	x[0] = 1
	for range 50 {
		for i := range n {
			clear(h[i])
			g[i] = 0
			if i > 0 {
				h[i][i], g[i] = ridge, -ridge*w[i]
			}
		}
		for k, f := range features {
			copy(x[1:], f)
			p := Foretold(w, f)
			y := 0.0
			if came[k] {
				y = 1
			}
			v := max(p*(1-p), 1e-10)
			for i := range n {
				g[i] += (y - p) * x[i]
				for j := range i + 1 {
					h[i][j] += v * x[i] * x[j]
				}
			}
		}
		for i := range n {
			for j := range i {
				h[j][i] = h[i][j]
			}
		}
		moved := 0.0
		for i, d := range Solve(Cholesky(h), g) {
			d = min(5, max(-5, d)) // far from the end a whole step may overshoot
			w[i] += d
			moved = max(moved, math.Abs(d))
		}
		if moved < 1e-9 {
			break
		}
	}
	return w
}

// Foretold gives the chance that coefficients of LogisticRegression give to a
// case.
func Foretold(w, features []float64) float64 {
	sum := w[0]
	for i, f := range features {
		sum += w[i+1] * f
	}
	return Logistic(sum)
}
