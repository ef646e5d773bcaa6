package search

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestForms finds words in other forms, and quoted ones only as they stand.
func TestForms(t *testing.T) {
	dir, cache := example(t)
	for name, text := range map[string]string{
		"en": "The policies were negotiated by two ministries; agreements followed, and the police came.",
		"ru": "Правительства Казахстана и Киргизии подписали соглашение о войне и мире. Российский ёж, майские договоры.",
		"ko": "한국 정부가 일본과 합의했다. 대한민국의 외교부 장관.",
		"ja": "韓国 政府と合意した。",
	} {
		document(t, dir, name, "2024", name, text)
	}
	rest(t, dir)
	ix := open(t, dir, cache)
	for query, want := range map[string]string{
		"policy": "en", "negotiate": "en", "negotiation": "en", "ministry": "en", `"policy"`: "", "polic*": "en", "agreement -ministries": "", "agreement -ministry": "",
		"Казахстан": "ru", "казахстану": "ru", "казахстаном": "ru", "соглашения": "ru", "подписал": "ru", "российская": "ru", "еж": "ru", "майский": "ru", "договор": "ru", `"казахстан"`: "",
		"мир": "ru", "мирный": "",
		"정부": "ko", "한국": "ko", "한국정부": "", `"한국 정부"`: "ko", "국정": "", "국정부": "", "민국": "ko", "외교부": "ko", "외교부장관": "", `"외교부 장관"`: "ko",
		"韓国": "ja", "韓国政府": "ja",
	} {
		var got []string
		for _, r := range ask(t, ix, Query{Text: query, Kinds: []Kind{Document}}) {
			if id := strings.TrimSuffix(strings.TrimPrefix(r, "document:"), "-source"); id != "talks" && id != "yard" {
				got = append(got, id)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, not %q", query, got, want)
		}
	}
	res, err := ix.Search(context.Background(), Query{Text: "казахстан", Kinds: []Kind{Document}})
	if err != nil || len(res.Results) != 1 || !strings.Contains(Mark(res.Results[0].Snippet, res.Results[0].Matches, "[", "]"), "[Казахстана]") {
		t.Errorf("the form that was found is not marked: %+v, %v", res, err)
	}
}

// TestPeopleAndTerms finds persons and terms by their words in any language.
func TestPeopleAndTerms(t *testing.T) {
	dir, cache := example(t)
	put(t, dir, "people.yaml", "people:\n  - {id: ida-lorn, name: {en: Ida Lorn, ja: アイダ・ローン}, role: Envoy for lighthouses, affiliations: [{title: Keeper, at: House of Buoys, from: 2015}]}\n")
	put(t, dir, "terms.yaml", "terms:\n  - {id: island, concept: The island in the Sella, use: {en: Aster/Bastion, ja: アスター島}, avoid: {en: [the lost island]}}\n")
	rest(t, dir)
	ix := open(t, dir, cache)
	for query, want := range map[string]string{
		"lorn": "person:ida-lorn", "アイダ": "person:ida-lorn", "lighthouse": "person:ida-lorn", "buoys keeper": "person:ida-lorn",
		"bastion": "term:island", "アスター": "term:island", `"lost island"`: "term:island",
	} {
		if got := ask(t, ix, Query{Text: query, Kinds: []Kind{Person, Term}}); strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, not %s", query, got, want)
		}
	}
}

// TestWarm holds that a search without Refresh does not look into the folders of an
// archive that is as it was, and sees what else has changed.
func TestWarm(t *testing.T) {
	dir, cache := example(t)
	pages := filepath.Join(dir, "archive")
	old := time.Now().Add(-time.Hour)
	still := func() {
		if err := os.Chtimes(pages, old, old); err != nil {
			t.Fatal(err)
		}
	}
	rest(t, dir)
	still()
	open(t, dir, cache)
	finds := func(query string, refresh bool, want int) {
		t.Helper()
		ix, err := Open(context.Background(), dir, Options{Cache: cache, Refresh: refresh})
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		if got := ask(t, ix, Query{Text: query}); len(got) != want {
			t.Errorf("%s finds %q", query, got)
		}
	}
	// Another program writes into a page in place: only a look at each page sees it.
	put(t, dir, "archive/yard-source/page.md", "Now of walruses.\n")
	still()
	finds("walruses", false, 0)
	finds("walruses", true, 1)
	finds("walruses", false, 1)
	// What comes into the archive, and what the dossier says, is seen at once.
	document(t, dir, "new", "2024", "", "Of narwhals.\n")
	finds("narwhals", false, 1)
	put(t, dir, "report.md", "---\ntitle: Our report\n---\n\nOf sturgeons.\n")
	finds("sturgeons", false, 1)
}
