package bib

import (
	"slices"
	"strings"

	"entente/words"
)

// kind is a family of types that are cited in one way.
type kind int

const (
	kindBook kind = iota
	kindChapter
	kindJournal
	kindPress
	kindWeb
	kindTalk
	kindPoll
	kindStatute
	kindCase
	kindTreaty
	kindPersonal
	kindPatent
	kindPreprint
)

func (k kind) legal() bool { return k == kindStatute || k == kindCase || k == kindTreaty }

// kindOf tells how a record is cited. What has no form of its own is cited as a
// book where it stands alone and as a page where it stands in something.
func kindOf(it *item) kind {
	contained := it.vars["container-title"] != ""
	switch it.typ {
	case "chapter", "entry", "entry-encyclopedia", "entry-dictionary":
		return kindChapter
	case "article-journal", "review", "review-book":
		return kindJournal
	case "article-newspaper", "article-magazine":
		return kindPress
	case "webpage", "post", "post-weblog":
		return kindWeb
	case "speech", "thesis", "manuscript":
		return kindTalk
	case "paper-conference":
		if contained {
			return kindChapter
		}
		return kindTalk
	case "article":
		if contained {
			return kindJournal
		}
		return kindPreprint
	case "patent":
		return kindPatent
	case "survey":
		return kindPoll
	case "dataset":
		if g := strings.ToLower(it.vars["genre"]); strings.Contains(g, "poll") || strings.Contains(g, "survey") {
			return kindPoll
		}
	case "legislation", "bill", "regulation":
		return kindStatute
	case "legal_case":
		return kindCase
	case "treaty":
		return kindTreaty
	case "personal_communication":
		return kindPersonal
	case "interview":
		if it.vars["title"] == "" {
			return kindPersonal
		}
		return kindWeb
	case "document", "broadcast":
		if contained {
			return kindWeb
		}
	}
	return kindBook
}

// form is a place where a work is cited in full.
type form int

const (
	asNote form = iota
	asBibliography
	asReference
)

// draft is a citation in the making.
type draft struct {
	writer
	it   *item
	form form
	loc  locator
	// between stands between the parts: a comma in notes, a full stop in lists.
	between string
}

// render writes a work in full.
func (c *Citer) render(it *item, f form, loc locator) Text {
	d := &draft{it: it, form: f, loc: loc, between: ". "}
	if f == asNote {
		d.between = ", "
	}
	k := kindOf(it)
	people, role := it.creators()
	if len(people) > 0 && !k.legal() {
		var originals []string
		if role == "" {
			originals = it.originals()
		}
		if f == asNote {
			d.str(nameList(people, originals, inNotes, false))
		} else {
			d.str(nameList(people, originals, inLists, true))
		}
		d.part(", ", roleMark(role, len(people)))
		if f == asReference {
			d.part(". ", c.heading(it))
		}
		d.sep(d.between)
		d.put(it.titleText(false))
	} else {
		d.put(it.titleText(false))
		if f == asReference {
			d.part(". ", c.heading(it))
		}
	}
	switch k {
	case kindChapter:
		d.chapter()
	case kindJournal:
		d.journal()
	case kindPress:
		d.press()
	case kindWeb, kindPreprint:
		d.web(people)
	case kindPatent:
		d.patent()
	case kindTalk, kindPoll:
		d.talk(people, k == kindPoll)
	case kindStatute:
		d.statute()
	case kindCase:
		d.legalCase()
	case kindTreaty:
		d.treaty()
	case kindPersonal:
		d.personal()
		return d.end()
	default:
		d.book()
	}
	d.link()
	return d.end()
}

// titleText gives the title as its type has it: in italics, between quotation
// marks or plain. The short one leaves off the subtitle and the original.
func (it *item) titleText(short bool) Text {
	title := it.vars["title"]
	if short {
		if s := it.vars["title-short"]; s != "" {
			title = s
		} else if !kindOf(it).legal() && it.typ != "post" {
			title = shortTitle(title)
		}
	}
	k := kindOf(it)
	if strings.TrimSpace(bare(title)) == "" {
		if k == kindPersonal {
			return nil
		}
		return Text{{Text: "[untitled]"}}
	}
	var t Text
	switch {
	case k == kindBook || k == kindCase && short:
		t = curled(rich(title, !isCJK(title)))
	case k.legal():
		t = curled(rich(title, false))
	default:
		t = quote(rich(title, false))
	}
	if orig := it.vars["original-title"]; !short && otherScript(orig) && orig != title {
		t = append(t, Text{{Text: " " + bare(orig)}}...)
	}
	return t
}

// container gives the title of the larger work, in italics unless it is in an
// East Asian script; nil where there is none.
func (it *item) container() Text {
	return curled(rich(it.vars["container-title"], !isCJK(it.vars["container-title"])))
}

func (it *item) genreOr(other string) string {
	if g := it.vars["genre"]; g != "" {
		return words.Small(bare(g))
	}
	return other
}

// plain gives a variable as plain text.
func (it *item) plain(key string) string { return bare(it.vars[key]) }

// piece writes a part behind the separator of the form, its first letter large
// where it begins a sentence.
func (d *draft) piece(s string) {
	if d.form != asNote && s != "" {
		s = words.Capital(s)
	}
	d.part(d.between, s)
}

// helpers gives editors and translators who do not stand first, as a note
// ("ed. A, trans. B") or a list ("edited by A") names them.
func (d *draft) helpers() []string {
	_, lead := d.it.creators()
	var out []string
	for _, h := range [...]struct{ role, note, list string }{
		{"editor", "ed. ", "edited by "}, {"translator", "trans. ", "translated by "}, {"compiler", "comp. ", "compiled by "},
	} {
		if people := d.it.people[h.role]; len(people) > 0 && h.role != lead {
			if d.form == asNote {
				out = append(out, h.note+nameList(people, nil, inNotes, false))
			} else {
				out = append(out, h.list+nameList(people, nil, inLists, false))
			}
		}
	}
	return out
}

// volumes gives edition, volume and series.
func (d *draft) volumes() []string {
	it := d.it
	var out []string
	add := func(before, s, after string) {
		if s != "" {
			out = append(out, before+s+after)
		}
	}
	add("", it.edition(), "")
	if v := it.plain("volume"); startsWithDigit(v) || len(v) == 1 {
		add("vol. ", v, "")
	} else {
		add("", v, "")
	}
	add("", it.plain("number-of-volumes"), " vols.")
	add("", joined(it.plain("collection-title"), it.plain("collection-number")), "")
	return out
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// imprint gives "Place: Publisher, date".
func (d *draft) imprint() string {
	it := d.it
	s := it.plain("publisher")
	// Rule 13.110: the place goes with old books, and with what has no publisher.
	if place := it.plain("publisher-place"); s == "" {
		s = place
	} else if y := it.published().from.year; place != "" && 0 < y && y < 1900 {
		s = place + ": " + s
	}
	if d.form == asReference {
		return s
	}
	date := it.year()
	if p := it.published(); it.typ != "book" && kindOf(it) == kindBook && !p.isZero() {
		date = p.long()
	}
	if s == "" {
		return date
	}
	return s + ", " + date
}

func (d *draft) writeImprint() {
	if s := d.imprint(); d.form == asNote {
		d.part(" ", "("+s+")")
	} else {
		d.part(". ", s)
	}
}

func (d *draft) book() {
	it := d.it
	for _, s := range append(d.helpers(), d.volumes()...) {
		d.piece(s)
	}
	if it.typ != "book" {
		number, genre := it.plain("number"), it.genreOr("")
		if genre == "" && it.typ == "dataset" {
			genre = "data set"
		}
		switch {
		case genre != "" && number != "":
			genre = words.Capital(genre)
		case startsWithDigit(number):
			number = "no. " + number
		}
		if v := it.plain("version"); startsWithDigit(v) {
			d.piece("version " + v)
		} else {
			d.piece(v)
		}
		d.piece(joined(genre, number))
	}
	d.piece(it.plain("medium"))
	d.writeImprint()
	d.part(", ", d.loc.text)
}

func (d *draft) chapter() {
	if box := d.it.container(); box.String() != "" {
		if d.sep(d.between); d.form == asNote {
			d.str("in ")
		} else {
			d.str("In ")
		}
		d.put(box)
	}
	if by := d.it.people["container-author"]; len(by) > 0 {
		d.part(", ", "by "+nameList(by, nil, inNotes, false))
	}
	for _, s := range append(d.helpers(), d.volumes()...) {
		d.part(", ", s)
	}
	pages := pageRange(d.it.plain("page"))
	if d.form != asNote { // which names no pages, by rule 14.8
		d.writeImprint()
		return
	}
	d.writeImprint()
	if d.loc.text != "" {
		pages = d.loc.text
	}
	d.part(", ", pages)
}

func (d *draft) journal() {
	it := d.it
	d.sep(d.between)
	d.put(it.container())
	volume, issue := it.plain("volume"), it.plain("issue")
	d.part(" ", volume)
	date := it.published().monthYear()
	if date == "" && d.form != asReference {
		date = it.year()
	}
	at := ": "
	if d.form == asReference {
		month := it.published().months().within()
		switch {
		case volume != "" && issue != "":
			d.part(" ", "("+issue+")")
		case issue != "":
			d.part(", ", "no. "+issue)
		case month != "" && volume != "":
			d.part(" ", "("+month+")")
		default:
			d.part(", ", month)
			at = ", "
			if volume != "" {
				at = ": "
			}
		}
	} else {
		if issue != "" {
			d.part(", ", "no. "+issue)
		}
		d.part(" ", "("+date+")")
	}
	pages := pageRange(it.plain("page"))
	if d.loc.text != "" {
		if pages = d.loc.text; !d.loc.page {
			at = ", "
		}
	}
	d.part(at, pages)
}

// day writes the date of publication. A reference list, which has the year
// already, adds month and day alone.
func (d *draft) day() {
	p := d.it.published()
	switch {
	case d.form == asReference:
		d.part(d.dateSep(), p.within())
	case !p.isZero():
		d.part(d.dateSep(), p.long())
	case d.it.dates["accessed"].isZero():
		d.part(d.dateSep(), d.it.year())
	}
}

// dateSep is what stands before a date: lists part it from a title by a comma in
// periodicals and by a full stop on pages.
func (d *draft) dateSep() string {
	if kindOf(d.it) == kindPress {
		return ", "
	}
	return d.between
}

func (d *draft) press() {
	d.sep(d.between)
	d.put(d.it.container())
	if s := d.it.plain("section"); s != "" {
		d.part(", ", "sec. "+s)
	}
	d.day()
	d.part(", ", d.loc.text)
}

func (d *draft) web(people []name) {
	it := d.it
	if by := it.people["interviewer"]; len(by) > 0 {
		d.piece("interview by " + nameList(by, nil, inNotes, false))
	}
	if kindOf(it) == kindPreprint {
		d.piece(it.genreOr("preprint"))
	}
	site := it.container()
	if it.typ != "post-weblog" {
		site = Text{{Text: site.String()}}
	}
	d.sep(d.between)
	d.put(site)
	if it.typ == "post-weblog" && site != nil && !strings.Contains(strings.ToLower(site.String()), "blog") {
		d.part(" ", "(blog)")
	}
	for _, key := range []string{"publisher", "archive"} {
		if p := it.plain(key); p != site.String() && !slices.ContainsFunc(people, func(n name) bool { return n.straight("") == p }) {
			d.piece(p)
		}
	}
	d.day()
	d.part(", ", d.loc.text)
}

// link writes the day of access, where the work has no date, and the DOI or the
// address.
func (d *draft) link() {
	it := d.it
	if seen := it.dates["accessed"]; !seen.isZero() && it.published().isZero() && it.vars["URL"] != "" {
		d.piece("accessed " + seen.long())
	}
	url := it.vars["URL"]
	if doi := bareDOI(it.vars["DOI"]); doi != "" {
		url = "https://doi.org/" + doi
		if isWeb(doi) {
			url = doi
		}
	}
	if url == "" {
		return
	}
	s := Span{Text: url}
	if isWeb(url) {
		s.URL = url
	}
	d.sep(d.between)
	d.put(Text{s})
}
