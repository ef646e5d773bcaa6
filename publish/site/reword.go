package site

import (
	"slices"
	"strings"
	"sync"

	"entente/publish/site/furnish"
)

// Reworded brings the site up to date when the bodies of texts were reworded, as
// dossier.Reword does it: files are theirs. Only what shows a text is made anew: its page
// and documents, lists and pages that open it, the page of sources where it cites others
// than before, the feeds, and what the search box finds. Where other counts stand in texts
// than before, which have pages of their own, all pages are made anew.
func (s *Site) Reworded(files ...string) error {
	b := s.b
	b.entries = sync.OnceValues(b.findEntries)
	was := sortedKeys(b.counts)
	if b.counts = b.findCounts(); !slices.Equal(was, sortedKeys(b.counts)) { // there are other pages now
		for _, p := range b.files.Paths() {
			b.files.Remove(p)
		}
		return s.make()
	}
	cited := b.cited()
	sources := false
	for _, f := range files {
		sources = sources || !slices.Equal(cited[f], s.cited[f])
	}
	s.cited = cited
	var again []int
	for n, p := range s.pages {
		if sources && p.path == "sources.html" || slices.ContainsFunc(files, func(f string) bool { return b.shows(p, f) }) {
			again = append(again, n)
		}
	}
	pages := make([]page, len(again))
	for k, n := range again {
		pages[k] = s.pages[n]
	}
	done, err := b.render(pages)
	if err != nil {
		return err
	}
	found := false // something else by the search box
	for k, n := range again {
		found = found || !sameFound(s.done[n], done[k])
		s.done[n] = done[k]
	}
	if found {
		if err := s.finding(); err != nil {
			return err
		}
	}
	if err := b.writeDocuments(func(d document) bool {
		return slices.ContainsFunc(files, func(f string) bool { return d.path == strings.TrimSuffix(b.pageOf(f), ".html") })
	}); err != nil {
		return err
	}
	return b.announce()
}

func sameFound(a, b furnish.Page) bool {
	return a.Summary == b.Summary && slices.Equal(a.Sections, b.Sections)
}

// pageOf gives the page of a text by its file; "" where it has none.
func (b *builder) pageOf(file string) string {
	for _, i := range b.D.Initiatives {
		if i.File == file {
			return "initiatives/" + i.ID + ".html"
		}
		for lang, c := range i.Translations {
			if c.File == file {
				return "initiatives/" + i.ID + "." + lang + ".html"
			}
		}
	}
	for _, c := range b.D.Constraints {
		if c.File == file {
			return b.constraintLink("", c.ID).Href
		}
	}
	if p := b.D.Text(file); p != nil {
		return textPath(p)
	}
	return ""
}

// shows reports whether a page shows something of the body of a text, by its file: its own
// does, and of the report and the pieces the first page, the lists and the other texts too.
func (b *builder) shows(p page, file string) bool {
	if p.path == b.pageOf(file) {
		return true
	}
	return b.D.Text(file) != nil && (p.path == "index.html" || p.template == "pieces" || p.text != nil)
}

// cited gives the sources that the body of each text cites, in their order, by its file.
func (b *builder) cited() map[string][]string {
	out := map[string][]string{}
	add := func(file, md string) {
		if doc, err := b.read(md); err == nil {
			for _, c := range doc.Citations {
				out[file] = append(out[file], c.Key)
			}
		}
	}
	for _, i := range b.D.Initiatives {
		add(i.File, i.Body)
	}
	for _, c := range b.D.Constraints {
		add(c.File, c.Body)
	}
	for _, p := range b.D.Texts() {
		add(p.File, p.Body)
	}
	return out
}
