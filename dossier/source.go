package dossier

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

const maxJSONBytes = 64 << 20

// Source is a bibliographic record, CSL-JSON as its exporter wrote it.
type Source struct {
	Pos       Pos    `json:"-"`
	ID        string `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title"`
	Container string `json:"container-title"`
	Publisher string `json:"publisher"`
	URL       string `json:"URL"`
	DOI       string `json:"DOI"`
	Note      string `json:"note"`
	Language  string `json:"language"`
	Issued    Date   `json:"-"`
	Author    []Name `json:"author"`
	// Raw is the record as it stands in the file.
	Raw json.RawMessage `json:"-"`
}

// Name is a name of CSL-JSON.
type Name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

// String gives the name as it is read: given name first.
func (n Name) String() string {
	if n.Literal != "" {
		return n.Literal
	}
	return strings.TrimSpace(n.Given + " " + n.Family)
}

// Weak gives the reason why the source only relays another, or "".
func (s *Source) Weak() string {
	for line := range strings.SplitSeq(s.Note, "\n") {
		if reason, ok := strings.CutPrefix(strings.TrimSpace(line), "weak:"); ok {
			return strings.TrimSpace(reason)
		}
	}
	return ""
}

// barred begins a line of a note, in capital or small letters.
const barred = "not to be passed on"

// Barred gives the reason why what the source states may not be passed on as data, such
// as its licence, or "": a line of its note that begins with "not to be passed on:".
func (s *Source) Barred() string {
	for line := range strings.SplitSeq(s.Note, "\n") {
		line = strings.TrimSpace(line)
		if len(line) >= len(barred) && strings.EqualFold(line[:len(barred)], barred) {
			return cmp.Or(strings.TrimSpace(strings.TrimLeft(line[len(barred):], ":. ")), "its terms do not allow it")
		}
	}
	return ""
}

// names reports whether one of the names in any list of the record is such.
func (s *Source) names(such func(Name) bool) bool {
	probe := Source{Raw: s.Raw}
	found := false
	probe.withoutNames(func(n Name) bool {
		found = found || such(n)
		return false
	})
	return found
}

// withoutNames takes names out of all lists of names of the record.
func (s *Source) withoutNames(out func(Name) bool) {
	var rec map[string]json.RawMessage
	if json.Unmarshal(s.Raw, &rec) != nil {
		return
	}
	changed := false
	for key, v := range rec {
		var list []json.RawMessage
		if len(v) == 0 || v[0] != '[' || json.Unmarshal(v, &list) != nil {
			continue
		}
		kept := slices.DeleteFunc(slices.Clone(list), func(raw json.RawMessage) bool {
			var n Name
			return json.Unmarshal(raw, &n) == nil && n != (Name{}) && out(n)
		})
		if len(kept) == len(list) {
			continue
		}
		changed = true
		if rec[key], _ = json.Marshal(kept); len(kept) == 0 {
			delete(rec, key)
		}
	}
	if changed {
		s.Raw, _ = json.Marshal(rec) // it was read as JSON
	}
}

// FromMemory reports whether the record is of someone's recollection.
func (s *Source) FromMemory() bool { return s.Type == "personal_communication" }

// readSources reads a CSL-JSON array.
func readSources(file string, src []byte) ([]*Source, []Finding) {
	var f findings
	src = bytes.TrimPrefix(src, utf8BOM)
	// Places are asked for in the order of the file, and counted on from the last.
	var seen int64
	here := Pos{file, 1, 1}
	at := func(off int64) Pos {
		off = min(off, int64(len(src)))
		if off < seen {
			seen, here = 0, Pos{file, 1, 1}
		}
		part := src[seen:off]
		if n := bytes.Count(part, []byte("\n")); n > 0 {
			here.Line, here.Col = here.Line+n, 1
			part = part[bytes.LastIndexByte(part, '\n')+1:]
		}
		here.Col += utf8.RuneCount(part)
		seen = off
		return here
	}
	bad := func(off int64, err error) {
		var se *json.SyntaxError
		// The stream's own offset leaves out what is between the records.
		if errors.As(err, &se) && errors.As(json.Unmarshal(src, new(json.RawMessage)), &se) {
			off = max(0, se.Offset-1)
		}
		f.err("json-syntax", at(off), "export it again as CSL JSON", "this is no valid JSON: %v", err)
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	tok, err := dec.Token()
	if err != nil {
		bad(0, err)
		return nil, f.list
	}
	if tok != json.Delim('[') {
		f.err("csl-json", at(0), "export it from Zotero as CSL JSON", "a list of records must begin with [")
		return nil, f.list
	}
	var out []*Source
	for dec.More() {
		start := dec.InputOffset()
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			bad(start, err)
			return out, f.list
		}
		start = dec.InputOffset() - int64(len(raw))
		if d := jsonDepth(raw); d > maxDepth {
			f.err("csl-json", at(start), "", "the record nests %d levels deep", d)
			continue
		}
		s, err := parseSource(raw)
		if err != nil {
			f.err("csl-json", at(start), "each record needs an id and a type", "%v", err)
			continue
		}
		s.Pos = at(start)
		if stated := misread(raw); stated != "" {
			f.warn("source-date", s.Pos, `write it as {"date-parts": [[2026, 3, 31]]}`, "the date under %q of %s is none that can be read", stated, s.ID)
		}
		out = append(out, s)
	}
	if _, err := dec.Token(); err != nil {
		bad(dec.InputOffset(), err)
	}
	return out, f.list
}

func jsonDepth(raw []byte) int {
	depth, deepest, inText := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case inText:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

func parseSource(raw json.RawMessage) (*Source, error) {
	var s struct {
		Source
		AnyID     json.RawMessage `json:"id"`
		AnyIssued json.RawMessage `json:"issued"`
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("this is no CSL record: %w", err)
	}
	s.ID = strings.Trim(string(s.AnyID), `"`)
	if len(s.AnyID) > 0 && s.AnyID[0] == '"' {
		if err := json.Unmarshal(s.AnyID, &s.ID); err != nil {
			return nil, err
		}
	}
	if s.ID == "" || s.ID == "null" {
		return nil, errors.New("the record has no id")
	}
	s.Issued = cslDate(s.AnyIssued)
	s.Raw = slices.Clone(raw)
	out := s.Source
	return &out, nil
}

// misread names the date of a record that states parts and cannot be read; "" where none
// does. What is stated in words alone may be no day.
func misread(raw json.RawMessage) string {
	var dates struct {
		Issued   json.RawMessage `json:"issued"`
		Accessed json.RawMessage `json:"accessed"`
	}
	if json.Unmarshal(raw, &dates) != nil {
		return ""
	}
	for _, d := range []struct {
		name string
		date json.RawMessage
	}{{"issued", dates.Issued}, {"accessed", dates.Accessed}} {
		var v struct {
			Parts json.RawMessage `json:"date-parts"`
		}
		if json.Unmarshal(d.date, &v) == nil && len(bytes.Trim(v.Parts, "[] \t\r\n")) > 0 && cslDate(d.date).IsZero() {
			return d.name
		}
	}
	return ""
}

// cslDate reads the first date of a CSL date, or none.
func cslDate(raw json.RawMessage) Date {
	var v struct {
		Parts [][]any `json:"date-parts"`
		Raw   string  `json:"raw"`
		Lit   string  `json:"literal,omitempty"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return Date{}
	}
	if len(v.Parts) == 0 {
		d, err := ParseDate(strings.TrimSpace(v.Raw + v.Lit))
		if err != nil {
			return Date{}
		}
		return d
	}
	var n [3]string
	for i := range min(3, len(v.Parts[0])) {
		n[i] = strings.TrimSuffix(strings.Trim(fmt.Sprint(v.Parts[0][i]), `"`), ".0")
	}
	s := n[0]
	for _, p := range n[1:] {
		if p == "" || p == "0" {
			break
		}
		if len(p) == 1 {
			p = "0" + p
		}
		s += "-" + p
	}
	d, err := ParseDate(s)
	if err != nil {
		return Date{}
	}
	return d
}
