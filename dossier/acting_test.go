package dossier_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestMostActing holds that the sixty-fifth constraint on one initiative on one
// day is an error, and that those which follow each other are none.
func TestMostActing(t *testing.T) {
	fault := func(n int, head func(k int) string) string {
		dir := example(t)
		_, text, _ := strings.Cut(read(t, dir, "constraints/old-quarrel.md"), "---\n")
		text = regexp.MustCompile(`(?m)^(?:since|until):.*\n`).ReplaceAllString(text, "")
		for k := range n {
			write(t, dir, fmt.Sprintf("constraints/old-quarrel-%d.md", k), "---\n"+head(k)+text)
		}
		for _, f := range load(t, dir) {
			if f.Rule == "too-many" {
				return f.String()
			}
		}
		return ""
	}
	always := func(int) string { return "" }
	said := fault(64, always)
	m := regexp.MustCompile(`^initiatives/\S+: error: (\d+) constraints .*; at most 64 can`).FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("%q", said)
	}
	all, _ := strconv.Atoi(m[1])
	own := all - 64 // of the example itself
	if own < 1 || own > 3 {
		t.Fatalf("%d of the example act", own)
	}
	if said := fault(64-own, always); said != "" {
		t.Errorf("sixty-four: %s", said)
	}
	if said := fault(65-own, always); !strings.Contains(said, "65 constraints") {
		t.Errorf("sixty-five: %q", said)
	}
	if said := fault(70, func(k int) string { return fmt.Sprintf("since: 20%02d-01-01\nuntil: 20%02d-12-31\n", k, k) }); said != "" {
		t.Errorf("one a year: %s", said)
	}
	if said := fault(70, func(k int) string { return "since: 2001\nuntil: 2001-01-01\n" }); said == "" {
		t.Error("all on one day: nothing is said")
	}
}
