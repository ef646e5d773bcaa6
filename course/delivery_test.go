package course_test

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/goldentest"
	"entente/words"
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

// TestFlagshipRecord holds docs/method.md to what the flagship's own record shows:
// go test ./course -run FlagshipRecord -update writes the paragraph anew.
func TestFlagshipRecord(t *testing.T) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	r := backtest(t, d, course.BacktestOptions{})
	promises, cases := r.Delivery[0], r.Delivery[1]
	if r.Scores == nil || len(promises.Entries) == 0 || len(cases.Entries) == 0 {
		t.Fatalf("too few to score: %+v", r.Delivery)
	}
	want := fmt.Sprintf("On the flagship, as of %s, %d of %d initiatives are cases, and %d came about. Carry was %.2f on average and has a Brier score of %.2f against %.2f for the base rate; delivery has %.2f. "+
		"Of the flagship's promises of a definite kind %d have had their time, and %d were kept in it. Delivery scores %.2f on them; to say one half of each scores 0.25, and their own rate, known only afterwards, %.2f. "+
		"The cases were proposed on %d days and the promises made at %d meetings; on fewer than five there is no interval.",
		r.Dossier.AsOf.Last().Format("2 January 2006"), len(r.Cases), r.Initiatives, r.Scores.Came, r.Scores.MeanSaid, r.Scores.Brier.Carry, r.Scores.Brier.Base, cases.Entries[0].Brier,
		promises.N, promises.Came, promises.Entries[0].Brier, promises.Entries[2].Brier, r.Scores.Days, promises.Meetings)
	page, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	old := regexp.MustCompile(`(?s)On the flagship, as of .*?\n\n`).FindString(string(page))
	if strings.Join(strings.Fields(old), " ") == want {
		return
	}
	if !*goldentest.Update {
		t.Fatalf("docs/method.md says\n%s\nand it is\n%s\nlook at it, then -update", old, want)
	}
	text := strings.Join(words.Wrap(want, 120), "\n") + "\n\n"
	if err := os.WriteFile("../docs/method.md", []byte(strings.Replace(string(page), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
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
