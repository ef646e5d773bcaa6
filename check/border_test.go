package check_test

import (
	"fmt"
	"slices"
	"testing"

	"entente/dossier"
)

// findings gives the rules that a sentence breaks, in the dossier of the corpus.
func findings(t *testing.T, sentences ...string) []map[string]bool {
	t.Helper()
	var items []item
	for _, s := range sentences {
		items = append(items, item{sentence: s})
	}
	out := make([]map[string]bool, len(sentences))
	for i := range out {
		out[i] = map[string]bool{}
	}
	for _, f := range run(t, corpusDossier(t, items), false) {
		var n int
		if _, err := fmt.Sscanf(f.File, "pieces/s%04d.md", &n); err == nil {
			out[n][f.Rule] = true
		}
	}
	return out
}

// A difference of two percentages is one of points. It is taken for that where
// it agrees with them to their rounding, and the change in percent does not.
func TestPercentOrPointsAtItsBorders(t *testing.T) {
	want := []struct {
		sentence string
		found    bool
	}{
		{"Support among adults rose from 40 percent to 45 percent, by 5 percent.", true},
		{"Support among adults fell from 45 percent to 40 percent, by 5 percent.", true},
		{"Support among adults rose from 40 percent to 45.05 percent, by 5 percent.", true},
		{"Support among adults rose from 40 percent to 45.1 percent, by 5 percent.", false},
		{"Support among adults rose from 40 percent to 44.9 percent, by 5 percent.", false},
		{"Support among adults rose from 40 percent to 45.5 percent, by 5 percent.", false},
		{"Support among adults rose from 40 percent to 48 percent, by 5 percent.", false},
		{"Support among adults rose from 40 percent to 45 percent, by 12.5 percent.", false}, // of 40
		{"Support among adults fell from 45 percent to 40 percent, by 11 percent.", false},   // of 45
		{"Support among adults rose from 40 percent to 42 percent, by 2 percent.", true},
		{"Support among adults rose from 85 percent to 90 percent, by 5 percent.", true},   // 5.9 percent
		{"Support among adults rose from 98 percent to 100 percent, by 2 percent.", false}, // points and percent agree
		{"Support among adults rose from 40 percent to 45 percent, by 5 percentage points.", false},
		{"Support among adults rose from 90 percent to 95 percent, by 5 percent.", true},  // 5.6 percent of 90
		{"Support among adults fell from 95 percent to 90 percent, by 5 percent.", false}, // 5.3 percent of 95
	}
	var sentences []string
	for _, w := range want {
		sentences = append(sentences, w.sentence)
	}
	for i, got := range findings(t, sentences...) {
		if got["percent-or-points"] != want[i].found {
			t.Errorf("found %v, want %v: %s", got["percent-or-points"], want[i].found, want[i].sentence)
		}
	}
}

// The figure that is reported is the difference, and never one of the two levels.
func TestPercentOrPointsNamesTheDifference(t *testing.T) {
	for sentence, want := range map[string]string{
		"Support among adults rose from 80 percent to 90 percent, by 10 percent.":              "from 80% to 90% is a difference of 10 percentage points, not percent",
		"Support among adults rose by 10 percent, from 80 percent to 90 percent.":              "from 80% to 90% is a difference of 10 percentage points, not percent",
		"Support among adults rose from 10 percent to 90 percent, by 80 percent.":              "from 10% to 90% is a difference of 80 percentage points, not percent",
		"Support among adults was 80 percent and then 90 percent, a difference of 10 percent.": "from 80% to 90% is a difference of 10 percentage points, not percent",
		"Support among adults rose from 90 percent to 95 percent, by 5 percent.":               "from 90% to 95% is a difference of 5 percentage points, not percent",
	} {
		got := ""
		for _, f := range run(t, corpusDossier(t, []item{{sentence: sentence}}), false) {
			if f.Rule == "percent-or-points" {
				got = f.Message
			}
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
	}
}

// A silence is for one rule in one file, and where it has a key for the lines
// and messages that hold it; one that silences nothing is said to.
func TestSilenceIsForItsFile(t *testing.T) {
	for _, c := range []struct {
		rule, file, key string
		left            int // of one finding in each of two files
	}{
		{"framing", "report.md", "", 1},
		{"framing", "pieces/note.md", "", 1},
		{"framing", "pieces/note.md", "stubborn", 1},
		{"framing", "pieces/note.md", "whining", 2}, // the key stands in the other file
		{"framing", "pieces", "", 2},
		{"framing", "note.md", "", 2},
		{"vague-source", "report.md", "", 2},
	} {
		dir := template(t)
		edit(t, dir, "report.md", func(string) string { return "---\ntitle: A report\n---\nThe whining of one side.\n" })
		edit(t, dir, "pieces/note.md", func(string) string { return "---\ntitle: A note\n---\nThe stubborn other side.\n" })
		edit(t, dir, "silences.yaml", func(string) string {
			return fmt.Sprintf("silences:\n  - {rule: %s, file: %s, key: %q, reason: A test, by: Me, date: 2026-01-01}\n", c.rule, c.file, c.key)
		})
		left, unused := 0, false
		for _, f := range run(t, dir, false) {
			if f.Rule == "framing" {
				left++
			}
			unused = unused || f.Rule == "unused-silence"
		}
		if left != c.left || unused != (c.left == 2) {
			t.Errorf("%+v: %d left, unused: %v", c, left, unused)
		}
	}
}

// Under --strict advice is no fault, and everything else is.
func TestStrictLeavesAdviceOut(t *testing.T) {
	dir := template(t)
	edit(t, dir, "report.md", func(string) string {
		return "---\ntitle: A report\n---\nExperts say that it will not hold. The whining of one side.\n"
	})
	rules := func(strict bool) []string {
		var out []string
		for _, f := range run(t, dir, strict) {
			if f.File == "report.md" && f.Severity != dossier.Error {
				out = append(out, f.Rule)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	if got := rules(false); !slices.Equal(got, []string{"framing", "vague-source"}) {
		t.Errorf("%v", got)
	}
	if got := rules(true); !slices.Equal(got, []string{"framing"}) {
		t.Errorf("under --strict: %v", got)
	}
}
