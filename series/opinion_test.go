package series

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/dossier"
)

// polls loads a dossier with rows of polls and nothing else that matters here.
// A row is "end,pollster,mode,n,value,unit,population,break,question".
func polls(t interface {
	Fatal(...any)
	Helper()
}, dir string, settings string, rows ...string) *dossier.Dossier {
	t.Helper()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("dossier.yaml", "title: T\nas_of: 2026-03-31\nmembers: [XAR]\n"+settings)
	write("members/xar.yaml", "code: XAR\nname: Aland\n")
	var b strings.Builder
	b.WriteString("series,country,about,question,pollster,mode,end,n,value,unit,population,break,source\n")
	for _, r := range rows {
		c := strings.Split(r, ",")
		for len(c) < 9 {
			c = append(c, "")
		}
		if c[8] == "" {
			c[8] = "Trust them"
		}
		fmt.Fprintf(&b, "S,XAR,XBE,%s,%s,%s,%s,%s,%s,%s,%s,%s,s\n", c[8], c[1], c[2], c[0], c[3], c[4], c[5], c[6], c[7])
	}
	write("polls.csv", b.String())
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Polls) != len(rows) {
		t.Fatal("the rows were not read: ", len(d.Polls))
	}
	return d
}

var asOf = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

// What a series asks is what the latest wave that says it states; a wave that is not out yet
// says nothing.
func TestWhatASeriesAsks(t *testing.T) {
	for _, c := range []struct{ asks, want string }{
		{",,", ""}, {"feeling,,", "feeling"}, {",feeling,", "feeling"}, {"dislike,feeling,", "feeling"}, {"feeling,,dislike", "feeling"},
	} {
		d := polls(t, t.TempDir(), "", "2023-05,I,,1000,40", "2024-05,I,,1000,50", "2026-05,I,,1000,60")
		for n, a := range strings.Split(c.asks, ",") {
			d.Polls[n].Asks = a
		}
		if got := Opinion(d, "S", asOf).Asks; got != c.want {
			t.Errorf("%q: %q, want %q", c.asks, got, c.want)
		}
	}
}

func TestSamplingError(t *testing.T) {
	for _, c := range []struct {
		value   float64
		unit    string
		n, deff float64
		want    float64
		assumed bool
	}{
		{50, "percent", 1000, 1, 1.5811, false},
		{50, "", 1000, 1, 1.5811, false},
		{50, "percent", 1000, 4, 3.1623, false},
		{50, "percent", 0, 1, 2.2361, true},
		{50, "percent", 0, 3, 2.7386, true},
		{50, "percent", math.NaN(), 1, 2.2361, true},
		{0, "percent", 1000, 1, 0.2230, false},
		{4.2, "score", 1000, 1, 0.0791, false},
		{40, "degrees", 1000, 1.5, 0.9682, false},
	} {
		se, assumed := SamplingError(c.value, c.unit, c.n, c.deff)
		if math.Abs(se-c.want) > 1e-4 || assumed != c.assumed {
			t.Errorf("%+v: %.4f, %v", c, se, assumed)
		}
	}
}

func TestDesignEffectIsASetting(t *testing.T) {
	one := Poll(polls(t, t.TempDir(), "", "2024-05,P,,1000,50"), "S")[0].SE
	two := Poll(polls(t, t.TempDir(), "settings: {design_effect: 4}\n", "2024-05,P,,1000,50"), "S")[0].SE
	if math.Abs(two-2*one) > 1e-9 {
		t.Errorf("with design effect 4 the error is %g, without %g", two, one)
	}
}

func TestSegments(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want []int // waves of each segment
		says string
	}{
		{"one pollster", []string{"2020,P,,1000,50", "2021,P,,1000,52"}, []int{2}, ""},
		{"a stated break", []string{"2020,P,,1000,50", "2021,P,,1000,52,,,by mail", "2022,P,,1000,52"}, []int{1, 2}, "by mail"},
		{"another mode for good", []string{"2020,P,phone,1000,50", "2021,P,online,1000,52", "2022,P,online,1000,52"}, []int{1, 2}, "another mode: phone before (no break is stated)"},
		{"a mode not stated", []string{"2020,P,phone,1000,50", "2021,P,,1000,52", "2022,P,phone,1000,52"}, []int{3}, ""},
		{"another pollster for good", []string{"2020,P,,1000,50", "2021,Q,,1000,52"}, []int{1, 1}, "another pollster: P before (no break is stated)"},
		{"pollsters that take turns", []string{"2020,P,,1000,50", "2021,Q,,1000,52", "2022,P,,1000,50", "2023,Q,,1000,50"}, []int{4}, ""},
		{"one that comes back only after a stated break", []string{"2020,P,,1000,50", "2021,Q,,1000,52", "2022,P,,1000,50,,,anew"}, []int{1, 1, 1}, "another pollster: P before (no break is stated)"},
		{"another question", []string{"2020,P,,1000,50", "2021,P,,1000,52,,,,Like them", "2022,P,,1000,50"}, []int{1, 1, 1}, "another question: Trust them before (no break is stated)"},
		{"another unit", []string{"2020,P,,1000,50", "2021,P,,1000,5.2,score"}, []int{1, 1}, "another unit: percent before (no break is stated)"},
		{"another population", []string{"2020,P,,1000,50,,adults", "2021,P,,1000,52,,voters"}, []int{1, 1}, "another population: adults before (no break is stated)"},
		{"the same in other letters", []string{"2020,P  x,Phone,1000,50", "2021,p X,phone,1000,52"}, []int{2}, ""},
	} {
		tr := Opinion(polls(t, t.TempDir(), "", c.rows...), "S", asOf)
		var got []int
		for _, s := range tr.Segments {
			got = append(got, len(s.Points))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: segments of %v waves, want %v", c.name, got, c.want)
		} else if len(got) > 1 && tr.Segments[1].Break != c.says {
			t.Errorf("%s: %q", c.name, tr.Segments[1].Break)
		}
	}
}

// TestABreakIsolates holds that no wave before a break moves anything after it.
func TestABreakIsolates(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		after := []string{"2020,P,,1000,40,,,anew", "2021,P,,1000,44", "2022,P,,1000,43"}
		var before []string
		for y := range rapid.IntRange(0, 4).Draw(rt, "n") {
			before = append(before, fmt.Sprintf("%d,P,,%d,%f", 2010+y, rapid.IntRange(100, 5000).Draw(rt, "size"), rapid.Float64Range(0, 100).Draw(rt, "v")))
		}
		with := Opinion(polls(rt, dir, "", append(before, after...)...), "S", asOf)
		alone := Opinion(polls(rt, dir, "", after...), "S", asOf)
		a, b := with.Segments[len(with.Segments)-1], alone.Segments[0]
		for i := range b.Points {
			if a.Points[i].Level != b.Points[i].Level {
				rt.Fatalf("%+v, alone %+v", a.Points[i].Level, b.Points[i].Level)
			}
		}
		if a.Points[0].Year != b.Points[0].Year || a.Curve[0] != b.Curve[0] {
			rt.Fatal("the curve reaches across the break")
		}
	})
}

func TestPollstersThatTakeTurns(t *testing.T) {
	var rows []string
	for y := range 16 {
		who, v := "P", 50
		if y%2 == 1 {
			who, v = "Q", 58
		}
		rows = append(rows, fmt.Sprintf("%d,%s,,2000,%d", 2005+y, who, v))
	}
	s := Opinion(polls(t, t.TempDir(), "", rows...), "S", asOf).Segments[0]
	if len(s.Houses) != 2 || s.Houses[0].Name != "P" || s.Houses[0].Waves != 8 {
		t.Fatalf("%+v", s.Houses)
	}
	for h, want := range []float64{-4, 4} {
		if o := s.Houses[h].Offset; math.Abs(o.Value-want) > 0.8 || o.Low95 > want || o.High95 < want {
			t.Errorf("%s reads %+v off the average, want about %g", s.Houses[h].Name, o, want)
		}
	}
	for _, p := range s.Points {
		if p.Level.Low95 > 54 || p.Level.High95 < 54 {
			t.Errorf("in %s the level is %+v, want about 54", p.Date, p.Level)
		}
	}
}

func TestFewWaves(t *testing.T) {
	one := Opinion(polls(t, t.TempDir(), "", "2025,P,,1000,50"), "S", asOf).Segments[0]
	l := one.Points[0].Level
	// Sampling error and the error that pollsters share, 1.8 points.
	if math.Abs(l.High95-l.Low95-2*1.96*math.Hypot(1.5811, 1.8)) > 0.02 || math.Abs(l.Value-50) > 1e-9 {
		t.Errorf("one wave: %+v", l)
	}
	if one.Forecast != nil || one.Refused == "" {
		t.Error("a forecast from one wave")
	}
	two := Opinion(polls(t, t.TempDir(), "", "2024,P,,1000,50", "2025,P,,1000,51"), "S", asOf).Segments[0]
	if f := two.Forecast; f == nil || f.High95-f.Low95 < 15 || f.Low95 < 0 || f.High95 > 100 {
		t.Errorf("two waves tell this of a third: %+v", f)
	}
	if tr := Opinion(polls(t, t.TempDir(), "", "2025,P,,1000,50"), "S", asOf.AddDate(-3, 0, 0)); tr != nil {
		t.Errorf("published later, and known: %+v", tr)
	}
}

// TestPollError holds that the level's band has the error that pollsters share, by
// the setting and by the share itself, and none where the unit is no percentage.
func TestPollError(t *testing.T) {
	for _, c := range []struct {
		name, settings, row string
		want                float64 // half of the 95% band
	}{
		{"as it stands", "", "2025,P,,1000,50", 1.96 * math.Hypot(1.5811, 1.8)},
		{"a setting", "settings: {poll_error: 3}\n", "2025,P,,1000,50", 1.96 * math.Hypot(1.5811, 3)},
		{"none", "settings: {poll_error: 0}\n", "2025,P,,1000,50", 1.96 * 1.5811},
		// At 20 percent √(20·80)/50 = 0.8 of it.
		{"one in five", "", "2025,P,,1000,20", 1.96 * math.Hypot(math.Sqrt(1.6), 1.8*0.8)},
		{"degrees", "", "2025,P,,1000,50,degrees", 1.96 * 25 / math.Sqrt(1000)},
	} {
		l := Opinion(polls(t, t.TempDir(), c.settings, c.row), "S", asOf).Segments[0].Points[0].Level
		if got := (l.High95 - l.Low95) / 2; math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s: ±%.4f, want %.4f", c.name, got, c.want)
		}
	}
}

// TestNextReading holds the band of the next reading: the level's movement and the
// sampling error, without the error that pollsters share, which the next poll
// shares too.
func TestNextReading(t *testing.T) {
	var rows []string
	for k := range 30 {
		rows = append(rows, fmt.Sprintf("%d-%02d,P,,1000,%d", 2022+k/12, 1+k%12, 49+k%3))
	}
	at := time.Date(2024, 7, 1, 0, 0, 0, 0, time.UTC)
	f := Opinion(polls(t, t.TempDir(), "", rows...), "S", at).Segments[0].Forecast
	none := Opinion(polls(t, t.TempDir(), "settings: {poll_error: 0}\n", rows...), "S", at).Segments[0].Forecast
	if f == nil || f.Reading != none.Reading || f.Level == none.Level {
		t.Fatalf("%+v, without the shared error %+v", f, none)
	}
	// A steady level: the next reading has its own sampling error, 1.58 points, and little more.
	half, level := (f.Reading.High95-f.Reading.Low95)/2, (none.High95-none.Low95)/2
	if want := math.Hypot(1.96*1.5811, level); math.Abs(half-want) > 0.15 || half < 3.1 {
		t.Errorf("the next reading is ±%.3f, want %.3f", half, want)
	}
	// Of two pollsters that lie eight points apart either may be next.
	rows = nil
	for k := range 30 {
		rows = append(rows, fmt.Sprintf("%d-%02d,%s,,2000,%d", 2022+k/12, 1+k%12, string("PQ"[k%2]), 50+8*(k%2)))
	}
	f = Opinion(polls(t, t.TempDir(), "", rows...), "S", at).Segments[0].Forecast
	if f.Reading.Low80 > 50 || f.Reading.High80 < 58 || f.Low95 < 49 || f.High95 > 59 || math.Abs(f.Reading.Value-54) > 0.5 {
		t.Errorf("the level %+v, a reading %+v", f.Level, f.Reading)
	}
}

func TestForecastsGoOneStep(t *testing.T) {
	rows := []string{"2021-05,P,,1000,50", "2022-05,P,,1000,53", "2023-05,P,,1000,51", "2024-05,P,,1000,55"}
	d := polls(t, t.TempDir(), "", rows...)
	s := Opinion(d, "S", time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC)).Segments[0]
	f := s.Forecast
	if f == nil || f.Date.String() != "2025-05" || math.Abs(f.Years-1) > 0.02 || f.High80-f.Low80 < 4 {
		t.Fatalf("%+v, %s", f, s.Refused)
	}
	if _, _, err := s.Ahead(s.Step * 1.2); err == nil || !strings.Contains(err.Error(), "more than one step") {
		t.Errorf("further than one step: %v", err)
	}
	if _, _, err := s.Ahead(-1); err == nil {
		t.Error("a forecast of the past")
	}
	near, _, err := s.Ahead(s.Step / 4)
	if err != nil || near.High80-near.Low80 >= f.High80-f.Low80 {
		t.Errorf("a nearer forecast is %+v (%v)", near, err)
	}
	late := Opinion(d, "S", asOf).Segments[0]
	if late.Forecast != nil || !strings.Contains(late.Refused, "due in 2025-05") {
		t.Errorf("a forecast of what is past: %+v, %s", late.Forecast, late.Refused)
	}
}

func TestChangeInWords(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"2024,P,,1000,50", "2025,P,,1000,60"}, "up 10 points since 2024"},
		{[]string{"2024,P,,1000,50", "2025,P,,1000,51"}, "no clear change since 2024"},
		{[]string{"2022,P,,1000,70", "2024,P,,1000,50", "2025,P,,1000,51"}, "down 19 points from the high of 2022"},
		{[]string{"2022,P,,1000,20", "2024,P,,1000,50", "2025,P,,1000,51"}, "up 31 points from the low of 2022"},
		{[]string{"1990,P,,1000,26", "2018,P,,1000,64", "2022,P,,1000,53", "2023,P,,1000,50"}, "down 14 points from the high of 2018"},
		{[]string{"2024,P,,1000,50", "2025,P,,1000,60,,,anew"}, "no earlier wave to compare it with"},
	} {
		if got := Opinion(polls(t, t.TempDir(), "", c.rows...), "S", asOf).Change; got != c.want {
			t.Errorf("%v: %q, want %q", c.rows, got, c.want)
		}
	}
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"2020,P,,1000,60", "2021,P,,1000,60", "2022,P,,1000,62", "2023,P,,1000,61", "2024,P,,1000,50"}, "50% in 2024, the lowest in the polls held since 2020"},
		{[]string{"2019,P,,1000,40", "2020,P,,1000,60,,,anew", "2021,P,,1000,60", "2022,P,,1000,62", "2024,P,,1000,50"}, "50% in 2024, the lowest since the series began anew in 2020"},
		{[]string{"2019,P,,1000,40", "2020,P,,1000,60", "2021,P,,1000,60", "2022,P,,1000,62", "2024,P,,1000,50"}, "50% in 2024, the lowest since 2019"},
		{[]string{"2020,P,,1000,60", "2021,P,,1000,60", "2022,P,,1000,62", "2023,P,,1000,61", "2024,P,,1000,59"}, "59% in 2024, no clear change since 2020"},
		{[]string{"2020,P,,1000,60", "2024,P,,1000,50"}, "50% in 2024, down 10 points since 2020"},
		{[]string{"2020,P,,1000,60", "2024,P,,1000,50,,,anew"}, "50% in 2024, the first since the series began anew"},
		{[]string{"2024,P,,1000,5.25,score"}, "5.25 in 2024, no earlier wave to compare it with"},
	} {
		if got := Opinion(polls(t, t.TempDir(), "", c.rows...), "S", asOf).Headline; got != c.want {
			t.Errorf("%v: %q, want %q", c.rows, got, c.want)
		}
	}
}

func TestMoreThanFortyPollsters(t *testing.T) {
	var rows []string
	for i := range 200 {
		rows = append(rows, fmt.Sprintf("%d-%02d,P%d,,1000,%d", 2009+i/12, i%12+1, i%100, 40+i%7))
	}
	s := Opinion(polls(t, t.TempDir(), "", rows...), "S", asOf).Segments[0]
	if len(s.Houses) != mostHouses || s.Houses[mostHouses-1].Name != "other pollsters" {
		t.Errorf("%d pollsters, the last %q", len(s.Houses), s.Houses[len(s.Houses)-1].Name)
	}
}

// Two pollsters may end on one day in one series: both waves count, in the order of
// their rows, and a claim is about the one that is meant.
func TestPollstersOfOneDay(t *testing.T) {
	d := polls(t, t.TempDir(), "", "2020-06-01,P,,1000,50", "2020-06-01,Q,,1000,56", "2021-06-01,P,,1000,52", "2021-06-01,Q,,1000,48")
	tr := Opinion(d, "S", asOf)
	if len(tr.Segments) != 1 || len(tr.Segments[0].Points) != 4 || len(tr.Segments[0].Houses) != 2 || math.Abs(tr.Segments[0].Step-1) > 0.01 {
		t.Fatalf("%+v", tr)
	}
	if want := "48% on 2021-06-01, down 8 points since 2020-06-01"; tr.Headline != want {
		t.Errorf("%q, want %q", tr.Headline, want)
	}
	ps := tr.Segments[0].Points
	if ps[0].Pollster != "P" || ps[1].Pollster != "Q" || ps[0].Level != ps[1].Level {
		t.Errorf("%+v %+v", ps[0], ps[1])
	}
	points := Poll(d, "S")
	date := points[3].Date
	for pollster, want := range map[string]Answer{"P": No, "Q": NotConfirmable} {
		with := EndingWith(points, date, pollster)
		if seg := Segment(with, date); len(seg) != 4 || seg[3].Pollster != pollster {
			t.Fatalf("%s: %+v", pollster, seg)
		}
		if got, why := Confirm(with, date, Claim{}); got != want { // a lower one is held only beside the first
			t.Errorf("the lowest of all, of %s: %s (%s), want %s", pollster, got, why, want)
		}
	}
	if points[2].Pollster != "P" || points[3].Pollster != "Q" {
		t.Error("the points themselves were moved")
	}
}
