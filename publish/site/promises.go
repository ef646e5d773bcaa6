package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/record"
	"entente/words"
)

// promisesData is the scoreboard of promises.
type promisesData struct {
	Root     string
	Lead     string
	Bridge   []bridgeRow
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

// bridgeRow is a step from all promises to those that stand behind what is ready.
type bridgeRow struct {
	What, Means string
	N           link
	Kept        link // of those that can be scored
}

// kindView counts the promises of a kind, or of all kinds together.
type kindView struct {
	Kind  string
	Cells []kindCell // by what became of them, in the order of the table's head
}

type kindCell struct {
	Label string
	N     link
}

// promiseKinds are the kinds of promises in the order in which they are counted.
var promiseKinds = []string{record.Once, record.Standing, record.Capability, record.LawOrMoney, record.General, ""}

func (b *builder) promises(root string) promisesData {
	d := promisesData{Root: root, Legend: []promiseState{promiseKept, promiseNot, promiseOpen, promiseBlank, promiseVague}}
	all := b.promised()
	day := b.A.Dossier.AsOf.Last()
	kinds := map[string]map[string]int{}
	count := map[string]map[promiseState]int{}
	for n := range all {
		p := &all[n]
		s := stateOfPromise(p, day)
		if kinds[p.Doc.Kind] == nil {
			kinds[p.Doc.Kind] = map[string]int{}
		}
		kinds[p.Doc.Kind][s.of()]++
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
		} else if of[promiseOpen] == len(m.Rows) {
			if m.Says = promiseOpen.Word; len(m.Rows) > 1 {
				m.Says = "their time runs"
			}
		} else {
			m.Says = "none can be judged yet"
		}
	}
	d.narrow()
	d.Lead, d.Bridge, d.Kinds = b.A.Promises.Says, b.bridge(root), kindViews(root, kinds)
	return d
}

// bridge goes from all promises to those that are like what is ready.
func (b *builder) bridge(root string) []bridgeRow {
	c, l := b.A.Promises, b.A.Lead()
	n := func(n int, of string) link { return countLink(root, n, of) }
	out := []bridgeRow{
		{What: "Dated", Means: "on record with the day on which it was made", N: link{Href: "#by-meeting", Text: strconv.Itoa(c.Dated), Counts: true}},
		{What: "Definite", Means: "asks for something of which anyone can see whether it was done", N: n(c.Definite, ofDefinite)},
		{What: "Can be scored", Means: "definite, its time is over, and somebody searched for it to the end of that time", N: n(c.Scored, record.OfScored), Kept: n(c.Kept, record.OfKept)},
	}
	if l.Like.Of > 0 {
		out = append(out, bridgeRow{What: "Like what is ready", Means: "can be scored, asks for the same kind of thing (" + l.Asked() + "), and is on another initiative", N: n(l.Like.Of, agenda.OfLike), Kept: n(l.Like.Kept, agenda.OfLikeKept)})
	}
	return out
}

// countLink is a count of promises that leads to the list of just these.
func countLink(root string, n int, of string) link {
	if n == 0 {
		return link{Text: "0"}
	}
	return link{Href: countPath(root, of), Text: strconv.Itoa(n), Counts: true}
}

// kindViews counts promises by kind and by what became of them, with all of them last.
func kindViews(root string, kinds map[string]map[string]int) []kindView {
	states := [][2]string{{record.OfKept, "Kept in time"}, {ofNot, "Not kept"}, {ofOpen, "Time runs"}, {ofBlank, "Not known"}}
	all := map[string]int{}
	var out []kindView
	for _, k := range promiseKinds {
		if kinds[k] == nil {
			continue
		}
		v := kindView{Kind: kindWords(k)}
		for _, s := range states {
			all[s[0]] += kinds[k][s[0]]
			v.Cells = append(v.Cells, kindCell{s[1], countLink(root, kinds[k][s[0]], ofKind(k, s[0]))})
		}
		out = append(out, v)
	}
	if len(out) > 1 {
		v := kindView{Kind: "all of them"}
		for _, s := range states {
			v.Cells = append(v.Cells, kindCell{s[1], countLink(root, all[s[0]], s[0])})
		}
		out = append(out, v)
	}
	return out
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
