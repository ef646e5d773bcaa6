package bib

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"entente/dossier"
)

// maxBroken is how many records without an end a list may have before the rest of
// it is given up: each is looked for up to the end of the text.
const maxBroken = 20

// csl reads a CSL-JSON array record by record, so that a damaged one does not cost
// the others.
func (r *reader) csl() {
	i := cslStart(r.src)
	if i < 0 {
		r.add(ruleRecord, dossier.Error, 0, "export it from Zotero as CSL JSON", "a list of records must begin with [")
		return
	}
	var list []entryOf
	defer func() { r.settle(list) }()
	alone := r.src[i] == '{' // one record, and no list
	within := i > skipBlanks(r.src, 0)
	if !alone {
		i++
	}
	for broken := 0; ; {
		if alone && len(list)+r.out.LeftOut > 0 {
			return
		}
		for i = skipBlanks(r.src, i); i < len(r.src) && r.src[i] == ','; {
			i = skipBlanks(r.src, i+1)
		}
		switch {
		case i >= len(r.src):
			r.add(ruleRecord, dossier.Error, i, "see whether the file is whole", "the list has no end")
			return
		case r.src[i] == ']':
			if rest := skipBlanks(r.src, i+1); rest < len(r.src) && !within {
				r.add(ruleRecord, dossier.Warning, rest, "", "what follows the list is not read")
			}
			return
		case r.full(len(list), i):
			return
		}
		end := objectEnd(r.src, i)
		if end < 0 {
			r.out.LeftOut++
			r.add(ruleRecord, dossier.Error, i, "export it again as CSL JSON", "the record that begins here is no valid JSON: it has no end")
			if broken++; broken == maxBroken {
				return
			}
			next := bytes.Index(r.src[i:], []byte("\n"))
			for next >= 0 {
				at := skipBlanks(r.src, i+next)
				if at >= len(r.src) || r.src[at] == '{' {
					break
				}
				more := bytes.IndexByte(r.src[at:], '\n')
				if more < 0 {
					next = -1
					break
				}
				next = at + more - i
			}
			if next < 0 {
				return
			}
			i += next
			continue
		}
		raw := json.RawMessage(r.src[i:end])
		if id, err := checkCSL(raw); err != nil {
			off := i
			var se *json.SyntaxError
			if errors.As(err, &se) {
				off += max(0, int(se.Offset)-1)
			}
			r.out.LeftOut++
			r.add(ruleRecord, dossier.Error, off, "export it again as CSL JSON", "%v", err)
		} else {
			list = append(list, entryOf{raw: mended(raw), id: id, off: i})
		}
		i = end
	}
}

// cslStart gives where records of CSL begin: at the list of them, also within an object
// (under "items", in Crossref's answers under "message"), or at the one record that the
// text is, as resolvers of DOIs give it; -1 where there are none.
func cslStart(src []byte) int {
	i := skipBlanks(src, 0)
	switch {
	case i >= len(src):
		return -1
	case src[i] == '[':
		return i
	case src[i] != '{':
		return -1
	}
	return startWithin(src, i, 0)
}

func startWithin(src []byte, at, depth int) int {
	dec := json.NewDecoder(bytes.NewReader(src[at:]))
	if _, err := dec.Token(); err != nil {
		return -1
	}
	typed, named := false, false
	for dec.More() {
		key, err := dec.Token()
		var v json.RawMessage
		if err != nil || dec.Decode(&v) != nil {
			return -1
		}
		begin := at + int(dec.InputOffset()) - len(v)
		switch key {
		case "version": // a JSON Feed has items too
			if strings.Contains(scalar(v), "jsonfeed.org") {
				return -1
			}
		case "items", "references":
			first := skipBlanks(v, 1)
			if depth < maxDepth && v[0] == '[' && first < len(v) && v[first] == '{' && startWithin(src, begin+first, maxDepth) >= 0 {
				return begin
			}
		case "message":
			if v[0] == '{' && depth == 0 {
				return startWithin(src, begin, 1)
			}
		case "type":
			typ := scalar(v)
			typed = cslTypes()[typ] || crossrefTypes[typ] != ""
		case "title", "id", "DOI", "author", "issued":
			named = true
		}
	}
	if typed && named {
		return at
	}
	return -1
}

// cslTypes are the types of CSL that are known here.
var cslTypes = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{"article": true, "broadcast": true, "collection": true, "classic": true, "event": true, "performance": true, "periodical": true, "post": true,
		"regulation": true, "review-book": true, "webpage": true, "entry": true}
	for _, t := range risTypes {
		out[t] = true
	}
	for _, t := range entryTypes {
		out[t.csl] = true
	}
	return out
})

func skipBlanks(src []byte, i int) int {
	for i < len(src) && isSpace(src[i]) {
		i++
	}
	return i
}

// objectEnd gives the place behind the value that begins at i; -1 where it has no
// end. A text ends with its line, as JSON has it, so that a quotation mark too few
// does not swallow what follows.
func objectEnd(src []byte, i int) int {
	depth, open := 0, false
	for ; i < len(src); i++ {
		switch c := src[i]; {
		case open && c == '\\':
			i++
		case open && c != '"' && c != '\n':
		case open || c == '"':
			open = !open
		case c == '{' || c == '[':
			depth++
		case depth == 0 && (c == ',' || c == ']'):
			return i
		case c == '}' || c == ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return -1
}

// checkCSL gives the id of a record, or says why it cannot be used.
func checkCSL(raw json.RawMessage) (string, error) {
	if depth, longest := measureJSON(raw); depth > maxDepth {
		return "", fmt.Errorf("the record nests %d levels deep; at most %d are read", depth, maxDepth)
	} else if longest > maxField {
		return "", fmt.Errorf("the record has a field of %d bytes; at most %d are read", longest, maxField)
	}
	var rec map[string]json.RawMessage
	if err := json.Unmarshal(raw, &rec); err != nil {
		return "", fmt.Errorf("this is no CSL record: %w", err)
	}
	if rec == nil {
		return "", errors.New("this is no CSL record")
	}
	return scalar(rec["id"]), nil
}

// measureJSON gives the depth of JSON and the length of its longest string.
func measureJSON(raw []byte) (deepest, longest int) {
	depth, open := 0, -1
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case open >= 0 && c == '\\':
			i++
		case open >= 0 && c == '"':
			longest = max(longest, i-open-1)
			open = -1
		case open >= 0:
		case c == '"':
			open = i
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest, longest
}

// scalar gives a JSON string or number as text, or "" for anything else.
func scalar(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch c := raw[0]; {
	case c == '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
	case c == '-' || '0' <= c && c <= '9':
		return strings.TrimSuffix(string(raw), ".0")
	}
	return ""
}

// withMember gives an object with a text set, and leaves its other bytes.
func withMember(object json.RawMessage, key, value string) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		return object
	}
	return withJSON(object, key, text)
}

// withJSON gives an object with a member set, and leaves its other bytes.
func withJSON(object json.RawMessage, key string, text []byte) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(object))
	if _, err := dec.Token(); err != nil {
		return object
	}
	from, to := -1, -1
	for dec.More() {
		name, err := dec.Token()
		var old json.RawMessage
		if err != nil || dec.Decode(&old) != nil {
			return object
		}
		if name == key {
			to = int(dec.InputOffset())
			from = to - len(old)
		}
	}
	if from >= 0 {
		return append(append(bytes.Clone(object[:from]), text...), object[to:]...)
	}
	rest := bytes.TrimLeft(object[1:], " \t\r\n")
	out := append([]byte(`{"`+key+`":`), text...)
	if len(rest) > 0 && rest[0] != '}' {
		out = append(out, ',')
	}
	return append(out, rest...)
}
