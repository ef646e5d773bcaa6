package series

import (
	"strings"
	"testing"

	"entente/dossier"
)

func waves(t *testing.T, pairs ...any) []Point {
	t.Helper()
	var out []Point
	for i := 0; i < len(pairs); i += 2 {
		s := pairs[i].(string)
		b := ""
		if rest, ok := strings.CutPrefix(s, "|"); ok {
			s, b = rest, "by mail"
		}
		d, err := dossier.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, Point{Date: d, Known: d, Value: pairs[i+1].(float64), Unit: "percent", Break: b})
	}
	return out
}

func date(t *testing.T, s string) dossier.Date {
	t.Helper()
	d, err := dossier.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStatement(t *testing.T) {
	all := waves(t, "2010-10", 60.0, "2011-10", 62.0, "2012-10", 39.0, "2013-10", 40.0, "2014-10", 31.0, "2019-10", 26.7, "|2020-10", 34.9, "2021-10", 37.0, "2022-10", 34.9)
	for _, c := range []struct{ at, dir, want string }{
		{"2019-10", "", "the lowest in the series as held (since 2010)"},
		{"2013-10", "", "the highest since October 2011"},
		{"2013-10", "low", "the lowest since October 2012"},
		{"2011-10", "", "the highest in the series as held (since 2010)"},
		{"2020-10", "", "not confirmable: no earlier wave is held that can be compared with it (the series begins anew in 2020: by mail)"},
		{"2021-10", "", "the highest in the series as held (since 2020, when the series begins anew)"},
		{"2022-10", "", "the same as in October 2020, and the lowest since then"},
		{"2018", "", "not confirmable: no wave of 2018 is held"},
	} {
		if got := Statement(all, date(t, c.at), c.dir); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.at, c.dir, got, c.want)
		}
	}
}

func TestConfirm(t *testing.T) {
	yearly := waves(t, "2009-10", 58.0, "2010-10", 60.0, "2011-10", 62.0, "2012-10", 39.0, "2013-10", 40.0, "2014-10", 31.0, "2015-10", 33.0, "2016-10", 38.0, "2017-10", 37.5, "2018-10", 39.4, "2019-10", 26.7, "|2020-10", 34.9)
	gappy := waves(t, "1988-10", 50.0, "1998-10", 47.0, "2018-10", 39.4, "2019-10", 26.7)
	for _, c := range []struct {
		name  string
		pts   []Point
		at    string
		claim Claim
		want  Answer
	}{
		{"a ten-year low, every wave held", yearly, "2019-10", Claim{Years: 10}, Yes},
		{"a five-year low that is none", yearly, "2018-10", Claim{Years: 5}, No},
		{"a 41-year low, waves from 2009", yearly, "2019-10", Claim{Years: 41}, NotConfirmable},
		{"lowest ever, waves from 2009", yearly, "2019-10", Claim{}, NotConfirmable},
		{"lowest ever, a lower one held", yearly, "2018-10", Claim{}, No},
		{"lowest since 2010", yearly, "2019-10", Claim{Since: date(t, "2010-10")}, Yes},
		{"a gap of twenty years", gappy, "2019-10", Claim{Years: 31}, NotConfirmable},
		{"a record high that is none", yearly, "2018-10", Claim{High: true}, No},
		{"the first wave after a break", yearly, "2020-10", Claim{Years: 3}, NotConfirmable},
		{"no such wave", yearly, "2008-10", Claim{Years: 3}, NotConfirmable},
	} {
		if got, why := Confirm(c.pts, date(t, c.at), c.claim); got != c.want || why == "" {
			t.Errorf("%s: %s (%s), want %s", c.name, got, why, c.want)
		}
	}
}

func TestFirstTime(t *testing.T) {
	all := waves(t, "2010-10", 60.0, "2011-10", 62.0, "2012-10", 29.0, "2013-10", 40.0, "2014-10", 31.0, "2019-10", 26.7, "|2020-10", 24.9, "2021-10", 37.0, "2022-10", 34.9)
	se := Point{Date: date(t, "2024-10"), Value: 28.9, SE: 1.2, Unit: "percent"}
	for _, c := range []struct {
		points []Point
		at     string
		level  float64
		above  bool
		want   string
	}{
		{all, "2012-10", 30, false, "below 30% for the first time in the series as held (since 2010)"},
		{all, "2019-10", 30, false, "below 30% for the first time since October 2012"},
		{all, "2019-10", 35, false, "below 35%, as in October 2014"},
		{all, "2014-10", 30, false, "not below 30%: 31%"},
		{all, "2020-10", 30, false, "not confirmable: no earlier wave is held that can be compared with it (the series begins anew in 2020: by mail)"},
		{all, "2021-10", 35, true, "above 35% for the first time in the series as held (since 2020, when the series begins anew)"},
		{all, "2018", 35, true, "not confirmable: no wave of 2018 is held"},
		{append(waves(t, "2023-10", 33.0), se), "2024-10", 30, false, "below 30% for the first time in the series as held (since 2023); 30% lies within its sampling error"},
	} {
		if got := FirstTime(c.points, date(t, c.at), c.level, c.above); got != c.want {
			t.Errorf("%s %g: %q, want %q", c.at, c.level, got, c.want)
		}
	}
}

func TestConfirmFirstTime(t *testing.T) {
	yearly := waves(t, "2009-10", 29.0, "2010-10", 60.0, "2011-10", 62.0, "2012-10", 39.0, "2013-10", 40.0, "2014-10", 31.0, "2015-10", 33.0, "2016-10", 38.0, "2017-10", 37.5, "2018-10", 39.4, "2019-10", 26.7, "|2020-10", 24.9)
	for _, c := range []struct {
		at    string
		claim Claim
		want  Answer
	}{
		{"2019-10", Claim{First: true, Level: 30, Since: date(t, "2009")}, Yes},
		{"2019-10", Claim{First: true, Level: 30, Years: 8}, Yes},
		{"2019-10", Claim{First: true, Level: 30}, No}, // 29 in 2009
		{"2019-10", Claim{First: true, Level: 28}, NotConfirmable},
		{"2019-10", Claim{First: true, Level: 25, Since: date(t, "2009")}, No},
		{"2019-10", Claim{First: true, Level: 32, Since: date(t, "2010")}, No}, // 31 in 2014
		{"2019-10", Claim{First: true, Level: 30, Since: date(t, "1990")}, No},
		{"2019-10", Claim{First: true, Level: 28, Since: date(t, "1990")}, NotConfirmable},
		{"2020-10", Claim{First: true, Level: 30, Since: date(t, "2012")}, NotConfirmable},
		{"2010-10", Claim{First: true, High: true, Level: 50, Since: date(t, "2009")}, Yes},
		{"2011-10", Claim{First: true, High: true, Level: 50, Since: date(t, "2009")}, No},
	} {
		if got, why := Confirm(yearly, date(t, c.at), c.claim); got != c.want || why == "" {
			t.Errorf("%s %+v: %s (%s), want %s", c.at, c.claim, got, why, c.want)
		}
	}
}

// TestSinceAYearLeavesItOut holds that "lowest since 2012" says nothing of 2012.
func TestSinceAYearLeavesItOut(t *testing.T) {
	pts := waves(t, "2012-10", 20.0, "2013-10", 40.0, "2014-10", 30.0)
	if got, why := Confirm(pts, date(t, "2014-10"), Claim{Since: date(t, "2012")}); got != Yes {
		t.Errorf("%s: %s", got, why)
	}
}
