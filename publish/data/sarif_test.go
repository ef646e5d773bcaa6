package data_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"entente/check"
	"entente/dossier"
	"entente/publish/data"
)

// TestSARIF holds what SARIF 2.1.0 requires (OASIS, 2020: sections 3.4, 3.13,
// 3.14, 3.27, 3.30, 3.49) and what code hosts ask besides: addresses relative to
// the repository, lines and columns from 1, columns in the stated unit.
func TestSARIF(t *testing.T) {
	found := []dossier.Finding{
		{Rule: "unsourced-number", Severity: dossier.Warning, Pos: dossier.Pos{File: "report.md", Line: 9, Col: 10}, Len: 3, Message: "no source stands behind \"４２％\"", Hint: "cite it", Excerpt: "日本語の文で数字は４２％だった。"},
		{Rule: "csv-row", Severity: dossier.Error, Pos: dossier.Pos{File: "tables/a b#1.csv", Line: 2}, Message: "a row too long"},
		{Rule: "unsourced-number", Severity: dossier.Warning, Pos: dossier.Pos{File: "report.md", Line: 12, Col: 1}, Len: 1, Message: "another"},
		{Rule: "doubled-word", Severity: dossier.Warning, Pos: dossier.Pos{File: "tables/a b#1.csv", Line: 3, Col: 5}, Len: 7, Message: "twice", Mend: &dossier.Mend{Pos: dossier.Pos{File: "tables/a b#1.csv", Line: 3, Col: 5}, EndLine: 4, EndCol: 4, Text: "the"}},
		{Rule: "unchecked", Severity: dossier.Note, Pos: dossier.Pos{File: "archive"}, Message: "one figure"},
	}
	var b bytes.Buffer
	if err := data.SARIF(&b, &check.Result{Findings: found}, "examples/trilateral"); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name  string
					Rules []struct {
						ID               string
						ShortDescription struct{ Text string }
						Configuration    struct{ Level string } `json:"defaultConfiguration"`
					}
				}
			}
			ColumnKind string
			Results    []struct {
				RuleID    string
				RuleIndex *int
				Level     string
				Message   struct{ Text string }
				Fixes     []struct {
					Description     struct{ Text string }
					ArtifactChanges []struct {
						ArtifactLocation struct{ URI string }
						Replacements     []struct {
							DeletedRegion   struct{ StartLine, StartColumn, EndLine, EndColumn int }
							InsertedContent struct{ Text string }
						}
					}
				}
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct {
							StartLine   int
							StartColumn *int
							EndColumn   *int
							Snippet     *struct{ Text string }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || !strings.Contains(log.Schema, "sarif-2.1.0") || len(log.Runs) != 1 {
		t.Fatalf("%s", b.String())
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name == "" || !slices.Contains([]string{"utf16CodeUnits", "unicodeCodePoints"}, run.ColumnKind) || len(run.Results) != len(found) {
		t.Fatalf("%s", b.String())
	}
	for i, r := range run.Results {
		if f := found[i]; f.Mend == nil {
			if len(r.Fixes) > 0 {
				t.Errorf("%d: %+v", i, r.Fixes)
			}
			continue
		}
		// 3.55: a fix has changes, each of one file; 3.57: a region and what is put there.
		got, _ := json.Marshal(r.Fixes)
		want := `[{"Description":{"Text":"write \"the\""},"ArtifactChanges":[{"ArtifactLocation":{"URI":"examples/trilateral/tables/a%20b%231.csv"},"Replacements":[{"DeletedRegion":{"StartLine":3,"StartColumn":5,"EndLine":4,"EndColumn":4},"InsertedContent":{"Text":"the"}}]}]}]`
		if string(got) != want {
			t.Errorf("%d: %s", i, got)
		}
	}
	rules := run.Tool.Driver.Rules
	for i, r := range run.Results {
		if r.RuleIndex == nil || *r.RuleIndex >= len(rules) || rules[*r.RuleIndex].ID != r.RuleID || r.RuleID != found[i].Rule {
			t.Errorf("%d: rule %s is not that of its index", i, r.RuleID)
		}
		if !slices.Contains([]string{"none", "note", "warning", "error"}, r.Level) || r.Message.Text == "" || len(r.Locations) != 1 {
			t.Errorf("%d: %+v", i, r)
		}
		at := r.Locations[0].PhysicalLocation
		u, err := url.Parse(at.ArtifactLocation.URI)
		if err != nil || u.IsAbs() || strings.HasPrefix(u.Path, "/") || u.Fragment != "" || u.Path != "examples/trilateral/"+found[i].File {
			t.Errorf("%d: address %q", i, at.ArtifactLocation.URI)
		}
		g := at.Region
		if (g == nil) != (found[i].Line == 0) {
			t.Errorf("%d: region %+v", i, g)
		}
		if g != nil && (g.StartLine != found[i].Line || g.StartColumn != nil && *g.StartColumn < 1 || g.EndColumn != nil && (g.StartColumn == nil || *g.EndColumn <= *g.StartColumn)) {
			t.Errorf("%d: region %+v", i, g)
		}
	}
	for _, r := range rules {
		if r.ShortDescription.Text == "" || r.Configuration.Level == "" {
			t.Errorf("rule %+v", r)
		}
	}
	// Columns count characters, as columnKind says, not bytes or UTF-16 units.
	g := run.Results[0].Locations[0].PhysicalLocation.Region
	if line := []rune(g.Snippet.Text); string(line[*g.StartColumn-1:*g.EndColumn-1]) != "４２％" {
		t.Errorf("columns %d to %d", *g.StartColumn, *g.EndColumn)
	}
	if n := len(rules); n != 4 || *run.Results[0].RuleIndex != 0 || *run.Results[2].RuleIndex != 0 || *run.Results[4].RuleIndex != 3 {
		t.Errorf("%d rules for 4 that differ", n)
	}
	// What the table of rules knows is described by it, and a hint is said as the next step.
	if got, want := rules[0].ShortDescription.Text, check.RuleByName("unsourced-number").Says; got != want || rules[1].ShortDescription.Text != "csv-row" {
		t.Errorf("%q, want %q", got, want)
	}
	for n, want := range []string{"no source stands behind \"４２％\". Next: cite it", "a row too long", "another"} {
		if got := run.Results[n].Message.Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	// A place of one character ends behind it, and one without a length has no end.
	for n, want := range map[int]int{2: 2, 0: 13} {
		if end := run.Results[n].Locations[0].PhysicalLocation.Region.EndColumn; end == nil || *end != want {
			t.Errorf("%d: it ends at %v, want %d", n, end, want)
		}
	}
	if g := run.Results[1].Locations[0].PhysicalLocation.Region; g.EndColumn != nil || g.StartColumn != nil || g.Snippet != nil {
		t.Errorf("%+v", g)
	}
	// The run says that it came to its end; slashes around the base are no part of it.
	for _, base := range []string{"d", "/d/"} {
		b.Reset()
		if err := data.SARIF(&b, &check.Result{Findings: found[1:2]}, base); err != nil || !strings.Contains(b.String(), `"executionSuccessful": true`) || strings.Contains(b.String(), "toolExecutionNotifications") || !strings.Contains(b.String(), `"uri": "d/tables/a%20b%231.csv"`) {
			t.Errorf("%v %s", err, b.String())
		}
	}
	// No findings are an empty list, not null.
	b.Reset()
	if err := data.SARIF(&b, &check.Result{}, "."); err != nil || !strings.Contains(b.String(), `"results": []`) {
		t.Errorf("%v %s", err, b.String())
	}
}

// What a check held back because files could not be read is said as a warning.
func TestSARIFSaysWhatWasHeldBack(t *testing.T) {
	res := &check.Result{}
	res.Held.Add("facts.csv")
	var b bytes.Buffer
	if err := data.SARIF(&b, res, ""); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []struct {
					Level   string
					Message struct{ Text string }
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	ran := log.Runs[0].Invocations
	if len(ran) != 1 || !ran[0].ExecutionSuccessful || len(ran[0].ToolExecutionNotifications) != 1 || ran[0].ToolExecutionNotifications[0].Level != "warning" || ran[0].ToolExecutionNotifications[0].Message.Text != res.Held.String() {
		t.Errorf("%+v", ran)
	}
}

// TestLongLinesAreNotRepeated holds that what is written of findings in one line
// grows with their number, and that each still shows the words it is about.
func TestLongLinesAreNotRepeated(t *testing.T) {
	size := func(n int, write func(io.Writer, *check.Result) error) (int, string) {
		line := strings.Repeat("書く 42% of it. ", n)
		var found []dossier.Finding
		for i := range n {
			found = append(found, dossier.Finding{Rule: "unsourced-number", Severity: dossier.Warning, Pos: dossier.Pos{File: "report.md", Line: 1, Col: 14*i + 4}, Len: 3, Message: "m", Excerpt: line})
		}
		var b strings.Builder
		if err := write(&b, &check.Result{Findings: found}); err != nil {
			t.Fatal(err)
		}
		return b.Len(), b.String()
	}
	for name, write := range map[string]func(io.Writer, *check.Result) error{
		"SARIF": func(w io.Writer, r *check.Result) error { return data.SARIF(w, r, "") },
		"JSON":  func(w io.Writer, r *check.Result) error { return data.Check(w, 1, r) },
	} {
		one, _ := size(1000, write)
		two, _ := size(2000, write)
		four, text := size(4000, write)
		t.Logf("%s: %d, %d, %d bytes", name, one, two, four)
		if two > one*21/10 || four > two*21/10 {
			t.Errorf("%s: %d, %d, %d bytes of 1000, 2000, 4000 findings", name, one, two, four)
		}
		if n := strings.Count(text, `"42%"`); n != 4000 {
			t.Errorf("%s: %d findings show their words", name, n)
		}
		if _, short := size(10, write); !strings.Contains(short, strings.Repeat("書く 42% of it. ", 10)) {
			t.Errorf("%s: a line of usual length is not shown", name)
		}
	}
}
