package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// example makes the example dossier with an archive of three folders and a
// report, and gives its folder and a cache folder. Its files have rested.
func example(t testing.TB) (dir, cache string) {
	t.Helper()
	base := t.TempDir()
	dir, cache = filepath.Join(base, "d"), filepath.Join(base, "c")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "report.md", "---\ntitle: Our report\n---\n\nThe three repair the ferry landing.\n")
	put(t, dir, "pieces/ferry.md", "---\ntitle: The ferry again\n---\n\nA piece.\n")
	document(t, dir, "talks", "2021-02-01", "On forced labour", "# Talks\n\nThe issue of comfort women and of shipbuilding.\n\n元徴用工（위안부 문제를）について、日韓請求権協定の解釈。\n")
	document(t, dir, "yard", "", "", "# A shipyard opens\n\nShipbuilders of 韓国 met. Women find comfort in ＮＡＴＯ and Café talks.\n")
	put(t, dir, "archive/yard-source/old.md", "An older page on zeppelins.\n")
	put(t, dir, "archive/empty/meta.json", `{"version":1,"source":"empty","pages":[]}`)
	rest(t, dir)
	return dir, cache
}

func document(t testing.TB, dir, folder, published, title, text string) {
	t.Helper()
	put(t, dir, "archive/"+folder+"-source/page.md", text)
	meta, _ := json.Marshal(map[string]any{"version": 1, "source": folder + "-source", "pages": []any{
		map[string]any{"file": "old.html", "text": "old.md", "retrieved": "2019-01-01T00:00:00Z"},
		map[string]any{"file": "page.html", "text": "page.md", "retrieved": "2026-01-02T10:00:00Z", "title": title, "published": published, "url": "https://example.org/" + folder},
	}})
	put(t, dir, "archive/"+folder+"-source/meta.json", string(meta))
}

func put(t testing.TB, dir, file, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(file))
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// rest makes all files of a folder an hour old.
func rest(t testing.TB, dir string) {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			err = os.Chtimes(p, old, old)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir, cache string) *Index {
	t.Helper()
	ix, err := Open(context.Background(), dir, Options{Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// ask gives what a query finds as "kind:id", in order.
func ask(t testing.TB, ix *Index, q Query) []string {
	t.Helper()
	res, err := ix.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	out := []string{}
	for _, r := range res.Results {
		out = append(out, string(r.Kind)+":"+r.ID)
	}
	if res.Total < len(out) {
		t.Errorf("%+v: %d results of %d", q, len(out), res.Total)
	}
	return out
}

func TestSearch(t *testing.T) {
	dir, cache := example(t)
	ix := open(t, dir, cache)
	if n := ix.Notes(); n != nil || ix.Memory() != nil {
		t.Errorf("notes %q, in memory because %v", n, ix.Memory())
	}
	for _, c := range []struct {
		query string
		want  string // the results, sorted, of documents and pieces
	}{
		{"shipbuilding", "talks yard"},
		{`"shipbuilding"`, "talks"},
		{"shipbuild*", "talks yard"},
		{"women comfort", "talks yard"},
		{`"comfort women"`, "talks"},
		{"comfort -labour", "yard"},
		{"comfort -\"comfort women\"", "yard"},
		{"zeppelins", ""},
		{"ferry", "ferry report"},
		{"ferry OR comfort report", "report"},
		{"nato cafe", "yard"},
		{"韓", "talks yard"},
		{"徴用", "talks"},
		{"徴", "talks"},
		{"위안부", "talks"},
		{"문제", "talks"},
		{"日韓", "talks"},
		{"日国", ""},
		{"韓国", "yard"},
		{"협정", ""},
	} {
		var got []string
		for _, r := range ask(t, ix, Query{Text: c.query, Kinds: []Kind{Document, Piece}}) {
			_, id, _ := strings.Cut(r, ":")
			got = append(got, strings.TrimSuffix(id, "-source"))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s finds %q, not %q", c.query, got, c.want)
		}
	}
}

// TestUnconfirmedIsMarked holds that what reads confirmed: no says so where it is
// found, whatever kind of row it is, and that nothing else does.
func TestUnconfirmedIsMarked(t *testing.T) {
	dir, cache := example(t)
	put(t, dir, "events.csv", "id,date,source_actor,summary,source,confirmed\nev-2025-10-meeting,2025-10-12,XAR,zebra,gazette-2025,no\nsure,2025-10-12,XAR,zebra,gazette-2025,\n")
	put(t, dir, "acts.csv", "id,date,player,area,direction,summary,source,confirmed\na,2025-09-01,xar-president,water,1,zebra,gazette-2025,no\n")
	put(t, dir, "facts.csv", "id,what,value,unit,date,source,confirmed\nf,zebra,1,posts,2025,gazette-2025,no\n")
	put(t, dir, "cases.csv", "id,line,court,date,outcome,source,confirmed\nc,nets,zebra,2025-01-01,open,gazette-2025,no\n")
	put(t, dir, "polls.csv", "series,country,question,pollster,end,value,source,confirmed\np,XAR,zebra,Ask,2024-01-01,40,gazette-2025,\np,XAR,zebra,Ask,2025-01-01,40,gazette-2025,no\n")
	put(t, dir, "commitments.csv", "id,meeting,date,initiative,text,status,coder,assessed,source,confirmed\nk,A meeting,2025-01-01,river-warnings,zebra,in-progress,Ed,2025-06-01,gazette-2025,no\n")
	res, err := open(t, dir, cache).Search(context.Background(), Query{Text: "zebra"})
	if err != nil || len(res.Results) != 7 {
		t.Fatalf("%v %+v", err, res)
	}
	for _, r := range res.Results {
		if r.Unconfirmed != (r.ID != "sure") {
			t.Errorf("%s %s: unconfirmed: %v", r.Kind, r.ID, r.Unconfirmed)
		}
	}
}

func TestResult(t *testing.T) {
	dir, cache := example(t)
	ix := open(t, dir, cache)
	res, err := ix.Search(context.Background(), Query{Text: "日韓請求権"})
	if err != nil || len(res.Results) != 1 {
		t.Fatalf("%+v, %v", res, err)
	}
	r := res.Results[0]
	if r.Title != "On forced labour" || r.File != "archive/talks-source/page.md" || r.Line != 5 || r.Date != "2021-02-01" || r.Source != "talks-source" || r.Score <= 0 {
		t.Errorf("%+v", r)
	}
	if s := Mark(r.Snippet, r.Matches, "<", ">"); !strings.Contains(s, "、<日韓請求権>協定") {
		t.Errorf("the snippet is %s", s)
	}
	res, err = ix.Search(context.Background(), Query{Text: "shipyard"})
	if err != nil || len(res.Results) != 1 || Mark(res.Results[0].Title, res.Results[0].TitleMatches, "<", ">") != "A <shipyard> opens" || res.Results[0].Date != "2026-01-02" {
		t.Errorf("%+v, %v", res, err)
	}
	for _, c := range []struct{ query, first string }{
		{"river-warnings", "initiative:river-warnings"},
		{"Old-Quarrel", "constraint:old-quarrel"},
		{"xar-posts-2025", "fact:xar-posts-2025"},
		{"poll-2025", "source:poll-2025"},
		{"XAR_TRUST_BELMORA", "poll:XAR_TRUST_BELMORA"},
		{"ev-2025-03-accuse", "event:ev-2025-03-accuse"},
		{"promise-warnings", "commitment:promise-warnings"},
		{"patrol crossed", "event:ev-2025-03-accuse"},
		{"talks-source", "document:talks-source"},
	} {
		if got := ask(t, ix, Query{Text: c.query}); len(got) == 0 || got[0] != c.first {
			t.Errorf("%s finds %q, not %s first", c.query, got, c.first)
		}
	}
	res, err = ix.Search(context.Background(), Query{Text: "river-warnings", Limit: 1})
	if err != nil || len(res.Results) != 1 || res.Results[0].File != "initiatives/river-warnings.md" || res.Total < 2 {
		t.Errorf("with a limit of one: %+v, %v", res, err)
	}
	if got := ask(t, ix, Query{Text: "nothingofthesort"}); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func TestFilters(t *testing.T) {
	dir, cache := example(t)
	ix := open(t, dir, cache)
	date := func(s string) dossier.Date {
		d, err := dossier.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	events := []Kind{Event}
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Text: "treaty OR patrol OR nets", Kinds: events, Since: date("2025")}, "event:ev-2025-03-accuse event:ev-2025-08-protest"},
		{Query{Text: "treaty OR patrol OR nets", Kinds: events, Since: date("2025-03"), Until: date("2025-03")}, "event:ev-2025-03-accuse"},
		{Query{Text: "treaty OR patrol OR nets", Kinds: events, Until: date("2025-03-01")}, "event:ev-2021-05-treaty"},
		{Query{Text: "treaty OR patrol OR nets", Kinds: events, Member: "xar"}, "event:ev-2021-05-treaty"},
		{Query{Text: "treaty", Kinds: events, Area: "water"}, "event:ev-2021-05-treaty"},
		{Query{Text: "treaty", Kinds: events, Area: "culture"}, ""},
		{Query{Text: "shipbuild*", Since: date("2026")}, "document:yard-source"},
		{Query{Text: "shipbuild*", Member: "XAR"}, ""},
		{Query{Text: "posts", Kinds: []Kind{Fact}, Member: "XAR", Until: date("2024")}, "fact:xar-posts-2024"},
		{Query{Text: "trust", Kinds: []Kind{Poll}, Member: "XBE", Since: date("2023"), Until: date("2023")}, "poll:XAR_TRUST_BELMORA"},
	} {
		got := ask(t, ix, c.q)
		slices.Sort(got)
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%+v finds %q, not %q", c.q, g, c.want)
		}
	}
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Text: "a", Member: "XAQ"}, `there is no member "XAQ"; did you mean "XAR"?`},
		{Query{Text: "a", Area: "watr"}, `there is no area "watr"; did you mean "water"?`},
		{Query{Text: "a", Kinds: []Kind{"documents"}}, `there is no kind "documents"; did you mean "document"?`},
		{Query{Text: "a", Limit: -1}, "the limit must lie between 1 and 1000, and is -1"},
		{Query{Text: " "}, "the query is empty: write a word to look for"},
	} {
		if _, err := ix.Search(context.Background(), c.q); err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v", c.q, err)
		}
	}
}

// TestHostile holds that nothing in a query or a dossier is an error of the
// index's language or leaves the folder.
func TestHostile(t *testing.T) {
	dir, cache := example(t)
	put(t, dir, "archive/out/meta.json", `{"version":1,"source":"out","pages":[{"file":"p.html","text":"../../../secret.md"}]}`)
	put(t, filepath.Dir(dir), "secret.md", "secretword")
	put(t, dir, "archive/link/meta.json", `{"version":1,"source":"link","pages":[{"file":"p.html","text":"link.md"}]}`)
	if err := os.Symlink(filepath.Join(filepath.Dir(dir), "secret.md"), filepath.Join(dir, "archive/link/link.md")); err != nil {
		t.Skip(err)
	}
	put(t, dir, "archive/bad/meta.json", `{"version":`)
	put(t, dir, "archive/later/meta.json", `{"version":2}`)
	put(t, dir, "archive/large/meta.json", `{"version":1,"source":"large","pages":[{"file":"p.html","text":"t.md"}]}`)
	put(t, dir, "archive/large/t.md", strings.Repeat("x ", 5<<20))
	put(t, dir, "archive/binary/meta.json", `{"version":1,"source":"binary","pages":[{"file":"p.html","text":"t.md"}]}`)
	put(t, dir, "archive/binary/t.md", "a\x00b \xff\xfe binaryword\x1b[31m")
	ix := open(t, dir, cache)
	if got := ask(t, ix, Query{Text: "secretword"}); len(got) != 0 {
		t.Errorf("what lies outside the dossier is found: %q", got)
	}
	if got := ask(t, ix, Query{Text: "binaryword"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	if notes := strings.Join(ix.Notes(), "\n"); len(ix.Notes()) != 5 || !strings.Contains(notes, "archive/large/meta.json is not searched") {
		t.Errorf("the notes are:\n%s", notes)
	}
	for _, q := range []string{
		`"`, `a"`, `"a`, `a" OR`, "NEAR(", "a AND", "NOT a", "a NOT b", "title:a", "^a", "a + b", "a*b*", "{a b}:c", "a;DROP TABLE words;--", "'", "a'b",
		"\x00", "a\x00", "\xff\xfe", "%", "?", "-", "--", "(((((", strings.Repeat("(", 999), strings.Repeat("a-", 400), strings.Repeat("韓", 900),
		strings.Repeat("a OR ", 63) + "a", strings.Repeat("-a ", 63) + "b", "rank", "words", "*", "a**", "\U0010ffff", "𐓐𐓘", "เชียงใหม่", "हिन्दी", "😀",
	} {
		if _, err := ix.Search(context.Background(), Query{Text: q}); err != nil && !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v", q, err)
		}
	}
}

func FuzzQuery(f *testing.F) {
	dir, cache := example(f)
	ix, err := Open(context.Background(), dir, Options{Cache: cache})
	if err != nil {
		f.Fatal(err)
	}
	defer ix.Close()
	for _, s := range []string{`a "b c" -d OR e* 韓国 위안부`, `"`, "-x", "a OR", "\x00*\"", "NEAR(a)", "ﾞｶ株㍿½", "e\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer time.AfterFunc(2*time.Second, func() { panic(fmt.Sprintf("%q takes too long", text)) }).Stop()
		p, err := parse(text)
		if err != nil {
			return
		}
		if again, err := parse(text); err != nil || again.String() != p.String() {
			t.Fatalf("%q is read in two ways", text)
		}
		db, release, err := ix.use(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var n int
		err = db.QueryRowContext(context.Background(), "SELECT count(*) FROM words WHERE words MATCH ?", p.match()).Scan(&n)
		release()
		if err != nil {
			t.Fatalf("%q, written %s: %v", text, p.match(), err)
		}
		res, err := ix.Search(context.Background(), Query{Text: text})
		if err != nil || res.Total != n {
			t.Fatalf("%q: %v, %v", text, res, err)
		}
		// What was found is where it is said to be in the text itself.
		s, m, _ := snippet(text, p.find(text, len(text)))
		for _, x := range m {
			if x[0] < 0 || x[0] > x[1] || x[1] > len([]rune(s)) {
				t.Fatalf("%q: the snippet %q has no %v", text, s, x)
			}
		}
	})
}

// FuzzPages reads lists of pages: none names a text outside its folder.
func FuzzPages(f *testing.F) {
	dir := f.TempDir()
	put(f, dir, "secret.md", "secret")
	put(f, dir, "archive/a/page.md", "text")
	for _, s := range []string{`{"version":1,"source":"a","pages":[{"file":"p.html","text":"page.md","title":"T","published":"2020"}]}`, `{"version":1,"source":"a","pages":[{"file":"p.html","text":"../../secret.md"}]}`, "[]", "{", `{"version":1,"pages":[null]}`} {
		f.Add(s)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "archive"))
	if err != nil {
		f.Fatal(err)
	}
	defer root.Close()
	f.Fuzz(func(t *testing.T, text string) {
		put(t, dir, "archive/a/meta.json", text)
		_, e, ok, err := documentOf(root, "archive/a/meta.json", time.Now())
		if ok && (err != nil || e.title == "" || e.id == "" || filepath.ToSlash(filepath.Dir(e.file)) != "archive/a" || e.body == "secret") {
			t.Fatalf("%q gives %+v, %v", text, e, err)
		}
	})
}

func ExampleMark() {
	fmt.Println(Mark("an old bridge", [][2]int{{3, 6}}, "[", "]"))
	// Output: an [old] bridge
}
