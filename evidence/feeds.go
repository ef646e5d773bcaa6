package evidence

import (
	"context"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"entente/archive"
	"entente/dossier"
	"entente/evidence/fetch"
	"entente/evidence/page"
)

// readFeed reads the items of a feed that were not seen before, oldest first:
// the page that each leads to where the feed came from the web, else the text
// that the feed itself carries.
func (k *Desk) readFeed(ctx context.Context, name string, in *input) []*Reading {
	feed, err := fetch.ParseFeed(in.body)
	if err != nil {
		return []*Reading{failed(name, err)}
	}
	key := first(in.url, in.file)
	seen := k.feedAt(key)
	if seen == nil {
		s := k.loadFeeds()
		s.Feeds = append(s.Feeds, feedSeen{URL: key})
		seen = &s.Feeds[len(s.Feeds)-1]
	}
	var out []*Reading
	for _, it := range slices.Backward(feed.Items) {
		mark := archive.Hash([]byte(first(it.ID, it.URL, it.Title)))[:16]
		if slices.Contains(seen.Seen, mark) {
			continue
		}
		item := &input{fallback: &it, retrieved: in.retrieved, feedTitle: feed.Title, feedLang: feed.Language}
		label := first(it.URL, name+": "+it.Title)
		if in.url != "" && it.URL != "" {
			got, err := k.open(ctx, it.URL)
			if err != nil {
				out = append(out, failed(label, err))
				continue
			}
			if got == nil {
				continue
			}
			got.fallback, got.feedTitle, got.feedLang = &it, feed.Title, feed.Language
			item = got
		} else {
			body := first(it.Content, it.Summary)
			item.body, item.contentType, item.url, item.file = []byte("<article>"+body+"</article>"), "text/html; charset=utf-8", it.URL, in.file
			item.carried = true
		}
		r := k.readPage(label, item)
		out = append(out, r)
		if r.Err == nil && k.Root != nil {
			seen.Seen = append(seen.Seen, mark)
			seen.Seen = seen.Seen[max(0, len(seen.Seen)-maxSeen):]
			k.feeds.changed = true
		}
	}
	if k.Root != nil && in.etag+in.modified != seen.ETag+seen.Modified && !slices.ContainsFunc(out, func(r *Reading) bool { return r.Err != nil }) {
		seen.ETag, seen.Modified = in.etag, in.modified
		k.feeds.changed = true
	}
	if len(out) == 0 {
		return []*Reading{{Input: name, Outcome: "nothing new", Title: feed.Title}}
	}
	return out
}

// readBare makes a record of an item of which its feed gives no text: title, address
// and day are known. There is nothing to archive; the page itself may be read later.
func (k *Desk) readBare(name string, p *page.Page, in *input) *Reading {
	fillFromFeed(p, in)
	if p.Title == "" {
		return failed(name, errors.New("the item of the feed has neither a title nor a text"))
	}
	r := &Reading{Input: name, Site: p.Site, Tags: p.Tags, Language: p.Language, Published: p.Published, Updated: p.Updated, LeftOut: p.LeftOut, Title: p.Title, Outcome: "new"}
	for _, f := range p.Flags {
		r.Flags = append(r.Flags, FlagWords{f.Kind, f.Message, f.Excerpt})
	}
	r.Flags = append(r.Flags, FlagWords{Kind: "no-text", Message: "the feed gives no text of it; read the page at its address"})
	id := findSource(k.Dossier, p, in.url)
	k.record(r, p, in, id)
	switch {
	case id != "":
		r.Outcome = "unchanged"
	case k.Root != nil:
		k.records = append(k.records, r.Source)
	}
	return r
}

// fillFromFeed fills what a page leaves open from its feed's item.
func fillFromFeed(p *page.Page, in *input) {
	it := in.fallback
	p.Title = first(p.Title, it.Title)
	p.Site = first(p.Site, in.feedTitle)
	p.Language = first(p.Language, in.feedLang)
	p.URL = first(p.URL, it.URL)
	if len(p.Authors) == 0 {
		for _, a := range it.Authors {
			p.Authors = append(p.Authors, authorsOf(a)...)
		}
	}
	if p.Published == "" && !it.Published.IsZero() {
		p.Published = it.Published.Format(time.DateOnly)
	}
	if p.Updated == "" && !it.Updated.IsZero() {
		p.Updated = it.Updated.Format(time.DateOnly)
	}
	if len(p.Tags) == 0 {
		p.Tags = it.Categories
	}
	p.Flags = slices.DeleteFunc(p.Flags, func(f page.Flag) bool {
		return f.Kind == "no-byline" && len(p.Authors) > 0 || f.Kind == "no-date" && p.Published != ""
	})
}

// authorsOf parts the authors that a feed names in one place: "Ines Calder and Tom
// Ashdown", or with commas where the first is a whole name.
func authorsOf(s string) []string {
	if first, _, _ := strings.Cut(s, ","); len(strings.Fields(first)) > 1 {
		if list := page.Authors(s); len(list) > 1 {
			return list
		}
	}
	return []string{s}
}

// condition gives the marks of the newest version of an address, so that a page
// or feed that has not changed is not sent again.
func (k *Desk) condition(addr string) fetch.Cond {
	if k.Root == nil {
		return fetch.Cond{}
	}
	if s := k.feedAt(addr); s != nil {
		return fetch.Cond{ETag: s.ETag, LastModified: s.Modified}
	}
	want := SameAddress(addr)
	for _, id := range k.Archive.Sources() {
		pages := k.Archive.Meta(id).Pages
		if last := pages[len(pages)-1]; SameAddress(last.URL) == want && want != "" {
			return fetch.Cond{ETag: last.ETag, LastModified: last.Modified}
		}
	}
	return fetch.Cond{}
}

// feedState is archive/feeds.json: what was seen of each feed.
type feedState struct {
	Version int        `json:"version"`
	Feeds   []feedSeen `json:"feeds"`
	changed bool
}

type feedSeen struct {
	URL      string   `json:"url"`
	ETag     string   `json:"etag,omitempty"`
	Modified string   `json:"last_modified,omitempty"`
	Seen     []string `json:"seen"` // hashes of item ids
}

const maxSeen = 20000

var feedsFile = path.Join(archive.Dir, "feeds.json")

func (k *Desk) loadFeeds() *feedState {
	if k.feeds != nil {
		return k.feeds
	}
	k.feeds = &feedState{Version: 1}
	if k.Root != nil {
		if src, err := dossier.ReadFile(k.Root, feedsFile, archive.MaxPage); err == nil {
			if json.Unmarshal(src, k.feeds) != nil {
				k.feeds = &feedState{Version: 1}
			}
		}
	}
	return k.feeds
}

func (k *Desk) feedAt(addr string) *feedSeen {
	s := k.loadFeeds()
	for i := range s.Feeds {
		if s.Feeds[i].URL == addr {
			return &s.Feeds[i]
		}
	}
	return nil
}

func (k *Desk) saveFeeds() error {
	if k.feeds == nil || !k.feeds.changed {
		return nil
	}
	src, err := marshalIndent(k.feeds)
	if err != nil {
		return err
	}
	return dossier.WriteFile(k.Root, feedsFile, src)
}
