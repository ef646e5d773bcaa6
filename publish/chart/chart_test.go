package chart_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/goldentest"
	"entente/publish/chart"
)

func samples() map[string]chart.Chart {
	some, low, none := 0.84, 0.2, (*float64)(nil)
	return map[string]chart.Chart{
		"ladder": chart.Ladder("l", "Beland falls short of the target", "Nothing joint", 15,
			[]chart.LadderRung{{Name: "Letters", Level: 15, InPlace: true}, {Name: "One line within the hour", Level: 45, Target: true}, {Name: "One centre reads and warns for all three", Level: 80}},
			[]chart.LadderLine{{Name: "Aland", Carry: []float64{1, 0.97, 0.4}}, {Name: "Beland", Carry: []float64{1, 0.55, 0.1}}, {Name: "日本", Carry: nil}, {Name: "Joint", Joint: true, Carry: []float64{1, 0.54, 0.05}}}),
		"time": chart.Time("t", "Trust falls and comes back", "percent",
			[]chart.Line{{Name: "Trust", Points: []chart.Point{{Year: 2019.5, Value: 58, Low: 55, High: 61, Label: "June 2019"}, {Year: 2020.5, Value: 41, Low: 38, High: 44, Label: "June 2020"}, {Year: 2021.5, Value: 47, Low: 44, High: 50, Label: "June 2021", Break: "online since 2021"}}}},
			[]chart.Level{{Value: 60, Label: "calm"}, {Value: 30, Label: "acute"}}),
		"level": chart.Time("v", "Trust comes back to where it was", "percent", []chart.Line{{
			Name: "Trust",
			Points: []chart.Point{{Year: 2015.5, Value: 57, Low: 54, High: 60, Low95: 52, High95: 62}, {Year: 2016.5, Value: 52, Low: 47, High: 57, Low95: 44, High95: 60}, {Year: 2017.5, Value: 44, Low: 41, High: 47, Low95: 39, High95: 49},
				{Year: 2020.5, Value: 41, Low: 38, High: 44, Low95: 36, High95: 46, Break: "by mail since 2020; face to face before"}, {Year: 2021.5, Value: 55, Low: 52, High: 58, Low95: 50, High95: 60}},
			Readings: []chart.Point{{Year: 2015.5, Value: 58, Low: 55, High: 61, Label: "2015", Mark: "high 58"}, {Year: 2017.5, Value: 43, Low: 40, High: 46, Label: "2017", Weak: true}, {Year: 2020.5, Value: 40, Low: 37, High: 43, Label: "2020", Mark: "low 40", Break: "by mail since 2020; face to face before"}, {Year: 2021.5, Value: 56, Low: 53, High: 59, Label: "2021"}},
			Forecast: &chart.Point{Year: 2022.5, Value: 55, Low: 45, High: 65, Low95: 38, High95: 72, Label: "2022", Mark: "2022\nlevel 45–65\npoll 43–68"},
			Next:     &chart.Point{Year: 2022.5, Value: 55.5, Low: 43, High: 68, Low95: 36, High95: 75, Label: "2022"},
			Changes:  []chart.Change{{Year: 2016.2, Label: "change point"}},
		}}, nil),
		"ranges": chart.Ranges("r", "Where positions average out", "0-100", []chart.Range{{Name: "Compromise", Low: 30, Best: 44, High: 60, OuterLow: 7, OuterHigh: 81}}, []chart.Level{{Value: 45, Label: "target"}}),
		"heat":   chart.Heat("h", "Verdicts", "by scenario", []string{"ready", "held back"}, []string{"As things stand"}, [][]chart.HeatCell{{{Value: &some, Text: "8"}, {Value: none, Text: "–"}}}),
		"small": chart.Small("s", "Pressure as judged", "", chart.Line{Name: "judged", Step: true, Points: []chart.Point{{Year: 2019.5, Value: 0.3, Low: 0.2, High: 0.5, Label: "2019"}, {Year: 2023.5, Value: 0.8, Low: 0.6, High: 0.9, Label: "2023"}, {Year: 2026.25, Value: 0.8, Low: 0.6, High: 0.9, Label: "March 2026"}}},
			[]chart.Level{{Value: 0, Label: "calm"}, {Value: 1, Label: "acute"}}, chart.Frame{}),
		"framed": chart.Small("f", "On years and values that others share", "", chart.Line{Name: "count", Points: []chart.Point{{Year: 2020, Value: 40, Label: "2020"}, {Year: 2021, Value: 60, Label: "2021"}}}, nil,
			chart.Frame{Years: [2]float64{2010, 2030}, Values: [2]float64{0, 100}}),
		"story": chart.Story("q", "Most conflict lies between Aland and Beland", "Events a year", []chart.StoryYear{{Year: 2019, VerbalUp: 3, DeedUp: 1, Deed: 2}, {Year: 2020}, {Year: 2021, VerbalDown: 4, Together: 3, Unsure: "not confirmed"}, {Year: 2022, VerbalUp: 2, Deed: 1, Together: 1, Part: true}},
			[]chart.StoryTurn{{Year: 2019.5, Up: true, Label: "A treaty", Href: "#a"}, {Year: 2021.2, Label: "A protest"}, {Year: 2021.3, Label: "Another"}, {Year: 2030, Label: "Beyond"}}),
		"seats": chart.Seats("n", "Two members on one axis", "Position", "nothing joint", []chart.SeatRow{
			{Name: "Aland", Dots: []chart.Dot{{Name: "Premier", Row: "Decides", Position: 70, Low: 60, High: 80, Size: 0.9, Named: true, Href: "a.html#p"}, {Name: "Council", Row: "Decides", Position: 71, Low: 50, High: 80, Size: 0.8, Named: true, Unsure: "not confirmed"}, {Name: "Public", Row: "Public", Position: 40, Low: 30, High: 50, Size: 0.3, Public: true}}},
			{Name: "Beland"}}),
		"stakeholders": chart.Stakeholders("o", "Who decides what", "Position and influence", "nothing", []chart.Dot{{Name: "Premier", Row: "Decides", Position: 70, Low: 60, High: 80, Size: 0.9}, {Name: "Senate", Row: "Ratifies", Position: 30, Low: 20, High: 50, Size: 0.6, Unsure: "not confirmed"}, {Name: "Press", Row: "Audience", Position: 72, Size: 0.2, Href: "#press"}},
			[]chart.Way{{Name: "Treaty", Players: []string{"Premier", "Senate"}}, {Name: "Order of the government", Players: []string{"Premier"}}}),
		"relations": chart.Relations("q", "Aland toward Beland: conflict gained on cooperation from 2003 Q1", "Events a quarter: cooperation up, conflict down", []chart.Period{
			{From: 2002, To: 2002.25, Label: "2002 Q1", VerbalUp: 9, DeedUp: 3, VerbalDown: 2, Drawn: true, Index: 1.6, Low: 0.7, High: 2.7, Href: "#at-2002-Q1"}, {From: 2002.25, To: 2002.5, Label: "2002 Q2", VerbalUp: 7, DeedUp: 4, VerbalDown: 1, Deed: 1, Drawn: true, Index: 1.5, Low: 0.6, High: 2.5},
			{From: 2002.5, To: 2002.75, Label: "2002 Q3", VerbalUp: 1}, {From: 2002.75, To: 2003, Label: "2002 Q4"},
			{From: 2003, To: 2003.25, Label: "2003 Q1", VerbalUp: 3, VerbalDown: 6, Deed: 4, Drawn: true, Index: -1.1, Low: -2, High: -0.2}},
			[]chart.Change{{Year: 2003, Label: "2003 Q1"}}, [2]float64{}, [2]float64{20, 12}),
		"course": chart.Course("c", "Carry has risen from 2 in 10 to 8 in 10", "Draws in ten", []chart.CourseStep{
			{Label: "2022", Year: 2022, State: "not assessed"},
			{Label: "2023", Year: 2023, Value: &low, State: "no priority on record", Fill: chart.FillLine, Color: "var(--none,#77736A)"},
			{Label: "2024", Year: 2024, Value: &low, State: "held back", Shape: "○", Fill: chart.FillHollow, Color: "var(--held,#9C3F27)"},
			{Label: "2025", Year: 2025, Value: &some, State: "ready", Shape: "●", Fill: chart.FillSolid, Color: "var(--ready,#1B7F5C)", Mark: "1"},
		}, []chart.Level{{Value: 0.8, Label: "ready from 8"}, {Value: 0.5, Label: "reach from 5"}}),
		"calibration": chart.Calibration("k", "Less came about than carry said", "n = 12", []chart.CalibrationBin{{Name: "unlikely", Low: 0.2, High: 0.45}, {Name: "likely", Low: 0.55, High: 0.8, N: 12, Mean: 0.7, Rate: 0.25, RateLow: 0.09, RateHigh: 0.53}}),
		// Six capitals: three fall shortest of the target and are named, beside the joint line.
		"crowd": chart.Ladder("w", "Three fall short", "Nothing joint", 15,
			[]chart.LadderRung{{Name: "Letters", Level: 15, InPlace: true}, {Name: "A line", Level: 45, Target: true}, {Name: "A centre that reads and warns for all of them, day and night, in every language", Level: 80}},
			[]chart.LadderLine{{Name: "Aland", Carry: []float64{1, 0.9, 0.8}}, {Name: "Beland", Carry: []float64{1, 0.5, 0.1}, Note: "limit: the Senate, which has to agree to every centre abroad"}, {Name: "Celand", Carry: []float64{1, 0.55, 0.12}, Note: "limit: Council"},
				{Name: "Deland", Carry: nil}, {Name: "Eland", Carry: []float64{1, 0.45, 0.11}, Note: "limit: Public"}, {Name: "Feland", Carry: []float64{1, 0.95, 0.9}}, {Name: "Joint", Joint: true, Carry: []float64{1, 0.3, 0.1}}}),
		// Nothing is in place; the label of the limit stands on the left of its line.
		"bare": chart.Ladder("b", "Nothing is in place", "Nothing joint", 0, []chart.LadderRung{{Name: "A line", Level: 45, Target: true}},
			[]chart.LadderLine{{Name: "Aland", Carry: []float64{0.94}, Note: "limit: Council"}, {Name: "Beland", Carry: []float64{0.97}, Note: "limit: Senate"}}),
		// A run of each state; the last may run over the margin, and one is too narrow for its words.
		"strip": chart.Course("p", "Every state in turn", "Draws in ten", []chart.CourseStep{
			{Label: "2021", Year: 2021, Value: &low, State: "held back", Shape: "○", Fill: chart.FillHollow, Color: "red"}, {Label: "2021-07", Year: 2021, Value: &some, State: "held back", Shape: "○", Fill: chart.FillHollow, Color: "red"},
			{Label: "2022", Year: 2022, State: "not assessed"}, {Label: "2023", Year: 2023, State: "unknown"}, {Label: "2024", Year: 2024, Value: &some, State: "within reach", Shape: "◐", Fill: chart.FillHalf, Color: "blue", Mark: "1"},
			{Label: "2025", Year: 2025, Value: &some, State: "ready, and for long", Fill: chart.FillLine, Color: "green"}, {Label: "2026", Year: 2026, Value: &some, State: "ready", Shape: "●", Fill: chart.FillSolid, Color: "green"}, {Label: "2027", Year: 2027, State: "none"},
		}, []chart.Level{{Value: 0.8, Label: "ready from 8"}, {Value: 0.5, Label: "a label too long for the margin"}}),
		"pair": chart.Time("i", "Two lines cross", "score", []chart.Line{
			{Name: "First", Points: []chart.Point{{Year: 2020, Value: -2, Low: -3, High: -1, Label: "2020"}, {Year: 2020.25, Value: 3, Label: "spring", Mark: "high 3", Unsure: "not confirmed"}}},
			{Name: "Second", Step: true, Points: []chart.Point{{Year: 2020, Value: 2, Label: "2020"}, {Year: 2020.5, Value: 2.5, Label: "summer"}}, Forecast: &chart.Point{Year: 2020.75, Value: 2, Label: "autumn", Mark: "1 to 3"}}}, nil),
		"broken-small": chart.Small("z", "Counted anew", "", chart.Line{Name: "count", Points: []chart.Point{{Year: 2020.2, Value: 3, Label: "March"}, {Year: 2020.5, Value: 4, Low: 3, High: 5, Label: "July"}, {Year: 2020.8, Value: 8, Label: "October", Break: "counted anew"}}},
			[]chart.Level{{Value: 8, Label: "a level with a long name"}}, chart.Frame{}),
		// One count is high above the rest, the change point stands in the second half, and the index passes its bounds.
		"steep": chart.Relations("g", "Much conflict", "Events a year", []chart.Period{
			{From: 2000, To: 2001, Label: "2000", VerbalUp: 30, Drawn: true, Index: 7.5, Low: 7, High: 8}, {From: 2001, To: 2002, Label: "2001", Deed: 2, Drawn: true, Index: -3},
			{From: 2002, To: 2003, Label: "2002: a year with a long name", VerbalDown: 1, Drawn: true, Index: -4, Low: -5, High: -3}, {From: 2003, To: 2004, Label: "2003"}}, []chart.Change{{Year: 2000.4, Label: "early"}, {Year: 2003, Label: "late"}}, [2]float64{}, [2]float64{}),
		"overview": chart.Strip("o", "2 are ready; 1 has a delivery that is even or better", "Joint carry", "Joint carry", "Delivery", []chart.MarkRow{
			{Name: "Water", Marks: []chart.Mark{{Name: "Flood warnings", Value: &some, Stem: &some, State: "● ready", Fill: chart.FillSolid, Color: "green", Href: "a.html", Rank: 1}, {Name: "Beside it", Value: &some, State: "◐ within reach", Fill: chart.FillHalf, Color: "blue", Rank: 2},
				{Name: "Far off", Value: &low, Stem: &low, State: "○ held back", Fill: chart.FillHollow, Color: "red", Rank: 3}, {Name: "Unknown", State: "– not assessed", Fill: chart.FillLine, Color: "grey"}}},
			{Name: "An area whose name is long enough for two lines", Marks: []chart.Mark{{Name: "No gain", Value: &low, State: "◇ no gain shown", Fill: chart.FillHollow, Slant: true, Color: "plum"}}},
		}, []chart.Level{{Value: 0.8, Label: "ready from 8"}}),
		"no-overview":     chart.Strip("n6", "Nothing", "", "Carry", "Delivery", nil, nil),
		"no-ladder":       chart.Ladder("n1", "Nothing", "Nothing joint", 0, nil, nil),
		"no-course":       chart.Course("n2", "Nothing", "", nil, nil),
		"no-seats":        chart.Seats("n3", "Nothing", "", "nothing", nil),
		"no-stakeholders": chart.Stakeholders("n7", "Nothing", "", "nothing", nil, nil),
		"no-heat":         chart.Heat("n4", "Nothing", "", nil, []string{"a row"}, [][]chart.HeatCell{nil}),
		"no-relations":    chart.Relations("n5", "Nothing", "", nil, nil, [2]float64{}, [2]float64{}),
		"empty":           chart.Time("e", "Nothing", "percent", nil, nil),
	}
}

// wellFormed reads a picture as XML and holds that every coordinate is a number
// inside the picture, give or take what a label may hang over.
func wellFormed(t interface{ Fatalf(string, ...any) }, svg string) (text string) {
	d := xml.NewDecoder(strings.NewReader(svg))
	var words strings.Builder
	w, h, top := 0.0, 0.0, 0.0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatalf("this is no XML: %v\n%s", err, svg)
		}
		switch x := tok.(type) {
		case xml.CharData:
			words.Write(x)
		case xml.StartElement:
			for _, a := range x.Attr {
				switch a.Name.Local {
				case "viewBox":
					f := strings.Fields(a.Value)
					top, _ = strconv.ParseFloat(f[1], 64)
					w, _ = strconv.ParseFloat(f[2], 64)
					h, _ = strconv.ParseFloat(f[3], 64)
				case "x", "x1", "x2", "cx", "y", "y1", "y2", "cy", "width", "height":
					v, err := strconv.ParseFloat(a.Value, 64)
					limit := w
					low := 0.0
					if strings.HasPrefix(a.Name.Local, "y") || a.Name.Local == "cy" || a.Name.Local == "height" {
						limit, low = top+h, top
					}
					if err != nil || math.IsNaN(v) || v < low-1 || v > limit+1 {
						t.Fatalf("<%s %s=%q> lies outside %vx%v", x.Name.Local, a.Name.Local, a.Value, w, h)
					}
				}
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Fatalf("<%s %s=%q>", x.Name.Local, a.Name.Local, a.Value)
				}
			}
			if x.Name.Local == "script" {
				t.Fatalf("a script in a picture: %s", svg)
			}
		}
	}
}

// TestGolden holds the pictures as they were reviewed, one element a line: go test
// -run Golden -update writes them anew. Tables and words are held elsewhere.
func TestGolden(t *testing.T) {
	for name, c := range samples() {
		for path, svg := range map[string]string{name + ".svg": c.SVG, name + "-narrow.svg": c.Narrow} {
			path = filepath.Join("testdata", path)
			if svg == "" {
				if _, err := os.Stat(path); err == nil || !strings.HasSuffix(path, "-narrow.svg") {
					t.Errorf("%s is not drawn", path)
				}
				continue
			}
			svg = strings.ReplaceAll(svg, "><", ">\n<") + "\n"
			goldentest.Text(t, path, svg)
		}
	}
}

// TestCard holds the picture that stands for a site, with few words and with too many.
func TestCard(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	marks := []chart.Mark{{Value: at(0.9), Fill: chart.FillSolid, Color: "green"}, {Value: at(0.905), Fill: chart.FillHalf, Color: "blue"}, {Value: at(0), Fill: chart.FillHollow, Color: "red"}, {Value: at(1.2), Fill: chart.FillHollow, Color: "red", Slant: true}, {Fill: chart.FillLine, Color: "grey"}}
	many := make([]chart.Mark, 40)
	for n := range many {
		many[n] = chart.Mark{Value: at(0.5), Fill: chart.FillSolid, Color: "green"}
	}
	long := strings.Repeat("Seven words that fill half a line ", 6)
	for name, svg := range map[string]string{
		"card":       chart.Card(chart.CardWords{Site: "A river", When: "31 March 2026", Says: "2 are ready."}, marks, []chart.Level{{Value: 0.8, Label: "ready from 8"}}),
		"card-full":  chart.Card(chart.CardWords{Site: long, When: "31 March 2026", Says: long}, many, nil),
		"card-blank": chart.Card(chart.CardWords{Site: "A river"}, marks[4:], nil),
	} {
		wellFormed(t, svg)
		goldentest.Text(t, filepath.Join("testdata", name+".svg"), strings.ReplaceAll(svg, "><", ">\n<")+"\n")
	}
}

// TestBar holds that a share is a part of its track, and that what was not assessed and
// what is in place look like neither nothing nor all.
func TestBar(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	for v, want := range map[float64]string{0: "0", 0.25: "25", 1: "100", 1.5: "100", -0.5: "0"} {
		svg := chart.Bar(at(v), false)
		if !strings.Contains(svg, `<rect x="0" y="0" width="100" height="8" fill="var(--rule,#DEDAD1)"`) || !strings.Contains(svg, `<rect x="0" y="0" width="`+want+`" height="8" fill="currentColor"`) || strings.Contains(svg, "dasharray") {
			t.Errorf("%v: %s", v, svg)
		}
	}
	none := chart.Bar(nil, false)
	if !strings.Contains(none, "stroke-dasharray") || strings.Contains(none, "currentColor") {
		t.Error(none)
	}
	there := chart.Bar(at(0.5), true)
	if strings.Count(there, "8l5 -8") != 20 || !strings.Contains(there, "M0 8l5 -8M5 8l5 -8") || !strings.Contains(there, "M95 8l5 -8\"") || strings.Contains(there, "currentColor") || strings.Contains(there, "dasharray") {
		t.Error(there)
	}
	for _, svg := range []string{none, there, chart.Bar(at(0.5), false)} {
		wellFormed(t, svg)
	}
}

func TestEveryChartIsWholeAndHasATable(t *testing.T) {
	for name, c := range samples() {
		for _, svg := range []string{c.SVG, c.Narrow} {
			if svg == "" {
				continue
			}
			text := wellFormed(t, svg)
			role := "img" // of what holds links, readers see the parts
			if strings.Contains(svg, "<a href") {
				role = "group"
			}
			if !strings.Contains(svg, `role="`+role+`"`) || !strings.Contains(svg, "<title") || !strings.Contains(svg, "<desc") {
				t.Errorf("%s says nothing to those who do not see it", name)
			}
			none := name == "empty" || strings.HasPrefix(name, "no-")
			if none && !strings.Contains(text, "No data is on record") {
				t.Errorf("an empty chart does not say so: %s", text)
			}
		}
		if name == "empty" || strings.HasPrefix(name, "no-") {
			if c.Narrow != "" {
				t.Errorf("%s has nothing to draw for phones", name)
			}
			continue
		}
		if len(c.Header) == 0 || len(c.Rows) == 0 || c.Desc == "" {
			t.Errorf("%s has no table or description", name)
		}
		for _, r := range c.Rows {
			if len(r) != len(c.Header) {
				t.Errorf("%s: a row of %d under a header of %d", name, len(r), len(c.Header))
			}
		}
	}
	// The ladder's table is read from its top down, and says how many lines have no name.
	crowd := samples()["crowd"]
	if want := "Draws in ten in which the ceiling reaches each rung; grey: the other 3"; crowd.Subtitle != want {
		t.Errorf("%q, want %q", crowd.Subtitle, want)
	}
	if got, want := strings.Join(crowd.Rows[1], "|"), "A line (target)|45|9 in 10|5 in 10|6 in 10|not assessed|5 in 10|9 in 10|3 in 10"; got != want || crowd.Rows[2][2] != "in place" || strings.Contains(crowd.Rows[0][0], "target") {
		t.Errorf("%q, want %q", got, want)
	}
	if s := samples()["ladder"].Subtitle; strings.Contains(s, "grey") {
		t.Errorf("%q: all lines have a name", s)
	}
	// What is not on record is said in words too.
	for name, want := range map[string]string{"empty": "No data is on record.", "no-course": "No data is on record.", "no-seats": "No stance is on record.", "no-stakeholders": "No stance is on record.", "no-heat": "No data is on record.", "no-relations": "No data is on record."} {
		if got := samples()[name].Desc; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	// What was not assessed is named so, in the table as in the cell.
	l := samples()["ladder"]
	if l.Rows[1][4] != "not assessed" || strings.Contains(chart.Tenths(nil), "currentColor") || !strings.Contains(chart.Tenths(nil), "dasharray") {
		t.Errorf("not assessed looks like no: %v", l.Rows)
	}
	zero := 0.0
	some := 0.84
	for n, want := range map[*float64]int{&zero: 0, &some: 8} {
		svg := chart.Tenths(n)
		if full, all := strings.Count(svg, "currentColor"), strings.Count(svg, "<rect"); full != want || all != 10 {
			t.Errorf("%v has %d squares of %d filled, want %d of 10", *n, full, all, want)
		}
		if !strings.Contains(svg, `<rect x="99.5" y="0.5" width="8" height="8"`) || want > 0 && !strings.Contains(svg, `<rect x="77" y="0" width="9" height="9"`) {
			t.Errorf("%v: the squares are not 11 apart: %s", *n, svg)
		}
	}
	if chart.Tenths(&zero) == chart.Tenths(nil) {
		t.Error("not assessed looks like 0 in 10")
	}
}

// TestTimeJoinsNothingAcrossABreak holds that a break ends the line's path.
func TestTimeJoinsNothingAcrossABreak(t *testing.T) {
	svg := samples()["time"].SVG
	if n := strings.Count(svg, `fill="none" stroke=`); n != 2 {
		t.Errorf("%d paths, want one for each segment", n)
	}
	if !strings.Contains(svg, "online since") {
		t.Error("the break's reason is not shown")
	}
}

// A gap of many years that ends where a series begins anew is not joined across, and the break is
// drawn and named; so is one within the gap. A gap without a break has its dashed join.
func TestBreaksInAndAfterAGap(t *testing.T) {
	years := []float64{2000, 2001, 2002, 2003, 2013, 2014, 2015}
	for _, c := range []struct {
		name                  string
		breaks                map[float64]string
		joins, across, onward int // dashed joins, lines across, points that the last path has
	}{
		{"none", nil, 1, 0, 3},
		{"at its end", map[float64]string{2013: "begins anew"}, 0, 1, 3},
		{"within", map[float64]string{2008: "begins anew"}, 1, 1, 3},
		{"within and at its end", map[float64]string{2008: "once", 2013: "twice"}, 0, 2, 3},
		{"at its start", map[float64]string{2003: "begins anew"}, 1, 1, 3},
		{"after it", map[float64]string{2014: "begins anew"}, 1, 1, 2},
		{"at the first point", map[float64]string{2000: "begins"}, 1, 0, 3},
	} {
		l := chart.Line{Name: "n"}
		for n, y := range years {
			v := 20 + 10*float64(n%2)
			l.Readings = append(l.Readings, chart.Point{Year: y, Value: v, Break: c.breaks[y]})
			l.Points = append(l.Points, chart.Point{Year: y, Value: v, Break: c.breaks[y]})
			if y == 2003 { // what is guessed within the gap
				for y := y + 1; y < 2013; y++ {
					l.Points = append(l.Points, chart.Point{Year: y, Value: v, Break: c.breaks[y]})
				}
			}
		}
		made := chart.Time("g", "Gap", "percent", []chart.Line{l}, nil)
		for _, svg := range []string{made.SVG, made.Narrow} {
			if joins, across := strings.Count(svg, `stroke-dasharray="5 5"`), strings.Count(svg, `stroke-dasharray="4 4"`); joins != c.joins || across != c.across {
				t.Errorf("%s: %d dashed joins and %d lines across, want %d and %d", c.name, joins, across, c.joins, c.across)
			}
			text := wellFormed(t, svg)
			for y, says := range c.breaks {
				if y != 2000 && !strings.Contains(text, says) {
					t.Errorf("%s: the picture does not say %q", c.name, says)
				}
			}
			paths := strings.Split(svg, `<path d="`)
			last, _, _ := strings.Cut(paths[len(paths)-1], `"`)
			if n := strings.Count(last, "L") + 1; n != c.onward {
				t.Errorf("%s: the last path has %d points, want %d", c.name, n, c.onward)
			}
		}
	}
}

// TestLevelBehindReadings holds that readings and what is known of the level are
// both in the picture, its words and its table, and no band crosses the break.
func TestLevelBehindReadings(t *testing.T) {
	c := samples()["level"]
	for _, svg := range []string{c.SVG, c.Narrow} {
		text := wellFormed(t, svg)
		for _, want := range []string{"high 58", "low 40", "change point", "45 to 65", "by mail since"} {
			if !strings.Contains(text, want) {
				t.Errorf("the picture does not say %q", want)
			}
		}
		if n := strings.Count(svg, "Z\""); n != 4 {
			t.Errorf("%d bands, want one of 80%% and one of 95%% for each of two segments", n)
		}
		if n := strings.Count(svg, "<circle"); n != 4 {
			t.Errorf("%d dots for four readings", n)
		}
	}
	for _, want := range []string{"It begins anew in 2020: by mail", "Next, 2022: 45 to 65 (80%)"} {
		if !strings.Contains(c.Desc, want) {
			t.Errorf("%q does not say %q", c.Desc, want)
		}
	}
	if n := len(c.Rows); n != 7 || c.Rows[4][len(c.Header)-1] != "forecast" || c.Rows[5][len(c.Header)-1] != "the next reading" || c.Rows[6][len(c.Header)-1] != "change point" {
		t.Errorf("the table: %v", c.Rows)
	}
}

// TestStepHoldsUntilJudgedAnew holds that the band of a stepped line steps too.
func TestStepHoldsUntilJudgedAnew(t *testing.T) {
	svg := samples()["small"].SVG
	area := svg[strings.Index(svg, `<path d="`)+9:]
	area = area[:strings.Index(area, `"`)]
	var xs, ys []string
	for _, p := range strings.FieldsFunc(area, func(r rune) bool { return strings.ContainsRune("MLZ", r) }) {
		x, y, _ := strings.Cut(p, " ")
		xs, ys = append(xs, x), append(ys, y)
	}
	for i := 1; i < len(xs); i++ {
		if xs[i] != xs[i-1] && ys[i] != ys[i-1] {
			t.Errorf("the band slopes from %s %s to %s %s", xs[i-1], ys[i-1], xs[i], ys[i])
		}
	}
}

// TestLadderNamesWhoSetsTheCeiling holds that the name stands beside the line
// that falls shortest, and nowhere where all carry the target.
func TestLadderNamesWhoSetsTheCeiling(t *testing.T) {
	rungs := []chart.LadderRung{{Name: "Letters", Level: 15}, {Name: "A line", Level: 45, Target: true}}
	draw := func(p, q float64) string {
		return chart.Ladder("l", "", "Nothing joint", 0, rungs, []chart.LadderLine{
			{Name: "Aland", Carry: []float64{1, p}, Note: "limit: Council"}, {Name: "Beland", Carry: []float64{1, q}, Note: "limit: Senate"}}).SVG
	}
	if svg := draw(0.9, 0.4); !strings.Contains(svg, "limit: Senate") || strings.Contains(svg, "limit: Council") {
		t.Error("the shortest line is not the one that is named")
	}
	if svg := draw(1, 0.99); strings.Contains(svg, "limit:") {
		t.Error("a limit is named where all carry the target")
	}
}

func TestHostileData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{`<script>alert(1)</script>`, `" onload="x`, "]]>", "&", "\x00\x1b", strings.Repeat("長い名前", 40)}))
		value := rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.SampledFrom([]float64{0, 1, 50, 100, math.NaN(), math.Inf(1)}))
		n := rapid.IntRange(0, 8).Draw(t, "n")
		var rungs []chart.LadderRung
		var changes []chart.Change
		line := chart.LadderLine{Name: label.Draw(t, "line")}
		var pts []chart.Point
		var dots []chart.Dot
		var periods []chart.Period
		for i := range n {
			from := rapid.Float64Range(1900, 2100).Draw(t, "from")
			periods = append(periods, chart.Period{From: from, To: from + rapid.SampledFrom([]float64{0, 0.01, 1, math.NaN()}).Draw(t, "long"), Label: label.Draw(t, "period"), VerbalUp: value.Draw(t, "up"), Deed: value.Draw(t, "down"), Drawn: i%2 == 0, Index: value.Draw(t, "index"), Low: value.Draw(t, "index low"), High: value.Draw(t, "index high"), Href: label.Draw(t, "href")})
			rungs = append(rungs, chart.LadderRung{Name: label.Draw(t, "rung"), Level: float64(i+1) * 10, InPlace: i < n/3, Target: i == n/2})
			line.Carry = append(line.Carry, rapid.Float64Range(0, 1).Draw(t, "carry"))
			pts = append(pts, chart.Point{Year: rapid.Float64Range(1900, 2100).Draw(t, "year"), Value: value.Draw(t, "value"), Label: label.Draw(t, "date"), Mark: rapid.SampledFrom([]string{"", "high"}).Draw(t, "mark"), Low95: value.Draw(t, "low95"), High95: value.Draw(t, "high95"), Break: rapid.SampledFrom([]string{"", "a break"}).Draw(t, "break")})
			changes = append(changes, chart.Change{Year: pts[i].Year + rapid.SampledFrom([]float64{0, -5, 5, math.NaN()}).Draw(t, "change"), Label: label.Draw(t, "change point")})
			dots = append(dots, chart.Dot{Name: label.Draw(t, "player"), Row: rapid.SampledFrom([]string{"Decides", "Public"}).Draw(t, "row"), Position: rapid.Float64Range(0, 100).Draw(t, "at"), Size: rapid.Float64Range(0, 1).Draw(t, "size")})
		}
		for _, c := range []chart.Chart{
			chart.Ladder("l", label.Draw(t, "title"), "Nothing joint", 0, rungs, []chart.LadderLine{line}),
			chart.Time("t", label.Draw(t, "title"), "score", []chart.Line{{Name: label.Draw(t, "name"), Points: pts}}, nil),
			chart.Time("u", label.Draw(t, "title"), "percent", []chart.Line{{Name: label.Draw(t, "name"), Points: pts, Readings: pts, Changes: changes, Forecast: &chart.Point{Year: rapid.Float64Range(1900, 2100).Draw(t, "ahead"), Value: value.Draw(t, "next"), Low: value.Draw(t, "low"), High: value.Draw(t, "high"), Mark: label.Draw(t, "forecast")}}}, nil),
			chart.Seats("d", label.Draw(t, "title"), "", "nothing", []chart.SeatRow{{Name: label.Draw(t, "member"), Dots: dots}}),
			chart.Stakeholders("e", label.Draw(t, "title"), "", "nothing", dots, []chart.Way{{Name: label.Draw(t, "way"), Players: []string{label.Draw(t, "stands")}}}),
			chart.Relations("q", label.Draw(t, "title"), "", periods, changes, [2]float64{}, [2]float64{}),
			chart.Small("s", label.Draw(t, "title"), "percent", chart.Line{Name: label.Draw(t, "name"), Points: pts}, []chart.Level{{Value: 1, Label: label.Draw(t, "level")}}, chart.Frame{}),
		} {
			wellFormed(t, c.SVG)
			if c.Narrow != "" {
				wellFormed(t, c.Narrow)
			}
		}
	})
}

func BenchmarkLadder(b *testing.B) {
	for b.Loop() {
		samples()
	}
}

// TestRelationsCountsFirst holds that the four counts, the index with its gap and
// the change point are in the picture and its table, and no band crosses a gap.
func TestRelationsCountsFirst(t *testing.T) {
	c := samples()["relations"]
	for _, svg := range []string{c.SVG, c.Narrow} {
		text := wellFormed(t, svg)
		for _, want := range []string{"cooperation", "conflict", "All events", "2003 Q1", "1 to 3"} {
			if !strings.Contains(text, want) {
				t.Errorf("the picture does not say %q", want)
			}
		}
		if n := strings.Count(svg, "Z\""); n != 1 {
			t.Errorf("%d bands, want one: the quarters without an index part them", n)
		}
		if !strings.Contains(svg, `<a href="#at-2002-Q1"`) {
			t.Error("a period with an address does not lead there")
		}
	}
	if n := len(c.Rows); n != 5 || c.Rows[2][6] != "" || c.Rows[4][6] != "-1.10" || c.Rows[0][5] != "14" {
		t.Errorf("the table: %v", c.Rows)
	}
	for index, want := range map[float64]string{0: "1 to 1", math.Log(4): "4 to 1", -math.Log(2.5): "1 to 2.5", math.Log(21.4): "21 to 1"} {
		if got := chart.Odds(index); got != want {
			t.Errorf("%v reads %q, want %q", index, got, want)
		}
	}
	// Charts side by side have one scale: the same count is as high in both.
	side := func(up float64) string {
		return chart.Relations("x", "", "", []chart.Period{{From: 2000, To: 2001, Label: "2000", VerbalUp: up}}, nil, [2]float64{2000, 2002}, [2]float64{40, 10}).SVG
	}
	if a, b := side(20), side(40); strings.Count(a, `height="52.8"`) != 1 || strings.Count(b, `height="105.6"`) != 1 {
		t.Errorf("20 of 40 is not half as high as 40:\n%s\n%s", a, b)
	}
}
