package site

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"

	"entente/dossier"
)

// object is a thing of schema.org.
type object map[string]any

// address gives the full address of a file of the site; "" where the dossier does
// not say where the site will be.
func (b *builder) address(file string) string {
	at := b.D.Site.Address
	if at == "" {
		return ""
	}
	if file == "index.html" {
		file = ""
	}
	var parts []string
	for part := range strings.SplitSeq(file, "/") {
		parts = append(parts, url.PathEscape(part))
	}
	return strings.TrimSuffix(at, "/") + "/" + strings.Join(parts, "/")
}

// linked describes a page in the words of schema.org: the page itself, who
// publishes it, and what it is about.
func (b *builder) linked(p page, summary string, r cslPage) object {
	self := object{"@type": pageType(p), "name": p.title, "inLanguage": r.Language, "description": summary}
	if at := b.address(p.path); at != "" {
		self["@id"], self["url"] = at, at
	}
	all := []object{self}
	if name := b.D.Say(b.D.Convener.Name); name != "" {
		who := object{"@type": "Organization", "@id": "#convener", "name": name}
		if u := webAddress(b.D.Convener.URL); u != "" {
			who["url"] = u
		}
		if says := b.D.Say(b.D.Convener.Position); says != "" {
			who["description"] = says
		}
		self["publisher"] = object{"@id": "#convener"}
		all = append(all, who)
	}
	self["datePublished"], self["dateModified"] = b.dateOf(p).String(), b.A.Dossier.AsOf.String()
	switch {
	case p.text != nil:
		self["headline"] = p.title
		var authors []object
		for _, a := range p.text.Authors {
			authors = append(authors, b.personObject(a.ID))
		}
		if authors != nil {
			self["author"] = authors
		}
	case p.path == "index.html" || p.template == "table":
		self["temporalCoverage"] = "../" + b.A.Dossier.AsOf.String()
		if l := b.Licence(); l != "" {
			self["license"] = l
		}
		self["creator"] = self["publisher"]
	case p.template == "people" && b.D.People != nil:
		for _, x := range b.D.People.People {
			all = append(all, b.personObject(x.ID.ID))
		}
	}
	if p.path != "index.html" {
		self["isPartOf"] = object{"@type": "WebSite", "name": b.Site()}
	}
	return object{"@context": "https://schema.org", "@graph": all}
}

// dateOf is the day of a page: that of the text that it shows, else the agenda's.
func (b *builder) dateOf(p page) dossier.Date {
	if p.text != nil && !p.text.Date.IsZero() {
		return p.text.Date
	}
	return b.A.Dossier.AsOf
}

// pageType is the type of schema.org that a page is of.
func pageType(p page) string {
	switch {
	case p.text != nil && (p.text.ID == "report" || p.text.Kind == "report"):
		return "Report"
	case p.text != nil && p.text.Kind == "op-ed":
		return "OpinionNewsArticle"
	case p.text != nil && p.text.Kind == "analysis":
		return "AnalysisNewsArticle"
	case p.text != nil:
		return "NewsArticle"
	case p.path == "index.html" || p.template == "table":
		return "Dataset"
	case slices.Contains([]string{"members", "pieces", "scenarios", "constraints", "find"}, p.template):
		return "CollectionPage"
	}
	return "WebPage"
}

// personObject describes someone of the roster with the posts held on the agenda's
// day, or the name alone of someone who is not on it.
func (b *builder) personObject(id string) object {
	o := object{"@type": "Person", "name": b.Person(id)}
	if b.D.People == nil {
		return o
	}
	day := b.A.Dossier.AsOf.Last()
	for _, p := range b.D.People.People {
		if p.ID.ID != id {
			continue
		}
		var at []object
		for _, a := range p.Affiliations {
			name := b.D.Say(a.At)
			if name == "" || !a.From.IsZero() && a.From.First().After(day) || !a.To.IsZero() && a.To.Last().Before(day) {
				continue
			}
			at = append(at, object{"@type": "Organization", "name": name})
		}
		if at != nil {
			o["affiliation"] = at
		}
	}
	return o
}

// sitemap lists the pages for search engines; nil where the dossier does not say
// where the site will be.
func (b *builder) sitemap(pages []page) []byte {
	if b.D.Site.Address == "" {
		return nil
	}
	var w bytes.Buffer
	w.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range pages {
		w.WriteString("<url><loc>")
		_ = xml.EscapeText(&w, []byte(b.address(p.path))) // a buffer takes all
		w.WriteString("</loc></url>\n")
	}
	w.WriteString("</urlset>\n")
	return w.Bytes()
}
