package site

import (
	"html/template"
	"slices"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// translationData is the page of an initiative's text in another language.
type translationData struct {
	Root, Lang, Title, Dek string
	Back                   link
	Short                  *link          // the agenda in short in this language
	Verdict                agenda.Verdict // "" for what the agenda does not weigh
	Stands                 string         // its carry and delivery
	Carry                  string         // what carry means
	Rungs                  []rungName
	Body                   template.HTML
}

// rungName is a rung in another language, with what marks it in the frame's.
type rungName struct{ Name, Mark string }

func (b *builder) translation(root string, i *dossier.Initiative, lang string, c dossier.Companion) translationData {
	d := translationData{Root: root, Lang: lang, Title: c.Title.In(lang), Dek: c.Dek.In(lang), Back: b.initiativeLink(root, i.ID), Body: b.prose(root, c.Body, 2)}
	if slices.Contains(b.summaries(), lang) {
		l := summaryLink(root, lang)
		d.Short = &l
	}
	marks, say := map[string]string{}, func(english string) string { return inTongue(b.framed(lang), english) }
	if a := b.byID[i.ID]; a != nil {
		d.Verdict, d.Stands = a.Verdict, standsIn(b.framed(lang), a)
		d.Carry = inTongue(b.framed(lang), carryMeans, thousands(b.A.Settings.Draws))
		for _, r := range a.Rungs {
			if r.InPlace {
				marks[r.ID] = say("in place")
			}
			if r.Target {
				marks[r.ID] = words.Join(", ", say("target"), marks[r.ID])
			}
		}
	}
	for _, r := range i.Ladder {
		if t, ok := c.Rungs.Get(r.ID.ID); ok {
			d.Rungs = append(d.Rungs, rungName{t.In(lang), marks[r.ID.ID]})
		}
	}
	return d
}
