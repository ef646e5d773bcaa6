package series

import (
	"strings"
	"testing"

	"entente/event"
)

// TestUnconfirmedCounts holds that counts which rest on an event that is not
// confirmed say so, measured, saved and read back, and that no others do.
func TestUnconfirmedCounts(t *testing.T) {
	events := "id,date,source_actor,target_actor,type,summary,source,confirmed\n" +
		"ev-2025-10-meeting,2025-10-01,XAR,,,Context that the sample rests on,gazette-2025,\n" +
		"sure-a,2021-03-04,XAR,XBE,CONSULT,They meet,gazette-2025,\n" +
		"sure-b,2022-03-04,XAR,XBE,CONSULT,They meet again,gazette-2025,yes\n" +
		"unsure,2022-03-04,XAR:GOV+XCO,XBE,CONSULT,A third meeting,gazette-2025,no\n"
	d := template(t, map[string]string{"events.csv": events})
	opt := OptionsOf(d, "")
	opt.Origins, opt.By, opt.Minimum = nil, ByYear, 1
	rs, err := Relations(t.Context(), DossierEvents{D: d, AsOf: d.AsOfDay(), By: ByYear}, opt)
	if err != nil {
		t.Fatal(err)
	}
	told := func(rs []Relation) string {
		var out []string
		for _, r := range Results(rs) {
			for _, p := range r.Points {
				s := r.Source + ">" + r.Target + " " + p.Period
				if p.Unconfirmed {
					s += " not"
				}
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	const want = "XAR>XBE 2021, XAR>XBE 2022 not, XCO>XBE 2022 not"
	if got := told(rs); got != want {
		t.Errorf("measured: %s, want %s", got, want)
	}
	s, err := SaveRelations("own", rs, Making{Title: "Own", Command: "a test", On: date(t, "2023-01-31"), Sources: []string{"gazette-2025"}})
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(s.CSV)) {
		if strings.Contains(line, ",2022-12-31,") != strings.HasSuffix(line, ",no\n") && !strings.HasSuffix(line, ",confirmed\n") {
			t.Errorf("saved: %s", line)
		}
	}
	saved := template(t, map[string]string{"events.csv": events, "series/own.csv": string(s.CSV), "series/own.yaml": string(s.YAML)})
	groups, err := Groups(saved, day(t, "2024-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		if g.File != nil {
			if got := told(g.Relations); g.Origin != event.Own || got != want {
				t.Errorf("read back: %s, want %s", got, want)
			}
			return
		}
	}
	t.Error("the saved series is not read")
}
