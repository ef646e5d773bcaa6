package bib

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"entente/markup"
)

// BibTeX writes a CSL record as an entry of BibTeX: a report as @techreport, what
// stands in a periodical as @article, and everything else as @misc. It writes what
// such an entry holds (names, title, where it stands, who published it, date,
// address) and leaves the rest. A record that is no JSON object gives "".
func BibTeX(record json.RawMessage) string {
	it := parseItem(record)
	if it == nil {
		return ""
	}
	typ, in, by := "misc", "howpublished", "publisher"
	switch kindOf(it) {
	case kindJournal, kindPress:
		typ, in = "article", "journal"
	}
	if it.typ == "report" {
		typ, by = "techreport", "institution"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s", typ, markup.Slug(it.id))
	put := func(field, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", field, value)
		}
	}
	var authors []string
	for _, n := range it.people["author"] {
		switch {
		case isOthers(n.Literal):
			authors = append(authors, others)
		case n.Suffix != "":
			authors = append(authors, tex.Replace(n.last()+", "+n.Suffix+", "+n.Given))
		case n.Literal != "":
			authors = append(authors, "{"+tex.Replace(n.Literal)+"}")
		default:
			authors = append(authors, tex.Replace(n.inverted("")))
		}
	}
	put("author", strings.Join(authors, " and "))
	if t := it.plain("title"); t != "" {
		put("title", "{"+tex.Replace(t)+"}")
	}
	put(in, tex.Replace(it.plain("container-title")))
	put(by, tex.Replace(it.plain("publisher")))
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
	put("url", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(it.vars["URL"]))
	put("language", it.vars["language"])
	b.WriteString("\n}\n")
	return b.String()
}

// tex writes plain text as LaTeX. BibTeX counts braces even where LaTeX prints
// them, so that a text has parentheses for them.
var tex = strings.NewReplacer(`\`, `\textbackslash{}`, "{", "(", "}", ")", "#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
