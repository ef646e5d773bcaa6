package bib

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"entente/dossier"
)

// maxBroken is how many records without an end a list may have before the rest of
// it is given up: each is looked for up to the end of the text.
const maxBroken = 20

// csl reads a CSL-JSON array record by record, so that a damaged one does not cost
// the others.
func (r *reader) csl() {
	i := skipBlanks(r.src, 0)
	if i >= len(r.src) || r.src[i] != '[' {
		r.add(ruleRecord, dossier.Error, 0, "export it from Zotero as CSL JSON", "a list of records must begin with [")
		return
	}
	i++
	var list []entryOf
	defer func() { r.settle(list) }()
	for broken := 0; ; {
		for i = skipBlanks(r.src, i); i < len(r.src) && r.src[i] == ','; {
			i = skipBlanks(r.src, i+1)
		}
		switch {
		case i >= len(r.src):
			r.add(ruleRecord, dossier.Error, i, "see whether the file is whole", "the list has no end")
			return
		case r.src[i] == ']':
			if rest := skipBlanks(r.src, i+1); rest < len(r.src) {
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
			list = append(list, entryOf{raw: raw, id: id, off: i})
		}
		i = end
	}
}

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

// withMember gives an object with a member set, and leaves its other bytes.
func withMember(object json.RawMessage, key, value string) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		return object
	}
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
