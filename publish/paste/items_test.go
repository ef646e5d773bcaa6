package paste

import (
	"testing"
	"time"

	"entente/dossier"
	"entente/record"
)

// TestBecame holds what is said of a promise in each state, by a day of its time and after.
func TestBecame(t *testing.T) {
	end := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	during, after := end.AddDate(0, 0, -1), end
	kept := dossier.Date{Year: 2025, Month: 6}
	for _, c := range []struct {
		kind        string
		kept        dossier.Date
		known, done bool
		day         time.Time
		want        string
	}{
		{"general", kept, true, true, after, "nothing definite was promised; not scored"},
		{"act", kept, true, true, during, "kept, June 2025"},
		{"act", dossier.Date{}, true, false, during, "its time runs"},
		{"act", dossier.Date{}, false, false, after, "not known: not searched to its end"},
		{"act", kept, true, true, after, "kept in time, June 2025"},
		{"act", dossier.Date{}, true, true, after, "kept in time"},
		{"act", dossier.Date{}, true, false, after, "not kept in time"},
	} {
		p := &record.Promise{Doc: &dossier.Commitment{Kind: c.kind, Kept: c.kept}, End: end, Known: c.known, Kept: c.done}
		if got := (&maker{}).became(p, c.day); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	p := &record.Promise{Doc: &dossier.Commitment{Kind: "act", SearchedUntil: dossier.Date{Year: 2026, Month: 4}}, End: end, Known: true}
	if got := (&maker{}).became(p, after); got != "not kept in time; searched until April 2026" {
		t.Errorf("%q", got)
	}
}
