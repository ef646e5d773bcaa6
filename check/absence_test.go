package check_test

import (
	"strings"
	"testing"

	"entente/dossier"
)

// searchesHead begins the table of searches of these tests.
const searchesHead = "id,date,where,languages,words,what,by\n"

// absencesOf gives the messages of unsearched-absence in the sample with other
// searches and another history, and with a text.
func absencesOf(t *testing.T, searches, history, body string) []dossier.Finding {
	t.Helper()
	dir := template(t)
	edit(t, dir, "searches.csv", func(string) string { return searchesHead + searches })
	edit(t, dir, "initiatives/river-warnings.md", func(s string) string {
		return strings.Replace(s, "what: No joint centre was found., search: second-warning-line", history, 1)
	})
	edit(t, dir, "pieces/note.md", func(string) string { return "---\ntitle: A note\n---\n" + body + "\n" })
	var out []dossier.Finding
	for _, f := range run(t, dir, true) {
		if f.Rule == "unsearched-absence" {
			out = append(out, f)
		} else if f.Severity == dossier.Error {
			t.Error(f)
		}
	}
	return out
}

func TestAbsences(t *testing.T) {
	const (
		good     = "a,2025-09-01,the registers,en,centre,A centre,editors\n"
		dayOver  = "a,2025-03-30,the registers,en,centre,A centre,editors\n" // the as-of date is 2026-03-31
		aYear    = "a,2025-03-31,the registers,en,centre,A centre,editors\n"
		own      = "a,2026-03-30,archive,en,centre,A centre,editors\n"
		ownLater = good + "b,2026-03-30,Archive,en,centre,A centre,editors\n"
	)
	for _, c := range []struct{ name, searches, history, body, want string }{
		{"named", good, "what: No centre was found, search: a", "", ""},
		{"none named", good, "what: No centre was found", "", `"No centre was found" points to no search`},
		{"nothing absent", "", "what: A centre was found", "", ""},
		{"on the day a year ago", aYear, "what: No centre was found, search: a", "", ""},
		{"a day more", dayOver, "what: No centre was found, search: a", "", "more than a year before 2026-03-31"},
		{"the archive alone", own, "what: No centre was found, search: a", "", "own archive alone"},
		{"the archive beside another", ownLater, "what: No centre was found, search: [a, b]", "", ""},
		{"in the sentence", good, "what: Letters", "No centre was found, {{search a}}.", ""},
		{"in the next", good, "what: Letters", "No centre was found. It was {{search a}}.", ""},
		{"in another paragraph", good, "what: Letters", "No centre was found.\n\nIt was {{search a}}.", "points to no search"},
		{"in the note", good, "what: Letters", "No centre was found.[^n]\n\n[^n]: It was {{search a}}.", ""},
		{"quoted", good, "what: Letters", "He wrote: “No centre was found.”", ""},
		{"a source says so", good, "what: Letters", "There is no evidence of a centre [@treaty-2021].", ""},
		{"a source says something else", good, "what: Letters", "Letters are sent [@treaty-2021], but no centre was found.", "points to no search"},
	} {
		got := absencesOf(t, c.searches, c.history, c.body)
		if (len(got) > 0) != (c.want != "") || len(got) > 1 || c.want != "" && !strings.Contains(got[0].Message, c.want) {
			t.Errorf("%s: %v, want %q", c.name, got, c.want)
		}
	}
}

// A search covers a member whose language was searched in: the one that its file
// states, else the one that is most likely in its country.
func TestAbsenceAsksInTheLanguagesOfMembers(t *testing.T) {
	for _, c := range []struct{ searched, stated, want string }{
		{"ar", "languages: [ar]", ""},
		{"ar-XA;fr", "languages: [fr, ar]", ""},
		{"ar", "languages: [fr, ar]", ""},
		{"en", "languages: [fr, ar]", "left out the language of Arden (fr, ar)"},
		{"en", "", ""}, // the table knows no language of an invented country
	} {
		dir := template(t)
		edit(t, dir, "searches.csv", func(string) string {
			return searchesHead + "second-warning-line,2026-01-01,the registers," + c.searched + ",centre | مركز,A centre,editors\n"
		})
		edit(t, dir, "members/xar.yaml", func(s string) string { return strings.Replace(s, "bargaining: 1", "bargaining: 1\n"+c.stated, 1) })
		var got []string
		for _, f := range run(t, dir, true) {
			if f.Rule == "unsearched-absence" {
				got = append(got, f.Message)
			}
		}
		if (len(got) > 0) != (c.want != "") || c.want != "" && !strings.Contains(got[0], c.want) {
			t.Errorf("searched in %s, stated %q: %q, want %q", c.searched, c.stated, got, c.want)
		}
	}
}

// A commitment without evidence names its search in its column.
func TestAbsenceOfACommitment(t *testing.T) {
	for cell, want := range map[string]int{"": 1, "a": 0} {
		dir := template(t)
		edit(t, dir, "searches.csv", func(s string) string { return s + "a,2026-01-01,the registers,en,pilot,A pilot,editors\n" })
		edit(t, dir, "commitments.csv", func(s string) string {
			s = strings.Replace(s, "searched_until,source", "searched_until,search,source", 1)
			return strings.Replace(strings.Replace(s, "in-progress", "no-evidence", 1), "2026-03,communique", "2026-03,"+cell+",communique", 1)
		})
		n := 0
		for _, f := range run(t, dir, true) {
			if f.Rule == "unsearched-absence" {
				n++
			}
		}
		if n != want {
			t.Errorf("search %q: %d findings, want %d", cell, n, want)
		}
	}
}

// The reasons of judgements are read as histories are: of a stance in a member's file and
// on an initiative, of a pressure, and of what was judged of an initiative or a constraint.
func TestAbsencesInReasons(t *testing.T) {
	const reason = "because: No such word was found."
	for _, c := range []struct{ file, old, evidence string }{
		{"members/xar.yaml", "because: It drew up the plan that the President named.", "[act:xar-president-2025-09]"},
		{"initiatives/river-warnings.md", "because: The October meeting named the line and no more.", "[event:ev-2025-10-meeting]"},
		{"constraints/old-quarrel.md", "because: Calm and acute are near the highest and lowest readings held.", `["poll:XAR_TRUST_BELMORA@2024-06"]`},
		{"constraints/treaty-court.md", "because: The court took the case in December 2025.", "[case:case-2025-nets]"},
		{"initiatives/clean-banks.md", "", ""},
	} {
		for _, searched := range []bool{false, true} {
			dir := template(t)
			edit(t, dir, c.file, func(s string) string {
				told := reason
				if c.old == "" { // a stance on one initiative
					told = "stances:\n  - {player: xar-environment, from: 2025-10-01, position: 50, because: No such word was found."
					if searched {
						told += ", search: second-warning-line"
					}
					return strings.Replace(s, "\nowners:", "\n"+told+"}\nowners:", 1)
				}
				if !strings.Contains(s, c.old) {
					t.Fatalf("%s has no %q", c.file, c.old)
				}
				s = strings.Replace(s, c.old, told, 1)
				if !searched {
					return s
				}
				at := strings.Index(s, told)
				key := "evidence: " + c.evidence
				named := ", search: second-warning-line"
				if strings.HasPrefix(c.file, "members") {
					named = "\n        search: second-warning-line"
				}
				return s[:at] + strings.Replace(s[at:], key, key+named, 1)
			})
			var got []string
			for _, f := range run(t, dir, true) {
				if f.Rule == "unsearched-absence" {
					got = append(got, f.Message)
				} else if f.Severity == dossier.Error {
					t.Error(c.file, f)
				}
			}
			if searched && len(got) > 0 || !searched && (len(got) != 1 || !strings.Contains(got[0], "points to no search")) {
				t.Errorf("%s, searched %t: %v", c.file, searched, got)
			}
		}
	}
}

// A reason that denies that there is evidence is an absence as is one that says that nothing
// was found; one that says that nobody looked is none, and a note that has no key for a search
// names it in its words.
func TestUnattestedReasons(t *testing.T) {
	for _, c := range []struct {
		name, text string
		row        bool
		want       int
	}{
		{"not cited", "It drew up the plan; a word of its own on the line is not cited.", false, 1},
		{"of the second nothing is said", "It drew up the plan; of the second line nothing is said.", false, 1},
		{"in Korean", "계획을 세웠다. 자체 성명은 인용되지 않았다.", false, 1},
		{"named", "It drew up the plan; a word of its own on the line is not cited (search second-warning-line).", false, 0},
		{"another's name behind it", "It drew up the plan; a word of its own is not cited (search second-warning-lines).", false, 1},
		{"nobody looked", "It drew up the plan; a word of its own on the line was not searched.", false, 0},
		{"nobody looked, and so none is cited", "No word of its own is cited, since it was not looked for.", false, 0},
		{"nobody looked for another thing", "No word of its own is cited; the year was not looked up.", false, 1},
		{"what it does not do", "It drew up the plan, does not oppose the line and names no river.", false, 0},
		{"of one text", "It drew up the plan; of the line nothing is said there.", false, 0},
		{"a quotation", "It drew up the plan that says “nothing is known of the line”.", false, 0},
		{"a row", "the month is not known", true, 1},
		{"a row that names it", "the month is not known (search second-warning-line)", true, 0},
		{"what a page lacks", "the page gives no month", true, 0},
	} {
		dir := template(t)
		if c.row {
			edit(t, dir, "events.csv", func(s string) string { return strings.Replace(s, "treaty-2021,,", "treaty-2021,,"+c.text, 1) })
		} else {
			edit(t, dir, "members/xar.yaml", func(s string) string {
				return strings.Replace(s, "because: It drew up the plan that the President named.", `because: "`+c.text+`"`, 1)
			})
		}
		n := 0
		for _, f := range run(t, dir, true) {
			if f.Rule == "unsearched-absence" {
				n++
			} else if f.Severity == dossier.Error {
				t.Error(c.name, f)
			}
		}
		if n != c.want {
			t.Errorf("%s: %d findings, want %d", c.name, n, c.want)
		}
	}
}

// A search has words in each language that it names, where that has a script of its own.
func TestSearchHasWordsInItsLanguages(t *testing.T) {
	for row, want := range map[string]int{
		"second-warning-line,2026-01-01,the registers,en;ko,centre,A centre,editors\n":           1,
		"second-warning-line,2026-01-01,the registers,en;ko,centre | 센터,A centre,editors\n":      0,
		"second-warning-line,2026-01-01,the registers,en;ja;ru,centre | 中心,A centre,editors\n":   1,
		"second-warning-line,2026-01-01,the registers,en;fr;de,centre,A centre,editors\n":        0,
		"second-warning-line,2026-01-01,the registers,en;ru,centre | предупреждение,A,editors\n": 0,
	} {
		dir := template(t)
		edit(t, dir, "searches.csv", func(string) string { return searchesHead + row })
		var got []string
		for _, f := range run(t, dir, true) {
			if f.Rule == "unsearched-absence" {
				got = append(got, f.Message)
			}
		}
		if len(got) != want || want > 0 && !strings.Contains(got[0], "none of its words is") {
			t.Errorf("%s: %q, want %d", row, got, want)
		}
	}
}
