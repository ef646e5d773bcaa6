package site

import (
	"bytes"
	"cmp"
	"html/template"
	"strings"

	"entente/publish/site/furnish"
)

// frame is what a page's template gets, and then the layout around it.
type frame struct {
	*builder
	Root    string // the way to the site's root: "" or "../"
	Path    string
	Title   string
	Section string
	Shown   string // the language of the body
	Framed  string // the language of what is around it
	Data    any

	// Of the layout alone.
	Body     template.HTML
	Summary  string // in plain text
	Address  string // the full one; "" where it is not known
	Type     string // of Open Graph
	Record   cslPage
	Cite     citing
	Linked   object
	Versions []version
}

// version is the page in a language.
type version struct{ Lang, Href string }

// Card is the address of the picture that stands for the site, the full one where
// it is known; "" where there is none.
func (f frame) Card() string {
	if !f.HasCard {
		return ""
	}
	return cmp.Or(f.address(cardFile), f.Root+cardFile)
}

// Contents marks where the contents of the page go.
func (frame) Contents() template.HTML { return furnish.ContentsHere }

// page renders a page: its body, and the layout around what that came to.
func (b *builder) page(p page) ([]byte, furnish.Page, error) {
	root := strings.Repeat("../", strings.Count(p.path, "/"))
	f := frame{builder: b, Root: root, Path: p.path, Title: p.title, Section: p.section, Shown: cmp.Or(p.lang, b.Lang()), Data: b.resolve(p.data, root)}
	f.Framed = b.framed(f.Shown)
	var body bytes.Buffer
	if err := b.tmpl.ExecuteTemplate(&body, p.template, f); err != nil {
		return nil, furnish.Page{}, err
	}
	done := furnish.Finish(body.Bytes(), f.Shown)
	f.Body, f.Address, f.Type = template.HTML(done.Body), b.address(p.path), "website"
	f.Summary = cmp.Or(done.Summary, p.title+". "+b.Site()+", as of "+b.AsOf()+".")
	if p.text != nil {
		f.Type = "article"
	}
	f.Record = b.csl(p)
	f.Cite, f.Linked = b.citing(f.Record), b.linked(p, f.Summary, f.Record)
	for _, lang := range sortedKeys(p.others) {
		f.Versions = append(f.Versions, version{lang, cmp.Or(b.address(p.others[lang]), root+p.others[lang])})
	}
	var out bytes.Buffer
	out.Grow(len(done.Body) + 16<<10)
	err := b.tmpl.ExecuteTemplate(&out, "layout", f)
	if f.Shown != b.Lang() { // what is around the body says its title too
		return furnish.Tongues(out.Bytes(), f.Shown), done, err
	}
	return out.Bytes(), done, err
}
