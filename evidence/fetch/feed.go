package fetch

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// Feed is a list of pages a site has published, read from RSS, Atom or JSON
// Feed.
type Feed struct {
	Title    string
	URL      string // the site the feed belongs to, not the feed itself
	Language string
	Items    []Item
}

// Item is one entry of a Feed. Summary and Content are as the feed has them and may
// hold HTML that nobody has cleaned; a Title is plain text on one line.
type Item struct {
	ID, Title, URL     string // URL is an http or https address, relative if neither feed nor item says more, or empty
	Summary, Content   string
	Authors            []string  // the given name first, where the feed parts them; those of the feed where the item has none
	Published, Updated time.Time // in the feed's own zone where it names one by its hours, else in UTC; zero where the feed does not say
	Categories         []string
	Image              string // an address like URL
}

// IsFeed reports whether a page is a feed, by its type or by how it begins.
func IsFeed(contentType string, body []byte) bool {
	switch mediaType(contentType) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
		return true
	}
	body, err := plainStart(body)
	return err == nil && kind(body) != ""
}

// kind is "xml" or "json" for the start of a feed, and empty for all else.
func kind(body []byte) string {
	if bytes.HasPrefix(body, []byte("{")) {
		var f struct {
			Version string `json:"version"`
		}
		if json.Unmarshal(body, &f) == nil && strings.Contains(f.Version, "jsonfeed.org/version") {
			return "json"
		}
		return ""
	}
	if !bytes.HasPrefix(body, []byte("<")) {
		return ""
	}
	d := xmlReader(body)
	for {
		tok, err := d.Token()
		if err != nil {
			return ""
		}
		root, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch strings.ToLower(root.Name.Local) {
		case "rss", "feed":
			return "xml"
		case "rdf": // RSS 1.0, where it says so; other RDF is no feed
			for _, a := range root.Attr {
				if strings.HasPrefix(a.Value, "http://purl.org/rss/") || strings.HasPrefix(a.Value, "http://my.netscape.com/rdf/") {
					return "xml"
				}
			}
		}
		return ""
	}
}

// ParseFeed reads RSS, Atom or JSON Feed. It refuses entity declarations and a
// document type other than a public one, more than 10,000 items, and nesting over 100 deep. Relative
// addresses of items are resolved against the feed's link; an address that is
// not http or https is left out. Summaries and contents are not cleaned.
func ParseFeed(body []byte) (_ *Feed, err error) {
	body, err = plainStart(body)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(body, []byte("{")) {
		err = guardJSON(body)
	} else if bytes.HasPrefix(body, []byte("<")) {
		err = guardXML(body)
	}
	if err != nil {
		return nil, err
	}
	if kind(body) == "" {
		return nil, fail(ErrFeed, "this is not RSS, Atom or JSON Feed; give the address of the feed, which the site's page often names in its head")
	}
	f, err := parse(body)
	if err != nil {
		return nil, &Error{Kind: ErrFeed, Cause: err, Text: "the feed cannot be read (" + err.Error() + "); fetch it again, or read the site's pages one by one"}
	}
	return convert(f), nil
}

// parse runs gofeed. A panic there is an error here: the text comes from
// outside, and one bad feed must not end the program.
func parse(body []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("the feed reader failed: %v", r)
		}
	}()
	p := gofeed.NewParser()
	// No search for pictures in the items' HTML: it costs a reading of each,
	// and finds counting pixels.
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	f, err = p.Parse(bytes.NewReader(body))
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		err = errors.New("its first element stands too far down")
	}
	return f, err
}

func convert(f *gofeed.Feed) *Feed {
	self := absolute(f.FeedLink, nil)
	base := absolute(f.Link, self)
	if base == nil {
		base = self
	}
	out := &Feed{Title: plainTitle(f.Title), Language: strings.TrimSpace(f.Language), URL: link(f.Link, self)}
	// What a feed says of its author is said of its items. An editor or webmaster of
	// RSS is none.
	whole := authors(f.Authors, f.DublinCoreExt)
	if f.FeedType == "rss" {
		if whole = authors(nil, f.DublinCoreExt); len(whole) == 0 && f.ITunesExt != nil {
			whole = tidy([]string{f.ITunesExt.Author})
		}
	}
	for _, it := range f.Items {
		if it == nil {
			continue
		}
		x := Item{
			ID:         strings.TrimSpace(it.GUID),
			Title:      plainTitle(it.Title),
			URL:        link(it.Link, base),
			Summary:    it.Description,
			Content:    it.Content,
			Published:  stated(it.Published, it.PublishedParsed, out.Language),
			Updated:    stated(it.Updated, it.UpdatedParsed, out.Language),
			Categories: tidy(it.Categories),
		}
		if x.URL == "" && it.Link == "" { // a JSON Feed may give only a page of another site
			for _, l := range append(slices.Clip(it.Links), x.ID) {
				if x.URL == "" && absolute(l, nil) != nil {
					x.URL = link(l, nil)
				}
			}
		}
		if x.ID == "" {
			x.ID = x.URL
		}
		if x.Authors = authors(it.Authors, it.DublinCoreExt); len(x.Authors) == 0 {
			x.Authors = whole
		}
		if it.Image != nil {
			x.Image = link(it.Image.URL, base)
		}
		for _, e := range it.Enclosures {
			if x.Image == "" && e != nil && strings.HasPrefix(e.Type, "image/") {
				x.Image = link(e.URL, base)
			}
		}
		out.Items = append(out.Items, x)
	}
	return out
}

// authors gives the names of an item or a feed: all of dc:creator, or else what the
// format has for authors, whose address stands in for a name.
func authors(list []*gofeed.Person, dc *ext.DublinCoreExtension) []string {
	var names []string
	if dc != nil {
		names = append(names, dc.Creator...)
	}
	if len(tidy(names)) == 0 {
		for _, a := range list {
			if a != nil {
				names = append(names, cmp.Or(a.Name, a.Email))
			}
		}
	}
	var out []string
	for _, n := range names {
		for p := range strings.SplitSeq(plainTitle(n), ";") {
			out = append(out, givenFirst(strings.TrimSpace(p)))
		}
	}
	return tidy(out)
}

// givenFirst turns a name round whose family name stands first before a comma:
// "Calder, Ines". A list of names, a suffix and a place behind a comma stay.
func givenFirst(s string) string {
	family, given, ok := strings.Cut(s, ",")
	given = strings.TrimSpace(given)
	words := strings.Fields(given)
	switch {
	case !ok || strings.Contains(given, ",") || len(words) == 0 || len(words) > 3 || len(strings.Fields(family)) != 1 && !particled(family):
		return s
	case strings.ContainsFunc(s, lex.IsCJK):
		return family + " " + given
	case len(given) > 1 && given == strings.ToUpper(given) && !strings.Contains(given, "."), // an agency, as in "Reuters, AFP"
		strings.Contains(" jr sr ii iii iv ", " "+strings.ToLower(strings.Trim(given, "."))+" "):
		return s
	}
	return given + " " + family
}

// particled tells whether a family name of several words begins with small ones: van den Berg.
func particled(family string) bool {
	words := strings.Fields(family)
	for _, w := range words[:max(0, len(words)-1)] {
		if w != strings.ToLower(w) {
			return false
		}
	}
	return len(words) > 1
}

// inline are the elements of HTML that stand in titles.
var inline = lazyregexp.New(`(?i)</?(?:a|abbr|b|big|bdi|br|cite|code|div|em|font|h[1-6]|i|img|ins|mark|nobr|p|q|rb|rp|rt|ruby|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>`)

// plainTitle gives a title without markup, on one line. What only looks like markup,
// such as "a < b", stays.
func plainTitle(s string) string {
	for range 2 { // some feeds escape twice
		var b strings.Builder
		at := 0
		for _, m := range inline.FindAllStringIndex(s, -1) {
			b.WriteString(s[at:m[0]])
			at = m[1]
			if low := strings.ToLower(strings.Trim(s[m[0]:m[1]], "</ >")); low == "br" || low == "p" || low == "div" {
				b.WriteByte(' ')
			}
		}
		b.WriteString(s[at:])
		s = html.UnescapeString(b.String())
	}
	return strings.Join(strings.Fields(s), " ")
}

// absolute is the http or https address that s stands for, or nil.
func absolute(s string, base *url.URL) *url.URL {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil
	}
	return u
}

// link is s as an address: absolute where s or base makes it so, as it stands
// where neither does, and empty where it is of another scheme or damaged.
func link(s string, base *url.URL) string {
	if u := absolute(s, base); u != nil {
		return u.String()
	}
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); err != nil || u.Scheme != "" || u.Host != "" || base != nil {
		return ""
	}
	return s
}

// stated gives a time in the zone in which the feed states it: the day of a story
// is that of its site. What we cannot read is as the library has read it.
func stated(words string, t *time.Time, language string) time.Time {
	if own := feedDate(words, language); !own.IsZero() {
		return own
	}
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

// tidy trims and drops what is empty or said before.
func tidy(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return slices.Clip(out)
}
