package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/archive"
	"entente/dossier"
	"entente/evidence"
	"entente/evidence/fetch"
	"entente/evidence/page"
)

// folder makes the dossier of `entente new` and opens it.
func folder(t testing.TB) (string, *os.Root) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func load(t testing.TB, dir string) *dossier.Dossier {
	t.Helper()
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			t.Fatal(f)
		}
	}
	return d
}

func essay(n int, word string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "In the %s year the port of number %d sent %d crews to the strait, and the audit of %s said why. ", word, i, i*7, word)
	}
	return b.String()
}

func TestNear(t *testing.T) {
	text := essay(30, "first")
	for _, c := range []struct {
		name     string
		other    string
		lo, hi   float64
		identity bool
	}{
		{"the same", text, 1, 1, true},
		{"other marks and line breaks", strings.ReplaceAll(strings.ReplaceAll(text, ". ", ".\n\n"), ",", " –"), 1, 1, true},
		{"a paragraph cut, a line added", "Copyright of the wire. " + text[:len(text)*85/100], 0.6, 0.99, false},
		{"another story", strings.Repeat("Nobody along the lake had thought that the census would take so long, and few of those who were counted knew what it was for. ", 3) + essay(4, "last"), 0, 0.4, false},
		{"too short", "A few words only.", 0, 0, false},
	} {
		n := evidence.SignatureOf(text).Near(evidence.SignatureOf(c.other))
		if n < c.lo || n > c.hi {
			t.Errorf("%s: %.2f, want %.2f to %.2f", c.name, n, c.lo, c.hi)
		}
	}
	ja := strings.Repeat("日本と韓国の港湾当局は四日、釜山で会合を開き、共同訓練の日程で合意した。", 1) + "次の会合は東京で開かれ、費用の分担と乗員の派遣について話し合うことになっている。参加した三か国の担当者は連絡網も作る。"
	if n := evidence.SignatureOf(ja).Near(evidence.SignatureOf(ja + "以上。")); n < 0.8 {
		t.Errorf("Japanese: %.2f", n)
	}
	var s archive.Signature
	b, _ := evidence.SignatureOf(text).MarshalText()
	if err := s.UnmarshalText(b); err != nil || s != evidence.SignatureOf(text) {
		t.Error(err)
	}
}

func TestPropose(t *testing.T) {
	dir, _ := folder(t)
	names := evidence.NamesOf(load(t, dir))
	text := "On 1 September 2025 Ana Ruel spoke of the river in Arden. \"We will share every warning that we have,\" President Ruel said. About 62.5 percent of adults in Belmora felt the same, she added. Of 38 dry docks, 27 are booked. Among voters, 14 percent said no. 成人の26.7％が賛成した。 여론조사에서 응답자의 38.6%가 찬성했다.\n\n| Yard | Docks |\n| --- | --- |\n| North | 77 |\n\nベルモラの大統領は「この川は三つの国のものだと思っています」と述べた。"
	var got []string
	for _, p := range evidence.Propose(text, nil, names) {
		switch p.Kind {
		case evidence.ProposeMention:
			got = append(got, p.What+" "+p.ID)
		case evidence.ProposeDate:
			got = append(got, "date "+p.Date)
		case evidence.ProposeFigure:
			got = append(got, fmt.Sprintf("figure %g %s of %s", *p.Value, p.Unit, p.Of))
		case evidence.ProposeQuote:
			got = append(got, "quote of "+p.Speaker)
		}
	}
	for _, want := range []string{"member XAR", "member XBE", "player xar-president", "date 2025-09-01", "figure 62.5 percent of adults in Belmora", "figure 38 dry docks of ", "figure 27  of ", "figure 14 percent of voters", "figure 26.7 percent of 成人", "figure 38.6 percent of 응답자", "quote of President Ruel", "quote of ベルモラの大統領"} {
		if !slices.Contains(got, want) {
			t.Errorf("not proposed: %s\n%s", want, strings.Join(got, "\n"))
		}
	}
	if slices.Contains(got, "figure 77  of ") {
		t.Error("a bare cell of a table was proposed")
	}
}

const storyPage = `<html lang="en"><head><title>The river warning | Sella Gazette</title><meta property="og:site_name" content="Sella Gazette"><meta property="article:published_time" content="2025-09-02T08:00:00Z"><meta name="author" content="Ines Calder"><link rel="canonical" href="https://gazette.example/river"></head><body><nav><a href="/">Home</a></nav><article><h1>The river warning</h1><p>On 1 September 2025 Ana Ruel spoke of the river in Arden, and asked for one warning system.</p><p>“We will share every warning that we have on this river,” President Ruel said in Arden that day.</p><p>About 62.5 percent of adults in Belmora felt the same in the poll of that summer, and nobody there had expected so many of them to say it.</p></article></body></html>`

// TestDesk reads pages as a user does: new, unchanged, changed, and a copy under
// another address.
func TestDesk(t *testing.T) {
	dir, root := folder(t)
	pages := t.TempDir()
	put := func(name, text string) string {
		p := filepath.Join(pages, name)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	read := func(files ...string) []*evidence.Reading {
		desk, found := evidence.NewDesk(load(t, dir), root, nil, nil)
		if len(found) > 0 {
			t.Fatal(found)
		}
		var out []*evidence.Reading
		for _, f := range files {
			out = append(out, desk.Read(context.Background(), f)...)
		}
		if err := desk.Close(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	long := strings.Replace(storyPage, "</article>", "<p>"+essay(12, "river")+"</p></article>", 1)
	file := put("a.html", long)
	first := read(file)[0]
	if first.Err != nil || first.Outcome != "new" || first.ID != "sella-gazette-2025-09-02-river-warning" || first.Inbox == 0 {
		t.Fatalf("%+v", first)
	}
	if again := read(file)[0]; again.Outcome != "unchanged" || again.ID != first.ID {
		t.Errorf("%s %s", again.Outcome, again.ID)
	}
	changed := put("b.html", strings.Replace(long, "62.5", "64.5", 1))
	if r := read(changed)[0]; r.Outcome != "new version" || r.ID != first.ID {
		t.Errorf("%s %s", r.Outcome, r.ID)
	}
	copied := put("c.html", strings.NewReplacer("https://gazette.example/river", "https://wire.example/77", "Sella Gazette", "The Wire", "The river warning", "River: a warning").Replace(long))
	// Under the same title and date it is another site's page all the same.
	reprinted := put("d.html", strings.NewReplacer("https://gazette.example/river", "https://post.example/river", "Sella Gazette", "The Post").Replace(long))
	for _, f := range []string{copied, reprinted} {
		if r := read(f)[0]; r.Outcome != "copy" || r.CopyOf != first.ID {
			t.Errorf("%s: %s of %q", f, r.Outcome, r.CopyOf)
		}
	}
	d := load(t, dir)
	n := 0
	for _, s := range d.Sources {
		if s.ID == first.ID {
			n++
			if s.Title != "The river warning" || s.Container != "Sella Gazette" || s.Issued.String() != "2025-09-02" || s.Author[0].Family != "Calder" {
				t.Errorf("%+v", s)
			}
		}
	}
	if n != 1 {
		t.Errorf("the source stands %d times", n)
	}
	// A bibliography opens as it is; a second time it brings nothing new.
	bibtex := put("lib.bib", "@article{kim2020, author = {Kim, Dae-jung and M{\\\"u}ller, Jan}, title = {Ports \\& straits}, journal = {Strait Studies}, year = 2020}\n")
	if r := read(bibtex)[0]; r.Err != nil || len(r.Sources) != 1 {
		t.Errorf("%+v", r)
	}
	if r := read(bibtex)[0]; r.Outcome != "nothing new" {
		t.Errorf("%+v", r)
	}
	if s := load(t, dir).Source("kim2020"); s == nil || s.Title != "Ports & straits" || s.Author[1].Family != "Müller" {
		t.Errorf("%+v", s)
	}
	// A faulty one changes nothing.
	if r := read(put("bad.bib", "@article{a, title = {open\n@book{b, title={x}}\n"))[0]; r.Err == nil || len(r.Found) == 0 {
		t.Errorf("%+v", r)
	}
	if r := read(filepath.Join(pages, "missing.html"))[0]; r.Err == nil {
		t.Error("a missing file was read")
	}
}

// TestAccept takes accepted lines into the tables, once, leaves the rest, and
// refuses what is incomplete.
func TestAccept(t *testing.T) {
	dir, root := folder(t)
	desk, _ := evidence.NewDesk(load(t, dir), root, nil, strings.NewReader(storyPage))
	r := desk.Read(context.Background(), "-")[0]
	if err := desk.Close(); err != nil || r.Err != nil {
		t.Fatal(err, r.Err)
	}
	file := filepath.Join(dir, "inbox", r.ID+".txt")
	mark := func(from, to string) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(src), from) {
			t.Fatalf("%q is not in the inbox:\n%s", from, src)
		}
		if err := os.WriteFile(file, []byte(strings.Replace(string(src), from, to, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	accept := func() (evidence.Accepted, []dossier.Finding) {
		done, found, err := evidence.Accept(root, load(t, dir))
		if err != nil {
			t.Fatal(err)
		}
		return done, found
	}
	facts, err := os.ReadFile(filepath.Join(dir, "facts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	mark("[ ] fact value=62.5", "[x] fact id=belmora-felt value=62.5")
	mark("[ ] quote", "[x] quote")
	mark("[ ] event", "[x] event")
	mark("[ ] about id=XBE", "[-] about id=XBE")
	mark("[ ] about id=XAR", "[x] about id=XAR")
	done, found := accept()
	if done.Facts != 1 || done.Quotes != 1 || done.About != 1 || done.Rejected != 1 || done.Events != 0 || len(found) != 1 || found[0].Line == 0 {
		t.Errorf("%+v %v", done, found)
	}
	d := load(t, dir)
	if f := d.Fact("belmora-felt"); f == nil || f.Value != 62.5 || f.Of != "adults in Belmora" || f.Sources.String() != r.ID {
		t.Errorf("%+v", f)
	}
	if len(d.Quotes) != 1 || !strings.Contains(d.Quotes[0].Text, "share every warning") {
		t.Errorf("%+v", d.Quotes)
	}
	after, _ := os.ReadFile(filepath.Join(dir, "facts.csv"))
	if !strings.HasPrefix(string(after), string(facts)) {
		t.Error("the rows that were there have changed")
	}
	mark("[x] event", "[x] event actor=XAR")
	if done, found := accept(); done.Events != 1 || done.Facts != 0 || len(found) != 0 {
		t.Errorf("%+v %v", done, found)
	}
	if done, _ := accept(); done != (evidence.Accepted{Waiting: done.Waiting}) {
		t.Errorf("accepting again did something: %+v", done)
	}
	if err := os.WriteFile(file, []byte("[x] fact value=\"open\n[y] fact\nnonsense\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, found := accept(); len(found) != 3 {
		t.Errorf("%v", found)
	}
	if src, _ := os.ReadFile(file); !strings.Contains(string(src), "nonsense") {
		t.Error("a line that cannot be read was lost")
	}
}

// TestFeeds reads a feed from a site: each item once, and nothing where the site
// says that nothing has changed.
func TestFeeds(t *testing.T) {
	dir, root := folder(t)
	items := `<item><guid>1</guid><title>The river warning</title><link>/river</link></item>`
	asked, notModified := 0, 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			tag := fmt.Sprintf(`"%d"`, len(items))
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				notModified++
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Gazette</title><link>http://%s/</link>%s</channel></rss>`, r.Host, items)
		case "/river", "/second":
			asked++
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			body := strings.ReplaceAll(storyPage, "https://gazette.example/river", "http://"+r.Host+r.URL.Path)
			if r.URL.Path == "/second" {
				body = strings.NewReplacer("The river warning", "A second matter", "river", "lake", "warning", "census").Replace(body)
				body = strings.Replace(body, "/lake", "/second", 1)
			}
			fmt.Fprint(w, body)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	read := func() []*evidence.Reading {
		client := fetch.New(fetch.Options{AllowPrivate: true, Delay: time.Millisecond})
		desk, _ := evidence.NewDesk(load(t, dir), root, client, nil)
		out := desk.Read(context.Background(), srv.URL+"/feed")
		if err := desk.Close(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if r := read(); len(r) != 1 || r[0].Err != nil || r[0].Outcome != "new" {
		t.Fatalf("%+v", r[0])
	}
	if r := read(); r[0].Outcome != "nothing new" || asked != 1 || notModified != 1 {
		t.Errorf("%+v; %d pages asked, %d not modified", r[0], asked, notModified)
	}
	items = `<item><guid>2</guid><title>A second matter</title><link>/second</link></item>` + items
	if r := read(); len(r) != 1 || r[0].Err != nil || r[0].Title != "A second matter" || asked != 2 {
		t.Errorf("%+v; %d pages asked", r[0], asked)
	}
}

// TestDryRun stores nothing, and gives every field that scripts use.
// TestFeedWithoutTexts takes of a saved feed what it says of each item, where it gives no
// text of it, in the forms in which ministries and weblogs list their pages.
func TestFeedWithoutTexts(t *testing.T) {
	dir, root := folder(t)
	file := filepath.Join(t.TempDir(), "new.rdf")
	const feed = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>港湾庁 新着</title><link>https://port.example/</link><language>ja</language>
<item><title>水門の点検について</title><link>/a</link><dc:date>2025-03-04</dc:date><dc:creator>港湾庁</dc:creator></item>
<item><title>Locks closed</title><link>/b</link><description></description><dc:date>2025-03-05</dc:date><dc:creator>Ines Calder, Tom Ashdown</dc:creator></item>
<item><title>Barges wait</title><link>/c</link><dc:creator>Rhea Pillai and Tom Ashdown</dc:creator></item>
<item><title>Crews paid</title><link>/d</link><dc:creator>Rhea Pillai, Reuters</dc:creator></item>
<item><link>/e</link></item></channel></rss>`
	if err := os.WriteFile(file, []byte(feed), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func(file string) []*evidence.Reading {
		desk, _ := evidence.NewDesk(load(t, dir), root, nil, nil)
		out := desk.Read(context.Background(), file)
		if err := desk.Close(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	got := read(file)
	if len(got) != 5 || got[0].Err == nil || !strings.Contains(got[0].Error, "neither a title nor a text") {
		t.Fatalf("%d readings, the first %+v", len(got), got[0])
	}
	for i, want := range []string{
		`"title":"Crews paid","container-title":"港湾庁 新着","author":[{"family":"Pillai","given":"Rhea"},{"literal":"Reuters"}],`,
		`"title":"Barges wait","container-title":"港湾庁 新着","author":[{"family":"Pillai","given":"Rhea"},{"family":"Ashdown","given":"Tom"}],`,
		`"title":"Locks closed","container-title":"港湾庁 新着","author":[{"family":"Calder","given":"Ines"},{"family":"Ashdown","given":"Tom"}],"issued":{"date-parts":[[2025,3,5]]},`,
		`"title":"水門の点検について","container-title":"港湾庁 新着","author":[{"literal":"港湾庁"}],"issued":{"date-parts":[[2025,3,4]]},`,
	} {
		r := got[i+1]
		if r.Err != nil || r.Outcome != "new" || !strings.Contains(string(r.Source), want) || r.Flags[len(r.Flags)-1].Kind != "no-text" {
			t.Errorf("%s\nwant %s\n%+v", r.Source, want, r)
		}
	}
	if d := load(t, dir); d.Source(got[4].ID) == nil {
		t.Errorf("%s is not in the dossier", got[4].ID)
	}
	if again := read(file); len(again) != 1 || again[0].Err == nil { // but for the item of which nothing is known
		t.Errorf("%+v", again)
	}
	other := filepath.Join(t.TempDir(), "other.rdf")
	if err := os.WriteFile(other, []byte(feed), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := read(other); len(r) != 5 || r[4].Outcome != "unchanged" || r[4].ID != got[4].ID {
		t.Errorf("from another feed: %+v", r[len(r)-1])
	}
}

func TestDryRun(t *testing.T) {
	dir, _ := folder(t)
	before := tree(t, dir)
	desk, _ := evidence.NewDesk(load(t, dir), nil, nil, strings.NewReader(storyPage))
	r := desk.Read(context.Background(), "-")[0]
	// Copies and pages read twice are told within one run.
	long := strings.Replace(storyPage, "</article>", "<p>"+essay(12, "river")+"</p></article>", 1)
	one := filepath.Join(t.TempDir(), "one.html")
	two := filepath.Join(t.TempDir(), "two.html")
	for file, page := range map[string]string{one: strings.ReplaceAll(long, "/river", "/long"), two: strings.ReplaceAll(long, "gazette.example/river", "wire.example/1")} {
		if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	desk2, _ := evidence.NewDesk(load(t, dir), nil, nil, nil)
	a, again, b := desk2.Read(context.Background(), one)[0], desk2.Read(context.Background(), one)[0], desk2.Read(context.Background(), two)[0]
	if again.ID != a.ID || again.CopyOf != "" || b.CopyOf != a.ID || b.ID == a.ID || len(b.Source) == 0 {
		t.Errorf("%s, again %s, copy %s of %s", a.ID, again.ID, b.ID, b.CopyOf)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	r.Fill()
	src, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(src, &fields); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"source", "site", "section", "tags", "language", "published", "updated", "image", "text", "left_out", "flags", "proposals"} {
		if _, ok := fields[k]; !ok {
			t.Errorf("no field %q", k)
		}
	}
	image, _ := fields["image"].(map[string]any)
	for _, k := range []string{"alt", "caption", "credit"} {
		if _, ok := image[k].(string); !ok {
			t.Errorf("no text image.%s", k)
		}
	}
	if after := tree(t, dir); !slices.Equal(before, after) {
		t.Errorf("files changed: %v", after)
	}
}

func tree(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		out = append(out, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestReadDOCX brings a file of a word processor to the desk: it is kept as received,
// and its paragraphs are printed with its source, which is stored without them.
func TestReadDOCX(t *testing.T) {
	dir, root := folder(t)
	desk, _ := evidence.NewDesk(load(t, dir), root, nil, nil)
	r := desk.Read(t.Context(), "document/testdata/libreoffice.docx")[0]
	if r.Err != nil || r.Outcome != "new" || r.ID != "2025-03-03-calendar-dry-docks" || r.Inbox == 0 {
		t.Fatalf("%+v", r)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	r.Fill()
	var source struct {
		Paragraphs []struct {
			Page       *int
			Kind, Text string
		}
	}
	if err := json.Unmarshal(r.Source, &source); err != nil {
		t.Fatal(err)
	}
	if n := len(source.Paragraphs); n != 11 || source.Paragraphs[0].Kind != "heading" || source.Paragraphs[0].Page != nil || !strings.HasPrefix(source.Paragraphs[3].Text, "The three port authorities") {
		t.Errorf("%d paragraphs: %+v", n, source.Paragraphs)
	}
	stored, err := os.ReadFile(filepath.Join(dir, evidence.OwnFile))
	if err != nil || strings.Contains(string(stored), "paragraphs") {
		t.Errorf("%v\n%s", err, stored)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "archive", r.ID, "*.docx"))
	if len(files) != 1 {
		t.Fatal("the file was not kept")
	}
	kept, _ := os.ReadFile(files[0])
	if want, _ := os.ReadFile("document/testdata/libreoffice.docx"); string(kept) != string(want) {
		t.Error("the file was not kept as it was")
	}
	if again := desk.Read(t.Context(), "document/testdata/libreoffice.docx")[0]; again.Outcome != "unchanged" {
		t.Errorf("read again: %s", again.Outcome)
	}
	for _, c := range []struct{ name, body, want string }{
		{"old.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", "with a password"},
		{"a.zip", "PK\x03\x04 and so on", "zip archive"},
	} {
		file := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(file, []byte(c.body), 0o600); err != nil {
			t.Fatal(err)
		}
		if r := desk.Read(t.Context(), file)[0]; r.Err == nil || !strings.Contains(r.Error, c.want) {
			t.Errorf("%s: %v", c.name, r.Err)
		}
	}
}

func FuzzPropose(f *testing.F) {
	f.Add(storyPage)
	f.Add("「」は」「 \"\" 12% of")
	dir, _ := folder(f)
	names := evidence.NamesOf(load(f, dir))
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range evidence.Propose(s, nil, names) {
			if p.Kind == "" {
				t.Fatal("a proposal without a kind")
			}
		}
	})
}

// TestNames parts names into family and given.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"Ines Calder": "Calder, Ines", "KIM Min-ji": "Kim, Min-ji", "Kim Min-ji": "Kim, Min-ji", "Min-ji Kim": "Kim, Min-ji", "Anna van der Berg": "van der Berg, Anna",
		"佐藤 花": "佐藤, 花", "佐藤花": "佐藤花", "Jean-Luc Picard": "Picard, Jean-Luc", "Anna Lee Carter": "Carter, Anna Lee",
	} {
		rec := evidence.RecordOf(&page.Page{Title: "A title", Authors: []string{name}}, time.Time{}, func(string) bool { return false })
		n := rec.Author[0]
		got := n.Literal
		if got == "" {
			got = n.Family + ", " + n.Given
		}
		if got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestAcceptAsksTheDossier holds that a line with which the dossier would not load
// stays in the inbox with the reason, while the others go in, and that what a
// source is about changes its own record alone.
func TestAcceptAsksTheDossier(t *testing.T) {
	dir, root := folder(t)
	records := `[
  {"id": "mine", "type": "webpage",   "title": "Mine", "custom": {"weak": false}},
  {"title":"Other","id":"other","type":"webpage"}
]
`
	put := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("sources/entente.json", records)
	put("inbox/mine.txt", `# What was found in mine
# Mine
[x] fact id=good value=12 unit=boats date=2024 what="Boats, large"
[x] fact id=bad value=12 unit=boats date=2024 what=Boats low=many
[x] event id=odd actor=XAR date=2024 summary=Talks type=NOSUCHTYPE
[x] about id=XAR
[ ] quote text=waits
`)
	done, found, err := evidence.Accept(root, load(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	if want := (evidence.Accepted{Facts: 1, About: 1, Waiting: 1, Refused: 2}); done != want {
		t.Errorf("%+v, want %+v", done, want)
	}
	lines := map[int]bool{}
	for _, f := range found {
		lines[f.Line] = f.File == "inbox/mine.txt"
	}
	if len(found) != 2 || !lines[4] || !lines[5] {
		t.Errorf("refused: %v", found)
	}
	rest, err := os.ReadFile(filepath.Join(dir, "inbox/mine.txt"))
	if err != nil || strings.Contains(string(rest), "id=good") || !strings.Contains(string(rest), "[x] fact id=bad") || !strings.Contains(string(rest), "[x] event id=odd") || !strings.Contains(string(rest), "[ ] quote text=waits") {
		t.Errorf("the inbox holds, %v:\n%s", err, rest)
	}
	d := load(t, dir)
	if d.Fact("good") == nil || d.Fact("bad") != nil {
		t.Errorf("%d facts", len(d.Facts))
	}
	src, err := os.ReadFile(filepath.Join(dir, "sources/entente.json"))
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(records, `{"id": "mine", "type": "webpage",   "title": "Mine", "custom": {"weak": false}}`)
	if s := string(src); !strings.HasPrefix(s, before) || !strings.HasSuffix(s, after) || !strings.Contains(s, `"about": [`) || !strings.Contains(s, `"weak": false`) {
		t.Errorf("the records are\n%s", s)
	}
}

// TestReadPDF brings a PDF file to the desk: the archive keeps where its pages begin, and
// figures and quotations are proposed with their page.
func TestReadPDF(t *testing.T) {
	dir, root := folder(t)
	desk, _ := evidence.NewDesk(load(t, dir), root, nil, nil)
	r := desk.Read(t.Context(), "document/pdf/testdata/chromium-en.pdf")[0]
	if r.Err != nil || r.ID != "2025-03-03-calendar-dry-docks" || r.LeftOut["running-head"] != 2 {
		t.Fatalf("%+v", r)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	kept := desk.Archive.Meta(r.ID).Pages[0]
	at := strings.LastIndex(r.Text, "About 62.5 percent")
	if archive.PageAt(kept.Turns, 0) != 1 || archive.PageAt(kept.Turns, at) != 2 || !strings.HasSuffix(kept.File, ".pdf") {
		t.Errorf("%+v", kept)
	}
	inbox, err := os.ReadFile(filepath.Join(dir, "inbox", r.ID+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`[ ] fact value=62.5 unit=percent of="adults in Belmora" date=2025-03-03 locator="p. 1"`, `[ ] quote speaker="President Ruel" date=2025-03-03 locator="p. 1" text="We will share every warning`} {
		if !strings.Contains(string(inbox), want) {
			t.Errorf("no %s in\n%s", want, inbox)
		}
	}
	r.Fill()
	if !strings.Contains(string(r.Source), `"paragraphs":[{"page":1,"kind":"heading","text":"A calendar for the dry docks"}`) {
		t.Errorf("%s", r.Source)
	}
}

// TestProposePages holds that what is proposed from a file with pages says on which it
// stands, and that marks of notes are no figures.
func TestProposePages(t *testing.T) {
	text := "# The docks\n\nThe ports had 38 dry docks.[^1] “We will share every warning that we have\non this river,” President Ruel said. They share 62.5 percent.\n\n[^1]: The audit counted 41 ships."
	at := func(s string) int { return strings.Index(text, s) }
	turns := []archive.Turn{{At: 0, Page: 4}, {At: at("on this river"), Page: 5}, {At: at("[^1]: The"), Page: 4}}
	got := map[string]string{}
	for _, p := range evidence.Propose(text, turns, nil) {
		got[p.Text] = p.Locator
	}
	want := map[string]string{"38": "p. 4", "62.5 percent": "p. 5", "41": "p. 4", "We will share every warning that we have on this river": "pp. 4–5"}
	for words, page := range want {
		if got[words] != page {
			t.Errorf("%q: %q, want %q", words, got[words], page)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
}

// TestReadSheets asks which column is which, remembers the answer, proposes the rows and
// takes them; a longer file of the same name is a new version, of which only the rows
// that the dossier has not are proposed.
func TestReadSheets(t *testing.T) {
	for i, ext := range []string{".xlsx", ".ods"} {
		file := "document/sheet/testdata/polls" + ext
		dir, root := folder(t)
		read := func(m *evidence.Mapping, file string) *evidence.Reading {
			desk, _ := evidence.NewDesk(load(t, dir), root, nil, nil)
			desk.Map, desk.Folder = m, "d"
			r := desk.Read(t.Context(), file)[0]
			if err := desk.Close(); err != nil {
				t.Fatal(err)
			}
			return r
		}
		r := read(nil, file)
		if r.Err != nil || r.Outcome != "columns" || len(r.Columns) != 1 {
			t.Fatalf("%+v", r)
		}
		if want := "entente read d " + file + " --table polls --map 'Date=end,Country=country,Question=question,Pollster=pollster,Sample=n,Share=value,series:=…'"; r.Columns[0].Command != want {
			t.Errorf("%s\nwant\n%s", r.Columns[0].Command, want)
		}
		if files, _ := filepath.Glob(filepath.Join(dir, "archive", "*")); len(files) > 0 {
			t.Errorf("stored: %v", files)
		}
		m, err := evidence.ParseMapping("polls", "Date=end,Country=country,Question=question,Pollster=pollster,Sample=n,Share=value,series:=XAR_TRUST")
		if err != nil {
			t.Fatal(err)
		}
		r = read(&m, file)
		if r.Err != nil || r.Outcome != "new" || r.Inbox != 3 || len(r.Proposals) != 3 || r.Proposals[0].Cells["value"] != "62.5" {
			t.Fatalf("%+v", r)
		}
		inbox := filepath.Join(dir, "inbox", archive.FolderName(r.ID)+".txt")
		src, err := os.ReadFile(inbox)
		if err != nil || !strings.Contains(string(src), `[ ] poll series=XAR_TRUST country=XAR question="Do you trust, at all, the council?" pollster="Lake Polls" end=2025-09-07 n=1010 value=40.25`) {
			t.Fatalf("%v\n%s", err, src)
		}
		if err := os.WriteFile(inbox, []byte(strings.ReplaceAll(string(src), "[ ]", "[x]")), 0o600); err != nil {
			t.Fatal(err)
		}
		done, found, err := evidence.Accept(root, load(t, dir))
		if err != nil || len(found) > 0 || done.Polls != 3 {
			t.Fatalf("%+v %v %v", done, found, err)
		}
		var values []float64
		for _, p := range load(t, dir).Polls {
			if p.Series == "XAR_TRUST" && slices.Contains(p.Sources, r.ID) {
				values = append(values, p.Value)
			}
		}
		if !slices.Equal(values, []float64{62.5, 58, 40.25}) {
			t.Errorf("%v", values)
		}
		// Its columns are known now: of the same table in the other form nothing is new,
		// and it is a copy; the same file again is unchanged.
		other := "document/sheet/testdata/polls" + []string{".ods", ".xlsx"}[i]
		if r := read(nil, other); r.Err != nil || len(r.Columns) > 0 || len(r.Proposals) > 0 {
			t.Errorf("%+v", r)
		}
		if again := read(nil, file); again.Outcome != "unchanged" || again.ID != r.ID {
			t.Errorf("%+v", again)
		}
	}
}

// TestGrownSheet holds that a longer spreadsheet of the same name is a new version, of
// which the rows are proposed that the inbox and the dossier have not, and that rows
// which cannot be taken are told.
func TestGrownSheet(t *testing.T) {
	dir, root := folder(t)
	file, mapping := filepath.Join(t.TempDir(), "posts.xlsx"), "Day=date,Item=what,Value=value,Unit=unit"
	read := func(rows ...string) *evidence.Reading {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		all := ""
		for _, r := range append([]string{"Day|Item|Value|Unit"}, rows...) {
			all += "<row>"
			for c := range strings.SplitSeq(r, "|") {
				all += `<c t="inlineStr"><is><t>` + c + `</t></is></c>`
			}
			all += "</row>"
		}
		for name, body := range map[string]string{
			"xl/workbook.xml":            `<w><sheets><sheet name="Posts" id="r1"/></sheets></w>`,
			"xl/_rels/workbook.xml.rels": `<R><Relationship Id="r1" Type="x/worksheet" Target="one.xml"/></R>`,
			"xl/one.xml":                 "<w>" + all + "</w>",
		} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(body)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(z.Close(), os.WriteFile(file, b.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		m, err := evidence.ParseMapping("", mapping)
		if err != nil {
			t.Fatal(err)
		}
		desk, _ := evidence.NewDesk(load(t, dir), root, nil, nil)
		desk.Map = &m
		r := desk.Read(t.Context(), file)[0]
		if err := errors.Join(desk.Close(), r.Err); err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := read("3 March 2025|Posts filled|1,240|posts", "soon|Posts filled|7|posts", "2025|Posts planned|many|posts")
	if first.Outcome != "new" || first.Inbox != 1 || len(first.Flags) != 1 || !strings.Contains(first.Flags[0].Message, `2 of 3 rows of Posts cannot be rows of facts (row 3: "soon" in the column Day is no date)`) {
		t.Errorf("%+v", first)
	}
	inbox := filepath.Join(dir, "inbox", archive.FolderName(first.ID)+".txt")
	src, err := os.ReadFile(inbox)
	if want := `[ ] fact value=1240 unit=posts date=2025-03-03 locator="Posts, row 2" what="Posts filled"`; err != nil || !strings.Contains(string(src), want) {
		t.Errorf("%v, no %s in\n%s", err, want, src)
	}
	if err := os.WriteFile(inbox, []byte(strings.ReplaceAll(string(src), "[ ]", "[x]")), 0o600); err != nil {
		t.Fatal(err)
	}
	if done, found, err := evidence.Accept(root, load(t, dir)); err != nil || len(found) > 0 || done.Facts != 1 {
		t.Fatalf("%+v %v %v", done, found, err)
	}
	grown := read("3 March 2025|Posts filled|1,240|posts", "4 April 2025|Posts filled|1,300|posts")
	if grown.Outcome != "new version" || grown.ID != first.ID || len(grown.Proposals) != 1 || grown.Proposals[0].Cells["value"] != "1300" {
		t.Errorf("%+v", grown)
	}
	// Much like it, of another name, with a row of its own: the row is not lost.
	file = filepath.Join(t.TempDir(), "later.xlsx")
	later := read("3 March 2025|Posts filled|1,240|posts", "4 April 2025|Posts filled|1,300|posts", "5 May 2025|Posts filled|1,350|posts")
	if later.Outcome != "new" || later.ID == first.ID || later.Inbox != 2 {
		t.Errorf("%+v", later)
	}
	// Read again by another mapping, its rows come in by that.
	mapping = "Day=date,Item=what,Value=value,unit:=officers"
	if again := read("3 March 2025|Posts filled|1,240|posts", "4 April 2025|Posts filled|1,300|posts", "5 May 2025|Posts filled|1,350|posts"); again.Outcome != "unchanged" || again.ID != later.ID || again.Inbox != 3 {
		t.Errorf("%+v", again)
	}
	// A reading that stores nothing knows the mapping.
	desk, _ := evidence.NewDesk(load(t, dir), nil, nil, nil)
	desk.Folder = dir
	if r := desk.Read(t.Context(), file)[0]; r.Err != nil || len(r.Columns) > 0 || len(r.Proposals) != 3 || r.Proposals[0].Cells["unit"] != "officers" {
		t.Errorf("%+v", r)
	}
	// Long enough to be told as a copy of one archived, which its own row keeps it from.
	rows := []string{}
	mapping = "Day=date,Item=what,Value=value,Unit=unit"
	for n := range 40 {
		rows = append(rows, fmt.Sprintf("2024-06-%02d|Ships in harbour %d|%d|ships", 1+n%30, n, 100+n))
	}
	file = filepath.Join(t.TempDir(), "ships.xlsx")
	long := read(rows...)
	file = filepath.Join(t.TempDir(), "ships-again.xlsx")
	rows = append(rows, "2025-06-05|Ships in the bay|7|ships")
	like := read(rows...)
	if share := evidence.SignatureOf(like.Text).Near(evidence.SignatureOf(long.Text)); share < archive.NearEnough {
		t.Fatalf("the sheets share %.2f", share)
	}
	if long.Inbox != 40 || like.Outcome != "new" || like.ID == long.ID || like.CopyOf != "" || like.Inbox != 41 {
		t.Errorf("%d rows, then %s %q of %q with %d", long.Inbox, like.Outcome, like.ID, like.CopyOf, like.Inbox)
	}
	// The same once more under another name is what is there, and by another mapping has rows.
	file, mapping = filepath.Join(t.TempDir(), "ships-moved.xlsx"), "Day=date,Item=what,Value=value,unit:=hulls"
	if moved := read(rows...); moved.Outcome != "unchanged" || moved.ID != like.ID || moved.Inbox != 41 {
		t.Errorf("%s %q with %d", moved.Outcome, moved.ID, moved.Inbox)
	}
}

func TestParseMapping(t *testing.T) {
	for _, c := range []struct{ table, s, want string }{
		{"polls", "Date=end", "polls need series, country, question, pollster, value"},
		{"", "Date=date,What=what,Value=value,unit:=percent", ""},
		{"", `"Share, in %"=value,Date=date,Item=what,unit:="per cent, of all"`, ""},
		{"", "Date=date", "which table"},
		{"facts", "Date=dates", `no column "dates"`},
		{"dragons", "Date=date", "not into"},
		{"facts", "Date", "pairs such as"},
		{"facts", `"Date=date`, "closing quote"},
		{"facts", "Date=date,unit:=…", "put a value behind unit"},
		{"facts", "", "names no column"},
		{"events", "Date=date,Who=source_actor,What=summary", ""},
	} {
		m, err := evidence.ParseMapping(c.table, c.s)
		switch {
		case c.want == "" && err != nil, c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s %s: %v, want %q", c.table, c.s, err, c.want)
		case strings.Contains(c.s, "Share") && (m.Map["Share, in %"] != "value" || m.Set["unit"] != "per cent, of all" || m.Table != "facts"):
			t.Errorf("%+v", m)
		}
	}
}

func FuzzMapping(f *testing.F) {
	f.Add("polls", `Date=end,"a, b"=value,unit:=percent`)
	f.Fuzz(func(t *testing.T, table, s string) {
		if m, err := evidence.ParseMapping(table, s); err == nil && (len(m.Map) == 0 || m.Table == "") {
			t.Errorf("%+v", m)
		}
	})
}

// TestFiguresOfHeadings holds that a heading proposes no figure: what it counts, the
// text under it says.
func TestFiguresOfHeadings(t *testing.T) {
	var got []string
	for _, p := range evidence.Propose("# Water brief: 12 findings\n\nThe plan has 12 percent of the votes.\n\n## 3 reasons\n\nIt cost 40 million dollars.", nil, nil) {
		if p.Kind == evidence.ProposeFigure {
			got = append(got, p.Text)
		}
	}
	if s := strings.Join(got, ", "); s != "12 percent, 40 million dollars" {
		t.Errorf("the figures are %s", s)
	}
}

// TestTypeOfDocuments holds that a file is no web page in its record.
func TestTypeOfDocuments(t *testing.T) {
	for kind, want := range map[string]string{"document": "document", "report": "report", "newsarticle": "article-newspaper", "": "webpage"} {
		if got := evidence.RecordOf(&page.Page{Kind: kind, Title: "T"}, time.Now(), func(string) bool { return false }).Type; got != want {
			t.Errorf("%q is recorded as %s, not %s", kind, got, want)
		}
	}
}
