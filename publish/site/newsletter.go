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
	mostAhead   = 8
	newsLetters = 320 // columns of a dek, a correction or a reason
)

// newsSize is how much a newsletter tells: so many things of a sort, in so many columns.
type newsSize struct{ most, letters int }

// newsSizes are tried in their order until a mail is shown whole.
var newsSizes = []newsSize{{mostNews, newsLetters}, {mostNews / 2, newsLetters}, {mostNews / 4, newsLetters}, {1, newsLetters}, {1, newsLetters / 4}}

// newsletters gives the newsletter as mail in HTML and as plain text; none where the
// dossier does not say where the site will be, since a mail leads there, nor where they
// are withheld. It is kept below what programs of mail show without cutting, by telling
// less; where the least is longer, that is it.
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
	first := b.firstItems()
	for _, size := range newsSizes {
		d = b.newsletter(entries, first, size)
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

// newsletter is what is new on the site.
func (b *builder) newsletter(entries []announced, first firstItems, size newsSize) report.Document {
	d := b.frameOf("index.html", b.titled(words.Clip(b.Name(), 160)))
	d.Kind, d.Site = "Newsletter", ""
	d.Deck = words.Clip(b.newsDeck(), size.letters)
	put := func(head string, blocks ...report.Block) {
		if len(blocks) > 0 {
			d.Blocks = append(d.Blocks, report.Heading{Level: 1, Text: report.Words(head)})
			d.Blocks = append(d.Blocks, blocks...)
		}
	}
	if steps := b.history(); len(steps) > 0 && steps[0].Since != "" {
		put("What changed since "+steps[0].Since, b.changeBlocks(steps[0], size)...)
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
		if e.Date.Before(since) && (kind != "" || len(groups[kind]) >= fewestTexts) || len(groups[kind]) >= size.most {
			continue
		}
		groups[kind] = append(groups[kind], e)
	}
	put("New texts", newsItems(groups[""], size)...)
	put("Verdicts and carries that moved", newsItems(groups[kindVerdict], size)...)
	put("Corrections", newsItems(groups[kindCorrection], size)...)
	put(first.Name, takenUp(first, size)...)
	put("Ahead", b.aheadBlocks(size)...)
	return d
}

// newsDeck is what the agenda comes to, in its first sentence.
func (b *builder) newsDeck() string {
	for _, s := range b.lead("") {
		if text := s.String(); text != "" {
			return text
		}
	}
	return b.D.Say(b.D.Header.Question)
}

// newsItems are entries, each with its words, its title leading to it.
func newsItems(entries []announced, size newsSize) []report.Block {
	var out []report.Block
	for _, e := range entries {
		about := []string{dateWords(e.when)}
		if len(e.Authors) > 0 {
			about = append(about, words.List(e.Authors))
		}
		if e.Kind != kindVerdict && e.Kind != kindCorrection {
			about = append([]string{e.Kind}, about...)
		}
		text := []report.Run{{Text: words.Clip(e.Title, size.letters), Href: e.Link, Bold: true}, {Break: true}, {Text: words.Clip(strings.Join(about, " · "), size.letters), Weak: true}}
		if e.Summary != "" {
			text = append(text, report.Run{Break: true}, report.Run{Text: words.Clip(strings.Join(strings.Fields(e.Summary), " "), size.letters)})
		}
		out = append(out, report.Paragraph{Text: text})
	}
	return out
}

// takenUp is what to take up first as a list, since the summary's five columns are too many
// for a phone: the initiative, its verdict, what is to be done.
func takenUp(first firstItems, size newsSize) []report.Block {
	if len(first.Items) == 0 {
		return nil
	}
	l := report.List{}
	n := min(len(first.Items), size.most)
	for _, r := range first.Items[:n] {
		r.title.Bold = true
		says := fmt.Sprintf(": %s; carry %s", r.verdict, r.carry)
		if r.delivery != "" {
			says += ", delivery " + r.delivery
		}
		l.Items = append(l.Items, []report.Block{report.Paragraph{Text: []report.Run{r.title, {Text: says + ". "}, {Text: words.End(r.do)}}}})
	}
	out := []report.Block{l}
	if more := first.More + len(first.Items) - n; more > 0 {
		out = append(out, report.Paragraph{Small: true, Text: moreOf(more)})
	}
	return append(out, report.Paragraph{Small: true, Text: report.Words("Carry says in how many of ten draws of the judged quantities nobody who must agree stands in the way; delivery how often, once promised, it gets done within " + first.Within + ".")})
}

// aheadBlocks are the next dates, with what is due.
func (b *builder) aheadBlocks(size newsSize) []report.Block {
	day := b.A.Dossier.AsOf.Last()
	events := slices.DeleteFunc(b.ahead(), func(e feed.Event) bool { return e.First.Before(day) })
	slices.SortStableFunc(events, func(x, y feed.Event) int {
		return cmp.Or(x.First.Compare(y.First), strings.Compare(x.ID, y.ID))
	})
	if len(events) == 0 {
		return nil
	}
	t := report.Table{Head: cells("Day", "What")}
	for _, e := range events[:min(len(events), size.most, mostAhead)] {
		when := dateWords(dossier.DateOf(e.First))
		if e.Last.After(e.First) {
			when += " to " + dateWords(dossier.DateOf(e.Last))
		}
		what := words.Clip(e.Title, size.letters)
		row := [][]report.Run{report.Words(when), {{Text: what, Href: e.URL}}}
		if e.Tentative {
			row[1] = append(row[1], report.Run{Text: " (not certain)", Weak: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return []report.Block{t, report.Paragraph{Small: true, Text: []report.Run{{Text: "All of these for a calendar of yours", Href: b.address(feed.CalendarFile)}}}}
}

// changeBlocks tell what moved from one edition to the next: under a heading for each sort,
// as much as the size says.
func (b *builder) changeBlocks(s edition.Step, size newsSize) []report.Block {
	groups := b.moveGroups("", s.Moves)
	if len(groups) == 0 {
		return []report.Block{report.Paragraph{Text: report.Words(sameWords)}}
	}
	var out []report.Block
	for _, g := range groups {
		l := report.List{}
		for _, m := range g.Moves[:min(len(g.Moves), size.most)] {
			l.Items = append(l.Items, []report.Block{report.Paragraph{Text: []report.Run{{Text: words.Clip(m.Link.Text, size.letters), Href: b.fullAddress(m.Link.Href), Bold: true}, {Text: ": " + words.Clip(m.Says, size.letters)}}}})
		}
		out = append(out, report.Paragraph{Text: []report.Run{{Text: g.Title, Italic: true}}}, l)
		if more := len(g.Moves) - size.most; more > 0 {
			out = append(out, report.Paragraph{Small: true, Text: report.Words(fmt.Sprintf("And %s more.", words.Number(more)))})
		}
	}
	return append(out, report.Paragraph{Small: true, Text: report.Words(s.Untold())})
}
