package site_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestUnconfirmedRelations holds that a period whose counts rest on an event or a
// saved value that is not confirmed keeps the mark, in the table and in the words of
// its chart, and that no other period has it.
func TestUnconfirmedRelations(t *testing.T) {
	files := busy([]string{"BRN", "KHM"})
	events := strings.ReplaceAll(files[0][1], "\n", ",\n")
	events = strings.Replace(events, "source,\n", "source,confirmed\n", 1)
	files[0][1] = regexp.MustCompile(`(?m)^(ev-3,.*,)$`).ReplaceAllString(events, "${1}no")
	saved := strings.ReplaceAll(files[2][1], "\n", ",no\n")
	files[2][1] = strings.Replace(saved, "kind,no\n", "kind,confirmed\n", 1)
	text := strings.ReplaceAll(parse(t, render(t, group(t, 2, files...))["relations.html"]).text, "\u00a0", " ")
	for _, want := range []string{"2020 (not confirmed) ", "2018 (not confirmed) ", "to 1 (not confirmed)"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "2021 (not confirmed)") {
		t.Error("a year of confirmed events has the mark")
	}
	sure := parse(t, render(t, group(t, 2, busy([]string{"BRN", "KHM"})...))["relations.html"])
	if strings.Contains(sure.text, "not confirmed") {
		t.Error("what is confirmed has the mark")
	}
}
