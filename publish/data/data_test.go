package data_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"entente/agenda"
	"entente/check"
	"entente/country"
	"entente/course"
	"entente/dossier"
	"entente/event"
	"entente/evidence"
	"entente/evidence/search"
	"entente/publish/data"
	"entente/record"
	"entente/series"
	"entente/winset/deu"
)

func half() *float64 { v := 0.5; return &v }

// forms writes each kind of result, with as little in it as there can be.
func forms(w io.Writer) map[string]error {
	return map[string]error{
		"agenda":      data.Agenda(w, &agenda.Agenda{Version: agenda.Version}),
		"what-if":     data.WhatIf(w, &agenda.Agenda{}, &agenda.Agenda{}),
		"course":      data.Course(w, &course.Course{Version: course.Version}),
		"backtest":    data.Backtest(w, nil, nil, &deu.Report{}),
		"check":       data.Check(w, 0, &check.Result{}),
		"sarif":       data.SARIF(w, &check.Result{}, ""),
		"measurement": data.Measurement(w, &series.Measurement{Version: series.MeasurementVersion}),
		"events":      data.Events(w, &series.EventList{Version: series.EventListVersion, Events: []series.EventRow{}}),
		"search":      data.Search(w, &search.Results{Version: search.ResultsVersion}),
		"readings":    data.Readings(w, nil),
		"accepted":    data.Accepted(w, evidence.Accepted{}, nil),
		"imported":    data.Imported(w, event.Imported{}, "", nil, ""),
		"version":     data.Version(w, data.Program{}),
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// TestForms holds that each kind of result is JSON with a version before all else, and
// that what cannot be written is an error.
func TestForms(t *testing.T) {
	var b bytes.Buffer
	all := forms(&b)
	for name, err := range all {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	n := 0
	for dec := json.NewDecoder(&b); ; n++ {
		var form map[string]any
		if err := dec.Decode(&form); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if v, ok := form["version"].(float64); form["version"] != "2.1.0" && (!ok || v < 1) {
			t.Errorf("a form without a version: %v", form)
		}
	}
	if n != len(all) {
		t.Errorf("%d objects of %d forms", n, len(all))
	}
	for name, err := range forms(full{}) {
		if err == nil {
			t.Errorf("%s: no error where the disk is full", name)
		}
	}
	for name, err := range map[string]error{
		"agenda":    data.AgendaCSV(full{}, &agenda.Agenda{}),
		"course":    data.CourseCSV(full{}, &course.Course{}),
		"relations": data.RelationsCSV(full{}, &series.Measurement{}),
		"opinion":   data.OpinionCSV(full{}, &series.Measurement{}),
		"events":    data.EventsCSV(full{}, &series.EventList{}),
	} {
		if err == nil {
			t.Errorf("%s as CSV: no error where the disk is full", name)
		}
	}
}

// Empty lists are [] and not null, and letters stand as they are.
func TestJSONText(t *testing.T) {
	write := func(f func(w io.Writer) error) string {
		t.Helper()
		var b bytes.Buffer
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, c := range []struct{ what, got, want string }{
		{"check", write(func(w io.Writer) error {
			return data.Check(w, 3, &check.Result{Silenced: 1, Checked: 2, Unchecked: 4, Waiting: 5, Findings: nil})
		}), `{
  "version": 1,
  "files": 3,
  "errors": 0,
  "warnings": 0,
  "notes": 0,
  "silenced": 1,
  "checked": 2,
  "unchecked": 4,
  "waiting": 5,
  "held_back": {
    "findings": 0,
    "files": []
  },
  "findings": []
}
`},
		{"import", write(func(w io.Writer) error {
			return data.Imported(w, event.Imported{
				Files:   []event.ImportedFile{{Path: "a&b <c>.csv", Origin: event.ICEWS, Rows: 9, Kept: 4, Repeated: 3, Rejected: 2, Err: errors.New("cut off")}},
				Unknown: []event.UnknownCount{{UnknownCode: event.UnknownCode{System: country.ISO3, Code: "QQ"}, N: 7}},
			}, "e.duckdb", &event.Stats{Rows: 4, Bytes: 12}, "e.rejects.csv")
		}), `{
  "version": 1,
  "files": [
    {
      "path": "a&b <c>.csv",
      "format": "icews",
      "read": 9,
      "kept": 4,
      "repeated": 3,
      "rejected": 2,
      "error": "cut off"
    }
  ],
  "store": {
    "path": "e.duckdb",
    "rows": 4,
    "bytes": 12
  },
  "rejects": "e.rejects.csv",
  "unknown_codes": [
    {
      "system": "` + country.ISO3.String() + `",
      "code": "QQ",
      "rows": 7
    }
  ],
  "passed_over": []
}
`},
		{"an import that made no store", write(func(w io.Writer) error { return data.Imported(w, event.Imported{}, "e.duckdb", nil, "") }), `{
  "version": 1,
  "files": [],
  "store": null,
  "unknown_codes": [],
  "passed_over": []
}
`},
		{"readings", write(func(w io.Writer) error { return data.Readings(w, nil) }), "{\n  \"version\": 1,\n  \"readings\": []\n}\n"},
		{"version", write(func(w io.Writer) error {
			return data.Version(w, data.Program{Release: "1.2", Go: "go1", Platform: "a/b", Stores: map[string]bool{"x": true}, Limits: []dossier.Limit{{Of: "rows", Max: 3, Unit: "rows"}}})
		}), `{
  "version": 1,
  "program": "1.2",
  "commit": "",
  "go": "go1",
  "platform": "a/b",
  "stores": {
    "x": true
  },
  "limits": [
    {
      "of": "rows",
      "max": 3,
      "unit": "rows"
    }
  ]
}
`},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, c.got, c.want)
		}
	}
}

// table reads CSV back.
func table(t *testing.T, write func(w io.Writer) error) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func same(t *testing.T, got [][]string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d: %q", len(got), len(want), got)
	}
	for n, w := range want {
		if g := strings.Join(got[n], ";"); g != w {
			t.Errorf("row %d:\n%s\nwant\n%s", n, g, w)
		}
	}
}

// A member that is not in an initiative, and what was not assessed, are blank; 0 is
// not. A text that a spreadsheet would run is quoted.
func TestAgendaCSV(t *testing.T) {
	zero := 0.0
	a := &agenda.Agenda{
		Dossier: agenda.About{Members: []string{"XAR", "XBE"}},
		Initiatives: []*agenda.Initiative{
			{
				ID: "a", Title: "=HYPERLINK(1)", Area: "water", Members: []string{"XAR"}, Target: agenda.RungRef{Rung: "full", Level: 60}, StatusQuo: agenda.RungRef{Level: 12.5, Unconfirmed: true}, Unconfirmed: true, Verdict: agenda.Ready, QuickWin: true,
				Joint:    agenda.Share{P: half()},
				ByMember: map[string]*agenda.Capital{"XAR": {Share: agenda.Share{P: &zero}, Gain: half(), Players: []agenda.Player{{ID: "one"}, {ID: "two", Unconfirmed: true}}}, "XBE": {Players: []agenda.Player{{ID: "three"}}}}, Alternative: &agenda.Alternative{Unconfirmed: true}, CommonGain: half(),
				HeldBackBy: []agenda.Hold{{Kind: "constraint", ID: "quarrel"}, {Kind: "constraint", ID: "other"}}, Levers: []agenda.LeverSet{{Words: "@council", Cost: 1.2345, To: agenda.MakeSure}},
				Delivery: &record.Delivery{P: 0.4, Low: 0.2, High: 0.6, IfPromised: true}, Waits: &agenda.Wait{Until: dossier.Date{Year: 2026, Month: 6}}, NearLine: true, Hangs: []agenda.AtError{{}},
			},
			{ID: "b", Title: "Two", Members: []string{"XAR", "XBE"}, Verdict: agenda.NotAssessed},
			{ID: "c", Title: "Three", Members: []string{"XBE"}, Verdict: agenda.NotAssessed, HeldBackBy: []agenda.Hold{{Kind: "constraint", ID: "other"}}, Alternative: &agenda.Alternative{}},
			{ID: "d", Title: "Four", Members: []string{"XBE"}, Verdict: agenda.NotAssessed, HeldBackBy: []agenda.Hold{{Kind: "constraint", ID: "calm"}}},
		},
		Constraints: []*agenda.Constraint{{ID: "quarrel", Unconfirmed: true}, {ID: "other", Says: "3 events, not confirmed"}, {ID: "calm", Says: "3 events"}},
	}
	same(t, table(t, func(w io.Writer) error { return data.AgendaCSV(w, a) }),
		"id;title;area;members;target;target_level;status_quo;verdict;quick_win;joint;delivery;delivery_low;delivery_high;if_promised;carry_XAR;gain_XAR;carry_XBE;gain_XBE;common_gain;held_back_by;lever;lever_cost;lever_to;waits_until;near_line;hangs;unconfirmed",
		"a;'=HYPERLINK(1);water;XAR;full;60;12.5;"+string(agenda.Ready)+";yes;0.5000;0.4000;0.2000;0.6000;yes;0.0000;0.5000;;;0.5000;quarrel;'@council;1.23;make-sure;2026-06;yes;yes;title status_quo carry_XAR common_gain held_back_by",
		"b;Two;;XAR+XBE;;0;0;"+string(agenda.NotAssessed)+";no;;;;;;;;;;;;;;;;no;no;",
		"c;Three;;XBE;;0;0;"+string(agenda.NotAssessed)+";no;;;;;;;;;;;other;;;;;no;no;held_back_by",
		"d;Four;;XBE;;0;0;"+string(agenda.NotAssessed)+";no;;;;;;;;;;;calm;;;;;no;no;")
}

// Before a proposal there is neither a verdict nor a level, and the column blank says
// so; a change stands at its step alone.
func TestCourseCSV(t *testing.T) {
	ready := agenda.Ready
	c := &course.Course{
		Dossier: agenda.About{Members: []string{"XAR", "XBE"}},
		Steps:   []course.Step{{Label: "2024", Day: dossier.Date{Year: 2024, Month: 12, Day: 31}}, {Label: "2025", Day: dossier.Date{Year: 2025, Month: 12, Day: 31}}},
		Initiatives: []*course.Track{{
			ID: "a", Title: "One",
			Points:  []course.Point{{Blank: course.NotProposed}, {Verdict: &ready, Joint: half(), Level: 20, ByMember: map[string]*float64{"XBE": half()}}},
			Changes: []course.Turn{{Step: 1, Says: "proposed"}},
		}},
	}
	same(t, table(t, func(w io.Writer) error { return data.CourseCSV(w, c) }),
		"id;title;step;day;verdict;blank;joint;carry_XAR;carry_XBE;level;changed",
		"a;One;2024;2024-12-31;;"+course.NotProposed+";;;;;",
		"a;One;2025;2025-12-31;"+string(ready)+";;0.5000;;0.5000;20;proposed")
}

func TestMeasureCSV(t *testing.T) {
	m := &series.Measurement{Relations: []series.RelationResult{{Origin: "icews", Source: "XAR", Target: "XBE", Area: "water", Points: []series.PointResult{
		{Period: "2019", From: "2019-01-01", To: "2019-12-31", VerbalCooperation: 1, MaterialCooperation: 2, VerbalConflict: 3, MaterialConflict: 4, Volume: 10, Index: half()},
		{Period: "2020", From: "2020-01-01", To: "2020-12-31", VerbalConflict: 1, Volume: 1, Unconfirmed: true},
	}}}}
	same(t, table(t, func(w io.Writer) error { return data.RelationsCSV(w, m) }),
		"origin;source;target;area;period;from;to;verbal_cooperation;material_cooperation;verbal_conflict;material_conflict;volume;index;low95;high95;score;confirmed",
		"icews;XAR;XBE;water;2019;2019-01-01;2019-12-31;1;2;3;4;10;0.5000;;;;",
		"icews;XAR;XBE;water;2020;2020-01-01;2020-12-31;0;0;1;0;1;;;;;no")
	l := &series.EventList{Events: []series.EventRow{{Origin: "csv", ID: "1", Date: "2019", Source: "XAR", SourceActor: "XARGOV", Target: "XBE", TargetActor: "XBE", Code: "040", Type: "CONSULT", Class: "verbal cooperation", Text: "+1", Addresses: []string{"https://a.example", "source:b"}}, {Origin: "csv", ID: "2", Unconfirmed: true}}}
	same(t, table(t, func(w io.Writer) error { return data.EventsCSV(w, l) }),
		"origin;id;date;source;source_actor;target;target_actor;code;type;class;text;ref;confirmed",
		"csv;1;2019;XAR;XARGOV;XBE;XBE;040;CONSULT;verbal cooperation;'+1;https://a.example source:b;",
		"csv;2;;;;;;;;;;;no")
}

// The break stands at the first wave of what begins anew.
func TestOpinionCSV(t *testing.T) {
	wave := func(year int, value float64) series.TrendPoint {
		return series.TrendPoint{Point: series.Point{Date: dossier.Date{Year: year}, Value: value, SE: 1.5}, Level: series.Level{Value: value + 1, Low80: 1, High80: 2, Low95: 3, High95: 4}}
	}
	doubted := wave(2020, 50)
	doubted.Unconfirmed = true
	m := &series.Measurement{Opinion: []*series.Trend{{Series: "trust", Segments: []series.TrendSegment{
		{Points: []series.TrendPoint{wave(2019, 40)}}, {Break: "another wording", Points: []series.TrendPoint{doubted, wave(2021, 51)}},
	}}}}
	same(t, table(t, func(w io.Writer) error { return data.OpinionCSV(w, m) }),
		"series;date;value;se;level;low80;high80;low95;high95;break;confirmed",
		"trust;2019;40.0000;1.5000;41.0000;1.0000;2.0000;3.0000;4.0000;;",
		"trust;2020;50.0000;1.5000;51.0000;1.0000;2.0000;3.0000;4.0000;another wording;no",
		"trust;2021;51.0000;1.5000;52.0000;1.0000;2.0000;3.0000;4.0000;;")
}
