package site_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestScoreboard holds that a promise is counted as kept or broken only where it
// asks for something definite, had its time, and was searched for to its end.
func TestScoreboard(t *testing.T) {
	const head = "id,meeting,date,initiative,kind,text,due,kept,status,coder,assessed,searched_until,source\n"
	row := func(id, kind, due, kept, status, until string) string {
		return id + ",Summit,2024-05-01,song-archive," + kind + ",They list songs of " + id + "," + due + "," + kept + "," + status + ",editors,2026-03-01," + until + ",gazette-2025\n"
	}
	files := render(t, example(t, map[string]string{"commitments.csv": head +
		row("in-time", "once", "2025-05-01", "2025-04-01", "fulfilled", "2025-06") + row("too-late", "once", "2025-05-01", "2025-09-01", "fulfilled", "2025-10") +
		row("broken", "standing", "2025-05-01", "", "not-fulfilled", "2025-06") + row("unseen", "once", "2025-05-01", "", "no-evidence", "2025-01") +
		row("running", "once", "2027-05-01", "", "in-progress", "2026-03") + row("early", "once", "2027-05-01", "2026-01-05", "fulfilled", "2026-03") + row("vague", "general", "2025-05-01", "2025-04-01", "fulfilled", "2025-06")}))
	page := string(files["commitments.html"])
	text := shows(files["commitments.html"])
	if !strings.Contains(text, "Of 3 promises that can be scored, 1 was kept in time.") || !strings.Contains(text, "1 of 3 kept in time") {
		t.Errorf("the page reads: %s", text)
	}
	// All of them, those that are definite, those that can be scored, and those kept.
	for _, want := range []string{"made 7 not scored", "done 6 not scored", "that time 3 1 "} {
		if !strings.Contains(text, want) {
			t.Errorf("the steps lack %q", want)
		}
	}
	for id, want := range map[string]string{"in-time": "Kept in time", "too-late": "Not kept in time", "broken": "Not kept in time", "unseen": "Not searched to its end", "running": "Its time runs", "early": "Kept, and scored when its time is over", "vague": "Nothing definite, never scored"} {
		_, r, _ := strings.Cut(page, `id="`+id+`"`)
		if r, _, _ = strings.Cut(r, "</tr>"); !strings.Contains(r, want) {
			t.Errorf("%s does not read %q: %s", id, want, r)
		}
	}
	// They can be picked by what became of them; the meeting has the numbers of all.
	kept := regexp.MustCompile(`class="f(\d+)"> Kept in time`).FindStringSubmatch(page)
	marks := map[string][]string{}
	for _, m := range regexp.MustCompile(`<(?:tr id="([^"]*)"|section) data-f="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		marks[m[1]] = strings.Fields(m[2])
	}
	if kept == nil || !slices.Contains(marks["in-time"], kept[1]) || slices.Contains(marks["too-late"], kept[1]) || !slices.Contains(marks[""], kept[1]) || len(marks) != 8 {
		t.Errorf("what was kept, %v, cannot be picked: %v", kept, marks)
	}
	if _, r, _ := strings.Cut(page, `id="too-late"`); !strings.Contains(r[:strings.Index(r, "</tr>")], "kept late, 1 September 2025") || strings.Contains(r[:strings.Index(r, "</tr>")], "fulfilled") {
		t.Errorf("what was kept late reads %s", r[:strings.Index(r, "</tr>")])
	}
	for _, want := range []string{"One act 1 1 2 1", "Something each year or quarter 0 1 0 0", "Nothing definite 0 0 0 1", "All of them 1 2 2 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the kinds lack %q", want)
		}
	}
}

// TestQuestionsAndAssumptions holds what the pages of the example print of them.
func TestQuestionsAndAssumptions(t *testing.T) {
	files := render(t, example(t, nil))
	for page, want := range map[string][]string{
		"questions.html":   {"Will the joint week be held by the end of April 2026?", "5 January 2026 to 30 April 2026", "85% (2 judges)", "Open", "–", "(0 judges)"},
		"assumptions.html": {"The treaty of 2021 stays in force.", "What would show it wrong: A notice under its last article.", "Last looked at 31 March 2026. Next look: 30 September 2026."},
	} {
		text := strings.ReplaceAll(shows(files[page]), "\u00a0", " ")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q: %s", page, w, text)
			}
		}
	}
}

// TestInitiativeSaysWhoAndWhat holds what an initiative's page prints of its ladder,
// its delivery with the promises behind it, its support and its owners.
func TestInitiativeSaysWhoAndWhat(t *testing.T) {
	files := render(t, example(t, nil))
	text := shows(files["initiatives/river-warnings.html"])
	for _, want := range []string{
		"10 in 10 limit: Council of state 10 in 10 about 6 in 10", // the target's row: the last capital, joint, delivery
		"Delivery within two years: about 6 in 10 (2 to 8 in 10). Its own promise: Begin a pilot within a year (October meeting, 12 October 2025)",
		"No single thing: no one stance or constraint lowers carry", "Arden The President decides President 100 percent of its weight 100 percent",
		"Coriel Lead: Ministry of fisheries . Signs: Council of state . Judged by the editors of this example",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q: %s", want, text)
		}
	}
}

// TestReportedSince holds that what came after the agenda's day leads to its row of the
// history, and so to its source, from the first page and from the initiative's.
func TestReportedSince(t *testing.T) {
	src, err := os.ReadFile("../../dossier/template/initiatives/river-warnings.md")
	if err != nil {
		t.Fatal(err)
	}
	files := render(t, example(t, map[string]string{"initiatives/river-warnings.md": strings.Replace(string(src), "history: ", "history:\n  - {from: 2026-09, rung: letters, what: A line was tried., source: gazette-2025} #", 1)}))
	checkLinks(t, files)
	for name, want := range map[string]string{"index.html": "initiatives/river-warnings.html#history", "initiatives/river-warnings.html": "#history"} {
		if want = `Reported since: September 2026: A line was tried (<a href="` + want + `">history</a>)`; !strings.Contains(string(files[name]), want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}
