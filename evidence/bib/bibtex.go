package bib

import (
	"bytes"
	"fmt"
	"maps"
	"strings"

	"entente/dossier"
	"entente/lazyregexp"
)

// entry is an entry of BibTeX with its values as they are written.
type entry struct {
	typ, key string
	off      int
	fields   []field
}

type field struct {
	name, value string
	off         int
	more        []string // of RIS: the lines that carry the value on
	size        int      // of more, in bytes
}

// get gives the value of the first field of the name, and whether there is one.
func (e *entry) get(name string) (string, bool) {
	for _, f := range e.fields {
		if f.name == name {
			return f.value, true
		}
	}
	return "", false
}

// entryAt tells whether "@word{" or "@word(" begins at i, and gives the place
// behind the bracket; 0 where it does not.
func entryAt(b []byte, i int) int {
	if i >= len(b) || b[i] != '@' {
		return 0
	}
	j := i + 1
	for j < len(b) && isLetter(b[j]) {
		j++
	}
	if j == i+1 {
		return 0
	}
	for j < len(b) && isSpace(b[j]) {
		j++
	}
	if j < len(b) && (b[j] == '{' || b[j] == '(') {
		return j + 1
	}
	return 0
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// bibScanner reads the entries of a BibTeX file.
type bibScanner struct {
	*reader
	at     int
	macros map[string]string
	// dropped are the commands that the preamble defines to print nothing.
	dropped []string
	// fail is where and why the present entry cannot be read on.
	failOff int
	fail    string
}

var months = map[string]string{
	"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
	"jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}

// bibtex reads a BibTeX file.
func (r *reader) bibtex() {
	s := &bibScanner{reader: r, macros: maps.Clone(months)}
	entries := s.entries()
	byKey := make(map[string]*entry, len(entries))
	for _, e := range entries {
		for i := range e.fields {
			e.fields[i].value = without(e.fields[i].value, s.dropped)
		}
		if key := strings.ToLower(e.key); byKey[key] == nil {
			byKey[key] = e
		}
	}
	var list []entryOf
	for _, e := range entries {
		if e.typ != "xdata" && e.typ != "set" { // which hold parts of other entries, and other entries
			list = append(list, entryOf{rec: r.convert(r.inherit(e, byKey)), id: e.key, off: e.off})
		}
	}
	r.settle(list)
}

// printsNothing is the definition of a command that drops its argument, by which lists
// are sorted otherwise than they print.
var printsNothing = lazyregexp.New(`\\(?:new|renew|provide)command\*?\s*\{?\\([A-Za-z]+)\}?\s*\[1\]\s*\{\s*\}|\\def\s*\\([A-Za-z]+)\s*#1\s*\{\s*\}`)

// without gives a value without the commands of these names, and the groups behind them.
func without(value string, commands []string) string {
	for _, c := range commands {
		if !strings.Contains(value, `\`+c) {
			continue
		}
		var b strings.Builder
		rest := value
		for {
			before, after, ok := strings.Cut(rest, `\`+c)
			b.WriteString(before)
			if !ok {
				break
			}
			rest = after
			if after != "" && isLetter(after[0]) { // a longer name
				b.WriteString(`\` + c)
				continue
			}
			if group := strings.TrimLeft(after, " \t\r\n"); strings.HasPrefix(group, "{") {
				l := latex{s: group, at: 1}
				l.text(0, true)
				rest = group[l.at:]
			}
		}
		value = b.String()
	}
	return value
}

// entries reads all entries; what stands between them is a comment.
func (s *bibScanner) entries() []*entry {
	var out []*entry
	for s.at < len(s.src) {
		next := bytes.IndexByte(s.src[s.at:], '@')
		if next < 0 {
			break
		}
		start := s.at + next
		body := entryAt(s.src, start)
		if body == 0 {
			s.at = start + 1
			if word := s.word(); s.lineStart(start) && entryTypes[strings.ToLower(word)].csl != "" {
				s.out.LeftOut++
				s.add(ruleBibTeX, dossier.Error, start, "", "@%s is not followed by a brace", word)
			}
			continue
		}
		if s.full(len(out), start) {
			break
		}
		s.at = start + 1
		typ := strings.ToLower(s.word())
		s.at, s.fail = body, ""
		shut := byte('}')
		if s.src[body-1] == '(' {
			shut = ')'
		}
		if e := s.entry(typ, start, shut); e != nil {
			out = append(out, e)
		}
		if s.fail != "" {
			s.at = s.resume(start + 1)
		}
	}
	return out
}

// entry reads what stands between the brackets; nil where it gives no record.
func (s *bibScanner) entry(typ string, start int, shut byte) *entry {
	what := "@" + typ
	report := func() {
		s.add(ruleBibTeX, dossier.Error, s.failOff, fmt.Sprintf("%s begins in line %d; see that its braces and quotation marks are closed", what, s.pos(start).Line),
			"%s cannot be read: %s", what, s.fail)
	}
	switch typ {
	case "comment":
		if shut == ')' {
			return nil
		}
		s.at--
		if s.group(); s.fail != "" {
			report()
		}
		return nil
	case "preamble":
		text := s.value()
		if s.fail == "" {
			s.close(shut)
		}
		for _, at := range printsNothing.FindAllStringIndex(text, -1) {
			m := printsNothing.FindStringSubmatch(text[at[0]:at[1]])
			s.dropped = append(s.dropped, m[1]+m[2])
		}
		if s.fail != "" {
			report()
		}
		return nil
	case "string":
		for _, f := range s.fieldList(shut, what) {
			s.macros[f.name] = f.value
		}
		if s.fail != "" {
			report()
		}
		return nil
	}
	e := &entry{typ: typ, off: start}
	s.space()
	from := s.at
	for s.at < len(s.src) && s.src[s.at] != ',' && s.src[s.at] != shut && s.src[s.at] != '=' && s.src[s.at] != '@' && s.src[s.at] != '\n' {
		s.at++
	}
	e.key = strings.TrimSpace(string(s.src[from:s.at]))
	s.space()
	if s.at < len(s.src) && s.src[s.at] == '=' {
		e.key, s.at = "", from
	} else if s.at < len(s.src) && s.src[s.at] == ',' {
		s.at++
	}
	if e.key != "" {
		what = fmt.Sprintf("the entry %q", e.key)
	}
	e.fields = s.fieldList(shut, what)
	if s.fail != "" {
		report()
		s.out.LeftOut++
		return nil
	}
	s.tail(what)
	return e
}

// tail reports text behind an entry that looks like the rest of it.
func (s *bibScanner) tail(what string) {
	i := s.at
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	if i < len(s.src) && (s.src[i] == ',' || s.src[i] == '}') {
		s.add(ruleBibTeX, dossier.Error, i, "there is a closing brace too many", "%s ends before this place; what follows is not read", what)
	}
}

// fieldList reads name = value pairs up to the closing bracket, which it reads too.
func (s *bibScanner) fieldList(shut byte, what string) []field {
	var out []field
	for {
		s.space()
		for s.at < len(s.src) && s.src[s.at] == ',' {
			s.at++
			s.space()
		}
		if s.at < len(s.src) && s.src[s.at] == shut {
			s.at++
			return out
		}
		off := s.at
		name := strings.ToLower(s.word())
		switch {
		case s.at >= len(s.src):
			s.stop(off, "the file ends before the closing bracket")
			return out
		case name == "" && s.src[s.at] == '@':
			s.stop(off, "the closing bracket is missing before the next entry")
			return out
		case name == "":
			s.stop(off, "here the name of a field or the closing bracket should stand")
			return out
		}
		s.space()
		if s.at >= len(s.src) || s.src[s.at] != '=' {
			s.stop(s.at, fmt.Sprintf("the field %s needs an equals sign", name))
			return out
		}
		s.at++
		value := s.value()
		if s.fail != "" {
			return out
		}
		out = append(out, field{name: name, value: value, off: off})
		s.space()
		if s.at < len(s.src) && s.src[s.at] != ',' && s.src[s.at] != shut && isLetter(s.src[s.at]) {
			s.add(ruleBibTeX, dossier.Warning, s.at, "write a comma between the fields", "in %s a comma is missing behind the field %s", what, name)
		}
	}
}

func (s *bibScanner) close(shut byte) {
	s.space()
	if s.at >= len(s.src) || s.src[s.at] != shut {
		s.stop(s.at, "the closing bracket is missing")
		return
	}
	s.at++
}

// value reads pieces joined by #.
func (s *bibScanner) value() string {
	var b strings.Builder
	for {
		s.space()
		if s.at >= len(s.src) {
			s.stop(s.at, "the file ends where a value should stand")
			return ""
		}
		switch s.src[s.at] {
		case '{':
			b.WriteString(s.group())
		case '"':
			b.WriteString(s.quoted())
		default:
			off := s.at
			w := s.word()
			if w == "" {
				s.stop(off, "here a value in braces or quotation marks should stand")
				return ""
			}
			v, ok := s.macros[strings.ToLower(w)]
			if !ok {
				v = w
				if w[0] < '0' || w[0] > '9' {
					s.add(ruleBibTeX, dossier.Warning, off, "put it in braces if it is text", "no @string gives %q a meaning; it is taken as text", w)
				}
			}
			b.WriteString(v)
		}
		if s.fail != "" {
			return ""
		}
		if b.Len() > maxField {
			s.stop(s.at, fmt.Sprintf("the field is longer than %d bytes", maxField))
			return ""
		}
		s.space()
		if s.at >= len(s.src) || s.src[s.at] != '#' {
			return b.String()
		}
		s.at++
	}
}

// group reads {...} and gives what stands inside.
func (s *bibScanner) group() string {
	return s.upTo("the brace opened here is never closed", func(c byte, depth int) bool { return c == '}' && depth == 0 })
}

// quoted reads "..." in which quotation marks may stand within braces.
func (s *bibScanner) quoted() string {
	return s.upTo("the quotation mark opened here is never closed", func(c byte, depth int) bool { return c == '"' && depth == 0 })
}

func (s *bibScanner) upTo(never string, end func(c byte, depth int) bool) string {
	open := s.at
	depth := 0
	for s.at++; s.at < len(s.src); s.at++ {
		switch c := s.src[s.at]; {
		case end(c, depth):
			s.at++
			return string(s.src[open+1 : s.at-1])
		case c == '{':
			if depth++; depth > maxDepth {
				s.stop(s.at, fmt.Sprintf("the braces nest more than %d levels deep", maxDepth))
				return ""
			}
		case c == '}':
			if depth--; depth < 0 {
				s.stop(s.at, "this brace closes nothing")
				return ""
			}
		case c == '@' && s.lineStart(s.at) && entryAt(s.src, s.at) > 0:
			s.stop(open, never)
			return ""
		}
	}
	s.stop(open, never)
	return ""
}

func (s *bibScanner) stop(off int, why string) { s.failOff, s.fail = off, why }

// resume gives the next place where a line begins with @.
func (s *bibScanner) resume(from int) int {
	for i := from; i < len(s.src); i++ {
		if s.src[i] == '@' && s.lineStart(i) {
			return i
		}
	}
	return len(s.src)
}

// lineStart tells whether only blanks stand before off in its line.
func (s *bibScanner) lineStart(off int) bool {
	for off--; off >= 0 && s.src[off] != '\n'; off-- {
		if !isSpace(s.src[off]) {
			return false
		}
	}
	return true
}

func (s *bibScanner) space() {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case isSpace(c):
			s.at++
		case c == '%':
			for s.at < len(s.src) && s.src[s.at] != '\n' {
				s.at++
			}
		default:
			return
		}
	}
}

// word reads a name: all but blanks and the signs that mean something.
func (s *bibScanner) word() string {
	from := s.at
	for s.at < len(s.src) && !isSpace(s.src[s.at]) && !strings.ContainsRune("\"#%'(),={}@", rune(s.src[s.at])) {
		s.at++
	}
	return string(s.src[from:s.at])
}
