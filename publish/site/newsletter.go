package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/dossier"
	"entente/publish/edition"
	"entente/publish/feed"
	"entente/publish/report"
	"entente/publish/report/mail"
	"entente/words"
)

// The names of the newsletter's files.
const (
	newsletterHTML = "newsletter.html"
	newsletterText = "newsletter.txt"
)

// How much a newsletter holds.
const (
	newsMonths  = 3 // back from the agenda's day, of texts, corrections and moved verdicts
	fewestTexts = 3 // the newest, however old
	mostNews    = 12
	mostMoves   = 20
	mostAhead   = 8
	newsLetters = 320 // columns of a dek, a correction or a reason
)

// newsletters gives the newsletter as mail in HTML and as plain text; none where the
// dossier does not say where the site will be, since a mail leads there, nor where they
// are withheld.
func (b *builder) newsletters() (map[string][]byte, error) {
	if !b.HasNewsletter() {
		return nil, nil
	}
	entries, err := b.entries()
	if err != nil {
		return nil, err
	}
	var d report.Document
	var page []byte
	// It is kept below what programs of mail show without cutting, by telling less.
	for most := mostNews; most > 0; most /= 2 {
		d = b.newsletter(entries, most)
		if page = mail.HTML(d, b.mailColours()); len(page) <= mail.MostBytes {
			break
		}
	}
	return map[string][]byte{newsletterHTML: page, newsletterText: mail.Text(d)}, nil
}

// HasNewsletter tells whether there is a newsletter.
func (b *builder) HasNewsletter() bool {
	return b.D.Site.Address != "" && !b.withheld(newsletterHTML)
}

func (b *builder) mailColours() mail.Options {
	if c, err := dossier.ParseColour(b.D.Site.Colours.Accent); err == nil {
		return mail.Options{Accent: c.String(), OnDark: c.OnDark().String()}
	}
	return mail.Options{}
}

// newsletter is what is new on the site, at most so many things of a sort.
func (b *builder) newsletter(entries []announced, most int) report.Document {
	d := b.frameOf("index.html", words.Clip(b.Name(), 160))
	d.Kind, d.Site = "Newsletter", ""
	d.Deck = words.Clip(b.newsDeck(), newsLetters)
	put := func(head string, blocks ...report.Block) {
		if len(blocks) > 0 {
			d.Blocks = append(d.Blocks, report.Heading{Level: 1, Text: report.Words(head)})
			d.Blocks = append(d.Blocks, blocks...)
		}
	}
	if steps := b.Steps(); len(steps) > 0 && steps[0].Since != "" {
		put("What changed since "+steps[0].Since, b.changeBlocks(steps[0], min(most, mostMoves))...)
	}
	since := b.A.Dossier.AsOf.Last().AddDate(0, -newsMonths, 0)
	groups := map[string][]announced{}
	for _, e := range newest(entries) {
		kind := ""
		switch e.Kind {
		case kindVerdict, kindCorrection:
			kind = e.Kind
		case kindEdition:
			continue // it stands above
		}
		if e.Date.Before(since) && (kind != "" || len(groups[kind]) >= fewestTexts) || len(groups[kind]) >= most {
			continue
		}
		groups[kind] = append(groups[kind], e)
	}
	put("New texts", b.newsItems(groups[""])...)
	put("Verdicts and carries that moved", b.newsItems(groups[kindVerdict])...)
	put("Corrections", b.newsItems(groups[kindCorrection])...)
	for _, x := range b.summary().Blocks {
		if t, ok := x.(report.Table); ok { // five columns are too many for a phone
			put(t.Caption, b.takenUp(t)...)
		}
	}
	put("Ahead", b.aheadBlocks(min(most, mostAhead))...)
	return d
}

// newsDeck is what the agenda comes to, in its first sentence.
func (b *builder) newsDeck() string {
	for _, s := range b.lead("") {
		text := s.Before
		if s.Link != nil {
			text += s.Link.Text
		}
		if text += s.After; text != "" {
			return text
		}
	}
	return b.D.Say(b.D.Header.Question)
}

// newsItems are entries, each with its words, its title leading to it.
func (b *builder) newsItems(entries []announced) []report.Block {
	var out []report.Block
	for _, e := range entries {
		about := []string{e.when}
		if len(e.Authors) > 0 {
			about = append(about, words.List(e.Authors))
		}
		if e.Kind != kindVerdict && e.Kind != kindCorrection {
			about = append([]string{e.Kind}, about...)
		}
		text := []report.Run{{Text: words.Clip(e.Title, newsLetters), Href: e.Link, Bold: true}, {Break: true}, {Text: words.Clip(strings.Join(about, " · "), newsLetters), Weak: true}}
		if e.Summary != "" {
			text = append(text, report.Run{Break: true}, report.Run{Text: words.Clip(strings.Join(strings.Fields(e.Summary), " "), newsLetters)})
		}
		out = append(out, report.Paragraph{Text: text})
	}
	return out
}

// takenUp turns the rows of the summary's table into a list: the initiative, its verdict,
// what is to be done.
func (b *builder) takenUp(t report.Table) []report.Block {
	l := report.List{}
	for _, row := range t.Rows {
		title := slices.Clone(row[0])
		title[0].Bold = true
		says := fmt.Sprintf(": %s; carry %s", report.Plain(row[2]), report.Plain(row[3]))
		if len(row) > 4 && report.Plain(row[4]) != "" {
			says += ", delivery " + report.Plain(row[4])
		}
		item := append(title, report.Run{Text: says + ". "}, report.Run{Text: words.End(report.Plain(row[1]))})
		l.Items = append(l.Items, []report.Block{report.Paragraph{Text: item}})
	}
	out := []report.Block{l}
	if t.Sources != nil {
		out = append(out, report.Paragraph{Small: true, Text: t.Sources})
	}
	return append(out, report.Paragraph{Small: true, Text: report.Words("Carry says in how many of ten draws of the judged quantities nobody who must agree stands in the way; delivery how often it gets done.")})
}

// aheadBlocks are the next dates, with what is due.
func (b *builder) aheadBlocks(most int) []report.Block {
	day := b.A.Dossier.AsOf.Last()
	events := slices.DeleteFunc(b.ahead(), func(e feed.Event) bool { return e.First.Before(day) })
	slices.SortStableFunc(events, func(x, y feed.Event) int {
		return cmp.Or(x.First.Compare(y.First), strings.Compare(x.ID, y.ID))
	})
	if len(events) == 0 {
		return nil
	}
	t := report.Table{Head: cells("Day", "What")}
	for _, e := range events[:min(len(events), most)] {
		when := dateWords(dossier.DateOf(e.First))
		if e.Last.After(e.First) {
			when += " to " + dateWords(dossier.DateOf(e.Last))
		}
		what := words.Clip(e.Title, newsLetters)
		row := [][]report.Run{report.Words(when), {{Text: what, Href: e.URL}}}
		if e.Tentative {
			row[1] = append(row[1], report.Run{Text: " (not certain)", Weak: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return []report.Block{t, report.Paragraph{Small: true, Text: []report.Run{{Text: "All of these for a calendar of yours", Href: b.address(feed.CalendarFile)}}}}
}

// changeBlocks tell what moved from one edition to the next: under a heading for each sort,
// at most so many of a sort.
func (b *builder) changeBlocks(s edition.Step, most int) []report.Block {
	groups := b.moveGroups("", s.Moves)
	if len(groups) == 0 {
		return []report.Block{report.Paragraph{Text: report.Words(sameWords)}}
	}
	var out []report.Block
	for _, g := range groups {
		l := report.List{}
		for _, m := range g.Moves[:min(len(g.Moves), most)] {
			l.Items = append(l.Items, []report.Block{report.Paragraph{Text: []report.Run{{Text: m.Link.Text, Href: b.fullAddress(m.Link.Href), Bold: true}, {Text: ": " + m.Says}}}})
		}
		out = append(out, report.Paragraph{Text: []report.Run{{Text: g.Title, Italic: true}}}, l)
		if more := len(g.Moves) - most; more > 0 {
			out = append(out, report.Paragraph{Small: true, Text: report.Words(fmt.Sprintf("And %s more.", words.Number(more)))})
		}
	}
	return out
}
