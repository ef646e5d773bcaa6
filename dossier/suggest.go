package dossier

import (
	"slices"
	"sync"
)

// mostSuggestions is how many different unknown words a Suggester compares with
// all that are known: who has misspelt more has one cause, which the first show.
const mostSuggestions = 100

// Suggester gives the nearest of a long list of words to words that are not in it,
// for "did you mean": the list is made when first needed, a word is looked up
// once, and only so many are, so that the time stays in step with the list however
// many words are wrong. Several goroutines may use it.
type Suggester struct {
	mu    sync.Mutex
	all   func() []string
	words []string
	said  map[string]string
}

// mostListed is how many known words are shown where none of them is near.
const mostListed = 12

// NewSuggester suggests words that all gives; it is called at most once.
func NewSuggester(all func() []string) *Suggester {
	return &Suggester{all: all, said: map[string]string{}}
}

// Nearest is the known word most like a word, as the function Nearest finds it;
// "" where none is near, or where a hundred other words were asked for before.
func (s *Suggester) Nearest(word string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if near, ok := s.said[word]; ok || len(s.said) >= mostSuggestions {
		return near
	}
	s.make()
	near := Nearest(word, s.words)
	s.said[word] = near
	return near
}

// Few is all known words where they are few enough to be read at a glance, and nil
// where they are more.
func (s *Suggester) Few() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.make(); len(s.words) > mostListed {
		return nil
	}
	return s.words
}

// make makes the list when it is first needed.
func (s *Suggester) make() {
	if s.words == nil {
		s.words = slices.Compact(s.all())
	}
}
