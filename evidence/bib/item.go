package bib

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"entente/words"
)

// item is a record as citations need it: texts on one line, numbers as text.
type item struct {
	id, typ string
	vars    map[string]string
	people  map[string][]name
	dates   map[string]when
}

// noteVars are the variables that a record may give in lines of its note, where
// CSL or the program it comes from has no field for them.
var noteVars = map[string]bool{
	"original-title": true, "original-author": true, "original-date": true, "original-publisher": true, "genre": true,
	"medium": true, "status": true, "event-title": true, "event-place": true, "event-date": true, "publisher-place": true,
	"container-title": true, "title-short": true, "authority": true, "jurisdiction": true, "number": true, "references": true,
	"fieldwork": true,
}

// parseItem reads a record; nil where it is no JSON object.
func parseItem(raw json.RawMessage) *item {
	var rec map[string]json.RawMessage
	if len(raw) == 0 || json.Unmarshal(raw, &rec) != nil || rec == nil {
		return nil
	}
	it := &item{vars: map[string]string{}, people: map[string][]name{}, dates: map[string]when{}}
	for key, v := range rec {
		switch s := scalar(v); {
		case key == "note":
		case isDateVar(key):
			if d := cslDate(v); !d.isZero() {
				it.dates[key] = d
			}
		case s != "":
			it.vars[key] = clean(s)
		case len(v) > 0 && v[0] == '[':
			if list := cslNames(v); len(list) > 0 {
				it.people[key] = list
			}
		}
	}
	it.notes(scalar(rec["note"]))
	it.id, it.typ = it.vars["id"], it.vars["type"]
	if it.vars["event-title"] == "" {
		it.vars["event-title"] = it.vars["event"]
	}
	return it
}

func isDateVar(key string) bool {
	switch key {
	case "issued", "accessed", "event-date", "original-date", "submitted", "available-date":
		return true
	}
	return false
}

// notes reads "key: value" lines for what the record does not say itself.
func (it *item) notes(text string) {
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(line, ":")
		key = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), " ", "-")
		value = clean(value)
		if !ok || value == "" || !noteVars[key] {
			continue
		}
		if isDateVar(key) {
			if _, have := it.dates[key]; !have {
				it.dates[key] = parseDate(value)
			}
		} else if it.vars[key] == "" {
			it.vars[key] = value
		}
	}
}

// cslNames reads a list of names; what is no name is left out.
func cslNames(raw json.RawMessage) []name {
	var list []map[string]json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	var out []name
	for _, m := range list {
		get := func(key string) string { return bare(clean(scalar(m[key]))) }
		n := name{get("family"), get("given"), get("dropping-particle"), get("non-dropping-particle"), get("suffix"), get("literal")}
		if n.Literal == "" && n.Family == "" {
			n = name{Literal: n.Given}
		}
		if n.Literal != "" || n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// cjk tells whether the name is written in an East Asian script.
func (n name) cjk() bool { return n.Literal == "" && isCJK(n.Family+n.Given) }

// joined puts parts together with blanks between those that are not empty.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// straight gives the name as it is read. A name in an East Asian script has the
// family first and no blank; so has, with a blank, one whose original stands beside it.
func (n name) straight(original string) string {
	switch {
	case n.Literal != "":
		return joined(n.Literal, original)
	case n.cjk():
		return n.Family + n.Given
	case isCJK(original):
		return joined(n.last(), n.Given, n.Suffix, original)
	}
	return joined(n.Given, n.Dropping, n.NonDropping, n.Family, n.Suffix, original)
}

// inverted gives the name with the family first, as lists have it.
func (n name) inverted(original string) string {
	if n.Literal != "" || n.cjk() || isCJK(original) {
		return n.straight(original)
	}
	s := n.last()
	if given := joined(n.Given, n.Dropping); given != "" {
		s += ", " + given
	}
	if n.Suffix != "" {
		s += ", " + n.Suffix
	}
	return joined(s, original)
}

// last gives what short citations call the person.
func (n name) last() string {
	switch {
	case n.Literal != "":
		return n.Literal
	case n.cjk() && !isCJK(n.Family):
		return n.Family + n.Given
	}
	return joined(n.NonDropping, n.Family)
}

// originals gives the names in their own script, in the order of the authors.
func (it *item) originals() []string {
	var out []string
	for p := range strings.SplitSeq(it.vars["original-author"], ";") {
		out = append(out, strings.TrimSpace(p))
	}
	return out
}

// creators gives those whose names stand first, and the role they have there:
// "" for authors, else "editor" or "translator" or another.
func (it *item) creators() ([]name, string) {
	for _, role := range []string{"author", "interviewee", "director", "composer", "editor", "compiler", "translator"} {
		if list := it.people[role]; len(list) > 0 {
			switch role {
			case "editor", "compiler", "translator", "director":
				return list, role
			}
			return list, ""
		}
	}
	if p := it.vars["publisher"]; p != "" && kindOf(it) == kindPoll {
		return []name{{Literal: p}}, "publisher"
	}
	return nil, ""
}

// roleMark gives "ed.", "eds.", "trans." behind those whose names stand first.
func roleMark(role string, n int) string {
	switch {
	case role == "editor" && n > 1:
		return "eds."
	case role == "editor":
		return "ed."
	case role == "compiler" && n > 1:
		return "comps."
	case role == "compiler":
		return "comp."
	case role == "director" && n > 1:
		return "dirs."
	case role == "director":
		return "dir."
	case role == "translator":
		return "trans."
	}
	return ""
}

// limit says how many names are given: all of up to most, else the first show of
// them and "et al.".
type limit struct{ most, show int }

// Rule 13.23: two names in notes and in the text; six in lists, or the first three.
var inNotes, inLists = limit{2, 1}, limit{6, 3}

// nameList joins names. The first is inverted where invert says so.
func nameList(list []name, originals []string, lim limit, invert bool) string {
	list, more := named(list)
	var out []string
	for i, n := range list {
		orig := ""
		if i < len(originals) {
			orig = originals[i]
		}
		if invert && i == 0 {
			out = append(out, n.inverted(orig))
		} else {
			out = append(out, n.straight(orig))
		}
	}
	return series(out, lim, more, invert)
}

// named gives the names of a list, and whether its last stands for others.
func named(list []name) ([]name, bool) {
	if n := len(list); n > 1 && isOthers(list[n-1].straight("")) {
		return list[:n-1], true
	}
	return list, false
}

// series joins words with commas and "and"; more says that there are others yet. A
// comma stands also between two where the first is inverted.
func series(list []string, lim limit, more, invert bool) string {
	n := len(list)
	if n > lim.most || more && lim.show == 1 {
		list, more = list[:lim.show], true
	}
	switch n = len(list); {
	case n == 0:
		return ""
	case more && n == 1 && !(invert && strings.Contains(list[0], ",")):
		return list[0] + " et al."
	case more:
		return strings.Join(list, ", ") + ", et al."
	case n == 1:
		return list[0]
	case n == 2 && (!invert || !strings.Contains(list[0], ",")):
		return list[0] + " and " + list[1]
	default:
		return strings.Join(list[:n-1], ", ") + ", and " + list[n-1]
	}
}

// ordinal gives "2nd", "3rd", "11th".
func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return fmt.Sprint(n) + end
}

// edition gives "2nd ed." or "rev. ed."; nothing for a first edition.
func (it *item) edition() string {
	s := it.vars["edition"]
	if n, err := strconv.Atoi(s); err == nil {
		if n < 2 {
			return ""
		}
		return ordinal(n) + " ed."
	}
	low := strings.ToLower(s)
	switch {
	case s == "", low == "first", low == "1st", low == "1st ed.":
		return ""
	case low == "revised", low == "rev", low == "rev.":
		return "rev. ed."
	case strings.Contains(low, "ed.") || strings.Contains(low, "edition") || isCJK(s):
		return s
	}
	return words.Small(s) + " ed."
}
