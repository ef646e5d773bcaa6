package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/prose"
	"entente/record"
	"entente/words"
)

// promisesData is the scoreboard of promises.
type promisesData struct {
	Root     string
	Lead     string
	Legend   []promiseState
	Meetings []meetingView
	Kinds    []kindView
	Facets   []facet
}

// promiseState is what became of a promise in its time.
type promiseState struct {
	Shape, Word string
}

// What became of a promise in its time.
var (
	promiseKept  = promiseState{"■", "kept in time"}
	promiseNot   = promiseState{"□", "not kept in time"}
	promiseOpen  = promiseState{"◧", "its time runs"}
	promiseBlank = promiseState{"–", "not searched to its end"}
	promiseVague = promiseState{"~", "nothing definite, never scored"}
)

// meetingView is what was promised at one meeting.
type meetingView struct {
	Meeting, Date string
	Says          string
	Rows          []promiseRow
	F             string // the numbers of all that its rows have
}

type promiseRow struct {
	Anchor            string
	State             promiseState
	Text, Who, Asks   string
	Rung, Due, Record string
	Searched          string
	Initiative        link
	Sources           []link
	Unsure            string
	F                 string // the numbers of its values, for the style sheet
}

// kindView counts the promises of a kind.
type kindView struct {
	Kind                   string
	Kept, Not, Open, Blank int
}

func (b *builder) promises(root string) promisesData {
	d := promisesData{Root: root, Legend: []promiseState{promiseKept, promiseNot, promiseOpen, promiseBlank, promiseVague}}
	all := record.PromisesOf(b.D).All()
	day := b.A.Dossier.AsOf.Last()
	kinds := map[string]*kindView{}
	for _, k := range []string{record.Once, record.Standing, record.Capability, record.LawOrMoney, record.General, ""} {
		kinds[k] = &kindView{Kind: kindWords(k)}
	}
	kept, known := 0, 0
	count := map[string]map[promiseState]int{}
	for n := range all {
		p := &all[n]
		s := stateOfPromise(p, day)
		k := kinds[p.Doc.Kind]
		switch s {
		case promiseKept:
			k.Kept++
			kept, known = kept+1, known+1
		case promiseNot:
			k.Not++
			known++
		case promiseOpen:
			k.Open++
		default:
			k.Blank++
		}
		meeting := p.Doc.Meeting + ", " + dateWords(p.Doc.Date)
		at := slices.IndexFunc(d.Meetings, func(m meetingView) bool { return m.Meeting == p.Doc.Meeting && m.Date == dateWords(p.Doc.Date) })
		if at < 0 {
			at = len(d.Meetings)
			d.Meetings = append(d.Meetings, meetingView{Meeting: p.Doc.Meeting, Date: dateWords(p.Doc.Date)})
			count[meeting] = map[promiseState]int{}
		}
		count[meeting][s]++
		d.Meetings[at].Rows = append(d.Meetings[at].Rows, b.promiseRow(root, p, s))
	}
	slices.Reverse(d.Meetings) // the latest first
	for n := range d.Meetings {
		m := &d.Meetings[n]
		if of := count[m.Meeting+", "+m.Date]; of[promiseKept]+of[promiseNot] > 0 {
			m.Says = fmt.Sprintf("%d of %d kept in time", of[promiseKept], of[promiseKept]+of[promiseNot])
		} else if of[promiseVague] == len(m.Rows) {
			m.Says = promiseVague.Word
		} else {
			m.Says = "none can be judged yet"
		}
	}
	d.narrow()
	for _, k := range []string{record.Once, record.Standing, record.Capability, record.LawOrMoney, record.General, ""} {
		if v := kinds[k]; v.Kept+v.Not+v.Open+v.Blank > 0 {
			d.Kinds = append(d.Kinds, *v)
		}
	}
	if len(all) > 0 {
		d.Lead = fmt.Sprintf("Of %s %d asked for something definite, had their time and were searched for to its end. Of these %s kept in time.", words.Count(len(all), "promise"), known, were(kept))
	}
	if l := b.A.Lead(); l.Like.Of > 0 && l.Like != (record.Tally{Kept: kept, Of: known}) {
		d.Lead += fmt.Sprintf(" The agenda's first page counts those alone that are like what is ready (%s, on other initiatives): %d of %d.", l.Asked(), l.Like.Kept, l.Like.Of)
	}
	return d
}

// narrow lets the promises be narrowed by what became of them and by what they ask.
func (d *promisesData) narrow() {
	var values [][]string
	for _, m := range d.Meetings {
		for _, r := range m.Rows {
			values = append(values, []string{words.Capital(r.State.Word), words.Capital(r.Asks)})
		}
	}
	all, marks := facets([]string{"Record", "Asks"}, values)
	if d.Facets = all; len(all) == 0 {
		return
	}
	for i := range d.Meetings {
		m := &d.Meetings[i]
		for j := range m.Rows {
			m.Rows[j].F, marks = marks[0], marks[1:]
			m.F += " " + m.Rows[j].F
		}
		m.F = strings.TrimSpace(m.F)
	}
}

func were(n int) string {
	switch n {
	case 0:
		return "none was"
	case 1:
		return "1 was"
	}
	return fmt.Sprintf("%d were", n)
}

// stateOfPromise says what became of a promise by a day.
func stateOfPromise(p *record.Promise, day time.Time) promiseState {
	switch {
	case !record.Definite(p.Doc.Kind):
		return promiseVague
	case p.End.After(day):
		return promiseOpen
	case !p.Known:
		return promiseBlank
	case p.Kept:
		return promiseKept
	}
	return promiseNot
}

func kindWords(kind string) string {
	if kind == "" {
		return "kind not stated"
	}
	return record.KindWords(kind)
}

func (b *builder) promiseRow(root string, p *record.Promise, s promiseState) promiseRow {
	c := p.Doc
	v := b.commitment(root, c)
	r := promiseRow{Anchor: anchor(c.ID), State: s, Text: c.Text, Who: v.Member, Asks: kindWords(c.Kind), Initiative: v.Initiative, Sources: v.Sources, Unsure: c.Confirmed.Mark(),
		Due: "by " + dateWords(dossier.DateOf(p.End))}
	if c.Due.IsZero() {
		r.Due += ", unless stated otherwise"
	}
	if p.Rung != nil {
		r.Rung = b.D.Say(p.Rung.Name)
	}
	r.Searched = prose.SaySearched(b.D, c)
	r.Record = strings.TrimSuffix(v.Status, ", "+r.Searched)      // it stands beside
	if !c.Kept.IsZero() && record.Status(b.D, c) != record.Late { // which says its day
		r.Record += ", kept " + dateWords(c.Kept)
		if s == promiseOpen { // to count it now, and no other of its day, would count those that go well
			r.State.Word = "kept, and scored when its time is over"
		}
	}
	r.Record += ", assessed " + dateWords(c.Assessed)
	return r
}
