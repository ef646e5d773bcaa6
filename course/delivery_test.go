package course_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
)

// TestDeliveryOfThePast works delivery out as it would have been said: by promises of
// earlier meetings whose time was over, and never by the case's own or by what came
// later.
func TestDeliveryOfThePast(t *testing.T) {
	const sources = "-- sources/zotero.json --\n[{\"id\": \"s\", \"type\": \"report\", \"title\": \"S\"}]\n"
	d := resolved(t, sources+`-- commitments.csv --
id,meeting,date,initiative,kind,rung,text,due,kept,status,coder,assessed,searched_until,source
p1,First,2016-01-10,high-1,once,team,Send a team,,2017-01-01,fulfilled,editors,2026-01-01,2018-02-01,s
p2,Second,2017-02-10,high-2,once,team,Send a team,,,not-fulfilled,editors,2026-01-01,2019-03-01,s
p2b,Second,2017-02-10,mid-3,once,team,Send a team,2017-02-10,,not-fulfilled,editors,2026-01-01,2019-03-01,s
p3,Third,2019-04-10,high-4,once,team,Send a team,,2020-04-01,fulfilled,editors,2026-01-01,2021-05-01,s
vague,Third,2019-04-10,high-5,general,team,Do better,,,not-fulfilled,editors,2026-01-01,2021-05-01,s
late,Fourth,2025-04-10,high-6,once,team,Send a team,,,in-progress,editors,2026-01-01,2025-12-01,s
`)
	r := backtest(t, d, course.BacktestOptions{})
	cases := map[string]course.Case{}
	for _, c := range r.Cases {
		cases[c.ID] = c
	}
	said := func(pKind, carry float64) float64 {
		return 1 / (1 + math.Exp(-math.Log(pKind/(1-pKind))-1.2*(carry-0.8)))
	}
	// When high-2 was promised nothing had had its time; p2b is of its own meeting.
	if c := cases["high-2"]; c.Delivery == nil || !c.Promised || math.Abs(*c.Delivery-said(0.5, c.Carry)) > 1e-9 {
		t.Errorf("high-2: %v at carry %v", c.Delivery, c.Carry)
	}
	// By the third meeting p1 was kept and p2 and p2b were not: p0 = (1 + 5)/13, p = (1 + 6·p0)/9.
	if c := cases["high-4"]; c.Delivery == nil || math.Abs(*c.Delivery-said((1+6*6./13)/9, c.Carry)) > 1e-9 {
		t.Errorf("high-4: %v at carry %v", c.Delivery, c.Carry)
	}
	// Nothing definite is on record of what the others ask.
	if c := cases["high-5"]; c.Delivery != nil || c.Promised {
		t.Errorf("high-5: %v", c.Delivery)
	}
	if n := len(r.Delivery); n != 4 {
		t.Fatalf("%d scores", n)
	}
	p, all, promised, proposed := r.Delivery[0], r.Delivery[1], r.Delivery[2], r.Delivery[3]
	if p.ID != "promises" || p.N != 4 || p.Came != 2 || p.Meetings != 3 || len(p.Entries) != 0 {
		t.Errorf("promises %+v", p)
	}
	if all.N != promised.N+proposed.N || promised.ID != "promised" || promised.N < 3 || proposed.N != 0 {
		t.Errorf("cases %d, promised %d, proposed %d", all.N, promised.N, proposed.N)
	}
	// As of an earlier day neither the third promise nor its case has had its time.
	if r := backtest(t, d, course.BacktestOptions{Options: asOf(2020, 1, 1)}); r.Delivery[0].N != 3 {
		t.Errorf("by 2020 %+v", r.Delivery[0])
	}
}

// TestFlagshipRecord holds docs/method.md to what the flagship's own record shows,
// give or take what the draws of another day move.
func TestFlagshipRecord(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	r := backtest(t, d, course.BacktestOptions{})
	page, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(page)), " ")
	promises, cases := r.Delivery[0], r.Delivery[1]
	for _, c := range []struct {
		form string
		want []float64
	}{
		{`(\d+) of (\d+) initiatives are cases, most of them of the summit of August 2023, and (\d+) came about`, []float64{float64(len(r.Cases)), float64(r.Initiatives), float64(r.Scores.Came)}},
		{`Carry was (\S+) on average and has a Brier score of (\S+) against (\S+) for the base rate; delivery has (\d\.\d+)`, []float64{r.Scores.MeanSaid, r.Scores.Brier.Carry, r.Scores.Brier.Base, cases.Entries[0].Brier}},
		{`flagship's (\d+) promises of a definite kind whose time is over, (\d+) were kept in time. Delivery scores (\S+) on them`, []float64{float64(promises.N), float64(promises.Came), promises.Entries[0].Brier}},
	} {
		m := regexp.MustCompile(c.form).FindStringSubmatch(text)
		if m == nil {
			t.Errorf("docs/method.md has no sentence like %s", c.form)
			continue
		}
		for k, want := range c.want {
			got, err := strconv.ParseFloat(m[k+1], 64)
			if err != nil || math.Abs(got-want) > 0.02 {
				t.Errorf("docs/method.md says %q: %s, and it is %.3f", m[0], m[k+1], want)
			}
		}
	}
	if n := promises.Meetings; n != 3 || promises.Entries[1].LessRange != nil {
		t.Errorf("%d meetings", n)
	}
}

// TestDeliveryOfTheProposed holds that what nobody had promised is scored apart.
func TestDeliveryOfTheProposed(t *testing.T) {
	d := resolved(t)
	for _, i := range d.Initiatives {
		i.Rung("team").Asks = "once"
	}
	r := backtest(t, d, course.BacktestOptions{})
	all, promised, proposed := r.Delivery[1], r.Delivery[2], r.Delivery[3]
	if all.N != 34 || promised.N != 0 || proposed.N != 34 || proposed.Came != 20 || len(all.Entries) != 4 {
		t.Fatalf("%+v", r.Delivery)
	}
	// With no promise on record delivery is carry drawn towards a half, so that it does
	// no worse here, where carry tells the cases apart, than the base rate.
	if e := all.Entries; e[0].ID != "delivery" || e[1].ID != "base" || e[3].ID != "carry" || e[0].Brier > e[1].Brier || math.Abs(e[3].Brier-r.Scores.Brier.Carry) > 1e-9 {
		t.Errorf("%+v", e)
	}
}

func asOf(y, m, d int) agenda.Options {
	return agenda.Options{AsOf: dossier.Date{Year: y, Month: m, Day: d}}
}
