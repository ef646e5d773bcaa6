package site

import (
	"fmt"
	"strings"

	"entente/dossier"
	"entente/prose"
	"entente/words"
)

type historyView struct {
	Date, What, Rung, Note string
	Searched               string // how, where What says that something was not found
	Later                  bool   // than the agenda's day: it is not used
	Sources                []link
}

type alternativeView struct {
	Forum, Gives, Adds, Members string
	Level                       float64
	Sources                     []link
	Note                        string
	Searched                    string // how, where it says that something was not found
}

type commitmentView struct {
	C          *dossier.Commitment
	Member     string
	Status     string
	Unsure     string
	Sources    []link
	Initiative link
}

type easeView struct {
	Link       link
	Mechanism  string
	Low, High  float64
	Hypothesis bool
	Evidence   []link
	Lag        float64
}

type servesView struct {
	Member, Title string
	Link          link
	Value         float64
	First         bool // of its member
}

type lapsedView struct {
	Since, Why, Changed, NextHost string
	Sources                       []link
}

// later reports whether a step of an initiative's history came after the agenda's day,
// which no verdict rests on.
func (b *builder) later(h *dossier.Level) bool {
	return !h.From.Begun(b.A.Dossier.AsOf.Last())
}

// since says what the history has of the days after the agenda's, in its order: a reader
// of today is not asked to begin what has been done.
func (b *builder) since(doc *dossier.Initiative) []string {
	var out []string
	for _, h := range doc.History {
		if !b.later(h) {
			continue
		}
		s := dateWords(h.From) + ": " + strings.TrimSuffix(b.D.Say(h.What), ".")
		if m := sure(h.Sure); m != "" {
			s += " (" + m + ")"
		}
		out = append(out, s)
	}
	return out
}

// record fills in history, alternatives, commitments and what it serves.
func (b *builder) record(root string, d *initiativeData, doc *dossier.Initiative) {
	for _, h := range doc.History {
		v := historyView{Date: dateWords(h.From), What: b.D.Say(h.What), Sources: b.sourceLinks(root, h.Source.IDs()), Note: sure(h.Sure), Searched: b.searched(h.Search.IDs(), h.What), Later: b.later(h)}
		if r := doc.Rung(h.Rung.ID); r != nil {
			v.Rung = b.D.Say(r.Name)
		} else if h.Level == 0 {
			v.Rung = b.D.Nothing()
		} else {
			v.Rung = fmt.Sprintf("Level %.0f", h.Level)
		}
		d.History = append(d.History, v)
	}
	for _, a := range doc.Alternatives {
		names := []string{}
		for _, m := range a.Members {
			names = append(names, b.D.MemberName(m.ID))
		}
		d.Alternatives = append(d.Alternatives, alternativeView{b.D.Say(a.Forum), b.D.Say(a.Gives), b.D.Say(a.Adds), strings.Join(names, ", "), a.Level, b.sourceLinks(root, a.Source.IDs()), sure(a.Sure), b.searched(a.Search.IDs(), a.Gives, a.Adds, a.Forum)})
	}
	for _, c := range b.D.Commitments {
		if c.Initiative == doc.ID {
			d.Commitments = append(d.Commitments, b.commitment(root, c))
		}
	}
	for _, e := range doc.Eases {
		d.Eases = append(d.Eases, easeView{b.constraintLink(root, e.Constraint.ID), b.D.Say(e.Mechanism), e.Low, e.High, len(e.Evidence) == 0, b.evidenceLinks(root, e.Evidence.IDs()), e.Lag})
	}
	if l := doc.Lapsed; l != nil {
		bare := func(t dossier.Text) string { return strings.TrimSuffix(b.D.Say(t), ".") }
		d.Lapsed = &lapsedView{dateWords(l.Since), bare(l.Why), bare(l.Changed), bare(l.NextHost), b.sourceLinks(root, l.Source.IDs())}
	}
	if f := doc.FirstResult; f != nil {
		d.FirstResult = fmt.Sprintf("%s, within %.0f months", strings.TrimSuffix(b.D.Say(f.What), "."), f.Months)
	}
	for _, e := range doc.Serves {
		if p := b.D.Priority(e.ID); p != nil {
			for _, m := range b.D.Members {
				for _, q := range m.Priorities {
					if p == q {
						l := b.memberLink(root, m.Code.ID)
						l.Href += "#" + anchor(p.ID.ID)
						l.Text = b.D.Say(p.Title)
						name := b.D.MemberName(m.Code.ID)
						d.Serves = append(d.Serves, servesView{name, b.D.Say(p.Title), l, e.Value, len(d.Serves) == 0 || d.Serves[len(d.Serves)-1].Member != name})
					}
				}
			}
		}
	}
}

func (b *builder) commitment(root string, c *dossier.Commitment) commitmentView {
	v := commitmentView{C: c, Member: "all", Status: prose.SayStatus(b.D, c), Unsure: c.Confirmed.Mark(), Sources: b.sourceLinks(root, c.Sources), Initiative: b.initiativeLink(root, c.Initiative)}
	if len(c.Member) > 0 {
		var names []string
		for _, code := range c.Member {
			names = append(names, b.D.MemberName(code))
		}
		v.Member = words.List(names)
	}
	return v
}
