package prose_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
)

// What a row states with confirmed: no keeps its mark in every directive, two
// pollsters of one day are told apart, and a figure beside a citation of its own
// source has one note.
func TestUnconfirmedAndBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"facts.csv": "id,series,what,value,unit,of,date,source,confirmed\nxar-env-posts-2025,xar-posts,Posts,110,people,,2025,gazette-2025,\nboats,,Boats,31,boats,of 40,2025,gazette-2025,no\n",
		"polls/more.csv": "series,country,question,pollster,end,value,source,confirmed\nHARBOUR,XAR,Like it,P,2025-06-01,44.5,gazette-2025,no\n" +
			"PAIR,XAR,Like it,P,2024-06-01,50,gazette-2025,\nPAIR,XAR,Like it,Q,2024-06-01,54,gazette-2025,\nPAIR,XAR,Like it,P,2025-06-01,40,gazette-2025,\nPAIR,XAR,Like it,Q,2025-06-01,30,gazette-2025,\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, found, err := dossier.Load(dir)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	e := prose.NewEvaluator(d, a)
	opt := cite
	opt.Evaluate = e.Evaluate
	opt.Cite = func(key, _ string) (string, bool) { return "<" + key + ">", true }
	for in, want := range map[string]string{
		"{{fact boats}}":                               "31 boats (not confirmed)",
		"{{fact boats of=yes}}":                        "31 boats of 40 (not confirmed)",
		"{{fact boats unit=no}}":                       "31 (not confirmed)",
		"{{fact xar-env-posts-2025}}":                  "110 people",
		"{{poll HARBOUR}}":                             "44.5% (not confirmed)",
		"{{record HARBOUR}}":                           "(not confirmed)",
		"{{poll PAIR at=2025-06-01 pollster=P}}":       "40%",
		"{{poll PAIR at=2025-06-01 pollster=\"q\"}}":   "30%",
		"{{poll PAIR}}":                                "several waves of PAIR end on 2025-06-01: P, Q",
		"{{poll PAIR at=2025}}":                        "several waves of PAIR end on 2025-06-01: P, Q",
		"{{poll PAIR pollster=R}}":                     "PAIR has no wave of the pollster",
		"{{record PAIR at=2025-06-01 pollster=P}}":     "the highest since 1 June 2024",
		"{{table facts}}":                              "31 boats (not confirmed)",
		"{{table polls HARBOUR}}":                      "44.5% (not confirmed)",
		"{{fact boats}} [@gazette-2025], as said":      "31 boats (not confirmed)</span><gazette-2025>",
		"{{fact boats}}[@gazette-2025] [@treaty-2021]": "<gazette-2025><treaty-2021>",
	} {
		r := prose.Render(parse(t, in), opt)
		got := strings.ReplaceAll(strings.ReplaceAll(r.HTML, "> <", "><"), "&quot;", "\"")
		if !strings.Contains(got, want) {
			t.Errorf("%s gives %s, which lacks %s", in, got, want)
		}
		if strings.Contains(in, "[@") && strings.Count(r.HTML, "<gazette-2025>") != 1 {
			t.Errorf("%s gives two notes of one source: %s", in, r.HTML)
		}
		if strings.HasPrefix(in, "{{fact xar") && strings.Contains(r.HTML, "confirmed") {
			t.Errorf("%s is marked: %s", in, r.HTML)
		}
	}
	r := prose.Render(parse(t, "It had {{fact boats}}, and more by then [@gazette-2025]."), opt)
	if strings.Count(r.HTML, "<gazette-2025>") != 2 {
		t.Errorf("a citation further on is another's: %s", r.HTML)
	}
}
