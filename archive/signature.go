package archive

import (
	"encoding/hex"
	"fmt"
)

// Signature is a sketch of a text by which copies of it are told: the least
// values of 64 hash functions over its runs of five words (of eight characters
// in Japanese and Korean). The share of equal values estimates the share of runs
// that two texts have in common (Broder 1997, min-wise hashing).
type Signature [64]uint32

// NearEnough is the share of common runs from which two texts are copies of one:
// a syndicated story with another headline and a paragraph cut stays above it,
// two stories on one event stay far below.
const NearEnough = 0.6

// IsZero reports whether the text was too short to compare.
func (s Signature) IsZero() bool { return s == Signature{} }

// Near gives the estimated share (0-1) of runs of words that two texts have in
// common; 0 where either is too short.
func (s Signature) Near(o Signature) float64 {
	if s.IsZero() || o.IsZero() {
		return 0
	}
	same := 0
	for i := range s {
		if s[i] == o[i] {
			same++
		}
	}
	return float64(same) / float64(len(s))
}

// MarshalText writes the sketch in hexadecimal; nothing for the zero one.
func (s Signature) MarshalText() ([]byte, error) {
	if s.IsZero() {
		return nil, nil
	}
	b := make([]byte, 0, 4*len(s))
	for _, v := range s {
		b = append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
	}
	return []byte(hex.EncodeToString(b)), nil
}

// UnmarshalText reads what MarshalText writes.
func (s *Signature) UnmarshalText(text []byte) error {
	*s = Signature{}
	if len(text) == 0 {
		return nil
	}
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != 4*len(s) {
		return fmt.Errorf("a signature has %d hexadecimal digits", 8*len(s))
	}
	for i := range s {
		s[i] = uint32(b[4*i])<<24 | uint32(b[4*i+1])<<16 | uint32(b[4*i+2])<<8 | uint32(b[4*i+3])
	}
	return nil
}

// CopyOf gives the source in the archive whose text is the same as one with a
// signature, in any of its versions, or "".
func (a *Archive) CopyOf(s Signature, not string) (source string, share float64) {
	for _, id := range a.Sources() {
		if id == not {
			continue
		}
		for _, k := range a.metas[id].Pages {
			if n := s.Near(k.Signature); n >= NearEnough && n > share {
				source, share = id, n
			}
		}
	}
	return source, share
}
