package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"entente/words"
)

// yamlValue is implemented by types that have a form of their own in YAML.
type yamlValue interface {
	decodeYAML(d *decoder, n ast.Node, f fieldInfo)
	schema(f fieldInfo) map[string]any
}

// fieldInfo is what a struct tag says of a key.
type fieldInfo struct {
	name     string
	doc      string
	required bool
	enum     []string
	lo, hi   float64 // NaN: no bounds but those of every number
	whole    bool    // a number without decimals
	index    []int
}

var fieldCache sync.Map // reflect.Type -> []fieldInfo

// fieldsOf reads the tags: yaml:"name,required" enum:"a|b" range:"0..1" whole:"yes" doc:"…".
func fieldsOf(t reflect.Type) []fieldInfo {
	if v, ok := fieldCache.Load(t); ok {
		return v.([]fieldInfo)
	}
	var out []fieldInfo
	for _, sf := range reflect.VisibleFields(t) {
		tag, ok := sf.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		name, opts, _ := strings.Cut(tag, ",")
		f := fieldInfo{name: name, doc: sf.Tag.Get("doc"), required: opts == "required", whole: sf.Tag.Get("whole") == "yes", lo: math.NaN(), hi: math.NaN(), index: sf.Index}
		if e := sf.Tag.Get("enum"); e != "" {
			f.enum = strings.Split(e, "|")
		}
		if lo, hi, ok := rangeOf(sf.Tag); ok {
			f.lo, f.hi = lo, hi
		}
		out = append(out, f)
	}
	fieldCache.Store(t, out)
	return out
}

// rangeOf reads a tag range:"0..1"; ok is false where there is none.
func rangeOf(tag reflect.StructTag) (lo, hi float64, ok bool) {
	from, to, ok := strings.Cut(tag.Get("range"), "..")
	if !ok {
		return 0, 0, false
	}
	lo, err1 := strconv.ParseFloat(from, 64)
	hi, err2 := strconv.ParseFloat(to, 64)
	if err := errors.Join(err1, err2); err != nil {
		panic(err) // a tag of ours
	}
	return lo, hi, true
}

// decoder turns one YAML document into a value and collects what is wrong.
type decoder struct {
	findings
	file   string
	offset int // lines before the document's first
	depth  int
	losing []string // what is not declared if the value at hand cannot be read
}

// err records an error, with what it keeps from being declared.
func (d *decoder) err(rule string, at Pos, hint, format string, args ...any) {
	d.findings.err(rule, at, hint, format, args...)
	d.list[len(d.list)-1].lost = strings.Join(d.losing, ";")
}

// decodeYAML reads src, a document that begins after lineOffset lines of file,
// into the struct that dst points to. It goes on after an error wherever it can.
func decodeYAML(file string, src []byte, lineOffset int, dst any) []Finding {
	d := &decoder{file: file, offset: lineOffset, losing: declared(reflect.TypeOf(dst))}
	if w, ok := dst.(interface{ setWhere(Pos, []keyPos) }); ok {
		w.setWhere(Pos{file, 1 + lineOffset, 1}, nil)
	}
	if line := tooDeep(src); line > 0 {
		d.err("yaml-depth", Pos{file, line + lineOffset, 1}, "flatten the file", "the file nests deeper than %d levels", maxDepth)
		return d.list
	}
	if line := crowded(src); line > 0 {
		d.err("yaml-syntax", Pos{file, line + lineOffset, 1}, "break it into several lines", "the line, or a list in brackets that ends there, has more than %d parts", maxMarks)
		return d.list
	}
	f, err := parser.ParseBytes(unixLines(src), 0)
	if err != nil {
		d.syntax(err, src)
		return d.list
	}
	var body ast.Node
	for i, doc := range f.Docs {
		if i > 0 && doc.Body != nil {
			d.err("yaml-syntax", d.pos(doc.Body), "keep one document a file", "a second YAML document begins here")
			break
		}
		if doc.Body != nil {
			body = doc.Body
		}
	}
	if body == nil {
		d.err("yaml-syntax", Pos{file, 1 + lineOffset, 1}, "`entente new DIR` writes an example", "the file is empty")
		return d.list
	}
	d.decode(reflect.ValueOf(dst).Elem(), body, fieldInfo{})
	return d.list
}

// unixLines takes the carriage returns off line ends: the parser miscounts lines
// that have them.
func unixLines(src []byte) []byte { return bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")) }

func (d *decoder) pos(n ast.Node) Pos {
	p := Pos{File: d.file, Line: 1 + d.offset, Col: 1}
	if n == nil {
		return p
	}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && (m.Start == nil || m.Start.Value != "{") {
		n = m.Values[0].Key
	}
	if v, ok := n.(*ast.MappingValueNode); ok {
		n = v.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		p.Line, p.Col = t.Position.Line+d.offset, t.Position.Column
	}
	return p
}

// pairs gives the pairs of a mapping, or reports that n is none.
func (d *decoder) pairs(n ast.Node, what string) ([]*ast.MappingValueNode, bool) {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}, true
	}
	d.err("yaml-type", d.pos(n), "write `key: value` pairs", "%s must be a map, and this is %s", what, kindOf(n))
	return nil, false
}

func (d *decoder) key(v *ast.MappingValueNode) (string, Pos) {
	if _, ok := v.Key.(*ast.MergeKeyNode); ok {
		d.err("yaml-alias", d.pos(v.Key), "write the keys out", "merge keys are not used in a dossier")
		return "", d.pos(v.Key)
	}
	if t := v.Key.GetToken(); t != nil {
		return t.Value, d.pos(v.Key)
	}
	return v.Key.String(), d.pos(v.Key)
}

// keyIs reports whether a pair has a key of that name.
func keyIs(v *ast.MappingValueNode, name string) bool {
	t := v.Key.GetToken()
	return t != nil && t.Value == name
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case nil, *ast.NullNode:
		return "empty"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a map"
	case *ast.SequenceNode:
		return "a list"
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "yes or no"
	}
	return "something else"
}

// plain refuses anchors, aliases and tags, and depth beyond the limit.
func (d *decoder) plain(n ast.Node) bool {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode:
		d.err("yaml-alias", d.pos(n), "write the value out in each place", "anchors and aliases are not used in a dossier")
		return false
	case *ast.TagNode:
		d.err("yaml-alias", d.pos(n), "write the value without the tag; quote it if it is a text", "tags are not used in a dossier")
		return false
	}
	return true
}

// scalar gives the text of a scalar as it stands in the file.
func (d *decoder) scalar(n ast.Node, what string) (string, bool) {
	switch s := n.(type) {
	case *ast.StringNode:
		return s.Value, true
	case *ast.LiteralNode:
		return s.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	if v, ok := joined(n); ok {
		return v, true
	}
	d.err("yaml-type", d.pos(n), "", "%s must be a single value, and this is %s", what, kindOf(n))
	return "", false
}

// joined gives the text of a word such as event:ev-1 inside nested brackets,
// which YAML reads as one word since no space follows the colon, and the parser
// as a map of one pair.
func joined(n ast.Node) (string, bool) {
	m, ok := n.(*ast.MappingNode)
	var pair *ast.MappingValueNode
	switch {
	case ok && len(m.Values) == 1 && (m.Start == nil || m.Start.Value != "{"):
		pair = m.Values[0]
	case !ok:
		pair, _ = n.(*ast.MappingValueNode)
	}
	if pair == nil || pair.Key == nil || pair.Value == nil {
		return "", false
	}
	k, v := pair.Key.GetToken(), pair.Value.GetToken()
	if k == nil || v == nil || k.Position == nil || v.Position == nil || k.Type == token.DoubleQuoteType || k.Type == token.SingleQuoteType ||
		k.Position.Line != v.Position.Line || v.Position.Column != k.Position.Column+len([]rune(k.Value))+1 {
		return "", false
	}
	switch pair.Value.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode:
		return k.Value + ":" + v.Value, true
	}
	return "", false
}

func (d *decoder) number(n ast.Node, f fieldInfo) (float64, bool) {
	s, ok := d.scalar(n, quoteKey(f.name))
	if !ok {
		return 0, false
	}
	v, err := ParseNumber(strings.TrimSpace(s))
	var bad *NumberError
	if errors.As(err, &bad) {
		d.err("yaml-type", d.pos(n), bad.Hint, "%s must be a number, and %q is none", quoteKey(f.name), shorten(s))
		return 0, false
	}
	if err != nil {
		d.err("out-of-range", d.pos(n), "", "%s must lie between %s and %s, and this is %s", quoteKey(f.name), sayBound(-MaxNumber), sayBound(MaxNumber), shorten(s))
		return 0, false
	}
	if !math.IsNaN(f.lo) && (v < f.lo || v > f.hi) {
		d.err("out-of-range", d.pos(n), shareHint(v, f.lo, f.hi), "%s must lie between %v and %v, and this is %v", quoteKey(f.name), f.lo, f.hi, v)
		return v, false
	}
	return v, true
}

func quoteKey(name string) string {
	if name == "" {
		return "the value"
	}
	return "`" + name + "`"
}

func shorten(s string) string {
	return words.Clip(s, 60)
}

func (d *decoder) decode(v reflect.Value, n ast.Node, f fieldInfo) {
	if n == nil || !d.plain(n) {
		return
	}
	if _, null := n.(*ast.NullNode); null {
		return // a key without a value says nothing
	}
	if d.depth++; d.depth > maxDepth {
		d.err("yaml-depth", d.pos(n), "flatten the file", "the file nests deeper than %d levels", maxDepth)
		d.depth--
		return
	}
	defer func() { d.depth-- }()
	if v.CanAddr() {
		if c, ok := v.Addr().Interface().(yamlValue); ok {
			c.decodeYAML(d, n, f)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.decode(p.Elem(), n, f)
		v.Set(p)
	case reflect.String:
		if s, ok := d.scalar(n, quoteKey(f.name)); ok {
			s = strings.TrimSpace(s)
			if len(f.enum) > 0 && !slices.Contains(f.enum, s) {
				d.err("unknown-word", d.pos(n), didYouMeanOr(s, f.enum), "%s is %q, which is none of its words", quoteKey(f.name), shorten(s))
				d.mend(Misspelling(s, f.enum))
				return
			}
			v.SetString(s)
		}
	case reflect.Float64:
		if x, ok := d.number(n, f); ok {
			if f.whole && x != math.Trunc(x) {
				d.err("yaml-type", d.pos(n), "", "%s must be a whole number, and this is %v", quoteKey(f.name), x)
				return
			}
			v.SetFloat(x)
		}
	case reflect.Int:
		if x, ok := d.number(n, f); ok {
			if x != math.Trunc(x) {
				d.err("yaml-type", d.pos(n), "", "%s must be a whole number", quoteKey(f.name))
				return
			}
			v.SetInt(int64(x))
		}
	case reflect.Uint64:
		if x, ok := d.number(n, f); ok {
			if x < 0 || x != math.Trunc(x) {
				d.err("yaml-type", d.pos(n), "", "%s must be a whole number, 0 or more", quoteKey(f.name))
				return
			}
			v.SetUint(uint64(x))
		}
	case reflect.Slice:
		s, ok := n.(*ast.SequenceNode)
		if !ok {
			d.err("yaml-type", d.pos(n), "write it as `[a, b]` or as lines that begin with `-`", "%s must be a list, and this is %s", quoteKey(f.name), kindOf(n))
			return
		}
		whole := d.losing
		out := reflect.MakeSlice(v.Type(), 0, len(s.Values))
		for _, e := range s.Values {
			if _, null := e.(*ast.NullNode); null || e == nil {
				d.err("yaml-type", d.pos(e), "delete the `-` or fill it in", "an item of %s is empty", quoteKey(f.name))
				continue
			}
			item := reflect.New(v.Type().Elem()).Elem()
			d.losing = whole
			d.decode(item, e, f)
			if item.Kind() != reflect.Pointer || !item.IsNil() {
				out = reflect.Append(out, item)
			}
		}
		v.Set(out)
	case reflect.Struct:
		d.decodeStruct(v, n, f)
	default:
		panic(fmt.Sprintf("dossier: no YAML form for %s", v.Type()))
	}
}

func (d *decoder) decodeStruct(v reflect.Value, n ast.Node, f fieldInfo) {
	where := d.pos(n)
	placed, _ := v.Addr().Interface().(interface{ setWhere(Pos, []keyPos) })
	if placed != nil {
		placed.setWhere(where, nil)
	}
	pairs, ok := d.pairs(n, whatOf(f))
	if !ok {
		d.list[len(d.list)-1].whole = d.depth == 1
		return
	}
	fields := fieldsOf(v.Type())
	keys := make([]keyPos, 0, len(pairs))
	var blank []keyPos
	var unknown []int // findings of unknown keys
	defer func(was []string) { d.losing = was }(d.losing)
	for _, p := range pairs {
		name, at := d.key(p)
		if name == "" {
			continue
		}
		i := slices.IndexFunc(fields, func(f fieldInfo) bool { return f.name == name })
		if i < 0 {
			names := make([]string, len(fields))
			for j, f := range fields {
				names[j] = f.name
			}
			d.err("unknown-key", at, didYouMeanOr(name, names), "unknown key %q", shorten(name))
			if m := Misspelling(name, names); m != nil && !slices.ContainsFunc(pairs, func(p *ast.MappingValueNode) bool { return keyIs(p, m.Text) }) {
				d.mend(m)
			}
			unknown = append(unknown, len(d.list)-1)
			continue
		}
		if saysNothing(p.Value, fields[i].required && isText(v.Type().FieldByIndex(fields[i].index).Type)) {
			blank = append(blank, keyPos{name, at.Line, at.Col})
			continue // a key without a value says nothing
		}
		vp := d.pos(p.Value)
		keys = append(keys, keyPos{name, vp.Line, vp.Col})
		d.losing = declaredUnder(v.Type(), fields[i])
		d.decode(v.FieldByIndex(fields[i].index), p.Value, fields[i])
	}
	d.losing = nil
	// What an unknown key was meant to be may be any key that is not there.
	for _, fi := range fields {
		if !slices.ContainsFunc(keys, func(k keyPos) bool { return k.name == fi.name }) {
			d.losing = append(d.losing, declaredUnder(v.Type(), fi)...)
		}
	}
	for _, u := range unknown {
		d.list[u].lost = strings.Join(d.losing, ";")
	}
	for _, fi := range fields {
		d.losing = declaredUnder(v.Type(), fi)
		named := func(k keyPos) bool { return k.name == fi.name }
		if !fi.required || slices.ContainsFunc(keys, named) {
			continue
		}
		if i := slices.IndexFunc(blank, named); i >= 0 {
			d.err("missing-key", Pos{d.file, blank[i].line, blank[i].col}, "fill it in"+docHint(fi), "the key %q has no value", fi.name)
			continue
		}
		d.err("missing-key", where, "add `"+fi.name+":`"+docHint(fi), "%s lacks the key %q", whatOf(f), fi.name)
	}
	if placed != nil {
		placed.setWhere(where, keys)
	}
}

func docHint(f fieldInfo) string {
	if f.doc == "" {
		return ""
	}
	return " (" + f.doc + ")"
}

func whatOf(f fieldInfo) string {
	if f.name == "" {
		return "the file"
	}
	return "`" + f.name + "`"
}

func didYouMeanOr(word string, all []string) string {
	if n := Nearest(word, all); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if len(all) > 24 {
		return ""
	}
	return "it may be: " + strings.Join(all, ", ")
}

func parseBool(s string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "true":
		return true, true
	case "no", "false":
		return false, true
	}
	return false, false
}
