package site_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestSourcesInUse holds that a source reads "Not used" only where nothing leads to
// it: texts with one or several keys in a bracket, dates, outside parties.
func TestSourcesInUse(t *testing.T) {
	var records []string
	for _, id := range []string{"cited", "second", "located", "date-ahead", "date-past", "party", "nobody"} {
		records = append(records, fmt.Sprintf(`{"id": %q, "type": "webpage", "title": "Page %s", "URL": "https://example.org/%s"}`, id, id, id))
	}
	files := render(t, group(t, 2, [][2]string{
		{"sources/own.json", "[" + strings.Join(records, ",") + "]"},
		{"report.md", "---\ntitle: A report\n---\nIt rains [@cited] and pours [@second, p. 3].\n"},
		{"pieces/note.md", "---\ntitle: A note\n---\nIt is wet [@located].\n"},
		{"calendar.csv", "date,member,kind,title,source\n2026-09-01,BRN,summit,They meet,date-ahead\n2020-09-01,BRN,summit,They met,date-past\n"},
		{"dossier.yaml", "title: A group\nas_of: 2026-03-31\nmembers: [BRN, KHM]\nareas: [{id: sea, name: Sea}]\noutside: [{id: FJI, name: Fiji, role: reacts, source: party}]\n"},
	}...))
	checkLinks(t, files)
	for _, row := range regexp.MustCompile(`(?s)<li id="[^"]*">.*?</li>`).FindAllString(string(files["sources.html"]), -1) {
		unused := strings.Contains(row, "Not used")
		if want := strings.Contains(row, "Page nobody"); unused != want {
			t.Errorf("unused is %v in %s", unused, row)
		}
	}
	if n := strings.Count(string(files["sources.html"]), "Not used"); n != 1 {
		t.Errorf("%d sources are not used, not one", n)
	}
}

// TestDatesAhead holds that a date of several days stands until its last is over,
// with both its days.
func TestDatesAhead(t *testing.T) {
	files := render(t, group(t, 2, [2]string{"calendar.csv", "date,end,member,kind,title\n" +
		"2026-03-25,2026-03-30,BRN,meeting,Over yesterday\n2026-03-25,2026-03-31,BRN,meeting,Until today\n2026-03-31,,BRN,meeting,Today alone\n"}))
	page := shows(files["members/brn.html"])
	for _, want := range []string{"25 March 2026 to 31 March 2026 Until today", "31 March 2026 Today alone"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "Over yesterday") {
		t.Error("what is over stands among the dates ahead")
	}
}

// TestAgendaMarksUnconfirmed holds that the agenda's page, too, says what of an
// initiative is not confirmed, and of no other.
func TestAgendaMarksUnconfirmed(t *testing.T) {
	const file = "initiatives/river-warnings.md"
	files := render(t, example(t, map[string]string{file: changed(t, file, "title:", "confirmed: no\ntitle:")}))
	for _, page := range []string{"index.html", "by/water.html"} {
		src, ok := files[page]
		if !ok {
			continue
		}
		rows := regexp.MustCompile(`(?s)<(?:tr|li) data-title=.*?</(?:tr|li)>`).FindAllString(string(src), -1)
		marked := 0
		for _, row := range rows {
			if has := strings.Contains(row, "(not confirmed: the initiative itself)"); has != strings.Contains(row, "river-warnings.html") {
				t.Errorf("%s: marked is %v in %s", page, has, row)
			} else if has {
				marked++
			}
		}
		if marked == 0 {
			t.Errorf("%s: no row is marked, of %d", page, len(rows))
		}
	}
}

// TestCommitmentsSayWhenTheyWereAssessed holds that the day of an assessment does not
// pass for that of a search.
func TestCommitmentsSayWhenTheyWereAssessed(t *testing.T) {
	page := shows(render(t, example(t, nil))["commitments.html"])
	if !strings.Contains(page, "in progress, assessed 31 March 2026 · searched until March 2026") {
		t.Errorf("the page reads: %s", page)
	}
}

// TestCountedEvents holds that the number of a pair's events agrees with what is
// listed under it: an act of both toward each other is one event and stands in both
// lists, and a row without a type in none.
func TestCountedEvents(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,date,source_actor,target_actor,type,area,summary,source\n")
	for i := range 12 {
		who := "BRN,KHM"
		if i < 9 {
			who = "BRN+KHM,BRN+KHM"
		}
		fmt.Fprintf(&b, "ev-%d,2025-%02d-11,%s,CONSULT,sea,Act %d,paper\n", i, 1+i, who, i)
	}
	b.WriteString("ctx,2025-02-12,BRN,KHM,,sea,Context,paper\n")
	files := render(t, group(t, 2, [2]string{"events.csv", b.String()}, [2]string{"sources/own.json", `[{"id": "paper", "type": "webpage", "title": "A paper"}]`}))
	page := string(files["relations.html"])
	_, lists, _ := strings.Cut(page, "Which events?")
	if n := strings.Count(lists, "Act "); n != 21 || strings.Contains(lists, "Context") {
		t.Errorf("%d lines are listed, not 21, or one without a type", n)
	}
	if want := "12 events coded by hand, each with its source. Of them 9 are acts of both toward each other: what is listed below both ways is 21 lines."; !strings.Contains(page, want) {
		t.Errorf("the page does not say: %s", want)
	}
}

// TestDeliveredGain holds that an initiative whose target is in place is not said to
// show no gain.
func TestDeliveredGain(t *testing.T) {
	in := func(history string) string {
		files := render(t, group(t, 2, [2]string{"initiatives/done.md", "---\ntitle: Done\narea: sea\nladder: [{rung: letters, level: 15, name: Letters}]\ntarget: letters\n" + history +
			"alternatives: [{forum: Another, level: 90}]\nserves: {brn-fish: 0.5, khm-fish: 0.5}\n---\n"}))
		return string(files["initiatives/done.html"])
	}
	if page := in(""); !strings.Contains(page, "No gain is shown") {
		t.Fatal("an initiative that is not in place and gives nothing does not say so")
	}
	if page := in("history: [{from: 2020, rung: letters, what: Letters go out.}]\n"); strings.Contains(page, "No gain is shown") {
		t.Error("no gain is shown of what is in place")
	}
}

// TestOneMemberIsNotJoint holds that with one member no page speaks of what is joint,
// but the method, which is that of any number.
func TestOneMemberIsNotJoint(t *testing.T) {
	scenario := [2]string{"scenarios/calm.yaml", "title: Calm\nkind: other\nsupposes: It is calm.\nchanges:\n  - {move: brn-pm, by: 5, initiative: rescue}\n"}
	several := regexp.MustCompile(`(?i)\bjoint(ly)?\b|(each|every|all|a|this) capitals?\b|some member|why together`)
	for n := 1; n <= 2; n++ {
		files := render(t, group(t, n, scenario))
		said := 0
		for name, file := range files {
			if !strings.HasSuffix(name, ".html") || name == "method.html" {
				continue
			}
			_, main, _ := strings.Cut(string(file), "<main")
			found := several.FindAllString(tags.ReplaceAllString(main, " "), -1)
			if said += len(found); n == 1 && len(found) > 0 {
				t.Errorf("one member, %s: %q", name, found)
			}
		}
		if n == 2 && said < 5 {
			t.Errorf("two members: only %d words of what is joint", said)
		}
	}
	one := string(render(t, group(t, 1, scenario))["index.html"])
	if strings.Contains(one, "members.html") || !strings.Contains(one, `href="members/brn.html"`) {
		t.Error("the navigation leads to a list of one member")
	}
}
