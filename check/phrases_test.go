package check

import (
	"fmt"
	"strings"
	"testing"
)

// All places of all phrases are found, as by looking for each alone.
func TestPhrasesLikeOneByOne(t *testing.T) {
	list := []string{"he", "she", "his", "hers", "", "aa", "aaa", "日本", "日本海", "本海", "İz", "her", "he"}
	for _, text := range []string{"", "ushers", "aaaaa", "aaaaaaa she", "日本海と日本", "in İzmir", "h", "hehehe his", "x\xffhe"} {
		for _, fold := range []bool{false, true} {
			var want []hit
			for n, p := range list {
				for at := 0; p != ""; {
					i := strings.Index(text[at:], p)
					if i < 0 {
						break
					}
					want = append(want, hit{n, at + i, at + i + len(p)})
					at += i + len(p)
				}
			}
			if got := indexPhrases(list, fold).in(text); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%q, fold %v: %v, not %v", text, fold, got, want)
			}
		}
	}
	if got := indexPhrases([]string{"LIANCOURT Rocks"}, true).in("İ: the liancourt rocks"); fmt.Sprint(got) != "[{0 8 23}]" {
		t.Errorf("letters of other sizes, after one whose small letter is shorter: %v", got)
	}
}

// A text marks the phrases that it holds, also those that end within others, and
// those that an earlier text has marked count again.
func TestPhrasesMarked(t *testing.T) {
	list := []string{"she", "he", "e", "hat", "at"}
	x := indexPhrases(list, false)
	seen := make([]bool, len(x.nodes))
	marked := func() (out []string) {
		for n, s := range seen {
			for _, p := range x.nodes[n].ends {
				if s {
					out = append(out, list[p])
				}
			}
		}
		return out
	}
	for _, c := range []struct {
		text string
		any  bool
		want string
	}{
		{"no", false, "[]"},
		{"he", true, "[he e]"},
		{"she", true, "[she he e]"},
		{"e", true, "[she he e]"},
		{"what", true, "[she he e hat at]"},
	} {
		if any := x.mark(c.text, seen); any != c.any || fmt.Sprint(marked()) != c.want {
			t.Errorf("%q: %v %v", c.text, any, marked())
		}
	}
}
