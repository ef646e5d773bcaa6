package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// Item is an entry of a feed. Empty means that the feed does not say.
type Item struct {
	ID, Title, URL, Summary, Content string
	Authors                          []string
	Published, Updated               time.Time
	Categories                       []string
	Image                            string
}

// Feed is a feed, newest item first as most are.
type Feed struct {
	Title, URL, Language string
	Items                []Item
}

// ErrFeed is wrapped by the errors of ParseFeed.
var ErrFeed = errors.New("no feed that can be read")

const maxItems = 10000

// IsFeed tells RSS, Atom and JSON feeds by their type and by content.
func IsFeed(contentType string, body []byte) bool {
	t, _, _ := mime.ParseMediaType(contentType)
	if t == "application/rss+xml" || t == "application/atom+xml" || t == "application/feed+json" {
		return true
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(body[:min(len(body), 2048)], []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(head, []byte("{")) {
		return bytes.Contains(head, []byte("jsonfeed.org/version"))
	}
	if !bytes.HasPrefix(head, []byte("<")) || t == "text/html" {
		return false
	}
	return gofeed.DetectFeedType(bytes.NewReader(body[:min(len(body), 64<<10)])) != gofeed.FeedTypeUnknown
}

// ParseFeed reads a feed. One that declares a document type or entities is
// refused: entities can be made to expand without bound.
func ParseFeed(body []byte) (*Feed, error) {
	if upper := bytes.ToUpper(body[:min(len(body), 1<<20)]); bytes.Contains(upper, []byte("<!ENTITY")) || bytes.Contains(upper, []byte("<!DOCTYPE")) {
		return nil, fmt.Errorf("%w: it declares entities, which can expand without bound; feeds need none", ErrFeed)
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFeed, err)
	}
	out := &Feed{Title: oneLine(f.Title), URL: f.Link, Language: f.Language}
	base, _ := url.Parse(first(f.Link, f.FeedLink))
	for _, it := range f.Items[:min(len(f.Items), maxItems)] {
		e := Item{ID: it.GUID, Title: oneLine(it.Title), URL: resolve(base, it.Link), Summary: it.Description, Content: it.Content, Categories: it.Categories}
		for _, a := range it.Authors {
			if a != nil && a.Name != "" {
				e.Authors = append(e.Authors, oneLine(a.Name))
			}
		}
		if it.PublishedParsed != nil {
			e.Published = it.PublishedParsed.UTC()
		}
		if it.UpdatedParsed != nil {
			e.Updated = it.UpdatedParsed.UTC()
		}
		if it.Image != nil {
			e.Image = resolve(base, it.Image.URL)
		}
		out.Items = append(out.Items, e)
	}
	return out, nil
}

func resolve(base *url.URL, ref string) string {
	r, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if base != nil {
		r = base.ResolveReference(r)
	}
	if r.IsAbs() && r.Scheme != "http" && r.Scheme != "https" {
		return ""
	}
	return r.String()
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
