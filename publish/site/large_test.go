package site

import (
	"fmt"
	"strings"
	"testing"

	"entente/agenda"
)

// A large agenda is parted: the home page counts by area and verdict, no page is over
// 300 kB, and each initiative stands on a part of each filter that it matches, once.
func TestLargeAgendaIsParted(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	b := exampleBuilder(t)
	var err error
	if b.tmpl, err = templates(); err != nil {
		t.Fatal(err)
	}
	real := b.A.Initiatives
	verdicts := agenda.Verdicts()
	b.A.Initiatives = nil
	for n := range 1000 {
		i := *real[n%len(real)]
		i.ID, i.Title, i.Verdict = fmt.Sprintf("initiative-%d", n), fmt.Sprintf("Initiative number %d of many, with a title of the usual length", n), verdicts[n%len(verdicts)]
		b.A.Initiatives, b.byID[i.ID] = append(b.A.Initiatives, &i), &i
	}
	b.filters = b.makeFilters()
	pages := map[string]string{}
	for _, p := range b.indexPages() {
		src, _, err := b.page(p)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := pages[p.path]; twice {
			t.Errorf("%s is built twice", p.path)
		}
		if pages[p.path] = string(src); len(src) > 300_000 {
			t.Errorf("%s weighs %d bytes", p.path, len(src))
		}
	}
	home := pages["index.html"]
	if strings.Contains(home, `data-title=`) || !strings.Contains(home, `href="by/held-back.html"`) || !strings.Contains(home, `href="by/area-`+b.D.Areas[0].ID.ID+`.html"`) {
		t.Error("the home page of a large agenda lists initiatives, or leads to none of their parts")
	}
	for _, g := range b.filters {
		for _, it := range g.Items {
			all := ""
			for n := 0; pages[partPath(it.Path, n)] != ""; n++ {
				all += pages[partPath(it.Path, n)]
			}
			for _, i := range b.A.Initiatives {
				want := 0
				if it.match(i) {
					want = 1
				}
				if got := strings.Count(all, `data-title="`+i.Title+`"`); got != want {
					t.Fatalf("%s shows %s %d times, want %d", it.Path, i.ID, got, want)
				}
			}
		}
	}
	b.A.Initiatives = b.A.Initiatives[:200]
	b.filters = b.makeFilters()
	if src, _, err := b.page(b.indexPages()[0]); err != nil || strings.Count(string(src), "data-title=") != 200 {
		t.Errorf("200 initiatives are parted: %v", err)
	}
}
