package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/prose"
	"entente/words"
)

// indexData is the agenda at a glance, whole or filtered.
type indexData struct {
	b          *builder
	Root       string
	Filter     string // what it is narrowed to; "" for all
	Path       string
	Filters    []filterGroup
	Lead       []sentence
	Ready      []link // of ready
	Counts     []countItem
	Notes      *notesView
	Tongues    []tongueLinks
	First      []roundItem // what to take up first
	Rounds     []round     // the later ones
	StandIn    bool        // the delivery of one of them is not worked out
	Overview   *picture
	Groups     []group
	Principles []principleRow
	Outside    []outsideRow
	Empty      bool
	Total      int
	Scenario   string
	Alone      bool // one member: nothing is joint
	Large      bool // too many initiatives for one page: Areas stand for the rows
	Areas      []areaCounts
	Parts      []partLink // of this page; nil where there is one
}

// areaCounts says how many initiatives of an area have each verdict, in the order of
// the verdicts that occur.
type areaCounts struct {
	Link   link
	Counts []int
	Total  int
}

// partLink leads to a part of a page.
type partLink struct {
	link
	Here bool
}

// byArea counts the initiatives of each area by verdict.
func (b *builder) byArea(root string) []areaCounts {
	var verdicts []agenda.Verdict
	for _, v := range agenda.Verdicts() {
		if slices.ContainsFunc(b.A.Initiatives, func(i *agenda.Initiative) bool { return i.Verdict == v }) {
			verdicts = append(verdicts, v)
		}
	}
	var out []areaCounts
	for _, a := range b.D.Areas {
		c := areaCounts{Link: link{Href: root + "by/area-" + a.ID.ID + ".html", Text: b.D.Say(a.Name)}, Counts: make([]int, len(verdicts))}
		for _, i := range b.A.Initiatives {
			if i.Area == a.ID.ID {
				c.Counts[slices.Index(verdicts, i.Verdict)]++
				c.Total++
			}
		}
		if c.Total > 0 {
			out = append(out, c)
		}
	}
	return out
}

// byMerit puts quick wins first, then what is carried most often in tenths, then
// what concerns most members, then what the member that gains least gains most from.
func byMerit(x, y *agenda.Initiative) int {
	tenths := func(i *agenda.Initiative) int {
		if i.Joint.P == nil {
			return -1
		}
		return words.Tenths(*i.Joint.P)
	}
	gain := func(i *agenda.Initiative) float64 {
		if i.CommonGain == nil {
			return 0
		}
		return *i.CommonGain
	}
	return cmp.Or(
		cmp.Compare(b2i(y.QuickWin), b2i(x.QuickWin)),
		cmp.Compare(tenths(y), tenths(x)),
		cmp.Compare(len(y.Members), len(x.Members)),
		cmp.Compare(gain(y), gain(x)),
	)
}

// sentence is a sentence in pieces, some of which are links.
type sentence []link

func (s sentence) String() string {
	var out strings.Builder
	for _, l := range s {
		out.WriteString(l.Text)
	}
	return out.String()
}

// verdictPath is the page of the initiatives of a verdict, from the root.
func verdictPath(v agenda.Verdict) string {
	return "by/" + strings.ReplaceAll(string(v), " ", "-") + ".html"
}

type countItem struct {
	Verdict agenda.Verdict
	N       int
	Href    string
	Name    string // of the verdict, in another language
}

// group is what has one verdict: a list where nothing is in doubt, else rows with
// what falls short, what binds and what would unlock it.
type group struct {
	Verdict agenda.Verdict
	Means   string
	Rows    []agendaRow
	List    bool
}

// agendaRow is an initiative on a page in the folder whose way to the root it has.
type agendaRow struct {
	b    *builder
	root string
	i    *agenda.Initiative
}

// HTML writes the row, once for all pages of the folder.
func (r agendaRow) HTML() (template.HTML, error) {
	part := "agendarow"
	if listed(r.i.Verdict) {
		part = "agendaitem"
	}
	return r.b.tmpl.once(part, r, func() any { return r.b.indexRow(r.root, r.i) })
}

// listed tells whether the initiatives of a verdict are a list: nothing is in doubt.
func listed(v agenda.Verdict) bool { return v != agenda.WithinReach && v != agenda.HeldBack }

type indexRow struct {
	Alone    bool // one member: nobody falls short of another
	I        *agenda.Initiative
	Unsure   string // what of it is not confirmed
	Link     link
	Short    []cell // the capitals that fall short of the target
	Weighed  bool   // every capital is assessed
	All      string // "all three"
	Delivery string
	Kind     string // "if promised", under the delivery
	Binds    *link
	Need     need
	Says     string // in one line, where nothing binds or nothing can be said
	Area     string
}

// need is what would unlock an initiative, in links.
type need struct {
	Players []link // who would have to accept it
	Sure    []link // who is to be made sure of
	Others  []link // what else would have to change
	Dearer  bool   // failure would have to cost more, which no office is named to bring about
}

// cell is a capital's carry.
type cell struct {
	Name string
	P    *float64
	Href string
}

type round struct {
	N     int
	Items []roundLink
}

type roundLink struct {
	Link     link
	Verdict  agenda.Verdict
	Delivery string
	Unsure   string
	Lifted   bool // held back today, and lifted by an earlier round
}

type principleRow struct {
	Link link
	Dek  string
}

type outsideRow struct {
	Name, Role, Note string
	Sources          []link
}

var verdictMeans = map[agenda.Verdict]string{
	agenda.Ready:       "all who must agree accept the target in at least 8 of 10 draws, and every member gains",
	agenda.WithinReach: "they accept it in at least half of the draws, or one change within the cost limit makes it ready",
	agenda.HeldBack:    "they accept it in fewer than half of the draws, or nothing new can start yet, and no single change within the limit is enough",
	agenda.NoGain:      "for some member the record shows no gain beyond that of the best other forum",
	agenda.NotAssessed: "the record is too thin: it holds no stance for someone who must agree, or no priority of a member; this is not a no",
	agenda.Delivered:   "the target is in place",
}

// wholeUpTo is how many initiatives the home page shows whole; of more it shows a
// count by area and verdict, which lead to pages of rowsAPage each.
const (
	wholeUpTo = 200
	rowsAPage = 60
)

func (b *builder) indexPages() []page {
	out := []page{b.indexPage("index.html", b.Site(), "", b.A.Initiatives, 0, 1)}
	var waits filterGroup
	for _, m := range b.D.Members {
		if it := b.waits(m.Code.ID); it.Count > 0 {
			waits.Items = append(waits.Items, it)
		}
	}
	for _, g := range append(slices.Clone(b.filters), waits) {
		for _, it := range g.Items {
			name := strings.TrimLeft(it.Text, "●◐○◇–✓ ")
			var of []*agenda.Initiative
			for _, i := range b.A.Initiatives {
				if it.match(i) {
					of = append(of, i)
				}
			}
			parts := 1
			if len(b.A.Initiatives) > wholeUpTo {
				parts = max(1, (len(of)+rowsAPage-1)/rowsAPage)
			}
			for n := range parts {
				title := name
				if n > 0 {
					title += fmt.Sprintf(", part %d", n+1)
				}
				out = append(out, b.indexPage(partPath(it.Path, n), title, name, of, n, parts))
			}
		}
	}
	return out
}

// partPath is where a part of a filter's page lies; the first has the filter's path.
func partPath(path string, n int) string {
	if n == 0 {
		return path
	}
	return fmt.Sprintf("%s-%d.html", strings.TrimSuffix(path, ".html"), n+1)
}

func (b *builder) indexPage(path, title, filter string, of []*agenda.Initiative, part, parts int) page {
	return page{path: path, template: "index", title: title, section: "agenda", data: deferred(func(root string) any {
		return b.index(root, path, filter, of, part, parts)
	})}
}

// index is the agenda at a glance: of those initiatives that a filter leaves, a part
// of several, or what the home page has of all.
func (b *builder) index(root, path, filter string, of []*agenda.Initiative, part, parts int) indexData {
	d := indexData{b: b, Root: root, Filter: filter, Path: path, Filters: b.filters, Empty: len(b.A.Initiatives) == 0, Scenario: b.Scenario(), Total: len(of)}
	d.Alone = b.D.Alone()
	if parts > 1 {
		first := strings.TrimSuffix(path, ".html")
		if part > 0 {
			first = strings.TrimSuffix(first, fmt.Sprintf("-%d", part+1))
		}
		for n := range parts {
			d.Parts = append(d.Parts, partLink{link{Href: root + partPath(first+".html", n), Text: strconv.Itoa(n + 1)}, n == part})
		}
	}
	d.Large = filter == "" && len(of) > wholeUpTo
	seen := 0
	for _, v := range agenda.Verdicts() {
		var rows []*agenda.Initiative
		for _, i := range of {
			if i.Verdict == v {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			continue
		}
		d.Counts = append(d.Counts, countItem{Verdict: v, N: len(rows), Href: root + verdictPath(v)})
		if d.Large {
			continue
		}
		slices.SortStableFunc(rows, byMerit)
		from, to := 0, len(rows)
		if parts > 1 {
			from, to = min(to, max(0, part*rowsAPage-seen)), min(to, max(0, (part+1)*rowsAPage-seen))
		}
		seen += len(rows)
		if from == to {
			continue
		}
		g := group{Verdict: v, Means: verdictMeans[v], List: listed(v)}
		if d.Alone && v == agenda.Ready {
			g.Means = "it accepts the target in at least 8 of 10 draws, and gains"
		}
		for _, i := range rows[from:to] {
			g.Rows = append(g.Rows, agendaRow{b, root, i})
		}
		d.Groups = append(d.Groups, g)
	}
	if d.Large {
		d.Areas = b.byArea(root)
	}
	if filter == "" {
		d.Lead, d.Ready, d.Notes, d.Tongues = b.lead(root), b.ready(root), b.notes(), b.tongueLinks(root)
		if !d.Empty && !d.Large {
			d.Overview = b.overview(root)
		}
		for _, r := range b.A.Sequence {
			rr := round{N: r.Round}
			for _, id := range r.Initiatives {
				i := b.byID[id]
				d.StandIn = d.StandIn || i.Delivery == nil
				if r.Round == b.A.Sequence[0].Round {
					d.First = append(d.First, b.roundItem(root, i))
					continue
				}
				rr.Items = append(rr.Items, roundLink{b.initiativeLink(root, id), i.Verdict, prose.SayDelivery(i), b.unsureOf(i), slices.Contains(r.Lifted, id)})
			}
			if len(rr.Items) > 0 {
				d.Rounds = append(d.Rounds, rr)
			}
		}
		for _, p := range b.A.Principles {
			d.Principles = append(d.Principles, principleRow{b.initiativeLink(root, p.ID), b.D.Say(p.Doc.Dek)})
		}
		for _, o := range b.D.Outside {
			name := b.D.Say(o.Name)
			if name == "" {
				name = b.D.MemberName(o.ID.ID)
			}
			d.Outside = append(d.Outside, outsideRow{name, strings.Join(o.Role.IDs(), ", "), b.D.Say(o.Note), b.sourceLinks(root, o.Source.IDs())})
		}
	}
	return d
}

// are counts what is: "none is", "1 is", "7 are".
func are(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "1 is"
	}
	return strconv.Itoa(n) + " are"
}

func (b *builder) indexRow(root string, i *agenda.Initiative) indexRow {
	r := indexRow{Alone: b.D.Alone(), I: i, Link: b.initiativeLink(root, i.ID), Area: b.areaName(i.Area), Weighed: true, All: allOf(len(i.Members)), Delivery: prose.SayDelivery(i), Kind: ifPromised(i),
		Unsure: b.unsureOf(i)}
	for _, m := range i.Members {
		by := i.ByMember[m]
		if by == nil || by.P == nil {
			r.Weighed = false
		} else if *by.P < fallsShort {
			r.Short = append(r.Short, cell{b.D.MemberName(m), by.P, r.Link.Href + "#" + strings.ToLower(m)})
		}
	}
	slices.SortStableFunc(r.Short, func(x, y cell) int { return cmp.Compare(*x.P, *y.P) })
	switch i.Verdict {
	case agenda.Ready:
		if f := i.Doc.FirstResult; f != nil {
			r.Says = "First result: " + b.firstResult(f)
		}
	case agenda.Delivered:
		r.Says = inPlaceSince(i)
	case agenda.NotAssessed:
		r.Says = b.missingWords(i)
	case agenda.NoGain:
		r.Says = strings.TrimSuffix(i.Why, ".")
	default:
		r.Binds = b.binds(root, i)
		r.Need = b.need(root, i)
	}
	return r
}

// fallsShort is the carry under which a capital is named: what a joint carry needs.
const fallsShort = 0.8

// allOf says that every capital carries it.
func allOf(n int) string {
	switch n {
	case 1:
		return "it carries it"
	case 2:
		return "both carry it"
	}
	return "all " + words.Number(n) + " carry it"
}

// firstResult says what an initiative would show first, and within how long.
func (b *builder) firstResult(f *dossier.FirstResult) string {
	return strings.TrimSuffix(b.D.Say(f.What), ".") + ", within " + words.Count(int(f.Months+0.5), "month")
}

// unsureOf says what of an initiative is not confirmed; "" where all is.
func (b *builder) unsureOf(i *agenda.Initiative) string {
	return b.A.UnconfirmedWords(i, func(code string) string { return words.InSentence(b.D.MemberName(code)) })
}

// ifPromised says of a delivery that nobody has promised it yet.
func ifPromised(i *agenda.Initiative) string {
	if i.Delivery != nil && i.Delivery.IfPromised {
		return "if promised"
	}
	return ""
}

// inPlaceSince says since when the target is in place.
func inPlaceSince(i *agenda.Initiative) string {
	var since dossier.Date
	for _, h := range i.Doc.History {
		level := h.Level
		if r := i.Doc.Rung(h.Rung.ID); r != nil {
			level = r.Level
		}
		switch {
		case level < i.Target.Level:
			since = dossier.Date{}
		case since.IsZero():
			since = h.From
		}
	}
	if since.IsZero() {
		return "In place"
	}
	return "In place since " + dateWords(since)
}

// missingWords says in which capitals a stance is missing, and of how many.
func (b *builder) missingWords(i *agenda.Initiative) string {
	var parts []string
	for _, m := range i.Members {
		if c := i.ByMember[m]; c.P == nil && len(c.Missing) > 0 {
			who := b.bodyLink("", c.Missing[0]).Text
			if n := len(c.Missing) - 1; n == 1 {
				who += " and one other"
			} else if n > 1 {
				who += fmt.Sprintf(" and %d others", n)
			}
			parts = append(parts, b.D.MemberName(m)+", "+who)
		}
	}
	if len(parts) == 0 {
		return strings.TrimSuffix(i.Why, ".")
	}
	return "No stance on record: " + strings.Join(parts, "; ")
}

// holdLink names what holds an initiative back: a constraint, or a player's stance.
func (b *builder) holdLink(root string, h agenda.Hold) link {
	if h.Kind == "constraint" {
		return b.constraintLink(root, h.ID)
	}
	l := b.bodyLink(root, h.ID)
	l.Text = "Stance of " + b.withMember(h.ID)
	if h.Initiative != "" {
		l.Text += " on “" + b.initiativeLink(root, h.Initiative).Text + "”"
	}
	return l
}

// binds names what binds first: what would give back most or, where no single thing
// does, the stance of the player at whose limit the lowest ceiling stands.
func (b *builder) binds(root string, i *agenda.Initiative) *link {
	if len(i.HeldBackBy) > 0 {
		l := b.holdLink(root, i.HeldBackBy[0])
		return &l
	}
	worst := ""
	for _, m := range i.Members {
		if c := i.ByMember[m]; c.P != nil && len(c.Pivotal) > 0 && (worst == "" || *c.P < *i.ByMember[worst].P) {
			worst = m
		}
	}
	if worst == "" {
		return nil
	}
	return &link{Href: root + "initiatives/" + i.ID + ".html#" + strings.ToLower(worst), Text: "Stance of " + b.withMember(i.ByMember[worst].Pivotal[0].Player)}
}

// withMember names a player in short, with its member's code where there are several.
func (b *builder) withMember(id string) string {
	name, _, _ := strings.Cut(b.bodyLink("", id).Text, " (")
	if p := b.D.Player(id); p != nil && len(b.D.Members) > 1 {
		name += " (" + p.Member + ")"
	}
	return name
}

// need gives the cheapest set of changes in links.
func (b *builder) need(root string, i *agenda.Initiative) need {
	var n need
	if len(i.Levers) == 0 {
		return n
	}
	for _, m := range i.Levers[0].Moves {
		switch m.Kind {
		case "player":
			l := b.bodyLink(root, m.ID)
			l.Text = b.withMember(m.ID)
			of := &n.Players
			if m.Sure {
				of = &n.Sure
			}
			if !slices.Contains(*of, l) { // one who is asked for two things is named once
				*of = append(*of, l)
			}
		case "constraint":
			l := b.constraintLink(root, m.ID)
			l.Text = "relief of “" + l.Text + "”"
			n.Others = append(n.Others, l)
		default:
			n.Dearer = true
			n.Others = append(n.Others, link{Href: root + "initiatives/" + i.ID + ".html#levers", Text: fmt.Sprintf("a failure that costs %s %.0f points more", words.InSentence(b.D.MemberName(m.Member)), m.To-m.From)})
		}
	}
	return n
}
