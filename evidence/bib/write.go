package bib

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/markup"
)

// BibTeX writes a CSL record as an entry of BibTeX, with its id as the key. It writes
// what such an entry holds (names, title, where it stands, who published it, date,
// address, numbers) and leaves the rest. A record that is no JSON object gives "".
func BibTeX(record json.RawMessage) string {
	it := parseItem(record)
	if it == nil {
		return ""
	}
	return it.bibTeX(texKey(it.id))
}

// BibTeXFile writes records as a file of BibTeX. Where two ids give one key, in capital
// or small letters, the later ones bear a number.
func BibTeXFile(records []json.RawMessage) []byte {
	var out []byte
	taken := map[string]bool{}
	for _, r := range records {
		it := parseItem(r)
		if it == nil {
			continue
		}
		first := texKey(it.id)
		key := first
		for n := 2; taken[strings.ToLower(key)]; n++ {
			key = fmt.Sprintf("%s-%d", first, n)
		}
		taken[strings.ToLower(key)] = true
		out = append(out, it.bibTeX(key)...)
		out = append(out, '\n')
	}
	return out
}

// texKey makes a key of an id: BibTeX takes no blank, comma or brace in one.
func texKey(id string) string { return cmp.Or(markup.Slug(id), "source") }

// entryForm is how BibTeX has a kind of record: the type of its entry, and the fields for that
// in which it stands and for who published it.
type entryForm struct{ typ, in, by string }

var entryForms = map[string]entryForm{
	"report": {"techreport", "howpublished", "institution"}, "book": {"book", "series", "publisher"}, "chapter": {"incollection", "booktitle", "publisher"},
	"paper-conference": {"inproceedings", "booktitle", "publisher"}, "thesis": {"phdthesis", "howpublished", "school"}, "manuscript": {"unpublished", "howpublished", "publisher"},
}

func (it *item) bibTeX(key string) string {
	f, known := entryForms[it.typ]
	if !known {
		f = entryForm{"misc", "howpublished", "publisher"}
	}
	numbered := "number"
	switch kindOf(it) {
	case kindJournal, kindPress:
		f.typ, f.in, numbered = "article", "journal", "issue"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s", f.typ, key)
	put := func(field, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", field, value)
		}
	}
	put("author", texNames(it.people["author"]))
	put("editor", texNames(it.people["editor"]))
	if t := it.plain("title"); t != "" {
		put("title", "{"+tex.Replace(t)+"}")
	}
	put(f.in, tex.Replace(it.plain("container-title")))
	put(f.by, tex.Replace(it.plain("publisher")))
	put("address", tex.Replace(it.plain("publisher-place")))
	if d := it.published().from; d.year != 0 {
		put("year", fmt.Sprintf("%04d", d.year))
		switch {
		case d.season() > 0:
			put("month", d.long(false))
		case d.month != 0:
			fmt.Fprintf(&b, ",\n  month = %s", strings.ToLower(time.Month(d.month).String()[:3]))
		}
		if d.day != 0 {
			put("day", fmt.Sprint(d.day))
		}
	}
	put("volume", tex.Replace(it.plain("volume")))
	put("number", tex.Replace(it.plain(numbered)))
	put("edition", tex.Replace(it.plain("edition")))
	put("pages", strings.ReplaceAll(tex.Replace(pageForm(it.plain("page"))), "-", "--"))
	put("isbn", tex.Replace(it.vars["ISBN"]))
	put("doi", texVerbatim.Replace(it.vars["DOI"]))
	put("url", texVerbatim.Replace(it.vars["URL"]))
	put("language", tex.Replace(it.vars["language"]))
	b.WriteString("\n}\n")
	return b.String()
}

// texNames writes a list of names. Names of bodies, and parts of names that hold a comma
// or the word “and”, stand in braces, so that no reader parts them.
func texNames(list []name) string {
	part := func(s string) string {
		s = tex.Replace(s)
		if strings.Contains(s, ",") || slices.ContainsFunc(strings.Fields(s), func(w string) bool { return strings.EqualFold(w, "and") }) {
			return "{" + s + "}"
		}
		return s
	}
	var out []string
	for _, n := range list {
		family, given := joined(n.NonDropping, n.Family), joined(n.Given, n.Dropping)
		switch {
		case isOthers(n.Literal):
			out = append(out, others)
		case n.Literal != "":
			out = append(out, "{"+tex.Replace(n.Literal)+"}")
		case given == "" && n.Suffix == "": // readers would take its last word for the family
			out = append(out, "{"+tex.Replace(family)+"}")
		case n.Suffix != "":
			out = append(out, part(family)+", "+part(n.Suffix)+", "+part(given))
		default:
			out = append(out, part(family)+", "+part(given))
		}
	}
	return strings.Join(out, " and ")
}

// texVerbatim writes an address as readers take it without looking for commands.
var texVerbatim = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")

// tex writes plain text as LaTeX. BibTeX counts braces even where LaTeX prints
// them, so that a text has parentheses for them.
var tex = strings.NewReplacer(`\`, `\textbackslash{}`, "{", "(", "}", ")", "#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// Without gives a record without some of its variables: the record itself where it has
// none of them, or is no JSON object.
func Without(record json.RawMessage, keys ...string) json.RawMessage {
	var rec map[string]json.RawMessage
	if json.Unmarshal(record, &rec) != nil {
		return record
	}
	has := false
	for _, k := range keys {
		if _, ok := rec[k]; ok {
			has = true
			delete(rec, k)
		}
	}
	if !has {
		return record
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(rec) != nil {
		return record // it was read as JSON
	}
	return bytes.TrimSpace(b.Bytes())
}
