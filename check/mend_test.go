package check_test

import (
	"fmt"
	"slices"
	"testing"

	"entente/dossier"
	"entente/dossier/dossiertest"
)

// TestMends states which faults of texts have a mend and what it writes, and
// applies each.
func TestMends(t *testing.T) {
	for _, c := range []struct{ sentence, rule, text string }{
		{"They met in the the old house.", "doubled-word", "the"},
		{"They met in The the old house.", "doubled-word", "The"},
		{"日本語 They met in the\nthe old house.", "doubled-word", "the"},
		{"They met in the **the** old house.", "doubled-word", "-"}, // two marks of emphasis would be left
		{"They met late.The text came later.", "run-together", "late. The"},
		{"They met in March,then parted.", "run-together", "arch, then"},
		{"They met inthe old house.", "run-together", "in the"},
		{"They met in2019 in the old house.", "run-together", "in 2019"},
		{"The ministersagreed to meet.", "run-together", "ministers agreed"},
		{"Former Prime Minister Kishidda came.", "name-variant", "Kishida"},
		{"Kishidda came. So Kishidda left.", "name-variant", "-"}, // twice is hardly a slip
		{"Japs came.", "contested-term", "Japanese"},
		{"The film is about comfort girls.", "contested-term", "-"}, // the term says more than a form
		{"The Dokdo dispute goes on.", "contested-term", "Dokdo/Takeshima"},
		{"It was {{pole JP_CAO_AFFINITY_KOR at=2019-10}} of adults asked.", "unknown-directive", "{{poll"},
		{"It was {{ pole JP_CAO_AFFINITY_KOR at=2019-10}} of adults asked.", "unknown-directive", "{{ poll"},
		{"It was {{survey JP_CAO_AFFINITY_KOR at=2019-10}} of adults asked.", "unknown-directive", "-"},
		{"The whining went on.", "framing", "-"},
		{"Support was 37 percent [@cabinet-office-2020].", "denominator", "-"},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			dir := corpusDossier(t, []item{{sentence: c.sentence}})
			found := run(t, dir, false)
			var got []string
			for _, f := range found {
				switch {
				case f.Rule != c.rule:
				case f.Mend != nil:
					got = append(got, f.Mend.Text)
				default:
					got = append(got, "-")
				}
			}
			if !slices.Equal(got, []string{c.text}) {
				t.Errorf("mends %q, want %q: %v", got, c.text, found)
			}
			if n := len(dossiertest.Mends(t, dir, found, func() []dossier.Finding { return run(t, dir, false) })); (n > 0) != (c.text != "-") {
				t.Errorf("%d mends were applied", n)
			}
		})
	}
}

// TestMendsOfCorpus holds that no sound sentence gets a mend, and applies the
// first of each other sentence: what it mends is gone, and nothing new is found.
func TestMendsOfCorpus(t *testing.T) {
	items := slices.Concat(corpus(t, "dev"), corpus(t, "frozen"), corpus(t, "later"))
	dir := corpusDossier(t, items)
	before, mended := map[string][]string{}, map[string]dossier.Finding{}
	for _, f := range run(t, dir, false) {
		before[f.File] = append(before[f.File], f.Rule+f.Message)
		if _, have := mended[f.File]; f.Mend == nil || have {
			continue
		}
		mended[f.File] = f
		var n int
		if _, err := fmt.Sscanf(f.File, "pieces/s%d.md", &n); err != nil || items[n].rule == "" {
			t.Errorf("%v: would write %q", f, f.Mend.Text)
		}
	}
	if len(mended) < 15 {
		t.Errorf("%d sentences have a mend", len(mended))
	}
	for file, f := range mended {
		edit(t, dir, file, func(s string) string { return string(f.Mend.Apply([]byte(s))) })
	}
	for _, f := range run(t, dir, false) {
		was, changed := mended[f.File]
		switch {
		case !changed:
		case f.Rule == was.Rule && f.Message == was.Message:
			t.Errorf("%v: stays after writing %q", was, was.Mend.Text)
		case !slices.Contains(before[f.File], f.Rule+f.Message):
			t.Errorf("%v: writing %q brings %v", was, was.Mend.Text, f)
		}
	}
}
