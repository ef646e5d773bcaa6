package series

import (
	"cmp"
	"math"
	"slices"

	"entente/winset"
)

// reading is one poll as the smoother takes it: when, in years; its value with
// its sampling error, which is above 0; and which pollster took it, from 0.
type reading struct {
	at, value, se float64
	house         int
}

// smoothed is the posterior of a local-level model,
//
//	value = level(at) + offset(house) + N(0, se²),  level(t+Δ) = level(t) + N(0, σ²Δ),
//
// as a mixture over the standard deviation σ of the level's changes and the
// spread ω of the offsets. Offsets are N(0, ω²) and sum to zero over the
// pollsters, so the level is that of their average: a bias that all share is
// not visible in polls.
//
// For a given σ the level follows from the Kalman filter with a diffuse start
// and the fixed-interval smoother (Durbin and Koopman, Time Series Analysis by
// State Space Methods, 2nd ed. 2012, ch. 2); the columns of the offsets go
// through the same filter and are then regressed out (ibid., 6.2). Pooling of
// pollsters follows Jackman (2005), "Pooling the polls over an election
// campaign", Australian Journal of Political Science 40(4).
type smoothed struct {
	read   []int     // by time: the reading taken then, in order of time, or -1
	at     []float64 // times at which the level is given
	step   float64   // typical spacing of the readings, in years; 0 for fewer than two times
	houses int
	parts  []part
}

// part is the posterior at one σ and ω.
type part struct {
	weight   float64
	rate     float64   // σ² per year
	mean     []float64 // of the level, by time
	variance []float64
	offset   []float64 // of each house; nil for one house
	offsetSD []float64
	// reads is by how much each house reads above the level at the last time, and
	// the variance of what it reads there: level and offset hang together; nil for
	// one house.
	reads [][2]float64
}

// The grid over σ and ω. The prior of both is a half-Cauchy (Gelman 2006) in
// units of a reading's sampling error: for σ, over the typical spacing.
const (
	priorSigma   = 5.0
	priorOmega   = 1.0
	leastSigma   = 0.02
	mostSigma    = 300.0
	coarse, fine = 24, 28
	keepWithin   = 9.0  // nodes further below the best, in log posterior, are left out
	leastError   = 1e-6 // of the spread of the readings: keeps the arithmetic sound
	leastShare   = 1e-4 // of the largest error: variances beyond 1e8 apart lose all digits
)

var omegas = []float64{0.1, 0.25, 0.5, 1, 2, 4, 8}

// smooth gives the posterior of the level at the times of the readings and at
// those of more that lie between the first and the last. Readings are in order
// of time; those that are not sound are left out. With none it is nil.
func smooth(readings []reading, more []float64) *smoothed {
	rs := usable(readings)
	if len(rs) == 0 {
		return nil
	}
	f := newFilter(rs, more)
	s := &smoothed{at: f.at, read: f.read, step: f.step, houses: f.houses}
	if f.step == 0 { // one moment: nothing is known of changes, and nothing needs to be
		s.parts = f.at1(0, 0)
		normalise(s.parts)
		return s
	}
	lo, hi := math.Log(leastSigma), math.Log(mostSigma)
	nodes := f.grid(lo, hi, coarse)
	// A second grid, where the first found weight, so that a long series is not
	// judged by one or two nodes.
	best := slices.Max(nodes.score)
	width := (hi - lo) / (coarse - 1)
	first, last := hi, lo
	for i, x := range nodes.x {
		if nodes.score[i] > best-keepWithin {
			first, last = min(first, x-width), max(last, x+width)
		}
	}
	nodes = f.grid(max(lo, first), min(hi, last), fine)
	best = slices.Max(nodes.score)
	for i, x := range nodes.x {
		if nodes.score[i] > best-keepWithin {
			s.parts = append(s.parts, f.at1(f.rate(x), logPrior(x, priorSigma))...)
		}
	}
	normalise(s.parts)
	return s
}

// sound reports whether a reading can be worked with.
func (r reading) sound() bool {
	return math.Abs(r.at) < 1e6 && math.Abs(r.value) < 1e12 && r.se >= 0 && r.se < 1e12
}

// usable leaves out what is not sound, orders by time, and keeps errors above zero.
func usable(in []reading) []reading {
	var out []reading
	lo, hi, most := math.Inf(1), math.Inf(-1), 0.0
	for _, r := range in {
		if r.sound() {
			out = append(out, r)
			lo, hi, most = min(lo, r.value), max(hi, r.value), max(most, r.se)
		}
	}
	slices.SortStableFunc(out, func(a, b reading) int { return cmp.Compare(a.at, b.at) })
	floor := max(leastError*(hi-lo), leastShare*most, 1e-9*max(1, math.Abs(lo), math.Abs(hi)))
	for i := range out {
		out[i].se = max(out[i].se, floor)
	}
	return out
}

// filter holds what all nodes of the grid share.
type filter struct {
	rs      []reading
	at      []float64 // times in order, each with the reading taken then or none
	read    []int     // index into rs, or -1
	step    float64
	scale   float64 // typical sampling error
	houses  int
	columns [][]float64 // by reading: value, then the basis of the offsets
	basis   [][]float64 // house × (houses−1), orthonormal, orthogonal to the sum

	up, down     []float64 // predicted and filtered variances of the last run
	state, ahead []float64
}

func newFilter(rs []reading, more []float64) *filter {
	f := &filter{rs: rs}
	for _, r := range rs {
		f.houses = max(f.houses, r.house+1)
	}
	f.basis = sumZero(f.houses)
	var errors []float64
	for _, r := range rs {
		errors = append(errors, r.se)
		f.columns = append(f.columns, append([]float64{r.value - rs[0].value}, f.basis[r.house]...))
	}
	f.scale, f.step = middle(errors), spacing(rs)
	extra := slices.Clone(more)
	extra = slices.DeleteFunc(extra, func(t float64) bool {
		return !(t > rs[0].at && t < rs[len(rs)-1].at)
	})
	slices.Sort(extra)
	for i, r := range rs {
		for len(extra) > 0 && extra[0] < r.at {
			f.at, f.read, extra = append(f.at, extra[0]), append(f.read, -1), extra[1:]
		}
		f.at, f.read = append(f.at, r.at), append(f.read, i)
	}
	n, c := len(f.at), f.houses
	f.up, f.down = make([]float64, n), make([]float64, n)
	f.state, f.ahead = make([]float64, n*c), make([]float64, n*c)
	return f
}

// sumZero gives an orthonormal basis of what sums to zero over n houses
// (Helmert's), a row a house.
func sumZero(n int) [][]float64 {
	out := make([][]float64, n)
	for h := range out {
		out[h] = make([]float64, n-1)
		for j := range out[h] {
			norm := math.Sqrt(float64((j + 1) * (j + 2)))
			switch {
			case h <= j:
				out[h][j] = 1 / norm
			case h == j+1:
				out[h][j] = -float64(j+1) / norm
			}
		}
	}
	return out
}

// spacing gives the typical spacing of readings in order of time: the median of
// the times between them; 0 where all are of one time.
func spacing(rs []reading) float64 {
	var gaps []float64
	for i := 1; i < len(rs); i++ {
		if rs[i].at > rs[i-1].at {
			gaps = append(gaps, rs[i].at-rs[i-1].at)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	return middle(gaps)
}

func middle(v []float64) float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// rate gives σ² per year for a node, whose x is the logarithm of σ over the
// typical spacing in units of the sampling error.
func (f *filter) rate(x float64) float64 {
	s := math.Exp(x) * f.scale
	return s * s / f.step
}

// logPrior is the half-Cauchy density of e^x, over x, up to a constant.
func logPrior(x, scale float64) float64 {
	s := math.Exp(x) / scale
	return x - math.Log1p(s*s)
}

type nodes struct{ x, score []float64 }

// grid gives the log posterior of nodes evenly spaced in log σ, up to a constant.
func (f *filter) grid(lo, hi float64, n int) nodes {
	var out nodes
	for i := range n {
		x := lo + (hi-lo)*float64(i)/float64(n-1)
		total := math.Inf(-1)
		e := f.run(f.rate(x))
		for _, l := range e.likelihoods(f) {
			total = logSum(total, l)
		}
		out.x, out.score = append(out.x, x), append(out.score, total+logPrior(x, priorSigma))
	}
	return out
}

func logSum(a, b float64) float64 {
	m := max(a, b)
	if math.IsInf(m, -1) {
		return m
	}
	return m + math.Log(math.Exp(a-m)+math.Exp(b-m))
}

// errorsOf are the sums over the one-step errors of a run, of which the
// likelihood is made.
type errorsOf struct {
	logF, yy float64
	b        []float64
	a        [][]float64
}

// run filters all columns with one σ².
func (f *filter) run(rate float64) errorsOf {
	c := f.houses // the value, and houses−1 columns
	e := errorsOf{b: make([]float64, c-1), a: make([][]float64, c-1)}
	for i := range e.a {
		e.a[i] = make([]float64, c-1)
	}
	v := make([]float64, c)
	for k, i := range f.read {
		m := f.state[k*c : (k+1)*c]
		p := f.ahead[k*c : (k+1)*c]
		if k == 0 { // diffuse start: the first reading is all that is known
			copy(m, f.columns[0])
			copy(p, m)
			f.up[0], f.down[0] = 0, f.rs[0].se*f.rs[0].se
			continue
		}
		copy(p, f.state[(k-1)*c:k*c])
		up := f.down[k-1] + rate*(f.at[k]-f.at[k-1])
		f.up[k] = up
		if i < 0 {
			copy(m, p)
			f.down[k] = up
			continue
		}
		r := f.rs[i].se * f.rs[i].se
		total := up + r
		g := up / total
		for j := range c {
			v[j] = f.columns[i][j] - p[j]
			m[j] = p[j] + g*v[j]
		}
		f.down[k] = up * r / total
		e.logF += math.Log(total)
		e.yy += v[0] * v[0] / total
		for j := 1; j < c; j++ {
			e.b[j-1] += v[j] * v[0] / total
			for l := 1; l <= j; l++ {
				e.a[j-1][l-1] += v[j] * v[l] / total
			}
		}
	}
	for j := range e.a {
		for l := range j {
			e.a[l][j] = e.a[j][l]
		}
	}
	return e
}

// likelihoods gives the log likelihood with the prior of ω, by ω; one entry for
// one house.
func (e errorsOf) likelihoods(f *filter) []float64 {
	base := -0.5 * (e.logF + e.yy)
	if f.houses == 1 {
		return []float64{base}
	}
	out := make([]float64, len(omegas))
	for i, o := range omegas {
		l, z, _ := e.offsets(o * f.scale)
		fitted := 0.0
		for j, b := range e.b {
			fitted += b * z[j]
		}
		det := 0.0 // log|I + ω²A| = log|A + I/ω²| + (H−1) log ω²
		for j := range l {
			det += 2 * (math.Log(l[j][j]) + math.Log(o*f.scale))
		}
		out[i] = base + 0.5*fitted - 0.5*det + logPrior(math.Log(o), priorOmega)
	}
	return out
}

// offsets gives the Cholesky factor of the offsets' precision at one ω, their
// mean, and their covariance, in the basis that sums to zero.
func (e errorsOf) offsets(omega float64) (l [][]float64, mean []float64, cov [][]float64) {
	n := len(e.b)
	precision := make([][]float64, n)
	for i := range precision {
		precision[i] = slices.Clone(e.a[i])
		precision[i][i] += 1 / (omega * omega)
	}
	l = winset.Cholesky(precision)
	mean = winset.Solve(l, e.b)
	cov = make([][]float64, n)
	for i := range cov {
		unit := make([]float64, n)
		unit[i] = 1
		cov[i] = winset.Solve(l, unit)
	}
	return l, mean, cov
}

// at1 gives the posterior at one σ², a part for each ω; weights are logarithms.
func (f *filter) at1(rate, prior float64) []part {
	e := f.run(rate)
	n, c := len(f.at), f.houses
	// The fixed-interval smoother of Rauch, Tung and Striebel, for all columns.
	variance := slices.Clone(f.down)
	state := slices.Clone(f.state)
	for k := n - 2; k >= 0; k-- {
		g := 1.0
		if f.up[k+1] > 0 {
			g = f.down[k] / f.up[k+1]
		}
		for j := range c {
			state[k*c+j] += g * (state[(k+1)*c+j] - f.ahead[(k+1)*c+j])
		}
		variance[k] = max(0, variance[k]+g*g*(variance[k+1]-f.up[k+1]))
	}
	origin := f.rs[0].value
	if c == 1 {
		for k := range state {
			state[k] += origin
		}
		return []part{{weight: e.likelihoods(f)[0] + prior, rate: rate, mean: state, variance: variance}}
	}
	var out []part
	for i, l := range e.likelihoods(f) {
		_, z, cov := e.offsets(omegas[i] * f.scale)
		p := part{weight: l + prior, rate: rate, mean: make([]float64, n), variance: slices.Clone(variance), offset: make([]float64, c), offsetSD: make([]float64, c)}
		for k := range n {
			x := state[k*c+1 : (k+1)*c]
			p.mean[k] = origin + state[k*c] - dot(x, z)
			p.variance[k] += quadratic(x, cov)
		}
		last := state[(n-1)*c+1 : n*c]
		between := make([]float64, c-1)
		for h, x := range f.basis {
			p.offset[h] = dot(x, z)
			p.offsetSD[h] = math.Sqrt(quadratic(x, cov))
			for j := range between {
				between[j] = x[j] - last[j]
			}
			p.reads = append(p.reads, [2]float64{p.offset[h], variance[n-1] + quadratic(between, cov)})
		}
		out = append(out, p)
	}
	return out
}

// normalise turns log weights into weights that sum to one, and leaves out
// those that do not count.
func normalise(ps []part) {
	best := math.Inf(-1)
	for _, p := range ps {
		best = max(best, p.weight)
	}
	total := 0.0
	for i := range ps {
		ps[i].weight = math.Exp(ps[i].weight - best)
		total += ps[i].weight
	}
	for i := range ps {
		ps[i].weight /= total
	}
}

// level gives the posterior of the level at the k-th time.
func (s *smoothed) level(k int) *normals {
	m := &normals{}
	for _, p := range s.parts {
		if p.weight > 1e-5 {
			m.add(p.weight, p.mean[k], p.variance[k])
		}
	}
	return m.whole()
}

// ahead gives the posterior of the level some years after the last reading.
func (s *smoothed) ahead(years float64) *normals {
	m := &normals{}
	last := len(s.at) - 1
	for _, p := range s.parts {
		if p.weight > 1e-5 {
			m.add(p.weight, p.mean[last], p.variance[last]+p.rate*years)
		}
	}
	return m.whole()
}

// next gives what a reading some years after the last may be, by any of the
// houses: each with its share of the readings, its offset, and the sampling error
// of its latest.
func (s *smoothed) next(years float64, share, se []float64) *normals {
	m := &normals{}
	last := len(s.at) - 1
	for _, p := range s.parts {
		if p.weight <= 1e-5 {
			continue
		}
		for h, w := range share {
			off, v := 0.0, p.variance[last]
			if p.reads != nil {
				off, v = p.reads[h][0], p.reads[h][1]
			}
			m.add(p.weight*w, p.mean[last]+off, v+p.rate*years+se[h]*se[h])
		}
	}
	return m.whole()
}

// house gives the posterior of a pollster's offset.
func (s *smoothed) house(h int) *normals {
	m := &normals{}
	for _, p := range s.parts {
		if p.weight > 1e-5 {
			m.add(p.weight, p.offset[h], p.offsetSD[h]*p.offsetSD[h])
		}
	}
	return m.whole()
}

// yearly gives quantiles of σ, the standard deviation of the level's changes
// over a year.
func (s *smoothed) yearly(p float64) float64 {
	ps := slices.Clone(s.parts)
	slices.SortFunc(ps, func(a, b part) int { return cmp.Compare(a.rate, b.rate) })
	sum := 0.0
	for _, q := range ps {
		if sum += q.weight; sum >= p {
			return math.Sqrt(q.rate)
		}
	}
	return math.Sqrt(ps[len(ps)-1].rate)
}
