package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/course"
	"entente/dossier"
	"entente/publish/edition"
	"entente/publish/feed"
	"entente/publish/report"
	"entente/publish/report/web"
	"entente/words"
)

// The kinds of entries that are no texts.
const (
	kindVerdict    = "Verdict"
	kindCorrection = "Correction"
	kindEdition    = "Edition"
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
	var all []feed.Entry
	for _, e := range entries {
		all = append(all, e.Entry)
	}
	f := feed.Feed{
		Title: b.titled(b.Name()), Subtitle: b.D.Say(b.D.Header.Question), Lang: b.Lang(), Home: b.address("index.html"), Base: b.address("index.html"),
		Author: b.D.Say(b.D.Convener.Name), Rights: b.Licence(), Program: "entente", Day: b.A.Dossier.AsOf.Last(), Entries: all,
	}
	return f.Files()
}

// HasFeeds tells whether there are feeds.
func (b *builder) HasFeeds() bool { return b.D.Site.Address != "" && !b.withheld(feed.RSSFile) }

// announced is an entry with its date as it is known: of one that is known by its month
// the entry has the first day.
type announced struct {
	feed.Entry
	when dossier.Date
}

// newest puts entries in the order of feeds.
func newest(all []announced) []announced {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(x, y announced) int { return feed.Order(x.Entry, y.Entry) })
	return out
}

// findEntries gives all that feeds announce: what has a day of its own, and could be known on
// the agenda's.
func (b *builder) findEntries() ([]announced, error) {
	var out []announced
	for _, p := range b.D.Texts() {
		if !b.known(p.Date) {
			continue
		}
		e, err := b.textEntry(p)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
		out = append(out, b.correctionEntries(p)...)
	}
	return slices.Concat(out, b.movedEntries(), b.editionEntries()), nil
}

// editionEntries are the editions, and the agenda in hand where there was one before, each
// with what moved since the one before, and the corrections to them.
func (b *builder) editionEntries() []announced {
	var out []announced
	at := b.address(editionsPage)
	history := b.history()
	for n, s := range history {
		if s.Name == "" && s.Since == "" {
			continue
		}
		e := feed.Entry{ID: at + "#now-" + s.Day.String(), Link: at + "#now", Title: "What changed since " + s.Since, Kind: kindEdition, Date: s.Day.Last(), Turn: len(history) - n}
		if s.Name != "" {
			e.ID = at + "#edition-" + encoded(s.Name)
			e.Link, e.Title = e.ID, "Edition "+s.Name
			if s.Since != "" {
				e.Title += ": what changed since " + s.Since
			}
		}
		if s.Since == "" {
			e.Summary = "The first edition."
		} else {
			e.HTML = b.passage(report.Document{Title: e.Title, Lang: b.Lang(), Blocks: b.changeBlocks(s, newsSize{len(s.Moves), math.MaxInt})})
		}
		var notes []edition.Correction
		for _, c := range b.editionCorrections(s.Name) {
			if b.known(c.Date) {
				notes = append(notes, c)
				if d := c.Date.First(); d.After(e.Updated) {
					e.Updated = d
				}
			}
		}
		out = append(out, announced{e, s.Day})
		out = append(out, corrected(e.Link, e.ID+"-correction-", "Correction: Edition "+s.Name, notes)...)
	}
	return out
}

// textEntry is the report or a piece, whole.
func (b *builder) textEntry(p *dossier.Piece) (announced, error) {
	at := b.address(textPath(p))
	e := announced{feed.Entry{ID: at, Link: at, Title: b.D.Say(p.Title), Kind: words.Capital(kindOf(p)), Date: p.Date.First(), Summary: b.D.Say(p.Dek)}, p.Date}
	for _, a := range b.byline("", p) {
		e.Authors = append(e.Authors, a.Link.Text)
	}
	for _, l := range b.tagsOf("", p) {
		e.Tags = append(e.Tags, l.Text)
	}
	for _, c := range p.Corrections {
		if d := c.Date.First(); b.known(c.Date) && d.After(e.Updated) {
			e.Updated = d
		}
	}
	doc, err := b.textDocument(p, b.known)
	if err != nil {
		return e, fmt.Errorf("the feed's entry of %s: %w", p.File, err)
	}
	e.HTML = b.passage(doc)
	return e, nil
}

// passage is a text among others, which may run the other way.
func (b *builder) passage(d report.Document) string {
	s := web.Write(d, web.Options{Passage: true})
	if dir := words.Direction(b.Lang()); dir == "rtl" {
		s = `<div dir="rtl">` + s + `</div>`
	}
	return s
}

// correctionEntries are the dated notes of what was corrected in a text.
func (b *builder) correctionEntries(p *dossier.Piece) []announced {
	var notes []edition.Correction
	for _, c := range p.Corrections {
		if b.known(c.Date) {
			notes = append(notes, edition.Correction{Date: c.Date, What: b.D.Say(c.What)})
		}
	}
	at := b.address(textPath(p))
	return corrected(at, at+"#correction-", "Correction: "+b.D.Say(p.Title), notes)
}

// corrected gives the entries of dated notes on what stands at an address; id is what
// their ids begin with.
func corrected(link, id, title string, notes []edition.Correction) []announced {
	var out []announced
	seen := map[string]int{}
	for _, c := range notes {
		id := id + c.Date.String()
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("-%d", seen[id])
		}
		out = append(out, announced{feed.Entry{ID: id, Link: link, Title: title, Kind: kindCorrection, Date: c.Date.First(), Summary: c.What}, c.Date})
	}
	return out
}

// movedEntries are the verdicts that moved between two steps of the course, each on the
// later step's day. What only came on record, or was not proposed till then, is no move.
func (b *builder) movedEntries() []announced {
	if b.Past.Course == nil {
		return nil
	}
	var out []announced
	for _, t := range b.Past.Course.Initiatives {
		if b.byID[t.ID] == nil {
			continue
		}
		for _, x := range t.Changes {
			if e, ok := b.movedEntry(t, x); ok {
				out = append(out, announced{e, dossier.DateOf(e.Date)})
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
		ID: at + "#verdict-" + encoded(x.Label), Link: at + "#past", Title: fmt.Sprintf("%s: from “%s” to “%s”", l.Text, x.From, x.To), Kind: kindVerdict,
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
