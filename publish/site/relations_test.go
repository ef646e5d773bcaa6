package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/publish/site"
)

// busy gives events between the first two members, and a saved series of them.
func busy(codes []string) [][2]string {
	var b strings.Builder
	b.WriteString("id,date,source_actor,target_actor,type,area,summary,source\n")
	for i := range 24 {
		typ, year := "CONSULT", 2020+i/12
		if i%4 == 3 {
			typ = "ACCUSE"
		}
		fmt.Fprintf(&b, "ev-%d,%d-%02d-11,%s,%s,%s,sea,\"Act <b>%d</b> & more\",paper\n", i, year, 1+i%12, codes[0], codes[1], typ, i)
	}
	return [][2]string{
		{"events.csv", b.String()},
		{"sources/own.json", `[{"id": "paper", "type": "article-newspaper", "title": "A paper", "URL": "https://example.org/paper"}]`},
		{"series/counts.csv", "series,from,date,value,low,high,unit,source,source_actor,target_actor,kind\n" +
			"c-vc,2018-01-01,2018-12-31,12,,,events,paper," + codes[1] + "," + codes[0] + ",verbal-cooperation\n" +
			"c-mk,2018-01-01,2018-12-31,3,,,events,paper," + codes[1] + "," + codes[0] + ",material-conflict\n" +
			"c-i,2018-01-01,2018-12-31,1.27,0.3,2.2,,paper," + codes[1] + "," + codes[0] + ",index\n"},
		{"series/counts.yaml", "command: entente measure d --store e.duckdb --by year --save\non: 2026-03-31\nsha256: " + strings.Repeat("0", 64) + "\norigin: gdelt2\nby: year\nminimum: 10\ndata: A sample of rows\nshare: 0.2\ndropped: {statements: 7, repeats: 2}\nsource: paper\n"},
	}
}

// One member has no relations; two stand on one page; twelve have a page for each
// pair on which something is held. Behind every period stand its events.
func TestRelationsOfGroups(t *testing.T) {
	if files := render(t, group(t, 1)); files["relations.html"] != nil || strings.Contains(string(files["index.html"]), "relations.html") {
		t.Error("one member has a page of relations")
	}
	if files := render(t, group(t, 2)); files["relations.html"] != nil {
		t.Error("there is a page of relations on which nothing is held")
	}
	d := group(t, 2, busy([]string{"BRN", "KHM"})...)
	files := render(t, d)
	checkLinks(t, files)
	p := parse(t, files["relations.html"])
	for _, want := range []string{
		"Brunei", "toward Cambodia: ", "2020  12 events", "Act <b>3</b> & more", "Which events?", "the dossier's own events", "GDELT, a sample of 20 percent",
		"Left out: 7 statements, 2 repeats", "By area", "Sea 18 6 0 0", "3.6 to 1", "95% low",
	} {
		if !strings.Contains(strings.ReplaceAll(p.text, "\u00a0", " "), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if !p.ids["brn-khm"] || !p.ids["at-own-brn-khm-2020"] {
		t.Errorf("the pair or a period has no anchor: %v", p.ids)
	}
	if !slices.Contains(p.links, "#at-own-brn-khm-2021") {
		t.Error("a bar does not lead to its events")
	}
	if m := parse(t, files["members/brn.html"]); !slices.Contains(m.links, "../relations.html#brn-khm") {
		t.Error("a member's page does not lead to its relations")
	}
	// By an earlier as-of date, later events are not known.
	early := group(t, 2, append(busy([]string{"BRN", "KHM"}), [2]string{"dossier.yaml", "title: A group\nas_of: 2020-12-31\nmembers: [BRN, KHM]\nareas: [{id: sea, name: Sea}]\n"})...)
	a, err := agenda.Build(early, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	files, err = site.Render(site.Content{Dossier: early, Agenda: a})
	if err != nil {
		t.Fatal(err)
	}
	if p := parse(t, files["relations.html"]); strings.Contains(p.text, "2021  12 events") || !strings.Contains(p.text, "2020  12 events") {
		t.Error("events after the as-of date are counted")
	}

	codes := []string{"BRN", "KHM", "IDN", "LAO", "MYS"}
	more := busy(codes)
	var all strings.Builder
	all.WriteString(more[0][1])
	for i, a := range codes {
		for j, b := range codes {
			if i < j {
				fmt.Fprintf(&all, "ev-%s-%s,2022-05,%s,%s,AGREE,sea,They agree,paper\n", strings.ToLower(a), strings.ToLower(b), a, b)
			}
		}
	}
	more[0][1] = all.String()
	files = render(t, group(t, 12, more...))
	checkLinks(t, files)
	if p := parse(t, files["relations.html"]); !slices.Contains(p.links, "relations/brn-khm.html") || strings.Contains(p.text, "Which events?") {
		t.Error("ten pairs stand on one page")
	}
	if p := parse(t, files["relations/brn-khm.html"]); !strings.Contains(p.text, "Which events?") {
		t.Error("a pair's page lists no events")
	}
	if files["relations/brn-aus.html"] != nil {
		t.Error("a pair on which nothing is held has a page")
	}
}
