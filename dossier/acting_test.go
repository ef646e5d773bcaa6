package dossier_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
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

// TestMostActingWithWhatIsRequired counts what acts on something that an initiative
// requires as acting on it: thirty-three caps on each of two are few for either, and too
// many for the one that requires the other.
func TestMostActingWithWhatIsRequired(t *testing.T) {
	dir := example(t)
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	one, two := d.Initiative("fish-stocks"), d.Initiative("river-warnings")
	if len(one.Requires) != 1 || one.Requires[0].Initiative.ID != two.ID {
		t.Fatalf("%s requires %+v", one.ID, one.Requires)
	}
	for k := range 33 {
		for _, i := range []*dossier.Initiative{one, two} {
			write(t, dir, fmt.Sprintf("constraints/cap-%s-%d.md", i.ID, k), fmt.Sprintf("---\ntitle: A cap\nmembers: [XAR]\neffect: cap\ncaps: {%s: %s}\npressure: [{from: 2020, low: 0, best: 0, high: 0}]\nsource: [%s]\n---\n", i.ID, i.Target.ID, one.Source.IDs()[0]))
		}
	}
	var said []string
	for _, f := range load(t, dir) {
		if f.Rule == "too-many" {
			said = append(said, f.String())
		}
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], "initiatives/fish-stocks.md: error: ") || !strings.Contains(said[0], "or what it requires on one day") {
		t.Errorf("%q", said)
	}
}
