package site_test

import (
	"bytes"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/evidence/fetch"
	"entente/publish/output"
	"entente/publish/site"
)

var feedFiles = []string{"feed.atom", "feed.json", "feed.rss"}

// announced gives the sample at an address with pieces that have notes, a chart, a table, a
// correction and none, and a text without a date.
func announced(t testing.TB, more map[string]string) *dossier.Dossier {
	t.Helper()
	src, err := os.ReadFile("../../dossier/template/dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"dossier.yaml":      string(src) + "\nsite: {address: https://example.org/river}\n",
		"pieces/whole.md":   "---\ntitle: A < B & “C”\ndek: What it comes to.\nkind: analysis\nauthors: [Ana Writer]\nareas: [water]\ndate: 2026-02-03\ncorrections:\n  - {date: 2026-02-05, what: The year was wrong.}\n  - {date: 2026-02-05, what: So was the month.}\n---\n## Part\n\nIt is so [@gazette-2025], see [below](#part) and {{verdict river-warnings}}.[^1]\n\n{{chart poll XAR_TRUST_BELMORA}}\n\n[^1]: A note.\n",
		"pieces/undated.md": "---\ntitle: Without a day\nkind: note\n---\nNothing.\n",
		"pieces/short.md":   "---\ntitle: Short\nkind: note\ndate: 2026-03\n---\nIn March.\n",
	}
	for name, text := range more {
		files[name] = text
	}
	return example(t, files)
}

var hrefs = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// TestFeeds reads the feeds of a site with our own reader: what has a day is there, whole,
// in all forms alike, and all that it leads to on the site is there.
func TestFeeds(t *testing.T) {
	files := render(t, announced(t, nil))
	var first []fetch.Item
	for _, name := range feedFiles {
		f, err := fetch.ParseFeed(files[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Title != "A river shared by three" || f.URL != "https://example.org/river/" {
			t.Errorf("%s is of %q at %s", name, f.Title, f.URL)
		}
		if first == nil {
			first = f.Items
		}
		ids := map[string]bool{}
		kinds := map[string]int{}
		for n, i := range f.Items {
			if i.ID != first[n].ID || i.Title != first[n].Title || !i.Published.Equal(first[n].Published) {
				t.Errorf("%s differs from the others in %q", name, i.Title)
			}
			if ids[i.ID] || i.Published.IsZero() || i.Title == "" {
				t.Errorf("%s: %q twice, without a day or a title", name, i.ID)
			}
			ids[i.ID] = true
			kinds[i.Categories[0]]++
			for _, m := range append(hrefs.FindAllStringSubmatch(i.Content, -1), []string{"", i.URL}) {
				u, err := url.Parse(m[1])
				if err != nil || u.Scheme == "" {
					t.Errorf("%s: %q leads nowhere from a reader: %q", name, i.Title, m[1])
					continue
				}
				if at, ok := strings.CutPrefix(m[1], "https://example.org/river/"); ok {
					file, part, _ := strings.Cut(at, "#")
					if page := files[file]; page == nil || part != "" && !bytes.Contains(page, []byte(` id="`+part+`"`)) {
						t.Errorf("%s: %q leads to %s, which is not on the site", name, i.Title, m[1])
					}
				}
			}
			if strings.Contains(i.Content, "<svg") || strings.Contains(i.Content, " id=") || strings.Contains(i.Content, "<h1") {
				t.Errorf("%s: %q has what readers take out: %s", name, i.Title, i.Content)
			}
			if strings.Contains(i.Title, "Without a day") {
				t.Error("a text without a day is announced")
			}
		}
		if kinds["Analysis"] != 1 || kinds["Note"] != 2 || kinds["Op-ed"] != 1 || kinds["Correction"] != 3 {
			t.Errorf("%s: %v", name, kinds)
		}
	}
	at := slices.IndexFunc(first, func(i fetch.Item) bool { return i.Title == "A < B & “C”" })
	if at < 0 {
		t.Fatalf("the piece is not there: %+v", first)
	}
	whole := first[at]
	for _, want := range []string{"<h2>Part</h2>", `<sup>1</sup>`, `<li value="1">`, "A note.", "below", "<caption>", "<td>", `href="https://example.org/river/initiatives/river-warnings.html"`} {
		if !strings.Contains(whole.Content, want) {
			t.Errorf("the whole text lacks %q: %s", want, whole.Content)
		}
	}
	if !slices.Equal(whole.Authors, []string{"Ana Writer"}) || !slices.Equal(whole.Categories, []string{"Analysis", "Water"}) || whole.Updated.Format("2006-01-02") != "2026-02-05" {
		t.Errorf("%+v", whole)
	}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") || name == "newsletter.html" { // which is a mail
			continue
		}
		up := strings.Repeat("../", strings.Count(name, "/"))
		for _, want := range []string{`<link rel="alternate" type="application/rss+xml" title="A river shared by three (RSS)" href="` + up + `feed.rss">`, `<a href="` + up + `feed.atom" type="application/atom+xml">Atom</a>`} {
			if !strings.Contains(strings.ReplaceAll(string(page), "&#43;", "+"), want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

// TestMovedVerdicts holds that each turn of the course is told on its day, and that what
// only came on record is not.
func TestMovedVerdicts(t *testing.T) {
	d := announced(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	// The sample's verdicts have not moved; one does.
	for _, track := range past.Course.Initiatives {
		if track.ID == "river-warnings" {
			n := len(track.Points) - 1
			track.Changes = append(track.Changes, course.Turn{Step: n, Label: past.Course.Steps[n].Label, From: "held back", To: "ready", Says: "Because of what changed on 2026-01-05."})
		}
	}
	want := map[string]string{}
	arrivals := 0
	for _, track := range past.Course.Initiatives {
		for _, x := range track.Changes {
			if x.Arrival {
				arrivals++
				continue
			}
			want["https://example.org/river/initiatives/"+track.ID+".html#verdict-"+x.Label] = past.Course.Steps[x.Step].Day.String()
		}
	}
	if len(want) != 1 || arrivals == 0 {
		t.Fatalf("the sample has %d moves and %d arrivals; the test needs both", len(want), arrivals)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: past})
	if err != nil {
		t.Fatal(err)
	}
	f, err := fetch.ParseFeed(files["feed.json"])
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, i := range f.Items {
		if i.Categories[0] == "Verdict" {
			got[i.ID] = i.Published.Format("2006-01-02")
			if i.Title != "Flood warnings on one line: from “held back” to “ready”" || i.Summary != "Because of what changed on 5 January 2026." || !strings.HasSuffix(i.URL, "#past") {
				t.Errorf("%+v", i)
			}
		}
	}
	for id, day := range want {
		if got[id] != day {
			t.Errorf("%s is told on %q, want %q", id, got[id], day)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestFeedsDocs holds the example of docs/feeds.md: what one entry is in each form.
func TestFeedsDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/feeds.md")
	if err != nil {
		t.Fatal(err)
	}
	files := render(t, announced(t, map[string]string{"pieces/whole.md": "", "pieces/warnings.md": "---\ntitle: Warnings\nkind: note\nareas: [water]\ndate: 2026-03-30\n---\nThe line works.\n", "pieces/short.md": "", "pieces/undated.md": "", "pieces/one-line.md": "", "pieces/water-level.md": ""}))
	for name, lang := range map[string]string{"feed.rss": "xml", "feed.json": "json"} {
		_, rest, ok := strings.Cut(string(page), "`"+name+"`:\n\n```"+lang+"\n")
		want, _, ok2 := strings.Cut(rest, "```\n")
		if !ok || !ok2 {
			t.Errorf("docs/feeds.md shows no entry of %s", name)
			continue
		}
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s holds no such entry:\n%s\nin\n%s", name, want, files[name])
		}
	}
}

// TestNoFeeds holds that a site whose address is not known announces nothing, and says so
// nowhere.
func TestNoFeeds(t *testing.T) {
	files := render(t, example(t, nil))
	for _, name := range feedFiles {
		if files[name] != nil {
			t.Errorf("%s is there without an address", name)
		}
	}
	if found := output.Names(files, append([]string{"JSON Feed", "application/rss+xml"}, feedFiles...)); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// TestFeedsUnderTheRule holds that feeds name nobody who took part, as authors neither
// under the strict rule.
func TestFeedsUnderTheRule(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	load := func() *dossier.Dossier {
		return announced(t, map[string]string{
			"people.yaml":        "people:\n  - {id: ida-lorn, name: Ida O'Lorn, member: XAR}\n  - {id: ben-oslo, name: Ben Oslo, member: XBE}\ndissent:\n  - {person: ben-oslo, text: signed, words: Limits should come first., date: 2026-03-20}\n",
			"pieces/signed.md":   "---\ntitle: Signed\nkind: analysis\nauthors: [ida-lorn]\ndate: 2026-03-30\n---\nThe river is long.\n",
			"pieces/one-line.md": "", "pieces/water-level.md": "",
		})
	}
	only := func(files map[string][]byte) map[string][]byte {
		out := map[string][]byte{}
		for _, name := range feedFiles {
			out[name] = files[name]
		}
		return out
	}
	names := []string{"Ida O'Lorn", "Ben Oslo"}
	if found := output.Names(only(render(t, load())), names); len(found) != 6 {
		t.Errorf("the search does not find the names without the rule: %v", found)
	}
	for _, strict := range []bool{false, true} {
		files, _, hidden := under(t, load(), strict)
		if found := output.Names(only(files), hidden); len(found) > 0 {
			t.Errorf("strict %v: %v", strict, found)
		}
		if got := len(output.Names(only(files), names[:1])); strict == (got > 0) {
			t.Errorf("the author is named in %d feeds, strict %v", got, strict)
		}
		if !bytes.Contains(files["feed.json"], []byte("Limits should come first.")) {
			t.Error("what was said is gone")
		}
	}
}
