package site

import (
	"fmt"
	"html/template"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/chart"
	"entente/record"
	"entente/words"
)

// initiativeData is an initiative's page.
type initiativeData struct {
	Root         string
	Alone        bool               // one member: nothing is joint
	I            *agenda.Initiative // nil for a principle
	Doc          *dossier.Initiative
	Title, Dek   string
	Area         string
	Origin       string
	OriginLinks  []link
	Forum        string
	Proposed     string
	Unsure       string
	Values       []string
	Table        ladderView
	Ladder       picture // as curves
	Delivery     *deliveryView
	Support      []supportView
	Owners       []ownersView
	Waits        *waitView
	Offered      []offeredView
	Settlement   *picture
	Capitals     []capitalView
	Pivots       []capitalView // those in which someone sets a ceiling
	Holds        []holdView
	ToChange     []leverView
	MakeSure     []leverView
	Others       []otherView
	Scenarios    []scenarioView
	History      []historyView
	Alternatives []alternativeView
	Commitments  []commitmentView
	Requires     []requiredView
	Eases        []easeView
	FirstResult  string
	Lapsed       *lapsedView
	Serves       []servesView
	Judged       string
	JudgedLinks  []link
	Sources      []link
	Body         template.HTML
	Languages    []link
	SaidBy       string
	Past         *pastView
	Asked        []askedView
	Since        []string // of since
	Record       string   // what the backtest lets be said of the joint carry
}

// offeredView is a question that would test the initiative.
type offeredView struct {
	Q      record.Offered
	Unsure string
}

// doubtedPromise is the mark of a question that quotes a promise which is not confirmed.
func (b *builder) doubtedPromise(q record.Offered) string {
	for _, c := range b.D.Commitments {
		if c.Initiative == q.Initiative && !bool(c.Confirmed) && strings.Contains(q.Text, c.Text) {
			return c.Confirmed.Mark()
		}
	}
	return ""
}

// waitView is a closed span that keeps the initiative out on the day.
type waitView struct {
	Until string // "" where no date is known
	Links []link
	Why   string
}

type capitalView struct {
	Code, Name string
	Link       link
	C          *agenda.Capital
	Pivot      string
	PivotLink  link
	PivotShare string
	Players    []playerView
	Missing    []link
	Lacks      string
	Gain       string
	Procedure  string
}

type playerView struct {
	Link     link
	P        agenda.Player
	Evidence []link
	Unsure   string
	By       string
}

type holdView struct {
	Link     link
	H        agenda.Hold
	Evidence bool
	Pressure string
}

type leverView struct {
	L     agenda.LeverSet
	Words string
	Moves []moveView
}

type moveView struct {
	M    agenda.Move
	Link link
	Date string
}

type otherView struct {
	Words string
	Sure  string
	Joint float64
}

type scenarioView struct {
	Link    link
	Verdict agenda.Verdict
	Joint   *float64
	Moved   bool
}

func (b *builder) initiativePages() []page {
	var out []page
	for _, i := range b.D.Initiatives {
		if b.byID[i.ID] == nil && !i.Principle() {
			continue // not yet proposed on the as-of day
		}
		path := "initiatives/" + i.ID + ".html"
		others := map[string]string{}
		if len(i.Translations) > 0 {
			others[b.Lang()] = path
		}
		for lang := range i.Translations {
			others[lang] = "initiatives/" + i.ID + "." + lang + ".html"
		}
		out = append(out, page{path: path, template: "initiative", title: b.D.Say(i.Title), section: "agenda", others: others,
			data: deferred(func(root string) any { return b.initiative(root, i) })})
		for _, lang := range sortedKeys(i.Translations) {
			c := i.Translations[lang]
			out = append(out, page{path: others[lang], template: "translation", title: c.Title.In(lang), section: "agenda", lang: lang, others: others,
				data: deferred(func(root string) any { return b.translation(root, i, lang, i.Translations[lang]) })})
		}
	}
	return out
}

func (b *builder) initiative(root string, doc *dossier.Initiative) initiativeData {
	i := b.byID[doc.ID]
	d := initiativeData{Root: root, Alone: b.D.Alone(), I: i, Doc: doc, Title: b.D.Say(doc.Title), Dek: b.D.Say(doc.Dek), Forum: b.D.Say(doc.Forum), Proposed: dateWords(doc.Proposed), Unsure: sure(doc.Sure), Body: b.prose(root, doc.Body, 3)}
	if a := b.D.Area(doc.Area.ID); a != nil {
		d.Area = b.D.Say(a.Name)
	}
	if doc.Origin != nil {
		d.Origin, d.OriginLinks = b.D.Say(doc.Origin.Label), b.sourceLinks(root, doc.Origin.Source.IDs())
	}
	for _, v := range doc.Values {
		if x := b.D.Value(v.ID); x != nil {
			d.Values = append(d.Values, b.D.Say(x.Name))
		}
	}
	for _, lang := range sortedKeys(doc.Translations) {
		d.Languages = append(d.Languages, link{Href: doc.ID + "." + lang + ".html", Text: doc.Translations[lang].Title.In(lang), Lang: lang})
	}
	d.Sources = b.sourceLinks(root, doc.Source.IDs())
	if j := doc.Judged; j != nil {
		d.Judged = judgedBy(b.D, j.By, j.On, b.D.Say(j.Because))
		d.JudgedLinks = b.basis(root, j.Because, j.Evidence, j.Search)
	}
	if i == nil {
		return d
	}
	d.Sources = b.sourceLinks(root, i.Sources)
	d.Ladder, d.Table = b.ladder(i, "curves"), b.ladderTable(root, i)
	if i.Verdict != agenda.Delivered {
		v := b.deliveryView(root, i)
		d.Delivery, d.Support = &v, b.support(root, i)
	}
	d.Owners, d.Requires = b.owners(root, i), b.requires(root, i)
	d.Asked, d.Since = b.askedOf(root, i.ID), b.since(doc)
	for _, q := range i.Questions {
		d.Offered = append(d.Offered, offeredView{q, b.doubtedPromise(q)})
	}
	if w := i.Waits; w != nil {
		d.Waits = &waitView{Until: dateWords(w.Until), Why: w.Why}
		for _, c := range w.Constraints {
			d.Waits.Links = append(d.Waits.Links, b.constraintLink(root, c))
		}
	}
	if s := i.Settlement; s != nil {
		c := chart.Ranges("settlement", "Where stated positions average out", "Level of the ladder, 0-100; dark: from the inputs; pale: the method's own error",
			[]chart.Range{{Name: "Compromise model", Low: s.P10, Best: s.P50, High: s.P90, OuterLow: s.MethodP10, OuterHigh: s.MethodP90}},
			[]chart.Level{{Value: i.Target.Level, Label: "target"}})
		p := show(c)
		d.Settlement = &p
	}
	for _, code := range i.Members {
		v := b.capital(root, i, code)
		d.Capitals = append(d.Capitals, v)
		// In a large group only those that may fall short are worth naming.
		few := len(i.Members) <= 4 || v.C.P != nil && *v.C.P < 0.95
		if v.Pivot != "" && i.Verdict != agenda.Delivered && few {
			d.Pivots = append(d.Pivots, v)
		}
	}
	for _, h := range i.HeldBackBy {
		v := holdView{Link: b.holdLink(root, h), H: h, Evidence: h.Evidence}
		if c := b.cons[h.ID]; c != nil && h.Kind == "constraint" {
			v.Pressure = pressureOf(c)
		}
		d.Holds = append(d.Holds, v)
	}
	for _, l := range i.Levers {
		v := leverView{L: l, Words: words.Capital(strings.TrimPrefix(l.Words, "would need "))}
		for _, m := range l.Moves {
			mv := moveView{M: m, Date: dateWords(m.Date)}
			if m.DateUnconfirmed {
				mv.Date += " (" + dossier.NotConfirmed + ")"
			}
			switch m.Kind {
			case "player":
				mv.Link = b.bodyLink(root, m.ID)
				if len(b.D.Members) > 1 {
					mv.Link.Text += " (" + m.Member + ")"
				}
			case "constraint":
				mv.Link = b.constraintLink(root, m.ID)
			default:
				mv.Link = b.memberLink(root, m.Member)
			}
			v.Moves = append(v.Moves, mv)
		}
		if l.To == agenda.MakeSure {
			d.MakeSure = append(d.MakeSure, v)
		} else {
			d.ToChange = append(d.ToChange, v)
		}
	}
	for _, o := range i.Otherwise {
		w, unsure := "A lower rung, “"+o.Name+"”", ""
		if o.Kind == "procedure" {
			w = b.D.MemberName(o.Member) + " by “" + o.Name + "”"
			if o.GoesRound {
				w += ", which goes round the legislature"
			}
			if o.Reversal != "" {
				w += ". To undo it: " + strings.TrimSuffix(o.Reversal, ".")
			}
			if m := b.D.Member(o.Member); m != nil {
				for _, p := range m.Procedures {
					if p.ID.ID == o.ID {
						unsure = sure(p.Sure)
					}
				}
			}
		}
		d.Others = append(d.Others, otherView{w, unsure, o.Joint})
	}
	for _, s := range b.A.Scenarios {
		if o, ok := i.Scenarios[s.ID]; ok {
			d.Scenarios = append(d.Scenarios, scenarioView{link{Href: root + "scenarios/" + s.ID + ".html", Text: s.Title}, o.Verdict, o.Joint, o.Verdict != i.Verdict})
		}
	}
	if i.Joint.P != nil {
		d.Record = b.A.Record.Says(*i.Joint.P)
	}
	d.Past = b.past(doc.ID)
	b.record(root, &d, doc)
	return d
}

// pressureOf says a constraint's pressure; "" where it goes by dates and has none.
func pressureOf(c *agenda.Constraint) string {
	switch {
	case c.Pressure == nil:
		return ""
	case !c.Evidence:
		return "not known"
	}
	return pressureWords(c.Pressure.P50)
}

func pressureWords(p float64) string {
	switch {
	case p >= 0.8:
		return "acute"
	case p >= 0.55:
		return "high"
	case p >= 0.3:
		return "moderate"
	case p >= 0.1:
		return "low"
	}
	return "calm"
}

func (b *builder) capital(root string, i *agenda.Initiative, code string) capitalView {
	c := i.ByMember[code]
	v := capitalView{Code: code, Name: b.D.MemberName(code), Link: b.memberLink(root, code), C: c, Procedure: c.ProcedureName}
	if len(c.Pivotal) > 0 {
		v.PivotLink, v.PivotShare = b.bodyLink(root, c.Pivotal[0].Player), words.OfTen(c.Pivotal[0].Share)
		v.Pivot = fmt.Sprintf("%s sets the ceiling in %s draws", b.bodyLink(root, c.Pivotal[0].Player).Text, words.OfTen(c.Pivotal[0].Share))
	}
	for _, p := range c.Players {
		pv := playerView{Link: b.bodyLink(root, p.ID), P: p, Evidence: b.evidenceLinks(root, p.Evidence), By: judgedBy(b.D, p.By, p.From, "")}
		if p.Stance != nil {
			pv.Unsure = sure(p.Stance.Sure)
			if b.D.Say(p.Stance.Because) == p.Because { // and no judgement since gives another
				pv.Evidence = append(pv.Evidence, b.searchLinks(root, p.Stance.Because, p.Stance.Search)...)
			}
		}
		v.Players = append(v.Players, pv)
	}
	v.Lacks = c.Lacks
	for _, m := range c.Missing {
		v.Missing = append(v.Missing, b.bodyLink(root, m))
	}
	if c.Gain != nil && i.Verdict != agenda.Delivered { // what stands has given its gain
		switch g := *c.Gain; {
		case g <= 0:
			v.Gain = "No gain is shown beyond its best alternative."
		default:
			v.Gain = fmt.Sprintf("Gain %.2f of 1 on its stated priorities.", g)
		}
	}
	return v
}
