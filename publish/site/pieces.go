package site

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/dossier"
	"entente/words"
)

// How much of the pieces other pages show.
const (
	latestPieces  = 3
	latestNotes   = 4
	teaserParts   = 4 // paragraphs that a teaser opens to
	teasersAPage  = 60
	relatedAtMost = 4
)

// piecesData is a list of pieces: all, or those of a type, an area, a region or an author.
type piecesData struct {
	Title   string
	Whole   bool // all of them, and not those of one tag
	Dek     string
	Posts   string // of an author
	Pieces  []teaser
	Notes   []teaser
	Tags    []tagGroup
	Authors []link
	Lacks   []lackView
	Parts   []partLink // of this list; nil where there is one
}

type tagGroup struct {
	Name string
	Tags []link
}

// teaser is a piece in a list: it opens in place.
type teaser struct {
	Link    link
	Kind    link
	Dek     string
	Byline  []author
	Date    string
	Minutes int
	Tags    []link
	First   template.HTML // its first paragraph
	More    template.HTML // the next ones; "" where there is none
	Rest    bool          // there is more than those
	Picture *pictureView
}

// author is a name of a byline with the affiliation of the day.
type author struct {
	Link link
	At   string
}

// pieceKinds are the types of pieces, in the plural.
var pieceKinds = map[string]string{"analysis": "Analysis", "note": "Notes", "op-ed": "Op-eds", "statement": "Statements", "report": "Reports"}

func kindOf(p *dossier.Piece) string {
	if p.ID == "report" {
		return "report"
	}
	return cmp.Or(p.Kind, "analysis")
}

// newestFirst gives the pieces, the newest first; the report is not among them.
func newestFirst(d *dossier.Dossier) []*dossier.Piece {
	out := slices.Clone(d.Pieces)
	slices.SortStableFunc(out, func(x, y *dossier.Piece) int { return y.Date.Compare(x.Date) })
	return out
}

// tagHref is where the pieces of a tag are listed.
func tagHref(root, kind, id string) string {
	return root + "tags/" + kind + "-" + encoded(strings.ReplaceAll(strings.ToLower(id), " ", "-")) + ".html"
}

func (b *builder) kindLink(root string, p *dossier.Piece) link {
	return link{Href: tagHref(root, "kind", kindOf(p)), Text: pieceKinds[kindOf(p)]}
}

func (b *builder) tagsOf(root string, p *dossier.Piece) []link {
	var out []link
	for _, a := range p.Areas {
		out = append(out, link{Href: tagHref(root, "area", a.ID), Text: b.areaName(a.ID)})
	}
	for _, r := range p.Regions {
		out = append(out, link{Href: tagHref(root, "region", r.ID), Text: r.ID})
	}
	return out
}

func (b *builder) byline(root string, p *dossier.Piece) []author {
	var out []author
	day := p.Date.Last()
	if p.Date.IsZero() {
		day = b.A.Dossier.AsOf.Last()
	}
	for _, a := range p.Authors {
		v := author{Link: link{Text: b.Person(a.ID)}}
		if x := b.D.Person(a.ID); x != nil {
			v.Link.Href, v.At = root+"authors/"+a.ID+".html", b.affiliationOn(x, day)
		}
		out = append(out, v)
	}
	return out
}

var paragraphForm = regexp.MustCompile(`(?s)<p>.*?</p>`)

func (b *builder) teaser(root string, p *dossier.Piece) teaser {
	body := string(b.prose(root, p.Body, 2))
	t := teaser{Link: link{Href: root + textPath(p), Text: b.D.Say(p.Title)}, Kind: b.kindLink(root, p),
		Dek: b.D.Say(p.Dek), Byline: b.byline(root, p), Date: dateWords(p.Date), Minutes: words.ReadingMinutes(stripTags(body)), Tags: b.tagsOf(root, p), Picture: b.pictureView(root, p)}
	var parts []string
	for _, part := range paragraphForm.FindAllString(body, -1) {
		if strings.Contains(part, ` id="`) || strings.Contains(part, `href="#`) {
			continue // it belongs to what stands on its own page alone
		}
		parts = append(parts, part)
	}
	if len(parts) > 0 {
		t.First = template.HTML(parts[0])
		shown := parts[1:min(len(parts), 1+teaserParts)]
		t.More, t.Rest = template.HTML(strings.Join(shown, "\n")), len(parts) > 1+teaserParts || strings.Contains(body, "<h")
	}
	return t
}

// piecePages gives the lists of pieces, by tag and by author too.
func (b *builder) piecePages() []page {
	all := b.newestPieces()
	add := func(out *[]page, at, title, dek string, posts func() string, keep func(*dossier.Piece) bool) {
		parts := 1
		if len(all) > teasersAPage {
			n := 0
			for _, p := range all {
				n += b2i(keep(p))
			}
			parts = max(1, (n+teasersAPage-1)/teasersAPage)
		}
		at = strings.TrimSuffix(at, ".html")
		name := func(n int) string {
			if n == 0 {
				return at + ".html"
			}
			return fmt.Sprintf("%s_%d.html", at, n+1)
		}
		for part := range parts {
			said := title
			if part > 0 {
				said += fmt.Sprintf(", part %d", part+1)
			}
			*out = append(*out, page{path: name(part), template: "pieces", title: said, section: "pieces", data: deferred(func(root string) any {
				d := piecesData{Title: title, Whole: at == "pieces", Dek: dek}
				if posts != nil {
					d.Posts = posts()
				}
				for n := 0; n < parts && parts > 1; n++ {
					d.Parts = append(d.Parts, partLink{link{Href: root + name(n), Text: strconv.Itoa(n + 1)}, n == part})
				}
				b.fillPieces(&d, root, all, keep, part)
				return d
			})})
		}
	}
	var out []page
	if len(all) == 0 {
		return nil
	}
	add(&out, "pieces.html", "Pieces", "", nil, func(*dossier.Piece) bool { return true })
	seen := map[string]bool{}
	tag := func(kind, id, title string, keep func(*dossier.Piece) bool) {
		if at := tagHref("", kind, id); !seen[at] {
			seen[at] = true
			add(&out, at, title, "", nil, keep)
		}
	}
	for _, p := range all {
		k := kindOf(p)
		tag("kind", k, pieceKinds[k], func(q *dossier.Piece) bool { return kindOf(q) == k })
		for _, a := range p.Areas {
			tag("area", a.ID, "On "+words.InSentence(b.areaName(a.ID)), func(q *dossier.Piece) bool { return q.Areas.Has(a.ID) })
		}
		for _, r := range p.Regions {
			tag("region", r.ID, r.ID, func(q *dossier.Piece) bool { return q.Regions.Has(r.ID) })
		}
	}
	if b.D.People == nil {
		return out
	}
	for _, x := range b.D.People.People {
		id := x.ID.ID
		if slices.ContainsFunc(b.D.Texts(), func(p *dossier.Piece) bool { return p.Authors.Has(id) }) {
			add(&out, "authors/"+id+".html", b.D.Say(x.Name), b.D.Say(x.Role), func() string { return b.affiliationOn(x, b.A.Dossier.AsOf.Last()) },
				func(q *dossier.Piece) bool { return q.Authors.Has(id) })
		}
	}
	return out
}

// narrowFrom is how many pieces the list has before it offers to be narrowed.
const narrowFrom = 10

// fillPieces puts those into a list that it keeps: their tags, and a part of them opened.
func (b *builder) fillPieces(d *piecesData, root string, all []*dossier.Piece, keep func(*dossier.Piece) bool, part int) {
	groups := map[string][]link{}
	put := func(kind string, l link) {
		if !slices.ContainsFunc(groups[kind], func(o link) bool { return o.Href == l.Href }) {
			groups[kind] = append(groups[kind], l)
		}
	}
	n := 0
	for _, p := range all {
		if !keep(p) {
			continue
		}
		if n++; (n-1)/teasersAPage == part {
			t := b.teaser(root, p)
			if kindOf(p) == "note" {
				d.Notes = append(d.Notes, t)
			} else {
				d.Pieces = append(d.Pieces, t)
			}
		}
		if !d.Whole || len(all) < narrowFrom {
			continue
		}
		put("Types", b.kindLink(root, p))
		for _, a := range p.Areas {
			put("Areas", link{Href: tagHref(root, "area", a.ID), Text: b.areaName(a.ID)})
		}
		for _, r := range p.Regions {
			put("Regions", link{Href: tagHref(root, "region", r.ID), Text: r.ID})
		}
		for _, a := range b.byline(root, p) {
			if a.Link.Href != "" && !slices.ContainsFunc(d.Authors, func(o link) bool { return o.Href == a.Link.Href }) {
				d.Authors = append(d.Authors, a.Link)
			}
		}
	}
	for _, name := range []string{"Types", "Areas", "Regions"} {
		if len(groups[name]) > 0 {
			d.Tags = append(d.Tags, tagGroup{name, groups[name]})
		}
	}
	if d.Whole && !slices.ContainsFunc(all, func(p *dossier.Piece) bool { return kindOf(p) == "note" }) {
		d.Lacks = append(d.Lacks, lackView{"No short note is on record.", "pieces/NAME.md", "with kind: note"})
	}
}

// related gives the texts to read beside one: those that it names, and those that share
// most areas and regions with it, the newest first of equals.
func (b *builder) related(root string, p *dossier.Piece) []link {
	var out []link
	put := func(q *dossier.Piece) {
		l := link{Href: root + textPath(q), Text: b.D.Say(q.Title)}
		if q != p && len(out) < relatedAtMost && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	for _, r := range p.Related {
		if q := b.D.Text(r.ID); q != nil {
			put(q)
		}
	}
	shared := func(q *dossier.Piece) int {
		n := 0
		for _, a := range p.Areas {
			n += b2i(q.Areas.Has(a.ID))
		}
		for _, r := range p.Regions {
			n += b2i(q.Regions.Has(r.ID))
		}
		return n
	}
	// By how much is shared, as many as can be shown, and no more are looked at than that.
	all, enough := len(p.Areas)+len(p.Regions), relatedAtMost+len(p.Related)
	by := make([][]*dossier.Piece, all+1)
	for _, q := range b.newestPieces() {
		n := shared(q)
		if n == 0 || q == p || len(by[n]) == enough {
			continue
		}
		if by[n] = append(by[n], q); n == all && len(by[n]) == enough {
			break
		}
	}
	for _, some := range slices.Backward(by) {
		for _, q := range some {
			put(q)
		}
	}
	return out
}

// HasPieces tells whether there is a page of pieces.
func (b *builder) HasPieces() bool { return len(b.D.Pieces) > 0 }

// LatestPieces gives the newest pieces and, apart, the newest notes, for the home page.
func (b *builder) LatestPieces() piecesData {
	var d piecesData
	for _, p := range b.newestPieces() {
		switch {
		case kindOf(p) == "note" && len(d.Notes) < latestNotes:
			d.Notes = append(d.Notes, b.teaser("", p))
		case kindOf(p) != "note" && len(d.Pieces) < latestPieces:
			d.Pieces = append(d.Pieces, b.teaser("", p))
		}
	}
	return d
}

// correctionView is what was corrected, and when.
type correctionView struct{ Date, What string }

func (b *builder) corrections(p *dossier.Piece) []correctionView {
	var out []correctionView
	for _, c := range p.Corrections {
		out = append(out, correctionView{dateWords(c.Date), b.D.Say(c.What)})
	}
	return out
}

// FormAction is the origin that the newsletter's form may send to, for the page's policy:
// 'none' where there is no form.
func (b *builder) FormAction() string {
	u, err := url.Parse(b.D.Site.Newsletter.Action)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return "'none'"
	}
	return "https://" + u.Host
}

// FormHost is who gets the address that a reader gives.
func (b *builder) FormHost() string { return strings.TrimPrefix(b.FormAction(), "https://") }

// FormField is the name of the newsletter's field.
func (b *builder) FormField() string { return cmp.Or(b.D.Site.Newsletter.Field, "email") }

// Name is what stands at the head of each page: the site's own name, else the title.
func (b *builder) Name() string { return cmp.Or(b.D.Say(b.D.Site.Name), b.Site()) }

// Say gives a text in the language of the pages.
func (b *builder) Say(t dossier.Text) string { return b.D.Say(t) }

// ownColours gives the rules of the colours that the dossier sets, for light and dark; in
// print the light ones hold.
func (b *builder) ownColours() string {
	light, dark := "", ""
	for _, c := range []struct{ name, value string }{{"accent", b.D.Site.Colours.Accent}, {"rust", b.D.Site.Colours.Second}} {
		if col, err := dossier.ParseColour(c.value); err == nil {
			light += "--" + c.name + ":" + col.String() + ";"
			dark += "--" + c.name + ":" + col.OnDark().String() + ";"
		}
	}
	if light == "" {
		return ""
	}
	return ":root{" + light + "}@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n"
}

// Logo is the logo's picture, or nil.
func (b *builder) Logo() *pictureView { return b.logo }
