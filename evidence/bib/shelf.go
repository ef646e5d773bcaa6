package bib

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Shelf finds the work of a record among those put on it, whatever its id. The zero
// Shelf is empty.
type Shelf struct {
	by map[string][]shelved
}

type shelved struct {
	id string
	it *item
}

// maxShelved is how many works of one DOI, or of one title, year and first author, are
// compared; more of them are no work twice, but columns, forewords and volumes.
const maxShelved = 64

// Put adds a record under an id. Of a work that says less than a DOI, or title, year and
// first author, nothing is kept.
func (s *Shelf) Put(id string, record json.RawMessage) {
	it := parseItem(record)
	for _, key := range shelfKeys(it) {
		if s.by == nil {
			s.by = map[string][]shelved{}
		}
		if len(s.by[key]) < maxShelved {
			s.by[key] = append(s.by[key], shelved{id, it})
		}
	}
}

// Find gives the id of a record of the same work: of one DOI, or, in want of one, of one
// title, year, type and first author, where neither journal nor volume, pages, edition
// or the like differ.
func (s *Shelf) Find(record json.RawMessage) (id string, ok bool) {
	it := parseItem(record)
	for _, key := range shelfKeys(it) {
		for _, o := range s.by[key] {
			if oneWork(o.it, it) {
				return o.id, true
			}
		}
	}
	return "", false
}

// shelfKeys gives keys of which two records of one work share one.
func shelfKeys(it *item) []string {
	if it == nil {
		return nil
	}
	var out []string
	if doi := bareDOI(it.vars["DOI"]); doi != "" {
		out = append(out, "doi\x00"+strings.ToLower(doi))
	}
	title, year, first := lettersOf(bare(it.vars["title"])), it.dates["issued"].from.year, strings.Join(firstNamed(it), " ")
	if title != "" && year != 0 && first != "" {
		out = append(out, strings.Join([]string{"title", title, strconv.Itoa(year), first, it.typ}, "\x00"))
	}
	return out
}

// apart are the variables by which works of one title, year and first author differ.
var apart = []string{"container-title", "collection-title", "volume", "issue", "number", "collection-number", "page", "edition", "chapter-number",
	"ISBN", "section", "version", "part-number", "event-title", "language"}

// oneWork tells whether two records that share a key are of one work. A chapter may bear
// the DOI of its book, so that another type, or other pages under another title, part
// works of one DOI.
func oneWork(a, b *item) bool {
	differ := func(key string) bool {
		p, q := lettersOf(a.vars[key]), lettersOf(b.vars[key])
		return p != "" && q != "" && p != q
	}
	if p, q := bareDOI(a.vars["DOI"]), bareDOI(b.vars["DOI"]); p != "" && q != "" {
		return strings.EqualFold(p, q) && (lettersOf(a.vars["title"]) == lettersOf(b.vars["title"]) || a.typ == b.typ && !differ("page") && !differ("chapter-number"))
	}
	d, e := a.dates["issued"].from, b.dates["issued"].from
	other := func(m, n int) bool { return m != n && m*n != 0 }
	if slices.ContainsFunc(apart, differ) || other(d.month, e.month) || other(d.day, e.day) || otherPage(a, b) {
		return false
	}
	x, _ := a.creators()
	y, _ := b.creators()
	p, _ := utf8.DecodeRuneInString(fold(x[0].Given))
	q, _ := utf8.DecodeRuneInString(fold(y[0].Given))
	return p == q || x[0].Given == "" || y[0].Given == ""
}

// otherPage tells whether two records lead to different pages of one site, or are of
// pages of the web at different addresses: a ministry gives one title to each briefing.
func otherPage(a, b *item) bool {
	address := func(it *item) (host, rest string) {
		s := it.vars["URL"]
		if _, after, ok := strings.Cut(s, "://"); ok {
			s = after
		}
		host, rest, _ = strings.Cut(strings.TrimPrefix(s, "www."), "/")
		return strings.ToLower(host), strings.TrimRight(rest, "/")
	}
	h, p := address(a)
	i, q := address(b)
	return h != "" && i != "" && (h == i && p != q || h != i && a.typ == "webpage")
}
