package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/bib"
	"entente/prose"
	"entente/words"
)

// textData is the page of the report or of a piece.
type textData struct {
	Root             string
	P                *dossier.Piece
	Title, Dek, Kind string
	Byline           []author
	Minutes          int
	Tags             []link
	KindLink         link
	Picture          *pictureView
	Related          []link
	Corrections      []correctionView
	Date             string
	From             *link
	Contents         []link
	Body             template.HTML
	Carries          bool // a directive prints a carry, which is explained before it
	Notes            []template.HTML
	References       []template.HTML
}

// textPath is where a text's page lies.
func textPath(p *dossier.Piece) string {
	if p.ID == "report" {
		return "report.html"
	}
	return "pieces/" + p.ID + ".html"
}

// sectionOf is the entry of the navigation that a text belongs to.
func sectionOf(p *dossier.Piece) string {
	if p.ID == "report" {
		return "report"
	}
	return "pieces"
}

func (b *builder) textPages() []page {
	var out []page
	for _, p := range b.D.Texts() {
		out = append(out, page{path: textPath(p), template: "text", title: b.D.Say(p.Title), section: sectionOf(p), text: p, data: deferred(func(root string) any { return b.text(root, p) })})
	}
	return out
}

// text renders a text with its citations in the dossier's style.
func (b *builder) text(root string, p *dossier.Piece) textData {
	d := textData{Root: root, P: p, Title: b.D.Say(p.Title), Dek: b.D.Say(p.Dek), Kind: p.Kind, Date: dateWords(p.Date)}
	d.Byline, d.Tags, d.Picture, d.Corrections = b.byline(root, p), b.tagsOf(root, p), b.pictureView(root, p), b.corrections(p)
	if p.ID == "report" {
		d.KindLink = link{Text: words.Capital(p.Kind)}
		d.Tags = nil // the lists of tags have the pieces
	} else {
		d.KindLink, d.Related = b.kindLink(root, p), b.related(root, p)
	}
	if p.From.ID != "" {
		for _, t := range b.D.Texts() {
			if t.ID == p.From.ID {
				d.From = &link{Href: root + textPath(t), Text: b.D.Say(t.Title)}
			}
		}
	}
	style, err := bib.ParseStyle(b.D.Citations)
	if err != nil {
		style = bib.Notes
	}
	doc, err := b.read(p.Body)
	if err != nil {
		d.Body = notShown(err)
		return d
	}
	citer := bib.NewCiter(style, b.cslRecord)
	var ids []string
	for _, c := range doc.Citations {
		ids = append(ids, c.Key)
	}
	for _, v := range doc.Directives {
		d.Carries = d.Carries || v.Name == "carry"
		if val, err := b.eval.Evaluate(v); err == nil {
			ids = append(ids, val.Sources...)
		}
	}
	citer.Prepare(ids)
	opt := b.proseOptions(root)
	opt.Cite = func(key, locator string) (string, bool) {
		t, ok := citer.Cite(key, locator)
		if !ok {
			return "", false
		}
		if style == bib.AuthorDate {
			return fmt.Sprintf(` <a class="cite" href="#ref-%s">%s</a>`, html.EscapeString(encoded(key)), html.EscapeString(t.String())), true
		}
		return d.note(t.HTML()), true
	}
	if style == bib.Notes {
		// The sources of a chart or table share a note.
		opt.CiteAll = func(keys []string) (string, bool) {
			var all []string
			for i, key := range keys {
				t, ok := citer.Cite(key, "")
				if !ok {
					return "", false
				}
				s := t.HTML()
				if before, ok := strings.CutSuffix(s, ".”"); ok && i < len(keys)-1 {
					s = before + "”"
				} else if i < len(keys)-1 {
					s = strings.TrimSuffix(s, ".")
				}
				all = append(all, s)
			}
			return d.note(strings.Join(all, "; ")), true
		}
	}
	r := prose.Render(doc, opt)
	for _, id := range citer.References() {
		d.References = append(d.References, template.HTML(fmt.Sprintf(`<span id="ref-%s">%s</span>`, html.EscapeString(encoded(id)), citer.Reference(id).HTML())))
	}
	body, contents := b.withDissent(p, r.HTML)
	d.Body, d.Contents, d.Minutes = template.HTML(body), contents, words.ReadingMinutes(stripTags(body))
	return d
}

// note adds a note to a text, and gives its mark.
func (d *textData) note(html string) string {
	d.Notes = append(d.Notes, template.HTML(html))
	n := len(d.Notes)
	return fmt.Sprintf(`<sup class="fn"><a id="ref%d" href="#note%d">%d</a></sup>`, n, n, n)
}

// cslRecord gives a source's record as its exporter wrote it, or nil.
func (b *builder) cslRecord(id string) json.RawMessage {
	if s := b.D.Source(id); s != nil {
		return s.Raw
	}
	return nil
}

var sectionHead = regexp.MustCompile(`<h([23]) id="([^"]+)">(.*?)</h[23]>`)

// section is a heading of a text: where it stands, and where what it heads ends.
type section struct {
	level, start, end int
	id                string
	text              string
}

// sections finds the headings of the two upper levels. The notes at the end
// belong to none.
func sections(body string) []section {
	limit := strings.Index(body, `<div class="footnotes"`)
	if limit < 0 {
		limit = len(body)
	}
	var out []section
	for _, m := range sectionHead.FindAllStringSubmatchIndex(body[:limit], -1) {
		level := int(body[m[2]] - '0')
		for i := range out {
			if out[i].end == limit && level <= out[i].level {
				out[i].end = m[0]
			}
		}
		out = append(out, section{level, m[0], limit, body[m[4]:m[5]], html.UnescapeString(stripTags(body[m[6]:m[7]]))})
	}
	return out
}

// withDissent prints each dissent after the section that it is from, and lists
// the sections. A dissent from the whole text stands at its end.
func (b *builder) withDissent(p *dossier.Piece, body string) (string, []link) {
	heads := sections(body)
	top := 3
	if n := len(heads); n > 0 {
		top = slices.MinFunc(heads, func(a, b section) int { return a.level - b.level }).level
	}
	var contents []link
	for _, h := range heads {
		if h.level == top {
			contents = append(contents, link{Href: "#" + h.id, Text: h.text})
		}
	}
	if b.D.People == nil || len(b.D.People.Dissent) == 0 {
		return body, contents
	}
	whole := strings.Index(body, `<div class="footnotes"`)
	if whole < 0 {
		whole = len(body)
	}
	at := map[int]string{}
	for _, x := range b.D.People.Dissent {
		text, part, _ := strings.Cut(x.Text, "#")
		if text != p.ID && text != p.File {
			continue
		}
		var w bytes.Buffer
		fmt.Fprintf(&w, `<aside class="dissent" aria-label="Dissent"><p>%s</p><p class="by">Dissent of %s`, html.EscapeString(b.D.Say(x.Words)), html.EscapeString(b.Person(x.Person.ID)))
		if !x.Date.IsZero() {
			w.WriteString(", " + dateWords(x.Date))
		}
		w.WriteString("</p></aside>\n")
		end := whole
		if i := slices.IndexFunc(heads, func(h section) bool { return h.id == b.headingID(part) }); i >= 0 {
			end = heads[i].end
		}
		at[end] += w.String()
	}
	var out strings.Builder
	last := 0
	for _, pos := range slices.Sorted(maps.Keys(at)) {
		out.WriteString(body[last:pos] + at[pos])
		last = pos
	}
	return out.String() + body[last:], contents
}

func stripTags(s string) string {
	var out strings.Builder
	for {
		before, rest, opened := strings.Cut(s, "<")
		_, after, closed := strings.Cut(rest, ">")
		if !opened || !closed {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(before)
		s = after
	}
}

// linkTo gives the address of what a directive's value is about.
func (b *builder) linkTo(root, href string) string {
	kind, id, _ := strings.Cut(href, ":")
	switch kind {
	case "initiative":
		return root + "initiatives/" + id + ".html"
	case "constraint":
		return root + "constraints/" + id + ".html"
	case "scenario":
		return root + "scenarios/" + id + ".html"
	case "member":
		return root + "members/" + strings.ToLower(id) + ".html"
	case "player":
		return b.bodyLink(root, id).Href
	case "poll":
		return root + "polls.html#" + anchor(id)
	case "source":
		return root + "sources.html#" + anchor(id)
	case "event", "act", "fact", "case", "commitment":
		return root + kind + "s.html#" + anchor(id)
	case "search":
		return root + "searches.html#" + anchor(id)
	case "list":
		return root + b.listPage(id)
	}
	return ""
}

// chartHTML draws the chart of a directive, with its table behind it.
func (b *builder) chartHTML(c prose.Chart) string {
	pic, ok := b.pictureOf(c)
	if !ok {
		return ""
	}
	var w bytes.Buffer
	if err := b.tmpl.ExecuteTemplate(&w, "figure", pic); err != nil {
		return ""
	}
	return w.String()
}

// pictureOf draws the chart of a directive; false where there is nothing to draw.
func (b *builder) pictureOf(c prose.Chart) (picture, bool) {
	switch c.Kind {
	case "ladder":
		i := b.byID[c.ID]
		if i == nil {
			return picture{}, false
		}
		pic := b.ladder(i, "ladder-"+encoded(i.ID))
		pic.Subtitle = strings.TrimSuffix(i.Title+". "+pic.Subtitle, ". ")
		return pic, true
	case "poll":
		if len(b.D.PollSeries(c.ID)) == 0 {
			return picture{}, false
		}
		return b.pollChart(c.ID, nil), true
	}
	return picture{}, false
}
