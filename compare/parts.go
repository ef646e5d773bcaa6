package compare

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// part is a piece of a file that two versions do not share: a row of a table, an entry of
// a YAML list or a key. with gives the older version with this piece as in the newer.
type part struct {
	name string
	with func() ([]byte, error)
}

// mostParts is into how many pieces a file is taken apart at most.
const mostParts = 40

// partsOf takes apart what differs between two versions of a file; nil where there is
// nothing to take apart, or no way to.
func partsOf(file string, old, now []byte) []part {
	var out []part
	switch path.Ext(file) {
	case ".csv":
		out = rowsOf(old, now)
	case ".yaml":
		out = keysOf(old, now, func(b []byte) []byte { return b })
	case ".md":
		oldHead, oldBody, ok1 := splitHead(old)
		head, _, ok2 := splitHead(now)
		if ok1 && ok2 {
			out = keysOf(oldHead, head, func(b []byte) []byte { return slices.Concat([]byte("---\n"), b, []byte("---\n"), oldBody) })
		}
	}
	if len(out) > mostParts {
		return nil
	}
	return out
}

// splitHead parts a Markdown file into the YAML between its first lines of dashes and the
// text after them.
func splitHead(src []byte) (head, body []byte, ok bool) {
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	rest, ok := bytes.CutPrefix(src, []byte("---\n"))
	if !ok {
		return nil, nil, false
	}
	head, body, ok = bytes.Cut(rest, []byte("\n---\n"))
	return append(bytes.Clone(head), '\n'), body, ok
}

// rowsOf takes a table apart by its rows: by their ids, or where it has none by what
// stands in them.
func rowsOf(old, now []byte) []part {
	read := func(src []byte) (head []string, rows [][]string, err error) {
		all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff")))).ReadAll()
		if err != nil || len(all) == 0 {
			return nil, nil, fmt.Errorf("no table: %w", err)
		}
		return all[0], all[1:], nil
	}
	head, was, err1 := read(old)
	head2, is, err2 := read(now)
	if err1 != nil || err2 != nil || !slices.Equal(head, head2) {
		return nil
	}
	id := slices.Index(head, "id")
	key := func(row []string) string {
		if id >= 0 {
			return row[id]
		}
		return strings.Join(row, "\x00")
	}
	index := func(rows [][]string) map[string][]string {
		out := map[string][]string{}
		for _, r := range rows {
			out[key(r)] = r
		}
		return out
	}
	before, after := index(was), index(is)
	if len(before) != len(was) || len(after) != len(is) {
		return nil // two rows of one id
	}
	write := func(rows [][]string) ([]byte, error) {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(append([][]string{head}, rows...)); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}
	name := func(row []string) string {
		if id >= 0 {
			return "row " + row[id]
		}
		return "row “" + clip(strings.Join(row, ", ")) + "”"
	}
	var out []part
	for n, r := range was {
		now, there := after[key(r)]
		if there && slices.Equal(r, now) {
			continue
		}
		with := slices.Clone(was)
		what := name(r)
		if there {
			with[n] = now
		} else {
			with, what = slices.Delete(with, n, n+1), what+" (gone)"
		}
		out = append(out, part{what, func() ([]byte, error) { return write(with) }})
	}
	for _, r := range is {
		if before[key(r)] == nil {
			out = append(out, part{name(r) + " (new)", func() ([]byte, error) { return write(append(slices.Clone(was), r)) }})
		}
	}
	return out
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// keysOf takes a YAML file apart by its keys: of lists whose entries have ids by entry, and
// of those by key again.
func keysOf(old, now []byte, whole func([]byte) []byte) []part {
	var a, b yaml.Node
	if yaml.Unmarshal(old, &a) != nil || yaml.Unmarshal(now, &b) != nil || len(a.Content) != 1 || len(b.Content) != 1 {
		return nil
	}
	was, is := a.Content[0], b.Content[0]
	if was.Kind != yaml.MappingNode || is.Kind != yaml.MappingNode {
		return nil
	}
	var out []part
	// put changes a node of the older version for as long as it is written.
	add := func(name string, at *yaml.Node, content []*yaml.Node) {
		out = append(out, part{name, func() ([]byte, error) {
			kept := at.Content
			at.Content = content
			defer func() { at.Content = kept }()
			b, err := yaml.Marshal(was)
			return whole(b), err
		}})
	}
	keys := func(name string, x, y *yaml.Node, deeper func(name string, x, y *yaml.Node) bool) {
		for n := 0; n+1 < len(x.Content); n += 2 {
			k, v := x.Content[n], x.Content[n+1]
			w := valueOf(y, k.Value)
			switch {
			case w == nil:
				add(name+k.Value+" (gone)", x, slices.Concat(x.Content[:n], x.Content[n+2:]))
			case same(v, w) || deeper != nil && deeper(name+k.Value, v, w):
			default:
				content := slices.Clone(x.Content)
				content[n+1] = w
				add(name+k.Value, x, content)
			}
		}
		for n := 0; n+1 < len(y.Content); n += 2 {
			if k := y.Content[n]; valueOf(x, k.Value) == nil {
				add(name+k.Value+" (new)", x, append(slices.Clone(x.Content), k, y.Content[n+1]))
			}
		}
	}
	keys("", was, is, func(name string, x, y *yaml.Node) bool {
		before, after := entries(x), entries(y)
		if before == nil || after == nil {
			return false
		}
		for n, e := range x.Content {
			id := identity(e)
			switch f := after[id]; {
			case f == nil:
				add(name+" "+id+" (gone)", x, slices.Concat(x.Content[:n], x.Content[n+1:]))
			case !same(e, f):
				keys(name+" "+id+": ", e, f, nil)
			}
		}
		for _, f := range y.Content {
			if id := identity(f); before[id] == nil {
				add(name+" "+id+" (new)", x, append(slices.Clone(x.Content), f))
			}
		}
		return true
	})
	return out
}

// valueOf gives the value of a key of a map; nil where it lacks it.
func valueOf(m *yaml.Node, key string) *yaml.Node {
	for n := 0; n+1 < len(m.Content); n += 2 {
		if m.Content[n].Value == key {
			return m.Content[n+1]
		}
	}
	return nil
}

// identity names an entry of a list: by its id, or a ladder's by its rung.
func identity(e *yaml.Node) string {
	if e.Kind != yaml.MappingNode {
		return ""
	}
	for _, key := range []string{"id", "rung"} {
		if v := valueOf(e, key); v != nil && v.Kind == yaml.ScalarNode {
			return v.Value
		}
	}
	return ""
}

// entries gives those of a list by what names them; nil where something does not, or names
// two.
func entries(list *yaml.Node) map[string]*yaml.Node {
	if list.Kind != yaml.SequenceNode {
		return nil
	}
	out := map[string]*yaml.Node{}
	for _, e := range list.Content {
		id := identity(e)
		if id == "" || out[id] != nil {
			return nil
		}
		out[id] = e
	}
	return out
}

// same reports whether two nodes say the same, however they are written.
func same(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.Tag != b.Tag || a.Alias != b.Alias || len(a.Content) != len(b.Content) {
		return false
	}
	for n := range a.Content {
		if !same(a.Content[n], b.Content[n]) {
			return false
		}
	}
	return true
}
