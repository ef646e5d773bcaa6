package markup

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestLimitsPage holds that docs/prose.md gives the limits as they are.
func TestLimitsPage(t *testing.T) {
	page, err := os.ReadFile("../docs/prose.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "\n## Limits\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var said []int
	for _, m := range regexp.MustCompile(`(?m)^\| ([\d,]+) \||(\d+) bytes between|key (\d+) bytes|locator (\d+) char|more than (\d+) back`).FindAllStringSubmatch(section, -1) {
		n, err := strconv.Atoi(strings.ReplaceAll(strings.Join(m[1:], ""), ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, n)
	}
	want := []int{maxBytes, maxDepth, maxLines, maxColumns, maxCells, maxBrackets, maxMarks, maxNotes, maxNoteRefs, maxDirectives, maxDirective, maxKey, maxLocator, maxBackticks}
	if !slices.Equal(said, want) {
		t.Errorf("the page says %v, and the code %v", said, want)
	}
}
