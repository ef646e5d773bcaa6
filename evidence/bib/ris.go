package bib

import (
	"strconv"
	"strings"

	"entente/dossier"
	"entente/lazyregexp"
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
// end of a line. Loosely, one blank before the hyphen is enough, or more than two.
func risTag(line string, loose bool) (tag, value string, ok bool) {
	if len(line) < 3 || !isTagByte(line[0], false) || !isTagByte(line[1], true) {
		return "", "", false
	}
	rest := strings.TrimLeft(line[2:], " \t\u00a0")
	if blanks := len(line) - 2 - len(rest); blanks == 0 || !loose && (blanks != 2 || line[2:4] != "  ") {
		return "", "", false
	}
	rest, ok = strings.CutPrefix(rest, "-")
	if !ok || rest != "" && !strings.ContainsRune(" \t\u00a0", []rune(rest[:min(len(rest), 2)])[0]) {
		return "", "", false
	}
	return line[:2], strings.Trim(rest, " \t\u00a0"), true
}

// risStart reads the line with which a record begins, which may be indented or bear
// a number ("1. TY  - JOUR"), and tells whether the record is written loosely.
func risStart(line string) (loose, ok bool) {
	line = strings.TrimLeft(line, " \t\u00a0")
	if n := strings.TrimLeft(line, "0123456789"); n != line && n != "" && (n[0] == '.' || n[0] == ')') {
		line = strings.TrimLeft(n[1:], " \t\u00a0")
	}
	if !strings.HasPrefix(line, "TY") {
		return false, false
	}
	if _, _, ok := risTag(line, false); ok {
		return false, true
	}
	_, value, ok := risTag(line, true)
	return true, ok && value != "" && len(value) < 9 && strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// smallStart tells whether a record whose tags are in small letters begins.
func smallStart(line string) bool {
	kind, ok := strings.CutPrefix(line, "ty  - ")
	return ok && risTypes[strings.ToUpper(strings.TrimSpace(kind))] != ""
}

// largeTag writes the tag of a line in capitals.
func largeTag(line string) string {
	if len(line) < 5 || line[2:5] != "  -" {
		return line
	}
	return strings.ToUpper(line[:2]) + line[2:]
}

func isTagByte(c byte, digit bool) bool { return c >= 'A' && c <= 'Z' || digit && c >= '0' && c <= '9' }

// risRecord is a record of RIS in the making.
type risRecord struct {
	*record
	off   int
	loose bool // one blank before the hyphen is enough
	tags  []field
}

// ris reads a RIS file. What stands between the records without a tag, as heads of
// databases and numbers of records do, belongs to none.
func (r *reader) ris() {
	var cur *risRecord
	var list []*risRecord
	finish := func() {
		if cur != nil {
			list = append(list, cur)
			cur = nil
		}
	}
	begin := func(off int, loose bool) {
		cur = &risRecord{record: newRecord(""), off: off, loose: loose}
	}
	stray, small := false, false // small: the tags are in small letters
	for i, off := range r.lines {
		end := len(r.src)
		if i+1 < len(r.lines) {
			end = r.lines[i+1]
		}
		line := strings.Trim(string(r.src[off:end]), " \t\r\n\u00a0")
		if small = smallStart(line) || small && !strings.HasPrefix(line, "TY"); small {
			line = largeTag(line)
		}
		loose, starts := risStart(line)
		tag, value, ok := risTag(line, cur == nil || cur.loose)
		switch {
		case line == "":
		case starts:
			if cur != nil {
				r.add(ruleRIS, dossier.Warning, cur.off, "end each record with the line \"ER  - \"", "the record that begins here has no ER; it is taken to end before line %d", i+1)
				finish()
			}
			if r.full(len(list), off) {
				r.convertAll(list)
				return
			}
			begin(off, loose)
			_, value, _ = risTag(line[strings.Index(line, "TY"):], true)
			cur.tags = append(cur.tags, field{name: "TY", value: value, off: off})
			stray = false
		case ok && tag == "ER":
			finish()
		case ok && cur == nil && value == "":
		case ok && cur == nil:
			if r.full(len(list), off) {
				r.convertAll(list)
				return
			}
			r.add(ruleRIS, dossier.Warning, off, "begin each record with a TY line", "the record that begins here has no TY; it is taken as a document")
			begin(off, !strings.HasPrefix(line[2:], "  -"))
			cur.tags = append(cur.tags, field{name: "TY", value: "GEN", off: off}, field{name: tag, value: value, off: off})
		case ok:
			cur.tags = append(cur.tags, field{name: tag, value: value, off: off})
		case cur != nil && len(cur.tags) > 1:
			// A line without a tag carries the one before it on.
			last := &cur.tags[len(cur.tags)-1]
			if len(last.value)+last.size+len(line) > maxField {
				r.add(ruleRIS, dossier.Error, off, "", "the field %s is longer than %d bytes; the rest of it is not read", last.name, maxField)
				continue
			}
			last.more = append(last.more, line)
			last.size += len(line) + 1
		case strings.Trim(line, "0123456789.)(#[] ") == "": // the number of a record
		case !stray && (cur != nil || len(list) > 0):
			// Heads of databases stand before the first record.
			r.add(ruleRIS, dossier.Warning, off, "a line of RIS begins with two letters, two blanks and a hyphen", "the text %q is no part of a record", shorten(line))
			stray = true
		}
	}
	if cur != nil {
		r.add(ruleRIS, dossier.Warning, cur.off, "end each record with the line \"ER  - \"", "the record that begins here has no ER; it is taken to end with the file")
		finish()
	}
	r.convertAll(list)
}

func (r *reader) convertAll(list []*risRecord) {
	entries := make([]entryOf, 0, len(list))
	for _, rec := range list {
		r.convertRIS(rec)
		entries = append(entries, entryOf{rec: rec.record, id: rec.id, off: rec.off, bare: true})
	}
	r.settle(entries)
}

func shorten(s string) string {
	return words.Clip(s, 60)
}

// risPlain maps tags to the variables that hold the same.
var risPlain = map[string]string{
	"VL": "volume", "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "AB": "abstract",
	"LA": "language", "ST": "title-short", "DB": "source",
	"CN": "call-number", "NV": "number-of-volumes", "OP": "original-title", "SE": "section", "M3": "genre", "AV": "archive_location",
}

var risNames = map[string]string{
	"AU": "author", "A1": "author", "ED": "editor", "A4": "translator",
}

// convertRIS fills the record with what the tags say.
func (r *reader) convertRIS(rec *risRecord) {
	var keywords []string
	for i := range rec.tags {
		f := &rec.tags[i]
		if len(f.more) > 0 {
			f.value, f.more = f.value+" "+strings.Join(f.more, " "), nil
		}
		v := risText(f.name, f.value)
		if v == "" && f.name != "TY" {
			continue
		}
		if key := risPlain[f.name]; key != "" {
			rec.keep(key, strings.ToLower(f.name), v)
			continue
		}
		if key := risNames[f.name]; key != "" {
			if key == "author" && strings.EqualFold(rec.tag("TY"), "EDBOOK") {
				key = "editor"
			}
			rec.names(key, risNameList(v))
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
			rec.keep("title", f.name, endPoint.ReplaceAllString(v, "$1"))
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
		case "JF", "JO", "JA", "J1", "J2":
		case "T3":
			rec.keep("collection-title", f.name, v)
		case "A2":
			switch rec.typ {
			case "book", "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary":
				rec.names("editor", risNameList(v))
			case "interview":
				rec.names("interviewer", risNameList(v))
			case "personal_communication":
				rec.names("recipient", risNameList(v))
			default:
				rec.names("editor", risNameList(v))
			}
		case "A3":
			rec.names("collection-editor", risNameList(v))
		case "IS", "CP":
			if strings.HasPrefix(rec.typ, "article-") {
				rec.keep("issue", f.name, v)
			} else {
				rec.keep("number", f.name, v)
			}
		case "M1":
			rec.keep("number", f.name, v)
		case "C3":
			if rec.typ == "paper-conference" {
				rec.keep("container-title", f.name, v)
			} else {
				rec.note(f.name, v)
			}
		case "SN":
			switch rec.typ {
			case "report", "patent", "standard":
				rec.keep("number", f.name, v)
			case "book", "chapter":
				rec.keep("ISBN", f.name, v)
			default:
				rec.keep("ISSN", f.name, issnForm(v))
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
	rec.journal()
	rec.pages()
	rec.dates()
}

// journal tells the journal from its short names: JF has the whole one, then JO, and of
// an article that has no other name a short one is its journal's.
func (rec *risRecord) journal() {
	article := strings.HasPrefix(rec.typ, "article") || rec.typ == "paper-conference"
	for _, t := range []string{"JF", "JO", "JA", "J1", "J2"} {
		v := rec.tag(t)
		switch {
		case v == "" || v == rec.text("container-title"):
		case !rec.has("container-title") && (article || t == "JF" || t == "JO"):
			rec.set("container-title", v)
		default:
			rec.keep("container-title-short", t, v)
		}
	}
}

// endPoint is the point with which some databases end each title. Behind a short word it
// may be that of an abbreviation.
var endPoint = lazyregexp.New(`(\pL{5})\.$`)

// risText gives the value of a tag as plain text. Some databases write "null" for none,
// and the entities of HTML for signs.
func risText(tag, value string) string {
	v := clean(value)
	switch {
	case v == "null":
		return ""
	case tag == "UR":
		return strings.ReplaceAll(v, "&amp;", "&")
	}
	return unescape(v)
}

// issnForm writes an ISSN with its hyphen, and without the word for it behind.
func issnForm(s string) string {
	t := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "(ISSN)"), "(eISSN)"))
	if len(t) == 8 && strings.Trim(t[:7], "0123456789") == "" && strings.Trim(t[7:], "0123456789Xx") == "" {
		return t[:4] + "-" + t[4:]
	}
	return t
}

// risNameList reads the names of a tag: one, or several parted by semicolons.
func risNameList(s string) []name {
	var out []name
	for p := range strings.SplitSeq(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, risName(p))
		}
	}
	return out
}

func (rec *risRecord) tag(name string) string {
	for _, f := range rec.tags {
		if v := risText(name, f.value); f.name == name && v != "" {
			return v
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
	case first == "" || last == "" || first == last || pageDashes.MatchString(first):
		page := first
		if page == "" {
			page = last
		}
		rec.set("page", pageForm(page))
		if last != page && pageDashes.MatchString(first) {
			rec.note("EP", last)
		}
	default:
		rec.set("page", first+"-"+last)
	}
}

// dates takes the most exact of the dates of publication. A day or month without a
// year is one of the year that PY gives: "NOV 15", "SPR", "MAY-JUN".
func (rec *risRecord) dates() {
	year := ""
	for _, t := range []string{"PY", "Y1"} {
		if w := parseDate(risDate(rec.tag(t))); year == "" && w.from.year > 0 {
			year = strconv.Itoa(w.from.year)
		}
	}
	best, exact := "", -1
	for _, t := range []string{"DA", "PY", "Y1"} {
		d := risDate(rec.tag(t))
		if d == "" {
			continue
		}
		w := parseDate(d)
		if w.literal != "" && year != "" {
			if full := parseDate(d + " " + year); full.literal == "" {
				d, w = d+" "+year, full
			}
		}
		n := 0
		if w.literal == "" {
			n = len(w.from.parts()) + min(1, w.to.year)
		}
		if n > exact {
			if exact == 0 {
				rec.note("DA", best)
			}
			best, exact = d, n
		} else if n == 0 {
			rec.note(t, d)
		}
	}
	rec.setDate("issued", best)
	rec.setDate("accessed", risDate(rec.tag("Y2")))
}

// risDate turns YYYY/MM/DD/other, of which parts may be empty, into a date that
// parseDate reads.
func risDate(s string) string {
	parts := strings.Split(s, "/")
	if len(parts) < 2 || len(strings.TrimSpace(parts[0])) != 4 {
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
	if len(parts) == 4 && len(strings.Split(out, "-")) == 1 {
		if other := strings.TrimSpace(parts[3]) + " " + out; parseDate(other).literal == "" {
			return other
		}
	}
	return out
}

// risName reads "Family, Given, Suffix"; a name without a comma is kept whole, unless
// initials follow it or it is of two words in an East Asian script; so is that of a body.
func risName(s string) name {
	if inner, ok := braced(s); ok {
		return name{Literal: inner}
	}
	if isBodyName(s) {
		return name{Literal: strings.Trim(s, ", ")}
	}
	if w := strings.Fields(s); !strings.Contains(s, ",") && initialsFollow(w) {
		return name{Family: w[0], Given: strings.Join(w[1:], " ")}
	} else if len(w) == 2 && !strings.Contains(s, ",") && eastern(w[0], w[1]) != (name{}) {
		return eastern(w[0], w[1])
	}
	parts := strings.SplitN(strings.TrimRight(s, ", "), ",", 3)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	switch {
	case len(parts) == 1 && isOthers(parts[0]):
		return name{Literal: others}
	case len(parts) == 1 || parts[0] == "":
		return name{Literal: strings.Trim(s, ", ")}
	case len(parts) == 3 && isSuffix(parts[1]) && !isSuffix(parts[2]):
		return name{Family: parts[0], Given: parts[2], Suffix: parts[1]}
	case len(parts) == 3:
		return name{Family: parts[0], Given: parts[1], Suffix: parts[2]}
	}
	return name{Family: parts[0], Given: parts[1]}
}
