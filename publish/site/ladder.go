package site

import (
	"cmp"
	"fmt"
	"slices"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/publish/chart"
	"entente/record"
	"entente/words"
)

// ladderView is an initiative's picture as a table: a row a rung, the highest
// first, a column a capital and one for all.
type ladderView struct {
	Title   string
	Columns []string
	Rows    []ladderRow
	Note    string // of the capitals that have no column
}

type ladderRow struct {
	Name            string
	Target, InPlace bool
	Unsure          string
	Cells           []ladderCell
	Delivery        string
}

type ladderCell struct {
	Name   string
	P      *float64
	Limits link // who sets the ceiling, in the target's row
	Joint  bool
}

// mostColumns is how many capitals have a column; of a larger group those that
// fall shortest of the target have one.
const mostColumns = 5

func (b *builder) ladderTable(root string, i *agenda.Initiative) ladderView {
	v := ladderView{Title: b.ladderTitle(i)}
	codes, note := b.ladderColumns(i)
	v.Note = note
	for _, code := range codes {
		v.Columns = append(v.Columns, b.D.MemberName(code))
	}
	joint := len(i.Members) > 1
	if joint {
		v.Columns = append(v.Columns, "All")
	}
	for _, r := range slices.Backward(i.Rungs) {
		row := ladderRow{Name: r.Name, Target: r.Target, InPlace: r.InPlace, Delivery: "not worked out"}
		switch {
		case r.InPlace:
			row.Delivery = "in place"
		case r.Delivery != nil:
			row.Delivery = words.AboutInTen(*r.Delivery)
		}
		if i.StatusQuo.Unconfirmed && r.ID == i.StatusQuo.Rung {
			row.Unsure = sure("no")
		}
		for _, code := range codes {
			c := ladderCell{Name: b.D.MemberName(code), P: r.ByMember[code]}
			if pv := i.ByMember[code].Pivotal; r.Target && !r.InPlace && len(pv) > 0 {
				c.Limits = b.bodyLink(root, pv[0].Player)
			}
			row.Cells = append(row.Cells, c)
		}
		if joint {
			row.Cells = append(row.Cells, ladderCell{Name: "All", P: r.Joint, Joint: true})
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// ladderColumns gives the members that have a column, in their order, and what is to
// be said of the rest.
func (b *builder) ladderColumns(i *agenda.Initiative) (codes []string, note string) {
	if len(i.Members) <= mostColumns {
		return i.Members, ""
	}
	at := func(code string) float64 {
		if p := i.ByMember[code].P; p != nil {
			return *p
		}
		return -1
	}
	least := slices.Clone(i.Members)
	slices.SortStableFunc(least, func(x, y string) int { return cmp.Compare(at(x), at(y)) })
	for _, code := range i.Members {
		if slices.Contains(least[:mostColumns-1], code) {
			codes = append(codes, code)
		}
	}
	rest := least[mostColumns-1:]
	return codes, fmt.Sprintf("Of the other %d capitals each carries the target in %s draws or more.", len(rest), words.OfTen(at(rest[0])))
}

// deliveryView is how likely the target is reached, with the promises behind it.
type deliveryView struct {
	Says  []string
	Least *link // whose delivery keeps it down
	Own   *promiseView
	Like  []promiseView
}

// promiseView is a promise in a line.
type promiseView struct {
	Link link // to its row
	Of   link // its initiative
	Made string
	Kept string // kept in time, not kept in time
	Was  bool
	Sure string
}

func (b *builder) deliveryView(root string, i *agenda.Initiative) deliveryView {
	if i.Delivery == nil {
		return deliveryView{Says: []string{"Not worked out: nothing definite is on record of what the target asks. State it by asks: at the rung, or by the kind of a promise."}}
	}
	d := i.Delivery
	v := deliveryView{Says: d.Says()}
	if d.Least != "" {
		l := link{Text: d.Least}
		if b.D.Initiative(d.Least) != nil {
			l = b.initiativeLink(root, d.Least)
		} else if r := i.Doc.Rung(d.Least); r != nil {
			l.Text = "the lower rung “" + b.D.Say(r.Name) + "”"
		}
		v.Least = &l
	}
	if d.Promise != "" {
		if p := b.promiseView(root, d.Promise, d); p != nil {
			v.Own = p
		}
	}
	for _, id := range d.Like {
		if p := b.promiseView(root, id, d); p != nil {
			v.Like = append(v.Like, *p)
		}
	}
	return v
}

func (b *builder) promiseView(root, id string, d *record.Delivery) *promiseView {
	c := b.D.Commitment(id)
	if c == nil {
		return nil
	}
	v := &promiseView{Link: link{Href: root + "commitments.html#" + anchor(id), Text: c.Text}, Of: b.initiativeLink(root, c.Initiative), Made: c.Meeting + ", " + dateWords(c.Date), Sure: c.Confirmed.Mark()}
	if v.Was = slices.Contains(d.LikeKept, id); v.Was {
		v.Kept = "kept"
	} else {
		v.Kept = "not kept"
	}
	return v
}

// supportView is the stage of a capital that most often limits it.
type supportView struct {
	Member, Stage string
	Players       []link
	Held, Needed  string
	P             *float64 // of its weight that accepts
}

func (b *builder) support(root string, i *agenda.Initiative) []supportView {
	var out []supportView
	for _, code := range i.Members {
		s := i.Support[code]
		if s == nil {
			continue
		}
		v := supportView{Member: b.D.MemberName(code), Stage: s.Stage, Held: percent(s.Held), Needed: percent(s.Needed), P: &s.Held}
		if s.MoreThan {
			v.Needed = "more than " + v.Needed
		}
		for _, p := range s.Players {
			v.Players = append(v.Players, b.bodyLink(root, p))
		}
		out = append(out, v)
	}
	return out
}

func percent(p float64) string { return fmt.Sprintf("%.0f percent", 100*p) }

// ownersView is who of a member would do the work.
type ownersView struct {
	Member             string
	Lead, Signs, Helps []link
	Sources            []link
	By                 string
	Named              bool
}

func (b *builder) owners(root string, i *agenda.Initiative) []ownersView {
	var out []ownersView
	for _, code := range i.Members {
		o := i.Doc.OwnersOf(code)
		v := ownersView{Member: b.D.MemberName(code), Sources: b.sourceLinks(root, o.Source.IDs()), Named: len(o.All()) > 0}
		all := func(ids []string) (out []link) {
			for _, id := range ids {
				out = append(out, b.bodyLink(root, id))
			}
			return out
		}
		if o.Lead.ID != "" {
			v.Lead = all([]string{o.Lead.ID})
		}
		v.Signs, v.Helps = all(o.Signs.IDs()), all(o.Helps.IDs())
		if o.By != "" {
			v.By = judgedBy(b.D, o.By, dossier.Date{}, "")
		}
		out = append(out, v)
	}
	return out
}

// requiredView is something that an initiative requires.
type requiredView struct {
	Link link
	Rung string
	Says string
	R    agenda.Required
}

func (b *builder) requires(root string, i *agenda.Initiative) []requiredView {
	var out []requiredView
	for _, r := range i.Requires {
		v := requiredView{Link: b.initiativeLink(root, r.Initiative), Rung: r.Rung.Name, R: r}
		switch {
		case r.InPlace:
			v.Says = "in place"
		case r.Joint == nil:
			v.Says = "not in place, and not assessed"
		default:
			v.Says = "not in place; carried in " + words.OfTen(*r.Joint) + " draws"
		}
		if o := b.byID[r.Initiative]; o != nil && !r.InPlace {
			v.Says += "; delivery " + prose.SayDelivery(o)
		}
		out = append(out, v)
	}
	return out
}

func (b *builder) ladder(i *agenda.Initiative, id string) picture {
	var rungs []chart.LadderRung
	for _, r := range i.Rungs {
		rungs = append(rungs, chart.LadderRung{Name: r.Name, Level: r.Level, InPlace: r.InPlace, Target: r.Target})
	}
	var lines []chart.LadderLine
	for _, code := range i.Members {
		l := chart.LadderLine{Name: b.D.MemberName(code)}
		if pv := i.ByMember[code].Pivotal; len(pv) > 0 {
			l.Note = "limit: " + b.bodyLink("", pv[0].Player).Text
		}
		if i.ByMember[code].P != nil {
			for _, r := range i.Rungs {
				l.Carry = append(l.Carry, *r.ByMember[code])
			}
		}
		lines = append(lines, l)
	}
	if len(i.Members) > 1 {
		joint := chart.LadderLine{Name: "All", Joint: true}
		if i.Joint.P != nil || i.Verdict == agenda.Delivered && len(i.Rungs) > 0 && i.Rungs[0].Joint != nil {
			for _, r := range i.Rungs {
				joint.Carry = append(joint.Carry, *r.Joint)
			}
		}
		lines = append(lines, joint)
	}
	return show(chart.Ladder(id, b.ladderTitle(i), b.D.Nothing(), i.StatusQuo.Level, rungs, lines))
}

// ladderTitle says the picture's message: who falls short of the target.
func (b *builder) ladderTitle(i *agenda.Initiative) string {
	var short []string
	for _, code := range i.Members {
		if c := i.ByMember[code]; c.P != nil && *c.P < 0.8 {
			short = append(short, words.InSentence(b.D.MemberName(code)))
		}
	}
	switch {
	case i.Verdict == agenda.Delivered:
		return "The target is in place"
	case i.Verdict == agenda.NotAssessed:
		if b.D.Alone() {
			return "The record is too thin to weigh it"
		}
		return "The record is too thin to weigh every capital"
	case len(short) == 0 && i.Joint.P != nil && *i.Joint.P < 0.8:
		return "Each capital carries the target; all at once less often"
	case len(short) == 0:
		if b.D.Alone() {
			return b.D.MemberName(i.Members[0]) + " carries the target"
		}
		return "Every capital carries the target"
	case len(short) == 1:
		return words.Capital(short[0]) + " falls short of the target"
	}
	return words.Capital(words.List(short)) + " fall short of the target"
}
