package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// indexed is an entry of the search index.
type indexed struct{ kind, href, title, lang, also, mark string }

// indexOf reads the search index as the search box does.
func indexOf(t *testing.T, files map[string][]byte) []indexed {
	t.Helper()
	src, ok := bytes.CutPrefix(files["find.js"], []byte("ententeFind("))
	src, shut := bytes.CutSuffix(src, []byte(")\n"))
	var all struct {
		Kinds []string
		Rows  [][6]any
	}
	if err := json.Unmarshal(src, &all); err != nil || !ok || !shut {
		t.Fatal(err, string(src[:min(200, len(src))]))
	}
	var out []indexed
	for _, r := range all.Rows {
		out = append(out, indexed{all.Kinds[int(r[0].(float64))], r[1].(string), r[2].(string), r[3].(string), r[4].(string), r[5].(string)})
	}
	return out
}

// TestFindIndex holds that what is found is there, that each kind is in it, and that
// names in all languages are.
func TestFindIndex(t *testing.T) {
	files := render(t, published(t))
	ids := map[string]map[string]bool{}
	kinds, by := map[string]int{}, map[string]indexed{}
	for _, e := range indexOf(t, files) {
		kinds[e.kind]++
		by[e.href] = e
		page, id, _ := strings.Cut(e.href, "#")
		if files[page] == nil {
			t.Errorf("%q leads to %s, which is not there", e.title, e.href)
			continue
		}
		if ids[page] == nil {
			ids[page] = parse(t, files[page]).ids
		}
		if id != "" && !ids[page][id] {
			t.Errorf("%q leads to %s, which has no such anchor", e.title, e.href)
		}
	}
	for _, kind := range []string{"Initiatives", "Members", "Players", "What holds back", "Texts and their parts", "Pages and their parts", "Scenarios", "Promises",
		"Questions and assumptions", "Polls", "People", "Contested terms", "Events", "Acts and statements", "Facts", "Rulings", "Sources"} {
		if kinds[kind] == 0 {
			t.Errorf("nothing of the kind %q is found: %v", kind, kinds)
		}
	}
	if e := by["initiatives/river-warnings.html"]; e.title != "Flood warnings on one line" || !strings.Contains(e.also, "洪水警報の共有") {
		t.Errorf("an initiative: %+v", e)
	}
	if e := by["events.html#ev-2025-08-protest"]; e.mark != "not confirmed" {
		t.Errorf("an event that is not confirmed: %+v", e)
	}
}

// TestFindList holds that the list of links has all that has a page, and is parted
// where it is long.
func TestFindList(t *testing.T) {
	files := render(t, example(t, nil))
	links := map[string]bool{}
	for _, l := range parse(t, files["find.html"]).links {
		links[l] = true
	}
	for name := range files {
		if strings.HasSuffix(name, ".html") && name != "find.html" && !strings.Contains(name, ".ja.") && !links[name] {
			t.Errorf("find.html does not lead to %s", name)
		}
	}
	many := map[string]string{}
	for n := range 1100 {
		many[fmt.Sprintf("scenarios/s%d.yaml", n)] = fmt.Sprintf("title: Scenario %d\nkind: other\nsupposes: It is so.\nchanges: []\n", n)
	}
	files = render(t, example(t, many))
	if files["find-2.html"] == nil || files["find-3.html"] != nil || !bytes.Contains(files["find.html"], []byte(`href="find-2.html"`)) || len(files["find.html"]) > 300_000 {
		t.Errorf("over a thousand links: %d bytes", len(files["find.html"]))
	}
}
