package site

import (
	"cmp"
	"fmt"
	"strings"

	"entente/course"
	"entente/dossier"
	"entente/publish/feed"
	"entente/publish/report/web"
	"entente/words"
)

// feeds gives the feeds by their names; none where the dossier does not say where the
// site will be, since all that stands in them is read elsewhere and leads back, nor where
// they are withheld.
func (b *builder) feeds() (map[string][]byte, error) {
	if !b.HasFeeds() {
		return nil, nil
	}
	entries, err := b.entries()
	if err != nil {
		return nil, err
	}
	f := feed.Feed{
		Title: b.Name(), Subtitle: b.D.Say(b.D.Header.Question), Lang: b.Lang(), Home: b.address("index.html"), Base: b.address("index.html"),
		Author: b.D.Say(b.D.Convener.Name), Rights: b.Licence(), Program: "entente", Day: b.A.Dossier.AsOf.Last(), Entries: entries,
	}
	return f.Files()
}

// HasFeeds tells whether there are feeds.
func (b *builder) HasFeeds() bool { return b.D.Site.Address != "" && !b.withheld(feed.RSSFile) }

// entries gives all that feeds announce: what has a day of its own.
func (b *builder) entries() ([]feed.Entry, error) {
	var out []feed.Entry
	for _, p := range b.D.Texts() {
		if p.Date.IsZero() {
			continue
		}
		e, err := b.textEntry(p)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
		out = append(out, b.correctionEntries(p)...)
	}
	return append(out, b.movedEntries()...), nil
}

// textEntry is the report or a piece, whole.
func (b *builder) textEntry(p *dossier.Piece) (feed.Entry, error) {
	at := b.address(textPath(p))
	e := feed.Entry{ID: at, Link: at, Title: b.D.Say(p.Title), Kind: words.Capital(kindOf(p)), Date: p.Date.First(), Summary: b.D.Say(p.Dek)}
	for _, a := range b.byline("", p) {
		e.Authors = append(e.Authors, a.Link.Text)
	}
	for _, l := range b.tagsOf("", p) {
		e.Tags = append(e.Tags, l.Text)
	}
	for _, c := range p.Corrections {
		if d := c.Date.First(); d.After(e.Updated) {
			e.Updated = d
		}
	}
	doc, err := b.textDocument(p)
	if err != nil {
		return e, fmt.Errorf("the feed's entry of %s: %w", p.File, err)
	}
	e.HTML = web.Write(doc, web.Options{Passage: true})
	if words.Direction(b.Lang()) == "rtl" {
		e.HTML = `<div dir="rtl">` + e.HTML + `</div>`
	}
	return e, nil
}

// correctionEntries are the dated notes of what was corrected in a text.
func (b *builder) correctionEntries(p *dossier.Piece) []feed.Entry {
	var out []feed.Entry
	seen := map[string]int{}
	for _, c := range p.Corrections {
		if c.Date.IsZero() {
			continue
		}
		at := b.address(textPath(p))
		id := at + "#correction-" + c.Date.String()
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("-%d", seen[id])
		}
		out = append(out, feed.Entry{ID: id, Link: at, Title: "Correction: " + b.D.Say(p.Title), Kind: "Correction", Date: c.Date.First(), Summary: b.D.Say(c.What)})
	}
	return out
}

// movedEntries are the verdicts that moved between two steps of the course, each on the
// later step's day. What only came on record, or was not proposed till then, is no move.
func (b *builder) movedEntries() []feed.Entry {
	if b.Past.Course == nil {
		return nil
	}
	var out []feed.Entry
	for _, t := range b.Past.Course.Initiatives {
		if b.byID[t.ID] == nil {
			continue
		}
		for _, x := range t.Changes {
			if e, ok := b.movedEntry(t, x); ok {
				out = append(out, e)
			}
		}
	}
	return out
}

func (b *builder) movedEntry(t *course.Track, x course.Turn) (feed.Entry, bool) {
	if x.Arrival || x.Step >= len(b.Past.Course.Steps) {
		return feed.Entry{}, false
	}
	at := b.address("initiatives/" + t.ID + ".html")
	l := b.initiativeLink("", t.ID)
	e := feed.Entry{
		ID: at + "#verdict-" + anchor(x.Label), Link: at + "#past", Title: fmt.Sprintf("%s: from “%s” to “%s”", l.Text, x.From, x.To), Kind: "Verdict",
		Date: b.Past.Course.Steps[x.Step].Day.Last(), Summary: cmp.Or(strings.ReplaceAll(sayDates(x.Says), "\u00a0", " "), fmt.Sprintf("From “%s” to “%s”.", x.From, x.To)),
	}
	if i := b.D.Initiative(t.ID); i != nil {
		e.Tags = []string{b.areaName(i.Area.ID)}
	}
	return e, true
}

// followed is a way to follow the site: a file that others fetch.
type followed struct{ File, Type, Name string }

// Followed gives the ways to follow the site, for the head and foot of its pages.
func (b *builder) Followed() []followed {
	var out []followed
	if b.HasFeeds() {
		out = append(out, followed{feed.RSSFile, "application/rss+xml", "RSS"}, followed{feed.AtomFile, "application/atom+xml", "Atom"}, followed{feed.JSONFile, "application/feed+json", "JSON Feed"})
	}
	if b.HasCalendar() {
		out = append(out, followed{feed.CalendarFile, "text/calendar", "Calendar"})
	}
	return out
}
