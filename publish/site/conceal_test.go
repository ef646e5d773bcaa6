package site_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/publish/output"
	"entente/publish/site"
)

// under renders a dossier under the Chatham House Rule, and gives what may not be named.
func under(t *testing.T, d *dossier.Dossier, strict bool) (map[string][]byte, *agenda.Agenda, []string) {
	t.Helper()
	opt := agenda.Options{Draws: 200, Unattributed: true}
	a, err := agenda.Build(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	names := d.Conceal(strict)
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: past})
	if err != nil {
		t.Fatal(err)
	}
	return files, a, names
}

// TestChathamHouse holds that no file, name of a file, index or feed names who took part:
// speakers, judges by name and pseudonym, coders, dissenters; and that what they said, and
// every figure, stays.
func TestChathamHouse(t *testing.T) {
	load := func() *dossier.Dossier {
		return example(t, map[string]string{
			"judgements.csv": "round,expert,target,low,best,high,confidence,rationale,date\n1,Dara Quill,position:xar-president/water,70,80,90,,The speech was clear.,2026-02-01\n",
			"people.yaml": "people:\n  - {id: ida-lorn, name: Ida Lorn, member: XAR, note: A friend of Ben Oslo., affiliations: [{title: Hydrologist, at: University of Arden, from: 2015}]}\n" +
				"  - {id: ben-oslo, name: Ben Oslo, member: XBE, affiliations: [{title: Editor, at: The Oslo Yearbook, from: 2019}]}\n" +
				"  - {id: cyra-venn, name: {en: Cyra Venn, ja: シラ・ヴェン}, member: XCO}\n" +
				"groups:\n  - {id: river-group, name: River subgroup, remit: Warnings and banks., people: [ida-lorn, ben-oslo, cyra-venn]}\n" +
				"speaks:\n  - {text: one-line, people: [ida-lorn], not: [ben-oslo]}\n" +
				"dissent:\n  - {person: ben-oslo, text: one-line, words: Limits on fishing should come first., date: 2026-03-20}\n",
			"pieces/one-line.md":    "---\ntitle: A line\nkind: analysis\nauthors: [ida-lorn]\ndate: 2026-03-30\n---\nThe river is long.\n",
			"pieces/water-level.md": "",
		})
	}
	open := render(t, load())
	// Where nothing is concealed all of them are named: the search can find them.
	for _, name := range []string{"Ida Lorn", "Ben Oslo", "Cyra Venn", "The Oslo Yearbook", "Dara Quill", "heron"} {
		if name != "heron" && len(output.Names(open, []string{name})) == 0 {
			t.Errorf("%s stands nowhere even without the rule", name)
		}
	}
	for _, strict := range []bool{false, true} {
		files, a, names := under(t, load(), strict)
		for _, want := range []string{"Ben Oslo", "ben-oslo", "Cyra Venn", "cyra-venn", "シラ・ヴェン", "Dara Quill", "heron", "otter"} {
			if !slices.Contains(names, want) {
				t.Errorf("%s is not among what is hidden: %q", want, names)
			}
		}
		if got := slices.Contains(names, "Ida Lorn"); got != strict {
			t.Errorf("an author is hidden: %v, under strict %v", got, strict)
		}
		look := append([]string{"The Oslo Yearbook", "A friend of"}, names...)
		if strict {
			look = append(look, "University of Arden")
		}
		if found := output.Names(files, look); len(found) > 0 {
			t.Errorf("strict %v: %v", strict, output.NamedError(found))
		}
		// The editors publish; what the header calls them is no name of someone who took part.
		if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), "editors") }) {
			t.Errorf("the editors are hidden: %q", names)
		}
		if p := shows(files["people.html"]); !strings.Contains(p, "Chatham House Rule") || !strings.Contains(p, "Limits on fishing should come first.") || !strings.Contains(p, "a participant") || !strings.Contains(p, "Warnings and banks.") {
			t.Errorf("what was said is gone, or the rule is not named: %s", p)
		}
		if got := strings.Contains(shows(files["pieces/one-line.html"]), "Ida Lorn"); got == strict {
			t.Errorf("the author of a published text is named: %v, under strict %v", got, strict)
		}
		if q := shows(files["questions.html"]); !strings.Contains(q, "80% to 90% (range)") || strings.Contains(q, "How judges fared") {
			t.Errorf("two judges can be told apart: %s", q)
		}
		b, err := agenda.Build(load(), agenda.Options{Draws: 200})
		if err != nil {
			t.Fatal(err)
		}
		for n, i := range b.Initiatives {
			if i.Verdict != a.Initiatives[n].Verdict || i.Joint.P != nil && *i.Joint.P != *a.Initiatives[n].Joint.P {
				t.Errorf("%s: the rule moves a figure", i.ID)
			}
		}
	}
}

// TestNamedInItsOwnWords holds that a text that names someone is found before anything is
// written, and told with its file.
func TestNamedInItsOwnWords(t *testing.T) {
	d := example(t, map[string]string{"pieces/one-line.md": "---\ntitle: A line\nkind: analysis\ndate: 2026-03-30\n---\nCyra Venn said so.\n"})
	a, err := agenda.Build(d, agenda.Options{Draws: 20, Unattributed: true})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	_, err = site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{Hidden: d.Conceal(false)})
	if err == nil || !strings.Contains(err.Error(), `pieces/one-line.html: "Cyra Venn"`) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}
