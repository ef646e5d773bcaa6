package site

import (
	"regexp"
	"strings"
	"testing"
)

// sided are rules that name a side of the window, where a line begins or ends on the
// other in a language that runs from right to left.
var sided = regexp.MustCompile(`(?:text-align|float):(?:left|right)|(?:margin|padding|border)-(?:left|right)|[;{](?:left|right):|(?:margin|padding):(?:[^ ;}]+) ([^ ;}]+) (?:[^ ;}]+) ([^ ;}]+)`)

// TestNoSides holds that the style sheet says start and end, so that pages mirror.
func TestNoSides(t *testing.T) {
	src, err := staticFiles.ReadFile("static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for rule := range strings.SplitSeq(string(src), "}") {
		if strings.Contains(rule, "[dir=rtl]") {
			found++
			continue
		}
		for _, m := range sided.FindAllStringSubmatch(rule, -1) {
			if m[1] == m[2] && m[1] != "" { // both sides alike
				continue
			}
			t.Errorf("%q names a side: write start and end (margin-inline-start, padding-inline, inset-inline-start)", m[0])
		}
	}
	if found == 0 {
		t.Error("no rule is for pages from right to left")
	}
}
