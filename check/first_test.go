package check_test

import (
	"strings"
	"testing"

	"entente/dossier"
)

// TestFirstTime holds what is said of "the first time below 30 percent": yes is
// no finding, and the level itself wants no source.
func TestFirstTime(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"In 2019 closeness among adults in Japan fell below 30 percent for the first time in two years, to 26.7 percent [@cabinet-office-2019].", ""},
		{"In 2019 it was the first time since 2017 that closeness among adults in Japan fell below 30 percent: 26.7 percent felt close [@cabinet-office-2019].", ""},
		{"In 2019 closeness among adults in Japan fell below 30% for the first time ever, to 26.7 percent [@cabinet-office-2019].", "is not confirmable: the waves held begin in 2009"},
		{"In 2019 closeness among adults in Japan fell below 40 percent for the first time since 2016, to 26.7 percent [@cabinet-office-2019].", "is not so: a value below 40% is held already"},
		{"In 2019 closeness among adults in Japan rose above 30 percent for the first time since 2016, to 26.7 percent [@cabinet-office-2019].", "is not so: the value of 2019-10-27 is 26.7%, which is not above 30%"},
		{"In 2021 closeness among adults in Japan rose above 35 percent for the first time in two decades, to 37 percent [@cabinet-office-2021].", "the series begins anew in 2020"},
		{"Closeness among adults in the north fell below 30 percent for the first time.", "no series of the dossier is tied to it"},
	} {
		var said []string
		for _, f := range run(t, corpusDossier(t, []item{{sentence: c.sentence}}), false) {
			switch f.Rule {
			case "record-claim":
				said = append(said, f.Message)
				if f.Severity != dossier.Warning {
					t.Errorf("%s: %s", c.sentence, f.Severity)
				}
			case "unsourced-number", "number-not-in-source":
				t.Errorf("%s: %s", c.sentence, f.Message)
			}
		}
		got := strings.Join(said, "; ")
		if c.want == "" && got != "" || c.want != "" && (len(said) != 1 || !strings.Contains(got, c.want)) {
			t.Errorf("%s\n%s", c.sentence, got)
		}
	}
}

// TestShownBreak holds that a change of mode without a stated break is reported
// at its row.
func TestShownBreak(t *testing.T) {
	dir := template(t)
	edit(t, dir, "polls.csv", func(s string) string {
		return s + "OTHER,XAR,XBE,Like them,Institute,telephone,2023-01-10,2023-02,1000,50,,,treaty-2021,,\n" +
			"OTHER,XAR,XBE,Like them,Institute,online,2024-01-10,2024-02,1000,52,,,treaty-2021,,\n"
	})
	var said []string
	for _, f := range run(t, dir, false) {
		if f.Rule == "series-break" {
			said = append(said, f.String())
		}
	}
	if len(said) != 1 || !strings.Contains(said[0], "polls.csv:") || !strings.Contains(said[0], "another mode: telephone before") {
		t.Errorf("%q", said)
	}
}
