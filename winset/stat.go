package winset

import (
	"cmp"
	"math"
	"slices"
)

// Quantile gives the p-quantiles of values, 0 ≤ p ≤ 1, by linear interpolation
// between order statistics (type 7 of Hyndman and Fan 1996). It leaves values as
// they are. It is NaN for no value.
func Quantile(values []float32, ps ...float64) []float64 {
	out := make([]float64, len(ps))
	n := len(values)
	if n == 0 {
		for i := range out {
			out[i] = math.NaN()
		}
		return out
	}
	ranks := make([]int, 0, 2*len(ps))
	for _, p := range ps {
		k := min(n-1, int(p*float64(n-1)))
		ranks = append(ranks, k, min(n-1, k+1))
	}
	at := orderStatistics(values, ranks)
	for i, p := range ps {
		h := p * float64(n-1)
		v := float64(at[2*i])
		out[i] = v + (h-math.Floor(h))*(float64(at[2*i+1])-v)
	}
	return out
}

// orderStatistics gives the values of some ranks, from 0. Equal-width classes
// are counted first, so that only the classes in which a rank lies are sorted:
// for 10,000 values that takes a tenth of the time of sorting all.
func orderStatistics(values []float32, ranks []int) []float32 {
	out := make([]float32, len(ranks))
	low, high := values[0], values[0]
	for _, v := range values {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
	}
	const classes = 1024
	scale := float32(classes-1) / (high - low)
	if n := len(values); n < 64 || !(scale < math.MaxFloat32) || !(high-low < math.MaxFloat32) || slices.ContainsFunc(values, isNaN) {
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		for i, r := range ranks {
			out[i] = sorted[r]
		}
		return out
	}
	// Subtracting and scaling keep the order, so a lower class holds lower values.
	var count [classes + 1]int32
	for _, v := range values {
		count[int((v-low)*scale)+1]++
	}
	for k := range classes {
		count[k+1] += count[k]
	}
	var wanted [classes]bool
	class := make([]int, len(ranks))
	for i, r := range ranks {
		class[i], _ = slices.BinarySearchFunc(count[1:], int32(r), func(c, r int32) int {
			if c <= r {
				return -1
			}
			return 1
		})
		wanted[class[i]] = true
	}
	n := 0
	for k := range classes {
		if wanted[k] {
			n += int(count[k+1] - count[k])
		}
	}
	in := make([]float32, 0, n)
	for _, v := range values {
		if wanted[int((v-low)*scale)] {
			in = append(in, v)
		}
	}
	slices.Sort(in)
	below := 0 // values in classes that are not wanted, below the class
	offset := make([]int, classes)
	for k := range classes {
		offset[k] = below
		if !wanted[k] {
			below += int(count[k+1] - count[k])
		}
	}
	for i, r := range ranks {
		out[i] = in[r-offset[class[i]]]
	}
	return out
}

func isNaN(v float32) bool { return v != v }

// Wilson gives the half-width of Wilson's (1927) interval for a share of k in n
// at one standard normal score, as a standard error that is never 0. n ≥ 1.
func Wilson(k, n int) float64 {
	p, m := float64(k)/float64(n), float64(n)
	return math.Sqrt(p*(1-p)/m+1/(4*m*m)) / (1 + 1/m)
}

// Spearman gives the rank correlation of two equally long samples, -1 to 1;
// ties share their mean rank, and it is 0 where one of them is constant.
func Spearman(a, b []float32) float64 {
	ra, rb := ranks(a), ranks(b)
	mean := float64(len(ra)-1) / 2
	var sab, saa, sbb float64
	for i := range ra {
		x, y := ra[i]-mean, rb[i]-mean
		sab += x * y
		saa += x * x
		sbb += y * y
	}
	if saa == 0 || sbb == 0 {
		return 0
	}
	return sab / math.Sqrt(saa*sbb)
}

func ranks(v []float32) []float64 {
	idx := make([]int32, len(v))
	for i := range idx {
		idx[i] = int32(i)
	}
	slices.SortFunc(idx, func(a, b int32) int { return cmp.Compare(v[a], v[b]) })
	out := make([]float64, len(v))
	for i := 0; i < len(idx); {
		j := i
		for j+1 < len(idx) && v[idx[j+1]] == v[idx[i]] {
			j++
		}
		for k := i; k <= j; k++ {
			out[idx[k]] = float64(i+j) / 2
		}
		i = j + 1
	}
	return out
}
