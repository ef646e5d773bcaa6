package site

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/words"
)

// pollCountry holds the polls of one public: series wave by wave, and questions
// asked once or twice in a table.
type pollCountry struct {
	Code, Name string
	Series     []pollSeries
	Few        []pollRow
}

type pollSeries struct {
	ID, Anchor, Title, Pollster string
	Opinion                     string // where it is drawn; "" where it is not
	Rows                        []pollRow
}

type pollRow struct {
	P        *dossier.Poll
	Anchor   string
	Also     string // the series' own anchor, on its first wave in a table
	Question string
	Unit     string
	Sources  []link
	Note     string
}

// waveAnchor is the anchor of a wave's row.
// Where several pollsters end on one day, the first has the day's.
func (b *builder) waveAnchor(p *dossier.Poll) string {
	day := p.Series + "@" + p.End.String()
	if b.D.PollWave(p.Series, p.End.String()) != p {
		day += "@" + p.Pollster
	}
	return anchor(day)
}

// pollList gives all polls by country, the members' first.
func (b *builder) pollList(root string) any {
	day := b.A.Dossier.AsOf.Last()
	var out []*pollCountry
	for _, m := range b.D.Members {
		out = append(out, &pollCountry{Code: m.Code.ID, Name: b.D.MemberName(m.Code.ID)})
	}
	of := func(code string) *pollCountry {
		i := slices.IndexFunc(out, func(c *pollCountry) bool { return c.Code == code })
		if i < 0 {
			out, i = append(out, &pollCountry{Code: code, Name: b.D.MemberName(code)}), len(out)
		}
		return out[i]
	}
	seen := map[string]bool{}
	for _, id := range b.D.PollSeriesIDs() {
		ws := b.D.PollSeries(id)
		c := of(ws[0].Country)
		var rows []pollRow
		for n, w := range ws {
			r := pollRow{P: w, Anchor: b.waveAnchor(w), Question: words.Capital(w.Question), Unit: w.Unit, Sources: b.sourceLinks(root, w.Sources)}
			if seen[r.Anchor] { // two rows of one date
				r.Anchor = ""
			}
			seen[r.Anchor] = true
			if n == 0 {
				r.Also = anchor(id)
			}
			if r.Unit == "" {
				r.Unit = "percent"
			}
			var notes []string
			if !w.Confirmed {
				notes = append(notes, w.Confirmed.Mark())
			}
			if !w.Known().Published(day) {
				notes = append(notes, "after the as-of date")
			}
			r.Note = strings.Join(notes, ", ")
			rows = append(rows, r)
		}
		if len(ws) < 3 {
			c.Few = append(c.Few, rows...)
			continue
		}
		s := pollSeries{ID: id, Anchor: anchor(id), Title: words.Capital(ws[0].Question), Pollster: ws[0].Pollster, Rows: rows}
		if l, ok := b.opinionLink(root, id); ok {
			s.Opinion = l.Href
		}
		c.Series = append(c.Series, s)
	}
	out = slices.DeleteFunc(out, func(c *pollCountry) bool { return len(c.Series)+len(c.Few) == 0 })
	return map[string]any{"Root": root, "Countries": out}
}
