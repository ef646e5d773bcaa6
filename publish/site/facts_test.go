package site_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var space = regexp.MustCompile(`\s+`)

// shows gives the words of a page on one line, without its markup.
func shows(src []byte) string {
	return strings.TrimSpace(space.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(string(src), " ")), " "))
}

// changed gives a file of the example with some of its words replaced, each of
// which must stand there.
func changed(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../dossier/template", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	s := string(b)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s, pairs[i]) {
			t.Fatalf("%s lacks %q", name, pairs[i])
		}
		s = strings.Replace(s, pairs[i], pairs[i+1], 1)
	}
	return s
}

// TestPagesSayWhatIsOnRecord states what the pages of the example print on each
// branch: what is on record by the day, what is not, and in what order.
func TestPagesSayWhatIsOnRecord(t *testing.T) {
	as := render(t, example(t, nil))
	// Those who decide in Arden stand at (0.9 × 72 + 0.5 × 75) ÷ 1.4 = 73 on average,
	// its public at 64; in the other dossier at 90, and in the last at 60.
	behind := render(t, example(t, map[string]string{"members/xar.yaml": changed(t, "members/xar.yaml", "best: 64", "best: 60")}))
	other := render(t, example(t, map[string]string{
		"members/xar.yaml": changed(t, "members/xar.yaml",
			"bargaining: 1\n", "bargaining: 1\nreviewed: {by: Ida Lorn, date: 2026-02-01}\n",
			"{id: xar-drinking-water, title: Safe drinking water, weight: 0.9,", "{id: xar-drinking-water, title: Safe drinking water, weight: 0.5,",
			"priorities: ", "priorities:\n  - {id: xar-over, title: Roads of old, weight: 1, from: 2020, until: 2025}\n  - {id: xar-ahead, title: Roads to come, weight: 1, from: 2027} ",
			"position: {low: 50, best: 64, high: 75}", "position: {low: 80, best: 90, high: 95}"),
		"members/xbe.yaml": changed(t, "members/xbe.yaml", "    role: ratifies\n    influence: 0.4\n", "    role: ratifies\n    influence: {low: 0.3, best: 0.4, high: 0.6}\n"),
		"facts.csv": "id,series,what,value,unit,of,date,published,low,high,member,source,locator,supersedes\n" +
			"xar-posts-2025,xar-posts,Posts filled,95,people,of 130,2025-12,2026-01-18,,,XAR,gazette-2025,p. 3,\n" +
			"both,b,Boats,12,boats,,2025-12,2026-01-18,10,14,XAR,gazette-2025,,\nleast,l,Nets,22,nets,,2025-12,2026-01-18,20,,XAR,gazette-2025,,\nmost,m,Oars,32,oars,,2025-12,2026-01-18,,34,XAR,gazette-2025,,\n",
		"calendar.csv":                changed(t, "calendar.csv", "2026-06-14,XBE", "2026-03-30,XBE,meeting,The talk of yesterday,gazette-2025\n2026-03-31,XBE,meeting,The talk of today,gazette-2025\n2026-06-14,XBE"),
		"constraints/treaty-court.md": changed(t, "constraints/treaty-court.md", "{from: 2025-12,", "{from: 2026-12,"),
		"constraints/old-quarrel.md":  changed(t, "constraints/old-quarrel.md", ", date: 2026-09}", "}"),
		"cases.csv":                   changed(t, "cases.csv", "open,,gazette-2025", "open,,gazette-2025\ncase-2026-nets,Nets,High court of Coriel,2026-01-20,1/2026,Fishers' union,Ministry of fisheries,The court ends it,open,case-2025-nets,gazette-2025"),
		"events.csv":                  changed(t, "events.csv", "2025-03-02,XBE,XCO", "2025-03-02,XBE:JUD,XCO:XYZ"),
		"scenarios/new-premier.yaml": changed(t, "scenarios/new-premier.yaml", "changes:\n", "changes:\n  - {procedure: statute, member: XBE, initiative: river-warnings}\n  - {target: letters, initiative: river-warnings}\n"+
			"  - {move: xbe-hill, by: -7, areas: [trade]}\n  - {influence: xco-council, to: 0.4}\n"),
	}))
	for _, c := range []struct {
		files map[string][]byte
		page  string
		has   []string // in this order
		lacks []string
	}{
		{as, "members/xar.html", []string{
			"No expert of this member has reviewed its stances", "Safe drinking water 0.9 2024 First in the poll of 2025.", "Jobs in the valley 0.6 2024", "Those who decide and the public stand within ten points of each other", "Executive agreement", "It goes round the legislature.", "To undo it: A later president can end it by notice.",
			"The yearly meeting", "President", "executive · proposes, decides · influence 0.9 (0.8 to 1) of 1", "Ana Ruel", "1 stance", "Water, Trade", "Ministry of the environment", "influence 0.5 of 1", "Public of Arden", "0.5", "Water office", "1980 – June 2023; then Ministry of the environment",
		}, []string{"Election of the chamber", "(past)", "No stance is on record"}},
		{as, "members/xbe.html", []string{"Statute", "Cabinet agreement", "It goes round the legislature.", "Election of the chamber", "The yearly meeting", "2 stances"}, []string{"Executive agreement"}},
		{as, "members/xco.html", []string{"High court", "No stance is on record."}, []string{"the public stand", "The public stands"}},
		{as, "constraints/few-hands.html", []string{"Ministry of the environment can take on 3 new undertakings in a round when calm, 1 when acute."}, nil},
		{as, "constraints/election.html", []string{"Nothing new starts from 15 March 2026 until 14 June 2026. The chamber has risen."}, nil},
		{as, "constraints/treaty-court.html", []string{"While it stands, no ceiling reaches 85.", "This is never something to be moved"}, []string{"not known"}},
		{as, "constraints/old-quarrel.html", []string{"Arden", "Belmora", "shifts how far players would go in Water", "Since 1990", "President : −12 points.", "Premier", "−14 points (−20 to −8).", "Both foreign ministries could ease it: A joint visit to the island, next September 2026."}, []string{"until"}},
		{as, "scenarios/new-premier.html", []string{"Premier (Belmora) stands at 30 (15 to 50) in Water, Trade.", "Its programme wants"}, nil},
		{as, "scenarios/island-flares-up.html", []string{"he pressure of “The quarrel over the island” is 0.95 (0.8 to 1)."}, nil},
		{as, "events.html", []string{"Coriel → Belmora", "Belmora → Coriel", "accuse", "Arden, Belmora, Coriel → Arden, Belmora, Coriel"}, nil},
		{as, "acts.html", []string{"Valley party (XBE) Water +1", "President (XAR) Water +2"}, nil},
		{as, "facts.html", []string{"95 people", "Posts filled in the ministry 110 people of 130"}, []string{"at least", "at most"}},

		{other, "members/xar.html", []string{"Its stances were reviewed by Ida Lorn on 1 February 2026.", "Jobs in the valley 0.6", "Safe drinking water 0.5", "The public stands 17 points further along than those who decide"}, []string{"No expert of this member", "Roads of old", "Roads to come"}},
		{behind, "members/xar.html", []string{"Those who decide stand 13 points further along than the public"}, nil},
		{as, "members.html", []string{"Arden", "アーデン", "Governs Ana Ruel President , since 10 January 2024", "Wants most at home", "Safe drinking water", "Jobs in the valley", "Stops", "Next dates", "The yearly meeting", "Belmora", "Election of the chamber", "Coriel", "On one axis", "stand within ten points"}, nil},
		{as, "terms.html", []string{"The island in the Sella", "Aster/Bastion", "アスター島/バスティオン島", "In the order of the alphabet.", "the lost island"}, nil},
		{as, "cases.html", []string{"Nets", "High court of Coriel", "12/2025", "Fishers' union", "The court takes the case", "open"}, []string{"(replaces"}},
		{as, "commitments.html", []string{"October meeting", "Begin a pilot within a year"}, nil},
		{other, "members/xbe.html", []string{"The talk of today", "Election of the chamber", "influence 0.4 (0.3 to 0.6) of 1"}, []string{"The talk of yesterday"}},
		{other, "facts.html", []string{"95 people", "12 (10 to 14) boats", "22 (at least 20) nets", "32 (at most 34) oars"}, nil},
		{other, "constraints/treaty-court.html", []string{"Pressure now not known: no evidence"}, nil},
		{other, "constraints/old-quarrel.html", []string{"could ease it: A joint visit to the island."}, []string{"island, next"}},
		{other, "cases.html", []string{"The court ends it open (replaces case-2025-nets)"}, nil},
		{other, "events.html", []string{"Belmora (court) → Coriel (XYZ)"}, nil},
		{other, "scenarios/new-premier.html", []string{"Belmora uses the procedure “statute” on “Flood warnings on one line”.", "he target is “letters” on “Flood warnings on one line”.", "Hill party (Belmora) moves by −7 points in Trade.", "Council of state (Coriel) has an influence of 0.4."}, nil},
	} {
		src, ok := c.files[c.page]
		if !ok {
			t.Errorf("%s is not there", c.page)
			continue
		}
		text := shows(src)
		rest := text
		for _, w := range c.has {
			i := strings.Index(rest, w)
			if i < 0 {
				t.Errorf("%s lacks %q, or has it elsewhere", c.page, w)
				if i := strings.Index(text, w[:min(len(w), 14)]); i >= 0 {
					t.Logf("it has %q", text[i:min(len(text), i+160)])
				}
				continue
			}
			rest = rest[i+len(w):]
		}
		for _, w := range c.lacks {
			if strings.Contains(text, w) {
				t.Errorf("%s says %q", c.page, w)
			}
		}
	}
}
