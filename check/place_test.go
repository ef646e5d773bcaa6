package check

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPlace holds that places are right in whatever order they are asked for.
func TestPlace(t *testing.T) {
	md := "日本 a\n\nété b\n" + strings.Repeat("字b", 200) + "\nend"
	x := &text{md: md, starts: []int{0}, line: 7}
	x.last.col = 1
	for i := range md {
		if md[i] == '\n' {
			x.starts = append(x.starts, i+1)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		off := r.IntN(len(md) + 1)
		for off < len(md) && !utf8.RuneStart(md[off]) {
			off--
		}
		before := md[:off]
		line, col := 7+strings.Count(before, "\n"), utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])+1
		if got := x.place(off); got.Line != line || got.Col != col {
			t.Fatalf("byte %d is at %d:%d, and not at %d:%d", off, line, col, got.Line, got.Col)
		}
	}
}
