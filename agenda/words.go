package agenda

import (
	"fmt"
	"math"
	"strings"
)

// Tenths gives a share as tenths, 0-10, rounded; a share that is neither 0 nor 1
// stays within 0-10 as it rounds, so that 0.97 reads "10 in 10" only from 0.95.
func Tenths(p float64) int { return int(math.Round(min(1, max(0, p)) * 10)) }

// InTen says a share of draws in words: "8 in 10".
func InTen(p float64) string {
	switch {
	case p > 0 && p < 0.05:
		return "under 1 in 10"
	}
	return fmt.Sprintf("%d in 10", Tenths(p))
}

// InTenOrDash is InTen, or "–" where nothing was assessed.
func InTenOrDash(p *float64) string {
	if p == nil {
		return "–"
	}
	return InTen(*p)
}

// rankOf says a Shapley share in words.
func rankOf(share float64) string {
	switch {
	case share >= 0.4:
		return "most"
	case share >= 0.15:
		return "some"
	}
	return "little"
}

// upper puts a capital at the beginning of a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// lowerFirst takes the capital off a rung's name inside a sentence, unless the
// first word is an acronym or a name (another capital follows within it).
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if len(first) < 2 || first[0] < 'A' || first[0] > 'Z' || strings.ToLower(first[1:]) != first[1:] || keepCapital[first] {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// keepCapital are words that begin rungs and keep their capital.
var keepCapital = map[string]bool{}
