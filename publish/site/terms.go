package site

import (
	"entente/dossier"
)

func (b *builder) termList(root string) any {
	type row struct {
		T       *dossier.Term
		Concept string
		Use     []link
		Order   string
		Note    string
		Avoid   []link
		Sources []link
		Unsure  string
	}
	var rows []row
	for _, t := range b.D.Terms {
		r := row{T: t, Concept: b.D.Say(t.Concept), Order: b.D.Say(t.Order), Note: b.D.Say(t.Note), Sources: b.sourceLinks(root, t.Source.IDs()), Unsure: sure(t.Sure)}
		for _, l := range b.D.Languages {
			if t.Use.Has(l) {
				r.Use = append(r.Use, link{Text: t.Use.By[l], Lang: l})
			}
		}
		if t.Use.Plain != "" {
			r.Use = append(r.Use, link{Text: t.Use.Plain, Lang: b.D.Lang()})
		}
		for _, a := range t.Avoid {
			for _, phrase := range a.Value.IDs() {
				r.Avoid = append(r.Avoid, link{Text: phrase, Lang: a.ID})
			}
		}
		rows = append(rows, r)
	}
	return map[string]any{"Rows": rows}
}
