package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// summaryData is the agenda in short in another language of the dossier: its own titles and
// names in it, in the words of the frame. What has none in it stands in that of the pages.
type summaryData struct {
	Lang    string
	Title   link
	When    string
	Members []link
	Of      string // "Members:"
	Counts  []countItem
	Groups  []summaryGroup
	Carry   string // what carry means
	Read    string // the heading above How
	How     []string
	Whole   link
	More    []link // texts in this language
}

type summaryGroup struct {
	Verdict agenda.Verdict
	Name    string
	Rows    []summaryRow
}

type summaryRow struct {
	Link   link
	Target link
	Stands string
	Agree  string // "To agree:"
	Signs  []link
	Unsure string
}

// summaries are the languages in which there is a summary: those of the dossier, but that
// of the pages, in which the program has words and the dossier its title or one of an
// initiative.
func (b *builder) summaries() []string {
	var out []string
	for _, lang := range b.D.Languages {
		titled := b.D.Title.Has(lang) || slices.ContainsFunc(b.D.Initiatives, func(i *dossier.Initiative) bool {
			_, translated := i.Translations[lang]
			return translated || i.Title.Has(lang)
		})
		if lang != b.Lang() && tongues[lang] != nil && titled && len(b.A.Initiatives) > 0 {
			out = append(out, lang)
		}
	}
	return out
}

func shortPath(lang string) string { return "summary." + lang + ".html" }

// summaryLink leads to the summary in a language, in its own words.
func summaryLink(root, lang string) link {
	return link{Href: root + shortPath(lang), Text: inTongue(lang, "In short, in this language"), Lang: lang}
}

func (b *builder) summaryPages() []page {
	var out []page
	for _, lang := range b.summaries() {
		out = append(out, page{path: shortPath(lang), template: "summary", title: inTongue(lang, "In short, in this language"), section: "agenda", lang: lang,
			data: deferred(func(root string) any { return b.inShort(root, lang) })})
	}
	return out
}

// textIn is a text of the dossier in a language, marked where it has it in another alone.
func (b *builder) textIn(t dossier.Text, lang string) link {
	if t.Has(lang) {
		return link{Text: t.By[lang]}
	}
	return link{Text: b.D.Say(t), Lang: b.Lang()}
}

func (b *builder) inShort(root, lang string) summaryData {
	say := func(english string, values ...any) string { return inTongue(lang, english, values...) }
	d := summaryData{
		Lang: lang, Title: b.textIn(b.D.Title, lang), When: say("As of %s", dateIn(lang, b.A.Dossier.AsOf)), Of: say("Members:"), Read: say("How to read this"),
		Whole: link{Href: root + "index.html", Text: say("The whole agenda")},
		Carry: say(carryMeans, thousands(b.A.Settings.Draws)),
		How:   []string{say("Delivery: worked out mainly from how many promises of the same kind were kept in time so far.")},
	}
	for _, code := range b.A.Dossier.Members {
		l := link{Href: b.memberLink(root, code).Href, Text: b.D.MemberName(code), Lang: b.Lang()}
		if n := b.D.OwnNames(code)[lang]; n != "" {
			l.Text, l.Lang = n, ""
		}
		d.Members = append(d.Members, l)
	}
	for _, v := range agenda.Verdicts() {
		var of []*agenda.Initiative
		for _, i := range b.A.Initiatives {
			if i.Verdict == v {
				of = append(of, i)
			}
		}
		if len(of) == 0 {
			continue
		}
		name := say(string(v))
		d.Counts = append(d.Counts, countItem{Verdict: v, N: len(of), Href: root + verdictPath(v), Name: name})
		if v != agenda.Ready && v != agenda.WithinReach {
			continue
		}
		slices.SortStableFunc(of, byMerit)
		g := summaryGroup{Verdict: v, Name: name}
		for _, i := range of[:min(mostInShort, len(of))] {
			g.Rows = append(g.Rows, b.shortRow(root, lang, i))
		}
		d.Groups = append(d.Groups, g)
		if v == agenda.Ready {
			d.How = append(d.How, say("Ready: all who must agree accept the target in at least 8 of 10 draws, and every member gains."))
		} else {
			d.How = append(d.How, say("Within reach: they accept it in at least half of the draws, or one change makes it ready."))
		}
	}
	d.How = append(d.How, say("What has no title in this language stands in that of the pages, and so do the other pages."))
	if b.Notice() != "" {
		d.How = append(d.How, say("illustrative"))
	}
	for _, i := range b.D.Initiatives {
		if c, ok := i.Translations[lang]; ok && (b.byID[i.ID] != nil || i.Principle()) {
			d.More = append(d.More, link{Href: root + translationPath(i.ID, lang), Text: c.Title.In(lang)})
		}
	}
	return d
}

// mostInShort is how many initiatives of a verdict a summary names; the rest are behind
// the count.
const mostInShort = 30

func translationPath(id, lang string) string { return "initiatives/" + id + "." + lang + ".html" }

// shortRow is an initiative in a summary, which leads to its text in the language where
// there is one.
func (b *builder) shortRow(root, lang string, i *agenda.Initiative) summaryRow {
	title, target := i.Doc.Title, dossier.Text{Plain: i.Target.Name}
	if r := i.Doc.Rung(i.Target.Rung); r != nil {
		target = r.Name
	}
	r := summaryRow{Link: b.textIn(title, lang), Target: b.textIn(target, lang), Stands: standsIn(lang, i), Agree: inTongue(lang, "To agree:")}
	r.Link.Href = b.initiativeLink(root, i.ID).Href
	if c, ok := i.Doc.Translations[lang]; ok {
		r.Link = link{Href: root + translationPath(i.ID, lang), Text: c.Title.In(lang)}
		if t, ok := c.Rungs.Get(i.Target.Rung); ok {
			r.Target = link{Text: t.In(lang)}
		}
	}
	if b.unsureOf(i) != "" {
		r.Unsure = inTongue(lang, "not confirmed")
	}
	for _, m := range i.Members {
		for _, id := range i.Doc.OwnersOf(m).Signers() {
			l := b.bodyLink(root, id)
			l.Lang = b.Lang()
			if p := b.D.Player(id); p != nil {
				n := b.textIn(p.Name, lang)
				l.Text, l.Lang = n.Text, n.Lang
			}
			if own := cmp.Or(b.D.OwnNames(m)[lang], m); !strings.Contains(l.Text, own) {
				l.Note = own
			}
			r.Signs = append(r.Signs, l)
		}
	}
	return r
}

// Figure is a count with its words, as one link.
func (c countItem) Figure() string {
	return strings.Join([]string{c.Verdict.Symbol(), strconv.Itoa(c.N), words.Small(c.Name)}, " ")
}
