package search

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/dossier"
)

// rowsOf gives the rows of each unit of an index.
func rowsOf(t *testing.T, ix *Index) map[string]string {
	t.Helper()
	db, release, err := ix.use(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	rows, err := db.QueryContext(context.Background(), "SELECT unit, group_concat(id || body, ' ') FROM (SELECT unit, id, body FROM entries JOIN texts USING (id) ORDER BY id) GROUP BY unit")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var unit, ids string
		if err := rows.Scan(&unit, &ids); err != nil {
			t.Fatal(err)
		}
		out[unit] = ids
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}

// changedRows gives the units whose rows differ.
func changedRows(a, b map[string]string) string {
	both := maps.Clone(a)
	maps.Copy(both, b)
	var out []string
	for u := range both {
		if a[u] != b[u] {
			out = append(out, u)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestPartialUpdate(t *testing.T) {
	dir, cache := example(t)
	ix := open(t, dir, cache)
	refresh := func(want string) {
		t.Helper()
		before := rowsOf(t, ix)
		if err := ix.Refresh(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got := changedRows(before, rowsOf(t, ix)); got != want {
			t.Errorf("rows of %q have changed, not of %q", got, want)
		}
	}
	stamp := func() time.Time {
		info, err := os.Stat(ix.file)
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	built := stamp()
	refresh("")
	if !stamp().Equal(built) {
		t.Error("the index is written anew though nothing has changed")
	}

	put(t, dir, "archive/yard-source/page.md", "# A shipyard opens\n\nNow of lighthouses.\n")
	refresh("archive/yard-source/meta.json")
	if got := ask(t, ix, Query{Text: "lighthouses"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	if got := ask(t, ix, Query{Text: "韓国"}); len(got) != 0 {
		t.Errorf("what was replaced is still found: %q", got)
	}

	// Same size and a time that vouches for nothing: the content decides.
	put(t, dir, "archive/yard-source/page.md", "# A shipyard opens\n\nNow of lightboards.\n")
	refresh("archive/yard-source/meta.json")
	rest(t, dir)
	refresh("")
	built = stamp()
	refresh("")
	if !stamp().Equal(built) {
		t.Error("files that have been touched are looked into every time")
	}

	put(t, dir, "archive/yard-source/meta.json", `{"version":1,"source":"yard-source","pages":[{"file":"p.html","text":"page.md"},{"file":"o.html","text":"old.md","title":"T"}]}`)
	refresh("archive/yard-source/meta.json")
	if got := ask(t, ix, Query{Text: "zeppelins"}); len(got) != 1 {
		t.Errorf("the newest page is not found: %q", got)
	}
	if err := os.RemoveAll(filepath.Join(dir, "archive/yard-source")); err != nil {
		t.Fatal(err)
	}
	refresh("archive/yard-source/meta.json")

	events, err := os.ReadFile(filepath.Join(dir, "events.csv"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "events.csv", strings.ReplaceAll(string(events), "nets", "lanterns"))
	refresh("events.csv")
	if got := ask(t, ix, Query{Text: "lanterns"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	if err := os.Remove(filepath.Join(dir, "report.md")); err != nil {
		t.Fatal(err)
	}
	refresh("report.md")

	// Where a commitment belongs is said in another file.
	if got := ask(t, ix, Query{Text: "promise-warnings", Area: "culture"}); len(got) != 0 {
		t.Errorf("%q", got)
	}
	file := "initiatives/river-warnings.md"
	src, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, file, strings.Replace(string(src), "area: water", "area: culture", 1))
	if err := ix.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, ix, Query{Text: "promise-warnings", Area: "culture"}); len(got) != 1 {
		t.Errorf("a commitment keeps the area that its initiative had: %q", got)
	}

	// What was brought up to date in parts finds what a new index finds.
	other := open(t, dir, t.TempDir())
	for _, q := range []string{"river OR treaty OR 위안부", "poll*", "the"} {
		if a, b := ask(t, ix, Query{Text: q}), ask(t, other, Query{Text: q}); !slices.Equal(a, b) {
			t.Errorf("%s finds %q and in a new index %q", q, a, b)
		}
	}
}

func TestDamagedIndex(t *testing.T) {
	dir, cache := example(t)
	ix := open(t, dir, cache)
	good, err := os.ReadFile(ix.file)
	if err != nil {
		t.Fatal(err)
	}
	half := slices.Clone(good)
	for i := 4096; i < len(half); i++ {
		half[i] = byte(i * 7)
	}
	version := slices.Clone(good)
	version[63]++
	words := strings.ReplaceAll(string(good), "units", "stinu")
	for name, src := range map[string][]byte{
		"empty": {}, "no database": []byte(strings.Repeat("no database ", 1000)), "cut short": good[:len(good)/2], "garbled": half,
		"another version": version, "other tables": []byte(words),
	} {
		if err := os.WriteFile(ix.file, src, 0o600); err != nil {
			t.Fatal(err)
		}
		again := open(t, dir, cache)
		if got := ask(t, again, Query{Text: "위안부"}); len(got) != 1 || again.Memory() != nil {
			t.Errorf("%s: %q, %v", name, got, again.Memory())
		}
	}
	// The damage shows only when the words are looked up.
	db, err := openNew(ix.file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE words_data SET block = x'00ff00ff00ff' WHERE id > 10"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir, cache)
	if got := ask(t, again, Query{Text: "위안부"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(ix.file), "*"))
	if len(left) != 1 {
		t.Errorf("files are left in the cache: %q", left)
	}
}

// TestTwoAtOnce opens, changes and searches one dossier from several sides.
func TestTwoAtOnce(t *testing.T) {
	dir, cache := example(t)
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for i := range 5 {
				put(t, dir, fmt.Sprintf("pieces/p%d.md", n), fmt.Sprintf("---\ntitle: Piece\n---\n\nround%d of the ferry\n", i))
				ix, err := Open(context.Background(), dir, Options{Cache: cache})
				if err != nil {
					t.Error(err)
					return
				}
				res, err := ix.Search(context.Background(), Query{Text: fmt.Sprintf("round%d ferry", i)})
				if err != nil || res.Total == 0 || ix.Memory() != nil {
					t.Errorf("%v, %v, %v", res, err, ix.Memory())
				}
				if err := ix.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestWithoutCache(t *testing.T) {
	dir, cache := example(t)
	put(t, filepath.Dir(cache), "c", "a file where the folder should be")
	ix := open(t, dir, cache)
	if ix.Memory() == nil {
		t.Error("it is not said that there is no cache")
	}
	if got := ask(t, ix, Query{Text: "위안부"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	put(t, dir, "report.md", "---\ntitle: Lanterns\n---\n")
	if err := ix.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, ix, Query{Text: "lanterns"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	for _, inside := range []string{dir, filepath.Join(dir, "cache"), filepath.Join(dir, "a", "..", "b", "c")} {
		if _, err := Open(context.Background(), dir, Options{Cache: inside}); !errors.Is(err, ErrCacheInside) {
			t.Errorf("%s: %v", inside, err)
		}
	}
	t.Setenv("ENTENTE_CACHE", filepath.Join(dir, "cache"))
	if _, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrCacheInside) {
		t.Errorf("the environment is not heeded: %v", err)
	}
}

func TestNoDossier(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if _, err := Open(context.Background(), dir, Options{Cache: t.TempDir()}); !errors.Is(err, dossier.ErrNoDossier) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// TestFaultyDossier holds that what can be read is found, and that the rest is said.
func TestFaultyDossier(t *testing.T) {
	dir, cache := example(t)
	put(t, dir, "initiatives/broken.md", "---\ntitle: Broken\nladder: [~]\n---\nlanterns\n")
	put(t, dir, "members/xar.yaml", "code: XAR\nplayers: [~, {id: xa-one, name: The lamplighter}]\n")
	ix := open(t, dir, cache)
	if got := ask(t, ix, Query{Text: "lamplighter"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
	for range 2 {
		if n := ix.Errors(); n == 0 {
			t.Error("no error is counted")
		}
		ix = open(t, dir, cache)
	}
	dir, cache = example(t)
	if n := open(t, dir, cache).Errors(); n != 0 {
		t.Errorf("%d errors in a sound dossier", n)
	}
	for _, name := range []string{"quotes.csv", "archive"} {
		err := os.RemoveAll(filepath.Join(dir, name))
		if n := open(t, dir, cache).Errors(); err != nil || n != 0 {
			t.Fatal(n, err)
		}
		if name == "archive" {
			err = os.WriteFile(filepath.Join(dir, name), nil, 0o644)
		} else {
			err = os.Mkdir(filepath.Join(dir, name), 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
		if n := open(t, dir, cache).Errors(); n != 1 {
			t.Errorf("%s of another kind: %d errors", name, n)
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if n := open(t, dir, cache).Errors(); n != 0 {
			t.Errorf("%s is gone: %d errors", name, n)
		}
	}
}

func TestCancelled(t *testing.T) {
	dir, cache := example(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir, Options{Cache: cache}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	ix := open(t, dir, cache)
	if _, err := ix.Search(ctx, Query{Text: "river"}); err == nil {
		t.Error("a search that was called off goes on")
	}
	if _, err := os.Stat(ix.file); err != nil {
		t.Errorf("the index is gone: %v", err)
	}
}

// TestManyPages holds that each of more pages than are written at a time is found, that a
// folder without a list is no page, and that an index of them is not made again.
func TestManyPages(t *testing.T) {
	dir, cache := example(t)
	const n = 3*together + 1
	for i := range n {
		document(t, dir, fmt.Sprintf("page-%03d", i), "2024", "", "Of walruses.\n")
	}
	put(t, dir, "archive/no-list/page.md", "Of walruses.\n")
	rest(t, dir)
	ix := open(t, dir, cache)
	if got := ask(t, ix, Query{Text: "walruses", Limit: MaxLimit}); len(got) != n {
		t.Errorf("%d of %d pages are found", len(got), n)
	}
	before, err := os.Stat(ix.file)
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(ix.file); err != nil || !os.SameFile(before, after) {
		t.Errorf("an index of what has not changed was made again (%v)", err)
	}
}
