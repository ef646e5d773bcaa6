package check_test

import (
	"fmt"
	"testing"
)

// A figure that only rows with confirmed: no state is printed with a word that says
// so, by a directive, or with a finding.
func TestUnconfirmedPrinted(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"The office keeps 31 boats [@gazette-2025].", true},
		{"巡視船は31隻である[@gazette-2025]。", true},
		{"A harbour office of Arden keeps 31 patrol boats.", true}, // no citation, but the row's words
		{"In a poll 44.5 percent of adults liked the harbour [@gazette-2025].", true},
		{"The patrol sank 77 barges [@gazette-2025].", true},

		// Another row has it as a whole, or of another date.
		{"In May 2025 there were 19 ferries [@gazette-2025].", true},
		{"In April 2023 there were 19 ferries [@gazette-2025].", false},
		{"In June 2024 there were 27 piers [@gazette-2025].", false}, // the second of two confirmed rows is of that month
		{"An old page has 31 boats, a misprint [@gazette-2025].", false},

		{"The office keeps 31 boats, which is not confirmed [@gazette-2025].", false},
		{"The office reportedly keeps 31 boats [@gazette-2025].", false},
		{"The office is said to keep 31 boats [@gazette-2025].", false},
		{"The office keeps 31 boats [@gazette-2025]. This has not been independently verified.", false},
		{"The office keeps 31 boats [@gazette-2025]. The treaty has not been verified.", true}, // of something else
		{"巡視船は31隻とされる[@gazette-2025]。", false},
		{"순시선은 31척으로 알려졌다 [@gazette-2025].", false},
		{"По неподтверждённым данным, у ведомства 31 судно [@gazette-2025].", false},
		{"The office keeps {{fact boats}} [@gazette-2025].", false},
		{"The office filled 110 posts [@gazette-2025].", false}, // confirmed
		{"The fund holds 52 coins [@gazette-2025].", false},     // one row of the two is confirmed
		{"He was 31 then.", false},
		{"They met on 31 March 2025 [@gazette-2025].", false},
	} {
		dir := template(t)
		put(t, dir, "facts.csv", "id,what,value,unit,of,date,source,confirmed\n"+
			"boats,Patrol boats of the harbour office,31,boats,,2025,gazette-2025,no\n"+
			"crews,Crews for each boat,2.4,crews,31 boats,2025,gazette-2025,\n"+
			"ferries,Ferries that sail,19,ferries,,2025-05,gazette-2025,no\n"+
			"ferries-later,Ferries that sailed,19,ferries,,2023-04,gazette-2025,\n"+
			"piers,Piers of the harbour,27,piers,,2024-06,gazette-2025,no\n"+
			"piers-april,Piers in April,27,piers,,2024-04,gazette-2025,\n"+
			"piers-june,Piers in June,27,piers,,2024-06,gazette-2025,\n"+
			"coins-a,Coins of the fund,52,coins,,2025,gazette-2025,no\n"+
			"coins-b,Coins of the fund,52,coins,,2025,gazette-2025,\n"+
			"xar-env-posts-2025,Posts filled,110,posts,,2025,gazette-2025,\n")
		edit(t, dir, "events.csv", func(s string) string {
			return s + "ev-barges,2025-03-01,XAR,XBE,,ASSAULT,water,The patrol sank 77 barges,gazette-2025,no,\n"
		})
		put(t, dir, "report.md", "---\ntitle: A report\n---\n"+c.text+"\n")
		put(t, dir, "polls/more.csv", "series,country,question,pollster,end,value,source,confirmed\nHARBOUR,XAR,Like the harbour,House,2025-06,44.5,gazette-2025,no\n")
		var got []string
		for _, f := range run(t, dir, false) {
			if f.File == "report.md" && f.Rule == "unconfirmed-printed" {
				got = append(got, f.String())
			}
		}
		if (len(got) > 0) != c.want || len(got) > 1 {
			t.Errorf("%s: %v (all: %v)", c.text, got, fmt.Sprint(run(t, dir, false)))
		}
	}
}
