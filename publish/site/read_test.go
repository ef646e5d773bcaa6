package site

import (
	"fmt"
	"strings"
	"testing"

	"entente/recent"
)

// Texts that are asked for in turn are read once, and however many there are, no more
// than two lots stay.
func TestReadTexts(t *testing.T) {
	texts := readTexts{recent.Values[string, readText]{Most: mostRead}}
	first, err := texts.read("A *text*.")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("word ", mostRead/40)
	for n := range 30 {
		if _, err := texts.read(fmt.Sprint(n, " ", long)); err != nil {
			t.Fatal(err)
		}
		if again, err := texts.read("A *text*."); err != nil || again != first {
			t.Fatalf("after %d: read anew, %v", n, err)
		}
	}
	if _, ok := texts.Get("0 " + long); ok {
		t.Error("what was asked for long ago stays")
	}
}
