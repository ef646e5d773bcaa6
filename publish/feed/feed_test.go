package feed_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/evidence/fetch"
	"entente/nodetest"
	"entente/publish/feed"
)

func on(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// sample has what is hard to write: marks of XML and HTML, several scripts, control
// characters, an end of CDATA, authors of its own and none.
func sample() feed.Feed {
	const at = "https://example.org/agenda/"
	return feed.Feed{
		Title: "Rivers & “banks” <of three>", Subtitle: "What can be done?", Lang: "en", Home: at, Base: at, Author: "The O'Hara Institute", Rights: "CC-BY-4.0", Program: "entente", Day: on("2026-03-31"),
		Entries: []feed.Entry{
			{ID: at + "pieces/old.html", Link: at + "pieces/old.html", Title: "An old note", Kind: "Note", Date: on("2025-12-01"), Updated: on("2026-02-02"), Authors: []string{"Ida Lorn", "シラ・ヴェン"}, Tags: []string{"Water", "Note"}, Summary: "If a < b & c, then \"d\".", HTML: "<p>All of it: <a href=\"" + at + "sources.html#x\">a &lt; b</a> ]]> end</p>"},
			{ID: at + "initiatives/w.html#verdict-2026-Q1", Link: at + "initiatives/w.html#past", Title: "洪水の警報: from “held back” to “ready”", Kind: "Verdict", Date: on("2026-03-31"), Summary: "Decided by \x0bone\x00 thing.\nOn two lines."},
			{ID: at + "pieces/ar.html", Link: at + "pieces/ar.html", Title: "الماء أولا", Kind: "Analysis", Lang: "ar", Date: on("2026-03-31"), HTML: `<div dir="rtl"><p>الماء</p></div>`},
		},
	}
}

func filesOf(t testing.TB, f feed.Feed) map[string][]byte {
	t.Helper()
	files, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestReadBack reads each form with our own reader of feeds, and holds that it gives what
// went in, in one order.
func TestReadBack(t *testing.T) {
	files := filesOf(t, sample())
	if len(files) != 3 {
		t.Fatalf("%d files", len(files))
	}
	for name, src := range files {
		got, err := fetch.ParseFeed(src)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Title != "Rivers & “banks” <of three>" || got.URL != "https://example.org/agenda/" {
			t.Errorf("%s: of %q at %q", name, got.Title, got.URL)
		}
		if name != feed.AtomFile && got.Language != "en" { // Atom's language is an attribute that the reader does not take
			t.Errorf("%s: language %q", name, got.Language)
		}
		var titles, ids, days, by []string
		for _, i := range got.Items {
			titles, ids, days, by = append(titles, i.Title), append(ids, i.ID), append(days, i.Published.UTC().Format(time.RFC3339)), append(by, strings.Join(i.Authors, "+"))
		}
		if want := []string{"洪水の警報: from “held back” to “ready”", "الماء أولا", "An old note"}; !slices.Equal(titles, want) {
			t.Errorf("%s: %q", name, titles)
		}
		if want := []string{"https://example.org/agenda/initiatives/w.html#verdict-2026-Q1", "https://example.org/agenda/pieces/ar.html", "https://example.org/agenda/pieces/old.html"}; !slices.Equal(ids, want) {
			t.Errorf("%s: %q", name, ids)
		}
		if want := []string{"2026-03-31T00:00:00Z", "2026-03-31T00:00:00Z", "2025-12-01T00:00:00Z"}; !slices.Equal(days, want) {
			t.Errorf("%s: %q", name, days)
		}
		if want := []string{"The O'Hara Institute", "The O'Hara Institute", "Ida Lorn+シラ・ヴェン"}; !slices.Equal(by, want) {
			t.Errorf("%s: %q", name, by)
		}
		if len(got.Items) != 3 {
			continue
		}
		old, moved := got.Items[2], got.Items[0]
		if old.URL != "https://example.org/agenda/pieces/old.html" || moved.URL != "https://example.org/agenda/initiatives/w.html#past" {
			t.Errorf("%s: links %q, %q", name, old.URL, moved.URL)
		}
		if want := `<p>All of it: <a href="https://example.org/agenda/sources.html#x">a &lt; b</a> ]]> end</p>`; old.Content != want {
			t.Errorf("%s: content %q", name, old.Content)
		}
		if moved.Content != "<p>Decided by one thing. On two lines.</p>" {
			t.Errorf("%s: a summary stands for the whole: %q", name, moved.Content)
		}
		if !slices.Equal(old.Categories, []string{"Note", "Water"}) {
			t.Errorf("%s: tags %q", name, old.Categories)
		}
		if old.Updated.UTC().Format(time.DateOnly) != "2026-02-02" {
			t.Errorf("%s: changed %v", name, old.Updated)
		}
	}
}

// TestForms holds what the specifications ask for and a lenient reader does not miss.
func TestForms(t *testing.T) {
	files := filesOf(t, sample())
	for name, wants := range map[string][]string{
		feed.RSSFile: {
			`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"`, `<atom:link rel="self" type="application/rss+xml" href="https://example.org/agenda/feed.rss"></atom:link>`,
			"<description>What can be done?</description>", "<lastBuildDate>Tue, 31 Mar 2026 00:00:00 +0000</lastBuildDate>", "<pubDate>Mon, 01 Dec 2025 00:00:00 +0000</pubDate>",
			`<guid isPermaLink="true">https://example.org/agenda/pieces/old.html</guid>`, `<guid isPermaLink="false">https://example.org/agenda/initiatives/w.html#verdict-2026-Q1</guid>`,
			"<description>If a &amp;lt; b &amp;amp; c", "<dc:language>ar</dc:language>",
		},
		feed.AtomFile: {
			`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">`, `<link rel="self" type="application/atom+xml" href="https://example.org/agenda/feed.atom"></link>`,
			"<id>https://example.org/agenda/</id>", "<updated>2026-03-31T00:00:00Z</updated>", "<published>2025-12-01T00:00:00Z</published>", "<updated>2026-02-02T00:00:00Z</updated>", `<entry xml:lang="ar">`, `<content type="html">`,
		},
		feed.JSONFile: {
			`"version": "https://jsonfeed.org/version/1.1"`, `"feed_url": "https://example.org/agenda/feed.json"`, `"date_modified": "2026-02-02T00:00:00Z"`, `"language": "ar"`,
		},
	} {
		for _, want := range wants {
			if !bytes.Contains(files[name], []byte(want)) {
				t.Errorf("%s lacks %s:\n%s", name, want, files[name])
			}
		}
	}
	empty := sample()
	empty.Entries = nil
	for name, src := range filesOf(t, empty) {
		if got, err := fetch.ParseFeed(src); err != nil || len(got.Items) != 0 {
			t.Errorf("%s without entries: %v, %v", name, got, err)
		}
		if name == feed.JSONFile && !bytes.Contains(src, []byte(`"items": []`)) {
			t.Errorf("no items is no list: %s", src)
		}
		if name == feed.AtomFile && !bytes.Contains(src, []byte("<updated>2026-03-31T00:00:00Z</updated>")) {
			t.Errorf("without entries the day is the site's: %s", src)
		}
	}
}

// TestNewest holds that the newest are kept, in an order that does not hang on that in
// which they came.
func TestNewest(t *testing.T) {
	f := sample()
	f.Entries = nil
	for n := range feed.Most + 5 {
		day := on("2026-01-01").AddDate(0, 0, -n/2)
		f.Entries = append(f.Entries, feed.Entry{ID: "https://example.org/" + string(rune('A'+n)), Link: "https://example.org/", Title: "T", Date: day})
	}
	f.Entries[3].Turn = 1 // D of the day of C and D
	want := filesOf(t, f)
	slices.Reverse(f.Entries)
	for name, src := range filesOf(t, f) {
		if !bytes.Equal(src, want[name]) {
			t.Errorf("%s hangs on the order of what comes in", name)
		}
		got, err := fetch.ParseFeed(src)
		if err != nil || len(got.Items) != feed.Most || got.Items[0].ID != "https://example.org/A" || got.Items[2].ID != "https://example.org/D" {
			t.Errorf("%s: %v, %v", name, len(got.Items), err)
		}
	}
}

// FuzzFeed holds that whatever the words are, each form is read back with them.
func FuzzFeed(f *testing.F) {
	f.Add("Title", "Summary", "<p>x</p>")
	f.Add("a ]]> b", "\x00\x1f\ufffe\uffff", "\xff\xfe ]]>")
	f.Add("<script>", "&amp;amp;", "\r\n\r")
	f.Fuzz(func(t *testing.T, title, summary, html string) {
		in := sample()
		in.Entries = []feed.Entry{{ID: "https://example.org/1", Link: "https://example.org/1", Title: title, Date: on("2026-01-01"), Summary: summary, HTML: html, Authors: []string{title}, Tags: []string{summary}}}
		for name, src := range filesOf(t, in) {
			got, err := fetch.ParseFeed(src)
			if err != nil || len(got.Items) != 1 || got.Items[0].ID != "https://example.org/1" {
				t.Fatalf("%s: %v\n%s", name, err, src)
			}
		}
	})
}

// TestReadByOthers reads RSS and Atom with two parsers that are not ours.
func TestReadByOthers(t *testing.T) {
	type item struct{ ID, Title, Link, Date, Content string }
	for module, script := range map[string]string{
		"rss-parser": `const P = require("rss-parser");
let s = ""; process.stdin.setEncoding("utf8").on("data", d => s += d).on("end", async () => {
  const f = await new P().parseString(s);
  console.log(JSON.stringify(f.items.map(i => ({ID: i.guid || i.id, Title: i.title, Link: i.link, Date: i.isoDate, Content: i["content:encoded"] || i.content}))));
});`,
		"feedparser": `const F = require("feedparser"); const C = F.default || F; const p = new C(); const out = [];
p.on("error", e => { console.error(e); process.exit(1) });
p.on("readable", () => { let i; while ((i = p.read())) out.push({ID: i.guid, Title: i.title, Link: i.link, Date: i.pubdate.toISOString(), Content: i.description}) });
p.on("end", () => console.log(JSON.stringify(out)));
process.stdin.pipe(p);`,
	} {
		t.Run(module, func(t *testing.T) {
			read := nodetest.Run(t, script, module)
			f := sample()
			files := filesOf(t, f)
			for _, name := range []string{feed.RSSFile, feed.AtomFile} {
				var got []item
				if err := json.Unmarshal(read(files[name]), &got); err != nil {
					t.Fatal(err)
				}
				want := slices.SortedFunc(slices.Values(f.Entries), feed.Order)
				if len(got) != len(want) {
					t.Fatalf("%s: %d entries", name, len(got))
				}
				for n, w := range want {
					g := got[n]
					if g.ID != w.ID || g.Link != w.Link || g.Title != w.Title || g.Date != w.Date.Format("2006-01-02T15:04:05.000Z") {
						t.Errorf("%s: %+v, want %+v", name, g, w)
					}
					if w.HTML != "" && g.Content != w.HTML {
						t.Errorf("%s: content %q, want %q", name, g.Content, w.HTML)
					}
				}
			}
		})
	}
}
