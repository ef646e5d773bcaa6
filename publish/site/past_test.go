package site_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/publish/site"
)

// record loads the made-up dossier of resolved cases.
func record(t testing.TB, cases int) *dossier.Dossier {
	t.Helper()
	a, err := txtar.ParseFile("../../course/testdata/record.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, "initiatives/") && !strings.HasPrefix(f.Name, "initiatives/bridge") {
			if cases--; cases < 0 {
				continue
			}
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestRecordPage holds that words of likelihood stand on the pages of a dossier
// with thirty resolved cases, and on none with fewer; and that the method page
// shows the table, or says why there is none.
func TestRecordPage(t *testing.T) {
	with := render(t, record(t, 34))
	bridge := string(with["initiatives/bridge.html"])
	if !strings.Contains(bridge, "reads as “likely”: of 13 cases") {
		t.Error("the record's word is not on the initiative's page")
	}
	for _, sentence := range strings.Split(tags.ReplaceAllString(bridge, ""), ".") {
		if strings.Contains(sentence, "likely") && strings.Contains(strings.ToLower(sentence), "confidence") {
			t.Errorf("likelihood and confidence in one sentence: %s", sentence)
		}
	}
	method := string(with["method.html"])
	for _, want := range []string{`id="record"`, "34 cases can be judged", `aria-labelledby="calibration-w-t`, "<td>0.55–0.80</td><td>likely</td><td>13</td>", "The worst misses"} {
		if !strings.Contains(method, want) {
			t.Errorf("the method page lacks %q", want)
		}
	}
	for _, cases := range []int{29, 5} {
		files := render(t, record(t, cases))
		if strings.Contains(string(files["initiatives/bridge.html"]), "likely") || strings.Contains(string(files["index.html"]), "likely") {
			t.Errorf("a word stands on %d cases", cases)
		}
		method := string(files["method.html"])
		if !strings.Contains(method, "no record of thirty resolved cases") || cases < 10 && (strings.Contains(method, "Brier") || !strings.Contains(method, "too few to score")) {
			t.Errorf("the method page on %d cases says something else", cases)
		}
	}
}

// TestCoursePage holds that an initiative's course is drawn with its table, that
// a blank is no verdict, and that what changed is said.
func TestCoursePage(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	files := render(t, d)
	page := string(files["initiatives/pandemics.html"])
	for _, want := range []string{`id="past"`, `aria-labelledby="past-w-t`, `aria-labelledby="past-n-t`, "<td>Jan–Mar 2021</td><td>31\u00a0March\u00a02021</td><td>not assessed</td><td>–</td>", "which is not “no”", "→ held back", "On record from here: the priorities of"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	// One step is no course.
	if strings.Contains(string(files["initiatives/search-and-rescue.html"]), `id="past"`) {
		t.Error("a course of one step is drawn")
	}
	// Without a past the page stands all the same.
	a, err := agenda.Build(d, agenda.Options{Draws: 500, Scenario: d.Scenarios[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 500, Scenario: d.Scenarios[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	under, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: past})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(under["initiatives/pandemics.html"]), `id="past"`) || strings.Contains(string(under["method.html"]), `id="record"`) {
		t.Error("an agenda under a scenario has a past")
	}
}
