package site_test

import (
	"bytes"
	"fmt"
	"os"
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
