package dossier

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// This file tells causes from consequences. A file that could not be read, or not
// in full, may have declared what others name: that it is not there is then no
// finding of its own. It is held back, and counted with the files it rests on.

// HeldBack counts the findings that were held back, since they may follow only
// from files that could not be read in full.
type HeldBack struct {
	Findings int      `json:"findings"`
	Files    []string `json:"files"` // sorted, each once; never nil once Add was called
}

// Add counts a finding that rests on files.
func (h *HeldBack) Add(files ...string) {
	h.Findings++
	h.Files = append(h.Files, files...)
	slices.Sort(h.Files)
	h.Files = slices.Compact(h.Files)
}

// String says what is held back and what to do, or "" where nothing is.
func (h HeldBack) String() string {
	if h.Findings == 0 {
		return ""
	}
	what := "1 finding that may follow"
	if h.Findings > 1 {
		what = fmt.Sprintf("%d findings that may follow", h.Findings)
	}
	files, it := strings.Join(h.Files[:min(len(h.Files), 5)], ", "), "it"
	if n := len(h.Files) - 5; n > 0 {
		files += fmt.Sprintf(" and %d more files", n)
	}
	if len(h.Files) > 1 {
		it = "them"
	}
	return fmt.Sprintf("held back: %s only from %s; mend %s and check again", what, files, it)
}

// declares tells what the keys of a file declare, by the words that findings use.
var declares = map[reflect.Type]map[string]string{
	reflect.TypeFor[Header]():    {"members": "member", "names": "name", "as_of": "as-of date"},
	reflect.TypeFor[Area]():      {"id": "area"},
	reflect.TypeFor[Value]():     {"id": "shared value"},
	reflect.TypeFor[Outside]():   {"id": "outside party"},
	reflect.TypeFor[Member]():    {"code": "member file"},
	reflect.TypeFor[Player]():    {"id": "player"},
	reflect.TypeFor[Agency]():    {"id": "agency"},
	reflect.TypeFor[Priority]():  {"id": "priority"},
	reflect.TypeFor[Procedure](): {"id": "procedure"},
	reflect.TypeFor[Rung]():      {"rung": "rung"},
	reflect.TypeFor[Person]():    {"id": "person"},
}

// tableDeclares tells what the rows of a table declare.
var tableDeclares = map[string][]string{
	"polls": {"poll", "poll series"}, "events": {"event"}, "acts": {"act"}, "facts": {"fact", "series of facts"}, "cases": {"case", "ruling"},
	"commitments": {"commitment"}, "series": {"measured series"}, "quotes": {"quotation"}, "calendar": {"calendar date"}, "searches": {"search"},
	"questions": {"question"},
}

var declaredCache sync.Map // reflect.Type -> []string

// declared gives what a value of a type may declare anywhere in it.
func declared(t reflect.Type) []string {
	if v, ok := declaredCache.Load(t); ok {
		return v.([]string)
	}
	var out []string
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for _, k := range mapKeys(declares[t]) {
			out = append(out, declares[t][k])
		}
		for _, f := range fieldsOf(t) {
			walk(t.FieldByIndex(f.index).Type)
		}
	}
	walk(t)
	declaredCache.Store(t, out)
	return out
}

// declaredUnder gives what a key of a struct may declare: itself, or in its value.
func declaredUnder(t reflect.Type, f fieldInfo) []string {
	if what := declares[t][f.name]; what != "" {
		return []string{what}
	}
	return declared(t.FieldByIndex(f.index).Type)
}

// declaredBy gives what a file may declare, by its place. The kinds of which each
// has a file of its own are told by the file's name.
func declaredBy(file string) []string {
	dir, name := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	if path.Ext(name) == ".csv" {
		if dir == "" {
			return tableDeclares[stemOf(name)]
		}
		return tableDeclares[dir]
	}
	switch {
	case file == "dossier.yaml":
		return declared(reflect.TypeFor[Header]())
	case file == "people.yaml":
		return declared(reflect.TypeFor[People]())
	case dir == "members":
		return declared(reflect.TypeFor[Member]())
	case dir == "initiatives":
		return append([]string{"initiative"}, declared(reflect.TypeFor[Initiative]())...)
	case dir == "constraints":
		return []string{"constraint"}
	case dir == "scenarios":
		return []string{"scenario"}
	case dir == "pieces" || file == "report.md":
		return []string{"text"}
	case dir == "sources":
		return []string{"source"}
	}
	return nil
}

// declaredIn gives what the files of a folder may declare.
func declaredIn(folder string) []string {
	for _, ext := range []string{".yaml", ".md", ".json", ".csv"} {
		if what := declaredBy(folder + "/x" + ext); what != nil {
			return what
		}
	}
	return nil
}

// fileFaults are the rules by which a file, and not a thing in it, cannot be read;
// rowFaults those of which each may concern a row or record alone.
var (
	fileFaults = []string{
		"yaml-syntax", "yaml-depth", "front-matter", "encoding", "unreadable", "too-large", "too-many",
		"csv-header", "unknown-column", "missing-column", "json-syntax",
	}
	rowFaults = []string{"csv-syntax", "csl-json"}
)

func (f *Finding) ofFile() bool {
	return f.Severity == Error && (f.whole || slices.Contains(fileFaults, f.Rule))
}

// unread is what files that were not read in full may have declared.
type unread struct {
	by     map[string][]string // what -> files
	broken map[string]bool     // files of which nothing could be decoded
}

func (u *unread) add(file string, what ...string) {
	for _, w := range what {
		if !slices.Contains(u.by[w], file) {
			u.by[w] = append(u.by[w], file)
		}
	}
}

// mayDeclare gives the files that were not read in full and may have declared
// what is named: by a word such as "player", two as "player or agency", or within
// something as "rung of ID" and "player of CODE".
func (d *Dossier) mayDeclare(what, id string, at Pos) []string {
	u := d.unread
	if u == nil || len(u.by) == 0 {
		return nil
	}
	of := ""
	if what != "series of facts" {
		what, of, _ = strings.Cut(what, " of ")
	}
	var out []string
	for kind := range strings.SplitSeq(what, " or ") {
		for _, file := range u.by[kind] {
			switch kind {
			case "initiative", "constraint", "scenario", "text":
				if id != "" && path.Ext(file) != "" && !strings.EqualFold(stemOf(file), id) {
					continue
				}
			case "rung":
				if !strings.EqualFold(stemOf(file), of) && (of != "this ladder" || stemOf(file) != stemOf(at.File)) {
					continue
				}
			case "procedure", "player":
				if of != "" {
					if m := d.Member(of); m != nil && m.pos.File != file {
						continue
					}
				}
			}
			if !slices.Contains(out, file) {
				out = append(out, file)
			}
		}
	}
	return out
}

// Unread gives the files that could not be read in full and may have declared a
// thing that is looked for in vain: a "source", "poll series", "fact", "ruling",
// "initiative", "member" and so on; id is its id, or "" where any would do.
func (d *Dossier) Unread(what, id string) []string { return d.mayDeclare(what, id, Pos{}) }

// weighLosses takes from the findings of reading what was not read.
func (l *loader) weighLosses() {
	u := &unread{by: map[string][]string{}, broken: map[string]bool{}}
	l.d.unread = u
	for _, m := range l.misplaced {
		if slices.Contains(folders, m[1]) {
			u.add(m[0], declaredIn(m[1])...)
		} else if m[1] != "" {
			u.add(m[0], declaredBy(m[1])...)
		}
	}
	l.absentMembers(u)
	for i, p := range l.parts {
		file := l.files[i]
		yaml := path.Ext(file) == ".yaml" || path.Ext(file) == ".md"
		for _, f := range p.found {
			if f.Severity != Error {
				continue
			}
			if p.value == nil || yaml && f.ofFile() {
				u.broken[file] = true
			}
			switch {
			case p.value == nil || !yaml:
				u.add(file, declaredBy(file)...)
			case f.lost != "":
				u.add(file, strings.Split(f.lost, ";")...)
			}
		}
	}
}

// absentMembers counts as unread what the files of members would have declared
// that the header names and that are not there. That they are not there is for
// validateHeader to say.
func (l *loader) absentMembers(u *unread) {
	there := map[string]bool{}
	var header *Header
	for i, p := range l.parts {
		switch v := p.value.(type) {
		case *Header:
			header = v
		case *Member:
			there[v.Code.ID] = true
			there[strings.ToUpper(stemOf(l.files[i]))] = true
		}
	}
	if header == nil {
		return
	}
	for _, m := range header.Members {
		if file := memberFile(m.ID); !there[m.ID] && !there[strings.ToUpper(m.ID)] && !slices.Contains(l.files, file) {
			for _, what := range declaredBy(file) {
				if what != "member file" {
					u.add(file, what)
				}
			}
		}
	}
}

// memberFile gives the path of the file of a member.
func memberFile(code string) string { return "members/" + strings.ToLower(code) + ".yaml" }

// holds reports whether a finding about what is named and not there is to be held
// back, and counts it.
func (l *loader) holds(what, id string, at Pos) bool {
	files := l.d.mayDeclare(what, id, at)
	if len(files) == 0 {
		return false
	}
	l.d.Held.Add(files...)
	return true
}

// ownNames are rules of a file's name, which stand whatever the file holds.
var ownNames = []string{"id-form", "duplicate-id", "file-name", "no-initiative", "no-player", "no-evidence"}

// markCauses parts causes from consequences: what was found about things of which
// nothing could be decoded is held back, and findings that others follow from are
// causes. The first findings, as many as decoded says, are those of decoding.
func (l *loader) markCauses(decoded int) {
	rest := l.f.list[:decoded:decoded]
	for _, f := range l.f.list[decoded:] {
		if l.d.unread.broken[f.File] && !slices.Contains(ownNames, f.Rule) {
			l.d.Held.Add(f.File)
			continue
		}
		rest = append(rest, f)
	}
	l.f.list = rest
	for i := range rest[decoded:] {
		if f := &rest[decoded+i]; f.Rule == "missing-member" {
			f.Cause = true // what the file would have declared is held back
		}
	}
	row := map[string]bool{}
	for i := range rest[:decoded] {
		f := &rest[i]
		follows := slices.Contains(l.d.Held.Files, f.File)
		switch {
		case follows && f.Rule == "not-read": // what rests on it is not fit for computing
			f.Cause, f.Severity = true, Error
		case f.Severity != Error:
		case f.ofFile(), f.File == "dossier.yaml":
			f.Cause = true
		case follows && path.Ext(f.File) == ".csv", slices.Contains(rowFaults, f.Rule): // the first will do
			f.Cause = !row[f.File]
			row[f.File] = true
		case follows && f.lost != "":
			f.Cause = true
		}
	}
}
