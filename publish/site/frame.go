package site

import (
	"bytes"
	"cmp"
	"html/template"
	"slices"
	"strings"
	"sync"

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

// bodyHere stands in the layout where the body of a page goes.
const bodyHere = "<!--body-->"

// Body marks where the body goes.
func (frame) Body() template.HTML { return bodyHere }

// shared names a part of the frame and all that it hangs on: pages that agree in them have
// the same part.
type shared struct{ part, root, section, shown, framed string }

// Once renders a part of the frame, once for all pages that share it.
func (f frame) Once(part string) (template.HTML, error) {
	return f.tmpl.once(part, shared{part, f.Root, f.Section, f.Shown, f.Framed}, func() any { return f })
}

// buffers are for what templates write.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// page renders a page: its body, and the layout around what that came to.
func (b *builder) page(p page) ([]byte, furnish.Page, error) {
	root := strings.Repeat("../", strings.Count(p.path, "/"))
	f := frame{builder: b, Root: root, Path: p.path, Title: p.title, Section: p.section, Shown: cmp.Or(p.lang, b.Lang()), Data: b.resolve(p.data, root)}
	f.Framed = b.framed(f.Shown)
	body, around := buffers.Get().(*bytes.Buffer), buffers.Get().(*bytes.Buffer)
	defer buffers.Put(body)
	defer buffers.Put(around)
	body.Reset()
	around.Reset()
	if err := b.tmpl.ExecuteTemplate(body, p.template, f); err != nil {
		return nil, furnish.Page{}, err
	}
	done := furnish.Finish(body.Bytes(), f.Shown)
	f.Address, f.Type = b.address(p.path), "website"
	f.Summary = cmp.Or(done.Summary, p.title+". "+b.Site()+", as of "+b.AsOf()+".")
	if p.text != nil {
		f.Type = "article"
	}
	f.Record = b.csl(p)
	f.Cite, f.Linked = b.citing(f.Record), b.linked(p, f.Summary, f.Record)
	for _, lang := range sortedKeys(p.others) {
		f.Versions = append(f.Versions, version{lang, cmp.Or(b.address(p.others[lang]), root+p.others[lang])})
	}
	if err := b.tmpl.ExecuteTemplate(around, "layout", f); err != nil {
		return nil, done, err
	}
	before, after, _ := bytes.Cut(around.Bytes(), []byte(bodyHere))
	out := slices.Concat(before, done.Body, after)
	if f.Shown != b.Lang() { // what is around the body says its title too
		out = furnish.Tongues(out, f.Shown)
	}
	return out, done, nil
}
