package winset

import (
	"cmp"
	"math"
	"slices"
)

// Quantile gives the p-quantiles of values by linear interpolation between order
// statistics (type 7 of Hyndman and Fan 1996). It reorders values; ps must
// ascend. It is NaN for no value.
func Quantile(values []float32, ps ...float64) []float64 {
	out := make([]float64, len(ps))
	from := 0
	for i, p := range ps {
		if len(values) == 0 {
			out[i] = math.NaN()
			continue
		}
		h := p * float64(len(values)-1)
		k := min(len(values)-1, int(h))
		selectNth(values[from:], k-from)
		v := float64(values[k])
		if f := h - float64(k); f > 0 && k+1 < len(values) {
			v += f * (float64(slices.Min(values[k+1:])) - v)
		}
		out[i] = v
		from = k
	}
	return out
}

// selectNth puts the value that sorting would put at n there, with none greater
// before it and none less after it (Hoare's selection with a median of three).
func selectNth(v []float32, n int) {
	lo, hi := 0, len(v)-1
	for hi-lo > 12 {
		mid := int(uint(lo+hi) >> 1)
		if v[mid] < v[lo] {
			v[mid], v[lo] = v[lo], v[mid]
		}
		if v[hi] < v[lo] {
			v[hi], v[lo] = v[lo], v[hi]
		}
		if v[hi] < v[mid] {
			v[hi], v[mid] = v[mid], v[hi]
		}
		pivot := v[mid]
		i, j := lo, hi
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for pivot < v[j] {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			hi = j
		case n >= i:
			lo = i
		default:
			return
		}
	}
	slices.Sort(v[lo : hi+1])
}

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
	n := float64(len(ra))
	if n < 2 {
		return 0
	}
	mean := (n - 1) / 2
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
