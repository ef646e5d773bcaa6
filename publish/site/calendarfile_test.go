package site_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"entente/publish/output"
)

// TestCalendarFile holds what is ahead: the calendar's dates, closed spans, promises whose
// time runs, open questions and looks at assumptions; and what is over, kept, settled or
// indefinite is not.
func TestCalendarFile(t *testing.T) {
	row := func(name string, lines ...string) string {
		b, err := os.ReadFile("../../dossier/template/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimRight(string(b), "\n") + "\n" + strings.Join(lines, "\n") + "\n"
	}
	files := render(t, announced(t, map[string]string{
		"calendar.csv": "date,end,member,kind,title,source,confirmed,note\n" +
			"2026-03-30,,ALL,meeting,Yesterday's,gazette-2025,,\n2026-03-31,,ALL,meeting,Today's,gazette-2025,,\n2026-03-30,2026-04-01,ALL,meeting,\"It lasts, and lasts\",gazette-2025,,\n" +
			"2026-06,,XBE,budget,the budget,gazette-2025,no,\n2027,,XAR+XCO,election,A vote,gazette-2025,,\n2027-01,2027-02,XAR,court,A trial,gazette-2025,,\n" +
			"2026-05-05,,XAR,meeting,Weekly,gazette-2025,,\n2026-05-12,,XAR,meeting,Weekly,gazette-2025,,\n",
		"constraints/second.md": "---\ntitle: The second session\nmembers: [XAR]\nsince: 2026-01-01\neffect: closed\nareas: [trade]\nclosed:\n  - {from: 2026-09-01, until: 2026-11, why: The court sits.}\n  - {from: 2025-09-01, until: 2025-11-01}\nsource: gazette-2025\n---\nSo it is [@gazette-2025].\n",
		"questions.csv":         row("questions.csv", "q-today,Today's question?,,2026-01-05,2026-03-31,The gazette,,,", "q-over,Yesterday's question?,,2026-01-05,2026-03-30,The gazette,,,"),
		"commitments.csv": row("commitments.csv",
			"p-open,A meeting,2026-02-03,fish-stocks,,once,,Publish the catch of each,2026-11,,no-evidence,editors,2026-03-31,2026-03,gazette-2025",
			"p-kept,A meeting,2026-02-03,fish-stocks,,once,,Kept before its time,2026-11-01,2026-03-01,fulfilled,editors,2026-03-31,2026-03,gazette-2025",
			"p-vague,A meeting,2026-02-03,fish-stocks,,general,,Work together,2026-11-01,,no-evidence,editors,2026-03-31,2026-03,gazette-2025",
			"p-late,A meeting,2024-02-03,fish-stocks,,once,,Long over,2025-11-01,,no-evidence,editors,2026-03-31,2026-03,gazette-2025",
			"p-long,A meeting,2025-12-03,fish-stocks,,once,,No day named,,,no-evidence,editors,2026-03-31,2026-03,gazette-2025"),
	}))
	src := string(files["calendar.ics"])
	flat := strings.ReplaceAll(src, "\r\n ", "")
	events := map[string]string{}
	for _, e := range strings.Split(flat, "BEGIN:VEVENT")[1:] {
		_, title, _ := strings.Cut(e, "SUMMARY:")
		title, _, _ = strings.Cut(title, "\r\n")
		if events[title] != "" && title != "Weekly" {
			t.Errorf("%s stands twice", title)
		}
		events[title] += e
	}
	for title, wants := range map[string][]string{
		"Today's":                             {"DTSTART;VALUE=DATE:20260331", "DTEND;VALUE=DATE:20260401", `DESCRIPTION:Meeting · Arden\, Belmora and Coriel\nFrom: Sella Gazette 2025`, "CATEGORIES:Meeting", "STATUS:CONFIRMED", "URL:https://example.org/river/calendar.html", "DTSTAMP:20260331T000000Z"},
		`It lasts\, and lasts`:                {"DTSTART;VALUE=DATE:20260330", "DTEND;VALUE=DATE:20260402"},
		"The budget (some time in June 2026)": {"DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260701", "STATUS:TENTATIVE", `\nnot confirmed\n`},
		"A vote (some time in 2027)":          {"DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20280101", "STATUS:TENTATIVE", "Arden and Coriel"},
		"A trial (some time from January 2027 to February 2027)":     {"DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20270301"},
		"Wait ends: The election in Belmora":                         {"DTSTART;VALUE=DATE:20260614", "DTEND;VALUE=DATE:20260615", `can start again.\nThe chamber has risen.\nBelmora`, "URL:https://example.org/river/constraints/election.html"},
		"Wait begins: The second session":                            {"DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260902", `starts from then on\, until it ends in November 2026.\nThe court sits.\nArden`},
		"Wait ends: The second session (some time in November 2026)": {"DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261201", "STATUS:TENTATIVE"},
		"Due: Publish the catch of each":                             {"DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201", "URL:https://example.org/river/commitments.html#p-open", `Promised: A meeting\, 3 February 2026`},
		"Due: No day named":                                          {"DTSTART;VALUE=DATE:20271203", "unless stated otherwise"},
		"Weekly":                                                     {"DTSTART;VALUE=DATE:20260505", "DTSTART;VALUE=DATE:20260512"},
	} {
		for _, want := range wants {
			if !strings.Contains(events[title], want) {
				t.Errorf("%s lacks %s: %s", title, want, events[title])
			}
		}
		delete(events, title)
	}
	kinds := map[string]int{}
	for title, e := range events {
		switch {
		case strings.HasPrefix(title, "Closes: "):
			kinds["question"]++
			if !strings.Contains(e, "Settled by: ") || !strings.Contains(e, "/questions.html#") {
				t.Error(e)
			}
		case strings.HasPrefix(title, "Look again: "):
			kinds["look"]++
			if !strings.Contains(e, "DTSTART;VALUE=DATE:20260930") || !strings.Contains(e, "/assumptions.html#") {
				t.Error(e)
			}
		case strings.HasPrefix(title, "Due: "):
			kinds["due"]++
		default:
			t.Errorf("%s should not be there: %s", title, e)
		}
	}
	if kinds["question"] != 3 || kinds["look"] != 1 || kinds["due"] != 1 {
		t.Errorf("%v", kinds)
	}
	for _, not := range []string{"Yesterday", "Kept before", "Work together", "Long over"} {
		if strings.Contains(flat, not) {
			t.Errorf("%s is not ahead", not)
		}
	}
	ids := regexp.MustCompile(`UID:(\S+)`).FindAllStringSubmatch(flat, -1)
	seen := map[string]bool{}
	for _, m := range ids {
		if seen[m[1]] {
			t.Errorf("the id %s stands twice", m[1])
		}
		seen[m[1]] = true
	}
	if page := string(files["calendar.html"]); !strings.Contains(page, `<a href="calendar.ics">These dates`) {
		t.Error("the calendar's page does not lead to its file")
	}
}

// TestCalendarAlone holds that a site without an address has a calendar, which leads
// nowhere, that one with nothing ahead has none and no link to one, and the example of
// docs/feeds.md.
func TestCalendarAlone(t *testing.T) {
	files := render(t, example(t, map[string]string{"calendar.csv": "date,member,kind,title,source,confirmed\n2026-06-14,XBE,election,Election of the chamber,gazette-2025,no\n"}))
	src := files["calendar.ics"]
	if !bytes.Contains(src, []byte("BEGIN:VEVENT")) || bytes.Contains(src, []byte("URL:")) {
		t.Errorf("%s", src)
	}
	page, err := os.ReadFile("../../docs/feeds.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```ics\n")
	if want, _, ok := strings.Cut(rest, "```\n"); !ok || !bytes.Contains(src, []byte(strings.ReplaceAll(want, "\n", "\r\n"))) {
		t.Errorf("docs/feeds.md shows\n%s\nand the calendar is\n%s", want, src)
	}
	none := render(t, example(t, map[string]string{"calendar.csv": "", "questions.csv": "", "commitments.csv": "", "assumptions.yaml": "", "constraints/election.md": "", "forecasts": ""}))
	if none["calendar.ics"] != nil {
		t.Errorf("%s", none["calendar.ics"])
	}
	if found := output.Names(none, []string{"calendar.ics"}); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// TestCalendarIDs holds that spans keep their ids where another is put before them, and
// where their end is put off.
func TestCalendarIDs(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	ids := func(spans string) map[string]string {
		src := strings.ReplaceAll(string(render(t, announced(t, map[string]string{
			"constraints/second.md": "---\ntitle: The second session\nmembers: [XAR]\nsince: 2026-01-01\neffect: closed\nareas: [trade]\nclosed:\n" + spans + "source: gazette-2025\n---\nSo it is [@gazette-2025].\n",
		}))["calendar.ics"]), "\r\n ", "")
		out := map[string]string{}
		for _, e := range strings.Split(src, "BEGIN:VEVENT")[1:] {
			if m := regexp.MustCompile(`(?s)UID:(\S+).*SUMMARY:(Wait \w+: The second session).*DESCRIPTION:([^\r]*)`).FindStringSubmatch(e); m != nil {
				for _, why := range []string{"The court sits", "The budget", "The vote", "Until then"} {
					if strings.Contains(m[3], why) {
						out[m[2]+"/"+why] = m[1]
					}
				}
			}
		}
		return out
	}
	court, budget := "  - {from: 2026-09-01, until: 2026-11-01, why: The court sits.}\n", "  - {from: 2027-01-05, until: 2027-02-01, why: The budget.}\n"
	open := "  - {until: 2026-05-01, why: Until then.}\n"
	was := ids(court + budget + open)
	if len(was) != 5 {
		t.Fatalf("%v", was)
	}
	for name, spans := range map[string]string{
		"one before":     "  - {from: 2026-06-01, until: 2026-07-01, why: The vote.}\n" + court + budget + open,
		"another order":  open + budget + court,
		"one taken away": budget + open,
		"an end put off": strings.NewReplacer("until: 2026-11-01", "until: 2026-12-01", "until: 2026-05-01", "until: 2026-06").Replace(court + budget + open),
	} {
		now := ids(spans)
		for of, id := range was {
			if now[of] != id && !(name == "one taken away" && strings.HasSuffix(of, "The court sits")) {
				t.Errorf("%s: %s was %s and is %s", name, of, id, now[of])
			}
		}
	}
}
