package dossier

import (
	"cmp"
	"slices"
)

// Text is a short text in one or several languages. The zero value is no text.
type Text struct {
	// Plain is the text where the file gives a string: it serves every language.
	Plain string
	// By holds the texts by language code where the file gives a map.
	By map[string]string
}

// In gives the text in the first of the languages that it has, else its plain
// form, else any (the first by language code), else "".
func (t Text) In(langs ...string) string {
	for _, l := range langs {
		if s := t.By[l]; s != "" {
			return s
		}
	}
	if t.Plain != "" || len(t.By) == 0 {
		return t.Plain
	}
	return t.By[slices.Min(mapKeys(t.By))]
}

// Has reports whether there is a text of that very language.
func (t Text) Has(lang string) bool { return t.By[lang] != "" }

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Plain == "" && len(t.By) == 0 }

func mapKeys[K cmp.Ordered, V any](m map[K]V) []K {
	ks := make([]K, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

// Estimate is a judged quantity: low ≤ best ≤ high, and the judge's confidence
// (0.5-1) that the truth lies between low and high. A plain number in a file
// has all three equal and a confidence of 1. Set is false where the file says
// nothing.
type Estimate struct {
	Low, Best, High float64
	Confidence      float64
	Set             bool
}

// Exactly is an estimate without spread.
func Exactly(v float64) Estimate {
	return Estimate{Low: v, Best: v, High: v, Confidence: 1, Set: true}
}

// DefaultConfidence is taken where an estimate with a range states none.
const DefaultConfidence = 0.8
