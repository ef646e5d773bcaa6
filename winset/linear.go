package winset

import (
	"math"
	"slices"
)

// Cholesky gives L with L·Lᵀ = m, of a matrix that is positive definite.
func Cholesky(m [][]float64) [][]float64 {
	l := make([][]float64, len(m))
	for i := range l {
		l[i] = make([]float64, len(m))
		for j := 0; j <= i; j++ {
			s := m[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(max(s, 1e-300))
			} else {
				l[i][j] = s / l[j][j]
			}
		}
	}
	return l
}

// Solve solves L·Lᵀ·x = b.
func Solve(l [][]float64, b []float64) []float64 {
	x := slices.Clone(b)
	for i := range x {
		for k := range i {
			x[i] -= l[i][k] * x[k]
		}
		x[i] /= l[i][i]
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := i + 1; k < len(x); k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}
