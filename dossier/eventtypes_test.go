package dossier_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestEventTypesPage holds that docs/eventtypes.md lists every type, in its part, with
// its meaning and an example, and no other.
func TestEventTypesPage(t *testing.T) {
	page, err := os.ReadFile("../docs/eventtypes.md")
	if err != nil {
		t.Fatal(err)
	}
	between, inside, _ := strings.Cut(string(page), "## Inside a country")
	row := regexp.MustCompile(`(?m)^\| ([A-Z]+) \| (\S[^|]*\S) \| (\S[^|]*\S) \|$`)
	var got []dossier.EventType
	for i, part := range []string{between, inside} {
		for _, m := range row.FindAllStringSubmatch(part, -1) {
			got = append(got, dossier.EventType{Name: m[1], Domestic: i == 1})
		}
	}
	if want := dossier.EventTypes(); !slices.Equal(got, want) {
		t.Errorf("the page lists %v,\nthe code has %v", got, want)
	}
}

// TestDomesticEvents holds that acts inside a country are taken, and only there.
func TestDomesticEvents(t *testing.T) {
	head := "id,date,source_actor,target_actor,about,type,area,summary,source\n"
	for _, c := range []struct{ row, rule string }{
		{"a,2025-07-01,XAR:GOV,,XBE,ORDER,water,The office is cut,gazette-2025\n", ""},
		{"a,2025-07-01,XAR:GOV,XAR:WATER,,ORDER,water,The office is cut,gazette-2025\n", ""},
		{"a,2025-07-01,XAR:GOV+XAR:WATER,XAR,,BUDGET,water,Money is cut,gazette-2025\n", ""},
		{"a,2025-07-01,XAR,XBE,,LAW,water,A law,gazette-2025\n", "domestic-event"},
		{"a,2025-07-01,XAR,XAR+XBE,,RULING,water,A ruling,gazette-2025\n", "domestic-event"},
		{"a,2025-07-01,XAR,XBE,,LAWS,water,A law,gazette-2025\n", "unknown-word"},
		{"a,2025-07-01,XAR,,,law,water,A law,gazette-2025\n", "unknown-word"},
	} {
		dir := t.TempDir() + "/d"
		if err := dossier.New(dir); err != nil {
			t.Fatal(err)
		}
		// The events that others cite stay.
		events, err := os.ReadFile(dir + "/events.csv")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(dir+"/more", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(dir + "/events.csv"); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(dir+"/more", dir+"/events"); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"old.csv": string(events), "new.csv": head + c.row} {
			if err := os.WriteFile(dir+"/events/"+name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		var rules []string
		for _, f := range found {
			rules = append(rules, f.Rule)
		}
		if want := strings.Fields(c.rule); !slices.Equal(rules, want) {
			t.Errorf("%q: %v", c.row, found)
		}
	}
}
