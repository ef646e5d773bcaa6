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
		{"2013-10", "", "the highest since 2011-10"},
		{"2013-10", "low", "the lowest since 2012-10"},
		{"2011-10", "", "the highest in the series as held (since 2010)"},
		{"2020-10", "", "not confirmable: no earlier wave is held that can be compared with it (the series begins anew in 2020: by mail)"},
		{"2021-10", "", "the highest in the series as held (since 2020, when the series begins anew)"},
		{"2022-10", "", "the same as in 2020-10, and the lowest since then"},
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
