package page

import (
	"encoding/json"
	"html"
	"maps"
	"net/url"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// head is what the head of a page and its embedded records say.
type head struct {
	meta      map[string][]string // name or property, in lower case
	title     string
	body      *nethtml.Node
	canonical string
	lang      string
	ld        *article
	h1        []*nethtml.Node
	headings  []*nethtml.Node            // of all ranks
	nodes     map[string]map[string]any  // records of JSON-LD by @id
	micro     map[string][]*nethtml.Node // elements by itemprop
}

// article is what schema.org records of an article say.
type article struct {
	kind, headline, dek, published, updated, section, site, publisher, url, lang, body string
	authors, bodies, keywords                                                          []string
	image                                                                              Image
}

// readHead gathers the statements of a document in one walk.
func readHead(doc *nethtml.Node) *head {
	h := &head{body: bodyOf(doc), meta: map[string][]string{}, ld: &article{}, nodes: map[string]map[string]any{}, micro: map[string][]*nethtml.Node{}}
	var records []any
	each(doc, func(n *nethtml.Node) bool {
		if n.Type != nethtml.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Html:
			h.lang = attr(n, "lang")
		case atom.Title:
			if h.title == "" && within(n, atom.Svg) == nil {
				h.title = textOfTitle(n)
			}
		case atom.Meta:
			name := strings.ToLower(attr(n, "property"))
			if name == "" {
				name = strings.ToLower(attr(n, "name"))
			}
			if name == "" {
				name = strings.ToLower(attr(n, "itemprop"))
			}
			if v := strings.TrimSpace(attr(n, "content")); name != "" && v != "" && len(h.meta[name]) < 50 {
				h.meta[name] = append(h.meta[name], v)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && h.canonical == "" {
				h.canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				if v := h.parseLD(n.FirstChild.Data); v != nil {
					records = append(records, v)
				}
			}
		case atom.H1:
			h.h1 = append(h.h1, n)
		}
		if isHeading(n) {
			h.headings = append(h.headings, n)
		}
		if prop := attr(n, "itemprop"); prop != "" && len(h.micro[prop]) < 20 {
			h.micro[prop] = append(h.micro[prop], n)
		}
		return true
	})
	for _, v := range records {
		h.walkLD(v, 0)
	}
	return h
}

func textOfTitle(n *nethtml.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return oneLine(n.FirstChild.Data)
}

func (h *head) get(names ...string) string {
	for _, n := range names {
		if v := h.meta[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

var articleTypes = []string{"article", "newsarticle", "analysisnewsarticle", "opinionnewsarticle", "reportagenewsarticle", "blogposting", "report", "scholarlyarticle", "webpage", "techarticle", "backgroundnewsarticle", "reviewnewsarticle", "socialmediaposting", "liveblogposting", "legislation", "governmentdocument", "specialannouncement", "speech", "qapage", "faqpage", "event", "medicalwebpage", "creativework"}

// weakTypes are records of pages, and of things on them: an article's is stronger.
var weakTypes = []string{"webpage", "qapage", "faqpage", "event", "creativework", "medicalwebpage"}

func (h *head) readLD(src string) {
	if v := h.parseLD(src); v != nil {
		h.walkLD(v, 0)
	}
}

// parseLD reads a script of JSON-LD, and keeps its records by their @id, since one
// may name another by that alone. It gives nil where it cannot be read.
func (h *head) parseLD(src string) any {
	var v any
	if len(src) > 2<<20 || json.Unmarshal([]byte(strings.TrimSpace(src)), &v) != nil {
		return nil
	}
	h.index(v, 0)
	return v
}

// index keeps the records with an @id that say more than it.
func (h *head) index(v any, depth int) {
	if depth > 6 || len(h.nodes) > 2000 {
		return
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x[:min(len(x), 200)] {
			h.index(e, depth+1)
		}
	case map[string]any:
		if id, ok := x["@id"].(string); ok && len(x) > 1 && h.nodes[id] == nil && h.nodes != nil {
			h.nodes[id] = x
		}
		for _, k := range slices.Sorted(maps.Keys(x)) {
			h.index(x[k], depth+1)
		}
	}
}

// resolve gives the record that a mere @id names.
func (h *head) resolve(v any) any {
	if m, ok := v.(map[string]any); ok && m["name"] == nil {
		if id, ok := m["@id"].(string); ok && h.nodes[id] != nil {
			return h.nodes[id]
		}
	}
	return v
}

func (h *head) walkLD(v any, depth int) {
	if depth > 6 {
		return
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x[:min(len(x), 200)] {
			h.walkLD(e, depth+1)
		}
	case map[string]any:
		if g, ok := x["@graph"]; ok {
			h.walkLD(g, depth+1)
		}
		kind := kindOf(x["@type"])
		if !slices.Contains(articleTypes, kind) {
			return
		}
		// A web page's record is weaker than an article's.
		if h.ld.kind != "" && (slices.Contains(weakTypes, kind) || !slices.Contains(weakTypes, h.ld.kind)) {
			return
		}
		h.fill(kind, x)
	}
}

// kindOf gives the type of a record that articles have, or its first.
func kindOf(v any) string {
	if list, ok := v.([]any); ok {
		for _, e := range list[:min(len(list), 20)] {
			if t := strings.ToLower(ldText(e)); slices.Contains(articleTypes, t) {
				return t
			}
		}
	}
	return strings.ToLower(ldText(v))
}

func (h *head) fill(kind string, x map[string]any) {
	a := h.ld
	*a = article{
		kind: kind, headline: ldText(x["headline"]), dek: first(ldText(x["alternativeHeadline"]), ldText(x["description"])),
		published: first(ldText(x["datePublished"]), ldText(x["legislationDate"]), ldText(x["datePosted"])), updated: ldText(x["dateModified"]), section: ldText(x["articleSection"]),
		publisher: ldText(h.resolve(x["publisher"])), site: ldText(h.resolve(x["isPartOf"])), url: first(ldText(x["url"]), ldText(x["mainEntityOfPage"])),
		lang: ldText(x["inLanguage"]), keywords: ldWords(x["keywords"]), body: ldText(x["articleBody"]),
	}
	a.authors, a.bodies = h.ldNames(x["author"])
	if len(a.authors) == 0 && slices.Contains(weakTypes, kind) {
		a.authors, a.bodies = h.ldNames(x["creator"])
	}
	if a.headline == "" && kind != "article" && !strings.HasSuffix(kind, "newsarticle") {
		a.headline = ldText(x["name"])
	}
	if img := x["image"]; img != nil {
		if l, ok := img.([]any); ok && len(l) > 0 {
			img = l[0]
		}
		if m, ok := img.(map[string]any); ok {
			a.image = Image{URL: first(ldText(m["url"]), ldText(m["contentUrl"])), Caption: ldText(m["caption"]),
				Credit: first(ldText(m["creditText"]), ldText(m["creator"]), ldText(m["author"])),
				Rights: first(ldText(m["copyrightNotice"]), ldText(m["license"]), ldText(m["copyrightHolder"]))}
		} else {
			a.image = Image{URL: ldText(img)}
		}
	}
}

// ldText reads a text of JSON-LD: a string, the name or id of an object, or the
// first of a list.
func ldText(v any) string {
	switch x := v.(type) {
	case string:
		return oneLine(html.UnescapeString(x))
	case []any:
		if len(x) > 0 {
			return ldText(x[0])
		}
	case map[string]any:
		for _, k := range []string{"name", "url", "@id", "@value"} {
			if s, ok := x[k].(string); ok && s != "" {
				return oneLine(html.UnescapeString(s))
			}
		}
	}
	return ""
}

// ldNames gives the names of authors, and which of them are bodies.
func (h *head) ldNames(v any) (names, bodies []string) {
	switch x := h.resolve(v).(type) {
	case []any:
		for _, e := range x[:min(len(x), 60)] {
			n, b := h.ldNames(e)
			names, bodies = append(names, n...), append(bodies, b...)
		}
	case map[string]any:
		name, ok := x["name"]
		if !ok {
			return nil, nil
		}
		kind := kindOf(x["@type"])
		if strings.HasSuffix(kind, "organization") || strings.HasSuffix(kind, "corporation") || kind == "ngo" || strings.HasSuffix(kind, "agency") || kind == "governmentoffice" || kind == "collegeoruniversity" {
			if s := ldText(name); s != "" && len(s) <= 200 && !strings.HasPrefix(s, "http") && !strings.HasPrefix(s, "#") {
				return []string{s}, []string{s}
			}
			return nil, nil
		}
		return h.ldNames(name)
	case string:
		return splitAuthors(x), nil
	}
	return names, bodies
}

func ldWords(v any) []string {
	switch x := v.(type) {
	case string:
		return strings.Split(x, ",")
	case []any:
		var out []string
		for _, e := range x[:min(len(x), 60)] {
			if s := ldText(e); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func first(list ...string) string {
	for _, s := range list {
		if s = oneLine(s); s != "" {
			return s
		}
	}
	return ""
}

// apply puts the head's statements in the page. What the body shows fills the
// rest later.
func (p *Page) apply(h *head, opt Options) {
	p.Site = first(h.get("og:site_name"), h.ld.site, h.ld.publisher, h.get("application-name", "publisher", "dc.publisher"))
	p.Publisher = first(h.ld.publisher, h.get("publisher", "dc.publisher", "citation_publisher", "article:publisher"))
	if strings.HasPrefix(p.Publisher, "http") {
		p.Publisher = ""
	}
	if strings.HasPrefix(p.Site, "http") {
		p.Site = ""
	}
	p.Title = h.bestTitle(p.Site)
	if site, ok := siteOf(h.title, p.Title); ok && p.Site == "" && len(strings.Fields(site)) <= 5 {
		// A day or a section may stand between the headline and the site.
		for _, sep := range []string{"|", "｜"} {
			if i := strings.LastIndex(site, sep); i >= 0 {
				site = site[i+len(sep):]
			}
		}
		p.Site = oneLine(site)
	}
	p.Language = first(h.lang, h.ld.lang, h.get("og:locale", "language", "dc.language", "content-language"))
	p.Section = first(h.get("article:section"), h.ld.section, h.get("section", "parsely-section", "sailthru.section"))
	p.Kind = strings.ToLower(first(h.get("og:type"), h.ld.kind))
	p.URL = first(h.canonical, h.get("og:url"), h.ld.url)
	p.Published = isoDay(h.get("article:published_time", "og:published_time", "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "datepublished", "article.published", "cxenseparse:recs:publishtime"), h.ld.published)
	p.Updated = isoDay(h.get("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "datemodified", "article.updated"), h.ld.updated)
	p.Authors = h.authors()
	for _, b := range h.ld.bodies {
		if p.bodies == nil {
			p.bodies = map[string]bool{}
		}
		p.bodies[b] = true
	}
	tags := append(slices.Clone(h.meta["article:tag"]), h.ld.keywords...)
	for _, name := range []string{"news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dc.subject"} {
		if len(tags) > 0 {
			break
		}
		for _, v := range h.meta[name] {
			tags = append(tags, strings.Split(v, ",")...)
		}
	}
	p.Tags = tags
	img := h.ld.image
	img.URL = first(h.get("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"), img.URL)
	img.Alt = first(h.get("og:image:alt", "twitter:image:alt"))
	if img != (Image{}) {
		p.Image = &img
	}
}

var siteSeparators = []string{" | ", " – ", " — ", " - ", " :: ", " » ", "｜", " · ", " • ", " : ", " < ", " « ", "|"}

// bestTitle gives the page's own headline: what its data mark as one, a heading that
// agrees with what the head states, else its only heading of the first rank. What the
// head states is the title of a page that shows none, without the site's name.
func (h *head) bestTitle(site string) string {
	stated := first(h.ld.headline, h.get("og:title", "twitter:title", "citation_title", "dc.title"), h.title)
	agrees := func(t string) bool {
		return t != "" && len(t) < 400 && (similarTitle(t, stated) || similarTitle(t, h.title)) && !strings.EqualFold(t, site)
	}
	for _, n := range h.micro["headline"] {
		if t := first(textOf(n), attr(n, "content")); isHeading(n) && t != "" && !isLinkAway(n, t) {
			return t
		}
	}
	var own []string
	for _, n := range h.h1 {
		t := textOf(n)
		if agrees(t) {
			return t
		}
		// One of an article may be short: elsewhere that is the name of a section.
		if (weight(t) >= leastTitle || t != "" && within(n, atom.Article) != nil) && len(t) < 400 && !isLinkAway(n, t) && within(n, atom.Nav, atom.A) == nil && !similarTitle(t, site) {
			own = append(own, t)
		}
	}
	if stated == "" && len(h.h1) > 0 {
		return textOf(h.h1[0])
	}
	if len(own) == 1 {
		return own[0]
	}
	if len(h.h1) == 0 {
		var called []string
		for _, n := range h.headings {
			t := textOf(n)
			if agrees(t) && weight(t) >= leastTitle && !isLabelOver(n) {
				return t
			}
			if weight(t) >= leastTitle && !isLinkAway(n, t) && (len(h.headings) == 1 || hasAny(tokens(n), "title", "tit", "ttl", "subject", "headline")) {
				called = append(called, t)
			}
		}
		if len(called) == 1 && h.ld.headline == "" && h.meta["og:title"] == nil {
			return called[0]
		}
	}
	if len(own) == 0 {
		if t := h.shownTitle(stated, site); t != "" {
			return t
		}
	}
	return withoutSite(stated, site)
}

// withoutSite takes a site's name off the end or the beginning of a title.
func withoutSite(title, site string) string {
	for _, sep := range siteSeparators {
		i := strings.LastIndex(title, sep)
		if i < 0 {
			continue
		}
		tail, lead := title[i+len(sep):], title[:i]
		if j := strings.Index(title, sep); site != "" && strings.EqualFold(title[:j], site) {
			return oneLine(title[j+len(sep):])
		}
		if strings.EqualFold(tail, site) || site == "" && len(strings.Fields(tail)) <= 4 && len(strings.Fields(lead)) >= 3 {
			return withoutSite(oneLine(lead), site)
		}
	}
	return title
}

func similarTitle(a, b string) bool {
	a, b = strings.ToLower(letters(a)), strings.ToLower(letters(b))
	if a == "" || b == "" {
		return false
	}
	// The site's name, which stands in most titles, is no title.
	return strings.Contains(b, a) && len(a)*10 > len(b)*3 || strings.Contains(a, b) && len(b)*10 > len(a)*6
}

// letters keeps the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0 {
			return r
		}
		return -1
	}, s)
}

// isoDay gives the first of the texts that is a date, as an ISO 8601 day.
func isoDay(texts ...string) string {
	for _, t := range texts {
		t = strings.TrimSpace(t)
		if len(t) == 8 && strings.Trim(t, "0123456789") == "" {
			t = t[:4] + "-" + t[4:6] + "-" + t[6:]
		}
		if d := lex.FirstDate(t[:min(len(t), 200)]); d != "" {
			return d
		}
		if len(t) == 4 && len(lex.Years(t)) == 1 {
			return t
		}
	}
	return ""
}

var addressDate = lazyregexp.New(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|$)`)

// dateOfAddress reads a date that stands in the path of an address, as many
// sites write it.
func dateOfAddress(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return ""
	}
	m := addressDate.FindStringSubmatch(u.Path)
	if m == nil {
		return ""
	}
	return isoDay(m[1] + "/" + m[2] + "/" + m[3])
}

func textLanguage(s string) string { return lex.Language(s) }
