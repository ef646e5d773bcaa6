package site

import (
	"fmt"

	"entente/dossier"
	"entente/record"
	"entente/words"
)

// questionView is a question with what was put on it.
type questionView struct {
	Q          *dossier.Question
	Anchor     string
	Open       string // from when to when
	Initiative *link
	Median     *float64
	Range      string // instead of the median, where few judges are not to be known
	Judges     string
	Outcome    string
	Sources    []link
	Unsure     string
}

func (b *builder) questions(root string) []questionView {
	var out []questionView
	for _, q := range b.D.Questions {
		out = append(out, b.question(root, q, anyDay))
	}
	return out
}

// question is a question with those forecasts whose dates are told.
func (b *builder) question(root string, q *dossier.Question, told func(dossier.Date) bool) questionView {
	v := questionView{Q: q, Anchor: anchor(q.ID), Open: cellDate(q.Opens) + " to " + cellDate(q.Closes), Sources: b.sourceLinks(root, q.Sources), Unsure: q.Confirmed.Mark()}
	if q.Initiative != "" {
		l := b.initiativeLink(root, q.Initiative)
		v.Initiative = &l
	}
	said := record.Latest(b.D.Forecasts, func(f *dossier.Forecast) bool { return f.Question == q.ID && told(f.Date) })
	ours := 0
	for _, f := range said {
		if !f.Published() {
			ours++
		}
	}
	v.Judges = words.Count(len(said), "judge")
	if len(said) == 1 {
		v.Judges = judge(b.D, said[0].Judge)
	}
	switch {
	case ours > 0 && ours < dossier.FewestJudges && b.D.Unattributed:
		least, most := said[0].Probability, said[0].Probability
		for _, f := range said {
			least, most = min(least, f.Probability), max(most, f.Probability)
		}
		v.Range, v.Judges = percentOf(&least)+" to "+percentOf(&most), "range"
	case len(said) > 0:
		m := record.Median(said)
		v.Median = &m
	}
	switch {
	case q.Outcome != "":
		v.Outcome = q.Outcome
		if !q.Resolved.IsZero() {
			v.Outcome += ", settled " + dateWords(q.Resolved)
		}
	case q.Closes.Last().Before(b.A.Dossier.AsOf.Last()):
		v.Outcome = "closed, and nobody says how it came out"
	default:
		v.Outcome = "open"
	}
	return v
}

// says is what was put on it, and by how many; "" for nothing yet.
func (v *questionView) says() string {
	switch {
	case v.Range != "":
		return v.Range
	case v.Median == nil:
		return ""
	}
	return percentOf(v.Median) + " (" + v.Judges + ")"
}

// askedView is an open question on an initiative. Its probability is what judges expect
// as things stand, where delivery is the rate at which promises like it were kept.
type askedView struct {
	Link   link
	Says   string
	Unsure string
}

// open reports whether the time of a question runs on the agenda's day: one that was
// settled later is open still.
func (b *builder) open(q *dossier.Question) bool {
	day := b.A.Dossier.AsOf.Last()
	settled := q.Outcome != "" && (q.Resolved.IsZero() || b.known(q.Resolved))
	return !settled && q.Opens.Begun(day) && !q.Closes.Last().Before(day)
}

// askedOf are the open questions on an initiative that somebody had put a probability on by
// the agenda's day, in the dossier's order.
func (b *builder) askedOf(root, initiative string) []askedView {
	var out []askedView
	for _, q := range b.D.Questions {
		if q.Initiative != initiative || !b.open(q) {
			continue
		}
		if v := b.question(root, q, b.known); v.says() != "" {
			out = append(out, askedView{link{Href: root + "questions.html#" + v.Anchor, Text: v.Q.Text}, v.says(), v.Unsure})
		}
	}
	return out
}

// assumptionView is something that the group takes for granted.
type assumptionView struct {
	Anchor                  string
	What, Because, Test, By string
	Looked, Next            string
	Past                    bool // its next look lies behind the as-of day
	Initiatives             []link
	Sources                 []link
	Note, Unsure            string
}

func (b *builder) assumptions(root string) []assumptionView {
	var out []assumptionView
	for _, a := range b.D.Assumptions {
		v := assumptionView{Anchor: anchor(a.ID.ID), What: b.D.Say(a.What), Because: b.D.Say(a.Because), Test: b.D.Say(a.Test), By: a.By, Looked: dateWords(a.Looked), Next: dateWords(a.NextLook),
			Past: a.NextLook.Last().Before(b.A.Dossier.AsOf.Last()), Sources: b.sourceLinks(root, a.Source.IDs()), Note: b.D.Say(a.Note), Unsure: sure(a.Sure)}
		for _, id := range a.Initiatives.IDs() {
			v.Initiatives = append(v.Initiatives, b.initiativeLink(root, id))
		}
		out = append(out, v)
	}
	return out
}

// percentOf says a probability as forecasts do.
func percentOf(p *float64) string {
	if p == nil {
		return "–"
	}
	return fmt.Sprintf("%.0f%%", 100**p)
}
