package course_test

import (
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier/dossiertest"
)

// Beland falls to 5 in August 2023, which decides; the flood a month later changes an
// input and nothing that is said; Aland falling to 10 behind it moves a carry and no
// verdict.
func TestBetween(t *testing.T) {
	d := dossiertest.Load(t, strings.Replace(river, "{areas: [works], from: 2020, position: 50, because: A speech}]",
		"{areas: [works], from: 2020, position: 50, because: A speech}, {areas: [works], from: 2023-10-05, position: 10, because: A turn}]", 1))
	between := func(from, to string) *course.Track {
		c, err := course.Between(d, agenda.Options{Draws: 1000}, date(t, from), date(t, to))
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Steps) != 2 || c.Steps[0].Day.String() != from || c.Steps[1].Day.String() != to || c.Every != "" {
			t.Fatalf("%+v", c.Steps)
		}
		return c.Of("bridge")
	}
	h := between("2023-07-01", "2023-09-15")
	if len(h.Changes) != 1 || h.Changes[0].From != "ready" || h.Changes[0].To != "held back" || h.Changes[0].Step != 1 ||
		h.Changes[0].Says != "The stance of Beland's Head of state (2023-08) decided it; without that change it would have stayed." {
		t.Errorf("%+v", h.Changes)
	}
	if h := between("2023-08-31", "2023-09-30"); len(h.Changes) != 0 {
		t.Errorf("nothing that is said moved, and yet: %+v", h.Changes)
	}
	h = between("2023-10-04", "2023-10-05")
	if len(h.Changes) != 1 || h.Changes[0].From != "held back" || h.Changes[0].To != "held back" || len(h.Changes[0].Decided) != 0 ||
		h.Changes[0].Says != "The verdict stays. Changed: the stance of Aland's Head of state (2023-10-05)." ||
		*h.Points[0].ByMember["XAA"] != 1 || *h.Points[1].ByMember["XAA"] != 0 {
		t.Errorf("%+v of %+v", h.Changes, h.Points)
	}
	if h := between("2021-03-14", "2021-03-15"); h.Points[0].Blank != course.NotProposed || h.Points[1].Blank != course.NoReach || len(h.Changes) != 0 {
		t.Errorf("%+v", h)
	}
	for from, c := range map[string][2]string{
		"2024-01-01": {"2024-01-01", "is not before"},
		"2024-02-01": {"2024-01-31", "is not before"},
		"2024-03-01": {"2024-11-16", "lies after the as-of date (2024-11-15)"},
	} {
		if _, err := course.Between(d, agenda.Options{Draws: 1000}, date(t, from), date(t, c[0])); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s to %s: %v", from, c[0], err)
		}
	}
}
