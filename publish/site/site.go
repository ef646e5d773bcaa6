// Package site publishes an agenda as a static website: it opens from its
// folder with no server, and needs no script.
package site

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/parallel"
	"entente/publish/edition"
	"entente/publish/feed"
	"entente/publish/output"
	"entente/publish/report"
	"entente/publish/report/mail"
	"entente/publish/site/furnish"
	"entente/series"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// Manifest is the name of the file that says what a build wrote into a folder.
const Manifest = ".entente-site"

// earlierMark is what versions without a manifest wrote into its file.
const earlierMark = "An earlier build is replaced as a whole.\n"

// WriteOptions say how a site is written.
type WriteOptions struct {
	Force bool // as output.Options.Force
	// Hidden are names that nothing may show, as output.Options.Hidden.
	Hidden []string
}

// Written says what Write did.
type Written struct {
	Pages int // of the site, those that did not change included
	// LongNewsletter is how many bytes the newsletter has where that is more than
	// mail.MostBytes, told as short as it can be; else 0.
	LongNewsletter int
	output.Report
}

// Content is what a site shows. Past may be empty.
type Content struct {
	Dossier *dossier.Dossier
	Agenda  *agenda.Agenda
	Past    course.Past
	// Told is what the dossier tells over time by the agenda's day; nil stands for
	// what series.Tell gives.
	Told *series.Told
	// Forms are the forms in which texts, initiatives and the summary are written
	// beside their pages, which link to them.
	Forms []report.Form
	// Embargo is the day before which all is marked as not for publication, and nothing
	// that announces the site is written; the zero date marks nothing.
	Embargo dossier.Date
	// Editions are those that are kept, and Edition is the name under which this agenda is
	// one of them; "" where it is none.
	Editions []*edition.Edition
	Edition  string
	Program  string // what worked the agenda out and writes, with its version
	// Made are the files of data that are handed on beside the pages.
	Made output.Made
}

// Site is a site that was made, and can be brought up to date.
type Site struct {
	b     *builder
	pages []page
	done  []furnish.Page // what each came to
	lists []page         // of all that is found
	cited map[string][]string
}

// Write publishes the agenda of a dossier into the folder out, as output.Write
// does: an earlier build is brought up to date, and what others put there stays.
func Write(c Content, out string, opt WriteOptions) (w Written, err error) {
	s, err := Make(c)
	if err != nil {
		return w, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Write(out, opt)
}

// Write writes the site as it is.
func (s *Site) Write(out string, opt WriteOptions) (w Written, err error) {
	d, files := s.b.D, s.b.files
	for _, name := range files.Paths() {
		if strings.HasSuffix(name, ".html") && name != newsletterHTML {
			w.Pages++
		}
	}
	if n := files.Size(newsletterHTML); n > mail.MostBytes {
		w.LongNewsletter = n
	}
	w.Report, err = output.Write(out, files, output.Options{
		Manifest: Manifest, Name: d.Say(d.Title), Program: s.b.program, Apart: []string{d.Root}, Force: opt.Force, Hidden: opt.Hidden,
		Earlier: output.Earlier{Mark: earlierMark, Wrote: wroteEarlier},
	})
	return w, err
}

// Close frees what the site holds on disk beside the folder that it was written into.
func (s *Site) Close() error { return s.b.files.Close() }

// wroteEarlier reports whether a file looks as versions without a manifest wrote it.
func wroteEarlier(name string, content []byte) bool {
	has := func(signs ...string) bool {
		return !slices.ContainsFunc(signs, func(s string) bool { return !bytes.Contains(content, []byte(s)) })
	}
	switch {
	case strings.HasSuffix(name, ".html"):
		return has("default-src 'none'; style-src 'self'", `site.css">`, `<a class="skip" href="#main">`, `<header class="top">`)
	case name == "site.css":
		return has(`@font-face{font-family:"Source Serif 4";src:url(fonts/source-serif-4.woff2)`)
	case name == "site.js":
		return has("// Sorts the agenda by a column", "The page works without.")
	}
	src, err := staticFiles.ReadFile("static/" + name)
	return err == nil && bytes.Equal(src, content)
}

// page is one page to be rendered.
type page struct {
	path     string // with slashes
	template string
	title    string
	section  string // which entry of the navigation is current
	data     any
	lang     string            // of what is shown; "" is the language of the pages
	others   map[string]string // the same page in other languages: path by language
	text     *dossier.Piece    // the text that it shows, or nil
}

// Render gives all files of the site by path. The same input gives the same bytes.
func Render(c Content) (files map[string][]byte, err error) {
	s, err := Make(c)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.b.files.All()
}

// Make makes the site: each file is laid aside as soon as it is made. The site is to be
// closed when it has been written.
func Make(c Content) (s *Site, err error) {
	if c.Told == nil {
		if c.Told, err = series.Tell(c.Dossier, c.Agenda.Dossier.AsOf.Last()); err != nil {
			return nil, err
		}
	}
	s = &Site{b: newBuilder(c)}
	s.b.files = &output.Files{}
	if err := s.make(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// make makes all files.
func (s *Site) make() (err error) {
	b := s.b
	if b.tmpl, err = templates(); err != nil {
		return err
	}
	card, err := b.card()
	if err != nil {
		return err
	}
	if card != nil && !b.withheld(cardFile) {
		b.HasCard = true
		if err := b.put(cardFile, card); err != nil {
			return err
		}
	}
	if b.ics = b.calendarFile(); b.ics != nil {
		if err := b.put(feed.CalendarFile, b.ics); err != nil {
			return err
		}
	}
	if err := b.loadPictures(); err != nil {
		return err
	}
	if err := b.putStatic(); err != nil {
		return err
	}
	b.memos = b.passOn()
	s.pages, s.cited = b.pages(), b.cited()
	if err := onAddresses(s.pages); err != nil {
		return err
	}
	if s.done, err = b.render(s.pages); err != nil {
		return err
	}
	if err := s.finding(); err != nil {
		return err
	}
	if err := b.writeDocuments(func(document) bool { return true }); err != nil {
		return err
	}
	if err := b.announce(); err != nil {
		return err
	}
	return b.writeMade()
}

// finding puts what the search box finds, the lists of it, and the map of all pages.
func (s *Site) finding() error {
	all := s.b.findable(s.pages, s.done)
	src, err := findScript(all)
	if err != nil {
		return err
	}
	if err := s.b.put("find.js", src); err != nil {
		return err
	}
	for _, p := range s.lists { // of before, which may have been more
		s.b.files.Remove(p.path)
	}
	s.lists = s.b.findLists(all)
	if _, err = s.b.render(s.lists); err != nil {
		return err
	}
	if m := s.b.sitemap(slices.Concat(s.pages, s.lists)); m != nil {
		return s.b.put("sitemap.xml", m)
	}
	return nil
}

// announce puts the feeds and the newsletter.
func (b *builder) announce() error {
	for _, make := range []func() (map[string][]byte, error){b.feeds, b.newsletters} {
		files, err := make()
		if err != nil {
			return err
		}
		for _, name := range sortedKeys(files) {
			if err := b.put(name, files[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// putStatic puts what is the same on every site, with the site's own rules of style.
func (b *builder) putStatic() error {
	return fs.WalkDir(staticFiles, "static", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := staticFiles.ReadFile(p)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(p, "static/")
		if name == "site.css" {
			src = slices.Concat(src, []byte(facetRules()), []byte(b.ownColours()), []byte(b.embargoRules()))
		}
		return b.put(name, src)
	})
}

// put puts a file of the site: marked under an embargo, where it is written at all.
func (b *builder) put(name string, src []byte) error {
	if b.withheld(name) {
		return nil
	}
	return b.files.Put(name, b.underEmbargo(name, src))
}

// cardFile is the picture that stands for the site where others link to it.
const cardFile = "card.png"

// onAddresses refuses two pages on one address.
func onAddresses(pages []page) error {
	first := map[string]string{}
	for _, p := range pages {
		at := strings.ToLower(p.path) // as some file systems take them
		if title, ok := first[at]; ok {
			return fmt.Errorf("two pages would have the address %s: “%s” and “%s”", p.path, title, p.title)
		}
		first[at] = p.title
	}
	return nil
}

// render puts pages, and says what each came to.
func (b *builder) render(pages []page) ([]furnish.Page, error) {
	done := make([]furnish.Page, len(pages))
	err := parallel.Try(len(pages), 0, func(n int) error {
		src, p, err := b.page(pages[n])
		if err != nil {
			return err
		}
		p.Body = nil // it lies in the file
		done[n] = p
		return b.put(pages[n].path, src)
	})
	return done, err
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
