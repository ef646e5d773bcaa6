package site

import (
	"fmt"

	"entente/dossier"
	"entente/publish/chart"
	"entente/series"
	"entente/words"
)

// storyView is what the dossier's own events tell of a pair, with the events that are told.
type storyView struct {
	Heading string
	Picture picture
	Turns   []eventLine
	Says    string // that these are events found, and how they lie over time
}

// storyOf draws the story of a pair; nil where the dossier has no event of it.
func (b *builder) storyOf(root string, pair [2]string) *storyView {
	for _, s := range b.told.Stories {
		if s.Pair == pair {
			return b.storyView(root, s)
		}
	}
	return nil
}

func (b *builder) storyView(root string, s series.Story) *storyView {
	v := &storyView{Heading: b.both(s.Pair), Says: b.collected()}
	var years []chart.StoryYear
	conflict, most, when, unsure := int64(0), int64(1), "", ""
	for _, y := range s.Years {
		q := y.Counts
		c := chart.StoryYear{Year: y.Year, VerbalUp: float64(q.VerbalCooperation), DeedUp: float64(q.MaterialCooperation), VerbalDown: float64(q.VerbalConflict), Deed: float64(q.MaterialConflict), Together: float64(y.Together), Part: y.Part}
		if y.Unconfirmed {
			c.Unsure, unsure = dossier.NotConfirmed, dossier.NotConfirmed
		}
		years = append(years, c)
		conflict += q.Conflict()
		switch n := q.Conflict(); {
		case n > most:
			most, when = n, fmt.Sprintf(", the most in %d (%d)", y.Year, n)
		case n == most:
			when = "" // several years have as many
		}
	}
	title := fmt.Sprintf("%s: none of %s that we found was conflict", v.Heading, words.Count(s.Events, "event"))
	if conflict > 0 {
		title = fmt.Sprintf("%s: %d of %s that we found were conflict%s", v.Heading, conflict, words.Count(s.Events, "event"), when)
	}
	if conflict == 1 {
		title = fmt.Sprintf("%s: one of %s that we found was conflict", v.Heading, words.Count(s.Events, "event"))
	}
	var turns []chart.StoryTurn
	for _, e := range s.Turns {
		line := b.eventLine(root, e.ID)
		v.Turns = append(v.Turns, line)
		turns = append(turns, chart.StoryTurn{Year: e.Date.FloatYear(), Up: series.Cooperative(e.Type), Label: line.Date + ": " + e.Summary, Href: line.Anchor})
	}
	v.Picture = show(chart.Story("story-"+pairID(s.Pair), title+inBrackets(unsure), "Events a year that we found, not all that happened: cooperation up, conflict down, each once; a year that was not over is hatched", years, turns))
	v.Picture.Source = "the dossier's own events"
	return v
}

// collected says how the dossier's own events lie over time.
func (b *builder) collected() string {
	late, all := series.Collected(b.told.Stories)
	if all == 0 {
		return ""
	}
	s := fmt.Sprintf("Between the members %s are on record, those of three or more counted once and apart.", words.Count(int(all), "event"))
	if 3*late > all {
		s += fmt.Sprintf(" Of them %d are of the last three years: more was looked for there, so bars that rise at the end do not say that more happened.", late)
	}
	return s
}

// folded reports whether a data set ends so long before the as-of day that it is folded.
func (b *builder) folded(rs []series.Relation, scores []series.Score) bool {
	const years = 5
	last := 0.0
	for _, r := range rs {
		if n := len(r.Points); n > 0 {
			last = max(last, yearOf(r.Points[n-1].To))
		}
	}
	for _, s := range scores {
		last = max(last, s.Points[len(s.Points)-1].Date.FloatYear())
	}
	return last > 0 && last < b.A.Dossier.AsOf.FloatYear()-years
}
