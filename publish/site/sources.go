package site

import (
	"cmp"
	"slices"
	"strings"

	"entente/dossier"
	"entente/words"
)

type sourceRow struct {
	S      *dossier.Source
	Anchor string
	Weak   string
	By     string
	Used   []link
	Facts  string // container, publisher and date
	F      string // the numbers of its values, for the style sheet

	sorts string // by its words
}

func (b *builder) sourceList() any {
	var rows []*sourceRow
	weak := 0
	used := b.usage()
	for _, s := range b.D.Sources {
		r := &sourceRow{S: s, Anchor: anchor(s.ID), Weak: s.Weak(), Used: used[s.ID], sorts: strings.ToLower(s.Container + s.Title)}
		parts := []string{}
		for _, x := range []string{s.Container, s.Publisher, dateWords(s.Issued)} {
			if x != "" && !slices.Contains(parts, x) {
				parts = append(parts, x)
			}
		}
		r.Facts = strings.Join(parts, ", ")
		var names []string
		for _, n := range s.Author {
			names = append(names, n.String())
		}
		r.By = strings.Join(names, ", ")
		if r.Weak != "" {
			weak++
		}
		rows = append(rows, r)
	}
	// Those that state themselves before those that relay another, and the newest first.
	slices.SortStableFunc(rows, func(x, y *sourceRow) int {
		return cmp.Or(b2i(x.Weak != "")-b2i(y.Weak != ""), y.S.Issued.Compare(x.S.Issued), strings.Compare(x.sorts, y.sorts))
	})
	var values [][]string
	for _, r := range rows {
		kind := "Its own word"
		if r.Weak != "" {
			kind = "Relays another"
		}
		values = append(values, []string{kind, decade(r.S.Issued.Year), languageWords(r.S.Language)})
	}
	all, marks := facets([]string{"Kind", "Years", "Language"}, values)
	for n := range rows {
		rows[n].F = marks[n]
	}
	var lacks []lackView
	if len(rows) == 0 {
		lacks = append(lacks, lackView{"No source is on record.", "sources/*.json", "as CSL-JSON, which Zotero exports"})
	}
	return map[string]any{"Rows": rows, "Weak": weak, "Facets": all, "Lacks": lacks}
}

// languageWords is a language by its name, without region.
func languageWords(code string) string {
	main, _, _ := strings.Cut(code, "-")
	return words.LanguageName(strings.ToLower(main))
}
