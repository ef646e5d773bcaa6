package bib

import (
	"encoding/json"
	"fmt"
	"strings"
)

// risWritten says as which reference type of RIS a type of CSL is written, where
// several are read as it.
var risWritten = map[string]string{
	"article-journal": "JOUR", "book": "BOOK", "report": "RPRT", "webpage": "ELEC", "document": "GEN", "dataset": "DATA",
	"legislation": "STAT", "legal_case": "CASE", "bill": "BILL", "chapter": "CHAP", "paper-conference": "CPAPER", "motion_picture": "MPCT",
	"graphic": "ART", "article-newspaper": "NEWS", "article-magazine": "MGZN", "interview": "INTV", "speech": "PRES", "thesis": "THES",
	"treaty": "TRTY", "personal_communication": "PCOMM", "post-weblog": "BLOG", "manuscript": "UNPB", "map": "MAP", "hearing": "HEAR",
	"article": "PRESS", "standard": "STAND", "patent": "PAT", "software": "COMP", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT",
	"broadcast": "VIDEO", "song": "SOUND", "pamphlet": "PAMP", "post": "POST", "periodical": "JFULL", "regulation": "STAT",
}

// RISFile writes records as a file of RIS.
func RISFile(records []json.RawMessage) []byte {
	var out []byte
	for _, r := range records {
		out = append(out, RIS(r)...)
	}
	return out
}

// RIS writes a CSL record as a record of RIS with what its form has tags for. A
// type that RIS lacks is written as GEN. A record that is no JSON object gives "".
func RIS(record json.RawMessage) string {
	it := parseItem(record)
	if it == nil {
		return ""
	}
	typ := risWritten[it.typ]
	if typ == "" {
		typ = "GEN"
	}
	var b strings.Builder
	put := func(tag, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	put("TY", typ)
	put("ID", it.id)
	for _, p := range []struct{ role, tag string }{{"author", "AU"}, {"editor", "A2"}, {"translator", "A4"}} {
		for _, n := range it.people[p.role] {
			put(p.tag, risWrittenName(n))
		}
	}
	put("TI", it.plain("title"))
	container := it.plain("container-title")
	switch typ {
	case "JOUR", "NEWS", "MGZN":
		put("JO", container)
	case "BOOK", "RPRT", "THES", "MAP", "PRES": // there T2 is a series
		put("JF", container)
	default:
		put("T2", container)
	}
	if d := it.published().from; d.year != 0 {
		put("PY", fmt.Sprintf("%04d", d.year))
		switch {
		case d.season() > 0:
			put("DA", fmt.Sprintf("%04d///%s", d.year, d.long(false)))
		case d.day != 0:
			put("DA", fmt.Sprintf("%04d/%02d/%02d/", d.year, d.month, d.day))
		case d.month != 0:
			put("DA", fmt.Sprintf("%04d/%02d//", d.year, d.month))
		}
	}
	for _, v := range []struct{ key, tag string }{{"publisher", "PB"}, {"publisher-place", "CY"}, {"volume", "VL"}, {"edition", "ET"}, {"language", "LA"}} {
		put(v.tag, it.plain(v.key))
	}
	if strings.HasPrefix(it.typ, "article-") {
		put("IS", it.plain("issue"))
	} else {
		put("M1", it.plain("number"))
	}
	page := pageForm(it.plain("page"))
	if first, last, ok := strings.Cut(page, "-"); ok && !strings.ContainsAny(last, "-,;&") { // one range
		put("SP", first)
		put("EP", last)
	} else {
		put("SP", page)
	}
	put("DO", it.vars["DOI"])
	put("UR", it.vars["URL"])
	if d := it.dates["accessed"].from; d.day != 0 {
		put("Y2", fmt.Sprintf("%04d/%02d/%02d/", d.year, d.month, d.day))
	}
	b.WriteString("ER  - \r\n\r\n")
	return b.String()
}

// risWrittenName writes "Family, Given, Suffix"; a name that is kept whole ends in a
// comma, so that no reader parts it. RIS has no way to write a comma within such a name:
// it is left out.
func risWrittenName(n name) string {
	if n.Literal != "" {
		return strings.ReplaceAll(n.Literal, ",", "") + ","
	}
	out := strings.ReplaceAll(joined(n.NonDropping, n.Family), ",", "") + ", " + joined(n.Given, n.Dropping)
	if n.Suffix != "" {
		out += ", " + n.Suffix
	}
	return out
}
