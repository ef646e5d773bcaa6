package series

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// template gives the dossier that entente new writes, with some files put in
// place of its own.
func template(t *testing.T, files map[string]string) *dossier.Dossier {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, found, err := dossier.Load(dir)
	if n, _, _ := dossier.CountFindings(found); err != nil || n > 0 {
		t.Fatal(err, found)
	}
	return d
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// incidents is a constraint between Belmora and Coriel with further lines of
// front matter: its indicator, or a judged pressure.
func incidents(front string) string {
	return "---\ntitle: Incidents\nbetween: [XBE, XCO]\nkind: territory\neffect: shift\nareas: [water]\n" + front +
		"\nshifts:\n  - {players: [xco-council], points: -10}\nsource: gazette-2025\n---\nText.\n"
}

// pressed gives the pressure of that constraint on a day by what was known on
// another, in a dossier with further files.
func pressed(t *testing.T, front string, files map[string]string) func(day, asOf string) Pressure {
	t.Helper()
	all := map[string]string{"constraints/border-incidents.md": incidents(front)}
	for name, text := range files {
		all[name] = text
	}
	d := template(t, all)
	return func(on, asOf string) Pressure {
		return PressureAt(d, d.Constraint("border-incidents"), day(t, on), day(t, asOf))
	}
}

// pressures is pressed for an indicator that reads a measured series.
func pressures(t *testing.T, table, indicator string) func(day, asOf string) Pressure {
	t.Helper()
	return pressed(t, "indicator: {"+indicator+"}", map[string]string{"series/m.csv": "series,from,date,published,value,low,high,unit\n" + table})
}

// quarters writes counts of the quarters of some years, each published a month
// after its end.
func quarters(from int, counts ...int) string {
	var b strings.Builder
	for i, n := range counts {
		start := time.Date(from, time.Month(1+3*i), 1, 0, 0, 0, 0, time.UTC)
		end := start.AddDate(0, 3, -1)
		fmt.Fprintf(&b, "m,%s,%s,%s,%d,,,events\n", start.Format(time.DateOnly), end.Format(time.DateOnly), end.AddDate(0, 1, 0).Format(time.DateOnly), n)
	}
	return b.String()
}

func TestMeasuredCount(t *testing.T) {
	at := pressures(t, quarters(2024, 1, 2, 3, 4, 5, 6), "series: m, measure: count, months: 12, calm: 0, acute: 20")
	// By the end of 2024 the third quarter is the last that was published: with
	// the fourth unknown there is no whole year yet, and no value.
	if p := at("2024-12-31", "2024-12-31"); p.Basis != NoEvidence {
		t.Errorf("three quarters are taken for a year: %+v", p)
	}
	// The window ends with the last period known, not with the day: a quarter that
	// is not yet counted is not one without events.
	p := at("2025-02-28", "2025-02-28")
	if p.Basis != FromSeries || p.Value != 10 || math.Abs(p.SE-math.Sqrt(10)) > 1e-9 || !strings.Contains(p.Says, "10 events from 1 January 2024 to 31 December 2024") {
		t.Errorf("%+v", p)
	}
	if p.Best() != 0.5 {
		t.Errorf("10 of 20 is a pressure of %v", p.Best())
	}
	if p := at("2025-09-30", "2025-09-30"); p.Value != 3+4+5+6 {
		t.Errorf("%+v", p)
	}
	// What describes a time after the day is not used, though it is known.
	if p := at("2025-04-15", "2026-01-01"); p.Value != 2+3+4+5 {
		t.Errorf("%+v", p)
	}
	// A gap in the window gives no value, and neither does one that lies across
	// the window's beginning.
	rows := strings.SplitAfter(quarters(2024, 1, 2, 3, 4, 5), "\n")
	gap := pressures(t, rows[0]+rows[2]+rows[3]+rows[4], "series: m, measure: count, months: 12, calm: 0, acute: 20")
	if p := gap("2025-12-31", "2025-12-31"); p.Basis != NoEvidence {
		t.Errorf("a missing quarter counts as none: %+v", p)
	}
	across := pressures(t, quarters(2024, 1, 2, 3, 4), "series: m, measure: count, months: 4, calm: 0, acute: 20")
	if p := across("2025-12-31", "2025-12-31"); p.Basis != NoEvidence {
		t.Errorf("four months of quarters: %+v", p)
	}
}

func TestMeasuredLevelAndChange(t *testing.T) {
	const table = "m,2023-01-01,2023-12-31,2024-02-15,2.0,1.0,3.0,\nm,2024-01-01,2024-12-31,2025-02-15,0.5,-0.5,1.5,\n"
	at := pressures(t, table, "series: m, calm: 2, acute: -2")
	p := at("2025-01-31", "2025-01-31") // 2024 is over and not published
	if p.Value != 2 || math.Abs(p.SE-2/3.92) > 1e-9 {
		t.Errorf("%+v", p)
	}
	if p := at("2025-03-01", "2025-03-01"); p.Value != 0.5 || p.Best() != 0.375 {
		t.Errorf("%+v", p)
	}
	change := pressures(t, table, "series: m, measure: change, months: 12, calm: 0, acute: -3")
	p = change("2025-03-01", "2025-03-01")
	if p.Value != -1.5 || math.Abs(p.SE-math.Hypot(2/3.92, 2/3.92)) > 1e-9 || p.Best() != 0.5 {
		t.Errorf("%+v", p)
	}
	if p := change("2024-03-01", "2024-03-01"); p.Basis != NoEvidence {
		t.Errorf("a change without an earlier value: %+v", p)
	}
}

// A window that is whole needs every period of it to be published by the day,
// also where a later one already is.
func TestMeasuredCountNeedsWhatWasPublished(t *testing.T) {
	const late = "m,2024-01-01,2024-03-31,2024-04-30,1,,,events\nm,2024-04-01,2024-06-30,2025-06-30,2,,,events\n" +
		"m,2024-07-01,2024-09-30,2024-10-31,3,,,events\nm,2024-10-01,2024-12-31,2025-01-31,4,,,events\n"
	at := pressures(t, late, "series: m, measure: count, months: 12, calm: 0, acute: 20")
	if p := at("2025-03-01", "2025-03-01"); p.Basis != NoEvidence {
		t.Errorf("a quarter published in June 2025 counts in March: %+v", p)
	}
	if p := at("2025-06-29", "2025-06-29"); p.Basis != NoEvidence {
		t.Errorf("a day before it was published: %+v", p)
	}
	if p := at("2025-06-30", "2025-06-30"); p.Value != 10 {
		t.Errorf("on the day of publication: %+v", p)
	}
	// What happened before a day is read by what was known on another.
	if p := at("2025-03-01", "2025-06-30"); p.Value != 10 {
		t.Errorf("%+v", p)
	}
}

const pollHead = "series,country,about,question,pollster,mode,end,published,n,value,unit,break,source\n"

// A change is not read across a break, stated in either of the two waves' places.
func TestChangeStopsAtABreak(t *testing.T) {
	polls := func(broken string) map[string]string {
		var b strings.Builder
		b.WriteString(pollHead)
		for year, v := range map[string]string{"2021": "50", "2022": "48", "2023": "60", "2024": "56", "2025": "51"} {
			why := ""
			if strings.Contains(broken, year) {
				why = "online"
			}
			fmt.Fprintf(&b, "XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Arden Institute,online,%s-06,%s-07-10,1000,%s,percent,%s,poll-2025\n", year, year, v, why)
		}
		return map[string]string{"polls.csv": b.String()}
	}
	for _, c := range []struct {
		broken string
		months int
		change float64 // NaN: none can be read
		since  string
	}{
		{"", 12, -5, "2024-06"},
		{"", 24, -9, "2023-06"},
		{"", 36, 3, "2022-06"},
		{"", 48, 1, "2021-06"},
		{"2025", 12, math.NaN(), ""}, // nothing stands before the latest wave
		{"2024", 12, -5, "2024-06"},  // the wave with the break may be compared with those after it
		{"2024", 24, math.NaN(), ""},
		{"2023", 24, -9, "2023-06"},
		{"2023", 36, math.NaN(), ""},
		{"2022", 36, 3, "2022-06"},
		{"2022 2024", 12, -5, "2024-06"}, // of two breaks the later one counts
		{"2022 2024", 24, math.NaN(), ""},
	} {
		at := pressed(t, fmt.Sprintf("indicator: {poll: XAR_TRUST_BELMORA, measure: change, months: %d, calm: 0, acute: -10}", c.months), polls(c.broken))
		p := at("2026-01-01", "2026-01-01")
		if math.IsNaN(c.change) {
			if p.Basis != NoEvidence {
				t.Errorf("a break in %s, %d months: %+v", c.broken, c.months, p)
			}
			continue
		}
		if p.Basis != FromSeries || p.Value != c.change || !strings.Contains(p.Says, "since "+c.since) {
			t.Errorf("a break in %q, %d months: %+v, want %v since %s", c.broken, c.months, p, c.change, c.since)
		}
	}
}

// The bounds of a fact are an 80% interval: 2 × 1.2816 standard errors apart.
// Those of a measured series are a 95% interval: 2 × 1.96 apart.
func TestBoundsAsStandardErrors(t *testing.T) {
	facts := map[string]string{"facts.csv": "id,series,what,value,unit,of,date,published,low,high,member,source\n" +
		"p-1,xar-posts,Posts filled,110,people,,2024-12,2025-01-20,,,XAR,gazette-2025\n" +
		"f-1,posts,Posts,110,people,of 130,2024-12,2025-01-20,97.185,122.815,XAR,gazette-2025\n" +
		"f-2,posts,Posts,100,people,of 130,2025-12,2026-01-20,,,XAR,gazette-2025\n" +
		"f-0,posts,Posts,90,people,of 130,2023-12,2024-01-20,80,,XAR,gazette-2025\n" +
		"g-1,other,Others,1,people,,2024-12,,,,XAR,gazette-2025\n"}
	d := template(t, facts)
	got := Fact(d, "posts")
	if len(got) != 3 || got[0].Value != 90 || got[1].Value != 110 || got[2].Value != 100 {
		t.Fatalf("not in the order of their dates: %+v", got)
	}
	if se := got[1].SE; math.Abs(se-10) > 0.01 {
		t.Errorf("an 80%% interval 25.63 wide has a standard error of %v, want 10", se)
	}
	if got[0].SE != 0 || got[2].SE != 0 {
		t.Error("a fact with one bound or none has a standard error")
	}
	m := Measured(template(t, map[string]string{"series/m.csv": "series,from,date,published,value,low,high,unit,n\n" +
		"m,2024-01-01,2024-12-31,2025-02-15,2,0.04,3.96,,40\nm,,2025-12-31,,3,3,3,,\nn,,2025-12-31,,9,,,,\n"}), "m")
	if len(m) != 2 || math.Abs(m[0].SE-1) > 1e-9 || m[1].SE != 0 {
		t.Fatalf("%+v", m)
	}
	if m[0].Begin.String() != "2024-01-01" || m[1].Begin.String() != "2025-12-31" || m[0].Known.String() != "2025-02-15" || m[1].Known.String() != "2025-12-31" || m[0].N != 40 {
		t.Errorf("%+v", m)
	}
}

func TestSamplingErrorByHand(t *testing.T) {
	for _, c := range []struct {
		value         float64
		unit          string
		n, deff, want float64
		assumed       bool
	}{
		{50, "percent", 1000, 1, math.Sqrt(2.5), false},   // √(50·50/1000)
		{50, "", 1000, 2, math.Sqrt(5), false},            // percent where no unit is stated
		{20, "percent", 400, 1, 2, false},                 // √(20·80/400)
		{50, "percent", 1000, 0.5, math.Sqrt(2.5), false}, // no design makes a sample better than a simple random one
		{50, "percent", 0, 1, math.Sqrt(5), true},         // 1,000 with design effect 2
		{50, "percent", -1, 3, math.Sqrt(7.5), true},      // or the dossier's, where that is greater
		{0, "percent", 1000, 1, math.Sqrt(0.5 * 99.5 / 1000), false},
		{100, "percent", 1000, 1, math.Sqrt(0.5 * 99.5 / 1000), false},
		{50, "degrees", 625, 1, 1, false}, // a quarter of 0-100
		{5, "score", 625, 1, 0.1, false},  // a quarter of 0-10
		{5, "score", 625, 4, 0.2, false},
	} {
		se, assumed := SamplingError(c.value, c.unit, c.n, c.deff)
		if math.Abs(se-c.want) > 1e-12 || assumed != c.assumed {
			t.Errorf("%v %s of %v with design effect %v: %v %v, want %v %v", c.value, c.unit, c.n, c.deff, se, assumed, c.want, c.assumed)
		}
	}
}

// A constraint presses from the first day of its since to the last of its until.
func TestPressureOutsideItsTime(t *testing.T) {
	at := pressed(t, "since: 2020-06\nuntil: 2024\npressure: [{from: 2019, low: 0.2, best: 0.3, high: 0.4}, {from: 2022-03, low: 0.5, best: 0.6, high: 0.7, confidence: 0.9}]", nil)
	for on, want := range map[string]float64{
		"2020-05-31": 0, "2020-06-01": 0.3, "2022-02-28": 0.3, "2022-03-01": 0.6, "2024-12-31": 0.6, "2025-01-01": 0,
	} {
		p := at(on, "2026-01-01")
		if p.Basis != FromJudge || p.Best() != want {
			t.Errorf("%s: %+v, want %v", on, p, want)
		}
	}
	p := at("2023-01-01", "2026-01-01").Estimate
	if p.Low != 0.5 || p.High != 0.7 || p.Confidence != 0.9 {
		t.Errorf("%+v", p)
	}
	if p := pressed(t, "pressure: [{from: 2019, low: 0.2, best: 0.3, high: 0.4}]", nil)("2018-12-31", "2026-01-01"); p.Basis != NoEvidence || p.Best() != 0.5 {
		t.Errorf("before the first judgement: %+v", p)
	}
}

func TestScale(t *testing.T) {
	for _, c := range []struct{ v, calm, acute, want float64 }{
		{60, 60, 30, 0}, {30, 60, 30, 1}, {45, 60, 30, 0.5}, {70, 60, 30, 0}, {20, 60, 30, 1},
		{0, 0, 6, 0}, {3, 0, 6, 0.5}, {9, 0, 6, 1}, {-1, 0, 6, 0},
	} {
		if got := Scale(c.v, c.calm, c.acute); got != c.want {
			t.Errorf("%v between calm %v and acute %v presses with %v, want %v", c.v, c.calm, c.acute, got, c.want)
		}
	}
}

// The next date of a kind counts, from its own day on, and only where it
// concerns a member in whom the constraint acts.
func TestDaysToADate(t *testing.T) {
	calendar := map[string]string{"calendar.csv": "date,member,kind,title,source\n" +
		"2026-01-10,XAR,election,Not theirs,gazette-2025\n2026-01-31,XAR+XCO,election,One of two,gazette-2025\n" +
		"2026-02-05,ALL,summit,Another kind,gazette-2025\n2026-03-01,ALL,election,All vote,gazette-2025\n"}
	at := pressed(t, "indicator: {calendar: election, calm: 60, acute: 0}", calendar)
	for on, want := range map[string]float64{"2026-01-01": 30, "2026-01-31": 0, "2026-02-01": 28, "2026-03-01": 0} {
		if p := at(on, on); p.Basis != FromSeries || p.Value != want || len(p.Sources) != 1 {
			t.Errorf("%s: %+v, want %v days", on, p, want)
		}
	}
	if p := at("2026-03-02", "2026-03-02"); p.Basis != NoEvidence {
		t.Errorf("after the last: %+v", p)
	}
}

// The template's stances rest on its own meeting.
const eventHead = "id,date,source_actor,target_actor,about,type,area,summary,source\n" +
	"ev-2025-10-meeting,2025-10-12,XAR,XAR,,CONSULT,trade,They meet,gazette-2025\n"

// A count of events takes those of the months up to the day: one that happened
// just as many months ago is out. A partial date counts by its last day.
func TestCountOfEvents(t *testing.T) {
	events := map[string]string{"events.csv": eventHead +
		"e-1,2024-03-15,XBE,XCO,,ACCUSE,water,One,gazette-2025\n" +
		"e-2,2024-03-16,XCO:MIL,XBE+XAR,,PROTEST,water,Two,gazette-2025; poll-2025\n" +
		"e-3,2024-09,XBE,XCO,,ACCUSE,water,Three,gazette-2025\n" +
		"e-4,2025-03-15,XBE,XCO,,ACCUSE,water,Four,gazette-2025\n" +
		"e-5,2024-10-01,XAR,XCO,,ACCUSE,water,Another actor,gazette-2025\n" +
		"e-6,2024-10-01,XBE,XCO,,AGREE,water,Another type,gazette-2025\n" +
		"e-7,2024-10-01,XBE,XCO,,ACCUSE,trade,Another area,gazette-2025\n" +
		"e-8,2024-10-01,XBE,XAR,,ACCUSE,water,Another target,gazette-2025\n"}
	const filter = "indicator: {events: {source: [XBE, XCO], target: [XBE, XCO], types: [ACCUSE, PROTEST], area: [water]}, months: 12, calm: 0, acute: 4}"
	at := pressed(t, filter, events)
	for on, want := range map[string]float64{
		"2024-03-14": 0, "2024-03-15": 1, "2024-03-16": 2, "2024-09-29": 2, "2024-09-30": 3,
		"2025-03-14": 3, // all of the twelve months before
		"2025-03-15": 3, // the one of a year ago is out, and the one of today in
		"2025-03-16": 2,
		"2025-09-29": 2, "2025-09-30": 1,
		"2026-03-14": 1, "2026-03-15": 0,
	} {
		p := at(on, on)
		if p.Basis != FromSeries || p.Value != want || p.SE != math.Sqrt(want) {
			t.Errorf("%s: %v ± %v, want %v", on, p.Value, p.SE, want)
		}
	}
	p := at("2024-03-16", "2024-03-16")
	if strings.Join(p.Sources, " ") != "gazette-2025 gazette-2025 poll-2025" || !strings.HasPrefix(p.Says, "2 events in the 12 months to 16 March 2024") {
		t.Errorf("%+v", p)
	}
	all := pressed(t, "indicator: {events: {}, months: 1, calm: 0, acute: 4}", events)
	if p := all("2024-10-01", "2024-10-01"); p.Value != 5 {
		t.Errorf("a filter that asks nothing takes %v of the month's five", p.Value)
	}
	// Over time the count changes with each event and each that falls out.
	d := template(t, map[string]string{"constraints/border-incidents.md": incidents(filter), "events.csv": events["events.csv"]})
	var got []string
	for _, x := range CountedOver(d, d.Constraint("border-incidents").Indicator, day(t, "2025-06-01")) {
		got = append(got, fmt.Sprintf("%s %g", x.Date, x.Value))
	}
	if want := "2024-03-15 1, 2024-03-16 2, 2024-09-30 3, 2025-03-15 3, 2025-03-16 2, 2025-06-01 2"; strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ", "), want)
	}
	if CountedOver(d, d.Constraint("border-incidents").Indicator, day(t, "2024-03-14")) != nil {
		t.Error("nothing was counted yet")
	}
	if CountedOver(d, d.Constraint("old-quarrel").Indicator, day(t, "2025-06-01")) != nil || Counted(d, d.Constraint("old-quarrel").Indicator, day(t, "2025-06-01")) != nil {
		t.Error("a poll counts events")
	}
}

// A level reads the last wave whose fieldwork was over by the day and which was
// published by the other.
func TestLevelOfAPoll(t *testing.T) {
	at := pressed(t, "indicator: {poll: XAR_TRUST_BELMORA, calm: 60, acute: 30}", nil)
	for _, c := range []struct {
		on, asOf string
		value    float64
	}{
		{"2022-07-10", "2022-07-10", 58}, {"2023-07-07", "2023-07-07", 58}, {"2023-07-08", "2023-07-08", 47},
		{"2023-06-29", "2026-01-01", 58}, {"2023-06-30", "2026-01-01", 47}, {"2026-01-01", "2026-01-01", 44},
	} {
		if p := at(c.on, c.asOf); p.Value != c.value {
			t.Errorf("%s as known on %s: %v, want %v", c.on, c.asOf, p.Value, c.value)
		}
	}
	if p := at("2022-07-09", "2022-07-09"); p.Basis != NoEvidence {
		t.Errorf("before the first was published: %+v", p)
	}
	p := at("2026-01-01", "2026-01-01")
	if !strings.HasPrefix(p.Says, "44 percent in 2025-06 (Arden Institute)") || strings.Contains(p.Says, "sample") {
		t.Errorf("%q", p.Says)
	}
}

// A value that is not confirmed says so where it drives a pressure.
func TestUnconfirmedPressure(t *testing.T) {
	for _, c := range []struct{ indicator, file, table, want string }{
		{"{fact: xar-posts, calm: 100, acute: 0}", "facts.csv", "id,series,what,value,unit,date,source,confirmed\nxar-env-posts-2025,xar-posts,Posts,40,people,2025-12-01,gazette-2025,no\n", "40 people on 2025-12-01 (Posts), not confirmed"},
		{"{fact: xar-posts, calm: 100, acute: 0}", "facts.csv", "id,series,what,value,unit,date,source,confirmed\nxar-env-posts-2025,xar-posts,Posts,40,people,2025-12,gazette-2025,\n", "40 people in 2025-12 (Posts)"},
		{"{calendar: election, measure: days, calm: 300, acute: 0}", "calendar.csv", "date,member,kind,title,source,confirmed\n2026-06-01,ALL,election,A vote,gazette-2025,no\n", "62 days to A vote (2026-06-01), not confirmed"},
		{"{series: m, measure: count, months: 6, calm: 0, acute: 5}", "series/m.csv", "series,from,date,published,value,low,high,unit,confirmed\nm,2025-07-01,2025-09-30,2025-10-30,1,,,events,no\nm,2025-10-01,2025-12-31,2026-01-30,2,,,events,\n", "3 events from 1 July 2025 to 31 December 2025, not confirmed"},
		{"{series: m, measure: count, months: 3, calm: 0, acute: 5}", "series/m.csv", "series,from,date,published,value,low,high,unit,confirmed\nm,2025-07-01,2025-09-30,2025-10-30,1,,,events,no\nm,2025-10-01,2025-12-31,2026-01-30,2,,,events,\n", "2 events from 1 October 2025 to 31 December 2025"},
		{"{events: {types: [ASSAULT]}, measure: count, calm: 0, acute: 5}", "events.csv", "id,date,source_actor,type,summary,source,confirmed\nev-2025-10-meeting,2025-10-01,XAR,,Context,gazette-2025,\na,2026-01-01,XAR,ASSAULT,One,gazette-2025,no\nb,2026-01-02,XAR,ASSAULT,Two,gazette-2025,\n", "2 events in the 12 months to 31 March 2026, 1 of them not confirmed"},
	} {
		got := pressed(t, "indicator: "+c.indicator, map[string]string{c.file: c.table})("2026-03-31", "2026-03-31")
		if got.Says != c.want {
			t.Errorf("%q, want %q", got.Says, c.want)
		}
	}
}

// Two series set against each other, by hand: 60 of 80 is 0.75; bounds of 4 either way
// (80%) are errors of 8/2.563, so that of the ratio is √(3.121² + (0.75·3.121)²)/80.
func TestIndicatorOfTwoSeries(t *testing.T) {
	const facts = "id,series,what,value,unit,date,published,low,high,source\n" +
		"x,xar-posts,Posts,9,people,2025-12,2026-01,,,gazette-2025\n" + // which another constraint of the sample reads
		"a1,bought,Gas bought,40,bcm,2023,2024-02,,,gazette-2025\n" +
		"a2,bought,Gas bought,60,bcm,2024,2025-02,56,64,gazette-2025\n" +
		"a3,bought,Gas bought,70,bcm,2026-01,2026-02,,,gazette-2025\n" +
		"b0,burnt,Gas burnt,50,bcm,2021,2022-02,,,gazette-2025\n" +
		"b1,burnt,Gas burnt,80,bcm,2024,2025-06,76,84,gazette-2025\n" +
		"c1,none,Gas stored,1,bcm,2024,2025-02,0,2,gazette-2025\n"
	files := map[string]string{"facts.csv": facts}
	of := func(second string) func(day, asOf string) Pressure {
		return pressed(t, "indicator: {fact: bought, "+second+", calm: 0.5, acute: 1}", files)
	}
	over := of("over: {fact: burnt}")
	p := over("2025-12-31", "2025-12-31")
	if want := math.Hypot(8/2.563, 0.75*8/2.563) / 80; p.Basis != FromSeries || math.Abs(p.Value-0.75) > 1e-12 || math.Abs(p.SE-want) > 1e-12 {
		t.Errorf("%+v, not 0.75 with an error of %v", p, want)
	}
	if want := "a ratio of 0.75 in 2024 (Gas bought over Gas burnt): 60 bcm over 80 bcm"; p.Says != want || p.Best() != 0.5 {
		t.Errorf("%q with a pressure of %v", p.Says, p.Best())
	}
	// What is divided by came out in June: before that nothing is known of 2024, and of
	// 2023 only a figure of two years before, which is of another time.
	if p := over("2025-05-31", "2025-05-31"); p.Basis != NoEvidence {
		t.Errorf("known before it was published: %+v", p)
	}
	// In January 2026 that of 2024 is thirteen months old, as its year ended.
	if p := over("2026-03-31", "2026-03-31"); p.Says != "a ratio of 0.75 in 2024 (Gas bought over Gas burnt): 60 bcm over 80 bcm" {
		t.Errorf("set against another time: %+v", p)
	}
	if p := of("over: {fact: none}")("2025-12-31", "2025-12-31"); p.Basis != NoEvidence {
		t.Errorf("divided by what may be nothing: %+v", p)
	}
	less := pressed(t, "indicator: {fact: burnt, less: {fact: bought}, calm: 30, acute: 10}", files)("2025-12-31", "2025-12-31")
	if want := math.Hypot(8/2.563, 8/2.563); less.Value != 20 || math.Abs(less.SE-want) > 1e-12 || less.Says != "20 bcm in 2024 (Gas burnt less Gas bought): 80 bcm less 60 bcm" || less.Best() != 0.5 {
		t.Errorf("%+v", less)
	}
}

func TestTrim(t *testing.T) {
	for want, c := range map[string]struct {
		v    float64
		unit string
	}{
		"1,650 million dollars": {1650, "million dollars"}, "-39,400.5 MW": {-39400.5, "MW"}, "61.3 percent": {61.25, "percent"}, "7": {7.04, ""}, "USD 1,650 million": {1650, "USD million"}, "a ratio of 0.384": {0.38449, asRatio},
	} {
		if got := trim(c.v, c.unit); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
