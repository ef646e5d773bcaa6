package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/evidence"
)

// open makes the dossier of `entente new` with archived pages, and its index.
func open(t testing.TB, pages map[string]string, cache string) (*dossier.Dossier, *os.Root, *Index) {
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
	arch, _ := evidence.OpenArchive(root)
	for id, text := range pages {
		if _, err := arch.Store(id, []byte(text), text, evidence.Kept{Retrieved: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Title: "Page " + id, Published: "2025-03-04"}); err != nil {
			t.Fatal(err)
		}
	}
	d, x := reopen(t, dir, root, cache)
	return d, root, x
}

func reopen(t testing.TB, dir string, root *os.Root, cache string) (*dossier.Dossier, *Index) {
	t.Helper()
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(d, root, cache)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return d, x
}

var pages = map[string]string{
	"a-en": "The shipbuilders of the northern yard agreed that comfort women survivors must be heard. The women said so in comfort.",
	"b-ko": "한국과 일본의 외교부는 위안부 문제에 관해 부산에서 협의했다고 밝혔다.",
	"c-ja": "徴用工をめぐる判決のあと、日韓の外相は釜山で会談した。ＡＢＣ協定は２０２５年に発効する。",
	"d-fr": "Les chantiers navals de Saint-Étienne sont modernisés.",
}

func TestSearch(t *testing.T) {
	_, _, x := open(t, pages, t.TempDir())
	for _, c := range []struct {
		query string
		want  string // the documents found, sorted
	}{
		{"shipbuilders", "a-en"},
		{"SHIPBUILDERS northern", "a-en"},
		{"shipbuild*", "a-en"},
		{"shipbuild", ""},
		{`"comfort women"`, "a-en"},
		{`"women comfort"`, ""},
		{"women comfort", "a-en"},
		{"women -comfort", ""},
		{"shipbuilders OR 釜山", "a-en c-ja"},
		{"위안부", "b-ko"},
		{"외교", "b-ko"},
		{"한", "b-ko"},
		{"부산에서", "b-ko"},
		{"徴用", "c-ja"},
		{"韓", "c-ja"},
		{"日韓の外相", "c-ja"},
		{"韓日", ""},
		{"abc協定", "c-ja"},
		{"2025年", "c-ja"},
		{"etienne modernises", "d-fr"},
		{"nothing-of-the-kind", ""},
	} {
		hits, total, err := x.Search(context.Background(), c.query, Options{Kinds: []string{"document"}})
		if err != nil {
			t.Fatalf("%s: %v", c.query, err)
		}
		var ids []string
		for _, h := range hits {
			ids = append(ids, h.ID)
			if len(h.Matches) == 0 {
				t.Errorf("%s: nothing is marked in %q", c.query, h.Snippet)
			}
			for _, m := range h.Matches {
				if m[0] < 0 || m[1] > len([]rune(h.Snippet)) || m[0] >= m[1] {
					t.Errorf("%s: %v in %q", c.query, m, h.Snippet)
				}
			}
		}
		slices.Sort(ids)
		if g := strings.Join(ids, " "); g != c.want || total != len(ids) {
			t.Errorf("%s found %q (%d), want %q", c.query, g, total, c.want)
		}
	}
}

func TestFilters(t *testing.T) {
	d, _, x := open(t, pages, "")
	since, _ := dossier.ParseDate("2025-01")
	until, _ := dossier.ParseDate("2024")
	find := func(q string, opt Options) []Hit {
		h, _, err := x.Search(context.Background(), q, opt)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	if n := len(find("treaty", Options{Kinds: []string{"event"}})); n == 0 {
		t.Error("no event of the treaty")
	}
	for _, h := range find("the", Options{Member: "XBE", Limit: 100}) {
		if !slices.Contains(h.Members, "XBE") {
			t.Errorf("%s %s does not concern the member", h.Kind, h.ID)
		}
	}
	for _, h := range find("the", Options{Since: since, Limit: 100}) {
		if h.Date < "2025-01" {
			t.Errorf("%s of %s is before 2025", h.ID, h.Date)
		}
	}
	for _, h := range find("the", Options{Until: until, Limit: 100}) {
		if h.Date > "2024-12-31" || h.Date == "" {
			t.Errorf("%s of %q is after 2024", h.ID, h.Date)
		}
	}
	// An id finds its thing first.
	i := d.Initiatives[0]
	if h := find(i.ID, Options{}); len(h) == 0 || h[0].ID != i.ID || h[0].Kind != "initiative" {
		t.Errorf("%s: %+v", i.ID, h)
	}
}

// TestUpdate holds that only what changed is written again, that a damaged index
// and one of another version are built anew, and that an index that cannot be
// written does not stand in the way.
func TestUpdate(t *testing.T) {
	cache := t.TempDir()
	d, root, x := open(t, pages, cache)
	all := x.Rebuilt
	if all < 20 {
		t.Fatalf("%d entries", all)
	}
	x.Close()
	if _, x = reopen(t, d.Root, root, cache); x.Rebuilt != 0 {
		t.Errorf("%d entries were written though nothing changed", x.Rebuilt)
	}
	x.Close()
	file := filepath.Join(d.Root, d.Initiatives[0].File)
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(src, "\nA zeppelin was seen.\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	_, x = reopen(t, d.Root, root, cache)
	if x.Rebuilt != 1 {
		t.Errorf("%d entries were written for one change", x.Rebuilt)
	}
	if _, n, err := x.Search(context.Background(), "zeppelin", Options{}); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	x.Close()
	dir, err := CacheDir(cache, d.Root)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "index.db")
	if err := os.WriteFile(db, []byte("this is no database, and never was one; it only looks like a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, x = reopen(t, d.Root, root, cache); x.Rebuilt != all {
		t.Errorf("%d entries after damage, want %d", x.Rebuilt, all)
	}
	if _, err := x.db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	x.Close()
	if _, x = reopen(t, d.Root, root, cache); x.Rebuilt != all || x.InMemory {
		t.Errorf("%d entries after another version, want %d", x.Rebuilt, all)
	}
	x.Close()
	if _, x = reopen(t, d.Root, root, filepath.Join(db, "no-folder")); !x.InMemory || x.Rebuilt != all {
		t.Errorf("in memory: %v, %d entries", x.InMemory, x.Rebuilt)
	}
	// Nothing of the index lies in the dossier.
	err = filepath.WalkDir(d.Root, func(p string, _ os.DirEntry, err error) error {
		if strings.HasSuffix(p, ".db") {
			t.Errorf("an index in the dossier: %s", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzQuery(f *testing.F) {
	_, _, x := open(f, pages, "")
	for _, s := range []string{`"a b`, `a" OR "b`, "-", "NEAR(a b)", "a AND", "title:x", "*", `"*"`, "(", "위안부*", "OR OR OR", "-a -b", "^a", "a\x00b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if len(q) > 2000 {
			return
		}
		if _, _, err := x.Search(context.Background(), q, Options{Limit: 3}); err != nil {
			t.Fatalf("%q: %v", q, err)
		}
	})
}

// BenchmarkSearch30k searches 30,000 generated documents of about 200 words in
// three languages.
func BenchmarkSearch30k(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	z := rand.NewZipf(r, 1.1, 4, 20000)
	hangul := func() string { return string(rune(0xAC00+r.IntN(2000))) + string(rune(0xAC00+r.IntN(2000))) }
	han := func() string { return string(rune(0x4E00+r.IntN(3000))) + string(rune(0x4E00+r.IntN(3000))) }
	docs := make([]entry, 30000)
	for i := range docs {
		var w strings.Builder
		for range 200 {
			switch i % 3 {
			case 0:
				fmt.Fprintf(&w, "w%d ", z.Uint64())
			case 1:
				w.WriteString(hangul() + "은 ")
			default:
				w.WriteString(han() + "の")
			}
		}
		docs[i] = entry{key: fmt.Sprint(i), hash: "x", kind: "document", id: fmt.Sprintf("doc-%d", i), title: fmt.Sprintf("w%d document", z.Uint64()), file: "f", first: "2020-01-01", last: "2020-01-01", body: w.String()}
	}
	start := time.Now()
	x, err := openAt(filepath.Join(b.TempDir(), "i.db"), docs)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	b.ReportMetric(30000/time.Since(start).Seconds(), "docs/s")
	queries := make([]string, 300)
	for i := range queries {
		switch i % 6 {
		case 0:
			queries[i] = fmt.Sprintf("w%d", z.Uint64())
		case 1:
			queries[i] = fmt.Sprintf("w%d w%d", z.Uint64(), z.Uint64())
		case 2:
			queries[i] = fmt.Sprintf("w%d*", 10+r.IntN(90))
		case 3:
			queries[i] = hangul()
		case 4:
			queries[i] = han()
		default:
			queries[i] = string([]rune(hangul())[:1])
		}
	}
	var took []time.Duration
	for b.Loop() {
		took = took[:0]
		for _, q := range queries {
			s := time.Now()
			if _, _, err := x.Search(context.Background(), q, Options{}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(s))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*9/10].Microseconds())/1000, "p90-ms")
}
