// Package feed writes what a site announces in the forms that others fetch and show:
// RSS 2.0, Atom and JSON Feed.
package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"html"
	"slices"
	"strings"
	"time"
)

// The names of the files, from the site's root.
const (
	RSSFile  = "feed.rss"
	AtomFile = "feed.atom"
	JSONFile = "feed.json"
)

// Most is how many entries a feed has: the newest.
const Most = 40

// Feed is what a site announces. All addresses are full ones on the web; ID, Title and
// Home may not be empty.
type Feed struct {
	Title, Subtitle string
	Lang            string // as in BCP 47
	Home            string // the site's first page
	Author          string // who publishes it; stands for entries without authors
	Rights          string
	Program         string // what wrote it
	// Base is the address of the folder in which the files lie, with a stroke at its end.
	Base string
	// Day is the day of the site, in UTC: of a feed without entries.
	Day     time.Time
	Entries []Entry
}

// Entry is something that was published on a day, or changed on it.
type Entry struct {
	ID      string // stays the same whatever becomes of the entry; an address
	Link    string // where it can be read
	Title   string // plain words
	Kind    string // what it is: "Note", "Verdict" …
	Lang    string // where it is not that of the feed
	Authors []string
	Tags    []string
	Date    time.Time // of publication, in UTC; not zero
	Turn    int       // tells which of a day is the later, where that is known; else 0
	Updated time.Time // of the last change; zero where there was none
	Summary string    // plain words; may be empty
	HTML    string    // the whole of it, with full addresses; "" where Summary is all
}

func (e Entry) changed() time.Time {
	if e.Updated.After(e.Date) {
		return e.Updated
	}
	return e.Date
}

func (e Entry) html() string {
	if e.HTML != "" || e.Summary == "" {
		return e.HTML
	}
	return "<p>" + html.EscapeString(line(e.Summary)) + "</p>"
}

// categories are what an entry is and what it is about.
func (e Entry) categories() []string {
	var out []string
	for _, s := range append([]string{e.Kind}, e.Tags...) {
		if s = line(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Order puts the newest entry first, and those of a day by Turn, the later first, and ID.
func Order(x, y Entry) int {
	return cmp.Or(y.Date.Compare(x.Date), cmp.Compare(y.Turn, x.Turn), strings.Compare(x.ID, y.ID))
}

// newest gives at most so many entries in order.
func newest(entries []Entry, most int) []Entry {
	out := slices.Clone(entries)
	slices.SortStableFunc(out, Order)
	return out[:min(len(out), most)]
}

// Files gives the feed in all its forms by the name of the file. The same feed gives the
// same bytes.
func (f Feed) Files() (map[string][]byte, error) {
	f.Entries = newest(f.Entries, Most)
	out := map[string][]byte{}
	for name, write := range map[string]func() ([]byte, error){RSSFile: f.rss, AtomFile: f.atom, JSONFile: f.json} {
		src, err := write()
		if err != nil {
			return nil, err
		}
		out[name] = src
	}
	return out, nil
}

// updated is the day of the last change.
func (f Feed) updated() time.Time {
	var last time.Time
	for _, e := range f.Entries {
		if c := e.changed(); c.After(last) {
			last = c
		}
	}
	if last.IsZero() {
		return f.Day
	}
	return last
}

// cdata is text that stands in XML as it is.
type cdata struct {
	Text string `xml:",cdata"`
}

type rssFeed struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Content string   `xml:"xmlns:content,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Channel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Self        atomLink  `xml:"atom:link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language,omitempty"`
		Copyright   string    `xml:"copyright,omitempty"`
		Changed     string    `xml:"lastBuildDate"`
		Generator   string    `xml:"generator,omitempty"`
		Docs        string    `xml:"docs"`
		Items       []rssItem `xml:"item"`
	} `xml:"channel"`
}

type rssItem struct {
	Title string `xml:"title"`
	Link  string `xml:"link"`
	GUID  struct {
		Permanent bool   `xml:"isPermaLink,attr"`
		ID        string `xml:",chardata"`
	} `xml:"guid"`
	Date        string   `xml:"pubDate"`
	Changed     string   `xml:"atom:updated,omitempty"`
	Creators    []string `xml:"dc:creator"`
	Language    string   `xml:"dc:language,omitempty"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description,omitempty"`
	Content     *cdata   `xml:"content:encoded"`
}

// rssTime is how RSS writes a time; the zone is a number, as RFC 5322 has it.
const rssTime = "Mon, 02 Jan 2006 15:04:05 -0700"

func (f Feed) rss() ([]byte, error) {
	r := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Content: "http://purl.org/rss/1.0/modules/content/", DC: "http://purl.org/dc/elements/1.1/"}
	c := &r.Channel
	c.Title, c.Link, c.Language, c.Copyright, c.Generator = line(f.Title), f.Home, f.Lang, line(f.Rights), f.Program
	c.Self = atomLink{Rel: "self", Type: "application/rss+xml", Href: f.Base + RSSFile}
	c.Description = cmp.Or(line(f.Subtitle), line(f.Title)) // the form asks for one
	c.Changed, c.Docs = f.updated().UTC().Format(rssTime), "https://www.rssboard.org/rss-specification"
	for _, e := range f.Entries {
		i := rssItem{Title: line(e.Title), Link: e.Link, Date: e.Date.UTC().Format(rssTime), Creators: e.by(f), Language: e.Lang, Categories: e.categories(), Description: html.EscapeString(line(e.Summary))}
		i.GUID.ID, i.GUID.Permanent = e.ID, e.ID == e.Link
		if c := e.changed(); c != e.Date {
			i.Changed = c.UTC().Format(time.RFC3339)
		}
		if h := e.html(); h != "" {
			i.Content = &cdata{clean(h)}
		}
		c.Items = append(c.Items, i)
	}
	return asXML(r)
}

// by gives the names of who wrote an entry: its authors, else who publishes the feed.
func (e Entry) by(f Feed) []string {
	var out []string
	for _, a := range append(slices.Clone(e.Authors), f.Author) {
		if a = line(a); a != "" && (a != line(f.Author) || len(out) == 0) {
			out = append(out, a)
		}
	}
	return out
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type named struct {
	Name string `xml:"name" json:"name"`
}

type atomHTML struct {
	Type string `xml:"type,attr"`
	Text string `xml:",cdata"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	Lang       string     `xml:"xml:lang,attr,omitempty"`
	Title      string     `xml:"title"`
	Link       atomLink   `xml:"link"`
	ID         string     `xml:"id"`
	Published  string     `xml:"published"`
	Updated    string     `xml:"updated"`
	Authors    []named    `xml:"author"`
	Categories []atomTerm `xml:"category"`
	Summary    string     `xml:"summary,omitempty"`
	Content    *atomHTML  `xml:"content"`
}

type atomFeed struct {
	XMLName   xml.Name    `xml:"feed"`
	Space     string      `xml:"xmlns,attr"`
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle,omitempty"`
	Links     []atomLink  `xml:"link"`
	ID        string      `xml:"id"`
	Updated   string      `xml:"updated"`
	Author    named       `xml:"author"`
	Rights    string      `xml:"rights,omitempty"`
	Generator string      `xml:"generator,omitempty"`
	Entries   []atomEntry `xml:"entry"`
}

func (f Feed) atom() ([]byte, error) {
	a := atomFeed{Space: "http://www.w3.org/2005/Atom", Lang: f.Lang, Title: line(f.Title), Subtitle: line(f.Subtitle), ID: f.Home, Rights: line(f.Rights), Generator: f.Program,
		Links:   []atomLink{{"alternate", "text/html", f.Home}, {"self", "application/atom+xml", f.Base + AtomFile}},
		Updated: f.updated().UTC().Format(time.RFC3339),
		Author:  named{cmp.Or(line(f.Author), line(f.Title))}} // the form asks for one
	for _, e := range f.Entries {
		x := atomEntry{Lang: e.Lang, Title: line(e.Title), Link: atomLink{"alternate", "text/html", e.Link}, ID: e.ID, Published: e.Date.UTC().Format(time.RFC3339), Updated: e.changed().UTC().Format(time.RFC3339), Summary: line(e.Summary)}
		for _, n := range e.by(f) {
			x.Authors = append(x.Authors, named{n})
		}
		for _, c := range e.categories() {
			x.Categories = append(x.Categories, atomTerm{c})
		}
		if h := e.html(); h != "" {
			x.Content = &atomHTML{"html", clean(h)}
		}
		a.Entries = append(a.Entries, x)
	}
	return asXML(a)
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title,omitempty"`
	HTML      string   `json:"content_html"`
	Summary   string   `json:"summary,omitempty"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified,omitempty"`
	Authors   []named  `json:"authors,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Language  string   `json:"language,omitempty"`
}

type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Home        string     `json:"home_page_url"`
	Self        string     `json:"feed_url"`
	Description string     `json:"description,omitempty"`
	Language    string     `json:"language,omitempty"`
	Authors     []named    `json:"authors,omitempty"`
	Items       []jsonItem `json:"items"`
}

func (f Feed) json() ([]byte, error) {
	j := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: line(f.Title), Home: f.Home, Self: f.Base + JSONFile, Description: line(f.Subtitle), Language: f.Lang, Items: []jsonItem{}}
	if a := line(f.Author); a != "" {
		j.Authors = []named{{a}}
	}
	for _, e := range f.Entries {
		i := jsonItem{ID: e.ID, URL: e.Link, Title: line(e.Title), HTML: clean(e.html()), Summary: line(e.Summary), Published: e.Date.UTC().Format(time.RFC3339), Tags: e.categories(), Language: e.Lang}
		if c := e.changed(); c != e.Date {
			i.Modified = c.UTC().Format(time.RFC3339)
		}
		for _, n := range e.by(f) {
			i.Authors = append(i.Authors, named{n})
		}
		j.Items = append(j.Items, i)
	}
	var w bytes.Buffer
	enc := json.NewEncoder(&w)
	enc.SetEscapeHTML(false) // it is no script, and stays fit to be searched
	enc.SetIndent("", " ")
	err := enc.Encode(j)
	return w.Bytes(), err
}

func asXML(v any) ([]byte, error) {
	src, err := xml.MarshalIndent(v, "", " ")
	return slices.Concat([]byte(xml.Header), src, []byte("\n")), err
}

// line gives words on one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// clean takes out what XML cannot hold, such as control characters; of those the ones that
// part words become blanks, and a line ends in a line feed alone.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == '\f':
			return ' '
		case r == '\t' || r == '\n', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}
