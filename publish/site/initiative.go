package site

import (
	"fmt"
	"html/template"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/prose"
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

type lapsedView struct {
	Since, Why, Changed, NextHost string
	Sources                       []link
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
				data: deferred(func(root string) any { return b.translation(root, i, lang, c) })})
		}
	}
	return out
}

type translationData struct {
	Root, Lang, Title, Dek string
	Back                   link
	Verdict                agenda.Verdict // "" for what the agenda does not weigh
	Stands                 string         // its carry and delivery
	Rungs                  []rungName
	Body                   template.HTML
}

// rungName is a rung in another language, with what marks it in the frame's.
type rungName struct{ Name, Mark string }

func (b *builder) translation(root string, i *dossier.Initiative, lang string, c dossier.Companion) translationData {
	d := translationData{Root: root, Lang: lang, Title: c.Title.In(lang), Dek: c.Dek.In(lang), Back: b.initiativeLink(root, i.ID), Body: b.prose(root, c.Body, 2)}
	marks, say := map[string]string{}, func(english string) string { return inTongue(b.framed(lang), english) }
	if a := b.byID[i.ID]; a != nil {
		d.Verdict, d.Stands = a.Verdict, standsIn(b.framed(lang), a)
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

// searched says how something was searched for that one of the texts says was not
// found; "" where none says so.
func (b *builder) searched(searches []string, texts ...dossier.Text) string {
	for _, t := range texts {
		if _, _, absent := lex.Absence(b.D.Say(t)); absent {
			return prose.SaySearches(b.D, searches)
		}
	}
	return ""
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

// basis leads to what a judgement rests on: its evidence, and the searches behind what its
// reason says was not found.
func (b *builder) basis(root string, because dossier.Text, evidence, searches dossier.Refs) []link {
	return append(b.evidenceLinks(root, evidence.IDs()), b.searchLinks(root, because, searches)...)
}

// searchLinks leads to the searches behind what a reason says was not found, and says so
// where it names none.
func (b *builder) searchLinks(root string, because dossier.Text, searches dossier.Refs) []link {
	var out []link
	for _, id := range searches.IDs() {
		if s := b.D.Search(id); s != nil {
			out = append(out, link{Href: root + "searches.html#" + anchor(id), Text: prose.SaySearch(s)})
		}
	}
	if said := b.searched(nil, because); said != "" && len(searches) == 0 {
		out = append(out, link{Text: said})
	}
	return out
}

func judgedBy(d *dossier.Dossier, by string, on dossier.Date, because string) string {
	if by == "" || by == "editors" {
		by = d.Say(d.Editors)
		if by == "" {
			by = "the editors"
		}
		if rest, ok := strings.CutPrefix(by, "The "); ok {
			by = "the " + rest
		}
	}
	s := "Judged by " + strings.TrimSuffix(by, ".")
	if !on.IsZero() {
		s += ", " + dateWords(on)
	}
	if because != "" {
		s += ": " + because
	}
	return s
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
		joint := chart.LadderLine{Name: "Joint", Joint: true}
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
