package site

import (
	"fmt"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/parallel"
	"entente/prose"
	"entente/publish/chart"
	"entente/publish/report"
	"entente/record"
	"entente/words"
)

// document is something that is passed on: where it lies, without its ending, and what
// it says.
type document struct {
	path string
	make func() (report.Document, error)
}

// summaryPath is where the summary lies, without its ending.
const summaryPath = "summary"

// documents gives all that is passed on as documents: the texts, the initiatives, and
// the summary.
func (b *builder) documents() []document {
	out := []document{{summaryPath, func() (report.Document, error) { return b.summary(), nil }}}
	for _, p := range b.D.Texts() {
		out = append(out, document{strings.TrimSuffix(textPath(p), ".html"), func() (report.Document, error) { return b.textDocument(p, anyDay) }})
	}
	for _, i := range b.D.Initiatives {
		if b.byID[i.ID] != nil || i.Principle() {
			out = append(out, document{"initiatives/" + i.ID, func() (report.Document, error) { return b.initiativeDocument(i) }})
		}
	}
	return out
}

// writeDocuments puts those documents that are wanted, in all forms.
func (b *builder) writeDocuments(want func(document) bool) error {
	if len(b.forms) == 0 {
		return nil
	}
	all := slices.DeleteFunc(b.documents(), func(d document) bool { return !want(d) })
	return parallel.Try(len(all), 0, func(n int) error {
		d, err := all[n].make()
		if err != nil {
			return fmt.Errorf("the document %s: %w", all[n].path, err)
		}
		for _, f := range b.forms {
			src, err := f.Write(d)
			if err == nil {
				err = b.put(all[n].path+f.Ext, src)
			}
			if err != nil {
				return fmt.Errorf("the document %s%s: %w", all[n].path, f.Ext, err)
			}
		}
		return nil
	})
}

// Downloads gives the forms of a document, whose page is at path.
func (b *builder) Downloads(root, path string) []link {
	var out []link
	for _, f := range b.forms {
		out = append(out, link{Href: root + strings.TrimSuffix(path, ".html") + f.Ext, Text: f.Name})
	}
	return out
}

// frameOf is what all documents of the dossier have: from where they are, and of when.
func (b *builder) frameOf(path, title string) report.Document {
	d := report.Document{Title: title, Lang: b.Lang(), AsOf: b.AsOf(), Made: b.A.Dossier.AsOf.Last(), Site: b.Name(), Convener: b.D.Say(b.D.Convener.Name), Address: b.address(path), Licence: b.Licence(), Mark: b.Embargo()}
	if s := b.Scenario(); s != "" {
		d.Notices = append(d.Notices, words.Capital(s)+", not as things stand.")
	}
	if n := b.Notice(); n != "" {
		d.Notices = append(d.Notices, n)
	}
	return d
}

func (b *builder) reader() report.Reader {
	style, err := bib.ParseStyle(b.D.Citations)
	if err != nil {
		style = bib.Notes
	}
	return report.Reader{Evaluate: b.eval.Evaluate, Record: b.cslRecord, Style: style, Chart: b.chartOf, Link: func(href string) string { return b.fullAddress(b.linkTo("", href)) }}
}

// fullAddress gives the address on the web of a place of the site; "" where the dossier
// does not say where the site will be.
func (b *builder) fullAddress(href string) string {
	file, part, _ := strings.Cut(href, "#")
	to := ""
	if file != "" {
		to = b.address(file)
	}
	if to != "" && part != "" {
		to += "#" + part
	}
	return to
}

// anyDay leaves out nothing by its date.
func anyDay(dossier.Date) bool { return true }

// textDocument is the report or a piece, with those corrections and dissents whose dates
// are told; dissents without a date are in any case.
func (b *builder) textDocument(p *dossier.Piece, told func(dossier.Date) bool) (report.Document, error) {
	d := b.frameOf(textPath(p), b.D.Say(p.Title))
	d.Deck, d.Kind = b.D.Say(p.Dek), words.Capital(kindOf(p))
	if !p.Date.IsZero() {
		d.Date, d.Made = dateWords(p.Date), p.Date.First()
	}
	for _, a := range b.byline("", p) {
		d.Byline = append(d.Byline, report.Author{Name: a.Link.Text, At: a.At})
	}
	for _, a := range p.Areas {
		d.Keywords = append(d.Keywords, b.areaName(a.ID))
	}
	for _, r := range p.Regions {
		d.Keywords = append(d.Keywords, r.ID)
	}
	for _, c := range p.Corrections {
		if told(c.Date) {
			d.Corrections = append(d.Corrections, dateWords(c.Date)+": "+b.D.Say(c.What))
		}
	}
	doc, err := b.read(p.Body)
	if err != nil {
		return d, err
	}
	r := b.reader()
	body := r.Read(doc)
	d.Blocks, d.Notes, d.References = b.dissenting(p, body.Blocks, told), body.Notes, body.References
	d.ListName = "Bibliography"
	if r.Style == bib.AuthorDate {
		d.ListName = "References"
	}
	d.Contents = headings(d.Blocks) > 2
	return d, nil
}

func headings(blocks []report.Block) (n int) {
	for _, x := range blocks {
		if _, ok := x.(report.Heading); ok {
			n++
		}
	}
	return n
}

// dissenting puts each dissent behind the section that it is from; one from the whole
// text stands at its end.
func (b *builder) dissenting(p *dossier.Piece, blocks []report.Block, told func(dossier.Date) bool) []report.Block {
	if b.D.People == nil {
		return blocks
	}
	for _, x := range b.D.People.Dissent {
		text, section, _ := strings.Cut(x.Text, "#")
		if text != p.ID && text != p.File || !x.Date.IsZero() && !told(x.Date) {
			continue
		}
		by := "Dissent of " + b.Person(x.Person.ID)
		if !x.Date.IsZero() {
			by += ", " + dateWords(x.Date)
		}
		end := len(blocks)
		if i := slices.IndexFunc(blocks, func(k report.Block) bool { h, ok := k.(report.Heading); return ok && h.ID == section }); i >= 0 {
			level := blocks[i].(report.Heading).Level
			if n := slices.IndexFunc(blocks[i+1:], func(k report.Block) bool { h, ok := k.(report.Heading); return ok && h.Level <= level }); n >= 0 {
				end = i + 1 + n
			}
		}
		blocks = slices.Insert(blocks, end, report.Block(report.Quote{Blocks: []report.Block{report.Paragraph{Text: report.Words(b.D.Say(x.Words))}}, By: by}))
	}
	return blocks
}

// the words of cells and lines
func say(format string, args ...any) report.Paragraph {
	return report.Paragraph{Text: report.Words(fmt.Sprintf(format, args...))}
}

func head(words string) report.Heading {
	return report.Heading{Level: 1, Text: report.Words(words)}
}

func cells(of ...string) [][]report.Run {
	var out [][]report.Run
	for _, c := range of {
		out = append(out, report.Words(c))
	}
	return out
}

// texts names what links lead to, with their notes.
func texts(links []link) string {
	var out []string
	for _, l := range links {
		s := l.Text
		if l.Note != "" {
			s += " (" + l.Note + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// sourced gives words with the sources behind them; without words the sources alone.
func sourced(text string, sources []link) string {
	s := texts(sources)
	if s == "" || text == "" {
		return text + s
	}
	return text + " (" + s + ")"
}

// initiativeDocument is an initiative as a paper of its own.
func (b *builder) initiativeDocument(doc *dossier.Initiative) (report.Document, error) {
	v := b.initiative("", doc)
	d := b.frameOf("initiatives/"+doc.ID+".html", v.Title)
	d.Kind, d.Deck, d.Keywords = "Initiative", v.Dek, slices.DeleteFunc([]string{v.Area}, func(s string) bool { return s == "" })
	if v.I == nil {
		d.Kind = "Principle"
	}
	add := func(x ...report.Block) { d.Blocks = append(d.Blocks, x...) }
	if v.Proposed != "" {
		s := "Proposed " + v.Proposed
		if v.Origin != "" {
			s += ": " + sourced(v.Origin, v.OriginLinks)
		}
		add(say("%s.", s))
	}
	if v.I == nil {
		add(say("This is a principle: it guides the rest of the agenda, and has no ladder and no verdict."))
	} else {
		add(b.weighed(v)...)
	}
	if doc.Body != "" {
		text, err := b.read(doc.Body)
		if err != nil {
			return d, err
		}
		r := b.reader()
		r.Top = 2
		body := r.Read(text)
		add(head("Notes"))
		add(body.Blocks...)
		d.Notes, d.References, d.ListName = body.Notes, body.References, "Bibliography"
	}
	if len(v.History) > 0 {
		t := report.Table{Caption: "What was reached, and when", Head: cells("From", "Level reached", "What", "Source")}
		for _, h := range v.History {
			what := h.What
			for _, n := range []string{h.Note, h.Searched} {
				if n != "" {
					what += " (" + n + ")"
				}
			}
			t.Rows = append(t.Rows, cells(h.Date, h.Rung, what, texts(h.Sources)))
		}
		add(head("History"), t)
	}
	if len(v.Commitments) > 0 {
		t := report.Table{Caption: "What was promised", Head: cells("Meeting", "What", "Who", "Record", "Source")}
		for _, c := range v.Commitments {
			what := c.C.Text
			if c.Unsure != "" {
				what += " (" + c.Unsure + ")"
			}
			t.Rows = append(t.Rows, cells(c.C.Meeting+", "+dateWords(c.C.Date), what, c.Member, c.Status+" (assessed "+dateWords(c.C.Assessed)+")", texts(c.Sources)))
		}
		add(head("What was promised"), t)
	}
	if v.Judged != "" {
		add(report.Paragraph{Small: true, Text: report.Words(sourced(v.Judged, v.JudgedLinks))})
	}
	if len(v.Sources) > 0 && d.References == nil {
		add(head("Sources"))
		citer := bib.NewCiter(b.reader().Style, b.cslRecord)
		ids := doc.Source.IDs()
		if v.I != nil {
			ids = v.I.Sources
		}
		citer.Prepare(ids)
		for _, id := range ids {
			if _, ok := citer.Cite(id, ""); ok {
				add(report.Paragraph{Small: true, Text: report.Cited(citer.Reference(id))})
			}
		}
	}
	d.Contents = headings(d.Blocks) > 5
	return d, nil
}

// weighed says what the agenda says of an initiative.
func (b *builder) weighed(v initiativeData) []report.Block {
	var out []report.Block
	add := func(x ...report.Block) { out = append(out, x...) }
	i := v.I
	const carry = "Carry"
	facts := []report.Run{{Text: i.Verdict.Symbol() + " " + words.Capital(string(i.Verdict)), Bold: true}, {Text: " at the target “" + i.Target.Name + "”"}}
	if i.Verdict != agenda.Delivered {
		facts = append(facts, report.Run{Text: ". " + carry + " " + words.InTenOrDash(i.Joint.P) + "; delivery " + prose.SayDelivery(i)})
	}
	add(report.Paragraph{Text: append(facts, report.Run{Text: "."})})
	if w := v.Waits; w != nil {
		s := "It is shut, and no date is known on which it opens"
		if w.Until != "" {
			s = "It waits for " + w.Until
		}
		add(say("%s: %s.", s, strings.TrimSuffix(w.Why, ".")))
	}
	why := i.Why
	if i.Verdict != agenda.Delivered {
		why += " In place today: " + i.StatusQuo.Name
		if i.StatusQuo.Unconfirmed {
			why += " (" + dossier.NotConfirmed + ")"
		}
		why += "."
	}
	if v.Record != "" {
		why += " " + v.Record
	}
	add(say("%s", strings.TrimSpace(why)))
	t := report.Table{ID: "ladder", Caption: v.Table.Title + ". Draws in ten in which each rung is carried", Head: cells(slices.Concat([]string{"Rung"}, v.Table.Columns, []string{"Delivery"})...)}
	for _, r := range v.Table.Rows {
		name := r.Name
		if r.Target {
			name = "Target: " + name
		}
		if r.Unsure != "" {
			name += " (" + r.Unsure + ")"
		}
		row := []string{name}
		for _, c := range r.Cells {
			s := "not assessed"
			switch {
			case r.InPlace:
				s = "in place"
			case c.P != nil:
				s = words.InTen(*c.P)
			}
			if c.Limits.Text != "" {
				s += "; limit: " + c.Limits.Text
			}
			row = append(row, s)
		}
		t.Rows = append(t.Rows, cells(append(row, r.Delivery)...))
	}
	if v.Table.Note != "" {
		t.Sources = report.Words(v.Table.Note)
	}
	add(t, report.Figure{ID: "curves", Chart: v.Ladder.Chart})
	if v.Delivery != nil {
		add(head("Delivery"), say("%s", strings.Join(v.Delivery.Says, " ")))
	}
	if len(v.Holds) > 0 {
		var items [][]report.Block
		for _, h := range v.Holds {
			how := "if it were calm, carry would be higher by "
			if h.H.Kind == "player" {
				how = "if it accepted in every draw, carry would be higher by "
			}
			s := h.Link.Text + ": " + how + words.InTen(h.H.GivesBack)
			if h.Pressure != "" && h.Evidence {
				s += " (pressure now " + h.Pressure + ")"
			}
			if !h.Evidence {
				s += " (no evidence of its pressure)"
			}
			items = append(items, []report.Block{say("%s", s)})
		}
		add(head("What holds it back"), report.List{Items: items})
	}
	for _, l := range []struct {
		name string
		sets []leverView
	}{{"What would have to change", v.ToChange}, {"Who would have to be firmly for it", v.MakeSure}} {
		if len(l.sets) == 0 {
			continue
		}
		var items [][]report.Block
		for _, s := range l.sets {
			items = append(items, []report.Block{say("%s. %s %s.", strings.TrimSuffix(s.Words, "."), carry, words.InTen(s.L.Joint))})
		}
		add(head(l.name), report.List{Ordered: true, First: 1, Items: items})
	}
	title := "Capital by capital"
	if v.Alone {
		title = "How it is decided"
	}
	add(head(title))
	for _, c := range v.Capitals {
		add(report.Heading{Level: 2, Text: report.Words(c.Name)})
		if c.C.P == nil {
			lacks := c.Lacks
			if len(c.Missing) > 0 {
				lacks = "no stance is on record for " + texts(c.Missing)
			}
			add(say("Not assessed: %s. This is not a no. %s", strings.TrimSuffix(lacks, "."), c.Gain))
		} else {
			s := "Carries the target in " + words.OfTen(*c.C.P) + " draws"
			if c.Procedure != "" {
				s += ", by “" + c.Procedure + "”"
			}
			if c.Pivot != "" {
				s += ". " + c.Pivot
			}
			add(say("%s", strings.TrimSpace(s+". "+c.Gain)))
		}
		if len(c.Players) > 0 {
			t := report.Table{Caption: "Players: " + c.Name, Head: cells("Player", "Stands at", "Needs", "Accepts", "Because"), Right: []bool{false, true, true, true, false}}
			for _, p := range c.Players {
				because := strings.TrimSuffix(p.P.Because, ".") + ". " + sourced(p.By, p.Evidence)
				if p.Unsure != "" {
					because += " (" + p.Unsure + ")"
				}
				t.Rows = append(t.Rows, cells(p.Link.Text, fmt.Sprintf("%.0f (%.0f–%.0f)", p.P.Position.P50, p.P.Position.P10, p.P.Position.P90), fmt.Sprintf("%.0f", p.P.Required), words.InTen(p.P.Accepts), because))
			}
			add(t)
		}
	}
	add(head("Who would do it"))
	o := report.Table{Caption: "Owners", Head: cells("Member", "Lead", "Signs", "Helps", "By whom this is said")}
	for _, w := range v.Owners {
		lead := texts(w.Lead)
		if !w.Named {
			lead = "no owner is named"
		}
		by := sourced(w.By, w.Sources)
		if w.Named && by == "" {
			by = "no source and no judge"
		}
		o.Rows = append(o.Rows, cells(w.Member, lead, texts(w.Signs), texts(w.Helps), by))
	}
	add(o)
	return out
}

// mostInSummary is how many initiatives the summary lists: it is one page.
const mostInSummary = 6

// longest are how many letters of the parts of the summary are printed: it is one page.
const (
	longestLead = 900
	longestCell = 90
)

// summary is the agenda on one page: what it comes to, and what to take up first.
func (b *builder) summary() report.Document {
	title := b.Site()
	if r := b.D.Report; r != nil {
		title = b.D.Say(r.Title)
	}
	d := b.frameOf("index.html", words.Clip(title, 160))
	d.Kind = "Executive summary"
	left := longestLead
	for _, s := range b.lead("") {
		text := words.Clip(s.String(), left)
		if text != "" {
			d.Blocks = append(d.Blocks, say("%s", text))
		}
		if left -= words.Width(text); left < 40 {
			break
		}
	}
	first := b.firstItems()
	if len(first.Items) == 0 {
		return d
	}
	t := report.Table{Caption: first.Name, Head: cells("Initiative", "What is to be done", "Verdict", "Carry", "Delivery")}
	for _, r := range first.Items {
		t.Rows = append(t.Rows, [][]report.Run{{r.title}, report.Words(r.do), report.Words(r.verdict), report.Words(r.carry), report.Words(r.delivery)})
	}
	if first.More > 0 {
		t.Sources = moreOf(first.More)
	}
	d.Blocks = append(d.Blocks, t)
	if c := b.nextMeeting(b.memberCodes()); c != nil {
		d.Blocks = append(d.Blocks, say("Next: %s, %s.", dateWords(c.Date), words.Clip(strings.TrimSuffix(c.Title, "."), longestCell)))
	}
	d.Blocks = append(d.Blocks, report.Paragraph{Small: true, Text: report.Words("“8 in 10” says in how many of ten draws of the judged quantities nobody who must agree stands in the way. Delivery says how often it gets done.")})
	return d
}

// firstItems is what the summary and the newsletter say to take up first.
type firstItems struct {
	Name  string
	Items []firstItem
	More  int // that are not among the items
	// Within is the time in which delivery asks whether it gets done, in words.
	Within string
}

type firstItem struct {
	title                        report.Run // it leads to the initiative
	do, verdict, carry, delivery string     // delivery may be ""
}

// firstItems gives the first round, else the best of the agenda.
func (b *builder) firstItems() firstItems {
	var first []*agenda.Initiative
	if len(b.A.Sequence) > 0 {
		for _, id := range b.A.Sequence[0].Initiatives {
			first = append(first, b.byID[id])
		}
	}
	out := firstItems{Name: "To take up first", Within: record.Span(b.D.Settings().Horizon)}
	if len(first) == 0 {
		out.Name = "The agenda"
		first = slices.SortedStableFunc(slices.Values(b.A.Initiatives), byMerit)
	}
	n := min(len(first), mostInSummary)
	out.More = len(first) - n
	for _, i := range first[:n] {
		r := b.roundItem("", i)
		title := words.Clip(r.Link.Text, longestCell)
		if r.Unsure != "" {
			title += " (" + r.Unsure + ")"
		}
		out.Items = append(out.Items, firstItem{report.Run{Text: title, Href: b.fullAddress(r.Link.Href)}, words.Clip(r.Do, longestCell), i.Verdict.Symbol() + " " + string(i.Verdict), r.Carry, r.Delivery})
	}
	return out
}

// moreOf says how many initiatives a list leaves out.
func moreOf(n int) []report.Run {
	return report.Words(fmt.Sprintf("And %s more; the agenda has them all.", words.Number(n)))
}

// memberCodes gives the codes of all members, in the order of the dossier.
func (b *builder) memberCodes() []string {
	var out []string
	for _, m := range b.D.Members {
		out = append(out, m.Code.ID)
	}
	return out
}

// chartOf draws the chart of a directive; false where there is nothing to draw.
func (b *builder) chartOf(c prose.Chart) (chart.Chart, bool) {
	pic, ok := b.pictureOf(c)
	return pic.Chart, ok
}
