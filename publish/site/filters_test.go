package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/record"
)

// Seven initiatives of every verdict but one, for the lead and the filters.
func sevenInitiatives() []*agenda.Initiative {
	one := func(id string, v agenda.Verdict, members []string, held ...string) *agenda.Initiative {
		i := &agenda.Initiative{ID: id, Verdict: v, Members: members, ByMember: map[string]*agenda.Capital{}}
		for _, h := range held {
			i.HeldBackBy = append(i.HeldBackBy, agenda.Hold{Kind: "constraint", ID: h})
		}
		return i
	}
	both, ar := []string{"XAR", "XBE"}, []string{"XAR"}
	out := []*agenda.Initiative{
		one("a", agenda.Ready, both), one("b", agenda.Ready, ar), one("c", agenda.WithinReach, both, "old-quarrel"), one("d", agenda.HeldBack, both, "old-quarrel", "few-hands"),
		one("e", agenda.HeldBack, both, "few-hands"), one("f", agenda.NotAssessed, both), one("g", agenda.Delivered, both),
	}
	out[0].QuickWin = true
	out[0].ByMember["XAR"], out[1].ByMember["XAR"] = &agenda.Capital{Owners: []string{"xar-president"}}, &agenda.Capital{Owners: []string{"xar-president"}}
	out[1].ByMember["XBE"] = &agenda.Capital{Owners: []string{"xbe-premier"}}
	return out
}

// A filter has as many initiatives as it matches, and there is none of nought.
func TestFiltersCount(t *testing.T) {
	b := exampleBuilder(t)
	b.A.Initiatives = sevenInitiatives()
	var got []string
	for _, g := range b.makeFilters() {
		for _, it := range g.Items {
			got = append(got, fmt.Sprintf("%s: %s %d", g.Name, strings.TrimSuffix(strings.TrimPrefix(it.Path, "by/"), ".html"), it.Count))
		}
	}
	want := []string{"Quick wins: quick-wins 1", "Verdict: ready 2", "Verdict: within-reach 1", "Verdict: held-back 2", "Verdict: not-assessed 1", "Verdict: delivered 1", "Member: member-xar 7", "Member: member-xbe 6", "Owner: owner-xbe-premier 1", "Owner: owner-xar-president 2"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	area := b.D.Areas[0].ID.ID
	b.A.Initiatives[2].Area = area
	b.D.Members = b.D.Members[:1]
	got = nil
	for _, g := range b.makeFilters() {
		got = append(got, g.Name)
	}
	if s := strings.Join(got, " "); s != "Quick wins Verdict Area Owner" {
		t.Errorf("with an area and one member: %s", s)
	}
}

// marked writes a sentence with where its pieces lead.
func marked(s sentence) string {
	var out strings.Builder
	for _, l := range s {
		if l.Href == "" {
			out.WriteString(l.Text)
		} else {
			out.WriteString("[" + l.Text + "](" + l.Href + ")")
		}
	}
	return out.String()
}

// The lead says what is ready, what is quick, and what binds most often.
func TestLeadOfTheAgenda(t *testing.T) {
	b := exampleBuilder(t)
	say := func() string {
		var out []string
		for _, s := range b.lead("../") {
			out = append(out, marked(s))
		}
		return strings.Join(out, "\n")
	}
	b.A.Initiatives = nil
	if got := say(); got != "No initiative is on the agenda yet." {
		t.Errorf("an empty agenda: %s", got)
	}
	b.A.Initiatives, b.A.Promises = sevenInitiatives(), record.Counts{}
	want := "Of [7 initiatives](../index.html#agenda) [2 are ready](../by/ready.html): no capital stands in the way on the record. Whether they would be delivered cannot be said: nothing is on record of what they ask. With a value that all have agreed, a lead in every government, a first result within a year, and an even chance of delivery or better, [1 is a quick win](../by/quick-wins.html).\n" +
		"[1 is within reach](../by/within-reach.html) and [2 are held back](../by/held-back.html); what holds back first most often is “[The quarrel over the island](../constraints/old-quarrel.html)” ([2 initiatives](../constraints/old-quarrel.html#holds)). For [1](../by/not-assessed.html) the record is too thin to say and [1](../by/delivered.html) is in place already."
	if got := strings.Replace(say(), "record.\nWhether", "record. Whether", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Consent stands with the record of promises, and delivery in the next sentence.
	b.A.Promises = record.Counts{Dated: 9, Definite: 6, Scored: 5, Kept: 2}
	b.A.Initiatives[0].Delivery = &record.Delivery{P: 0.31, Like: []string{"x", "y"}, LikeKept: []string{"y"}, Months: 24}
	if got, want := say(), "on the record. Of [5 promises that can be scored](../counted/promises-scored.html), [2 were kept](../counted/promises-kept.html) in time. Of the [2 like those that are ready](../counted/promises-like.html), [1 was](../counted/promises-like-kept.html).\nOnce promised, delivery within two years is put at about 3 in 10. With a value that all have agreed,"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwithout\n%s", got, want)
	}
	// The ready are named, in their order; where they are many they are not.
	if got := b.ready("../"); len(got) != 2 || got[0] != b.initiativeLink("../", b.A.Initiatives[0].ID) {
		t.Errorf("ready: %v", got)
	}
	few := b.A.Initiatives
	b.A.Initiatives = slices.Repeat(few[:1], mostListed)
	if got := len(b.ready("")); got != mostListed {
		t.Errorf("%d of %d are named", got, mostListed)
	}
	b.A.Initiatives = slices.Repeat(few[:1], mostListed+1)
	if got := b.ready(""); got != nil {
		t.Errorf("too many are named: %v", got)
	}
	// One that is a cause of several names both counts; of one where it is the only first, one.
	few[4].HeldBackBy = append(few[4].HeldBackBy, agenda.Hold{Kind: "constraint", ID: "old-quarrel"})
	b.A.Initiatives = few
	if got, want := say(), "([2 initiatives](../constraints/old-quarrel.html#holdsfirst) where it is the first cause, [3](../constraints/old-quarrel.html#holds) where it is one)"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwithout\n%s", got, want)
	}
	// The lists that these lead to are as long.
	if h := b.held("../", "constraint", "old-quarrel"); len(h.First) != 2 || h.N() != 3 || h.First[0].Link.Href != "../initiatives/c.html" {
		t.Errorf("%+v", h)
	}
	b.A.Initiatives, b.A.Promises = b.A.Initiatives[3:5], record.Counts{} // each is held back by something else
	if got, want := say(), "None of [2 initiatives](../index.html#agenda) is ready.\nNone is within reach and [2 are held back](../by/held-back.html)."; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The home page says how carry has fared as a forecast, in the words of the backtest: no
// worse and no better than the interval of the difference allows, whichever score is lower.
func TestHomeSaysHowCarryFared(t *testing.T) {
	b := exampleBuilder(t)
	for _, c := range []struct {
		name  string
		carry float64
		less  *record.Interval
		want  string
	}{
		{"worse", 0.4, &record.Interval{Low: 0.01, High: 0.2}, "As a forecast carry does worse than the base rate of the other cases (Brier 0.40 against 0.23; 5 in 10 for every case gets 0.25): what capitals could carry says little of what gets done in that time."},
		{"better", 0.1, &record.Interval{Low: -0.2, High: -0.01}, "As a forecast carry does better than the base rate of the other cases (Brier 0.10 against 0.23; 5 in 10 for every case gets 0.25)."},
		{"equal", 0.23, &record.Interval{Low: -0.1, High: 0.1}, "As a forecast carry cannot be told from the base rate of the other cases (Brier 0.23 against 0.23; 5 in 10 for every case gets 0.25): the interval of the difference holds 0."},
		{"lower, but not clearly", 0.2, &record.Interval{Low: -0.1, High: 0.01}, "As a forecast carry cannot be told from the base rate of the other cases (Brier 0.20 against 0.23; 5 in 10 for every case gets 0.25): the interval of the difference holds 0."},
		{"too few days", 0.1, nil, "Whether carry as a forecast does better than the base rate of the other cases (Brier 0.10 against 0.23; 5 in 10 for every case gets 0.25) cannot be said: they were proposed on 4 days, too few for an interval."},
	} {
		b.Past.Backtest = &course.Backtest{Scores: &record.Scores{N: 12, Days: 4, Brier: record.Score{Carry: c.carry, Base: 0.23, LessRange: c.less}}}
		n := b.notes()
		notes := strings.Join(append(n.More, n.Refuted), "\n")
		if open := n.Refuted != ""; open != (c.name == "worse") {
			t.Errorf("%s: it stands openly: %v", c.name, open)
		}
		if !strings.Contains(notes, c.want+" Resolved so far: 12 cases; the method has the record.") || strings.Count(notes, "forecast") != 1 {
			t.Errorf("%s: %q", c.name, notes)
		}
	}
	for _, r := range []*course.Backtest{nil, {}} {
		b.Past.Backtest = r
		if got := fmt.Sprint(*b.notes()); strings.Contains(got, "forecast") {
			t.Errorf("without scores: %q", got)
		}
	}
}
