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
	"entente/publish/chart"
	"entente/publish/chart/raster"
	"entente/words"
)

// lead gives the sentences that a minister would read: what carry says and how
// promises like these fared, what delivery says, and what holds the rest back.
func (b *builder) lead(root string) []sentence {
	var out []sentence
	for _, p := range b.A.Lead().Says() {
		out = append(out, b.sentence(root, p))
	}
	if len(b.A.Initiatives) == 0 {
		return out
	}
	n := map[agenda.Verdict]int{}
	quick := 0
	for _, i := range b.A.Initiatives {
		n[i.Verdict]++
		if i.QuickWin {
			quick++
		}
	}
	if quick > 0 {
		s, agreed := &out[len(out)-1], "a value that all have agreed, a lead in every government"
		if b.D.Alone() {
			agreed = "an agreed value, a named lead"
		}
		// The link stands last, so that a line that breaks elsewhere in late letters moves little.
		*s = append(*s, said(" With "+agreed+", a first result within a year, and an even chance of delivery or better, "), counted(root+"by/quick-wins.html", are(quick)+" "+quickWins(quick)), said("."))
	}
	return append(out, b.rest(root, n))
}

// sentence gives a passage with its counts as links to what they count.
func (b *builder) sentence(root string, p words.Passage) sentence {
	var out sentence
	for _, x := range p {
		l := link{Text: x.Text}
		switch x.Of {
		case "":
		case agenda.OfAll:
			l = counted(root+"index.html#agenda", x.Text)
		case agenda.OfReady:
			l = counted(root+verdictPath(agenda.Ready), x.Text)
		default: // of promises; of none there is no list
			if strings.ContainsAny(x.Text, "123456789") {
				l = counted(countPath(root, x.Of), x.Text)
			}
		}
		out = append(out, l)
	}
	return out
}

func said(text string) link { return link{Text: text} }

// counted is a count that leads to a list of as many.
func counted(href, text string) link { return link{Href: href, Text: text, Counts: true} }

// mostListed is how many that are ready the first page names below what it says of them;
// more are found in the list.
const mostListed = 6

// ready gives those that are ready, in their order, or nil where there are too many to name.
func (b *builder) ready(root string) []link {
	var out []link
	for _, i := range b.A.Initiatives {
		if i.Verdict == agenda.Ready {
			out = append(out, b.initiativeLink(root, i.ID))
		}
	}
	if len(out) > mostListed {
		return nil
	}
	return out
}

func quickWins(n int) string {
	if n == 1 {
		return "a quick win"
	}
	return "quick wins"
}

// rest says what is not ready, and what holds it back first most often.
func (b *builder) rest(root string, n map[agenda.Verdict]int) sentence {
	first, holds := map[string]int{}, map[string]int{}
	by := map[string]agenda.Hold{}
	for _, i := range b.A.Initiatives {
		for k, h := range i.HeldBackBy {
			key := h.Kind + " " + h.ID
			if holds[key]++; holds[key] == 1 {
				by[key] = agenda.Hold{Kind: h.Kind, ID: h.ID}
			}
			if k == 0 && heldBack(i) {
				first[key]++
			}
		}
	}
	best, most := "", 0
	for _, id := range sortedKeys(first) {
		if first[id] > most {
			best, most = id, first[id]
		}
	}
	of := func(v agenda.Verdict, text string) link {
		if n[v] == 0 {
			return said(text)
		}
		return counted(root+verdictPath(v), text)
	}
	s := sentence{of(agenda.WithinReach, words.Capital(are(n[agenda.WithinReach]))+" within reach"), said(" and "), of(agenda.HeldBack, are(n[agenda.HeldBack])+" held back")}
	if most > 1 {
		l := b.holdLink(root, by[best])
		open, end := "“", "”"
		if by[best].Kind == "player" {
			open, end = "the ", ""
			l.Text = "stance of" + strings.TrimPrefix(l.Text, "Stance of")
		}
		s = append(s, said("; what holds back first most often is "+open), l, said(end+" ("))
		whole, part := b.heldList(root, by[best])
		if most == holds[best] {
			s = append(s, counted(whole, words.Count(most, "initiative")))
		} else {
			s = append(s, counted(part, words.Count(most, "initiative")), said(" where it is the first cause, "), counted(whole, strconv.Itoa(holds[best])), said(" where it is one"))
		}
		s = append(s, said(")"))
	}
	list := func(v agenda.Verdict) link { return counted(root+verdictPath(v), strconv.Itoa(n[v])) }
	var more []sentence
	if n[agenda.NotAssessed] > 0 {
		more = append(more, sentence{said("For "), list(agenda.NotAssessed), said(" the record is too thin to say")})
	}
	if k := n[agenda.NoGain]; k > 0 {
		without := isOrAre(k) + " without a gain shown for some member"
		if b.D.Alone() {
			without = isOrAre(k) + " without a gain shown"
		}
		more = append(more, sentence{list(agenda.NoGain), said(without)})
	}
	if k := n[agenda.Delivered]; k > 0 {
		more = append(more, sentence{list(agenda.Delivered), said(isOrAre(k) + " in place already")})
	}
	for k, m := range more {
		switch {
		case k == 0:
			s = append(s, said(". "))
		case k == len(more)-1:
			s = append(s, said(" and "))
		default:
			s = append(s, said(", "))
		}
		s = append(s, m...)
	}
	return append(s, said("."))
}

func isOrAre(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// notesView are the short notes below the lead: what a draw is, how firm the verdicts
// are, and what is to be opened of it.
type notesView struct {
	Draw, Firm, Illustrative string
	Refuted                  string // how carry has fared as a forecast, where it did worse
	More                     []string
}

func (b *builder) notes() *notesView {
	if len(b.A.Initiatives) == 0 {
		return nil
	}
	out := &notesView{Illustrative: b.Notice(), Draw: b.CarryMeans() + " It does not say that a thing gets done; delivery does."}
	if b.A.NearLine > 0 || b.A.Hangs > 0 {
		out.Firm = words.Capital(verdicts(b.A.NearLine)) + " near a line: other draws could give another. " + words.Capital(hang(b.A.Hangs)) + " on how far judges err."
	}
	if s := b.carryFared(); s != "" {
		if l := b.Past.Backtest.Scores.Brier.LessRange; l != nil && l.Low > 0 {
			out.Refuted = s
		} else {
			out.More = append(out.More, s)
		}
	}
	if s := b.A.Lead().LikeMeans(); s != "" {
		out.More = append(out.More, s)
	}
	return out
}

func verdicts(n int) string {
	switch n {
	case 0:
		return "no verdict stands"
	case 1:
		return "1 verdict stands"
	}
	return fmt.Sprintf("%d verdicts stand", n)
}

func hang(n int) string {
	switch n {
	case 0:
		return "none hangs"
	case 1:
		return "1 hangs"
	}
	return fmt.Sprintf("%d hang", n)
}

// roundItem is an initiative of the first round, as a sentence: do what, who signs,
// by when, next date.
type roundItem struct {
	Link     link
	Do       string
	Signs    []signer // of the first members; the initiative's page has all
	Others   int      // members whose signers are not among them
	By       string
	Next     string
	Verdict  agenda.Verdict
	Carry    string
	Delivery string
	Unsure   string
	Asked    []askedView
	Since    []string // of since
	Need     need     // what is missing, where it is not ready
	Waits    string   // until when, where a closed span alone is in the way
}

type signer struct {
	Member string
	Links  []link
}

func (b *builder) roundItem(root string, i *agenda.Initiative) roundItem {
	r := roundItem{Link: b.initiativeLink(root, i.ID), Do: i.Target.Name, Verdict: i.Verdict, Carry: words.InTenOrDash(i.Joint.P), Delivery: prose.SayDelivery(i),
		Unsure: b.unsureOf(i), Asked: b.askedOf(root, i.ID), Since: b.since(i.Doc)}
	if s := ifPromised(i); s != "" {
		r.Delivery += ", " + s
	}
	if i.Verdict == agenda.WithinReach || i.Verdict == agenda.HeldBack {
		r.Need = b.need(root, i)
	}
	if i.Waits != nil {
		r.Waits = dateWords(i.Waits.Until)
	}
	for _, m := range i.Members {
		s := signer{Member: b.D.MemberName(m)}
		for _, id := range i.Doc.OwnersOf(m).Signers() {
			s.Links = append(s.Links, b.bodyLink(root, id))
		}
		r.Signs = append(r.Signs, s)
	}
	if n := len(r.Signs); n > 5 { // of twelve members they would be a wall
		r.Signs, r.Others = r.Signs[:4], n-4
	}
	if f := i.Doc.FirstResult; f != nil {
		by := monthAfter(b.A.Dossier.AsOf.Last(), f.Months)
		r.By = fmt.Sprintf("A first result by %s %d: %s", by.Month(), by.Year(), strings.TrimSuffix(words.Small(b.D.Say(f.What)), "."))
	}
	if c := b.nextMeeting(i.Members); c != nil {
		r.Next = dateWords(c.Date) + ", " + strings.TrimSuffix(c.Title, ".")
		if m := c.Confirmed.Mark(); m != "" {
			r.Next += " (" + m + ")"
		}
	}
	return r
}

// monthAfter gives the first day of the month that lies some months after a day's: three
// after 31 March it is June, though there is no 31 June.
func monthAfter(day time.Time, months float64) time.Time {
	return time.Date(day.Year(), day.Month()+time.Month(months+0.5), 1, 0, 0, 0, 0, time.UTC)
}

// nextMeeting gives the next date on which all of an initiative's members meet, or
// nil: a date of some of them is none of its.
func (b *builder) nextMeeting(members []string) *dossier.CalendarDate {
	return b.D.NextMeeting(members, b.A.Dossier.AsOf.Last())
}

// mostNamed is how many that are ready are all named in the picture of the agenda; of
// more, names would be most of it.
const mostNamed = 12

// overview is the agenda in one picture: a mark an initiative, a row an area.
func (b *builder) overview(root string) *picture {
	first := map[string]int{}
	if len(b.A.Sequence) > 0 {
		for n, id := range b.A.Sequence[0].Initiatives {
			first[id] = n + 1
		}
	}
	named := b.A.Lead().Ready <= mostNamed
	var rows []chart.MarkRow
	index := map[string]int{}
	for _, a := range b.D.Areas {
		index[a.ID.ID] = len(rows)
		rows = append(rows, chart.MarkRow{Name: b.D.Say(a.Name)})
	}
	for _, i := range b.A.Initiatives {
		if i.Verdict == agenda.Delivered {
			continue
		}
		n, ok := index[i.Area]
		if !ok {
			n = len(rows)
			index[i.Area] = n
			rows = append(rows, chart.MarkRow{Name: b.areaName(i.Area)})
		}
		m := overviewMark(root, i, first[i.ID])
		m.Named = named && i.Verdict == agenda.Ready
		rows[n].Marks = append(rows[n].Marks, m)
	}
	rows = slices.DeleteFunc(rows, func(r chart.MarkRow) bool { return len(r.Marks) == 0 })
	const across = "Carry"
	p := show(chart.Strip("overview", b.overviewTitle(), "Each mark is an initiative, further to the right the more often it is carried: ● ready, ◐ within reach, ○ held back, ◇ no gain shown. The taller the stem above it, the likelier its delivery",
		across, "Delivery", rows, carryLevels))
	return &p
}

// carryLevels are the lines of a verdict on the axis of carry.
var carryLevels = []chart.Level{{Value: 0.8, Label: "ready from 8"}, {Value: 0.5, Label: "reach from 5"}}

// card draws the picture that stands for the site where others link to it; nil where
// no initiative is on the agenda. Words that its fonts cannot write are left out.
func (b *builder) card() ([]byte, error) {
	var marks []chart.Mark
	for _, i := range b.A.Initiatives {
		if i.Verdict != agenda.Delivered {
			marks = append(marks, overviewMark("", i, 0))
		}
	}
	if marks == nil {
		return nil, nil
	}
	w := chart.CardWords{Site: b.Site(), When: "As of " + b.AsOf(), Says: b.overviewTitle()}
	for _, s := range []*string{&w.Site, &w.When, &w.Says} {
		if !raster.Writes(*s) {
			*s = ""
		}
	}
	src, _, err := raster.PNG(chart.Card(w, marks, carryLevels), 2)
	return src, err
}

func overviewMark(root string, i *agenda.Initiative, first int) chart.Mark {
	m := chart.Mark{Name: i.Title, Value: i.Joint.P, State: i.Verdict.Symbol() + " " + string(i.Verdict), Href: root + "initiatives/" + i.ID + ".html"}
	if i.Delivery != nil {
		m.Stem = &i.Delivery.P
	}
	m.Fill, m.Color = verdictFill(i.Verdict)
	m.Slant = i.Verdict == agenda.NoGain
	if i.Joint.P == nil {
		m.Fill = chart.FillLine
	} else {
		m.Rank = rank(i, first)
	}
	return m
}

// rank says which marks are named first: what is to be taken up first, then what
// stands nearest to the line of ready.
func rank(i *agenda.Initiative, first int) int {
	if first > 0 {
		return first
	}
	off := *i.Joint.P - fallsShort
	if off < 0 {
		off = -off
	}
	return 100 + int(1000*off)
}

func (b *builder) overviewTitle() string {
	l := b.A.Lead()
	switch {
	case l.Ready == 0:
		return "Nothing is ready"
	case l.Known == 0:
		what := "they get"
		if l.Ready == 1 {
			what = "it gets"
		}
		return words.Capital(are(l.Ready)) + " ready; whether " + what + " done is not worked out"
	}
	ready := words.Capital(are(l.Ready)) + " ready"
	switch {
	case l.Even == 0 && l.Just > 0:
		return ready + "; once promised, delivery is just under even at best"
	case l.Even == 0:
		return ready + "; once promised, none is as likely as not to be done"
	case l.Even == l.Ready && l.Even == 1:
		return ready + ", and once promised as likely as not to be done, or likelier"
	case l.Even == l.Ready:
		return ready + ", each as likely as not to be done once promised, or likelier"
	}
	return ready + fmt.Sprintf("; once promised, %d of them %s as likely as not to be done, or likelier", l.Even, map[bool]string{true: "is", false: "are"}[l.Even == 1])
}

// verdictFill says how a verdict is drawn.
func verdictFill(v agenda.Verdict) (chart.Fill, string) {
	switch v {
	case agenda.Ready:
		return chart.FillSolid, "var(--ready,#1B7F5C)"
	case agenda.WithinReach:
		return chart.FillHalf, "var(--reach,#9A6A0F)"
	case agenda.HeldBack:
		return chart.FillHollow, "var(--held,#9C3F27)"
	case agenda.NoGain:
		return chart.FillHollow, "var(--nogain,#5B4B8A)"
	case agenda.NotAssessed:
		return chart.FillLine, "var(--none,#77736A)"
	}
	return chart.FillSolid, "var(--ink,#1C1B19)"
}
