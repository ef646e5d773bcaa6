package evidence

import (
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"entente/archive"
	"entente/evidence/lex"
)

// SignatureOf sketches a text. The zero Signature stands for a text of fewer
// than 20 runs, which is too short to compare.
func SignatureOf(text string) archive.Signature {
	var s archive.Signature
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
