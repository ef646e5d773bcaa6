package bib

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/dossier"
	"entente/lazyregexp"
)

// entryTypes maps the entry types of BibTeX and BibLaTeX to CSL.
var entryTypes = map[string]struct{ csl, genre string }{
	"article": {"article-journal", ""}, "suppperiodical": {"article-journal", ""}, "periodical": {"periodical", ""},
	"book": {"book", ""}, "mvbook": {"book", ""}, "booklet": {"pamphlet", ""}, "collection": {"book", ""},
	"mvcollection": {"book", ""}, "reference": {"book", ""}, "mvreference": {"book", ""}, "proceedings": {"book", ""},
	"mvproceedings": {"book", ""}, "manual": {"book", ""}, "inbook": {"chapter", ""}, "bookinbook": {"chapter", ""},
	"suppbook": {"chapter", ""}, "incollection": {"chapter", ""}, "suppcollection": {"chapter", ""},
	"inreference": {"entry-encyclopedia", ""}, "inproceedings": {"paper-conference", ""}, "conference": {"paper-conference", ""},
	"techreport": {"report", ""}, "report": {"report", ""}, "thesis": {"thesis", ""}, "phdthesis": {"thesis", "PhD diss."},
	"mastersthesis": {"thesis", "master’s thesis"}, "mathesis": {"thesis", "master’s thesis"},
	"misc": {"webpage", ""}, "online": {"webpage", ""}, "electronic": {"webpage", ""}, "www": {"webpage", ""},
	"legislation": {"legislation", ""}, "bill": {"bill", ""}, "legadminmaterial": {"regulation", ""},
	"jurisdiction": {"legal_case", ""}, "legal": {"legal_case", ""}, "treaty": {"treaty", ""},
	"dataset": {"dataset", ""}, "survey": {"survey", ""}, "poll": {"survey", ""}, "unpublished": {"manuscript", ""},
	"speech": {"speech", ""}, "letter": {"personal_communication", ""}, "software": {"software", ""}, "patent": {"patent", ""},
	"map": {"map", ""}, "image": {"graphic", ""}, "artwork": {"graphic", ""}, "audio": {"song", ""}, "music": {"song", ""},
	"movie": {"motion_picture", ""}, "video": {"motion_picture", ""}, "review": {"review", ""}, "xdata": {"document", ""},
}

// subtypes maps entrysubtype, and keywords of articles, to CSL.
var subtypes = map[string]string{
	"newspaper": "article-newspaper", "magazine": "article-magazine", "treaty": "treaty", "speech": "speech",
	"poll": "survey", "survey": "survey", "post": "post", "blog": "post-weblog", "weblog": "post-weblog",
	"interview": "interview", "letter": "personal_communication", "legislation": "legislation", "case": "legal_case",
}

// plainFields maps fields to the CSL variables that hold the same.
var plainFields = map[string]string{
	"shorttitle": "title-short", "origtitle": "original-title", "origpublisher": "original-publisher",
	"origlocation": "original-publisher-place", "shortjournal": "container-title-short", "eventtitle": "event-title",
	"venue": "event-place", "publisher": "publisher", "address": "publisher-place", "location": "publisher-place",
	"edition": "edition", "volume": "volume", "issue": "issue", "volumes": "number-of-volumes", "chapter": "chapter-number",
	"pagetotal": "number-of-pages", "version": "version", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
	"abstract": "abstract", "annotation": "annote", "annote": "annote", "pubstate": "status",
	"library": "archive_location", "part": "part-number", "court": "authority", "jurisdiction": "jurisdiction", "section": "section",
}

var nameFields = map[string]string{
	"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
	"director": "director", "recipient": "recipient", "interviewer": "interviewer",
}

var dateFields = map[string]string{
	"date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date",
}

// langs maps the names of languages that BibLaTeX uses to their codes.
var langs = map[string]string{
	"english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "french": "fr",
	"german": "de", "ngerman": "de", "spanish": "es", "italian": "it", "portuguese": "pt", "brazilian": "pt-BR",
	"dutch": "nl", "russian": "ru", "japanese": "ja", "korean": "ko", "chinese": "zh", "polish": "pl", "czech": "cs",
	"swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "turkish": "tr", "ukrainian": "uk", "arabic": "ar",
	"hebrew": "he", "greek": "el", "vietnamese": "vi", "indonesian": "id", "thai": "th", "hindi": "hi",
}

// notInherited are the fields that crossref does not hand down.
var notInherited = map[string]bool{
	"crossref": true, "xref": true, "xdata": true, "ids": true, "shorttitle": true, "sorttitle": true, "keywords": true,
	"abstract": true, "note": true, "annotation": true, "annote": true, "doi": true, "url": true, "urldate": true,
	"pages": true, "pagetotal": true, "type": true, "entrysubtype": true, "label": true, "file": true,
}

// inherit gives the entry with what its crossref or xdata hands down.
func (r *reader) inherit(e *entry, byKey map[string]*entry) *entry {
	out := *e
	seen := map[*entry]bool{e: true}
	for child := e; child != nil; {
		var parent *entry
		for _, link := range []string{"crossref", "xdata"} {
			key, ok := child.get(link)
			if !ok || strings.TrimSpace(key) == "" {
				continue
			}
			parent = byKey[strings.ToLower(strings.TrimSpace(key))]
			if parent == nil {
				r.add(ruleBibTeX, dossier.Warning, child.off, "", "the entry %q refers to %q, which is not in this file", child.key, strings.TrimSpace(key))
				continue
			}
			if seen[parent] || len(seen) > maxDepth {
				r.add(ruleBibTeX, dossier.Warning, child.off, "", "the crossref of %q leads back to itself", child.key)
				return &out
			}
			seen[parent] = true
			out.handDown(parent, link == "xdata")
			break
		}
		child = parent
	}
	return &out
}

// handDown adds the parent's fields that the entry lacks; whole adds them under
// their own names.
func (e *entry) handDown(parent *entry, whole bool) {
	fields := e.fields[:len(e.fields):len(e.fields)]
	have := map[string]bool{}
	for _, f := range fields {
		have[f.name] = true
	}
	give := func(f field, name string) {
		if !have[name] {
			have[name] = true
			f.name = name
			fields = append(fields, f)
		}
	}
	article := entryTypes[e.typ].csl == "article-journal"
	for _, f := range parent.fields {
		switch {
		case whole:
			give(f, f.name)
		case notInherited[f.name]:
		case f.name == "title" && article:
			if !have["journal"] {
				give(f, "journaltitle")
			}
		case f.name == "subtitle" && article:
			give(f, "journalsubtitle")
		case f.name == "title" || f.name == "subtitle":
			give(f, "book"+f.name)
		case f.name == "author":
			if e.typ == "inbook" {
				give(f, "author")
			}
			give(f, "bookauthor")
		case f.name == "date" && (have["year"] || have["date"]), f.name == "year" && have["date"], f.name == "month" && have["date"]:
		default:
			give(f, f.name)
		}
	}
	e.fields = fields
}

// convert makes a CSL record of an entry.
func (r *reader) convert(e *entry) *record {
	rec := newRecord(e.key)
	rec.typ = r.cslType(e, rec)
	title := func(main, sub string) string {
		m, _ := e.get(main)
		s, _ := e.get(sub)
		m, s = unlatex(m), unlatex(s)
		if m != "" && s != "" {
			if strings.ContainsAny(m[len(m)-1:], ":?!") {
				return m + " " + s
			}
			return m + ": " + s
		}
		return m + s
	}
	rec.set("title", title("title", "subtitle"))
	seen := map[string]bool{}
	for _, f := range e.fields {
		switch {
		case seen[f.name]:
			r.add(ruleBibTeX, dossier.Warning, f.off, "", "the entry %q has the field %s twice; the second is kept in the note", e.key, f.name)
			rec.note(f.name, unlatex(f.value))
		default:
			seen[f.name] = true
			r.put(rec, e, f, title)
		}
	}
	if !rec.has("issued") {
		rec.setDate("issued", bibDate(e))
	}
	if e.typ == "misc" && rec.typ == "webpage" && !rec.has("URL") {
		rec.typ = "document"
	}
	return rec
}

// cslType tells the type of a record and sets the genre that goes with it.
func (r *reader) cslType(e *entry, rec *record) string {
	t, ok := entryTypes[e.typ]
	if !ok {
		r.add(ruleBibTeX, dossier.Warning, e.off, "", "the entry %q has the type @%s, which is not known; it is taken as a document", e.key, e.typ)
		rec.note("entrytype", e.typ)
		return "document"
	}
	if typ, ok := e.get("type"); ok && strings.TrimSpace(typ) != "" {
		rec.set("genre", thesisGenre(unlatex(typ)))
	}
	rec.set("genre", t.genre)
	sub, _ := e.get("entrysubtype")
	if typ := subtypes[strings.ToLower(strings.TrimSpace(sub))]; typ != "" {
		return typ
	}
	if t.csl == "article-journal" {
		words, _ := e.get("keywords")
		for w := range strings.FieldsFuncSeq(strings.ToLower(words), func(c rune) bool { return c == ',' || c == ';' }) {
			if w = strings.TrimSpace(w); w == "newspaper" || w == "magazine" {
				return subtypes[w]
			}
		}
	}
	return t.csl
}

// thesisGenre gives the words of BibLaTeX for kinds of theses and reports.
func thesisGenre(s string) string {
	switch strings.ToLower(s) {
	case "phdthesis":
		return "PhD diss."
	case "mathesis", "mastersthesis":
		return "master’s thesis"
	case "techreport":
		return "technical report"
	case "resreport":
		return "research report"
	}
	return s
}

// put sets what one field says.
func (r *reader) put(rec *record, e *entry, f field, title func(main, sub string) string) {
	value := unlatex(f.value)
	if key := nameFields[f.name]; key != "" {
		rec.names(key, r.nameList(f, e.key))
		return
	}
	if key := dateFields[f.name]; key != "" {
		if strings.HasSuffix(strings.TrimSpace(f.value), "~") {
			value += "~" // the mark of a date that is only about right
		}
		rec.setDate(key, value)
		return
	}
	if key := plainFields[f.name]; key != "" {
		rec.keep(key, f.name, value)
		return
	}
	switch f.name {
	case "title", "subtitle", "type", "year", "month", "day", "crossref", "xdata":
	case "entrysubtype":
		if subtypes[strings.ToLower(value)] == "" {
			rec.note(f.name, value)
		}
	case "booktitle":
		rec.keep("container-title", f.name, title("booktitle", "booksubtitle"))
	case "journal", "journaltitle":
		rec.keep("container-title", f.name, title(f.name, "journalsubtitle"))
	case "booksubtitle", "journalsubtitle":
		if _, ok := e.get("booktitle"); !ok && f.name == "booksubtitle" || !rec.has("container-title") && !hasJournal(e) {
			rec.note(f.name, value)
		}
	case "series":
		rec.keep("collection-title", f.name, value)
	case "number":
		switch _, series := e.get("series"); {
		case strings.HasPrefix(rec.typ, "article-"):
			rec.keep("issue", f.name, value)
		case series && (rec.typ == "book" || rec.typ == "chapter" || rec.typ == "paper-conference"):
			rec.keep("collection-number", f.name, value)
		default:
			rec.keep("number", f.name, value)
		}
	case "pages":
		rec.keep("page", f.name, pageForm(value))
	case "institution", "school", "organization", "organisation":
		if rec.typ == "legal_case" {
			rec.keep("authority", f.name, value)
		} else {
			rec.keep("publisher", f.name, value)
		}
	case "howpublished":
		if u := verbatim(f.value); isWeb(u) {
			rec.keep("URL", f.name, u)
		} else {
			rec.keep("publisher", f.name, value)
		}
	case "url":
		rec.keep("URL", f.name, verbatim(f.value))
	case "doi":
		rec.keep("DOI", f.name, bareDOI(verbatim(f.value)))
	case "eprint":
		kind, _ := e.get("eprinttype")
		if kind == "" {
			kind, _ = e.get("archiveprefix")
		}
		_, url := e.get("url")
		if strings.EqualFold(strings.TrimSpace(kind), "arxiv") && !url {
			rec.set("URL", "https://arxiv.org/abs/"+verbatim(f.value))
		}
		rec.note(f.name, verbatim(f.value))
	case "keywords":
		rec.keep("keyword", f.name, value)
	case "langid", "language":
		if code := langs[strings.ToLower(value)]; code != "" {
			value = code
		}
		rec.keep("language", f.name, value)
	case "note":
		rec.note("", value)
	default:
		rec.note(f.name, value)
	}
}

func hasJournal(e *entry) bool {
	_, a := e.get("journal")
	_, b := e.get("journaltitle")
	return a || b
}

// bibDate joins year, month and day. A stroke or hyphen in the year parts two years,
// one in the month two months: year = {2003/04}, month = {5/6}.
func bibDate(e *entry) string {
	part := func(name string) string { v, _ := e.get(name); return unlatex(v) }
	year, month, day := part("year"), part("month"), part("day")
	if yearsForm.MatchString(year) {
		year = strings.NewReplacer("/", "–", "-", "–").Replace(year)
	}
	if year == "" || month == "" {
		return year
	}
	iso := strings.Trim(year+"-"+month+"-"+day, "-")
	if _, ok := isoDate(iso); ok {
		return iso
	}
	var words []string
	for _, w := range dateTokens(month) {
		if n, err := strconv.Atoi(w); err == nil && 1 <= n && n <= 12 && day == "" && !strings.ContainsFunc(month, unicode.IsLetter) {
			w = time.Month(n).String()
		}
		words = append(words, w)
	}
	return strings.Join(append(words, day, year), " ")
}

var yearsForm = lazyregexp.New(`^\d{4}\s*[/-]\s*\d{1,4}$`)

// pageForm writes pages as CSL has them: one hyphen for whatever dashes part a range.
// What says that they are pages is left out: pp. 12-20, с. 12, 第12-20页.
func pageForm(s string) string {
	s = strings.TrimSpace(s)
	if m := pageWords.FindStringSubmatch(s); m != nil {
		s = m[1] + m[2]
	}
	return pageDashes.ReplaceAllString(s, "-")
}

var pageWords = lazyregexp.New(`^(?:(?i:pp?|pages?|pgs?|с|стр|s)(?:\.\s*|\s+)(\d.*?)|第?\s*(\d.*?)\s*(?:页|頁|쪽|면))$`)

// pageDashes are the hyphens, dashes and minus signs that stand in page ranges.
var pageDashes = lazyregexp.New(`\s*[-‐‑‒–—―−－]+\s*`)

func isWeb(s string) bool { return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") }

// bareDOI takes the address of the resolver off a DOI.
func bareDOI(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "https://www.doi.org/", "doi.org/", "doi:"} {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return strings.TrimSpace(s[len(p):])
		}
	}
	return s
}
