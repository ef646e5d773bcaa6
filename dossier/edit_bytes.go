package dossier

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// editYAML changes one value of a YAML file, or of a Markdown file's head, and
// no other byte of it: comments, blank lines, a byte-order mark and line ends
// stay. The path leads to the value by keys (`settings`), places in a list
// (`0`), or an entry's id (`players`, `id=jp-pm`, `influence`). The value is
// quoted as it was, or where it must be.
//
// It wraps ErrNoValue where the path leads nowhere, and ErrNotEditable where the
// value is a map, a list or a text over several lines, or where the edit would
// change anything else.
func editYAML(src []byte, path []string, value string) ([]byte, error) {
	start, doc := yamlPart(src)
	before, err := parseYAML(doc)
	if err != nil {
		return nil, err
	}
	node, ok := follow(before, path)
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNoValue, strings.Join(path, "."))
	}
	lo, hi, quote, err := span(doc, node)
	if err != nil {
		return nil, err
	}
	out := slices.Concat(src[:start+lo], []byte(quoteScalar(value, quote)), src[start+hi:])
	_, edited := yamlPart(out)
	after, err := parseYAML(edited)
	if err != nil {
		return nil, fmt.Errorf("%w: the file would no longer be YAML: %w", ErrNotEditable, err)
	}
	a, b := flatten(before), flatten(after)
	key := where(before, path)
	if b[key] != value {
		return nil, fmt.Errorf("%w: %s would read %q", ErrNotEditable, strings.Join(path, "."), b[key])
	}
	delete(a, key)
	delete(b, key)
	if !maps.Equal(a, b) {
		return nil, fmt.Errorf("%w: something else would change with it", ErrNotEditable)
	}
	return out, nil
}

// yamlPart gives the YAML of a file and where it begins.
func yamlPart(src []byte) (start int, doc []byte) {
	bom := len(src) - len(bytes.TrimPrefix(src, utf8BOM))
	if head, _, _, _ := splitFront(src); head != nil {
		first := bytes.IndexByte(src, '\n') + 1
		return first, head
	}
	return bom, src[bom:]
}

func parseYAML(doc []byte) (ast.Node, error) {
	if line := tooDeep(doc); line > 0 {
		return nil, fmt.Errorf("line %d nests too deep", line)
	}
	f, err := parser.ParseBytes(unixLines(doc), 0)
	if err != nil {
		return nil, err
	}
	for _, d := range f.Docs {
		if d.Body != nil {
			return d.Body, nil
		}
	}
	return nil, fmt.Errorf("%w: the file is empty", ErrNoValue)
}

func pairsOf(n ast.Node) []*ast.MappingValueNode {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	return nil
}

func keyOf(p *ast.MappingValueNode) string {
	if t := p.Key.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// step follows one part of a path.
func step(n ast.Node, part string) (next ast.Node, place string, ok bool) {
	if s, isList := n.(*ast.SequenceNode); isList {
		if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(s.Values) {
			return s.Values[i], part, true
		}
		k, v, found := strings.Cut(part, "=")
		if !found {
			return nil, "", false
		}
		for i, e := range s.Values {
			for _, p := range pairsOf(e) {
				if keyOf(p) == k && p.Value != nil && p.Value.GetToken() != nil && p.Value.GetToken().Value == v {
					return e, strconv.Itoa(i), true
				}
			}
		}
		return nil, "", false
	}
	for _, p := range pairsOf(n) {
		if keyOf(p) == part && p.Value != nil {
			return p.Value, part, true
		}
	}
	return nil, "", false
}

func follow(n ast.Node, path []string) (ast.Node, bool) {
	for _, part := range path {
		next, _, ok := step(n, part)
		if !ok {
			return nil, false
		}
		n = next
	}
	return n, len(path) > 0
}

// where is the key under which flatten holds the value at a path.
func where(n ast.Node, path []string) string {
	key := ""
	for _, part := range path {
		next, place, ok := step(n, part)
		if !ok {
			return ""
		}
		key += "\x00" + place
		n = next
	}
	return key
}

// flatten gives every single value of a document by its place.
func flatten(n ast.Node) map[string]string {
	out := map[string]string{}
	var walk func(n ast.Node, at string)
	walk = func(n ast.Node, at string) {
		switch v := n.(type) {
		case nil:
			out[at] = ""
		case *ast.SequenceNode:
			for i, e := range v.Values {
				walk(e, at+"\x00"+strconv.Itoa(i))
			}
		case *ast.MappingNode, *ast.MappingValueNode:
			for _, p := range pairsOf(n) {
				walk(p.Value, at+"\x00"+keyOf(p))
			}
		case *ast.LiteralNode:
			out[at] = v.Value.Value
		case *ast.StringNode:
			out[at] = v.Value
		default:
			if t := n.GetToken(); t != nil {
				out[at] = t.Value
			}
		}
	}
	walk(n, "")
	return out
}

// span finds the bytes of a single value. Bytes are counted from its line and
// column, since the parser's byte offsets err on text that is not ASCII.
func span(doc []byte, n ast.Node) (lo, hi int, quote byte, err error) {
	t := n.GetToken()
	switch n.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
	default:
		return 0, 0, 0, fmt.Errorf("%w: it is %s", ErrNotEditable, kindOf(n))
	}
	line := 1
	for line < t.Position.Line {
		i := bytes.IndexByte(doc[lo:], '\n')
		if i < 0 {
			return 0, 0, 0, ErrNotEditable
		}
		lo += i + 1
		line++
	}
	for col := 1; col < t.Position.Column; col++ {
		_, size := utf8.DecodeRune(doc[lo:])
		lo += size
	}
	if lo >= len(doc) {
		return 0, 0, 0, ErrNotEditable
	}
	switch t.Type {
	case token.DoubleQuoteType, token.SingleQuoteType:
		quote = doc[lo]
		for hi = lo + 1; hi < len(doc); hi++ {
			switch {
			case doc[hi] == '\n':
				return 0, 0, 0, fmt.Errorf("%w: it runs over several lines", ErrNotEditable)
			case quote == '"' && doc[hi] == '\\':
				hi++
			case quote == '\'' && doc[hi] == '\'' && hi+1 < len(doc) && doc[hi+1] == '\'':
				hi++
			case doc[hi] == quote:
				return lo, hi + 1, quote, nil
			}
		}
		return 0, 0, 0, ErrNotEditable
	}
	if !bytes.HasPrefix(doc[lo:], []byte(t.Value)) {
		return 0, 0, 0, fmt.Errorf("%w: it runs over several lines", ErrNotEditable)
	}
	return lo, lo + len(t.Value), 0, nil
}

// quoteScalar writes a value in the style of the one it replaces, and in double
// quotes where it could not stand plain.
func quoteScalar(v string, quote byte) string {
	if quote == '\'' && !strings.ContainsAny(v, "\n\r\t") {
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	plain := v != "" && quote == 0 && strings.TrimSpace(v) == v && !strings.ContainsAny(v, "\n\r\t#,[]{}&*!|>%@`\"'") &&
		!strings.Contains(v, ": ") && !strings.HasSuffix(v, ":") && !strings.HasPrefix(v, "- ") && !strings.HasPrefix(v, "?") && !strings.HasPrefix(v, ":") &&
		!slices.Contains([]string{"null", "~", "-", "---", "..."}, v)
	if plain {
		return v
	}
	return strconv.Quote(v)
}

// editCSV changes one cell of a table and no other byte: the row is the one
// whose key column holds key. It wraps ErrNoColumn where the header lacks a
// column, and ErrNoValue where no row holds the key, or several do.
func editCSV(src []byte, keyColumn, key, column, value string) ([]byte, error) {
	bom := len(src) - len(bytes.TrimPrefix(src, utf8BOM))
	r := csv.NewReader(bytes.NewReader(src[bom:]))
	r.Comment = '#'
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	k, c := slices.Index(header, keyColumn), slices.Index(header, column)
	for i, name := range map[int]string{k: keyColumn, c: column} {
		if i < 0 {
			return nil, fmt.Errorf("%w %q: add it to the first line", ErrNoColumn, name)
		}
	}
	lo, hi := -1, -1
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if rec[k] != key {
			continue
		}
		if lo >= 0 {
			return nil, fmt.Errorf("%w: several rows have the %s %q", ErrNoValue, keyColumn, key)
		}
		line, col := r.FieldPos(c)
		lo = bom
		for range line - 1 {
			lo += bytes.IndexByte(src[lo:], '\n') + 1
		}
		lo += col - 1
		hi = endOfCell(src, lo)
	}
	if lo < 0 {
		return nil, fmt.Errorf("%w: no row with %s %q", ErrNoValue, keyColumn, key)
	}
	return slices.Concat(src[:lo], []byte(quoteCell(value)), src[hi:]), nil
}

// endOfCell gives where the cell that begins at lo ends.
func endOfCell(src []byte, lo int) int {
	hi := lo
	if hi < len(src) && src[hi] == '"' {
		for hi++; hi < len(src); hi++ {
			if src[hi] != '"' {
				continue
			}
			if hi+1 < len(src) && src[hi+1] == '"' {
				hi++
				continue
			}
			return hi + 1
		}
		return hi
	}
	for hi < len(src) && src[hi] != ',' && src[hi] != '\n' && src[hi] != '\r' {
		hi++
	}
	return hi
}

// quoteCell writes a cell so that a reader of CSV gives it back: in quotes where
// it holds a comma, a quote or a line break, begins or ends in a blank, or would
// make its line a comment.
func quoteCell(v string) string {
	if strings.ContainsAny(v, ",\"\n\r") || strings.TrimSpace(v) != v || strings.HasPrefix(v, "#") {
		return `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
	}
	return v
}

// csvTable is a table to which rows are added: what it holds, and where each row with
// an id stands, so that a row costs no reading of all before it.
type csvTable struct {
	now    []byte
	header []string
	end    string // of a line
	id     int    // the column of ids, or -1
	bom    int    // bytes before the text
	lines  int
	ids    map[string][]csvRow // by idKey
	was    []byte              // what it was made of, or what was given back last
}

// csvRow is where a row begins, in bytes of the text, and on which line its id stands.
type csvRow struct {
	id       string
	at, line int
}

// idKey is the same for ids that differ by case.
func idKey(id string) string { return strings.ToLower(strings.ToUpper(id)) }

// openCSV reads a table; an empty one gets a header of columns.
func openCSV(src []byte, columns []string) (*csvTable, error) {
	t := &csvTable{now: slices.Clone(src), header: columns, end: "\n", ids: map[string][]csvRow{}, was: src}
	if bytes.Contains(src, []byte("\r\n")) {
		t.end = "\r\n"
	}
	text := bytes.TrimPrefix(src, utf8BOM)
	t.bom = len(src) - len(text)
	if len(bytes.TrimSpace(text)) == 0 {
		t.now = append(t.now, strings.Join(columns, ",")+t.end...)
		t.id = slices.Index(columns, "id")
		t.lines = bytes.Count(t.now, []byte("\n"))
		return t, nil
	}
	r := readCSV(text)
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	t.header = slices.Clone(header)
	for i := range t.header {
		t.header[i] = strings.TrimSpace(t.header[i])
	}
	t.id = slices.Index(t.header, "id")
	for {
		at := int(r.InputOffset())
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if t.id >= 0 && t.id < len(rec) {
			line, _ := r.FieldPos(t.id)
			t.put(strings.TrimSpace(rec[t.id]), at, line)
		}
	}
	t.lines = bytes.Count(t.now, []byte("\n"))
	return t, nil
}

func readCSV(text []byte) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment, r.FieldsPerRecord = '#', -1
	return r
}

func (t *csvTable) put(id string, at, line int) {
	if id != "" {
		t.ids[idKey(id)] = append(t.ids[idKey(id)], csvRow{id, at, line})
	}
}

// of reports whether the table is one of these very bytes.
func (t *csvTable) of(src []byte) bool {
	return t != nil && len(t.was) == len(src) && (len(src) == 0 || &t.was[0] == &src[0])
}

// add adds a row at the end of a table, in the order of its header, with its cells by
// column, and gives the table and the line on which the row stands. It wraps
// ErrNoColumn where a value has no column, and ErrSame or ErrTaken where the table has
// this very row, or another of that id; the table is then as it was.
func (t *csvTable) add(row map[string]string) (out []byte, line int, err error) {
	cells := cellsOf(t.header, row)
	if t.id >= 0 && row["id"] != "" {
		for _, o := range t.ids[idKey(row["id"])] {
			if !strings.EqualFold(o.id, row["id"]) {
				continue
			}
			rec, err := readCSV(t.now[t.bom+o.at:]).Read()
			switch {
			case err != nil:
				return nil, 0, err
			case slices.Equal(rec, cells):
				return nil, 0, fmt.Errorf("%w: line %d", ErrSame, o.line)
			}
			return nil, 0, fmt.Errorf("%w: line %d has the id %q", ErrTaken, o.line, row["id"])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(row)) {
		if row[name] != "" && !slices.Contains(t.header, name) {
			return nil, 0, fmt.Errorf("%w %q: add it to the first line", ErrNoColumn, name)
		}
	}
	if n := len(t.now); n > 0 && t.now[n-1] != '\n' {
		t.now = append(t.now, t.end...)
		t.lines++
	}
	id := ""
	if t.id >= 0 {
		id = cells[t.id]
	}
	for i := range cells {
		cells[i] = quoteCell(cells[i])
	}
	at, line := len(t.now), t.lines+1
	t.now = append(t.now, strings.Join(cells, ",")+t.end...)
	t.lines += bytes.Count(t.now[at:], []byte("\n"))
	t.put(id, at-t.bom, line)
	t.was = t.now
	return t.now, line, nil
}

// cellsOf gives a row's cells in the order of a header, as a reader gives them
// back: without blanks at their ends, with plain line breaks.
func cellsOf(header []string, row map[string]string) []string {
	out := make([]string, len(header))
	for i, h := range header {
		out[i] = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(row[h], "\r\n", "\n"), "\r", "\n"))
	}
	return out
}
