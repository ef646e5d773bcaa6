package site

func (b *builder) membersList(root string) any {
	type row struct {
		Link   link
		Native []link
		N      int
	}
	var rows []row
	for _, m := range b.D.Members {
		r := row{Link: b.memberLink(root, m.Code.ID), N: len(m.Players)}
		names := b.D.OwnNames(m.Code.ID)
		for _, l := range b.D.Languages {
			if n := names[l]; n != "" {
				r.Native = append(r.Native, link{Text: n, Lang: l})
			}
		}
		rows = append(rows, r)
	}
	return map[string]any{"Root": root, "Rows": rows}
}
