package winset

import "math/big"

// ShapleyShubik gives each voter's Shapley-Shubik index (Shapley and Shubik
// 1954): the share of orders in which it turns a losing coalition into a
// winning one, where seats of at least quota win. The indices sum to 1, or are
// all 0 where the quota cannot be reached or needs no seat. Seats are 0 or more.
//
// Coalitions are counted by size and by sum of seats, so that the work grows
// with voters² × quota and not with the number of coalitions.
func ShapleyShubik(seats []int, quota int) []float64 {
	n := len(seats)
	out := make([]float64, n)
	if quota <= 0 || sum(seats) < quota {
		return out
	}
	if n > 52 {
		return shapleyShubikBig(seats, quota)
	}
	// count[k][s]: coalitions of k voters that have s seats together, as exact
	// floating-point numbers while they stay below 2⁵³ (27 voters: 2²⁷).
	count := make([][]float64, n+1)
	for k := range count {
		count[k] = make([]float64, quota)
	}
	count[0][0] = 1
	for j, w := range seats {
		for k := j; k >= 0; k-- {
			for s := quota - 1 - w; s >= 0; s-- {
				count[k+1][s+w] += count[k][s]
			}
		}
	}
	without := make([][]float64, n)
	for k := range without {
		without[k] = make([]float64, quota)
	}
	weight := make([]float64, n) // k!(n−k−1)!/n!
	weight[0] = 1 / float64(n)
	for k := 1; k < n; k++ {
		weight[k] = weight[k-1] * float64(k) / float64(n-k)
	}
	for i, w := range seats {
		if w == 0 {
			continue
		}
		for k := range without {
			for s := range quota {
				v := count[k][s]
				if k > 0 && s >= w {
					v -= without[k-1][s-w]
				}
				without[k][s] = v
			}
			swings := 0.0
			for s := max(0, quota-w); s < quota; s++ {
				swings += without[k][s]
			}
			out[i] += weight[k] * swings
		}
	}
	return out
}

// shapleyShubikBig is the same for so many voters that counts of coalitions
// exceed what a floating-point number holds exactly.
func shapleyShubikBig(seats []int, quota int) []float64 {
	n := len(seats)
	out := make([]float64, n)
	table := func() [][]*big.Int {
		t := make([][]*big.Int, n+1)
		for k := range t {
			t[k] = make([]*big.Int, quota)
			for s := range t[k] {
				t[k][s] = new(big.Int)
			}
		}
		return t
	}
	count, without := table(), table()
	count[0][0].SetInt64(1)
	for j, w := range seats {
		for k := j; k >= 0; k-- {
			for s := quota - 1 - w; s >= 0; s-- {
				count[k+1][s+w].Add(count[k+1][s+w], count[k][s])
			}
		}
	}
	choose := new(big.Int)
	for i, w := range seats {
		if w == 0 {
			continue
		}
		for k := range n {
			swings := new(big.Int)
			for s := range quota {
				v := without[k][s].Set(count[k][s])
				if k > 0 && s >= w {
					v.Sub(v, without[k-1][s-w])
				}
				if s >= quota-w {
					swings.Add(swings, v)
				}
			}
			// The weight k!(n−k−1)!/n! is 1/(n·C(n−1, k)).
			choose.Binomial(int64(n-1), int64(k))
			choose.Mul(choose, big.NewInt(int64(n)))
			v, _ := new(big.Rat).SetFrac(swings, choose).Float64()
			out[i] += v
		}
	}
	return out
}

func sum(v []int) int {
	t := 0
	for _, x := range v {
		t += x
	}
	return t
}
