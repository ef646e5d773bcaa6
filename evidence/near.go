package evidence

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"entente/evidence/lex"
)

// Signature is a sketch of a text by which copies of it are told: the least
// values of 64 hash functions over its runs of five words (of eight characters
// in Japanese and Korean). The share of equal values estimates the share of runs
// that two texts have in common (Broder 1997, min-wise hashing).
type Signature [64]uint32

// nearEnough is the share of common runs from which two texts are copies of one:
// a syndicated story with another headline and a paragraph cut stays above it,
// two stories on one event stay far below.
const nearEnough = 0.6

// SignatureOf sketches a text. The zero Signature stands for a text of fewer
// than 20 runs, which is too short to compare.
func SignatureOf(text string) Signature {
	var s Signature
	runs := shingles(text)
	if len(runs) < 20 {
		return s
	}
	for i := range s {
		s[i] = math.MaxUint32
	}
	for _, h := range runs {
		for i := range s {
			// Multiplying by odd numbers and mixing gives 64 hash functions of one.
			x := (h ^ uint64(i)*0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9
			x ^= x >> 31
			x *= 0x94D049BB133111EB
			if v := uint32(x >> 32); v < s[i] {
				s[i] = v
			}
		}
	}
	return s
}

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

// shingles hashes the runs of words of a text, without regard to case, marks and
// line breaks.
func shingles(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	n := 5
	if lex.ShareCJK(text) > 0.5 {
		joined := strings.Join(words, "")
		words = words[:0]
		for _, r := range joined {
			words = append(words, string(r))
		}
		n = 8
	}
	var out []uint64
	for i := 0; i+n <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+n] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		out = append(out, h.Sum64())
	}
	return out
}

// CopyOf gives the source in the archive whose text is the same as one with a
// signature, in any of its versions, or "".
func (a *Archive) CopyOf(s Signature, not string) (source string, share float64) {
	for _, id := range a.Sources() {
		if id == not {
			continue
		}
		for _, k := range a.metas[id].Pages {
			if n := s.Near(k.Signature); n >= nearEnough && n > share {
				source, share = id, n
			}
		}
	}
	return source, share
}
