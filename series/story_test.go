package series

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

func storyDossier(events string) *dossier.Dossier {
	d := &dossier.Dossier{Header: &dossier.Header{}}
	for _, c := range []string{"XAR", "XBE", "XCO"} {
		d.Members = append(d.Members, &dossier.Member{Code: dossier.Ref{ID: c}})
	}
	for line := range strings.Lines(strings.TrimSpace(events)) {
		f := strings.Fields(line)
		date, err := dossier.ParseDate(f[0])
		if err != nil {
			panic(err)
		}
		d.Events = append(d.Events, &dossier.Event{ID: f[4], Date: date, Actor: dossier.Actors(f[1]), Target: dossier.Actors(f[2]), Type: strings.Trim(f[3], "-"), Confirmed: f[4] != "doubt"})
	}
	return d
}

// Each event counts once, whichever way it went; those of three members are apart; what
// no member did to another, what is no event, and what comes later is left out.
func TestStories(t *testing.T) {
	d := dossierOfStories(t)
	all := Stories(d, time.Date(2021, 6, 30, 0, 0, 0, 0, time.UTC))
	var got strings.Builder
	for _, s := range all {
		fmt.Fprintf(&got, "%v %d weight %.2f:", s.Pair, s.Events, s.Weight)
		for _, y := range s.Years {
			fmt.Fprintf(&got, " %d %d/%d/%d", y.Year, y.Counts.Cooperation(), y.Counts.Conflict(), y.Together)
			if y.Part {
				got.WriteString(" part")
			}
			if y.Unconfirmed {
				got.WriteString(" not confirmed")
			}
		}
		got.WriteString(";")
		for _, e := range s.Turns {
			got.WriteString(" " + e.ID)
		}
		got.WriteString("\n")
	}
	// 2019: 1 of 3 were conflict, 2021: 2 of 3; 3 events of conflict × (1 + 1/3).
	want := `[XBE XCO] 6 weight 4.00: 2019 2/1/1 2020 0/0/0 2021 1/2/1 part not confirmed; deed first harsh
[XAR XBE] 1 weight 0.00: 2019 1/0/1 2020 0/0/0 2021 0/0/1 part;
`
	if got.String() != want {
		t.Errorf("%s\nwant\n%s", got.String(), want)
	}
	if late, n := Collected(all); late != 9 || n != 9 {
		t.Errorf("%d of %d", late, n)
	}
	if got := Stories(&dossier.Dossier{Header: &dossier.Header{}}, time.Now()); got != nil {
		t.Errorf("%v", got)
	}
}

func dossierOfStories(t *testing.T) *dossier.Dossier {
	t.Helper()
	return storyDossier(`
2019-02 XBE+XCO XBE+XCO CONSULT both
2019-03 XCO XBE AID deed
2019-04-02 XBE:LEG XCO ACCUSE first
2019-05 XAR XBE AGREE once
2019-06 XAR XBE+XCO CONSULT three
2021-01 XBE XCO CONSULT talk
2021-02 XBE XCO ASSAULT harsh
2021-02-20 XCO XBE REJECT doubt
2021-03 XAR XBE+XCO THREATEN three-again
2021-03 XAR USA SANCTION outside
2021-04 XBE XBE PROTEST inside
2021-04 XBE XCO - context
2021-07 XBE XCO ASSAULT later
2022 XBE XCO ASSAULT much-later
`)
}

// Two answers to one question of the same polls mirror each other.
func TestMirrorsAndSights(t *testing.T) {
	trend := func(id, country, about, pollster, unit string, values ...float64) *Trend {
		s := TrendSegment{Unit: unit}
		for n, v := range values {
			s.Points = append(s.Points, TrendPoint{Point: Point{Date: dossier.Date{Year: 2020 + n}, Value: v}, Year: float64(2020 + n)})
		}
		return &Trend{Series: id, Country: country, About: dossier.Actors(about), Pollster: pollster, Unit: unit, Segments: []TrendSegment{s}}
	}
	all := map[string]*Trend{}
	for _, x := range []*Trend{
		trend("like", "XAR", "XBE", "Institute", "percent", 40, 50, 60, 45), trend("dislike", "XAR", "XBE", "Institute", "percent", 55, 46, 38, 50),
		trend("other-pollster", "XAR", "XBE", "Paper", "percent", 55, 46, 38, 50), trend("moves-alike", "XAR", "XCO", "Institute", "percent", 40, 50, 60, 45), trend("moves-too", "XAR", "XCO", "Institute", "percent", 45, 50, 40, 55),
		trend("few", "XBE", "XAR", "Institute", "percent", 40, 50, 60), trend("none", "XBE", "", "Institute", "percent", 40, 50, 60, 70), trend("score", "XBE", "XCO", "Institute", "score", 4, 5, 6, 7),
		trend("self", "XBE", "XBE", "Institute", "percent", 40, 50, 60, 70), trend("warm", "XCO", "XAR", "Institute", "degrees", 40, 50, 60, 70, 80),
	} {
		all[x.Series] = x
	}
	// 40+45 to 45+55 lie between the bounds, and fall less than they must: −0.53.
	if got := fmt.Sprint(Mirrors(all)); got != "map[dislike:like like:dislike]" {
		t.Errorf("%s", got)
	}
	all["dislike"].Segments[0].Points[0].Value = 62 // 102 with the other
	if got := fmt.Sprint(Mirrors(all)); got != "map[]" {
		t.Errorf("%s", got)
	}
	all["dislike"].Segments[0].Points[0].Value = 55
	var got strings.Builder
	for _, s := range Sights(storyDossier("2019 XAR XBE AGREE e"), all, 4) {
		mirror := "-"
		if s.Mirror != nil {
			mirror = s.Mirror.Series
		}
		fmt.Fprintf(&got, "%s %s %s %s %d; ", s.Country, s.About, s.Face.Series, mirror, len(s.Others))
	}
	if want := "XAR XBE dislike like 1; XAR XCO moves-alike - 1; XCO XAR warm - 0; "; got.String() != want {
		t.Errorf("%s, want %s", got.String(), want)
	}
}

// What is said to ask for a feeling goes before what is not, the newest before what is old, and
// of those that are about as new the one with the most waves; dislike only where there is none.
// What the question says, in whatever language, decides nothing.
func TestSightsAskForFeelings(t *testing.T) {
	all := map[string]*Trend{}
	add := func(id, asks, question string, first, waves int) {
		s := TrendSegment{Unit: "percent"}
		for n := range waves {
			s.Points = append(s.Points, TrendPoint{Point: Point{Date: dossier.Date{Year: first + n}, Value: 50}, Year: float64(first + n)})
		}
		all[id] = &Trend{Series: id, Country: "XAR", About: "XBE", Pollster: id, Unit: s.Unit, Asks: asks, Question: question, Segments: []TrendSegment{s}}
	}
	face := func(want, newer string) {
		t.Helper()
		s := Sights(storyDossier("2019 XAR XBE AGREE e"), all, 4)
		got := ""
		if s[0].Newer != nil {
			got = s[0].Newer.Series
		}
		if s[0].Face.Series != want || got != newer {
			t.Errorf("%s and later %q, want %s and %q", s[0].Face.Series, got, want, newer)
		}
	}
	add("troops", "", "would send troops", 2000, 20)
	face("troops", "")
	add("not", "dislike", "dislike them", 2000, 15)
	face("not", "")
	add("old", "feeling", "feel affinity for them", 2000, 10)
	face("old", "")
	add("new", "feeling", "see them favourably", 2010, 5)
	face("new", "")
	add("longer", "feeling", "относятся к ним хорошо", 2002, 11)
	face("longer", "")
	add("few", "feeling", "see them favourably", 2020, 2)
	add("fewer", "feeling", "see them favourably", 2021, 2)
	add("acts", "", "would send troops", 2024, 2)
	add("uneasy", "", "feel uneasy about their friendly ties, in a warm climate", 2024, 9)
	face("longer", "fewer")
	for asks, want := range map[string]string{"": "degrees", "feeling": "degrees", "dislike": "longer"} { // a scale of warmth, unless it is said
		add("degrees", asks, "on a scale", 2013, 5)
		all["degrees"].Unit, all["degrees"].Segments[0].Unit = "degrees", "degrees"
		if s := Sights(&dossier.Dossier{}, all, 3); s[0].Face.Series != want {
			t.Errorf("degrees that ask %q: %s, want %s", asks, s[0].Face.Series, want)
		}
	}
	if s := all["old"]; !s.Stale(dossier.Date{Year: 2013}) || s.Stale(dossier.Date{Year: 2011}) {
		t.Error("a series of 2009 is stale in 2013 and not in 2011")
	}
}

func TestTimeline(t *testing.T) {
	d := dossierOfStories(t)
	d.Calendar = []*dossier.CalendarDate{
		{Title: "summit", Kind: "summit", Date: dossier.Date{Year: 2021, Month: 2}, Member: dossier.Codes{"XAR", "XCO"}}, {Title: "all", Kind: "meeting", Date: dossier.Date{Year: 2023}, Member: dossier.Codes{"ALL"}},
		{Title: "vote", Kind: "election", Date: dossier.Date{Year: 2021}, Member: dossier.Codes{"ALL"}}, {Title: "alone", Kind: "meeting", Date: dossier.Date{Year: 2021}, Member: dossier.Codes{"XAR"}},
	}
	var got strings.Builder
	for _, x := range Timeline(d, time.Date(2021, 6, 30, 0, 0, 0, 0, time.UTC)) {
		fmt.Fprintf(&got, "%v:", x.Members)
		for _, e := range x.Entries {
			if e.Event != nil {
				got.WriteString(" " + e.Event.ID)
			} else {
				got.WriteString(" [" + e.Meeting.Title + "]")
			}
			if e.After {
				got.WriteString("*")
			}
		}
		got.WriteString("\n")
	}
	want := `[]: [all]* three-again three
[XAR XBE]: once
[XAR XCO]: [summit]
[XBE XCO]: much-later* later* context doubt harsh talk first deed both
`
	if got.String() != want {
		t.Errorf("%s\nwant\n%s", got.String(), want)
	}
}
