package winset

import "math/bits"

// Bits is a set of draws.
type Bits []uint64

// NewBits is an empty set for n draws.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Fill puts the first n draws into the set.
func (b Bits) Fill(n int) {
	for i := range b {
		b[i] = ^uint64(0)
	}
	if r := n % 64; r != 0 && len(b) > 0 {
		b[len(b)-1] = 1<<r - 1
	}
}

// And keeps the draws that are in both.
func (b Bits) And(o Bits) {
	for i, w := range o {
		b[i] &= w
	}
}

// Or adds the draws of the other set.
func (b Bits) Or(o Bits) {
	for i, w := range o {
		b[i] |= w
	}
}

// AndNot takes the other set's draws out.
func (b Bits) AndNot(o Bits) {
	for i, w := range o {
		b[i] &^= w
	}
}

// Count is how many draws are in the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// CountAnd is how many draws are in all of the sets; 0 for no set.
func CountAnd(sets ...Bits) int {
	if len(sets) == 0 {
		return 0
	}
	n := 0
	for i, w := range sets[0] {
		for _, s := range sets {
			w &= s[i]
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// Has reports whether a draw is in the set.
func (b Bits) Has(i int) bool { return b[i/64]>>(i%64)&1 == 1 }

// Set puts a draw into the set.
func (b Bits) Set(i int) { b[i/64] |= 1 << (i % 64) }
