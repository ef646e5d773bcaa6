package dossier_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

func parsed(t *testing.T, s string) dossier.Date {
	t.Helper()
	if s == "" {
		return dossier.Date{}
	}
	d, err := dossier.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func on(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]dossier.Date{
		"1000": {Year: 1000}, "9999": {Year: 9999}, "2019": {Year: 2019}, "2019-01": {Year: 2019, Month: 1}, "2019-12": {Year: 2019, Month: 12},
		"2019-12-31": {Year: 2019, Month: 12, Day: 31}, "2020-02-29": {Year: 2020, Month: 2, Day: 29}, "2000-02-29": {Year: 2000, Month: 2, Day: 29}, "2019-04-30": {Year: 2019, Month: 4, Day: 30},
	} {
		if got, err := dossier.ParseDate(s); err != nil || got != want {
			t.Errorf("%s: %v %v", s, got, err)
		} else if got.String() != s {
			t.Errorf("%s is written %s", s, got)
		}
	}
	for s, says := range map[string]string{
		"": "write YYYY", "0999": "write YYYY", "0000": "write YYYY", "19": "write YYYY", "20190": "write YYYY", "2019-1": "write YYYY", "2019/01": "write YYYY", "2019-01/02": "write 2019-01-02 for 2 January 2019", "3/4/2019": "write 2019-04-03 for 3 April 2019, 2019-03-04 for 4 March 2019", "14.9.2026": "write 2026-09-14 for 14 September 2026", "9-14-2026": "write 2026-09-14 for 14 September 2026", "5/5/2019": "write 2019-05-05 for 5 May 2019", "31/31/2019": "write YYYY", "3/4/19": "write YYYY", "3/4/0999": "write YYYY", "201901": "write YYYY", "2o19": "write YYYY", "2019-1x": "write YYYY", "2019-01-0:": "write YYYY", "2019-01-0/": "write YYYY",
		"2019-00": "no month 0", "2019-13": "no month 13", "2019-01-00": "no day 0", "2019-01-32": "no day 32", "2019-02-29": "no day 29", "1900-02-29": "no day 29", "2019-04-31": "no day 31", "2019-01-02T": "write YYYY",
	} {
		if d, err := dossier.ParseDate(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v %v, want an error that says %q", s, d, err, says)
		}
	}
}

// A partial date covers all its days: it has begun from its first, and is over,
// or could be known, from its last.
func TestPartialDatesCoverTheirDays(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2024", "2024-01-01", "2024-12-31"}, {"2024-02", "2024-02-01", "2024-02-29"}, {"2023-02", "2023-02-01", "2023-02-28"}, {"2024-12", "2024-12-01", "2024-12-31"}, {"2024-06-15", "2024-06-15", "2024-06-15"},
	} {
		d, first, last := parsed(t, c.date), on(t, c.first), on(t, c.last)
		if !d.First().Equal(first) || !d.Last().Equal(last) {
			t.Errorf("%s: %v to %v", c.date, d.First(), d.Last())
		}
		before, after := first.AddDate(0, 0, -1), last.AddDate(0, 0, 1)
		if d.Begun(before) || !d.Begun(first) || !d.Begun(last) || !d.Begun(after) {
			t.Errorf("%s has begun on the wrong day", c.date)
		}
		if d.Ended(before) || d.Ended(first) || d.Ended(last) || !d.Ended(after) {
			t.Errorf("%s is over on the wrong day", c.date)
		}
		if d.Published(before) || d.Published(last.AddDate(0, 0, -1)) || !d.Published(last) || !d.Published(after) {
			t.Errorf("%s could be known on the wrong day", c.date)
		}
	}
	var none dossier.Date
	if day := on(t, "2024-01-01"); !none.Begun(day) || none.Ended(day) || none.Published(day) || !none.IsZero() || none.String() != "" || none.Words() != "" || !none.First().IsZero() || !none.Last().IsZero() {
		t.Error("no date reads as one")
	}
}

// Dates are in the order of their first days; of those with the same first day
// the less exact comes first.
func TestDatesInOrder(t *testing.T) {
	want := []string{"", "2018-12-31", "2019", "2019-01", "2019-01-01", "2019-01-02", "2019-02", "2019-02-01", "2019-12-31", "2020"}
	for i, a := range want {
		for j, b := range want {
			got := parsed(t, a).Compare(parsed(t, b))
			if i < j && got >= 0 || i > j && got <= 0 || i == j && got != 0 {
				t.Errorf("%q and %q compare as %d", a, b, got)
			}
		}
	}
	all := []dossier.Date{parsed(t, "2019-01-01"), parsed(t, "2019-01"), parsed(t, "2019")}
	slices.SortFunc(all, dossier.Date.Compare)
	if all[0].String() != "2019" || all[2].String() != "2019-01-01" {
		t.Errorf("%v", all)
	}
}

// On an axis a date stands in its middle.
func TestFloatYear(t *testing.T) {
	for s, want := range map[string]float64{
		"2019": 2019 + 182.0/365, "2020": 2020 + 182.5/366, "2019-01-01": 2019, "2019-12-31": 2019 + 364.0/365, "2019-01": 2019 + 15.0/365, "2019-07-02": 2019 + 182.0/365,
	} {
		if got := parsed(t, s).FloatYear(); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s stands at %v, want %v", s, got, want)
		}
	}
	if d := dossier.DateOf(time.Date(2019, 12, 31, 23, 0, 0, 0, time.FixedZone("", -3600*5))); d.String() != "2020-01-01" {
		t.Errorf("in UTC that is %s", d)
	}
	for s, want := range map[string]string{"2019": "2019", "2019-03": "March 2019", "2019-03-02": "2 March 2019"} {
		if got := parsed(t, s).Words(); got != want {
			t.Errorf("%q", got)
		}
	}
}

// A wave is named by its date as written or by the year or month that holds it;
// a longer number is not one that it begins.
func TestPollWaveByPartialDate(t *testing.T) {
	dir := example(t)
	write(t, dir, "polls.csv", "series,country,question,pollster,end,published,value,source\n"+
		"S,XAR,Trust,Institute,2022,,1,poll-2025\nS,XAR,Trust,Institute,2023-01-15,,2,poll-2025\nS,XAR,Trust,Institute,2023-06,2023-08-02,3,poll-2025\nS,XAR,Trust,Institute,2023-11,,4,poll-2025\nS,XAR,Trust,Institute,2024-02-10,,5,poll-2025\n"+
		"XAR_TRUST_BELMORA,XAR,Trust,Institute,2025-06,,44,poll-2025\nXAR_TRUST_BELMORA,XAR,Trust,Institute,2024-06,,34,poll-2025\n")
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]float64{
		"2022": 1, "2023-01-15": 2, "2023-01": 2, "2023": 2, "2023-06": 3, "2023-11": 4, "2024": 5, "2024-02": 5, "2024-02-10": 5,
		"202": 0, "2023-1": 0, "2023-01-1": 0, "2023-06-01": 0, "2022-01": 0, "2021": 0, "": 0,
	} {
		w := d.PollWave("S", at)
		if w == nil != (want == 0) || w != nil && w.Value != want {
			t.Errorf("the wave of %q: %+v, want %v", at, w, want)
		}
	}
	if d.PollWave("T", "2022") != nil {
		t.Error("a wave of no series")
	}
	waves := d.PollSeries("XAR_TRUST_BELMORA")
	if len(waves) != 2 || waves[0].Value != 34 {
		t.Errorf("the waves are not in the order of their fieldwork: %+v", waves)
	}
	if w := d.PollWave("S", "2023-06"); w.Known().String() != "2023-08-02" {
		t.Errorf("known on %s", w.Known())
	}
	if w := d.PollWave("S", "2023-11"); w.Known().String() != "2023-11" {
		t.Errorf("known on %s", w.Known())
	}
}
