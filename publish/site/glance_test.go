package site

import (
	"fmt"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/record"
)

// What binds first is what holds back most or, where nothing does, the stance at
// whose limit the lowest ceiling stands.
func TestWhatBinds(t *testing.T) {
	b := exampleBuilder(t)
	capital := func(p *float64, pivot string) *agenda.Capital {
		c := &agenda.Capital{Share: agenda.Share{P: p}}
		if pivot != "" {
			c.Pivotal = []agenda.Pivot{{Player: pivot, Share: 1}}
		}
		return c
	}
	i := &agenda.Initiative{ID: "fish-stocks", Members: []string{"XAR", "XBE"}, ByMember: map[string]*agenda.Capital{"XAR": capital(new(0.4), "xar-president"), "XBE": capital(new(0.3), "xbe-premier")}}
	president, premier := link{Href: "../initiatives/fish-stocks.html#xar", Text: "Stance of President (XAR)"}, link{Href: "../initiatives/fish-stocks.html#xbe", Text: "Stance of Premier (XBE)"}
	if got := b.binds("../", i); got == nil || *got != premier {
		t.Errorf("%+v", got)
	}
	for name, c := range map[string]*agenda.Capital{"as low": capital(new(0.4), "xbe-premier"), "higher": capital(new(0.5), "xbe-premier"), "not assessed": capital(nil, "xbe-premier"), "at nobody's limit": capital(new(0.1), "")} {
		i.ByMember["XBE"] = c
		if got := b.binds("../", i); got == nil || *got != president {
			t.Errorf("%s: %+v", name, got)
		}
	}
	i.ByMember = map[string]*agenda.Capital{"XAR": capital(nil, ""), "XBE": capital(new(0.1), "")}
	if got := b.binds("../", i); got != nil {
		t.Errorf("%+v", got)
	}
	i.HeldBackBy = []agenda.Hold{{Kind: "constraint", ID: "old-quarrel"}, {Kind: "constraint", ID: "few-hands"}}
	if got := b.binds("../", i); got == nil || *got != (link{Href: "../constraints/old-quarrel.html", Text: "The quarrel over the island"}) {
		t.Errorf("%+v", got)
	}
}

// Who has no stance on record is named by capital, the first by name; where nobody
// is missing the reason stands.
func TestWhoIsMissing(t *testing.T) {
	b := exampleBuilder(t)
	for want, missing := range map[string][]string{
		"No stance on record: Arden, President":                   {"xar-president"},
		"No stance on record: Arden, President and one other":     {"xar-president", "a"},
		"No stance on record: Arden, President and 2 others":      {"xar-president", "a", "b"},
		"No stance on record: Arden, President; Belmora, Premier": {"xar-president", "/", "xbe-premier"},
		"The reason of it": nil,
	} {
		i := &agenda.Initiative{Members: []string{"XAR", "XBE"}, Why: "The reason of it.", ByMember: map[string]*agenda.Capital{"XAR": {}, "XBE": {}}}
		at := "XAR"
		for _, id := range missing {
			if id == "/" {
				at = "XBE"
				continue
			}
			i.ByMember[at].Missing = append(i.ByMember[at].Missing, id)
		}
		if got := b.missingWords(i); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A target is in place since the first row of its history from which on the level
// never fell below it.
func TestInPlaceSince(t *testing.T) {
	at := func(year int, level float64) dossier.Level {
		return dossier.Level{From: dossier.Date{Year: year}, Level: level}
	}
	for _, c := range []struct {
		rows []dossier.Level
		want string
	}{
		{nil, "In place"},
		{[]dossier.Level{at(2020, 45)}, "In place since 2020"},
		{[]dossier.Level{at(2020, 44), at(2021, 45), at(2022, 80)}, "In place since 2021"},
		{[]dossier.Level{at(2020, 45), at(2021, 44), at(2022, 45)}, "In place since 2022"},
		{[]dossier.Level{at(2020, 45), at(2021, 44)}, "In place"},
	} {
		i := &agenda.Initiative{Target: agenda.RungRef{Level: 45}, Doc: &dossier.Initiative{}}
		for n := range c.rows {
			i.Doc.History = append(i.Doc.History, &c.rows[n])
		}
		if got := inPlaceSince(i); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// The message of the calibration picture goes by the bins whose interval lies wholly
// outside what was said.
func TestMessageOfCalibration(t *testing.T) {
	bin := func(n int, low, high float64) record.Bin {
		return record.Bin{Word: "likely", Low: 0.55, High: 0.8, N: n, Mean: new(0.7), Rate: new((low + high) / 2), Interval: &record.Interval{Low: low, High: high}}
	}
	less, more, same, none := bin(12, 0.1, 0.54), bin(12, 0.81, 0.99), bin(12, 0.55, 0.8), record.Bin{Low: 0.55, High: 0.8}
	for _, c := range []struct {
		bins []record.Bin
		want string
	}{
		{[]record.Bin{same, none}, "What came about is within error of carry"},
		{[]record.Bin{bin(12, 0.1, 0.55), bin(12, 0.8, 0.9)}, "What came about is within error of carry"},
		{[]record.Bin{less, same}, "Less came about than carry said"},
		{[]record.Bin{same, more}, "More came about than carry said"},
		{[]record.Bin{less, more}, "What came about differs from carry"},
		{[]record.Bin{bin(0, 0.1, 0.2)}, "What came about is within error of carry"},
	} {
		b := &builder{Past: course.Past{Backtest: &course.Backtest{Calibration: c.bins, Cases: make([]course.Case, 7)}}}
		got := b.Calibration()
		if got == nil || got.Title != c.want || !strings.HasSuffix(got.Subtitle, "n = 7") {
			t.Errorf("%+v, want %q", got, c.want)
		}
	}
	for _, p := range []course.Past{{}, {Backtest: &course.Backtest{}}} {
		if got := (&builder{Past: p}).Calibration(); got != nil {
			t.Errorf("%+v is drawn of nothing", got)
		}
	}
}

// The cheapest set of changes leads to who and what would change.
func TestWhatIsNeeded(t *testing.T) {
	b := exampleBuilder(t)
	i := &agenda.Initiative{ID: "fish-stocks", Levers: []agenda.LeverSet{{Moves: []agenda.Move{{Kind: "player", ID: "xar-president"}, {Kind: "constraint", ID: "old-quarrel"}, {Kind: "no-deal", Member: "XBE", From: 10, To: 22}, {Kind: "player", ID: "xbe-premier", Sure: true}}}, {Moves: []agenda.Move{{Kind: "player", ID: "xbe-premier"}}}}}
	n := b.need("../", i)
	got := fmt.Sprint(n.Players, n.Others, n.Sure)
	want := fmt.Sprint([]link{{Href: "../members/xar.html#xar-president", Text: "President (XAR)"}}, []link{{Href: "../constraints/old-quarrel.html", Text: "relief of “The quarrel over the island”"}, {Href: "../initiatives/fish-stocks.html#levers", Text: "a failure that costs Belmora 12 points more"}}, []link{{Href: "../members/xbe.html#xbe-premier", Text: "Premier (XBE)"}})
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if n := b.need("", &agenda.Initiative{}); len(n.Players)+len(n.Others) != 0 {
		t.Error(n)
	}
}
