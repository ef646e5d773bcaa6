package series

import "math"

// normals is a mixture of normal distributions.
type normals struct{ weight, mean, sd []float64 }

func (m *normals) add(w, mean, variance float64) {
	m.weight, m.mean, m.sd = append(m.weight, w), append(m.mean, mean), append(m.sd, math.Sqrt(max(0, variance)))
}

// wider adds to each part the variance that an error has where its mean lies.
func (m *normals) wider(sd func(mean float64) float64) *normals {
	out := &normals{weight: m.weight, mean: m.mean, sd: make([]float64, len(m.sd))}
	for i, s := range m.sd {
		out.sd[i] = math.Hypot(s, sd(m.mean[i]))
	}
	return out
}

func (m *normals) centre() float64 { return dot(m.weight, m.mean) }

// quantile gives the value below which a share p of the mixture lies.
func (m *normals) quantile(p float64) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	z := math.Sqrt2 * math.Erfinv(2*p-1)
	for i := range m.mean { // the mixture's quantile lies among its parts'
		q := m.mean[i] + z*m.sd[i]
		lo, hi = min(lo, q), max(hi, q)
	}
	width := hi - lo
	x := lo + width/2
	if c := m.centre(); z != 0 { // start from the moments
		v := 0.0
		for i := range m.mean {
			d := m.mean[i] - c
			v += m.weight[i] * (m.sd[i]*m.sd[i] + d*d)
		}
		if g := c + z*math.Sqrt(v); g > lo && g < hi {
			x = g
		}
	}
	for range 60 {
		if hi-lo <= 1e-7*(1+math.Abs(x)) {
			break
		}
		below, density := 0.0, 0.0
		for i, w := range m.weight {
			if m.sd[i] == 0 {
				if x >= m.mean[i] {
					below += w
				}
				continue
			}
			u := (x - m.mean[i]) / m.sd[i]
			below += w * 0.5 * math.Erfc(-u/math.Sqrt2)
			density += w * math.Exp(-u*u/2) / (m.sd[i] * math.Sqrt(2*math.Pi))
		}
		if below < p {
			lo = x
		} else {
			hi = x
		}
		next := lo + (hi-lo)/2
		if density > 0 {
			if g := x - (below-p)/density; g > lo && g < hi {
				if math.Abs(g-x) < 1e-7*(1+math.Abs(x)) {
					return g
				}
				next = g
			}
		}
		x = next
	}
	return x
}

// whole makes the weights sum to one again.
func (m *normals) whole() *normals {
	total := 0.0
	for _, w := range m.weight {
		total += w
	}
	for i := range m.weight {
		m.weight[i] /= total
	}
	return m
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func quadratic(x []float64, m [][]float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * dot(m[i], x)
	}
	return max(0, s)
}
