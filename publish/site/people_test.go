package site_test

import (
	"strings"
	"testing"
)

// The page of a group names each under its subgroups and those of none at the end, with
// what they do now apart from what they did, and each once as an anchor.
func TestPeoplePage(t *testing.T) {
	d := example(t, map[string]string{"people.yaml": `people:
  - {id: ida-lorn, name: Ida Lorn, member: XAR, role: Chair, affiliations: [{title: Reader, at: Rivers Institute, from: 2024}, {title: Clerk, at: Water office, from: 2010, to: 2020}]}
  - {id: bo-rask, name: Bo Rask, member: XBE, confirmed: no}
  - {id: cy-dunn, name: Cy Dunn, note: Writes at night.}
groups:
  - {id: floods, name: On floods, remit: What warns, people: [ida-lorn, bo-rask]}
  - {id: nets, name: On nets, people: [ida-lorn]}
  - {id: empty, name: On nothing}
speaks:
  - {text: an article, people: [ida-lorn], not: [cy-dunn], note: For herself.}
dissent:
  - {person: bo-rask, text: an article, words: I would not have said so., date: 2026-02-01}
`})
	files := render(t, d)
	checkLinks(t, files)
	page := shows(files["people.html"])
	rest := page
	for _, want := range []string{"Of those on the roster: 1 from Arden, 1 from Belmora, 0 from Coriel and 1 of whom no member is stated.", "On floods What warns", "Ida Lorn , Chair; Reader, Rivers Institute (since 2024)", "Arden Before: Clerk, Water office (2010 – 2020).", "Bo Rask (not confirmed) Belmora",
		"On nets Ida Lorn", "On nothing No name is on record", "In no subgroup Cy Dunn Writes at night.", "Who speaks for what an article : Ida Lorn ; not Cy Dunn . For herself.", "Dissent I would not have said so. Bo Rask , 1 February 2026, on an article"} {
		i := strings.Index(rest, want)
		if i < 0 {
			t.Errorf("the page lacks %q, or has it elsewhere: %s", want, page)
			continue
		}
		rest = rest[i+len(want):]
	}
	if strings.Contains(page, "On nets Ida Lorn , Chair; Reader, Rivers Institute (since 2024) Arden Before: Clerk, Water office (2010 – 2020). Bo Rask") {
		t.Error("a subgroup has someone who was not in it")
	}
	none := shows(render(t, example(t, map[string]string{"people.yaml": ""}))["people.html"])
	if !strings.Contains(none, "No roster is on record. Those who keep this dossier write it in people.yaml") {
		t.Errorf("%s", none)
	}
}
