package site_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/evidence/fetch"
	"entente/publish/edition"
	"entente/publish/output"
	"entente/publish/report/mail"
	"entente/publish/site"
	wide "entente/words"
)

// letters gives the newsletter in both forms, sound in width and weight.
func letters(t testing.TB, files map[string][]byte) (page, text string) {
	t.Helper()
	page, text = string(files["newsletter.html"]), string(files["newsletter.txt"])
	if page == "" || text == "" {
		t.Fatal("there is no newsletter")
	}
	if len(page) > mail.MostBytes {
		t.Errorf("the mail has %d bytes", len(page))
	}
	for l := range strings.SplitSeq(text, "\n") {
		if wide.Width(l) > mail.Columns && !strings.HasPrefix(strings.TrimLeft(l, " "), "<http") {
			t.Errorf("%d columns: %q", wide.Width(l), l)
		}
	}
	for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
		at, ok := strings.CutPrefix(m[1], "https://example.org/river/")
		file, part, _ := strings.Cut(at, "#")
		if file == "" {
			file = "index.html"
		}
		if !ok || files[file] == nil || part != "" && !bytes.Contains(files[file], []byte(` id="`+part+`"`)) {
			t.Errorf("the mail leads to %s, which is not on the site", m[1])
		}
	}
	return page, text
}

// TestNewsletter holds what the newsletter says, in an order, in both forms; and that old
// texts are there where there are few new ones, and old corrections not.
func TestNewsletter(t *testing.T) {
	d := announced(t, map[string]string{
		"pieces/old.md": "---\ntitle: Very old\nkind: note\ndate: 2020-01-01\ncorrections:\n  - {date: 2020-02-05, what: Corrected long ago.}\n---\nOld.\n",
	})
	files := render(t, d)
	page, text := letters(t, files)
	for form, s := range map[string]string{"html": page, "text": strings.Join(strings.Fields(text), " ")} {
		at := -1
		wants := []string{
			"Newsletter · As of 31 March 2026", "A river shared by three", "Of 5 initiatives 1 is ready", "All verdicts are illustrative", "New texts", "The level at the weir is published again", "Note · 2 March 2026 · Ben Oslo",
			"Short", "Note · March 2026", "Corrections", "The year was wrong.", "To take up first", "Flood warnings on one line", "ready; carry 10 in 10", "Ahead", "30 April 2026", "Closes: Will the joint week", "calendar.ics", "The Sella Group",
		}
		for _, want := range wants {
			n := strings.Index(s[at+1:], want)
			if n < 0 {
				t.Errorf("%s: %q does not stand behind what is before it:\n%s", form, want, s)
				break
			}
			at += 1 + n
		}
		for _, not := range []string{"Very old", "Corrected long ago", "What changed since", "Without a day"} {
			if strings.Contains(s, not) {
				t.Errorf("%s: %q is there", form, not)
			}
		}
	}
	few := render(t, announced(t, map[string]string{"pieces/old.md": "---\ntitle: Very old\nkind: note\ndate: 2020-01-01\n---\nOld.\n", "pieces/whole.md": "", "pieces/short.md": "", "pieces/one-line.md": ""}))
	if _, text := letters(t, few); !strings.Contains(text, "Very old") {
		t.Error("of few texts an old one is not told")
	}
	if none := render(t, example(t, nil)); none["newsletter.html"] != nil || none["newsletter.txt"] != nil || bytes.Contains(none["index.html"], []byte("newsletter")) {
		t.Error("there is a newsletter without an address")
	}
	if !bytes.Contains(files["index.html"], []byte(`<a href="newsletter.html">as mail</a>`)) {
		t.Error("nothing leads to the newsletter")
	}
}

// TestNewsletterOfEditions holds that feed and newsletter open with what changed since the
// edition before.
func TestNewsletterOfEditions(t *testing.T) {
	d := announced(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	kept := []*edition.Edition{keptEdition(t, a, "2025-06", "2025-06-30", func(c *compare.Agenda) { c.Initiatives[0].Verdict = agenda.NotAssessed })}
	day, err := dossier.ParseDate("2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	kept[0].Corrections = []edition.Correction{{Edition: "2025-06", Date: day, What: "Two figures were changed round."}, {Edition: "2025-06", Date: day, What: "So were two names."},
		{Edition: "2025-06", Date: dossier.DateOf(day.First().AddDate(5, 0, 0)), What: "Found years later."}}
	for _, name := range []string{"", "2026-03"} {
		files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: course.Past{}, Editions: kept, Edition: name})
		if err != nil {
			t.Fatal(err)
		}
		moved := a.Initiatives[0].Title + ": not assessed → " + string(a.Initiatives[0].Verdict)
		page, text := letters(t, files)
		for _, s := range []string{page, text} {
			first, new := strings.Index(s, "What changed since 2025-06"), strings.Index(s, "New texts")
			if first < 0 || new < first {
				t.Errorf("edition %q: the newsletter does not open with it: %s", name, s)
			}
		}
		if !strings.Contains(strings.Join(strings.Fields(text), " "), moved) {
			t.Errorf("%q is not told: %s", moved, text)
		}
		f, err := fetch.ParseFeed(files["feed.rss"])
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"": "What changed since 2025-06", "2026-03": "Edition 2026-03: what changed since 2025-06"}[name]
		if i := f.Items[0]; i.Title != want || !strings.Contains(i.Content, "not assessed → ") || i.Categories[0] != "Edition" {
			t.Errorf("edition %q: the feed opens with %+v", name, i)
		}
		if last := f.Items[len(f.Items)-1]; last.Title != "Edition 2025-06" || last.ID != "https://example.org/river/editions.html#edition-2025-06" {
			t.Errorf("the first edition: %+v", last)
		} else if !last.Updated.Equal(day.First()) {
			t.Errorf("the first edition says nothing of its correction: %v", last.Updated)
		}
		var ids []string
		for _, i := range f.Items {
			if i.Title == "Correction: Edition 2025-06" && i.Categories[0] == "Correction" && i.Published.Equal(day.First()) {
				ids = append(ids, strings.TrimPrefix(i.ID, "https://example.org/river/editions.html#edition-2025-06-correction-2026-03-02"))
			}
		}
		if strings.Contains(string(files["feed.rss"]), "Found years later.") {
			t.Errorf("edition %q: a correction is announced before its day", name)
		}
		if !slices.Equal(ids, []string{"", "-2"}) {
			t.Errorf("edition %q: corrections %q", name, ids)
		}
		for _, s := range []string{page, text} {
			if !strings.Contains(s, "Two figures were changed round.") || !strings.Contains(s, "Correction: Edition 2025-06") {
				t.Errorf("edition %q: the newsletter has no correction of an edition: %s", name, s)
			}
		}
	}
}

// TestNewsletterWeight holds that a newsletter of much stays whole where mail is cut.
func TestNewsletterWeight(t *testing.T) {
	more := map[string]string{}
	long := strings.Repeat("洪水の警報を三国が同時に出すことは、", 60)
	for n := range 40 {
		more[fmt.Sprintf("pieces/p%d.md", n)] = fmt.Sprintf("---\ntitle: %d %s\ndek: %s\nkind: note\ndate: 2026-03-%02d\ncorrections:\n  - {date: 2026-03-31, what: %q}\n---\nText.\n", n, long, long, n%28+1, long)
	}
	page, _ := letters(t, render(t, announced(t, more)))
	if !strings.Contains(page, "洪水") || !strings.Contains(page, `lang="ja"`) {
		t.Error("it tells nothing")
	}
}

// TestNewsletterUnderTheRule holds that it names nobody who took part.
func TestNewsletterUnderTheRule(t *testing.T) {
	load := func() *dossier.Dossier {
		return announced(t, map[string]string{
			"people.yaml":        "people:\n  - {id: ida-lorn, name: Ida O'Lorn, member: XAR}\n  - {id: ben-oslo, name: Ben Oslo, member: XBE}\n",
			"pieces/signed.md":   "---\ntitle: Signed\nkind: analysis\nauthors: [ida-lorn]\ndate: 2026-03-30\n---\nThe river is long.\n",
			"pieces/one-line.md": "", "pieces/water-level.md": "",
		})
	}
	for _, strict := range []bool{false, true} {
		files, _, hidden := under(t, load(), strict)
		only := map[string][]byte{"newsletter.html": files["newsletter.html"], "newsletter.txt": files["newsletter.txt"], "calendar.ics": files["calendar.ics"]}
		if found := output.Names(only, hidden); len(found) > 0 {
			t.Errorf("strict %v: %v", strict, found)
		}
		if got := len(output.Names(only, []string{"Ida O'Lorn"})); got != map[bool]int{false: 2, true: 0}[strict] {
			t.Errorf("the author is named in %d files, strict %v", got, strict)
		}
	}
	d := announced(t, map[string]string{"calendar.csv": "date,member,kind,title,source\n2026-06-14,XBE,election,\"A long title so that the line is folded somewhere, and there stands Cyra Venn\",gazette-2025\n"})
	files := render(t, d)
	if found := output.Names(map[string][]byte{"calendar.ics": files["calendar.ics"]}, []string{"Cyra Venn"}); len(found) != 1 {
		t.Error("a name that a fold parts is not found")
	}
}

func TestNewsletterDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/feeds.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```text\n")
	want, _, ok := strings.Cut(rest, "```\n")
	_, text := letters(t, render(t, announced(t, nil)))
	if !ok || !strings.Contains(text, want) {
		t.Errorf("docs/feeds.md shows\n%s\nand the newsletter is\n%s", want, text)
	}
}

// TestNewsletterSaysHorizon holds that delivery is told of the time that the dossier asks for.
func TestNewsletterSaysHorizon(t *testing.T) {
	src, err := os.ReadFile("../../dossier/template/dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for months, want := range map[string]string{"24": "two years", "36": "three years", "30": "30 months"} {
		_, text := letters(t, render(t, announced(t, map[string]string{"dossier.yaml": strings.Replace(string(src), "  seed: 1\n", "  seed: 1\n  horizon: "+months+"\n", 1) + "\nsite: {address: https://example.org/river}\n"})))
		if text = strings.Join(strings.Fields(text), " "); !strings.Contains(text, "once promised, it gets done within "+want+".") {
			t.Errorf("of %s months it is not said that they are %s: %s", months, want, text)
		}
	}
}

// renderAs builds the site of a dossier under a scenario or on a day.
func renderAs(t *testing.T, d *dossier.Dossier, opt agenda.Options) map[string][]byte {
	t.Helper()
	opt.Draws = 200
	a, err := agenda.Build(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestEditionsOfADay holds that of editions of one day the feed has that first which was kept
// last, whatever their names, before what else is of the day.
func TestEditionsOfADay(t *testing.T) {
	d := announced(t, map[string]string{"pieces/a.md": "---\ntitle: Of that day\nkind: note\ndate: 2025-06-30\n---\nText.\n"})
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	var kept []*edition.Edition
	for _, name := range []string{"b", "c", "a"} {
		kept = append(kept, keptEdition(t, a, name, "2025-06-30", nil))
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Editions: kept})
	if err != nil {
		t.Fatal(err)
	}
	f, err := fetch.ParseFeed(files["feed.rss"])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range f.Items {
		if i.Published.Equal(kept[0].AsOf.First()) {
			got = append(got, i.Title)
		}
	}
	if want := []string{"Edition a: what changed since c", "Edition c: what changed since b", "Edition b", "Of that day"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestScenarioIsNamed holds that all that is read away from the pages says in its title
// under which scenario it is, as each page does.
func TestScenarioIsNamed(t *testing.T) {
	d := announced(t, nil)
	const says = "under the scenario “A new premier in Belmora”"
	files := renderAs(t, d, agenda.Options{Scenario: "new-premier"})
	stands := renderAs(t, d, agenda.Options{})
	for name, want := range map[string]string{
		"feed.rss": "<title>A river shared by three, " + says + "</title>", "feed.atom": "<title>A river shared by three, " + says + "</title>", "feed.json": `"title": "A river shared by three, ` + says + `"`,
		"calendar.ics":    "X-WR-CALNAME:A river shared by three\\, " + says,
		"newsletter.html": "<title>A river shared by three, " + says + "</title>", "newsletter.txt": "Under the scenario “A new premier in Belmora”, not as things stand.",
		"index.html": says, "method.html": says,
	} {
		got := strings.ReplaceAll(string(files[name]), "\r\n ", "")
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", name, want)
		}
		if name != "method.html" && bytes.Contains(stands[name], []byte("nder the scenario")) {
			t.Errorf("%s is under no scenario and names one", name)
		}
	}
	if got := strings.ReplaceAll(string(files["calendar.ics"]), "\r\n ", ""); !strings.Contains(got, "X-WR-CALDESC:What is ahead as of 31 March 2026\\, "+says+".") {
		t.Error("the calendar's description does not name the scenario")
	}
	letters(t, files)
}

// TestPastDay holds that with a day in the past nothing is announced that is dated after
// it; what is known by its month counts from the month's last day.
func TestPastDay(t *testing.T) {
	rows := func(name string, more ...string) string {
		b, err := os.ReadFile("../../dossier/template/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimRight(string(b), "\n") + "\n" + strings.Join(more, "\n") + "\n"
	}
	d := announced(t, map[string]string{
		"pieces/whole.md": "---\ntitle: Early\nkind: note\ndate: 2026-02-03\ncorrections:\n  - {date: 2026-02-05, what: Corrected at once.}\n  - {date: 2026-03-20, what: Corrected late.}\n  - {date: 2026-02, what: Corrected that month.}\n---\nText.\n",
		"pieces/late.md":  "---\ntitle: Late piece\nkind: note\ndate: 2026-02-16\n---\nText.\n",
		"pieces/month.md": "---\ntitle: Monthly piece\nkind: note\ndate: 2026-02\n---\nText.\n",
		"pieces/today.md": "---\ntitle: Of the day\nkind: note\ndate: 2026-02-15\n---\nText.\n",
		"people.yaml":     "people:\n  - {id: ida-lorn, name: Ida Lorn, member: XAR}\ndissent:\n  - {person: ida-lorn, text: whole, words: I dissented later., date: 2026-03-01}\n  - {person: ida-lorn, text: whole, words: I dissented then., date: 2026-02-04}\n",
		"commitments.csv": rows("commitments.csv",
			"p-then,A meeting,2026-02-03,fish-stocks,,once,,Promised by then,2026-11,,no-evidence,editors,2026-03-31,2026-03,gazette-2025",
			"p-later,A meeting,2026-03-03,fish-stocks,,once,,Promised afterwards,2026-11,,no-evidence,editors,2026-03-31,2026-03,gazette-2025"),
		"questions.csv": rows("questions.csv", "q-later,Asked afterwards?,,2026-03-05,2026-11-30,The gazette,,,", "q-settled,Settled afterwards?,,2026-01-05,2026-03-30,The gazette,yes,2026-03-25,gazette-2025", "q-done,Settled by then?,,2026-01-05,2026-03-30,The gazette,no,2026-02-10,gazette-2025"),
	})
	day, err := dossier.ParseDate("2026-02-15")
	if err != nil {
		t.Fatal(err)
	}
	told := func(opt agenda.Options) string {
		all := ""
		files := renderAs(t, d, opt)
		for _, name := range append([]string{"newsletter.html", "newsletter.txt", "calendar.ics"}, feedFiles...) {
			s := strings.ReplaceAll(string(files[name]), "\r\n ", "")
			if !strings.HasSuffix(name, ".ics") {
				for _, want := range []string{"Early", "Corrected at once", "Of the day"} {
					if !strings.Contains(s, want) {
						t.Errorf("%s lacks %q", name, want)
					}
				}
			}
			all += s
		}
		return all
	}
	past, now := told(agenda.Options{AsOf: day}), told(agenda.Options{})
	for _, later := range []string{"Late piece", "Monthly piece", "Corrected late", "Corrected that month", "I dissented later", "Promised afterwards", "Asked afterwards"} {
		if strings.Contains(past, later) {
			t.Errorf("on 15 February %q is told", later)
		}
		if !strings.Contains(now, later) {
			t.Errorf("%q is never told", later)
		}
	}
	for _, then := range []string{"Promised by then", "I dissented then", "Settled afterwards"} {
		if !strings.Contains(past, then) {
			t.Errorf("on 15 February %q is not told", then)
		}
	}
	if strings.Contains(past, "Settled by then") {
		t.Error("a settled question closes")
	}
	if !strings.Contains(past, "<updated>2026-02-05T00:00:00Z</updated>") || strings.Contains(past, "2026-03-20") {
		t.Error("a text is marked as changed on a day that had not come")
	}
}

// TestLongNewsletter holds that a newsletter is told shorter till it is shown whole, and that
// the build says where even the least is too long.
func TestLongNewsletter(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	src, err := os.ReadFile("../../dossier/template/dossier.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write := func(address, licence string) (site.Written, map[string][]byte) {
		d := announced(t, map[string]string{"dossier.yaml": string(src) + "\nsite: {address: https://example.org/" + address + "}\n"})
		d.Licence = dossier.Text{Plain: licence}
		a, err := agenda.Build(d, agenda.Options{Draws: 200})
		if err != nil {
			t.Fatal(err)
		}
		c := site.Content{Dossier: d, Agenda: a}
		files, err := site.Render(c)
		if err != nil {
			t.Fatal(err)
		}
		w, err := site.Write(c, t.TempDir()+"/out", site.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return w, files
	}
	long := strings.Repeat("a", 2000)
	w, files := write(long, "CC")
	if n := len(files["newsletter.html"]); w.LongNewsletter != 0 || n > mail.MostBytes || n < 30_000 {
		t.Errorf("%d bytes, and %d are said", n, w.LongNewsletter)
	}
	w, files = write("river", strings.Repeat("All rights. ", mail.MostBytes/10))
	if n := len(files["newsletter.html"]); n <= mail.MostBytes || w.LongNewsletter != n {
		t.Errorf("%d bytes, and %d are said", n, w.LongNewsletter)
	}
}
