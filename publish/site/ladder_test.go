package site_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestLadderCells holds that in the table of a ladder a cell's words stand in elements: on a
// phone a cell is a grid, where loose words and the figure in them would be parted.
func TestLadderCells(t *testing.T) {
	cell := regexp.MustCompile(`<td data-l="[^"]*"[^>]*>([^<]*)`)
	n := 0
	for name, file := range render(t, group(t, 3)) {
		_, table, _ := strings.Cut(string(file), `<table class="ladder">`)
		table, _, _ = strings.Cut(table, "</table>")
		for _, m := range cell.FindAllStringSubmatch(table, -1) {
			if n++; strings.TrimSpace(m[1]) != "" {
				t.Errorf("%s: a cell begins with %q", name, m[1])
			}
		}
	}
	if n == 0 {
		t.Error("no cell of a ladder")
	}
}
