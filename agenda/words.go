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

// OfTen says a share of draws as it stands in a sentence: "in 8 of 10 draws".
func OfTen(p float64) string { return strings.Replace(InTen(p), " in ", " of ", 1) }

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

// Sentence puts a capital at the beginning of a sentence.
func Sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// InSentence gives a country's name as it stands inside an English sentence:
// "the United States", "the Philippines", "Japan".
func InSentence(country string) string {
	if strings.HasPrefix(country, "the ") {
		return country
	}
	first, _, _ := strings.Cut(country, " ")
	last := country[strings.LastIndexByte(country, ' ')+1:]
	if first == "United" || last == "Islands" || last == "Republic" || last == "Emirates" || takesArticle[country] {
		return "the " + country
	}
	return country
}

var takesArticle = map[string]bool{"Netherlands": true, "Philippines": true, "Bahamas": true, "Gambia": true, "Maldives": true, "Comoros": true}

// possessive gives the possessive of a name.
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// quoteRung quotes a rung's name.
func quoteRung(name string) string { return "“" + strings.TrimSuffix(name, ".") + "”" }

// numberWord writes a small number out.
func numberWord(n int) string {
	words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}
