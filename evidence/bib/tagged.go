package bib

import (
	"strings"

	"entente/lazyregexp"
)

// dialect is a form in which databases tag the lines of a record as RIS does, with tags
// of their own.
type dialect struct {
	name  string
	begin string // the tag with which a record begins
	end   string // the tag with which it ends, if any
	line  *lazyregexp.Regexp
	tags  map[string]string // to those of RIS
	types map[string]string // of the tag that says the type, to those of RIS
	typ   string            // the tag that says the type
	plain string            // the type of a record that says none
	// lists are the tags of which each further line is a value of its own.
	lists map[string]bool
	// full gives the tag that has whole what the other has short.
	full map[string]string
}

var dialects = []*dialect{
	{
		name: "nbib", begin: "PMID", plain: "JOUR", typ: "PT", line: lazyregexp.New(`^([A-Z]{2,4}) *- ?(.*)$`),
		tags: map[string]string{"TI": "TI", "BTI": "T2", "FAU": "AU", "AU": "AU", "CN": "AU", "FED": "ED", "JT": "JF", "TA": "JA", "DP": "PY", "VI": "VL", "IP": "IS", "PG": "SP",
			"AID": "DO", "LID": "DO", "AB": "AB", "LA": "LA", "IS": "SN", "OT": "KW", "PB": "PB", "PL": "", "PMID": "PMID", "PMC": "PMCID", "GN": "N1", "TT": "OP"},
		types: map[string]string{"Book": "BOOK", "Book Chapter": "CHAP", "Newspaper Article": "NEWS", "Dataset": "DATA"},
		full:  map[string]string{"AU": "FAU"},
	},
	{
		name: "endnote", begin: "%0", typ: "%0", plain: "GEN", line: lazyregexp.New(`^(%[0-9A-Za-z@~!#$&()+*^<>?\[\]=]) ?(.*)$`),
		tags: map[string]string{"%A": "AU", "%E": "ED", "%T": "TI", "%J": "JF", "%B": "T2", "%S": "T3", "%V": "VL", "%N": "IS", "%P": "SP", "%D": "PY", "%8": "DA", "%I": "PB", "%C": "CY",
			"%@": "SN", "%R": "DO", "%U": "UR", "%X": "AB", "%K": "KW", "%7": "ET", "%G": "LA", "%Z": "N1", "%O": "N1", "%Y": "A3", "%F": "ID", "%L": "CN", "%9": "M3", "%6": "NV", "%W": "DB", "%!": "ST", "%Q": "OP"},
		types: map[string]string{"Journal Article": "JOUR", "Electronic Article": "EJOUR", "Book": "BOOK", "Electronic Book": "EBOOK", "Edited Book": "EDBOOK", "Book Section": "CHAP", "Electronic Book Section": "ECHAP",
			"Report": "RPRT", "Government Document": "GOVDOC", "Newspaper Article": "NEWS", "Magazine Article": "MGZN", "Web Page": "WEB", "Blog": "BLOG", "Thesis": "THES", "Conference Paper": "CONF",
			"Conference Proceedings": "CONF", "Generic": "GEN", "Legal Rule or Regulation": "STAT", "Statute": "STAT", "Case": "CASE", "Bill": "BILL", "Hearing": "HEAR", "Unpublished Work": "UNPB",
			"Manuscript": "MANSCPT", "Dataset": "DATA", "Map": "MAP", "Pamphlet": "PAMP", "Encyclopedia": "ENCYC", "Dictionary": "DICT", "Film or Broadcast": "MPCT", "Personal Communication": "PCOMM", "Standard": "STAND"},
		lists: map[string]bool{"%A": true, "%E": true, "%K": true},
	},
	{
		name: "wos", begin: "PT", end: "ER", typ: "PT", plain: "JOUR", line: lazyregexp.New(`^([A-Z][A-Z0-9])(?: (.*))?$`),
		tags: map[string]string{"AF": "AU", "AU": "AU", "CA": "AU", "BE": "ED", "ED": "ED", "TI": "TI", "SO": "T2", "JI": "JA", "SE": "T3", "PY": "PY", "PD": "DA", "VL": "VL", "IS": "IS", "BP": "SP", "EP": "EP", "AR": "SP",
			"DI": "DO", "SN": "SN", "BN": "SN", "PU": "PB", "PI": "CY", "AB": "AB", "DE": "KW", "LA": "LA", "UT": "N1"},
		types: map[string]string{"J": "JOUR", "B": "BOOK", "S": "CHAP", "P": "PAT"},
		lists: map[string]bool{"AU": true, "AF": true, "BE": true, "ED": true, "CA": true},
		full:  map[string]string{"AU": "AF", "ED": "BE", "AR": "BP"},
	},
}

// dialectOf tells the dialect of a text by the lines with which it begins; nil for none.
func dialectOf(src []byte) *dialect {
	head := string(src[:min(len(src), 4096)])
	fn := false
	for line := range strings.Lines(head) {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case strings.TrimSpace(line) == "":
		case pubMedStart.MatchString(line):
			return dialects[0]
		case strings.HasPrefix(line, "%0 ") && dialects[1].types[line[3:]] != "":
			return dialects[1]
		case fn && strings.HasPrefix(line, "VR "):
			return dialects[2]
		case strings.HasPrefix(line, "FN "):
			fn = true
		default:
			return nil
		}
	}
	return nil
}

var (
	pubMedStart = lazyregexp.New(`^PMID *- ?\d+$`)
	doiMark     = lazyregexp.New(`^(\S+) \[doi\]$`)
)

// tagged reads a file of a dialect, and makes records of it as of RIS. What a database
// says of its own handling is left out.
func (r *reader) tagged(d *dialect) {
	var list []*risRecord
	var cur *risRecord
	last := ""
	finish := func() {
		if cur != nil {
			cur.dropShort(d)
			list = append(list, cur)
		}
		cur, last = nil, ""
	}
	for i, off := range r.lines {
		end := len(r.src)
		if i+1 < len(r.lines) {
			end = r.lines[i+1]
		}
		line := strings.TrimRight(string(r.src[off:end]), " \t\r\n")
		m := d.line.FindStringSubmatch(line)
		switch {
		case line == "":
		case m == nil && cur == nil:
		case m == nil && last != "":
			line = strings.TrimSpace(line)
			f := &cur.tags[len(cur.tags)-1]
			switch {
			case f.name != last: // of a tag that is left out
			case d.lists[last]:
				cur.tags = append(cur.tags, field{name: last, value: line, off: off})
			case len(f.value)+f.size+len(line) <= maxField:
				f.more = append(f.more, line)
				f.size += len(line) + 1
			}
		case m == nil:
		case m[1] == d.begin:
			finish()
			if r.full(len(list), off) {
				r.convertAll(list)
				return
			}
			cur, last = &risRecord{record: newRecord(""), off: off}, m[1]
			cur.tags = append(cur.tags, field{name: m[1], value: m[2], off: off})
		case m[1] == d.end:
			finish()
		case cur != nil:
			last = m[1]
			if d.tags[last] != "" || last == d.typ {
				cur.tags = append(cur.tags, field{name: last, value: m[2], off: off})
			}
		}
	}
	finish()
	for _, rec := range list {
		rec.translate(d)
	}
	r.convertAll(list)
}

// dropShort leaves out what stands in a tag that has it short, where the record has it whole.
func (rec *risRecord) dropShort(d *dialect) {
	have := map[string]bool{}
	for _, f := range rec.tags {
		have[f.name] = true
	}
	kept := rec.tags[:0]
	for _, f := range rec.tags {
		if full := d.full[f.name]; full == "" || !have[full] {
			kept = append(kept, f)
		}
	}
	rec.tags = kept
}

// translate turns the tags of a dialect into those of RIS.
func (rec *risRecord) translate(d *dialect) {
	typ := ""
	tags := []field{{name: "TY", off: rec.off}}
	for _, f := range rec.tags {
		if f.name == d.typ {
			if t := d.types[f.value]; t != "" {
				typ = t
			} else if typ == "" && f.name == d.begin {
				typ = f.value // which is told as not known
			}
			continue
		}
		value := f.value
		f.name = d.tags[f.name]
		switch {
		case f.name == "":
			continue
		case f.name == "PMID" || f.name == "PMCID":
			rec.set(f.name, value)
			continue
		case f.name == "DO" && d.name == "nbib":
			m := doiMark.FindStringSubmatch(value)
			if m == nil {
				continue
			}
			f.value = m[1]
		case f.name == "TI" && d.name == "nbib": // PubMed ends each title with a point
			f.value, f.more = strings.TrimSuffix(strings.Join(append([]string{value}, f.more...), " "), "."), nil
		case f.name == "SN":
			f.value, _, _ = strings.Cut(value, " (")
		case f.name == "AU" && d.name == "nbib" && !strings.Contains(value, ","):
			f.value = "{" + value + "}"
		}
		tags = append(tags, f)
	}
	if typ == "" {
		typ = d.plain
	}
	tags[0].value = typ
	rec.tags = tags
}
