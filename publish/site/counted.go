package site

import (
	"cmp"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/markup"
	"entente/prose"
	"entente/record"
	"entente/words"
)

// countedData is a page that lists what a count counts, where no other page lists just
// that: the rows are as many as the count says.
type countedData struct {
	Title, Says string
	Back        link
	Header      []string
	Rows        [][]link
}

// Label gives the word that stands before a cell where rows are stacked.
func (d countedData) Label(n int) string {
	if n == 0 {
		return ""
	}
	return d.Header[n]
}

// countedPages are the lists behind the counts of promises and of texts.
func (b *builder) countedPages() []page {
	var out []page
	add := func(path, title, section string, data func(root string) countedData) {
		out = append(out, page{path: path, template: "counted", title: title, section: section, data: deferred(func(root string) any { return data(root) })})
	}
	for _, c := range b.promiseLists() {
		add(c.path, c.title, "promises", func(root string) countedData { return b.promiseList(root, c) })
	}
	for _, href := range sortedKeys(b.counts) {
		c := b.counts[href]
		section := "sources"
		if c.of() == "promises" {
			section = "promises"
		}
		add(c.path, c.title(), section, func(root string) countedData { return b.textCount(root, c) })
	}
	return out
}

// textCount is a count in a text that no other page lists.
type textCount struct {
	path, kind string
	list       *prose.Table
}

// of is what is counted, by the word that pages have for it.
func (c textCount) of() string {
	if c.kind == "commitments" {
		return "promises"
	}
	return c.kind
}

// title is what the list is called, by the same word.
func (c textCount) title() string {
	return words.Capital(c.of()) + strings.TrimPrefix(c.list.Caption, words.Capital(c.kind))
}

// findCounts gives the counts with filters in texts by what they are about, but for those
// that a page of the agenda lists.
func (b *builder) findCounts() map[string]textCount {
	out := map[string]textCount{}
	for _, md := range b.bodies() {
		if !strings.Contains(md, "{{count") { // most have none, and need not be read for it
			continue
		}
		doc, err := b.read(md)
		if err != nil {
			continue
		}
		for _, v := range doc.Directives {
			b.addCount(out, v)
		}
	}
	return out
}

func (b *builder) addCount(out map[string]textCount, v markup.Directive) {
	list, err := b.eval.List(v)
	if err != nil || len(v.Options) == 0 || b.filterOf(prose.ListHref(v)) != "" {
		return
	}
	name := v.Args[0]
	for _, k := range sortedKeys(v.Options) {
		name += "-" + k + "-" + v.Options[k]
	}
	out[prose.ListHref(v)] = textCount{"counted/" + encoded(strings.ToLower(name)) + ".html", v.Args[0], list}
}

// bodies are the texts in which a count may stand.
func (b *builder) bodies() []string {
	var out []string
	for _, p := range b.D.Texts() {
		out = append(out, p.Body)
	}
	for _, i := range b.D.Initiatives {
		out = append(out, i.Body)
		for _, lang := range sortedKeys(i.Translations) {
			out = append(out, i.Translations[lang].Body)
		}
	}
	for _, c := range b.D.Constraints {
		out = append(out, c.Body)
	}
	return out
}

// filterOf gives the page of the agenda that lists what a count with one filter counts; ""
// where none does.
func (b *builder) filterOf(href string) string {
	of, ok := strings.CutPrefix(href, "list:initiatives?")
	if !ok {
		return ""
	}
	path := ""
	switch key, value, _ := strings.Cut(of, "="); key {
	case "verdict":
		path = "by/" + strings.ReplaceAll(value, " ", "-")
	case "area":
		path = "by/area-" + value
	case "member":
		path = "by/member-" + strings.ToLower(value)
	case "quick":
		path = map[string]string{"yes": "by/quick-wins"}[value]
	}
	for _, g := range b.filters {
		for _, it := range g.Items {
			if it.Path == path+".html" {
				return it.Path
			}
		}
	}
	return ""
}

// listPage gives the page that lists what a directive counted: just these where there is
// one, else the page of their kind.
func (b *builder) listPage(of string) string {
	if c, ok := b.counts["list:"+of]; ok {
		return c.path
	}
	if p := b.filterOf("list:" + of); p != "" {
		return p
	}
	kind, _, _ := strings.Cut(of, "?")
	switch kind {
	case "initiatives":
		return "index.html#agenda"
	case "players":
		return "members.html"
	}
	return kind + ".html"
}

func (b *builder) textCount(root string, c textCount) countedData {
	d := countedData{Title: c.title(), Back: link{Href: root + b.listPage(c.kind), Text: "All " + c.of()}, Header: c.list.Head,
		Says: words.Capital(words.Count(len(c.list.Rows), "row")) + ", as of " + b.AsOf() + "."}
	for _, r := range c.list.Rows {
		var cells []link
		for _, x := range r {
			l := link{Text: x.Text}
			if x.Href != "" {
				l.Href = b.linkTo(root, x.Href)
			}
			cells = append(cells, l)
		}
		d.Rows = append(d.Rows, cells)
	}
	return d
}

// promiseCount is a list of promises that a count counts.
type promiseCount struct {
	path, title, says string
	has               func(*record.Promise) bool
}

// countPath is where the promises are listed that a count counts.
func countPath(root, of string) string { return root + "counted/promises-" + of + ".html" }

// What counts of promises count, beside those of record and agenda.
const (
	ofDefinite = "definite"
	ofNot      = "not-kept"
	ofOpen     = "open"
	ofBlank    = "not-known"
)

// of is what a promise of the state counts as.
func (s promiseState) of() string {
	switch s {
	case promiseKept:
		return record.OfKept
	case promiseNot:
		return ofNot
	case promiseOpen:
		return ofOpen
	}
	return ofBlank
}

// ofKind is what a count counts of one kind: "once-kept".
func ofKind(kind, state string) string { return cmp.Or(kind, "not-stated") + "-" + state }

// promiseLists are the lists of promises that are counted on pages; none is empty.
func (b *builder) promiseLists() []promiseCount {
	day := b.A.Dossier.AsOf.Last()
	state := func(p *record.Promise) promiseState { return stateOfPromise(p, day) }
	scored := func(p *record.Promise) bool { return state(p).of() == record.OfKept || state(p).of() == ofNot }
	lead := b.A.Lead()
	like := func(p *record.Promise) bool { _, ok := lead.LikeIDs[p.ID]; return ok }
	all := []promiseCount{
		{ofDefinite, "Promises that ask for something definite", "That it was kept or not can be seen by anyone.", func(p *record.Promise) bool { return record.Definite(p.Doc.Kind) && !p.Day.After(day) }},
		{record.OfScored, "Promises that can be scored", "They ask for something definite, their time is over, and somebody searched for them to its end.", scored},
		{record.OfKept, "Promises kept in time", "Of those that can be scored.", func(p *record.Promise) bool { return state(p).of() == record.OfKept }},
		{ofNot, "Promises not kept in time", "Of those that can be scored.", func(p *record.Promise) bool { return state(p).of() == ofNot }},
		{ofOpen, "Promises whose time runs", "They are scored when it is over.", func(p *record.Promise) bool { return state(p).of() == ofOpen }},
		{ofBlank, "Promises of which it is not known", "They ask for nothing definite, or nobody searched for them to the end of their time.", func(p *record.Promise) bool { return state(p).of() == ofBlank }},
		{agenda.OfLike, "Promises like those that are ready", "They can be scored, ask for the same kind of thing (" + lead.Asked() + "), and are on other initiatives.", like},
		{agenda.OfLikeKept, "Promises like those that are ready, kept in time", "Of those that can be scored, ask for the same kind of thing (" + lead.Asked() + "), and are on other initiatives.",
			func(p *record.Promise) bool { return lead.LikeIDs[p.ID] }},
	}
	for _, kind := range promiseKinds {
		for _, s := range [][2]string{{record.OfKept, "kept in time"}, {ofNot, "not kept in time"}, {ofOpen, "its time runs"}, {ofBlank, "not known"}} {
			all = append(all, promiseCount{ofKind(kind, s[0]), words.Capital(kindWords(kind)) + ": " + s[1], "", func(p *record.Promise) bool { return p.Doc.Kind == kind && state(p).of() == s[0] }})
		}
	}
	var out []promiseCount
	for _, c := range all {
		c.path = countPath("", c.path)
		for n := range b.promised() {
			if c.has(&b.promised()[n]) {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func (b *builder) promiseList(root string, c promiseCount) countedData {
	day := b.A.Dossier.AsOf.Last()
	d := countedData{Title: c.title, Back: link{Href: root + "commitments.html", Text: "All promises"}, Header: []string{"Promise", "Meeting", "Asks", "Record", "Initiative"}}
	all, kept := b.promised(), 0
	for n := range all {
		p := &all[n]
		if !c.has(p) {
			continue
		}
		s := stateOfPromise(p, day)
		if s == promiseKept {
			kept++
		}
		text := link{Text: p.Doc.Text, Note: p.Doc.Confirmed.Mark()}
		if p.Doc.ID != "" {
			text.Href = root + "commitments.html#" + anchor(p.Doc.ID)
		}
		on := link{}
		if i := b.D.Initiative(p.Doc.Initiative); i != nil {
			on = b.initiativeLink(root, i.ID)
		}
		d.Rows = append(d.Rows, []link{text, {Text: p.Doc.Meeting + ", " + dateWords(p.Doc.Date)}, {Text: words.Capital(kindWords(p.Doc.Kind)) + ", by " + dateWords(dossier.DateOf(p.End))}, {Text: s.Shape + " " + s.Word}, on})
	}
	d.Says = words.Capital(words.Count(len(d.Rows), "promise")) + ", as of " + b.AsOf() + ". " + c.says
	if kept > 0 && kept < len(d.Rows) {
		d.Says += " " + words.Capital(were(kept)) + " kept in time."
	}
	return d
}
