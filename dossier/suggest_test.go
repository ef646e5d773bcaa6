package dossier

import (
	"fmt"
	"testing"
)

func TestSuggester(t *testing.T) {
	made := 0
	s := NewSuggester(func() []string {
		made++
		return []string{"river-warnings", "clean-banks"}
	})
	for i := range mostSuggestions - 1 {
		if near := s.Nearest(fmt.Sprintf("nothing-like-it-%d", i)); near != "" {
			t.Errorf("suggests %q", near)
		}
	}
	if near := s.Nearest("river-warning"); near != "river-warnings" {
		t.Errorf("suggests %q", near)
	}
	if near := s.Nearest("clean-bank"); near != "" {
		t.Errorf("one beyond the limit is looked up: %q", near)
	}
	if near := s.Nearest("river-warning"); near != "river-warnings" {
		t.Errorf("what was said before is forgotten: %q", near)
	}
	if made != 1 {
		t.Errorf("the list was made %d times", made)
	}
}
