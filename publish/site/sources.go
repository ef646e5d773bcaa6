package site

import (
	"slices"
	"strings"

	"entente/dossier"
)

type sourceRow struct {
	S      *dossier.Source
	Anchor string
	Weak   string
	By     string
	Used   []link
	Facts  string // container, publisher and date
}

func (b *builder) sourceList() any {
	var rows []sourceRow
	weak := 0
	used := b.usage()
	for _, s := range b.D.Sources {
		r := sourceRow{S: s, Anchor: anchor(s.ID), Weak: s.Weak(), Used: used[s.ID]}
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
	slices.SortStableFunc(rows, func(x, y sourceRow) int {
		return strings.Compare(strings.ToLower(x.S.Container+x.S.Title), strings.ToLower(y.S.Container+y.S.Title))
	})
	return map[string]any{"Rows": rows, "Weak": weak}
}
