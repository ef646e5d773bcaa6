package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"entente/event"
	"entente/series"
	"entente/words"
)

// dataView says what a data set is.
type dataView struct {
	ID, Name string
	Also     []string // further anchors, of other spans of the same data
	Says     []string
	Sources  []link
}

// dataName names a data set in a few words.
func (b *builder) dataName(g series.Group) string {
	switch {
	case g.File == nil:
		return "the dossier's own events"
	case g.Origin != event.NoOrigin && g.Origin != event.Own:
		return strings.ToUpper(strings.TrimRight(g.Origin.String(), "12"))
	case g.File.Made != nil && !g.File.Made.Title.IsZero():
		return b.D.Say(g.File.Made.Title)
	}
	return path.Base(strings.TrimSuffix(g.File.File, ".csv"))
}

// dataStem names a data set in addresses.
func dataStem(g series.Group) string {
	if g.File == nil {
		return "own"
	}
	return encoded(path.Base(strings.TrimSuffix(g.File.File, ".csv")))
}

func fullStop(s string) string {
	if s == "" {
		return ""
	}
	return strings.TrimRight(s, ".") + "."
}

// dataViews say of the data sets that show any of some pairs what they are, which
// part of them was read and what was left out.
func (b *builder) dataViews(root string, pairs [][2]string) []dataView {
	var out []dataView
	for i, g := range b.relations {
		if !slices.ContainsFunc(pairs, func(p [2]string) bool { return b.best(i, p) }) {
			continue
		}
		v := dataView{ID: "data-" + dataStem(g), Name: words.Capital(b.dataName(g))}
		say := func(s string) {
			if s != "" {
				v.Says = append(v.Says, s)
			}
		}
		if g.File == nil {
			say("Coded by hand from sources that stand beside each event; the types are PLOVER's. They are what was looked for and found, and no sample of all that happened.")
			if g.SeveralActors > 0 {
				say(words.Count(g.SeveralActors, "event") + " of several countries together stand in each of their pairs.")
			}
			out = append(out, v)
			continue
		}
		m := g.File.Made
		if m == nil {
			say("Brought from elsewhere: how it was made is not on record.")
			out = append(out, v)
			continue
		}
		if m.By != "" {
			v.Name += ", by " + m.By
		}
		say(fullStop(b.D.Say(m.Data)))
		if d := m.Dropped; d != nil {
			say(fmt.Sprintf("Left out: %s, %s, %s within a country and %s without a class.", words.Count(d.Statements, "statement"), words.Count(d.Repeats, "repeat"), words.Count(d.Domestic, "row"), words.Count(d.Uncoded, "act")))
		}
		say(b.D.Say(m.Note))
		say(fullStop(b.D.Say(m.Licence)))
		v.Sources = b.sourceLinks(root, m.Source.IDs())
		if n := len(out); n > 0 && slices.Equal(out[n-1].Says, v.Says) {
			out[n-1].Also = append(out[n-1].Also, v.ID)
			out[n-1].Name += " and " + m.By
			continue
		}
		out = append(out, v)
	}
	return out
}

// areaRows count the dossier's own events of a pair by area, both ways, over all
// years held.
func (b *builder) areaRows(p [2]string, by series.Span) []areaRow {
	at := map[string]int{}
	var rows []areaRow
	for way, pair := range [2][2]string{p, {p[1], p[0]}} {
		for _, rec := range b.ownEvents(pair[0], pair[1], by, event.NoDay, event.NoDay) {
			side := 0
			if rec.Quad == event.VerbalConflict || rec.Quad == event.MaterialConflict {
				side = 1
			}
			area := b.D.Event(rec.ID).Area
			i, ok := at[area]
			if !ok {
				i = len(rows)
				at[area] = i
				name := b.areaName(area)
				if area == "" {
					name = "No area"
				}
				rows = append(rows, areaRow{Name: name})
			}
			rows[i].Ways[way][side]++
		}
	}
	total := func(r areaRow) int { return r.Ways[0][0] + r.Ways[0][1] + r.Ways[1][0] + r.Ways[1][1] }
	slices.SortStableFunc(rows, func(x, y areaRow) int { return total(y) - total(x) })
	return rows
}
