package site_test

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/output"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/site"
)

// markForm writes the mark of a document and nothing else.
var markForm = report.Form{Name: "Mark", Ext: ".mark", Write: func(d report.Document) ([]byte, error) { return []byte(d.Mark), nil }}

// TestEmbargo walks all files: each is marked or holds no words, nothing that announces
// the site is there, and no page is lost; without an embargo none of it is so.
func TestEmbargo(t *testing.T) {
	d := example(t, nil)
	d.Site.Address = "https://example.org/"
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	day, err := dossier.ParseDate("2027-03-03")
	if err != nil {
		t.Fatal(err)
	}
	const says = "Under embargo until 3 March 2027: not for publication"
	made := func(until dossier.Date) map[string][]byte {
		files, err := site.Render(site.Content{Dossier: d, Agenda: a, Embargo: until, Forms: []report.Form{docx.Form, markForm}})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	open, under := made(dossier.Date{}), made(day)
	if found := output.Names(open, []string{"Under embargo"}); len(found) > 0 {
		t.Errorf("marked without an embargo: %v", found)
	}
	announcing := []string{"card.png", "sitemap.xml", "feed.rss", "feed.atom", "feed.json", "calendar.ics", "newsletter.html", "newsletter.txt"}
	for name := range open {
		if _, ok := under[name]; ok == slices.Contains(announcing, name) {
			t.Errorf("%s is written under the embargo: %v", name, ok)
		}
	}
	for _, name := range announcing {
		if open[name] == nil {
			t.Errorf("%s is not written without an embargo", name)
		}
	}
	marked := map[string]bool{}
	for _, x := range output.Names(under, []string{says}) {
		file, part, _ := strings.Cut(x.File, ": ")
		marked[file] = true
		marked[part] = true
	}
	wordless := []string{".woff2", ".png", ".jpg"}
	for name, src := range under {
		if !marked[name] && !slices.Contains(wordless, path.Ext(name)) && !strings.HasPrefix(name, "fonts/LICENSE") {
			t.Errorf("%s is not marked", name)
		}
		if path.Ext(name) != ".html" {
			continue
		}
		if n, m := bytes.Count(src, []byte(`<p class="embargo"`)), bytes.Index(src, []byte(says)); n != 1 || m > bytes.Index(src, []byte(`<header class="top"`)) {
			t.Errorf("%s: the band does not stand once and above the page", name)
		}
		for _, of := range append([]string{`"og:`, "twitter:card"}, announcing...) {
			if bytes.Contains(src, []byte(of)) {
				t.Errorf("%s has %s", name, of)
			}
		}
		if !bytes.Contains(src, []byte(`content="noindex, noarchive"`)) || bytes.Contains(open[name], []byte("noindex")) {
			t.Errorf("%s: search engines are to stay away under the embargo alone", name)
		}
	}
	if !marked["word/header1.xml"] || !marked["word/document.xml"] {
		t.Error("files of Word are not marked in head and text")
	}
	if css := string(under["site.css"]); !strings.Contains(css, `@page{@top-center{content:"`+says+`"}}`) {
		t.Error("sheets of a printed page are not marked")
	}
}

// TestParseEmbargo holds when an embargo ends, by the clock where it is read.
func TestParseEmbargo(t *testing.T) {
	east := time.FixedZone("east", 9*60*60)
	for _, c := range []struct {
		day  string
		now  time.Time
		want string // the zero date, the day, or what the error says
	}{
		{"2027-03-03", time.Date(2027, 3, 2, 23, 59, 59, 0, time.UTC), "2027-03-03"},
		{"2027-03-03", time.Date(2027, 3, 3, 0, 0, 0, 0, time.UTC), ""},
		{"2027-03-03", time.Date(2027, 3, 3, 0, 0, 0, 0, east), ""},
		{"2027-03-03", time.Date(2027, 3, 2, 23, 0, 0, 0, east), "2027-03-03"},
		{"2027-03-03", time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), ""},
		{"2027-03", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), `"2027-03" names no day`},
		{"2027-02-30", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "no day 30"},
		{"soon", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "is no date"},
		{"", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "is no date"},
	} {
		got, err := site.ParseEmbargo(c.day, c.now)
		switch {
		case err != nil:
			if c.want == "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%q: %v, want %q", c.day, err, c.want)
			}
		case got.IsZero() != (c.want == "") || !got.IsZero() && got.String() != c.want:
			t.Errorf("%q at %v: %v, want %q", c.day, c.now, got, c.want)
		}
	}
}
