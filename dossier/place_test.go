package dossier

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestMendsArePlaced finds the words of a mend where the finding stands: behind blanks and
// the mark of a quotation, in characters, and not where they begin another word.
func TestMendsArePlaced(t *testing.T) {
	for _, c := range []struct {
		src, was  string
		line, col int
		want      string // start-end, line:col-line:col
	}{
		{"efect: x\n", "efect", 1, 1, "0-5 1:1-1:6"},
		{"a: 1\nefect: x", "efect", 2, 1, "5-10 2:1-2:6"},
		{"\ufeffefect: x", "efect", 1, 1, "3-8 1:1-1:6"},
		{"川: efect", "efect", 1, 4, "5-10 1:4-1:9"},
		{"a,  efect,b", "efect", 1, 3, "4-9 1:5-1:10"},
		{"a,\tefect,b", "efect", 1, 3, "3-8 1:4-1:9"},
		{"a,\"efect\",b", "efect", 1, 3, "3-8 1:4-1:9"},
		{"a: 'efect'", "efect", 1, 4, "4-9 1:5-1:10"},
		{"a, \" efect\"", "efect", 1, 3, "5-10 1:6-1:11"},
		{"a: 'efect", "'efect", 1, 4, "3-9 1:4-1:10"},
		{"efect", "efect", 1, 1, "0-5 1:1-1:6"},
		{"efects: x", "efect", 1, 1, ""},
		{"efect1", "efect", 1, 1, ""},
		{"efect_", "efect", 1, 1, ""},
		{"efectü", "efect", 1, 1, ""},
		{"efect-", "efect", 1, 1, "0-5 1:1-1:6"},
		{"-a", "-", 1, 1, "0-1 1:1-1:2"}, // no word, so that none begins with it
		{"a\nb川\nc: x", "a\nb川", 1, 1, "0-6 1:1-2:3"},
		{"a\nb\nc", "a\nb\n", 1, 1, "0-4 1:1-3:1"},
		{"defect", "efect", 1, 1, ""},
		{"\\u0065fect", "efect", 1, 1, ""},
		{"efect", "efect", 2, 1, ""},
		{"efect", "efect", 0, 1, ""},
		{"efect", "efect", 1, 0, ""},
		{"efect", "", 1, 1, ""},
		{"efec", "efect", 1, 1, ""},
		{"a, ", "efect", 1, 3, ""},
		{"a, \"", "efect", 1, 3, ""},
	} {
		found := []Finding{{Pos: Pos{"a", c.line, c.col}, Mend: Replacing(c.was, "effect")}, {Pos: Pos{"none", 1, 1}, Mend: Replacing("x", "y")}, {Pos: Pos{"a", 1, 1}}}
		PlaceMends(fstest.MapFS{"a": {Data: []byte(c.src)}}, found)
		got := ""
		if m := found[0].Mend; m != nil {
			got = fmt.Sprintf("%d-%d %d:%d-%d:%d", m.Start, m.End, m.Line, m.Col, m.EndLine, m.EndCol)
			if now := string(m.Apply([]byte(c.src))); now != strings.Replace(c.src, c.was, "effect", 1) || m.File != "a" {
				t.Errorf("%q becomes %q in %q", c.src, now, m.File)
			}
		}
		if got != c.want || found[1].Mend != nil || found[2].Mend != nil {
			t.Errorf("%q in %q at %d:%d: %s, want %s", c.was, c.src, c.line, c.col, got, c.want)
		}
	}
}

// TestMisspelling is certain where one word alone is near: of four letters or more, and no
// word of the format.
func TestMisspelling(t *testing.T) {
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"efect", []string{"effect", "areas"}, "effect"},
		{"efect", []string{"effect", "effects"}, "effect"}, // effects differs in two of five
		{"stanc", []string{"stance", "stand"}, ""},
		{"clm", []string{"calm"}, ""}, {"clam", []string{"calm"}, "calm"},
		{"level", []string{"levels"}, ""}, // a key elsewhere
		{"weather", []string{"calm"}, ""},
	} {
		got := ""
		if m := Misspelling(c.word, c.known); m != nil {
			got = m.Text
		}
		if got != c.want {
			t.Errorf("%s among %v: %q, want %q", c.word, c.known, got, c.want)
		}
	}
}
