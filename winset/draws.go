package winset

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// Estimate is a judged quantity. Low ≤ Best ≤ High; Confidence is 0.5-1.
type Estimate struct{ Low, Best, High, Confidence float64 }

// Exactly is an estimate without spread.
func Exactly(v float64) Estimate { return Estimate{v, v, v, 1} }

// Widen stretches the range by the stated confidence: low′ = best−(best−low)/c
// and high likewise, both clipped to lo-hi. A confidence outside 0.5-1 counts
// as the nearer bound.
func (e Estimate) Widen(lo, hi float64) Estimate {
	c := min(1, max(0.5, e.Confidence))
	clip := func(v float64) float64 { return min(hi, max(lo, v)) }
	return Estimate{clip(e.Best - (e.Best-e.Low)/c), clip(e.Best), clip(e.Best + (e.High-e.Best)/c), 1}
}

// Mean is the mean of the estimate's PERT distribution, (low+4·best+high)/6
// (Malcolm, Roseboom, Clark and Fazar 1959), without widening.
func (e Estimate) Mean() float64 { return (e.Low + 4*e.Best + e.High) / 6 }

// quantiles is an estimate's quantile function by standard normal score.
type quantiles struct {
	constant bool
	at       [zSteps + 2]float32
}

func (e Estimate) quantiles(lo, hi float64) *quantiles {
	w := e.Widen(lo, hi)
	q := new(quantiles)
	if w.High-w.Low < 1e-12 {
		q.constant = true
		q.at[0] = float32(w.Best)
		return q
	}
	t := pertTable()
	ratio := (w.Best - w.Low) / (w.High - w.Low) * modeSteps
	m := min(modeSteps-1, int(ratio))
	f := ratio - float64(m)
	for z := range zSteps + 1 {
		q.at[z] = float32(w.Low + (w.High-w.Low)*((1-f)*t[m][z]+f*t[m+1][z]))
	}
	q.at[zSteps+1] = q.at[zSteps]
	return q
}

func (q *quantiles) of(z float32) float32 {
	if q.constant {
		return q.at[0]
	}
	x := (z + zMax) * zPerUnit
	if !(x > 0) {
		return q.at[0]
	}
	if x >= float32(zSteps) {
		return q.at[zSteps]
	}
	k := int(x)
	f := x - float32(k)
	return q.at[k] + f*(q.at[k+1]-q.at[k])
}

// Quantile gives the estimate's quantile at a standard normal score z, widened
// and clipped to lo-hi. It agrees with the Beta quantile to 0.0001 of the range
// for |z| up to 4, and is flat beyond 4.5.
func (e Estimate) Quantile(z, lo, hi float64) float64 {
	return float64(e.quantiles(lo, hi).of(float32(z)))
}

// Apply turns standard normal scores into draws from one of several estimates:
// each draw takes one of them with equal chances, as pick says (pick may be nil
// where there is one). dst and z have the same length; no estimate gives zeros.
func Apply(dst, z []float32, es []Estimate, pick []uint8, lo, hi float64) {
	switch len(es) {
	case 0:
		clear(dst)
	case 1:
		q := es[0].quantiles(lo, hi)
		if q.constant {
			for i := range dst {
				dst[i] = q.at[0]
			}
			return
		}
		for i, v := range z {
			dst[i] = q.of(v)
		}
	default:
		qs := make([]*quantiles, len(es))
		for k, e := range es {
			qs[k] = e.quantiles(lo, hi)
		}
		for i, v := range z {
			dst[i] = qs[pick[i]].of(v)
		}
	}
}

// Source gives the random numbers of a run. What it gives depends on the keys
// alone, never on the order of calls: compared cases share their numbers.
type Source struct {
	Seed uint64
	N    int // draws
	// LambdaMember and LambdaCommon weigh the factors common to a capital's
	// players and to all; their squares sum to at most 1.
	LambdaMember, LambdaCommon float64
}

func (s Source) stream(kind string, keys ...string) *rand.Rand {
	h := fnv.New128a()
	h.Write([]byte(kind))
	for _, k := range keys {
		h.Write([]byte{0})
		h.Write([]byte(k))
	}
	var sum [16]byte
	h.Sum(sum[:0])
	var hi, lo uint64
	for i := range 8 {
		hi, lo = hi<<8|uint64(sum[i]), lo<<8|uint64(sum[8+i])
	}
	return rand.New(rand.NewPCG(hi^mix(s.Seed), lo+mix(s.Seed+0x9e3779b97f4a7c15)))
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Normal fills dst with independent standard normal scores for a key.
func (s Source) Normal(dst []float32, kind string, keys ...string) {
	r := s.stream(kind, keys...)
	for i := range dst {
		dst[i] = float32(r.NormFloat64())
	}
}

// Uniform fills dst with independent numbers in [0, 1) for a key.
func (s Source) Uniform(dst []float32, kind string, keys ...string) {
	r := s.stream(kind, keys...)
	for i := range dst {
		dst[i] = r.Float32()
	}
}

// First fills pick, for each draw, with the place in the list of the least key:
// keys that are independent and uniform put what they belong to into an order in
// which each has the same chance of coming first. There are 1 to 256 keys of the
// same length; of equal ones the earlier comes first.
func First(pick []uint8, keys [][]float32) {
	clear(pick)
	for n, k := range keys[1:] {
		for d, v := range k {
			if v < keys[pick[d]][d] {
				pick[d] = uint8(n + 1)
			}
		}
	}
}

// AddNormal adds to each draw an independent normal number with the standard
// deviation that belongs to the one that pick says (pick may be nil where there is one
// deviation).
func (s Source) AddNormal(dst []float32, sd []float64, pick []uint8, kind string, keys ...string) {
	r := s.stream(kind, keys...)
	of := sd[0]
	for i := range dst {
		if pick != nil {
			of = sd[pick[i]]
		}
		dst[i] += float32(of * r.NormFloat64())
	}
}

// Factors are the factors common to a capital's players, and to all.
type Factors struct {
	source Source
	common []float32
	member map[string][]float32
	own    float32 // weight of a player's own part
}

// Factors draws the common factors for some members.
func (s Source) Factors(members []string) *Factors {
	f := &Factors{source: s, common: make([]float32, s.N), member: map[string][]float32{}}
	s.Normal(f.common, "common")
	for _, m := range members {
		v := make([]float32, s.N)
		s.Normal(v, "member", m)
		f.member[m] = v
	}
	f.own = float32(math.Sqrt(max(0, 1-s.LambdaMember*s.LambdaMember-s.LambdaCommon*s.LambdaCommon)))
	return f
}

// Position fills z with a player's scores in an area: λ_m·F_m + λ_0·G +
// √(1−λ_m²−λ_0²)·ε. A member that Factors was not asked for has no factor.
func (f *Factors) Position(z []float32, member, player, area string) {
	r := f.source.stream("position", player, area)
	lm, l0 := float32(f.source.LambdaMember), float32(f.source.LambdaCommon)
	fm := f.member[member]
	if fm == nil {
		lm, fm = 0, f.common
	}
	for i := range z {
		z[i] = lm*fm[i] + l0*f.common[i] + f.own*float32(r.NormFloat64())
	}
}
