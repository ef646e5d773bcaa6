package bib

import (
	"encoding/json"
	"strings"

	"entente/dossier"
	"entente/words"
)

// risTypes maps the reference types of RIS to CSL.
var risTypes = map[string]string{
	"ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "book", "ART": "graphic",
	"BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "graphic",
	"CLSWK": "book", "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book",
	"DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
	"EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "document",
	"FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "GRANT": "document", "GRNT": "document", "HEAR": "hearing",
	"ICOMM": "personal_communication", "INPR": "article-journal", "INTV": "interview", "JFULL": "periodical",
	"JOUR": "article-journal", "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
	"MPCT": "motion_picture", "MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet",
	"PAT": "patent", "PCOMM": "personal_communication", "POST": "post", "PRES": "speech", "PRESS": "article", "RPRT": "report",
	"SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "STD": "standard",
	"THES": "thesis", "TRTY": "treaty", "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}

// risTag reads "TI  - text". The blank behind the hyphen may be missing at the
// end of a line.
func risTag(line string) (tag, value string, ok bool) {
	if len(line) < 5 || !isTagByte(line[0], false) || !isTagByte(line[1], true) || line[2:5] != "  -" {
		return "", "", false
	}
	if len(line) > 5 && !isSpace(line[5]) {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(line[5:]), true
}

func isTagByte(c byte, digit bool) bool { return c >= 'A' && c <= 'Z' || digit && c >= '0' && c <= '9' }

// risRecord is a record of RIS in the making.
type risRecord struct {
	*record
	off  int
	tags []field
}

// ris reads a RIS file.
func (r *reader) ris() []json.RawMessage {
	var out []json.RawMessage
	var cur *risRecord
	var pending []*risRecord
	finish := func() {
		if cur != nil {
			pending = append(pending, cur)
			cur = nil
		}
	}
	for i, off := range r.lines {
		end := len(r.src)
		if i+1 < len(r.lines) {
			end = r.lines[i+1]
		}
		line := strings.TrimRight(string(r.src[off:end]), "\r\n")
		tag, value, ok := risTag(line)
		switch {
		case strings.TrimSpace(line) == "":
		case ok && tag == "TY":
			if cur != nil {
				r.add(ruleRIS, dossier.Warning, cur.off, "end each record with the line \"ER  - \"", "the record that begins here has no ER; it is taken to end before line %d", i+1)
				finish()
			}
			if r.full(len(pending), off) {
				r.finishRIS(pending, &out)
				return out
			}
			cur = &risRecord{record: newRecord(""), off: off}
			cur.tags = append(cur.tags, field{"TY", value, off})
		case ok && cur == nil:
			r.add(ruleRIS, dossier.Error, off, "begin each record with a TY line", "the line %q stands outside a record", shorten(line))
		case ok && tag == "ER":
			finish()
		case ok:
			cur.tags = append(cur.tags, field{tag, value, off})
		case cur != nil && len(cur.tags) > 1:
			// A line without a tag carries the one before it on.
			last := &cur.tags[len(cur.tags)-1]
			if len(last.value)+len(line) > maxField {
				r.add(ruleRIS, dossier.Error, off, "", "the field %s is longer than %d bytes; the rest of it is not read", last.name, maxField)
				continue
			}
			last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(line))
		default:
			r.add(ruleRIS, dossier.Error, off, "a line of RIS begins with two letters, two blanks and a hyphen", "the text %q is no part of a record", shorten(line))
		}
	}
	if cur != nil {
		r.add(ruleRIS, dossier.Warning, cur.off, "end each record with the line \"ER  - \"", "the record that begins here has no ER; it is taken to end with the file")
		finish()
	}
	r.finishRIS(pending, &out)
	return out
}

func shorten(s string) string {
	return words.Clip(s, 60)
}

// finishRIS converts the records: first those that bear an id, so that a made id
// never takes one that is written.
func (r *reader) finishRIS(list []*risRecord, out *[]json.RawMessage) {
	drop := map[*risRecord]bool{}
	for _, rec := range list {
		r.convertRIS(rec)
		if rec.id == "" {
			continue
		}
		if r.ids[rec.id] {
			r.add(ruleRIS, dossier.Error, rec.off, "give one of them another ID", "the ID %q is already taken; this second record is not read", rec.id)
			drop[rec] = true
		}
		r.ids[rec.id] = true
	}
	for _, rec := range list {
		if drop[rec] {
			continue
		}
		if rec.id == "" {
			rec.id = r.freeID(rec.record)
			r.ids[rec.id] = true
		}
		*out = append(*out, rec.json())
	}
}

// risPlain maps tags to the variables that hold the same.
var risPlain = map[string]string{
	"VL": "volume", "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "AB": "abstract",
	"LA": "language", "ST": "title-short", "J2": "container-title-short", "JA": "container-title-short", "DB": "source",
	"CN": "call-number", "NV": "number-of-volumes", "OP": "original-title", "SE": "section", "M3": "genre", "AV": "archive_location",
}

var risNames = map[string]string{
	"AU": "author", "A1": "author", "ED": "editor", "A4": "translator",
}

// convertRIS fills the record with what the tags say.
func (r *reader) convertRIS(rec *risRecord) {
	var keywords []string
	for _, f := range rec.tags {
		v := clean(f.value)
		if v == "" && f.name != "TY" {
			continue
		}
		if key := risPlain[f.name]; key != "" {
			rec.keep(key, strings.ToLower(f.name), v)
			continue
		}
		if key := risNames[f.name]; key != "" {
			rec.names(key, []name{risName(v)})
			continue
		}
		switch f.name {
		case "TY":
			rec.typ = risTypes[strings.ToUpper(v)]
			if rec.typ == "" {
				r.add(ruleRIS, dossier.Warning, f.off, "", "the reference type %q is not known; the record is taken as a document", v)
				rec.typ = "document"
				rec.note("TY", v)
			}
		case "ID":
			if rec.id != "" {
				rec.note("ID", v)
			} else {
				rec.id = v
			}
		case "TI", "T1", "CT":
			rec.keep("title", f.name, v)
		case "BT":
			if rec.typ == "book" || rec.typ == "report" {
				rec.keep("title", f.name, v)
			} else {
				rec.keep("container-title", f.name, v)
			}
		case "T2":
			switch rec.typ {
			case "book", "report", "thesis", "map":
				rec.keep("collection-title", f.name, v)
			case "speech":
				rec.keep("event-title", f.name, v)
			default:
				rec.keep("container-title", f.name, v)
			}
		case "JO", "JF":
			if !rec.set("container-title", v) && rec.text("container-title") != v {
				rec.keep("container-title-short", f.name, v)
			}
		case "T3":
			rec.keep("collection-title", f.name, v)
		case "A2":
			switch rec.typ {
			case "book", "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary":
				rec.names("editor", []name{risName(v)})
			case "interview":
				rec.names("interviewer", []name{risName(v)})
			case "personal_communication":
				rec.names("recipient", []name{risName(v)})
			default:
				rec.names("editor", []name{risName(v)})
			}
		case "A3":
			rec.names("collection-editor", []name{risName(v)})
		case "IS", "CP":
			if strings.HasPrefix(rec.typ, "article-") {
				rec.keep("issue", f.name, v)
			} else {
				rec.keep("number", f.name, v)
			}
		case "M1":
			rec.keep("number", f.name, v)
		case "SN":
			if rec.typ == "book" || rec.typ == "chapter" {
				rec.keep("ISBN", f.name, v)
			} else {
				rec.keep("ISSN", f.name, v)
			}
		case "DO":
			rec.keep("DOI", f.name, bareDOI(v))
		case "UR":
			rec.keep("URL", f.name, v)
		case "L1", "L2", "L3", "L4", "LK":
			rec.note(f.name, v)
		case "KW":
			keywords = append(keywords, v)
		case "N1", "RN":
			rec.note("", v)
		case "N2":
			rec.keep("abstract", f.name, v)
		case "SP", "EP", "PY", "Y1", "DA", "Y2":
		default:
			rec.note(f.name, v)
		}
	}
	rec.set("keyword", strings.Join(keywords, ", "))
	rec.pages()
	rec.dates()
}

func (rec *risRecord) tag(name string) string {
	for _, f := range rec.tags {
		if f.name == name && f.value != "" {
			return clean(f.value)
		}
	}
	return ""
}

// pages joins the first and the last page.
func (rec *risRecord) pages() {
	first, last := rec.tag("SP"), rec.tag("EP")
	switch {
	case first == "" && last == "":
	case rec.typ == "book" && last == "":
		rec.set("number-of-pages", first)
	case first == "" || last == "" || first == last || strings.ContainsAny(first, "-–"):
		page := first
		if page == "" {
			page = last
		}
		rec.set("page", strings.ReplaceAll(page, "–", "-"))
		if last != page && strings.ContainsAny(first, "-–") {
			rec.note("EP", last)
		}
	default:
		rec.set("page", first+"-"+last)
	}
}

// dates takes the most exact of the dates of publication.
func (rec *risRecord) dates() {
	best := ""
	for _, t := range []string{"DA", "PY", "Y1"} {
		d := risDate(rec.tag(t))
		if best == "" || d != "" && parseDate(best).literal == "" && len(parseDate(d).from.parts()) > len(parseDate(best).from.parts()) && parseDate(d).literal == "" {
			best = d
		}
	}
	if w := parseDate(best); w.literal != "" {
		for _, t := range []string{"PY", "Y1"} {
			if d := risDate(rec.tag(t)); d != "" && parseDate(d).literal == "" {
				rec.note("DA", best)
				best = d
			}
		}
	}
	rec.setDate("issued", best)
	rec.setDate("accessed", risDate(rec.tag("Y2")))
}

// risDate turns YYYY/MM/DD/other, of which parts may be empty, into a date that
// parseDate reads.
func risDate(s string) string {
	parts := strings.Split(s, "/")
	if len(parts) < 2 {
		return s
	}
	out := strings.TrimSpace(parts[0])
	for _, p := range parts[1:min(3, len(parts))] {
		if p = strings.TrimSpace(p); p == "" {
			break
		}
		out += "-" + p
	}
	if _, ok := isoDate(out); !ok {
		return s
	}
	if len(parts) == 4 && len(strings.Split(out, "-")) == 1 && seasonNumber(strings.TrimSpace(parts[3])) > 0 {
		return strings.TrimSpace(parts[3]) + " " + out
	}
	return out
}

// risName reads "Family, Given, Suffix"; a name without a comma is kept whole.
func risName(s string) name {
	parts := strings.SplitN(s, ",", 3)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	switch {
	case len(parts) == 1 || parts[1] == "" && len(parts) == 2 || parts[0] == "":
		return name{Literal: strings.Trim(s, ", ")}
	case len(parts) == 3:
		return name{Family: parts[0], Given: parts[1], Suffix: parts[2]}
	}
	return name{Family: parts[0], Given: parts[1]}
}
