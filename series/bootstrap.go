package series

import (
	"hash/fnv"
	"math"
	"slices"

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

// below gives a whole number in [0, n), n at most 2³². The bias of the multiply
// is under 2⁻³² × n.
func (r *rng) below(n int) int { return int(r.next() >> 32 * uint64(n) >> 32) }

// unit gives a number in [0, 1).
func (r *rng) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

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
func bootstrap(days []dayCount, length, times int, r rng) (low, high float64) {
	got := make([]float64, times)
	for i := range got {
		var coop, conf int64
		for range length {
			if k := r.below(length); k < len(days) {
				coop += days[k].coop
				conf += days[k].conf
			}
		}
		got[i] = math.Log((float64(coop) + 0.5) / (float64(conf) + 0.5))
	}
	slices.Sort(got)
	return quantileOf(got, 0.025), quantileOf(got, 0.975)
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
