package series

import (
	"hash/fnv"
	"math"

	"entente/event"
)

// rng is SplitMix64 (Steele, Lea and Flood 2014): small, fast, the same on every
// machine.
type rng uint64

func (r *rng) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// seedOf mixes a seed with what it is used for, so that a series does not change
// when another is added.
func seedOf(seed uint64, source, target string, from event.Day) rng {
	h := fnv.New64a()
	var b [12]byte
	for i := range 8 {
		b[i] = byte(seed >> (8 * i))
	}
	for i := range 4 {
		b[8+i] = byte(uint32(from) >> (8 * i))
	}
	h.Write(b[:])
	h.Write([]byte(source + ">" + target))
	return rng(h.Sum64())
}

// bootstrap gives the 95% percentile interval of the index of a period, from
// resampling its days with replacement (Efron 1979; events of one day hang
// together, so days and not events are drawn). days are those with events, of
// length days in all; a day drawn that has none adds nothing.
//
// It is where measuring takes its time, so: both counts of a day stand in one
// word and are added at once; one random word draws three days (21 bits each,
// whose bias is under length × 2⁻²¹); and only the values at both ends are kept,
// as ratios, since the logarithm keeps their order.
func bootstrap(days []dayCount, length, times int, r rng) (low, high float64) {
	packed := make([]uint64, length)
	for i, d := range days {
		packed[i] = uint64(d.coop)<<32 | uint64(d.conf)
	}
	n := uint64(length)
	const bits, mask = 21, 1<<21 - 1
	ends := newEnds(times, 0.025)
	for range times {
		var sum uint64
		k := length
		for ; k >= 3; k -= 3 {
			x := r.next()
			sum += packed[(x&mask)*n>>bits] + packed[(x>>bits&mask)*n>>bits] + packed[(x>>(2*bits)&mask)*n>>bits]
		}
		for ; k > 0; k-- {
			sum += packed[(r.next()&mask)*n>>bits]
		}
		ends.add((float64(sum>>32) + 0.5) / (float64(sum&math.MaxUint32) + 0.5))
	}
	low, high = ends.quantiles()
	return math.Log(low), math.Log(high)
}

// ends keeps the lowest and the highest of some values: as many as the quantiles
// p and 1−p need.
type ends struct {
	times     int
	p         float64
	low, high []float64 // ascending; descending
}

func newEnds(times int, p float64) *ends {
	keep := min(times, int(p*float64(times-1))+2)
	return &ends{times: times, p: p, low: make([]float64, 0, keep), high: make([]float64, 0, keep)}
}

func (e *ends) add(v float64) {
	if n := len(e.low); n < cap(e.low) || v < e.low[n-1] {
		e.low = insert(e.low, v, func(a, b float64) bool { return a < b })
	}
	if n := len(e.high); n < cap(e.high) || v > e.high[n-1] {
		e.high = insert(e.high, v, func(a, b float64) bool { return a > b })
	}
}

// insert puts a value in its place and lets the last go where there is no room.
func insert(s []float64, v float64, before func(a, b float64) bool) []float64 {
	if len(s) < cap(s) {
		s = append(s, v)
	} else {
		s[len(s)-1] = v
	}
	for i := len(s) - 1; i > 0 && before(s[i], s[i-1]); i-- {
		s[i], s[i-1] = s[i-1], s[i]
	}
	return s
}

// quantiles interpolates between order statistics (type 7 of Hyndman and Fan
// 1996).
func (e *ends) quantiles() (low, high float64) {
	h := e.p * float64(e.times-1)
	i := int(h)
	at := func(s []float64) float64 {
		if i+1 >= len(s) {
			return s[len(s)-1]
		}
		return s[i] + (h-float64(i))*(s[i+1]-s[i])
	}
	return at(e.low), at(e.high)
}

// quantileOf interpolates between order statistics (type 7 of Hyndman and Fan
// 1996). sorted holds at least one value.
func quantileOf(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}
